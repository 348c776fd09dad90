/* SPDX-License-Identifier: Apache-2.0 */
/*
 * instalments: an amount divided in equal parts, due every so many months.  What does not divide goes to one of
 * them, so that the parts are the whole to the cent.
 */
#ifndef PIEGO_MODEL_INSTALMENTS_H
#define PIEGO_MODEL_INSTALMENTS_H

#include "base/date.h"
#include "base/number.h"

/* Instalments are numbered with two digits where a notice number carries them. */
#define INSTALMENTS_MAX 99

enum remainder { REMAINDER_LAST, REMAINDER_FIRST };

struct instalment_plan {
	guint count;			/* 2 to INSTALMENTS_MAX */
	guint months;			/* from one to the next */
	enum remainder remainder;	/* which of them has the cents left over */
};

/* The number'th (1 first) part of whole cents, which are at least as many as there are parts. */
cents_t instalment_amount(const struct instalment_plan *plan, cents_t whole, guint number);

/* Its day, where the first is due on first: the same day of a later month, or that month's last.  FALSE when it is
 * behind the calendar of base/date.h. */
gboolean instalment_due(const struct instalment_plan *plan, day_t first, guint number, day_t *due);

#endif
