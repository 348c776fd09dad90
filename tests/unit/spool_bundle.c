/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/spool.h"

#include "base/file.h"
#include "base/workers.h"
#include "spool/ticket.h"
#include "unit/check.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MEMBERS "\"run\": 7, \"job\": \"avvisi\""

static const char *const queues[SPOOL_QUEUES] = { "in", "work", "ready", "printing", "done", "hold", "corrupt" };

static struct spool *fresh(char **root)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GError) error = NULL;
	struct spool *spool;

	*root = g_build_filename(folder, "root", NULL);
	CHECK_TRUE("create", spool_create(*root, &error));
	spool = spool_open(*root, &error);
	CHECK_NO_ERROR("open", error);
	return spool;
}

static gboolean there(const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	struct stat about;

	return lstat(path, &about) == 0;
}

static guint mode_of(const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	struct stat about;

	return lstat(path, &about) == 0 ? about.st_mode & 07777 : 0;
}

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);

	CHECK_TRUE(name, g_file_set_contents(path, text, -1, NULL));
}

static void add_file(struct bundle *bundle, const char *name, const char *text)
{
	g_autofree char *path = bundle_path(bundle, name);
	g_autoptr(GError) error = NULL;
	char hash[65];

	CHECK_TRUE(name, file_write_new(path, text, strlen(text), hash, &error));
	CHECK_NO_ERROR(name, error);
	bundle_add_file(bundle, name, strlen(text), hash);
}

static struct bundle *begin(struct spool *spool, guint run)
{
	g_autoptr(GError) error = NULL;
	struct bundle *bundle = bundle_begin(spool, run, &error);

	CHECK_NO_ERROR("begin", error);
	return bundle;
}

static void count_swept(void *user, guint run)
{
	GString *out = user;

	g_string_append_printf(out, "%u ", run);
}

static char *sweep(struct spool *spool)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) swept = g_string_new(NULL);

	CHECK_TRUE("sweep", spool_sweep(spool, count_swept, swept, &error));
	CHECK_NO_ERROR("sweep", error);
	return g_string_free(g_steal_pointer(&swept), FALSE);
}

/* ---- data roots ---- */

static void opens_only_data_roots(void)
{
	static const struct row {
		const char *label, *missing;
	} rows[] = {
		{ "no queue", "ready" },
		{ "no mark", "spool.lock" },
		{ "a file for a queue", "done" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *root = NULL;
		g_autoptr(GError) error = NULL;
		g_autofree char *path = NULL;
		struct spool *spool = fresh(&root);

		spool_close(spool);
		path = g_build_filename(root, rows[i].missing, NULL);
		CHECK_TRUE(rows[i].label, file_tree_remove(path, NULL));
		if (i == 2)
			put(root, rows[i].missing, "");
		spool = spool_open(root, &error);
		CHECK_TRUE(rows[i].label, spool == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].missing);
		CHECK_ERROR(rows[i].label, error, "piego init");
		CHECK_INT(rows[i].label, error->code, SPOOL_ERROR_NONE);
	}
}

static void makes_private_queues(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < SPOOL_QUEUES; i++)
		CHECK_INT(queues[i], mode_of(root, queues[i]), 0700);
	CHECK_INT("mark", mode_of(root, "spool.lock"), 0600);
	put(root, "ready/kept", "x");
	CHECK_TRUE("again", spool_create(root, &error));
	CHECK_NO_ERROR("again", error);
	CHECK_TRUE("again", there(root, "ready/kept"));
}

static void tells_a_queue_that_cannot_be_made(void)
{
	g_autofree char *root = check_folder();
	g_autoptr(GError) error = NULL;

	put(root, "ready", "in the way");
	CHECK_TRUE("file in the way", !spool_create(root, &error));
	CHECK_ERROR("file in the way", error, "/ready': Not a directory");
	CHECK_INT("file in the way", error->code, SPOOL_ERROR_IO);
}

/* ---- commit ---- */

static void commits_what_was_added(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	struct bundle *bundle = begin(spool, 7);
	g_autofree char *deep = bundle_path(bundle, "deep");
	g_autofree char *ticket = NULL, *swept = NULL;
	g_autoptr(GError) error = NULL;
	char hash[65];

	CHECK_INT("folder", mode_of(root, "work/R000007"), 0700);
	add_file(bundle, "pieces.csv", "piece\n1\n");
	add_file(bundle, "0001.pdf", "%PDF");
	put(root, "work/R000007/worklist.db", "scratch");
	CHECK_INT("scratch folder", g_mkdir(deep, 0700), 0);
	put(root, "work/R000007/deep/x", "scratch");
	CHECK_TRUE("commit", bundle_commit(bundle, MEMBERS, hash, &error));
	CHECK_NO_ERROR("commit", error);
	CHECK_TRUE("gone from work", !there(root, "work/R000007"));
	CHECK_TRUE("its maker still has it", there(root, "work/R000007.lock"));
	bundle_close(bundle);
	CHECK_TRUE("closed", !there(root, "work/R000007.lock"));
	CHECK_TRUE("scratch", !there(root, "ready/R000007/worklist.db") && !there(root, "ready/R000007/deep"));
	CHECK_INT("file", mode_of(root, "ready/R000007/pieces.csv"), 0600);
	CHECK_INT("ticket", mode_of(root, "ready/R000007/ticket.json"), 0600);
	CHECK_TRUE("verify", spool_verify(spool, 7, SPOOL_READY, &error));
	CHECK_NO_ERROR("verify", error);
	ticket = spool_bundle_path(spool, 7, SPOOL_READY, "ticket.json");
	CHECK_TRUE("path", g_str_has_prefix(ticket, root) && g_str_has_suffix(ticket, "/ready/R000007/ticket.json"));
	swept = sweep(spool);
	CHECK_STR("nothing to sweep", swept, "");
}

static void aborts_without_a_trace(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	struct bundle *bundle = begin(spool, 7);

	add_file(bundle, "a", "x");
	bundle_abort(bundle);
	CHECK_TRUE("folder", !there(root, "work/R000007") && !there(root, "work/R000007.lock"));
	bundle = begin(spool, 7);
	CHECK_TRUE("again, without the file", !there(root, "work/R000007/a"));
	bundle_abort(bundle);
	bundle_abort(NULL);
	bundle_close(NULL);
}

/* Each row spoils a bundle with one good file in another way; none may reach ready/. */
enum spoil { TICKET_NOT_JSON, TICKET_OF_ANOTHER, FILE_MISSING, FILE_SHORTER, FOLDER_IN_THE_WAY, FOLDER_GONE };

static void spoil(const char *root, struct bundle *bundle, enum spoil how)
{
	g_autofree char *way = g_build_filename(root, "ready/R000007", NULL);
	g_autofree char *ready = g_build_filename(root, "ready", NULL);

	switch (how) {
	case FILE_MISSING:
		bundle_add_file(bundle, "0001.pdf", 4, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
		break;
	case FILE_SHORTER:
		put(root, "work/R000007/pieces.csv", "pie");
		break;
	case FOLDER_IN_THE_WAY:
		CHECK_INT("way", g_mkdir(way, 0700), 0);
		break;
	case FOLDER_GONE:
		CHECK_INT("ready", g_rmdir(ready), 0);
		put(root, "ready", "a file where a folder should be");
		break;
	default:
		break;
	}
}

static void refuses_what_is_not_whole(void)
{
	static const struct row {
		const char *label;
		enum spoil how;
		const char *members, *reason;
		enum spool_error code;
	} rows[] = {
		{ "members", TICKET_NOT_JSON, "\"run\": 7,, ", "not JSON members", SPOOL_ERROR_CORRUPT },
		{ "members that close", TICKET_NOT_JSON, "\"run\": 7}, {\"a\": 1", "not JSON members",
		  SPOOL_ERROR_CORRUPT },
		{ "members with files", TICKET_NOT_JSON, "\"run\": 7, \"files\": []", "not JSON members",
		  SPOOL_ERROR_CORRUPT },
		{ "another run", TICKET_OF_ANOTHER, "\"run\": 8", "its ticket is of another run", SPOOL_ERROR_CORRUPT },
		{ "missing", FILE_MISSING, MEMBERS, "/work/R000007/0001.pdf': No such file", SPOOL_ERROR_IO },
		{ "shorter", FILE_SHORTER, MEMBERS, "/pieces.csv' has 3 bytes, not the 8", SPOOL_ERROR_CORRUPT },
		{ "in the way", FOLDER_IN_THE_WAY, MEMBERS, "run 7 is already in 'ready/R000007'", SPOOL_ERROR_IO },
		{ "rename", FOLDER_GONE, MEMBERS, "/ready/R000007': Not a directory", SPOOL_ERROR_IO },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *root = NULL;
		g_autoptr(spool_t) spool = fresh(&root);
		struct bundle *bundle = begin(spool, 7);
		g_autoptr(GError) error = NULL;
		char hash[65];

		add_file(bundle, "pieces.csv", "piece\n1\n");
		spoil(root, bundle, rows[i].how);
		CHECK_TRUE(rows[i].label, !bundle_commit(bundle, rows[i].members, hash, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].reason);
		CHECK_INT(rows[i].label, error->domain, SPOOL_ERROR);
		CHECK_INT(rows[i].label, error->code, rows[i].code);
		CHECK_TRUE(rows[i].label, !there(root, "ready/R000007/ticket.json"));
		CHECK_TRUE(rows[i].label, !there(root, "ready/R000007/pieces.csv"));
		bundle_abort(bundle);
		CHECK_TRUE(rows[i].label, !there(root, "work/R000007") && !there(root, "work/R000007.lock"));
	}
}

static void commits_after_a_commit_that_failed(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	struct bundle *bundle = begin(spool, 7);
	g_autofree char *way = g_build_filename(root, "ready/R000007", NULL);
	g_autoptr(GError) error = NULL;
	char hash[65];

	CHECK_INT("way", g_mkdir(way, 0700), 0);
	CHECK_TRUE("first", !bundle_commit(bundle, MEMBERS, hash, &error));
	g_clear_error(&error);
	CHECK_INT("way", g_rmdir(way), 0);
	CHECK_TRUE("second", bundle_commit(bundle, MEMBERS, hash, &error));
	CHECK_NO_ERROR("second", error);
	bundle_close(bundle);
	CHECK_TRUE("verify", spool_verify(spool, 7, SPOOL_READY, &error));
}

/* In a child whose files may not grow beyond most bytes, as on a full disk: 0 when all is as it should be. */
static int commit_on_a_full_disk(const char *root, gsize most)
{
	g_autoptr(spool_t) spool = spool_open(root, NULL);
	struct bundle *bundle = bundle_begin(spool, 7, NULL);
	const struct rlimit limit = { most, most };
	g_autoptr(GError) error = NULL;
	char hash[65];

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	add_file(bundle, "pieces.csv", "piece\n1\n");
	if (bundle_commit(bundle, MEMBERS, hash, &error))
		return 2;
	if (strstr(error->message, "/work/R000007/ticket.json': File too large") == NULL ||
	    error->code != SPOOL_ERROR_IO || there(root, "work/R000007/ticket.json"))
		return 3;
	bundle_abort(bundle);
	return there(root, "work/R000007") || there(root, "ready/R000007") ? 4 : 0;
}

static void leaves_nothing_half_on_a_full_disk(void)
{
	static const struct row {
		const char *label;
		gsize most;
		int end;
	} rows[] = {
		{ "no room for the ticket", 100, 0 },
		{ "room enough", 4000, 2 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *root = NULL;
		struct spool *spool = fresh(&root);
		pid_t child;
		int status = -1;

		spool_close(spool);
		child = fork();
		if (child == 0)
			_exit(commit_on_a_full_disk(root, rows[i].most));
		CHECK_INT(rows[i].label, waitpid(child, &status, 0), child);
		CHECK_INT(rows[i].label, WEXITSTATUS(status), rows[i].end);
	}
}

/* ---- makers ---- */

static void lets_one_process_make_a_run(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	g_autoptr(spool_t) other = spool_open(root, NULL);
	struct bundle *bundle = begin(spool, 7);
	g_autoptr(GError) error = NULL;
	g_autofree char *swept = NULL;
	gboolean making = FALSE;
	char hash[65];

	CHECK_TRUE("second", bundle_begin(other, 7, &error) == NULL);
	CHECK_ERROR("second", error, "run 7 is being made by another process");
	CHECK_INT("second", error->code, SPOOL_ERROR_LOCKED);
	g_clear_error(&error);
	swept = sweep(other);
	CHECK_STR("not swept", swept, "");
	CHECK_TRUE("still there", there(root, "work/R000007"));
	CHECK_TRUE("commit", bundle_commit(bundle, MEMBERS, hash, &error));
	CHECK_TRUE("lock", spool_lock(other, &error));
	CHECK_TRUE("making", spool_making(other, 7, &making, &error) && making);
	spool_unlock(other);
	bundle_close(bundle);
	CHECK_TRUE("lock", spool_lock(other, &error));
	CHECK_TRUE("no more", spool_making(other, 7, &making, &error) && !making);
	spool_unlock(other);
	CHECK_TRUE("a number that is taken", bundle_begin(other, 7, &error) == NULL);
	CHECK_ERROR("a number that is taken", error, "run 7 is already in 'ready/R000007'");
}

enum death { BEFORE_COMMIT, AFTER_COMMIT };

/* A maker that dies, with a worker at work, at the given point. */
static void die(const char *root, enum death when)
{
	struct spool *spool = spool_open(root, NULL);
	struct bundle *bundle = bundle_begin(spool, 7, NULL);
	char hash[65];

	add_file(bundle, "pieces.csv", "x");
	if (when == AFTER_COMMIT)
		bundle_commit(bundle, MEMBERS, hash, NULL);
	kill(getpid(), SIGKILL);
}

static void sweeps_what_a_dead_maker_left(void)
{
	static const struct row {
		const char *label;
		enum death when;
		const char *swept;
		gboolean ready;
	} rows[] = {
		{ "before commit", BEFORE_COMMIT, "7 ", FALSE },
		{ "after commit", AFTER_COMMIT, "", TRUE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *root = NULL;
		g_autoptr(spool_t) spool = fresh(&root);
		struct bundle *living = begin(spool, 8);
		g_autofree char *swept = NULL;
		pid_t child = fork();

		if (child == 0)
			die(root, rows[i].when);
		CHECK_INT(rows[i].label, waitpid(child, NULL, 0), child);
		CHECK_TRUE(rows[i].label, there(root, "work/R000007.lock"));
		swept = sweep(spool);
		CHECK_STR(rows[i].label, swept, rows[i].swept);
		CHECK_TRUE(rows[i].label, !there(root, "work/R000007") && !there(root, "work/R000007.lock"));
		CHECK_INT(rows[i].label, there(root, "ready/R000007"), rows[i].ready);
		CHECK_TRUE("the living one", there(root, "work/R000008") && there(root, "work/R000008.lock"));
		bundle_abort(living);
	}
}

static void sweeps_rubbish_of_any_kind(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	g_autofree char *folder = g_build_filename(root, "work/R000009/a/b", NULL);
	g_autofree char *outside = g_build_filename(root, "done/kept", NULL);
	g_autofree char *link = g_build_filename(root, "work/R000009/a/link", NULL);
	g_autofree char *swept = NULL;

	CHECK_INT("folder", g_mkdir_with_parents(folder, 0700), 0);
	CHECK_INT("outside", g_mkdir(outside, 0700), 0);
	put(root, "done/kept/file", "x");
	CHECK_INT("link", symlink(outside, link), 0);
	put(root, "work/R000011.lock", "");
	put(root, "work/R12", "not a run's name");
	put(root, "work/notes", "not ours");
	swept = sweep(spool);
	CHECK_STR("runs", swept, "9 11 ");
	CHECK_TRUE("removed", !there(root, "work/R000009") && !there(root, "work/R000011.lock"));
	CHECK_TRUE("links are not followed", there(root, "done/kept/file"));
	CHECK_TRUE("not ours", there(root, "work/R12") && there(root, "work/notes"));
}

static gboolean loiter(void *user, guint task, GByteArray *reply, GError **error)
{
	const int *ready = user;

	(void)task, (void)reply, (void)error;
	if (write(*ready, "!", 1) != 1)
		return FALSE;
	sleep(60);
	return TRUE;
}

static gboolean ignore_reply(void *user, guint task, const guint8 *reply, gsize length, GError **error)
{
	(void)user, (void)task, (void)reply, (void)length, (void)error;
	return TRUE;
}

/* A worker holds its maker's lock, so that nobody clears the folder under its hands; but it dies with the maker,
 * so that the folder can be cleared soon. */
static void clears_up_after_maker_and_workers(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	g_autofree char *swept = NULL;
	int ends[2];
	char mark;
	gint64 start;
	pid_t child;

	CHECK_INT("pipe", pipe(ends), 0);
	child = fork();
	if (child == 0) {
		const struct work work = { .user = &ends[1], .tasks = 2, .processes = 2, .task = loiter,
					   .done = ignore_reply };

		bundle_begin(spool_open(root, NULL), 7, NULL);
		workers_run(&work, NULL);
		_exit(1);
	}
	CHECK_INT("workers are at it", read(ends[0], &mark, 1), 1);
	swept = sweep(spool);
	CHECK_STR("alive", swept, "");
	g_free(swept);
	CHECK_INT("kill", kill(child, SIGKILL), 0);
	CHECK_INT("dead", waitpid(child, NULL, 0), child);
	start = g_get_monotonic_time();
	swept = sweep(spool);
	CHECK_STR("dead", swept, "7 ");
	CHECK_TRUE("soon", g_get_monotonic_time() - start < 2 * G_USEC_PER_SEC);
	close(ends[0]);
	close(ends[1]);
}

/* ---- queues ---- */

static void make_bundle(struct spool *spool, guint run)
{
	struct bundle *bundle = begin(spool, run);
	g_autofree char *members = g_strdup_printf("\"run\": %u", run);
	g_autoptr(GError) error = NULL;
	char hash[65];

	CHECK_TRUE("commit", bundle_commit(bundle, members, hash, &error));
	CHECK_NO_ERROR("commit", error);
	bundle_close(bundle);
}

static void lists_and_moves(void)
{
	g_autofree char *root = NULL;
	g_autoptr(spool_t) spool = fresh(&root);
	g_autoptr(GString) list = g_string_new(NULL);
	g_autoptr(GArray) seen = NULL;
	g_autoptr(GError) error = NULL;
	struct bundle *making;

	make_bundle(spool, 1000001);
	make_bundle(spool, 2);
	make_bundle(spool, 10);
	making = begin(spool, 3);
	put(root, "ready/R7", "not a run's name");
	put(root, "ready/R0000002", "nor this");
	put(root, "ready/R000000", "nor this");
	put(root, "ready/R99999999999999999999", "nor this");
	CHECK_TRUE("move", spool_move(spool, 10, SPOOL_READY, SPOOL_CORRUPT, &error));
	CHECK_NO_ERROR("move", error);
	CHECK_TRUE("verified where it is", spool_verify(spool, 10, SPOOL_CORRUPT, &error));
	CHECK_TRUE("again", !spool_move(spool, 10, SPOOL_READY, SPOOL_HOLD, &error));
	CHECK_ERROR("again", error, "run 10 is already in 'corrupt/R000010'");
	g_clear_error(&error);
	CHECK_TRUE("none", !spool_move(spool, 77, SPOOL_READY, SPOOL_HOLD, &error));
	CHECK_INT("none", error->code, SPOOL_ERROR_NONE);
	g_clear_error(&error);
	seen = spool_list(spool, &error);
	CHECK_NO_ERROR("list", error);
	for (guint i = 0; i < seen->len; i++) {
		const struct bundle_seen *bundle = &g_array_index(seen, struct bundle_seen, i);

		g_string_append_printf(list, "%s %u,", queues[bundle->queue], bundle->run);
	}
	CHECK_STR("list", list->str, "ready 2,work 3,corrupt 10,ready 1000001,");
	bundle_abort(making);
}

CHECK_MAIN({ "opens only data roots", opens_only_data_roots }, { "makes private queues", makes_private_queues },
	   { "tells a queue that cannot be made", tells_a_queue_that_cannot_be_made },
	   { "commits what was added", commits_what_was_added }, { "aborts without a trace", aborts_without_a_trace },
	   { "refuses what is not whole", refuses_what_is_not_whole },
	   { "commits after a commit that failed", commits_after_a_commit_that_failed },
	   { "leaves nothing half on a full disk", leaves_nothing_half_on_a_full_disk },
	   { "lets one process make a run", lets_one_process_make_a_run },
	   { "sweeps what a dead maker left", sweeps_what_a_dead_maker_left },
	   { "sweeps rubbish of any kind", sweeps_rubbish_of_any_kind },
	   { "clears up after maker and workers", clears_up_after_maker_and_workers },
	   { "lists and moves", lists_and_moves })
