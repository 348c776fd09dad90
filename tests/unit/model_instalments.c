/* SPDX-License-Identifier: Apache-2.0 */
/* Parts that are the whole to the cent, and their days. */
#include "model/instalments.h"
#include "unit/check.h"

static void divides_to_the_cent(void)
{
	static const struct {
		cents_t whole;
		guint count;
		cents_t first, last;	/* with the remainder on the last */
	} rows[] = {
		{ 10000, 3, 3333, 3334 }, { 9999, 3, 3333, 3333 }, { 20000, 3, 6666, 6668 }, { 2, 2, 1, 1 }, { 3, 2, 1, 2 },
		{ 99, 99, 1, 1 }, { 197, 99, 1, 99 }, { CENTS_MAX, 7, CENTS_MAX / 7, CENTS_MAX / 7 + CENTS_MAX % 7 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct instalment_plan plan = { rows[i].count, 1, REMAINDER_LAST };
		g_autofree char *label = g_strdup_printf("row %u", i);
		cents_t sum = 0, turned = 0;

		CHECK_INT(label, instalment_amount(&plan, rows[i].whole, 1), rows[i].first);
		CHECK_INT(label, instalment_amount(&plan, rows[i].whole, rows[i].count), rows[i].last);
		for (guint n = 1; n <= rows[i].count; n++)
			sum += instalment_amount(&plan, rows[i].whole, n);
		CHECK_INT(label, sum, rows[i].whole);
		plan.remainder = REMAINDER_FIRST;
		CHECK_INT(label, instalment_amount(&plan, rows[i].whole, 1), rows[i].last);
		CHECK_INT(label, instalment_amount(&plan, rows[i].whole, rows[i].count), rows[i].first);
		for (guint n = 1; n <= rows[i].count; n++)
			turned += instalment_amount(&plan, rows[i].whole, n);
		CHECK_INT(label, turned, rows[i].whole);
	}
}

static void finds_due_days(void)
{
	static const struct {
		const char *first;
		guint months, number;
		const char *due;	/* NULL: behind the calendar */
	} rows[] = {
		{ "2026-04-30", 1, 1, "2026-04-30" }, { "2026-04-30", 1, 2, "2026-05-30" },
		{ "2026-01-31", 1, 2, "2026-02-28" }, { "2026-01-31", 1, 3, "2026-03-31" },
		{ "2027-12-31", 2, 2, "2028-02-29" }, { "2026-11-15", 3, 2, "2027-02-15" },
		{ "2026-12-01", 12, 3, "2028-12-01" }, { "2026-08-31", 6, 2, "2027-02-28" },
		{ "2026-12-31", 1, 99, "2035-02-28" }, { "2199-12-31", 1, 1, "2199-12-31" },
		{ "2199-12-31", 1, 2, NULL }, { "2199-12-01", 12, 99, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct instalment_plan plan = { 99, rows[i].months, REMAINDER_LAST };
		g_autofree char *label = g_strdup_printf("row %u", i);
		char written[DATE_ROOM] = "";
		day_t first, due;

		CHECK_STR(label, date_read(rows[i].first, &first), NULL);
		CHECK_INT(label, instalment_due(&plan, first, rows[i].number, &due), rows[i].due != NULL);
		if (rows[i].due == NULL)
			continue;
		date_write_iso(written, due);
		CHECK_STR(label, written, rows[i].due);
	}
}

CHECK_MAIN({ "divides to the cent", divides_to_the_cent }, { "finds due days", finds_due_days })
