/* SPDX-License-Identifier: Apache-2.0 */
#include "app/reporting.h"

#include "report/clock.h"

/* The columns of the table of runs, in the order of work. */
static const struct stage {
	enum piece_state state;
	const char *key, *label;
} stages[] = {
	{ PIECE_COMPOSED, "composed", N_("composed") }, { PIECE_RELEASED, "released", N_("released") },
	{ PIECE_PRINTED, "printed", N_("printed") },	{ PIECE_INSERTED, "inserted", N_("inserted") },
	{ PIECE_SPOILED, "spoiled", N_("spoiled") },	{ PIECE_REPRINTED, "reprinted", N_("reprinted") },
	{ PIECE_PULLED, "pulled", N_("pulled") },	{ PIECE_HELD, "held", N_("held") },
	{ PIECE_POSTED, "posted", N_("posted") },
};

struct worked {
	guint run;
	const char *client, *job;
	gint64 pieces[G_N_ELEMENTS(stages)];
};

struct day_report {
	GArray *runs;		/* of struct worked */
	GStringChunk *strings;
	struct day_row sums[G_N_ELEMENTS(stages)];
};

static void add_row(void *user, const struct day_row *row)
{
	struct day_report *day = user;
	struct worked *worked;

	if (day->runs->len == 0 || g_array_index(day->runs, struct worked, day->runs->len - 1).run != row->run) {
		const struct worked next = {
			.run = row->run, .client = g_string_chunk_insert_const(day->strings, row->client),
			.job = g_string_chunk_insert_const(day->strings, row->job),
		};

		g_array_append_val(day->runs, next);
	}
	worked = &g_array_index(day->runs, struct worked, day->runs->len - 1);
	for (guint i = 0; i < G_N_ELEMENTS(stages); i++) {
		if (stages[i].state != row->state)
			continue;
		worked->pieces[i] += row->pieces;
		day->sums[i].pieces += row->pieces;
		day->sums[i].sheets += row->sheets;
		day->sums[i].pages += row->pages;
		day->sums[i].seeds += row->seeds;
	}
}

static void add_runs(struct report *report, const struct day_report *day)
{
	char label[RUN_ROOM];

	report_table(report, "runs", N_("Pieces that came into each state, by run"));
	report_column(report, "run", N_("run"), REPORT_TEXT);
	report_column(report, "client", N_("client"), REPORT_TEXT);
	report_column(report, "job", N_("job"), REPORT_TEXT);
	for (guint i = 0; i < G_N_ELEMENTS(stages); i++)
		report_column(report, stages[i].key, stages[i].label, REPORT_COUNT);
	for (guint i = 0; i < day->runs->len; i++) {
		const struct worked *worked = &g_array_index(day->runs, struct worked, i);

		report_row(report);
		report_text(report, run_label(worked->run, label));
		report_text(report, worked->client);
		report_text(report, worked->job);
		for (guint stage = 0; stage < G_N_ELEMENTS(stages); stage++)
			report_number(report, worked->pieces[stage]);
	}
	report_total(report);
	for (guint i = 0; i < 3; i++)
		report_text(report, "");
	for (guint i = 0; i < G_N_ELEMENTS(stages); i++)
		report_number(report, day->sums[i].pieces);
}

static void add_sums(struct report *report, const struct day_report *day)
{
	report_table(report, "states", N_("The whole day"));
	report_column(report, "state", N_("came into state"), REPORT_WORD);
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "seeds", N_("of them seeds"), REPORT_COUNT);
	report_column(report, "sheets", N_("sheets"), REPORT_COUNT);
	report_column(report, "pages", N_("pages"), REPORT_COUNT);
	for (guint i = 0; i < G_N_ELEMENTS(stages); i++) {
		report_row(report);
		report_text(report, stages[i].label);
		report_number(report, day->sums[i].pieces);
		report_number(report, day->sums[i].seeds);
		report_number(report, day->sums[i].sheets);
		report_number(report, day->sums[i].pages);
	}
}

struct report *app_report_day(struct app *app, day_t day, GError **error)
{
	struct day_report sums = { g_array_new(FALSE, FALSE, sizeof(struct worked)), g_string_chunk_new(512), { { 0 } } };
	char from[CLOCK_ROOM], to[CLOCK_ROOM], subject[DATE_ROOM];
	const struct list_query query = { 0, from, to };
	g_autoptr(report_t) report = NULL;
	gboolean ok;

	clock_day(day, from, to);
	date_write_italian(subject, day);
	report = report_new("day", N_("Daily production"), subject);
	ok = registry_day_each(app->registry, from, to, add_row, &sums, error);
	if (ok) {
		report_facts(report, "day", N_("The day"));
		date_write_iso(subject, day);
		report_fact_as(report, "day", N_("Day"), REPORT_DAY, subject);
		report_fact_as(report, "from", N_("From"), REPORT_TIME, from);
		report_fact_as(report, "to", N_("To"), REPORT_TIME, to);
		report_fact_number(report, "runs", N_("Runs at work"), REPORT_COUNT, sums.runs->len);
		add_runs(report, &sums);
		add_sums(report, &sums);
		ok = lists_table(app, report, &query, error);
	}
	g_array_unref(sums.runs);
	g_string_chunk_free(sums.strings);
	return ok ? g_steal_pointer(&report) : NULL;
}
