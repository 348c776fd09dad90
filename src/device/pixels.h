/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pixels: a picture as the devices put it into a file.  A PNG is decoded by cairo, whatever its depth, palette or
 * interlacing, and laid on white: paper has no transparency, and none in the file means no surprise on the press.
 * A JPEG goes into a PDF or PostScript file as it is; who paints pixels has it decoded by libjpeg.
 */
#ifndef PIEGO_DEVICE_PIXELS_H
#define PIEGO_DEVICE_PIXELS_H

#include "page/picture.h"

/* Eight bits a colour, rows from the top, without padding. */
struct pixels {
	guint width, height;
	guint colours;	/* 1: gray, 3: red, green, blue */
	guint8 *bytes;
};

/* FALSE and cairo's cause in plain words when the PNG is not whole.  pixels_clear afterwards in any case. */
gboolean pixels_of_png(const struct picture *picture, struct pixels *pixels, const char **cause);
/* The same of a JPEG in gray, colour or the four colours of print; the caller frees the cause. */
gboolean pixels_of_jpeg(const struct picture *picture, struct pixels *pixels, char **cause);

void pixels_clear(struct pixels *pixels);

/* Whether the segments lead to a scan and the scan to the end mark: libharu reads no further than the header,
 * and a camera's thumbnail has an end mark of its own. */
gboolean pixels_jpeg_is_whole(const guint8 *bytes, gsize length);
/* How many colours its header tells: 1 gray, 3, or the 4 of print; 0 when there is no header. */
guint pixels_jpeg_colours(const guint8 *bytes, gsize length);

#endif
