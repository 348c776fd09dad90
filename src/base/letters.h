/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letters: whole numbers and amounts in Italian words.
 *
 * Numbers below a million are one word: milleduecentotrentaquattro.  Tens lose their vowel before uno and otto
 * (ventuno, trentotto), cento before otto and ottanta (centotto, centottanta); a final -tre of a compound takes
 * the accent (ventitré).  Milione and miliardo are nouns and stand apart: due milioni trecentomila.
 */
#ifndef PIEGO_BASE_LETTERS_H
#define PIEGO_BASE_LETTERS_H

#include "base/number.h"

/* Room for any number below 10^12, with its NUL. */
#define LETTERS_ROOM 256

/* The number in words, up to 999,999,999,999 in magnitude; returns the length. */
gsize letters_write_integer(char *out, gint64 number);

/* An amount as it stands on a cheque: milleduecentotrentaquattro/56. */
gsize letters_write_cents(char *out, cents_t cents);

#endif
