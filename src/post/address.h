/* SPDX-License-Identifier: Apache-2.0 */
/*
 * address: an addressee checked and mended by the post's rules, and graded.
 */
#ifndef PIEGO_POST_ADDRESS_H
#define PIEGO_POST_ADDRESS_H

#include "base/arena.h"
#include "model/addressee.h"
#include "model/finding.h"
#include "post/gazetteer.h"

/*
 * Normalise to's street, number, CAP, city, province and country in place (new strings in the arena), set its
 * grade and reason, and report every defect as a finding of record and row.  What is certain is corrected, what
 * is not is kept and graded uncertain; nothing is invented.
 */
void address_normalise(const struct gazetteer *gazetteer, struct addressee *to, guint record, guint row,
		       struct finding_sink *sink, struct arena *arena);

/* Destination area (DM 21-10-2010 art. 5, by the CAP's digits). */
enum post_area { AREA_AM, AREA_CP, AREA_EU, AREA_ABROAD, AREA_NONE };
enum post_area post_area(const struct addressee *to);
const char *post_area_name(enum post_area area);	/* "AM", "CP", "EU", "abroad", "none" */

/* The text by which pieces of one CAP are ordered: street without accents and case, then the house number
 * padded so that 9 comes before 10.  In the arena. */
const char *post_street_key(const struct addressee *to, struct arena *arena);

/* The text that is equal for two addressees exactly when they are the same person at the same address, whatever
 * the spelling (case, accents, blanks, order of name words kept). */
const char *post_household_key(const struct addressee *to, struct arena *arena);

#endif
