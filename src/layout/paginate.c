/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/paginate.h"

#include <string.h>

struct breaking {
	struct composing *composing;
	const struct flow *flow;
	const struct stack *stack;
	struct flow_pages *pages;
	um_t y, room;			/* of the current page's region */
	gboolean fresh;			/* nothing but a repeated header stands on it */
	const struct strip *last;	/* placed before, on this page or an earlier one */
};

/* ---- pages ---- */

static void open_page(struct breaking *breaking)
{
	struct composing *composing = breaking->composing;
	struct flow_pages *pages = breaking->pages;
	const struct master *master = pages->count == 0 ? breaking->flow->first : breaking->flow->next;

	if (pages->count == pages->room) {
		guint room = pages->room == 0 ? 8 : pages->room * 2;
		struct flow_page *grown = arena_new_array(composing->arena, struct flow_page, room);

		if (pages->count > 0)
			memcpy(grown, pages->pages, sizeof *grown * pages->count);
		pages->pages = grown;
		pages->room = room;
	}
	pages->pages[pages->count++] = (struct flow_page){ .first = pages->n_placed };
	breaking->y = 0;
	breaking->room = master->flow.height;
	breaking->fresh = TRUE;
}

static void place(struct breaking *breaking, const struct strip *strip, const struct row_fill *row, um_t height)
{
	struct flow_pages *pages = breaking->pages;

	if (pages->n_placed == pages->placed_room) {
		guint room = pages->placed_room == 0 ? 64 : pages->placed_room * 2;
		struct placed *grown = arena_new_array(breaking->composing->arena, struct placed, room);

		if (pages->n_placed > 0)
			memcpy(grown, pages->placed, sizeof *grown * pages->n_placed);
		pages->placed = grown;
		pages->placed_room = room;
	}
	pages->placed[pages->n_placed++] = (struct placed){ strip, row, breaking->y };
	pages->pages[pages->count - 1].count++;
	breaking->y += height;
}

/* ---- sums carried over a page break ---- */

static const struct prose_lines *carry_sum(struct composing *composing, const struct table *table,
					   const struct carried *carried, guint rows_done)
{
	struct expr_context *context = &composing->context;
	const struct prose_lines *lines;

	context->group = table->group;
	context->from = 0;
	context->to = rows_done;
	lines = text_fill(composing, &carried->text, carried->align, carried->text.width, 0);
	context->group = FIELD_NONE;
	return lines;
}

/* A row of the line's words and the sums of the first rows_done rows, made when a page breaks. */
static const struct row_fill *fill_carry(struct composing *composing, const struct table *table,
					 const struct carry_line *line, guint rows_done)
{
	struct table_row *row = arena_new_array0(composing->arena, struct table_row, 1);
	struct row_fill *fill = arena_new_array0(composing->arena, struct row_fill, 1);

	row->line = line->label.line;
	row->n_cells = table->n_carried + 1;
	row->cells = arena_new_array0(composing->arena, struct cell, row->n_cells);
	fill->cells = arena_new_array(composing->arena, const struct prose_lines *, row->n_cells);
	row->cells[0].x = table->columns[0].x;
	row->cells[0].text.style = line->style;
	fill->cells[0] = line->label.fixed;
	for (guint i = 0; i < table->n_carried; i++) {
		struct cell *cell = &row->cells[i + 1];

		cell->x = table->columns[table->carried[i].place].x;
		cell->text.style = line->style;
		fill->cells[i + 1] = carry_sum(composing, table, &table->carried[i], rows_done);
	}
	fill->table = table;
	fill->row = row;
	fill->height = line->height;
	return fill;
}

static const struct table *table_continued(const struct breaking *breaking, const struct strip *next)
{
	const struct strip *last = breaking->last;

	return last != NULL && last->run != NULL && last->run == next->run && next->row != next->run->head ?
		last->run->table : NULL;
}

/* End the page before strip next, and begin another. */
static void turn_page(struct breaking *breaking, const struct strip *next)
{
	struct composing *composing = breaking->composing;
	const struct table *table = table_continued(breaking, next);
	guint done = breaking->last != NULL ? breaking->last->rows_done : 0;
	gboolean carry = table != NULL && table->over != NULL && done > 0;

	if (carry)
		place(breaking, NULL, fill_carry(composing, table, table->forward, done), table->forward->height);
	open_page(breaking);
	if (table != NULL && next->run->head != NULL)
		place(breaking, NULL, next->run->head, next->run->head->height);
	if (carry)
		place(breaking, NULL, fill_carry(composing, table, table->over, done), table->over->height);
}

/* ---- chunks ---- */

static guint chunk_end(const struct stack *stack, guint start, enum strip_link weakest)
{
	guint end = start + 1;

	while (end < stack->count && stack->strips[end].link >= weakest)
		end++;
	return end;
}

/* What strips start to end need, with the line that must follow if the page ends behind them. */
static gint64 chunk_height(const struct breaking *breaking, guint start, guint end)
{
	const struct strip *strips = breaking->stack->strips, *last = &strips[end - 1];
	gint64 height = breaking->fresh ? -(gint64)strips[start].glue : 0;

	for (guint i = start; i < end; i++)
		height += strips[i].glue + strips[i].height;
	if (last->run != NULL && end < breaking->stack->count && strips[end].run == last->run &&
	    last->run->table->forward != NULL)
		height += last->run->table->forward->height;
	return height;
}

static void place_strips(struct breaking *breaking, guint start, guint end)
{
	for (guint i = start; i < end; i++) {
		const struct strip *strip = &breaking->stack->strips[i];

		if (!breaking->fresh)
			breaking->y += strip->glue;
		place(breaking, strip, NULL, strip->height);
		breaking->fresh = FALSE;
		breaking->last = strip;
	}
}

static void report_height(struct breaking *breaking, guint start, guint end, gint64 height)
{
	const struct strip *strip = &breaking->stack->strips[start];
	enum finding_code code = end == start + 1 && strip->kind == STRIP_ROW ? FINDING_CODE_ROW_OVERFLOW :
										FINDING_CODE_BLOCK_OVERFLOW;

	composing_fail_by(breaking->composing, code, strip->line, (um_t)MIN(height, G_MAXINT32));
}

/* A first page that only its master fills has hardly room for text: what does not fit there begins on the next. */
static gboolean fits_next_only(const struct breaking *breaking, gint64 height)
{
	return breaking->pages->count == 1 && breaking->y + height > breaking->room &&
	       height <= breaking->flow->next->flow.height;
}

static void place_chunk(struct breaking *breaking, guint start, guint end, enum strip_link weakest)
{
	const struct strip *first = &breaking->stack->strips[start];
	gint64 height = chunk_height(breaking, start, end);

	if (!breaking->fresh ? first->page_break || breaking->y + height > breaking->room :
			       fits_next_only(breaking, height)) {
		turn_page(breaking, first);
		height = chunk_height(breaking, start, end);
	}
	if (breaking->y + height > breaking->room) {
		if (weakest == LINK_SOFT && chunk_end(breaking->stack, start, LINK_HARD) < end) {
			for (guint i = start, next; i < end; i = next) {
				next = chunk_end(breaking->stack, i, LINK_HARD);
				place_chunk(breaking, i, next, LINK_HARD);
			}
			return;
		}
		report_height(breaking, start, end, height);
	}
	place_strips(breaking, start, end);
}

void paginate(struct composing *composing, const struct flow *flow, const struct stack *stack, guint most,
	      struct flow_pages *pages)
{
	struct breaking breaking = { .composing = composing, .flow = flow, .stack = stack, .pages = pages };

	*pages = (struct flow_pages){ 0 };
	open_page(&breaking);
	for (guint start = 0, end; start < stack->count && !composing->failed; start = end) {
		end = chunk_end(stack, start, LINK_SOFT);
		place_chunk(&breaking, start, end, LINK_SOFT);
		if (pages->count > most)
			composing_fail(composing, FINDING_CODE_PAGES_MANY, stack->strips[start].line, "more than 500 pages");
	}
}
