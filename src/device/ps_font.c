/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fonts: each font file becomes one Type 42 font (Adobe Technical Note 5012) of the glyphs that its encodings hold;
 * a second encoding is the same font with other codes.  All characters of an encoding, not those of this file: then
 * files with the same fonts carry the same subset, and nothing is counted while pages are drawn.
 *
 * Glyphs are named by their Unicode, so that text can be found again.  Metrics gives the layout's own widths, whole
 * thousandths of an em: the font's own are a little wider, which would add up along a line.
 */
#include "device/ps.h"

#include <errno.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

struct ps_font_file {
	const struct font *font;
	hb_face_t *face;
	GPtrArray *faces;	/* of struct ps_face */
};

struct ps_face {
	const struct face *face;
	guint number;
};

void ps_font_file_free(gpointer data)
{
	struct ps_font_file *file = data;

	hb_face_destroy(file->face);
	g_ptr_array_unref(file->faces);
	g_free(file);
}

static gboolean has_outlines(hb_face_t *face)
{
	hb_blob_t *table = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
	gboolean there = hb_blob_get_length(table) > 0;

	hb_blob_destroy(table);
	return there;
}

static struct ps_font_file *open_file(struct ps *ps, const struct font *font)
{
	g_autofree char *base = g_path_get_basename(font->path);
	hb_blob_t *blob;
	struct ps_font_file *file;

	errno = 0;
	blob = hb_blob_create_from_file_or_fail(font->path);
	if (blob == NULL) {
		ps_fail(ps, DEVICE_ERROR_FONT, "font '%s': %s: %s", font->name, base,
			errno != 0 ? g_strerror(errno) : "cannot be read");
		return NULL;
	}
	file = g_new(struct ps_font_file, 1);
	*file = (struct ps_font_file){ font, hb_face_create(blob, 0), g_ptr_array_new_with_free_func(g_free) };
	hb_blob_destroy(blob);
	if (has_outlines(file->face))
		return file;
	ps_fail(ps, DEVICE_ERROR_FONT, "font '%s': %s: not a TrueType font that can be embedded", font->name, base);
	ps_font_file_free(file);
	return NULL;
}

static struct ps_font_file *file_of(struct ps *ps, const struct font *font)
{
	struct ps_font_file *file;

	for (guint i = 0; i < ps->font_files->len; i++) {
		file = ps->font_files->pdata[i];
		if (strcmp(file->font->path, font->path) == 0)
			return file;
	}
	file = open_file(ps, font);
	if (file != NULL)
		g_ptr_array_add(ps->font_files, file);
	return file;
}

/* The layout may have measured another version of the font. */
static gboolean widths_agree(struct ps *ps, hb_face_t *hb_face, const struct face *face)
{
	guint units = hb_face_get_upem(hb_face);
	hb_font_t *font = hb_font_create(hb_face);
	gboolean agree = TRUE;

	for (guint code = 0; agree && code < 256; code++) {
		gint64 width;

		if (face->glyphs[code] == 0)
			continue;
		width = (gint64)hb_font_get_glyph_h_advance(font, face->glyphs[code]) * 1000 / units;
		agree = width == face->widths[code];
		if (!agree)
			ps_fail(ps, DEVICE_ERROR_FONT,
				"font '%s', encoding '%s': code %u is %d wide in the font, %d in the layout",
				face->font->name, face->encoding, code, (int)width, face->widths[code]);
	}
	hb_font_destroy(font);
	return agree;
}

static guint add_face(struct ps *ps, const struct face *face)
{
	struct ps_font_file *file = file_of(ps, face->font);
	struct ps_face *added;

	if (file == NULL || !widths_agree(ps, file->face, face))
		return 0;
	added = g_new(struct ps_face, 1);
	*added = (struct ps_face){ face, ++ps->fonts };
	g_ptr_array_add(file->faces, added);
	return added->number;
}

guint ps_font(struct names *names, const struct face *face)
{
	struct ps *ps = ps_of_names(names);
	guint *number;

	if (face->index >= ps->font_numbers->len)
		g_array_set_size(ps->font_numbers, face->index + 1);
	number = &g_array_index(ps->font_numbers, guint, face->index);
	if (*number == 0)
		*number = add_face(ps, face);
	return *number;
}

/* ---- the subset ---- */

/* What an interpreter reads of a TrueType font. */
static const hb_tag_t kept_tables[] = {
	HB_TAG('c', 'v', 't', ' '), HB_TAG('f', 'p', 'g', 'm'), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('h', 'e', 'a', 'd'),
	HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p'),
	HB_TAG('p', 'r', 'e', 'p'),
};

static void drop_other_tables(hb_face_t *face, hb_subset_input_t *input)
{
	hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	hb_tag_t tags[64];
	guint count = G_N_ELEMENTS(tags);

	hb_face_get_table_tags(face, 0, &count, tags);
	hb_set_clear(drop);
	for (guint i = 0; i < count; i++)
		hb_set_add(drop, tags[i]);
	for (guint i = 0; i < G_N_ELEMENTS(kept_tables); i++)
		hb_set_del(drop, kept_tables[i]);
}

/* The glyphs of all encodings of the file, in a new numbering; NULL when HarfBuzz refuses the font. */
static hb_subset_plan_t *plan_subset(const struct ps_font_file *file)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;

	if (input == NULL)
		return NULL;
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	drop_other_tables(file->face, input);
	for (guint i = 0; i < file->faces->len; i++) {
		const struct ps_face *face = file->faces->pdata[i];

		for (guint code = 0; code < 256; code++) {
			if (face->face->glyphs[code] != 0)
				hb_set_add(hb_subset_input_glyph_set(input), face->face->glyphs[code]);
		}
	}
	plan = hb_subset_plan_create_or_fail(file->face, input);
	hb_subset_input_destroy(input);
	return plan;
}

/* ---- its bytes, as strings that end between tables or glyphs ---- */

#define SFNT_STRING_MAX 65528u
#define SFNT_HEADER 12
#define SFNT_ENTRY 16

struct sfnt {
	const guint8 *bytes;
	guint length;
	GArray *ends;	/* guint: where a string may end, ascending */
};

static guint read_u16(const guint8 *at)
{
	return (guint)at[0] << 8 | at[1];
}

static guint32 read_u32(const guint8 *at)
{
	return (guint32)read_u16(at) << 16 | read_u16(at + 2);
}

static const guint8 *find_table(const struct sfnt *sfnt, const char *tag)
{
	guint tables = read_u16(sfnt->bytes + 4);

	for (guint i = 0; i < tables; i++) {
		const guint8 *entry = sfnt->bytes + SFNT_HEADER + i * SFNT_ENTRY;

		if (memcmp(entry, tag, 4) == 0)
			return sfnt->bytes + read_u32(entry + 8);
	}
	g_assert_not_reached();
}

static gint compare_ends(gconstpointer a, gconstpointer b)
{
	guint left = *(const guint *)a, right = *(const guint *)b;

	return left < right ? -1 : left > right;
}

static void find_ends(struct sfnt *sfnt, guint glyphs)
{
	guint tables = read_u16(sfnt->bytes + 4);
	guint glyf = (guint)(find_table(sfnt, "glyf") - sfnt->bytes);
	const guint8 *loca = find_table(sfnt, "loca");
	gboolean wide = read_u16(find_table(sfnt, "head") + 50) != 0;

	for (guint i = 0; i < tables; i++) {
		guint start = read_u32(sfnt->bytes + SFNT_HEADER + i * SFNT_ENTRY + 8);

		g_array_append_val(sfnt->ends, start);
	}
	for (guint i = 1; i < glyphs; i++) {
		guint start = glyf + (wide ? read_u32(loca + i * 4) : 2 * read_u16(loca + i * 2));

		g_array_append_val(sfnt->ends, start);
	}
	g_array_append_val(sfnt->ends, sfnt->length);
	g_array_sort(sfnt->ends, compare_ends);
}

#define HEX_LINE 100

/* A string has a byte more than it holds, which interpreters pass over. */
static void add_hex(GString *to, const guint8 *bytes, guint length)
{
	static const char digits[] = "0123456789ABCDEF";

	g_string_append(to, "\n<");
	for (guint i = 0; i < length; i++) {
		g_string_append_c(to, digits[bytes[i] >> 4]);
		g_string_append_c(to, digits[bytes[i] & 15]);
		if (i % HEX_LINE == HEX_LINE - 1)
			g_string_append_c(to, '\n');
	}
	g_string_append(to, "00>");
}

static gboolean add_strings(GString *to, const struct sfnt *sfnt)
{
	guint start = 0, end = 0;

	g_string_append(to, "/sfnts[");
	for (guint i = 0; i < sfnt->ends->len; i++) {
		guint next = g_array_index(sfnt->ends, guint, i);

		if (next - start > SFNT_STRING_MAX) {
			if (end == start)
				return FALSE;
			add_hex(to, sfnt->bytes + start, end - start);
			start = end;
		}
		end = next;
	}
	if (end - start > SFNT_STRING_MAX)
		return FALSE;
	add_hex(to, sfnt->bytes + start, end - start);
	g_string_append(to, "]def\n");
	return TRUE;
}

static gboolean add_sfnts(GString *to, hb_face_t *subset)
{
	hb_blob_t *blob = hb_face_reference_blob(subset);
	struct sfnt sfnt = { .ends = g_array_new(FALSE, FALSE, sizeof(guint)) };
	gboolean good;

	sfnt.bytes = (const guint8 *)hb_blob_get_data(blob, &sfnt.length);
	find_ends(&sfnt, hb_face_get_glyph_count(subset));
	good = add_strings(to, &sfnt);
	g_array_unref(sfnt.ends);
	hb_blob_destroy(blob);
	return good;
}

/* ---- the font dictionary ---- */

#define NAMES_A_LINE 12

/* The codes of a face as the procset's Encode reads them. */
static void add_encoding(GString *to, const struct face *face)
{
	guint next = 256, names = 0;

	g_string_append_c(to, '[');
	for (guint code = 0; code < 256; code++) {
		if (face->glyphs[code] == 0)
			continue;
		if (names++ % NAMES_A_LINE == NAMES_A_LINE - 1)
			g_string_append_c(to, '\n');
		if (code != next)
			g_string_append_printf(to, " %u", code);
		g_string_append_printf(to, "/uni%04X", face->characters[code]);
		next = code + 1;
	}
	g_string_append(to, "]Encode");
}

typedef void (*add_value_fn)(GString *to, const struct face *face, guint code, const hb_map_t *numbers);

static void add_width(GString *to, const struct face *face, guint code, const hb_map_t *numbers)
{
	(void)numbers;
	g_string_append_c(to, ' ');
	ps_add_number(to, face->widths[code], 3);
}

static void add_glyph(GString *to, const struct face *face, guint code, const hb_map_t *numbers)
{
	g_string_append_printf(to, " %u", hb_map_get(numbers, face->glyphs[code]));
}

/* A dictionary with a value for every character of every encoding of the file. */
static void add_by_name(GString *to, const struct ps_font_file *file, const char *name, const hb_map_t *numbers,
			add_value_fn add_value)
{
	hb_set_t *done = hb_set_create();
	guint names = 0;

	g_string_append_printf(to, "/%s<</.notdef 0", name);
	for (guint i = 0; i < file->faces->len; i++) {
		const struct face *face = ((const struct ps_face *)file->faces->pdata[i])->face;

		for (guint code = 0; code < 256; code++) {
			if (face->glyphs[code] == 0 || hb_set_has(done, face->characters[code]))
				continue;
			hb_set_add(done, face->characters[code]);
			if (names++ % NAMES_A_LINE == NAMES_A_LINE - 1)
				g_string_append_c(to, '\n');
			g_string_append_printf(to, "/uni%04X", face->characters[code]);
			add_value(to, face, code, numbers);
		}
	}
	g_string_append(to, ">>def\n");
	hb_set_destroy(done);
}

/* The box of all glyphs of the whole font, in ems. */
static void add_box(GString *to, hb_face_t *face)
{
	hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
	guint length;
	const guint8 *bytes = (const guint8 *)hb_blob_get_data(head, &length);
	gint units = (gint)hb_face_get_upem(face);

	g_string_append(to, "/FontBBox[");
	for (guint i = 0; i < 4 && length >= 54; i++) {
		g_string_append_c(to, ' ');
		ps_add_number(to, (gint64)(gint16)read_u16(bytes + 36 + i * 2) * 1000 / units + (i < 2 ? -1 : 1), 3);
	}
	g_string_append(to, "]def\n");
	hb_blob_destroy(head);
}

static gboolean add_font(const struct ps_font_file *file, hb_subset_plan_t *plan, GString *to)
{
	const struct ps_face *first = file->faces->pdata[0];
	const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);
	hb_face_t *subset = hb_subset_plan_execute_or_fail(plan);
	gboolean good;

	if (subset == NULL)
		return FALSE;
	g_string_append_printf(to, "%%%%BeginResource: font F%u\n%%!PS-TrueTypeFont\n12 dict begin\n/FontName/F%u def\n",
			       first->number, first->number);
	g_string_append(to, "/FontType 42 def/PaintType 0 def/FontMatrix[1 0 0 1 0 0]def\n");
	add_box(to, file->face);
	g_string_append(to, "/Encoding ");
	add_encoding(to, first->face);
	g_string_append(to, " def\n");
	add_by_name(to, file, "CharStrings", numbers, add_glyph);
	add_by_name(to, file, "Metrics", numbers, add_width);
	good = add_sfnts(to, subset);
	g_string_append(to, "FontName currentdict end definefont pop\n%%EndResource\n");
	hb_face_destroy(subset);
	return good;
}

static void add_further_faces(const struct ps_font_file *file, GString *to)
{
	const struct ps_face *first = file->faces->pdata[0];

	for (guint i = 1; i < file->faces->len; i++) {
		const struct ps_face *face = file->faces->pdata[i];

		g_string_append_printf(to, "%%%%BeginResource: font F%u\n/F%u ", face->number, face->number);
		add_encoding(to, face->face);
		g_string_append_printf(to, "/F%u Recode\n%%%%EndResource\n", first->number);
	}
}

gboolean ps_add_fonts(struct ps *ps, GString *to)
{
	for (guint i = 0; i < ps->font_files->len; i++) {
		const struct ps_font_file *file = ps->font_files->pdata[i];
		hb_subset_plan_t *plan;
		gboolean good;

		/* A file without a face was one that does not agree, and that is an error. */
		g_assert(file->faces->len > 0);
		plan = plan_subset(file);
		good = plan != NULL && add_font(file, plan, to);
		hb_subset_plan_destroy(plan);
		if (!good) {
			ps_fail(ps, DEVICE_ERROR_FONT, "font '%s': no subset of it can be made", file->font->name);
			return FALSE;
		}
		add_further_faces(file, to);
	}
	return TRUE;
}
