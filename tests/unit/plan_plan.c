/* SPDX-License-Identifier: Apache-2.0 */
/* Envelopes, files and boxes: what goes together and where a new one begins. */
#include "plan/plan.h"
#include "unit/check.h"

static struct weight_bracket brackets[] = { { (char *)"20 g", 20000 }, { (char *)"50 g", 50000 } };
static struct product product = { .name = (char *)"posta", .n_brackets = 2, .brackets = brackets };
static struct envelope envelope = { .name = (char *)"dl", .weight_mg = 4800, .max_sheets = 8 };
static struct stock stock = { .name = (char *)"a4-80", .width = 210000, .height = 297000, .grams_m2 = 80 };
static struct insert leaflet = { .name = (char *)"informativa", .weight_mg = 5000, .station = 3 };
static const struct insert *const inserts[] = { &leaflet };
static struct inserter inserter = { .name = (char *)"q1t", .max_sheets = 6 };

static struct plan_rules rules_with(guint max_sheets_per_file, gboolean duplex)
{
	return (struct plan_rules){
		.product = &product, .envelope = &envelope, .stock_first = &stock, .stock = &stock, .inserts = inserts,
		.n_inserts = 1, .inserter = &inserter, .duplex = duplex, .max_sheets_per_file = max_sheets_per_file,
	};
}

static void fits_documents(void)
{
	static const struct {
		const char *label;
		guint sheets[4], documents, fit;
	} rows[] = {
		{ "one", { 1 }, 1, 1 },
		{ "all to the limit", { 2, 2, 2 }, 3, 3 },
		{ "one sheet over", { 2, 2, 3 }, 3, 2 },
		{ "the first is over by itself", { 9, 1 }, 2, 1 },
		{ "the second is over", { 1, 9 }, 2, 1 },
	};
	const struct plan_rules rules = rules_with(100, FALSE);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_INT(rows[i].label, plan_fit(&rules, rows[i].sheets, rows[i].documents), rows[i].fit);
}

static void plans_a_piece(void)
{
	const struct plan_rules simplex = rules_with(100, FALSE);
	const struct plan_rules duplex = rules_with(100, TRUE);
	struct planned piece = plan_piece(&simplex, 2);

	CHECK_INT("stream", piece.stream, STREAM_MACHINE);
	CHECK_INT("pages simplex", piece.pages, 2);
	CHECK_INT("mask of station 3", piece.insert_mask, 4);
	/* 2 x 4.9896 g + 4.8 g + 5 g */
	CHECK_TRUE("weight", piece.weighing.weight_mg >= 19779 && piece.weighing.weight_mg <= 19780);
	CHECK_STR("bracket", piece.weighing.bracket->name, "20 g");
	CHECK_INT("pages duplex", plan_piece(&duplex, 2).pages, 4);
	CHECK_INT("six sheets", plan_piece(&simplex, 6).stream, STREAM_MACHINE);
	CHECK_INT("seven sheets", plan_piece(&simplex, 7).stream, STREAM_HAND);
}

static void cuts_files(void)
{
	static const struct {
		guint sheets, file, position, first_page;
		guint64 run_sheet;
	} rows[] = {
		{ 3, 1, 1, 1, 0 }, { 3, 1, 2, 7, 3 }, { 4, 1, 3, 13, 6 },
		{ 1, 2, 1, 1, 10 }, { 6, 2, 2, 3, 11 }, { 4, 3, 1, 1, 17 },
		{ 7, 4, 1, 1, 21 },	/* by hand */
		{ 12, 5, 1, 1, 28 },	/* more than a file holds: a file of its own, not split */
	};
	const struct plan_rules rules = rules_with(10, TRUE);
	struct print_order order;

	print_order_init(&order, &rules);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("row %u", i);
		struct planned piece = plan_piece(&rules, rows[i].sheets);
		struct print_place place = print_order_next(&order, &piece, 1);

		CHECK_INT(label, place.number, i + 1);
		CHECK_INT(label, place.file, rows[i].file);
		CHECK_INT(label, place.position, rows[i].position);
		CHECK_INT(label, place.first_page, rows[i].first_page);
		CHECK_INT(label, place.run_sheet, rows[i].run_sheet);
		CHECK_INT(label, place.run_piece, i);
	}
}

static void fills_boxes(void)
{
	static const struct {
		guint area, box;
	} rows[] = { { 0, 1 }, { 0, 1 }, { 0, 2 }, { 1, 3 }, { 1, 3 }, { 2, 4 } };
	struct plan_rules rules = rules_with(100, FALSE);
	struct product boxed = product;
	struct print_order order;

	boxed.box_pieces = 2;
	rules.product = &boxed;
	print_order_init(&order, &rules);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct planned piece = plan_piece(&rules, 1);

		CHECK_INT("by pieces", print_order_next(&order, &piece, rows[i].area).box, rows[i].box);
	}
	boxed.box_pieces = 0;
	boxed.box_mg = 40000;	/* two pieces of 14.8 g, not three */
	print_order_init(&order, &rules);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct planned piece = plan_piece(&rules, 1);

		CHECK_INT("by weight", print_order_next(&order, &piece, rows[i].area).box, rows[i].box);
	}
}

CHECK_MAIN({ "fits documents into envelopes", fits_documents }, { "plans a piece", plans_a_piece },
	   { "cuts print files", cuts_files }, { "fills boxes", fills_boxes })
