/* SPDX-License-Identifier: Apache-2.0 */
/* The four document types: what each needs, and a payment read for them. */
#include "slip/td.h"

#include <string.h>

#include "slip/check.h"

#define N_(text) text

const struct text_style td_digits = { "body", FALSE, FALSE, 6000, { 0, 0, 0 } };
const struct text_style td_text_7 = { "body", FALSE, FALSE, 7000, { 0, 0, 0 } };
const struct text_style td_text_8 = { "body", FALSE, FALSE, 8000, { 0, 0, 0 } };
const struct text_style td_text_9 = { "body", FALSE, FALSE, 9000, { 0, 0, 0 } };
const struct text_style td_text_11 = { "body", FALSE, FALSE, 11000, { 0, 0, 0 } };
const struct text_style td_code_line = { "ocr-b", FALSE, FALSE, 10000, { 0, 0, 0 } };
const struct text_style td_code = { "ocr-b", FALSE, FALSE, 11000, { 0, 0, 0 } };
const struct text_style td_code_small = { "ocr-b", FALSE, FALSE, 9000, { 0, 0, 0 } };
const struct text_style td_title = { "body", FALSE, FALSE, 7000, { 77, 77, 77 } };
const struct text_style td_title_bold = { "body", TRUE, FALSE, 7000, { 77, 77, 77 } };
const struct text_style td_permit = { "body", FALSE, FALSE, 6000, { 77, 77, 77 } };

const struct td_part td_parts[TD_PARTS] = {
	[TD_VERSAMENTO] = { .title = "CONTI CORRENTI POSTALI - Ricevuta di Versamento",
			    .title_x = 10000, .bank_x = 113500,
			    .euro_x = 31000,
			    .account_label_x = 40000, .account_x = 48000,
			    .amount_label_x = 80500, .amount_x = 90000,
			    .iban_label_x = 31000, .iban_x = 51000,
			    .letters_x = 51000, .letters_width = 78000,
			    .left = 10000, .creditor_width = 119000, .creditor = &td_text_9,
			    .text_x = 10000, .subject_width = 119000, .payer_width = 67000, .payer_lines = 6 },
	[TD_ACCREDITO] = { .title = "CONTI CORRENTI POSTALI - Ricevuta di Accredito",
			   .title_x = 139500, .bank_x = 278500,
			   .euro_x = 139500,
			   .account_label_x = 148000, .account_x = 168000,
			   .amount_label_x = 236000, .amount_x = 248000,
			   .iban_label_x = 168000, .iban_x = 188000,
			   .letters_x = 188000, .letters_width = 99000,
			   .left = 139500, .creditor_width = 147500, .creditor = &td_text_11,
			   .text_x = 192000, .subject_width = 95000, .payer_width = 95000, .payer_lines = 3 },
};

um_t td_line_x(const struct press *press)
{
	return TD_WIDTH - press->code_line_right - CODE_LINE_CELLS * TD_CELL;
}

um_t td_baseline(const struct text_style *style, um_t y)
{
	return y + um_from_mpt((gint64)style->size * 905 / 1000);
}

um_t td_code_baseline(const struct text_style *style, um_t y)
{
	return y + um_from_mpt((gint64)style->size * 773 / 1000);
}

/* ---- a payment as it is printed ---- */

/* What a reader makes of a field; a refusal is a fault. */
static void read_field(struct pen *pen, enum payment_field field, enum finding_code code,
		       const char *(*read)(const char *text, char *out), char *out)
{
	const char *reason = pen->payment->values[field].present ? read(pen_value(pen, field), out) : NULL;

	if (reason != NULL)
		pen_fail(pen, field, code, pen_value(pen, field), reason);
}

/* FALSE, and faults told, for what cannot be printed. */
static gboolean td_read(const struct td *td, struct pen *pen, struct td_words *words)
{
	struct bollettino slip = { td->type, words->account, words->customer, pen->payment->values[PAYMENT_AMOUNT].cents };
	const char *reason;

	memset(words, 0, sizeof *words);
	read_field(pen, PAYMENT_ACCOUNT, FINDING_CODE_SLIP_ACCOUNT, account_read, words->account);
	read_field(pen, PAYMENT_IBAN, FINDING_CODE_SLIP_ACCOUNT, iban_read, words->iban);
	if (td->customer)
		read_field(pen, PAYMENT_CUSTOMER, FINDING_CODE_SLIP_CODE, customer_read, words->customer);
	if (pen->failed)
		return FALSE;
	reason = bollettino_line(&slip, words->line);
	if (reason == NULL && td->symbols)
		reason = bollettino_payload(&slip, words->payload);
	if (reason != NULL)
		pen_fail(pen, PAYMENT_AMOUNT, FINDING_CODE_SLIP_AMOUNT, "", reason);
	return !pen->failed;
}

/* ---- kinds ---- */

#define NEEDS_123 PAYMENT_BIT(AUTHORISATION)
#define NEEDS_451 (NEEDS_123 | PAYMENT_BIT(ACCOUNT) | PAYMENT_BIT(CREDITOR))
#define NEEDS_674 (NEEDS_451 | PAYMENT_BIT(CUSTOMER))
#define NEEDS_896 (NEEDS_674 | PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(SUBJECT) | PAYMENT_BIT(PAYER))

/* What each prints where it is given. */
#define TAKES                                                                                                          \
	(PAYMENT_BIT(ACCOUNT) | PAYMENT_BIT(CREDITOR) | PAYMENT_BIT(IBAN) | PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(CURRENCY) | \
	 PAYMENT_BIT(TOTAL) | PAYMENT_BIT(SUBJECT) | PAYMENT_BIT(PAYER) | PAYMENT_BIT(PAYER_STREET) | PAYMENT_BIT(PAYER_CITY))

static struct slip_size size(payment_set_t given G_GNUC_UNUSED)
{
	return (struct slip_size){ TD_WIDTH, TD_HEIGHT };
}

/* Its boxes are for an account of Poste, whatever account the slip names. */
static gboolean check_iban(const struct payment *payment, guint place, struct slip_faults *faults)
{
	const struct value *iban = &payment->values[PAYMENT_IBAN];
	char read[IBAN_ROOM], account[ACCOUNT_ROOM];

	if (!iban->present || iban_read(iban->text, read) != NULL || iban_postal_account(read, account))
		return TRUE;
	faults->found(faults, place, PAYMENT_IBAN, FINDING_CODE_SLIP_ACCOUNT, iban->text, N_("not the IBAN of a postal account"));
	return FALSE;
}

static gboolean check(const struct td *td, const struct payment *payment, payment_set_t given, guint place,
		      struct slip_faults *faults)
{
	const struct slip_rules rules = { .needs = td->needs, .takes = TAKES, .most = BOLLETTINO_CENTS_MAX };
	gboolean fine = slip_check(&rules, payment, given, place, faults);

	/* Beside an account the rules have told of it already. */
	return (payment->values[PAYMENT_ACCOUNT].present || check_iban(payment, place, faults)) && fine;
}

static gboolean draw(const struct td *td, const struct payment *payment, const struct slip_desk *desk, struct op_list *list,
		     struct slip_faults *faults)
{
	struct pen pen = { .desk = desk, .list = list, .payment = payment, .faults = faults };
	struct td_words words;

	if (td_read(td, &pen, &words))
		td_draw(td, &pen, &words);
	return !pen.failed;
}

static void form(const struct td *td, payment_set_t given, const struct slip_desk *desk, struct op_list *list)
{
	struct pen pen = { .desk = desk, .list = list };

	td_form(td, &pen, given);
}

static const char *const roles[] = { "body", "ocr-b", NULL };

/* A kind's functions are not told which kind they are asked for. */
#define TD_KIND(number, with_customer, with_symbols)                                                                   \
	static const struct td td##number = { .type = number,                                                          \
					      .name = "TD " #number,                                                   \
					      .needs = NEEDS_##number,                                                 \
					      .letters = !(with_symbols),                                              \
					      .customer = with_customer,                                               \
					      .symbols = with_symbols };                                               \
	static gboolean check_##number(const struct payment *payment, payment_set_t given, guint place,                \
				       struct slip_faults *faults)                                                     \
	{                                                                                                              \
		return check(&td##number, payment, given, place, faults);                                              \
	}                                                                                                              \
	static void form_##number(payment_set_t given, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk,      \
				  struct op_list *list)                                                                \
	{                                                                                                              \
		form(&td##number, given, desk, list);                                                                  \
	}                                                                                                              \
	static gboolean draw_##number(const struct payment *payments, guint count G_GNUC_UNUSED,                       \
				      payment_set_t given G_GNUC_UNUSED, const struct slip_desk *desk,                 \
				      struct op_list *list, struct slip_faults *faults)                                \
	{                                                                                                              \
		return draw(&td##number, payments, desk, list, faults);                                                \
	}                                                                                                              \
	const struct slip_kind slip_td##number = { .name = "td" #number,                                               \
						   .needs = NEEDS_##number,                                            \
						   .takes = TAKES & ~NEEDS_##number,                                   \
						   .roles = roles,                                                     \
						   .size = size,                                                       \
						   .check = check_##number,                                            \
						   .form = form_##number,                                              \
						   .draw = draw_##number }

TD_KIND(123, FALSE, FALSE);
TD_KIND(451, FALSE, FALSE);
TD_KIND(674, TRUE, FALSE);
TD_KIND(896, TRUE, TRUE);
