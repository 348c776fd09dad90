/* SPDX-License-Identifier: Apache-2.0 */
/* inside: what the files of this layer know of a spool. */
#ifndef PIEGO_SPOOL_INSIDE_H
#define PIEGO_SPOOL_INSIDE_H

#include "spool/spool.h"

struct spool {
	char *root;	/* absolute */
	int lock;	/* descriptor of spool.lock while it is held, else -1 */
};

/* Takes the spool's lock unless it is held already; own tells which. */
gboolean spool_enter(struct spool *spool, gboolean *own, GError **error);
void spool_leave(struct spool *spool, gboolean own);

/* ROOT/work/R000042 */
char *spool_run_path(const struct spool *spool, guint run, enum spool_queue queue);
/* "ready/R000042": what messages call it. */
char *spool_run_name(guint run, enum spool_queue queue);

/* The queue from SPOOL_READY on that has the run, SPOOL_QUEUES for none. */
enum spool_queue spool_find(const struct spool *spool, guint run);

/* Rename a bundle and make it durable; undone when it cannot be made so. */
gboolean spool_rename(struct spool *spool, guint run, enum spool_queue from, enum spool_queue to, GError **error);

/*
 * The lock of a run's maker: taken, or held by a maker that lives.  Where the maker has died and its workers are
 * about to, waits for them.  A lock that is taken carries our process number.
 */
enum spool_maker { SPOOL_MAKER_TAKEN, SPOOL_MAKER_LIVES, SPOOL_MAKER_FAILED };
enum spool_maker spool_take_maker(const struct spool *spool, guint run, int *fd, GError **error);
/* Removes the lock's file and lets go of it; with the spool locked. */
void spool_end_maker(const struct spool *spool, guint run, int fd);

/* Turns an error of base/file into one of the spool; returns done. */
gboolean spool_io(gboolean done, GError **error);

#endif
