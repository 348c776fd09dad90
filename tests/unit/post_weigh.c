/* SPDX-License-Identifier: Apache-2.0 */
#include "post/weigh.h"

#include "unit/check.h"

static struct weight_bracket brackets[] = { { (char *)"20 g", 20000 }, { (char *)"50 g", 50000 } };

static void weighs_pieces(void)
{
	static const struct {
		const char *label;
		guint sheets;
		gint32 envelope_mg, card_mg, insert_mg;
		gint32 weight_mg;
		const char *bracket;
		gint32 edge_mg;
	} rows[] = {
		/* A4 at 80 g/m2 is 4.9896 g */
		{ "one sheet alone", 1, 0, 0, 0, 4990, "20 g", 0 },
		{ "three sheets and an envelope", 3, 4800, 0, 0, 19769, "20 g", 20000 },
		{ "with a return card", 3, 4800, 3000, 0, 22769, "50 g", 0 },
		{ "with an insert", 3, 4800, 0, 5000, 24769, "50 g", 0 },
		{ "on the edge", 0, 20000, 0, 0, 20000, "20 g", 20000 },
		{ "over the edge", 0, 20001, 0, 0, 20001, "50 g", 20000 },
		{ "last over it that is near", 0, 20600, 0, 0, 20600, "50 g", 20000 },
		{ "first over it that is not", 0, 20601, 0, 0, 20601, "50 g", 0 },
		{ "first that is near", 0, 19400, 0, 0, 19400, "20 g", 20000 },
		{ "last that is not", 0, 19399, 0, 0, 19399, "20 g", 0 },
		{ "just heavier than the last bracket", 0, 50100, 0, 0, 50100, NULL, 50000 },
		{ "heavier than the last bracket", 10, 4800, 0, 0, 54696, NULL, 0 },
		{ "a thousand sheets", 1000, 0, 0, 0, 4989600, NULL, 0 },
	};
	const struct stock a4 = { .width = 210000, .height = 297000, .grams_m2 = 80 };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct envelope envelope = { .weight_mg = rows[i].envelope_mg };
		const struct insert insert = { .weight_mg = rows[i].insert_mg };
		const struct insert *inserts[] = { &insert };
		const struct product product = { .n_brackets = 2, .brackets = brackets, .tolerance_permille = 30,
						 .card = { .weight_mg = rows[i].card_mg } };
		struct weighing weighing = post_weigh(rows[i].sheets, &a4, &a4, &envelope, inserts,
						      rows[i].insert_mg > 0 ? 1 : 0, &product);

		CHECK_INT(rows[i].label, weighing.weight_mg, rows[i].weight_mg);
		CHECK_STR(rows[i].label, weighing.bracket != NULL ? weighing.bracket->name : NULL, rows[i].bracket);
		CHECK_INT(rows[i].label, weighing.edge_mg, rows[i].edge_mg);
	}
}

/* The first sheet may be of another paper than the rest. */
static void weighs_two_papers(void)
{
	static const struct {
		guint sheets;
		gint32 weight_mg;
	} rows[] = { { 1, 5000 + 7484 }, { 2, 5000 + 7484 + 4990 }, { 4, 5000 + 7484 + 14969 } };
	const struct stock thick = { .width = 210000, .height = 297000, .grams_m2 = 120 };
	const struct stock thin = { .width = 210000, .height = 297000, .grams_m2 = 80 };
	const struct envelope envelope = { .weight_mg = 5000 };
	const struct product product = { .n_brackets = 0 };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct weighing weighing = post_weigh(rows[i].sheets, &thick, &thin, &envelope, NULL, 0, &product);
		g_autofree char *label = g_strdup_printf("%u sheets", rows[i].sheets);

		CHECK_INT(label, weighing.weight_mg, rows[i].weight_mg);
	}
}

static void needs_no_bracket(void)
{
	const struct stock a4 = { .width = 210000, .height = 297000, .grams_m2 = 80 };
	const struct envelope envelope = { .weight_mg = 5000 };
	const struct product product = { .n_brackets = 0 };
	struct weighing weighing = post_weigh(1, &a4, &a4, &envelope, NULL, 0, &product);

	CHECK_INT("weight", weighing.weight_mg, 9990);
	CHECK_TRUE("no bracket", weighing.bracket == NULL);
}

/* A4 is folded in three for a DL envelope, in two for a C5 one, and lies flat in a C4 one, whichever way that is told. */
static void thickness(void)
{
	static const struct {
		const char *label;
		guint sheets;
		gint32 width, height, envelope_um, first_um, stock_um, insert_um;
		gint32 expected;
	} rows[] = {
		{ "one sheet, DL", 1, 230000, 110000, 200, 104, 104, 0, 200 + 3 * 104 },
		{ "four sheets, DL", 4, 230000, 110000, 200, 104, 104, 0, 200 + 12 * 104 },
		{ "four sheets, C5", 4, 229000, 162000, 250, 104, 104, 0, 250 + 8 * 104 },
		{ "four sheets, C4", 4, 229000, 324000, 300, 104, 104, 0, 300 + 4 * 104 },
		{ "C4 on its side", 4, 324000, 229000, 300, 104, 104, 0, 300 + 4 * 104 },
		{ "another paper first", 2, 229000, 324000, 300, 120, 104, 0, 300 + 120 + 104 },
		{ "with an insert", 1, 229000, 324000, 300, 104, 104, 500, 300 + 104 + 500 },
		{ "no other sheet, whose paper says nothing", 1, 229000, 324000, 300, 104, 0, 0, 404 },
		{ "the other paper says nothing", 2, 229000, 324000, 300, 104, 0, 0, 0 },
		{ "the first paper says nothing", 2, 229000, 324000, 300, 0, 104, 0, 0 },
		{ "the envelope says nothing", 1, 229000, 324000, 0, 104, 104, 0, 0 },
		{ "the insert says nothing", 1, 229000, 324000, 300, 104, 104, -1, 0 },
		{ "99 sheets of a board", 99, 230000, 110000, 5000, 1000, 1000, 0, 302000 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct envelope envelope = { .width = rows[i].width, .height = rows[i].height, .thickness_um = rows[i].envelope_um };
		const struct stock first = { .width = 210000, .height = 297000, .thickness_um = rows[i].first_um };
		const struct stock stock = { .width = 210000, .height = 297000, .thickness_um = rows[i].stock_um };
		const struct insert insert = { .thickness_um = MAX(rows[i].insert_um, 0) };
		const struct insert *inserts[] = { &insert };

		CHECK_INT(rows[i].label, post_thickness(rows[i].sheets, &first, &stock, &envelope, inserts, rows[i].insert_um != 0),
			  rows[i].expected);
	}
}

CHECK_MAIN({ "weighs pieces", weighs_pieces }, { "thickness", thickness }, { "weighs two papers", weighs_two_papers }, { "needs no bracket", needs_no_bracket })
