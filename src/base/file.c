/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every path is opened once and judged by its descriptor, so that nothing can be put in its place between the
 * look and the use.  Trees are removed by descriptor (openat, unlinkat) for the same reason.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES (128 * 1024)
/* Deeper than any tree made here; a hostile one cannot use up the descriptors. */
#define DEEPEST_TREE 32

/* Sets "cannot <verb> '<path>': <cause>" from errno and returns FALSE. */
static gboolean fail(GError **error, const char *verb, const char *path)
{
	int cause = errno;

	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(cause), "cannot %s '%s': %s", verb, path,
		    g_strerror(cause));
	return FALSE;
}

int file_create(const char *path, GError **error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		fail(error, "create", path);
	return fd;
}

gboolean file_write(int fd, const char *path, const void *bytes, gsize length, GError **error)
{
	const char *p = bytes;

	while (length > 0) {
		gssize written = write(fd, p, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(error, "write", path);
		p += written;
		length -= (gsize)written;
	}
	return TRUE;
}

gboolean file_finish(int fd, const char *path, GError **error)
{
	if (fsync(fd) < 0) {
		fail(error, "sync", path);
		close(fd);
		return FALSE;
	}
	return close(fd) == 0 || fail(error, "close", path);
}

gboolean file_write_new(const char *path, const void *bytes, gsize length, char hash[HASH_ROOM], GError **error)
{
	int fd = file_create(path, error);

	if (fd < 0)
		return FALSE;
	if (!file_write(fd, path, bytes, length, error)) {
		close(fd);
		unlink(path);
		return FALSE;
	}
	if (!file_finish(fd, path, error)) {
		unlink(path);
		return FALSE;
	}
	hash_of(bytes, length, hash);
	return TRUE;
}

/* A regular file open for reading; O_NONBLOCK keeps a FIFO in its place from holding us for ever. */
static int open_regular(const char *path, struct stat *about, GError **error)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		fail(error, "open", path);
		return -1;
	}
	if (fstat(fd, about) == 0 && S_ISREG(about->st_mode))
		return fd;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "cannot open '%s': not a regular file", path);
	close(fd);
	return -1;
}

/* Up to length bytes, fewer only at the end of the file; -1 on error. */
static gssize read_fully(int fd, char *into, gsize length)
{
	gsize done = 0;

	while (done < length) {
		gssize got = read(fd, into + done, length - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (gsize)got;
	}
	return (gssize)done;
}

gboolean file_hash(const char *path, guint64 *bytes, char hash[HASH_ROOM], GError **error)
{
	g_autoptr(hash_t) sum = hash_new();
	g_autofree char *chunk = g_malloc(CHUNK_BYTES);
	struct stat about;
	gssize got;
	int fd = open_regular(path, &about, error);

	if (fd < 0)
		return FALSE;
	*bytes = 0;
	while ((got = read_fully(fd, chunk, CHUNK_BYTES)) > 0) {
		hash_add(sum, chunk, (gsize)got);
		*bytes += (guint64)got;
	}
	if (got < 0)
		fail(error, "read", path);
	close(fd);
	hash_hex(sum, hash);
	return got == 0;
}

gboolean file_sync(const char *path, guint64 *bytes, GError **error)
{
	struct stat about;
	int fd = open_regular(path, &about, error);

	if (fd < 0)
		return FALSE;
	*bytes = (guint64)about.st_size;
	return file_finish(fd, path, error);
}

gboolean file_read(const char *path, gsize most, char **text, gsize *length, GError **error)
{
	g_autofree char *bytes = NULL;
	struct stat about;
	gssize got;
	int fd = open_regular(path, &about, error);

	if (fd < 0)
		return FALSE;
	if ((guint64)about.st_size > most) {
		close(fd);
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			    "cannot read '%s': larger than %" G_GSIZE_FORMAT " bytes", path, most);
		return FALSE;
	}
	bytes = g_malloc((gsize)about.st_size + 1);
	got = read_fully(fd, bytes, (gsize)about.st_size);
	if (got < 0)
		fail(error, "read", path);
	close(fd);
	if (got < 0)
		return FALSE;
	bytes[got] = '\0';
	*text = g_steal_pointer(&bytes);
	*length = (gsize)got;
	return TRUE;
}

gboolean file_remove(const char *path, GError **error)
{
	return unlink(path) == 0 || errno == ENOENT || fail(error, "remove", path);
}

gboolean file_folder_new(const char *path, GError **error)
{
	return mkdir(path, 0700) == 0 || fail(error, "make folder", path);
}

gboolean file_folder(const char *path, GError **error)
{
	struct stat about;

	if (mkdir(path, 0700) == 0)
		return TRUE;
	if (errno == EEXIST && lstat(path, &about) == 0) {
		if (S_ISDIR(about.st_mode))
			return TRUE;
		errno = ENOTDIR;
	}
	return fail(error, "make folder", path);
}

static int open_folder(int at, const char *name)
{
	return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

gboolean file_folder_sync(const char *path, GError **error)
{
	int fd = open_folder(AT_FDCWD, path);

	if (fd < 0)
		return fail(error, "open folder", path);
	return file_finish(fd, path, error);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in an open folder, which is closed.  NULL and errno when it cannot be read. */
static GPtrArray *names_in(int fd)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	DIR *dir = fdopendir(fd);
	struct dirent *entry;
	int cause;

	if (dir == NULL) {
		close(fd);
		return NULL;
	}
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			g_ptr_array_add(names, g_strdup(entry->d_name));
	}
	cause = errno;
	closedir(dir);
	errno = cause;
	if (cause != 0)
		return NULL;
	g_ptr_array_sort(names, compare_names);
	return g_steal_pointer(&names);
}

GPtrArray *file_folder_names(const char *path, GError **error)
{
	int fd = open_folder(AT_FDCWD, path);
	GPtrArray *names = fd < 0 ? NULL : names_in(fd);

	if (names == NULL)
		fail(error, "read folder", path);
	return names;
}

/* Sets the error only if none is set yet, so that the first one is told. */
static gboolean fail_first(GError **error, const char *path)
{
	return fail(error != NULL && *error != NULL ? NULL : error, "remove", path);
}

static gboolean remove_at(int at, const char *name, const char *path, dev_t device, guint depth, GError **error);

/* Everything in the open folder fd. */
static gboolean empty_folder(int fd, const char *path, dev_t device, guint depth, GError **error)
{
	/* The names are read through a copy: fdopendir takes the descriptor it is given. */
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	g_autoptr(GPtrArray) names = copy < 0 ? NULL : names_in(copy);
	gboolean done = TRUE;

	if (names == NULL)
		return fail_first(error, path);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);

		if (!remove_at(fd, names->pdata[i], inner, device, depth + 1, error))
			done = FALSE;
	}
	return done;
}

static gboolean remove_folder_at(int at, const char *name, const char *path, dev_t device, guint depth,
				 GError **error)
{
	struct stat about;
	gboolean done;
	int fd = open_folder(at, name);

	if (fd < 0)
		return fail_first(error, path);
	if (depth >= DEEPEST_TREE || fstat(fd, &about) < 0 || about.st_dev != device) {
		close(fd);
		errno = depth >= DEEPEST_TREE ? ELOOP : EXDEV;
		return fail_first(error, path);
	}
	done = empty_folder(fd, path, device, depth, error);
	close(fd);
	if (!done)
		return FALSE;
	return unlinkat(at, name, AT_REMOVEDIR) == 0 || fail_first(error, path);
}

static gboolean remove_at(int at, const char *name, const char *path, dev_t device, guint depth, GError **error)
{
	struct stat about;

	if (fstatat(at, name, &about, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT || fail_first(error, path);
	if (S_ISDIR(about.st_mode))
		return remove_folder_at(at, name, path, device, depth, error);
	return unlinkat(at, name, 0) == 0 || errno == ENOENT || fail_first(error, path);
}

gboolean file_tree_remove(const char *path, GError **error)
{
	g_autoptr(GError) first = NULL;
	struct stat about;

	if (lstat(path, &about) < 0)
		return errno == ENOENT || fail(error, "remove", path);
	if (remove_at(AT_FDCWD, path, path, about.st_dev, 0, &first))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&first));
	return FALSE;
}

enum file_lock file_lock(const char *path, int *fd, GError **error)
{
	*fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (*fd < 0) {
		fail(error, "open lock", path);
		return FILE_LOCK_FAILED;
	}
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return FILE_LOCK_TAKEN;
	if (errno == EWOULDBLOCK) {
		close(*fd);
		*fd = -1;
		return FILE_LOCK_HELD;
	}
	fail(error, "lock", path);
	close(*fd);
	*fd = -1;
	return FILE_LOCK_FAILED;
}
