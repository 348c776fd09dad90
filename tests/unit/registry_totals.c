/* SPDX-License-Identifier: Apache-2.0 */
/* Sums and stories of a small centre, judged by the sqlite3 program on the same file, asked in other words. */
#include "registry/story.h"
#include "registry/totals.h"

#include "registry/inside.h"
#include "registry/piece.h"
#include "registry/run.h"
#include "unit/check.h"

#include <string.h>

#define NOW "2026-03-30T08:00:00Z"
#define F "%" G_GINT64_FORMAT

struct centre {
	struct registry *registry;
	char *path;
};

/* Areas, brackets, streams, inserts and seeds by turns, so that no two sums are alike. */
static gboolean add_piece(struct registry *registry, guint run, guint number, guint registered)
{
	static const char *const areas[] = { "AM", "CP", "EU", "AM", "none" };
	g_autofree char *key = g_strdup_printf("K%u", registered), *post = g_strdup_printf("%011u", registered);
	g_autofree char *control = g_strdup_printf("%06u%07u01010000000", run, number);
	const struct piece piece = {
		.number = number, .file = 1 + number / 20, .position = 1 + number % 20, .first_page = 1,
		.pages = 1 + number % 4, .sheets = 1 + number % 4 / 2, .channel = "post", .product = "raccomandata",
		.area = areas[number % G_N_ELEMENTS(areas)], .cap = "20121", .box = 1, .registered = post, .control = control,
		.name = "ROSSI MARIO", .record = registered, .documents = 1 + number % 3, .key = number % 11 == 0 ? "" : key,
		.weight_mg = 9000 + (gint32)number, .bracket = number % 3 == 0 ? "fino-a-50g" : "fino-a-20g",
		.insert_mask = number % 2, .grade = "exact", .billable = number % 11 != 0,
		.stream = number % 13 == 0 ? "hand" : "machine", .records = "0+1", .of = "",
	};

	return registry_piece_add(registry, run, &piece, NULL);
}

static void add_run(struct registry *registry, const char *client, guint pieces, guint first, const char *at)
{
	struct run_row row = { .client = client, .job = "avvisi", .title = "Avvisi", .layout = "avviso@3", .layout_hash = "l",
			       .data_hash = "d", .ticket_hash = "t", .pieces = pieces };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(client, registry_run_begin(registry, &row, at, &row.number, &error));
	CHECK_TRUE(client, registry_begin(registry, &error));
	for (guint number = 1; number <= pieces; number++)
		CHECK_TRUE(client, add_piece(registry, row.number, number, first + number));
	CHECK_TRUE(client, registry_run_commit(registry, &row, at, &error) && registry_commit(registry, &error));
	CHECK_NO_ERROR(client, error);
}

/* Puts pieces of a run that meet a condition into a state, with their event. */
static void move(struct registry *registry, guint run, const char *which, const char *state, const char *at, const char *who,
		 const char *evidence)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *sql = g_strdup_printf(
		"INSERT INTO event SELECT run, number, (SELECT max(number) + 1 FROM event AS e WHERE e.run = piece.run AND"
		" e.piece = piece.number), '%s', '%s', '%s', '', '%s' FROM piece WHERE run = %u AND (%s);"
		"UPDATE piece SET state = '%s' WHERE run = %u AND (%s);",
		state, at, who, evidence, run, which, state, run, which);

	CHECK_TRUE(which, database_exec(&registry->db, sql, &error));
	CHECK_NO_ERROR(which, error);
}

static void tell(struct registry *registry, const char *sql)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(sql, database_exec(&registry->db, sql, &error));
	CHECK_NO_ERROR(sql, error);
}

/* Run 1 of 60 pieces, of which 2 are spoiled and made again by run 2, 1 is pulled, 1 held, 1 unknown; run 3 of another
 * client is only released. */
static struct centre work(void)
{
	g_autofree char *folder = check_folder();
	struct centre centre = { NULL, g_build_filename(folder, "registry.db", NULL) };
	struct registry *registry = centre.registry = registry_open(centre.path, NULL);

	add_run(registry, "ordine", 60, 0, NOW);
	tell(registry, "INSERT INTO run_event VALUES (1, 1, 'printing', '2026-03-31T07:00:00Z', 'carla', 'turno 1')");
	move(registry, 1, "1", "released", "2026-03-31T07:00:00Z", "carla", "");
	tell(registry, "UPDATE run SET state = 'printing' WHERE number = 1");
	tell(registry, "INSERT INTO print_job (number, run, file, name, printer, server, at, who)"
		       " VALUES (1, 1, 1, '0001.pdf', 'pressa', 'localhost:631', '2026-03-31T07:05:00Z', 'carla')");
	tell(registry, "UPDATE print_job SET state = 'completed', ended = '2026-03-31T07:09:00Z'");
	move(registry, 1, "number NOT IN (59, 60)", "printed", "2026-03-31T09:00:00Z", "luca", "esiti.csv:2");
	move(registry, 1, "number = 58", "held", "2026-03-31T09:10:00Z", "luca", "");
	move(registry, 1, "number = 60", "held", "2026-03-31T09:20:00Z", "luca", "");
	move(registry, 1, "number = 60", "released", "2026-03-31T09:30:00Z", "luca", "");
	move(registry, 1, "state = 'printed'", "inserted", "2026-03-31T10:00:00Z", "luca", "esiti.csv:2");
	tell(registry, "INSERT INTO results VALUES (1, 1, 'esiti.csv', 'h', 'camera', '2026-03-31T10:00:00Z', 'luca', 57, 57, 0, 0)");
	tell(registry, "INSERT INTO results VALUES (2, 1, '', 'h', '', '2026-03-31T10:10:00Z', 'dora', 1, 0, 1, 0),"
		       " (3, 1, '', 'h', '', '2026-03-31T10:05:00Z', 'dora', 2, 0, 2, 0)");
	move(registry, 1, "number IN (7, 8)", "spoiled", "2026-03-31T10:00:05Z", "luca", "esiti.csv:8");
	move(registry, 1, "number = 57", "pulled", "2026-03-31T11:00:00Z", "luca", "");
	tell(registry, "INSERT INTO agreement VALUES (1, 1, 'pull', '2026-03-31T11:00:00Z', 'luca', 'anna', 'revocata', 1)");
	move(registry, 1, "number IN (7, 8)", "reprinted", "2026-03-31T12:00:00Z", "luca", "");
	/* The registry counts on the state before: what is made again was spoiled. */
	tell(registry, "INSERT INTO alarm VALUES (1, '2026-03-31T13:00:00Z', 'luca', 1, '000001000000701010000000', 'void')");
	return centre;
}

static void work_on(const struct centre *centre)
{
	struct registry *registry = centre->registry;

	tell(registry, "INSERT INTO posting_date VALUES (1, 1, '2026-04-01', '2026-03-31T14:00:00Z', 'anna', 'sciopero')");
	tell(registry, "INSERT INTO posting_list SELECT 1, 1, '2026-04-01', '2026-03-31T22:30:00Z', 'anna', count(*),"
		       " sum(100 + number % 3), 's' FROM piece WHERE run = 1 AND state = 'inserted'");
	tell(registry, "INSERT INTO posted SELECT 1, number, 1, 100 + number % 3 FROM piece WHERE run = 1 AND state = 'inserted'");
	move(registry, 1, "state = 'inserted'", "posted", "2026-03-31T22:30:00Z", "anna", "");
	add_run(registry, "acque", 5, 100, "2026-03-31T08:30:00Z");
}

/* Run 2 begins while its pieces are spoiled still. */
static void reprint(const struct centre *centre)
{
	struct registry *registry = centre->registry;
	struct run_row row = { .client = "ordine", .job = "avvisi", .title = "Avvisi", .layout = "avviso@3", .layout_hash = "l",
			       .data_hash = "d", .ticket_hash = "t", .pieces = 2 };

	CHECK_TRUE("child", registry_run_begin(registry, &row, "2026-03-31T11:50:00Z", &row.number, NULL));
	tell(registry, "UPDATE piece SET state = 'spoiled' WHERE run = 1 AND number IN (7, 8)");
	tell(registry, "INSERT INTO reprint (of_run, of_piece, run) VALUES (1, 7, 2), (1, 8, 2)");
	tell(registry, "UPDATE piece SET state = 'reprinted' WHERE run = 1 AND number IN (7, 8)");
	CHECK_TRUE("child", registry_begin(registry, NULL));
	CHECK_TRUE("child", add_piece(registry, 2, 1, 7) && add_piece(registry, 2, 2, 8));
	tell(registry, "UPDATE reprint SET piece = of_piece - 6");
	CHECK_TRUE("child", registry_run_commit(registry, &row, "2026-03-31T12:00:00Z", NULL) && registry_commit(registry, NULL));
}

static struct centre made(void)
{
	struct centre centre = work();

	reprint(&centre);
	work_on(&centre);
	return centre;
}

static void leave(struct centre *centre)
{
	registry_close(centre->registry);
	g_free(centre->path);
}

/* What the sqlite3 program answers. */
static char *judge(const struct centre *centre, const char *sql)
{
	const char *argv[] = { "sqlite3", "-readonly", centre->path, sql, NULL };
	g_autoptr(GError) error = NULL;
	char *out = NULL;
	int status;

	CHECK_TRUE(sql, g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error));
	CHECK_NO_ERROR(sql, error);
	CHECK_INT(sql, status, 0);
	return out;
}

/* ---- sums of a run ---- */

struct margin {
	const char *(*of)(const struct totals_row *row);
	GTree *sums;	/* word -> gint64[7] */
};

static const char *by_state(const struct totals_row *row) { return piece_state_name(row->state); }
static const char *by_area(const struct totals_row *row) { return row->area; }
static const char *by_bracket(const struct totals_row *row) { return row->bracket; }
static const char *by_stream(const struct totals_row *row) { return row->stream; }
static const char *by_billable(const struct totals_row *row) { return row->billable ? "1" : "0"; }
static const char *by_inserts(const struct totals_row *row) { return row->inserts == 0 ? "0" : "1"; }
static const char *by_printed(const struct totals_row *row) { return row->printed ? "1" : "0"; }
static const char *by_listed(const struct totals_row *row) { return row->listed ? "1" : "0"; }

static void sum(void *user, const struct totals_row *row)
{
	struct margin *margin = user;
	const gint64 values[] = { row->pieces, row->documents, row->sheets, row->pages, row->weight_mg, row->postage };
	gint64 *sums = g_tree_lookup(margin->sums, margin->of(row));

	if (sums == NULL) {
		sums = g_new0(gint64, G_N_ELEMENTS(values));
		g_tree_insert(margin->sums, g_strdup(margin->of(row)), sums);
	}
	for (guint i = 0; i < G_N_ELEMENTS(values); i++)
		sums[i] += values[i];
}

static gboolean put_sum(gpointer word, gpointer value, gpointer user)
{
	const gint64 *sums = value;

	g_string_append_printf(user, "%s|" F "|" F "|" F "|" F "|" F "|" F "\n", (char *)word, sums[0], sums[1], sums[2],
			       sums[3], sums[4], sums[5]);
	return FALSE;
}

static gint compare(gconstpointer a, gconstpointer b, gpointer user)
{
	(void)user;
	return strcmp(a, b);
}

static char *margin_of(const struct centre *centre, guint run, const char *(*of)(const struct totals_row *row))
{
	struct margin margin = { of, g_tree_new_full(compare, NULL, g_free, g_free) };
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("totals", registry_totals_each(centre->registry, run, sum, &margin, &error));
	CHECK_NO_ERROR("totals", error);
	g_tree_foreach(margin.sums, put_sum, out);
	g_tree_unref(margin.sums);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void sums_add_up_as_sqlite_adds(void)
{
	static const struct row {
		const char *label;
		const char *(*of)(const struct totals_row *row);
		const char *expression;
	} rows[] = {
		{ "state", by_state, "state" },
		{ "area", by_area, "area" },
		{ "bracket", by_bracket, "bracket" },
		{ "stream", by_stream, "stream" },
		{ "billable", by_billable, "billable" },
		{ "inserts", by_inserts, "inserts" },
		{ "printed", by_printed,
		  "number IN (SELECT piece FROM event WHERE event.run = piece.run AND event.state = 'printed')" },
		{ "listed", by_listed, "number IN (SELECT piece FROM posted WHERE posted.run = piece.run)" },
	};
	struct centre centre = made();

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		for (guint run = 1; run <= 4; run++) {
			g_autofree char *sql = g_strdup_printf(
				"SELECT %s, count(*), sum(documents), sum(sheets), sum(pages), sum(weight_mg), total((SELECT"
				" postage FROM posted WHERE posted.run = piece.run AND posted.piece = piece.number)) + 0 FROM piece"
				" WHERE run = %u GROUP BY 1 ORDER BY 1", rows[i].expression, run);
			g_autofree char *asked = judge(&centre, sql), *got = margin_of(&centre, run, rows[i].of);
			/* total() answers in tenths: 5400.0 */
			g_auto(GStrv) parts = g_strsplit(asked, ".0\n", -1);
			g_autofree char *expected = g_strjoinv("\n", parts);

			CHECK_STR(rows[i].label, got, expected);
			CHECK_INT(rows[i].label, *expected != '\0', run <= 3);
		}
	}
	leave(&centre);
}

/* ---- postings, days, families ---- */

static void put_posted(void *user, const struct posted_row *row)
{
	g_string_append_printf(user, "%u|%s|%s|%s|%s|%d|%u|" F "|" F "|" F "|" F "|" F "\n", row->list, row->date, row->product,
			       row->area, row->bracket, row->billable, row->inserts, row->each, row->pieces, row->sheets,
			       row->pages, row->postage);
}

static void put_list(void *user, const struct list_row *row)
{
	g_string_append_printf(user, "%u|%u|%s|%s|%s|" F "|" F "|" F "|" F "\n", row->list, row->run, row->date, row->at, row->who,
			       row->pieces, row->postage, row->listed_pieces, row->listed_postage);
}

static void postings_are_what_is_posted(void)
{
	struct centre centre = made();
	g_autoptr(GString) posted = g_string_new(NULL), lists = g_string_new(NULL), none = g_string_new(NULL);
	const struct list_query all = { 0, "", "~" }, before = { 1, "", "2026-03-31T22:30:00Z" };
	g_autofree char *judged = judge(&centre,
		"SELECT list, '2026-04-01', product, area, bracket, billable, inserts, postage, count(*), sum(sheets), sum(pages),"
		" postage * count(*) FROM (SELECT * FROM posted, piece WHERE posted.run = piece.run AND posted.piece = piece.number)"
		" GROUP BY list, product, area, bracket, billable, inserts, postage"
		" ORDER BY list, product, area, bracket, billable DESC, postage, inserts");
	g_autofree char *list = judge(&centre, "SELECT number, run, date, at, who, pieces, postage, (SELECT count(*) FROM posted),"
					       " (SELECT sum(postage) FROM posted) FROM posting_list");

	CHECK_TRUE("posted", registry_posted_each(centre.registry, 1, put_posted, posted, NULL));
	CHECK_STR("posted", posted->str, judged);
	CHECK_TRUE("none", registry_posted_each(centre.registry, 2, put_posted, none, NULL));
	CHECK_TRUE("lists", registry_lists_each(centre.registry, &all, put_list, lists, NULL));
	CHECK_STR("lists", lists->str, list);
	CHECK_TRUE("before", registry_lists_each(centre.registry, &before, put_list, none, NULL));
	CHECK_STR("none", none->str, "");
	leave(&centre);
}

static void put_day(void *user, const struct day_row *row)
{
	g_string_append_printf(user, "%u|%s|%s|" F "|" F "|" F "|" F "\n", row->run, row->client, piece_state_name(row->state),
			       row->pieces, row->sheets, row->pages, row->seeds);
}

/* The piece that was let go from hold was not released a second time; the one that is pulled out of hold is pulled. */
static void a_day_is_what_its_events_say(void)
{
	struct centre centre = made();
	g_autoptr(GString) day = g_string_new(NULL), later = g_string_new(NULL);
	g_autofree char *judged = judge(&centre,
		"SELECT event.run, CASE event.run WHEN 3 THEN 'acque' ELSE 'ordine' END, event.state, count(*), sum(sheets), sum(pages),"
		" sum(CASE billable WHEN 0 THEN 1 ELSE 0 END) FROM event, piece WHERE event.run = piece.run AND piece.number = event.piece"
		" AND event.at BETWEEN '2026-03-31T00:00:00Z' AND '2026-03-31T22:00:00Z'"
		" AND NOT (event.run = 1 AND piece.number = 60 AND event.at LIKE '%09:30:00Z')"
		" GROUP BY 1, 3 ORDER BY 1, 3");
	g_autofree char *posted = judge(&centre, "SELECT 1, 'ordine', 'posted', count(*), sum(sheets), sum(pages), sum(1 - billable)"
						 " FROM piece WHERE state = 'posted'");

	CHECK_TRUE("day", registry_day_each(centre.registry, "2026-03-30T22:00:00Z", "2026-03-31T22:00:00Z", put_day, day, NULL));
	CHECK_STR("day", day->str, judged);
	CHECK_TRUE("later", registry_day_each(centre.registry, "2026-03-31T22:00:00Z", "2026-04-01T22:00:00Z", put_day, later, NULL));
	CHECK_STR("later", later->str, posted);
	leave(&centre);
}

static void put_family(void *user, const struct family_row *row)
{
	g_string_append_printf(user, "%u of %u: " F "\n", row->run, row->of_run, row->pieces);
}

static void reprints_are_found_both_ways(void)
{
	static const struct row {
		guint run, root;
		const char *family;
	} rows[] = {
		{ 1, 1, "1 of 0: 0\n2 of 1: 2\n4 of 2: 1\n" },
		{ 2, 1, "2 of 0: 0\n4 of 2: 1\n" },
		{ 3, 3, "3 of 0: 0\n" },
		{ 4, 1, "4 of 0: 0\n" },
	};
	struct centre centre = made();

	/* One of the two is spoiled again. */
	move(centre.registry, 2, "number = 2", "spoiled", "2026-04-01T07:00:00Z", "luca", "");
	add_run(centre.registry, "ordine", 0, 0, "2026-04-01T08:00:00Z");
	tell(centre.registry, "INSERT INTO reprint VALUES (2, 2, 4, 1)");
	/* A reprint in the making is no reprint yet. */
	tell(centre.registry, "UPDATE piece SET state = 'spoiled' WHERE run = 3 AND number = 1");
	tell(centre.registry, "INSERT INTO reprint (of_run, of_piece, run) VALUES (3, 1, 4)");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) family = g_string_new(NULL);
		guint root = 0;

		CHECK_TRUE("family", registry_family_each(centre.registry, rows[i].run, put_family, family, NULL));
		CHECK_STR("family", family->str, rows[i].family);
		CHECK_TRUE("root", registry_family_root(centre.registry, rows[i].run, &root, NULL));
		CHECK_INT("root", root, rows[i].root);
	}
	leave(&centre);
}

/* ---- pieces ---- */

static void put_found(void *user, const struct found_piece *found)
{
	const struct piece *p = &found->piece;

	g_string_append_printf(user, "%u|%u|%s|%u|%u|%u|%u|%u|%s|%s|%s|%s|%u|%s|%s|%s|%u|%u|%s|%d|%s|%u|%s|%d|%s\n", found->run,
			       p->number, piece_state_name(found->state), p->file, p->position, p->first_page, p->pages,
			       p->sheets, p->channel, p->product, p->area, p->cap, p->box, p->registered, p->control, p->name,
			       p->record, p->documents, p->key, p->weight_mg, p->bracket, p->insert_mask, p->grade, p->billable,
			       p->stream);
}

#define COLUMNS                                                                                                        \
	"run, number, state, file, position, first_page, pages, sheets, channel, product, area, cap, box, registered," \
	" control, name, record, documents, key, weight_mg, bracket, inserts, grade, billable, stream"

static void pieces_are_found_by_all_their_names(void)
{
	static const struct row {
		struct piece_query query;
		const char *where;
		guint lines;
	} rows[] = {
		{ { PIECE_BY_NUMBER, 1, 17, NULL }, "run = 1 AND number = 17", 1 },
		{ { PIECE_BY_REGISTERED, 0, 0, "00000000017" }, "registered = '00000000017'", 1 },
		{ { PIECE_BY_REGISTERED, 0, 0, "00000000007" }, "registered = '00000000007' ORDER BY run", 2 },
		{ { PIECE_BY_KEY, 0, 0, "K17" }, "key = 'K17'", 1 },
		{ { PIECE_BY_KEY, 0, 0, "" }, "0", 0 },
		{ { PIECE_BY_REGISTERED, 0, 0, "" }, "0", 0 },
		{ { PIECE_BY_NUMBER, 1, 61, NULL }, "0", 0 },
	};
	struct centre centre = made();

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *sql = g_strconcat("SELECT " COLUMNS " FROM piece WHERE ", rows[i].where, NULL);
		g_autofree char *judged = judge(&centre, sql);
		g_autoptr(GString) found = g_string_new(NULL);
		g_auto(GStrv) lines = NULL;

		CHECK_TRUE(sql, registry_pieces_found(centre.registry, &rows[i].query, put_found, found, NULL));
		CHECK_STR(sql, found->str, judged);
		lines = g_strsplit(found->str, "\n", -1);
		CHECK_INT(sql, g_strv_length(lines), rows[i].lines + (rows[i].lines == 0 ? 0 : 1));
	}
	leave(&centre);
}

static void put_copy(void *user, const struct found_piece *found)
{
	g_string_append_printf(user, "%u/%u %s, ", found->run, found->piece.number, piece_state_name(found->state));
}

static void a_piece_has_its_copies(void)
{
	static const struct row {
		guint run, number;
		const char *copies;
	} rows[] = {
		{ 1, 7, "1/7 reprinted, 2/1 composed, " }, { 2, 1, "1/7 reprinted, 2/1 composed, " },
		{ 1, 8, "1/8 reprinted, 2/2 reprinted, 4/1 composed, " }, { 2, 2, "1/8 reprinted, 2/2 reprinted, 4/1 composed, " },
		{ 4, 1, "1/8 reprinted, 2/2 reprinted, 4/1 composed, " }, { 3, 1, "3/1 composed, " }, { 3, 9, "" },
	};
	struct centre centre = made();

	move(centre.registry, 2, "number = 2", "spoiled", "2026-04-01T07:00:00Z", "luca", "");
	tell(centre.registry, "INSERT INTO reprint (of_run, of_piece, run) VALUES (2, 2, 2)");
	move(centre.registry, 2, "number = 2", "reprinted", "2026-04-01T08:00:00Z", "luca", "");
	add_run(centre.registry, "ordine", 1, 7, "2026-04-01T08:00:00Z");
	tell(centre.registry, "UPDATE reprint SET piece = 1 WHERE of_run = 2");
	tell(centre.registry, "DROP TRIGGER reprint_is_fixed; UPDATE reprint SET run = 4 WHERE of_run = 2");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) copies = g_string_new(NULL);

		CHECK_TRUE("copies", registry_piece_copies(centre.registry, rows[i].run, rows[i].number, put_copy, copies, NULL));
		CHECK_STR("copies", copies->str, rows[i].copies);
	}
	leave(&centre);
}

static void put_open(void *user, const struct open_row *row)
{
	g_string_append_printf(user, "%u|%s|%s\n", row->piece->number, piece_state_name(row->state), row->since);
}

static void open_pieces_come_by_their_trouble(void)
{
	struct centre centre = made();
	g_autoptr(GString) open = g_string_new(NULL), first = g_string_new(NULL), none = g_string_new(NULL);

	CHECK_TRUE("open", registry_open_each(centre.registry, 1, 100, put_open, open, NULL));
	CHECK_STR("open", open->str,
		  "58|held|2026-03-31T09:10:00Z\n59|released|2026-03-31T07:00:00Z\n60|released|2026-03-31T09:30:00Z\n");
	move(centre.registry, 1, "number = 59", "spoiled", "2026-04-01T07:00:00Z", "luca", "");
	CHECK_TRUE("first", registry_open_each(centre.registry, 1, 1, put_open, first, NULL));
	CHECK_STR("first", first->str, "59|spoiled|2026-04-01T07:00:00Z\n");
	CHECK_TRUE("none", registry_open_each(centre.registry, 9, 1, put_open, none, NULL));
	CHECK_STR("none", none->str, "");
	leave(&centre);
}

static void put_happening(void *user, const struct happening *happening)
{
	g_string_append_printf(user, "%d %.16s %s|%s|%s|%s|%u|R%u/%u|" F "\n", happening->kind, happening->at + 5, happening->who,
			       happening->word, happening->why, happening->evidence, happening->number, happening->run,
			       happening->piece, happening->amount);
}

static void a_piece_tells_its_story(void)
{
	static const struct row {
		const char *label;
		guint run, piece;
		const char *story;
	} rows[] = {
		{ "spoiled and made again", 1, 7,
		  "0 03-30T08:00:00Z ||Avvisi||0|R0/0|0\n1 03-30T08:00:00Z ||||0|R0/0|60\n3 03-30T08:00:00Z |composed|||1|R0/0|0\n"
		  "2 03-31T07:00:00Z carla|printing|turno 1||1|R0/0|0\n3 03-31T07:00:00Z carla|released|||2|R0/0|0\n"
		  "4 03-31T07:05:00Z carla|submitted|pressa|0001.pdf|1|R0/0|0\n5 03-31T07:09:00Z |completed|pressa|0001.pdf|1|R0/0|0\n"
		  "3 03-31T09:00:00Z luca|printed||esiti.csv:2|3|R0/0|0\n3 03-31T10:00:00Z luca|inserted||esiti.csv:2|4|R0/0|0\n"
		  "6 03-31T10:00:00Z luca||camera|esiti.csv|1|R0/0|57\n3 03-31T10:00:05Z luca|spoiled||esiti.csv:8|5|R0/0|0\n"
		  "3 03-31T12:00:00Z luca|reprinted|||6|R0/0|0\n13 03-31T12:00:00Z ||||0|R2/1|1\n"
		  "9 03-31T13:00:00Z luca||void|000001000000701010000000|1|R0/0|0\n"
		  "10 03-31T14:00:00Z anna||sciopero|2026-04-01|1|R0/0|0\n" },
		{ "its reprint", 2, 1,
		  "0 03-31T11:50:00Z ||Avvisi||0|R0/0|0\n1 03-31T12:00:00Z ||||0|R0/0|2\n3 03-31T12:00:00Z |composed|||1|R0/0|0\n"
		  "12 03-31T12:00:00Z ||||0|R1/7|1\n" },
		{ "the run", 1, 0,
		  "0 03-30T08:00:00Z ||Avvisi||0|R0/0|0\n1 03-30T08:00:00Z ||||0|R0/0|60\n"
		  "2 03-31T07:00:00Z carla|printing|turno 1||1|R0/0|0\n4 03-31T07:05:00Z carla|submitted|pressa|0001.pdf|1|R0/0|0\n"
		  "5 03-31T07:09:00Z |completed|pressa|0001.pdf|1|R0/0|0\n6 03-31T10:00:00Z luca||camera|esiti.csv|1|R0/0|57\n"
		  "7 03-31T10:05:00Z dora||||0|R0/0|3\n"
		  "8 03-31T11:00:00Z luca|pull|anna|revocata|1|R0/0|1\n13 03-31T12:00:00Z ||||0|R2/0|2\n"
		  "9 03-31T13:00:00Z luca||void|000001000000701010000000|1|R0/0|0\n"
		  "10 03-31T14:00:00Z anna||sciopero|2026-04-01|1|R0/0|0\n11 03-31T22:30:00Z anna||" },
	};
	struct centre centre = made();

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) story = g_string_new(NULL);

		CHECK_TRUE(rows[i].label, registry_story(centre.registry, rows[i].run, rows[i].piece, "0001.*", put_happening,
							 story, NULL));
		g_string_truncate(story, MIN(story->len, strlen(rows[i].story)));
		CHECK_STR(rows[i].label, story->str, rows[i].story);
	}
	leave(&centre);
}

CHECK_MAIN({ "sums add up as SQLite adds", sums_add_up_as_sqlite_adds },
	   { "postings are what is posted", postings_are_what_is_posted },
	   { "a day is what its events say", a_day_is_what_its_events_say },
	   { "reprints are found both ways", reprints_are_found_both_ways },
	   { "pieces are found by all their names", pieces_are_found_by_all_their_names },
	   { "a piece has its copies", a_piece_has_its_copies },
	   { "open pieces come by their trouble", open_pieces_come_by_their_trouble },
	   { "a piece tells its story", a_piece_tells_its_story })
