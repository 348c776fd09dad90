/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/composing.h"

#include "layout/length.h"

/* ---- heights ---- */

/* A font that stands in for a missing letter may be a little taller: that does not open the line. */
#define TALLER_PERCENT 115

um_t line_height(const struct para_style *style, const struct prose_line *line, um_t *baseline)
{
	um_t above = style->above, below = style->leading - style->above;

	if ((gint64)line->ascent * 100 > (gint64)style->ascent * TALLER_PERCENT)
		above += line->ascent - style->ascent;
	if ((gint64)line->descent * 100 > (gint64)style->descent * TALLER_PERCENT)
		below += line->descent - style->descent;
	*baseline = above;
	return above + below;
}

um_t lines_height(const struct para_style *style, const struct prose_lines *lines)
{
	um_t height = 0, baseline;

	for (guint i = 0; i < lines->count; i++)
		height += line_height(style, &lines->lines[i], &baseline);
	return height;
}

/* ---- findings ---- */

static gboolean is_news(struct composing *composing, enum finding_code code, guint line)
{
	for (guint i = 0; i < composing->n_told; i++)
		if (composing->told[i].code == code && composing->told[i].line == line)
			return FALSE;
	if (composing->n_told == PLACES_TOLD)
		return FALSE;
	composing->told[composing->n_told].code = code;
	composing->told[composing->n_told++].line = line;
	return TRUE;
}

void composing_fail(struct composing *composing, enum finding_code code, guint line, const char *value)
{
	const struct letter_order *order = composing->order;
	char place[32];

	composing->failed = TRUE;
	if (order == NULL || order->sink == NULL || !is_news(composing, code, line))
		return;
	g_snprintf(place, sizeof place, "layout line %u", line);
	finding_report(order->sink, code, order->record->number, order->record->row, place, value, "left out");
}

void composing_fail_by(struct composing *composing, enum finding_code code, guint line, um_t measure)
{
	char value[LENGTH_ROOM];

	length_write_mm(value, measure);
	composing_fail(composing, code, line, value);
}

/* ---- values ---- */

static void note_branch(const struct composing *composing, guint branch, gboolean met)
{
	if (composing->order->branches != NULL)
		composing->order->branches[branch] |= met ? BRANCH_MET : BRANCH_UNMET;
}

const char *slot_write(struct composing *composing, const struct slot *slot)
{
	struct expr_value value;
	const char *why = expr_eval(slot->expr, &composing->context, &value);

	if (slot->format.kind == FORMAT_YES_NO && why == NULL && value.present)
		note_branch(composing, slot->branch, value.integer != 0);
	if (why == NULL)
		return format_write(&slot->format, &value, composing->arena);
	composing_fail(composing, FINDING_CODE_EXPRESSION, slot->line, why);
	return "";
}

struct parts {
	const struct composing *composing;
	guint first;	/* branch of the first part */
};

static void note_part(void *user, guint number, gboolean met)
{
	const struct parts *parts = user;

	note_branch(parts->composing, parts->first + number, met);
}

static void note_parts(const struct composing *composing, const struct condition *condition)
{
	struct parts parts = { composing, condition->branch + 1 };

	if (composing->order->branches != NULL)
		expr_parts_trace(condition->test, &composing->context, note_part, &parts);
}

gboolean condition_holds(struct composing *composing, const struct condition *condition)
{
	struct expr_value value;
	const char *why = expr_eval(condition->test, &composing->context, &value);

	if (why == NULL && !value.present)
		why = "the condition is empty";
	if (why != NULL) {
		composing_fail(composing, FINDING_CODE_EXPRESSION, condition->line, why);
		return FALSE;
	}
	note_branch(composing, condition->branch, value.integer != 0);
	note_parts(composing, condition);
	return value.integer != 0;
}

static void look_at_lines(struct composing *composing, const struct text *text, const struct prose_lines *lines)
{
	char value[16];

	if (lines->overflow > 100)
		composing_fail_by(composing, FINDING_CODE_LINE_OVERFLOW, text->line, lines->overflow);
	if (lines->missing == 0)
		return;
	g_snprintf(value, sizeof value, "U+%04X", lines->missing);
	composing_fail(composing, FINDING_CODE_GLYPH_MISSING, text->line, value);
}

const struct prose_lines *text_fill(struct composing *composing, const struct text *text, enum align align, um_t width,
				    um_t indent)
{
	struct prose_lines *lines;
	const char **values;

	if (text->fixed != NULL)
		return text->fixed;
	lines = arena_new_array(composing->arena, struct prose_lines, 1);
	values = arena_new_array(composing->arena, const char *, text->n_slots + 1);
	for (guint i = 0; i < text->n_slots; i++)
		values[i] = slot_write(composing, &text->slots[i]);
	prose_fill(text->prose, values, width, indent, align, composing->arena, lines);
	if (G_UNLIKELY(lines->overflow > 100 || lines->missing != 0))
		look_at_lines(composing, text, lines);
	return lines;
}
