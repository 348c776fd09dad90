/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The piece list says where a piece's records are in the record file, and how many sheets stood before it; with the
 * setup that the bundle keeps that is all that composing needs.
 */
#include "app/export.h"

#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/inside.h"
#include "app/kept.h"

#define COMPRESSION 6

struct export {
	struct kept *kept;
	struct setup *setup;
	struct composer *composer;
	struct arena *arena;
};

static void open_composer(struct export *export)
{
	struct compose_plan plan = setup_compose_plan(export->setup, kept_run(export->kept));

	/* A copy is for no press: nothing of its paper is told. */
	plan.media_first = plan.media = NULL;
	export->composer = composer_new(&plan);
}

static const struct record *read_record(const struct export *export, const struct record_place *place)
{
	const guint8 *bytes = kept_record(export->kept, place, export->arena);

	return bytes != NULL ? record_unpack(bytes, place->length, export->setup->dictionary, export->arena) : NULL;
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
	struct code_room room;
	const struct compose_piece wanted = {
		.records = read_records(export, piece), .documents = piece->documents, .number = piece->number,
		.sheets = piece->sheets, .insert_mask = piece->insert_mask, .run_piece = piece->number - 1,
		.run_sheet = kept_run_sheet(export->kept, piece->number),
		.by_hand = g_str_equal(piece->stream, "hand"), .to_read = TRUE,
		.codes = codes_of_piece(export->setup, piece, &room),
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
	g_autofree char *title = g_strdup_printf("%s (R%06u/%u)", export->setup->job->title,
						kept_run(export->kept), number);
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

	export->arena = arena_new(64 * 1024);
	export->kept = kept_open(app, run, error);
	if (export->kept != NULL)
		export->setup = setup_open_kept(app, export->kept, SETUP_COPY, error);
	if (export->setup == NULL || !kept_open_pieces(export->kept, error))
		return NULL;
	open_composer(export);
	return g_steal_pointer(&export);
}

void export_close(struct export *export)
{
	if (export == NULL)
		return;
	composer_free(export->composer);
	setup_free(export->setup);
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
