/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compare: two settings of one letter, as a person would tell them apart: these words for those, this block 5 mm
 * lower, another barcode, one page more.
 *
 *   struct paper before = { pages, n }, after = { ... };
 *   compare_letters(&before, &after, &masks, arena, &differences);
 *
 * What follows from something else is not told as something of its own: a paragraph whose words have changed may
 * break its lines anew, and what stands below it moves as far as it has grown or shrunk (marked follows).
 */
#ifndef PIEGO_PROOF_COMPARE_H
#define PIEGO_PROOF_COMPARE_H

#include "page/page.h"

/* The pages of a letter in order. */
struct paper {
	const struct page *pages;
	guint count;
};

/* An area, of the page as it is read, whose content varies and is not compared. */
struct mask {
	guint page;	/* 1 first; 0: every page */
	struct rect area;
};

struct masks {
	const struct mask *items;
	guint count;
};

enum difference_kind {
	DIFFERENCE_PAGES,	/* how many there are, their size or side: never masked */
	DIFFERENCE_SYMBOL,	/* what a barcode says, or that there is one: never masked */
	DIFFERENCE_TEXT,	/* words added, removed, or others in their place */
	DIFFERENCE_MOVED,	/* the same at another place */
	DIFFERENCE_STYLE,	/* the same in another face, size or colour */
	DIFFERENCE_SETTING,	/* the same words, with lines broken or spaced otherwise */
	DIFFERENCE_DRAWING,	/* lines, areas, pictures */
	DIFFERENCE_KINDS
};

/* One difference.  Those of a page that have the same key (folded.h) are one, told with the first place. */
struct difference {
	enum difference_kind kind;
	guint page, page_before;	/* 1 first; 0: not there, or the letter as a whole */
	const char *before, *after;	/* words, barcodes, looks, drawings; "": not there */
	const char *text;		/* what has moved or looks different, "" elsewhere */
	gboolean same_value;		/* text: the same number or date, written otherwise */
	gboolean follows;		/* moved: because something above it has grown or shrunk */
	um_t dx, dy;			/* moved, on the same page */
	struct rect box;		/* where it is on the page as it is read; where it was when it is there no more */
	guint places;			/* lines, changes, drawings */
};

struct differences {
	struct difference *items;
	guint count;
};

/* Everything that differs, by pages, in the order of the letter; texts in the arena or in the letters. */
void compare_letters(const struct paper *before, const struct paper *after, const struct masks *masks,
		     struct arena *arena, struct differences *differences);

/* "text", "moved", ... */
const char *difference_kind_name(enum difference_kind kind);

#endif
