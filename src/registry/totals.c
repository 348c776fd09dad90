/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/totals.h"

#include "registry/inside.h"

/* A word that is no state was not written by us: better no sum than a wrong one. */
static gboolean read_state(sqlite3_stmt *statement, int column, enum piece_state *state, GError **error)
{
	if (piece_state_parse(database_text(statement, column), state))
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SQL, "no such piece state: '%s'", database_text(statement, column));
	return FALSE;
}

/* ---- a run's pieces ---- */

/* Sheets that were spoiled came out of the press, whether or not somebody told of the printing; of a piece that was set
 * aside its events tell. */
#define TOTALS_SQL                                                                                                     \
	"SELECT p.state, p.product, p.area, p.bracket, p.stream, p.billable, p.inserts,"                              \
	" p.state IN ('printed', 'inserted', 'posted', 'delivered', 'returned', 'lost', 'spoiled', 'reprinted')"      \
	"  OR (p.state IN ('pulled', 'held') AND EXISTS (SELECT 1 FROM event AS e WHERE e.run = p.run"                \
	"   AND e.piece = p.number AND e.state IN ('printed', 'inserted', 'spoiled'))),"                              \
	" d.list IS NOT NULL, count(*), sum(p.documents), sum(p.sheets), sum(p.pages), sum(p.weight_mg),"             \
	" ifnull(sum(d.postage), 0)"                                                                                  \
	" FROM piece AS p LEFT JOIN posted AS d ON d.run = p.run AND d.piece = p.number"                              \
	" WHERE p.run = ? GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 2, 3, 4, 5, 6 DESC, 7, 1, 8, 9"

static gboolean read_totals(sqlite3_stmt *statement, struct totals_row *row, GError **error)
{
	gint64 *const sums[] = { &row->pieces, &row->documents, &row->sheets, &row->pages, &row->weight_mg, &row->postage };
	int i = 1;

	if (!read_state(statement, 0, &row->state, error))
		return FALSE;
	row->product = database_text(statement, i++);
	row->area = database_text(statement, i++);
	row->bracket = database_text(statement, i++);
	row->stream = database_text(statement, i++);
	row->billable = database_uint(statement, i++) != 0;
	row->inserts = database_uint(statement, i++);
	row->printed = database_uint(statement, i++) != 0;
	row->listed = database_uint(statement, i++) != 0;
	for (guint sum = 0; sum < G_N_ELEMENTS(sums); sum++)
		*sums[sum] = sqlite3_column_int64(statement, i++);
	return TRUE;
}

gboolean registry_totals_each(struct registry *registry, guint run,
			      void (*each)(void *user, const struct totals_row *row), void *user, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, TOTALS_SQL, error, "u", run);
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		struct totals_row totals;

		read = read_totals(statement, &totals, error);
		if (read)
			each(user, &totals);
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}

/* ---- reprints ---- */

#define FAMILY_SQL                                                                                                     \
	"WITH RECURSIVE family (run) AS (VALUES (?1) UNION"                                                            \
	" SELECT reprint.run FROM family CROSS JOIN reprint ON reprint.of_run = family.run WHERE reprint.piece <> 0)"  \
	" SELECT ?1, 0, 0 UNION ALL"                                                                                   \
	" SELECT * FROM (SELECT reprint.run, reprint.of_run, count(*) FROM family"                                     \
	"  CROSS JOIN reprint ON reprint.of_run = family.run WHERE reprint.piece <> 0 GROUP BY 1, 2 ORDER BY 1, 2)"

gboolean registry_family_each(struct registry *registry, guint run,
			      void (*each)(void *user, const struct family_row *row), void *user, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, FAMILY_SQL, error, "u", run);
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct family_row family = {
			database_uint(statement, 0), database_uint(statement, 1), sqlite3_column_int64(statement, 2),
		};

		each(user, &family);
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}

/* A reprint is of pieces of one run. */
#define ROOT_SQL                                                                                                       \
	"WITH RECURSIVE line (run, depth) AS (VALUES (?1, 0) UNION"                                                    \
	" SELECT reprint.of_run, line.depth + 1 FROM line CROSS JOIN reprint ON reprint.run = line.run"                \
	" WHERE reprint.piece <> 0) SELECT run FROM line ORDER BY depth DESC, run LIMIT 1"

gboolean registry_family_root(struct registry *registry, guint run, guint *root, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, ROOT_SQL, error, "u", run);
	gboolean row, read;

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read)
		*root = database_uint(statement, 0);
	database_done(statement);
	return read;
}

/* ---- postings ---- */

#define POSTED_SQL                                                                                                     \
	"SELECT d.list, l.date, p.product, p.area, p.bracket, p.billable, p.inserts, d.postage, count(*), sum(p.sheets),"  \
	" sum(p.pages), sum(d.postage)"                                                                                \
	" FROM posted AS d CROSS JOIN piece AS p ON p.run = d.run AND p.number = d.piece"                              \
	" JOIN posting_list AS l ON l.number = d.list WHERE d.run = ?"                                                 \
	" GROUP BY 1, 3, 4, 5, 6, 7, 8 ORDER BY 1, 3, 4, 5, 6 DESC, 8, 7"

gboolean registry_posted_each(struct registry *registry, guint run,
			      void (*each)(void *user, const struct posted_row *row), void *user, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, POSTED_SQL, error, "u", run);
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct posted_row posted = {
			database_uint(statement, 0), database_text(statement, 1), database_text(statement, 2),
			database_text(statement, 3), database_text(statement, 4), database_uint(statement, 5) != 0,
			database_uint(statement, 6), sqlite3_column_int64(statement, 7),
			sqlite3_column_int64(statement, 8), sqlite3_column_int64(statement, 9),
			sqlite3_column_int64(statement, 10), sqlite3_column_int64(statement, 11),
		};

		each(user, &posted);
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}

/* A list is of pieces of one run, which has them one after the other. */
#define LISTS_SQL                                                                                                      \
	"SELECT l.number, l.run, l.date, l.at, l.who, l.pieces, l.postage,"                                            \
	" (SELECT count(*) FROM posted AS d WHERE d.run = l.run AND d.list = l.number),"                               \
	" (SELECT ifnull(sum(d.postage), 0) FROM posted AS d WHERE d.run = l.run AND d.list = l.number)"               \
	" FROM posting_list AS l WHERE (?1 = 0 OR l.run = ?1) AND l.at >= ?2 AND l.at < ?3 ORDER BY l.number"

gboolean registry_lists_each(struct registry *registry, const struct list_query *query,
			     void (*each)(void *user, const struct list_row *row), void *user, GError **error)
{
	sqlite3_stmt *statement =
		database_query(&registry->db, LISTS_SQL, error, "uss", query->run, query->from, query->to);
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct list_row list = {
			database_uint(statement, 0), database_uint(statement, 1), database_text(statement, 2),
			database_text(statement, 3), database_text(statement, 4), sqlite3_column_int64(statement, 5),
			sqlite3_column_int64(statement, 6), sqlite3_column_int64(statement, 7),
			sqlite3_column_int64(statement, 8),
		};

		each(user, &list);
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}

/* ---- a day ---- */

/* Events are kept by piece, not by time: only runs that were at work then are looked at.  After a run is done nothing
 * happens to it before the post's answers. */
#define DAY_SQL                                                                                                        \
	"SELECT r.number, c.name, j.name, e.state, count(*), sum(p.sheets), sum(p.pages), sum(p.billable = 0)"         \
	" FROM run AS r CROSS JOIN event AS e ON e.run = r.number"                                                     \
	" CROSS JOIN piece AS p ON p.run = e.run AND p.number = e.piece"                                               \
	" JOIN job AS j ON j.id = r.job JOIN client AS c ON c.id = j.client"                                           \
	" WHERE r.began < ?2 AND (r.state <> 'done' OR EXISTS (SELECT 1 FROM run_event AS x WHERE x.run = r.number"    \
	"  AND x.at >= ?1)) AND e.at >= ?1 AND e.at < ?2"                                                              \
	" AND NOT EXISTS (SELECT 1 FROM event AS b WHERE b.run = e.run AND b.piece = e.piece AND b.number = e.number - 1"  \
	"  AND b.state = 'held' AND e.state NOT IN ('spoiled', 'pulled'))"                                             \
	" GROUP BY r.number, e.state ORDER BY r.number, e.state"

gboolean registry_day_each(struct registry *registry, const char *from, const char *to,
			   void (*each)(void *user, const struct day_row *row), void *user, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, DAY_SQL, error, "ss", from, to);
	gboolean row, read = statement != NULL;

	while (read && (read = database_next(&registry->db, statement, &row, error)) && row) {
		struct day_row day = {
			database_uint(statement, 0), database_text(statement, 1), database_text(statement, 2), 0,
			sqlite3_column_int64(statement, 4), sqlite3_column_int64(statement, 5),
			sqlite3_column_int64(statement, 6), sqlite3_column_int64(statement, 7),
		};

		read = read_state(statement, 3, &day.state, error);
		if (read)
			each(user, &day);
	}
	if (statement != NULL)
		database_done(statement);
	return read;
}
