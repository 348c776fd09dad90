/* SPDX-License-Identifier: Apache-2.0 */
/* Envelopes, stocks, inserts and presses: the project's own files load, measures mean what they say, faults are told. */
#include "model/press.h"
#include "model/profile.h"

#include <string.h>

#include "unit/check.h"

static char *file_of(const char *kind, const char *name, char **path)
{
	char *text = NULL;

	*path = g_strdup_printf("profiles/%s/%s.%s", kind, name, kind);
	CHECK_TRUE(*path, g_file_get_contents(*path, &text, NULL, NULL));
	return text != NULL ? text : g_strdup("");
}

static void the_envelopes_load(void)
{
	/* width, height; window at rest; play; address: micrometres, as post.md and the files' comments work out */
	static const struct {
		const char *name;
		gint32 width, height, window[4], play[2], address[4];
	} rows[] = {
		{ "dl-right-window", 230000, 110000, { 100000, 39500, 100000, 45000 }, { 10000, 6000 },
		  { 110000, 45500, 80000, 33000 } },
		{ "c5-right-window", 229000, 162000, { 99500, 50250, 100000, 45000 }, { 9500, 6750 },
		  { 109000, 57000, 81000, 31500 } },
		{ "c4-window", 229000, 324000, { 99500, 31500, 100000, 60000 }, { 9500, 13500 },
		  { 109000, 45000, 81000, 33000 } },
		{ "reference", 230000, 110000, { 110000, 30000, 92000, 31000 }, { 2000, 2000 },
		  { 112889, 32752, 85000, 25400 } },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = NULL, *text = file_of("envelope", rows[i].name, &path);
		g_autoptr(GError) error = NULL;
		g_autoptr(envelope_t) envelope = envelope_parse(text, path, &error);
		const gint32 *window = rows[i].window, *address = rows[i].address;

		CHECK_NO_ERROR(path, error);
		if (envelope == NULL)
			continue;
		CHECK_STR(path, envelope->name, rows[i].name);
		CHECK_INT(path, envelope->width, rows[i].width);
		CHECK_INT(path, envelope->height, rows[i].height);
		CHECK_TRUE(path, memcmp(&envelope->window, window, sizeof envelope->window) == 0);
		CHECK_TRUE(path, memcmp(&envelope->address, address, sizeof envelope->address) == 0);
		CHECK_INT(path, envelope->play_x, rows[i].play[0]);
		CHECK_INT(path, envelope->play_y, rows[i].play[1]);
		CHECK_STR(path, envelope->font, "body");
		CHECK_INT(path, envelope->size_mpt, 10000);
		CHECK_TRUE(path, envelope->leading_mpt >= 12000);
	}
}

/* DM 1992: the address visible 40 mm from the top edge and 15 mm from the others of the envelope, at rest. */
static void the_window_obeys_the_post(void)
{
	static const struct {
		const char *name;
		gint32 panel_height;	/* of the folded A4 sheet */
	} rows[] = { { "dl-right-window", 99000 }, { "c5-right-window", 148500 }, { "c4-window", 297000 } };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = NULL, *text = file_of("envelope", rows[i].name, &path);
		g_autoptr(envelope_t) envelope = envelope_parse(text, path, NULL);
		gint32 left, top;

		CHECK_TRUE(path, envelope != NULL);
		if (envelope == NULL)
			continue;
		left = (envelope->width - 210000) / 2;
		top = (envelope->height - rows[i].panel_height) / 2;
		CHECK_TRUE(path, left + envelope->window.x >= 15000);
		CHECK_TRUE(path, top + envelope->window.y >= 40000);
		CHECK_TRUE(path, envelope->width - (left + envelope->window.x + envelope->window.width) >= 15000);
		CHECK_TRUE(path, envelope->height - (top + envelope->window.y + envelope->window.height) >= 15000);
		/* the sheet cannot move further than its envelope lets it, half a millimetre given */
		CHECK_TRUE(path, ABS(envelope->play_x - left) <= 500);
		CHECK_TRUE(path, ABS(envelope->play_y - top) <= 500);
	}
}

static void stock_and_insert_load(void)
{
	g_autofree char *stock_path = NULL, *stock_text = file_of("stock", "a4-80", &stock_path);
	g_autofree char *insert_path = NULL, *insert_text = file_of("insert", "informativa", &insert_path);
	g_autoptr(GError) error = NULL;
	g_autoptr(stock_t) stock = stock_parse(stock_text, stock_path, &error);
	g_autoptr(insert_t) insert = insert_parse(insert_text, insert_path, &error);

	CHECK_NO_ERROR("files", error);
	if (stock == NULL || insert == NULL)
		return;
	CHECK_INT("stock", stock->grams_m2, 80);
	CHECK_INT("stock", stock->width, 210000);
	CHECK_STR("stock, for a press", stock->type, "plain");
	CHECK_STR("stock, for a press", stock->colour, "white");
	CHECK_INT("stock, its tray", stock->tray, 2);
	CHECK_STR("insert", insert->name, "informativa");
	CHECK_INT("insert", insert->station, 1);
	CHECK_INT("insert", insert->weight_mg, 2490);
}

#define ENVELOPE(address)                                                                                      \
	"[envelope]\nwidth = 230mm\nheight = 110mm\nweight = 4.8 g\nsheets = 8\n"                              \
	"[window]\nx = 100mm\ny = 40mm\nwidth = 100mm\nheight = 45mm\nplay-x = 10mm\nplay-y = 6mm\n"           \
	"[address]\nfont = body\nsize = 10pt\nleading = 12pt\n" address

#define PRESS "[code-line]\nbase = 8.5mm\nright = 7.25mm\n[matrix]\ny = 84.5mm\n"

enum kind { ENVELOPE_FILE, STOCK_FILE, INSERT_FILE, PRESS_FILE };

static void parse(enum kind kind, const char *text, GError **error)
{
	switch (kind) {
	case ENVELOPE_FILE:
		envelope_free(envelope_parse(text, "p/t.x", error));
		break;
	case STOCK_FILE:
		stock_free(stock_parse(text, "p/t.x", error));
		break;
	case INSERT_FILE:
		insert_free(insert_parse(text, "p/t.x", error));
		break;
	case PRESS_FILE:
		press_free(press_parse(text, "p/t.x", error));
		break;
	}
}

static const struct {
	const char *label;
	enum kind kind;
	const char *text, *error;	/* error "": good */
} rows[] = {
	{ "weight in mg", INSERT_FILE, "[insert]\nweight = 4990 mg\nstation = 6\n", "" },
	{ "no blank", INSERT_FILE, "[insert]\nweight=99g\nstation=1\n", "" },
	{ "no unit", INSERT_FILE, "[insert]\nweight = 99\nstation = 1\n", "insert 't': [insert] weight: not a weight: '99'" },
	{ "length for weight", INSERT_FILE, "[insert]\nweight = 99mm\nstation = 1\n",
	  "insert 't': [insert] weight: not a weight: '99mm'" },
	{ "no weight", INSERT_FILE, "[insert]\nweight = 0 g\nstation = 1\n",
	  "insert 't': [insert] weight: out of range: '0 g' (0.001g to 2000g)" },
	{ "seven stations", INSERT_FILE, "[insert]\nweight = 9 g\nstation = 7\n",
	  "insert 't': [insert] station: out of range: '7' (1 to 6)" },
	{ "empty file", STOCK_FILE, "",
	  "stock 't': [stock] width: missing\nstock 't': [stock] height: missing\nstock 't': [stock] paper: missing" },
	{ "paper", STOCK_FILE, "[stock]\nwidth = 21cm\nheight = 297mm\npaper = 80\n",
	  "stock 't': [stock] paper: not a paper weight: '80'" },
	{ "inches", STOCK_FILE, "[stock]\nwidth = 8.5 in\nheight = 11 in\npaper = 80 g/m2\n", "" },
	{ "no tray of that number", STOCK_FILE, "[stock]\nwidth = 21cm\nheight = 297mm\npaper = 80 g/m2\ntray = 0\n",
	  "stock 't': [stock] tray: out of range: '0' (1 to 99)" },
	{ "grams only", STOCK_FILE, "[stock]\nwidth = 21cm\nheight = 297mm\npaper = 80 g\n",
	  "stock 't': [stock] paper: not a paper weight: '80 g'" },
	{ "a press", PRESS_FILE, PRESS, "" },
	{ "a press that shifts", PRESS_FILE, PRESS "[slip]\nshift-x = -0.4mm\nshift-y = 5mm\n", "" },
	{ "a press that shifts too far", PRESS_FILE, PRESS "[slip]\nshift-x = -5.1mm\n",
	  "press 't': [slip] shift-x: out of range: '-5.1mm' (-5mm to 5mm)" },
	{ "a shift of two signs", PRESS_FILE, PRESS "[slip]\nshift-x = --1mm\n",
	  "press 't': [slip] shift-x: not a length: '--1mm'" },
	{ "a place below zero", PRESS_FILE, "[matrix]\ny = -84mm\n", "press 't': [matrix] y: not a length: '-84mm'" },
	{ "a code line out of its zone", PRESS_FILE, PRESS "[code-line]\nbase = 12mm\n",
	  "press 't': [code-line] base: out of range: '12mm' (4mm to 10mm)" },
	{ "a press of nothing", PRESS_FILE, "", "press 't': [matrix] y: missing" },
	{ "no setting of a press", PRESS_FILE, PRESS "[grid]\nx = 1mm\n", "press 't': [grid]: no such group" },
	{ "address in the window", ENVELOPE_FILE, ENVELOPE("x = 110mm\ny = 46mm\nwidth = 80mm\nheight = 33mm\n"), "" },
	{ "address out to the right", ENVELOPE_FILE, ENVELOPE("x = 110mm\ny = 46mm\nwidth = 81.5mm\nheight = 33mm\n"),
	  "envelope 't': [address]: leaves the window at full play, right, by 1.5 mm" },
	{ "address out at the top", ENVELOPE_FILE, ENVELOPE("x = 110mm\ny = 45mm\nwidth = 80mm\nheight = 33mm\n"),
	  "envelope 't': [address]: leaves the window at full play, top, by 1 mm" },
	{ "misspelt", ENVELOPE_FILE, ENVELOPE("x = 110mm\ny = 46mm\nwidth = 80mm\nheight = 33mm\ncapital = yes\n"),
	  "envelope 't': [address] capital: no such key" },
	{ "size in millimetres", ENVELOPE_FILE,
	  ENVELOPE("x = 110mm\ny = 46mm\nwidth = 80mm\nheight = 33mm\nsize = 3.53mm\n"), "" },
	{ "size without unit", ENVELOPE_FILE, ENVELOPE("x = 110mm\ny = 46mm\nwidth = 80mm\nheight = 33mm\nsize = 10\n"),
	  "envelope 't': [address] size: not a type size: '10'" },
};

static void faults_are_told(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		parse(rows[i].kind, rows[i].text, &error);
		if (rows[i].error[0] == '\0')
			CHECK_NO_ERROR(rows[i].label, error);
		else
			CHECK_ERROR(rows[i].label, error, rows[i].error);
	}
}

static void a_press_says_what_it_means(void)
{
	g_autofree char *path = NULL, *text = file_of("press", PRESS_STANDARD, &path);
	g_autoptr(GError) error = NULL;
	g_autoptr(press_t) standard = press_parse(text, path, &error);
	g_autoptr(press_t) shifting = press_parse(PRESS "[slip]\nshift-x = -0.4mm\nshift-y = 0.25mm\n", "t.press", NULL);

	CHECK_NO_ERROR(path, error);
	if (standard == NULL || shifting == NULL)
		return;
	CHECK_STR("name", standard->name, "standard");
	CHECK_INT("no shift", standard->shift_x | standard->shift_y, 0);
	/* payments.md 2.4: the baseline somewhere in 4.5 to 8.5 mm, the line's end at 289.5 of 297 mm */
	CHECK_TRUE("base", standard->code_line_base >= 4500 && standard->code_line_base <= 8500);
	CHECK_TRUE("right", ABS(standard->code_line_right - (297000 - 289500)) <= 200);
	/* 2.5: the matrix and its quiet zone (2 modules of 15/16 mm) in the white zone, y 83 to 102 */
	CHECK_TRUE("matrix", standard->matrix_y >= 83000 && standard->matrix_y + 18 * 15000 / 16 <= 102000);
	CHECK_INT("to the left", shifting->shift_x, -400);
	CHECK_INT("down", shifting->shift_y, 250);
	CHECK_INT("base as set", shifting->code_line_base, 8500);
	CHECK_INT("right as set", shifting->code_line_right, 7250);
	CHECK_INT("matrix as set", shifting->matrix_y, 84500);
}

static void what_shows_at_full_play(void)
{
	g_autoptr(envelope_t) envelope =
		envelope_parse(ENVELOPE("x = 110mm\ny = 46mm\nwidth = 80mm\nheight = 33mm\n"), "t", NULL);
	struct profile_box shows;

	CHECK_TRUE("loads", envelope != NULL);
	if (envelope == NULL)
		return;
	shows = envelope_window_at_play(envelope);
	CHECK_INT("x", shows.x, 90000);
	CHECK_INT("y", shows.y, 34000);
	CHECK_INT("width", shows.width, 120000);
	CHECK_INT("height", shows.height, 57000);
}

CHECK_MAIN({ "the envelopes load", the_envelopes_load }, { "the window obeys the post", the_window_obeys_the_post },
	   { "stock and insert load", stock_and_insert_load },
	   { "faults are told", faults_are_told }, { "a press says what it means", a_press_says_what_it_means }, { "what shows at full play", what_shows_at_full_play })
