/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pen: text, boxes and symbols at the fixed places of a slip.  What a payment brings and does not fit its place is a
 * fault; what is printed on every slip of a kind fits by design.
 */
#ifndef PIEGO_SLIP_PEN_H
#define PIEGO_SLIP_PEN_H

#include "slip/slip.h"
#include "type/prose.h"

struct pen {
	const struct slip_desk *desk;
	struct op_list *list;
	um_t x, y;		/* in the list, where the places below are measured from */
	/* Of a form: NULL and unused. */
	const struct payment *payment;
	guint place;		/* of the payment on its strip */
	struct slip_faults *faults;
	gboolean failed;	/* a fault was told */
	payment_set_t faulty;	/* of which fields */
};

/* The reason where a text has more lines than its place. */
extern const char pen_too_many_lines[];

/* Tells a fault of the pen's payment; of a field that is printed twice, once. */
void pen_fail(struct pen *pen, enum payment_field field, enum finding_code code, const char *value, const char *reason);

/* ---- the same on every slip: words last as long as the typesetter ---- */

/* Grey is 0 for black to 255 for white. */
void pen_fill(struct pen *pen, struct rect box, guint8 grey);
void pen_stroke(struct pen *pen, struct rect box, um_t width, guint8 grey);
/* A level line to cut along. */
void pen_dashes(struct pen *pen, um_t x, um_t y, um_t length);

/* Words that begin at x, stand around middle, or end at right; all return their width. */
um_t pen_label(struct pen *pen, const struct text_style *style, um_t x, um_t baseline, const char *words);
um_t pen_label_centred(struct pen *pen, const struct text_style *style, um_t middle, um_t baseline, const char *words);
um_t pen_label_right(struct pen *pen, const struct text_style *style, um_t right, um_t baseline, const char *words);

/* Words in lines of a width; returns the last baseline. */
um_t pen_sentence(struct pen *pen, const struct text_style *style, um_t x, um_t baseline, um_t width, um_t leading,
		  const char *words);

/* ---- what a payment brings: text is what is printed of a field ---- */

/* One line that begins at x, or ends at right, in a place of some width; both return the line's. */
um_t pen_text(struct pen *pen, const struct text_style *style, enum payment_field field, const char *text, um_t x,
	      um_t baseline, um_t width);
um_t pen_text_right(struct pen *pen, const struct text_style *style, enum payment_field field, const char *text,
		    um_t right, um_t baseline, um_t width);

/* A text in several lines. */
struct pen_lines {
	const struct text_style *style;
	enum payment_field field;
	const char *text;
	um_t width, leading;
	guint most;			/* as many lines as there is room for */
	struct prose_lines broken;	/* by pen_break */
};

/* More lines than most, or a word wider than a line, is a fault. */
void pen_break(struct pen *pen, struct pen_lines *lines);
/* Draws what was broken, the first line at baseline; returns the last one's, baseline where there is none. */
um_t pen_draw(struct pen *pen, const struct pen_lines *lines, um_t x, um_t baseline);

/* Characters in cells of a pitch, the first cell beginning at x: what the payment's readers made of a field, all of them
 * characters that the font has. */
void pen_cells(struct pen *pen, const struct text_style *style, um_t pitch, um_t x, um_t baseline, const char *text);

/* A linear symbol, the top of its left bar at (x, y). */
void pen_bars(struct pen *pen, enum payment_field field, const struct symbol_wish *wish, um_t x, um_t y, um_t module,
	      um_t height);

/* A symbol of square modules, its top left one at (x, y).  A text that it cannot carry is a fault of the field. */
void pen_symbol(struct pen *pen, enum payment_field field, const struct symbol_wish *wish, um_t x, um_t y, um_t module);

/* What the payment says in a field of text. */
static inline const char *pen_value(const struct pen *pen, enum payment_field field)
{
	return pen->payment->values[field].text;
}

#endif
