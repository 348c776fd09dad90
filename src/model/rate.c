/* SPDX-License-Identifier: Apache-2.0 */
#include "model/rate.h"

#include "model/keys.h"
#include "model/profile.h"

#define MAX_PERCENT_MILLI (100 * 1000)
/* percent_milli to a part of one. */
#define MILLI_PERCENTS_IN_ONE (100 * 1000)

static void read_step(struct keys *keys, struct rate_table *table, const char *key)
{
	struct rate_step step = { .percent_milli = keys_percent(keys, "percent", key, MAX_PERCENT_MILLI) };
	const char *reason = date_read(key, &step.from);
	guint count = table->steps->len;

	if (reason != NULL)
		keys_fault(keys, "percent", key, "not a date: %s", reason);
	else if (count > 0 && step.from <= g_array_index(table->steps, struct rate_step, count - 1).from)
		keys_fault(keys, "percent", key, "not after the line above it");
	else
		g_array_append_val(table->steps, step);
}

static void read_steps(struct keys *keys, struct rate_table *table)
{
	g_auto(GStrv) days = keys_of_group(keys, "percent");

	for (guint i = 0; days[i] != NULL; i++)
		read_step(keys, table, days[i]);
	if (days[0] == NULL)
		keys_fault(keys, "percent", NULL, "no rate");
	else if (table->steps->len > 0 &&
		 g_array_index(table->steps, struct rate_step, table->steps->len - 1).from > table->until)
		keys_fault(keys, "rate", "until", "before the last rate begins");
}

struct rate_table *rate_table_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("rate", text, path);
	g_autoptr(rate_table_t) table = g_new0(struct rate_table, 1);

	table->name = g_strdup(keys_name(keys));
	table->steps = g_array_new(FALSE, FALSE, sizeof(struct rate_step));
	table->year_days = (guint)keys_number(keys, "rate", "year", KEYS_REQUIRED, 360, 366);
	table->until = keys_date(keys, "rate", "until");
	table->lump = keys_amount(keys, "rate", "lump");
	read_steps(keys, table);
	return keys_close(keys, error) ? g_steal_pointer(&table) : NULL;
}

void rate_table_free(struct rate_table *table)
{
	if (table == NULL)
		return;
	g_free(table->name);
	g_array_unref(table->steps);
	g_free(table);
}

static const char *unknown_rate(const char *side, day_t day, struct arena *arena)
{
	char written[DATE_ROOM];

	date_write_italian(written, day);
	return arena_printf(arena, "no rate is known %s %s", side, written);
}

/* The last day of a step: before the next one, or the table's own. */
static day_t step_end(const struct rate_table *table, guint index)
{
	return index + 1 < table->steps->len ? g_array_index(table->steps, struct rate_step, index + 1).from - 1
					     : table->until;
}

/* The sum has room for every row of a record: 10^13 cents, 146,000 days and 100 % are less than 2^78. */
const char *interest_add(const struct rate_table *table, cents_t capital, day_t due, day_t until,
			 struct interest *sum, struct arena *arena)
{
	day_t known_from = g_array_index(table->steps, struct rate_step, 0).from;
	gint64 rate_days = 0;

	if (capital < 0)
		return "the amount is negative";
	if (until <= due)
		return NULL;
	if (due + 1 < known_from)
		return unknown_rate("before", known_from, arena);
	if (until > table->until)
		return unknown_rate("after", table->until, arena);
	for (guint i = 0; i < table->steps->len; i++) {
		const struct rate_step *step = &g_array_index(table->steps, struct rate_step, i);
		day_t first = MAX(due + 1, step->from);
		day_t last = MIN(until, step_end(table, i));

		if (last >= first)
			rate_days += (gint64)(last - first + 1) * step->percent_milli;
	}
	sum->parts += (__int128)capital * rate_days;
	return NULL;
}

const char *interest_round(const struct rate_table *table, const struct interest *sum, cents_t *cents)
{
	__int128 whole = (__int128)MILLI_PERCENTS_IN_ONE * table->year_days;
	__int128 rounded = (sum->parts + whole / 2) / whole;

	if (rounded > CENTS_MAX)
		return "too large";
	*cents = (cents_t)rounded;
	return NULL;
}
