/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding: the single-byte code pages that text is shown in.
 *
 * PDF stretches only the single-byte code 32 when a line is justified, and single-byte text is the smallest,
 * so every character goes into the first code page that has it: Windows-1252 for nearly all of a letter, the
 * others for the names of Europe.  Only left-to-right scripts are here; what none has is reported.
 */
#ifndef PIEGO_TYPE_ENCODING_H
#define PIEGO_TYPE_ENCODING_H

#include <glib.h>

#define ENCODINGS 9u

/* libharu's name of an encoding, 0 to ENCODINGS - 1 in the order of preference. */
const char *encoding_name(guint encoding);

/* The character of a code, 0 for none. */
gunichar encoding_character(guint encoding, guint8 code);

/* The way back, for all encodings at once. */
struct charmap;
struct charmap *charmap_new(void);
void charmap_free(struct charmap *map);

/* The encodings that have a character: bit e for encoding e. */
guint charmap_encodings(const struct charmap *map, gunichar character);

/* The code of a character in an encoding that has it. */
guint8 charmap_code(const struct charmap *map, guint encoding, gunichar character);

#endif
