/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/printjob.h"

#include "model/piece.h"
#include "registry/inside.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

static const char *const state_names[PRINTJOB_STATES] = {
	[PRINTJOB_SUBMITTED] = N_("submitted"), [PRINTJOB_COMPLETED] = N_("completed"), [PRINTJOB_CANCELED] = N_("canceled"),
	[PRINTJOB_ABORTED] = N_("aborted"),	[PRINTJOB_LOST] = N_("lost"),		[PRINTJOB_UNSENT] = N_("unsent"),
};

const char *printjob_state_name(enum printjob_state state)
{
	g_assert((guint)state < PRINTJOB_STATES);
	return state_names[state];
}

static enum printjob_state parse_state(const char *name)
{
	for (guint i = 0; i < PRINTJOB_STATES; i++) {
		if (strcmp(state_names[i], name) == 0)
			return (enum printjob_state)i;
	}
	/* The schema lets nothing else in. */
	g_assert_not_reached();
}

/* ---- giving a file to a printer ---- */

static gboolean refuse(const struct printjob_row *row, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);
static gboolean refuse(const struct printjob_row *row, GError **error, const char *format, ...)
{
	g_autofree char *why = NULL;
	va_list args;

	va_start(args, format);
	why = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE, "run R%06u: file '%s' is not printed: %s", row->run, row->name,
		    why);
	return FALSE;
}

static gboolean run_is_released(struct registry *registry, const struct printjob_row *row, GError **error)
{
	gboolean found, read;
	sqlite3_stmt *statement = database_query(&registry->db, "SELECT state FROM run WHERE number = ?", error, "u", row->run);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &found, error);
	if (read && !found)
		read = refuse(row, error, "there is no such run");
	else if (read && strcmp(database_text(statement, 0), "printing") != 0)
		read = refuse(row, error, "the run is %s", database_text(statement, 0));
	database_done(statement);
	return read;
}

static gboolean is_given_once(struct registry *registry, const struct printjob_row *row, GError **error)
{
	gboolean found, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT printer, job, state FROM print_job"
			       " WHERE run = ? AND file = ? AND state IN ('submitted', 'completed')",
			       error, "uu", row->run, row->file);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &found, error);
	if (read && found)
		read = refuse(row, error, "it is %s at printer '%s', job %u", database_text(statement, 2),
			      database_text(statement, 0), database_uint(statement, 1));
	database_done(statement);
	return read;
}

/* Sheets of a piece that was printed, and is in its envelope or was made again, would be there twice. */
static gboolean pieces_are_waiting(struct registry *registry, const struct printjob_row *row, GError **error)
{
	gboolean found, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT count(*), min(number), state FROM piece"
			       " WHERE run = ? AND file = ? AND state NOT IN ('released', 'held', 'pulled')",
			       error, "uu", row->run, row->file);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &found, error);
	if (read && database_uint(statement, 0) > 0)
		read = refuse(row, error, "%u of its pieces have been printed, the first is %u, %s; what is missing is made again",
			      database_uint(statement, 0), database_uint(statement, 1), database_text(statement, 2));
	database_done(statement);
	return read;
}

static gboolean add_row(struct registry *registry, const struct printjob_row *row, gint64 *number, GError **error)
{
	return database_number(&registry->db, "SELECT ifnull(max(number), 0) + 1 FROM print_job", number, 1, error) &&
	       database_run(&registry->db,
			    "INSERT INTO print_job (number, run, file, name, printer, server, at, who)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			    error, "luusssss", *number, row->run, row->file, row->name, row->printer, row->server, row->at,
			    row->who);
}

gboolean printjob_begin(struct registry *registry, const struct printjob_row *row, guint *number, GError **error)
{
	gboolean own, done;
	gint64 next = 0;

	if (!registry_enter(registry, &own, error))
		return FALSE;
	done = run_is_released(registry, row, error) && is_given_once(registry, row, error) &&
	       pieces_are_waiting(registry, row, error) && add_row(registry, row, &next, error);
	if (!registry_leave(registry, own, done, error))
		return FALSE;
	*number = (guint)next;
	return TRUE;
}

gboolean printjob_made(struct registry *registry, guint number, guint job, GError **error)
{
	return database_run(&registry->db, "UPDATE print_job SET job = ? WHERE number = ?", error, "uu", job, number);
}

/* ---- what became of it ---- */

/* All at once; the events first, while it can still be told which pieces were released. */
static gboolean pieces_are_printed(struct registry *registry, guint number, const char *at, GError **error)
{
	g_assert(piece_may_become(PIECE_RELEASED, PIECE_PRINTED));
	return database_run(&registry->db,
			    "INSERT INTO event (run, piece, number, state, at, who, why, evidence)"
			    " SELECT p.run, p.number, (SELECT max(e.number) + 1 FROM event AS e"
			    " WHERE e.run = p.run AND e.piece = p.number), 'printed', ?, j.who, '', j.printer || '/' || j.job"
			    " FROM print_job AS j JOIN piece AS p ON p.run = j.run AND p.file = j.file"
			    " WHERE j.number = ? AND p.state = 'released' ORDER BY p.number",
			    error, "su", at, number) &&
	       database_run(&registry->db,
			    "UPDATE piece SET state = 'printed' WHERE state = 'released'"
			    " AND run = (SELECT run FROM print_job WHERE number = ?1)"
			    " AND file = (SELECT file FROM print_job WHERE number = ?1)",
			    error, "u", number);
}

gboolean printjob_end(struct registry *registry, guint number, const struct printjob_end *end, GError **error)
{
	gboolean own, done;

	g_assert(end->state != PRINTJOB_SUBMITTED);
	if (!registry_enter(registry, &own, error))
		return FALSE;
	done = database_run(&registry->db,
			    "UPDATE print_job SET state = ?, why = ?, ended = ? WHERE number = ? AND state = 'submitted'", error,
			    "sssu", printjob_state_name(end->state), end->why, end->at, number);
	if (done && end->state == PRINTJOB_COMPLETED && database_changes(&registry->db) == 1)
		done = pieces_are_printed(registry, number, end->at, error);
	return registry_leave(registry, own, done, error);
}

/* ---- listing ---- */

static void read_row(sqlite3_stmt *statement, struct printjob_row *row)
{
	int i = 0;

	row->number = database_uint(statement, i++);
	row->run = database_uint(statement, i++);
	row->file = database_uint(statement, i++);
	row->name = database_text(statement, i++);
	row->printer = database_text(statement, i++);
	row->server = database_text(statement, i++);
	row->job = database_uint(statement, i++);
	row->at = database_text(statement, i++);
	row->who = database_text(statement, i++);
	row->state = parse_state(database_text(statement, i++));
	row->why = database_text(statement, i++);
	row->ended = database_text(statement, i++);
}

gboolean printjob_each(struct registry *registry, guint run, void (*each)(void *user, const struct printjob_row *row),
		       void *user, GError **error)
{
	gboolean found, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT number, run, file, name, printer, server, job, at, who, state, why, ended FROM print_job"
			       " WHERE run = ? ORDER BY file, number",
			       error, "u", run);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &found, error)) && found) {
		struct printjob_row row;

		read_row(statement, &row);
		each(user, &row);
	}
	database_done(statement);
	return read;
}
