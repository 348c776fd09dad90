/* SPDX-License-Identifier: Apache-2.0 */
/* Rates as data, and interest by them to the cent. */
#include <string.h>

#include "model/rate.h"
#include "unit/check.h"

static day_t day(const char *text)
{
	day_t date;

	if (date_read(text, &date) != NULL)
		g_error("not a date: %s", text);
	return date;
}

/* A table of the product. */
static struct rate_table *product_table(const char *name)
{
	g_autofree char *path = g_strdup_printf("profiles/rate/%s.rate", name);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct rate_table *table;

	if (!g_file_get_contents(path, &text, NULL, &error))
		g_error("%s", error->message);
	table = rate_table_parse(text, path, &error);
	CHECK_NO_ERROR(path, error);
	return table;
}

static cents_t interest(const struct rate_table *table, cents_t capital, const char *due, const char *until,
			const char *label)
{
	g_autoptr(arena_t) arena = arena_new(1024);
	struct interest sum = { 0 };
	cents_t cents = -1;

	CHECK_STR(label, interest_add(table, capital, day(due), day(until), &sum, arena), NULL);
	CHECK_STR(label, interest_round(table, &sum, &cents), NULL);
	return cents;
}

/* The worked example of a debt of 245,00 from 31.3.2023 to 31.3.2026, whole and by its periods; a capital a million
 * times as large tells the six decimals before rounding. */
static void reckons_the_worked_example(void)
{
	static const struct {
		const char *due, *until;
		cents_t cents, millionfold;
	} rows[] = {
		{ "2023-03-31", "2023-12-31", 923, 922945205 },
		{ "2023-12-31", "2024-12-31", 614, 614178082 },
		{ "2024-12-31", "2025-12-31", 490, 490000000 },
		{ "2025-12-31", "2026-03-31", 97, 96657534 },
		{ "2023-03-31", "2026-03-31", 2124, 2123780822 },
	};
	g_autoptr(rate_table_t) table = product_table("legal");

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		CHECK_INT(rows[i].due, interest(table, 24500, rows[i].due, rows[i].until, rows[i].due), rows[i].cents);
		CHECK_INT(rows[i].due, interest(table, G_GINT64_CONSTANT(24500000000), rows[i].due, rows[i].until, rows[i].due),
			  rows[i].millionfold);
	}
}

/* At 3,65 % ten thousand cents earn one cent a day. */
static const char cent_a_day[] = "[rate]\nyear = 365\nuntil = 2026-12-31\n[percent]\n2000-01-01 = 3.65 %\n";

static void counts_days_and_rounds_once(void)
{
	static const struct {
		const char *label;
		cents_t capital;
		const char *due, *until;
		cents_t cents;
	} rows[] = {
		{ "the due day itself", 10000, "2026-03-31", "2026-03-31", 0 },
		{ "before it is due", 10000, "2026-03-31", "2026-01-01", 0 },
		{ "one day", 10000, "2026-03-31", "2026-04-01", 1 },
		{ "over 29 February", 10000, "2024-02-28", "2024-03-01", 2 },
		{ "over 28 February", 10000, "2023-02-28", "2023-03-01", 1 },
		{ "a leap year", 10000, "2023-12-31", "2024-12-31", 366 },
		{ "half a cent", 5000, "2026-03-31", "2026-04-01", 1 },
		{ "less than half a cent", 4999, "2026-03-31", "2026-04-01", 0 },
		{ "one cent and a half", 5000, "2026-03-31", "2026-04-03", 2 },
		{ "nothing", 0, "2020-03-31", "2026-04-01", 0 },
		{ "as long as the table", 10000, "1999-12-31", "2026-12-31", 9862 },
		{ "all there is", CENTS_MAX, "2026-03-31", "2026-04-01", G_GINT64_CONSTANT(1000000000) },
	};
	g_autoptr(rate_table_t) table = rate_table_parse(cent_a_day, "x.rate", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_INT(rows[i].label, interest(table, rows[i].capital, rows[i].due, rows[i].until, rows[i].label),
			  rows[i].cents);
}

static void rounds_many_claims_once(void)
{
	g_autoptr(rate_table_t) table = rate_table_parse(cent_a_day, "x.rate", NULL);
	g_autoptr(arena_t) arena = arena_new(1024);
	struct interest sum = { 0 };
	cents_t cents;

	/* 0.3 cents each: apart they are nothing. */
	for (guint i = 0; i < 5; i++)
		CHECK_STR("add", interest_add(table, 3000, day("2026-03-31"), day("2026-04-01"), &sum, arena), NULL);
	CHECK_STR("round", interest_round(table, &sum, &cents), NULL);
	CHECK_INT("together", cents, 2);
}

static void divides_by_the_tables_year(void)
{
	g_autoptr(rate_table_t) table =
		rate_table_parse("[rate]\nyear = 360\nuntil = 2026-12-31\n[percent]\n2000-01-01 = 3.6 %\n", "x.rate", NULL);

	CHECK_INT("360", interest(table, 10000, "2026-03-01", "2026-03-11", "360"), 10);
}

static void refuses_what_it_does_not_know(void)
{
	static const struct {
		const char *label;
		cents_t capital;
		const char *due, *until, *reason;
	} rows[] = {
		{ "beyond the end", 10000, "2026-06-01", "2027-01-01", "no rate is known after 31/12/2026" },
		{ "the last day", 10000, "2026-06-01", "2026-12-31", NULL },
		{ "before the start", 10000, "1999-12-30", "2026-01-01", "no rate is known before 01/01/2000" },
		{ "the first day", 10000, "1999-12-31", "2026-01-01", NULL },
		{ "not late beyond the end", 10000, "2028-06-01", "2027-01-01", NULL },
		{ "negative", -1, "2026-06-01", "2026-07-01", "the amount is negative" },
	};
	g_autoptr(rate_table_t) table = rate_table_parse(cent_a_day, "x.rate", NULL);
	g_autoptr(arena_t) arena = arena_new(1024);
	struct interest large = { 0 };
	cents_t cents = 7;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct interest sum = { 0 };

		CHECK_STR(rows[i].label,
			  interest_add(table, rows[i].capital, day(rows[i].due), day(rows[i].until), &sum, arena),
			  rows[i].reason);
		CHECK_TRUE(rows[i].label, rows[i].reason == NULL || sum.parts == 0);
	}
	for (guint i = 0; i < 30; i++)
		interest_add(table, CENTS_MAX, day("1999-12-31"), day("2026-12-31"), &large, arena);
	CHECK_STR("too large", interest_round(table, &large, &cents), "too large");
	CHECK_INT("left alone", cents, 7);
}

/* Each line of a published table says the same as the product's: a year's interest on 1 000 000,00 tells its rate. */
static void check_against(const struct rate_table *table, const char *from, const char *percent)
{
	day_t first = day(from);
	double rate = g_ascii_strtod(percent, NULL);
	char due[DATE_ROOM], until[DATE_ROOM];

	date_write_iso(due, first - 1);
	date_write_iso(until, first + 99);
	CHECK_INT(from, interest(table, G_GINT64_CONSTANT(36500000000), due, until, from), (gint64)(rate * 1e8 + 0.5));
}

static void follow_file(const char *file, const char *name, guint column)
{
	const char *shared = g_getenv("PIEGO_SHARED");
	g_autofree char *path = g_build_filename(shared != NULL ? shared : "../shared", "data", "payments", file, NULL);
	g_autofree char *text = NULL;
	g_autoptr(rate_table_t) table = product_table(name);
	g_auto(GStrv) lines = NULL;
	guint rows = 0;

	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		g_print("SKIP: no %s: the product's %s rates are not compared\n", path, name);
		return;
	}
	lines = g_strsplit(g_strstrip(text), "\n", -1);
	for (guint i = 1; lines[i] != NULL; i++, rows++) {
		g_auto(GStrv) cells = g_strsplit(g_strchomp(lines[i]), ",", -1);

		check_against(table, cells[0], cells[column]);
	}
	CHECK_INT("as many rates as the table", rows, table->steps->len);
}

static void has_the_published_rates(void)
{
	g_autoptr(rate_table_t) commercial = product_table("commercial");

	follow_file("vectors/tasso_legale.csv", "legal", 1);
	follow_file("interessi_mora_dlgs231.csv", "commercial", 4);
	CHECK_INT("lump sum", commercial->lump, 4000);
}

static void tells_mistakes(void)
{
	static const struct {
		const char *label, *from, *to, *words;
	} rows[] = {
		{ "no year", "year = 365\n", "", "rate 'x': [rate] year: missing" },
		{ "a short year", "= 365", "= 36", "[rate] year: out of range: '36' (360 to 366)" },
		{ "no end", "until = 2026-12-31\n", "", "[rate] until: missing" },
		{ "no such end", "2026-12-31", "2026-13-31", "[rate] until: not a date" },
		{ "ended before", "2026-12-31", "1999-12-31", "[rate] until: before the last rate begins" },
		{ "a bad lump", "[percent]", "lump = much\n[percent]", "[rate] lump: not an amount" },
		{ "a negative lump", "[percent]", "lump = -1.00\n[percent]", "[rate] lump: not an amount: '-1.00': negative" },
		{ "no rates", "2000-01-01 = 3.65 %\n", "", "[percent]: no rate" },
		{ "no group", "[percent]\n2000-01-01 = 3.65 %\n", "", "[percent]: no rate" },
		{ "no percent", "3.65 %", "3.65", "[percent] 2000-01-01: not a percentage: '3.65'" },
		{ "a comma", "3.65 %", "3,65 %", "[percent] 2000-01-01: not a percentage" },
		{ "more behind it", "3.65 %", "3.65 % p", "[percent] 2000-01-01: not a percentage" },
		{ "fine decimals", "3.65 %", "3.6512 %", "[percent] 2000-01-01: more than three decimals" },
		{ "too many decimals", "3.65 %", "3.6512345 %", "[percent] 2000-01-01: not a percentage" },
		{ "usury", "3.65 %", "100.001 %", "[percent] 2000-01-01: out of range: '100.001 %' (0% to 100%)" },
		{ "beyond numbers", "3.65 %", "999999999 %", "[percent] 2000-01-01: out of range" },
		{ "no day", "2000-01-01 =", "2000-02-30 =", "[percent] 2000-02-30: not a date" },
		{ "out of order", "3.65 %", "3.65 %\n1999-01-01 = 1 %", "[percent] 1999-01-01: not after the line above it" },
		{ "a key unknown", "[percent]", "days = 1\n[percent]", "[rate] days: no such key" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) text = g_string_new(cent_a_day);
		g_autoptr(GError) error = NULL;

		CHECK_INT(rows[i].label, g_string_replace(text, rows[i].from, rows[i].to, 1), 1);
		CHECK_TRUE(rows[i].label, rate_table_parse(text->str, "x.rate", &error) == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].words);
	}
}

CHECK_MAIN({ "reckons the worked example", reckons_the_worked_example },
	   { "counts days and rounds once", counts_days_and_rounds_once },
	   { "rounds many claims once", rounds_many_claims_once },
	   { "divides by the table's year", divides_by_the_tables_year },
	   { "refuses what it does not know", refuses_what_it_does_not_know },
	   { "has the published rates", has_the_published_rates }, { "tells mistakes", tells_mistakes })
