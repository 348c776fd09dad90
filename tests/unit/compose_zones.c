/* SPDX-License-Identifier: Apache-2.0 */
/* Where nothing may print, and what is found there. */
#include "compose/zones.h"

#include "unit/compose_rig.h"

#define MM 1000

/*
 * By hand from profiles/: quadient-1track's eight lines are 12 mm from x 7, the first at 100, 7 x 4.233 + 0.5 =
 * 30.131 mm high; clear by 8.5 above and below, 3 at the sides.  Its control code begins 2 mm, its own clear zone,
 * beneath that at 140.631 and is 16 x 0.508 = 8.128 mm.  dl-right-window shows 100 x 45 mm at 100, 39.5, and the sheet
 * shifts by 10 and 6.  On the back x is 210 less x and width.
 */
#define MARKS_FRONT { 4000, 91500, 18000, 47131 }
#define MARKS_BACK { 188000, 91500, 18000, 47131 }
#define CONTROL_FRONT { 5000, 138631, 12128, 12128 }
#define CONTROL_BACK { 192872, 138631, 12128, 12128 }
#define WINDOW { 90000, 33500, 120000, 57000 }

struct sheet_side {
	const char *label;
	enum page_side side;
	gboolean address, by_hand;
	guint count;
	struct zone zones[ZONES_MAX];
};

static const struct sheet_side sheet_sides[] = {
	{ "front with address", PAGE_FRONT, TRUE, FALSE, 3,
	  { { "marks", MARKS_FRONT }, { "control code", CONTROL_FRONT }, { "address window", WINDOW } } },
	{ "following front", PAGE_FRONT, FALSE, FALSE, 2, { { "marks", MARKS_FRONT }, { "control code", CONTROL_FRONT } } },
	{ "back", PAGE_BACK, FALSE, FALSE, 2, { { "marks", MARKS_BACK }, { "control code", CONTROL_BACK } } },
	{ "back whose master asks for an address", PAGE_BACK, TRUE, FALSE, 2,
	  { { "marks", MARKS_BACK }, { "control code", CONTROL_BACK } } },
	{ "front without marks", PAGE_FRONT, TRUE, TRUE, 2, { { "control code", CONTROL_FRONT }, { "address window", WINDOW } } },
};

static void check_box(const char *label, const struct rect *got, const struct rect *expected)
{
	CHECK_INT(label, got->x, expected->x);
	CHECK_INT(label, got->y, expected->y);
	CHECK_INT(label, got->width, expected->width);
	CHECK_INT(label, got->height, expected->height);
}

static void lays_zones(void)
{
	g_autoptr(envelope_t) envelope = envelope_load("dl-right-window");
	g_autoptr(inserter_t) inserter = inserter_load("quadient-1track");

	for (guint i = 0; i < G_N_ELEMENTS(sheet_sides); i++) {
		const struct sheet_side *row = &sheet_sides[i];
		const struct page page = { .width = 210 * MM, .height = 297 * MM, .side = row->side, .sheet = 1 };
		struct zone zones[ZONES_MAX];
		guint count;

		inserter->kind = row->by_hand ? MARKS_NONE : MARKS_OMR;
		count = zones_of_page(envelope, inserter, &page, row->address, zones);
		CHECK_INT(row->label, count, row->count);
		for (guint z = 0; z < MIN(count, row->count); z++) {
			CHECK_STR(row->label, zones[z].name, row->zones[z].name);
			check_box(row->label, &zones[z].box, &row->zones[z].box);
		}
	}
}

/* ---- what prints there ---- */

/* Two zones: 20 x 30 mm from (10, 100), and 50 x 40 mm from (100, 30). */
static const struct zone zones[] = {
	{ "marks", { 10 * MM, 100 * MM, 20 * MM, 30 * MM } },
	{ "address window", { 100 * MM, 30 * MM, 50 * MM, 40 * MM } },
};

struct printed {
	const char *label;
	enum op_kind kind;
	struct rect box;
	um_t line;		/* width of a stroke */
	const char *zone;	/* NULL: none is touched */
};

static const struct printed printed[] = {
	{ "far off", OP_FILL, { 160 * MM, 200 * MM, 10 * MM, 10 * MM }, 0, NULL },
	{ "right up to the zone from the left", OP_FILL, { 0, 100 * MM, 10 * MM, 30 * MM }, 0, NULL },
	{ "1 um too far from the left", OP_FILL, { 0, 100 * MM, 10 * MM + 1, 30 * MM }, 0, "marks" },
	{ "right from where it ends", OP_FILL, { 30 * MM, 100 * MM, 10 * MM, 30 * MM }, 0, NULL },
	{ "1 um before it ends", OP_FILL, { 30 * MM - 1, 100 * MM, 10 * MM, 30 * MM }, 0, "marks" },
	{ "right above", OP_FILL, { 10 * MM, 90 * MM, 20 * MM, 10 * MM }, 0, NULL },
	{ "1 um into it from above", OP_FILL, { 10 * MM, 90 * MM, 20 * MM, 10 * MM + 1 }, 0, "marks" },
	{ "right beneath", OP_FILL, { 10 * MM, 130 * MM, 20 * MM, 10 * MM }, 0, NULL },
	{ "1 um before its foot", OP_FILL, { 10 * MM, 130 * MM - 1, 20 * MM, 10 * MM }, 0, "marks" },
	{ "all over it", OP_FILL, { 0, 0, 90 * MM, 297 * MM }, 0, "marks" },
	{ "in the other zone", OP_FILL, { 120 * MM, 50 * MM, 1 * MM, 1 * MM }, 0, "address window" },
	{ "a picture in it", OP_IMAGE, { 140 * MM, 60 * MM, 30 * MM, 30 * MM }, 0, "address window" },
	{ "an outline around it", OP_STROKE, { 5 * MM, 95 * MM, 30 * MM, 40 * MM }, 200, NULL },
	{ "an outline whose line ends where it begins", OP_STROKE, { 9900, 95 * MM, 30 * MM, 40 * MM }, 200, NULL },
	{ "an outline whose line reaches in by half its width", OP_STROKE, { 9901, 95 * MM, 30 * MM, 40 * MM }, 200, "marks" },
	{ "an outline with a side through it", OP_STROKE, { 20 * MM, 95 * MM, 30 * MM, 40 * MM }, 200, "marks" },
	{ "an outline inside it", OP_STROKE, { 15 * MM, 105 * MM, 5 * MM, 5 * MM }, 200, "marks" },
	{ "a line across it", OP_STROKE, { 0, 110 * MM, 90 * MM, 0 }, 200, "marks" },
	{ "a line down through it", OP_STROKE, { 20 * MM, 0, 0, 297 * MM }, 200, "marks" },
	{ "a line above whose lower half reaches in", OP_STROKE, { 0, 99 * MM + 901, 90 * MM, 0 }, 200, "marks" },
	{ "a line right above", OP_STROKE, { 0, 99 * MM + 900, 90 * MM, 0 }, 200, NULL },
};

static void add_box(struct op_list *list, const struct printed *row, struct arena *arena)
{
	struct op *op = op_list_add(list, row->kind, arena);

	if (row->kind == OP_STROKE) {
		op->stroke.box = row->box;
		op->stroke.width = row->line;
	} else if (row->kind == OP_IMAGE) {
		op->image.box = row->box;
	} else {
		op->fill.box = row->box;
	}
}

static void check_found(const char *label, const struct op_list *list, const char *expected, struct rect *where)
{
	const struct zone *zone = NULL;
	const struct op *op = zones_find_overprint(zones, G_N_ELEMENTS(zones), list, &zone, where);

	CHECK_STR(label, op == NULL ? NULL : zone->name, expected);
	/* The zone is one of the caller's, whatever was looked into. */
	CHECK_TRUE(label, op == NULL || (zone >= zones && zone < zones + G_N_ELEMENTS(zones)));
}

static void finds_overprint(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(printed); i++) {
		struct op_list list = { 0 };
		struct rect where, box;

		add_box(&list, &printed[0], arena);
		add_box(&list, &printed[i], arena);
		check_found(printed[i].label, &list, printed[i].zone, &where);
		box = op_bounds(&list.ops[1]);
		if (printed[i].zone != NULL)
			check_box(printed[i].label, &where, &box);
	}
}

/* The same as parts of a stamp: drawn with an origin of its own, each must be found where it lands. */
static void looks_into_stamps(void)
{
	static const struct { um_t x, y; } origins[] = { { 0, 0 }, { 25 * MM, 12 * MM }, { -7 * MM, 90 * MM } };
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(printed) * G_N_ELEMENTS(origins); i++) {
		const struct printed *row = &printed[i / G_N_ELEMENTS(origins)];
		um_t x = origins[i % G_N_ELEMENTS(origins)].x, y = origins[i % G_N_ELEMENTS(origins)].y;
		struct stamp stamp = { .name = "testata" };
		struct op_list flat = { 0 }, list = { 0 };
		struct op *op;
		struct rect where, box;

		add_box(&flat, &printed[0], arena);
		add_box(&flat, row, arena);
		op_list_add_moved(&stamp.list, &flat, -x, -y, arena);
		stamp.bounds = op_list_bounds(&stamp.list);
		op = op_list_add(&list, OP_STAMP, arena);
		op->stamp = (struct op_stamp){ x, y, &stamp };
		check_found(row->label, &list, row->zone, &where);
		box = op_bounds(&flat.ops[1]);
		if (row->zone != NULL)
			check_box(row->label, &where, &box);
	}
}

/* The same turned, also in a stamp in a turn: a page read in landscape has a form of a slip so. */
static void looks_into_turns(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(printed) * 4; i++) {
		const struct printed *row = &printed[i / 4];
		const struct pose pose = { 33 * MM, 77 * MM, (enum turn)(i % 4) };
		struct op_list flat = { 0 }, list = { 0 }, turned = { 0 };
		struct stamp stamp = { .name = "modulo" };
		struct rect where, box;

		add_box(&flat, &printed[0], arena);
		add_box(&flat, row, arena);
		for (guint o = 0; o < 2; o++) {
			struct op *op = op_list_add(&turned, OP_FILL, arena);

			*op = flat.ops[o];
			/* Boxes of all kinds stand at one place. */
			op->fill.box = pose_rect_back(&pose, &op->fill.box);
		}
		stamp.list = turned;
		stamp.bounds = op_list_bounds(&turned);
		if (i % 8 < 4) {
			struct op_list *in_turn = arena_new_array0(arena, struct op_list, 1);

			op_list_add(in_turn, OP_STAMP, arena)->stamp = (struct op_stamp){ 0, 0, &stamp };
			op_list_add(&list, OP_TURN, arena)->turn = (struct op_turn){ pose.x, pose.y, pose.turn, in_turn };
		} else {
			op_list_add(&list, OP_TURN, arena)->turn = (struct op_turn){ pose.x, pose.y, pose.turn, &turned };
		}
		check_found(row->label, &list, row->zone, &where);
		box = op_bounds(&flat.ops[1]);
		if (row->zone != NULL)
			check_box(row->label, &where, &box);
	}
}

/* A stamp that reaches over a zone with nothing of it inside is no fault, and does not hide what comes behind it. */
static void looks_behind_stamps(void)
{
	static const struct printed above = { "", OP_FILL, { 0, 0, 200 * MM, 5 * MM }, 0, NULL };
	static const struct printed beneath = { "", OP_FILL, { 0, 280 * MM, 200 * MM, 5 * MM }, 0, NULL };
	g_autoptr(arena_t) arena = arena_new(4096);
	struct stamp stamp = { .name = "cornice" };
	struct op_list list = { 0 };
	struct rect where;

	add_box(&stamp.list, &above, arena);
	add_box(&stamp.list, &beneath, arena);
	stamp.bounds = op_list_bounds(&stamp.list);
	op_list_add(&list, OP_STAMP, arena)->stamp = (struct op_stamp){ 0, 0, &stamp };
	check_found("a frame around everything", &list, NULL, &where);
	add_box(&list, &printed[2], arena);
	check_found("print behind a frame", &list, "marks", &where);
}

CHECK_MAIN({ "lays zones on fronts and backs", lays_zones }, { "finds what prints in a zone", finds_overprint },
	   { "looks into stamps", looks_into_stamps }, { "looks into turns", looks_into_turns }, { "looks behind stamps", looks_behind_stamps })
