/* SPDX-License-Identifier: Apache-2.0 */
#include "post/registered.h"

#include <string.h>

#define DIGITS "0123456789"
#define DOMESTIC_BODIES G_GUINT64_CONSTANT(100000000000)
#define DOMESTIC_BODY 11
#define DOMESTIC_LENGTH 12
#define S10_BODIES G_GUINT64_CONSTANT(100000000)
#define S10_BODY 8
#define S10_LENGTH 13

guint64 registered_bodies(enum number_scheme scheme)
{
	return scheme == NUMBER_DOMESTIC ? DOMESTIC_BODIES : S10_BODIES;
}

/* count digits of body at out, zeros on the left, and no NUL. */
static void put_digits(char *out, guint64 body, guint count)
{
	while (count-- > 0) {
		out[count] = (char)('0' + body % 10);
		body /= 10;
	}
}

static char domestic_check(const char *body)
{
	guint total = 0, sum = 0;

	for (guint i = 0; i < DOMESTIC_BODY; i++)
		total += (guint)(body[i] - '0') * (i % 2 == 0 ? 1 : 11);
	for (; total > 0; total /= 10)
		sum += total % 10;
	return (char)('0' + sum % 10);
}

static char s10_check(const char *serial)
{
	static const guint weights[S10_BODY] = { 8, 6, 4, 2, 3, 5, 9, 7 };
	guint sum = 0, check;

	for (guint i = 0; i < S10_BODY; i++)
		sum += (guint)(serial[i] - '0') * weights[i];
	check = 11 - sum % 11;
	if (check > 9)
		check = check == 10 ? 0 : 5;
	return (char)('0' + check);
}

static void domestic_write(guint64 body, char out[REGISTERED_ROOM])
{
	put_digits(out, body, DOMESTIC_BODY);
	out[DOMESTIC_BODY] = domestic_check(out);
	out[DOMESTIC_LENGTH] = '\0';
}

void registered_write(const struct product_number *number, guint64 body, char out[REGISTERED_ROOM])
{
	g_assert(body < registered_bodies(number->scheme));
	if (number->scheme == NUMBER_DOMESTIC) {
		domestic_write(body, out);
		return;
	}
	memcpy(out, number->service, 2);
	put_digits(out + 2, body, S10_BODY);
	out[2 + S10_BODY] = s10_check(out + 2);
	memcpy(out + S10_LENGTH - 2, number->country, 3);
}

/* text without blanks and hyphens, its letters as capitals; FALSE when it is longer than a number. */
static gboolean squeeze(const char *text, char out[REGISTERED_ROOM])
{
	gsize used = 0;

	for (; *text != '\0'; text++) {
		if (*text == ' ' || *text == '-')
			continue;
		if (used == S10_LENGTH)
			return FALSE;
		out[used++] = g_ascii_toupper(*text);
	}
	out[used] = '\0';
	return TRUE;
}

static gboolean is_s10(const char *number)
{
	return strlen(number) == S10_LENGTH && g_ascii_isupper(number[0]) && g_ascii_isupper(number[1]) &&
	       strspn(number + 2, DIGITS) == S10_BODY + 1 && g_ascii_isupper(number[11]) && g_ascii_isupper(number[12]);
}

const char *registered_read(const char *text, char out[REGISTERED_ROOM])
{
	char number[REGISTERED_ROOM];
	gboolean right;

	if (!squeeze(text, number))
		return "too long";
	if (strlen(number) == DOMESTIC_LENGTH && strspn(number, DIGITS) == DOMESTIC_LENGTH)
		right = domestic_check(number) == number[DOMESTIC_BODY];
	else if (is_s10(number) && strchr("JKSTW", number[0]) != NULL)
		return "no service abroad begins with this letter";
	else if (is_s10(number))
		right = s10_check(number + 2) == number[2 + S10_BODY];
	else
		return "neither 12 digits nor two letters, 9 digits and two letters";
	if (!right)
		return "wrong check digit";
	strcpy(out, number);
	return NULL;
}

enum number_scheme registered_scheme(const char *number)
{
	return g_ascii_isdigit(number[0]) ? NUMBER_DOMESTIC : NUMBER_S10;
}

guint64 registered_body(const char *number)
{
	gboolean domestic = registered_scheme(number) == NUMBER_DOMESTIC;
	guint length = domestic ? DOMESTIC_BODY : S10_BODY;
	guint64 body = 0;

	if (!domestic)
		number += 2;
	for (guint i = 0; i < length; i++)
		body = body * 10 + (guint64)(number[i] - '0');
	return body;
}

void registered_print(const char *number, char out[REGISTERED_PRINT_ROOM])
{
	if (registered_scheme(number) == NUMBER_DOMESTIC)
		g_snprintf(out, REGISTERED_PRINT_ROOM, "%.11s-%s", number, number + DOMESTIC_BODY);
	else
		g_snprintf(out, REGISTERED_PRINT_ROOM, "%.2s %.3s %.3s %.3s %s", number, number + 2, number + 5, number + 8,
			   number + 11);
}

gboolean registered_hint(const char *number, enum registered_link link, char out[REGISTERED_ROOM])
{
	guint64 less = link == REGISTERED_23_L ? DOMESTIC_BODIES / 10 : DOMESTIC_BODIES / 100 * 12;

	if (registered_scheme(number) != NUMBER_DOMESTIC || registered_body(number) < less)
		return FALSE;
	domestic_write(registered_body(number) - less, out);
	return TRUE;
}
