/* SPDX-License-Identifier: Apache-2.0 */
/*
 * number: numbers as they stand in files and on paper, never touched by the locale.
 *
 * Money is whole cents everywhere (cents_t).  Files use the plain form (1234.56), paper and most clients'
 * files the Italian one (1.234,56).
 */
#ifndef PIEGO_BASE_NUMBER_H
#define PIEGO_BASE_NUMBER_H

#include <glib.h>

typedef gint64 cents_t;

/* The largest amount that is read: 99,999,999,999.99.  A longer one is an error, never an overflow. */
#define CENTS_MAX G_GINT64_CONSTANT(9999999999999)

enum number_style {
	NUMBER_PLAIN,	/* 1234.56 */
	NUMBER_ITALIAN,	/* 1.234,56 */
};

/* Room for any number written here, with its closing NUL. */
#define NUMBER_ROOM 48

/* Write into out (NUMBER_ROOM bytes) and return the length without the NUL. */
gsize number_write_cents(char *out, cents_t cents, enum number_style style);
gsize number_write_integer(char *out, gint64 number, enum number_style style);

/* value divided by 10^decimals without trailing zeros (1500, 3 -> "1.5"): the form of coordinates in PDF
 * and PostScript.  decimals is 0 to 9. */
gsize number_write_fixed(char *out, gint64 value, guint decimals);

/*
 * Read an amount: Italian (1.234,56 · 1234,5 · 1.234) or plain (1234.56 · 1,234.56), with an optional sign,
 * a euro sign or "EUR" on either side, and blanks.  A single mark followed by exactly three digits is a
 * thousands mark when it is the Italian one ("1.234") and is refused as ambiguous when it is a comma
 * ("1,234").  More than two decimals are refused.
 * Returns NULL and the amount, or a short reason in plain words.
 */
const char *number_read_cents(const char *text, cents_t *cents);

/* Read a whole number with an optional sign and Italian thousands marks.  NULL or a short reason. */
const char *number_read_integer(const char *text, gint64 *number);

#endif
