/* SPDX-License-Identifier: Apache-2.0 */
/* Only the header of a picture is read: enough to know its kind and measure, and to refuse a hostile one early. */
#include "page/picture.h"

#include <string.h>

static guint big_endian(const guint8 *bytes, guint count)
{
	guint value = 0;

	while (count-- > 0)
		value = value << 8 | *bytes++;
	return value;
}

static gboolean read_png(const guint8 *bytes, gsize size, struct picture *picture)
{
	if (size < 24 || memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) != 0 || memcmp(bytes + 12, "IHDR", 4) != 0)
		return FALSE;
	picture->kind = PICTURE_PNG;
	picture->width = big_endian(bytes + 16, 4);
	picture->height = big_endian(bytes + 20, 4);
	return TRUE;
}

/* A frame header SOF0..SOF15; C4, C8 and CC of that range are other segments. */
static gboolean jpeg_is_frame(guint8 marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean read_jpeg(const guint8 *bytes, gsize size, struct picture *picture)
{
	gsize at = 2;

	if (size < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
		return FALSE;
	while (at + 9 < size && bytes[at] == 0xff) {
		if (jpeg_is_frame(bytes[at + 1])) {
			picture->kind = PICTURE_JPEG;
			picture->height = big_endian(bytes + at + 5, 2);
			picture->width = big_endian(bytes + at + 7, 2);
			return TRUE;
		}
		at += 2 + big_endian(bytes + at + 2, 2);
	}
	return FALSE;
}

static gboolean measure(struct picture *picture, const char *path, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(picture->bytes, &size);

	if (size > PICTURE_MAX_BYTES) {
		g_set_error(error, PICTURE_ERROR, PICTURE_ERROR_SIZE, "picture '%s': %" G_GSIZE_FORMAT
			    " bytes, at most %u are taken", path, size, PICTURE_MAX_BYTES);
		return FALSE;
	}
	if (!read_png(bytes, size, picture) && !read_jpeg(bytes, size, picture)) {
		g_set_error(error, PICTURE_ERROR, PICTURE_ERROR_FORM, "picture '%s': neither PNG nor JPEG", path);
		return FALSE;
	}
	if (picture->width == 0 || picture->height == 0 ||
	    (guint64)picture->width * picture->height > PICTURE_MAX_PIXELS) {
		g_set_error(error, PICTURE_ERROR, PICTURE_ERROR_SIZE,
			    "picture '%s': %u x %u pixels, at most %u million are taken", path, picture->width,
			    picture->height, PICTURE_MAX_PIXELS / 1000000);
		return FALSE;
	}
	return TRUE;
}

struct picture *picture_load(const char *path, const char *name, GError **error)
{
	GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
	struct picture *picture;

	if (file == NULL) {
		g_set_error(error, PICTURE_ERROR, PICTURE_ERROR_READ, "picture '%s' cannot be read", path);
		return NULL;
	}
	picture = g_new0(struct picture, 1);
	picture->name = g_strdup(name);
	picture->bytes = g_mapped_file_get_bytes(file);
	g_mapped_file_unref(file);
	if (!measure(picture, path, error)) {
		picture_free(picture);
		return NULL;
	}
	return picture;
}

void picture_free(struct picture *picture)
{
	if (picture == NULL)
		return;
	g_free(picture->name);
	g_bytes_unref(picture->bytes);
	g_free(picture);
}
