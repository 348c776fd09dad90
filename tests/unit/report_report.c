/* SPDX-License-Identifier: Apache-2.0 */
/* What a report says on a screen and in files; times judged by date(1), JSON and CSV by python's own readers. */
#include "report/clock.h"
#include "report/report.h"

#include "unit/check.h"

#include <string.h>

static const char *italian(const char *word)
{
	static const struct pair {
		const char *english, *italian;
	} pairs[] = {
		{ "Report", "Rapporto" }, { "By area", "Per area" }, { "posted", "postato" }, { "pieces", "plichi" },
		{ "State", "Stato" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
		if (strcmp(pairs[i].english, word) == 0)
			return pairs[i].italian;
	return word;
}

static struct report *example(void)
{
	struct report *report = report_new("run", "Report", "R000042");

	report_facts(report, "run", "The run");
	report_fact_text(report, "client", "Client", "Società \"Così\"; S.r.l.");
	report_fact_as(report, "state", "State", REPORT_WORD, "posted");
	report_fact_as(report, "date", "Date", REPORT_DAY, "2026-03-31");
	report_fact_as(report, "none", "None", REPORT_DAY, "");
	report_fact_number(report, "postage", "Postage", REPORT_MONEY, 123456);
	report_remark(report, "posted");
	report_table(report, "areas", "By area");
	report_column(report, "area", "area", REPORT_TEXT);
	report_column(report, "pieces", "pieces", REPORT_COUNT);
	report_column(report, "price", "price", REPORT_PRICE);
	report_column(report, "rate", "rate", REPORT_RATE);
	report_column(report, "weight_mg", "weight", REPORT_WEIGHT);
	report_row(report);
	report_text(report, "=AM");
	report_number(report, 1200);
	report_number(report, 125);
	report_number(report, 22000);
	report_number(report, 15400);
	report_row(report);
	report_text(report, "Città");
	report_number(report, -3);
	report_number(report, 0);
	report_number(report, 500);
	report_number(report, 4990000);
	report_total(report);
	report_text(report, "");
	report_number(report, 1197);
	report_none(report);
	report_none(report);
	report_number(report, 5005400);
	report_table(report, "nothing", "Nothing");
	report_column(report, "x", "x", REPORT_TEXT);
	return report;
}

static void a_screen_shows_columns(void)
{
	g_autoptr(report_t) report = example();
	g_autoptr(GString) out = g_string_new(NULL);

	report_write_text(report, italian, out);
	CHECK_STR("text", out->str,
		  "Rapporto  R000042\n=================\n"
		  "\nThe run\n"
		  "  Client   Società \"Così\"; S.r.l.\n  Stato    postato\n  Date     31/03/2026\n  Postage  1.234,56\n"
		  "  postato\n"
		  "\nPer area\n"
		  "  area   plichi   price   rate     weight\n"
		  "  ---------------------------------------\n"
		  "  =AM     1.200  0,0125   22 %     15,4 g\n"
		  "  Città      -3    0,00  0,5 %    4.990 g\n"
		  "  ---------------------------------------\n"
		  "          1.197                 5.005,4 g\n");
}

static void a_file_is_plain(void)
{
	g_autoptr(report_t) report = example();
	g_autoptr(GString) out = g_string_new(NULL);

	report_write_csv(report, out);
	CHECK_STR("csv", out->str,
		  "run;field;value\nrun;client;\"Società \"\"Così\"\"; S.r.l.\"\nrun;state;posted\nrun;date;2026-03-31\nrun;none;\n"
		  "run;postage;1234.56\nareas;area;pieces;price;rate;weight_mg\nareas;'=AM;1200;0.0125;22;15400\n"
		  "areas;Città;-3;0;0.5;4990000\nareas_total;;1197;;;5005400\nnothing;x\n");
}

/* What a program prints for an argument. */
static char *told(const char *const *argv)
{
	g_autoptr(GError) error = NULL;
	char *out = NULL;
	int status = -1;

	CHECK_TRUE(argv[0], g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error));
	CHECK_NO_ERROR(argv[0], error);
	CHECK_INT(argv[0], status, 0);
	return g_strchomp(out);
}

static void json_is_read_by_others(void)
{
	static const char program[] =
		"import json, sys; r = json.loads(sys.argv[1])\n"
		"print(r['report'], r['subject'], r['run']['client'], r['run']['postage'], r['areas'][0]['pieces'] + 1,"
		" r['areas'][1]['weight_mg'], r['areas_total'], r['nothing'])";
	g_autoptr(report_t) report = example();
	g_autofree char *json = report_json(report), *read = NULL;
	const char *argv[] = { "python3", "-X", "utf8", "-c", program, json, NULL };

	read = told(argv);
	CHECK_STR("json", read,
		  "run R000042 Società \"Così\"; S.r.l. 1234.56 1201 4990000"
		  " {'pieces': 1197, 'weight_mg': 5005400} []");
}

static void moments_are_italian(void)
{
	static const char *const rows[] = {
		"2026-03-31T08:15:00Z", "2026-01-01T22:59:59Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z",
		"2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z", "2025-12-31T23:00:00Z",
	};
	char out[CLOCK_ROOM], day[DATE_ROOM];
	day_t date = 0;

	g_setenv("TZ", "Europe/Rome", TRUE);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *argv[] = { "date", "-d", rows[i], "+%d/%m/%Y %H:%M:%S", NULL };
		g_autofree char *judged = told(argv);

		clock_write(rows[i], out);
		CHECK_STR(rows[i], out, judged);
		CHECK_TRUE(rows[i], clock_date(rows[i], &date));
		date_write_italian(day, date);
		judged[strlen(day)] = '\0';
		CHECK_STR(rows[i], day, judged);
	}
	CHECK_TRUE("no moment has no day", !clock_date("yesterday", &date) && !clock_date("", &date));
	g_unsetenv("TZ");
	clock_write("", out);
	CHECK_STR("none", out, "");
	clock_write("yesterday", out);
	CHECK_STR("no moment", out, "yesterday");
}

static void a_day_has_its_own_hours(void)
{
	static const struct row {
		int year, month, day;
		const char *from, *to;
	} rows[] = {
		{ 2026, 1, 15, "2026-01-14T23:00:00Z", "2026-01-15T23:00:00Z" },
		{ 2026, 3, 29, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z" },
		{ 2026, 7, 1, "2026-06-30T22:00:00Z", "2026-07-01T22:00:00Z" },
		{ 2026, 10, 25, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char from[CLOCK_ROOM], to[CLOCK_ROOM];

		clock_day(date_from_ymd(rows[i].year, rows[i].month, rows[i].day), from, to);
		CHECK_STR(rows[i].from, from, rows[i].from);
		CHECK_STR(rows[i].to, to, rows[i].to);
	}
}

CHECK_MAIN({ "a screen shows columns", a_screen_shows_columns }, { "a file is plain", a_file_is_plain },
	   { "JSON is read by others", json_is_read_by_others }, { "moments are Italian", moments_are_italian },
	   { "a day has its own hours", a_day_has_its_own_hours })
