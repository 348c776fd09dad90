/* SPDX-License-Identifier: Apache-2.0 */
#include "app/proofmark.h"

#define MARK_ROLE "body"	/* every layout needs it */
#define MARK_SIZE 6500
#define MARK_COLOUR ((struct colour){ 120, 120, 120 })
/* From the sheet's edges, beyond what presses cannot reach, and from all that is printed. */
#define EDGE_UM 5000
#define AROUND_UM 1000
#define STEP_UM 1000

static gboolean is_free(const struct op_list *list, const struct rect *room)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];
		struct rect bounds = op_bounds(op);
		const struct op_list *inside;
		struct pose pose;

		if (!rect_overlaps(&bounds, room))
			continue;
		inside = op_inside(op, &pose);
		if (inside == NULL)
			return FALSE;
		/* Its bounds are mostly white. */
		bounds = pose_rect_back(&pose, room);
		if (!is_free(inside, &bounds))
			return FALSE;
	}
	return TRUE;
}

/* From the foot upwards, left, right and middle, as the page is read.  A page without any such room gets it at its very
 * foot.  pose: how the page lies. */
static void find_room(const struct page *page, um_t width, um_t height, um_t *x, um_t *y, struct pose *pose)
{
	um_t page_width, page_height;

	*pose = page_as_read(page, &page_width, &page_height);

	const um_t columns[] = { EDGE_UM, page_width - EDGE_UM - width, (page_width - width) / 2 };

	for (*y = page_height - EDGE_UM - height; *y >= EDGE_UM; *y -= STEP_UM) {
		for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
			struct rect room = { columns[i], *y, width, height };

			*x = columns[i];
			room = rect_grown(&room, AROUND_UM, AROUND_UM);
			room = pose_rect_back(pose, &room);
			if (is_free(&page->list, &room))
				return;
		}
	}
	*x = EDGE_UM;
	*y = page_height - height;
}

/* Where a list must be put to be upright, its origin at the corner of the page as it is read. */
static struct op_list *add_upright(struct op_list *list, const struct pose *pose, struct arena *arena)
{
	struct op_list *upright = arena_new_array0(arena, struct op_list, 1);
	const struct pose back = pose_back(pose);

	op_list_add(list, OP_TURN, arena)->turn = (struct op_turn){ back.x, back.y, back.turn, upright };
	return upright;
}

void proof_mark(struct typesetter *typesetter, const char *text, struct page *page, struct arena *arena)
{
	const struct text_style style = { .role = MARK_ROLE, .size = MARK_SIZE, .colour = MARK_COLOUR };
	gunichar missing = 0;
	struct typeset_line line = typesetter_line(typesetter, &style, STORE_PASSING, text, arena, &missing);
	struct op_list list = { 0 }, *over = &list;
	struct pose pose;
	um_t x, y;

	find_room(page, line.width, line.ascent + line.descent, &x, &y, &pose);
	op_list_add_moved(&list, &page->list, 0, 0, arena);
	if (pose.turn != TURN_NONE)
		over = add_upright(&list, &pose, arena);
	typeset_line_draw(&line, &style, x, y + line.ascent, over, arena);
	page->list = list;
}
