/* SPDX-License-Identifier: Apache-2.0 */
/* The four schemes' published rows, each computed from the sheet's place. */
#include "mark/mark.h"

#include "unit/check.h"
#include "unit/inserters.h"

struct row {
	const char *label;
	struct sheet_place place;	/* sheet, sheets, mask, run sheet, run piece */
	const char *bits;		/* blanks are for reading */
};

static char *without_blanks(const char *text)
{
	char **parts = g_strsplit(text, " ", -1);
	char *joined = g_strjoinv("", parts);

	g_strfreev(parts);
	return joined;
}

static void check_rows(const char *name, const struct row *rows, guint count)
{
	g_autoptr(inserter_t) inserter = inserter_load(name);

	for (guint i = 0; i < count; i++) {
		g_autofree char *expected = without_blanks(rows[i].bits);
		gboolean on[MARK_POSITIONS_MAX];
		char bits[MARK_POSITIONS_MAX + 1];

		mark_positions(inserter, &rows[i].place, on);
		mark_bits(inserter, on, bits);
		CHECK_STR(rows[i].label, bits, expected);
		CHECK_TRUE(rows[i].label, mark_parity_holds(inserter, on));
	}
}

static void scheme_a(void)
{
	static const struct row rows[] = {
		{ "A 1, 1/1", { 1, 1, 0, 0, 0 }, "1 1 0 100 0 1" },
		{ "A 2, 1/3", { 1, 3, 1, 1, 1 }, "1 0 0 010 1 1" },
		{ "A 2, 2/3", { 2, 3, 1, 2, 1 }, "1 0 0 110 0 1" },
		{ "A 2, 3/3 + feeder 1", { 3, 3, 1, 3, 1 }, "1 1 1 001 1 1" },
		/* 1..7 leaves out zero: the eighth sheet is 1 again */
		{ "A wraps", { 1, 1, 0, 7, 4 }, "1 1 0 100 0 1" },
	};

	check_rows("quadient-1track", rows, G_N_ELEMENTS(rows));
}

static void scheme_b(void)
{
	static const struct row rows[] = {
		{ "B 1, p1 of 1", { 1, 1, 0, 0, 0 }, "11 00 0 1 000 1 001 1" },
		{ "B 2, p3 of 3, fed first", { 3, 3, 1, 1, 1 }, "11 10 1 1 000 1 010 1" },
		{ "B 2, p2 of 3", { 2, 3, 1, 2, 1 }, "11 11 1 1 000 1 011 1" },
		{ "B 2, p1 of 3 + SF1", { 1, 3, 1, 3, 1 }, "11 01 0 1 100 1 100 1" },
	};

	check_rows("pitney-relay", rows, G_N_ELEMENTS(rows));
}

static void scheme_c(void)
{
	static const struct row rows[] = {
		{ "C 1/1", { 1, 1, 0, 0, 0 }, "1011000010000011" },
		{ "C 1/3 mask 13", { 1, 3, 13, 1, 1 }, "1010100100101101" },
		{ "C 2/3 mask 13", { 2, 3, 13, 2, 1 }, "1011100100101111" },
		{ "C 3/3 mask 13", { 3, 3, 13, 3, 1 }, "1010010010101101" },
	};

	check_rows("streamserve-16", rows, G_N_ELEMENTS(rows));
}

static void scheme_d(void)
{
	static const struct row rows[] = {
		{ "page 1, not last, set 1", { 1, 2, 0, 0, 0 }, "20001" },
		{ "single sheet, both feeds, set 29", { 1, 1, 3, 40, 28 }, "33029" },
		{ "page 15 of 15, feed 2, set 999", { 15, 15, 2, 5000, 998 }, "V2999" },
		{ "set 1000 is 1 again", { 1, 2, 0, 5001, 999 }, "20001" },
	};
	g_autoptr(inserter_t) inserter = inserter_load("di950-code39");

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		gboolean on[MARK_POSITIONS_MAX], back[MARK_POSITIONS_MAX];
		char text[32], bits[MARK_POSITIONS_MAX + 1], bits_back[MARK_POSITIONS_MAX + 1];

		mark_code_39(inserter, &rows[i].place, text);
		CHECK_STR(rows[i].label, text, rows[i].bits);
		CHECK_TRUE(rows[i].label, mark_code_39_positions(inserter, text, back));
		mark_positions(inserter, &rows[i].place, on);
		mark_bits(inserter, on, bits);
		mark_bits(inserter, back, bits_back);
		CHECK_STR(rows[i].label, bits_back, bits);
		CHECK_INT(rows[i].label, mark_value(inserter, MARK_MATCH, back), 1 + rows[i].place.run_piece % 999);
		CHECK_INT(rows[i].label, mark_value(inserter, MARK_PAGE, back), rows[i].place.sheet);
	}
	CHECK_TRUE("too short", !mark_code_39_positions(inserter, "2000", (gboolean[MARK_POSITIONS_MAX]){ 0 }));
	CHECK_TRUE("no value", !mark_code_39_positions(inserter, "2000Z", (gboolean[MARK_POSITIONS_MAX]){ 0 }));
}

/* The sequence in every scope and direction, as values of a three bit counter. */
static void sequences(void)
{
	static const struct {
		const char *label, *sequence, *feed;
		guint sheet, sheets;
		guint64 run_sheet;
		guint expected;
	} rows[] = {
		{ "run up, first", "1..7, run", "first-to-last", 1, 1, 0, 1 },
		{ "run up, seventh", "1..7, run", "first-to-last", 1, 1, 6, 7 },
		{ "run up, eighth", "1..7, run", "first-to-last", 1, 1, 7, 1 },
		{ "run down, first", "1..7, run, down", "first-to-last", 1, 1, 0, 7 },
		{ "run down, eighth", "1..7, run, down", "first-to-last", 1, 1, 7, 7 },
		{ "with zero", "0..7, run", "first-to-last", 1, 1, 16, 0 },
		{ "2 to 5", "2..5, run", "first-to-last", 1, 1, 5, 3 },
		{ "far on", "1..7, run", "first-to-last", 1, 1, G_GUINT64_CONSTANT(7000000000), 1 },
		{ "piece, first of 3", "1..7, piece", "first-to-last", 1, 3, 55, 1 },
		{ "piece, last of 3", "1..7, piece", "first-to-last", 3, 3, 57, 3 },
		{ "piece, turned, page 3 is fed first", "1..7, piece", "last-to-first", 3, 3, 55, 1 },
		{ "piece, turned, page 1 is fed last", "1..7, piece", "last-to-first", 1, 3, 57, 3 },
		{ "piece down", "1..7, piece, down", "first-to-last", 2, 3, 9, 6 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = g_strdup_printf(
			"[marks]\npositions = start seq1 seq2 seq4\nalways = start\nfeed = %s\nsequence = %s\n"
			"[geometry]\nx = 7mm\nfirst = 100mm\npitch = 5mm\nlength = 12mm\nthickness = 0.5mm\n"
			"clear = 8mm above-below, 3mm sides\n[limits]\nsheets = 8\n",
			rows[i].feed, rows[i].sequence);
		g_autoptr(GError) error = NULL;
		g_autoptr(inserter_t) inserter = inserter_parse(text, "t.inserter", &error);
		struct sheet_place place = { rows[i].sheet, rows[i].sheets, 0, rows[i].run_sheet, 0 };
		gboolean on[MARK_POSITIONS_MAX];

		CHECK_NO_ERROR(rows[i].label, error);
		if (inserter == NULL)
			continue;
		mark_positions(inserter, &place, on);
		CHECK_INT(rows[i].label, mark_value(inserter, MARK_SEQUENCE, on), rows[i].expected);
	}
}

/* A mark too many or too few breaks the parity, wherever it is among the positions counted. */
static void parity_finds_one_mark(void)
{
	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		guint counted = inserter->parity_positions != 0 ? inserter->parity_positions : inserter->n_positions;

		for (guint sheet = 1; inserter->parity != PARITY_NONE && sheet <= 3; sheet++) {
			struct sheet_place place = { sheet, 3, 1, 40 + sheet, 20 };
			gboolean on[MARK_POSITIONS_MAX];

			mark_positions(inserter, &place, on);
			for (guint i = 0; i < counted; i++) {
				on[i] = !on[i];
				CHECK_TRUE(inserter->name, !mark_parity_holds(inserter, on));
				on[i] = !on[i];
			}
		}
	}
}

/* Where the lines are drawn: micrometres from the top left. */
static void lines_are_where_the_profile_says(void)
{
	g_autoptr(inserter_t) inserter = inserter_load("quadient-1track");
	struct arena *arena = arena_new(4096);
	struct symbol_encoder *encoder = mark_encoder_new();
	struct sheet_place place = { 1, 1, 0, 0, 0 };
	struct control_code code = control_code_at(42, 7, &place);
	struct op_list list = { 0 };
	static const um_t tops[] = { 100000, 104233, 112699, 129631 };

	CHECK_TRUE("drawn", mark_sheet(inserter, &place, &code, encoder, &list, arena));
	CHECK_INT("operations", list.count, 5);
	for (guint i = 0; i < 4 && list.count == 5; i++) {
		const struct rect *box = &list.ops[i].fill.box;

		CHECK_INT("kind", list.ops[i].kind, OP_FILL);
		CHECK_INT("x", box->x, 7000);
		CHECK_INT("y", box->y, tops[i]);
		CHECK_INT("length", box->width, 12000);
		CHECK_INT("thickness", box->height, 500);
	}
	if (list.count == 5) {
		CHECK_INT("control", list.ops[4].kind, OP_SYMBOL);
		CHECK_STR("control text", list.ops[4].symbol.symbol->text, "000042000000701010000001");
		CHECK_INT("modules", list.ops[4].symbol.symbol->rows, 16);
		CHECK_INT("printer's grid", list.ops[4].symbol.module_width % 127, 0);
	}
	mark_encoder_free(encoder);
	arena_free(arena);
}

/* All that is drawn lies in the zones that nothing else may print in. */
static void all_ink_is_in_the_zones(void)
{
	struct arena *arena = arena_new(4096);
	struct symbol_encoder *encoder = mark_encoder_new();

	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		struct profile_box m = inserter_marks_zone(inserter), c = inserter_control_zone(inserter);
		struct rect marks = { m.x, m.y, m.width, m.height }, control = { c.x, c.y, c.width, c.height };

		for (guint i = 0; i < 40; i++) {
			struct sheet_place place = { 1 + i % 5, 5, i % 4, i, i / 5 };
			struct control_code code = control_code_at(999999, 9999999, &place);
			struct op_list list = { 0 };

			CHECK_TRUE(inserter->name, mark_sheet(inserter, &place, &code, encoder, &list, arena));
			for (guint k = 0; k < list.count; k++) {
				struct rect box = op_bounds(&list.ops[k]);

				CHECK_TRUE(inserter->name,
					   rect_contains(k + 1 < list.count ? &marks : &control, &box));
			}
			arena_reset(arena);
		}
	}
	mark_encoder_free(encoder);
	arena_free(arena);
}

CHECK_MAIN({ "scheme A: Quadient", scheme_a }, { "scheme B: Pitney Bowes Relay", scheme_b },
	   { "scheme C: 16 strokes", scheme_c }, { "scheme D: Code 39", scheme_d }, { "sequences wrap", sequences },
	   { "parity finds one mark", parity_finds_one_mark },
	   { "lines are where the profile says", lines_are_where_the_profile_says },
	   { "all ink is in the zones", all_ink_is_in_the_zones })
