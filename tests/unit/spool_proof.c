/* SPDX-License-Identifier: Apache-2.0 */
/* Proof sets: there wholly or not at all, and found out when they are changed. */
#include "spool/proof.h"

#include "base/file.h"
#include "spool/ticket.h"
#include "unit/check.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct spool *spool_made(const char *folder)
{
	g_autofree char *root = g_build_filename(folder, "root", NULL);
	g_autoptr(GError) error = NULL;
	struct spool *spool = NULL;

	if (spool_create(root, &error))
		spool = spool_open(root, &error);
	CHECK_NO_ERROR("spool", error);
	return spool;
}

static void add_file(struct proofing *proofing, const char *name, const char *text)
{
	g_autofree char *path = proofing_path(proofing, name);
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM];

	CHECK_TRUE(name, file_write_new(path, text, strlen(text), hash, &error));
	proofing_add_file(proofing, name, strlen(text), hash);
}

/* A set of two files and a scratch file; FALSE and the error when it was not made. */
static gboolean make_set(struct spool *spool, guint number, char hash[HASH_ROOM], GError **error)
{
	struct proofing *proofing = proofing_begin(spool, number, error);
	g_autofree char *members = g_strdup_printf("\"proof\": %u, \"layout\": \"avviso@1\"", number);
	g_autofree char *scratch = NULL;
	gboolean made;

	if (proofing == NULL)
		return FALSE;
	add_file(proofing, "proof.pdf", "%PDF");
	add_file(proofing, "001-1.png", "PNG");
	scratch = proofing_path(proofing, "records.dat");
	g_file_set_contents(scratch, "names", -1, NULL);
	made = proofing_commit(proofing, members, hash, error);
	proofing_end(proofing);
	return made;
}

static void is_there_wholly(void)
{
	g_autofree char *folder = check_folder(), *proofs = g_build_filename(folder, "root", "proofs", NULL), *set = NULL;
	struct spool *spool = spool_made(folder);
	g_autoptr(GPtrArray) names = NULL, sets = NULL;
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM] = "";

	CHECK_TRUE("made", make_set(spool, 7, hash, &error));
	CHECK_NO_ERROR("made", error);
	CHECK_TRUE("verified", proof_verify(spool, 7, hash, &error));
	CHECK_NO_ERROR("verified", error);
	set = proof_path(spool, 7, "");
	names = file_folder_names(set, &error);
	CHECK_INT("files, no scratch", names != NULL ? names->len : 0, 3);
	sets = file_folder_names(proofs, &error);
	CHECK_INT("nothing beside it", sets != NULL ? sets->len : 0, 1);
	CHECK_STR("its name", sets != NULL && sets->len > 0 ? sets->pdata[0] : "", "P000007");
	CHECK_TRUE("a number is used once", !make_set(spool, 7, hash, &error));
	CHECK_ERROR("a number is used once", error, "'proofs/P000007' is there already");
	spool_close(spool);
}

enum harm { HARM_BYTES, HARM_SIZE, HARM_GONE, HARM_MORE, HARM_LINK, HARM_MANIFEST, HARM_NO_MANIFEST, HARM_OTHER_HASH,
	    HARM_OTHER_SET };

static void do_harm(struct spool *spool, enum harm harm, char hash[HASH_ROOM])
{
	g_autofree char *pdf = proof_path(spool, 1, "proof.pdf"), *more = proof_path(spool, 1, "more.png");
	g_autofree char *manifest = proof_path(spool, 1, PROOF_MANIFEST), *other = proof_path(spool, 2, PROOF_MANIFEST);
	g_autofree char *text = NULL;
	gsize length;

	switch (harm) {
	case HARM_BYTES:
		g_file_set_contents(pdf, "%PDX", -1, NULL);
		break;
	case HARM_SIZE:
		g_file_set_contents(pdf, "%PDF-1.4", -1, NULL);
		break;
	case HARM_GONE:
		g_remove(pdf);
		break;
	case HARM_MORE:
		g_file_set_contents(more, "PNG", -1, NULL);
		break;
	case HARM_LINK:
		g_remove(pdf);
		CHECK_INT("link", symlink("/etc/hostname", pdf), 0);
		break;
	case HARM_MANIFEST:
		g_file_get_contents(manifest, &text, &length, NULL);
		memcpy(strstr(text, "avviso@1"), "avviso@2", 8);
		g_file_set_contents(manifest, text, (gssize)length, NULL);
		break;
	case HARM_NO_MANIFEST:
		g_remove(manifest);
		break;
	case HARM_OTHER_HASH:
		hash[0] = hash[0] == 'a' ? 'b' : 'a';
		break;
	case HARM_OTHER_SET:
		/* Whole by itself, and with the hash of its own: but it is another number's. */
		CHECK_TRUE("another set", make_set(spool, 2, hash, NULL));
		g_file_get_contents(other, &text, &length, NULL);
		g_file_set_contents(manifest, text, (gssize)length, NULL);
		break;
	}
}

static void finds_what_was_changed(void)
{
	static const struct { const char *label; enum harm harm; const char *said; } rows[] = {
		{ "a byte", HARM_BYTES, "proofs/P000001: proof.pdf: hash differs" },
		{ "more bytes", HARM_SIZE, "proofs/P000001: proof.pdf: size differs" },
		{ "a file is gone", HARM_GONE, "proofs/P000001: proof.pdf: is missing" },
		{ "a file more", HARM_MORE, "proofs/P000001: more.png: is not in the ticket" },
		{ "a link", HARM_LINK, "proofs/P000001: proof.pdf: is not a regular file" },
		{ "the manifest", HARM_MANIFEST, "proofs/P000001: proof.json" },
		{ "no manifest", HARM_NO_MANIFEST, "proof.json" },
		{ "another hash is known", HARM_OTHER_HASH, "proofs/P000001: proof.json: is not the one that was made" },
		{ "another set's manifest", HARM_OTHER_SET, "proofs/P000001: proof.json: is not the one that was made" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *folder = check_folder();
		struct spool *spool = spool_made(folder);
		g_autoptr(GError) error = NULL;
		char hash[HASH_ROOM] = "";

		CHECK_TRUE(rows[i].label, make_set(spool, 1, hash, NULL));
		do_harm(spool, rows[i].harm, hash);
		CHECK_TRUE(rows[i].label, !proof_verify(spool, 1, hash, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].said);
		spool_close(spool);
	}
}

static guint count_names(const char *folder)
{
	g_autofree char *proofs = g_build_filename(folder, "root", "proofs", NULL);
	g_autoptr(GPtrArray) names = file_folder_names(proofs, NULL);

	return names != NULL ? names->len : 0;
}

static void leaves_nothing_when_given_up(void)
{
	g_autofree char *folder = check_folder();
	struct spool *spool = spool_made(folder);
	g_autoptr(GError) error = NULL;
	struct proofing *proofing = proofing_begin(spool, 3, &error);

	CHECK_NO_ERROR("begun", error);
	add_file(proofing, "proof.pdf", "%PDF");
	CHECK_INT("the making and its lock", count_names(folder), 2);
	proofing_end(proofing);
	CHECK_INT("nothing", count_names(folder), 0);
	spool_close(spool);
}

/* A maker that dies leaves its folder; it goes when another begins, and one that lives keeps its own. */
static void sweeps_what_the_dead_left(void)
{
	g_autofree char *folder = check_folder();
	struct spool *spool = spool_made(folder);
	g_autoptr(GError) error = NULL;
	struct proofing *alive = proofing_begin(spool, 5, &error), *next;
	g_autofree char *kept = proofing_path(alive, "");
	pid_t child = fork();

	if (child == 0) {
		if (proofing_begin(spool, 4, NULL) != NULL)
			_exit(0);
		_exit(1);
	}
	waitpid(child, NULL, 0);
	CHECK_INT("two in the making", count_names(folder), 4);
	next = proofing_begin(spool, 6, &error);
	CHECK_NO_ERROR("begun", error);
	CHECK_INT("one of them swept", count_names(folder), 4);
	CHECK_TRUE("the living one's stays", g_file_test(kept, G_FILE_TEST_IS_DIR));
	proofing_end(next);
	proofing_end(alive);
	CHECK_INT("nothing", count_names(folder), 0);
	spool_close(spool);
}

CHECK_MAIN({ "is there wholly", is_there_wholly }, { "finds what was changed", finds_what_was_changed },
	   { "leaves nothing when given up", leaves_nothing_when_given_up },
	   { "sweeps what the dead left", sweeps_what_the_dead_left })
