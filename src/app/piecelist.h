/* SPDX-License-Identifier: Apache-2.0 */
/*
 * piecelist: a piece list from top to bottom, also one that was just written.
 *
 *   struct piecelist *list = piecelist_open(path);
 *   while (piecelist_next(list, &piece)) ...
 *   ok = piecelist_close(list, &error);       tells what went wrong on the way, and frees
 */
#ifndef PIEGO_APP_PIECELIST_H
#define PIEGO_APP_PIECELIST_H

#include "model/piece.h"

struct piecelist;

/* A list that cannot be opened has no pieces; closing tells. */
struct piecelist *piecelist_open(const char *path);

/* The next piece, whose number is one more than the last one's; its strings live until the next call.  FALSE at the end,
 * and where something is wrong. */
gboolean piecelist_next(struct piecelist *list, struct piece *piece);

/* APP_ERROR_REFUSED: "the piece list cannot be read: CAUSE", "the piece list is damaged at line 17". */
gboolean piecelist_close(struct piecelist *list, GError **error);

#endif
