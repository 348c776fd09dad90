/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reading: picked cells -> typed values and an addressee.  What is wrong with a cell is a finding of its record
 * and row; an error-level one marks the reading as failed.
 */
#ifndef PIEGO_INTAKE_READING_H
#define PIEGO_INTAKE_READING_H

#include "base/text.h"
#include "intake/mapping.h"
#include "model/finding.h"
#include "model/record.h"

struct reading {
	struct finding_sink *sink;
	struct arena *arena;
	guint record, row;
	gboolean failed;	/* an error was reported: the record is left out */
};

/* value "" and done "" where there is nothing to say; a done of NULL is "left out". */
void reading_report(struct reading *reading, enum finding_code code, const char *column, const char *value,
		    const char *done);

/* The cleaned text of a target's cells, joined with blanks; "" when it has none. */
const char *reading_text(struct reading *reading, const struct mapped *mapped, const struct table_cell *cells,
			 enum text_blanks blanks);

/* One field; where it is mapped from nothing it is not present. */
void reading_value(struct reading *reading, const struct field *field, const struct mapped *mapped,
		   const struct table_cell *cells, struct value *value);

/* An identifier among the record's fields: its normal form, or a finding. */
void reading_check(struct reading *reading, enum id_kind kind, const struct mapped *mapped, struct value *value);

/* The normal form of an identifier, or "" and a finding. */
const char *reading_id(struct reading *reading, enum id_kind kind, const char *column, const char *text);

/* All parts that are mapped; not graded. */
void reading_addressee(struct reading *reading, const struct mapping *mapping, const struct table_cell *cells,
		       struct addressee *to);

/* Whether text says that there is nothing: "-", "n.d.", "N.C.", "NULL" and the like. */
gboolean reading_says_nothing(const char *text);

#endif
