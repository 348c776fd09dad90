/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rowbook: picked rows gathered by key, given back key by key in the order of each key's first row, and inside a
 * key in file order.  The rows lie in an unlinked temporary file; memory is 16 bytes a row and about 32 a key.
 *
 *   struct rowbook *book = rowbook_new(n_cells);
 *   rowbook_add(book, key, &row, &error) ...            every row
 *   while (rowbook_next(book, arena, &rows, &error) && rows.count > 0) ...
 *   rowbook_free(book);
 */
#ifndef PIEGO_INTAKE_ROWBOOK_H
#define PIEGO_INTAKE_ROWBOOK_H

#include "base/arena.h"
#include "intake/mapping.h"

struct rowbook;

struct rowbook *rowbook_new(guint n_cells);
void rowbook_free(struct rowbook *book);

/* A row without a key ("") stands for itself alone.  INTAKE_ERROR_READ when the disk is full. */
gboolean rowbook_add(struct rowbook *book, const char *key, const struct picked_row *row, GError **error);

struct rowbook_rows {
	struct picked_row *rows;
	guint count;	/* 0: there are no more */
};

/* The next key's rows, in the arena.  FALSE and INTAKE_ERROR_READ when the temporary file cannot be read. */
gboolean rowbook_next(struct rowbook *book, struct arena *arena, struct rowbook_rows *rows, GError **error);

#endif
