/* SPDX-License-Identifier: Apache-2.0 */
/* printnews: a run's print jobs as the registry has them, brought up to date by what print servers say. */
#ifndef PIEGO_APP_PRINTNEWS_H
#define PIEGO_APP_PRINTNEWS_H

#include "app/printing.h"
#include "printer/printer.h"
#include "registry/printjob.h"

/* One job; strings are its own. */
struct print_known {
	guint number, file, job;
	char *name, *printer, *server, *at, *who, *why, *ended;
	enum printjob_state state;
	const char *now;
	guint sheets;
};

struct print_news_of {
	struct app *app;
	guint run, files;	/* files: how many the run has */
	GPtrArray *jobs;	/* of struct print_known *, by file, oldest first */
	struct print_server *server;	/* the one asked last */
};

/* APP_ERROR_REFUSED: there is no such run. */
gboolean print_news_open(struct print_news_of *news, struct app *app, guint run, GError **error);
void print_news_close(struct print_news_of *news);

/* Read the jobs again. */
gboolean print_news_read(struct print_news_of *news, GError **error);

/* Who may decide about a job that has no document: only one that keeps the senders of the run out. */
enum print_alone { PRINT_ALONE, PRINT_AMONG_OTHERS };

/* Ask for each job that has not ended, and note those that have.  All are asked; the first error is told. */
gboolean print_news_settle(struct print_news_of *news, enum print_alone alone, GError **error);

/* A file's last job, NULL for none. */
const struct print_known *print_news_last(const struct print_news_of *news, guint file);
struct print_totals print_news_totals(const struct print_news_of *news);
void print_news_tell(const struct print_news_of *news, const struct print_known *known, const struct print_visitor *visitor);

/* What the print server calls a job: "R000042-0001-7", run, file and number in the registry. */
char *print_job_name(guint run, guint file, guint number);

#endif
