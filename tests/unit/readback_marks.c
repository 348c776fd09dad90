/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marks drawn into a gray picture, shifted and turned as a press and a feeder do, and read back from its pixels.
 * The painter here knows nothing of devices: each pixel asks which operation covers the spot of the sheet that
 * it sees.
 */
#include "readback/readback.h"

#include <math.h>
#include <string.h>

#include "mark/mark.h"
#include "unit/check.h"
#include "unit/inserters.h"

#define SHEET_WIDTH_UM 210000
#define SHEET_HEIGHT_UM 297000

/* How a sheet lies under the camera. */
struct scan {
	const char *label;
	guint dpi;
	double dx_mm, dy_mm, degrees;	/* turned about the sheet's middle */
	guint8 paper, ink;
};

static const struct scan poses[] = {
	{ "300 straight", 300, 0, 0, 0, 255, 0 },
	{ "300 +2 +2", 300, 2, 2, 0, 255, 0 },
	{ "300 -2 -2", 300, -2, -2, 0, 255, 0 },
	{ "300 turned 1", 300, 0, 0, 1, 255, 0 },
	{ "300 turned -1", 300, 0, 0, -1, 255, 0 },
	{ "300 +2 -2 turned 1", 300, 2, -2, 1, 255, 0 },
	{ "300 -2 +2 turned -1", 300, -2, 2, -1, 255, 0 },
	{ "300 -2 -2 turned 1", 300, -2, -2, 1, 255, 0 },
	{ "300 gray paper, weak ink", 300, 1, -1, 0.5, 190, 80 },
	{ "600 straight", 600, 0, 0, 0, 255, 0 },
	{ "600 +2 -2 turned 1", 600, 2, -2, 1, 255, 0 },
	{ "600 -2 +2 turned -1", 600, -2, 2, -1, 255, 0 },
	{ "600 +2 +2 turned -1", 600, 2, 2, -1, 230, 40 },
};

struct picture_of {
	struct readback_image image;
	guint8 *gray;
	const struct scan *pose;
	double cosine, sine;
};

static void picture_init(struct picture_of *picture, const struct scan *pose)
{
	double pixels = pose->dpi / 25400.0;

	picture->pose = pose;
	picture->cosine = cos(pose->degrees * G_PI / 180);
	picture->sine = sin(pose->degrees * G_PI / 180);
	picture->image = (struct readback_image){ (guint)(SHEET_WIDTH_UM * pixels), (guint)(SHEET_HEIGHT_UM * pixels),
						  (guint)(SHEET_WIDTH_UM * pixels), pose->dpi, NULL };
	picture->gray = g_malloc((gsize)picture->image.stride * picture->image.height);
	memset(picture->gray, pose->paper, (gsize)picture->image.stride * picture->image.height);
	picture->image.gray = picture->gray;
}

static void picture_clear(struct picture_of *picture)
{
	g_free(picture->gray);
}

/* The sheet's spot that a picture's spot shows, micrometres. */
static void sheet_spot(const struct picture_of *picture, double px, double py, double *x, double *y)
{
	double um = 25400.0 / picture->pose->dpi;
	double dx = px * um - picture->pose->dx_mm * 1000 - SHEET_WIDTH_UM / 2.0;
	double dy = py * um - picture->pose->dy_mm * 1000 - SHEET_HEIGHT_UM / 2.0;

	*x = dx * picture->cosine + dy * picture->sine + SHEET_WIDTH_UM / 2.0;
	*y = dy * picture->cosine - dx * picture->sine + SHEET_HEIGHT_UM / 2.0;
}

static gboolean covers(const struct op *op, double x, double y)
{
	struct rect box = op_bounds(op);
	const struct op_symbol *symbol = &op->symbol;

	if (x < box.x || y < box.y || x >= box.x + box.width || y >= box.y + box.height)
		return FALSE;
	return op->kind == OP_FILL || symbol_dark(symbol->symbol, (guint)((x - box.x) / symbol->module_width),
						  (guint)((y - box.y) / symbol->module_height));
}

/* Four samples a pixel. */
static void paint_pixel(struct picture_of *picture, const struct op *op, guint px, guint py)
{
	guint8 *pixel = &picture->gray[(gsize)py * picture->image.stride + px];
	guint hits = 0;

	for (guint i = 0; i < 4; i++) {
		double x, y;

		sheet_spot(picture, px + 0.25 + 0.5 * (i & 1), py + 0.25 + 0.5 * (i >> 1), &x, &y);
		hits += covers(op, x, y);
	}
	*pixel = (guint8)(*pixel - (picture->pose->paper - picture->pose->ink) * hits / 4);
}

/* Where the picture shows a spot of the sheet, pixels. */
static void picture_spot(const struct picture_of *picture, um_t x, um_t y, double *px, double *py)
{
	double pixels = picture->pose->dpi / 25400.0;
	double dx = x - SHEET_WIDTH_UM / 2.0, dy = y - SHEET_HEIGHT_UM / 2.0;

	*px = (dx * picture->cosine - dy * picture->sine + SHEET_WIDTH_UM / 2.0 + picture->pose->dx_mm * 1000) * pixels;
	*py = (dy * picture->cosine + dx * picture->sine + SHEET_HEIGHT_UM / 2.0 + picture->pose->dy_mm * 1000) * pixels;
}

static void paint(struct picture_of *picture, const struct op *op)
{
	struct rect box = op_bounds(op);
	double left = 1e9, right = 0, top = 1e9, bottom = 0;

	for (guint corner = 0; corner < 4; corner++) {
		double x, y;

		picture_spot(picture, box.x + (corner & 1 ? box.width : 0), box.y + (corner & 2 ? box.height : 0), &x,
			     &y);
		left = MIN(left, x);
		right = MAX(right, x + 1);
		top = MIN(top, y);
		bottom = MAX(bottom, y + 1);
	}
	for (guint y = (guint)MAX(top, 0); y < bottom && y < picture->image.height; y++) {
		for (guint x = (guint)MAX(left, 0); x < right && x < picture->image.width; x++)
			paint_pixel(picture, op, x, y);
	}
}

static void paint_all(struct picture_of *picture, const struct op_list *list)
{
	for (guint i = 0; i < list->count; i++)
		paint(picture, &list->ops[i]);
}

/* A sheet's marks, and what usually stands near them: a paragraph's edge of short strokes and a long rule. */
static void sheet_ops(const struct inserter *inserter, const struct sheet_place *place, struct op_list *list,
		      struct symbol_encoder *encoder, struct arena *arena)
{
	struct control_code code = control_code_at(42, 1234567, place);
	struct profile_box zone = inserter_marks_zone(inserter);

	CHECK_TRUE(inserter->name, mark_sheet(inserter, place, &code, encoder, list, arena));
	for (gint32 y = 0; y < 12; y++) {
		struct op_fill *stroke = &op_list_add(list, OP_FILL, arena)->fill;

		stroke->box = (struct rect){ zone.x + zone.width + 300, zone.y + y * 3900, y % 3 == 0 ? 30000 : 1500,
					     y % 3 == 0 ? 400 : 1800 };
	}
}

struct bench {
	struct arena *arena;
	struct symbol_encoder *encoder;
};

static void bench_init(struct bench *bench)
{
	bench->arena = arena_new(16384);
	bench->encoder = mark_encoder_new();
}

static void bench_clear(struct bench *bench)
{
	arena_free(bench->arena);
	mark_encoder_free(bench->encoder);
}

static void check_sheet(const char *label, const struct inserter *inserter, const struct sheet_place *place,
			const struct readback_sheet *sheet)
{
	g_autofree char *row = g_strdup_printf("%s, %s, sheet %" G_GUINT64_FORMAT, inserter->name, label,
					       place->run_sheet);
	struct control_code code = control_code_at(42, 1234567, place);
	char wanted[MARK_POSITIONS_MAX + 1], seen[MARK_POSITIONS_MAX + 1], control[CONTROL_CODE_LENGTH + 1];
	gboolean on[MARK_POSITIONS_MAX];

	mark_positions(inserter, place, on);
	mark_bits(inserter, on, wanted);
	mark_bits(inserter, sheet->on, seen);
	control_code_write(&code, control);
	CHECK_TRUE(row, sheet->marks_found);
	CHECK_STR(row, seen, wanted);
	CHECK_STR(row, sheet->control, control);
}

static void reads_in_every_pose(void)
{
	static const struct sheet_place places[] = { { 1, 1, 0, 0, 0 }, { 3, 3, 3, 12, 28 } };
	struct bench bench;

	bench_init(&bench);
	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);

		for (guint i = 0; i < G_N_ELEMENTS(poses) * G_N_ELEMENTS(places); i++) {
			const struct scan *pose = &poses[i / G_N_ELEMENTS(places)];
			const struct sheet_place *place = &places[i % G_N_ELEMENTS(places)];
			struct readback_sheet sheet = { 0 };
			struct op_list list = { 0 };
			struct picture_of picture;

			sheet_ops(inserter, place, &list, bench.encoder, bench.arena);
			picture_init(&picture, pose);
			paint_all(&picture, &list);
			readback_image(&picture.image, inserter, &sheet);
			check_sheet(pose->label, inserter, place, &sheet);
			picture_clear(&picture);
			arena_reset(bench.arena);
		}
	}
	bench_clear(&bench);
}

/* A lost line is read as lost and not as another one, in any pose; a line too many as well. */
static void one_mark_lost_or_added(void)
{
	struct bench bench;

	bench_init(&bench);
	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		struct sheet_place place = { 1, 2, 1, 4, 2 };

		for (guint i = 0; inserter->kind == MARKS_OMR && i < inserter->n_positions; i++) {
			struct readback_sheet sheet = { 0 };
			struct op_list list = { 0 };
			struct picture_of picture;
			struct op flipped = { .kind = OP_FILL };
			gboolean on[MARK_POSITIONS_MAX];
			char wanted[MARK_POSITIONS_MAX + 1], seen[MARK_POSITIONS_MAX + 1];

			flipped.fill.box = (struct rect){ inserter->x, inserter->first + (um_t)i * inserter->pitch,
							  inserter->length, inserter->thickness };
			mark_positions(inserter, &place, on);
			on[i] = !on[i];
			mark_bits(inserter, on, wanted);
			sheet_ops(inserter, &place, &list, bench.encoder, bench.arena);
			picture_init(&picture, &poses[i % 2 == 0 ? 0 : 3]);
			for (guint k = 0; k < list.count; k++) {
				if (on[i] || list.ops[k].kind != OP_FILL || list.ops[k].fill.box.y != flipped.fill.box.y)
					paint(&picture, &list.ops[k]);
			}
			if (on[i])
				paint(&picture, &flipped);
			readback_image(&picture.image, inserter, &sheet);
			mark_bits(inserter, sheet.on, seen);
			CHECK_STR(inserter->name, seen, wanted);
			CHECK_TRUE(inserter->name,
				   inserter->parity == PARITY_NONE || i + 1 == inserter->n_positions ||
					   !mark_parity_holds(inserter, sheet.on));
			picture_clear(&picture);
			arena_reset(bench.arena);
		}
	}
	bench_clear(&bench);
}

static void finds_nothing_on_a_blank_sheet(void)
{
	struct picture_of picture;
	struct readback_sheet sheet;

	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);

		picture_init(&picture, &poses[0]);
		readback_image(&picture.image, inserter, &sheet);
		CHECK_TRUE(inserter->name, !sheet.marks_found);
		CHECK_STR(inserter->name, sheet.control, "");
		CHECK_STR(inserter->name, sheet.code_39, "");
		/* smaller than the place of the marks */
		picture.image.width = 40;
		picture.image.height = 40;
		readback_image(&picture.image, inserter, &sheet);
		CHECK_TRUE(inserter->name, !sheet.marks_found);
		picture_clear(&picture);
	}
}

/* Pieces made up by hand have the control code and no marks. */
static void control_codes_alone(void)
{
	struct bench bench;

	bench_init(&bench);
	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		struct sheet_place place = { 20, 40, 3, 777, 5 };
		struct control_code code = control_code_at(42, 6, &place);
		char wanted[CONTROL_CODE_LENGTH + 1];
		struct op_list list = { 0 };
		struct picture_of picture;
		struct readback_sheet sheet;

		inserter->kind = MARKS_NONE;
		CHECK_TRUE(inserter->name, mark_sheet(inserter, &place, &code, bench.encoder, &list, bench.arena));
		CHECK_INT(inserter->name, list.count, 1);
		CHECK_INT(inserter->name, inserter_marks_box(inserter).height, 0);
		picture_init(&picture, &poses[5]);
		paint_all(&picture, &list);
		readback_image(&picture.image, inserter, &sheet);
		control_code_write(&code, wanted);
		CHECK_STR(inserter->name, sheet.control, wanted);
		CHECK_TRUE(inserter->name, !sheet.marks_found);
		picture_clear(&picture);
		arena_reset(bench.arena);
	}
	bench_clear(&bench);
}

/* Bars side by side instead of above each other, as moving-beam scanners want them. */
static void reads_a_picket_fence(void)
{
	g_autoptr(inserter_t) inserter = inserter_load("di950-code39");
	struct sheet_place place = { 2, 3, 3, 12, 28 };
	struct bench bench;

	bench_init(&bench);
	inserter->bars = BARS_PICKET;
	inserter->x = 80000;
	inserter->first = 200000;
	for (guint i = 0; i < G_N_ELEMENTS(poses); i++) {
		struct op_list list = { 0 };
		struct picture_of picture;
		struct readback_sheet sheet;

		sheet_ops(inserter, &place, &list, bench.encoder, bench.arena);
		picture_init(&picture, &poses[i]);
		paint_all(&picture, &list);
		readback_image(&picture.image, inserter, &sheet);
		check_sheet(poses[i].label, inserter, &place, &sheet);
		CHECK_STR(poses[i].label, sheet.code_39, "40029");
		picture_clear(&picture);
		arena_reset(bench.arena);
	}
	bench_clear(&bench);
}

CHECK_MAIN({ "reads in every pose", reads_in_every_pose }, { "one mark lost or added", one_mark_lost_or_added },
	   { "reads a picket fence", reads_a_picket_fence }, { "control codes alone", control_codes_alone }, { "finds nothing on a blank sheet", finds_nothing_on_a_blank_sheet })
