/* SPDX-License-Identifier: Apache-2.0 */
/*
 * posting: posting lists, each a folder that is made whole and never changed.
 *
 *   ROOT/lists/D000001/       distinta.pdf and the other files, and list.json, what they must be (spool/ticket.h: its form)
 *   ROOT/lists/making/        the one in the making: one at a time, so that numbers follow the days and have no gaps
 *   ROOT/lists/making.lock    locked as long as its maker lives
 *
 *   struct posting *p = posting_begin(spool, &judge, &error);
 *   ... the number is asked of the registry; files are made under posting_path and added ...
 *   posting_seal(p, members, hash, &error);      all is on the disk, and has no number's name yet
 *   ... the registry's transaction, with this hash: from now on the pieces are posted ...
 *   posting_publish(p, number, &error);
 *   posting_end(p);                              always, exactly once
 *
 * Where a maker died, the registry's word counts: what it knows gets its name (posting_settle), what it does not know goes.
 *
 * Errors are of domain SPOOL_ERROR.
 */
#ifndef PIEGO_SPOOL_POSTING_H
#define PIEGO_SPOOL_POSTING_H

#include "spool/spool.h"

#define POSTING_TICKET "list.json"

/* Who knows what was posted. */
struct posting_judge {
	/* Whether there is a list of this number and this hash. */
	gboolean (*knows)(struct posting_judge *judge, guint number, const char *hash, gboolean *known, GError **error);
};

struct posting;

/* Begin a list, after what a dead maker left was settled.  Waits up to ten seconds for another list in the making, then
 * SPOOL_ERROR_LOCKED. */
struct posting *posting_begin(struct spool *spool, struct posting_judge *judge, GError **error);
/* Path of a file in the making, to be created by the caller with O_EXCL and mode 0600; the caller frees. */
char *posting_path(const struct posting *posting, const char *name);
/* Note a finished and synced file, its size and SHA-256.  A name is one plain name, not hidden, added once. */
void posting_add_file(struct posting *posting, const char *name, guint64 bytes, const char *sha256);
/* Remove what was not added, write the ticket with members (JSON members with "list": its number, without "files" and "sha256");
 * hash gets what its last line says. */
gboolean posting_seal(struct posting *posting, const char *members, char hash[65], GError **error);
/* Give the folder the list's name.  After FALSE the next settling does it. */
gboolean posting_publish(struct posting *posting, guint number, GError **error);
/* Lets go.  What was not sealed is removed; what was sealed and not published is left to be settled.  NULL is harmless. */
void posting_end(struct posting *posting);

/* Put right what a maker that died has left; nothing is done while one lives. */
gboolean posting_settle(struct spool *spool, struct posting_judge *judge, GError **error);

/* Path of a published list's file, "" for its folder; the caller frees. */
char *posting_list_path(const struct spool *spool, guint number, const char *name);

/* Calls back with the names of the files of each published list, in no order. */
gboolean posting_each_file(const struct spool *spool, void (*each)(void *user, const char *name), void *user, GError **error);

/* Check that the list's ticket is the one of this hash, each file's size and hash, and that nothing else is in the folder;
 * the first difference is the error: "lists/D000007: distinta.pdf: hash differs". */
gboolean posting_verify(struct spool *spool, guint number, const char *hash, GError **error);

#endif
