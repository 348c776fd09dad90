/* SPDX-License-Identifier: Apache-2.0 */
/* piece: the registry's rows about pieces and their events. */
#ifndef PIEGO_REGISTRY_PIECE_H
#define PIEGO_REGISTRY_PIECE_H

#include "model/piece.h"
#include "registry/registry.h"

/* Add a composed piece of a run, in the transaction that registry_run_commit ends with each piece's first event. */
gboolean registry_piece_add(struct registry *registry, guint run, const struct piece *piece, GError **error);

/* When, who, why and on what evidence a piece changes its state; strings are never NULL. */
struct piece_event {
	const char *at;		/* UTC, ISO 8601 */
	const char *who;	/* "" for the program itself */
	const char *why;
	const char *evidence;	/* a file's name and line, a scan, a receipt; "" for none */
};

/*
 * Change one piece's state and add the event; a transaction of its own unless one is open.
 * REGISTRY_ERROR_STATE when the table of transitions forbids it (model/piece.h) or the piece is not in the state
 * that is expected; then nothing has changed.
 */
gboolean registry_piece_move(struct registry *registry, guint run, guint number, enum piece_state from,
			     enum piece_state to, const struct piece_event *event, GError **error);

/* The same along a way of states, from the one that is expected to the last, an event each, all of this moment; way ends
 * with PIECE_STATES and has two states at least. */
gboolean registry_piece_go(struct registry *registry, guint run, guint number, const enum piece_state *way,
			   const struct piece_event *event, GError **error);

/* How many pieces of a run are in each state; counts has PIECE_STATES places. */
gboolean registry_piece_count(struct registry *registry, guint run, guint counts[], GError **error);

#endif
