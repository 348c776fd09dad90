/* SPDX-License-Identifier: Apache-2.0 */
/* One sheet of an XLSX file, row by row (ECMA-376 part 1, 18.3.1). */
#include <string.h>

#include "intake/intake.h"
#include "intake/part.h"
#include "intake/table.h"
#include "intake/workbook.h"

#define SHEET_ROWS 1048576u
#define ROW_BYTES (1024u * 1024)

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_BOOLEAN };

/* The cell being read. */
struct open_cell {
	guint column;		/* 0 first */
	enum cell_type type;
	struct cell_style style;
	GString *text;
};

struct xlsx {
	struct table table;
	struct workbook book;
	struct part *part;
	gboolean in_data, in_row, in_cell, in_value, in_reading_aid, done;
	guint last_row;
	guint next_column;
	struct open_cell cell;
	struct table_row row;
	struct table_cell *cells;
	GString *bytes;		/* of the row's cells; cells hold places in it until the row is complete */
};

static gboolean fail(struct xlsx *xlsx, const char *what, GError **error)
{
	g_autofree char *text = g_strdup_printf("row %u: %s", xlsx->row.number, what);

	part_fail(xlsx->part, error, text);
	return FALSE;
}

/* ---- cells ---- */

/* "AB12" is column 27 (0 first); FALSE when it begins with no letter or is far out. */
static gboolean read_column(const char *reference, guint *column)
{
	guint number = 0;

	for (; g_ascii_isalpha(*reference); reference++) {
		number = number * 26 + (guint)(g_ascii_toupper(*reference) - 'A') + 1;
		if (number > 1000000)
			return FALSE;
	}
	if (number == 0)
		return FALSE;
	*column = number - 1;
	return TRUE;
}

static enum cell_type type_of(const char *word)
{
	if (strcmp(word, "s") == 0)
		return CELL_SHARED;
	if (strcmp(word, "b") == 0)
		return CELL_BOOLEAN;
	return strcmp(word, "n") == 0 ? CELL_NUMBER : CELL_TEXT;
}

static gboolean begin_cell(struct xlsx *xlsx, GError **error)
{
	const char *name, *value;
	guint column = xlsx->next_column;

	g_string_truncate(xlsx->cell.text, 0);
	xlsx->cell.type = CELL_NUMBER;
	xlsx->cell.style = (struct cell_style){ 0 };
	xlsx->in_cell = TRUE;
	while (part_attribute(xlsx->part, &name, &value)) {
		if (strcmp(name, "t") == 0) {
			xlsx->cell.type = type_of(value);
		} else if (strcmp(name, "s") == 0) {
			guint64 style = g_ascii_strtoull(value, NULL, 10);

			if (style < xlsx->book.styles->len)
				xlsx->cell.style = g_array_index(xlsx->book.styles, struct cell_style, style);
		} else if (strcmp(name, "r") == 0 && !read_column(value, &column)) {
			return fail(xlsx, "a cell without a place", error);
		}
	}
	if (column < xlsx->next_column)
		return fail(xlsx, "cells out of order", error);
	xlsx->cell.column = column;
	xlsx->next_column = column + 1;
	return TRUE;
}

static gboolean shared_string(struct xlsx *xlsx, const char **text, GError **error)
{
	char *end;
	guint64 index = g_ascii_strtoull(xlsx->cell.text->str, &end, 10);

	if (*end != '\0' || index >= xlsx->book.strings->len)
		return fail(xlsx, "a text that the file does not have", error);
	*text = xlsx->book.bytes->str + g_array_index(xlsx->book.strings, guint32, index);
	return TRUE;
}

static int hex_at(const char *text, guint i)
{
	return g_ascii_xdigit_value(text[i]);
}

/* Characters that XML cannot hold are written _x000D_ (22.9.2.19). */
static void append_unescaped(GString *out, const char *text)
{
	while (*text != '\0') {
		const char *escape = strstr(text, "_x");
		gunichar c = 0;
		guint digits = 0;

		if (escape == NULL) {
			g_string_append(out, text);
			return;
		}
		g_string_append_len(out, text, escape - text);
		while (digits < 4 && hex_at(escape, 2 + digits) >= 0)
			c = c * 16 + (gunichar)hex_at(escape, 2 + digits++);
		if (digits == 4 && escape[6] == '_' && c > 0 && g_unichar_validate(c)) {
			g_string_append_unichar(out, c);
			text = escape + 7;
		} else {
			g_string_append_len(out, escape, 2);
			text = escape + 2;
		}
	}
}

/* What the cell shows, behind the row's bytes. */
static gboolean append_shown(struct xlsx *xlsx, GError **error)
{
	char number[WORKBOOK_NUMBER_ROOM];
	const char *text = xlsx->cell.text->str;

	switch (xlsx->cell.type) {
	case CELL_NUMBER:
		workbook_show_number(&xlsx->book, xlsx->cell.style, text, number);
		g_string_append(xlsx->bytes, number);
		return TRUE;
	case CELL_BOOLEAN:
		g_string_append(xlsx->bytes, strcmp(text, "1") == 0 ? "VERO" : "FALSO");
		return TRUE;
	case CELL_SHARED:
		if (!shared_string(xlsx, &text, error))
			return FALSE;
		break;
	case CELL_TEXT:
		break;
	}
	append_unescaped(xlsx->bytes, text);
	return TRUE;
}

static void fill_cells(struct xlsx *xlsx, guint count)
{
	while (xlsx->row.count < count)
		xlsx->cells[xlsx->row.count++] = (struct table_cell){ 0 };
}

static gboolean end_cell(struct xlsx *xlsx, GError **error)
{
	struct open_cell *cell = &xlsx->cell;
	gsize start = xlsx->bytes->len;
	gsize length;

	xlsx->in_cell = FALSE;
	/* Sheets carry styled but empty cells up to their last column. */
	if (cell->text->len == 0 || xlsx->row.fault != TABLE_FINE)
		return TRUE;
	if (cell->column >= TABLE_COLUMNS)
		return fail(xlsx, "more than 4096 columns", error);
	if (!append_shown(xlsx, error))
		return FALSE;
	length = xlsx->bytes->len - start;
	g_string_append_c(xlsx->bytes, '\0');
	fill_cells(xlsx, cell->column);
	if (length > TABLE_CELL_BYTES) {
		xlsx->row.fault = TABLE_LONG;
		g_string_truncate(xlsx->bytes, start);
		return TRUE;
	}
	if (xlsx->bytes->len > ROW_BYTES)
		return fail(xlsx, "longer than 1 MiB", error);
	/* The place in bytes, until the row is complete: bytes may move while it grows. */
	xlsx->cells[xlsx->row.count++] = (struct table_cell){
		GSIZE_TO_POINTER(start + 1), (guint)length, cell->type == CELL_NUMBER && cell->style.kind != STYLE_DATE, FALSE,
	};
	return TRUE;
}

/* ---- rows ---- */

static gboolean begin_row(struct xlsx *xlsx, GError **error)
{
	const char *name, *value;
	guint64 number = xlsx->last_row + 1;

	while (part_attribute(xlsx->part, &name, &value)) {
		if (strcmp(name, "r") == 0)
			number = g_ascii_strtoull(value, NULL, 10);
	}
	xlsx->row.number = (guint)MIN(number, G_MAXUINT);
	xlsx->row.count = 0;
	xlsx->row.fault = TABLE_FINE;
	xlsx->next_column = 0;
	g_string_truncate(xlsx->bytes, 0);
	xlsx->in_row = TRUE;
	if (number <= xlsx->last_row)
		return fail(xlsx, "rows out of order", error);
	if (number > SHEET_ROWS)
		return fail(xlsx, "more rows than a sheet has", error);
	xlsx->last_row = (guint)number;
	return TRUE;
}

static void close_cells(struct xlsx *xlsx)
{
	for (guint i = 0; i < xlsx->row.count; i++) {
		gsize place = GPOINTER_TO_SIZE(xlsx->cells[i].text);

		xlsx->cells[i].text = place > 0 ? xlsx->bytes->str + place - 1 : "";
	}
}

static gboolean start_element(struct xlsx *xlsx, const char *name, GError **error)
{
	if (strcmp(name, "sheetData") == 0)
		xlsx->in_data = TRUE;
	else if (xlsx->in_data && !xlsx->in_row && strcmp(name, "row") == 0)
		return begin_row(xlsx, error);
	else if (xlsx->in_row && !xlsx->in_cell && strcmp(name, "c") == 0)
		return begin_cell(xlsx, error);
	else if (xlsx->in_cell && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0))
		xlsx->in_value = !xlsx->in_reading_aid;
	else if (xlsx->in_cell && strcmp(name, "rPh") == 0)
		xlsx->in_reading_aid = TRUE;
	return TRUE;
}

enum ended { ENDED_NOTHING, ENDED_ROW, ENDED_FAILED };

static enum ended end_element(struct xlsx *xlsx, const char *name, GError **error)
{
	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		xlsx->in_value = FALSE;
	} else if (strcmp(name, "rPh") == 0) {
		xlsx->in_reading_aid = FALSE;
	} else if (xlsx->in_cell && strcmp(name, "c") == 0) {
		return end_cell(xlsx, error) ? ENDED_NOTHING : ENDED_FAILED;
	} else if (xlsx->in_row && strcmp(name, "row") == 0) {
		xlsx->in_row = FALSE;
		return ENDED_ROW;
	} else if (strcmp(name, "sheetData") == 0) {
		xlsx->done = TRUE;
	}
	return ENDED_NOTHING;
}

static enum ended take_event(struct xlsx *xlsx, enum part_event event, GError **error)
{
	switch (event) {
	case PART_START:
		return start_element(xlsx, part_name(xlsx->part), error) ? ENDED_NOTHING : ENDED_FAILED;
	case PART_END:
		return end_element(xlsx, part_name(xlsx->part), error);
	case PART_TEXT:
		/* What is longer than a cell may be is found to be so without keeping all of it. */
		if (xlsx->in_value && xlsx->cell.text->len <= TABLE_CELL_BYTES)
			g_string_append(xlsx->cell.text, part_text(xlsx->part));
		return ENDED_NOTHING;
	case PART_DONE:
		xlsx->done = TRUE;
		return ENDED_NOTHING;
	case PART_FAILED:
		break;
	}
	return ENDED_FAILED;
}

static enum table_got xlsx_next(struct table *base, const struct table_row **row, GError **error)
{
	struct xlsx *xlsx = (struct xlsx *)base;

	while (!xlsx->done) {
		enum ended ended = take_event(xlsx, part_next(xlsx->part, error), error);

		if (ended == ENDED_FAILED)
			return TABLE_FAILED;
		if (ended == ENDED_NOTHING || (xlsx->row.count == 0 && xlsx->row.fault == TABLE_FINE))
			continue;
		close_cells(xlsx);
		*row = &xlsx->row;
		return TABLE_ROW;
	}
	return TABLE_END;
}

static void xlsx_close(struct table *base)
{
	struct xlsx *xlsx = (struct xlsx *)base;

	workbook_clear(&xlsx->book);
	part_close(xlsx->part);
	g_string_free(xlsx->cell.text, TRUE);
	g_string_free(xlsx->bytes, TRUE);
	g_free(xlsx->cells);
	g_free(xlsx);
}

static gboolean open_sheet(struct xlsx *xlsx, const char *path, GError **error)
{
	g_autofree char *file = g_path_get_basename(path);
	GError *failure = NULL;

	xlsx->part = part_open(path, xlsx->book.sheet, &failure);
	if (failure != NULL)
		g_propagate_error(error, failure);
	else if (xlsx->part == NULL)
		g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: '%s' is missing in it", file, xlsx->book.sheet);
	return xlsx->part != NULL;
}

struct table *table_open_xlsx(const struct intake_profile *profile, const char *path, GError **error)
{
	struct xlsx *xlsx = g_new0(struct xlsx, 1);

	xlsx->table = (struct table){ xlsx_next, xlsx_close, FALSE };
	xlsx->cell.text = g_string_new(NULL);
	xlsx->bytes = g_string_new(NULL);
	xlsx->cells = g_new(struct table_cell, TABLE_COLUMNS);
	xlsx->row.cells = xlsx->cells;
	if (!workbook_open(&xlsx->book, path, profile, error) || !open_sheet(xlsx, path, error)) {
		xlsx_close(&xlsx->table);
		return NULL;
	}
	return &xlsx->table;
}
