/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tariff: what the post takes for a piece, as dated tables: profiles/tariff/PRODUCT.csv.
 *
 *   # words behind a # are for people
 *   from;area;bracket;euro
 *   2026-01-01;AM;fino-a-20g;0.39
 *   2026-07-01;AM;fino-a-20g;0.41	the price from July on
 *   2027-01-01;AM;fino-a-20g;	from then on there is none
 *
 * A price holds from its day until the next line of the same area and bracket.  What no line says has no price: it is
 * refused, never guessed from another area, bracket or day.
 */
#ifndef PIEGO_MODEL_TARIFF_H
#define PIEGO_MODEL_TARIFF_H

#include "base/arena.h"
#include "base/date.h"
#include "base/number.h"
#include "model/product.h"

struct tariff;

/* Reads a table's text.  The brackets must be the product's; areas are the names of post/address.h but "none".  All
 * faults at once, one a line, as PROFILE_ERROR (model/profile.h): "tariff 'raccomandata': line 4: not a date: ...". */
struct tariff *tariff_parse(const char *text, const char *path, const struct product *product, GError **error);
void tariff_free(struct tariff *tariff);
typedef struct tariff tariff_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tariff_t, tariff_free)

/* The postage of one piece posted on a day.  NULL and the cents, or the reason in plain words, in the arena: "tariff
 * 'raccomandata' has no price for area AM, bracket fino-a-20g on 31/12/2025". */
const char *tariff_price(const struct tariff *tariff, const char *area, const char *bracket, day_t day, cents_t *cents,
			 struct arena *arena);

#endif
