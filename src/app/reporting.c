/* SPDX-License-Identifier: Apache-2.0 */
#include "app/reporting.h"

#include <string.h>

#include "app/versions.h"

const char *run_label(guint run, char room[RUN_ROOM])
{
	if (run == 0)
		return "";
	g_snprintf(room, RUN_ROOM, "R%06u", run);
	return room;
}

/* ---- runs ---- */

struct seeking {
	GStringChunk *strings;
	struct run_row *row;
	gboolean found;
};

static void take_run(void *user, const struct run_row *row)
{
	struct seeking *seeking = user;
	const char **const texts[] = {
		&seeking->row->client,	  &seeking->row->job,	      &seeking->row->title,	   &seeking->row->layout,
		&seeking->row->layout_hash, &seeking->row->data_hash, &seeking->row->ticket_hash, &seeking->row->began,
		&seeking->row->committed,
	};

	seeking->found = TRUE;
	*seeking->row = *row;
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		*texts[i] = g_string_chunk_insert_const(seeking->strings, *texts[i]);
}

gboolean reporting_run(struct app *app, guint run, GStringChunk *strings, struct run_row *row, GError **error)
{
	struct seeking seeking = { strings, row, FALSE };

	if (!registry_run_each(app->registry, run, take_run, &seeking, error))
		return FALSE;
	if (!seeking.found)
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "there is no run R%06u", run);
	else if (row->state == RUN_MAKING)
		g_set_error(error, APP_ERROR, APP_ERROR_BUSY, "run R%06u: it is being made", run);
	return seeking.found && row->state != RUN_MAKING;
}

void cube_init(struct cube *cube)
{
	cube->rows = g_array_new(FALSE, FALSE, sizeof(struct totals_row));
	cube->strings = g_string_chunk_new(1024);
}

void cube_clear(struct cube *cube)
{
	g_array_unref(cube->rows);
	g_string_chunk_free(cube->strings);
}

static void keep_row(void *user, const struct totals_row *row)
{
	struct cube *cube = user;
	struct totals_row kept = *row;

	kept.product = g_string_chunk_insert_const(cube->strings, row->product);
	kept.area = g_string_chunk_insert_const(cube->strings, row->area);
	kept.bracket = g_string_chunk_insert_const(cube->strings, row->bracket);
	kept.stream = g_string_chunk_insert_const(cube->strings, row->stream);
	g_array_append_val(cube->rows, kept);
}

gboolean cube_add(struct cube *cube, struct app *app, guint run, GError **error)
{
	return registry_totals_each(app->registry, run, keep_row, cube, error);
}

/* As it was to be: made up, or further on its way. */
static gboolean state_is_good(enum piece_state state)
{
	return state == PIECE_INSERTED || state == PIECE_POSTED || state == PIECE_DELIVERED || state == PIECE_RETURNED ||
	       state == PIECE_LOST;
}

gboolean state_is_open(enum piece_state state)
{
	return state != PIECE_PULLED && state != PIECE_REPRINTED && state != PIECE_FAILED &&
	       (state == PIECE_INSERTED || !state_is_good(state));
}

gboolean row_any(const struct totals_row *row)
{
	return row->pieces > 0;
}

gboolean row_open(const struct totals_row *row)
{
	return state_is_open(row->state);
}

gboolean row_good(const struct totals_row *row)
{
	return state_is_good(row->state);
}

gboolean row_printed(const struct totals_row *row)
{
	return row->printed;
}

gboolean row_listed(const struct totals_row *row)
{
	return row->listed;
}

gboolean row_pulled(const struct totals_row *row)
{
	return row->state == PIECE_PULLED;
}

gboolean row_spoiled(const struct totals_row *row)
{
	return row->state == PIECE_SPOILED || row->state == PIECE_REPRINTED;
}

gboolean row_again(const struct totals_row *row)
{
	return row->state == PIECE_REPRINTED;
}

struct heap cube_heap(const struct cube *cube, gboolean (*holds)(const struct totals_row *row))
{
	struct heap heap = { 0 };

	for (guint i = 0; i < cube->rows->len; i++) {
		const struct totals_row *row = &g_array_index(cube->rows, struct totals_row, i);

		if (!holds(row))
			continue;
		heap.pieces += row->pieces;
		heap.documents += row->documents;
		heap.sheets += row->sheets;
		heap.pages += row->pages;
		heap.weight_mg += row->weight_mg;
		heap.postage += row->postage;
	}
	return heap;
}

static void keep_member(void *user, const struct family_row *row)
{
	g_array_append_vals(user, row, 1);
}

GArray *reporting_family(struct app *app, guint run, GError **error)
{
	g_autoptr(GArray) family = g_array_new(FALSE, FALSE, sizeof(struct family_row));

	return registry_family_each(app->registry, run, keep_member, family, error) ? g_steal_pointer(&family) : NULL;
}

/* ---- what happened ---- */

static const char *const happenings[HAPPENING_KINDS] = {
	[HAPPENED_BEGUN] = N_("run begun"),	      [HAPPENED_COMMITTED] = N_("bundle committed"),
	[HAPPENED_RUN] = N_("state of the run"),		      [HAPPENED_PIECE] = N_("state of the piece"),
	[HAPPENED_PRINT] = N_("given to the printer"), [HAPPENED_PRINT_END] = N_("print job ended"),
	[HAPPENED_RESULTS] = N_("results read"),      [HAPPENED_SCANS] = N_("codes scanned"),
	      [HAPPENED_AGREEMENT] = N_("agreed by two"),
	[HAPPENED_ALARM] = N_("alarm"),		      [HAPPENED_DATE] = N_("posting date set"),
	[HAPPENED_LIST] = N_("posting list"),	      [HAPPENED_MADE_OF] = N_("made for another"),
	[HAPPENED_MADE_AGAIN] = N_("made again"),
};

struct approving {
	const char *until;
	struct report *report;
};

static void add_approval(void *user, const struct layout_event *event)
{
	const struct approving *approving = user;

	if (strcmp(event->at, approving->until) > 0)
		return;
	report_row(approving->report);
	report_text(approving->report, event->at);
	report_text(approving->report, N_("layout"));
	report_text(approving->report, event->state);
	report_text(approving->report, event->who);
	report_text(approving->report, event->note);
	report_text(approving->report, event->proof);
}

void story_table(struct app *app, const struct run_row *run, struct report *report)
{
	const struct approving approving = { run->committed, report };
	g_autofree char *label = g_strdup_printf("%s/%s", run->client, run->layout);

	report_table(report, "story", N_("What happened"));
	report_column(report, "at", N_("when"), REPORT_TIME);
	report_column(report, "what", N_("what"), REPORT_WORD);
	report_column(report, "state", N_("state"), REPORT_WORD);
	report_column(report, "who", N_("who"), REPORT_TEXT);
	report_column(report, "details", N_("details"), REPORT_TEXT);
	report_column(report, "evidence", N_("evidence"), REPORT_TEXT);
	/* A layout that is not stored has no history. */
	app_layout_history(app, label, add_approval, (void *)&approving, NULL);
}

/* Two persons agree on one thing or the other. */
static const char *word_of(const struct happening *happening)
{
	if (happening->kind != HAPPENED_AGREEMENT)
		return happening->word;
	return g_str_equal(happening->word, "pull") ? N_("pull") : N_("reprint");
}

/* A number that the happening has of its own: a job's, a list's. */
static char *numbered(const struct happening *happening)
{
	char money[NUMBER_ROOM];

	switch (happening->kind) {
	case HAPPENED_LIST:
		number_write_cents(money, happening->amount, NUMBER_ITALIAN);
		return g_strdup_printf("D%06u, %s €", happening->number, money);
	case HAPPENED_PRINT:
	case HAPPENED_PRINT_END:
		return g_strdup_printf("%u: %s", happening->number, happening->why);
	case HAPPENED_RESULTS:
		return g_strdup_printf("%s: %" G_GINT64_FORMAT, happening->why, happening->amount);
	case HAPPENED_SCANS:
		return g_strdup_printf("%" G_GINT64_FORMAT, happening->amount);
	case HAPPENED_MADE_OF:
	case HAPPENED_MADE_AGAIN:
		return happening->piece != 0 ? g_strdup_printf("R%06u/%u", happening->run, happening->piece)
					     : g_strdup_printf("R%06u: %" G_GINT64_FORMAT, happening->run, happening->amount);
	default:
		return g_strdup(happening->why);
	}
}

void story_add(struct report *report, const struct happening *happening)
{
	g_autofree char *details = numbered(happening);

	report_row(report);
	report_text(report, happening->at);
	report_text(report, happenings[happening->kind]);
	report_text(report, word_of(happening));
	report_text(report, happening->who);
	report_text(report, details);
	report_text(report, happening->evidence);
}

/* ---- posting lists ---- */

struct listing {
	struct report *report;
	gint64 lists, pieces, postage;
};

static void add_list(void *user, const struct list_row *row)
{
	struct listing *listing = user;
	struct report *report = listing->report;
	char label[RUN_ROOM];

	g_snprintf(label, sizeof label, "D%06u", row->list);
	report_row(report);
	report_text(report, label);
	report_text(report, run_label(row->run, label));
	report_text(report, row->date);
	report_text(report, row->at);
	report_text(report, row->who);
	report_number(report, row->listed_pieces);
	report_number(report, row->listed_postage);
	listing->lists++;
	listing->pieces += row->listed_pieces;
	listing->postage += row->listed_postage;
}

gboolean lists_table(struct app *app, struct report *report, const struct list_query *query, GError **error)
{
	struct listing listing = { report, 0, 0, 0 };

	report_table(report, "lists", N_("Posting lists"));
	report_column(report, "list", N_("list"), REPORT_TEXT);
	report_column(report, "run", N_("run"), REPORT_TEXT);
	report_column(report, "date", N_("posted on"), REPORT_DAY);
	report_column(report, "at", N_("made"), REPORT_TIME);
	report_column(report, "who", N_("who"), REPORT_TEXT);
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "postage", N_("postage"), REPORT_MONEY);
	if (!registry_lists_each(app->registry, query, add_list, &listing, error))
		return FALSE;
	if (listing.lists == 0)
		return TRUE;
	report_total(report);
	for (guint i = 0; i < 5; i++)
		report_text(report, "");
	report_number(report, listing.pieces);
	report_number(report, listing.postage);
	return TRUE;
}
