/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/database.h"

#include "base/file.h"
#include "registry/registry.h"

#include <errno.h>
#include <unistd.h>

/* How long a statement waits for another process: longer than any transaction here should take. */
#define BUSY_MS 10000

static void finalize(gpointer statement)
{
	sqlite3_finalize(statement);
}

static enum registry_error kind_of(int code)
{
	/* A rule of the schema has said no. */
	if (code == SQLITE_CONSTRAINT_TRIGGER)
		return REGISTRY_ERROR_STATE;
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return REGISTRY_ERROR_BUSY;
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_READONLY:
		return REGISTRY_ERROR_OPEN;
	case SQLITE_NOTADB:
		return REGISTRY_ERROR_SCHEMA;
	default:
		return REGISTRY_ERROR_SQL;
	}
}

gboolean database_fail(struct database *db, GError **error)
{
	int code = sqlite3_extended_errcode(db->handle);
	int cause = sqlite3_system_errno(db->handle);
	const char *reason = sqlite3_errmsg(db->handle);

	if (kind_of(code) == REGISTRY_ERROR_BUSY)
		g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_BUSY, "%s is in use by another process: try again",
			    db->name);
	else if ((code & 0xff) == SQLITE_IOERR && cause != 0)
		g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SQL, "%s: %s: %s", db->name, reason,
			    g_strerror(cause));
	else
		g_set_error(error, REGISTRY_ERROR, (gint)kind_of(code), "%s: %s", db->name, reason);
	return FALSE;
}

/* SQLite would make the file with the umask's mode: it holds people's names. */
static gboolean make_private(const char *path, GError **error)
{
	g_autoptr(GError) refused = NULL;
	int fd = file_create(path, &refused);

	if (fd >= 0)
		close(fd);
	if (fd >= 0 || g_error_matches(refused, G_FILE_ERROR, G_FILE_ERROR_EXIST))
		return TRUE;
	g_set_error_literal(error, REGISTRY_ERROR, REGISTRY_ERROR_OPEN, refused->message);
	return FALSE;
}

gboolean database_open(struct database *db, const char *kind, const char *path, int flags, GError **error)
{
	*db = (struct database){ 0 };
	/* Counting the memory in use takes a lock at each allocation.  Refused, and no matter, once SQLite is in use. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if ((flags & SQLITE_OPEN_CREATE) != 0 && !make_private(path, error))
		return FALSE;
	db->name = g_strdup_printf("%s '%s'", kind, path);
	db->statements = g_hash_table_new_full(NULL, NULL, NULL, finalize);
	if (sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
		database_fail(db, error);
		database_close(db, NULL);
		return FALSE;
	}
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	return TRUE;
}

gboolean database_close(struct database *db, GError **error)
{
	gboolean closed;

	g_clear_pointer(&db->statements, g_hash_table_unref);
	closed = sqlite3_close(db->handle) == SQLITE_OK || database_fail(db, error);
	db->handle = NULL;
	g_clear_pointer(&db->name, g_free);
	return closed;
}

gboolean database_exec(struct database *db, const char *sql, GError **error)
{
	return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || database_fail(db, error);
}

static sqlite3_stmt *prepared(struct database *db, const char *sql, GError **error)
{
	sqlite3_stmt *statement = g_hash_table_lookup(db->statements, sql);

	if (statement != NULL) {
		g_assert(!sqlite3_stmt_busy(statement));
		return statement;
	}
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
		database_fail(db, error);
		return NULL;
	}
	g_hash_table_insert(db->statements, (gpointer)sql, statement);
	return statement;
}

static gboolean bind(sqlite3_stmt *statement, const char *kinds, va_list values)
{
	int code = SQLITE_OK;
	const void *bytes;

	for (int i = 1; kinds[i - 1] != '\0' && code == SQLITE_OK; i++) {
		switch (kinds[i - 1]) {
		case 'u':
			code = sqlite3_bind_int64(statement, i, va_arg(values, guint));
			break;
		case 'i':
			code = sqlite3_bind_int(statement, i, va_arg(values, gint));
			break;
		case 'l':
			code = sqlite3_bind_int64(statement, i, va_arg(values, gint64));
			break;
		case 's':
			code = sqlite3_bind_text(statement, i, va_arg(values, const char *), -1, SQLITE_STATIC);
			break;
		case 'b':
			bytes = va_arg(values, const void *);
			code = sqlite3_bind_blob64(statement, i, bytes, va_arg(values, gsize), SQLITE_STATIC);
			break;
		default:
			g_assert_not_reached();
		}
	}
	return code == SQLITE_OK;
}

static sqlite3_stmt *prepared_with(struct database *db, const char *sql, GError **error, const char *kinds,
				   va_list values)
{
	sqlite3_stmt *statement = prepared(db, sql, error);

	if (statement == NULL || bind(statement, kinds, values))
		return statement;
	database_fail(db, error);
	database_done(statement);
	return NULL;
}

gboolean database_run(struct database *db, const char *sql, GError **error, const char *kinds, ...)
{
	sqlite3_stmt *statement;
	va_list values;
	gboolean done;

	va_start(values, kinds);
	statement = prepared_with(db, sql, error, kinds, values);
	va_end(values);
	if (statement == NULL)
		return FALSE;
	done = sqlite3_step(statement) == SQLITE_DONE || database_fail(db, error);
	database_done(statement);
	return done;
}

int database_changes(const struct database *db)
{
	return sqlite3_changes(db->handle);
}

sqlite3_stmt *database_query(struct database *db, const char *sql, GError **error, const char *kinds, ...)
{
	sqlite3_stmt *statement;
	va_list values;

	va_start(values, kinds);
	statement = prepared_with(db, sql, error, kinds, values);
	va_end(values);
	return statement;
}

gboolean database_next(struct database *db, sqlite3_stmt *statement, gboolean *row, GError **error)
{
	int code = sqlite3_step(statement);

	*row = code == SQLITE_ROW;
	return code == SQLITE_ROW || code == SQLITE_DONE || database_fail(db, error);
}

/* Values are bound as the caller's own strings: they are let go with the query. */
void database_done(sqlite3_stmt *statement)
{
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

gboolean database_number(struct database *db, const char *sql, gint64 *number, gint64 missing, GError **error)
{
	sqlite3_stmt *statement = database_query(db, sql, error, "");
	gboolean row, read;

	if (statement == NULL)
		return FALSE;
	read = database_next(db, statement, &row, error);
	if (read)
		*number = row ? sqlite3_column_int64(statement, 0) : missing;
	database_done(statement);
	return read;
}

guint database_uint(sqlite3_stmt *statement, int column)
{
	return (guint)sqlite3_column_int64(statement, column);
}

const char *database_text(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);

	return text == NULL ? "" : (const char *)text;
}
