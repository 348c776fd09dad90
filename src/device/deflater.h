/* SPDX-License-Identifier: Apache-2.0 */
/* deflater: streams in the zlib format (PDF's FlateDecode), one after the other through the same memory. */
#ifndef PIEGO_DEVICE_DEFLATER_H
#define PIEGO_DEVICE_DEFLATER_H

#include <glib.h>

struct deflater;

/* level as in libdeflate, 1 (fast) to 12 (small); the names of zlib's up to 9. */
struct deflater *deflater_new(int level);
void deflater_free(struct deflater *deflater);

/* Deflates the bytes (2 GiB at most) as one whole stream; the result is the deflater's until its next run. */
const guint8 *deflater_run(struct deflater *deflater, const void *bytes, gsize length, gsize *result_length);

#endif
