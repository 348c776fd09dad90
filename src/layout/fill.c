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
#include "layout/fill.h"

#include <string.h>

#define FIRST_LINES 8u
#define UPT_PER_MPT 1000

/* Atoms first to end make a line; the hard break that may follow is not among them. */
struct extent {
	guint first, end;
	guint next;	/* where the next line begins */
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
	struct extent at_break = { .first = first, .end = first };
	upt_t pen = 0, end = 0, slack = 0;
	gboolean full = FALSE;
	guint i;

	for (i = first; i < fill->count; i++) {
		const struct atom *atom = &fill->atoms[i];

		if ((atom->flags & (ATOM_BREAK | ATOM_HARD)) != 0) {
			if ((atom->flags & ATOM_HARD) != 0 || (i > first && end > room))
				break;
			if (!full) {
				at_break.end = at_break.next = i;
				at_break.natural = end;
			}
		}
		end = pen + atom->width;
		slack += atom->slack;
		full = at_break.end > first && (full || end + slack > room);
		if (full && end > room)
			return at_break;
		pen = end + atom->space;
	}
	at_break.end = i;
	at_break.natural = end;
	at_break.ends = i == fill->count || (fill->atoms[i].flags & ATOM_HARD) != 0;
	at_break.next = i < fill->count && at_break.ends ? i + 1 : i;
	return at_break;
}

static void measure_fonts(const struct fill *fill, const struct extent *extent, struct prose_line *line)
{
	const struct type *last = NULL;

	for (guint i = extent->first; i < MAX(extent->end, extent->first + 1); i++) {
		const struct atom *atom = &fill->atoms[i];

		if (atom->type != last) {
			last = atom->type;
			line->ascent = MAX(line->ascent, last->ascent);
			line->descent = MAX(line->descent, last->descent);
		}
		if ((atom->flags & ATOM_FOREIGN) == 0)
			continue;
		for (guint r = 0; r < atom->word->n_runs; r++) {
			const struct font *font = atom->word->runs[r].face->font;

			line->ascent = MAX(line->ascent, um_from_mpt((gint64)font->ascent * last->size / 1000));
			line->descent = MAX(line->descent, um_from_mpt((gint64)font->descent * last->size / 1000));
		}
	}
}

/* ---- operations ---- */

static guint count_stretches(const struct fill *fill, const struct extent *extent, guint *gaps)
{
	guint stretches = 0;
	const struct type *type = NULL;

	*gaps = 0;
	for (guint i = extent->first; i < extent->end; i++) {
		const struct atom *atom = &fill->atoms[i];

		stretches += atom->type != type;
		type = atom->type;
		*gaps += i + 1 < extent->end && atom->space > 0;
	}
	return stretches;
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

/* One operation for each stretch of a style; indent is where the line's room begins. */
static void draw_line(const struct fill *fill, const struct extent *extent, upt_t room, um_t indent,
		      struct op_list *list)
{
	guint gaps;
	guint stretches = count_stretches(fill, extent, &gaps);
	upt_t pen = start_of(fill, room, extent->natural);
	struct op *op = NULL;
	mpt_t gap = 0;

	if (fill->align == ALIGN_JUSTIFY && !extent->ends && gaps > 0 && room > extent->natural)
		gap = (mpt_t)((room - extent->natural) / (UPT_PER_MPT * (upt_t)gaps));
	list->ops = arena_new_array(fill->arena, struct op, stretches);
	list->room = stretches;
	for (guint i = extent->first; i < extent->end; i++) {
		const struct atom *atom = &fill->atoms[i];

		if (i == extent->first || atom->type != fill->atoms[i - 1].type) {
			op = &list->ops[list->count++];
			op->kind = OP_TEXT;
			op->text = (struct op_text){ .x = indent + um_from_upt(pen),
						     .size = atom->type->size,
						     .gap = gap,
						     .colour = atom->type->colour,
						     .words = fill->words + i };
		}
		op->text.count++;
		pen += atom->width + atom->space + (atom->space > 0 ? (upt_t)gap * UPT_PER_MPT : 0);
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
		if (!fill->measure_only && extent.end > extent.first)
			draw_line(fill, &extent, room, lines->count == 1 ? fill->first_indent : 0, &line->list);
		first = extent.next;
	}
}
