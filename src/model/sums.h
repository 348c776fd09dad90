/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sums: what a job has reckoned for each letter, over what the client's file says: groups of the job file, each of
 * which may be left out.  They name fields of the layout's dictionary, columns of its groups of rows where said so.
 *
 *   [interest]
 *   rate    = legal           profiles/rate/legal.rate
 *   until   = 2026-03-31      the last day that bears interest
 *   rows    = posizioni       each row is a claim; without it the record is one
 *   capital = importo         the amount that bears interest: a column of rows, or a field
 *   due     = scadenza        when it was due: a column of rows, or a field
 *   into    = interessi       each claim's interest, rounded: a column of rows, or a field
 *   total   = interessi       with rows: the sum, in a field.  Where no column shows each row's, it is rounded once
 *                             over all rows; else it is the sum of what they show
 *   lump    = spese           the rate's lump sum for each claim that is late, in a field
 *
 *   [instalments]
 *   of        = dovuto, interessi, posizioni.importo      what is added up and divided
 *   count     = 3             2 to 99
 *   first-due = 2026-04-30    a date, or a field with one
 *   every     = 2             months from one to the next; 1 unless said
 *   remainder = first         or last (unless said): which instalment has the cents left over
 *   into      = rate          the group of rows that is filled
 *   number    = numero        its columns: 1, 2, ..., which may be left out,
 *   due       = scadenza
 *   amount    = importo
 *
 *   [notice]                  numeri avviso of pagoPA
 *   aux         = 3           0, 1, 2 or 3
 *   segregation = 47          with aux 3; application = 12 with aux 0
 *   prefix      = 2026        digits before the base's own, may be left out
 *   base        = matricola   digits that no other record has; zeros fill it up on its left
 *   into        = avviso
 *   instalments = avviso      a column of [instalments] into: each instalment's own.  Two digits then end each
 *                             number's base: 00 in the whole amount's, 01, 02, ... in those of instalments
 *
 *   [customer]                codici cliente of bollettini, with prefix, base, into and instalments as in [notice]
 *
 *   [reference]               RF references (ISO 11649), likewise; their prefix and base may have letters, nothing fills
 *                             the base up, and several records may have the same one
 */
#ifndef PIEGO_MODEL_SUMS_H
#define PIEGO_MODEL_SUMS_H

#include "model/instalments.h"
#include "model/keys.h"

struct interest_sum {
	char *rate;
	day_t until;
	char *rows;	/* NULL: none */
	char *capital, *due;
	char *into;	/* NULL: only with rows and a total */
	char *total;	/* NULL: not wanted; always NULL without rows */
	char *lump;	/* NULL: not wanted */
};

struct instalment_sum {
	char **of;		/* at least one; NULL-terminated */
	struct instalment_plan plan;
	char *first_field;	/* NULL: it is first_due */
	day_t first_due;
	char *into;
	char *number;		/* NULL: not wanted */
	char *due, *amount;
};

enum number_kind { NUMBER_NOTICE, NUMBER_CUSTOMER, NUMBER_REFERENCE, NUMBER_KINDS };
/* "notice", "customer", "reference": the groups of the job file. */
const char *number_kind_name(enum number_kind kind);

struct number_sum {
	guint aux;		/* of notices */
	guint code;		/* of notices: application or segregation code, 0 for an aux that has none */
	char *prefix;		/* "" for none */
	char *base, *into;
	char *instalments;	/* NULL: not wanted */
};

/* Each NULL where the job has no such group. */
struct sums {
	struct interest_sum *interest;
	struct instalment_sum *instalments;
	struct number_sum *numbers[NUMBER_KINDS];
};

/* Reads the groups that keys has; what is wrong is a fault of keys. */
void sums_read(struct keys *keys, struct sums *sums);
void sums_clear(struct sums *sums);

#endif
