/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pagopa_strip: instalments of a notice, two or three side by side, each with its own number, QR and, where the creditor
 * has a postal account, its own bollettino right below; and the head of the pages that carry them.
 *
 * The guide has drawings of these pages and no measures: order, wording, type and symbols are those of the whole notice, in
 * columns.
 */
#include "slip/pagopa.h"

#define WIDTH 190000
#define GAP 5000
/* Beside the QR. */
#define BESIDE 29000
/* Where a bollettino begins, and its texts beside their labels. */
#define POSTE 72000
#define POSTE_TEXT 20000

static um_t column_width(guint abreast)
{
	return abreast == 3 ? (WIDTH - 2 * GAP) / 3 : (WIDTH - GAP) / 2;
}

static struct slip_size strip_size(payment_set_t given)
{
	return (struct slip_size){ WIDTH, (given & PAYMENT_BIT(ACCOUNT)) != 0 ? 206000 : 74000 };
}

/* Threes, but no instalment alone at the end: 4 is 2 + 2, 7 is 3 + 2 + 2. */
static guint strip_abreast(guint left)
{
	return left == 2 || left == 4 ? 2 : MIN(left, 3);
}

/* ---- the form of a column ---- */

static void form_instalment(struct pen *pen, payment_set_t given, um_t width)
{
	pen_fill(pen, (struct rect){ 0, 0, width, 8200 }, PAGOPA_BAND_GREY);
	pen_sentence(pen, &pagopa_text, BESIDE, 23100, width - BESIDE, 3500, pagopa_scan);
	if ((given & PAYMENT_BIT(CBILL)) != 0)
		pen_label(pen, &pagopa_text, BESIDE, 39400, "Codice CBILL");
	pen_label(pen, &pagopa_text, 0, 51200, "Codice Avviso");
	pen_label(pen, &pagopa_text, 0, 62300, "Cod. Fiscale Ente Creditore");
}

static void form_bollettino(struct pen *pen, um_t width)
{
	pen_fill(pen, (struct rect){ 0, POSTE, width, 8200 }, PAGOPA_BAND_GREY);
	pen_label(pen, &pagopa_heading, 0, POSTE + 5900, "BOLLETTINO POSTALE PA");
	pen_label(pen, &pagopa_text, 0, POSTE + 16000, "sul C/C n.");
	pen_sentence(pen, &pagopa_text, 0, POSTE + 29500, width, 3300, pagopa_poste);
	pen_label(pen, &pagopa_text, 0, POSTE + 44600, "Tipo");
	pen_label(pen, &pagopa_code, 0, POSTE + 49800, "P1");
	pen_label(pen, &pagopa_text, 0, POSTE + 57400, "Cod. Fiscale");
	pen_label(pen, &pagopa_text, 0, POSTE + 60800, "Ente Creditore");
	pen_label(pen, &pagopa_text, 0, POSTE + 74600, "Codice Avviso");
	pagopa_draw_corners(pen, width - 25400, POSTE + 43400);
}

static void strip_form(payment_set_t given, guint abreast, const struct slip_desk *desk, struct op_list *list)
{
	struct pen pen = { .desk = desk, .list = list };
	um_t width = column_width(abreast);

	for (guint i = 0; i < abreast; i++, pen.x += width + GAP) {
		form_instalment(&pen, given, width);
		if ((given & PAYMENT_BIT(ACCOUNT)) == 0)
			continue;
		pen_dashes(&pen, 0, POSTE - 1600, width);
		form_bollettino(&pen, width);
	}
}

/* ---- what the payments print ---- */

/* "Rata 2" */
static const char *number_of(const struct pen *pen)
{
	char number[NUMBER_ROOM];

	number_write_integer(number, pen->payment->values[PAYMENT_INSTALMENT].integer, NUMBER_PLAIN);
	return arena_printf(pen->desk->arena, "Rata %s", number);
}

static void draw_heading(struct pen *pen, const struct pagopa_words *words, um_t width)
{
	const char *number = number_of(pen);

	if (words->due[0] != '\0')
		number = arena_printf(pen->desk->arena, "%s entro il %s", number, words->due);
	pen_text(pen, &pagopa_heading, PAYMENT_INSTALMENT, number, 0, 5900, width);
}

static void draw_instalment(struct pen *pen, const struct pagopa_words *words, um_t width)
{
	draw_heading(pen, words, width);
	pagopa_draw_euro(pen, words, width, 15600);
	pagopa_draw_qr(pen, words, 100, 20000);
	pen_text(pen, &pagopa_code, PAYMENT_CBILL, words->cbill, BESIDE, 44600, width - BESIDE);
	pen_text(pen, &pagopa_code, PAYMENT_NOTICE, words->notice, 0, 56600, width);
	pen_text(pen, &pagopa_code, PAYMENT_CREDITOR_CODE, pen_value(pen, PAYMENT_CREDITOR_CODE), 0, 67700, width);
}

static void draw_bollettino(struct pen *pen, const struct pagopa_words *words, um_t width)
{
	const struct pagopa_row rows[] = {
		{ PAYMENT_CREDITOR, "Intestato a", POSTE + 88000, width - POSTE_TEXT },
		{ PAYMENT_PAYER, "Destinatario", POSTE + 92400, width - POSTE_TEXT },
		{ PAYMENT_SUBJECT, "Oggetto", POSTE + 96800, width - POSTE_TEXT },
	};

	pen_text_right(pen, &pagopa_heading, PAYMENT_INSTALMENT, number_of(pen), width, POSTE + 5900, 14000);
	pen_text(pen, &pagopa_money, PAYMENT_ACCOUNT, words->account, 15500, POSTE + 16000, width - 15500);
	pagopa_draw_euro(pen, words, width, POSTE + 22800);
	pagopa_draw_rows(pen, rows, G_N_ELEMENTS(rows), 0, POSTE_TEXT, POSTE + 126000);
	pen_text(pen, &pagopa_code, PAYMENT_CREDITOR_CODE, pen_value(pen, PAYMENT_CREDITOR_CODE), 0, POSTE + 66000, 28000);
	pen_text(pen, &pagopa_code, PAYMENT_NOTICE, words->notice, 0, POSTE + 79800, width);
	pagopa_draw_matrix(pen, words, width - 25400, POSTE + 43400);
	pen_text(pen, &pagopa_permit, PAYMENT_AUTHORISATION, pen_value(pen, PAYMENT_AUTHORISATION), 0, POSTE + 131000, width);
}

static gboolean strip_draw(const struct payment *payments, guint count, payment_set_t given, const struct slip_desk *desk,
			   struct op_list *list, struct slip_faults *faults)
{
	um_t width = column_width(count);
	gboolean fine = TRUE;

	for (guint i = 0; i < count; i++) {
		struct pen pen = { .desk = desk, .list = list, .x = (um_t)i * (width + GAP), .payment = &payments[i], .place = i,
				   .faults = faults };
		struct pagopa_words words;

		if (pagopa_read(&pen, given, &words)) {
			draw_instalment(&pen, &words, width);
			if ((given & PAYMENT_BIT(ACCOUNT)) != 0)
				draw_bollettino(&pen, &words, width);
		}
		fine = fine && !pen.failed;
	}
	return fine;
}

#define NEEDS (PAGOPA_NEEDS | PAYMENT_BIT(INSTALMENT))

static gboolean strip_check(const struct payment *payment, payment_set_t given, guint place, struct slip_faults *faults)
{
	static const struct slip_rules rules = { .needs = NEEDS, .firm = PAGOPA_FIRM, .takes = PAGOPA_TAKES,
						 .most = PAGOPA_CENTS_MAX, .characters = PAGOPA_CHARACTERS };

	return slip_check(&rules, payment, given, place, faults);
}

const struct slip_kind slip_pagopa_instalments = {
	.name = "pagopa-instalments",
	.needs = NEEDS,
	.takes = PAGOPA_TAKES,
	.roles = pagopa_roles,
	.size = strip_size,
	.abreast = strip_abreast,
	.check = strip_check,
	.form = strip_form,
	.draw = strip_draw,
};
