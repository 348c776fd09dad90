/* SPDX-License-Identifier: Apache-2.0 */
/* The control code: form, check digit, and the errors that the check digit finds. */
#include "mark/mark.h"

#include "unit/check.h"

/* Check digits by a second program written from the standard, which gives 5 for its example 0794. */
static const struct {
	const char *label;
	struct control_code code;
	const char *text;
} rows[] = {
	{ "smallest", { 1, 1, 1, 1, 0, 0 }, "000001000000101010000001" },
	{ "plain", { 42, 7, 1, 1, 0, 0 }, "000042000000701010000001" },
	{ "middle", { 123456, 1234567, 3, 5, 13, 4711 }, "123456123456703051347118" },
	{ "largest", { 999999, 9999999, 99, 99, 63, 9999 }, "999999999999999996399994" },
};

static void writes_and_reads(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char text[CONTROL_CODE_LENGTH + 1];
		struct control_code back;

		control_code_write(&rows[i].code, text);
		CHECK_STR(rows[i].label, text, rows[i].text);
		CHECK_TRUE(rows[i].label, control_code_read(text, &back));
		CHECK_INT(rows[i].label, back.run, rows[i].code.run);
		CHECK_INT(rows[i].label, back.piece, rows[i].code.piece);
		CHECK_INT(rows[i].label, back.sheet, rows[i].code.sheet);
		CHECK_INT(rows[i].label, back.sheets, rows[i].code.sheets);
		CHECK_INT(rows[i].label, back.insert_mask, rows[i].code.insert_mask);
		CHECK_INT(rows[i].label, back.sequence, rows[i].code.sequence);
	}
}

static void takes_its_numbers_from_the_place(void)
{
	struct sheet_place place = { 2, 3, 5, 123456, 99 };
	struct control_code code = control_code_at(8, 100, &place);

	CHECK_INT("run", code.run, 8);
	CHECK_INT("piece", code.piece, 100);
	CHECK_INT("sheet", code.sheet, 2);
	CHECK_INT("sheets", code.sheets, 3);
	CHECK_INT("mask", code.insert_mask, 5);
	CHECK_INT("sequence", code.sequence, 3456);
}

static void finds_every_wrong_digit(void)
{
	struct control_code back;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		for (guint at = 0; at < CONTROL_CODE_LENGTH; at++) {
			for (char digit = '0'; digit <= '9'; digit++) {
				g_autofree char *text = g_strdup(rows[i].text);

				if (text[at] == digit)
					continue;
				text[at] = digit;
				CHECK_TRUE(text, !control_code_read(text, &back));
			}
		}
	}
}

/* One digit cannot tell all swaps apart in MOD 11,10: one in 45 passes.  Worse would be a wrong algorithm. */
static void finds_most_swaps_of_neighbours(void)
{
	guint swaps = 0, missed = 0;
	struct control_code back;

	for (guint i = 0; i < 300; i++) {
		struct control_code code = { 1 + i * 7919 % 999999, 1 + i * 104729 % 9999999, 1 + i % 5, 5, i % 64,
					     i * 31 % 10000 };
		char text[CONTROL_CODE_LENGTH + 1];

		control_code_write(&code, text);
		for (guint at = 0; at + 1 < CONTROL_CODE_LENGTH; at++) {
			char first = text[at], second = text[at + 1];

			text[at] = second;
			text[at + 1] = first;
			swaps += first != second;
			missed += first != second && control_code_read(text, &back);
			text[at] = first;
			text[at + 1] = second;
		}
	}
	CHECK_TRUE("swaps tried", swaps > 4000);
	CHECK_TRUE("at most one in 35 missed", missed * 35 <= swaps);
}

static void refuses_what_is_no_code(void)
{
	static const char *const texts[] = { "", "0", "00004200000070101000000", "0000420000007010100000010",
					     "00004200000070101000000x", " 00042000000701010000001",
					     "+00042000000701010000001" };
	/* Well formed and well checked, but sheet 3 of 2, run 0, piece 0, mask 64. */
	static const struct control_code impossible[] = {
		{ 1, 1, 3, 2, 0, 0 }, { 0, 1, 1, 1, 0, 0 }, { 1, 0, 1, 1, 0, 0 }, { 1, 1, 1, 1, 64, 0 }, { 1, 1, 0, 1, 0, 0 },
	};
	struct control_code back;

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		CHECK_TRUE(texts[i], !control_code_read(texts[i], &back));
	for (guint i = 0; i < G_N_ELEMENTS(impossible); i++) {
		char text[CONTROL_CODE_LENGTH + 1];

		control_code_write(&impossible[i], text);
		CHECK_TRUE(text, !control_code_read(text, &back));
	}
}

CHECK_MAIN({ "writes and reads", writes_and_reads },
	   { "takes its numbers from the place", takes_its_numbers_from_the_place },
	   { "finds every wrong digit", finds_every_wrong_digit },
	   { "finds most swaps of neighbours", finds_most_swaps_of_neighbours },
	   { "refuses what is no code", refuses_what_is_no_code })
