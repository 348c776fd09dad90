/* SPDX-License-Identifier: Apache-2.0 */
/*
 * posting: the registry's rows about posting lists, and what is on them.
 *
 * A list begins with what is inserted and on no list at one moment: those pieces and no others are priced, told to the files,
 * and posted, or nothing is.
 *
 *   posting_collect(registry, run, &pieces, &error);
 *   posting_groups(...)                      what is to be priced
 *   posting_price(registry, group, cents, &error);      each group
 *   posting_pieces(...)                      in print order
 *   posting_commit(registry, &row, &error);
 *
 * What was collected belongs to the connection and is forgotten by the next posting_collect.
 */
#ifndef PIEGO_REGISTRY_POSTING_H
#define PIEGO_REGISTRY_POSTING_H

#include "model/piece.h"
#include "registry/registry.h"

/* The number that the next list gets: to be asked while nobody else makes one. */
gboolean posting_next(struct registry *registry, guint *number, GError **error);

/* Whether there is a list of this number and hash. */
gboolean posting_known(struct registry *registry, guint number, const char *hash, gboolean *known, GError **error);

/* Note which pieces of a run go by post, are inserted, and so on no list; pieces gets how many. */
gboolean posting_collect(struct registry *registry, guint run, guint *pieces, GError **error);

/* What is priced together. */
struct posting_group {
	const char *product, *area, *bracket;
	guint pieces, sheets;
	gint64 weight_mg;
	gint64 postage;		/* of one, euro cents; -1: not priced */
};
/* Calls back by product, area and bracket, brackets by their pieces' weight; strings live during the call. */
gboolean posting_groups(struct registry *registry, void (*each)(void *user, const struct posting_group *group), void *user,
			GError **error);

/* What each piece of the group costs, euro cents. */
gboolean posting_price(struct registry *registry, const struct posting_group *group, gint64 postage, GError **error);

/* Calls back for each piece that was collected, in print order, with its postage; strings live during the call.  The piece's
 * `records` and what else the registry does not keep is "".  FALSE from each, which then has set the error, ends it. */
gboolean posting_pieces(struct registry *registry,
			gboolean (*each)(void *user, const struct piece *piece, gint64 postage, GError **error), void *user,
			GError **error);

/* When the last of what was collected came out of the press: UTC, ISO 8601, "" where that was never told; the caller frees. */
gboolean posting_printed_at(struct registry *registry, char **at, GError **error);

/* Strings are never NULL. */
struct posting_row {
	guint number, run;
	const char *client, *job, *title;	/* of the run: not read by posting_commit */
	const char *date;	/* of the posting: 2026-03-31 */
	const char *at;		/* UTC, ISO 8601 */
	const char *who;
	const char *why;	/* of the pieces' events: not kept of the list */
	guint pieces;
	gint64 postage;		/* euro cents */
	const char *sha256;	/* of the list's ticket */
};

/*
 * The pieces that were collected and priced are posted on this list, with their events.  REGISTRY_ERROR_BUSY when one of them
 * is no longer inserted or the run no longer printing, REGISTRY_ERROR_STATE when the row's number or sums are not theirs; then
 * nothing has changed.  A transaction of its own unless one is open.
 */
gboolean posting_commit(struct registry *registry, const struct posting_row *row, GError **error);

/* Calls back for each list, oldest first, of one run or of all (0); strings live during the call. */
gboolean posting_each(struct registry *registry, guint run, void (*each)(void *user, const struct posting_row *row),
		      void *user, GError **error);

#endif
