/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Outlines come from HarfBuzz, which has shaped the words too, and not from cairo's own fonts: those are placed on
 * whole pixels and live in a cache of the process.
 */
#include "device/outlines.h"

#include <hb.h>

#include "device/device.h"

struct shapes {
	hb_font_t *font;
	guint units;
	guint count;		/* glyphs of the font */
	cairo_path_t **paths;	/* by glyph, NULL: not read yet */
};

struct outlines {
	hb_draw_funcs_t *pen;
	GHashTable *fonts;	/* file -> struct shapes */
};

/* ---- the pen: what HarfBuzz draws, as cairo writes it ---- */

static void put(GArray *path, cairo_path_data_type_t type, guint points)
{
	const cairo_path_data_t data = { .header = { .type = type, .length = (int)points + 1 } };

	g_array_append_val(path, data);
}

static void put_point(GArray *path, float x, float y)
{
	const cairo_path_data_t data = { .point = { x, y } };

	g_array_append_val(path, data);
}

static void move_to(hb_draw_funcs_t *pen, void *path, hb_draw_state_t *state, float x, float y, void *user)
{
	(void)pen, (void)state, (void)user;
	put(path, CAIRO_PATH_MOVE_TO, 1);
	put_point(path, x, y);
}

static void line_to(hb_draw_funcs_t *pen, void *path, hb_draw_state_t *state, float x, float y, void *user)
{
	(void)pen, (void)state, (void)user;
	put(path, CAIRO_PATH_LINE_TO, 1);
	put_point(path, x, y);
}

/* TrueType's curves have one control point; HarfBuzz tells them as these. */
static void curve_to(hb_draw_funcs_t *pen, void *path, hb_draw_state_t *state, float x1, float y1, float x2, float y2,
		     float x, float y, void *user)
{
	(void)pen, (void)state, (void)user;
	put(path, CAIRO_PATH_CURVE_TO, 3);
	put_point(path, x1, y1);
	put_point(path, x2, y2);
	put_point(path, x, y);
}

static void close_path(hb_draw_funcs_t *pen, void *path, hb_draw_state_t *state, void *user)
{
	(void)pen, (void)state, (void)user;
	put(path, CAIRO_PATH_CLOSE_PATH, 0);
}

static hb_draw_funcs_t *pen_new(void)
{
	hb_draw_funcs_t *pen = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(pen, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(pen, line_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(pen, curve_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(pen, close_path, NULL, NULL);
	hb_draw_funcs_make_immutable(pen);
	return pen;
}

/* ---- fonts ---- */

static void shapes_free(gpointer data)
{
	struct shapes *shapes = data;

	for (guint i = 0; i < shapes->count; i++) {
		if (shapes->paths[i] != NULL)
			g_free(shapes->paths[i]->data);
		g_free(shapes->paths[i]);
	}
	g_free(shapes->paths);
	hb_font_destroy(shapes->font);
	g_free(shapes);
}

static struct shapes *shapes_open(const struct font *font, GError **error)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(font->path);
	hb_face_t *face = hb_face_create(blob, 0);
	struct shapes *shapes;

	hb_blob_destroy(blob);
	if (hb_face_get_glyph_count(face) == 0) {
		g_autofree char *base = g_path_get_basename(font->path);

		g_set_error(error, DEVICE_ERROR, DEVICE_ERROR_FONT, "font '%s': %s cannot be read as a font",
			    font->name, base);
		hb_face_destroy(face);
		return NULL;
	}
	shapes = g_new0(struct shapes, 1);
	shapes->font = hb_font_create(face);
	shapes->units = hb_face_get_upem(face);
	shapes->count = hb_face_get_glyph_count(face);
	shapes->paths = g_new0(cairo_path_t *, shapes->count);
	hb_face_destroy(face);
	return shapes;
}

static struct shapes *find_shapes(struct outlines *outlines, const struct font *font, GError **error)
{
	struct shapes *shapes = g_hash_table_lookup(outlines->fonts, font->path);

	if (shapes == NULL) {
		shapes = shapes_open(font, error);
		if (shapes != NULL)
			g_hash_table_insert(outlines->fonts, g_strdup(font->path), shapes);
	}
	return shapes;
}

static cairo_path_t *read_path(const struct outlines *outlines, const struct shapes *shapes, guint glyph)
{
	GArray *data = g_array_new(FALSE, FALSE, sizeof(cairo_path_data_t));
	cairo_path_t *path = g_new0(cairo_path_t, 1);

	hb_font_get_glyph_shape(shapes->font, glyph, outlines->pen, data);
	path->status = CAIRO_STATUS_SUCCESS;
	path->num_data = (int)data->len;
	path->data = (cairo_path_data_t *)(void *)g_array_free(data, FALSE);
	return path;
}

const cairo_path_t *outlines_glyph(struct outlines *outlines, const struct font *font, guint glyph, guint *units,
				   GError **error)
{
	struct shapes *shapes = find_shapes(outlines, font, error);

	if (shapes == NULL)
		return NULL;
	if (glyph >= shapes->count) {
		g_set_error(error, DEVICE_ERROR, DEVICE_ERROR_FONT, "font '%s': no glyph %u", font->name, glyph);
		return NULL;
	}
	if (shapes->paths[glyph] == NULL)
		shapes->paths[glyph] = read_path(outlines, shapes, glyph);
	*units = shapes->units;
	return shapes->paths[glyph];
}

struct outlines *outlines_new(void)
{
	struct outlines *outlines = g_new0(struct outlines, 1);

	outlines->pen = pen_new();
	outlines->fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, shapes_free);
	return outlines;
}

void outlines_free(struct outlines *outlines)
{
	if (outlines == NULL)
		return;
	g_hash_table_unref(outlines->fonts);
	hb_draw_funcs_destroy(outlines->pen);
	g_free(outlines);
}
