/* SPDX-License-Identifier: Apache-2.0 */
/* Pages as grades of darkness, so that pictures by several painters can be compared. */
#ifndef PIEGO_TESTS_DEVICE_SHADES_H
#define PIEGO_TESTS_DEVICE_SHADES_H

#include "device/raster.h"
#include "unit/device_judge.h"

/* How dark each place is, 0 to 255; beyond the picture nothing is. */
struct shades {
	guint8 *dark;
	int width, height;
};

static inline int shade(const struct shades *shades, int x, int y)
{
	if (x < 0 || y < 0 || x >= shades->width || y >= shades->height)
		return 0;
	return shades->dark[(gsize)y * (gsize)shades->width + (gsize)x];
}

static inline struct shades shades_of_raster(const struct raster *raster)
{
	struct shades shades = { g_malloc((gsize)raster->width * raster->height), (int)raster->width, (int)raster->height };

	for (guint y = 0; y < raster->height; y++) {
		for (guint x = 0; x < raster->width; x++)
			shades.dark[(gsize)y * raster->width + x] = (guint8)(255 - (raster_pixel(raster, x, y) & 255));
	}
	return shades;
}

/* Painters move letters and lines by up to a pixel of their own; so they paint finer, and each FINER x FINER of their
 * pixels are one here. */
#define FINER 4

static inline int mean_dark(const struct judge_pixels *pixels, int x, int y)
{
	int sum = 0, count = 0;

	for (int n = 0; n < FINER * FINER; n++) {
		int fine_x = x * FINER + n % FINER, fine_y = y * FINER + n / FINER;

		if (fine_x < pixels->width && fine_y < pixels->height) {
			sum += 255 - (int)(judge_pixel(pixels, fine_x, fine_y) & 255);
			count++;
		}
	}
	return count == 0 ? 0 : sum / count;
}

static inline struct shades shades_of_pixels(const struct judge_pixels *pixels)
{
	int width = (pixels->width + FINER - 1) / FINER, height = (pixels->height + FINER - 1) / FINER;
	struct shades shades = { g_malloc((gsize)width * (gsize)height), width, height };

	for (int y = 0; y < height; y++) {
		for (int x = 0; x < width; x++)
			shades.dark[(gsize)y * (gsize)width + (gsize)x] = (guint8)mean_dark(pixels, x, y);
	}
	return shades;
}

/* Dark pixels of one that have nothing gray within a pixel in the other. */
static inline guint lost(const struct shades *one, const struct shades *other)
{
	guint count = 0;

	for (int y = 0; y < one->height; y++) {
		for (int x = 0; x < one->width; x++) {
			int most = 0;

			if (shade(one, x, y) < 160)
				continue;
			for (int n = 0; n < 9; n++)
				most = MAX(most, shade(other, x + n % 3 - 1, y + n / 3 - 1));
			count += most < 64;
		}
	}
	return count;
}

/* Ink in a box, and where its middle is. */
struct ink {
	double sum, x, y;
};

static inline struct ink ink_in(const struct shades *shades, const struct rect *box, guint dpi)
{
	struct rect grown = rect_grown(box, 1000, 1000);
	int left = (int)raster_from_um(dpi, grown.x), top = (int)raster_from_um(dpi, grown.y);
	int right = (int)raster_from_um(dpi, grown.x + grown.width), bottom = (int)raster_from_um(dpi, grown.y + grown.height);
	struct ink ink = { 0 };

	for (int y = top; y <= bottom; y++) {
		for (int x = left; x <= right; x++) {
			ink.sum += shade(shades, x, y);
			ink.x += (double)shade(shades, x, y) * x;
			ink.y += (double)shade(shades, x, y) * y;
		}
	}
	ink.x /= ink.sum;
	ink.y /= ink.sum;
	return ink;
}

#endif
