/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/loop.h"

#include "registry/inside.h"

#include <string.h>

/* ---- one piece ---- */

/* A word that is no state was not written by us. */
static gboolean read_state(const char *word, guint run, guint number, enum piece_state *state, GError **error)
{
	if (piece_state_parse(word, state))
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SQL, "run %u: piece %u: no such piece state: '%s'", run, number,
		    word);
	return FALSE;
}

/* From a row of number, state and control. */
static gboolean read_piece(sqlite3_stmt *statement, guint run, struct loop_piece *piece, GError **error)
{
	piece->number = database_uint(statement, 0);
	g_strlcpy(piece->control, database_text(statement, 2), sizeof piece->control);
	return read_state(database_text(statement, 1), run, piece->number, &piece->state, error);
}

/* The one row of a query, which it ends. */
static gboolean take_piece(struct registry *registry, sqlite3_stmt *statement, guint run, struct loop_piece *piece,
			   gboolean *found, GError **error)
{
	gboolean read;

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, found, error) && (!*found || read_piece(statement, run, piece, error));
	database_done(statement);
	return read;
}

gboolean loop_piece_find(struct registry *registry, guint run, guint number, struct loop_piece *piece, gboolean *found,
			 GError **error)
{
	sqlite3_stmt *statement =
		database_query(&registry->db, "SELECT number, state, control FROM piece WHERE run = ? AND number = ?",
			       error, "uu", run, number);

	return take_piece(registry, statement, run, piece, found, error);
}

/* The index is on numbers that are there. */
gboolean loop_piece_registered(struct registry *registry, guint run, const char *registered, struct loop_piece *piece,
			       gboolean *found, GError **error)
{
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT number, state, control FROM piece"
			       " WHERE registered = ?2 AND registered <> '' AND run = ?1 ORDER BY number",
			       error, "us", run, registered);

	return take_piece(registry, statement, run, piece, found, error);
}

GArray *loop_pieces_waiting(struct registry *registry, guint run, GError **error)
{
	g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(struct loop_piece));
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT number, state, control FROM piece"
			       " WHERE run = ? AND state IN ('released', 'printed') AND stream = 'machine' ORDER BY number",
			       error, "u", run);

	if (statement == NULL)
		return NULL;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		struct loop_piece piece;

		read = read_piece(statement, run, &piece, error);
		if (!read)
			break;
		g_array_append_val(pieces, piece);
	}
	database_done(statement);
	return read ? g_steal_pointer(&pieces) : NULL;
}

gboolean loop_piece_before(struct registry *registry, guint run, guint number, enum piece_state *state, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT state FROM event WHERE run = ? AND piece = ? ORDER BY number DESC LIMIT 1 OFFSET 1",
			       error, "uu", run, number);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error) &&
	       read_state(row ? database_text(statement, 0) : "", run, number, state, error);
	database_done(statement);
	return read;
}

/* ---- results ---- */

gboolean results_add(struct registry *registry, const struct results_row *row, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO results (run, name, sha256, rules, at, who, lines, recorded, known, refused)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			    error, "usssssuuuu", row->run, row->name, row->sha256, row->rules, row->at, row->who,
			    row->lines, row->recorded, row->known, row->refused);
}

gboolean results_find(struct registry *registry, const char *sha256, struct results_before *before, gboolean *found,
		      GError **error)
{
	gboolean read;
	sqlite3_stmt *statement =
		database_query(&registry->db, "SELECT run, at, who FROM results WHERE sha256 = ? AND name <> ''", error,
			       "s", sha256);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, found, error);
	if (read && *found) {
		before->run = database_uint(statement, 0);
		g_strlcpy(before->at, database_text(statement, 1), sizeof before->at);
		g_strlcpy(before->who, database_text(statement, 2), sizeof before->who);
	}
	database_done(statement);
	return read;
}

gboolean alarm_add(struct registry *registry, const struct alarm_row *row, GError **error)
{
	return database_run(&registry->db, "INSERT INTO alarm (at, who, run, code, why) VALUES (?, ?, ?, ?, ?)", error,
			    "ssuss", row->at, row->who, row->run, row->code, row->why);
}

gboolean alarm_each(struct registry *registry, guint run, void (*each)(void *user, const struct alarm_row *row),
		    void *user, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(
		&registry->db, "SELECT at, who, code, why FROM alarm WHERE run = ? ORDER BY number", error, "u", run);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct alarm_row alarm = {
			run, database_text(statement, 0), database_text(statement, 1), database_text(statement, 2),
			database_text(statement, 3),
		};

		each(user, &alarm);
	}
	database_done(statement);
	return read;
}

gboolean agreement_add(struct registry *registry, const struct agreement_row *row, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO agreement (run, what, at, who, agreed, note, pieces) VALUES (?, ?, ?, ?, ?, ?, ?)",
			    error, "usssssu", row->run, row->what, row->at, row->who, row->agreed, row->note, row->pieces);
}

/* The first column of the one row, "" where it has none; ends the query. */
static gboolean take_text(struct registry *registry, sqlite3_stmt *statement, char *out, gsize room, GError **error)
{
	gboolean row, read;

	*out = '\0';
	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read && row)
		g_strlcpy(out, database_text(statement, 0), room);
	database_done(statement);
	return read;
}

gboolean loop_last_time(struct registry *registry, guint run, char at[LOOP_TIME_ROOM], GError **error)
{
	sqlite3_stmt *statement = database_query(
		&registry->db,
		"SELECT max(committed, ifnull((SELECT at FROM run_event WHERE run = ?1 ORDER BY number DESC LIMIT 1), ''),"
		" ifnull((SELECT at FROM results ORDER BY number DESC LIMIT 1), '')) FROM run WHERE number = ?1",
		error, "u", run);

	return take_text(registry, statement, at, LOOP_TIME_ROOM, error);
}

/* ---- the day of posting ---- */

gboolean posting_date_add(struct registry *registry, const struct posting_date_row *row, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO posting_date (run, number, date, at, who, note) SELECT ?1,"
			    " (SELECT ifnull(max(number), 0) + 1 FROM posting_date WHERE run = ?1), ?2, ?3, ?4, ?5",
			    error, "ussss", row->run, row->date, row->at, row->who, row->note);
}

gboolean posting_date_find(struct registry *registry, guint run, char date[LOOP_TIME_ROOM], GError **error)
{
	sqlite3_stmt *statement =
		database_query(&registry->db, "SELECT date FROM posting_date WHERE run = ? ORDER BY number DESC LIMIT 1",
			       error, "u", run);

	return take_text(registry, statement, date, LOOP_TIME_ROOM, error);
}

/* ---- closing ---- */

static void note_open(struct loop_open_pieces *open, enum loop_open kind, guint number)
{
	if (open->count[kind] < LOOP_SHOWN)
		open->first[kind][open->count[kind]] = number;
	open->count[kind]++;
}

static gboolean find_unfinished(struct registry *registry, guint run, struct loop_open_pieces *open, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(
		&registry->db,
		"SELECT number, state FROM piece WHERE run = ? AND state IN ('planned', 'composed', 'released', 'printed',"
		" 'held', 'spoiled', 'inserted') ORDER BY number",
		error, "u", run);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		const char *state = database_text(statement, 1);
		enum loop_open kind = strcmp(state, "held") == 0     ? LOOP_HELD :
				      strcmp(state, "spoiled") == 0  ? LOOP_SPOILED :
				      strcmp(state, "inserted") == 0 ? LOOP_INSERTED :
								       LOOP_UNKNOWN;

		note_open(open, kind, database_uint(statement, 0));
	}
	database_done(statement);
	return read;
}

/* Whoever makes a piece again has to close it first; a piece that nobody has made again is open for ever. */
static gboolean find_remade(struct registry *registry, guint run, struct loop_open_pieces *open, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT p.number, r.run FROM piece AS p"
			       " LEFT JOIN reprint AS r ON r.of_run = p.run AND r.of_piece = p.number AND r.piece <> 0"
			       " LEFT JOIN run ON run.number = r.run"
			       " WHERE p.run = ? AND p.state = 'reprinted' AND run.state IS NOT 'done' ORDER BY p.number",
			       error, "u", run);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		note_open(open, LOOP_REMADE, database_uint(statement, 0));
		if (open->remade_in == 0)
			open->remade_in = database_uint(statement, 1);
	}
	database_done(statement);
	return read;
}

gboolean loop_open_find(struct registry *registry, guint run, struct loop_open_pieces *open, GError **error)
{
	memset(open, 0, sizeof *open);
	return find_unfinished(registry, run, open, error) && find_remade(registry, run, open, error);
}
