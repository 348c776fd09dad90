/* SPDX-License-Identifier: Apache-2.0 */
#include "app/telling.h"

#include "mark/mark.h"
#include "model/piece.h"
#include "registry/piece.h"

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

static void tally(struct telling *telling, const struct named *named, struct results_answer told)
{
	told.line = named->line;
	told.code = named->code;
	told.state = "";
	if (named->found) {
		told.piece = named->piece.number;
		told.state = piece_state_name(named->piece.state);
	}
	telling->row.lines++;
	telling->row.recorded += told.what == RESULTS_RECORDED;
	telling->row.known += told.what == RESULTS_KNOWN;
	telling->row.refused += told.what == RESULTS_REFUSED || told.what == RESULTS_ALARM;
	telling->alarms += told.what == RESULTS_ALARM;
	telling->last = told;
	if (telling->visitor != NULL)
		telling->visitor->answer(telling->visitor, &told);
}

/* ---- what cannot hold ---- */

gboolean tell_alarm(struct telling *telling, const struct named *named, const char *why, GError **error)
{
	const struct alarm_row row = { telling->wish->run, telling->now, telling->wish->who, named->code, why };

	if (!alarm_add(telling->app->registry, &row, error))
		return FALSE;
	tally(telling, named, (struct results_answer){ .what = RESULTS_ALARM, .why = why });
	return TRUE;
}

gboolean tell_other_run(struct telling *telling, const struct named *named, GError **error)
{
	return tell_alarm(telling, named, N_("it is of another run"), error);
}

gboolean tell_refused(struct telling *telling, const struct named *named, const char *why)
{
	tally(telling, named, (struct results_answer){ .what = RESULTS_REFUSED, .why = why });
	return TRUE;
}

/* ---- what is recorded ---- */

static gboolean pulling_is_agreed(const struct telling *telling, GError **error)
{
	g_autoptr(GError) why = NULL;

	if (move_is_agreed(telling->wish->who, telling->wish->agreed, &why))
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "pieces were pulled: %s", why->message);
	return FALSE;
}

/* An envelope that came out was printed: the same evidence says so. */
static gboolean go(struct telling *telling, const struct named *named, enum piece_state to, const char *evidence, GError **error)
{
	const struct piece_event event = { telling->now, telling->wish->who, telling->why, evidence };
	enum piece_state from = named->piece.state;
	const enum piece_state straight[] = { from, to, PIECE_STATES }, out[] = { from, PIECE_PRINTED, to, PIECE_STATES };

	return registry_piece_go(telling->app->registry, telling->wish->run, named->piece.number,
				 from == PIECE_RELEASED && to == PIECE_INSERTED ? out : straight, &event, error);
}

static gboolean pull(struct telling *telling, const struct named *named, GError **error)
{
	g_autofree char *evidence = NULL;

	if (!pulling_is_agreed(telling, error))
		return FALSE;
	telling->pulled++;
	evidence = g_strdup_printf("%s, agreed: %s", named->where, telling->wish->agreed);
	return go(telling, named, PIECE_PULLED, evidence, error);
}

gboolean tell_record(struct telling *telling, struct named *named, enum piece_state to, GError **error)
{
	if (to == PIECE_PULLED ? !pull(telling, named, error) : !go(telling, named, to, named->where, error))
		return FALSE;
	named->piece.state = to;
	return TRUE;
}

gboolean tell_found(struct telling *telling, struct named *named, GError **error)
{
	struct told_verdict verdict = told_verdict(named->piece.state, named->told, named->by);

	if (verdict.effect == TOLD_ALARM)
		return tell_alarm(telling, named, verdict.why, error);
	if (verdict.effect == TOLD_RECORDED && !tell_record(telling, named, verdict.to, error))
		return FALSE;
	tally(telling, named,
	      (struct results_answer){ .what = verdict.effect == TOLD_RECORDED ? RESULTS_RECORDED : RESULTS_KNOWN, .why = "" });
	return TRUE;
}

/* ---- control codes ---- */

/* They count modulo this. */
#define SEQUENCES 10000

/* Whether a code is of a sheet of the piece whose first sheet bears control.  Sheets follow each other in the order in which
 * the inserter takes them, the first one first or last. */
static gboolean is_of_piece(const struct control_code *code, const char *control)
{
	struct control_code first;
	guint behind;

	if (!control_code_read(control, &first) || code->sheets != first.sheets || code->insert_mask != first.insert_mask)
		return FALSE;
	behind = (code->sequence + SEQUENCES - first.sequence) % SEQUENCES;
	return behind == code->sheet - 1 || (SEQUENCES - behind) % SEQUENCES == code->sheet - 1;
}

gboolean tell_code(struct telling *telling, struct named *named, GError **error)
{
	struct control_code code;

	if (!control_code_read(named->code, &code))
		return tell_refused(telling, named, N_("not a control code"));
	if (code.run != telling->wish->run)
		return tell_other_run(telling, named, error);
	if (!loop_piece_find(telling->app->registry, code.run, code.piece, &named->piece, &named->found, error))
		return FALSE;
	if (!named->found || !is_of_piece(&code, named->piece.control)) {
		named->found = FALSE;
		return tell_alarm(telling, named, N_("the run has no such sheet"), error);
	}
	return tell_found(telling, named, error);
}

/* ---- the transaction ---- */

static void note_run(void *user, const struct run_row *row)
{
	*(gint *)user = row->state;
}

/* A closed run has nothing to be told any more, but a void sheet of it under a scanner has to raise its alarm. */
static gboolean run_is_told_of(const struct telling *telling, GError **error)
{
	struct app *app = telling->app;
	guint run = telling->wish->run;
	g_autofree char *subject = g_strdup_printf("results of run R%06u", run);
	gint state = -1;

	if (!registry_run_each(app->registry, run, note_run, &state, error))
		return FALSE;
	if (state < 0)
		return app_refuse(error, subject, "there is no such run");
	return state == RUN_PRINTING || (state == RUN_DONE && *telling->row.name == '\0') ||
	       app_refuse(error, subject, "the run is %s", run_state_name((enum run_state)state));
}

static gboolean note_pulled(const struct telling *telling, GError **error)
{
	const struct agreement_row row = { telling->wish->run, "pull", telling->now, telling->wish->who,
					   telling->wish->agreed, telling->why, telling->pulled };

	return telling->pulled == 0 || agreement_add(telling->app->registry, &row, error);
}

static gboolean tell_all(struct telling *telling, telling_fn tell, gpointer user, GError **error)
{
	struct app *app = telling->app;
	g_autofree char *now = app_now(), *why = NULL;
	gboolean done;

	telling->now = telling->row.at = now;
	telling->why = why = move_words(app, telling->wish->run, now, "", error);
	done = why != NULL && run_is_told_of(telling, error) && tell(telling, user, error) &&
	       results_add(app->registry, &telling->row, error) && note_pulled(telling, error);
	telling->now = telling->why = telling->row.at = NULL;
	return done;
}

gboolean telling_commit(struct telling *telling, telling_fn tell, gpointer user, GError **error)
{
	struct registry *registry = telling->app->registry;
	gboolean look = telling->wish->effect == APP_LOOK, done;

	if (!registry_begin(registry, error))
		return FALSE;
	done = tell_all(telling, tell, user, error) && (look || registry_commit(registry, error));
	if (look || !done)
		registry_abort(registry);
	return done;
}
