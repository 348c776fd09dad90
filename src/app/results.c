/* SPDX-License-Identifier: Apache-2.0 */
#include "app/results.h"

#include "app/kept.h"
#include "app/setup.h"
#include "app/telling.h"
#include "app/versions.h"
#include "base/file.h"
#include "base/text.h"
#include "model/exchange.h"
#include "post/registered.h"
#include "registry/piece.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

/* A file of results is read whole. */
#define FILE_MOST (256 * 1024 * 1024)

/* ---- scanning ---- */

static gboolean tell_scan(struct telling *telling, gpointer user, GError **error)
{
	struct named *named = user;
	g_autofree char *where = g_strdup_printf("scan %s", named->code);
	gboolean told;

	named->where = where;
	told = tell_code(telling, named, error);
	named->where = NULL;
	return told;
}

gboolean app_results_scan(struct app *app, const struct results_wish *wish, const char *code, enum told told,
			  struct results_answer *answer, GError **error)
{
	struct named named = { .code = code, .told = told, .by = TOLD_BY_HAND };
	struct telling telling = { .app = app, .wish = wish };
	char hash[HASH_ROOM];

	if (!app_person_is_good(wish->who, error))
		return FALSE;
	hash_of(code, strlen(code), hash);
	telling.row = (struct results_row){ .run = wish->run, .name = "", .sha256 = hash, .rules = "", .who = wish->who };
	if (!telling_commit(&telling, tell_scan, &named, error))
		return FALSE;
	*answer = telling.last;
	return TRUE;
}

/* ---- a file ---- */

struct source {
	struct exchange_reader reader;	/* first: the reader's callbacks get it */
	struct telling *telling;
	const struct exchange *exchange;
	const char *name, *bytes;
	gsize length;
	GHashTable *named;	/* numbers of the pieces that the file names */
	guint nameless;		/* lines refused that name none of the run's */
	struct results_totals *totals;
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
static gboolean tell_number(struct telling *telling, struct named *named, const struct exchange_result *result, GError **error)
{
	guint run = telling->wish->run;
	char registered[REGISTERED_ROOM];

	if (result->run != 0 && result->run != run)
		return tell_other_run(telling, named, error);
	if (*result->registered != '\0') {
		if (registered_read(result->registered, registered) != NULL)
			return tell_refused(telling, named, N_("not a registered number"));
		if (!loop_piece_registered(telling->app->registry, run, registered, &named->piece, &named->found, error))
			return FALSE;
	} else if (!loop_piece_find(telling->app->registry, run, result->piece, &named->piece, &named->found, error)) {
		return FALSE;
	}
	return named->found ? tell_found(telling, named, error) :
			      tell_alarm(telling, named, N_("the run has no such piece"), error);
}

static gboolean tell_named(struct telling *telling, struct named *named, const struct exchange_line *line, GError **error)
{
	if (line->why != NULL)
		return tell_refused(telling, named, line->why);
	named->told = meaning(line->result.status);
	if (*line->result.control == '\0')
		return tell_number(telling, named, &line->result, error);
	named->code = line->result.control;
	return tell_code(telling, named, error);
}

static gboolean tell_line(struct exchange_reader *reader, const struct exchange_line *line, GError **error)
{
	struct source *source = (struct source *)reader;
	g_autofree char *where = g_strdup_printf("%s:%u", source->name, line->number);
	struct named named = { .line = line->number, .code = line->text, .where = where, .by = TOLD_BY_FILE };

	if (!tell_named(source->telling, &named, line, error))
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
	struct telling *telling = source->telling;
	g_autofree char *where = g_strdup_printf("%s: all that it does not name", source->name);
	g_autoptr(GArray) waiting = loop_pieces_waiting(telling->app->registry, telling->wish->run, error);

	for (guint i = 0; waiting != NULL && i < waiting->len; i++) {
		struct named named = { .where = where, .piece = g_array_index(waiting, struct loop_piece, i) };

		if (g_hash_table_contains(source->named, GUINT_TO_POINTER(named.piece.number)))
			continue;
		if (!tell_record(telling, &named, PIECE_INSERTED, error))
			return FALSE;
		source->totals->rest++;
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

	if (!results_find(source->telling->app->registry, source->telling->row.sha256, &before, &found, error))
		return FALSE;
	return !found || refuse_file(source, error, "it was read on %s by %s, for run R%06u", before.at, before.who, before.run);
}

/* A mistaken file would be read for good: one that is of another run, or of none, is refused whole. */
static gboolean is_of_the_run(const struct source *source, const struct exchange_told *told, GError **error)
{
	guint run = source->telling->wish->run;

	if (told->run != 0 && told->run != run)
		return refuse_file(source, error, "it is of run R%06u, not of R%06u", told->run, run);
	if (told->lines > 0 && g_hash_table_size(source->named) == 0)
		return refuse_file(source, error, "none of its %u lines names a piece of run R%06u; the first says: %s",
				   told->lines, run, source->telling->last.why);
	/* Among what cannot be read may be the pieces that are not good. */
	if (source->exchange->rest == EXCHANGE_OK && source->nameless > 0)
		return refuse_file(source, error, "%u of its lines name no piece of run R%06u, and by its rules all pieces that it "
						  "does not name are good", source->nameless, run);
	return TRUE;
}

static gboolean tell_file(struct telling *telling, gpointer user, GError **error)
{
	struct source *source = user;
	struct exchange_told told;

	return is_new(source, error) &&
	       exchange_read(source->exchange, source->name, source->bytes, source->length, &source->reader, &told, error) &&
	       is_of_the_run(source, &told, error) && (source->exchange->rest != EXCHANGE_OK || take_rest(source, error)) &&
	       registry_piece_count(telling->app->registry, telling->wish->run, source->totals->states, error);
}

/* Those of the run's inserter, as they were when the run was made. */
static struct exchange *rules_of_inserter(struct app *app, guint run, GError **error)
{
	g_autoptr(kept_t) kept = kept_open(app, run, error);
	g_autofree char *of_inserter = NULL, *of_rules = NULL, *name = NULL, *text = NULL, *rules = NULL;
	g_autoptr(inserter_t) inserter = NULL;

	text = kept != NULL ? kept_text(kept, "inserter.profile", &of_inserter, error) : NULL;
	inserter = text != NULL ? inserter_parse(text, of_inserter, error) : NULL;
	if (inserter == NULL)
		return NULL;
	if (inserter->results == NULL) {
		kept_refuse(kept, error, "its inserter has no rules for results: --rules NAME is wanted");
		return NULL;
	}
	rules = kept_text(kept, "results.exchange", &of_rules, error);
	/* The bundle calls a profile by its use, the path by its name. */
	name = g_strdup_printf("exchange/%s.exchange", inserter->results);
	return rules != NULL ? exchange_parse(rules, name, error) : NULL;
}

static struct exchange *rules_of_name(const char *name, GError **error)
{
	g_autofree char *path = NULL, *text = share_profile("exchange", name, &path, error);
	g_autoptr(exchange_t) exchange = text != NULL ? exchange_parse(text, path, error) : NULL;

	if (exchange == NULL || exchange->use == EXCHANGE_RESULTS)
		return g_steal_pointer(&exchange);
	app_refuse(error, path, "these are no rules for results");
	return NULL;
}

gboolean app_results_file(struct app *app, const struct results_wish *wish, const char *path, const char *rules,
			  struct results_visitor *visitor, struct results_totals *totals, GError **error)
{
	g_autofree char *base = g_path_get_basename(path), *bytes = NULL;
	struct telling telling = { .app = app, .wish = wish, .visitor = visitor };
	struct source source = { .reader = { tell_line }, .telling = &telling, .totals = totals };
	g_autoptr(exchange_t) exchange = NULL;
	g_autoptr(arena_t) arena = NULL;
	char hash[HASH_ROOM];
	gboolean done;

	memset(totals, 0, sizeof *totals);
	if (!app_person_is_good(wish->who, error) || !file_read(path, FILE_MOST, &bytes, &source.length, error))
		return FALSE;
	exchange = rules != NULL ? rules_of_name(rules, error) : rules_of_inserter(app, wish->run, error);
	if (exchange == NULL)
		return FALSE;
	arena = arena_new(4096);
	hash_of(bytes, source.length, hash);
	source.exchange = exchange;
	source.bytes = bytes;
	source.name = text_shown(base, strlen(base), arena);
	source.named = g_hash_table_new(NULL, NULL);
	telling.row = (struct results_row){ .run = wish->run, .name = source.name, .sha256 = hash, .rules = exchange->name,
					    .who = wish->who };
	done = telling_commit(&telling, tell_file, &source, error);
	totals->lines = telling.row.lines;
	totals->recorded = telling.row.recorded;
	totals->known = telling.row.known;
	totals->refused = telling.row.refused;
	totals->alarms = telling.alarms;
	g_hash_table_unref(source.named);
	return done;
}

/* ---- alarms ---- */

struct alarm_telling {
	void (*each)(void *user, const struct alarm_line *line);
	void *user;
};

static void tell_kept_alarm(void *user, const struct alarm_row *row)
{
	const struct alarm_telling *telling = user;
	const struct alarm_line line = { row->at, row->who, row->code, row->why };

	telling->each(telling->user, &line);
}

gboolean app_alarms_each(struct app *app, guint run, void (*each)(void *user, const struct alarm_line *line), void *user,
			 GError **error)
{
	struct alarm_telling telling = { each, user };

	return alarm_each(app->registry, run, tell_kept_alarm, &telling, error);
}
