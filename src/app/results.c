/* SPDX-License-Identifier: Apache-2.0 */
#include "app/results.h"

#include "app/moving.h"
#include "app/versions.h"
#include "base/hash.h"
#include "mark/mark.h"
#include "registry/piece.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

/* What is being read. */
struct reading {
	struct app *app;
	const struct results_wish *wish;
	struct results_answer last;
	const char *name;	/* of the file, "" for a scan */
	const char *now;
	const char *why;	/* of its events */
	struct results_row row;	/* its counts grow */
	guint pulled;		/* pieces that have become so */
};

/* A piece as a line, or a code, names it. */
struct named {
	guint line;		/* of the file; 0: a scan */
	const char *code;	/* as it was read */
	enum told told;
	/* found out */
	struct loop_piece piece;
	gboolean found;
};

static void tally(struct reading *reading, const struct named *named, struct results_answer told)
{
	told.line = named->line;
	told.code = named->code;
	if (named->found) {
		told.piece = named->piece.number;
		told.state = piece_state_name(named->piece.state);
	}
	reading->row.lines++;
	switch (told.what) {
	case RESULTS_RECORDED:
		reading->row.recorded++;
		break;
	case RESULTS_KNOWN:
		reading->row.known++;
		break;
	default:
		reading->row.refused++;
	}
	reading->last = told;
}

/* ---- what cannot hold ---- */

static gboolean raise_alarm(struct reading *reading, const struct named *named, const char *why, GError **error)
{
	const struct alarm_row row = { reading->wish->run, reading->now, reading->wish->who, named->code, why };

	if (!alarm_add(reading->app->registry, &row, error))
		return FALSE;
	tally(reading, named, (struct results_answer){ .state = "", .what = RESULTS_ALARM, .why = why });
	return TRUE;
}

static gboolean refuse_line(struct reading *reading, const struct named *named, const char *why)
{
	tally(reading, named, (struct results_answer){ .state = "", .what = RESULTS_REFUSED, .why = why });
	return TRUE;
}

/* ---- what is recorded ---- */

static gboolean move(struct reading *reading, struct named *named, enum piece_state to, const char *evidence, GError **error)
{
	const struct piece_event event = { reading->now, reading->wish->who, reading->why, evidence };

	if (!registry_piece_move(reading->app->registry, reading->wish->run, named->piece.number, named->piece.state, to,
				 &event, error))
		return FALSE;
	named->piece.state = to;
	return TRUE;
}

static gboolean pulling_is_agreed(const struct reading *reading, GError **error)
{
	g_autoptr(GError) why = NULL;

	if (move_is_agreed(reading->wish->who, reading->wish->agreed, &why))
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "pieces were pulled: %s", why->message);
	return FALSE;
}

static char *evidence_of(const struct reading *reading, const struct named *named)
{
	g_autofree char *where = named->line > 0 ? g_strdup_printf("%s:%u", reading->name, named->line) :
						   g_strdup_printf("scan %s", named->code);

	return named->told == TOLD_PULLED ? g_strdup_printf("%s, agreed: %s", where, reading->wish->agreed) :
					    g_steal_pointer(&where);
}

/* An envelope that came out was printed: the same evidence says so. */
static gboolean record(struct reading *reading, struct named *named, enum piece_state to, GError **error)
{
	g_autofree char *evidence = NULL;

	if (to == PIECE_PULLED && !pulling_is_agreed(reading, error))
		return FALSE;
	evidence = evidence_of(reading, named);
	if (to == PIECE_INSERTED && named->piece.state == PIECE_RELEASED &&
	    !move(reading, named, PIECE_PRINTED, evidence, error))
		return FALSE;
	if (!move(reading, named, to, evidence, error))
		return FALSE;
	reading->pulled += to == PIECE_PULLED;
	tally(reading, named, (struct results_answer){ .state = "", .what = RESULTS_RECORDED, .why = "" });
	return TRUE;
}

static gboolean judge(struct reading *reading, struct named *named, GError **error)
{
	struct told_verdict verdict =
		told_verdict(named->piece.state, named->told, named->line > 0 ? TOLD_BY_FILE : TOLD_BY_HAND);

	switch (verdict.effect) {
	case TOLD_RECORDED:
		return record(reading, named, verdict.to, error);
	case TOLD_ALARM:
		return raise_alarm(reading, named, verdict.why, error);
	default:
		tally(reading, named, (struct results_answer){ .state = "", .what = RESULTS_KNOWN, .why = "" });
		return TRUE;
	}
}

/* ---- control codes ---- */

/* The text of the first sheet's code, from that of any sheet: sheets of a piece follow each other. */
static void first_sheet_of(struct control_code code, char out[CONTROL_CODE_LENGTH + 1])
{
	code.sequence = (code.sequence + 10000 - (code.sheet - 1) % 10000) % 10000;
	code.sheet = 1;
	control_code_write(&code, out);
}

static gboolean tell_code(struct reading *reading, struct named *named, GError **error)
{
	char first[CONTROL_CODE_LENGTH + 1];
	struct control_code code;

	if (!control_code_read(named->code, &code))
		return refuse_line(reading, named, N_("not a control code"));
	if (code.run != reading->wish->run)
		return raise_alarm(reading, named, N_("it is of another run"), error);
	if (!loop_piece_find(reading->app->registry, code.run, code.piece, &named->piece, &named->found, error))
		return FALSE;
	first_sheet_of(code, first);
	if (!named->found || strcmp(first, named->piece.control) != 0) {
		named->found = FALSE;
		return raise_alarm(reading, named, N_("the run has no such sheet"), error);
	}
	return judge(reading, named, error);
}

/* ---- the transaction ---- */

static void note_run(void *user, const struct run_row *row)
{
	*(gint *)user = row->state;
}

static gboolean run_is_printing(struct app *app, guint run, GError **error)
{
	g_autofree char *subject = g_strdup_printf("results of run R%06u", run);
	gint state = -1;

	if (!registry_run_each(app->registry, run, note_run, &state, error))
		return FALSE;
	if (state < 0)
		return app_refuse(error, subject, "there is no such run");
	return state == RUN_PRINTING ||
	       app_refuse(error, subject, "the run is %s", run_state_name((enum run_state)state));
}

static gboolean note_pulled(const struct reading *reading, GError **error)
{
	const struct agreement_row row = { reading->wish->run, "pull", reading->now, reading->wish->who,
					   reading->wish->agreed, reading->why, reading->pulled };

	return reading->pulled == 0 || agreement_add(reading->app->registry, &row, error);
}

/* What is told, in the caller's transaction. */
typedef gboolean (*tell_fn)(struct reading *reading, gpointer source, GError **error);

static gboolean tell_all(struct reading *reading, tell_fn tell, gpointer source, GError **error)
{
	struct app *app = reading->app;
	g_autofree char *now = app_now(), *why = NULL;
	gboolean done;

	reading->now = reading->row.at = now;
	reading->why = why = move_words(app, reading->wish->run, now, "", error);
	done = why != NULL && run_is_printing(app, reading->wish->run, error) && tell(reading, source, error) &&
	       results_add(app->registry, &reading->row, error) && note_pulled(reading, error);
	reading->now = reading->why = reading->row.at = NULL;
	return done;
}

static gboolean in_transaction(struct reading *reading, tell_fn tell, gpointer source, GError **error)
{
	struct registry *registry = reading->app->registry;

	if (!registry_begin(registry, error))
		return FALSE;
	if (tell_all(reading, tell, source, error) && registry_commit(registry, error))
		return TRUE;
	registry_abort(registry);
	return FALSE;
}

/* ---- scanning ---- */

static gboolean tell_scan(struct reading *reading, gpointer source, GError **error)
{
	return tell_code(reading, source, error);
}

gboolean app_results_scan(struct app *app, const struct results_wish *wish, const char *code, enum told told,
			  struct results_answer *answer, GError **error)
{
	struct named named = { .code = code, .told = told };
	struct reading reading = { .app = app, .wish = wish, .name = "" };
	char hash[HASH_ROOM];

	if (!app_person_is_good(wish->who, error))
		return FALSE;
	hash_of(code, strlen(code), hash);
	reading.row = (struct results_row){ .run = wish->run, .name = "", .sha256 = hash, .rules = "", .who = wish->who };
	if (!in_transaction(&reading, tell_scan, &named, error))
		return FALSE;
	*answer = reading.last;
	return TRUE;
}
