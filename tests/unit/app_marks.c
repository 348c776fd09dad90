/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a sheet's place to a PDF file and back through the renderer's pixels: every profile, front and back sheets,
 * text and lines about; and the control codes once more by a program of someone else.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "device/device.h"
#include "mark/mark.h"
#include "readback/readback.h"
#include "unit/check.h"
#include "unit/inserters.h"

#define PIECES 10

static struct sheet_place place_of(const struct inserter *inserter, guint piece, guint fed, guint sheets,
				   guint run_sheet)
{
	guint sheet = inserter->feed_order == FEED_FIRST_TO_LAST ? fed + 1 : sheets - fed;

	return (struct sheet_place){ sheet, sheets, piece % 4, run_sheet, piece };
}

/* Rules and blocks where a letter has them, close to the marks' zone. */
static void draw_letter(struct page *page, const struct inserter *inserter, struct arena *arena)
{
	struct profile_box zone = inserter_marks_zone(inserter);

	for (guint line = 0; line < 30; line++) {
		struct op_fill *fill = &op_list_add(&page->list, OP_FILL, arena)->fill;

		fill->box = (struct rect){ zone.x + zone.width + 500, 90000 + (um_t)line * 4000, 150000,
					   line % 5 == 0 ? 350 : 2000 };
	}
}

/* The run's sheets in feed order, each with its empty back; returns how many sheets. */
static guint make_file(const struct inserter *inserter, const char *path)
{
	struct pdf_options options = { .title = "marks", .compression = 6 };
	g_autoptr(GError) error = NULL;
	g_autoptr(arena_t) arena = arena_new(65536);
	struct symbol_encoder *encoder = mark_encoder_new();
	struct device *device = pdf_open(path, &options, &error);
	struct device_made made;
	guint count = 0;

	CHECK_NO_ERROR(path, error);
	for (guint piece = 0; device != NULL && piece < PIECES; piece++) {
		guint sheets = 1 + piece * 7 % 5;

		for (guint fed = 0; fed < sheets; fed++) {
			struct sheet_place place = place_of(inserter, piece, fed, sheets, count++);
			struct control_code code = control_code_at(42, piece + 1, &place);
			struct page front = { .width = 210000, .height = 297000, .side = PAGE_FRONT, .sheet = place.sheet };
			struct page back = { .width = 210000, .height = 297000, .side = PAGE_BACK, .sheet = place.sheet };

			CHECK_TRUE(path, mark_sheet(inserter, &place, &code, encoder, &front.list, arena));
			draw_letter(&front, inserter, arena);
			device_page(device, &front);
			device_page(device, &back);
			arena_reset(arena);
		}
	}
	if (device != NULL)
		CHECK_TRUE(path, device_close(device, &made, &error));
	CHECK_NO_ERROR(path, error);
	mark_encoder_free(encoder);
	return count;
}

static void take_fault(void *user, const struct readback_fault *fault)
{
	GString *told = user;

	g_string_append_printf(told, "page %u: %s: %s\n", fault->page, fault->code, fault->text);
}

/* Faults of the file's sheets as text; without skips the sheet of that page. */
static char *faults_of(const struct inserter *inserter, const char *path, guint dpi, guint without, guint sheets)
{
	g_autoptr(GError) error = NULL;
	struct readback *readback = readback_open(path, dpi, &error);
	GString *told = g_string_new(NULL);
	struct readback_follower *follower;

	CHECK_NO_ERROR(path, error);
	if (readback == NULL)
		return g_string_free(told, FALSE);
	follower = readback_follow(inserter, take_fault, told);
	readback_follow_expect(follower, sheets);
	CHECK_INT(path, readback_pages(readback), 2 * sheets);
	for (guint page = 1; page <= readback_pages(readback); page++) {
		struct readback_sheet sheet;

		CHECK_TRUE(path, readback_page(readback, page, inserter, &sheet, &error));
		CHECK_NO_ERROR(path, error);
		if (page % 2 == 0) {
			CHECK_TRUE("a back has no marks", !sheet.marks_found && sheet.control[0] == '\0');
			continue;
		}
		if (page != without)
			readback_follow_sheet(follower, &sheet);
	}
	readback_follow_end(follower);
	readback_close(readback);
	return g_string_free(told, FALSE);
}

static void a_run_is_read_back(void)
{
	g_autofree char *folder = check_folder();

	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		g_autofree char *path = g_strdup_printf("%s/%s.pdf", folder, inserter_names[n]);
		guint sheets = make_file(inserter, path);
		g_autofree char *at_300 = faults_of(inserter, path, 300, 0, sheets);
		g_autofree char *at_600 = faults_of(inserter, path, 600, 0, sheets);
		g_autofree char *without = faults_of(inserter, path, 300, 31, sheets);

		CHECK_STR(inserter->name, at_300, "");
		CHECK_STR(inserter->name, at_600, "");
		CHECK_TRUE(inserter->name, strstr(without, "page 33: control-order: ") != NULL);
	}
}

static char *run_tool(const char *const argv[], const char *folder)
{
	g_autoptr(GError) error = NULL;
	char *output = NULL;

	g_spawn_sync(folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, NULL, &error);
	CHECK_NO_ERROR(argv[0], error);
	return output != NULL ? g_strchomp(output) : g_strdup("");
}

/* Pages by pdftoppm, codes by dmtxread: neither is ours, and neither is what readback uses in this way. */
static void others_read_the_control_codes(void)
{
	g_autofree char *folder = check_folder();

	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		g_autofree char *path = g_strdup_printf("%s/%s.pdf", folder, inserter_names[n]);
		struct profile_box zone = inserter_control_zone(inserter);
		g_autofree char *x = g_strdup_printf("%d", MAX(0, zone.x * 300 / 25400));
		g_autofree char *y = g_strdup_printf("%d", zone.y * 300 / 25400);
		g_autofree char *side = g_strdup_printf("%d", zone.width * 300 / 25400);
		const char *const pdftoppm[] = { "pdftoppm", "-r", "300", "-gray", "-x", x, "-y", y, "-W", side, "-H", side,
						 "-f", "3", "-l", "3", "-singlefile", path, "page", NULL };
		const char *const dmtxread[] = { "dmtxread", "-N1", "page.pgm", NULL };
		struct sheet_place place = place_of(inserter, 1, 0, 1 + 7 % 5, 1);
		struct control_code code = control_code_at(42, 2, &place);
		g_autofree char *drawn = NULL, *read = NULL;
		char wanted[CONTROL_CODE_LENGTH + 1];

		make_file(inserter, path);
		drawn = run_tool(pdftoppm, folder);
		read = run_tool(dmtxread, folder);
		control_code_write(&code, wanted);
		CHECK_STR(inserter->name, read, wanted);
	}
}

static void others_read_the_code_39(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "c.pdf", NULL);
	g_autoptr(inserter_t) inserter = inserter_load("di950-code39");
	const char *const pdftoppm[] = { "pdftoppm", "-r", "200", "-gray", "-W", "300", "-f", "1", "-l", "1",
					 "-singlefile", path, "page", NULL };
	const char *const zbarimg[] = { "zbarimg", "-q", "--raw", "-Sdisable", "-Scode39.enable=1", "page.pgm", NULL };
	g_autofree char *drawn = NULL, *read = NULL;

	make_file(inserter, path);
	drawn = run_tool(pdftoppm, folder);
	read = run_tool(zbarimg, folder);
	CHECK_STR("page 1, single sheet, set 1", read, "30001");
}

static void what_is_no_pdf_is_refused(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "x.pdf", NULL);
	g_autoptr(inserter_t) inserter = inserter_load("reference");
	g_autoptr(GError) missing = NULL;
	g_autoptr(GError) broken = NULL;
	g_autoptr(GError) page = NULL;
	struct readback *readback = readback_open(path, 300, &missing);
	struct readback_sheet sheet;

	CHECK_TRUE("missing", readback == NULL);
	CHECK_ERROR("missing", missing, "x.pdf");
	CHECK_TRUE("written", g_file_set_contents(path, "%PDF-1.4\nnothing", -1, NULL));
	readback = readback_open(path, 300, &broken);
	CHECK_TRUE("broken", readback == NULL);
	CHECK_ERROR("broken", broken, "x.pdf");
	g_remove(path);
	make_file(inserter, path);
	readback = readback_open(path, 300, NULL);
	CHECK_TRUE("opens", readback != NULL);
	CHECK_TRUE("no such page", !readback_page(readback, 100000, inserter, &sheet, &page));
	CHECK_ERROR("no such page", page, "cannot render page 100000 of");
	readback_close(readback);
}

CHECK_MAIN({ "a run is read back", a_run_is_read_back },
	   { "others read the control codes", others_read_the_control_codes },
	   { "others read the Code 39", others_read_the_code_39 },
	   { "what is no PDF is refused", what_is_no_pdf_is_refused })
