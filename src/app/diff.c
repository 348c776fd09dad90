/* SPDX-License-Identifier: Apache-2.0 */
#include "app/diff.h"

#include <string.h>

#include "app/diffside.h"
#include "app/inside.h"
#include "base/file.h"
#include "base/workers.h"
#include "device/overlay.h"

/* The example letter with the shortest table, with more rows, with pages full of them; and bare. */
static const struct diff_example examples[] = { { 1, FALSE }, { 3, FALSE }, { 40, FALSE }, { 3, TRUE } };

enum { BEFORE, AFTER, SIDES };

/* A letter as both versions have it. */
struct pair {
	guint record;
	struct diff_example example;
	struct diff_letter letters[SIDES];
	gboolean differs;
};

struct diffing {
	const struct diff_wish *wish;
	struct diff_side *sides[SIDES];
	struct arena *records;	/* of all pairs */
	struct arena *arena;	/* of the pair being compared */
	GArray *pairs;		/* of struct pair */
	struct folding *folding;
	struct diff_visitor *visitor;
	struct diff_result *result;
	struct rasteriser *rasterisers[SIDES];	/* in a worker */
};

static void progress(const struct diffing *diffing, const char *what, guint64 done)
{
	struct progress *progress = diffing->wish->options.progress;

	if (progress != NULL)
		progress->tell(progress, what, done, diffing->pairs->len);
}

/* ---- which letters ---- */

/* What the new version's example has in common with the old one's says the same, so that only layouts differ. */
static void say_the_same(const struct field_list *to_fields, struct value *to, const struct field_list *from_fields,
			 const struct value *from)
{
	for (guint i = 0; i < to_fields->count; i++) {
		guint found = field_list_find(from_fields, to_fields->fields[i].name);

		if (found != FIELD_NONE && from_fields->fields[found].type == to_fields->fields[i].type)
			to[i] = from[found];
	}
}

static void share_example(const struct dictionary *to_fields, struct record *to, const struct dictionary *from_fields,
			  const struct record *from)
{
	say_the_same(&to_fields->fields, to->fields, &from_fields->fields, from->fields);
	for (guint g = 0; g < to_fields->n_groups; g++) {
		guint found = dictionary_find_group(from_fields, to_fields->groups[g].name);
		const struct field_list *columns = &to_fields->groups[g].columns;

		if (found == FIELD_NONE)
			continue;
		for (guint row = 0; row < MIN(to->groups[g].count, from->groups[found].count); row++)
			say_the_same(columns, to->groups[g].cells + row * columns->count,
				     &from_fields->groups[found].columns,
				     from->groups[found].cells + row * from_fields->groups[found].columns.count);
	}
}

/* What a layout does with other values than the examples: nothing optional, nothing due, the other answer. */
static void make_bare(const struct field_list *fields, struct value *values)
{
	for (guint i = 0; i < fields->count; i++) {
		const struct field *field = &fields->fields[i];

		values[i].present = field->need == FIELD_REQUIRED;
		if (field->type == FIELD_MONEY)
			values[i].cents = 0;
		else if (field->type == FIELD_BOOLEAN)
			values[i].integer = !values[i].integer;
	}
}

static void make_record_bare(const struct dictionary *dictionary, struct record *record)
{
	make_bare(&dictionary->fields, record->fields);
	for (guint g = 0; g < dictionary->n_groups; g++) {
		const struct field_list *columns = &dictionary->groups[g].columns;

		for (guint row = 0; row < record->groups[g].count; row++)
			make_bare(columns, record->groups[g].cells + row * columns->count);
	}
}

static void add_example(struct diffing *diffing, struct diff_example example)
{
	const struct dictionary *before = diff_side_dictionary(diffing->sides[BEFORE]);
	const struct dictionary *after = diff_side_dictionary(diffing->sides[AFTER]);
	struct record *old = record_example(before, example.rows, diffing->records);
	struct record *new = record_example(after, example.rows, diffing->records);
	const struct pair pair = { .example = example, .letters = { { old, 0 }, { new, 0 } } };

	share_example(after, new, before, old);
	if (example.bare) {
		make_record_bare(before, old);
		make_record_bare(after, new);
	}
	g_array_append_val(diffing->pairs, pair);
}

static void add_examples(struct diffing *diffing)
{
	gboolean rows = diff_side_dictionary(diffing->sides[BEFORE])->n_groups > 0 ||
			diff_side_dictionary(diffing->sides[AFTER])->n_groups > 0;

	for (guint i = 0; i < G_N_ELEMENTS(examples); i++)
		if (rows || i == 0 || examples[i].bare)
			add_example(diffing, examples[i]);
}

static gint by_number(gconstpointer a, gconstpointer b)
{
	guint one = *(const guint *)a, other = *(const guint *)b;

	return one < other ? -1 : one > other;
}

/* Records that prove either version: a condition that only the new one has is looked at too. */
static gboolean add_records(struct diffing *diffing, GError **error)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint s = 0; s < SIDES; s++) {
		const GArray *chosen = diff_side_chosen(diffing->sides[s]);

		g_array_append_vals(numbers, chosen->data, chosen->len);
	}
	g_array_sort(numbers, by_number);
	for (guint i = 0; i < numbers->len; i++) {
		struct pair pair = { .record = g_array_index(numbers, guint, i) };

		if (i > 0 && g_array_index(numbers, guint, i - 1) == pair.record)
			continue;
		for (guint s = 0; s < SIDES; s++)
			if (!diff_side_read(diffing->sides[s], pair.record, diffing->records, &pair.letters[s], error))
				return FALSE;
		g_array_append_val(diffing->pairs, pair);
	}
	return TRUE;
}

/* ---- comparing ---- */

static gboolean compose(struct diffing *diffing, const struct pair *pair, struct paper papers[SIDES], GError **error)
{
	for (guint s = 0; s < SIDES; s++)
		if (!diff_side_compose(diffing->sides[s], &pair->letters[s], &papers[s], error))
			return FALSE;
	return TRUE;
}

/* A letter that one version cannot print is one difference, not the loss of all its words. */
static void compare_printable(const struct diffing *diffing, const struct paper papers[SIDES],
			      struct differences *differences)
{
	struct difference *difference = arena_new_array0(diffing->arena, struct difference, 1);
	const char *counts[SIDES];

	for (guint s = 0; s < SIDES; s++)
		counts[s] = arena_printf(diffing->arena, "%u", papers[s].count);
	*difference = (struct difference){ .kind = DIFFERENCE_PAGES, .before = counts[BEFORE], .after = counts[AFTER],
					   .text = "", .places = 1 };
	*differences = (struct differences){ difference, papers[BEFORE].count != papers[AFTER].count };
}

static gboolean compare_pair(struct diffing *diffing, guint index, GError **error)
{
	struct pair *pair = &g_array_index(diffing->pairs, struct pair, index);
	struct differences differences;
	struct paper papers[SIDES];

	arena_reset(diffing->arena);
	if (!compose(diffing, pair, papers, error))
		return FALSE;
	if (papers[BEFORE].count > 0 && papers[AFTER].count > 0)
		compare_letters(&papers[BEFORE], &papers[AFTER], &diffing->wish->masks, diffing->arena, &differences);
	else
		compare_printable(diffing, papers, &differences);
	pair->differs = differences.count > 0;
	diffing->result->differing += pair->differs;
	folding_add(diffing->folding, index, &differences);
	progress(diffing, "comparing", index + 1);
	return TRUE;
}

static void tell_folded(void *user, const struct folded *folded)
{
	struct diffing *diffing = user;
	const struct pair *pair = &g_array_index(diffing->pairs, struct pair, folded->record);
	const struct diff_line line = { folded->difference, folded->pages, folded->n_pages, folded->records, pair->record,
					pair->example };

	diffing->result->differences++;
	diffing->visitor->line(diffing->visitor, &line);
}

/* ---- pictures: a letter a task ---- */

static void start_pictures(void *user)
{
	struct diffing *diffing = user;

	for (guint s = 0; s < SIDES; s++)
		diffing->rasterisers[s] = rasteriser_new(diffing->wish->dpi, RASTER_COLOUR);
}

static char *picture_path(const struct diffing *diffing, const struct pair *pair, guint page)
{
	g_autofree char *name = pair->record > 0 ?
		g_strdup_printf("record-%06u-page-%02u.png", pair->record, page + 1) :
		g_strdup_printf("example-%02u-rows%s-page-%02u.png", pair->example.rows, pair->example.bare ? "-bare" : "",
				page + 1);

	return g_build_filename(diffing->wish->pictures, name, NULL);
}

/* The masked areas of a page. */
static GArray *areas_of(const struct masks *masks, guint page)
{
	GArray *areas = g_array_new(FALSE, FALSE, sizeof(struct rect));

	for (guint i = 0; i < masks->count; i++)
		if (masks->items[i].page == 0 || masks->items[i].page == page + 1)
			g_array_append_val(areas, masks->items[i].area);
	return areas;
}

static gboolean write_picture(const struct diffing *diffing, const struct pair *pair, guint page,
			      const struct raster *const rasters[SIDES], guint *made, GError **error)
{
	g_autoptr(GArray) areas = areas_of(&diffing->wish->masks, page);
	struct overlay *overlay = overlay_new(rasters[BEFORE], rasters[AFTER], (const struct rect *)(void *)areas->data,
					      areas->len);
	g_autofree char *path = picture_path(diffing, pair, page);
	char hash[HASH_ROOM];
	guint64 bytes;
	gboolean ok = TRUE;

	/* A lost worker may have left a part of it behind: the folder is ours. */
	if (overlay->pixels > 0) {
		ok = file_remove(path, error) && raster_write_png(&overlay->raster, path, hash, &bytes, error);
		(*made)++;
	}
	overlay_free(overlay);
	return ok;
}

static gboolean draw_page(struct diffing *diffing, const struct pair *pair, const struct paper papers[SIDES], guint page,
			  guint *made, GError **error)
{
	const struct raster *rasters[SIDES] = { NULL, NULL };

	for (guint s = 0; s < SIDES; s++) {
		if (page >= papers[s].count)
			continue;
		rasters[s] = rasteriser_draw(diffing->rasterisers[s], &papers[s].pages[page], error);
		if (rasters[s] == NULL)
			return FALSE;
	}
	return write_picture(diffing, pair, page, rasters, made, error);
}

static gboolean draw_pair(void *user, guint task, GByteArray *reply, GError **error)
{
	struct diffing *diffing = user;
	const struct pair *pair = &g_array_index(diffing->pairs, struct pair, task);
	struct paper papers[SIDES];
	guint made = 0;

	if (pair->differs) {
		if (!compose(diffing, pair, papers, error))
			return FALSE;
		for (guint page = 0; page < MAX(papers[BEFORE].count, papers[AFTER].count); page++)
			if (!draw_page(diffing, pair, papers, page, &made, error))
				return FALSE;
	}
	g_byte_array_append(reply, (const guint8 *)&made, sizeof made);
	return TRUE;
}

static gboolean note_pictures(void *user, guint task, const guint8 *reply, gsize length, GError **error)
{
	struct diffing *diffing = user;
	guint made;

	if (length != sizeof made) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "a worker's answer is damaged");
		return FALSE;
	}
	memcpy(&made, reply, sizeof made);
	diffing->result->pictures += made;
	progress(diffing, "drawing", task + 1);
	return TRUE;
}

static gboolean make_pictures(struct diffing *diffing, GError **error)
{
	const struct work work = {
		.user = diffing, .tasks = diffing->pairs->len, .processes = diffing->wish->options.workers,
		.start = start_pictures, .task = draw_pair, .done = note_pictures,
	};

	return diffing->wish->pictures == NULL || diffing->result->differing == 0 || workers_run(&work, error);
}

/* ---- the whole ---- */

static gboolean open_sides(struct diffing *diffing, struct app *app, GError **error)
{
	const struct diff_wish *wish = diffing->wish;
	struct gazetteer *gazetteer = app_gazetteer(app, error);

	if (gazetteer == NULL)
		return FALSE;
	diffing->sides[BEFORE] = diff_side_open(app, wish, wish->before, gazetteer, error);
	if (diffing->sides[BEFORE] != NULL)
		diffing->sides[AFTER] = diff_side_open(app, wish, wish->after, gazetteer, error);
	gazetteer_free(gazetteer);
	return diffing->sides[AFTER] != NULL;
}

static gboolean choose_letters(struct diffing *diffing, GError **error)
{
	if (diffing->wish->job_path != NULL && !add_records(diffing, error))
		return FALSE;
	if (diffing->wish->job_path == NULL)
		add_examples(diffing);
	diffing->result->letters = diffing->pairs->len;
	return TRUE;
}

static gboolean compare_all(struct diffing *diffing, GError **error)
{
	for (guint i = 0; i < diffing->pairs->len; i++)
		if (!compare_pair(diffing, i, error))
			return FALSE;
	return TRUE;
}

gboolean app_layout_diff(struct app *app, const struct diff_wish *wish, struct diff_visitor *visitor,
			 struct diff_result *result, GError **error)
{
	struct diffing diffing = { .wish = wish, .visitor = visitor, .result = result };
	gboolean ok;

	memset(result, 0, sizeof *result);
	diffing.records = arena_new(64 * 1024);
	diffing.arena = arena_new(256 * 1024);
	diffing.pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
	diffing.folding = folding_new();
	/* What cannot be kept is told before the work is done. */
	ok = (wish->pictures == NULL || file_folder_new(wish->pictures, error)) && open_sides(&diffing, app, error) &&
	     choose_letters(&diffing, error) && compare_all(&diffing, error) && make_pictures(&diffing, error);
	if (ok)
		folding_each(diffing.folding, tell_folded, &diffing);
	for (guint s = 0; s < SIDES; s++)
		diff_side_close(diffing.sides[s]);
	folding_free(diffing.folding);
	g_array_unref(diffing.pairs);
	arena_free(diffing.arena);
	arena_free(diffing.records);
	return ok;
}
