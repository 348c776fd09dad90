/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One letter: its flows are stacked and broken into pages, then each page is drawn: the master's stamp, what varies
 * on the master, the flow.
 */
#include "layout/layout.h"

#include "layout/draw.h"
#include "layout/paginate.h"
#include "layout/slips.h"

/* Where things of a master are put. */
struct sheet_side {
	const struct master *master;
	struct op_list *list;
};

/* ---- masters ---- */

static um_t widest(const struct prose_lines *lines)
{
	um_t width = 0;

	for (guint i = 0; i < lines->count; i++)
		width = MAX(width, lines->lines[i].natural);
	return width;
}

static void draw_text(struct composing *composing, const struct sheet_side *side, const struct item *item)
{
	const struct text *text = &item->text;
	const struct prose_lines *lines = text_fill(composing, text, text->style->align, item->width,
						    text->style->indent);
	um_t y = item->y, beyond = item->x + widest(lines) - side->master->width;

	for (guint i = 0; i < lines->count; i++) {
		um_t baseline, height = line_height(text->style, &lines->lines[i], &baseline);

		op_list_add_moved(side->list, &lines->lines[i].list, item->x, y + baseline, composing->arena);
		y += height;
	}
	if (beyond > 0)
		composing_fail_by(composing, FINDING_CODE_LINE_OVERFLOW, item->line, beyond);
	if (y > side->master->height)
		composing_fail_by(composing, FINDING_CODE_BLOCK_OVERFLOW, item->line, y - side->master->height);
}

static void draw_items(struct composing *composing, const struct sheet_side *side, const struct item_list *items);

static void draw_item(struct composing *composing, const struct sheet_side *side, const struct item *item)
{
	struct rect room = { item->x, item->y, side->master->width - item->x, side->master->height - item->y };
	um_t over;

	switch (item->kind) {
	case ITEM_TEXT:
		draw_text(composing, side, item);
		break;
	case ITEM_SYMBOL:
		symbol_draw(composing, &item->symbol, item->line, &room, side->list);
		break;
	case ITEM_SLIP:
		slip_strip_draw(composing, &slip_make(composing, item->slip)->strips[0], item->x, item->y, side->list);
		break;
	case ITEM_FRAME:
		over = stack_frame(composing, item, side->list);
		if (over > 0)
			composing_fail_by(composing, FINDING_CODE_BLOCK_OVERFLOW, item->line, over);
		break;
	case ITEM_WHEN:
		draw_items(composing, side, condition_holds(composing, &item->when.condition) ? &item->when.then :
											       &item->when.otherwise);
		break;
	}
}

static void draw_items(struct composing *composing, const struct sheet_side *side, const struct item_list *items)
{
	if (items->stamp != NULL)
		op_list_add(side->list, OP_STAMP, composing->arena)->stamp.stamp = items->stamp;
	for (guint i = 0; i < items->count; i++)
		draw_item(composing, side, &items->items[i]);
}

/* ---- pages ---- */

/* A flow that this letter has, broken into pages. */
struct part {
	const struct flow *flow;
	struct flow_pages pages;
};

struct parts {
	struct part *items;
	guint count;
	guint pages;	/* of all */
	guint sides;	/* the same with the empty backs between two parts */
};

/* Where a page comes in its letter, both from 0: among its pages, and among the sides of its sheets. */
struct page_place {
	guint page, side;
};

/* How sheets are filled: with backs of their own, on both sides, or on fronts only. */
static gboolean has_backs(const struct composing *composing, const struct flow *flow)
{
	return composing->order->duplex && flow->back != NULL;
}

static guint pages_of_part(const struct composing *composing, const struct part *part)
{
	return part->pages.count * (has_backs(composing, part->flow) ? 2 : 1);
}

/* Each part begins on a front. */
static guint next_front(const struct composing *composing, guint side)
{
	return composing->order->duplex ? side + side % 2 : side;
}

static struct page *page_new(struct composing *composing, const struct master *master, guint side)
{
	struct page *page = arena_new_array0(composing->arena, struct page, 1);
	guint before = composing->order->piece_page;

	page->width = master->landscape ? master->height : master->width;
	page->height = master->landscape ? master->width : master->height;
	page->upright = master->landscape ? TURN_90 : TURN_NONE;
	if (composing->order->duplex) {
		page->side = side % 2 == 0 ? PAGE_FRONT : PAGE_BACK;
		page->sheet = (before + 1) / 2 + side / 2 + 1;
	} else {
		page->side = PAGE_FRONT;
		page->sheet = before + side + 1;
	}
	return page;
}

/* Where things of a master are drawn: the page's own list, or one that is turned on it. */
static struct op_list *list_of(struct composing *composing, const struct master *master, struct page *page)
{
	struct op_list *list;

	if (!master->landscape)
		return &page->list;
	list = arena_new_array0(composing->arena, struct op_list, 1);
	op_list_add(&page->list, OP_TURN, composing->arena)->turn = (struct op_turn){ 0, page->height, TURN_270, list };
	return list;
}

static void draw_master(struct composing *composing, const struct master *master, const struct page_place *place,
			struct op_list *list)
{
	struct sheet_side side = { .master = master, .list = list };

	composing->context.page = place->page + 1;
	composing->context.piece_page = composing->order->piece_page + place->side + 1;
	draw_items(composing, &side, &master->items);
}

/* Whether all lines of a stamped text follow here; then they are drawn as the stamp. */
static gboolean stands_whole(const struct placed *placed, guint left)
{
	const struct strip *strip = placed->strip;
	guint lines;

	if (strip->kind != STRIP_LINE || strip->text.index > 0 || strip->block->text.stamp == NULL)
		return FALSE;
	lines = strip->text.lines->count;
	return lines <= left && placed[lines - 1].strip == strip + lines - 1;
}

static void draw_flow(struct composing *composing, const struct master *master, const struct flow_pages *pages,
		      guint number, struct op_list *list)
{
	um_t x = master->flow.x, top = master->flow.y;
	guint end = pages->pages[number].first + pages->pages[number].count;

	for (guint i = pages->pages[number].first; i < end; i++) {
		const struct placed *placed = &pages->placed[i];
		const struct strip *strip = placed->strip;
		struct op *op;

		if (strip == NULL) {
			row_draw(placed->row, x, top + placed->y, list, composing->arena);
		} else if (stands_whole(placed, end - i)) {
			op = op_list_add(list, OP_STAMP, composing->arena);
			op->stamp.x = x + strip->block->x;
			op->stamp.y = top + placed->y;
			op->stamp.stamp = strip->block->text.stamp;
			i += strip->text.lines->count - 1;
		} else {
			strip_draw(composing, strip, x, top + placed->y, list);
		}
	}
}

/* A page with its master; where its flow is drawn. */
static struct op_list *add_page(struct composing *composing, const struct master *master, struct page_place *place,
				struct letter *letter)
{
	struct letter_page *page = &letter->pages[place->page];
	struct op_list *list;

	page->page = page_new(composing, master, place->side);
	page->address = master->address;
	list = list_of(composing, master, page->page);
	draw_master(composing, master, place, list);
	place->page++;
	place->side++;
	return list;
}

static void draw_part(struct composing *composing, const struct part *part, struct page_place *place,
		      struct letter *letter)
{
	const struct flow *flow = part->flow;

	place->side = next_front(composing, place->side);
	for (guint i = 0; i < part->pages.count; i++) {
		const struct master *master = i == 0 ? flow->first : flow->next;

		draw_flow(composing, master, &part->pages, i, add_page(composing, master, place, letter));
		if (has_backs(composing, flow))
			add_page(composing, flow->back, place, letter);
	}
}

static void draw_parts(struct composing *composing, const struct parts *parts, struct letter *letter)
{
	struct page_place place = { 0, 0 };

	letter->count = parts->pages;
	letter->pages = arena_new_array0(composing->arena, struct letter_page, letter->count);
	for (guint i = 0; i < parts->count; i++)
		draw_part(composing, &parts->items[i], &place, letter);
}

/* ---- letters ---- */

/* What no letter of the most pages can hold: stacking stops there. */
static gint64 highest_flow(const struct flow *flow)
{
	return (gint64)MAX(flow->first->flow.height, flow->next->flow.height) * (LETTER_PAGES_MAX + 1);
}

static void begin(struct composing *composing, struct layout *layout, const struct letter_order *order)
{
	*composing = (struct composing){
		.layout = layout,
		.order = order,
		.arena = order->arena,
		.context = { .dictionary = layout->dictionary, .record = order->record, .group = FIELD_NONE },
	};
}

/* A sheet printed on both sides has two pages, whether its back is empty or not. */
static guint piece_pages(const struct composing *composing, const struct parts *parts)
{
	if (composing->order->piece_pages != LETTER_ALONE)
		return composing->order->piece_pages;
	return next_front(composing, parts->sides);
}

static void break_part(struct composing *composing, const struct flow *flow, struct parts *parts)
{
	struct stack stack = { .height_max = highest_flow(flow) };
	struct part *part = &parts->items[parts->count++];

	*part = (struct part){ .flow = flow };
	stack_blocks(composing, &stack, &flow->blocks);
	if (stack.height > stack.height_max) {
		composing_fail(composing, FINDING_CODE_PAGES_MANY, stack.height_line, "more than 500 pages");
		return;
	}
	paginate(composing, flow, &stack, (LETTER_PAGES_MAX - MIN(parts->pages, LETTER_PAGES_MAX)) /
		 (has_backs(composing, flow) ? 2 : 1), &part->pages);
	parts->pages += pages_of_part(composing, part);
	parts->sides = next_front(composing, parts->sides) + pages_of_part(composing, part);
}

static void break_parts(struct composing *composing, struct parts *parts)
{
	const struct layout *layout = composing->layout;

	*parts = (struct parts){ .items = arena_new_array(composing->arena, struct part, layout->n_flows) };
	for (guint i = 0; i < layout->n_flows; i++) {
		const struct flow *flow = &layout->flows[i];

		if (!flow->conditional || condition_holds(composing, &flow->condition))
			break_part(composing, flow, parts);
	}
	composing->context.pages = parts->pages;
	composing->context.piece_pages = piece_pages(composing, parts);
}

gboolean layout_compose(struct layout *layout, const struct letter_order *order, struct letter *letter)
{
	struct composing composing;
	struct parts parts;

	begin(&composing, layout, order);
	break_parts(&composing, &parts);
	*letter = (struct letter){ 0 };
	if (!composing.failed)
		draw_parts(&composing, &parts, letter);
	slips_agree(&composing);
	return !composing.failed;
}
