/* SPDX-License-Identifier: Apache-2.0 */
/* fill: atoms into lines, greedily, and lines into text operations. */
#ifndef PIEGO_TYPE_FILL_H
#define PIEGO_TYPE_FILL_H

#include "type/weave.h"

struct fill {
	const struct atom *atoms;
	const struct word *const *words;	/* of the atoms, in their order, living as long as the operations */
	guint count;
	um_t width, first_indent;
	enum align align;
	struct arena *arena;
};

/* All of lines is set; missing to 0. */
void fill_lines(const struct fill *fill, struct prose_lines *lines);

#endif
