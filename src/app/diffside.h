/* SPDX-License-Identifier: Apache-2.0 */
/* diffside: one of two versions that are compared, with all that composes its letters. */
#ifndef PIEGO_APP_DIFFSIDE_H
#define PIEGO_APP_DIFFSIDE_H

#include "app/diff.h"
#include "app/setup.h"
#include "post/address.h"

struct diff_side;
typedef struct diff_side diff_side_t;

/* Open the version that label calls.  With a job in the wish: the job with this layout, its data taken and the records
 * chosen that prove it. */
struct diff_side *diff_side_open(struct app *app, const struct diff_wish *wish, const char *label,
				 const struct gazetteer *gazetteer, GError **error);
void diff_side_close(struct diff_side *side);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(diff_side_t, diff_side_close)

const struct dictionary *diff_side_dictionary(const struct diff_side *side);

/* The numbers of the records chosen: of guint, lent; none without a job. */
const GArray *diff_side_chosen(const struct diff_side *side);

/* A letter to be composed. */
struct diff_letter {
	const struct record *record;	/* NULL: this version cannot print it */
	guint sheets;
};

/* The letter of a record of the data, in the arena. */
gboolean diff_side_read(struct diff_side *side, guint record, struct arena *arena, struct diff_letter *letter,
			GError **error);

/* The letter's pages in reading order, until the side composes again; none when it cannot be printed. */
gboolean diff_side_compose(struct diff_side *side, const struct diff_letter *letter, struct paper *paper, GError **error);

#endif
