/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/ticket.h"

#include "base/file.h"
#include "unit/check.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void add_file(struct bundle *bundle, const char *name, const char *text)
{
	g_autofree char *path = bundle_path(bundle, name);
	g_autoptr(GError) error = NULL;
	char hash[65];

	CHECK_TRUE(name, file_write_new(path, text, strlen(text), hash, &error));
	CHECK_NO_ERROR(name, error);
	bundle_add_file(bundle, name, strlen(text), hash);
}

/* A data root with run 42 in ready/, of two files. */
static struct spool *with_bundle(char **root)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GError) error = NULL;
	struct spool *spool;
	struct bundle *bundle;
	char hash[65];

	*root = g_build_filename(folder, "root", NULL);
	CHECK_TRUE("create", spool_create(*root, &error));
	spool = spool_open(*root, &error);
	bundle = bundle_begin(spool, 42, &error);
	add_file(bundle, "pieces.csv", "piece\n1\n");
	add_file(bundle, "0001.pdf", "%PDF-1.7");
	CHECK_TRUE("commit", bundle_commit(bundle, "\"run\": 42, \"job\": \"avvisi\"", hash, &error));
	bundle_close(bundle);
	CHECK_TRUE("whole", spool_verify(spool, 42, SPOOL_READY, &error));
	CHECK_NO_ERROR("made", error);
	return spool;
}

static char *inside(const char *root, const char *name)
{
	return g_build_filename(root, "ready/R000042", name, NULL);
}

static void put(const char *path, const char *text)
{
	CHECK_TRUE(path, g_file_set_contents(path, text, -1, NULL));
}

enum damage { NONE, CHANGED, SHORTER, LONGER, GONE, LINKED, FOLDER, MORE, MORE_FOLDER };

static void damage(const char *root, const char *name, enum damage how)
{
	g_autofree char *path = inside(root, name);
	g_autofree char *text = NULL;
	gsize length = 0;

	g_file_get_contents(path, &text, &length, NULL);
	switch (how) {
	case CHANGED:
		text[length / 2] ^= 1;
		put(path, text);
		break;
	case SHORTER:
		text[length - 1] = '\0';
		put(path, text);
		break;
	case LONGER:
		text = g_realloc(text, length + 2);
		put(path, strcat(text, "x"));
		break;
	case MORE:
		put(path, "new");
		break;
	case GONE:
		CHECK_INT(name, g_unlink(path), 0);
		break;
	case LINKED:
		CHECK_INT(name, g_unlink(path) + symlink("pieces.csv", path), 0);
		break;
	case FOLDER:
		CHECK_INT(name, g_unlink(path), 0);
		CHECK_INT(name, g_mkdir(path, 0700), 0);
		break;
	case MORE_FOLDER:
		CHECK_INT(name, g_mkdir(path, 0700), 0);
		break;
	case NONE:
		break;
	}
}

static void names_the_first_difference(void)
{
	static const struct row {
		enum damage how;
		const char *name, *told;
	} rows[] = {
		{ CHANGED, "0001.pdf", "ready/R000042: 0001.pdf: hash differs" },
		{ SHORTER, "0001.pdf", "ready/R000042: 0001.pdf: size differs: 7 bytes, the ticket says 8" },
		{ LONGER, "pieces.csv", "ready/R000042: pieces.csv: size differs: 9 bytes, the ticket says 8" },
		{ GONE, "pieces.csv", "ready/R000042: pieces.csv: is missing" },
		{ LINKED, "0001.pdf", "ready/R000042: 0001.pdf: is not a regular file" },
		{ FOLDER, "0001.pdf", "ready/R000042: 0001.pdf: is not a regular file" },
		{ MORE, "0002.pdf", "ready/R000042: 0002.pdf: is not in the ticket" },
		{ MORE, ".hidden", "ready/R000042: .hidden: is not in the ticket" },
		{ MORE_FOLDER, "more", "ready/R000042: more: is not in the ticket" },
		{ CHANGED, "ticket.json", "ready/R000042: ticket.json: its last line does not hash the lines above" },
		{ SHORTER, "ticket.json", "ready/R000042: ticket.json: its last line does not hash the lines above" },
		{ GONE, "ticket.json", "ready/R000042: ticket.json: is missing" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *root = NULL;
		g_autoptr(spool_t) spool = with_bundle(&root);
		g_autoptr(GError) error = NULL;

		damage(root, rows[i].name, rows[i].how);
		CHECK_TRUE(rows[i].told, !spool_verify(spool, 42, SPOOL_READY, &error));
		CHECK_STR(rows[i].told, error->message, rows[i].told);
		CHECK_INT(rows[i].told, error->code, SPOOL_ERROR_CORRUPT);
		g_clear_error(&error);
		CHECK_TRUE(rows[i].told, !spool_verify(spool, 42, SPOOL_READY, NULL));
	}
}

static void tells_a_bundle_under_another_number(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = with_bundle(&root);
	g_autofree char *old = g_build_filename(root, "ready/R000042", NULL);
	g_autofree char *new = g_build_filename(root, "ready/R000043", NULL);
	g_autoptr(GError) error = NULL;

	CHECK_INT("rename", g_rename(old, new), 0);
	CHECK_TRUE("renamed", !spool_verify(spool, 43, SPOOL_READY, &error));
	CHECK_ERROR("renamed", error, "ready/R000043: ticket.json: it is the ticket of another run");
	g_clear_error(&error);
	CHECK_TRUE("gone", !spool_verify(spool, 42, SPOOL_READY, &error));
	CHECK_ERROR("gone", error, "ready/R000042: there is no such bundle");
	CHECK_INT("gone", error->code, SPOOL_ERROR_NONE);
}

static void reads_the_ticket_back(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = with_bundle(&root);
	g_autoptr(GError) error = NULL;
	g_autoptr(ticket_t) ticket = spool_ticket_read(spool, 42, SPOOL_READY, &error);
	g_autoptr(ticket_t) none = NULL;

	CHECK_NO_ERROR("read", error);
	CHECK_STR("job", ticket_string(ticket, "job"), "avvisi");
	CHECK_INT("run", ticket_uint(ticket, "run"), 42);
	CHECK_INT("files", ticket_files(ticket)->len, 2);
	none = spool_ticket_read(spool, 7, SPOOL_READY, &error);
	CHECK_TRUE("none", none == NULL);
	CHECK_INT("none", error->code, SPOOL_ERROR_NONE);
}

CHECK_MAIN({ "names the first difference", names_the_first_difference },
	   { "tells a bundle under another number", tells_a_bundle_under_another_number },
	   { "reads the ticket back", reads_the_ticket_back })
