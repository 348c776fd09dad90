/* SPDX-License-Identifier: Apache-2.0 */
#include "app/diffside.h"

#include "app/codes.h"
#include "app/inside.h"
#include "app/proofset.h"
#include "app/versions.h"
#include "base/file.h"

struct diff_side {
	struct device device;	/* takes a piece's pages: first, it is cast back */
	GArray *pages;		/* of struct page */
	/* with a job */
	struct setup *setup;
	char *folder;
	struct proofset *set;
	struct composer *composer;
	/* without */
	struct typesetter *typesetter;
	struct layout *layout;
	struct symbol_encoder *encoder;
	struct press *press;
	struct arena *arena;	/* of the letter last composed */
	GArray *chosen;		/* of guint */
};

/* ---- opening ---- */

static gboolean open_example(struct diff_side *side, struct app *app, const char *label, GError **error)
{
	g_autoptr(version_t) version = app_version(app, label, error);

	if (version == NULL || (side->typesetter = app_typesetter(error)) == NULL ||
	    (side->press = app_press(error)) == NULL)
		return FALSE;
	side->encoder = mark_encoder_new();
	side->arena = arena_new(64 * 1024);
	side->layout = app_version_open(app, version, side->typesetter, error);
	return side->layout != NULL;
}

static gboolean open_job(struct diff_side *side, struct app *app, const struct diff_wish *wish, const char *label,
			 const struct gazetteer *gazetteer, GError **error)
{
	const struct setup_wish setup = { .job_path = wish->job_path, .layout = label, .purpose = SETUP_PROOF };
	struct proofset_wish set = { .gazetteer = gazetteer, .options = &wish->options, .random = wish->random };
	struct compose_plan plan;

	side->setup = setup_open(app, &setup, error);
	if (side->setup == NULL || (side->folder = g_dir_make_tmp("piego-diff-XXXXXX", error)) == NULL)
		return FALSE;
	set.setup = side->setup;
	set.folder = side->folder;
	side->set = proofset_open(&set, error);
	if (side->set == NULL)
		return FALSE;
	plan = setup_compose_plan(side->setup, 0);
	side->composer = composer_new(&plan);
	return TRUE;
}

static void note_chosen(struct diff_side *side)
{
	const GArray *chosen = proofset_chosen(side->set);

	for (guint i = 0; i < chosen->len; i++)
		g_array_append_val(side->chosen, g_array_index(chosen, struct chosen, i).record);
}

/* A page lives until the next letter is composed, but for the empty back of a sheet, which lives in the call. */
static void take_page(struct device *device, const struct page *page)
{
	struct diff_side *side = (struct diff_side *)device;

	g_array_append_val(side->pages, *page);
}

struct diff_side *diff_side_open(struct app *app, const struct diff_wish *wish, const char *label,
				 const struct gazetteer *gazetteer, GError **error)
{
	g_autoptr(diff_side_t) side = g_new0(struct diff_side, 1);

	side->device.page = take_page;
	side->pages = g_array_new(FALSE, FALSE, sizeof(struct page));
	side->chosen = g_array_new(FALSE, FALSE, sizeof(guint));
	if (wish->job_path == NULL)
		return open_example(side, app, label, error) ? g_steal_pointer(&side) : NULL;
	if (!open_job(side, app, wish, label, gazetteer, error))
		return NULL;
	note_chosen(side);
	return g_steal_pointer(&side);
}

void diff_side_close(struct diff_side *side)
{
	if (side == NULL)
		return;
	composer_free(side->composer);
	g_clear_pointer(&side->set, proofset_close);
	g_clear_pointer(&side->setup, setup_free);
	if (side->folder != NULL)
		file_tree_remove(side->folder, NULL);
	g_free(side->folder);
	g_clear_pointer(&side->layout, layout_free);
	g_clear_pointer(&side->typesetter, typesetter_free);
	g_clear_pointer(&side->encoder, mark_encoder_free);
	g_clear_pointer(&side->press, press_free);
	g_clear_pointer(&side->arena, arena_free);
	g_array_unref(side->chosen);
	g_array_unref(side->pages);
	g_free(side);
}

const struct dictionary *diff_side_dictionary(const struct diff_side *side)
{
	return side->setup != NULL ? side->setup->dictionary : layout_dictionary(side->layout);
}

const GArray *diff_side_chosen(const struct diff_side *side)
{
	return side->chosen;
}

/* ---- letters ---- */

gboolean diff_side_read(struct diff_side *side, guint record, struct arena *arena, struct diff_letter *letter,
			GError **error)
{
	g_autoptr(GError) cause = NULL;

	letter->record = proofset_read(side->set, record, arena, &letter->sheets, &cause);
	if (letter->record == NULL && !g_error_matches(cause, APP_ERROR, APP_ERROR_REFUSED)) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	if (letter->record != NULL && letter->sheets == 0)
		letter->record = NULL;
	return TRUE;
}

static gint reading_order(gconstpointer a, gconstpointer b)
{
	const struct page *one = a, *other = b;

	if (one->sheet != other->sheet)
		return one->sheet < other->sheet ? -1 : 1;
	return (gint)one->side - (gint)other->side;
}

/* One number for every letter, so that codes differ only where letters do. */
static gboolean compose_piece_of(struct diff_side *side, const struct diff_letter *letter, GError **error)
{
	const struct planned planned = plan_piece(&side->setup->rules, letter->sheets);
	struct code_room room;
	const struct compose_piece piece = {
		.records = &letter->record, .documents = 1, .number = 1, .sheets = letter->sheets,
		.insert_mask = planned.insert_mask, .by_hand = planned.stream == STREAM_HAND,
		.codes = codes_specimen(side->setup, &letter->record->to, &room),
	};
	char control[CONTROL_CODE_LENGTH + 1];
	guint pages;

	if (!compose_piece(side->composer, &piece, &side->device, control, &pages, error))
		return FALSE;
	g_array_sort(side->pages, reading_order);
	return TRUE;
}

/* That the example cannot be printed shows by its having no pages. */
static void ignore_finding(struct finding_sink *sink, const struct finding *finding)
{
	(void)sink;
	(void)finding;
}

static void compose_example(struct diff_side *side, const struct diff_letter *letter)
{
	struct finding_sink sink = { ignore_finding };
	const struct letter_order order = { .record = letter->record, .duplex = TRUE, .encoder = side->encoder,
					    .press = side->press, .sink = &sink, .arena = side->arena };
	struct letter composed = { NULL, 0 };

	arena_reset(side->arena);
	typesetter_between_letters(side->typesetter);
	if (!layout_compose(side->layout, &order, &composed))
		return;
	for (guint i = 0; i < composed.count; i++)
		g_array_append_val(side->pages, *composed.pages[i].page);
}

gboolean diff_side_compose(struct diff_side *side, const struct diff_letter *letter, struct paper *paper, GError **error)
{
	gboolean ok = TRUE;

	g_array_set_size(side->pages, 0);
	if (letter->record != NULL && side->composer == NULL)
		compose_example(side, letter);
	else if (letter->record != NULL)
		ok = compose_piece_of(side, letter, error);
	*paper = (struct paper){ (const struct page *)(void *)side->pages->data, side->pages->len };
	return ok;
}
