/* SPDX-License-Identifier: Apache-2.0 */
/*
 * overlay: two pages laid one upon the other, for the eye: gray is on both, red only on the new one, green only on the
 * old one.  A bar along the left edge stands beside every difference, so that a lost full stop is found too.
 *
 *   struct overlay *overlay = overlay_new(before, after, &areas, n_areas);
 *   if (overlay->pixels > 0)
 *           raster_write_png(&overlay->raster, ...);
 *   overlay_free(overlay);
 */
#ifndef PIEGO_DEVICE_OVERLAY_H
#define PIEGO_DEVICE_OVERLAY_H

#include "device/raster.h"

struct overlay {
	struct raster raster;	/* in colour, as large as the larger page each way */
	guint64 pixels;		/* that differ */
};

/* Two rasters in colour of one resolution; NULL: there is no such page.  In areas nothing counts as different: what
 * stands there is shown pale, as it is on the new page. */
struct overlay *overlay_new(const struct raster *before, const struct raster *after, const struct rect *areas,
			    guint n_areas);
void overlay_free(struct overlay *overlay);

#endif
