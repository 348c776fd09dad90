/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/story.h"

#include "registry/inside.h"

/* ---- pieces ---- */

#define FOUND_COLUMNS PIECE_COLUMNS ", p.run, p.state"

static gboolean read_piece(sqlite3_stmt *statement, struct found_piece *found, GError **error)
{
	const char *state = database_text(statement, PIECE_COLUMN_COUNT + 1);

	piece_read_row(statement, &found->piece);
	found->run = database_uint(statement, PIECE_COLUMN_COUNT);
	if (piece_state_parse(state, &found->state))
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SQL, "run %u: no such piece state: '%s'", found->run, state);
	return FALSE;
}


/* The indexes leave out pieces without the word. */
static sqlite3_stmt *find(struct registry *registry, const struct piece_query *query, GError **error)
{
	switch (query->by) {
	case PIECE_BY_REGISTERED:
		return database_query(&registry->db,
				      "SELECT " FOUND_COLUMNS " FROM piece AS p WHERE registered = ? AND registered <> ''"
				      " ORDER BY run, number",
				      error, "s", query->word);
	case PIECE_BY_KEY:
		return database_query(&registry->db,
				      "SELECT " FOUND_COLUMNS " FROM piece AS p WHERE key = ? AND key <> '' ORDER BY run, number",
				      error, "s", query->word);
	case PIECE_BY_NUMBER:
		return database_query(&registry->db, "SELECT " FOUND_COLUMNS " FROM piece AS p WHERE run = ? AND number = ?",
				      error, "uu", query->run, query->number);
	}
	g_assert_not_reached();
}

/* Reads all rows of a query that gives FOUND_COLUMNS, and ends it; NULL: it could not be asked. */
static gboolean read_found(struct registry *registry, sqlite3_stmt *statement,
			   void (*each)(void *user, const struct found_piece *found), void *user, GError **error)
{
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		struct found_piece found;

		read = read_piece(statement, &found, error);
		if (read)
			each(user, &found);
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}

gboolean registry_pieces_found(struct registry *registry, const struct piece_query *query,
			       void (*each)(void *user, const struct found_piece *found), void *user, GError **error)
{
	return read_found(registry, find(registry, query, error), each, user, error);
}

#define COPIES_SQL                                                                                                     \
	"WITH RECURSIVE before (of, nth, step) AS (VALUES (?1, ?2, 0) UNION"                                           \
	" SELECT r.of_run, r.of_piece, step - 1 FROM before CROSS JOIN reprint AS r ON r.run = of AND r.piece = nth"   \
	"  WHERE nth <> 0),"                                                                                           \
	" after (of, nth, step) AS (VALUES (?1, ?2, 0) UNION"                                                          \
	" SELECT r.run, r.piece, step + 1 FROM after CROSS JOIN reprint AS r ON r.of_run = of AND r.of_piece = nth"    \
	"  WHERE r.piece <> 0)"                                                                                        \
	" SELECT " FOUND_COLUMNS " FROM (SELECT * FROM before UNION SELECT * FROM after) AS c"                         \
	" CROSS JOIN piece AS p ON p.run = c.of AND p.number = c.nth ORDER BY c.step"

gboolean registry_piece_copies(struct registry *registry, guint run, guint number,
			       void (*each)(void *user, const struct found_piece *found), void *user, GError **error)
{
	return read_found(registry, database_query(&registry->db, COPIES_SQL, error, "uu", run, number), each, user, error);
}

/* What is spoiled or held waits for a person; the rest for its turn, the least advanced first. */
#define OPEN_SQL                                                                                                       \
	"SELECT " FOUND_COLUMNS ", (SELECT e.at FROM event AS e WHERE e.run = p.run AND e.piece = p.number"            \
	" ORDER BY e.number DESC LIMIT 1) FROM piece AS p WHERE run = ?"                                               \
	" AND state NOT IN ('posted', 'delivered', 'returned', 'lost', 'failed', 'pulled', 'reprinted')"                \
	" ORDER BY CASE state WHEN 'spoiled' THEN 0 WHEN 'held' THEN 1 WHEN 'composed' THEN 2 WHEN 'released' THEN 3"  \
	" WHEN 'printed' THEN 4 ELSE 5 END, number LIMIT ?"

gboolean registry_open_each(struct registry *registry, guint run, guint most,
			    void (*each)(void *user, const struct open_row *row), void *user, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, OPEN_SQL, error, "uu", run, most);
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		struct found_piece found;

		read = read_piece(statement, &found, error);
		if (read) {
			const struct open_row open = { &found.piece, found.state, database_text(statement, PIECE_COLUMN_COUNT + 2) };

			each(user, &open);
		}
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}

/* ---- happenings ---- */

/* The piece, or all of the run, as a range that an index answers. */
#define FIRST_LAST "max(?2, 1) AND CASE ?2 WHEN 0 THEN 4294967295 ELSE ?2 END"

/*
 * One row a happening: kind (enum happening_kind), at, who, word, why, evidence, number, run, piece, amount.
 * ?1 the run, ?2 the piece or 0 for the run as a whole, ?3 the piece's print file.
 *
 * A results file concerns the pieces whose events name it as their evidence; codes scanned one by one are summed by person and
 * hour, a piece's own events tell of its own; an agreement concerns those that were changed by it, at its moment; an alarm the
 * piece that the scanned code is of: a control code begins with run and piece.
 */
#define STORY_SQL                                                                                                      \
	"SELECT 0 AS kind, began AS at, '' AS who, '' AS word, title AS why, '' AS evidence, 0 AS number, 0, 0, 0"     \
	" FROM run WHERE number = ?1"                                                                                  \
	" UNION ALL SELECT 1, committed, '', '', '', '', 0, 0, 0, pieces FROM run WHERE number = ?1 AND committed <> ''"  \
	" UNION ALL SELECT 2, at, who, state, why, '', number, 0, 0, 0 FROM run_event WHERE run = ?1"                  \
	" UNION ALL SELECT 3, at, who, state, why, evidence, number, 0, 0, 0 FROM event WHERE run = ?1 AND piece = ?2"  \
	" UNION ALL SELECT 4, at, who, 'submitted', printer, name, number, 0, 0, 0 FROM print_job"                     \
	"  WHERE run = ?1 AND (?2 = 0 OR name GLOB ?3)"                                                                \
	" UNION ALL SELECT 5, ended, '', state, printer, name, number, 0, 0, 0 FROM print_job"                         \
	"  WHERE run = ?1 AND (?2 = 0 OR name GLOB ?3) AND state <> 'submitted'"                                       \
	" UNION ALL SELECT 6, at, who, '', rules, name, number, 0, 0, lines FROM results AS r WHERE run = ?1 AND name <> ''"  \
	"  AND (?2 = 0 OR EXISTS (SELECT 1 FROM event AS e WHERE e.run = ?1 AND e.piece = ?2"                          \
	"   AND (e.evidence = r.name OR substr(e.evidence, 1, length(r.name) + 1) = r.name || ':')))"                  \
	" UNION ALL SELECT 7, min(at), who, '', '', '', 0, 0, 0, sum(lines) FROM results"                              \
	"  WHERE run = ?1 AND ?2 = 0 AND name = '' GROUP BY who, substr(at, 1, 13)"                                    \
	" UNION ALL SELECT 8, at, who, what, agreed, note, number, 0, 0, pieces FROM agreement AS a WHERE run = ?1 AND (?2 = 0"  \
	"  OR EXISTS (SELECT 1 FROM event AS e WHERE e.run = ?1 AND e.piece = ?2 AND e.at = a.at"                      \
	"   AND e.state = CASE a.what WHEN 'pull' THEN 'pulled' ELSE 'reprinted' END))"                                \
	" UNION ALL SELECT 9, at, who, '', why, code, number, 0, 0, 0 FROM alarm"                                      \
	"  WHERE run = ?1 AND ?2 = 0 OR ?2 <> 0 AND substr(code, 1, 13) = format('%06d%07d', ?1, ?2)"                  \
	" UNION ALL SELECT 10, at, who, '', note, date, number, 0, 0, 0 FROM posting_date WHERE run = ?1"               \
	" UNION ALL SELECT 11, at, who, '', '', date, number, 0, 0, postage FROM posting_list WHERE run = ?1 AND ?2 = 0"  \
	" UNION ALL SELECT 11, l.at, l.who, '', '', l.date, l.number, 0, 0, d.postage FROM posted AS d"                \
	"  JOIN posting_list AS l ON l.number = d.list WHERE d.run = ?1 AND d.piece = ?2"                              \
	" UNION ALL SELECT 12, r.committed, '', '', '', '', 0, x.of_run, CASE WHEN ?2 = 0 THEN 0 ELSE x.of_piece END,"  \
	"  count(*) FROM reprint AS x JOIN run AS r ON r.number = x.run"                                               \
	"  WHERE x.run = ?1 AND x.piece BETWEEN " FIRST_LAST " GROUP BY x.of_run"                                       \
	" UNION ALL SELECT 13, r.committed, '', '', '', '', 0, x.run, CASE WHEN ?2 = 0 THEN 0 ELSE x.piece END,"       \
	"  count(*) FROM reprint AS x JOIN run AS r ON r.number = x.run"                                               \
	"  WHERE x.of_run = ?1 AND x.piece <> 0 AND x.of_piece BETWEEN " FIRST_LAST " GROUP BY x.run"                     \
	" ORDER BY at, kind, number"

gboolean registry_story(struct registry *registry, guint run, guint number, const char *print_file,
			void (*each)(void *user, const struct happening *happening), void *user, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, STORY_SQL, error, "uus", run, number, print_file);
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct happening happening = {
			.kind = (enum happening_kind)database_uint(statement, 0), .at = database_text(statement, 1),
			.who = database_text(statement, 2), .word = database_text(statement, 3),
			.why = database_text(statement, 4), .evidence = database_text(statement, 5),
			.number = database_uint(statement, 6), .run = database_uint(statement, 7),
			.piece = database_uint(statement, 8), .amount = sqlite3_column_int64(statement, 9),
		};

		each(user, &happening);
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}
