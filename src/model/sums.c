/* SPDX-License-Identifier: Apache-2.0 */
#include "model/sums.h"

#include <string.h>

#define DIGITS "0123456789"

static char *word(struct keys *keys, const char *group, const char *key)
{
	return g_strdup(keys_word(keys, group, key));
}

/* A key that may be left out; empty is a mistake. */
static char *wish(struct keys *keys, const char *group, const char *key)
{
	return keys_find(keys, group, key) != NULL ? word(keys, group, key) : NULL;
}

static struct interest_sum *read_interest(struct keys *keys)
{
	static const char group[] = "interest";
	struct interest_sum *sum = g_new0(struct interest_sum, 1);

	sum->rate = word(keys, group, "rate");
	sum->until = keys_date(keys, group, "until");
	sum->rows = wish(keys, group, "rows");
	sum->capital = word(keys, group, "capital");
	sum->due = word(keys, group, "due");
	sum->into = wish(keys, group, "into");
	sum->total = wish(keys, group, "total");
	sum->lump = wish(keys, group, "lump");
	if (sum->rows == NULL && sum->total != NULL)
		keys_fault(keys, group, "total", "there are no rows to add up");
	if (sum->into == NULL && (sum->total == NULL || sum->rows == NULL))
		keys_fault(keys, group, "into", "missing");
	return sum;
}

/* A date, or else the name of a field. */
static void read_first_due(struct keys *keys, const char *group, struct instalment_sum *sum)
{
	const char *text = keys_word(keys, group, "first-due");

	if (text == NULL)
		return;
	if (g_ascii_isdigit(text[0]))
		sum->first_due = keys_date(keys, group, "first-due");
	else
		sum->first_field = g_strdup(text);
}

static struct instalment_sum *read_instalments(struct keys *keys)
{
	static const char *const ends[] = { [REMAINDER_LAST] = "last", [REMAINDER_FIRST] = "first", NULL };
	static const char group[] = "instalments";
	struct instalment_sum *sum = g_new0(struct instalment_sum, 1);

	sum->of = keys_list(keys, group, "of");
	if (sum->of[0] == NULL)
		keys_fault(keys, group, "of", "missing");
	sum->plan.count = (guint)keys_number(keys, group, "count", KEYS_REQUIRED, 2, INSTALMENTS_MAX);
	sum->plan.months = (guint)keys_number(keys, group, "every", 1, 1, 12);
	sum->plan.remainder = (enum remainder)keys_choice(keys, group, "remainder", REMAINDER_LAST, ends);
	read_first_due(keys, group, sum);
	sum->into = word(keys, group, "into");
	sum->number = wish(keys, group, "number");
	sum->due = word(keys, group, "due");
	sum->amount = word(keys, group, "amount");
	return sum;
}

const char *number_kind_name(enum number_kind kind)
{
	static const char *const names[NUMBER_KINDS] = {
		[NUMBER_NOTICE] = "notice", [NUMBER_CUSTOMER] = "customer", [NUMBER_REFERENCE] = "reference",
	};

	return names[kind];
}

/* Two digits, of the one aux that has this code. */
static void read_code(struct keys *keys, const char *key, guint aux, struct number_sum *sum)
{
	const char *text = sum->aux == aux ? keys_word(keys, "notice", key) : keys_find(keys, "notice", key);

	if (text == NULL)
		return;
	if (sum->aux != aux)
		keys_fault(keys, "notice", key, "not with aux %u", sum->aux);
	else if (strlen(text) != 2 || strspn(text, DIGITS) != 2)
		keys_fault(keys, "notice", key, "not two digits: '%s'", text);
	else
		sum->code = (guint)(text[0] - '0') * 10 + (guint)(text[1] - '0');
}

static void read_prefix(struct keys *keys, enum number_kind kind, struct number_sum *sum)
{
	const char *group = number_kind_name(kind);
	const char *letters = kind == NUMBER_REFERENCE ? DIGITS G_CSET_A_2_Z G_CSET_a_2_z : DIGITS;

	sum->prefix = wish(keys, group, "prefix");
	if (sum->prefix == NULL)
		sum->prefix = g_strdup("");
	if (strspn(sum->prefix, letters) != strlen(sum->prefix))
		keys_fault(keys, group, "prefix", "not %s: '%s'",
			   kind == NUMBER_REFERENCE ? "letters and digits" : "digits", sum->prefix);
}

static struct number_sum *read_number(struct keys *keys, enum number_kind kind)
{
	const char *group = number_kind_name(kind);
	struct number_sum *sum = g_new0(struct number_sum, 1);

	if (kind == NUMBER_NOTICE) {
		sum->aux = (guint)keys_number(keys, group, "aux", KEYS_REQUIRED, 0, 3);
		read_code(keys, "application", 0, sum);
		read_code(keys, "segregation", 3, sum);
	}
	read_prefix(keys, kind, sum);
	sum->base = word(keys, group, "base");
	sum->into = word(keys, group, "into");
	sum->instalments = wish(keys, group, "instalments");
	return sum;
}

void sums_read(struct keys *keys, struct sums *sums)
{
	if (keys_has_group(keys, "interest"))
		sums->interest = read_interest(keys);
	if (keys_has_group(keys, "instalments"))
		sums->instalments = read_instalments(keys);
	for (guint kind = 0; kind < NUMBER_KINDS; kind++) {
		const char *group = number_kind_name(kind);

		if (!keys_has_group(keys, group))
			continue;
		sums->numbers[kind] = read_number(keys, kind);
		if (sums->numbers[kind]->instalments != NULL && sums->instalments == NULL)
			keys_fault(keys, group, "instalments", "the job has no [instalments]");
	}
}

static void interest_free(struct interest_sum *sum)
{
	g_free(sum->rate);
	g_free(sum->rows);
	g_free(sum->capital);
	g_free(sum->due);
	g_free(sum->into);
	g_free(sum->total);
	g_free(sum->lump);
	g_free(sum);
}

static void instalments_free(struct instalment_sum *sum)
{
	g_strfreev(sum->of);
	g_free(sum->first_field);
	g_free(sum->into);
	g_free(sum->number);
	g_free(sum->due);
	g_free(sum->amount);
	g_free(sum);
}

static void number_free(struct number_sum *sum)
{
	g_free(sum->prefix);
	g_free(sum->base);
	g_free(sum->into);
	g_free(sum->instalments);
	g_free(sum);
}

void sums_clear(struct sums *sums)
{
	g_clear_pointer(&sums->interest, interest_free);
	g_clear_pointer(&sums->instalments, instalments_free);
	for (guint kind = 0; kind < NUMBER_KINDS; kind++)
		g_clear_pointer(&sums->numbers[kind], number_free);
}
