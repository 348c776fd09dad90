/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reprint: the registry's rows about spoiled pieces that a run makes again.
 *
 *   in the transaction that begins the run    reprint_claim for each piece: no other run takes it
 *   in the transaction that registers it      reprint_settle for each, before the new piece is added
 *
 * A run that comes to nothing takes its claims with it.
 */
#ifndef PIEGO_REGISTRY_REPRINT_H
#define PIEGO_REGISTRY_REPRINT_H

#include "registry/piece.h"

struct reprint_state {
	enum piece_state state;
	guint run;	/* makes or has made it again, 0: none */
};

/* found is FALSE when the run has no such piece. */
gboolean reprint_find(struct registry *registry, guint run, guint number, struct reprint_state *piece, gboolean *found,
		      GError **error);

/* Append the numbers (guint) of a run's spoiled pieces that no run makes again, in order. */
gboolean reprint_waiting(struct registry *registry, guint run, GArray *numbers, GError **error);

/*
 * How much of an order is made again: the pieces of the run that was made from data, from which run comes by
 * reprints if it is not that one itself, and the reprints of it, of its reprints and so on.
 */
struct reprint_share {
	guint64 pieces, again;
};
gboolean reprint_share_find(struct registry *registry, guint run, struct reprint_share *share, GError **error);

/* A run in the making will make the piece again; REGISTRY_ERROR_STATE unless the piece is spoiled and nobody else's. */
gboolean reprint_claim(struct registry *registry, guint of_run, guint of_piece, guint run, GError **error);

/* The claimed piece is made again as piece number `piece` of its run, and is reprinted by event; REGISTRY_ERROR_STATE where
 * the run has no such claim. */
gboolean reprint_settle(struct registry *registry, guint of_run, guint of_piece, guint run, guint piece,
			const struct piece_event *event, GError **error);

/* How many of a run's claims are not settled. */
gboolean reprint_unsettled(struct registry *registry, guint run, guint *count, GError **error);

#endif
