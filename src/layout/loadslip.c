/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Payment slips: which fields of the data are asked for (<payment>), and where a slip of which kind stands (<slip>).
 */
#include "layout/load.h"

#include <string.h>

#define X(code, name, type) name " "
#define PAYMENT_ATTRIBUTES PAYMENT_TABLE(X)
static const char payment_attributes[] = PAYMENT_ATTRIBUTES;
#undef X

/* Fields that any slip may be given: they are held against the letter's other slips, printed or not. */
#define ANY_SLIP (PAYMENT_BIT(TOTAL) | PAYMENT_BIT(CURRENCY) | PAYMENT_BIT(INSTALMENT))

/* ---- the fields of a payment ---- */

static enum expr_type wanted_type(enum payment_field field)
{
	return expr_type_of(payment_field_type(field));
}

/* The slot that a phrase is nothing but, or NULL. */
static const struct slot *only_slot(const struct phrase *phrase)
{
	return phrase->n_spans == 1 && phrase->n_slots == 1 ? &phrase->slots[0] : NULL;
}

static void name_source(struct loading *loading, struct payment_source *source)
{
	const struct slot *slot = only_slot(&source->phrase);
	const char *name = slot == NULL ? NULL : expr_field_name(slot->expr, loading->scope.dictionary, loading->arena);

	source->told = name != NULL ? name : arena_printf(loading->arena, "%s (layout line %u)",
							  payment_field_name(source->field), source->line);
	/* A column's name has its group before it. */
	source->by_row = loading->scope.group != FIELD_NONE && (name == NULL || strchr(name, '.') != NULL);
}

static void take_expr(struct loading *loading, xmlNode *node, const char *text, struct payment_source *source)
{
	const char *name = payment_field_name(source->field), *type = expr_type_name(wanted_type(source->field));
	const struct slot *slot = only_slot(&source->phrase);

	if (slot == NULL || slot->format.kind != FORMAT_PLAIN)
		mistakes_add(loading->mistakes, source->line, "<%s %s=\"%s\">: not one {expression} of type %s", node->name, name,
			     text, type);
	else if (expr_type(slot->expr) != wanted_type(source->field))
		mistakes_add(loading->mistakes, source->line, "<%s %s=\"%s\">: not of type %s, but %s", node->name, name, text,
			     type, expr_type_name(expr_type(slot->expr)));
	else
		source->expr = slot->expr;
}

/* The attribute's source; NULL where it is not there, or empty. */
static const struct payment_source *source_load(struct loading *loading, xmlNode *node, enum payment_field field)
{
	const char *text = attr_text(loading, node, payment_field_name(field));
	guint mistakes = mistakes_count(loading->mistakes);
	struct payment_source *source;

	if (text == NULL || text[0] == '\0')
		return NULL;
	source = arena_new_array0(loading->arena, struct payment_source, 1);
	source->field = field;
	source->line = node_line(node);
	phrase_load(loading, node, text, &source->phrase);
	if (mistakes_count(loading->mistakes) > mistakes)
		return source;
	if (wanted_type(field) != EXPR_TEXT)
		take_expr(loading, node, text, source);
	name_source(loading, source);
	return source;
}

void payment_load(struct loading *loading, xmlNode *node)
{
	guint line = node_line(node);

	if (loading->payment_line > 0) {
		mistakes_add(loading->mistakes, line, "a second <payment>");
		return;
	}
	loading->payment_line = line;
	attr_check(loading, node, payment_attributes);
	for (guint field = 0; field < PAYMENT_FIELDS; field++) {
		const char *name = payment_field_name((enum payment_field)field);

		loading->payment[field] = source_load(loading, node, (enum payment_field)field);
		if (node_has(node, name) && loading->payment[field] == NULL)
			mistakes_add(loading->mistakes, line, "<payment %s=\"\">: leave it out, or say what it is", name);
	}
	if (node_first(node) != NULL)
		node_misplaced(loading, node_first(node));
}

/* ---- a slip ---- */

static const struct slip_kind *kind_of(struct loading *loading, xmlNode *node)
{
	const char *name = attr_need(loading, node, "kind");
	const struct slip_kind *kind = slip_kind_find(name);
	g_autoptr(GString) known = g_string_new(NULL);
	const struct slip_kind *const *kinds;
	guint count;

	if (kind != NULL || name[0] == '\0')
		return kind;
	kinds = slip_kinds(&count);
	for (guint i = 0; i < count; i++)
		g_string_append_printf(known, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", kinds[i]->name);
	mistakes_add(loading->mistakes, node_line(node), "<slip kind=\"%s\">: not %s", name, known->str);
	return NULL;
}

static void check_roles(struct loading *loading, const struct block_slip *slip)
{
	for (guint i = 0; slip->kind->roles[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;

		if (!typesetter_has_role(loading->layout->typesetter, slip->kind->roles[i], &error))
			mistakes_add(loading->mistakes, slip->line, "<slip kind=\"%s\">: font '%s': %s", slip->kind->name,
				     slip->kind->roles[i], error->message);
	}
}

/* What the slip says itself counts before what <payment> says; an empty attribute takes a field away. */
static void take_fields(struct loading *loading, xmlNode *node, struct block_slip *slip)
{
	const payment_set_t of_use = slip->kind->needs | slip->kind->takes | ANY_SLIP;

	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		const enum payment_field field = (enum payment_field)i;
		const char *name = payment_field_name(field);
		const payment_set_t bit = (payment_set_t)1 << i;
		gboolean own = node_has(node, name);

		if (own && (of_use & bit) == 0)
			mistakes_add(loading->mistakes, slip->line, "a slip '%s' has no %s", slip->kind->name, name);
		slip->sources[i] = own ? source_load(loading, node, field) : loading->payment[i];
		if (slip->sources[i] != NULL && slip->sources[i]->expr == NULL && slip->sources[i]->phrase.n_slots > 0)
			slip->varying |= bit;
		if (slip->sources[i] != NULL)
			slip->given |= bit;
		else if ((slip->kind->needs & bit) != 0)
			mistakes_add(loading->mistakes, slip->line, "a slip '%s' needs %s=\"...\", here or in <payment>",
				     slip->kind->name, name);
	}
}

static enum turn turn_of(struct loading *loading, xmlNode *node)
{
	static const char *const words[] = { [TURN_NONE] = "0", [TURN_90] = "90", [TURN_180] = "180", [TURN_270] = "270" };
	const char *text = attr_text(loading, node, "turn");

	for (guint i = 0; text != NULL && i < G_N_ELEMENTS(words); i++)
		if (strcmp(words[i], text) == 0)
			return (enum turn)i;
	if (text != NULL)
		mistakes_add(loading->mistakes, node_line(node), "<slip turn=\"%s\">: not 0, 90, 180 or 270", text);
	return TURN_NONE;
}

static guint group_of(struct loading *loading, xmlNode *node)
{
	const char *name = attr_text(loading, node, "rows");
	guint group = FIELD_NONE;

	if (name == NULL)
		return FIELD_NONE;
	group = dictionary_find_group(loading->layout->dictionary, name);
	if (group == FIELD_NONE)
		mistakes_add(loading->mistakes, node_line(node), "<slip rows=\"%s\">: these rows are not declared", name);
	return group;
}

static void note_kind(struct loading *loading, const struct slip_kind *kind)
{
	GPtrArray *slips = loading->layout->slips;

	if (!g_ptr_array_find(slips, kind, NULL))
		g_ptr_array_add(slips, (gpointer)kind);
}

const struct block_slip *slip_load(struct loading *loading, xmlNode *node, const char *others)
{
	g_autofree char *names = g_strconcat(payment_attributes, "kind ", others, NULL);
	struct block_slip *slip = arena_new_array0(loading->arena, struct block_slip, 1);
	const struct expr_scope scope = loading->scope;

	attr_check(loading, node, names);
	slip->kind = kind_of(loading, node);
	slip->line = node_line(node);
	slip->group = group_of(loading, node);
	slip->gap = attr_length(loading, node, "gap", 0);
	slip->turn = turn_of(loading, node);
	if (slip->kind == NULL)
		return NULL;
	/* What is asked for is the same on whatever page. */
	loading->scope.on_page = FALSE;
	loading->scope.group = slip->group;
	take_fields(loading, node, slip);
	loading->scope = scope;
	slip->size = slip->kind->size(slip->given);
	note_kind(loading, slip->kind);
	check_roles(loading, slip);
	if (node_first(node) != NULL)
		node_misplaced(loading, node_first(node));
	return slip;
}

void slip_block_load(struct loading *loading, xmlNode *node, um_t region, struct block *block)
{
	block->kind = BLOCK_SLIP;
	block->slip = slip_load(loading, node, "rows gap " BESIDE);
	if (block->slip == NULL)
		return;
	block->width = block->slip->size.width;
	block->height = block->slip->size.height;
	beside_load(loading, node, region, block);
}
