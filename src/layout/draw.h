/* SPDX-License-Identifier: Apache-2.0 */
/* draw: strips, rows, barcodes and frames as operations of a page. */
#ifndef PIEGO_LAYOUT_DRAW_H
#define PIEGO_LAYOUT_DRAW_H

#include "layout/stack.h"

/* Draw with the region's left edge at x and the strip's top at y. */
void strip_draw(struct composing *composing, const struct strip *strip, um_t x, um_t y, struct op_list *list);
void row_draw(const struct row_fill *row, um_t x, um_t y, struct op_list *list, struct arena *arena);

/* Encode and draw a barcode inside room, at its top left corner or as it is aligned. */
void symbol_draw(struct composing *composing, const struct block_symbol *symbol, guint line, const struct rect *room,
		 struct op_list *list);

/* A frame: all its blocks one above the other; returns by how much they are higher than the frame. */
um_t stack_frame(struct composing *composing, const struct item *item, struct op_list *list);
/* The same when the layout is compiled, for a frame that nothing varies in. */
um_t stack_fixed(const struct item *item, struct op_list *list, struct arena *arena);

#endif
