/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Payment slips in letters: what a slip is asked to print, where, and what is told when it cannot.  The kinds of slips
 * are this file's own, in the place of those that the program has: what is printed on a real slip is not looked at here.
 */
#include "unit/layout_rig.h"

#include "slip/slip.h"

/* ---- kinds ---- */

static guint checked, drawn;

static struct slip_size size_of_prova(payment_set_t given)
{
	return (struct slip_size){ 60000, (given & PAYMENT_BIT(ACCOUNT)) != 0 ? 40000 : 20000 };
}

/* Two by two, three by three, never one where two and two will do. */
static guint abreast_of_rate(guint left)
{
	return left <= 3 ? left : left == 4 ? 2 : 3;
}

/* "SBAGLIATO" is wrong, "STRANO" a wonder, "MUTO" wrong and not said. */
static gboolean check_prova(const struct payment *payment, payment_set_t given G_GNUC_UNUSED, guint place,
			    struct slip_faults *faults)
{
	const char *notice = payment->values[PAYMENT_NOTICE].text;
	gboolean wrong = strcmp(notice, "SBAGLIATO") == 0;
	gboolean silent = strcmp(notice, "MUTO") == 0;

	checked++;
	if (wrong)
		faults->found(faults, place, PAYMENT_NOTICE, FINDING_CODE_SYMBOL_TEXT, notice, "is wrong");
	if (strcmp(notice, "STRANO") == 0)
		faults->found(faults, place, PAYMENT_NOTICE, FINDING_CODE_IBAN, notice, "is a wonder");
	return !wrong && !silent;
}

static void print(const struct slip_desk *desk, enum word_store store, um_t x, const char *text, struct op_list *list)
{
	static const struct text_style style = { .role = "body", .size = 8000 };
	gunichar missing;
	const struct typeset_line line = typesetter_line(desk->typesetter, &style, store, text, desk->arena, &missing);

	typeset_line_draw(&line, &style, x, 5000, list, desk->arena);
}

static void form_prova(payment_set_t given, guint abreast, const struct slip_desk *desk, struct op_list *list)
{
	print(desk, STORE_FIXED, 0, arena_printf(desk->arena, "modulo-%u%s", abreast,
						 (given & PAYMENT_BIT(ACCOUNT)) != 0 ? "-posta" : ""), list);
}

static void write_value(GString *out, enum payment_field field, const struct value *value)
{
	if (!value->present)
		return;
	g_string_append_printf(out, "%s%s=", out->len > 0 ? ";" : "", payment_field_name(field));
	if (payment_field_type(field) == FIELD_TEXT)
		g_string_append(out, value->text);
	else if (payment_field_type(field) == FIELD_DATE)
		g_string_append_printf(out, "day%d", value->date - date_from_ymd(2026, 1, 1));
	else
		g_string_append_printf(out, "%" G_GINT64_FORMAT, payment_field_type(field) == FIELD_MONEY ? value->cents :
													      value->integer);
}

/* All that is asked, as one text a payment; a payer "LUNGO" is too wide. */
static gboolean draw_prova(const struct payment *payments, guint count, payment_set_t given G_GNUC_UNUSED,
			   const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	drawn++;
	for (guint i = 0; i < count; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		if (strcmp(payments[i].values[PAYMENT_PAYER].text, "LUNGO") == 0) {
			faults->found(faults, i, PAYMENT_PAYER, FINDING_CODE_LINE_OVERFLOW, "LUNGO", "is too wide");
			return FALSE;
		}
		for (guint field = 0; field < PAYMENT_FIELDS; field++)
			write_value(text, (enum payment_field)field, &payments[i].values[field]);
		print(desk, STORE_PASSING, (um_t)i * 20000, text->str, list);
	}
	return TRUE;
}

static const char *const roles[] = { "body", "mono", NULL };

#define PROVA(kind_name, of_abreast)                                                                           \
	{                                                                                                      \
		.name = kind_name, .needs = PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(NOTICE),                         \
		.takes = PAYMENT_BIT(PAYER) | PAYMENT_BIT(SUBJECT) | PAYMENT_BIT(DUE) | PAYMENT_BIT(ACCOUNT),  \
		.roles = roles, .size = size_of_prova, .abreast = of_abreast, .check = check_prova,            \
		.form = form_prova, .draw = draw_prova,                                                        \
	}

static const struct slip_kind prova = PROVA("prova", NULL), rate = PROVA("rate", abreast_of_rate);
static const struct slip_kind *const kinds[] = { &prova, &rate };

const struct slip_kind *slip_kind_find(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	return NULL;
}

const struct slip_kind *const *slip_kinds(guint *count)
{
	*count = G_N_ELEMENTS(kinds);
	return kinds;
}

/* ---- layouts ---- */

#define DATA                                                                                                   \
	"<data><field name='nome' type='text' example='Maria'/><field name='cognome' type='text' example='Rossi'/>" \
	"<field name='dovuto' type='money' example='1234.56'/><field name='entro' type='date' example='2026-01-31'/>" \
	"<field name='avviso' type='code' example='300'/><field name='altro' type='text' optional='yes' example='x'/>" \
	"<rows name='rate'><field name='numero' type='integer' example='1'/><field name='importo' type='money' example='10.00'/>" \
	"<field name='codice' type='code' example='7'/></rows></data>\n"
#define PAYMENT "<payment amount='{dovuto}' notice='{avviso}' subject='Quota {{2026}} di {nome | upper}'/>\n"
#define PAGE(things) "<page name='a' margins='20mm 20mm 20mm 25mm'>" things "<flow bottom='110mm'/></page>\n"
#define FLOW(blocks) "<flow first='a'>" blocks "</flow>\n"
#define LAYOUT(rest) "<layout xmlns='urn:piego:layout:1' name='prova'>\n" rest "</layout>\n"
/* Lines: 2 the data, 3 the payment, 4 the page, 5 the flow. */
#define WHOLE(things, blocks) LAYOUT(DATA PAYMENT PAGE(things) FLOW(blocks))

#define ASKED "amount=123456;subject=Quota {2026} di MARIA;notice=300"

/* The example record as rows of changes leave it: field by field "name=text", blank-separated. */
static void change(struct rig *rig, const char *changes)
{
	g_auto(GStrv) words = g_strsplit(changes, " ", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		char *equals = strchr(words[i], '=');
		guint field;

		if (equals == NULL)
			continue;
		*equals = '\0';
		field = field_list_find(&layout_dictionary(rig->layout)->fields, words[i]);
		g_assert(field != FIELD_NONE);
		rig->record->fields[field].text = arena_strdup(rig->arena, equals + 1);
		rig->record->fields[field].present = equals[1] != '\0';
	}
}

static gboolean compose(struct rig *rig, const char *label, const char *xml, guint rows, const char *changes)
{
	if (!rig_load(rig, label, xml))
		return FALSE;
	rig_example(rig, rows);
	change(rig, changes);
	return rig_compose(rig, label);
}

/* ---- tests ---- */

static void prints_what_is_asked(void)
{
	static const struct {
		const char *label, *xml, *changes, *text;
	} rows[] = {
		{ "as the payment says", WHOLE("", "<slip kind='prova'/>"), "", "modulo-1|" ASKED "|" },
		{ "on a page", WHOLE("<slip kind='prova' at='30mm 200mm'/>", ""), "", "modulo-1|" ASKED "|" },
		{ "in a frame", WHOLE("<frame at='30mm 200mm' width='80mm' height='20mm'><slip kind='prova'/></frame>", ""), "",
		  "modulo-1|" ASKED "|" },
		{ "its own over it", WHOLE("", "<slip kind='prova' notice='x{avviso}y' due='{entro}' amount='{min(dovuto, 5.00)}'/>"),
		  "", "modulo-1|amount=500;due=day30;subject=Quota {2026} di MARIA;notice=x300y|" },
		{ "without a field", WHOLE("", "<slip kind='prova' subject=''/>"), "", "modulo-1|amount=123456;notice=300|" },
		{ "without a payment", LAYOUT(DATA PAGE("") FLOW("<slip kind='prova' amount='{dovuto}' notice='{avviso}'/>")), "",
		  "modulo-1|amount=123456;notice=300|" },
		{ "words as they come", WHOLE("", "<slip kind='prova' subject='  {nome}  e \n{cognome} '/>"), "cognome=D’Angelo",
		  "modulo-1|amount=123456;subject=Maria e D’Angelo;notice=300|" },
		{ "an empty field", WHOLE("", "<slip kind='prova' payer='{altro}'/>"), "altro=", "modulo-1|" ASKED "|" },
		{ "another form", WHOLE("", "<slip kind='prova' account='{avviso}' subject=''/>"), "",
		  "modulo-1-posta|account=300;amount=123456;notice=300|" },
		{ "two of them", WHOLE("<slip kind='prova' at='30mm 200mm'/>", "<slip kind='prova' payer='{nome}'/>"), "",
		  "modulo-1|" ASKED "|modulo-1|" ASKED ";payer=Maria|" },
		{ "on one side", WHOLE("", "<when test='dovuto > 1.00'><slip kind='prova'/></when>"), "", "modulo-1|" ASKED "|" },
		{ "on the other", WHOLE("", "<when test='dovuto > 1.00'><otherwise><slip kind='prova'/></otherwise></when>"), "", "" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = NULL;

		CHECK_TRUE(rows[i].label, compose(&rig, rows[i].label, rows[i].xml, 1, rows[i].changes));
		CHECK_STR(rows[i].label, rig.findings->str, "");
		text = rig_page_text(&rig, 0);
		CHECK_STR(rows[i].label, text, rows[i].text);
	}
	rig_clear(&rig);
}

static void prints_a_payment_a_row(void)
{
	static const struct {
		const char *label, *slip;
		guint rows;
		const char *text;
	} rows[] = {
		{ "none", "<slip kind='rate' rows='rate' amount='{importo}'/>", 0, "" },
		{ "one", "<slip kind='rate' rows='rate' amount='{importo}' subject=''/>", 1, "modulo-1|amount=1000;notice=300|" },
		{ "three", "<slip kind='rate' rows='rate' amount='{importo}' notice='{codice}' subject='' instalment='{numero}'/>", 3,
		  "modulo-3|amount=1000;notice=7;instalment=1|amount=1000;notice=7;instalment=1|amount=1000;notice=7;instalment=1|" },
		{ "four", "<slip kind='rate' rows='rate' amount='{importo}' notice='{codice}' subject='{count(rate)}'/>", 4,
		  "modulo-2|amount=1000;subject=4;notice=7|amount=1000;subject=4;notice=7|"
		  "modulo-2|amount=1000;subject=4;notice=7|amount=1000;subject=4;notice=7|" },
		{ "one below the other", "<slip kind='prova' rows='rate' notice='{codice}' subject=''/>", 2,
		  "modulo-1|amount=123456;notice=7|modulo-1|amount=123456;notice=7|" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *xml = g_strconcat("<layout xmlns='urn:piego:layout:1' name='prova'>\n" DATA PAYMENT PAGE("")
						   "<flow first='a'>", rows[i].slip, "</flow></layout>\n", NULL);
		g_autofree char *text = NULL;

		CHECK_TRUE(rows[i].label, compose(&rig, rows[i].label, xml, rows[i].rows, ""));
		text = rig_page_text(&rig, 0);
		CHECK_STR(rows[i].label, text, rows[i].text);
	}
	rig_clear(&rig);
}

/* Where page number draws its nth stamp, and the text over it: the place of the slip's top left corner as one reads it. */
static void place(const struct rig *rig, guint number, guint nth, um_t found[4])
{
	const struct op_list *list = &rig->letter.pages[number].page->list;
	struct pose pose = { 0 };

	if (list->count > 0 && list->ops[0].kind == OP_TURN)
		list = op_inside(&list->ops[0], &pose);
	for (guint i = 0; i + 1 < list->count; i++) {
		const struct op *op = &list->ops[i];
		struct rect form, text;

		if (op->kind != OP_STAMP || nth-- > 0)
			continue;
		form = pose_rect(&pose, &(struct rect){ op->stamp.x, op->stamp.y, 0, 0 });
		text = pose_rect(&pose, &(struct rect){ op[1].text.x, op[1].text.baseline - 5000, 0, 0 });
		memcpy(found, (um_t[]){ form.x, form.y, text.x, text.y }, 4 * sizeof *found);
	}
}

static void stands_where_it_is_put(void)
{
	static const struct {
		const char *label, *xml;
		guint page, stamp;
		um_t shift_x, shift_y, x, y;
	} rows[] = {
		{ "on a page", WHOLE("<slip kind='prova' at='30mm 200mm'/>", ""), 0, 0, 0, 0, 30000, 200000 },
		{ "on a press that shifts", WHOLE("<slip kind='prova' at='30mm 200mm'/>", ""), 0, 0, 400, -250, 30400, 199750 },
		{ "in the flow", WHOLE("", "<slip kind='prova'/>"), 0, 0, 0, 0, 25000, 20000 },
		{ "to its right", WHOLE("", "<slip kind='prova' align='right'/>"), 0, 0, 0, 0, 25000 + 165000 - 60000, 20000 },
		{ "in its middle", WHOLE("", "<slip kind='prova' align='centre'/>"), 0, 0, 0, 0, 25000 + (165000 - 60000) / 2, 20000 },
		{ "beneath another", WHOLE("", "<slip kind='prova' after='3mm'/><slip kind='prova' before='2mm'/>"), 0, 1, 0, 0,
		  25000, 20000 + 20000 + 3000 },
		{ "a strip beneath another", WHOLE("", "<slip kind='prova' rows='rate' gap='1.5mm' after='4mm'/>"), 0, 2, 0, 0, 25000,
		  20000 + 2 * 21500 },
		{ "beneath the last strip", WHOLE("", "<slip kind='rate' rows='rate' gap='1.5mm' after='4mm'/><slip kind='prova'/>"), 0,
		  2, 0, 0, 25000, 20000 + 2 * 20000 + 1500 + 4000 },
		{ "in a frame", WHOLE("<frame at='30mm 200mm' width='60mm'><space height='1mm'/><slip kind='prova'/></frame>", ""), 0, 0,
		  0, 0, 30000, 200000 },
		/* 60 x 20 mm: what it covers begins at 30, 200; its own corner is elsewhere */
		{ "on its right side", WHOLE("<slip kind='prova' at='30mm 200mm' turn='90'/>", ""), 0, 0, 0, 0, 50000, 200000 },
		{ "on its head", WHOLE("<slip kind='prova' at='30mm 200mm' turn='180'/>", ""), 0, 0, 0, 0, 90000, 220000 },
		{ "on its left side", WHOLE("<slip kind='prova' at='30mm 200mm' turn='270'/>", ""), 0, 0, 0, 0, 30000, 260000 },
		{ "not turned", WHOLE("<slip kind='prova' at='30mm 200mm' turn='0'/>", ""), 0, 0, 0, 0, 30000, 200000 },
		{ "on its head, shifted", WHOLE("<slip kind='prova' at='30mm 200mm' turn='180'/>", ""), 0, 0, 400, -250, 89600, 220250 },
		/* 90 mm of flow: four of 20 mm */
		{ "on another page", WHOLE("", "<slip kind='prova' rows='rate'/>"), 1, 1, 0, 0, 25000, 40000 },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		um_t found[4] = { -1, -1, -1, -1 };

		rig.press.shift_x = rows[i].shift_x;
		rig.press.shift_y = rows[i].shift_y;
		CHECK_TRUE(rows[i].label, compose(&rig, rows[i].label, rows[i].xml, 6, ""));
		if (rig.letter.count > rows[i].page)
			place(&rig, rows[i].page, rows[i].stamp, found);
		CHECK_INT(rows[i].label, found[0], rows[i].x);
		CHECK_INT(rows[i].label, found[1], rows[i].y);
		CHECK_INT(rows[i].label, found[2], rows[i].x);
		CHECK_INT(rows[i].label, found[3], rows[i].y);
	}
	rig_clear(&rig);
}

static void tells_what_is_wrong(void)
{
	static const struct {
		const char *label, *xml, *changes;
		gboolean good;
		const char *findings;
	} rows[] = {
		{ "a wrong field", WHOLE("", "<slip kind='prova'/>"), "avviso=SBAGLIATO", FALSE,
		  "symbol-text avviso SBAGLIATO: is wrong\n" },
		{ "a wonder", WHOLE("", "<slip kind='prova'/>"), "avviso=STRANO", TRUE, "iban avviso STRANO: is a wonder\n" },
		{ "a wonder told once", WHOLE("<slip kind='prova' at='0mm 0mm'/>", "<slip kind='prova'/><slip kind='prova'/>"),
		  "avviso=STRANO", TRUE, "iban avviso STRANO: is a wonder\n" },
		{ "not said", WHOLE("", "<slip kind='prova'/>"), "avviso=MUTO", FALSE,
		  "slip-missing layout line 5 the slip cannot be drawn\n" },
		{ "no field alone", WHOLE("", "<slip kind='prova' notice='S{altro}'/>"), "altro=BAGLIATO", FALSE,
		  "symbol-text notice (layout line 5) SBAGLIATO: is wrong\n" },
		{ "a field in another form", WHOLE("", "<slip kind='prova' notice='{altro | upper}'/>"), "altro=sbagliato", FALSE,
		  "symbol-text altro SBAGLIATO: is wrong\n" },
		{ "a row", WHOLE("", "<slip kind='prova' rows='rate' notice='{codice}'/>"), "", FALSE,
		  "symbol-text rate.codice, row 2 SBAGLIATO: is wrong\n" },
		{ "of no row", WHOLE("", "<slip kind='prova' rows='rate' amount='{importo}'/>"), "avviso=STRANO", TRUE,
		  "iban avviso STRANO: is a wonder\n" },
		{ "too wide", WHOLE("", "<slip kind='prova' payer='{altro}'/>"), "altro=LUNGO", FALSE,
		  "line-overflow altro LUNGO: is too wide\n" },
		{ "too wide in the second strip", WHOLE("", "<slip kind='rate' rows='rate' payer='{codice}'/>"), "", FALSE,
		  "line-overflow rate.codice, row 5 LUNGO: is too wide\n" },
		{ "no value", WHOLE("", "<slip kind='prova' amount='{dovuto + dovuto}'/>"), "", FALSE,
		  "expression layout line 5 a number is too large\n" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (!rig_load(&rig, rows[i].label, rows[i].xml))
			continue;
		rig_example(&rig, 5);
		change(&rig, rows[i].changes);
		rig.record->groups[0].cells[1 * 3 + 2].text = "SBAGLIATO";
		rig.record->groups[0].cells[4 * 3 + 2].text = "LUNGO";
		if (strstr(rows[i].xml, "dovuto + ") != NULL)
			rig.record->fields[2].cents = G_MAXINT64;
		CHECK_INT(rows[i].label, rig_compose(&rig, rows[i].label), rows[i].good);
		CHECK_STR(rows[i].label, rig.findings->str, rows[i].findings);
	}
	rig_clear(&rig);
}

/* What slips say against each other is told of a client's record, whose money it is; not of an example, nor of a mask. */
static void holds_slips_together(void)
{
	static const struct {
		const char *label, *xml;
		gboolean good;
		const char *findings;	/* or how it begins */
	} rows[] = {
		{ "alike", WHOLE("<slip kind='prova' at='0mm 0mm'/>", "<slip kind='prova'/>"), TRUE, "" },
		{ "the total", WHOLE("", "<slip kind='prova' total='{sum(rate.importo)}' amount='{20.00}'/>"), TRUE, "" },
		{ "not the total", WHOLE("", "<slip kind='prova' total='{sum(rate.importo)}'/>"), FALSE,
		  "slip-differs dovuto 1.234,56 ≠ 20,00: " },
		{ "two amounts", WHOLE("<slip kind='prova' at='0mm 0mm' amount='{dovuto - 0.01}'/>", "<slip kind='prova'/>"), FALSE,
		  "slip-differs amount (layout line 4) 1.234,55 ≠ 1.234,56: " },
		{ "two numbers", WHOLE("", "<slip kind='prova'/><slip kind='prova' notice='{altro}'/>"), FALSE, "slip-differs altro x: " },
		{ "a number twice", WHOLE("", "<slip kind='rate' rows='rate' amount='{importo}' notice='{codice}'/>"), FALSE,
		  "slip-differs rate.codice, row 2 7: " },
		{ "in a branch not taken", WHOLE("", "<slip kind='prova'/><when test='dovuto &lt; 0.00'><slip kind='prova' notice='{altro}'/>"
						 "</when>"), TRUE, "" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct letter_order order;

		if (!rig_load(&rig, rows[i].label, rows[i].xml))
			continue;
		rig_example(&rig, 2);
		CHECK_TRUE(rows[i].label, rig_compose(&rig, rows[i].label));
		CHECK_STR("an example", rig.findings->str, "");
		rig.record->row = 2;
		CHECK_INT(rows[i].label, rig_compose(&rig, rows[i].label), rows[i].good);
		if (rows[i].findings[0] == '\0')
			CHECK_STR(rows[i].label, rig.findings->str, "");
		else if (!g_str_has_prefix(rig.findings->str, rows[i].findings))
			CHECK_STR(rows[i].label, rig.findings->str, rows[i].findings);
		order = rig_order(&rig);
		order.masked = TRUE;
		CHECK_TRUE("masked", layout_compose(rig.layout, &order, &rig.letter));
	}
	rig_clear(&rig);
}

/* Numbers of nobody, right in form, in the place of a record's; what the layout itself says stays. */
static void masks_numbers(void)
{
	static const struct { const char *label, *slip, *text; } rows[] = {
		{ "a record's", "<slip kind='prova' subject=''/>", "modulo-1|amount=123456;notice=000000000000000000|" },
		{ "in words", "<slip kind='prova' subject='' notice='x{avviso}'/>", "modulo-1|amount=123456;notice=000000000000000000|" },
		{ "the layout's", "<slip kind='prova' subject='' notice='301188340000064356'/>",
		  "modulo-1|amount=123456;notice=301188340000064356|" },
		{ "each row's", "<slip kind='rate' rows='rate' subject='' notice='{codice}'/>",
		  "modulo-2|amount=123456;notice=000000000000000000|amount=123456;notice=000000000000000101|" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *xml = g_strconcat("<layout xmlns='urn:piego:layout:1' name='prova'>\n" DATA PAYMENT PAGE("")
						   "<flow first='a'>", rows[i].slip, "</flow></layout>\n", NULL);
		g_autofree char *text = NULL;
		struct letter_order order;

		if (!rig_load(&rig, rows[i].label, xml))
			continue;
		rig_example(&rig, 2);
		order = rig_order(&rig);
		order.masked = TRUE;
		CHECK_TRUE(rows[i].label, layout_compose(rig.layout, &order, &rig.letter));
		text = rig_page_text(&rig, 0);
		CHECK_STR(rows[i].label, text, rows[i].text);
	}
	rig_clear(&rig);
}

/* However many pages it stands on. */
static void looks_once(void)
{
	static const char xml[] = WHOLE("<slip kind='prova' at='30mm 200mm'/>", "<break/><p>uno</p><break/><p>due</p><break/><p>tre</p>");
	struct letter_order order;
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "layout", xml)) {
		rig_example(&rig, 1);
		order = rig_order(&rig);
		checked = drawn = 0;
		CHECK_TRUE("composed", layout_compose(rig.layout, &order, &rig.letter));
		CHECK_INT("pages", rig.letter.count, 3);
		CHECK_INT("checked", checked, 1);
		CHECK_INT("drawn", drawn, 1);
		for (guint page = 0; page < rig.letter.count; page++) {
			g_autofree char *text = rig_page_text(&rig, page);

			CHECK_TRUE("on each page", strstr(text, "modulo-1|" ASKED "|") != NULL);
		}
	}
	rig_clear(&rig);
}

/* One form for all slips of a kind with the same fields, another for others. */
static void keeps_one_form(void)
{
	static const char xml[] = WHOLE("<slip kind='prova' at='30mm 150mm'/><slip kind='prova' at='30mm 180mm'/>"
					"<slip kind='prova' at='30mm 210mm' subject=''/>", "");
	const struct stamp *stamps[3] = { NULL };
	guint count = 0;
	struct rig rig;

	rig_init(&rig);
	if (compose(&rig, "layout", xml, 1, "")) {
		const struct op_list *list = &rig.letter.pages[0].page->list;

		for (guint i = 0; i < list->count; i++)
			if (list->ops[i].kind == OP_STAMP && count < 3)
				stamps[count++] = list->ops[i].stamp.stamp;
		CHECK_INT("forms drawn", count, 3);
		CHECK_TRUE("the same", stamps[0] != NULL && stamps[0] == stamps[1]);
		CHECK_TRUE("another", stamps[2] != NULL && stamps[2] != stamps[0]);
	}
	rig_clear(&rig);
}

static void needs_a_press_and_an_encoder(void)
{
	struct letter_order order;
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "layout", WHOLE("", "<slip kind='prova'/>"))) {
		rig_example(&rig, 1);
		for (guint without = 0; without < 2; without++) {
			order = rig_order(&rig);
			if (without == 0)
				order.press = NULL;
			else
				order.encoder = NULL;
			CHECK_TRUE("refused", !layout_compose(rig.layout, &order, &rig.letter));
			CHECK_STR("why", rig.findings->str,
				  "expression layout line 5 there is no press, or no encoder, for slips\n");
			g_string_truncate(rig.findings, 0);
		}
	}
	rig_clear(&rig);
}

/* The fonts of a slip are the layout's, though no text of its own is set in them. */
static void counts_its_fonts(void)
{
	static const struct { const char *label, *xml; gboolean mono; } rows[] = {
		{ "with a slip", WHOLE("", "<slip kind='prova'/>"), TRUE }, { "without", WHOLE("", "<p>x</p>"), FALSE },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		gboolean mono = FALSE;

		if (!rig_load(&rig, rows[i].label, rows[i].xml))
			continue;
		for (guint f = 0; f < layout_fonts(rig.layout)->len; f++)
			mono = mono || strcmp(g_array_index(layout_fonts(rig.layout), struct layout_font, f).name, "mono") == 0;
		CHECK_INT(rows[i].label, mono, rows[i].mono);
	}
	rig_clear(&rig);
}

/* Every field of a payment at once: the schema knows them all, and does not try all combinations of them. */
static void takes_all_fields(void)
{
	static const char *const values[] = { [FIELD_TEXT] = "{avviso}", [FIELD_MONEY] = "{dovuto}", [FIELD_DATE] = "{entro}",
					      [FIELD_INTEGER] = "{count(rate)}" };
	g_autoptr(GString) xml = g_string_new("<layout xmlns='urn:piego:layout:1' name='prova'>\n" DATA "<payment");
	g_autofree char *text = NULL;
	struct rig rig;

	for (guint i = 0; i < PAYMENT_FIELDS; i++)
		g_string_append_printf(xml, " %s='%s'", payment_field_name((enum payment_field)i),
				       values[payment_field_type((enum payment_field)i)]);
	g_string_append(xml, "/>\n" PAGE("") FLOW("<slip kind='prova' before='1mm' after='1mm' align='right' keep='next'/>")
			"</layout>\n");
	rig_init(&rig);
	CHECK_TRUE("composed", compose(&rig, "all fields", xml->str, 1, ""));
	text = rig_page_text(&rig, 0);
	for (guint i = 0; text != NULL && i < PAYMENT_FIELDS; i++) {
		g_autofree char *said = g_strdup_printf("%s=", payment_field_name((enum payment_field)i));

		CHECK_TRUE(said, strstr(text, said) != NULL);
	}
	rig_clear(&rig);
}

static void tells_mistakes(void)
{
	static const struct { const char *label, *xml, *words; } rows[] = {
		{ "no kind", WHOLE("", "<slip/>"), "line 5: <slip> needs kind=\"...\"" },
		{ "no such kind", WHOLE("", "<slip kind='assegno'/>"), "line 5: <slip kind=\"assegno\">: not prova or rate" },
		{ "needed", LAYOUT(DATA PAGE("") FLOW("<slip kind='prova' amount='{dovuto}'/>")),
		  "line 4: a slip 'prova' needs notice=\"...\", here or in <payment>" },
		{ "taken away", WHOLE("", "<slip kind='prova' notice=''/>"), "line 5: a slip 'prova' needs notice=\"...\"" },
		{ "not of this kind", WHOLE("", "<slip kind='prova' mandate='{avviso}'/>"), "line 5: a slip 'prova' has no mandate" },
		{ "no such field", WHOLE("", "<slip kind='prova' colour='red'/>"), "line 5: <slip> has no attribute 'colour' here" },
		{ "no amount", WHOLE("", "<slip kind='prova' amount='12.50'/>"),
		  "line 5: <slip amount=\"12.50\">: not one {expression} of type money" },
		{ "a printed amount", WHOLE("", "<slip kind='prova' amount='{dovuto | amount}'/>"),
		  "line 5: <slip amount=\"{dovuto | amount}\">: not one {expression} of type money" },
		{ "an amount that is a date", WHOLE("", "<slip kind='prova' amount='{entro}'/>"),
		  "line 5: <slip amount=\"{entro}\">: not of type money, but date" },
		{ "a date that is a text", WHOLE("", "<slip kind='prova' due='{nome}'/>"),
		  "line 5: <slip due=\"{nome}\">: not of type date, but text" },
		{ "an expression of nothing", WHOLE("", "<slip kind='prova' amount='{importi}'/>"),
		  "line 5: {importi}: column 1: field 'importi' is not declared" },
		{ "a column outside its rows", WHOLE("", "<slip kind='prova' amount='{importo}'/>"),
		  "line 5: {importo}: column 1: field 'importo'" },
		{ "rows of nothing", WHOLE("", "<slip kind='prova' rows='voci'/>"),
		  "line 5: <slip rows=\"voci\">: these rows are not declared" },
		{ "rows on a page", WHOLE("<slip kind='prova' rows='rate' at='0mm 0mm'/>", ""),
		  "line 4: <slip> has no attribute 'rows' here" },
		{ "askew", WHOLE("<slip kind='prova' at='0mm 0mm' turn='45'/>", ""), "line 4: <slip turn=\"45\">: not 0, 90, 180 or 270" },
		{ "turned in the flow", WHOLE("", "<slip kind='prova' turn='90'/>"), "line 5: <slip> has no attribute 'turn' here" },
		{ "beyond the sheet when turned", WHOLE("<slip kind='prova' at='10mm 250mm' turn='90'/>", ""),
		  "line 4: <slip> stands 13,0 mm beyond the sheet" },
		{ "nowhere on a page", WHOLE("<slip kind='prova'/>", ""), "line 4: <slip> needs at=\"...\"" },
		{ "beyond the sheet", WHOLE("<slip kind='prova' at='160mm 10mm'/>", ""), "line 4: <slip> stands 10,0 mm beyond the sheet" },
		{ "beyond the sheet at times", WHOLE("<when test='page = 1'><slip kind='prova' at='10mm -2mm'/></when>", ""),
		  "line 4: <slip> stands 2,0 mm beyond the sheet" },
		{ "the page's number", WHOLE("<slip kind='prova' at='0mm 0mm' subject='{page}'/>", ""), "line 4: {page}: " },
		{ "wider than the flow", LAYOUT(DATA PAYMENT "<page name='a' margins='20mm 80mm 20mm 80mm'><flow/></page>\n"
						FLOW("<slip kind='prova'/>")), "line 5: <slip> is wider than the flow" },
		{ "in a stamp", LAYOUT(DATA PAYMENT "<stamp name='s'><slip kind='prova' at='0mm 0mm'/></stamp>\n" PAGE("") FLOW("")),
		  "line 4: <slip> cannot stand in a stamp" },
		{ "in a text", WHOLE("", "<p><slip kind='prova'/></p>"), "line 5: <slip> cannot stand in <p>" },
		{ "with something inside", WHOLE("", "<slip kind='prova'><p>x</p></slip>"), "line 5: <p> cannot stand in <slip>" },
		{ "two payments", LAYOUT(DATA PAYMENT PAYMENT PAGE("") FLOW("")), "line 4: a second <payment>" },
		{ "a payment of nothing", LAYOUT(DATA "<payment notice=''/>\n" PAGE("") FLOW("")),
		  "line 3: <payment notice=\"\">: leave it out, or say what it is" },
		{ "a payment of a kind", LAYOUT(DATA "<payment kind='prova'/>\n" PAGE("") FLOW("")),
		  "line 3: <payment> has no attribute 'kind' here" },
		{ "a payment in the flow", WHOLE("", PAYMENT), "line 5: <payment> cannot stand in <flow>" },
		{ "a payment too late", LAYOUT(DATA PAGE("") PAYMENT FLOW("")), "payment" },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].label, rig_load_bytes(&rig, rows[i].xml, -1, &error) == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].words);
	}
	rig_clear(&rig);
}

CHECK_MAIN({ "prints what is asked", prints_what_is_asked }, { "prints a payment a row", prints_a_payment_a_row },
	   { "stands where it is put", stands_where_it_is_put }, { "tells what is wrong", tells_what_is_wrong },
	   { "holds slips together", holds_slips_together }, { "masks numbers", masks_numbers },
	   { "looks once", looks_once }, { "keeps one form", keeps_one_form },
	   { "needs a press and an encoder", needs_a_press_and_an_encoder }, { "counts its fonts", counts_its_fonts },
	   { "takes all fields", takes_all_fields }, { "tells mistakes", tells_mistakes })
