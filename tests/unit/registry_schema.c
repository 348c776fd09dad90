/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening, making and migrating.  tests/data/registry/version-N.sql is a registry as version N of the schema made
 * it, with a committed run in it, as text; it is never made again.  A new version adds its own.
 */
#include "registry/inside.h"

#include "registry/number.h"
#include "registry/piece.h"
#include "registry/run.h"
#include "registry/version.h"
#include "unit/check.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *fresh_path(void)
{
	g_autofree char *folder = check_folder();

	return g_build_filename(folder, "registry.db", NULL);
}

/* A database made by SQL alone, as another program would. */
static void make_database(const char *path, const char *sql)
{
	sqlite3 *handle = NULL;

	CHECK_INT("open", sqlite3_open(path, &handle), SQLITE_OK);
	CHECK_INT("make", sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
	CHECK_STR("make", sqlite3_errmsg(handle), "not an error");
	sqlite3_close(handle);
}

static char *rows_of(struct database *db, const char *sql)
{
	g_autoptr(GString) out = g_string_new(NULL);
	sqlite3_stmt *statement = database_query(db, sql, NULL, "");
	gboolean row;

	while (statement != NULL && database_next(db, statement, &row, NULL) && row)
		g_string_append_printf(out, "%s|", database_text(statement, 0));
	database_done(statement);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

#define ALL_OBJECTS "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY type, name"

static void makes_a_registry(void)
{
	static const struct row {
		const char *pragma, *expected;
	} rows[] = {
		{ "PRAGMA application_id", "1885955431|" }, { "PRAGMA user_version", "4|" },
		{ "PRAGMA journal_mode", "wal|" },	    { "PRAGMA synchronous", "2|" },
		{ "PRAGMA foreign_keys", "1|" },	    { "PRAGMA integrity_check", "ok|" },
		{ "PRAGMA foreign_key_check", "" },	    { "PRAGMA busy_timeout", "10000|" },
	};
	g_autofree char *path = fresh_path();
	g_autoptr(GError) error = NULL;
	g_autoptr(registry_t) registry = registry_open(path, &error);
	static const char *const files[] = { "", "-wal", "-shm" };

	CHECK_NO_ERROR("open", error);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = rows_of(&registry->db, rows[i].pragma);

		CHECK_STR(rows[i].pragma, got, rows[i].expected);
	}
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *file = g_strconcat(path, files[i], NULL);
		struct stat about;

		CHECK_INT(files[i], stat(file, &about) == 0 ? about.st_mode & 07777 : 0, 0600);
	}
}

static void refuses_what_is_not_ours(void)
{
	static const struct row {
		const char *label, *sql, *reason;
		enum registry_error code;
	} rows[] = {
		{ "another program's", "CREATE TABLE t (x)", "is a database of another program", REGISTRY_ERROR_SCHEMA },
		{ "another application", "PRAGMA application_id = 7; CREATE TABLE t (x)",
		  "is a database of another program", REGISTRY_ERROR_SCHEMA },
		{ "a newer one", "PRAGMA application_id = 1885955431; PRAGMA user_version = 99; CREATE TABLE t (x)",
		  "was made by a newer piego", REGISTRY_ERROR_SCHEMA },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = fresh_path();
		g_autoptr(GError) error = NULL;
		struct registry *registry;

		make_database(path, rows[i].sql);
		registry = registry_open(path, &error);
		CHECK_TRUE(rows[i].label, registry == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].reason);
		CHECK_ERROR(rows[i].label, error, path);
		CHECK_INT(rows[i].label, error->code, rows[i].code);
	}
}

static void refuses_what_is_no_database(void)
{
	g_autofree char *path = fresh_path(), *missing = NULL, *folder = NULL;
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("text", g_file_set_contents(path, "piece;file;position and more than a header's worth of text, so "
						     "that it is taken for a damaged database of a hundred bytes",
					       -1, NULL));
	CHECK_TRUE("text", registry_open(path, &error) == NULL);
	CHECK_ERROR("text", error, "file is not a database");
	CHECK_INT("text", error->code, REGISTRY_ERROR_SCHEMA);
	g_clear_error(&error);
	folder = g_path_get_dirname(path);
	CHECK_TRUE("folder", registry_open(folder, &error) == NULL);
	CHECK_ERROR("folder", error, "unable to open");
	CHECK_INT("folder", error->code, REGISTRY_ERROR_OPEN);
	g_clear_error(&error);
	missing = g_build_filename(path, "registry.db", NULL);
	CHECK_TRUE("no folder", registry_open(missing, &error) == NULL);
	CHECK_ERROR("no folder", error, "Not a directory");
	CHECK_INT("no folder", error->code, REGISTRY_ERROR_OPEN);
}

/* ---- kept registries of every version ---- */

static void take_run(void *user, const struct run_row *row)
{
	g_string_append_printf(user, "%u %s %s %s %s|", row->number, run_state_name(row->state), row->client, row->job,
			       row->ticket_hash);
}

static void take_version(void *user, const struct version_row *row)
{
	g_string_append_printf(user, "%s@%u %s %s|", row->name, row->number, approval_name(row->state), row->hash);
}

static void take_range(void *user, const struct range_row *row)
{
	g_string_append_printf(user, "%s %s %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "|", row->client,
			       row->product, row->next, row->first, row->last);
}

static void migrates_every_kept_version(void)
{
	g_autofree char *new_path = fresh_path();
	g_autoptr(registry_t) made = registry_open(new_path, NULL);
	g_autofree char *expected = rows_of(&made->db, ALL_OBJECTS);

	for (gint64 version = 1; version <= SCHEMA_VERSION; version++) {
		g_autofree char *label = g_strdup_printf("tests/data/registry/version-%d.sql", (int)version);
		g_autofree char *path = fresh_path();
		g_autofree char *sql = NULL, *objects = NULL, *checked = NULL;
		g_autoptr(registry_t) registry = NULL;
		g_autoptr(GString) runs = g_string_new(NULL), versions = g_string_new(NULL);
		g_autoptr(GString) ranges = g_string_new(NULL);
		const struct version_query all = { "", "", 0 };
		g_autoptr(GError) error = NULL;
		guint counts[PIECE_STATES];

		CHECK_TRUE(label, g_file_get_contents(label, &sql, NULL, &error));
		CHECK_NO_ERROR(label, error);
		make_database(path, sql);
		registry = registry_open(path, &error);
		CHECK_NO_ERROR(label, error);
		objects = rows_of(&registry->db, ALL_OBJECTS);
		CHECK_STR(label, objects, expected);
		checked = rows_of(&registry->db, "PRAGMA integrity_check");
		CHECK_STR(label, checked, "ok|");
		CHECK_TRUE(label, registry_run_each(registry, 0, take_run, runs, &error));
		CHECK_STR(label, runs->str, "1 ready ordine avvisi t1|2 making ordine avvisi |");
		CHECK_TRUE(label, registry_piece_count(registry, 1, counts, &error));
		CHECK_INT(label, counts[PIECE_COMPOSED], 1);
		CHECK_INT(label, counts[PIECE_RELEASED], 1);
		CHECK_TRUE(label, registry_version_each(registry, &all, take_version, versions, &error));
		CHECK_STR(label, versions->str, version < 2 ? "" : "avviso@1 superseded h1|avviso@2 approved h2|");
		CHECK_TRUE(label, range_each(registry, take_range, ranges, &error));
		CHECK_STR(label, ranges->str,
			  version < 3 ? "" : "ordine raccomandata 61000000004 of 61000000001-61000000100|");
	}
}

/* ---- steps ---- */

#define WHOLE_3 "CREATE TABLE a (x); CREATE TABLE b (y); CREATE TABLE c (z);"
static const struct schema_step steps[] = { { 2, "CREATE TABLE b (y); INSERT INTO a VALUES (2);" },
					    { 3, "CREATE TABLE c (z); INSERT INTO a VALUES (3);" } };
static const struct schema_step broken[] = { { 2, "CREATE TABLE b (y); INSERT INTO a VALUES (2);" },
					     { 3, "CREATE TABLE c (z); INSERT INTO nowhere VALUES (3);" } };

static void goes_step_by_step(void)
{
	static const struct row {
		const char *label;
		int version;
		const struct schema_step *steps;
		const char *added, *after, *reason;
	} rows[] = {
		{ "from the first", 1, steps, "2|3|", "3|", NULL },
		{ "from the second", 2, steps, "3|", "3|", NULL },
		{ "nothing to do", 3, steps, "", "3|", NULL },
		{ "a step fails: as it was", 1, broken, "", "1|", "migrating to version 3: " },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct schema schema = { 3, WHOLE_3, rows[i].steps, 2 };
		g_autofree char *path = fresh_path(), *added = NULL, *after = NULL;
		g_autofree char *sql = g_strdup_printf("PRAGMA application_id = 1885955431; PRAGMA user_version = %d;"
						       "CREATE TABLE a (x); %s %s",
						       rows[i].version, rows[i].version > 1 ? "CREATE TABLE b (y);" : "",
						       rows[i].version > 2 ? "CREATE TABLE c (z);" : "");
		g_autoptr(GError) error = NULL;
		struct database db;

		make_database(path, sql);
		CHECK_TRUE(rows[i].label, database_open(&db, "registry", path, SQLITE_OPEN_READWRITE, &error));
		CHECK_INT(rows[i].label, schema_apply(&db, &schema, &error), rows[i].reason == NULL);
		if (rows[i].reason == NULL)
			CHECK_NO_ERROR(rows[i].label, error);
		else
			CHECK_ERROR(rows[i].label, error, rows[i].reason);
		added = rows_of(&db, "SELECT x FROM a ORDER BY x");
		CHECK_STR(rows[i].label, added, rows[i].added);
		after = rows_of(&db, "PRAGMA user_version");
		CHECK_STR(rows[i].label, after, rows[i].after);
		CHECK_TRUE(rows[i].label, database_close(&db, NULL));
	}
}

/* ---- two processes ---- */

static void opens_at_once_in_many_processes(void)
{
	enum { PROCESSES = 8 };
	g_autofree char *path = fresh_path();
	int status;

	for (guint i = 0; i < PROCESSES; i++) {
		if (fork() == 0) {
			g_autoptr(GError) error = NULL;
			struct registry *registry = registry_open(path, &error);

			if (registry == NULL)
				g_printerr("%s\n", error->message);
			registry_close(registry);
			_exit(registry == NULL);
		}
	}
	for (guint i = 0; i < PROCESSES; i++) {
		CHECK_TRUE("ended", wait(&status) > 0);
		CHECK_INT("opened", status, 0);
	}
}

/* Holds the registry until its parent closes the pipe. */
static void hold(const char *path, int told, int until)
{
	struct registry *registry = registry_open(path, NULL);
	char mark;

	if (!registry_begin(registry, NULL) || write(told, "!", 1) != 1)
		_exit(1);
	_exit(read(until, &mark, 1) == 0 ? 0 : 1);
}

static void tells_when_it_is_busy(void)
{
	g_autofree char *path = fresh_path();
	struct registry *registry = registry_open(path, NULL);
	g_autoptr(GError) error = NULL;
	int told[2], until[2];
	char mark;
	pid_t child;

	registry_close(registry);
	CHECK_INT("pipes", pipe(told) + pipe(until), 0);
	child = fork();
	if (child == 0) {
		close(until[1]);
		hold(path, told[1], until[0]);
	}
	CHECK_INT("held", read(told[0], &mark, 1), 1);
	registry = registry_open(path, &error);
	CHECK_NO_ERROR("opens all the same", error);
	/* The wait that users get is long for a test. */
	sqlite3_busy_timeout(registry->db.handle, 50);
	CHECK_TRUE("busy", !registry_begin(registry, &error));
	CHECK_ERROR("busy", error, "is in use by another process: try again");
	CHECK_INT("busy", error->code, REGISTRY_ERROR_BUSY);
	g_clear_error(&error);
	close(until[1]);
	CHECK_INT("child", waitpid(child, NULL, 0), child);
	CHECK_TRUE("free", registry_begin(registry, &error));
	registry_abort(registry);
	registry_abort(registry);
	CHECK_TRUE("after two aborts", registry_begin(registry, &error));
	registry_close(registry);
}

CHECK_MAIN({ "makes a registry", makes_a_registry }, { "refuses what is not ours", refuses_what_is_not_ours },
	   { "refuses what is no database", refuses_what_is_no_database },
	   { "migrates every kept version", migrates_every_kept_version }, { "goes step by step", goes_step_by_step },
	   { "opens at once in many processes", opens_at_once_in_many_processes },
	   { "tells when it is busy", tells_when_it_is_busy })
