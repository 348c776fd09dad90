/* SPDX-License-Identifier: Apache-2.0 */
/*
 * run: the registry's rows about clients, jobs and runs.
 *
 * A run's number is taken when its making begins.  If the making fails or is killed, the number goes back: the
 * same job started again gets it again, and so makes the same bytes.  A committed run's number is never used
 * again.
 */
#ifndef PIEGO_REGISTRY_RUN_H
#define PIEGO_REGISTRY_RUN_H

#include "registry/registry.h"

enum run_state { RUN_MAKING, RUN_READY, RUN_PRINTING, RUN_DONE, RUN_HELD, RUN_CORRUPT };
const char *run_state_name(enum run_state state);

struct run_row {
	guint number;
	enum run_state state;
	const char *client, *job, *title;
	const char *layout;		/* name@version */
	const char *layout_hash;
	const char *data_hash;		/* of the client's file */
	const char *ticket_hash;	/* "" until ready */
	guint records, left_out, pieces, sheets, pages, files;
	guint findings;
	guint of;		/* the run whose spoiled pieces it makes again, 0: it is made from data */
	const char *began, *committed;	/* UTC, ISO 8601 */
};

/* Take the lowest number that no run holds and note the run as being made; row's names, hashes and title are
 * read.  A transaction of its own unless one is open.  To be called while the spool is locked (spool_lock), so
 * that a recovery does not meet a run that has a number but no folder yet. */
gboolean registry_run_begin(struct registry *registry, const struct run_row *row, const char *now, guint *number,
			    GError **error);

/* Give the number of a run being made back; REGISTRY_ERROR_STATE when it is not being made. */
gboolean registry_run_abandon(struct registry *registry, guint number, GError **error);

/* MAKING -> READY with its totals and ticket hash, by row's number, and the first event of each of its pieces, which
 * are added before in the same transaction, by registry_piece_add. */
gboolean registry_run_commit(struct registry *registry, const struct run_row *row, const char *now, GError **error);

/* Follow a bundle that was moved (READY -> CORRUPT); REGISTRY_ERROR_STATE when the run is not in state from. */
gboolean registry_run_move(struct registry *registry, guint number, enum run_state from, enum run_state to,
			   GError **error);

/* What happened to a run since it was ready. */
struct run_event {
	enum run_state state;	/* the state it went to */
	const char *at;		/* UTC, ISO 8601 */
	const char *who;
	const char *why;	/* never NULL */
};

/* A run goes from one state to the event's; a transaction of its own unless one is open.  REGISTRY_ERROR_STATE when the
 * run is not in state from. */
gboolean registry_run_go(struct registry *registry, guint number, enum run_state from, const struct run_event *event,
			 GError **error);

/* READY -> PRINTING by event, and its composed pieces are released by the same words; a transaction of its own unless
 * one is open.  REGISTRY_ERROR_STATE when the run is not ready.  Pieces held or pulled stay what they are. */
gboolean registry_run_release(struct registry *registry, guint number, const struct run_event *event, GError **error);

/* A run's events, oldest first; strings live during the call. */
gboolean registry_run_events(struct registry *registry, guint number,
			     void (*each)(void *user, const struct run_event *event), void *user, GError **error);

/* Calls back for every run, oldest first (number 0), or for one; strings live during the call. */
gboolean registry_run_each(struct registry *registry, guint number,
			   void (*each)(void *user, const struct run_row *row), void *user, GError **error);

/* The newest committed run made from the same job, data and layout, 0 for none.  Runs that make pieces of another one again
 * are not meant. */
gboolean registry_run_same(struct registry *registry, const struct run_row *row, guint *number, GError **error);

#endif
