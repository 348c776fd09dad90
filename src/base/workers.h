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

/*
 * The same beside the caller's own work, for tasks that come up one after the other:
 *
 *   crew = crew_new(&work);
 *   crew_offer(crew, n, processes, &error)     tasks 0 to n - 1 can be done; returns at once
 *   crew_finish(crew, n, processes, &error)    the rest of them, and done for each
 *   crew_free(crew)                            always; ends workers that are still at it
 *
 * done is called by crew_finish only.  processes: how many workers may be at it from now on; work's own tasks and
 * processes are not read.
 */
struct crew;
struct crew *crew_new(const struct work *work);
gboolean crew_offer(struct crew *crew, guint tasks, guint processes, GError **error);
gboolean crew_finish(struct crew *crew, guint tasks, guint processes, GError **error);
void crew_free(struct crew *crew);

#endif
