/* SPDX-License-Identifier: Apache-2.0 */
/* What a pagoPA notice and its instalments refuse, and how instalments are parted into rows. */
#include "unit/notice.h"

#define LETTERS_70 "Maria Antonietta Immacolata Dell'Orto Castelbarco Visconti di Modronea"
#define LETTERS_90 "Contributo di bonifica per gli anni duemilaventiquattro e duemilaventicinque, ruolo 2026/1"
#define LETTERS_100 "Consorzio interprovinciale di bonifica e irrigazione delle valli del Lamone e della Romagna occident"

/* What is wrong before anything is drawn. */
static const struct check {
	const char *label;
	enum payment_field field;
	const char *text;
	const char *told;
} checks[] = {
	{ "nothing", PAYMENT_SUBJECT, "Tassa 2026", "" },
	{ "subject of 90", PAYMENT_SUBJECT, LETTERS_90, "" },
	{ "subject of 91", PAYMENT_SUBJECT, LETTERS_90 "x", "0 subject slip-text\n" },
	{ "creditor of 100", PAYMENT_CREDITOR, LETTERS_100, "" },
	{ "creditor of 101", PAYMENT_CREDITOR, LETTERS_100 "x", "0 creditor slip-text\n" },
	{ "payer of 70", PAYMENT_PAYER, LETTERS_70, "" },
	{ "payer of 71", PAYMENT_PAYER, LETTERS_70 "x", "0 payer slip-text\n" },
	{ "payer not known to the tax office", PAYMENT_PAYER_CODE, "", "" },
	{ "no subject", PAYMENT_SUBJECT, "", "0 subject slip-missing\n" },
	{ "no CBILL code where there is a place for it", PAYMENT_CBILL, "", "0 cbill slip-missing\n" },
	{ "no account where there is a place for it", PAYMENT_ACCOUNT, "", "0 account slip-missing\n" },
	{ "account without authorisation", PAYMENT_AUTHORISATION, "", "0 authorisation slip-authorisation\n" },
	{ "another notice's check digits", PAYMENT_NOTICE, "301188340000064357", "0 notice slip-notice\n" },
	{ "notice of 17 digits", PAYMENT_NOTICE, "30118834000006435", "0 notice slip-code\n" },
	{ "creditor of letters", PAYMENT_CREDITOR_CODE, "RSSMRA80A01H501U", "0 creditor-code slip-code\n" },
	{ "CBILL code of 4", PAYMENT_CBILL, "BXA3", "0 cbill slip-code\n" },
	{ "dollars", PAYMENT_CURRENCY, "USD", "0 currency slip-currency\n" },
};

static void check_one(struct notice_faults *faults, const char *kind_name, const struct check *check)
{
	const struct slip_kind *kind = slip_kind_find(kind_name);
	struct payment payment = notice_payment();
	g_autofree char *label = g_strdup_printf("%s: %s", kind_name, check->label);
	gboolean good;

	payment_set(&payment, check->field, check->text);
	g_string_truncate(faults->told, 0);
	good = kind->check(&payment, notice_all_of(kind), 0, &faults->faults);
	CHECK_STR(label, faults->told->str, check->told);
	CHECK_INT(label, good, *check->told == '\0' || g_str_has_suffix(check->told, "slip-notice\n"));
}

static void checks_the_content(void)
{
	struct notice_faults faults;

	notice_faults_init(&faults);
	for (guint i = 0; i < G_N_ELEMENTS(checks); i++) {
		check_one(&faults, "pagopa", &checks[i]);
		check_one(&faults, "pagopa-instalments", &checks[i]);
	}
	g_string_free(faults.told, TRUE);
}

static void checks_amount_and_day(void)
{
	static const char *const names[] = { "pagopa", "pagopa-instalments" };
	struct notice_faults faults;

	notice_faults_init(&faults);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		const struct slip_kind *kind = slip_kind_find(names[i]);
		struct payment payment = notice_payment();

		payment.values[PAYMENT_AMOUNT].cents = G_GINT64_CONSTANT(9999999999);
		CHECK_TRUE(names[i], kind->check(&payment, notice_all_of(kind), 0, &faults.faults));
		payment.values[PAYMENT_AMOUNT].cents++;
		CHECK_TRUE(names[i], !kind->check(&payment, notice_all_of(kind), 0, &faults.faults));
		payment.values[PAYMENT_AMOUNT].cents = 0;
		CHECK_TRUE(names[i], !kind->check(&payment, notice_all_of(kind), 0, &faults.faults));
		payment = notice_payment();
		payment.values[PAYMENT_DUE].present = FALSE;
		CHECK_TRUE(names[i], !kind->check(&payment, notice_all_of(kind), 0, &faults.faults));
		CHECK_TRUE(names[i], kind->check(&payment, notice_all_of(kind) & ~PAYMENT_BIT(DUE), 0, &faults.faults));
	}
	CHECK_STR("told", faults.told->str,
		  "0 amount slip-amount\n0 amount slip-amount\n0 due slip-missing\n"
		  "0 amount slip-amount\n0 amount slip-amount\n0 due slip-missing\n");
	g_string_free(faults.told, TRUE);
}

static void has_two_or_three_a_row(void)
{
	static const struct {
		guint count;
		const char *rows;
	} plans[] = {
		{ 1, "1" }, { 2, "2" }, { 3, "3" }, { 4, "22" }, { 5, "32" }, { 6, "33" }, { 7, "322" }, { 8, "332" }, { 9, "333" },
		{ 10, "3322" }, { 12, "3333" }, { 13, "33322" },
	};
	const struct slip_kind *kind = slip_kind_find("pagopa-instalments");

	for (guint i = 0; i < G_N_ELEMENTS(plans); i++) {
		g_autofree char *label = g_strdup_printf("%u instalments", plans[i].count);
		g_autoptr(GString) rows = g_string_new("");

		for (guint left = plans[i].count; left > 0; left -= kind->abreast(left))
			g_string_append_printf(rows, "%u", kind->abreast(left));
		CHECK_STR(label, rows->str, plans[i].rows);
	}
}

CHECK_MAIN({ "checks the content", checks_the_content },
	   { "checks amount and day", checks_amount_and_day },
	   { "has two or three a row", has_two_or_three_a_row })
