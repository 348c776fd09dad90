/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/place.h"

#include "unit/check.h"

struct taking {
	struct place_visitor visitor;
	GString *out;
};

static void take_comune(struct place_visitor *visitor, const struct comune_row *row)
{
	g_string_append_printf(((struct taking *)visitor)->out, "%s/%s/%s/%s/%d ", row->name, row->official,
			       row->province, row->belfiore, row->ceased);
}

static void take_cap(struct place_visitor *visitor, const struct cap_row *row)
{
	g_string_append_printf(((struct taking *)visitor)->out, "%s/%s/%s ", row->cap, row->place, row->province);
}

static void take_state(struct place_visitor *visitor, const struct state_row *row)
{
	g_string_append_printf(((struct taking *)visitor)->out, "%s/%s ", row->name, row->iso3);
}

static char *all_places(struct registry *registry)
{
	struct taking taking = { { take_comune, take_cap, take_state }, g_string_new(NULL) };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("each", registry_place_each(registry, &taking.visitor, &error));
	CHECK_NO_ERROR("each", error);
	return g_string_free(taking.out, FALSE);
}

static void replaces_a_table_at_a_time(void)
{
	static const struct comune_row comuni[] = { { "VAL DI SOGNO", "VAL DI SOGNO", "XX", "Z001", FALSE },
						    { "ALTAVALLE", "VAL DI SOGNO", "XX", "Z000", TRUE } };
	static const struct cap_row caps[] = { { "20122", "MILANO", "MI" }, { "20121", "MILANO", "MI" } };
	static const struct state_row states[] = { { "SVIZZERA", "CHE" }, { "FRANCIA", "FRA" } };
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "registry.db", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(registry_t) registry = registry_open(path, &error);
	g_autofree char *none = all_places(registry), *full = NULL, *replaced = NULL, *aborted = NULL;

	CHECK_STR("at first", none, "");
	CHECK_TRUE("begin", registry_begin(registry, &error));
	for (guint i = 0; i < 2; i++)
		CHECK_TRUE("add", registry_comune_add(registry, &comuni[i], &error) &&
					  registry_cap_add(registry, &caps[i], &error) &&
					  registry_state_add(registry, &states[i], &error));
	CHECK_TRUE("commit", registry_commit(registry, &error));
	full = all_places(registry);
	CHECK_STR("in order", full,
		  "ALTAVALLE/VAL DI SOGNO/XX/Z000/1 VAL DI SOGNO/VAL DI SOGNO/XX/Z001/0 20121/MILANO/MI 20122/MILANO/MI "
		  "FRANCIA/FRA SVIZZERA/CHE ");
	CHECK_TRUE("begin", registry_begin(registry, &error));
	CHECK_TRUE("clear", registry_place_clear(registry, PLACE_COMUNI, &error) &&
				    registry_place_clear(registry, PLACE_STATES, &error));
	registry_abort(registry);
	aborted = all_places(registry);
	CHECK_STR("aborted", aborted, full);
	CHECK_TRUE("clear", registry_place_clear(registry, PLACE_COMUNI, &error) &&
				    registry_place_clear(registry, PLACE_STATES, &error) &&
				    registry_state_add(registry, &states[0], &error));
	replaced = all_places(registry);
	CHECK_STR("one table kept", replaced, "20121/MILANO/MI 20122/MILANO/MI SVIZZERA/CHE ");
	CHECK_TRUE("clear", registry_place_clear(registry, PLACE_CAPS, &error));
	g_free(replaced);
	replaced = all_places(registry);
	CHECK_STR("caps", replaced, "SVIZZERA/CHE ");
	CHECK_NO_ERROR("all", error);
}

CHECK_MAIN({ "replaces a table at a time", replaces_a_table_at_a_time })
