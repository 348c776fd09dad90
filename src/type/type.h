/* SPDX-License-Identifier: Apache-2.0 */
/*
 * type: fonts by role, text as shaped words.  Whoever sets text on paper (a letter's paragraphs, the address, a payment
 * slip) sets it here; nothing else knows what is inside a font file.
 *
 *   struct typesetter *t = typesetter_new(catalogue_dir, &error);
 *   line = typesetter_line(t, &style, STORE_PASSING, "Gentile Maria,", arena, &missing);
 *   typesetter_between_letters(t);
 *
 * A typesetter belongs to one thread; after a fork each process has its own.
 */
#ifndef PIEGO_TYPE_TYPE_H
#define PIEGO_TYPE_TYPE_H

#include "page/page.h"

#define TYPE_ERROR (g_quark_from_static_string("piego-type"))
enum type_error { TYPE_ERROR_FONT };

/* Equal styles may be told apart by pointer only: a style lives as long as what was set in it. */
struct text_style {
	const char *role;	/* of the font catalogue, asked for with typesetter_has_role: body, heading, mono, ocr-b */
	gboolean bold, italic;
	mpt_t size;
	struct colour colour;
};

enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE, ALIGN_JUSTIFY };

/* How long words live: until the next typesetter_between_letters, for what records bring; as long as the typesetter,
 * for what is printed again and again. */
enum word_store { STORE_PASSING, STORE_FIXED };

struct typesetter;

/* Opens the font catalogue (catalogue_dir/catalogue.ini); only its fonts are ever used. */
struct typesetter *typesetter_new(const char *catalogue_dir, GError **error);
void typesetter_free(struct typesetter *typesetter);

/* Whether a role of the catalogue can be used.  FALSE and why: there is none of that name, or its file is missing.
 * Everything below takes only roles that have been asked for here. */
gboolean typesetter_has_role(const struct typesetter *typesetter, const char *role, GError **error);

/* Call between letters: drops words of old letters when the cache has reached its bound.  No operation made of
 * STORE_PASSING words before may be drawn after. */
void typesetter_between_letters(struct typesetter *typesetter);

/* One line of text; its words in the arena. */
struct typeset_line {
	const struct word *const *words;
	guint count;
	um_t width;
	um_t ascent, descent;
};

/* White space is one space each time.  missing gets the first character that no font has, 0 when there is none. */
struct typeset_line typesetter_line(struct typesetter *typesetter, const struct text_style *style,
				    enum word_store store, const char *text, struct arena *arena, gunichar *missing);

/* The line as one operation, its left end at x. */
void typeset_line_draw(const struct typeset_line *line, const struct text_style *style, um_t x, um_t baseline,
		       struct op_list *list, struct arena *arena);

/*
 * One line of text, each character in the middle of its own cell of a fixed pitch, the first cell's left edge at x: what
 * machines read (OCR-B, ten characters an inch), digits in printed boxes.  The role's font must have one width for all
 * characters.  No other font steps in: a character beyond ASCII, or that the font lacks, leaves its cell empty, and the
 * first of them is returned, else 0.  Words are in the arena.
 */
gunichar typesetter_cells(struct typesetter *typesetter, const struct text_style *style, um_t pitch, const char *text,
			  um_t x, um_t baseline, struct op_list *list, struct arena *arena);

#endif
