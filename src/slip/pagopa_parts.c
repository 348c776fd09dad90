/* SPDX-License-Identifier: Apache-2.0 */
/* What the notice and its instalments share: styles, fixed sentences, symbols, a payment in the form it is printed in. */
#include "slip/pagopa.h"

#include <string.h>

#define MARGIN 10000

/* The guide's Titillium and Roboto Mono are not among Debian's fonts: the catalogue says what stands for them. */
#define NOTICE "notice"
#define MONO "notice-mono"

const struct text_style pagopa_text = { NOTICE, FALSE, FALSE, 8000, { 0, 0, 0 } };
const struct text_style pagopa_heading = { NOTICE, TRUE, FALSE, 10000, { 0, 0, 0 } };
const struct text_style pagopa_euro = { NOTICE, FALSE, FALSE, 10000, { 0, 0, 0 } };
const struct text_style pagopa_code = { MONO, TRUE, FALSE, 10000, { 0, 0, 0 } };
const struct text_style pagopa_money = { MONO, TRUE, FALSE, 12000, { 0, 0, 0 } };
const struct text_style pagopa_permit = { NOTICE, FALSE, FALSE, 7000, { 77, 77, 77 } };
static const struct text_style brand = { NOTICE, TRUE, FALSE, 12000, { 0, 0, 0 } };
static const struct text_style subject = { NOTICE, TRUE, FALSE, 16000, { 0, 0, 0 } };

const char *const pagopa_roles[] = { NOTICE, MONO, NULL };

const char pagopa_scan[] = "Inquadra il codice QR con la tua app di pagamento o usa i dati accanto.";
const char pagopa_poste[] = "Bollettino Postale pagabile in tutti gli Uffici Postali e sui canali fisici o digitali abilitati di "
			    "Poste Italiane e dell'Ente Creditore";

/* ---- a payment as it is printed ---- */

static const char *without_zeros(const char *digits)
{
	return digits + strspn(digits, "0");
}

/* What a reader makes of a field; a refusal is a fault. */
static void read_field(struct pen *pen, enum payment_field field, const char *(*read)(const char *text, char *out), char *out)
{
	const char *value = pen_value(pen, field);
	const char *reason = read(value, out);

	if (reason != NULL)
		pen_fail(pen, field, FINDING_CODE_SLIP_CODE, value, reason);
}

static char *write_symbol(struct pen *pen, const struct pagopa_bill *bill, gsize room,
			  const char *(*write)(const struct pagopa_bill *bill, char *out))
{
	char *text = arena_alloc(pen->desk->arena, room);
	const char *reason = write(bill, text);

	if (reason != NULL)
		pen_fail(pen, PAYMENT_NOTICE, FINDING_CODE_SLIP_CODE, bill->notice, reason);
	return text;
}

static void write_words(const struct pen *pen, const char *notice, struct pagopa_words *words)
{
	const struct value *due = &pen->payment->values[PAYMENT_DUE];

	groups_write(notice, words->notice);
	number_write_cents(words->amount, pen->payment->values[PAYMENT_AMOUNT].cents, NUMBER_ITALIAN);
	if (due->present)
		date_write_italian(words->due, due->date);
}

gboolean pagopa_read(struct pen *pen, payment_set_t given, struct pagopa_words *words)
{
	char notice[NOTICE_ROOM], account[ACCOUNT_ROOM];
	struct pagopa_bill bill = { notice, pen_value(pen, PAYMENT_CREDITOR_CODE), pen->payment->values[PAYMENT_AMOUNT].cents,
				    account, pen_value(pen, PAYMENT_PAYER_CODE), pen_value(pen, PAYMENT_PAYER),
				    pen_value(pen, PAYMENT_SUBJECT) };

	memset(words, 0, sizeof *words);
	read_field(pen, PAYMENT_NOTICE, notice_read, notice);
	if ((given & PAYMENT_BIT(CBILL)) != 0)
		read_field(pen, PAYMENT_CBILL, cbill_read, words->cbill);
	if ((given & PAYMENT_BIT(ACCOUNT)) != 0)
		read_field(pen, PAYMENT_ACCOUNT, account_read, account);
	if (pen->failed)
		return FALSE;
	words->qr = write_symbol(pen, &bill, PAGOPA_QR_ROOM, pagopa_qr);
	if ((given & PAYMENT_BIT(ACCOUNT)) != 0) {
		words->matrix = write_symbol(pen, &bill, PAGOPA_MATRIX_LENGTH + 1, pagopa_matrix);
		g_strlcpy(words->account, without_zeros(account), sizeof words->account);
	}
	write_words(pen, notice, words);
	return !pen->failed;
}

/* ---- head, texts, amount ---- */

void pagopa_form_head(struct pen *pen)
{
	pen_label(pen, &brand, MARGIN, 14000, "pagoPA");
	pen_label(pen, &pagopa_heading, 29000, 14000, "AVVISO DI PAGAMENTO");
}

um_t pagopa_draw_staggered(struct pen *pen, struct pen_lines *lines, um_t x, um_t top, const struct pagopa_stagger *staggers,
			   guint count)
{
	const struct pagopa_stagger *stagger;

	pen_break(pen, lines);
	if (lines->broken.count == 0)
		return top;
	stagger = &staggers[MIN(lines->broken.count, count) - 1];
	lines->leading = stagger->leading;
	return pen_draw(pen, lines, x, MAX(stagger->first, top));
}

void pagopa_draw_subject(struct pen *pen)
{
	static const struct pagopa_stagger staggers[] = { { 30500, 0 }, { 30500, 6700 }, { 23800, 6700 } };
	struct pen_lines lines = { .style = &subject, .field = PAYMENT_SUBJECT, .text = pen_value(pen, PAYMENT_SUBJECT),
				   .width = 155000, .most = G_N_ELEMENTS(staggers) };

	pagopa_draw_staggered(pen, &lines, MARGIN, 0, staggers, G_N_ELEMENTS(staggers));
}

void pagopa_draw_euro(struct pen *pen, const struct pagopa_words *words, um_t right, um_t baseline)
{
	um_t width = pen_text_right(pen, &pagopa_money, PAYMENT_AMOUNT, words->amount, right, baseline, 40000);

	pen_label_right(pen, &pagopa_euro, right - width - 2000, baseline, "Euro");
}

/* ---- symbols ---- */

void pagopa_draw_qr(struct pen *pen, const struct pagopa_words *words, um_t x, um_t y)
{
	struct symbol_wish wish = { .symbology = SYMBOLOGY_QR, .size = 33, .level = SYMBOL_LEVEL_M, .text = words->qr };

	pen_symbol(pen, PAYMENT_NOTICE, &wish, x, y, PAGOPA_QR_MODULE);
}

void pagopa_draw_matrix(struct pen *pen, const struct pagopa_words *words, um_t x, um_t y)
{
	struct symbol_wish wish = { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .text = words->matrix };

	pen_symbol(pen, PAYMENT_NOTICE, &wish, x, y, PAGOPA_MATRIX_MODULE);
}

/* Length and width of a corner's arms. */
#define ARM 4000
#define ARM_WIDTH 300

/* Two arms that meet in the corner (x, y) of a frame and run right or left, down or up from it. */
static void draw_corner(struct pen *pen, um_t x, um_t y, int right, int down)
{
	pen_fill(pen, (struct rect){ right > 0 ? x : x - ARM, down > 0 ? y : y - ARM_WIDTH, ARM, ARM_WIDTH }, 0);
	pen_fill(pen, (struct rect){ right > 0 ? x : x - ARM_WIDTH, down > 0 ? y : y - ARM, ARM_WIDTH, ARM }, 0);
}

void pagopa_draw_corners(struct pen *pen, um_t x, um_t y)
{
	um_t left = x - (PAGOPA_CORNERS_WIDTH - PAGOPA_MATRIX_SIDE) / 2, right = left + PAGOPA_CORNERS_WIDTH;
	um_t top = y - PAGOPA_CORNERS_ABOVE, foot = top + PAGOPA_CORNERS_HEIGHT;

	draw_corner(pen, left, top, 1, 1);
	draw_corner(pen, right, top, -1, 1);
	draw_corner(pen, left, foot, 1, -1);
	draw_corner(pen, right, foot, -1, -1);
}

/* ---- rows ---- */

#define ROWS_MOST 4

/* From line to line of a text, and from the last one to the next text at least. */
struct spacing {
	um_t leading, step;
};

static const struct spacing loose = { 3300, 4400 }, tight = { 2850, 3200 };

/* Puts each text at its slot or below the one before it; returns the last baseline. */
static um_t place_rows(const struct pagopa_row *rows, const struct pen_lines *texts, guint count,
		       const struct spacing *spacing, um_t places[ROWS_MOST])
{
	um_t y = G_MININT32 / 2;

	for (guint i = 0; i < count; i++) {
		places[i] = MAX(rows[i].slot, y + spacing->step);
		y = places[i] + (um_t)(MAX(texts[i].broken.count, 1) - 1) * spacing->leading;
	}
	return y;
}

void pagopa_draw_rows(struct pen *pen, const struct pagopa_row *rows, guint count, um_t label_x, um_t text_x, um_t last)
{
	const struct spacing *spacing = &loose;
	struct pen_lines texts[ROWS_MOST] = { 0 };
	um_t places[ROWS_MOST];

	g_assert(count <= ROWS_MOST);
	for (guint i = 0; i < count; i++) {
		texts[i] = (struct pen_lines){ .style = &pagopa_text, .field = rows[i].field,
					       .text = pen_value(pen, rows[i].field), .width = rows[i].width,
					       .most = G_MAXUINT };
		pen_break(pen, &texts[i]);
	}
	if (place_rows(rows, texts, count, &loose, places) > last) {
		spacing = &tight;
		if (place_rows(rows, texts, count, &tight, places) > last)
			pen_fail(pen, rows[count - 1].field, FINDING_CODE_SLIP_TEXT, texts[count - 1].text, pen_too_many_lines);
	}
	for (guint i = 0; i < count; i++) {
		texts[i].leading = spacing->leading;
		pen_label(pen, &pagopa_text, label_x, places[i], rows[i].label);
		pen_draw(pen, &texts[i], text_x, places[i]);
	}
}
