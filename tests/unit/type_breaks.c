/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Line breaks against PangoLayout's, with the same fonts, kerned, without ligatures, not hinted.  A line is the
 * same when it begins and ends at the same characters of its paragraph; a single different break spoils two or
 * more lines.  What differs are lines that fit by a hair: Pango kerns letters with spaces too ("A ", " T"), which
 * would make spaces of different widths in one line.
 */
#include "unit/check.h"

#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <stdio.h>
#include <string.h>

#include "unit/body.h"

/* Each record's paragraphs are filled in type of 7.5 to 13 pt, in a column of 60 to 175 mm. */
#define RECORDS 200u

struct oracle {
	FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
	PangoAttrList *attrs;
};

static void oracle_init(struct oracle *oracle)
{
	g_autofree char *path = g_canonicalize_filename("fonts/fonts.conf", NULL);

	oracle->config = FcConfigCreate();
	if (!FcConfigParseAndLoad(oracle->config, (const FcChar8 *)path, FcTrue) ||
	    !FcConfigBuildFonts(oracle->config))
		g_error("no fonts/fonts.conf: run this in the checkout");
	oracle->map = pango_ft2_font_map_new();
	pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(oracle->map), 72, 72);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(oracle->map), oracle->config);
	oracle->context = pango_font_map_create_context(oracle->map);
	pango_context_set_round_glyph_positions(oracle->context, FALSE);
	pango_context_set_language(oracle->context, pango_language_from_string("it"));
	oracle->attrs = pango_attr_list_new();
	pango_attr_list_insert(oracle->attrs, pango_attr_font_features_new("liga=0,clig=0"));
}

static void oracle_clear(struct oracle *oracle)
{
	pango_attr_list_unref(oracle->attrs);
	g_object_unref(oracle->context);
	g_object_unref(oracle->map);
	FcConfigDestroy(oracle->config);
}

/* A text in Liberation Sans, filled by Pango. */
static PangoLayout *oracle_fill(const struct oracle *oracle, const char *text, mpt_t size, um_t width)
{
	PangoLayout *layout = pango_layout_new(oracle->context);
	PangoFontDescription *font = pango_font_description_from_string("Liberation Sans");

	pango_font_description_set_absolute_size(font, (double)size * PANGO_SCALE / 1000);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_attributes(layout, oracle->attrs);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
	pango_layout_set_width(layout, (int)((double)width * 72 / 25400 * PANGO_SCALE));
	pango_layout_set_text(layout, text, -1);
	return layout;
}

/* Where each line but the last ends, as a count of characters that are not spaces, in a set. */
static GHashTable *oracle_ends(PangoLayout *layout)
{
	GHashTable *ends = g_hash_table_new(NULL, NULL);
	const char *text = pango_layout_get_text(layout);
	guint count = 0;

	for (int i = 0; i < pango_layout_get_line_count(layout); i++) {
		const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);

		for (int b = 0; b < line->length; b++) {
			guint8 byte = (guint8)text[line->start_index + b];

			count += byte > ' ' && (byte & 0xC0) != 0x80;
		}
		g_hash_table_add(ends, GUINT_TO_POINTER(count));
	}
	return ends;
}

static guint line_characters(const struct prose_line *line)
{
	guint count = 0;

	for (guint o = 0; o < line->list.count; o++) {
		const struct op_text *text = &line->list.ops[o].text;

		for (guint w = 0; w < text->count; w++)
			count += (guint)g_utf8_strlen(text->words[w]->utf8, -1);
	}
	return count;
}

struct tally {
	guint lines, same;
};

/* Paragraph text with its fields' values. */
static char *filled_in(const char *text, const char *const *values)
{
	GString *out = g_string_new(NULL);

	while (*text != '\0') {
		gsize length = *text == '{' ? strcspn(text, "}") + 1 : strcspn(text, "{");

		if (*text == '{')
			g_string_append(out, values[body_slot(text + 1, length - 2)]);
		else
			g_string_append_len(out, text, (gssize)length);
		text += length;
	}
	return g_string_free(out, FALSE);
}

static void compare(const struct oracle *oracle, struct prose *prose, const char *text, const char *const *values,
		    mpt_t size, um_t width, struct arena *arena, struct tally *tally)
{
	g_autofree char *whole = filled_in(text, values);
	g_autoptr(PangoLayout) layout = oracle_fill(oracle, whole, size, width);
	g_autoptr(GHashTable) ends = oracle_ends(layout);
	struct prose_lines lines;
	guint begin = 0;
	gboolean begins_same = TRUE;

	prose_fill(prose, values, width, 0, ALIGN_LEFT, arena, &lines);
	for (guint i = 0; i < lines.count; i++) {
		guint end = begin + line_characters(&lines.lines[i]);
		gboolean ends_same = g_hash_table_contains(ends, GUINT_TO_POINTER(end));

		tally->lines++;
		tally->same += begins_same && ends_same;
		begin = end;
		begins_same = ends_same;
	}
}

static void compare_record(const struct oracle *oracle, struct typesetter *typesetter, char **paragraphs, GRand *rand,
			   struct tally *tally)
{
	g_autoptr(arena_t) arena = arena_new(65536);
	struct text_style style = { "body", FALSE, FALSE, g_rand_int_range(rand, 7500, 13001), { 0, 0, 0 } };
	um_t width = g_rand_int_range(rand, 60000, 175001);
	const char *values[BODY_FIELDS];

	body_values(rand, values, arena);
	for (guint i = 0; i < BODY_PARAGRAPHS; i++) {
		guint count;
		struct span *spans = body_spans(paragraphs[i], &style, arena, &count);
		gunichar missing;
		struct prose *prose = prose_new(typesetter, spans, count, &missing);

		compare(oracle, prose, paragraphs[i], values, style.size, width, arena, tally);
		prose_free(prose);
	}
}

static void breaks_as_pango(void)
{
	struct oracle oracle;
	struct tally tally = { 0 };
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);
	g_auto(GStrv) paragraphs = body_read();
	GRand *rand = g_rand_new_with_seed(2);

	CHECK_NO_ERROR("catalogue", error);
	oracle_init(&oracle);
	for (guint record = 0; record < RECORDS; record++)
		compare_record(&oracle, typesetter, paragraphs, rand, &tally);
	printf("line breaks as Pango's: %u of %u lines, %.2f %%\n", tally.same, tally.lines,
	       100.0 * tally.same / tally.lines);
	CHECK_TRUE("at least 10,000 lines", tally.lines >= 10000);
	CHECK_TRUE("at least 98 % the same", tally.same * 100.0 >= tally.lines * 98.0);
	g_rand_free(rand);
	typesetter_free(typesetter);
	oracle_clear(&oracle);
}

/* ---- where a line may break at all ---- */

/* Text of random words over an alphabet, no two spaces side by side, none at the ends. */
static char *random_text(GRand *rand, const char *alphabet)
{
	GString *out = g_string_new("a");
	glong letters = g_utf8_strlen(alphabet, -1);

	for (guint i = 0; i < 12; i++) {
		const char *letter = g_utf8_offset_to_pointer(alphabet, g_rand_int_range(rand, 0, (gint32)letters));

		if (*letter != ' ' || out->str[out->len - 1] != ' ')
			g_string_append_unichar(out, g_utf8_get_char(letter));
	}
	g_string_append_c(out, 'a');
	return g_string_free(out, FALSE);
}

/* The text with a | at each place where Pango would break it; spaces stay. */
static char *pango_parts(const char *text)
{
	GString *out = g_string_new(NULL);
	PangoLogAttr attrs[64];
	guint i = 0;

	pango_get_log_attrs(text, -1, 0, pango_language_from_string("it"), attrs, (int)g_utf8_strlen(text, -1) + 1);
	for (; *text != '\0'; text = g_utf8_next_char(text), i++) {
		if (i > 0 && attrs[i].is_line_break)
			g_string_append_c(out, '|');
		g_string_append_unichar(out, g_utf8_get_char(text));
	}
	return g_string_free(out, FALSE);
}

/* The same from lines without room. */
static char *prose_parts(struct typesetter *typesetter, const char *text, struct arena *arena)
{
	static const struct text_style style = { "body", FALSE, FALSE, 10000, { 0, 0, 0 } };
	const struct span span = { text, PROSE_NO_SLOT, FALSE, &style };
	GString *out = g_string_new(NULL);
	gunichar missing;
	struct prose *prose = prose_new(typesetter, &span, 1, &missing);
	struct prose_lines lines;

	prose_fill(prose, NULL, 1, 0, ALIGN_LEFT, arena, &lines);
	for (guint i = 0; i < lines.count; i++) {
		const struct op_text *op = &lines.lines[i].list.ops[0].text;

		if (i > 0)
			g_string_append_c(out, '|');
		for (guint w = 0; w < op->count; w++)
			g_string_append_printf(out, "%s%s", op->words[w]->utf8, op->words[w]->gap ? " " : "");
	}
	prose_free(prose);
	return g_string_free(out, FALSE);
}

static const struct {
	const char *label, *alphabet;
} alphabets[] = {
	{ "letters, figures and what stands between", "aè19.,:'’/  " },
	{ "dashes", "aè19-–_ " },
	{ "brackets", "ab1()[]. " },
	{ "brackets and stops", "ab1(),;:!?/  " },
	{ "signs", "ab19%€+-=&*#@,. " },
	{ "amounts", "19.,€€\u00a0\u00a0a " },
	{ "quotation marks", "ab1\"“”«»‘’. " },
	{ "Greek and Cyrillic", "πάК1-.’ " },
};

static void parts_as_pango(void)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);
	GRand *rand = g_rand_new_with_seed(3);

	CHECK_NO_ERROR("catalogue", error);
	for (guint i = 0; i < G_N_ELEMENTS(alphabets); i++) {
		for (guint n = 0; n < 2000; n++) {
			g_autoptr(arena_t) arena = arena_new(4096);
			g_autofree char *text = random_text(rand, alphabets[i].alphabet);
			g_autofree char *expected = pango_parts(text);
			g_autofree char *got = prose_parts(typesetter, text, arena);

			CHECK_STR(alphabets[i].label, got, expected);
		}
	}
	g_rand_free(rand);
	typesetter_free(typesetter);
}

CHECK_MAIN({ "breaks as Pango", breaks_as_pango }, { "parts words as Pango", parts_as_pango })
