/* SPDX-License-Identifier: Apache-2.0 */
/* PDF files as others read them: structure, text, fonts, sameness. */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212 };
static const struct font bold = { .name = "body-bold", .path = PAPER_BOLD, .index = 1, .ascent = 905, .descent = 212 };

static const struct pdf_options deflated = { .compression = 6 };
static const struct pdf_options plain = { .compression = 0 };

struct faces {
	struct face body, bold, cp1250, cp1251;
};

static struct faces faces_load(void)
{
	struct faces faces;

	paper_face(&faces.body, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_face(&faces.bold, &bold, "WinAnsiEncoding", "WINDOWS-1252", 1);
	paper_face(&faces.cp1250, &sans, "CP1250", "WINDOWS-1250", 2);
	paper_face(&faces.cp1251, &sans, "CP1251", "WINDOWS-1251", 3);
	return faces;
}

static struct page *new_page(struct arena *arena)
{
	struct page *page = arena_new_array0(arena, struct page, 1);

	*page = (struct page){ .width = 210000, .height = 297000, .sheet = 1 };
	return page;
}

/* What pdftotext reads, without the form feed and blank lines. */
static char *text_of(const char *path)
{
	int status;
	g_autofree char *raw = judge_output(&status, "pdftotext -enc UTF-8 %s -", path);
	g_auto(GStrv) lines = g_strsplit_set(raw, "\n\f", -1);
	GString *text = g_string_new(NULL);

	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] != '\0')
			g_string_append_printf(text, "%s\n", lines[i]);
	}
	return g_string_free(text, FALSE);
}

static void extracts_text(void)
{
	static const char *const lines[] = {
		"Gentile signora, perché l'importo è di € 1.234,56?",
		"parentesi ( aperta ) chiusa (( e \\ barra \\)",
		"È già così: più, ùàòìé – “fra virgolette” …",
		"A",
	};
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct faces faces = faces_load();
	const struct page *page = new_page(arena);
	g_autoptr(GString) expected = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		struct op_text *op = paper_line(&((struct page *)page)->list, arena, i % 2 ? &faces.bold : &faces.body, 20000,
						30000 + (um_t)i * 10000, 11000, lines[i]);

		op->gap = (mpt_t)i * 400 - 300;
		g_string_append_printf(expected, "%s\n", lines[i]);
	}
	for (guint i = 0; i < 2; i++) {
		const char *name = i ? "plain.pdf" : "deflated.pdf";
		g_autofree char *path = judge_draw(folder, name, i ? &plain : &deflated, &page, 1, NULL);
		g_autofree char *text = text_of(path);

		CHECK_STR(name, text, expected->str);
		judge_silent(name, path);
	}
}

/* A kerned word, a word of two encodings, words of three encodings and two fonts on one line. */
static void extracts_mixed_words(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct faces faces = faces_load();
	struct page *page = new_page(arena);
	struct word_run kerned = paper_run(arena, &faces.body, "WINDOWS-1252", "AVVISO", -74);
	struct word_run two[] = { paper_run(arena, &faces.body, "WINDOWS-1252", "Šimi", 0),
				  paper_run(arena, &faces.cp1250, "WINDOWS-1250", "ć", 0) };
	const struct word *words[] = {
		paper_word_of(arena, &kerned, 1, "AVVISO", 1),
		paper_word_of(arena, two, 2, "Šimić", 1),
		paper_word(arena, &faces.cp1251, "WINDOWS-1251", "Ковалёв"),
		paper_word(arena, &faces.bold, "WINDOWS-1252", "grassetto"),
		paper_word(arena, &faces.cp1250, "WINDOWS-1250", "Łukasz"),
	};
	struct op_text *op = &op_list_add(&page->list, OP_TEXT, arena)->text;
	g_autofree char *path = NULL, *text = NULL, *fonts = NULL, *bytes = NULL;
	int status;

	*op = (struct op_text){ .x = 20000, .baseline = 40000, .size = 10000, .gap = 500,
				.count = G_N_ELEMENTS(words), .words = words };
	path = judge_draw(folder, "mixed.pdf", &plain, (const struct page *const *)&page, 1, NULL);
	judge_silent("mixed", path);
	text = text_of(path);
	CHECK_STR("text", text, "AVVISO Šimić Ковалёв grassetto Łukasz\n");

	/* Four fonts for the reader, all embedded subsets, from two font files. */
	fonts = judge_output(&status, "pdffonts %s | grep -c 'TrueType.*yes yes'", path);
	CHECK_STR("embedded subsets", g_strstrip(fonts), "4");
	g_file_get_contents(path, &bytes, NULL, NULL);
	g_free(fonts);
	fonts = judge_output(&status, "grep -a -c /Length1 %s", path);
	CHECK_STR("font files", g_strstrip(fonts), "2");
}

/* Where words stand: the first at x, the line's right edge where the layout wants it, whatever the fonts. */
static void places_words(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct faces faces = faces_load();
	struct page *page = new_page(arena);
	struct word_run kerned = paper_run(arena, &faces.body, "WINDOWS-1252", "Tale", -74);
	double left = 1e9, right = 0, x0, x1;
	g_autofree char *path = NULL, *boxes = NULL;
	struct rect bounds;
	int status;

	struct op_text *op = paper_line(&page->list, arena, &faces.body, 20005, 60003, 9000,
					"una riga giustificata fino al margine");
	((const struct word **)op->words)[0] = paper_word_of(arena, &kerned, 1, "Tale", 1);
	((const struct word **)op->words)[3] = paper_word(arena, &faces.bold, "WINDOWS-1252", "fino");
	op->gap = 1237;
	bounds = op_bounds(&page->list.ops[0]);
	path = judge_draw(folder, "place.pdf", &deflated, (const struct page *const *)&page, 1, NULL);
	boxes = judge_output(&status, "pdftotext -bbox %s - | sed -n 's/.*xMin=\"\\([0-9.]*\\)\".*xMax=\"\\([0-9.]*\\)\".*/\\1 \\2/p'",
			     path);

	g_auto(GStrv) lines = g_strsplit(boxes, "\n", -1);

	for (guint i = 0; lines[i] != NULL && sscanf(lines[i], "%lf %lf", &x0, &x1) == 2; i++) {
		left = MIN(left, x0);
		right = MAX(right, x1);
	}
	/* Thousandths of a millimetre; coordinates have hundredths of a point, the reader's widths are whole. */
	CHECK_TRUE("left edge", ABS(left * 25400 / 72 - bounds.x) < 5);
	CHECK_TRUE("right edge", ABS(right * 25400 / 72 - (bounds.x + bounds.width)) < 10);
}

/* Lines of a paragraph stay within a hundredth of a point of their baselines, however many there are. */
static void keeps_baselines(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct faces faces = faces_load();
	struct page *page = new_page(arena);
	g_autofree char *path = NULL, *boxes = NULL;
	g_auto(GStrv) lines = NULL;
	double top = 0;
	int status;

	/* 9.803 pt apart; every tenth begins a paragraph to the right of the others. */
	for (um_t i = 0; i < 70; i++)
		paper_line(&page->list, arena, &faces.body, i % 10 ? 20000 : 25000, um_from_mpt(50000 + i * 9803), 9000, "riga");
	path = judge_draw(folder, "lines.pdf", &deflated, (const struct page *const *)&page, 1, NULL);
	boxes = judge_output(&status, "pdftotext -bbox %s - | grep -o 'yMin=\"[0-9.]*' | cut -c7- | sort -g", path);
	lines = g_strsplit(g_strstrip(boxes), "\n", -1);
	CHECK_INT("lines", g_strv_length(lines), 70);
	top = g_ascii_strtod(lines[0], NULL);
	for (guint i = 0; lines[i] != NULL; i++)
		CHECK_TRUE(lines[i], ABS(g_ascii_strtod(lines[i], NULL) - top - i * 9.803) < 0.025);
}

static void inherits_or_tells_sizes(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *pages[] = { new_page(arena), new_page(arena), new_page(arena) };
	struct device_made made;
	g_autofree char *path = NULL, *said = NULL;
	int status;

	pages[1]->width = 297000;
	pages[1]->height = 420000;
	path = judge_draw(folder, "sizes.pdf", &deflated, (const struct page *const *)pages, 3, &made);
	CHECK_INT("pages", made.pages, 3);
	judge_silent("sizes", path);
	said = judge_output(&status, "pdfinfo -l 3 %s | awk '/^Page .* size:/{printf \"%%s %%s\\n\", $4, $6}'", path);
	CHECK_STR("sizes", said, "595.276 841.89\n841.89 1190.55\n595.276 841.89\n");
	g_free(said);
	said = judge_output(&status, "grep -a -o '/MediaBox.*' %s", path);
	CHECK_STR("boxes", said, "/MediaBox[0 0 595.276 841.89]\n/MediaBox[0 0 841.89 1190.551]\n");
}

static void tells_what_it_made(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	const struct page *page = new_page(arena);
	struct device_made made;
	const struct pdf_options titled = { .title = "Città & (prova) \\", .compression = 6 };
	g_autofree char *path = judge_draw(folder, "made.pdf", &titled, &page, 1, &made);
	g_autofree char *sum = NULL, *title = NULL, *ids = NULL;
	GStatBuf info;
	int status;

	sum = judge_output(&status, "sha256sum < %s | cut -c1-64", path);
	CHECK_STR("sha256", made.sha256, g_strstrip(sum));
	CHECK_INT("stat", g_stat(path, &info), 0);
	CHECK_INT("bytes", (gint64)made.bytes, info.st_size);
	CHECK_INT("mode", info.st_mode & 0777, 0600);
	title = judge_output(&status, "pdfinfo -enc UTF-8 %s | sed -n 's/^Title: *//p'", path);
	CHECK_STR("title", g_strstrip(title), "Città & (prova) \\");
	ids = judge_output(&status, "pdfinfo %s | grep -c Date", path);
	CHECK_STR("no date", g_strstrip(ids), "0");
	g_free(ids);
	ids = judge_output(&status, "grep -a -c '^/ID\\[<[0-9a-f]\\{32\\}><[0-9a-f]\\{32\\}>\\]$' %s", path);
	CHECK_STR("id", g_strstrip(ids), "1");
}

/* The same pages give the same bytes, whatever the process has drawn before. */
static void is_the_same_twice(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct faces faces = faces_load();
	struct page *one = new_page(arena), *two = new_page(arena);
	const struct page *both[] = { one, two }, *other[] = { two, one };
	struct device_made a, b, c, d;

	paper_line(&one->list, arena, &faces.body, 20000, 50000, 9000, "prima pagina");
	paper_line(&two->list, arena, &faces.bold, 20000, 50000, 9000, "seconda pagina");
	g_free(judge_draw(folder, "a.pdf", &deflated, both, 2, &a));
	g_free(judge_draw(folder, "b.pdf", &deflated, other, 2, &b));
	g_free(judge_draw(folder, "c.pdf", &deflated, other, 2, &c));
	g_free(judge_draw(folder, "d.pdf", &deflated, both, 2, &d));
	CHECK_STR("first and last", d.sha256, a.sha256);
	CHECK_STR("second and third", c.sha256, b.sha256);
	CHECK_TRUE("order matters", strcmp(a.sha256, b.sha256) != 0);
}

struct thread_job {
	char *path;
	const struct page *page;
	struct device_made made;
	gboolean ok;
};

static gpointer draw_in_thread(gpointer data)
{
	struct thread_job *job = data;
	struct device *device = pdf_open(job->path, &deflated, NULL);

	for (guint i = 0; device != NULL && i < 300; i++)
		device_page(device, job->page);
	job->ok = device != NULL && device_close(device, &job->made, NULL);
	return NULL;
}

/* Devices in several threads share nothing: all files are the one that a single thread makes. */
static void is_the_same_in_threads(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct faces faces = faces_load();
	struct page *page = new_page(arena);
	struct thread_job jobs[5] = { 0 };
	GThread *threads[4];

	paper_line(&page->list, arena, &faces.body, 20000, 50000, 9000, "una pagina");
	paper_line(&page->list, arena, &faces.bold, 20000, 60000, 9000, "di due caratteri");
	for (guint i = 0; i < G_N_ELEMENTS(jobs); i++) {
		g_autofree char *name = g_strdup_printf("%u.pdf", i);

		jobs[i].path = g_build_filename(folder, name, NULL);
		jobs[i].page = page;
	}
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("draw", draw_in_thread, &jobs[i]);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	draw_in_thread(&jobs[4]);
	for (guint i = 0; i < G_N_ELEMENTS(jobs); i++) {
		CHECK_TRUE(jobs[i].path, jobs[i].ok);
		CHECK_STR("sha256", jobs[i].made.sha256, jobs[4].made.sha256);
		g_free(jobs[i].path);
	}
}

static void holds_many_pages(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "many.pdf", NULL);
	g_autoptr(arena_t) arena = arena_new(4096);
	struct faces faces = faces_load();
	g_autoptr(GError) error = NULL;
	struct device *device = pdf_open(path, &deflated, &error);
	struct page *page = new_page(arena);
	struct device_made made;
	int status;

	paper_line(&page->list, arena, &faces.body, 20000, 50000, 9000, "una delle tante");
	for (guint i = 0; i < 40000; i++)
		device_page(device, page);
	CHECK_TRUE("closed", device_close(device, &made, &error));
	CHECK_INT("pages", made.pages, 40000);

	g_autofree char *said = judge_output(&status, "qpdf --show-npages %s; pdftotext -f 39999 -l 40000 %s - | "
					     "grep -c tante", path, path);

	CHECK_STR("read back", said, "40000\n2\n");
}

CHECK_MAIN({ "extracts text", extracts_text },
	   { "extracts mixed words", extracts_mixed_words },
	   { "places words", places_words },
	   { "keeps baselines", keeps_baselines },
	   { "inherits or tells sizes", inherits_or_tells_sizes },
	   { "tells what it made", tells_what_it_made },
	   { "is the same twice", is_the_same_twice },
	   { "is the same in threads", is_the_same_in_threads },
	   { "holds many pages", holds_many_pages })
