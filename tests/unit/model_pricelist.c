/* SPDX-License-Identifier: Apache-2.0 */
/* Price lists of operations: rounded once a line, and refused on days they do not hold. */
#include "model/pricelist.h"

#include "unit/check.h"

static const char list_text[] =
	"[price]\ntitle = Listino\nfrom = 2026-01-01\nuntil = 2026-12-31\n"
	"[operations]\nrun = 25 EUR\npiece = 0.0450 EUR\nsheet = 0.0125 EUR\npage = 0.0001 EUR\ninsert = 0 EUR\ncard = 0.15 EUR\n"
	"[vat]\noperations = 22 %\npostage = 0 %\npostage-note = escluso art. 15\n";

static day_t day(const char *text)
{
	day_t date;

	if (date_read(text, &date) != NULL)
		g_error("not a date: %s", text);
	return date;
}

static void charges_a_line(void)
{
	static const struct {
		enum operation operation;
		guint64 count;
		cents_t cents;
	} rows[] = {
		{ OPERATION_RUN, 1, 2500 },
		{ OPERATION_PIECE, 1, 5 },		/* 4.5 cents */
		{ OPERATION_PIECE, 3, 14 },		/* 13.5 */
		{ OPERATION_PIECE, 10000, 45000 },
		{ OPERATION_SHEET, 1, 1 },		/* 1.25 */
		{ OPERATION_SHEET, 2, 3 },		/* 2.5 */
		{ OPERATION_SHEET, 0, 0 },
		{ OPERATION_PAGE, 49, 0 },		/* 0.49 */
		{ OPERATION_PAGE, 50, 1 },
		{ OPERATION_INSERT, 1000000, 0 },
		{ OPERATION_CARD, 7, 105 },
		{ OPERATION_RUN, 1000000000, G_GINT64_CONSTANT(2500000000000) },
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(pricelist_t) list = pricelist_parse(list_text, "p/base.price", &error);
	g_autoptr(arena_t) arena = arena_new(1024);

	CHECK_NO_ERROR("list", error);
	if (list == NULL)
		return;
	CHECK_STR("title", list->title, "Listino");
	CHECK_STR("note", list->postage_note, "escluso art. 15");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("row %u: %s", i, operation_name(rows[i].operation));
		cents_t cents = -1;

		CHECK_STR(label, pricelist_charge(list, rows[i].operation, rows[i].count, day("2026-03-31"), &cents, arena), NULL);
		CHECK_INT(label, cents, rows[i].cents);
	}
}

static void holds_on_its_days(void)
{
	static const struct {
		const char *day, *reason;
	} rows[] = {
		{ "2025-12-31", "price list 'base' does not hold on 31/12/2025" },
		{ "2026-01-01", NULL },
		{ "2026-12-31", NULL },
		{ "2027-01-01", "price list 'base' does not hold on 01/01/2027" },
	};
	g_autoptr(pricelist_t) list = pricelist_parse(list_text, "p/base.price", NULL);
	g_autoptr(arena_t) arena = arena_new(1024);
	cents_t cents = 7;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_STR(rows[i].day, pricelist_charge(list, OPERATION_RUN, 1, day(rows[i].day), &cents, arena), rows[i].reason);
	list->until = 0;
	CHECK_STR("no end", pricelist_charge(list, OPERATION_RUN, 1, day("2199-12-31"), &cents, arena), NULL);
	cents = 7;
	CHECK_STR("too many", pricelist_charge(list, OPERATION_RUN, G_MAXUINT64, day("2026-01-01"), &cents, arena),
		  "more than can be charged");
	CHECK_INT("left alone", cents, 7);
}

static void adds_vat(void)
{
	static const struct {
		cents_t amount;
		gint32 vat_milli;
		cents_t vat;
	} rows[] = { { 10000, 22000, 2200 }, { 100, 0, 0 }, { 2, 22000, 0 }, { 3, 22000, 1 }, { 25, 10000, 3 }, { 0, 22000, 0 } };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("row %u", i);

		CHECK_INT(label, pricelist_vat(rows[i].amount, rows[i].vat_milli), rows[i].vat);
	}
}

static void tells_mistakes(void)
{
	static const struct {
		const char *label, *from, *to, *words;
	} rows[] = {
		{ "no title", "title = Listino\n", "", "price list 'base': [price] title: missing" },
		{ "no day", "2026-01-01", "2026-13-01", "[price] from: not a date: '2026-13-01'" },
		{ "ended before", "until = 2026", "until = 2025", "[price] until: before the list begins" },
		{ "not said", "insert = 0 EUR\n", "", "[operations] insert: missing" },
		{ "no unit", "0.15 EUR", "0.15", "[operations] card: not a price: '0.15'" },
		{ "another unit", "0.15 EUR", "0.15 USD", "[operations] card: not a price: '0.15 USD'" },
		{ "a comma", "0.15 EUR", "0,15 EUR", "[operations] card: not a price: '0,15 EUR'" },
		{ "too fine", "0.15 EUR", "0.15001 EUR", "[operations] card: more than four decimals: '0.15001 EUR'" },
		{ "too dear", "25 EUR", "100000.0001 EUR", "[operations] run: out of range: '100000.0001 EUR'" },
		{ "negative", "25 EUR", "-25 EUR", "[operations] run: not a price: '-25 EUR'" },
		{ "unknown", "run =", "stamp = 1 EUR\nrun =", "[operations] stamp: no such key" },
		{ "no vat", "operations = 22 %\n", "", "[vat] operations: missing" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) text = g_string_new(list_text);
		g_autoptr(GError) error = NULL;

		CHECK_INT(rows[i].label, g_string_replace(text, rows[i].from, rows[i].to, 1), 1);
		CHECK_TRUE(rows[i].label, pricelist_parse(text->str, "p/base.price", &error) == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].words);
	}
}

static void the_example_loads(void)
{
	static const char path[] = "profiles/price/esempio.price";
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(pricelist_t) list = NULL;

	CHECK_TRUE(path, g_file_get_contents(path, &text, NULL, NULL));
	if (text == NULL)
		return;
	list = pricelist_parse(text, path, &error);
	CHECK_NO_ERROR(path, error);
	CHECK_TRUE(path, list != NULL && g_str_has_prefix(list->title, "ESEMPIO"));
}

CHECK_MAIN({ "charges a line", charges_a_line }, { "holds on its days", holds_on_its_days }, { "adds VAT", adds_vat },
	   { "tells mistakes", tells_mistakes }, { "the example loads", the_example_loads })
