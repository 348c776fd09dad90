/* SPDX-License-Identifier: Apache-2.0 */
/*
 * composing: one letter in the making: its values printed into text, its texts filled, its findings reported.
 */
#ifndef PIEGO_LAYOUT_COMPOSING_H
#define PIEGO_LAYOUT_COMPOSING_H

#include "layout/template.h"

/* A place is told once a letter, though it stand on every page or in every row; after so many none is news. */
#define PLACES_TOLD 16

struct composing {
	struct layout *layout;
	const struct letter_order *order;
	struct arena *arena;
	struct expr_context context;
	gboolean failed;	/* an error-level finding was reported */
	struct { enum finding_code code; guint line; } told[PLACES_TOLD];
	guint n_told;
	struct slip_made *slips;	/* those of the letter so far (slips.h), the last first */
	struct { enum finding_code code; const char *place; } slip_told[PLACES_TOLD];
	guint n_slip_told;
};

/* Report an error-level finding of the layout's line. */
void composing_fail(struct composing *composing, enum finding_code code, guint line, const char *value);
/* The same with a measure: "12,3 mm". */
void composing_fail_by(struct composing *composing, enum finding_code code, guint line, um_t measure);

/* The lines of a text for this letter. */
const struct prose_lines *text_fill(struct composing *composing, const struct text *text, enum align align, um_t width,
				    um_t indent);
/* A slot's printed text; "" after a finding. */
const char *slot_write(struct composing *composing, const struct slot *slot);
/* A condition; FALSE after a finding. */
gboolean condition_holds(struct composing *composing, const struct condition *condition);

#endif
