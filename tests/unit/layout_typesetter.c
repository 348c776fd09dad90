/* SPDX-License-Identifier: Apache-2.0 */
/* Words: their fonts, codes, kerning and widths. */
#include "unit/check.h"

#include <string.h>

#include "layout/prose.h"

static struct typesetter *open_typesetter(void)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);

	CHECK_NO_ERROR("fonts/catalogue.ini", error);
	if (typesetter == NULL)
		g_error("the tests below need the catalogue");
	return typesetter;
}

/* A word as "WinAnsiEncoding:T)70(otale CP1250:..", a space after each word that has a gap. */
static char *describe(const struct typeset_line *line)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < line->count; i++) {
		for (guint r = 0; r < line->words[i]->n_runs; r++) {
			const struct word_run *run = &line->words[i]->runs[r];

			g_string_append_printf(out, "%s%s/%s[", r > 0 ? "+" : "", run->face->font->name,
					       run->face->encoding);
			for (guint b = 0; b < run->show_length; b++) {
				guint8 byte = (guint8)run->show[b];

				if (byte >= 0x80)
					g_string_append_printf(out, "<%02X>", byte);
				else
					g_string_append_c(out, (char)byte);
			}
			g_string_append_c(out, ']');
		}
		g_string_append(out, line->words[i]->gap ? " " : i + 1 < line->count ? "|" : "");
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *label, *role, *text, *expected;
	gunichar missing;
} lines[] = {
	{ "kerning", "body", "Totale AVVISO", "body/WinAnsiEncoding[T)111(otale] body/WinAnsiEncoding[A)74(VVISO]", 0 },
};

static void shapes_words(void)
{
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		gunichar missing;
		struct typeset_line line = typesetter_line(typesetter, lines[i].role, FALSE, 10000, lines[i].text, arena,
							   &missing);
		g_autofree char *got = describe(&line);

		CHECK_STR(lines[i].label, got, lines[i].expected);
		CHECK_INT(lines[i].label, missing, lines[i].missing);
	}
	typesetter_free(typesetter);
}

CHECK_MAIN({ "shapes words", shapes_words })
