/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fonts of archive files, made without libharu.  PDF/A-1 knows no Differences (ISO 19005-1, 6.3.7): a font in another
 * encoding than WinAnsi is a symbolic one with a program of its own.  Programs hold what the pages show and no more,
 * since a file is often one letter; so they are cut when all pages are drawn.
 */
#include "device/pdf.h"
#include "device/subset.h"

#include <string.h>

/* Font descriptor flags (ISO 32000-1, 9.8.2). */
enum descriptor_flag {
	FLAG_FIXED_PITCH = 1 << 0,
	FLAG_SYMBOLIC = 1 << 2,
	FLAG_NONSYMBOLIC = 1 << 5,
	FLAG_ITALIC = 1 << 6,
};

/* Stem width is asked for, and used by readers that have no program; they all have. */
#define STEM_WIDTH 80

struct embed {
	const struct face *face;
	guint number;		/* of the resource, and of its place */
	HPDF_Dict font;
	guint8 used[256];	/* 1: the text shows this code */
	guint first, last;	/* codes */
	const char *entries;	/* of the font's dictionary */
};

static gboolean is_winansi(const struct embed *embed)
{
	return g_str_equal(embed->face->encoding, "WinAnsiEncoding");
}

static struct embed *find(struct pdf *pdf, const struct face *face)
{
	guint number = pdf_font(&pdf->names, face);

	return number > 0 ? pdf->embeds->pdata[number - 1] : NULL;
}

/* Codes of what stands inside the parentheses of a TJ array: not the kerning between them, not the escapes. */
static void note_show(guint8 used[256], const char *show, gsize length)
{
	for (gsize i = 0; i < length; i++) {
		if (show[i] == ')') {
			while (i < length && show[i] != '(')
				i++;
			continue;
		}
		if (show[i] == '\\' && i + 1 < length)
			i++;
		used[(guint8)show[i]] = 1;
	}
}

static void note_word(struct pdf *pdf, const struct word *word)
{
	for (guint r = 0; r < word->n_runs; r++) {
		const struct word_run *run = &word->runs[r];
		struct embed *embed = find(pdf, run->face);

		if (embed == NULL)
			return;
		note_show(embed->used, run->show, run->show_length);
	}
}

void pdf_embed_note(struct pdf *pdf, const struct op_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];

		if (op->kind == OP_TURN)
			pdf_embed_note(pdf, op->turn.list);
		if (op->kind != OP_TEXT)
			continue;
		for (guint w = 0; w < op->text.count; w++)
			note_word(pdf, op->text.words[w]);
	}
}

HPDF_Dict pdf_embed_add(struct pdf *pdf, const struct face *face)
{
	struct embed *embed = arena_new_array0(pdf->arena, struct embed, 1);

	embed->face = face;
	/* What readers take for the no-break space and the soft hyphen of WinAnsi. */
	embed->used[' '] = embed->used['-'] = 1;
	embed->font = pdf_dict(pdf, NULL);
	g_ptr_array_add(pdf->embeds, embed);
	embed->number = pdf->embeds->len;
	return embed->font;
}

/* Characters of the codes that are shown; widths are the layout's, which the font must agree with. */
static void read_codes(struct embed *embed, gunichar characters[256])
{
	embed->first = 256;
	for (guint code = 0; code < 256; code++) {
		characters[code] = embed->used[code] ? embed->face->characters[code] : 0;
		if (characters[code] == 0)
			continue;
		embed->first = MIN(embed->first, code);
		embed->last = code;
	}
}

static gboolean widths_agree(struct pdf *pdf, const struct embed *embed, const struct subset *subset)
{
	const struct face *face = embed->face;

	for (guint code = 0; code < 256; code++) {
		if (!embed->used[code] || subset->widths[code] == face->widths[code])
			continue;
		pdf_fail(pdf, DEVICE_ERROR_FONT, "font '%s', encoding '%s': code %u is %d wide in the font, %d in the layout",
			 face->font->name, face->encoding, code, subset->widths[code], face->widths[code]);
		return FALSE;
	}
	return TRUE;
}

static guint flags_of(const struct embed *embed, const struct subset *subset)
{
	guint flags = is_winansi(embed) ? FLAG_NONSYMBOLIC : FLAG_SYMBOLIC;

	if (subset->fixed_pitch)
		flags |= FLAG_FIXED_PITCH;
	return subset->italic_angle != 0 ? flags | FLAG_ITALIC : flags;
}

/* Six letters before the name of a subset, others for each font of the file (9.6.4). */
static char *subset_name(const struct embed *embed, const struct subset *subset)
{
	char tag[] = "PIEGAA";

	tag[5] = (char)('A' + embed->number % 26);
	tag[4] = (char)('A' + embed->number / 26 % 26);
	return g_strdup_printf("%s+%s", tag, subset->name);
}

static HPDF_Dict add_program(struct pdf *pdf, const struct subset *subset)
{
	gsize length;
	const char *bytes = g_bytes_get_data(subset->program, &length);
	g_autofree char *entries = g_strdup_printf("/Length1 %" G_GSIZE_FORMAT "\n", length);

	return pdf_stream(pdf, bytes, length, entries);
}

static HPDF_Dict add_descriptor(struct pdf *pdf, const struct embed *embed, const struct subset *subset,
				const char *name, HPDF_Dict program)
{
	const struct font *font = embed->face->font;
	char angle[32];
	g_autofree char *entries = NULL;

	*content_number(angle, subset->italic_angle, 3) = '\0';
	entries = g_strdup_printf("/Type/FontDescriptor/FontName/%s/Flags %u/FontBBox[%d %d %d %d]/ItalicAngle %s"
				  "/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %u 0 R\n",
				  name, flags_of(embed, subset), subset->box[0], subset->box[1], subset->box[2],
				  subset->box[3], angle, font->ascent, -font->descent, font->cap_height, STEM_WIDTH,
				  pdf_object_number(program));
	return pdf_dict(pdf, arena_strdup(pdf->arena, entries));
}

/* What the codes of a symbolic font mean (9.10.3): a reader could not tell otherwise. */
static HPDF_Dict add_meaning(struct pdf *pdf, const gunichar characters[256])
{
	g_autoptr(GString) map = g_string_new("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n"
		"/CMapType 2 def\n1 begincodespacerange\n<00><FF>\nendcodespacerange\n");

	/* A block holds a hundred at most. */
	for (guint code = 0; code < 256; code++) {
		if (characters[code] != 0)
			g_string_append_printf(map, "1 beginbfchar\n<%02X><%04X>\nendbfchar\n", code, characters[code]);
	}
	g_string_append(map, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
	return pdf_stream(pdf, map->str, map->len, NULL);
}

static void append_widths(GString *entries, const struct embed *embed)
{
	g_string_append_printf(entries, "/FirstChar %u/LastChar %u/Widths[", embed->first, embed->last);
	for (guint code = embed->first; code <= embed->last; code++)
		g_string_append_printf(entries, "%s%d", code > embed->first ? " " : "",
				       embed->used[code] ? embed->face->widths[code] : 0);
	g_string_append(entries, "]");
}

static void finish_font(struct pdf *pdf, struct embed *embed, const struct subset *subset, const gunichar characters[256])
{
	g_autoptr(GString) entries = g_string_new("/Type/Font/Subtype/TrueType/BaseFont/");
	g_autofree char *name = subset_name(embed, subset);
	HPDF_Dict program = add_program(pdf, subset);
	HPDF_Dict descriptor = program != NULL ? add_descriptor(pdf, embed, subset, name, program) : NULL;
	HPDF_Dict meaning = descriptor != NULL && !is_winansi(embed) ? add_meaning(pdf, characters) : NULL;

	if (pdf->error != NULL)
		return;
	g_string_append(entries, name);
	append_widths(entries, embed);
	g_string_append_printf(entries, "/FontDescriptor %u 0 R", pdf_object_number(descriptor));
	if (meaning != NULL)
		g_string_append_printf(entries, "/ToUnicode %u 0 R\n", pdf_object_number(meaning));
	else
		g_string_append(entries, "/Encoding/WinAnsiEncoding\n");
	embed->font->attr = arena_strdup(pdf->arena, entries->str);
}

static void embed_font(struct pdf *pdf, struct embed *embed)
{
	enum subset_map map = is_winansi(embed) ? SUBSET_BY_UNICODE : SUBSET_BY_CODE;
	gunichar characters[256];
	struct subset subset;

	read_codes(embed, characters);
	if (!subset_make(&subset, embed->face->font->path, characters, map, &pdf->error))
		return;
	if (widths_agree(pdf, embed, &subset))
		finish_font(pdf, embed, &subset, characters);
	subset_clear(&subset);
}

void pdf_embed_finish(struct pdf *pdf)
{
	for (guint i = 0; i < pdf->embeds->len && pdf->error == NULL; i++)
		embed_font(pdf, pdf->embeds->pdata[i]);
}
