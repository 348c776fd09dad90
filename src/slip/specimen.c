/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/specimen.h"

#include "model/reference.h"

/* The same account twice: a c/c of Poste with nothing but nines, and its IBAN. */
#define ACCOUNT_OF_NOBODY "999999999999"
#define IBAN_OF_NOBODY "IT93X0760100000999999999999"

static const struct {
	enum payment_field field;
	const char *text;
} fixed[] = {
	{ PAYMENT_CREDITOR_CODE, "00000000000" },
	{ PAYMENT_ACCOUNT, ACCOUNT_OF_NOBODY },
	{ PAYMENT_IBAN, IBAN_OF_NOBODY },
	{ PAYMENT_PAYER_IBAN, IBAN_OF_NOBODY },
	{ PAYMENT_BIC, "XXXXITXX" },
	{ PAYMENT_CBILL, "00000" },
	{ PAYMENT_CREDITOR_ID, "IT43ZZZ0000000000000000" },
	{ PAYMENT_CURRENCY, "EUR" },
	{ PAYMENT_CODE, "00000000000000000" },
	{ PAYMENT_MANDATE, "SPECIMEN" },
	{ PAYMENT_LINK, "https://specimen.invalid/" },
};

static void put(struct payment *payment, payment_set_t fields, enum payment_field field, const char *text)
{
	struct value *value = &payment->values[field];

	if ((fields & (payment_set_t)1 << field) != 0 && value->present)
		value->text = text;
}

void payment_specimen(struct payment *payment, payment_set_t fields, guint place, struct arena *arena)
{
	const char *digits = arena_printf(arena, "%04u", place);
	const payment_set_t pair = PAYMENT_BIT(ACCOUNT) | PAYMENT_BIT(IBAN);
	char notice[NOTICE_ROOM], customer[CUSTOMER_ROOM], reference[RF_ROOM];

	if ((fields & pair) != 0)
		fields |= pair;
	for (guint i = 0; i < G_N_ELEMENTS(fixed); i++)
		put(payment, fields, fixed[i].field, fixed[i].text);
	if (notice_compose(0, 0, digits, notice) == NULL)
		put(payment, fields, PAYMENT_NOTICE, arena_strdup(arena, notice));
	if (customer_compose(digits, customer) == NULL)
		put(payment, fields, PAYMENT_CUSTOMER, arena_strdup(arena, customer));
	if (rf_compose(digits, reference) == NULL)
		put(payment, fields, PAYMENT_REFERENCE, arena_strdup(arena, reference));
}
