/* SPDX-License-Identifier: Apache-2.0 */
#include "device/ps.h"

#include <string.h>

void ps_add_number(GString *to, gint64 value, guint decimals)
{
	char number[32];

	g_string_append_len(to, number, content_number(number, value, decimals) - number);
}

/* A comment line has at most 255 characters, and four of a string may stand for one byte. */
#define WORDS_MAX 200

void ps_add_words(GString *to, const char *words)
{
	gsize end = to->len + WORDS_MAX;

	g_string_append_c(to, '(');
	for (const guchar *p = (const guchar *)words; *p != '\0' && to->len < end; p++) {
		if (*p < ' ' || *p > '~')
			g_string_append_printf(to, "\\%03o", (guint)*p);
		else if (strchr("()\\", *p) != NULL)
			g_string_append_printf(to, "\\%c", *p);
		else
			g_string_append_c(to, (gchar)*p);
	}
	g_string_append_c(to, ')');
}

#define BASE85_LINE 75

/* Up to four bytes as one more character than they are; four zeros as one. */
static guint base85_group(char *out, const guint8 *bytes, gsize count)
{
	guint32 value = 0;
	char digits[5];

	for (gsize i = 0; i < 4; i++)
		value = value << 8 | (i < count ? bytes[i] : 0u);
	if (value == 0 && count == 4) {
		*out = 'z';
		return 1;
	}
	for (guint i = 5; i-- > 0; value /= 85)
		digits[i] = (char)('!' + value % 85);
	memcpy(out, digits, count + 1);
	return (guint)count + 1;
}

guint ps_add_base85(GString *to, const guint8 *bytes, gsize length)
{
	gsize column = 0;
	guint lines = 1;

	for (gsize at = 0; at < length; at += 4) {
		char group[5];
		guint count = base85_group(group, bytes + at, MIN(4, length - at));

		if (column + count > BASE85_LINE) {
			g_string_append_c(to, '\n');
			lines++;
			column = 0;
		}
		/* Two of these would begin a comment. */
		if (column == 0 && group[0] == '%')
			g_string_append_c(to, ' ');
		g_string_append_len(to, group, count);
		column += count;
	}
	g_string_append(to, "~>\n");
	return lines;
}
