/* SPDX-License-Identifier: Apache-2.0 */
/* exprnode: the tree of an expression, between the two halves of expr. */
#ifndef PIEGO_LAYOUT_EXPRNODE_H
#define PIEGO_LAYOUT_EXPRNODE_H

#include "layout/expr.h"

enum node_kind {
	NODE_CONSTANT,
	NODE_FIELD, NODE_COLUMN,
	NODE_PAGE, NODE_PAGES, NODE_PIECE_PAGE, NODE_PIECE_PAGES,
	NODE_COUNT, NODE_SUM, NODE_LEAST, NODE_GREATEST,	/* of a group's column */
	NODE_EMPTY, NODE_YEAR,
	NODE_NOT, NODE_NEGATE,
	NODE_AND, NODE_OR,
	NODE_EQUAL, NODE_UNEQUAL, NODE_LESS, NODE_LESS_EQUAL, NODE_MORE, NODE_MORE_EQUAL,
	NODE_ADD, NODE_SUBTRACT, NODE_MULTIPLY,
	NODE_MIN, NODE_MAX,
};

struct expr {
	enum node_kind kind;
	enum expr_type type;
	guint group, index;	/* of FIELD, COLUMN, COUNT, SUM, LEAST, GREATEST */
	const struct expr *left, *right;
	const char *said[2];	/* of AND, OR: the text of a side that is neither */
	struct expr_value constant;
};

#endif
