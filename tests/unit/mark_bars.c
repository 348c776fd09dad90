/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of two widths in the ratio that is asked for: published widths, and sums of them. */
#include "mark/mark.h"

#include <string.h>

#include "unit/check.h"

/* The widths of a symbol's elements in columns, one character each, bar first. */
static char *widths_of(const struct symbol *symbol)
{
	GString *widths = g_string_new(NULL);

	for (guint x = 0, end; x < symbol->columns; x = end) {
		for (end = x + 1; end < symbol->columns && symbol_dark(symbol, end, 0) == symbol_dark(symbol, x, 0);)
			end++;
		g_string_append_printf(widths, "%u", end - x);
	}
	return g_string_free(widths, FALSE);
}

/* The same with every wide element as wide as asked for. */
static char *widened(const char *widths, guint narrow, guint wide)
{
	GString *out = g_string_new(NULL);

	for (; *widths != '\0'; widths++)
		g_string_append_printf(out, "%u", *widths == '1' ? narrow : wide);
	return g_string_free(out, FALSE);
}

/* post.md 2.3: 12 digits are (42 + 25 r) narrow elements wide. */
static void bars_are_as_published(void)
{
	static const struct {
		const char *text, *widths;
	} rows[] = {
		{ "130085528346", "1111331311113111113333113311133111311331111333131131111113331131311" },
		{ "697319802149", "1111113331131113131131313113111331311113331113311111331113311331311" },
	};
	static const struct {
		guint narrow, wide, columns;
	} ratios[] = { { 0, 0, 117 }, { 1, 3, 117 }, { 2, 5, 209 }, { 1, 2, 92 }, { 4, 9, 393 }, { 7, 18, 744 } };
	struct symbol_encoder *encoder = mark_encoder_new();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(rows) * G_N_ELEMENTS(ratios); i++) {
		guint row = i % G_N_ELEMENTS(rows), ratio = i / G_N_ELEMENTS(rows);
		guint narrow = MAX(ratios[ratio].narrow, 1), wide = MAX(ratios[ratio].wide, ratio == 0 ? 3 : 1);
		struct symbol_wish wish = { .symbology = SYMBOLOGY_INTERLEAVED_2_OF_5, .text = rows[row].text,
					    .narrow = ratios[ratio].narrow, .wide = ratios[ratio].wide };
		g_autofree char *label = g_strdup_printf("%s, %u to %u", rows[row].text, wide, narrow);
		g_autofree char *expected = widened(rows[row].widths, narrow, wide), *got = NULL;
		const char *reason = NULL;
		const struct symbol *symbol = encoder->encode(encoder, &wish, arena, &reason);

		CHECK_STR(label, reason, NULL);
		if (symbol == NULL)
			continue;
		got = widths_of(symbol);
		CHECK_STR(label, got, expected);
		CHECK_INT(label, symbol->columns, ratios[ratio].columns);
		CHECK_TRUE(label, symbol->stride >= (symbol->columns + 7) / 8);
	}
	mark_encoder_free(encoder);
}

/* post.md 4: 13 characters of Code 39 and its two stars are 15 (7 + 3 r) - 1 narrow elements, those of S10 as Code 128
 * 156 modules. */
static void numbers_abroad_are_as_wide_as_published(void)
{
	static const struct {
		enum symbology symbology;
		guint narrow, wide, columns;
	} rows[] = {
		{ SYMBOLOGY_CODE_39, 2, 5, 433 },
		{ SYMBOLOGY_CODE_39, 1, 3, 239 },
		{ SYMBOLOGY_CODE_39, 0, 0, 194 },
		{ SYMBOLOGY_CODE_128, 0, 0, 156 },
	};
	struct symbol_encoder *encoder = mark_encoder_new();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct symbol_wish wish = { .symbology = rows[i].symbology, .text = "RA473124829IT",
					    .narrow = rows[i].narrow, .wide = rows[i].wide };
		g_autofree char *label = g_strdup_printf("row %u", i);
		const char *reason = NULL;
		const struct symbol *symbol = encoder->encode(encoder, &wish, arena, &reason);

		CHECK_STR(label, reason, NULL);
		CHECK_INT(label, symbol != NULL ? symbol->columns : 0, rows[i].columns);
	}
	mark_encoder_free(encoder);
}

static void others_have_no_ratio(void)
{
	static const enum symbology kinds[] = { SYMBOLOGY_CODE_128, SYMBOLOGY_DATA_MATRIX, SYMBOLOGY_QR };
	struct symbol_encoder *encoder = mark_encoder_new();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		struct symbol_wish wish = { .symbology = kinds[i], .text = "1234", .narrow = 2, .wide = 5 };
		const char *reason = NULL;

		CHECK_TRUE(symbology_name(kinds[i]), encoder->encode(encoder, &wish, arena, &reason) == NULL);
		CHECK_STR(symbology_name(kinds[i]), reason, "only the codes of two widths have a ratio");
	}
	mark_encoder_free(encoder);
}

/* Capitals, digits and blanks in any mixture: never more than the 49 codewords of a Data Matrix of 48 by 16. */
static void any_72_characters_fit(void)
{
	static const char characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ";
	struct symbol_encoder *encoder = mark_encoder_new();
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260331);
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < 2000; i++) {
		char text[73] = "";
		struct symbol_wish wish = { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .rows = 16, .text = text };
		const char *reason = NULL;
		gint32 run = g_rand_int_range(rand, 1, 12), first = 0, last = 10;

		for (gint32 k = 0; k < 72; k++) {
			if (k % run == 0) {
				first = g_rand_boolean(rand) ? 0 : g_rand_int_range(rand, 0, 36);
				last = g_rand_boolean(rand) ? 10 : 37;
			}
			text[k] = characters[g_rand_int_range(rand, MIN(first, last - 1), last)];
		}
		encoder->encode(encoder, &wish, arena, &reason);
		CHECK_STR(text, reason, NULL);
		arena_reset(arena);
	}
	mark_encoder_free(encoder);
}

CHECK_MAIN({ "bars are as published", bars_are_as_published },
	   { "numbers abroad are as wide as published", numbers_abroad_are_as_wide_as_published },
	   { "others have no ratio", others_have_no_ratio }, { "any 72 characters fit", any_72_characters_fit })
