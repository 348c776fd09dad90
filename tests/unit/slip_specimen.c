/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of nobody: right for every reader, another for each payment, and put only where there was one. */
#include "slip/specimen.h"
#include "model/ids.h"
#include "model/reference.h"
#include "unit/check.h"

#include <string.h>

#define ALL ((((payment_set_t)1 << (PAYMENT_FIELDS - 1)) - 1) * 2 + 1)

static void fill(struct payment *payment)
{
	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		payment->values[i] = (struct value){ .present = TRUE };
		if (payment_field_type((enum payment_field)i) == FIELD_TEXT)
			payment->values[i].text = "Xxx 000";
	}
	payment->values[PAYMENT_AMOUNT].cents = 12067;
}

static void every_reader_takes_them(void)
{
	static const struct { enum payment_field field; const char *(*read)(const char *text, char *out); } rows[] = {
		{ PAYMENT_ACCOUNT, account_read }, { PAYMENT_IBAN, iban_read }, { PAYMENT_PAYER_IBAN, iban_read },
		{ PAYMENT_BIC, bic_read }, { PAYMENT_CBILL, cbill_read }, { PAYMENT_CREDITOR_ID, creditor_id_read },
		{ PAYMENT_CUSTOMER, customer_read }, { PAYMENT_NOTICE, notice_read }, { PAYMENT_REFERENCE, rf_read },
		{ PAYMENT_CODE, bill_code_read }, { PAYMENT_MANDATE, mandate_read },
	};
	g_autoptr(arena_t) arena = arena_new(4096);
	char out[64], notice[NOTICE_ROOM], account[ACCOUNT_ROOM];
	struct payment payment;

	fill(&payment);
	payment_specimen(&payment, ALL, 2, arena);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_STR(payment_field_name(rows[i].field), rows[i].read(payment.values[rows[i].field].text, out), NULL);
	notice_read(payment.values[PAYMENT_NOTICE].text, notice);
	CHECK_INT("the notice's digits", notice_check(notice), NOTICE_HOLDS);
	CHECK_TRUE("a c/c's IBAN", iban_postal_account(payment.values[PAYMENT_IBAN].text, account));
	CHECK_STR("of this c/c", account, payment.values[PAYMENT_ACCOUNT].text);
	CHECK_STR("a creditor's code", payment.values[PAYMENT_CREDITOR_CODE].text, "00000000000");
	CHECK_STR("words stay", payment.values[PAYMENT_PAYER].text, "Xxx 000");
	CHECK_INT("amounts stay", payment.values[PAYMENT_AMOUNT].cents, 12067);
}

static void others_stay(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);
	struct payment payment, other;

	fill(&payment);
	payment.values[PAYMENT_CUSTOMER] = (struct value){ .present = FALSE, .text = "" };
	other = payment;
	payment_specimen(&payment, PAYMENT_BIT(NOTICE) | PAYMENT_BIT(CUSTOMER), 0, arena);
	payment_specimen(&other, PAYMENT_BIT(NOTICE), 1, arena);
	CHECK_TRUE("each its own", strcmp(payment.values[PAYMENT_NOTICE].text, other.values[PAYMENT_NOTICE].text) != 0);
	CHECK_STR("not there", payment.values[PAYMENT_CUSTOMER].text, "");
	CHECK_STR("not asked for", payment.values[PAYMENT_IBAN].text, "Xxx 000");
	payment_specimen(&payment, PAYMENT_BIT(IBAN), 0, arena);
	CHECK_STR("the c/c with its IBAN", payment.values[PAYMENT_ACCOUNT].text, "999999999999");
	CHECK_STR("not the payer's", payment.values[PAYMENT_PAYER_IBAN].text, "Xxx 000");
}

CHECK_MAIN({ "every reader takes them", every_reader_takes_them }, { "others stay", others_stay })
