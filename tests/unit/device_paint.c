/* SPDX-License-Identifier: Apache-2.0 */
/* PDF and PostScript files as pixels: rectangles, lines, stamps, pictures and barcodes stand where they were put. */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"
#include "unit/device_pictures.h"

/* At 254 dpi a pixel is 0.1 mm. */
#define DPI 254

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212 };
static const struct pdf_options deflated = { .compression = 6 };

static const char *const endings[] = { "pdf", "ps" };

/* A page of 100 x 100 mm. */
static struct page *new_page(struct arena *arena)
{
	struct page *page = arena_new_array0(arena, struct page, 1);

	*page = (struct page){ .width = 100000, .height = 100000, .sheet = 1 };
	return page;
}

/* Draws the pages, and the judges are silent about the file. */
static char *draw(const char *folder, const char *label, const char *ending, struct page *const *pages, guint count)
{
	g_autofree char *name = g_strdup_printf("%s.%s", label, ending);
	char *path = judge_draw(folder, name, &deflated, (const struct page *const *)pages, count, NULL);

	judge_silent(name, path);
	return path;
}

static void add_fill(struct op_list *list, struct arena *arena, struct rect box, struct colour colour)
{
	op_list_add(list, OP_FILL, arena)->fill = (struct op_fill){ box, colour };
}

static void add_stroke(struct op_list *list, struct arena *arena, struct rect box, um_t width, struct colour colour)
{
	op_list_add(list, OP_STROKE, arena)->stroke = (struct op_stroke){ box, width, colour };
}

struct spot {
	const char *label;
	int x, y;	/* tenths of a millimetre */
	guint32 colour;
};

static void check_spots(const char *path, int page, const struct spot *spots, guint count)
{
	struct judge_pixels pixels = judge_pixels(path, page, DPI);

	for (guint i = 0; i < count; i++)
		CHECK_INT(spots[i].label, judge_pixel(&pixels, spots[i].x, spots[i].y), spots[i].colour);
	g_free(pixels.file);
}

static const struct colour red = { 255, 0, 0 }, green = { 0, 128, 0 }, gray = { 102, 102, 102 };

static void paints_boxes_and_lines(void)
{
	static const struct spot spots[] = {
		{ "fill, inside top left", 101, 201, 0xff0000 },
		{ "fill, inside bottom right", 148, 298, 0xff0000 },
		{ "fill, left of it", 98, 250, 0xffffff },
		{ "fill, above it", 120, 198, 0xffffff },
		{ "fill, right of it", 151, 250, 0xffffff },
		{ "fill, below it", 120, 301, 0xffffff },
		{ "second fill of the colour", 205, 205, 0xff0000 },
		{ "gray fill", 305, 205, 0x666666 },
		{ "line, on it", 500, 600, 0x008000 },
		{ "line, above it", 500, 593, 0xffffff },
		{ "line, below it", 500, 606, 0xffffff },
		{ "upright line", 700, 750, 0x008000 },
		{ "outline, its left side", 200, 700, 0x008000 },
		{ "outline, inside", 250, 700, 0xffffff },
		{ "white over red", 125, 250, 0xffffff },
	};
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena);

	add_fill(&page->list, arena, (struct rect){ 10000, 20000, 5000, 10000 }, red);
	add_fill(&page->list, arena, (struct rect){ 20000, 20000, 1000, 1000 }, red);
	add_fill(&page->list, arena, (struct rect){ 12000, 24000, 1000, 2000 }, COLOUR_WHITE);
	add_fill(&page->list, arena, (struct rect){ 30000, 20000, 1000, 1000 }, gray);
	add_stroke(&page->list, arena, (struct rect){ 45000, 60000, 10000, 0 }, 1000, green);
	add_stroke(&page->list, arena, (struct rect){ 70000, 70000, 0, 10000 }, 1000, green);
	add_stroke(&page->list, arena, (struct rect){ 20000, 65000, 10000, 10000 }, 600, green);
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *path = draw(folder, "boxes", endings[i], &page, 1);

		check_spots(path, 1, spots, G_N_ELEMENTS(spots));
	}
}

/* A stamp sets its own colours, whatever the page has set before, and leaves the page's alone. */
static void paints_stamps(void)
{
	static const struct spot spots[] = {
		{ "first place", 205, 305, 0x000000 },
		{ "second place", 605, 705, 0x000000 },
		{ "the stamp's line", 250, 350, 0x008000 },
		{ "the page's colour before", 55, 55, 0xff0000 },
		{ "the page's colour after", 855, 55, 0xff0000 },
		{ "outside", 400, 500, 0xffffff },
	};
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct face face;
	struct stamp stamp = { .name = "notice" };
	struct page *pages[] = { new_page(arena), new_page(arena) };

	paper_face(&face, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	add_fill(&stamp.list, arena, (struct rect){ 0, 0, 1000, 1000 }, COLOUR_BLACK);
	add_stroke(&stamp.list, arena, (struct rect){ 4000, 5000, 2000, 0 }, 600, green);
	paper_line(&stamp.list, arena, &face, 0, 9000, 9000, "avvertenza")->colour = green;
	stamp.bounds = op_list_bounds(&stamp.list);
	for (guint i = 0; i < 2; i++) {
		add_fill(&pages[i]->list, arena, (struct rect){ 5000, 5000, 1000, 1000 }, red);
		op_list_add(&pages[i]->list, OP_STAMP, arena)->stamp = (struct op_stamp){ 20000, 30000, &stamp };
		op_list_add(&pages[i]->list, OP_STAMP, arena)->stamp = (struct op_stamp){ 60000, 70000, &stamp };
		add_fill(&pages[i]->list, arena, (struct rect){ 85000, 5000, 1000, 1000 }, red);
	}
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *path = draw(folder, "stamps", endings[i], pages, 2);
		g_autofree char *text = judge_text(path), *forms = NULL;
		g_auto(GStrv) parts = g_strsplit(text, "avvertenza", -1);
		int status;

		check_spots(path, 1, spots, G_N_ELEMENTS(spots));
		check_spots(path, 2, spots, G_N_ELEMENTS(spots));
		CHECK_INT("text of both on both pages", g_strv_length(parts) - 1, 4);
		forms = judge_output(&status, "grep -a -c -e /Subtype/Form -e '/FormType 1' %s", path);
		CHECK_STR("one form", forms, "1\n");
	}
}

static const struct png_row {
	const char *label;
	int colour_type;
	guint8 pixel[4];
	guint samples;
	guint32 painted;
	const char *space;
} png_rows[] = {
	{ "gray", 0, { 128 }, 1, 0x808080, "gray" },
	{ "rgb", 2, { 10, 200, 30 }, 3, 0x0ac81e, "rgb" },
	{ "palette", 3, { 1 }, 1, 0xc80000, "rgb" },
	{ "gray, half through", 4, { 0, 128 }, 2, 0x7f7f7f, "gray" },
	{ "rgb, quite through", 6, { 255, 0, 0, 0 }, 4, 0xffffff, "gray" },
	{ "rgb, opaque", 6, { 0, 0, 255, 255 }, 4, 0x0000ff, "rgb" },
};

/* Each picture is one object drawn twice; nothing is a mask. */
static void check_image_objects(const char *path)
{
	int status;
	g_autofree char *list = judge_output(&status, "pdfimages -list %s | awk 'NR > 2 {print $11, $3, $6}' | sort -n | "
					     "uniq -c | awk '{print $1, $3, $4}'", path);
	g_auto(GStrv) lines = g_strsplit(list, "\n", -1);

	CHECK_INT("image objects", g_strv_length(lines), G_N_ELEMENTS(png_rows) + 1);
	for (guint i = 0; i < G_N_ELEMENTS(png_rows); i++) {
		g_autofree char *expected = g_strdup_printf("2 image %s", png_rows[i].space);

		CHECK_STR(png_rows[i].label, lines[i], expected);
	}
}

/* Each picture's bytes are there once, in as many colours as it has. */
static void check_image_streams(const char *path)
{
	int status;
	g_autofree char *list = judge_output(&status, "grep -o '[0-9]*.0 1[0 1]*]D[0-9]*/FlateDecode filter Picture' %s", path);
	g_autofree char *streams = judge_output(&status, "grep -c ReusableStreamDecode %s", path);
	g_auto(GStrv) lines = g_strsplit(list, "\n", -1);

	CHECK_INT("streams", g_ascii_strtoll(streams, NULL, 10), G_N_ELEMENTS(png_rows));
	CHECK_INT("pictures", g_strv_length(lines), G_N_ELEMENTS(png_rows) + 1);
	for (guint i = 0; i < G_N_ELEMENTS(png_rows); i++) {
		g_autofree char *expected = g_strdup_printf("%s]D%u/FlateDecode filter Picture",
			g_str_equal(png_rows[i].space, "gray") ? "1[0 1" : "3[0 1 0 1 0 1", i + 1);

		CHECK_STR(png_rows[i].label, lines[i], expected);
	}
}

static void check_png(const char *path)
{
	struct judge_pixels pixels = judge_pixels(path, 1, DPI);

	(judge_is_ps(path) ? check_image_streams : check_image_objects)(path);
	for (guint i = 0; i < G_N_ELEMENTS(png_rows); i++) {
		CHECK_INT(png_rows[i].label, judge_pixel(&pixels, (int)i * 150 + 50, 50), png_rows[i].painted);
		CHECK_INT(png_rows[i].label, judge_pixel(&pixels, (int)i * 150 + 50, 250), png_rows[i].painted);
	}
	g_free(pixels.file);
}

static void paints_png(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena);
	struct picture pictures[G_N_ELEMENTS(png_rows)];

	for (guint i = 0; i < G_N_ELEMENTS(png_rows); i++) {
		pictures[i] = (struct picture){ .name = (char *)"prova", .kind = PICTURE_PNG, .width = 8, .height = 8,
						.bytes = new_png(png_rows[i].colour_type, png_rows[i].pixel, png_rows[i].samples) };
		for (um_t again = 0; again < 2; again++)
			op_list_add(&page->list, OP_IMAGE, arena)->image = (struct op_image){
				{ (um_t)i * 15000, again * 20000, 10000, 10000 }, &pictures[i] };
	}
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *path = draw(folder, "png", endings[i], &page, 1);

		check_png(path);
	}
	for (guint i = 0; i < G_N_ELEMENTS(png_rows); i++)
		g_bytes_unref(pictures[i].bytes);
}

/* A picture of 16 x 16 red pixels, made by ghostscript's device of that name. */
static struct picture new_jpeg(const char *folder, const char *device)
{
	g_autofree char *jpeg = g_build_filename(folder, device, NULL);
	char *bytes = NULL;
	gsize length = 0;
	int status;

	g_free(judge_output(&status, "gs -q -sDEVICE=%s -r72 -g16x16 -o %s "
			    "-c '1 0 0 setrgbcolor 0 0 16 16 rectfill showpage'", device, jpeg));
	CHECK_TRUE(device, g_file_get_contents(jpeg, &bytes, &length, NULL));
	return (struct picture){ .name = (char *)"red", .kind = PICTURE_JPEG, .width = 16, .height = 16,
				 .bytes = g_bytes_new_take(bytes, length) };
}

static const struct jpeg_row {
	const char *device, *list;
	guint32 least, most;	/* of the colour painted, each part */
} jpeg_rows[] = {
	{ "jpeg", "16 16 rgb jpeg\n", 0xfa0000, 0xff0606 },
	{ "jpeggray", "16 16 gray jpeg\n", 0x7c7c7c, 0x888888 },
	{ "jpegcmyk", "16 16 cmyk jpeg\n", 0xd00000, 0xff4040 },
};

static gboolean within(guint32 colour, guint32 least, guint32 most)
{
	for (guint shift = 0; shift < 24; shift += 8) {
		guint part = colour >> shift & 255;

		if (part < (least >> shift & 255) || part > (most >> shift & 255))
			return FALSE;
	}
	return TRUE;
}

static void check_jpeg(const char *path, const struct jpeg_row *row)
{
	struct judge_pixels pixels = judge_pixels(path, 1, DPI);
	guint32 colour = judge_pixel(&pixels, 200, 200);
	g_autofree char *label = g_strdup_printf("%s: #%06x", path, colour);

	CHECK_TRUE(label, within(colour, row->least, row->most));
	CHECK_INT("beside it", judge_pixel(&pixels, 305, 200), 0xffffff);
	g_free(pixels.file);
	if (!judge_is_ps(path)) {
		int status;
		g_autofree char *list = judge_output(&status, "pdfimages -list %s | awk 'NR > 2 {print $4, $5, $6, $9}'", path);

		CHECK_STR("as it was", list, row->list);
	}
}

static void paints_jpeg(void)
{
	g_autofree char *folder = check_folder();

	for (guint i = 0; i < G_N_ELEMENTS(jpeg_rows); i++) {
		const struct jpeg_row *row = &jpeg_rows[i];
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *page = new_page(arena);
		struct picture picture = new_jpeg(folder, row->device);

		op_list_add(&page->list, OP_IMAGE, arena)->image =
			(struct op_image){ { 10000, 10000, 20000, 20000 }, &picture };
		for (guint e = 0; e < G_N_ELEMENTS(endings); e++) {
			g_autofree char *path = draw(folder, row->device, endings[e], &page, 1);

			check_jpeg(path, row);
		}
		g_bytes_unref(picture.bytes);
	}
}

struct module_row {
	const char *label;
	guint16 columns, rows;
	guint16 padding;	/* bytes after each row that are no modules */
	const char *bytes;	/* laid over the start of random ones */
};

static const struct module_row module_rows[] = {
	{ "square", 26, 26, 0, "" },
	{ "square, rows padded", 26, 26, 2, "" },
	{ "whole bytes", 16, 16, 0, "" },
	{ "one row", 134, 1, 0, "" },
	{ "looks like its own end", 16, 16, 0, "ab\nEI Q\n" },
	{ "looks like an end at once", 24, 8, 1, "\nEI\nQ BT" },
	{ "ends like an end", 16, 1, 0, "EI" },
	{ "delimiters", 16, 16, 0, ")]>>(<<\\%\r\n" },
	{ "one module", 1, 1, 0, "\xff" },
	{ "more than a line", 57, 57, 0, "" },
};

/* Random modules, random padding too, under the row's bytes. */
static struct symbol new_symbol(struct arena *arena, const struct module_row *row, GRand *random)
{
	guint visible = (row->columns + 7u) / 8, stride = visible + row->padding;
	guint8 *bits = arena_alloc(arena, (gsize)stride * row->rows);
	gsize length = strlen(row->bytes);

	for (guint i = 0; i < stride * row->rows; i++)
		bits[i] = (guint8)g_rand_int(random);
	for (guint i = 0; i < length; i++)
		bits[i / visible * stride + i % visible] = (guint8)row->bytes[i];
	return (struct symbol){ SYMBOLOGY_DATA_MATRIX, row->columns, row->rows, (guint16)stride, bits, "" };
}

/* How many modules, 0.5 mm wide from (10, 20) mm, are not painted as they are. */
static guint wrong_modules(const struct judge_pixels *pixels, const struct symbol *symbol)
{
	guint wrong = 0;

	for (guint y = 0; y < symbol->rows; y++) {
		for (guint x = 0; x < symbol->columns; x++) {
			guint32 expected = symbol_dark(symbol, x, y) ? 0 : 0xffffff;

			wrong += judge_pixel(pixels, 102 + (int)x * 5, 202 + (int)y * 5) != expected;
		}
	}
	return wrong;
}

/* Every module of a symbol of any bits is where it should be, and what follows is still read. */
static void paints_modules(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GRand) random = g_rand_new_with_seed(7);

	for (guint i = 0; i < G_N_ELEMENTS(module_rows); i++) {
		const struct module_row *row = &module_rows[i];
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *page = new_page(arena);
		struct symbol symbol = new_symbol(arena, row, random);
		g_autofree char *name = g_strdup_printf("symbol%u", i);

		op_list_add(&page->list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 10000, 20000, 500, 500, &symbol };
		add_fill(&page->list, arena, (struct rect){ 90000, 90000, 5000, 5000 }, red);
		for (guint e = 0; e < G_N_ELEMENTS(endings); e++) {
			g_autofree char *path = draw(folder, name, endings[e], &page, 1);
			struct judge_pixels pixels = judge_pixels(path, 1, DPI);

			CHECK_INT(row->label, wrong_modules(&pixels, &symbol), 0);
			CHECK_INT(row->label, judge_pixel(&pixels, 920, 920), 0xff0000);
			g_free(pixels.file);
		}
	}
}

static void is_read_by_scanners(void)
{
	static const um_t widths[] = { 254, 300, 317, 339, 381, 508 };
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	int status;

	for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
		struct page *page = new_page(arena);
		g_autofree char *name = g_strdup_printf("read%d.pdf", widths[i]);
		g_autofree char *path = NULL, *dmtx = NULL, *zbar = NULL;

		op_list_add(&page->list, OP_SYMBOL, arena)->symbol =
			(struct op_symbol){ 20011, 20013, widths[i] * 3 / 2, widths[i] * 3 / 2, &device_matrix };
		op_list_add(&page->list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 10007, 60000, widths[i], 10000, &device_linear };
		path = judge_draw(folder, name, &deflated, (const struct page *const *)&page, 1, NULL);
		g_free(judge_output(&status, "pdftoppm -r 300 -png -singlefile %s %s", path, path));
		dmtx = judge_output(&status, "dmtxread -N1 -m5000 %s.png", path);
		CHECK_STR(name, g_strstrip(dmtx), device_matrix.text);
		zbar = judge_output(&status, "zbarimg -q --raw %s.png 2>/dev/null | head -1", path);
		CHECK_STR(name, g_strstrip(zbar), device_linear.text);
	}
}

/* Glyphs made of glyphs are whole in the subset, also where a part is made of parts (kappa of this font). */
static const struct glyph_row {
	const char *text, *path, *encoding, *codeset;
	gboolean accented;
} glyph_rows[] = {
	{ "o", PAPER_MONO_BOLD, "WinAnsiEncoding", "WINDOWS-1252", FALSE },
	{ "ó", PAPER_MONO_BOLD, "WinAnsiEncoding", "WINDOWS-1252", TRUE },
	{ "é", PAPER_SANS, "WinAnsiEncoding", "WINDOWS-1252", TRUE },
	{ "ё", PAPER_MONO_BOLD, "CP1251", "WINDOWS-1251", TRUE },
	{ "κ", PAPER_MONO_BOLD, "ISO8859-7", "ISO-8859-7", FALSE },
};

static void check_glyph(const char *folder, const struct glyph_row *row, const char *ending)
{
	g_autoptr(arena_t) arena = arena_new(4096);
	const struct font font = { .name = "mono", .path = row->path };
	struct page *page = new_page(arena);
	struct face face;
	const struct word *word;
	g_autofree char *name = g_strdup_printf("glyph-%s", row->text), *path = NULL;
	struct judge_pixels pixels;
	guint body = 0, accent = 0;

	paper_face(&face, &font, row->encoding, row->codeset, 0);
	word = paper_word(arena, &face, row->codeset, row->text);
	op_list_add(&page->list, OP_TEXT, arena)->text = (struct op_text){
		.x = 20000, .baseline = 50000, .size = 100000, .count = 1, .words = &word };
	path = draw(folder, name, ending, &page, 1);
	pixels = judge_pixels(path, 1, DPI);
	/* 100 pt is 35.3 mm: the small letter ends 20 mm above the baseline. */
	for (int x = 200; x < 500; x++) {
		for (int y = 200; y < 500; y++)
			*(y < 290 ? &accent : &body) += judge_pixel(&pixels, x, y) == 0;
	}
	CHECK_TRUE(row->text, body > 2000);
	CHECK_TRUE(row->text, row->accented ? accent > 200 : accent == 0);
	g_free(pixels.file);
}

static void keeps_glyphs_whole(void)
{
	g_autofree char *folder = check_folder();

	for (guint i = 0; i < G_N_ELEMENTS(glyph_rows); i++) {
		for (guint e = 0; e < G_N_ELEMENTS(endings); e++)
			check_glyph(folder, &glyph_rows[i], endings[e]);
	}
}

CHECK_MAIN({ "paints boxes and lines", paints_boxes_and_lines },
	   { "paints stamps", paints_stamps },
	   { "paints PNG", paints_png },
	   { "paints JPEG", paints_jpeg },
	   { "paints modules", paints_modules },
	   { "is read by scanners", is_read_by_scanners },
	   { "keeps glyphs whole", keeps_glyphs_whole })
