/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A job whose sender died may be without a number or without its document.  Neither prints anything; but only one who
 * holds the bundle's lock knows that the sender is not just about to go on.
 */
#include "app/printnews.h"

#include "app/inside.h"
#include "registry/run.h"

/* Marked for the catalogue. */
#define N_(text) text

#define FOLLOW_PAUSE_US (G_USEC_PER_SEC / 2)
/* A print server that is started anew is back before that. */
#define AWAY_MOST_US (15 * G_USEC_PER_SEC)

/* ---- what the registry has ---- */

static void known_free(gpointer data)
{
	struct print_known *known = data;

	g_free(known->name);
	g_free(known->printer);
	g_free(known->server);
	g_free(known->at);
	g_free(known->who);
	g_free(known->why);
	g_free(known->ended);
	g_free(known);
}

static void take_job(void *user, const struct printjob_row *row)
{
	struct print_known *known = g_new(struct print_known, 1);

	*known = (struct print_known){
		.number = row->number, .file = row->file, .job = row->job, .state = row->state, .now = "",
		.name = g_strdup(row->name), .printer = g_strdup(row->printer), .server = g_strdup(row->server),
		.at = g_strdup(row->at), .who = g_strdup(row->who), .why = g_strdup(row->why), .ended = g_strdup(row->ended),
	};
	g_ptr_array_add(user, known);
}

gboolean print_news_read(struct print_news_of *news, GError **error)
{
	g_ptr_array_set_size(news->jobs, 0);
	return printjob_each(news->app->registry, news->run, take_job, news->jobs, error);
}

static void take_files(void *user, const struct run_row *row)
{
	*(gint64 *)user = row->files;
}

gboolean print_news_open(struct print_news_of *news, struct app *app, guint run, GError **error)
{
	gint64 files = -1;

	*news = (struct print_news_of){ .app = app, .run = run, .jobs = g_ptr_array_new_with_free_func(known_free) };
	if (!registry_run_each(app->registry, run, take_files, &files, error))
		return FALSE;
	if (files < 0) {
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "there is no run R%06u", run);
		return FALSE;
	}
	news->files = (guint)files;
	return print_news_read(news, error);
}

void print_news_close(struct print_news_of *news)
{
	g_clear_pointer(&news->server, print_server_close);
	g_clear_pointer(&news->jobs, g_ptr_array_unref);
}

char *print_job_name(guint run, guint file, guint number)
{
	return g_strdup_printf("R%06u-%04u-%u", run, file, number);
}

/* ---- asking ---- */

static gboolean end_job(struct print_news_of *news, struct print_known *known, enum printjob_state state, const char *why,
			GError **error)
{
	g_autofree char *now = app_now();
	const struct printjob_end end = { state, why, now };

	if (!printjob_end(news->app->registry, known->number, &end, error))
		return FALSE;
	known->state = state;
	known->now = "";
	g_free(known->why);
	known->why = g_strdup(why);
	g_free(known->ended);
	known->ended = g_steal_pointer(&now);
	return TRUE;
}

static gboolean reach(struct print_news_of *news, const char *name, GError **error)
{
	if (news->server != NULL && g_str_equal(print_server_name(news->server), name))
		return TRUE;
	g_clear_pointer(&news->server, print_server_close);
	news->server = print_server_open(name, error);
	return news->server != NULL;
}

static gboolean ask(struct print_news_of *news, const struct print_known *known, struct print_news *told, GError **error)
{
	g_autofree char *name = print_job_name(news->run, known->file, known->number);

	return printer_job_ask(news->server, known->job, name, told, error);
}

static gboolean note_told(struct print_news_of *news, struct print_known *known, const struct print_news *told, GError **error)
{
	if (!told->known)
		return end_job(news, known, PRINTJOB_LOST, "", error);
	switch (told->phase) {
	case PRINT_COMPLETED:
		return end_job(news, known, PRINTJOB_COMPLETED, "", error);
	case PRINT_CANCELED:
		return end_job(news, known, PRINTJOB_CANCELED, told->why, error);
	case PRINT_ABORTED:
		return end_job(news, known, PRINTJOB_ABORTED, told->why, error);
	default:
		known->now = told->incoming ? N_("sending") : told->phase == PRINT_GOING ? N_("printing") : N_("waiting");
		known->sheets = told->sheets;
		g_free(known->why);
		known->why = g_strdup(told->why);
		return TRUE;
	}
}

/* A job whose sender is gone gets no document any more.  Whatever comes between the question and the canceling, what the
 * server says afterwards counts. */
static gboolean give_up_job(struct print_news_of *news, struct print_known *known, GError **error)
{
	g_autoptr(GError) refused = NULL;
	struct print_news told;

	if (!printer_job_cancel(news->server, known->job, &refused) && refused->code == PRINTER_ERROR_SERVER) {
		g_propagate_error(error, g_steal_pointer(&refused));
		return FALSE;
	}
	if (!ask(news, known, &told, error))
		return FALSE;
	if (told.known && told.empty && (told.phase == PRINT_CANCELED || told.phase == PRINT_ABORTED))
		return end_job(news, known, PRINTJOB_UNSENT, "", error);
	return note_told(news, known, &told, error);
}

static gboolean settle_job(struct print_news_of *news, struct print_known *known, enum print_alone alone, gboolean *doubt,
			   GError **error)
{
	struct print_news told;

	known->now = N_("sending");
	if (known->job == 0) {
		*doubt |= alone == PRINT_AMONG_OTHERS;
		return alone == PRINT_AMONG_OTHERS || end_job(news, known, PRINTJOB_UNSENT, "", error);
	}
	if (!reach(news, known->server, error) || !ask(news, known, &told, error))
		return FALSE;
	if (!told.known || !told.incoming)
		return note_told(news, known, &told, error);
	*doubt |= alone == PRINT_AMONG_OTHERS;
	return alone == PRINT_AMONG_OTHERS || give_up_job(news, known, error);
}

static gboolean settle_all(struct print_news_of *news, enum print_alone alone, gboolean *doubt, GError **error)
{
	gboolean ok = TRUE;

	for (guint i = 0; i < news->jobs->len; i++) {
		struct print_known *known = news->jobs->pdata[i];
		g_autoptr(GError) failed = NULL;

		if (known->state != PRINTJOB_SUBMITTED || settle_job(news, known, alone, doubt, &failed))
			continue;
		/* The next question begins with a new connection. */
		g_clear_pointer(&news->server, print_server_close);
		known->now = "";
		if (ok)
			g_propagate_error(error, g_steal_pointer(&failed));
		ok = FALSE;
	}
	return ok;
}

gboolean print_news_settle(struct print_news_of *news, enum print_alone alone, GError **error)
{
	gboolean doubt = FALSE, ok = settle_all(news, alone, &doubt, error);
	int lock;

	/* Of what somebody may be sending nothing is decided, unless nobody is; by then it may have been sent. */
	if (!ok || !doubt || !spool_bundle_lock(news->app->spool, news->run, &lock, NULL))
		return ok;
	ok = print_news_read(news, error) && settle_all(news, PRINT_ALONE, &doubt, error);
	spool_bundle_unlock(lock);
	return ok;
}

/* ---- telling ---- */

const struct print_known *print_news_last(const struct print_news_of *news, guint file)
{
	const struct print_known *last = NULL;

	for (guint i = 0; i < news->jobs->len; i++) {
		const struct print_known *known = news->jobs->pdata[i];

		if (known->file == file)
			last = known;
	}
	return last;
}

struct print_totals print_news_totals(const struct print_news_of *news)
{
	struct print_totals totals = { .files = news->files };

	for (guint file = 1; file <= news->files; file++) {
		const struct print_known *last = print_news_last(news, file);

		if (last == NULL || last->state == PRINTJOB_UNSENT)
			totals.waiting++;
		else if (last->state == PRINTJOB_SUBMITTED)
			totals.open++;
		else if (last->state == PRINTJOB_COMPLETED)
			totals.completed++;
		else
			totals.failed++;
	}
	return totals;
}

void print_news_tell(const struct print_news_of *news, const struct print_known *known, const struct print_visitor *visitor)
{
	const struct print_line line = {
		.run = news->run, .file = known->file, .name = known->name, .printer = known->printer, .server = known->server,
		.job = known->job, .state = printjob_state_name(known->state), .now = known->now, .sheets = known->sheets,
		.why = known->why, .at = known->at, .who = known->who, .ended = known->ended,
	};

	visitor->each(visitor->user, &line);
}

static void tell_file(const struct print_news_of *news, guint file, const struct print_visitor *visitor)
{
	g_autofree char *name = g_strdup_printf("%04u", file);
	const struct print_line none = {
		.run = news->run, .file = file, .name = name, .printer = "", .server = "", .state = "", .now = "", .why = "",
		.at = "", .who = "", .ended = "",
	};
	gboolean any = FALSE;

	for (guint i = 0; i < news->jobs->len; i++) {
		const struct print_known *known = news->jobs->pdata[i];

		if (known->file != file)
			continue;
		print_news_tell(news, known, visitor);
		any = TRUE;
	}
	if (!any)
		visitor->each(visitor->user, &none);
}

gboolean app_print_jobs(struct app *app, guint run, const struct print_visitor *visitor, struct print_totals *totals,
			GError **error)
{
	struct print_news_of news;
	gboolean opened = print_news_open(&news, app, run, error);
	gboolean ok = opened && print_news_settle(&news, PRINT_AMONG_OTHERS, error);

	*totals = print_news_totals(&news);
	for (guint file = 1; opened && file <= news.files; file++)
		tell_file(&news, file, visitor);
	print_news_close(&news);
	return ok;
}

/* ---- following ---- */

struct following {
	struct print_news_of news;
	const struct print_visitor *visitor;
	GHashTable *told;	/* by number of the job, what was told of it last */
	gint64 away;		/* since when a print server does not answer, monotonic; 0: it does */
};

static void tell_changes(struct following *following)
{
	for (guint i = 0; i < following->news.jobs->len; i++) {
		const struct print_known *known = following->news.jobs->pdata[i];
		g_autofree char *now = g_strdup_printf("%d %s %u %s", known->state, known->now, known->sheets, known->why);
		const char *before = g_hash_table_lookup(following->told, GUINT_TO_POINTER(known->number));

		if (g_strcmp0(now, before) == 0)
			continue;
		print_news_tell(&following->news, known, following->visitor);
		g_hash_table_insert(following->told, GUINT_TO_POINTER(known->number), g_steal_pointer(&now));
	}
}

/* FALSE for an error that waiting does not mend, or has not. */
static gboolean may_wait(struct following *following, const GError *error)
{
	gint64 now = g_get_monotonic_time();

	if (error->domain != PRINTER_ERROR || error->code != PRINTER_ERROR_SERVER)
		return FALSE;
	if (following->away == 0)
		following->away = now;
	return now - following->away < AWAY_MOST_US;
}

static gboolean look(struct following *following, GError **error)
{
	g_autoptr(GError) failed = NULL;

	if (!print_news_read(&following->news, error))
		return FALSE;
	if (!print_news_settle(&following->news, PRINT_AMONG_OTHERS, &failed)) {
		if (may_wait(following, failed))
			return TRUE;
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	following->away = 0;
	tell_changes(following);
	return TRUE;
}

static gboolean follow(struct following *following, GError **error)
{
	while (look(following, error)) {
		if (following->away == 0 && print_news_totals(&following->news).open == 0)
			return TRUE;
		g_usleep(FOLLOW_PAUSE_US);
	}
	return FALSE;
}

gboolean app_print_follow(struct app *app, guint run, const struct print_visitor *visitor, struct print_totals *totals,
			  GError **error)
{
	struct following following = { .visitor = visitor };
	gboolean ok = print_news_open(&following.news, app, run, error);

	following.told = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	ok = ok && follow(&following, error);
	*totals = print_news_totals(&following.news);
	g_hash_table_unref(following.told);
	print_news_close(&following.news);
	return ok;
}
