/* SPDX-License-Identifier: Apache-2.0 */
/* building: the picked rows of one key, or one row alone, -> a record. */
#ifndef PIEGO_INTAKE_BUILDING_H
#define PIEGO_INTAKE_BUILDING_H

#include "intake/filling.h"
#include "intake/numberset.h"
#include "intake/reading.h"

/* Most rows that make one record: beyond, nobody wants the letter, and memory would not be flat. */
#define RECORD_ROWS_MAX 65536u

struct building {
	const struct dictionary *dictionary;
	const struct mapping *mapping;
	const struct filling *filling;	/* NULL: the job has nothing reckoned */
	struct numberset *given[NUMBER_KINDS];	/* payment numbers so far */
	struct finding_sink *sink;
};

/* In the arena; the rows' cells may go afterwards.  NULL when an error-level finding was reported. */
struct record *building_record(const struct building *building, const struct picked_row *rows, guint count,
			       guint number, struct arena *arena);

#endif
