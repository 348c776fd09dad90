/* SPDX-License-Identifier: Apache-2.0 */
/* align: which token of one letter is which of the other. */
#ifndef PIEGO_PROOF_ALIGN_H
#define PIEGO_PROOF_ALIGN_H

#include "proof/tokens.h"

/*
 * Sets the mates of both sides.  Lines that are the same ink at the same place are anchors; between them the longest
 * common row of tokens is taken; what is left is paired by whole blocks and lines, so that a paragraph that has
 * changed places with another is found again.  Words that only seem to have stayed (a lone preposition in a
 * paragraph written anew) are let go.
 */
void align(struct side *before, struct side *after, struct arena *arena);

#endif
