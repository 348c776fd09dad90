/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One z_stream, reset for each stream: deflateInit and deflateEnd for every page would ask the system for memory
 * and give it back every time, and cost as much as a page's drawing.
 */
#include "device/deflater.h"

#include <zlib.h>

/*
 * A page is 3 to 6 KB: a window of 16 KiB holds it.  The hash table, cleared for every page, is half of zlib's
 * usual one; a still smaller one has longer chains, which cost more than clearing.
 */
#define WINDOW_BITS 14
#define MEMORY_LEVEL 7

struct deflater {
	z_stream stream;
	guint8 *result;
	gsize room;
};

struct deflater *deflater_new(int level)
{
	struct deflater *deflater = g_new0(struct deflater, 1);

	if (deflateInit2(&deflater->stream, level, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		g_error("deflate: level %d, or no memory", level);
	return deflater;
}

void deflater_free(struct deflater *deflater)
{
	if (deflater == NULL)
		return;
	deflateEnd(&deflater->stream);
	g_free(deflater->result);
	g_free(deflater);
}

const guint8 *deflater_run(struct deflater *deflater, const void *bytes, gsize length, gsize *result_length)
{
	z_stream *stream = &deflater->stream;
	gsize bound;

	deflateReset(stream);
	bound = deflateBound(stream, length);
	if (bound > deflater->room) {
		g_free(deflater->result);
		deflater->result = g_malloc(bound);
		deflater->room = bound;
	}
	stream->next_in = (Bytef *)bytes;
	stream->avail_in = (uInt)length;
	stream->next_out = deflater->result;
	stream->avail_out = (uInt)deflater->room;
	/* There is room for the bound: one call takes it all. */
	if (deflate(stream, Z_FINISH) != Z_STREAM_END)
		g_error("deflate: %s", stream->msg ? stream->msg : "no room");
	*result_length = stream->total_out;
	return deflater->result;
}
