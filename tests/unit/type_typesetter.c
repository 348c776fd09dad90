/* SPDX-License-Identifier: Apache-2.0 */
/* Words: their fonts, codes, kerning and widths; the cache's bounds; use in a forked worker. */
#include "unit/check.h"

#include <hb.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "type/prose.h"
#include "type/typesetter.h"

static struct typesetter *open_typesetter(void)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);

	if (typesetter == NULL)
		g_error("%s", error->message);
	return typesetter;
}

static void put_show(GString *out, const struct word_run *run)
{
	for (guint b = 0; b < run->show_length; b++) {
		guint8 byte = (guint8)run->show[b];

		if (byte >= 0x80)
			g_string_append_printf(out, "<%02X>", byte);
		else
			g_string_append_c(out, (char)byte);
	}
}

/* A run as "CP1251 T)70(otale", without the encoding where it is WinAnsi; + between the runs of a word. */
static char *describe(const struct typeset_line *line)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < line->count; i++) {
		for (guint r = 0; r < line->words[i]->n_runs; r++) {
			const struct word_run *run = &line->words[i]->runs[r];

			g_string_append(out, r > 0 ? "+" : "");
			if (strcmp(run->face->encoding, "WinAnsiEncoding") != 0)
				g_string_append_printf(out, "%s ", run->face->encoding);
			put_show(out, run);
		}
		g_string_append(out, line->words[i]->gap ? "; " : i + 1 < line->count ? "|" : "");
	}
	return g_string_free(out, FALSE);
}

/* Codes are those of the code pages' published tables; kerning is the font's own. */
static const struct {
	const char *label, *role, *text, *expected;
	gunichar missing;
} shapes[] = {
	{ "kerning", "body", "Totale AVVISO", "T)111(otale; A)74(VVISO", 0 },
	{ "no ligature", "body", "ufficio", "uf)18(ficio", 0 },
	{ "escaped", "body", "(a\\b)", "\\(a\\\\b\\)", 0 },
	{ "figures", "body", "1.234,56", "1.234,56", 0 },
	{ "Windows-1252", "body", "è€–’“”…", "<E8><80><96><92><93><94><85>", 0 },
	{ "Croatian", "body", "Šimić", "CP1250 <8A>imi<E6>", 0 },
	{ "Polish", "body", "Łukasz", "CP1250 <A3>ukasz", 0 },
	{ "Serbian", "body", "Đoković", "CP1250 <D0>okovi<E6>", 0 },
	{ "Hungarian", "body", "Erdős", "CP1250 Erd<F5>s", 0 },
	{ "Romanian", "body", "Ștefan", "ISO8859-16 <AA>tefan", 0 },
	{ "Romanian, both letters", "body", "Știți", "ISO8859-16 <AA>ti<FE>i", 0 },
	{ "Turkish", "body", "Işığ", "CP1254 I<FE><FD><F0>", 0 },
	{ "Latvian", "body", "Ķēniņš", "CP1257 <CD><E7>ni<F2><F0>", 0 },
	{ "Maltese", "body", "Ħal", "ISO8859-3 <A1>al", 0 },
	{ "Greek", "mono", "Παπαδόπουλος", "CP1253 <D0><E1><F0><E1><E4><FC><F0><EF><F5><EB><EF><F2>", 0 },
	{ "Cyrillic", "mono", "Ковалёв", "CP1251 <CA><EE><E2><E0><EB><B8><E2>", 0 },
	{ "two encodings in a word", "mono", "çП", "<E7>+CP1251 <CF>", 0 },
	{ "accent apart", "mono", "e\u0301", "<E9>", 0 },
	{ "one encoding for the whole word", "mono", "éő", "CP1250 <E9><F5>", 0 },
	{ "line ends are spaces", "mono", "a\nb\r\n\tc ", "a; b; c; ", 0 },
	{ "several spaces", "mono", " 12>   34+  ", "12>; ; ; 34+; ", 0 },
	{ "breaks within", "mono", "a-b", "a-|b", 0 },
	{ "no-break space", "mono", "a\u00A0b", "a<A0>b", 0 },
	{ "nothing", "mono", "", "", 0 },
	{ "missing", "mono", "a漢b", "a||b", 0x6F22 },
	{ "all missing", "mono", "漢", "", 0x6F22 },
	{ "beyond the basic plane", "mono", "a😀", "a|", 0x1F600 },
};

static void shapes_words(void)
{
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
		gunichar missing;
		struct typeset_line line = typesetter_line(typesetter, &(struct text_style){ .role = shapes[i].role, .size = 10000 }, STORE_PASSING, shapes[i].text,
							   arena, &missing);
		g_autofree char *got = describe(&line);

		CHECK_STR(shapes[i].label, got, shapes[i].expected);
		CHECK_INT(shapes[i].label, missing, shapes[i].missing);
	}
	typesetter_free(typesetter);
}

/* Whole words shaped by HarfBuzz: what the pairs add up to. */
static void kerns_as_whole_words(void)
{
	static const char *const words[] = {
		"Totale",   "AVVISO",  "Tavola", "L'AQUILA",	 "1.111,17", "Voyager", "WAVE",
		"Ty’AVATo", "P.A.F.A", "Łódź",	 "Παπαδόπουλος", "Ковалёв",  "Τάσος",	"fiaba",
	};
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);
	hb_buffer_t *buffer = hb_buffer_create();
	hb_feature_t features[2];

	hb_feature_from_string("liga=0", -1, &features[0]);
	hb_feature_from_string("clig=0", -1, &features[1]);
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		gunichar missing;
		struct typeset_line line = typesetter_line(typesetter, &(struct text_style){ .role = "body", .size = 10000 }, STORE_PASSING, words[i], arena, &missing);
		const struct word_run *run = &line.words[0]->runs[0];
		const struct cut *cut = catalogue_find(typesetter->catalogue, "body", FALSE, FALSE, NULL);
		const hb_glyph_info_t *infos;
		const hb_glyph_position_t *positions;
		guint count;

		hb_buffer_clear_contents(buffer);
		hb_buffer_add_utf8(buffer, words[i], -1, 0, -1);
		hb_buffer_guess_segment_properties(buffer);
		/* Figures alone are of no script; in a letter they stand among Latin text. */
		if (hb_buffer_get_script(buffer) == HB_SCRIPT_INVALID)
			hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
		hb_shape(cut->hb_font, buffer, features, 2);
		infos = hb_buffer_get_glyph_infos(buffer, &count);
		positions = hb_buffer_get_glyph_positions(buffer, &count);
		CHECK_INT(words[i], run->n_glyphs, count);
		for (guint g = 0; g < MIN(count, run->n_glyphs); g++) {
			CHECK_INT(words[i], run->glyphs[g], infos[g].codepoint);
			/* Truncated width and rounded kerning: less than two thousandths off. */
			CHECK_TRUE(words[i], ABS(run->advances[g] - positions[g].x_advance * 1000.0 / cut->units) < 2.0);
		}
	}
	hb_buffer_destroy(buffer);
	typesetter_free(typesetter);
}

static void adds_up(void)
{
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
		gunichar missing;
		struct typeset_line line = typesetter_line(typesetter, &(struct text_style){ .role = shapes[i].role, .bold = TRUE, .size = 8000 }, STORE_PASSING, shapes[i].text, arena,
							   &missing);
		gint64 em = 0;

		for (guint w = 0; w < line.count; w++) {
			const struct word *word = line.words[w];
			gint32 of_runs = 0;

			for (guint r = 0; r < word->n_runs; r++) {
				gint32 of_glyphs = 0;

				for (guint g = 0; g < word->runs[r].n_glyphs; g++)
					of_glyphs += word->runs[r].advances[g];
				CHECK_INT(shapes[i].label, word->runs[r].width, of_glyphs);
				CHECK_INT(shapes[i].label, word->runs[r].show_length, strlen(word->runs[r].show));
				of_runs += of_glyphs;
			}
			CHECK_INT(shapes[i].label, word->width, of_runs);
			em += word->width + (word->gap && w + 1 < line.count ? word_space(word) : 0);
		}
		CHECK_TRUE(shapes[i].label, ABS(line.width - (double)em * 8 / 1000 * 25400 / 72) <= 1);
	}
	typesetter_free(typesetter);
}

/* Ten letters of a thousand new words each stay; when the bound is reached, the next letter starts afresh. */
static void cache_is_bounded(void)
{
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(65536);
	gunichar missing;
	guint64 misses;

	for (guint letter = 0; letter < 58; letter++) {
		for (guint i = 0; i < 1000; i++) {
			char *text = arena_printf(arena, "N%u", letter * 1000 + i);

			typesetter_line(typesetter, &(struct text_style){ .role = "body", .size = 10000 }, STORE_PASSING, text, arena, &missing);
		}
		typesetter_between_letters(typesetter);
		arena_reset(arena);
	}
	misses = wordcache_misses(typesetter->words);
	CHECK_INT("each word once", misses, 58000);
	typesetter_line(typesetter, &(struct text_style){ .role = "body", .size = 10000 }, STORE_PASSING, "N57999", arena, &missing);
	CHECK_INT("a word since the last emptying is still there", wordcache_misses(typesetter->words), misses);
	typesetter_line(typesetter, &(struct text_style){ .role = "body", .size = 10000 }, STORE_PASSING, "N1", arena, &missing);
	CHECK_INT("one from before is not", wordcache_misses(typesetter->words), misses + 1);
	typesetter_free(typesetter);
}

static void fixed_words_stay(void)
{
	static const struct text_style style = { "body", FALSE, FALSE, 10000, { 0, 0, 0 } };
	const struct span span = { "sempre", PROSE_NO_SLOT, FALSE, &style };
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(65536);
	gunichar missing;
	struct prose *prose = prose_new(typesetter, &span, 1, &missing);
	struct prose_lines lines;

	for (guint i = 0; i < 40000; i++) {
		char text[16];

		g_snprintf(text, sizeof text, "%u", i);
		typesetter_line(typesetter, &(struct text_style){ .role = "body", .size = 10000 }, STORE_PASSING, text, arena, &missing);
	}
	typesetter_between_letters(typesetter);
	prose_fill(prose, NULL, 100000, 0, ALIGN_LEFT, arena, &lines);
	CHECK_STR("after the cache was emptied", lines.lines[0].list.ops[0].text.words[0]->utf8, "sempre");
	prose_free(prose);
	typesetter_free(typesetter);
}

/* A worker that is forked from a process with an open typesetter shapes what nobody shaped before. */
static void works_after_fork(void)
{
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);
	gunichar missing;
	struct typeset_line here = typesetter_line(typesetter, &(struct text_style){ .role = "body", .size = 10000 }, STORE_PASSING, "prima", arena, &missing);
	pid_t child = fork();
	int status = -1;

	if (child == 0) {
		struct typeset_line there;

		alarm(20);
		there = typesetter_line(typesetter, &(struct text_style){ .role = "body", .bold = TRUE, .size = 10000 }, STORE_PASSING, "Ковалёв-Παπα (mai/visto) 漢 prima", arena,
					&missing);
		_exit(there.count == 6 && missing == 0x6F22 ? 0 : 1);
	}
	CHECK_INT("a word", here.count, 1);
	CHECK_INT("waited", waitpid(child, &status, 0), child);
	CHECK_INT("the child's end", status, 0);
	typesetter_free(typesetter);
}

CHECK_MAIN({ "shapes words", shapes_words }, { "kerns as whole words", kerns_as_whole_words }, { "adds up", adds_up },
	   { "cache is bounded", cache_is_bounded }, { "fixed words stay", fixed_words_stay },
	   { "works after fork", works_after_fork })
