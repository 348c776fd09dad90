/* SPDX-License-Identifier: Apache-2.0 */
/* Reports for other programs. */
#include "report/report.h"

#include <json-glib/json-glib.h>

#include "base/csvwrite.h"

/* ---- CSV ---- */

/* Somebody's words must not be a formula when the file is opened in a spreadsheet. */
static void put_cell(enum report_type type, const struct report_value *value, GString *out)
{
	g_autofree char *plain = report_plain(type, value);

	g_string_append_c(out, ';');
	if (type == REPORT_TEXT)
		csv_write_shown(plain, out);
	else
		csv_write_text(plain, out);
}

static void csv_facts(const struct report_section *section, GString *out)
{
	g_string_append_printf(out, "%s;field;value\n", section->key);
	for (guint i = 0; i < section->columns->len; i++) {
		const struct report_column *column = report_section_column(section, i);

		g_string_append_printf(out, "%s;%s", section->key, column->key);
		put_cell(column->type, report_section_value(section, 0, i), out);
		g_string_append_c(out, '\n');
	}
}

static void csv_table(const struct report_section *section, GString *out)
{
	guint rows = report_section_rows(section);

	g_string_append(out, section->key);
	for (guint i = 0; i < section->columns->len; i++)
		g_string_append_printf(out, ";%s", report_section_column(section, i)->key);
	g_string_append_c(out, '\n');
	for (guint row = 0; row < rows + (section->totals->len > 0 ? 1 : 0); row++) {
		g_string_append_printf(out, "%s%s", section->key, row == rows ? "_total" : "");
		for (guint i = 0; i < section->columns->len; i++)
			put_cell(report_section_column(section, i)->type, report_section_value(section, row, i), out);
		g_string_append_c(out, '\n');
	}
}

void report_write_csv(const struct report *report, GString *out)
{
	for (guint i = 0; i < report->sections->len; i++) {
		const struct report_section *section = g_ptr_array_index(report->sections, i);

		if (section->facts)
			csv_facts(section, out);
		else
			csv_table(section, out);
	}
}

/* ---- JSON ---- */

static void add_member(JsonBuilder *builder, const struct report_column *column, const struct report_value *value)
{
	g_autofree char *plain = report_plain(column->type, value);

	json_builder_set_member_name(builder, column->key);
	if (column->type == REPORT_COUNT || column->type == REPORT_WEIGHT)
		json_builder_add_int_value(builder, value->number);
	else
		json_builder_add_string_value(builder, plain);
}

static void add_row(JsonBuilder *builder, const struct report_section *section, guint row)
{
	json_builder_begin_object(builder);
	for (guint i = 0; i < section->columns->len; i++) {
		const struct report_column *column = report_section_column(section, i);

		const struct report_value *value = report_section_value(section, row, i);

		/* A total has nothing to say of most columns. */
		if (!value->none && (row < report_section_rows(section) || report_type_is_number(column->type)))
			add_member(builder, column, value);
	}
	json_builder_end_object(builder);
}

static void add_section(JsonBuilder *builder, const struct report_section *section)
{
	g_autofree char *total = g_strconcat(section->key, "_total", NULL);
	guint rows = report_section_rows(section);

	json_builder_set_member_name(builder, section->key);
	if (section->facts && rows > 0) {
		add_row(builder, section, 0);
		return;
	}
	json_builder_begin_array(builder);
	for (guint row = 0; row < rows; row++)
		add_row(builder, section, row);
	json_builder_end_array(builder);
	if (section->totals->len == 0)
		return;
	json_builder_set_member_name(builder, total);
	add_row(builder, section, rows);
}

char *report_json(const struct report *report)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;

	json_builder_begin_object(builder);
	json_builder_set_member_name(builder, "report");
	json_builder_add_string_value(builder, report->key);
	json_builder_set_member_name(builder, "subject");
	json_builder_add_string_value(builder, report->subject);
	for (guint i = 0; i < report->sections->len; i++)
		add_section(builder, g_ptr_array_index(report->sections, i));
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	return json_to_string(root, TRUE);
}
