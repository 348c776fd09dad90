/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/piece.h"

#include "registry/inside.h"
#include "registry/run.h"
#include "unit/check.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-03-31T08:15:00Z"

static const struct piece example = { .number = 1,	      .file = 2,	   .position = 3,	.first_page = 4,
				      .pages = 5,	      .sheets = 6,	   .channel = "post",	.product = "posta1",
				      .area = "AM",	      .cap = "20121",	   .box = 7,		.registered = "RR1",
				      .control = "R1P1",      .name = "ROSSI \"M\"", .record = 8,	.documents = 9,
				      .key = "A-17",	      .weight_mg = 15400,  .bracket = "20 g",	.insert_mask = 5,
				      .grade = "exact",	      .billable = TRUE,	   .stream = "machine",	.records = "0+412", .of = "" };

/* The example as piece `number`, with a registered number of its own. */
static gboolean add_example(struct registry *registry, guint run, guint number, GError **error)
{
	g_autofree char *registered = g_strdup_printf("RR%u", number);
	struct piece piece = example;

	piece.number = number;
	piece.registered = registered;
	return registry_piece_add(registry, run, &piece, error);
}

/* A registry with a committed run 1 of count pieces. */
static struct registry *with_pieces(guint count)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "registry.db", NULL);
	struct run_row row = { .client = "ordine", .job = "avvisi",	 .title = "Avvisi", .layout = "avviso@3",
			       .layout_hash = "l", .data_hash = "d", .ticket_hash = "t" };
	struct registry *registry = registry_open(path, NULL);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("run", registry_run_begin(registry, &row, NOW, &row.number, &error));
	CHECK_TRUE("begin", registry_begin(registry, &error));
	for (guint number = 1; number <= count; number++)
		CHECK_TRUE("piece", add_example(registry, row.number, number, &error));
	CHECK_TRUE("ready", registry_run_commit(registry, &row, NOW, &error));
	CHECK_TRUE("commit", registry_commit(registry, &error));
	CHECK_NO_ERROR("made", error);
	return registry;
}

/* All rows of a query, values parted by '|', rows by a line end. */
static char *rows_of(struct registry *registry, const char *sql)
{
	g_autoptr(GString) out = g_string_new(NULL);
	sqlite3_stmt *statement = database_query(&registry->db, sql, NULL, "");
	gboolean row;

	while (statement != NULL && database_next(&registry->db, statement, &row, NULL) && row) {
		for (int i = 0; i < sqlite3_column_count(statement); i++)
			g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", database_text(statement, i));
		g_string_append_c(out, '\n');
	}
	database_done(statement);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void keeps_every_column(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	g_autofree char *row = rows_of(
		registry, "SELECT run, number, state, file, position, first_page, pages, sheets, channel, product, area,"
			  " cap, box, registered, control, name, record, documents, key, weight_mg, bracket, inserts,"
			  " grade, billable, stream FROM piece");
	g_autofree char *event = rows_of(registry, "SELECT run, piece, number, state, at, who, why, evidence FROM event");

	CHECK_STR("piece", row,
		  "1|1|composed|2|3|4|5|6|post|posta1|AM|20121|7|RR1|R1P1|ROSSI \"M\"|8|9|A-17|15400|20 g|5|exact|1|"
		  "machine\n");
	CHECK_STR("event", event, "1|1|1|composed|" NOW "|||\n");
}

/* Pieces that were set aside stay there when their run goes to the press. */
static void a_release_takes_composed_pieces_along(void)
{
	const struct piece_event held = { "2026-04-01T00:00:00Z", "anna", "wet", "" };
	const struct run_event event = { RUN_PRINTING, "2026-04-01T09:00:00Z", "carla", "turno 2" };
	g_autoptr(registry_t) registry = with_pieces(3);
	g_autofree char *pieces = NULL, *events = NULL, *runs = NULL;
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("hold", registry_piece_move(registry, 1, 2, PIECE_COMPOSED, PIECE_HELD, &held, &error));
	CHECK_TRUE("release", registry_run_release(registry, 1, &event, &error));
	CHECK_NO_ERROR("release", error);
	pieces = rows_of(registry, "SELECT number, state FROM piece ORDER BY number");
	CHECK_STR("pieces", pieces, "1|released\n2|held\n3|released\n");
	events = rows_of(registry, "SELECT piece, number, state, at, who, why FROM event WHERE number > 1 ORDER BY piece");
	CHECK_STR("events", events,
		  "1|2|released|2026-04-01T09:00:00Z|carla|turno 2\n2|2|held|2026-04-01T00:00:00Z|anna|wet\n"
		  "3|2|released|2026-04-01T09:00:00Z|carla|turno 2\n");
	CHECK_TRUE("twice", !registry_run_release(registry, 1, &event, &error));
	CHECK_ERROR("twice", error, "run 1 is not in state 'ready'");
	CHECK_INT("twice", error->code, REGISTRY_ERROR_STATE);
	runs = rows_of(registry, "SELECT run, number, state, at, who, why FROM run_event");
	CHECK_STR("run", runs, "1|1|printing|2026-04-01T09:00:00Z|carla|turno 2\n");
	g_clear_error(&error);
	CHECK_TRUE("fixed", !database_exec(&registry->db, "UPDATE run_event SET who = 'x'", &error));
	CHECK_ERROR("fixed", error, "an event is never changed");
}

static void refuses_a_piece_twice(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("twice", !registry_piece_add(registry, 1, &example, &error));
	CHECK_ERROR("twice", error, "UNIQUE");
	g_clear_error(&error);
	CHECK_TRUE("of no run", !add_example(registry, 2, 2, &error));
	CHECK_ERROR("of no run", error, "FOREIGN KEY");
}

static void moves_from_the_expected_state_only(void)
{
	static const struct row {
		const char *label;
		guint number;
		enum piece_state from, to;
		const char *refusal;
	} rows[] = {
		{ "as the table says", 1, PIECE_COMPOSED, PIECE_RELEASED, NULL },
		{ "not where it is", 1, PIECE_COMPOSED, PIECE_RELEASED, "run 1: piece 1 is not in state 'composed'" },
		{ "on", 1, PIECE_RELEASED, PIECE_PRINTED, NULL },
		{ "against the table", 1, PIECE_PRINTED, PIECE_POSTED, "'printed' cannot become 'posted'" },
		{ "to itself", 1, PIECE_PRINTED, PIECE_PRINTED, "'printed' cannot become 'printed'" },
		{ "no such piece", 3, PIECE_COMPOSED, PIECE_RELEASED, "piece 3 is not in state" },
		{ "another piece", 2, PIECE_COMPOSED, PIECE_PULLED, NULL },
	};
	const struct piece_event event = { "2026-04-01T00:00:00Z", "anna", "jam", "results.csv:7" };
	g_autoptr(registry_t) registry = with_pieces(2);
	g_autofree char *events = NULL, *states = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_INT(rows[i].label,
			  registry_piece_move(registry, 1, rows[i].number, rows[i].from, rows[i].to, &event, &error),
			  rows[i].refusal == NULL);
		if (rows[i].refusal == NULL)
			CHECK_NO_ERROR(rows[i].label, error);
		else
			CHECK_ERROR(rows[i].label, error, rows[i].refusal);
		if (error != NULL)
			CHECK_INT(rows[i].label, error->code, REGISTRY_ERROR_STATE);
	}
	events = rows_of(registry, "SELECT piece, number, state, at, who, why, evidence FROM event ORDER BY 1, 2");
	CHECK_STR("events", events,
		  "1|1|composed|" NOW "|||\n"
		  "1|2|released|2026-04-01T00:00:00Z|anna|jam|results.csv:7\n"
		  "1|3|printed|2026-04-01T00:00:00Z|anna|jam|results.csv:7\n"
		  "2|1|composed|" NOW "|||\n"
		  "2|2|pulled|2026-04-01T00:00:00Z|anna|jam|results.csv:7\n");
	/* The last event is the state. */
	states = rows_of(registry, "SELECT count(*) FROM piece WHERE state <> (SELECT state FROM event"
				   " WHERE event.run = piece.run AND event.piece = piece.number"
				   " ORDER BY event.number DESC LIMIT 1)");
	CHECK_STR("states", states, "0\n");
}

static void moves_within_a_transaction(void)
{
	const struct piece_event event = { NOW, "", "", "" };
	g_autoptr(registry_t) registry = with_pieces(1);
	g_autofree char *events = NULL;
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("begin", registry_begin(registry, &error));
	CHECK_TRUE("move", registry_piece_move(registry, 1, 1, PIECE_COMPOSED, PIECE_RELEASED, &event, &error));
	registry_abort(registry);
	events = rows_of(registry, "SELECT state FROM event UNION SELECT state FROM piece");
	CHECK_STR("aborted with it", events, "composed\n");
}

/* In a child whose files may not grow, as on a full disk: 0 when all is as it should be. */
static int commit_on_a_full_disk(const char *path)
{
	const struct rlimit limit = { 400000, 400000 };
	struct registry *registry = registry_open(path, NULL);
	struct run_row row = { .client = "ordine", .job = "avvisi",	 .title = "Avvisi", .layout = "avviso@3",
			       .layout_hash = "l", .data_hash = "d", .ticket_hash = "t" };
	g_autoptr(GError) error = NULL;
	gboolean done;

	signal(SIGXFSZ, SIG_IGN);
	if (!registry_run_begin(registry, &row, NOW, &row.number, NULL) || !registry_begin(registry, NULL) ||
	    setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	done = TRUE;
	for (guint number = 1; done && number <= 20000; number++)
		done = add_example(registry, row.number, number, &error);
	if (done && registry_run_commit(registry, &row, NOW, &error) && registry_commit(registry, &error))
		return 2;
	if (error->code != REGISTRY_ERROR_SQL || strstr(error->message, path) == NULL ||
	    strstr(error->message, "disk") == NULL)
		return 3;
	registry_abort(registry);
	registry_close(registry);
	return 0;
}

static void leaves_nothing_half_on_a_full_disk(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "registry.db", NULL);
	g_autoptr(registry_t) registry = NULL;
	g_autofree char *left = NULL, *checked = NULL;
	int status = -1;
	pid_t child = fork();

	if (child == 0)
		_exit(commit_on_a_full_disk(path));
	CHECK_INT("wait", waitpid(child, &status, 0), child);
	CHECK_INT("child", WEXITSTATUS(status), 0);
	registry = registry_open(path, NULL);
	left = rows_of(registry, "SELECT count(*), (SELECT count(*) FROM event), (SELECT state FROM run) FROM piece");
	CHECK_STR("left", left, "0|0|making\n");
	checked = rows_of(registry, "PRAGMA integrity_check");
	CHECK_STR("whole", checked, "ok\n");
}

static void counts_states(void)
{
	const struct piece_event event = { NOW, "", "", "" };
	g_autoptr(registry_t) registry = with_pieces(5);
	guint counts[PIECE_STATES];
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("move", registry_piece_move(registry, 1, 2, PIECE_COMPOSED, PIECE_RELEASED, &event, &error));
	CHECK_TRUE("move", registry_piece_move(registry, 1, 4, PIECE_COMPOSED, PIECE_HELD, &event, &error));
	CHECK_TRUE("count", registry_piece_count(registry, 1, counts, &error));
	for (guint i = 0; i < PIECE_STATES; i++)
		CHECK_INT(piece_state_name(i), counts[i],
			  i == PIECE_COMPOSED ? 3 : i == PIECE_RELEASED || i == PIECE_HELD ? 1 : 0);
	CHECK_TRUE("no such run", registry_piece_count(registry, 9, counts, &error));
	CHECK_INT("no such run", counts[PIECE_COMPOSED], 0);
}

static void keeps_facts(void)
{
	static const struct row {
		const char *sql, *refusal;
	} rows[] = {
		{ "DELETE FROM event", "an event is never deleted" },
		{ "UPDATE event SET why = ''", "an event is never changed" },
		{ "INSERT OR REPLACE INTO event SELECT * FROM event", "an event is never deleted" },
		{ "DELETE FROM piece", "a piece is never deleted" },
		{ "UPDATE piece SET name = 'BIANCHI'", "a piece is never changed" },
		{ "INSERT OR REPLACE INTO piece SELECT * FROM piece", "a piece is never deleted" },
		{ "INSERT INTO event VALUES (1, 9, 1, 'composed', '', '', '', '')", "FOREIGN KEY" },
		{ "INSERT INTO event VALUES (1, 1, 'two', 'composed', '', '', '', '')", "cannot store TEXT" },
	};
	g_autoptr(registry_t) registry = with_pieces(1);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].sql, !database_exec(&registry->db, rows[i].sql, &error));
		CHECK_ERROR(rows[i].sql, error, rows[i].refusal);
	}
}

CHECK_MAIN({ "a release takes composed pieces along", a_release_takes_composed_pieces_along },
	   { "keeps every column", keeps_every_column }, { "refuses a piece twice", refuses_a_piece_twice },
	   { "moves from the expected state only", moves_from_the_expected_state_only },
	   { "moves within a transaction", moves_within_a_transaction }, { "counts states", counts_states },
	   { "leaves nothing half on a full disk", leaves_nothing_half_on_a_full_disk },
	   { "keeps facts", keeps_facts })
