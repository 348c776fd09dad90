/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What never changes on a bollettino: bands, rules, boxes, labels, the document type.  Lines for a pen stand only where the
 * layout brings no text.
 */
#include "slip/td.h"

#define BAND_HEIGHT 4000
#define BAND_GREY 200
#define SCREEN_GREY 204		/* 20 % of black */
#define RULE 200
#define BOX_RULE 150

static const struct text_style label = { "body", FALSE, FALSE, 7000, { SCREEN_GREY, SCREEN_GREY, SCREEN_GREY } };
static const struct text_style small = { "body", FALSE, FALSE, 5000, { SCREEN_GREY, SCREEN_GREY, SCREEN_GREY } };
static const struct text_style tiny = { "body", FALSE, FALSE, 4000, { SCREEN_GREY, SCREEN_GREY, SCREEN_GREY } };

/* Its sign is 7 mm high. */
static const struct text_style euro_mark = { "body", TRUE, FALSE, 28000, { 0, 0, 0 } };
#define EURO_SIDE 7000
#define EURO_Y 7500

static void draw_label(struct pen *pen, const struct text_style *style, um_t x, um_t y, const char *words)
{
	pen_label(pen, style, x, td_baseline(style, y), words);
}

static void draw_centred(struct pen *pen, const struct text_style *style, um_t x, um_t width, um_t y, const char *words)
{
	pen_label_centred(pen, style, x + width / 2, td_baseline(style, y), words);
}

static void draw_rule(struct pen *pen, um_t x, um_t y, um_t width)
{
	pen_stroke(pen, (struct rect){ x, y, width, 0 }, RULE, SCREEN_GREY);
}

/* ---- one part ---- */

static void draw_band(struct pen *pen, const struct td_part *part)
{
	um_t baseline = 2900;
	um_t bank = pen_label(pen, &td_title, part->bank_x, baseline, "Banco");

	pen_label(pen, &td_title, part->title_x, baseline, part->title);
	pen_label(pen, &td_title_bold, part->bank_x + bank, baseline, "Posta");
}

static void draw_boxes(struct pen *pen, um_t x, um_t y, um_t step, guint count, um_t width, um_t height)
{
	for (guint i = 0; i < count; i++)
		pen_stroke(pen, (struct rect){ x + (um_t)i * step, y, width, height }, BOX_RULE, SCREEN_GREY);
}

static void draw_account(struct pen *pen, const struct td_part *part, payment_set_t given)
{
	/* Beside the receipt's mark the label has room for two short lines. */
	if (part->account_x - part->account_label_x < 10000) {
		draw_label(pen, &label, part->account_label_x, 8500, "sul");
		draw_label(pen, &label, part->account_label_x, 11000, "C/C n.");
	} else {
		draw_label(pen, &label, part->account_label_x, 11000, "sul C/C n.");
	}
	if (!(given & PAYMENT_BIT(ACCOUNT)))
		draw_boxes(pen, part->account_x, TD_Y_ACCOUNT, TD_BODY_CELL, ACCOUNT_ROOM - 1, TD_BODY_CELL, TD_BOX_HEIGHT);
}

static void draw_amount(struct pen *pen, const struct td_part *part)
{
	draw_label(pen, &label, part->amount_label_x, 11000, "di Euro");
	draw_boxes(pen, part->amount_x, TD_Y_ACCOUNT, TD_BOX_STEP, TD_BOXES, TD_BOX_WIDTH, TD_BOX_HEIGHT);
	/* In the gap before the cents. */
	pen_label_centred(pen, &td_text_11, part->amount_x + TD_EURO_BOXES * TD_BOX_STEP - (TD_BOX_STEP - TD_BOX_WIDTH) / 2,
			  TD_Y_ACCOUNT + TD_BOX_HEIGHT - 800, ",");
}

/* The sign in the middle of its square: its ink begins 0.005 em right of its origin, ends 0.539 em, and is 0.698 em high
 * above the baseline, 0.01 em below. */
static void draw_euro(struct pen *pen, um_t x)
{
	um_t em = um_from_mpt(euro_mark.size);

	pen_label(pen, &euro_mark, x + EURO_SIDE / 2 - em * 272 / 1000, EURO_Y + EURO_SIDE / 2 + em * 344 / 1000, "€");
}

static void draw_iban(struct pen *pen, const struct td_part *part)
{
	draw_label(pen, &label, part->iban_label_x, TD_Y_IBAN + 500, "codice IBAN");
	draw_boxes(pen, part->iban_x, TD_Y_IBAN, TD_IBAN_BOX, TD_IBAN_BOXES, TD_IBAN_BOX, TD_IBAN_BOX_HEIGHT);
}

static void draw_letters(struct pen *pen, const struct td_part *part, payment_set_t given)
{
	draw_label(pen, &small, part->iban_label_x, TD_Y_LETTERS + 600, "IMPORTO IN LETTERE");
	if (!(given & PAYMENT_BIT(AMOUNT)))
		draw_rule(pen, part->letters_x, TD_Y_LETTERS + 2400, part->letters_width);
}

/* Rules to write on where the layout gives nothing. */
static void draw_blanks(struct pen *pen, const struct td_part *part, payment_set_t given)
{
	if (!(given & PAYMENT_BIT(CREDITOR)))
		draw_rule(pen, part->left, TD_Y_CREDITOR + 4000, part->creditor_width);
	for (um_t i = 1; i <= 2 && !(given & PAYMENT_BIT(SUBJECT)); i++)
		draw_rule(pen, part->text_x, TD_Y_SUBJECT + i * TD_LEADING - 600, part->subject_width);
	for (um_t i = 1; i <= 3 && !(given & PAYMENT_BIT(PAYER)); i++)
		draw_rule(pen, part->text_x, TD_Y_PAYER + i * TD_LEADING - 600, part->payer_width);
}

static void draw_part(const struct td *td, struct pen *pen, const struct td_part *part, payment_set_t given)
{
	draw_band(pen, part);
	draw_euro(pen, part->euro_x);
	draw_account(pen, part, given);
	draw_amount(pen, part);
	draw_iban(pen, part);
	if (td->letters)
		draw_letters(pen, part, given);
	draw_label(pen, &small, part->left, 22000, "INTESTATO A");
	draw_label(pen, &small, part->text_x, 32500, "CAUSALE");
	draw_label(pen, &small, part->text_x, 46000, "ESEGUITO DA");
	draw_blanks(pen, part, given);
}

/* ---- the slip ---- */

/* Above their fields of the code line: first cell and cells. */
static const struct {
	const char *words;
	guint first, count;
} line_labels[] = {
	{ "codice cliente", 0, 20 },
	{ "importo in euro", 26, 12 },
	{ "numero conto", 40, 13 },
	{ "td", 55, 4 },
};

static void draw_feet(struct pen *pen)
{
	um_t line_x = td_line_x(pen->desk->press);

	draw_centred(pen, &small, 77000, TD_PART - 77000, 78000, "BOLLO DELL'UFF. POSTALE");
	draw_centred(pen, &small, TD_PART, 55000, 78000, "BOLLO DELL'UFF. POSTALE");
	draw_centred(pen, &small, 187000, 100000, 78000, "IMPORTANTE NON SCRIVERE NELLA ZONA SOTTOSTANTE");
	for (guint i = 0; i < G_N_ELEMENTS(line_labels); i++)
		draw_centred(pen, &tiny, line_x + (um_t)line_labels[i].first * TD_CELL, (um_t)line_labels[i].count * TD_CELL,
			     81000, line_labels[i].words);
}

static void draw_frame(struct pen *pen)
{
	pen_fill(pen, (struct rect){ 0, 0, TD_WIDTH, BAND_HEIGHT }, BAND_GREY);
	pen_stroke(pen, (struct rect){ 0, BAND_HEIGHT, TD_WIDTH, 0 }, RULE, SCREEN_GREY);
	pen_stroke(pen, (struct rect){ TD_PART, 0, 0, TD_HEIGHT }, RULE, SCREEN_GREY);
	pen_stroke(pen, (struct rect){ TD_PART, TD_READ_ZONE, TD_WIDTH - TD_PART, 0 }, RULE, SCREEN_GREY);
}

void td_form(const struct td *td, struct pen *pen, payment_set_t given)
{
	draw_frame(pen);
	for (guint i = 0; i < TD_PARTS; i++)
		draw_part(td, pen, &td_parts[i], given);
	pen_cells(pen, &td_code, TD_BODY_CELL, td_parts[TD_ACCREDITO].left, td_code_baseline(&td_code, 16500), td->name);
	draw_feet(pen);
}
