/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each character's advance is the distance to the next cell in whole em1000, taken from the line's start, so that
 * rounding never adds up.  Blanks end a word: PDF's word spacing, which may stand at anything, then widens the code of
 * a space only where the operation says by how much.
 */
#include "type/typesetter.h"

#include <string.h>

/* Lines of a conforming PostScript file are bounded, and a word is never parted: a longer run of characters is several
 * words that touch. */
#define WORD_MAX 24u

struct cells {
	const struct face *face;
	mpt_t size;
	um_t pitch;
	struct arena *arena;
	gunichar missing;
};

/* Where cell i begins, em1000 from the first. */
static gint32 cell_start(const struct cells *cells, guint i)
{
	gint64 upt = (gint64)i * cells->pitch * 360000;
	gint64 per = (gint64)127 * cells->size;

	return (gint32)((2 * upt + per) / (2 * per));
}

/* What stands in the cell of a character: its code; a space for one that the face lacks. */
static guint8 cell_code(struct cells *cells, gunichar character)
{
	if (character == ' ' || (character > ' ' && character <= '~' && cells->face->glyphs[character] != 0))
		return (guint8)character;
	if (cells->missing == 0)
		cells->missing = character;
	return ' ';
}

/* count characters from cell first on, none of them a blank. */
static struct word_run cells_run(const struct cells *cells, const char *codes, guint first, guint count)
{
	guint16 *glyphs = arena_new_array(cells->arena, guint16, 2 * count);
	gint16 *advances = (gint16 *)glyphs + count;
	char show[WORD_MAX * SHOW_CODE_ROOM];
	char *out = show;
	struct word_run run = { .face = cells->face, .n_glyphs = (guint16)count, .glyphs = glyphs, .advances = advances };

	for (guint i = 0; i < count; i++) {
		guint8 code = (guint8)codes[first + i];

		glyphs[i] = cells->face->glyphs[code];
		advances[i] = (gint16)(cell_start(cells, first + i + 1) - cell_start(cells, first + i));
		run.width += advances[i];
		out = show_put_code(out, code);
		if (advances[i] != cells->face->widths[code])
			out = show_put_kerning(out, advances[i] - cells->face->widths[code]);
	}
	run.show_length = (guint16)(out - show);
	run.show = arena_strndup(cells->arena, show, run.show_length);
	return run;
}

/* The word that begins at cell first: characters up to the next blank, which is its gap. */
static guint cells_word(const struct cells *cells, const char *codes, guint first, struct word *word)
{
	guint end = first;
	struct word_run run;

	while (codes[end] != '\0' && codes[end] != ' ' && end - first < WORD_MAX)
		end++;
	run = cells_run(cells, codes, first, end - first);
	word->width = run.width;
	word->gap = codes[end] == ' ';
	word->n_runs = 1;
	word->runs = arena_memdup(cells->arena, &run, sizeof run);
	word->utf8 = arena_strndup(cells->arena, codes + first, end - first);
	return end + word->gap;
}

static char *cells_codes(struct cells *cells, const char *text)
{
	char *codes = arena_strdup(cells->arena, text);
	char *out = codes;

	for (; *text != '\0'; text = g_utf8_next_char(text))
		*out++ = (char)cell_code(cells, g_utf8_get_char(text));
	*out = '\0';
	return codes;
}

gunichar typesetter_cells(struct typesetter *typesetter, const struct text_style *style, um_t pitch, const char *text,
			  um_t x, um_t baseline, struct op_list *list, struct arena *arena)
{
	struct cells cells = { .size = style->size, .pitch = pitch, .arena = arena };
	struct type type;
	const char *codes;
	const struct word **words;
	guint count = 0;
	upt_t space;

	typesetter_resolve(typesetter, style, &type);
	cells.face = &type.cut->faces[0];
	codes = cells_codes(&cells, text);
	if (codes[0] == '\0')
		return cells.missing;
	words = arena_new_array(arena, const struct word *, strlen(codes) + 1);
	for (guint at = 0; codes[at] != '\0';) {
		struct word *word = arena_alloc(arena, sizeof *word);

		at = cells_word(&cells, codes, at, word);
		words[count++] = word;
	}
	space = (upt_t)cells.face->space * style->size;
	op_list_add(list, OP_TEXT, arena)->text = (struct op_text){
		.x = x + (pitch - um_from_upt(space)) / 2,
		.baseline = baseline,
		.size = style->size,
		.gap = mpt_from_um(pitch) - (mpt_t)(space / 1000),
		.colour = style->colour,
		.count = count,
		.words = words,
	};
	return cells.missing;
}
