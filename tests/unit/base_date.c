/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "unit/check.h"

#include <string.h>

static void reads_dates(void)
{
	static const struct {
		const char *text, *iso;
		const char *reason;
	} rows[] = {
		{ "31/03/2026", "2026-03-31", NULL }, { "1-2-2025", "2025-02-01", NULL },
		{ "29.02.2024", "2024-02-29", NULL }, { "2026-03-31", "2026-03-31", NULL },
		{ "20260331", "2026-03-31", NULL }, { "2026-03-31T12:00:00", "2026-03-31", NULL },
		{ "31/03/2026 00:00", "2026-03-31", NULL }, { "1900-01-01", "1900-01-01", NULL },
		{ "29/02/2023", NULL, "no such day" }, { "31/04/2026", NULL, "no such day" },
		{ "12/31/2026", NULL, "no such day" }, { "31/03/26", NULL, "four digits" },
		{ "", NULL, "empty" }, { "domani", NULL, "not a date" }, { "31/03-2026", NULL, "not a date" },
		{ "31/03/20260", NULL, "" }, { "00/00/0000", NULL, "no such day" }, { "1/1/1700", NULL, "no such day" },
	};
	char iso[DATE_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		day_t date = 0;
		const char *reason = date_read(rows[i].text, &date);

		if (rows[i].iso == NULL)
			CHECK_TRUE(rows[i].text, reason != NULL && strstr(reason, rows[i].reason) != NULL);
		if (rows[i].iso == NULL)
			continue;
		CHECK_STR(rows[i].text, reason, NULL);
		date_write_iso(iso, date);
		CHECK_STR(rows[i].text, iso, rows[i].iso);
	}
}

/* GLib's calendar is the judge, over every day there is. */
static void agrees_with_the_calendar(void)
{
	GDate judge = { 0 };
	guint wrong = 0;

	g_date_set_dmy(&judge, 1, 1, 1800);
	for (day_t day = date_from_ymd(1800, 1, 1); day < date_from_ymd(2200, 1, 1); day++) {
		int y, m, d;

		date_to_ymd(day, &y, &m, &d);
		if (y != g_date_get_year(&judge) || m != (int)g_date_get_month(&judge) || d != g_date_get_day(&judge) ||
		    date_from_ymd(y, m, d) != day)
			wrong++;
		g_date_add_days(&judge, 1);
	}
	CHECK_INT("days that differ", wrong, 0);
	CHECK_INT("the epoch", date_from_ymd(1970, 1, 1), 0);
}

CHECK_MAIN({ "reads dates", reads_dates }, { "agrees with the calendar", agrees_with_the_calendar })
