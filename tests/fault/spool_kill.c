/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool_kill [KILLS [SEED]]: two processes make, commit and register bundles as fast as they can, with workers; they
 * are killed one after the other at random moments, every fourth soon after a bundle came into ready/.  After each
 * kill the spool and the registry are put right as spool.h says, then held against each other:
 *
 *   - nothing is left in work/ but what the living maker holds, and no run is being made by nobody;
 *   - every bundle in ready/ is whole and in the registry with its hash and all its pieces and events;
 *   - every run the registry has as ready has its bundle;
 *   - a run that was committed once is there for ever, with the same hash.
 *
 * In the end the first runs are made again in peace, and must be the same bytes.
 */
#include "base/file.h"
#include "base/workers.h"
#include "registry/piece.h"
#include "registry/run.h"
#include "spool/ticket.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-03-31T08:15:00Z"
#define PIECES 40
#define FILES 3
#define LONGEST_DELAY_US 120000
#define PEACEFUL_RUNS 20

/* ---- a maker ---- */

struct maker {
	struct spool *spool;
	struct registry *registry;
	struct bundle *bundle;
	guint run;
	GError *error;
};

static void maker_open(struct maker *maker, const char *root)
{
	g_autofree char *path = NULL;

	*maker = (struct maker){ .spool = spool_open(root, &maker->error) };
	path = spool_registry_path(maker->spool);
	maker->registry = registry_open(path, &maker->error);
}

static struct piece piece_of(guint run, guint number)
{
	return (struct piece){ .number = number,     .file = 1,		.position = number,  .first_page = number,
			       .pages = 1,	     .sheets = 1,	.channel = "post",   .product = "posta1",
			       .area = "AM",	     .cap = "20121",	.box = run,	     .registered = "",
			       .control = "R1P1",    .name = "ESEMPIO", .record = number,    .documents = 1,
			       .key = "",	     .weight_mg = 15000, .bracket = "20 g",  .insert_mask = 0,
			       .grade = "exact",     .billable = TRUE,	.stream = "machine",	.records = "0+412", .of = "" };
}

/* Bytes that depend on run and file alone, so that a run made again is the same. */
static gboolean make_file(void *user, guint task, GByteArray *reply, GError **error)
{
	struct maker *maker = user;
	g_autofree char *name = g_strdup_printf("%04u.pdf", task + 1);
	g_autofree char *path = bundle_path(maker->bundle, name);
	g_autofree char *bytes = g_strnfill(20000 + maker->run % 7, (char)('a' + task));
	char hash[HASH_ROOM];

	if (!file_write_new(path, bytes, strlen(bytes), hash, error))
		return FALSE;
	g_byte_array_append(reply, (const guint8 *)hash, sizeof hash);
	return TRUE;
}

static gboolean note_file(void *user, guint task, const guint8 *reply, gsize length, GError **error)
{
	struct maker *maker = user;
	g_autofree char *name = g_strdup_printf("%04u.pdf", task + 1);

	(void)length, (void)error;
	bundle_add_file(maker->bundle, name, 20000 + maker->run % 7, (const char *)reply);
	return TRUE;
}

static gboolean begin_run(struct maker *maker)
{
	const struct run_row row = { .client = "ordine", .job = "avvisi", .title = "Avvisi", .layout = "avviso@1",
				     .layout_hash = "l", .data_hash = "d" };

	if (!spool_lock(maker->spool, &maker->error))
		return FALSE;
	if (registry_run_begin(maker->registry, &row, NOW, &maker->run, &maker->error))
		maker->bundle = bundle_begin(maker->spool, maker->run, &maker->error);
	spool_unlock(maker->spool);
	return maker->error == NULL;
}

static gboolean make_files(struct maker *maker)
{
	const struct work work = { .user = maker, .tasks = FILES, .processes = 2, .task = make_file, .done = note_file };
	g_autoptr(GString) list = g_string_new(PIECE_LIST_HEADER "\n");
	g_autofree char *scratch = bundle_path(maker->bundle, "scratch");
	g_autofree char *pieces = bundle_path(maker->bundle, "pieces.csv");
	char hash[HASH_ROOM];

	for (guint i = 1; i <= PIECES; i++) {
		const struct piece piece = piece_of(maker->run, i);

		piece_list_write(&piece, list);
	}
	if (!file_write_new(scratch, "scratch", 7, hash, &maker->error) || !workers_run(&work, &maker->error) ||
	    !file_write_new(pieces, list->str, list->len, hash, &maker->error))
		return FALSE;
	bundle_add_file(maker->bundle, "pieces.csv", list->len, hash);
	return TRUE;
}

/* Also what recovery does for a bundle that came into ready/ but not into the registry. */
static gboolean register_run(struct registry *registry, guint run, const char *hash, GError **error)
{
	const struct run_row row = { .number = run, .ticket_hash = hash, .pieces = PIECES, .records = PIECES,
				     .sheets = PIECES, .pages = PIECES, .files = FILES };
	gboolean ok = registry_begin(registry, error);

	for (guint i = 1; ok && i <= PIECES; i++) {
		const struct piece piece = piece_of(run, i);

		ok = registry_piece_add(registry, run, &piece, error);
	}
	if (ok && registry_run_commit(registry, &row, NOW, error) && registry_commit(registry, error))
		return TRUE;
	registry_abort(registry);
	return FALSE;
}

static gboolean make_run(struct maker *maker)
{
	g_autofree char *members = NULL;
	char hash[65];

	if (!begin_run(maker) || !make_files(maker))
		return FALSE;
	members = g_strdup_printf("\"run\": %u, \"pieces\": %d", maker->run, PIECES);
	if (!bundle_commit(maker->bundle, members, hash, &maker->error) ||
	    !register_run(maker->registry, maker->run, hash, &maker->error))
		return FALSE;
	bundle_close(maker->bundle);
	return TRUE;
}

/* Some runs are given up half made, as for too many findings. */
static gboolean give_up_run(struct maker *maker)
{
	gboolean abandoned;

	if (!begin_run(maker) || !make_files(maker) || !spool_lock(maker->spool, &maker->error))
		return FALSE;
	bundle_abort(maker->bundle);
	abandoned = registry_run_abandon(maker->registry, maker->run, &maker->error);
	spool_unlock(maker->spool);
	return abandoned;
}

static pid_t start_maker(const char *root)
{
	struct maker maker;
	pid_t child = fork();

	if (child != 0)
		return child;
	maker_open(&maker, root);
	for (guint i = 0; maker.error == NULL; i++) {
		if (i % 5 == 4 ? !give_up_run(&maker) : !make_run(&maker))
			break;
	}
	fprintf(stderr, "maker: %s\n", maker.error->message);
	_exit(1);
}

/* ---- after the kill ---- */

struct check {
	const char *root;
	struct spool *spool;
	struct registry *registry;
	GHashTable *committed;	/* run -> ticket hash, as first seen */
	GArray *making;		/* run numbers */
	guint kills, swept, abandoned, registered, failed;
};

static void fail(struct check *check, const char *what, guint run, const GError *error)
{
	fprintf(stderr, "run %u: %s%s%s\n", run, what, error == NULL ? "" : ": ", error == NULL ? "" : error->message);
	check->failed++;
}

static void count_swept(void *user, guint run)
{
	(void)run;
	((struct check *)user)->swept++;
}

static void note_making(void *user, const struct run_row *row)
{
	if (row->state == RUN_MAKING)
		g_array_append_val(((struct check *)user)->making, row->number);
}

static void find_making(struct check *check)
{
	g_array_set_size(check->making, 0);
	if (!registry_run_each(check->registry, 0, note_making, check, NULL))
		fail(check, "the registry cannot be read", 0, NULL);
}

static void recover_run(struct check *check, guint run)
{
	g_autofree char *folder = spool_bundle_path(check->spool, run, SPOOL_READY, "");
	g_autoptr(ticket_t) ticket = NULL;
	g_autoptr(GError) error = NULL;
	gboolean making = FALSE;

	if (!spool_making(check->spool, run, &making, &error) || making)
		return;
	if (g_file_test(folder, G_FILE_TEST_IS_DIR)) {
		check->registered++;
		ticket = spool_ticket_read(check->spool, run, SPOOL_READY, &error);
		if (ticket != NULL && register_run(check->registry, run, ticket_hash(ticket), &error))
			return;
	} else {
		check->abandoned++;
		if (registry_run_abandon(check->registry, run, &error))
			return;
	}
	fail(check, "cannot be recovered", run, error);
}

static void recover(struct check *check)
{
	g_autoptr(GError) error = NULL;

	if (!spool_lock(check->spool, &error) || !spool_sweep(check->spool, count_swept, check, &error)) {
		fail(check, "the spool cannot be swept", 0, error);
		return;
	}
	find_making(check);
	for (guint i = 0; i < check->making->len; i++)
		recover_run(check, g_array_index(check->making, guint, i));
	spool_unlock(check->spool);
}

static gboolean has(struct check *check, const char *format, guint run)
{
	g_autofree char *name = g_strdup_printf("%s/work/R%06u%s", check->root, run, format);

	return g_file_test(name, G_FILE_TEST_EXISTS);
}

/* A run in the registry; each committed one is looked at closely when it is new, and its hash ever after. */
static void check_run(void *user, const struct run_row *row)
{
	struct check *check = user;
	const char *known = g_hash_table_lookup(check->committed, GUINT_TO_POINTER(row->number));
	g_autoptr(GError) error = NULL;
	g_autoptr(ticket_t) ticket = NULL;
	guint counts[PIECE_STATES];

	if (row->state == RUN_MAKING && known != NULL)
		fail(check, "its number is used again", row->number, NULL);
	if (row->state != RUN_READY)
		return;
	if (known != NULL && strcmp(known, row->ticket_hash) != 0)
		fail(check, "its hash has changed", row->number, NULL);
	if (known != NULL)
		return;
	g_hash_table_insert(check->committed, GUINT_TO_POINTER(row->number), g_strdup(row->ticket_hash));
	ticket = spool_ticket_read(check->spool, row->number, SPOOL_READY, &error);
	if (ticket == NULL || !spool_verify(check->spool, row->number, SPOOL_READY, &error))
		fail(check, "its bundle is not whole", row->number, error);
	else if (strcmp(ticket_hash(ticket), row->ticket_hash) != 0)
		fail(check, "registry and ticket differ", row->number, NULL);
	if (!registry_piece_count(check->registry, row->number, counts, &error) || counts[PIECE_COMPOSED] != PIECES)
		fail(check, "pieces are missing", row->number, error);
}

/* What was there after the last kill must be there now. */
static void check_bundles(struct check *check, guint before)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) seen = spool_list(check->spool, &error);
	guint ready = 0;

	if (seen == NULL) {
		fail(check, "the spool cannot be listed", 0, error);
		return;
	}
	for (guint i = 0; i < seen->len; i++) {
		const struct bundle_seen *bundle = &g_array_index(seen, struct bundle_seen, i);

		if (bundle->queue == SPOOL_READY &&
		    !g_hash_table_contains(check->committed, GUINT_TO_POINTER(bundle->run)))
			fail(check, "its bundle is not in the registry", bundle->run, NULL);
		if (bundle->queue == SPOOL_READY)
			ready++;
		else
			fail(check, "is left in work/", bundle->run, NULL);
	}
	if (ready != g_hash_table_size(check->committed) || ready < before)
		fail(check, "bundles are lost", ready, NULL);
}

static void check_all(struct check *check)
{
	guint before = g_hash_table_size(check->committed);

	find_making(check);
	for (guint i = 0; i < check->making->len; i++)
		fail(check, "is being made by nobody", g_array_index(check->making, guint, i), NULL);
	registry_run_each(check->registry, 0, check_run, check, NULL);
	check_bundles(check, before);
}

/* With one maker alive: its run, and only one, may be in the making, and is not cleared away. */
static void check_living(struct check *check)
{
	guint making = 0;

	if (!spool_lock(check->spool, NULL))
		return;
	find_making(check);
	for (guint i = 0; i < check->making->len; i++) {
		guint run = g_array_index(check->making, guint, i);

		if (!has(check, ".lock", run))
			fail(check, "is being made by nobody", run, NULL);
		making++;
	}
	if (making > 1)
		fail(check, "more runs in the making than makers", making, NULL);
	spool_unlock(check->spool);
}

/* Fresh connections after each fork; none is open across one. */
static void look(struct check *check, void (*also)(struct check *check))
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;

	check->spool = spool_open(check->root, &error);
	path = spool_registry_path(check->spool);
	check->registry = registry_open(path, &error);
	if (check->registry == NULL) {
		fail(check, "the registry cannot be opened", 0, error);
	} else {
		recover(check);
		also(check);
	}
	g_clear_pointer(&check->registry, registry_close);
	g_clear_pointer(&check->spool, spool_close);
}

/* Until somebody's bundle comes into ready/, or half a second. */
static void wait_for_bundle(struct check *check)
{
	g_autofree char *ready = g_build_filename(check->root, "ready", NULL);
	struct stat before, now;

	if (stat(ready, &before) != 0)
		return;
	now = before;
	for (guint i = 0; i < 5000 && memcmp(&now.st_mtim, &before.st_mtim, sizeof now.st_mtim) == 0; i++) {
		g_usleep(100);
		stat(ready, &now);
	}
}

static void kill_maker(struct check *check, pid_t maker, GRand *random)
{
	int status;

	if (check->kills++ % 4 == 3)
		wait_for_bundle(check);
	else
		g_usleep((gulong)g_rand_int_range(random, 0, LONGEST_DELAY_US));
	kill(maker, SIGKILL);
	waitpid(maker, &status, 0);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail(check, "a maker gave up", 0, NULL);
}

static void make_again(struct check *check, const char *root)
{
	struct maker maker;
	GError *error = NULL;

	if (!spool_create(root, &error)) {
		fail(check, "no second root", 0, error);
		return;
	}
	maker_open(&maker, root);
	for (guint run = 1; run <= MIN(PEACEFUL_RUNS, g_hash_table_size(check->committed)); run++) {
		const char *hash = g_hash_table_lookup(check->committed, GUINT_TO_POINTER(run));
		g_autoptr(ticket_t) ticket = NULL;

		if (!make_run(&maker)) {
			fail(check, "cannot be made again", run, maker.error);
			break;
		}
		ticket = spool_ticket_read(maker.spool, run, SPOOL_READY, NULL);
		/* A number may have gone back and not been taken again when the last maker was killed. */
		if (ticket == NULL || (hash != NULL && strcmp(ticket_hash(ticket), hash) != 0))
			fail(check, "made again it differs", run, NULL);
	}
	registry_close(maker.registry);
	spool_close(maker.spool);
}

int main(int argc, char **argv)
{
	guint kills = argc > 1 ? (guint)atoi(argv[1]) : 200;
	GRand *random = g_rand_new_with_seed(argc > 2 ? (guint32)atoi(argv[2]) : 1);
	g_autofree char *folder = g_dir_make_tmp("piego-test-XXXXXX", NULL);
	g_autofree char *root = g_build_filename(folder, "root", NULL), *again = g_build_filename(folder, "again", NULL);
	struct check check = { .root = root, .committed = g_hash_table_new_full(NULL, NULL, NULL, g_free),
			       .making = g_array_new(FALSE, FALSE, sizeof(guint)) };

	if (!spool_create(root, NULL))
		return 1;
	for (guint i = 0; i < kills / 2 && check.failed == 0; i++) {
		pid_t first = start_maker(root), second = start_maker(root);

		kill_maker(&check, first, random);
		look(&check, check_living);
		kill_maker(&check, second, random);
		look(&check, check_all);
	}
	make_again(&check, again);
	/* A test whose kills never hit these moments would prove nothing. */
	if (check.swept == 0 || check.abandoned == 0 || check.registered == 0)
		fail(&check, "the kills missed what they should hit", 0, NULL);
	printf("%u kills: %u runs committed, %u abandoned, %u registered from their ticket, %u folders swept\n", check.kills,
	       g_hash_table_size(check.committed), check.abandoned, check.registered, check.swept);
	printf("tests/fault/spool_kill: %d passed, %u failed\n", check.failed == 0, check.failed);
	file_tree_remove(folder, NULL);
	g_hash_table_unref(check.committed);
	g_array_unref(check.making);
	g_rand_free(random);
	return check.failed == 0 ? 0 : 1;
}
