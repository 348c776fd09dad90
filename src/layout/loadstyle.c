/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/load.h"

#include <string.h>

/* Where a line's baseline lies: the text stands in the middle of its leading. */
static void settle(struct loading *loading, struct para_style *style)
{
	gunichar missing = 0;
	struct typeset_line line = typesetter_line(loading->layout->typesetter, &style->text, STORE_PASSING, "x",
						   loading->arena, &missing);

	style->ascent = line.ascent;
	style->descent = line.descent;
	if (!style->own_leading)
		style->leading = um_from_mpt((gint64)style->text.size * 5 / 4);
	style->above = (style->leading - line.ascent - line.descent) / 2 + line.ascent;
}

const struct para_style *style_default(struct loading *loading)
{
	struct para_style *style = arena_new_array0(loading->arena, struct para_style, 1);

	*style = (struct para_style){
		.name = "",
		.text = { .role = "body", .size = 10000, .colour = COLOUR_BLACK },
		.align = ALIGN_LEFT,
		.widows = 2,
		.orphans = 2,
	};
	settle(loading, style);
	return style;
}

static gboolean one_of(struct loading *loading, xmlNode *node, const char *name, const char *yes, const char *no,
		       gboolean fallback)
{
	const char *text = attr_text(loading, node, name);

	if (text == NULL)
		return fallback;
	if (strcmp(text, yes) != 0 && strcmp(text, no) != 0)
		mistakes_add(loading->mistakes, node_line(node), "<%s %s=\"%s\">: neither %s nor %s", node->name, name,
			     text, yes, no);
	return strcmp(text, yes) == 0;
}

static void read_text_style(struct loading *loading, xmlNode *node, struct text_style *style)
{
	const char *role = attr_text(loading, node, "font");
	g_autoptr(GError) error = NULL;

	style->size = attr_mpt(loading, node, "size", style->size);
	style->bold = one_of(loading, node, "weight", "bold", "regular", style->bold);
	style->italic = one_of(loading, node, "slant", "italic", "upright", style->italic);
	style->colour = attr_colour(loading, node, "colour", style->colour);
	if (role == NULL)
		return;
	if (typesetter_has_role(loading->layout->typesetter, role, &error))
		style->role = role;
	else
		mistakes_add(loading->mistakes, node_line(node), "font '%s': %s", role, error->message);
}

static void read_keep(struct loading *loading, xmlNode *node, struct para_style *style)
{
	const char *text = attr_text(loading, node, "keep");

	if (text == NULL)
		return;
	style->keep_next = strcmp(text, "next") == 0 || strcmp(text, "lines next") == 0;
	style->keep_lines = strcmp(text, "lines") == 0 || strcmp(text, "lines next") == 0;
	if (!style->keep_next && !style->keep_lines && strcmp(text, "no") != 0)
		mistakes_add(loading->mistakes, node_line(node),
			     "<%s keep=\"%s\">: not next, lines, \"lines next\" or no", node->name, text);
}

static void read_leading(struct loading *loading, xmlNode *node, struct para_style *style)
{
	mpt_t leading;

	if (!node_has(node, "leading"))
		return;
	leading = attr_mpt(loading, node, "leading", 0);
	if (leading > 0) {
		style->leading = um_from_mpt(leading);
		style->own_leading = TRUE;
	}
}

static struct para_style *derive(struct loading *loading, xmlNode *node, const struct para_style *base)
{
	struct para_style *style = arena_memdup(loading->arena, base, sizeof *base);

	read_text_style(loading, node, &style->text);
	read_leading(loading, node, style);
	attr_align(loading, node, "align", &style->align);
	style->before = attr_length(loading, node, "before", style->before);
	style->after = attr_length(loading, node, "after", style->after);
	style->indent = attr_length(loading, node, "indent", style->indent);
	style->widows = attr_number(loading, node, "widows", 1, 20, style->widows);
	style->orphans = attr_number(loading, node, "orphans", 1, 20, style->orphans);
	read_keep(loading, node, style);
	settle(loading, style);
	return style;
}

const struct para_style *style_named(struct loading *loading, xmlNode *node, const char *attribute,
				     const struct para_style *fallback)
{
	const char *name = attr_text(loading, node, attribute);
	const struct para_style *style;

	if (name == NULL)
		return fallback;
	style = g_hash_table_lookup(loading->styles, name);
	if (style != NULL)
		return style;
	mistakes_add(loading->mistakes, node_line(node), "style '%s' is not declared", name);
	return fallback;
}

void style_load(struct loading *loading, xmlNode *node)
{
	const char *name = attr_need(loading, node, "name");
	struct para_style *style;

	attr_check(loading, node, STYLE_ATTRIBUTES "name like");
	style = derive(loading, node, style_named(loading, node, "like", loading->base));
	style->name = name;
	if (g_hash_table_contains(loading->styles, name))
		mistakes_add(loading->mistakes, node_line(node), "style '%s' is declared twice", name);
	else
		g_hash_table_insert(loading->styles, (gpointer)name, style);
	if (node_first(node) != NULL)
		node_misplaced(loading, node_first(node));
}

/* Whether the element states any attribute of a style. */
static gboolean states_style(xmlNode *node)
{
	static const char *const names[] = { "font", "size", "leading", "align", "weight", "slant", "colour", "before",
					     "after", "indent", "keep", "widows", "orphans" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (node_has(node, names[i]))
			return TRUE;
	return FALSE;
}

const struct para_style *style_of(struct loading *loading, xmlNode *node, const struct para_style *base)
{
	const struct para_style *style = style_named(loading, node, "style", base);

	return states_style(node) ? derive(loading, node, style) : style;
}

const struct text_style *text_style_of(struct loading *loading, xmlNode *node, const struct text_style *base)
{
	struct text_style *style = arena_memdup(loading->arena, base, sizeof *base);

	if (node_is(node, "b")) {
		style->bold = TRUE;
	} else if (node_is(node, "i")) {
		style->italic = TRUE;
	} else {
		attr_check(loading, node, "font size weight slant colour");
		read_text_style(loading, node, style);
		return style;
	}
	attr_check(loading, node, "");
	return style;
}
