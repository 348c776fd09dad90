/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/check.h"

#include <string.h>

#include "base/text.h"
#include "model/ids.h"
#include "model/reference.h"
#include "slip/transfer.h"

/* A payment under check. */
struct checking {
	const struct slip_rules *rules;
	const struct payment *payment;
	payment_set_t given;
	guint place;
	struct slip_faults *faults;
	payment_set_t faulty;	/* fields of which a fault was told */
	gboolean fine;
};

static payment_set_t bit_of(enum payment_field field)
{
	return (payment_set_t)1 << field;
}

static const struct value *value_of(const struct checking *checking, enum payment_field field)
{
	return &checking->payment->values[field];
}

static gboolean is_there(const struct checking *checking, enum payment_field field)
{
	return value_of(checking, field)->present;
}

/* Whether the kind prints the field and it is there, and nothing is wrong with it so far. */
static gboolean is_checked(const struct checking *checking, enum payment_field field)
{
	const payment_set_t printed = checking->rules->needs | checking->rules->firm | checking->rules->takes;

	return (printed & ~checking->faulty & bit_of(field)) != 0 && is_there(checking, field);
}

/* A field is told of once: what is missing or malformed has no limits to be held against. */
static void tell(struct checking *checking, enum payment_field field, enum finding_code code, const char *reason)
{
	const struct value *value = value_of(checking, field);
	char written[NUMBER_ROOM] = "";
	const char *shown = written;

	if ((checking->faulty & bit_of(field)) != 0)
		return;
	checking->faulty |= bit_of(field);
	if (payment_field_type(field) == FIELD_TEXT)
		shown = value->text;
	else if (value->present && payment_field_type(field) == FIELD_MONEY)
		number_write_cents(written, value->cents, NUMBER_ITALIAN);
	else if (value->present && payment_field_type(field) == FIELD_INTEGER)
		number_write_integer(written, value->integer, NUMBER_ITALIAN);
	if (finding_severity(code) == FINDING_ERROR)
		checking->fine = FALSE;
	checking->faults->found(checking->faults, checking->place, field, code, shown, reason);
}

/* ---- what must be there ---- */

static gboolean needs_authorisation(const struct checking *checking)
{
	const struct slip_rules *rules = checking->rules;

	return ((rules->needs | rules->firm | rules->takes) & PAYMENT_BIT(AUTHORISATION)) != 0 &&
	       ((rules->needs & PAYMENT_BIT(AUTHORISATION)) != 0 || is_there(checking, PAYMENT_ACCOUNT));
}

static void check_missing(struct checking *checking)
{
	const struct slip_rules *rules = checking->rules;
	const payment_set_t wanted = rules->needs | (rules->firm & checking->given);

	if (needs_authorisation(checking) && !is_there(checking, PAYMENT_AUTHORISATION))
		tell(checking, PAYMENT_AUTHORISATION, FINDING_CODE_SLIP_AUTHORISATION,
		     "who prints bollettini prints his authorisation on them");
	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		enum payment_field field = (enum payment_field)i;

		if ((wanted & bit_of(field)) != 0 && !is_there(checking, field))
			tell(checking, field, FINDING_CODE_SLIP_MISSING, "missing");
	}
}

/* ---- what each field asks by itself ---- */

static const char *creditor_code_read(const char *text, char *out)
{
	if (strlen(text) != 11 || strspn(text, "0123456789") != 11)
		return "not 11 digits";
	strcpy(out, text);
	return NULL;
}

/* Room for the longest of the codes below in its normal form. */
#define CODE_ROOM 40

static const struct {
	enum payment_field field;
	enum finding_code code;
	const char *(*read)(const char *text, char *out);
} readers[] = {
	{ PAYMENT_ACCOUNT, FINDING_CODE_SLIP_ACCOUNT, account_read },
	{ PAYMENT_IBAN, FINDING_CODE_SLIP_ACCOUNT, iban_read },
	{ PAYMENT_PAYER_IBAN, FINDING_CODE_SLIP_ACCOUNT, iban_read },
	{ PAYMENT_BIC, FINDING_CODE_SLIP_CODE, bic_read },
	{ PAYMENT_CBILL, FINDING_CODE_SLIP_CODE, cbill_read },
	{ PAYMENT_CREDITOR_ID, FINDING_CODE_SLIP_CODE, creditor_id_read },
	{ PAYMENT_CUSTOMER, FINDING_CODE_SLIP_CODE, customer_read },
	{ PAYMENT_NOTICE, FINDING_CODE_SLIP_CODE, notice_read },
	{ PAYMENT_REFERENCE, FINDING_CODE_SLIP_CODE, rf_read },
	{ PAYMENT_CODE, FINDING_CODE_SLIP_CODE, bill_code_read },
	{ PAYMENT_MANDATE, FINDING_CODE_SLIP_CODE, mandate_read },
};

static void check_forms(struct checking *checking)
{
	char out[CODE_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(readers); i++) {
		const char *reason = NULL;

		if (is_checked(checking, readers[i].field))
			reason = readers[i].read(value_of(checking, readers[i].field)->text, out);
		if (reason != NULL)
			tell(checking, readers[i].field, readers[i].code, reason);
	}
}

static void check_notice(struct checking *checking)
{
	const char *code = value_of(checking, PAYMENT_CREDITOR_CODE)->text;
	char notice[NOTICE_ROOM], out[CODE_ROOM];

	if (!is_checked(checking, PAYMENT_NOTICE))
		return;
	notice_read(value_of(checking, PAYMENT_NOTICE)->text, notice);
	if (notice_check(notice) == NOTICE_WRONG)
		tell(checking, PAYMENT_NOTICE, FINDING_CODE_SLIP_NOTICE, "wrong check digits");
	if (is_checked(checking, PAYMENT_CREDITOR_CODE) && creditor_code_read(code, out) != NULL)
		tell(checking, PAYMENT_CREDITOR_CODE, FINDING_CODE_SLIP_CODE, "not 11 digits");
}

static gboolean is_euro(const char *currency)
{
	return g_ascii_strcasecmp(currency, "EUR") == 0 || g_ascii_strcasecmp(currency, "euro") == 0 ||
	       strcmp(currency, "€") == 0;
}

static void check_numbers(struct checking *checking)
{
	const cents_t cents = value_of(checking, PAYMENT_AMOUNT)->cents;

	if (is_there(checking, PAYMENT_CURRENCY) && !is_euro(value_of(checking, PAYMENT_CURRENCY)->text))
		tell(checking, PAYMENT_CURRENCY, FINDING_CODE_SLIP_CURRENCY, "not EUR");
	if (is_checked(checking, PAYMENT_INSTALMENT) && value_of(checking, PAYMENT_INSTALMENT)->integer < 1)
		tell(checking, PAYMENT_INSTALMENT, FINDING_CODE_SLIP_CODE, "instalments are counted from 1");
	if (!is_checked(checking, PAYMENT_AMOUNT))
		return;
	if (cents <= 0)
		tell(checking, PAYMENT_AMOUNT, FINDING_CODE_SLIP_AMOUNT, "nothing to pay");
	else if (cents > checking->rules->most)
		tell(checking, PAYMENT_AMOUNT, FINDING_CODE_SLIP_AMOUNT, "more than the slip carries");
}

static void check_texts(struct checking *checking)
{
	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		enum payment_field field = (enum payment_field)i;
		const gsize most = checking->rules->characters[i];

		if (most > 0 && is_checked(checking, field) && text_characters(value_of(checking, field)->text) > most)
			tell(checking, field, FINDING_CODE_SLIP_TEXT, "more characters than the slip takes");
	}
}

/* ---- fields against each other ---- */

/* An IBAN of Poste names its c/c.  Beside a c/c on one slip stands no other account's IBAN. */
static void check_account(struct checking *checking)
{
	char iban[IBAN_ROOM], account[ACCOUNT_ROOM], inside[ACCOUNT_ROOM];
	gboolean together = is_checked(checking, PAYMENT_ACCOUNT) && is_checked(checking, PAYMENT_IBAN);

	if (!is_there(checking, PAYMENT_ACCOUNT) || !is_there(checking, PAYMENT_IBAN))
		return;
	if (account_read(value_of(checking, PAYMENT_ACCOUNT)->text, account) != NULL ||
	    iban_read(value_of(checking, PAYMENT_IBAN)->text, iban) != NULL)
		return;
	if (iban_postal_account(iban, inside)) {
		if (strcmp(inside, account) != 0)
			tell(checking, PAYMENT_IBAN, FINDING_CODE_SLIP_ACCOUNT, "the IBAN of another postal account");
	} else if (together) {
		tell(checking, PAYMENT_IBAN, FINDING_CODE_SLIP_ACCOUNT, "not the IBAN of the postal account");
	}
}

/* text without blanks, for what is held against an address; "" for what is too short to stand there but by chance. */
static const char *squeezed(const char *text, char *out, gsize room)
{
	gsize used = 0;

	for (; *text != '\0' && used + 1 < room; text++) {
		if (*text != ' ')
			out[used++] = *text;
	}
	out[used < 6 ? 0 : used] = '\0';
	return out;
}

static void check_link(struct checking *checking)
{
	static const enum payment_field secret[] = {
		PAYMENT_PAYER_CODE, PAYMENT_PAYER_IBAN, PAYMENT_NOTICE, PAYMENT_CUSTOMER, PAYMENT_REFERENCE,
		PAYMENT_CODE, PAYMENT_MANDATE,
	};
	const char *private[G_N_ELEMENTS(secret) + 1] = { NULL };
	char room[G_N_ELEMENTS(secret)][64];
	const struct value *amount = value_of(checking, PAYMENT_AMOUNT);
	const char *reason;

	if (!is_checked(checking, PAYMENT_LINK))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(secret); i++)
		private[i] = squeezed(value_of(checking, secret[i])->text, room[i], sizeof room[i]);
	reason = link_check(value_of(checking, PAYMENT_LINK)->text, private, amount->present ? amount->cents : 0);
	if (reason != NULL)
		tell(checking, PAYMENT_LINK, FINDING_CODE_SLIP_LINK, reason);
}

gboolean slip_check(const struct slip_rules *rules, const struct payment *payment, payment_set_t given, guint place,
		    struct slip_faults *faults)
{
	struct checking checking = {
		.rules = rules, .payment = payment, .given = given, .place = place, .faults = faults, .fine = TRUE,
	};

	check_missing(&checking);
	check_forms(&checking);
	check_notice(&checking);
	check_numbers(&checking);
	check_account(&checking);
	check_texts(&checking);
	check_link(&checking);
	return checking.fine;
}
