/* SPDX-License-Identifier: Apache-2.0 */
/* Symbols judged by other people's readers (dmtxread, zbarimg), and texts that a symbol cannot carry. */
#include "mark/mark.h"

#include <string.h>

#include "unit/check.h"

/* What the readers are asked to read: a gray picture with room around the symbol, 8 pixels a module. */
static void write_picture(const struct symbol *symbol, const char *path)
{
	const guint module = 8, quiet = 12;
	guint height = symbol->rows == 1 ? 60 : symbol->rows;
	guint width_px = (symbol->columns + 2 * quiet) * module, height_px = (height + 2 * quiet) * module;
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "P5 %u %u 255\n", width_px, height_px);
	for (guint y = 0; y < height_px; y++) {
		for (guint x = 0; x < width_px; x++) {
			guint column = x / module - quiet, row = y / module - quiet;
			gboolean inside = x / module >= quiet && column < symbol->columns && y / module >= quiet &&
					  row < height;

			g_string_append_c(out, inside && symbol_dark(symbol, column, symbol->rows == 1 ? 0 : row) ?
						       '\0' : '\xff');
		}
	}
	CHECK_TRUE(path, g_file_set_contents(path, out->str, (gssize)out->len, NULL));
	g_string_free(out, TRUE);
}

static char *output_of(const char *const argv[])
{
	g_autoptr(GError) error = NULL;
	char *output = NULL;
	int status;

	if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
			  &output, NULL, &status, &error))
		CHECK_NO_ERROR(argv[0], error);
	return output != NULL ? g_strchomp(output) : g_strdup("");
}

static char *read_by_others(enum symbology symbology, const char *path)
{
	const char *const dmtxread[] = { "dmtxread", "-N1", "-m2000", path, NULL };
	const char *const zbarimg[] = { "zbarimg", "-q", "--raw", "-Si25.enable=1", path, NULL };

	return output_of(symbology == SYMBOLOGY_DATA_MATRIX ? dmtxread : zbarimg);
}

static const struct {
	const char *label;
	enum symbology symbology;
	guint size;
	const char *text;
	guint columns, rows;	/* 0: any */
} good[] = {
	{ "control code", SYMBOLOGY_DATA_MATRIX, 16, "000042000000701010000001", 16, 16 },
	{ "control code, own size", SYMBOLOGY_DATA_MATRIX, 0, "999999999999999996399994", 16, 16 },
	{ "22", SYMBOLOGY_DATA_MATRIX, 22, "123456789012345678901234567890", 22, 22 },
	{ "22, short", SYMBOLOGY_DATA_MATRIX, 22, "A1", 22, 22 },
	{ "26, mixed", SYMBOLOGY_DATA_MATRIX, 26, "00000001|302012345678901234|88100|0000123456|A4|001", 26, 26 },
	{ "small letters", SYMBOLOGY_DATA_MATRIX, 0, "piego: una busta, tre fogli", 0, 0 },
	{ "square even where a rectangle would do", SYMBOLOGY_DATA_MATRIX, 0, "ABCDE", 12, 12 },
	{ "code 128 digits", SYMBOLOGY_CODE_128, 0, "302012345678901234", 134, 1 },
	{ "code 128 mixed", SYMBOLOGY_CODE_128, 0, "RN 123456789 IT/a", 0, 1 },
	{ "code 39", SYMBOLOGY_CODE_39, 0, "20001", 90, 1 },
	{ "code 39 letters", SYMBOLOGY_CODE_39, 0, "A-V.9 $/+%", 0, 1 },
	{ "interleaved 2 of 5", SYMBOLOGY_INTERLEAVED_2_OF_5, 0, "123456789012", 0, 1 },
	{ "qr", SYMBOLOGY_QR, 0, "PAGOPA|002|302012345678901234|12345678901|1234", 0, 0 },
	{ "qr, lines", SYMBOLOGY_QR, 0, "BCD\n001\n1\nSCT\n\nOrdine di prova\nIT60X0542811101000000123456\nEUR12.5", 0, 0 },
};

static void others_read_it(void)
{
	g_autofree char *folder = check_folder();
	struct symbol_encoder *encoder = mark_encoder_new();
	struct arena *arena = arena_new(8192);

	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		struct symbol_wish wish = { good[i].symbology, good[i].size, good[i].text };
		g_autofree char *path = g_strdup_printf("%s/%u.pgm", folder, i);
		g_autofree char *read = NULL;
		const char *reason = NULL;
		const struct symbol *symbol = encoder->encode(encoder, &wish, arena, &reason);

		CHECK_STR(good[i].label, reason, NULL);
		if (symbol == NULL)
			continue;
		CHECK_STR(good[i].label, symbol->text, good[i].text);
		CHECK_INT(good[i].label, symbol->columns, good[i].columns != 0 ? good[i].columns : symbol->columns);
		CHECK_INT(good[i].label, symbol->rows, good[i].rows != 0 ? good[i].rows : symbol->rows);
		write_picture(symbol, path);
		read = read_by_others(good[i].symbology, path);
		CHECK_STR(good[i].label, read, good[i].text);
	}
	arena_free(arena);
	mark_encoder_free(encoder);
}

static void refuses_what_it_cannot_carry(void)
{
	static const struct {
		const char *label;
		struct symbol_wish wish;
		const char *reason;
	} rows[] = {
		{ "empty", { SYMBOLOGY_DATA_MATRIX, 0, "" }, "nothing to encode" },
		{ "25 digits in 16", { SYMBOLOGY_DATA_MATRIX, 16, "0000420000007010100000011" },
		  "too long for the symbol" },
		{ "no such size", { SYMBOLOGY_DATA_MATRIX, 17, "1" }, "no Data Matrix has this size" },
		{ "size of a QR", { SYMBOLOGY_QR, 16, "1" }, "only a Data Matrix has a size" },
		{ "not UTF-8", { SYMBOLOGY_QR, 0, "\xff" }, "not text" },
		{ "code 39 small letter", { SYMBOLOGY_CODE_39, 0, "a" }, "a character that Code 39 does not have" },
		{ "code 39 star", { SYMBOLOGY_CODE_39, 0, "A*B" }, "a character that Code 39 does not have" },
		{ "code 39 long", { SYMBOLOGY_CODE_39, 0, "0123456789012345678901234567890123456789012345678901234567890"
							  "123456789012345678901234567890" },
		  "too long for the symbol" },
		{ "itf letter", { SYMBOLOGY_INTERLEAVED_2_OF_5, 0, "12A4" }, "not digits only" },
		{ "itf odd", { SYMBOLOGY_INTERLEAVED_2_OF_5, 0, "123" }, "not an even number of digits" },
		{ "code 128 beyond Latin-1", { SYMBOLOGY_CODE_128, 0, "\xc5\xa0imi\xc4\x87" },
		  "a character that the symbol cannot carry" },
	};
	struct symbol_encoder *encoder = mark_encoder_new();
	struct arena *arena = arena_new(8192);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *reason = NULL;

		CHECK_TRUE(rows[i].label, encoder->encode(encoder, &rows[i].wish, arena, &reason) == NULL);
		CHECK_STR(rows[i].label, reason, rows[i].reason);
	}
	arena_free(arena);
	mark_encoder_free(encoder);
}

static gboolean same(const struct symbol *a, const struct symbol *b)
{
	return a->columns == b->columns && a->rows == b->rows && a->stride == b->stride &&
	       memcmp(a->bits, b->bits, (gsize)a->rows * a->stride) == 0;
}

/* What one symbol leaves behind in zint must not show in the next: any order gives the same modules. */
static void any_order_gives_the_same(void)
{
	struct arena *arena = arena_new(8192);
	struct symbol_encoder *encoder = mark_encoder_new();

	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		for (guint k = 0; k < G_N_ELEMENTS(good); k++) {
			struct symbol_wish first = { good[k].symbology, good[k].size, good[k].text };
			struct symbol_wish second = { good[i].symbology, good[i].size, good[i].text };
			struct symbol_encoder *fresh = mark_encoder_new();
			const char *reason;
			const struct symbol *used, *alone;

			encoder->encode(encoder, &first, arena, &reason);
			used = encoder->encode(encoder, &second, arena, &reason);
			alone = fresh->encode(fresh, &second, arena, &reason);
			CHECK_TRUE(good[i].label, used != NULL && alone != NULL && same(used, alone));
			mark_encoder_free(fresh);
			arena_reset(arena);
		}
	}
	mark_encoder_free(encoder);
	arena_free(arena);
}

CHECK_MAIN({ "others read it", others_read_it }, { "refuses what it cannot carry", refuses_what_it_cannot_carry },
	   { "any order gives the same", any_order_gives_the_same })
