/* SPDX-License-Identifier: Apache-2.0 */
#include "model/pricelist.h"

#include "model/keys.h"

/* 100,000 EUR: with any count of pieces far from the end of an amount. */
#define PRICE_MOST (100000 * 100 * PRICE_ONE_CENT)
#define COUNT_MOST G_GUINT64_CONSTANT(1000000000)
#define VAT_MOST_MILLI (100 * 1000)

const char *operation_name(enum operation operation)
{
	static const char *const names[OPERATIONS] = { "run", "piece", "sheet", "page", "insert", "card" };

	return names[operation];
}

struct pricelist *pricelist_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("price list", text, path);
	g_autoptr(pricelist_t) list = g_new0(struct pricelist, 1);

	list->name = g_strdup(keys_name(keys));
	list->title = g_strdup(keys_word(keys, "price", "title"));
	list->from = keys_date(keys, "price", "from");
	if (keys_find(keys, "price", "until") != NULL) {
		list->until = keys_date(keys, "price", "until");
		if (list->until < list->from)
			keys_fault(keys, "price", "until", "before the list begins");
	}
	for (guint i = 0; i < OPERATIONS; i++)
		list->prices[i] = keys_price(keys, "operations", operation_name(i), PRICE_MOST);
	list->operations_vat_milli = keys_percent(keys, "vat", "operations", VAT_MOST_MILLI);
	list->postage_vat_milli = keys_percent(keys, "vat", "postage", VAT_MOST_MILLI);
	list->postage_note = g_strdup(keys_find(keys, "vat", "postage-note"));
	return keys_close(keys, error) ? g_steal_pointer(&list) : NULL;
}

void pricelist_free(struct pricelist *list)
{
	if (list == NULL)
		return;
	g_free(list->name);
	g_free(list->title);
	g_free(list->postage_note);
	g_free(list);
}

const char *pricelist_charge(const struct pricelist *list, enum operation operation, guint64 count, day_t day,
			     cents_t *cents, struct arena *arena)
{
	char written[DATE_ROOM];

	if (count > COUNT_MOST)
		return "more than can be charged";
	if (day >= list->from && (list->until == 0 || day <= list->until)) {
		*cents = ((cents_t)count * list->prices[operation] + PRICE_ONE_CENT / 2) / PRICE_ONE_CENT;
		return NULL;
	}
	date_write_italian(written, day);
	return arena_printf(arena, "price list '%s' does not hold on %s", list->name, written);
}

cents_t pricelist_vat(cents_t amount, gint32 vat_milli)
{
	return (amount * vat_milli + VAT_MOST_MILLI / 2) / VAT_MOST_MILLI;
}
