/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include "base/date.h"
#include "base/number.h"
#include "report/clock.h"

#include <string.h>

gboolean report_type_is_number(enum report_type type)
{
	return type >= REPORT_COUNT && type <= REPORT_WEIGHT;
}

static void section_free(gpointer pointer)
{
	struct report_section *section = pointer;

	g_array_unref(section->columns);
	g_array_unref(section->values);
	g_array_unref(section->totals);
	g_ptr_array_unref(section->notes);
	g_free(section);
}

static const char *keep(struct report *report, const char *text)
{
	return g_string_chunk_insert_const(report->strings, text);
}

struct report *report_new(const char *key, const char *title, const char *subject)
{
	struct report *report = g_new0(struct report, 1);

	report->strings = g_string_chunk_new(4096);
	report->sections = g_ptr_array_new_with_free_func(section_free);
	report->key = keep(report, key);
	report->title = keep(report, title);
	report->subject = keep(report, subject);
	return report;
}

void report_free(struct report *report)
{
	if (report == NULL)
		return;
	g_ptr_array_unref(report->sections);
	g_string_chunk_free(report->strings);
	g_free(report);
}

static struct report_section *last(const struct report *report)
{
	return g_ptr_array_index(report->sections, report->sections->len - 1);
}

static void begin(struct report *report, const char *key, const char *heading, gboolean facts)
{
	struct report_section *section = g_new0(struct report_section, 1);

	section->key = keep(report, key);
	section->heading = keep(report, heading);
	section->facts = facts;
	section->columns = g_array_new(FALSE, FALSE, sizeof(struct report_column));
	section->values = g_array_new(FALSE, FALSE, sizeof(struct report_value));
	section->totals = g_array_new(FALSE, FALSE, sizeof(struct report_value));
	section->notes = g_ptr_array_new();
	g_ptr_array_add(report->sections, section);
}

void report_facts(struct report *report, const char *key, const char *heading)
{
	begin(report, key, heading, TRUE);
}

void report_table(struct report *report, const char *key, const char *heading)
{
	begin(report, key, heading, FALSE);
}

void report_column(struct report *report, const char *key, const char *label, enum report_type type)
{
	const struct report_column column = { keep(report, key), keep(report, label), type };

	g_array_append_val(last(report)->columns, column);
}

static void add(struct report *report, const struct report_value *value)
{
	struct report_section *section = last(report);

	g_array_append_vals(section->in_total ? section->totals : section->values, value, 1);
}

void report_text(struct report *report, const char *text)
{
	add(report, &(struct report_value){ keep(report, text), 0, FALSE });
}

void report_number(struct report *report, gint64 number)
{
	add(report, &(struct report_value){ "", number, FALSE });
}

void report_none(struct report *report)
{
	add(report, &(struct report_value){ "", 0, TRUE });
}

void report_row(struct report *report)
{
	const struct report_section *section = last(report);

	g_assert(!section->in_total && section->values->len % section->columns->len == 0);
}

void report_total(struct report *report)
{
	last(report)->in_total = TRUE;
}

void report_fact_as(struct report *report, const char *key, const char *label, enum report_type type, const char *text)
{
	g_assert(last(report)->facts && !report_type_is_number(type));
	report_column(report, key, label, type);
	report_text(report, text);
}

void report_fact_text(struct report *report, const char *key, const char *label, const char *text)
{
	report_fact_as(report, key, label, REPORT_TEXT, text);
}

void report_fact_number(struct report *report, const char *key, const char *label, enum report_type type, gint64 number)
{
	g_assert(last(report)->facts && report_type_is_number(type));
	report_column(report, key, label, type);
	report_number(report, number);
}

void report_remark(struct report *report, const char *sentence)
{
	g_ptr_array_add(last(report)->notes, (gpointer)keep(report, sentence));
}

/* ---- reading it ---- */

guint report_section_rows(const struct report_section *section)
{
	return section->columns->len == 0 ? 0 : section->values->len / section->columns->len;
}

const struct report_column *report_section_column(const struct report_section *section, guint column)
{
	return &g_array_index(section->columns, struct report_column, column);
}

const struct report_value *report_section_value(const struct report_section *section, guint row, guint column)
{
	if (row == report_section_rows(section))
		return &g_array_index(section->totals, struct report_value, column);
	return &g_array_index(section->values, struct report_value, row * section->columns->len + column);
}

/* ---- values ---- */

/* number / 10^decimals without trailing zeros, but for so many decimals: 1.005,4 or 1005.4 */
static char *decimal(gint64 number, guint decimals, guint least, enum number_style style, const char *unit)
{
	gint64 one = 1, part;
	char whole[NUMBER_ROOM], rest[NUMBER_ROOM];

	for (guint i = 0; i < decimals; i++)
		one *= 10;
	part = ABS(number % one);
	number_write_integer(whole, number / one, style);
	if (part == 0 && least == 0)
		return g_strconcat(whole, unit, NULL);
	g_snprintf(rest, sizeof rest, "%0*" G_GINT64_FORMAT, (int)decimals, part);
	while (strlen(rest) > least && g_str_has_suffix(rest, "0"))
		rest[strlen(rest) - 1] = '\0';
	return g_strconcat(whole, style == NUMBER_ITALIAN ? "," : ".", rest, unit, NULL);
}

static char *italian_day(const char *iso)
{
	char out[DATE_ROOM];
	day_t day;

	if (date_read(iso, &day) != NULL)
		return g_strdup(iso);
	date_write_italian(out, day);
	return g_strdup(out);
}

char *report_shown(enum report_type type, const struct report_value *value, report_say say)
{
	char out[MAX(NUMBER_ROOM, CLOCK_ROOM)];

	if (value->none)
		return g_strdup("");
	switch (type) {
	case REPORT_TEXT:
		return g_strdup(value->text);
	case REPORT_WORD:
		return g_strdup(*value->text != '\0' ? say(value->text) : "");
	case REPORT_COUNT:
		number_write_integer(out, value->number, NUMBER_ITALIAN);
		return g_strdup(out);
	case REPORT_MONEY:
		number_write_cents(out, value->number, NUMBER_ITALIAN);
		return g_strdup(out);
	case REPORT_PRICE:
		return decimal(value->number, 4, 2, NUMBER_ITALIAN, "");
	case REPORT_RATE:
		return decimal(value->number, 3, 0, NUMBER_ITALIAN, " %");
	case REPORT_WEIGHT:
		return decimal(value->number, 3, 0, NUMBER_ITALIAN, " g");
	case REPORT_DAY:
		return italian_day(value->text);
	case REPORT_TIME:
		clock_write(value->text, out);
		return g_strdup(out);
	}
	g_assert_not_reached();
}

char *report_plain(enum report_type type, const struct report_value *value)
{
	char out[NUMBER_ROOM];

	if (value->none)
		return g_strdup("");
	switch (type) {
	case REPORT_TEXT:
	case REPORT_WORD:
	case REPORT_DAY:
	case REPORT_TIME:
		return g_strdup(value->text);
	case REPORT_COUNT:
	case REPORT_WEIGHT:
		number_write_integer(out, value->number, NUMBER_PLAIN);
		break;
	case REPORT_MONEY:
		number_write_cents(out, value->number, NUMBER_PLAIN);
		break;
	case REPORT_PRICE:
		return decimal(value->number, 4, 0, NUMBER_PLAIN, "");
	case REPORT_RATE:
		return decimal(value->number, 3, 0, NUMBER_PLAIN, "");
	}
	return g_strdup(out);
}
