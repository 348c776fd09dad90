/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pictures and stamps, each put into the setup of the file when it is first drawn.  A picture's bytes are a stream
 * in the device's memory, still compressed, that is read again on each page; a stamp is a form, which a device may
 * keep ready in its cache.
 */
#include "device/ps.h"

#include <string.h>

#include "device/deflater.h"
#include "device/pixels.h"

/* Written once a file: the smallest will do. */
#define PICTURE_LEVEL 9

/* DSC: what stands between is no comment, whatever it looks like. */
static void add_stream(struct ps *ps, guint number, const guint8 *bytes, gsize length)
{
	g_autoptr(GString) data = g_string_new(NULL);
	guint lines = ps_add_base85(data, bytes, length);

	g_string_append_printf(ps->definitions, "%%%%BeginData: %u ASCII Lines\n", lines + 1);
	g_string_append_printf(ps->definitions, "/D%u currentfile/ASCII85Decode filter/ReusableStreamDecode filter\n", number);
	g_string_append_len(ps->definitions, data->str, (gssize)data->len);
	g_string_append(ps->definitions, "%%EndData\ndef\n");
}

static void add_procedure(struct ps *ps, guint number, guint width, guint height, guint colours, const char *decode,
			  const char *filter)
{
	g_string_append_printf(ps->definitions, "/I%u{D%u 0 setfileposition %u %u %u[%s]D%u/%s filter Picture}def\n", number,
			       number, width, height, colours, decode, number, filter);
}

static gboolean add_png(struct ps *ps, guint number, const struct picture *picture)
{
	struct pixels pixels;
	const char *cause;
	gboolean whole = pixels_of_png(picture, &pixels, &cause);

	if (whole) {
		struct deflater *deflater = deflater_new(PICTURE_LEVEL);
		gsize length;
		const guint8 *bytes = deflater_run(deflater, pixels.bytes,
						   (gsize)pixels.width * pixels.height * pixels.colours, &length);

		add_stream(ps, number, bytes, length);
		add_procedure(ps, number, pixels.width, pixels.height, pixels.colours,
			      pixels.colours == 1 ? "0 1" : "0 1 0 1 0 1", "FlateDecode");
		deflater_free(deflater);
	} else {
		ps_fail(ps, DEVICE_ERROR_PICTURE, "picture '%s': not a whole PNG: %s", picture->name, cause);
	}
	pixels_clear(&pixels);
	return whole;
}

/* Colours of a JPEG, from its frame header; a picture that has been loaded has one. */
static guint jpeg_colours(const guint8 *bytes, gsize length)
{
	for (gsize at = 2; at + 9 < length && bytes[at] == 0xff;) {
		guint8 mark = bytes[at + 1];

		if (mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc)
			return bytes[at + 9];
		at += mark == 0xff ? 1 : 2 + ((gsize)bytes[at + 2] << 8 | bytes[at + 3]);
	}
	return 0;
}

static gboolean add_jpeg(struct ps *ps, guint number, const struct picture *picture)
{
	/* Programs that write four colours write them inverted, as Adobe's did. */
	static const char *const decodes[] = { NULL, "0 1", NULL, "0 1 0 1 0 1", "1 0 1 0 1 0 1 0" };
	gsize length;
	const guint8 *bytes = g_bytes_get_data(picture->bytes, &length);
	guint colours = pixels_jpeg_is_whole(bytes, length) ? jpeg_colours(bytes, length) : 0;

	if (colours >= G_N_ELEMENTS(decodes) || decodes[colours] == NULL) {
		ps_fail(ps, DEVICE_ERROR_PICTURE, "picture '%s': not a whole JPEG", picture->name);
		return FALSE;
	}
	add_stream(ps, number, bytes, length);
	add_procedure(ps, number, picture->width, picture->height, colours, decodes[colours], "DCTDecode");
	return TRUE;
}

static gboolean add_picture(struct ps *ps, guint number, const struct picture *picture)
{
	switch (picture->kind) {
	case PICTURE_PNG:
		return add_png(ps, number, picture);
	case PICTURE_JPEG:
		return add_jpeg(ps, number, picture);
	}
	g_assert_not_reached();
}

guint ps_picture(struct names *names, const struct picture *picture)
{
	struct ps *ps = ps_of_names(names);
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(ps->picture_numbers, picture));

	if (number != 0)
		return number;
	number = g_hash_table_size(ps->picture_numbers) + 1;
	if (!add_picture(ps, number, picture))
		return 0;
	g_hash_table_insert(ps->picture_numbers, (gpointer)picture, GUINT_TO_POINTER(number));
	return number;
}

/* What rounding and the overhang of italics may add to the bounds of a stamp. */
#define FORM_MARGIN (1 * UM_PER_MM)

static gboolean add_stamp(struct ps *ps, guint number, const struct stamp *stamp)
{
	struct rect box = rect_grown(&stamp->bounds, FORM_MARGIN, FORM_MARGIN);
	const um_t sides[] = { box.x, -box.y - box.height, box.x + box.width, -box.y };

	content_begin(&ps->form, CONTENT_FORM, 0);
	content_draw(&ps->form, &stamp->list);
	content_end(&ps->form);
	if (ps->error != NULL)
		return FALSE;
	g_string_append_printf(ps->definitions, "/S%u<</FormType 1/Matrix[1 0 0 1 0 0]/BBox[", number);
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		g_string_append_c(ps->definitions, ' ');
		ps_add_number(ps->definitions, content_centipoints(sides[i]), 2);
	}
	g_string_append(ps->definitions, "]/PaintProc{{\n");
	g_string_append_len(ps->definitions, ps->form.bytes, (gssize)ps->form.used);
	g_string_append(ps->definitions, "}//Stamp exec}>>def\n");
	return TRUE;
}

guint ps_stamp(struct names *names, const struct stamp *stamp)
{
	struct ps *ps = ps_of_names(names);
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(ps->stamp_numbers, stamp));

	if (number != 0)
		return number;
	number = g_hash_table_size(ps->stamp_numbers) + 1;
	if (!add_stamp(ps, number, stamp))
		return 0;
	g_hash_table_insert(ps->stamp_numbers, (gpointer)stamp, GUINT_TO_POINTER(number));
	return number;
}
