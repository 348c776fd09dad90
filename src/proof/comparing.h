/* SPDX-License-Identifier: Apache-2.0 */
/* comparing: two letters while they are compared; what compare.c, changes.c and places.c share. */
#ifndef PIEGO_PROOF_COMPARING_H
#define PIEGO_PROOF_COMPARING_H

#include "proof/tokens.h"

struct comparing {
	struct side before, after;
	struct arena *arena;
	GArray *found;		/* of struct difference */
	GHashTable *by_key;	/* key -> place in found + 1 */
	guint *source;		/* of each block after: the block before, or TOKEN_NONE */
	guint *target;		/* of each block before: the first block after that comes from it */
	gboolean *told;		/* of each token before: that it is gone is told */
	/*
	 * How far what follows in the flow is expected to have moved down on this page: what an own move or grown
	 * text has pushed.  open: something has come or gone whose height is not known; the next one tells it.
	 */
	um_t push;
	gboolean push_follows, open;
	um_t push_from;		/* the bottom of what has grown: what stands beside it is not pushed */
	guint page;
	gboolean changed;	/* anything so far: what then stands on another page follows from it */
};

/* Tokens first to end (not included) of one letter. */
struct span {
	guint first, end;
};

struct span block_span(const struct side *side, guint block);

/* Whether no token of a block has a mate. */
gboolean block_is_unmated(const struct side *side, guint block);

/* Two places differ by no more than rounding. */
#define PLACE_NEAR 20
static inline gboolean place_near(um_t a, um_t b)
{
	return ABS(a - b) <= PLACE_NEAR;
}

/* ---- changes.c ---- */

/* Whether a token has no mate, and nobody has told so yet. */
gboolean is_gone(const struct comparing *comparing, guint a);

/* Keep a difference; one with the same key counts as a further place. */
void tell(struct comparing *comparing, const struct difference *difference);

/* gone has been there, come is there instead; either may be empty. */
void tell_change(struct comparing *comparing, enum difference_kind kind, struct span gone, struct span come);

gboolean all_masked(const struct side *side, struct span span);

/* Words that only one of two blocks has, looks that differ; whether there are any, masked or not. */
gboolean compare_words(struct comparing *comparing, guint a, guint b);
gboolean compare_looks(struct comparing *comparing, guint b);

/* ---- places.c ---- */

/* Lines of block b that stand elsewhere than in block a, or are broken or spaced otherwise.  changed: words or looks
 * differ, which explains lines that are not the same. */
void compare_places(struct comparing *comparing, guint a, guint b, gboolean changed);

/* A barcode with another content may have moved as well. */
void compare_symbol_places(struct comparing *comparing, guint a, guint b);

#endif
