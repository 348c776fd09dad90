/* SPDX-License-Identifier: Apache-2.0 */
/* Where a chunk may break and what it sticks to, told without asking Pango or with: always as Pango has it. */
#include "type/characters.h"
#include "unit/check.h"

#include <pango/pango.h>
#include <string.h>

static const char *const alphabet[] = { "a", "B", "1", ".", ",", ":", "/", "+", "<", ">", "'", "\u20AC", "\u2019", "-", "(" };

/* The chunk between a word before and a word after: "a CHUNK a". */
static void pango_says(const char *chunk, char *breaks, char *sticks)
{
	g_autofree char *text = g_strdup_printf("a %s a", chunk);
	glong count = g_utf8_strlen(chunk, -1);
	PangoLogAttr attrs[16];

	pango_get_log_attrs(text, (int)strlen(text), 0, pango_language_from_string("it"), attrs, (int)count + 5);
	for (glong i = 1; i < count; i++)
		breaks[i - 1] = attrs[2 + i].is_line_break ? '|' : '.';
	breaks[count - 1] = '\0';
	g_snprintf(sticks, 3, "%s%s", attrs[2].is_line_break ? "" : "<", attrs[count + 3].is_line_break ? "" : ">");
}

static void we_say(const char *chunk, char *breaks, char *sticks)
{
	struct characters characters;

	characters_read(&characters, chunk, (guint)strlen(chunk));
	for (guint i = 1; i < characters.count; i++)
		breaks[i - 1] = characters.break_before[i] ? '|' : '.';
	breaks[characters.count - 1] = '\0';
	g_snprintf(sticks, 3, "%s%s", (characters.sticks & CHUNK_STICKS_BEFORE) != 0 ? "<" : "",
		   (characters.sticks & CHUNK_STICKS_AFTER) != 0 ? ">" : "");
}

static void compare(const char *chunk)
{
	char wanted[16], got[16], wanted_sticks[4], got_sticks[4];

	pango_says(chunk, wanted, wanted_sticks);
	we_say(chunk, got, got_sticks);
	if (!g_str_equal(wanted, got) || !g_str_equal(wanted_sticks, got_sticks)) {
		CHECK_STR(chunk, got, wanted);
		CHECK_STR(chunk, got_sticks, wanted_sticks);
	}
}

/* Every chunk of up to four of these characters. */
static void breaks_as_pango_does(void)
{
	guint compared = 0;

	for (guint length = 1; length <= 4; length++) {
		guint at[4] = { 0 };
		guint place = 0;

		while (place < length) {
			g_autoptr(GString) chunk = g_string_new(NULL);

			for (guint i = 0; i < length; i++)
				g_string_append(chunk, alphabet[at[i]]);
			compare(chunk->str);
			compared++;
			for (place = 0; place < length && ++at[place] == G_N_ELEMENTS(alphabet); place++)
				at[place] = 0;
		}
	}
	CHECK_INT("chunks compared", compared, 15 + 15 * 15 + 15 * 15 * 15 + 15 * 15 * 15 * 15);
}

CHECK_MAIN({ "breaks as Pango does", breaks_as_pango_does })
