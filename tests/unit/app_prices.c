/* SPDX-License-Identifier: Apache-2.0 */
/* Products, tariffs and price lists found by their names. */
#include "app/prices.h"

#include "unit/check.h"

static void opens_by_name(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(product_t) product = product_open("raccomandata-ar", &error);
	g_autoptr(pricelist_t) list = pricelist_open("esempio", &error);
	g_autoptr(arena_t) arena = arena_new(1024);
	g_autoptr(tariff_t) tariff = NULL;
	cents_t cents = 0;

	CHECK_NO_ERROR("files", error);
	if (product == NULL || list == NULL)
		return;
	tariff = tariff_open(product, &error);
	CHECK_NO_ERROR("tariff", error);
	if (tariff == NULL)
		return;
	CHECK_STR("price", tariff_price(tariff, "AM", product->brackets[0].name, date_from_ymd(2026, 3, 31), &cents, arena), NULL);
	CHECK_INT("price", cents, 610);
	CHECK_STR("list", list->name, "esempio");
}

static void refuses_what_is_not_there(void)
{
	struct product stranger = { .name = (char *)"piccione" };
	g_autoptr(GError) product_error = NULL, tariff_error = NULL, list_error = NULL, path_error = NULL;

	CHECK_TRUE("product", product_open("piccione", &product_error) == NULL);
	CHECK_ERROR("product", product_error, "piccione.product'");
	CHECK_TRUE("tariff", tariff_open(&stranger, &tariff_error) == NULL);
	CHECK_ERROR("tariff", tariff_error, "piccione.csv'");
	CHECK_TRUE("list", pricelist_open("piccione", &list_error) == NULL);
	CHECK_ERROR("list", list_error, "piccione.price'");
	CHECK_TRUE("path", pricelist_open("../price/esempio", &path_error) == NULL);
	CHECK_ERROR("path", path_error, "a name, not a path, is wanted");
}

CHECK_MAIN({ "opens by name", opens_by_name }, { "refuses what is not there", refuses_what_is_not_there })
