/* SPDX-License-Identifier: Apache-2.0 */
/*
 * device: something that pages are drawn on.
 *
 *   struct device *d = pdf_open(path, &options, &error);
 *   device_page(d, page);                 any number of times
 *   ok = device_close(d, &made, &error);  always, exactly once
 *
 * A device keeps its first error and does nothing after it; device_close tells.  What the file system refuses is
 * of domain G_FILE_ERROR, the rest of DEVICE_ERROR.  A file is created with
 * O_EXCL and mode 0600, and is whole and synced when device_close has returned TRUE.
 */
#ifndef PIEGO_DEVICE_DEVICE_H
#define PIEGO_DEVICE_DEVICE_H

#include "device/raster.h"
#include "page/page.h"

#define DEVICE_ERROR (g_quark_from_static_string("piego-device"))
enum device_error { DEVICE_ERROR_OPEN, DEVICE_ERROR_WRITE, DEVICE_ERROR_FONT, DEVICE_ERROR_PICTURE, DEVICE_ERROR_LIMIT };

/* What closing leaves. */
struct device_made {
	guint pages;
	guint64 bytes;
	char sha256[65];	/* of the file, lower-case hex */
};

struct device {
	void (*page)(struct device *device, const struct page *page);
	gboolean (*close)(struct device *device, struct device_made *made, GError **error);
};

static inline void device_page(struct device *device, const struct page *page)
{
	device->page(device, page);
}

/* Ends and frees the device.  On FALSE the file is removed. */
static inline gboolean device_close(struct device *device, struct device_made *made, GError **error)
{
	return device->close(device, made, error);
}

enum pdf_kind {
	PDF_PRINT,
	/*
	 * PDF/A-1b (ISO 19005-1, level B), for PEC and for keeping: all that a page needs is in the file, its colours are
	 * sRGB, nothing is transparent.  Each font is embedded once for each encoding, with the glyphs that are shown
	 * and no more, so that one letter is a small file.  A JPEG in the four colours of print becomes RGB.
	 */
	PDF_ARCHIVE,
};

struct pdf_options {
	const char *title;	/* document title, or NULL; no date is ever written */
	int compression;	/* deflate level 0 to 9 */
	enum pdf_kind kind;
	gboolean upright;	/* for readers, who see each page as it is read; a press gets sheets as they lie */
};

/* A PDF file.  NULL and an error when it cannot be created. */
struct device *pdf_open(const char *path, const struct pdf_options *options, GError **error);

/* On which sides of its sheets a file is printed, and how a sheet is turned over. */
enum ps_sides { PS_ONE_SIDED, PS_LONG_EDGE, PS_SHORT_EDGE };

struct ps_options {
	const char *title;	/* document title, or NULL; no date is ever written */
	enum ps_sides sides;
};

/* A PostScript file, language level 3, conforming to DSC 3.0, with the paper of each page (struct media) asked for
 * page by page.  What pages point to as media must live until the device is closed. */
struct device *ps_open(const char *path, const struct ps_options *options, GError **error);

struct png_options {
	guint dpi;	/* pixels an inch, at least 1 */
	enum raster_colour colour;
};

/*
 * A PNG file a page, upright, in a folder that is there: PREFIX-0001.png, PREFIX-0002.png, ...  What closing leaves is the
 * number of files, the bytes of all, and the SHA-256 of their own hashes in hex, one after the other.  After an error
 * none of them is left.  NULL and an error when there is no such folder.
 */
struct device *png_open(const char *folder, const char *prefix, const struct png_options *options, GError **error);

/* Operations as text, one a line, for golden tests and for reading what a page holds. */
struct device *trace_open(const char *path, GError **error);

#endif
