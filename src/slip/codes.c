/* SPDX-License-Identifier: Apache-2.0 */
/* Fixed places in fixed lengths: each writer fills a line of blanks or zeros from the left. */
#include "slip/codes.h"

#include <string.h>

#include "base/text.h"

#define AMOUNT_DIGITS 10

static gboolean is_digits(const char *text, gsize count)
{
	return strlen(text) == count && strspn(text, "0123456789") == count;
}

/* count digits of number with zeros on their left, without a NUL; returns the place behind them. */
static char *put_number(char *out, guint64 number, guint count)
{
	for (guint i = count; i > 0; i--, number /= 10)
		out[i - 1] = (char)('0' + number % 10);
	return out + count;
}

static char *put_text(char *out, const char *text)
{
	gsize length = strlen(text);

	memcpy(out, text, length);
	return out + length;
}

/* ---- bollettino postale ---- */

static gboolean prints_customer(guint type)
{
	return type == 674 || type == 896;
}

static const char *bollettino_fault(const struct bollettino *slip)
{
	if (slip->type != 123 && slip->type != 451 && !prints_customer(slip->type))
		return "no such type of bollettino";
	if (slip->type != 123 && !is_digits(slip->account, 12))
		return "the account is not 12 digits";
	if (prints_customer(slip->type) && !is_digits(slip->customer, 18))
		return "the codice cliente is not 18 digits";
	if (slip->type == 896 && (slip->cents < 0 || slip->cents > BOLLETTINO_CENTS_MAX))
		return "the amount has more digits than a bollettino carries";
	return NULL;
}

static void put_customer(char *cells, const char *customer)
{
	*cells++ = '<';
	cells = put_text(cells, customer);
	*cells = '>';
}

static void put_amount(char *cells, cents_t cents)
{
	cells = put_number(cells, (guint64)cents / 100, AMOUNT_DIGITS - 2);
	*cells++ = '+';
	cells = put_number(cells, (guint64)cents % 100, 2);
	*cells = '>';
}

const char *bollettino_line(const struct bollettino *slip, char out[CODE_LINE_ROOM])
{
	const char *fault = bollettino_fault(slip);

	if (fault != NULL)
		return fault;
	memset(out, ' ', CODE_LINE_CELLS);
	out[CODE_LINE_CELLS] = '\0';
	if (prints_customer(slip->type))
		put_customer(out, slip->customer);
	if (slip->type == 896)
		put_amount(out + 26, slip->cents);
	if (slip->type != 123)
		*put_text(out + 40, slip->account) = '<';
	*put_number(out + 55, slip->type, 3) = '>';
	return NULL;
}

/* customer, account and amount, each behind its length: the same in both symbols of Poste. */
static char *put_lengthy(char *p, const char *customer, const char *account, cents_t cents)
{
	p = put_text(put_text(p, "18"), customer);
	p = put_text(put_text(p, "12"), account);
	p = put_text(p, "10");
	p = put_number(p, (guint64)cents, AMOUNT_DIGITS);
	*p++ = '3';
	return p;
}

const char *bollettino_payload(const struct bollettino *slip, char out[BOLLETTINO_PAYLOAD_ROOM])
{
	const char *fault = bollettino_fault(slip);
	char *p;

	if (fault != NULL)
		return fault;
	if (slip->type != 896)
		return "only TD 896 carries symbols";
	p = put_lengthy(out, slip->customer, slip->account, slip->cents);
	*put_number(p, slip->type, 3) = '\0';
	return NULL;
}

/* ---- pagoPA notice ---- */

static const char *pagopa_fault(const struct pagopa_bill *bill)
{
	if (!is_digits(bill->notice, 18))
		return "the numero avviso is not 18 digits";
	if (!is_digits(bill->creditor_code, 11))
		return "the creditor's codice fiscale is not 11 digits";
	if (bill->cents <= 0)
		return "no amount";
	if (bill->cents > PAGOPA_CENTS_MAX)
		return "the amount has more digits than a notice carries";
	return NULL;
}

const char *pagopa_qr(const struct pagopa_bill *bill, char out[PAGOPA_QR_ROOM])
{
	const char *fault = pagopa_fault(bill);
	guint digits = 2;
	char *p;

	if (fault != NULL)
		return fault;
	for (cents_t rest = bill->cents / 100; rest > 0; rest /= 10)
		digits++;
	p = put_text(put_text(out, "PAGOPA|002|"), bill->notice);
	*p++ = '|';
	p = put_text(p, bill->creditor_code);
	*p++ = '|';
	*put_number(p, (guint64)bill->cents, digits) = '\0';
	return NULL;
}

/* Signs that letters use and ASCII spells otherwise. */
static const struct {
	gunichar sign;
	const char *ascii;
} signs[] = {
	{ 0x00B4, "'" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x201C, "\"" }, { 0x201D, "\"" }, { 0x00AB, "\"" },
	{ 0x00BB, "\"" }, { 0x2010, "-" }, { 0x2011, "-" }, { 0x2013, "-" }, { 0x2014, "-" }, { 0x20AC, "EUR" },
	{ 0x2026, "..." },
};

/* One character as ASCII capitals; returns how many, none for a mark that stands alone. */
static gsize ascii_capital(gunichar c, char out[8])
{
	gsize length;

	if (c < 0x80) {
		out[0] = c < 0x20 || c == 0x7f ? ' ' : g_ascii_toupper((char)c);
		return 1;
	}
	if (g_unichar_ismark(c))
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (signs[i].sign == c)
			return (gsize)(put_text(out, signs[i].ascii) - out);
	}
	length = text_plain_capital(c, out);
	if ((guchar)out[0] < 0x80)
		return length;
	out[0] = ' ';
	return 1;
}

/* text as ASCII capitals in width places, blanks behind it; returns the place behind them. */
static char *put_capitals(char *out, const char *text, gsize width)
{
	gsize used = 0;

	memset(out, ' ', width);
	for (; *text != '\0' && used < width; text = g_utf8_next_char(text)) {
		char capital[8];
		gsize length = ascii_capital(g_utf8_get_char(text), capital);

		length = MIN(length, width - used);
		memcpy(out + used, capital, length);
		used += length;
	}
	return out + width;
}

const char *pagopa_matrix(const struct pagopa_bill *bill, char out[PAGOPA_MATRIX_LENGTH + 1])
{
	const char *fault = pagopa_fault(bill);
	char *p;

	if (fault == NULL && !is_digits(bill->account, 12))
		fault = "the account is not 12 digits";
	if (fault == NULL && strlen(bill->payer_code) > 16)
		fault = "the debtor's code has more than 16 characters";
	if (fault != NULL)
		return fault;
	p = put_text(out, "codfase=NBPA;");
	p = put_lengthy(p, bill->notice, bill->account, bill->cents);
	p = put_text(p, "8961P1");
	p = put_text(p, bill->creditor_code);
	p = put_capitals(p, bill->payer_code, 16);
	p = put_capitals(p, bill->payer, 40);
	p = put_capitals(p, bill->subject, 110);
	p = put_capitals(p, "", 12);
	strcpy(p, "A");
	return NULL;
}
