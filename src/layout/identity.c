/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/identity.h"

#include "base/hash.h"
#include "type/catalogue.h"

#include <string.h>

static gint by_name(gconstpointer a, gconstpointer b)
{
	const struct picture *const *one = a, *const *other = b;

	return strcmp((*one)->name, (*other)->name);
}

/* Sizes stand before the bytes, so that no two sets of files can look alike. */
static void hash_part(struct hash *sum, const char *kind, const char *name, gconstpointer bytes, gsize length)
{
	g_autofree char *head = g_strdup_printf("%s %u %s %" G_GSIZE_FORMAT "\n", kind, (guint)strlen(name), name, length);

	hash_add(sum, head, strlen(head));
	hash_add(sum, bytes, length);
}

static gint by_font_name(gconstpointer a, gconstpointer b)
{
	const struct layout_font *one = a, *other = b;

	return strcmp(one->name, other->name);
}

static void gather_fonts(struct layout *layout)
{
	g_autoptr(GPtrArray) cuts = g_ptr_array_new();

	for (guint i = 0; i < layout->proses->len; i++)
		prose_add_fonts(layout->proses->pdata[i], cuts);
	for (guint i = 0; i < layout->slips->len; i++) {
		const struct slip_kind *kind = layout->slips->pdata[i];

		for (guint role = 0; kind->roles[role] != NULL; role++)
			typesetter_add_fonts(layout->typesetter, kind->roles[role], cuts);
	}
	for (guint i = 0; i < cuts->len; i++) {
		const struct cut *cut = cuts->pdata[i];
		const struct layout_font font = { cut->font.name, cut->sha256 };

		g_array_append_val(layout->fonts, font);
	}
	g_array_sort(layout->fonts, by_font_name);
}

static void hash_layout(struct layout *layout, const char *bytes, gsize length)
{
	g_autoptr(hash_t) sum = hash_new();
	char hex[HASH_ROOM];

	hash_part(sum, "layout", "", bytes, length);
	g_ptr_array_sort(layout->pictures, by_name);
	for (guint i = 0; i < layout->pictures->len; i++) {
		const struct picture *picture = layout->pictures->pdata[i];
		gsize size;
		gconstpointer data = g_bytes_get_data(picture->bytes, &size);

		hash_part(sum, "picture", picture->name, data, size);
	}
	for (guint i = 0; i < layout->fonts->len; i++) {
		const struct layout_font *font = &g_array_index(layout->fonts, struct layout_font, i);

		hash_part(sum, "font", font->name, font->sha256, strlen(font->sha256));
	}
	dictionary_hash(layout->dictionary, hex);
	hash_part(sum, "data", "", hex, strlen(hex));
	hash_hex(sum, hex);
	layout->hash = g_strdup(hex);
}

void layout_identify(struct layout *layout, const char *bytes, gsize length)
{
	layout->source = g_bytes_new(bytes, length);
	gather_fonts(layout);
	hash_layout(layout, bytes, length);
}

const char *layout_hash(const struct layout *layout)
{
	return layout->hash;
}

GBytes *layout_source(const struct layout *layout)
{
	return layout->source;
}

const GPtrArray *layout_pictures(const struct layout *layout)
{
	return layout->pictures;
}

const GArray *layout_fonts(const struct layout *layout)
{
	return layout->fonts;
}
