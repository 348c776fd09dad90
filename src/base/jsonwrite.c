/* SPDX-License-Identifier: Apache-2.0 */
#include "base/jsonwrite.h"

void json_write_text(const char *text, GString *out)
{
	g_string_append_c(out, '"');
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		if (g_ascii_iscntrl(*p))
			g_string_append_printf(out, "\\u%04x", (guchar)*p);
		else
			g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
}
