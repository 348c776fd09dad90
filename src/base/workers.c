/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each worker has a socket to the caller.  The caller writes a task number, the worker answers with a head and
 * the reply's bytes.  A worker ends when its socket closes, so none outlives the caller for longer than a task;
 * the kernel kills it sooner (PR_SET_PDEATHSIG).
 */
#include "base/workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_TASK G_MAXUINT
#define TRIES 2

struct worker {
	pid_t pid;
	int socket;
	guint task;
};

struct head {
	guint32 task;
	guint32 ok;
	guint64 length;
};

struct crew {
	struct work work;
	GArray *workers;	/* of struct worker */
	guint tasks;		/* that can be done */
	guint next;		/* task not yet given */
	guint told;		/* tasks whose end has been told */
	GPtrArray *replies;	/* GByteArray of each task that has ended and is not yet told */
	GByteArray *tries;
	guint again;		/* a lost task to give again, or NO_TASK */
};

static struct worker *worker_at(const struct crew *crew, guint i)
{
	return &g_array_index(crew->workers, struct worker, i);
}

static gboolean write_all(int fd, const void *bytes, gsize size)
{
	const guint8 *at = bytes;

	while (size > 0) {
		ssize_t written = send(fd, at, size, MSG_NOSIGNAL);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return FALSE;
		at += written;
		size -= (gsize)written;
	}
	return TRUE;
}

static gboolean read_all(int fd, void *bytes, gsize size)
{
	guint8 *at = bytes;

	while (size > 0) {
		ssize_t got = read(fd, at, size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return FALSE;
		at += got;
		size -= (gsize)got;
	}
	return TRUE;
}

static void serve(const struct work *work, int fd)
{
	g_autoptr(GByteArray) reply = g_byte_array_new();
	guint32 task;

	if (work->start != NULL)
		work->start(work->user);
	while (read_all(fd, &task, sizeof task)) {
		g_autoptr(GError) error = NULL;
		struct head head = { .task = task };

		g_byte_array_set_size(reply, 0);
		head.ok = work->task(work->user, task, reply, &error);
		if (!head.ok) {
			g_byte_array_set_size(reply, 0);
			g_byte_array_append(reply, (const guint8 *)error->message, (guint)strlen(error->message));
		}
		head.length = reply->len;
		if (!write_all(fd, &head, sizeof head) || !write_all(fd, reply->data, reply->len))
			break;
	}
}

static gboolean worker_begin(struct crew *crew, struct worker *worker, GError **error)
{
	int pair[2];
	pid_t caller = getpid();

	worker->pid = -1;
	worker->task = NO_TASK;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		goto failed;
	worker->pid = fork();
	if (worker->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != caller)
			_exit(1);
		for (guint i = 0; i < crew->workers->len; i++) {
			if (worker_at(crew, i)->pid > 0)
				close(worker_at(crew, i)->socket);
		}
		close(pair[0]);
		serve(&crew->work, pair[1]);
		_exit(0);
	}
	close(pair[1]);
	worker->socket = pair[0];
	if (worker->pid > 0)
		return TRUE;
	close(pair[0]);
failed:
	g_set_error(error, WORKERS_ERROR, WORKERS_ERROR_START, "a worker cannot be started: %s", g_strerror(errno));
	return FALSE;
}

static void worker_end(struct worker *worker)
{
	if (worker->pid <= 0)
		return;
	close(worker->socket);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	worker->pid = -1;
}

/* Give the worker a task if there is one left; else it rests. */
static void worker_give(struct crew *crew, struct worker *worker)
{
	guint32 task;

	if (crew->again != NO_TASK) {
		task = crew->again;
		crew->again = NO_TASK;
	} else if (crew->next < crew->tasks) {
		task = crew->next++;
	} else {
		return;
	}
	crew->tries->data[task]++;
	worker->task = task;
	/* A worker that is already gone is noticed when its socket is read. */
	(void)write_all(worker->socket, &task, sizeof task);
}

static gboolean worker_lost(struct crew *crew, struct worker *worker, GError **error)
{
	guint task = worker->task;

	worker_end(worker);
	if (task == NO_TASK || crew->tries->data[task] >= TRIES) {
		g_set_error(error, WORKERS_ERROR, WORKERS_ERROR_LOST, "a worker was lost, twice, at part %u", task + 1);
		return FALSE;
	}
	crew->again = task;
	if (!worker_begin(crew, worker, error))
		return FALSE;
	worker_give(crew, worker);
	return TRUE;
}

/* Tell the caller of every task that has ended, as far as they follow one another. */
static gboolean tell(struct crew *crew, GError **error)
{
	while (crew->told < crew->tasks && crew->replies->pdata[crew->told] != NULL) {
		GByteArray *reply = crew->replies->pdata[crew->told];
		gboolean ok = crew->work.done(crew->work.user, crew->told, reply->data, reply->len, error);

		g_byte_array_unref(reply);
		crew->replies->pdata[crew->told++] = NULL;
		if (!ok)
			return FALSE;
	}
	return TRUE;
}

static gboolean worker_answer(struct crew *crew, struct worker *worker, GError **error)
{
	struct head head;
	GByteArray *reply;

	if (!read_all(worker->socket, &head, sizeof head))
		return worker_lost(crew, worker, error);
	reply = g_byte_array_new();
	g_byte_array_set_size(reply, (guint)head.length);
	if (!read_all(worker->socket, reply->data, head.length)) {
		g_byte_array_unref(reply);
		return worker_lost(crew, worker, error);
	}
	worker->task = NO_TASK;
	if (!head.ok) {
		g_set_error(error, WORKERS_ERROR, WORKERS_ERROR_TASK, "%.*s", (int)reply->len, (char *)reply->data);
		g_byte_array_unref(reply);
		return FALSE;
	}
	crew->replies->pdata[head.task] = reply;
	worker_give(crew, worker);
	return TRUE;
}

/* Read what workers have answered; wait for a first answer or not. */
static gboolean crew_hear(struct crew *crew, int timeout_ms, GError **error)
{
	guint count = crew->workers->len;
	g_autofree struct pollfd *polled = g_new0(struct pollfd, count);

	for (guint i = 0; i < count; i++)
		polled[i] = (struct pollfd){ worker_at(crew, i)->socket, POLLIN, 0 };
	if (poll(polled, count, timeout_ms) <= 0)
		return TRUE;
	for (guint i = 0; i < count; i++) {
		if (polled[i].revents != 0 && !worker_answer(crew, worker_at(crew, i), error))
			return FALSE;
	}
	return TRUE;
}

/* Workers enough, and each that rests has a task while there is one. */
static gboolean crew_engage(struct crew *crew, guint tasks, guint processes, GError **error)
{
	guint had = crew->replies->len;

	g_ptr_array_set_size(crew->replies, (gint)tasks);
	g_byte_array_set_size(crew->tries, tasks);
	memset(crew->tries->data + had, 0, tasks - had);
	crew->tasks = tasks;
	while (crew->workers->len < MIN(processes, tasks)) {
		struct worker worker;

		if (!worker_begin(crew, &worker, error))
			return FALSE;
		g_array_append_val(crew->workers, worker);
	}
	for (guint i = 0; i < crew->workers->len; i++) {
		if (worker_at(crew, i)->task == NO_TASK)
			worker_give(crew, worker_at(crew, i));
	}
	return TRUE;
}

struct crew *crew_new(const struct work *work)
{
	struct crew *crew = g_new0(struct crew, 1);

	crew->work = *work;
	crew->again = NO_TASK;
	crew->workers = g_array_new(FALSE, FALSE, sizeof(struct worker));
	crew->replies = g_ptr_array_new();
	crew->tries = g_byte_array_new();
	return crew;
}

gboolean crew_offer(struct crew *crew, guint tasks, guint processes, GError **error)
{
	return crew_hear(crew, 0, error) && crew_engage(crew, tasks, processes, error);
}

gboolean crew_finish(struct crew *crew, guint tasks, guint processes, GError **error)
{
	if (!crew_engage(crew, tasks, processes, error))
		return FALSE;
	while (tell(crew, error)) {
		if (crew->told == tasks)
			return TRUE;
		if (!crew_hear(crew, -1, error))
			return FALSE;
	}
	return FALSE;
}

void crew_free(struct crew *crew)
{
	if (crew == NULL)
		return;
	for (guint i = 0; i < crew->workers->len; i++) {
		struct worker *worker = worker_at(crew, i);

		if (worker->pid > 0 && worker->task != NO_TASK)
			kill(worker->pid, SIGKILL);
		worker_end(worker);
	}
	for (guint i = 0; i < crew->replies->len; i++) {
		if (crew->replies->pdata[i] != NULL)
			g_byte_array_unref(crew->replies->pdata[i]);
	}
	g_array_unref(crew->workers);
	g_ptr_array_unref(crew->replies);
	g_byte_array_unref(crew->tries);
	g_free(crew);
}

gboolean workers_run(const struct work *work, GError **error)
{
	struct crew *crew = crew_new(work);
	gboolean ok = crew_finish(crew, work->tasks, work->processes, error);

	crew_free(crew);
	return ok;
}
