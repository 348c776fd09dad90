/* SPDX-License-Identifier: Apache-2.0 */
/* What is turned stands where a person with the paper in hand would find it. */
#include "page/page.h"

#include "unit/check.h"

static void check_rect(const char *label, struct rect got, struct rect expected)
{
	CHECK_INT(label, got.x, expected.x);
	CHECK_INT(label, got.y, expected.y);
	CHECK_INT(label, got.width, expected.width);
	CHECK_INT(label, got.height, expected.height);
}

/* A rectangle 30 wide and 10 high, 5 to the right of the origin and 7 below it, the origin at (100, 200). */
static const struct turned_row {
	const char *label;
	enum turn turn;
	struct rect rect;
} turned_rows[] = {
	{ "upright", TURN_NONE, { 105, 207, 30, 10 } },
	{ "right becomes down, down becomes left", TURN_90, { 83, 205, 10, 30 } },
	{ "upside down", TURN_180, { 65, 183, 30, 10 } },
	{ "right becomes up, down becomes right", TURN_270, { 107, 165, 10, 30 } },
};

static const struct rect inside = { 5, 7, 30, 10 };

static void turns_rectangles(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(turned_rows); i++) {
		const struct turned_row *row = &turned_rows[i];
		const struct pose pose = { 100, 200, row->turn }, back = pose_back(&pose);

		check_rect(row->label, pose_rect(&pose, &inside), row->rect);
		check_rect(row->label, pose_rect_back(&pose, &row->rect), inside);
		check_rect(row->label, pose_rect(&back, &row->rect), inside);
	}
}

/* One in another is both, one after the other. */
static void turns_within_turns(void)
{
	const struct rect rect = { -3, 11, 20, 0 };

	for (guint i = 0; i < 16; i++) {
		const struct pose outer = { 100, -200, (enum turn)(i / 4) }, inner = { 17, 9, (enum turn)(i % 4) };
		const struct pose both = pose_within(&outer, &inner);
		const struct rect once = pose_rect(&inner, &rect);
		g_autofree char *label = g_strdup_printf("%u in %u quarters", i % 4, i / 4);

		check_rect(label, pose_rect(&both, &rect), pose_rect(&outer, &once));
	}
}

static void bounds_what_is_turned(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(turned_rows); i++) {
		const struct turned_row *row = &turned_rows[i];
		struct op_list list = { 0 }, page = { 0 }, elsewhere = { 0 };
		struct rect moved = row->rect;
		struct op *op;

		op_list_add(&list, OP_FILL, arena)->fill.box = inside;
		op = op_list_add(&page, OP_TURN, arena);
		op->turn = (struct op_turn){ 100, 200, row->turn, &list };
		check_rect(row->label, op_bounds(op), row->rect);
		op_list_add_moved(&elsewhere, &page, 1000, -50, arena);
		moved.x += 1000;
		moved.y -= 50;
		check_rect(row->label, op_list_bounds(&elsewhere), moved);
	}
}

/* Where the corner beside a reader's left thumb is on the sheet, 210 x 297. */
static const struct read_row {
	const char *label;
	enum turn upright;
	um_t width, height, x, y;
} read_rows[] = {
	{ "as it lies", TURN_NONE, 210, 297, 0, 0 },
	{ "its left edge above", TURN_90, 297, 210, 0, 297 },
	{ "its foot above", TURN_180, 210, 297, 210, 297 },
	{ "its right edge above", TURN_270, 297, 210, 210, 0 },
};

static void lays_pages_upright(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(read_rows); i++) {
		const struct read_row *row = &read_rows[i];
		const struct page page = { .width = 210, .height = 297, .upright = row->upright };
		const struct rect sheet = { 0, 0, 210, 297 }, corner = { 0, 0, 0, 0 };
		um_t width, height;
		const struct pose pose = page_as_read(&page, &width, &height);

		CHECK_INT(row->label, width, row->width);
		CHECK_INT(row->label, height, row->height);
		check_rect(row->label, pose_rect(&pose, &sheet), (struct rect){ 0, 0, width, height });
		check_rect(row->label, pose_rect_back(&pose, &corner), (struct rect){ row->x, row->y, 0, 0 });
	}
}

CHECK_MAIN({ "turns rectangles", turns_rectangles }, { "turns within turns", turns_within_turns },
	   { "bounds what is turned", bounds_what_is_turned }, { "lays pages upright", lays_pages_upright })
