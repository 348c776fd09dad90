/* SPDX-License-Identifier: Apache-2.0 */
/*
 * picture: a PNG or JPEG that a layout names, known by its bytes.  Loaded once with its layout; each device
 * puts it once into each file it writes.
 */
#ifndef PIEGO_PAGE_PICTURE_H
#define PIEGO_PAGE_PICTURE_H

#include <glib.h>

enum picture_kind { PICTURE_PNG, PICTURE_JPEG };

struct picture {
	char *name;	/* as the layout names it */
	enum picture_kind kind;
	GBytes *bytes;
	guint width, height;	/* pixels */
};

/* Limits: a picture beyond them is refused with its measure. */
#define PICTURE_MAX_BYTES (8u * 1024 * 1024)
#define PICTURE_MAX_PIXELS (40u * 1000 * 1000)

#define PICTURE_ERROR (g_quark_from_static_string("piego-picture"))
enum picture_error { PICTURE_ERROR_READ, PICTURE_ERROR_FORM, PICTURE_ERROR_SIZE };

/* Read a file and its header.  The pixels are not decoded here. */
struct picture *picture_load(const char *path, const char *name, GError **error);
void picture_free(struct picture *picture);

#endif
