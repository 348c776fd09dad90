/* SPDX-License-Identifier: Apache-2.0 */
/*
 * loop: the registry's rows about what became of a run's pieces between the press and the post: results that were
 * told, alarms, agreements of two persons, days of posting, and what still keeps a run from being closed.
 *
 * Strings of rows are never NULL; times are UTC, ISO 8601.  Pieces change their state by registry_piece_move alone.
 */
#ifndef PIEGO_REGISTRY_LOOP_H
#define PIEGO_REGISTRY_LOOP_H

#include "model/piece.h"
#include "registry/registry.h"

#define LOOP_TIME_ROOM 32
#define LOOP_TEXT_ROOM 64

/* ---- one piece ---- */

struct loop_piece {
	guint number;
	enum piece_state state;
	char control[LOOP_TEXT_ROOM];	/* of its first sheet */
};

/* found is FALSE when the run has no such piece. */
gboolean loop_piece_find(struct registry *registry, guint run, guint number, struct loop_piece *piece, gboolean *found,
			 GError **error);
/* The piece of a run that has a registered number, likewise. */
gboolean loop_piece_registered(struct registry *registry, guint run, const char *registered, struct loop_piece *piece,
			       gboolean *found, GError **error);

/* The pieces of a run that a machine handles and of which nothing was told since they were released: of struct
 * loop_piece. */
GArray *loop_pieces_waiting(struct registry *registry, guint run, GError **error);

/* The state a piece had before its last event. */
gboolean loop_piece_before(struct registry *registry, guint run, guint number, enum piece_state *state, GError **error);

/* ---- results ---- */

struct results_row {
	guint run;
	const char *name;	/* the file's plain name, "" for a code scanned by hand */
	const char *sha256;	/* of the file, or of the code */
	const char *rules;	/* by which it was read, "" by hand */
	const char *at, *who;
	guint lines, recorded, known, refused;
};

/* Add what was read; REGISTRY_ERROR_SQL for a file that was read before. */
gboolean results_add(struct registry *registry, const struct results_row *row, GError **error);

struct results_before {
	guint run;
	char at[LOOP_TIME_ROOM], who[LOOP_TEXT_ROOM];
};
/* Whether a file of that hash was read, of whatever run. */
gboolean results_find(struct registry *registry, const char *sha256, struct results_before *before, gboolean *found,
		      GError **error);

struct alarm_row {
	guint run;
	const char *at, *who;
	const char *code;	/* as it was read */
	const char *why;
};
gboolean alarm_add(struct registry *registry, const struct alarm_row *row, GError **error);
/* A run's alarms, oldest first; strings live during the call. */
gboolean alarm_each(struct registry *registry, guint run, void (*each)(void *user, const struct alarm_row *row),
		    void *user, GError **error);

struct agreement_row {
	guint run;
	const char *what;	/* "pull" or "reprint" */
	const char *at, *who, *agreed;
	const char *note;
	guint pieces;
};
gboolean agreement_add(struct registry *registry, const struct agreement_row *row, GError **error);

/* The latest time that was noted of a run, or of any results: the clock should not be before it. */
gboolean loop_last_time(struct registry *registry, guint run, char at[LOOP_TIME_ROOM], GError **error);

/* ---- the day of posting ---- */

struct posting_date_row {
	guint run;
	const char *date;	/* ISO 8601 */
	const char *at, *who, *note;
};
gboolean posting_date_add(struct registry *registry, const struct posting_date_row *row, GError **error);
/* The day that counts, "" for none. */
gboolean posting_date_find(struct registry *registry, guint run, char date[LOOP_TIME_ROOM], GError **error);

/* ---- closing ---- */

/* Pieces that keep a run open, by what is wrong with them. */
enum loop_open {
	LOOP_UNKNOWN,	/* composed, released or printed: nothing was told of it */
	LOOP_HELD,
	LOOP_SPOILED,	/* neither made again nor pulled */
	LOOP_INSERTED,	/* on no posting list */
	LOOP_REMADE,	/* in a run that is not done */
	LOOP_OPEN_KINDS
};
#define LOOP_SHOWN 5
struct loop_open_pieces {
	guint count[LOOP_OPEN_KINDS];
	guint first[LOOP_OPEN_KINDS][LOOP_SHOWN];	/* numbers of the first ones */
	guint remade_in;	/* the first such run, 0: none */
};
gboolean loop_open_find(struct registry *registry, guint run, struct loop_open_pieces *open, GError **error);

#endif
