/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operators are written with memcpy and a number writer of our own: this is the hot path of the main job, and
 * deflate, which reads every byte, costs more than writing it, so bytes are spared.
 */
#include "device/content.h"

#include <string.h>

/* The longest that any operation writes besides its words and modules. */
#define OP_ROOM 512

gint64 content_centipoints(gint64 um)
{
	gint64 scaled = um * 36;

	return (scaled + (scaled < 0 ? -63 : 63)) / 127;
}

gint64 content_millipoints(gint64 um)
{
	gint64 scaled = um * 360;

	return (scaled + (scaled < 0 ? -63 : 63)) / 127;
}

char *content_number(char *out, gint64 value, guint decimals)
{
	char digits[24];
	char *end = digits + sizeof digits;
	char *start = end;
	guint64 rest = value < 0 ? (guint64)-value : (guint64)value;

	while (decimals > 0 && rest % 10 == 0) {
		rest /= 10;
		decimals--;
	}
	if (value < 0)
		*out++ = '-';
	for (; decimals > 0; decimals--) {
		*--start = (char)('0' + rest % 10);
		rest /= 10;
		if (decimals == 1)
			*--start = '.';
	}
	/* 0.5 is written .5 */
	while (rest > 0) {
		*--start = (char)('0' + rest % 10);
		rest /= 10;
	}
	if (start == end)
		*--start = '0';
	memcpy(out, start, (gsize)(end - start));
	return out + (end - start);
}

static char *put(char *out, const char *text, gsize length)
{
	memcpy(out, text, length);
	return out + length;
}

#define PUT(out, literal) put((out), (literal), sizeof(literal) - 1)

/* A number and a space. */
static char *put_centi(char *out, gint64 centipoints)
{
	out = content_number(out, centipoints, 2);
	*out++ = ' ';
	return out;
}

static char *put_milli(char *out, gint64 millipoints)
{
	out = content_number(out, millipoints, 3);
	*out++ = ' ';
	return out;
}

static char *put_count(char *out, guint64 count)
{
	return content_number(out, (gint64)count * 100, 2);
}

/* Room for length bytes; where to write them. */
static char *reserve(struct content *content, gsize length)
{
	if (content->room - content->used < length) {
		content->room = MAX(content->room * 2, content->used + length);
		content->bytes = g_realloc(content->bytes, content->room);
	}
	return content->bytes + content->used;
}

static void written(struct content *content, const char *end)
{
	content->used = (gsize)(end - content->bytes);
}

/* Closes what is open unless it is the kind wanted. */
static char *close_open(struct content *content, char *out, enum content_open wanted)
{
	if (content->open == wanted)
		return out;
	if (content->open == CONTENT_OPEN_TEXT)
		out = PUT(out, "ET\n");
	else if (content->open == CONTENT_OPEN_FILL)
		out = PUT(out, "f\n");
	else if (content->open == CONTENT_OPEN_STROKE)
		out = PUT(out, "S\n");
	content->open = CONTENT_OPEN_NONE;
	return out;
}

static gint32 packed(struct colour colour)
{
	return colour.red << 16 | colour.green << 8 | colour.blue;
}

static char *put_part(char *out, guint8 part)
{
	return put_milli(out, (part * 1000 + 127) / 255);
}

static char *put_colour(char *out, struct colour colour, const char *gray, const char *rgb)
{
	if (colour.red == colour.green && colour.green == colour.blue) {
		out = put_part(out, colour.red);
		return put(out, gray, 2);
	}
	out = put_part(out, colour.red);
	out = put_part(out, colour.green);
	out = put_part(out, colour.blue);
	return put(out, rgb, 3);
}

static char *set_fill(struct content *content, char *out, struct colour colour)
{
	if (content->fill == packed(colour))
		return out;
	content->fill = packed(colour);
	return put_colour(out, colour, "g\n", "rg\n");
}

static void draw_fill(struct content *content, const struct op_fill *fill)
{
	char *out = reserve(content, OP_ROOM);
	gboolean same = content->fill == packed(fill->colour);

	/* Rectangles of one colour share a path: overlapping or not, they paint the same. */
	out = close_open(content, out, same ? CONTENT_OPEN_FILL : CONTENT_OPEN_NONE);
	out = set_fill(content, out, fill->colour);
	out = put_centi(out, content_centipoints(fill->box.x));
	out = put_centi(out, content_centipoints(content->height - fill->box.y - fill->box.height));
	out = put_centi(out, content_centipoints(fill->box.width));
	out = put_centi(out, content_centipoints(fill->box.height));
	out = PUT(out, "re\n");
	content->open = CONTENT_OPEN_FILL;
	written(content, out);
}

static char *set_pen(struct content *content, char *out, const struct op_stroke *stroke)
{
	if (content->line_width == stroke->width && content->stroke == packed(stroke->colour))
		return close_open(content, out, CONTENT_OPEN_STROKE);
	out = close_open(content, out, CONTENT_OPEN_NONE);
	if (content->stroke != packed(stroke->colour)) {
		content->stroke = packed(stroke->colour);
		out = put_colour(out, stroke->colour, "G\n", "RG\n");
	}
	if (content->line_width != stroke->width) {
		content->line_width = stroke->width;
		out = put_milli(out, content_millipoints(stroke->width));
		out = PUT(out, "w\n");
	}
	return out;
}

static void draw_stroke(struct content *content, const struct op_stroke *stroke)
{
	const struct rect *box = &stroke->box;
	char *out = set_pen(content, reserve(content, OP_ROOM), stroke);

	if (box->width == 0 || box->height == 0) {
		out = put_centi(out, content_centipoints(box->x));
		out = put_centi(out, content_centipoints(content->height - box->y));
		out = PUT(out, "m ");
		out = put_centi(out, content_centipoints(box->x + box->width));
		out = put_centi(out, content_centipoints(content->height - box->y - box->height));
		out = PUT(out, "l\n");
	} else {
		out = put_centi(out, content_centipoints(box->x));
		out = put_centi(out, content_centipoints(content->height - box->y - box->height));
		out = put_centi(out, content_centipoints(box->width));
		out = put_centi(out, content_centipoints(box->height));
		out = PUT(out, "re\n");
	}
	content->open = CONTENT_OPEN_STROKE;
	written(content, out);
}

/* Selects the face at the content's size; NULL when the face cannot be had. */
static char *set_face(struct content *content, char *out, const struct face *face, mpt_t size)
{
	guint number;

	if (content->face == face && content->size == size)
		return out;
	number = content->names->font(content->names, face);
	if (number == 0)
		return NULL;
	content->face = face;
	content->size = size;
	out = PUT(out, "/F");
	out = put_count(out, number);
	*out++ = ' ';
	out = put_milli(out, size);
	return PUT(out, "Tf\n");
}

static char *set_gap(struct content *content, char *out, const struct op_text *text)
{
	/* One word has no space that could be widened. */
	if (text->count < 2 || (content->gap_known && content->gap == text->gap))
		return out;
	content->gap = text->gap;
	content->gap_known = TRUE;
	out = put_milli(out, text->gap);
	return PUT(out, "Tw\n");
}

/* Moves to the line's start.  A leading that differs from the last by a rounding is written as the last one, so
 * that the lines of a paragraph deflate well; the place is never more than a hundredth of a point off. */
static char *move_to(struct content *content, char *out, const struct op_text *text)
{
	gint64 x = content_centipoints(text->x);
	gint64 exact = content_millipoints(content->height - text->baseline);
	gint64 dy = content_centipoints(content->height - text->baseline) - content->y;
	gint64 off = (content->y + content->leading) * 10 - exact;

	if (ABS(dy - content->leading) == 1 && ABS(off) <= 10)
		dy = content->leading;
	out = put_centi(out, x - content->x);
	out = put_centi(out, dy);
	out = PUT(out, "Td");
	content->x = x;
	content->y += dy;
	content->leading = dy;
	return out;
}

static gsize words_room(const struct op_text *text)
{
	gsize room = OP_ROOM;

	for (guint i = 0; i < text->count; i++) {
		const struct word *word = text->words[i];

		for (guint r = 0; r < word->n_runs; r++)
			room += word->runs[r].show_length + 4u;
		/* Each further run may change the face. */
		if (word->n_runs > 1 || word->runs[0].face != text->words[0]->runs[0].face)
			room += (word->n_runs + 1u) * 80;
	}
	return room;
}

static char *put_run(struct content *content, char *out, const struct word_run *run, mpt_t size)
{
	if (run->face != content->face) {
		out = PUT(out, ")]TJ\n");
		out = set_face(content, out, run->face, size);
		if (out == NULL)
			return NULL;
		out = PUT(out, "[(");
	}
	return put(out, run->show, run->show_length);
}

/* Lines of a conforming PostScript document are shorter than 256: a word that would pass this begins another. */
#define LINE_FULL 240

static char *end_full_line(const struct content *content, char *out, const struct word_run *run, char **line)
{
	if (content->language == CONTENT_PDF || out - *line + run->show_length <= LINE_FULL)
		return out;
	out = PUT(out, ")\n(");
	*line = out - 1;
	return out;
}

static char *put_words(struct content *content, char *out, const struct op_text *text)
{
	char *line = out;

	out = PUT(out, "[(");
	for (guint i = 0; i < text->count; i++) {
		const struct word *word = text->words[i];

		for (guint r = 0; r < word->n_runs; r++) {
			out = end_full_line(content, out, &word->runs[r], &line);
			out = put_run(content, out, &word->runs[r], text->size);
			if (out == NULL)
				return NULL;
		}
		if (word->gap && i + 1 < text->count)
			*out++ = ' ';
	}
	return PUT(out, ")]TJ\n");
}

static gboolean draw_text(struct content *content, const struct op_text *text)
{
	char *out;

	if (text->count == 0)
		return TRUE;
	out = reserve(content, words_room(text));
	out = close_open(content, out, CONTENT_OPEN_TEXT);
	if (content->open != CONTENT_OPEN_TEXT) {
		out = PUT(out, "BT\n");
		content->open = CONTENT_OPEN_TEXT;
		content->x = content->y = content->leading = 0;
	}
	out = set_fill(content, out, text->colour);
	out = set_face(content, out, text->words[0]->runs[0].face, text->size);
	if (out == NULL)
		return FALSE;
	out = set_gap(content, out, text);
	out = move_to(content, out, text);
	out = put_words(content, out, text);
	if (out == NULL)
		return FALSE;
	written(content, out);
	return TRUE;
}

/* Saves the state and maps the unit square to a rectangle. */
static char *put_square(struct content *content, char *out, const struct rect *box)
{
	out = PUT(out, "q ");
	out = put_milli(out, content_millipoints(box->width));
	out = PUT(out, "0 0 ");
	out = put_milli(out, content_millipoints(box->height));
	out = put_milli(out, content_millipoints(box->x));
	out = put_milli(out, content_millipoints(content->height - box->y - box->height));
	return PUT(out, "cm\n");
}

/* Readers that search for the end of an inline image must not find it among the modules. */
static gboolean holds_end(const char *bytes, gsize length)
{
	return memmem(bytes, length, "EI", 2) != NULL;
}

/* Bytes a line. */
#define HEX_LINE 100

static char *put_hex(char *out, const char *bytes, gsize length)
{
	static const char digits[] = "0123456789ABCDEF";

	for (gsize i = 0; i < length; i++) {
		*out++ = digits[(guint8)bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
		if (i % HEX_LINE == HEX_LINE - 1)
			*out++ = '\n';
	}
	*out++ = '>';
	return out;
}

/*
 * A mask as it is written.  Bars are four columns a module: whoever paints the mask puts each edge on the nearest pixel of
 * its own by columns, and a whole module is too coarse for that where a module is two or three pixels.
 */
struct mask {
	guint columns, rows;
	gsize row_bytes;
};

#define BAR_COLUMNS 4

static struct mask mask_of(const struct symbol *symbol)
{
	guint columns = symbol->rows == 1 ? symbol->columns * BAR_COLUMNS : symbol->columns;

	return (struct mask){ columns, symbol->rows, (columns + 7u) / 8 };
}

/* Two modules a byte. */
static void widen_bars(char *out, const struct symbol *symbol, gsize bytes)
{
	for (gsize i = 0; i < bytes; i++) {
		guint x = (guint)i * 2;

		out[i] = (char)((symbol_dark(symbol, x, 0) ? 0xf0 : 0) |
				(x + 1 < symbol->columns && symbol_dark(symbol, x + 1, 0) ? 0x0f : 0));
	}
}

/* The mask's rows, without padding between them. */
static void copy_modules(char *out, const struct symbol *symbol, const struct mask *mask)
{
	if (symbol->rows == 1) {
		widen_bars(out, symbol, mask->row_bytes);
		return;
	}
	for (guint y = 0; y < symbol->rows; y++)
		memcpy(out + y * mask->row_bytes, symbol->bits + y * symbol->stride, mask->row_bytes);
}

static char *put_inline_image(char *out, const struct mask *mask, const char *modules)
{
	gsize length = mask->row_bytes * mask->rows;

	out = PUT(out, "BI/W ");
	out = put_count(out, mask->columns);
	out = PUT(out, "/H ");
	out = put_count(out, mask->rows);
	out = PUT(out, "/IM true/D[1 0]");
	if (holds_end(modules, length)) {
		out = PUT(out, "/F/AHx ID ");
		out = put_hex(out, modules, length);
	} else {
		out = PUT(out, " ID ");
		out = put(out, modules, length);
	}
	return PUT(out, "\nEI Q\n");
}

static char *put_mask(char *out, const struct mask *mask, const char *modules)
{
	out = put_count(out, mask->columns);
	*out++ = ' ';
	out = put_count(out, mask->rows);
	*out++ = '<';
	out = put_hex(out, modules, mask->row_bytes * mask->rows);
	return PUT(out, "Mask Q\n");
}

/* A symbol is an inline image mask, a linear one stretched to its height: the least bytes, and the printer
 * places modules on its grid without the growth that filled paths suffer. */
static void draw_symbol(struct content *content, const struct op_symbol *op)
{
	const struct symbol *symbol = op->symbol;
	struct rect box = { op->x, op->y, symbol->columns * op->module_width, symbol->rows * op->module_height };
	struct mask mask = mask_of(symbol);
	gsize length = mask.row_bytes * mask.rows;
	char *modules, *out;

	out = reserve(content, OP_ROOM + length * 4);
	modules = out + OP_ROOM + length * 3;
	copy_modules(modules, symbol, &mask);
	out = close_open(content, out, CONTENT_OPEN_NONE);
	out = set_fill(content, out, COLOUR_BLACK);
	out = put_square(content, out, &box);
	out = content->language == CONTENT_PDF ? put_inline_image(out, &mask, modules)
						: put_mask(out, &mask, modules);
	written(content, out);
}

static gboolean draw_image(struct content *content, const struct op_image *image)
{
	guint number = content->names->picture(content->names, image->picture);
	char *out;

	if (number == 0)
		return FALSE;
	out = close_open(content, reserve(content, OP_ROOM), CONTENT_OPEN_NONE);
	out = put_square(content, out, &image->box);
	out = PUT(out, "/I");
	out = put_count(out, number);
	out = PUT(out, " Do Q\n");
	written(content, out);
	return TRUE;
}

static gboolean draw_stamp(struct content *content, const struct op_stamp *op)
{
	guint number;
	char *out;

	/* A stamp holds no stamps. */
	g_assert(content->kind == CONTENT_PAGE);
	number = content->names->stamp(content->names, op->stamp);
	if (number == 0)
		return FALSE;
	out = close_open(content, reserve(content, OP_ROOM), CONTENT_OPEN_NONE);
	out = PUT(out, "q 1 0 0 1 ");
	out = put_centi(out, content_centipoints(op->x));
	out = put_centi(out, content_centipoints(content->height - op->y));
	out = PUT(out, "cm/S");
	out = put_count(out, number);
	out = PUT(out, " Do Q\n");
	written(content, out);
	return TRUE;
}

static gboolean draw_list(struct content *content, const struct op_list *list);

/* What a turn changes is not known after it: PostScript keeps part of it in variables, which no Q brings back. */
static void forget_state(struct content *content)
{
	content->fill = content->stroke = -1;
	content->line_width = -1;
	content->face = NULL;
	content->gap_known = FALSE;
}

/* A list of its own inside, with y 0 at its origin as in a form. */
static gboolean draw_turn(struct content *content, const struct op_turn *turn)
{
	static const char *const quarters[] = {
		[TURN_NONE] = "q 1 0 0 1 ", [TURN_90] = "q 0 -1 1 0 ", [TURN_180] = "q -1 0 0 -1 ", [TURN_270] = "q 0 1 -1 0 ",
	};
	um_t height = content->height;
	char *out = close_open(content, reserve(content, OP_ROOM), CONTENT_OPEN_NONE);
	gboolean drawn;

	out = put(out, quarters[turn->quarter], strlen(quarters[turn->quarter]));
	out = put_milli(out, content_millipoints(turn->x));
	out = put_milli(out, content_millipoints(height - turn->y));
	out = PUT(out, "cm\n");
	written(content, out);
	content->height = 0;
	drawn = draw_list(content, turn->list);
	content->height = height;
	out = close_open(content, reserve(content, OP_ROOM), CONTENT_OPEN_NONE);
	out = PUT(out, "Q\n");
	written(content, out);
	forget_state(content);
	return drawn;
}

static gboolean draw(struct content *content, const struct op *op)
{
	switch (op->kind) {
	case OP_FILL:
		draw_fill(content, &op->fill);
		return TRUE;
	case OP_STROKE:
		draw_stroke(content, &op->stroke);
		return TRUE;
	case OP_TEXT:
		return draw_text(content, &op->text);
	case OP_SYMBOL:
		draw_symbol(content, &op->symbol);
		return TRUE;
	case OP_IMAGE:
		return draw_image(content, &op->image);
	case OP_STAMP:
		return draw_stamp(content, &op->stamp);
	case OP_TURN:
		return draw_turn(content, &op->turn);
	}
	g_assert_not_reached();
}

static gboolean draw_list(struct content *content, const struct op_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		if (!draw(content, &list->ops[i]))
			return FALSE;
	}
	return TRUE;
}

void content_init(struct content *content, struct names *names, enum content_language language)
{
	*content = (struct content){ .names = names, .language = language };
}

void content_clear(struct content *content)
{
	g_free(content->bytes);
	content->bytes = NULL;
}

void content_begin(struct content *content, enum content_kind kind, um_t height)
{
	content->used = 0;
	content->kind = kind;
	content->height = height;
	content->open = CONTENT_OPEN_NONE;
	forget_state(content);
	/* A page starts in black; a form starts in whatever its page has set. */
	if (kind == CONTENT_PAGE)
		content->fill = content->stroke = 0;
}

void content_draw(struct content *content, const struct op_list *list)
{
	draw_list(content, list);
}

void content_end(struct content *content)
{
	written(content, close_open(content, reserve(content, OP_ROOM), CONTENT_OPEN_NONE));
}
