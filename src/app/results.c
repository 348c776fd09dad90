/* SPDX-License-Identifier: Apache-2.0 */
#include "app/results.h"

#include "app/kept.h"
#include "app/moving.h"
#include "app/setup.h"
#include "app/versions.h"
#include "base/file.h"
#include "base/text.h"
#include "mark/mark.h"
#include "model/exchange.h"
#include "post/registered.h"
#include "registry/piece.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

static const char of_another_run[] = N_("it is of another run");

/* A file of results is read whole. */
#define FILE_MOST (256 * 1024 * 1024)

/* What is being read. */
struct reading {
	struct app *app;
	const struct results_wish *wish;
	struct results_visitor *visitor;	/* NULL: the last answer is enough */
	struct results_answer last;
	const char *now;
	const char *why;	/* of its events */
	struct results_row row;	/* its counts grow */
	guint alarms;
	guint pulled;		/* pieces that have become so */
};

/* A piece as a line, or a scanned code, names it. */
struct named {
	guint line;		/* of the file; 0: a scan */
	const char *code;	/* as it was read */
	const char *where;	/* evidence: "esito.csv:17" */
	enum told told;
	enum told_by by;
	/* found out */
	struct loop_piece piece;
	gboolean found;
};

static void tally(struct reading *reading, const struct named *named, struct results_answer told)
{
	told.line = named->line;
	told.code = named->code;
	told.state = "";
	if (named->found) {
		told.piece = named->piece.number;
		told.state = piece_state_name(named->piece.state);
	}
	reading->row.lines++;
	reading->row.recorded += told.what == RESULTS_RECORDED;
	reading->row.known += told.what == RESULTS_KNOWN;
	reading->row.refused += told.what == RESULTS_REFUSED || told.what == RESULTS_ALARM;
	reading->alarms += told.what == RESULTS_ALARM;
	reading->last = told;
	if (reading->visitor != NULL)
		reading->visitor->answer(reading->visitor, &told);
}

/* ---- what cannot hold ---- */

static gboolean raise_alarm(struct reading *reading, const struct named *named, const char *why, GError **error)
{
	const struct alarm_row row = { reading->wish->run, reading->now, reading->wish->who, named->code, why };

	if (!alarm_add(reading->app->registry, &row, error))
		return FALSE;
	tally(reading, named, (struct results_answer){ .what = RESULTS_ALARM, .why = why });
	return TRUE;
}

static gboolean refuse_line(struct reading *reading, const struct named *named, const char *why)
{
	tally(reading, named, (struct results_answer){ .what = RESULTS_REFUSED, .why = why });
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

/* An envelope that came out was printed: the same evidence says so. */
static gboolean record(struct reading *reading, struct named *named, enum piece_state to, GError **error)
{
	g_autofree char *both = NULL;

	if (to == PIECE_PULLED) {
		if (!pulling_is_agreed(reading, error))
			return FALSE;
		reading->pulled++;
		both = g_strdup_printf("%s, agreed: %s", named->where, reading->wish->agreed);
		return move(reading, named, to, both, error);
	}
	return (to != PIECE_INSERTED || named->piece.state != PIECE_RELEASED ||
		move(reading, named, PIECE_PRINTED, named->where, error)) &&
	       move(reading, named, to, named->where, error);
}

static gboolean judge(struct reading *reading, struct named *named, GError **error)
{
	struct told_verdict verdict = told_verdict(named->piece.state, named->told, named->by);

	if (verdict.effect == TOLD_ALARM)
		return raise_alarm(reading, named, verdict.why, error);
	if (verdict.effect == TOLD_RECORDED && !record(reading, named, verdict.to, error))
		return FALSE;
	tally(reading, named,
	      (struct results_answer){ .what = verdict.effect == TOLD_RECORDED ? RESULTS_RECORDED : RESULTS_KNOWN, .why = "" });
	return TRUE;
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
		return raise_alarm(reading, named, of_another_run, error);
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
	struct named *named = source;
	g_autofree char *where = g_strdup_printf("scan %s", named->code);
	gboolean told;

	named->where = where;
	told = tell_code(reading, named, error);
	named->where = NULL;
	return told;
}

gboolean app_results_scan(struct app *app, const struct results_wish *wish, const char *code, enum told told,
			  struct results_answer *answer, GError **error)
{
	struct named named = { .code = code, .told = told, .by = TOLD_BY_HAND };
	struct reading reading = { .app = app, .wish = wish };
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

/* ---- a file ---- */

struct source {
	struct exchange_reader reader;	/* first: the reader's callbacks get it */
	struct reading *reading;
	const struct exchange *exchange;
	const char *name, *bytes;
	gsize length;
	GHashTable *named;	/* numbers of the pieces that the file names */
	guint nameless;		/* lines refused that name none of the run's */
	guint rest;		/* pieces taken for good since the file does not name them */
};

static enum told meaning(enum exchange_status status)
{
	static const enum told meanings[EXCHANGE_STATUSES] = {
		[EXCHANGE_OK] = TOLD_OK, [EXCHANGE_SPOILED] = TOLD_SPOILED, [EXCHANGE_PULLED] = TOLD_PULLED,
		[EXCHANGE_UNKNOWN] = TOLD_UNKNOWN,
	};

	return meanings[status];
}

/* By the post's number, or the piece's own. */
static gboolean tell_number(struct reading *reading, struct named *named, const struct exchange_result *result, GError **error)
{
	guint run = reading->wish->run;
	char registered[REGISTERED_ROOM];

	if (result->run != 0 && result->run != run)
		return raise_alarm(reading, named, of_another_run, error);
	if (*result->registered != '\0') {
		if (registered_read(result->registered, registered) != NULL)
			return refuse_line(reading, named, N_("not a registered number"));
		if (!loop_piece_registered(reading->app->registry, run, registered, &named->piece, &named->found, error))
			return FALSE;
	} else if (!loop_piece_find(reading->app->registry, run, result->piece, &named->piece, &named->found, error)) {
		return FALSE;
	}
	return named->found ? judge(reading, named, error) :
			      raise_alarm(reading, named, N_("the run has no such piece"), error);
}

static gboolean tell_named(struct reading *reading, struct named *named, const struct exchange_line *line, GError **error)
{
	if (line->why != NULL)
		return refuse_line(reading, named, line->why);
	named->told = meaning(line->result.status);
	if (*line->result.control == '\0')
		return tell_number(reading, named, &line->result, error);
	named->code = line->result.control;
	return tell_code(reading, named, error);
}

static gboolean tell_line(struct exchange_reader *reader, const struct exchange_line *line, GError **error)
{
	struct source *source = (struct source *)reader;
	g_autofree char *where = g_strdup_printf("%s:%u", source->name, line->number);
	struct named named = { .line = line->number, .code = line->text, .where = where, .by = TOLD_BY_FILE };

	if (!tell_named(source->reading, &named, line, error))
		return FALSE;
	if (named.found)
		g_hash_table_add(source->named, GUINT_TO_POINTER(named.piece.number));
	else
		source->nameless++;
	return TRUE;
}

/* The machine's own pieces of which nothing else was ever told, and that the file does not name. */
static gboolean take_rest(struct source *source, GError **error)
{
	struct reading *reading = source->reading;
	g_autofree char *where = g_strdup_printf("%s: all that it does not name", source->name);
	g_autoptr(GArray) waiting = loop_pieces_waiting(reading->app->registry, reading->wish->run, error);

	for (guint i = 0; waiting != NULL && i < waiting->len; i++) {
		struct named named = { .where = where, .piece = g_array_index(waiting, struct loop_piece, i) };

		if (g_hash_table_contains(source->named, GUINT_TO_POINTER(named.piece.number)))
			continue;
		if (!record(reading, &named, PIECE_INSERTED, error))
			return FALSE;
		source->rest++;
	}
	return waiting != NULL;
}

static gboolean refuse_file(const struct source *source, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean refuse_file(const struct source *source, GError **error, const char *format, ...)
{
	g_autofree char *subject = g_strdup_printf("results file '%s'", source->name);
	g_autofree char *why = NULL;
	va_list args;

	va_start(args, format);
	why = g_strdup_vprintf(format, args);
	va_end(args);
	return app_refuse(error, subject, "%s", why);
}

static gboolean is_new(const struct source *source, GError **error)
{
	struct results_before before;
	gboolean found;

	if (!results_find(source->reading->app->registry, source->reading->row.sha256, &before, &found, error))
		return FALSE;
	return !found || refuse_file(source, error, "it was read on %s by %s, for run R%06u", before.at, before.who, before.run);
}

/* A mistaken file would be read for good: one that is of another run, or of none, is refused whole. */
static gboolean is_of_the_run(const struct source *source, const struct exchange_told *told, GError **error)
{
	guint run = source->reading->wish->run;

	if (told->run != 0 && told->run != run)
		return refuse_file(source, error, "it is of run R%06u, not of R%06u", told->run, run);
	if (told->lines > 0 && g_hash_table_size(source->named) == 0)
		return refuse_file(source, error, "none of its %u lines names a piece of run R%06u; the first says: %s",
				   told->lines, run, source->reading->last.why);
	/* Among what cannot be read may be the pieces that are not good. */
	if (source->exchange->rest == EXCHANGE_OK && source->nameless > 0)
		return refuse_file(source, error, "%u of its lines name no piece of run R%06u, and by its rules all pieces that it "
						  "does not name are good", source->nameless, run);
	return TRUE;
}

static gboolean tell_file(struct reading *reading, gpointer user, GError **error)
{
	struct source *source = user;
	struct exchange_told told;

	(void)reading;
	return is_new(source, error) &&
	       exchange_read(source->exchange, source->name, source->bytes, source->length, &source->reader, &told, error) &&
	       is_of_the_run(source, &told, error) && (source->exchange->rest != EXCHANGE_OK || take_rest(source, error));
}

/* The name of the rules that the run's inserter tells results by; the caller frees. */
static char *rules_of_inserter(struct app *app, guint run, GError **error)
{
	g_autoptr(kept_t) kept = kept_open(app, run, error);
	g_autoptr(inserter_t) inserter = NULL;
	g_autofree char *path = NULL, *text = NULL;

	if (kept == NULL)
		return NULL;
	text = kept_text(kept, "inserter.profile", &path, error);
	inserter = text != NULL ? inserter_parse(text, path, error) : NULL;
	if (inserter == NULL)
		return NULL;
	if (inserter->results == NULL)
		kept_refuse(kept, error, "its inserter has no rules for results: --rules NAME is wanted");
	return g_strdup(inserter->results);
}

static struct exchange *open_rules(struct app *app, guint run, const char *rules, GError **error)
{
	g_autofree char *name = rules != NULL ? g_strdup(rules) : rules_of_inserter(app, run, error);
	g_autofree char *path = NULL, *text = NULL;
	g_autoptr(exchange_t) exchange = NULL;

	if (name == NULL)
		return NULL;
	text = share_profile("exchange", name, &path, error);
	exchange = text != NULL ? exchange_parse(text, path, error) : NULL;
	if (exchange == NULL || exchange->use == EXCHANGE_RESULTS)
		return g_steal_pointer(&exchange);
	app_refuse(error, path, "these are no rules for results");
	return NULL;
}

gboolean app_results_file(struct app *app, const struct results_wish *wish, const char *path, const char *rules,
			  struct results_visitor *visitor, struct results_totals *totals, GError **error)
{
	g_autofree char *base = g_path_get_basename(path), *bytes = NULL;
	struct reading reading = { .app = app, .wish = wish, .visitor = visitor };
	struct source source = { .reader = { tell_line }, .reading = &reading };
	g_autoptr(exchange_t) exchange = NULL;
	g_autoptr(arena_t) arena = NULL;
	char hash[HASH_ROOM];
	gboolean done;

	if (!app_person_is_good(wish->who, error) || !file_read(path, FILE_MOST, &bytes, &source.length, error))
		return FALSE;
	exchange = open_rules(app, wish->run, rules, error);
	if (exchange == NULL)
		return FALSE;
	arena = arena_new(4096);
	hash_of(bytes, source.length, hash);
	source.exchange = exchange;
	source.bytes = bytes;
	source.name = text_shown(base, strlen(base), arena);
	source.named = g_hash_table_new(NULL, NULL);
	reading.row = (struct results_row){ .run = wish->run, .name = source.name, .sha256 = hash, .rules = exchange->name,
					    .who = wish->who };
	done = in_transaction(&reading, tell_file, &source, error);
	*totals = (struct results_totals){ .lines = reading.row.lines, .recorded = reading.row.recorded, .known = reading.row.known,
					   .refused = reading.row.refused, .alarms = reading.alarms, .rest = source.rest };
	g_hash_table_unref(source.named);
	return done && registry_piece_count(app->registry, wish->run, totals->states, error);
}
