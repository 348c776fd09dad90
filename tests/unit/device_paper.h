/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages made by hand for the device tests: faces read straight from a TrueType file's tables (no library that
 * the program uses has a say in the widths), words of one code a character, with kerning where a test wants it.
 */
#ifndef PIEGO_TESTS_DEVICE_PAPER_H
#define PIEGO_TESTS_DEVICE_PAPER_H

#include "page/page.h"

#include <string.h>

#define PAPER_SANS "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
#define PAPER_BOLD "/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf"
#define PAPER_MONO_BOLD "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"

static inline guint paper_u16(const guint8 *at)
{
	return (guint)at[0] << 8 | at[1];
}

static inline guint32 paper_u32(const guint8 *at)
{
	return (guint32)paper_u16(at) << 16 | paper_u16(at + 2);
}

static inline const guint8 *paper_table(const guint8 *file, const char *tag)
{
	for (guint i = 0; i < paper_u16(file + 4); i++) {
		const guint8 *entry = file + 12 + i * 16;

		if (memcmp(entry, tag, 4) == 0)
			return file + paper_u32(entry + 8);
	}
	g_error("font without table %s", tag);
}

/* Glyph of a character by the Windows Unicode map, format 4. */
static inline guint paper_glyph(const guint8 *file, gunichar character)
{
	const guint8 *cmap = paper_table(file, "cmap"), *map = NULL;

	for (guint i = 0; i < paper_u16(cmap + 2); i++) {
		const guint8 *entry = cmap + 4 + i * 8;

		if (paper_u16(entry) == 3 && paper_u16(entry + 2) == 1)
			map = cmap + paper_u32(entry + 4);
	}
	g_assert(map != NULL && paper_u16(map) == 4);

	guint twice = paper_u16(map + 6);
	const guint8 *ends = map + 14, *starts = ends + twice + 2, *deltas = starts + twice, *ranges = deltas + twice;

	for (guint i = 0; i < twice; i += 2) {
		guint start = paper_u16(starts + i), range = paper_u16(ranges + i), glyph;

		if (character > paper_u16(ends + i))
			continue;
		if (character < start)
			return 0;
		if (range == 0)
			return (character + paper_u16(deltas + i)) & 0xffff;
		glyph = paper_u16(ranges + i + range + (character - start) * 2);
		return glyph == 0 ? 0 : (glyph + paper_u16(deltas + i)) & 0xffff;
	}
	return 0;
}

/* A face of the font whose codes are those of an iconv code set. */
static inline void paper_face(struct face *face, const struct font *font, const char *encoding, const char *codeset,
			      guint index)
{
	g_autofree char *bytes = NULL;
	const guint8 *file;
	guint em, metrics;

	if (!g_file_get_contents(font->path, &bytes, NULL, NULL))
		g_error("no font %s", font->path);
	file = (const guint8 *)bytes;
	em = paper_u16(paper_table(file, "head") + 18);
	metrics = paper_u16(paper_table(file, "hhea") + 34);
	*face = (struct face){ .font = font, .encoding = encoding, .index = index };
	for (guint code = 32; code < 256; code++) {
		char byte = (char)code;
		g_autofree char *text = g_convert(&byte, 1, "UTF-8", codeset, NULL, NULL, NULL);
		guint glyph = text ? paper_glyph(file, g_utf8_get_char(text)) : 0;

		if (glyph == 0 || code == 127)
			continue;
		face->widths[code] = (gint16)(paper_u16(paper_table(file, "hmtx") + MIN(glyph, metrics - 1) * 4) * 1000 / em);
		face->glyphs[code] = (guint16)glyph;
		face->characters[code] = (guint16)g_utf8_get_char(text);
	}
	face->space = face->widths[' '];
}

/* One run: text in the face's code set; after the first character a kerning of kern em1000 (0: none). */
static inline struct word_run paper_run(struct arena *arena, const struct face *face, const char *codeset,
					const char *text, int kern)
{
	g_autoptr(GString) show = g_string_new(NULL);
	gsize length;
	g_autofree char *codes = g_convert(text, -1, codeset, "UTF-8", NULL, &length, NULL);
	struct word_run run = { .face = face };
	guint16 *glyphs;
	gint16 *advances;

	if (codes == NULL)
		g_error("'%s' is not in %s", text, codeset);
	glyphs = arena_new_array(arena, guint16, length);
	advances = arena_new_array(arena, gint16, length);
	for (gsize i = 0; i < length; i++) {
		if (strchr("()\\", codes[i]) != NULL)
			g_string_append_c(show, '\\');
		g_string_append_c(show, codes[i]);
		if (i == 0 && kern != 0)
			g_string_append_printf(show, ")%d(", -kern);
		glyphs[i] = face->glyphs[(guint8)codes[i]];
		advances[i] = (gint16)(face->widths[(guint8)codes[i]] + (i == 0 ? kern : 0));
		run.width += advances[i];
	}
	run.n_glyphs = (guint16)length;
	run.glyphs = glyphs;
	run.advances = advances;
	run.show = arena_strndup(arena, show->str, show->len);
	run.show_length = (guint16)show->len;
	return run;
}

/* A word of the runs. */
static inline const struct word *paper_word_of(struct arena *arena, const struct word_run *runs, guint count,
					       const char *text, guint gap)
{
	struct word *word = arena_new_array0(arena, struct word, 1);

	word->runs = arena_memdup(arena, runs, sizeof *runs * count);
	word->n_runs = (guint8)count;
	word->gap = (guint8)gap;
	word->utf8 = arena_strdup(arena, text);
	for (guint i = 0; i < count; i++)
		word->width += runs[i].width;
	return word;
}

static inline const struct word *paper_word(struct arena *arena, const struct face *face, const char *codeset,
					    const char *text)
{
	struct word_run run = paper_run(arena, face, codeset, text, 0);

	return paper_word_of(arena, &run, 1, text, 1);
}

/* A line of text at the place: the words of a WinAnsi text between blanks. */
static inline struct op_text *paper_line(struct op_list *list, struct arena *arena, const struct face *face,
					 um_t x, um_t baseline, mpt_t size, const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, " ", -1);
	guint count = g_strv_length(parts);
	const struct word **words = arena_new_array(arena, const struct word *, count);
	struct op_text *op = &op_list_add(list, OP_TEXT, arena)->text;

	for (guint i = 0; i < count; i++)
		words[i] = paper_word(arena, face, "WINDOWS-1252", parts[i]);
	*op = (struct op_text){ .x = x, .baseline = baseline, .size = size, .count = count, .words = words };
	return op;
}

#endif
