/* SPDX-License-Identifier: Apache-2.0 */
#include "base/codepage.h"

#include <string.h>

#include "base/text.h"

/* What Windows-1252 has from 0x80 on where ISO 8859-1 has controls; 0: nothing. */
static const gunichar windows[32] = {
	0x20AC, 0,	0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,	0x017D, 0,	0,	0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,	0x017E, 0x0178,
};

/* Punctuation that has a plain form. */
static const struct {
	gunichar mark;
	const char *plain;
} plain_marks[] = {
	{ 0x2018, "'" }, { 0x2019, "'" }, { 0x02BC, "'" }, { 0x201A, "'" },   { 0x201C, "\"" }, { 0x201D, "\"" },
	{ 0x201E, "\"" }, { 0x2013, "-" }, { 0x2014, "-" }, { 0x2010, "-" },   { 0x2011, "-" },	 { 0x2026, "..." },
	{ 0x20AC, "EUR" }, { 0x00A0, " " }, { 0x00B0, "o" }, { 0x00BA, "o" }, { 0x00AA, "a" },
};

/* The byte of a character, -1 where the page has none. */
static int byte_of(enum codepage page, gunichar c)
{
	if (c < 0x80)
		return (int)c;
	if (page == CODEPAGE_ASCII)
		return -1;
	if (c >= 0xA0 && c <= 0xFF)
		return (int)c;
	for (guint i = 0; page == CODEPAGE_WINDOWS_1252 && i < G_N_ELEMENTS(windows); i++) {
		if (windows[i] == c)
			return 0x80 + (int)i;
	}
	return -1;
}

/* Small letters stay small. */
static void fit_letter(gunichar c, GString *out)
{
	char plain[8];
	gsize length = text_plain_capital(c, plain);

	for (gsize i = 0; i < length; i++) {
		if ((guchar)plain[i] >= 0x80) {
			g_string_append_c(out, '?');
			return;
		}
	}
	for (gsize i = 0; i < length; i++)
		g_string_append_c(out, g_unichar_islower(c) ? g_ascii_tolower(plain[i]) : plain[i]);
}

static void fit_character(gunichar c, GString *out)
{
	for (guint i = 0; i < G_N_ELEMENTS(plain_marks); i++) {
		if (plain_marks[i].mark == c) {
			g_string_append(out, plain_marks[i].plain);
			return;
		}
	}
	fit_letter(c, out);
}

/* How many bytes at text are plain: the same in every page. */
static gsize plain_length(const char *text)
{
	const char *p = text;

	while (*p >= 0x20 && *p < 0x7F)
		p++;
	return (gsize)(p - text);
}

void codepage_fit(enum codepage page, const char *text, GString *out)
{
	gsize plain = plain_length(text);

	g_string_append_len(out, text, (gssize)plain);
	for (const char *p = text + plain; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c < 0x20 || (c >= 0x7F && c < 0xA0))
			g_string_append_c(out, ' ');
		else if (page == CODEPAGE_UTF_8 || byte_of(page, c) >= 0)
			g_string_append_unichar(out, c);
		else
			fit_character(c, out);
	}
}

void codepage_write(enum codepage page, const char *text, GString *out)
{
	gsize plain = page == CODEPAGE_UTF_8 ? strlen(text) : plain_length(text);

	g_string_append_len(out, text, (gssize)plain);
	for (const char *p = text + plain; *p != '\0'; p = g_utf8_next_char(p)) {
		int byte = byte_of(page, g_utf8_get_char(p));

		g_assert(byte >= 0);
		g_string_append_c(out, (char)byte);
	}
}

/* 0 where the byte is no character. */
static gunichar character_of(enum codepage page, guchar byte)
{
	if (byte < 0x80)
		return byte;
	if (page == CODEPAGE_ASCII)
		return 0;
	if (page == CODEPAGE_WINDOWS_1252 && byte < 0xA0)
		return windows[byte - 0x80];
	return byte;
}

gboolean codepage_read(enum codepage page, const char *bytes, gsize length, GString *out)
{
	if (page == CODEPAGE_UTF_8) {
		if (!g_utf8_validate(bytes, (gssize)length, NULL))
			return FALSE;
		g_string_append_len(out, bytes, (gssize)length);
		return TRUE;
	}
	for (gsize i = 0; i < length; i++) {
		gunichar c = character_of(page, (guchar)bytes[i]);

		if (c == 0)
			return FALSE;
		if (c < 0x80)
			g_string_append_c(out, (char)c);
		else
			g_string_append_unichar(out, c);
	}
	return TRUE;
}
