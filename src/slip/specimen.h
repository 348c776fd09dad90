/* SPDX-License-Identifier: Apache-2.0 */
/* specimen: a payment that every machine takes and nobody can pay, for proofs that must not tell whose it was. */
#ifndef PIEGO_SLIP_SPECIMEN_H
#define PIEGO_SLIP_SPECIMEN_H

#include "slip/payment.h"

/*
 * Put numbers of nobody in the place of those of the given fields that are there: right in form and check digits, so
 * that the slip can be drawn; of no account, and different for each place (0 first) among the letter's payments.  A
 * c/c and its IBAN go together.
 * Amounts, dates and words stay, the words masked by whoever masks words.  In the arena or static.
 */
void payment_specimen(struct payment *payment, payment_set_t fields, guint place, struct arena *arena);

#endif
