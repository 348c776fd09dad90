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

#define DIGITS_50 "18201809999911007888120000634700091000000017893896"
/* No run of digits or capitals among them: byte mode, of which 4-M holds 62. */
#define BYTES_62 "abcdefghij|abcdefghij|abcdefghij|abcdefghij|abcdefghij|abcdefg"
/* The record of a postal slip in a notice, 256 characters. */
#define NOTICE_RECORD                                                                                          \
	"codfase=NBPA;183011883400000643561200101481121000000032703896" "1P180012345678RSSMRA80A01H501U"       \
	"ROSSI MARIA                             "                                                            \
	"QUOTA ANNUALE 2026, POSIZIONE 1234/A                                                                          " \
	"            A"

static const struct {
	const char *label;
	struct symbol_wish wish;
	guint columns, rows;	/* 0: any */
} good[] = {
	{ "control code", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 16, .text = "000042000000701010000001" }, 16, 16 },
	{ "control code, own size", { .symbology = SYMBOLOGY_DATA_MATRIX, .text = "999999999999999996399994" }, 16, 16 },
	{ "22", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 22, .text = "123456789012345678901234567890" }, 22, 22 },
	{ "22, short", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 22, .text = "A1" }, 22, 22 },
	{ "26, mixed", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 26, .text = "00000001|302012345678901234|88100|0000123456|A4|001" }, 26, 26 },
	{ "small letters", { .symbology = SYMBOLOGY_DATA_MATRIX, .text = "piego: una busta, tre fogli" }, 0, 0 },
	{ "square even where a rectangle would do", { .symbology = SYMBOLOGY_DATA_MATRIX, .text = "ABCDE" }, 12, 12 },
	{ "code 128 digits", { .symbology = SYMBOLOGY_CODE_128, .text = "302012345678901234" }, 134, 1 },
	{ "code 128 mixed", { .symbology = SYMBOLOGY_CODE_128, .text = "RN 123456789 IT/a" }, 0, 1 },
	{ "code 39", { .symbology = SYMBOLOGY_CODE_39, .text = "20001" }, 90, 1 },
	{ "code 39 letters", { .symbology = SYMBOLOGY_CODE_39, .text = "A-V.9 $/+%" }, 0, 1 },
	{ "interleaved 2 of 5", { .symbology = SYMBOLOGY_INTERLEAVED_2_OF_5, .text = "123456789012" }, 0, 1 },
	{ "qr", { .symbology = SYMBOLOGY_QR, .text = "PAGOPA|002|302012345678901234|12345678901|1234" }, 0, 0 },
	{ "slip", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .rows = 16, .text = DIGITS_50 }, 48, 16 },
	{ "slip, in a square", { .symbology = SYMBOLOGY_DATA_MATRIX, .text = DIGITS_50 }, 22, 22 },
	{ "rectangle of one region", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 18, .rows = 8, .text = "12345" }, 18, 8 },
	{ "record of a notice", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .text = NOTICE_RECORD }, 48, 48 },
	{ "slip in pairs", { .symbology = SYMBOLOGY_CODE_128, .size = 310, .text = DIGITS_50 }, 310, 1 },
	{ "qr, version 4 M", { .symbology = SYMBOLOGY_QR, .size = 33, .level = SYMBOL_LEVEL_M,
			       .text = "PAGOPA|002|301188340000064356|80012345678|3270" }, 33, 33 },
	{ "qr, 4 M full", { .symbology = SYMBOLOGY_QR, .size = 33, .level = SYMBOL_LEVEL_M, .text = BYTES_62 }, 33, 33 },
	{ "qr, H", { .symbology = SYMBOLOGY_QR, .level = SYMBOL_LEVEL_H, .text = "https://paga.example.org/k/4f9QxZ" }, 33, 33 },
	{ "qr, not ASCII", { .symbology = SYMBOLOGY_QR, .level = SYMBOL_LEVEL_M, .text = "Società già Però · 12,50 €" }, 0, 0 },
	/* read as ISO 8859-1 when nothing says what it is */
	{ "qr, not ASCII in parts", { .symbology = SYMBOLOGY_QR, .level = SYMBOL_LEVEL_M,
				      .text = "BCD\n002\n1\nSCT\nMALTMTMTXXX\nSocietà per la Gestione dei Servizi Idrici della Città di Esempio\n"
					      "MT84MALT011000012345MTLCAST001S\nEUR999999999.99\n\n\nàèìòù abcd àèìòù abcd àèìòù abcd" },
	  0, 0 },
	{ "qr, version 13", { .symbology = SYMBOLOGY_QR, .size = 69, .level = SYMBOL_LEVEL_M, .text = BYTES_62 BYTES_62 }, 69, 69 },
	{ "qr, lines", { .symbology = SYMBOLOGY_QR, .text = "BCD\n001\n1\nSCT\n\nOrdine di prova\nIT60X0542811101000000123456\nEUR12.5" }, 0, 0 },
};

static void others_read_it(void)
{
	g_autofree char *folder = check_folder();
	struct symbol_encoder *encoder = mark_encoder_new();
	struct arena *arena = arena_new(8192);

	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *path = g_strdup_printf("%s/%u.pgm", folder, i);
		g_autofree char *read = NULL;
		const char *reason = NULL;
		const struct symbol *symbol = encoder->encode(encoder, &good[i].wish, arena, &reason);

		CHECK_STR(good[i].label, reason, NULL);
		if (symbol == NULL)
			continue;
		CHECK_STR(good[i].label, symbol->text, good[i].wish.text);
		CHECK_INT(good[i].label, symbol->columns, good[i].columns != 0 ? good[i].columns : symbol->columns);
		CHECK_INT(good[i].label, symbol->rows, good[i].rows != 0 ? good[i].rows : symbol->rows);
		write_picture(symbol, path);
		read = read_by_others(good[i].wish.symbology, path);
		CHECK_STR(good[i].label, read, good[i].wish.text);
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
		{ "empty", { .symbology = SYMBOLOGY_DATA_MATRIX, .text = "" }, "nothing to encode" },
		{ "25 digits in 16", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 16, .text = "0000420000007010100000011" },
		  "too long for the symbol" },
		{ "no such size", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 17, .text = "1" }, "no Data Matrix has this size" },
		{ "no such rectangle", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .rows = 12, .text = "1" },
		  "no Data Matrix has this size" },
		{ "rows alone", { .symbology = SYMBOLOGY_DATA_MATRIX, .rows = 16, .text = "1" },
		  "no Data Matrix has this size" },
		{ "99 digits in 16x48", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .rows = 16, .text = DIGITS_50 DIGITS_50 },
		  "too long for the symbol" },
		{ "no such QR", { .symbology = SYMBOLOGY_QR, .size = 32, .text = "1" }, "no QR has this size" },
		{ "QR too large", { .symbology = SYMBOLOGY_QR, .size = 181, .text = "1" }, "no QR has this size" },
		{ "rectangular QR", { .symbology = SYMBOLOGY_QR, .size = 33, .rows = 21, .text = "1" },
		  "only a Data Matrix can be a rectangle" },
		{ "63 bytes in 4-M", { .symbology = SYMBOLOGY_QR, .size = 33, .level = SYMBOL_LEVEL_M, .text = BYTES_62 "a" },
		  "too long for the symbol" },
		{ "level of a Data Matrix", { .symbology = SYMBOLOGY_DATA_MATRIX, .level = SYMBOL_LEVEL_M, .text = "1" },
		  "only a QR has a level" },
		{ "code 128 not in pairs", { .symbology = SYMBOLOGY_CODE_128, .size = 310, .text = "1" DIGITS_50 },
		  "it does not come out in the size wished for" },
		{ "not UTF-8", { .symbology = SYMBOLOGY_QR, .text = "\xff" }, "not text" },
		{ "code 39 small letter", { .symbology = SYMBOLOGY_CODE_39, .text = "a" }, "a character that Code 39 does not have" },
		{ "code 39 star", { .symbology = SYMBOLOGY_CODE_39, .text = "A*B" }, "a character that Code 39 does not have" },
		{ "code 39 long", { .symbology = SYMBOLOGY_CODE_39, .text = "0123456789012345678901234567890123456789012345678901234567890"
							  "123456789012345678901234567890" },
		  "too long for the symbol" },
		{ "itf letter", { .symbology = SYMBOLOGY_INTERLEAVED_2_OF_5, .text = "12A4" }, "not digits only" },
		{ "itf odd", { .symbology = SYMBOLOGY_INTERLEAVED_2_OF_5, .text = "123" }, "not an even number of digits" },
		{ "code 128 beyond Latin-1", { .symbology = SYMBOLOGY_CODE_128, .text = "\xc5\xa0imi\xc4\x87" },
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
			struct symbol_encoder *fresh = mark_encoder_new();
			const char *reason;
			const struct symbol *used, *alone;

			encoder->encode(encoder, &good[k].wish, arena, &reason);
			used = encoder->encode(encoder, &good[i].wish, arena, &reason);
			alone = fresh->encode(fresh, &good[i].wish, arena, &reason);
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
