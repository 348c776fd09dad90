/* SPDX-License-Identifier: Apache-2.0 */
/* One byte a character: bytes as iconv has them, and what becomes of text that a page does not have. */
#include "base/codepage.h"

#include <string.h>

#include "base/jsonwrite.h"
#include "unit/check.h"

static const struct {
	enum codepage page;
	const char *name;
} pages[] = {
	{ CODEPAGE_UTF_8, "UTF-8" },
	{ CODEPAGE_ASCII, "US-ASCII" },
	{ CODEPAGE_ISO_8859_1, "ISO-8859-1" },
	{ CODEPAGE_WINDOWS_1252, "WINDOWS-1252" },
};

static char *fitted(enum codepage page, const char *text)
{
	GString *out = g_string_new(NULL);

	codepage_fit(page, text, out);
	return g_string_free(out, FALSE);
}

static void text_is_fitted(void)
{
	static const struct {
		const char *label, *text, *expected[G_N_ELEMENTS(pages)];
	} rows[] = {
		{ "plain", "Rossi", { "Rossi", "Rossi", "Rossi", "Rossi" } },
		{ "accents", "Nicolò È", { "Nicolò È", "Nicolo E", "Nicolò È", "Nicolò È" } },
		{ "quotes", "D’Angelo “x”", { "D’Angelo “x”", "D'Angelo \"x\"", "D'Angelo \"x\"", "D’Angelo “x”" } },
		{ "euro", "5 €", { "5 €", "5 EUR", "5 EUR", "5 €" } },
		{ "š Œ ł", "š Œ ł", { "š Œ ł", "s OE l", "s OE l", "š Œ l" } },
		{ "ß Æ", "ß Æ", { "ß Æ", "ss AE", "ß Æ", "ß Æ" } },
		{ "degrees", "3°", { "3°", "3o", "3°", "3°" } },
		{ "no letter of ours", "李 Жук", { "李 Жук", "? ???", "? ???", "? ???" } },
		{ "controls", "a\tb\nc\x7f" "d\xc2\x85" "e", { "a b c d e", "a b c d e", "a b c d e", "a b c d e" } },
		{ "empty", "", { "", "", "", "" } },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		for (guint k = 0; k < G_N_ELEMENTS(pages); k++) {
			g_autofree char *label = g_strdup_printf("%s, %s", rows[i].label, pages[k].name);
			g_autofree char *got = fitted(pages[k].page, rows[i].text);

			CHECK_STR(label, got, rows[i].expected[k]);
		}
	}
}

/* Every byte as iconv reads it, and back again. */
static void bytes_are_iconvs(void)
{
	for (guint k = 1; k < G_N_ELEMENTS(pages); k++) {
		for (guint byte = 0x20; byte < 0x100; byte++) {
			const char one[] = { (char)byte, '\0' };
			g_autofree char *label = g_strdup_printf("%s, 0x%02X", pages[k].name, byte);
			g_autofree char *expected = g_convert(one, 1, "UTF-8", pages[k].name, NULL, NULL, NULL);
			g_autoptr(GString) got = g_string_new(NULL), back = g_string_new(NULL);
			gboolean read = codepage_read(pages[k].page, one, 1, got);

			CHECK_INT(label, read, expected != NULL);
			if (!read || expected == NULL)
				continue;
			CHECK_STR(label, got->str, expected);
			if (byte >= 0x7F && byte < 0xA0 && g_unichar_iscntrl(g_utf8_get_char(got->str)))
				continue;
			codepage_write(pages[k].page, got->str, back);
			CHECK_STR(label, back->str, one);
		}
	}
}

static void bytes_that_are_no_text(void)
{
	static const struct {
		const char *label;
		enum codepage page;
		const char *bytes;
		gboolean good;
	} rows[] = {
		{ "UTF-8", CODEPAGE_UTF_8, "Nicol\xc3\xb2", TRUE },
		{ "a Latin byte is no UTF-8", CODEPAGE_UTF_8, "Nicol\xf2", FALSE },
		{ "cut in a character", CODEPAGE_UTF_8, "Nicol\xc3", FALSE },
		{ "no ASCII", CODEPAGE_ASCII, "Nicol\xf2", FALSE },
		{ "Latin", CODEPAGE_ISO_8859_1, "Nicol\xf2", TRUE },
		{ "a hole of Windows", CODEPAGE_WINDOWS_1252, "\x81", FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		CHECK_INT(rows[i].label, codepage_read(rows[i].page, rows[i].bytes, strlen(rows[i].bytes), out), rows[i].good);
	}
}

static void json_is_escaped(void)
{
	g_autoptr(GString) out = g_string_new(NULL);

	json_write_text("a \"b\" \\ c\n\x01\x7f è/", out);
	CHECK_STR("string", out->str, "\"a \\\"b\\\" \\\\ c\\u000a\\u0001\\u007f è/\"");
}

CHECK_MAIN({ "text is fitted", text_is_fitted }, { "bytes are iconv's", bytes_are_iconvs },
	   { "bytes that are no text", bytes_that_are_no_text }, { "JSON is escaped", json_is_escaped })
