/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scratch: bytes put aside on the disk until what stands before them in a file is known.  The file has no name from
 * the start, so that nothing is left of it whatever happens.
 *
 *   struct scratch *scratch = scratch_open(path, &error);
 *   scratch_write(scratch, bytes, length);       any number of times
 *   error_number = scratch_copy(scratch, &out);
 *   scratch_free(scratch);
 */
#ifndef PIEGO_DEVICE_SCRATCH_H
#define PIEGO_DEVICE_SCRATCH_H

#include "base/out.h"

struct scratch;

/* Beside the file that the bytes are for, on the same disk.  NULL and an error (G_FILE_ERROR) that names path. */
struct scratch *scratch_open(const char *path, GError **error);
void scratch_free(struct scratch *scratch);

/* Keeps its first error and writes nothing after it. */
void scratch_write(struct scratch *scratch, const void *bytes, gsize length);

/* All that was written, to out.  Returns the errno of what failed here, 0 for nothing; out keeps its own. */
int scratch_copy(struct scratch *scratch, struct out *out);

#endif
