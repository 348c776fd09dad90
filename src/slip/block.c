/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/block.h"

#include <string.h>

#include "model/reference.h"

#define N_(text) text

#define BAND_GREY 230
#define LINE_GREY 120
#define LINE_WIDTH 150
#define BESIDE 45000	/* room for amount and date */

/* Of the printer's grid, as everywhere (page/page.h). */
#define DOTS_PER_INCH 600
#define QR_COLUMNS_MAX 69	/* version 13, the largest of EPC069-12: smaller modules are not read from paper */

const struct text_style block_label = { "body", FALSE, FALSE, 6500, { 90, 90, 90 } };
const struct text_style block_name = { "body", TRUE, FALSE, 9000, { 0, 0, 0 } };
const struct text_style block_text = { "body", FALSE, FALSE, 8500, { 0, 0, 0 } };
const struct text_style block_small = { "body", FALSE, FALSE, 7500, { 0, 0, 0 } };
const struct text_style block_code = { "mono", TRUE, FALSE, 10000, { 0, 0, 0 } };

static const struct text_style title = { "body", TRUE, FALSE, 9500, { 0, 0, 0 } };
static const struct text_style hint_style = { "body", FALSE, FALSE, 7500, { 70, 70, 70 } };
static const struct text_style amount_style = { "body", TRUE, FALSE, 13000, { 0, 0, 0 } };
static const struct text_style date_style = { "body", TRUE, FALSE, 10000, { 0, 0, 0 } };

const char *const block_roles[] = { "body", "mono", NULL };

void block_draw_frame(struct pen *pen, um_t height, const char *name, const char *hint)
{
	pen_fill(pen, (struct rect){ 0, 0, BLOCK_WIDTH, BLOCK_BAND }, BAND_GREY);
	pen_stroke(pen, (struct rect){ 0, 0, BLOCK_WIDTH, height }, LINE_WIDTH, LINE_GREY);
	pen_label(pen, &title, BLOCK_LEFT, 4500, name);
	pen_label_right(pen, &hint_style, BLOCK_RIGHT, 4400, hint);
}

void block_draw_label(struct pen *pen, um_t x, um_t baseline, const char *label)
{
	pen_label(pen, &block_label, x, baseline, label);
}

/* From a label's baseline to its text's: larger letters need more. */
static um_t step_of(const struct text_style *style)
{
	return style->size <= 10000 ? BLOCK_STEP : BLOCK_STEP + um_from_mpt(style->size - 10000);
}

gboolean block_has(const struct pen *pen, enum payment_field field)
{
	return pen_value(pen, field)[0] != '\0';
}

void block_draw_field(struct pen *pen, const struct block_field *field)
{
	struct pen_lines lines = {
		.style = field->style,
		.field = field->field,
		.text = pen_value(pen, field->field),
		.width = field->width,
		.leading = BLOCK_LEADING,
		.most = field->most,
	};

	if (!block_has(pen, field->field))
		return;
	block_draw_label(pen, field->x, field->baseline, field->label);
	pen_break(pen, &lines);
	pen_draw(pen, &lines, field->x, field->baseline + step_of(field->style));
}

void block_draw_code(struct pen *pen, const struct block_field *field, const char *code)
{
	char *groups = arena_alloc(pen->desk->arena, GROUPS_ROOM(strlen(code)));

	groups_write(code, groups);
	block_draw_label(pen, field->x, field->baseline, field->label);
	pen_text(pen, field->style, field->field, groups, field->x, field->baseline + step_of(field->style), field->width);
}

static void draw_money(struct pen *pen, cents_t cents)
{
	static const char euro[] = "€ ";
	char amount[sizeof euro + NUMBER_ROOM];

	memcpy(amount, euro, sizeof euro);
	number_write_cents(amount + strlen(euro), cents, NUMBER_ITALIAN);
	pen_label_right(pen, &block_label, BLOCK_RIGHT, BLOCK_FIRST, "Importo");
	pen_text_right(pen, &amount_style, PAYMENT_AMOUNT, amount, BLOCK_RIGHT, BLOCK_FIRST + step_of(&amount_style), BESIDE);
}

void block_draw_amount(struct pen *pen, const char *due_label)
{
	const struct value *amount = &pen->payment->values[PAYMENT_AMOUNT], *due = &pen->payment->values[PAYMENT_DUE];
	char date[DATE_ROOM];

	if (amount->present)
		draw_money(pen, amount->cents);
	if (!due->present)
		return;
	date_write_italian(date, due->date);
	pen_label_right(pen, &block_label, BLOCK_RIGHT, BLOCK_SECOND, due_label);
	pen_text_right(pen, &date_style, PAYMENT_DUE, date, BLOCK_RIGHT, BLOCK_SECOND + step_of(&date_style), BESIDE);
}

/* The largest module on the printer's grid with which the symbol keeps its side. */
static um_t module_for(guint columns, um_t side)
{
	gint64 dots = (gint64)side * DOTS_PER_INCH / UM_PER_INCH / columns;

	return (um_t)((dots * UM_PER_INCH + DOTS_PER_INCH / 2) / DOTS_PER_INCH);
}

/* NULL, and a fault, where there is none to print. */
static const struct symbol *encode(struct pen *pen, enum payment_field field, const char *text)
{
	struct symbol_wish wish = { .symbology = SYMBOLOGY_QR, .level = SYMBOL_LEVEL_M, .text = text };
	struct symbol_encoder *encoder = pen->desk->encoder;
	const char *reason = N_("there is no encoder");
	const struct symbol *symbol = NULL;

	if (encoder != NULL)
		symbol = encoder->encode(encoder, &wish, pen->desk->arena, &reason);
	if (symbol != NULL && symbol->columns <= QR_COLUMNS_MAX)
		return symbol;
	pen_fail(pen, field, FINDING_CODE_SYMBOL_TEXT, text,
		 symbol == NULL ? reason : N_("more than a QR of version 13 holds"));
	return NULL;
}

void block_draw_qr(struct pen *pen, enum payment_field field, const char *text, um_t x, um_t y, um_t side)
{
	const struct symbol *symbol = encode(pen, field, text);
	um_t module, left;
	struct op *op;

	if (symbol == NULL)
		return;
	module = module_for(symbol->columns, side);
	left = (side - module * (um_t)symbol->columns) / 2;
	op = op_list_add(pen->list, OP_SYMBOL, pen->desk->arena);
	op->symbol = (struct op_symbol){ pen->x + x + left, pen->y + y + left, module, module, symbol };
}
