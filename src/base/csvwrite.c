/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csvwrite.h"

#include <string.h>

#include "base/number.h"

void csv_write_between(const char *text, char separator, enum csv_quotes quotes, GString *out)
{
	const char special[] = { separator, '"', '\0' };
	gboolean bare = quotes == CSV_QUOTES_NEVER;
	gboolean quoted = !bare && strpbrk(text, special) != NULL;

	if (quoted)
		g_string_append_c(out, '"');
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '"' && quoted)
			g_string_append_c(out, '"');
		g_string_append_c(out, g_ascii_iscntrl(*p) || (bare && strchr(special, *p) != NULL) ? ' ' : *p);
	}
	if (quoted)
		g_string_append_c(out, '"');
}

void csv_write_text(const char *text, GString *out)
{
	csv_write_between(text, ';', CSV_QUOTES_AS_NEEDED, out);
}

void csv_write_shown(const char *text, GString *out)
{
	if (*text != '\0' && strchr("=+-@", *text) != NULL)
		g_string_append_c(out, '\'');
	csv_write_text(text, out);
}

void csv_write_integer(gint64 number, GString *out)
{
	char digits[NUMBER_ROOM];
	gsize length = number_write_integer(digits, number, NUMBER_PLAIN);

	g_string_append_len(out, digits, (gssize)length);
}
