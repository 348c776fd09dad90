/* SPDX-License-Identifier: Apache-2.0 */
/* zones: the parts of a sheet where nothing but marks or the address may print. */
#ifndef PIEGO_COMPOSE_ZONES_H
#define PIEGO_COMPOSE_ZONES_H

#include "model/inserter.h"
#include "model/profile.h"
#include "page/page.h"

struct zone {
	const char *name;	/* "marks", "control code", ZONE_WINDOW; compose/postblock.h has more */
	struct rect box;
};

#define ZONE_WINDOW "address window"
#define ZONES_MAX 6

/*
 * The zones of a page, how many.  Marks and their clear zones bind every sheet on both sides (the back mirrored,
 * for what shines through); the address window, with the sheet at full play in the envelope, binds the front of
 * the page that carries the address.
 */
guint zones_of_page(const struct envelope *envelope, const struct inserter *inserter, const struct page *page,
		    gboolean address, struct zone zones[ZONES_MAX]);

/* The first operation that prints inside a zone, stamps and turns looked into; NULL when the zones are free.  zone gets the
 * zone, where what is printed there. */
const struct op *zones_find_overprint(const struct zone *zones, guint count, const struct op_list *list,
				      const struct zone **zone, struct rect *where);

#endif
