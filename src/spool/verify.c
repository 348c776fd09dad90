/* SPDX-License-Identifier: Apache-2.0 */
/* verify: whether a bundle is what its ticket says, to the byte, and nothing more. */
#include "base/file.h"
#include "spool/inside.h"
#include "spool/ticket.h"

#include <string.h>

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

static gboolean verify_file(const char *folder, const char *where, const struct ticket_file *file, GError **error)
{
	g_autofree char *path = g_build_filename(folder, file->name, NULL);
	g_autofree char *sizes = NULL;
	g_autoptr(GError) cause = NULL;
	char hash[HASH_ROOM];
	guint64 bytes;

	if (!file_hash(path, &bytes, hash, &cause))
		return unreadable(error, where, file->name, cause);
	if (bytes != file->bytes) {
		sizes = g_strdup_printf("size differs: %" G_GUINT64_FORMAT " bytes, the ticket says %" G_GUINT64_FORMAT,
					bytes, file->bytes);
		return differs(error, where, file->name, sizes);
	}
	return strcmp(hash, file->sha256) == 0 || differs(error, where, file->name, "hash differs");
}

static gboolean in_ticket(const struct ticket *ticket, const char *name)
{
	const GArray *files = ticket_files(ticket);

	for (guint i = 0; i < files->len; i++) {
		if (strcmp(g_array_index(files, struct ticket_file, i).name, name) == 0)
			return TRUE;
	}
	return strcmp(name, TICKET_NAME) == 0;
}

static gboolean verify_nothing_else(const char *folder, const char *where, const struct ticket *ticket, GError **error)
{
	g_autoptr(GPtrArray) names = file_folder_names(folder, error);

	if (names == NULL)
		return spool_io(FALSE, error);
	for (guint i = 0; i < names->len; i++) {
		if (!in_ticket(ticket, names->pdata[i]))
			return differs(error, where, names->pdata[i], "is not in the ticket");
	}
	return TRUE;
}

gboolean spool_verify(struct spool *spool, guint run, enum spool_queue queue, GError **error)
{
	g_autofree char *folder = spool_run_path(spool, run, queue);
	g_autofree char *where = spool_run_name(run, queue);
	g_autoptr(ticket_t) ticket = NULL;
	const GArray *files;

	if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_NONE, "%s: there is no such bundle", where);
		return FALSE;
	}
	ticket = spool_ticket_read(spool, run, queue, error);
	if (ticket == NULL) {
		/* The folder is there: without its ticket it is a damaged bundle, not a missing one. */
		if (error != NULL && g_error_matches(*error, SPOOL_ERROR, SPOOL_ERROR_NONE)) {
			g_clear_error(error);
			differs(error, where, TICKET_NAME, "is missing");
		}
		return FALSE;
	}
	files = ticket_files(ticket);
	for (guint i = 0; i < files->len; i++) {
		if (!verify_file(folder, where, &g_array_index(files, struct ticket_file, i), error))
			return FALSE;
	}
	return verify_nothing_else(folder, where, ticket, error);
}
