/* SPDX-License-Identifier: Apache-2.0 */
#include "app/inside.h"

#include "registry/loop.h"
#include "registry/piece.h"
#include "registry/run.h"

struct listing {
	struct app *app;
	guint run, seen;
	void (*each)(void *user, const struct run_line *line);
	void *user;
	GError *error;
};

/* What is told of one run alone. */
static gboolean fill_whole(struct app *app, struct run_line *line, char date[LOOP_TIME_ROOM], GError **error)
{
	line->posting_date = date;
	return registry_piece_count(app->registry, line->run, line->states, error) &&
	       posting_date_find(app->registry, line->run, date, error);
}

static void list_run(void *user, const struct run_row *row)
{
	struct listing *listing = user;
	char date[LOOP_TIME_ROOM];
	struct run_line line = {
		.run = row->number, .state = run_state_name(row->state), .client = row->client, .job = row->job,
		.title = row->title, .layout = row->layout, .records = row->records, .left_out = row->left_out,
		.pieces = row->pieces, .sheets = row->sheets, .pages = row->pages, .files = row->files,
		.findings = row->findings, .of = row->of, .began = row->began, .committed = row->committed,
	};

	listing->seen++;
	if (listing->error == NULL && (listing->run == 0 || fill_whole(listing->app, &line, date, &listing->error)))
		listing->each(listing->user, &line);
}

gboolean app_runs_each(struct app *app, guint run, void (*each)(void *user, const struct run_line *line), void *user,
		       GError **error)
{
	struct listing listing = { .app = app, .run = run, .each = each, .user = user };

	if (!registry_run_each(app->registry, run, list_run, &listing, error))
		return FALSE;
	if (listing.error != NULL) {
		g_propagate_error(error, listing.error);
		return FALSE;
	}
	if (run != 0 && listing.seen == 0) {
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "there is no run R%06u", run);
		return FALSE;
	}
	return TRUE;
}
