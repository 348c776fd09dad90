/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pagopa: the notice of payment, a whole A4 page: whom, how much and when, where to pay, the QR of the whole amount, and
 * the bollettino postale PA where the creditor has a postal account.
 *
 * The creditor's own mark, up to 30 x 30 mm, belongs at (170, 10): the layout places it.
 */
#include "slip/pagopa.h"

#define LEFT 10000
#define RIGHT 200000
/* The two columns of the page's upper half. */
#define LEFT_END 100000
#define LEFT_BAND_END 104500
#define RIGHT_BAND 105500
#define RIGHT_COLUMN 114000
/* Where the data beside the symbols begin, their labels and their texts. */
#define DATA 59000
#define DATA_TEXT 80000

static const struct text_style name = { "notice", TRUE, FALSE, 14000, { 0, 0, 0 } };
static const struct text_style address = { "notice", FALSE, FALSE, 12000, { 0, 0, 0 } };
static const struct text_style amount = { "notice", TRUE, FALSE, 16000, { 0, 0, 0 } };
static const struct text_style strong = { "notice", TRUE, FALSE, 8000, { 0, 0, 0 } };
static const struct text_style tax_code = { "notice-mono", FALSE, FALSE, 8000, { 0, 0, 0 } };

static struct slip_size page_size(payment_set_t given G_GNUC_UNUSED)
{
	return (struct slip_size){ 210000, 297000 };
}

/* ---- the form ---- */

static void draw_band(struct pen *pen, um_t from, um_t to, um_t y, um_t foot)
{
	pen_fill(pen, (struct rect){ from, y, to - from, foot - y }, PAGOPA_BAND_GREY);
}

static void draw_halves(struct pen *pen, um_t y, um_t foot)
{
	draw_band(pen, LEFT, LEFT_BAND_END, y, foot);
	draw_band(pen, RIGHT_BAND, RIGHT, y, foot);
}

static void form_parties(struct pen *pen)
{
	draw_halves(pen, 43900, 52100);
	pen_label(pen, &pagopa_heading, LEFT, 49800, "ENTE CREDITORE");
	pen_label(pen, &pagopa_heading, RIGHT_COLUMN, 49800, "DESTINATARIO");
}

static void form_how_much(struct pen *pen, gboolean dated)
{
	pen_label(pen, &pagopa_heading, LEFT, 91500, dated ? "QUANTO E QUANDO PAGARE?" : "QUANTO PAGARE?");
	pen_label(pen, &pagopa_text, LEFT, 103000, "Importo da pagare");
	if (dated)
		pen_label(pen, &pagopa_text, 72100, 103000, "Entro il");
	pen_sentence(pen, &pagopa_text, LEFT, 118500, LEFT_END - LEFT, 3500,
		     "L'importo può cambiare dopo la stampa di questo avviso, per esempio se si aggiungono interessi o se una parte "
		     "non è più dovuta: vale quello che vedi al momento di pagare.");
}

static void form_where(struct pen *pen, gboolean poste)
{
	um_t y, width = RIGHT - RIGHT_COLUMN;

	pen_label(pen, &pagopa_heading, RIGHT_COLUMN, 91500, "DOVE PAGARE?");
	pen_label_right(pen, &pagopa_text, RIGHT, 91500, "vai su pagopa.gov.it");
	pen_label(pen, &strong, RIGHT_COLUMN, 103000, "PAGA CON L'APP IO");
	y = pen_sentence(pen, &pagopa_text, RIGHT_COLUMN, 106700, width, 3500,
			 "o con il sito dell'ente, o con il sito e l'app della tua banca e degli altri canali di pagamento che "
			 "portano il marchio pagoPA. Bastano il codice QR o i codici che trovi qui sotto.");
	pen_label(pen, &strong, RIGHT_COLUMN, y + 6500, "PAGA SUL TERRITORIO");
	pen_sentence(pen, &pagopa_text, RIGHT_COLUMN, y + 10200, width, 3500,
		     poste ? "in banca, agli sportelli automatici, dal tabaccaio e nei negozi che offrono il servizio, e in tutti gli "
			     "Uffici Postali con il bollettino in fondo alla pagina. Porta con te questo avviso."
			   : "in banca, agli sportelli automatici, dal tabaccaio e nei negozi che offrono il servizio. Porta con te "
			     "questo avviso.");
}

static void form_whole(struct pen *pen, payment_set_t given)
{
	draw_band(pen, LEFT, RIGHT, 136800, 144700);
	pen_label(pen, &pagopa_heading, LEFT, 142500, "DATI PER IL PAGAMENTO");
	if ((given & PAYMENT_BIT(DUE)) == 0)
		pen_label_right(pen, &pagopa_heading, RIGHT, 142500, "Rata unica");
	pen_sentence(pen, &pagopa_text, 38500, 153900, 18500, 3500, pagopa_scan);
	if ((given & PAYMENT_BIT(CBILL)) != 0)
		pen_label(pen, &pagopa_text, DATA, 183800, "Codice CBILL");
	pen_label(pen, &pagopa_text, 94200, 183800, "Codice Avviso");
	pen_label_right(pen, &pagopa_text, RIGHT, 183800, "Cod. Fiscale Ente Creditore");
}

static void form_poste(struct pen *pen, payment_set_t given)
{
	pen_dashes(pen, LEFT, 196000, RIGHT - LEFT);
	draw_band(pen, LEFT, RIGHT, 197600, 205800);
	pen_label(pen, &pagopa_heading, LEFT, 203500, "BOLLETTINO POSTALE PA");
	if ((given & PAYMENT_BIT(DUE)) == 0)
		pen_label_right(pen, &pagopa_heading, RIGHT, 203500, "Rata unica");
	pen_sentence(pen, &pagopa_text, LEFT, 218000, 42000, 3500, pagopa_poste);
	pen_label(pen, &pagopa_text, 69000, 218000, "sul C/C n.");
	pen_label(pen, &pagopa_text, DATA, 249400, "Codice Avviso");
	pen_label(pen, &pagopa_text, 115700, 249400, "Tipo");
	pen_label(pen, &pagopa_code, 115700, 255000, "P1");
	pen_label_right(pen, &pagopa_text, 168500, 249400, "Cod. Fiscale Ente Creditore");
	pagopa_draw_corners(pen, 177000, 227800);
}

static void page_form(payment_set_t given, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk, struct op_list *list)
{
	struct pen pen = { .desk = desk, .list = list };

	pagopa_form_head(&pen);
	form_parties(&pen);
	draw_halves(&pen, 85700, 93700);
	form_how_much(&pen, (given & PAYMENT_BIT(DUE)) != 0);
	form_where(&pen, (given & PAYMENT_BIT(ACCOUNT)) != 0);
	form_whole(&pen, given);
	if ((given & PAYMENT_BIT(ACCOUNT)) != 0)
		form_poste(&pen, given);
}

/* ---- what the payment prints ---- */

static um_t draw_name(struct pen *pen, enum payment_field field, um_t x, um_t width, guint most)
{
	static const struct pagopa_stagger staggers[] = { { 63600, 0 }, { 59200, 5800 }, { 57000, 4900 } };
	struct pen_lines lines = { .style = &name, .field = field, .text = pen_value(pen, field), .width = width, .most = most };

	return pagopa_draw_staggered(pen, &lines, x, 0, staggers, G_N_ELEMENTS(staggers));
}

/* A codice fiscale ending at right, its label before it. */
static void draw_tax_code(struct pen *pen, enum payment_field field, um_t right)
{
	const char *code = pen_value(pen, field);
	um_t width;

	if (*code == '\0')
		return;
	width = pen_text_right(pen, &tax_code, field, code, right, 49800, 30000);
	pen_label_right(pen, &pagopa_text, right - width - 1500, 49800, "Cod. Fiscale");
}

static void draw_creditor(struct pen *pen)
{
	static const struct pagopa_stagger sector[] = { { 75100, 0 }, { 73000, 4300 } }, contact[] = { { 81200, 0 }, { 80000, 3300 } };
	um_t y, width = LEFT_END - LEFT;
	struct pen_lines lines = { .style = &address, .field = PAYMENT_SECTOR, .text = pen_value(pen, PAYMENT_SECTOR),
				   .width = width, .most = G_N_ELEMENTS(sector) };

	draw_tax_code(pen, PAYMENT_CREDITOR_CODE, LEFT_END);
	y = draw_name(pen, PAYMENT_CREDITOR, LEFT, width, 4);
	y = pagopa_draw_staggered(pen, &lines, LEFT, y + 4500, sector, G_N_ELEMENTS(sector));
	lines = (struct pen_lines){ .style = &pagopa_text, .field = PAYMENT_CONTACT, .text = pen_value(pen, PAYMENT_CONTACT),
				    .width = width, .most = G_N_ELEMENTS(contact) };
	y = pagopa_draw_staggered(pen, &lines, LEFT, y + 3500, contact, G_N_ELEMENTS(contact));
	if (y > 84700)
		pen_fail(pen, PAYMENT_CONTACT, FINDING_CODE_SLIP_TEXT, lines.text, pen_too_many_lines);
}

static void draw_payer(struct pen *pen)
{
	static const struct pagopa_stagger staggers[] = { { 75100, 0 }, { 75100, 6100 }, { 72800, 4200 }, { 71000, 4200 } };
	const char *street = pen_value(pen, PAYMENT_PAYER_STREET), *city = pen_value(pen, PAYMENT_PAYER_CITY);
	struct pen_lines lines = { .style = &address, .field = PAYMENT_PAYER_STREET, .width = RIGHT - RIGHT_COLUMN,
				   .text = arena_printf(pen->desk->arena, "%s\n%s", street, city),
				   .most = G_N_ELEMENTS(staggers) };

	draw_tax_code(pen, PAYMENT_PAYER_CODE, RIGHT);
	draw_name(pen, PAYMENT_PAYER, RIGHT_COLUMN, RIGHT - RIGHT_COLUMN, 3);
	pagopa_draw_staggered(pen, &lines, RIGHT_COLUMN, 0, staggers, G_N_ELEMENTS(staggers));
}

static void draw_how_much(struct pen *pen, const struct pagopa_words *words)
{
	pen_text(pen, &amount, PAYMENT_AMOUNT, arena_printf(pen->desk->arena, "%s Euro", words->amount), LEFT, 110000, 61000);
	pen_text(pen, &amount, PAYMENT_DUE, words->due, 72100, 110000, 32000);
}

static void draw_until(struct pen *pen, const struct pagopa_words *words, um_t baseline)
{
	if (words->due[0] != '\0')
		pen_text_right(pen, &pagopa_heading, PAYMENT_DUE,
			       arena_printf(pen->desk->arena, "Rata unica entro il %s", words->due), RIGHT, baseline, 90000);
}

static void draw_whole(struct pen *pen, const struct pagopa_words *words)
{
	static const struct pagopa_row rows[] = {
		{ PAYMENT_PAYER, "Destinatario", 153900, 150000 - DATA_TEXT },
		{ PAYMENT_CREDITOR, "Ente Creditore", 161400, RIGHT - DATA_TEXT },
		{ PAYMENT_SUBJECT, "Oggetto", 168900, RIGHT - DATA_TEXT },
	};

	draw_until(pen, words, 142500);
	pagopa_draw_qr(pen, words, 10100, 150800);
	pagopa_draw_euro(pen, words, RIGHT, 156200);
	pagopa_draw_rows(pen, rows, G_N_ELEMENTS(rows), DATA, DATA_TEXT, 176400);
	pen_text(pen, &pagopa_code, PAYMENT_CBILL, words->cbill, DATA, 190000, 34000);
	pen_text(pen, &pagopa_code, PAYMENT_NOTICE, words->notice, 94200, 190000, 60000);
	pen_text_right(pen, &pagopa_code, PAYMENT_CREDITOR_CODE, pen_value(pen, PAYMENT_CREDITOR_CODE), RIGHT, 190000, 40000);
}

static void draw_poste(struct pen *pen, const struct pagopa_words *words)
{
	static const struct pagopa_row rows[] = {
		{ PAYMENT_CREDITOR, "Intestato a", 228500, 172000 - DATA_TEXT },
		{ PAYMENT_PAYER, "Destinatario", 233800, 172000 - DATA_TEXT },
		{ PAYMENT_SUBJECT, "Oggetto", 239100, 172000 - DATA_TEXT },
	};

	draw_until(pen, words, 203500);
	pen_text(pen, &pagopa_money, PAYMENT_ACCOUNT, words->account, 84000, 218000, 60000);
	pagopa_draw_euro(pen, words, RIGHT, 218000);
	pagopa_draw_rows(pen, rows, G_N_ELEMENTS(rows), DATA, DATA_TEXT, 246400);
	pen_text(pen, &pagopa_code, PAYMENT_NOTICE, words->notice, DATA, 255000, 55000);
	pen_text_right(pen, &pagopa_code, PAYMENT_CREDITOR_CODE, pen_value(pen, PAYMENT_CREDITOR_CODE), 168500, 255000, 40000);
	pagopa_draw_matrix(pen, words, 177000, 227800);
	pen_text(pen, &pagopa_permit, PAYMENT_AUTHORISATION, pen_value(pen, PAYMENT_AUTHORISATION), LEFT, 260400, 150000);
}

static gboolean page_draw(const struct payment *payments, guint count G_GNUC_UNUSED, payment_set_t given,
			  const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	struct pen pen = { .desk = desk, .list = list, .payment = payments, .faults = faults };
	struct pagopa_words words;

	if (!pagopa_read(&pen, given, &words))
		return FALSE;
	pagopa_draw_subject(&pen);
	draw_creditor(&pen);
	draw_payer(&pen);
	draw_how_much(&pen, &words);
	draw_whole(&pen, &words);
	if ((given & PAYMENT_BIT(ACCOUNT)) != 0)
		draw_poste(&pen, &words);
	return !pen.failed;
}

#define TAKES                                                                                                       \
	(PAGOPA_TAKES | PAYMENT_BIT(SECTOR) | PAYMENT_BIT(CONTACT) | PAYMENT_BIT(PAYER_STREET) | PAYMENT_BIT(PAYER_CITY))

static gboolean page_check(const struct payment *payment, payment_set_t given, guint place, struct slip_faults *faults)
{
	static const struct slip_rules rules = { .needs = PAGOPA_NEEDS, .firm = PAGOPA_FIRM, .takes = TAKES,
						 .most = PAGOPA_CENTS_MAX, .characters = PAGOPA_CHARACTERS };

	return slip_check(&rules, payment, given, place, faults);
}

const struct slip_kind slip_pagopa = {
	.name = "pagopa",
	.needs = PAGOPA_NEEDS,
	.takes = TAKES,
	.roles = pagopa_roles,
	.size = page_size,
	.check = page_check,
	.form = page_form,
	.draw = page_draw,
};
