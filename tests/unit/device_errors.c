/* SPDX-License-Identifier: Apache-2.0 */
/* What a device says when it cannot work, and that nothing is left behind then. */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_judge.h"
#include "unit/device_paper.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212 };
static const struct pdf_options deflated = { .compression = 6 };

static struct page *new_page(struct arena *arena)
{
	struct page *page = arena_new_array0(arena, struct page, 1);

	*page = (struct page){ .width = 210000, .height = 297000, .sheet = 1 };
	return page;
}

/* The kinds that write one file come first. */
enum kind { PDF, PS, TRACE, ONE_FILE, PNG = ONE_FILE };

static const char *const kinds[] = { "pdf", "ps", "trace", "png" };

static struct device *open_kind(enum kind kind, const char *path, GError **error)
{
	static const struct ps_options one_sided = { .title = NULL };
	static const struct png_options gray = { .dpi = 72, .colour = RASTER_GRAY };
	g_autofree char *folder = g_path_get_dirname(path), *base = g_path_get_basename(path);

	switch (kind) {
	case PDF:
		return pdf_open(path, &deflated, error);
	case PS:
		return ps_open(path, &one_sided, error);
	case TRACE:
		return trace_open(path, error);
	case PNG:
		return png_open(folder, base, &gray, error);
	}
	g_assert_not_reached();
}

static void refuses_an_existing_file(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "0001.pdf", NULL);
	g_autofree char *kept = NULL;

	g_file_set_contents(path, "mine", -1, NULL);
	for (enum kind kind = 0; kind < ONE_FILE; kind++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(kinds[kind], open_kind(kind, path, &error) == NULL);
		CHECK_ERROR(kinds[kind], error, "cannot create '0001.pdf': File exists");
		CHECK_TRUE(kinds[kind], g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_EXIST));
	}
	g_file_get_contents(path, &kept, NULL, NULL);
	CHECK_STR("left alone", kept, "mine");
}

static void tells_of_a_missing_folder(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "nowhere", "0001.pdf", NULL);

	for (enum kind kind = 0; kind < ONE_FILE; kind++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(kinds[kind], open_kind(kind, path, &error) == NULL);
		CHECK_ERROR(kinds[kind], error, "cannot create '0001.pdf': No such file or directory");
	}
}

/* In a process of its own, that may write 64 KiB a file: 0 when the device says so and leaves nothing. */
static int draw_too_much(enum kind kind, const char *path)
{
	struct rlimit limit = { 64 * 1024, 64 * 1024 };
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena);
	g_autoptr(GError) error = NULL;
	struct device *device;
	struct face face;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	paper_face(&face, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_line(&page->list, arena, &face, 20000, 50000, 9000, "una riga che si ripete su ogni pagina");
	device = open_kind(kind, path, &error);
	if (device == NULL)
		return 1;
	for (guint i = 0; i < 3000; i++)
		device_page(device, page);
	if (device_close(device, NULL, &error))
		return 2;
	if (error->domain != G_FILE_ERROR ||
	    strcmp(error->message, "cannot write '0001.pdf': File too large") != 0)
		return 3;
	return g_file_test(path, G_FILE_TEST_EXISTS) ? 4 : 0;
}

static void tells_of_a_full_disk(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "0001.pdf", NULL);

	for (enum kind kind = 0; kind < ONE_FILE; kind++) {
		int status = -1;
		pid_t child = fork();

		if (child == 0)
			_exit(draw_too_much(kind, path));
		waitpid(child, &status, 0);
		CHECK_TRUE(kinds[kind], WIFEXITED(status));
		CHECK_INT(kinds[kind], WEXITSTATUS(status), 0);
	}
}

/* Draws a page of one operation and checks what closing says; nothing is left. */
static void check_refused(enum kind kind, const char *label, struct page *page, enum device_error code, const char *part)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "0001.pdf", NULL), *row = NULL;
	g_autoptr(GError) error = NULL;
	struct device *device = open_kind(kind, path, &error);
	struct device_made made = { .pages = 99 };
	g_autoptr(GDir) left = NULL;

	row = g_strdup_printf("%s, %s", kinds[kind], label);
	CHECK_NO_ERROR(row, error);
	if (page != NULL) {
		device_page(device, page);
		device_page(device, page);
	}
	CHECK_TRUE(row, !device_close(device, &made, &error));
	CHECK_ERROR(row, error, part);
	CHECK_TRUE(row, g_error_matches(error, DEVICE_ERROR, (gint)code));
	left = g_dir_open(folder, 0, NULL);
	CHECK_STR(row, g_dir_read_name(left), NULL);
	CHECK_INT(row, made.pages, 99);
}

/* Pictures are refused alike by all devices that draw them. */
static void check_picture_refused(const char *label, struct page *page, const char *part)
{
	check_refused(PDF, label, page, DEVICE_ERROR_PICTURE, part);
	check_refused(PS, label, page, DEVICE_ERROR_PICTURE, part);
	check_refused(PNG, label, page, DEVICE_ERROR_PICTURE, part);
}

static void refuses_a_file_without_pages(void)
{
	check_refused(PDF, "no pages", NULL, DEVICE_ERROR_WRITE, "without pages");
	check_refused(PS, "no pages", NULL, DEVICE_ERROR_WRITE, "without pages");
}

static const struct picture_row {
	const char *label;
	enum picture_kind kind;
	const char *bytes;
	gssize length;
} picture_rows[] = {
	{ "no bytes", PICTURE_PNG, "", 0 },
	{ "not a PNG", PICTURE_PNG, "GIF89a", 6 },
	{ "a PNG cut after its signature", PICTURE_PNG, "\x89PNG\r\n\x1a\n", 8 },
	{ "a PNG of no width", PICTURE_PNG,
	  "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\x01\x08\0\0\0\0\xde\xad\xbe\xef", 33 },
	{ "no JPEG bytes", PICTURE_JPEG, "", 0 },
	{ "not a JPEG", PICTURE_JPEG, "hello \xff\xd9", 8 },
	{ "a JPEG of its marks only", PICTURE_JPEG, "\xff\xd8\xff\xd9", 4 },
	{ "a JPEG without an end", PICTURE_JPEG,
	  "\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0 ", 26 },
	{ "a JPEG whose only end is its thumbnail's", PICTURE_JPEG,
	  "\xff\xd8\xff\xe1\0\x06\xff\xd8\xff\xd9\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0 ", 34 },
	{ "a JPEG with a segment beyond its end", PICTURE_JPEG, "\xff\xd8\xff\xe1\xff\xff\xff\xd9", 8 },
};

static void refuses_broken_pictures(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(picture_rows); i++) {
		const struct picture_row *row = &picture_rows[i];
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *page = new_page(arena);
		g_autoptr(GBytes) bytes = g_bytes_new(row->bytes, (gsize)row->length);
		struct picture picture = { (char *)"logo", row->kind, bytes, 1, 1 };

		op_list_add(&page->list, OP_IMAGE, arena)->image = (struct op_image){ { 0, 0, 1000, 1000 }, &picture };
		check_picture_refused(row->label, page, "picture 'logo': not a whole");
	}
}

/* The end of a PNG is missed wherever it is cut. */
static void refuses_cut_pictures(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "whole.png", NULL), *whole = NULL;
	gsize length = 0;
	int status;

	g_free(judge_output(&status, "gs -q -sDEVICE=png16m -r72 -g40x40 -o %s "
			    "-c '1 0 0 setrgbcolor 0 0 20 16 rectfill showpage'", path));
	CHECK_TRUE("made by ghostscript", g_file_get_contents(path, &whole, &length, NULL));
	for (gsize cut = 20; cut < length - 16; cut += 7) {
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *page = new_page(arena);
		g_autoptr(GBytes) bytes = g_bytes_new(whole, cut);
		struct picture picture = { (char *)"logo", PICTURE_PNG, bytes, 40, 40 };

		op_list_add(&page->list, OP_IMAGE, arena)->image = (struct op_image){ { 0, 0, 1000, 1000 }, &picture };
		check_picture_refused("cut", page, "picture 'logo': not a whole PNG");
	}
}

static void refuses_wrong_fonts(void)
{
	struct font missing = sans, text = sans;
	struct face face;
	struct {
		const char *label;
		struct face face;
		const char *part;
	} rows[4];

	missing.path = "/nowhere/missing.ttf";
	text.path = "/etc/passwd";
	paper_face(&face, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		rows[i].face = face;
	rows[0].label = "no such file";
	rows[0].face.font = &missing;
	rows[0].part = "font 'body': missing.ttf: No such file or directory";
	rows[1].label = "not a font";
	rows[1].face.font = &text;
	rows[1].part = "font 'body': passwd: not a TrueType font that can be embedded";
	rows[2].label = "no such encoding";
	rows[2].face.encoding = "CP9999";
	rows[2].part = "font 'body': encoding 'CP9999'";
	rows[3].label = "wrong width";
	rows[3].face.widths['m'] += 1;
	rows[3].part = "code 109 is 833 wide in the font, 834 in the layout";
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *page = new_page(arena);

		paper_line(&page->list, arena, &rows[i].face, 20000, 50000, 9000, "testo");
		check_refused(PDF, rows[i].label, page, DEVICE_ERROR_FONT, rows[i].part);
		/* Only libharu has encodings of its own; PostScript gets the face's. */
		if (strstr(rows[i].part, "encoding") == NULL)
			check_refused(PS, rows[i].label, page, DEVICE_ERROR_FONT, rows[i].part);
	}
}

/* The font's file when it draws, a glyph that it has not. */
static void refuses_wrong_glyphs(void)
{
	struct font fonts[] = { sans, sans, sans };
	static const char *const parts[] = { "font 'body': missing.ttf cannot be read", "font 'body': passwd cannot be read",
					     "font 'body': no glyph 65535" };
	struct face face;

	fonts[0].path = "/nowhere/missing.ttf";
	fonts[1].path = "/etc/passwd";
	paper_face(&face, &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	for (guint i = 0; i < G_N_ELEMENTS(fonts); i++) {
		g_autoptr(arena_t) arena = arena_new(4096);
		struct page *page = new_page(arena);
		const struct op_text *op;

		face.font = &fonts[i];
		op = paper_line(&page->list, arena, &face, 20000, 50000, 9000, "testo");
		if (i == 2)
			((guint16 *)op->words[0]->runs[0].glyphs)[1] = G_MAXUINT16;
		check_refused(PNG, parts[i], page, DEVICE_ERROR_FONT, parts[i]);
	}
}

/* A failure inside a stamp is the page's failure. */
static void refuses_wrong_stamps(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena);
	g_autoptr(GBytes) bytes = g_bytes_new("", 0);
	struct picture picture = { (char *)"logo", PICTURE_PNG, bytes, 1, 1 };
	struct stamp stamp = { .name = "letterhead", .bounds = { 0, 0, 1000, 1000 } };

	op_list_add(&stamp.list, OP_IMAGE, arena)->image = (struct op_image){ { 0, 0, 1000, 1000 }, &picture };
	op_list_add(&page->list, OP_STAMP, arena)->stamp = (struct op_stamp){ 0, 0, &stamp };
	check_picture_refused("stamp", page, "picture 'logo'");
}

CHECK_MAIN({ "refuses an existing file", refuses_an_existing_file },
	   { "tells of a missing folder", tells_of_a_missing_folder },
	   { "tells of a full disk", tells_of_a_full_disk },
	   { "refuses a file without pages", refuses_a_file_without_pages },
	   { "refuses broken pictures", refuses_broken_pictures },
	   { "refuses cut pictures", refuses_cut_pictures },
	   { "refuses wrong fonts", refuses_wrong_fonts },
	   { "refuses wrong glyphs", refuses_wrong_glyphs },
	   { "refuses wrong stamps", refuses_wrong_stamps })
