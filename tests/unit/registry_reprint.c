/* SPDX-License-Identifier: Apache-2.0 */
/* Claims on spoiled pieces: whose a piece is, what becomes of them with their run, and how much of an order is made again. */
#include "registry/reprint.h"

#include "registry/inside.h"
#include "registry/run.h"
#include "unit/check.h"

#define NOW "2026-03-31T08:15:00Z"

static const struct piece example = { .number = 1,	      .file = 1,	   .position = 1,	.first_page = 1,
				      .pages = 2,	      .sheets = 1,	   .channel = "post",	.product = "posta1",
				      .area = "AM",	      .cap = "20121",	   .box = 1,		.registered = "",
				      .control = "c",	      .name = "ROSSI",	   .record = 1,		.documents = 1,
				      .key = "",	      .weight_mg = 15400,  .bracket = "20 g",	.insert_mask = 0,
				      .grade = "exact",	      .billable = TRUE,	   .stream = "machine",	.records = "0+412", .of = "" };

static const struct run_row order = { .client = "ordine", .job = "avvisi",    .title = "Avvisi",  .layout = "avviso@3",
				      .layout_hash = "l", .data_hash = "d", .ticket_hash = "t" };

static const struct piece_event event = { NOW, "anna", "piega", "R000002/1" };

static struct registry *fresh(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "registry.db", NULL);

	return registry_open(path, NULL);
}

/* A run in the making; its number. */
static guint begin_run(struct registry *registry)
{
	g_autoptr(GError) error = NULL;
	guint run = 0;

	CHECK_TRUE("begin a run", registry_run_begin(registry, &order, NOW, &run, &error));
	CHECK_NO_ERROR("begin a run", error);
	return run;
}

static void add_piece(struct registry *registry, guint run, guint number)
{
	struct piece piece = example;
	g_autoptr(GError) error = NULL;

	piece.number = number;
	CHECK_TRUE("add a piece", registry_piece_add(registry, run, &piece, &error));
	CHECK_NO_ERROR("add a piece", error);
}

static void commit_run(struct registry *registry, guint run, guint pieces)
{
	struct run_row row = order;
	g_autoptr(GError) error = NULL;

	row.number = run;
	row.pieces = pieces;
	CHECK_TRUE("commit a run", registry_run_commit(registry, &row, NOW, &error));
	CHECK_NO_ERROR("commit a run", error);
}

static guint add_run(struct registry *registry, guint pieces)
{
	guint run = begin_run(registry);

	for (guint number = 1; number <= pieces; number++)
		add_piece(registry, run, number);
	commit_run(registry, run, pieces);
	return run;
}

static void spoil(struct registry *registry, guint run, guint number)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("spoil", registry_piece_move(registry, run, number, PIECE_COMPOSED, PIECE_SPOILED, &event, &error));
	CHECK_NO_ERROR("spoil", error);
}

/* A run with one piece, which makes that piece again. */
static guint remake(struct registry *registry, guint of_run, guint of_piece)
{
	guint run;
	g_autoptr(GError) error = NULL;

	spoil(registry, of_run, of_piece);
	run = begin_run(registry);
	CHECK_TRUE("claim", reprint_claim(registry, of_run, of_piece, run, &error));
	CHECK_TRUE("settle", reprint_settle(registry, of_run, of_piece, run, 1, &event, &error));
	CHECK_NO_ERROR("remake", error);
	add_piece(registry, run, 1);
	commit_run(registry, run, 1);
	return run;
}

/* "state/run" of a piece, "none" where there is no such. */
static char *look(struct registry *registry, guint run, guint number)
{
	struct reprint_state piece;
	gboolean found = TRUE;
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("find", reprint_find(registry, run, number, &piece, &found, &error));
	CHECK_NO_ERROR("find", error);
	return found ? g_strdup_printf("%s/%u", piece_state_name(piece.state), piece.run) : g_strdup("none");
}

static void check_piece(const char *label, struct registry *registry, guint run, guint number, const char *expected)
{
	g_autofree char *got = look(registry, run, number);

	CHECK_STR(label, got, expected);
}

static char *waiting(struct registry *registry, guint run)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("waiting", reprint_waiting(registry, run, numbers, &error));
	CHECK_NO_ERROR("waiting", error);
	for (guint i = 0; i < numbers->len; i++)
		g_string_append_printf(out, "%u ", g_array_index(numbers, guint, i));
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void check_waiting(const char *label, struct registry *registry, guint run, const char *expected)
{
	g_autofree char *got = waiting(registry, run);

	CHECK_STR(label, got, expected);
}

static void a_claim_is_one_runs(void)
{
	g_autoptr(registry_t) registry = fresh();
	g_autoptr(GError) error = NULL;
	guint run = add_run(registry, 4), first, second;

	spoil(registry, run, 2);
	spoil(registry, run, 4);
	check_waiting("both wait", registry, run, "2 4 ");
	first = begin_run(registry);
	second = begin_run(registry);
	CHECK_TRUE("claimed", reprint_claim(registry, run, 2, first, &error));
	CHECK_NO_ERROR("claimed", error);
	check_waiting("one waits", registry, run, "4 ");
	check_piece("claimed", registry, run, 2, "spoiled/2");
	check_piece("not claimed", registry, run, 4, "spoiled/0");
	check_piece("no such piece", registry, run, 5, "none");
	CHECK_TRUE("claimed by another", !reprint_claim(registry, run, 2, second, &error));
	CHECK_ERROR("claimed by another", error, "run 1: piece 2 is not spoiled, or is being made again");
	CHECK_INT("claimed by another", error->code, REGISTRY_ERROR_STATE);
	g_clear_error(&error);
	CHECK_TRUE("claimed twice", !reprint_claim(registry, run, 2, first, &error));
	g_clear_error(&error);
	CHECK_TRUE("not spoiled", !reprint_claim(registry, run, 1, first, &error));
	g_clear_error(&error);
	CHECK_TRUE("no such piece", !reprint_claim(registry, run, 99, first, &error));
	CHECK_ERROR("no such piece", error, "run 1: piece 99 is not spoiled");
}

static void a_claim_goes_with_its_run(void)
{
	g_autoptr(registry_t) registry = fresh();
	g_autoptr(GError) error = NULL;
	guint run = add_run(registry, 2), child;

	spoil(registry, run, 1);
	child = begin_run(registry);
	CHECK_TRUE("claim", reprint_claim(registry, run, 1, child, &error));
	CHECK_TRUE("abandon", registry_run_abandon(registry, child, &error));
	CHECK_NO_ERROR("abandon", error);
	check_waiting("free again", registry, run, "1 ");
	CHECK_INT("the number too", begin_run(registry), child);
	CHECK_TRUE("claim", reprint_claim(registry, run, 1, child, &error));
	CHECK_NO_ERROR("claim", error);
}

static void a_settled_piece_is_reprinted(void)
{
	g_autoptr(registry_t) registry = fresh();
	g_autoptr(GError) error = NULL;
	guint run = add_run(registry, 3), child, left = 9;

	spoil(registry, run, 1);
	spoil(registry, run, 3);
	child = begin_run(registry);
	CHECK_TRUE("claim", reprint_claim(registry, run, 1, child, &error) && reprint_claim(registry, run, 3, child, &error));
	CHECK_TRUE("left", reprint_unsettled(registry, child, &left, &error));
	CHECK_INT("both are left", left, 2);
	CHECK_TRUE("settle", reprint_settle(registry, run, 3, child, 1, &event, &error));
	CHECK_NO_ERROR("settle", error);
	CHECK_TRUE("left", reprint_unsettled(registry, child, &left, &error));
	CHECK_INT("one is left", left, 1);
	check_piece("settled", registry, run, 3, "reprinted/2");
	CHECK_TRUE("settled twice", !reprint_settle(registry, run, 3, child, 2, &event, &error));
	CHECK_ERROR("settled twice", error, "run 1: piece 3 is not made again by run 2");
	g_clear_error(&error);
	CHECK_TRUE("not claimed", !reprint_settle(registry, run, 2, child, 2, &event, &error));
	CHECK_ERROR("not claimed", error, "piece 2 is not made again");
	g_clear_error(&error);
	CHECK_TRUE("claim of a reprinted piece", !reprint_claim(registry, run, 3, child, &error));
}

static void the_schema_says_no(void)
{
	static const struct row {
		const char *label, *sql, *reason;
	} rows[] = {
		{ "pulled meanwhile", "UPDATE piece SET state = 'pulled' WHERE run = 1 AND number = 1", "stays spoiled until it is made" },
		{ "a claim let go", "DELETE FROM reprint WHERE of_piece = 3", "a reprint is never deleted" },
		{ "a claim moved", "UPDATE reprint SET run = 2 WHERE of_piece = 1", "a reprint is never changed" },
		{ "a settled one changed", "UPDATE reprint SET piece = 7 WHERE of_piece = 3", "a reprint is never changed" },
		{ "a claim on a good piece", "INSERT INTO reprint (of_run, of_piece, run) VALUES (1, 2, 2)", "only a spoiled piece" },
	};
	g_autoptr(registry_t) registry = fresh();
	g_autoptr(GError) error = NULL;
	guint run = add_run(registry, 3), child;

	CHECK_TRUE("remake", remake(registry, run, 3) == 2);
	spoil(registry, run, 1);
	child = begin_run(registry);
	CHECK_TRUE("claim", reprint_claim(registry, run, 1, child, &error));
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) refused = NULL;

		CHECK_TRUE(rows[i].label, !database_run(&registry->db, rows[i].sql, &refused, ""));
		CHECK_ERROR(rows[i].label, refused, rows[i].reason);
		CHECK_INT(rows[i].label, refused != NULL ? refused->code : -1, REGISTRY_ERROR_STATE);
	}
	check_piece("still claimed", registry, run, 1, "spoiled/3");
}

static void check_share(const char *label, struct registry *registry, guint run, guint64 again, guint64 pieces)
{
	struct reprint_share share = { 0, 0 };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(label, reprint_share_find(registry, run, &share, &error));
	CHECK_NO_ERROR(label, error);
	CHECK_INT(label, share.again, again);
	CHECK_INT(label, share.pieces, pieces);
}

/* Run 1 has 10 pieces; 3 and 4 make pieces of it again, 5 the piece of 3; run 2 is another order, 6 makes of it. */
static void an_order_is_one_with_its_reprints(void)
{
	g_autoptr(registry_t) registry = fresh();
	guint run = add_run(registry, 10), other = add_run(registry, 7), third;

	check_share("nothing yet", registry, run, 0, 10);
	third = remake(registry, run, 5);
	check_share("one", registry, run, 1, 10);
	check_share("of the reprint", registry, third, 1, 10);
	remake(registry, run, 6);
	remake(registry, third, 1);
	remake(registry, other, 1);
	check_share("of the order", registry, run, 3, 10);
	check_share("of its first reprint", registry, third, 3, 10);
	check_share("of its reprint's reprint", registry, 5, 3, 10);
	check_share("of another order", registry, other, 1, 7);
	check_share("of another order's reprint", registry, 6, 1, 7);
}

static void a_reprint_is_no_run_of_the_same_data(void)
{
	g_autoptr(registry_t) registry = fresh();
	guint run = add_run(registry, 2), same = 0;

	remake(registry, run, 1);
	CHECK_TRUE("same", registry_run_same(registry, &order, &same, NULL));
	CHECK_INT("the run of the data", same, run);
}

CHECK_MAIN({ "a claim is one run's", a_claim_is_one_runs }, { "a claim goes with its run", a_claim_goes_with_its_run },
	   { "a settled piece is reprinted", a_settled_piece_is_reprinted }, { "the schema says no", the_schema_says_no },
	   { "an order is one with its reprints", an_order_is_one_with_its_reprints },
	   { "a reprint is no run of the same data", a_reprint_is_no_run_of_the_same_data })
