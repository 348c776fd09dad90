/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fonts, pictures and stamps, each put into the file when it is first drawn.
 *
 * All pages share one Resources dictionary, which they inherit from the page tree's root.  Forms share
 * another: the same fonts and images, but no forms.
 */
#include "device/pdf.h"

#include <string.h>

/* A new dictionary; an indirect one when it is shared. */
static HPDF_Dict add_shared(struct pdf *pdf)
{
	HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);

	if (dict != NULL && HPDF_Xref_Add(pdf->doc->xref, dict) != HPDF_OK)
		dict = NULL;
	return dict;
}

gboolean pdf_resources_begin(struct pdf *pdf)
{
	HPDF_Dict resources;

	pdf->font_numbers = g_array_new(FALSE, TRUE, sizeof(guint));
	pdf->font_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	pdf->picture_numbers = g_hash_table_new(NULL, NULL);
	pdf->stamp_numbers = g_hash_table_new(NULL, NULL);
	pdf->fonts = add_shared(pdf);
	pdf->page_xobjects = add_shared(pdf);
	pdf->form_xobjects = add_shared(pdf);
	resources = add_shared(pdf);
	pdf->form_resources = add_shared(pdf);
	HPDF_Dict_Add(resources, "Font", pdf->fonts);
	HPDF_Dict_Add(resources, "XObject", pdf->page_xobjects);
	HPDF_Dict_Add(pdf->form_resources, "Font", pdf->fonts);
	HPDF_Dict_Add(pdf->form_resources, "XObject", pdf->form_xobjects);
	HPDF_Dict_Add(pdf->doc->root_pages, "Resources", resources);
	return pdf->doc->error.error_no == HPDF_OK;
}

static void name_resource(char name[16], char letter, guint number)
{
	*name = letter;
	*content_number(name + 1, (gint64)number * 100, 2) = '\0';
}

static const char *load_font(struct pdf *pdf, const struct font *font)
{
	const char *name = g_hash_table_lookup(pdf->font_names, font->path);

	if (name != NULL)
		return name;
	name = HPDF_LoadTTFontFromFile(pdf->doc, font->path, HPDF_TRUE);
	if (name == NULL) {
		g_autofree char *base = g_path_get_basename(font->path);
		const char *cause = pdf->doc->error.error_no == HPDF_FILE_OPEN_ERROR
			? g_strerror((int)pdf->doc->error.detail_no) : "not a TrueType font that can be embedded";

		pdf_fail(pdf, DEVICE_ERROR_FONT, "font '%s': %s: %s", font->name, base, cause);
		return NULL;
	}
	g_hash_table_insert(pdf->font_names, g_strdup(font->path), g_strdup(name));
	return name;
}

/*
 * Tells libharu of every code that text may use, so that /Widths and the subset hold them: it does not see the
 * text.  All codes, not those of this file: then files with the same fonts carry the same subset.
 */
static gboolean register_codes(struct pdf *pdf, HPDF_Font font, const struct face *face)
{
	const HPDF_FontAttr attr = font->attr;
	const HPDF_BasicEncoderAttr encoder = attr->encoder->attr;
	HPDF_BYTE codes[256];
	guint count = 0;

	for (guint code = 0; code < 256; code++) {
		if (face->widths[code] != 0)
			codes[count++] = (HPDF_BYTE)code;
	}
	HPDF_Font_TextWidth(font, codes, count);
	for (guint i = 0; i < count; i++) {
		gboolean written = codes[i] >= encoder->first_char && codes[i] <= encoder->last_char;

		if (!written || attr->widths[codes[i]] != face->widths[codes[i]]) {
			pdf_fail(pdf, DEVICE_ERROR_FONT,
				 "font '%s', encoding '%s': code %u is %d wide in the font, %d in the layout",
				 face->font->name, face->encoding, codes[i], written ? attr->widths[codes[i]] : 0,
				 face->widths[codes[i]]);
			return FALSE;
		}
	}
	return TRUE;
}

static guint add_font(struct pdf *pdf, const struct face *face)
{
	const char *file = load_font(pdf, face->font);
	HPDF_Font font;
	guint number;
	char name[16];

	if (file == NULL)
		return 0;
	font = HPDF_GetFont(pdf->doc, file, face->encoding);
	if (font == NULL) {
		pdf_fail(pdf, DEVICE_ERROR_FONT, "font '%s': encoding '%s': libharu error 0x%04lX", face->font->name,
			 face->encoding, (gulong)pdf->doc->error.error_no);
		return 0;
	}
	if (!register_codes(pdf, font, face))
		return 0;
	number = pdf->fonts->list->count + 1;
	name_resource(name, 'F', number);
	HPDF_Dict_Add(pdf->fonts, name, font);
	return number;
}

guint pdf_font(struct names *names, const struct face *face)
{
	struct pdf *pdf = pdf_of_names(names);
	guint *number;

	if (face->index >= pdf->font_numbers->len)
		g_array_set_size(pdf->font_numbers, face->index + 1);
	number = &g_array_index(pdf->font_numbers, guint, face->index);
	if (*number == 0)
		*number = add_font(pdf, face);
	return *number;
}

guint pdf_picture(struct names *names, const struct picture *picture)
{
	struct pdf *pdf = pdf_of_names(names);
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(pdf->picture_numbers, picture));
	HPDF_Image image;
	char name[16];

	if (number != 0)
		return number;
	image = pdf_image(pdf, picture);
	if (image == NULL)
		return 0;
	number = g_hash_table_size(pdf->picture_numbers) + 1;
	name_resource(name, 'I', number);
	HPDF_Dict_Add(pdf->page_xobjects, name, image);
	HPDF_Dict_Add(pdf->form_xobjects, name, image);
	g_hash_table_insert(pdf->picture_numbers, (gpointer)picture, GUINT_TO_POINTER(number));
	return number;
}

/* What rounding and the overhang of italics may add to the bounds of a stamp. */
#define FORM_MARGIN (1 * UM_PER_MM)

static HPDF_Dict add_form(struct pdf *pdf, const struct stamp *stamp)
{
	struct rect box = rect_grown(&stamp->bounds, FORM_MARGIN, FORM_MARGIN);
	g_autoptr(GString) entries = g_string_new("/Type/XObject/Subtype/Form/BBox[");
	const um_t sides[] = { box.x, -box.y - box.height, box.x + box.width, -box.y };
	char number[32];

	content_begin(&pdf->form, CONTENT_FORM, 0);
	content_draw(&pdf->form, &stamp->list);
	content_end(&pdf->form);
	if (pdf->error != NULL)
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		*content_number(number, content_centipoints(sides[i]), 2) = '\0';
		g_string_append_printf(entries, "%s%s", i ? " " : "", number);
	}
	g_string_append_printf(entries, "]/Resources %u 0 R\n", pdf_object_number(pdf->form_resources));
	return pdf_stream(pdf, pdf->form.bytes, pdf->form.used, entries->str);
}

guint pdf_stamp(struct names *names, const struct stamp *stamp)
{
	struct pdf *pdf = pdf_of_names(names);
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(pdf->stamp_numbers, stamp));
	HPDF_Dict form;
	char name[16];

	if (number != 0)
		return number;
	form = add_form(pdf, stamp);
	if (form == NULL)
		return 0;
	number = g_hash_table_size(pdf->stamp_numbers) + 1;
	name_resource(name, 'S', number);
	HPDF_Dict_Add(pdf->page_xobjects, name, form);
	g_hash_table_insert(pdf->stamp_numbers, (gpointer)stamp, GUINT_TO_POINTER(number));
	return number;
}
