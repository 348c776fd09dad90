/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Letters written down as text, one operation a line, and what a person would say has changed between two of them.
 *
 *   25 100 9 b Gentile signora     a line of text: x, baseline (mm), size (pt), face (b, B for bold), words
 *   25 100 9 b di /B 1.234,56 / e  the same with words in bold inside
 *   line 20 90 170 0               a line from x, y with width and height
 *   area 20 90 170 10              a filled area
 *   code 150 20 text               a Data Matrix symbol
 *   image 150 20 text              a picture with text as its bytes
 *   page                           the next page
 *   turn 190 60 90                 what follows on the page is turned about this place
 *   landscape                      the page is read so, and what follows on it is written so
 */
#include "check.h"

#include "proof/compare.h"
#include "proof/folded.h"
#include "proof/values.h"

#include <stdlib.h>
#include <string.h>

static const struct font fonts[] = {
	{ .name = "body", .ascent = 900, .descent = 200, .cap_height = 700 },
	{ .name = "body-bold", .index = 1, .ascent = 900, .descent = 200, .cap_height = 700 },
};
static const struct face faces[] = {
	{ .font = &fonts[0], .encoding = "WinAnsiEncoding", .space = 250 },
	{ .font = &fonts[1], .encoding = "WinAnsiEncoding", .index = 1, .space = 250 },
};

static struct arena *arena;
static GPtrArray *pictures;

/* Every character half an em wide. */
static const struct word *word_of(const char *text, const struct face *face, gboolean gap)
{
	struct word *word = arena_new_array0(arena, struct word, 1);
	struct word_run *run = arena_new_array0(arena, struct word_run, 1);

	run->face = face;
	run->width = word->width = (gint32)g_utf8_strlen(text, -1) * 500;
	word->runs = run;
	word->n_runs = 1;
	word->gap = gap;
	word->utf8 = text;
	return word;
}

static um_t um_of(const char *mm)
{
	return (um_t)(g_ascii_strtod(mm, NULL) * 1000 + (*mm == '-' ? -0.5 : 0.5));
}

/* One operation for the words of one face. */
static um_t add_run(struct op_list *list, um_t x, um_t baseline, mpt_t size, const struct face *face, char **words,
		    guint count, gboolean last)
{
	const struct word **shaped = arena_new_array(arena, const struct word *, count);
	struct op_text *text = &op_list_add(list, OP_TEXT, arena)->text;
	um_t width;

	for (guint i = 0; i < count; i++)
		shaped[i] = word_of(arena_strdup(arena, words[i]), face, !last || i + 1 < count);
	*text = (struct op_text){ .x = x, .baseline = baseline, .size = size, .count = count, .words = shaped };
	width = op_bounds(&list->ops[list->count - 1]).width;
	return x + width + um_from_mpt((gint64)face->space * size / 1000);
}

static void add_text(struct op_list *list, char **parts)
{
	const struct face *face = &faces[*parts[3] == 'B'];
	um_t x = um_of(parts[0]), baseline = um_of(parts[1]);
	mpt_t size = atoi(parts[2]) * 1000;
	guint first = 4, i;

	for (i = 4; parts[i] != NULL; i++) {
		if (*parts[i] != '/')
			continue;
		if (i > first)
			x = add_run(list, x, baseline, size, face, &parts[first], i - first, FALSE);
		face = &faces[parts[i][1] == 'B'];
		first = i + 1;
	}
	add_run(list, x, baseline, size, face, &parts[first], i - first, TRUE);
}

static const struct picture *picture_of(const char *bytes)
{
	struct picture *picture = g_new0(struct picture, 1);

	picture->name = g_strdup("logo.png");
	picture->bytes = g_bytes_new(bytes, strlen(bytes));
	g_ptr_array_add(pictures, picture);
	return picture;
}

static const struct symbol *symbol_of(const char *text)
{
	struct symbol *symbol = arena_new_array0(arena, struct symbol, 1);

	*symbol = (struct symbol){ .symbology = SYMBOLOGY_DATA_MATRIX, .columns = 10, .rows = 10, .text = text };
	return symbol;
}

static void add_drawing(struct op_list *list, char **parts)
{
	struct rect box = { um_of(parts[1]), um_of(parts[2]), 10000, 10000 };
	const char *text = arena_strdup(arena, parts[3]);

	if (strcmp(parts[0], "code") == 0) {
		op_list_add(list, OP_SYMBOL, arena)->symbol =
			(struct op_symbol){ box.x, box.y, 500, 500, symbol_of(text) };
		return;
	}
	if (strcmp(parts[0], "image") == 0) {
		op_list_add(list, OP_IMAGE, arena)->image = (struct op_image){ box, picture_of(text) };
		return;
	}
	box.width = um_of(parts[3]);
	box.height = um_of(parts[4]);
	if (strcmp(parts[0], "line") == 0)
		op_list_add(list, OP_STROKE, arena)->stroke = (struct op_stroke){ box, 200, COLOUR_BLACK };
	else
		op_list_add(list, OP_FILL, arena)->fill = (struct op_fill){ box, COLOUR_BLACK };
}

static struct op_list *add_turn(struct op_list *list, um_t x, um_t y, guint degrees)
{
	struct op_list *inside = arena_new_array0(arena, struct op_list, 1);

	op_list_add(list, OP_TURN, arena)->turn = (struct op_turn){ x, y, (enum turn)(degrees / 90), inside };
	return inside;
}

static struct paper read_paper(const char *source)
{
	g_auto(GStrv) lines = g_strsplit(source, "\n", -1);
	struct page *pages = arena_new_array0(arena, struct page, 8);
	struct op_list *list = &pages[0].list;
	guint count = 1;

	for (guint i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) parts = g_strsplit(lines[i], " ", -1);

		if (strcmp(lines[i], "page") == 0) {
			list = &pages[count++].list;
		} else if (strcmp(lines[i], "landscape") == 0) {
			pages[count - 1].upright = TURN_90;
			list = add_turn(list, 0, 297000, 270);
		} else if (g_str_has_prefix(lines[i], "turn ")) {
			list = add_turn(list, um_of(parts[1]), um_of(parts[2]), (guint)atoi(parts[3]));
		} else if (g_ascii_isdigit(*lines[i])) {
			add_text(list, parts);
		} else if (*lines[i] != '\0') {
			add_drawing(list, parts);
		}
	}
	for (guint i = 0; i < count; i++) {
		pages[i].width = 210000;
		pages[i].height = 297000;
		pages[i].sheet = i + 1;
	}
	return (struct paper){ pages, count };
}

static void add_millimetres(GString *out, um_t um)
{
	gint tenths = (ABS(um) + 50) / 100;

	g_string_append_printf(out, " %s%d.%d", um < 0 && tenths > 0 ? "-" : "", tenths / 10, tenths % 10);
}

/* "1 text 'di' > 'da'", "1<2 moved 0.0 5.0 x3 'Gentile'". */
static void describe(GString *out, const struct difference *difference)
{
	g_string_append_printf(out, "%u", difference->page);
	if (difference->page_before != difference->page)
		g_string_append_printf(out, "<%u", difference->page_before);
	g_string_append_printf(out, " %s", difference_kind_name(difference->kind));
	if (difference->kind == DIFFERENCE_MOVED) {
		add_millimetres(out, difference->dx);
		add_millimetres(out, difference->dy);
	}
	g_string_append_printf(out, "%s%s", difference->same_value ? " value" : "", difference->follows ? " follows" : "");
	if (difference->places > 1)
		g_string_append_printf(out, " x%u", difference->places);
	if (*difference->text != '\0')
		g_string_append_printf(out, " '%s'", difference->text);
	if (*difference->before != '\0' || *difference->after != '\0')
		g_string_append_printf(out, " %s > %s", difference->before, difference->after);
	g_string_append_c(out, '\n');
}

static void picture_drop(gpointer data)
{
	struct picture *picture = data;

	g_free(picture->name);
	g_bytes_unref(picture->bytes);
	g_free(picture);
}

static char *compared(const char *before, const char *after, const struct masks *masks)
{
	GString *out = g_string_new(NULL);
	struct differences differences;
	struct paper old, new;

	arena = arena_new(16 * 1024);
	pictures = g_ptr_array_new_with_free_func(picture_drop);
	old = read_paper(before);
	new = read_paper(after);
	compare_letters(&old, &new, masks, arena, &differences);
	for (guint i = 0; i < differences.count; i++)
		describe(out, &differences.items[i]);
	arena_free(arena);
	g_ptr_array_unref(pictures);
	return g_string_free(out, FALSE);
}

struct row {
	const char *label, *before, *after, *expected;
};

static void check_rows(const struct row *rows, guint count)
{
	const struct masks none = { NULL, 0 };

	for (guint i = 0; i < count; i++) {
		g_autofree char *same = compared(rows[i].before, rows[i].before, &none);
		g_autofree char *got = compared(rows[i].before, rows[i].after, &none);

		CHECK_STR(rows[i].label, same, "");
		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

#define CHECK_ROWS(rows) check_rows((rows), G_N_ELEMENTS(rows))

static void words_differ(void)
{
	static const struct row rows[] = {
		{ "one word", "25 100 10 b La preghiamo di provvedere entro il mese",
		  "25 100 10 b La preghiamo di pagare entro il mese",
		  "1 text provvedere > pagare\n" },
		{ "a word more", "25 100 10 b La preghiamo di provvedere",
		  "25 100 10 b La preghiamo vivamente di provvedere",
		  "1<0 text  > vivamente\n" },
		{ "a word less", "25 100 10 b La preghiamo vivamente di provvedere",
		  "25 100 10 b La preghiamo di provvedere",
		  "0<1 text vivamente > \n" },
		{ "the first and the last", "25 100 10 b uno due tre quattro cinque",
		  "25 100 10 b UNO due tre quattro CINQUE",
		  "1 text uno > UNO\n1 text cinque > CINQUE\n" },
		{ "a word between two changes is part of one", "25 100 10 b versare uno di due entro il mese",
		  "25 100 10 b versare tre di quattro entro il mese", "1 text uno di due > tre di quattro\n" },
		{ "currency before and after the amount", "25 100 10 b importo di € 1.234,56 (euro",
		  "25 100 10 b importo di 1.234,56 € (euro", "1 text value € 1.234,56 > 1.234,56 €\n" },
		{ "an amount's format in bold", "25 100 10 b importo di /B € 1.234,56 / dovuto",
		  "25 100 10 b importo di /B € 1234.56 / dovuto", "1 text value 1.234,56 > 1234.56\n" },
		{ "the same change twice", "25 100 10 b da mille\n25 200 10 b e mille",
		  "25 100 10 b da cento\n25 200 10 b e cento",
		  "1 text x2 mille > cento\n" },
		{ "the same format for several values", "160 100 10 b 1.180,00\n160 110 10 b 2.190,50",
		  "160 100 10 b 1180,00\n160 110 10 b 2190,50", "1 text value x2 1.180,00 > 1180,00\n" },
		{ "two values", "160 100 10 b 1.180,00\n160 110 10 b 2.190,50",
		  "160 100 10 b 1.181,00\n160 110 10 b 2.190,60",
		  "1 text 1.180,00 > 1.181,00\n1 text 2.190,50 > 2.190,60\n" },
		{ "written anew", "25 100 10 b Se ha già provveduto di recente non tenga conto di questo",
		  "25 100 10 b Chi avesse saldato di fresco può buttare via il foglio",
		  "1 text Se ha già provveduto di recente non tenga conto di questo > "
		  "Chi avesse saldato di fresco può buttare via il foglio\n" },
		{ "a block more", "25 100 10 b uno due", "25 100 10 b uno due\n25 120 10 b tre quattro",
		  "1<0 text  > tre quattro\n" },
		{ "a block less", "25 100 10 b uno due\n25 120 10 b tre quattro", "25 100 10 b uno due",
		  "0<1 text tre quattro > \n" },
		{ "a cell that holds something else", "25 100 10 b Anno\n160 100 10 b Importo",
		  "25 100 10 b Anno\n160 100 10 b Totale",
		  "1 text Importo > Totale\n" },
		{ "nothing at first", "", "25 100 10 b uno", "1<0 text  > uno\n" },
		{ "nothing at last", "25 100 10 b uno", "", "0<1 text uno > \n" },
	};

	CHECK_ROWS(rows);
}

static void lines_break_anew(void)
{
	static const struct row rows[] = {
		{ "other words, one line more, and what it pushes",
		  "25 100 10 b alfa beta gamma delta\n25 105 10 b epsilon zeta\n25 115 10 b Cordiali saluti\n25 125 10 b Il tesoriere\n"
		  "25 280 7 b Pagina",
		  "25 100 10 b alfa beta molto lungo gamma\n25 105 10 b delta epsilon\n25 110 10 b zeta\n25 120 10 b Cordiali saluti\n"
		  "25 130 10 b Il tesoriere\n25 280 7 b Pagina",
		  "1<0 text  > molto lungo\n1 moved 0.0 5.0 follows x2 'Cordiali saluti'\n" },
		{ "the same words in a narrower column", "25 100 10 b alfa beta gamma delta\n25 105 10 b epsilon zeta",
		  "25 100 10 b alfa beta gamma\n25 105 10 b delta epsilon zeta",
		  "1 setting 'alfa beta gamma delta epsilon zeta'\n" },
		{ "wider leading",
		  "25 100 10 b alfa beta\n25 105 10 b gamma delta\n25 110 10 b omega\n25 120 10 b Saluti",
		  "25 100 10 b alfa beta\n25 105.5 10 b gamma delta\n25 111 10 b omega\n25 121 10 b Saluti",
		  "1 setting 'alfa beta gamma delta omega'\n1 moved 0.0 1.0 follows 'Saluti'\n" },
		{ "a cell grows, its row does, and the rule below",
		  "25 100 10 b Capitale\n60 100 10 b Interessi\n90 100 10 b Totale\nline 25 102 165 0\n25 107 10 b 12,00",
		  "25 100 10 b Capitale\n60 100 10 b Interessi\n60 105 10 b maturati\n90 100 10 b Totale\nline 25 107 165 0\n"
		  "25 112 10 b 12,00",
		  "1<0 text  > maturati\n1 moved 0.0 5.0 follows x2 'line 165 x 0 mm, 0.2 mm #000000'\n" },
		{ "a line comes from the next page",
		  "25 100 10 b alfa\n25 265 10 b beta\npage\n25 20 7 b Seguito\n25 40 10 b gamma\n25 50 10 b Fine",
		  "25 100 10 b alfa\n25 265 10 b gamma\npage\n25 20 7 b Seguito\n25 40 10 b Fine",
		  "1<2 moved 0.0 0.0 follows 'gamma'\n0<1 text beta > \n2 moved 0.0 -10.0 follows 'Fine'\n" },
		{ "a line goes to the next page",
		  "25 260 10 b alfa beta\n25 265 10 b gamma delta\npage\n25 20 10 b Seguito\n25 40 10 b Fine",
		  "25 265 10 b alfa beta\npage\n25 20 10 b Seguito\n25 40 10 b gamma delta\n25 45 10 b Fine",
		  "1 moved 0.0 5.0 'alfa beta'\n2<1 moved 0.0 0.0 follows 'gamma delta'\n2 moved 0.0 5.0 follows 'Fine'\n" },
	};

	CHECK_ROWS(rows);
}

static void blocks_move(void)
{
	static const struct row rows[] = {
		{ "down", "25 50 10 b Matricola\n25 100 10 b Gentile signora",
		  "25 56 10 b Matricola\n25 100 10 b Gentile signora",
		  "1 moved 0.0 6.0 'Matricola'\n" },
		{ "left and up", "25 50 10 b Matricola\n25 100 10 b uno due",
		  "22.5 49.9 10 b Matricola\n25 100 10 b uno due",
		  "1 moved -2.5 -0.1 'Matricola'\n" },
		{ "a paragraph of two lines is two lines of one move", "25 100 10 b alfa beta\n25 105 10 b gamma",
		  "30 100 10 b alfa beta\n30 105 10 b gamma", "1 moved 5.0 0.0 x2 'alfa beta'\n" },
		{ "all below goes with it", "25 100 10 b uno\n25 110 10 b due\n25 120 10 b tre",
		  "25 100 10 b uno\n25 113 10 b due\n25 123 10 b tre",
		  "1 moved 0.0 3.0 x2 'due'\n" },
		{ "two blocks change places", "25 100 10 b uno due tre\n25 120 10 b alfa beta gamma delta",
		  "25 100 10 b alfa beta gamma delta\n25 120 10 b uno due tre",
		  "1 moved 0.0 -20.0 'alfa beta gamma delta'\n1 moved 0.0 20.0 'uno due tre'\n" },
		{ "a value below its label", "25 50 7 b Matricola\n25 53 10 b A 4711",
		  "25 50 7 b Matricola\n25 53.8 10 b A 4711",
		  "1 moved 0.0 0.8 'A 4711'\n" },
		{ "the second of two lines", "25 50 10 b Via Roma 1\n25 54 10 b 00100 Esempio",
		  "25 50 10 b Via Roma 1\n25 55 10 b 00100 Esempio",
		  "1 moved 0.0 1.0 '00100 Esempio'\n" },
		{ "a right-aligned amount keeps its right edge", "160 100 10 b 1.180,00", "161.764 100 10 b 1180,00",
		  "1 text value 1.180,00 > 1180,00\n" },
		{ "moved and changed", "25 50 10 b Matricola 4711", "25 53 10 b Tessera 4711",
		  "1 text Matricola 4711 > Tessera 4711\n1 moved 0.0 3.0 'Tessera 4711'\n" },
		{ "a hair's breadth is rounding", "25 50 10 b Matricola", "25.012 50.015 10 b Matricola", "" },
		{ "moved on its own below a paragraph that grew",
		  "25 100 10 b alfa beta gamma\n25 120 10 b Saluti",
		  "25 100 10 b alfa beta nuovo\n25 105 10 b gamma\n25 128 10 b Saluti",
		  "1<0 text  > nuovo\n1 moved 0.0 8.0 'Saluti'\n" },
		{ "below a new paragraph", "25 100 10 b alfa\n25 110 10 b Saluti\n25 120 10 b Firma",
		  "25 100 10 b alfa\n25 110 10 b nuovo\n25 117 10 b Saluti\n25 127 10 b Firma",
		  "1<0 text  > nuovo\n1 moved 0.0 7.0 follows x2 'Saluti'\n" },
		{ "below a paragraph that is gone", "25 100 10 b alfa\n25 110 10 b vecchio\n25 117 10 b Saluti",
		  "25 100 10 b alfa\n25 110 10 b Saluti", "1 moved 0.0 -7.0 follows 'Saluti'\n0<1 text vecchio > \n" },
	};

	CHECK_ROWS(rows);
}

static void looks_differ(void)
{
	static const struct row rows[] = {
		{ "bold", "25 100 10 b entro il 31 marzo", "25 100 10 b entro il /B 31 marzo",
		  "1 style '31 marzo' body 10 pt #000000 > body-bold 10 pt #000000\n" },
		{ "larger", "25 100 10 b alfa beta\n25 110 10 b gamma", "25 100 12 b alfa beta\n25 111 10 b gamma",
		  "1 style 'alfa beta' body 10 pt #000000 > body 12 pt #000000\n1 moved 0.0 1.0 follows 'gamma'\n" },
		{ "everywhere", "25 100 10 b alfa\n25 120 10 b beta", "25 100 10 B alfa\n25 120 10 B beta",
		  "1 style x2 'alfa' body 10 pt #000000 > body-bold 10 pt #000000\n" },
	};

	CHECK_ROWS(rows);
}

static void drawings_differ(void)
{
	static const struct row rows[] = {
		{ "a line moved", "line 20 90 170 0", "line 20 95 170 0",
		  "1 moved 0.0 5.0 'line 170 x 0 mm, 0.2 mm #000000'\n" },
		{ "a line longer", "line 20 90 170 0", "line 20 90 172 0",
		  "1 drawing line 170 x 0 mm, 0.2 mm #000000 > line 172 x 0 mm, 0.2 mm #000000\n" },
		{ "an area gone", "25 100 10 b uno\narea 20 90 170 10", "25 100 10 b uno",
		  "0<1 drawing area 170 x 10 mm #000000 > \n" },
		{ "another picture of one name", "image 20 20 alt", "image 20 20 neu",
		  "1 drawing picture 'logo.png' 10 x 10 mm, 4d48fba6 > picture 'logo.png' 10 x 10 mm, b1688cba\n" },
		{ "another barcode", "25 50 10 b uno\ncode 150 20 AAA", "25 50 10 b uno\ncode 150 20 BBB",
		  "1 barcode datamatrix AAA > datamatrix BBB\n" },
		{ "another barcode elsewhere", "code 150 20 AAA", "code 150 60 BBB",
		  "1 barcode datamatrix AAA > datamatrix BBB\n1 moved 0.0 40.0 'datamatrix BBB'\n" },
		{ "a barcode more", "code 150 20 AAA", "code 150 20 AAA\ncode 20 20 BBB",
		  "1<0 barcode  > datamatrix BBB\n" },
	};

	CHECK_ROWS(rows);
}

static void pages_differ(void)
{
	static const struct row rows[] = {
		{ "one more", "25 50 10 b uno", "25 50 10 b uno\npage\n25 50 10 b due",
		  "0 pages 1 > 2\n2<0 text  > due\n" },
		{ "one less", "25 50 10 b uno\npage\n25 50 10 b due", "25 50 10 b uno",
		  "0 pages 2 > 1\n0<2 text due > \n" },
	};

	CHECK_ROWS(rows);
}

/* A page read in landscape is compared as it is read; words turned on it are words. */
static void turned_pages_differ(void)
{
	static const struct row rows[] = {
		{ "a word in landscape", "landscape\n25 100 10 b La preghiamo di provvedere entro il mese",
		  "landscape\n25 100 10 b La preghiamo di pagare entro il mese", "1 text provvedere > pagare\n" },
		{ "a block in landscape moves", "landscape\n25 100 10 b alfa beta\n25 105 10 b gamma delta",
		  "landscape\n25 102 10 b alfa beta\n25 107 10 b gamma delta", "1 moved 0.0 2.0 x2 'alfa beta'\n" },
		{ "the same words in landscape", "25 100 10 b alfa", "landscape\n25 100 10 b alfa",
		  "1 pages 210 x 297 mm, front of sheet 1 > 210 x 297 mm, front of sheet 1, read turned\n" },
		{ "a word on the side", "turn 190 60 270\n0 0 8 b aut. n. DB 1 del 2026",
		  "turn 190 60 270\n0 0 8 b aut. n. DB 22 del 2026", "1 text 1 > 22\n" },
		{ "it moves", "turn 190 60 90\n0 0 8 b aut. n. DB", "turn 191 62 90\n0 0 8 b aut. n. DB",
		  "1 moved 1.0 2.0 'aut. n. DB'\n" },
		{ "it is set upright", "turn 190 60 90\n0 0 8 b DB", "190 60 8 b DB",
		  "1 style 'DB' body 8 pt #000000, turned 90 > body 8 pt #000000\n1 moved 0.6 0.0 'DB'\n" },
		{ "a drawing in a turn", "turn 190 60 180\nline 0 0 50 0", "turn 190 60 180\nline 0 0 60 0",
		  "1 drawing line 50 x 0 mm, 0.2 mm #000000 > line 60 x 0 mm, 0.2 mm #000000\n" },
	};

	CHECK_ROWS(rows);
}

static void masks_hide(void)
{
	static const struct mask items[] = {
		{ 1, { 150000, 40000, 50000, 20000 } },	/* right, from 40 to 60 mm */
		{ 0, { 20000, 270000, 180000, 20000 } },	/* the foot of every page */
	};
	const struct masks masks = { items, G_N_ELEMENTS(items) };
	static const struct row rows[] = {
		{ "inside", "160 50 10 b uno", "160 50 10 b due", "" },
		{ "outside", "100 50 10 b uno", "100 50 10 b due", "1 text uno > due\n" },
		{ "across its edge", "145 50 10 b uno", "145 50 10 b due", "1 text uno > due\n" },
		{ "on the other page", "page\n160 50 10 b uno", "page\n160 50 10 b due", "2 text uno > due\n" },
		{ "on every page", "page\n160 280 10 b uno", "page\n160 280 10 b due", "" },
		{ "moved inside", "160 50 10 b uno", "165 55 10 b uno", "" },
		{ "moved out", "160 50 10 b uno", "120 50 10 b uno", "1 moved -40.0 0.0 'uno'\n" },
		{ "a look inside", "160 50 10 b uno", "160 50 10 B uno", "" },
		{ "a line inside", "line 160 50 20 0", "line 160 50 10 0", "" },
		{ "a barcode is never masked", "code 160 45 AAA", "code 160 45 BBB",
		  "1 barcode datamatrix AAA > datamatrix BBB\n" },
		{ "nor the number of pages", "25 280 10 b uno", "25 280 10 b uno\npage\n25 280 10 b due",
		  "0 pages 1 > 2\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = compared(rows[i].before, rows[i].after, &masks);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void three_changes_are_three(void)
{
	static const char before[] = "image 25 12 logo\n25 50 7 b Matricola\n25 53 10 b A 4711\n25 102 12 B Avviso di pagamento\n"
				     "25 115 10 b dai nostri registri risulta ancora da versare\n"
				     "25 120 10 b quanto dovuto per la Sua iscrizione all'Albo.\n"
				     "line 25 150 165 0\n25 155 9 b 2025\n45 155 9 b Quota annuale\n170 155 9 b € 1.180,00\n"
				     "line 25 157 165 0\n25 162 9 b 2024\n45 162 9 b Quota annuale\n170 162 9 b € 2.180,00\n"
				     "25 200 10 b Con i migliori saluti\n25 280 7 b Segreteria";
	static const char after[] = "image 25 12 logo\n25 50 7 b Matricola\n25 55 10 b A 4711\n25 102 12 B Avviso di pagamento\n"
				    "25 115 10 b dai nostri archivi risulta ancora da versare\n"
				    "25 120 10 b quanto dovuto per la Sua iscrizione all'Albo.\n"
				    "line 25 150 165 0\n25 155 9 b 2025\n45 155 9 b Quota annuale\n170 155 9 b € 1180,00\n"
				    "line 25 157 165 0\n25 162 9 b 2024\n45 162 9 b Quota annuale\n170 162 9 b € 2180,00\n"
				    "25 200 10 b Con i migliori saluti\n25 280 7 b Segreteria";
	const struct masks none = { NULL, 0 };
	g_autofree char *got = compared(before, after, &none);

	CHECK_STR("three", got, "1 moved 0.0 2.0 'A 4711'\n1 text registri > archivi\n1 text value x2 1.180,00 > 1180,00\n");
}

/* Another text altogether ends, and is told as such. */
static void long_letters_end(void)
{
	g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);
	const struct masks none = { NULL, 0 };
	g_autofree char *got = NULL, *swapped = NULL;

	for (guint i = 0; i < 4000; i++) {
		g_string_append_printf(before, "25 %u 10 b parola%u sempre%u diversa%u\n", 10 + i * 10, i, i, i);
		g_string_append_printf(after, "25 %u 10 b term%u jamais%u pareil%u\n", 10 + i * 10, i * 7, i * 11, i * 13);
	}
	got = compared(before->str, after->str, &none);
	CHECK_TRUE("all of it", g_str_has_prefix(got, "1 text parola0 sempre0 diversa0 > term0 jamais0 pareil0\n"));
	swapped = compared(before->str, before->str, &none);
	CHECK_STR("the same", swapped, "");
}

static void values_are_the_same(void)
{
	static const struct {
		const char *a, *b;
		gboolean same;
	} rows[] = {
		{ "€ 1.234,56", "1.234,56 €", TRUE },	{ "€ 1.234,56", "EUR 1234.56", TRUE },
		{ "€ 180,00", "€ 180", TRUE },		{ "€ 180,50", "€ 180", FALSE },
		{ "10", "1000", FALSE },		{ "1,5", "15", FALSE },
		{ "31 marzo 2026", "31/03/2026", TRUE }, { "1 marzo 2026", "01.03.2026", TRUE },
		{ "31 marzo 2026", "31/04/2026", FALSE }, { "art. 2", "art. 3", FALSE },
		{ "art. 2", "comma 2", FALSE },		{ "uno", "due", FALSE },
		{ "uno", "uno", FALSE },		{ "€ 1.234,56", "€ 1.234,57", FALSE },
		{ "", "", FALSE },			{ "5,00", "5", TRUE },
		{ "IT60X054", "IT60 X054", TRUE },	{ "€\u00a0180,00", "180,00", TRUE },
		{ "È 1", "é 1", FALSE },		{ "È 1", "è 01", TRUE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("'%s' and '%s'", rows[i].a, rows[i].b);

		CHECK_INT(label, values_same(rows[i].a, rows[i].b), rows[i].same);
		CHECK_INT(label, values_same(rows[i].b, rows[i].a), rows[i].same);
	}
}


static void tell_folded(void *user, const struct folded *folded)
{
	GString *out = user;

	g_string_append_printf(out, "%u from %u, pages", folded->records, folded->record);
	for (guint i = 0; i < folded->n_pages; i++)
		g_string_append_printf(out, " %u", folded->pages[i]);
	g_string_append(out, ": ");
	describe(out, folded->difference);
}

/* One letter of a fold, by its two forms. */
static void fold(struct folding *folding, guint record, const char *before, const char *after)
{
	const struct masks none = { NULL, 0 };
	struct differences differences;
	struct paper old, new;

	arena = arena_new(16 * 1024);
	pictures = g_ptr_array_new_with_free_func(picture_drop);
	old = read_paper(before);
	new = read_paper(after);
	compare_letters(&old, &new, &none, arena, &differences);
	folding_add(folding, record, &differences);
	arena_free(arena);
	g_ptr_array_unref(pictures);
}

static void letters_are_folded(void)
{
	struct folding *folding = folding_new();
	g_autoptr(GString) told = g_string_new(NULL);

	fold(folding, 3, "25 100 10 b Maria\n25 120 10 b da € 1.180,00",
	     "25 104 10 b Maria\n25 120 10 b da € 1180,00");
	fold(folding, 7, "25 100 10 b Giovanni\n25 120 10 b da € 22.190,00",
	     "25 104 10 b Giovanni\n25 120 10 b da € 22190,00");
	fold(folding, 9, "25 100 10 b Anna\n25 120 10 b da € 1.180,00\npage\n25 120 10 b da € 1.190,00",
	     "25 104 10 b Anna\n25 120 10 b da € 1180,00\npage\n25 120 10 b da € 1190,00");
	fold(folding, 11, "25 100 10 b uno", "25 100 10 b uno");
	fold(folding, 12, "25 100 10 b uno", "25 100 10 b uno\npage\n25 100 10 b due");
	folding_each(folding, tell_folded, told);
	CHECK_STR("folded", told->str,
		  "1 from 12, pages 0: 0 pages 1 > 2\n3 from 3, pages 1: 1 moved 0.0 4.0 x3 'Maria'\n"
		  "3 from 3, pages 1 2: 1 text value x4 1.180,00 > 1180,00\n1 from 12, pages 2: 2<0 text  > due\n");
	folding_free(folding);
}

CHECK_MAIN({ "words differ", words_differ }, { "lines break anew", lines_break_anew }, { "blocks move", blocks_move },
	   { "looks differ", looks_differ }, { "drawings differ", drawings_differ }, { "pages differ", pages_differ },
	   { "turned pages differ", turned_pages_differ },
	   { "masks hide", masks_hide }, { "three changes are three", three_changes_are_three },
	   { "long letters end", long_letters_end }, { "values are the same", values_are_the_same },
	   { "letters are folded", letters_are_folded })
