/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text: what clients' text needs before it may be printed: checked, in one normal form, without stray blanks.
 *
 *   if (text_check(bytes, length) <= TEXT_FINE)
 *           clean = text_clean(bytes, length, TEXT_FOLD, arena);
 *
 * Plain ASCII, which most cells are, takes one pass over the bytes and no allocation beyond the arena's.
 */
#ifndef PIEGO_BASE_TEXT_H
#define PIEGO_BASE_TEXT_H

#include "base/arena.h"

enum text_fault {
	TEXT_PLAIN,	/* printing ASCII */
	TEXT_FINE,
	TEXT_ENCODING,	/* not UTF-8, or U+FFFD: a character was lost on the way */
	TEXT_CONTROL,	/* NUL, C0, DEL, C1 and the marks that turn the writing direction; not tab, CR and LF */
};

/* What bytes are.  Nothing else here may be called with bytes that are neither TEXT_PLAIN nor TEXT_FINE, except
 * text_shown. */
enum text_fault text_check(const char *bytes, gsize length);

enum text_blanks {
	TEXT_FOLD,	/* any run of blanks and line ends is one blank */
	TEXT_KEEP,	/* blanks and line ends stay as they are */
};

/*
 * The text in NFC without blanks at its ends, in the arena.  Blanks of every width and the no-break ones become
 * U+0020, CR LF becomes LF; soft hyphens, zero-width blanks and byte order marks are dropped.
 */
const char *text_clean(const char *bytes, gsize length, enum text_blanks blanks, struct arena *arena);
/* The same of bytes that are known to be TEXT_PLAIN. */
const char *text_clean_plain(const char *bytes, gsize length, enum text_blanks blanks, struct arena *arena);

/* Whether it holds letters, none of them a capital. */
gboolean text_is_lower(const char *text);

/*
 * A person's name in all lower case with its capitals: first letters of words, and those after an apostrophe or
 * a hyphen (d'angelo -> D'Angelo, de sanctis -> De Sanctis).  "e", "ed" and "c/o" stay small.
 */
const char *text_mend_name(const char *text, struct arena *arena);

/*
 * A letter as a capital without its accents, as UTF-8 without a NUL: ASCII for all of the Latin script's (Đ, Ł and Ø
 * as D, L and O, Æ as AE, ß as SS); letters of other scripts stay what they are.  Returns the length.
 */
gsize text_plain_capital(gunichar letter, char out[8]);

/* Any bytes as a person may read them in a report: bytes that are no text, and controls, as \xHH; at most 120
 * characters, then "...". */
const char *text_shown(const char *bytes, gsize length, struct arena *arena);

/* Length of text in characters, and the place of its character number index (or its end). */
gsize text_characters(const char *text);
const char *text_character_at(const char *text, gsize index);

#endif
