/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool: the folders of a data root and the bundles in them.  Nothing else knows their paths.
 * A bundle's place is its state; a rename is the transition.
 */
#ifndef PIEGO_SPOOL_SPOOL_H
#define PIEGO_SPOOL_SPOOL_H

#include <glib.h>

#define SPOOL_ERROR (g_quark_from_static_string("piego-spool"))
enum spool_error {
	SPOOL_ERROR_IO,		/* disk full, no right, ... */
	SPOOL_ERROR_NONE,	/* no such bundle; not a data root */
	SPOOL_ERROR_LOCKED,	/* another process is at it */
	SPOOL_ERROR_CORRUPT,	/* a hash differs, a file is missing */
};

enum spool_queue { SPOOL_IN, SPOOL_WORK, SPOOL_READY, SPOOL_PRINTING, SPOOL_DONE, SPOOL_HOLD, SPOOL_CORRUPT, SPOOL_QUEUES };
const char *spool_queue_name(enum spool_queue queue);

struct spool;

/* Makes the queues of a data root (0700); doing it again is harmless. */
gboolean spool_create(const char *root, GError **error);
/* Opens a data root; SPOOL_ERROR_NONE names what to do ("piego init"). */
struct spool *spool_open(const char *root, GError **error);
void spool_close(struct spool *spool);
char *spool_registry_path(const struct spool *spool);

/* ---- a bundle in the making ---- */

struct bundle;

/* Makes work/R000042 and locks it.  Rubbish of that name without a live owner is removed first. */
struct bundle *bundle_begin(struct spool *spool, guint run, GError **error);
/* Path of a file in the making, to be created by the caller with O_EXCL and mode 0600; the caller frees. */
char *bundle_path(const struct bundle *bundle, const char *name);
/* Note a finished file: its size and hash (lower-case hex SHA-256); files appear in the ticket in the order added.
 * Files never added (scratch) are removed at commit. */
void bundle_add_file(struct bundle *bundle, const char *name, guint64 bytes, const char *sha256);
/* Create, write, sync, hash and add in one step. */
gboolean bundle_write_file(struct bundle *bundle, const char *name, const char *bytes, gsize length, GError **error);
/* Free space of the data root's disk, bytes. */
guint64 bundle_free_bytes(const struct bundle *bundle);
/*
 * Write ticket.json last (ticket: the JSON members of the ticket without files; its last line hashes the lines
 * above), sync files and folder, rename into ready/.  After TRUE the bundle is there for good.
 */
gboolean bundle_commit(struct bundle *bundle, const char *ticket_members, char ticket_hash[65], GError **error);
/* Removes the work folder.  Also after a failed commit. */
void bundle_abort(struct bundle *bundle);

/* ---- bundles that are there ---- */

struct bundle_seen {
	guint run;
	enum spool_queue queue;
};
/* All bundles of all queues, by run number. */
GArray *spool_list(struct spool *spool, GError **error);	/* of struct bundle_seen */

/* Path of a committed bundle's file; the caller frees. */
char *spool_bundle_path(struct spool *spool, guint run, enum spool_queue queue, const char *name);

/* Check the ticket's own hash and the size and hash of each file; the first difference is the error. */
gboolean spool_verify(struct spool *spool, guint run, enum spool_queue queue, GError **error);

/* Work folders whose maker is no longer alive: removes each and calls back with its run number. */
gboolean spool_sweep(struct spool *spool, void (*swept)(void *user, guint run), void *user, GError **error);

/* Move a bundle between queues (READY -> CORRUPT after a failed check). */
gboolean spool_move(struct spool *spool, guint run, enum spool_queue from, enum spool_queue to, GError **error);

#endif
