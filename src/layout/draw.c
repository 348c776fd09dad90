/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/draw.h"

static void draw_lines(const struct para_style *style, const struct prose_lines *lines, um_t x, um_t y,
		       struct op_list *list, struct arena *arena)
{
	for (guint i = 0; i < lines->count; i++) {
		um_t baseline, height = line_height(style, &lines->lines[i], &baseline);

		op_list_add_moved(list, &lines->lines[i].list, x, y + baseline, arena);
		y += height;
	}
}

static void draw_fill(struct rect box, struct colour colour, struct op_list *list, struct arena *arena)
{
	struct op *op = op_list_add(list, OP_FILL, arena);

	op->fill.box = box;
	op->fill.colour = colour;
}

static void draw_level(um_t x, um_t y, um_t length, um_t width, struct colour colour, struct op_list *list,
		       struct arena *arena)
{
	struct op *op;

	if (width == 0)
		return;
	op = op_list_add(list, OP_STROKE, arena);
	op->stroke.box = (struct rect){ x, y, length, 0 };
	op->stroke.width = width;
	op->stroke.colour = colour;
}

void row_draw(const struct row_fill *fill, um_t x, um_t y, struct op_list *list, struct arena *arena)
{
	const struct table *table = fill->table;
	const struct table_row *row = fill->row;
	struct rect box = { x, y, table->width, fill->height };

	if (row->has_fill || fill->shaded)
		draw_fill(box, row->has_fill ? row->fill : table->shade, list, arena);
	for (guint i = 0; i < row->n_cells; i++)
		draw_lines(row->cells[i].text.style, fill->cells[i], x + row->cells[i].x, y + table->padding, list, arena);
	draw_level(x, y, table->width, row->rule_above, row->rule_colour, list, arena);
	draw_level(x, y + fill->height, table->width, row->rule_below, row->rule_colour, list, arena);
}

static const struct symbol *encode(struct composing *composing, const struct block_symbol *symbol, guint line)
{
	struct symbol_encoder *encoder = composing->order->encoder;
	struct symbol_wish wish = symbol->wish;
	const struct symbol *made = NULL;
	const char *reason = "there is no encoder";

	wish.text = slot_write(composing, &symbol->value);
	if (encoder != NULL)
		made = encoder->encode(encoder, &wish, composing->arena, &reason);
	if (made == NULL)
		composing_fail(composing, FINDING_CODE_SYMBOL_TEXT, line, reason);
	return made;
}

/* By how much inner reaches beyond outer, at most. */
static um_t beyond(const struct rect *outer, const struct rect *inner)
{
	struct rect all = rect_union(outer, inner);

	return MAX(all.width - outer->width, all.height - outer->height);
}

void symbol_draw(struct composing *composing, const struct block_symbol *symbol, guint line, const struct rect *room,
		 struct op_list *list)
{
	const struct symbol *made = encode(composing, symbol, line);
	struct rect bounds;
	struct op *op;

	if (made == NULL)
		return;
	op = op_list_add(list, OP_SYMBOL, composing->arena);
	op->symbol.x = room->x;
	op->symbol.y = room->y;
	op->symbol.module_width = symbol->module_width;
	op->symbol.module_height = symbol->module_height;
	op->symbol.symbol = made;
	bounds = op_bounds(op);
	if (symbol->align == ALIGN_CENTRE)
		op->symbol.x += (room->width - bounds.width) / 2;
	else if (symbol->align == ALIGN_RIGHT)
		op->symbol.x += room->width - bounds.width;
	if (!rect_contains(room, &bounds))
		composing_fail_by(composing, FINDING_CODE_BLOCK_OVERFLOW, line, beyond(room, &bounds));
}

static void draw_line(struct composing *composing, const struct strip *strip, um_t x, um_t y, struct op_list *list)
{
	const struct block_text *text = &strip->block->text;

	if (strip->text.index == 0 && text->label != NULL && text->label->fixed != NULL)
		draw_lines(text->label->style, text->label->fixed, x + text->label_x, y, list, composing->arena);
	op_list_add_moved(list, &strip->text.lines->lines[strip->text.index].list, x + strip->block->x,
			  y + strip->text.baseline, composing->arena);
}

static void draw_image(const struct block *block, um_t x, um_t y, struct op_list *list, struct arena *arena)
{
	struct op *op = op_list_add(list, OP_IMAGE, arena);

	op->image.box = (struct rect){ x + block->x, y, block->width, block->height };
	op->image.picture = block->picture;
}

void strip_draw(struct composing *composing, const struct strip *strip, um_t x, um_t y, struct op_list *list)
{
	const struct block *block = strip->block;
	struct rect room = { x + block->x, y, block->width, block->height };

	switch (strip->kind) {
	case STRIP_LINE:
		draw_line(composing, strip, x, y, list);
		break;
	case STRIP_ROW:
		row_draw(strip->row, x, y, list, composing->arena);
		break;
	case STRIP_IMAGE:
		draw_image(block, x, y, list, composing->arena);
		break;
	case STRIP_SYMBOL:
		symbol_draw(composing, &block->symbol, block->line, &room, list);
		break;
	case STRIP_SLIP:
		slip_strip_draw(composing, strip->slip, room.x, room.y, list);
		break;
	case STRIP_RULE:
		draw_level(x + block->x, y + block->height / 2, block->width, block->rule.width, block->rule.colour, list,
			   composing->arena);
		break;
	}
}

/* ---- frames ---- */

um_t stack_frame(struct composing *composing, const struct item *item, struct op_list *list)
{
	struct stack stack = { 0 };
	um_t y = 0;

	stack_blocks(composing, &stack, &item->frame);
	for (guint i = 0; i < stack.count; i++) {
		const struct strip *strip = &stack.strips[i];

		y += i > 0 ? strip->glue : 0;
		strip_draw(composing, strip, item->x, item->y + y, list);
		y += strip->height;
	}
	return MAX(y - item->height, 0);
}

um_t stack_fixed(const struct item *item, struct op_list *list, struct arena *arena)
{
	struct composing composing = { .arena = arena };

	return stack_frame(&composing, item, list);
}
