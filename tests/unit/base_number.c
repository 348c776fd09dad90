/* SPDX-License-Identifier: Apache-2.0 */
#include "base/number.h"
#include "unit/check.h"

#include <string.h>

static void reads_amounts(void)
{
	static const struct {
		const char *text;
		cents_t cents;
		const char *reason;	/* part of it; NULL: is read */
	} rows[] = {
		{ "1.234,56", 123456, NULL }, { "1234,5", 123450, NULL }, { "1.234", 123400, NULL },
		{ "1234.56", 123456, NULL }, { "1,234.56", 123456, NULL }, { "1.234.567,8", 123456780, NULL },
		{ "0", 0, NULL }, { "-12,30", -1230, NULL }, { "+5", 500, NULL }, { "€ 1.000,00", 100000, NULL },
		{ "12,5 EUR", 1250, NULL }, { " 7 ", 700, NULL }, { "99999999999,99", CENTS_MAX, NULL },
		{ "12.34", 1234, NULL }, { "1234.5", 123450, NULL }, { "1.234.567", 123456700, NULL },
		{ "", 0, "empty" }, { "abc", 0, "not a number" }, { "1,234", 0, "ambiguous" },
		{ "1,2345", 0, "more than two" }, { "12.34.56", 0, "not a number" }, { "1.23,45", 0, "thousands" },
		{ "100000000000,00", 0, "too large" }, { "99999999999999999999999", 0, "too large" },
		{ "1,5x", 0, "not a number" }, { ",50", 0, "no digits" }, { "--5", 0, "not a number" },
		{ "12 34", 123400, NULL },
		{ "111111111111111111111111111111111111111111111111", 0, "too long" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		cents_t cents = 0;
		const char *reason = number_read_cents(rows[i].text, &cents);

		if (rows[i].reason == NULL) {
			CHECK_STR(rows[i].text, reason, NULL);
			CHECK_INT(rows[i].text, cents, rows[i].cents);
		} else {
			CHECK_TRUE(rows[i].text, reason != NULL && strstr(reason, rows[i].reason) != NULL);
		}
	}
}

static void writes_numbers(void)
{
	static const struct {
		gint64 number;
		const char *plain, *italian, *cents_plain, *cents_italian;
	} rows[] = {
		{ 0, "0", "0", "0.00", "0,00" },
		{ 5, "5", "5", "0.05", "0,05" },
		{ -5, "-5", "-5", "-0.05", "-0,05" },
		{ 999, "999", "999", "9.99", "9,99" },
		{ 123456, "123456", "123.456", "1234.56", "1.234,56" },
		{ -100000000, "-100000000", "-100.000.000", "-1000000.00", "-1.000.000,00" },
		{ G_MAXINT64, "9223372036854775807", "9.223.372.036.854.775.807", "92233720368547758.07",
		  "92.233.720.368.547.758,07" },
		{ G_MININT64, "-9223372036854775808", "-9.223.372.036.854.775.808", "-92233720368547758.08",
		  "-92.233.720.368.547.758,08" },
	};
	char out[NUMBER_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		number_write_integer(out, rows[i].number, NUMBER_PLAIN);
		CHECK_STR("plain", out, rows[i].plain);
		number_write_integer(out, rows[i].number, NUMBER_ITALIAN);
		CHECK_STR("italian", out, rows[i].italian);
		number_write_cents(out, rows[i].number, NUMBER_PLAIN);
		CHECK_STR("cents plain", out, rows[i].cents_plain);
		gsize length = number_write_cents(out, rows[i].number, NUMBER_ITALIAN);

		CHECK_INT("length", length, strlen(out));
		CHECK_STR("cents italian", out, rows[i].cents_italian);
	}
}

static void writes_coordinates(void)
{
	static const struct {
		gint64 value;
		guint decimals;
		const char *text;
	} rows[] = {
		{ 1500, 3, "1.5" }, { 1000, 3, "1" }, { 5, 3, ".005" }, { 0, 3, "0" }, { -250, 3, "-.25" },
		{ 123456, 2, "1234.56" }, { 7, 0, "7" }, { -1001, 3, "-1.001" },
	};
	char out[NUMBER_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		number_write_fixed(out, rows[i].value, rows[i].decimals);
		CHECK_STR("fixed", out, rows[i].text);
	}
}

static void reads_integers(void)
{
	gint64 number = 0;

	CHECK_STR("plain", number_read_integer(" 1234 ", &number), NULL);
	CHECK_INT("plain", number, 1234);
	CHECK_STR("thousands", number_read_integer("1.234.567", &number), NULL);
	CHECK_INT("thousands", number, 1234567);
	CHECK_TRUE("wrong thousands", number_read_integer("1.23", &number) != NULL);
	CHECK_TRUE("empty", number_read_integer("", &number) != NULL);
	CHECK_TRUE("decimals", number_read_integer("1,5", &number) != NULL);
}

CHECK_MAIN({ "reads amounts", reads_amounts }, { "writes numbers", writes_numbers },
	   { "writes coordinates", writes_coordinates }, { "reads whole numbers", reads_integers })
