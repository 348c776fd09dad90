/* SPDX-License-Identifier: Apache-2.0 */
#include "app/kept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/inside.h"
#include "base/file.h"
#include "registry/run.h"

/* Profiles are written by people. */
#define TEXT_MAX (1024 * 1024)

/* Where a piece's line is in the list, and its first sheet in feed order. */
struct listed {
	guint64 offset, run_sheet;
};

struct kept {
	struct app *app;
	guint run;
	enum spool_queue queue;
	struct ticket *ticket;
	FILE *list;
	GArray *pieces;		/* of struct listed, by number - 1 */
	int records;		/* the record file */
	guint64 records_bytes;
};

gboolean kept_refuse(const struct kept *kept, GError **error, const char *format, ...)
{
	va_list arguments;
	g_autofree char *what = NULL;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "run R%06u: %s", kept->run, what);
	return FALSE;
}

guint kept_run(const struct kept *kept)
{
	return kept->run;
}

const struct ticket *kept_ticket(const struct kept *kept)
{
	return kept->ticket;
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

static gboolean find_queue(struct kept *kept, GError **error)
{
	g_autoptr(GArray) seen = spool_list(kept->app->spool, error);

	if (seen == NULL)
		return FALSE;
	for (guint i = 0; i < seen->len; i++) {
		const struct bundle_seen *bundle = &g_array_index(seen, struct bundle_seen, i);

		if (bundle->run != kept->run)
			continue;
		kept->queue = bundle->queue;
		return bundle->queue != SPOOL_CORRUPT || kept_refuse(kept, error, "its bundle is corrupt");
	}
	return kept_refuse(kept, error, "its bundle is in no queue");
}

/* The ticket that the registry knows. */
static gboolean open_ticket(struct kept *kept, GError **error)
{
	struct found_run found = { 0 };
	gboolean ok = registry_run_each(kept->app->registry, kept->run, note_run, &found, error);

	if (ok && !found.found) {
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "there is no run R%06u", kept->run);
		ok = FALSE;
	} else if (ok && found.state == RUN_MAKING) {
		g_set_error(error, APP_ERROR, APP_ERROR_BUSY, "run R%06u: it is being made", kept->run);
		ok = FALSE;
	}
	ok = ok && find_queue(kept, error);
	if (ok)
		kept->ticket = spool_ticket_read(kept->app->spool, kept->run, kept->queue, error);
	ok = kept->ticket != NULL && (g_strcmp0(ticket_hash(kept->ticket), found.ticket_hash) == 0 ||
					kept_refuse(kept, error, "the registry knows another ticket"));
	g_free(found.ticket_hash);
	return ok;
}

static char *file_path(const struct kept *kept, const char *name)
{
	return spool_bundle_path(kept->app->spool, kept->run, kept->queue, name);
}

/* The ticket's file of that name, after the one that is there was held against it. */
static const struct ticket_file *whole_file(const struct kept *kept, const char *name, GError **error)
{
	const GArray *files = ticket_files(kept->ticket);
	g_autofree char *path = file_path(kept, name);
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
		kept_refuse(kept, error, "'%s' is not what the ticket says", name);
		return NULL;
	}
	kept_refuse(kept, error, "its bundle has no '%s': an older program made it", name);
	return NULL;
}

char *kept_path(const struct kept *kept, const char *name, GError **error)
{
	return whole_file(kept, name, error) != NULL ? file_path(kept, name) : NULL;
}

char *kept_text(const struct kept *kept, const char *name, char **path, GError **error)
{
	char *text = NULL;
	gsize length;

	*path = file_path(kept, name);
	if (whole_file(kept, name, error) == NULL || !file_read(*path, TEXT_MAX, &text, &length, error))
		g_clear_pointer(path, g_free);
	return text;
}

gboolean kept_has(const struct kept *kept, const char *name)
{
	const GArray *files = ticket_files(kept->ticket);

	for (guint i = 0; i < files->len; i++)
		if (g_str_equal(g_array_index(files, struct ticket_file, i).name, name))
			return TRUE;
	return FALSE;
}

char *kept_path_unread(const struct kept *kept, const char *name, GError **error)
{
	if (kept_has(kept, name))
		return file_path(kept, name);
	kept_refuse(kept, error, "its bundle has no '%s': an older program made it", name);
	return NULL;
}

/* ---- the piece list and the records ---- */

static gboolean index_line(struct kept *kept, char *line, guint64 offset, guint64 *run_sheet)
{
	struct listed listed = { offset, *run_sheet };
	struct piece piece;

	if (!piece_list_read(line, &piece) || piece.number != kept->pieces->len + 1)
		return FALSE;
	g_array_append_val(kept->pieces, listed);
	*run_sheet += piece.sheets;
	return TRUE;
}

/* Where each line is: pieces are asked for in any order, and codes count the sheets before. */
static gboolean index_pieces(struct kept *kept, GError **error)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length = getline(&line, &room, kept->list);
	guint64 offset = length > 0 ? (guint64)length : 0, run_sheet = 0;
	gboolean ok = length > 0 && g_str_equal(line, PIECE_LIST_HEADER "\n");

	while (ok && (length = getline(&line, &room, kept->list)) > 0) {
		ok = index_line(kept, line, offset, &run_sheet);
		offset += (guint64)length;
	}
	free(line);
	return ok || kept_refuse(kept, error, "its piece list cannot be read from line %u", kept->pieces->len + 2);
}

static gboolean open_pieces(struct kept *kept, GError **error)
{
	g_autofree char *path = file_path(kept, MAKING_PIECES);

	if (whole_file(kept, MAKING_PIECES, error) == NULL)
		return FALSE;
	kept->list = fopen(path, "re");
	return kept->list != NULL ? index_pieces(kept, error)
				    : kept_refuse(kept, error, "its piece list cannot be read: %s", g_strerror(errno));
}

static gboolean open_records(struct kept *kept, GError **error)
{
	const struct ticket_file *file = whole_file(kept, MAKING_RECORDS, error);
	g_autofree char *path = file_path(kept, MAKING_RECORDS);

	if (file == NULL)
		return FALSE;
	kept->records_bytes = file->bytes;
	kept->records = open(path, O_RDONLY | O_CLOEXEC);
	return kept->records >= 0 || kept_refuse(kept, error, "its records cannot be read: %s", g_strerror(errno));
}

gboolean kept_open_pieces(struct kept *kept, GError **error)
{
	kept->pieces = g_array_new(FALSE, FALSE, sizeof(struct listed));
	return open_pieces(kept, error) && open_records(kept, error);
}

guint kept_pieces(const struct kept *kept)
{
	return kept->pieces->len;
}

gboolean kept_piece(const struct kept *kept, guint number, char **line, struct piece *piece, GError **error)
{
	size_t room = 0;

	if (number < 1 || number > kept->pieces->len)
		return kept_refuse(kept, error, "it has no piece %u: they are 1 to %u", number, kept->pieces->len);
	if (fseeko(kept->list, (off_t)g_array_index(kept->pieces, struct listed, number - 1).offset, SEEK_SET) != 0 ||
	    getline(line, &room, kept->list) <= 0 || !piece_list_read(*line, piece) || piece->number != number)
		return kept_refuse(kept, error, "piece %u cannot be found in its list again", number);
	return TRUE;
}

guint64 kept_run_sheet(const struct kept *kept, guint number)
{
	return g_array_index(kept->pieces, struct listed, number - 1).run_sheet;
}

const guint8 *kept_record(const struct kept *kept, const struct record_place *place, struct arena *arena)
{
	guint8 *bytes;

	if (place->offset > kept->records_bytes || place->length > kept->records_bytes - place->offset)
		return NULL;
	bytes = arena_alloc(arena, place->length);
	return pread(kept->records, bytes, place->length, (off_t)place->offset) == (ssize_t)place->length ? bytes : NULL;
}

/* ---- opening ---- */

struct kept *kept_open(struct app *app, guint run, GError **error)
{
	g_autoptr(kept_t) kept = g_new0(struct kept, 1);

	kept->app = app;
	kept->run = run;
	kept->records = -1;
	return open_ticket(kept, error) ? g_steal_pointer(&kept) : NULL;
}

void kept_close(struct kept *kept)
{
	if (kept == NULL)
		return;
	g_clear_pointer(&kept->ticket, ticket_free);
	g_clear_pointer(&kept->pieces, g_array_unref);
	if (kept->list != NULL)
		fclose(kept->list);
	if (kept->records >= 0)
		close(kept->records);
	g_free(kept);
}
