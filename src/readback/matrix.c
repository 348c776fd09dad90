/* SPDX-License-Identifier: Apache-2.0 */
/* The Data Matrix reader, kept to the control code's place: over a whole page libdmtx takes seconds. */
#include "readback/view.h"

#include <dmtx.h>
#include <string.h>

#define READ_LIMIT_MS 250
#define CONTRAST_MIN 60

/* Enough pixels a module for a sure reading; more only cost time. */
static int shrink_for(double module_pixels)
{
	return CLAMP((int)(module_pixels / 5), 1, 4);
}

/* Rows without gaps, as libdmtx wants them. */
static guint8 *packed_copy(const struct view *view)
{
	guint8 *pixels = g_malloc((gsize)view->width * view->height);

	for (guint y = 0; y < view->height; y++)
		memcpy(pixels + (gsize)y * view->width, view->gray + (gsize)y * view->stride, view->width);
	return pixels;
}

static gboolean take_message(DmtxDecode *decode, DmtxRegion *region, char text[32])
{
	DmtxMessage *message = dmtxDecodeMatrixRegion(decode, region, DmtxUndefined);
	gsize length;

	if (message == NULL)
		return FALSE;
	length = (gsize)message->outputIdx;
	if (length < 32) {
		memcpy(text, message->output, length);
		text[length] = '\0';
	}
	dmtxMessageDestroy(&message);
	return text[0] != '\0';
}

static void search(DmtxDecode *decode, char text[32])
{
	DmtxTime limit = dmtxTimeAdd(dmtxTimeNow(), READ_LIMIT_MS);
	DmtxRegion *region;
	gboolean read = FALSE;

	while (!read && (region = dmtxRegionFindNext(decode, &limit)) != NULL) {
		read = take_message(decode, region, text);
		dmtxRegionDestroy(&region);
	}
}

/* A back or an empty place: the search would try every pixel of it. */
static gboolean is_blank(const guint8 *pixels, gsize count)
{
	guint8 low = 255, high = 0;

	for (gsize i = 0; i < count; i++) {
		low = MIN(low, pixels[i]);
		high = MAX(high, pixels[i]);
	}
	return high - low < CONTRAST_MIN;
}

void matrix_read(const struct view *page, const struct inserter *inserter, char text[32])
{
	struct profile_box box = inserter_control_box(inserter);
	g_autofree guint8 *pixels = NULL;
	struct view view;
	DmtxImage *image;
	DmtxDecode *decode;
	double module;

	text[0] = '\0';
	if (!view_crop(page, &box, VIEW_SEARCH_UM, &view))
		return;
	module = view_pixels(&view, inserter->control_module);
	pixels = packed_copy(&view);
	if (is_blank(pixels, (gsize)view.width * view.height))
		return;
	image = dmtxImageCreate(pixels, (int)view.width, (int)view.height, DmtxPack8bppK);
	decode = dmtxDecodeCreate(image, shrink_for(module));
	dmtxDecodeSetProp(decode, DmtxPropSymbolSize, DmtxSymbol16x16);
	dmtxDecodeSetProp(decode, DmtxPropSquareDevn, 20);
	dmtxDecodeSetProp(decode, DmtxPropEdgeMin, (int)(module * CONTROL_MODULES * 0.6));
	dmtxDecodeSetProp(decode, DmtxPropEdgeMax, (int)(module * CONTROL_MODULES * 1.5));
	/* the finder's two arms are 16 modules long: a grid of two cannot miss them */
	dmtxDecodeSetProp(decode, DmtxPropScanGap, MAX(1, (int)(2 * module)));
	search(decode, text);
	dmtxDecodeDestroy(&decode);
	dmtxImageDestroy(&image);
}
