/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/agree.h"

#include "unit/slip_rig.h"

#define MONEY_BITS (PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(DUE) | PAYMENT_BIT(INSTALMENT))

/* Kinds by what they print; agreement asks for no more. */
static const struct slip_kind notice_kind = { .name = "notice", .needs = MONEY_BITS | PAYMENT_BIT(NOTICE) };
static const struct slip_kind bollettino_kind = { .name = "bollettino", .needs = MONEY_BITS | PAYMENT_BIT(CUSTOMER) };
static const struct slip_kind transfer_kind = {
	.name = "transfer", .needs = PAYMENT_BIT(AMOUNT), .takes = PAYMENT_BIT(REFERENCE) | PAYMENT_BIT(SUBJECT),
};
static const struct slip_kind title_kind = { .name = "title", .needs = PAYMENT_BIT(SUBJECT) };

#define MOST 8

/* A letter of uses; each fault's line begins with its use: "1: 0 amount ...". */
struct letter {
	struct slip_use uses[MOST];
	struct payment payments[MOST][MOST];
	struct fault_rig rigs[MOST];
	guint count;
};

static struct payment *letter_add(struct letter *letter, const struct slip_kind *kind, guint payments)
{
	guint i = letter->count++;

	fault_rig_begin(&letter->rigs[i]);
	letter->uses[i] = (struct slip_use){ kind, letter->payments[i], payments, &letter->rigs[i].faults };
	for (guint place = 0; place < payments; place++) {
		payment_clear(&letter->payments[i][place]);
		payment_set(&letter->payments[i][place], PAYMENT_AMOUNT, "30000");
		payment_set(&letter->payments[i][place], PAYMENT_TOTAL, "30000");
		payment_set(&letter->payments[i][place], PAYMENT_DUE, "2026-03-31");
	}
	return letter->payments[i];
}

static void letter_check(struct letter *letter, const char *label, const char *told)
{
	gboolean fine = slip_agree(letter->uses, letter->count);
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 0; i < letter->count; i++) {
		g_auto(GStrv) lines = g_strsplit(letter->rigs[i].text, "\n", -1);

		for (guint line = 0; lines[line] != NULL && lines[line][0] != '\0'; line++)
			g_string_append_printf(all, "%u: %s\n", i, lines[line]);
		fault_rig_begin(&letter->rigs[i]);
	}
	CHECK_STR(label, all->str, told);
	CHECK_INT(label, fine, told[0] == '\0');
}

static const char *const three[] = { "300715700000000032", "322201151398574181", "330160855833753289" };

/* A whole notice, three instalments of it, a transfer and a bollettino: nothing contradicts. */
static void letter_begin(struct letter *letter)
{
	struct payment *payment;

	letter->count = 0;
	payment_set(letter_add(letter, &notice_kind, 1), PAYMENT_NOTICE, "301188340000064356");
	payment = letter_add(letter, &notice_kind, 3);
	for (guint i = 0; i < 3; i++) {
		payment_set(&payment[i], PAYMENT_AMOUNT, "10000");
		payment_set(&payment[i], PAYMENT_NOTICE, three[i]);
	}
	payment = letter_add(letter, &transfer_kind, 1);
	payment_set(payment, PAYMENT_NOTICE, "301188340000064356");
	payment_set(payment, PAYMENT_SUBJECT, "/RFB/01188340000064356/300.00/TXT/Quota 2026");
	payment_set(letter_add(letter, &bollettino_kind, 1), PAYMENT_CUSTOMER, "201809999911007888");
}

static void lets_agreeing_slips_pass(void)
{
	struct letter *letter = g_new0(struct letter, 1);

	letter_check(letter, "no slip", "");
	letter_begin(letter);
	letter_check(letter, "all means", "");
	payment_set(letter->payments[2], PAYMENT_SUBJECT, "Pago /RFB/301188340000064356");
	payment_set(letter->payments[0], PAYMENT_NOTICE, "3011 8834 0000 0643 56");
	letter_check(letter, "the whole number in the text, blanks", "");
	payment_set(letter->payments[3], PAYMENT_AMOUNT, NULL);
	letter_check(letter, "one leaves the amount to the payer", "");
	payment_set(letter_add(letter, &title_kind, 1), PAYMENT_AMOUNT, "1");
	payment_set(letter->payments[4], PAYMENT_TOTAL, "2");
	letter_check(letter, "a title prints no amount", "");
	g_free(letter);
}

static void tells_contradictions(void)
{
	static const struct {
		guint use, place;
		enum payment_field field;
		const char *text, *told;
	} rows[] = {
		{ 0, 0, PAYMENT_AMOUNT, "29999", "0: 0 amount slip-differs [299,99 ≠ 300,00] not the total\n" },
		{ 0, 0, PAYMENT_TOTAL, "30001", "0: 0 amount slip-differs [300,00 ≠ 300,01] not the total\n" },
		{ 1, 2, PAYMENT_AMOUNT, "10001",
		  "1: 0 amount slip-differs [300,01 ≠ 300,00] the instalments do not add up to the total\n" },
		{ 1, 1, PAYMENT_NOTICE, "300715700000000032",
		  "1: 1 notice slip-differs [300715700000000032] another instalment has this number\n" },
		{ 1, 1, PAYMENT_NOTICE, "301188340000064356",
		  "1: 1 notice slip-differs [301188340000064356] this number is asked two amounts for\n" },
		{ 2, 0, PAYMENT_SUBJECT, "/RFB/01188340000064357",
		  "2: 0 subject slip-differs [/RFB/01188340000064357] it names another notice\n" },
		{ 2, 0, PAYMENT_SUBJECT, "/RFB/01188340000064356/12.00",
		  "2: 0 subject slip-differs [/RFB/01188340000064356/12.00] it names another amount\n" },
		{ 3, 0, PAYMENT_DUE, "2026-04-30",
		  "3: 0 due slip-differs [] another slip of the letter says otherwise\n" },
	};
	struct letter *letter = g_new0(struct letter, 1);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("row %u", i);

		letter_begin(letter);
		payment_set(&letter->payments[rows[i].use][rows[i].place], rows[i].field, rows[i].text);
		letter_check(letter, label, rows[i].told);
	}
	g_free(letter);
}

/* The letter tells no total: its slips are held against each other all the same. */
static void needs_no_total(void)
{
	struct letter *letter = g_new0(struct letter, 1);

	letter_begin(letter);
	for (guint i = 0; i < letter->count; i++) {
		for (guint place = 0; place < letter->uses[i].count; place++)
			payment_set(&letter->payments[i][place], PAYMENT_TOTAL, NULL);
	}
	letter_check(letter, "no total", "");
	payment_set(letter->payments[3], PAYMENT_AMOUNT, "30100");
	letter_check(letter, "another amount",
		     "3: 0 amount slip-differs [301,00 ≠ 300,00] another slip of the letter asks for another amount\n");
	g_free(letter);
}

/* Instalments placed one by one are one plan. */
static void adds_up_single_instalments(void)
{
	struct letter *letter = g_new0(struct letter, 1);
	static const char *const numbers[] = { "1", "2", "3" };

	for (guint i = 0; i < 3; i++) {
		struct payment *payment = letter_add(letter, &notice_kind, 1);

		payment_set(payment, PAYMENT_INSTALMENT, numbers[i]);
		payment_set(payment, PAYMENT_AMOUNT, "10000");
		payment_set(payment, PAYMENT_DUE, i == 0 ? "2026-03-31" : "2026-05-31");
		payment_set(payment, PAYMENT_NOTICE, three[i]);
	}
	letter_check(letter, "three", "");
	payment_set(letter->payments[2], PAYMENT_NOTICE, three[0]);
	letter_check(letter, "a number twice",
		     "2: 0 notice slip-differs [300715700000000032] another instalment has this number\n");
	payment_set(letter->payments[2], PAYMENT_NOTICE, three[2]);
	letter->count = 2;
	letter_check(letter, "one is missing",
		     "0: 0 amount slip-differs [200,00 ≠ 300,00] the instalments do not add up to the total\n");
	g_free(letter);
}

static void holds_references_together(void)
{
	struct letter *letter = g_new0(struct letter, 1);

	payment_set(letter_add(letter, &transfer_kind, 1), PAYMENT_REFERENCE, "RF18 5390 0754 7034");
	payment_set(letter_add(letter, &transfer_kind, 1), PAYMENT_REFERENCE, "RF18539007547034");
	letter_check(letter, "blanks", "");
	payment_set(letter->payments[1], PAYMENT_REFERENCE, "RF186L");
	letter_check(letter, "another reference",
		     "1: 0 reference slip-differs [RF186L] another slip of the letter says otherwise\n");
	payment_set(letter->payments[1], PAYMENT_REFERENCE, "RF18539007547034");
	payment_set(letter->payments[1], PAYMENT_SUBJECT, "/RFS/RF186L/300.00");
	letter_check(letter, "in the text", "1: 0 subject slip-differs [/RFS/RF186L/300.00] it names another reference\n");
	g_free(letter);
}

CHECK_MAIN({ "lets agreeing slips pass", lets_agreeing_slips_pass }, { "tells contradictions", tells_contradictions },
	   { "needs no total", needs_no_total }, { "adds up single instalments", adds_up_single_instalments },
	   { "holds references together", holds_references_together })
