/* SPDX-License-Identifier: Apache-2.0 */
#include "device/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SCRATCH_BUFFER (128 * 1024)

struct scratch {
	int fd;
	int error;	/* errno of the first failure, 0 for none */
	gsize used;
	guint8 buffer[SCRATCH_BUFFER];
};

struct scratch *scratch_open(const char *path, GError **error)
{
	g_autofree char *name = g_strconcat(path, ".body", NULL);
	g_autofree char *base = g_path_get_basename(path);
	struct scratch *scratch;
	int fd;

	/* What a worker that was killed in between has left. */
	unlink(name);
	fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot create '%s': %s", base,
			    g_strerror(errno));
		return NULL;
	}
	unlink(name);
	scratch = g_new(struct scratch, 1);
	scratch->fd = fd;
	scratch->error = 0;
	scratch->used = 0;
	return scratch;
}

void scratch_free(struct scratch *scratch)
{
	if (scratch == NULL)
		return;
	close(scratch->fd);
	g_free(scratch);
}

static void push(struct scratch *scratch, const guint8 *bytes, gsize length)
{
	while (length > 0 && scratch->error == 0) {
		ssize_t wrote = write(scratch->fd, bytes, length);

		if (wrote >= 0) {
			bytes += wrote;
			length -= (gsize)wrote;
		} else if (errno != EINTR) {
			scratch->error = errno;
		}
	}
}

void scratch_write(struct scratch *scratch, const void *bytes, gsize length)
{
	if (length > SCRATCH_BUFFER - scratch->used) {
		push(scratch, scratch->buffer, scratch->used);
		scratch->used = 0;
	}
	if (length > SCRATCH_BUFFER) {
		push(scratch, bytes, length);
	} else {
		memcpy(scratch->buffer + scratch->used, bytes, length);
		scratch->used += length;
	}
}

int scratch_copy(struct scratch *scratch, struct out *out)
{
	push(scratch, scratch->buffer, scratch->used);
	scratch->used = 0;
	if (scratch->error == 0 && lseek(scratch->fd, 0, SEEK_SET) < 0)
		scratch->error = errno;
	while (scratch->error == 0) {
		ssize_t got = read(scratch->fd, scratch->buffer, sizeof scratch->buffer);

		if (got == 0)
			break;
		if (got > 0)
			out_write(out, scratch->buffer, (gsize)got);
		else if (errno != EINTR)
			scratch->error = errno;
	}
	return scratch->error;
}
