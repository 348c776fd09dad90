/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Third stage: records that can be printed become pieces, household by household; then, sorted, each piece gets its
 * place in the run.
 */
#include "app/again.h"

/* A record of the household being gathered. */
struct member {
	guint number, row, area;
	const char *cap, *street;
};

struct grouping {
	struct making *making;
	struct arena *arena;	/* of the household */
	gboolean together;	/* records of one household share an envelope */
	char *household;
	GArray *members;	/* of struct member */
	GArray *sheets;		/* of each */
	GArray *places;		/* of each, packed */
	guint next_id;
};

static const struct member *member_at(const struct grouping *grouping, guint i)
{
	return &g_array_index(grouping->members, struct member, i);
}

/* "kept in fino-a-20g, 231 mg below an edge" */
static const char *kept_in(const struct grouping *grouping, const struct weighing *weighing)
{
	gint32 above = weighing->weight_mg - weighing->edge_mg;

	if (weighing->bracket == NULL)
		return "kept";
	return arena_printf(grouping->arena, "kept in %s, %d mg %s an edge", weighing->bracket->name, ABS(above),
			    above > 0 ? "above" : "below");
}

static void report_piece(struct grouping *grouping, const struct member *first, const struct planned *planned)
{
	struct finding_sink *sink = &grouping->making->findings.sink;
	const struct weighing *weighing = &planned->weighing;

	if (planned->stream == STREAM_HAND)
		finding_report(sink, FINDING_CODE_PIECE_THICK, first->number, first->row, "sheets",
			       arena_printf(grouping->arena, "%u", planned->sheets), "by hand");
	if (weighing->bracket == NULL || weighing->edge_mg != 0)
		finding_report(sink, weighing->bracket == NULL ? FINDING_CODE_PIECE_HEAVY : FINDING_CODE_PIECE_EDGE,
			       first->number, first->row, "weight",
			       arena_printf(grouping->arena, "%d mg", weighing->weight_mg), kept_in(grouping, weighing));
}

/* Seeds follow the records of the data. */
static gboolean is_seed(const struct making *making, guint record)
{
	return making->again != NULL ? again_is_seed(making->again, record) : record > making->totals.records;
}

static gboolean add_piece(struct grouping *grouping, guint at, guint documents, GError **error)
{
	struct making *making = grouping->making;
	const struct member *first = member_at(grouping, at);
	struct work_piece piece = {
		.id = grouping->next_id++, .product = making->setup->product->rank, .area = first->area,
		.cap = first->cap, .street = first->street, .first_record = first->number, .records = documents,
		.places = &g_array_index(grouping->places, struct work_place, at),
		.seed = is_seed(making, first->number),
	};
	struct planned planned;
	guint sheets = 0;

	for (guint i = 0; i < documents; i++)
		sheets += g_array_index(grouping->sheets, guint, at + i);
	planned = plan_piece(&making->setup->rules, sheets);
	piece.stream = planned.stream;
	piece.pages = planned.pages;
	piece.sheets = planned.sheets;
	piece.weight_mg = planned.weighing.weight_mg;
	piece.insert_mask = planned.insert_mask;
	report_piece(grouping, first, &planned);
	return worklist_add_piece(making->worklist, &piece, error);
}

/* All pieces of the household that has been gathered. */
static gboolean close_household(struct grouping *grouping, GError **error)
{
	guint first = 0;

	while (first < grouping->sheets->len) {
		guint fit = plan_fit(&grouping->making->setup->rules, &g_array_index(grouping->sheets, guint, first),
				     grouping->sheets->len - first);

		if (!add_piece(grouping, first, fit, error))
			return FALSE;
		first += fit;
	}
	g_array_set_size(grouping->members, 0);
	g_array_set_size(grouping->sheets, 0);
	g_array_set_size(grouping->places, 0);
	arena_reset(grouping->arena);
	return TRUE;
}

static gboolean visit_record(void *user, const struct work_record *row, GError **error)
{
	struct grouping *grouping = user;
	struct making *making = grouping->making;
	const struct work_place place = { row->offset, row->length };
	guint sheets = making->sheets->data[row->number];
	struct member member = { row->number, row->row, row->area, NULL, NULL };

	if (sheets == 0)
		return TRUE;
	if (!grouping->together || g_strcmp0(grouping->household, row->household) != 0) {
		if (!close_household(grouping, error))
			return FALSE;
		g_free(grouping->household);
		grouping->household = grouping->together ? g_strdup(row->household) : NULL;
	}
	member.cap = arena_strdup(grouping->arena, row->cap);
	member.street = arena_strdup(grouping->arena, row->street);
	g_array_append_val(grouping->members, member);
	g_array_append_val(grouping->sheets, sheets);
	g_array_append_val(grouping->places, place);
	return TRUE;
}

static gboolean group_records(struct making *making, GError **error)
{
	struct grouping grouping = {
		.making = making, .arena = arena_new(64 * 1024), .next_id = 1,
		.together = making->setup->job->household != HOUSEHOLD_NONE,
		.members = g_array_new(FALSE, FALSE, sizeof(struct member)),
		.sheets = g_array_new(FALSE, FALSE, sizeof(guint)),
		.places = g_array_new(FALSE, FALSE, sizeof(struct work_place)),
	};
	/* Where every record is a household of its own, the order of their numbers needs no sorting. */
	gboolean ok = (grouping.together ? worklist_each_household(making->worklist, visit_record, &grouping, error)
				: worklist_each_record(making->worklist, 1, G_MAXUINT, visit_record, &grouping, error)) &&
		      close_household(&grouping, error);

	arena_free(grouping.arena);
	g_free(grouping.household);
	g_array_unref(grouping.members);
	g_array_unref(grouping.sheets);
	g_array_unref(grouping.places);
	return ok;
}

struct placing {
	struct making *making;
	struct print_order order;
};

static void count_piece(struct run_totals *totals, const struct work_piece *piece)
{
	totals->pieces++;
	totals->documents += piece->records;
	totals->by_hand += piece->stream == STREAM_HAND;
	totals->sheets += piece->sheets;
	totals->pages += piece->pages;
	totals->weight_mg += piece->weight_mg;
	totals->areas[piece->area]++;
	totals->files = piece->file;
	totals->boxes = piece->box;
}

static gboolean visit_sorted(void *user, const struct work_piece *sorted, GError **error)
{
	struct placing *placing = user;
	struct work_piece piece = *sorted;
	const struct planned planned = plan_piece(&placing->making->setup->rules, piece.sheets);
	struct print_place place = print_order_next(&placing->order, &planned, piece.area);

	piece.number = place.number;
	piece.file = place.file;
	piece.position = place.position;
	piece.first_page = place.first_page;
	piece.box = place.box;
	piece.run_sheet = place.run_sheet;
	piece.run_piece = place.run_piece;
	count_piece(&placing->making->totals, &piece);
	return worklist_place_piece(placing->making->worklist, &piece, error);
}

gboolean making_plan(struct making *making, GError **error)
{
	struct placing placing = { .making = making };

	making_tell(making, "planning", 0, 0);
	print_order_init(&placing.order, &making->setup->rules);
	return group_records(making, error) &&
	       worklist_each_sorted(making->worklist, visit_sorted, &placing, error) &&
	       (making->again == NULL || again_place(making, error));
}
