/* SPDX-License-Identifier: Apache-2.0 */
/* Other people's programs as judges of a PDF or PostScript file: what they say, and the pixels they paint. */
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

static inline gboolean judge_is_ps(const char *path)
{
	return g_str_has_suffix(path, ".ps");
}

static inline void judge_structure(const char *label, const char *path)
{
	int status;
	g_autofree char *qpdf = judge_output(&status, "qpdf --check %s", path);

	CHECK_INT(label, status, 0);
	CHECK_TRUE(label, strstr(qpdf, "No syntax or stream encoding errors found") != NULL);
	CHECK_TRUE(label, strstr(qpdf, "WARNING") == NULL);
}

/* qpdf finds nothing in a PDF, ghostscript interprets every page without a word. */
static inline void judge_silent(const char *label, const char *path)
{
	int status;

	if (!judge_is_ps(path))
		judge_structure(label, path);

	g_autofree char *gs = judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=nullpage %s", path);

	CHECK_INT(label, status, 0);
	CHECK_STR(label, gs, "");
}

/* The text of a file as UTF-8; caller frees. */
static inline char *judge_text(const char *path)
{
	int status;

	if (!judge_is_ps(path))
		return judge_output(&status, "pdftotext -enc UTF-8 %s -", path);
	return judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=pdfwrite -o %s.pdf %s && "
			    "pdftotext -enc UTF-8 %s.pdf -", path, path, path);
}

/* Apache PDFBox Preflight takes all the files for PDF/A-1b. */
static inline void judge_archives(const GPtrArray *paths)
{
	g_autoptr(GString) names = g_string_new(NULL);
	int status;

	for (guint i = 0; i < paths->len; i++)
		g_string_append_printf(names, " %s", (const char *)paths->pdata[i]);

	g_autofree char *said = judge_output(&status, "tests/preflight%s", names->str);

	CHECK_STR("preflight", said, "");
	CHECK_INT("preflight", status, 0);
}

/* One page in pixels, as poppler paints them, or ghostscript those of PostScript. */
struct judge_pixels {
	char *file;
	gsize length;
	const guint8 *rgb;
	int width, height;
};

/* Reads and removes the file that a painter made. */
static inline struct judge_pixels judge_read_pixels(const char *name, const char *said)
{
	struct judge_pixels pixels = { 0 };
	const char *at;
	int used = 0;

	if (!g_file_get_contents(name, &pixels.file, &pixels.length, NULL))
		g_error("%s: %s", name, said);
	/* Ghostscript puts a line about itself after the P6. */
	at = pixels.file + 3;
	if (*at == '#')
		at = strchr(at, '\n') + 1;
	if (sscanf(at, "%d %d 255%n", &pixels.width, &pixels.height, &used) != 2)
		g_error("%s: %s", name, said);
	pixels.rgb = (const guint8 *)at + used + 1;
	g_unlink(name);
	return pixels;
}

static inline struct judge_pixels judge_pixels(const char *path, int page, int dpi)
{
	int status;
	g_autofree char *said = judge_is_ps(path)
		? judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=ppmraw -r%d -dFirstPage=%d -dLastPage=%d "
			       "-o %s.page.ppm %s", dpi, page, page, path, path)
		: judge_output(&status, "pdftoppm -r %d -f %d -l %d -singlefile %s %s.page", dpi, page, page, path, path);
	g_autofree char *name = g_strdup_printf("%s.page.ppm", path);

	return judge_read_pixels(name, said);
}

/* The same as ghostscript paints it, with smooth edges. */
static inline struct judge_pixels judge_pixels_gs(const char *path, int page, int dpi)
{
	int status;
	g_autofree char *name = g_strdup_printf("%s.gs.ppm", path);
	g_autofree char *said = judge_output(&status, "gs -q -dSAFER -dTextAlphaBits=4 -dGraphicsAlphaBits=4 -sDEVICE=ppmraw "
					     "-r%d -dFirstPage=%d -dLastPage=%d -o %s %s", dpi, page, page, name, path);

	return judge_read_pixels(name, said);
}

/* 0xrrggbb. */
static inline guint32 judge_pixel(const struct judge_pixels *pixels, int x, int y)
{
	const guint8 *at = pixels->rgb + ((gsize)y * (gsize)pixels->width + (gsize)x) * 3;

	g_assert(x >= 0 && y >= 0 && x < pixels->width && y < pixels->height);
	return (guint32)at[0] << 16 | (guint32)at[1] << 8 | at[2];
}

/* Writes the pages into a new file of the folder, PostScript when it is called so; fails the test when that fails.
 * Caller frees the path. */
static inline char *judge_draw(const char *folder, const char *name, const struct pdf_options *options,
			       const struct page *const *pages, guint count, struct device_made *made)
{
	char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;
	const struct ps_options ps = { .title = options->title };
	struct device *device = judge_is_ps(name) ? ps_open(path, &ps, &error) : pdf_open(path, options, &error);

	CHECK_NO_ERROR(name, error);
	for (guint i = 0; i < count; i++)
		device_page(device, pages[i]);
	CHECK_TRUE(name, device_close(device, made, &error));
	CHECK_NO_ERROR(name, error);
	return path;
}

#endif
