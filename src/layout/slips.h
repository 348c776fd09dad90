/* SPDX-License-Identifier: Apache-2.0 */
/*
 * slips: the payment slips of one letter.  What each asks for is read from the record and checked once, wherever and
 * however often the slip stands; it is drawn once too.  At the end all slips of the letter are held against each other.
 */
#ifndef PIEGO_LAYOUT_SLIPS_H
#define PIEGO_LAYOUT_SLIPS_H

#include "layout/composing.h"

/* A row of payments side by side: mostly one. */
struct slip_strip {
	const struct slip_made *made;
	guint first, count;		/* of the slip's payments */
	gboolean drawn;
	struct op_list list;		/* what it prints over its form, once it is drawn */
};

/* A slip of the layout in this letter. */
struct slip_made {
	const struct block_slip *slip;
	const struct payment *payments;	/* one, or one a row */
	guint count;
	gboolean good;			/* it can be drawn */
	struct slip_strip *strips;
	guint n_strips;
	struct slip_made *next;		/* the one made before it */
};

const struct slip_made *slip_make(struct composing *composing, const struct block_slip *slip);

/* Draw with the strip's top left corner at (x, y). */
void slip_strip_draw(struct composing *composing, struct slip_strip *strip, um_t x, um_t y, struct op_list *list);

/* Report what the letter's slips say otherwise than each other. */
void slips_agree(struct composing *composing);

#endif
