/* SPDX-License-Identifier: Apache-2.0 */
/*
 * intake: a client's file -> records.  CSV, XLSX and fixed-width files are read through a profile that maps
 * their columns to the layout's data dictionary; every cell is checked at this door, once.
 *
 *   struct intake *in = intake_open(profile, dictionary, "iscritti.csv", sink, &error);
 *   while ((got = intake_next(in, arena, &record, &error)) == INTAKE_RECORD)
 *           ... use record, then arena_reset(arena) ...
 *   intake_close(in);
 *
 * Where the profile has groups of rows, rows of one key are one record wherever they stand in the file, in the
 * order of each key's first row; a record with a faulty row is left out whole, since its sums would not be right.
 * Rows are numbered as a spreadsheet numbers them (the header is row 1, empty lines count, line ends inside quotes
 * do not).  Limits are those of table.h.  A record with an error-level finding is told to the sink, counted and not
 * given out.  Postal rules are not applied here: the addressee comes cleaned but not graded (see post/address.h).
 */
#ifndef PIEGO_INTAKE_INTAKE_H
#define PIEGO_INTAKE_INTAKE_H

#include "intake/filling.h"
#include "intake/profile.h"
#include "model/finding.h"
#include "model/record.h"

#define INTAKE_ERROR (g_quark_from_static_string("piego-intake"))
enum intake_error {
	INTAKE_ERROR_READ,	/* the file cannot be read */
	INTAKE_ERROR_FORM,	/* no such kind of file, damaged, or hostile */
	INTAKE_ERROR_COLUMNS,	/* a column of the profile is not in the file */
	INTAKE_ERROR_PROFILE,	/* the profile does not fit the layout's dictionary */
};

enum intake_got { INTAKE_RECORD, INTAKE_END, INTAKE_FAILED };

struct intake_counts {
	guint rows;		/* data rows read */
	guint records;		/* records given out */
	guint left_out;		/* records with an error-level finding */
};

struct intake;

/* filling: what the job has reckoned for each record, NULL: nothing.  All given must outlive the intake.  Errors name file and place:
 * "iscritti.csv: row 1: column 'Matricola' is missing". */
struct intake *intake_open(const struct intake_profile *profile, const struct dictionary *dictionary,
			   const struct filling *filling, const char *path, struct finding_sink *sink, GError **error);
enum intake_got intake_next(struct intake *intake, struct arena *arena, struct record **record, GError **error);
struct intake_counts intake_counts(const struct intake *intake);
void intake_close(struct intake *intake);

#endif
