/* SPDX-License-Identifier: Apache-2.0 */
/* The mark of a proof stands on every page and over nothing. */
#include "app/proofmark.h"

#include "unit/check.h"

#define TEXT "PROVA P000001 · prova@1 · lettera 1 di 1 · pagina 1 di 1"

static void add_fill(struct op_list *list, struct rect box, struct arena *arena)
{
	op_list_add(list, OP_FILL, arena)->fill = (struct op_fill){ box, COLOUR_BLACK };
}

static const struct pose as_drawn = { 0, 0, TURN_NONE };

static gboolean touches(const struct op_list *list, const struct pose *pose, const struct rect *mark)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];
		const struct rect bounds = op_bounds(op), printed = pose_rect(pose, &bounds);
		struct pose inside;
		const struct op_list *inner = op_inside(op, &inside);

		inside = inner != NULL ? pose_within(pose, &inside) : *pose;
		if (inner != NULL ? touches(inner, &inside, mark) : rect_overlaps(&printed, mark))
			return TRUE;
	}
	return FALSE;
}

/* What stands on the page, in millimetres; of a stamp, where its two corners are printed. */
static const struct {
	const char *label;
	struct rect boxes[3];
	gboolean stamp;
	um_t lowest, highest;	/* where the mark's baseline must be */
} pages[] = {
	{ "empty page", { { 0, 0, 0, 0 } }, FALSE, 292, 285 },
	{ "a foot", { { 25, 280, 165, 15 } }, FALSE, 280, 270 },
	{ "a foot on the left", { { 0, 200, 150, 97 } }, FALSE, 200, 185 },
	{ "all but a stripe", { { 0, 0, 210, 100 }, { 0, 120, 210, 177 } }, FALSE, 120, 100 },
	{ "a letterhead and its foot in one stamp", { { 25, 10, 160, 20 }, { 25, 280, 160, 10 } }, TRUE, 280, 270 },
	{ "print to the edges", { { 0, 0, 5, 297 }, { 0, 280, 210, 17 } }, FALSE, 280, 270 },
};

static void stands_over_nothing(void)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);

	CHECK_NO_ERROR("fonts", error);
	for (guint i = 0; typesetter != NULL && i < G_N_ELEMENTS(pages); i++) {
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page page = { .width = 210000, .height = 297000 };
		struct op_list drawn = { 0 };
		struct stamp stamp = { .name = "s" };
		const struct op *mark;
		struct rect bounds;
		guint before;

		typesetter_has_role(typesetter, "body", NULL);
		for (guint b = 0; b < 3 && pages[i].boxes[b].width > 0; b++) {
			const struct rect *box = &pages[i].boxes[b];

			add_fill(&drawn, (struct rect){ box->x * 1000, box->y * 1000, box->width * 1000, box->height * 1000 }, arena);
		}
		page.list = drawn;
		if (pages[i].stamp) {
			page.list = (struct op_list){ 0 };
			stamp.list = drawn;
			stamp.bounds = op_list_bounds(&drawn);
			op_list_add(&page.list, OP_STAMP, arena)->stamp.stamp = &stamp;
		}
		before = page.list.count;
		proof_mark(typesetter, TEXT, &page, arena);
		CHECK_INT(pages[i].label, page.list.count, before + 1);
		mark = &page.list.ops[before];
		CHECK_INT(pages[i].label, mark->kind, OP_TEXT);
		bounds = op_bounds(mark);
		page.list.count = before;
		CHECK_TRUE(pages[i].label, !touches(&page.list, &as_drawn, &bounds));
		CHECK_TRUE(pages[i].label, bounds.x >= 0 && bounds.x + bounds.width <= page.width);
		CHECK_TRUE(pages[i].label, mark->text.baseline <= pages[i].lowest * 1000);
		CHECK_TRUE(pages[i].label, mark->text.baseline >= pages[i].highest * 1000);
	}
	typesetter_free(typesetter);
}

/* A page read in landscape has it along the edge that is below then, upright for the reader, and over nothing. */
static void stands_as_it_is_read(void)
{
	struct typesetter *typesetter = typesetter_new("fonts", NULL);

	typesetter_has_role(typesetter, "body", NULL);
	for (guint i = 0; i < 8; i++) {
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page page = { .width = 210000, .height = 297000, .upright = (enum turn)(i / 2) };
		struct op_list drawn = { 0 };
		um_t width, height;
		const struct pose pose = page_as_read(&page, &width, &height), back = pose_back(&pose);
		const struct rect foot = { 0, height - 20000, width, 20000 };
		struct rect bounds, read;

		/* Every second page has a foot, in a turn like the mark's own. */
		add_fill(&drawn, foot, arena);
		if (i % 2)
			op_list_add(&page.list, OP_TURN, arena)->turn = (struct op_turn){ back.x, back.y, back.turn, &drawn };
		proof_mark(typesetter, TEXT, &page, arena);
		bounds = op_bounds(&page.list.ops[--page.list.count]);
		read = pose_rect(&pose, &bounds);
		CHECK_TRUE("over nothing", !touches(&page.list, &as_drawn, &bounds));
		CHECK_TRUE("wider than high", read.width > 5 * read.height);
		CHECK_TRUE("on the page", read.x >= 0 && read.y >= 0 && read.x + read.width <= width);
		CHECK_TRUE("near the foot", read.y > height - (i % 2 ? 30000 : 10000) && read.y + read.height < height);
	}
	typesetter_free(typesetter);
}

/* A page that is full to its last millimetre is marked all the same. */
static void marks_a_full_page(void)
{
	struct typesetter *typesetter = typesetter_new("fonts", NULL);
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page page = { .width = 210000, .height = 297000 };

	typesetter_has_role(typesetter, "body", NULL);
	add_fill(&page.list, (struct rect){ 0, 0, 210000, 297000 }, arena);
	proof_mark(typesetter, TEXT, &page, arena);
	CHECK_INT("marked", page.list.count, 2);
	typesetter_free(typesetter);
}

CHECK_MAIN({ "stands over nothing", stands_over_nothing }, { "stands as it is read", stands_as_it_is_read },
	   { "marks a full page", marks_a_full_page })
