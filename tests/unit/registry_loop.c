/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/loop.h"

#include "registry/inside.h"
#include "registry/piece.h"
#include "registry/run.h"
#include "unit/check.h"

#include <string.h>

#define NOW "2026-03-31T08:15:00Z"
#define LATER "2026-03-31T09:00:00Z"

static const struct piece_event event = { LATER, "anna", "", "" };

static void add_pieces(struct registry *registry, guint run, guint count, const char *registered)
{
	g_autoptr(GError) error = NULL;

	for (guint number = 1; number <= count; number++) {
		g_autofree char *control = g_strdup_printf("R%uP%u", run, number);
		g_autofree char *own = g_strdup_printf("%s%u", registered, number);
		const struct piece piece = { .number = number, .file = 1, .position = number, .first_page = number,
					     .pages = 1, .sheets = 1, .channel = "post", .product = "racc", .area = "AM",
					     .cap = "20121", .box = 1, .registered = own, .control = control,
					     .name = "ROSSI MARIO", .record = number, .documents = 1, .key = "A",
					     .weight_mg = 9980, .bracket = "20 g", .grade = "exact", .billable = TRUE,
					     .stream = "machine", .records = "0+1" };

		CHECK_TRUE("piece", registry_piece_add(registry, run, &piece, &error));
	}
	CHECK_NO_ERROR("pieces", error);
}

/* A run of count pieces, ready. */
static guint add_run(struct registry *registry, guint count, const char *registered)
{
	struct run_row row = { .client = "ordine", .job = "avvisi",	 .title = "Avvisi", .layout = "avviso@3",
			       .layout_hash = "l", .data_hash = "d", .ticket_hash = "t" };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("run", registry_run_begin(registry, &row, NOW, &row.number, &error));
	CHECK_TRUE("begin", registry_begin(registry, &error));
	add_pieces(registry, row.number, count, registered);
	CHECK_TRUE("ready", registry_run_commit(registry, &row, NOW, &error));
	CHECK_TRUE("commit", registry_commit(registry, &error));
	CHECK_NO_ERROR("run", error);
	return row.number;
}

/* With run 1 of count pieces. */
static struct registry *with_pieces(guint count)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "registry.db", NULL);
	g_autoptr(GError) error = NULL;
	struct registry *registry = registry_open(path, &error);

	CHECK_NO_ERROR("open", error);
	add_run(registry, count, "RR");
	return registry;
}

static void release(struct registry *registry, guint run)
{
	const struct run_event released = { RUN_PRINTING, LATER, "rita", "" };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("release", registry_run_release(registry, run, &released, &error));
	CHECK_NO_ERROR("release", error);
}

/* By the states named, from the one the piece has. */
static void take(struct registry *registry, guint run, guint number, const enum piece_state *states)
{
	for (; states[1] != PIECE_STATES; states++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(piece_state_name(states[1]),
			   registry_piece_move(registry, run, number, states[0], states[1], &event, &error));
		CHECK_NO_ERROR(piece_state_name(states[1]), error);
	}
}
#define TAKE(registry, run, number, ...) \
	take(registry, run, number, (const enum piece_state[]){ __VA_ARGS__, PIECE_STATES })

/* What must fail, and in what words. */
static void refused(const char *label, gboolean done, GError *error, const char *part)
{
	CHECK_TRUE(label, !done);
	CHECK_ERROR(label, error, part);
	g_clear_error(&error);
}

static void sql_is_refused(struct registry *registry, const char *sql, const char *part)
{
	GError *error = NULL;
	gboolean done = database_exec(&registry->db, sql, &error);

	refused(sql, done, error, part);
}

/* ---- pieces ---- */

static void finds_pieces(void)
{
	g_autoptr(registry_t) registry = with_pieces(3);
	guint other = add_run(registry, 1, "XX");
	g_autoptr(GError) error = NULL;
	struct loop_piece piece;
	gboolean found;

	CHECK_TRUE("second", loop_piece_find(registry, 1, 2, &piece, &found, &error) && found);
	CHECK_INT("number", piece.number, 2);
	CHECK_INT("state", piece.state, PIECE_COMPOSED);
	CHECK_STR("control", piece.control, "R1P2");
	CHECK_TRUE("fourth", loop_piece_find(registry, 1, 4, &piece, &found, &error) && !found);
	CHECK_TRUE("of no run", loop_piece_find(registry, 9, 1, &piece, &found, &error) && !found);
	CHECK_TRUE("by number of the post", loop_piece_registered(registry, 1, "RR3", &piece, &found, &error) && found);
	CHECK_INT("by number of the post", piece.number, 3);
	CHECK_TRUE("of another run", loop_piece_registered(registry, other, "RR3", &piece, &found, &error) && !found);
	CHECK_TRUE("by none", loop_piece_registered(registry, 1, "", &piece, &found, &error) && !found);
	CHECK_NO_ERROR("all", error);
}

static void knows_the_state_before(void)
{
	g_autoptr(registry_t) registry = with_pieces(2);
	enum piece_state state;
	GError *error = NULL;
	gboolean done;

	TAKE(registry, 1, 1, PIECE_COMPOSED, PIECE_RELEASED, PIECE_PRINTED, PIECE_HELD);
	CHECK_TRUE("held", loop_piece_before(registry, 1, 1, &state, NULL));
	CHECK_INT("held", state, PIECE_PRINTED);
	done = loop_piece_before(registry, 1, 2, &state, &error);
	refused("never moved", done, error, "no such piece state");
}

/* ---- results ---- */

static void reads_a_file_once(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	guint other = add_run(registry, 1, "XX");
	struct results_row row = { 1, "esito.csv", "aa", "jrf", LATER, "anna", 5, 2, 1, 2 };
	struct results_before before;
	GError *error = NULL;
	gboolean found, done;

	CHECK_TRUE("not yet", results_find(registry, "aa", &before, &found, NULL) && !found);
	CHECK_TRUE("first", results_add(registry, &row, NULL));
	CHECK_TRUE("found", results_find(registry, "aa", &before, &found, NULL) && found);
	CHECK_INT("run", before.run, 1);
	CHECK_STR("at", before.at, LATER);
	CHECK_STR("who", before.who, "anna");
	done = results_add(registry, &row, &error);
	refused("again", done, error, "UNIQUE");
	row.run = other;
	error = NULL;
	done = results_add(registry, &row, &error);
	refused("of another run", done, error, "UNIQUE");
	row.name = "";
	CHECK_TRUE("a scan", results_add(registry, &row, NULL));
	CHECK_TRUE("the same scan", results_add(registry, &row, NULL));
	row = (struct results_row){ 1, "due.csv", "bb", "jrf", LATER, "anna", 5, 2, 1, 1 };
	error = NULL;
	done = results_add(registry, &row, &error);
	refused("counts that do not add up", done, error, "CHECK");
	sql_is_refused(registry, "DELETE FROM results", "never deleted");
	sql_is_refused(registry, "UPDATE results SET recorded = 0, refused = 4", "never changed");
}

static void put_alarm(void *user, const struct alarm_row *row)
{
	g_string_append_printf(user, "%u %s %s %s: %s|", row->run, row->at, row->who, row->code, row->why);
}

static void keeps_alarms(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	guint other = add_run(registry, 1, "XX");
	const struct alarm_row rows[] = {
		{ 1, NOW, "anna", "R1P9", "no such sheet" }, { other, NOW, "rita", "X", "other" }, { 1, LATER, "anna", "R2P1", "void" },
	};
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_TRUE(rows[i].code, alarm_add(registry, &rows[i], NULL));
	CHECK_TRUE("each", alarm_each(registry, 1, put_alarm, out, NULL));
	CHECK_STR("of run 1", out->str, "1 " NOW " anna R1P9: no such sheet|1 " LATER " anna R2P1: void|");
	sql_is_refused(registry, "DELETE FROM alarm", "never deleted");
	sql_is_refused(registry, "UPDATE alarm SET why = 'x'", "never changed");
}

static void wants_two_persons(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	struct agreement_row row = { 1, "pull", NOW, "anna", "bruno", "richiesta", 3 };
	GError *error = NULL;
	gboolean done;

	CHECK_TRUE("two", agreement_add(registry, &row, NULL));
	row.agreed = "anna";
	done = agreement_add(registry, &row, &error);
	refused("one", done, error, "CHECK");
	row.agreed = "bruno";
	row.pieces = 0;
	error = NULL;
	done = agreement_add(registry, &row, &error);
	refused("no pieces", done, error, "CHECK");
	sql_is_refused(registry, "DELETE FROM agreement", "never deleted");
}

static void knows_the_last_time(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	const struct results_row row = { .run = 1, .name = "", .sha256 = "a", .rules = "", .at = "2026-04-02T10:00:00Z",
					 .who = "anna", .lines = 1, .known = 1 };
	char at[LOOP_TIME_ROOM];

	CHECK_TRUE("made", loop_last_time(registry, 1, at, NULL));
	CHECK_STR("made", at, NOW);
	release(registry, 1);
	CHECK_TRUE("released", loop_last_time(registry, 1, at, NULL));
	CHECK_STR("released", at, LATER);
	CHECK_TRUE("told", results_add(registry, &row, NULL));
	CHECK_TRUE("told", loop_last_time(registry, 1, at, NULL));
	CHECK_STR("told", at, "2026-04-02T10:00:00Z");
}

static void keeps_the_last_posting_date(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	guint other = add_run(registry, 1, "XX");
	static const char *const dates[] = { "2026-04-03", "2026-04-01", "2026-04-02" };
	struct posting_date_row row = { 1, "", LATER, "anna", "" };
	char date[LOOP_TIME_ROOM];
	GError *error = NULL;
	gboolean done;

	CHECK_TRUE("none", posting_date_find(registry, 1, date, NULL));
	CHECK_STR("none", date, "");
	for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
		row.date = dates[i];
		CHECK_TRUE(dates[i], posting_date_add(registry, &row, NULL) && posting_date_find(registry, 1, date, NULL));
		CHECK_STR(dates[i], date, dates[i]);
	}
	CHECK_TRUE("of another run", posting_date_find(registry, other, date, NULL));
	CHECK_STR("of another run", date, "");
	row.date = "1/4/2026";
	done = posting_date_add(registry, &row, &error);
	refused("not a date", done, error, "CHECK");
	sql_is_refused(registry, "DELETE FROM posting_date", "never deleted");
}

/* ---- closing ---- */

static char *open_text(struct registry *registry)
{
	static const char *const names[LOOP_OPEN_KINDS] = { "unknown", "held", "spoiled", "inserted", "remade" };
	GString *out = g_string_new(NULL);
	struct loop_open_pieces open;

	CHECK_TRUE("open", loop_open_find(registry, 1, &open, NULL));
	for (guint kind = 0; kind < LOOP_OPEN_KINDS; kind++) {
		if (open.count[kind] == 0)
			continue;
		g_string_append_printf(out, "%u %s:", open.count[kind], names[kind]);
		for (guint i = 0; i < MIN(open.count[kind], LOOP_SHOWN); i++)
			g_string_append_printf(out, " %u", open.first[kind][i]);
		g_string_append(out, "; ");
	}
	if (open.remade_in != 0)
		g_string_append_printf(out, "R%u", open.remade_in);
	return g_string_free(out, FALSE);
}

static void opens(struct registry *registry, const char *label, const char *expected)
{
	g_autofree char *got = open_text(registry);

	CHECK_STR(label, got, expected);
}

static void must(struct registry *registry, const char *sql)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(sql, database_exec(&registry->db, sql, &error));
	CHECK_NO_ERROR(sql, error);
}

static void run_goes(struct registry *registry, guint run, enum run_state from, enum run_state to)
{
	const struct run_event went = { to, LATER, "anna", "" };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(run_state_name(to), registry_run_go(registry, run, from, &went, &error));
	CHECK_NO_ERROR(run_state_name(to), error);
}

/* Piece 7 is made again by run 2, of whatever state. */
static void remake(struct registry *registry)
{
	struct run_row row = { .client = "ordine", .job = "avvisi",	 .title = "Avvisi", .layout = "avviso@3",
			       .layout_hash = "l", .data_hash = "d", .ticket_hash = "t" };

	CHECK_TRUE("child", registry_run_begin(registry, &row, LATER, &row.number, NULL));
	CHECK_INT("child", row.number, 2);
	must(registry, "INSERT INTO reprint (of_run, of_piece, run) VALUES (1, 7, 2)");
	TAKE(registry, 1, 7, PIECE_SPOILED, PIECE_REPRINTED);
	add_pieces(registry, 2, 1, "XX");
	CHECK_TRUE("child is ready", registry_run_commit(registry, &row, LATER, NULL));
	must(registry, "UPDATE reprint SET piece = 1 WHERE run = 2");
}

static void tells_what_is_open(void)
{
	g_autoptr(registry_t) registry = with_pieces(9);

	opens(registry, "made", "9 unknown: 1 2 3 4 5; ");
	release(registry, 1);
	opens(registry, "released", "9 unknown: 1 2 3 4 5; ");
	TAKE(registry, 1, 1, PIECE_RELEASED, PIECE_PRINTED, PIECE_INSERTED, PIECE_POSTED);
	TAKE(registry, 1, 2, PIECE_RELEASED, PIECE_PRINTED, PIECE_INSERTED);
	TAKE(registry, 1, 3, PIECE_RELEASED, PIECE_SPOILED);
	TAKE(registry, 1, 4, PIECE_RELEASED, PIECE_PULLED);
	TAKE(registry, 1, 5, PIECE_RELEASED, PIECE_HELD);
	TAKE(registry, 1, 6, PIECE_RELEASED, PIECE_PRINTED);
	TAKE(registry, 1, 7, PIECE_RELEASED, PIECE_SPOILED);
	TAKE(registry, 1, 9, PIECE_RELEASED, PIECE_PRINTED, PIECE_INSERTED, PIECE_POSTED, PIECE_DELIVERED);
	opens(registry, "all kinds", "2 unknown: 6 8; 1 held: 5; 2 spoiled: 3 7; 1 inserted: 2; ");
	remake(registry);
	opens(registry, "made again", "2 unknown: 6 8; 1 held: 5; 1 spoiled: 3; 1 inserted: 2; 1 remade: 7; R2");
	TAKE(registry, 1, 2, PIECE_INSERTED, PIECE_POSTED);
	TAKE(registry, 1, 3, PIECE_SPOILED, PIECE_PULLED);
	TAKE(registry, 1, 5, PIECE_HELD, PIECE_PULLED);
	TAKE(registry, 1, 6, PIECE_PRINTED, PIECE_INSERTED, PIECE_POSTED);
	TAKE(registry, 1, 8, PIECE_RELEASED, PIECE_PRINTED, PIECE_INSERTED, PIECE_POSTED);
	opens(registry, "but for the reprint", "1 remade: 7; R2");
	run_goes(registry, 2, RUN_READY, RUN_PRINTING);
	opens(registry, "the reprint is printing", "1 remade: 7; R2");
	run_goes(registry, 2, RUN_PRINTING, RUN_DONE);
	opens(registry, "the reprint is done", "");
}

/* A piece that is void while no run has made it again stays open whatever is done. */
static void misses_what_nobody_made_again(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);

	TAKE(registry, 1, 1, PIECE_COMPOSED, PIECE_SPOILED, PIECE_REPRINTED);
	opens(registry, "void", "1 remade: 1; ");
}

static void moves_runs_by_events(void)
{
	g_autoptr(registry_t) registry = with_pieces(1);
	const struct run_event held = { RUN_HELD, LATER, "anna", "guasto" }, nobody = { RUN_HELD, LATER, "", "" };
	GError *error = NULL;
	gboolean done;

	done = registry_run_go(registry, 1, RUN_READY, &nobody, &error);
	refused("by nobody", done, error, "CHECK");
	CHECK_TRUE("held", registry_run_go(registry, 1, RUN_READY, &held, NULL));
	error = NULL;
	done = registry_run_go(registry, 1, RUN_READY, &held, &error);
	refused("held already", done, error, "not in state 'ready'");
}

CHECK_MAIN({ "finds pieces", finds_pieces }, { "knows the state before", knows_the_state_before },
	   { "reads a file once", reads_a_file_once }, { "keeps alarms", keeps_alarms }, { "wants two persons", wants_two_persons },
	   { "knows the last time", knows_the_last_time }, { "keeps the last posting date", keeps_the_last_posting_date },
	   { "tells what is open", tells_what_is_open }, { "misses what nobody made again", misses_what_nobody_made_again },
	   { "moves runs by events", moves_runs_by_events })
