/* SPDX-License-Identifier: Apache-2.0 */
/* Which marks a sheet has.  Nothing here but arithmetic on the sheet's place; model/inserter.h has the words. */
#include "mark/mark.h"

#include <string.h>

/* Code 39 values 0 to 31, five bits a character. */
static const char code_39_digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

/* The sheet's place in its piece in feed order, 0 first. */
static guint fed_place(const struct inserter *inserter, const struct sheet_place *place)
{
	return inserter->feed_order == FEED_FIRST_TO_LAST ? place->sheet - 1 : place->sheets - place->sheet;
}

static gboolean is_last_fed(const struct inserter *inserter, const struct sheet_place *place)
{
	return fed_place(inserter, place) == place->sheets - 1;
}

static guint wrapped(guint64 count, guint min, guint max)
{
	return min + (guint)(count % (max - min + 1));
}

static guint sequence_at(const struct inserter *inserter, const struct sheet_place *place)
{
	guint64 count = inserter->sequence_scope == SEQUENCE_RUN ? place->run_sheet : fed_place(inserter, place);
	guint value = wrapped(count, inserter->sequence_min, inserter->sequence_max);

	return inserter->sequence_down ? inserter->sequence_max - (value - inserter->sequence_min) : value;
}

/* Decimal digits, four bits each, units lowest. */
static guint64 packed_decimal(guint number)
{
	guint64 packed = 0;

	for (guint shift = 0; number > 0; shift += 4, number /= 10)
		packed |= (guint64)(number % 10) << shift;
	return packed;
}

static guint64 match_at(const struct inserter *inserter, const struct sheet_place *place)
{
	guint value = wrapped(place->run_piece, inserter->match_min, inserter->match_max);

	return inserter->match_decimal ? packed_decimal(value) : value;
}

static gboolean feeds(const struct inserter *inserter, const struct sheet_place *place, guint station)
{
	if (inserter->feed_marks == FEED_MARKS_LAST_SHEET && !is_last_fed(inserter, place))
		return FALSE;
	return ((place->insert_mask >> (station - 1)) & 1) != 0;
}

static gboolean is_on(const struct inserter *inserter, const struct mark_position *position,
		      const struct sheet_place *place)
{
	switch (position->function) {
	case MARK_ALWAYS:
		return TRUE;
	case MARK_NEVER:
	case MARK_PARITY:
		return FALSE;
	case MARK_INSERT:
		return is_last_fed(inserter, place) != position->inverted;
	case MARK_FIRST:
		return (fed_place(inserter, place) == 0) != position->inverted;
	case MARK_FEED:
		return feeds(inserter, place, position->bit);
	case MARK_SEQUENCE:
		return ((sequence_at(inserter, place) >> position->bit) & 1) != 0;
	case MARK_MATCH:
		return ((match_at(inserter, place) >> position->bit) & 1) != 0;
	case MARK_PAGE:
		return ((place->sheet >> position->bit) & 1) != 0;
	}
	g_assert_not_reached();
}

/* Whether the marks that the parity counts are odd in number. */
static gboolean counted_odd(const struct inserter *inserter, const gboolean on[])
{
	guint counted = inserter->parity_positions == 0 ? inserter->n_positions : inserter->parity_positions;
	gboolean odd = FALSE;

	for (guint i = 0; i < counted; i++)
		odd ^= on[i];
	return odd;
}

gboolean mark_parity_holds(const struct inserter *inserter, const gboolean on[])
{
	return inserter->parity == PARITY_NONE || counted_odd(inserter, on) == (inserter->parity == PARITY_ODD);
}

void mark_positions(const struct inserter *inserter, const struct sheet_place *place, gboolean on[])
{
	for (guint i = 0; i < inserter->n_positions; i++)
		on[i] = is_on(inserter, &inserter->positions[i], place);
	if (mark_parity_holds(inserter, on))
		return;
	for (guint i = 0; i < inserter->n_positions; i++) {
		if (inserter->positions[i].function == MARK_PARITY)
			on[i] = TRUE;
	}
}

void mark_bits(const struct inserter *inserter, const gboolean on[], char out[MARK_POSITIONS_MAX + 1])
{
	for (guint i = 0; i < inserter->n_positions; i++)
		out[i] = on[i] ? '1' : '0';
	out[inserter->n_positions] = '\0';
}

static guint from_packed_decimal(guint64 packed)
{
	guint number = 0;

	for (guint weight = 1; packed != 0; packed >>= 4, weight *= 10)
		number += (guint)(packed & 15) * weight;
	return number;
}

guint mark_value(const struct inserter *inserter, enum mark_function function, const gboolean on[])
{
	guint64 bits = 0;

	for (guint i = 0; i < inserter->n_positions; i++) {
		const struct mark_position *position = &inserter->positions[i];

		if (position->function == function && on[i] != position->inverted)
			bits |= G_GUINT64_CONSTANT(1) << (function == MARK_FEED ? position->bit - 1 : position->bit);
	}
	if (function == MARK_MATCH && inserter->match_decimal)
		return from_packed_decimal(bits);
	return (guint)bits;
}

void mark_code_39(const struct inserter *inserter, const struct sheet_place *place, char out[32])
{
	gboolean on[MARK_POSITIONS_MAX];
	guint length = inserter_code_39_length(inserter);

	mark_positions(inserter, place, on);
	for (guint i = 0; i < length; i++) {
		guint value = 0;

		for (guint bit = 0; bit < 5; bit++)
			value = value << 1 | (on[5 * i + bit] ? 1 : 0);
		out[i] = code_39_digits[value];
	}
	out[length] = '\0';
}

gboolean mark_code_39_positions(const struct inserter *inserter, const char *text, gboolean on[])
{
	guint length = inserter_code_39_length(inserter);

	if (strlen(text) != length)
		return FALSE;
	for (guint i = 0; i < length; i++) {
		const char *digit = strchr(code_39_digits, text[i]);

		if (digit == NULL)
			return FALSE;
		for (guint bit = 0; bit < 5; bit++)
			on[5 * i + bit] = (((digit - code_39_digits) >> (4 - bit)) & 1) != 0;
	}
	return TRUE;
}
