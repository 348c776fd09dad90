/* SPDX-License-Identifier: Apache-2.0 */
/* Pages as PNG files: whole files for others' readers, and the same picture as others paint of the PDF. */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"
#include "unit/device_pictures.h"
#include "unit/device_shades.h"

#include <cairo.h>
#include <math.h>

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212 };
static const struct font bold = { .name = "body-bold", .path = PAPER_BOLD, .index = 1, .ascent = 905, .descent = 212 };
static const struct pdf_options deflated = { .compression = 6 };
static const struct colour red = { 255, 0, 0 }, green = { 0, 128, 0 }, blue = { 16, 64, 128 };

static struct page *new_page(struct arena *arena, um_t width, um_t height)
{
	struct page *page = arena_new_array0(arena, struct page, 1);

	*page = (struct page){ .width = width, .height = height, .sheet = 1 };
	return page;
}

static void add_fill(struct op_list *list, struct arena *arena, struct rect box, struct colour colour)
{
	op_list_add(list, OP_FILL, arena)->fill = (struct op_fill){ box, colour };
}

static void add_stroke(struct op_list *list, struct arena *arena, struct rect box, um_t width, struct colour colour)
{
	op_list_add(list, OP_STROKE, arena)->stroke = (struct op_stroke){ box, width, colour };
}

/* Draws the pages into files of the folder, 0001-0001.png and so on. */
static void draw_png(const char *folder, const char *prefix, guint dpi, enum raster_colour colour,
		     const struct page *const *pages, guint count, struct device_made *made)
{
	const struct png_options options = { dpi, colour };
	g_autoptr(GError) error = NULL;
	struct device *device = png_open(folder, prefix, &options, &error);

	CHECK_NO_ERROR(prefix, error);
	for (guint i = 0; i < count; i++)
		device_page(device, pages[i]);
	CHECK_TRUE(prefix, device_close(device, made, &error));
	CHECK_NO_ERROR(prefix, error);
}

/* ---- files ---- */

/* A reader of PNG of its own: each chunk with its length and its check, the header, the resolution, and how many
 * bytes of pixels there are. */
static const char chunks[] =
	"import struct, sys, zlib\n"
	"b = open(sys.argv[1], 'rb').read(); i = 8; d = b''\n"
	"assert b[:8] == b'\\x89PNG\\r\\n\\x1a\\n'\n"
	"while i < len(b):\n"
	"    n, t = struct.unpack('>I4s', b[i:i+8]); c = b[i+8:i+8+n]\n"
	"    assert struct.unpack('>I', b[i+8+n:i+12+n])[0] == zlib.crc32(t + c)\n"
	"    if t == b'IHDR': print(*struct.unpack('>IIBBBBB', c))\n"
	"    elif t == b'pHYs': print(*struct.unpack('>IIB', c))\n"
	"    elif t == b'IDAT': d += c\n"
	"    else: print(t.decode(), n)\n"
	"    i += 12 + n\n"
	"print(len(zlib.decompress(d)))\n";

struct file_row {
	const char *label;
	guint dpi;
	enum raster_colour colour;
	const char *said;
};

/* 100 x 60 mm. */
static const struct file_row file_rows[] = {
	{ "gray 96", 96, RASTER_GRAY, "378 227 8 0 0 0 0\n3780 3780 1\nIEND 0\n86033\n" },
	{ "colour 254", 254, RASTER_COLOUR, "1000 600 8 2 0 0 0\n10000 10000 1\nIEND 0\n1800600\n" },
	{ "gray 300", 300, RASTER_GRAY, "1181 709 8 0 0 0 0\n11811 11811 1\nIEND 0\n838038\n" },
	{ "colour 1", 1, RASTER_COLOUR, "4 2 8 2 0 0 0\n39 39 1\nIEND 0\n26\n" },
};

static void writes_whole_files(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(file_rows); i++) {
		const struct file_row *row = &file_rows[i];
		g_autofree char *folder = check_folder();
		g_autofree char *path = g_build_filename(folder, "p-0001.png", NULL), *said = NULL;
		g_autoptr(arena_t) arena = arena_new(4096);
		const struct page *page = new_page(arena, 100000, 60000);
		GStatBuf info;
		int status;

		add_fill(&((struct page *)page)->list, arena, (struct rect){ 10000, 10000, 20000, 20000 }, red);
		draw_png(folder, "p", row->dpi, row->colour, &page, 1, NULL);
		said = judge_output(&status, "python3 -c \"%s\" %s", chunks, path);
		CHECK_STR(row->label, said, row->said);
		CHECK_INT("stat", g_stat(path, &info), 0);
		CHECK_INT("mode", info.st_mode & 0777, 0600);
	}
}

static void tells_what_it_made(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *pages[] = { new_page(arena, 50000, 50000), new_page(arena, 90000, 20000), new_page(arena, 50000, 50000) };
	g_autofree char *names = NULL, *sum = NULL, *bytes = NULL, *told = NULL;
	struct device_made made, again, other;
	int status;

	add_fill(&pages[2]->list, arena, (struct rect){ 10000, 10000, 5000, 5000 }, red);
	draw_png(folder, "p", 96, RASTER_COLOUR, (const struct page *const *)pages, 3, &made);
	names = judge_output(&status, "ls %s", folder);
	CHECK_STR("files", names, "p-0001.png\np-0002.png\np-0003.png\n");
	CHECK_INT("pages", made.pages, 3);
	bytes = judge_output(&status, "cat %s/p-*.png | wc -c", folder);
	told = g_strdup_printf("%" G_GUINT64_FORMAT "\n", made.bytes);
	CHECK_STR("bytes", told, bytes);
	sum = judge_output(&status, "sha256sum %s/p-*.png | cut -c1-64 | tr -d '\\n' | sha256sum | cut -c1-64", folder);
	CHECK_STR("sha256", made.sha256, g_strstrip(sum));

	draw_png(folder, "again", 96, RASTER_COLOUR, (const struct page *const *)pages, 3, &again);
	CHECK_STR("the same twice", again.sha256, made.sha256);
	draw_png(folder, "other", 96, RASTER_COLOUR, (const struct page *const *)pages, 2, &other);
	CHECK_TRUE("other pages, another hash", strcmp(other.sha256, made.sha256) != 0);
}

/* The third page's name is taken: the first two go again, what was there stays. */
static void leaves_nothing_after_an_error(void)
{
	static const struct png_options options = { 72, RASTER_GRAY };
	g_autofree char *folder = check_folder();
	g_autofree char *taken = g_build_filename(folder, "p-0003.png", NULL), *names = NULL, *kept = NULL;
	g_autoptr(arena_t) arena = arena_new(4096);
	const struct page *page = new_page(arena, 50000, 50000);
	g_autoptr(GError) error = NULL;
	struct device_made made = { .pages = 99 };
	struct device *device = png_open(folder, "p", &options, &error);
	int status;

	g_file_set_contents(taken, "mine", -1, NULL);
	for (guint i = 0; i < 5; i++)
		device_page(device, page);
	CHECK_TRUE("close", !device_close(device, &made, &error));
	CHECK_ERROR("taken", error, "cannot create 'p-0003.png': File exists");
	CHECK_INT("untouched", made.pages, 99);
	names = judge_output(&status, "ls %s", folder);
	CHECK_STR("files", names, "p-0003.png\n");
	g_file_get_contents(taken, &kept, NULL, NULL);
	CHECK_STR("left alone", kept, "mine");
	g_clear_error(&error);
	CHECK_TRUE("no folder", png_open(taken, "p", &options, &error) == NULL);
	CHECK_ERROR("no folder", error, "is no folder");
}

static void refuses_pages_beyond_measure(void)
{
	static const struct png_options options = { 4000, RASTER_GRAY };
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	g_autoptr(GError) error = NULL;
	struct device *device = png_open(folder, "p", &options, &error);

	device_page(device, new_page(arena, 210000, 297000));
	CHECK_TRUE("close", !device_close(device, NULL, &error));
	CHECK_TRUE("limit", g_error_matches(error, DEVICE_ERROR, DEVICE_ERROR_LIMIT));
	CHECK_ERROR("measure", error, "33071 x 46772 pixels at 4000 dpi");
}

/* ---- pixels ---- */

struct spot {
	const char *label;
	guint x, y;	/* tenths of a millimetre: pixels at 254 dpi */
	guint32 colour, gray;
};

/* 0xrrggbb as libpng reads the file. */
static guint32 read_pixel(cairo_surface_t *surface, guint x, guint y)
{
	const guint8 *data = cairo_image_surface_get_data(surface);

	return ((const guint32 *)(const void *)(data + (gsize)cairo_image_surface_get_stride(surface) * y))[x] & 0xffffff;
}

static void check_spots(struct page *page, const struct spot *spots, guint count)
{
	g_autofree char *folder = check_folder();

	for (guint gray = 0; gray < 2; gray++) {
		const char *prefix = gray ? "gray" : "colour";
		g_autofree char *path = g_strdup_printf("%s/%s-0001.png", folder, prefix);
		cairo_surface_t *surface;

		draw_png(folder, prefix, 254, gray ? RASTER_GRAY : RASTER_COLOUR, (const struct page *const *)&page, 1, NULL);
		surface = cairo_image_surface_create_from_png(path);
		CHECK_INT(prefix, cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
		for (guint i = 0; i < count; i++)
			CHECK_INT(spots[i].label, read_pixel(surface, spots[i].x, spots[i].y),
				  gray ? spots[i].gray : spots[i].colour);
		cairo_surface_destroy(surface);
	}
}

/* Edges are on pixels: the one before is white, the next one has the colour in full. */
static void paints_sharp_edges(void)
{
	static const struct spot spots[] = {
		{ "fill, first pixel", 100, 200, 0xff0000, 0x4c4c4c },
		{ "fill, before it", 99, 200, 0xffffff, 0xffffff },
		{ "fill, last pixel", 149, 299, 0xff0000, 0x4c4c4c },
		{ "fill, beyond it", 150, 299, 0xffffff, 0xffffff },
		{ "fill between pixels, first", 200, 200, 0xff0000, 0x4c4c4c },
		{ "fill between pixels, last", 209, 209, 0xff0000, 0x4c4c4c },
		{ "fill between pixels, beyond", 210, 210, 0xffffff, 0xffffff },
		{ "hairline, on it", 350, 400, 0x008000, 0x4b4b4b },
		{ "hairline, above", 350, 399, 0xffffff, 0xffffff },
		{ "hairline, below", 350, 401, 0xffffff, 0xffffff },
		{ "line, first row", 350, 597, 0x008000, 0x4b4b4b },
		{ "line, last row", 350, 602, 0x008000, 0x4b4b4b },
		{ "line, above", 350, 596, 0xffffff, 0xffffff },
		{ "line, below", 350, 603, 0xffffff, 0xffffff },
		{ "outline, left", 697, 750, 0x104080, 0x383838 },
		{ "outline, corner", 697, 697, 0x104080, 0x383838 },
		{ "outline, other corner", 802, 802, 0x104080, 0x383838 },
		{ "outline, inside", 703, 750, 0xffffff, 0xffffff },
		{ "white over red", 125, 250, 0xffffff, 0xffffff },
		{ "the stamp's own place", 851, 121, 0xff0000, 0x4c4c4c },
		{ "before the stamp", 850, 120, 0xffffff, 0xffffff },
		{ "the stamp again", 901, 121, 0xff0000, 0x4c4c4c },
	};
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena, 100000, 100000);
	struct stamp stamp = { .name = "notice", .bounds = { 0, 0, 1000, 1000 } };

	add_fill(&page->list, arena, (struct rect){ 10000, 20000, 5000, 10000 }, red);
	add_fill(&page->list, arena, (struct rect){ 12000, 24000, 1000, 2000 }, COLOUR_WHITE);
	add_fill(&page->list, arena, (struct rect){ 20040, 20040, 1000, 1000 }, red);
	add_stroke(&page->list, arena, (struct rect){ 30000, 40050, 10000, 0 }, 20, green);
	add_stroke(&page->list, arena, (struct rect){ 30000, 60000, 10000, 0 }, 600, green);
	add_stroke(&page->list, arena, (struct rect){ 70000, 70000, 10000, 10000 }, 600, blue);
	add_fill(&stamp.list, arena, (struct rect){ 60, 60, 1000, 1000 }, red);
	op_list_add(&page->list, OP_STAMP, arena)->stamp = (struct op_stamp){ 85000, 12000, &stamp };
	op_list_add(&page->list, OP_STAMP, arena)->stamp = (struct op_stamp){ 90000, 12000, &stamp };
	check_spots(page, spots, G_N_ELEMENTS(spots));
}

static const struct picture_row {
	const char *label;
	int colour_type;
	guint8 pixel[4];
	guint samples;
	guint32 colour, gray;
} picture_rows[] = {
	{ "gray", 0, { 128 }, 1, 0x808080, 0x808080 },
	{ "rgb", 2, { 10, 200, 30 }, 3, 0x0ac81e, 0x7b7b7b },
	{ "palette", 3, { 1 }, 1, 0xc80000, 0x3c3c3c },
	{ "gray, half through", 4, { 0, 128 }, 2, 0x7f7f7f, 0x7f7f7f },
	{ "rgb, quite through", 6, { 255, 0, 0, 0 }, 4, 0xffffff, 0xffffff },
	{ "rgb, opaque", 6, { 0, 0, 255, 255 }, 4, 0x0000ff, 0x1c1c1c },
};

/* To the very corners: a border pixel does not fade. */
static void paints_png(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena, 100000, 100000);
	struct picture pictures[G_N_ELEMENTS(picture_rows)];
	struct spot spots[G_N_ELEMENTS(picture_rows) * 3];

	for (guint i = 0; i < G_N_ELEMENTS(picture_rows); i++) {
		const struct picture_row *row = &picture_rows[i];
		struct spot spot = { row->label, i * 150, 0, row->colour, row->gray };

		pictures[i] = (struct picture){ .name = (char *)"prova", .kind = PICTURE_PNG, .width = 8, .height = 8,
						.bytes = new_png(row->colour_type, row->pixel, row->samples) };
		op_list_add(&page->list, OP_IMAGE, arena)->image =
			(struct op_image){ { (um_t)i * 15000, 0, 10000, 10000 }, &pictures[i] };
		spots[i * 3] = spots[i * 3 + 1] = spot;
		spots[i * 3 + 1].x += 99;
		spots[i * 3 + 1].y = 99;
		spots[i * 3 + 2] = (struct spot){ row->label, i * 150 + 100, 50, 0xffffff, 0xffffff };
	}
	check_spots(page, spots, G_N_ELEMENTS(spots));
	for (guint i = 0; i < G_N_ELEMENTS(picture_rows); i++)
		g_bytes_unref(pictures[i].bytes);
}

static gboolean near(guint32 got, guint32 wanted)
{
	for (guint shift = 0; shift <= 16; shift += 8) {
		if (ABS((int)(got >> shift & 255) - (int)(wanted >> shift & 255)) > 4)
			return FALSE;
	}
	return TRUE;
}

static const struct jpeg_row {
	const char *device, *colour;
	guint32 painted;
} jpeg_rows[] = {
	{ "jpeg", "1 .5 0 setrgbcolor", 0xff8000 },
	{ "jpeggray", ".4 setgray", 0x666666 },
	{ "jpegcmyk", "0 1 0 0 setcmykcolor", 0xff00ff },
};

/* JPEG files of ghostscript's, in gray, colour and the four colours of print; each cut in its middle is refused. */
static void paints_jpeg(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(jpeg_rows); i++) {
		const struct jpeg_row *row = &jpeg_rows[i];
		g_autofree char *folder = check_folder(), *file = g_build_filename(folder, "made.jpg", NULL);
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *page = new_page(arena, 20000, 20000);
		struct picture picture = { .name = (char *)"logo", .kind = PICTURE_JPEG, .width = 32, .height = 32 };
		struct rasteriser *rasteriser = rasteriser_new(254, RASTER_COLOUR);
		const struct raster *raster;
		g_autoptr(GError) error = NULL;
		char *bytes = NULL;
		gsize length = 0;
		int status;

		g_free(judge_output(&status, "gs -q -sDEVICE=%s -dJPEGQ=95 -r72 -g32x32 -o %s -c '%s 0 0 32 32 rectfill showpage'",
				    row->device, file, row->colour));
		CHECK_TRUE("made by ghostscript", g_file_get_contents(file, &bytes, &length, NULL));
		picture.bytes = g_bytes_new_take(bytes, length);
		op_list_add(&page->list, OP_IMAGE, arena)->image = (struct op_image){ { 5000, 5000, 10000, 10000 }, &picture };
		raster = rasteriser_draw(rasteriser, page, &error);
		CHECK_NO_ERROR(row->device, error);
		CHECK_TRUE(row->device, near(raster_pixel(raster, 50, 50), row->painted));
		CHECK_TRUE(row->device, near(raster_pixel(raster, 149, 149), row->painted));
		CHECK_INT(row->device, raster_pixel(raster, 150, 149), 0xffffff);
		rasteriser_free(rasteriser);

		g_autoptr(GBytes) cut = g_bytes_new_from_bytes(picture.bytes, 0, length - 12);
		struct picture half = { .name = (char *)"logo", .kind = PICTURE_JPEG, .width = 32, .height = 32, .bytes = cut };

		((struct op *)page->list.ops)->image.picture = &half;
		rasteriser = rasteriser_new(254, RASTER_COLOUR);
		CHECK_TRUE(row->device, rasteriser_draw(rasteriser, page, &error) == NULL);
		CHECK_ERROR(row->device, error, "picture 'logo': not a whole JPEG");
		rasteriser_free(rasteriser);
		g_bytes_unref(picture.bytes);
	}
}

/* ---- the same picture as others paint ---- */

/* Each operation's ink has its middle within half a pixel of where the other has it, but for a pixel of the other's
 * own, and is about as much.  Not codes: one bar's edge on the next pixel moves the middle of a whole one. */
#define HALF_A_PIXEL (0.5 + 1.0 / FINER)

static void check_places(const char *label, const struct page *page, const struct shades *ours,
			 const struct shades *theirs, guint dpi)
{
	for (guint i = 0; i < page->list.count; i++) {
		struct rect box = op_bounds(&page->list.ops[i]);
		struct ink a = ink_in(ours, &box, dpi), b = ink_in(theirs, &box, dpi);
		g_autofree char *told = g_strdup_printf("%s, operation %u: %.2f %.2f off, ink %.0f and %.0f", label, i, a.x - b.x,
							a.y - b.y, a.sum, b.sum);

		if (page->list.ops[i].kind == OP_SYMBOL)
			continue;
		CHECK_TRUE(told, ABS(a.x - b.x) < HALF_A_PIXEL && ABS(a.y - b.y) < HALF_A_PIXEL);
		CHECK_TRUE(told, a.sum > b.sum * 0.75 && a.sum < b.sum * 1.25);
	}
}

static void add_words(struct page *page, struct arena *arena)
{
	struct face *faces = arena_new_array(arena, struct face, 3);
	struct word_run kerned, two[2];
	const struct word **words = arena_new_array(arena, const struct word *, 4);

	paper_face(&faces[0], &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_face(&faces[1], &bold, "WinAnsiEncoding", "WINDOWS-1252", 1);
	paper_face(&faces[2], &sans, "CP1250", "WINDOWS-1250", 2);
	for (guint i = 0; i < 6; i++)
		paper_line(&page->list, arena, &faces[i % 2], 10000 + (um_t)i * 37, 12000 + (um_t)i * 7013, 7000 + (mpt_t)i * 1300,
			   "Gentile signora, è già così")->gap = (mpt_t)i * 311 - 200;
	kerned = paper_run(arena, &faces[0], "WINDOWS-1252", "AVVISO", -74);
	two[0] = paper_run(arena, &faces[0], "WINDOWS-1252", "Šimi", 0);
	two[1] = paper_run(arena, &faces[2], "WINDOWS-1250", "ć", 0);
	words[0] = paper_word_of(arena, &kerned, 1, "AVVISO", 1);
	words[1] = paper_word_of(arena, two, 2, "Šimić", 0);
	words[2] = paper_word(arena, &faces[1], "WINDOWS-1252", ",grassetto");
	words[3] = paper_word(arena, &faces[2], "WINDOWS-1250", "Łukasz");
	op_list_add(&page->list, OP_TEXT, arena)->text = (struct op_text){
		.x = 10003, .baseline = 57005, .size = 10000, .gap = 700, .count = 4, .words = words };
}

/* One operation of each kind, in grays, none within two millimetres of another. */
static struct page *new_whole_page(struct arena *arena, const struct picture *picture, struct stamp *stamp)
{
	struct page *page = new_page(arena, 105000, 116000);
	static const guint8 light[] = { 0xb2, 0x4d };
	struct symbol *symbol = arena_new_array0(arena, struct symbol, 1);

	*symbol = (struct symbol){ SYMBOLOGY_CODE_39, 1, 2, 1, light, "" };
	add_words(page, arena);
	add_fill(&page->list, arena, (struct rect){ 10033, 65017, 7071, 4029 }, (struct colour){ 64, 64, 64 });
	add_stroke(&page->list, arena, (struct rect){ 25000, 65041, 20000, 0 }, 777, COLOUR_BLACK);
	add_stroke(&page->list, arena, (struct rect){ 50037, 65000, 0, 9000 }, 555, COLOUR_BLACK);
	add_stroke(&page->list, arena, (struct rect){ 55019, 65021, 11011, 9009 }, 800, COLOUR_BLACK);
	op_list_add(&page->list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 10011, 80013, 508, 508, &device_matrix };
	op_list_add(&page->list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 30017, 80011, 339, 9000, &device_linear };
	op_list_add(&page->list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 82007, 80011, 9000, 700, symbol };
	op_list_add(&page->list, OP_IMAGE, arena)->image = (struct op_image){ { 10021, 100033, 13007, 9011 }, picture };
	op_list_add(&page->list, OP_STAMP, arena)->stamp = (struct op_stamp){ 40013, 105019, stamp };
	return page;
}

static void fill_stamp(struct stamp *stamp, struct arena *arena)
{
	struct face *face = arena_new_array(arena, struct face, 1);

	paper_face(face, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_line(&stamp->list, arena, face, 0, 4000, 9000, "avvertenza");
	add_stroke(&stamp->list, arena, (struct rect){ 0, 5500, 18000, 0 }, 600, COLOUR_BLACK);
	stamp->bounds = op_list_bounds(&stamp->list);
}

static void check_against(const char *painter, const struct page *page, const struct raster *raster,
			  struct judge_pixels pixels)
{
	struct shades ours = shades_of_raster(raster), theirs = shades_of_pixels(&pixels);
	g_autofree char *label = g_strdup_printf("%s at %u dpi", painter, raster->dpi);

	CHECK_TRUE(label, ABS(ours.width - theirs.width) <= 1 && ABS(ours.height - theirs.height) <= 1);
	CHECK_INT(label, lost(&ours, &theirs), 0);
	CHECK_INT(label, lost(&theirs, &ours), 0);
	check_places(label, page, &ours, &theirs, raster->dpi);
	g_free(ours.dark);
	g_free(theirs.dark);
	g_free(pixels.file);
}

static void paints_what_the_pdf_does(void)
{
	static const guint dpis[] = { 96, 200, 300 };
	static const guint8 shaded[] = { 70, 70, 70 };
	g_autofree char *folder = check_folder();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct picture picture = { .name = (char *)"p", .kind = PICTURE_PNG, .width = 8, .height = 8, .bytes = new_png(2, shaded, 3) };
	struct stamp stamp = { .name = "notice" };
	const struct page *page;
	g_autofree char *path = NULL;

	fill_stamp(&stamp, arena);
	page = new_whole_page(arena, &picture, &stamp);
	path = judge_draw(folder, "same.pdf", &deflated, &page, 1, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(dpis); i++) {
		struct rasteriser *rasteriser = rasteriser_new(dpis[i], RASTER_GRAY);
		const struct raster *raster = rasteriser_draw(rasteriser, page, NULL);

		check_against("poppler", page, raster, judge_pixels(path, 1, (int)dpis[i] * FINER));
		check_against("ghostscript", page, raster, judge_pixels_gs(path, 1, (int)dpis[i] * FINER));
		rasteriser_free(rasteriser);
	}
	g_bytes_unref(picture.bytes);
}

/* Modules of the widths that are printed, off the pixel grid, at resolutions of scanners. */
static void is_read_by_scanners(void)
{
	static const um_t widths[] = { 254, 300, 317, 339, 381, 508 };
	g_autofree char *folder = check_folder();
	int status;

	for (guint i = 0; i < G_N_ELEMENTS(widths) * 2; i++) {
		um_t width = widths[i / 2];
		guint dpi = i % 2 ? 200 : 300;
		g_autoptr(arena_t) arena = arena_new(4096);
		const struct page *page = new_page(arena, 100000, 100000);
		g_autofree char *name = g_strdup_printf("read%d-%u", width, dpi), *dmtx = NULL, *zbar = NULL;

		op_list_add(&((struct page *)page)->list, OP_SYMBOL, arena)->symbol =
			(struct op_symbol){ 20011, 20013, width * 3 / 2, width * 3 / 2, &device_matrix };
		op_list_add(&((struct page *)page)->list, OP_SYMBOL, arena)->symbol =
			(struct op_symbol){ 10007, 60000, width, 10000, &device_linear };
		draw_png(folder, name, dpi, RASTER_GRAY, &page, 1, NULL);
		dmtx = judge_output(&status, "dmtxread -N1 -m5000 %s/%s-0001.png", folder, name);
		CHECK_STR(name, dmtx, device_matrix.text);
		zbar = judge_output(&status, "zbarimg -q --raw -Sdisable -Scode128.enable %s/%s-0001.png 2>/dev/null", folder, name);
		CHECK_STR(name, g_strstrip(zbar), device_linear.text);
	}
}

CHECK_MAIN({ "writes whole files", writes_whole_files },
	   { "tells what it made", tells_what_it_made },
	   { "leaves nothing after an error", leaves_nothing_after_an_error },
	   { "refuses pages beyond measure", refuses_pages_beyond_measure },
	   { "paints sharp edges", paints_sharp_edges },
	   { "paints PNG", paints_png },
	   { "paints JPEG", paints_jpeg },
	   { "paints what the PDF does", paints_what_the_pdf_does },
	   { "is read by scanners", is_read_by_scanners })
