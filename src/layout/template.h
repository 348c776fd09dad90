/* SPDX-License-Identifier: Apache-2.0 */
/*
 * template: a compiled layout.  Everything here is made once by layout_load, lives in the layout's arena and is
 * never changed by composing, but for the forms of slips.
 *
 * All regions of one flow have one width, so that text without fields is filled into lines here and now, and the flow
 * is broken into pages in one pass.
 */
#ifndef PIEGO_LAYOUT_TEMPLATE_H
#define PIEGO_LAYOUT_TEMPLATE_H

#include "layout/expr.h"
#include "layout/format.h"
#include "layout/layout.h"
#include "slip/slip.h"
#include "type/prose.h"

/* ---- text ---- */

struct para_style {
	const char *name;
	struct text_style text;
	um_t leading;			/* height of a line */
	um_t above;			/* from a line's top to its baseline */
	um_t ascent, descent;		/* of the style's font */
	gboolean own_leading;		/* stated, not derived from the size */
	enum align align;
	um_t before, after;		/* between neighbours the larger one counts */
	um_t indent;			/* of the first line */
	guint widows, orphans;
	gboolean keep_next, keep_lines;
};

/* A place in a text that a record fills. */
struct slot {
	const struct expr *expr;
	struct format format;
	guint line;
	guint branch;		/* of a yes-no format */
};

/* The test of a <when>. */
struct condition {
	const struct expr *test;
	guint line;
	guint branch;		/* of the whole; those of its parts follow */
};

/* A paragraph's text.  One without slots is filled when it is compiled, if its width is known. */
struct text {
	struct prose *prose;
	struct slot *slots;
	guint n_slots;
	const struct para_style *style;
	guint line;
	um_t width;
	const struct prose_lines *fixed;	/* or NULL */
};

/* ---- payment slips ---- */

/* Text with slots that becomes one text of its own, set by somebody else. */
struct phrase {
	const struct span *spans;	/* their styles mean nothing */
	guint n_spans;
	const struct slot *slots;
	guint n_slots;
};

/* What a field of a payment is made from. */
struct payment_source {
	enum payment_field field;
	struct phrase phrase;		/* of a text */
	const struct expr *expr;	/* of any other type */
	guint line;
	const char *told;		/* in findings: the data's field that it is, or "amount (layout line 12)" */
	gboolean by_row;		/* it may differ from row to row */
};

/* A slip in the flow or on a page. */
struct block_slip {
	const struct slip_kind *kind;
	guint line;
	payment_set_t given;
	payment_set_t varying;		/* texts among them that a record's words are in */
	const struct payment_source *sources[PAYMENT_FIELDS];	/* of the fields given */
	guint group;			/* a payment each of its rows; FIELD_NONE: one payment */
	um_t gap;			/* between its strips */
	struct slip_size size;		/* of a strip, upright */
	enum turn turn;			/* on a page */
};

/* What a kind prints the same on every letter, one for all slips that are given the same fields.  Some of it follows the
 * press: it is made when the first letter is composed for that. */
struct slip_form {
	const struct slip_kind *kind;
	payment_set_t given;
	guint abreast;
	const struct stamp *stamp;	/* NULL: nothing */
};

/* ---- blocks: what flows ---- */

enum block_kind {
	BLOCK_TEXT,
	BLOCK_TABLE,
	BLOCK_IMAGE,
	BLOCK_SYMBOL,
	BLOCK_SLIP,
	BLOCK_RULE,
	BLOCK_SPACE,
	BLOCK_BREAK,
	BLOCK_TOGETHER,
	BLOCK_WHEN,
};

struct block_list {
	struct block *items;
	guint count;
};

/* A text in the flow, with the mark of a list's item beside its first line. */
struct block_text {
	struct text text;
	const struct text *label;	/* or NULL */
	um_t label_x;
	const struct stamp *stamp;	/* of all lines and the label when nothing varies, origin at the top left */
};

struct block_symbol {
	struct symbol_wish wish;	/* its text is the slot's */
	struct slot value;
	um_t module_width, module_height;
	um_t height;			/* of a symbol of known size, or the room to keep; 0: not stated */
	enum align align;
};

struct block_when {
	struct condition condition;
	struct block_list then, otherwise;
};

struct block {
	enum block_kind kind;
	guint line;
	um_t x, width, height;		/* within the region; height of SPACE, IMAGE, SYMBOL, RULE, SLIP */
	um_t before, after;
	gboolean keep_next;
	union {
		struct block_text text;
		const struct table *table;
		const struct picture *picture;
		struct block_symbol symbol;
		const struct block_slip *slip;
		struct { um_t width; struct colour colour; } rule;
		struct block_list together;
		struct block_when when;
	};
};

/* ---- tables ---- */

struct table_column {
	um_t x, width;		/* within the table */
	enum align align;
	gboolean align_stated;
};

struct cell {
	guint column;
	um_t x, width;
	struct text text;
	enum align align;
};

struct table_row {
	guint line;
	struct cell *cells;
	guint n_cells;
	gboolean has_fill;
	struct colour fill;
	um_t rule_above, rule_below;	/* widths, 0: none */
	struct colour rule_colour;
};

#define CARRIED_MAX 8

/* A column whose running sum stands at the foot and head of pages. */
struct carried {
	guint place;		/* column of the table it stands in */
	enum align align;
	struct text text;	/* one slot: the sum of the rows so far */
};

/* A running line over a page break: its label spans the columns before the first sum. */
struct carry_line {
	struct text label;
	um_t height;		/* known beforehand, so that room is kept for it */
	const struct para_style *style;
};

struct table {
	guint line;
	guint group;		/* FIELD_NONE: rows as they stand */
	um_t width;
	struct table_column *columns;
	guint n_columns;
	const struct para_style *style;
	um_t padding;		/* above and below the text of a cell */
	um_t inset;		/* left of the first and right of the last column */
	struct colour rule_colour;	/* of header and total */
	struct colour row_rule_colour;
	gboolean has_shade;
	struct colour shade;	/* of every second row */
	guint keep_header;	/* rows that stay with the header, and with the end */
	const struct table_row *head;	/* or NULL */
	struct table_row *rows;		/* one, or as they stand */
	guint n_rows;
	const struct table_row *subtotal;
	const struct expr *subtotal_by;	/* a run of rows with one value of this has a subtotal */
	const struct table_row *total;
	struct carried carried[CARRIED_MAX];
	guint n_carried;
	const struct carry_line *over, *forward;
};

/* ---- pages ---- */

enum item_kind { ITEM_TEXT, ITEM_SYMBOL, ITEM_SLIP, ITEM_FRAME, ITEM_WHEN };

struct item_list {
	const struct stamp *stamp;	/* all that never changes, or NULL */
	struct item *items;
	guint count;
};

struct item {
	enum item_kind kind;
	guint line;
	um_t x, y, width, height;	/* TEXT: width G_MAXINT32 where nothing wraps */
	union {
		struct text text;
		struct block_symbol symbol;
		const struct block_slip *slip;
		struct block_list frame;
		struct { struct condition condition; struct item_list then, otherwise; } when;
	};
};

struct master {
	const char *name;
	guint line;
	um_t width, height;		/* as it is designed and read */
	gboolean landscape;		/* it is printed turned, its top at the sheet's left edge */
	um_t top, right, bottom, left;	/* margins */
	gboolean address;
	gboolean has_flow;
	struct rect flow;
	struct item_list items;
};

/* ---- flows ---- */

/* A part of the letter that begins on the front of a sheet of its own. */
struct flow {
	gboolean conditional;
	struct condition condition;	/* of a conditional one: without it the letter has no such part */
	const struct master *first, *next, *back;	/* back NULL: none */
	struct block_list blocks;
};

/* ---- layout ---- */

struct layout {
	struct typesetter *typesetter;
	struct arena *arena;
	char *name;
	struct dictionary *dictionary;
	char *hash;
	GArray *branches;	/* of struct layout_branch */
	GBytes *source;		/* of the file */
	GPtrArray *proses;	/* owned */
	GPtrArray *pictures;	/* owned */
	GPtrArray *slips;	/* of const struct slip_kind: those that letters may have */
	GArray *forms;		/* of struct slip_form: those made so far, in the layout's arena, for press */
	const struct press *press;
	GArray *fonts;		/* of struct layout_font, by name */
	struct flow *flows;	/* at least one, and one that is not conditional */
	guint n_flows;
};

/* Most pages of one letter. */
#define LETTER_PAGES_MAX 500

/* The height of a line of a text's style, more where its text is larger; its baseline below the line's top. */
um_t line_height(const struct para_style *style, const struct prose_line *line, um_t *baseline);

/* The height of all lines. */
um_t lines_height(const struct para_style *style, const struct prose_lines *lines);

#endif
