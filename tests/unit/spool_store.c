/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/store.h"

#include "base/file.h"
#include "unit/check.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct stored one = { "ordine", "avviso", 1 };
static const struct store_file files[] = { { "avviso.xml", "<layout/>", 9 }, { "logo.png", "\211PNG\0\1", 6 } };

static struct spool *fresh(char **root)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GError) error = NULL;
	struct spool *spool;

	*root = g_build_filename(folder, "data", NULL);
	CHECK_TRUE("create", spool_create(*root, &error));
	spool = spool_open(*root, &error);
	CHECK_NO_ERROR("open", error);
	return spool;
}

static guint mode_of(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0 ? about.st_mode & 07777 : 0;
}

static void stores_whole(void)
{
	g_autofree char *root = NULL, *path = NULL, *folder = NULL, *text = NULL, *rubbish = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	g_autoptr(ticket_t) manifest = NULL;
	g_autoptr(GError) error = NULL;
	char hash[65], again[65];
	gsize length = 0;

	CHECK_TRUE("add", store_add(spool, &one, files, 2, "\"layout\": \"avviso\"", hash, &error));
	CHECK_NO_ERROR("add", error);
	path = store_path(spool, &one, "logo.png");
	CHECK_TRUE("path", g_str_has_suffix(path, "/data/layouts/ordine/avviso/1/logo.png"));
	CHECK_TRUE("bytes", g_file_get_contents(path, &text, &length, NULL) && length == 6 &&
				    memcmp(text, files[1].bytes, 6) == 0);
	CHECK_INT("file's mode", mode_of(path), 0600);
	folder = g_path_get_dirname(path);
	CHECK_INT("folder's mode", mode_of(folder), 0700);
	manifest = store_verify(spool, &one, hash, &error);
	CHECK_NO_ERROR("verify", error);
	CHECK_STR("members", ticket_string(manifest, "layout"), "avviso");
	CHECK_INT("files", ticket_files(manifest)->len, 2);
	/* What an add left behind that died before the registry learnt of it. */
	rubbish = g_build_filename(folder, "rubbish", NULL);
	CHECK_TRUE("rubbish", g_file_set_contents(rubbish, "x", 1, NULL));
	CHECK_TRUE("add again", store_add(spool, &one, files, 2, "\"layout\": \"avviso\"", again, &error));
	CHECK_NO_ERROR("add again", error);
	CHECK_STR("same in, same out", again, hash);
	CHECK_TRUE("rubbish", mode_of(rubbish) == 0);
}

static void refuses_names(void)
{
	static const char *const names[] = { "version.json", "../x", ".x", "a/b", "", "a\nb", "avviso.xml" };
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		const struct store_file wrong[] = { files[0], { names[i], "x", 1 } };
		g_autofree char *folder = store_path(spool, &one, "");
		g_autoptr(GError) error = NULL;
		char hash[65];

		CHECK_TRUE(names[i], !store_add(spool, &one, wrong, 2, "", hash, &error));
		CHECK_TRUE(names[i], error != NULL && error->domain == SPOOL_ERROR);
		CHECK_INT(names[i], mode_of(folder), 0);
	}
}

enum damage { CHANGED, LONGER, GONE, LINKED, MORE };

static void damage(const char *path, enum damage how)
{
	g_autofree char *text = NULL, *other = g_strconcat(path, ".more", NULL);
	gsize length = 0;

	CHECK_TRUE(path, g_file_get_contents(path, &text, &length, NULL));
	switch (how) {
	case CHANGED:
		text[length / 2] ^= 1;
		CHECK_TRUE(path, g_file_set_contents(path, text, (gssize)length, NULL));
		break;
	case LONGER:
		text = g_realloc(text, length + 1);
		text[length] = ' ';
		CHECK_TRUE(path, g_file_set_contents(path, text, (gssize)length + 1, NULL));
		break;
	case LINKED:
		CHECK_INT(path, g_unlink(path), 0);
		CHECK_INT(path, symlink("/etc/passwd", path), 0);
		break;
	case GONE:
		CHECK_INT(path, g_unlink(path), 0);
		break;
	case MORE:
		CHECK_TRUE(path, g_file_set_contents(other, "x", 1, NULL));
		break;
	}
}

static void notices_every_damage(void)
{
	static const struct row {
		const char *file;
		enum damage how;
		const char *reason;
	} rows[] = {
		{ "avviso.xml", CHANGED, "layouts/ordine/avviso/1: avviso.xml: hash differs" },
		{ "avviso.xml", LONGER, "layouts/ordine/avviso/1: avviso.xml: size differs" },
		{ "avviso.xml", GONE, "layouts/ordine/avviso/1: avviso.xml: is missing" },
		{ "avviso.xml", LINKED, "layouts/ordine/avviso/1: avviso.xml: is not a regular file" },
		{ "logo.png", CHANGED, "layouts/ordine/avviso/1: logo.png: hash differs" },
		{ "logo.png", GONE, "layouts/ordine/avviso/1: logo.png: is missing" },
		{ "logo.png", MORE, "layouts/ordine/avviso/1: logo.png.more: is not in the ticket" },
		{ "version.json", CHANGED, "layouts/ordine/avviso/1: version.json: its last line does not hash" },
		{ "version.json", GONE, "version.json': No such file" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *root = NULL, *path = NULL;
		g_autofree char *label = g_strdup_printf("%s, damage %d", rows[i].file, rows[i].how);
		g_autoptr(spool_t) spool = fresh(&root);
		g_autoptr(GError) error = NULL;
		char hash[65];

		CHECK_TRUE(label, store_add(spool, &one, files, 2, "", hash, &error));
		path = store_path(spool, &one, rows[i].file);
		damage(path, rows[i].how);
		CHECK_TRUE(label, store_verify(spool, &one, hash, &error) == NULL);
		CHECK_ERROR(label, error, rows[i].reason);
	}
}

/* Files and manifest changed together are whole in themselves: the registry's hash tells. */
static void notices_another_whole_version(void)
{
	const struct store_file other = { "avviso.xml", "<other/>.", 9 };
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	g_autoptr(GError) error = NULL;
	char hash[65], changed[65];

	CHECK_TRUE("one", store_add(spool, &one, files, 2, "", hash, &error));
	CHECK_TRUE("other", store_add(spool, &one, &other, 1, "", changed, &error));
	CHECK_TRUE("refused", store_verify(spool, &one, hash, &error) == NULL);
	CHECK_ERROR("refused", error, "layouts/ordine/avviso/1: version.json: is not the one that was stored");
}

CHECK_MAIN({ "stores whole", stores_whole }, { "refuses names", refuses_names },
	   { "notices every damage", notices_every_damage },
	   { "notices another whole version", notices_another_whole_version })
