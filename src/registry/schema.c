/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/inside.h"

static const char whole[] =
#include "registry/schema.sql.h"
#include "registry/layouts.sql.h"
#include "registry/production.sql.h"
#include "registry/loop.sql.h"
	;

static const char layouts[] =
#include "registry/layouts.sql.h"
	;

static const char production[] =
#include "registry/production.sql.h"
	;

static const char loop[] =
#include "registry/loop.sql.h"
	;

const struct schema *schema_current(void)
{
	static const struct schema_step steps[] = { { 2, layouts }, { 3, production }, { 4, loop } };
	static const struct schema current = {
		.version = SCHEMA_VERSION, .whole = whole, .steps = steps, .count = G_N_ELEMENTS(steps),
	};

	return &current;
}

static gboolean read_header(struct database *db, gint64 *application, gint64 *version, gint64 *tables, GError **error)
{
	return database_number(db, "PRAGMA application_id", application, 0, error) &&
	       database_number(db, "PRAGMA user_version", version, 0, error) &&
	       database_number(db, "SELECT count(*) FROM sqlite_schema", tables, 0, error);
}

static gboolean refuse(struct database *db, const char *reason, GError **error)
{
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SCHEMA, "%s %s", db->name, reason);
	return FALSE;
}

/* A pragma takes no bound values. */
static gboolean set_header(struct database *db, gint64 version, GError **error)
{
	g_autofree char *sql = g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d",
					       SCHEMA_APPLICATION, (int)version);

	return database_exec(db, sql, error);
}

static gboolean migrate(struct database *db, const struct schema *schema, gint64 version, GError **error)
{
	for (guint i = 0; i < schema->count; i++) {
		if (schema->steps[i].version <= version)
			continue;
		if (!database_exec(db, schema->steps[i].sql, error)) {
			g_prefix_error(error, "migrating to version %d: ", (int)schema->steps[i].version);
			return FALSE;
		}
	}
	return set_header(db, schema->version, error);
}

/* Inside the transaction: another process may have made or migrated the file since it was first looked at. */
static gboolean make_current(struct database *db, const struct schema *schema, GError **error)
{
	gint64 application, version, tables;

	if (!read_header(db, &application, &version, &tables, error))
		return FALSE;
	if (application == 0 && version == 0 && tables == 0)
		return database_exec(db, schema->whole, error) && set_header(db, schema->version, error);
	if (application != SCHEMA_APPLICATION)
		return refuse(db, "is a database of another program", error);
	if (version > schema->version)
		return refuse(db, "was made by a newer piego", error);
	return version == schema->version || migrate(db, schema, version, error);
}

gboolean schema_apply(struct database *db, const struct schema *schema, GError **error)
{
	gint64 application, version, tables;

	/* The usual case takes no write lock. */
	if (!read_header(db, &application, &version, &tables, error))
		return FALSE;
	if (application == SCHEMA_APPLICATION && version == schema->version)
		return TRUE;
	if (!database_exec(db, "BEGIN IMMEDIATE", error))
		return FALSE;
	if (make_current(db, schema, error) && database_exec(db, "COMMIT", error))
		return TRUE;
	if (!sqlite3_get_autocommit(db->handle))
		database_exec(db, "ROLLBACK", NULL);
	return FALSE;
}
