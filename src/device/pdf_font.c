/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fonts: a font file is loaded once, and asked for with each encoding that is used.  libharu embeds one subset
 * of it, of the glyphs that it has seen measured.  Those of archive files are made elsewhere (pdf_embed.c).
 */
#include "device/pdf.h"

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

/* A glyph made of others is a list of parts: flags, glyph, place and scale (OpenType, table glyf). */
#define GLYPH_HEADER 10
enum part_flag {
	PART_WORDS = 1 << 0,		/* its place is four bytes, not two */
	PART_SCALE = 1 << 3,
	PART_MORE = 1 << 5,
	PART_TWO_SCALES = 1 << 6,
	PART_MATRIX = 1 << 7,
};

static guint read_u16(const guint8 *at)
{
	return (guint)at[0] << 8 | at[1];
}

static gsize part_length(guint flags)
{
	gsize length = 4 + (flags & PART_WORDS ? 4 : 2);

	if (flags & PART_SCALE)
		return length + 2;
	if (flags & PART_TWO_SCALES)
		return length + 4;
	return flags & PART_MATRIX ? length + 8 : length;
}

/* Marks the parts of one glyph; tells whether one was new. */
static gboolean mark_parts(HPDF_TTFontDefAttr font, const guint8 *glyph, gsize length)
{
	gboolean more = TRUE, found = FALSE;

	if (length < GLYPH_HEADER || (gint16)read_u16(glyph) >= 0)
		return FALSE;
	for (gsize at = GLYPH_HEADER; more && at + 4 <= length;) {
		guint flags = read_u16(glyph + at), part = read_u16(glyph + at + 2);

		if (part < font->num_glyphs && !font->glyph_tbl.flgs[part])
			found = font->glyph_tbl.flgs[part] = 1;
		more = (flags & PART_MORE) != 0;
		at += part_length(flags);
	}
	return found;
}

/* Reads one glyph from the font file and marks its parts. */
static gboolean mark_parts_of(HPDF_TTFontDefAttr font, guint glyph)
{
	guint unit = font->header.index_to_loc_format == 0 ? 2 : 1;
	guint start = font->glyph_tbl.offsets[glyph] * unit, end = font->glyph_tbl.offsets[glyph + 1] * unit;
	HPDF_BYTE bytes[512];
	HPDF_UINT length = MIN(end - start, sizeof bytes);

	if (end <= start || HPDF_Stream_Seek(font->stream, (HPDF_INT)(font->glyph_tbl.base_offset + start),
					     HPDF_SEEK_SET) != HPDF_OK ||
	    HPDF_Stream_Read(font->stream, bytes, &length) != HPDF_OK)
		return FALSE;
	return mark_parts(font, bytes, length);
}

/* libharu marks the parts of a glyph but not the parts of those: kappa of DejaVu Sans Mono Bold was blank. */
static void mark_deep_parts(HPDF_FontDef definition)
{
	HPDF_TTFontDefAttr font = definition->attr;
	gboolean found = TRUE;

	while (found) {
		found = FALSE;
		for (guint glyph = 0; glyph < font->num_glyphs; glyph++) {
			if (font->glyph_tbl.flgs[glyph] && mark_parts_of(font, glyph))
				found = TRUE;
		}
	}
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
	mark_deep_parts(attr->fontdef);
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

/*
 * The Encoding of a font that is not WinAnsi alone.  Glyphs are named by their Unicode.  libharu takes the names
 * of the Adobe Glyph List, where Delta, Omega, mu and Tcommaaccent are other characters than the Greek and Romanian
 * letters it means: readers looked for glyphs that the subset has not, and printed nothing.
 */
static HPDF_STATUS write_encoding(HPDF_Encoder encoder, HPDF_Stream to)
{
	const HPDF_BasicEncoderAttr attr = encoder->attr;
	g_autoptr(GString) entry = g_string_new("/Encoding<</Type/Encoding/BaseEncoding/");
	guint next = 256;

	g_string_append_printf(entry, "%s/Differences[", attr->base_encoding);
	for (guint code = attr->first_char; code <= attr->last_char; code++) {
		if (!attr->differences[code] || attr->unicode_map[code] == 0)
			continue;
		if (code != next)
			g_string_append_printf(entry, "\n%u", code);
		g_string_append_printf(entry, "/uni%04X", attr->unicode_map[code]);
		next = code + 1;
	}
	g_string_append(entry, "]>>\n");
	return HPDF_Stream_WriteStr(to, entry->str);
}

static void name_glyphs_by_unicode(HPDF_Font font)
{
	HPDF_Encoder encoder = ((HPDF_FontAttr)font->attr)->encoder;

	if (((HPDF_BasicEncoderAttr)encoder->attr)->has_differences)
		encoder->write_fn = write_encoding;
}

static enum resource_set resources_of(const struct face *face)
{
	return g_str_equal(face->encoding, "WinAnsiEncoding") ? RESOURCES_COMMON : RESOURCES_ALL;
}

static HPDF_Dict load_face(struct pdf *pdf, const struct face *face)
{
	const char *file = load_font(pdf, face->font);
	HPDF_Font font;

	if (file == NULL)
		return NULL;
	font = HPDF_GetFont(pdf->doc, file, face->encoding);
	if (font == NULL) {
		pdf_fail(pdf, DEVICE_ERROR_FONT, "font '%s': encoding '%s': libharu error 0x%04lX", face->font->name,
			 face->encoding, (gulong)pdf->doc->error.error_no);
		return NULL;
	}
	if (!register_codes(pdf, font, face))
		return NULL;
	name_glyphs_by_unicode(font);
	return font;
}

static guint add_font(struct pdf *pdf, const struct face *face)
{
	HPDF_Dict font = pdf->kind == PDF_ARCHIVE ? pdf_embed_add(pdf, face) : load_face(pdf, face);
	guint number;
	char name[16];

	if (font == NULL)
		return 0;
	number = pdf->fonts[RESOURCES_ALL]->list->count + 1;
	pdf_resource_name(name, 'F', number);
	for (guint set = resources_of(face); set < RESOURCE_SETS; set++)
		HPDF_Dict_Add(pdf->fonts[set], name, font);
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
	pdf->set = MAX(pdf->set, resources_of(face));
	return *number;
}
