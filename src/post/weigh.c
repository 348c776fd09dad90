/* SPDX-License-Identifier: Apache-2.0 */
/* Whole milligrams; the paper is rounded once, for all sheets together. */
#include "post/weigh.h"

/* um x um x g/m2 is 10^-12 g.  One sheet is brought to micrograms before it is multiplied, so that the product of any
 * count of sheets stays far from 63 bits. */
static gint64 sheet_ug(const struct stock *stock)
{
	gint64 area_um2 = (gint64)stock->width * stock->height;

	return (area_um2 / 1000 * stock->grams_m2 + 500) / 1000;
}

static gint64 paper_mg(guint sheets, const struct stock *first, const struct stock *stock)
{
	if (sheets == 0)
		return 0;
	return (sheet_ug(first) + sheet_ug(stock) * (sheets - 1) + 500) / 1000;
}

static const struct weight_bracket *find_bracket(const struct product *product, gint64 weight_mg)
{
	for (guint i = 0; i < product->n_brackets; i++) {
		if (weight_mg <= product->brackets[i].up_to_mg)
			return &product->brackets[i];
	}
	return NULL;
}

static gint32 find_edge(const struct product *product, gint64 weight_mg)
{
	for (guint i = 0; i < product->n_brackets; i++) {
		gint32 edge = product->brackets[i].up_to_mg;

		if (ABS(edge - weight_mg) * 1000 <= (gint64)edge * product->tolerance_permille)
			return edge;
	}
	return 0;
}

struct weighing post_weigh(guint sheets, const struct stock *first, const struct stock *stock,
			   const struct envelope *envelope, const struct insert *const *inserts, guint n_inserts,
			   const struct product *product)
{
	struct weighing weighing = { 0 };
	gint64 weight_mg = paper_mg(sheets, first, stock) + envelope->weight_mg + product->card.weight_mg;

	for (guint i = 0; i < n_inserts; i++)
		weight_mg += inserts[i]->weight_mg;
	weighing.bracket = find_bracket(product, weight_mg);
	weighing.edge_mg = find_edge(product, weight_mg);
	weighing.weight_mg = (gint32)MIN(weight_mg, G_MAXINT32);
	return weighing;
}

static guint parts(gint32 length, gint32 room)
{
	return (guint)((length + room - 1) / room);
}

/* How many layers a sheet makes in the envelope, whichever way it lies. */
static guint layers(const struct stock *stock, const struct envelope *envelope)
{
	guint along = parts(stock->width, envelope->width) * parts(stock->height, envelope->height);
	guint across = parts(stock->width, envelope->height) * parts(stock->height, envelope->width);

	return MIN(along, across);
}

gint32 post_thickness(guint sheets, const struct stock *first, const struct stock *stock,
		      const struct envelope *envelope, const struct insert *const *inserts, guint n_inserts)
{
	gboolean said = envelope->thickness_um > 0 && first->thickness_um > 0 && (sheets < 2 || stock->thickness_um > 0);
	gint64 folded = sheets == 0 ? 0 : first->thickness_um + (gint64)(sheets - 1) * stock->thickness_um;
	gint64 thickness = envelope->thickness_um + layers(stock, envelope) * folded;

	for (guint i = 0; i < n_inserts; i++) {
		said = said && inserts[i]->thickness_um > 0;
		thickness += inserts[i]->thickness_um;
	}
	return said ? (gint32)MIN(thickness, G_MAXINT32) : 0;
}
