/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the value of a compiled expression: a walk over its tree, no memory, every sum checked. */
#include "layout/exprnode.h"

#include <string.h>

static const char too_large[] = "a number is too large";

const char *expr_type_name(enum expr_type type)
{
	static const char *const names[] = { "text", "money", "date", "integer", "boolean" };

	return names[type];
}

enum expr_type expr_type(const struct expr *expr)
{
	return expr->type;
}

gboolean expr_is_column(const struct expr *expr, guint column)
{
	return expr->kind == NODE_COLUMN && expr->index == column;
}

const char *expr_field_name(const struct expr *expr, const struct dictionary *dictionary, struct arena *arena)
{
	const struct row_group *group;

	if (expr->kind == NODE_FIELD)
		return arena_strdup(arena, dictionary->fields.fields[expr->index].name);
	if (expr->kind != NODE_COLUMN)
		return NULL;
	group = &dictionary->groups[expr->group];
	return arena_printf(arena, "%s.%s", group->name, group->columns.fields[expr->index].name);
}

static void take_cell(enum expr_type type, const struct value *cell, struct expr_value *value)
{
	value->type = type;
	value->present = cell->present;
	switch (type) {
	case EXPR_TEXT:
		value->text = cell->present ? cell->text : "";
		break;
	case EXPR_MONEY:
		value->cents = cell->cents;
		break;
	case EXPR_DATE:
		value->date = cell->date;
		break;
	case EXPR_INTEGER:
	case EXPR_BOOLEAN:
		value->integer = cell->integer;
		break;
	}
}

static void give_integer(struct expr_value *value, enum expr_type type, gint64 integer)
{
	*value = (struct expr_value){ .type = type, .present = TRUE, .integer = integer };
}

/* Money, dates and numbers as one number to compare and count with. */
static gint64 number_of(const struct expr_value *value)
{
	switch (value->type) {
	case EXPR_MONEY:
		return value->cents;
	case EXPR_DATE:
		return value->date;
	default:
		return value->integer;
	}
}

static void give_number(struct expr_value *value, enum expr_type type, gint64 number)
{
	give_integer(value, type, 0);
	if (type == EXPR_MONEY)
		value->cents = number;
	else if (type == EXPR_DATE)
		value->date = (day_t)number;
	else
		value->integer = number;
}

gboolean expr_values_equal(const struct expr_value *one, const struct expr_value *other)
{
	if (one->present != other->present || !one->present)
		return one->present == other->present;
	if (one->type == EXPR_TEXT)
		return strcmp(one->text, other->text) == 0;
	return number_of(one) == number_of(other);
}

static const struct value *cell_at(const struct expr_context *context, guint group, guint row, guint column)
{
	guint columns = context->dictionary->groups[group].columns.count;

	return &context->record->groups[group].cells[(gsize)row * columns + column];
}

const char *expr_sum_rows(const struct expr_context *context, guint group, guint column, guint from, guint to,
			  struct expr_value *value)
{
	enum expr_type type = expr_type_of(context->dictionary->groups[group].columns.fields[column].type);
	gint64 sum = 0;

	for (guint i = from; i < to; i++) {
		struct expr_value cell;

		take_cell(type, cell_at(context, group, i, column), &cell);
		if (cell.present && __builtin_add_overflow(sum, number_of(&cell), &sum))
			return too_large;
	}
	give_number(value, type, sum);
	return NULL;
}

static void rows_of(const struct expr_context *context, guint group, guint *from, guint *to)
{
	if (group == context->group) {
		*from = context->from;
		*to = context->to;
	} else {
		*from = 0;
		*to = context->record->groups[group].count;
	}
}

/* The least or greatest cell of a column; empty cells are passed over. */
static const char *extreme(const struct expr *expr, const struct expr_context *context, struct expr_value *value)
{
	guint from, to;
	gboolean any = FALSE;
	gint64 best = 0;

	rows_of(context, expr->group, &from, &to);
	for (guint i = from; i < to; i++) {
		struct expr_value cell;
		gint64 number;

		take_cell(expr->type, cell_at(context, expr->group, i, expr->index), &cell);
		if (!cell.present)
			continue;
		number = number_of(&cell);
		if (!any || (expr->kind == NODE_LEAST ? number < best : number > best))
			best = number;
		any = TRUE;
	}
	give_number(value, expr->type, best);
	value->present = any;
	return NULL;
}

static const char *aggregate(const struct expr *expr, const struct expr_context *context, struct expr_value *value)
{
	guint from, to;

	if (expr->kind == NODE_LEAST || expr->kind == NODE_GREATEST)
		return extreme(expr, context, value);
	rows_of(context, expr->group, &from, &to);
	if (expr->kind == NODE_SUM)
		return expr_sum_rows(context, expr->group, expr->index, from, to, value);
	give_integer(value, EXPR_INTEGER, to - from);
	return NULL;
}

static const char *compare(const struct expr *expr, const struct expr_value *left, const struct expr_value *right,
			   struct expr_value *value)
{
	gint64 order;
	gboolean truth = FALSE;

	if (left->type == EXPR_TEXT)
		order = strcmp(left->present ? left->text : "", right->present ? right->text : "");
	else if (!left->present || !right->present)
		return "a value to compare is empty";
	else
		order = (number_of(left) > number_of(right)) - (number_of(left) < number_of(right));
	switch (expr->kind) {
	case NODE_EQUAL:
		truth = order == 0;
		break;
	case NODE_UNEQUAL:
		truth = order != 0;
		break;
	case NODE_LESS:
		truth = order < 0;
		break;
	case NODE_LESS_EQUAL:
		truth = order <= 0;
		break;
	case NODE_MORE:
		truth = order > 0;
		break;
	default:
		truth = order >= 0;
		break;
	}
	give_integer(value, EXPR_BOOLEAN, truth);
	return NULL;
}

static const char *reckon(const struct expr *expr, const struct expr_value *left, const struct expr_value *right,
			  struct expr_value *value)
{
	gint64 one, other, result;
	gboolean over = FALSE;

	if (!left->present || !right->present)
		return "a value to reckon with is empty";
	one = number_of(left);
	other = number_of(right);
	switch (expr->kind) {
	case NODE_ADD:
		over = __builtin_add_overflow(one, other, &result);
		break;
	case NODE_SUBTRACT:
		over = __builtin_sub_overflow(one, other, &result);
		break;
	case NODE_MULTIPLY:
		over = __builtin_mul_overflow(one, other, &result);
		break;
	case NODE_MIN:
		result = MIN(one, other);
		break;
	default:
		result = MAX(one, other);
		break;
	}
	if (over)
		return too_large;
	give_number(value, expr->type, result);
	return NULL;
}

static const char *turn(const struct expr *expr, const struct expr_context *context, struct expr_value *value)
{
	struct expr_value inner;
	const char *why = expr_eval(expr->left, context, &inner);

	if (why != NULL)
		return why;
	if (expr->kind == NODE_EMPTY) {
		give_integer(value, EXPR_BOOLEAN, !inner.present || (inner.type == EXPR_TEXT && inner.text[0] == '\0'));
		return NULL;
	}
	if (!inner.present)
		return "a value is empty";
	if (expr->kind == NODE_YEAR) {
		int year, month, day;

		date_to_ymd(inner.date, &year, &month, &day);
		give_integer(value, EXPR_INTEGER, year);
		return NULL;
	}
	if (expr->kind == NODE_NOT) {
		give_integer(value, EXPR_BOOLEAN, !inner.integer);
		return NULL;
	}
	if (number_of(&inner) == G_MININT64)
		return too_large;
	give_number(value, expr->type, -number_of(&inner));
	return NULL;
}

/* The right side is read only where it decides, so that "not empty(x) and x > 3" is safe. */
static const char *join(const struct expr *expr, const struct expr_context *context, struct expr_value *value)
{
	const char *why = expr_eval(expr->left, context, value);

	if (why == NULL && !value->present)
		return "a value is empty";
	if (why != NULL || (value->integer != 0) == (expr->kind == NODE_OR))
		return why;
	why = expr_eval(expr->right, context, value);
	return why == NULL && !value->present ? "a value is empty" : why;
}

static const char *two_sided(const struct expr *expr, const struct expr_context *context, struct expr_value *value)
{
	struct expr_value left, right;
	const char *why = expr_eval(expr->left, context, &left);

	if (why == NULL)
		why = expr_eval(expr->right, context, &right);
	if (why != NULL)
		return why;
	if (expr->kind >= NODE_EQUAL && expr->kind <= NODE_MORE_EQUAL)
		return compare(expr, &left, &right, value);
	return reckon(expr, &left, &right, value);
}

const char *expr_eval(const struct expr *expr, const struct expr_context *context, struct expr_value *value)
{
	switch (expr->kind) {
	case NODE_CONSTANT:
		*value = expr->constant;
		return NULL;
	case NODE_FIELD:
		take_cell(expr->type, &context->record->fields[expr->index], value);
		return NULL;
	case NODE_COLUMN:
		take_cell(expr->type, &context->row[expr->index], value);
		return NULL;
	case NODE_PAGE:
		give_integer(value, EXPR_INTEGER, context->page);
		return NULL;
	case NODE_PAGES:
		give_integer(value, EXPR_INTEGER, context->pages);
		return NULL;
	case NODE_PIECE_PAGE:
		give_integer(value, EXPR_INTEGER, context->piece_page);
		return NULL;
	case NODE_PIECE_PAGES:
		give_integer(value, EXPR_INTEGER, context->piece_pages);
		return NULL;
	case NODE_COUNT:
	case NODE_SUM:
	case NODE_LEAST:
	case NODE_GREATEST:
		return aggregate(expr, context, value);
	case NODE_EMPTY:
	case NODE_YEAR:
	case NODE_NOT:
	case NODE_NEGATE:
		return turn(expr, context, value);
	case NODE_AND:
	case NODE_OR:
		return join(expr, context, value);
	default:
		return two_sided(expr, context, value);
	}
}

/* ---- the parts of a condition ---- */

static gboolean is_joined(const struct expr *expr)
{
	return expr->kind == NODE_AND || expr->kind == NODE_OR || (expr->kind == NODE_NOT && is_joined(expr->left));
}

void expr_parts_list(const struct expr *expr, void (*part)(void *user, const char *text), void *user)
{
	const struct expr *const sides[] = { expr->left, expr->right };

	if (!is_joined(expr))
		return;
	if (expr->kind == NODE_NOT) {
		expr_parts_list(expr->left, part, user);
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		if (is_joined(sides[i]))
			expr_parts_list(sides[i], part, user);
		else
			part(user, expr->said[i]);
	}
}

struct tracing {
	const struct expr_context *context;
	void (*part)(void *user, guint number, gboolean met);
	void *user;
	guint next;
};

/* As join reads them; what is not read is only counted. */
static gboolean trace(struct tracing *tracing, const struct expr *expr, gboolean is_read)
{
	struct expr_value value = { 0 };
	gboolean left;

	if (expr->kind == NODE_NOT && is_joined(expr))
		return !trace(tracing, expr->left, is_read);
	if (is_joined(expr)) {
		left = trace(tracing, expr->left, is_read);
		if (left == (expr->kind == NODE_OR)) {
			trace(tracing, expr->right, FALSE);
			return left;
		}
		return trace(tracing, expr->right, is_read);
	}
	if (is_read && expr_eval(expr, tracing->context, &value) == NULL)
		tracing->part(tracing->user, tracing->next, value.integer != 0);
	tracing->next++;
	return value.integer != 0;
}

void expr_parts_trace(const struct expr *expr, const struct expr_context *context,
		      void (*part)(void *user, guint number, gboolean met), void *user)
{
	struct tracing tracing = { context, part, user, 0 };

	if (is_joined(expr))
		trace(&tracing, expr, TRUE);
}
