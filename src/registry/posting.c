/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/posting.h"

#include "registry/inside.h"


static gboolean refuse(GError **error, enum registry_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean refuse(GError **error, enum registry_error code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (error != NULL)
		*error = g_error_new_valist(REGISTRY_ERROR, (gint)code, format, args);
	va_end(args);
	return FALSE;
}

/* ---- numbers ---- */

gboolean posting_next(struct registry *registry, guint *number, GError **error)
{
	gint64 next;

	if (!database_number(&registry->db, "SELECT ifnull(max(number), 0) + 1 FROM posting_list", &next, 1, error))
		return FALSE;
	*number = (guint)next;
	return TRUE;
}

gboolean posting_known(struct registry *registry, guint number, const char *hash, gboolean *known, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db, "SELECT 1 FROM posting_list WHERE number = ? AND sha256 = ?",
						 error, "us", number, hash);
	gboolean read;

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, known, error);
	database_done(statement);
	return read;
}

/* ---- what is listed ---- */

/* Of this connection alone, and in memory.  Prices are few: each piece points at its own. */
static const char tables[] = "CREATE TEMP TABLE IF NOT EXISTS listing_group (id INTEGER PRIMARY KEY, product TEXT NOT NULL,"
			     " area TEXT NOT NULL, bracket TEXT NOT NULL, postage INTEGER NOT NULL DEFAULT -1,"
			     " UNIQUE (product, area, bracket));"
			     "CREATE TEMP TABLE IF NOT EXISTS listing (run INTEGER NOT NULL, piece INTEGER NOT NULL,"
			     " price INTEGER NOT NULL, PRIMARY KEY (run, piece)) WITHOUT ROWID;"
			     "DELETE FROM temp.listing; DELETE FROM temp.listing_group;";

/* In one transaction: both see the same moment. */
static gboolean collect(struct registry *registry, guint run, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO temp.listing_group (product, area, bracket)"
			    " SELECT product, area, bracket FROM piece"
			    " WHERE run = ? AND state = 'inserted' AND channel = 'post' GROUP BY product, area, bracket",
			    error, "u", run) &&
	       database_run(&registry->db,
			    "INSERT INTO temp.listing (run, piece, price)"
			    " SELECT p.run, p.number, g.id FROM piece AS p JOIN temp.listing_group AS g"
			    " ON g.product = p.product AND g.area = p.area AND g.bracket = p.bracket"
			    " WHERE p.run = ? AND p.state = 'inserted' AND p.channel = 'post' ORDER BY p.number",
			    error, "u", run);
}

gboolean posting_collect(struct registry *registry, guint run, guint *pieces, GError **error)
{
	gint64 count;
	gboolean own;

	if (!database_exec(&registry->db, tables, error) || !registry_enter(registry, &own, error) ||
	    !registry_leave(registry, own, collect(registry, run, error), error) ||
	    !database_number(&registry->db, "SELECT count(*) FROM temp.listing", &count, 0, error))
		return FALSE;
	*pieces = (guint)count;
	return TRUE;
}

gboolean posting_groups(struct registry *registry, void (*each)(void *user, const struct posting_group *group), void *user,
			GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT g.product, g.area, g.bracket, count(*), sum(p.sheets), sum(p.weight_mg), g.postage"
			       " FROM temp.listing AS l JOIN temp.listing_group AS g ON g.id = l.price"
			       " JOIN piece AS p ON p.run = l.run AND p.number = l.piece"
			       " GROUP BY g.id ORDER BY g.product, g.area, max(p.weight_mg), g.bracket",
			       error, "");

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct posting_group group = {
			.product = database_text(statement, 0), .area = database_text(statement, 1),
			.bracket = database_text(statement, 2), .pieces = database_uint(statement, 3),
			.sheets = database_uint(statement, 4), .weight_mg = sqlite3_column_int64(statement, 5),
			.postage = sqlite3_column_int64(statement, 6),
		};

		each(user, &group);
	}
	database_done(statement);
	return read;
}

gboolean posting_price(struct registry *registry, const struct posting_group *group, gint64 postage, GError **error)
{
	return database_run(&registry->db,
			    "UPDATE temp.listing_group SET postage = ? WHERE product = ? AND area = ? AND bracket = ?", error,
			    "lsss", postage, group->product, group->area, group->bracket);
}

gboolean posting_pieces(struct registry *registry,
			gboolean (*each)(void *user, const struct piece *piece, gint64 postage, GError **error), void *user,
			GError **error)
{
	gboolean row, ok;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT " PIECE_COLUMNS ", g.postage FROM temp.listing AS l JOIN temp.listing_group AS g ON g.id = l.price"
			       " JOIN piece AS p ON p.run = l.run AND p.number = l.piece ORDER BY l.run, l.piece",
			       error, "");

	if (statement == NULL)
		return FALSE;
	while ((ok = database_next(&registry->db, statement, &row, error)) && row) {
		struct piece piece;

		piece_read_row(statement, &piece);
		ok = each(user, &piece, sqlite3_column_int64(statement, PIECE_COLUMN_COUNT), error);
		if (!ok)
			break;
	}
	database_done(statement);
	return ok;
}

gboolean posting_printed_at(struct registry *registry, char **at, GError **error)
{
	sqlite3_stmt *statement = database_query(&registry->db,
						 "SELECT ifnull(max(e.at), '') FROM temp.listing AS l JOIN event AS e"
						 " ON e.run = l.run AND e.piece = l.piece WHERE e.state = 'printed'",
						 error, "");
	gboolean row, read;

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read)
		*at = g_strdup(database_text(statement, 0));
	database_done(statement);
	return read;
}

/* ---- posting ---- */

/* What was collected, as it is now. */
struct standing {
	gint64 pieces, inserted, priced, postage;
};

static gboolean look(struct registry *registry, guint run, struct standing *standing, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT count(*), ifnull(sum(p.state = 'inserted' AND r.state = 'printing'), 0),"
			       " ifnull(sum(g.postage >= 0), 0), ifnull(sum(g.postage), 0)"
			       " FROM temp.listing AS l JOIN temp.listing_group AS g ON g.id = l.price"
			       " JOIN piece AS p ON p.run = l.run AND p.number = l.piece JOIN run AS r ON r.number = l.run"
			       " WHERE l.run = ?",
			       error, "u", run);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read)
		*standing = (struct standing){
			sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
			sqlite3_column_int64(statement, 2), sqlite3_column_int64(statement, 3),
		};
	database_done(statement);
	return read;
}

static gboolean may_be_posted(struct registry *registry, const struct posting_row *row, GError **error)
{
	struct standing standing;
	guint next;

	if (!look(registry, row->run, &standing, error) || !posting_next(registry, &next, error))
		return FALSE;
	if (standing.inserted != standing.pieces)
		return refuse(error, REGISTRY_ERROR_BUSY,
			      "run R%06u has changed while its posting list was being made: try again", row->run);
	if (row->number != next || standing.pieces != row->pieces || standing.priced != row->pieces ||
	    standing.postage != row->postage)
		return refuse(error, REGISTRY_ERROR_STATE, "posting list D%06u is not what was collected for run R%06u", row->number,
			      row->run);
	return TRUE;
}

static gboolean add_list(struct registry *registry, const struct posting_row *row, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO posting_list (number, run, date, at, who, pieces, postage, sha256)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			    error, "uusssuls", row->number, row->run, row->date, row->at, row->who, row->pieces, row->postage,
			    row->sha256) &&
	       database_run(&registry->db,
			    "INSERT INTO posted (run, piece, list, postage)"
			    " SELECT l.run, l.piece, ?, g.postage FROM temp.listing AS l"
			    " JOIN temp.listing_group AS g ON g.id = l.price ORDER BY l.run, l.piece",
			    error, "u", row->number);
}

/* The events first, as each piece's last one is looked for in its own. */
static gboolean move_pieces(struct registry *registry, const struct posting_row *row, GError **error)
{
	g_autofree char *list = g_strdup_printf("D%06u", row->number);

	return database_run(&registry->db,
			    "INSERT INTO event (run, piece, number, state, at, who, why, evidence)"
			    " SELECT l.run, l.piece, (SELECT max(e.number) + 1 FROM event AS e"
			    " WHERE e.run = l.run AND e.piece = l.piece), 'posted', ?, ?, ?, ?"
			    " FROM temp.listing AS l ORDER BY l.run, l.piece",
			    error, "ssss", row->at, row->who, row->why, list) &&
	       database_run(&registry->db,
			    "UPDATE piece SET state = 'posted' WHERE run = ?1 AND number IN"
			    " (SELECT piece FROM temp.listing WHERE run = ?1)",
			    error, "u", row->run);
}

gboolean posting_commit(struct registry *registry, const struct posting_row *row, GError **error)
{
	gboolean own, done;

	g_assert(piece_may_become(PIECE_INSERTED, PIECE_POSTED));
	if (!registry_enter(registry, &own, error))
		return FALSE;
	done = may_be_posted(registry, row, error) && add_list(registry, row, error) && move_pieces(registry, row, error);
	return registry_leave(registry, own, done, error);
}

/* ---- lists that are there ---- */

gboolean posting_each(struct registry *registry, guint run, void (*each)(void *user, const struct posting_row *row),
		      void *user, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT l.number, l.run, client.name, job.name, run.title, l.date, l.at, l.who, l.pieces, l.postage,"
			       " l.sha256 FROM posting_list AS l JOIN run ON run.number = l.run JOIN job ON job.id = run.job"
			       " JOIN client ON client.id = job.client WHERE ?1 = 0 OR l.run = ?1 ORDER BY l.number",
			       error, "u", run);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct posting_row list = {
			.number = database_uint(statement, 0), .run = database_uint(statement, 1),
			.client = database_text(statement, 2), .job = database_text(statement, 3),
			.title = database_text(statement, 4), .date = database_text(statement, 5),
			.at = database_text(statement, 6), .who = database_text(statement, 7), .why = "",
			.pieces = database_uint(statement, 8), .postage = sqlite3_column_int64(statement, 9),
			.sha256 = database_text(statement, 10),
		};

		each(user, &list);
	}
	database_done(statement);
	return read;
}
