/* SPDX-License-Identifier: Apache-2.0 */
/* Digits are written from the right into a scratch buffer, then copied: no printf, no locale. */
#include "base/number.h"

#include <string.h>

/* The digits of value, right-aligned before end, with a mark every three digits (0 for none). */
static char *digits_before(char *end, guint64 value, char mark)
{
	guint count = 0;

	do {
		if (mark != '\0' && count > 0 && count % 3 == 0)
			*--end = mark;
		*--end = (char)('0' + value % 10);
		value /= 10;
		count++;
	} while (value > 0);
	return end;
}

static gsize take(char *out, const char *start, const char *end)
{
	gsize length = (gsize)(end - start);

	memcpy(out, start, length);
	out[length] = '\0';
	return length;
}

static guint64 magnitude(gint64 value)
{
	return value < 0 ? (guint64)-(value + 1) + 1 : (guint64)value;
}

gsize number_write_integer(char *out, gint64 number, enum number_style style)
{
	char scratch[NUMBER_ROOM];
	char *end = scratch + sizeof scratch;
	char *start = digits_before(end, magnitude(number), style == NUMBER_ITALIAN ? '.' : '\0');

	if (number < 0)
		*--start = '-';
	return take(out, start, end);
}

gsize number_write_cents(char *out, cents_t cents, enum number_style style)
{
	char scratch[NUMBER_ROOM];
	char *end = scratch + sizeof scratch;
	guint64 value = magnitude(cents);
	char *start = end;

	*--start = (char)('0' + value % 10);
	*--start = (char)('0' + value / 10 % 10);
	*--start = style == NUMBER_ITALIAN ? ',' : '.';
	start = digits_before(start, value / 100, style == NUMBER_ITALIAN ? '.' : '\0');
	if (cents < 0)
		*--start = '-';
	return take(out, start, end);
}

gsize number_write_fixed(char *out, gint64 value, guint decimals)
{
	char scratch[NUMBER_ROOM];
	char *end = scratch + sizeof scratch;
	char *start = end;
	guint64 rest = magnitude(value);
	gboolean fraction = FALSE;

	for (guint i = 0; i < decimals; i++) {
		char digit = (char)('0' + rest % 10);

		rest /= 10;
		if (digit != '0' || fraction) {
			*--start = digit;
			fraction = TRUE;
		}
	}
	if (fraction)
		*--start = '.';
	if (rest > 0 || !fraction)
		start = digits_before(start, rest, '\0');
	if (value < 0)
		*--start = '-';
	return take(out, start, end);
}

/* Text without blanks, no-break spaces, euro signs and "EUR", into out; FALSE when it does not fit. */
static gboolean strip_currency(const char *text, char *out, gsize room)
{
	static const char *const skipped[] = { " ", "\t", "\xc2\xa0", "\xe2\x82\xac", "EUR", "eur", "Euro", "euro" };
	gsize used = 0;

	while (*text != '\0') {
		gboolean skip = FALSE;

		for (guint i = 0; i < G_N_ELEMENTS(skipped) && !skip; i++) {
			if (g_str_has_prefix(text, skipped[i])) {
				text += strlen(skipped[i]);
				skip = TRUE;
			}
		}
		if (skip)
			continue;
		if (used + 1 >= room)
			return FALSE;
		out[used++] = *text++;
	}
	out[used] = '\0';
	return TRUE;
}

/* Whether the marks before the decimal part split the digits in groups of three. */
static gboolean thousands_are_right(const char *start, const char *end, char mark)
{
	const char *group = start;

	for (const char *p = start; p <= end; p++) {
		if (p < end && *p != mark)
			continue;
		gsize length = (gsize)(p - group);

		if (length > 3 || length == 0 || (group != start && length != 3))
			return FALSE;
		group = p + 1;
	}
	return TRUE;
}

static const char *sum_digits(const char *start, const char *end, char mark, guint64 *value)
{
	if (start == end)
		return "no digits";
	if (memchr(start, mark, (gsize)(end - start)) != NULL && !thousands_are_right(start, end, mark))
		return "thousands marks in the wrong place";
	for (const char *p = start; p < end; p++) {
		if (*p == mark)
			continue;
		if (!g_ascii_isdigit(*p))
			return "not a number";
		*value = *value * 10 + (guint64)(*p - '0');
		if (*value > (guint64)CENTS_MAX)
			return "too large";
	}
	return NULL;
}

/* Where the decimals begin: the position of the decimal mark, or the end.  mark gets the thousands mark. */
static const char *find_decimals(const char *text, char *mark, const char **reason)
{
	const char *comma = strrchr(text, ',');
	const char *dot = strrchr(text, '.');
	const char *end = text + strlen(text);

	*mark = '.';
	if (comma != NULL && dot != NULL) {
		*mark = comma > dot ? '.' : ',';
		return MAX(comma, dot);
	}
	if (comma != NULL) {
		if (end - comma == 4 && comma != text)
			*reason = "ambiguous: decimal or thousands comma?";
		return comma;
	}
	if (dot != NULL && end - dot != 4) {
		*mark = ',';
		return strchr(text, '.') == dot ? dot : end;
	}
	return end;
}

const char *number_read_cents(const char *text, cents_t *cents)
{
	char plain[NUMBER_ROOM];
	char mark;
	const char *reason = NULL;
	const char *start = plain, *end, *decimals;
	gboolean negative = FALSE;
	guint64 value = 0;

	if (!strip_currency(text, plain, sizeof plain))
		return "too long";
	if (*start == '-' || *start == '+')
		negative = *start++ == '-';
	if (*start == '\0')
		return "empty";
	end = start + strlen(start);
	decimals = find_decimals(start, &mark, &reason);
	if (reason != NULL)
		return reason;
	if (end - decimals > 3)
		return "more than two decimals";
	reason = sum_digits(start, decimals, mark, &value);
	if (reason != NULL)
		return reason;
	for (guint i = 1; i <= 2; i++) {
		char digit = decimals + i < end ? decimals[i] : '0';

		if (!g_ascii_isdigit(digit))
			return "not a number";
		value = value * 10 + (guint64)(digit - '0');
	}
	if (value > (guint64)CENTS_MAX)
		return "too large";
	*cents = negative ? -(cents_t)value : (cents_t)value;
	return NULL;
}

const char *number_read_integer(const char *text, gint64 *number)
{
	char plain[NUMBER_ROOM];
	const char *start = plain;
	const char *reason;
	gboolean negative = FALSE;
	guint64 value = 0;

	if (strlen(text) >= sizeof plain)
		return "too long";
	strcpy(plain, text);
	g_strstrip(plain);
	if (*start == '-' || *start == '+')
		negative = *start++ == '-';
	reason = sum_digits(start, start + strlen(start), '.', &value);
	if (reason != NULL)
		return reason;
	*number = negative ? -(gint64)value : (gint64)value;
	return NULL;
}
