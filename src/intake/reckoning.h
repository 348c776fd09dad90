/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reckoning: a record's fields filled by what the job asks for: interest first, then instalments, which may divide it,
 * then payment numbers.  What cannot be reckoned (no rate for a day, an amount that does not divide, too many digits, a
 * number that another record has) is an error-level finding.
 */
#ifndef PIEGO_INTAKE_RECKONING_H
#define PIEGO_INTAKE_RECKONING_H

#include "intake/filling.h"
#include "intake/numberset.h"
#include "intake/reading.h"

/* Fills a record that was read without an error.  given: the numbers of the records before it, by kind; those of
 * references are not kept. */
void reckoning_fill(const struct filling *filling, struct numberset *const given[NUMBER_KINDS], struct reading *reading,
		    struct record *record);

#endif
