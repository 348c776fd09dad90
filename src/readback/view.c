/* SPDX-License-Identifier: Apache-2.0 */
#include "readback/view.h"

#define CELL_UM 5000
/* Darker than this share of the paper around is ink. */
#define DARK_PERCENT 62

double view_pixels(const struct view *view, gint32 um)
{
	return (double)um * view->dpi / 25400.0;
}

gboolean view_crop(const struct view *view, const struct profile_box *box, gint32 margin_um, struct view *part)
{
	gint32 left = (gint32)view_pixels(view, box->x - margin_um) - view->x;
	gint32 top = (gint32)view_pixels(view, box->y - margin_um) - view->y;
	gint32 right = (gint32)view_pixels(view, box->x + box->width + margin_um) - view->x;
	gint32 bottom = (gint32)view_pixels(view, box->y + box->height + margin_um) - view->y;

	left = MAX(left, 0);
	top = MAX(top, 0);
	right = MIN(right, (gint32)view->width);
	bottom = MIN(bottom, (gint32)view->height);
	if (left >= right || top >= bottom)
		return FALSE;
	*part = *view;
	part->gray = view->gray + (gsize)top * view->stride + left;
	part->width = (guint)(right - left);
	part->height = (guint)(bottom - top);
	part->x = view->x + left;
	part->y = view->y + top;
	return TRUE;
}

/* The paper's gray in a cell: lighter than a quarter of its pixels is not. */
static guint paper_of(const struct view *view, guint left, guint top, guint right, guint bottom)
{
	guint counts[256] = { 0 };
	guint above = (right - left) * (bottom - top) / 4, seen = 0, gray = 255;

	for (guint y = top; y < bottom; y++) {
		for (guint x = left; x < right; x++)
			counts[view->gray[(gsize)y * view->stride + x]]++;
	}
	while (gray > 0 && seen + counts[gray] <= above)
		seen += counts[gray--];
	return gray;
}

static void mark_dark(const struct view *view, guint left, guint top, guint right, guint bottom, guint8 *dark)
{
	guint limit = paper_of(view, left, top, right, bottom) * DARK_PERCENT / 100;

	for (guint y = top; y < bottom; y++) {
		for (guint x = left; x < right; x++)
			dark[(gsize)y * view->width + x] = view->gray[(gsize)y * view->stride + x] < limit;
	}
}

guint8 *view_dark(const struct view *view)
{
	guint8 *dark = g_malloc0((gsize)view->width * view->height);
	guint cell = (guint)view_pixels(view, CELL_UM) + 1;

	for (guint y = 0; y < view->height; y += cell) {
		for (guint x = 0; x < view->width; x += cell)
			mark_dark(view, x, y, MIN(x + cell, view->width), MIN(y + cell, view->height), dark);
	}
	return dark;
}
