/* SPDX-License-Identifier: Apache-2.0 */
#include "device/subset.h"

#include "device/device.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

/* What a reader of PDF needs of a TrueType program (ISO 32000-1, 9.9), but for the cmap. */
static const hb_tag_t kept_tables[] = {
	HB_TAG('c', 'v', 't', ' '), HB_TAG('f', 'p', 'g', 'm'), HB_TAG('g', 'l', 'y', 'f'),
	HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
	HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p'), HB_TAG('p', 'r', 'e', 'p'),
};
#define CMAP HB_TAG('c', 'm', 'a', 'p')

/* Symbolic fonts have their codes here. */
#define CODES_AT 0xf000

static hb_face_t *open_face(const char *path)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	hb_face_t *face;

	if (blob == NULL)
		return NULL;
	face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	return face;
}

static gint32 read_i16(const guint8 *at)
{
	return (gint16)(at[0] << 8 | at[1]);
}

static gint32 em1000(hb_face_t *face, gint32 units)
{
	return (gint32)((gint64)units * 1000 / (gint64)hb_face_get_upem(face));
}

/* Bytes of a table from offset on; NULL when it is shorter.  The blob is to be destroyed after use. */
static const guint8 *table_at(hb_face_t *face, hb_tag_t tag, guint offset, guint count, hb_blob_t **blob)
{
	guint length;
	const char *bytes;

	*blob = hb_face_reference_table(face, tag);
	bytes = hb_blob_get_data(*blob, &length);
	return length >= offset + count ? (const guint8 *)bytes + offset : NULL;
}

/* xMin, yMin, xMax, yMax of head; italicAngle and isFixedPitch of post (OpenType). */
static void read_metrics(struct subset *subset, hb_face_t *face)
{
	hb_blob_t *blob;
	const guint8 *at = table_at(face, HB_TAG('h', 'e', 'a', 'd'), 36, 8, &blob);

	for (guint i = 0; at != NULL && i < G_N_ELEMENTS(subset->box); i++)
		subset->box[i] = em1000(face, read_i16(at + i * 2));
	hb_blob_destroy(blob);
	at = table_at(face, HB_TAG('p', 'o', 's', 't'), 4, 12, &blob);
	if (at != NULL) {
		subset->italic_angle = read_i16(at) * 1000 + ((gint32)at[2] << 8 | at[3]) * 1000 / 65536;
		subset->fixed_pitch = (at[8] | at[9] | at[10] | at[11]) != 0;
	}
	hb_blob_destroy(blob);
}

static char *read_name(hb_face_t *face)
{
	char text[64];
	guint size = sizeof text;

	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, text);
	return g_strcanon(g_strdup(text), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-", '-');
}

static void read_widths(struct subset *subset, hb_face_t *face, const gunichar characters[256])
{
	hb_font_t *font = hb_font_create(face);

	for (guint code = 0; code < 256; code++) {
		hb_codepoint_t glyph;

		subset->widths[code] = -1;
		if (characters[code] != 0 && hb_font_get_nominal_glyph(font, characters[code], &glyph))
			subset->widths[code] = em1000(face, hb_font_get_glyph_h_advance(font, glyph));
	}
	hb_font_destroy(font);
}

static hb_subset_plan_t *plan_of(hb_face_t *face, const gunichar characters[256])
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_set_t *wanted, *dropped;
	hb_subset_plan_t *plan;

	if (input == NULL)
		return NULL;
	wanted = hb_subset_input_unicode_set(input);
	for (guint code = 0; code < 256; code++) {
		if (characters[code] != 0)
			hb_set_add(wanted, characters[code]);
	}
	/* What a substitution could bring in is not on the page. */
	dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	hb_set_add(dropped, HB_TAG('G', 'S', 'U', 'B'));
	hb_set_add(dropped, HB_TAG('G', 'P', 'O', 'S'));
	hb_set_add(dropped, HB_TAG('G', 'D', 'E', 'F'));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	plan = hb_subset_plan_create_or_fail(face, input);
	hb_subset_input_destroy(input);
	return plan;
}

static void add_u16(GByteArray *to, guint value)
{
	const guint8 bytes[] = { (guint8)(value >> 8), (guint8)value };

	g_byte_array_append(to, bytes, sizeof bytes);
}

/*
 * A cmap of one table, format 4, of two segments: all codes from the first to the last, and the closing one.  Only
 * one table may be there in a symbolic font (ISO 19005-1, 6.3.7).
 */
static hb_blob_t *code_map(const hb_subset_plan_t *plan, const gunichar characters[256])
{
	const hb_map_t *glyphs = hb_subset_plan_unicode_to_old_glyph_mapping(plan);
	const hb_map_t *moved = hb_subset_plan_old_to_new_glyph_mapping(plan);
	guint first = 0, last = 255, length;
	g_autoptr(GByteArray) map = g_byte_array_new();

	while (first < 255 && characters[first] == 0)
		first++;
	while (last > first && characters[last] == 0)
		last--;
	length = 32 + (last - first + 1) * 2;
	const guint head[] = {
		0, 1, 3, 0, 0, 12,				/* one table, (3,0), twelve bytes from here */
		4, length, 0, 4, 4, 1, 0,			/* format, length, language, 2 segments and what follows from them */
		CODES_AT + last, 0xffff, 0, CODES_AT + first, 0xffff,	/* ends, starts */
		0, 1, 4, 0,					/* deltas; glyphs of the first begin four bytes on */
	};

	for (guint i = 0; i < G_N_ELEMENTS(head); i++)
		add_u16(map, head[i]);
	for (guint code = first; code <= last; code++) {
		hb_codepoint_t glyph = characters[code] ? hb_map_get(glyphs, characters[code]) : HB_MAP_VALUE_INVALID;
		hb_codepoint_t place = glyph != HB_MAP_VALUE_INVALID ? hb_map_get(moved, glyph) : 0;

		add_u16(map, place != HB_MAP_VALUE_INVALID ? place : 0);
	}
	return hb_blob_create((const char *)map->data, map->len, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
}

static GBytes *bytes_of(hb_face_t *face)
{
	hb_blob_t *blob = hb_face_reference_blob(face);
	guint length;
	const char *data = hb_blob_get_data(blob, &length);
	GBytes *bytes = g_bytes_new(data, length);

	hb_blob_destroy(blob);
	return bytes;
}

static void keep_table(hb_face_t *to, hb_face_t *from, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(from, tag);

	if (hb_blob_get_length(table) > 0)
		hb_face_builder_add_table(to, tag, table);
	hb_blob_destroy(table);
}

static GBytes *cut(hb_face_t *face, const gunichar characters[256], enum subset_map map)
{
	hb_subset_plan_t *plan = plan_of(face, characters);
	hb_face_t *small = plan != NULL ? hb_subset_plan_execute_or_fail(plan) : NULL;
	GBytes *program = NULL;

	if (small != NULL) {
		hb_face_t *built = hb_face_builder_create();

		for (guint i = 0; i < G_N_ELEMENTS(kept_tables); i++)
			keep_table(built, small, kept_tables[i]);
		if (map == SUBSET_BY_CODE) {
			hb_blob_t *codes = code_map(plan, characters);

			hb_face_builder_add_table(built, CMAP, codes);
			hb_blob_destroy(codes);
		} else {
			keep_table(built, small, CMAP);
		}
		program = bytes_of(built);
		hb_face_destroy(built);
	}
	hb_face_destroy(small);
	hb_subset_plan_destroy(plan);
	return program;
}

gboolean subset_make(struct subset *subset, const char *path, const gunichar characters[256], enum subset_map map,
		     GError **error)
{
	hb_face_t *face = open_face(path);

	*subset = (struct subset){ 0 };
	if (face != NULL) {
		read_metrics(subset, face);
		read_widths(subset, face, characters);
		subset->name = read_name(face);
		subset->program = cut(face, characters, map);
		hb_face_destroy(face);
	}
	if (subset->program != NULL)
		return TRUE;
	g_set_error(error, DEVICE_ERROR, DEVICE_ERROR_FONT, "'%s': %s", path,
		    face == NULL ? "cannot be read" : "not a TrueType font that can be embedded");
	subset_clear(subset);
	return FALSE;
}

void subset_clear(struct subset *subset)
{
	g_clear_pointer(&subset->program, g_bytes_unref);
	g_clear_pointer(&subset->name, g_free);
}
