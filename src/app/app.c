/* SPDX-License-Identifier: Apache-2.0 */
#include "app/inside.h"

#include "page/picture.h"
#include "printer/printer.h"
#include "readback/readback.h"
#include "registry/run.h"

gboolean app_refuse(GError **error, const char *subject, const char *format, ...)
{
	g_autofree char *why = NULL;
	va_list args;

	va_start(args, format);
	why = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "%s: %s", subject, why);
	return FALSE;
}

char *app_now(void)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();

	return g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
}

/* ---- exit codes ---- */

static int spool_exit_code(int code)
{
	switch (code) {
	case SPOOL_ERROR_LOCKED:
		return 3;
	case SPOOL_ERROR_NONE:
		return 4;
	default:
		return 5;
	}
}

static int registry_exit_code(int code)
{
	switch (code) {
	case REGISTRY_ERROR_BUSY:
		return 3;
	case REGISTRY_ERROR_SCHEMA:
	case REGISTRY_ERROR_STATE:
		return 4;
	default:
		return 5;
	}
}

static int printer_exit_code(int code)
{
	return code == PRINTER_ERROR_REFUSED || code == PRINTER_ERROR_NONE ? 4 : 5;
}

static int app_code(int code)
{
	static const int codes[] = {
		[APP_ERROR_USAGE] = 2, [APP_ERROR_BUSY] = 3, [APP_ERROR_REFUSED] = 4, [APP_ERROR_SYSTEM] = 5,
	};

	return codes[code];
}

int app_exit_code(const GError *error)
{
	if (error->domain == APP_ERROR)
		return app_code(error->code);
	if (error->domain == SPOOL_ERROR)
		return spool_exit_code(error->code);
	if (error->domain == REGISTRY_ERROR)
		return registry_exit_code(error->code);
	if (error->domain == PRINTER_ERROR)
		return printer_exit_code(error->code);
	if (error->domain == READBACK_ERROR)
		return error->code == READBACK_ERROR_OPEN ? 4 : 5;
	if (error->domain == INTAKE_ERROR || error->domain == LAYOUT_ERROR || 
	    error->domain == PROFILE_ERROR || error->domain == PICTURE_ERROR || error->domain == GAZETTEER_ERROR)
		return 4;
	return 5;
}

/* ---- the data root ---- */

gboolean app_init(const char *root, GError **error)
{
	struct app *app;

	if (!spool_create(root, error))
		return FALSE;
	/* Opening makes the registry. */
	app = app_open(root, error);
	app_close(app);
	return app != NULL;
}

struct recovery {
	struct app *app;
	GArray *making;		/* numbers of the runs that the registry has as being made */
	GHashTable *states;	/* of all runs, by number */
};

static void note_run(void *user, const struct run_row *row)
{
	struct recovery *recovery = user;

	if (row->state == RUN_MAKING)
		g_array_append_val(recovery->making, row->number);
	g_hash_table_insert(recovery->states, GUINT_TO_POINTER(row->number), GUINT_TO_POINTER(row->state));
}

static void note_swept(void *user, guint run)
{
	(void)user;
	(void)run;
}

static gboolean recover_run(struct app *app, guint run, GError **error)
{
	g_autofree char *ticket = spool_bundle_path(app->spool, run, SPOOL_READY, "ticket.json");
	gboolean making;

	if (!spool_making(app->spool, run, &making, error))
		return FALSE;
	if (making)
		return TRUE;
	if (g_file_test(ticket, G_FILE_TEST_EXISTS))
		return app_register_bundle(app, run, error);
	return registry_run_abandon(app->registry, run, error);
}

/* The queues of good bundles. */
static enum spool_queue queue_of(enum run_state state)
{
	static const enum spool_queue queues[] = {
		[RUN_MAKING] = SPOOL_WORK,  [RUN_READY] = SPOOL_READY, [RUN_PRINTING] = SPOOL_PRINTING,
		[RUN_DONE] = SPOOL_DONE,    [RUN_HELD] = SPOOL_HOLD,   [RUN_CORRUPT] = SPOOL_CORRUPT,
	};

	return queues[state];
}

static gboolean is_good_queue(enum spool_queue queue)
{
	return queue == SPOOL_READY || queue == SPOOL_PRINTING || queue == SPOOL_HOLD || queue == SPOOL_DONE;
}

gboolean app_bundle_follow(struct app *app, guint run, enum run_state state, GError **error)
{
	for (guint i = SPOOL_READY; i < SPOOL_QUEUES; i++) {
		enum spool_queue queue = (enum spool_queue)i;
		g_autofree char *ticket = spool_bundle_path(app->spool, run, queue, "ticket.json");

		if (is_good_queue(queue) && queue != queue_of(state) && g_file_test(ticket, G_FILE_TEST_EXISTS))
			return spool_move(app->spool, run, queue, queue_of(state), error);
	}
	return TRUE;
}

/* A release, a holding or a closing that died before the bundle followed: the registry's word counts. */
static gboolean recover_moves(const struct recovery *recovery, GError **error)
{
	g_autoptr(GArray) list = spool_list(recovery->app->spool, error);

	for (guint i = 0; list != NULL && i < list->len; i++) {
		const struct bundle_seen *seen = &g_array_index(list, struct bundle_seen, i);
		enum run_state state =
			(enum run_state)GPOINTER_TO_UINT(g_hash_table_lookup(recovery->states, GUINT_TO_POINTER(seen->run)));

		if (is_good_queue(seen->queue) && is_good_queue(queue_of(state)) && queue_of(state) != seen->queue &&
		    !spool_move(recovery->app->spool, seen->run, seen->queue, queue_of(state), error))
			return FALSE;
	}
	return list != NULL;
}

static gboolean recover(struct app *app, GError **error)
{
	struct recovery recovery = {
		app, g_array_new(FALSE, FALSE, sizeof(guint)), g_hash_table_new(NULL, NULL),
	};
	gboolean locked = spool_lock(app->spool, error), ok;

	/* What the sweep removes is a run in the making without a maker: the registry's list names it too. */
	ok = locked && spool_sweep(app->spool, note_swept, NULL, error) &&
	     registry_run_each(app->registry, 0, note_run, &recovery, error);
	for (guint i = 0; ok && i < recovery.making->len; i++)
		ok = recover_run(app, g_array_index(recovery.making, guint, i), error);
	ok = ok && recover_moves(&recovery, error) && app_settle_postings(app, error);
	if (locked)
		spool_unlock(app->spool);
	g_array_unref(recovery.making);
	g_hash_table_unref(recovery.states);
	return ok;
}

struct app *app_open(const char *root, GError **error)
{
	g_autoptr(app_t) app = g_new0(struct app, 1);
	g_autofree char *registry = NULL;

	app->spool = spool_open(root, error);
	if (app->spool == NULL)
		return NULL;
	registry = spool_registry_path(app->spool);
	app->registry = registry_open(registry, error);
	if (app->registry == NULL || !recover(app, error))
		return NULL;
	return g_steal_pointer(&app);
}

void app_close(struct app *app)
{
	if (app == NULL)
		return;
	g_clear_pointer(&app->registry, registry_close);
	g_clear_pointer(&app->spool, spool_close);
	g_free(app);
}
