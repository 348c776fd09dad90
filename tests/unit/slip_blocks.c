/* SPDX-License-Identifier: Apache-2.0 */
/* The means of payment that are blocks of a letter: what they print, where it ends, and what they refuse. */
#include "slip/slip.h"

#include <string.h>

#include "unit/check.h"

#define ALL_GIVEN G_MAXUINT32
#define LONG_NAME "CONSORZIO DI BONIFICA DELLA PIANURA E DELLE VALLI DI ESEMPIO E MONTEXX"
#define ACCENTS_40 "àèìòùàèìòùàèìòùàèìòùàèìòùàèìòùàèìòùéèéèé"
#define LONG_SUBJECT                                                                                           \
	"CONTRIBUTO DI BONIFICA 2026, RUOLO ORDINARIO N. 1234/2026, CODICE CLIENTE 000000505403849083, "      \
	"IMMOBILI IN COMUNE DI ESEMPIO SUL FIUME, XXXXX"

/* ---- a desk ---- */

struct desk {
	struct slip_faults faults;	/* first, as encoder: found() and encode() cast back */
	struct symbol_encoder encoder;
	guint columns;			/* of the symbols it makes */
	GString *found;			/* "field slug; " a fault */
	struct slip_desk slip;
};

static void desk_found(struct slip_faults *faults, guint place G_GNUC_UNUSED, enum payment_field field,
		       enum finding_code code, const char *value G_GNUC_UNUSED, const char *reason)
{
	struct desk *desk = (struct desk *)faults;

	CHECK_TRUE("a reason", reason != NULL && reason[0] != '\0');
	g_string_append_printf(desk->found, "%s %s; ", payment_field_name(field), finding_slug(code));
}

/* A symbol without dark modules. */
static const struct symbol *desk_encode(struct symbol_encoder *encoder, const struct symbol_wish *wish, struct arena *arena,
					const char **reason G_GNUC_UNUSED)
{
	struct desk *desk = (struct desk *)(void *)((char *)encoder - G_STRUCT_OFFSET(struct desk, encoder));
	struct symbol *symbol = arena_new_array0(arena, struct symbol, 1);

	CHECK_INT("level", wish->level, SYMBOL_LEVEL_M);
	symbol->symbology = wish->symbology;
	symbol->columns = symbol->rows = (guint16)desk->columns;
	symbol->stride = (guint16)((desk->columns + 7) / 8);
	symbol->bits = arena_alloc0(arena, (gsize)symbol->stride * symbol->rows);
	symbol->text = arena_strdup(arena, wish->text);
	return symbol;
}

static void desk_init(struct desk *desk)
{
	g_autoptr(GError) error = NULL;

	*desk = (struct desk){ .faults.found = desk_found, .encoder.encode = desk_encode, .columns = 45,
			       .found = g_string_new(NULL) };
	desk->slip.typesetter = typesetter_new("fonts", &error);
	if (desk->slip.typesetter == NULL)
		g_error("%s", error->message);
	desk->slip.encoder = &desk->encoder;
	desk->slip.arena = arena_new(64 * 1024);
}

static void desk_clear(struct desk *desk)
{
	typesetter_free(desk->slip.typesetter);
	arena_free(desk->slip.arena);
	g_string_free(desk->found, TRUE);
}

/* ---- payments ---- */

/* "creditor=Ente; iban=..." over a payment of 245,00 due on 31-3-2026; a field without text is left out, amount=0 and
 * due=0 too. */
static guint field_named(const char *name)
{
	guint field = 0;

	while (strcmp(payment_field_name((enum payment_field)field), name) != 0)
		field++;
	return field;
}

static void pay(struct payment *payment, const char *fields, struct arena *arena)
{
	g_auto(GStrv) parts = g_strsplit(fields, "; ", -1);

	memset(payment, 0, sizeof *payment);
	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		if (payment_field_type((enum payment_field)i) == FIELD_TEXT)
			payment->values[i].text = "";
	}
	payment->values[PAYMENT_AMOUNT] = (struct value){ .present = TRUE, .cents = 24500 };
	payment->values[PAYMENT_DUE] = (struct value){ .present = TRUE, .date = date_from_ymd(2026, 3, 31) };
	for (guint i = 0; parts[i] != NULL; i++) {
		const char *text = strchr(parts[i], '=') + 1;
		g_autofree char *name = g_strndup(parts[i], (gsize)(text - 1 - parts[i]));
		struct value *value = &payment->values[field_named(name)];

		value->present = text[0] != '\0';
		if (strcmp(name, "amount") == 0)
			value->cents = g_ascii_strtoll(text, NULL, 10);
		else if (strcmp(name, "due") != 0)
			value->text = arena_strdup(arena, text);
	}
}

#define SEPA "creditor=Ente di Prova; iban=IT15L0760117400001007214826; "
#define SDD "creditor=Ente di Prova; creditor-id=IT04ZZZ0000012345678903; payer-iban=IT60X0542811101000000123456; "
#define TOKEN "https://paga.esempio.it/p/7Kq2mX9vTzR4wB8n"

/* ---- what they print ---- */

static void add_words(const struct op_list *list, GString *out)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];

		for (guint k = 0; op->kind == OP_TEXT && k < op->text.count; k++)
			g_string_append_printf(out, "%s%s", op->text.words[k]->utf8, op->text.words[k]->gap ? " " : "");
		g_string_append(out, "\n");
	}
}

static gboolean is_drawn(const struct slip_kind *kind, const char *fields, payment_set_t given, struct desk *desk,
			 struct op_list *list)
{
	struct payment payment;
	g_autoptr(GError) error = NULL;

	arena_reset(desk->slip.arena);
	g_string_truncate(desk->found, 0);
	memset(list, 0, sizeof *list);
	for (const char *const *role = kind->roles; *role != NULL; role++)
		CHECK_TRUE(*role, typesetter_has_role(desk->slip.typesetter, *role, &error));
	pay(&payment, fields, desk->slip.arena);
	kind->form(given, 1, &desk->slip, list);
	return kind->check(&payment, given, 0, &desk->faults) &&
	       kind->draw(&payment, 1, given, &desk->slip, list, &desk->faults);
}

static const char *symbol_text(const struct op_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		if (list->ops[i].kind == OP_SYMBOL)
			return list->ops[i].symbol.symbol->text;
	}
	return NULL;
}

static const struct {
	const char *label, *kind, *fields;
	const char *printed;	/* parts of what is printed, a bar between them */
	const char *symbol;
} good[] = {
	{ "causale", "sepa", SEPA "subject=Quota 2026",
	  "BONIFICO SEPA|Beneficiario|Ente di Prova|IBAN|IT15 L076 0117 4000 0100 7214 826|Causale|Quota 2026|€ 245,00|Entro il|31/03/2026",
	  "BCD\n002\n1\nSCT\n\nEnte di Prova\nIT15L0760117400001007214826\nEUR245.00\n\n\nQuota 2026" },
	{ "causale of a notice", "sepa", SEPA "notice=3011 8834 0000 0643 56; subject=Quota 2026",
	  "Causale|/RFB/01188340000064356/245.00/TXT/Quota 2026",
	  "BCD\n002\n1\nSCT\n\nEnte di Prova\nIT15L0760117400001007214826\nEUR245.00\n\n\n/RFB/01188340000064356/245.00/TXT/Quota 2026" },
	{ "notice alone", "sepa", SEPA "notice=301188340000064356", "Causale|/RFB/01188340000064356/245.00",
	  "BCD\n002\n1\nSCT\n\nEnte di Prova\nIT15L0760117400001007214826\nEUR245.00\n\n\n/RFB/01188340000064356/245.00" },
	{ "causale that names its notice", "sepa", SEPA "notice=301188340000064356; subject=/RFB/301188340000064356",
	  "Causale|/RFB/301188340000064356",
	  "BCD\n002\n1\nSCT\n\nEnte di Prova\nIT15L0760117400001007214826\nEUR245.00\n\n\n/RFB/301188340000064356" },
	{ "reference", "sepa", SEPA "reference=RF170000005054038490; subject=Quota 2026; amount=12067",
	  "Riferimento|RF17 0000 0050 5403 8490|Quota 2026|€ 120,67",
	  "BCD\n002\n1\nSCT\n\nEnte di Prova\nIT15L0760117400001007214826\nEUR120.67\n\nRF170000005054038490" },
	{ "reference alone, no date", "sepa", SEPA "reference=RF45W9; due=", "Riferimento|RF45 W9|€ 245,00",
	  "BCD\n002\n1\nSCT\n\nEnte di Prova\nIT15L0760117400001007214826\nEUR245.00\n\nRF45W9" },
	{ "IBAN in groups, BIC", "sepa", "creditor=Ente; iban=it15 l076 0117 4000 0100 7214 826; bic=BPPIITRRXXX; subject=Q",
	  "IT15 L076 0117 4000 0100 7214 826|BIC BPPIITRRXXX",
	  "BCD\n002\n1\nSCT\nBPPIITRRXXX\nEnte\nIT15L0760117400001007214826\nEUR245.00\n\n\nQ" },
	{ "longest", "sepa", "creditor=" LONG_NAME "; iban=MT84MALT011000012345MTLCAST001S; amount=99999999999; subject=" LONG_SUBJECT,
	  "CONSORZIO DI BONIFICA|MT84 MALT 0110 0001 2345 MTLC AST0 01S|CONTRIBUTO DI|XXXXX|€ 999.999.999,99",
	  "BCD\n002\n1\nSCT\n\n" LONG_NAME "\nMT84MALT011000012345MTLCAST001S\nEUR999999999.99\n\n\n" LONG_SUBJECT },
	{ "longest beside a reference", "sepa",
	  "creditor=" LONG_NAME "; iban=MT84MALT011000012345MTLCAST001S; amount=99999999999; reference=RF18539007547034; subject=" LONG_SUBJECT,
	  "RF18 5390 0754 7034|XXXXX",
	  "BCD\n002\n1\nSCT\n\n" LONG_NAME "\nMT84MALT011000012345MTLCAST001S\nEUR999999999.99\n\nRF18539007547034" },
	{ "17 digits", "mav", "code=01030123456789012", "MAV|Codice MAV|0103 0123 4567 8901 2|€ 245,00|31/03/2026", NULL },
	{ "18 digits, from blanks", "mav", "code=010 301 234 567 890 123; creditor=Ente; subject=Quota; due=",
	  "0103 0123 4567 8901 23|Creditore|Ente|Causale|Quota|€ 245,00", NULL },
	{ "longest", "mav", "code=010301234567890123; amount=99999999999; creditor=" LONG_NAME "; subject=" LONG_SUBJECT,
	  "CONSORZIO|XXXXX|€ 999.999.999,99", NULL },
	{ "17 digits", "rav", "code=01030123456789012; creditor=Ente", "RAV|zero davanti|Codice RAV|0103 0123 4567 8901 2|Ente", NULL },
	{ "longest", "rav", "code=010301234567890123; amount=99999999999; creditor=" LONG_NAME "; subject=" LONG_SUBJECT,
	  "CONSORZIO|XXXXX|€ 999.999.999,99", NULL },
	{ "prenotification", "sdd", SDD "mandate=UMR-2024/17",
	  "ADDEBITO DIRETTO SEPA|14 giorni|8 settimane|13 mesi|Ente di Prova|•••• •••• •••• •••• •••• •••3 456|"
	  "IT04ZZZ0000012345678903|UMR-2024/17|€ 245,00|Addebito il|31/03/2026", NULL },
	{ "longest", "sdd", "creditor=" LONG_NAME "; creditor-id=IT04ZZZ0000012345678903; payer-iban=MT84MALT011000012345MTLCAST001S; "
	  "amount=99999999999; mandate=QUOTE-2024-0001234-ABCDEFGHIJKLMNOP; subject=" LONG_SUBJECT,
	  "CONSORZIO|XXXXX|•0 01S|IT04ZZZ0000012345678903|QUOTE-2024-0001234-ABCDEFGHIJKLMNOP|€ 999.999.999,99", NULL },
	{ "token", "link", "creditor=Ente di Prova; link=" TOKEN, "PAGA ONLINE|Ente di Prova|Indirizzo|" TOKEN "|€ 245,00", TOKEN },
	{ "no amount", "link", "creditor=Ente di Prova; link=" TOKEN "; amount=; due=", "PAGA ONLINE|Ente di Prova|Indirizzo|" TOKEN, TOKEN },
	{ "longest", "link", "creditor=" LONG_NAME "; amount=99999999999; link=" TOKEN TOKEN TOKEN TOKEN TOKEN,
	  "CONSORZIO|" "https://paga.esempio.it/p/7Kq2mX9vTzR4wB8nhttps://paga|", TOKEN TOKEN TOKEN TOKEN TOKEN },
};

static void check_printed(const char *label, const struct op_list *list, const char *parts)
{
	g_auto(GStrv) wanted = g_strsplit(parts, "|", -1);
	g_autoptr(GString) words = g_string_new(NULL);

	add_words(list, words);
	for (guint i = 0; wanted[i] != NULL; i++) {
		if (strstr(words->str, wanted[i]) == NULL)
			CHECK_STR(label, words->str, wanted[i]);
	}
}

static void they_print(void)
{
	struct desk desk;

	desk_init(&desk);
	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *label = g_strdup_printf("%s: %s", good[i].kind, good[i].label);
		struct op_list list;

		CHECK_TRUE(label, is_drawn(slip_kind_find(good[i].kind), good[i].fields, ALL_GIVEN, &desk, &list));
		CHECK_STR(label, desk.found->str, "");
		check_printed(label, &list, good[i].printed);
		CHECK_STR(label, symbol_text(&list), good[i].symbol);
	}
	desk_clear(&desk);
}

/* ---- where it ends ---- */

/* What an operation keeps to itself: a symbol with its quiet zone, a text but for the air that lines share. */
static gboolean room_of(const struct op *op, struct rect *room)
{
	um_t quiet = op->kind == OP_SYMBOL ? 4 * op->symbol.module_width : 0;
	struct rect box = op_bounds(op);

	*room = rect_grown(&box, quiet, op->kind == OP_TEXT ? -100 : quiet);
	return op->kind == OP_TEXT || op->kind == OP_SYMBOL;
}

/* No text over another or in a symbol's quiet zone; all of it within the frame. */
static void check_places(const char *label, const struct op_list *list, struct slip_size size)
{
	const struct rect frame = { 100, 100, size.width - 200, size.height - 200 };

	for (guint i = 0; i < list->count; i++) {
		struct rect room, other;

		if (!room_of(&list->ops[i], &room))
			continue;
		CHECK_TRUE(label, rect_contains(&frame, &room));
		for (guint k = 0; k < i; k++)
			CHECK_TRUE(label, !room_of(&list->ops[k], &other) || !rect_overlaps(&room, &other));
	}
}

/* The payment's own fields, as a layout that gives no others. */
static payment_set_t given_by(const char *fields, struct arena *arena)
{
	struct payment payment;
	payment_set_t given = 0;

	pay(&payment, fields, arena);
	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		if (payment.values[i].present)
			given |= (payment_set_t)1 << i;
	}
	return given;
}

static void nothing_meets(void)
{
	static const guint columns[] = { 33, 41, 53, 69 };
	struct desk desk;

	desk_init(&desk);
	for (guint i = 0; i < G_N_ELEMENTS(good) * G_N_ELEMENTS(columns); i++) {
		const struct slip_kind *kind = slip_kind_find(good[i % G_N_ELEMENTS(good)].kind);
		const char *fields = good[i % G_N_ELEMENTS(good)].fields;
		g_autofree char *label = g_strdup_printf("%s: %s", kind->name, good[i % G_N_ELEMENTS(good)].label);
		payment_set_t given = given_by(fields, desk.slip.arena);
		struct op_list list;

		desk.columns = columns[i / G_N_ELEMENTS(good)];
		CHECK_TRUE(label, is_drawn(kind, fields, given, &desk, &list));
		check_places(label, &list, kind->size(given));
	}
	desk_clear(&desk);
}

/* The nearest whole number of dots of 1/600 inch, in micrometres. */
static um_t on_grid(um_t length)
{
	return ((length * 600 + 12700) / 25400 * 25400 + 300) / 600;
}

/* A whole number of dots of 1/600 inch, and near 3 cm whatever the symbol's version. */
static void modules_are_on_the_grid(void)
{
	struct desk desk;

	desk_init(&desk);
	for (desk.columns = 33; desk.columns <= 69; desk.columns += 4) {
		g_autofree char *label = g_strdup_printf("%u columns", desk.columns);
		const struct op_symbol *symbol = NULL;
		struct op_list list;

		CHECK_TRUE(label, is_drawn(slip_kind_find("sepa"), SEPA "subject=Quota", ALL_GIVEN, &desk, &list));
		for (guint i = 0; i < list.count; i++) {
			if (list.ops[i].kind == OP_SYMBOL)
				symbol = &list.ops[i].symbol;
		}
		if (symbol == NULL)
			continue;
		CHECK_INT(label, symbol->module_width, on_grid(symbol->module_width));
		CHECK_TRUE(label, symbol->module_width * (um_t)desk.columns <= 30000);
		CHECK_TRUE(label, symbol->module_width * (um_t)desk.columns > 27000);
	}
	desk_clear(&desk);
}

/* The largest of EPC069-12. */
static void no_larger_than_version_13(void)
{
	struct desk desk;
	struct op_list list;

	desk_init(&desk);
	desk.columns = 73;
	CHECK_TRUE("version 14", !is_drawn(slip_kind_find("sepa"), SEPA "subject=Quota", ALL_GIVEN, &desk, &list));
	CHECK_STR("version 14", desk.found->str, "subject symbol-text; ");
	desk_clear(&desk);
}

/* ---- what they refuse ---- */

static void they_refuse(void)
{
	static const struct {
		const char *label, *kind, *fields, *found;
	} rows[] = {
		{ "nothing to tell it by", "sepa", SEPA "subject=", "subject slip-missing; " },
		{ "no IBAN", "sepa", "creditor=Ente; subject=Quota", "iban slip-missing; " },
		{ "wrong IBAN", "sepa", "creditor=Ente; iban=IT16L0760117400001007214826; subject=Quota", "iban slip-account; " },
		{ "another c/c", "sepa", SEPA "subject=Quota; account=63470009", "iban slip-account; " },
		{ "wrong reference", "sepa", SEPA "reference=RF23567483937849450550875", "reference slip-code; " },
		{ "wrong BIC", "sepa", SEPA "subject=Quota; bic=BPPI", "bic slip-code; " },
		{ "a name of 71", "sepa", "creditor=" LONG_NAME "X; iban=IT15L0760117400001007214826; subject=Quota", "creditor slip-text; " },
		{ "a causale of 141", "sepa", SEPA "subject=" LONG_SUBJECT "X", "subject slip-text; " },
		{ "more bytes than the QR holds", "sepa",
		  "iban=IT15L0760117400001007214826; creditor=" ACCENTS_40 "; subject=" ACCENTS_40 ACCENTS_40 ACCENTS_40,
		  "subject slip-text; " },
		{ "nothing to pay", "sepa", SEPA "subject=Quota; amount=0", "amount slip-amount; " },
		{ "too much", "sepa", SEPA "subject=Quota; amount=100000000000", "amount slip-amount; " },
		{ "francs", "sepa", SEPA "subject=Quota; currency=CHF", "currency slip-currency; " },
		{ "a letter that no font has", "sepa", SEPA "subject=Quota \xf0\x92\x80\x80", "subject glyph-missing; " },
		{ "a word wider than the block", "sepa", SEPA "subject=WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
		  "subject slip-text; " },
		{ "16 digits", "mav", "code=0103012345678901", "code slip-code; " },
		{ "a letter", "mav", "code=0103012345678901A", "code slip-code; " },
		{ "no code", "rav", "creditor=Ente", "code slip-missing; " },
		{ "19 digits", "rav", "code=0103012345678901234", "code slip-code; " },
		{ "no mandate", "sdd", SDD "mandate=", "mandate slip-missing; " },
		{ "a mandate of 36", "sdd", SDD "mandate=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "mandate slip-code; " },
		{ "wrong creditor identifier", "sdd", "creditor=Ente; creditor-id=IT05ZZZ0000012345678903; mandate=1; "
		  "payer-iban=IT60X0542811101000000123456", "creditor-id slip-code; " },
		{ "wrong account", "sdd", "creditor=Ente; creditor-id=IT04ZZZ0000012345678903; mandate=1; "
		  "payer-iban=IT61X0542811101000000123456", "payer-iban slip-account; " },
		{ "no day", "sdd", SDD "mandate=1; due=", "due slip-missing; " },
		{ "not https", "link", "creditor=Ente; link=http://paga.esempio.it/p/1", "link slip-link; " },
		{ "who owes", "link", "creditor=Ente; payer-code=RSSMRA80A01H501U; link=https://paga.esempio.it/p/RSSMRA80A01H501U",
		  "link slip-link; " },
		{ "how much", "link", "creditor=Ente; link=https://paga.esempio.it/p/abc?importo=245,00", "link slip-link; " },
	};
	struct desk desk;

	desk_init(&desk);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("%s: %s", rows[i].kind, rows[i].label);
		struct op_list list;

		CHECK_TRUE(label, !is_drawn(slip_kind_find(rows[i].kind), rows[i].fields, ALL_GIVEN, &desk, &list));
		CHECK_STR(label, desk.found->str, rows[i].found);
	}
	desk_clear(&desk);
}

CHECK_MAIN({ "they print", they_print }, { "nothing meets", nothing_meets },
	   { "modules are on the grid", modules_are_on_the_grid }, { "no larger than version 13", no_larger_than_version_13 }, { "they refuse", they_refuse })
