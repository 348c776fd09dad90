/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages are drawn with cairo in its colour format, everything in device pixels; a gray raster is made of that in
 * the end.  Text is filled outlines, one path a line: cairo's own glyphs would stand on whole pixels only.
 * Stamps and turns are opened: their rectangles must be set on pixel edges where they end up.
 */
#include "device/raster.h"

#include <cairo.h>
#include <math.h>

#include "device/device.h"
#include "device/outlines.h"
#include "device/pixels.h"

/* Modules at least as wide are drawn with sharp edges: one pixel more or less does not make them another width. */
#define SHARP_MODULE 2.0

struct rasteriser {
	guint dpi;
	enum raster_colour colour;
	struct outlines *outlines;
	GHashTable *pictures;		/* struct picture -> cairo_surface_t */
	cairo_surface_t *surface;	/* of the last page */
	cairo_t *cairo;			/* on it */
	guint8 *gray;
	struct raster raster;
	GError *error;			/* the first one of the page; nothing is drawn after it */
};

/* Where the x axis of what lies so points to; its y axis points a quarter further. */
struct way {
	int x, y;
};

static struct way way_of(const struct pose *pose)
{
	static const struct way ways[] = {
		[TURN_NONE] = { 1, 0 }, [TURN_90] = { 0, 1 }, [TURN_180] = { -1, 0 }, [TURN_270] = { 0, -1 },
	};

	return ways[pose->turn];
}

static double px(const struct rasteriser *r, gint64 um)
{
	return raster_from_um(r->dpi, um);
}

static void set_colour(struct rasteriser *r, struct colour colour)
{
	cairo_set_source_rgb(r->cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
}

/* ---- rectangles ---- */

/* Between two whole pixel edges. */
struct span {
	double start, length;
};

/* From one place to another, at least one pixel. */
static struct span span_between(const struct rasteriser *r, um_t from, um_t to)
{
	double start = round(px(r, from)), end = round(px(r, to));

	return (struct span){ start, MAX(end - start, 1) };
}

/* Of a width, about a centre. */
static struct span span_about(const struct rasteriser *r, um_t centre, um_t width)
{
	double length = MAX(round(px(r, width)), 1);

	return (struct span){ round(px(r, centre) - length / 2), length };
}

static void add_box(struct rasteriser *r, struct span x, struct span y)
{
	cairo_rectangle(r->cairo, x.start, y.start, x.length, y.length);
}

static void draw_fill(struct rasteriser *r, const struct op_fill *fill, const struct pose *pose)
{
	const struct rect box = pose_rect(pose, &fill->box);

	if (box.width == 0 || box.height == 0)
		return;
	set_colour(r, fill->colour);
	add_box(r, span_between(r, box.x, box.x + box.width), span_between(r, box.y, box.y + box.height));
	cairo_fill(r->cairo);
}

static void add_outline(struct rasteriser *r, const struct rect *box, um_t width)
{
	struct span left = span_about(r, box->x, width), right = span_about(r, box->x + box->width, width);
	struct span top = span_about(r, box->y, width), bottom = span_about(r, box->y + box->height, width);
	struct span across = { left.start, right.start + right.length - left.start };
	struct span down = { top.start, bottom.start + bottom.length - top.start };

	add_box(r, across, top);
	add_box(r, across, bottom);
	add_box(r, left, down);
	add_box(r, right, down);
}

static void draw_stroke(struct rasteriser *r, const struct op_stroke *stroke, const struct pose *pose)
{
	const struct rect box = pose_rect(pose, &stroke->box);

	if (box.width == 0 && box.height == 0)
		return;
	set_colour(r, stroke->colour);
	if (box.height == 0)
		add_box(r, span_between(r, box.x, box.x + box.width), span_about(r, box.y, stroke->width));
	else if (box.width == 0)
		add_box(r, span_about(r, box.x, stroke->width), span_between(r, box.y, box.y + box.height));
	else
		add_outline(r, &box, stroke->width);
	cairo_fill(r->cairo);
}

/* ---- text ---- */

/* The next glyph's origin, and where the line goes from there. */
struct pen {
	double x, y;
	struct way way;
	double size;	/* pixels an em */
};

static void move_pen(struct pen *pen, double pixels)
{
	pen->x += pen->way.x * pixels;
	pen->y += pen->way.y * pixels;
}

/* Adds the glyphs of a run to the path. */
static void add_run(struct rasteriser *r, const struct word_run *run, struct pen *pen)
{
	for (guint i = 0; i < run->n_glyphs && r->error == NULL; i++) {
		guint units = 0;
		const cairo_path_t *path = outlines_glyph(r->outlines, run->face->font, run->glyphs[i], &units, &r->error);

		if (path != NULL && path->num_data > 0) {
			double along_x = pen->way.x * pen->size / units, along_y = pen->way.y * pen->size / units;
			cairo_matrix_t matrix = { along_x, along_y, along_y, -along_x, pen->x, pen->y };

			cairo_set_matrix(r->cairo, &matrix);
			cairo_append_path(r->cairo, path);
		}
		move_pen(pen, run->advances[i] * pen->size / 1000);
	}
	cairo_identity_matrix(r->cairo);
}

static void draw_text(struct rasteriser *r, const struct op_text *text, const struct pose *pose)
{
	const struct rect start = { text->x, text->baseline, 0, 0 };
	const struct rect at = pose_rect(pose, &start);
	double point = r->dpi / 72.0;
	struct pen pen = { px(r, at.x), px(r, at.y), way_of(pose), text->size * point / 1000 };

	set_colour(r, text->colour);
	for (guint i = 0; i < text->count && r->error == NULL; i++) {
		const struct word *word = text->words[i];

		for (guint w = 0; w < word->n_runs && r->error == NULL; w++)
			add_run(r, &word->runs[w], &pen);
		if (word->gap)
			move_pen(&pen, word_space(word) * pen.size / 1000 + text->gap * point / 1000);
	}
	cairo_fill(r->cairo);
}

/* ---- barcodes ---- */

/* The edge of modules of a width. */
static double module_edge(const struct rasteriser *r, um_t edge, um_t module)
{
	double pixels = px(r, edge);

	return px(r, module) >= SHARP_MODULE ? round(pixels) : pixels;
}

static void add_dark(struct rasteriser *r, const struct op_symbol *op, guint row, guint from, guint to,
		     const struct pose *pose)
{
	const struct rect run = { op->x + op->module_width * (um_t)from, op->y + op->module_height * (um_t)row,
				  op->module_width * (um_t)(to - from), op->module_height };
	const struct rect one = { 0, 0, op->module_width, op->module_height };
	const struct rect box = pose_rect(pose, &run), module = pose_rect(pose, &one);
	double left = module_edge(r, box.x, module.width), right = module_edge(r, box.x + box.width, module.width);
	double top = module_edge(r, box.y, module.height), bottom = module_edge(r, box.y + box.height, module.height);

	cairo_rectangle(r->cairo, left, top, right - left, bottom - top);
}

static void draw_symbol(struct rasteriser *r, const struct op_symbol *op, const struct pose *pose)
{
	const struct symbol *symbol = op->symbol;

	set_colour(r, COLOUR_BLACK);
	for (guint y = 0; y < symbol->rows; y++) {
		for (guint x = 0, end; x < symbol->columns; x = end) {
			gboolean dark = symbol_dark(symbol, x, y);

			for (end = x + 1; end < symbol->columns && symbol_dark(symbol, end, y) == dark;)
				end++;
			if (dark)
				add_dark(r, op, y, x, end, pose);
		}
	}
	/* All in one path: what is antialiased then meets without a seam. */
	cairo_fill(r->cairo);
}

/* ---- pictures ---- */

static cairo_surface_t *surface_of(const struct pixels *pixels)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)pixels->width, (int)pixels->height);
	gsize stride = (gsize)cairo_image_surface_get_stride(surface);
	guint8 *data = cairo_image_surface_get_data(surface);
	const guint8 *from = pixels->bytes;
	guint green = pixels->colours == 3 ? 1 : 0, blue = green * 2;

	/* A surface that could not be made has no data; drawing with it is an error of the page's own. */
	for (guint y = 0; data != NULL && y < pixels->height; y++) {
		guint32 *row = (guint32 *)(void *)(data + y * stride);

		for (guint x = 0; x < pixels->width; x++, from += pixels->colours)
			row[x] = (guint32)from[0] << 16 | (guint32)from[green] << 8 | from[blue];
	}
	cairo_surface_mark_dirty(surface);
	return surface;
}

static gboolean decode(struct rasteriser *r, const struct picture *picture, struct pixels *pixels)
{
	g_autofree char *jpeg_cause = NULL;
	const char *cause;
	gboolean whole;

	if (picture->kind == PICTURE_PNG) {
		whole = pixels_of_png(picture, pixels, &cause);
	} else {
		whole = pixels_of_jpeg(picture, pixels, &jpeg_cause);
		cause = jpeg_cause;
	}
	if (!whole)
		g_set_error(&r->error, DEVICE_ERROR, DEVICE_ERROR_PICTURE, "picture '%s': not a whole %s: %s", picture->name,
			    picture->kind == PICTURE_PNG ? "PNG" : "JPEG", cause);
	return whole;
}

static cairo_surface_t *find_picture(struct rasteriser *r, const struct picture *picture)
{
	cairo_surface_t *surface = g_hash_table_lookup(r->pictures, picture);
	struct pixels pixels;

	if (surface != NULL)
		return surface;
	if (decode(r, picture, &pixels)) {
		surface = surface_of(&pixels);
		g_hash_table_insert(r->pictures, (gpointer)picture, surface);
	}
	pixels_clear(&pixels);
	return surface;
}

/* From a picture's pixels to those of the page, where the picture fills a box. */
static cairo_matrix_t picture_matrix(const struct picture *picture, struct span x, struct span y, const struct pose *pose)
{
	const struct way way = way_of(pose);
	/* Of the page, along the picture's rows and down them. */
	double along = (way.x != 0 ? x.length : y.length) / picture->width;
	double down = (way.x != 0 ? y.length : x.length) / picture->height;

	return (cairo_matrix_t){
		.xx = way.x * along, .yx = way.y * along, .xy = -way.y * down, .yy = way.x * down,
		.x0 = x.start + (way.x < 0 || way.y > 0 ? x.length : 0), .y0 = y.start + (way.x < 0 || way.y < 0 ? y.length : 0),
	};
}

static void draw_image(struct rasteriser *r, const struct op_image *image, const struct pose *pose)
{
	const struct rect box = pose_rect(pose, &image->box);
	struct span x = span_between(r, box.x, box.x + box.width), y = span_between(r, box.y, box.y + box.height);
	cairo_surface_t *picture = find_picture(r, image->picture);
	cairo_matrix_t matrix;

	if (picture == NULL)
		return;
	matrix = picture_matrix(image->picture, x, y, pose);
	cairo_save(r->cairo);
	add_box(r, x, y);
	cairo_transform(r->cairo, &matrix);
	cairo_set_source_surface(r->cairo, picture, 0, 0);
	/* Its border pixels go on outwards: the edges do not fade. */
	cairo_pattern_set_extend(cairo_get_source(r->cairo), CAIRO_EXTEND_PAD);
	cairo_fill(r->cairo);
	cairo_restore(r->cairo);
}

/* ---- pages ---- */

static void draw_list(struct rasteriser *r, const struct op_list *list, const struct pose *pose);

static void draw(struct rasteriser *r, const struct op *op, const struct pose *pose)
{
	struct pose inside;

	switch (op->kind) {
	case OP_FILL:
		draw_fill(r, &op->fill, pose);
		return;
	case OP_STROKE:
		draw_stroke(r, &op->stroke, pose);
		return;
	case OP_TEXT:
		draw_text(r, &op->text, pose);
		return;
	case OP_SYMBOL:
		draw_symbol(r, &op->symbol, pose);
		return;
	case OP_IMAGE:
		draw_image(r, &op->image, pose);
		return;
	case OP_STAMP:
	case OP_TURN: {
		const struct op_list *list = op_inside(op, &inside);

		inside = pose_within(pose, &inside);
		draw_list(r, list, &inside);
		return;
	}
	}
	g_assert_not_reached();
}

static void draw_list(struct rasteriser *r, const struct op_list *list, const struct pose *pose)
{
	for (guint i = 0; i < list->count && r->error == NULL; i++)
		draw(r, &list->ops[i], pose);
}

static void drop_surface(struct rasteriser *r)
{
	g_clear_pointer(&r->cairo, cairo_destroy);
	g_clear_pointer(&r->surface, cairo_surface_destroy);
	g_clear_pointer(&r->gray, g_free);
}

/* A surface of the page's size, white.  Pages of one size take turns on the same one. */
static gboolean take_surface(struct rasteriser *r, um_t page_width, um_t page_height)
{
	guint width = (guint)MAX(round(px(r, page_width)), 1), height = (guint)MAX(round(px(r, page_height)), 1);

	if (r->surface == NULL || r->raster.width != width || r->raster.height != height) {
		drop_surface(r);
		r->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
		r->cairo = cairo_create(r->surface);
		r->raster = (struct raster){ .width = width, .height = height, .dpi = r->dpi, .colour = r->colour };
	}
	if (cairo_status(r->cairo) != CAIRO_STATUS_SUCCESS) {
		g_set_error(&r->error, DEVICE_ERROR, DEVICE_ERROR_LIMIT, "a page of %u x %u pixels at %u dpi: %s", width,
			    height, r->dpi, cairo_status_to_string(cairo_status(r->cairo)));
		return FALSE;
	}
	set_colour(r, COLOUR_WHITE);
	cairo_paint(r->cairo);
	return TRUE;
}

/* How bright a colour looks (ITU-R BT.601), in 256ths. */
static guint8 brightness(guint32 pixel)
{
	return (guint8)(((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 150 + (pixel & 255) * 29) >> 8);
}

static void make_gray(struct rasteriser *r, const guint8 *data, gsize stride)
{
	struct raster *raster = &r->raster;

	if (r->gray == NULL)
		r->gray = g_malloc((gsize)raster->width * raster->height);
	raster->pixels = r->gray;
	raster->stride = raster->width;
	for (guint y = 0; y < raster->height; y++) {
		const guint32 *row = (const guint32 *)(const void *)(data + y * stride);

		for (guint x = 0; x < raster->width; x++)
			r->gray[y * raster->stride + x] = brightness(row[x]);
	}
}

static void make_raster(struct rasteriser *r)
{
	guint8 *data;
	gsize stride = (gsize)cairo_image_surface_get_stride(r->surface);

	cairo_surface_flush(r->surface);
	data = cairo_image_surface_get_data(r->surface);
	if (r->colour == RASTER_GRAY) {
		make_gray(r, data, stride);
	} else {
		r->raster.pixels = data;
		r->raster.stride = stride;
	}
	cairo_surface_mark_dirty(r->surface);
}

const struct raster *rasteriser_draw(struct rasteriser *rasteriser, const struct page *page, GError **error)
{
	um_t width, height;
	const struct pose pose = page_as_read(page, &width, &height);

	if (take_surface(rasteriser, width, height))
		draw_list(rasteriser, &page->list, &pose);
	if (rasteriser->error == NULL && cairo_status(rasteriser->cairo) != CAIRO_STATUS_SUCCESS)
		g_set_error(&rasteriser->error, DEVICE_ERROR, DEVICE_ERROR_LIMIT, "a page cannot be drawn: %s",
			    cairo_status_to_string(cairo_status(rasteriser->cairo)));
	if (rasteriser->error != NULL) {
		drop_surface(rasteriser);
		g_propagate_error(error, g_steal_pointer(&rasteriser->error));
		return NULL;
	}
	make_raster(rasteriser);
	return &rasteriser->raster;
}

struct rasteriser *rasteriser_new(guint dpi, enum raster_colour colour)
{
	struct rasteriser *rasteriser = g_new0(struct rasteriser, 1);

	g_assert(dpi > 0);
	rasteriser->dpi = dpi;
	rasteriser->colour = colour;
	rasteriser->outlines = outlines_new();
	rasteriser->pictures = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)cairo_surface_destroy);
	return rasteriser;
}

void rasteriser_free(struct rasteriser *rasteriser)
{
	if (rasteriser == NULL)
		return;
	drop_surface(rasteriser);
	g_hash_table_unref(rasteriser->pictures);
	outlines_free(rasteriser->outlines);
	g_free(rasteriser);
}
