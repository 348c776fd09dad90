/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/check.h"

#include "unit/slip_rig.h"

#define ALL_FIELDS (((payment_set_t)1 << PAYMENT_FIELDS) - 1)

/* A kind that prints everything: what a bollettino asks, and 20 characters of subject. */
static const struct slip_rules wide = {
	.needs = PAYMENT_BIT(ACCOUNT) | PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(AUTHORISATION),
	.firm = PAYMENT_BIT(CBILL),
	.takes = ALL_FIELDS,
	.most = 9999999999,
	.characters = { [PAYMENT_SUBJECT] = 20 },
};

static void fill(struct payment *payment)
{
	payment_clear(payment);
	payment_set(payment, PAYMENT_ACCOUNT, "1007214826");
	payment_set(payment, PAYMENT_IBAN, "IT15 L076 0117 4000 0100 7214 826");
	payment_set(payment, PAYMENT_AUTHORISATION, "AUT. DB/SISB/E 15513 DEL 6/5/2004");
	payment_set(payment, PAYMENT_AMOUNT, "12067");
	payment_set(payment, PAYMENT_CREDITOR_CODE, "80012345678");
	payment_set(payment, PAYMENT_NOTICE, "3011 8834 0000 0643 56");
	payment_set(payment, PAYMENT_CUSTOMER, "201809999911007888");
	payment_set(payment, PAYMENT_SUBJECT, "Quota 2026");
}

static void lets_right_payments_pass(void)
{
	struct fault_rig rig;
	struct payment payment;

	fault_rig_begin(&rig);
	fill(&payment);
	CHECK_TRUE("right", slip_check(&wide, &payment, ALL_FIELDS & ~PAYMENT_BIT(CBILL), 0, &rig.faults));
	CHECK_STR("right", rig.text, "");
}

/* One field changed at a time. */
static void tells_each_fault(void)
{
	static const struct {
		enum payment_field field;
		const char *text;	/* NULL: taken away */
		gboolean passes;
		const char *told;
	} rows[] = {
		{ PAYMENT_AMOUNT, "1", TRUE, "" }, { PAYMENT_AMOUNT, "9999999999", TRUE, "" },
		{ PAYMENT_AMOUNT, "10000000000", FALSE,
		  "2 amount slip-amount [100.000.000,00] more than the slip carries\n" },
		{ PAYMENT_AMOUNT, "0", FALSE, "2 amount slip-amount [0,00] nothing to pay\n" },
		{ PAYMENT_AMOUNT, "-500", FALSE, "2 amount slip-amount [-5,00] nothing to pay\n" },
		{ PAYMENT_AMOUNT, NULL, FALSE, "2 amount slip-missing [] missing\n" },
		{ PAYMENT_CURRENCY, "EUR", TRUE, "" }, { PAYMENT_CURRENCY, "eur", TRUE, "" },
		{ PAYMENT_CURRENCY, "€", TRUE, "" }, { PAYMENT_CURRENCY, "Euro", TRUE, "" },
		{ PAYMENT_CURRENCY, "USD", FALSE, "2 currency slip-currency [USD] not EUR\n" },
		{ PAYMENT_CURRENCY, "CHF", FALSE, "2 currency slip-currency [CHF] not EUR\n" },
		{ PAYMENT_AUTHORISATION, NULL, FALSE,
		  "2 authorisation slip-authorisation [] who prints bollettini prints his authorisation on them\n" },
		{ PAYMENT_ACCOUNT, NULL, FALSE, "2 account slip-missing [] missing\n" },
		{ PAYMENT_ACCOUNT, "10072x", FALSE, "2 account slip-account [10072x] not digits\n" },
		{ PAYMENT_ACCOUNT, "63470009", FALSE,
		  "2 iban slip-account [IT15 L076 0117 4000 0100 7214 826] the IBAN of another postal account\n" },
		{ PAYMENT_IBAN, NULL, TRUE, "" },
		{ PAYMENT_IBAN, "IT15L0760117400001007214827", FALSE,
		  "2 iban slip-account [IT15L0760117400001007214827] wrong check digits\n" },
		{ PAYMENT_IBAN, "IT90C0760103200000063470009", FALSE,
		  "2 iban slip-account [IT90C0760103200000063470009] the IBAN of another postal account\n" },
		{ PAYMENT_IBAN, "IT60X0542811101000000123456", FALSE,
		  "2 iban slip-account [IT60X0542811101000000123456] not the IBAN of the postal account\n" },
		{ PAYMENT_CUSTOMER, "201809999911007889", FALSE,
		  "2 customer slip-code [201809999911007889] wrong check digits\n" },
		{ PAYMENT_CUSTOMER, "2018099999110078", FALSE, "2 customer slip-code [2018099999110078] not 18 digits\n" },
		{ PAYMENT_NOTICE, "301188340000064357", TRUE,
		  "2 notice slip-notice [301188340000064357] wrong check digits\n" },
		{ PAYMENT_NOTICE, "470000008800999051", TRUE, "" },
		{ PAYMENT_NOTICE, "30118834", FALSE, "2 notice slip-code [30118834] not 18 digits\n" },
		{ PAYMENT_CREDITOR_CODE, "8001234567", FALSE, "2 creditor-code slip-code [8001234567] not 11 digits\n" },
		{ PAYMENT_CREDITOR_CODE, "RSSMRA80A01H501U", FALSE,
		  "2 creditor-code slip-code [RSSMRA80A01H501U] not 11 digits\n" },
		{ PAYMENT_REFERENCE, "RF18539007547034", TRUE, "" },
		{ PAYMENT_REFERENCE, "RF19539007547034", FALSE,
		  "2 reference slip-code [RF19539007547034] wrong check digits\n" },
		{ PAYMENT_CODE, "12345678901234567", TRUE, "" },
		{ PAYMENT_CODE, "1234", FALSE, "2 code slip-code [1234] neither 17 nor 18 digits\n" },
		{ PAYMENT_BIC, "BPPIITRR", TRUE, "" },
		{ PAYMENT_BIC, "BPPI", FALSE, "2 bic slip-code [BPPI] neither 8 nor 11 characters\n" },
		{ PAYMENT_CBILL, "A1B2", FALSE, "2 cbill slip-code [A1B2] not 5 letters or digits\n" },
		{ PAYMENT_CREDITOR_ID, "IT67ZZZA1B2C3D4E5F6G7H8", FALSE,
		  "2 creditor-id slip-code [IT67ZZZA1B2C3D4E5F6G7H8] wrong check digits\n" },
		{ PAYMENT_MANDATE, "UMR_1", FALSE, "2 mandate slip-code [UMR_1] a character that SEPA does not carry\n" },
		{ PAYMENT_PAYER_IBAN, "IT60X0542811101000000123457", FALSE,
		  "2 payer-iban slip-account [IT60X0542811101000000123457] wrong check digits\n" },
		{ PAYMENT_INSTALMENT, "1", TRUE, "" },
		{ PAYMENT_INSTALMENT, "0", FALSE, "2 instalment slip-code [0] instalments are counted from 1\n" },
		{ PAYMENT_SUBJECT, "àèìòùàèìòùàèìòùàèìòù", TRUE, "" },
		{ PAYMENT_SUBJECT, "àèìòùàèìòùàèìòùàèìòùx", FALSE,
		  "2 subject slip-text [àèìòùàèìòùàèìòùàèìòùx] more characters than the slip takes\n" },
		{ PAYMENT_LINK, "https://paga.esempio.it/t/9fQ2xLr7Kd", TRUE, "" },
		{ PAYMENT_LINK, "http://paga.esempio.it/t", FALSE,
		  "2 link slip-link [http://paga.esempio.it/t] not an https address\n" },
		{ PAYMENT_LINK, "https://a.it/301188340000064356", FALSE,
		  "2 link slip-link [https://a.it/301188340000064356] it tells what only its token may stand for\n" },
		{ PAYMENT_LINK, "https://a.it/t?e=120.67", FALSE,
		  "2 link slip-link [https://a.it/t?e=120.67] it holds the amount\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("row %u", i);
		struct fault_rig rig;
		struct payment payment;

		fault_rig_begin(&rig);
		fill(&payment);
		payment_set(&payment, rows[i].field, rows[i].text);
		CHECK_INT(label, slip_check(&wide, &payment, ALL_FIELDS & ~PAYMENT_BIT(CBILL), 2, &rig.faults), rows[i].passes);
		CHECK_STR(label, rig.text, rows[i].told);
	}
}

static void looks_only_at_what_is_printed(void)
{
	static const struct slip_rules transfer = {
		.needs = PAYMENT_BIT(IBAN) | PAYMENT_BIT(AMOUNT), .takes = PAYMENT_BIT(SUBJECT), .most = 99999999999,
	};
	struct fault_rig rig;
	struct payment payment;

	fault_rig_begin(&rig);
	fill(&payment);
	payment_set(&payment, PAYMENT_AUTHORISATION, NULL);
	payment_set(&payment, PAYMENT_CUSTOMER, "1");
	payment_set(&payment, PAYMENT_NOTICE, "1");
	payment_set(&payment, PAYMENT_IBAN, "IT60X0542811101000000123456");
	CHECK_TRUE("another bank's IBAN alone", slip_check(&transfer, &payment, ALL_FIELDS, 0, &rig.faults));
	CHECK_STR("another bank's IBAN alone", rig.text, "");
	payment_set(&payment, PAYMENT_IBAN, "IT90C0760103200000063470009");
	CHECK_TRUE("Poste's of another", !slip_check(&transfer, &payment, ALL_FIELDS, 0, &rig.faults));
	CHECK_STR("Poste's of another", rig.text,
		  "0 iban slip-account [IT90C0760103200000063470009] the IBAN of another postal account\n");
}

/* A label on the form whose value this record lacks; and an authorisation that only a c/c asks for. */
static void asks_for_what_the_form_labels(void)
{
	static const struct slip_rules notice = {
		.needs = PAYMENT_BIT(NOTICE), .firm = PAYMENT_BIT(DUE) | PAYMENT_BIT(ACCOUNT),
		.takes = PAYMENT_BIT(AUTHORISATION),
	};
	struct fault_rig rig;
	struct payment payment;

	fault_rig_begin(&rig);
	payment_clear(&payment);
	payment_set(&payment, PAYMENT_NOTICE, "301188340000064356");
	CHECK_TRUE("not given", slip_check(&notice, &payment, PAYMENT_BIT(NOTICE), 0, &rig.faults));
	CHECK_STR("not given", rig.text, "");
	CHECK_TRUE("given", !slip_check(&notice, &payment, PAYMENT_BIT(NOTICE) | PAYMENT_BIT(DUE), 0, &rig.faults));
	CHECK_STR("given", rig.text, "0 due slip-missing [] missing\n");
	fault_rig_begin(&rig);
	payment_set(&payment, PAYMENT_ACCOUNT, "1007214826");
	CHECK_TRUE("account", !slip_check(&notice, &payment, PAYMENT_BIT(ACCOUNT), 0, &rig.faults));
	CHECK_STR("account", rig.text,
		  "0 authorisation slip-authorisation [] who prints bollettini prints his authorisation on them\n");
}

static void tells_all_faults_at_once(void)
{
	struct fault_rig rig;
	struct payment payment;

	fault_rig_begin(&rig);
	payment_clear(&payment);
	payment_set(&payment, PAYMENT_CURRENCY, "USD");
	payment_set(&payment, PAYMENT_CUSTOMER, "x");
	CHECK_TRUE("many", !slip_check(&wide, &payment, ALL_FIELDS, 1, &rig.faults));
	CHECK_STR("many", rig.text,
		  "1 authorisation slip-authorisation [] who prints bollettini prints his authorisation on them\n"
		  "1 account slip-missing [] missing\n1 cbill slip-missing [] missing\n"
		  "1 amount slip-missing [] missing\n1 customer slip-code [x] not 18 digits\n"
		  "1 currency slip-currency [USD] not EUR\n");
}

CHECK_MAIN({ "lets right payments pass", lets_right_payments_pass }, { "tells each fault", tells_each_fault },
	   { "looks only at what is printed", looks_only_at_what_is_printed },
	   { "asks for what the form labels", asks_for_what_the_form_labels },
	   { "tells all faults at once", tells_all_faults_at_once })
