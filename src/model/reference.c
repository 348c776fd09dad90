/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two rules of check digits serve all: the remainder by 93 of what Poste and pagoPA number, and the one of ISO 7064
 * mod 97-10 that SEPA's references share with the IBAN.
 */
#include "model/reference.h"

#include <string.h>

#define DIGITS "0123456789"
#define CHECKED_DIGITS 16	/* digits over which the remainder by 93 is taken */

/* text without blanks, its letters as capitals; FALSE when it is longer than room - 1. */
static gboolean squeeze(const char *text, char *out, gsize room)
{
	gsize used = 0;

	for (; *text != '\0'; text++) {
		if (*text == ' ')
			continue;
		if (used + 1 == room)
			return FALSE;
		out[used++] = g_ascii_toupper(*text);
	}
	out[used] = '\0';
	return TRUE;
}

static gboolean is_digits(const char *text)
{
	return text[strspn(text, DIGITS)] == '\0';
}

static gboolean is_alphanumeric(const char *text)
{
	while (g_ascii_isalnum(*text))
		text++;
	return *text == '\0';
}

/* Exactly count digits. */
static gboolean read_digits(const char *text, char *out, gsize count)
{
	return squeeze(text, out, count + 1) && strlen(out) == count && is_digits(out);
}

/* width digits with zeros on their left at out, without a NUL. */
static void put_padded(char *out, const char *digits, gsize width)
{
	gsize length = strlen(digits);

	memset(out, '0', width - length);
	memcpy(out + width - length, digits, length);
}

static void put_two(char *out, guint number)
{
	out[0] = (char)('0' + number / 10);
	out[1] = (char)('0' + number % 10);
}

/* ---- remainder by 93 ---- */

static guint remainder_93(const char *digits)
{
	guint64 number = 0;

	for (guint i = 0; i < CHECKED_DIGITS; i++)
		number = number * 10 + (guint64)(digits[i] - '0');
	return (guint)(number % 93);
}

static void put_remainder_93(char *digits)
{
	put_two(digits + CHECKED_DIGITS, remainder_93(digits));
	digits[CHECKED_DIGITS + 2] = '\0';
}

static gboolean has_remainder_93(const char *digits)
{
	char expected[2];

	put_two(expected, remainder_93(digits));
	return memcmp(expected, digits + CHECKED_DIGITS, sizeof expected) == 0;
}

const char *customer_read(const char *text, char out[CUSTOMER_ROOM])
{
	char digits[CUSTOMER_ROOM];

	if (!read_digits(text, digits, CUSTOMER_ROOM - 1))
		return "not 18 digits";
	if (!has_remainder_93(digits))
		return "wrong check digits";
	strcpy(out, digits);
	return NULL;
}

const char *customer_compose(const char *digits, char out[CUSTOMER_ROOM])
{
	char base[CHECKED_DIGITS + 1];

	if (!squeeze(digits, base, sizeof base))
		return "more than 16 digits";
	if (base[0] == '\0' || !is_digits(base))
		return "not digits";
	put_padded(out, base, CHECKED_DIGITS);
	put_remainder_93(out);
	return NULL;
}

const char *notice_read(const char *text, char out[NOTICE_ROOM])
{
	char digits[NOTICE_ROOM];

	if (!read_digits(text, digits, NOTICE_ROOM - 1))
		return "not 18 digits";
	strcpy(out, digits);
	return NULL;
}

/* How a number of each aux digit is made: digits of the code, digits of the base. */
static const struct {
	guint code, base;
} notice_forms[] = { { 2, 13 }, { 0, 17 }, { 0, 15 }, { 2, 13 } };

const char *notice_compose(guint aux, guint code, const char *base, char out[NOTICE_ROOM])
{
	char digits[NOTICE_ROOM];

	if (aux >= G_N_ELEMENTS(notice_forms))
		return "no such aux digit";
	if (code > (notice_forms[aux].code > 0 ? 99u : 0u))
		return "no such code for this aux digit";
	if (!squeeze(base, digits, notice_forms[aux].base + 1))
		return "more digits than this aux digit leaves room for";
	if (digits[0] == '\0' || !is_digits(digits))
		return "not digits";
	out[0] = (char)('0' + aux);
	put_two(out + 1, code);
	put_padded(out + 1 + notice_forms[aux].code, digits, notice_forms[aux].base);
	out[NOTICE_ROOM - 1] = '\0';
	if (aux != 1)
		put_remainder_93(out);
	return NULL;
}

guint notice_base_digits(guint aux)
{
	g_assert(aux < G_N_ELEMENTS(notice_forms));
	return notice_forms[aux].base;
}

enum notice_digits notice_check(const char *notice)
{
	if (strchr("023", notice[0]) == NULL)
		return NOTICE_NONE;
	return has_remainder_93(notice) ? NOTICE_HOLDS : NOTICE_WRONG;
}

void notice_iuv(const char *notice, char out[IUV_ROOM])
{
	strcpy(out, notice + (notice[0] == '0' ? 3 : 1));
}

/* ---- postal account ---- */

const char *account_read(const char *text, char out[ACCOUNT_ROOM])
{
	char digits[ACCOUNT_ROOM];

	if (!squeeze(text, digits, sizeof digits))
		return "more than 12 digits";
	if (!is_digits(digits))
		return "not digits";
	if (digits[strspn(digits, "0")] == '\0')
		return "no such account";
	put_padded(out, digits, ACCOUNT_ROOM - 1);
	out[ACCOUNT_ROOM - 1] = '\0';
	return NULL;
}

gboolean iban_postal_account(const char *iban, char out[ACCOUNT_ROOM])
{
	if (strncmp(iban, "IT", 2) != 0 || strlen(iban) != 27 || strncmp(iban + 5, "07601", 5) != 0 ||
	    !is_digits(iban + 15))
		return FALSE;
	strcpy(out, iban + 15);
	return TRUE;
}

/* ---- SEPA ---- */

/* The two digits that make head and country (as in "RF00" behind what they guard) leave 1 by 97. */
static void check_digits_97(const char *guarded, const char *country, char out[2])
{
	guint rest = 0;

	for (const char *p = guarded; *p != '\0'; p++)
		rest = g_ascii_isdigit(*p) ? (rest * 10 + (guint)(*p - '0')) % 97 :
					     (rest * 100 + (guint)(*p - 'A') + 10) % 97;
	for (guint i = 0; i < 2; i++)
		rest = (rest * 100 + (guint)(country[i] - 'A') + 10) % 97;
	put_two(out, 98 - rest * 100 % 97);
}

const char *rf_compose(const char *reference, char out[RF_ROOM])
{
	char guarded[RF_ROOM - 4];

	if (!squeeze(reference, guarded, sizeof guarded))
		return "more than 21 characters";
	if (guarded[0] == '\0' || !is_alphanumeric(guarded))
		return "not letters and digits";
	memcpy(out, "RF", 2);
	check_digits_97(guarded, "RF", out + 2);
	strcpy(out + 4, guarded);
	return NULL;
}

const char *rf_read(const char *text, char out[RF_ROOM])
{
	char code[RF_ROOM], right[RF_ROOM];

	if (!squeeze(text, code, sizeof code))
		return "more than 25 characters";
	if (strncmp(code, "RF", 2) != 0 || strlen(code) < 5 || rf_compose(code + 4, right) != NULL)
		return "not the form of an RF reference";
	if (strcmp(code, right) != 0)
		return "wrong check digits";
	strcpy(out, code);
	return NULL;
}

const char *creditor_id_read(const char *text, char out[CREDITOR_ID_ROOM])
{
	char code[CREDITOR_ID_ROOM];
	char right[2];
	gsize length;

	if (!squeeze(text, code, sizeof code))
		return "more than 35 characters";
	length = strlen(code);
	if (length < 8 || !is_alphanumeric(code) || !g_ascii_isalpha(code[0]) || !g_ascii_isalpha(code[1]))
		return "not the form of a creditor identifier";
	if (strncmp(code, "IT", 2) == 0 && length != 23)
		return "not the 23 characters of an Italian creditor identifier";
	check_digits_97(code + 7, code, right);
	if (memcmp(code + 2, right, sizeof right) != 0)
		return "wrong check digits";
	strcpy(out, code);
	return NULL;
}

const char *mandate_read(const char *text, char out[MANDATE_ROOM])
{
	gsize length = strlen(text);

	if (length == 0)
		return "empty";
	if (length >= MANDATE_ROOM)
		return "more than 35 characters";
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isalnum(text[i]) && strchr("/-?:().,'+ ", text[i]) == NULL)
			return "a character that SEPA does not carry";
	}
	memcpy(out, text, length + 1);
	return NULL;
}

const char *bic_read(const char *text, char out[BIC_ROOM])
{
	char code[BIC_ROOM];

	if (!squeeze(text, code, sizeof code) || (strlen(code) != 8 && strlen(code) != 11))
		return "neither 8 nor 11 characters";
	if (!is_alphanumeric(code) || !g_ascii_isalpha(code[4]) || !g_ascii_isalpha(code[5]))
		return "not the form of a BIC";
	strcpy(out, code);
	return NULL;
}

/* ---- codes that a bank or an agent assigned ---- */

const char *bill_code_read(const char *text, char out[BILL_CODE_ROOM])
{
	char code[BILL_CODE_ROOM];

	if (!squeeze(text, code, sizeof code) || strlen(code) < 17 || !is_digits(code))
		return "neither 17 nor 18 digits";
	strcpy(out, code);
	return NULL;
}

const char *cbill_read(const char *text, char out[CBILL_ROOM])
{
	char code[CBILL_ROOM];

	if (!squeeze(text, code, sizeof code) || strlen(code) != 5 || !is_alphanumeric(code))
		return "not 5 letters or digits";
	strcpy(out, code);
	return NULL;
}

/* ---- on paper ---- */

void groups_write(const char *text, char *out)
{
	gsize used = 0;

	for (gsize i = 0; text[i] != '\0'; i++) {
		if (i > 0 && i % 4 == 0)
			out[used++] = ' ';
		out[used++] = text[i];
	}
	out[used] = '\0';
}
