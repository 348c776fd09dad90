/* SPDX-License-Identifier: Apache-2.0 */
/*
 * printjob: the registry's rows about print files that were given to printers.
 *
 *   printjob_begin     before the print server hears of it
 *   printjob_made      it has a number there, and no document
 *   ... the file is sent ...
 *   printjob_end       what became of it; completed: its pieces are printed
 */
#ifndef PIEGO_REGISTRY_PRINTJOB_H
#define PIEGO_REGISTRY_PRINTJOB_H

#include "registry/registry.h"

enum printjob_state {
	PRINTJOB_SUBMITTED,	/* how far it is, the print server knows */
	PRINTJOB_COMPLETED,
	PRINTJOB_CANCELED,	/* some of its sheets may have come out; so of the next two */
	PRINTJOB_ABORTED,
	PRINTJOB_LOST,		/* the print server knows nothing of it any more */
	PRINTJOB_UNSENT,	/* the file did not get to the print server: nothing has come out */
	PRINTJOB_STATES
};
const char *printjob_state_name(enum printjob_state state);

/* Strings are never NULL. */
struct printjob_row {
	guint number;		/* given by printjob_begin, as are state and job */
	guint run, file;
	const char *name;	/* of the file: "0001.pdf" */
	const char *printer;
	const char *server;	/* which has the printer */
	guint job;		/* its number there, 0: none yet */
	const char *at, *who;	/* UTC, ISO 8601 */
	enum printjob_state state;
	const char *why, *ended;	/* "" while submitted */
};

/*
 * Note that a file is about to be given to a printer; number gets the job's own.  REGISTRY_ERROR_STATE, and nothing
 * noted, unless the run is released, none of the file's pieces has gone further than that, and the file is neither at
 * a printer nor was printed.  A transaction of its own unless one is open.
 */
gboolean printjob_begin(struct registry *registry, const struct printjob_row *row, guint *number, GError **error);

gboolean printjob_made(struct registry *registry, guint number, guint job, GError **error);

struct printjob_end {
	enum printjob_state state;
	const char *why;	/* the print server's words, "" for none */
	const char *at;
};
/* Note what became of a job; completed: the file's released pieces are printed, on the evidence of printer and job.
 * A job that has ended already, told by somebody else, stays as it is.  A transaction of its own unless one is open. */
gboolean printjob_end(struct registry *registry, guint number, const struct printjob_end *end, GError **error);

/* Calls back for each of a run's print jobs, by file, oldest first; strings live during the call. */
gboolean printjob_each(struct registry *registry, guint run, void (*each)(void *user, const struct printjob_row *row),
		       void *user, GError **error);

#endif
