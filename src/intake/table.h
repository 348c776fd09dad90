/* SPDX-License-Identifier: Apache-2.0 */
/*
 * table: a client's file as rows of cells, whatever its format.
 *
 *   struct table *t = table_open(profile, path, &error);
 *   while ((got = table_next(t, &row, &error)) == TABLE_ROW) ...
 *   table_close(t);
 *
 * Only the form is known here: what the columns mean is mapping.h's.
 */
#ifndef PIEGO_INTAKE_TABLE_H
#define PIEGO_INTAKE_TABLE_H

#include "intake/profile.h"

/* Most bytes of a cell, and columns of a row; the same for every format. */
#define TABLE_CELL_BYTES (64u * 1024)
#define TABLE_COLUMNS 4096u

enum table_fault {
	TABLE_FINE,
	TABLE_QUOTE,	/* a quote is not closed where its cell should end */
	TABLE_LONG,	/* a cell of more than TABLE_CELL_BYTES */
};

struct table_cell {
	const char *text;	/* UTF-8 by intention, not yet checked; never NULL; a NUL stands behind it */
	guint length;
	guint8 number;		/* a spreadsheet's number in plain form (1234.5), not text */
	guint8 plain;		/* known to be TEXT_PLAIN (base/text.h) */
};

struct table_row {
	guint number;		/* in the file, 1 first */
	guint count;
	const struct table_cell *cells;
	enum table_fault fault;	/* found in the cell behind the last one */
};

enum table_got { TABLE_ROW, TABLE_END, TABLE_FAILED };

struct table {
	enum table_got (*next)(struct table *table, const struct table_row **row, GError **error);
	void (*close)(struct table *table);
	gboolean counted;	/* every row should have as many cells as the header */
};

/* INTAKE_ERROR_READ or INTAKE_ERROR_FORM, naming the file. */
struct table *table_open(const struct intake_profile *profile, const char *path, GError **error);

/* The next row that is not empty; it lives until the next call. */
static inline enum table_got table_next(struct table *table, const struct table_row **row, GError **error)
{
	return table->next(table, row, error);
}

static inline void table_close(struct table *table)
{
	if (table != NULL)
		table->close(table);
}

/* Text files, whose rows of a fixed file are one cell each, and spreadsheets. */
struct table *table_open_text(const struct intake_profile *profile, const char *path, GError **error);
struct table *table_open_xlsx(const struct intake_profile *profile, const char *path, GError **error);

#endif
