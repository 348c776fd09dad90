/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names in the queues change only while spool.lock is held, so a name that was looked at stays what it was, and
 * the lock of a run's maker is never taken on a file that somebody is about to remove.
 */
#include "spool/spool.h"

#include "base/file.h"
#include "spool/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "spool.lock"
#define LOCK_PAUSE_US 10000
#define LOCK_TRIES 1000
#define FOLDER_ROOM 16

static const char *const queue_names[SPOOL_QUEUES] = {
	[SPOOL_IN] = "in",     [SPOOL_WORK] = "work", [SPOOL_READY] = "ready",	   [SPOOL_PRINTING] = "printing",
	[SPOOL_DONE] = "done", [SPOOL_HOLD] = "hold", [SPOOL_CORRUPT] = "corrupt",
};

static const char *queue_name(enum spool_queue queue)
{
	g_assert((guint)queue < SPOOL_QUEUES);
	return queue_names[queue];
}

gboolean spool_io(gboolean done, GError **error)
{
	if (!done && error != NULL && (*error)->domain == G_FILE_ERROR) {
		(*error)->domain = SPOOL_ERROR;
		(*error)->code = SPOOL_ERROR_IO;
	}
	return done;
}

/* ---- paths ---- */

static void folder_name(char out[FOLDER_ROOM], guint run)
{
	g_snprintf(out, FOLDER_ROOM, "R%06u", run);
}

/* The run a folder is named after, 0 when it is none of ours; rest is what follows the digits. */
static guint parse_folder(const char *name, const char **rest)
{
	char again[FOLDER_ROOM];
	guint64 number;
	char *end;

	if (name[0] != 'R' || !g_ascii_isdigit(name[1]))
		return 0;
	number = g_ascii_strtoull(name + 1, &end, 10);
	if (number == 0 || number > G_MAXUINT)
		return 0;
	folder_name(again, (guint)number);
	*rest = end;
	if (strlen(again) != (gsize)(end - name) || strncmp(again, name, strlen(again)) != 0)
		return 0;
	return (guint)number;
}

static char *queue_path(const struct spool *spool, enum spool_queue queue)
{
	return g_build_filename(spool->root, queue_name(queue), NULL);
}

char *spool_run_name(guint run, enum spool_queue queue)
{
	char folder[FOLDER_ROOM];

	folder_name(folder, run);
	return g_strconcat(queue_name(queue), "/", folder, NULL);
}

char *spool_run_path(const struct spool *spool, guint run, enum spool_queue queue)
{
	g_autofree char *name = spool_run_name(run, queue);

	return g_build_filename(spool->root, name, NULL);
}

static char *maker_path(const struct spool *spool, guint run)
{
	g_autofree char *folder = spool_run_path(spool, run, SPOOL_WORK);

	return g_strconcat(folder, ".lock", NULL);
}

char *spool_bundle_path(struct spool *spool, guint run, enum spool_queue queue, const char *name)
{
	g_autofree char *folder = spool_run_path(spool, run, queue);

	return g_build_filename(folder, name, NULL);
}

char *spool_registry_path(const struct spool *spool)
{
	return g_build_filename(spool->root, "registry.db", NULL);
}

/* ---- making and opening a data root ---- */

static gboolean mark_root(const char *root, GError **error)
{
	g_autofree char *path = g_build_filename(root, LOCK_NAME, NULL);
	g_autoptr(GError) refused = NULL;
	int fd = file_create(path, &refused);

	if (fd >= 0)
		return file_finish(fd, path, error);
	if (g_error_matches(refused, G_FILE_ERROR, G_FILE_ERROR_EXIST))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&refused));
	return FALSE;
}

static gboolean make_root(const char *root, GError **error)
{
	if (g_mkdir_with_parents(root, 0700) < 0) {
		g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot make folder '%s': %s", root,
			    g_strerror(errno));
		return FALSE;
	}
	for (guint i = 0; i < SPOOL_QUEUES; i++) {
		g_autofree char *path = g_build_filename(root, queue_names[i], NULL);

		if (!file_folder(path, error))
			return FALSE;
	}
	/* Last: what has the mark has all queues. */
	return mark_root(root, error) && file_folder_sync(root, error);
}

gboolean spool_create(const char *root, GError **error)
{
	return spool_io(make_root(root, error), error);
}

/* The first thing a data root has and this folder has not; NULL when nothing is missing. */
static const char *missing_in(const char *root)
{
	g_autofree char *mark = g_build_filename(root, LOCK_NAME, NULL);
	struct stat about;

	for (guint i = 0; i < SPOOL_QUEUES; i++) {
		g_autofree char *path = g_build_filename(root, queue_names[i], NULL);

		if (lstat(path, &about) < 0 || !S_ISDIR(about.st_mode))
			return queue_names[i];
	}
	return lstat(mark, &about) < 0 || !S_ISREG(about.st_mode) ? LOCK_NAME : NULL;
}

struct spool *spool_open(const char *root, GError **error)
{
	const char *missing = missing_in(root);
	struct spool *spool;

	if (missing != NULL) {
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_NONE,
			    "'%s' is not a data root: it has no '%s'; 'piego init' makes one", root, missing);
		return NULL;
	}
	spool = g_new0(struct spool, 1);
	spool->root = g_canonicalize_filename(root, NULL);
	spool->lock = -1;
	return spool;
}

void spool_close(struct spool *spool)
{
	if (spool == NULL)
		return;
	if (spool->lock >= 0)
		spool_unlock(spool);
	g_free(spool->root);
	g_free(spool);
}

/* ---- locks ---- */

gboolean spool_lock(struct spool *spool, GError **error)
{
	g_autofree char *path = g_build_filename(spool->root, LOCK_NAME, NULL);

	g_assert(spool->lock < 0);
	for (guint i = 0; i < LOCK_TRIES; i++) {
		switch (file_lock(path, &spool->lock, error)) {
		case FILE_LOCK_TAKEN:
			return TRUE;
		case FILE_LOCK_FAILED:
			return spool_io(FALSE, error);
		case FILE_LOCK_HELD:
			g_usleep(LOCK_PAUSE_US);
		}
	}
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_LOCKED, "spool '%s' is in use by another process: try again",
		    spool->root);
	return FALSE;
}

void spool_unlock(struct spool *spool)
{
	g_assert(spool->lock >= 0);
	close(spool->lock);
	spool->lock = -1;
}

gboolean spool_enter(struct spool *spool, gboolean *own, GError **error)
{
	*own = spool->lock < 0;
	return !*own || spool_lock(spool, error);
}

void spool_leave(struct spool *spool, gboolean own)
{
	if (own)
		spool_unlock(spool);
}

/* The process number in a maker's lock; 0 when there is none, as when it died before writing it. */
static gint64 maker_in(const char *path)
{
	g_autofree char *text = NULL;
	gsize length;

	if (!file_read(path, 32, &text, &length, NULL))
		return 0;
	return g_ascii_strtoll(text, NULL, 10);
}

static gboolean process_lives(gint64 process)
{
	return process > 0 && process <= G_MAXINT && (kill((pid_t)process, 0) == 0 || errno == EPERM);
}

static gboolean sign_maker(int fd, const char *path, GError **error)
{
	g_autofree char *text = g_strdup_printf("%d\n", (int)getpid());

	/* Unsynced: after a crash of the machine the lock is free. */
	if (ftruncate(fd, 0) == 0 && file_write(fd, path, text, strlen(text), error))
		return TRUE;
	if (error != NULL && *error == NULL)
		g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot write '%s': %s", path,
			    g_strerror(errno));
	return FALSE;
}

enum spool_maker spool_take_maker(const struct spool *spool, guint run, int *fd, GError **error)
{
	g_autofree char *path = maker_path(spool, run);

	g_assert(spool->lock >= 0);
	for (guint i = 0; i < LOCK_TRIES; i++) {
		switch (file_lock(path, fd, error)) {
		case FILE_LOCK_TAKEN:
			if (sign_maker(*fd, path, error))
				return SPOOL_MAKER_TAKEN;
			close(*fd);
			spool_io(FALSE, error);
			return SPOOL_MAKER_FAILED;
		case FILE_LOCK_FAILED:
			spool_io(FALSE, error);
			return SPOOL_MAKER_FAILED;
		case FILE_LOCK_HELD:
			if (process_lives(maker_in(path)))
				return SPOOL_MAKER_LIVES;
			g_usleep(LOCK_PAUSE_US);
		}
	}
	return SPOOL_MAKER_LIVES;
}

void spool_end_maker(const struct spool *spool, guint run, int fd)
{
	g_autofree char *path = maker_path(spool, run);

	g_assert(spool->lock >= 0);
	/* A lock that stays behind is free, and swept at the next start. */
	file_remove(path, NULL);
	close(fd);
}

gboolean spool_making(struct spool *spool, guint run, gboolean *making, GError **error)
{
	g_autofree char *path = maker_path(spool, run);
	int fd;

	*making = FALSE;
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return TRUE;
	switch (spool_take_maker(spool, run, &fd, error)) {
	case SPOOL_MAKER_TAKEN:
		close(fd);
		return TRUE;
	case SPOOL_MAKER_LIVES:
		*making = TRUE;
		return TRUE;
	default:
		return FALSE;
	}
}

/* ---- bundles in queues ---- */

static int compare_seen(gconstpointer a, gconstpointer b)
{
	const struct bundle_seen *x = a, *y = b;

	if (x->run != y->run)
		return x->run < y->run ? -1 : 1;
	return (int)x->queue - (int)y->queue;
}

static gboolean list_queue(struct spool *spool, enum spool_queue queue, GArray *seen, GError **error)
{
	g_autofree char *path = queue_path(spool, queue);
	g_autoptr(GPtrArray) names = file_folder_names(path, error);

	if (names == NULL)
		return spool_io(FALSE, error);
	for (guint i = 0; i < names->len; i++) {
		const char *rest = "";
		struct bundle_seen bundle = { .run = parse_folder(names->pdata[i], &rest), .queue = queue };

		if (bundle.run != 0 && *rest == '\0')
			g_array_append_val(seen, bundle);
	}
	return TRUE;
}

GArray *spool_list(struct spool *spool, GError **error)
{
	g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(struct bundle_seen));

	for (guint i = SPOOL_WORK; i < SPOOL_QUEUES; i++) {
		if (!list_queue(spool, (enum spool_queue)i, seen, error))
			return NULL;
	}
	g_array_sort(seen, compare_seen);
	return g_steal_pointer(&seen);
}

enum spool_queue spool_find(const struct spool *spool, guint run)
{
	for (guint i = SPOOL_READY; i < SPOOL_QUEUES; i++) {
		g_autofree char *path = spool_run_path(spool, run, (enum spool_queue)i);
		struct stat about;

		if (lstat(path, &about) == 0)
			return (enum spool_queue)i;
	}
	return SPOOL_QUEUES;
}

static gboolean sync_queues(struct spool *spool, enum spool_queue from, enum spool_queue to, GError **error)
{
	g_autofree char *left = queue_path(spool, from);
	g_autofree char *reached = queue_path(spool, to);

	return spool_io(file_folder_sync(reached, error) && file_folder_sync(left, error), error);
}

gboolean spool_rename(struct spool *spool, guint run, enum spool_queue from, enum spool_queue to, GError **error)
{
	g_autofree char *old = spool_run_path(spool, run, from);
	g_autofree char *new = spool_run_path(spool, run, to);
	enum spool_queue taken = spool_find(spool, run);

	g_assert(spool->lock >= 0);
	if (taken != SPOOL_QUEUES && taken != from) {
		g_autofree char *name = spool_run_name(run, taken);

		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_IO, "run %u is already in '%s'", run, name);
		return FALSE;
	}
	if (rename(old, new) < 0) {
		g_set_error(error, SPOOL_ERROR, errno == ENOENT ? SPOOL_ERROR_NONE : SPOOL_ERROR_IO,
			    "cannot move '%s' to '%s': %s", old, new, g_strerror(errno));
		return FALSE;
	}
	if (sync_queues(spool, from, to, error))
		return TRUE;
	rename(new, old);
	return FALSE;
}

gboolean spool_move(struct spool *spool, guint run, enum spool_queue from, enum spool_queue to, GError **error)
{
	gboolean own, done;

	g_assert(from >= SPOOL_READY && to >= SPOOL_READY);
	if (!spool_enter(spool, &own, error))
		return FALSE;
	done = spool_rename(spool, run, from, to, error);
	spool_leave(spool, own);
	return done;
}

/* The folder itself is what is locked: nothing is left behind in it, and the lock goes where the bundle is moved. */
static gboolean lock_folder(struct spool *spool, guint run, int *fd, GError **error)
{
	enum spool_queue queue = spool_find(spool, run);
	g_autofree char *path = queue != SPOOL_QUEUES ? spool_run_path(spool, run, queue) : NULL;

	if (path == NULL) {
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_NONE, "run R%06u: its bundle is in no queue", run);
		return FALSE;
	}
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd >= 0 && flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return TRUE;
	if (*fd >= 0 && errno == EWOULDBLOCK)
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_LOCKED,
			    "run R%06u: another process is giving it to a printer: try again", run);
	else
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_IO, "cannot lock '%s': %s", path, g_strerror(errno));
	if (*fd >= 0)
		close(*fd);
	return FALSE;
}

gboolean spool_bundle_lock(struct spool *spool, guint run, int *fd, GError **error)
{
	gboolean own, done;

	if (!spool_enter(spool, &own, error))
		return FALSE;
	done = lock_folder(spool, run, fd, error);
	spool_leave(spool, own);
	return done;
}

void spool_bundle_unlock(int fd)
{
	close(fd);
}

/* ---- recovery ---- */

static void note_run(GArray *runs, guint run)
{
	for (guint i = 0; i < runs->len; i++) {
		if (g_array_index(runs, guint, i) == run)
			return;
	}
	g_array_append_val(runs, run);
}

/* Runs with a folder or a lock in work/, in order. */
static GArray *runs_at_work(struct spool *spool, GError **error)
{
	g_autofree char *work = queue_path(spool, SPOOL_WORK);
	g_autoptr(GPtrArray) names = file_folder_names(work, error);
	g_autoptr(GArray) runs = NULL;

	if (names == NULL) {
		spool_io(FALSE, error);
		return NULL;
	}
	runs = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = 0; i < names->len; i++) {
		const char *rest = "";
		guint run = parse_folder(names->pdata[i], &rest);

		if (run != 0 && (*rest == '\0' || strcmp(rest, ".lock") == 0))
			note_run(runs, run);
	}
	return g_steal_pointer(&runs);
}

static gboolean sweep_run(struct spool *spool, guint run, void (*swept)(void *user, guint run), void *user,
			  GError **error)
{
	g_autofree char *folder = spool_run_path(spool, run, SPOOL_WORK);
	gboolean removed;
	int fd;

	switch (spool_take_maker(spool, run, &fd, error)) {
	case SPOOL_MAKER_LIVES:
		return TRUE;
	case SPOOL_MAKER_FAILED:
		return FALSE;
	case SPOOL_MAKER_TAKEN:
		break;
	}
	removed = spool_io(file_tree_remove(folder, error), error);
	if (!removed) {
		close(fd);
		return FALSE;
	}
	spool_end_maker(spool, run, fd);
	if (spool_find(spool, run) == SPOOL_QUEUES)
		swept(user, run);
	return TRUE;
}

gboolean spool_sweep(struct spool *spool, void (*swept)(void *user, guint run), void *user, GError **error)
{
	g_autoptr(GArray) runs = NULL;
	gboolean own, done;

	if (!spool_enter(spool, &own, error))
		return FALSE;
	runs = runs_at_work(spool, error);
	done = runs != NULL;
	for (guint i = 0; done && i < runs->len; i++)
		done = sweep_run(spool, g_array_index(runs, guint, i), swept, user, error);
	spool_leave(spool, own);
	return done;
}
