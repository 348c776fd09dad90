/* SPDX-License-Identifier: Apache-2.0 */
/*
 * view: a piece of a page's picture that knows where on the sheet it lies; and the readers that look at one.
 *
 * Each reader looks where the profile says, and SEARCH around it: print drift of 2 mm, and a sheet turned by 1
 * degree about a far corner, which moves a mark by 200 mm x sin 1 = 3.5 mm more.
 */
#ifndef PIEGO_READBACK_VIEW_H
#define PIEGO_READBACK_VIEW_H

#include "model/inserter.h"

#define VIEW_SEARCH_UM 6000

struct view {
	const guint8 *gray;	/* 0 black */
	guint width, height, stride;
	guint dpi;
	gint32 x, y;		/* of its top left corner on the sheet, pixels */
};

/* Micrometres to pixels of the view. */
double view_pixels(const struct view *view, gint32 um);

/* The part of view within box and margin_um around it; FALSE when nothing of it is there. */
gboolean view_crop(const struct view *view, const struct profile_box *box, gint32 margin_um, struct view *part);

/* 1 for each dark pixel, against the paper around it: width * height bytes, caller frees. */
guint8 *view_dark(const struct view *view);

/* The lines at the inserter's positions, by their place alone.  FALSE when there are none, and on[] is all off. */
gboolean lines_read(const struct view *page, const struct inserter *inserter, gboolean on[]);

/* The Code 39 at the inserter's place, without start and stop; "" when there is none that can be read. */
void bars_read(const struct view *page, const struct inserter *inserter, char text[32]);

/* The Data Matrix at the control code's place; "" when there is none that can be read. */
void matrix_read(const struct view *page, const struct inserter *inserter, char text[32]);

#endif
