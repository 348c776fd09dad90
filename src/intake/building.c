/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first row gives the record's own fields, every row one row of each group it has cells for.  All faults of
 * a record are told, also behind the first error, so that a client mends his file once.
 */
#include "intake/building.h"

#include <string.h>

#include "intake/reckoning.h"

static enum finding_code row_finding(enum row_fault fault)
{
	switch (fault) {
	case ROW_FAULT_LONG:
		return FINDING_CODE_CELL_LONG;
	case ROW_FAULT_ENCODING:
		return FINDING_CODE_ROW_ENCODING;
	case ROW_FAULT_CONTROL:
		return FINDING_CODE_ROW_CONTROL;
	case ROW_FAULT_CELLS:
	case ROW_FAULT_QUOTE:
	case ROW_FINE:
		break;
	}
	return FINDING_CODE_ROW_CELLS;
}

static gboolean report_fault(struct reading *reading, const struct mapping *mapping, const struct picked_row *row)
{
	char scratch[COLUMN_NAME_ROOM];
	enum finding_code code = row_finding(row->fault);

	if (row->fault == ROW_FINE)
		return FALSE;
	reading->row = row->number;
	finding_report(reading->sink, code, reading->record, row->number,
		       mapping_column_name(mapping, row->column, scratch),
		       text_shown(row->shown.text, row->shown.length, reading->arena),
		       row->fault == ROW_FAULT_QUOTE ? "left out: a quote is not closed" : "left out");
	reading->failed = TRUE;
	return TRUE;
}

static void read_fields(struct reading *reading, const struct building *building, const struct picked_row *row,
			struct record *record)
{
	const struct mapping *mapping = building->mapping;
	const struct field_list *fields = &building->dictionary->fields;

	reading->row = row->number;
	for (guint i = 0; i < fields->count; i++) {
		const struct mapped *mapped = &mapping->fields[i];

		reading_value(reading, &fields->fields[i], mapped, row->cells, &record->fields[i]);
		if (mapping->checks[i] >= 0)
			reading_check(reading, (enum id_kind)mapping->checks[i], mapped, &record->fields[i]);
	}
	reading_addressee(reading, mapping, row->cells, &record->to);
}

/* ---- groups of rows ---- */

static gboolean same_cell(const struct table_cell *a, const struct table_cell *b)
{
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static gboolean is_blank(const struct table_cell *cell)
{
	for (guint i = 0; i < cell->length; i++) {
		if (cell->text[i] != ' ')
			return FALSE;
	}
	return TRUE;
}

static gboolean has_group(const struct mapped *columns, guint count, const struct picked_row *row)
{
	for (guint i = 0; i < count; i++) {
		for (guint j = 0; j < columns[i].n_cells; j++) {
			if (!is_blank(&row->cells[columns[i].cells[j]]))
				return TRUE;
		}
	}
	return FALSE;
}

static gboolean same_group(const struct mapped *columns, guint count, const struct picked_row *a,
			   const struct picked_row *b)
{
	for (guint i = 0; i < count; i++) {
		for (guint j = 0; j < columns[i].n_cells; j++) {
			guint cell = columns[i].cells[j];

			if (!same_cell(&a->cells[cell], &b->cells[cell]))
				return FALSE;
		}
	}
	return TRUE;
}

static guint hash_group(const struct mapped *columns, guint count, const struct picked_row *row)
{
	guint hash = 5381;

	for (guint i = 0; i < count; i++) {
		for (guint j = 0; j < columns[i].n_cells; j++) {
			const struct table_cell *cell = &row->cells[columns[i].cells[j]];

			for (guint k = 0; k < cell->length; k++)
				hash = hash * 33 + (guchar)cell->text[k];
			hash = hash * 33 + 1;
		}
	}
	return hash;
}

/* The rows of one group that were seen, by open addressing: twice as many places as rows. */
struct seen {
	const struct picked_row **rows;
	guint mask;
};

static struct seen seen_new(guint count, struct arena *arena)
{
	guint places = 4;

	while (places < count * 2)
		places *= 2;
	return (struct seen){ arena_new_array0(arena, const struct picked_row *, places), places - 1 };
}

/* Whether an equal row was there before; notes this one. */
static gboolean seen_before(struct seen *seen, const struct mapped *columns, guint count, const struct picked_row *row)
{
	guint place = hash_group(columns, count, row) & seen->mask;

	while (seen->rows[place] != NULL) {
		if (same_group(columns, count, seen->rows[place], row))
			return TRUE;
		place = (place + 1) & seen->mask;
	}
	seen->rows[place] = row;
	return FALSE;
}

static void read_group(struct reading *reading, const struct row_group *group, const struct mapped *columns,
		       const struct picked_row *rows, guint count, struct row_set *set)
{
	guint n_columns = group->columns.count;
	struct seen seen = seen_new(count, reading->arena);

	set->cells = arena_new_array0(reading->arena, struct value, count * n_columns);
	for (guint i = 0; i < count; i++) {
		struct value *cells = set->cells + set->count * n_columns;

		if (!has_group(columns, n_columns, &rows[i]))
			continue;
		reading->row = rows[i].number;
		if (seen_before(&seen, columns, n_columns, &rows[i]))
			reading_report(reading, FINDING_CODE_ROW_DUPLICATE, group->name, "", "kept");
		for (guint j = 0; j < n_columns; j++)
			reading_value(reading, &group->columns.fields[j], &columns[j], rows[i].cells, &cells[j]);
		set->count++;
	}
}

static void read_groups(struct reading *reading, const struct building *building, const struct picked_row *rows,
			guint count, struct record *record)
{
	const struct dictionary *dictionary = building->dictionary;

	for (guint i = 0; i < dictionary->n_groups; i++) {
		const struct row_group *group = &dictionary->groups[i];
		const struct mapped *columns = building->mapping->groups[i];
		struct row_set *set = &record->groups[i];

		if (columns == NULL)
			continue;
		read_group(reading, group, columns, rows, count, set);
		reading->row = rows[0].number;
		if (set->count < group->min)
			reading_report(reading, FINDING_CODE_GROUP_SHORT, group->name,
				       arena_printf(reading->arena, "%u", set->count), NULL);
	}
}

/* ---- rows that should agree ---- */

/* Tells the first row whose text differs from the first row's. */
static void compare_cell(struct reading *reading, const struct agreed *agreed, const struct picked_row *rows,
			 guint count)
{
	const struct table_cell *first = &rows[0].cells[agreed->cell];

	for (guint i = 1; i < count; i++) {
		const struct table_cell *here = &rows[i].cells[agreed->cell];
		const char *kept, *other;

		if (same_cell(first, here))
			continue;
		kept = text_clean(first->text, first->length, TEXT_FOLD, reading->arena);
		other = text_clean(here->text, here->length, TEXT_FOLD, reading->arena);
		if (strcmp(kept, other) == 0)
			continue;
		reading->row = rows[i].number;
		reading_report(reading, FINDING_CODE_GROUP_DIFFERS, agreed->told, other,
			       arena_printf(reading->arena, "kept: %s", kept));
		return;
	}
}

static void compare_rows(struct reading *reading, const struct mapping *mapping, const struct picked_row *rows,
			 guint count)
{
	for (guint i = 0; i < mapping->agreed->len; i++)
		compare_cell(reading, &g_array_index(mapping->agreed, struct agreed, i), rows, count);
}

/* ---- the record ---- */

static gboolean any_fault(struct reading *reading, const struct building *building, const struct picked_row *rows,
			  guint count)
{
	gboolean fault = FALSE;

	for (guint i = 0; i < count; i++)
		fault |= report_fault(reading, building->mapping, &rows[i]);
	reading->row = rows[0].number;
	if (count > RECORD_ROWS_MAX) {
		reading_report(reading, FINDING_CODE_PAGES_MANY, building->mapping->key.source->told,
			       arena_printf(reading->arena, "%u rows", count), NULL);
		fault = TRUE;
	}
	return fault;
}

struct record *building_record(const struct building *building, const struct picked_row *rows, guint count,
			       guint number, struct arena *arena)
{
	struct reading reading = { building->sink, arena, number, rows[0].number, FALSE };
	struct record *record;
	const char *key;

	if (any_fault(&reading, building, rows, count))
		return NULL;
	record = record_new(building->dictionary, arena);
	record->number = number;
	record->row = rows[0].number;
	key = reading_text(&reading, &building->mapping->key, rows[0].cells, TEXT_FOLD);
	record->key = key;
	if (*key == '\0' && building->mapping->grouped)
		reading_report(&reading, FINDING_CODE_FIELD_EMPTY, building->mapping->key.source->told, "", NULL);
	read_fields(&reading, building, &rows[0], record);
	read_groups(&reading, building, rows, count, record);
	compare_rows(&reading, building->mapping, rows, count);
	if (building->filling != NULL && !reading.failed)
		reckoning_fill(building->filling, building->given, &reading, record);
	return reading.failed ? NULL : record;
}
