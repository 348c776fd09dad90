/* SPDX-License-Identifier: Apache-2.0 */
/* Each witness keeps what it saw last, says what must come next, and after a fault goes on from what is there. */
#include "readback/readback.h"

#include "mark/mark.h"

#define CONTROL_SEQUENCE_WRAP 10000u

/* What the marks said last. */
struct marks_state {
	gboolean set_known;	/* FALSE after a sheet whose marks cannot be trusted */
	gboolean set_open;
	gboolean begun;		/* the values below are there */
	guint sequence, match, page;
};

/* Where a sheet stands in its set, as its marks have it. */
enum set_place { SET_UNKNOWN, SET_BEGINS, SET_GOES_ON };

/* What the control codes said last. */
struct control_state {
	gboolean begun;
	struct control_code last;
	guint unread;	/* sheets without a code since */
};

struct readback_follower {
	const struct inserter *inserter;
	void (*fault)(void *user, const struct readback_fault *fault);
	void *user;
	guint page;
	guint64 sheets, expected;
	struct marks_state marks;
	struct control_state control;
};

G_GNUC_PRINTF(3, 4)
static void tell(struct readback_follower *follower, const char *code, const char *format, ...)
{
	g_autofree char *text = NULL;
	struct readback_fault fault = { follower->page, code, NULL };
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	fault.text = text;
	follower->fault(follower->user, &fault);
}

static gboolean has(const struct inserter *inserter, enum mark_function function)
{
	for (guint i = 0; i < inserter->n_positions; i++) {
		if (inserter->positions[i].function == function)
			return TRUE;
	}
	return FALSE;
}

/* What the position of a function says, its polarity turned; FALSE where there is none. */
static gboolean says(const struct inserter *inserter, enum mark_function function, const gboolean on[])
{
	for (guint i = 0; i < inserter->n_positions; i++) {
		if (inserter->positions[i].function == function)
			return on[i] != inserter->positions[i].inverted;
	}
	return FALSE;
}

/* ---- marks ---- */

static gboolean fixed_marks_hold(const struct inserter *inserter, const gboolean on[])
{
	for (guint i = 0; i < inserter->n_positions; i++) {
		enum mark_function function = inserter->positions[i].function;

		if ((function == MARK_ALWAYS && !on[i]) || (function == MARK_NEVER && on[i]))
			return FALSE;
	}
	return TRUE;
}

/* Whether the marks of this sheet can be believed; tells when not. */
static gboolean marks_are_sound(struct readback_follower *follower, const struct readback_sheet *sheet)
{
	gboolean sound = TRUE;

	if (!sheet->marks_found) {
		tell(follower, "marks-missing", "no marks");
		return FALSE;
	}
	if (!fixed_marks_hold(follower->inserter, sheet->on)) {
		tell(follower, "marks-damaged", "a mark that is the same on every sheet is not");
		sound = FALSE;
	}
	if (!mark_parity_holds(follower->inserter, sheet->on)) {
		tell(follower, "parity", "the parity is wrong: a mark is lost, or one too many");
		sound = FALSE;
	}
	return sound;
}

static guint next_of(guint value, guint min, guint max)
{
	return value >= max || value < min ? min : value + 1;
}

static guint next_sequence(const struct inserter *inserter, guint value)
{
	guint min = inserter->sequence_min, max = inserter->sequence_max;

	if (!inserter->sequence_down)
		return next_of(value, min, max);
	return value <= min || value > max ? max : value - 1;
}

static enum set_place set_place_of(const struct readback_follower *follower, const gboolean on[])
{
	const struct inserter *inserter = follower->inserter;

	if (has(inserter, MARK_INSERT)) {
		if (!follower->marks.set_known)
			return SET_UNKNOWN;
		return follower->marks.set_open ? SET_GOES_ON : SET_BEGINS;
	}
	if (has(inserter, MARK_FIRST))
		return says(inserter, MARK_FIRST, on) ? SET_BEGINS : SET_GOES_ON;
	return SET_UNKNOWN;
}

static void follow_sequence(struct readback_follower *follower, const gboolean on[], enum set_place place)
{
	const struct inserter *inserter = follower->inserter;
	struct marks_state *state = &follower->marks;
	guint seen = mark_value(inserter, MARK_SEQUENCE, on), wanted = next_sequence(inserter, state->sequence);
	gboolean known = state->begun;

	if (!has(inserter, MARK_SEQUENCE))
		return;
	if (inserter->sequence_scope == SEQUENCE_PIECE) {
		known = place == SET_BEGINS || (place == SET_GOES_ON && state->begun);
		if (place == SET_BEGINS)
			wanted = inserter->sequence_down ? inserter->sequence_max : inserter->sequence_min;
	}
	if (known && seen != wanted)
		tell(follower, "sequence", "sequence %u where %u must come: a sheet is missing, doubled or swapped",
		     seen, wanted);
	state->sequence = seen;
}

static void follow_match(struct readback_follower *follower, const gboolean on[], enum set_place place)
{
	const struct inserter *inserter = follower->inserter;
	struct marks_state *state = &follower->marks;
	guint seen = mark_value(inserter, MARK_MATCH, on);
	guint next = next_of(state->match, inserter->match_min, inserter->match_max);
	guint wanted = place == SET_BEGINS ? next : state->match;
	gboolean good = seen == wanted || (place == SET_UNKNOWN && seen == next);

	if (!has(inserter, MARK_MATCH))
		return;
	if (state->begun && !good)
		tell(follower, "match", "match code %u where %u must come", seen, wanted);
	state->match = seen;
}

static void follow_page(struct readback_follower *follower, const gboolean on[], enum set_place place)
{
	const struct inserter *inserter = follower->inserter;
	struct marks_state *state = &follower->marks;
	gboolean rising = inserter->feed_order == FEED_FIRST_TO_LAST;
	guint seen = mark_value(inserter, MARK_PAGE, on), wanted = rising ? state->page + 1 : state->page - 1;

	if (!has(inserter, MARK_PAGE))
		return;
	/* Fed from the last page, a set may begin with any. */
	if (place == SET_BEGINS)
		wanted = rising ? 1 : seen;
	if (place != SET_UNKNOWN && seen != wanted)
		tell(follower, "page", "page %u of the set where %u must come", seen, wanted);
	state->page = seen;
}

static void follow_set(struct readback_follower *follower, const gboolean on[], enum set_place place)
{
	const struct inserter *inserter = follower->inserter;
	gboolean first = says(inserter, MARK_FIRST, on);

	if (!has(inserter, MARK_FIRST) || !has(inserter, MARK_INSERT))
		return;
	if (first && place == SET_GOES_ON)
		tell(follower, "set-open", "a set begins before the one before it is closed");
	if (!first && place == SET_BEGINS)
		tell(follower, "set-start", "a set begins without its first sheet");
}

/* A sheet whose marks cannot be trusted is still a sheet: the counter goes on behind it. */
static void pass_over(struct readback_follower *follower)
{
	follower->marks.sequence = next_sequence(follower->inserter, follower->marks.sequence);
	follower->marks.set_known = FALSE;
	follower->marks.set_open = FALSE;
}

/* FALSE when the sheet's marks cannot be trusted. */
static gboolean follow_marks(struct readback_follower *follower, const struct readback_sheet *sheet)
{
	const struct inserter *inserter = follower->inserter;
	struct marks_state *state = &follower->marks;
	enum set_place place;

	if (!marks_are_sound(follower, sheet)) {
		pass_over(follower);
		return FALSE;
	}
	place = set_place_of(follower, sheet->on);
	follow_set(follower, sheet->on, place);
	follow_sequence(follower, sheet->on, place);
	follow_match(follower, sheet->on, place);
	follow_page(follower, sheet->on, place);
	state->set_open = has(inserter, MARK_INSERT) && !says(inserter, MARK_INSERT, sheet->on);
	state->set_known = state->begun = TRUE;
	return TRUE;
}

/* ---- control codes ---- */

static guint fed_first(const struct inserter *inserter, guint sheets)
{
	return inserter->feed_order == FEED_FIRST_TO_LAST ? 1 : sheets;
}

static guint fed_last(const struct inserter *inserter, guint sheets)
{
	return inserter->feed_order == FEED_FIRST_TO_LAST ? sheets : 1;
}

/* Whether code may be fed right after last. */
static gboolean goes_on(const struct inserter *inserter, const struct control_code *last,
			const struct control_code *code)
{
	guint next = inserter->feed_order == FEED_FIRST_TO_LAST ? last->sheet + 1 : last->sheet - 1;

	if (code->run != last->run || code->sequence != (last->sequence + 1) % CONTROL_SEQUENCE_WRAP)
		return FALSE;
	if (last->sheet == fed_last(inserter, last->sheets))
		return code->piece > last->piece && code->sheet == fed_first(inserter, code->sheets);
	return code->piece == last->piece && code->sheets == last->sheets && code->sheet == next &&
	       code->insert_mask == last->insert_mask;
}

/* Over sheets that could not be read only run and sequence are certain. */
static gboolean goes_on_after_unread(const struct control_state *state, const struct control_code *code)
{
	return code->run == state->last.run && code->piece >= state->last.piece &&
	       code->sequence == (state->last.sequence + 1 + state->unread) % CONTROL_SEQUENCE_WRAP;
}

static void follow_order(struct readback_follower *follower, const struct control_code *code)
{
	const struct control_state *state = &follower->control;
	const struct control_code *last = &state->last;

	if (!state->begun) {
		if (state->unread == 0 && code->sheet != fed_first(follower->inserter, code->sheets))
			tell(follower, "control-order", "begins inside a piece: piece %u, sheet %u of %u", code->piece,
			     code->sheet, code->sheets);
		return;
	}
	if (state->unread == 0 ? goes_on(follower->inserter, last, code) : goes_on_after_unread(state, code))
		return;
	if (code->run != last->run) {
		tell(follower, "control-order", "a sheet of run %u among those of run %u", code->run, last->run);
		return;
	}
	tell(follower, "control-order",
	     "piece %u, sheet %u of %u, sequence %u comes after piece %u, sheet %u of %u, sequence %u", code->piece,
	     code->sheet, code->sheets, code->sequence, last->piece, last->sheet, last->sheets, last->sequence);
}

/* Feeders that the sheet's marks must ask for. */
static guint wanted_feeds(const struct inserter *inserter, const struct control_code *code)
{
	guint mask = 0;

	if (inserter->feed_marks == FEED_MARKS_LAST_SHEET && code->sheet != fed_last(inserter, code->sheets))
		return 0;
	for (guint i = 0; i < inserter->n_positions; i++) {
		if (inserter->positions[i].function == MARK_FEED)
			mask |= 1u << (inserter->positions[i].bit - 1);
	}
	return code->insert_mask & mask;
}

/* Marks and code of one sheet come from the same numbers. */
static void compare(struct readback_follower *follower, const gboolean on[], const struct control_code *code)
{
	const struct inserter *inserter = follower->inserter;
	gboolean last = code->sheet == fed_last(inserter, code->sheets);
	gboolean first = code->sheet == fed_first(inserter, code->sheets);
	const char *what = NULL;

	if (has(inserter, MARK_INSERT) && says(inserter, MARK_INSERT, on) != last)
		what = "last sheet of the set";
	else if (has(inserter, MARK_FIRST) && says(inserter, MARK_FIRST, on) != first)
		what = "first sheet of the set";
	else if (mark_value(inserter, MARK_FEED, on) != wanted_feeds(inserter, code))
		what = "feeders";
	else if (has(inserter, MARK_PAGE) && mark_value(inserter, MARK_PAGE, on) != code->sheet)
		what = "page";
	if (what != NULL)
		tell(follower, "control-differs", "marks and control code differ: %s", what);
}

static void follow_control(struct readback_follower *follower, const struct readback_sheet *sheet, gboolean marks_sound)
{
	struct control_state *state = &follower->control;
	struct control_code code;

	if (!control_code_read(sheet->control, &code)) {
		if (sheet->control[0] == '\0')
			tell(follower, "control-missing", "no control code");
		else
			tell(follower, "control-damaged", "no valid control code: '%s'", sheet->control);
		state->unread++;
		return;
	}
	follow_order(follower, &code);
	if (marks_sound)
		compare(follower, sheet->on, &code);
	state->begun = TRUE;
	state->unread = 0;
	state->last = code;
}

/* ---- public ---- */

struct readback_follower *readback_follow(const struct inserter *inserter,
					  void (*fault)(void *user, const struct readback_fault *fault), void *user)
{
	struct readback_follower *follower = g_new0(struct readback_follower, 1);

	follower->inserter = inserter;
	follower->fault = fault;
	follower->user = user;
	follower->marks.set_known = TRUE;
	return follower;
}

void readback_follow_expect(struct readback_follower *follower, guint64 sheets)
{
	follower->expected = sheets;
}

void readback_follow_sheet(struct readback_follower *follower, const struct readback_sheet *sheet)
{
	gboolean sound;

	follower->page = sheet->page;
	follower->sheets++;
	sound = follower->inserter->kind != MARKS_NONE && follow_marks(follower, sheet);
	follow_control(follower, sheet, sound);
}

void readback_follow_end(struct readback_follower *follower)
{
	const struct control_state *control = &follower->control;

	if (follower->marks.set_open)
		tell(follower, "set-open", "the last set is not closed");
	if (control->begun && control->unread == 0 &&
	    control->last.sheet != fed_last(follower->inserter, control->last.sheets))
		tell(follower, "control-order", "ends inside a piece: piece %u, sheet %u of %u", control->last.piece,
		     control->last.sheet, control->last.sheets);
	if (follower->expected != 0 && follower->sheets != follower->expected)
		tell(follower, "count", "%" G_GUINT64_FORMAT " sheets, not %" G_GUINT64_FORMAT, follower->sheets,
		     follower->expected);
	g_free(follower);
}
