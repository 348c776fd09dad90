/* SPDX-License-Identifier: Apache-2.0 */
/* Comuni, CAPs and states on their way from open data to the registry, and from there to a run's gazetteer. */
#include "app/inside.h"

#include "registry/place.h"

struct loading {
	struct gazetteer_reader reader;
	struct app *app;
	struct places_loaded *loaded;
	gboolean cleared[3];
	GError *error;		/* of the registry, the first */
};

static gboolean clear_once(struct loading *loading, enum place_table table)
{
	if (loading->error == NULL && !loading->cleared[table])
		loading->cleared[table] = registry_place_clear(loading->app->registry, table, &loading->error);
	return loading->error == NULL;
}

static void load_comune(struct gazetteer_reader *reader, const struct comune_name *comune)
{
	struct loading *loading = (struct loading *)reader;
	const struct comune_row row = { comune->name, comune->official, comune->province, comune->belfiore, comune->ceased };

	if (clear_once(loading, PLACE_COMUNI) && registry_comune_add(loading->app->registry, &row, &loading->error))
		loading->loaded->comuni++;
}

static void load_cap(struct gazetteer_reader *reader, const struct cap_place *place)
{
	struct loading *loading = (struct loading *)reader;
	const struct cap_row row = { place->cap, place->place, place->province };

	if (clear_once(loading, PLACE_CAPS) && registry_cap_add(loading->app->registry, &row, &loading->error))
		loading->loaded->caps++;
}

static void load_state(struct gazetteer_reader *reader, const char *name, const char *iso3)
{
	struct loading *loading = (struct loading *)reader;
	const struct state_row row = { name, iso3 };

	if (clear_once(loading, PLACE_STATES) && registry_state_add(loading->app->registry, &row, &loading->error))
		loading->loaded->states++;
}

static gboolean load_files(struct loading *loading, const char *const *paths, GError **error)
{
	for (guint i = 0; paths[i] != NULL; i++) {
		if (!gazetteer_read_file(paths[i], &loading->reader, error))
			return FALSE;
		if (loading->error != NULL) {
			g_propagate_error(error, loading->error);
			return FALSE;
		}
	}
	loading->loaded->passed_over = loading->reader.passed_over;
	return TRUE;
}

gboolean app_places_load(struct app *app, const char *const *paths, enum app_effect effect,
			 struct places_loaded *loaded, GError **error)
{
	struct loading loading = {
		.reader = { .comune = load_comune, .cap = load_cap, .state = load_state },
		.app = app, .loaded = loaded,
	};
	gboolean ok;

	*loaded = (struct places_loaded){ 0 };
	if (!registry_begin(app->registry, error))
		return FALSE;
	ok = load_files(&loading, paths, error);
	if (ok && effect == APP_DO)
		return registry_commit(app->registry, error);
	registry_abort(app->registry);
	return ok;
}

struct visiting {
	struct place_visitor visitor;
	struct gazetteer *gazetteer;
};

static void visit_comune(struct place_visitor *visitor, const struct comune_row *row)
{
	const struct comune_name comune = { row->name, row->official, row->province, row->belfiore, row->ceased };

	gazetteer_add_comune(((struct visiting *)visitor)->gazetteer, &comune);
}

static void visit_cap(struct place_visitor *visitor, const struct cap_row *row)
{
	const struct cap_place place = { row->cap, row->place, row->province };

	gazetteer_add_cap(((struct visiting *)visitor)->gazetteer, &place);
}

static void visit_state(struct place_visitor *visitor, const struct state_row *row)
{
	gazetteer_add_state(((struct visiting *)visitor)->gazetteer, row->name, row->iso3);
}

struct gazetteer *app_gazetteer(struct app *app, GError **error)
{
	struct visiting visiting = { { visit_comune, visit_cap, visit_state }, gazetteer_new() };

	if (app == NULL || registry_place_each(app->registry, &visiting.visitor, error))
		return visiting.gazetteer;
	gazetteer_free(visiting.gazetteer);
	return NULL;
}
