/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hash tables from folded names to chains of rows; everything lives in one arena and is never changed after
 * loading.  The built-in provinces' capitals are entered like loaded rows, so that one way of asking serves with
 * and without a table.
 */
#include "post/gazetteer.h"

#include <string.h>

#include "base/arena.h"
#include "post/facts.h"
#include "post/fold.h"
#include "post/places.h"

struct gazetteer {
	struct arena *arena;
	GHashTable *comuni;	/* folded name -> struct comune */
	GHashTable *present;	/* cadastral code -> struct comune */
	GHashTable *by_cap;	/* CAP -> struct cap_use */
	GHashTable *by_place;	/* folded name -> struct cap_use */
	GHashTable *states;	/* folded name or code -> Italian name */
	gboolean has_comuni, has_caps;
};

/* Names in daily use beside the official ones. */
static const struct {
	const char *name, *official, *sigla, *belfiore;
} in_use[] = {
	{ "REGGIO CALABRIA", "REGGIO DI CALABRIA", "RC", "H224" },
	{ "REGGIO EMILIA", "REGGIO NELL'EMILIA", "RE", "H223" },
	{ "MASSA CARRARA", "MASSA", "MS", "F023" },
};

static struct comune *find_same(struct comune *first, const struct comune_name *like)
{
	for (struct comune *c = first; c != NULL; c = c->next) {
		if (strcmp(c->sigla, like->province) == 0 && !c->ceased == !like->ceased)
			return c;
	}
	return NULL;
}

static void insert_comune(struct gazetteer *gazetteer, const struct comune_name *from)
{
	char folded[FOLD_ROOM];
	struct comune *first, *comune;

	fold_name(folded, from->name);
	first = g_hash_table_lookup(gazetteer->comuni, folded);
	comune = find_same(first, from);
	if (comune == NULL) {
		comune = arena_alloc0(gazetteer->arena, sizeof *comune);
		comune->next = first;
		comune->name = arena_strdup(gazetteer->arena, from->name);
		comune->official = arena_strdup(gazetteer->arena, from->official);
		g_strlcpy(comune->sigla, from->province, sizeof comune->sigla);
		comune->ceased = from->ceased;
		g_hash_table_replace(gazetteer->comuni, arena_strdup(gazetteer->arena, folded), comune);
	}
	/* A built-in row has no cadastral code until the table brings it. */
	if (*comune->belfiore == '\0')
		g_strlcpy(comune->belfiore, from->belfiore, sizeof comune->belfiore);
	if (!comune->ceased && *comune->belfiore != '\0' && strcmp(comune->name, comune->official) == 0)
		g_hash_table_replace(gazetteer->present, comune->belfiore, comune);
}

static void insert_cap(struct gazetteer *gazetteer, const char *cap, const char *place, const char *sigla)
{
	char folded[FOLD_ROOM];
	const struct cap_use *first;
	struct cap_use *use;

	fold_name(folded, place);
	first = g_hash_table_lookup(gazetteer->by_place, folded);
	for (const struct cap_use *u = first; u != NULL; u = u->next_cap) {
		if (strcmp(u->cap, cap) == 0 && strcmp(u->sigla, sigla) == 0)
			return;
	}
	use = arena_alloc0(gazetteer->arena, sizeof *use);
	use->place = arena_strdup(gazetteer->arena, folded);
	g_strlcpy(use->cap, cap, sizeof use->cap);
	g_strlcpy(use->sigla, sigla, sizeof use->sigla);
	use->next_cap = first;
	use->next_place = g_hash_table_lookup(gazetteer->by_cap, cap);
	g_hash_table_replace(gazetteer->by_place, (gpointer)use->place, use);
	g_hash_table_replace(gazetteer->by_cap, use->cap, use);
}

static void insert_state(struct gazetteer *gazetteer, const char *spelling, const char *name)
{
	char folded[FOLD_ROOM];

	if (fold_name(folded, spelling) > 0 && !g_hash_table_contains(gazetteer->states, folded))
		g_hash_table_insert(gazetteer->states, arena_strdup(gazetteer->arena, folded), (gpointer)name);
}

static void insert_facts(struct gazetteer *gazetteer)
{
	static const char *const italy[] = { "ITALIA", "ITALY", "ITALIEN", "ITALIE", "IT", "ITA" };
	guint count;
	const struct province_fact *province = province_facts(&count);

	for (guint i = 0; i < count; i++) {
		struct comune_name row = { province[i].capital, province[i].capital, province[i].sigla, "", FALSE };

		insert_comune(gazetteer, &row);
		if (*province[i].cap != '\0')
			insert_cap(gazetteer, province[i].cap, province[i].capital, province[i].sigla);
	}
	for (guint i = 0; i < G_N_ELEMENTS(in_use); i++) {
		struct comune_name row = { in_use[i].name, in_use[i].official, in_use[i].sigla,
					   in_use[i].belfiore, FALSE };

		insert_comune(gazetteer, &row);
	}
	for (guint i = 0; i < G_N_ELEMENTS(italy); i++)
		insert_state(gazetteer, italy[i], "ITALIA");
	const struct state_fact *state = state_facts(&count);
	for (guint i = 0; i < count; i++) {
		insert_state(gazetteer, state[i].name, state[i].name);
		insert_state(gazetteer, state[i].english, state[i].name);
		insert_state(gazetteer, state[i].iso2, state[i].name);
		insert_state(gazetteer, state[i].iso3, state[i].name);
		insert_state(gazetteer, state[i].other, state[i].name);
	}
}

struct gazetteer *gazetteer_new(void)
{
	struct gazetteer *gazetteer = g_new0(struct gazetteer, 1);

	gazetteer->arena = arena_new(256 * 1024);
	gazetteer->comuni = g_hash_table_new(g_str_hash, g_str_equal);
	gazetteer->present = g_hash_table_new(g_str_hash, g_str_equal);
	gazetteer->by_cap = g_hash_table_new(g_str_hash, g_str_equal);
	gazetteer->by_place = g_hash_table_new(g_str_hash, g_str_equal);
	gazetteer->states = g_hash_table_new(g_str_hash, g_str_equal);
	insert_facts(gazetteer);
	return gazetteer;
}

void gazetteer_free(struct gazetteer *gazetteer)
{
	if (gazetteer == NULL)
		return;
	g_hash_table_unref(gazetteer->comuni);
	g_hash_table_unref(gazetteer->present);
	g_hash_table_unref(gazetteer->by_cap);
	g_hash_table_unref(gazetteer->by_place);
	g_hash_table_unref(gazetteer->states);
	arena_free(gazetteer->arena);
	g_free(gazetteer);
}

void gazetteer_add_comune(struct gazetteer *gazetteer, const struct comune_name *comune)
{
	gazetteer->has_comuni = TRUE;
	insert_comune(gazetteer, comune);
}

void gazetteer_add_cap(struct gazetteer *gazetteer, const struct cap_place *place)
{
	gazetteer->has_caps = TRUE;
	insert_cap(gazetteer, place->cap, place->place, place->province);
}

void gazetteer_add_state(struct gazetteer *gazetteer, const char *name, const char *iso3)
{
	char folded[FOLD_ROOM];
	const char *known;

	/* A state of the built-in list keeps the name in daily use: Russia, not Federazione Russa. */
	fold_name(folded, iso3);
	known = g_hash_table_lookup(gazetteer->states, folded);
	if (known == NULL)
		known = arena_strdup(gazetteer->arena, name);
	insert_state(gazetteer, name, known);
	insert_state(gazetteer, iso3, known);
}

gboolean gazetteer_has_comuni(const struct gazetteer *gazetteer)
{
	return gazetteer->has_comuni;
}

gboolean gazetteer_has_caps(const struct gazetteer *gazetteer)
{
	return gazetteer->has_caps;
}

const struct comune *gazetteer_comuni(const struct gazetteer *gazetteer, const char *folded)
{
	return g_hash_table_lookup(gazetteer->comuni, folded);
}

const struct comune *gazetteer_present(const struct gazetteer *gazetteer, const char *belfiore)
{
	return g_hash_table_lookup(gazetteer->present, belfiore);
}

const struct cap_use *gazetteer_places_of(const struct gazetteer *gazetteer, const char *cap)
{
	return g_hash_table_lookup(gazetteer->by_cap, cap);
}

const struct cap_use *gazetteer_caps_of(const struct gazetteer *gazetteer, const char *folded)
{
	return g_hash_table_lookup(gazetteer->by_place, folded);
}

const char *gazetteer_state(const struct gazetteer *gazetteer, const char *folded)
{
	return g_hash_table_lookup(gazetteer->states, folded);
}
