/* SPDX-License-Identifier: Apache-2.0 */
/*
 * length: measures and colours as a layout's author writes them.  Readers return NULL, or a short reason in
 * plain words.
 */
#ifndef PIEGO_LAYOUT_LENGTH_H
#define PIEGO_LAYOUT_LENGTH_H

#include "page/page.h"

/* No length of a layout is beyond this: two metres. */
#define LENGTH_MAX_MM 2000

/* "12mm", "1.2cm", "8.5pt"; the unit is never left out.  A point is 1/72 inch. */
const char *length_read(const char *text, um_t *length);

/* The same for type sizes and leading, kept exact in points. */
const char *length_read_mpt(const char *text, mpt_t *length);

/* "20mm 12mm": count lengths with blanks between. */
const char *length_read_many(const char *text, um_t *lengths, guint count);

/* How many blank-separated words text holds. */
guint length_words(const char *text);

/* "#1b365d", "black" or "white". */
const char *colour_read(const char *text, struct colour *colour);

/* Room for a written measure. */
#define LENGTH_ROOM 24

/* "12,3 mm", rounded to tenths: how findings tell a measure. */
gsize length_write_mm(char *out, um_t length);

#endif
