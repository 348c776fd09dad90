/* SPDX-License-Identifier: Apache-2.0 */
/* Two pages laid one upon the other: the colour of every kind of pixel. */
#include "unit/check.h"

#include "device/overlay.h"


enum hue { WHITE, GRAY, RED, GREEN, BAR, OTHER };
static const char hues[] = ".g+-|?";

static struct raster raster_of(guint width, guint height, guint32 paper)
{
	struct raster raster = { .width = width, .height = height, .stride = width * sizeof(guint32), .dpi = 254,
				 .colour = RASTER_COLOUR };

	raster.pixels = g_malloc(raster.stride * height);
	for (guint i = 0; i < width * height; i++)
		((guint32 *)(void *)raster.pixels)[i] = paper;
	return raster;
}

static void paint(struct raster *raster, guint x, guint y, guint32 pixel)
{
	((guint32 *)(void *)raster->pixels)[y * raster->width + x] = pixel;
}

static enum hue hue_of(guint32 pixel)
{
	guint red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;

	if (pixel == 0xffffff)
		return WHITE;
	if (red == green && green == blue)
		return GRAY;
	if (blue > green && green > red)
		return BAR;
	if (red > green && red > blue)
		return RED;
	return green > red && green > blue ? GREEN : OTHER;
}

/* Columns from the bar on (at 254 dpi it is 15 wide), row after row. */
static char *picture_of(const struct overlay *overlay, guint from)
{
	GString *out = g_string_new(NULL);

	for (guint y = 0; y < overlay->raster.height; y++) {
		for (guint x = from; x < overlay->raster.width; x++)
			g_string_append_c(out, hues[hue_of(raster_pixel(&overlay->raster, x, y))]);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

static void pixels_have_their_colours(void)
{
	struct raster before = raster_of(24, 1, 0xffffff), after = raster_of(24, 1, 0xffffff);
	struct overlay *overlay;
	g_autofree char *got = NULL;

	paint(&before, 16, 0, 0x000000);
	paint(&after, 16, 0, 0x000000);		/* stays */
	paint(&after, 17, 0, 0x000000);		/* comes */
	paint(&before, 18, 0, 0x000000);	/* goes */
	paint(&before, 19, 0, 0x808080);
	paint(&after, 19, 0, 0x8a8a8a);		/* an edge's noise */
	paint(&before, 20, 0, 0x1b365d);
	paint(&after, 20, 0, 0x1b365d);		/* a colour stays: gray */
	paint(&before, 21, 0, 0x0000ff);
	paint(&after, 21, 0, 0x951500);		/* another colour as dark: new */
	overlay = overlay_new(&before, &after, NULL, 0);
	got = picture_of(overlay, 15);
	CHECK_STR("colours", got, ".g+-gg+..\n");
	CHECK_INT("differing", overlay->pixels, 3);
	overlay_free(overlay);
	g_free(before.pixels);
	g_free(after.pixels);
}

static void areas_do_not_count(void)
{
	struct raster before = raster_of(24, 4, 0xffffff), after = raster_of(24, 4, 0xffffff);
	const struct rect areas[] = { { 1600, 100, 200, 100 }, { -500, 300, 1000000, 100 } };
	struct overlay *overlay;
	g_autofree char *got = NULL;

	for (guint y = 0; y < 4; y++)
		for (guint x = 15; x < 19; x++)
			paint(&after, x, y, 0x000000);
	overlay = overlay_new(&before, &after, areas, G_N_ELEMENTS(areas));
	got = picture_of(overlay, 15);
	CHECK_STR("areas", got, "++++.....\n+gg+.....\n++++.....\ngggg.....\n");
	CHECK_INT("differing", overlay->pixels, 10);
	overlay_free(overlay);
	g_free(before.pixels);
	g_free(after.pixels);
}

static void a_bar_stands_beside(void)
{
	struct raster before = raster_of(17, 30, 0xffffff), after = raster_of(17, 30, 0xffffff);
	struct overlay *overlay;

	paint(&after, 16, 15, 0x000000);
	overlay = overlay_new(&before, &after, NULL, 0);
	for (guint y = 0; y < 30; y++) {
		g_autofree char *label = g_strdup_printf("row %u", y);

		/* 0.7 mm above and below. */
		CHECK_INT(label, hue_of(raster_pixel(&overlay->raster, 0, y)), y >= 8 && y <= 22 ? BAR : WHITE);
		CHECK_INT(label, hue_of(raster_pixel(&overlay->raster, 15, y)), WHITE);
	}
	overlay_free(overlay);
	overlay = overlay_new(&before, &before, NULL, 0);
	CHECK_INT("the same page", overlay->pixels, 0);
	overlay_free(overlay);
	g_free(before.pixels);
	g_free(after.pixels);
}

static void pages_differ_in_size(void)
{
	struct raster before = raster_of(18, 2, 0x000000), after = raster_of(16, 3, 0x000000);
	struct overlay *overlay = overlay_new(&before, &after, NULL, 0);
	g_autofree char *got = picture_of(overlay, 15), *only = NULL;

	CHECK_STR("both", got, "g--\ng--\n+..\n");
	overlay_free(overlay);
	overlay = overlay_new(NULL, &after, NULL, 0);
	CHECK_INT("a page more", overlay->pixels, 48);
	overlay_free(overlay);
	overlay = overlay_new(&before, NULL, NULL, 0);
	only = picture_of(overlay, 15);
	CHECK_STR("a page less", only, "---\n---\n");
	overlay_free(overlay);
	g_free(before.pixels);
	g_free(after.pixels);
}

CHECK_MAIN({ "pixels have their colours", pixels_have_their_colours }, { "areas do not count", areas_do_not_count },
	   { "a bar stands beside", a_bar_stands_beside }, { "pages differ in size", pages_differ_in_size })
