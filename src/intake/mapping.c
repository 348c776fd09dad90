/* SPDX-License-Identifier: Apache-2.0 */
/* All that does not fit is collected in one text, so that an operator mends a profile in one go. */
#include "intake/mapping.h"

#include <string.h>

#include "base/text.h"
#include "intake/intake.h"

#define NOT_PICKED G_MAXUINT

/* A cell that is copied from each row. */
struct pick {
	guint column;		/* 0 first; of a fixed file the first character */
	guint length;		/* of a fixed file */
	gboolean exact;		/* of a fixed file: half of it would be another value, not a shorter text */
};

struct compiler {
	struct mapping *mapping;
	const struct dictionary *dictionary;
	const struct filling *filling;
	const char *file;
	guint header_row;
	GArray *picks;
	GString *faults;
	enum intake_error code;
};

static void fault_profile(struct compiler *compiler, const char *group, const char *key, const char *text)
{
	compiler->code = INTAKE_ERROR_PROFILE;
	g_string_append_printf(compiler->faults, "profile '%s': [%s]%s%s: %s\n", compiler->mapping->profile->name,
			       group, key != NULL ? " " : "", key != NULL ? key : "", text);
}

static void fault_column(struct compiler *compiler, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void fault_column(struct compiler *compiler, const char *format, ...)
{
	va_list args;

	g_string_append_printf(compiler->faults, "%s: row %u: ", compiler->file, compiler->header_row);
	va_start(args, format);
	g_string_append_vprintf(compiler->faults, format, args);
	va_end(args);
	g_string_append_c(compiler->faults, '\n');
}

/* ---- columns ---- */

static guint find_exact(const struct mapping *mapping, const char *name, guint *times)
{
	guint found = 0;

	*times = 0;
	for (guint i = mapping->n_columns; i > 0; i--) {
		if (strcmp(mapping->names[i - 1], name) == 0) {
			found = i - 1;
			(*times)++;
		}
	}
	return found;
}

/* Without capitals and blanks. */
static char *loose_name(const char *name)
{
	g_autofree char *folded = g_utf8_casefold(name, -1);
	GString *loose = g_string_new(NULL);

	for (const char *p = folded; *p != '\0'; p++) {
		if (*p != ' ')
			g_string_append_c(loose, *p);
	}
	return g_string_free(loose, FALSE);
}

static guint find_loose(const struct mapping *mapping, const char *name, guint *times)
{
	g_autofree char *wanted = loose_name(name);
	guint found = 0;

	*times = 0;
	for (guint i = mapping->n_columns; i > 0; i--) {
		g_autofree char *loose = loose_name(mapping->names[i - 1]);

		if (strcmp(loose, wanted) == 0) {
			found = i - 1;
			(*times)++;
		}
	}
	return found;
}

static guint find_name(struct compiler *compiler, const struct column_ref *ref)
{
	struct arena *arena = arena_new(1024);
	const char *name = text_clean(ref->name, strlen(ref->name), TEXT_FOLD, arena);
	guint times;
	guint found = find_exact(compiler->mapping, name, &times);

	if (times == 0)
		found = find_loose(compiler->mapping, name, &times);
	if (times == 0)
		fault_column(compiler, "column '%s' is missing", ref->name);
	else if (times > 1)
		fault_column(compiler, "column '%s' stands there %u times: name it by its number (#%u)", ref->name,
			     times, found + 1);
	arena_free(arena);
	return found;
}

static struct pick find_column(struct compiler *compiler, const struct column_ref *ref)
{
	struct mapping *mapping = compiler->mapping;
	struct pick pick = { ref->position - 1, ref->length, FALSE };

	if (mapping->profile->kind == TABLE_FIXED)
		return pick;
	if (ref->name != NULL && mapping->profile->header_row == 0)
		fault_column(compiler, "column '%s' cannot be found: the profile says there is no header row", ref->name);
	else if (ref->name != NULL)
		pick.column = find_name(compiler, ref);
	else if (ref->position > mapping->n_columns)
		fault_column(compiler, "there is no column %u, only %u", ref->position, mapping->n_columns);
	return pick;
}

static guint add_pick(struct compiler *compiler, const struct pick *pick)
{
	for (guint i = 0; i < compiler->picks->len; i++) {
		struct pick *old = &g_array_index(compiler->picks, struct pick, i);

		if (old->column == pick->column && old->length == pick->length) {
			old->exact |= pick->exact;
			return i;
		}
	}
	g_array_append_vals(compiler->picks, pick, 1);
	return compiler->picks->len - 1;
}

static void map_source(struct compiler *compiler, const struct cell_source *source, gboolean exact,
		       struct mapped *mapped)
{
	mapped->source = source;
	mapped->cells = arena_new_array(compiler->mapping->arena, guint, source->n_columns);
	mapped->n_cells = source->n_columns;
	for (guint i = 0; i < source->n_columns; i++) {
		struct pick pick = find_column(compiler, &source->columns[i]);

		pick.exact = exact;
		mapped->cells[i] = add_pick(compiler, &pick);
	}
}

/* The picked cells of a target of the whole record, each once. */
static void note_agreed(struct mapping *mapping, const struct mapped *mapped)
{
	for (guint i = 0; i < mapped->n_cells; i++) {
		const struct column_ref *ref = &mapped->source->columns[i];
		struct agreed agreed = { mapped->cells[i], ref->name };
		gboolean known = FALSE;

		for (guint j = 0; j < mapping->agreed->len && !known; j++)
			known = g_array_index(mapping->agreed, struct agreed, j).cell == agreed.cell;
		if (agreed.told == NULL && ref->length > 0)
			agreed.told = arena_printf(mapping->arena, "%u+%u", ref->position, ref->length);
		else if (agreed.told == NULL)
			agreed.told = arena_printf(mapping->arena, "#%u", ref->position);
		if (!known)
			g_array_append_val(mapping->agreed, agreed);
	}
}

static void note_all_agreed(struct mapping *mapping, const struct dictionary *dictionary)
{
	for (guint i = 0; i < dictionary->fields.count; i++)
		note_agreed(mapping, &mapping->fields[i]);
	for (guint i = 0; i < ADDRESSEE_PARTS; i++)
		note_agreed(mapping, &mapping->parts[i]);
}

/* ---- targets ---- */

static gboolean form_fits(enum cell_form form, enum field_type type)
{
	switch (form) {
	case FORM_FOUND_OUT:
		return TRUE;
	case FORM_DATE:
		return type == FIELD_DATE;
	case FORM_CENTS:
	case FORM_DECIMAL_COMMA:
	case FORM_DECIMAL_POINT:
		break;
	}
	return type == FIELD_MONEY;
}

/* A field that nothing fills, though the layout or the job needs it. */
static void check_unmapped(struct compiler *compiler, const char *group, const struct field *field, struct place place)
{
	enum field_use use = filling_use(compiler->filling, place);

	if (use == USE_FILLED)
		return;
	if (field->need == FIELD_REQUIRED)
		fault_profile(compiler, group, field->name, "missing: the layout needs this field");
	else if (use == USE_READ)
		fault_profile(compiler, group, field->name, "missing: the job reckons with this field");
}

/* The fields of a list: of the group'th group, or of the record (FIELD_NONE). */
static void map_fields(struct compiler *compiler, const char *group, const struct source_list *from, guint index_of_group,
		       struct mapped *into)
{
	const struct dictionary *dictionary = compiler->dictionary;
	const struct field_list *fields =
		index_of_group == FIELD_NONE ? &dictionary->fields : &dictionary->groups[index_of_group].columns;

	for (guint i = 0; i < from->sources->len; i++) {
		const struct cell_source *source = &g_array_index(from->sources, struct cell_source, i);
		guint index = field_list_find(fields, source->target);

		if (index == FIELD_NONE) {
			fault_profile(compiler, group, source->target, "the layout has no such field");
			continue;
		}
		if (filling_use(compiler->filling, (struct place){ index_of_group, index }) == USE_FILLED)
			fault_profile(compiler, group, source->target, "the job fills this field");
		if (!form_fits(source->form, fields->fields[index].type))
			fault_profile(compiler, group, source->target, "a form that does not fit the field's type");
		map_source(compiler, source, fields->fields[index].type != FIELD_TEXT, &into[index]);
	}
	for (guint i = 0; i < fields->count; i++) {
		if (into[i].n_cells == 0)
			check_unmapped(compiler, group, &fields->fields[i], (struct place){ index_of_group, i });
	}
}

static gboolean job_reads(const struct compiler *compiler, guint group)
{
	for (guint i = 0; i < compiler->dictionary->groups[group].columns.count; i++) {
		if (filling_use(compiler->filling, (struct place){ group, i }) == USE_READ)
			return TRUE;
	}
	return FALSE;
}

static void check_unmapped_group(struct compiler *compiler, guint index)
{
	const struct row_group *group = &compiler->dictionary->groups[index];
	g_autofree char *name = g_strconcat("rows ", group->name, NULL);

	if (filling_makes(compiler->filling, index))
		return;
	if (group->min > 0)
		fault_profile(compiler, name, NULL, "missing: the layout needs this group of rows");
	else if (job_reads(compiler, index))
		fault_profile(compiler, name, NULL, "missing: the job reckons with these rows");
}

static void map_groups(struct compiler *compiler, const struct intake_profile *profile)
{
	const struct dictionary *dictionary = compiler->dictionary;

	for (guint i = 0; i < profile->rows->len; i++) {
		const struct source_list *list = &g_array_index(profile->rows, struct source_list, i);
		g_autofree char *group = g_strconcat("rows ", list->name, NULL);
		guint index = dictionary_find_group(dictionary, list->name);

		if (index == FIELD_NONE) {
			fault_profile(compiler, group, NULL, "the layout has no such group of rows");
			continue;
		}
		if (filling_makes(compiler->filling, index))
			fault_profile(compiler, group, NULL, "the job makes these rows");
		compiler->mapping->groups[index] = arena_new_array0(compiler->mapping->arena, struct mapped,
								    dictionary->groups[index].columns.count);
		map_fields(compiler, group, list, index, compiler->mapping->groups[index]);
	}
	for (guint i = 0; i < dictionary->n_groups; i++) {
		if (compiler->mapping->groups[i] == NULL)
			check_unmapped_group(compiler, i);
	}
}

static void map_addressee(struct compiler *compiler, const struct intake_profile *profile)
{
	for (guint i = 0; i < profile->addressee.sources->len; i++) {
		const struct cell_source *source = &g_array_index(profile->addressee.sources, struct cell_source, i);
		guint part = 0;

		while (part < ADDRESSEE_PARTS && strcmp(addressee_part_names[part], source->target) != 0)
			part++;
		g_assert(part < ADDRESSEE_PARTS);
		if (source->form != FORM_FOUND_OUT)
			fault_profile(compiler, "addressee", source->target, "a form on what is text");
		map_source(compiler, source, FALSE, &compiler->mapping->parts[part]);
	}
}

static void map_key(struct compiler *compiler, const struct intake_profile *profile)
{
	const struct cell_source *source;

	if (profile->record.sources->len == 0)
		return;
	source = &g_array_index(profile->record.sources, struct cell_source, 0);
	if (source->form != FORM_FOUND_OUT)
		fault_profile(compiler, "record", source->target, "a form on what is text");
	map_source(compiler, source, TRUE, &compiler->mapping->key);
}

static void map_checks(struct compiler *compiler, const struct intake_profile *profile)
{
	const struct field_list *fields = &compiler->dictionary->fields;

	for (guint i = 0; i < fields->count; i++)
		compiler->mapping->checks[i] = -1;
	for (guint i = 0; i < profile->checks->len; i++) {
		const struct id_check *check = &g_array_index(profile->checks, struct id_check, i);
		guint index = field_list_find(fields, check->field);

		if (index == FIELD_NONE)
			fault_profile(compiler, "checks", check->field, "the layout has no such field");
		else if (fields->fields[index].type != FIELD_TEXT && fields->fields[index].type != FIELD_CODE)
			fault_profile(compiler, "checks", check->field, "only text and code fields can be checked");
		else
			compiler->mapping->checks[index] = (int)check->kind;
	}
}

/* ---- the whole ---- */

static void read_names(struct mapping *mapping, const struct table_row *header)
{
	mapping->names = arena_new_array(mapping->arena, const char *, mapping->n_columns);
	for (guint i = 0; i < mapping->n_columns; i++) {
		const struct table_cell *cell = header != NULL ? &header->cells[i] : NULL;
		gboolean fine = cell != NULL && text_check(cell->text, cell->length) <= TEXT_FINE;

		mapping->names[i] = fine ? text_clean(cell->text, cell->length, TEXT_FOLD, mapping->arena) : "";
		if (mapping->names[i][0] != '\0' || header == NULL)
			mapping->n_named = i + 1;
	}
}

static void compile(struct compiler *compiler, const struct table_row *header)
{
	struct mapping *mapping = compiler->mapping;
	const struct intake_profile *profile = mapping->profile;
	const struct dictionary *dictionary = compiler->dictionary;

	mapping->fields = arena_new_array0(mapping->arena, struct mapped, dictionary->fields.count);
	mapping->groups = arena_new_array0(mapping->arena, struct mapped *, dictionary->n_groups);
	mapping->checks = arena_new_array0(mapping->arena, int, dictionary->fields.count);
	read_names(mapping, header);
	map_fields(compiler, "fields", &profile->fields, FIELD_NONE, mapping->fields);
	map_groups(compiler, profile);
	map_addressee(compiler, profile);
	map_key(compiler, profile);
	map_checks(compiler, profile);
	note_all_agreed(mapping, dictionary);
	mapping->n_picked = compiler->picks->len;
	mapping->picks = arena_memdup(mapping->arena, compiler->picks->data, compiler->picks->len * sizeof(struct pick));
	mapping->pick_of = arena_new_array(mapping->arena, guint, mapping->n_columns);
	for (guint i = 0; i < mapping->n_columns; i++)
		mapping->pick_of[i] = NOT_PICKED;
	for (guint i = 0; i < mapping->n_picked; i++) {
		if (mapping->picks[i].column < mapping->n_columns)
			mapping->pick_of[mapping->picks[i].column] = i;
	}
}

struct mapping *mapping_new(const struct intake_profile *profile, const struct dictionary *dictionary,
			    const struct filling *filling, const char *file, const struct table_row *header, guint columns, GError **error)
{
	struct mapping *mapping = g_new0(struct mapping, 1);
	struct compiler compiler = {
		.mapping = mapping, .dictionary = dictionary, .filling = filling, .file = file, .code = INTAKE_ERROR_COLUMNS,
		.header_row = header != NULL ? header->number : 1,
		.picks = g_array_new(FALSE, TRUE, sizeof(struct pick)), .faults = g_string_new(NULL),
	};

	mapping->profile = profile;
	mapping->arena = arena_new(16 * 1024);
	mapping->grouped = profile->rows->len > 0;
	mapping->agreed = g_array_new(FALSE, FALSE, sizeof(struct agreed));
	mapping->n_columns = columns;
	compile(&compiler, header);
	if (compiler.faults->len > 0) {
		g_string_truncate(compiler.faults, compiler.faults->len - 1);
		g_set_error_literal(error, INTAKE_ERROR, compiler.code, compiler.faults->str);
		mapping_free(mapping);
		mapping = NULL;
	}
	g_array_unref(compiler.picks);
	g_string_free(compiler.faults, TRUE);
	return mapping;
}

void mapping_free(struct mapping *mapping)
{
	if (mapping == NULL)
		return;
	arena_free(mapping->arena);
	g_array_unref(mapping->agreed);
	g_free(mapping);
}

/* ---- picking ---- */

static void set_fault(struct picked_row *out, enum row_fault fault, guint column, const struct table_cell *shown)
{
	if (out->fault != ROW_FINE)
		return;
	out->fault = fault;
	out->column = column;
	out->shown = *shown;
}

static const struct table_cell nothing = { "", 0, FALSE, TRUE };

/* One cell, copied; empty where it is no text. */
static struct table_cell check_cell(const struct table_row *row, guint column, struct picked_row *out)
{
	struct table_cell cell = row->cells[column];

	switch (text_check(cell.text, cell.length)) {
	case TEXT_PLAIN:
		cell.plain = TRUE;
		return cell;
	case TEXT_FINE:
		cell.plain = FALSE;
		return cell;
	case TEXT_ENCODING:
		set_fault(out, ROW_FAULT_ENCODING, column + 1, &cell);
		break;
	case TEXT_CONTROL:
		set_fault(out, ROW_FAULT_CONTROL, column + 1, &cell);
		break;
	}
	return nothing;
}

/* Cells behind the header's last are a fault unless they are empty: exports often end a line in separators. */
static void check_count(const struct mapping *mapping, const struct table_row *row, struct picked_row *out)
{
	if (row->count < mapping->n_named)
		set_fault(out, ROW_FAULT_CELLS, 0, &nothing);
	for (guint i = mapping->n_columns; i < row->count; i++) {
		if (row->cells[i].length > 0)
			set_fault(out, ROW_FAULT_CELLS, i + 1, &row->cells[i]);
	}
}

/* Cells that nobody picks are checked too: bytes that are no text mean a damaged file. */
static void pick_columns(const struct mapping *mapping, const struct table_row *row, struct picked_row *out)
{
	if (row->count < mapping->n_columns) {
		for (guint i = 0; i < mapping->n_picked; i++)
			out->cells[i] = nothing;
	}
	for (guint column = 0; column < row->count; column++) {
		struct table_cell cell = check_cell(row, column, out);

		if (column < mapping->n_columns && mapping->pick_of[column] != NOT_PICKED)
			out->cells[mapping->pick_of[column]] = cell;
	}
}

static void pick_places(const struct mapping *mapping, const struct table_row *row, struct picked_row *out)
{
	struct table_cell line = row->count > 0 ? check_cell(row, 0, out) : nothing;
	gsize length = line.plain ? line.length : text_characters(line.text);

	for (guint i = 0; i < mapping->n_picked; i++) {
		const struct pick *pick = &mapping->picks[i];
		gsize start = MIN(pick->column, length);
		gsize end = MIN(pick->column + pick->length, length);
		const char *from = line.plain ? line.text + start : text_character_at(line.text, start);
		const char *to = line.plain ? line.text + end : text_character_at(from, end - start);

		out->cells[i] = (struct table_cell){ from, (guint)(to - from), FALSE, line.plain };
		if (pick->exact && start < length && pick->column + pick->length > length)
			set_fault(out, ROW_FAULT_CELLS, 0, &out->cells[i]);
	}
}

void mapping_pick(const struct mapping *mapping, const struct table *table, const struct table_row *row,
		  struct picked_row *out)
{
	out->number = row->number;
	out->fault = ROW_FINE;
	out->column = 0;
	out->shown = nothing;
	if (row->fault == TABLE_QUOTE)
		set_fault(out, ROW_FAULT_QUOTE, row->count + 1, &nothing);
	else if (row->fault == TABLE_LONG)
		set_fault(out, ROW_FAULT_LONG, row->count + 1, &nothing);
	if (mapping->profile->kind == TABLE_FIXED)
		pick_places(mapping, row, out);
	else
		pick_columns(mapping, row, out);
	if (table->counted)
		check_count(mapping, row, out);
}

const char *mapping_column_name(const struct mapping *mapping, guint column, char scratch[COLUMN_NAME_ROOM])
{
	if (column == 0)
		return "";
	if (column <= mapping->n_columns && mapping->names[column - 1][0] != '\0')
		return mapping->names[column - 1];
	g_snprintf(scratch, COLUMN_NAME_ROOM, "#%u", column);
	return scratch;
}
