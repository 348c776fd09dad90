/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prices: products, the post's tariffs, what it has agreed with clients, and the centre's price lists, by the names that
 * the registry and jobs hold.
 */
#ifndef PIEGO_APP_PRICES_H
#define PIEGO_APP_PRICES_H

#include "model/postal.h"
#include "model/pricelist.h"
#include "model/tariff.h"

/* profiles/product/NAME.product. */
struct product *product_open(const char *name, GError **error);

/* profiles/tariff/PRODUCT.csv: what the post takes for the pieces of a product. */
struct tariff *tariff_open(const struct product *product, GError **error);

/* profiles/postal/CLIENT.postal.  A client need not have one: TRUE with a NULL postal. */
gboolean postal_open(const char *client, struct postal **postal, GError **error);

/* profiles/price/NAME.price. */
struct pricelist *pricelist_open(const char *name, GError **error);

#endif
