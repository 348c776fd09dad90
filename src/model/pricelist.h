/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pricelist: what the centre itself takes, as data: profiles/price/NAME.price.
 *
 *   [price]        title, from, until (may be missing)
 *   [operations]   run, piece, sheet, page, insert, card, each in euro: page = 0.0125 EUR; all must be said, 0 EUR
 *                  for what is not charged
 *   [vat]          operations = 22 %, postage = 0 %, postage-note: why, as an invoice must say (may be missing)
 *
 * Prices go down to a hundredth of a cent; a line of an invoice is rounded once, half a cent up.
 */
#ifndef PIEGO_MODEL_PRICELIST_H
#define PIEGO_MODEL_PRICELIST_H

#include "base/arena.h"
#include "base/date.h"
#include "base/number.h"

enum operation {
	OPERATION_RUN,		/* setting a run up */
	OPERATION_PIECE,	/* folding, inserting, closing an envelope */
	OPERATION_SHEET,	/* paper */
	OPERATION_PAGE,		/* a printed side */
	OPERATION_INSERT,	/* an enclosure put in */
	OPERATION_CARD,		/* an avviso di ricevimento printed and attached */
	OPERATIONS,
};

/* "run", "piece", "sheet", "page", "insert", "card": as in files. */
const char *operation_name(enum operation operation);

#define PRICE_ONE_CENT 100

struct pricelist {
	char *name;
	char *title;			/* as an invoice calls it */
	day_t from, until;		/* holds from .. until, both included; until 0: no end */
	gint32 prices[OPERATIONS];	/* of one, in hundredths of a cent */
	gint32 operations_vat_milli, postage_vat_milli;	/* thousandths of a percent */
	char *postage_note;		/* NULL: none */
};

/* Reads a key file's text; all faults at once, as PROFILE_ERROR (model/profile.h). */
struct pricelist *pricelist_parse(const char *text, const char *path, GError **error);
void pricelist_free(struct pricelist *list);
typedef struct pricelist pricelist_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pricelist_t, pricelist_free)

/* What count operations on a day cost, before VAT.  NULL and the cents, or the reason in plain words, in the arena:
 * "price list 'base' does not hold on 31/12/2025". */
const char *pricelist_charge(const struct pricelist *list, enum operation operation, guint64 count, day_t day,
			     cents_t *cents, struct arena *arena);

/* The VAT on an amount at a rate in thousandths of a percent, half a cent up. */
cents_t pricelist_vat(cents_t amount, gint32 vat_milli);

#endif
