/* SPDX-License-Identifier: Apache-2.0 */
/* values: whether two texts are one number, amount or date, written in two ways. */
#ifndef PIEGO_PROOF_VALUES_H
#define PIEGO_PROOF_VALUES_H

#include <glib.h>

/* "€ 1.234,56" and "1234,56 euro", "31 marzo 2026" and "31/03/2026"; not "art. 2" and "art. 3", nor "art. 2" and
 * "comma 2".  A text without a number is no value. */
gboolean values_same(const char *a, const char *b);

/* The text with each number and each month's name as one mark: "€ #", "# # #".  The caller frees. */
char *values_shape(const char *text);

#endif
