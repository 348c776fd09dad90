/* SPDX-License-Identifier: Apache-2.0 */
/*
 * choose: which records of the real data prove a layout.
 *
 * Every record is shown once, in the order of the data; what is kept is bounded by what there is to show, not by the
 * number of records.  A record is chosen because it is the furthest of all in something (the longest name), or
 * because it is needed to show something at all (a condition met): of those as few as a greedy cover needs.  Then
 * come records taken at random, the same ones whenever the same data are looked at.
 */
#ifndef PIEGO_PROOF_CHOOSE_H
#define PIEGO_PROOF_CHOOSE_H

#include "model/record.h"

/* kind, slug: the slug is stable, lists and tests name it. */
#define REASON_TABLE(X)                                                                                        \
	/* the furthest of all records */                                                                      \
	X(LONGEST, "longest")			/* measure: characters */                                      \
	X(SHORTEST, "shortest")                                                                                \
	X(MOST_LINES, "most-lines")		/* of the address block */                                     \
	X(MOST_ROWS, "most-rows")                                                                              \
	X(FEWEST_ROWS, "fewest-rows")                                                                          \
	X(LARGEST, "largest")			/* measure: cents */                                           \
	X(SMALLEST, "smallest")                                                                                \
	/* shows what must be shown once */                                                                    \
	X(ZERO, "zero")                                                                                        \
	X(NEGATIVE, "negative")                                                                                \
	X(YES, "yes")                                                                                          \
	X(NO, "no")                                                                                            \
	X(EMPTY, "empty")			/* an optional field of the client's without a value */        \
	X(ABROAD, "abroad")                                                                                    \
	X(PAGES, "pages")			/* measure: pages */                                           \
	X(CHARACTER, "character")		/* measure: code point, beyond Latin-1 */                      \
	X(BRANCH_MET, "condition-met")		/* measure: number of the branch */                            \
	X(BRANCH_UNMET, "condition-not-met")                                                                   \
	/* none of these */                                                                                    \
	X(RANDOM, "random")

enum reason_kind {
#define X(kind, slug) REASON_##kind,
	REASON_TABLE(X)
#undef X
	REASON_KINDS
};

const char *reason_slug(enum reason_kind kind);

/* Parts of the address; no field's name has a blank. */
#define REASON_NAME "addressee name"
#define REASON_ADDRESS "addressee street"
#define REASON_CITY "addressee city"

struct reason {
	enum reason_kind kind;
	/* What it is about: a part of the address, a field, a group, a group and its column; both "" where the kind
	 * says it all.  Live as long as the dictionary. */
	const char *group, *field;
	gint64 measure;		/* 0 where the kind has none */
};

/* A record's letter, as it was found when it was composed. */
struct candidate {
	const struct record *record;	/* needed during the call only */
	guint pages;
	const guint8 *branches;		/* bit 0: met, bit 1: not met */
};

struct chosen {
	guint record;		/* its number */
	GArray *reasons;	/* of struct reason, in the order of kinds */
};

/* How a branch fares in all records. */
struct branch_count {
	guint met, unmet;	/* records */
};

struct choosing;

/* random: how many records are added at random.  The dictionary is lent. */
struct choosing *choosing_new(const struct dictionary *dictionary, guint branches, guint random);
void choosing_free(struct choosing *choosing);

/* Look at a record; numbers go upwards. */
void choosing_add(struct choosing *choosing, const struct candidate *candidate);

/* The records chosen of those added, by number: of struct chosen, lent. */
const GArray *choosing_end(struct choosing *choosing);
/* For each branch, lent. */
const struct branch_count *choosing_branches(const struct choosing *choosing);

#endif
