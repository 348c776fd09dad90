/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/titlecase.h"

#include <string.h>

#define CAPITAL_SIGMA 0x03A3u
#define FINAL_SIGMA 0x03C2u

/* Forms of companies, of the civil code and of the law on the third sector, as files have them without dots. */
static const char *const forms[] = { "SS", "SNC", "SAS", "SPA", "SAPA", "SRL", "SRLS", "SCARL", "ONLUS" };
static const char *const conjunctions[] = { "E", "ED" };

static gboolean is_one_case(const char *text)
{
	gboolean capitals = FALSE, small = FALSE;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		capitals |= g_unichar_isupper(g_utf8_get_char(text));
		small |= g_unichar_islower(g_utf8_get_char(text));
	}
	return capitals != small;
}

static const char *word_end(const char *word)
{
	while (*word != '\0' && !g_unichar_isspace(g_utf8_get_char(word)))
		word = g_utf8_next_char(word);
	return word;
}

static gboolean is_among(const char *const *known, guint count, const char *word, gsize length)
{
	for (guint i = 0; i < count; i++)
		if (strlen(known[i]) == length && memcmp(known[i], word, length) == 0)
			return TRUE;
	return FALSE;
}

static gboolean stays(const char *word, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (word[i] == '.' || g_ascii_isdigit(word[i]))
			return TRUE;
	return is_among(forms, G_N_ELEMENTS(forms), word, length);
}

static gunichar small(gunichar c, const char *after)
{
	if (c == CAPITAL_SIGMA && !g_unichar_isalpha(g_utf8_get_char(after)))
		return FINAL_SIGMA;
	return g_unichar_tolower(c);
}

/* begins: the word's first letter is a capital.  An accent that stands apart belongs to its letter. */
static char *write_word(char *out, const char *word, const char *end, gboolean begins)
{
	while (word < end) {
		gunichar c = g_utf8_get_char(word);

		word = g_utf8_next_char(word);
		if (g_unichar_isalpha(c)) {
			c = begins ? g_unichar_totitle(c) : small(c, word);
			begins = FALSE;
		} else if (!g_unichar_ismark(c)) {
			begins = TRUE;
		}
		out += g_unichar_to_utf8(c, out);
	}
	return out;
}

const char *titlecase_write(const char *text, struct arena *arena)
{
	const char *word, *end;
	char *start, *out;

	if (!is_one_case(text))
		return text;
	start = out = arena_alloc(arena, (gsize)g_utf8_strlen(text, -1) * 6 + 1);
	for (word = text; *word != '\0'; word = end) {
		gsize length;

		end = word_end(word);
		length = (gsize)(end - word);
		if (length == 0)
			end = g_utf8_next_char(word);
		if (length == 0 || stays(word, length))
			out = mempcpy(out, word, (gsize)(end - word));
		else
			out = write_word(out, word, end, word == text ||
					 !is_among(conjunctions, G_N_ELEMENTS(conjunctions), word, length));
	}
	*out = '\0';
	return start;
}
