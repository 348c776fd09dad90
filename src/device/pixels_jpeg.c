/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A JPEG decoded, for devices whose files cannot hold one.  libjpeg leaves a failure by a jump: what it allocates is
 * freed where the jump lands, and it prints nothing.
 */
#include "device/pixels.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

struct jpeg {
	struct jpeg_decompress_struct info;
	struct jpeg_error_mgr errors;
	jmp_buf failed;
	char message[JMSG_LENGTH_MAX];
	guint8 *row;	/* in the four colours of print */
};

static void leave(j_common_ptr info)
{
	struct jpeg *jpeg = info->client_data;

	info->err->format_message(info, jpeg->message);
	longjmp(jpeg->failed, 1);
}

/* A warning is a file that is cut off or damaged: libjpeg would fill what is missing with gray. */
static void refuse_warnings(j_common_ptr info, int level)
{
	if (level < 0)
		leave(info);
}

static guint8 times(guint a, guint b)
{
	return (guint8)((a * b + 127) / 255);
}

/* Adobe's programs, which are the ones that make such files, store how much of each ink is missing. */
static void rgb_of_cmyk(const guint8 *cmyk, guint8 *rgb, guint count, gboolean missing)
{
	for (guint i = 0; i < count; i++, cmyk += 4, rgb += 3) {
		for (guint c = 0; c < 3; c++)
			rgb[c] = missing ? times(cmyk[c], cmyk[3]) : times(255u - cmyk[c], 255u - cmyk[3]);
	}
}

static void read_rows(struct jpeg *jpeg, struct pixels *pixels)
{
	gboolean cmyk = jpeg->info.out_color_space == JCS_CMYK;

	if (cmyk)
		jpeg->row = g_malloc((gsize)pixels->width * 4);
	while (jpeg->info.output_scanline < jpeg->info.output_height) {
		guint8 *to = pixels->bytes + (gsize)jpeg->info.output_scanline * pixels->width * pixels->colours;
		JSAMPROW row = cmyk ? jpeg->row : to;

		jpeg_read_scanlines(&jpeg->info, &row, 1);
		if (cmyk)
			rgb_of_cmyk(jpeg->row, to, pixels->width, jpeg->info.saw_Adobe_marker);
	}
}

static J_COLOR_SPACE colours_out(J_COLOR_SPACE file)
{
	switch (file) {
	case JCS_GRAYSCALE:
		return JCS_GRAYSCALE;
	case JCS_CMYK:
	case JCS_YCCK:
		return JCS_CMYK;
	default:
		return JCS_RGB;
	}
}

static void read_jpeg(struct jpeg *jpeg, const struct picture *picture, struct pixels *pixels)
{
	gsize length;
	const guint8 *bytes = g_bytes_get_data(picture->bytes, &length);

	jpeg_mem_src(&jpeg->info, bytes, length);
	jpeg_read_header(&jpeg->info, TRUE);
	/* The picture's measure was held to the limits when it was loaded; a later frame must not bring another. */
	if (jpeg->info.image_width != picture->width || jpeg->info.image_height != picture->height) {
		g_strlcpy(jpeg->message, "its pixels are not as many as its header tells", sizeof jpeg->message);
		longjmp(jpeg->failed, 1);
	}
	jpeg->info.out_color_space = colours_out(jpeg->info.jpeg_color_space);
	jpeg_start_decompress(&jpeg->info);
	pixels->width = jpeg->info.output_width;
	pixels->height = jpeg->info.output_height;
	pixels->colours = jpeg->info.out_color_space == JCS_GRAYSCALE ? 1 : 3;
	pixels->bytes = g_malloc((gsize)pixels->width * pixels->height * pixels->colours);
	read_rows(jpeg, pixels);
	jpeg_finish_decompress(&jpeg->info);
}

gboolean pixels_of_jpeg(const struct picture *picture, struct pixels *pixels, char **cause)
{
	struct jpeg *jpeg = g_new0(struct jpeg, 1);

	*pixels = (struct pixels){ .bytes = NULL };
	*cause = NULL;
	jpeg->info.err = jpeg_std_error(&jpeg->errors);
	jpeg->errors.error_exit = leave;
	jpeg->errors.emit_message = refuse_warnings;
	jpeg->info.client_data = jpeg;
	if (setjmp(jpeg->failed) == 0) {
		jpeg_create_decompress(&jpeg->info);
		read_jpeg(jpeg, picture, pixels);
	} else {
		*cause = g_strdup(jpeg->message);
	}
	jpeg_destroy_decompress(&jpeg->info);
	g_free(jpeg->row);
	g_free(jpeg);
	return *cause == NULL;
}
