/* SPDX-License-Identifier: Apache-2.0 */
/* PostScript files: their structuring comments, pages that stand alone, papers and sides, text and sameness. */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212 };
static const struct font bold = { .name = "body-bold", .path = PAPER_BOLD, .index = 1, .ascent = 905, .descent = 212 };

static const struct media plain = { .name = "a4-80", .type = "plain", .colour = "white", .grams_m2 = 80, .tray = 2 };
static const struct media head = { .name = "carta intestata", .type = "letterhead", .colour = "ivory", .grams_m2 = 100,
				   .tray = 1 };
static const struct media bare = { .name = "a4" };

static struct page *new_page(struct arena *arena, const struct media *media)
{
	struct page *page = arena_new_array0(arena, struct page, 1);

	*page = (struct page){ .width = 210000, .height = 297000, .sheet = 1, .media = media };
	return page;
}

static char *draw(const char *folder, const char *name, const struct ps_options *options, struct page *const *pages,
		  guint count, struct device_made *made)
{
	char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;
	struct device *device = ps_open(path, options, &error);

	CHECK_NO_ERROR(name, error);
	for (guint i = 0; i < count; i++)
		device_page(device, pages[i]);
	CHECK_TRUE(name, device_close(device, made, &error));
	CHECK_NO_ERROR(name, error);
	return path;
}

/* A page with all there is: text of two fonts and two encodings, a stamp, a symbol, boxes and lines. */
static struct page *rich_page(struct arena *arena, const struct media *media, guint number)
{
	static const guint8 bits[] = { 0xa5, 0x5a, 0xff, 0x81, 0x3c, 0xc3, 0x99, 0x66 };
	static const struct symbol symbol = { SYMBOLOGY_DATA_MATRIX, 8, 8, 1, bits, "" };
	struct face *faces = arena_new_array(arena, struct face, 3);
	struct stamp *stamp = arena_new_array0(arena, struct stamp, 1);
	struct page *page = new_page(arena, media);
	g_autofree char *line = g_strdup_printf("Pagina %u: perché l'importo è di € 1.234,56 (AVVISO \\ d'oltre)", number);
	const struct word **words = arena_new_array(arena, const struct word *, 2);
	struct word_run runs[2];
	struct op_text *notice;

	paper_face(&faces[0], &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_face(&faces[1], &bold, "WinAnsiEncoding", "WINDOWS-1252", 1);
	paper_face(&faces[2], &sans, "CP1250", "WINDOWS-1250", 2);
	stamp->name = "notice";
	notice = paper_line(&stamp->list, arena, &faces[1], 0, 5000, 8000, "una avvertenza che resta");
	notice->colour = (struct colour){ 0, 90, 0 };
	notice->gap = 2500;
	op_list_add(&stamp->list, OP_STROKE, arena)->stroke =
		(struct op_stroke){ { 0, 7000, 50000, 0 }, 500, { 200, 0, 0 } };
	stamp->bounds = op_list_bounds(&stamp->list);
	op_list_add(&page->list, OP_FILL, arena)->fill = (struct op_fill){ { 20000, 20000, 30000, 10000 }, { 90, 90, 90 } };
	op_list_add(&page->list, OP_STROKE, arena)->stroke = (struct op_stroke){ { 60000, 20000, 30000, 10000 }, 700, { 0, 0, 160 } };
	paper_line(&page->list, arena, &faces[0], 20000, 50000, 11000, line)->gap = 1500;
	op_list_add(&page->list, OP_STAMP, arena)->stamp = (struct op_stamp){ 20000, 100000, stamp };
	/* What was set before the stamp holds after it. */
	paper_line(&page->list, arena, &faces[0], 20000, 60000, 11000, line)->gap = 1500;
	op_list_add(&page->list, OP_STROKE, arena)->stroke = (struct op_stroke){ { 100000, 20000, 30000, 0 }, 700, { 0, 0, 160 } };
	runs[0] = paper_run(arena, &faces[0], "WINDOWS-1252", "AVVISO", -740);
	runs[1] = paper_run(arena, &faces[2], "WINDOWS-1250", "Šimić", 0);
	words[0] = paper_word_of(arena, runs, 2, "AVVISOŠimić", 1);
	words[1] = paper_word(arena, &faces[1], "WINDOWS-1252", "grassetto");
	op_list_add(&page->list, OP_TEXT, arena)->text = (struct op_text){
		.x = 20000, .baseline = 70000, .size = 11000, .gap = 1500, .count = 2, .words = words };
	op_list_add(&page->list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 20000, 80000 + (um_t)number * 508, 508, 508, &symbol };
	return page;
}

/* ---- structure ---- */

static char **lines_of(const char *path)
{
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		g_error("cannot read %s", path);
	return g_strsplit(text, "\n", -1);
}

/* The lines that begin so, in a row. */
static char *lines_with(char **lines, const char *start)
{
	GString *found = g_string_new(NULL);

	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_str_has_prefix(lines[i], start))
			g_string_append_printf(found, "%s|", lines[i]);
	}
	return g_string_free(found, FALSE);
}

static void begins_as_a_conforming_document(void)
{
	static const char *const expected[] = {
		"%!PS-Adobe-3.0", "%%Creator: (piego)", "%%Title: (Avvisi \\(quota\\) 2026 \\303\\240)", "%%LanguageLevel: 3",
		"%%DocumentData: Clean8Bit", "%%Pages: 3", "%%PageOrder: Ascend", "%%BoundingBox: 0 0 596 842",
		"%%DocumentMedia: (carta intestata) 595.276 841.89 100 (ivory) (letterhead)",
		"%%+ (a4-80) 595.276 841.89 80 (white) (plain)", "%%Requirements: duplex",
		"%%DocumentSuppliedResources: procset Piego 1.0 0", "%%+ font F1", "%%+ font F2", "%%+ font F3", "%%EndComments",
		"%%BeginProlog",
	};
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *pages[] = { rich_page(arena, &head, 1), rich_page(arena, &head, 2), rich_page(arena, &plain, 3) };
	const struct ps_options options = { .title = "Avvisi (quota) 2026 à", .sides = PS_LONG_EDGE };
	g_autofree char *path = draw(folder, "head.ps", &options, pages, 3, NULL);
	g_auto(GStrv) lines = lines_of(path);

	for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
		CHECK_STR(expected[i], lines[i], expected[i]);
	judge_silent("document", path);
}

/* What every line of a conforming document keeps: no control characters, at most 255 of any, and comments that
 * are balanced in the order of the norm. */
static void keeps_the_rules_of_lines(void)
{
	static const char *const order[] = {
		"%%EndComments", "%%BeginProlog", "%%EndProlog", "%%BeginSetup", "%%EndSetup", "%%Page: 1 1", "%%BeginPageSetup",
		"%%EndPageSetup", "%%PageTrailer", "%%Page: 2 2", "%%Trailer", "%%EOF",
	};
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *pages[] = { rich_page(arena, &head, 1), rich_page(arena, NULL, 2) };
	g_autoptr(GString) words = g_string_new("parola");
	struct face face;
	guint next = 0, begun = 0, ended = 0;

	paper_face(&face, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	for (guint i = 0; i < 200; i++)
		g_string_append_printf(words, " parola%u", i);
	paper_line(&pages[0]->list, arena, &face, 0, 90000, 1000, words->str);

	g_autofree char *path = draw(folder, "lines.ps", &(struct ps_options){ 0 }, pages, 2, NULL);
	g_autofree char *text = judge_text(path);
	g_auto(GStrv) lines = lines_of(path);

	for (guint i = 0; lines[i] != NULL; i++) {
		CHECK_TRUE(lines[i], strlen(lines[i]) <= 255);
		for (const guchar *p = (const guchar *)lines[i]; *p != '\0'; p++)
			CHECK_TRUE(lines[i], *p >= ' ' && *p != 127);
		if (next < G_N_ELEMENTS(order) && g_str_equal(lines[i], order[next]))
			next++;
		begun += g_str_has_prefix(lines[i], "%%BeginResource") || g_str_has_prefix(lines[i], "%%BeginFeature");
		ended += g_str_has_prefix(lines[i], "%%EndResource") || g_str_has_prefix(lines[i], "%%EndFeature");
	}
	CHECK_INT("comments in order", next, G_N_ELEMENTS(order));
	CHECK_TRUE("some resources", begun > 3);
	CHECK_INT("begun and ended", begun, ended);
	CHECK_TRUE("the long line is whole", strstr(text, "parola98 parola99 parola100 parola101") != NULL);
}

/* A title is a client's text: it may not write comments of its own, nor lines too long. */
static void keeps_titles_in_their_line(void)
{
	static const struct {
		const char *title, *line;
	} rows[] = {
		{ "a\n%%Pages: 9", "%%Title: (a\\012%%Pages: 9)|" },
		{ ")(\\", "%%Title: (\\)\\(\\\\)|" },
		{ "", "%%Title: ()|" },
	};
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena, NULL);
	g_autofree char *many = g_strnfill(1000, '\t');
	g_autofree char *path = NULL, *found = NULL;
	g_auto(GStrv) lines = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name = g_strdup_printf("title%u.ps", i);
		g_autofree char *titled = draw(folder, name, &(struct ps_options){ .title = rows[i].title }, &page, 1, NULL);
		g_auto(GStrv) all = lines_of(titled);
		g_autofree char *title = lines_with(all, "%%Title"), *pages = lines_with(all, "%%Pages");

		CHECK_STR(rows[i].title, title, rows[i].line);
		CHECK_STR(rows[i].title, pages, "%%Pages: 1|");
		judge_silent(rows[i].title, titled);
	}
	path = draw(folder, "long.ps", &(struct ps_options){ .title = many }, &page, 1, NULL);
	lines = lines_of(path);
	found = lines_with(lines, "%%Title");
	CHECK_TRUE("long title", strlen(found) > 200 && strlen(found) <= 255);
}

/* ---- pages ---- */

/* A page with what stands before the pages is the same page: a spooler may take out what it wants. */
static void has_pages_that_stand_alone(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *pages[] = { rich_page(arena, &head, 1), rich_page(arena, &plain, 2), rich_page(arena, &plain, 3) };
	g_autofree char *path = draw(folder, "whole.ps", &(struct ps_options){ 0 }, pages, 3, NULL);
	g_autofree char *alone = g_build_filename(folder, "alone.ps", NULL);
	struct judge_pixels one, other;
	int status;

	for (int page = 3; page > 0; page--) {
		g_autofree char *said = judge_output(&status, "awk '/^%%%%Page: /{keep=$2==%d} /^%%%%Trailer/{keep=1} "
						     "BEGIN{keep=1} keep' %s > %s", page, path, alone);

		CHECK_STR("taken out", said, "");
		judge_silent("alone", alone);
		one = judge_pixels(path, page, 100);
		other = judge_pixels(alone, 1, 100);
		CHECK_INT("pixels", other.length, one.length);
		CHECK_TRUE("the same page", memcmp(one.rgb, other.rgb, (gsize)(one.width * one.height * 3)) == 0);
		g_free(one.file);
		g_free(other.file);
	}
}

/* Pixels of a page as ghostscript paints it, 0: paper. */
static struct judge_pixels ghostscript_pixels(const char *path, int dpi)
{
	int status;
	g_autofree char *copy = g_strconcat(path, ".ps", NULL);

	/* It tells by content what a file is; the name only chooses who paints. */
	g_free(judge_output(&status, "cp %s %s", path, copy));
	return judge_pixels(copy, 1, dpi);
}

static gboolean dark_near(const struct judge_pixels *pixels, int x, int y, int reach)
{
	for (int v = MAX(y - reach, 0); v <= MIN(y + reach, pixels->height - 1); v++) {
		for (int u = MAX(x - reach, 0); u <= MIN(x + reach, pixels->width - 1); u++) {
			if (judge_pixel(pixels, u, v) != 0xffffff)
				return TRUE;
		}
	}
	return FALSE;
}

static guint without_partner(const struct judge_pixels *one, const struct judge_pixels *other, int reach)
{
	guint alone = 0;

	for (int y = 0; y < one->height; y++) {
		for (int x = 0; x < one->width; x++)
			alone += judge_pixel(one, x, y) != 0xffffff && !dark_near(other, x, y, reach);
	}
	return alone;
}

/* Painted at four times 300 dpi, no ink is further than two pixels from the other file's: half a device pixel. */
static void prints_what_pdf_prints(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	const struct page *page = rich_page(arena, NULL, 1);
	g_autofree char *pdf = judge_draw(folder, "same.pdf", &(struct pdf_options){ .compression = 6 }, &page, 1, NULL);
	g_autofree char *ps = judge_draw(folder, "same.ps", &(struct pdf_options){ 0 }, &page, 1, NULL);
	struct judge_pixels one = ghostscript_pixels(pdf, 1200), other = ghostscript_pixels(ps, 1200);

	CHECK_INT("width", one.width, other.width);
	CHECK_INT("height", one.height, other.height);
	CHECK_INT("only in PDF", without_partner(&one, &other, 2), 0);
	CHECK_INT("only in PostScript", without_partner(&other, &one, 2), 0);
	g_free(one.file);
	g_free(other.file);
}

/* ---- papers ---- */

/* What a device is asked for, as a device that tells it sees it; refused: a key that it refuses. */
static char *asked(const char *path, const char *refused)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *spy = g_build_filename(folder, "spy.ps", NULL);
	g_autofree char *text = g_strdup_printf(
		"/setpagedevice{dup/%s known{/setpagedevice cvx/configurationerror signalerror}if\n"
		"[/Duplex/Tumble/PageSize/MediaType/MediaColor/MediaWeight/MediaPosition]\n"
		"{2 copy known{dup 30 string cvs print(=)print 1 index exch get dup type/arraytype eq{0 get}if\n"
		"30 string cvs print( )print}{pop}ifelse}forall pop(;)print}def\n/showpage{(page;)print}def\n", refused);
	int status;

	g_file_set_contents(spy, text, -1, NULL);
	return judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=nullpage %s %s", spy, path);
}

#define A4 "PageSize=595.276 "
#define HEAD A4 "MediaType=letterhead MediaColor=ivory MediaWeight=100 "
#define PLAIN A4 "MediaType=plain MediaColor=white MediaWeight=80 "

static const struct paper_row {
	const char *label;
	enum ps_sides sides;
	const struct media *media[4];
	const char *refused, *asked;
} paper_rows[] = {
	{ "one paper is asked for once", PS_LONG_EDGE, { &plain, &plain, &plain, &plain }, "Nothing",
	  "Duplex=true Tumble=false ;" PLAIN "MediaPosition=2 ;page;page;page;page;" },
	{ "another first sheet, both its sides", PS_SHORT_EDGE, { &head, &head, &plain, &plain }, "Nothing",
	  "Duplex=true Tumble=true ;" HEAD "MediaPosition=1 ;page;page;" PLAIN "MediaPosition=2 ;page;page;" },
	{ "there and back", PS_ONE_SIDED, { &head, &plain, &head, &bare }, "Nothing",
	  "Duplex=false ;" HEAD "MediaPosition=1 ;page;" PLAIN "MediaPosition=2 ;page;" HEAD "MediaPosition=1 ;page;" A4 ";page;" },
	{ "no paper named", PS_ONE_SIDED, { NULL, NULL, NULL, NULL }, "Nothing", "Duplex=false ;" A4 ";page;page;page;page;" },
	{ "a device without trays", PS_ONE_SIDED, { &plain, &plain, &head, &head }, "MediaPosition",
	  "Duplex=false ;" PLAIN ";page;page;" HEAD ";page;page;" },
	{ "a device without words for paper", PS_ONE_SIDED, { &plain, &plain, &plain, &plain }, "MediaType",
	  "Duplex=false ;" A4 ";page;page;page;page;" },
	{ "a device for one side", PS_LONG_EDGE, { &plain, &plain, &plain, &plain }, "Duplex",
	  PLAIN "MediaPosition=2 ;page;page;page;page;" },
	{ "a device that takes nothing", PS_LONG_EDGE, { &plain, &plain, &head, &plain }, "PageSize",
	  "Duplex=true Tumble=false ;page;page;page;page;" },
};

static void asks_for_papers(void)
{
	g_autofree char *folder = check_folder();

	for (guint i = 0; i < G_N_ELEMENTS(paper_rows); i++) {
		const struct paper_row *row = &paper_rows[i];
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *pages[4];
		g_autofree char *name = g_strdup_printf("paper%u.ps", i);
		g_autofree char *path = NULL, *said = NULL;

		for (guint p = 0; p < 4; p++)
			pages[p] = rich_page(arena, row->media[p], p);
		path = draw(folder, name, &(struct ps_options){ .sides = row->sides }, pages, 4, NULL);
		judge_silent(row->label, path);
		said = asked(path, row->refused);
		CHECK_STR(row->label, said, row->asked);
	}
}

static void tells_papers_in_comments(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *pages[] = { rich_page(arena, &head, 1), rich_page(arena, &plain, 2), rich_page(arena, NULL, 3) };
	g_autofree char *path = draw(folder, "told.ps", &(struct ps_options){ .sides = PS_SHORT_EDGE }, pages, 3, NULL);
	g_auto(GStrv) lines = lines_of(path);
	g_autofree char *media = lines_with(lines, "%%PageMedia"), *features = lines_with(lines, "%%BeginFeature");

	CHECK_STR("papers", media, "%%PageMedia: (carta intestata)|%%PageMedia: (a4-80)|%%PageMedia: 210x297|");
	CHECK_STR("sides and trays", features, "%%BeginFeature: *Duplex DuplexTumble|%%BeginFeature: *InputSlot Tray1|"
		  "%%BeginFeature: *InputSlot Tray2|");
}

/* ---- sameness ---- */

static void gives_the_same_bytes(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *pages[] = { rich_page(arena, &head, 1), rich_page(arena, &plain, 2) };
	struct device_made first, second;
	g_autofree char *one = draw(folder, "one.ps", &(struct ps_options){ 0 }, pages, 2, &first);
	g_autofree char *other = draw(folder, "other.ps", &(struct ps_options){ 0 }, pages, 2, &second);
	g_autofree char *sum = NULL, *expected = g_strdup_printf("%s  %s\n", first.sha256, one), *names = NULL;
	g_autofree char *bytes = NULL;
	gsize length;
	int status;

	CHECK_STR("hash", second.sha256, first.sha256);
	CHECK_INT("pages", first.pages, 2);
	sum = judge_output(&status, "sha256sum %s", one);
	CHECK_STR("by another program", sum, expected);
	CHECK_TRUE("read", g_file_get_contents(other, &bytes, &length, NULL));
	CHECK_INT("bytes", second.bytes, length);
	names = judge_output(&status, "ls %s", folder);
	CHECK_STR("nothing else is left", names, "one.ps\nother.ps\n");
}

/* Static content, pictures and fonts are there once: what a further page costs is its own text. */
static void costs_only_what_changes(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = rich_page(arena, &plain, 1);
	struct page *pages[100];
	struct device_made one, hundred;

	for (guint i = 0; i < G_N_ELEMENTS(pages); i++)
		pages[i] = page;
	g_free(draw(folder, "one.ps", &(struct ps_options){ 0 }, pages, 1, &one));
	g_free(draw(folder, "hundred.ps", &(struct ps_options){ 0 }, pages, G_N_ELEMENTS(pages), &hundred));
	CHECK_TRUE("bytes of a further page", (hundred.bytes - one.bytes) / (G_N_ELEMENTS(pages) - 1) < 900);
}

CHECK_MAIN({ "begins as a conforming document", begins_as_a_conforming_document },
	   { "keeps the rules of lines", keeps_the_rules_of_lines },
	   { "keeps titles in their line", keeps_titles_in_their_line },
	   { "has pages that stand alone", has_pages_that_stand_alone },
	   { "prints what PDF prints", prints_what_pdf_prints },
	   { "asks for papers", asks_for_papers },
	   { "tells papers in comments", tells_papers_in_comments },
	   { "gives the same bytes", gives_the_same_bytes },
	   { "costs only what changes", costs_only_what_changes })
