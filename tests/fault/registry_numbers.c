/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registry_numbers [KILLS [SEED]]: two processes take registered numbers as fast as they can and report each stretch when its
 * transaction is committed; one after the other is killed at a random moment and begun anew.  In the end:
 *
 *   - no number was reported twice;
 *   - what was reported is in the registry, and it has at most one take a kill that nobody came to report;
 *   - the stretches of the registry cover each range from its first number to its next, without a gap.
 */
#include "base/file.h"
#include "registry/inside.h"
#include "registry/number.h"
#include "registry/run.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-03-31T08:15:00Z"
#define BODIES G_GINT64_CONSTANT(100000000000)
/* Ranges so small that many a take reaches over into the next. */
#define RANGES 1000
#define RANGE_SIZE 500
#define TAKE_MOST 60
#define TAKERS 2
#define LONGEST_DELAY_US 20000

static const struct number_owner owner = { "ordine", "raccomandata", "domestic" };

static gboolean prepare(const char *path, GError **error)
{
	const struct run_row row = { .client = owner.client, .job = "avvisi", .title = "", .layout = "avviso@1",
				     .layout_hash = "l", .data_hash = "d" };
	g_autoptr(registry_t) registry = registry_open(path, error);
	guint run;

	if (registry == NULL || !registry_run_begin(registry, &row, NOW, &run, error) || !registry_begin(registry, error))
		return FALSE;
	for (gint64 i = 0; i < RANGES; i++) {
		const struct range_row range = { .client = owner.client, .product = owner.product, .series = owner.series,
						 .first = i * 1000, .last = i * 1000 + RANGE_SIZE - 1, .added = NOW,
						 .who = "anna" };

		if (!range_add(registry, &range, BODIES, error))
			return FALSE;
	}
	return registry_commit(registry, error);
}

/* A report is one write, shorter than what a pipe takes at once: it arrives whole or not at all. */
static gboolean take_once(struct registry *registry, gint64 count, int out, GError **error)
{
	g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(struct number_stretch));
	gsize length;

	if (!registry_begin(registry, error) || !numbers_take(registry, &owner, 1, count, NOW, taken, error) ||
	    !registry_commit(registry, error))
		return FALSE;
	length = taken->len * sizeof(struct number_stretch);
	return write(out, taken->data, length) == (gssize)length;
}

static pid_t start_taker(const char *path, int out, guint32 seed)
{
	pid_t child = fork();
	GError *error = NULL;
	struct registry *registry;
	GRand *random;

	if (child != 0)
		return child;
	random = g_rand_new_with_seed(seed);
	registry = registry_open(path, &error);
	while (registry != NULL && take_once(registry, g_rand_int_range(random, 1, TAKE_MOST + 1), out, &error))
		;
	fprintf(stderr, "taker: %s\n", error != NULL ? error->message : "its report was cut");
	_exit(1);
}

struct check {
	GHashTable *reported;	/* bodies */
	gint64 stored;
	guint failed;
};

static void fail(struct check *check, const char *what, gint64 number)
{
	fprintf(stderr, "%s: %" G_GINT64_FORMAT "\n", what, number);
	check->failed++;
}

/* What lies in the pipe; it must be emptied before it is full, or takers would wait on it. */
static void read_reports(struct check *check, int in)
{
	struct number_stretch stretch;

	while (read(in, &stretch, sizeof stretch) == sizeof stretch) {
		for (gint64 body = stretch.first; body <= stretch.last; body++) {
			if (!g_hash_table_add(check->reported, GSIZE_TO_POINTER(body)))
				fail(check, "given twice", body);
		}
	}
}

static void kill_takers(struct check *check, const char *path, guint kills, GRand *random)
{
	pid_t takers[TAKERS];
	int pipes[2], status;

	if (pipe2(pipes, O_CLOEXEC | O_NONBLOCK) != 0)
		return fail(check, "no pipe", 0);
	for (guint i = 0; i < TAKERS; i++)
		takers[i] = start_taker(path, pipes[1], g_rand_int(random));
	for (guint i = 0; i < kills + TAKERS; i++) {
		pid_t *taker = &takers[i % TAKERS];

		g_usleep((gulong)g_rand_int_range(random, 0, LONGEST_DELAY_US));
		kill(*taker, SIGKILL);
		if (waitpid(*taker, &status, 0) != *taker || !WIFSIGNALED(status))
			fail(check, "a taker gave up", status);
		read_reports(check, pipes[0]);
		/* The last ones are not begun anew. */
		if (i < kills)
			*taker = start_taker(path, pipes[1], g_rand_int(random));
	}
	close(pipes[0]);
	close(pipes[1]);
}

/* Rows that break the rule: a range whose stretches are not all of it from its first to its next. */
#define GAPS                                                                                                           \
	"SELECT count(*) FROM number_range AS r WHERE next - first IS NOT"                                             \
	" (SELECT ifnull(sum(t.last - t.first + 1), 0) FROM number_taken AS t WHERE t.range = r.id)"

static void check_stretches(struct check *check, struct registry *registry)
{
	sqlite3_stmt *statement = database_query(&registry->db, "SELECT first, last FROM number_taken", NULL, "");
	GHashTable *stored = g_hash_table_new(NULL, NULL);
	GHashTableIter each;
	gpointer body;
	gboolean row;

	while (statement != NULL && database_next(&registry->db, statement, &row, NULL) && row) {
		for (gint64 i = sqlite3_column_int64(statement, 0); i <= sqlite3_column_int64(statement, 1); i++) {
			if (!g_hash_table_add(stored, GSIZE_TO_POINTER(i)))
				fail(check, "stored twice", i);
		}
	}
	database_done(statement);
	g_hash_table_iter_init(&each, check->reported);
	while (g_hash_table_iter_next(&each, &body, NULL)) {
		if (!g_hash_table_contains(stored, body))
			fail(check, "lost", (gint64)GPOINTER_TO_SIZE(body));
	}
	check->stored = g_hash_table_size(stored);
	g_hash_table_unref(stored);
}

static void check_registry(struct check *check, const char *path, guint kills)
{
	g_autoptr(registry_t) registry = registry_open(path, NULL);
	gint64 gaps = -1, burned;

	if (registry == NULL || !database_number(&registry->db, GAPS, &gaps, 0, NULL) || gaps != 0)
		return fail(check, "ranges with gaps", gaps);
	check_stretches(check, registry);
	burned = check->stored - g_hash_table_size(check->reported);
	if (burned < 0 || burned > (gint64)(kills + TAKERS) * TAKE_MOST)
		fail(check, "taken and not reported", burned);
	/* Takers that never got to take would prove nothing. */
	if (g_hash_table_size(check->reported) < kills)
		fail(check, "too few were taken", g_hash_table_size(check->reported));
}

int main(int argc, char **argv)
{
	guint kills = argc > 1 ? (guint)atoi(argv[1]) : 200;
	GRand *random = g_rand_new_with_seed(argc > 2 ? (guint32)atoi(argv[2]) : 1);
	g_autofree char *folder = g_dir_make_tmp("piego-test-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "registry.db", NULL);
	struct check check = { .reported = g_hash_table_new(NULL, NULL) };
	g_autoptr(GError) error = NULL;

	if (!prepare(path, &error)) {
		fprintf(stderr, "%s\n", error->message);
		check.failed++;
	} else {
		kill_takers(&check, path, kills, random);
		check_registry(&check, path, kills);
	}
	printf("%u kills: %u numbers given, %u burned\n", kills, g_hash_table_size(check.reported),
	       (guint)(check.stored - g_hash_table_size(check.reported)));
	printf("tests/fault/registry_numbers: %d passed, %u failed\n", check.failed == 0, check.failed);
	file_tree_remove(folder, NULL);
	g_hash_table_unref(check.reported);
	g_rand_free(random);
	return check.failed == 0 ? 0 : 1;
}
