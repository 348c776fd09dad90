/* SPDX-License-Identifier: Apache-2.0 */
/* The trace: every kind of operation, every part of it, in the form that golden pages are kept in. */
#include "device/device.h"
#include "unit/check.h"
#include "unit/device_paper.h"

static const struct font sans = { .name = "body", .path = PAPER_SANS, .ascent = 905, .descent = 212 };
static const struct font bold = { .name = "body-bold", .path = PAPER_BOLD, .index = 1, .ascent = 905, .descent = 212 };

static void add_text(struct op_list *list, struct arena *arena)
{
	struct face *faces = arena_new_array(arena, struct face, 3);
	const struct word **words = arena_new_array(arena, const struct word *, 5);
	struct word_run runs[2], comma;

	paper_face(&faces[0], &sans, "WinAnsiEncoding", "WINDOWS-1252", 0);
	paper_face(&faces[1], &bold, "WinAnsiEncoding", "WINDOWS-1252", 1);
	paper_face(&faces[2], &sans, "CP1250", "WINDOWS-1250", 2);
	runs[0] = paper_run(arena, &faces[0], "WINDOWS-1252", "Šimi", 0);
	runs[1] = paper_run(arena, &faces[2], "WINDOWS-1250", "ć", 0);
	comma = paper_run(arena, &faces[0], "WINDOWS-1252", ",", 0);
	words[0] = paper_word(arena, &faces[0], "WINDOWS-1252", "Gentile");
	words[1] = paper_word_of(arena, &runs[0], 2, "Šimić", 1);
	words[2] = paper_word_of(arena, &comma, 1, "così:", 0);
	words[3] = paper_word(arena, &faces[1], "WINDOWS-1252", "\"\\");
	words[4] = paper_word(arena, &faces[1], "WINDOWS-1252", "fine");
	op_list_add(list, OP_TEXT, arena)->text = (struct op_text){
		.x = 20005, .baseline = 105500, .size = 9500, .gap = 131, .colour = { 18, 52, 86 }, .count = 5, .words = words };
}

static const char expected[] =
	"page 1 210x297 front sheet 1\n"
	"  fill 20 105 170x0.3 #808080\n"
	"  stroke 20 110 170x0 width 0.2 #000000\n"
	"  text 20.005 105.5 width 31.119 body 9.5pt gap 0.131 #123456 "
	"\"Gentile {body/CP1250}Šimić {body}così:\xc2\xa6{body-bold}\\\"\\\\ fine\"\n"
	"  symbol 180 -20.5 datamatrix 8x2 module 0.508x0.762 \"R1;7\\x1d\"\n"
	"  image 20 15 42x18 \"logo\"\n"
	"  stamp 20 40 \"notice\"\n"
	"page 2 148x210 back sheet 3, read turned 90\n"
	"  stamp 10.001 0 \"notice\"\n"
	"  turn 0 210 turned 270\n"
	"    fill 1 2 3x4 #000000\n"
	"    turn 5.5 6 turned 180\n"
	"      stamp -1 0 \"notice\"\n"
	"    stroke 0 0 9x0 width 0.2 #000000\n"
	"  fill 1 1 1x1 #000000\n"
	"\n"
	"stamp \"notice\" 0 -1 80x12\n"
	"  fill 0 0 1x1 #ff0000\n";

static void writes_everything(void)
{
	static const guint8 bits[] = { 0xaa, 0x55 };
	static const struct symbol symbol = { SYMBOLOGY_DATA_MATRIX, 8, 2, 1, bits, "R1;7\x1d" };
	static const struct picture picture = { .name = (char *)"logo" };
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "page.trace", NULL), *got = NULL, *sum = NULL;
	g_autoptr(arena_t) arena = arena_new(4096);
	struct stamp stamp = { .name = "notice", .bounds = { 0, -1000, 80000, 12000 } };
	struct page front = { .width = 210000, .height = 297000, .sheet = 1 };
	struct page back = { .width = 148000, .height = 210000, .sheet = 3, .side = PAGE_BACK, .upright = TURN_90 };
	struct op_list turned = { 0 }, deeper = { 0 };
	g_autoptr(GError) error = NULL;
	struct device_made made;
	struct device *device;

	op_list_add(&stamp.list, OP_FILL, arena)->fill = (struct op_fill){ { 0, 0, 1000, 1000 }, { 255, 0, 0 } };
	op_list_add(&front.list, OP_FILL, arena)->fill = (struct op_fill){ { 20000, 105000, 170000, 300 }, { 128, 128, 128 } };
	op_list_add(&front.list, OP_STROKE, arena)->stroke = (struct op_stroke){ { 20000, 110000, 170000, 0 }, 200, COLOUR_BLACK };
	add_text(&front.list, arena);
	op_list_add(&front.list, OP_SYMBOL, arena)->symbol = (struct op_symbol){ 180000, -20500, 508, 762, &symbol };
	op_list_add(&front.list, OP_IMAGE, arena)->image = (struct op_image){ { 20000, 15000, 42000, 18000 }, &picture };
	op_list_add(&front.list, OP_STAMP, arena)->stamp = (struct op_stamp){ 20000, 40000, &stamp };
	op_list_add(&back.list, OP_STAMP, arena)->stamp = (struct op_stamp){ 10001, 0, &stamp };
	op_list_add(&back.list, OP_TURN, arena)->turn = (struct op_turn){ 0, 210000, TURN_270, &turned };
	op_list_add(&turned, OP_FILL, arena)->fill.box = (struct rect){ 1000, 2000, 3000, 4000 };
	op_list_add(&turned, OP_TURN, arena)->turn = (struct op_turn){ 5500, 6000, TURN_180, &deeper };
	op_list_add(&deeper, OP_STAMP, arena)->stamp = (struct op_stamp){ -1000, 0, &stamp };
	op_list_add(&turned, OP_STROKE, arena)->stroke = (struct op_stroke){ { 0, 0, 9000, 0 }, 200, COLOUR_BLACK };
	op_list_add(&back.list, OP_FILL, arena)->fill.box = (struct rect){ 1000, 1000, 1000, 1000 };
	device = trace_open(path, &error);
	CHECK_NO_ERROR("open", error);
	device_page(device, &front);
	device_page(device, &back);
	CHECK_TRUE("close", device_close(device, &made, &error));
	CHECK_TRUE("read", g_file_get_contents(path, &got, NULL, NULL));
	CHECK_STR("trace", got, expected);
	CHECK_INT("pages", made.pages, 2);
	CHECK_INT("bytes", (gint64)made.bytes, (gint64)strlen(expected));
	sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, expected, -1);
	CHECK_STR("sha256", made.sha256, sum);
}

CHECK_MAIN({ "writes everything", writes_everything })
