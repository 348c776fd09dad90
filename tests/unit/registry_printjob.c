/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/printjob.h"

#include "registry/inside.h"
#include "registry/piece.h"
#include "registry/run.h"
#include "unit/check.h"

#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-03-30T08:00:00Z"
#define THEN "2026-03-30T09:00:00Z"
#define PIECES 6

/* Run 1 of six pieces, four in print file 1, two in file 2; ready. */
static struct registry *fresh(char **path)
{
	g_autofree char *folder = check_folder();
	struct run_row row = { .client = "ordine", .job = "avvisi", .title = "Avvisi", .layout = "avviso@1", .layout_hash = "l",
			       .data_hash = "d", .ticket_hash = "t", .pieces = PIECES, .files = 2 };
	struct piece piece = { .pages = 1, .sheets = 1, .channel = "post", .product = "massiva", .area = "AM", .cap = "20121",
			       .registered = "", .name = "ROSSI MARIO", .documents = 1, .key = "", .bracket = "", .grade = "exact",
			       .stream = "machine", .records = "0+1" };
	g_autoptr(GError) error = NULL;
	struct registry *registry;

	*path = g_build_filename(folder, "registry.db", NULL);
	registry = registry_open(*path, &error);
	CHECK_TRUE("begin", registry_run_begin(registry, &row, NOW, &row.number, &error) && registry_begin(registry, &error));
	for (piece.number = 1; piece.number <= PIECES; piece.number++) {
		g_autofree char *control = g_strdup_printf("%024u", piece.number);

		piece.control = control;
		piece.file = piece.number <= 4 ? 1 : 2;
		piece.position = piece.first_page = piece.number;
		CHECK_TRUE("add", registry_piece_add(registry, row.number, &piece, &error));
	}
	CHECK_TRUE("commit", registry_run_commit(registry, &row, NOW, &error) && registry_commit(registry, &error));
	CHECK_NO_ERROR("fresh", error);
	return registry;
}

static void release(struct registry *registry)
{
	const struct run_event event = { RUN_PRINTING, NOW, "anna", "" };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("release", registry_run_release(registry, 1, &event, &error));
	CHECK_NO_ERROR("release", error);
}

static gboolean give(struct registry *registry, guint file, guint *number, GError **error)
{
	const struct printjob_row row = { .run = 1, .file = file, .name = file == 1 ? "0001.pdf" : "0002.pdf", .printer = "pressa",
					  .server = "localhost:631", .at = NOW, .who = "bruno" };

	return printjob_begin(registry, &row, number, error);
}

/* Gives file 1 or 2, which must be taken as that number; with the print server's number 70 and more. */
static void given(struct registry *registry, const char *label, guint file, guint number)
{
	g_autoptr(GError) error = NULL;
	guint got = 0;

	CHECK_TRUE(label, give(registry, file, &got, &error));
	CHECK_NO_ERROR(label, error);
	CHECK_INT(label, got, number);
	CHECK_TRUE(label, printjob_made(registry, got, 70 + got, &error));
}

static void refused(struct registry *registry, const char *label, guint file, const char *part)
{
	g_autoptr(GError) error = NULL;
	guint got = 0;

	CHECK_TRUE(label, !give(registry, file, &got, &error));
	CHECK_ERROR(label, error, part);
	CHECK_INT(label, error != NULL ? error->code : -1, REGISTRY_ERROR_STATE);
}

static void ended(struct registry *registry, const char *label, guint number, enum printjob_state state, const char *why)
{
	const struct printjob_end end = { state, why, THEN };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(label, printjob_end(registry, number, &end, &error));
	CHECK_NO_ERROR(label, error);
}

static void move(struct registry *registry, guint piece, enum piece_state from, enum piece_state to)
{
	const struct piece_event event = { NOW, "carla", "", "" };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("move", registry_piece_move(registry, 1, piece, from, to, &event, &error));
	CHECK_NO_ERROR("move", error);
}

static void put_job(void *user, const struct printjob_row *row)
{
	g_string_append_printf(user, "%u R%u/%u %s %s/%u %s %s %s %s|", row->number, row->run, row->file, row->name, row->printer,
			       row->job, row->who, printjob_state_name(row->state), row->why, row->ended);
}

static char *jobs(struct registry *registry)
{
	g_autoptr(GError) error = NULL;
	GString *out = g_string_new(NULL);

	CHECK_TRUE("each", printjob_each(registry, 1, put_job, out, &error));
	CHECK_NO_ERROR("each", error);
	return g_string_free(out, FALSE);
}

/* What the sqlite3 program reads in the file, rows one after the other. */
static char *asked(const char *path, const char *sql)
{
	const char *const command[] = { "sqlite3", path, sql, NULL };
	char *out = NULL;

	CHECK_TRUE(sql, g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL));
	return g_strdelimit(out, "\n", ' ');
}

static void prints_each_file_once(void)
{
	g_autofree char *path = NULL, *listed = NULL, *states = NULL, *events = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	refused(registry, "not released", 1, "run R000001: file '0001.pdf' is not printed: the run is ready");
	release(registry);
	move(registry, 3, PIECE_RELEASED, PIECE_HELD);
	given(registry, "the first", 1, 1);
	refused(registry, "again", 1, "it is submitted at printer 'pressa', job 71");
	ended(registry, "canceled", 1, PRINTJOB_CANCELED, "job-canceled-by-user");
	given(registry, "after it was canceled", 1, 2);
	ended(registry, "unsent", 2, PRINTJOB_UNSENT, "");
	given(registry, "after it was not sent", 1, 3);
	ended(registry, "lost", 3, PRINTJOB_LOST, "");
	given(registry, "after it was lost", 1, 4);
	ended(registry, "completed", 4, PRINTJOB_COMPLETED, "");
	ended(registry, "told by another", 4, PRINTJOB_ABORTED, "aborted-by-system");
	refused(registry, "after it was printed", 1, "it is completed at printer 'pressa', job 74");
	listed = jobs(registry);
	CHECK_STR("jobs", listed,
		  "1 R1/1 0001.pdf pressa/71 bruno canceled job-canceled-by-user " THEN "|2 R1/1 0001.pdf pressa/72 bruno unsent  "
		  THEN "|3 R1/1 0001.pdf pressa/73 bruno lost  " THEN "|4 R1/1 0001.pdf pressa/74 bruno completed  " THEN "|");
	states = asked(path, "SELECT state FROM piece ORDER BY number");
	CHECK_STR("states", states, "printed printed held printed released released ");
	events = asked(path, "SELECT piece, number, at, who, evidence FROM event WHERE state = 'printed' ORDER BY piece");
	CHECK_STR("events", events, "1|3|" THEN "|bruno|pressa/74 2|3|" THEN "|bruno|pressa/74 4|3|" THEN "|bruno|pressa/74 ");
}

/* Sheets of what is in its envelope, or was made again, would be there twice. */
static void prints_nothing_that_went_on(void)
{
	static const struct row {
		const char *label;
		enum piece_state path[3];	/* of piece 6, from released on */
		guint steps;
		const char *part;	/* NULL: printed all the same */
	} rows[] = {
		{ "held", { PIECE_HELD }, 1, NULL },
		{ "pulled", { PIECE_PULLED }, 1, NULL },
		{ "printed", { PIECE_PRINTED }, 1, "1 of its pieces have been printed, the first is 6, printed" },
		{ "inserted", { PIECE_PRINTED, PIECE_INSERTED }, 2, "the first is 6, inserted" },
		{ "spoiled", { PIECE_SPOILED }, 1, "the first is 6, spoiled" },
		{ "made again", { PIECE_SPOILED, PIECE_REPRINTED }, 2, "the first is 6, reprinted" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = NULL;
		g_autoptr(registry_t) registry = fresh(&path);
		enum piece_state state = PIECE_RELEASED;

		release(registry);
		for (guint step = 0; step < rows[i].steps; step++) {
			move(registry, 6, state, rows[i].path[step]);
			state = rows[i].path[step];
		}
		given(registry, rows[i].label, 1, 1);
		if (rows[i].part == NULL)
			given(registry, rows[i].label, 2, 2);
		else
			refused(registry, rows[i].label, 2, rows[i].part);
	}
}

static void keeps_what_was_noted(void)
{
	static const char *const statements[] = {
		"DELETE FROM print_job",
		"UPDATE print_job SET printer = 'altra' WHERE number = 2",
		"UPDATE print_job SET job = 5 WHERE number = 2",
		"UPDATE print_job SET state = 'completed' WHERE number = 1",
		"UPDATE print_job SET state = 'completed' WHERE number = 2",	/* without its time */
		"INSERT INTO print_job (run, file, name, printer, server, at, who) VALUES (1, 2, 'n', 'p', 's', 't', 'w')",
		"INSERT INTO print_job (run, file, name, printer, server, at, who) VALUES (2, 1, 'n', 'p', 's', 't', 'w')",
		"INSERT INTO print_job (run, file, name, printer, server, at, who, job) VALUES (1, 1, 'n', 'p', 's', 't', 'w', 9)",
	};
	g_autofree char *path = NULL, *before = NULL, *after = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	release(registry);
	given(registry, "one", 1, 1);
	ended(registry, "one", 1, PRINTJOB_ABORTED, "");
	given(registry, "two", 2, 2);
	before = jobs(registry);
	for (guint i = 0; i < G_N_ELEMENTS(statements); i++)
		CHECK_TRUE(statements[i], !database_exec(&registry->db, statements[i], NULL));
	after = jobs(registry);
	CHECK_STR("the same", after, before);
}

#define RIVALS 4

static void takes_one_of_many_at_once(void)
{
	g_autofree char *path = NULL, *listed = NULL;
	registry_t *registry = fresh(&path);
	pid_t rivals[RIVALS];
	guint taken = 0;

	release(registry);
	registry_close(registry);
	for (guint i = 0; i < RIVALS; i++) {
		rivals[i] = fork();
		if (rivals[i] == 0) {
			struct registry *own = registry_open(path, NULL);
			guint number;

			_exit(give(own, 1, &number, NULL) ? 1 : 0);
		}
	}
	for (guint i = 0; i < RIVALS; i++) {
		int status = 0;

		CHECK_TRUE("rival", waitpid(rivals[i], &status, 0) == rivals[i] && WIFEXITED(status));
		taken += (guint)WEXITSTATUS(status);
	}
	CHECK_INT("taken", taken, 1);
	registry = registry_open(path, NULL);
	listed = jobs(registry);
	CHECK_STR("one", listed, "1 R1/1 0001.pdf pressa/0 bruno submitted  |");
	registry_close(registry);
}

CHECK_MAIN({ "prints each file once", prints_each_file_once },
	   { "prints nothing that went on", prints_nothing_that_went_on },
	   { "keeps what was noted", keeps_what_was_noted },
	   { "takes one of many at once", takes_one_of_many_at_once })
