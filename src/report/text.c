/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#define BETWEEN "  "

static void put_line(GString *out, guint width)
{
	for (guint i = 0; i < width; i++)
		g_string_append(out, "-");
	g_string_append_c(out, '\n');
}

static guint width_of(const char *text)
{
	return (guint)g_utf8_strlen(text, -1);
}

/* Text in a column of so many characters; nothing follows a last column that stands left. */
static void put_cell(GString *out, const char *text, guint width, gboolean right, gboolean at_end)
{
	guint blanks = width - MIN(width, width_of(text));

	if (right)
		g_string_append_printf(out, "%*s", (int)blanks, "");
	g_string_append(out, text);
	if (!right && !at_end)
		g_string_append_printf(out, "%*s", (int)blanks, "");
}

static void write_facts(const struct report_section *section, report_say say, GString *out)
{
	guint width = 0;

	for (guint i = 0; i < section->columns->len; i++)
		width = MAX(width, width_of(say(report_section_column(section, i)->label)));
	for (guint i = 0; i < section->columns->len; i++) {
		const struct report_column *column = report_section_column(section, i);
		g_autofree char *shown = report_shown(column->type, report_section_value(section, 0, i), say);

		/* A label alone tells nothing. */
		if (*shown == '\0')
			continue;
		g_string_append(out, BETWEEN);
		put_cell(out, say(column->label), width, FALSE, FALSE);
		g_string_append_printf(out, BETWEEN "%s\n", shown);
	}
}

/* The cells of a table as they are shown: its head, its rows, and its total where it has one. */
static GPtrArray *shown_cells(const struct report_section *section, report_say say)
{
	GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
	guint rows = report_section_rows(section) + (section->totals->len > 0 ? 1 : 0);

	for (guint i = 0; i < section->columns->len; i++)
		g_ptr_array_add(cells, g_strdup(say(report_section_column(section, i)->label)));
	for (guint row = 0; row < rows; row++) {
		for (guint i = 0; i < section->columns->len; i++)
			g_ptr_array_add(cells, report_shown(report_section_column(section, i)->type,
							    report_section_value(section, row, i), say));
	}
	return cells;
}

static void put_row(const struct report_section *section, const GPtrArray *cells, guint row, const guint *widths, GString *out)
{
	guint count = section->columns->len;

	for (guint i = 0; i < count; i++) {
		g_string_append(out, BETWEEN);
		put_cell(out, g_ptr_array_index(cells, row * count + i), widths[i],
			 report_type_is_number(report_section_column(section, i)->type), i + 1 == count);
	}
	while (out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

static void write_table(const struct report_section *section, report_say say, GString *out)
{
	g_autoptr(GPtrArray) cells = shown_cells(section, say);
	guint count = section->columns->len, rows = cells->len / count, whole = 0;
	g_autofree guint *widths = g_new0(guint, count);

	for (guint i = 0; i < cells->len; i++)
		widths[i % count] = MAX(widths[i % count], width_of(g_ptr_array_index(cells, i)));
	for (guint i = 0; i < count; i++)
		whole += widths[i] + (i > 0 ? 2 : 0);
	for (guint row = 0; row < rows; row++) {
		if (row == 1 || (row + 1 == rows && section->totals->len > 0)) {
			g_string_append(out, BETWEEN);
			put_line(out, whole);
		}
		put_row(section, cells, row, widths, out);
	}
}

void report_write_text(const struct report *report, report_say say, GString *out)
{
	gsize at = out->len;

	g_string_append(out, say(report->title));
	if (*report->subject != '\0')
		g_string_append_printf(out, BETWEEN "%s", report->subject);
	g_string_append_c(out, '\n');
	for (guint width = width_of(out->str + at); width > 1; width--)
		g_string_append_c(out, '=');
	g_string_append_c(out, '\n');
	for (guint i = 0; i < report->sections->len; i++) {
		const struct report_section *section = g_ptr_array_index(report->sections, i);

		if (report_section_rows(section) == 0 && section->notes->len == 0)
			continue;
		g_string_append_printf(out, "\n%s\n", say(section->heading));
		if (section->facts)
			write_facts(section, say, out);
		else if (report_section_rows(section) > 0)
			write_table(section, say, out);
		for (guint note = 0; note < section->notes->len; note++)
			g_string_append_printf(out, BETWEEN "%s\n", say(g_ptr_array_index(section->notes, note)));
	}
}
