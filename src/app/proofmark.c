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

		if (!rect_overlaps(&bounds, room))
			continue;
		if (op->kind != OP_STAMP)
			return FALSE;
		/* A stamp's bounds are mostly white. */
		bounds = (struct rect){ room->x - op->stamp.x, room->y - op->stamp.y, room->width, room->height };
		if (!is_free(&op->stamp.stamp->list, &bounds))
			return FALSE;
	}
	return TRUE;
}

/* From the foot upwards, left, right and middle.  A page without any such room gets it at its very foot. */
static void find_room(const struct page *page, um_t width, um_t height, um_t *x, um_t *y)
{
	const um_t columns[] = { EDGE_UM, page->width - EDGE_UM - width, (page->width - width) / 2 };

	for (*y = page->height - EDGE_UM - height; *y >= EDGE_UM; *y -= STEP_UM) {
		for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
			struct rect room = { columns[i], *y, width, height };

			*x = columns[i];
			room = rect_grown(&room, AROUND_UM, AROUND_UM);
			if (is_free(&page->list, &room))
				return;
		}
	}
	*x = EDGE_UM;
	*y = page->height - height;
}

void proof_mark(struct typesetter *typesetter, const char *text, struct page *page, struct arena *arena)
{
	const struct text_style style = { .role = MARK_ROLE, .size = MARK_SIZE, .colour = MARK_COLOUR };
	gunichar missing = 0;
	struct typeset_line line = typesetter_line(typesetter, &style, STORE_PASSING, text, arena, &missing);
	struct op_list list = { 0 };
	um_t x, y;

	find_room(page, line.width, line.ascent + line.descent, &x, &y);
	op_list_add_moved(&list, &page->list, 0, 0, arena);
	typeset_line_draw(&line, &style, x, y + line.ascent, &list, arena);
	page->list = list;
}
