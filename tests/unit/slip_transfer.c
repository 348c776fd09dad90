/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/transfer.h"

#include <string.h>

#include "unit/check.h"
#include "unit/vectors.h"

static const struct transfer plain = {
	.bic = "", .name = "ORDINE DEGLI INGEGNERI DI PROVA", .iban = "IT15L0760117400001007214826",
	.cents = 12067, .reference = "", .text = "",
};

static void passes_the_vectors(void)
{
	g_autofree char *structured = vector_text("vectors/epc_rf.txt");
	g_autofree char *unstructured = vector_text("vectors/epc_unstructured.txt");
	struct remittance remittance = {
		.form = REMITTANCE_IUV, .reference = "301188340000064356", .cents = 12067, .text = "QUOTA 2026",
	};
	struct transfer transfer = plain;
	char out[TRANSFER_QR_BYTES + 1] = "", text[REMITTANCE_ROOM] = "";

	transfer.reference = "RF17 0000 0050 5403 8490";
	CHECK_STR("structured", transfer_qr(&transfer, out), NULL);
	if (structured != NULL)
		CHECK_STR("structured", out, structured);
	CHECK_STR("remittance", remittance_write(&remittance, text), NULL);
	transfer.reference = "";
	transfer.text = text;
	transfer.bic = "BPPIITRR";
	CHECK_STR("unstructured", transfer_qr(&transfer, out), NULL);
	if (unstructured != NULL)
		CHECK_STR("unstructured", out, unstructured);
}

static void ends_behind_its_last_element(void)
{
	struct transfer transfer = plain;
	char out[TRANSFER_QR_BYTES + 1] = "";

	CHECK_STR("nothing after the amount", transfer_qr(&transfer, out), NULL);
	CHECK_STR("nothing after the amount", out,
		  "BCD\n002\n1\nSCT\n\nORDINE DEGLI INGEGNERI DI PROVA\nIT15L0760117400001007214826\nEUR120.67");
}

static void refuses_transfers(void)
{
	g_autofree char *name_71 = g_strnfill(71, 'n'), *text_141 = g_strnfill(141, 't');
	g_autofree char *wide = NULL;
	GString *euros = g_string_new(NULL);
	struct transfer rows[12];
	static const char *const reasons[] = {
		"the beneficiary's name is not 1 to 70 characters", "the beneficiary's name is not 1 to 70 characters",
		"the beneficiary's name is not 1 to 70 characters", "wrong check digits",
		"the amount is not within 0,01 and 999.999.999,99", "the amount is not within 0,01 and 999.999.999,99",
		"both a reference and a text", "wrong check digits", "the text is longer than 140 characters",
		"the text is longer than 140 characters", "neither 8 nor 11 characters",
		"more than the 331 bytes that a transfer's QR holds",
	};
	char out[TRANSFER_QR_BYTES + 1] = "untouched";

	for (guint i = 0; i < 100; i++)
		g_string_append(euros, "€");
	wide = g_string_free(euros, FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		rows[i] = plain;
	rows[0].name = "";
	rows[1].name = name_71;
	rows[2].name = "A\nB";
	rows[3].iban = "IT15L0760117400001007214827";
	rows[4].cents = 0;
	rows[5].cents = TRANSFER_CENTS_MAX + 1;
	rows[6].reference = "RF18539007547034";
	rows[6].text = "x";
	rows[7].reference = "RF19539007547034";
	rows[8].text = text_141;
	rows[9].text = "two\nlines";
	rows[10].bic = "BPPI";
	rows[11].text = wide;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_STR("refused", transfer_qr(&rows[i], out), reasons[i]);
	CHECK_STR("left alone", out, "untouched");
}

static void writes_remittances(void)
{
	static const struct {
		struct remittance remittance;
		const char *expected, *reason;
	} rows[] = {
		{ { REMITTANCE_IUV, "9876096598656344", 1234, "Richiesta certificato" },
		  "/RFB/9876096598656344/12.34/TXT/Richiesta certificato", NULL },
		{ { REMITTANCE_IUV, "9876096598656344", -1, "" }, "/RFB/9876096598656344", NULL },
		{ { REMITTANCE_IUV, "9876096598656344", -1, "x" }, "/RFB/9876096598656344/TXT/x", NULL },
		{ { REMITTANCE_RF, "RF18539007547034", 5, "" }, "/RFS/RF18539007547034/0.05", NULL },
		{ { REMITTANCE_RF, "RF18539007547034", -1, "" }, NULL, "no amount" },
		{ { REMITTANCE_IUV, "", 1, "" }, NULL, "no reference" },
		{ { REMITTANCE_IUV, "1", 1, "a\nb" }, NULL, "the text is longer than 140 characters" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char out[REMITTANCE_ROOM] = "untouched";
		struct remittance back;

		CHECK_STR("row", remittance_write(&rows[i].remittance, out), rows[i].reason);
		CHECK_STR("row", out, rows[i].expected != NULL ? rows[i].expected : "untouched");
		if (rows[i].expected == NULL)
			continue;
		CHECK_TRUE(out, remittance_read(out, &back));
		CHECK_INT(out, back.form, rows[i].remittance.form);
		CHECK_STR(out, back.reference, rows[i].remittance.reference);
		CHECK_INT(out, back.cents, rows[i].remittance.cents);
		CHECK_STR(out, back.text, rows[i].remittance.text);
	}
}

static void reads_remittances(void)
{
	static const struct {
		const char *text;
		const char *reference;	/* NULL: none there */
		cents_t cents;
		const char *rest;
	} rows[] = {
		{ "BONIFICO /RFB/301188340000064356/120.67", "301188340000064356", 12067, "" },
		{ "/RFX/1 /RFS/RF18539007547034/1.00/TXT//RFB/2", "RF18539007547034", 100, "/RFB/2" },
		{ "/RFB/12/1234567890.00", "12", -1, "" }, { "/RFB/12/1.5", "12", -1, "" },
		{ "/RFB/12/1,50/TXT/x", "12", -1, "" }, { "/RFB/", NULL, 0, NULL }, { "/RFB", NULL, 0, NULL },
		{ "/RF", NULL, 0, NULL }, { "", NULL, 0, NULL }, { "Quota 2026", NULL, 0, NULL },
		{ "/RFB/12345678901234567890123456", NULL, 0, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct remittance remittance;
		gboolean found = remittance_read(rows[i].text, &remittance);

		CHECK_INT(rows[i].text, found, rows[i].reference != NULL);
		if (!found || rows[i].reference == NULL)
			continue;
		CHECK_STR(rows[i].text, remittance.reference, rows[i].reference);
		CHECK_INT(rows[i].text, remittance.cents, rows[i].cents);
		CHECK_STR(rows[i].text, remittance.text, rows[i].rest);
	}
}

static void checks_links(void)
{
	static const char *const private[] = { "RSSMRA80A01H501U", "", "301188340000064356", NULL };
	static const char tells[] = "it tells what only its token may stand for";
	static const struct {
		const char *address, *reason;
	} rows[] = {
		{ "https://paga.esempio.it/t/9fQ2xLr7Kd", NULL }, { "HTTPS://paga.esempio.it/t?k=9fQ2xLr7Kd#a", NULL },
		{ "https://paga.esempio.it:8443/t/9fQ2xLr7Kd", NULL }, { "https://paga.esempio.it", NULL },
		/* the amount's digits inside a token are chance */
		{ "https://paga.esempio.it/t/a12067b", NULL },
		{ "http://paga.esempio.it/t/9fQ2xLr7Kd", "not an https address" }, { "", "not an https address" },
		{ "paga.esempio.it", "not an https address" }, { "https://", "no host" }, { "https:///t", "no host" },
		{ "https://paga", "no host" }, { "https://10.0.0.1/t", "no host" }, { "https://a..it/t", "no host" },
		{ "https://utente:chiave@paga.esempio.it/t", "no host" },
		{ "https://www.banca.it:x@esempio.it/t", "no host" }, { "https://paga.esempio.it:/t", "no host" },
		{ "https://paga.esempio.it/a b", "a character that no address holds" },
		{ "https://paga.esempio.it/t\n", "a character that no address holds" },
		{ "https://paga.esempio.it/perché", "a character that no address holds" },
		{ "https://paga.esempio.it/%zz", "a character that no address holds" },
		{ "https://paga.esempio.it/?cf=rssmra80a01h501u", tells },
		{ "https://paga.esempio.it/?cf=RSSMRA80A01%48501U", tells },
		{ "https://paga.esempio.it/301188340000064356", tells },
		{ "https://paga.esempio.it/?x=VRDLGU75M45F205E", "it holds a codice fiscale" },
		{ "https://paga.esempio.it/t/9f?eur=120.67", "it holds the amount" },
		{ "https://paga.esempio.it/t/9f?eur=120,67", "it holds the amount" },
		{ "https://paga.esempio.it/t/9f?eur=120%2C67", "it holds the amount" },
		{ "https://paga.esempio.it/t/12067", "it holds the amount" },
	};
	g_autofree char *path = g_strnfill(230, 'a');
	g_autofree char *long_address = g_strconcat("https://paga.esempio.it/", path, NULL);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_STR(rows[i].address, link_check(rows[i].address, private, 12067), rows[i].reason);
	CHECK_STR("long", link_check(long_address, private, 12067), "longer than 250 characters");
	CHECK_STR("thousands", link_check("https://a.it/?e=1.234,56", private, 123456), "it holds the amount");
}

CHECK_MAIN({ "passes the vectors", passes_the_vectors },
	   { "ends behind its last element", ends_behind_its_last_element },
	   { "refuses transfers", refuses_transfers }, { "writes remittances", writes_remittances },
	   { "reads remittances", reads_remittances }, { "checks links", checks_links })
