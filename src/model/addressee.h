/* SPDX-License-Identifier: Apache-2.0 */
/*
 * addressee: who a piece goes to and where.  Lines follow the Italian practice: name, additional lines, street
 * type + name + number, CAP + locality + province, and the country on mail abroad.
 */
#ifndef PIEGO_MODEL_ADDRESSEE_H
#define PIEGO_MODEL_ADDRESSEE_H

#include <glib.h>

enum address_grade {
	ADDRESS_EXACT,		/* as the client gave it */
	ADDRESS_CORRECTED,	/* something was mended, and is certain */
	ADDRESS_UNCERTAIN,	/* goes out, but a person should look */
	ADDRESS_NOT_MAILABLE,	/* cannot be delivered: kept out of the print files, listed */
};

/* Longest line of an address (SEND's limit). */
#define ADDRESS_LINE_CHARS 44

/* All strings are UTF-8, NFC, without blanks at the ends, "" where empty, never NULL. */
struct addressee {
	const char *name;
	const char *name2;	/* c/o, presso, second line of a long name */
	const char *extra;	/* floor, stair, building */
	const char *street;	/* type and name: VIA GIUSEPPE VERDI */
	const char *number;	/* house number, "" or "SNC" where there is none */
	const char *cap;
	const char *city;
	const char *province;	/* sigla, upper case */
	const char *country;	/* "" for Italy, else the state's name in Italian or as given */
	const char *tax_code;	/* codice fiscale or partita IVA, "" where absent or bad */
	const char *email;
	const char *pec;
	const char *iban;
	enum address_grade grade;
	const char *reason;	/* why the grade is not exact, a finding's slug; "" when exact */
};

/* "exact", "corrected", "uncertain", "not-mailable" */
const char *address_grade_name(enum address_grade grade);

/* Most lines an addressee prints. */
#define ADDRESSEE_LINES 6

/*
 * The lines to print, top to bottom, in capitals as the post prefers where the profile says so:
 * lines[0..result-1] point into scratch (at least ADDRESSEE_SCRATCH bytes) or into the addressee.
 */
#define ADDRESSEE_SCRATCH 1024
guint addressee_lines(const struct addressee *to, const char *lines[ADDRESSEE_LINES], char *scratch);

#endif
