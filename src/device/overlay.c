/* SPDX-License-Identifier: Apache-2.0 */
#include "device/overlay.h"

#include <math.h>
#include <string.h>

/* Edges of letters that moved by less than a tenth of a pixel are no difference. */
#define NOISE 40

/* The bar beside differences: how wide it is, and how far it reaches above and below. */
#define BAR_WIDTH 1500
#define BAR_REACH 700
#define BAR_COLOUR 0x1f5fbfu

/* Pixels of an area, up to but not including the last. */
struct box {
	guint left, top, right, bottom;
};

static guint clamp(double pixels, guint most)
{
	return pixels <= 0 ? 0 : pixels >= most ? most : (guint)pixels;
}

static struct box box_of(const struct raster *raster, const struct rect *area)
{
	guint dpi = raster->dpi;

	return (struct box){
		clamp(floor(raster_from_um(dpi, area->x)), raster->width),
		clamp(floor(raster_from_um(dpi, area->y)), raster->height),
		clamp(ceil(raster_from_um(dpi, (gint64)area->x + area->width)), raster->width),
		clamp(ceil(raster_from_um(dpi, (gint64)area->y + area->height)), raster->height),
	};
}

/* A byte for each pixel: 1 in an area. */
static guint8 *covered(const struct raster *raster, const struct rect *areas, guint n_areas)
{
	guint8 *cover = g_malloc0((gsize)raster->width * raster->height);

	for (guint i = 0; i < n_areas; i++) {
		const struct box box = box_of(raster, &areas[i]);

		for (guint y = box.top; y < box.bottom; y++)
			if (box.right > box.left)
				memset(cover + (gsize)y * raster->width + box.left, 1, box.right - box.left);
	}
	return cover;
}

static guint32 pixel_at(const struct raster *raster, guint x, guint y)
{
	return raster == NULL || x >= raster->width || y >= raster->height ? 0xffffff : raster_pixel(raster, x, y);
}

/* How dark it is: 0 white, 255 black (Rec. 601). */
static gint ink(guint32 pixel)
{
	return 255 - (gint)((299 * (pixel >> 16 & 255) + 587 * (pixel >> 8 & 255) + 114 * (pixel & 255)) / 1000);
}

static gboolean differ(guint32 a, guint32 b)
{
	for (guint shift = 0; shift <= 16; shift += 8)
		if (ABS((gint)(a >> shift & 255) - (gint)(b >> shift & 255)) > NOISE)
			return TRUE;
	return FALSE;
}

static guint32 rgb(gint red, gint green, gint blue)
{
	return (guint32)CLAMP(red, 0, 255) << 16 | (guint32)CLAMP(green, 0, 255) << 8 | (guint32)CLAMP(blue, 0, 255);
}

static guint32 same_pixel(guint32 pixel)
{
	gint light = 255 - ink(pixel) * 5 / 8;

	return rgb(light, light, light);
}

/* Of two inks the common part is gray; a colour that became another as dark is new. */
static guint32 different_pixel(guint32 before, guint32 after)
{
	gint was = ink(before), is = ink(after), both = MIN(was, is) * 5 / 8;
	gint gone = MAX(was - is, 0), come = MAX(is - was, 0);

	if (ABS(was - is) < NOISE) {
		gone = 0;
		come = NOISE * 2;
	}
	return rgb(255 - both - gone, 255 - both - come - gone * 3 / 8, 255 - both - gone - come);
}

static guint32 pale_pixel(guint32 pixel)
{
	gint light = 255 - ink(pixel) / 4;

	return rgb(light, light, light);
}

static guint32 *row_of(struct overlay *overlay, guint y)
{
	return (guint32 *)(void *)(overlay->raster.pixels + y * overlay->raster.stride);
}

/* Whether any pixel of the row differs. */
static gboolean lay_row(struct overlay *overlay, const struct raster *before, const struct raster *after, guint y,
			const guint8 *cover)
{
	guint32 *row = row_of(overlay, y);
	guint64 pixels = overlay->pixels;

	for (guint x = 0; x < overlay->raster.width; x++) {
		guint32 was = pixel_at(before, x, y), is = pixel_at(after, x, y);

		if (cover[(gsize)y * overlay->raster.width + x]) {
			row[x] = pale_pixel(is);
		} else if (differ(was, is)) {
			row[x] = different_pixel(was, is);
			overlay->pixels++;
		} else {
			row[x] = same_pixel(is);
		}
	}
	return overlay->pixels > pixels;
}

static void draw_bar(struct overlay *overlay, guint y)
{
	guint width = clamp(raster_from_um(overlay->raster.dpi, BAR_WIDTH), overlay->raster.width);
	guint reach = clamp(raster_from_um(overlay->raster.dpi, BAR_REACH), overlay->raster.height);
	guint end = MIN(y + reach + 1, overlay->raster.height);

	for (guint i = y > reach ? y - reach : 0; i < end; i++)
		for (guint x = 0; x < width; x++)
			row_of(overlay, i)[x] = BAR_COLOUR;
}

static void lay(struct overlay *overlay, const struct raster *before, const struct raster *after, const guint8 *cover)
{
	g_autofree gboolean *differs = g_new(gboolean, overlay->raster.height);

	for (guint y = 0; y < overlay->raster.height; y++)
		differs[y] = lay_row(overlay, before, after, y, cover);
	for (guint y = 0; y < overlay->raster.height; y++)
		if (differs[y])
			draw_bar(overlay, y);
}

struct overlay *overlay_new(const struct raster *before, const struct raster *after, const struct rect *areas,
			    guint n_areas)
{
	const struct raster *any = after != NULL ? after : before;
	struct overlay *overlay = g_new0(struct overlay, 1);
	g_autofree guint8 *cover = NULL;

	overlay->raster = (struct raster){ .width = any->width, .height = any->height, .dpi = any->dpi,
					   .colour = RASTER_COLOUR };
	if (before != NULL) {
		overlay->raster.width = MAX(any->width, before->width);
		overlay->raster.height = MAX(any->height, before->height);
	}
	overlay->raster.stride = (gsize)overlay->raster.width * sizeof(guint32);
	overlay->raster.pixels = g_malloc(overlay->raster.stride * overlay->raster.height);
	cover = covered(&overlay->raster, areas, n_areas);
	lay(overlay, before, after, cover);
	return overlay;
}

void overlay_free(struct overlay *overlay)
{
	if (overlay == NULL)
		return;
	g_free(overlay->raster.pixels);
	g_free(overlay);
}
