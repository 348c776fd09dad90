/* SPDX-License-Identifier: Apache-2.0 */
/* Recursive descent over the text of an expression; types are settled while the tree is built. */
#include "layout/exprnode.h"
#include "layout/layout.h"

#include <stdarg.h>
#include <string.h>

enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_TEXT, TOKEN_INTEGER, TOKEN_MONEY, TOKEN_SIGN, TOKEN_BAD };

struct token {
	enum token_kind kind;
	const char *start;
	gsize length;
};

struct parser {
	const char *text, *at;
	struct token token;
	const char *end;	/* of the token before */
	const struct expr_scope *scope;
	struct arena *arena;
	guint depth;
	GError **error;
};

static const struct expr *parse_or(struct parser *parser);

static const struct expr *fail(struct parser *parser, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Always NULL, so that a failure can be returned in one breath. */
static const struct expr *fail(struct parser *parser, const char *format, ...)
{
	g_autofree char *why = NULL;
	va_list args;

	va_start(args, format);
	why = g_strdup_vprintf(format, args);
	va_end(args);
	if (*parser->error == NULL)
		g_set_error(parser->error, LAYOUT_ERROR, LAYOUT_ERROR_FORM, "column %ld: %s",
			    g_utf8_pointer_to_offset(parser->text, parser->token.start) + 1, why);
	return NULL;
}

/* ---- tokens ---- */

static gsize name_length(const char *at)
{
	gsize length = 0;

	while (g_ascii_isalnum(at[length]) || at[length] == '_' || at[length] == '.')
		length++;
	return length;
}

/* 12 or 12.50; anything else that starts with a digit is no number. */
static enum token_kind scan_number(const char *at, gsize *length)
{
	gsize whole = strspn(at, "0123456789"), rest = 0;

	if (at[whole] == '.')
		rest = 1 + strspn(at + whole + 1, "0123456789");
	*length = whole + rest;
	if (whole > 13 || g_ascii_isalpha(at[*length]) || at[*length] == '_')
		return TOKEN_BAD;
	return rest == 0 ? TOKEN_INTEGER : rest == 3 ? TOKEN_MONEY : TOKEN_BAD;
}

static void next(struct parser *parser)
{
	struct token *token = &parser->token;
	const char *at = parser->at;

	parser->end = at;
	while (g_ascii_isspace(*at))
		at++;
	*token = (struct token){ TOKEN_SIGN, at, 1 };
	if (*at == '\0') {
		token->kind = TOKEN_END;
		token->length = 0;
	} else if (g_ascii_isalpha(*at) || *at == '_') {
		token->kind = TOKEN_NAME;
		token->length = name_length(at);
	} else if (g_ascii_isdigit(*at)) {
		token->kind = scan_number(at, &token->length);
	} else if (*at == '\'' || *at == '"') {
		const char *end = strchr(at + 1, *at);

		token->kind = end != NULL ? TOKEN_TEXT : TOKEN_BAD;
		token->length = end != NULL ? (gsize)(end + 1 - at) : strlen(at);
	} else if (strchr("<>!=", *at) != NULL && at[1] == '=') {
		token->length = 2;
	} else if (strchr("<>=+-*(),", *at) == NULL) {
		token->kind = TOKEN_BAD;
	}
	parser->at = at + token->length;
}

static gboolean token_is(const struct parser *parser, const char *what)
{
	const struct token *token = &parser->token;

	return (token->kind == TOKEN_SIGN || token->kind == TOKEN_NAME) && strlen(what) == token->length &&
	       memcmp(token->start, what, token->length) == 0;
}

static gboolean accept(struct parser *parser, const char *what)
{
	if (!token_is(parser, what))
		return FALSE;
	next(parser);
	return TRUE;
}

static const char *token_text(struct parser *parser)
{
	return arena_strndup(parser->arena, parser->token.start, parser->token.length);
}

static gboolean expect(struct parser *parser, const char *what)
{
	if (accept(parser, what))
		return TRUE;
	fail(parser, "'%s' is missing", what);
	return FALSE;
}

/* ---- nodes ---- */

static struct expr *node(struct parser *parser, enum node_kind kind, enum expr_type type, const struct expr *left,
			 const struct expr *right)
{
	struct expr *expr = arena_new_array0(parser->arena, struct expr, 1);

	expr->kind = kind;
	expr->type = type;
	expr->left = left;
	expr->right = right;
	return expr;
}

enum expr_type expr_type_of(enum field_type type)
{
	switch (type) {
	case FIELD_MONEY:
		return EXPR_MONEY;
	case FIELD_DATE:
		return EXPR_DATE;
	case FIELD_INTEGER:
		return EXPR_INTEGER;
	case FIELD_BOOLEAN:
		return EXPR_BOOLEAN;
	default:
		return EXPR_TEXT;
	}
}

static const struct expr *constant(struct parser *parser)
{
	const char *text = token_text(parser);
	struct expr *expr = node(parser, NODE_CONSTANT, EXPR_TEXT, NULL, NULL);

	if (parser->token.kind == TOKEN_TEXT) {
		expr->constant.text = arena_strndup(parser->arena, text + 1, parser->token.length - 2);
	} else if (parser->token.kind == TOKEN_INTEGER) {
		expr->type = EXPR_INTEGER;
		expr->constant.integer = g_ascii_strtoll(text, NULL, 10);
	} else {
		expr->type = EXPR_MONEY;
		if (number_read_cents(text, &expr->constant.cents) != NULL)
			return fail(parser, "'%s' is no amount", text);
	}
	expr->constant.type = expr->type;
	expr->constant.present = TRUE;
	next(parser);
	return expr;
}

static const struct expr *truth(struct parser *parser, gint64 value)
{
	struct expr *expr = node(parser, NODE_CONSTANT, EXPR_BOOLEAN, NULL, NULL);

	expr->constant = (struct expr_value){ .type = EXPR_BOOLEAN, .present = TRUE, .integer = value };
	next(parser);
	return expr;
}

/* ---- names ---- */

static const struct expr *page_number(struct parser *parser)
{
	static const struct { const char *name; enum node_kind kind; } names[] = {
		{ "page", NODE_PAGE }, { "pages", NODE_PAGES },
		{ "piece.page", NODE_PIECE_PAGE }, { "piece.pages", NODE_PIECE_PAGES },
	};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (!token_is(parser, names[i].name))
			continue;
		if (!parser->scope->on_page)
			return fail(parser, "'%s' is known only on a page, outside the flow", names[i].name);
		next(parser);
		return node(parser, names[i].kind, EXPR_INTEGER, NULL, NULL);
	}
	return NULL;
}

static const struct expr *field(struct parser *parser)
{
	const struct dictionary *dictionary = parser->scope->dictionary;
	const char *name = token_text(parser);
	guint group = parser->scope->group, index = FIELD_NONE;
	const struct field_list *list = &dictionary->fields;
	enum node_kind kind = NODE_FIELD;
	struct expr *expr;

	if (group != FIELD_NONE) {
		list = &dictionary->groups[group].columns;
		index = field_list_find(list, name);
		kind = NODE_COLUMN;
	}
	if (index == FIELD_NONE) {
		list = &dictionary->fields;
		index = field_list_find(list, name);
		kind = NODE_FIELD;
	}
	if (index == FIELD_NONE) {
		const struct expr *number = page_number(parser);

		if (number != NULL || *parser->error != NULL)
			return number;
		if (dictionary_find_group(dictionary, name) != FIELD_NONE)
			return fail(parser, "'%s' is a group of rows: count(%s), or sum(%s.column)", name, name, name);
		return fail(parser, "field '%s' is not declared", name);
	}
	next(parser);
	expr = node(parser, kind, expr_type_of(list->fields[index].type), NULL, NULL);
	expr->group = group;
	expr->index = index;
	return expr;
}

static guint group_named(struct parser *parser, const char *name)
{
	guint group = dictionary_find_group(parser->scope->dictionary, name);

	if (group == FIELD_NONE)
		fail(parser, "group of rows '%s' is not declared", name);
	return group;
}

static const struct expr *count(struct parser *parser)
{
	struct expr *expr = node(parser, NODE_COUNT, EXPR_INTEGER, NULL, NULL);

	expr->group = group_named(parser, token_text(parser));
	if (expr->group == FIELD_NONE)
		return NULL;
	next(parser);
	return expr;
}

/* group.column, of a type that can be added or ordered. */
static const struct expr *of_column(struct parser *parser, enum node_kind kind)
{
	const char *path = token_text(parser), *dot = strchr(path, '.');
	struct expr *expr = node(parser, kind, EXPR_MONEY, NULL, NULL);
	const struct field_list *columns;

	if (dot == NULL)
		return fail(parser, "'%s' does not name a group's column, as in fatture.importo", path);
	expr->group = group_named(parser, arena_strndup(parser->arena, path, (gsize)(dot - path)));
	if (expr->group == FIELD_NONE)
		return NULL;
	columns = &parser->scope->dictionary->groups[expr->group].columns;
	expr->index = field_list_find(columns, dot + 1);
	if (expr->index == FIELD_NONE)
		return fail(parser, "column '%s' is not declared", path);
	expr->type = expr_type_of(columns->fields[expr->index].type);
	if (expr->type == EXPR_TEXT || expr->type == EXPR_BOOLEAN || (expr->type == EXPR_DATE && kind == NODE_SUM))
		return fail(parser, "column '%s' is %s: it has no such result", path, expr_type_name(expr->type));
	next(parser);
	return expr;
}

static gboolean names_group_column(const struct parser *parser)
{
	return parser->token.kind == TOKEN_NAME && memchr(parser->token.start, '.', parser->token.length) != NULL &&
	       !token_is(parser, "piece.page") && !token_is(parser, "piece.pages");
}

static const struct expr *least_or_greatest(struct parser *parser, gboolean least)
{
	const struct expr *left, *right;

	if (names_group_column(parser))
		return of_column(parser, least ? NODE_LEAST : NODE_GREATEST);
	if ((left = parse_or(parser)) == NULL)
		return NULL;
	if (!expect(parser, ","))
		return NULL;
	if ((right = parse_or(parser)) == NULL)
		return NULL;
	if (left->type != right->type || left->type == EXPR_TEXT || left->type == EXPR_BOOLEAN)
		return fail(parser, "%s and %s cannot be put in order", expr_type_name(left->type),
			    expr_type_name(right->type));
	return node(parser, least ? NODE_MIN : NODE_MAX, left->type, left, right);
}

static const struct expr *year(struct parser *parser)
{
	const struct expr *inner = parse_or(parser);

	if (inner != NULL && inner->type != EXPR_DATE)
		return fail(parser, "type %s has no year", expr_type_name(inner->type));
	return inner != NULL ? node(parser, NODE_YEAR, EXPR_INTEGER, inner, NULL) : NULL;
}

/* What stands between a function's parentheses. */
static const struct expr *argument(struct parser *parser, const char *function)
{
	const struct expr *inner;

	if (strcmp(function, "count") == 0)
		return count(parser);
	if (strcmp(function, "sum") == 0)
		return of_column(parser, NODE_SUM);
	if (strcmp(function, "min") == 0 || strcmp(function, "max") == 0)
		return least_or_greatest(parser, function[1] == 'i');
	if (strcmp(function, "year") == 0)
		return year(parser);
	inner = field(parser);
	return inner != NULL ? node(parser, NODE_EMPTY, EXPR_BOOLEAN, inner, NULL) : NULL;
}

static const struct expr *name(struct parser *parser)
{
	static const char *const functions[] = { "count", "sum", "min", "max", "year", "empty" };
	const char *after = parser->at;

	if (token_is(parser, "yes") || token_is(parser, "no"))
		return truth(parser, token_is(parser, "yes"));
	while (g_ascii_isspace(*after))
		after++;
	if (*after != '(')
		return field(parser);
	for (guint i = 0; i < G_N_ELEMENTS(functions); i++) {
		const struct expr *expr;

		if (!token_is(parser, functions[i]))
			continue;
		next(parser);
		next(parser);
		expr = argument(parser, functions[i]);
		return expr != NULL && expect(parser, ")") ? expr : NULL;
	}
	return fail(parser, "there is no function '%s'", token_text(parser));
}

/* ---- precedence, from the tightest ---- */

static const struct expr *parse_primary(struct parser *parser)
{
	const struct expr *expr;

	switch (parser->token.kind) {
	case TOKEN_NAME:
		return name(parser);
	case TOKEN_TEXT:
	case TOKEN_INTEGER:
	case TOKEN_MONEY:
		return constant(parser);
	case TOKEN_END:
		return fail(parser, "the expression ends too early");
	default:
		break;
	}
	if (!accept(parser, "("))
		return fail(parser, "'%s' does not belong here", token_text(parser));
	expr = parse_or(parser);
	return expr != NULL && expect(parser, ")") ? expr : NULL;
}

static gboolean is_number(const struct expr *expr)
{
	return expr->type == EXPR_MONEY || expr->type == EXPR_INTEGER;
}

static const struct expr *parse_unary(struct parser *parser)
{
	const struct expr *inner;

	if (!token_is(parser, "-"))
		return parse_primary(parser);
	next(parser);
	if ((inner = parse_primary(parser)) == NULL)
		return NULL;
	if (!is_number(inner))
		return fail(parser, "type %s has no negative", expr_type_name(inner->type));
	return node(parser, NODE_NEGATE, inner->type, inner, NULL);
}

static const struct expr *parse_product(struct parser *parser)
{
	const struct expr *left = parse_unary(parser), *right;

	while (left != NULL && token_is(parser, "*")) {
		next(parser);
		if ((right = parse_unary(parser)) == NULL)
			return NULL;
		if (!is_number(left) || !is_number(right) || (left->type == EXPR_MONEY && right->type == EXPR_MONEY))
			return fail(parser, "%s times %s has no meaning", expr_type_name(left->type),
				    expr_type_name(right->type));
		left = node(parser, NODE_MULTIPLY,
			    left->type == EXPR_MONEY || right->type == EXPR_MONEY ? EXPR_MONEY : EXPR_INTEGER, left, right);
	}
	return left;
}

static const struct expr *parse_sum(struct parser *parser)
{
	const struct expr *left = parse_product(parser), *right;

	while (left != NULL && (token_is(parser, "+") || token_is(parser, "-"))) {
		enum node_kind kind = token_is(parser, "+") ? NODE_ADD : NODE_SUBTRACT;

		next(parser);
		if ((right = parse_product(parser)) == NULL)
			return NULL;
		if (!is_number(left) || left->type != right->type)
			return fail(parser, "%s and %s cannot be added or taken away", expr_type_name(left->type),
				    expr_type_name(right->type));
		left = node(parser, kind, left->type, left, right);
	}
	return left;
}

static gboolean comparison_sign(const struct parser *parser, enum node_kind *kind)
{
	static const struct { const char *sign; enum node_kind kind; } signs[] = {
		{ "=", NODE_EQUAL }, { "!=", NODE_UNEQUAL }, { "<", NODE_LESS },
		{ "<=", NODE_LESS_EQUAL }, { ">", NODE_MORE }, { ">=", NODE_MORE_EQUAL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
		if (token_is(parser, signs[i].sign))
			return *kind = signs[i].kind, TRUE;
	return FALSE;
}

static const struct expr *parse_comparison(struct parser *parser)
{
	const struct expr *left = parse_sum(parser), *right;
	enum node_kind kind;

	if (left == NULL || !comparison_sign(parser, &kind))
		return left;
	next(parser);
	if ((right = parse_sum(parser)) == NULL)
		return NULL;
	if (left->type != right->type)
		return fail(parser, "%s cannot be compared with %s", expr_type_name(left->type),
			    expr_type_name(right->type));
	if (kind != NODE_EQUAL && kind != NODE_UNEQUAL && (left->type == EXPR_TEXT || left->type == EXPR_BOOLEAN))
		return fail(parser, "type %s is only = or !=", expr_type_name(left->type));
	return node(parser, kind, EXPR_BOOLEAN, left, right);
}

static const struct expr *boolean(struct parser *parser, const struct expr *expr, const char *word)
{
	if (expr != NULL && expr->type != EXPR_BOOLEAN)
		return fail(parser, "'%s' joins conditions, not %s", word, expr_type_name(expr->type));
	return expr;
}

static const struct expr *parse_not(struct parser *parser)
{
	const struct expr *inner;

	if (!token_is(parser, "not"))
		return parse_comparison(parser);
	if (++parser->depth > EXPR_MAX_DEPTH)
		return fail(parser, "the expression is nested too deep");
	next(parser);
	inner = boolean(parser, parse_not(parser), "not");
	parser->depth--;
	return inner != NULL ? node(parser, NODE_NOT, EXPR_BOOLEAN, inner, NULL) : NULL;
}

/* What was read of a side, from start on; of one that is joined itself nobody asks. */
static const char *said(struct parser *parser, const struct expr *side, const char *start)
{
	if (side->kind == NODE_AND || side->kind == NODE_OR)
		return NULL;
	return arena_strndup(parser->arena, start, (gsize)(parser->end - start));
}

/* A side that word joins to the left one, which was read from start on. */
static const struct expr *parse_joined(struct parser *parser, const struct expr *left, const char *start,
				       const char *word, const struct expr *(*parse_side)(struct parser *parser))
{
	const char *left_said = said(parser, left, start);
	const struct expr *right;
	struct expr *joined;

	if (boolean(parser, left, word) == NULL)
		return NULL;
	next(parser);
	start = parser->token.start;
	if ((right = boolean(parser, parse_side(parser), word)) == NULL)
		return NULL;
	joined = node(parser, word[0] == 'a' ? NODE_AND : NODE_OR, EXPR_BOOLEAN, left, right);
	joined->said[0] = left_said;
	joined->said[1] = said(parser, right, start);
	return joined;
}

static const struct expr *parse_and(struct parser *parser)
{
	const char *start = parser->token.start;
	const struct expr *left = parse_not(parser);

	while (left != NULL && token_is(parser, "and"))
		left = parse_joined(parser, left, start, "and", parse_not);
	return left;
}

static const struct expr *parse_or(struct parser *parser)
{
	const char *start = parser->token.start;
	const struct expr *left;

	if (++parser->depth > EXPR_MAX_DEPTH)
		return fail(parser, "the expression is nested too deep");
	left = parse_and(parser);
	while (left != NULL && token_is(parser, "or"))
		left = parse_joined(parser, left, start, "or", parse_and);
	parser->depth--;
	return left;
}

const struct expr *expr_parse(const char *text, const struct expr_scope *scope, struct arena *arena, GError **error)
{
	GError *mine = NULL;
	struct parser parser = { .text = text, .at = text, .scope = scope, .arena = arena, .error = &mine };
	const struct expr *expr = NULL;

	parser.token.start = text;
	if (strlen(text) > EXPR_MAX_BYTES) {
		fail(&parser, "the expression is longer than %d bytes", EXPR_MAX_BYTES);
	} else {
		next(&parser);
		expr = parse_or(&parser);
		if (expr != NULL && parser.token.kind != TOKEN_END)
			expr = fail(&parser, "'%s' does not belong here", token_text(&parser));
	}
	if (mine != NULL)
		g_propagate_error(error, mine);
	return expr;
}
