/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/pen.h"

#define N_(text) text

/* A dash of 2 mm and a gap of 1.5 mm, as scissors are shown the way. */
#define DASH 2000
#define DASH_STEP 3500
#define DASH_WIDTH 150

const char pen_too_many_lines[] = N_("more lines than the slip has room for");

static struct colour grey_of(guint8 grey)
{
	return (struct colour){ grey, grey, grey };
}

static struct rect box_of(const struct pen *pen, struct rect box)
{
	return (struct rect){ pen->x + box.x, pen->y + box.y, box.width, box.height };
}

void pen_fail(struct pen *pen, enum payment_field field, enum finding_code code, const char *value, const char *reason)
{
	const payment_set_t bit = (payment_set_t)1 << field;

	if ((pen->faulty & bit) != 0)
		return;
	pen->failed = TRUE;
	pen->faulty |= bit;
	pen->faults->found(pen->faults, pen->place, field, code, value, reason);
}

/* ---- the same on every slip ---- */

void pen_fill(struct pen *pen, struct rect box, guint8 grey)
{
	struct op *op = op_list_add(pen->list, OP_FILL, pen->desk->arena);

	op->fill.box = box_of(pen, box);
	op->fill.colour = grey_of(grey);
}

void pen_stroke(struct pen *pen, struct rect box, um_t width, guint8 grey)
{
	struct op *op = op_list_add(pen->list, OP_STROKE, pen->desk->arena);

	op->stroke.box = box_of(pen, box);
	op->stroke.width = width;
	op->stroke.colour = grey_of(grey);
}

void pen_dashes(struct pen *pen, um_t x, um_t y, um_t length)
{
	for (um_t at = 0; at + DASH <= length; at += DASH_STEP)
		pen_fill(pen, (struct rect){ x + at, y - DASH_WIDTH / 2, DASH, DASH_WIDTH }, 0);
}

static struct typeset_line set_label(const struct pen *pen, const struct text_style *style, const char *words)
{
	gunichar missing;

	return typesetter_line(pen->desk->typesetter, style, STORE_FIXED, words, pen->desk->arena, &missing);
}

static void draw_line(struct pen *pen, const struct typeset_line *line, const struct text_style *style, um_t x,
		      um_t baseline)
{
	if (line->count > 0)
		typeset_line_draw(line, style, pen->x + x, pen->y + baseline, pen->list, pen->desk->arena);
}

um_t pen_label(struct pen *pen, const struct text_style *style, um_t x, um_t baseline, const char *words)
{
	struct typeset_line line = set_label(pen, style, words);

	draw_line(pen, &line, style, x, baseline);
	return line.width;
}

um_t pen_label_centred(struct pen *pen, const struct text_style *style, um_t middle, um_t baseline, const char *words)
{
	struct typeset_line line = set_label(pen, style, words);

	draw_line(pen, &line, style, middle - line.width / 2, baseline);
	return line.width;
}

um_t pen_label_right(struct pen *pen, const struct text_style *style, um_t right, um_t baseline, const char *words)
{
	struct typeset_line line = set_label(pen, style, words);

	draw_line(pen, &line, style, right - line.width, baseline);
	return line.width;
}

/* The lines one below the other. */
static um_t draw_lines(struct pen *pen, const struct prose_lines *lines, um_t x, um_t baseline, um_t leading)
{
	for (guint i = 0; i < lines->count; i++)
		op_list_add_moved(pen->list, &lines->lines[i].list, pen->x + x, pen->y + baseline + (um_t)i * leading,
				  pen->desk->arena);
	return lines->count > 0 ? baseline + (um_t)(lines->count - 1) * leading : baseline;
}

um_t pen_sentence(struct pen *pen, const struct text_style *style, um_t x, um_t baseline, um_t width, um_t leading,
		  const char *words)
{
	struct prose_lines lines;

	prose_set(pen->desk->typesetter, style, STORE_FIXED, words, width, ALIGN_LEFT, pen->desk->arena, &lines);
	return draw_lines(pen, &lines, x, baseline, leading);
}

/* ---- what a payment brings ---- */

static gboolean has_missing(struct pen *pen, enum payment_field field, const char *text, gunichar missing)
{
	if (missing == 0)
		return FALSE;
	pen_fail(pen, field, FINDING_CODE_GLYPH_MISSING, text, N_("a character that cannot be printed"));
	return TRUE;
}

static struct typeset_line set_text(struct pen *pen, const struct text_style *style, enum payment_field field,
				    const char *text, um_t width)
{
	gunichar missing;
	struct typeset_line line = typesetter_line(pen->desk->typesetter, style, STORE_PASSING, text, pen->desk->arena,
						   &missing);

	if (!has_missing(pen, field, text, missing) && line.width > width)
		pen_fail(pen, field, FINDING_CODE_SLIP_TEXT, text, N_("wider than its place on the slip"));
	return line;
}

um_t pen_text(struct pen *pen, const struct text_style *style, enum payment_field field, const char *text, um_t x,
	      um_t baseline, um_t width)
{
	struct typeset_line line = set_text(pen, style, field, text, width);

	draw_line(pen, &line, style, x, baseline);
	return line.width;
}

um_t pen_text_right(struct pen *pen, const struct text_style *style, enum payment_field field, const char *text,
		    um_t right, um_t baseline, um_t width)
{
	struct typeset_line line = set_text(pen, style, field, text, width);

	draw_line(pen, &line, style, right - line.width, baseline);
	return line.width;
}

void pen_break(struct pen *pen, struct pen_lines *lines)
{
	prose_set(pen->desk->typesetter, lines->style, STORE_PASSING, lines->text, lines->width, ALIGN_LEFT,
		  pen->desk->arena, &lines->broken);
	if (has_missing(pen, lines->field, lines->text, lines->broken.missing))
		return;
	if (lines->broken.overflow > 0)
		pen_fail(pen, lines->field, FINDING_CODE_SLIP_TEXT, lines->text, N_("a word is wider than its place on the slip"));
	else if (lines->broken.count > lines->most)
		pen_fail(pen, lines->field, FINDING_CODE_SLIP_TEXT, lines->text, pen_too_many_lines);
}

um_t pen_draw(struct pen *pen, const struct pen_lines *lines, um_t x, um_t baseline)
{
	return draw_lines(pen, &lines->broken, x, baseline, lines->leading);
}

void pen_cells(struct pen *pen, const struct text_style *style, um_t pitch, um_t x, um_t baseline, const char *text)
{
	typesetter_cells(pen->desk->typesetter, style, pitch, text, pen->x + x, pen->y + baseline, pen->list, pen->desk->arena);
}

static const struct symbol *encode(struct pen *pen, enum payment_field field, const struct symbol_wish *wish)
{
	const char *reason = N_("there is no encoder");
	const struct symbol *symbol = NULL;

	if (pen->desk->encoder != NULL)
		symbol = pen->desk->encoder->encode(pen->desk->encoder, wish, pen->desk->arena, &reason);
	if (symbol == NULL)
		pen_fail(pen, field, FINDING_CODE_SYMBOL_TEXT, wish->text, reason);
	return symbol;
}

void pen_bars(struct pen *pen, enum payment_field field, const struct symbol_wish *wish, um_t x, um_t y, um_t module,
	      um_t height)
{
	const struct symbol *symbol = encode(pen, field, wish);

	if (symbol != NULL)
		op_list_add(pen->list, OP_SYMBOL, pen->desk->arena)->symbol =
			(struct op_symbol){ pen->x + x, pen->y + y, module, height, symbol };
}

void pen_symbol(struct pen *pen, enum payment_field field, const struct symbol_wish *wish, um_t x, um_t y, um_t module)
{
	pen_bars(pen, field, wish, x, y, module, module);
}
