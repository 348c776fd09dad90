/* SPDX-License-Identifier: Apache-2.0 */
#include "app/inside.h"

#include "page/picture.h"
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
	GArray *printing;	/* and of those it has as released */
};

static void note_run(void *user, const struct run_row *row)
{
	struct recovery *recovery = user;

	if (row->state == RUN_MAKING)
		g_array_append_val(recovery->making, row->number);
	if (row->state == RUN_PRINTING)
		g_array_append_val(recovery->printing, row->number);
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

/* A release that died before the bundle followed: the registry's word counts. */
static gboolean recover_release(struct app *app, guint run, GError **error)
{
	g_autofree char *ticket = spool_bundle_path(app->spool, run, SPOOL_READY, "ticket.json");

	return !g_file_test(ticket, G_FILE_TEST_EXISTS) || spool_move(app->spool, run, SPOOL_READY, SPOOL_PRINTING, error);
}

static gboolean recover(struct app *app, GError **error)
{
	struct recovery recovery = {
		app, g_array_new(FALSE, FALSE, sizeof(guint)), g_array_new(FALSE, FALSE, sizeof(guint)),
	};
	gboolean locked = spool_lock(app->spool, error), ok;

	/* What the sweep removes is a run in the making without a maker: the registry's list names it too. */
	ok = locked && spool_sweep(app->spool, note_swept, NULL, error) &&
	     registry_run_each(app->registry, 0, note_run, &recovery, error);
	for (guint i = 0; ok && i < recovery.making->len; i++)
		ok = recover_run(app, g_array_index(recovery.making, guint, i), error);
	for (guint i = 0; ok && i < recovery.printing->len; i++)
		ok = recover_release(app, g_array_index(recovery.printing, guint, i), error);
	if (locked)
		spool_unlock(app->spool);
	g_array_unref(recovery.making);
	g_array_unref(recovery.printing);
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
