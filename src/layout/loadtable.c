/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table: columns, then the kinds of rows.  Inside <row> and <subtotal> the group's columns can be named alone;
 * inside <subtotal> count and sum mean the rows of one equal value.
 */
#include "layout/load.h"

#include <string.h>

#define TABLE_COLUMNS_MAX 24

struct building {
	struct loading *loading;
	struct table *table;
	xmlNode *node;
	um_t rules, head_rule, total_rule;
};

/* ---- columns ---- */

/* The stars share what the measured columns leave; the last takes the rest of the division. */
static void share_width(struct building *building, guint stars, um_t gap)
{
	struct table *table = building->table;
	um_t x = table->inset, room = table->width - 2 * table->inset;

	for (guint i = 0; i < table->n_columns; i++)
		room -= table->columns[i].width + (i > 0 ? gap : 0);
	if (room < 0 || (stars > 0 && room < (um_t)stars * 1000)) {
		char measure[LENGTH_ROOM];

		length_write_mm(measure, stars * 1000 - room);
		mistakes_add(building->loading->mistakes, table->line, "the columns are too wide by %s", measure);
		room = (um_t)stars * 1000;
	}
	for (guint i = 0; i < table->n_columns; i++) {
		struct table_column *column = &table->columns[i];

		if (column->width == 0) {
			column->width = room / (um_t)stars;
			room -= column->width;
			stars--;
		}
		column->x = x;
		x += column->width + gap;
	}
}

static gboolean load_column(struct loading *loading, xmlNode *node, struct table_column *column)
{
	const char *width = attr_need(loading, node, "width");

	attr_check(loading, node, "width align");
	column->align_stated = attr_align(loading, node, "align", &column->align);
	if (strcmp(width, "*") == 0)
		return TRUE;
	column->width = attr_length(loading, node, "width", 1000);
	if (column->width == 0)
		column->width = 1000;
	return FALSE;
}

static void load_columns(struct building *building)
{
	struct loading *loading = building->loading;
	struct table *table = building->table;
	guint stars = 0, i = 0;

	table->n_columns = node_count(building->node, "column");
	if (table->n_columns == 0 || table->n_columns > TABLE_COLUMNS_MAX) {
		mistakes_add(loading->mistakes, table->line, "a <table> has 1 to %d <column>s", TABLE_COLUMNS_MAX);
		table->n_columns = MIN(table->n_columns, TABLE_COLUMNS_MAX);
	}
	table->columns = arena_new_array0(loading->arena, struct table_column, table->n_columns + 1);
	for (xmlNode *child = node_first(building->node); child != NULL && i < table->n_columns; child = node_next(child))
		if (node_is(child, "column"))
			stars += load_column(loading, child, &table->columns[i++]);
	share_width(building, stars, attr_length(loading, building->node, "gap", 0));
}

/* ---- rows ---- */

/* Returns how many columns it takes. */
static guint load_cell(struct building *building, xmlNode *node, const struct para_style *row_style, guint column,
		      struct cell *cell)
{
	struct loading *loading = building->loading;
	struct table *table = building->table;
	const struct para_style *style = style_of(loading, node, row_style);
	guint span = attr_number(loading, node, "span", 1, TABLE_COLUMNS_MAX, 1);
	const struct table_column *first, *last;

	attr_check(loading, node, STYLE_ATTRIBUTES "style span");
	if (column + span > table->n_columns) {
		mistakes_add(loading->mistakes, node_line(node), "the row has more cells than the table columns (%u)",
			     table->n_columns);
		column = 0;
		span = 1;
	}
	first = &table->columns[column];
	last = &table->columns[column + span - 1];
	cell->column = column;
	cell->x = first->x;
	cell->width = MAX(last->x + last->width - first->x, 1);
	cell->align = style->align;
	if (!node_has(node, "align") && !node_has(node, "style") && span == 1 && first->align_stated)
		cell->align = first->align;
	text_load(loading, node, style, cell->align, cell->width, 0, &cell->text);
	return span;
}

static void load_cells(struct building *building, xmlNode *node, const struct para_style *style, struct table_row *row)
{
	struct loading *loading = building->loading;
	guint column = 0, count = node_count(node, "cell");

	row->cells = arena_new_array0(loading->arena, struct cell, count + 1);
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child)) {
		if (!node_is(child, "cell")) {
			node_misplaced(loading, child);
			continue;
		}
		column += load_cell(building, child, style, column, &row->cells[row->n_cells++]);
	}
	if (column < building->table->n_columns)
		mistakes_add(loading->mistakes, node_line(node), "the row's cells fill %u of %u columns", column,
			     building->table->n_columns);
}

static void load_row(struct building *building, xmlNode *node, um_t above, um_t below, struct table_row *row)
{
	struct loading *loading = building->loading;

	row->line = node_line(node);
	row->rule_colour = node_is(node, "row") || node_is(node, "subtotal") ? building->table->row_rule_colour :
									       building->table->rule_colour;
	row->has_fill = node_has(node, "fill");
	row->fill = attr_colour(loading, node, "fill", COLOUR_WHITE);
	row->rule_above = attr_length(loading, node, "rule-above", above);
	row->rule_below = attr_length(loading, node, "rule-below", below);
	load_cells(building, node, style_of(loading, node, building->table->style), row);
}

static const struct table_row *load_row_once(struct building *building, xmlNode *node, const struct table_row *already,
					     um_t above, um_t below)
{
	struct table_row *row = arena_new_array0(building->loading->arena, struct table_row, 1);

	if (already != NULL)
		mistakes_add(building->loading->mistakes, node_line(node), "the table has a second <%s>", node->name);
	load_row(building, node, above, below, row);
	return row;
}

#define ROW_ATTRIBUTES STYLE_ATTRIBUTES "style fill rule-above rule-below"

static void load_body_row(struct building *building, xmlNode *node)
{
	struct loading *loading = building->loading;
	struct table *table = building->table;

	attr_check(loading, node, ROW_ATTRIBUTES);
	if (table->group != FIELD_NONE && table->n_rows > 0)
		mistakes_add(loading->mistakes, node_line(node), "the table has a second <row>");
	loading->scope.group = table->group;
	load_row(building, node, 0, building->rules, &table->rows[table->n_rows++]);
	loading->scope.group = FIELD_NONE;
}

static guint group_column(struct building *building, xmlNode *node, const char *name)
{
	const struct table *table = building->table;
	guint column;

	if (table->group == FIELD_NONE || name[0] == '\0')
		return FIELD_NONE;
	column = field_list_find(&building->loading->layout->dictionary->groups[table->group].columns, name);
	if (column == FIELD_NONE)
		mistakes_add(building->loading->mistakes, node_line(node), "column '%s' is not declared", name);
	return column;
}

static void load_subtotal(struct building *building, xmlNode *node)
{
	struct loading *loading = building->loading;
	struct table *table = building->table;

	attr_check(loading, node, ROW_ATTRIBUTES " by");
	if (table->group == FIELD_NONE)
		mistakes_add(loading->mistakes, node_line(node), "<subtotal> needs a table with rows=\"...\"");
	loading->scope.group = table->group;
	table->subtotal_by = expr_load(loading, node, "by");
	table->subtotal = load_row_once(building, node, table->subtotal, 0, building->rules);
	loading->scope.group = FIELD_NONE;
}

/* ---- carried sums ---- */

/* The cell of <row> that shows nothing but the column: its place and format are those of the carried sum. */
static const struct cell *cell_showing(const struct table *table, guint column)
{
	for (guint i = 0; table->n_rows > 0 && i < table->rows[0].n_cells; i++) {
		const struct cell *cell = &table->rows[0].cells[i];

		if (cell->text.n_slots == 1 && expr_is_column(cell->text.slots[0].expr, column))
			return cell;
	}
	return NULL;
}

static void load_carried_column(struct building *building, xmlNode *node, const char *name,
				const struct para_style *style)
{
	struct loading *loading = building->loading;
	struct table *table = building->table;
	const struct row_group *group = &loading->layout->dictionary->groups[table->group];
	guint column = group_column(building, node, name);
	g_autofree char *sum = NULL;
	struct carried *carried;
	const struct cell *cell;

	if (column == FIELD_NONE)
		return;
	if (group->columns.fields[column].type != FIELD_MONEY && group->columns.fields[column].type != FIELD_INTEGER) {
		mistakes_add(loading->mistakes, node_line(node), "column '%s' is %s: it has no sum", name,
			     field_type_name(group->columns.fields[column].type));
		return;
	}
	cell = cell_showing(table, column);
	if (cell == NULL || table->n_carried == CARRIED_MAX) {
		mistakes_add(loading->mistakes, node_line(node), "no cell of the <row> shows {%s}", name);
		return;
	}
	carried = &table->carried[table->n_carried++];
	carried->place = cell->column;
	carried->align = cell->align;
	sum = g_strdup_printf("{sum(%s.%s)}", group->name, name);
	text_load_plain(loading, node, sum, style, cell->align, cell->width, &carried->text);
	carried->text.slots[0].format = cell->text.slots[0].format;
}

static const struct carry_line *load_carry_line(struct building *building, xmlNode *node, const char *name,
						const struct para_style *style, um_t width)
{
	struct loading *loading = building->loading;
	const char *label = attr_need(loading, node, name);
	struct carry_line *line = arena_new_array0(loading->arena, struct carry_line, 1);

	text_load_plain(loading, node, label, style, ALIGN_LEFT, width, &line->label);
	if (line->label.n_slots > 0)
		mistakes_add(loading->mistakes, node_line(node), "<carried %s=\"...\"> holds no fields", name);
	else if (line->label.fixed != NULL && line->label.fixed->count > 1)
		mistakes_add(loading->mistakes, node_line(node), "<carried %s=\"...\"> does not fit one line", name);
	line->style = style;
	line->height = style->leading + 2 * building->table->padding;
	return line;
}

static void load_carried(struct building *building, xmlNode *node)
{
	struct loading *loading = building->loading;
	struct table *table = building->table;
	const struct para_style *style = style_of(loading, node, table->style);
	g_auto(GStrv) names = g_strsplit_set(attr_need(loading, node, "sum"), " \t\n", -1);
	guint first = table->n_columns;
	um_t width = table->width - 2 * table->inset;

	attr_check(loading, node, STYLE_ATTRIBUTES "style over forward sum");
	if (table->group == FIELD_NONE) {
		mistakes_add(loading->mistakes, node_line(node), "<carried> needs a table with rows=\"...\"");
		return;
	}
	for (guint i = 0; names[i] != NULL; i++)
		if (names[i][0] != '\0')
			load_carried_column(building, node, names[i], style);
	for (guint i = 0; i < table->n_carried; i++)
		first = MIN(first, table->carried[i].place);
	if (first == 0 && table->n_carried > 0)
		mistakes_add(loading->mistakes, node_line(node), "<carried>: no room for its words before the first sum");
	else if (first < table->n_columns && first > 0)
		width = table->columns[first - 1].x + table->columns[first - 1].width - table->columns[0].x;
	table->over = load_carry_line(building, node, "over", style, width);
	table->forward = load_carry_line(building, node, "forward", style, width);
}

/* ---- the table ---- */

static void load_keep(struct building *building)
{
	const char *text = attr_text(building->loading, building->node, "keep");
	g_auto(GStrv) words = NULL;

	building->table->keep_header = 2;
	if (text == NULL)
		return;
	words = g_strsplit(text, " ", -1);
	if (g_strv_length(words) == 2 && strcmp(words[0], "header") == 0 && g_ascii_isdigit(words[1][0]) &&
	    strlen(words[1]) == 1 && words[1][0] > '0')
		building->table->keep_header = (guint)(words[1][0] - '0');
	else
		mistakes_add(building->loading->mistakes, building->table->line,
			     "<table keep=\"%s\">: not \"header 2\" (1 to 9 rows)", text);
}

static void load_table_attributes(struct building *building, um_t width)
{
	struct loading *loading = building->loading;
	xmlNode *node = building->node;
	struct table *table = building->table;
	const char *rows = attr_text(loading, node, "rows");

	attr_check(loading, node, "rows style width padding gap inset keep before after shade rules head-rule total-rule "
				  "rule-colour row-rule-colour");
	table->line = node_line(node);
	table->group = FIELD_NONE;
	if (rows != NULL) {
		table->group = dictionary_find_group(loading->layout->dictionary, rows);
		if (table->group == FIELD_NONE)
			mistakes_add(loading->mistakes, table->line, "group of rows '%s' is not declared", rows);
	}
	table->width = attr_length(loading, node, "width", width);
	if (table->width > width)
		mistakes_add(loading->mistakes, table->line, "<table> is wider than the flow");
	table->style = style_named(loading, node, "style", loading->base);
	table->padding = attr_length(loading, node, "padding", 700);
	table->inset = attr_length(loading, node, "inset", 0);
	table->has_shade = node_has(node, "shade");
	table->shade = attr_colour(loading, node, "shade", COLOUR_WHITE);
	table->rule_colour = attr_colour(loading, node, "rule-colour", COLOUR_BLACK);
	table->row_rule_colour = attr_colour(loading, node, "row-rule-colour", table->rule_colour);
	building->rules = attr_length(loading, node, "rules", 0);
	building->head_rule = attr_length(loading, node, "head-rule", building->rules);
	building->total_rule = attr_length(loading, node, "total-rule", building->rules);
	load_keep(building);
}

static void load_part(struct building *building, xmlNode *node)
{
	struct loading *loading = building->loading;
	struct table *table = building->table;

	if (node_is(node, "head")) {
		attr_check(loading, node, ROW_ATTRIBUTES);
		table->head = load_row_once(building, node, table->head, 0, building->head_rule);
	} else if (node_is(node, "row")) {
		load_body_row(building, node);
	} else if (node_is(node, "subtotal")) {
		load_subtotal(building, node);
	} else if (node_is(node, "total")) {
		attr_check(loading, node, ROW_ATTRIBUTES);
		table->total = load_row_once(building, node, table->total, building->total_rule, 0);
	} else if (!node_is(node, "column") && !node_is(node, "carried")) {
		node_misplaced(loading, node);
	}
}

const struct table *table_load(struct loading *loading, xmlNode *node, um_t width)
{
	struct table *table = arena_new_array0(loading->arena, struct table, 1);
	struct building building = { .loading = loading, .table = table, .node = node };
	guint carried = 0;

	load_table_attributes(&building, width);
	load_columns(&building);
	table->rows = arena_new_array0(loading->arena, struct table_row, node_count(node, "row") + 1);
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child))
		load_part(&building, child);
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child))
		if (node_is(child, "carried") && carried++ == 0)
			load_carried(&building, child);
	if (carried > 1)
		mistakes_add(loading->mistakes, table->line, "the table has a second <carried>");
	if (table->n_rows == 0)
		mistakes_add(loading->mistakes, table->line, "<table> has no <row>");
	return table;
}
