/* SPDX-License-Identifier: Apache-2.0 */
/* What the post reads on a first sheet: where it stands, what it says, and what is refused beside it. */
#include "compose/compose.h"

#include <string.h>

#include "unit/compose_rig.h"

#define MM 1000

#define HEAD "[product]\nregistered = yes\nrank = 1\n[brackets]\na = 20 g\n"
#define BARS "module = 0.30mm\nheight = 14mm\nquiet = 3mm\nx = 30mm\ny = 225mm\n"
#define WORDS "letter = R\nletter-size = 4mm\nletter-gap = 5.5mm\ntext-size = 3mm\ntext-gap = 2mm\nwarn = 10\n"
#define DOMESTIC HEAD "[number]\nscheme = domestic\nsymbology = itf\nratio = 2.5\n" BARS WORDS
#define S10 HEAD "[number]\nscheme = s10\nservice = RA\ncountry = IT\n" BARS WORDS
#define MARK "[homologation]\ntext = DCOXX0001\nx = 110mm\ny = 245mm\nsize = 2.5mm\n"
#define MATRIX "[matrix]\nx = 120mm\ny = 250mm\nmodule = 0.508mm\nquiet = 1.016mm\n"

#define UNICO "1130012345001AM0010000000014400000000101000007000XX0005ACQUE    OOOOOOOO"

/* Two sheets; a line of text where the test puts it, and on the second where the first has its number. */
#define LAYOUT(at)                                                                                             \
	"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data>"                                                   \
	"<field name=\"nome\" type=\"text\" example=\"Rosa\"/></data>"                                                 \
	"<page name=\"a\" size=\"A4\"><address/><p at=\"" at "\" width=\"50mm\">testo</p><flow top=\"160mm\"/></page>" \
	"<page name=\"b\" size=\"A4\"><p at=\"30mm 230mm\" width=\"50mm\">testo</p><flow top=\"200mm\"/></page>"       \
	"<flow first=\"a\" next=\"b\"><p>uno</p><break/><p>due</p></flow></layout>"

struct desk {
	struct finding_sink sink;	/* first: found() casts back */
	struct device device;
	struct typesetter *typesetter;
	struct layout *layout;
	struct envelope *envelope;
	struct inserter *inserter;
	struct product *product;
	struct composer *composer;
	struct arena *arena;
	GString *findings;
	struct op_list fronts[2];	/* copied */
};

static void take_finding(struct finding_sink *sink, const struct finding *finding)
{
	struct desk *desk = (struct desk *)sink;

	g_string_append_printf(desk->findings, "%s %s: %s\n", finding_slug(finding->code), finding->column, finding->value);
}

static void take_page(struct device *device, const struct page *page)
{
	struct desk *desk = (struct desk *)(void *)((char *)device - G_STRUCT_OFFSET(struct desk, device));

	op_list_add_moved(&desk->fronts[page->sheet - 1], &page->list, 0, 0, desk->arena);
}

static void desk_open(struct desk *desk, const char *xml, const char *product)
{
	g_autoptr(GError) error = NULL;
	struct compose_plan plan;

	*desk = (struct desk){ .sink.found = take_finding, .device.page = take_page, .arena = arena_new(16384),
			       .findings = g_string_new(NULL) };
	desk->typesetter = typesetter_new("fonts", &error);
	CHECK_NO_ERROR("fonts", error);
	CHECK_TRUE("fonts", typesetter_has_role(desk->typesetter, "body", NULL));
	desk->layout = layout_load_bytes(desk->typesetter, "prova", ".", xml, strlen(xml), &error);
	if (desk->layout == NULL)
		g_error("%s", error->message);
	desk->product = product_parse(product, "p.product", &error);
	if (desk->product == NULL)
		g_error("%s", error->message);
	desk->envelope = envelope_load("dl-right-window");
	desk->inserter = inserter_load("quadient-1track");
	plan = (struct compose_plan){
		.typesetter = desk->typesetter, .layout = desk->layout, .envelope = desk->envelope, .inserter = desk->inserter,
		.product = desk->product, .matrix = TRUE, .run = 42,
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
	product_free(desk->product);
	arena_free(desk->arena);
	g_string_free(desk->findings, TRUE);
}

static struct record *record_of(struct desk *desk)
{
	struct record *record = record_example(layout_dictionary(desk->layout), 0, desk->arena);

	record->to = (struct addressee){ .name = "Rosa", .name2 = "", .extra = "", .street = "Via Roma", .number = "1",
					 .cap = "20121", .city = "Milano", .province = "MI", .country = "", .tax_code = "",
					 .email = "", .pec = "", .iban = "", .reason = "" };
	return record;
}

static gboolean draw(struct desk *desk, const struct compose_codes *codes)
{
	const struct record *const records[] = { record_of(desk) };
	const struct compose_piece piece = { .records = records, .documents = 1, .number = 7, .sheets = 2, .codes = *codes };
	char control[CONTROL_CODE_LENGTH + 1];
	guint pages;

	memset(desk->fronts, 0, sizeof desk->fronts);
	return compose_piece(desk->composer, &piece, &desk->device, control, &pages, NULL);
}

static const struct op *find_symbol(const struct op_list *list, const char *text)
{
	for (guint i = 0; text != NULL && i < list->count; i++) {
		if (list->ops[i].kind == OP_SYMBOL && strcmp(list->ops[i].symbol.symbol->text, text) == 0)
			return &list->ops[i];
	}
	return NULL;
}

static const struct op *find_text(const struct op_list *list, const char *word)
{
	for (guint i = 0; i < list->count; i++) {
		if (list->ops[i].kind == OP_TEXT && strcmp(list->ops[i].text.words[0]->utf8, word) == 0)
			return &list->ops[i];
	}
	return NULL;
}

/*
 * Widths by arithmetic: Interleaved 2 of 5 of 12 digits at 2.5 is 104.5 narrow elements, Code 128 of S10's 13 characters 156,
 * Code 39 at 2.5 216.5; 0.30 mm each.
 */
static const struct {
	const char *label, *product, *registered, *shown, *first_word, *matrix;
	um_t width;
} drawn_rows[] = {
	{ "domestic", DOMESTIC, "697319802149", "69731980214-9", "69731980214-9", NULL, 31350 },
	{ "with permission", DOMESTIC MARK, "697319802149", "69731980214-9", "69731980214-9", NULL, 31350 },
	{ "Code 128", S10 "symbology = code128\n", "RA473124829IT", "RA 473 124 829 IT", "RA", NULL, 46800 },
	{ "Code 39", S10 "symbology = code39\nratio = 2.5\n", "RA473124829IT", "RA 473 124 829 IT", "RA", NULL, 64950 },
	{ "Data Matrix", HEAD MATRIX, NULL, NULL, NULL, UNICO, 0 },
	{ "both", DOMESTIC MATRIX, "697319802149", "69731980214-9", "69731980214-9", UNICO, 31350 },
	{ "a piece without a number", DOMESTIC, NULL, NULL, NULL, NULL, 0 },
	{ "a place without a code", HEAD MATRIX, NULL, NULL, NULL, NULL, 0 },
};

static um_t symbol_width(const struct op *op)
{
	return op->symbol.symbol->columns * op->symbol.module_width;
}

static void check_bars(const char *label, const struct op_list *list, const struct op *bars, const char *first_word, um_t width)
{
	const struct op *digits = find_text(list, first_word), *letter = find_text(list, "R");
	struct rect box;

	CHECK_INT(label, bars->symbol.x, 30 * MM);
	CHECK_INT(label, bars->symbol.y, 225 * MM);
	CHECK_INT(label, bars->symbol.module_height, 14 * MM);
	CHECK_INT(label, symbol_width(bars), width);
	CHECK_TRUE(label, digits != NULL && letter != NULL);
	if (digits == NULL || letter == NULL)
		return;
	box = op_bounds(digits);
	CHECK_TRUE("in the middle beneath the bars", ABS(2 * box.x + box.width - (2 * 30 * MM + width)) <= 2);
	CHECK_TRUE("2 mm under the bars", digits->text.baseline > 241 * MM && digits->text.baseline < 244 * MM);
	box = op_bounds(letter);
	CHECK_TRUE("5.5 mm to the left", ABS(box.x + box.width - 24500) <= 2);
}

static void draws_what_there_is(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(drawn_rows); i++) {
		const char *label = drawn_rows[i].label;
		const struct compose_codes codes = { drawn_rows[i].registered, drawn_rows[i].shown, drawn_rows[i].matrix };
		const struct op *bars, *matrix;
		struct desk desk;

		desk_open(&desk, LAYOUT("30mm 20mm"), drawn_rows[i].product);
		CHECK_TRUE(label, draw(&desk, &codes));
		bars = find_symbol(&desk.fronts[0], codes.registered);
		matrix = find_symbol(&desk.fronts[0], codes.matrix);
		CHECK_INT(label, bars != NULL, codes.registered != NULL);
		CHECK_INT(label, matrix != NULL, codes.matrix != NULL);
		CHECK_INT(label, find_text(&desk.fronts[0], "DCOXX0001") != NULL, strstr(drawn_rows[i].product, MARK) != NULL);
		if (bars != NULL)
			check_bars(label, &desk.fronts[0], bars, drawn_rows[i].first_word, drawn_rows[i].width);
		if (matrix != NULL) {
			CHECK_INT(label, matrix->symbol.x, 120 * MM);
			CHECK_INT(label, matrix->symbol.symbol->columns, 48);
			CHECK_INT(label, matrix->symbol.symbol->rows, 16);
			CHECK_INT(label, matrix->symbol.module_width, 508);
		}
		CHECK_TRUE(label, find_text(&desk.fronts[1], "R") == NULL && find_text(&desk.fronts[1], "DCOXX0001") == NULL);
		desk_close(&desk);
	}
}

/* Bars that cannot carry the number are no piece. */
static void refuses_a_wrong_number(void)
{
	const struct compose_codes codes = { "RA473124829IT", "x", NULL };
	struct desk desk;

	desk_open(&desk, LAYOUT("30mm 20mm"), DOMESTIC);
	CHECK_TRUE("letters in 2 of 5", !draw(&desk, &codes));
	desk_close(&desk);
}

/* ---- what may stand beside it ---- */

static const struct {
	const char *label, *layout, *product;
	const char *from, *to;	/* in the product */
	const char *finding;	/* NULL: none */
} room_rows[] = {
	{ "free", LAYOUT("30mm 20mm"), DOMESTIC MARK MATRIX, "", "", NULL },
	{ "text on the bars", LAYOUT("40mm 230mm"), DOMESTIC, "", "", "zone-overprint registered number: page 1: print at" },
	{ "text in the quiet zone", LAYOUT("62mm 232mm"), DOMESTIC, "", "", "zone-overprint registered number: " },
	{ "text at the letter", LAYOUT("22mm 229mm"), DOMESTIC, "", "", "zone-overprint registered number: " },
	{ "text at the digits", LAYOUT("40mm 241mm"), DOMESTIC, "", "", "zone-overprint registered number: " },
	{ "text beneath", LAYOUT("30mm 246mm"), DOMESTIC, "", "", NULL },
	{ "text at the permission", LAYOUT("115mm 243mm"), DOMESTIC MARK, "", "", "zone-overprint permission: " },
	{ "text at the matrix", LAYOUT("130mm 252mm"), HEAD MATRIX, "", "", "zone-overprint Data Matrix: " },
	{ "on the marks", LAYOUT("30mm 20mm"), DOMESTIC, "y = 225mm", "y = 100mm",
	  "zone-overprint registered number: it lies in the zone 'marks'" },
	{ "off the sheet", LAYOUT("30mm 20mm"), DOMESTIC, "y = 225mm", "y = 285mm",
	  "zone-overprint registered number: it does not lie on the sheet" },
	{ "off the sheet on the right", LAYOUT("30mm 20mm"), HEAD MATRIX, "x = 120mm", "x = 190mm",
	  "zone-overprint Data Matrix: it does not lie on the sheet" },
	{ "one on the other", LAYOUT("30mm 20mm"), DOMESTIC MATRIX, "x = 120mm\ny = 250mm", "x = 40mm\ny = 230mm",
	  "zone-overprint registered number: it lies in the zone 'Data Matrix'" },
	{ "on the address", LAYOUT("30mm 20mm"), HEAD MATRIX, "y = 250mm", "y = 50mm",
	  "zone-overprint Data Matrix: it lies on the address" },
	{ "across the window's edge", LAYOUT("30mm 20mm"), HEAD MATRIX, "y = 250mm", "y = 30mm",
	  "zone-overprint Data Matrix: it lies across the edge of the address window" },
	{ "in the window, above the address", LAYOUT("30mm 20mm"), HEAD MATRIX, "y = 250mm", "y = 35mm", NULL },
};

static void keeps_its_room(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(room_rows); i++) {
		g_auto(GStrv) parts = g_strsplit(room_rows[i].product, *room_rows[i].from != '\0' ? room_rows[i].from : "\1", 2);
		g_autofree char *product = g_strjoinv(room_rows[i].to, parts);
		guint sheets;
		struct desk desk;

		desk_open(&desk, room_rows[i].layout, product);
		sheets = compose_check(desk.composer, record_of(&desk), &desk.sink);
		CHECK_INT(room_rows[i].label, sheets > 0, room_rows[i].finding == NULL);
		if (room_rows[i].finding != NULL)
			CHECK_TRUE(desk.findings->str, g_str_has_prefix(desk.findings->str, room_rows[i].finding));
		else
			CHECK_STR(room_rows[i].label, desk.findings->str, "");
		desk_close(&desk);
	}
}

CHECK_MAIN({ "draws what there is", draws_what_there_is }, { "refuses a wrong number", refuses_a_wrong_number },
	   { "keeps its room", keeps_its_room })
