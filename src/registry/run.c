/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/run.h"

#include "model/piece.h"
#include "registry/inside.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

static const char *const state_names[] = {
	[RUN_MAKING] = N_("making"), [RUN_READY] = N_("ready"), [RUN_PRINTING] = N_("printing"),
	[RUN_DONE] = N_("done"),	 [RUN_HELD] = N_("held"),	[RUN_CORRUPT] = N_("corrupt"),
};

const char *run_state_name(enum run_state state)
{
	g_assert((guint)state < G_N_ELEMENTS(state_names));
	return state_names[state];
}

static enum run_state parse_state(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(state_names); i++) {
		if (strcmp(state_names[i], name) == 0)
			return (enum run_state)i;
	}
	/* The schema lets nothing else in. */
	g_assert_not_reached();
}

/* The lowest number from 1 that no row has. */
static gboolean lowest_free(struct registry *registry, gint64 *number, GError **error)
{
	return database_number(&registry->db,
			       "SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM run WHERE number = 1) THEN 1 ELSE"
			       " (SELECT min(number) + 1 FROM run AS r"
			       "  WHERE NOT EXISTS (SELECT 1 FROM run WHERE number = r.number + 1)) END",
			       number, 1, error);
}

static gboolean add_job(struct registry *registry, const struct run_row *row, GError **error)
{
	return database_run(&registry->db, "INSERT INTO client (name) VALUES (?) ON CONFLICT DO NOTHING", error, "s",
			    row->client) &&
	       database_run(&registry->db,
			    "INSERT INTO job (client, name) SELECT id, ? FROM client WHERE name = ?"
			    " ON CONFLICT DO NOTHING",
			    error, "ss", row->job, row->client);
}

static gboolean add_run(struct registry *registry, const struct run_row *row, const char *now, gint64 number,
			GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO run (number, state, title, layout, layout_hash, data_hash, began, job)"
			    " SELECT ?, 'making', ?, ?, ?, ?, ?, job.id FROM job JOIN client ON client.id = job.client"
			    " WHERE job.name = ? AND client.name = ?",
			    error, "lsssssss", number, row->title, row->layout, row->layout_hash, row->data_hash, now,
			    row->job, row->client);
}

gboolean registry_run_begin(struct registry *registry, const struct run_row *row, const char *now, guint *number,
			    GError **error)
{
	gboolean own, done;
	gint64 lowest = 0;

	if (!registry_enter(registry, &own, error))
		return FALSE;
	done = add_job(registry, row, error) && lowest_free(registry, &lowest, error) &&
	       add_run(registry, row, now, lowest, error);
	if (!registry_leave(registry, own, done, error))
		return FALSE;
	*number = (guint)lowest;
	return TRUE;
}

/* The statement just run must have found its row, and but one. */
static gboolean touched_one(struct registry *registry, guint number, const char *expected, GError **error)
{
	int rows = database_changes(&registry->db);

	if (rows == 1)
		return TRUE;
	g_assert(rows == 0);
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE, "run %u is not in state '%s'", number, expected);
	return FALSE;
}

gboolean registry_run_abandon(struct registry *registry, guint number, GError **error)
{
	return database_run(&registry->db, "DELETE FROM run WHERE number = ? AND state = 'making'", error, "u",
			    number) &&
	       touched_one(registry, number, run_state_name(RUN_MAKING), error);
}

/* All at once: half the time of a statement for each. */
static gboolean add_first_events(struct registry *registry, guint run, const char *now, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO event (run, piece, number, state, at, who, why, evidence)"
			    " SELECT run, number, 1, state, ?, '', '', '' FROM piece WHERE run = ? ORDER BY number",
			    error, "su", now, run);
}

gboolean registry_run_commit(struct registry *registry, const struct run_row *row, const char *now, GError **error)
{
	return database_run(&registry->db,
			    "UPDATE run SET state = 'ready', ticket_hash = ?, records = ?, left_out = ?, pieces = ?,"
			    " sheets = ?, pages = ?, files = ?, findings = ?, committed = ?"
			    " WHERE number = ? AND state = 'making'",
			    error, "suuuuuuusu", row->ticket_hash, row->records, row->left_out, row->pieces,
			    row->sheets, row->pages, row->files, row->findings, now, row->number) &&
	       touched_one(registry, row->number, run_state_name(RUN_MAKING), error) &&
	       add_first_events(registry, row->number, now, error);
}

gboolean registry_run_move(struct registry *registry, guint number, enum run_state from, enum run_state to,
			   GError **error)
{
	g_assert(from != RUN_MAKING && to != RUN_MAKING);
	return database_run(&registry->db, "UPDATE run SET state = ? WHERE number = ? AND state = ?", error, "sus",
			    run_state_name(to), number, run_state_name(from)) &&
	       touched_one(registry, number, run_state_name(from), error);
}

static gboolean add_run_event(struct registry *registry, guint number, const struct run_event *event, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO run_event (run, number, state, at, who, why)"
			    " SELECT ?1, (SELECT ifnull(max(number), 0) + 1 FROM run_event WHERE run = ?1), ?2, ?3, ?4, ?5",
			    error, "ussss", number, run_state_name(event->state), event->at, event->who, event->why);
}

gboolean registry_run_go(struct registry *registry, guint number, enum run_state from, const struct run_event *event,
			 GError **error)
{
	gboolean own, done;

	if (!registry_enter(registry, &own, error))
		return FALSE;
	done = registry_run_move(registry, number, from, event->state, error) &&
	       add_run_event(registry, number, event, error);
	return registry_leave(registry, own, done, error);
}

/* All at once; the events first, while it can still be told which pieces were composed. */
static gboolean release_pieces(struct registry *registry, guint run, const struct run_event *event, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO event (run, piece, number, state, at, who, why, evidence)"
			    " SELECT run, number, (SELECT max(e.number) + 1 FROM event AS e"
			    " WHERE e.run = piece.run AND e.piece = piece.number), 'released', ?, ?, ?, ''"
			    " FROM piece WHERE run = ? AND state = 'composed' ORDER BY number",
			    error, "sssu", event->at, event->who, event->why, run) &&
	       database_run(&registry->db,
			    "UPDATE piece SET state = 'released' WHERE run = ? AND state = 'composed'", error, "u", run);
}

gboolean registry_run_release(struct registry *registry, guint number, const struct run_event *event, GError **error)
{
	gboolean own, done;

	g_assert(event->state == RUN_PRINTING && piece_may_become(PIECE_COMPOSED, PIECE_RELEASED));
	if (!registry_enter(registry, &own, error))
		return FALSE;
	done = registry_run_go(registry, number, RUN_READY, event, error) &&
	       release_pieces(registry, number, event, error);
	return registry_leave(registry, own, done, error);
}

gboolean registry_run_events(struct registry *registry, guint number,
			     void (*each)(void *user, const struct run_event *event), void *user, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(&registry->db,
						 "SELECT state, at, who, why FROM run_event WHERE run = ? ORDER BY number",
						 error, "u", number);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct run_event event = {
			parse_state(database_text(statement, 0)), database_text(statement, 1), database_text(statement, 2),
			database_text(statement, 3),
		};

		each(user, &event);
	}
	database_done(statement);
	return read;
}

static void read_row(sqlite3_stmt *statement, struct run_row *row)
{
	int i = 0;

	row->number = database_uint(statement, i++);
	row->state = parse_state(database_text(statement, i++));
	row->client = database_text(statement, i++);
	row->job = database_text(statement, i++);
	row->title = database_text(statement, i++);
	row->layout = database_text(statement, i++);
	row->layout_hash = database_text(statement, i++);
	row->data_hash = database_text(statement, i++);
	row->ticket_hash = database_text(statement, i++);
	row->records = database_uint(statement, i++);
	row->left_out = database_uint(statement, i++);
	row->pieces = database_uint(statement, i++);
	row->sheets = database_uint(statement, i++);
	row->pages = database_uint(statement, i++);
	row->files = database_uint(statement, i++);
	row->findings = database_uint(statement, i++);
	row->began = database_text(statement, i++);
	row->committed = database_text(statement, i++);
	row->of = database_uint(statement, i++);
}

gboolean registry_run_each(struct registry *registry, guint number,
			   void (*each)(void *user, const struct run_row *row), void *user, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT run.number, run.state, client.name, job.name, run.title, run.layout,"
			       " run.layout_hash, run.data_hash, run.ticket_hash, run.records, run.left_out,"
			       " run.pieces, run.sheets, run.pages, run.files, run.findings, run.began, run.committed,"
			       " ifnull((SELECT of_run FROM reprint WHERE reprint.run = run.number LIMIT 1), 0)"
			       " FROM run JOIN job ON job.id = run.job JOIN client ON client.id = job.client"
			       " WHERE ?1 = 0 OR run.number = ?1 ORDER BY run.began, run.number",
			       error, "u", number);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		struct run_row run;

		read_row(statement, &run);
		each(user, &run);
	}
	database_done(statement);
	return read;
}

gboolean registry_run_same(struct registry *registry, const struct run_row *row, guint *number, GError **error)
{
	gboolean found, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT run.number FROM run JOIN job ON job.id = run.job"
			       " JOIN client ON client.id = job.client"
			       " WHERE run.state <> 'making' AND run.data_hash = ? AND run.layout_hash = ?"
			       " AND job.name = ? AND client.name = ?"
			       " AND NOT EXISTS (SELECT 1 FROM reprint WHERE reprint.run = run.number)"
			       " ORDER BY run.committed DESC, run.number DESC LIMIT 1",
			       error, "ssss", row->data_hash, row->layout_hash, row->job, row->client);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &found, error);
	if (read)
		*number = found ? database_uint(statement, 0) : 0;
	database_done(statement);
	return read;
}
