/* SPDX-License-Identifier: Apache-2.0 */
/* What every kind of slip must refuse, whichever kinds there are. */
#include "slip/slip.h"

#include "unit/slip_rig.h"

#define EVERYTHING (((payment_set_t)1 << PAYMENT_FIELDS) - 1)

/* A payment by which any slip can be printed. */
static void fill(struct payment *payment)
{
	static const struct {
		enum payment_field field;
		const char *text;
	} right[] = {
		{ PAYMENT_CREDITOR, "Ordine degli Ingegneri di Prova" }, { PAYMENT_CREDITOR_CODE, "80012345678" },
		{ PAYMENT_SECTOR, "Ufficio quote" }, { PAYMENT_CONTACT, "quote@ordine.example.it" },
		{ PAYMENT_ACCOUNT, "1007214826" }, { PAYMENT_IBAN, "IT15L0760117400001007214826" },
		{ PAYMENT_BIC, "BPPIITRR" }, { PAYMENT_CBILL, "A1B2C" },
		{ PAYMENT_AUTHORISATION, "AUT. DB/SISB/E 15513 DEL 6/5/2004" },
		{ PAYMENT_CREDITOR_ID, "IT66ZZZA1B2C3D4E5F6G7H8" }, { PAYMENT_AMOUNT, "12067" },
		{ PAYMENT_CURRENCY, "EUR" }, { PAYMENT_TOTAL, "12067" }, { PAYMENT_DUE, "2026-03-31" },
		{ PAYMENT_SUBJECT, "Quota 2026" }, { PAYMENT_CUSTOMER, "201809999911007888" },
		{ PAYMENT_NOTICE, "301188340000064356" }, { PAYMENT_REFERENCE, "RF18539007547034" },
		{ PAYMENT_CODE, "12345678901234567" }, { PAYMENT_MANDATE, "UMR-2026/1" },
		{ PAYMENT_LINK, "https://paga.esempio.it/t/9fQ2xLr7Kd" }, { PAYMENT_INSTALMENT, "1" },
		{ PAYMENT_PAYER, "Mario Rossi" }, { PAYMENT_PAYER_CODE, "RSSMRA80A01H501U" },
		{ PAYMENT_PAYER_STREET, "Via Roma 1" }, { PAYMENT_PAYER_CITY, "38122 Trento TN" },
		{ PAYMENT_PAYER_IBAN, "IT60X0542811101000000123456" },
	};

	payment_clear(payment);
	for (guint i = 0; i < G_N_ELEMENTS(right); i++)
		payment_set(payment, right[i].field, right[i].text);
}

static gboolean prints(const struct slip_kind *kind, enum payment_field field)
{
	return ((kind->needs | kind->takes) & ((payment_set_t)1 << field)) != 0;
}

static gboolean check(const struct slip_kind *kind, const struct payment *payment, struct fault_rig *rig)
{
	fault_rig_begin(rig);
	return kind->check(payment, EVERYTHING, 0, &rig->faults);
}

static void print_the_right_payment(void)
{
	guint count;
	const struct slip_kind *const *kinds = slip_kinds(&count);
	struct payment payment;
	struct fault_rig rig;

	fill(&payment);
	CHECK_TRUE("there are kinds", count > 0);
	for (guint i = 0; i < count; i++) {
		CHECK_TRUE(kinds[i]->name, check(kinds[i], &payment, &rig));
		CHECK_STR(kinds[i]->name, rig.text, "");
		CHECK_TRUE(kinds[i]->name, slip_kind_find(kinds[i]->name) == kinds[i]);
	}
	CHECK_TRUE("no such kind", slip_kind_find("td897") == NULL);
}

static void ask_for_what_they_need(void)
{
	guint count;
	const struct slip_kind *const *kinds = slip_kinds(&count);

	for (guint i = 0; i < count; i++) {
		for (guint j = 0; j < PAYMENT_FIELDS; j++) {
			enum payment_field field = (enum payment_field)j;
			g_autofree char *label = g_strdup_printf("%s %s", kinds[i]->name, payment_field_name(field));
			g_autofree char *told = g_strdup_printf("0 %s slip-%s [", payment_field_name(field),
								field == PAYMENT_AUTHORISATION ? "authorisation" : "missing");
			struct payment payment;
			struct fault_rig rig;

			if ((kinds[i]->needs & ((payment_set_t)1 << j)) == 0)
				continue;
			fill(&payment);
			payment_set(&payment, field, NULL);
			CHECK_TRUE(label, !check(kinds[i], &payment, &rig));
			CHECK_TRUE(label, strstr(rig.text, told) != NULL);
		}
	}
}

static void refuse_bad_input(void)
{
	static const struct {
		enum payment_field field;
		const char *text;
		gboolean passes;
		const char *told;	/* by the kinds that print the field; a currency by all */
	} rows[] = {
		{ PAYMENT_CURRENCY, "USD", FALSE, "0 currency slip-currency [USD]" },
		{ PAYMENT_AMOUNT, "9999999999999", FALSE, "0 amount slip-amount [99.999.999.999,99]" },
		{ PAYMENT_AMOUNT, "0", FALSE, "0 amount slip-amount [0,00]" },
		{ PAYMENT_AMOUNT, "-1", FALSE, "0 amount slip-amount [-0,01]" },
		{ PAYMENT_CUSTOMER, "201809999911007889", FALSE, "0 customer slip-code [" },
		{ PAYMENT_NOTICE, "301188340000064357", TRUE, "0 notice slip-notice [" },
		{ PAYMENT_NOTICE, "3011883400000643", FALSE, "0 notice slip-code [" },
		{ PAYMENT_CREDITOR_CODE, "8001234567", FALSE, "0 creditor-code slip-code [" },
		{ PAYMENT_ACCOUNT, "63470009", FALSE, "0 iban slip-account [" },
		{ PAYMENT_IBAN, "IT90C0760103200000063470009", FALSE, "0 iban slip-account [" },
		{ PAYMENT_IBAN, "IT15L0760117400001007214827", FALSE, "0 iban slip-account [" },
		{ PAYMENT_REFERENCE, "RF19539007547034", FALSE, "0 reference slip-code [" },
		{ PAYMENT_CODE, "1234567890123456", FALSE, "0 code slip-code [" },
		{ PAYMENT_CREDITOR_ID, "IT67ZZZA1B2C3D4E5F6G7H8", FALSE, "0 creditor-id slip-code [" },
		{ PAYMENT_MANDATE, "UMR_1", FALSE, "0 mandate slip-code [" },
		{ PAYMENT_CBILL, "A1B2", FALSE, "0 cbill slip-code [" },
		{ PAYMENT_BIC, "BPPI", FALSE, "0 bic slip-code [" },
		{ PAYMENT_LINK, "https://paga.esempio.it/RSSMRA80A01H501U", FALSE, "0 link slip-link [" },
	};
	guint count;
	const struct slip_kind *const *kinds = slip_kinds(&count);

	for (guint i = 0; i < count; i++) {
		for (guint j = 0; j < G_N_ELEMENTS(rows); j++) {
			g_autofree char *label = g_strdup_printf("%s: %s", kinds[i]->name, rows[j].told);
			struct payment payment;
			struct fault_rig rig;

			if (!prints(kinds[i], rows[j].field) && rows[j].field != PAYMENT_CURRENCY)
				continue;
			fill(&payment);
			payment_set(&payment, rows[j].field, rows[j].text);
			CHECK_INT(label, check(kinds[i], &payment, &rig), rows[j].passes);
			CHECK_TRUE(label, strstr(rig.text, rows[j].told) != NULL);
		}
	}
}

CHECK_MAIN({ "print the right payment", print_the_right_payment },
	   { "ask for what they need", ask_for_what_they_need }, { "refuse bad input", refuse_bad_input })
