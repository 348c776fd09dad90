/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/stack.h"

#include <string.h>

/* ---- strips ---- */

static struct strip *add_strip(struct composing *composing, struct stack *stack, enum strip_kind kind,
			       const struct block *block, um_t height, enum strip_link link)
{
	struct strip *strip;

	if (stack->count == stack->room) {
		guint room = stack->room == 0 ? 64 : stack->room * 2;
		struct strip *strips = arena_new_array(composing->arena, struct strip, room);

		if (stack->count > 0)
			memcpy(strips, stack->strips, sizeof *strips * stack->count);
		stack->strips = strips;
		stack->room = room;
	}
	strip = &stack->strips[stack->count++];
	*strip = (struct strip){ .kind = kind, .link = link, .line = block->line, .height = height, .block = block };
	if (stack->opening) {
		strip->glue = MAX(stack->after, block->before) + stack->space;
		strip->page_break = stack->page_break;
		strip->link = stack->keep_next && !stack->page_break ? LINK_SOFT : LINK_NONE;
		stack->after = stack->space = 0;
		stack->opening = stack->keep_next = stack->page_break = FALSE;
	}
	if (stack->together > 0 && !stack->together_opening && !strip->page_break)
		strip->link = LINK_HARD;
	stack->together_opening = FALSE;
	stack->height += strip->glue + strip->height;
	stack->height_line = block->line;
	return strip;
}

static void begin_block(struct stack *stack)
{
	stack->opening = TRUE;
}

static void end_block(struct stack *stack, const struct block *block)
{
	if (stack->opening)
		return;		/* it made no strip: an empty text */
	stack->after = block->after;
	stack->keep_next = block->keep_next;
}

/* A line may not begin a page too soon after the paragraph's start (orphans) or before its end (widows). */
static enum strip_link link_of_line(const struct para_style *style, guint index, guint count)
{
	if (style->keep_lines)
		return LINK_HARD;
	return index < style->orphans || count - index < style->widows ? LINK_SOFT : LINK_NONE;
}

static void stack_text(struct composing *composing, struct stack *stack, const struct block *block)
{
	const struct text *text = &block->text.text;
	const struct para_style *style = text->style;
	const struct prose_lines *lines = text_fill(composing, text, style->align, block->width,
						    block->text.label == NULL ? style->indent : 0);

	for (guint i = 0; i < lines->count; i++) {
		um_t baseline, height = line_height(style, &lines->lines[i], &baseline);
		struct strip *strip = add_strip(composing, stack, STRIP_LINE, block, height,
						link_of_line(style, i, lines->count));

		strip->text.lines = lines;
		strip->text.index = i;
		strip->text.baseline = baseline;
	}
}

/* ---- tables ---- */

static const struct row_fill *fill_row(struct composing *composing, const struct table *table,
				       const struct table_row *row)
{
	struct row_fill *fill = arena_new_array0(composing->arena, struct row_fill, 1);

	fill->table = table;
	fill->row = row;
	fill->cells = arena_new_array(composing->arena, const struct prose_lines *, row->n_cells + 1);
	for (guint i = 0; i < row->n_cells; i++) {
		const struct cell *cell = &row->cells[i];

		fill->cells[i] = text_fill(composing, &cell->text, cell->align, cell->width, 0);
		fill->height = MAX(fill->height, lines_height(cell->text.style, fill->cells[i]));
	}
	fill->height += 2 * table->padding;
	return fill;
}

static struct strip *add_row(struct composing *composing, struct stack *stack, const struct block *block,
			     const struct table_run *run, const struct row_fill *fill, guint rows_done,
			     enum strip_link link)
{
	struct strip *strip = add_strip(composing, stack, STRIP_ROW, block, fill->height, link);

	strip->line = fill->row->line;
	strip->run = run;
	strip->row = fill;
	strip->rows_done = rows_done;
	return strip;
}

/* Whether a run of equal values ends with row; context stands on that row. */
static gboolean run_ends(struct composing *composing, const struct table *table, const struct row_set *rows, guint row,
			 guint columns)
{
	struct expr_context next = composing->context;
	struct expr_value here, there;
	const char *why;

	if (row + 1 == rows->count)
		return TRUE;
	next.row += columns;
	why = expr_eval(table->subtotal_by, &composing->context, &here);
	if (why == NULL)
		why = expr_eval(table->subtotal_by, &next, &there);
	if (why == NULL)
		return !expr_values_equal(&here, &there);
	composing_fail(composing, FINDING_CODE_EXPRESSION, table->subtotal->line, why);
	return FALSE;
}

/* The first rows stay with the header, the last ones with the end, so that no page shows a lone row. */
static enum strip_link link_of_row(const struct table *table, guint row, guint count)
{
	if (row == 0)
		return table->head != NULL ? LINK_SOFT : LINK_NONE;
	return row < table->keep_header || count - row < table->keep_header ? LINK_SOFT : LINK_NONE;
}

static void stack_group(struct composing *composing, struct stack *stack, const struct block *block,
			const struct table_run *run)
{
	const struct table *table = run->table;
	const struct row_set *rows = &composing->order->record->groups[table->group];
	const struct field_list *columns = &composing->context.dictionary->groups[table->group].columns;
	struct expr_context *context = &composing->context;
	guint run_start = 0;

	context->group = table->group;
	for (guint i = 0; i < rows->count; i++) {
		struct row_fill *fill;

		context->row = rows->cells + (gsize)i * columns->count;
		context->from = 0;
		context->to = rows->count;
		fill = (struct row_fill *)fill_row(composing, table, &table->rows[0]);
		fill->shaded = table->has_shade && i % 2 == 1;
		add_row(composing, stack, block, run, fill, i + 1, link_of_row(table, i, rows->count));
		if (table->subtotal != NULL && run_ends(composing, table, rows, i, columns->count)) {
			context->from = run_start;
			context->to = i + 1;
			add_row(composing, stack, block, run, fill_row(composing, table, table->subtotal), i + 1, LINK_SOFT);
			run_start = i + 1;
		}
		if (stack->height_max > 0 && stack->height > stack->height_max)
			break;
	}
	context->group = FIELD_NONE;
	context->row = NULL;
}

static void stack_table(struct composing *composing, struct stack *stack, const struct block *block)
{
	const struct table *table = block->table;
	struct table_run *run = arena_new_array0(composing->arena, struct table_run, 1);

	run->table = table;
	if (table->head != NULL) {
		run->head = fill_row(composing, table, table->head);
		add_row(composing, stack, block, run, run->head, 0, LINK_NONE);
	}
	if (table->group != FIELD_NONE)
		stack_group(composing, stack, block, run);
	for (guint i = 0; table->group == FIELD_NONE && i < table->n_rows; i++) {
		struct row_fill *fill = (struct row_fill *)fill_row(composing, table, &table->rows[i]);

		fill->shaded = table->has_shade && i % 2 == 1;
		add_row(composing, stack, block, run, fill, i + 1, link_of_row(table, i, table->n_rows));
	}
	if (table->total != NULL) {
		guint done = stack->count > 0 ? stack->strips[stack->count - 1].rows_done : 0;

		add_row(composing, stack, block, run, fill_row(composing, table, table->total), done, LINK_SOFT);
	}
}

/* ---- blocks ---- */

static void stack_together(struct composing *composing, struct stack *stack, const struct block *block)
{
	if (stack->together++ == 0)
		stack->together_opening = TRUE;
	stack_blocks(composing, stack, &block->together);
	if (--stack->together == 0)
		stack->together_opening = FALSE;
}

static void stack_box(struct composing *composing, struct stack *stack, const struct block *block, enum strip_kind kind)
{
	begin_block(stack);
	add_strip(composing, stack, kind, block, block->height, LINK_NONE);
	end_block(stack, block);
}

static void stack_slip(struct composing *composing, struct stack *stack, const struct block *block)
{
	const struct slip_made *made = slip_make(composing, block->slip);

	begin_block(stack);
	for (guint i = 0; i < made->n_strips; i++) {
		struct strip *strip = add_strip(composing, stack, STRIP_SLIP, block, block->height, LINK_NONE);

		strip->slip = &made->strips[i];
		if (i == 0)
			continue;
		strip->glue = block->slip->gap;
		stack->height += strip->glue;
	}
	end_block(stack, block);
}

static void stack_block(struct composing *composing, struct stack *stack, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_TEXT:
		begin_block(stack);
		stack_text(composing, stack, block);
		end_block(stack, block);
		break;
	case BLOCK_TABLE:
		begin_block(stack);
		stack_table(composing, stack, block);
		end_block(stack, block);
		break;
	case BLOCK_IMAGE:
		stack_box(composing, stack, block, STRIP_IMAGE);
		break;
	case BLOCK_SYMBOL:
		stack_box(composing, stack, block, STRIP_SYMBOL);
		break;
	case BLOCK_SLIP:
		stack_slip(composing, stack, block);
		break;
	case BLOCK_RULE:
		stack_box(composing, stack, block, STRIP_RULE);
		break;
	case BLOCK_SPACE:
		stack->space += block->height;
		break;
	case BLOCK_BREAK:
		stack->page_break = TRUE;
		break;
	case BLOCK_TOGETHER:
		stack_together(composing, stack, block);
		break;
	case BLOCK_WHEN:
		stack_blocks(composing, stack, condition_holds(composing, &block->when.condition) ?
			     &block->when.then : &block->when.otherwise);
		break;
	}
}

void stack_blocks(struct composing *composing, struct stack *stack, const struct block_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		if (stack->height_max > 0 && stack->height > stack->height_max)
			return;
		stack_block(composing, stack, &list->items[i]);
	}
}
