/* SPDX-License-Identifier: Apache-2.0 */
/* Tables: widths, header, shading, page breaks with carried sums, subtotals, rows that do not fit. */
#include "unit/layout_rig.h"

/* Rows of exactly 10 mm on a page of 100 mm. */
#define HEAD                                                                                                           \
	"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data>"                                                  \
	"<field name=\"nome\" type=\"text\" example=\"Maria\"/>"                                                       \
	"<rows name=\"voci\"><field name=\"anno\" type=\"integer\" example=\"2025\"/>"                                 \
	"<field name=\"causale\" type=\"text\" example=\"quota\"/>"                                                    \
	"<field name=\"importo\" type=\"money\" optional=\"yes\" example=\"1.00\"/></rows></data>"                     \
	"<style name=\"t\" leading=\"28.346pt\"/>"                                                                     \
	"<page name=\"a\"><flow top=\"20mm\" bottom=\"120.2mm\"/></page><flow first=\"a\">"
#define TAIL "</table></flow></layout>"
#define END "</flow></layout>"
#define COLUMNS "<column width=\"20mm\"/><column width=\"*\"/><column width=\"30mm\" align=\"right\"/>"
#define TABLE "\n<table rows=\"voci\" style=\"t\" padding=\"0mm\" gap=\"5mm\">" COLUMNS
#define TITLES "<head><cell>Anno</cell><cell>Causale</cell><cell>Importo</cell></head>"
#define ROW "<row><cell>{anno}</cell><cell>{causale}</cell><cell>{importo | amount}</cell></row>"
#define CARRIED "<carried over=\"Riporto\" forward=\"A riportare\" sum=\"importo\"/>"
#define TOTAL "<total><cell span=\"2\">Totale</cell><cell align=\"right\">{sum(voci.importo) | amount}</cell></total>"

/* Row i is of year 2020 + i / 4 and costs i + 1 euro. */
static void fill_rows(struct rig *rig, guint count)
{
	struct row_set *set;

	rig_example(rig, count);
	set = &rig->record->groups[0];
	for (guint i = 0; i < count; i++) {
		struct value *cells = set->cells + (gsize)i * 3;

		cells[0].integer = 2020 + i / 4;
		cells[1].text = arena_printf(rig->arena, "v%u", i + 1);
		cells[2].cents = ((gint64)i + 1) * 100;
	}
}

static gboolean letter_of(struct rig *rig, const char *xml, guint rows)
{
	if (!rig_load(rig, xml, xml))
		return FALSE;
	fill_rows(rig, rows);
	return rig_compose(rig, xml);
}

static void check_page(struct rig *rig, guint number, const char *expected)
{
	g_autofree char *text = rig_page_text(rig, number);

	CHECK_STR("page", text, expected);
}

static void draws_one_page(void)
{
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("composed", letter_of(&rig, HEAD TABLE TITLES ROW CARRIED TOTAL TAIL, 2));
	CHECK_INT("pages", rig.letter.count, 1);
	check_page(&rig, 0, "Anno|Causale|Importo|2020|v1|1,00|2020|v2|2,00|Totale|3,00|");
	CHECK_TRUE("no rows", letter_of(&rig, HEAD TABLE TITLES ROW CARRIED TOTAL TAIL, 0));
	check_page(&rig, 0, "Anno|Causale|Importo|Totale|0,00|");
	rig_clear(&rig);
}

/* 30 rows: the header again and right running sums on every page; pages hold 10 lines. */
static void carries_sums_over_pages(void)
{
	/* header, 8 rows, forward; then header, over, 7 rows, forward; the last ones stay with the total */
	static const guint rows_on_page[] = { 8, 7, 7, 6, 2 };
	guint next = 1, sum = 0, pages;
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("composed", letter_of(&rig, HEAD TABLE TITLES ROW CARRIED TOTAL TAIL, 30));
	pages = rig.letter.count;
	CHECK_INT("pages", pages, 5);
	for (guint page = 0; page < MIN(pages, 5); page++) {
		g_autofree char *text = rig_page_text(&rig, page);
		g_autoptr(GString) expected = g_string_new("Anno|Causale|Importo|");
		guint rows = rows_on_page[page];

		if (page > 0)
			g_string_append_printf(expected, "Riporto|%u,00|", sum);
		for (guint i = 0; i < rows; i++, next++) {
			g_string_append_printf(expected, "%u|v%u|%u,00|", 2020 + (next - 1) / 4, next, next);
			sum += next;
		}
		if (page + 1 < pages)
			g_string_append_printf(expected, "A riportare|%u,00|", sum);
		else
			g_string_append_printf(expected, "Totale|%u,00|", 30 * 31 / 2);
		CHECK_STR("page", text, expected->str);
	}
	CHECK_INT("all rows", next, 31);
	rig_clear(&rig);
}

/* Whatever the number of rows, each stands once, no page has a lone row, and nothing leaves the page. */
static void never_leaves_a_row_alone(void)
{
	struct rig rig;

	rig_init(&rig);
	for (guint rows = 2; rows < 60; rows++) {
		guint seen = 0;

		CHECK_TRUE("composed", letter_of(&rig, HEAD TABLE TITLES ROW CARRIED TOTAL TAIL, rows));
		for (guint page = 0; page < rig.letter.count; page++) {
			g_autofree char *text = rig_page_text(&rig, page);
			g_auto(GStrv) parts = g_strsplit(text, "|v", -1);
			guint here = g_strv_length(parts) - 1;
			const struct rect bounds = op_list_bounds(&rig.letter.pages[page].page->list);

			CHECK_TRUE("at least two rows", here >= 2);
			CHECK_TRUE("on the page", bounds.y + bounds.height <= 120200);
			seen += here;
		}
		CHECK_INT("rows", seen, rows);
	}
	rig_clear(&rig);
}

static void header_stays_with_its_rows(void)
{
	static const char before[] = "<p style=\"t\">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/>8</p>";
	g_autofree char *xml = g_strconcat(HEAD, before, TABLE TITLES ROW TOTAL TAIL, NULL);
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("composed", letter_of(&rig, xml, 4));
	CHECK_INT("pages", rig.letter.count, 2);
	check_page(&rig, 0, "1|2|3|4|5|6|7|8|");
	check_page(&rig, 1, "Anno|Causale|Importo|2020|v1|1,00|2020|v2|2,00|2020|v3|3,00|2020|v4|4,00|Totale|10,00|");
	rig_clear(&rig);
}

static void subtotals_by_value(void)
{
	static const char xml[] = HEAD TABLE ROW
		"<subtotal by=\"anno\"><cell span=\"2\">{anno}: {count(voci)}</cell><cell>{sum(voci.importo) | amount}</cell></subtotal>"
		TOTAL TAIL;
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("composed", letter_of(&rig, xml, 6));
	check_page(&rig, 0, "2020|v1|1,00|2020|v2|2,00|2020|v3|3,00|2020|v4|4,00|2020: 4|10,00|"
			    "2021|v5|5,00|2021|v6|6,00|2021: 2|11,00|Totale|21,00|");
	rig_clear(&rig);
}

static void a_table_of_its_own_rows(void)
{
	static const char xml[] = HEAD "<table style=\"t\" padding=\"0mm\"><column width=\"*\"/><column width=\"*\"/>"
				       "<row><cell>Nome</cell><cell>{nome}</cell></row>"
				       "<row><cell>Voci</cell><cell>{count(voci)}</cell></row></table>" END;
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("composed", letter_of(&rig, xml, 3));
	check_page(&rig, 0, "Nome|Maria|Voci|3|");
	rig_clear(&rig);
}

/* Where cells stand: left edges, right edges of numbers, rules and shading. */
static void sets_cells_in_columns(void)
{
	static const char xml[] = HEAD "<table rows=\"voci\" style=\"t\" padding=\"1mm\" gap=\"5mm\" inset=\"2mm\" rules=\"0.2mm\""
				       " head-rule=\"0.4mm\" shade=\"#eeeeee\">" COLUMNS TITLES ROW TAIL;
	struct rig rig;
	guint fills = 0, strokes = 0, texts = 0;

	rig_init(&rig);
	CHECK_TRUE("composed", letter_of(&rig, xml, 2));
	for (guint i = 0; i < rig.letter.pages[0].page->list.count; i++) {
		const struct op *op = &rig.letter.pages[0].page->list.ops[i];
		struct rect bounds = op_bounds(op);

		if (op->kind == OP_FILL) {
			fills++;
			CHECK_INT("shade x", op->fill.box.x, 20000);
			CHECK_INT("shade width", op->fill.box.width, 170000);
			CHECK_INT("shade y", op->fill.box.y, 20000 + 2 * 12000);
		} else if (op->kind == OP_STROKE) {
			CHECK_INT("rule width", op->stroke.width, strokes++ == 0 ? 400 : 200);
			CHECK_INT("rule length", op->stroke.box.width, 170000);
		} else if (op->kind == OP_TEXT) {
			switch (texts++ % 3) {
			case 0:
				CHECK_INT("first column", op->text.x, 22000);
				break;
			case 1:
				CHECK_INT("second column", op->text.x, 47000);
				break;
			default:
				CHECK_TRUE("right edge", ABS(bounds.x + bounds.width - 188000) <= 30);
				break;
			}
		}
	}
	CHECK_INT("every second row", fills, 1);
	CHECK_INT("rules", strokes, 3);
	CHECK_INT("texts", texts, 9);
	rig_clear(&rig);
}

/* A row is never split; one higher than a page is refused with its height. */
static void keeps_rows_whole(void)
{
	static const char xml[] = HEAD "<p style=\"t\">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7</p>"
		"\n<table rows=\"voci\" style=\"t\" padding=\"0mm\" keep=\"header 1\"><column width=\"*\"/>"
		"\n<row><cell>a<br/>{causale}<br/>c<br/>d</cell></row></table>" END;
	static const char high[] = HEAD "\n<table rows=\"voci\" style=\"t\" padding=\"0mm\"><column width=\"*\"/>"
		"\n<row><cell>1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/>8<br/>9<br/>10<br/>{causale}</cell></row></table>" END;
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("composed", letter_of(&rig, xml, 2));
	check_page(&rig, 0, "1|2|3|4|5|6|7|");
	check_page(&rig, 1, "a|v1|c|d|a|v2|c|d|");
	CHECK_TRUE("too high", !letter_of(&rig, high, 1));
	CHECK_STR("too high", rig.findings->str, "row-overflow layout line 3 110,0 mm\n");
	rig_clear(&rig);
}

/* An empty cell counts as nothing in the sums. */
static void passes_over_empty_cells(void)
{
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "empty", HEAD TABLE ROW TOTAL TAIL)) {
		fill_rows(&rig, 3);
		rig.record->groups[0].cells[5].present = FALSE;
		CHECK_TRUE("composed", rig_compose(&rig, "empty"));
		check_page(&rig, 0, "2020|v1|1,00|2020|v2|2020|v3|3,00|Totale|4,00|");
	}
	rig_clear(&rig);
}

CHECK_MAIN({ "draws one page", draws_one_page }, { "carries sums over pages", carries_sums_over_pages },
	   { "never leaves a row alone", never_leaves_a_row_alone },
	   { "header stays with its rows", header_stays_with_its_rows }, { "subtotals by value", subtotals_by_value },
	   { "a table of its own rows", a_table_of_its_own_rows }, { "sets cells in columns", sets_cells_in_columns },
	   { "keeps rows whole", keeps_rows_whole }, { "passes over empty cells", passes_over_empty_cells })
