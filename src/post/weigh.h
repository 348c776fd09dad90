/* SPDX-License-Identifier: Apache-2.0 */
/*
 * weigh: a piece's weight and thickness from what is in it, and its tariff bracket.
 */
#ifndef PIEGO_POST_WEIGH_H
#define PIEGO_POST_WEIGH_H

#include "model/product.h"
#include "model/profile.h"

struct weighing {
	gint32 weight_mg;
	const struct weight_bracket *bracket;	/* NULL: heavier than the product's last */
	/* The edge that the weight is within the product's tolerance of, on either side: the bracket's own, or the one beneath
	 * it; 0: none.  Below it a piece may be heavier than what is paid for, above it lighter. */
	gint32 edge_mg;
};

/* first: the stock of the first sheet; inserts: the pieces' enclosures, n_inserts of them. */
struct weighing post_weigh(guint sheets, const struct stock *first, const struct stock *stock,
			   const struct envelope *envelope, const struct insert *const *inserts, guint n_inserts,
			   const struct product *product);

/* The thickness in micrometres of a filled envelope, its sheets folded in halves or thirds until they go in; 0 where the profile
 * of any part does not say its own. */
gint32 post_thickness(guint sheets, const struct stock *first, const struct stock *stock,
		      const struct envelope *envelope, const struct insert *const *inserts, guint n_inserts);

#endif
