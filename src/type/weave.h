/* SPDX-License-Identifier: Apache-2.0 */
/*
 * weave: text in one or more styles becomes a row of atoms, the words that lines are filled with.
 *
 *   weave_start(&weave, STORE_PASSING);
 *   weave_text(&weave, cache, type, "Rossi", LINE_ENDS_BREAK);
 *   weave_text(&weave, cache, bold, ", 10 euro", LINE_ENDS_BREAK);
 *   weave_end(&weave, cache);
 *
 * Texts woven one after the other touch: "Rossi" and "," above become one word, or two that no line may part
 * where their styles differ.
 */
#ifndef PIEGO_TYPE_WEAVE_H
#define PIEGO_TYPE_WEAVE_H

#include "type/prose.h"
#include "type/wordcache.h"

/* A style with its font found. */
struct type {
	const struct cut *cut;
	mpt_t size;
	struct colour colour;
	um_t ascent, descent;
};

/* Widths of lines are sums of em1000 times mpt: whole millionths of a point, exact at any length. */
typedef gint64 upt_t;

/* Kept within what sums of a few lengths can hold. */
static inline um_t um_from_upt(upt_t upt)
{
	gint64 um = (upt * 127 + (upt < 0 ? -180000 : 180000)) / 360000;

	return (um_t)CLAMP(um, G_MININT32 / 2, G_MAXINT32 / 2);
}

/* The longest text that um_from_upt still takes to um. */
static inline upt_t upt_from_um(um_t um)
{
	return ((gint64)um * 360000 + 179999) / 127;
}

enum {
	ATOM_BREAK = 1,		/* a line may begin here */
	ATOM_HARD = 2,		/* not a word: the line ends here */
	ATOM_FOREIGN = 4,	/* some of it is in another font than its type's */
	ATOM_STYLE = 8,		/* its type is another than the atom's before it */
	ATOM_BLANK = 16,	/* nothing but its space */
};

struct atom {
	const struct word *word;	/* NULL: ATOM_HARD */
	const struct type *type;
	upt_t width;
	upt_t space;			/* after it, 0: none */
	gint32 slack;			/* what rounding took from width and space */
	guint flags;
};

enum line_ends { LINE_ENDS_BREAK, LINE_ENDS_SPACE };

struct weave {
	struct atom *atoms;
	guint count, room;
	enum word_store store;
	const struct type *type;	/* of the pending text */
	guint pending_length;
	gboolean joined;		/* the pending text touches the atom before it: no break between */
	gboolean sticks;		/* the last chunk keeps the next on its line, even over a space */
	gunichar missing;		/* first character that no font has */
	char pending[CHUNK_MAX_BYTES];
};

void weave_init(struct weave *weave);
void weave_clear(struct weave *weave);

/* Forget the atoms, keep the memory. */
void weave_start(struct weave *weave, enum word_store store);

/* Several U+0020 between two words stay as many, as a payment slip's coded line needs them; any other white
 * space is one space. */
void weave_text(struct weave *weave, struct wordcache *cache, const struct type *type, const char *text,
		enum line_ends ends);
void weave_space(struct weave *weave, struct wordcache *cache);
void weave_hard_break(struct weave *weave, struct wordcache *cache, const struct type *type);

/* Atoms woven before, put as they are; touching neither what stands before nor after.  first_sticks and
 * last_sticks are those of their own chunks. */
void weave_atoms(struct weave *weave, struct wordcache *cache, const struct atom *atoms, guint count,
		 gboolean first_sticks, gboolean last_sticks);

void weave_end(struct weave *weave, struct wordcache *cache);

#endif
