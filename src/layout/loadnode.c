/* SPDX-License-Identifier: Apache-2.0 */
/* Reading elements and attributes, with a mistake for each thing that is not as it should be. */
#include "layout/load.h"

#include <string.h>

guint node_line(const xmlNode *node)
{
	long line = xmlGetLineNo(node);

	return line > 0 ? (guint)line : 0;
}

gboolean node_is(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static xmlNode *element_from(xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *node_first(xmlNode *parent)
{
	return element_from(parent->children);
}

xmlNode *node_next(xmlNode *node)
{
	return element_from(node->next);
}

guint node_count(xmlNode *parent, const char *name)
{
	guint count = 0;

	for (xmlNode *child = element_from(parent->children); child != NULL; child = node_next(child))
		count += node_is(child, name);
	return count;
}

void node_misplaced(struct loading *loading, const xmlNode *node)
{
	mistakes_add(loading->mistakes, node_line(node), "<%s> cannot stand in <%s>", node->name, node->parent->name);
}

static gboolean holds_text(const xmlNode *node)
{
	static const char *const names[] = { "p", "item", "cell", "b", "i", "span" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (node_is(node, names[i]))
			return TRUE;
	return FALSE;
}

void node_check_tree(struct loading *loading, xmlNode *node)
{
	if (node->ns == NULL || strcmp((const char *)node->ns->href, LAYOUT_NAMESPACE) != 0)
		mistakes_add(loading->mistakes, node_line(node), "<%s> is not in the namespace '%s'", node->name,
			     LAYOUT_NAMESPACE);
	for (xmlNode *child = node->children; child != NULL; child = child->next) {
		if (child->type == XML_ELEMENT_NODE)
			node_check_tree(loading, child);
		else if (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child) && !holds_text(node))
			mistakes_add(loading->mistakes, node_line(child), "<%s> holds text where only elements may stand",
				     node->name);
	}
}

/* ---- attributes ---- */

static gboolean among(const char *names, const char *name)
{
	gsize length = strlen(name);

	for (const char *at = names; (at = strstr(at, name)) != NULL; at += length)
		if ((at == names || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return TRUE;
	return FALSE;
}

void attr_check(struct loading *loading, xmlNode *node, const char *names)
{
	for (xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
		if (attr->ns != NULL || !among(names, (const char *)attr->name))
			mistakes_add(loading->mistakes, node_line(node), "<%s> has no attribute '%s' here", node->name,
				     attr->name);
}

gboolean node_has(xmlNode *node, const char *name)
{
	return xmlHasNsProp(node, (const xmlChar *)name, NULL) != NULL;
}

const char *attr_text(struct loading *loading, xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	const char *text;

	if (value == NULL)
		return NULL;
	text = arena_strdup(loading->arena, (const char *)value);
	xmlFree(value);
	return text;
}

const char *attr_need(struct loading *loading, xmlNode *node, const char *name)
{
	const char *text = attr_text(loading, node, name);

	if (text != NULL && text[0] != '\0')
		return text;
	mistakes_add(loading->mistakes, node_line(node), "<%s> needs %s=\"...\"", node->name, name);
	return "";
}

/* One reading of an attribute gone wrong. */
static void wrong(struct loading *loading, xmlNode *node, const char *name, const char *text, const char *why)
{
	mistakes_add(loading->mistakes, node_line(node), "<%s %s=\"%s\">: %s", node->name, name, text, why);
}

um_t attr_length(struct loading *loading, xmlNode *node, const char *name, um_t fallback)
{
	const char *text = attr_text(loading, node, name), *why;
	um_t length;

	if (text == NULL)
		return fallback;
	why = length_read(text, &length);
	if (why == NULL && length < 0)
		why = "a length below zero";
	if (why == NULL)
		return length;
	wrong(loading, node, name, text, why);
	return fallback;
}

gboolean attr_point(struct loading *loading, xmlNode *node, const char *name, um_t *x, um_t *y)
{
	const char *text = attr_text(loading, node, name), *why;
	um_t point[2] = { 0, 0 };

	*x = *y = 0;
	if (text == NULL)
		return FALSE;
	why = length_words(text) != 2 ? "not two lengths such as \"20mm 12mm\"" : length_read_many(text, point, 2);
	if (why != NULL)
		wrong(loading, node, name, text, why);
	*x = point[0];
	*y = point[1];
	return TRUE;
}

mpt_t attr_mpt(struct loading *loading, xmlNode *node, const char *name, mpt_t fallback)
{
	const char *text = attr_text(loading, node, name), *why;
	mpt_t size;

	if (text == NULL)
		return fallback;
	why = length_read_mpt(text, &size);
	if (why == NULL && (size < 3000 || size > 200000))
		why = "not between 3pt and 200pt";
	if (why == NULL)
		return size;
	wrong(loading, node, name, text, why);
	return fallback;
}

guint attr_number(struct loading *loading, xmlNode *node, const char *name, guint least, guint most, guint fallback)
{
	const char *text = attr_text(loading, node, name), *why;
	g_autofree char *range = NULL;
	gint64 number = 0;

	if (text == NULL)
		return fallback;
	why = number_read_integer(text, &number);
	if (why == NULL && number >= (gint64)least && number <= (gint64)most)
		return (guint)number;
	range = g_strdup_printf("not a number between %u and %u", least, most);
	wrong(loading, node, name, text, range);
	return fallback;
}

struct colour attr_colour(struct loading *loading, xmlNode *node, const char *name, struct colour fallback)
{
	const char *text = attr_text(loading, node, name), *why;
	struct colour colour;

	if (text == NULL)
		return fallback;
	if ((why = colour_read(text, &colour)) == NULL)
		return colour;
	wrong(loading, node, name, text, why);
	return fallback;
}

gboolean attr_yes(struct loading *loading, xmlNode *node, const char *name, gboolean fallback)
{
	const char *text = attr_text(loading, node, name);

	if (text == NULL)
		return fallback;
	if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
		wrong(loading, node, name, text, "neither yes nor no");
	return strcmp(text, "yes") == 0;
}

gboolean attr_align(struct loading *loading, xmlNode *node, const char *name, enum align *align)
{
	static const char *const words[] = { "left", "right", "centre", "justify" };
	const char *text = attr_text(loading, node, name);

	if (text == NULL)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(text, words[i]) == 0)
			return *align = (enum align)i, TRUE;
	wrong(loading, node, name, text, "not left, right, centre or justify");
	return FALSE;
}
