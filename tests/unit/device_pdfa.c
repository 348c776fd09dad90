/* SPDX-License-Identifier: Apache-2.0 */
/* Archive files: what the judge of PDF/A says, what their metadata tells, that they show what print files show. */
#include <cairo.h>

#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212, .cap_height = 687 };
static const struct font mono = { .name = "mono", .path = PAPER_MONO_BOLD, .ascent = 928, .descent = 236, .cap_height = 729 };

static const struct pdf_options archive = { .title = "Avviso", .compression = 6, .kind = PDF_ARCHIVE };
static const struct pdf_options print = { .title = "Avviso", .compression = 6 };

/* What pages may hold, in one place. */
struct desk {
	char *folder;
	struct arena *arena;
	struct face body, mono, greek, cyrillic;
	struct stamp stamp;
	GPtrArray *pictures;
};

static struct page *new_page(struct desk *desk)
{
	struct page *page = arena_new_array0(desk->arena, struct page, 1);

	*page = (struct page){ .width = 210000, .height = 297000, .sheet = 1 };
	return page;
}

static struct picture *add_picture(struct desk *desk, const char *path)
{
	g_autoptr(GError) error = NULL;
	struct picture *picture = picture_load(path, path, &error);

	CHECK_NO_ERROR(path, error);
	g_ptr_array_add(desk->pictures, picture);
	return picture;
}

/* Red, half of it seen through. */
static void add_png(struct desk *desk, const char *name, cairo_format_t format, double alpha)
{
	g_autofree char *path = g_build_filename(desk->folder, name, NULL);
	cairo_surface_t *surface = cairo_image_surface_create(format, 16, 16);
	cairo_t *cairo = cairo_create(surface);

	cairo_set_source_rgba(cairo, 1, 0, 0, alpha);
	cairo_rectangle(cairo, 4, 4, 8, 8);
	cairo_fill(cairo);
	CHECK_INT(name, cairo_surface_write_to_png(surface, path), CAIRO_STATUS_SUCCESS);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	add_picture(desk, path);
}

static struct picture *add_jpeg(struct desk *desk, const char *device)
{
	g_autofree char *path = g_strdup_printf("%s/%s.jpg", desk->folder, device);
	int status;

	g_free(judge_output(&status, "gs -q -sDEVICE=%s -r72 -g16x16 -o %s -c '1 0 0 setrgbcolor 0 0 16 16 rectfill showpage'",
			    device, path));
	return add_picture(desk, path);
}

static void desk_init(struct desk *desk)
{
	*desk = (struct desk){ .folder = check_folder(), .arena = arena_new(65536), .stamp = { .name = "notice" } };
	desk->pictures = g_ptr_array_new_with_free_func((GDestroyNotify)picture_free);
	paper_face(&desk->body, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_face(&desk->mono, &mono, "WinAnsiEncoding", "WINDOWS-1252", 1);
	paper_face(&desk->greek, &sans, "ISO8859-7", "ISO-8859-7", 2);
	paper_face(&desk->cyrillic, &sans, "CP1251", "WINDOWS-1251", 3);
	paper_line(&desk->stamp.list, desk->arena, &desk->mono, 0, 5000, 9000, "(avvertenza) \\ fissa");
	desk->stamp.bounds = op_list_bounds(&desk->stamp.list);
	add_png(desk, "opaque.png", CAIRO_FORMAT_RGB24, 1);
	add_png(desk, "seen-through.png", CAIRO_FORMAT_ARGB32, 0.5);
	add_png(desk, "nothing.png", CAIRO_FORMAT_ARGB32, 0);
	add_jpeg(desk, "jpeg");
	add_jpeg(desk, "jpeggray");
	add_jpeg(desk, "jpegcmyk");
}

static void desk_clear(struct desk *desk)
{
	g_ptr_array_unref(desk->pictures);
	arena_free(desk->arena);
	g_free(desk->folder);
}

static void add_words(struct desk *desk, struct page *page)
{
	struct word_run kerned = paper_run(desk->arena, &desk->body, "WINDOWS-1252", "A(V\\V)ISO", -74);
	struct word_run two[] = { paper_run(desk->arena, &desk->body, "WINDOWS-1252", "K", 0),
				  paper_run(desk->arena, &desk->greek, "ISO-8859-7", "ώστας", 0) };
	const struct word *words[] = {
		paper_word_of(desk->arena, &kerned, 1, "A(V\\V)ISO", 1),
		paper_word_of(desk->arena, two, 2, "Kώστας", 1),
		paper_word(desk->arena, &desk->cyrillic, "WINDOWS-1251", "Ковалёв"),
		paper_word(desk->arena, &desk->mono, "WINDOWS-1252", "€1.234,56"),
	};

	op_list_add(&page->list, OP_TEXT, desk->arena)->text = (struct op_text){
		.x = 20000, .baseline = 40000, .size = 12000, .gap = 500, .colour = { 0, 0, 128 },
		.count = G_N_ELEMENTS(words), .words = arena_memdup(desk->arena, words, sizeof words) };
}

/* A page of everything: words of four fonts, a line, fills, pictures, a symbol, a stamp. */
static const struct page *full_page(struct desk *desk)
{
	static const guint8 bits[] = { 0xaa, 0x81, 0xc4, 0x93, 0xa8, 0x8f, 0xd2, 0xff };
	static const struct symbol symbol = { SYMBOLOGY_DATA_MATRIX, 8, 8, 1, bits, "" };
	struct page *page = new_page(desk);

	add_words(desk, page);
	op_list_add(&page->list, OP_FILL, desk->arena)->fill = (struct op_fill){ { 20000, 60000, 9000, 5000 }, { 200, 30, 30 } };
	op_list_add(&page->list, OP_STROKE, desk->arena)->stroke = (struct op_stroke){ { 20000, 70000, 90000, 0 }, 300, { 9, 9, 9 } };
	for (guint i = 0; i < desk->pictures->len; i++)
		op_list_add(&page->list, OP_IMAGE, desk->arena)->image =
			(struct op_image){ { 20000 + (um_t)i * 25000, 90000, 20000, 20000 }, desk->pictures->pdata[i] };
	op_list_add(&page->list, OP_SYMBOL, desk->arena)->symbol = (struct op_symbol){ 20000, 130000, 508, 508, &symbol };
	op_list_add(&page->list, OP_STAMP, desk->arena)->stamp = (struct op_stamp){ 20000, 150000, &desk->stamp };
	return page;
}

static const struct title_row {
	const char *label, *title, *expected;
} title_rows[] = {
	{ "plain", "Sollecito dicembre 2025", "Sollecito dicembre 2025" },
	{ "markup", "Rossi & Figli <srl> \"quote\" 'e' ]]> &amp; (parentesi \\ barra", "Rossi & Figli <srl> \"quote\" 'e' ]]> &amp; (parentesi \\ barra" },
	{ "accents", "Città però", "Città però" },
	{ "Cyrillic and Greek", "Ковалёв Κώστας", "Ковалёв Κώστας" },
	{ "beyond 16 bits", "busta \360\237\223\247 chiusa", "busta \360\237\223\247 chiusa" },
	{ "controls", "\001riga\tuna\nriga due\177\302\205", "riga una riga due" },
	{ "no characters", "prima\357\277\277dopo", "prima dopo" },
	{ "blank", "   ", "" },
	{ "none", NULL, "" },
	{ "empty", "", "" },
	{ "not UTF-8", "Citt\340", "" },
};

static char *xmp_value(const char *path, const char *element)
{
	int status;
	char *value = judge_output(&status, "sed -n '/<x:xmpmeta/,/<.x:xmpmeta>/p' %s | xmllint --xpath \"string(//*[name()='%s'])\" -",
				   path, element);

	CHECK_INT(element, status, 0);
	return g_strchomp(value);
}

/* Information dictionary and metadata say the same, whatever the job is called, and the metadata is XML. */
static void tells_its_title(void)
{
	struct desk desk;
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	const struct page *page;
	int status;

	desk_init(&desk);
	page = full_page(&desk);
	for (guint i = 0; i < G_N_ELEMENTS(title_rows); i++) {
		const struct title_row *row = &title_rows[i];
		const struct pdf_options options = { .title = row->title, .compression = i % 2 ? 6 : 0, .kind = PDF_ARCHIVE };
		g_autofree char *name = g_strdup_printf("title%u.pdf", i);
		char *path = judge_draw(desk.folder, name, &options, &page, 1, NULL);
		g_autofree char *info = judge_output(&status, "pdfinfo -enc UTF-8 %s | sed -n 's/^Title: *//p'", path);
		g_autofree char *title = xmp_value(path, "dc:title"), *part = xmp_value(path, "pdfaid:part");
		g_autofree char *level = xmp_value(path, "pdfaid:conformance");

		g_ptr_array_add(paths, path);
		CHECK_STR(row->label, g_strchomp(info), row->expected);
		CHECK_STR(row->label, title, row->expected);
		CHECK_STR(row->label, part, "1");
		CHECK_STR(row->label, level, "B");
		judge_silent(row->label, path);
	}
	judge_archives(paths);
	desk_clear(&desk);
}

/* A print file and an archive file of the same pages are the same to the eye and to a reader of text. */
static void shows_what_print_files_show(void)
{
	struct desk desk;
	const struct page *pages[2];
	g_autofree char *one = NULL, *other = NULL, *text_one = NULL, *text_other = NULL;
	g_autofree char *hinted_one = NULL, *hinted_other = NULL;
	struct judge_pixels a, b;
	int status;

	desk_init(&desk);
	/* The last picture is in inks, for which each reader has colours of its own. */
	g_ptr_array_set_size(desk.pictures, (gint)desk.pictures->len - 1);
	pages[0] = pages[1] = full_page(&desk);
	one = judge_draw(desk.folder, "print.pdf", &print, pages, 2, NULL);
	other = judge_draw(desk.folder, "archive.pdf", &archive, pages, 2, NULL);
	text_one = judge_output(&status, "pdftotext -layout %s -", one);
	text_other = judge_output(&status, "pdftotext -layout %s -", other);
	CHECK_STR("text", text_other, text_one);
	CHECK_TRUE("all of it", strstr(text_one, "A(V\\V)ISO Kώστας Ковалёв €1.234,56") != NULL);
	CHECK_TRUE("the stamp", strstr(text_one, "(avvertenza) \\ fissa") != NULL);
	a = judge_pixels(one, 2, 300);
	b = judge_pixels(other, 2, 300);
	CHECK_TRUE("pixels", a.length == b.length && memcmp(a.file, b.file, a.length) == 0);
	/* Ghostscript follows the hints of fonts. */
	hinted_one = judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=ppmraw -r150 -o - %s | sha256sum", one);
	hinted_other = judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=ppmraw -r150 -o - %s | sha256sum", other);
	CHECK_STR("pixels with hints", hinted_other, hinted_one);
	g_free(a.file);
	g_free(b.file);
	desk_clear(&desk);
}

/* Fonts hold what is shown: a letter of a few words is a small file, and one of other words has other glyphs. */
static void holds_no_more_than_it_shows(void)
{
	struct desk desk;
	struct page *page;
	struct device_made made;
	const struct page *pages[1];
	g_autofree char *path = NULL, *fonts = NULL;
	int status;

	desk_init(&desk);
	pages[0] = page = new_page(&desk);
	paper_line(&page->list, desk.arena, &desk.body, 20000, 50000, 9000, "poche parole");
	path = judge_draw(desk.folder, "few.pdf", &archive, pages, 1, &made);
	CHECK_TRUE("bytes", made.bytes < 20000);
	fonts = judge_output(&status, "pdffonts %s | awk 'NR > 2 { print $2, $4, $5 }'", path);
	CHECK_STR("one font, embedded, a subset", fonts, "TrueType yes yes\n");
	desk_clear(&desk);
}

static void is_the_same_twice(void)
{
	struct desk desk;
	const struct page *page, *empty;
	struct device_made a, b, c;
	g_autofree char *path = NULL, *dates = NULL;
	int status;

	desk_init(&desk);
	page = full_page(&desk);
	empty = new_page(&desk);
	path = judge_draw(desk.folder, "a.pdf", &archive, &page, 1, &a);
	g_free(judge_draw(desk.folder, "b.pdf", &archive, &page, 1, &b));
	g_free(judge_draw(desk.folder, "c.pdf", &archive, &empty, 1, &c));
	CHECK_STR("again", b.sha256, a.sha256);
	CHECK_TRUE("other pages, other file", !g_str_equal(a.sha256, c.sha256));
	dates = judge_output(&status, "grep -a -c -i date %s; sed -n '1s/%%//p' %s; for f in a c; do grep -a '^/ID' %s/$f.pdf; done | sort -u | grep -c ID",
			     path, path, desk.folder);
	CHECK_STR("no date, the version, two ids", dates, "0\nPDF-1.4\n2\n");
	desk_clear(&desk);
}

/* What a reader of text sees of pictures: all as they were but for the inks, which are RGB. */
static void keeps_colours_to_srgb(void)
{
	struct desk desk;
	const struct page *page;
	g_autofree char *path = NULL, *images = NULL;
	int status;

	desk_init(&desk);
	page = full_page(&desk);
	path = judge_draw(desk.folder, "pictures.pdf", &archive, &page, 1, NULL);
	images = judge_output(&status, "pdfimages -list %s | awk 'NR > 2 && $3 == \"image\" { printf \"%%s %%s, \", $6, $9 }'", path);
	CHECK_STR("pictures", images, "rgb image, rgb image, gray image, rgb jpeg, gray jpeg, rgb image, ");
	desk_clear(&desk);
}

/* A JPEG that is cut off is told of, its inks decoded or not. */
static void refuses_a_cut_picture(void)
{
	static const char *const devices[] = { "jpeg", "jpegcmyk" };
	struct desk desk;

	desk_init(&desk);
	for (guint i = 0; i < G_N_ELEMENTS(devices); i++) {
		struct picture *picture = add_jpeg(&desk, devices[i]);
		GBytes *whole = picture->bytes;
		g_autofree char *name = g_strdup_printf("cut%u.pdf", i), *path = g_build_filename(desk.folder, name, NULL);
		struct page *page = new_page(&desk);
		g_autoptr(GError) error = NULL;
		struct device *device = pdf_open(path, &archive, &error);

		picture->bytes = g_bytes_new_from_bytes(whole, 0, g_bytes_get_size(whole) - 8);
		g_bytes_unref(whole);
		op_list_add(&page->list, OP_IMAGE, desk.arena)->image = (struct op_image){ { 20000, 20000, 20000, 20000 }, picture };
		device_page(device, page);
		CHECK_TRUE(devices[i], !device_close(device, NULL, &error));
		CHECK_TRUE(devices[i], g_error_matches(error, DEVICE_ERROR, DEVICE_ERROR_PICTURE));
		CHECK_ERROR(devices[i], error, "not a whole JPEG");
		CHECK_TRUE(devices[i], !g_file_test(path, G_FILE_TEST_EXISTS));
	}
	desk_clear(&desk);
}

static const struct break_row {
	const char *label, *from, *to, *code;
} break_rows[] = {
	{ "no metadata", "/Metadata", "/Metadatx", "7.1" },
	{ "another level", "<pdfaid:conformance>B", "<pdfaid:conformance>C", "7.11.1" },
	{ "another title", "x-default\">Avviso", "x-default\">Avvisa", "7.2" },
	{ "no intent", "/OutputIntents", "/OutputIntentx", "2.4.3" },
	{ "no program", "/FontFile2", "/FontFile9", "3.1.3" },
	{ "wrong width", "/Widths[277", "/Widths[377", "3.1.6" },
	{ "two encodings", "/Flags 32", "/Flags 4 ", "3.1.5" },
};

/* The judge sees what is wrong: each of these is one change in a file that it takes. */
static void the_judge_sees(void)
{
	const struct pdf_options open = { .title = "Avviso", .kind = PDF_ARCHIVE };
	struct desk desk;
	const struct page *page;
	g_autofree char *path = NULL, *bytes = NULL;
	g_autoptr(GString) command = g_string_new("tests/preflight");
	gsize length;
	int status;

	desk_init(&desk);
	page = full_page(&desk);
	path = judge_draw(desk.folder, "good.pdf", &open, &page, 1, NULL);
	g_file_get_contents(path, &bytes, &length, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(break_rows); i++) {
		g_autofree char *broken = g_strdup_printf("%s/broken%u.pdf", desk.folder, i);
		char *at = memmem(bytes, length, break_rows[i].from, strlen(break_rows[i].from));

		CHECK_TRUE(break_rows[i].label, at != NULL && strlen(break_rows[i].from) == strlen(break_rows[i].to));
		if (at == NULL)
			continue;
		memcpy(at, break_rows[i].to, strlen(break_rows[i].to));
		g_file_set_contents(broken, bytes, (gssize)length, NULL);
		memcpy(at, break_rows[i].from, strlen(break_rows[i].from));
		g_string_append_printf(command, " %s", broken);
	}

	g_autofree char *said = judge_output(&status, "%s", command->str);

	CHECK_INT("status", status, 1);
	for (guint i = 0; i < G_N_ELEMENTS(break_rows); i++) {
		g_autofree char *expected = g_strdup_printf("broken%u.pdf: %s : ", i, break_rows[i].code);

		CHECK_TRUE(break_rows[i].label, strstr(said, expected) != NULL);
	}
	desk_clear(&desk);
}

CHECK_MAIN({ "tells its title", tells_its_title },
	   { "shows what print files show", shows_what_print_files_show },
	   { "holds no more than it shows", holds_no_more_than_it_shows },
	   { "is the same twice", is_the_same_twice },
	   { "keeps colours to sRGB", keeps_colours_to_srgb },
	   { "refuses a cut picture", refuses_a_cut_picture },
	   { "the judge sees", the_judge_sees })
