/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures as image objects: a PNG by its pixels, a JPEG as it is where the file may hold it. */
#include "device/pdf.h"
#include "device/pixels.h"

static HPDF_Image add_pixels(struct pdf *pdf, const struct pixels *pixels)
{
	return HPDF_LoadRawImageFromMem(pdf->doc, pixels->bytes, pixels->width, pixels->height,
					pixels->colours == 1 ? HPDF_CS_DEVICE_GRAY : HPDF_CS_DEVICE_RGB, 8);
}

static HPDF_Image add_png(struct pdf *pdf, const struct picture *picture)
{
	struct pixels pixels;
	const char *cause;
	HPDF_Image image = NULL;

	if (pixels_of_png(picture, &pixels, &cause))
		image = add_pixels(pdf, &pixels);
	if (image == NULL)
		pdf_fail(pdf, DEVICE_ERROR_PICTURE, "picture '%s': not a whole PNG: %s", picture->name, cause);
	pixels_clear(&pixels);
	return image;
}

/* The inks of print have no colours in a file whose colours are sRGB (ISO 19005-1, 6.2.3.3). */
static HPDF_Image add_jpeg_of_inks(struct pdf *pdf, const struct picture *picture)
{
	struct pixels pixels;
	g_autofree char *cause = NULL;
	HPDF_Image image = NULL;

	if (pixels_of_jpeg(picture, &pixels, &cause))
		image = add_pixels(pdf, &pixels);
	if (image == NULL)
		pdf_fail(pdf, DEVICE_ERROR_PICTURE, "picture '%s': not a whole JPEG: %s", picture->name, cause);
	pixels_clear(&pixels);
	return image;
}

static HPDF_Image add_jpeg(struct pdf *pdf, const struct picture *picture)
{
	gsize length;
	const guint8 *bytes = g_bytes_get_data(picture->bytes, &length);
	HPDF_Image image = NULL;

	if (pdf->kind == PDF_ARCHIVE && pixels_jpeg_colours(bytes, length) == 4)
		return add_jpeg_of_inks(pdf, picture);
	if (pixels_jpeg_is_whole(bytes, length))
		image = HPDF_LoadJpegImageFromMem(pdf->doc, bytes, (HPDF_UINT)length);
	if (image == NULL)
		pdf_fail(pdf, DEVICE_ERROR_PICTURE, "picture '%s': not a whole JPEG", picture->name);
	return image;
}

HPDF_Image pdf_image(struct pdf *pdf, const struct picture *picture)
{
	switch (picture->kind) {
	case PICTURE_PNG:
		return add_png(pdf, picture);
	case PICTURE_JPEG:
		return add_jpeg(pdf, picture);
	}
	g_assert_not_reached();
}
