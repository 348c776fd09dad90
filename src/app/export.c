/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The piece list says where a piece's records are in the record file, and how many sheets stood before it; with the
 * layout's version and the profiles of the bundle that is all that composing needs.
 */
#include "app/export.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "app/kept.h"
#include "app/versions.h"

#define COMPRESSION 6

struct export {
	struct app *app;
	struct kept *kept;
	struct envelope *envelope;
	struct inserter *inserter;
	struct press *press;	/* NULL: the run is older than payment slips */
	struct typesetter *typesetter;
	struct layout *layout;
	struct composer *composer;
	struct arena *arena;
};

static gboolean open_press(struct export *export, GError **error)
{
	g_autofree char *path = NULL, *text = NULL;

	if (!kept_has(export->kept, MAKING_PRESS))
		return TRUE;
	text = kept_text(export->kept, MAKING_PRESS, &path, error);
	if (text != NULL)
		export->press = press_parse(text, path, error);
	return export->press != NULL;
}

static gboolean open_profiles(struct export *export, GError **error)
{
	g_autofree char *envelope_path = NULL, *inserter_path = NULL;
	g_autofree char *envelope = kept_text(export->kept, MAKING_ENVELOPE, &envelope_path, error);
	g_autofree char *inserter = NULL;

	if (envelope != NULL)
		export->envelope = envelope_parse(envelope, envelope_path, error);
	if (export->envelope != NULL)
		inserter = kept_text(export->kept, MAKING_INSERTER, &inserter_path, error);
	if (inserter != NULL)
		export->inserter = inserter_parse(inserter, inserter_path, error);
	return export->inserter != NULL && open_press(export, error);
}

/* The version that the run named, with the bytes that it had. */
static gboolean open_layout(struct export *export, GError **error)
{
	const char *layout = ticket_string(kept_ticket(export->kept), "layout");
	g_autofree char *label = g_strdup_printf("%s/%s", ticket_string(kept_ticket(export->kept), "client"), layout);
	g_autoptr(version_t) version = NULL;

	if (strchr(layout, '@') == NULL)
		return kept_refuse(export->kept, error, "its layout '%s' was never stored", layout);
	version = app_version(export->app, label, error);
	if (version == NULL)
		return FALSE;
	export->typesetter = app_typesetter(error);
	if (export->typesetter == NULL || !typesetter_has_role(export->typesetter, export->envelope->font, error))
		return FALSE;
	export->layout = app_version_open(export->app, version, export->typesetter, error);
	if (export->layout == NULL)
		return FALSE;
	return g_str_equal(layout_hash(export->layout), ticket_string(kept_ticket(export->kept), "layout_sha256")) ||
	       kept_refuse(export->kept, error, "layout '%s' is not the one that was printed", label);
}

static gboolean open_composer(struct export *export, GError **error)
{
	const char *sides = ticket_string(kept_ticket(export->kept), "production.media.sides");
	const struct compose_plan plan = {
		.typesetter = export->typesetter, .layout = export->layout, .envelope = export->envelope,
		.inserter = export->inserter, .press = export->press, .duplex = g_str_has_prefix(sides, "two-sided"), .run = kept_run(export->kept),
	};

	if (!plan.duplex && !g_str_equal(sides, "one-sided"))
		return kept_refuse(export->kept, error, "its ticket does not say which sides are printed");
	export->composer = composer_new(&plan);
	return TRUE;
}

static const struct record *read_record(const struct export *export, const struct record_place *place)
{
	const guint8 *bytes = kept_record(export->kept, place, export->arena);

	return bytes != NULL ? record_unpack(bytes, place->length, layout_dictionary(export->layout), export->arena) : NULL;
}

/* The piece's documents; NULL when they are not the ones it was made of. */
static const struct record **read_records(const struct export *export, const struct piece *piece)
{
	g_autoptr(GArray) places = piece_places_read(piece->records);
	const struct record **records;

	if (places == NULL || places->len != piece->documents)
		return NULL;
	records = arena_new_array(export->arena, const struct record *, places->len);
	for (guint i = 0; i < places->len; i++) {
		records[i] = read_record(export, &g_array_index(places, struct record_place, i));
		if (records[i] == NULL)
			return NULL;
	}
	return records[0]->number == piece->record ? records : NULL;
}

static void see_page(struct device *device, const struct page *page)
{
	(void)device;
	(void)page;
}

/* Composes the piece; on a device that takes nothing where device is NULL.  It must be what the list says. */
static gboolean compose(struct export *export, const struct piece *piece, struct device *device, GError **error)
{
	const struct compose_piece wanted = {
		.records = read_records(export, piece), .documents = piece->documents, .number = piece->number,
		.sheets = piece->sheets, .insert_mask = piece->insert_mask, .run_piece = piece->number - 1,
		.run_sheet = kept_run_sheet(export->kept, piece->number),
		.by_hand = g_str_equal(piece->stream, "hand"), .to_read = TRUE,
	};
	struct device nowhere = { .page = see_page };
	char control[CONTROL_CODE_LENGTH + 1];
	guint pages;

	if (wanted.records == NULL)
		return kept_refuse(export->kept, error, "piece %u: its records are not in the record file", piece->number);
	if (!compose_piece(export->composer, &wanted, device != NULL ? device : &nowhere, control, &pages, error))
		return FALSE;
	return (pages == piece->pages && g_str_equal(control, piece->control)) ||
	       kept_refuse(export->kept, error, "piece %u comes out otherwise than it was printed", piece->number);
}

/* The piece's line, after it was composed once: no file is made of a piece that is not what it was. */
static gboolean look(struct export *export, guint number, char **line, struct piece *piece, GError **error)
{
	arena_reset(export->arena);
	return kept_piece(export->kept, number, line, piece, error) && compose(export, piece, NULL, error);
}

/* Ends the device.  What was composed a moment ago composes again. */
static gboolean draw(struct export *export, const struct piece *piece, struct device *device, struct exported *made,
		     GError **error)
{
	struct device_made result;

	if (!compose(export, piece, device, NULL))
		g_error("piece %u cannot be composed twice", piece->number);
	if (!device_close(device, &result, error))
		return FALSE;
	*made = (struct exported){ .pages = result.pages, .bytes = result.bytes };
	g_strlcpy(made->sha256, result.sha256, sizeof made->sha256);
	return TRUE;
}

gboolean export_piece(struct export *export, guint number, const char *path, struct exported *made, GError **error)
{
	g_autofree char *title = g_strdup_printf("%s (R%06u/%u)", ticket_string(kept_ticket(export->kept), "title"), kept_run(export->kept), number);
	const struct pdf_options options = { .title = title, .compression = COMPRESSION, .kind = PDF_ARCHIVE, .upright = TRUE };
	struct device *device = NULL;
	struct piece piece;
	char *line = NULL;
	gboolean ok = look(export, number, &line, &piece, error) && (device = pdf_open(path, &options, error)) != NULL &&
		      draw(export, &piece, device, made, error);

	free(line);
	return ok;
}

gboolean export_pictures(struct export *export, guint number, const struct picture_wish *wish, struct exported *made,
			 GError **error)
{
	const struct png_options options = { wish->dpi, wish->gray ? RASTER_GRAY : RASTER_COLOUR };
	struct device *device = NULL;
	struct piece piece;
	char *line = NULL;
	gboolean ok = look(export, number, &line, &piece, error) &&
		      (device = png_open(wish->folder, wish->prefix, &options, error)) != NULL &&
		      draw(export, &piece, device, made, error);

	free(line);
	return ok;
}

struct export *export_open(struct app *app, guint run, GError **error)
{
	g_autoptr(export_t) export = g_new0(struct export, 1);

	export->app = app;
	export->arena = arena_new(64 * 1024);
	export->kept = kept_open(app, run, error);
	if (export->kept == NULL || !open_profiles(export, error) || !open_layout(export, error) ||
	    !open_composer(export, error) || !kept_open_pieces(export->kept, error))
		return NULL;
	return g_steal_pointer(&export);
}

void export_close(struct export *export)
{
	if (export == NULL)
		return;
	composer_free(export->composer);
	g_clear_pointer(&export->layout, layout_free);
	g_clear_pointer(&export->typesetter, typesetter_free);
	g_clear_pointer(&export->envelope, envelope_free);
	g_clear_pointer(&export->inserter, inserter_free);
	g_clear_pointer(&export->press, press_free);
	kept_close(export->kept);
	arena_free(export->arena);
	g_free(export);
}

/* ---- what people call pieces ---- */

static gboolean read_number(const char *text, gsize length, guint most, guint *number)
{
	g_autofree char *digits = g_strndup(text, length);
	guint64 value;

	if (!g_ascii_string_to_unsigned(digits, 10, 1, most, &value, NULL))
		return FALSE;
	*number = (guint)value;
	return TRUE;
}

gboolean piece_range_parse(const char *text, struct piece_range *range)
{
	const char *run = *text == 'R' || *text == 'r' ? text + 1 : text;
	const char *slash = strchr(run, '/'), *dash;
	struct control_code code;

	if (slash == NULL) {
		if (!control_code_read(text, &code))
			return FALSE;
		*range = (struct piece_range){ code.run, code.piece, code.piece };
		return TRUE;
	}
	dash = strchr(slash, '-');
	if (!read_number(run, (gsize)(slash - run), 999999, &range->run) ||
	    !read_number(slash + 1, dash != NULL ? (gsize)(dash - slash - 1) : strlen(slash + 1), 9999999, &range->first))
		return FALSE;
	range->last = range->first;
	return dash == NULL || (read_number(dash + 1, strlen(dash + 1), 9999999, &range->last) && range->last >= range->first);
}
