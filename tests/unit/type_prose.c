/* SPDX-License-Identifier: Apache-2.0 */
/* Paragraphs: where lines may break, how slots join the text around them, where words stand. */
#include "unit/check.h"

#include <string.h>

#include "type/prose.h"

static const struct text_style plain = { "body", FALSE, FALSE, 10000, { 0, 0, 0 } };
static const struct text_style bold = { "body", TRUE, FALSE, 10000, { 0, 0, 0 } };
static const struct text_style large = { "body", FALSE, FALSE, 20000, { 0, 0, 0 } };

static struct typesetter *typesetter;
static struct arena *arena;

static void setup(void)
{
	g_autoptr(GError) error = NULL;

	typesetter = typesetter_new("fonts", &error);
	if (typesetter == NULL)
		g_error("%s", error->message);
	arena = arena_new(65536);
}

static void teardown(void)
{
	typesetter_free(typesetter);
	arena_free(arena);
}

/* Text in which {0} to {9} are slots, * turns bold on and off, ^ is a hard break, # turns large type on and off. */
static struct prose *prose_from(const char *text, gunichar *missing)
{
	struct span spans[64];
	guint count = 0;
	const struct text_style *style = &plain;

	while (*text != '\0') {
		gsize length = strcspn(text, "{*^#");
		struct span span = { .slot = PROSE_NO_SLOT, .style = style };

		if (length > 0) {
			span.text = arena_strndup(arena, text, length);
			spans[count++] = span;
		} else if (*text == '{') {
			span.slot = (guint)(text[1] - '0');
			length = 3;
			spans[count++] = span;
		} else if (*text == '^') {
			span.hard_break = TRUE;
			length = 1;
			spans[count++] = span;
		} else {
			const struct text_style *other = *text == '*' ? &bold : &large;

			style = style == &plain ? other : &plain;
			length = 1;
		}
		text += length;
	}
	return prose_new(typesetter, spans, count, missing);
}

/* Lines as "one line/the next//after an empty one". */
static char *text_of(const struct prose_lines *lines)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < lines->count; i++) {
		const struct op_list *list = &lines->lines[i].list;

		if (i > 0)
			g_string_append_c(out, '/');
		for (guint o = 0; o < list->count; o++) {
			const struct op_text *text = &list->ops[o].text;

			for (guint w = 0; w < text->count; w++) {
				gboolean last = o + 1 == list->count && w + 1 == text->count;

				g_string_append(out, text->words[w]->utf8);
				g_string_append(out, text->words[w]->gap && !last ? " " : "");
			}
		}
	}
	return g_string_free(out, FALSE);
}

#define WIDE 500000000
/* No room at all: a line for each piece that may not be parted. */
#define NARROW 1

static const struct {
	const char *label, *text;
	const char *slots[3];
	um_t width;
	const char *expected;
	gunichar missing;
} fillings[] = {
	{ "fixed text", " uno  due\n\ttre ", { 0 }, WIDE, "uno due tre", 0 },
	{ "every space is a break", "uno due tre", { 0 }, NARROW, "uno/due/tre", 0 },
	{ "nothing", "", { 0 }, WIDE, "", 0 },
	{ "only spaces", "  ", { 0 }, WIDE, "", 0 },
	{ "slot joins punctuation", "di {0}, entro ({1}).", { "1,00", "oggi" }, NARROW, "di/1,00,/entro/(oggi).", 0 },
	{ "slot of two words joins both ends", "«{0}»", { "uno due" }, NARROW, "«uno/due»", 0 },
	{ "two slots join", "{0}{1}", { "ab", "cd" }, NARROW, "abcd", 0 },
	{ "two slots that bring a space", "{0}{1}", { "ab ", "cd" }, NARROW, "ab/cd", 0 },
	{ "space at a slot's start", "n.{0}", { " 5" }, NARROW, "n./5", 0 },
	{ "empty slot between spaces", "uno {0} due", { "" }, WIDE, "uno due", 0 },
	{ "empty slot at the start", "{0} uno", { "" }, WIDE, "uno", 0 },
	{ "empty slot before a full stop", "uno{0}.", { "" }, NARROW, "uno.", 0 },
	{ "all slots empty", "{0} {1}", { "", "" }, WIDE, "", 0 },
	{ "slot of spaces", "uno{0}due", { "   " }, NARROW, "uno/due", 0 },
	{ "style change parts nothing", "*1.234*, poi", { 0 }, NARROW, "1.234,/poi", 0 },
	{ "style change at a slot", "*{0}*, poi", { "1.234" }, NARROW, "1.234,/poi", 0 },
	{ "bold slot that ends with a space", "*{0}*poi", { "1.234 " }, NARROW, "1.234/poi", 0 },
	{ "slot after bold begins with a space", "*uno*{0}", { " due" }, NARROW, "uno/due", 0 },
	{ "several spaces in a slot", "a {0} d", { "b   c" }, WIDE, "a b   c d", 0 },
	{ "several spaces at a break", "a {0} d", { "b   c" }, NARROW, "a/b/c/d", 0 },
	{ "several spaces around a slot", "a {0} d", { "  b  " }, WIDE, "a b d", 0 },
	{ "several spaces and an opening mark", "{0}", { "(  b" }, NARROW, "(  b", 0 },
	{ "spaces before a line end in a slot", "{0}", { "a  \n  b" }, WIDE, "a/b", 0 },
	{ "hard break", "uno^due", { 0 }, WIDE, "uno/due", 0 },
	{ "hard break at a slot", "{0}^{1} due", { "uno", "" }, WIDE, "uno/due", 0 },
	{ "two hard breaks", "uno^^due", { 0 }, WIDE, "uno//due", 0 },
	{ "hard break at the start", "^due", { 0 }, WIDE, "/due", 0 },
	{ "line end in a slot", "a {0} d", { "b\nc" }, WIDE, "a b/c d", 0 },
	{ "CR LF in a slot", "{0}", { "b\r\nc" }, WIDE, "b/c", 0 },
	{ "line separator in a slot", "{0}", { "b\xE2\x80\xA8""c" }, WIDE, "b/c", 0 },
	{ "apostrophe", "dell'importo l’Aquila", { 0 }, NARROW, "dell'importo/l’Aquila", 0 },
	{ "hyphen", "extra-giudiziale", { 0 }, NARROW, "extra-/giudiziale", 0 },
	{ "hyphen in a slot", "{0}", { "Rossi-Bianchi" }, NARROW, "Rossi-/Bianchi", 0 },
	{ "no break after hyphen before a digit", "art. 3-4 A-12", { 0 }, NARROW, "art./3-4/A-12", 0 },
	{ "slash", "e/o 2019/123 12/03/2025 A/12", { 0 }, NARROW, "e//o/2019/123/12/03/2025/A//12", 0 },
	{ "dash", "a – b a–b a—b", { 0 }, NARROW, "a/–/b/a–/b/a/—/b", 0 },
	{ "closing mark after a space", "uno ) due !", { 0 }, NARROW, "uno )/due !", 0 },
	{ "opening mark before a space", "( uno", { 0 }, NARROW, "( uno", 0 },
	{ "closing mark after a slot's space", "{0} ) due", { "uno" }, NARROW, "uno )/due", 0 },
	{ "slot that begins with a closing mark", "uno {0}", { "; due" }, NARROW, "uno ;/due", 0 },
	{ "slot that ends with an opening mark", "{0} due", { "uno (" }, NARROW, "uno/( due", 0 },
	{ "fixed closing mark after a slot", "{0} ; due", { "uno" }, NARROW, "uno ;/due", 0 },
	{ "amount", "€ 1.234,56 50% -3", { 0 }, NARROW, "€/1.234,56/50%/-3", 0 },
	{ "no-break space", "800\u00A0000 x\u202Fy", { 0 }, NARROW, "800\u00A0000/x\u202Fy", 0 },
	{ "zero-width space", "ab\u200Bcd", { 0 }, NARROW, "ab\u200B/cd", 0 },
	{ "word joiner", "a-\u2060b", { 0 }, NARROW, "a-\u2060b", 0 },
	{ "soft hyphen", "conti\u00ADnua", { 0 }, NARROW, "continua", 0 },
	{ "non-breaking hyphen", "a\u2011b", { 0 }, NARROW, "a\u2011b", 0 },
	{ "em space", "a\u2003b", { 0 }, NARROW, "a/b", 0 },
	{ "accents apart", "{0}", { "citta\u0300 perche\u0301" }, WIDE, "città perché", 0 },
	{ "accent that nothing composes", "{0}", { "x\u0300" }, WIDE, "x\u0300", 0x0300 },
	{ "not in any font", "{0} e {1}", { "漢字", "é" }, WIDE, "漢字 e é", 0x6F22 },
	{ "emoji", "{0}", { "ciao 😀" }, WIDE, "ciao 😀", 0x1F600 },
	{ "right to left", "{0}", { "שלום" }, WIDE, "שלום", 0x05E9 },
	{ "control byte is a space", "{0}", { "a\x01""b" }, WIDE, "a b", 0 },
	{ "not UTF-8", "{0}", { "citt\xE0" }, WIDE, "citt\uFFFD", 0xFFFD },
};

static void fills(void)
{
	setup();
	for (guint i = 0; i < G_N_ELEMENTS(fillings); i++) {
		struct prose_lines lines;
		gunichar missing;
		struct prose *prose = prose_from(fillings[i].text, &missing);
		g_autofree char *got = NULL;

		CHECK_INT(fillings[i].label, missing, 0);
		prose_fill(prose, fillings[i].slots, fillings[i].width, 0, ALIGN_LEFT, arena, &lines);
		got = text_of(&lines);
		CHECK_STR(fillings[i].label, got, fillings[i].expected);
		CHECK_INT(fillings[i].label, lines.missing, fillings[i].missing);
		prose_free(prose);
	}
	teardown();
}

/* ---- geometry ---- */

static const char *const ten_words = "una riga lunga con tante parole da mettere in fila";

/* Where a text operation ends, from the words' own widths: as a device adds them up. */
static double right_edge(const struct op_text *text)
{
	double pt = 0;

	for (guint i = 0; i < text->count; i++) {
		const struct word *word = text->words[i];

		pt += (double)word->width * text->size / 1e6;
		if (word->gap && i + 1 < text->count)
			pt += (double)word_space(word) * text->size / 1e6 + text->gap / 1e3;
	}
	return text->x + pt * 25400 / 72;
}

static const struct {
	const char *label, *text;
	enum align align;
	um_t width, indent;
	guint line;
	double left, right;	/* -1: not looked at */
} places[] = {
	{ "left", ten_words, ALIGN_LEFT, 60000, 0, 0, 0, -1 },
	{ "left, indented", ten_words, ALIGN_LEFT, 60000, 5000, 0, 5000, -1 },
	{ "left, second line not indented", ten_words, ALIGN_LEFT, 60000, 5000, 1, 0, -1 },
	{ "left, hanging", ten_words, ALIGN_LEFT, 60000, -5000, 0, -5000, -1 },
	{ "right", ten_words, ALIGN_RIGHT, 60000, 0, 0, -1, 60000 },
	{ "right, last line", ten_words, ALIGN_RIGHT, 60000, 0, 1, -1, 60000 },
	{ "right, indented", ten_words, ALIGN_RIGHT, 60000, 5000, 0, -1, 60000 },
	{ "justified", ten_words, ALIGN_JUSTIFY, 60000, 0, 0, 0, 60000 },
	{ "justified, indented", ten_words, ALIGN_JUSTIFY, 60000, 7000, 0, 7000, 60000 },
	{ "justified, narrow", ten_words, ALIGN_JUSTIFY, 30000, 0, 1, 0, 30000 },
	{ "justified, two styles", "una *riga lunga* con #due# parole *molto* grosse messe insieme qui", ALIGN_JUSTIFY,
	  90000, 0, 0, 0, 90000 },
	{ "justified, kerned", "AVVISO Totale AVVISO Totale Tavola Vela Tavola AVVISO", ALIGN_JUSTIFY, 70000, 0, 0, 0,
	  70000 },
	{ "justified, spaces at the break", "AVVISO Totale {0} Vela Tavola AVVISO", ALIGN_JUSTIFY, 50000, 0, 0, 0,
	  50000 },
	{ "justified, Greek and Latin", "Παπαδόπουλος Rossi Ковалёв Ștefan Đoković Łukasz Šimić e altri", ALIGN_JUSTIFY,
	  90000, 0, 0, 0, 90000 },
};

static void places_lines(void)
{
	static const char *const slots[] = { "AVVISO      Totale" };

	setup();
	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		struct prose_lines lines;
		gunichar missing;
		struct prose *prose = prose_from(places[i].text, &missing);
		const struct op_list *list;

		prose_fill(prose, slots, places[i].width, places[i].indent, places[i].align, arena, &lines);
		list = &lines.lines[places[i].line].list;
		CHECK_INT(places[i].label, missing, 0);
		CHECK_TRUE(places[i].label, lines.count > places[i].line);
		if (places[i].left >= 0 || places[i].indent < 0)
			CHECK_INT(places[i].label, list->ops[0].text.x, places[i].left);
		if (places[i].right >= 0)
			CHECK_INT(places[i].label,
				  ABS(right_edge(&list->ops[list->count - 1].text) - places[i].right) <= 10, TRUE);
		prose_free(prose);
	}
	teardown();
}

static void centres(void)
{
	struct prose_lines lines;
	struct prose *prose;
	gunichar missing;
	const struct op_text *text;

	setup();
	prose = prose_from("al centro", &missing);
	prose_fill(prose, NULL, 60000, 0, ALIGN_CENTRE, arena, &lines);
	text = &lines.lines[0].list.ops[0].text;
	CHECK_TRUE("as much left as right", ABS(text->x - (60000 - right_edge(text))) <= 2);
	prose_free(prose);
	teardown();
}

/* Where one operation ends the next one begins, a space further. */
static void joins_styles(void)
{
	struct prose_lines lines;
	struct prose *prose;
	gunichar missing;
	const struct op *ops;

	setup();
	prose = prose_from("somma di *1.234,56*, entro", &missing);
	prose_fill(prose, NULL, WIDE, 0, ALIGN_LEFT, arena, &lines);
	ops = lines.lines[0].list.ops;
	CHECK_INT("an operation a style", lines.lines[0].list.count, 3);
	CHECK_STR("bold", ops[1].text.words[0]->runs[0].face->font->name, "body-bold");
	CHECK_TRUE("space before bold", ABS(ops[1].text.x - right_edge(&ops[0].text) - um_from_mpt(2770)) <= 2);
	CHECK_TRUE("no space before the comma", ABS(ops[2].text.x - right_edge(&ops[1].text)) <= 2);
	prose_free(prose);
	teardown();
}

static void ends_paragraphs(void)
{
	static const struct {
		guint line;
		gboolean ends;
	} rows[] = { { 0, FALSE }, { 1, TRUE }, { 2, FALSE }, { 3, TRUE } };
	struct prose_lines lines;
	struct prose *prose;
	gunichar missing;

	setup();
	prose = prose_from("una riga lunga con tante parole^una riga lunga con tante parole", &missing);
	prose_fill(prose, NULL, 40000, 0, ALIGN_JUSTIFY, arena, &lines);
	CHECK_INT("lines", lines.count, G_N_ELEMENTS(rows));
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		CHECK_INT("ends", lines.lines[i].ends, rows[i].ends);
		CHECK_INT("only lines that do not end are stretched", lines.lines[i].list.ops[0].text.gap > 0,
			  !rows[i].ends);
	}
	prose_free(prose);
	teardown();
}

static void measures_heights(void)
{
	struct prose_lines lines;
	struct prose *prose;
	gunichar missing;

	setup();
	prose = prose_from("piccolo #grande#^piccolo^^piccolo", &missing);
	prose_fill(prose, NULL, WIDE, 0, ALIGN_LEFT, arena, &lines);
	CHECK_INT("lines", lines.count, 4);
	CHECK_INT("the larger counts", lines.lines[0].ascent, um_from_mpt(905 * 20));
	CHECK_INT("descent", lines.lines[0].descent, um_from_mpt(211 * 20));
	CHECK_INT("small", lines.lines[1].ascent, um_from_mpt(905 * 10));
	CHECK_INT("empty line", lines.lines[2].ascent, um_from_mpt(905 * 10));
	CHECK_INT("empty line draws nothing", lines.lines[2].list.count, 0);
	prose_free(prose);
	teardown();
}

static void tells_overflow(void)
{
	struct prose_lines lines, wide;
	struct prose *prose;
	gunichar missing;

	setup();
	prose = prose_from("un precipitevolissimevolmente e via", &missing);
	prose_fill(prose, NULL, 30000, 0, ALIGN_JUSTIFY, arena, &lines);
	prose_fill(prose, NULL, WIDE, 0, ALIGN_LEFT, arena, &wide);
	CHECK_INT("a line of its own", lines.count, 3);
	CHECK_INT("overflow", lines.overflow, lines.lines[1].natural - 30000);
	CHECK_TRUE("overflow is more than nothing", lines.overflow > 1000);
	CHECK_INT("nothing sticks out of a wide line", wide.overflow, 0);
	prose_fill(prose, NULL, wide.lines[0].natural, 0, ALIGN_LEFT, arena, &lines);
	CHECK_INT("as wide as it was measured: one line", lines.count, 1);
	prose_fill(prose, NULL, wide.lines[0].natural - 1, 0, ALIGN_LEFT, arena, &lines);
	CHECK_INT("a micrometre less: two", lines.count, 2);
	prose_free(prose);
	teardown();
}

/* 100 KB without a space is one thing that cannot be parted; nothing of it is lost. */
static void takes_long_texts(void)
{
	static const struct {
		const char *label, *unit;
		guint lines;
	} rows[] = {
		{ "one word", "abcdefghij", 1 },
		{ "two-byte letters", "àèìòùàèìòù", 1 },
		{ "with spaces", "abcdefghi ", 10240 },
		{ "changing scripts", "aПπș", 1 },
		{ "not UTF-8", "\x80\xFF", 1 },
	};

	setup();
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		GString *text = g_string_new(NULL);
		g_autoptr(GString) got = g_string_new(NULL);
		struct prose_lines lines;
		gunichar missing;
		struct prose *prose = prose_from("{0}", &missing);
		const char *slots[1];

		while (text->len + strlen(rows[i].unit) <= 102400)
			g_string_append(text, rows[i].unit);
		slots[0] = text->str;
		prose_fill(prose, slots, NARROW, 0, ALIGN_LEFT, arena, &lines);
		CHECK_INT(rows[i].label, lines.count, rows[i].lines);
		for (guint l = 0; l < lines.count; l++) {
			const struct op_text *op = &lines.lines[l].list.ops[0].text;

			for (guint w = 0; w < op->count; w++)
				g_string_append_printf(got, "%s%s", op->words[w]->utf8, op->words[w]->gap ? " " : "");
		}
		g_strchomp(text->str);
		if (lines.missing == 0)
			CHECK_INT(rows[i].label, strcmp(g_strchomp(got->str), text->str), 0);
		prose_free(prose);
		g_string_free(text, TRUE);
	}
	teardown();
}

static void reports_fixed_text(void)
{
	static const struct {
		const char *label, *text;
		gunichar missing;
	} rows[] = {
		{ "all there", "perché no", 0 },
		{ "in fixed text", "un 漢 e un 字", 0x6F22 },
		{ "touching a slot", "{0}漢", 0x6F22 },
	};

	setup();
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		gunichar missing;
		struct prose *prose = prose_from(rows[i].text, &missing);

		CHECK_INT(rows[i].label, missing, rows[i].missing);
		CHECK_INT(rows[i].label, prose_is_fixed(prose), strchr(rows[i].text, '{') == NULL);
		prose_free(prose);
	}
	teardown();
}

CHECK_MAIN({ "fills", fills }, { "places lines", places_lines }, { "centres", centres },
	   { "joins styles", joins_styles }, { "ends paragraphs", ends_paragraphs }, { "measures heights", measures_heights },
	   { "tells overflow", tells_overflow }, { "takes long texts", takes_long_texts },
	   { "reports fixed text", reports_fixed_text })
