/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content: a list of operations as the operators of one PDF content stream (ISO 32000-1, clauses 8 and 9).
 *
 * Written with care, operands before operators and names after a slash, such a stream is PostScript as well: the
 * PostScript device defines the operators (device/procset.ps) and shares all of this.  What has another form there
 * is told by the language: symbols, and lines of at most 255 characters.
 *
 *   content_begin(c, CONTENT_PAGE, page->height);
 *   content_draw(c, &page->list);
 *   content_end(c);             c->bytes, c->used
 *
 * Coordinates are points with two decimals: 0.0018 mm at most from what was asked.  Nothing is written that
 * is already so: colours, fonts, word space and line width are followed.
 */
#ifndef PIEGO_DEVICE_CONTENT_H
#define PIEGO_DEVICE_CONTENT_H

#include "page/page.h"

/* Numbers of the resources that content refers to, /F1, /I1, /S1; 0 when there is none, and drawing stops. */
struct names {
	guint (*font)(struct names *names, const struct face *face);
	guint (*picture)(struct names *names, const struct picture *picture);
	guint (*stamp)(struct names *names, const struct stamp *stamp);
};

enum content_language { CONTENT_PDF, CONTENT_POSTSCRIPT };
enum content_kind { CONTENT_PAGE, CONTENT_FORM };

/* What the operators so far have left open. */
enum content_open { CONTENT_OPEN_NONE, CONTENT_OPEN_TEXT, CONTENT_OPEN_FILL, CONTENT_OPEN_STROKE };

struct content {
	char *bytes;
	gsize used;
	gsize room;
	struct names *names;
	enum content_language language;
	enum content_kind kind;
	um_t height;	/* where y is 0, up from there */
	enum content_open open;
	gint32 fill, stroke;	/* 0xrrggbb, -1 not known */
	um_t line_width;	/* -1 not known */
	const struct face *face;
	mpt_t size, gap;
	gboolean gap_known;
	gint64 x, y;		/* of the text line, hundredths of a point */
	gint64 leading;		/* of the line before */
};

/* names answers during content_draw and must outlive the content. */
void content_init(struct content *content, struct names *names, enum content_language language);
void content_clear(struct content *content);

/* Forgets the bytes, keeps the memory.  height is the page's; 0 in a form, whose origin is its stamp's. */
void content_begin(struct content *content, enum content_kind kind, um_t height);
void content_draw(struct content *content, const struct op_list *list);
void content_end(struct content *content);

/* Hundredths and thousandths of a point. */
gint64 content_centipoints(gint64 um);
gint64 content_millipoints(gint64 um);

/* value / 10^decimals (2 or 3) without trailing zeros, and the end of what was written: at most 24 bytes. */
char *content_number(char *out, gint64 value, guint decimals);

#endif
