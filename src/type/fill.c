/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Greedy filling as Pango's with PANGO_WRAP_WORD: the space at a line's end takes no room, and a word that is
 * wider than the line stands alone on it and sticks out.
 *
 * Widths are those that devices draw, rounded down to thousandths of an em.  Where a line ends is decided on
 * the font's own widths, else one line in fifty would break later than Pango's by a fraction of a point.  Sums
 * are exact; only what is put into an operation is rounded, so that a justified line ends within a few
 * micrometres of the right edge and never beyond it.
 */
#include "type/fill.h"

#include <string.h>

#define FIRST_LINES 8u
#define UPT_PER_MPT 1000

/* Atoms first to end make a line; the blanks and the hard break that may follow are not among them. */
struct extent {
	guint first, end;
	guint next;	/* where the next line begins */
	guint gaps;	/* spaces between its atoms */
	guint odd;	/* 0: all of it is in one style and that style's font */
	upt_t natural;
	gboolean ends;
};

static upt_t room_of(const struct fill *fill, guint line)
{
	return upt_from_um(fill->width - (line == 0 ? fill->first_indent : 0));
}

/* The line that begins at atom first.  Text that ends within the room as drawn is never parted: who measured it
 * and gave it that much room wants one line. */
static struct extent next_extent(const struct fill *fill, guint first, upt_t room)
{
	struct extent line = { .first = first, .end = first };
	struct extent sofar = line;
	upt_t pen = 0, slack = 0;
	guint spaces = 0, odd_flags = ATOM_FOREIGN;
	gboolean full = FALSE;
	guint i;

	for (i = first; i < fill->count; i++) {
		const struct atom *atom = &fill->atoms[i];

		if ((atom->flags & (ATOM_BREAK | ATOM_HARD)) != 0) {
			if ((atom->flags & ATOM_HARD) != 0 || (i > first && sofar.natural > room))
				break;
			if (!full) {
				line = sofar;
				line.next = i;
			}
		}
		if ((atom->flags & ATOM_BLANK) != 0) {
			spaces++;
			pen += atom->space;
			continue;
		}
		sofar.end = i + 1;
		sofar.natural = pen + atom->width;
		slack += atom->slack;
		full = line.end > first && (full || sofar.natural + slack > room);
		if (full && sofar.natural > room)
			return line;
		sofar.gaps = spaces;
		sofar.odd += (atom->flags & odd_flags) != 0;
		spaces += atom->space > 0;
		pen = sofar.natural + atom->space;
		odd_flags = ATOM_FOREIGN | ATOM_STYLE;
	}
	sofar.ends = i == fill->count || (fill->atoms[i].flags & ATOM_HARD) != 0;
	sofar.next = i < fill->count && sofar.ends ? i + 1 : i;
	return sofar;
}

static void measure_atom(const struct atom *atom, struct prose_line *line)
{
	const struct type *type = atom->type;

	line->ascent = MAX(line->ascent, type->ascent);
	line->descent = MAX(line->descent, type->descent);
	if ((atom->flags & ATOM_FOREIGN) == 0)
		return;
	for (guint r = 0; r < atom->word->n_runs; r++) {
		const struct font *font = atom->word->runs[r].face->font;

		line->ascent = MAX(line->ascent, um_from_mpt((gint64)font->ascent * type->size / 1000));
		line->descent = MAX(line->descent, um_from_mpt((gint64)font->descent * type->size / 1000));
	}
}

/* An empty line is as high as its hard break's style. */
static void measure_fonts(const struct fill *fill, const struct extent *extent, struct prose_line *line)
{
	measure_atom(&fill->atoms[extent->first], line);
	if (extent->odd == 0)
		return;
	for (guint i = extent->first + 1; i < extent->end; i++)
		measure_atom(&fill->atoms[i], line);
}

/* ---- operations ---- */

/* The atoms from first on that are of one style. */
static guint style_end(const struct fill *fill, const struct extent *extent, guint first)
{
	guint end = first + 1;

	if (extent->odd == 0)
		return extent->end;
	while (end < extent->end && (fill->atoms[end].flags & ATOM_STYLE) == 0)
		end++;
	return end;
}

static upt_t width_of(const struct atom *atoms, guint count, upt_t gap)
{
	upt_t width = 0;

	for (guint i = 0; i < count; i++)
		width += atoms[i].width + atoms[i].space + (atoms[i].space > 0 ? gap : 0);
	return width;
}

static upt_t start_of(const struct fill *fill, upt_t room, upt_t natural)
{
	switch (fill->align) {
	case ALIGN_RIGHT:
		return room - natural;
	case ALIGN_CENTRE:
		return (room - natural) / 2;
	case ALIGN_LEFT:
	case ALIGN_JUSTIFY:
		break;
	}
	return 0;
}

static mpt_t gap_of(const struct fill *fill, const struct extent *extent, upt_t room)
{
	if (fill->align != ALIGN_JUSTIFY || extent->ends || extent->gaps == 0 || room <= extent->natural)
		return 0;
	return (mpt_t)((room - extent->natural) / (UPT_PER_MPT * (upt_t)extent->gaps));
}

/* One operation for each stretch of a style; indent is where the line's room begins. */
static void draw_line(const struct fill *fill, const struct extent *extent, upt_t room, um_t indent,
		      struct op_list *list)
{
	upt_t pen = start_of(fill, room, extent->natural);
	mpt_t gap = gap_of(fill, extent, room);
	guint end;

	list->room = extent->odd + 1;
	list->ops = arena_new_array(fill->arena, struct op, list->room);
	for (guint i = extent->first; i < extent->end; i = end) {
		const struct atom *atom = &fill->atoms[i];
		struct op *op = &list->ops[list->count++];

		end = style_end(fill, extent, i);
		op->kind = OP_TEXT;
		op->text = (struct op_text){ .x = indent + um_from_upt(pen),
					     .size = atom->type->size,
					     .gap = gap,
					     .colour = atom->type->colour,
					     .count = end - i,
					     .words = fill->words + i };
		if (end < extent->end)
			pen += width_of(atom, end - i, (upt_t)gap * UPT_PER_MPT);
	}
}

static struct prose_line *add_line(struct prose_lines *lines, guint *room, struct arena *arena)
{
	struct prose_line *line;

	if (lines->count == *room) {
		struct prose_line *more = arena_new_array(arena, struct prose_line, 2 * *room);

		memcpy(more, lines->lines, lines->count * sizeof *more);
		lines->lines = more;
		*room *= 2;
	}
	line = &lines->lines[lines->count++];
	memset(line, 0, sizeof *line);
	return line;
}

void fill_lines(const struct fill *fill, struct prose_lines *lines)
{
	guint lines_room = FIRST_LINES;

	lines->lines = arena_new_array(fill->arena, struct prose_line, lines_room);
	lines->count = 0;
	lines->overflow = 0;
	lines->missing = 0;
	for (guint first = 0; first < fill->count;) {
		upt_t room = room_of(fill, lines->count);
		struct extent extent = next_extent(fill, first, room);
		struct prose_line *line = add_line(lines, &lines_room, fill->arena);

		line->natural = um_from_upt(extent.natural);
		line->ends = extent.ends;
		measure_fonts(fill, &extent, line);
		if (extent.natural > room)
			lines->overflow = MAX(lines->overflow, um_from_upt(extent.natural - room));
		if (extent.end > extent.first)
			draw_line(fill, &extent, room, lines->count == 1 ? fill->first_indent : 0, &line->list);
		first = extent.next;
	}
}
