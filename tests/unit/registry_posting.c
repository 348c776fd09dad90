/* SPDX-License-Identifier: Apache-2.0 */
/* What a posting list takes: exactly the pieces that were inserted when it began, once, and all or none of them. */
#include "registry/posting.h"

#include "registry/inside.h"
#include "registry/piece.h"
#include "registry/run.h"
#include "unit/check.h"

#define NOW "2026-03-31T08:15:00Z"
#define EVENT { NOW, "anna", "", "" }

/* Pieces by number - 1. */
static const struct fact {
	const char *product, *area, *bracket;
	gint32 weight_mg;
	const char *channel;
	enum piece_state state;
} facts[] = {
	{ "racc", "AM", "20g", 15000, "post", PIECE_INSERTED },
	{ "racc", "AM", "50g", 21000, "post", PIECE_INSERTED },
	{ "racc", "EU", "20g", 15000, "post", PIECE_PRINTED },
	{ "racc", "AM", "20g", 16000, "post", PIECE_INSERTED },
	{ "massiva", "AM", "20g", 9000, "post", PIECE_INSERTED },
	{ "racc", "AM", "20g", 15000, "post", PIECE_SPOILED },
	{ "racc", "AM", "20g", 15000, "pec", PIECE_INSERTED },
	{ "racc", "AM", "100g", 70000, "post", PIECE_INSERTED },
};

static const enum piece_state path[] = { PIECE_COMPOSED, PIECE_RELEASED, PIECE_PRINTED, PIECE_INSERTED };

static gboolean bring(struct registry *registry, guint run, guint number, enum piece_state state, GError **error)
{
	static const struct piece_event event = EVENT;

	if (state == PIECE_SPOILED)
		return registry_piece_move(registry, run, number, PIECE_RELEASED, state, &event, error);
	for (guint i = 2; i < G_N_ELEMENTS(path) && path[i - 1] != state; i++)
		if (!registry_piece_move(registry, run, number, path[i - 1], path[i], &event, error))
			return FALSE;
	return TRUE;
}

static void add_run(struct registry *registry, GError **error)
{
	const struct run_event release = { RUN_PRINTING, NOW, "carla", "" };
	struct run_row row = { .client = "ordine", .job = "avvisi", .title = "Avvisi", .layout = "avviso@3",
			       .layout_hash = "l", .data_hash = "d", .ticket_hash = "t" };

	CHECK_TRUE("run", registry_run_begin(registry, &row, NOW, &row.number, error));
	for (guint i = 0; i < G_N_ELEMENTS(facts); i++) {
		g_autofree char *registered = g_strdup_printf("%u-%u", row.number, i + 1);
		const struct piece piece = {
			.number = i + 1, .file = 1, .position = i + 1, .first_page = i + 1, .pages = 2, .sheets = 1,
			.channel = facts[i].channel, .product = facts[i].product, .area = facts[i].area, .cap = "20121",
			.box = 7, .registered = registered, .control = "R1", .name = "ROSSI; \"M\"", .record = i + 1,
			.documents = 1, .key = "A", .weight_mg = facts[i].weight_mg, .bracket = facts[i].bracket,
			.grade = "exact", .billable = TRUE, .stream = "machine", .records = "",
		};

		CHECK_TRUE("piece", registry_piece_add(registry, row.number, &piece, error));
	}
	CHECK_TRUE("ready", registry_run_commit(registry, &row, NOW, error));
	CHECK_TRUE("release", registry_run_release(registry, row.number, &release, error));
	for (guint i = 0; i < G_N_ELEMENTS(facts); i++)
		CHECK_TRUE("state", bring(registry, row.number, i + 1, facts[i].state, error));
}

/* Two runs of the same pieces, on their way. */
static struct registry *with_runs(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path_of = g_build_filename(folder, "registry.db", NULL);
	g_autoptr(GError) error = NULL;
	struct registry *registry = registry_open(path_of, &error);

	CHECK_TRUE("begin", registry_begin(registry, &error));
	add_run(registry, &error);
	add_run(registry, &error);
	CHECK_TRUE("commit", registry_commit(registry, &error));
	CHECK_NO_ERROR("made", error);
	return registry;
}

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

static void put_group(void *user, const struct posting_group *group)
{
	g_string_append_printf(user, "%s %s %s %u %u %d %d|", group->product, group->area, group->bracket, group->pieces,
			       group->sheets, (int)group->weight_mg, (int)group->postage);
}

static gboolean put_piece(void *user, const struct piece *piece, gint64 postage, GError **error)
{
	(void)error;
	g_string_append_printf(user, "%u %s %s %d|", piece->number, piece->registered, piece->name, (int)postage);
	return TRUE;
}

static void note_group(void *user, const struct posting_group *group)
{
	struct posting_group copy = { g_strdup(group->product), g_strdup(group->area), g_strdup(group->bracket), 0, 0, 0, 0 };

	g_array_append_val(user, copy);
}

/* 100 cents and one for each gram of the bracket's name. */
static void price_all(struct registry *registry)
{
	g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(struct posting_group));
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("groups", posting_groups(registry, note_group, groups, &error));
	for (guint i = 0; i < groups->len; i++) {
		const struct posting_group *group = &g_array_index(groups, struct posting_group, i);

		CHECK_TRUE("price", posting_price(registry, group, 100 + g_ascii_strtoll(group->bracket, NULL, 10), &error));
		g_free((char *)group->product);
		g_free((char *)group->area);
		g_free((char *)group->bracket);
	}
	CHECK_NO_ERROR("prices", error);
}

static struct posting_row list_row(guint number, guint run, guint pieces, gint64 postage)
{
	return (struct posting_row){ .number = number, .run = run, .date = "2026-04-02", .at = NOW, .who = "dario", .why = "w",
				     .pieces = pieces, .postage = postage, .sha256 = "h" };
}

static void lists_exactly_what_is_inserted(void)
{
	g_autoptr(registry_t) registry = with_runs();
	g_autoptr(GString) groups = g_string_new(NULL), pieces = g_string_new(NULL);
	g_autofree char *posted = NULL, *states = NULL, *events = NULL, *list = NULL, *printed = NULL;
	const struct posting_row row = list_row(1, 1, 5, 120 + 150 + 120 + 120 + 200);
	g_autoptr(GError) error = NULL;
	guint count = 0, number = 0;

	CHECK_TRUE("collect", posting_collect(registry, 1, &count, &error));
	CHECK_INT("collect", count, 5);
	CHECK_TRUE("groups", posting_groups(registry, put_group, groups, &error));
	CHECK_STR("by weight, not by name", groups->str,
		  "massiva AM 20g 1 1 9000 -1|racc AM 20g 2 2 31000 -1|racc AM 50g 1 1 21000 -1|racc AM 100g 1 1 70000 -1|");
	price_all(registry);
	CHECK_TRUE("pieces", posting_pieces(registry, put_piece, pieces, &error));
	CHECK_STR("in print order", pieces->str,
		  "1 1-1 ROSSI; \"M\" 120|2 1-2 ROSSI; \"M\" 150|4 1-4 ROSSI; \"M\" 120|5 1-5 ROSSI; \"M\" 120|"
		  "8 1-8 ROSSI; \"M\" 200|");
	CHECK_TRUE("printed", posting_printed_at(registry, &printed, &error));
	CHECK_STR("printed", printed, NOW);
	CHECK_TRUE("next", posting_next(registry, &number, &error) && number == 1);
	CHECK_TRUE("commit", posting_commit(registry, &row, &error));
	CHECK_NO_ERROR("commit", error);
	CHECK_TRUE("next", posting_next(registry, &number, &error) && number == 2);
	posted = rows_of(registry, "SELECT run, piece, list, postage FROM posted ORDER BY run, piece");
	CHECK_STR("posted", posted, "1|1|1|120\n1|2|1|150\n1|4|1|120\n1|5|1|120\n1|8|1|200\n");
	list = rows_of(registry, "SELECT number, run, date, at, who, pieces, postage, sha256 FROM posting_list");
	CHECK_STR("list", list, "1|1|2026-04-02|" NOW "|dario|5|710|h\n");
	states = rows_of(registry, "SELECT run, group_concat(state, ' ') FROM piece GROUP BY run");
	CHECK_STR("states", states,
		  "1|posted posted printed posted posted spoiled inserted posted\n"
		  "2|inserted inserted printed inserted inserted spoiled inserted inserted\n");
	events = rows_of(registry, "SELECT piece, number, at, who, why, evidence FROM event WHERE state = 'posted' ORDER BY piece");
	CHECK_STR("events", events,
		  "1|5|" NOW "|dario|w|D000001\n2|5|" NOW "|dario|w|D000001\n4|5|" NOW "|dario|w|D000001\n"
		  "5|5|" NOW "|dario|w|D000001\n8|5|" NOW "|dario|w|D000001\n");
	CHECK_TRUE("again", posting_collect(registry, 1, &count, &error));
	CHECK_INT("nothing is left", count, 0);
	CHECK_NO_ERROR("all of it", error);
}

/* What comes between collecting and posting. */
enum between { NOTHING, SPOILED, MORE, HELD, OTHER_LIST, UNPRICED };

static void come_between(struct registry *registry, enum between between, GError **error)
{
	static const struct piece_event event = EVENT;
	struct posting_group group = { "racc", "AM", "20g", 0, 0, 0, 0 };

	switch (between) {
	case NOTHING:
		break;
	case SPOILED:
		CHECK_TRUE("spoiled", registry_piece_move(registry, 1, 4, PIECE_INSERTED, PIECE_SPOILED, &event, error));
		break;
	case MORE:
		CHECK_TRUE("more", registry_piece_move(registry, 1, 3, PIECE_PRINTED, PIECE_INSERTED, &event, error));
		break;
	case HELD:
		CHECK_TRUE("held", registry_run_move(registry, 1, RUN_PRINTING, RUN_HELD, error));
		break;
	case OTHER_LIST:
		CHECK_TRUE("list", database_exec(&registry->db,
						 "INSERT INTO posting_list VALUES (1, 2, '2026-04-01', 'x', 'x', 1, 1, 'x')", error));
		break;
	case UNPRICED:
		CHECK_TRUE("price", posting_price(registry, &group, -1, error));
		break;
	}
}

static void posts_all_or_none(void)
{
	static const struct row {
		const char *label;
		enum between between;
		guint pieces;
		gint64 postage;
		enum registry_error code;
		const char *refusal;	/* NULL: posted */
	} rows[] = {
		{ "as it was", NOTHING, 5, 710, 0, NULL },
		{ "a piece was spoiled", SPOILED, 5, 710, REGISTRY_ERROR_BUSY, "has changed while" },
		{ "a piece more is for the next list", MORE, 5, 710, 0, NULL },
		{ "the run was held", HELD, 5, 710, REGISTRY_ERROR_BUSY, "has changed while" },
		{ "another list took the number", OTHER_LIST, 5, 710, REGISTRY_ERROR_STATE, "list D000001 is not what" },
		{ "a price is missing", UNPRICED, 5, 710, REGISTRY_ERROR_STATE, "is not what was collected" },
		{ "other pieces", NOTHING, 4, 710, REGISTRY_ERROR_STATE, "is not what was collected" },
		{ "another sum", NOTHING, 5, 711, REGISTRY_ERROR_STATE, "is not what was collected" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct row *row = &rows[i];
		g_autoptr(registry_t) registry = with_runs();
		const struct posting_row list = list_row(1, 1, row->pieces, row->postage);
		g_autoptr(GError) error = NULL;
		g_autofree char *posted = NULL;
		guint count;

		CHECK_TRUE(row->label, posting_collect(registry, 1, &count, &error));
		price_all(registry);
		come_between(registry, row->between, &error);
		CHECK_NO_ERROR(row->label, error);
		CHECK_INT(row->label, posting_commit(registry, &list, &error), row->refusal == NULL);
		posted = rows_of(registry, "SELECT (SELECT count(*) FROM posted), (SELECT count(*) FROM event WHERE state = 'posted'),"
					   " (SELECT count(*) FROM piece WHERE state = 'posted')");
		CHECK_STR(row->label, posted, row->refusal == NULL ? "5|5|5\n" : "0|0|0\n");
		if (row->refusal == NULL)
			continue;
		CHECK_ERROR(row->label, error, row->refusal);
		CHECK_INT(row->label, error->code, row->code);
	}
}

static void put_list(void *user, const struct posting_row *row)
{
	g_string_append_printf(user, "%u %u %s %s %s %s %s %s %u %d %s|", row->number, row->run, row->client, row->job, row->title,
			       row->date, row->at, row->who, row->pieces, (int)row->postage, row->sha256);
}

static void knows_its_lists(void)
{
	g_autoptr(registry_t) registry = with_runs();
	g_autoptr(GString) all = g_string_new(NULL), of_two = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	gboolean known = TRUE;
	guint count;

	for (guint run = 1; run <= 2; run++) {
		const struct posting_row row = list_row(run, run, 5, 710);

		CHECK_TRUE("collect", posting_collect(registry, run, &count, &error));
		price_all(registry);
		CHECK_TRUE("commit", posting_commit(registry, &row, &error));
	}
	CHECK_TRUE("all", posting_each(registry, 0, put_list, all, &error));
	CHECK_STR("all", all->str,
		  "1 1 ordine avvisi Avvisi 2026-04-02 " NOW " dario 5 710 h|2 2 ordine avvisi Avvisi 2026-04-02 " NOW
		  " dario 5 710 h|");
	CHECK_TRUE("of run 2", posting_each(registry, 2, put_list, of_two, &error));
	CHECK_STR("of run 2", of_two->str, "2 2 ordine avvisi Avvisi 2026-04-02 " NOW " dario 5 710 h|");
	CHECK_TRUE("known", posting_known(registry, 2, "h", &known, &error) && known);
	CHECK_TRUE("another hash", posting_known(registry, 2, "i", &known, &error) && !known);
	CHECK_TRUE("another number", posting_known(registry, 3, "h", &known, &error) && !known);
	CHECK_NO_ERROR("lists", error);
}

CHECK_MAIN({ "lists exactly what is inserted", lists_exactly_what_is_inserted }, { "posts all or none", posts_all_or_none },
	   { "knows its lists", knows_its_lists })
