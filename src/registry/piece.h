/* SPDX-License-Identifier: Apache-2.0 */
/* piece: the registry's rows about pieces and their events. */
#ifndef PIEGO_REGISTRY_PIECE_H
#define PIEGO_REGISTRY_PIECE_H

#include "model/piece.h"
#include "registry/registry.h"

/* Add a composed piece of a run and its event; inside a transaction.  at is UTC, ISO 8601. */
gboolean registry_piece_add(struct registry *registry, guint run, const struct piece *piece, const char *at,
			    GError **error);

/* How many pieces of a run are in each state; counts has PIECE_STATES places. */
gboolean registry_piece_count(struct registry *registry, guint run, guint counts[], GError **error);

#endif
