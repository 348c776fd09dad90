/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/store.h"

#include "base/file.h"
#include "spool/inside.h"
#include "spool/sealed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define STORE_FOLDER "layouts"
/* A version in the making; no number is called so. */
#define MAKING "making"

static char *name_of(const struct stored *stored)
{
	return g_strdup_printf(STORE_FOLDER "/%s/%s/%u", stored->client, stored->name, stored->number);
}

static char *folder_of(const struct spool *spool, const struct stored *stored)
{
	g_autofree char *name = name_of(stored);

	return g_build_filename(spool->root, name, NULL);
}

char *store_path(struct spool *spool, const struct stored *stored, const char *name)
{
	g_autofree char *folder = folder_of(spool, stored);

	return g_build_filename(folder, name, NULL);
}

/* ---- adding ---- */

/* layouts/, layouts/CLIENT/ and layouts/CLIENT/NAME/, whose path is returned. */
static char *make_parents(const struct spool *spool, const struct stored *stored, GError **error)
{
	const char *const names[] = { STORE_FOLDER, stored->client, stored->name };
	g_autofree char *path = g_strdup(spool->root);

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *parent = g_steal_pointer(&path);

		path = g_build_filename(parent, names[i], NULL);
		if (!file_folder(path, error) || !file_folder_sync(parent, error))
			return NULL;
	}
	return g_steal_pointer(&path);
}

static gboolean name_is_good(const char *name, GError **error)
{
	if (ticket_name_is_plain(name) && strcmp(name, STORE_MANIFEST) != 0)
		return TRUE;
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_NONE, "a layout's file cannot be stored as '%s'", name);
	return FALSE;
}

static gboolean write_files(const char *folder, const struct store_file *files, guint count, GArray *written,
			    GError **error)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *path = g_build_filename(folder, files[i].name, NULL);
		struct ticket_file file = { (char *)files[i].name, files[i].length, NULL };
		char hash[HASH_ROOM];

		if (!name_is_good(files[i].name, error) ||
		    !file_write_new(path, files[i].bytes, files[i].length, hash, error))
			return FALSE;
		file.sha256 = g_strdup(hash);
		g_array_append_val(written, file);
	}
	return TRUE;
}

/* The names are lent. */
static void clear_written(gpointer data)
{
	g_free(((struct ticket_file *)data)->sha256);
}

static gboolean put_in_place(const char *parent, const char *making, const char *folder, GError **error)
{
	if (!file_tree_remove(folder, error))
		return FALSE;
	if (rename(making, folder) == 0)
		return file_folder_sync(parent, error);
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot move '%s' to '%s': %s", making, folder,
		    g_strerror(errno));
	return FALSE;
}

gboolean store_add(struct spool *spool, const struct stored *stored, const struct store_file *files, guint count,
		   const char *members, char hash[65], GError **error)
{
	g_autofree char *where = name_of(stored), *folder = folder_of(spool, stored);
	g_autofree char *parent = make_parents(spool, stored, error);
	g_autofree char *making = parent != NULL ? g_build_filename(parent, MAKING, NULL) : NULL;
	const struct sealed sealed = { making, where, STORE_MANIFEST };
	g_autoptr(GArray) written = g_array_new(FALSE, FALSE, sizeof(struct ticket_file));
	gboolean made;

	g_array_set_clear_func(written, clear_written);
	if (parent == NULL || !file_tree_remove(making, error) || !file_folder_new(making, error))
		return spool_io(FALSE, error);
	made = write_files(making, files, count, written, error) && sealed_close(&sealed, members, written, hash, error) &&
	       put_in_place(parent, making, folder, error);
	if (!made)
		file_tree_remove(making, NULL);
	return spool_io(made, error);
}

/* ---- verifying ---- */

struct ticket *store_verify(struct spool *spool, const struct stored *stored, const char *hash, GError **error)
{
	g_autofree char *where = name_of(stored), *folder = folder_of(spool, stored);
	const struct sealed sealed = { folder, where, STORE_MANIFEST };
	g_autoptr(ticket_t) manifest = sealed_ticket(&sealed, error);

	if (manifest == NULL)
		return NULL;
	if (strcmp(ticket_hash(manifest), hash) != 0) {
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: " STORE_MANIFEST ": is not the one that was stored",
			    where);
		return NULL;
	}
	return sealed_verify(&sealed, manifest, error) ? g_steal_pointer(&manifest) : NULL;
}
