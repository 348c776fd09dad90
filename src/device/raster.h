/* SPDX-License-Identifier: Apache-2.0 */
/*
 * raster: pages as pixels in memory: for proofs, for the pictures of a comparison, for tests.
 *
 *   struct rasteriser *r = rasteriser_new(150, RASTER_COLOUR);
 *   const struct raster *raster = rasteriser_draw(r, page, &error);     any number of times
 *   raster_write_png(raster, path, sha256, &bytes, &error);
 *   rasteriser_free(r);
 *
 * Fonts and pictures are opened by file, once a rasteriser.  The same pages give the same pixels.
 */
#ifndef PIEGO_DEVICE_RASTER_H
#define PIEGO_DEVICE_RASTER_H

#include "base/hash.h"
#include "page/page.h"

enum raster_colour { RASTER_GRAY, RASTER_COLOUR };

struct raster {
	guint width, height;	/* pixels */
	gsize stride;		/* bytes from a row to the next */
	guint dpi;
	enum raster_colour colour;
	guint8 *pixels;		/* gray: a byte each, 255 is white; colour: a guint32 each, 0x??rrggbb */
};

/* One pixel as 0xrrggbb. */
static inline guint32 raster_pixel(const struct raster *raster, guint x, guint y)
{
	const guint8 *row = raster->pixels + y * raster->stride;

	if (raster->colour == RASTER_GRAY)
		return row[x] * 0x010101u;
	return ((const guint32 *)(const void *)row)[x] & 0xffffff;
}

/* Pixels from the corner of a page to a place on it, a fraction unless it falls on an edge. */
static inline double raster_from_um(guint dpi, gint64 um)
{
	return (double)um * dpi / UM_PER_INCH;
}

struct rasteriser;

/* dpi: pixels an inch, at least 1. */
struct rasteriser *rasteriser_new(guint dpi, enum raster_colour colour);
void rasteriser_free(struct rasteriser *rasteriser);

/*
 * A page on white, upright as it is read.  The rasteriser's own, until it draws again or is freed.
 *
 * Letters stand where the words' advances put them, to a fraction of a pixel.  Edges of rectangles, lines, pictures
 * and of modules two pixels wide or wider are moved to the nearest pixel edge, by half a pixel at most, so that they
 * are sharp and nothing vanishes; narrower modules stay where they are, in gray.
 *
 * NULL and an error of DEVICE_ERROR: a font or picture that cannot be read; DEVICE_ERROR_LIMIT, a page of more
 * pixels than fit.
 */
const struct raster *rasteriser_draw(struct rasteriser *rasteriser, const struct page *page, GError **error);

/*
 * A new PNG file (ISO/IEC 15948), O_EXCL and mode 0600: 8 bits a sample, gray or red, green and blue, with its
 * resolution and nothing that depends on the day.  On FALSE, G_FILE_ERROR, and no file of ours is left.
 */
gboolean raster_write_png(const struct raster *raster, const char *path, char sha256[HASH_ROOM], guint64 *bytes,
			  GError **error);

#endif
