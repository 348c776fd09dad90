/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One letter: its flow is stacked and broken into pages, then each page is drawn: the master's stamp, what varies
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

/* How sheets are filled: with backs of their own, on both sides, or on fronts only. */
static gboolean has_backs(const struct composing *composing)
{
	return composing->order->duplex && composing->layout->back != NULL;
}

static struct page *page_new(struct composing *composing, const struct master *master, guint number)
{
	struct page *page = arena_new_array0(composing->arena, struct page, 1);
	guint before = composing->order->piece_page;

	page->width = master->width;
	page->height = master->height;
	if (composing->order->duplex) {
		page->side = number % 2 == 0 ? PAGE_FRONT : PAGE_BACK;
		page->sheet = (before + 1) / 2 + number / 2 + 1;
	} else {
		page->side = PAGE_FRONT;
		page->sheet = before + number + 1;
	}
	return page;
}

/* Number counts all pages of the letter from 0. */
static void draw_master(struct composing *composing, const struct master *master, guint number, struct op_list *list)
{
	struct sheet_side side = { .master = master, .list = list };

	composing->context.page = number + 1;
	composing->context.piece_page = composing->order->piece_page + number + 1;
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

static void draw_pages(struct composing *composing, const struct flow_pages *pages, struct letter *letter)
{
	const struct layout *layout = composing->layout;
	guint step = has_backs(composing) ? 2 : 1;

	letter->count = pages->count * step;
	letter->pages = arena_new_array0(composing->arena, struct letter_page, letter->count);
	for (guint i = 0; i < pages->count; i++) {
		const struct master *master = i == 0 ? layout->first : layout->next;
		struct letter_page *front = &letter->pages[i * step];

		front->page = page_new(composing, master, i * step);
		front->address = master->address;
		draw_master(composing, master, i * step, &front->page->list);
		draw_flow(composing, master, pages, i, &front->page->list);
		if (step == 2) {
			front[1].page = page_new(composing, layout->back, i * step + 1);
			front[1].address = layout->back->address;
			draw_master(composing, layout->back, i * step + 1, &front[1].page->list);
		}
	}
}

/* ---- letters ---- */

/* What no letter of the most pages can hold: stacking stops there. */
static gint64 highest_flow(const struct layout *layout)
{
	return (gint64)MAX(layout->first->flow.height, layout->next->flow.height) * (LETTER_PAGES_MAX + 1);
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
static guint piece_pages(const struct composing *composing)
{
	guint own = (guint)composing->context.pages;

	if (composing->order->piece_pages != LETTER_ALONE)
		return composing->order->piece_pages;
	return composing->order->duplex ? own + own % 2 : own;
}

static void break_pages(struct composing *composing, struct flow_pages *pages)
{
	struct stack stack = { .height_max = highest_flow(composing->layout) };

	stack_blocks(composing, &stack, &composing->layout->flow);
	if (stack.height > stack.height_max) {
		composing_fail(composing, FINDING_CODE_PAGES_MANY, stack.height_line, "more than 500 pages");
		*pages = (struct flow_pages){ 0 };
		return;
	}
	paginate(composing, &stack, LETTER_PAGES_MAX / (has_backs(composing) ? 2 : 1), pages);
	composing->context.pages = pages->count * (has_backs(composing) ? 2 : 1);
	composing->context.piece_pages = piece_pages(composing);
}

gboolean layout_compose(struct layout *layout, const struct letter_order *order, struct letter *letter)
{
	struct composing composing;
	struct flow_pages pages;

	begin(&composing, layout, order);
	break_pages(&composing, &pages);
	*letter = (struct letter){ 0 };
	if (!composing.failed)
		draw_pages(&composing, &pages, letter);
	return !composing.failed;
}
