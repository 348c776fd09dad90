/* SPDX-License-Identifier: Apache-2.0 */
#include "app/inside.h"

#include <string.h>

struct faults {
	struct finding_sink sink;
	GString *text;
	const char *path;
};

static void found(struct finding_sink *sink, const struct finding *finding)
{
	struct faults *faults = (struct faults *)sink;

	if (finding->severity != FINDING_ERROR)
		return;
	if (faults->text->len > 0)
		g_string_append_c(faults->text, '\n');
	g_string_append_printf(faults->text, "layout '%s': %s: %s: %s", faults->path, finding->column,
			       finding_text(finding->code), finding->value);
}

/* The example letter with few and with many rows, so that following pages are composed as well. */
static guint compose_examples(struct layout *layout, const struct press *press, struct faults *faults)
{
	static const guint rows[] = { 60, 2 };
	struct symbol_encoder *encoder = mark_encoder_new();
	struct arena *arena = arena_new(64 * 1024);
	struct letter letter = { NULL, 0 };

	for (guint i = 0; i < G_N_ELEMENTS(rows) && faults->text->len == 0; i++) {
		const struct letter_order order = {
			.record = record_example(layout_dictionary(layout), rows[i], arena),
			.duplex = TRUE, .encoder = encoder, .press = press, .sink = &faults->sink, .arena = arena,
		};

		layout_compose(layout, &order, &letter);
	}
	mark_encoder_free(encoder);
	arena_free(arena);
	return letter.count;
}

static void summarise(const struct layout *layout, guint pages, struct layout_summary *summary)
{
	const struct dictionary *dictionary = layout_dictionary(layout);

	summary->name = g_strdup(layout_name(layout));
	summary->hash = g_strdup(layout_hash(layout));
	summary->fields = dictionary->fields.count;
	summary->groups = dictionary->n_groups;
	summary->pages = pages;
}

struct typesetter *app_typesetter(GError **error)
{
	g_autofree char *share = share_folder();
	g_autofree char *fonts = g_build_filename(share, "fonts", NULL);

	return typesetter_new(fonts, error);
}

struct layout *app_layout_open(struct typesetter *typesetter, const char *path, guint *pages, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct faults faults = { { found }, text, path };
	g_autoptr(press_t) press = app_press(error);
	struct layout *layout = press != NULL ? layout_load(typesetter, path, error) : NULL;

	if (layout == NULL)
		return NULL;
	*pages = compose_examples(layout, press, &faults);
	if (text->len == 0)
		return layout;
	g_set_error_literal(error, APP_ERROR, APP_ERROR_REFUSED, text->str);
	layout_free(layout);
	return NULL;
}

gboolean app_layout_check(const char *path, struct layout_summary *summary, GError **error)
{
	struct typesetter *typesetter = app_typesetter(error);
	struct layout *layout = NULL;
	guint pages;

	memset(summary, 0, sizeof *summary);
	if (typesetter == NULL)
		return FALSE;
	layout = app_layout_open(typesetter, path, &pages, error);
	if (layout != NULL)
		summarise(layout, pages, summary);
	g_clear_pointer(&layout, layout_free);
	typesetter_free(typesetter);
	return summary->name != NULL;
}

void layout_summary_clear(struct layout_summary *summary)
{
	g_clear_pointer(&summary->name, g_free);
	g_clear_pointer(&summary->hash, g_free);
}
