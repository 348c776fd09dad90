/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outlines: the shapes of glyphs, read from the font file that a face names and kept for as long as pages are drawn.
 * No font is ever looked for by name.
 */
#ifndef PIEGO_DEVICE_OUTLINES_H
#define PIEGO_DEVICE_OUTLINES_H

#include <cairo.h>

#include "page/face.h"

struct outlines;

struct outlines *outlines_new(void);
void outlines_free(struct outlines *outlines);

/* A glyph's outline in units of the font, y upwards, and how many units an em has.  The outlines' own; empty for a
 * blank.  NULL and DEVICE_ERROR_FONT when the file cannot be read or has no such glyph. */
const cairo_path_t *outlines_glyph(struct outlines *outlines, const struct font *font, guint glyph, guint *units,
				   GError **error);

#endif
