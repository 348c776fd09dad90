/* SPDX-License-Identifier: Apache-2.0 */
/* titlecase: names that a client's file has in capitals or in small letters, as a letter greets people. */
#ifndef PIEGO_LAYOUT_TITLECASE_H
#define PIEGO_LAYOUT_TITLECASE_H

#include "base/arena.h"

/*
 * MARIA D'ANGELO becomes Maria D'Angelo, ROSSI E DE SANCTIS SRL becomes Rossi e De Sanctis SRL.
 *
 * Text with capitals and small letters is as its writer wanted it, and is lent back.  Else each word gets one capital, and one
 * after each apostrophe and hyphen; the particles of Italian surnames are words like others (Lo Presti).  Words stay
 * in capitals that are no names: a company's form (SPA), what has a dot or a digit in it (S.R.L., 3B).
 * In the arena or lent from text, which is UTF-8.
 */
const char *titlecase_write(const char *text, struct arena *arena);

#endif
