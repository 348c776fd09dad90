/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages and streams as libharu dictionaries without entries: write_fn writes the entries, after_write_fn the
 * stream.  libharu's own page is a dozen small blocks and a stream of 4 KiB at least; these are two.
 */
#include "device/pdf.h"

#include <string.h>

#define PAGES_PER_BRANCH 500

/* libharu counts file offsets in 32 bits; readers are safe below 2 GiB. */
#define STREAM_BYTES_MAX G_GUINT64_CONSTANT(2000000000)
/* Two objects a page, of the 8,388,607 that libharu counts. */
#define PAGES_MAX 4000000

struct stream {
	struct pdf *pdf;
	const void *bytes;
	gsize length;
	const char *entries;
	gboolean deflated;
};

struct leaf {
	guint parent, contents;
	guint resources;	/* 0: inherited */
	um_t width, height;	/* 0: inherited */
	enum turn upright;
};

guint pdf_object_number(const void *object)
{
	return ((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff;
}

static char *put_text(char *out, const char *text)
{
	gsize length = strlen(text);

	memcpy(out, text, length);
	return out + length;
}

static char *put_integer(char *out, guint64 value)
{
	return content_number(out, (gint64)value * 100, 2);
}

static HPDF_STATUS write_stream_entries(HPDF_Dict dict, HPDF_Stream to)
{
	const struct stream *stream = dict->attr;
	char line[80], *end;

	end = put_integer(put_text(line, "/Length "), stream->length);
	if (stream->deflated)
		end = put_text(end, "/Filter/FlateDecode");
	*end++ = '\n';
	if (stream->entries != NULL) {
		HPDF_STATUS status = HPDF_Stream_WriteStr(to, stream->entries);

		if (status != HPDF_OK)
			return status;
	}
	return HPDF_Stream_Write(to, (const HPDF_BYTE *)line, (HPDF_UINT)(end - line));
}

static HPDF_STATUS write_stream_bytes(HPDF_Dict dict)
{
	const struct stream *stream = dict->attr;
	HPDF_Stream to = stream->pdf->doc->stream;
	HPDF_STATUS status = HPDF_Stream_WriteStr(to, "\nstream\n");

	if (status == HPDF_OK)
		status = HPDF_Stream_Write(to, stream->bytes, (HPDF_UINT)stream->length);
	if (status == HPDF_OK)
		status = HPDF_Stream_WriteStr(to, "\nendstream");
	return status;
}

static char *put_media_box(char *out, um_t width, um_t height)
{
	out = content_number(put_text(out, "/MediaBox[0 0 "), content_millipoints(width), 3);
	*out++ = ' ';
	out = content_number(out, content_millipoints(height), 3);
	*out++ = ']';
	return out;
}

static HPDF_STATUS write_leaf(HPDF_Dict dict, HPDF_Stream to)
{
	const struct leaf *leaf = dict->attr;
	char line[160], *end;

	end = put_integer(put_text(line, "/Type/Page/Parent "), leaf->parent);
	end = put_integer(put_text(end, " 0 R/Contents "), leaf->contents);
	end = put_text(end, " 0 R");
	if (leaf->resources > 0)
		end = put_text(put_integer(put_text(end, "/Resources "), leaf->resources), " 0 R");
	if (leaf->width > 0)
		end = put_media_box(end, leaf->width, leaf->height);
	if (leaf->upright != TURN_NONE)
		end = put_integer(put_text(end, "/Rotate "), (guint64)leaf->upright * 90);
	*end++ = '\n';
	return HPDF_Stream_Write(to, (const HPDF_BYTE *)line, (HPDF_UINT)(end - line));
}

/* libharu's own reals have seven digits: 841.89 would be 841.89001. */
static HPDF_STATUS write_root(HPDF_Dict root, HPDF_Stream to)
{
	const struct pdf *pdf = root->attr;
	char line[80], *end = put_media_box(line, pdf->width, pdf->height);

	*end++ = '\n';
	return HPDF_Stream_Write(to, (const HPDF_BYTE *)line, (HPDF_UINT)(end - line));
}

/* An indirect dictionary that writes itself from attr. */
static HPDF_Dict add_dict(struct pdf *pdf, HPDF_Dict_OnWriteFunc write_fn, void *attr)
{
	HPDF_Dict dict = HPDF_Dict_New(pdf->doc->mmgr);

	if (dict == NULL || HPDF_Xref_Add(pdf->doc->xref, dict) != HPDF_OK) {
		pdf_fail(pdf, DEVICE_ERROR_LIMIT, "no further object: libharu error 0x%04lX",
			 (gulong)pdf->doc->error.error_no);
		return NULL;
	}
	dict->write_fn = write_fn;
	dict->attr = attr;
	return dict;
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream to)
{
	return HPDF_Stream_WriteStr(to, dict->attr);
}

HPDF_Dict pdf_dict(struct pdf *pdf, const char *entries)
{
	return add_dict(pdf, write_entries, (void *)entries);
}

static HPDF_Dict add_stream(struct pdf *pdf, const char *bytes, gsize length, const char *entries,
			    struct deflater *deflater)
{
	struct stream *stream;
	HPDF_Dict dict;

	if (length > G_MAXINT32) {
		pdf_fail(pdf, DEVICE_ERROR_LIMIT, "a page of %" G_GSIZE_FORMAT " bytes is too large", length);
		return NULL;
	}
	if (deflater != NULL)
		bytes = (const char *)deflater_run(deflater, bytes, length, &length);
	pdf->stream_bytes += length;
	if (pdf->stream_bytes > STREAM_BYTES_MAX) {
		pdf_fail(pdf, DEVICE_ERROR_LIMIT, "a PDF file holds 2 GB at most: split it");
		return NULL;
	}
	stream = arena_new_array(pdf->arena, struct stream, 1);
	stream->pdf = pdf;
	stream->bytes = arena_memdup(pdf->arena, bytes, length);
	stream->length = length;
	stream->entries = entries ? arena_strdup(pdf->arena, entries) : NULL;
	stream->deflated = deflater != NULL;
	dict = add_dict(pdf, write_stream_entries, stream);
	if (dict != NULL)
		dict->after_write_fn = write_stream_bytes;
	return dict;
}

HPDF_Dict pdf_stream(struct pdf *pdf, const char *bytes, gsize length, const char *entries)
{
	return add_stream(pdf, bytes, length, entries, pdf->deflater);
}

HPDF_Dict pdf_plain_stream(struct pdf *pdf, const char *bytes, gsize length, const char *entries)
{
	return add_stream(pdf, bytes, length, entries, NULL);
}

static gboolean grow_tree(struct pdf *pdf)
{
	if (pdf->pages >= PAGES_MAX) {
		pdf_fail(pdf, DEVICE_ERROR_LIMIT, "a PDF file holds %d pages at most: split it", PAGES_MAX);
		return FALSE;
	}
	/* One node with all pages would end at 32,767. */
	if (pdf->pages % PAGES_PER_BRANCH == 0)
		pdf->branch = HPDF_Doc_AddPagesTo(pdf->doc, pdf->doc->root_pages);
	return pdf->branch != NULL;
}

static void inherit_size(struct pdf *pdf, const struct page *page)
{
	pdf->width = page->width;
	pdf->height = page->height;
	pdf->doc->root_pages->attr = pdf;
	pdf->doc->root_pages->write_fn = write_root;
}

void pdf_leaf(struct pdf *pdf, const struct page *page, HPDF_Dict contents)
{
	struct leaf *leaf = arena_new_array0(pdf->arena, struct leaf, 1);
	HPDF_Dict dict;

	if (!grow_tree(pdf) || (dict = add_dict(pdf, write_leaf, leaf)) == NULL)
		return;
	if (pdf->pages == 0)
		inherit_size(pdf, page);
	leaf->parent = pdf_object_number(pdf->branch);
	leaf->contents = pdf_object_number(contents);
	if (pdf->set != RESOURCES_COMMON)
		leaf->resources = pdf_object_number(pdf->page_resources[pdf->set]);
	if (page->width != pdf->width || page->height != pdf->height) {
		leaf->width = page->width;
		leaf->height = page->height;
	}
	leaf->upright = pdf->upright ? page->upright : TURN_NONE;
	/* libharu counts the kids of this class. */
	dict->header.obj_class |= HPDF_OSUBCLASS_PAGE;
	HPDF_Array_Add(HPDF_Dict_GetItem(pdf->branch, "Kids", HPDF_OCLASS_ARRAY), dict);
	pdf->pages++;
}
