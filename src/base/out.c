/* SPDX-License-Identifier: Apache-2.0 */
/* A buffer of 128 KiB makes a page's few kilobytes one memcpy; the disk and the hash see large pieces. */
#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define OUT_BUFFER (128 * 1024)

static void set_error(GError **error, const char *what, const char *path, int number)
{
	g_autofree char *name = g_path_get_basename(path);

	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), "cannot %s '%s': %s", what, name,
		    g_strerror(number));
}

gboolean out_open_unhashed(struct out *out, const char *path, GError **error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0) {
		set_error(error, "create", path, errno);
		return FALSE;
	}
	*out = (struct out){
		.fd = fd,
		.path = g_strdup(path),
		.buffer = g_malloc(OUT_BUFFER),
	};
	return TRUE;
}

gboolean out_open(struct out *out, const char *path, GError **error)
{
	if (!out_open_unhashed(out, path, error))
		return FALSE;
	out->sum = hash_new();
	return TRUE;
}

static void push(struct out *out, const guint8 *bytes, gsize length)
{
	if (out->sum != NULL)
		hash_add(out->sum, bytes, length);
	while (length > 0 && out->error == 0) {
		ssize_t wrote = write(out->fd, bytes, length);

		if (wrote >= 0) {
			bytes += wrote;
			length -= (gsize)wrote;
		} else if (errno != EINTR) {
			out->error = errno;
		}
	}
}

gboolean out_flush(struct out *out)
{
	if (out->error == 0)
		push(out, out->buffer, out->used);
	out->used = 0;
	return out->error == 0;
}

gboolean out_write(struct out *out, const void *bytes, gsize length)
{
	if (length > OUT_BUFFER - out->used)
		out_flush(out);
	out->bytes += length;
	if (length > OUT_BUFFER) {
		if (out->error == 0)
			push(out, bytes, length);
	} else {
		memcpy(out->buffer + out->used, bytes, length);
		out->used += length;
	}
	return out->error == 0;
}

void out_digest(struct out *out, guint8 digest[HASH_BYTES])
{
	out_flush(out);
	hash_digest(out->sum, digest);
}

static void clear(struct out *out)
{
	g_clear_pointer(&out->sum, hash_free);
	g_free(out->buffer);
	g_free(out->path);
	*out = (struct out){ .fd = -1 };
}

gboolean out_close(struct out *out, char sha256[HASH_ROOM], GError **error)
{
	out_flush(out);
	/* A full disk may only be told by fsync or close. */
	if (out->error == 0 && fsync(out->fd) != 0)
		out->error = errno;
	if (close(out->fd) != 0 && out->error == 0)
		out->error = errno;
	if (out->error != 0) {
		set_error(error, "write", out->path, out->error);
		unlink(out->path);
		clear(out);
		return FALSE;
	}
	if (out->sum != NULL)
		hash_hex(out->sum, sha256);
	clear(out);
	return TRUE;
}

void out_drop(struct out *out)
{
	close(out->fd);
	unlink(out->path);
	clear(out);
}
