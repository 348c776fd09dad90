/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stack: blocks become strips, one above the other: lines of text, rows of tables, pictures.  A strip is never
 * split; between two strips a page may end unless they are linked.
 *
 *   stack_blocks(composing, &stack, &layout->flow);
 *   paginate(composing, &stack, &pages);          (paginate.h)
 *   strip_draw(composing, strip, x, y, list);
 */
#ifndef PIEGO_LAYOUT_STACK_H
#define PIEGO_LAYOUT_STACK_H

#include "layout/template.h"

/* One letter in the making. */
struct composing {
	struct layout *layout;
	const struct letter_order *order;
	struct arena *arena;
	struct expr_context context;
	gboolean measure_only;
	gboolean failed;	/* an error-level finding was reported */
};

/* Report an error-level finding of the layout's line. */
void composing_fail(struct composing *composing, enum finding_code code, guint line, const char *value);
/* The same with a measure: "12,3 mm". */
void composing_fail_by(struct composing *composing, enum finding_code code, guint line, um_t measure);

/* The lines of a text for this letter. */
const struct prose_lines *text_fill(struct composing *composing, const struct text *text, enum align align, um_t width,
				    um_t indent);
/* A slot's printed text; "" after a finding. */
const char *slot_write(struct composing *composing, const struct slot *slot);
/* A condition; FALSE after a finding. */
gboolean test_holds(struct composing *composing, const struct expr *test, guint line);

enum strip_kind { STRIP_LINE, STRIP_ROW, STRIP_IMAGE, STRIP_SYMBOL, STRIP_RULE };

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

/* Draw with the region's left edge at x and the strip's top at y. */
void strip_draw(struct composing *composing, const struct strip *strip, um_t x, um_t y, struct op_list *list);
void row_draw(const struct row_fill *row, um_t x, um_t y, struct op_list *list, struct arena *arena);

/* Draw a barcode with its top left corner at (x, y), at most width and height large where these are not 0. */
void symbol_draw(struct composing *composing, const struct block_symbol *symbol, guint line, um_t x, um_t y,
		 struct op_list *list);

/* A frame: all its blocks one above the other; returns by how much they are higher than the frame. */
um_t stack_frame(struct composing *composing, const struct item *item, struct op_list *list);
/* The same when the layout is compiled, for a frame that nothing varies in. */
um_t stack_fixed(const struct item *item, struct op_list *list, struct arena *arena);

#endif
