/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan: a page as ink, as poppler paints it from PDF, ghostscript from PostScript, our own raster from neither; and what can
 * be measured there.  All measures are millimetres from the page's top left corner.
 */
#ifndef PIEGO_TESTS_SCAN_H
#define PIEGO_TESTS_SCAN_H

#include "device/raster.h"
#include "unit/device_judge.h"

struct scan {
	char *name;	/* "PDF at 300 dpi" */
	guint dpi;
	int width, height;
	guint8 *ink;	/* a byte each: 0 is paper, 255 is black */
};

struct mm_box {
	double left, top, right, bottom;
};

static inline void scan_clear(struct scan *scan)
{
	g_free(scan->name);
	g_free(scan->ink);
}

/* A page of a PDF or PostScript file.  Ghostscript paints in black and white at 300 dpi, as a press does, and with the
 * greys of a scanner below. */
static inline struct scan scan_file(const char *path, int page, guint dpi)
{
	struct judge_pixels pixels = judge_is_ps(path) && dpi < 300 ? judge_pixels_gs(path, page, (int)dpi)
								     : judge_pixels(path, page, (int)dpi);
	struct scan scan = { g_strdup_printf("%s at %u dpi", judge_is_ps(path) ? "PostScript" : "PDF", dpi), dpi, pixels.width,
			     pixels.height, g_malloc((gsize)pixels.width * (gsize)pixels.height) };

	for (gsize i = 0; i < (gsize)pixels.width * (gsize)pixels.height; i++) {
		const guint8 *rgb = pixels.rgb + 3 * i;

		scan.ink[i] = (guint8)(255 - (rgb[0] + rgb[1] + rgb[2]) / 3);
	}
	g_free(pixels.file);
	return scan;
}

/* A page as PNG has it. */
static inline struct scan scan_raster(const struct page *page, guint dpi)
{
	struct rasteriser *rasteriser = rasteriser_new(dpi, RASTER_GRAY);
	g_autoptr(GError) error = NULL;
	const struct raster *raster = rasteriser_draw(rasteriser, page, &error);
	struct scan scan = { g_strdup_printf("PNG at %u dpi", dpi), dpi, 0, 0, NULL };

	CHECK_NO_ERROR(scan.name, error);
	scan.width = (int)raster->width;
	scan.height = (int)raster->height;
	scan.ink = g_malloc((gsize)scan.width * (gsize)scan.height);
	for (int y = 0; y < scan.height; y++) {
		for (int x = 0; x < scan.width; x++)
			scan.ink[y * scan.width + x] = (guint8)(255 - raster->pixels[(gsize)y * raster->stride + (gsize)x]);
	}
	rasteriser_free(rasteriser);
	return scan;
}

static inline int scan_pixel(const struct scan *scan, double mm)
{
	return (int)(mm * scan->dpi / 25.4 + 0.5);
}

static inline double scan_mm(const struct scan *scan, double pixels)
{
	return pixels * 25.4 / scan->dpi;
}

static inline guint scan_at(const struct scan *scan, int x, int y)
{
	return x < 0 || y < 0 || x >= scan->width || y >= scan->height ? 0 : scan->ink[y * scan->width + x];
}

/* The smallest box around the ink of at least some darkness in a window; all zero without any. */
static inline struct mm_box scan_box(const struct scan *scan, struct mm_box window, guint darkness)
{
	int x0 = G_MAXINT, y0 = G_MAXINT, x1 = 0, y1 = 0;

	for (int y = scan_pixel(scan, window.top); y < scan_pixel(scan, window.bottom); y++) {
		for (int x = scan_pixel(scan, window.left); x < scan_pixel(scan, window.right); x++) {
			if (scan_at(scan, x, y) < darkness)
				continue;
			x0 = MIN(x0, x);
			y0 = MIN(y0, y);
			x1 = MAX(x1, x + 1);
			y1 = MAX(y1, y + 1);
		}
	}
	if (x1 == 0)
		return (struct mm_box){ 0, 0, 0, 0 };
	return (struct mm_box){ scan_mm(scan, x0), scan_mm(scan, y0), scan_mm(scan, x1), scan_mm(scan, y1) };
}

/* Where an upright line between top and bottom stands: the middle of the ink within reach of x.  -1 without any. */
static inline double scan_upright(const struct scan *scan, double x, double reach, double top, double bottom)
{
	double sum = 0, weight = 0;

	for (int px = scan_pixel(scan, x - reach); px <= scan_pixel(scan, x + reach); px++) {
		for (int py = scan_pixel(scan, top); py < scan_pixel(scan, bottom); py++) {
			sum += (px + 0.5) * scan_at(scan, px, py);
			weight += scan_at(scan, px, py);
		}
	}
	return weight > 0 ? scan_mm(scan, sum / weight) : -1;
}

/* The same of a level line between left and right. */
static inline double scan_level(const struct scan *scan, double y, double reach, double left, double right)
{
	double sum = 0, weight = 0;

	for (int py = scan_pixel(scan, y - reach); py <= scan_pixel(scan, y + reach); py++) {
		for (int px = scan_pixel(scan, left); px < scan_pixel(scan, right); px++) {
			sum += (py + 0.5) * scan_at(scan, px, py);
			weight += scan_at(scan, px, py);
		}
	}
	return weight > 0 ? scan_mm(scan, sum / weight) : -1;
}

/* A part of the scan as a picture for other programs, with white around it.  Caller frees the path. */
static inline char *scan_cut(const struct scan *scan, const char *folder, struct mm_box window)
{
	char *path = g_build_filename(folder, "cut.pgm", NULL);
	int border = scan_pixel(scan, 2), x0 = scan_pixel(scan, window.left), y0 = scan_pixel(scan, window.top);
	int width = scan_pixel(scan, window.right) - x0, height = scan_pixel(scan, window.bottom) - y0;
	g_autoptr(GString) out = g_string_new(NULL);

	g_string_printf(out, "P5 %d %d 255\n", width + 2 * border, height + 2 * border);
	for (int y = -border; y < height + border; y++) {
		for (int x = -border; x < width + border; x++) {
			gboolean inside = x >= 0 && y >= 0 && x < width && y < height;

			g_string_append_c(out, (char)(255 - (inside ? scan_at(scan, x0 + x, y0 + y) : 0)));
		}
	}
	if (!g_file_set_contents(path, out->str, (gssize)out->len, NULL))
		g_error("cannot write '%s'", path);
	return path;
}

#endif
