/* SPDX-License-Identifier: Apache-2.0 */
/* fold: names brought to one spelling, so that FORLI', Forlì and FORLÌ are found alike. */
#ifndef PIEGO_POST_FOLD_H
#define PIEGO_POST_FOLD_H

#include <glib.h>

/* Longer texts are folded to their first FOLD_ROOM - 8 bytes: no comune or state has such a name. */
#define FOLD_ROOM 256

/*
 * Letters and digits only, in capitals, without accents (Đ, Ł and Ø count as D, L and O, ß as SS); letters of other
 * scripts stay.  Returns the length; out has FOLD_ROOM bytes.
 */
gsize fold_name(char out[FOLD_ROOM], const char *text);

/* The same with words kept apart by one blank; an apostrophe separates nothing. */
gsize fold_words(char out[FOLD_ROOM], const char *text);

#endif
