/* SPDX-License-Identifier: Apache-2.0 */
/*
 * again: spoiled pieces of another run, in a run in the making that makes them again.  They go through every stage as the
 * pieces of a data file do, from the records that the other run's bundle keeps, and have to come out as they were: of
 * the same letters, sheets and weight.  New are their place, their order and their codes.
 */
#ifndef PIEGO_APP_AGAIN_H
#define PIEGO_APP_AGAIN_H

#include "app/kept.h"
#include "app/making.h"

struct again {
	const struct kept *of;	/* lent, with its pieces opened */
	GArray *numbers;	/* guint, ascending, lent: which pieces of that run */
	const char *who, *agreed, *note;	/* "" where nobody else agreed, and without words */
	/* while it is made */
	GArray *pieces;		/* of struct again_piece, in the order of numbers */
	GHashTable *by_record;	/* first record's number -> its place there */
	GArray *placed;		/* guint: by the number that a piece has now, less 1, its place there */
};

/* What comes of one record of a piece; household: the same for all of the piece and for no other. */
struct again_record {
	const struct record *record;
	const char *household;
	gboolean seed;
};
typedef gboolean (*again_fn)(void *user, const struct again_record *record, GError **error);

/* Nothing is read yet. */
void again_init(struct again *again, const struct kept *of, GArray *numbers);
void again_clear(struct again *again);

/* Every record of every piece, as the other bundle has it; strings live until the arena, which is reset after each piece. */
gboolean again_take(struct again *again, const struct dictionary *dictionary, struct arena *arena, again_fn each,
		    void *user, GError **error);

/* Whether the piece that begins with that record goes to an address of the centre's own. */
gboolean again_is_seed(const struct again *again, guint first_record);

/* After the plan: each piece gets the registered number that it had.  APP_ERROR_REFUSED where one is missing or is not
 * what it was. */
gboolean again_place(struct making *making, GError **error);

/* What a piece of the run is made for, after again_place: "R000001/17". */
void again_name(const struct again *again, guint piece, char name[PIECE_NAME_ROOM]);

#endif
