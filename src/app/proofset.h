/* SPDX-License-Identifier: Apache-2.0 */
/*
 * proofset: the records of a job's data that prove its layout, and why each (proof/choose.h).  The data are taken
 * and every letter is looked at as in a run; nothing is registered.
 *
 *   struct proofset *set = proofset_open(&wish, &error);
 *   proofset_chosen(set), proofset_read(set, ...)             any number of times
 *   proofset_close(set);
 */
#ifndef PIEGO_APP_PROOFSET_H
#define PIEGO_APP_PROOFSET_H

#include "app/making.h"
#include "proof/choose.h"

struct proofset_wish {
	const struct setup *setup;
	const struct gazetteer *gazetteer;
	const struct run_options *options;
	const char *folder;	/* for files in the making: the caller's to remove, after closing */
	guint random;		/* records to be added at random */
};

struct proofset;
typedef struct proofset proofset_t;

/* All of the wish is lent until the set is closed.  A job that a run would refuse is refused; a layout that nobody
 * has approved is none of this function's business. */
struct proofset *proofset_open(const struct proofset_wish *wish, GError **error);
void proofset_close(struct proofset *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(proofset_t, proofset_close)

/* By record number: of struct chosen, lent. */
const GArray *proofset_chosen(const struct proofset *set);
/* Of the layout's branches, in their order, how many records met each and did not; lent. */
const struct branch_count *proofset_branches(const struct proofset *set);
const struct run_totals *proofset_totals(const struct proofset *set);

/* A record by its number, in the arena, chosen or not; sheets gets how many its letter has when it is printed alone,
 * 0 when it cannot be printed.  APP_ERROR_REFUSED when the data have no such record. */
const struct record *proofset_read(struct proofset *set, guint record, struct arena *arena, guint *sheets,
				   GError **error);

#endif
