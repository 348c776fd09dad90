/* SPDX-License-Identifier: Apache-2.0 */
/* Every character of every encoding that faces come in is painted, and read back as itself, in files of every kind. */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"

#define CELL 12000	/* um */
#define COLUMNS 15
#define DPI 100

static const struct encoding_row {
	const char *encoding, *codeset;
} encoding_rows[] = {
	{ "WinAnsiEncoding", "WINDOWS-1252" },
	{ "CP1250", "WINDOWS-1250" },
	{ "CP1251", "WINDOWS-1251" },
	{ "CP1253", "WINDOWS-1253" },
	{ "CP1254", "WINDOWS-1254" },
	{ "CP1257", "WINDOWS-1257" },
	{ "ISO8859-2", "ISO-8859-2" },
	{ "ISO8859-3", "ISO-8859-3" },
	{ "ISO8859-4", "ISO-8859-4" },
	{ "ISO8859-7", "ISO-8859-7" },
	{ "ISO8859-16", "ISO-8859-16" },
};

static const struct file_row {
	const char *ending;
	enum pdf_kind kind;
} file_rows[] = { { "pdf", PDF_PRINT }, { "ps", PDF_PRINT }, { "archive.pdf", PDF_ARCHIVE } };
static const char *const font_paths[] = { PAPER_SANS, PAPER_MONO_BOLD };

/* One character in each cell of the page; those that are drawn, in order. */
static GPtrArray *fill_cells(struct page *page, struct arena *arena, const struct face *face, const char *codeset)
{
	GPtrArray *characters = g_ptr_array_new_with_free_func(g_free);

	for (guint code = '!'; code < 256; code++) {
		char byte = (char)code;
		char *text = face->widths[code] ? g_convert(&byte, 1, "UTF-8", codeset, NULL, NULL, NULL) : NULL;
		const struct word **words;

		/* No-break space and soft hyphen are not to be seen. */
		if (text == NULL || code == 0xa0 || code == 0xad) {
			g_free(text);
			continue;
		}
		words = arena_new_array(arena, const struct word *, 1);
		words[0] = paper_word(arena, face, codeset, text);
		op_list_add(&page->list, OP_TEXT, arena)->text = (struct op_text){
			.x = 10000 + (um_t)characters->len % COLUMNS * CELL,
			.baseline = 20000 + (um_t)characters->len / COLUMNS * CELL,
			.size = 18000, .count = 1, .words = words,
		};
		g_ptr_array_add(characters, text);
	}
	return characters;
}

/* Dark pixels in a cell. */
static guint ink(const struct judge_pixels *pixels, guint cell)
{
	int left = (9000 + (int)(cell % COLUMNS) * CELL) * DPI / UM_PER_INCH;
	int top = (11000 + (int)(cell / COLUMNS) * CELL) * DPI / UM_PER_INCH;
	int side = CELL * DPI / UM_PER_INCH;
	guint dark = 0;

	for (int y = top; y < top + side; y++) {
		for (int x = left; x < left + side; x++)
			dark += (judge_pixel(pixels, x, y) & 0xff) < 128;
	}
	return dark;
}

static void check_file(const char *path, const char *name, const GPtrArray *characters)
{
	g_autofree char *text = judge_text(path);
	g_auto(GStrv) words = g_strsplit_set(text, " \n\f", -1);
	g_autoptr(GHashTable) read = g_hash_table_new(g_str_hash, g_str_equal);
	struct judge_pixels pixels = judge_pixels(path, 1, DPI);

	judge_silent(path, path);
	for (guint i = 0; words[i] != NULL; i++)
		g_hash_table_add(read, words[i]);
	for (guint i = 0; i < characters->len; i++) {
		g_autofree char *label = g_strdup_printf("%s %s", name, (char *)characters->pdata[i]);

		CHECK_TRUE(label, g_hash_table_contains(read, characters->pdata[i]));
		CHECK_TRUE(label, ink(&pixels, i) > 0);
	}
	g_free(pixels.file);
}

/* Archive files go to the list. */
static void check_encoding(const char *folder, const char *font_path, const struct encoding_row *row, GPtrArray *archives)
{
	const struct font font = { .name = "body", .path = font_path, .ascent = 905, .descent = 212 };
	g_autoptr(arena_t) arena = arena_new(64 * 1024);
	struct page page = { .width = 210000, .height = 297000, .sheet = 1 };
	const struct page *pages = &page;
	g_autoptr(GPtrArray) characters = NULL;
	struct face face;

	paper_face(&face, &font, row->encoding, row->codeset, 0);
	characters = fill_cells(&page, arena, &face, row->codeset);
	CHECK_TRUE(row->encoding, characters->len > 170);
	for (guint i = 0; i < G_N_ELEMENTS(file_rows); i++) {
		const struct pdf_options options = { .compression = 6, .kind = file_rows[i].kind };
		g_autofree char *name = g_strdup_printf("%s-%s.%s", row->encoding, strrchr(font_path, '/') + 1,
							file_rows[i].ending);
		char *path = judge_draw(folder, name, &options, &pages, 1, NULL);

		check_file(path, name, characters);
		if (file_rows[i].kind == PDF_ARCHIVE)
			g_ptr_array_add(archives, path);
		else
			g_free(path);
	}
}

static void paints_and_reads_every_code(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GPtrArray) archives = g_ptr_array_new_with_free_func(g_free);

	for (guint f = 0; f < G_N_ELEMENTS(font_paths); f++) {
		for (guint i = 0; i < G_N_ELEMENTS(encoding_rows); i++)
			check_encoding(folder, font_paths[f], &encoding_rows[i], archives);
	}
	judge_archives(archives);
}

CHECK_MAIN({ "paints and reads every code", paints_and_reads_every_code })
