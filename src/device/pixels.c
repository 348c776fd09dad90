/* SPDX-License-Identifier: Apache-2.0 */
#include "device/pixels.h"

#include <cairo.h>
#include <string.h>

struct reader {
	const guint8 *bytes;
	gsize left;
};

static cairo_status_t read_png(void *closure, unsigned char *to, unsigned int length)
{
	struct reader *reader = closure;

	if (length > reader->left)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(to, reader->bytes, length);
	reader->bytes += length;
	reader->left -= length;
	return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *decode_png(const struct picture *picture)
{
	struct reader reader = { 0 };
	cairo_surface_t *surface;

	reader.bytes = g_bytes_get_data(picture->bytes, &reader.left);
	surface = cairo_image_surface_create_from_png_stream(read_png, &reader);
	cairo_surface_flush(surface);
	return surface;
}

/* One pixel on white; cairo's colours are already multiplied by their alpha. */
static void flatten(guint32 pixel, gboolean opaque, guint8 rgb[3])
{
	guint white = opaque ? 0 : 255 - (pixel >> 24);

	rgb[0] = (guint8)((pixel >> 16 & 255) + white);
	rgb[1] = (guint8)((pixel >> 8 & 255) + white);
	rgb[2] = (guint8)((pixel & 255) + white);
}

/* All pixels as RGB triples; *gray tells whether every one is gray. */
static guint8 *flatten_all(cairo_surface_t *surface, gsize count_of_row, gsize rows, gboolean *gray)
{
	const guint8 *data = cairo_image_surface_get_data(surface);
	gsize stride = (gsize)cairo_image_surface_get_stride(surface);
	gboolean opaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24;
	guint8 *all = g_malloc(count_of_row * rows * 3), *to = all;

	*gray = TRUE;
	for (gsize y = 0; y < rows; y++) {
		const guint32 *row = (const guint32 *)(const void *)(data + y * stride);

		for (gsize x = 0; x < count_of_row; x++, to += 3) {
			flatten(row[x], opaque, to);
			if (to[0] != to[1] || to[1] != to[2])
				*gray = FALSE;
		}
	}
	return all;
}

gboolean pixels_of_png(const struct picture *picture, struct pixels *pixels, const char **cause)
{
	cairo_surface_t *surface = decode_png(picture);
	cairo_status_t status = cairo_surface_status(surface);
	gboolean gray;

	*pixels = (struct pixels){ .bytes = NULL };
	*cause = cairo_status_to_string(status);
	if (status == CAIRO_STATUS_SUCCESS) {
		pixels->width = (guint)cairo_image_surface_get_width(surface);
		pixels->height = (guint)cairo_image_surface_get_height(surface);
		pixels->bytes = flatten_all(surface, pixels->width, pixels->height, &gray);
		pixels->colours = gray ? 1 : 3;
		for (gsize i = 0; gray && i < (gsize)pixels->width * pixels->height; i++)
			pixels->bytes[i] = pixels->bytes[i * 3];
	}
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS;
}

void pixels_clear(struct pixels *pixels)
{
	g_clear_pointer(&pixels->bytes, g_free);
}

/* Where the first segment of a kind that is wanted begins, its mark and length included; 0 when none leads there. */
static gsize find_segment(const guint8 *bytes, gsize length, gboolean (*wanted)(guint8 mark))
{
	gsize at = 2;

	if (length < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
		return 0;
	while (at + 4 <= length && bytes[at] == 0xff && !wanted(bytes[at + 1])) {
		gsize size = (gsize)bytes[at + 2] << 8 | bytes[at + 3];

		/* Fill bytes may stand before a mark. */
		at += bytes[at + 1] == 0xff ? 1 : 2 + size;
	}
	return at + 4 <= length && bytes[at] == 0xff ? at : 0;
}

static gboolean is_scan(guint8 mark)
{
	return mark == 0xda;
}

/* Tables and the extension have numbers among those of the frames (ITU-T T.81, B.1). */
static gboolean is_frame(guint8 mark)
{
	return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
}

gboolean pixels_jpeg_is_whole(const guint8 *bytes, gsize length)
{
	static const guint8 end_of_image[] = { 0xff, 0xd9 };
	gsize at = find_segment(bytes, length, is_scan);

	return at > 0 && memmem(bytes + at, length - at, end_of_image, sizeof end_of_image) != NULL;
}

guint pixels_jpeg_colours(const guint8 *bytes, gsize length)
{
	gsize at = find_segment(bytes, length, is_frame);

	return at > 0 && at + 10 <= length ? bytes[at + 9] : 0;
}
