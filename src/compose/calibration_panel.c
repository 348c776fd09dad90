/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the sheet, in Italian like all paper. */
#include "compose/calibrating.h"

#define MM UM_PER_MM

#define LEFT 46000
#define TOP 124000
#define WIDTH 138000
#define HEIGHT 131000
#define PADDING 6000
#define INSIDE (LEFT + PADDING)
#define LINE 4600

#define RULE ((struct colour){ 110, 110, 110 })

static const struct text_style title_style = { .role = "body", .bold = TRUE, .size = 15000 };
static const struct text_style text_style = { .role = "body", .size = 8500 };
static const struct text_style bold_style = { .role = "body", .bold = TRUE, .size = 8500 };
static const struct text_style mono_style = { .role = "mono", .size = 8500 };

static void write_at(struct sheet_pen *pen, const struct text_style *style, um_t x, um_t y, const char *text)
{
	sheet_pen_text(pen, style, text, x, TOP + y, ALIGN_LEFT, GROUND_NONE);
}

static void write_lines(struct sheet_pen *pen, um_t y, const char *const *lines)
{
	for (guint i = 0; lines[i] != NULL; i++)
		write_at(pen, &text_style, INSIDE, y + (um_t)i * LINE, lines[i]);
}

/* What the sheet was made for. */
static void write_names(const struct calibration *calibration, struct sheet_pen *pen, um_t y)
{
	const char *const names[][2] = {
		{ "Busta", calibration->envelope->name },
		{ "Imbustatrice", calibration->inserter->name },
		{ "Macchina da stampa", calibration->press->name },
	};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		write_at(pen, &text_style, INSIDE, y + (um_t)i * LINE, names[i][0]);
		write_at(pen, &bold_style, INSIDE + 36 * MM, y + (um_t)i * LINE, names[i][1]);
	}
}

#define ROW 8000
#define CELL_X (LEFT + WIDTH - PADDING - 40 * MM)

static void draw_rule(struct sheet_pen *pen, um_t y)
{
	sheet_pen_fill(pen, INSIDE, TOP + y, WIDTH - 2 * PADDING, 150, RULE);
}

/* What is measured, and a cell to write it in. */
static void draw_table(struct sheet_pen *pen, um_t y)
{
	static const char *const rows[][2] = {
		{ "A", "spostamento a destra (a sinistra: sotto zero)" },
		{ "B", "spostamento in basso (in alto: sotto zero)" },
		{ "", "righello orizzontale: 100 mm, misurati" },
		{ "", "righello verticale: 200 mm, misurati" },
	};

	draw_rule(pen, y);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		um_t foot = y + (um_t)(i + 1) * ROW;

		write_at(pen, &bold_style, INSIDE, foot - 2500, rows[i][0]);
		write_at(pen, &text_style, INSIDE + 6 * MM, foot - 2500, rows[i][1]);
		sheet_pen_text(pen, &text_style, "mm", LEFT + WIDTH - PADDING - MM, TOP + foot - 2500, ALIGN_RIGHT, GROUND_NONE);
		draw_rule(pen, foot);
	}
	sheet_pen_fill(pen, CELL_X, TOP + y, 150, (um_t)G_N_ELEMENTS(rows) * ROW, RULE);
}

/* "203,5" */
static const char *millimetres(um_t um, struct arena *arena)
{
	gint tenths = (ABS(um) + 50) / 100;

	return arena_printf(arena, "%s%d,%d", um < 0 ? "-" : "", tenths / 10, tenths % 10);
}

static void write_cross(const struct calibration *calibration, struct sheet_pen *pen, um_t row, um_t x, um_t y,
			const char *sign, const char *what)
{
	const struct rect at = calibration_slip_point(calibration, x, y, SLIP_AS_MEANT);

	write_at(pen, &bold_style, INSIDE, row, sign);
	write_at(pen, &text_style, INSIDE + 6 * MM, row,
		 arena_printf(pen->arena, "%s: %s mm da sinistra, %s mm dall’alto", what, millimetres(at.x, pen->arena),
			      millimetres(at.y, pen->arena)));
}

/* Keys are told for a slip that is read across the sheet and for one that is read as the sheet is: the press's shift is
 * told as one reads the slip. */
static void write_keys(const struct calibration *calibration, struct sheet_pen *pen, um_t y)
{
	const um_t keys_x = INSIDE + 66 * MM;

	write_at(pen, &text_style, INSIDE, y,
		 arena_printf(pen->arena, "Da scrivere in profiles/press/%s.press, sezione [slip], al posto dei valori che ci sono:",
			      calibration->press->name));
	write_at(pen, &text_style, INSIDE + 6 * MM, y + LINE, "moduli letti in orizzontale (bollettini)");
	write_at(pen, &mono_style, keys_x, y + LINE, "shift-x = B    shift-y = -A");
	write_at(pen, &text_style, INSIDE + 6 * MM, y + 2 * LINE, "moduli letti in verticale (avvisi pagoPA)");
	write_at(pen, &mono_style, keys_x, y + 2 * LINE, "shift-x = -A   shift-y = -B");
}

void calibration_panel(const struct calibration *calibration, struct sheet_pen *pen)
{
	static const char *const how[] = {
		"Stampare su A4 al 100 %, senza adattare alla pagina; misurare dai bordi del foglio.",
		"Le croci agli angoli vanno a 10 mm da ogni bordo: di quanto si scostano è lo spostamento.",
		"Piegare, imbustare: il riquadro dell’indirizzo si deve vedere intero, comunque si muova il foglio.",
		NULL,
	};
	const struct calibration_slip *slip = &calibration->slip;

	sheet_pen_fill(pen, LEFT, TOP, WIDTH, HEIGHT, COLOUR_WHITE);
	op_list_add(pen->list, OP_STROKE, pen->arena)->stroke = (struct op_stroke){ { LEFT, TOP, WIDTH, HEIGHT }, 250, RULE };
	write_at(pen, &title_style, INSIDE, 11 * MM, "Foglio di taratura");
	write_names(calibration, pen, 19 * MM);
	write_lines(pen, 36 * MM, how);
	draw_table(pen, 52 * MM);
	write_at(pen, &text_style, INSIDE, 91 * MM, "Croci del bollettino, dove vanno misurate:");
	write_cross(calibration, pen, 91 * MM + LINE, slip->line_right, slip->line_base, "1", "linea di base e fine della riga codice");
	write_cross(calibration, pen, 91 * MM + 2 * LINE, slip->matrix_x, slip->matrix_y, "2", "angolo del Data Matrix");
	write_keys(calibration, pen, 108 * MM);
	write_at(pen, &text_style, INSIDE, 126 * MM, "Data, operatore");
	sheet_pen_fill(pen, INSIDE + 28 * MM, TOP + 126 * MM, WIDTH - 2 * PADDING - 28 * MM, 150, RULE);
}
