/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registered: the numbers of registered mail, domestic and abroad: put together from the bodies that ranges hold, read
 * as people key them, printed as people read them.
 *
 *   domestic   11 digits and a check digit: T = 11 * (digits in even places) + (digits in odd places), places counted
 *              from 1 on the left; the check digit is the last one of the sum of T's digits, that sum taken once.
 *              Printed 69731980214-9.  The rule is none of the post's publishing; it holds on every published number.
 *   abroad     S10 of the Universal Postal Union: two letters of the service, 8 digits, their check digit (weights
 *              8 6 4 2 3 5 9 7, mod 11), two letters of the country.  Printed RA 473 124 829 IT.
 *
 * A check digit finds 96 of 100 slips of one domestic digit, no more: whether a number was ever given is the
 * registry's to say.
 */
#ifndef PIEGO_POST_REGISTERED_H
#define PIEGO_POST_REGISTERED_H

#include "model/product.h"

/* Room for a number (12 digits, or 13 characters) and for its printed form, each with its NUL. */
#define REGISTERED_ROOM 14
#define REGISTERED_PRINT_ROOM 18

/* How many bodies a scheme has: 10^11 or 10^8, from 0. */
guint64 registered_bodies(enum number_scheme scheme);

/* The number of a body, which must be below registered_bodies, with its check digit. */
void registered_write(const struct product_number *number, guint64 body, char out[REGISTERED_ROOM]);

/* Read a number of either scheme as it is keyed or scanned: blanks and hyphens are passed over, small letters are
 * capitals.  NULL and the number, or a short reason in plain words. */
const char *registered_read(const char *text, char out[REGISTERED_ROOM]);

/* The scheme and the body of a number as registered_read or registered_write give it. */
enum number_scheme registered_scheme(const char *number);
guint64 registered_body(const char *number);

/* The same as people read it: NNNNNNNNNNN-C, or EE 876 543 216 CA. */
void registered_print(const char *number, char out[REGISTERED_PRINT_ROOM]);

/*
 * Which number the 23-L card of a judicial act and the CAD letter about it probably bear: the act's first digit less
 * 1, its first two digits less 12, check digits reckoned anew.  Seen on two pairs each; the post's own statement
 * prevails, so this is for a hint to people and never for matching by itself.  FALSE for an S10 number and where
 * nothing is left to take away from.
 */
enum registered_link { REGISTERED_23_L, REGISTERED_CAD };
gboolean registered_hint(const char *number, enum registered_link link, char out[REGISTERED_ROOM]);

#endif
