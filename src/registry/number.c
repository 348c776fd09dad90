/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/number.h"

#include "registry/inside.h"

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean refuse(GError **error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (error != NULL)
		*error = g_error_new_valist(REGISTRY_ERROR, REGISTRY_ERROR_STATE, format, args);
	va_end(args);
	return FALSE;
}

/* ---- ranges ---- */

static gboolean is_apart(struct registry *registry, const struct range_row *row, GError **error)
{
	gboolean found, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT r.first, r.last, r.product, client.name FROM number_range AS r"
			       " JOIN client ON client.id = r.client WHERE (r.series = ? OR r.product = ?)"
			       " AND r.first <= ? AND r.last >= ? ORDER BY r.first",
			       error, "ssll", row->series, row->product, row->last, row->first);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &found, error);
	if (read && found)
		read = refuse(error, "range %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " overlaps %" G_GINT64_FORMAT
			      " to %" G_GINT64_FORMAT ", '%s' of client '%s'",
			      row->first, row->last, (gint64)sqlite3_column_int64(statement, 0),
			      (gint64)sqlite3_column_int64(statement, 1), database_text(statement, 2),
			      database_text(statement, 3));
	database_done(statement);
	return read;
}

/* Nothing is inserted for a client that is not there. */
static gboolean add_row(struct registry *registry, const struct range_row *row, GError **error)
{
	if (!is_apart(registry, row, error) ||
	    !database_run(&registry->db,
			  "INSERT INTO number_range (client, product, series, first, last, next, added, who)"
			  " SELECT id, ?2, ?3, ?4, ?5, ?4, ?6, ?7 FROM client WHERE name = ?1",
			  error, "sssllss", row->client, row->product, row->series, row->first, row->last, row->added,
			  row->who))
		return FALSE;
	return database_changes(&registry->db) == 1 ||
	       refuse(error, "client '%s' is not known: it is since its first layout is stored", row->client);
}

gboolean range_add(struct registry *registry, const struct range_row *row, gint64 bodies, GError **error)
{
	gboolean own;

	if (row->first < 0 || row->first > row->last)
		return refuse(error, "range %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " ends before it begins",
			      row->first, row->last);
	if (row->last >= bodies)
		return refuse(error, "range %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " goes beyond %" G_GINT64_FORMAT,
			      row->first, row->last, bodies - 1);
	return registry_enter(registry, &own, error) &&
	       registry_leave(registry, own, add_row(registry, row, error), error);
}

static void read_range(sqlite3_stmt *statement, struct range_row *row)
{
	int i = 0;

	row->client = database_text(statement, i++);
	row->product = database_text(statement, i++);
	row->series = database_text(statement, i++);
	row->first = sqlite3_column_int64(statement, i++);
	row->last = sqlite3_column_int64(statement, i++);
	row->next = sqlite3_column_int64(statement, i++);
	row->added = database_text(statement, i++);
	row->who = database_text(statement, i++);
}

gboolean range_each(struct registry *registry, void (*each)(void *user, const struct range_row *row), void *user,
		    GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT client.name, r.product, r.series, r.first, r.last, r.next, r.added, r.who"
			       " FROM number_range AS r JOIN client ON client.id = r.client"
			       " ORDER BY client.name, r.product, r.id",
			       error, "");

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		struct range_row range;

		read_range(statement, &range);
		each(user, &range);
	}
	database_done(statement);
	return read;
}

/* ---- numbers ---- */

gboolean numbers_left(struct registry *registry, const struct number_owner *owner, gint64 *left, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT ifnull(sum(r.last - r.next + 1), 0) FROM number_range AS r"
			       " JOIN client ON client.id = r.client"
			       " WHERE client.name = ? AND r.product = ? AND r.series = ?",
			       error, "sss", owner->client, owner->product, owner->series);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read)
		*left = sqlite3_column_int64(statement, 0);
	database_done(statement);
	return read;
}

/* The oldest range that is not used up, from its next number on. */
static gboolean find_open(struct registry *registry, const struct number_owner *owner, gint64 *range,
			  struct number_stretch *stretch, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT r.id, r.next, r.last FROM number_range AS r JOIN client ON client.id = r.client"
			       " WHERE client.name = ? AND r.product = ? AND r.series = ? AND r.next <= r.last"
			       " ORDER BY r.id LIMIT 1",
			       error, "sss", owner->client, owner->product, owner->series);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read) {
		/* Enough are left: they were counted in this transaction. */
		g_assert(row);
		*range = sqlite3_column_int64(statement, 0);
		*stretch = (struct number_stretch){ sqlite3_column_int64(statement, 1),
						    sqlite3_column_int64(statement, 2) };
	}
	database_done(statement);
	return read;
}

/* Of one range, at most count; the range's next follows by the schema's trigger. */
static gboolean take_stretch(struct registry *registry, const struct number_owner *owner, guint run, gint64 count,
			     const char *now, struct number_stretch *stretch, GError **error)
{
	gint64 range;

	if (!find_open(registry, owner, &range, stretch, error))
		return FALSE;
	stretch->last = MIN(stretch->last, stretch->first + count - 1);
	return database_run(&registry->db,
			    "INSERT INTO number_taken (range, run, first, last, at) VALUES (?, ?, ?, ?, ?)", error,
			    "lulls", range, run, stretch->first, stretch->last, now);
}

gboolean numbers_take(struct registry *registry, const struct number_owner *owner, guint run, gint64 count,
		      const char *now, GArray *taken, GError **error)
{
	gint64 left;

	g_assert(count >= 0 && !sqlite3_get_autocommit(registry->db.handle));
	if (!numbers_left(registry, owner, &left, error))
		return FALSE;
	if (left < count)
		return refuse(error, "client '%s' has %" G_GINT64_FORMAT " numbers of '%s' left: the run needs %" G_GINT64_FORMAT,
			      owner->client, left, owner->product, count);
	while (count > 0) {
		struct number_stretch stretch;

		if (!take_stretch(registry, owner, run, count, now, &stretch, error))
			return FALSE;
		g_array_append_val(taken, stretch);
		count -= stretch.last - stretch.first + 1;
	}
	return TRUE;
}
