/* SPDX-License-Identifier: Apache-2.0 */
/*
 * expr: the small typed expressions of a layout: {scadenza | date long}, test="count(fatture) > 1".
 *
 *   or, and, not        booleans
 *   = != < <= > >=      two values of one type (texts: = and != only; an amount and a whole number never)
 *   + -                 money with money, integer with integer
 *   *                   money with integer, integer with integer
 *   'text'  12  12.50   a text, an integer, an amount of money; yes, no
 *   field               a field of the record, or inside a table a column of its row
 *   page, pages, piece.page, piece.pages     on page masters only
 *   empty(field)        whether the client's cell was empty
 *   year(date)          an integer
 *   count(group)        how many rows
 *   sum(group.column)   of all rows; empty cells count as nothing
 *   min, max            of two values of one type, or of a group's column
 *
 * Types are checked when a layout is compiled.  There are no loops: an expression cannot hang a run.
 */
#ifndef PIEGO_LAYOUT_EXPR_H
#define PIEGO_LAYOUT_EXPR_H

#include "model/record.h"

enum expr_type { EXPR_TEXT, EXPR_MONEY, EXPR_DATE, EXPR_INTEGER, EXPR_BOOLEAN };

/* "text", "money", ... */
const char *expr_type_name(enum expr_type type);

struct expr_value {
	enum expr_type type;
	gboolean present;	/* FALSE: an empty cell */
	union {
		const char *text;
		cents_t cents;
		day_t date;
		gint64 integer;	/* also booleans: 0 or 1 */
	};
};

/* What names mean where an expression stands. */
struct expr_scope {
	const struct dictionary *dictionary;
	guint group;		/* group whose columns can be named alone, or FIELD_NONE */
	gboolean on_page;	/* page numbers are known */
};

struct expr;

/* Longest expression, and how deep its parentheses may go. */
#define EXPR_MAX_BYTES 2000
#define EXPR_MAX_DEPTH 40

/* Compile into the arena.  NULL and an error of the form "column 7: field 'importo' is not declared". */
const struct expr *expr_parse(const char *text, const struct expr_scope *scope, struct arena *arena, GError **error);
enum expr_type expr_type(const struct expr *expr);

/* The type of what a field or column of some type holds. */
enum expr_type expr_type_of(enum field_type type);
/* Whether it is nothing but the named column of the scope's group. */
gboolean expr_is_column(const struct expr *expr, guint column);
/* The field or the column of a group that it is nothing but: "importo", "rate.importo"; in the arena, NULL for anything
 * else. */
const char *expr_field_name(const struct expr *expr, const struct dictionary *dictionary, struct arena *arena);

/* The record and the place an expression is read for. */
struct expr_context {
	const struct dictionary *dictionary;
	const struct record *record;
	guint group;			/* group of row and range, or FIELD_NONE */
	const struct value *row;	/* cells of the current row */
	guint from, to;			/* count and sum of that group cover these rows */
	gint64 page, pages, piece_page, piece_pages;
};

/* Whether two values are the same; an empty cell is the same as another empty one. */
gboolean expr_values_equal(const struct expr_value *one, const struct expr_value *other);

/* NULL and the value, or a reason in plain words for which there is none (an empty cell in a sum, a number too
 * large). */
const char *expr_eval(const struct expr *expr, const struct expr_context *context, struct expr_value *value);

/*
 * The conditions that and, or and not join into a whole, from left to right: of "a > 1 or not (b and empty(c))" they
 * are "a > 1", "b" and "empty(c)".  One that stands alone has no parts.
 *
 * expr_parts_list tells their texts.  expr_parts_trace tells how each came out for a record, of those that were read
 * at all; the whole must have a value.
 */
void expr_parts_list(const struct expr *expr, void (*part)(void *user, const char *text), void *user);
void expr_parts_trace(const struct expr *expr, const struct expr_context *context,
		      void (*part)(void *user, guint number, gboolean met), void *user);

/* The sum of a group's column over rows from to to - 1, empty cells as nothing. */
const char *expr_sum_rows(const struct expr_context *context, guint group, guint column, guint from, guint to,
			  struct expr_value *value);

#endif
