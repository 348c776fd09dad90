/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/codes.h"

#include <string.h>

#include "unit/check.h"
#include "unit/vectors.h"

/* Digits of a vector as cents. */
static cents_t cents_of(const char *digits)
{
	return g_ascii_strtoll(digits, NULL, 10);
}

static char *padded(const char *digits, gsize width)
{
	g_autofree char *zeros = g_strnfill(width - MIN(width, strlen(digits)), '0');

	return g_strconcat(zeros, digits, NULL);
}

/* Start C, then each pair of digits by its place. */
static guint code_128_check(const char *digits)
{
	guint sum = 105;

	for (guint i = 0; digits[2 * i] != '\0'; i++)
		sum += (i + 1) * ((guint)(digits[2 * i] - '0') * 10 + (guint)(digits[2 * i + 1] - '0'));
	return sum % 103;
}

static void slip_row(char **cells)
{
	g_autofree char *account = padded(cells[3], 12);
	const struct bollettino slip = {
		.type = 896, .account = account, .customer = cells[1], .cents = cents_of(cells[2]),
	};
	char payload[BOLLETTINO_PAYLOAD_ROOM] = "", line[CODE_LINE_ROOM] = "";

	CHECK_STR(cells[1], bollettino_payload(&slip, payload), NULL);
	CHECK_STR(cells[1], payload, cells[4]);
	CHECK_INT(cells[1], code_128_check(payload), cents_of(cells[5]));
	CHECK_STR(cells[1], bollettino_line(&slip, line), NULL);
	CHECK_STR(cells[1], line, cells[6]);
}

static void notice_row(char **cells)
{
	const struct pagopa_bill bill = {
		.notice = cells[1], .creditor_code = "80012345678", .cents = 12067, .account = "001007214826",
		.payer_code = "RSSMRA80A01H501U", .payer = "Mario Rossi", .subject = "Quota 2026",
	};
	char qr[PAGOPA_QR_ROOM] = "", matrix[PAGOPA_MATRIX_LENGTH + 1] = "";

	CHECK_STR(cells[1], pagopa_qr(&bill, qr), NULL);
	CHECK_STR(cells[1], qr, cells[4]);
	CHECK_STR(cells[1], pagopa_matrix(&bill, matrix), NULL);
	CHECK_STR(cells[1], matrix, cells[5]);
}

static void official_qr(const char *content)
{
	g_auto(GStrv) parts = g_strsplit(content, "|", -1);
	struct pagopa_bill bill = { .notice = parts[2], .creditor_code = parts[3], .cents = cents_of(parts[4]) };
	char qr[PAGOPA_QR_ROOM] = "";

	CHECK_STR(content, pagopa_qr(&bill, qr), NULL);
	CHECK_STR("official QR", qr, content);
}

/* The official generator keeps small letters, which ours does not. */
static void official_matrix(const char *content)
{
	g_autofree char *notice = g_strndup(content + 15, 18), *account = g_strndup(content + 35, 12);
	g_autofree char *cents = g_strndup(content + 49, 10), *creditor = g_strndup(content + 66, 11);
	g_autofree char *payer_code = g_strchomp(g_strndup(content + 77, 16));
	g_autofree char *payer = g_strchomp(g_strndup(content + 93, 40));
	g_autofree char *subject = g_strchomp(g_strndup(content + 133, 110));
	g_autofree char *upper = g_ascii_strup(content + 13, -1);
	const struct pagopa_bill bill = {
		.notice = notice, .creditor_code = creditor, .cents = cents_of(cents), .account = account,
		.payer_code = payer_code, .payer = payer, .subject = subject,
	};
	char matrix[PAGOPA_MATRIX_LENGTH + 1] = "";

	CHECK_STR(content, pagopa_matrix(&bill, matrix), NULL);
	CHECK_STR("official Data Matrix", matrix + 13, upper);
	CHECK_TRUE("its beginning", memcmp(matrix, content, 13) == 0);
}

static void official_row(char **cells)
{
	if (strcmp(cells[2], "QR") == 0)
		official_qr(cells[3]);
	else
		official_matrix(cells[3]);
}

static void passes_the_vectors(void)
{
	static const struct {
		const char *file;
		guint cells, rows;
		void (*row)(char **cells);
	} files[] = {
		{ "vectors/td896.csv", 7, 8, slip_row }, { "vectors/pagopa_avviso.csv", 6, 7, notice_row },
		{ "vectors/pagopa_official_avvisi_decoded.csv", 4, 20, official_row },
	};

	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		guint rows = vector_rows(files[i].file, files[i].cells, files[i].row);

		CHECK_TRUE(files[i].file, rows == 0 || rows >= files[i].rows);
	}
}

static void writes_code_lines(void)
{
	static const struct {
		struct bollettino slip;
		const char *line;
	} rows[] = {
		{ { .type = 123 }, "                                                       123>" },
		{ { .type = 451, .account = "001007214826" },
		  "                                        001007214826<  451>" },
		{ { .type = 674, .account = "001007214826", .customer = "201809999911007888" },
		  "<201809999911007888>                    001007214826<  674>" },
		{ { .type = 896, .account = "001007214826", .customer = "000000505403849083", .cents = 12067 },
		  "<000000505403849083>      00000120+67>  001007214826<  896>" },
		{ { .type = 896, .account = "000000000001", .customer = "000000000000009300", .cents = 0 },
		  "<000000000000009300>      00000000+00>  000000000001<  896>" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char line[CODE_LINE_ROOM] = "";

		CHECK_STR(rows[i].line, bollettino_line(&rows[i].slip, line), NULL);
		CHECK_STR("code line", line, rows[i].line);
	}
}

static void refuses_what_no_slip_carries(void)
{
	static const struct {
		struct bollettino slip;
		const char *reason;
	} rows[] = {
		{ { .type = 247, .account = "001007214826", .customer = "201809999911007888" }, "no such type of bollettino" },
		{ { .type = 896, .account = "1007214826", .customer = "201809999911007888" }, "the account is not 12 digits" },
		{ { .type = 896, .account = "001007214826", .customer = "2018099999110078" },
		  "the codice cliente is not 18 digits" },
		{ { .type = 896, .account = "001007214826", .customer = "20180999991100788x" },
		  "the codice cliente is not 18 digits" },
		{ { .type = 896, .account = "001007214826", .customer = "201809999911007888", .cents = 10000000000 },
		  "the amount has more digits than a bollettino carries" },
		{ { .type = 896, .account = "001007214826", .customer = "201809999911007888", .cents = -1 },
		  "the amount has more digits than a bollettino carries" },
	};
	const struct bollettino generic = { .type = 451, .account = "001007214826" };
	char out[CODE_LINE_ROOM] = "untouched";

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		CHECK_STR("line", bollettino_line(&rows[i].slip, out), rows[i].reason);
		CHECK_STR("payload", bollettino_payload(&rows[i].slip, out), rows[i].reason);
	}
	CHECK_STR("payload", bollettino_payload(&generic, out), "only TD 896 carries symbols");
	CHECK_STR("left alone", out, "untouched");
}

static void writes_notice_amounts(void)
{
	static const struct {
		cents_t cents;
		const char *qr, *reason;
	} rows[] = {
		{ 1, "PAGOPA|002|301188340000064356|80012345678|01", NULL },
		{ 10, "PAGOPA|002|301188340000064356|80012345678|10", NULL },
		{ 100, "PAGOPA|002|301188340000064356|80012345678|100", NULL },
		{ 1234567801, "PAGOPA|002|301188340000064356|80012345678|1234567801", NULL },
		{ 9999999999, "PAGOPA|002|301188340000064356|80012345678|9999999999", NULL },
		{ 10000000000, "", "the amount has more digits than a notice carries" },
		{ 0, "", "no amount" }, { -5, "", "no amount" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct pagopa_bill bill = {
			.notice = "301188340000064356", .creditor_code = "80012345678", .cents = rows[i].cents,
		};
		char qr[PAGOPA_QR_ROOM] = "";

		CHECK_STR(rows[i].qr, pagopa_qr(&bill, qr), rows[i].reason);
		CHECK_STR(rows[i].qr, qr, rows[i].qr);
	}
}

static void writes_matrix_texts(void)
{
	static const struct {
		const char *text, *expected;	/* as the first characters of the subject, the next one a blank */
	} rows[] = {
		{ "Quota 2026 – società", "QUOTA 2026 - SOCIETA" },
		{ "perche\xcc\x81 no", "PERCHE NO" }, /* e and a mark of its own */
		{ "Łódź, Đorđe Ø, straße", "LODZ, DORDE O, STRASSE" },
		{ "dell’anno «2026»", "DELL'ANNO \"2026\"" }, { "12 € …", "12 EUR ..." },
		{ "Ελλάδα 1", "       1" }, { "n° 5\nx", "N  5 X" }, { "a\tb", "A B" }, { "😀 x", "  X" }, { "", "" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct pagopa_bill bill = {
			.notice = "301188340000064356", .creditor_code = "80012345678", .cents = 1,
			.account = "001007214826", .payer_code = "", .payer = "", .subject = rows[i].text,
		};
		char matrix[PAGOPA_MATRIX_LENGTH + 1] = "";

		CHECK_STR(rows[i].text, pagopa_matrix(&bill, matrix), NULL);
		CHECK_INT(rows[i].text, strlen(matrix), PAGOPA_MATRIX_LENGTH);
		matrix[133 + 110] = '\0';
		CHECK_STR(rows[i].text, g_strchomp(matrix + 133), rows[i].expected);
	}
}

static void cuts_matrix_texts(void)
{
	g_autofree char *subject = g_strnfill(300, 's');
	g_autofree char *payer = g_strconcat("ààààààààààààààààààààààààààààààààààààààà", "œuf", NULL);
	struct pagopa_bill bill = {
		.notice = "301188340000064356", .creditor_code = "80012345678", .cents = 1, .account = "001007214826",
		.payer_code = "RSSMRA80A01H501U", .payer = payer, .subject = subject,
	};
	char matrix[PAGOPA_MATRIX_LENGTH + 1] = "untouched";

	CHECK_STR("cut", pagopa_matrix(&bill, matrix), NULL);
	CHECK_INT("cut", strlen(matrix), PAGOPA_MATRIX_LENGTH);
	CHECK_INT("38 letters of 39, and no half of the next", matrix[93 + 38], 'A');
	CHECK_INT("the first of two letters", matrix[93 + 39], 'O');
	CHECK_INT("the subject begins behind", matrix[133], 'S');
	CHECK_STR("its end", matrix + 242, "S            A");
	bill.payer_code = "RSSMRA80A01H501UX";
	CHECK_STR("code", pagopa_matrix(&bill, matrix), "the debtor's code has more than 16 characters");
	bill.payer_code = "";
	bill.account = "";
	CHECK_STR("account", pagopa_matrix(&bill, matrix), "the account is not 12 digits");
	bill.creditor_code = "8001234567";
	CHECK_STR("creditor", pagopa_matrix(&bill, matrix), "the creditor's codice fiscale is not 11 digits");
	bill.notice = "";
	CHECK_STR("notice", pagopa_matrix(&bill, matrix), "the numero avviso is not 18 digits");
}

CHECK_MAIN({ "passes the vectors", passes_the_vectors }, { "writes code lines", writes_code_lines },
	   { "refuses what no slip carries", refuses_what_no_slip_carries },
	   { "writes notice amounts", writes_notice_amounts }, { "writes matrix texts", writes_matrix_texts },
	   { "cuts matrix texts", cuts_matrix_texts })
