/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ps: what the files of the PostScript device share.  Nobody else includes this.
 *
 * A file is a conforming document (PostScript Language Document Structuring Conventions 3.0): prolog, setup, pages
 * that do not depend on each other.  Pages go to a scratch file as they come; what stands before them (how many they
 * are, their papers, fonts, pictures and stamps) is written when the last one is known, and the pages after it.
 */
#ifndef PIEGO_DEVICE_PS_H
#define PIEGO_DEVICE_PS_H

#include "device/content.h"
#include "device/device.h"
#include "device/scratch.h"

struct ps {
	struct device device;
	struct names names;
	struct out out;
	struct scratch *body;
	GError *error;		/* the first one; nothing is done after it */
	char *title;		/* or NULL */
	enum ps_sides sides;

	struct content content;
	struct content form;
	GString *line;		/* of the page being begun */
	guint pages;
	um_t width, height;	/* of the widest and the highest page */

	/* Numbered from 1 in order of first use. */
	GArray *font_numbers;	/* guint by face index, 0: not used yet */
	GPtrArray *font_files;	/* struct ps_font_file */
	guint fonts;
	GPtrArray *papers;	/* struct ps_paper */
	GHashTable *picture_numbers;	/* struct picture -> number */
	GHashTable *stamp_numbers;	/* struct stamp -> number */
	GString *definitions;	/* of pictures and stamps */
};

static inline struct ps *ps_of_names(struct names *names)
{
	return (struct ps *)((char *)names - G_STRUCT_OFFSET(struct ps, names));
}

/* Keeps the first error. */
void ps_fail(struct ps *ps, enum device_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Text for the file: a number as in content_number; words as a string of ASCII, escaped, at most 200 bytes of it;
 * bytes in base 85 with its end mark, in lines that begin no comment, and how many lines they are. */
void ps_add_number(GString *to, gint64 value, guint decimals);
void ps_add_words(GString *to, const char *words);
guint ps_add_base85(GString *to, const guint8 *bytes, gsize length);

/* The names by which pages refer to their resources (struct names): /F1, /I1, /S1. */
guint ps_font(struct names *names, const struct face *face);
guint ps_picture(struct names *names, const struct picture *picture);
guint ps_stamp(struct names *names, const struct stamp *stamp);

/* The definitions of all fonts, to *to; FALSE after an error. */
gboolean ps_add_fonts(struct ps *ps, GString *to);
void ps_font_file_free(gpointer file);

/* A page's paper, numbered as /M1; a page without one is on any paper of its size. */
struct ps_paper {
	const struct media *media;
	um_t width, height;
};
guint ps_paper(struct ps *ps, const struct page *page);
/* A paper's name in comments; what the device is asked for, and all that one comment tells of it. */
void ps_add_paper_name(GString *to, const struct ps_paper *paper);
void ps_add_paper_request(GString *to, const struct ps_paper *paper);
void ps_add_paper_comment(GString *to, const struct ps_paper *paper);

#endif
