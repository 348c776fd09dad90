/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Without groups of rows each row is read, built and given out; with them the whole file is first laid down in a
 * rowbook, since the rows of a key may stand anywhere.
 */
#include "intake/intake.h"

#include <string.h>

#include "base/text.h"
#include "intake/building.h"
#include "intake/mapping.h"
#include "intake/rowbook.h"
#include "intake/table.h"

struct intake {
	struct table *table;
	struct mapping *mapping;
	struct building building;
	struct intake_counts counts;
	struct rowbook *book;		/* where rows are grouped */
	gboolean gathered;
	struct arena *scratch;		/* of one record's rows while they are built, or of one key */
	struct arena *trial;		/* of records that may fail */
	struct picked_row row;
	struct table_row first;		/* a row that was read to count columns, and is still to be given out */
	gboolean have_first;
};

/* ---- rows ---- */

static gboolean is_blank_row(const struct table_row *row)
{
	for (guint i = 0; i < row->count; i++) {
		const struct table_cell *cell = &row->cells[i];

		if (cell->length > 0 && strspn(cell->text, " \t\r\n") < cell->length)
			return FALSE;
	}
	return row->fault == TABLE_FINE;
}

/* The next row that says anything. */
static enum table_got next_row(struct intake *intake, const struct table_row **row, GError **error)
{
	enum table_got got;

	if (intake->have_first) {
		intake->have_first = FALSE;
		*row = &intake->first;
		return TABLE_ROW;
	}
	do
		got = table_next(intake->table, row, error);
	while (got == TABLE_ROW && is_blank_row(*row));
	return got;
}

static enum table_got next_picked(struct intake *intake, GError **error)
{
	const struct table_row *row;
	enum table_got got = next_row(intake, &row, error);

	if (got != TABLE_ROW)
		return got;
	intake->counts.rows++;
	mapping_pick(intake->mapping, intake->table, row, &intake->row);
	return TABLE_ROW;
}

/* ---- opening ---- */

/* The row that names the columns or, where there is none, the first one, which is then still to be given out. */
static gboolean read_header(struct intake *intake, const struct intake_profile *profile, const char *name,
			    GError **error)
{
	const struct table_row *row;
	enum table_got got;

	do
		got = next_row(intake, &row, error);
	while (got == TABLE_ROW && row->number < profile->header_row);
	if (got == TABLE_END)
		g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: there is no row %u", name,
			    MAX(profile->header_row, 1));
	if (got != TABLE_ROW)
		return FALSE;
	if (profile->header_row == 0) {
		intake->first = *row;
		intake->have_first = TRUE;
	}
	intake->mapping = mapping_new(profile, intake->building.dictionary, intake->building.filling, name,
				      profile->header_row > 0 ? row : NULL, row->count, error);
	return intake->mapping != NULL;
}

struct intake *intake_open(const struct intake_profile *profile, const struct dictionary *dictionary,
			   const struct filling *filling, const char *path, struct finding_sink *sink, GError **error)
{
	g_autofree char *name = g_path_get_basename(path);
	struct intake *intake = g_new0(struct intake, 1);

	intake->building.dictionary = dictionary;
	intake->building.filling = filling;
	for (guint kind = 0; kind < NUMBER_KINDS; kind++)
		intake->building.given[kind] = numberset_new();
	intake->building.sink = sink;
	intake->table = table_open(profile, path, error);
	if (intake->table == NULL || !read_header(intake, profile, name, error)) {
		intake_close(intake);
		return NULL;
	}
	intake->building.mapping = intake->mapping;
	intake->row.cells = g_new0(struct table_cell, intake->mapping->n_picked);
	intake->scratch = arena_new(64 * 1024);
	intake->trial = arena_new(64 * 1024);
	if (intake->mapping->grouped)
		intake->book = rowbook_new(intake->mapping->n_picked);
	return intake;
}

/* ---- records ---- */

/* Every row of the file into the book. */
static gboolean gather(struct intake *intake, GError **error)
{
	enum table_got got;

	intake->gathered = TRUE;
	while ((got = next_picked(intake, error)) == TABLE_ROW) {
		struct reading reading = { .arena = intake->scratch };
		const char *key = reading_text(&reading, &intake->mapping->key, intake->row.cells, TEXT_FOLD);

		if (!rowbook_add(intake->book, key, &intake->row, error))
			return FALSE;
		arena_reset(intake->scratch);
	}
	return got == TABLE_END;
}

/* The rows of the next record; rows->count is 0 at the end of the file. */
static gboolean next_rows(struct intake *intake, struct rowbook_rows *rows, GError **error)
{
	enum table_got got;

	if (intake->book != NULL) {
		arena_reset(intake->scratch);
		return (intake->gathered || gather(intake, error)) &&
		       rowbook_next(intake->book, intake->scratch, rows, error);
	}
	got = next_picked(intake, error);
	*rows = (struct rowbook_rows){ &intake->row, got == TABLE_ROW };
	return got != TABLE_FAILED;
}

static struct record *copy_record(const struct intake *intake, const struct record *record, struct arena *arena)
{
	const struct dictionary *dictionary = intake->building.dictionary;
	GByteArray *packed = g_byte_array_new();
	struct record *copy;

	record_pack(record, dictionary, packed);
	copy = record_unpack(arena_memdup(arena, packed->data, packed->len), packed->len, dictionary, arena);
	g_byte_array_unref(packed);
	return copy;
}

/*
 * A record that fails leaves its rubbish in the arena it was made in.  So that a file of bad rows costs no memory,
 * only the first try of a call is made in the caller's arena, the others in one that is reset.
 */
enum intake_got intake_next(struct intake *intake, struct arena *arena, struct record **record, GError **error)
{
	struct arena *into = arena;
	struct rowbook_rows rows;

	for (;; into = intake->trial) {
		guint number = intake->counts.records + intake->counts.left_out + 1;

		arena_reset(intake->trial);
		if (!next_rows(intake, &rows, error))
			return INTAKE_FAILED;
		if (rows.count == 0)
			return INTAKE_END;
		*record = building_record(&intake->building, rows.rows, rows.count, number, into);
		if (*record != NULL)
			break;
		intake->counts.left_out++;
	}
	if (into != arena)
		*record = copy_record(intake, *record, arena);
	intake->counts.records++;
	return INTAKE_RECORD;
}

struct intake_counts intake_counts(const struct intake *intake)
{
	return intake->counts;
}

void intake_close(struct intake *intake)
{
	if (intake == NULL)
		return;
	table_close(intake->table);
	mapping_free(intake->mapping);
	rowbook_free(intake->book);
	for (guint kind = 0; kind < NUMBER_KINDS; kind++)
		numberset_free(intake->building.given[kind]);
	arena_free(intake->scratch);
	arena_free(intake->trial);
	g_free(intake->row.cells);
	g_free(intake);
}
