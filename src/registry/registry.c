/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/inside.h"

/*
 * WAL lets readers go on while one process writes.  synchronous FULL makes a commit durable when it returns.
 * The log is cut back after a large run; the cache is bounded whatever a transaction holds.  Recursive triggers
 * let the triggers that keep facts see the rows that an INSERT OR REPLACE would take away.
 */
static const char settings[] = "PRAGMA journal_mode = WAL;"
			       "PRAGMA synchronous = FULL;"
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA recursive_triggers = ON;"
			       "PRAGMA trusted_schema = OFF;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA cache_size = -16384;"
			       "PRAGMA journal_size_limit = 16777216;";

/* Times to try the settings: going over to WAL does not wait for another process that does the same. */
#define SETTING_TRIES 100
#define SETTING_PAUSE_US 20000

static gboolean apply_settings(struct database *db, GError **error)
{
	for (guint i = 1; sqlite3_exec(db->handle, settings, NULL, NULL, NULL) != SQLITE_OK; i++) {
		if ((sqlite3_errcode(db->handle) & 0xff) != SQLITE_BUSY || i == SETTING_TRIES)
			return database_fail(db, error);
		g_usleep(SETTING_PAUSE_US);
	}
	return TRUE;
}

/* The look at whose file it is comes first: setting WAL would already write to it.  Tables are counted before the
 * mark is read, since another process may be making the registry in between. */
static gboolean is_registry_or_empty(struct database *db, GError **error)
{
	gint64 application, tables;

	if (!database_number(db, "SELECT count(*) FROM sqlite_schema", &tables, 0, error) ||
	    !database_number(db, "PRAGMA application_id", &application, 0, error))
		return FALSE;
	if (application == SCHEMA_APPLICATION || (application == 0 && tables == 0))
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SCHEMA, "%s is a database of another program", db->name);
	return FALSE;
}

struct registry *registry_open(const char *path, GError **error)
{
	struct registry *registry = g_new0(struct registry, 1);

	if (!database_open(&registry->db, "registry", path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error)) {
		g_free(registry);
		return NULL;
	}
	if (is_registry_or_empty(&registry->db, error) && apply_settings(&registry->db, error) &&
	    schema_apply(&registry->db, schema_current(), error))
		return registry;
	registry_close(registry);
	return NULL;
}

void registry_close(struct registry *registry)
{
	if (registry == NULL)
		return;
	/* All that was committed is safe: what closing may still fail at is tidying the log. */
	database_close(&registry->db, NULL);
	g_free(registry);
}

gboolean registry_begin(struct registry *registry, GError **error)
{
	return database_run(&registry->db, "BEGIN IMMEDIATE", error, "");
}

gboolean registry_commit(struct registry *registry, GError **error)
{
	return database_run(&registry->db, "COMMIT", error, "");
}

void registry_abort(struct registry *registry)
{
	/* After some errors (disk full) SQLite has rolled back by itself. */
	if (!sqlite3_get_autocommit(registry->db.handle))
		database_run(&registry->db, "ROLLBACK", NULL, "");
}

gboolean registry_enter(struct registry *registry, gboolean *own, GError **error)
{
	*own = sqlite3_get_autocommit(registry->db.handle) != 0;
	return !*own || registry_begin(registry, error);
}

gboolean registry_leave(struct registry *registry, gboolean own, gboolean done, GError **error)
{
	if (!own)
		return done;
	if (done && registry_commit(registry, error))
		return TRUE;
	registry_abort(registry);
	return FALSE;
}
