/* SPDX-License-Identifier: Apache-2.0 */
/* A letter has a handful of payments, so each is simply held against those before it. */
#include "slip/agree.h"

#include <string.h>

#include "slip/transfer.h"

/* A payment of the letter. */
struct asked {
	const struct slip_use *use;
	const struct payment *payment;
	guint place;
	gboolean part;	/* an instalment */
};

struct agreeing {
	struct asked *asked;
	guint count;
	gboolean fine;
};

static gboolean prints(const struct asked *asked, enum payment_field field)
{
	const payment_set_t printed = asked->use->kind->needs | asked->use->kind->takes;

	return (printed & ((payment_set_t)1 << field)) != 0 && asked->payment->values[field].present;
}

static const char *text_of(const struct asked *asked, enum payment_field field)
{
	return asked->payment->values[field].text;
}

static cents_t amount_of(const struct asked *asked)
{
	return asked->payment->values[PAYMENT_AMOUNT].cents;
}

static void tell(struct agreeing *agreeing, const struct asked *asked, enum payment_field field, const char *value,
		 const char *reason)
{
	struct slip_faults *faults = asked->use->faults;

	agreeing->fine = FALSE;
	faults->found(faults, asked->place, field, FINDING_CODE_SLIP_DIFFERS, value, reason);
}

static void tell_amounts(struct agreeing *agreeing, const struct asked *asked, cents_t found, cents_t expected,
			 const char *reason)
{
	char value[2 * NUMBER_ROOM + 8], one[NUMBER_ROOM], other[NUMBER_ROOM];

	number_write_cents(one, found, NUMBER_ITALIAN);
	number_write_cents(other, expected, NUMBER_ITALIAN);
	g_snprintf(value, sizeof value, "%s ≠ %s", one, other);
	tell(agreeing, asked, PAYMENT_AMOUNT, value, reason);
}

/* Texts that differ in blanks only are equal. */
static gboolean same_text(const char *one, const char *other)
{
	for (;; one++, other++) {
		while (*one == ' ')
			one++;
		while (*other == ' ')
			other++;
		if (g_ascii_toupper(*one) != g_ascii_toupper(*other))
			return FALSE;
		if (*one == '\0')
			return TRUE;
	}
}

/* ---- amounts ---- */

/* Whether two payments are asked for together: those of one slip, and single instalments of one kind. */
static gboolean belong_together(const struct asked *one, const struct asked *other)
{
	return one->use == other->use || (one->part && other->part && one->use->count == 1 && other->use->count == 1 &&
					  one->use->kind == other->use->kind);
}

/* What payment number first and those that belong to it ask for.  FALSE where one of them leaves it to the payer, or
 * where an earlier payment stands for them all. */
static gboolean sum_from(const struct agreeing *agreeing, guint first, cents_t *sum)
{
	const struct asked *lead = &agreeing->asked[first];

	*sum = 0;
	for (guint i = 0; i < agreeing->count; i++) {
		const struct asked *asked = &agreeing->asked[i];

		if (!belong_together(lead, asked))
			continue;
		if (i < first || !prints(asked, PAYMENT_AMOUNT))
			return FALSE;
		*sum += amount_of(asked);
	}
	return TRUE;
}

static void check_sums(struct agreeing *agreeing)
{
	gboolean any = FALSE;
	cents_t sum, first = 0;

	for (guint i = 0; i < agreeing->count; i++) {
		const struct asked *asked = &agreeing->asked[i];
		const struct value *total = &asked->payment->values[PAYMENT_TOTAL];

		if (!sum_from(agreeing, i, &sum))
			continue;
		if (total->present && total->cents != sum)
			tell_amounts(agreeing, asked, sum, total->cents,
				     asked->part ? "the instalments do not add up to the total" : "not the total");
		else if (any && sum != first)
			tell_amounts(agreeing, asked, sum, first, "another slip of the letter asks for another amount");
		else if (!any)
			first = sum, any = TRUE;
	}
}

/* ---- references ---- */

static gboolean same_value(const struct asked *one, const struct asked *other, enum payment_field field)
{
	if (payment_field_type(field) == FIELD_DATE)
		return one->payment->values[field].date == other->payment->values[field].date;
	return same_text(text_of(one, field), text_of(other, field));
}

/* A field that all slips of the whole print alike. */
static void check_wholes(struct agreeing *agreeing, enum payment_field field)
{
	const struct asked *first = NULL;

	for (guint i = 0; i < agreeing->count; i++) {
		const struct asked *asked = &agreeing->asked[i];

		if (asked->part || !prints(asked, field))
			continue;
		if (first == NULL)
			first = asked;
		else if (!same_value(first, asked, field))
			tell(agreeing, asked, field, payment_field_type(field) == FIELD_TEXT ? text_of(asked, field) : "",
			     "another slip of the letter says otherwise");
	}
}

static void check_pair(struct agreeing *agreeing, const struct asked *one, const struct asked *other)
{
	if (!prints(one, PAYMENT_NOTICE) || !prints(other, PAYMENT_NOTICE) || !same_value(one, other, PAYMENT_NOTICE))
		return;
	if (one->part && other->part && belong_together(one, other))
		tell(agreeing, other, PAYMENT_NOTICE, text_of(other, PAYMENT_NOTICE), "another instalment has this number");
	else if (prints(one, PAYMENT_AMOUNT) && prints(other, PAYMENT_AMOUNT) && amount_of(one) != amount_of(other))
		tell(agreeing, other, PAYMENT_NOTICE, text_of(other, PAYMENT_NOTICE), "this number is asked two amounts for");
}

static void check_notices(struct agreeing *agreeing)
{
	for (guint i = 1; i < agreeing->count; i++) {
		for (guint j = 0; j < i; j++)
			check_pair(agreeing, &agreeing->asked[j], &agreeing->asked[i]);
	}
}

/* ---- remittance text ---- */

static gboolean names_notice(const char *reference, const char *text)
{
	char notice[NOTICE_ROOM], iuv[IUV_ROOM];

	if (notice_read(text, notice) != NULL)
		return FALSE;
	notice_iuv(notice, iuv);
	return same_text(reference, notice) || same_text(reference, iuv);
}

static void check_remittance(struct agreeing *agreeing, const struct asked *asked)
{
	const struct value *values = asked->payment->values;
	const char *subject = values[PAYMENT_SUBJECT].text;
	struct remittance remittance;

	if (!values[PAYMENT_SUBJECT].present || !remittance_read(subject, &remittance))
		return;
	if (remittance.form == REMITTANCE_IUV && values[PAYMENT_NOTICE].present &&
	    !names_notice(remittance.reference, values[PAYMENT_NOTICE].text))
		tell(agreeing, asked, PAYMENT_SUBJECT, subject, "it names another notice");
	else if (remittance.form == REMITTANCE_RF && values[PAYMENT_REFERENCE].present &&
		 !same_text(remittance.reference, values[PAYMENT_REFERENCE].text))
		tell(agreeing, asked, PAYMENT_SUBJECT, subject, "it names another reference");
	else if (remittance.cents >= 0 && values[PAYMENT_AMOUNT].present &&
		 remittance.cents != values[PAYMENT_AMOUNT].cents)
		tell(agreeing, asked, PAYMENT_SUBJECT, subject, "it names another amount");
}

gboolean slip_agree(const struct slip_use *uses, guint count)
{
	static const enum payment_field common[] = {
		PAYMENT_NOTICE, PAYMENT_CUSTOMER, PAYMENT_REFERENCE, PAYMENT_DUE,
	};
	struct agreeing agreeing = { .fine = TRUE };
	g_autofree struct asked *asked = NULL;
	guint payments = 0;

	for (guint i = 0; i < count; i++)
		payments += uses[i].count;
	agreeing.asked = asked = g_new(struct asked, payments);
	for (guint i = 0; i < count; i++) {
		for (guint place = 0; place < uses[i].count; place++) {
			const struct payment *payment = &uses[i].payments[place];
			gboolean part = uses[i].count > 1 || payment->values[PAYMENT_INSTALMENT].present;

			asked[agreeing.count++] = (struct asked){ &uses[i], payment, place, part };
		}
	}
	check_sums(&agreeing);
	check_notices(&agreeing);
	for (guint i = 0; i < G_N_ELEMENTS(common); i++)
		check_wholes(&agreeing, common[i]);
	for (guint i = 0; i < agreeing.count; i++)
		check_remittance(&agreeing, &asked[i]);
	return agreeing.fine;
}
