/* SPDX-License-Identifier: Apache-2.0 */
/*
 * telling: what lines of a file and scanned codes say of a run's pieces, judged one by one in one transaction; for the
 * files of app/.
 *
 *   telling_commit(&telling, tell, user, error)       tell calls the functions below for each line, or code
 */
#ifndef PIEGO_APP_TELLING_H
#define PIEGO_APP_TELLING_H

#include "app/moving.h"
#include "app/results.h"

struct telling {
	struct app *app;
	const struct results_wish *wish;
	struct results_visitor *visitor;	/* NULL: the last answer is enough */
	struct results_row row;	/* what is being read; its counts grow */
	guint alarms;
	guint pulled;		/* pieces that have become so */
	struct results_answer last;
	/* while the transaction is open */
	const char *now;
	const char *why;	/* of its events */
};

/* A piece as a line, or a scanned code, names it. */
struct named {
	guint line;		/* of the file; 0: a scan */
	const char *code;	/* as it was read */
	const char *where;	/* evidence: "esito.csv:17" */
	enum told told;
	enum told_by by;
	/* found out */
	struct loop_piece piece;
	gboolean found;
};

typedef gboolean (*telling_fn)(struct telling *telling, gpointer user, GError **error);

/* All of it and its row of results, or, after an error, nothing.  The run must be at the press. */
gboolean telling_commit(struct telling *telling, telling_fn tell, gpointer user, GError **error);

/* ---- each answers one line, or code; FALSE ends the transaction ---- */

/* By the control code of any sheet of the piece. */
gboolean tell_code(struct telling *telling, struct named *named, GError **error);
/* Of a piece that was found. */
gboolean tell_found(struct telling *telling, struct named *named, GError **error);
/* What cannot hold; TRUE. */
gboolean tell_refused(struct telling *telling, const struct named *named, const char *why);
/* What must not be there. */
gboolean tell_alarm(struct telling *telling, const struct named *named, const char *why, GError **error);
gboolean tell_other_run(struct telling *telling, const struct named *named, GError **error);

/* The piece goes to a state, unasked and unanswered. */
gboolean tell_record(struct telling *telling, struct named *named, enum piece_state to, GError **error);

#endif
