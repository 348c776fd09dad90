/* SPDX-License-Identifier: Apache-2.0 */
#include "model/ids.h"

#include "unit/check.h"

struct row {
	const char *text;
	const char *expected;	/* the normal form, or NULL */
	const char *reason;
};

typedef const char *(*reader)(const char *text, char *out);

static void check_rows(reader read, const struct row *rows, guint count)
{
	for (guint i = 0; i < count; i++) {
		char out[EMAIL_ROOM] = "untouched";
		const char *reason = read(rows[i].text, out);

		CHECK_STR(rows[i].text, reason, rows[i].reason);
		CHECK_STR(rows[i].text, out, rows[i].expected != NULL ? rows[i].expected : "untouched");
	}
}

static void reads_tax_codes(void)
{
	static const struct row rows[] = {
		{ "RSSMRA80A01H501U", "RSSMRA80A01H501U", NULL }, { "VRDLGU75M45F205E", "VRDLGU75M45F205E", NULL },
		{ "RCCMNL83S18D969H", "RCCMNL83S18D969H", NULL }, { "BNCGNN70C41H501Z", "BNCGNN70C41H501Z", NULL },
		{ "MRTMTT25D09F205Z", "MRTMTT25D09F205Z", NULL }, { "RSSMRA85T10A562S", "RSSMRA85T10A562S", NULL },
		{ "CNTCHR83T41D969D", "CNTCHR83T41D969D", NULL },
		/* omocodia */
		{ "RSSMRA80A01H50MM", "RSSMRA80A01H50MM", NULL }, { "RSSMRA80A01HRLMS", "RSSMRA80A01HRLMS", NULL },
		{ "RSSMRALLALMHRLMR", "RSSMRALLALMHRLMR", NULL },
		{ "rss mra 80a01 h501u", "RSSMRA80A01H501U", NULL },
		{ "RSSMRA80A01H501V", NULL, "wrong check letter" },
		{ "RSSMRA80A01H50LM", NULL, "wrong check letter" },
		{ "RSSMRA80F01H501U", NULL, "not the form of a codice fiscale" },
		{ "RSSMR180A01H501U", NULL, "not the form of a codice fiscale" },
		{ "RSSMRA8AA01H501U", NULL, "not the form of a codice fiscale" },
		{ "RSSMRA80A01H501", NULL, "neither 16 nor 11 characters" },
		{ "RSSMRA80A01H501UU", NULL, "not the form of a codice fiscale" },
		{ "RSSMRA80A00H501T", NULL, "no such day of birth" },
		{ "RSSMRA80A40H501X", NULL, "no such day of birth" },
		{ "RSSMRA80A72H501C", NULL, "no such day of birth" },
		{ "RSSMRÀ80A01H501U", NULL, "not the form of a codice fiscale" },
		{ "", NULL, "neither 16 nor 11 characters" },
		/* legal persons */
		{ "01114601006", "01114601006", NULL }, { "12345678903", "12345678903", NULL },
		{ "00743110158", NULL, "wrong check digit" }, { "00000000000", NULL, "no such number" },
	};

	check_rows(tax_code_read, rows, G_N_ELEMENTS(rows));
}

/* One wrong letter at any place of a code is found: the odd values are all different, and so are the even ones. */
static void finds_every_single_change(void)
{
	char code[] = "RSSMRA85T10A562S";
	char out[TAX_CODE_ROOM];

	for (guint i = 0; i < 16; i++) {
		for (const char *c = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"; *c != '\0'; c++) {
			g_autofree char *changed = g_strdup(code);

			changed[i] = *c;
			if (code[i] != *c && !g_ascii_isdigit(code[i]))
				CHECK_TRUE(changed, tax_code_read(changed, out) != NULL);
		}
	}
}

static void reads_vat_numbers(void)
{
	static const struct row rows[] = {
		{ "00743110157", "00743110157", NULL }, { "00414580183", "00414580183", NULL },
		{ "01114601006", "01114601006", NULL }, { "06853110960", "06853110960", NULL },
		{ "12024811007", "12024811007", NULL }, { "IT00743110157", "00743110157", NULL },
		{ "it 007 431 101 57", "00743110157", NULL },
		{ "00743110158", NULL, "wrong check digit" }, { "12345678903", NULL, "no such office" },
		{ "00000000000", NULL, "no such number" }, { "0743110157", NULL, "not 11 digits" },
		{ "FR00743110157", NULL, "not 11 digits" }, { "", NULL, "not 11 digits" },
	};

	check_rows(vat_number_read, rows, G_N_ELEMENTS(rows));
}

static void reads_ibans(void)
{
	static const struct row rows[] = {
		{ "IT60X0542811101000000123456", "IT60X0542811101000000123456", NULL },
		{ "IT15L0760117400001007214826", "IT15L0760117400001007214826", NULL },
		{ "IT90C0760103200000063470009", "IT90C0760103200000063470009", NULL },
		{ "IT93U0538703222000000001920", "IT93U0538703222000000001920", NULL },
		{ "IT34V0306953101100000000746", "IT34V0306953101100000000746", NULL },
		{ "IT93F0303266390010000006975", "IT93F0303266390010000006975", NULL },
		{ "IT61A0898262320034000000459", "IT61A0898262320034000000459", NULL },
		{ "IT60Q0123412345000000753XYZ", "IT60Q0123412345000000753XYZ", NULL },
		{ "it60 x054 2811 1010 0000 0123 456", "IT60X0542811101000000123456", NULL },
		/* examples of the IBAN registry */
		{ "CH9300762011623852957", "CH9300762011623852957", NULL },
		{ "DE89370400440532013000", "DE89370400440532013000", NULL },
		{ "GB29NWBK60161331926819", "GB29NWBK60161331926819", NULL },
		{ "SM86U0322509800000000270100", "SM86U0322509800000000270100", NULL },
		{ "IT91W0398282920031000001999", NULL, "wrong check digits" },
		{ "IT60X0542811101000000123457", NULL, "wrong check digits" },
		{ "IT61X0542811101000000123456", NULL, "wrong check digits" },
		{ "IT60X054281110100000012345", NULL, "not the length of its country's IBANs" },
		{ "XX60X0542811101000000123456", NULL, "no country with IBANs" },
		{ "IT60X0542811101000000123456/", NULL, "not the form of an IBAN" },
		{ "IT", NULL, "no country with IBANs" },
		{ "", NULL, "no country with IBANs" },
	};

	check_rows(iban_read, rows, G_N_ELEMENTS(rows));
}

/* Right modulo 97, wrong CIN: found by the second check alone. */
static void checks_the_cin(void)
{
	char out[IBAN_ROOM];
	guint found = 0;

	for (guint check = 2; check < 99; check++) {
		g_autofree char *iban = g_strdup_printf("IT%02uA0542811101000000123456", check);
		const char *reason = iban_read(iban, out);

		CHECK_TRUE(iban, reason != NULL);
		found += g_strcmp0(reason, "wrong CIN") == 0;
	}
	CHECK_INT("one pair of digits fits", found, 1);
}

static void reads_email_addresses(void)
{
	g_autofree char *local_64 = g_strnfill(64, 'a');
	g_autofree char *fits = g_strconcat(local_64, "@pec.it", NULL);
	g_autofree char *long_local = g_strconcat("a", fits, NULL);
	g_autofree char *huge = g_strnfill(300, 'a');
	const struct row rows[] = {
		{ "mario.rossi@esempio.it", "mario.rossi@esempio.it", NULL },
		{ "Mario.Rossi@PEC.Esempio.IT", "Mario.Rossi@pec.esempio.it", NULL },
		{ "a+b_c-d@x-y.example.com", "a+b_c-d@x-y.example.com", NULL },
		{ fits, fits, NULL },
		{ long_local, NULL, "not a name before the @" },
		{ huge, NULL, "longer than 254 characters" },
		{ "mario.rossi", NULL, "no @" },
		{ "", NULL, "no @" },
		{ "@esempio.it", NULL, "not a name before the @" },
		{ "mario@rossi@esempio.it", NULL, "more than one @" },
		{ "a@b.it;c@d.it", NULL, "more than one @" },
		{ "mario rossi@esempio.it", NULL, "not a name before the @" },
		{ ".mario@esempio.it", NULL, "not a name before the @" },
		{ "mario.@esempio.it", NULL, "not a name before the @" },
		{ "mario..rossi@esempio.it", NULL, "not a name before the @" },
		{ "niccolò@esempio.it", NULL, "not a name before the @" },
		{ "mario@esempio", NULL, "not a domain behind the @" },
		{ "mario@esempio.", NULL, "not a domain behind the @" },
		{ "mario@.it", NULL, "not a domain behind the @" },
		{ "mario@-esempio.it", NULL, "not a domain behind the @" },
		{ "mario@esempio.i", NULL, "not a domain behind the @" },
		{ "mario@10.0.0.1", NULL, "not a domain behind the @" },
		{ "mario@esempio.it\r\nBcc: x@y.it", NULL, "more than one @" },
		{ "mario@esempio.it\r\nX: y", NULL, "not a domain behind the @" },
	};

	check_rows(email_read, rows, G_N_ELEMENTS(rows));
}

CHECK_MAIN({ "reads tax codes", reads_tax_codes }, { "finds every single change", finds_every_single_change },
	   { "reads VAT numbers", reads_vat_numbers }, { "reads IBANs", reads_ibans },
	   { "checks the CIN", checks_the_cin }, { "reads e-mail addresses", reads_email_addresses })
