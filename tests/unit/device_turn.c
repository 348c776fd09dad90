/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Turned lists on every device: the same page, drawn turned on paper that is turned as well, is the same picture when
 * the picture is turned back.
 */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"
#include "unit/device_pictures.h"
#include "unit/device_shades.h"

#define DPI 254
#define WIDTH 130000
#define HEIGHT 80000

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212 };
static const struct font bold = { .name = "body-bold", .path = PAPER_BOLD, .index = 1, .ascent = 905, .descent = 212 };

static const char *const ways[] = { "upright", "90", "180", "270" };

/* What all pages hold. */
struct desk {
	char *folder;
	struct arena *arena;
	struct face body, heavy;
	struct picture picture;
	struct stamp stamp;	/* with something turned in it */
	struct op_list list;
	struct page pages[4];	/* by turns */
};

/* 8 x 8 pixels, gray, with a dark corner: one sees how it lies. */
static GBytes *new_lopsided(void)
{
	static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	const guint8 header[] = { 0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0 };
	GByteArray *png = g_byte_array_new();
	guint8 rows[8 * 9], packed[256];
	uLongf length = sizeof packed;

	for (guint i = 0; i < sizeof rows; i++)
		rows[i] = i % 9 == 0 ? 0 : i / 9 < 3 && i % 9 < 6 ? 10 : 180;
	compress(packed, &length, rows, sizeof rows);
	g_byte_array_append(png, signature, sizeof signature);
	put_chunk(png, "IHDR", header, sizeof header);
	put_chunk(png, "IDAT", packed, (guint)length);
	put_chunk(png, "IEND", NULL, 0);
	return g_byte_array_free_to_bytes(png);
}

static void add_fill(struct op_list *list, struct arena *arena, struct rect box, struct colour colour)
{
	op_list_add(list, OP_FILL, arena)->fill = (struct op_fill){ box, colour };
}

static void add_stroke(struct op_list *list, struct arena *arena, struct rect box, um_t width)
{
	op_list_add(list, OP_STROKE, arena)->stroke = (struct op_stroke){ box, width, { 40, 40, 40 } };
}

static struct op_list *new_list(struct arena *arena)
{
	return arena_new_array0(arena, struct op_list, 1);
}

/* A stamp's own colour, gap and font come and go with the turn in it, and what follows has its own again. */
static void fill_stamp(struct desk *desk)
{
	struct op_list *upright = new_list(desk->arena);

	paper_line(upright, desk->arena, &desk->heavy, 0, 0, 6000, "autorizzazione numero due")->gap = 900;
	add_fill(upright, desk->arena, (struct rect){ 0, 1500, 9000, 700 }, (struct colour){ 90, 90, 90 });
	paper_line(&desk->stamp.list, desk->arena, &desk->body, 6000, 4000, 9000, "avvertenza per chi paga");
	op_list_add(&desk->stamp.list, OP_TURN, desk->arena)->turn = (struct op_turn){ 2000, 15000, TURN_270, upright };
	paper_line(&desk->stamp.list, desk->arena, &desk->body, 6000, 9000, 9000, "e dopo ancora");
	add_stroke(&desk->stamp.list, desk->arena, (struct rect){ 6000, 12000, 18000, 0 }, 600);
	desk->stamp.bounds = op_list_bounds(&desk->stamp.list);
}

/* Places off the middle of pixels: there a turned edge would be rounded the other way. */
static void fill_list(struct desk *desk)
{
	struct arena *arena = desk->arena;
	struct op_list *list = &desk->list, *turned = new_list(arena), *deeper = new_list(arena);

	paper_line(list, arena, &desk->body, 10020, 8010, 11000, "Gentile signora, è già così")->gap = 500;
	paper_line(list, arena, &desk->heavy, 10030, 13020, 8000, "un rigo nero");
	add_fill(list, arena, (struct rect){ 10030, 16020, 7070, 4050 }, (struct colour){ 64, 64, 64 });
	add_stroke(list, arena, (struct rect){ 25010, 16040, 20000, 0 }, 800);
	add_stroke(list, arena, (struct rect){ 50030, 16010, 0, 9010 }, 620);
	add_stroke(list, arena, (struct rect){ 55020, 16020, 11010, 9010 }, 840);
	op_list_add(list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 70010, 10010, 500, 500, &device_matrix };
	op_list_add(list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 10010, 28010, 300, 7000, &device_linear };
	op_list_add(list, OP_IMAGE, arena)->image = (struct op_image){ { 10020, 52030, 13010, 9010 }, &desk->picture };
	op_list_add(list, OP_STAMP, arena)->stamp = (struct op_stamp){ 42010, 50020, &desk->stamp };
	op_list_add(list, OP_STAMP, arena)->stamp = (struct op_stamp){ 86010, 48020, &desk->stamp };
	paper_line(turned, arena, &desk->body, 0, 3000, 9000, "girato nel girato");
	op_list_add(deeper, OP_IMAGE, arena)->image = (struct op_image){ { 0, 0, 8000, 5000 }, &desk->picture };
	op_list_add(turned, OP_TURN, arena)->turn = (struct op_turn){ 1010, 11020, TURN_270, deeper };
	op_list_add(list, OP_TURN, arena)->turn = (struct op_turn){ 36010, 40020, TURN_90, turned };
	paper_line(list, arena, &desk->body, 40010, 75010, 9000, "l'ultimo rigo, dritto")->gap = 500;
}

static void desk_init(struct desk *desk)
{
	*desk = (struct desk){ .folder = check_folder(), .arena = arena_new(4096), .stamp = { .name = "notice" } };
	paper_face(&desk->body, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_face(&desk->heavy, &bold, "WinAnsiEncoding", "WINDOWS-1252", 1);
	desk->picture = (struct picture){ .name = (char *)"p", .kind = PICTURE_PNG, .width = 8, .height = 8,
					  .bytes = new_lopsided() };
	fill_stamp(desk);
	fill_list(desk);
	for (guint i = 0; i < G_N_ELEMENTS(desk->pages); i++) {
		struct page *page = &desk->pages[i];
		um_t width, height;
		struct pose pose;

		*page = (struct page){ .width = WIDTH, .height = HEIGHT, .sheet = 1, .upright = (enum turn)i };
		/* The paper as it must be for the list to end up upright, and the list on it. */
		pose = page_as_read(page, &width, &height);
		*page = (struct page){ .width = width, .height = height, .sheet = 1 };
		op_list_add(&page->list, OP_TURN, desk->arena)->turn = (struct op_turn){ pose.x, pose.y, pose.turn, &desk->list };
	}
}

static void desk_clear(struct desk *desk)
{
	g_bytes_unref(desk->picture.bytes);
	arena_free(desk->arena);
	g_free(desk->folder);
}

/* The picture turned back by quarters. */
static struct shades turned_back(struct shades from, guint quarters)
{
	int width = quarters % 2 ? from.height : from.width, height = quarters % 2 ? from.width : from.height;
	struct shades shades = { g_malloc((gsize)width * (gsize)height), width, height };

	for (int y = 0; y < height; y++) {
		for (int x = 0; x < width; x++) {
			int from_x = quarters == 0 ? x : quarters == 1 ? from.width - 1 - y : quarters == 2 ? from.width - 1 - x : y;
			int from_y = quarters == 0 ? y : quarters == 1 ? x : quarters == 2 ? from.height - 1 - y : from.height - 1 - x;

			shades.dark[(gsize)y * (gsize)width + (gsize)x] = (guint8)shade(&from, from_x, from_y);
		}
	}
	g_free(from.dark);
	return shades;
}

static guint differing(const struct shades *one, const struct shades *other, int noise)
{
	guint count = 0;

	for (int y = 0; y < one->height; y++)
		for (int x = 0; x < one->width; x++)
			count += ABS(shade(one, x, y) - shade(other, x, y)) > noise;
	return count;
}

/* Our own painter: pixel by pixel, but for the smoothing of letters' edges, which is not the same each way. */
static void turns_pixels(void)
{
	struct desk desk;
	struct rasteriser *rasteriser = rasteriser_new(DPI, RASTER_GRAY);
	struct page page = { .width = WIDTH, .height = HEIGHT, .sheet = 1 };
	struct shades right;

	desk_init(&desk);
	page.list = desk.list;
	right = shades_of_raster(rasteriser_draw(rasteriser, &page, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(desk.pages); i++) {
		struct shades got = turned_back(shades_of_raster(rasteriser_draw(rasteriser, &desk.pages[i], NULL)), i);

		CHECK_INT(ways[i], got.width, right.width);
		CHECK_INT(ways[i], got.height, right.height);
		CHECK_INT(ways[i], differing(&got, &right, i == 0 ? 0 : 48), 0);
		g_free(got.dark);
	}
	g_free(right.dark);
	rasteriser_free(rasteriser);
	desk_clear(&desk);
}

/* A page that says how it is read is drawn so: the same picture, whatever way it lies. */
static void draws_pages_upright(void)
{
	struct desk desk;
	struct rasteriser *rasteriser = rasteriser_new(DPI, RASTER_GRAY);
	struct page page = { .width = WIDTH, .height = HEIGHT, .sheet = 1 };
	struct shades right;

	desk_init(&desk);
	page.list = desk.list;
	right = shades_of_raster(rasteriser_draw(rasteriser, &page, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(desk.pages); i++) {
		struct shades got;

		desk.pages[i].upright = (enum turn)((4 - i) % 4);
		got = shades_of_raster(rasteriser_draw(rasteriser, &desk.pages[i], NULL));
		CHECK_INT(ways[i], got.width, right.width);
		CHECK_INT(ways[i], got.height, right.height);
		CHECK_INT(ways[i], differing(&got, &right, 0), 0);
		g_free(got.dark);
	}
	g_free(right.dark);
	rasteriser_free(rasteriser);
	desk_clear(&desk);
}

/* Nothing is lost or somewhere else, and each operation's ink is where it was.  Painters round edges and place letters
 * not the same each way: a pixel here is four of theirs, and one row of theirs moves a whole stamp's middle. */
static void check_same(const char *label, const struct desk *desk, const struct shades *got, const struct shades *right)
{
	CHECK_INT(label, lost(got, right), 0);
	CHECK_INT(label, lost(right, got), 0);
	for (guint i = 0; i < desk->list.count; i++) {
		const struct rect box = op_bounds(&desk->list.ops[i]);
		struct ink a = ink_in(got, &box, DPI), b = ink_in(right, &box, DPI);
		g_autofree char *told = g_strdup_printf("%s, operation %u: %.2f %.2f off, ink %.0f and %.0f", label, i, a.x - b.x,
							a.y - b.y, a.sum, b.sum);

		CHECK_TRUE(told, ABS(a.x - b.x) < 1 && ABS(a.y - b.y) < 1);
		CHECK_TRUE(told, a.sum > b.sum * 0.97 && a.sum < b.sum * 1.03);
	}
}

static struct shades shades_of_file(const char *path, int page)
{
	struct judge_pixels pixels = judge_pixels_gs(path, page, DPI * FINER);
	struct shades shades = shades_of_pixels(&pixels);

	g_free(pixels.file);
	return shades;
}

static const struct file_row {
	const char *name;
	struct pdf_options options;
} file_rows[] = {
	{ "plain.pdf", { .compression = 6 } },
	{ "archive.pdf", { .compression = 6, .kind = PDF_ARCHIVE } },
	{ "print.ps", { .compression = 0 } },
};

/* All the words, and those after a turn in their own font. */
static void check_words(const char *label, const char *path)
{
	static const char *const words[] = { "Gentile", "autorizzazione", "avvertenza", "ancora", "girato", "ultimo" };
	g_autofree char *text = judge_text(path);

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		g_auto(GStrv) parts = g_strsplit(text, words[i], -1);
		guint each = i == 0 || i == 5 ? 1 : 2;

		CHECK_INT(label, g_strv_length(parts) - 1, each * 4);
	}
}

static void turns_files(void)
{
	struct desk desk;
	struct page flat = { .width = WIDTH, .height = HEIGHT, .sheet = 1 };

	desk_init(&desk);
	flat.list = desk.list;
	for (guint f = 0; f < G_N_ELEMENTS(file_rows); f++) {
		const struct page *pages[] = { &flat, &desk.pages[1], &desk.pages[2], &desk.pages[3] };
		const char *name = file_rows[f].name;
		g_autofree char *path = judge_draw(desk.folder, name, &file_rows[f].options, pages, G_N_ELEMENTS(pages), NULL);
		struct shades right = shades_of_file(path, 1);

		judge_silent(name, path);
		check_words(name, path);
		for (guint i = 1; i < G_N_ELEMENTS(pages); i++) {
			struct shades got = turned_back(shades_of_file(path, (int)i + 1), i);
			g_autofree char *label = g_strdup_printf("%s, %s", name, ways[i]);

			check_same(label, &desk, &got, &right);
			g_free(got.dark);
		}
		g_free(right.dark);
	}
	desk_clear(&desk);
}

/* Our pixels and those of others agree about turned pages too. */
static void paints_what_the_pdf_does(void)
{
	struct desk desk;
	struct rasteriser *rasteriser = rasteriser_new(DPI, RASTER_GRAY);

	desk_init(&desk);
	for (guint i = 1; i < G_N_ELEMENTS(desk.pages); i++) {
		const struct page *page = &desk.pages[i];
		g_autofree char *path = judge_draw(desk.folder, ways[i], &file_rows[0].options, &page, 1, NULL);
		struct shades ours = shades_of_raster(rasteriser_draw(rasteriser, page, NULL));
		struct judge_pixels pixels = judge_pixels(path, 1, DPI * FINER);
		struct shades theirs = shades_of_pixels(&pixels);

		CHECK_INT(ways[i], lost(&ours, &theirs), 0);
		CHECK_INT(ways[i], lost(&theirs, &ours), 0);
		g_free(ours.dark);
		g_free(theirs.dark);
		g_free(pixels.file);
	}
	rasteriser_free(rasteriser);
	desk_clear(&desk);
}

static const struct rotate_row {
	const char *label;
	gboolean upright;
	enum turn read;
	const char *said;
} rotate_rows[] = {
	{ "a press", FALSE, TURN_90, "0" },
	{ "a reader", TRUE, TURN_90, "90" },
	{ "a reader, the other way", TRUE, TURN_270, "270" },
	{ "a reader, as it lies", TRUE, TURN_NONE, "0" },
};

/* Readers of PDF are told how a page is read; a press is not. */
static void tells_readers(void)
{
	struct desk desk;
	g_autoptr(GPtrArray) archives = g_ptr_array_new_with_free_func(g_free);

	desk_init(&desk);
	for (guint i = 0; i < G_N_ELEMENTS(rotate_rows) * 2; i++) {
		const struct rotate_row *row = &rotate_rows[i / 2];
		const struct pdf_options options = { .upright = row->upright, .kind = i % 2 ? PDF_ARCHIVE : PDF_PRINT };
		const struct page *page = &desk.pages[3];
		g_autofree char *name = g_strdup_printf("rotate%u.pdf", i), *said = NULL;
		char *path;
		int status;

		desk.pages[3].upright = row->read;
		path = judge_draw(desk.folder, name, &options, &page, 1, NULL);
		judge_silent(row->label, path);
		said = judge_output(&status, "pdfinfo %s | sed -n 's/^Page rot: *//p'", path);
		CHECK_STR(row->label, g_strchomp(said), row->said);
		if (i % 2)
			g_ptr_array_add(archives, path);
		else
			g_free(path);
	}
	judge_archives(archives);
	desk_clear(&desk);
}

CHECK_MAIN({ "turns pixels", turns_pixels }, { "draws pages upright", draws_pages_upright }, { "turns files", turns_files },
	   { "paints what the PDF does", paints_what_the_pdf_does }, { "tells readers", tells_readers })
