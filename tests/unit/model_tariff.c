/* SPDX-License-Identifier: Apache-2.0 */
/* Dated tables of postage: a price holds from its day on, and what no line says is refused. */
#include "model/tariff.h"

#include <string.h>

#include "unit/check.h"

static struct weight_bracket brackets[] = { { (char *)"fino-a-20g", 20000 }, { (char *)"fino-a-50g", 50000 } };
static const struct product product = { .name = (char *)"prova", .n_brackets = 2, .brackets = brackets };

static const char table[] =
	"# a note\n"
	"from;area;bracket;euro\n"
	"2025-01-01;AM;fino-a-20g;0.39\n"
	"2026-07-01;AM;fino-a-20g;0.45\r\n"
	"\n"
	"2026-01-01; AM ; fino-a-20g ; 0,41\n"
	"2025-01-01;EU;fino-a-20g;0.70\n"
	"2026-01-01;EU;fino-a-20g;\n"
	"2025-01-01;abroad;fino-a-50g;2.60\n"
	"2025-06-01;CP;fino-a-50g;0\n";

static day_t day(const char *text)
{
	day_t date;

	if (date_read(text, &date) != NULL)
		g_error("not a date: %s", text);
	return date;
}

static void a_price_holds_from_its_day(void)
{
	static const struct {
		const char *area, *bracket, *day;
		cents_t cents;	/* -1: none */
	} rows[] = {
		{ "AM", "fino-a-20g", "2024-12-31", -1 },
		{ "AM", "fino-a-20g", "2025-01-01", 39 },
		{ "AM", "fino-a-20g", "2025-12-31", 39 },
		{ "AM", "fino-a-20g", "2026-01-01", 41 },
		{ "AM", "fino-a-20g", "2026-06-30", 41 },
		{ "AM", "fino-a-20g", "2026-07-01", 45 },
		{ "AM", "fino-a-20g", "2199-12-31", 45 },
		{ "AM", "fino-a-50g", "2026-01-01", -1 },
		{ "EU", "fino-a-20g", "2025-12-31", 70 },
		{ "EU", "fino-a-20g", "2026-01-01", -1 },
		{ "abroad", "fino-a-50g", "2026-01-01", 260 },
		{ "CP", "fino-a-50g", "2026-01-01", 0 },
		{ "CP", "fino-a-20g", "2026-01-01", -1 },
		{ "none", "fino-a-20g", "2026-01-01", -1 },
		{ "AM", "", "2026-01-01", -1 },
		{ "AM", "fino-a-100g", "2026-01-01", -1 },
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(tariff_t) tariff = tariff_parse(table, "p/prova.csv", &product, &error);
	g_autoptr(arena_t) arena = arena_new(1024);

	CHECK_NO_ERROR("table", error);
	if (tariff == NULL)
		return;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("%s %s %s", rows[i].area, rows[i].bracket, rows[i].day);
		cents_t cents = -1;
		const char *reason = tariff_price(tariff, rows[i].area, rows[i].bracket, day(rows[i].day), &cents, arena);

		CHECK_INT(label, cents, rows[i].cents);
		CHECK_INT(label, reason == NULL, rows[i].cents >= 0);
	}
}

static void refuses_in_plain_words(void)
{
	g_autoptr(tariff_t) tariff = tariff_parse(table, "p/prova.csv", &product, NULL);
	g_autoptr(arena_t) arena = arena_new(1024);
	cents_t cents = 7;

	CHECK_STR("reason", tariff_price(tariff, "EU", "fino-a-20g", day("2026-03-31"), &cents, arena),
		  "tariff 'prova' has no price for area EU, bracket fino-a-20g on 31/03/2026");
	CHECK_INT("left alone", cents, 7);
}

static void tells_mistakes(void)
{
	static const struct {
		const char *label, *from, *to, *words;
	} rows[] = {
		{ "no columns", "from;area;bracket;euro\n", "", "tariff 'prova': line 2: not the columns from;area;bracket;euro" },
		{ "no day", "2025-01-01;AM", "2025-02-29;AM", "tariff 'prova': line 3: not a date: '2025-02-29': " },
		{ "no area", ";EU;fino-a-20g;\n", ";RM;fino-a-20g;\n", "line 8: not one of the areas AM, CP, EU, abroad: 'RM'" },
		{ "a bad address", ";EU;fino-a-20g;\n", ";none;fino-a-20g;\n", "line 8: not one of the areas" },
		{ "no bracket", "fino-a-50g;2.60", "fino-a-60g;2.60", "line 9: not one of the product's brackets: 'fino-a-60g'" },
		{ "no amount", "2.60", "2.60x", "line 9: not an amount: '2.60x': not euro and cents" },
		{ "no decimals behind the mark", "2.60", "2.", "line 9: not an amount: '2.': not euro and cents" },
		{ "a mark alone", "2.60", ".60", "line 9: not an amount: '.60': not euro and cents" },
		{ "too long", "2.60", "99999999999999", "line 9: not an amount: " },
		{ "a third decimal", "2.60", "2.605", "line 9: not an amount: '2.605': not euro and cents" },
		{ "negative", "2.60", "-2.60", "line 9: not an amount: '-2.60': not euro and cents" },
		{ "a cell more", "2.60", "2.60;", "line 9: not 4 cells: '2025-01-01;abroad;fino-a-50g;2.60;'" },
		{ "a cell less", "abroad;", "", "line 9: not 4 cells" },
		{ "twice", "2026-07-01", "2025-01-01", "line 4: the same day, area and bracket twice" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) text = g_string_new(table);
		g_autoptr(GError) error = NULL;

		CHECK_INT(rows[i].label, g_string_replace(text, rows[i].from, rows[i].to, 1), 1);
		CHECK_TRUE(rows[i].label, tariff_parse(text->str, "p/prova.csv", &product, &error) == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].words);
	}
}

static void tells_them_at_once(void)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("many", tariff_parse("from;area;bracket;euro\nx;x;x;x\n1;2\n", "p/prova.csv", &product, &error) == NULL);
	CHECK_ERROR("many", error, "tariff 'prova': line 2: not an amount: 'x'");
	CHECK_ERROR("many", error, "\ntariff 'prova': line 3: not 4 cells: '1;2'");
	g_clear_error(&error);
	CHECK_TRUE("nothing", tariff_parse("# nothing\n", "p/prova.csv", &product, &error) == NULL);
	CHECK_ERROR("nothing", error, "tariff 'prova': line 2: no columns");
}

/* Every product of the project has a price for each bracket where it is sold. */
static void the_examples_load(void)
{
	static const char *const at_home[] = { "AM", "CP", "EU", NULL };
	static const char *const away[] = { "abroad", NULL };
	static const struct {
		const char *name;
		const char *const *areas;
	} rows[] = {
		{ "raccomandata", at_home }, { "raccomandata-ar", at_home }, { "atto-giudiziario", at_home },
		{ "posta-massiva", at_home }, { "raccomandata-estera", away }, { "posta-estera", away },
	};
	g_autoptr(arena_t) arena = arena_new(1024);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *product_path = g_strdup_printf("profiles/product/%s.product", rows[i].name);
		g_autofree char *path = g_strdup_printf("profiles/tariff/%s.csv", rows[i].name);
		g_autofree char *product_text = NULL, *text = NULL;
		g_autoptr(product_t) sold = NULL;
		g_autoptr(tariff_t) tariff = NULL;
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(path, g_file_get_contents(product_path, &product_text, NULL, NULL));
		CHECK_TRUE(path, g_file_get_contents(path, &text, NULL, NULL));
		if (product_text == NULL || text == NULL)
			continue;
		CHECK_TRUE(path, strstr(text, "# ESEMPIO: prezzi inventati") != NULL);
		sold = product_parse(product_text, product_path, NULL);
		tariff = tariff_parse(text, path, sold, &error);
		CHECK_NO_ERROR(path, error);
		for (guint k = 0; tariff != NULL && k < sold->n_brackets; k++) {
			cents_t cents = 0, last = 0;

			for (const char *const *area = rows[i].areas; *area != NULL; area++, last = cents) {
				CHECK_STR(path, tariff_price(tariff, *area, sold->brackets[k].name, day("2026-03-31"), &cents,
							     arena), NULL);
				CHECK_TRUE(path, cents >= last && cents > 0);
			}
		}
	}
}

CHECK_MAIN({ "a price holds from its day", a_price_holds_from_its_day },
	   { "refuses in plain words", refuses_in_plain_words }, { "tells mistakes", tells_mistakes },
	   { "tells them at once", tells_them_at_once }, { "the examples load", the_examples_load })
