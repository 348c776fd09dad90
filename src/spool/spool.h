/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool: the folders of a data root and the bundles in them.  Nothing else knows their paths.
 * A bundle's place is its state; a rename is the transition.
 *
 *   ROOT/spool.lock          marks a data root; locked while names in the queues change
 *   ROOT/registry.db
 *   ROOT/in/ ready/ printing/ done/ hold/ corrupt/
 *   ROOT/work/R000042/       a bundle in the making
 *   ROOT/work/R000042.lock   locked as long as its maker lives, or a worker it has forked: nobody clears the
 *                            folder under a worker's hands.  Workers die with their maker (base/workers.h).
 *   ROOT/ready/R000042/      a committed bundle: its files and ticket.json, nothing else
 *
 * Making a bundle, so that a crash at any moment can be put right:
 *
 *   spool_lock; registry_run_begin; bundle_begin; spool_unlock
 *   ... files are made and added ...
 *   bundle_commit; the registry's transaction; bundle_close
 *   ... or, to give up: spool_lock; bundle_abort; registry_run_abandon; spool_unlock
 *
 * Giving up without the lock would leave a moment in which another process may take the number, and lose it to
 * the late registry_run_abandon.
 *
 * Putting right, at every start:
 *
 *   spool_lock
 *   spool_sweep
 *   each run that the registry has as being made and that is not spool_making:
 *           in ready/: registered from its ticket and piece list; nowhere: abandoned
 *   spool_unlock
 *
 * Errors are of domain SPOOL_ERROR.  A struct spool belongs to one thread of one process.
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

enum spool_queue {
	SPOOL_IN, SPOOL_WORK, SPOOL_READY, SPOOL_PRINTING, SPOOL_DONE, SPOOL_HOLD, SPOOL_CORRUPT,
	SPOOL_QUEUES
};

struct spool;
typedef struct spool spool_t;

/* Makes the queues of a data root (0700); doing it again is harmless. */
gboolean spool_create(const char *root, GError **error);
/* Opens a data root; SPOOL_ERROR_NONE names what to do ("piego init"). */
struct spool *spool_open(const char *root, GError **error);
void spool_close(struct spool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(spool_t, spool_close)
char *spool_registry_path(const struct spool *spool);

/*
 * Keep other processes from beginning, committing, moving and sweeping.  To be held for moments, never while
 * something is composed.  Functions that need the lock take it themselves when it is not held.  Waits up to ten
 * seconds, then SPOOL_ERROR_LOCKED.  Not to be taken twice.
 */
gboolean spool_lock(struct spool *spool, GError **error);
void spool_unlock(struct spool *spool);

/* ---- a bundle in the making: to be ended before its spool is closed ---- */

struct bundle;

/* Makes work/R000042 and locks it.  Rubbish of that name without a live owner is removed first.
 * SPOOL_ERROR_LOCKED when another process makes it, SPOOL_ERROR_IO when a queue has a bundle of that number. */
struct bundle *bundle_begin(struct spool *spool, guint run, GError **error);
/* Path of a file in the making, to be created by the caller with O_EXCL and mode 0600; the caller frees. */
char *bundle_path(const struct bundle *bundle, const char *name);
/* Note a finished file: its size and hash (lower-case hex SHA-256); files appear in the ticket in the order added.
 * Files never added (scratch) are removed at commit.  A name is one plain name, not hidden, not ticket.json, and
 * added once. */
void bundle_add_file(struct bundle *bundle, const char *name, guint64 bytes, const char *sha256);
/*
 * Check that each added file is there with its size, sync it, remove what was not added, write ticket.json last
 * (spool/ticket.h: its form; members: `"run": 42, "job": "x"`, with the run, without "files" and "sha256"), sync the folder and
 * rename it into ready/.  After TRUE the bundle is there for good and ticket_hash is what its last line says;
 * after FALSE it is not in ready/.
 */
gboolean bundle_commit(struct bundle *bundle, const char *ticket_members, char ticket_hash[65], GError **error);
/* Ends a committed bundle: its run is in the registry, recovery need not look after it.  NULL is harmless. */
void bundle_close(struct bundle *bundle);
/* Removes the work folder.  Also after a failed commit.  NULL is harmless. */
void bundle_abort(struct bundle *bundle);

/* ---- bundles that are there ---- */

struct bundle_seen {
	guint run;
	enum spool_queue queue;
};
/* All bundles of all queues, by run number; those in work/ are being made, or rubbish. */
GArray *spool_list(struct spool *spool, GError **error);	/* of struct bundle_seen */

/* Path of a committed bundle's file; the caller frees. */
char *spool_bundle_path(struct spool *spool, guint run, enum spool_queue queue, const char *name);

/* Check the ticket's own hash, its run number, the size and hash of each file, and that nothing else is in the
 * folder; the first difference is the error: "ready/R000042: 0001.pdf: hash differs". */
gboolean spool_verify(struct spool *spool, guint run, enum spool_queue queue, GError **error);

/* Whether the maker of a run lives and has not closed its bundle.  To be asked with the spool locked. */
gboolean spool_making(struct spool *spool, guint run, gboolean *making, GError **error);

/*
 * Work folders whose maker is no longer alive: removes each and calls back with its run number.  Not called for a
 * maker that died after its bundle came into ready/.  Waits a moment for workers that die with their maker.
 */
gboolean spool_sweep(struct spool *spool, void (*swept)(void *user, guint run), void *user, GError **error);

/*
 * Keep other processes from giving files of a bundle to a printer; the lock ends with the descriptor, and with the
 * process that has it.  FALSE and SPOOL_ERROR_LOCKED when another has it, SPOOL_ERROR_NONE for no such bundle.
 */
gboolean spool_bundle_lock(struct spool *spool, guint run, int *fd, GError **error);
void spool_bundle_unlock(int fd);

/* Move a bundle between queues (READY -> CORRUPT after a failed check); durable when it returns. */
gboolean spool_move(struct spool *spool, guint run, enum spool_queue from, enum spool_queue to, GError **error);

#endif
