/* SPDX-License-Identifier: Apache-2.0 */
#include "app/prices.h"

#include "app/setup.h"

struct product *product_open(const char *name, GError **error)
{
	g_autofree char *path = NULL;
	g_autofree char *text = share_profile("product", name, &path, error);

	return text != NULL ? product_parse(text, path, error) : NULL;
}

struct tariff *tariff_open(const struct product *product, GError **error)
{
	g_autofree char *path = NULL;
	g_autofree char *text = share_table("tariff", product->name, &path, error);

	return text != NULL ? tariff_parse(text, path, product, error) : NULL;
}

gboolean postal_open(const char *client, struct postal **postal, GError **error)
{
	g_autofree char *path = NULL, *text = NULL;

	*postal = NULL;
	if (!share_has_profile("postal", client))
		return TRUE;
	text = share_profile("postal", client, &path, error);
	if (text != NULL)
		*postal = postal_parse(text, path, error);
	return *postal != NULL;
}

struct pricelist *pricelist_open(const char *name, GError **error)
{
	g_autofree char *path = NULL;
	g_autofree char *text = share_profile("price", name, &path, error);

	return text != NULL ? pricelist_parse(text, path, error) : NULL;
}
