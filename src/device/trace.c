/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The trace device: what a page holds as text, one operation a line, so that a layout's golden page is read,
 * compared and understood in a diff.  Millimetres with up to three decimals, origin top left; points for type.
 *
 *   page 1 210x297 front sheet 1
 *     fill 20 105 170x0.3 #808080
 *     stroke 20 110 170x0 width 0.2 #000000
 *     text 20 120.5 width 42.123 body 9pt gap 0.131 #000000 "Gentile {body-bold}signora¦,"
 *     symbol 180 20 datamatrix 26x26 module 0.508x0.508 "R1;7;1/2"
 *     image 20 15 42x18 "logo"
 *     stamp 20 40 "notice"
 *     turn 190 60 turned 90
 *       text ...
 *
 *   stamp "notice" 0 0 80x12
 *     text ...
 *
 * Text: the words with a blank where a gap follows and a broken bar where none does; a font's name in braces
 * where it changes, with its encoding unless that is WinAnsi.  Each stamp is written out once, after the pages.  What a
 * turn holds follows it, further to the right, at its places before the turn.  Of a page that is not read as it lies,
 * the first line ends as in "sheet 1, read turned 90".
 */
#include "device/device.h"
#include "base/out.h"

#include "base/number.h"

#include <string.h>

#define INDENT 2

struct trace {
	struct device device;
	struct out out;
	GString *line;
	guint pages;
	GPtrArray *stamps;	/* in order of first use */
};

/* Thousandths, as a person writes them: -0.5, not -.5. */
static void add_milli(GString *line, gint64 value)
{
	char number[NUMBER_ROOM];

	number_write_fixed(number, ABS(value), 3);
	g_string_append_printf(line, "%s%s%s", value < 0 ? "-" : "", *number == '.' ? "0" : "", number);
}

static void add_place(GString *line, um_t x, um_t y)
{
	g_string_append_c(line, ' ');
	add_milli(line, x);
	g_string_append_c(line, ' ');
	add_milli(line, y);
}

static void add_size(GString *line, um_t width, um_t height)
{
	g_string_append_c(line, ' ');
	add_milli(line, width);
	g_string_append_c(line, 'x');
	add_milli(line, height);
}

static void add_box(GString *line, const struct rect *box)
{
	add_place(line, box->x, box->y);
	add_size(line, box->width, box->height);
}

static void add_colour(GString *line, struct colour colour)
{
	g_string_append_printf(line, " #%02x%02x%02x", colour.red, colour.green, colour.blue);
}

/* What is between quotes stays on its line and ends where it seems to end. */
static void add_escaped(GString *line, const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		if ((guchar)*p < ' ')
			g_string_append_printf(line, "\\x%02x", (guint)*p);
		else if (*p == '"' || *p == '\\')
			g_string_append_printf(line, "\\%c", *p);
		else
			g_string_append_c(line, *p);
	}
}

static void add_quoted(GString *line, const char *text)
{
	g_string_append(line, " \"");
	add_escaped(line, text);
	g_string_append_c(line, '"');
}

static void add_face(GString *line, const struct face *face)
{
	g_string_append(line, face->font->name);
	if (strcmp(face->encoding, "WinAnsiEncoding") != 0)
		g_string_append_printf(line, "/%s", face->encoding);
}

/* The faces of a word's runs where they change.  A word is one string: a change inside it stands before it. */
static const struct face *add_changes(GString *line, const struct word *word, const struct face *face)
{
	for (guint r = 0; r < word->n_runs; r++) {
		if (word->runs[r].face == face)
			continue;
		face = word->runs[r].face;
		g_string_append_c(line, '{');
		add_face(line, face);
		g_string_append_c(line, '}');
	}
	return face;
}

static void add_words(GString *line, const struct op_text *text)
{
	const struct face *face = text->words[0]->runs[0].face;

	g_string_append(line, " \"");
	for (guint i = 0; i < text->count; i++) {
		const struct word *word = text->words[i];

		face = add_changes(line, word, face);
		add_escaped(line, word->utf8);
		if (i + 1 < text->count)
			g_string_append(line, word->gap ? " " : "\xc2\xa6");
	}
	g_string_append_c(line, '"');
}

static void add_text(GString *line, const struct op *op)
{
	const struct op_text *text = &op->text;

	g_string_append(line, "text");
	add_place(line, text->x, text->baseline);
	if (text->count == 0) {
		g_string_append(line, " empty");
		return;
	}
	g_string_append(line, " width ");
	add_milli(line, op_bounds(op).width);
	g_string_append_c(line, ' ');
	add_face(line, text->words[0]->runs[0].face);
	g_string_append_c(line, ' ');
	add_milli(line, text->size);
	g_string_append(line, "pt");
	if (text->gap != 0) {
		g_string_append(line, " gap ");
		add_milli(line, text->gap);
	}
	add_colour(line, text->colour);
	add_words(line, text);
}

static void add_symbol(GString *line, const struct op_symbol *op)
{
	g_string_append(line, "symbol");
	add_place(line, op->x, op->y);
	g_string_append_printf(line, " %s %ux%u module", symbology_name(op->symbol->symbology), op->symbol->columns,
			       op->symbol->rows);
	add_size(line, op->module_width, op->module_height);
	add_quoted(line, op->symbol->text);
}

static void add_turn(GString *line, enum turn turn)
{
	g_string_append_printf(line, " turned %u", (guint)turn * 90);
}

static void note_stamp(struct trace *trace, const struct stamp *stamp)
{
	if (!g_ptr_array_find(trace->stamps, stamp, NULL))
		g_ptr_array_add(trace->stamps, (gpointer)stamp);
}

static void add_op(struct trace *trace, const struct op *op)
{
	GString *line = trace->line;

	switch (op->kind) {
	case OP_FILL:
		g_string_append(line, "fill");
		add_box(line, &op->fill.box);
		add_colour(line, op->fill.colour);
		break;
	case OP_STROKE:
		g_string_append(line, "stroke");
		add_box(line, &op->stroke.box);
		g_string_append(line, " width ");
		add_milli(line, op->stroke.width);
		add_colour(line, op->stroke.colour);
		break;
	case OP_TEXT:
		add_text(line, op);
		break;
	case OP_SYMBOL:
		add_symbol(line, &op->symbol);
		break;
	case OP_IMAGE:
		g_string_append(line, "image");
		add_box(line, &op->image.box);
		add_quoted(line, op->image.picture->name);
		break;
	case OP_STAMP:
		g_string_append(line, "stamp");
		add_place(line, op->stamp.x, op->stamp.y);
		add_quoted(line, op->stamp.stamp->name);
		note_stamp(trace, op->stamp.stamp);
		break;
	case OP_TURN:
		g_string_append(line, "turn");
		add_place(line, op->turn.x, op->turn.y);
		add_turn(line, op->turn.quarter);
		break;
	}
}

static void end_line(struct trace *trace)
{
	g_string_append_c(trace->line, '\n');
	out_write(&trace->out, trace->line->str, trace->line->len);
	g_string_truncate(trace->line, 0);
}

static void write_ops(struct trace *trace, const struct op_list *list, guint indent)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];

		for (guint blank = 0; blank < indent; blank++)
			g_string_append_c(trace->line, ' ');
		add_op(trace, op);
		end_line(trace);
		if (op->kind == OP_TURN)
			write_ops(trace, op->turn.list, indent + INDENT);
	}
}

static void trace_page(struct device *device, const struct page *page)
{
	struct trace *trace = (struct trace *)device;

	g_string_append_printf(trace->line, "page %u", ++trace->pages);
	add_size(trace->line, page->width, page->height);
	g_string_append_printf(trace->line, " %s sheet %u", page->side == PAGE_BACK ? "back" : "front", page->sheet);
	if (page->upright != TURN_NONE) {
		g_string_append(trace->line, ", read");
		add_turn(trace->line, page->upright);
	}
	end_line(trace);
	write_ops(trace, &page->list, INDENT);
}

static void write_stamps(struct trace *trace)
{
	for (guint i = 0; i < trace->stamps->len; i++) {
		const struct stamp *stamp = trace->stamps->pdata[i];

		g_string_append(trace->line, "\nstamp");
		add_quoted(trace->line, stamp->name);
		add_box(trace->line, &stamp->bounds);
		end_line(trace);
		write_ops(trace, &stamp->list, INDENT);
	}
}

static gboolean close_trace(struct device *device, struct device_made *made, GError **error)
{
	struct trace *trace = (struct trace *)device;
	struct device_made result = { .pages = trace->pages };
	gboolean ok;

	write_stamps(trace);
	result.bytes = trace->out.bytes;
	ok = out_close(&trace->out, result.sha256, error);
	if (ok && made != NULL)
		*made = result;
	g_ptr_array_unref(trace->stamps);
	g_string_free(trace->line, TRUE);
	g_free(trace);
	return ok;
}

struct device *trace_open(const char *path, GError **error)
{
	struct out out;
	struct trace *trace;

	if (!out_open(&out, path, error))
		return NULL;
	trace = g_new0(struct trace, 1);
	trace->device = (struct device){ .page = trace_page, .close = close_trace };
	trace->out = out;
	trace->line = g_string_new(NULL);
	trace->stamps = g_ptr_array_new();
	return &trace->device;
}
