/* SPDX-License-Identifier: Apache-2.0 */
/*
 * numbers: the registered numbers of a run in the making.  They are taken when all is known that may stop the run before it
 * composes, in a transaction of their own, and for good: a run that fails afterwards leaves them burned.
 */
#ifndef PIEGO_APP_NUMBERS_H
#define PIEGO_APP_NUMBERS_H

#include "app/making.h"
#include "model/addressee.h"
#include "model/product.h"

/* Whether the product goes to the address: one that is numbered goes abroad by S10 and nowhere else, or in Italy and nowhere
 * else.  One that prints no numbers goes anywhere. */
gboolean numbers_reach(const struct product *product, const struct addressee *to);

/* One number for each piece of the plan, in print order, where the product has numbers.  APP_ERROR_REFUSED when the client's
 * ranges have fewer; then none is taken.  What few are left is a finding. */
gboolean making_number(struct app *app, struct making *making, GError **error);

/* The same without taking any. */
gboolean making_number_check(struct app *app, struct making *making, GError **error);

/* Piece is 1 to the run's pieces: the number that a child run carries over is given, the one that a piece has is lent, "" for
 * none. */
void making_number_give(struct making *making, guint piece, const char *number);
const char *making_registered(const struct making *making, guint piece);

#endif
