/* SPDX-License-Identifier: Apache-2.0 */
/*
 * moving: what the moves of app/moves.h have in common, for the files of app/.
 *
 *   done = moving_begin(&moving, app, wish, "run R000042 is not held", error) && moving_run(&moving, hold_run, error);
 *   moving_clear(&moving);
 *
 * A run and its bundle go together: under the spool's lock the registry learns of it and the bundle follows.  A crash
 * between the two is put right by the next start: the registry's word counts (app.c).
 */
#ifndef PIEGO_APP_MOVING_H
#define PIEGO_APP_MOVING_H

#include "app/inside.h"
#include "app/moves.h"
#include "registry/loop.h"
#include "registry/run.h"

struct moving {
	struct app *app;
	const struct move_wish *wish;
	const char *subject;	/* what refusals begin with */
	GArray *ranges;		/* of struct piece_range: the wish's pieces */
	const char *date;	/* of a posting, ISO 8601 */
	/* while the transaction is open */
	gboolean found;		/* there is such a run */
	enum run_state state;
	char committed[LOOP_TIME_ROOM];
	const char *now;
	const char *why;	/* of its events: the note, and that the clock has gone back */
	guint count;		/* pieces moved */
};

/* Persons, words and pieces are looked at; to be cleared whatever it returns. */
gboolean moving_begin(struct moving *moving, struct app *app, const struct move_wish *wish, const char *subject,
		      GError **error);
void moving_clear(struct moving *moving);

typedef gboolean (*move_fn)(struct moving *moving, GError **error);

/* One transaction: the run is read, then moved. */
gboolean moving_pieces(struct moving *moving, move_fn move, GError **error);
/* The same of a run that goes to another state: its bundle follows. */
gboolean moving_run(struct moving *moving, move_fn move, GError **error);

/* ---- within a move ---- */

#define RUN_IS(state) (1u << RUN_##state)
/* Whether the run is in one of these states. */
gboolean move_run_is(const struct moving *moving, guint states, GError **error);

/* The run goes to a state. */
gboolean move_run_to(struct moving *moving, enum run_state to, GError **error);

/* Where a piece goes; FALSE and the refusal when it may not. */
typedef gboolean (*target_fn)(struct moving *moving, const struct loop_piece *piece, enum piece_state *to, GError **error);
/* All pieces of the wish. */
gboolean move_pieces_to(struct moving *moving, target_fn target, const char *evidence, GError **error);
gboolean move_may_become(const struct moving *moving, const struct loop_piece *piece, enum piece_state to, GError **error);

/* The pieces of a run by what people call them (app/moves.h), of struct piece_range; APP_ERROR_USAGE for other words and for
 * pieces of another run. */
GArray *move_ranges(guint run, const char *const *words, GError **error);

/* Whether the second person is there, and is another one. */
gboolean move_is_agreed(const char *who, const char *agreed, GError **error);

/* Words for an event of this moment: the note, and that the clock has gone back where it has since what was last noted
 * of the run.  The caller frees. */
char *move_words(struct app *app, guint run, const char *now, const char *note, GError **error);

#endif
