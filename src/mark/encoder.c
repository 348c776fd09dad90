/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one user of zint: one zint symbol, used again for every barcode of a worker.
 *
 * zint's modules are copied into the arena with the bits of each byte turned round (it counts from the low
 * end).  Its fast mode for Data Matrix encodes 24 digits in a sixth of the time of its search for the shortest
 * form, and finds the same for digits.  A QR symbol that is not ASCII says that it is UTF-8 (ECI 26): without it
 * readers guess, and some guess ISO 8859-1, which is what the norm takes for granted.
 */
#include "mark/mark.h"
#include "mark/qr.h"

#include <string.h>
#include <zint.h>

/* How ISO/IEC 18004 calls UTF-8. */
#define ECI_UTF_8 26

/* Longer than anything a barcode of ours says; zint's own arrays hold more. */
#define TEXT_MAX_BYTES 1500

struct encoder {
	struct symbol_encoder public;
	struct zint_symbol *zint;
	struct qr_masks *masks;
};

/* What zint calls a Data Matrix of a size. */
struct data_matrix_size {
	guint columns, rows;
	int option;
};

static const struct data_matrix_size data_matrix_sizes[] = {
	{ 10, 10, 1 },	{ 12, 12, 2 },	{ 14, 14, 3 },	{ 16, 16, 4 },	{ 18, 18, 5 },	{ 20, 20, 6 },	{ 22, 22, 7 },
	{ 24, 24, 8 },	{ 26, 26, 9 },	{ 32, 32, 10 }, { 36, 36, 11 }, { 40, 40, 12 }, { 44, 44, 13 }, { 48, 48, 14 },
	{ 52, 52, 15 }, { 18, 8, 25 },	{ 32, 8, 26 },	{ 26, 12, 27 }, { 36, 12, 28 }, { 36, 16, 29 }, { 48, 16, 30 },
};

static int zint_symbology(enum symbology symbology)
{
	switch (symbology) {
	case SYMBOLOGY_DATA_MATRIX:
		return BARCODE_DATAMATRIX;
	case SYMBOLOGY_QR:
		return BARCODE_QRCODE;
	case SYMBOLOGY_CODE_128:
		return BARCODE_CODE128;
	case SYMBOLOGY_CODE_39:
		return BARCODE_CODE39;
	case SYMBOLOGY_INTERLEAVED_2_OF_5:
		return BARCODE_C25INTER;
	}
	g_assert_not_reached();
}

static int data_matrix_option(guint columns, guint rows)
{
	for (guint i = 0; i < G_N_ELEMENTS(data_matrix_sizes); i++) {
		if (data_matrix_sizes[i].columns == columns && data_matrix_sizes[i].rows == rows)
			return data_matrix_sizes[i].option;
	}
	return 0;
}

/* zint mends what it can (small letters of Code 39, an odd digit): what is printed must be what was asked. */
static const char *refuse(const struct symbol_wish *wish)
{
	gsize length = strlen(wish->text);

	if (length == 0)
		return "nothing to encode";
	if (length > TEXT_MAX_BYTES)
		return "too long for a barcode";
	if (!g_utf8_validate(wish->text, (gssize)length, NULL))
		return "not text";
	if (wish->symbology == SYMBOLOGY_CODE_39 &&
	    strspn(wish->text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%") != length)
		return "a character that Code 39 does not have";
	if (wish->symbology == SYMBOLOGY_INTERLEAVED_2_OF_5) {
		if (strspn(wish->text, "0123456789") != length)
			return "not digits only";
		if (length % 2 != 0)
			return "not an even number of digits";
	}
	if (wish->rows != 0 && wish->symbology != SYMBOLOGY_DATA_MATRIX)
		return "only a Data Matrix can be a rectangle";
	if (wish->level != SYMBOL_LEVEL_ANY && wish->symbology != SYMBOLOGY_QR)
		return "only a QR has a level";
	if (wish->narrow != 0 && wish->symbology != SYMBOLOGY_CODE_39 && wish->symbology != SYMBOLOGY_INTERLEAVED_2_OF_5)
		return "only the codes of two widths have a ratio";
	return NULL;
}

/* Whether all bytes mean the same in ASCII: zint then need not convert, and cannot pick an ECI. */
static gboolean is_ascii(const char *text)
{
	while (*text != '\0' && (guint8)*text < 128)
		text++;
	return *text == '\0';
}

static const char *set_data_matrix(struct zint_symbol *zint, const struct symbol_wish *wish)
{
	zint->input_mode |= FAST_MODE;
	zint->option_3 = DM_SQUARE;
	if (wish->size == 0 && wish->rows == 0)
		return NULL;
	zint->option_2 = data_matrix_option(wish->size, wish->rows != 0 ? wish->rows : wish->size);
	return zint->option_2 != 0 ? NULL : "no Data Matrix has this size";
}

static const char *set_qr(struct zint_symbol *zint, const struct symbol_wish *wish)
{
	if (!is_ascii(wish->text))
		zint->eci = ECI_UTF_8;
	if (wish->level != SYMBOL_LEVEL_ANY)
		zint->option_1 = (int)wish->level;
	if (wish->size == 0)
		return NULL;
	if (wish->size < QR_SIDE(1) || wish->size > QR_SIDE(40) || wish->size % 4 != 1)
		return "no QR has this size";
	zint->option_2 = QR_VERSION(wish->size);
	return NULL;
}

static const char *set_options(struct zint_symbol *zint, const struct symbol_wish *wish)
{
	ZBarcode_Clear(zint);
	zint->symbology = zint_symbology(wish->symbology);
	zint->option_1 = -1;
	zint->option_2 = 0;
	zint->option_3 = 0;
	zint->height = 0;
	zint->eci = 0;
	zint->show_hrt = 0;
	zint->output_options = 0;
	zint->input_mode = is_ascii(wish->text) ? DATA_MODE : UNICODE_MODE;
	if (wish->symbology == SYMBOLOGY_DATA_MATRIX)
		return set_data_matrix(zint, wish);
	if (wish->symbology == SYMBOLOGY_QR)
		return set_qr(zint, wish);
	return NULL;
}

static const char *reason_of(int code)
{
	switch (code) {
	case ZINT_ERROR_TOO_LONG:
		return "too long for the symbol";
	case ZINT_ERROR_INVALID_DATA:
		return "a character that the symbol cannot carry";
	case ZINT_ERROR_MEMORY:
		g_error("zint: no memory");
	default:
		return "the symbol cannot carry it";
	}
}

static guint8 turned(guint8 byte)
{
	byte = (guint8)((byte & 0xf0) >> 4 | (byte & 0x0f) << 4);
	byte = (guint8)((byte & 0xcc) >> 2 | (byte & 0x33) << 2);
	return (guint8)((byte & 0xaa) >> 1 | (byte & 0x55) << 1);
}

/* The end of the bar or space that begins at from. */
static guint element_end(const struct symbol *symbol, guint from)
{
	gboolean dark = symbol_dark(symbol, from, 0);
	guint end = from + 1;

	while (end < symbol->columns && symbol_dark(symbol, end, 0) == dark)
		end++;
	return end;
}

static guint widened(const struct symbol_wish *wish, guint from, guint end)
{
	return end - from == 1 ? wish->narrow : wish->wide;
}

/* A code of two widths anew, its narrow and wide elements as wide as wished: zint has one ratio a symbology. */
static void set_ratio(struct symbol *symbol, const struct symbol_wish *wish, struct arena *arena)
{
	guint columns = 0, at = 0;
	guint8 *bits;

	for (guint x = 0, end; x < symbol->columns; x = end) {
		end = element_end(symbol, x);
		columns += widened(wish, x, end);
	}
	bits = arena_alloc(arena, (columns + 7) / 8);
	memset(bits, 0, (columns + 7) / 8);
	for (guint x = 0, end; x < symbol->columns; x = end) {
		end = element_end(symbol, x);
		for (guint i = widened(wish, x, end); i > 0; i--, at++) {
			if (symbol_dark(symbol, x, 0))
				bits[at / 8] |= (guint8)(0x80u >> at % 8);
		}
	}
	symbol->columns = (guint16)columns;
	symbol->stride = (guint16)((columns + 7) / 8);
	symbol->bits = bits;
}

static const struct symbol *symbol_from(const struct zint_symbol *zint, const struct symbol_wish *wish,
					struct arena *arena)
{
	struct symbol *symbol = arena_alloc(arena, sizeof *symbol);
	guint rows = (guint)zint->rows, stride = ((guint)zint->width + 7) / 8;
	guint8 *bits = arena_alloc(arena, (gsize)rows * stride);

	for (guint y = 0; y < rows; y++) {
		for (guint i = 0; i < stride; i++)
			bits[y * stride + i] = turned(zint->encoded_data[y][i]);
	}
	symbol->symbology = wish->symbology;
	symbol->columns = (guint16)zint->width;
	symbol->rows = (guint16)rows;
	symbol->stride = (guint16)stride;
	symbol->bits = bits;
	symbol->text = arena_strdup(arena, wish->text);
	if (wish->narrow != 0)
		set_ratio(symbol, wish, arena);
	return symbol;
}

static const struct symbol *encode(struct symbol_encoder *public, const struct symbol_wish *wish,
				   struct arena *arena, const char **reason)
{
	struct encoder *encoder = (struct encoder *)public;
	const struct symbol *symbol;
	int code;

	*reason = refuse(wish);
	if (*reason == NULL)
		*reason = set_options(encoder->zint, wish);
	if (*reason != NULL)
		return NULL;
	if (wish->symbology == SYMBOLOGY_QR)
		code = qr_encode(encoder->masks, encoder->zint, wish->text);
	else
		code = ZBarcode_Encode(encoder->zint, (const unsigned char *)wish->text, (int)strlen(wish->text));
	if (code >= ZINT_ERROR) {
		*reason = reason_of(code);
		return NULL;
	}
	symbol = symbol_from(encoder->zint, wish, arena);
	if (wish->size == 0 || wish->size == symbol->columns)
		return symbol;
	*reason = "it does not come out in the size wished for";
	return NULL;
}

struct symbol_encoder *mark_encoder_new(void)
{
	struct encoder *encoder = g_new0(struct encoder, 1);

	encoder->public.encode = encode;
	encoder->zint = ZBarcode_Create();
	if (encoder->zint == NULL)
		g_error("zint: no memory");
	encoder->masks = qr_masks_new();
	return &encoder->public;
}

void mark_encoder_free(struct symbol_encoder *public)
{
	struct encoder *encoder = (struct encoder *)public;

	if (encoder == NULL)
		return;
	qr_masks_free(encoder->masks);
	ZBarcode_Delete(encoder->zint);
	g_free(encoder);
}
