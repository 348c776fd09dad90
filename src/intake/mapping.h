/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mapping: a profile applied to one dictionary and one file's header: which cells of a row are picked, and what
 * each of them fills.  Compiled once; a row is then only copied by index.
 */
#ifndef PIEGO_INTAKE_MAPPING_H
#define PIEGO_INTAKE_MAPPING_H

#include "base/arena.h"
#include "intake/filling.h"
#include "intake/profile.h"
#include "intake/table.h"
#include "model/dictionary.h"

/* Targets without a source have none of them. */
struct mapped {
	const struct cell_source *source;
	guint *cells;	/* indices into a picked row */
	guint n_cells;
};

/* A picked cell that the record's own fields or its addressee are made of: the same in all rows of a key. */
struct agreed {
	guint cell;
	const char *told;	/* its column as findings name it */
};

struct mapping {
	struct mapped *fields;			/* of the dictionary, by index */
	struct mapped **groups;			/* of the dictionary, by index: their columns by index, NULL: not mapped */
	struct mapped parts[ADDRESSEE_PARTS];
	struct mapped key;
	int *checks;				/* of the dictionary's fields: an id_kind, -1 for none */
	gboolean grouped;			/* rows of one key make one record */
	GArray *agreed;				/* of struct agreed */
	guint n_picked;

	/* how rows are picked */
	const struct intake_profile *profile;
	struct pick *picks;
	guint *pick_of;				/* by column: the picked cell it goes to */
	guint n_columns;			/* of the header */
	guint n_named;				/* up to the last column that has a name */
	const char **names;			/* of the columns, n_columns of them */
	struct arena *arena;
};

/* filling: what the job fills, NULL: nothing.  header: NULL where the profile says there is none; columns is then the
 * first row's count.  All that does not fit is told at once, a line each:
 * "iscritti.csv: row 1: column 'Matricola' is missing". */
struct mapping *mapping_new(const struct intake_profile *profile, const struct dictionary *dictionary,
			    const struct filling *filling, const char *file, const struct table_row *header, guint columns, GError **error);
void mapping_free(struct mapping *mapping);

enum row_fault {
	ROW_FINE,
	ROW_FAULT_CELLS,	/* too few or too many */
	ROW_FAULT_QUOTE,
	ROW_FAULT_LONG,
	ROW_FAULT_ENCODING,
	ROW_FAULT_CONTROL,
};

/* What of a row is used.  When it is faulty its cells may be empty or shifted, but never bad text. */
struct picked_row {
	guint number;
	enum row_fault fault;
	guint column;			/* where the fault is, 1 first, 0: nowhere in particular */
	struct table_cell shown;	/* what stands there */
	struct table_cell *cells;	/* n_picked of them, lent from the table's row */
};

/* Check every cell of the row and fill out, whose cells the caller has room for. */
void mapping_pick(const struct mapping *mapping, const struct table *table, const struct table_row *row,
		  struct picked_row *out);

/* Name of a column of the file, 1 first: the header's, else "#3"; room for the latter is the caller's. */
#define COLUMN_NAME_ROOM 16
const char *mapping_column_name(const struct mapping *mapping, guint column, char scratch[COLUMN_NAME_ROOM]);

#endif
