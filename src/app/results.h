/* SPDX-License-Identifier: Apache-2.0 */
/*
 * results: what became of a run's pieces, as an inserter's file tells it or a person who scans their codes.
 *
 * A file is read once, and wholly or not at all: one transaction.  A line that cannot hold is refused with its reason
 * while the others are recorded; a code that must not be there raises an alarm, which is kept.
 */
#ifndef PIEGO_APP_RESULTS_H
#define PIEGO_APP_RESULTS_H

#include "app/app.h"
#include "model/told.h"

struct results_wish {
	guint run;
	const char *who;
	const char *agreed;	/* the second person, for pieces that were pulled; NULL: nobody */
	enum app_effect effect;	/* APP_LOOK: all is answered, and nothing recorded */
};

/* What was made of one line, or of one code. */
struct results_answer {
	guint line;		/* of the file, 1 first; 0 for a scan */
	const char *code;	/* as it was read */
	guint piece;		/* 0: it names none of the run */
	const char *state;	/* the piece's, after it; "" */
	enum { RESULTS_RECORDED, RESULTS_KNOWN, RESULTS_REFUSED, RESULTS_ALARM } what;
	const char *why;	/* REFUSED and ALARM: English, marked for gettext; else "" */
};

/* One scanned code, of any sheet of a piece; the answer's code is the caller's.  Of a run that is closed it changes nothing,
 * but may raise an alarm. */
gboolean app_results_scan(struct app *app, const struct results_wish *wish, const char *code, enum told told,
			  struct results_answer *answer, GError **error);

struct results_visitor {
	void (*answer)(struct results_visitor *visitor, const struct results_answer *answer);
};
struct results_totals {
	guint lines, recorded, known, refused;	/* lines is the sum of the others; refused ones with alarms among them */
	guint alarms;
	guint rest;			/* pieces that are good since the file, by its rules, does not name them */
	guint states[PIECE_STATES];	/* the run's pieces after it */
};

/*
 * A file of results, by the rules profiles/exchange/RULES.exchange, or those of the run's inserter where rules is NULL.
 * Each line is answered; what was answered holds when TRUE is returned.  Refused whole is a file that was read before, is cut
 * off, or is of another run, or tells of pulled pieces while nobody agrees.
 */
gboolean app_results_file(struct app *app, const struct results_wish *wish, const char *path, const char *rules,
			  struct results_visitor *visitor, struct results_totals *totals, GError **error);

struct alarm_line {
	const char *at, *who;
	const char *code;	/* as it was read */
	const char *why;	/* English, marked for gettext */
};
/* What came up at a run's results that must not have been there, oldest first. */
gboolean app_alarms_each(struct app *app, guint run, void (*each)(void *user, const struct alarm_line *line), void *user,
			 GError **error);

#endif
