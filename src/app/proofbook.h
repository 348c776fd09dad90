/* SPDX-License-Identifier: Apache-2.0 */
/*
 * proofbook: what a proof set shows, letter by letter, and the lists that tell it: for people (index.html) and for
 * programs (index.csv, branches.csv).  They are in Italian, whoever makes them: the client reads them.
 */
#ifndef PIEGO_APP_PROOFBOOK_H
#define PIEGO_APP_PROOFBOOK_H

#include "app/proofset.h"

/* A letter of the proof. */
struct proof_letter {
	guint record, row;		/* number in the data, line of the data file */
	const struct record *shown;	/* as the proof shows it: masked or not; in the book's arena */
	guint sheets, pages;
	guint64 run_sheet;		/* place of its first sheet, as in a run of these letters */
	guint first_page;		/* in proof.pdf, 1 first */
	const GArray *reasons;		/* of struct reason, lent */
};

struct proof_book {
	struct arena *arena;
	guint number;			/* of the proof set */
	const struct setup *setup;
	gboolean masked;
	guint dpi;			/* of the pictures */
	guint random;
	GArray *letters;		/* of struct proof_letter */
	guint pages;
	const struct layout_branch *branches;
	const struct branch_count *counts;	/* of each */
	guint n_branches;
	const struct run_totals *totals;
};

void proof_book_clear(struct proof_book *book);

/* "P000007" */
char *proof_name(guint number);
/* "003-1.png": the first page of the third letter. */
char *proof_picture_name(guint letter, guint page);

/* Why a record was chosen, in Italian: "nome più lungo, 34 caratteri". */
char *proof_reason_words(const struct proof_book *book, const struct reason *reason);

/* The first letter that shows a reason of this kind and measure, 1 first; 0: none does. */
guint proof_book_find(const struct proof_book *book, enum reason_kind kind, gint64 measure);

/* letter;record;row;key;name;page;pages;sheets;reason;subject;measure;words        a line a reason */
GString *proof_index_csv(const struct proof_book *book);
/* line;condition;outcome;records;letter         two lines a branch; letter 0: no record of the data comes there */
GString *proof_branches_csv(const struct proof_book *book);
GString *proof_index_html(const struct proof_book *book);

#endif
