/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/reprint.h"

#include "registry/inside.h"

static gboolean read_piece(sqlite3_stmt *statement, guint run, guint number, struct reprint_state *piece, GError **error)
{
	piece->run = database_uint(statement, 1);
	/* A word that is no state was not written by us. */
	if (piece_state_parse(database_text(statement, 0), &piece->state))
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SQL, "run %u: piece %u: no such piece state: '%s'", run, number,
		    database_text(statement, 0));
	return FALSE;
}

gboolean reprint_find(struct registry *registry, guint run, guint number, struct reprint_state *piece, gboolean *found,
		      GError **error)
{
	gboolean read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT piece.state, ifnull(reprint.run, 0) FROM piece"
			       " LEFT JOIN reprint ON reprint.of_run = piece.run AND reprint.of_piece = piece.number"
			       " WHERE piece.run = ? AND piece.number = ?",
			       error, "uu", run, number);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, found, error) &&
	       (!*found || read_piece(statement, run, number, piece, error));
	database_done(statement);
	return read;
}

gboolean reprint_waiting(struct registry *registry, guint run, GArray *numbers, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT number FROM piece WHERE run = ? AND state = 'spoiled' AND NOT EXISTS"
			       " (SELECT 1 FROM reprint WHERE of_run = piece.run AND of_piece = piece.number)"
			       " ORDER BY number",
			       error, "u", run);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		guint number = database_uint(statement, 0);

		g_array_append_val(numbers, number);
	}
	database_done(statement);
	return read;
}

/* A run makes pieces of one other again, so that the way up is one line. */
static const char share_sql[] =
	"WITH RECURSIVE"
	" up (run) AS (SELECT ?1 UNION SELECT reprint.of_run FROM reprint JOIN up ON reprint.run = up.run),"
	" first (run) AS (SELECT run FROM up WHERE NOT EXISTS (SELECT 1 FROM reprint WHERE reprint.run = up.run)),"
	" down (run) AS (SELECT run FROM first"
	"  UNION SELECT reprint.run FROM reprint JOIN down ON reprint.of_run = down.run)"
	" SELECT (SELECT run.pieces FROM run JOIN first ON run.number = first.run),"
	" (SELECT count(*) FROM reprint JOIN down ON reprint.of_run = down.run)";

gboolean reprint_share_find(struct registry *registry, guint run, struct reprint_share *share, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(&registry->db, share_sql, error, "u", run);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read)
		*share = (struct reprint_share){ (guint64)sqlite3_column_int64(statement, 0),
						 (guint64)sqlite3_column_int64(statement, 1) };
	database_done(statement);
	return read;
}

gboolean reprint_claim(struct registry *registry, guint of_run, guint of_piece, guint run, GError **error)
{
	if (!database_run(&registry->db,
			  "INSERT INTO reprint (of_run, of_piece, run) SELECT run, number, ?3 FROM piece"
			  " WHERE run = ?1 AND number = ?2 AND state = 'spoiled' ON CONFLICT DO NOTHING",
			  error, "uuu", of_run, of_piece, run))
		return FALSE;
	if (database_changes(&registry->db) == 1)
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE, "run %u: piece %u is not spoiled, or is being made again",
		    of_run, of_piece);
	return FALSE;
}

gboolean reprint_settle(struct registry *registry, guint of_run, guint of_piece, guint run, guint piece,
			const struct piece_event *event, GError **error)
{
	gboolean own, done;

	if (!registry_enter(registry, &own, error))
		return FALSE;
	done = database_run(&registry->db,
			    "UPDATE reprint SET piece = ? WHERE of_run = ? AND of_piece = ? AND run = ? AND piece = 0", error,
			    "uuuu", piece, of_run, of_piece, run);
	if (done && database_changes(&registry->db) != 1) {
		g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE, "run %u: piece %u is not made again by run %u",
			    of_run, of_piece, run);
		done = FALSE;
	}
	done = done && registry_piece_move(registry, of_run, of_piece, PIECE_SPOILED, PIECE_REPRINTED, event, error);
	return registry_leave(registry, own, done, error);
}

gboolean reprint_unsettled(struct registry *registry, guint run, guint *count, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(&registry->db, "SELECT count(*) FROM reprint WHERE run = ? AND piece = 0",
						 error, "u", run);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read)
		*count = database_uint(statement, 0);
	database_done(statement);
	return read;
}
