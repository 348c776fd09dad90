/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/place.h"

#include "registry/inside.h"

gboolean registry_place_clear(struct registry *registry, enum place_table table, GError **error)
{
	static const char *const clear[] = {
		[PLACE_COMUNI] = "DELETE FROM comune",
		[PLACE_CAPS] = "DELETE FROM cap",
		[PLACE_STATES] = "DELETE FROM state",
	};

	return database_run(&registry->db, clear[table], error, "");
}

gboolean registry_comune_add(struct registry *registry, const struct comune_row *row, GError **error)
{
	return database_run(&registry->db,
			    "INSERT INTO comune (name, official, province, belfiore, ceased) VALUES (?, ?, ?, ?, ?)",
			    error, "ssssi", row->name, row->official, row->province, row->belfiore,
			    row->ceased ? 1 : 0);
}

gboolean registry_cap_add(struct registry *registry, const struct cap_row *row, GError **error)
{
	return database_run(&registry->db, "INSERT INTO cap (cap, place, province) VALUES (?, ?, ?)", error, "sss",
			    row->cap, row->place, row->province);
}

gboolean registry_state_add(struct registry *registry, const struct state_row *row, GError **error)
{
	return database_run(&registry->db, "INSERT INTO state (name, iso3) VALUES (?, ?)", error, "ss", row->name,
			    row->iso3);
}

static void visit_comune(struct place_visitor *visitor, sqlite3_stmt *statement)
{
	const struct comune_row row = {
		.name = database_text(statement, 0),
		.official = database_text(statement, 1),
		.province = database_text(statement, 2),
		.belfiore = database_text(statement, 3),
		.ceased = database_uint(statement, 4) != 0,
	};

	visitor->comune(visitor, &row);
}

static void visit_cap(struct place_visitor *visitor, sqlite3_stmt *statement)
{
	const struct cap_row row = {
		.cap = database_text(statement, 0),
		.place = database_text(statement, 1),
		.province = database_text(statement, 2),
	};

	visitor->cap(visitor, &row);
}

static void visit_state(struct place_visitor *visitor, sqlite3_stmt *statement)
{
	const struct state_row row = { .name = database_text(statement, 0), .iso3 = database_text(statement, 1) };

	visitor->state(visitor, &row);
}

static gboolean visit_all(struct registry *registry, const char *sql,
			  void (*visit)(struct place_visitor *visitor, sqlite3_stmt *statement),
			  struct place_visitor *visitor, GError **error)
{
	gboolean row, read;
	sqlite3_stmt *statement = database_query(&registry->db, sql, error, "");

	if (statement == NULL)
		return FALSE;
	while ((read = database_next(&registry->db, statement, &row, error)) && row)
		visit(visitor, statement);
	database_done(statement);
	return read;
}

gboolean registry_place_each(struct registry *registry, struct place_visitor *visitor, GError **error)
{
	return visit_all(registry,
			 "SELECT name, official, province, belfiore, ceased FROM comune"
			 " ORDER BY name, province, belfiore, official, ceased",
			 visit_comune, visitor, error) &&
	       visit_all(registry, "SELECT cap, place, province FROM cap ORDER BY cap, place, province", visit_cap,
			 visitor, error) &&
	       visit_all(registry, "SELECT name, iso3 FROM state ORDER BY name, iso3", visit_state, visitor, error);
}
