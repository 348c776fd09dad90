/* SPDX-License-Identifier: Apache-2.0 */
/* proofmark: the word that tells a proof from what is printed. */
#ifndef PIEGO_APP_PROOFMARK_H
#define PIEGO_APP_PROOFMARK_H

#include "layout/layout.h"

/* Add text in small gray letters where the page is empty: as near to its foot as may be, and never over anything.
 * The page's list may be lent from elsewhere: it is not written to, the page gets one of its own. */
void proof_mark(struct typesetter *typesetter, const char *text, struct page *page, struct arena *arena);

#endif
