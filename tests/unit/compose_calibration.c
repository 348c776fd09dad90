/* SPDX-License-Identifier: Apache-2.0 */
/* The calibration sheet: what stands where, told from its operations. */
#include "compose/calibration.h"

#include <string.h>

#include "mark/mark.h"
#include "unit/compose_rig.h"

struct setting {
	const char *envelope, *inserter;
	guint corners;		/* crosses that stand in no zone */
};

static const struct setting settings[] = {
	{ "dl-right-window", "quadient-1track", 4 },
	{ "c4-window", "pitney-relay", 3 },
	{ "c5-right-window", "di950-code39", 4 },
	{ "reference", "reference", 4 },
	{ "dl-right-window", "camera-2d", 4 },
	{ "c4-window", "streamserve-16", 4 },
};

struct rig {
	struct envelope *envelope;
	struct inserter *inserter;
	struct press press;
	struct typesetter *typesetter;
	struct arena *arena;
	struct page page;
};

static void rig_open(struct rig *rig, const struct setting *row, um_t shift_x, um_t shift_y)
{
	g_autoptr(GError) error = NULL;
	static char name[] = "prova";

	rig->envelope = envelope_load(row->envelope);
	rig->inserter = inserter_load(row->inserter);
	rig->press = (struct press){ .name = name, .shift_x = shift_x, .shift_y = shift_y };
	rig->typesetter = typesetter_new("fonts", &error);
	CHECK_NO_ERROR(row->inserter, error);
	rig->arena = arena_new(65536);
	CHECK_TRUE(row->inserter,
		   calibration_draw(&(struct calibration){ rig->envelope, rig->inserter, &rig->press,
							   { .line_right = 290000, .line_base = 203000, .matrix_x = 82000, .matrix_y = 192000 } },
				    rig->typesetter, &rig->page, rig->arena));
}

static void rig_close(struct rig *rig)
{
	envelope_free(rig->envelope);
	inserter_free(rig->inserter);
	typesetter_free(rig->typesetter);
	arena_free(rig->arena);
}

static gboolean same(const struct rect *a, const struct rect *b)
{
	return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

static gboolean is_shade(struct colour colour, guint8 shade)
{
	return colour.red == shade && colour.green == shade && colour.blue == shade;
}

/* Rectangles filled with a shade at exactly that place. */
static guint fills_at(const struct rig *rig, struct rect box, guint8 shade)
{
	guint found = 0;

	for (guint i = 0; i < rig->page.list.count; i++) {
		const struct op *op = &rig->page.list.ops[i];

		found += op->kind == OP_FILL && same(&op->fill.box, &box) && is_shade(op->fill.colour, shade);
	}
	return found;
}

/* Both lines of a cross are there. */
static gboolean has_cross(const struct rig *rig, um_t x, um_t y)
{
	return fills_at(rig, (struct rect){ x - 3000, y - 100, 6000, 200 }, 0) == 1 &&
	       fills_at(rig, (struct rect){ x - 100, y - 3000, 200, 6000 }, 0) == 1;
}

static void draws_grid(void)
{
	struct rig rig;
	guint across = 0, down = 0;

	rig_open(&rig, &settings[0], 0, 0);
	CHECK_INT("width", rig.page.width, 210000);
	CHECK_INT("height", rig.page.height, 297000);
	for (guint i = 0; i < rig.page.list.count; i++) {
		const struct op *op = &rig.page.list.ops[i];

		across += op->kind == OP_FILL && op->fill.box.width == 210000;
		down += op->kind == OP_FILL && op->fill.box.height == 297000;
	}
	CHECK_INT("lines across", across, 296);
	CHECK_INT("lines down", down, 209);
	CHECK_INT("1 mm", fills_at(&rig, (struct rect){ 0, 970, 210000, 60 }, 228), 1);
	CHECK_INT("5 mm", fills_at(&rig, (struct rect){ 204950, 0, 100, 297000 }, 200), 1);
	CHECK_INT("10 mm", fills_at(&rig, (struct rect){ 0, 289930, 210000, 140 }, 160), 1);
	rig_close(&rig);
}

/* The window at rest is a frame, at full play it is all that dashes of that thickness surround. */
static void draws_windows(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
		const char *label = settings[i].envelope;
		struct rig rig;
		const struct profile_box *rest;
		struct profile_box play;
		struct rect dashes = { 0 };
		guint frames = 0;

		rig_open(&rig, &settings[i], 0, 0);
		rest = &rig.envelope->window;
		play = envelope_window_at_play(rig.envelope);
		for (guint j = 0; j < rig.page.list.count; j++) {
			const struct op *op = &rig.page.list.ops[j];

			frames += op->kind == OP_STROKE &&
				  same(&op->stroke.box, &(struct rect){ rest->x, rest->y, rest->width, rest->height });
			if (op->kind == OP_FILL && (op->fill.box.width == 250 || op->fill.box.height == 250))
				dashes = dashes.width == 0 ? op->fill.box : rect_union(&dashes, &op->fill.box);
		}
		CHECK_INT(label, frames, 1);
		CHECK_INT(label, dashes.x, play.x - 125);
		CHECK_INT(label, dashes.y, play.y - 125);
		CHECK_INT(label, dashes.width, play.width + 250);
		CHECK_INT(label, dashes.height, play.height + 250);
		rig_close(&rig);
	}
}

static void draws_rulers_and_corners(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
		const char *label = settings[i].inserter;
		struct rig rig;
		guint corners;

		rig_open(&rig, &settings[i], 0, 0);
		CHECK_INT(label, fills_at(&rig, (struct rect){ 60000, 112000, 100000, 300 }, 0), 1);
		CHECK_INT(label, fills_at(&rig, (struct rect){ 60000, 112000, 200, 5000 }, 0), 1);
		CHECK_INT(label, fills_at(&rig, (struct rect){ 159800, 112000, 200, 5000 }, 0), 1);
		CHECK_INT(label, fills_at(&rig, (struct rect){ 32000, 60000, 300, 200000 }, 0), 1);
		CHECK_INT(label, fills_at(&rig, (struct rect){ 32000, 60000, 5000, 200 }, 0), 1);
		CHECK_INT(label, fills_at(&rig, (struct rect){ 32000, 259800, 5000, 200 }, 0), 1);
		corners = (guint)has_cross(&rig, 10000, 10000) + (guint)has_cross(&rig, 200000, 10000) +
			  (guint)has_cross(&rig, 10000, 287000) + (guint)has_cross(&rig, 200000, 287000);
		CHECK_INT(label, corners, settings[i].corners);
		rig_close(&rig);
	}
}

/* Right as one reads the slip is up on the sheet, and down is right. */
static void shifts_slips(void)
{
	struct rig rig;

	rig_open(&rig, &settings[0], 0, 0);
	CHECK_TRUE("code line", has_cross(&rig, 203000, 7000));
	CHECK_TRUE("Data Matrix", has_cross(&rig, 192000, 215000));
	rig_close(&rig);
	rig_open(&rig, &settings[0], 1000, -2000);
	CHECK_TRUE("code line, shifted", has_cross(&rig, 201000, 6000));
	CHECK_TRUE("Data Matrix, shifted", has_cross(&rig, 190000, 214000));
	rig_close(&rig);
}

/* Operations from the zone's white ground on that print in the zone. */
static guint printed_in(const struct rig *rig, struct profile_box zone)
{
	const struct rect box = { zone.x, zone.y, zone.width, zone.height };
	guint found = G_MAXUINT;

	for (guint i = 0; i < rig->page.list.count; i++) {
		const struct op *op = &rig->page.list.ops[i];
		struct rect bounds = op_bounds(op);

		if (op->kind == OP_FILL && same(&bounds, &box) && is_shade(op->fill.colour, 255))
			found = 0;
		else if (found != G_MAXUINT && rect_overlaps(&bounds, &box) && !(op->kind == OP_FILL && is_shade(op->fill.colour, 255)))
			found++;
	}
	return found;
}

static guint marks_expected(const struct inserter *inserter)
{
	const struct sheet_place place = { .sheet = 1, .sheets = 1 };
	gboolean on[MARK_POSITIONS_MAX];
	guint count = 0;

	if (inserter->kind == MARKS_CODE_39)
		return 1;
	mark_positions(inserter, &place, on);
	for (guint i = 0; i < inserter->n_positions; i++)
		count += on[i] ? 1 : 0;
	return count;
}

static void marks_stand_alone(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
		const char *label = settings[i].inserter;
		struct rig rig;
		const struct op *last;
		struct control_code code;

		rig_open(&rig, &settings[i], 0, 0);
		if (rig.inserter->kind != MARKS_NONE)
			CHECK_INT(label, printed_in(&rig, inserter_marks_zone(rig.inserter)), marks_expected(rig.inserter));
		CHECK_INT(label, printed_in(&rig, inserter_control_zone(rig.inserter)), 1);
		last = &rig.page.list.ops[rig.page.list.count - 1];
		CHECK_INT(label, last->kind, OP_SYMBOL);
		CHECK_INT(label, last->symbol.x, rig.inserter->control_x);
		CHECK_INT(label, last->symbol.y, rig.inserter->control_y);
		/* Run 0, piece 0, sheet 1 of 1; nobody takes it for a piece. */
		CHECK_TRUE(label, g_str_has_prefix(last->symbol.symbol->text, "00000000000000101000000"));
		CHECK_INT(label, strlen(last->symbol.symbol->text), CONTROL_CODE_LENGTH);
		CHECK_TRUE(label, !control_code_read(last->symbol.symbol->text, &code));
		rig_close(&rig);
	}
}

CHECK_MAIN({ "draws the grid", draws_grid }, { "draws windows", draws_windows },
	   { "draws rulers and corners", draws_rulers_and_corners }, { "shifts slips", shifts_slips },
	   { "marks stand alone", marks_stand_alone })
