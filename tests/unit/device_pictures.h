/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures and barcodes for the device tests, none of them made by the program. */
#ifndef PIEGO_TESTS_DEVICE_PICTURES_H
#define PIEGO_TESTS_DEVICE_PICTURES_H

#include "page/page.h"

#include <zlib.h>

static inline void put_u32(GByteArray *bytes, guint32 value)
{
	value = GUINT32_TO_BE(value);
	g_byte_array_append(bytes, (const guint8 *)&value, 4);
}

static inline void put_chunk(GByteArray *png, const char *type, const guint8 *data, guint length)
{
	guint start = png->len + 4;

	put_u32(png, length);
	g_byte_array_append(png, (const guint8 *)type, 4);
	g_byte_array_append(png, data, length);
	put_u32(png, (guint32)crc32(0, png->data + start, png->len - start));
}

/* A PNG of 8 x 8 equal pixels of the colour type, 8 bits a sample. */
static inline GBytes *new_png(int colour_type, const guint8 *pixel, guint samples)
{
	static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	static const guint8 palette[] = { 0, 0, 0, 200, 0, 0 };
	const guint8 header[] = { 0, 0, 0, 8, 0, 0, 0, 8, 8, (guint8)colour_type, 0, 0, 0 };
	GByteArray *png = g_byte_array_new(), *rows = g_byte_array_new();
	guint8 packed[1024];
	uLongf length = sizeof packed;

	for (guint y = 0; y < 8; y++) {
		g_byte_array_append(rows, (const guint8 *)"", 1);
		for (guint x = 0; x < 8; x++)
			g_byte_array_append(rows, pixel, samples);
	}
	compress(packed, &length, rows->data, rows->len);
	g_byte_array_unref(rows);
	g_byte_array_append(png, signature, sizeof signature);
	put_chunk(png, "IHDR", header, sizeof header);
	if (colour_type == 3)
		put_chunk(png, "PLTE", palette, sizeof palette);
	put_chunk(png, "IDAT", packed, (guint)length);
	put_chunk(png, "IEND", NULL, 0);
	return g_byte_array_free_to_bytes(png);
}

/* Encoded by an independent program; what readers say is what it encoded. */
static const guint8 matrix_bits[] = {
	0xaa, 0xaa, 0xa8, 0xca, 0xce, 0xec, 0x82, 0x62, 0xc8, 0xaf, 0xaf, 0xbc, 0xa8, 0x59, 0x30, 0xc2, 0xf1,
	0xe4, 0x95, 0xcd, 0xd0, 0x97, 0x95, 0xec, 0xde, 0x68, 0xa8, 0xf3, 0xfa, 0xac, 0xbe, 0xf9, 0xc8, 0xf6,
	0xed, 0xb4, 0xaf, 0x66, 0xd0, 0x86, 0x10, 0xec, 0xca, 0xed, 0x68, 0xc1, 0x10, 0x9c, 0xdd, 0x28, 0x18,
	0xcf, 0xc4, 0x04, 0xcf, 0xda, 0x30, 0xc9, 0x42, 0xfc, 0x8c, 0x25, 0xb8, 0xff, 0xff, 0xfc,
};
static const guint8 linear_bits[] = {
	0xd3, 0x9b, 0x63, 0x22, 0x6c, 0xcd, 0x99, 0xb3, 0x36, 0x66, 0x6c, 0xed, 0xd7, 0x63, 0x6c, 0x63, 0xac,
};
static const struct symbol device_matrix = { SYMBOLOGY_DATA_MATRIX, 22, 22, 3, matrix_bits, "R000042;00007;1/2;I3;S118;7" };
static const struct symbol device_linear = { SYMBOLOGY_CODE_128, 134, 1, 17, linear_bits, "301000000000012345" };

#endif
