/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filling: what a job has reckoned (model/sums.h) against one layout's dictionary: which fields it reads and which it
 * fills.  Compiled once; reckoning.h then fills each record by index.
 *
 * A field is filled by the client's file or by the job, never by both.
 */
#ifndef PIEGO_INTAKE_FILLING_H
#define PIEGO_INTAKE_FILLING_H

#include "model/dictionary.h"
#include "model/job.h"
#include "model/rate.h"

/* A field of the record, or a column of one of its groups of rows. */
struct place {
	guint group;	/* FIELD_NONE: a field of the record */
	guint index;	/* FIELD_NONE: not wanted */
};

struct filling {
	const struct sums *sums;
	const struct rate_table *rate;
	const struct dictionary *dictionary;
	struct {
		guint rows;		/* the group whose rows are claims, FIELD_NONE: the record is the claim */
		struct place capital, due, into, total, lump;
	} interest;
	struct {
		GArray *of;		/* of struct place */
		struct place first;	/* not wanted: the plan says a date */
		guint into;		/* the group that is made, FIELD_NONE: none */
		struct place number, due, amount;
	} instalments;
	struct {
		struct place base, into, each;	/* each: the instalments' */
		guint room;		/* characters that a record's base may have */
	} numbers[NUMBER_KINDS];
	guint8 **uses;			/* enum field_use of all fields: the record's own, then each group's */
};

/* All must outlive it; rate is the table that [interest] names, NULL where the job has no such group.  All that does
 * not fit is told at once, a line each, as INTAKE_ERROR_PROFILE:
 * "job 'quote': [interest] capital: the layout has no such field: 'importo'". */
struct filling *filling_new(const struct job *job, const struct rate_table *rate, const struct dictionary *dictionary,
			    GError **error);
void filling_free(struct filling *filling);
typedef struct filling filling_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(filling_t, filling_free)

/* What becomes of a place, and whether a group's rows are made; a filling of NULL does nothing. */
enum field_use {
	USE_NONE,
	USE_READ,	/* reckoned with: the file must have it */
	USE_FILLED,	/* the file must not have it */
};
enum field_use filling_use(const struct filling *filling, struct place place);
gboolean filling_makes(const struct filling *filling, guint group);

/* "scadenza", "posizioni.importo": for findings; the caller frees. */
char *filling_place_name(const struct filling *filling, struct place place);

#endif
