/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pictures and stamps, each put into the file when it is first drawn, and the dictionaries that hold them.
 *
 * All pages share one Resources dictionary, which they inherit from the page tree's root, but for those that need
 * a rare font.  Forms share another: the same fonts and images, but no forms.
 */
#include "device/pdf.h"

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
	pdf->font_numbers = g_array_new(FALSE, TRUE, sizeof(guint));
	pdf->font_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	pdf->picture_numbers = g_hash_table_new(NULL, NULL);
	pdf->stamp_numbers = g_hash_table_new(NULL, NULL);
	pdf->embeds = g_ptr_array_new();
	pdf->page_xobjects = add_shared(pdf);
	pdf->form_xobjects = add_shared(pdf);
	for (guint set = 0; set < RESOURCE_SETS; set++) {
		pdf->fonts[set] = add_shared(pdf);
		pdf->page_resources[set] = add_shared(pdf);
		pdf->form_resources[set] = add_shared(pdf);
		HPDF_Dict_Add(pdf->page_resources[set], "Font", pdf->fonts[set]);
		HPDF_Dict_Add(pdf->page_resources[set], "XObject", pdf->page_xobjects);
		HPDF_Dict_Add(pdf->form_resources[set], "Font", pdf->fonts[set]);
		HPDF_Dict_Add(pdf->form_resources[set], "XObject", pdf->form_xobjects);
	}
	HPDF_Dict_Add(pdf->doc->root_pages, "Resources", pdf->page_resources[RESOURCES_COMMON]);
	return pdf->doc->error.error_no == HPDF_OK;
}

void pdf_resource_name(char name[16], char letter, guint number)
{
	*name = letter;
	*content_number(name + 1, (gint64)number * 100, 2) = '\0';
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
	pdf_resource_name(name, 'I', number);
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
	enum resource_set page_set = pdf->set;
	guint resources;
	char number[32];

	pdf->set = RESOURCES_COMMON;
	if (pdf->kind == PDF_ARCHIVE)
		pdf_embed_note(pdf, &stamp->list);
	content_begin(&pdf->form, CONTENT_FORM, 0);
	content_draw(&pdf->form, &stamp->list);
	content_end(&pdf->form);
	resources = pdf_object_number(pdf->form_resources[pdf->set]);
	pdf->set = page_set;
	if (pdf->error != NULL)
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		*content_number(number, content_centipoints(sides[i]), 2) = '\0';
		g_string_append_printf(entries, "%s%s", i ? " " : "", number);
	}
	g_string_append_printf(entries, "]/Resources %u 0 R\n", resources);
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
	pdf_resource_name(name, 'S', number);
	HPDF_Dict_Add(pdf->page_xobjects, name, form);
	g_hash_table_insert(pdf->stamp_numbers, (gpointer)stamp, GUINT_TO_POINTER(number));
	return number;
}
