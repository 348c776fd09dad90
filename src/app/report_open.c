/* SPDX-License-Identifier: Apache-2.0 */
#include "app/reporting.h"

#include "registry/piece.h"

/* The states in which a piece still has something before it here, in the order of work. */
static const struct waiting {
	enum piece_state state;
	const char *key, *label;
} waiting[] = {
	{ PIECE_COMPOSED, "composed", N_("composed") }, { PIECE_RELEASED, "released", N_("released") },
	{ PIECE_PRINTED, "printed", N_("printed") },	{ PIECE_SPOILED, "spoiled", N_("spoiled") },
	{ PIECE_HELD, "held", N_("held") },		{ PIECE_INSERTED, "inserted", N_("inserted") },
};

struct open_report {
	struct app *app;
	struct report *report;
	guint run;		/* 0: all */
	guint most;		/* pieces of each to be listed */
	gboolean cut;		/* there are more */
	GStringChunk *strings;
	GArray *runs;		/* of struct run_row, those with open pieces */
	gint64 sums[G_N_ELEMENTS(waiting) + 2];
	guint of;		/* the run whose pieces are being added */
};

static void keep_run(void *user, const struct run_row *row)
{
	struct open_report *open = user;
	struct run_row kept = { .number = row->number, .state = row->state };

	/* All pieces of a run that is done are at their end: that is what done means. */
	if (row->state == RUN_MAKING || (row->state == RUN_DONE && open->run == 0))
		return;
	kept.client = g_string_chunk_insert_const(open->strings, row->client);
	kept.job = g_string_chunk_insert_const(open->strings, row->job);
	g_array_append_val(open->runs, kept);
}

/* What waits for somebody; a run that is not released yet waits as a whole. */
static gboolean is_listed(const struct open_report *open, const struct run_row *run)
{
	return run->state != RUN_READY || open->run != 0;
}

static gboolean add_run(struct open_report *open, const struct run_row *run, GError **error)
{
	struct report *report = open->report;
	guint counts[PIECE_STATES];
	gint64 pieces = 0, left = 0;
	char label[RUN_ROOM];

	if (!registry_piece_count(open->app->registry, run->number, counts, error))
		return FALSE;
	for (guint state = 0; state < PIECE_STATES; state++) {
		pieces += counts[state];
		left += state_is_open((enum piece_state)state) ? counts[state] : 0;
	}
	if (left == 0)
		return TRUE;
	open->cut |= is_listed(open, run) && left > open->most;
	report_row(report);
	report_text(report, run_label(run->number, label));
	report_text(report, run_state_name(run->state));
	report_text(report, run->client);
	report_text(report, run->job);
	report_number(report, pieces);
	report_number(report, left);
	open->sums[0] += pieces;
	open->sums[1] += left;
	for (guint i = 0; i < G_N_ELEMENTS(waiting); i++) {
		report_number(report, counts[waiting[i].state]);
		open->sums[2 + i] += counts[waiting[i].state];
	}
	return TRUE;
}

static gboolean add_runs(struct open_report *open, GError **error)
{
	struct report *report = open->report;
	gboolean ok = TRUE;

	report_table(report, "runs", N_("Runs with open pieces"));
	report_column(report, "run", N_("run"), REPORT_TEXT);
	report_column(report, "state", N_("state"), REPORT_WORD);
	report_column(report, "client", N_("client"), REPORT_TEXT);
	report_column(report, "job", N_("job"), REPORT_TEXT);
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "open", N_("open"), REPORT_COUNT);
	for (guint i = 0; i < G_N_ELEMENTS(waiting); i++)
		report_column(report, waiting[i].key, waiting[i].label, REPORT_COUNT);
	for (guint i = 0; ok && i < open->runs->len; i++)
		ok = add_run(open, &g_array_index(open->runs, struct run_row, i), error);
	if (!ok || open->sums[1] == 0) {
		report_remark(report, N_("No piece is open."));
		return ok;
	}
	report_total(report);
	for (guint i = 0; i < 4; i++)
		report_text(report, "");
	for (guint i = 0; i < G_N_ELEMENTS(open->sums); i++)
		report_number(report, open->sums[i]);
	return TRUE;
}

static void add_piece(void *user, const struct open_row *row)
{
	const struct open_report *open = user;
	struct report *report = open->report;
	const struct piece *piece = row->piece;
	char label[PIECE_NAME_ROOM];

	piece_name_write(label, open->of, piece->number);
	report_row(report);
	report_text(report, label);
	report_text(report, piece_state_name(row->state));
	report_text(report, row->since);
	report_number(report, piece->file);
	report_number(report, piece->position);
	report_number(report, piece->box);
	report_text(report, piece->registered);
	report_text(report, piece->name);
}

static gboolean add_pieces(struct open_report *open, GError **error)
{
	struct report *report = open->report;
	gboolean ok = TRUE;

	report_table(report, "pieces", N_("Open pieces of released and held runs"));
	report_column(report, "piece", N_("piece"), REPORT_TEXT);
	report_column(report, "state", N_("state"), REPORT_WORD);
	report_column(report, "since", N_("since"), REPORT_TIME);
	report_column(report, "file", N_("file"), REPORT_COUNT);
	report_column(report, "position", N_("place"), REPORT_COUNT);
	report_column(report, "box", N_("box"), REPORT_COUNT);
	report_column(report, "registered", N_("post's number"), REPORT_TEXT);
	report_column(report, "name", N_("addressee"), REPORT_TEXT);
	for (guint i = 0; ok && i < open->runs->len; i++) {
		const struct run_row *run = &g_array_index(open->runs, struct run_row, i);

		open->of = run->number;
		if (is_listed(open, run))
			ok = registry_open_each(open->app->registry, run->number, open->most, add_piece, open, error);
	}
	if (open->cut)
		report_remark(report, N_("More pieces are open than are shown: --most shows more."));
	return ok;
}

static gboolean fill(struct open_report *open, GError **error)
{
	struct run_row row;

	return (open->run == 0 || reporting_run(open->app, open->run, open->strings, &row, error)) &&
	       registry_run_each(open->app->registry, open->run, keep_run, open, error) && add_runs(open, error) &&
	       add_pieces(open, error);
}

struct report *app_report_open(struct app *app, guint run, guint most, GError **error)
{
	char label[RUN_ROOM];
	struct open_report open = {
		.app = app, .run = run, .most = most, .strings = g_string_chunk_new(512),
		.report = report_new("open", N_("Open pieces"), run_label(run, label)),
		.runs = g_array_new(FALSE, FALSE, sizeof(struct run_row)),
	};
	const gboolean ok = fill(&open, error);

	g_array_unref(open.runs);
	g_string_chunk_free(open.strings);
	if (!ok)
		g_clear_pointer(&open.report, report_free);
	return open.report;
}
