/* SPDX-License-Identifier: Apache-2.0 */
/*
 * database: an open SQLite file with its prepared statements, for the files of this layer only.
 *
 * A statement is named by its SQL, a string constant: it is prepared at its first use and kept until the
 * database is closed.  Values are always bound.
 *
 *   database_run(db, "INSERT INTO client (name) VALUES (?)", error, "s", name)
 *
 *   statement = database_query(db, "SELECT name FROM client WHERE id = ?", error, "u", id);
 *   while (statement != NULL && database_next(db, statement, &row, error) && row)
 *           ... database_text(statement, 0) ...
 *   database_done(statement);
 *
 * Values by letter: u guint, i gint, l gint64, s const char * (lives until the statement is done),
 * b const void *, gsize (likewise).
 */
#ifndef PIEGO_REGISTRY_DATABASE_H
#define PIEGO_REGISTRY_DATABASE_H

#include <glib.h>
#include <sqlite3.h>

struct database {
	sqlite3 *handle;
	GHashTable *statements;	/* by the address of their SQL */
	char *name;		/* "registry '/spool/registry.db'": what errors begin with */
};

/* flags are SQLite's SQLITE_OPEN_*.  A file that is made is made with mode 0600. */
gboolean database_open(struct database *db, const char *kind, const char *path, int flags, GError **error);
gboolean database_close(struct database *db, GError **error);

/* Statements without values or results: pragmas, schema. */
gboolean database_exec(struct database *db, const char *sql, GError **error);

/* Run a statement that gives no rows. */
gboolean database_run(struct database *db, const char *sql, GError **error, const char *kinds, ...);
/* Rows that the statement last run with database_run touched. */
int database_changes(const struct database *db);

/* A statement with its values, to be stepped by database_next; NULL on error. */
sqlite3_stmt *database_query(struct database *db, const char *sql, GError **error, const char *kinds, ...);
/* FALSE on error; row tells whether there is one. */
gboolean database_next(struct database *db, sqlite3_stmt *statement, gboolean *row, GError **error);
/* Ends a query, before its last row too.  NULL is harmless. */
void database_done(sqlite3_stmt *statement);

/* One number: the first column of the first row, missing where there is none. */
gboolean database_number(struct database *db, const char *sql, gint64 *number, gint64 missing, GError **error);

guint database_uint(sqlite3_stmt *statement, int column);
/* Never NULL; lives until the next row. */
const char *database_text(sqlite3_stmt *statement, int column);

/* Sets an error in plain words from SQLite's last one and returns FALSE. */
gboolean database_fail(struct database *db, GError **error);

#endif
