/* SPDX-License-Identifier: Apache-2.0 */
/*
 * printing: a released run's print files are given to a printer, each once, and followed to their end.
 *
 * A file is noted in the registry before the print server hears of it, and the server has its job, with a number,
 * before it has the file; so whatever was cut short in between can be told apart later, and nothing is sent twice.
 * What is at a printer, or came out of one, is refused; what came to nothing (canceled, aborted, lost) is printed again
 * only when its file is named, since some of its sheets may have come out.
 */
#ifndef PIEGO_APP_PRINTING_H
#define PIEGO_APP_PRINTING_H

#include "app/app.h"

/* A print file and its last job, or an earlier one; strings live during the call. */
struct print_line {
	guint run, file;
	const char *name;	/* "0001.pdf" */
	/* "" and 0 from here on where no printer was ever given it */
	const char *printer, *server;
	guint job;		/* the print server's number */
	const char *state;	/* of registry/printjob.h */
	const char *now;	/* while submitted, what the print server says: "sending", "waiting", "printing", "" */
	guint sheets;		/* that have come out so far, 0: not known */
	const char *why;	/* the print server's words */
	const char *at, *who, *ended;
};

struct print_visitor {
	void (*each)(void *user, const struct print_line *line);
	void *user;
};

/* The run's files, by what became of the last job of each. */
struct print_totals {
	guint files;
	guint open;		/* at a printer */
	guint completed;
	guint failed;		/* canceled, aborted, lost */
	guint waiting;		/* no printer has them: never given, or unsent */
};

enum print_choice { PRINT_AS_FITS, PRINT_PDF, PRINT_PS };

struct print_wish {
	guint run;
	guint file;		/* 0: all that no printer has been given */
	const char *printer;
	enum print_choice form;
	const char *who;
};

/* Whether a run's files could go to the printer, looked up before it is released; changes nothing. */
gboolean app_print_check(struct app *app, const struct print_wish *wish, GError **error);

/*
 * Give print files to a printer, in order, and call back for each.  totals gets the whole run's.
 * APP_ERROR_REFUSED and REGISTRY_ERROR_STATE tell what is against it; files given before an error stay given.
 */
gboolean app_print(struct app *app, const struct print_wish *wish, enum app_effect effect,
		   const struct print_visitor *visitor, struct print_totals *totals, GError **error);

/* Ask what has become of a run's print jobs, note those that have ended, their pieces printed, and call back for each
 * job of each file.  After an error of a print server all are called back for too, as far as they are known. */
gboolean app_print_jobs(struct app *app, guint run, const struct print_visitor *visitor, struct print_totals *totals,
			GError **error);

/* The same until none is at a printer; calls back for each job at first, then for whatever changes.  A print server
 * that is away for some seconds is waited for. */
gboolean app_print_follow(struct app *app, guint run, const struct print_visitor *visitor, struct print_totals *totals,
			  GError **error);

#endif
