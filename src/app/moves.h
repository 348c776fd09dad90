/* SPDX-License-Identifier: Apache-2.0 */
/*
 * moves: what persons decide of a run between the press and the post: pieces pulled, runs and pieces held and let go,
 * the day of posting, and the closing.
 *
 * Every move is one transaction with its events; what is refused (APP_ERROR_REFUSED) leaves nothing changed.
 */
#ifndef PIEGO_APP_MOVES_H
#define PIEGO_APP_MOVES_H

#include "app/app.h"

struct move_wish {
	guint run;
	const char *const *pieces;	/* NULL-terminated: 17, 17-20, R000001/17, R000001/1-100 or a control code */
	const char *who;
	const char *agreed;		/* the second person, NULL: nobody */
	const char *note;		/* "" for none */
	enum app_effect effect;		/* APP_LOOK: whether it would be refused, and nothing else */
};

/* Pieces that are not to be posted: two persons have to say so, and why.  count gets how many. */
gboolean app_pull(struct app *app, const struct move_wish *wish, guint *count, GError **error);

/* Nothing more is done with a run, or with some of its pieces, until they are let go.  count: pieces, 0 for the run. */
gboolean app_hold(struct app *app, const struct move_wish *wish, guint *count, GError **error);
/* Back to where they were before; a piece whose run was released since is released too. */
gboolean app_resume(struct app *app, const struct move_wish *wish, guint *count, GError **error);

/* Every piece is accounted for: posted, pulled, or made again by a run that is closed.  The refusal says how many are
 * not, and names the first.  A run of which everything was pulled needs not be printed. */
gboolean app_close_run(struct app *app, const struct move_wish *wish, GError **error);

/* The day on which a run is to be handed to the post, as people write it; set, of DATE_ROOM bytes (base/date.h), gets it
 * in ISO 8601. */
gboolean app_post_date(struct app *app, const struct move_wish *wish, const char *date, char *set, GError **error);

#endif
