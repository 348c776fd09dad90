/* SPDX-License-Identifier: Apache-2.0 */
/*
 * life [PIECES]: the life of a piece in a registry of five million, or as many as told: pieces of runs of 100,000, each with its
 * five events from the press to the post, its place on a posting list, and reprints of one in a hundred.  Wall milliseconds,
 * the mean and the worst of 300 pieces at random, as `piego report piece` makes it of the registry: by run and number, by the
 * post's number, by the client's key; the run report of 100,000 pieces; and the
 * megabytes of the registry.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "app/reports.h"
#include "base/file.h"
#include "registry/inside.h"
#include "registry/registry.h"

#define RUN_PIECES 100000u
#define ASKED 300

static void must(gboolean done, GError *error)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", error->message);
	exit(1);
}

static void tell(struct registry *registry, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void tell(struct registry *registry, const char *format, ...)
{
	GError *error = NULL;
	g_autofree char *sql = NULL;
	va_list arguments;

	va_start(arguments, format);
	sql = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	must(database_exec(&registry->db, sql, &error), error);
}

/* As a run's bookkeeping leaves it; one of a hundred is made again by the run after it. */
static void add_run(struct registry *registry, guint run)
{
	tell(registry, "BEGIN");
	tell(registry, "INSERT INTO run VALUES (%u, 1, 'done', 'Avvisi', 'avviso@1', 'l', 'd', 't', %u, 0, %u, %u, %u, 50, 0,"
		       " '2026-03-30T08:00:00Z', '2026-03-30T08:10:00Z')", run, RUN_PIECES, RUN_PIECES, RUN_PIECES, 2 * RUN_PIECES);
	tell(registry, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
		       " INSERT INTO piece SELECT %u, i, 'inserted', 1 + i / 2000, 1 + i %% 2000, 1, 2, 1, 'post', 'raccomandata-ar', 'AM',"
		       " '20121', 1 + i / 200, printf('%%012d', %u * 100000 + i), printf('%%06d%%07d01010000000', %u, i), 'ROSSI MARIO',"
		       " i, 1, printf('K%%u-%%u', %u, i), 15400, 'fino-a-20g', 0, 'exact', 1, 'machine' FROM n", RUN_PIECES, run, run, run,
	     run);
	tell(registry, "INSERT INTO event SELECT p.run, p.number, s.n, s.state, s.at, s.who, '', CASE s.n WHEN 4 THEN 'esiti.csv:7' ELSE '' END"
		       " FROM piece AS p CROSS JOIN (SELECT 1 AS n, 'composed' AS state, '2026-03-30T08:10:00Z' AS at, '' AS who UNION ALL"
		       " SELECT 2, 'released', '2026-03-31T07:00:00Z', 'carla' UNION ALL SELECT 3, 'printed', '2026-03-31T09:00:00Z', 'luca'"
		       " UNION ALL SELECT 4, 'inserted', '2026-03-31T09:00:00Z', 'luca' UNION ALL"
		       " SELECT 5, 'posted', '2026-03-31T16:00:00Z', 'anna') AS s WHERE p.run = %u", run);
	tell(registry, "INSERT INTO results VALUES (%u, %u, 'esiti.csv', 'h%u', 'camera', '2026-03-31T09:00:00Z', 'luca', %u, %u, 0, 0)", run,
	     run, run, RUN_PIECES, RUN_PIECES);
	tell(registry, "INSERT INTO posting_list VALUES (%u, %u, '2026-04-01', '2026-03-31T16:00:00Z', 'anna', %u, %u, 's')", run, run, RUN_PIECES,
	     600 * RUN_PIECES);
	tell(registry, "INSERT INTO posted SELECT run, number, %u, 600 FROM piece WHERE run = %u", run, run);
	tell(registry, "UPDATE piece SET state = 'posted' WHERE run = %u", run);
	if (run > 1) {
		tell(registry, "UPDATE piece SET state = 'spoiled' WHERE run = %u AND number %% 100 = 0", run - 1);
		tell(registry, "INSERT INTO reprint SELECT run, number, %u, number FROM piece WHERE run = %u AND number %% 100 = 0", run, run - 1);
	}
	tell(registry, "COMMIT");
}

static void fill(const char *root, guint runs)
{
	g_autofree char *path = g_build_filename(root, "registry.db", NULL);
	GError *error = NULL;
	struct registry *registry = registry_open(path, &error);
	struct stat about;

	must(registry != NULL, error);
	tell(registry, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000");
	tell(registry, "INSERT INTO client VALUES (1, 'ordine'); INSERT INTO job VALUES (1, 1, 'avvisi')");
	for (guint run = 1; run <= runs; run++)
		add_run(registry, run);
	tell(registry, "PRAGMA wal_checkpoint(TRUNCATE)");
	registry_close(registry);
	if (stat(path, &about) == 0)
		printf("life_registry %.0f MB\n", (double)about.st_size / 1e6);
}

static double milliseconds(void)
{
	return (double)g_get_monotonic_time() / 1000;
}

/* What a piece of a run is asked for by. */
static char *word_of(guint by, guint run, guint number)
{
	if (by == 0)
		return g_strdup_printf("R%06u/%u", run, number);
	return by == 1 ? g_strdup_printf("%012u", run * RUN_PIECES + number) : g_strdup_printf("K%u-%u", run, number);
}

static void ask(struct app *app, guint runs)
{
	static const char *const names[] = { "number", "registered", "key" };
	g_autoptr(GRand) chance = g_rand_new_with_seed(20260331);

	for (guint by = 0; by < G_N_ELEMENTS(names); by++) {
		double sum = 0, worst = 0;

		for (guint i = 0; i < ASKED; i++) {
			g_autofree char *word = word_of(by, (guint)g_rand_int_range(chance, 1, (gint32)runs + 1),
							(guint)g_rand_int_range(chance, 1, (gint32)RUN_PIECES + 1));
			GError *error = NULL;
			const double from = milliseconds();
			g_autoptr(report_t) report = app_report_piece(app, word, &error);
			const double took = milliseconds() - from;

			must(report != NULL, error);
			sum += took;
			worst = MAX(worst, took);
		}
		printf("life_by_%s %.3f ms\nlife_by_%s_worst %.3f ms\n", names[by], sum / ASKED, names[by], worst);
	}
}

/* All sums of one run. */
static void sum(struct app *app, guint run)
{
	GError *error = NULL;
	const double from = milliseconds();
	g_autoptr(report_t) report = app_report_run(app, run, &error);

	must(report != NULL, error);
	printf("report_run_100k %.0f ms\n", milliseconds() - from);
}

int main(int argc, char **argv)
{
	const guint pieces = argc > 1 ? (guint)atoi(argv[1]) : 5000000, runs = MAX(1, pieces / RUN_PIECES);
	g_autofree char *folder = g_dir_make_tmp("piego-bench-XXXXXX", NULL);
	g_autofree char *root = g_build_filename(folder, "root", NULL);
	GError *error = NULL;
	struct app *app;

	must(app_init(root, &error), error);
	fill(root, runs);
	app = app_open(root, &error);
	must(app != NULL, error);
	ask(app, runs);
	sum(app, runs);
	app_close(app);
	file_tree_remove(folder, NULL);
	return 0;
}
