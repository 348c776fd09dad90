/* SPDX-License-Identifier: Apache-2.0 */
/* A ZIP file made in memory, for workbooks whose parts a test writes itself. */
#ifndef PIEGO_TESTS_INTAKE_ZIP_H
#define PIEGO_TESTS_INTAKE_ZIP_H

#include <glib.h>
#include <string.h>

struct zip_file {
	const char *name, *bytes;
	guint32 length;
};

static inline void zip_put_number(GByteArray *out, guint64 number, guint bytes)
{
	for (guint i = 0; i < bytes; i++) {
		guint8 byte = i < 8 ? (guint8)(number >> (8 * i)) : 0;

		g_byte_array_append(out, &byte, 1);
	}
}

static inline guint32 zip_crc(const char *bytes, guint32 length)
{
	guint32 crc = ~0u;

	for (guint32 i = 0; i < length; i++) {
		crc ^= (guchar)bytes[i];
		for (guint bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
	}
	return ~crc;
}

/* What a local and a central header have in common: stored, no date. */
static inline void zip_put_about(GByteArray *out, const struct zip_file *part, guint32 crc)
{
	zip_put_number(out, 20, 2);
	zip_put_number(out, 0, 8);
	zip_put_number(out, crc, 4);
	zip_put_number(out, part->length, 4);
	zip_put_number(out, part->length, 4);
	zip_put_number(out, strlen(part->name), 2);
	zip_put_number(out, 0, 2);
}

/* A ZIP file of the files, in that order, nothing compressed, appended to out. */
static inline void zip_write(GByteArray *out, const struct zip_file *parts, guint count)
{
	GByteArray *central = g_byte_array_new();

	for (guint i = 0; i < count; i++) {
		guint32 crc = zip_crc(parts[i].bytes, parts[i].length);
		guint32 place = out->len;

		zip_put_number(out, 0x04034b50, 4);
		zip_put_about(out, &parts[i], crc);
		g_byte_array_append(out, (const guint8 *)parts[i].name, (guint)strlen(parts[i].name));
		g_byte_array_append(out, (const guint8 *)parts[i].bytes, parts[i].length);
		zip_put_number(central, 0x02014b50, 4);
		zip_put_number(central, 20, 2);
		zip_put_about(central, &parts[i], crc);
		zip_put_number(central, 0, 10);
		zip_put_number(central, place, 4);
		g_byte_array_append(central, (const guint8 *)parts[i].name, (guint)strlen(parts[i].name));
	}
	zip_put_number(central, 0x06054b50, 4);
	zip_put_number(central, 0, 4);
	zip_put_number(central, count, 2);
	zip_put_number(central, count, 2);
	zip_put_number(central, central->len - 12, 4);
	zip_put_number(central, out->len, 4);
	zip_put_number(central, 0, 2);
	g_byte_array_append(out, central->data, central->len);
	g_byte_array_unref(central);
}

#endif
