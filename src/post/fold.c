/* SPDX-License-Identifier: Apache-2.0 */
/* ASCII goes by bytes; what is left is rare enough to go through GLib's Unicode tables. */
#include "post/fold.h"

#include <string.h>

/* Letters whose stroke or ligature Unicode does not decompose. */
static const struct {
	gunichar letter;
	const char *plain;
} undecomposed[] = {
	{ 0x00C6, "AE" }, { 0x00D0, "D" }, { 0x00D8, "O" }, { 0x00DE, "TH" }, { 0x00DF, "SS" }, { 0x0110, "D" },
	{ 0x0126, "H" }, { 0x0131, "I" }, { 0x0141, "L" }, { 0x0152, "OE" }, { 0x0166, "T" }, { 0x1E9E, "SS" },
};

static gunichar without_accent(gunichar letter)
{
	gunichar base, mark;

	while (g_unichar_decompose(letter, &base, &mark) && g_unichar_ismark(mark))
		letter = base;
	return letter;
}

static gsize fold_letter(char *out, gunichar letter)
{
	gunichar upper = g_unichar_toupper(letter);

	for (guint i = 0; i < G_N_ELEMENTS(undecomposed); i++) {
		if (undecomposed[i].letter == upper || undecomposed[i].letter == letter) {
			gsize length = strlen(undecomposed[i].plain);

			memcpy(out, undecomposed[i].plain, length);
			return length;
		}
	}
	if (!g_unichar_isalnum(upper))
		return 0;
	return (gsize)g_unichar_to_utf8(without_accent(upper), out);
}

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
			length = (guchar)*p < 0x80 ? 0 : fold_letter(letter, g_utf8_get_char(p));
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
