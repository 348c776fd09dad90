/* SPDX-License-Identifier: Apache-2.0 */
/* What a payment prints over a bollettino's form. */
#include "slip/td.h"

#include <string.h>

#include "base/letters.h"

#define N_(text) text

/* Figures of OCR-B are 0.76 em high: stood in the middle of a box, their foot is this much below it. */
static um_t middle(const struct text_style *style, um_t y, um_t height)
{
	return y + height / 2 + um_from_mpt((gint64)style->size * 380 / 1000);
}

/* ---- both parts ---- */

/* Right-aligned in the boxes of euro; the comma is the form's. */
static void draw_amount(struct pen *pen, const struct td_part *part, cents_t cents)
{
	char boxes[32];
	um_t x = part->amount_x - (TD_BOX_STEP - TD_BOX_WIDTH) / 2;

	g_snprintf(boxes, sizeof boxes, "%8" G_GINT64_FORMAT "%02d", cents / 100, (int)(cents % 100));
	pen_cells(pen, &td_code, TD_BOX_STEP, x, middle(&td_code, TD_Y_ACCOUNT, TD_BOX_HEIGHT), boxes);
}

static void draw_letters(struct pen *pen, const struct td_part *part, cents_t cents)
{
	char letters[LETTERS_ROOM];

	letters_write_cents(letters, cents);
	pen_text(pen, &td_text_7, PAYMENT_AMOUNT, letters, part->letters_x, td_baseline(&td_text_7, TD_Y_LETTERS),
		 part->letters_width);
}

static void draw_lines(struct pen *pen, enum payment_field field, const char *text, um_t x, um_t y, um_t width, guint most)
{
	struct pen_lines lines = { .style = &td_text_8,
				   .field = field,
				   .text = text,
				   .width = width,
				   .leading = TD_LEADING,
				   .most = most };

	pen_break(pen, &lines);
	pen_draw(pen, &lines, x, td_baseline(&td_text_8, y));
}

/* Name, street and city, each on a line of its own. */
static const char *payer_of(const struct pen *pen)
{
	static const enum payment_field fields[] = { PAYMENT_PAYER, PAYMENT_PAYER_STREET, PAYMENT_PAYER_CITY };
	char *text = arena_strdup(pen->desk->arena, "");

	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		const char *line = pen_value(pen, fields[i]);

		if (*line != '\0')
			text = arena_printf(pen->desk->arena, "%s%s%s", text, *text != '\0' ? "\n" : "", line);
	}
	return text;
}

static void draw_part(const struct td *td, struct pen *pen, const struct td_part *part, const struct td_words *words)
{
	const struct value *amount = &pen->payment->values[PAYMENT_AMOUNT];

	pen_cells(pen, &td_code, TD_BODY_CELL, part->account_x, middle(&td_code, TD_Y_ACCOUNT, TD_BOX_HEIGHT),
		  words->account + strspn(words->account, "0"));
	if (amount->present)
		draw_amount(pen, part, amount->cents);
	if (amount->present && td->letters)
		draw_letters(pen, part, amount->cents);
	pen_cells(pen, &td_code_small, TD_IBAN_BOX, part->iban_x, middle(&td_code_small, TD_Y_IBAN, TD_IBAN_BOX_HEIGHT),
		  words->iban);
	pen_text(pen, part->creditor, PAYMENT_CREDITOR, pen_value(pen, PAYMENT_CREDITOR), part->left,
		 td_baseline(part->creditor, TD_Y_CREDITOR), part->creditor_width);
	draw_lines(pen, PAYMENT_SUBJECT, pen_value(pen, PAYMENT_SUBJECT), part->text_x, TD_Y_SUBJECT, part->subject_width, 2);
	draw_lines(pen, PAYMENT_PAYER, payer_of(pen), part->text_x, TD_Y_PAYER, part->payer_width, part->payer_lines);
}

/* ---- what machines read ---- */

static void draw_symbols(struct pen *pen, const struct td_words *words)
{
	const struct symbol_wish bars = { .symbology = SYMBOLOGY_CODE_128, .size = 310, .text = words->payload };
	const struct symbol_wish matrix = { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .rows = 16, .text = words->payload };

	pen_bars(pen, PAYMENT_CUSTOMER, &bars, 193000, 63000, TD_BAR, 12000);
	pen_label_centred(pen, &td_digits, 239500, td_baseline(&td_digits, 75000), words->payload);
	pen_symbol(pen, PAYMENT_CUSTOMER, &matrix, TD_MATRIX_X, pen->desk->press->matrix_y, TD_MODULE);
}

/* Upwards along the right edge, in the middle of what stands above the white zone. */
static void draw_permit(struct pen *pen)
{
	struct op_list *list = arena_alloc0(pen->desk->arena, sizeof *list);
	struct pen upright = *pen;
	struct op *op;
	um_t width;

	upright.list = list;
	upright.x = upright.y = 0;
	width = pen_text(&upright, &td_permit, PAYMENT_AUTHORISATION, pen_value(pen, PAYMENT_AUTHORISATION), 0, 0,
			 TD_READ_ZONE - 4000);
	pen->failed |= upright.failed;
	op = op_list_add(pen->list, OP_TURN, pen->desk->arena);
	op->turn.x = pen->x + 292800;
	op->turn.y = pen->y + (TD_READ_ZONE + 4000 + width) / 2;
	op->turn.quarter = TURN_270;
	op->turn.list = list;
}

void td_draw(const struct td *td, struct pen *pen, const struct td_words *words)
{
	const struct press *press = pen->desk->press;

	for (guint i = 0; i < TD_PARTS; i++)
		draw_part(td, pen, &td_parts[i], words);
	if (td->customer)
		pen_cells(pen, &td_code, TD_BODY_CELL, td_parts[TD_ACCREDITO].left, td_code_baseline(&td_code, TD_Y_CUSTOMER),
			  words->customer);
	if (td->symbols)
		draw_symbols(pen, words);
	draw_permit(pen);
	pen_cells(pen, &td_code_line, TD_CELL, td_line_x(press), TD_HEIGHT - press->code_line_base, words->line);
}
