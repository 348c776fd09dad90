/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a record can show is a goal: a kind, a place in the dictionary, and for some a value (a page count, a
 * character).  Goals of extremes keep the record that is furthest so far; of the others each first record is kept
 * that shows something not seen before, so that those kept together show all there is.
 */
#include "proof/choose.h"

#include <string.h>

/* Places that are no field of the dictionary. */
enum { PLACE_NONE, PLACE_NAME, PLACE_ADDRESS, PLACE_CITY, PLACE_FIELDS };

struct goal {
	guint8 kind;		/* enum reason_kind */
	guint16 group;		/* 0: none, 1: the dictionary's first */
	guint16 place;		/* PLACE_FIELDS: the first field or column */
	guint32 value;
};

/* A record that may be chosen. */
struct held {
	guint record;
	gint uses;
	GArray *goals;		/* of struct goal: what it shows, extremes not among them */
};

struct extreme {
	struct goal goal;
	gint64 measure;
	struct held *holder;
};

/* A record that may be taken at random: the lowest ranks are. */
struct ticket {
	guint64 rank;
	guint record;
};

struct choosing {
	const struct dictionary *dictionary;
	struct branch_count *branches;
	guint n_branches, random;
	GArray *extremes;	/* of struct extreme, in the order first met */
	GHashTable *extreme_at;	/* goal -> place in extremes + 1 */
	GHashTable *seen;	/* goals shown by any record so far */
	GPtrArray *needed;	/* of struct held: each the first to show something */
	GArray *tickets;	/* of struct ticket, by rank */
	GArray *chosen;		/* of struct chosen */
	/* of the record being looked at */
	const struct candidate *candidate;
	GArray *goals;
	struct held *held;
};

const char *reason_slug(enum reason_kind kind)
{
	static const char *const slugs[] = {
#define X(kind, slug) slug,
		REASON_TABLE(X)
#undef X
	};

	return slugs[kind];
}

/* ---- goals as keys ---- */

static guint goal_hash(gconstpointer key)
{
	const struct goal *goal = key;

	return ((guint)goal->kind * 31 + goal->group * 1009u + goal->place) * 65599u + goal->value;
}

static gboolean goal_equal(gconstpointer a, gconstpointer b)
{
	const struct goal *one = a, *other = b;

	return one->kind == other->kind && one->group == other->group && one->place == other->place &&
	       one->value == other->value;
}

static gint goal_order(gconstpointer a, gconstpointer b)
{
	const struct goal *one = a, *other = b;

	if (one->kind != other->kind)
		return (gint)one->kind - other->kind;
	if (one->group != other->group)
		return (gint)one->group - other->group;
	if (one->place != other->place)
		return (gint)one->place - other->place;
	return (one->value > other->value) - (one->value < other->value);
}

/* ---- records that are kept ---- */

static struct held *hold(struct choosing *choosing)
{
	struct held *held = choosing->held;

	if (held == NULL) {
		held = choosing->held = g_new0(struct held, 1);
		held->record = choosing->candidate->record->number;
		held->uses = 1;
	}
	held->uses++;
	return held;
}

static void let_go(struct held *held)
{
	if (held == NULL || --held->uses > 0)
		return;
	if (held->goals != NULL)
		g_array_unref(held->goals);
	g_free(held);
}

/* ---- what a record shows ---- */

static void show(struct choosing *choosing, enum reason_kind kind, guint group, guint place, guint32 value)
{
	struct goal goal = { .kind = (guint8)kind, .group = (guint16)group, .place = (guint16)place, .value = value };

	for (guint i = 0; i < choosing->goals->len; i++) {
		if (goal_equal(&g_array_index(choosing->goals, struct goal, i), &goal))
			return;
	}
	g_array_append_val(choosing->goals, goal);
}

static struct extreme *extreme_of(struct choosing *choosing, const struct goal *goal)
{
	guint at = GPOINTER_TO_UINT(g_hash_table_lookup(choosing->extreme_at, goal));
	struct extreme extreme = { .goal = *goal };

	if (at == 0) {
		g_array_append_val(choosing->extremes, extreme);
		at = choosing->extremes->len;
		g_hash_table_insert(choosing->extreme_at, g_memdup2(goal, sizeof *goal), GUINT_TO_POINTER(at));
	}
	return &g_array_index(choosing->extremes, struct extreme, at - 1);
}

/* The first of equals stays. */
static void reach(struct choosing *choosing, enum reason_kind kind, guint group, guint place, gint64 measure)
{
	const struct goal goal = { .kind = (guint8)kind, .group = (guint16)group, .place = (guint16)place };
	struct extreme *extreme = extreme_of(choosing, &goal);
	gboolean low = kind == REASON_SHORTEST || kind == REASON_FEWEST_ROWS || kind == REASON_SMALLEST;

	if (extreme->holder != NULL && (low ? measure >= extreme->measure : measure <= extreme->measure))
		return;
	let_go(extreme->holder);
	extreme->holder = hold(choosing);
	extreme->measure = measure;
}

static void show_characters(struct choosing *choosing, const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		/* U+00FF begins with C3. */
		if ((guchar)*at > 0xc3)
			show(choosing, REASON_CHARACTER, 0, PLACE_NONE, g_utf8_get_char(at));
	}
}

static void look_at_text(struct choosing *choosing, guint group, guint place, const char *text)
{
	glong characters = g_utf8_strlen(text, -1);

	if (characters == 0)
		return;
	reach(choosing, REASON_LONGEST, group, place, characters);
	reach(choosing, REASON_SHORTEST, group, place, characters);
	show_characters(choosing, text);
}

static void look_at_money(struct choosing *choosing, guint group, guint place, cents_t cents)
{
	reach(choosing, REASON_LARGEST, group, place, cents);
	reach(choosing, REASON_SMALLEST, group, place, cents);
	if (cents == 0)
		show(choosing, REASON_ZERO, group, place, 0);
	if (cents < 0)
		show(choosing, REASON_NEGATIVE, group, place, 0);
}

static void look_at_value(struct choosing *choosing, const struct field *field, guint group, guint place,
			  const struct value *value)
{
	if (!value->present) {
		if (field->need == FIELD_OPTIONAL)
			show(choosing, REASON_EMPTY, group, place, 0);
		return;
	}
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_CODE:
		look_at_text(choosing, group, place, value->text);
		break;
	case FIELD_MONEY:
		look_at_money(choosing, group, place, value->cents);
		break;
	case FIELD_BOOLEAN:
		show(choosing, value->integer != 0 ? REASON_YES : REASON_NO, group, place, 0);
		break;
	case FIELD_DATE:
	case FIELD_INTEGER:
		break;
	}
}

static void look_at_addressee(struct choosing *choosing, const struct addressee *to)
{
	g_autofree char *address = g_strjoin(to->number[0] != '\0' ? " " : "", to->street, to->number, NULL);
	const char *const others[] = { to->name2, to->extra, to->country };
	char scratch[ADDRESSEE_SCRATCH];
	const char *lines[ADDRESSEE_LINES];

	look_at_text(choosing, 0, PLACE_NAME, to->name);
	look_at_text(choosing, 0, PLACE_ADDRESS, address);
	look_at_text(choosing, 0, PLACE_CITY, to->city);
	reach(choosing, REASON_MOST_LINES, 0, PLACE_ADDRESS, addressee_lines(to, lines, scratch));
	for (guint i = 0; i < G_N_ELEMENTS(others); i++)
		show_characters(choosing, others[i]);
	if (to->country[0] != '\0')
		show(choosing, REASON_ABROAD, 0, PLACE_NONE, 0);
}

static void look_at_group(struct choosing *choosing, guint group, const struct row_set *rows)
{
	const struct field_list *columns = &choosing->dictionary->groups[group].columns;

	reach(choosing, REASON_MOST_ROWS, group + 1, PLACE_NONE, rows->count);
	reach(choosing, REASON_FEWEST_ROWS, group + 1, PLACE_NONE, rows->count);
	for (gsize i = 0; i < (gsize)rows->count * columns->count; i++)
		look_at_value(choosing, &columns->fields[i % columns->count], group + 1,
			      PLACE_FIELDS + (guint)(i % columns->count), &rows->cells[i]);
}

static void look_at_branches(struct choosing *choosing, const guint8 *branches)
{
	for (guint i = 0; i < choosing->n_branches; i++) {
		if (branches[i] & 1) {
			choosing->branches[i].met++;
			show(choosing, REASON_BRANCH_MET, 0, PLACE_NONE, i);
		}
		if (branches[i] & 2) {
			choosing->branches[i].unmet++;
			show(choosing, REASON_BRANCH_UNMET, 0, PLACE_NONE, i);
		}
	}
}

/* ---- random records ---- */

/* More than are wanted, since some are chosen for better reasons. */
#define TICKETS_SPARE 1000

/* Even over all records, and the same for the same data. */
static guint64 rank_of(const struct record *record)
{
	guint64 rank = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) * (record->number + 1);

	for (const char *at = record->key; *at != '\0'; at++)
		rank = (rank ^ (guchar)*at) * G_GUINT64_CONSTANT(0x100000001b3);
	rank = (rank ^ rank >> 30) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
	rank = (rank ^ rank >> 27) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
	return rank ^ rank >> 31;
}

static guint place_of_rank(const GArray *tickets, guint64 rank)
{
	guint low = 0, high = tickets->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(tickets, struct ticket, middle).rank < rank)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void draw_ticket(struct choosing *choosing, const struct record *record)
{
	const struct ticket ticket = { rank_of(record), record->number };
	guint most = choosing->random + TICKETS_SPARE;
	guint place = place_of_rank(choosing->tickets, ticket.rank);

	if (choosing->random == 0 || place >= most)
		return;
	g_array_insert_val(choosing->tickets, place, ticket);
	if (choosing->tickets->len > most)
		g_array_set_size(choosing->tickets, most);
}

/* ---- looking at records ---- */

static void remember_new(struct choosing *choosing)
{
	gboolean any = FALSE;

	for (guint i = 0; i < choosing->goals->len; i++) {
		const struct goal *goal = &g_array_index(choosing->goals, struct goal, i);

		if (g_hash_table_contains(choosing->seen, goal))
			continue;
		g_hash_table_add(choosing->seen, g_memdup2(goal, sizeof *goal));
		any = TRUE;
	}
	if (any)
		g_ptr_array_add(choosing->needed, hold(choosing));
}

void choosing_add(struct choosing *choosing, const struct candidate *candidate)
{
	const struct record *record = candidate->record;

	choosing->candidate = candidate;
	choosing->held = NULL;
	g_array_set_size(choosing->goals, 0);
	look_at_addressee(choosing, &record->to);
	for (guint i = 0; i < choosing->dictionary->fields.count; i++)
		look_at_value(choosing, &choosing->dictionary->fields.fields[i], 0, PLACE_FIELDS + i, &record->fields[i]);
	for (guint i = 0; i < choosing->dictionary->n_groups; i++)
		look_at_group(choosing, i, &record->groups[i]);
	look_at_branches(choosing, candidate->branches);
	show(choosing, REASON_PAGES, 0, PLACE_NONE, candidate->pages);
	remember_new(choosing);
	draw_ticket(choosing, record);
	if (choosing->held != NULL && choosing->held->uses > 1) {
		choosing->held->goals = g_array_sized_new(FALSE, FALSE, sizeof(struct goal), choosing->goals->len);
		g_array_append_vals(choosing->held->goals, choosing->goals->data, choosing->goals->len);
		g_array_sort(choosing->held->goals, goal_order);
	}
	let_go(choosing->held);
}

/* ---- deciding ---- */

static struct reason reason_of(const struct choosing *choosing, const struct goal *goal, gint64 measure)
{
	static const char *const places[] = { "", REASON_NAME, REASON_ADDRESS, REASON_CITY };
	const struct dictionary *dictionary = choosing->dictionary;
	const struct row_group *group = goal->group > 0 ? &dictionary->groups[goal->group - 1] : NULL;
	const struct field_list *fields = group != NULL ? &group->columns : &dictionary->fields;

	return (struct reason){
		.kind = goal->kind,
		.group = group != NULL ? group->name : "",
		.field = goal->place < PLACE_FIELDS ? places[goal->place] : fields->fields[goal->place - PLACE_FIELDS].name,
		.measure = measure,
	};
}

static struct chosen *choose(struct choosing *choosing, guint record)
{
	struct chosen chosen = { .record = record };

	for (guint i = 0; i < choosing->chosen->len; i++) {
		struct chosen *there = &g_array_index(choosing->chosen, struct chosen, i);

		if (there->record == record)
			return there;
	}
	chosen.reasons = g_array_new(FALSE, FALSE, sizeof(struct reason));
	g_array_append_val(choosing->chosen, chosen);
	return &g_array_index(choosing->chosen, struct chosen, choosing->chosen->len - 1);
}

static void give_reason(struct choosing *choosing, guint record, const struct goal *goal, gint64 measure)
{
	struct reason reason = reason_of(choosing, goal, measure);

	g_array_append_val(choose(choosing, record)->reasons, reason);
}

/* Whoever shows a goal first is named for it. */
static void count_shown(struct choosing *choosing, GHashTable *shown, const struct held *held)
{
	for (guint i = 0; i < held->goals->len; i++) {
		const struct goal *goal = &g_array_index(held->goals, struct goal, i);

		if (!g_hash_table_contains(shown, goal)) {
			g_hash_table_add(shown, (gpointer)goal);
			give_reason(choosing, held->record, goal, goal->value);
		}
	}
}

static guint count_new(GHashTable *shown, const struct held *held)
{
	guint count = 0;

	for (guint i = 0; i < held->goals->len; i++)
		count += !g_hash_table_contains(shown, &g_array_index(held->goals, struct goal, i));
	return count;
}

static const struct held *best_needed(const struct choosing *choosing, GHashTable *shown)
{
	const struct held *best = NULL;
	guint most = 0;

	for (guint i = 0; i < choosing->needed->len; i++) {
		const struct held *held = choosing->needed->pdata[i];
		guint count = count_new(shown, held);

		if (count > most) {
			most = count;
			best = held;
		}
	}
	return best;
}

static gint by_record(gconstpointer a, gconstpointer b)
{
	const struct chosen *one = a, *other = b;

	return (one->record > other->record) - (one->record < other->record);
}

static gint extreme_order(gconstpointer a, gconstpointer b)
{
	return goal_order(&((const struct extreme *)a)->goal, &((const struct extreme *)b)->goal);
}

static void choose_extremes(struct choosing *choosing, GHashTable *shown)
{
	g_array_sort(choosing->extremes, extreme_order);
	for (guint i = 0; i < choosing->extremes->len; i++) {
		const struct extreme *extreme = &g_array_index(choosing->extremes, struct extreme, i);

		give_reason(choosing, extreme->holder->record, &extreme->goal, extreme->measure);
	}
	for (guint i = 0; i < choosing->extremes->len; i++)
		count_shown(choosing, shown, g_array_index(choosing->extremes, struct extreme, i).holder);
}

static void choose_random(struct choosing *choosing)
{
	static const struct goal goal = { .kind = REASON_RANDOM };
	guint wanted = choosing->chosen->len + choosing->random;

	for (guint i = 0; i < choosing->tickets->len && choosing->chosen->len < wanted; i++) {
		guint record = g_array_index(choosing->tickets, struct ticket, i).record, before = choosing->chosen->len;

		if (choose(choosing, record) == &g_array_index(choosing->chosen, struct chosen, before))
			give_reason(choosing, record, &goal, 0);
	}
}

const GArray *choosing_end(struct choosing *choosing)
{
	GHashTable *shown = g_hash_table_new(goal_hash, goal_equal);
	const struct held *held;

	choose_extremes(choosing, shown);
	while ((held = best_needed(choosing, shown)) != NULL)
		count_shown(choosing, shown, held);
	choose_random(choosing);
	g_array_sort(choosing->chosen, by_record);
	g_hash_table_unref(shown);
	return choosing->chosen;
}

const struct branch_count *choosing_branches(const struct choosing *choosing)
{
	return choosing->branches;
}

/* ---- beginning and ending ---- */

static void clear_extreme(gpointer extreme)
{
	let_go(((struct extreme *)extreme)->holder);
}

static void clear_chosen(gpointer chosen)
{
	g_array_unref(((struct chosen *)chosen)->reasons);
}

struct choosing *choosing_new(const struct dictionary *dictionary, guint branches, guint random)
{
	struct choosing *choosing = g_new0(struct choosing, 1);

	choosing->dictionary = dictionary;
	choosing->branches = g_new0(struct branch_count, branches);
	choosing->n_branches = branches;
	choosing->random = random;
	choosing->extremes = g_array_new(FALSE, FALSE, sizeof(struct extreme));
	g_array_set_clear_func(choosing->extremes, clear_extreme);
	choosing->extreme_at = g_hash_table_new_full(goal_hash, goal_equal, g_free, NULL);
	choosing->seen = g_hash_table_new_full(goal_hash, goal_equal, g_free, NULL);
	choosing->needed = g_ptr_array_new_with_free_func((GDestroyNotify)let_go);
	choosing->tickets = g_array_new(FALSE, FALSE, sizeof(struct ticket));
	choosing->chosen = g_array_new(FALSE, FALSE, sizeof(struct chosen));
	g_array_set_clear_func(choosing->chosen, clear_chosen);
	choosing->goals = g_array_new(FALSE, FALSE, sizeof(struct goal));
	return choosing;
}

void choosing_free(struct choosing *choosing)
{
	if (choosing == NULL)
		return;
	g_free(choosing->branches);
	g_array_unref(choosing->extremes);
	g_hash_table_unref(choosing->extreme_at);
	g_hash_table_unref(choosing->seen);
	g_ptr_array_unref(choosing->needed);
	g_array_unref(choosing->tickets);
	g_array_unref(choosing->chosen);
	g_array_unref(choosing->goals);
	g_free(choosing);
}
