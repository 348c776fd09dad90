/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mask: a record with the shape of the real one and none of its words, for reviewers who may not see them.
 *
 * Letters become X or x, digits 0; blanks and marks stay, and so do letters of other alphabets' forms that a font
 * has to prove: a Latin letter beyond Latin-1 (the s with caron) stays as it is.  Masked are the addressee (but not
 * the state), the client's key, and every field of text or code; amounts, dates and numbers stay.
 */
#ifndef PIEGO_PROOF_MASK_H
#define PIEGO_PROOF_MASK_H

#include "model/record.h"

/* The masked record, in the arena, with what does not change lent from the real one. */
const struct record *mask_record(const struct record *record, const struct dictionary *dictionary, struct arena *arena);

#endif
