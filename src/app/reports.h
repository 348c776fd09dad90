/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reports: what became of runs, days and pieces, and what they cost, from the registry's rows and the runs' bundles.  Every
 * sum is SQL's over the rows that decide (registry/totals.h); nothing is kept for reports alone.
 */
#ifndef PIEGO_APP_REPORTS_H
#define PIEGO_APP_REPORTS_H

#include "app/app.h"
#include "base/date.h"
#include "report/report.h"

/* One run: what came in and was left out and why, its pieces by all that tells them apart, sheets planned, printed and
 * good, reprints, postings, and what happened. */
struct report *app_report_run(struct app *app, guint run, GError **error);

/* What was done on one day, by Italian time, in all runs. */
struct report *app_report_day(struct app *app, day_t day, GError **error);

/* What a client owes: for one run with its reprints, or for what was posted of all the client's runs from .. until (0:
 * whenever), by a price list of profiles/price.  Seeds and what the centre spoiled are not charged. */
struct invoice_wish {
	guint run;		/* 0: by client */
	const char *client;	/* NULL: by run */
	const char *prices;	/* the price list's name */
	day_t from, until;
};
struct report *app_report_invoice(struct app *app, const struct invoice_wish *wish, GError **error);

/* What is not yet at its end: of all runs (run 0), with at most so many pieces of each, or of one. */
struct report *app_report_open(struct app *app, guint run, guint most, GError **error);

/* The life of one piece, from the client's row to the post.  word: R000042/17, the text of a control code, the post's
 * number, or the client's key; where several pieces are called so, a list of them. */
struct report *app_report_piece(struct app *app, const char *word, GError **error);

/* Print a report on A4 pages, as PDF, into a new file (O_EXCL, 0600); say: in which language. */
gboolean app_report_pdf(const struct report *report, report_say say, const char *path, GError **error);

#endif
