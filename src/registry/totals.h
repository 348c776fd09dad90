/* SPDX-License-Identifier: Apache-2.0 */
/*
 * totals: the sums that reports are made of, taken by SQL from the same rows that decide what is printed, posted and
 * closed.  Nothing is counted twice: each piece of a run is in exactly one group of registry_totals_each.
 *
 * Strings live during a call back; counts are of pieces, sheets and pages, postage is in euro cents.
 */
#ifndef PIEGO_REGISTRY_TOTALS_H
#define PIEGO_REGISTRY_TOTALS_H

#include "model/piece.h"
#include "registry/registry.h"

/* Pieces of a run that are alike in what a report tells apart. */
struct totals_row {
	enum piece_state state;
	const char *product, *area, *bracket, *stream;
	gboolean billable;	/* FALSE: a seed */
	gboolean printed;	/* its sheets came out of the press, whatever became of them */
	gboolean listed;	/* on a posting list */
	guint inserts;		/* mask */
	/* together */
	gint64 pieces, documents, sheets, pages, weight_mg, postage;
};

/* All groups of a run, in a fixed order; none for a run that has no pieces. */
gboolean registry_totals_each(struct registry *registry, guint run,
			      void (*each)(void *user, const struct totals_row *row), void *user, GError **error);

/* A run and those that make pieces of it again, and pieces of these again. */
struct family_row {
	guint run;
	guint of_run;		/* 0: the run itself */
	gint64 pieces;		/* of of_run that it makes again */
};
/* The run first, then by number. */
gboolean registry_family_each(struct registry *registry, guint run,
			      void (*each)(void *user, const struct family_row *row), void *user, GError **error);

/* The run that the first sheets of a reprint were of: the run itself where it is none. */
gboolean registry_family_root(struct registry *registry, guint run, guint *root, GError **error);

/* Pieces of a run on one posting list, alike in what their postage and an invoice depend on. */
struct posted_row {
	guint list;
	const char *date;	/* of the posting, ISO */
	const char *product, *area, *bracket;
	gboolean billable;
	guint inserts;
	gint64 each;		/* postage of one */
	gint64 pieces, sheets, pages, postage;
};
gboolean registry_posted_each(struct registry *registry, guint run,
			      void (*each)(void *user, const struct posted_row *row), void *user, GError **error);

/* A posting list, and what its pieces add up to. */
struct list_row {
	guint list, run;
	const char *date, *at, *who;
	gint64 pieces, postage;			/* as it says */
	gint64 listed_pieces, listed_postage;	/* as they are */
};
struct list_query {
	guint run;		/* 0: of any */
	const char *from, *to;	/* made from then on and before: UTC, ISO; "" and "~": whenever */
};
gboolean registry_lists_each(struct registry *registry, const struct list_query *query,
			     void (*each)(void *user, const struct list_row *row), void *user, GError **error);

/* What came into one state within a time, of one run.  A piece that was let go from hold is where it was before. */
struct day_row {
	guint run;
	const char *client, *job;
	enum piece_state state;
	gint64 pieces, sheets, pages;
	gint64 seeds;		/* of the pieces */
};
/* From a moment on and before another, UTC, ISO; by run and state. */
gboolean registry_day_each(struct registry *registry, const char *from, const char *to,
			   void (*each)(void *user, const struct day_row *row), void *user, GError **error);

#endif
