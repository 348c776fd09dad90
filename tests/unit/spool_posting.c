/* SPDX-License-Identifier: Apache-2.0 */
/* Posting lists: one at a time, there wholly or not at all, and what a dead maker left is settled by the registry's word. */
#include "spool/posting.h"

#include "base/file.h"
#include "spool/ticket.h"
#include "unit/check.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A registry that knows one list. */
struct known {
	struct posting_judge judge;
	guint number;
	char hash[HASH_ROOM];
	guint asked;
};

static gboolean knows(struct posting_judge *judge, guint number, const char *hash, gboolean *known, GError **error)
{
	struct known *this = (struct known *)judge;

	(void)error;
	this->asked++;
	*known = number == this->number && strcmp(hash, this->hash) == 0;
	return TRUE;
}

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

static void add_file(struct posting *posting, const char *name, const char *text)
{
	g_autofree char *path = posting_path(posting, name);
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM];

	CHECK_TRUE(name, file_write_new(path, text, strlen(text), hash, &error));
	posting_add_file(posting, name, strlen(text), hash);
}

/* How far a maker comes. */
enum until { UNTIL_FILES, UNTIL_SEALED, UNTIL_PUBLISHED };

static gboolean make_list(struct spool *spool, struct known *known, guint number, enum until until, char hash[HASH_ROOM],
			  GError **error)
{
	struct posting *posting = posting_begin(spool, &known->judge, error);
	g_autofree char *members = g_strdup_printf("\"list\": %u, \"run\": 1", number);
	g_autofree char *scratch = NULL;
	gboolean done;

	if (posting == NULL)
		return FALSE;
	add_file(posting, "distinta.pdf", "%PDF");
	add_file(posting, "pieces.csv", "a;b\n");
	scratch = posting_path(posting, "scratch");
	g_file_set_contents(scratch, "names", -1, NULL);
	done = until < UNTIL_SEALED || posting_seal(posting, members, hash, error);
	done = done && (until < UNTIL_PUBLISHED || posting_publish(posting, number, error));
	posting_end(posting);
	return done;
}

/* The names in ROOT/lists, blank-separated. */
static char *names_in(const char *folder, const char *inner)
{
	g_autofree char *path = g_build_filename(folder, "root", "lists", inner, NULL);
	g_autoptr(GPtrArray) names = file_folder_names(path, NULL);

	if (names == NULL)
		return g_strdup("none");
	g_ptr_array_add(names, NULL);
	return g_strjoinv(" ", (char **)names->pdata);
}

static void put_name(void *user, const char *name)
{
	g_string_append_printf(user, "%s ", name);
}

static void is_there_wholly(void)
{
	g_autofree char *folder = check_folder(), *names = NULL, *files = NULL, *path = NULL;
	struct known known = { .judge = { knows } };
	struct spool *spool = spool_made(folder);
	g_autoptr(GString) told = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM] = "";

	CHECK_TRUE("no list yet", posting_each_file(spool, put_name, told, &error) && told->len == 0);
	CHECK_TRUE("made", make_list(spool, &known, 7, UNTIL_PUBLISHED, hash, &error));
	CHECK_NO_ERROR("made", error);
	CHECK_TRUE("verified", posting_verify(spool, 7, hash, &error));
	CHECK_NO_ERROR("verified", error);
	names = names_in(folder, "");
	CHECK_STR("lists", names, "D000007 making.lock");
	files = names_in(folder, "D000007");
	CHECK_STR("files, no scratch", files, "distinta.pdf list.json pieces.csv");
	CHECK_TRUE("each file", posting_each_file(spool, put_name, told, &error));
	CHECK_STR("each file", told->str, "distinta.pdf list.json pieces.csv ");
	path = posting_list_path(spool, 7, "distinta.pdf");
	CHECK_TRUE("path", g_file_test(path, G_FILE_TEST_IS_REGULAR));
	CHECK_TRUE("a number is used once", !make_list(spool, &known, 7, UNTIL_PUBLISHED, hash, &error));
	CHECK_ERROR("a number is used once", error, "'lists/D000007' is there already");
	spool_close(spool);
}

static void finds_what_was_changed(void)
{
	static const struct { const char *label, *file, *bytes, *said; } rows[] = {
		{ "a byte", "distinta.pdf", "%PDX", "lists/D000001: distinta.pdf: hash differs" },
		{ "a file more", "more.csv", "a", "lists/D000001: more.csv: is not in the ticket" },
		{ "a ticket of its own", POSTING_TICKET, "{}", "lists/D000001: list.json" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *folder = check_folder(), *path = NULL;
		struct known known = { .judge = { knows } };
		struct spool *spool = spool_made(folder);
		g_autoptr(GError) error = NULL;
		char hash[HASH_ROOM] = "";

		CHECK_TRUE(rows[i].label, make_list(spool, &known, 1, UNTIL_PUBLISHED, hash, NULL));
		path = posting_list_path(spool, 1, rows[i].file);
		g_file_set_contents(path, rows[i].bytes, -1, NULL);
		CHECK_TRUE(rows[i].label, !posting_verify(spool, 1, hash, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].said);
		spool_close(spool);
	}
}

static void settles_what_was_left(void)
{
	static const struct row {
		const char *label;
		enum until until;
		gboolean known;		/* the registry's transaction was done */
		const char *harm;	/* a ticket cut in the middle */
		const char *left;
	} rows[] = {
		{ "files only", UNTIL_FILES, FALSE, NULL, "making.lock" },
		{ "sealed, unknown", UNTIL_SEALED, FALSE, NULL, "making.lock" },
		{ "sealed and known", UNTIL_SEALED, TRUE, NULL, "D000001 making.lock" },
		{ "its ticket is cut", UNTIL_SEALED, FALSE, "{\n  \"list\": 1,", "making.lock" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *folder = check_folder(), *names = NULL, *making = NULL;
		struct known known = { .judge = { knows } };
		struct spool *spool = spool_made(folder);
		g_autoptr(GError) error = NULL;
		char hash[HASH_ROOM] = "";

		CHECK_TRUE(rows[i].label, make_list(spool, &known, 1, rows[i].until, hash, &error));
		if (rows[i].known) {
			known.number = 1;
			g_strlcpy(known.hash, hash, sizeof known.hash);
		}
		making = g_build_filename(folder, "root", "lists", "making", POSTING_TICKET, NULL);
		if (rows[i].harm != NULL)
			g_file_set_contents(making, rows[i].harm, -1, NULL);
		CHECK_TRUE(rows[i].label, posting_settle(spool, &known.judge, &error));
		CHECK_TRUE(rows[i].label, posting_settle(spool, &known.judge, &error));
		CHECK_NO_ERROR(rows[i].label, error);
		names = names_in(folder, "");
		CHECK_STR(rows[i].label, names, rows[i].left);
		CHECK_TRUE(rows[i].label, !rows[i].known || posting_verify(spool, 1, hash, NULL));
		spool_close(spool);
	}
}

/* The next list is begun by a process that was open when the other died. */
static void settles_before_it_begins(void)
{
	g_autofree char *folder = check_folder(), *names = NULL;
	struct known known = { .judge = { knows } };
	struct spool *spool = spool_made(folder);
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM] = "", second[HASH_ROOM] = "";

	CHECK_TRUE("first", make_list(spool, &known, 1, UNTIL_SEALED, hash, &error));
	known.number = 1;
	g_strlcpy(known.hash, hash, sizeof known.hash);
	CHECK_TRUE("second", make_list(spool, &known, 2, UNTIL_PUBLISHED, second, &error));
	CHECK_NO_ERROR("both", error);
	names = names_in(folder, "");
	CHECK_STR("both", names, "D000001 D000002 making.lock");
	CHECK_TRUE("first is whole", posting_verify(spool, 1, hash, &error));
	CHECK_TRUE("second is whole", posting_verify(spool, 2, second, &error));
	CHECK_NO_ERROR("both", error);
	spool_close(spool);
}

/* A list in the making by another process is left alone, and waited for. */
static void one_at_a_time(void)
{
	g_autofree char *folder = check_folder(), *names = NULL;
	struct known known = { .judge = { knows } };
	struct spool *spool = spool_made(folder);
	struct posting *posting;
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM] = "";
	int ready[2], status;
	pid_t child;
	char byte;

	CHECK_INT("pipe", pipe(ready), 0);
	child = fork();
	if (child == 0) {
		posting = posting_begin(spool, &known.judge, NULL);
		byte = posting != NULL ? 'y' : 'n';
		if (write(ready[1], &byte, 1) != 1)
			_exit(1);
		g_usleep(300000);
		posting_end(posting);
		_exit(0);
	}
	CHECK_TRUE("begun", read(ready[0], &byte, 1) == 1 && byte == 'y');
	CHECK_TRUE("left alone", posting_settle(spool, &known.judge, &error));
	names = names_in(folder, "");
	CHECK_STR("left alone", names, "making making.lock");
	CHECK_INT("nobody was asked", known.asked, 0);
	CHECK_TRUE("waited", make_list(spool, &known, 1, UNTIL_PUBLISHED, hash, &error));
	CHECK_NO_ERROR("waited", error);
	CHECK_TRUE("ended", waitpid(child, &status, 0) == child && status == 0);
	spool_close(spool);
}

CHECK_MAIN({ "is there wholly", is_there_wholly }, { "finds what was changed", finds_what_was_changed },
	   { "settles what was left", settles_what_was_left }, { "settles before it begins", settles_before_it_begins },
	   { "one at a time", one_at_a_time })
