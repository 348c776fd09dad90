/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every single error of a made run of 40 pieces of 1 to 5 sheets, for each profile: each sheet taken out, doubled,
 * swapped with the next; each mark lost or added.  Control codes must find all.  What marks alone miss is counted
 * and stands in the table: a change of it is a change of what the centre may rely on.
 */
#include "readback/readback.h"

#include <string.h>

#include "mark/mark.h"
#include "unit/check.h"
#include "unit/inserters.h"

#define PIECES 40

enum change { CHANGE_NONE, CHANGE_TAKEN_OUT, CHANGE_DOUBLED, CHANGE_SWAPPED };
static const char *const change_names[] = { "unchanged", "taken out", "doubled", "swapped" };

/* The sheets of the run as they are fed. */
static GArray *run_new(const struct inserter *inserter)
{
	GArray *run = g_array_new(FALSE, TRUE, sizeof(struct readback_sheet));

	for (guint piece = 0; piece < PIECES; piece++) {
		guint sheets = 1 + piece * 7 % 5;

		for (guint fed = 0; fed < sheets; fed++) {
			guint sheet = inserter->feed_order == FEED_FIRST_TO_LAST ? fed + 1 : sheets - fed;
			struct sheet_place place = { sheet, sheets, piece % 4, run->len, piece };
			struct control_code code = control_code_at(42, piece + 1, &place);
			struct readback_sheet made = { .page = run->len + 1, .marks_found = TRUE };

			mark_positions(inserter, &place, made.on);
			control_code_write(&code, made.control);
			g_array_append_val(run, made);
		}
	}
	return run;
}

static void run_change(GArray *run, enum change change, guint at)
{
	struct readback_sheet sheet = g_array_index(run, struct readback_sheet, at);

	if (change == CHANGE_TAKEN_OUT || change == CHANGE_SWAPPED)
		g_array_remove_index(run, at);
	if (change == CHANGE_DOUBLED || change == CHANGE_SWAPPED)
		g_array_insert_val(run, change == CHANGE_SWAPPED ? at + 1 : at, sheet);
}

/* What the follower told. */
struct told {
	guint by_control, by_marks, by_count;
	GString *first;
};

static void take_fault(void *user, const struct readback_fault *fault)
{
	struct told *told = user;

	if (told->first->len == 0)
		g_string_append_printf(told->first, "page %u: %s: %s", fault->page, fault->code, fault->text);
	if (strcmp(fault->code, "count") == 0)
		told->by_count++;
	else if (g_str_has_prefix(fault->code, "control-"))
		told->by_control++;
	else
		told->by_marks++;
}

static void follow(const struct inserter *inserter, GArray *run, guint expected, struct told *told)
{
	struct readback_follower *follower = readback_follow(inserter, take_fault, told);

	*told = (struct told){ 0, 0, 0, g_string_new(NULL) };
	readback_follow_expect(follower, expected);
	for (guint i = 0; i < run->len; i++)
		readback_follow_sheet(follower, &g_array_index(run, struct readback_sheet, i));
	readback_follow_end(follower);
}

static void nothing_is_told_of_a_good_run(void)
{
	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		g_autoptr(GArray) run = run_new(inserter);
		struct told told;

		follow(inserter, run, run->len, &told);
		CHECK_STR(inserter->name, told.first->str, "");
		g_string_free(told.first, TRUE);
	}
}

/* How many changes of a kind go unseen: by control codes, by marks, by both with the count. */
struct unseen {
	guint by_control, by_marks, at_all;
};

static struct unseen unseen_of(const struct inserter *inserter, enum change change)
{
	g_autoptr(GArray) whole = run_new(inserter);
	struct unseen unseen = { 0, 0, 0 };
	guint tries = change == CHANGE_SWAPPED ? whole->len - 1 : whole->len;

	for (guint at = 0; at < tries; at++) {
		g_autoptr(GArray) run = run_new(inserter);
		struct told told;

		run_change(run, change, at);
		follow(inserter, run, whole->len, &told);
		unseen.by_control += told.by_control == 0;
		unseen.by_marks += told.by_marks == 0;
		unseen.at_all += told.by_control + told.by_marks + told.by_count == 0;
		g_string_free(told.first, TRUE);
	}
	return unseen;
}

/* Of 120 sheets; the run begins and ends with a piece of one sheet and of four. */
static const struct {
	const char *inserter;
	enum change change;
	guint by_control, by_marks;
} rows[] = {
	/* the first piece, a single sheet: before it there was nothing to follow from */
	{ "quadient-1track", CHANGE_TAKEN_OUT, 1, 1 },
	{ "quadient-1track", CHANGE_DOUBLED, 0, 0 },
	{ "quadient-1track", CHANGE_SWAPPED, 0, 0 },
	{ "pitney-relay", CHANGE_TAKEN_OUT, 1, 1 },
	{ "pitney-relay", CHANGE_DOUBLED, 0, 0 },
	{ "pitney-relay", CHANGE_SWAPPED, 0, 0 },
	{ "streamserve-16", CHANGE_TAKEN_OUT, 1, 1 },
	{ "streamserve-16", CHANGE_DOUBLED, 0, 0 },
	{ "streamserve-16", CHANGE_SWAPPED, 0, 0 },
	{ "di950-code39", CHANGE_TAKEN_OUT, 1, 1 },
	{ "di950-code39", CHANGE_DOUBLED, 0, 0 },
	{ "di950-code39", CHANGE_SWAPPED, 0, 0 },
	/* and its last sheet: no mark says that a set is open */
	{ "reference", CHANGE_TAKEN_OUT, 1, 2 },
	{ "reference", CHANGE_DOUBLED, 0, 0 },
	{ "reference", CHANGE_SWAPPED, 0, 0 },
};

static void every_single_sheet(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(inserter_t) inserter = inserter_load(rows[i].inserter);
		g_autofree char *label = g_strdup_printf("%s, %s", rows[i].inserter, change_names[rows[i].change]);
		struct unseen unseen = unseen_of(inserter, rows[i].change);

		CHECK_INT(label, unseen.by_control, rows[i].by_control);
		CHECK_INT(label, unseen.by_marks, rows[i].by_marks);
		CHECK_INT(label, unseen.at_all, 0);
	}
}

/* A counter of 32 cannot see 32 sheets missing; control codes can. */
static void as_many_as_the_counter_counts(void)
{
	g_autoptr(inserter_t) inserter = inserter_load("reference");
	g_autoptr(GArray) run = run_new(inserter);
	struct told told;

	g_array_remove_range(run, 40, 32);
	follow(inserter, run, 0, &told);
	CHECK_INT("marks", told.by_marks, 0);
	CHECK_TRUE("control codes", told.by_control > 0);
	g_string_free(told.first, TRUE);
}

/* One mark lost or added on any sheet, without its control code: parity says so, or the mark's own function.
 * Of the positions behind those that the parity counts, the closing one is always printed. */
static void every_single_mark(void)
{
	for (guint n = 0; n < G_N_ELEMENTS(inserter_names); n++) {
		g_autoptr(inserter_t) inserter = inserter_load(inserter_names[n]);
		g_autoptr(GArray) run = run_new(inserter);
		guint missed = 0;

		for (guint at = 0; inserter->parity != PARITY_NONE && at < run->len; at++) {
			gboolean *on = g_array_index(run, struct readback_sheet, at).on;

			for (guint i = 0; i < inserter->n_positions; i++) {
				struct told told;

				on[i] = !on[i];
				follow(inserter, run, 0, &told);
				missed += told.by_marks == 0;
				g_string_free(told.first, TRUE);
				on[i] = !on[i];
			}
		}
		CHECK_INT(inserter->name, missed, 0);
	}
}

/* Each kind of fault by its word. */
static void faults_have_their_words(void)
{
	static const struct {
		const char *label, *inserter, *control, *expected;
		gboolean no_marks;
		int flip_a, flip_b;	/* positions, -1 for none */
	} words[] = {
		{ "no marks", "quadient-1track", NULL, "page 11: marks-missing: no marks", TRUE, -1, -1 },
		{ "start lost", "quadient-1track", NULL,
		  "page 11: marks-damaged: a mark that is the same on every sheet is not", FALSE, 0, -1 },
		{ "one lost", "quadient-1track", NULL,
		  "page 11: parity: the parity is wrong: a mark is lost, or one too many", FALSE, 3, -1 },
		{ "two lost", "quadient-1track", NULL,
		  "page 11: sequence: sequence 7 where 4 must come: a sheet is missing, doubled or swapped", FALSE, 3, 4 },
		{ "no code", "quadient-1track", "", "page 11: control-missing: no control code", FALSE, -1, -1 },
		{ "bad code", "quadient-1track", "000042000000701010000002",
		  "page 11: control-damaged: no valid control code: '000042000000701010000002'", FALSE, -1, -1 },
		{ "closed early", "pitney-relay", NULL, "page 11: control-differs: marks and control code differ: last "
							"sheet of the set", FALSE, 2, 4 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autoptr(inserter_t) inserter = inserter_load(words[i].inserter);
		g_autoptr(GArray) run = run_new(inserter);
		struct readback_sheet *sheet = &g_array_index(run, struct readback_sheet, 10);
		struct told told;

		sheet->marks_found = !words[i].no_marks;
		if (words[i].control != NULL)
			strcpy(sheet->control, words[i].control);
		if (words[i].flip_a >= 0)
			sheet->on[words[i].flip_a] = !sheet->on[words[i].flip_a];
		if (words[i].flip_b >= 0)
			sheet->on[words[i].flip_b] = !sheet->on[words[i].flip_b];
		follow(inserter, run, run->len, &told);
		CHECK_STR(words[i].label, told.first->str, words[i].expected);
		g_string_free(told.first, TRUE);
	}
}

/* Pieces set aside for the hand leave gaps in the numbers, not in the sequence. */
static void gaps_of_pieces_and_other_runs(void)
{
	g_autoptr(inserter_t) inserter = inserter_load("quadient-1track");
	g_autoptr(GArray) run = run_new(inserter);
	struct control_code code;
	struct told told;

	for (guint i = 0; i < run->len; i++) {
		struct readback_sheet *sheet = &g_array_index(run, struct readback_sheet, i);

		CHECK_TRUE("own code", control_code_read(sheet->control, &code));
		code.piece *= 3;
		control_code_write(&code, sheet->control);
	}
	follow(inserter, run, run->len, &told);
	CHECK_STR("gaps", told.first->str, "");
	g_string_free(told.first, TRUE);
	code.run = 43;
	control_code_write(&code, g_array_index(run, struct readback_sheet, run->len - 1).control);
	follow(inserter, run, run->len, &told);
	CHECK_STR("another run's sheet", told.first->str,
		  "page 120: control-order: a sheet of run 43 among those of run 42");
	g_string_free(told.first, TRUE);
}

CHECK_MAIN({ "nothing is told of a good run", nothing_is_told_of_a_good_run },
	   { "every single sheet", every_single_sheet },
	   { "as many as the counter counts", as_many_as_the_counter_counts },
	   { "gaps of pieces, and other runs", gaps_of_pieces_and_other_runs },
	   { "every single mark", every_single_mark }, { "faults have their words", faults_have_their_words })
