/* SPDX-License-Identifier: Apache-2.0 */
/* Rows are written out by the rules of Italian numerals (elision, accent, milione as a noun), not by the program. */
#include "check.h"

#include "base/letters.h"

#include <string.h>

static const struct { gint64 number; const char *words; } integers[] = {
	{ 0, "zero" }, { 1, "uno" }, { 2, "due" }, { 3, "tre" }, { 6, "sei" }, { 8, "otto" }, { 10, "dieci" },
	{ 11, "undici" }, { 13, "tredici" }, { 14, "quattordici" }, { 16, "sedici" }, { 17, "diciassette" },
	{ 18, "diciotto" }, { 19, "diciannove" }, { 20, "venti" }, { 21, "ventuno" }, { 22, "ventidue" },
	{ 23, "ventitré" }, { 28, "ventotto" }, { 29, "ventinove" }, { 30, "trenta" }, { 31, "trentuno" },
	{ 33, "trentatré" }, { 38, "trentotto" }, { 41, "quarantuno" }, { 48, "quarantotto" }, { 50, "cinquanta" },
	{ 58, "cinquantotto" }, { 61, "sessantuno" }, { 67, "sessantasette" }, { 70, "settanta" }, { 80, "ottanta" },
	{ 81, "ottantuno" }, { 83, "ottantatré" }, { 88, "ottantotto" }, { 90, "novanta" }, { 99, "novantanove" },
	{ 100, "cento" }, { 101, "centouno" }, { 103, "centotré" }, { 108, "centotto" }, { 110, "centodieci" },
	{ 111, "centoundici" }, { 118, "centodiciotto" }, { 121, "centoventuno" }, { 180, "centottanta" },
	{ 188, "centottantotto" }, { 200, "duecento" }, { 208, "duecentotto" }, { 281, "duecentottantuno" },
	{ 303, "trecentotré" }, { 333, "trecentotrentatré" }, { 600, "seicento" }, { 999, "novecentonovantanove" },
	{ 1000, "mille" }, { 1001, "milleuno" }, { 1003, "milletré" }, { 1008, "milleotto" }, { 1100, "millecento" },
	{ 1108, "millecentotto" }, { 1234, "milleduecentotrentaquattro" }, { 1980, "millenovecentottanta" },
	{ 2000, "duemila" }, { 2001, "duemilauno" }, { 2023, "duemilaventitré" }, { 3000, "tremila" },
	{ 3003, "tremilatré" }, { 8008, "ottomilaotto" }, { 10000, "diecimila" }, { 11111, "undicimilacentoundici" },
	{ 21000, "ventunomila" }, { 23000, "ventitremila" }, { 23023, "ventitremilaventitré" }, { 28000, "ventottomila" },
	{ 100000, "centomila" }, { 101000, "centounomila" }, { 103000, "centotremila" }, { 108000, "centottomila" },
	{ 180000, "centottantamila" }, { 333333, "trecentotrentatremilatrecentotrentatré" },
	{ 999999, "novecentonovantanovemilanovecentonovantanove" }, { 1000000, "un milione" },
	{ 1000001, "un milione uno" }, { 1000003, "un milione tre" }, { 1000023, "un milione ventitré" },
	{ 1001000, "un milione mille" }, { 1234567, "un milione duecentotrentaquattromilacinquecentosessantasette" },
	{ 2000000, "due milioni" }, { 3500000, "tre milioni cinquecentomila" }, { 21000000, "ventuno milioni" },
	{ 23000000, "ventitré milioni" }, { 100000000, "cento milioni" }, { 1000000000, "un miliardo" },
	{ 1000000008, "un miliardo otto" }, { 1001000000, "un miliardo un milione" },
	{ 2002002002, "due miliardi due milioni duemiladue" },
	{ 99999999999, "novantanove miliardi novecentonovantanove milioni novecentonovantanovemilanovecentonovantanove" },
	{ -23, "meno ventitré" },
	{ G_GINT64_CONSTANT(1000000000000), "1.000.000.000.000" },
	{ G_MININT64, "-9.223.372.036.854.775.808" },
};

static void writes_integers(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(integers); i++) {
		char out[LETTERS_ROOM];
		g_autofree char *label = g_strdup_printf("%" G_GINT64_FORMAT, integers[i].number);
		gsize length = letters_write_integer(out, integers[i].number);

		CHECK_STR(label, out, integers[i].words);
		CHECK_INT(label, length, strlen(integers[i].words));
	}
}

static void writes_amounts(void)
{
	static const struct { cents_t cents; const char *words; } rows[] = {
		{ 123456, "milleduecentotrentaquattro/56" }, { 0, "zero/00" }, { 5, "zero/05" }, { 100, "uno/00" },
		{ 2300, "ventitré/00" }, { 18099, "centottanta/99" }, { 100000000, "un milione/00" }, { -2150, "meno ventuno/50" },
		{ CENTS_MAX, "novantanove miliardi novecentonovantanove milioni novecentonovantanovemilanovecentonovantanove/99" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char out[LETTERS_ROOM + 16];

		letters_write_cents(out, rows[i].cents);
		CHECK_STR(rows[i].words, out, rows[i].words);
	}
}

/* Every number below 100,000 differs from all others, and none outgrows its room. */
static void never_says_two_numbers_alike(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	char out[LETTERS_ROOM];
	gsize longest = 0;

	for (gint64 i = 0; i < 100000; i++) {
		longest = MAX(longest, letters_write_integer(out, i));
		g_hash_table_add(seen, g_strdup(out));
	}
	CHECK_INT("different words", g_hash_table_size(seen), 100000);
	CHECK_TRUE("room", longest * 3 + 20 < LETTERS_ROOM);
}

CHECK_MAIN({ "writes integers", writes_integers }, { "writes amounts", writes_amounts },
	   { "never says two numbers alike", never_says_two_numbers_alike })
