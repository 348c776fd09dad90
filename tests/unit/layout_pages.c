/* SPDX-License-Identifier: Apache-2.0 */
/* Pages: breaking, keeping together, spacing, masters, sides and sheets, and what does not fit. */
#include "unit/layout_rig.h"

/* A page with room for 10 lines of 10 mm; numbered lines make it easy to say where a page ends. */
#define HEAD                                                                                                           \
	"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data>"                                     \
	"<field name=\"nome\" type=\"text\" example=\"Maria\"/>"                                                       \
	"<field name=\"titolo\" type=\"text\" optional=\"yes\" example=\"Ing.\"/>"                                     \
	"<field name=\"dovuto\" type=\"money\" optional=\"yes\" example=\"10.00\"/>"                                   \
	"<rows name=\"voci\"><field name=\"n\" type=\"integer\" example=\"1\"/></rows></data>"                         \
	"<style name=\"t\" leading=\"28.346pt\"/>"                                                                     \
	"<page name=\"a\"><flow top=\"20mm\" bottom=\"120.2mm\"/></page>"                                              \
	"<page name=\"b\"><flow top=\"40mm\" bottom=\"120.2mm\"/></page>"                                              \
	"<page name=\"r\"><p at=\"20mm 20mm\">retro {page}/{pages}</p></page>"
#define FLOWS(flows) HEAD flows "</layout>"
#define FLOW(attributes, blocks) HEAD "<flow first=\"a\"" attributes ">" blocks "</flow></layout>"
#define P(text) "<p style=\"t\">" text "</p>"
#define LINES(a, b, c) "<p style=\"t\">" a "<br/>" b "<br/>" c "</p>"
#define FIVE P("1") P("2") P("3") P("4") P("5")
#define EIGHT FIVE P("6") P("7") P("8")

static void check_pages(const char *xml, const char *const *pages, guint count)
{
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, xml, xml)) {
		rig_example(&rig, 0);
		CHECK_TRUE(xml, rig_compose(&rig, xml));
		CHECK_STR(xml, rig.findings->str, "");
		CHECK_INT(xml, rig.letter.count, count);
		for (guint i = 0; i < count; i++) {
			g_autofree char *text = rig_page_text(&rig, i);

			CHECK_STR(xml, text, pages[i]);
		}
	}
	rig_clear(&rig);
}

static void breaks_pages(void)
{
	static const struct { const char *xml; const char *pages[4]; } rows[] = {
		{ FLOW("", FIVE FIVE), { "1|2|3|4|5|1|2|3|4|5|" } },
		{ FLOW("", FIVE FIVE P("11")), { "1|2|3|4|5|1|2|3|4|5|", "11|" } },
		{ FLOW("", ""), { "" } },
		{ FLOW(" next=\"b\"", FIVE FIVE EIGHT P("x")), { "1|2|3|4|5|1|2|3|4|5|", "1|2|3|4|5|6|7|8|", "x|" } },
		{ FLOW("", P("1") "<break/>" P("2") "<break/><break/>" P("3")), { "1|", "2|", "3|" } },
		{ FLOW("", "<break/>" P("1") "<break/>"), { "1|" } },
		/* keep with next: the pair goes over */
		{ FLOW("", EIGHT P("9") "<p style=\"t\" keep=\"next\">10</p>" P("11")), { "1|2|3|4|5|6|7|8|9|", "10|11|" } },
		/* ... and the whole chain */
		{ FLOW("", EIGHT "<p style=\"t\" keep=\"next\">9</p><p style=\"t\" keep=\"next\">10</p>" P("11")),
		  { "1|2|3|4|5|6|7|8|", "9|10|11|" } },
		/* a chain longer than a page gives way */
		{ FLOW("", P("0") "<p style=\"t\" keep=\"next\">a<br/>b<br/>c<br/>d<br/>e<br/>f</p>"
		       "<p style=\"t\" keep=\"next\">g<br/>h<br/>i<br/>j<br/>k<br/>l</p>" P("m")),
		  { "0|a|b|c|d|e|f|g|h|i|", "j|k|l|m|" } },
		/* together */
		{ FLOW("", EIGHT "<together>" P("a") P("b") P("c") "</together>" P("d")), { "1|2|3|4|5|6|7|8|", "a|b|c|d|" } },
		{ FLOW("", EIGHT "<together>" P("a") "<together>" P("b") "</together>" P("c") "</together>"),
		  { "1|2|3|4|5|6|7|8|", "a|b|c|" } },
		{ FLOW("", EIGHT "<together>" P("a") P("b") "</together><together>" P("c") "</together>"),
		  { "1|2|3|4|5|6|7|8|a|b|", "c|" } },
		/* orphans: one line alone does not stay */
		{ FLOW("", EIGHT P("9") LINES("a", "b", "c") P("d")), { "1|2|3|4|5|6|7|8|9|", "a|b|c|d|" } },
		{ FLOW("", EIGHT P("9") "<p style=\"t\" orphans=\"1\" widows=\"1\">a<br/>b<br/>c</p>"),
		  { "1|2|3|4|5|6|7|8|9|a|", "b|c|" } },
		/* widows: one line alone does not go over */
		{ FLOW("", EIGHT "<p style=\"t\">a<br/>b<br/>c</p>"), { "1|2|3|4|5|6|7|8|", "a|b|c|" } },
		{ FLOW("", FIVE P("6") P("7") "<p style=\"t\">a<br/>b<br/>c<br/>d</p>"), { "1|2|3|4|5|6|7|a|b|", "c|d|" } },
		{ FLOW("", FIVE P("6") P("7") "<p style=\"t\" widows=\"1\">a<br/>b<br/>c<br/>d</p>"),
		  { "1|2|3|4|5|6|7|a|b|c|", "d|" } },
		{ FLOW("", EIGHT "<p style=\"t\" keep=\"lines\" widows=\"1\" orphans=\"1\">a<br/>b<br/>c</p>"),
		  { "1|2|3|4|5|6|7|8|", "a|b|c|" } },
		/* space is dropped at the top of a page, and does not push what it stands before */
		{ FLOW("", EIGHT "<space height=\"20mm\"/>" P("9") P("10")), { "1|2|3|4|5|6|7|8|", "9|10|" } },
		{ FLOW("", "<space height=\"50mm\"/>" EIGHT P("9") P("10")), { "1|2|3|4|5|6|7|8|9|10|" } },
		/* before and after: the larger counts */
		{ FLOW("", FIVE "<p style=\"t\" after=\"20mm\">6</p><p style=\"t\" before=\"10mm\">7</p>" P("8")),
		  { "1|2|3|4|5|6|7|8|" } },
		{ FLOW("", FIVE "<p style=\"t\" after=\"20mm\">6</p><p style=\"t\" before=\"21mm\">7</p>" P("8")),
		  { "1|2|3|4|5|6|7|", "8|" } },
		{ FLOW("", EIGHT P("9") "<p style=\"t\" after=\"90mm\">10</p>"), { "1|2|3|4|5|6|7|8|9|10|" } },
		/* lists */
		{ FLOW("", "<list kind=\"number\" style=\"t\"><item>a</item><item>{nome}</item></list>"), { "1.|a|2.|Maria|" } },
		{ FLOW("", "<list style=\"t\"><item>a</item></list><list kind=\"dash\" style=\"t\"><item>b</item></list>"),
		  { "•|a|–|b|" } },
		/* conditions */
		{ FLOW("", "<when test=\"dovuto > 5.00\">" P("tanto") "<otherwise>" P("poco") "</otherwise></when>"), { "tanto|" } },
		{ FLOW("", "<when test=\"dovuto > 50.00\">" P("tanto") "<otherwise>" P("poco") "</otherwise></when>"), { "poco|" } },
		{ FLOW("", "<when test=\"count(voci) > 0\">" P("voci") "</when>"), { "" } },
		/* text */
		{ FLOW("", P("  {{a}}\n  {nome},\n<b>x</b> y ")), { "{a} Maria,|x|y|" } },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		guint count = 0;

		while (count < 4 && rows[i].pages[count] != NULL)
			count++;
		check_pages(rows[i].xml, rows[i].pages, count);
	}
}

#define ONE "<flow first=\"a\">" P("uno") "</flow>"
#define TWO "<flow first=\"a\">" P("due") "<break/>" P("due") "</flow>"
#define BACKS "<flow first=\"b\" back=\"r\">" P("due") "<break/>" P("due") "</flow>"
#define OUT "<flow first=\"a\" test=\"dovuto &gt; 10.00\">" P("non qui") "</flow>"

/* Pages of duplex letters, with and without a back of their own. */
static void fills_sheets(void)
{
	static const struct { const char *xml; gboolean duplex; guint piece_page, pages; const char *sides; } rows[] = {
		{ FLOW("", EIGHT EIGHT FIVE), FALSE, 0, 3, "F1 F2 F3 " },
		{ FLOW("", EIGHT EIGHT FIVE), FALSE, 2, 3, "F3 F4 F5 " },
		{ FLOW("", EIGHT EIGHT FIVE), TRUE, 0, 3, "F1 B1 F2 " },
		{ FLOW("", EIGHT EIGHT FIVE), TRUE, 4, 3, "F3 B3 F4 " },
		{ FLOW("", EIGHT EIGHT FIVE), TRUE, 3, 3, "F3 B3 F4 " },
		{ FLOW(" back=\"r\"", EIGHT EIGHT FIVE), FALSE, 0, 3, "F1 F2 F3 " },
		{ FLOW(" back=\"r\"", EIGHT EIGHT FIVE), TRUE, 0, 6, "F1 B1 F2 B2 F3 B3 " },
		/* each flow begins a sheet */
		{ FLOWS(ONE TWO ONE), FALSE, 0, 4, "F1 F2 F3 F4 " },
		{ FLOWS(ONE TWO ONE), TRUE, 0, 4, "F1 F2 B2 F3 " },
		{ FLOWS(ONE TWO ONE), TRUE, 3, 4, "F3 F4 B4 F5 " },
		{ FLOWS(TWO ONE), TRUE, 0, 3, "F1 B1 F2 " },
		{ FLOWS(ONE BACKS ONE), TRUE, 0, 6, "F1 F2 B2 F3 B3 F4 " },
		{ FLOWS(ONE BACKS ONE), FALSE, 0, 4, "F1 F2 F3 F4 " },
		{ FLOWS(ONE OUT ONE), TRUE, 0, 2, "F1 F2 " },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) sides = g_string_new(NULL);
		struct letter_order order;

		if (!rig_load(&rig, rows[i].xml, rows[i].xml))
			continue;
		rig_example(&rig, 0);
		order = (struct letter_order){ .record = rig.record, .duplex = rows[i].duplex, .sink = &rig.sink,
					       .piece_page = rows[i].piece_page, .arena = rig.arena };
		CHECK_TRUE(rows[i].sides, layout_compose(rig.layout, &order, &rig.letter));
		CHECK_INT(rows[i].sides, rig.letter.count, rows[i].pages);
		for (guint j = 0; j < rig.letter.count; j++)
			g_string_append_printf(sides, "%c%u ", rig.letter.pages[j].page->side == PAGE_FRONT ? 'F' : 'B',
					       rig.letter.pages[j].page->sheet);
		CHECK_STR(rows[i].xml, sides->str, rows[i].sides);
	}
	rig_clear(&rig);
}

static void numbers_pages(void)
{
	static const char xml[] =
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"Maria\"/></data>"
		"<style name=\"t\" leading=\"28.346pt\"/>"
		"<page name=\"a\"><address/><p at=\"1mm 1mm\">{nome} {page}/{pages} {piece.page}/{piece.pages}</p><flow top=\"200mm\"/>"
		"<when test=\"page = 1\"><p at=\"1mm 9mm\">prima</p><otherwise><p at=\"1mm 9mm\">{nome}</p></otherwise></when></page>"
		"<page name=\"b\"><p at=\"1mm 1mm\">pagina {page}</p><flow top=\"200mm\"/></page>"
		"<flow first=\"a\" next=\"b\">" EIGHT "</flow></layout>";
	static const char *const expected[] = { "Maria 1/2 4/9|prima|1|2|3|4|5|6|7|", "pagina 2|8|" };
	struct letter_order order;
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "pages", xml)) {
		rig_example(&rig, 0);
		order = (struct letter_order){ .record = rig.record, .piece_page = 3, .piece_pages = 9, .sink = &rig.sink,
					       .arena = rig.arena };
		CHECK_TRUE("composed", layout_compose(rig.layout, &order, &rig.letter));
		CHECK_INT("pages", rig.letter.count, 2);
		for (guint i = 0; i < 2; i++) {
			g_autofree char *text = rig_page_text(&rig, i);

			CHECK_STR("page", text, expected[i]);
		}
		CHECK_TRUE("address on the first", rig.letter.pages[0].address && !rig.letter.pages[1].address);
	}
	rig_clear(&rig);
}

/* Pages are counted through all flows; of the piece, the empty back between two as well. */
static void numbers_pages_through_flows(void)
{
#define NUMBERED "{page}/{pages} {piece.page}/{piece.pages}"
	static const char xml[] =
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"Maria\"/></data>"
		"<style name=\"t\" leading=\"28.346pt\"/>"
		"<page name=\"a\"><flow/><p at=\"1mm 1mm\">" NUMBERED "</p></page>"
		"<page name=\"b\" margins=\"20mm 50mm 20mm 50mm\"><flow/><p at=\"1mm 1mm\">b " NUMBERED "</p></page>"
		"<flow first=\"a\">" P("lettera") "</flow>"
		"<flow first=\"b\" next=\"b\">" P("modulo") "<break/>" P("modulo") "</flow></layout>";
	static const struct { gboolean duplex; guint piece_page, piece_pages; const char *pages[3]; } rows[] = {
		{ FALSE, 0, LETTER_ALONE, { "1/3 1/3|lettera|", "b 2/3 2/3|modulo|", "b 3/3 3/3|modulo|" } },
		{ TRUE, 0, LETTER_ALONE, { "1/3 1/4|lettera|", "b 2/3 3/4|modulo|", "b 3/3 4/4|modulo|" } },
		{ TRUE, 2, 6, { "1/3 3/6|lettera|", "b 2/3 5/6|modulo|", "b 3/3 6/6|modulo|" } },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows) && rig_load(&rig, "flows", xml); i++) {
		struct letter_order order;

		rig_example(&rig, 0);
		order = (struct letter_order){ .record = rig.record, .duplex = rows[i].duplex, .piece_page = rows[i].piece_page,
					       .piece_pages = rows[i].piece_pages, .sink = &rig.sink, .arena = rig.arena };
		CHECK_TRUE("composed", layout_compose(rig.layout, &order, &rig.letter));
		CHECK_INT("pages", rig.letter.count, G_N_ELEMENTS(rows[i].pages));
		for (guint j = 0; j < rig.letter.count; j++) {
			g_autofree char *text = rig_page_text(&rig, j);

			CHECK_STR("page", text, rows[i].pages[j]);
		}
	}
	rig_clear(&rig);
}

/* A flow is in the letters that its test lets it into; what it holds is not looked at in the others. */
static void flows_have_tests(void)
{
	static const char xml[] = FLOWS(
		"<flow first=\"a\" test=\"count(voci) = 2\">" P("due rate") "</flow>"
		"<flow first=\"a\">" P("lettera") "</flow>"
		"<flow first=\"b\" test=\"count(voci) &gt; 0 and not empty(dovuto)\">" P("{dovuto + min(voci.n) * 1.00}") "</flow>");
	static const struct { guint rows; guint8 branches[4]; const char *pages[3]; } rows[] = {
		{ 0, { BRANCH_UNMET, BRANCH_UNMET, BRANCH_UNMET, 0 }, { "lettera|" } },
		{ 1, { BRANCH_UNMET, BRANCH_MET, BRANCH_MET, BRANCH_MET }, { "lettera|", "11,00|" } },
		{ 2, { BRANCH_MET, BRANCH_MET, BRANCH_MET, BRANCH_MET }, { "due rate|", "lettera|", "11,00|" } },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows) && rig_load(&rig, "tests", xml); i++) {
		guint8 branches[4] = { 0 };
		struct letter_order order;
		guint count;

		layout_branches(rig.layout, &count);
		CHECK_INT("branches", count, 4);
		rig_example(&rig, rows[i].rows);
		order = (struct letter_order){ .record = rig.record, .branches = branches, .sink = &rig.sink, .arena = rig.arena };
		CHECK_TRUE("composed", layout_compose(rig.layout, &order, &rig.letter));
		CHECK_STR("no finding", rig.findings->str, "");
		for (guint j = 0; j < G_N_ELEMENTS(branches); j++)
			CHECK_INT("branch", branches[j], rows[i].branches[j]);
		for (guint j = 0; j < G_N_ELEMENTS(rows[i].pages); j++) {
			g_autofree char *text = rig_page_text(&rig, j);

			CHECK_STR("page", text, rows[i].pages[j] != NULL ? rows[i].pages[j] : "");
		}
	}
	rig_clear(&rig);
}

/* A master in landscape has its room across, is printed turned on a sheet that is upright, and says how it is read. */
static void lays_out_landscape(void)
{
	static const char xml[] =
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"Maria\"/></data>"
		"<page name=\"a\"><flow/></page>"
		"<page name=\"l\" orientation=\"landscape\" margins=\"10mm 15mm 10mm 30mm\"><flow/>"
		"<box at=\"280mm 200mm\" size=\"10mm 5mm\" fill=\"black\"/></page>"
		"<flow first=\"a\"><p>{nome}</p></flow>"
		"<flow first=\"l\" back=\"r\"><rule length=\"252mm\" width=\"1mm\"/><p>{nome}</p></flow></layout>";
	const char *back = "<page name=\"r\" orientation=\"landscape\"><p at=\"1mm 1mm\">retro {page}</p></page><flow first=\"a\">";
	/* The box as one would measure it on the sheet: its right end above, 7 mm down. */
	const struct rect box = { 200000, 7000, 5000, 10000 };
	g_auto(GStrv) parts = g_strsplit(xml, "<flow first=\"a\">", 2);
	g_autofree char *whole = g_strjoin(NULL, parts[0], back, parts[1], NULL);
	struct rig rig;

	rig_init(&rig);
	rig.duplex = TRUE;
	if (rig_load(&rig, "landscape", whole)) {
		rig_example(&rig, 0);
		CHECK_TRUE("composed", rig_compose(&rig, "landscape"));
		CHECK_INT("pages", rig.letter.count, 3);
	}
	for (guint i = 0; i < rig.letter.count; i++) {
		const struct page *page = rig.letter.pages[i].page;
		const struct op_list *inside;
		struct pose pose;
		struct rect bounds;

		CHECK_INT("width", page->width, 210000);
		CHECK_INT("height", page->height, 297000);
		CHECK_INT("read", page->upright, i == 0 ? TURN_NONE : TURN_90);
		inside = op_inside(&page->list.ops[0], &pose);
		if (i != 1)
			continue;
		CHECK_INT("turned as a whole", page->list.count, 1);
		CHECK_INT("stamp, rule, text", inside != NULL ? inside->count : 0, 3);
		bounds = pose_rect(&pose, &inside->ops[0].stamp.stamp->bounds);
		CHECK_INT("x", bounds.x, box.x);
		CHECK_INT("y", bounds.y, box.y);
		CHECK_INT("box width", bounds.width, box.width);
		CHECK_INT("box height", bounds.height, box.height);
	}
	rig_clear(&rig);
}

/* A page may have any size; its room is what the margins leave. */
static void lays_out_any_size(void)
{
	static const char xml[] =
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"Maria\"/></data>"
		"<page name=\"a\" size=\"105mm 14.8cm\" margins=\"5mm 5mm 5mm 5mm\"><flow/></page>"
		"<page name=\"l\" size=\"100mm 150mm\" orientation=\"landscape\" margins=\"5mm 5mm 5mm 5mm\"><flow/></page>"
		"<flow first=\"a\"><rule length=\"95mm\" width=\"1mm\"/></flow>"
		"<flow first=\"l\"><rule length=\"140mm\" width=\"1mm\"/></flow></layout>";
	static const struct { um_t width, height; } sizes[] = { { 105000, 148000 }, { 100000, 150000 } };
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "any size", xml)) {
		rig_example(&rig, 0);
		CHECK_TRUE("composed", rig_compose(&rig, "any size"));
		CHECK_INT("pages", rig.letter.count, G_N_ELEMENTS(sizes));
		CHECK_STR("no finding", rig.findings->str, "");
	}
	for (guint i = 0; i < rig.letter.count; i++) {
		CHECK_INT("width", rig.letter.pages[i].page->width, sizes[i].width);
		CHECK_INT("height", rig.letter.pages[i].page->height, sizes[i].height);
	}
	rig_clear(&rig);
}

/* Dashes and gaps of one length, the last dash as long as is left. */
static void draws_dashes(void)
{
	static const char xml[] =
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"Maria\"/></data>"
		"<page name=\"a\"><flow/><line from=\"10mm 20mm\" to=\"19mm 20mm\" dash=\"2mm\"/>"
		"<line from=\"5mm 30mm\" to=\"5mm 33mm\" dash=\"2mm\"/></page><flow first=\"a\"/></layout>";
	static const struct rect expected[] = { { 10000, 20000, 2000, 0 }, { 14000, 20000, 2000, 0 }, { 18000, 20000, 1000, 0 },
						{ 5000, 30000, 0, 2000 } };
	const struct op_list *list;
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "dashes", xml)) {
		rig_example(&rig, 0);
		CHECK_TRUE("composed", rig_compose(&rig, "dashes"));
		list = &rig.letter.pages[0].page->list.ops[0].stamp.stamp->list;
		CHECK_INT("dashes", list->count, G_N_ELEMENTS(expected));
		for (guint i = 0; i < MIN(list->count, G_N_ELEMENTS(expected)); i++)
			CHECK_TRUE("dash", memcmp(&list->ops[i].stroke.box, &expected[i], sizeof expected[i]) == 0);
	}
	rig_clear(&rig);
}

/* An optional field that is empty leaves one space, not two. */
static void empty_fields_leave_no_hole(void)
{
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "empty", FLOW("", P("Gentile {titolo} {nome}, {dovuto}")))) {
		g_autofree char *text = NULL;

		rig_example(&rig, 0);
		rig.record->fields[1].present = rig.record->fields[2].present = FALSE;
		CHECK_TRUE("composed", rig_compose(&rig, "empty"));
		text = rig_page_text(&rig, 0);
		CHECK_STR("one space", text, "Gentile Maria,|");
	}
	rig_clear(&rig);
}

/* A text without fields is drawn as a stamp where it stands whole, line by line where a page splits it. */
static void fixed_text_is_a_stamp(void)
{
	static const char xml[] = FLOW("", P("1") P("{nome}") LINES("a", "b", "c") EIGHT "<p style=\"t\">x<br/>y<br/>z<br/>w</p>");
	guint stamps[2] = { 0 }, texts[2] = { 0 };
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "stamps", xml)) {
		rig_example(&rig, 0);
		CHECK_TRUE("composed", rig_compose(&rig, "stamps"));
		CHECK_INT("pages", rig.letter.count, 2);
		for (guint i = 0; i < MIN(rig.letter.count, 2); i++) {
			const struct op_list *list = &rig.letter.pages[i].page->list;

			for (guint j = 0; j < list->count; j++) {
				stamps[i] += list->ops[j].kind == OP_STAMP;
				texts[i] += list->ops[j].kind == OP_TEXT;
			}
		}
		CHECK_INT("stamps of page 1", stamps[0], 7);
		CHECK_INT("texts of page 1", texts[0], 1);
		CHECK_INT("stamps of page 2", stamps[1], 4);
		CHECK_INT("texts of page 2", texts[1], 0);
	}
	rig_clear(&rig);
}

/* ---- what does not fit ---- */

static void reports_findings(void)
{
	static const struct { const char *xml, *nome, *expected; } rows[] = {
		{ FLOW("", "\n<p style=\"t\">{nome}</p>"), "Maria \360\237\222\266", "glyph-missing layout line 2 U+1F4B6\n" },
		{ FLOW("", "\n<p>{nome}</p>"), "x", "" },
		{ FLOW("", "\n\n<together>" EIGHT P("9") P("10") P("{nome}") "</together>"), "x", "block-overflow layout line 3 110,0 mm\n" },
		{ FLOW("", "\n<p style=\"t\" keep=\"lines\">1<br/>2<br/>3<br/>4<br/>5<br/>6<br/>7<br/>8<br/>9<br/>10<br/>{nome}</p>"),
		  "x", "block-overflow layout line 2 110,0 mm\n" },
		{ FLOW("", "\n<barcode kind=\"qr\" value=\"{nome}\" module=\"1mm\" height=\"101mm\"/>"), "x",
		  "block-overflow layout line 2 101,0 mm\n" },
		{ FLOW("", "\n<when test=\"dovuto > 1.00\"><p>x</p></when>"), NULL,
		  "expression layout line 2 a value to compare is empty\n" },
		{ FLOW("", "\n<p>{dovuto + 1.00}</p>"), NULL, "expression layout line 2 a value to reckon with is empty\n" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (!rig_load(&rig, rows[i].xml, rows[i].xml))
			continue;
		rig_example(&rig, 0);
		if (rows[i].nome != NULL)
			rig.record->fields[0].text = rows[i].nome;
		else
			rig.record->fields[2].present = FALSE;
		CHECK_INT(rows[i].xml, rig_compose(&rig, rows[i].xml), rows[i].expected[0] == '\0');
		CHECK_STR(rows[i].xml, rig.findings->str, rows[i].expected);
	}
	rig_clear(&rig);
}

/* A word wider than its line, in the flow and on a page: told with the millimetres. */
static void reports_wide_words(void)
{
	static const char *const rows[] = {
		FLOW("", "\n<p>{nome}</p>"),
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"x\"/></data>"
		"<page name=\"a\"><flow/>\n<p at=\"180mm 5mm\">{nome}</p></page><flow first=\"a\"/></layout>",
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"x\"/></data>"
		"<page name=\"a\"><flow/>\n<p at=\"10mm 5mm\" width=\"30mm\">{nome}</p></page><flow first=\"a\"/></layout>",
	};
	g_autofree char *wide = g_strnfill(120, 'm');
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct letter_order order;

		if (!rig_load(&rig, rows[i], rows[i]))
			continue;
		rig_example(&rig, 0);
		rig.record->fields[0].text = wide;
		order = (struct letter_order){ .record = rig.record, .sink = &rig.sink, .arena = rig.arena };
		CHECK_TRUE(rows[i], !layout_compose(rig.layout, &order, &rig.letter));
		CHECK_TRUE(rows[i], g_str_has_prefix(rig.findings->str, "line-overflow layout line 2 "));
		CHECK_TRUE(rows[i], strstr(rig.findings->str, " mm\n") != NULL);
	}
	rig_clear(&rig);
}

/* One place is one finding, on however many pages it stands. */
static void reports_a_place_once(void)
{
	static const char xml[] =
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data><field name=\"nome\" type=\"text\" example=\"x\"/></data>"
		"<style name=\"t\" leading=\"28.346pt\"/><page name=\"a\"><flow top=\"200mm\"/>\n<p at=\"9mm 9mm\">{nome}</p></page>"
		"<flow first=\"a\">" EIGHT EIGHT EIGHT "</flow></layout>";
	struct letter_order order;
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "once", xml)) {
		rig_example(&rig, 0);
		rig.record->fields[0].text = "\360\237\222\266";
		order = (struct letter_order){ .record = rig.record, .sink = &rig.sink, .arena = rig.arena };
		CHECK_TRUE("not printable", !layout_compose(rig.layout, &order, &rig.letter));
		CHECK_STR("once", rig.findings->str, "glyph-missing layout line 2 U+1F4B6\n");
	}
	rig_clear(&rig);
}

static void encodes_symbols(void)
{
	struct letter_order order;
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "symbols", FLOW("", "\n<barcode kind=\"qr\" value=\"{nome}\" module=\"1mm\" height=\"20mm\"/>"))) {
		rig_example(&rig, 0);
		order = (struct letter_order){ .record = rig.record, .encoder = &rig.encoder, .sink = &rig.sink, .arena = rig.arena };
		CHECK_TRUE("composed", layout_compose(rig.layout, &order, &rig.letter));
		CHECK_INT("encoded once", rig.encoded, 1);
		g_string_truncate(rig.findings, 0);
		rig.record->fields[0].text = "REFUSE";
		CHECK_TRUE("refused", !layout_compose(rig.layout, &order, &rig.letter));
		CHECK_STR("refused", rig.findings->str, "symbol-text layout line 2 cannot carry this\n");
	}
	rig_clear(&rig);
}

/* A module is a narrow element, of which the columns are parts. */
static void bars_have_a_ratio(void)
{
	static const struct {
		const char *xml;
		guint narrow, wide;
		um_t column;
	} rows[] = {
		{ FLOW("", "\n<barcode kind=\"itf\" value=\"12\" module=\"0.30mm\" height=\"14mm\"/>"), 0, 0, 300 },
		{ FLOW("", "\n<barcode kind=\"itf\" value=\"12\" module=\"0.30mm\" ratio=\"2\" height=\"14mm\"/>"), 1, 2, 300 },
		{ FLOW("", "\n<barcode kind=\"itf\" value=\"12\" module=\"0.30mm\" ratio=\"2.5\" height=\"14mm\"/>"), 2, 5, 150 },
		{ FLOW("", "\n<barcode kind=\"code39\" value=\"12\" module=\"0.30mm\" ratio=\"3\" height=\"14mm\"/>"), 1, 3, 300 },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct rect drawn;

		if (!rig_load(&rig, rows[i].xml, rows[i].xml))
			continue;
		rig_example(&rig, 0);
		CHECK_TRUE(rows[i].xml, rig_compose(&rig, rows[i].xml));
		CHECK_INT(rows[i].xml, rig.wished.narrow, rows[i].narrow);
		CHECK_INT(rows[i].xml, rig.wished.wide, rows[i].wide);
		drawn = op_list_bounds(&rig.letter.pages[0].page->list);
		CHECK_INT(rows[i].xml, drawn.width, rows[i].column);
		CHECK_INT(rows[i].xml, drawn.height, 14000);
	}
	rig_clear(&rig);
}

/* The rig's symbol is one module a side: of 3 mm it outgrows 2 mm of room, and the sheet's edge. */
static void symbols_stay_in_their_room(void)
{
	static const struct { const char *xml, *expected; } rows[] = {
		{ FLOW("", "\n<barcode kind=\"qr\" value=\"{nome}\" module=\"3mm\" height=\"2mm\"/>"),
		  "block-overflow layout line 2 1,0 mm\n" },
		{ FLOW("", "\n<barcode kind=\"qr\" value=\"{nome}\" module=\"3mm\" height=\"3mm\" align=\"right\"/>"), "" },
		{ "<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data/><page name=\"a\"><flow/>\n<barcode kind=\"qr\" value=\"x\""
		  " module=\"3mm\" at=\"209mm 9mm\"/></page><flow first=\"a\"/></layout>", "block-overflow layout line 2 2,0 mm\n" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (!rig_load(&rig, rows[i].xml, rows[i].xml))
			continue;
		rig_example(&rig, 0);
		CHECK_INT(rows[i].xml, rig_compose(&rig, rows[i].xml), rows[i].expected[0] == '\0');
		CHECK_STR(rows[i].xml, rig.findings->str, rows[i].expected);
	}
	rig_clear(&rig);
}

static void refuses_endless_letters(void)
{
	static const char xml[] = FLOW("", "\n<table rows=\"voci\"><column width=\"*\"/><row style=\"t\"><cell>{n}</cell></row></table>");
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "many", xml)) {
		rig_example(&rig, 4000);
		CHECK_TRUE("500 pages", rig_compose(&rig, "500 pages"));
		CHECK_INT("500 pages", rig.letter.count, 500);
		rig_example(&rig, 200000);
		CHECK_TRUE("too many", !rig_compose(&rig, "too many"));
		CHECK_STR("too many", rig.findings->str, "pages-many layout line 2 more than 500 pages\n");
	}
	rig_clear(&rig);
}

CHECK_MAIN({ "breaks pages", breaks_pages }, { "fills sheets", fills_sheets }, { "numbers pages", numbers_pages },
	   { "numbers pages through flows", numbers_pages_through_flows }, { "flows have tests", flows_have_tests },
	   { "lays out landscape", lays_out_landscape }, { "lays out any size", lays_out_any_size }, { "draws dashes", draws_dashes },
	   { "empty fields leave no hole", empty_fields_leave_no_hole }, { "fixed text is a stamp", fixed_text_is_a_stamp },
	   { "reports findings", reports_findings }, { "reports wide words", reports_wide_words },
	   { "reports a place once", reports_a_place_once },
	   { "encodes symbols", encodes_symbols }, { "bars have a ratio", bars_have_a_ratio },
	   { "symbols stay in their room", symbols_stay_in_their_room },
	   { "refuses endless letters", refuses_endless_letters })
