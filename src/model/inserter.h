/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inserter: what a folder-inserter reads and takes, as data (profiles/inserter/NAME.inserter).
 *
 * A mark is a line at one of a row of positions at constant pitch; each position has a function.  The marks of
 * a sheet follow from the sheet's place in its piece and the piece's place in the run (struct sheet_place).
 */
#ifndef PIEGO_MODEL_INSERTER_H
#define PIEGO_MODEL_INSERTER_H

#include <glib.h>

#include "model/profile.h"

enum mark_function {
	MARK_ALWAYS,		/* start, safety, sync, re-timing: on every sheet */
	MARK_NEVER,		/* a blank position */
	MARK_INSERT,		/* last sheet fed of its piece (or its absence: see inverted) */
	MARK_FIRST,		/* first sheet fed of its piece */
	MARK_FEED,		/* selective feed of station `bit`: on the last sheet fed, or on every sheet */
	MARK_SEQUENCE,		/* bit `bit` (value 1 << bit) of the wrap-around sequence */
	MARK_MATCH,		/* bit of the piece's match code, the same on all its sheets */
	MARK_PARITY,		/* makes the count of marks even or odd */
};

struct mark_position {
	enum mark_function function;
	guint bit;		/* FEED: station, 1 first; SEQUENCE, MATCH: bit number, 0 first */
	gboolean inverted;	/* printed where the function says no */
};

enum mark_kind { MARKS_NONE, MARKS_OMR, MARKS_CODE_39 };
enum mark_parity { PARITY_NONE, PARITY_EVEN, PARITY_ODD };
enum feed_order { FEED_FIRST_TO_LAST, FEED_LAST_TO_FIRST };
enum sequence_scope { SEQUENCE_RUN, SEQUENCE_PIECE };
enum feed_marks { FEED_MARKS_LAST_SHEET, FEED_MARKS_EVERY_SHEET };

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
	enum feed_order feed_order;
	enum feed_marks feed_marks;

	/* geometry, micrometres from the sheet's top left; positions run downwards */
	gint32 x, first, pitch, length, thickness;
	gint32 clear_above_below, clear_sides;

	/* the control code: a Data Matrix on every sheet */
	gint32 control_x, control_y;
	gint32 control_module;
	gint32 control_clear;

	guint max_sheets;		/* a piece with more goes to the hand stream */
};

/* Where a sheet stands: all that its marks depend on. */
struct sheet_place {
	guint sheet, sheets;		/* n of m in reading order, 1 first */
	guint insert_mask;		/* bit 0: station 1 */
	guint64 run_sheet;		/* this sheet's place among all coded sheets of the run in feed order, 0 first */
	guint64 run_piece;		/* this piece's place among all coded pieces of the run, 0 first */
};

/* Reads a key file's text; unknown groups and keys are errors.  Errors name the inserter, group and key. */
struct inserter *inserter_parse(const char *text, const char *path, GError **error);
void inserter_free(struct inserter *inserter);

/* The strip that belongs to the marks, and to the control code, clear zones included. */
struct profile_box inserter_marks_zone(const struct inserter *inserter);
struct profile_box inserter_control_zone(const struct inserter *inserter);

#endif
