/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The PDF device: pages become content streams, deflated at once and kept until the file is saved.
 *
 * Output depends on the pages alone: no date is written, and the file's /ID is taken from the hash of all that
 * stands before it.
 */
#include "device/pdf.h"

#include <stdarg.h>
#include <string.h>

#define ARENA_BLOCK (256 * 1024)

void pdf_fail(struct pdf *pdf, enum device_error code, const char *format, ...)
{
	va_list arguments;

	if (pdf->error != NULL)
		return;
	va_start(arguments, format);
	pdf->error = g_error_new_valist(DEVICE_ERROR, (gint)code, format, arguments);
	va_end(arguments);
}

static HPDF_STATUS write_out(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
	struct pdf *pdf = stream->attr;

	if (out_write(&pdf->out, bytes, length))
		return HPDF_OK;
	return HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, (HPDF_STATUS)pdf->out.error);
}

/* /ID, twice the first half of the hash of everything above it (ISO 32000-1, 14.4). */
static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream stream)
{
	struct pdf *pdf = stream->attr;
	guint8 digest[HASH_BYTES];
	GString *line = g_string_new("/ID[");
	HPDF_STATUS status;

	(void)trailer;
	out_digest(&pdf->out, digest);
	for (guint copy = 0; copy < 2; copy++) {
		g_string_append_c(line, '<');
		for (guint i = 0; i < sizeof digest / 2; i++)
			g_string_append_printf(line, "%02x", digest[i]);
		g_string_append_c(line, '>');
	}
	g_string_append(line, "]\n");
	status = HPDF_Stream_WriteStr(stream, line->str);
	g_string_free(line, TRUE);
	return status;
}

/* Text strings of the file's information are UTF-16 with a mark when ASCII does not do (7.9.2.2). */
static void set_title(struct pdf *pdf, const char *title)
{
	glong units;
	g_autofree gunichar2 *text = NULL;
	g_autofree guint8 *bytes = NULL;

	text = g_utf8_to_utf16(title, -1, NULL, &units, NULL);
	if (text == NULL)
		return;
	bytes = g_malloc((gsize)units * 2 + 2);
	bytes[0] = 0xfe;
	bytes[1] = 0xff;
	for (glong i = 0; i < units; i++) {
		bytes[2 + i * 2] = (guint8)(text[i] >> 8);
		bytes[3 + i * 2] = (guint8)text[i];
	}
	HPDF_Dict_Add(pdf->doc->info, "Title",
		      HPDF_Binary_New(pdf->doc->mmgr, bytes, (HPDF_UINT)units * 2 + 2));
}

static void draw_page(struct device *device, const struct page *page)
{
	struct pdf *pdf = (struct pdf *)device;
	HPDF_Dict contents;

	if (pdf->error != NULL)
		return;
	pdf->set = RESOURCES_COMMON;
	if (pdf->kind == PDF_ARCHIVE)
		pdf_embed_note(pdf, &page->list);
	content_begin(&pdf->content, CONTENT_PAGE, page->height);
	content_draw(&pdf->content, &page->list);
	content_end(&pdf->content);
	if (pdf->error != NULL)
		return;
	contents = pdf_stream(pdf, pdf->content.bytes, pdf->content.used, NULL);
	if (contents != NULL)
		pdf_leaf(pdf, page, contents);
}

/* Writes the file through our own stream, not through libharu's, which opens by name and cannot say why not. */
static void save(struct pdf *pdf)
{
	pdf->doc->stream = HPDF_CallbackWriter_New(pdf->doc->mmgr, write_out, pdf);
	pdf->doc->trailer->write_fn = write_id;
	if (HPDF_SaveToStream(pdf->doc) != HPDF_OK && pdf->out.error == 0)
		pdf_fail(pdf, DEVICE_ERROR_WRITE, "cannot write the PDF: libharu error 0x%04lX",
			 (gulong)pdf->doc->error.error_no);
}

static void free_pdf(struct pdf *pdf)
{
	if (pdf->doc != NULL)
		HPDF_Free(pdf->doc);
	deflater_free(pdf->deflater);
	content_clear(&pdf->content);
	content_clear(&pdf->form);
	arena_free(pdf->arena);
	g_clear_pointer(&pdf->font_numbers, g_array_unref);
	g_clear_pointer(&pdf->font_names, g_hash_table_unref);
	g_clear_pointer(&pdf->picture_numbers, g_hash_table_unref);
	g_clear_pointer(&pdf->stamp_numbers, g_hash_table_unref);
	g_clear_pointer(&pdf->embeds, g_ptr_array_unref);
	g_clear_error(&pdf->error);
	g_free(pdf);
}

static gboolean close_pdf(struct device *device, struct device_made *made, GError **error)
{
	struct pdf *pdf = (struct pdf *)device;
	struct device_made result = { .pages = pdf->pages };
	gboolean ok = FALSE;

	/* libharu writes a tree without pages, but no reader takes it. */
	if (pdf->error == NULL && pdf->pages == 0)
		pdf_fail(pdf, DEVICE_ERROR_WRITE, "a PDF file without pages");
	if (pdf->error == NULL)
		pdf_embed_finish(pdf);
	if (pdf->error == NULL)
		save(pdf);
	if (pdf->error == NULL) {
		result.bytes = pdf->out.bytes;
		ok = out_close(&pdf->out, result.sha256, error);
	} else {
		out_drop(&pdf->out);
		g_propagate_error(error, g_steal_pointer(&pdf->error));
	}
	if (ok && made != NULL)
		*made = result;
	free_pdf(pdf);
	return ok;
}

static gboolean begin_archive(struct pdf *pdf, const char *wished)
{
	g_autofree char *title = pdf_archive_title(wished != NULL ? wished : "");

	if (*title != '\0')
		set_title(pdf, title);
	return pdf_archive_begin(pdf, title);
}

static gboolean begin_document(struct pdf *pdf, const struct pdf_options *options)
{
	pdf->doc = HPDF_New(NULL, NULL);
	if (pdf->doc == NULL)
		return FALSE;
	/* Fonts and pictures; pages and forms are deflated here. */
	if (pdf->deflater != NULL)
		HPDF_SetCompressionMode(pdf->doc, HPDF_COMP_IMAGE | HPDF_COMP_METADATA);
	if (options->kind == PDF_ARCHIVE)
		return begin_archive(pdf, options->title) && pdf_resources_begin(pdf);
	if (options->title != NULL)
		set_title(pdf, options->title);
	return pdf_resources_begin(pdf);
}

struct device *pdf_open(const char *path, const struct pdf_options *options, GError **error)
{
	struct out out;
	struct pdf *pdf;

	if (!out_open(&out, path, error))
		return NULL;
	pdf = g_new0(struct pdf, 1);
	pdf->device = (struct device){ .page = draw_page, .close = close_pdf };
	pdf->names = (struct names){ .font = pdf_font, .picture = pdf_picture, .stamp = pdf_stamp };
	pdf->out = out;
	pdf->arena = arena_new(ARENA_BLOCK);
	pdf->kind = options->kind;
	pdf->upright = options->upright;
	pdf->deflater = options->compression > 0 ? deflater_new(MIN(options->compression, 9)) : NULL;
	content_init(&pdf->content, &pdf->names, CONTENT_PDF);
	content_init(&pdf->form, &pdf->names, CONTENT_PDF);
	if (!begin_document(pdf, options))
		pdf_fail(pdf, DEVICE_ERROR_OPEN, "cannot begin a PDF document: libharu has no memory");
	return &pdf->device;
}
