/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff: what two stored versions of a layout make different on paper.  The same letters are composed with both: those
 * of the records that prove either version against a job's data, with address, marks and codes as a run would print
 * them; without a job, the layout's own example letter: with few rows, with pages full of them, and bare, which is
 * less than a job's data show.
 */
#ifndef PIEGO_APP_DIFF_H
#define PIEGO_APP_DIFF_H

#include "app/app.h"
#include "proof/folded.h"

struct diff_wish {
	const char *before, *after;	/* NAME@N or CLIENT/NAME@N */
	const char *job_path;		/* or NULL: the example letter */
	const char *pictures;		/* a folder to be made, or NULL: none */
	guint dpi;			/* of the pictures */
	guint random;			/* records added at random */
	struct masks masks;
	struct run_options options;
};

#define DIFF_RANDOM 5
#define DIFF_DPI 150
#define DIFF_DPI_LEAST 20
#define DIFF_DPI_MOST 600

/* An example letter: rows of its tables; bare: without optional fields, nothing due, booleans the other way. */
struct diff_example {
	guint rows;
	gboolean bare;
};

/* A difference with the first letter that has it: of a record of the data, or an example. */
struct diff_line {
	const struct difference *difference;
	const guint *pages;	/* 1 first; 0: the letter as a whole */
	guint n_pages;
	guint letters;
	guint record;	/* 0: an example */
	struct diff_example example;
};

struct diff_visitor {
	void (*line)(struct diff_visitor *visitor, const struct diff_line *line);
};

struct diff_result {
	guint letters, differing;	/* composed; of them, those that differ */
	guint differences;		/* lines told */
	guint pictures;
};

/*
 * Tell every difference that does not lie in a masked area.  A picture is made of each page that differs, in
 * the letters that have differences: gray is on both, red on the new one only, green on the old one only.
 */
gboolean app_layout_diff(struct app *app, const struct diff_wish *wish, struct diff_visitor *visitor,
			 struct diff_result *result, GError **error);

#endif
