/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The piece list says where a piece's records are in the record file, and how many sheets stood before it; with the
 * layout's version and the profiles of the bundle that is all that composing needs.  Each file is held against the
 * ticket once, when the run is opened.
 */
#include "app/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/inside.h"
#include "app/versions.h"
#include "base/file.h"
#include "registry/run.h"
#include "spool/ticket.h"

/* Profiles are written by people. */
#define PROFILE_MAX (1024 * 1024)
#define COMPRESSION 6

/* Where a piece's line is in the list, and its first sheet in feed order. */
struct listed {
	guint64 offset, run_sheet;
};

struct export {
	struct app *app;
	guint run;
	enum spool_queue queue;
	struct ticket *ticket;
	struct envelope *envelope;
	struct inserter *inserter;
	struct press *press;	/* NULL: the run is older than payment slips */
	struct typesetter *typesetter;
	struct layout *layout;
	struct composer *composer;
	struct arena *arena;
	FILE *list;
	GArray *pieces;		/* of struct listed, by number - 1 */
	int records;		/* the record file */
	guint64 records_bytes;
};

static gboolean refuse(const struct export *export, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean refuse(const struct export *export, GError **error, const char *format, ...)
{
	va_list arguments;
	g_autofree char *what = NULL;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "run R%06u: %s", export->run, what);
	return FALSE;
}

/* ---- the run and its bundle ---- */

struct found_run {
	gboolean found;
	enum run_state state;
	char *ticket_hash;
};

static void note_run(void *user, const struct run_row *row)
{
	struct found_run *found = user;

	found->found = TRUE;
	found->state = row->state;
	found->ticket_hash = g_strdup(row->ticket_hash);
}

static gboolean find_queue(struct export *export, GError **error)
{
	g_autoptr(GArray) seen = spool_list(export->app->spool, error);

	if (seen == NULL)
		return FALSE;
	for (guint i = 0; i < seen->len; i++) {
		const struct bundle_seen *bundle = &g_array_index(seen, struct bundle_seen, i);

		if (bundle->run != export->run)
			continue;
		export->queue = bundle->queue;
		return bundle->queue != SPOOL_CORRUPT || refuse(export, error, "its bundle is corrupt");
	}
	return refuse(export, error, "its bundle is in no queue");
}

/* The ticket that the registry knows. */
static gboolean open_ticket(struct export *export, GError **error)
{
	struct found_run found = { 0 };
	gboolean ok = registry_run_each(export->app->registry, export->run, note_run, &found, error);

	if (ok && !found.found) {
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "there is no run R%06u", export->run);
		ok = FALSE;
	} else if (ok && found.state == RUN_MAKING) {
		g_set_error(error, APP_ERROR, APP_ERROR_BUSY, "run R%06u: it is being made", export->run);
		ok = FALSE;
	}
	ok = ok && find_queue(export, error);
	if (ok)
		export->ticket = spool_ticket_read(export->app->spool, export->run, export->queue, error);
	ok = export->ticket != NULL && (g_strcmp0(ticket_hash(export->ticket), found.ticket_hash) == 0 ||
					refuse(export, error, "the registry knows another ticket"));
	g_free(found.ticket_hash);
	return ok;
}

static char *file_path(const struct export *export, const char *name)
{
	return spool_bundle_path(export->app->spool, export->run, export->queue, name);
}

/* The ticket's file of that name, after the one that is there was held against it. */
static const struct ticket_file *whole_file(const struct export *export, const char *name, GError **error)
{
	const GArray *files = ticket_files(export->ticket);
	g_autofree char *path = file_path(export, name);
	char hash[HASH_ROOM];
	guint64 bytes;

	for (guint i = 0; i < files->len; i++) {
		const struct ticket_file *file = &g_array_index(files, struct ticket_file, i);

		if (!g_str_equal(file->name, name))
			continue;
		if (!file_hash(path, &bytes, hash, error))
			return NULL;
		if (bytes == file->bytes && g_str_equal(hash, file->sha256))
			return file;
		refuse(export, error, "'%s' is not what the ticket says", name);
		return NULL;
	}
	refuse(export, error, "its bundle has no '%s': an older program made it", name);
	return NULL;
}

static char *read_profile(const struct export *export, const char *name, char **path, GError **error)
{
	char *text = NULL;
	gsize length;

	*path = file_path(export, name);
	if (whole_file(export, name, error) == NULL || !file_read(*path, PROFILE_MAX, &text, &length, error))
		g_clear_pointer(path, g_free);
	return text;
}

static gboolean has_file(const struct export *export, const char *name)
{
	const GArray *files = ticket_files(export->ticket);

	for (guint i = 0; i < files->len; i++)
		if (g_str_equal(g_array_index(files, struct ticket_file, i).name, name))
			return TRUE;
	return FALSE;
}

static gboolean open_press(struct export *export, GError **error)
{
	g_autofree char *path = NULL, *text = NULL;

	if (!has_file(export, MAKING_PRESS))
		return TRUE;
	text = read_profile(export, MAKING_PRESS, &path, error);
	if (text != NULL)
		export->press = press_parse(text, path, error);
	return export->press != NULL;
}

static gboolean open_profiles(struct export *export, GError **error)
{
	g_autofree char *envelope_path = NULL, *inserter_path = NULL;
	g_autofree char *envelope = read_profile(export, MAKING_ENVELOPE, &envelope_path, error);
	g_autofree char *inserter = NULL;

	if (envelope != NULL)
		export->envelope = envelope_parse(envelope, envelope_path, error);
	if (export->envelope != NULL)
		inserter = read_profile(export, MAKING_INSERTER, &inserter_path, error);
	if (inserter != NULL)
		export->inserter = inserter_parse(inserter, inserter_path, error);
	return export->inserter != NULL && open_press(export, error);
}

/* The version that the run named, with the bytes that it had. */
static gboolean open_layout(struct export *export, GError **error)
{
	const char *layout = ticket_string(export->ticket, "layout");
	g_autofree char *label = g_strdup_printf("%s/%s", ticket_string(export->ticket, "client"), layout);
	g_autoptr(version_t) version = NULL;

	if (strchr(layout, '@') == NULL)
		return refuse(export, error, "its layout '%s' was never stored", layout);
	version = app_version(export->app, label, error);
	if (version == NULL)
		return FALSE;
	export->typesetter = app_typesetter(error);
	if (export->typesetter == NULL || !typesetter_has_role(export->typesetter, export->envelope->font, error))
		return FALSE;
	export->layout = app_version_open(export->app, version, export->typesetter, error);
	if (export->layout == NULL)
		return FALSE;
	return g_str_equal(layout_hash(export->layout), ticket_string(export->ticket, "layout_sha256")) ||
	       refuse(export, error, "layout '%s' is not the one that was printed", label);
}

static gboolean open_composer(struct export *export, GError **error)
{
	const char *sides = ticket_string(export->ticket, "production.media.sides");
	const struct compose_plan plan = {
		.typesetter = export->typesetter, .layout = export->layout, .envelope = export->envelope,
		.inserter = export->inserter, .press = export->press, .duplex = g_str_has_prefix(sides, "two-sided"), .run = export->run,
	};

	if (!plan.duplex && !g_str_equal(sides, "one-sided"))
		return refuse(export, error, "its ticket does not say which sides are printed");
	export->composer = composer_new(&plan);
	return TRUE;
}

/* ---- the piece list and the records ---- */

static gboolean index_line(struct export *export, char *line, guint64 offset, guint64 *run_sheet)
{
	struct listed listed = { offset, *run_sheet };
	struct piece piece;

	if (!piece_list_read(line, &piece) || piece.number != export->pieces->len + 1)
		return FALSE;
	g_array_append_val(export->pieces, listed);
	*run_sheet += piece.sheets;
	return TRUE;
}

/* Where each line is: pieces are asked for in any order, and codes count the sheets before. */
static gboolean index_pieces(struct export *export, GError **error)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length = getline(&line, &room, export->list);
	guint64 offset = length > 0 ? (guint64)length : 0, run_sheet = 0;
	gboolean ok = length > 0 && g_str_equal(line, PIECE_LIST_HEADER "\n");

	while (ok && (length = getline(&line, &room, export->list)) > 0) {
		ok = index_line(export, line, offset, &run_sheet);
		offset += (guint64)length;
	}
	free(line);
	return ok || refuse(export, error, "its piece list cannot be read from line %u", export->pieces->len + 2);
}

static gboolean open_pieces(struct export *export, GError **error)
{
	g_autofree char *path = file_path(export, MAKING_PIECES);

	if (whole_file(export, MAKING_PIECES, error) == NULL)
		return FALSE;
	export->list = fopen(path, "re");
	return export->list != NULL ? index_pieces(export, error)
				    : refuse(export, error, "its piece list cannot be read: %s", g_strerror(errno));
}

static gboolean open_records(struct export *export, GError **error)
{
	const struct ticket_file *file = whole_file(export, MAKING_RECORDS, error);
	g_autofree char *path = file_path(export, MAKING_RECORDS);

	if (file == NULL)
		return FALSE;
	export->records_bytes = file->bytes;
	export->records = open(path, O_RDONLY | O_CLOEXEC);
	return export->records >= 0 || refuse(export, error, "its records cannot be read: %s", g_strerror(errno));
}

static const struct record *read_record(const struct export *export, const struct record_place *place)
{
	guint8 *bytes;

	if (place->offset > export->records_bytes || place->length > export->records_bytes - place->offset)
		return NULL;
	bytes = arena_alloc(export->arena, place->length);
	if (pread(export->records, bytes, place->length, (off_t)place->offset) != (ssize_t)place->length)
		return NULL;
	return record_unpack(bytes, place->length, layout_dictionary(export->layout), export->arena);
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

/* ---- one piece ---- */

static gboolean find_piece(const struct export *export, guint number, char **line, struct piece *piece, GError **error)
{
	size_t room = 0;

	if (number < 1 || number > export->pieces->len)
		return refuse(export, error, "it has no piece %u: they are 1 to %u", number, export->pieces->len);
	if (fseeko(export->list, (off_t)g_array_index(export->pieces, struct listed, number - 1).offset, SEEK_SET) != 0 ||
	    getline(line, &room, export->list) <= 0 || !piece_list_read(*line, piece) || piece->number != number)
		return refuse(export, error, "piece %u cannot be found in its list again", number);
	return TRUE;
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
		.run_sheet = g_array_index(export->pieces, struct listed, piece->number - 1).run_sheet,
		.by_hand = g_str_equal(piece->stream, "hand"), .to_read = TRUE,
	};
	struct device nowhere = { .page = see_page };
	char control[CONTROL_CODE_LENGTH + 1];
	guint pages;

	if (wanted.records == NULL)
		return refuse(export, error, "piece %u: its records are not in the record file", piece->number);
	if (!compose_piece(export->composer, &wanted, device != NULL ? device : &nowhere, control, &pages, error))
		return FALSE;
	return (pages == piece->pages && g_str_equal(control, piece->control)) ||
	       refuse(export, error, "piece %u comes out otherwise than it was printed", piece->number);
}

/* The piece's line, after it was composed once: no file is made of a piece that is not what it was. */
static gboolean look(struct export *export, guint number, char **line, struct piece *piece, GError **error)
{
	arena_reset(export->arena);
	return find_piece(export, number, line, piece, error) && compose(export, piece, NULL, error);
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
	g_autofree char *title = g_strdup_printf("%s (R%06u/%u)", ticket_string(export->ticket, "title"), export->run, number);
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
	export->run = run;
	export->records = -1;
	export->arena = arena_new(64 * 1024);
	export->pieces = g_array_new(FALSE, FALSE, sizeof(struct listed));
	if (!open_ticket(export, error) || !open_profiles(export, error) || !open_layout(export, error) ||
	    !open_composer(export, error) || !open_pieces(export, error) || !open_records(export, error))
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
	g_clear_pointer(&export->ticket, ticket_free);
	if (export->list != NULL)
		fclose(export->list);
	if (export->records >= 0)
		close(export->records);
	g_array_unref(export->pieces);
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
