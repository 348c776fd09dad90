/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One buffer holds the row being read and what follows it.  Places are counted from the row's start, since more
 * text moves the row to the front of the buffer; cells are closed with a NUL only when their row is complete, so
 * that a faulty row can be read again from any place.
 */
#include "base/csv.h"

#include <string.h>

#include "base/textfile.h"

#define BLOCK_BYTES (256u * 1024)
#define GUESS_BYTES (64u * 1024)
#define GUESS_ROWS 20
#define END_OF_FILE_CHARACTER '\x1a'

struct span {
	gsize start, end;
	gboolean doubled;	/* holds doubled quotes */
};

struct csv {
	struct textfile *file;
	int separator, quote;
	guint8 stops[256];	/* bytes that end an unquoted cell */
	guint64 patterns[3];	/* the same bytes, each eight times */
	char *buffer;
	gsize room, start, end;
	gboolean file_ended;
	gboolean skip_line;	/* the next row begins behind the line in which start lies */
	guint number;
	struct csv_row row;
	struct span *spans;
};

static char *row_bytes(const struct csv *csv)
{
	return csv->buffer + csv->start;
}

static gsize row_have(const struct csv *csv)
{
	return csv->end - csv->start;
}

enum fill { FILL_MORE, FILL_END, FILL_FAILED };

/* More text behind what the row has; the row may move.  A line end stands behind the text, so that a cell's bytes
 * need not be counted while they are looked at. */
static enum fill fill(struct csv *csv, GError **error)
{
	gssize got;

	if (csv->file_ended)
		return FILL_END;
	if (csv->start > 0) {
		memmove(csv->buffer, row_bytes(csv), row_have(csv));
		csv->end -= csv->start;
		csv->start = 0;
	}
	if (csv->room - csv->end < BLOCK_BYTES / 2) {
		csv->room += BLOCK_BYTES;
		csv->buffer = g_realloc(csv->buffer, csv->room + 1);
	}
	got = textfile_read(csv->file, csv->buffer + csv->end, csv->room - csv->end, error);
	if (got < 0)
		return FILL_FAILED;
	csv->file_ended = got == 0;
	csv->end += (gsize)got;
	csv->buffer[csv->end] = '\n';
	return got == 0 ? FILL_END : FILL_MORE;
}

/* What reading a cell comes to. */
enum ended { ENDED_CELL, ENDED_ROW, ENDED_FAULT, ENDED_FAILED };

/* Behind a line end at place at. */
static gboolean pass_line_end(struct csv *csv, gsize *at, GError **error)
{
	if (row_bytes(csv)[(*at)++] == '\n')
		return TRUE;
	if (*at == row_have(csv) && fill(csv, error) == FILL_FAILED)
		return FALSE;
	if (*at < row_have(csv) && row_bytes(csv)[*at] == '\n')
		(*at)++;
	return TRUE;
}

/* What stands at place at, behind a cell: passes over it. */
static enum ended end_cell(struct csv *csv, gsize *at, GError **error)
{
	if (*at == row_have(csv))
		return ENDED_ROW;
	if (csv->separator >= 0 && row_bytes(csv)[*at] == (char)csv->separator) {
		(*at)++;
		return ENDED_CELL;
	}
	return pass_line_end(csv, at, error) ? ENDED_ROW : ENDED_FAILED;
}

/* The top bit of the first of eight bytes, counted from the lowest, that is the byte pattern is made of; higher
 * bits mean nothing. */
static guint64 first_is(guint64 eight, guint64 pattern)
{
	guint64 zero = eight ^ pattern;

	return (zero - G_GUINT64_CONSTANT(0x0101010101010101)) & ~zero & G_GUINT64_CONSTANT(0x8080808080808080);
}

/* The first byte from p on that ends a cell; there always is one, for a line end stands behind the text. */
static const char *next_stop(const struct csv *csv, const char *p)
{
	const char *end = csv->buffer + csv->end;

	while (end - p >= 8) {
		guint64 eight, found;

		memcpy(&eight, p, sizeof eight);
		eight = GUINT64_FROM_LE(eight);
		found = first_is(eight, csv->patterns[0]) | first_is(eight, csv->patterns[1]) | first_is(eight, csv->patterns[2]);
		if (found != 0)
			return p + __builtin_ctzll(found) / 8;
		p += 8;
	}
	while (!csv->stops[(guchar)*p])
		p++;
	return p;
}

static enum ended plain_cell(struct csv *csv, gsize *at, struct span *span, GError **error)
{
	enum fill filled = FILL_MORE;

	span->start = *at;
	span->doubled = FALSE;
	for (;;) {
		const char *p = row_bytes(csv) + *at;
		const char *end = csv->buffer + csv->end;

		p = next_stop(csv, p);
		*at = (gsize)(p - row_bytes(csv));
		if (*at - span->start > CSV_CELL_BYTES) {
			csv->row.fault = CSV_CELL_LONG;
			return ENDED_FAULT;
		}
		if (p < end || filled == FILL_END)
			break;
		filled = fill(csv, error);
		if (filled == FILL_FAILED)
			return ENDED_FAILED;
	}
	span->end = *at;
	return end_cell(csv, at, error);
}

static enum ended quote_fault(struct csv *csv, enum csv_fault fault)
{
	csv->row.fault = fault;
	return ENDED_FAULT;
}

/* From behind an opening quote to the closing one.  ENDED_CELL: found, at place at. */
static enum ended find_closing_quote(struct csv *csv, gsize *at, struct span *span, GError **error)
{
	for (;;) {
		const char *from = row_bytes(csv) + *at;
		const char *found = memchr(from, csv->quote, row_have(csv) - *at);

		*at = found != NULL ? (gsize)(found - row_bytes(csv)) : row_have(csv);
		if (*at - span->start > CSV_CELL_BYTES)
			return quote_fault(csv, CSV_QUOTE_OPEN);
		/* The byte behind the quote says whether it is doubled. */
		if (*at + 1 >= row_have(csv)) {
			enum fill filled = fill(csv, error);

			if (filled == FILL_FAILED)
				return ENDED_FAILED;
			if (filled == FILL_MORE)
				continue;
			return *at < row_have(csv) ? ENDED_CELL : quote_fault(csv, CSV_QUOTE_OPEN);
		}
		if (row_bytes(csv)[*at + 1] != (char)csv->quote)
			return ENDED_CELL;
		span->doubled = TRUE;
		*at += 2;
	}
}

static enum ended quoted_cell(struct csv *csv, gsize *at, struct span *span, GError **error)
{
	enum ended ended;

	span->start = ++*at;
	span->doubled = FALSE;
	ended = find_closing_quote(csv, at, span, error);
	if (ended != ENDED_CELL)
		return ended;
	span->end = (*at)++;
	for (;;) {
		if (*at == row_have(csv) && fill(csv, error) == FILL_FAILED)
			return ENDED_FAILED;
		if (*at == row_have(csv))
			return ENDED_ROW;
		if (csv->stops[(guchar)row_bytes(csv)[*at]])
			return end_cell(csv, at, error);
		if (row_bytes(csv)[*at] != ' ')
			return quote_fault(csv, CSV_QUOTE_TEXT);
		(*at)++;
	}
}

static enum ended next_cell(struct csv *csv, gsize *at, GError **error)
{
	struct span *span = &csv->spans[csv->row.count];

	if (*at == row_have(csv) && fill(csv, error) == FILL_FAILED)
		return ENDED_FAILED;
	if (*at < row_have(csv) && csv->quote >= 0 && row_bytes(csv)[*at] == (char)csv->quote)
		return quoted_cell(csv, at, span, error);
	return plain_cell(csv, at, span, error);
}

static enum ended too_large(const struct csv *csv, const char *what, GError **error)
{
	g_set_error(error, CSV_ERROR, CSV_ERROR_FORM, "row %u: %s", csv->number, what);
	return ENDED_FAILED;
}

/* All cells of a row; at is left behind its line end, or in the faulty cell. */
static enum ended scan_row(struct csv *csv, gsize *at, GError **error)
{
	enum ended ended;

	csv->row.count = 0;
	csv->row.fault = CSV_FINE;
	do {
		if (csv->row.count == CSV_CELLS)
			return too_large(csv, "more than 4096 columns", error);
		ended = next_cell(csv, at, error);
		if (ended == ENDED_FAILED)
			return ended;
		if (ended == ENDED_FAULT) {
			*at = csv->spans[csv->row.count].start;
			return ended;
		}
		if (*at > CSV_ROW_BYTES)
			return too_large(csv, "longer than 1 MiB", error);
		csv->row.count++;
	} while (ended == ENDED_CELL);
	return ended;
}

static gsize undouble(char *text, gsize length, char quote)
{
	gsize used = 0;

	for (gsize i = 0; i < length; i++) {
		text[used++] = text[i];
		if (text[i] == quote)
			i++;
	}
	return used;
}

static void close_cells(struct csv *csv)
{
	for (guint i = 0; i < csv->row.count; i++) {
		const struct span *span = &csv->spans[i];
		struct csv_cell *cell = &csv->row.cells[i];

		cell->text = row_bytes(csv) + span->start;
		cell->length = span->end - span->start;
		if (span->doubled)
			cell->length = undouble(cell->text, cell->length, (char)csv->quote);
		cell->text[cell->length] = '\0';
	}
}

/* The rest of the line in which the last row's fault lies, however long. */
static gboolean skip_line(struct csv *csv, GError **error)
{
	csv->skip_line = FALSE;
	for (;;) {
		gsize at = 0;

		while (at < row_have(csv) && row_bytes(csv)[at] != '\n' && row_bytes(csv)[at] != '\r')
			at++;
		csv->start += at;
		if (row_have(csv) > 0) {
			at = 0;
			if (!pass_line_end(csv, &at, error))
				return FALSE;
			csv->start += at;
			return TRUE;
		}
		switch (fill(csv, error)) {
		case FILL_FAILED:
			return FALSE;
		case FILL_END:
			return TRUE;
		case FILL_MORE:
			break;
		}
	}
}

/* Whether text is left; a closing end-of-file character is none. */
static enum fill at_text(struct csv *csv, GError **error)
{
	if (row_have(csv) <= 1) {
		enum fill filled = fill(csv, error);

		if (filled == FILL_FAILED)
			return filled;
	}
	if (row_have(csv) == 1 && csv->file_ended && *row_bytes(csv) == END_OF_FILE_CHARACTER)
		csv->start++;
	return row_have(csv) > 0 ? FILL_MORE : FILL_END;
}

static gboolean is_empty_line(const struct csv *csv)
{
	return csv->row.count == 1 && csv->row.fault == CSV_FINE && csv->spans[0].start == 0 && csv->spans[0].end == 0;
}

enum csv_got csv_next(struct csv *csv, const struct csv_row **row, GError **error)
{
	if (csv->skip_line && !skip_line(csv, error))
		return CSV_FAILED;
	for (;;) {
		enum fill text = at_text(csv, error);
		gsize at = 0;
		enum ended ended;

		if (text != FILL_MORE)
			return text == FILL_END ? CSV_END : CSV_FAILED;
		csv->number++;
		ended = scan_row(csv, &at, error);
		if (ended == ENDED_FAILED)
			return CSV_FAILED;
		csv->skip_line = ended == ENDED_FAULT;
		if (is_empty_line(csv)) {
			csv->start += at;
			continue;
		}
		close_cells(csv);
		csv->start += at;
		csv->row.number = csv->number;
		*row = &csv->row;
		return CSV_ROW;
	}
}

/* ---- finding the separator out ---- */

/* Cells that the line at *p has if mark separates; *p is left behind its end. */
static guint count_cells(const char **p, const char *end, char mark, int quote)
{
	guint cells = 1;
	gboolean quoted = FALSE;

	for (; *p < end; (*p)++) {
		if (**p == quote)
			quoted = !quoted;
		else if (!quoted && **p == mark)
			cells++;
		else if (!quoted && **p == '\n')
			break;
		else if (!quoted && **p == '\r')
			break;
	}
	if (*p < end && **p == '\r' && *p + 1 < end && (*p)[1] == '\n')
		(*p)++;
	if (*p < end)
		(*p)++;
	return cells;
}

/* How well mark separates: rows that have as many cells as the header has, and how many these are. */
static guint64 rate_separator(const struct csv *csv, char mark, guint header_row)
{
	const char *p = row_bytes(csv);
	const char *end = p + MIN(row_have(csv), GUESS_BYTES);
	guint header = 0;
	guint alike = 0;

	for (guint i = 1; p < end && i < header_row + GUESS_ROWS; i++) {
		guint cells = count_cells(&p, end, mark, csv->quote);

		if (i == MAX(header_row, 1))
			header = cells;
		else if (i > header_row && cells == header)
			alike++;
	}
	return header < 2 ? 0 : ((guint64)(alike + 1) << 32) + header;
}

static int guess_separator(const struct csv *csv, guint header_row)
{
	static const char marks[] = { ';', '\t', '|', ',' };
	guint64 best = 0;
	int separator = marks[0];

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
		guint64 rate = rate_separator(csv, marks[i], header_row);

		if (rate > best) {
			best = rate;
			separator = marks[i];
		}
	}
	return separator;
}

static gboolean prepare_separator(struct csv *csv, const struct csv_options *options, GError **error)
{
	csv->separator = options->separator;
	while (csv->separator == CSV_AUTO && row_have(csv) < GUESS_BYTES && !csv->file_ended) {
		if (fill(csv, error) == FILL_FAILED)
			return FALSE;
	}
	if (csv->separator == CSV_AUTO)
		csv->separator = guess_separator(csv, options->header_row);
	if (csv->separator >= 0)
		csv->stops[csv->separator & 0xff] = 1;
	csv->stops['\n'] = csv->stops['\r'] = 1;
	csv->patterns[0] = G_GUINT64_CONSTANT(0x0101010101010101) * '\n';
	csv->patterns[1] = G_GUINT64_CONSTANT(0x0101010101010101) * '\r';
	csv->patterns[2] = csv->separator >= 0 ? G_GUINT64_CONSTANT(0x0101010101010101) * (guint64)csv->separator
					       : csv->patterns[0];
	return TRUE;
}

struct csv *csv_open(const char *path, const struct csv_options *options, GError **error)
{
	struct textfile *file = textfile_open(path, options->encoding, error);
	struct csv *csv;

	if (file == NULL)
		return NULL;
	csv = g_new0(struct csv, 1);
	csv->file = file;
	csv->quote = options->quote;
	csv->room = BLOCK_BYTES;
	csv->buffer = g_malloc(csv->room + 1);
	csv->buffer[0] = '\n';
	csv->spans = g_new(struct span, CSV_CELLS);
	csv->row.cells = g_new(struct csv_cell, CSV_CELLS);
	if (!prepare_separator(csv, options, error)) {
		csv_close(csv);
		return NULL;
	}
	return csv;
}

int csv_separator(const struct csv *csv)
{
	return csv->separator;
}

const char *csv_encoding(const struct csv *csv)
{
	return textfile_encoding(csv->file);
}

void csv_close(struct csv *csv)
{
	if (csv == NULL)
		return;
	textfile_close(csv->file);
	g_free(csv->buffer);
	g_free(csv->spans);
	g_free(csv->row.cells);
	g_free(csv);
}
