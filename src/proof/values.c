/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/values.h"

#include <string.h>

static const char *const months[] = { "gennaio", "febbraio", "marzo",	  "aprile",  "maggio",	 "giugno",
				      "luglio",	 "agosto",   "settembre", "ottobre", "novembre", "dicembre" };

static gboolean is_mark(char c)
{
	return c == '.' || c == ',' || c == '\'';
}

/* Bytes of the number at text: digits, with single marks between them that group or part them. */
static gsize number_length(const char *text)
{
	gsize length = 0;

	if (!g_ascii_isdigit(*text))
		return 0;
	while (g_ascii_isdigit(text[length]) ||
	       (length > 0 && is_mark(text[length]) && g_ascii_isdigit(text[length + 1])))
		length++;
	return length;
}

/* A month's name at text, 1 to 12, and its bytes; 0: none. */
static guint month_at(const char *text, gsize *length)
{
	for (guint i = 0; i < G_N_ELEMENTS(months); i++) {
		*length = strlen(months[i]);
		if (g_ascii_strncasecmp(text, months[i], *length) == 0 && !g_ascii_isalpha(text[*length]))
			return i + 1;
	}
	*length = 0;
	return 0;
}

/* Bytes of a currency's sign or name at text. */
static gsize currency_length(const char *text)
{
	static const char *const names[] = { "€", "euro", "eur" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		gsize length = strlen(names[i]);

		if (g_ascii_strncasecmp(text, names[i], length) == 0 && !g_ascii_isalpha(text[length]))
			return length;
	}
	return 0;
}

/* Digits of the number's fraction, and the mark before it: 3 of "1.234,56"; 0 when its last mark groups or parts. */
static gsize fraction_length(const char *text, gsize length)
{
	gsize digits = 0;

	while (digits < length && g_ascii_isdigit(text[length - 1 - digits]))
		digits++;
	return digits < length && digits <= 2 ? digits + 1 : 0;
}

/* Whole part without marks, at least two digits as in a date; the fraction after a comma unless it is zero. */
static void add_number(GString *out, const char *text, gsize length)
{
	gsize fraction = fraction_length(text, length), whole = length - fraction;

	if (whole == 1)
		g_string_append_c(out, '0');
	for (gsize i = 0; i < whole; i++)
		if (g_ascii_isdigit(text[i]))
			g_string_append_c(out, text[i]);
	if (fraction > 0 && strspn(text + whole + 1, "0") < fraction - 1)
		g_string_append_printf(out, ",%.*s", (int)fraction - 1, text + whole + 1);
}

/* Numbers, one after the other (however a date's parts are joined, they are the same digits), and letters; not
 * currencies, blanks and signs. */
static char *canonical(const char *text)
{
	GString *out = g_string_new(NULL);

	while (*text != '\0') {
		gsize length = number_length(text);
		guint month = length > 0 ? 0 : month_at(text, &length);

		if (month > 0)
			g_string_append_printf(out, "%02u", month);
		else if (length > 0)
			add_number(out, text, length);
		else if ((length = currency_length(text)) == 0 && g_unichar_isalpha(g_utf8_get_char(text)))
			g_string_append_unichar(out, g_unichar_tolower(g_utf8_get_char(text)));
		text = length > 0 ? text + length : g_utf8_next_char(text);
	}
	return g_string_free(out, FALSE);
}

gboolean values_same(const char *a, const char *b)
{
	g_autofree char *first = canonical(a), *second = canonical(b);

	return strpbrk(first, "0123456789") != NULL && strcmp(first, second) == 0;
}

char *values_shape(const char *text)
{
	GString *out = g_string_new(NULL);

	while (*text != '\0') {
		gsize length = number_length(text);

		if (length > 0 || month_at(text, &length) > 0)
			g_string_append_c(out, '#');
		else
			g_string_append_c(out, *text);
		text += MAX(length, 1);
	}
	return g_string_free(out, FALSE);
}
