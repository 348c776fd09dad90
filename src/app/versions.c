/* SPDX-License-Identifier: Apache-2.0 */
#include "app/versions.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "app/inside.h"
#include "base/text.h"
#include "model/label.h"
#include "registry/version.h"
#include "spool/store.h"

gboolean app_person_is_good(const char *who, GError **error)
{
	if (who != NULL && label_person_is_good(who))
		return TRUE;
	if (who == NULL)
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "it is not said who does this: --as USER is wanted");
	else
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE,
			    "'%s' is nobody's name: --as USER takes a-z, 0-9, ., _ and -, at most 40", who);
	return FALSE;
}

#define NOTE_MOST 2000

gboolean app_note_is_good(const char *note, GError **error)
{
	if (strlen(note) <= NOTE_MOST && text_check(note, strlen(note)) <= TEXT_FINE && strpbrk(note, "\t\r\n") == NULL)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "--note takes one line of at most %d bytes, without controls", NOTE_MOST);
	return FALSE;
}

/* ---- finding ---- */

void version_free(struct version *version)
{
	if (version == NULL)
		return;
	g_free(version->client);
	g_free(version->name);
	g_free(version->hash);
	g_free(version->manifest);
	g_free(version->author);
	g_free(version->added);
	g_free(version);
}

static void take_version(void *user, const struct version_row *row)
{
	struct version *version = g_new0(struct version, 1);

	*version = (struct version){
		.id = row->id,		     .client = g_strdup(row->client),	  .name = g_strdup(row->name),
		.number = row->number,	     .state = row->state,		  .hash = g_strdup(row->hash),
		.manifest = g_strdup(row->manifest), .author = g_strdup(row->author), .added = g_strdup(row->added),
	};
	g_ptr_array_add(user, version);
}

static GPtrArray *find(struct app *app, const struct version_query *query, GError **error)
{
	g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func((GDestroyNotify)version_free);

	return registry_version_each(app->registry, query, take_version, versions, error) ? g_steal_pointer(&versions)
											   : NULL;
}

GPtrArray *app_versions(struct app *app, const char *client, const char *name, GError **error)
{
	const struct version_query query = { client, name, 0 };

	return find(app, &query, error);
}

/* Several clients have a layout of that name and number. */
static void refuse_many(const GPtrArray *versions, const char *text, GError **error)
{
	g_autoptr(GString) labels = g_string_new(NULL);

	for (guint i = 0; i < versions->len; i++) {
		const struct version *version = versions->pdata[i];

		g_string_append_printf(labels, "%s%s/%s@%u", i > 0 ? ", " : "", version->client, version->name,
				       version->number);
	}
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "layout '%s': say whose: %s", text, labels->str);
}

struct version *app_version(struct app *app, const char *text, GError **error)
{
	struct label label;
	g_autoptr(GPtrArray) versions = NULL;
	struct version_query query;

	if (!label_parse(text, &label) || label.number == 0) {
		label_clear(&label);
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "not a version of a layout: '%s' (one is NAME@N)", text);
		return NULL;
	}
	query = (struct version_query){ label.client != NULL ? label.client : "", label.name, label.number };
	versions = find(app, &query, error);
	label_clear(&label);
	if (versions == NULL)
		return NULL;
	if (versions->len == 1)
		return g_ptr_array_steal_index(versions, 0);
	if (versions->len > 1)
		refuse_many(versions, text, error);
	else
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "layout '%s' is not stored", text);
	return NULL;
}

/* ---- adding ---- */

static void add_text(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, value);
}

static void add_fonts(JsonBuilder *builder, const GArray *fonts)
{
	json_builder_set_member_name(builder, "fonts");
	json_builder_begin_object(builder);
	for (guint i = 0; i < fonts->len; i++) {
		const struct layout_font *font = &g_array_index(fonts, struct layout_font, i);

		add_text(builder, font->name, font->sha256);
	}
	json_builder_end_object(builder);
}

/* What the manifest says beside its files. */
static char *manifest_members(const struct layout *layout, const struct stored *stored, const char *author)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *object = NULL;
	char hash[HASH_ROOM];

	dictionary_hash(layout_dictionary(layout), hash);
	json_builder_begin_object(builder);
	add_text(builder, "client", stored->client);
	add_text(builder, "layout", stored->name);
	json_builder_set_member_name(builder, "version");
	json_builder_add_int_value(builder, stored->number);
	add_text(builder, "author", author);
	add_text(builder, "layout_sha256", layout_hash(layout));
	add_text(builder, "dictionary_sha256", hash);
	add_fonts(builder, layout_fonts(layout));
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	object = json_to_string(root, FALSE);
	return g_strndup(object + 1, strlen(object) - 2);
}

/* The layout's folder in the store; hash gets its manifest's. */
static gboolean store_layout(struct app *app, const struct layout *layout, const struct stored *stored,
			     const char *author, char hash[HASH_ROOM], GError **error)
{
	const GPtrArray *pictures = layout_pictures(layout);
	g_autofree struct store_file *files = g_new0(struct store_file, pictures->len + 1);
	g_autofree char *file = g_strdup_printf("%s.xml", stored->name);
	g_autofree char *members = manifest_members(layout, stored, author);

	files[0].name = file;
	files[0].bytes = g_bytes_get_data(layout_source(layout), &files[0].length);
	for (guint i = 0; i < pictures->len; i++) {
		const struct picture *picture = pictures->pdata[i];

		files[i + 1].name = picture->name;
		files[i + 1].bytes = g_bytes_get_data(picture->bytes, &files[i + 1].length);
	}
	return store_add(app->spool, stored, files, pictures->len + 1, members, hash, error);
}

/* In a transaction: the number is taken, the folder made, the row added. */
static gboolean add_version(struct app *app, const struct layout *layout, const struct layout_wish *wish,
			    struct layout_added *added, GError **error)
{
	const char *name = layout_name(layout), *hash = layout_hash(layout);
	g_autoptr(GPtrArray) versions = app_versions(app, wish->client, name, error);
	const struct version *newest = versions != NULL && versions->len > 0 ? versions->pdata[versions->len - 1] : NULL;
	struct stored stored = { wish->client, name, newest != NULL ? newest->number : 0 };
	g_autofree char *now = app_now();
	char manifest[HASH_ROOM];
	guint id;

	if (versions == NULL)
		return FALSE;
	/* What was withdrawn can only come again as a version of its own. */
	added->made = newest == NULL || newest->state == APPROVAL_WITHDRAWN || !g_str_equal(newest->hash, hash);
	stored.number += added->made ? 1 : 0;
	added->label = g_strdup_printf("%s/%s@%u", wish->client, name, stored.number);
	if (!added->made)
		return TRUE;
	if (!store_layout(app, layout, &stored, wish->who, manifest, error))
		return FALSE;
	return registry_version_add(app->registry,
				    &(struct version_row){ .client = wish->client, .name = name, .number = stored.number,
							   .hash = hash, .manifest = manifest, .author = wish->who,
							   .added = now },
				    wish->note, &id, error);
}

static gboolean wish_is_good(const struct layout_wish *wish, GError **error)
{
	if (label_client_is_good(wish->client))
		return app_person_is_good(wish->who, error) && app_note_is_good(wish->note, error);
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "'%s' is no client's name: a-z, 0-9, ., _ and -, at most 64",
		    wish->client);
	return FALSE;
}

static gboolean add_layout(struct app *app, const struct layout *layout, const struct layout_wish *wish,
			   struct layout_added *added, GError **error)
{
	if (!registry_begin(app->registry, error))
		return FALSE;
	if (add_version(app, layout, wish, added, error) && registry_commit(app->registry, error))
		return TRUE;
	registry_abort(app->registry);
	layout_added_clear(added);
	return FALSE;
}

gboolean app_layout_add(struct app *app, const struct layout_wish *wish, struct layout_added *added, GError **error)
{
	struct typesetter *typesetter;
	struct layout *layout;
	gboolean ok;
	guint pages;

	memset(added, 0, sizeof *added);
	if (!wish_is_good(wish, error) || (typesetter = app_typesetter(error)) == NULL)
		return FALSE;
	layout = app_layout_open(typesetter, wish->path, &pages, error);
	ok = layout != NULL && add_layout(app, layout, wish, added, error);
	g_clear_pointer(&layout, layout_free);
	typesetter_free(typesetter);
	return ok;
}

void layout_added_clear(struct layout_added *added)
{
	g_clear_pointer(&added->label, g_free);
}

/* ---- lists ---- */

struct listing {
	void (*each)(void *user, const struct layout_line *line);
	void *user;
};

static void list_version(void *user, const struct version_row *row)
{
	const struct listing *listing = user;
	const struct layout_line line = {
		.client = row->client, .name = row->name, .number = row->number, .state = approval_name(row->state),
		.hash = row->hash, .author = row->author, .added = row->added,
	};

	listing->each(listing->user, &line);
}

gboolean app_layouts_each(struct app *app, const char *client,
			  void (*each)(void *user, const struct layout_line *line), void *user, GError **error)
{
	const struct version_query query = { client != NULL ? client : "", "", 0 };
	struct listing listing = { each, user };

	return registry_version_each(app->registry, &query, list_version, &listing, error);
}

struct telling {
	void (*each)(void *user, const struct layout_event *event);
	void *user;
};

static void tell_event(void *user, const struct version_event *event)
{
	const struct telling *telling = user;
	const struct layout_event told = {
		.at = event->at, .who = event->who, .state = approval_name(event->state), .note = event->note,
		.proof = event->proof,
	};

	telling->each(telling->user, &told);
}

gboolean app_layout_history(struct app *app, const char *label,
			    void (*each)(void *user, const struct layout_event *event), void *user, GError **error)
{
	g_autoptr(version_t) version = app_version(app, label, error);
	struct telling telling = { each, user };

	return version != NULL && registry_version_events(app->registry, version->id, tell_event, &telling, error);
}
