/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv: rows of cells from a separated text file, one at a time, of any size, in flat memory.
 *
 *   struct csv *csv = csv_open(path, &options, &error);
 *   while ((got = csv_next(csv, &row, &error)) == CSV_ROW) ...
 *   csv_close(csv);
 *
 * RFC 4180, and what clients send besides: lines end in LF, CR LF or CR; a quote inside a cell that does not
 * begin with one is an ordinary character; blanks after a closing quote are passed over; empty lines are passed
 * over; the last line may lack its end, or be the end-of-file character of old systems.
 *
 * A quote that is never closed must not swallow the file: when a quoted cell is longer than CSV_CELL_BYTES, or
 * is followed by other text, or the file ends in it, the row is given out as faulty and reading goes on behind
 * the line in which that cell began.
 */
#ifndef PIEGO_BASE_CSV_H
#define PIEGO_BASE_CSV_H

#include <glib.h>

#define CSV_CELL_BYTES (64u * 1024)
#define CSV_ROW_BYTES (1024u * 1024)
#define CSV_CELLS 4096u

#define CSV_ERROR (g_quark_from_static_string("piego-csv"))
enum csv_error { CSV_ERROR_FORM };	/* a row beyond the limits; reading errors are textfile's */

#define CSV_AUTO (-1)	/* find the separator out: ; tab | or , */
#define CSV_NONE (-2)	/* no separator: a row is one cell; no quote: it is an ordinary character */

struct csv_options {
	const char *encoding;	/* see base/textfile.h */
	int separator;		/* an ASCII character, CSV_AUTO or CSV_NONE */
	int quote;		/* an ASCII character or CSV_NONE */
	guint header_row;	/* the row that tells the separator, 1 first; earlier ones are titles */
};

enum csv_fault {
	CSV_FINE,
	CSV_QUOTE_OPEN,		/* a quote is not closed */
	CSV_QUOTE_TEXT,		/* text between a closing quote and the next separator */
	CSV_CELL_LONG,		/* a cell of more than CSV_CELL_BYTES */
};

/* A cell's bytes as UTF-8, not yet checked; a NUL stands behind them, and may stand among them. */
struct csv_cell {
	char *text;
	gsize length;
};

/* Lives until the next call. */
struct csv_row {
	guint number;		/* as a spreadsheet counts: 1 first, empty lines count, line ends inside quotes do not */
	guint count;
	struct csv_cell *cells;
	enum csv_fault fault;	/* found in the cell behind the last one */
};

struct csv;

/* Errors are TEXTFILE_ERROR_*. */
struct csv *csv_open(const char *path, const struct csv_options *options, GError **error);
int csv_separator(const struct csv *csv);
const char *csv_encoding(const struct csv *csv);

enum csv_got { CSV_ROW, CSV_END, CSV_FAILED };
/* CSV_FAILED with CSV_ERROR_FORM, "row 7: more than 4096 columns", or TEXTFILE_ERROR_READ. */
enum csv_got csv_next(struct csv *csv, const struct csv_row **row, GError **error);
void csv_close(struct csv *csv);

#endif
