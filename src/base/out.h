/* SPDX-License-Identifier: Apache-2.0 */
/*
 * out: a file written piece by piece, such as a print file or a list.  Created with O_EXCL and mode 0600, written through one buffer that is hashed
 * on its way to the disk, synced at the end.  It keeps its first error and writes nothing after it.
 *
 *   struct out out;
 *   if (!out_open(&out, path, &error)) return NULL;
 *   out_write(&out, bytes, length);            any number of times
 *   ok = out_close(&out, sha256, &error);      or out_drop(&out), exactly once
 */
#ifndef PIEGO_BASE_OUT_H
#define PIEGO_BASE_OUT_H

#include "base/hash.h"

struct out {
	int fd;
	int error;	/* errno of the first failure, 0 for none */
	char *path;
	struct hash *sum;	/* NULL: not asked for */
	guint8 *buffer;
	gsize used;
	guint64 bytes;	/* written so far, the buffer included */
};

/* Creates the file; a file that is already there is an error (G_FILE_ERROR, as all here) and is left alone. */
gboolean out_open(struct out *out, const char *path, GError **error);

/* The same for a file whose hash is taken later, by another. */
gboolean out_open_unhashed(struct out *out, const char *path, GError **error);

/* Adds length bytes; tells whether all went well so far. */
gboolean out_write(struct out *out, const void *bytes, gsize length);

/* What was written so far can be read back. */
gboolean out_flush(struct out *out);

/* The SHA-256 of all that was written so far. */
void out_digest(struct out *out, guint8 digest[HASH_BYTES]);

/* Writes what is left, syncs and closes.  sha256 gets the whole file's hash in hex (NULL where the
 * file was opened without).  On FALSE the file is gone. */
gboolean out_close(struct out *out, char sha256[HASH_ROOM], GError **error);

/* Closes and removes the file. */
void out_drop(struct out *out);

#endif
