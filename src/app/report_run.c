/* SPDX-License-Identifier: Apache-2.0 */
#include "app/reporting.h"

#include <string.h>

struct run_report {
	struct app *app;
	struct report *report;
	struct run_row run;
	GStringChunk *strings;
	struct kept *kept;	/* NULL: the bundle cannot be read */
	GError *unread;		/* and why */
	struct cube cube;
	GArray *family;		/* of struct family_row */
};

static const char *ticket_word(const struct run_report *making, const char *member)
{
	return making->kept != NULL ? ticket_string(kept_ticket(making->kept), member) : "";
}

/* The ticket's words, which have a translation. */
static const char *sides_word(const char *sides)
{
	static const char *const words[] = { N_("one-sided"), N_("two-sided-long-edge"), N_("two-sided-short-edge") };

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(words[i], sides) == 0)
			return words[i];
	return sides;
}

/* ---- the run ---- */

static void note_date(void *user, const struct happening *happening)
{
	char **date = user;

	if (happening->kind != HAPPENED_DATE)
		return;
	g_free(*date);
	*date = g_strdup(happening->evidence);
}

static gboolean add_run(struct run_report *making, GError **error)
{
	struct report *report = making->report;
	const struct run_row *run = &making->run;
	g_autofree char *date = NULL;
	char label[RUN_ROOM];

	if (!registry_story(making->app->registry, run->number, 0, "", note_date, &date, error))
		return FALSE;
	report_facts(report, "run", N_("The run"));
	report_fact_text(report, "run", N_("Run"), run_label(run->number, label));
	report_fact_as(report, "state", N_("State"), REPORT_WORD, run_state_name(run->state));
	report_fact_text(report, "client", N_("Client"), run->client);
	report_fact_text(report, "job", N_("Job"), run->job);
	report_fact_text(report, "title", N_("Title"), run->title);
	report_fact_text(report, "layout", N_("Layout"), run->layout);
	report_fact_text(report, "data", N_("Data file"), ticket_word(making, "data"));
	report_fact_text(report, "data_sha256", N_("Its SHA-256"), run->data_hash);
	report_fact_text(report, "product", N_("Product"), ticket_word(making, "production.product"));
	report_fact_text(report, "envelope", N_("Envelope"), ticket_word(making, "production.envelope"));
	report_fact_as(report, "sides", N_("Sides"), REPORT_WORD, sides_word(ticket_word(making, "production.media.sides")));
	report_fact_text(report, "inserter", N_("Inserter"), ticket_word(making, "production.inserter"));
	report_fact_as(report, "began", N_("Begun"), REPORT_TIME, run->began);
	report_fact_as(report, "committed", N_("Committed"), REPORT_TIME, run->committed);
	report_fact_as(report, "posting_date", N_("To be posted on"), REPORT_DAY, date != NULL ? date : "");
	if (making->kept == NULL)
		report_fact_text(report, "bundle", N_("Bundle"), making->unread->message);
	return TRUE;
}

static void add_records(struct run_report *making)
{
	struct report *report = making->report;
	const struct run_row *run = &making->run;
	const struct heap all = cube_heap(&making->cube, row_any);

	report_facts(report, "records", N_("From records to envelopes"));
	report_fact_number(report, "records", N_("Records in"), REPORT_COUNT, run->records);
	report_fact_number(report, "left_out", N_("Left out"), REPORT_COUNT, run->left_out);
	if (making->kept != NULL)
		report_fact_number(report, "seeds", N_("Seeds added"), REPORT_COUNT,
				   (gint64)ticket_uint(kept_ticket(making->kept), "totals.seeds"));
	report_fact_number(report, "documents", N_("Letters"), REPORT_COUNT, all.documents);
	report_fact_number(report, "pieces", N_("Envelopes"), REPORT_COUNT, all.pieces);
	report_fact_number(report, "sheets", N_("Sheets"), REPORT_COUNT, all.sheets);
	report_fact_number(report, "pages", N_("Pages"), REPORT_COUNT, all.pages);
	report_fact_number(report, "findings", N_("Findings"), REPORT_COUNT, run->findings);
}

/* ---- its pieces ---- */

static void add_heap(struct report *report, const struct heap *heap)
{
	report_number(report, heap->pieces);
	report_number(report, heap->sheets);
	report_number(report, heap->pages);
}

static void add_sheets(struct run_report *making)
{
	static const struct line {
		const char *word;
		gboolean (*holds)(const struct totals_row *row);
	} lines[] = {
		{ N_("planned"), row_any }, { N_("printed"), row_printed }, { N_("good"), row_good }, { N_("spoiled"), row_spoiled },
	};
	struct report *report = making->report;

	report_table(report, "sheets", N_("Sheets planned, printed and good"));
	report_column(report, "what", N_("which"), REPORT_WORD);
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "sheets", N_("sheets"), REPORT_COUNT);
	report_column(report, "pages", N_("pages"), REPORT_COUNT);
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		const struct heap heap = cube_heap(&making->cube, lines[i].holds);

		report_row(report);
		report_text(report, lines[i].word);
		add_heap(report, &heap);
	}
}

/* A word of a group of pieces by which a table sums. */
struct margin {
	const char *key, *heading, *label;
	enum report_type type;
	const char *(*word)(const struct totals_row *row);
};

static const char *word_state(const struct totals_row *row) { return piece_state_name(row->state); }
static const char *word_product(const struct totals_row *row) { return row->product; }
static const char *word_area(const struct totals_row *row) { return row->area; }
static const char *word_bracket(const struct totals_row *row) { return row->bracket; }
static const char *word_seed(const struct totals_row *row) { return row->billable ? N_("of the client") : N_("seeds"); }

static const char *word_stream(const struct totals_row *row)
{
	return strcmp(row->stream, "hand") == 0 ? N_("hand") : N_("machine");
}

static const char *word_inserts(const struct totals_row *row)
{
	char mask[NUMBER_ROOM] = "";

	for (guint i = 0; i < 32; i++)
		if ((row->inserts >> i & 1) != 0)
			g_snprintf(mask + strlen(mask), sizeof mask - strlen(mask), "%s%u", *mask == '\0' ? "" : "+", i + 1);
	return *mask == '\0' ? N_("none") : g_intern_string(mask);
}

static const struct margin margins[] = {
	{ "states", N_("By state"), N_("state"), REPORT_WORD, word_state },
	{ "products", N_("By product"), N_("product"), REPORT_TEXT, word_product },
	{ "areas", N_("By area"), N_("area"), REPORT_WORD, word_area },
	{ "brackets", N_("By weight bracket"), N_("bracket"), REPORT_TEXT, word_bracket },
	{ "streams", N_("By machine and by hand (overcount)"), N_("stream"), REPORT_WORD, word_stream },
	{ "inserts", N_("By enclosures"), N_("enclosures"), REPORT_WORD, word_inserts },
	{ "seeds", N_("Client's pieces and seeds"), N_("whose"), REPORT_WORD, word_seed },
};

/* What a line of a margin sums. */
struct margin_sum {
	gint64 pieces, sheets, pages, weight_mg, good, posted, postage;
};

static void sum_row(struct margin_sum *sums, const struct totals_row *row)
{
	sums->pieces += row->pieces;
	sums->sheets += row->sheets;
	sums->pages += row->pages;
	sums->weight_mg += row->weight_mg;
	sums->good += row_good(row) ? row->pieces : 0;
	sums->posted += row->listed ? row->pieces : 0;
	sums->postage += row->postage;
}

static void sum_columns(struct report *report)
{
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "sheets", N_("sheets"), REPORT_COUNT);
	report_column(report, "pages", N_("pages"), REPORT_COUNT);
	report_column(report, "weight_mg", N_("weight"), REPORT_WEIGHT);
	report_column(report, "good", N_("good"), REPORT_COUNT);
	report_column(report, "posted", N_("posted"), REPORT_COUNT);
	report_column(report, "postage", N_("postage"), REPORT_MONEY);
}

static void add_sums(struct report *report, const struct margin_sum *sums)
{
	report_number(report, sums->pieces);
	report_number(report, sums->sheets);
	report_number(report, sums->pages);
	report_number(report, sums->weight_mg);
	report_number(report, sums->good);
	report_number(report, sums->posted);
	report_number(report, sums->postage);
}

static gint as_work_goes(gconstpointer a, gconstpointer b)
{
	enum piece_state one = PIECE_STATES, other = PIECE_STATES;

	piece_state_parse(*(const char *const *)a, &one);
	piece_state_parse(*(const char *const *)b, &other);
	return (gint)one - (gint)other;
}

static void add_margin(struct run_report *making, const struct margin *margin)
{
	g_autoptr(GHashTable) by_word = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	struct report *report = making->report;
	struct margin_sum all = { 0 };

	report_table(report, margin->key, margin->heading);
	report_column(report, "what", margin->label, margin->type);
	sum_columns(report);
	for (guint i = 0; i < making->cube.rows->len; i++) {
		const struct totals_row *row = &g_array_index(making->cube.rows, struct totals_row, i);
		struct margin_sum *sums = g_hash_table_lookup(by_word, margin->word(row));

		if (sums == NULL) {
			sums = g_new0(struct margin_sum, 1);
			g_ptr_array_add(words, (gpointer)margin->word(row));
			g_hash_table_insert(by_word, (gpointer)margin->word(row), sums);
		}
		sum_row(sums, row);
		sum_row(&all, row);
	}
	if (margin->word == word_state)
		g_ptr_array_sort(words, as_work_goes);
	for (guint i = 0; i < words->len; i++) {
		report_row(report);
		report_text(report, g_ptr_array_index(words, i));
		add_sums(report, g_hash_table_lookup(by_word, g_ptr_array_index(words, i)));
	}
	if (words->len < 2)
		return;
	report_total(report);
	report_text(report, "");
	add_sums(report, &all);
}

/* ---- with its reprints ---- */

static void add_member(struct report *report, const struct family_row *member, const struct cube *cube, struct heap totals[])
{
	static gboolean (*const holds[])(const struct totals_row *row) = {
		row_any, row_spoiled, row_again, row_pulled, row_open, row_listed,
	};
	char label[RUN_ROOM], of[RUN_ROOM];

	report_row(report);
	report_text(report, run_label(member->run, label));
	report_text(report, run_label(member->of_run, of));
	for (guint i = 0; i < G_N_ELEMENTS(holds); i++) {
		const struct heap heap = cube_heap(cube, holds[i]);

		report_number(report, heap.pieces);
		totals[i].pieces += heap.pieces;
		totals[i].postage += heap.postage;
	}
	report_number(report, cube_heap(cube, row_listed).postage);
}

/* Reprints take the place of pieces of the order, so that all but those made again are on the list, pulled or open. */
static gboolean add_order(struct run_report *making, GError **error)
{
	struct report *report = making->report;
	struct heap totals[6] = { { 0 } };
	gboolean ok = TRUE;

	report_table(report, "order", N_("The order with its reprints"));
	report_column(report, "run", N_("run"), REPORT_TEXT);
	report_column(report, "of", N_("for"), REPORT_TEXT);
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "spoiled", N_("spoiled"), REPORT_COUNT);
	report_column(report, "again", N_("made again"), REPORT_COUNT);
	report_column(report, "pulled", N_("pulled"), REPORT_COUNT);
	report_column(report, "open", N_("open"), REPORT_COUNT);
	report_column(report, "posted", N_("posted"), REPORT_COUNT);
	report_column(report, "postage", N_("postage"), REPORT_MONEY);
	for (guint i = 0; ok && i < making->family->len; i++) {
		const struct family_row *member = &g_array_index(making->family, struct family_row, i);
		const gboolean itself = member->run == making->run.number;
		struct cube cube;

		cube_init(&cube);
		ok = itself || cube_add(&cube, making->app, member->run, error);
		if (ok)
			add_member(report, member, itself ? &making->cube : &cube, totals);
		cube_clear(&cube);
	}
	report_total(report);
	report_text(report, "");
	report_text(report, "");
	for (guint i = 0; i < G_N_ELEMENTS(totals); i++)
		report_number(report, totals[i].pieces);
	report_number(report, totals[5].postage);
	report_remark(report, totals[4].pieces == 0 ? N_("No piece is open: each was posted, pulled or made again.")
						   : N_("Pieces are open: the order is not accounted for yet."));
	return ok;
}

static gboolean add_lists(struct run_report *making, GError **error)
{
	const struct list_query query = { making->run.number, "", "~" };

	return lists_table(making->app, making->report, &query, error);
}

static void tell(void *user, const struct happening *happening)
{
	story_add(user, happening);
}

static gboolean add_story(struct run_report *making, GError **error)
{
	story_table(making->app, &making->run, making->report);
	return registry_story(making->app->registry, making->run.number, 0, "", tell, making->report, error);
}

static gboolean fill(struct run_report *making, GError **error)
{
	if (!add_run(making, error))
		return FALSE;
	add_records(making);
	if (making->kept != NULL && !bundle_findings(making->kept, making->report, error))
		return FALSE;
	add_sheets(making);
	for (guint i = 0; i < G_N_ELEMENTS(margins); i++)
		add_margin(making, &margins[i]);
	return add_order(making, error) && add_lists(making, error) && add_story(making, error);
}

struct report *app_report_run(struct app *app, guint run, GError **error)
{
	struct run_report making = { .app = app, .strings = g_string_chunk_new(512) };
	char label[RUN_ROOM];
	gboolean ok;

	cube_init(&making.cube);
	ok = reporting_run(app, run, making.strings, &making.run, error) && cube_add(&making.cube, app, run, error) &&
	     (making.family = reporting_family(app, run, error)) != NULL;
	if (ok) {
		making.kept = kept_open(app, run, &making.unread);
		making.report = report_new("run", N_("Run report"), run_label(run, label));
		ok = fill(&making, error);
	}
	kept_close(making.kept);
	g_clear_error(&making.unread);
	g_clear_pointer(&making.family, g_array_unref);
	cube_clear(&making.cube);
	g_string_chunk_free(making.strings);
	if (!ok)
		g_clear_pointer(&making.report, report_free);
	return making.report;
}
