/* SPDX-License-Identifier: Apache-2.0 */
/* One character a cell: where the pen of every character stands, what is shown, what is left out. */
#include "unit/check.h"

#include <string.h>

#include "type/type.h"

#define CODE_LINE "<201809999911007888>      00000017+89>  000063470009<  896>"

static struct typesetter *open_typesetter(void)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);

	if (typesetter == NULL || !typesetter_has_role(typesetter, "ocr-b", &error))
		g_error("%s", error->message);
	return typesetter;
}

static const struct {
	const char *label;
	mpt_t size;
	um_t pitch;
	const char *text;
} lines[] = {
	{ "code line", 10000, 2540, CODE_LINE },
	{ "account", 11000, 2545, "001007214826" },
	{ "IBAN in boxes", 9000, 2400, "IT15L0760117400001007214826" },
	{ "amount in boxes", 11000, 4000, "     120 67" },
	{ "blanks first, twice and last", 10000, 2540, "  12   34  " },
	{ "longer than a word may be", 10000, 2540, "1234567890123456789012345678901234567890" },
	{ "one", 10000, 2540, "1" },
};

/* Within half a thousandth of 11 pt (1.9 um), and what blanks lose to whole mpt. */
static void check_pen(const char *label, const char *text, guint cell, double pen, double expected)
{
	g_autofree char *where = g_strdup_printf("%s, cell %u '%c': pen at %.2f, expected %.2f", label, cell, text[cell], pen,
						 expected);

	CHECK_TRUE(where, ABS(pen - expected) <= 3.0);
}

static void check_line(const char *label, const struct op_text *op, const char *text, um_t pitch)
{
	double um_per_em1000 = op->size * 25.4 / 72 / 1000;
	double pen = op->x, first = op->x;
	guint cell = 0;

	for (guint w = 0; w < op->count; w++) {
		const struct word *word = op->words[w];

		for (guint g = 0; g < word->runs[0].n_glyphs; g++) {
			check_pen(label, text, cell, pen, first + (double)cell * pitch);
			CHECK_TRUE(label, word->utf8[g] == text[cell]);
			pen += word->runs[0].advances[g] * um_per_em1000;
			cell++;
		}
		CHECK_TRUE(label, word->runs[0].show_length <= 240);
		if (word->gap) {
			CHECK_TRUE(label, text[cell] == ' ');
			pen += word_space(word) * um_per_em1000 + op->gap * 25.4 / 72;
			cell++;
		}
	}
	CHECK_INT(label, cell, strlen(text));
}

static void stands_in_cells(void)
{
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		const struct text_style style = { .role = "ocr-b", .size = lines[i].size };
		struct op_list list = { 0 };
		const struct op_text *op;
		double space;

		CHECK_INT(lines[i].label, typesetter_cells(typesetter, &style, lines[i].pitch, lines[i].text, 139640, 95000, &list, arena), 0);
		CHECK_INT(lines[i].label, list.count, 1);
		op = &list.ops[0].text;
		CHECK_INT(lines[i].label, op->baseline, 95000);
		space = word_space(op->words[0]) * (double)op->size * 25.4 / 72 / 1000;
		CHECK_TRUE(lines[i].label, ABS(op->x + space / 2 - (139640 + lines[i].pitch / 2.0)) <= 1.0);
		check_line(lines[i].label, op, lines[i].text, lines[i].pitch);
	}
	typesetter_free(typesetter);
}

/* Ten characters an inch at 10 pt: 720 thousandths each, and no gap that PDF's spaces would add up. */
static void is_exact_at_ten_an_inch(void)
{
	static const struct text_style style = { .role = "ocr-b", .size = 10000 };
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);
	struct op_list list = { 0 };
	const struct op_text *op;

	typesetter_cells(typesetter, &style, 2540, CODE_LINE, 0, 0, &list, arena);
	op = &list.ops[0].text;
	for (guint w = 0; w < op->count; w++) {
		for (guint g = 0; g < op->words[w]->runs[0].n_glyphs; g++)
			CHECK_INT(op->words[w]->utf8, op->words[w]->runs[0].advances[g], 720);
		CHECK_INT("a blank", word_space(op->words[w]) * 10 + op->gap, 7200);
	}
	CHECK_STR("kerned in the string", op->words[op->count - 1]->runs[0].show, "8)3(9)3(6)3(>)3(");
	typesetter_free(typesetter);
}

static const struct {
	const char *label, *text, *shown;
	gunichar missing;
} holes[] = {
	{ "nothing", "", NULL, 0 },
	{ "beyond ASCII", "1\u00e82", "1;2", 0xE8 },
	{ "the first is told", "\u6f22\u00e8", ";;", 0x6F22 },
	{ "a line end", "1\n2", "1;2", '\n' },
};

static void leaves_cells_empty(void)
{
	static const struct text_style style = { .role = "ocr-b", .size = 10000 };
	struct typesetter *typesetter = open_typesetter();
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(holes); i++) {
		g_autoptr(GString) shown = g_string_new(NULL);
		struct op_list list = { 0 };

		CHECK_INT(holes[i].label, typesetter_cells(typesetter, &style, 2540, holes[i].text, 0, 0, &list, arena), holes[i].missing);
		CHECK_INT(holes[i].label, list.count, holes[i].shown != NULL);
		for (guint w = 0; list.count > 0 && w < list.ops[0].text.count; w++) {
			const struct word *word = list.ops[0].text.words[w];

			g_string_append_printf(shown, "%s%s", word->utf8, word->gap ? ";" : "");
		}
		if (list.count > 0)
			CHECK_STR(holes[i].label, shown->str, holes[i].shown);
	}
	typesetter_free(typesetter);
}

CHECK_MAIN({ "stands in cells", stands_in_cells }, { "is exact at ten an inch", is_exact_at_ten_an_inch },
	   { "leaves cells empty", leaves_cells_empty })
