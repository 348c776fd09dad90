/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The grid lies beneath everything; marks and control code come last, on white, as a machine must find them.
 */
#include "compose/calibrating.h"

#include "compose/zones.h"
#include "mark/mark.h"

#define MM UM_PER_MM
#define SHEET_WIDTH 210000
#define SHEET_HEIGHT 297000

#define GRAY(shade) ((struct colour){ (shade), (shade), (shade) })

#define CROSS_ARM 3000
#define CROSS_THICKNESS 200
#define SLIP_CROSSES 2

static const struct text_style number_style = { .role = "body", .size = 5500, .colour = { 90, 90, 90 } };
static const struct text_style label_style = { .role = "body", .size = 6500, .colour = { 60, 60, 60 } };
static const struct text_style sign_style = { .role = "body", .bold = TRUE, .size = 9000 };

void sheet_pen_fill(struct sheet_pen *pen, um_t x, um_t y, um_t width, um_t height, struct colour colour)
{
	op_list_add(pen->list, OP_FILL, pen->arena)->fill = (struct op_fill){ { x, y, width, height }, colour };
}

void sheet_pen_text(struct sheet_pen *pen, const struct text_style *style, const char *text, um_t x, um_t baseline,
		    enum align align, enum text_ground ground)
{
	gunichar missing;
	const struct typeset_line line = typesetter_line(pen->typesetter, style, STORE_PASSING, text, pen->arena, &missing);

	x -= align == ALIGN_RIGHT ? line.width : align == ALIGN_CENTRE ? line.width / 2 : 0;
	if (ground == GROUND_WHITE)
		sheet_pen_fill(pen, x - MM / 2, baseline - line.ascent, line.width + MM, line.ascent + line.descent, COLOUR_WHITE);
	typeset_line_draw(&line, style, x, baseline, pen->list, pen->arena);
}

/* ---- the grid ---- */

/* Of a line so many millimetres from the edge. */
static um_t grid_width(guint mm)
{
	return mm % 10 == 0 ? 140 : mm % 5 == 0 ? 100 : 60;
}

static struct colour grid_colour(guint mm)
{
	return mm % 10 == 0 ? GRAY(160) : mm % 5 == 0 ? GRAY(200) : GRAY(228);
}

/* Lines at every millimetre that one step divides and the next does not: the darker ones lie above the lighter ones. */
static void draw_grid_step(struct sheet_pen *pen, guint step, guint next)
{
	for (guint mm = step; mm < SHEET_HEIGHT / MM; mm += step) {
		um_t at = (um_t)mm * MM - grid_width(mm) / 2;

		if (mm % next == 0)
			continue;
		sheet_pen_fill(pen, 0, at, SHEET_WIDTH, grid_width(mm), grid_colour(mm));
		if (mm < SHEET_WIDTH / MM)
			sheet_pen_fill(pen, at, 0, grid_width(mm), SHEET_HEIGHT, grid_colour(mm));
	}
}

static void draw_grid(struct sheet_pen *pen)
{
	draw_grid_step(pen, 1, 5);
	draw_grid_step(pen, 5, 10);
	draw_grid_step(pen, 10, SHEET_HEIGHT);
}

/* Presses leave some 4 mm at the edges white. */
#define NUMBERS_FROM_EDGE 5600
#define NUMBERS_DROP 700	/* baseline below the middle of the figures */

/* Room of the inserter's zones and of a payment slip's crosses. */
struct taken {
	struct rect boxes[ZONES_MAX + SLIP_CROSSES];
	guint count;
};

static gboolean is_free(const struct taken *taken, const struct rect *box)
{
	for (guint i = 0; i < taken->count; i++) {
		if (rect_overlaps(&taken->boxes[i], box))
			return FALSE;
	}
	return TRUE;
}

static void draw_number(struct sheet_pen *pen, const struct taken *taken, guint mm, um_t x, um_t y)
{
	const struct rect box = { x - 2 * MM, y - MM, 4 * MM, 2 * MM };

	if (is_free(taken, &box))
		sheet_pen_text(pen, &number_style, arena_printf(pen->arena, "%u", mm), x, y + NUMBERS_DROP, ALIGN_CENTRE,
			       GROUND_WHITE);
}

static void draw_numbers(struct sheet_pen *pen, const struct taken *taken)
{
	for (guint mm = 10; mm < SHEET_HEIGHT / MM; mm += 10) {
		um_t at = (um_t)mm * MM;

		draw_number(pen, taken, mm, NUMBERS_FROM_EDGE, at);
		draw_number(pen, taken, mm, SHEET_WIDTH - NUMBERS_FROM_EDGE, at);
		if (at >= SHEET_WIDTH)
			continue;
		draw_number(pen, taken, mm, at, NUMBERS_FROM_EDGE);
		draw_number(pen, taken, mm, at, SHEET_HEIGHT - NUMBERS_FROM_EDGE);
	}
}

/* ---- boxes ---- */

#define DASH 2000
#define GAP 1200

/* A line across (no height) or down (no width). */
static void draw_dashes(struct sheet_pen *pen, um_t x, um_t y, um_t width, um_t height, um_t thickness, struct colour colour)
{
	um_t half = thickness / 2;

	for (um_t at = 0; at < width; at += DASH + GAP)
		sheet_pen_fill(pen, x + at, y - half, MIN(DASH, width - at), thickness, colour);
	for (um_t at = 0; at < height; at += DASH + GAP)
		sheet_pen_fill(pen, x - half, y + at, thickness, MIN(DASH, height - at), colour);
}

static void draw_dashed_box(struct sheet_pen *pen, const struct profile_box *box, um_t thickness, struct colour colour)
{
	draw_dashes(pen, box->x, box->y, box->width, 0, thickness, colour);
	draw_dashes(pen, box->x, box->y + box->height, box->width, 0, thickness, colour);
	draw_dashes(pen, box->x, box->y, 0, box->height, thickness, colour);
	draw_dashes(pen, box->x + box->width, box->y, 0, box->height, thickness, colour);
}

static void draw_outline(struct sheet_pen *pen, const struct profile_box *box, um_t thickness, struct colour colour)
{
	op_list_add(pen->list, OP_STROKE, pen->arena)->stroke =
		(struct op_stroke){ { box->x, box->y, box->width, box->height }, thickness, colour };
}

/* The names stand on the upper edges, each at another place of its edge: edges may lie close together. */
static void draw_envelope(struct sheet_pen *pen, const struct envelope *envelope)
{
	const struct profile_box play = envelope_window_at_play(envelope);
	const struct profile_box *window = &envelope->window, *address = &envelope->address;

	draw_dashed_box(pen, &play, 250, GRAY(90));
	draw_outline(pen, window, 350, GRAY(40));
	draw_dashed_box(pen, address, 150, GRAY(60));
	sheet_pen_text(pen, &label_style, "finestra, al massimo gioco", play.x + 4 * MM, play.y + NUMBERS_DROP, ALIGN_LEFT,
		       GROUND_WHITE);
	sheet_pen_text(pen, &label_style, "finestra a riposo", window->x + window->width / 2, window->y + NUMBERS_DROP,
		       ALIGN_CENTRE, GROUND_WHITE);
	sheet_pen_text(pen, &label_style, "indirizzo", address->x + address->width - 4 * MM, address->y + NUMBERS_DROP,
		       ALIGN_RIGHT, GROUND_WHITE);
}

/* ---- crosses and rulers ---- */

static void draw_cross(struct sheet_pen *pen, um_t x, um_t y)
{
	sheet_pen_fill(pen, x - CROSS_ARM, y - CROSS_THICKNESS / 2, 2 * CROSS_ARM, CROSS_THICKNESS, COLOUR_BLACK);
	sheet_pen_fill(pen, x - CROSS_THICKNESS / 2, y - CROSS_ARM, CROSS_THICKNESS, 2 * CROSS_ARM, COLOUR_BLACK);
}

/* One that would stand in a zone is left out: the others are enough, and the inserter must find its marks alone. */
static void draw_corners(struct sheet_pen *pen, const struct taken *zones)
{
	const um_t right = SHEET_WIDTH - CALIBRATION_CORNER, bottom = SHEET_HEIGHT - CALIBRATION_CORNER;
	const struct rect corners[] = {
		{ CALIBRATION_CORNER, CALIBRATION_CORNER, 0, 0 }, { right, CALIBRATION_CORNER, 0, 0 },
		{ CALIBRATION_CORNER, bottom, 0, 0 }, { right, bottom, 0, 0 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
		const struct rect box = rect_grown(&corners[i], CROSS_ARM, CROSS_ARM);

		if (is_free(zones, &box))
			draw_cross(pen, corners[i].x, corners[i].y);
	}
}

struct rect calibration_slip_point(const struct calibration *calibration, um_t x, um_t y, enum slip_place place)
{
	const struct press *press = calibration->press;
	const struct pose landscape = { 0, SHEET_HEIGHT, TURN_270 };
	struct rect point = { x, y, 0, 0 };

	if (place == SLIP_AS_PRINTED) {
		point.x += press->shift_x;
		point.y += press->shift_y;
	}
	return pose_rect(&landscape, &point);
}

static void slip_crosses(const struct calibration *calibration, struct rect crosses[SLIP_CROSSES])
{
	const struct calibration_slip *slip = &calibration->slip;

	crosses[0] = calibration_slip_point(calibration, slip->line_right, slip->line_base, SLIP_AS_PRINTED);
	crosses[1] = calibration_slip_point(calibration, slip->matrix_x, slip->matrix_y, SLIP_AS_PRINTED);
}

static void draw_slip(struct sheet_pen *pen, const struct rect crosses[SLIP_CROSSES])
{
	static const char *const signs[SLIP_CROSSES] = { "1", "2" };

	for (guint i = 0; i < SLIP_CROSSES; i++) {
		draw_cross(pen, crosses[i].x, crosses[i].y);
		sheet_pen_text(pen, &sign_style, signs[i], crosses[i].x + MM, crosses[i].y + 5 * MM, ALIGN_LEFT, GROUND_WHITE);
	}
}

#define RULER_THICKNESS 300
#define TICK_THICKNESS 200
#define TICK 2500
#define TICK_END 5000

/* How far from the ruler's beginning a tick's ink begins: those at the ends end with it. */
static um_t tick_at(um_t at, um_t length)
{
	return at == 0 ? 0 : at == length ? length - TICK_THICKNESS : at - TICK_THICKNESS / 2;
}

static void draw_rulers(struct sheet_pen *pen)
{
	const struct rect across = CALIBRATION_ACROSS, down = CALIBRATION_DOWN;

	sheet_pen_fill(pen, across.x, across.y, across.width, RULER_THICKNESS, COLOUR_BLACK);
	for (um_t at = 0; at <= across.width; at += 10 * MM)
		sheet_pen_fill(pen, across.x + tick_at(at, across.width), across.y, TICK_THICKNESS,
			       at == 0 || at == across.width ? TICK_END : TICK, COLOUR_BLACK);
	sheet_pen_fill(pen, down.x, down.y, RULER_THICKNESS, down.height, COLOUR_BLACK);
	for (um_t at = 0; at <= down.height; at += 10 * MM)
		sheet_pen_fill(pen, down.x, down.y + tick_at(at, down.height),
			       at == 0 || at == down.height ? TICK_END : TICK, TICK_THICKNESS, COLOUR_BLACK);
	sheet_pen_text(pen, &label_style, "100 mm", across.x + across.width / 2, across.y + 5 * MM, ALIGN_CENTRE, GROUND_WHITE);
	sheet_pen_text(pen, &label_style, "200 mm", down.x + 3500, down.y + down.height / 2 + NUMBERS_DROP, ALIGN_LEFT,
		       GROUND_WHITE);
}

/* ---- what the inserter reads ---- */

#define ZONE_THICKNESS 150

/* Dashes around the zones, which are white to their edges. */
static void draw_zones(struct sheet_pen *pen, const struct taken *zones)
{
	for (guint i = 0; i < zones->count; i++) {
		const struct rect box = rect_grown(&zones->boxes[i], ZONE_THICKNESS / 2, ZONE_THICKNESS / 2);

		draw_dashed_box(pen, &(struct profile_box){ box.x, box.y, box.width, box.height }, ZONE_THICKNESS, GRAY(90));
	}
	for (guint i = 0; i < zones->count; i++) {
		const struct rect *box = &zones->boxes[i];

		sheet_pen_fill(pen, box->x, box->y, box->width, box->height, COLOUR_WHITE);
	}
}

static void label_zones(struct sheet_pen *pen, const struct inserter *inserter)
{
	const struct profile_box marks = inserter_marks_zone(inserter), control = inserter_control_zone(inserter);

	if (inserter->kind != MARKS_NONE)
		sheet_pen_text(pen, &label_style, inserter->kind == MARKS_CODE_39 ? "Code 39" : "tacche", marks.x + marks.width + MM,
			       marks.y + 3 * MM, ALIGN_LEFT, GROUND_WHITE);
	sheet_pen_text(pen, &label_style, "codice", control.x + control.width + MM, control.y + control.height - MM, ALIGN_LEFT,
		       GROUND_WHITE);
}

static gboolean draw_marks(struct sheet_pen *pen, const struct inserter *inserter)
{
	const struct sheet_place place = { .sheet = 1, .sheets = 1 };
	const struct control_code code = control_code_at(CALIBRATION_NUMBER, CALIBRATION_NUMBER, &place);
	struct symbol_encoder *encoder = mark_encoder_new();
	gboolean ok = mark_sheet(inserter, &place, &code, encoder, pen->list, pen->arena);

	mark_encoder_free(encoder);
	return ok;
}

static struct taken taken_zones(const struct calibration *calibration, const struct page *page)
{
	struct zone zones[ZONES_MAX];
	struct taken taken = { .count = zones_of_page(calibration->envelope, calibration->inserter, page, FALSE, zones) };

	for (guint i = 0; i < taken.count; i++)
		taken.boxes[i] = zones[i].box;
	return taken;
}

gboolean calibration_draw(const struct calibration *calibration, struct typesetter *typesetter, struct page *page,
			  struct arena *arena)
{
	struct sheet_pen pen = { typesetter, &page->list, arena };
	struct rect crosses[SLIP_CROSSES];
	struct taken zones, taken;

	*page = (struct page){ .width = SHEET_WIDTH, .height = SHEET_HEIGHT, .side = PAGE_FRONT, .sheet = 1 };
	zones = taken = taken_zones(calibration, page);
	slip_crosses(calibration, crosses);
	for (guint i = 0; i < SLIP_CROSSES; i++)
		taken.boxes[taken.count++] = rect_grown(&crosses[i], CROSS_ARM, CROSS_ARM);
	draw_grid(&pen);
	draw_numbers(&pen, &taken);
	calibration_panel(calibration, &pen);
	draw_envelope(&pen, calibration->envelope);
	draw_rulers(&pen);
	draw_corners(&pen, &zones);
	draw_slip(&pen, crosses);
	label_zones(&pen, calibration->inserter);
	draw_zones(&pen, &zones);
	return draw_marks(&pen, calibration->inserter);
}
