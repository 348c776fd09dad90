/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures as image objects: a PNG by its pixels, a JPEG as it is. */
#include "device/pdf.h"
#include "device/pixels.h"

static HPDF_Image add_png(struct pdf *pdf, const struct picture *picture)
{
	struct pixels pixels;
	const char *cause;
	HPDF_Image image = NULL;

	if (pixels_of_png(picture, &pixels, &cause))
		image = HPDF_LoadRawImageFromMem(pdf->doc, pixels.bytes, pixels.width, pixels.height,
						 pixels.colours == 1 ? HPDF_CS_DEVICE_GRAY : HPDF_CS_DEVICE_RGB, 8);
	if (image == NULL)
		pdf_fail(pdf, DEVICE_ERROR_PICTURE, "picture '%s': not a whole PNG: %s", picture->name, cause);
	pixels_clear(&pixels);
	return image;
}

static HPDF_Image add_jpeg(struct pdf *pdf, const struct picture *picture)
{
	gsize length;
	const guint8 *bytes = g_bytes_get_data(picture->bytes, &length);
	HPDF_Image image = NULL;

	if (pixels_jpeg_is_whole(bytes, length))
		image = HPDF_LoadJpegImageFromMem(pdf->doc, bytes, (HPDF_UINT)length);
	if (image == NULL)
		pdf_fail(pdf, DEVICE_ERROR_PICTURE, "picture '%s': not a whole JPEG", picture->name);
	else if (pdf->kind == PDF_ARCHIVE && g_str_equal(HPDF_Image_GetColorSpace(image), "DeviceCMYK"))
		pdf_fail(pdf, DEVICE_ERROR_PICTURE, "picture '%s': a JPEG in CMYK, and a PDF/A file has the colours of sRGB: "
			 "save it in RGB or gray", picture->name);
	return pdf->error == NULL ? image : NULL;
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
