/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stack: blocks become strips, one above the other: lines of text, rows of tables, pictures.  A strip is never
 * split; between two strips a page may end unless they are linked.
 *
 *   stack_blocks(composing, &stack, &flow->blocks);
 *   paginate(composing, flow, &stack, most, &pages);          (paginate.h)
 *   strip_draw(composing, strip, x, y, list);     (draw.h)
 */
#ifndef PIEGO_LAYOUT_STACK_H
#define PIEGO_LAYOUT_STACK_H

#include "layout/slips.h"

enum strip_kind { STRIP_LINE, STRIP_ROW, STRIP_IMAGE, STRIP_SYMBOL, STRIP_SLIP, STRIP_RULE };

/* How a strip holds to the one above it: a soft link gives way where it would ask for more than a page. */
enum strip_link { LINK_NONE, LINK_SOFT, LINK_HARD };

/* A table row filled for this letter. */
struct row_fill {
	const struct table *table;
	const struct table_row *row;
	const struct prose_lines **cells;
	um_t height;
	gboolean shaded;
};

/* A table in this letter. */
struct table_run {
	const struct table *table;
	const struct row_fill *head;	/* or NULL */
};

struct strip {
	enum strip_kind kind;
	enum strip_link link;
	gboolean page_break;		/* a new page before it */
	guint line;
	um_t glue;			/* space above, dropped at the top of a page */
	um_t height;
	const struct block *block;
	const struct table_run *run;	/* in a table */
	guint rows_done;		/* rows of the group that stand up to and with this strip */
	union {
		struct {
			const struct prose_lines *lines;
			guint index;
			um_t baseline;
		} text;
		const struct row_fill *row;
		struct slip_strip *slip;
	};
};

struct stack {
	struct strip *strips;
	guint count, room;
	um_t after, space;		/* waiting for the next block */
	gboolean opening;		/* the next strip begins a block */
	gboolean keep_next, page_break;
	guint together;			/* depth */
	gboolean together_opening;
	gint64 height;
	gint64 height_max;		/* 0: none */
	guint height_line;
};

void stack_blocks(struct composing *composing, struct stack *stack, const struct block_list *list);

#endif
