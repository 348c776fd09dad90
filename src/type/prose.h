/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prose: the text of a paragraph, prepared once, filled into lines for each record.
 *
 * A prose is a row of spans: fixed text, and slots that a record's formatted values fill.  Fixed text is
 * itemised, broken and shaped when the layout is compiled; a slot's text goes through the word cache.
 * Line filling is greedy, as Pango's, over the width table that devices use.
 */
#ifndef PIEGO_TYPE_PROSE_H
#define PIEGO_TYPE_PROSE_H

#include "type/type.h"

#define PROSE_NO_SLOT G_MAXUINT

/*
 * Fixed text, a slot, or a hard break.
 *
 * Spaces, tabs and line ends of fixed text are one space.  In a slot's value a line end (U+000A, U+0085, U+2028,
 * U+2029) ends the line, several spaces between two words stay, and the value's first and last spaces are one.
 * An empty slot leaves nothing, not even a space of its own.
 *
 * Spans that touch without a space between them are never parted by a line's end, whatever their styles.
 * Inside a word lines break where Pango breaks them (after a hyphen, a slash, a dash); U+00A0 and U+202F do not
 * break, U+200B breaks, soft hyphens are left out.
 */
struct span {
	const char *text;
	guint slot;		/* PROSE_NO_SLOT for fixed text */
	gboolean hard_break;	/* end the line here; text and slot are not used */
	const struct text_style *style;
};

struct prose;

/* Compile; missing gets the first character that no font has (0: none). */
struct prose *prose_new(struct typesetter *typesetter, const struct span *spans, guint count, gunichar *missing);
void prose_free(struct prose *prose);
gboolean prose_is_fixed(const struct prose *prose);	/* no slots: its lines never change */

/* Add the fonts it may use (of struct cut), each once, and their fallbacks. */
void prose_add_fonts(const struct prose *prose, GPtrArray *fonts);
/* The same of all weights and slants of a role. */
void typesetter_add_fonts(const struct typesetter *typesetter, const char *role, GPtrArray *fonts);

struct prose_line {
	struct op_list list;	/* OP_TEXTs, x from the left edge of the paragraph, baseline 0 */
	um_t natural;		/* width before justification; a paragraph filled at it is one line */
	um_t ascent, descent;	/* largest of its text */
	gboolean ends;		/* last of its paragraph, or before a hard break: not justified */
};

struct prose_lines {
	struct prose_line *lines;
	guint count;
	um_t overflow;		/* by how much the widest unbreakable word sticks out, 0: none */
	gunichar missing;	/* a character of a slot that no font has, 0: none */
};

/*
 * Fill lines of the given width; slots has the text of every slot, "" for none.  first_indent moves the start
 * of the first line, to the left when it is negative.
 *
 * A text of nothing has no lines; the last hard break of a text does not make an empty line after it.  The
 * right edge of a justified line is the width, less at most 0.4 um a space.
 * Lines live in the arena; their words until the next typesetter_between_letters, or, those of fixed text, as
 * long as the typesetter.
 */
void prose_fill(struct prose *prose, const char *const *slots, um_t width, um_t first_indent, enum align align,
		struct arena *arena, struct prose_lines *lines);

/* Text of one style that is set only once: as prose_fill of a prose with nothing but a slot. */
void prose_set(struct typesetter *typesetter, const struct text_style *style, enum word_store store, const char *text,
	       um_t width, enum align align, struct arena *arena, struct prose_lines *lines);

#endif
