/* SPDX-License-Identifier: Apache-2.0 */
/* Other people's programs as judges of a PDF file: what they say, and the pixels they paint. */
#ifndef PIEGO_TESTS_DEVICE_JUDGE_H
#define PIEGO_TESTS_DEVICE_JUDGE_H

#include "device/device.h"
#include "unit/check.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* What a shell command prints, both streams; *status is its exit code.  Caller frees. */
static inline char *judge_output(int *status, const char *format, ...) G_GNUC_PRINTF(2, 3);

static inline char *judge_output(int *status, const char *format, ...)
{
	va_list arguments;
	g_autofree char *command = NULL, *joined = NULL;
	char *output = NULL;

	va_start(arguments, format);
	command = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	joined = g_strdup_printf("{ %s ; } 2>&1", command);
	char *argv[] = { (char *)"/bin/sh", (char *)"-c", joined, NULL };

	if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, status, NULL))
		g_error("cannot run %s", command);
	*status = g_spawn_check_wait_status(*status, NULL) ? 0 : 1;
	return output;
}

/* qpdf finds nothing, ghostscript interprets every page without a word. */
static inline void judge_silent(const char *label, const char *path)
{
	int status;
	g_autofree char *qpdf = judge_output(&status, "qpdf --check %s", path);

	CHECK_INT(label, status, 0);
	CHECK_TRUE(label, strstr(qpdf, "No syntax or stream encoding errors found") != NULL);
	CHECK_TRUE(label, strstr(qpdf, "WARNING") == NULL);

	g_autofree char *gs = judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=nullpage %s", path);

	CHECK_INT(label, status, 0);
	CHECK_STR(label, gs, "");
}

/* One page in pixels, as poppler paints them. */
struct judge_pixels {
	char *file;
	gsize length;
	const guint8 *rgb;
	int width, height;
};

static inline struct judge_pixels judge_pixels(const char *path, int page, int dpi)
{
	struct judge_pixels pixels = { 0 };
	int status, used = 0;
	g_autofree char *said = judge_output(&status, "pdftoppm -r %d -f %d -l %d -singlefile %s %s.page", dpi, page,
					     page, path, path);
	g_autofree char *name = g_strdup_printf("%s.page.ppm", path);

	if (status != 0 || !g_file_get_contents(name, &pixels.file, &pixels.length, NULL) ||
	    sscanf(pixels.file, "P6 %d %d 255%n", &pixels.width, &pixels.height, &used) != 2)
		g_error("pdftoppm: %s", said);
	pixels.rgb = (const guint8 *)pixels.file + used + 1;
	g_unlink(name);
	return pixels;
}

/* 0xrrggbb. */
static inline guint32 judge_pixel(const struct judge_pixels *pixels, int x, int y)
{
	const guint8 *at = pixels->rgb + ((gsize)y * (gsize)pixels->width + (gsize)x) * 3;

	g_assert(x >= 0 && y >= 0 && x < pixels->width && y < pixels->height);
	return (guint32)at[0] << 16 | (guint32)at[1] << 8 | at[2];
}

/* Writes the pages into a new file of the folder; fails the test when that fails.  Caller frees the path. */
static inline char *judge_draw(const char *folder, const char *name, const struct pdf_options *options,
			       const struct page *const *pages, guint count, struct device_made *made)
{
	char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;
	struct device *device = pdf_open(path, options, &error);

	CHECK_NO_ERROR(name, error);
	for (guint i = 0; i < count; i++)
		device_page(device, pages[i]);
	CHECK_TRUE(name, device_close(device, made, &error));
	CHECK_NO_ERROR(name, error);
	return path;
}

#endif
