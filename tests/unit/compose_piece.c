/* SPDX-License-Identifier: Apache-2.0 */
/* Letters checked one by one, and pieces of one or several letters drawn sheet by sheet. */
#include "compose/compose.h"

#include <string.h>

#include "unit/compose_rig.h"

/* A letter with as many sides of text as the record's number says, and more pages and flows. */
#define LAYOUT(flow, pages, flows)                                                                                                  \
	"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data>"                                     \
	"<field name=\"nome\" type=\"text\" example=\"Rosa\"/>"                                                        \
	"<field name=\"facciate\" type=\"integer\" example=\"1\"/></data>"                                             \
	"<page name=\"a\" size=\"A4\"><address/><p at=\"30mm 20mm\" width=\"50mm\">{nome} {page}/{pages}</p>"                    \
	"<p at=\"30mm 30mm\" width=\"50mm\">{piece.page}/{piece.pages}</p><flow top=\"200mm\"/></page>"                 \
	"<page name=\"b\" size=\"A4\"><p at=\"30mm 20mm\" width=\"50mm\">{nome} {page}/{pages}</p>"                    \
	"<flow top=\"200mm\"/></page>"                                                                                 \
	"<page name=\"r\" size=\"A4\"><p at=\"30mm 20mm\" width=\"50mm\">retro</p></page>"                             \
	pages                                                                                                          \
	"<flow first=\"a\" next=\"b\"" flow "><p>uno</p>"                                                              \
	"<when test=\"facciate > 1\"><break/><p>due</p></when><when test=\"facciate > 2\"><break/><p>tre</p></when>"   \
	"</flow>" flows "</layout>"
#define PLAIN LAYOUT("", "", "")
#define BACKED LAYOUT(" back=\"r\"", "", "")
#define SLIP                                                                                                           \
	LAYOUT("", "<page name=\"s\" orientation=\"landscape\"><flow/><p at=\"30mm 190mm\">piede</p>"              \
	       "<p at=\"30mm 100mm\">bollettino {page}/{pages}</p></page>", "<flow first=\"s\"/>")

struct desk {
	struct finding_sink sink;	/* first: found() casts back */
	struct device device;
	struct typesetter *typesetter;
	struct layout *layout;
	struct envelope *envelope;
	struct inserter *inserter;
	struct composer *composer;
	struct arena *arena;
	GString *findings;	/* one a line: slug column value */
	GString *drawn;		/* one page a line, see draw_page */
};

static void take_finding(struct finding_sink *sink, const struct finding *finding)
{
	struct desk *desk = (struct desk *)sink;

	g_string_append_printf(desk->findings, "%s %s %s\n", finding_slug(finding->code), finding->column, finding->value);
}

static void draw_op(const struct op *op, guint *lines, GString *out)
{
	const struct op_list *inside;
	struct pose pose;

	if (op->kind == OP_FILL)
		(*lines)++;
	if (op->kind == OP_SYMBOL)
		g_string_append_printf(out, " <%s>", op->symbol.symbol->text);
	inside = op_inside(op, &pose);
	for (guint i = 0; inside != NULL && i < inside->count; i++)
		draw_op(&inside->ops[i], lines, out);
	if (op->kind != OP_TEXT)
		return;
	g_string_append_c(out, ' ');
	for (guint i = 0; i < op->text.count; i++) {
		g_string_append(out, op->text.words[i]->utf8);
		if (op->text.words[i]->gap && i + 1 < op->text.count)
			g_string_append_c(out, '_');
	}
}

static const struct media first_paper = { .name = "first" }, paper = { .name = "other" };

/* Sheet and side, the texts, barcodes in angles, and how many OMR lines. */
static void draw_page(struct device *device, const struct page *page)
{
	struct desk *desk = (struct desk *)(void *)((char *)device - G_STRUCT_OFFSET(struct desk, device));
	guint lines = 0;

	CHECK_INT("width", page->width, 210000);
	CHECK_INT("height", page->height, 297000);
	g_string_append_printf(desk->drawn, "%u%c", page->sheet, page->side == PAGE_FRONT ? 'F' : 'B');
	for (guint i = 0; i < page->list.count; i++)
		draw_op(&page->list.ops[i], &lines, desk->drawn);
	g_string_append_printf(desk->drawn, " %u\n", lines);
	CHECK_STR("paper", page->media->name, page->sheet == 1 ? first_paper.name : paper.name);
}

static void desk_open(struct desk *desk, const char *xml, const char *inserter, gboolean duplex)
{
	g_autoptr(GError) error = NULL;
	struct compose_plan plan;

	*desk = (struct desk){ .sink.found = take_finding, .device.page = draw_page, .arena = arena_new(16384),
			       .findings = g_string_new(NULL), .drawn = g_string_new(NULL) };
	desk->typesetter = typesetter_new("fonts", &error);
	CHECK_NO_ERROR("fonts", error);
	desk->layout = layout_load_bytes(desk->typesetter, "prova", ".", xml, strlen(xml), &error);
	if (desk->layout == NULL)
		g_error("%s", error->message);
	desk->envelope = envelope_load("dl-right-window");
	desk->inserter = inserter_load(inserter);
	plan = (struct compose_plan){
		.typesetter = desk->typesetter, .layout = desk->layout, .envelope = desk->envelope,
		.inserter = desk->inserter, .media_first = &first_paper, .media = &paper, .duplex = duplex, .run = 42,
	};
	desk->composer = composer_new(&plan);
}

static void desk_close(struct desk *desk)
{
	composer_free(desk->composer);
	layout_free(desk->layout);
	typesetter_free(desk->typesetter);
	envelope_free(desk->envelope);
	inserter_free(desk->inserter);
	arena_free(desk->arena);
	g_string_free(desk->findings, TRUE);
	g_string_free(desk->drawn, TRUE);
}

/* A record of somebody with a letter of so many sides. */
static struct record *record_of(struct desk *desk, const char *name, guint sides)
{
	struct record *record = record_example(layout_dictionary(desk->layout), 0, desk->arena);

	record->fields[0].text = name;
	record->fields[1].integer = sides;
	record->to = (struct addressee){ .name = name, .name2 = "", .extra = "", .street = "Via Roma", .number = "1",
					 .cap = "20121", .city = "Milano", .province = "MI", .country = "", .tax_code = "",
					 .email = "", .pec = "", .iban = "", .reason = "" };
	return record;
}

/* ---- pieces ---- */

struct row {
	const char *label, *xml, *inserter;
	gboolean duplex, by_hand;
	guint documents, sides[2], sheets;
	guint insert_mask;
	guint64 run_sheet, run_piece;
	const char *control, *drawn;
};

/* The address of the first letter alone; run 42, piece 7. */
#define TO "ROSA VIA_ROMA_1 20121_MILANO_MI"

/*
 * Codes: run, piece, sheet, sheets, inserts, sequence; check digits by ISO 7064 MOD 11,10, worked out apart.
 * OMR lines that are printed, quadient: start, last, feed1 on the last, sequence 1 + place % 7, even with safety;
 * pitney, from the last sheet: start, safety, three timings, not last, not first, feeds, sequence, even.
 */
static const struct row rows[] = {
	{ "one sheet", PLAIN, "quadient-1track", FALSE, FALSE, 1, { 1 }, 1, 1, 0, 6, "000042000000701010100002",
	  "1F Rosa_1/1 1/1 uno " TO " <000042000000701010100002> 6\n" },
	{ "three sheets, first to last", PLAIN, "quadient-1track", FALSE, FALSE, 1, { 3 }, 3, 0, 9998, 6,
	  "000042000000701030099985",
	  "1F Rosa_1/3 1/3 uno " TO " <000042000000701030099985> 4\n2F Rosa_2/3 due <000042000000702030099992> 4\n"
	  "3F Rosa_3/3 tre <000042000000703030000001> 6\n" },
	{ "three sheets, last to first", PLAIN, "pitney-relay", FALSE, FALSE, 1, { 3 }, 3, 0, 9998, 6,
	  "000042000000701030000009",
	  "3F Rosa_3/3 tre <000042000000703030099982> 8\n2F Rosa_2/3 due <000042000000702030099992> 8\n"
	  "1F Rosa_1/3 1/3 uno " TO " <000042000000701030000009> 8\n" },
	{ "text on both sides", PLAIN, "quadient-1track", TRUE, FALSE, 1, { 3 }, 2, 0, 0, 6, "",
	  "1F Rosa_1/3 1/4 uno " TO " <> 4\n1B Rosa_2/3 due 0\n2F Rosa_3/3 tre <> 4\n2B 0\n" },
	{ "text on both sides, last to first", PLAIN, "pitney-relay", TRUE, FALSE, 1, { 3 }, 2, 0, 0, 6, "",
	  "2F Rosa_3/3 tre <> 8\n2B 0\n1F Rosa_1/3 1/4 uno " TO " <> 8\n1B Rosa_2/3 due 0\n" },
	{ "a back of its own", BACKED, "quadient-1track", TRUE, FALSE, 1, { 2 }, 2, 0, 0, 6, "",
	  "1F Rosa_1/4 1/4 uno " TO " <> 4\n1B retro 0\n2F Rosa_3/4 due <> 4\n2B retro 0\n" },
	{ "a slip in landscape on a sheet of its own", SLIP, "quadient-1track", TRUE, FALSE, 1, { 1 }, 2, 0, 0, 6, "",
	  "1F Rosa_1/2 1/4 uno " TO " <> 4\n1B 0\n2F piede bollettino_2/2 <> 4\n2B 0\n" },
	{ "two letters with slips, one of two sides", SLIP, "quadient-1track", TRUE, FALSE, 2, { 2, 1 }, 4, 0, 0, 6, "",
	  "1F Rosa_1/3 1/8 uno " TO " <> 4\n1B Rosa_2/3 due 0\n2F piede bollettino_3/3 <> 4\n2B 0\n"
	  "3F Bice_1/2 5/8 uno <> 4\n3B 0\n4F piede bollettino_2/2 <> 4\n4B 0\n" },
	{ "two letters", PLAIN, "quadient-1track", FALSE, FALSE, 2, { 1, 2 }, 3, 0, 0, 6, "",
	  "1F Rosa_1/1 1/3 uno " TO " <> 4\n2F Bice_1/2 2/3 uno <> 4\n3F Bice_2/2 due <> 6\n" },
	{ "two letters, the first of two sheets", PLAIN, "quadient-1track", FALSE, FALSE, 2, { 2, 1 }, 3, 0, 0, 6, "",
	  "1F Rosa_1/2 1/3 uno " TO " <> 4\n2F Rosa_2/2 due <> 4\n3F Bice_1/1 3/3 uno <> 6\n" },
	{ "two letters on both sides: each begins on a front", PLAIN, "quadient-1track", TRUE, FALSE, 2, { 1, 3 }, 3, 0, 0, 6,
	  "", "1F Rosa_1/1 1/6 uno " TO " <> 4\n1B 0\n2F Bice_1/3 3/6 uno <> 4\n2B Bice_2/3 due 0\n3F Bice_3/3 tre <> 6\n3B 0\n" },
	{ "two letters with backs, last to first", BACKED, "pitney-relay", TRUE, FALSE, 2, { 1, 1 }, 2, 0, 0, 6, "",
	  "2F Bice_1/2 3/4 uno <> 8\n2B retro 0\n1F Rosa_1/2 1/4 uno " TO " <> 8\n1B retro 0\n" },
	{ "by hand: codes, no marks", PLAIN, "quadient-1track", FALSE, TRUE, 1, { 2 }, 2, 3, 5, 6, "000042000000701020300057",
	  "1F Rosa_1/2 1/2 uno " TO " <000042000000701020300057> 0\n2F Rosa_2/2 due <000042000000702020300062> 0\n" },
};

/* What was drawn with codes left out, where the row does not say them. */
static void forget_codes(GString *drawn)
{
	for (gsize i = 0; i < drawn->len; i++) {
		if (drawn->str[i] == '<')
			g_string_erase(drawn, (gssize)i + 1, (gssize)strcspn(drawn->str + i + 1, ">"));
	}
}

static void check_row(const struct row *row, gboolean to_read)
{
	static const char *const names[] = { "Rosa", "Bice" };
	g_autoptr(GError) error = NULL;
	const struct record *records[2];
	char control[CONTROL_CODE_LENGTH + 1] = "";
	struct compose_piece piece = { .records = records, .documents = row->documents, .number = 7, .sheets = row->sheets,
				       .insert_mask = row->insert_mask, .run_sheet = row->run_sheet,
				       .run_piece = row->run_piece, .by_hand = row->by_hand,
				       .to_read = to_read };
	struct desk desk;
	guint pages = 0;

	desk_open(&desk, row->xml, row->inserter, row->duplex);
	for (guint i = 0; i < row->documents; i++)
		records[i] = record_of(&desk, names[i], row->sides[i]);
	CHECK_TRUE(row->label, compose_piece(desk.composer, &piece, &desk.device, control, &pages, &error));
	CHECK_NO_ERROR(row->label, error);
	CHECK_INT(row->label, pages, row->sheets * (row->duplex ? 2 : 1));
	if (row->control[0] == '\0')
		forget_codes(desk.drawn);
	else
		CHECK_STR(row->label, control, row->control);
	CHECK_STR(row->label, desk.drawn->str, row->drawn);
	desk_close(&desk);
}

static void draws_pieces(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		check_row(&rows[i], FALSE);
}

/* The first sheet first, with the codes that it has in feed order. */
static void draws_pieces_to_be_read(void)
{
	static const struct row row = {
		"three sheets, last to first", PLAIN, "pitney-relay", FALSE, FALSE, 1, { 3 }, 3, 0, 9998, 6, "000042000000701030000009",
		"1F Rosa_1/3 1/3 uno " TO " <000042000000701030000009> 8\n2F Rosa_2/3 due <000042000000702030099992> 8\n"
		"3F Rosa_3/3 tre <000042000000703030099982> 8\n" };

	check_row(&row, TRUE);
}

/* A machine of Code 39 gets that, and no lines. */
static void draws_code_39(void)
{
	g_autoptr(GError) error = NULL;
	char control[CONTROL_CODE_LENGTH + 1];
	const struct record *record;
	struct compose_piece piece = { .records = &record, .documents = 1, .number = 7, .sheets = 1, .insert_mask = 3,
				       .run_piece = 28 };
	struct desk desk;
	guint pages;

	desk_open(&desk, PLAIN, "di950-code39", FALSE);
	record = record_of(&desk, "Rosa", 1);
	CHECK_TRUE("set 29", compose_piece(desk.composer, &piece, &desk.device, control, &pages, &error));
	/* The maker's own example: set 29, a single sheet, both feeders. */
	CHECK_TRUE("set 29", strstr(desk.drawn->str, "<33029>") != NULL);
	CHECK_TRUE("set 29", g_str_has_suffix(desk.drawn->str, " 0\n"));
	desk_close(&desk);
}

/* More or fewer sheets than planned are no piece, and nothing of it is drawn. */
static void refuses_other_sheets(void)
{
	for (guint planned = 1; planned <= 4; planned++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *label = g_strdup_printf("three sheets, %u planned", planned);
		char control[CONTROL_CODE_LENGTH + 1];
		const struct record *record;
		struct compose_piece piece = { .records = &record, .documents = 1, .number = 7, .sheets = planned };
		struct desk desk;
		guint pages;

		desk_open(&desk, PLAIN, "quadient-1track", FALSE);
		record = record_of(&desk, "Rosa", 3);
		CHECK_INT(label, compose_piece(desk.composer, &piece, &desk.device, control, &pages, &error), planned == 3);
		CHECK_INT(label, desk.drawn->len > 0, planned == 3);
		if (planned != 3)
			CHECK_ERROR(label, error, "piece 7");
		desk_close(&desk);
	}
}

/* ---- checks ---- */

static void counts_sheets(void)
{
	static const struct { const char *label, *xml; gboolean duplex; guint sides, sheets; } letters[] = {
		{ "one", PLAIN, FALSE, 1, 1 }, { "two", PLAIN, FALSE, 2, 2 }, { "three", PLAIN, FALSE, 3, 3 },
		{ "one, duplex", PLAIN, TRUE, 1, 1 }, { "two, duplex", PLAIN, TRUE, 2, 1 }, { "three, duplex", PLAIN, TRUE, 3, 2 },
		{ "backs", BACKED, TRUE, 3, 3 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
		struct desk desk;

		desk_open(&desk, letters[i].xml, "quadient-1track", letters[i].duplex);
		CHECK_INT(letters[i].label,
			  compose_check(desk.composer, record_of(&desk, "Rosa", letters[i].sides), &desk.sink),
			  letters[i].sheets);
		CHECK_STR(letters[i].label, desk.findings->str, "");
		desk_close(&desk);
	}
}

/* The layout's first page with something printed at a place. */
#define PRINTED(what)                                                                                                  \
	"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data>"                                     \
	"<field name=\"nome\" type=\"text\" example=\"Rosa\"/><field name=\"facciate\" type=\"integer\" example=\"1\"/></data>" \
	"<page name=\"a\" size=\"A4\"><address/><flow top=\"200mm\"/>" what "</page>"                                  \
	"<page name=\"r\" size=\"A4\">" what "</page><flow first=\"a\" back=\"r\"><p>{nome}</p></flow></layout>"

/* A second sheet in landscape with something printed at a place. */
#define ACROSS(what)                                                                                                   \
	"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data>"                                     \
	"<field name=\"nome\" type=\"text\" example=\"Rosa\"/><field name=\"facciate\" type=\"integer\" example=\"1\"/></data>" \
	"<page name=\"a\" size=\"A4\"><address/><flow top=\"200mm\"/></page>"                                           \
	"<page name=\"s\" orientation=\"landscape\"><flow top=\"100mm\"/>" what "</page>"                                \
	"<flow first=\"a\"><p>{nome}</p></flow><flow first=\"s\"/></layout>"

static void finds_faults(void)
{
	static const struct { const char *label, *xml; gboolean duplex; const char *name, *finding; } faults[] = {
		{ "nothing", PRINTED(""), TRUE, "Rosa", "" },
		{ "a field in the marks", PRINTED("<p at=\"10mm 110mm\">{nome}</p>"), FALSE, "Rosa",
		  "zone-overprint marks page 1: print at 10,0 mm, " },
		{ "a line in the control code", PRINTED("<line from=\"2mm 145mm\" to=\"60mm 145mm\"/>"), FALSE, "Rosa",
		  "zone-overprint control code page 1: " },
		{ "a box in the window", PRINTED("<box at=\"120mm 60mm\" size=\"5mm 5mm\" fill=\"black\"/>"), FALSE, "Rosa",
		  "zone-overprint address window page 1: print at 120,0 mm, 60,0 mm; zone at 90,0 mm, 33,5 mm, 120,0 mm x 57,0 mm" },
		{ "behind the marks", PRINTED("<box at=\"195mm 110mm\" size=\"5mm 5mm\" fill=\"black\"/>"), TRUE, "Rosa",
		  "zone-overprint marks page 2: print at 195,0 mm, 110,0 mm; zone at 188,0 mm, 91,5 mm, 18,0 mm x 47,1 mm" },
		{ "there, but never printed on a back", PRINTED("<box at=\"195mm 110mm\" size=\"5mm 5mm\" fill=\"black\"/>"), FALSE,
		  "Rosa", "" },
		{ "a landscape page's head in the marks", ACROSS("<p at=\"190mm 10mm\">{nome}</p>"), TRUE, "Rosa",
		  "zone-overprint marks page 2: print at 190,0 mm, 10,2 mm; zone at 158,4 mm, 4,0 mm, 47,1 mm x 18,0 mm" },
		{ "beside them", ACROSS("<p at=\"210mm 10mm\">{nome}</p>"), TRUE, "Rosa", "" },
		{ "a name wider than the window", PRINTED(""), FALSE,
		  "Rosa Maria Giuseppina Quattrocchi Taglialatela", "address-overflow address " },
		{ "a name of no font", PRINTED(""), FALSE, "漢", "glyph-missing " },
	};

	for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct desk desk;
		guint sheets;

		desk_open(&desk, faults[i].xml, "quadient-1track", faults[i].duplex);
		sheets = compose_check(desk.composer, record_of(&desk, faults[i].name, 1), &desk.sink);
		CHECK_INT(faults[i].label, sheets > 0, faults[i].finding[0] == '\0');
		if (faults[i].finding[0] == '\0' || strstr(desk.findings->str, faults[i].finding) == NULL)
			CHECK_STR(faults[i].label, desk.findings->str, faults[i].finding);
		desk_close(&desk);
	}
}

/* The small job's own layout, from its file: what is checked is what is printed. */
static void composes_mini(void)
{
	g_autofree char *xml = NULL;
	g_autoptr(GError) error = NULL;
	char control[CONTROL_CODE_LENGTH + 1];
	struct record *record;
	struct compose_piece piece = { .records = (const struct record *const *)&record, .documents = 1, .number = 1,
				       .sheets = 1 };
	struct desk desk;
	guint pages;

	CHECK_TRUE("mini.xml", g_file_get_contents("tests/data/mini/mini.xml", &xml, NULL, NULL));
	if (xml == NULL)
		return;
	desk_open(&desk, xml, "quadient-1track", FALSE);
	record = record_example(layout_dictionary(desk.layout), 0, desk.arena);
	record->to = record_of(&desk, "Maria Šimić Dell'Orto", 1)->to;
	record->fields[1].cents = 123456;
	CHECK_INT("mini", compose_check(desk.composer, record, &desk.sink), 1);
	CHECK_STR("mini", desk.findings->str, "");
	CHECK_TRUE("mini", compose_piece(desk.composer, &piece, &desk.device, control, &pages, &error));
	CHECK_NO_ERROR("mini", error);
	CHECK_TRUE("address", strstr(desk.drawn->str, "MARIA_ŠIMIĆ_DELL'ORTO") != NULL);
	CHECK_TRUE("amount", strstr(desk.drawn->str, "1.234,56") != NULL);
	CHECK_TRUE("code", strstr(desk.drawn->str, control) != NULL);
	desk_close(&desk);
}

CHECK_MAIN({ "draws pieces", draws_pieces },
	   { "draws pieces to be read", draws_pieces_to_be_read }, { "draws Code 39", draws_code_39 },
	   { "refuses other sheets than planned", refuses_other_sheets }, { "counts sheets", counts_sheets },
	   { "finds faults", finds_faults }, { "composes the small job's layout", composes_mini })
