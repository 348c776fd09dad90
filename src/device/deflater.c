/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libdeflate compresses whole buffers, which is what a page is, two to three times as fast as zlib and no larger.
 */
#include "device/deflater.h"

#include <libdeflate.h>

struct deflater {
	struct libdeflate_compressor *compressor;
	guint8 *result;
	gsize room;
};

struct deflater *deflater_new(int level)
{
	struct deflater *deflater = g_new0(struct deflater, 1);

	deflater->compressor = libdeflate_alloc_compressor(level);
	if (deflater->compressor == NULL)
		g_error("deflate: level %d, or no memory", level);
	return deflater;
}

void deflater_free(struct deflater *deflater)
{
	if (deflater == NULL)
		return;
	libdeflate_free_compressor(deflater->compressor);
	g_free(deflater->result);
	g_free(deflater);
}

const guint8 *deflater_run(struct deflater *deflater, const void *bytes, gsize length, gsize *result_length)
{
	gsize bound = libdeflate_zlib_compress_bound(deflater->compressor, length);

	if (bound > deflater->room) {
		g_free(deflater->result);
		deflater->result = g_malloc(bound);
		deflater->room = bound;
	}
	*result_length = libdeflate_zlib_compress(deflater->compressor, bytes, length, deflater->result, deflater->room);
	return deflater->result;
}
