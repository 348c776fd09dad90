/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/gathering.h"

#include "base/file.h"

#include <string.h>

static void clear_file(gpointer data)
{
	struct ticket_file *file = data;

	g_free(file->name);
	g_free(file->sha256);
}

void gathering_init(struct gathering *gathering, char *folder)
{
	gathering->folder = folder;
	gathering->files = g_array_new(FALSE, FALSE, sizeof(struct ticket_file));
	g_array_set_clear_func(gathering->files, clear_file);
	gathering->names = g_hash_table_new(g_str_hash, g_str_equal);
}

void gathering_clear(struct gathering *gathering)
{
	g_hash_table_unref(gathering->names);
	g_array_unref(gathering->files);
	g_free(gathering->folder);
}

char *gathering_path(const struct gathering *gathering, const char *name)
{
	return g_build_filename(gathering->folder, name, NULL);
}

void gathering_add(struct gathering *gathering, const char *name, guint64 bytes, const char *sha256)
{
	struct ticket_file file = { .name = g_strdup(name), .bytes = bytes, .sha256 = g_strdup(sha256) };

	g_assert(ticket_name_is_plain(name) && strlen(sha256) == HASH_ROOM - 1);
	g_assert(!g_hash_table_contains(gathering->names, name));
	g_hash_table_add(gathering->names, file.name);
	g_array_append_val(gathering->files, file);
}

gboolean gathering_tidy(const struct gathering *gathering, GError **error)
{
	g_autoptr(GPtrArray) names = file_folder_names(gathering->folder, error);
	gboolean ok = names != NULL;

	for (guint i = 0; ok && i < names->len; i++) {
		g_autofree char *path = gathering_path(gathering, names->pdata[i]);

		ok = g_hash_table_contains(gathering->names, names->pdata[i]) || file_tree_remove(path, error);
	}
	return ok;
}
