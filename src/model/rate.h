/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rate: rates of interest with the days they apply from, as data, and simple interest by them.
 *
 *   struct interest sum = { 0 };
 *   reason = interest_add(table, 24500, due, until, &sum, arena);	one claim, or many
 *   reason = interest_round(table, &sum, &cents);			once, at the end
 *
 * Days are counted as they are, the day a claim falls due excluded, the last day included, each day at its own
 * rate over a year of fixed length, nothing upon interest (art. 1283, 1284 c.c.).  All in whole numbers.  A table
 * knows the rates up to a day; interest beyond it is refused, never guessed.
 */
#ifndef PIEGO_MODEL_RATE_H
#define PIEGO_MODEL_RATE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/number.h"

struct rate_step {
	day_t from;
	gint32 percent_milli;	/* thousandths of a percent a year */
};

/* profiles/rate/NAME.rate */
struct rate_table {
	char *name;
	guint year_days;	/* what a year is counted as */
	day_t until;		/* the last day the table knows */
	cents_t lump;		/* due with each claim that is late, 0: none (art. 6 c. 2 D.Lgs. 231/2002) */
	GArray *steps;		/* of struct rate_step, at least one, ascending */
};

/* Reads a key file's text; all faults at once, as PROFILE_ERROR (model/profile.h). */
struct rate_table *rate_table_parse(const char *text, const char *path, GError **error);
void rate_table_free(struct rate_table *table);
typedef struct rate_table rate_table_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(rate_table_t, rate_table_free)

/* Interest that is not rounded yet: cents times days times thousandths of a percent. */
struct interest {
	__int128 parts;
};

/* Add what a claim of capital cents has earned from the day after due to until; nothing where it is not late.
 * NULL, or a short reason in plain words, in the arena. */
const char *interest_add(const struct rate_table *table, cents_t capital, day_t due, day_t until,
			 struct interest *sum, struct arena *arena);

/* The sum in cents, half a cent up.  NULL or a short reason. */
const char *interest_round(const struct rate_table *table, const struct interest *sum, cents_t *cents);

#endif
