/* SPDX-License-Identifier: Apache-2.0 */
/* street: an Italian street line taken apart: type and name, house number, staircase and flat. */
#ifndef PIEGO_POST_STREET_H
#define PIEGO_POST_STREET_H

#include "base/arena.h"

/* A house number that says there is none. */
#define STREET_NO_NUMBER "SNC"

/* Longest house number that is understood: 12345/A BIS. */
#define STREET_NUMBER_ROOM 24

/*
 * Read a house number ("N. 12 / a", "12 bis", "n°3-5", "S.N.", "N.C.") at the beginning of text.  number gets it in
 * capitals, without "N." and blanks round its strokes, STREET_NO_NUMBER where there is said to be none.  Returns what
 * follows it, or NULL when text does not begin with a house number.
 */
const char *street_read_number(const char *text, char number[STREET_NUMBER_ROOM]);

struct street_parts {
	const char *street, *number, *extra;	/* in the arena or literal; "" where absent */
};

/* Take house number and what follows it off the end of a street; FALSE when there is none, or it cannot be told from
 * the name ("VIA 4 NOVEMBRE", "STRADA PROVINCIALE 12", "CASELLA POSTALE 12"). */
gboolean street_split(const char *street, struct arena *arena, struct street_parts *parts);

/* The street with its type written out (V.LE -> VIALE, F.lli -> Fratelli), or street itself when there is nothing to
 * write out. */
const char *street_write_out(const char *street, struct arena *arena);

/* Staircase, floor and flat written out, commas dropped: "sc. B, int. 5" -> "Scala B Interno 5". */
const char *street_write_out_extra(const char *extra, struct arena *arena);

/* Whether the line names a post office box or a counter instead of a street. */
gboolean street_is_box(const char *street);

#endif
