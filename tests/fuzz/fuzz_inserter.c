/* SPDX-License-Identifier: Apache-2.0 */
/* Inserter files and, by the same key file reader, envelopes, products, presses and price lists; tariffs too: any bytes.  What is taken must be usable:
 * the marks of any place can be worked out. */
#include <stdlib.h>

#include "mark/mark.h"
#include "model/postal.h"
#include "model/press.h"
#include "model/pricelist.h"
#include "model/tariff.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void use(const struct inserter *inserter)
{
	static const struct sheet_place places[] = {
		{ 1, 1, 0, 0, 0 },
		{ 1, 99, 63, 12345, 678 },
		{ 99, 99, G_MAXUINT, G_MAXUINT64 - 1, G_MAXUINT64 },
	};
	gboolean on[MARK_POSITIONS_MAX];
	char text[32];

	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		mark_positions(inserter, &places[i], on);
		if (!mark_parity_holds(inserter, on))
			abort();
		mark_value(inserter, MARK_SEQUENCE, on);
		mark_value(inserter, MARK_MATCH, on);
		mark_value(inserter, MARK_FEED, on);
		if (inserter->kind != MARKS_CODE_39)
			continue;
		mark_code_39(inserter, &places[i], text);
		if (!mark_code_39_positions(inserter, text, on))
			abort();
	}
	if (inserter_marks_box(inserter).height <= 0 || inserter_control_box(inserter).width <= 0)
		abort();
}

static void read_tariff(const char *text)
{
	static struct weight_bracket brackets[] = { { (char *)"fino-a-20g", 20000 } };
	static const struct product product = { .n_brackets = 1, .brackets = brackets };
	struct tariff *tariff = tariff_parse(text, "fuzz.csv", &product, NULL);
	g_autoptr(arena_t) arena = arena_new(256);
	cents_t cents = 0;

	if (tariff != NULL && tariff_price(tariff, "AM", "fino-a-20g", 20000, &cents, arena) == NULL && cents < 0)
		abort();
	tariff_free(tariff);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	struct inserter *inserter = inserter_parse(text, "fuzz.inserter", NULL);

	if (inserter != NULL)
		use(inserter);
	inserter_free(inserter);
	envelope_free(envelope_parse(text, "fuzz.envelope", NULL));
	press_free(press_parse(text, "fuzz.press", NULL));
	product_free(product_parse(text, "fuzz.product", NULL));
	postal_free(postal_parse(text, "fuzz.postal", NULL));
	pricelist_free(pricelist_parse(text, "fuzz.price", NULL));
	read_tariff(text);
	return 0;
}
