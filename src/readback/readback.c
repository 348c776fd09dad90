/* SPDX-License-Identifier: Apache-2.0 */
/* Only the part of a page that holds marks is rendered: the rest of it would be thrown away. */
#include "readback/readback.h"

#include <cairo.h>
#include <poppler.h>

#include "mark/mark.h"
#include "readback/view.h"

#define DPI_MIN 150
#define DPI_MAX 1200

struct readback {
	char *path;
	PopplerDocument *document;
	guint pages, dpi;
};

struct readback *readback_open(const char *path, guint dpi, GError **error)
{
	g_autoptr(GFile) file = g_file_new_for_path(path);
	g_autofree char *uri = g_file_get_uri(file);
	g_autoptr(GError) cause = NULL;
	PopplerDocument *document = poppler_document_new_from_file(uri, NULL, &cause);
	struct readback *readback;

	if (document == NULL) {
		g_set_error(error, READBACK_ERROR, READBACK_ERROR_OPEN, "cannot read '%s': %s", path, cause->message);
		return NULL;
	}
	readback = g_new0(struct readback, 1);
	readback->path = g_strdup(path);
	readback->document = document;
	readback->pages = (guint)MAX(poppler_document_get_n_pages(document), 0);
	readback->dpi = CLAMP(dpi, DPI_MIN, DPI_MAX);
	return readback;
}

guint readback_pages(const struct readback *readback)
{
	return readback->pages;
}

void readback_close(struct readback *readback)
{
	if (readback == NULL)
		return;
	g_object_unref(readback->document);
	g_free(readback->path);
	g_free(readback);
}

/* ---- pixels ---- */

static struct profile_box around_both(const struct profile_box *a, const struct profile_box *b)
{
	gint32 x = MIN(a->x, b->x), y = MIN(a->y, b->y);

	return (struct profile_box){ x, y, MAX(a->x + a->width, b->x + b->width) - x,
				     MAX(a->y + a->height, b->y + b->height) - y };
}

/* A page's side; a file may claim any. */
static guint pixels_of(double pt, guint dpi)
{
	return (guint)(CLAMP(pt, 0, 14400) * dpi / 72);
}

/* Where marks may be, in pixels of a page of the given size. */
static struct view place_of_marks(const struct inserter *inserter, guint dpi, double width_pt, double height_pt)
{
	struct profile_box marks = inserter_marks_box(inserter), control = inserter_control_box(inserter);
	struct profile_box box = around_both(&marks, &control);
	struct view sheet = { NULL, pixels_of(width_pt, dpi), pixels_of(height_pt, dpi), 0, dpi, 0, 0 };
	struct view place;

	if (!view_crop(&sheet, &box, VIEW_SEARCH_UM, &place))
		place.width = place.height = 0;
	place.gray = NULL;
	return place;
}

/* cairo's RGB24 pixels as gray ones; caller frees. */
static guint8 *gray_of(cairo_surface_t *surface, guint width, guint height)
{
	const guint8 *data = cairo_image_surface_get_data(surface);
	gsize stride = (gsize)cairo_image_surface_get_stride(surface);
	guint8 *gray = g_malloc((gsize)width * height);

	for (guint y = 0; y < height; y++) {
		const guint32 *row = (const guint32 *)(const void *)(data + y * stride);

		for (guint x = 0; x < width; x++) {
			guint red = row[x] >> 16 & 255, green = row[x] >> 8 & 255, blue = row[x] & 255;

			gray[(gsize)y * width + x] = (guint8)((77 * red + 150 * green + 29 * blue) >> 8);
		}
	}
	return gray;
}

/* The page's pixels at view's place; NULL when cairo could not draw. */
static guint8 *render(PopplerPage *page, const struct view *view)
{
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)view->width, (int)view->height);
	cairo_t *cairo = cairo_create(surface);
	guint8 *gray = NULL;

	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_translate(cairo, -view->x, -view->y);
	cairo_scale(cairo, view->dpi / 72.0, view->dpi / 72.0);
	poppler_page_render(page, cairo);
	cairo_surface_flush(surface);
	if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS && cairo_image_surface_get_data(surface) != NULL)
		gray = gray_of(surface, view->width, view->height);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return gray;
}

/* ---- marks ---- */

static void read_view(const struct view *view, const struct inserter *inserter, struct readback_sheet *sheet)
{
	if (inserter->kind == MARKS_OMR)
		sheet->marks_found = lines_read(view, inserter, sheet->on);
	if (inserter->kind == MARKS_CODE_39) {
		bars_read(view, inserter, sheet->code_39);
		sheet->marks_found = mark_code_39_positions(inserter, sheet->code_39, sheet->on);
	}
	matrix_read(view, inserter, sheet->control);
}

gboolean readback_page(struct readback *readback, guint page, const struct inserter *inserter,
		       struct readback_sheet *sheet, GError **error)
{
	PopplerPage *poppler = page >= 1 && page <= readback->pages ?
				       poppler_document_get_page(readback->document, (int)page - 1) : NULL;
	g_autofree guint8 *gray = NULL;
	double width, height;
	struct view view;

	*sheet = (struct readback_sheet){ .page = page };
	if (poppler != NULL) {
		poppler_page_get_size(poppler, &width, &height);
		view = place_of_marks(inserter, readback->dpi, width, height);
		/* A page too small to have a place for marks has none. */
		if (view.width == 0) {
			g_object_unref(poppler);
			return TRUE;
		}
		gray = render(poppler, &view);
		g_object_unref(poppler);
	}
	if (gray == NULL) {
		g_set_error(error, READBACK_ERROR, READBACK_ERROR_RENDER, "cannot render page %u of '%s'", page,
			    readback->path);
		return FALSE;
	}
	view.gray = gray;
	view.stride = view.width;
	read_view(&view, inserter, sheet);
	return TRUE;
}

void readback_image(const struct readback_image *image, const struct inserter *inserter, struct readback_sheet *sheet)
{
	struct view view = { image->gray, image->width, image->height, image->stride, image->dpi, 0, 0 };

	*sheet = (struct readback_sheet){ .page = 1 };
	read_view(&view, inserter, sheet);
}
