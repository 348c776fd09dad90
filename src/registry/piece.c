/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/piece.h"

#include "registry/inside.h"

static gboolean add_event(struct registry *registry, guint run, guint number, guint nth, enum piece_state state,
			  const struct piece_event *event, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO event (run, piece, number, state, at, who, why, evidence)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			    error, "uuusssss", run, number, nth, piece_state_name(state), event->at, event->who,
			    event->why, event->evidence);
}

gboolean registry_piece_add(struct registry *registry, guint run, const struct piece *piece, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO piece (run, number, state, file, position, first_page, pages, sheets, channel,"
			    " product, area, cap, box, registered, control, name, record, documents, key, weight_mg,"
			    " bracket, inserts, grade, billable, stream)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			    error, "uusuuuuussssusssuusisusis", run, piece->number, piece_state_name(PIECE_COMPOSED),
			    piece->file, piece->position, piece->first_page, piece->pages, piece->sheets,
			    piece->channel, piece->product, piece->area, piece->cap, piece->box, piece->registered,
			    piece->control, piece->name, piece->record, piece->documents, piece->key, piece->weight_mg,
			    piece->bracket, piece->insert_mask, piece->grade, piece->billable ? 1 : 0,
			    piece->stream);
}

void piece_read_row(sqlite3_stmt *statement, struct piece *piece)
{
	int i = 0;

	piece->number = database_uint(statement, i++);
	piece->file = database_uint(statement, i++);
	piece->position = database_uint(statement, i++);
	piece->first_page = database_uint(statement, i++);
	piece->pages = database_uint(statement, i++);
	piece->sheets = database_uint(statement, i++);
	piece->channel = database_text(statement, i++);
	piece->product = database_text(statement, i++);
	piece->area = database_text(statement, i++);
	piece->cap = database_text(statement, i++);
	piece->box = database_uint(statement, i++);
	piece->registered = database_text(statement, i++);
	piece->control = database_text(statement, i++);
	piece->name = database_text(statement, i++);
	piece->record = database_uint(statement, i++);
	piece->documents = database_uint(statement, i++);
	piece->key = database_text(statement, i++);
	piece->weight_mg = sqlite3_column_int(statement, i++);
	piece->bracket = database_text(statement, i++);
	piece->insert_mask = database_uint(statement, i++);
	piece->grade = database_text(statement, i++);
	piece->billable = database_uint(statement, i++) != 0;
	piece->stream = database_text(statement, i++);
	piece->records = piece->of = "";
}

gboolean registry_piece_count(struct registry *registry, guint run, guint counts[], GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(&registry->db,
						 "SELECT state, count(*) FROM piece WHERE run = ? GROUP BY state",
						 error, "u", run);

	if (statement == NULL)
		return FALSE;
	for (guint i = 0; i < PIECE_STATES; i++)
		counts[i] = 0;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		enum piece_state state;

		/* A word that is no state was not written by us: better no count than a wrong one. */
		if (!piece_state_parse(database_text(statement, 0), &state)) {
			g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_SQL, "run %u: no such piece state: '%s'", run,
				    database_text(statement, 0));
			read = FALSE;
			break;
		}
		counts[state] = database_uint(statement, 1);
	}
	database_done(statement);
	return read;
}

/* The number that the piece's next event has. */
static gboolean next_event(struct registry *registry, guint run, guint number, guint *nth, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT ifnull(max(number), 0) + 1 FROM event WHERE run = ? AND piece = ?", error, "uu",
			       run, number);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read)
		*nth = database_uint(statement, 0);
	database_done(statement);
	return read;
}

static gboolean move_row(struct registry *registry, guint run, guint number, enum piece_state from,
			 enum piece_state to, GError **error)
{
	if (!database_run(&registry->db, "UPDATE piece SET state = ? WHERE run = ? AND number = ? AND state = ?", error,
			  "suus", piece_state_name(to), run, number, piece_state_name(from)))
		return FALSE;
	if (database_changes(&registry->db) == 1)
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE, "run %u: piece %u is not in state '%s'", run, number,
		    piece_state_name(from));
	return FALSE;
}

/* The last state of a way that the table of transitions allows; PIECE_STATES and the error for another. */
static enum piece_state end_of(guint run, guint number, const enum piece_state *way, GError **error)
{
	for (; way[1] != PIECE_STATES; way++) {
		if (!piece_may_become(way[0], way[1])) {
			g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE, "run %u: piece %u: '%s' cannot become '%s'",
				    run, number, piece_state_name(way[0]), piece_state_name(way[1]));
			return PIECE_STATES;
		}
	}
	return way[0];
}

static gboolean add_events(struct registry *registry, guint run, guint number, const enum piece_state *states,
			   const struct piece_event *event, GError **error)
{
	guint nth = 0;
	gboolean done = next_event(registry, run, number, &nth, error);

	for (; done && *states != PIECE_STATES; states++)
		done = add_event(registry, run, number, nth++, *states, event, error);
	return done;
}

gboolean registry_piece_go(struct registry *registry, guint run, guint number, const enum piece_state *way,
			   const struct piece_event *event, GError **error)
{
	enum piece_state to = end_of(run, number, way, error);
	gboolean own, done;

	g_assert(way[0] != PIECE_STATES && way[1] != PIECE_STATES);
	if (to == PIECE_STATES || !registry_enter(registry, &own, error))
		return FALSE;
	done = move_row(registry, run, number, way[0], to, error) &&
	       add_events(registry, run, number, way + 1, event, error);
	return registry_leave(registry, own, done, error);
}

gboolean registry_piece_move(struct registry *registry, guint run, guint number, enum piece_state from,
			     enum piece_state to, const struct piece_event *event, GError **error)
{
	const enum piece_state way[] = { from, to, PIECE_STATES };

	return registry_piece_go(registry, run, number, way, event, error);
}
