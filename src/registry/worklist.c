/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Built for a million records in flat memory: rows are appended in the order of their key, no index is kept that
 * sorting does not need, and SQLite sorts outside memory.  The file is rubbish after a crash, so it has no
 * journal and is never synced.
 */
#include "registry/worklist.h"

#include <string.h>

#include "registry/database.h"
#include "registry/registry.h"

struct worklist {
	struct database db;
	GByteArray *packed;	/* the piece being added */
	GArray *places;		/* of the piece that is visited, where they can be read as what they are */
};

static const char settings[] = "PRAGMA page_size = 4096;"
			       "PRAGMA journal_mode = OFF;"
			       "PRAGMA synchronous = OFF;"
			       "PRAGMA temp_store = FILE;"
			       "PRAGMA cache_size = -16384;";

static const char reader_settings[] = "PRAGMA query_only = ON;"
				      "PRAGMA temp_store = FILE;"
				      "PRAGMA cache_size = -8192;";

/*
 * A piece is one blob (pack_piece): nobody asks for a part of it.  It is written again when it has its place, under
 * that place: workers then read the pieces of a file from one stretch of the disk, where the order of adding would
 * have them jump.
 */
static const char tables[] =
	"CREATE TABLE record (number INTEGER PRIMARY KEY, row INTEGER, offset INTEGER, length INTEGER, key TEXT,"
	" content INTEGER, household TEXT, area INTEGER, cap TEXT, street TEXT);"
	"CREATE TABLE piece (id INTEGER PRIMARY KEY, sort TEXT, piece BLOB);"
	"CREATE TABLE placed (place INTEGER PRIMARY KEY, piece BLOB);";

/* Pieces in order of file and position. */
static gint64 place_of(guint file, guint position)
{
	return (gint64)file << 32 | position;
}

/* ---- opening and closing ---- */

/* Temporary files of a sort hold what the list holds, and may be as large: they belong beside it, not in a folder
 * that others share or that lies in memory.  SQLite knows this setting for the whole process only. */
static gboolean sort_beside(struct worklist *worklist, const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	char *sql = sqlite3_mprintf("PRAGMA temp_store_directory = %Q", folder);
	gboolean done = database_exec(&worklist->db, sql, error);

	sqlite3_free(sql);
	return done;
}

static gboolean open_new(struct worklist *worklist, const char *path, GError **error)
{
	if (g_file_test(path, G_FILE_TEST_EXISTS)) {
		g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_OPEN, "worklist '%s' is there already", path);
		return FALSE;
	}
	return database_open(&worklist->db, "worklist", path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
	       database_exec(&worklist->db, settings, error) && sort_beside(worklist, path, error) &&
	       database_exec(&worklist->db, tables, error);
}

/* immutable: no locks are taken or looked at, so it does not matter what a forked process inherited of them. */
static gboolean open_made(struct worklist *worklist, const char *path, GError **error)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	g_autofree char *uri = g_filename_to_uri(absolute, NULL, error);
	g_autofree char *immutable = NULL;

	if (uri == NULL)
		return FALSE;
	immutable = g_strconcat(uri, "?immutable=1", NULL);
	return database_open(&worklist->db, "worklist", immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error) &&
	       database_exec(&worklist->db, reader_settings, error) && sort_beside(worklist, path, error);
}

static void worklist_free(struct worklist *worklist)
{
	g_byte_array_unref(worklist->packed);
	g_array_unref(worklist->places);
	g_free(worklist);
}

struct worklist *worklist_open(const char *path, enum worklist_mode mode, GError **error)
{
	struct worklist *worklist = g_new0(struct worklist, 1);

	worklist->packed = g_byte_array_new();
	worklist->places = g_array_new(FALSE, FALSE, sizeof(struct work_place));
	if (mode == WORKLIST_CREATE ? open_new(worklist, path, error) : open_made(worklist, path, error))
		return worklist;
	if (worklist->db.handle != NULL)
		database_close(&worklist->db, NULL);
	worklist_free(worklist);
	return NULL;
}

/* One large transaction: without a journal it costs nothing to keep open. */
static gboolean start_writing(struct worklist *worklist, GError **error)
{
	return !sqlite3_get_autocommit(worklist->db.handle) || database_run(&worklist->db, "BEGIN", error, "");
}

gboolean worklist_flush(struct worklist *worklist, GError **error)
{
	return sqlite3_get_autocommit(worklist->db.handle) || database_run(&worklist->db, "COMMIT", error, "");
}

gboolean worklist_close(struct worklist *worklist, GError **error)
{
	gboolean flushed, closed;

	if (worklist == NULL)
		return TRUE;
	flushed = worklist_flush(worklist, error);
	closed = database_close(&worklist->db, flushed ? error : NULL);
	worklist_free(worklist);
	return flushed && closed;
}

/* ---- records ---- */

gboolean worklist_add_record(struct worklist *worklist, const struct work_record *record, GError **error)
{
	return start_writing(worklist, error) &&
	       database_run(&worklist->db,
			    "INSERT INTO record (number, row, offset, length, key, content, household, area, cap, street)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			    error, "uuluslsuss", record->number, record->row, (gint64)record->offset, record->length,
			    record->key, (gint64)record->content, record->household, record->area, record->cap,
			    record->street);
}

static gboolean call_record(worklist_record_fn each, void *user, sqlite3_stmt *statement, GError **error)
{
	const struct work_record record = {
		.number = database_uint(statement, 0),
		.row = database_uint(statement, 1),
		.offset = (guint64)sqlite3_column_int64(statement, 2),
		.length = database_uint(statement, 3),
		.key = database_text(statement, 4),
		.content = (guint64)sqlite3_column_int64(statement, 5),
		.household = database_text(statement, 6),
		.area = database_uint(statement, 7),
		.cap = database_text(statement, 8),
		.street = database_text(statement, 9),
	};

	return each(user, &record, error);
}

/* Steps a query (NULL: it could not be made) and hands each row to a callback. */
static gboolean visit_records(struct worklist *worklist, sqlite3_stmt *statement, worklist_record_fn each, void *user,
			      GError **error)
{
	gboolean row, going;

	if (statement == NULL)
		return FALSE;
	while ((going = database_next(&worklist->db, statement, &row, error)) && row) {
		going = call_record(each, user, statement, error);
		if (!going)
			break;
	}
	database_done(statement);
	return going;
}

#define RECORD_COLUMNS                                                                                         \
	"number, row, offset, length, key, content, household, area, cap, street"

gboolean worklist_each_record(struct worklist *worklist, guint from, guint to, worklist_record_fn each, void *user,
			      GError **error)
{
	static const char sql[] =
		"SELECT " RECORD_COLUMNS " FROM record WHERE number BETWEEN ? AND ? ORDER BY number";

	return visit_records(worklist, database_query(&worklist->db, sql, error, "uu", from, to), each, user, error);
}

gboolean worklist_each_household(struct worklist *worklist, worklist_record_fn each, void *user, GError **error)
{
	static const char sql[] = "SELECT " RECORD_COLUMNS " FROM record ORDER BY household, number";

	return visit_records(worklist, database_query(&worklist->db, sql, error, ""), each, user, error);
}

gboolean worklist_each_repeated(struct worklist *worklist, worklist_record_fn each, void *user, GError **error)
{
	static const char sql[] = "SELECT " RECORD_COLUMNS " FROM record WHERE key IN"
				  " (SELECT key FROM record WHERE key <> '' GROUP BY key HAVING count(*) > 1)"
				  " ORDER BY key, number";

	return visit_records(worklist, database_query(&worklist->db, sql, error, ""), each, user, error);
}

/* ---- pieces ---- */

static char *put_hex(char *out, guint value, guint digits)
{
	while (digits-- > 0)
		*out++ = "0123456789abcdef"[value >> 4 * digits & 15];
	return out;
}

/* One text that sorts by its bytes: SQLite compares it three times as fast as columns.  The caller frees. */
static char *sort_key(const struct work_piece *piece)
{
	gsize cap = strlen(piece->cap), street = strlen(piece->street);
	char *key = g_malloc(12 + cap + 1 + street + 1 + 8 + 1);
	char *out = put_hex(put_hex(put_hex(key, piece->stream, 4), piece->product, 4), piece->area, 4);

	memcpy(out, piece->cap, cap);
	out += cap;
	*out++ = '\x01';
	memcpy(out, piece->street, street);
	out += street;
	*out++ = '\x01';
	*put_hex(out, piece->first_record, 8) = '\0';
	return key;
}

/* The struct without what its pointers point to, the places, the CAP with its NUL: for this program to read. */
static const GByteArray *pack_piece(struct worklist *worklist, const struct work_piece *piece)
{
	GByteArray *packed = worklist->packed;
	struct work_piece head = *piece;

	head.cap = head.street = NULL;
	head.places = NULL;
	g_byte_array_set_size(packed, 0);
	g_byte_array_append(packed, (const guint8 *)&head, sizeof head);
	g_byte_array_append(packed, (const guint8 *)piece->places, (guint)(piece->records * sizeof *piece->places));
	g_byte_array_append(packed, (const guint8 *)piece->cap, (guint)strlen(piece->cap) + 1);
	return packed;
}

gboolean worklist_add_piece(struct worklist *worklist, const struct work_piece *piece, GError **error)
{
	const GByteArray *packed = pack_piece(worklist, piece);
	g_autofree char *sort = sort_key(piece);

	return start_writing(worklist, error) &&
	       database_run(&worklist->db, "INSERT INTO piece (id, sort, piece) VALUES (?, ?, ?)", error, "usb",
			    piece->id, sort, packed->data, (gsize)packed->len);
}

gboolean worklist_place_piece(struct worklist *worklist, const struct work_piece *piece, GError **error)
{
	const GByteArray *packed = pack_piece(worklist, piece);

	return start_writing(worklist, error) &&
	       database_run(&worklist->db, "INSERT INTO placed (place, piece) VALUES (?, ?)", error, "lb",
			    place_of(piece->file, piece->position), packed->data, (gsize)packed->len);
}

static gboolean unpack_piece(struct worklist *worklist, sqlite3_stmt *statement, struct work_piece *piece,
			     GError **error)
{
	const guint8 *bytes = sqlite3_column_blob(statement, 0);
	gsize length = (gsize)sqlite3_column_bytes(statement, 0), places;

	if (length > sizeof *piece && bytes[length - 1] == '\0') {
		memcpy(piece, bytes, sizeof *piece);
		places = piece->records * sizeof *piece->places;
		if (length - sizeof *piece > places) {
			g_array_set_size(worklist->places, 0);
			g_array_append_vals(worklist->places, bytes + sizeof *piece, piece->records);
			piece->places = (const struct work_place *)worklist->places->data;
			piece->cap = (const char *)bytes + sizeof *piece + places;
			piece->street = "";
			return TRUE;
		}
	}
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SQL, "%s: a piece is damaged", worklist->db.name);
	return FALSE;
}

static gboolean visit_pieces(struct worklist *worklist, sqlite3_stmt *statement, worklist_piece_fn each, void *user,
			     GError **error)
{
	gboolean row, going;

	if (statement == NULL)
		return FALSE;
	while ((going = database_next(&worklist->db, statement, &row, error)) && row) {
		struct work_piece piece;

		going = unpack_piece(worklist, statement, &piece, error) && each(user, &piece, error);
		if (!going)
			break;
	}
	database_done(statement);
	return going;
}

gboolean worklist_each_sorted(struct worklist *worklist, worklist_piece_fn each, void *user, GError **error)
{
	return visit_pieces(worklist, database_query(&worklist->db, "SELECT piece FROM piece ORDER BY sort", error, ""),
			    each, user, error);
}

gboolean worklist_each_placed(struct worklist *worklist, guint file, worklist_piece_fn each, void *user, GError **error)
{
	static const char sql[] = "SELECT piece FROM placed WHERE place BETWEEN ? AND ? ORDER BY place";
	gint64 first = place_of(file, 0), last = place_of(file == 0 ? G_MAXINT : file, G_MAXUINT);

	return visit_pieces(worklist, database_query(&worklist->db, sql, error, "ll", first, last), each, user, error);
}
