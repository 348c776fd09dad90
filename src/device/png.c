/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PNG files are four chunks around one deflated stream, and pages are deflated by libdeflate anyway: a library for
 * writing them would take twice the time and bring no smaller file.
 */
#include "device/raster.h"

#include <libdeflate.h>
#include <string.h>

#include "base/file.h"
#include "base/out.h"
#include "device/deflater.h"
#include "device/device.h"

/* ---- one file ---- */

static guint8 *put_u32(guint8 *out, guint32 value)
{
	value = GUINT32_TO_BE(value);
	memcpy(out, &value, sizeof value);
	return out + sizeof value;
}

static void write_chunk(struct out *out, const char type[4], const void *data, gsize length)
{
	guint8 head[8], tail[4];

	put_u32(head, (guint32)length);
	memcpy(head + 4, type, 4);
	put_u32(tail, libdeflate_crc32(libdeflate_crc32(0, type, 4), data, length));
	out_write(out, head, sizeof head);
	out_write(out, data, length);
	out_write(out, tail, sizeof tail);
}

static void write_header(struct out *out, const struct raster *raster)
{
	enum { GRAY = 0, RGB = 2 };
	guint8 header[13] = { 0 };
	guint8 *end = put_u32(put_u32(header, raster->width), raster->height);

	end[0] = 8;
	end[1] = raster->colour == RASTER_GRAY ? GRAY : RGB;
	write_chunk(out, "IHDR", header, sizeof header);
}

/* Pixels a metre, both ways. */
static void write_resolution(struct out *out, guint dpi)
{
	guint32 per_metre = (dpi * 10000 + 127) / 254;
	guint8 size[9];

	*put_u32(put_u32(size, per_metre), per_metre) = 1;
	write_chunk(out, "pHYs", size, sizeof size);
}

static guint8 *put_row(guint8 *out, const struct raster *raster, guint y)
{
	const guint8 *row = raster->pixels + y * raster->stride;
	const guint32 *colours = (const guint32 *)(const void *)row;

	/* Rows as they are: on paper that is mostly white, filters help deflate less than they disturb it. */
	*out++ = 0;
	if (raster->colour == RASTER_GRAY) {
		memcpy(out, row, raster->width);
		return out + raster->width;
	}
	for (guint x = 0; x < raster->width; x++) {
		*out++ = (guint8)(colours[x] >> 16);
		*out++ = (guint8)(colours[x] >> 8);
		*out++ = (guint8)colours[x];
	}
	return out;
}

#define PNG_LEVEL 6

static void write_pixels(struct out *out, const struct raster *raster)
{
	gsize row = (gsize)raster->width * (raster->colour == RASTER_GRAY ? 1 : 3) + 1, length;
	g_autofree guint8 *rows = g_malloc(row * raster->height);
	struct deflater *deflater = deflater_new(PNG_LEVEL);
	const guint8 *packed;

	for (guint y = 0; y < raster->height; y++)
		put_row(rows + y * row, raster, y);
	packed = deflater_run(deflater, rows, row * raster->height, &length);
	write_chunk(out, "IDAT", packed, length);
	deflater_free(deflater);
}

gboolean raster_write_png(const struct raster *raster, const char *path, char sha256[HASH_ROOM], guint64 *bytes,
			  GError **error)
{
	static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	struct out out;

	if (!out_open(&out, path, error))
		return FALSE;
	out_write(&out, signature, sizeof signature);
	write_header(&out, raster);
	write_resolution(&out, raster->dpi);
	write_pixels(&out, raster);
	write_chunk(&out, "IEND", "", 0);
	*bytes = out.bytes;
	return out_close(&out, sha256, error);
}

/* ---- the device ---- */

struct png {
	struct device device;
	struct rasteriser *rasteriser;
	char *folder, *prefix;
	struct hash *sum;	/* of the files' hashes */
	struct device_made made;
	GError *error;
};

static char *file_of(const struct png *png, guint page)
{
	g_autofree char *name = g_strdup_printf("%s-%04u.png", png->prefix, page);

	return g_build_filename(png->folder, name, NULL);
}

static void draw_page(struct device *device, const struct page *page)
{
	struct png *png = (struct png *)device;
	g_autofree char *path = file_of(png, png->made.pages + 1);
	const struct raster *raster;
	char sha256[HASH_ROOM];
	guint64 bytes;

	if (png->error != NULL)
		return;
	raster = rasteriser_draw(png->rasteriser, page, &png->error);
	if (raster == NULL || !raster_write_png(raster, path, sha256, &bytes, &png->error))
		return;
	hash_add(png->sum, sha256, strlen(sha256));
	png->made.pages++;
	png->made.bytes += bytes;
}

/* A page that could not be written has left no file; those before it have. */
static void remove_pages(const struct png *png)
{
	for (guint page = 1; page <= png->made.pages; page++) {
		g_autofree char *path = file_of(png, page);

		file_remove(path, NULL);
	}
}

static gboolean close_png(struct device *device, struct device_made *made, GError **error)
{
	struct png *png = (struct png *)device;
	gboolean ok = png->error == NULL;

	hash_hex(png->sum, png->made.sha256);
	if (ok && made != NULL)
		*made = png->made;
	if (!ok) {
		remove_pages(png);
		g_propagate_error(error, png->error);
	}
	rasteriser_free(png->rasteriser);
	hash_free(png->sum);
	g_free(png->folder);
	g_free(png->prefix);
	g_free(png);
	return ok;
}

struct device *png_open(const char *folder, const char *prefix, const struct png_options *options, GError **error)
{
	struct png *png;

	if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR, "cannot write PNG files: '%s' is no folder", folder);
		return NULL;
	}
	png = g_new0(struct png, 1);
	png->device = (struct device){ .page = draw_page, .close = close_png };
	png->rasteriser = rasteriser_new(options->dpi, options->colour);
	png->folder = g_strdup(folder);
	png->prefix = g_strdup(prefix);
	png->sum = hash_new();
	return &png->device;
}
