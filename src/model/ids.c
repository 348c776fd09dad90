/* SPDX-License-Identifier: Apache-2.0 */
/* One odd/even scheme serves the codice fiscale's check letter and the Italian IBAN's CIN. */
#include "model/ids.h"

#include <string.h>

/* Value of a character in an odd place, '0' to '9' as 'A' to 'J'. */
static const guint8 odd_values[26] = {
	1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
};

static guint place_of(char c)
{
	return g_ascii_isdigit(c) ? (guint)(c - '0') : (guint)(c - 'A');
}

/* The letter over count capitals and digits, the first in an odd place. */
static char odd_even_letter(const char *text, guint count)
{
	guint sum = 0;

	for (guint i = 0; i < count; i++)
		sum += i % 2 == 0 ? odd_values[place_of(text[i])] : place_of(text[i]);
	return (char)('A' + sum % 26);
}

/* Letters and digits of text in upper case without what skipped holds; FALSE when another character stands
 * there or there are more than room - 1. */
static gboolean squeeze(const char *text, const char *skipped, char *out, gsize room)
{
	gsize used = 0;

	for (; *text != '\0'; text++) {
		if (g_ascii_isalnum(*text) && used + 1 < room)
			out[used++] = (char)(*text >= 'a' ? *text - 'a' + 'A' : *text);
		else if (strchr(skipped, *text) == NULL)
			return FALSE;
	}
	out[used] = '\0';
	return TRUE;
}

/* ---- codice fiscale and partita IVA ---- */

/* The digit that stands at an omocodia place, -1 when neither digit nor letter of the table. */
static int omocodia_digit(char c)
{
	static const char letters[] = "LMNPQRSTUV";
	const char *found;

	if (g_ascii_isdigit(c))
		return c - '0';
	found = c != '\0' ? strchr(letters, c) : NULL;
	return found != NULL ? (int)(found - letters) : -1;
}

/* a: letter; 0: digit or its omocodia letter; m: letter of a month. */
static gboolean has_tax_code_form(const char *code)
{
	static const char form[] = "aaaaaa00m00a000a";

	for (guint i = 0; form[i] != '\0'; i++) {
		if (form[i] == '0' && omocodia_digit(code[i]) < 0)
			return FALSE;
		if (form[i] == 'a' && !g_ascii_isalpha(code[i]))
			return FALSE;
		if (form[i] == 'm' && strchr("ABCDEHLMPRST", code[i]) == NULL)
			return FALSE;
	}
	return TRUE;
}

static const char *check_personal(const char *code)
{
	int day;

	if (!has_tax_code_form(code))
		return "not the form of a codice fiscale";
	day = omocodia_digit(code[9]) * 10 + omocodia_digit(code[10]);
	if (day % 40 < 1 || day % 40 > 31)
		return "no such day of birth";
	return odd_even_letter(code, 15) == code[15] ? NULL : "wrong check letter";
}

static gboolean all_digits(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

static const char *check_eleven(const char *digits)
{
	guint sum = 0;

	if (strlen(digits) != 11 || !all_digits(digits))
		return "not 11 digits";
	if (strncmp(digits, "0000000", 7) == 0)
		return "no such number";
	for (guint i = 0; i < 10; i++) {
		guint digit = (guint)(digits[i] - '0') * (i % 2 + 1);

		sum += digit > 9 ? digit - 9 : digit;
	}
	return (10 - sum % 10) % 10 == (guint)(digits[10] - '0') ? NULL : "wrong check digit";
}

const char *tax_code_read(const char *text, char out[TAX_CODE_ROOM])
{
	char code[TAX_CODE_ROOM];
	const char *reason;

	if (!squeeze(text, " ", code, sizeof code))
		return "not the form of a codice fiscale";
	if (strlen(code) == 16)
		reason = check_personal(code);
	else
		reason = strlen(code) == 11 ? check_eleven(code) : "neither 16 nor 11 characters";
	if (reason == NULL)
		strcpy(out, code);
	return reason;
}

static gboolean office_exists(const char *digits)
{
	guint office = (guint)((digits[7] - '0') * 100 + (digits[8] - '0') * 10 + (digits[9] - '0'));

	return (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999;
}

const char *vat_number_read(const char *text, char out[VAT_NUMBER_ROOM])
{
	char code[VAT_NUMBER_ROOM + 2];
	const char *digits = code;
	const char *reason;

	if (!squeeze(text, " ", code, sizeof code))
		return "not 11 digits";
	if (strncmp(digits, "IT", 2) == 0)
		digits += 2;
	reason = check_eleven(digits);
	if (reason == NULL && !office_exists(digits))
		reason = "no such office";
	if (reason == NULL)
		strcpy(out, digits);
	return reason;
}

/* ---- IBAN ---- */

/* Countries of the IBAN registry with the length of theirs. */
static const char iban_lengths[] =
	"AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22"
	"GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27"
	"MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";

static guint iban_length(const char *iban)
{
	for (const char *p = iban_lengths; *p != '\0'; p += 4) {
		if (p[0] == iban[0] && p[1] == iban[1])
			return (guint)((p[2] - '0') * 10 + (p[3] - '0'));
	}
	return 0;
}

/* The remainder of the whole, its first four characters moved behind, letters as 10 to 35. */
static guint modulo_97(const char *iban, gsize length)
{
	guint64 rest = 0;

	for (gsize i = 0; i < length; i++) {
		char c = i + 4 < length ? iban[i + 4] : iban[i + 4 - length];

		rest = g_ascii_isdigit(c) ? rest * 10 + (guint64)(c - '0') : rest * 100 + (guint64)(c - 'A') + 10;
		if (rest >= G_GUINT64_CONSTANT(10000000000000000))
			rest %= 97;
	}
	return (guint)(rest % 97);
}

/* IT, 2 check digits, CIN, ABI and CAB of 5 digits, account of 12 characters. */
static const char *check_italian(const char *iban)
{
	if (!g_ascii_isalpha(iban[4]) || strspn(iban + 5, "0123456789") < 10)
		return "not the form of an Italian IBAN";
	return odd_even_letter(iban + 5, 22) == iban[4] ? NULL : "wrong CIN";
}

const char *iban_read(const char *text, char out[IBAN_ROOM])
{
	char iban[IBAN_ROOM];
	const char *reason = NULL;
	gsize length;

	if (!squeeze(text, " -", iban, sizeof iban))
		return "not the form of an IBAN";
	length = strlen(iban);
	if (length < 5 || iban_length(iban) == 0)
		return "no country with IBANs";
	if (length != iban_length(iban))
		return "not the length of its country's IBANs";
	if (!g_ascii_isdigit(iban[2]) || !g_ascii_isdigit(iban[3]) || modulo_97(iban, length) != 1)
		return "wrong check digits";
	if (strncmp(iban, "IT", 2) == 0 || strncmp(iban, "SM", 2) == 0)
		reason = check_italian(iban);
	if (reason == NULL)
		strcpy(out, iban);
	return reason;
}

/* ---- e-mail ---- */

static gboolean is_local_part(const char *start, gsize length)
{
	if (length < 1 || length > 64 || start[0] == '.' || start[length - 1] == '.')
		return FALSE;
	for (gsize i = 0; i < length; i++) {
		if (start[i] == '.' && start[i + 1] == '.')
			return FALSE;
		if (!g_ascii_isalnum(start[i]) && strchr("!#$%&'*+-/=?^_`{|}~.", start[i]) == NULL)
			return FALSE;
	}
	return TRUE;
}

static gboolean is_label(const char *start, gsize length)
{
	if (length < 1 || length > 63 || start[0] == '-' || start[length - 1] == '-')
		return FALSE;
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isalnum(start[i]) && start[i] != '-')
			return FALSE;
	}
	return TRUE;
}

static gboolean is_domain(const char *domain)
{
	guint labels = 0;
	const char *label = domain;

	for (;;) {
		gsize length = strcspn(label, ".");

		if (!is_label(label, length))
			return FALSE;
		labels++;
		if (label[length] == '\0')
			break;
		label += length + 1;
	}
	/* A last label of digits only would be a number of the network, not a name. */
	return labels >= 2 && strlen(label) >= 2 && !all_digits(label);
}

const char *email_read(const char *text, char out[EMAIL_ROOM])
{
	const char *at = strchr(text, '@');
	gsize length = strlen(text);
	gsize local;

	if (length >= EMAIL_ROOM)
		return "longer than 254 characters";
	if (at == NULL)
		return "no @";
	if (strchr(at + 1, '@') != NULL)
		return "more than one @";
	local = (gsize)(at - text);
	if (!is_local_part(text, local))
		return "not a name before the @";
	if (!is_domain(at + 1))
		return "not a domain behind the @";
	memcpy(out, text, local + 1);
	for (gsize i = local + 1; i <= length; i++)
		out[i] = g_ascii_tolower(text[i]);
	return NULL;
}
