/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/run.h"

#include "registry/inside.h"
#include "unit/check.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-03-31T08:15:00Z"

static struct registry *fresh(char **path)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GError) error = NULL;
	struct registry *registry;

	*path = g_build_filename(folder, "registry.db", NULL);
	registry = registry_open(*path, &error);
	CHECK_NO_ERROR("open", error);
	return registry;
}

static struct run_row order(const char *job)
{
	return (struct run_row){
		.client = "ordine", .job = job,	      .title = "Avvisi 2026", .layout = "avviso@3",
		.layout_hash = "l1", .data_hash = "d1", .ticket_hash = "t1",    .records = 12,
		.left_out = 2,	     .pieces = 9,	.sheets = 11,		.pages = 22,
		.files = 1,	     .findings = 4,
	};
}

static guint begin(struct registry *registry, const char *label, const struct run_row *row)
{
	g_autoptr(GError) error = NULL;
	guint number = 0;

	CHECK_TRUE(label, registry_run_begin(registry, row, NOW, &number, &error));
	CHECK_NO_ERROR(label, error);
	return number;
}

static void commit(struct registry *registry, const char *label, struct run_row *row, guint number, const char *now)
{
	g_autoptr(GError) error = NULL;

	row->number = number;
	CHECK_TRUE(label, registry_run_commit(registry, row, now, &error));
	CHECK_NO_ERROR(label, error);
}

static void abandon(struct registry *registry, const char *label, guint number)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(label, registry_run_abandon(registry, number, &error));
	CHECK_NO_ERROR(label, error);
}

/* Numbers are given, given back and kept: b begins, a abandons, c commits; a digit is the number concerned. */
static void takes_the_lowest_free_number(void)
{
	static const struct row {
		const char *label;
		const char *steps;
	} rows[] = {
		{ "one after the other", "b1 b2 b3" },
		{ "abandoned, it comes back", "b1 a1 b1 a1 b1" },
		{ "committed, it stays", "b1 c1 b2 c2 b3" },
		{ "the gap is filled first", "b1 b2 b3 a2 b2 b4" },
		{ "the lowest gap of two", "b1 b2 b3 b4 a3 a1 b1 b3 b5" },
		{ "abandoning others frees no committed one", "b1 c1 b2 b3 c3 a2 b2 a2 b2 c2 b4" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = NULL;
		g_autoptr(registry_t) registry = fresh(&path);
		g_auto(GStrv) steps = g_strsplit(rows[i].steps, " ", -1);
		struct run_row row = order("avvisi");

		for (char **step = steps; *step != NULL; step++) {
			guint number = (guint)(*step)[1] - '0';

			if ((*step)[0] == 'b')
				CHECK_INT(rows[i].label, begin(registry, rows[i].label, &row), number);
			else if ((*step)[0] == 'c')
				commit(registry, rows[i].label, &row, number, NOW);
			else
				abandon(registry, rows[i].label, number);
		}
	}
}

static void take_row(void *user, const struct run_row *row)
{
	GString *out = user;

	g_string_append_printf(out, "%u %s %s/%s '%s' %s %s %s %s %u-%u %u %u %u %u %u %s %s|", row->number,
			       run_state_name(row->state), row->client, row->job, row->title, row->layout,
			       row->layout_hash, row->data_hash, row->ticket_hash, row->records, row->left_out,
			       row->pieces, row->sheets, row->pages, row->files, row->findings, row->began,
			       row->committed);
}

static void tells_what_was_recorded(void)
{
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	g_autoptr(GString) all = g_string_new(NULL), one = g_string_new(NULL), none = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct run_row row = order("avvisi");

	begin(registry, "first", &row);
	begin(registry, "second", &row);
	commit(registry, "second", &row, 2, "2026-03-31T09:00:00Z");
	CHECK_TRUE("all", registry_run_each(registry, 0, take_row, all, &error));
	CHECK_STR("all", all->str,
		  "1 making ordine/avvisi 'Avvisi 2026' avviso@3 l1 d1  0-0 0 0 0 0 0 " NOW " |"
		  "2 ready ordine/avvisi 'Avvisi 2026' avviso@3 l1 d1 t1 12-2 9 11 22 1 4 " NOW
		  " 2026-03-31T09:00:00Z|");
	CHECK_TRUE("one", registry_run_each(registry, 2, take_row, one, &error));
	CHECK_STR("one", one->str, strchr(all->str, '|') + 1);
	CHECK_TRUE("none", registry_run_each(registry, 3, take_row, none, &error));
	CHECK_STR("none", none->str, "");
}

static void finds_the_same_run(void)
{
	static const struct row {
		const char *label, *client, *job, *data, *layout;
		guint expected;
	} rows[] = {
		{ "the newest of two", "ordine", "avvisi", "d1", "l1", 3 },
		{ "other data", "ordine", "avvisi", "d2", "l1", 0 },
		{ "other layout", "ordine", "avvisi", "d1", "l2", 0 },
		{ "other job", "ordine", "solleciti", "d1", "l1", 2 },
		{ "other client, same job name", "agenzia", "avvisi", "d1", "l1", 0 },
	};
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	struct run_row avvisi = order("avvisi"), solleciti = order("solleciti");

	begin(registry, "1", &avvisi);
	begin(registry, "2", &solleciti);
	begin(registry, "3", &avvisi);
	begin(registry, "4, never committed", &avvisi);
	commit(registry, "1", &avvisi, 1, "2026-03-31T09:00:00Z");
	commit(registry, "2", &solleciti, 2, "2026-03-31T09:30:00Z");
	commit(registry, "3", &avvisi, 3, "2026-03-31T10:00:00Z");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct run_row row = { .client = rows[i].client, .job = rows[i].job, .data_hash = rows[i].data,
				       .layout_hash = rows[i].layout };
		g_autoptr(GError) error = NULL;
		guint number = 99;

		CHECK_TRUE(rows[i].label, registry_run_same(registry, &row, &number, &error));
		CHECK_INT(rows[i].label, number, rows[i].expected);
	}
}

static void changes_only_from_the_expected_state(void)
{
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	g_autoptr(GError) error = NULL;
	struct run_row row = order("avvisi");

	begin(registry, "begin", &row);
	CHECK_TRUE("move a run being made", !registry_run_move(registry, 1, RUN_READY, RUN_CORRUPT, &error));
	CHECK_ERROR("move a run being made", error, "run 1 is not in state 'ready'");
	CHECK_INT("code", error->code, REGISTRY_ERROR_STATE);
	g_clear_error(&error);
	commit(registry, "commit", &row, 1, NOW);
	CHECK_TRUE("commit twice", !registry_run_commit(registry, &row, NOW, &error));
	CHECK_ERROR("commit twice", error, "run 1 is not in state 'making'");
	g_clear_error(&error);
	CHECK_TRUE("abandon a committed run", !registry_run_abandon(registry, 1, &error));
	CHECK_ERROR("abandon a committed run", error, "run 1 is not in state 'making'");
	g_clear_error(&error);
	CHECK_TRUE("abandon none", !registry_run_abandon(registry, 7, &error));
	CHECK_ERROR("abandon none", error, "run 7");
	g_clear_error(&error);
	CHECK_TRUE("move", registry_run_move(registry, 1, RUN_READY, RUN_CORRUPT, &error));
	CHECK_NO_ERROR("move", error);
}

static void takes_part_in_a_transaction(void)
{
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct run_row row = order("avvisi");

	CHECK_TRUE("begin", registry_begin(registry, &error));
	CHECK_INT("in it", begin(registry, "in it", &row), 1);
	registry_abort(registry);
	CHECK_TRUE("each", registry_run_each(registry, 0, take_row, all, &error));
	CHECK_STR("aborted with it", all->str, "");
	CHECK_INT("after it", begin(registry, "after it", &row), 1);
}

/* ---- two processes ---- */

#define RUNS 50

/* Begins RUNS runs, abandons every third and commits the others; writes the numbers it committed. */
static void compete(const char *path, guint who, int out)
{
	g_autoptr(GError) error = NULL;
	struct registry *registry = registry_open(path, &error);
	struct run_row row = order(who == 0 ? "avvisi" : "solleciti");

	for (guint i = 0; registry != NULL && i < RUNS; i++) {
		if (!registry_run_begin(registry, &row, NOW, &row.number, &error))
			break;
		if (i % 3 == 2 ? !registry_run_abandon(registry, row.number, &error) :
				 !registry_run_commit(registry, &row, NOW, &error))
			break;
		if (i % 3 != 2 && write(out, &row.number, sizeof row.number) != sizeof row.number)
			break;
	}
	registry_close(registry);
	_exit(error == NULL ? 0 : 1);
}

static void gives_no_number_to_two_processes(void)
{
	g_autofree char *path = NULL;
	g_autofree gboolean *seen = g_new0(gboolean, 2 * RUNS + 1);
	struct registry *registry = fresh(&path);
	guint committed = 0, number;
	int ends[2], status;

	/* No connection is open while this process forks. */
	registry_close(registry);
	CHECK_INT("pipe", pipe(ends), 0);
	for (guint who = 0; who < 2; who++) {
		if (fork() == 0)
			compete(path, who, ends[1]);
	}
	close(ends[1]);
	while (read(ends[0], &number, sizeof number) == sizeof number) {
		CHECK_TRUE("within what can be held at once", number >= 1 && number <= 2 * RUNS);
		CHECK_TRUE("committed once", number <= 2 * RUNS && !seen[number]);
		seen[MIN(number, 2 * RUNS)] = TRUE;
		committed++;
	}
	close(ends[0]);
	for (guint who = 0; who < 2; who++) {
		CHECK_TRUE("ended", wait(&status) > 0);
		CHECK_INT("without error", status, 0);
	}
	CHECK_INT("none lost", committed, 2 * (RUNS - RUNS / 3));
	/* All abandoned numbers went back, so the committed ones may have but the holes of two at once. */
	registry = registry_open(path, NULL);
	for (guint i = 1; i <= 2 * RUNS; i++) {
		g_autoptr(GString) row = g_string_new(NULL);

		registry_run_each(registry, i, take_row, row, NULL);
		CHECK_TRUE("in the registry as told", seen[i] == (strstr(row->str, " ready ") != NULL));
		CHECK_TRUE("nothing is left being made", strstr(row->str, " making ") == NULL);
	}
	registry_close(registry);
}

/* ---- what SQL itself refuses ---- */

static void keeps_facts(void)
{
	static const struct row {
		const char *label, *sql, *refusal;
	} rows[] = {
		{ "delete a committed run", "DELETE FROM run WHERE number = 1", "never deleted" },
		{ "renumber a run", "UPDATE run SET number = 9 WHERE number = 1", "never changed" },
		{ "replace a run",
		  "INSERT OR REPLACE INTO run SELECT * FROM run WHERE number = 1", "never deleted" },
		{ "no such state", "UPDATE run SET state = 'lost' WHERE number = 1", "CHECK" },
		{ "ready without ticket", "UPDATE run SET state = 'ready' WHERE number = 2", "CHECK" },
		{ "run of no job",
		  "INSERT INTO run (number, job, state, title, layout, layout_hash, data_hash, began)"
		  " VALUES (8, 99, 'making', '', '', '', '', '')", "FOREIGN KEY" },
		{ "job of no client", "INSERT INTO job (client, name) VALUES (99, 'x')", "FOREIGN KEY" },
	};
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	struct run_row row = order("avvisi");

	begin(registry, "begin", &row);
	commit(registry, "commit", &row, 1, NOW);
	begin(registry, "begin", &row);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].label, !database_exec(&registry->db, rows[i].sql, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].refusal);
	}
}

CHECK_MAIN({ "takes the lowest free number", takes_the_lowest_free_number },
	   { "tells what was recorded", tells_what_was_recorded },
	   { "finds the same run", finds_the_same_run },
	   { "changes only from the expected state", changes_only_from_the_expected_state },
	   { "takes part in a transaction", takes_part_in_a_transaction },
	   { "gives no number to two processes", gives_no_number_to_two_processes },
	   { "keeps facts", keeps_facts })
