/* SPDX-License-Identifier: Apache-2.0 */
#include "app/moves.h"

#include "app/moving.h"
#include "base/date.h"

#include <string.h>

#define NOT_DONE (RUN_IS(READY) | RUN_IS(PRINTING) | RUN_IS(HELD))

/* ---- pull ---- */

static gboolean to_pulled(struct moving *moving, const struct loop_piece *piece, enum piece_state *to, GError **error)
{
	*to = PIECE_PULLED;
	return move_may_become(moving, piece, *to, error);
}

static gboolean pull(struct moving *moving, GError **error)
{
	const struct move_wish *wish = moving->wish;
	g_autofree char *evidence = g_strdup_printf("agreed: %s", wish->agreed);
	struct agreement_row row = { .run = wish->run, .what = "pull", .at = moving->now, .who = wish->who,
				     .agreed = wish->agreed, .note = moving->why };

	if (!move_run_is(moving, NOT_DONE, error) || !move_pieces_to(moving, to_pulled, evidence, error))
		return FALSE;
	row.pieces = moving->count;
	return agreement_add(moving->app->registry, &row, error);
}

static gboolean reason_is_given(const struct move_wish *wish, GError **error)
{
	if (*wish->note != '\0')
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "it is not said why: --note TEXT is wanted");
	return FALSE;
}

gboolean app_pull(struct app *app, const struct move_wish *wish, guint *count, GError **error)
{
	g_autofree char *subject = g_strdup_printf("no piece of run R%06u is pulled", wish->run);
	struct moving moving;
	gboolean done = moving_begin(&moving, app, wish, subject, error) &&
			move_is_agreed(wish->who, wish->agreed, error) && reason_is_given(wish, error) &&
			moving_pieces(&moving, pull, error);

	*count = moving.count;
	moving_clear(&moving);
	return done;
}

/* ---- hold and resume ---- */

/* A run, or the pieces of it that are named. */
static gboolean run_or_pieces(struct app *app, const struct move_wish *wish, const char *what, move_fn run, move_fn pieces,
			      guint *count, GError **error)
{
	gboolean some = *wish->pieces != NULL;
	g_autofree char *subject = g_strdup_printf(some ? "no piece of run R%06u is %s" : "run R%06u is not %s", wish->run, what);
	struct moving moving;
	gboolean done = moving_begin(&moving, app, wish, subject, error) &&
			(some ? moving_pieces(&moving, pieces, error) : moving_run(&moving, run, error));

	*count = moving.count;
	moving_clear(&moving);
	return done;
}

static gboolean to_held(struct moving *moving, const struct loop_piece *piece, enum piece_state *to, GError **error)
{
	*to = PIECE_HELD;
	return move_may_become(moving, piece, *to, error);
}

static gboolean hold_pieces(struct moving *moving, GError **error)
{
	return move_run_is(moving, NOT_DONE, error) && move_pieces_to(moving, to_held, "", error);
}

static gboolean hold_run(struct moving *moving, GError **error)
{
	return move_run_is(moving, RUN_IS(READY) | RUN_IS(PRINTING), error) && move_run_to(moving, RUN_HELD, error);
}

gboolean app_hold(struct app *app, const struct move_wish *wish, guint *count, GError **error)
{
	return run_or_pieces(app, wish, "held", hold_run, hold_pieces, count, error);
}

static void note_state(void *user, const struct run_event *event)
{
	enum run_state *state = user;

	if (event->state != RUN_HELD)
		*state = event->state;
}

/* Where a run that is held came from, and where any other one is: its last event but for holdings. */
static gboolean state_before(struct moving *moving, enum run_state *state, GError **error)
{
	*state = RUN_READY;
	return registry_run_events(moving->app->registry, moving->wish->run, note_state, state, error);
}

/* A piece that was held while its run was released has been printed with it. */
static gboolean to_before(struct moving *moving, const struct loop_piece *piece, enum piece_state *to, GError **error)
{
	enum run_state run;

	if (piece->state != PIECE_HELD)
		return app_refuse(error, moving->subject, "piece %u is %s", piece->number, piece_state_name(piece->state));
	if (!loop_piece_before(moving->app->registry, moving->wish->run, piece->number, to, error) ||
	    !state_before(moving, &run, error))
		return FALSE;
	if (*to == PIECE_COMPOSED && run == RUN_PRINTING)
		*to = PIECE_RELEASED;
	return TRUE;
}

static gboolean resume_pieces(struct moving *moving, GError **error)
{
	return move_run_is(moving, NOT_DONE, error) && move_pieces_to(moving, to_before, "", error);
}

static gboolean resume_run(struct moving *moving, GError **error)
{
	enum run_state before;

	return move_run_is(moving, RUN_IS(HELD), error) && state_before(moving, &before, error) &&
	       move_run_to(moving, before, error);
}

gboolean app_resume(struct app *app, const struct move_wish *wish, guint *count, GError **error)
{
	return run_or_pieces(app, wish, "let go", resume_run, resume_pieces, count, error);
}

/* ---- the day of posting ---- */

/* Nothing is posted before it was made. */
static gboolean set_date(struct moving *moving, GError **error)
{
	const struct posting_date_row row = { moving->wish->run, moving->date, moving->now, moving->wish->who, moving->why };

	if (!move_run_is(moving, NOT_DONE, error))
		return FALSE;
	if (strncmp(moving->date, moving->committed, strlen(moving->date)) < 0)
		return app_refuse(error, moving->subject, "the run was made on %.10s", moving->committed);
	return posting_date_add(moving->app->registry, &row, error);
}

gboolean app_post_date(struct app *app, const struct move_wish *wish, const char *date, char *set, GError **error)
{
	g_autofree char *subject = g_strdup_printf("no posting date is set for run R%06u", wish->run);
	struct moving moving;
	const char *why;
	gboolean done;
	day_t day;

	why = date_read(date, &day);
	if (why != NULL) {
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "'%s' is no date: %s", date, why);
		return FALSE;
	}
	date_write_iso(set, day);
	done = moving_begin(&moving, app, wish, subject, error);
	moving.date = set;
	done = done && moving_pieces(&moving, set_date, error);
	moving_clear(&moving);
	return done;
}
