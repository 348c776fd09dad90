/* SPDX-License-Identifier: Apache-2.0 */
/*
 * folded: the differences of many letters, each kind of difference once.
 *
 *   struct folding *folding = folding_new();
 *   folding_add(folding, record->number, &differences);      for each letter
 *   folding_each(folding, tell, user);
 *
 * Two differences are one when they have the same key: the same words, the same look, the same way moved.  Amounts and
 * dates that are the same value written otherwise are one whatever the value: what has changed is how the layout writes
 * it.  In one letter that holds for a page, in many for all pages: a table's end is on another page of each letter.
 */
#ifndef PIEGO_PROOF_FOLDED_H
#define PIEGO_PROOF_FOLDED_H

#include "proof/compare.h"

struct folding;

struct folding *folding_new(void);
void folding_free(struct folding *folding);

/* What is kept is copied. */
void folding_add(struct folding *folding, guint record, const struct differences *differences);

struct folded {
	const struct difference *difference;	/* as the first letter has it; places of all letters */
	guint record;		/* that letter's */
	guint records;		/* letters that have it */
	const guint *pages;	/* on which of them, upwards */
	guint n_pages;
};

/* By their first pages, and within a page in the order they were found. */
void folding_each(const struct folding *folding, void (*each)(void *user, const struct folded *folded), void *user);

/* What a difference has in common with those it is told together with, on its page or on any; the caller frees. */
enum key_of { KEY_OF_PAGE, KEY_OF_LETTER };
char *difference_key(const struct difference *difference, enum key_of of);

/* The page a difference is told with, 1 first; 0: the letter as a whole. */
guint difference_page(const struct difference *difference);

#endif
