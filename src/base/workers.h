/* SPDX-License-Identifier: Apache-2.0 */
/*
 * workers: numbered tasks done by forked processes.
 *
 * A task is known by its number alone; the process that does it sees the maker's memory as it was at the call.
 * A worker that dies costs its task, which is given once more to a fresh one.  The calling process must have no
 * threads.
 */
#ifndef PIEGO_BASE_WORKERS_H
#define PIEGO_BASE_WORKERS_H

#include <glib.h>

#define WORKERS_ERROR (g_quark_from_static_string("piego-workers"))
enum workers_error {
	WORKERS_ERROR_START,	/* no more processes */
	WORKERS_ERROR_LOST,	/* the same task ended two workers */
	WORKERS_ERROR_TASK,	/* the task said no: its own message */
};

struct work {
	void *user;
	guint tasks;
	guint processes;	/* at least 1 */

	/* In a worker, once before its first task; may be NULL. */
	void (*start)(void *user);
	/* In a worker: do a task (0 first), append what the caller should know to reply. */
	gboolean (*task)(void *user, guint task, GByteArray *reply, GError **error);
	/* In the caller, in the order of task numbers, whatever the order they end in. */
	gboolean (*done)(void *user, guint task, const guint8 *reply, gsize length, GError **error);
};

/* All tasks, then TRUE; or the first failure, after every worker has ended. */
gboolean workers_run(const struct work *work, GError **error);

#endif
