/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mask: a record with the shape of the real one and none of its words, for reviewers who may not see them.
 *
 * Letters become X or x, digits 0; blanks and marks stay, and so does a Latin letter beyond Latin-1 (the s with
 * caron), which the proof is to show.  Masked are the addressee (but not the state), the client's key, and every field
 * of text or code; amounts, dates and numbers stay.
 */
#ifndef PIEGO_PROOF_MASK_H
#define PIEGO_PROOF_MASK_H

#include "model/record.h"

enum mask_width {
	MASK_EVEN,	/* X and x: about as wide as what they stand for */
	MASK_NARROW,	/* I and i: where those would not fit what the real text fits */
};

/* The masked record, in the arena, with what does not change lent from the real one. */
const struct record *mask_record(const struct record *record, const struct dictionary *dictionary,
				 enum mask_width width, struct arena *arena);

#endif
