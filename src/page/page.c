/* SPDX-License-Identifier: Apache-2.0 */
#include "page/page.h"

#include <string.h>

struct op *op_list_add(struct op_list *list, enum op_kind kind, struct arena *arena)
{
	struct op *op;

	if (list->count == list->room) {
		guint room = list->room == 0 ? 16 : list->room * 2;
		struct op *ops = arena_new_array(arena, struct op, room);

		if (list->count > 0)
			memcpy(ops, list->ops, sizeof *ops * list->count);
		list->ops = ops;
		list->room = room;
	}
	op = &list->ops[list->count++];
	memset(op, 0, sizeof *op);
	op->kind = kind;
	return op;
}

static void op_move(struct op *op, um_t dx, um_t dy)
{
	switch (op->kind) {
	case OP_FILL:
		op->fill.box.x += dx;
		op->fill.box.y += dy;
		break;
	case OP_STROKE:
		op->stroke.box.x += dx;
		op->stroke.box.y += dy;
		break;
	case OP_TEXT:
		op->text.x += dx;
		op->text.baseline += dy;
		break;
	case OP_SYMBOL:
		op->symbol.x += dx;
		op->symbol.y += dy;
		break;
	case OP_IMAGE:
		op->image.box.x += dx;
		op->image.box.y += dy;
		break;
	case OP_STAMP:
		op->stamp.x += dx;
		op->stamp.y += dy;
		break;
	case OP_TURN:
		op->turn.x += dx;
		op->turn.y += dy;
		break;
	}
}

void op_list_add_moved(struct op_list *list, const struct op_list *from, um_t dx, um_t dy, struct arena *arena)
{
	for (guint i = 0; i < from->count; i++) {
		struct op *op = op_list_add(list, from->ops[i].kind, arena);

		*op = from->ops[i];
		op_move(op, dx, dy);
	}
}

static struct rect stroke_bounds(const struct op_stroke *stroke)
{
	um_t half = (stroke->width + 1) / 2;

	return rect_grown(&stroke->box, half, half);
}

/* em1000 at a size in mpt, as micrometres. */
static um_t um_from_em(gint64 em1000, mpt_t size)
{
	return um_from_mpt(em1000 * size / 1000);
}

static struct rect text_bounds(const struct op_text *text)
{
	gint64 em1000 = 0;
	gint64 gaps = 0;
	gint32 ascent = 0, descent = 0;

	for (guint i = 0; i < text->count; i++) {
		const struct word *word = text->words[i];

		em1000 += word->width;
		if (word->gap && i + 1 < text->count) {
			em1000 += word_space(word);
			gaps++;
		}
		for (guint j = 0; j < word->n_runs; j++) {
			ascent = MAX(ascent, word->runs[j].face->font->ascent);
			descent = MAX(descent, word->runs[j].face->font->descent);
		}
	}
	return (struct rect){
		.x = text->x,
		.y = text->baseline - um_from_em(ascent, text->size),
		.width = um_from_mpt(em1000 * text->size / 1000 + gaps * text->gap),
		.height = um_from_em(ascent, text->size) + um_from_em(descent, text->size),
	};
}

struct rect op_bounds(const struct op *op)
{
	switch (op->kind) {
	case OP_FILL:
		return op->fill.box;
	case OP_STROKE:
		return stroke_bounds(&op->stroke);
	case OP_TEXT:
		return text_bounds(&op->text);
	case OP_SYMBOL:
		return (struct rect){ op->symbol.x, op->symbol.y, op->symbol.module_width * op->symbol.symbol->columns,
				      op->symbol.module_height * op->symbol.symbol->rows };
	case OP_IMAGE:
		return op->image.box;
	case OP_STAMP: {
		struct rect bounds = op->stamp.stamp->bounds;

		bounds.x += op->stamp.x;
		bounds.y += op->stamp.y;
		return bounds;
	}
	case OP_TURN: {
		struct pose pose;
		struct rect bounds = op_list_bounds(op_inside(op, &pose));

		return pose_rect(&pose, &bounds);
	}
	}
	g_assert_not_reached();
}

struct rect op_list_bounds(const struct op_list *list)
{
	struct rect bounds = { 0, 0, 0, 0 };

	for (guint i = 0; i < list->count; i++) {
		struct rect next = op_bounds(&list->ops[i]);

		bounds = i == 0 ? next : rect_union(&bounds, &next);
	}
	return bounds;
}

const struct op_list *op_inside(const struct op *op, struct pose *pose)
{
	if (op->kind == OP_STAMP) {
		*pose = (struct pose){ op->stamp.x, op->stamp.y, TURN_NONE };
		return &op->stamp.stamp->list;
	}
	if (op->kind != OP_TURN)
		return NULL;
	*pose = (struct pose){ op->turn.x, op->turn.y, op->turn.quarter };
	return op->turn.list;
}

/* About the origin. */
static struct rect rect_turned(const struct rect *rect, enum turn turn)
{
	um_t right = rect->x + rect->width, bottom = rect->y + rect->height;

	switch (turn) {
	case TURN_NONE:
		return *rect;
	case TURN_90:
		return (struct rect){ -bottom, rect->x, rect->height, rect->width };
	case TURN_180:
		return (struct rect){ -right, -bottom, rect->width, rect->height };
	case TURN_270:
		return (struct rect){ rect->y, -right, rect->height, rect->width };
	}
	g_assert_not_reached();
}

struct rect pose_rect(const struct pose *pose, const struct rect *inside)
{
	struct rect rect = rect_turned(inside, pose->turn);

	rect.x += pose->x;
	rect.y += pose->y;
	return rect;
}

struct pose pose_back(const struct pose *pose)
{
	const struct rect origin = { -pose->x, -pose->y, 0, 0 };
	enum turn turn = (enum turn)((4u - pose->turn) % 4u);
	const struct rect at = rect_turned(&origin, turn);

	return (struct pose){ at.x, at.y, turn };
}

struct rect pose_rect_back(const struct pose *pose, const struct rect *outside)
{
	const struct pose back = pose_back(pose);

	return pose_rect(&back, outside);
}

struct pose pose_within(const struct pose *outer, const struct pose *inner)
{
	const struct rect origin = { inner->x, inner->y, 0, 0 };
	const struct rect at = pose_rect(outer, &origin);

	return (struct pose){ at.x, at.y, (enum turn)((outer->turn + inner->turn) % 4u) };
}

struct pose page_as_read(const struct page *page, um_t *width, um_t *height)
{
	const struct rect sheet = { 0, 0, page->width, page->height };
	const struct rect turned = rect_turned(&sheet, page->upright);

	*width = turned.width;
	*height = turned.height;
	return (struct pose){ -turned.x, -turned.y, page->upright };
}

gboolean rect_overlaps(const struct rect *a, const struct rect *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

gboolean rect_contains(const struct rect *outer, const struct rect *inner)
{
	return inner->x >= outer->x && inner->y >= outer->y && inner->x + inner->width <= outer->x + outer->width &&
	       inner->y + inner->height <= outer->y + outer->height;
}

struct rect rect_union(const struct rect *a, const struct rect *b)
{
	um_t left = MIN(a->x, b->x), top = MIN(a->y, b->y);
	um_t right = MAX(a->x + a->width, b->x + b->width), bottom = MAX(a->y + a->height, b->y + b->height);

	return (struct rect){ left, top, right - left, bottom - top };
}

struct rect rect_grown(const struct rect *rect, um_t sides, um_t above_and_below)
{
	return (struct rect){ rect->x - sides, rect->y - above_and_below, rect->width + 2 * sides,
			      rect->height + 2 * above_and_below };
}
