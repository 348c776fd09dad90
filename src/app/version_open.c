/* SPDX-License-Identifier: Apache-2.0 */
/* A stored version, compiled: nothing is composed with it unless it is to the byte what was stored. */
#include "app/versions.h"

#include "app/inside.h"
#include "spool/store.h"

static void refuse(const struct version *version, const char *why, GError **error)
{
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED,
		    "layout '%s/%s@%u' is not what was stored: %s; add the layout again and have it approved",
		    version->client, version->name, version->number, why);
}

/* Which font has changed since, or whatever else there is that the hash covers. */
static void refuse_other(const struct version *version, const struct layout *layout, const struct ticket *manifest,
			 GError **error)
{
	const GArray *fonts = layout_fonts(layout);
	g_autofree char *why = NULL;

	for (guint i = 0; i < fonts->len && why == NULL; i++) {
		const struct layout_font *font = &g_array_index(fonts, struct layout_font, i);
		g_autofree char *member = g_strconcat("fonts.", font->name, NULL);

		if (!g_str_equal(ticket_string(manifest, member), font->sha256))
			why = g_strdup_printf("font '%s' is another", font->name);
	}
	refuse(version, why != NULL ? why : "its fonts or fields are read in another way", error);
}

struct layout *app_version_open(struct app *app, const struct version *version, struct typesetter *typesetter,
				GError **error)
{
	const struct stored stored = { version->client, version->name, version->number };
	g_autofree char *file = g_strdup_printf("%s.xml", version->name);
	g_autofree char *path = store_path(app->spool, &stored, file);
	g_autoptr(GError) differs = NULL;
	g_autoptr(ticket_t) manifest = store_verify(app->spool, &stored, version->manifest, &differs);
	struct layout *layout;

	if (manifest == NULL) {
		refuse(version, differs->message, error);
		return NULL;
	}
	layout = layout_load(typesetter, path, error);
	/* What was compiled is what counts, whatever the files were a moment before. */
	if (layout == NULL || g_str_equal(layout_hash(layout), version->hash))
		return layout;
	refuse_other(version, layout, manifest, error);
	layout_free(layout);
	return NULL;
}
