/* SPDX-License-Identifier: Apache-2.0 */
/* A payment of a pagoPA notice that nothing is wrong with, and who is told what is wrong with others. */
#ifndef PIEGO_TESTS_NOTICE_H
#define PIEGO_TESTS_NOTICE_H

#include "slip/slip.h"
#include "unit/check.h"

struct notice_faults {
	struct slip_faults faults;	/* first: found() casts back */
	GString *told;			/* place, field, code of each, one a line */
};

static inline void notice_fault_found(struct slip_faults *faults, guint place, enum payment_field field, enum finding_code code,
			      const char *value, const char *reason)
{
	struct notice_faults *taking = (struct notice_faults *)faults;

	CHECK_TRUE("a value and a reason", value != NULL && reason != NULL && *reason != '\0');
	g_string_append_printf(taking->told, "%u %s %s\n", place, payment_field_name(field), finding_slug(code));
}

static inline void notice_faults_init(struct notice_faults *faults)
{
	faults->faults.found = notice_fault_found;
	faults->told = g_string_new(NULL);
}

static inline void payment_set(struct payment *payment, enum payment_field field, const char *text)
{
	payment->values[field] = (struct value){ .present = *text != '\0', .text = text };
}

/* What was made up for the official samples' places: a notice number that holds, an authorisation that was published. */
static inline struct payment notice_payment(void)
{
	struct payment payment;

	for (guint i = 0; i < PAYMENT_FIELDS; i++)
		payment_set(&payment, (enum payment_field)i, "");
	payment_set(&payment, PAYMENT_CREDITOR, "Comune di Prova");
	payment_set(&payment, PAYMENT_CREDITOR_CODE, "80012345678");
	payment_set(&payment, PAYMENT_SECTOR, "Tributi");
	payment_set(&payment, PAYMENT_ACCOUNT, "1007214826");
	payment_set(&payment, PAYMENT_CBILL, "BXA3R");
	payment_set(&payment, PAYMENT_AUTHORISATION, "AUT. DB/SISB/E 15513 DEL 6/5/2004");
	payment.values[PAYMENT_AMOUNT] = (struct value){ .present = TRUE, .cents = 12067 };
	payment.values[PAYMENT_DUE] = (struct value){ .present = TRUE, .date = date_from_ymd(2026, 12, 31) };
	payment.values[PAYMENT_INSTALMENT] = (struct value){ .present = TRUE, .integer = 1 };
	payment_set(&payment, PAYMENT_SUBJECT, "Tassa 2026");
	payment_set(&payment, PAYMENT_NOTICE, "301188340000064356");
	payment_set(&payment, PAYMENT_PAYER, "Maria Rossi");
	payment_set(&payment, PAYMENT_PAYER_CODE, "RSSMRA80A01H501U");
	payment_set(&payment, PAYMENT_PAYER_STREET, "Via Roma 1");
	payment_set(&payment, PAYMENT_PAYER_CITY, "48018 Faenza RA");
	return payment;
}

static inline payment_set_t notice_all_of(const struct slip_kind *kind)
{
	return kind->needs | kind->takes;
}

#endif
