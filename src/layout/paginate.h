/* SPDX-License-Identifier: Apache-2.0 */
/*
 * paginate: strips onto pages, in one pass forwards.  A page ends before the first chunk of linked strips that it
 * has no room for; inside a table room is kept for the line that carries the sums forward, and the next page
 * begins with the table's header and the sums brought forward.
 */
#ifndef PIEGO_LAYOUT_PAGINATE_H
#define PIEGO_LAYOUT_PAGINATE_H

#include "layout/stack.h"

/* A strip, or a row that a page break brings: the header again, sums carried. */
struct placed {
	const struct strip *strip;	/* or NULL */
	const struct row_fill *row;	/* or NULL */
	um_t y;				/* from the region's top */
};

struct flow_page {
	guint first, count;		/* of placed */
};

struct flow_pages {
	struct placed *placed;
	guint n_placed, placed_room;
	struct flow_page *pages;
	guint count, room;
};

/* The flow's strips on its pages, at least one.  Too high, or more pages than most: a finding. */
void paginate(struct composing *composing, const struct flow *flow, const struct stack *stack, guint most,
	      struct flow_pages *pages);

#endif
