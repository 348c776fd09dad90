/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inserter: what a folder-inserter reads and takes, as data (profiles/inserter/NAME.inserter).
 *
 * A mark is a line at one of a row of positions at constant pitch; each position has a function.  The marks of
 * a sheet follow from the sheet's place in its piece and the piece's place in the run (struct sheet_place).
 * A machine that reads Code 39 gets the same positions, five of them packed into each character.
 *
 * A file, with every key (those in brackets may be left out):
 *
 *   [marks]
 *   [kind]    = omr | code-39
 *   positions = start insert feed1 seq1 seq2 seq4 parity safety      the words of mark_function, below
 *   [always]  = start safety                   names of positions that are printed on every sheet,
 *   [never]   = gap                            and of positions that never are
 *   [insert]  = on-last-fed | off-last-fed     what the position `insert` says
 *   [feed]    = first-to-last | last-to-first  the order in which the machine takes a piece's sheets
 *   [select]  = on-last-fed | on-every-sheet   where selective feed marks are printed
 *   [parity]  = even | odd [, first 15]        of all positions, or of those from the first to the 15th
 *   [sequence]= 1..7, run | piece [, up | down] [, lsb-first | msb-first]
 *   [match]   = 1..999 [, decimal]             decimal: match1 to match8 are the units' bits, match10 the tens'
 *
 *   [geometry]
 *   x, first  left edge of the lines and top edge of the first one, from the sheet's top left corner
 *   pitch, length, thickness                   (code-39: no pitch, thickness is that of a narrow bar)
 *   clear     = 8.5mm above-below, 3mm sides
 *   [bars]    = ladder | picket                code-39 only: bars across the sheet's height (default) or width
 *
 *   [control]                                  beneath the marks where it is left out
 *   x, y, [module] = 0.508mm, [clear] = 2mm
 *
 *   [limits]
 *   sheets    = 8
 *
 *   [files]                                    rules of profiles/exchange/, model/exchange.h
 *   [control] = jaf                            of the file that goes to the machine with a run
 *   [results] = jrf                            of the file that comes back
 */
#ifndef PIEGO_MODEL_INSERTER_H
#define PIEGO_MODEL_INSERTER_H

#include <glib.h>

#include "model/profile.h"

enum mark_function {
	MARK_ALWAYS,		/* named under always: start, safety, sync, re-timing: on every sheet */
	MARK_NEVER,		/* named under never: a blank position */
	MARK_INSERT,		/* "insert", "last", "not-last": the last sheet fed of its piece */
	MARK_FIRST,		/* "first", "not-first": the first sheet fed of its piece */
	MARK_FEED,		/* "feed1": selective feed of a station: on the last sheet fed, or on every sheet */
	MARK_SEQUENCE,		/* "seq1" "seq2" "seq4": a bit of the wrap-around sequence, by its weight */
	MARK_MATCH,		/* "match1": a bit of the piece's match code, the same on all its sheets */
	MARK_PAGE,		/* "page1": a bit of the sheet's number in its piece, in reading order */
	MARK_PARITY,		/* "parity": makes the count of marks even or odd */
};

struct mark_position {
	enum mark_function function;
	guint bit;		/* FEED: station, 1 first; SEQUENCE, MATCH, PAGE: bit number, 0 first (decimal
				 * MATCH: 4 * digit + bit, units first) */
	gboolean inverted;	/* printed where the function says no */
};

/* NONE: a camera reads the control code, there is nothing else; and pieces made up by hand have no marks either. */
enum mark_kind { MARKS_NONE, MARKS_OMR, MARKS_CODE_39 };
enum mark_parity { PARITY_NONE, PARITY_EVEN, PARITY_ODD };
enum feed_order { FEED_FIRST_TO_LAST, FEED_LAST_TO_FIRST };
enum sequence_scope { SEQUENCE_RUN, SEQUENCE_PIECE };
enum feed_marks { FEED_MARKS_LAST_SHEET, FEED_MARKS_EVERY_SHEET };
enum bar_direction { BARS_LADDER, BARS_PICKET };

#define MARK_POSITIONS_MAX 32

struct inserter {
	char *name;
	enum mark_kind kind;

	guint n_positions;
	struct mark_position positions[MARK_POSITIONS_MAX];
	enum mark_parity parity;
	guint parity_positions;		/* how many positions from the first the parity counts; 0: all */
	guint sequence_min, sequence_max;
	enum sequence_scope sequence_scope;
	gboolean sequence_down;
	guint match_min, match_max;
	gboolean match_decimal;
	enum feed_order feed_order;
	enum feed_marks feed_marks;

	/* geometry, micrometres from the sheet's top left; positions run downwards */
	gint32 x, first;		/* left edge of the lines, top edge of the first */
	gint32 pitch;			/* from line to line; 0 for Code 39 */
	gint32 length, thickness;	/* of a line; Code 39: of a narrow bar */
	gint32 clear_above_below, clear_sides;
	enum bar_direction bars;	/* Code 39 only */

	/* the control code: a Data Matrix of 16 modules a side on every sheet */
	gint32 control_x, control_y;
	gint32 control_module;		/* a whole number of 127 um, 3 dots at 600 an inch */
	gint32 control_clear;		/* on all sides */

	guint max_sheets;		/* a piece with more goes to the hand stream */

	char *control, *results;	/* names of exchange rules; NULL: the machine takes, or tells, nothing by file */
};

#define CONTROL_MODULES 16

/* Where a sheet stands: all that its marks depend on. */
struct sheet_place {
	guint sheet, sheets;		/* n of m in reading order, 1 first */
	guint insert_mask;		/* bit 0: station 1 */
	guint64 run_sheet;		/* this sheet's place among all coded sheets of the run in feed order, 0 first */
	guint64 run_piece;		/* this piece's place among all coded pieces of the run, 0 first */
};

/* Reads a key file's text; unknown groups and keys are errors.  Errors name the inserter, group and key, and all
 * are told at once, one a line: "inserter 'quadient-1track': [geometry] pitch: not a length: '4.2'".
 * Marks must lie on an A4 sheet. */
struct inserter *inserter_parse(const char *text, const char *path, GError **error);
void inserter_free(struct inserter *inserter);
typedef struct inserter inserter_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(inserter_t, inserter_free)

/* Characters of a Code 39 code, without start and stop. */
guint inserter_code_39_length(const struct inserter *inserter);

/* What the marks themselves cover when all are printed (nothing for MARKS_NONE); the control code's symbol. */
struct profile_box inserter_marks_box(const struct inserter *inserter);
struct profile_box inserter_control_box(const struct inserter *inserter);

/* The strip that belongs to the marks, and to the control code, clear zones included. */
struct profile_box inserter_marks_zone(const struct inserter *inserter);
struct profile_box inserter_control_zone(const struct inserter *inserter);

#endif
