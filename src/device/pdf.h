/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf: what the files of the PDF device share.  Nobody else includes this.
 *
 * libharu holds the document: page tree, fonts, images, cross-reference table.  What there is much of, the
 * pages and their content, are dictionaries whose entries and streams we write ourselves when libharu comes to
 * them: a page costs two objects and its deflated bytes, and no copy of the file is ever in memory.
 */
#ifndef PIEGO_DEVICE_PDF_H
#define PIEGO_DEVICE_PDF_H

#include "device/content.h"
#include "device/deflater.h"
#include "device/device.h"
#include "base/out.h"

#include <hpdf.h>
#include <hpdf_doc.h>

/* Fonts in WinAnsi do for most pages; a page with a name beyond it refers to all fonts of the file.  Readers open
 * every font that a page refers to, and those of many encodings would cost them more than the page. */
enum resource_set { RESOURCES_COMMON, RESOURCES_ALL, RESOURCE_SETS };

struct pdf {
	struct device device;
	struct names names;
	struct out out;
	GError *error;		/* the first one; nothing is done after it */
	HPDF_Doc doc;
	struct arena *arena;	/* streams until they are saved */
	struct deflater *deflater;	/* NULL: streams are plain */
	enum pdf_kind kind;
	gboolean upright;

	struct content content;
	struct content form;
	guint pages;
	guint64 stream_bytes;
	HPDF_Pages branch;	/* page tree node in use */
	um_t width, height;	/* of the first page, inherited by all of that size */

	/* Resources, numbered from 1 in order of first use. */
	HPDF_Dict fonts[RESOURCE_SETS], page_resources[RESOURCE_SETS], form_resources[RESOURCE_SETS];
	HPDF_Dict page_xobjects, form_xobjects;
	enum resource_set set;		/* what the page or form being drawn needs */
	GArray *font_numbers;		/* guint by face index, 0: not used yet */
	GHashTable *font_names;		/* font file -> libharu's name */
	GHashTable *picture_numbers;	/* struct picture -> number */
	GHashTable *stamp_numbers;	/* struct stamp -> number */
	GPtrArray *embeds;		/* struct embed, fonts of an archive file by number */
};

static inline struct pdf *pdf_of_names(struct names *names)
{
	return (struct pdf *)((char *)names - G_STRUCT_OFFSET(struct pdf, names));
}

/* Keeps the first error. */
void pdf_fail(struct pdf *pdf, enum device_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* A stream object of the bytes, deflated when the options say so.  entries are further lines of its
 * dictionary, or NULL.  NULL after an error. */
HPDF_Dict pdf_stream(struct pdf *pdf, const char *bytes, gsize length, const char *entries);
/* The same, never deflated: for what is to be found without a PDF reader. */
HPDF_Dict pdf_plain_stream(struct pdf *pdf, const char *bytes, gsize length, const char *entries);

/* A dictionary object of the entries, which live as long as the arena; its attr may be set until the file is saved.
 * NULL after an error. */
HPDF_Dict pdf_dict(struct pdf *pdf, const char *entries);

/* A page of the size at the tree's end, with that content and the resources of pdf->set. */
void pdf_leaf(struct pdf *pdf, const struct page *page, HPDF_Dict contents);

/* Object number of an indirect object. */
guint pdf_object_number(const void *object);

/* The resource dictionaries, and the numbers by which content refers to them (struct names): /F1, /I1, /S1. */
gboolean pdf_resources_begin(struct pdf *pdf);
void pdf_resource_name(char name[16], char letter, guint number);
guint pdf_font(struct names *names, const struct face *face);
guint pdf_picture(struct names *names, const struct picture *picture);
guint pdf_stamp(struct names *names, const struct stamp *stamp);

/* Fonts of archive files: a new one, NULL after an error; the codes that the texts of a list show; all programs,
 * when no page is to come. */
HPDF_Dict pdf_embed_add(struct pdf *pdf, const struct face *face);
void pdf_embed_note(struct pdf *pdf, const struct op_list *list);
void pdf_embed_finish(struct pdf *pdf);

/* A title as PDF and XML can both hold it, "" when it is not UTF-8; free with g_free. */
char *pdf_archive_title(const char *title);
/* Metadata and output intent; the information dictionary is there already. */
gboolean pdf_archive_begin(struct pdf *pdf, const char *title);

/* A picture as an image object; NULL after DEVICE_ERROR_PICTURE. */
HPDF_Image pdf_image(struct pdf *pdf, const struct picture *picture);

#endif
