/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/sealed.h"

#include "base/file.h"
#include "spool/inside.h"

#include <string.h>

gboolean sealed_close(const struct sealed *sealed, const char *members, GArray *files, char hash[65], GError **error)
{
	g_autofree char *path = g_build_filename(sealed->folder, sealed->ticket, NULL);
	g_autofree char *text = ticket_write(members, files, hash, error);
	char whole[HASH_ROOM];

	return text != NULL && spool_io(file_write_new(path, text, strlen(text), whole, error) &&
						file_folder_sync(sealed->folder, error),
					error);
}

struct ticket *sealed_ticket(const struct sealed *sealed, GError **error)
{
	g_autofree char *path = g_build_filename(sealed->folder, sealed->ticket, NULL);
	g_autofree char *where = g_strdup_printf("%s: %s", sealed->where, sealed->ticket);
	g_autoptr(GError) unread = NULL;
	g_autofree char *text = NULL;
	gsize length;

	if (file_read(path, TICKET_MOST_BYTES, &text, &length, &unread))
		return ticket_parse(text, length, where, error);
	g_set_error_literal(error, SPOOL_ERROR,
			    g_error_matches(unread, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? SPOOL_ERROR_NONE : SPOOL_ERROR_IO,
			    unread->message);
	return NULL;
}

/* ---- verifying ---- */

static gboolean differs(GError **error, const char *where, const char *name, const char *how)
{
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: %s: %s", where, name, how);
	return FALSE;
}

/* A file that cannot be read for what it is differs; one that the disk fails at is another matter. */
static gboolean unreadable(GError **error, const char *where, const char *name, const GError *cause)
{
	if (g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		return differs(error, where, name, "is missing");
	if (g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_LOOP) ||
	    g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_INVAL))
		return differs(error, where, name, "is not a regular file");
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_IO, "%s: %s", where, cause->message);
	return FALSE;
}

static gboolean verify_file(const struct sealed *sealed, const struct ticket_file *file, GError **error)
{
	g_autofree char *path = g_build_filename(sealed->folder, file->name, NULL);
	g_autofree char *sizes = NULL;
	g_autoptr(GError) cause = NULL;
	char hash[HASH_ROOM];
	guint64 bytes;

	if (!file_hash(path, &bytes, hash, &cause))
		return unreadable(error, sealed->where, file->name, cause);
	if (bytes != file->bytes) {
		sizes = g_strdup_printf("size differs: %" G_GUINT64_FORMAT " bytes, the ticket says %" G_GUINT64_FORMAT,
					bytes, file->bytes);
		return differs(error, sealed->where, file->name, sizes);
	}
	return strcmp(hash, file->sha256) == 0 || differs(error, sealed->where, file->name, "hash differs");
}

static gboolean in_ticket(const struct sealed *sealed, const struct ticket *ticket, const char *name)
{
	const GArray *files = ticket_files(ticket);

	for (guint i = 0; i < files->len; i++) {
		if (strcmp(g_array_index(files, struct ticket_file, i).name, name) == 0)
			return TRUE;
	}
	return strcmp(name, sealed->ticket) == 0;
}

static gboolean verify_nothing_else(const struct sealed *sealed, const struct ticket *ticket, GError **error)
{
	g_autoptr(GPtrArray) names = file_folder_names(sealed->folder, error);

	if (names == NULL)
		return spool_io(FALSE, error);
	for (guint i = 0; i < names->len; i++) {
		if (!in_ticket(sealed, ticket, names->pdata[i]))
			return differs(error, sealed->where, names->pdata[i], "is not in the ticket");
	}
	return TRUE;
}

gboolean sealed_verify(const struct sealed *sealed, const struct ticket *ticket, GError **error)
{
	const GArray *files = ticket_files(ticket);

	for (guint i = 0; i < files->len; i++) {
		if (!verify_file(sealed, &g_array_index(files, struct ticket_file, i), error))
			return FALSE;
	}
	return verify_nothing_else(sealed, ticket, error);
}
