/* SPDX-License-Identifier: Apache-2.0 */
#include "model/reference.h"

#include <string.h>

#include "model/ids.h"
#include "unit/check.h"
#include "unit/vectors.h"

struct row {
	const char *text;
	const char *expected;	/* the normal form, or NULL */
	const char *reason;
};

typedef const char *(*reader)(const char *text, char *out);

static void check_rows(reader read, const struct row *rows, guint count)
{
	for (guint i = 0; i < count; i++) {
		char out[64] = "untouched";
		const char *reason = read(rows[i].text, out);

		CHECK_STR(rows[i].text, reason, rows[i].reason);
		CHECK_STR(rows[i].text, out, rows[i].expected != NULL ? rows[i].expected : "untouched");
	}
}

static void reads_customer_codes(void)
{
	static const struct row rows[] = {
		{ "201809999911007888", "201809999911007888", NULL },
		{ "000000505403849083", "000000505403849083", NULL },
		{ "0000 0000 0000 0093 00", "000000000000009300", NULL },
		{ "201809999911007889", NULL, "wrong check digits" },
		{ "210809999911007888", NULL, "wrong check digits" },
		{ "20180999991100788", NULL, "not 18 digits" },
		{ "2018099999110078880", NULL, "not 18 digits" },
		{ "20180999991100788A", NULL, "not 18 digits" },
		{ "20180999991100788\xc2\xb2", NULL, "not 18 digits" },
		{ "", NULL, "not 18 digits" },
	};

	check_rows(customer_read, rows, G_N_ELEMENTS(rows));
}

static void composes_customer_codes(void)
{
	static const struct row rows[] = {
		{ "2018099999110078", "201809999911007888", NULL }, { "3011883400000643", "301188340000064356", NULL },
		{ "1", "000000000000000101", NULL }, { "93", "000000000000009300", NULL },
		{ "9999999999999999", "999999999999999909", NULL },
		{ "12345678901234567", NULL, "more than 16 digits" },
		{ "12a4", NULL, "not digits" }, { "", NULL, "not digits" }, { "-1", NULL, "not digits" },
	};

	check_rows(customer_compose, rows, G_N_ELEMENTS(rows));
}

/* The claim of the rule: every wrong digit and every changed pair of neighbours shows. */
static void finds_single_faults(void)
{
	static const char right[] = "201809999911007888";
	char out[CUSTOMER_ROOM];

	for (guint i = 0; i < 18; i++) {
		char changed[CUSTOMER_ROOM];

		for (char digit = '0'; digit <= '9'; digit++) {
			strcpy(changed, right);
			changed[i] = digit;
			if (digit != right[i])
				CHECK_STR(changed, customer_read(changed, out), "wrong check digits");
		}
		strcpy(changed, right);
		changed[i] = right[(i + 1) % 18];
		changed[(i + 1) % 18] = right[i];
		if (i < 17 && right[i] != right[i + 1])
			CHECK_STR(changed, customer_read(changed, out), "wrong check digits");
	}
}

static void published_number(char **cells)
{
	char out[CUSTOMER_ROOM] = "";

	CHECK_STR(cells[0], customer_read(cells[0], out), NULL);
	CHECK_STR(cells[0], out, cells[0]);
	CHECK_INT(cells[0], notice_check(cells[0]), NOTICE_HOLDS);
}

static void slip_number(char **cells)
{
	char out[CUSTOMER_ROOM] = "";

	CHECK_STR(cells[0], customer_compose(cells[0], out), NULL);
	CHECK_STR(cells[0], out, cells[1]);
}

/* aux, code and base are what the composed number says; the rest of the row is composed from them. */
static void notice_number(char **cells)
{
	guint aux = (guint)(cells[0][0] - '0');
	gboolean has_code = aux != 2;
	guint code = has_code ? (guint)(cells[1][1] - '0') * 10 + (guint)(cells[1][2] - '0') : 0;
	g_autofree char *base = g_strndup(cells[1] + (has_code ? 3 : 1), has_code ? 13 : 15);
	char notice[NOTICE_ROOM] = "", iuv[IUV_ROOM] = "";
	char paper[GROUPS_ROOM(NOTICE_ROOM)] = "";

	CHECK_STR(cells[1], notice_compose(aux, code, base, notice), NULL);
	CHECK_STR("composed", notice, cells[1]);
	CHECK_INT(cells[1], notice_check(cells[1]), NOTICE_HOLDS);
	notice_iuv(notice, iuv);
	CHECK_STR(cells[1], iuv, cells[2]);
	groups_write(notice, paper);
	CHECK_STR(cells[1], paper, cells[3]);
}

static void iban_row(char **cells)
{
	char out[IBAN_ROOM];

	CHECK_INT(cells[0], iban_read(cells[0], out) == NULL, cells[1][0] == '1');
}

static void reference_row(char **cells)
{
	char out[CREDITOR_ID_ROOM];
	reader read = strcmp(cells[0], "RF") == 0 ? rf_read : creditor_id_read;

	CHECK_INT(cells[1], read(cells[1], out) == NULL, cells[2][0] == '1');
}

static void passes_the_vectors(void)
{
	static const struct {
		const char *file;
		guint cells, rows;
		void (*row)(char **cells);
	} files[] = {
		{ "vectors/mod93_published.csv", 2, 5, published_number }, { "vectors/td896.csv", 7, 8, slip_number },
		{ "vectors/pagopa_avviso.csv", 6, 7, notice_number }, { "vectors/iban.csv", 2, 11, iban_row },
		{ "vectors/rf_ci.csv", 3, 8, reference_row },
	};

	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		guint rows = vector_rows(files[i].file, files[i].cells, files[i].row);

		CHECK_TRUE(files[i].file, rows == 0 || rows >= files[i].rows);
	}
}

static void composes_notices(void)
{
	static const struct {
		guint aux, code;
		const char *base, *expected, *iuv, *reason;
	} rows[] = {
		{ 0, 12, "2024000012345", "012202400001234511", "202400001234511", NULL },
		{ 1, 0, "12345678901234567", "112345678901234567", "12345678901234567", NULL },
		{ 1, 0, "7", "100000000000000007", "00000000000000007", NULL },
		{ 2, 0, "202400001234567", "220240000123456741", "20240000123456741", NULL },
		{ 3, 47, "2024 0000 98765", "347202400009876542", "47202400009876542", NULL },
		{ 3, 1, "1", "301000000000000144", "01000000000000144", NULL },
		{ 4, 0, "1", NULL, NULL, "no such aux digit" },
		{ 3, 100, "1", NULL, NULL, "no such code for this aux digit" },
		{ 2, 1, "1", NULL, NULL, "no such code for this aux digit" },
		{ 3, 47, "12345678901234", NULL, NULL, "more digits than this aux digit leaves room for" },
		{ 0, 1, "", NULL, NULL, "not digits" }, { 0, 1, "12x", NULL, NULL, "not digits" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char notice[NOTICE_ROOM] = "untouched", iuv[IUV_ROOM] = "";

		CHECK_STR(rows[i].base, notice_compose(rows[i].aux, rows[i].code, rows[i].base, notice), rows[i].reason);
		CHECK_STR(rows[i].base, notice, rows[i].expected != NULL ? rows[i].expected : "untouched");
		if (rows[i].iuv == NULL)
			continue;
		CHECK_INT(notice, notice_check(notice), rows[i].aux == 1 ? NOTICE_NONE : NOTICE_HOLDS);
		notice_iuv(notice, iuv);
		CHECK_STR(notice, iuv, rows[i].iuv);
	}
}

/* A base of as many digits does, one of a digit more does not. */
static void tells_how_long_a_base_is(void)
{
	for (guint aux = 0; aux <= 3; aux++) {
		g_autofree char *base = g_strnfill(notice_base_digits(aux), '9');
		g_autofree char *longer = g_strconcat("9", base, NULL);
		g_autofree char *label = g_strdup_printf("aux %u", aux);
		char notice[NOTICE_ROOM];

		CHECK_STR(label, notice_compose(aux, 0, base, notice), NULL);
		CHECK_TRUE(label, strstr(notice, base) != NULL);
		CHECK_TRUE(label, notice_compose(aux, 0, longer, notice) != NULL);
	}
}

/* The official test notices have aux 4 and digits of no rule; a wrong number of aux 3 is told, not refused. */
static void refuses_no_supplied_notice(void)
{
	static const struct {
		const char *notice;
		enum notice_digits expected;
	} rows[] = {
		{ "470000008800999051", NOTICE_NONE }, { "112345678901234567", NOTICE_NONE },
		{ "301188340000064357", NOTICE_WRONG }, { "301188340000064356", NOTICE_HOLDS },
	};
	char out[NOTICE_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		CHECK_STR(rows[i].notice, notice_read(rows[i].notice, out), NULL);
		CHECK_INT(rows[i].notice, notice_check(out), rows[i].expected);
	}
	CHECK_STR("short", notice_read("30118834000006435", out), "not 18 digits");
	CHECK_STR("letter", notice_read("30118834000006435I", out), "not 18 digits");
}

static void reads_accounts(void)
{
	static const struct row rows[] = {
		{ "1007214826", "001007214826", NULL }, { "63470009", "000063470009", NULL },
		{ "000063470009", "000063470009", NULL }, { "10 14 81 12", "000010148112", NULL },
		{ "1234567890123", NULL, "more than 12 digits" }, { "12345/6", NULL, "not digits" },
		{ "000", NULL, "no such account" }, { "", NULL, "no such account" },
	};
	char account[ACCOUNT_ROOM] = "untouched";

	check_rows(account_read, rows, G_N_ELEMENTS(rows));
	CHECK_TRUE("Poste", iban_postal_account("IT15L0760117400001007214826", account));
	CHECK_STR("Poste", account, "001007214826");
	CHECK_TRUE("another bank", !iban_postal_account("IT60X0542811101000000123456", account));
	CHECK_TRUE("letters in the account", !iban_postal_account("IT60Q0760112345000000753XYZ", account));
	CHECK_TRUE("another country", !iban_postal_account("DE89370400440532013000", account));
	CHECK_STR("left alone", account, "001007214826");
}

static void reads_rf_references(void)
{
	static const struct row rows[] = {
		{ "RF18539007547034", "RF18539007547034", NULL }, { "RF45w9", "RF45W9", NULL },
		{ "RF18 5390 0754 70Y", "RF185390075470Y", NULL }, { "RF186L", "RF186L", NULL },
		{ "RF2356748393784945050875", NULL, "wrong check digits" },
		{ "RF19539007547034", NULL, "wrong check digits" },
		/* 97 more than the right digits leaves the same remainder */
		{ "RF9900000000000000036", NULL, "wrong check digits" },
		{ "RF0200000000000000036", "RF0200000000000000036", NULL },
		{ "RF18", NULL, "not the form of an RF reference" },
		{ "FR18539007547034", NULL, "not the form of an RF reference" },
		{ "RF18539007547-34", NULL, "not the form of an RF reference" },
		{ "RF1812345678901234567890123", NULL, "more than 25 characters" },
		{ "", NULL, "not the form of an RF reference" },
	};
	static const struct row bases[] = {
		{ "539007547034", "RF18539007547034", NULL }, { "w9", "RF45W9", NULL },
		{ "0000005054038490", "RF170000005054038490", NULL },
		{ "123456789012345678901", "RF40123456789012345678901", NULL },
		{ "1234567890123456789012", NULL, "more than 21 characters" },
		{ "", NULL, "not letters and digits" }, { "12/3", NULL, "not letters and digits" },
	};

	check_rows(rf_read, rows, G_N_ELEMENTS(rows));
	check_rows(rf_compose, bases, G_N_ELEMENTS(bases));
}

static void reads_direct_debit_codes(void)
{
	static const struct row ids[] = {
		{ "IT66ZZZA1B2C3D4E5F6G7H8", "IT66ZZZA1B2C3D4E5F6G7H8", NULL },
		{ "it04 zzz 0000012345678903", "IT04ZZZ0000012345678903", NULL },
		/* the business code is not guarded */
		{ "IT22001RSSMRA80A01H501U", "IT22001RSSMRA80A01H501U", NULL },
		{ "DE98ZZZ09999999999", "DE98ZZZ09999999999", NULL },
		{ "IT67ZZZA1B2C3D4E5F6G7H8", NULL, "wrong check digits" },
		{ "IT66ZZZA1B2C3D4E5F6G7H", NULL, "not the 23 characters of an Italian creditor identifier" },
		{ "1T66ZZZA1B2C3D4E5F6G7H8", NULL, "not the form of a creditor identifier" },
		{ "IT66ZZZ", NULL, "not the form of a creditor identifier" },
		{ "DE98ZZZ0999999999900000000000000000000000", NULL, "more than 35 characters" },
	};
	static const struct row mandates[] = {
		{ "UMR-2026/000123 a", "UMR-2026/000123 a", NULL }, { "", NULL, "empty" },
		{ "123456789012345678901234567890123456", NULL, "more than 35 characters" },
		{ "UMR_1", NULL, "a character that SEPA does not carry" },
		{ "UMR\n1", NULL, "a character that SEPA does not carry" },
	};
	static const struct row bics[] = {
		{ "bppiitrr", "BPPIITRR", NULL }, { "BPPIITRRXXX", "BPPIITRRXXX", NULL },
		{ "BPPIITR", NULL, "neither 8 nor 11 characters" }, { "BPPIITRRXX", NULL, "neither 8 nor 11 characters" },
		{ "BPPI1TRR", NULL, "not the form of a BIC" }, { "BPPIITRR-XX", NULL, "not the form of a BIC" },
	};

	check_rows(creditor_id_read, ids, G_N_ELEMENTS(ids));
	check_rows(mandate_read, mandates, G_N_ELEMENTS(mandates));
	check_rows(bic_read, bics, G_N_ELEMENTS(bics));
}

static void reads_assigned_codes(void)
{
	static const struct row bills[] = {
		{ "12345678901234567", "12345678901234567", NULL }, { "0123 4567 8901 2345 67", "012345678901234567", NULL },
		{ "1234567890123456", NULL, "neither 17 nor 18 digits" },
		{ "1234567890123456789", NULL, "neither 17 nor 18 digits" },
		{ "1234567890123456X", NULL, "neither 17 nor 18 digits" },
	};
	static const struct row cbills[] = {
		{ "a1b2c", "A1B2C", NULL }, { "A1B2", NULL, "not 5 letters or digits" },
		{ "A1B2CD", NULL, "not 5 letters or digits" }, { "A1-2C", NULL, "not 5 letters or digits" },
	};

	check_rows(bill_code_read, bills, G_N_ELEMENTS(bills));
	check_rows(cbill_read, cbills, G_N_ELEMENTS(cbills));
}

static void writes_groups_of_four(void)
{
	static const struct row rows[] = {
		{ "IT60X0542811101000000123456", "IT60 X054 2811 1010 0000 0123 456", NULL },
		{ "RF45W9", "RF45 W9", NULL }, { "1234", "1234", NULL }, { "12345678", "1234 5678", NULL }, { "", "", NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *out = g_malloc(GROUPS_ROOM(strlen(rows[i].text)));

		groups_write(rows[i].text, out);
		CHECK_STR(rows[i].text, out, rows[i].expected);
		g_free(out);
	}
}

CHECK_MAIN({ "reads customer codes", reads_customer_codes }, { "composes customer codes", composes_customer_codes },
	   { "finds single faults", finds_single_faults }, { "passes the vectors", passes_the_vectors },
	   { "composes notices", composes_notices },
	   { "tells how long a base is", tells_how_long_a_base_is }, { "refuses no supplied notice", refuses_no_supplied_notice },
	   { "reads accounts", reads_accounts }, { "reads RF references", reads_rf_references },
	   { "reads direct debit codes", reads_direct_debit_codes }, { "reads assigned codes", reads_assigned_codes },
	   { "writes groups of four", writes_groups_of_four })
