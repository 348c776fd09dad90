/* SPDX-License-Identifier: Apache-2.0 */
/*
 * number: the registry's rows about registered numbers: ranges that the post gave, and what runs took of them.
 *
 * A number here is a body, without check digit.  It is taken once and for good: a run that fails afterwards leaves
 * its numbers burned, and no reprint gets them.
 */
#ifndef PIEGO_REGISTRY_NUMBER_H
#define PIEGO_REGISTRY_NUMBER_H

#include "registry/registry.h"

/* Strings are never NULL. */
struct range_row {
	const char *client, *product;
	const char *series;	/* what a body is the number of: "domestic", or S10's letters "RR IT" */
	gint64 first, last;
	gint64 next;		/* to be taken; last + 1 when the range is used up */
	const char *added;	/* UTC, ISO 8601 */
	const char *who;
};

/* Add a range of bodies below `bodies`; row's next is not read.  REGISTRY_ERROR_STATE for a client that is not known
 * (a mistyped one would keep the range for ever), for disorder, and where it overlaps another range of its series or
 * product, whosever it is.  A transaction of its own unless one is open. */
gboolean range_add(struct registry *registry, const struct range_row *row, gint64 bodies, GError **error);

/* Calls back by client and product, each pair's oldest range first; strings live during the call. */
gboolean range_each(struct registry *registry, void (*each)(void *user, const struct range_row *row), void *user,
		    GError **error);

/* Whose numbers. */
struct number_owner {
	const char *client, *product, *series;
};

/* How many are left in all ranges. */
gboolean numbers_left(struct registry *registry, const struct number_owner *owner, gint64 *left, GError **error);

/* Consecutive bodies. */
struct number_stretch {
	gint64 first, last;
};

/*
 * Take exactly count bodies for a run in the making, in the caller's transaction, and append them to taken, an array
 * of struct number_stretch, in the order in which pieces get them: the oldest range first, each upwards.
 * REGISTRY_ERROR_STATE when fewer are left; then none is taken.  After an error the caller aborts; else it commits
 * before any is printed.
 */
gboolean numbers_take(struct registry *registry, const struct number_owner *owner, guint run, gint64 count,
		      const char *now, GArray *taken, GError **error);

#endif
