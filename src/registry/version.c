/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/version.h"

#include "registry/inside.h"

/* A word that is no state was not written by us: the schema lets nothing else in. */
static enum approval state_of(const char *word)
{
	enum approval state;

	if (!approval_parse(word, &state))
		g_assert_not_reached();
	return state;
}

static gboolean wrong_state(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean wrong_state(GError **error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (error != NULL)
		*error = g_error_new_valist(REGISTRY_ERROR, REGISTRY_ERROR_STATE, format, args);
	va_end(args);
	return FALSE;
}

/* ---- reading ---- */

static void read_version(sqlite3_stmt *statement, struct version_row *row)
{
	int i = 0;

	row->id = database_uint(statement, i++);
	row->client = database_text(statement, i++);
	row->name = database_text(statement, i++);
	row->number = database_uint(statement, i++);
	row->state = state_of(database_text(statement, i++));
	row->hash = database_text(statement, i++);
	row->manifest = database_text(statement, i++);
	row->author = database_text(statement, i++);
	row->added = database_text(statement, i++);
}

gboolean registry_version_each(struct registry *registry, const struct version_query *query,
			       void (*each)(void *user, const struct version_row *row), void *user, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(
		&registry->db,
		"SELECT v.id, client.name, v.name, v.number, v.state, v.hash, v.manifest, v.author, v.added"
		" FROM layout_version AS v JOIN client ON client.id = v.client"
		" WHERE (?1 = '' OR client.name = ?1) AND (?2 = '' OR v.name = ?2) AND (?3 = 0 OR v.number = ?3)"
		" ORDER BY client.name, v.name, v.number",
		error, "ssu", query->client, query->name, query->number);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		struct version_row version;

		read_version(statement, &version);
		each(user, &version);
	}
	database_done(statement);
	return read;
}

gboolean registry_version_events(struct registry *registry, guint id,
				 void (*each)(void *user, const struct version_event *event), void *user,
				 GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(&registry->db,
						 "SELECT state, at, who, note, proof FROM layout_event"
						 " WHERE version = ? ORDER BY number",
						 error, "u", id);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct version_event event = {
			.state = state_of(database_text(statement, 0)), .at = database_text(statement, 1),
			.who = database_text(statement, 2),		.note = database_text(statement, 3),
			.proof = database_text(statement, 4),
		};

		each(user, &event);
	}
	database_done(statement);
	return read;
}

gboolean registry_proof_each(struct registry *registry, guint version,
			     void (*each)(void *user, const struct proof_row *row), void *user, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(&registry->db,
						 "SELECT number, version, made_by, began, masked, hash FROM proof_set"
						 " WHERE version = ? AND hash <> '' ORDER BY number DESC",
						 error, "u", version);

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row) {
		const struct proof_row proof = {
			.number = database_uint(statement, 0),	.version = database_uint(statement, 1),
			.made_by = database_text(statement, 2), .began = database_text(statement, 3),
			.masked = database_uint(statement, 4) != 0, .hash = database_text(statement, 5),
		};

		each(user, &proof);
	}
	database_done(statement);
	return read;
}

/* ---- writing ---- */

/* Nothing is inserted when the version is not in the state that is expected. */
static gboolean add_event(struct registry *registry, guint id, enum approval from, const struct version_event *event,
			  GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO layout_event (version, number, state, at, who, note, proof)"
			    " SELECT ?1, (SELECT ifnull(max(number), 0) + 1 FROM layout_event WHERE version = ?1),"
			    " ?2, ?3, ?4, ?5, ?6 FROM layout_version WHERE id = ?1 AND state = ?7",
			    error, "ussssss", id, approval_name(event->state), event->at, event->who, event->note,
			    event->proof, approval_name(from));
}

/* Nothing is inserted when the number is not the next one. */
static gboolean add_row(struct registry *registry, const struct version_row *row, GError **error)
{
	return database_run(&registry->db, "INSERT INTO client (name) VALUES (?) ON CONFLICT DO NOTHING", error, "s",
			    row->client) &&
	       database_run(&registry->db,
			    "INSERT INTO layout_version (client, name, number, state, hash, manifest, author, added)"
			    " SELECT client.id, ?2, ?3, 'draft', ?4, ?5, ?6, ?7 FROM client WHERE client.name = ?1"
			    " AND ?3 = 1 + (SELECT ifnull(max(number), 0) FROM layout_version"
			    " WHERE client = client.id AND name = ?2)",
			    error, "ssussss", row->client, row->name, row->number, row->hash, row->manifest,
			    row->author, row->added);
}

static gboolean add_version(struct registry *registry, const struct version_row *row, const char *note, guint *id,
			    GError **error)
{
	const struct version_event added = {
		.state = APPROVAL_DRAFT, .at = row->added, .who = row->author, .note = note, .proof = "",
	};

	if (!add_row(registry, row, error))
		return FALSE;
	if (database_changes(&registry->db) != 1)
		return wrong_state(error, "layout '%s' of client '%s': %u is not the next version", row->name,
				   row->client, row->number);
	*id = (guint)sqlite3_last_insert_rowid(registry->db.handle);
	return add_event(registry, *id, APPROVAL_DRAFT, &added, error);
}

gboolean registry_version_add(struct registry *registry, const struct version_row *row, const char *note, guint *id,
			      GError **error)
{
	gboolean own;

	return registry_enter(registry, &own, error) &&
	       registry_leave(registry, own, add_version(registry, row, note, id, error), error);
}

static gboolean move_version(struct registry *registry, guint id, enum approval from, const struct version_event *event,
			     GError **error)
{
	if (!approval_may_become(from, event->state))
		return wrong_state(error, "a layout that is '%s' cannot become '%s'", approval_name(from),
				   approval_name(event->state));
	/* The event first: a version goes where its last event says. */
	if (!add_event(registry, id, from, event, error))
		return FALSE;
	if (database_changes(&registry->db) != 1)
		return wrong_state(error, "the layout is no longer '%s'", approval_name(from));
	return database_run(&registry->db, "UPDATE layout_version SET state = ? WHERE id = ?", error, "su",
			    approval_name(event->state), id);
}

gboolean registry_version_move(struct registry *registry, guint id, enum approval from,
			       const struct version_event *event, GError **error)
{
	gboolean own;

	return registry_enter(registry, &own, error) &&
	       registry_leave(registry, own, move_version(registry, id, from, event, error), error);
}

static gboolean begin_proof(struct registry *registry, const struct proof_row *row, guint *number, GError **error)
{
	gint64 next;

	if (!database_number(&registry->db, "SELECT ifnull(max(number), 0) + 1 FROM proof_set", &next, 1, error))
		return FALSE;
	*number = (guint)next;
	return database_run(&registry->db,
			    "INSERT INTO proof_set (number, version, made_by, began, masked) VALUES (?, ?, ?, ?, ?)",
			    error, "uussu", *number, row->version, row->made_by, row->began, row->masked ? 1 : 0);
}

gboolean registry_proof_begin(struct registry *registry, const struct proof_row *row, guint *number, GError **error)
{
	gboolean own;

	return registry_enter(registry, &own, error) &&
	       registry_leave(registry, own, begin_proof(registry, row, number, error), error);
}

/* A proof set in the making. */
struct unfinished {
	guint version;
	enum approval state;	/* of the version */
	char *made_by;
	gboolean masked;
};

static gboolean find_proof(struct registry *registry, guint number, struct unfinished *proof, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement =
		database_query(&registry->db,
			       "SELECT v.id, v.state, p.made_by, p.masked FROM proof_set AS p"
			       " JOIN layout_version AS v ON v.id = p.version WHERE p.number = ? AND p.hash = ''",
			       error, "u", number);

	if (statement == NULL)
		return FALSE;
	read = database_next(&registry->db, statement, &row, error);
	if (read && row) {
		proof->version = database_uint(statement, 0);
		proof->state = state_of(database_text(statement, 1));
		proof->made_by = g_strdup(database_text(statement, 2));
		proof->masked = database_uint(statement, 3) != 0;
	}
	database_done(statement);
	return read && (row || wrong_state(error, "proof set %u is not being made", number));
}

static gboolean tell_proof(struct registry *registry, guint number, const struct unfinished *proof, const char *hash,
			   const char *now, GError **error)
{
	g_autofree char *note = g_strdup_printf("P%06u%s", number, proof->masked ? ", masked" : "");
	struct version_event event = {
		.state = proof->state, .at = now, .who = proof->made_by, .note = note, .proof = hash,
	};

	if (!approval_may_become(proof->state, APPROVAL_REVIEW))
		return add_event(registry, proof->version, proof->state, &event, error);
	event.state = APPROVAL_REVIEW;
	return move_version(registry, proof->version, proof->state, &event, error);
}

static gboolean finish_proof(struct registry *registry, guint number, const char *hash, const char *now, GError **error)
{
	struct unfinished proof = { 0 };
	gboolean done = find_proof(registry, number, &proof, error) &&
			database_run(&registry->db, "UPDATE proof_set SET hash = ? WHERE number = ?", error, "su", hash,
				     number) &&
			tell_proof(registry, number, &proof, hash, now, error);

	g_free(proof.made_by);
	return done;
}

gboolean registry_proof_finish(struct registry *registry, guint number, const char *hash, const char *now,
			       GError **error)
{
	gboolean own;

	g_assert(hash[0] != '\0');
	return registry_enter(registry, &own, error) &&
	       registry_leave(registry, own, finish_proof(registry, number, hash, now, error), error);
}
