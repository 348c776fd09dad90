/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check: what is wrong with a payment before its slip is drawn.  Strings only: no font, no symbol.
 *
 *   static const struct slip_rules rules = {
 *           .needs = NEEDS, .takes = TAKES, .most = BOLLETTINO_CENTS_MAX, .characters = { [PAYMENT_SUBJECT] = 90 },
 *   };
 *   return slip_check(&rules, payment, given, place, faults);
 *
 * A kind's check() is this call; what only the kind knows it tells besides.
 */
#ifndef PIEGO_SLIP_CHECK_H
#define PIEGO_SLIP_CHECK_H

#include "slip/slip.h"

/* What a kind asks beyond what every field asks by itself. */
struct slip_rules {
	payment_set_t needs;		/* must be there */
	payment_set_t firm;		/* must be there where the layout gives them: the form prints their label */
	payment_set_t takes;		/* printed where there */
	cents_t most;			/* the largest amount the slip carries */
	guint8 characters[PAYMENT_FIELDS];	/* the longest text of a field; 0: what fits its place on the paper */
};

/*
 * Tells each fault of a payment, one a field; FALSE when one of them leaves the letter out.
 *
 * Of every payment: a currency that is not EUR (slip-currency); an IBAN of Poste (ABI 07601) that is not the c/c's
 * (slip-account).
 * Of the fields that the rules name: missing ones (slip-missing; slip-authorisation for the authorisation, which is
 * asked for wherever a c/c is printed); an amount of zero or less, or beyond most (slip-amount); references of a wrong
 * form or with wrong check digits (slip-code), but a notice number's check digits are only warned of (slip-notice); a
 * creditor's code that is not 11 digits beside a notice (slip-code); a wrong c/c or IBAN, or another bank's IBAN beside
 * a c/c (slip-account); texts beyond characters (slip-text); a link that may not stand on paper (slip-link).
 */
gboolean slip_check(const struct slip_rules *rules, const struct payment *payment, payment_set_t given, guint place,
		    struct slip_faults *faults);

#endif
