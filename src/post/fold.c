/* SPDX-License-Identifier: Apache-2.0 */
/* ASCII goes by bytes; what is left is rare enough to go through GLib's Unicode tables. */
#include "post/fold.h"

#include <string.h>

#include "base/text.h"

static gboolean joins_words(const char *p)
{
	/* ' and the two curly apostrophes, and the accents people type in their place */
	return *p == '\'' || *p == '`' || strncmp(p, "\xe2\x80\x99", 3) == 0 || strncmp(p, "\xe2\x80\x98", 3) == 0 ||
	       strncmp(p, "\xc2\xb4", 2) == 0;
}

static gsize fold(char *out, const char *text, gboolean keep_words)
{
	gsize used = 0;
	gboolean gap = FALSE;

	for (const char *p = text; *p != '\0' && used < FOLD_ROOM - 8; p = g_utf8_next_char(p)) {
		char letter[8];
		gsize length;

		if (g_ascii_isalnum(*p)) {
			letter[0] = g_ascii_toupper(*p);
			length = 1;
		} else {
			gunichar c = g_utf8_get_char(p);

			length = c >= 0x80 && g_unichar_isalnum(c) ? text_plain_capital(c, letter) : 0;
		}
		if (length == 0) {
			gap = gap || !joins_words(p);
			continue;
		}
		if (keep_words && gap && used > 0)
			out[used++] = ' ';
		gap = FALSE;
		memcpy(out + used, letter, length);
		used += length;
	}
	out[used] = '\0';
	return used;
}

gsize fold_name(char out[FOLD_ROOM], const char *text)
{
	return fold(out, text, FALSE);
}

gsize fold_words(char out[FOLD_ROOM], const char *text)
{
	return fold(out, text, TRUE);
}
