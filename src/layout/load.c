/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A layout file becomes a template.  The form is checked twice: here, in plain words, together with everything that
 * a schema cannot know; and by the schema that editors use, whose words are only told when it alone objects.
 */
#include "layout/load.h"

#include "base/file.h"
#include "layout/identity.h"
#include "layout/xmldoc.h"

#include <string.h>

/* ---- data ---- */

/* Names that expressions use themselves. */
static gboolean is_reserved(const char *name)
{
	static const char *const names[] = { "and", "or", "not", "yes", "no", "page", "pages", "piece" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(names[i], name) == 0)
			return TRUE;
	return FALSE;
}

static const char *name_wrong(const char *name)
{
	if (name[0] == '\0' || g_ascii_isdigit(name[0]) || strlen(name) > 64)
		return "a name begins with a letter and has at most 64";
	for (const char *at = name; *at != '\0'; at++)
		if (!g_ascii_isalnum(*at) && *at != '_')
			return "a name has only letters without accents, digits and _";
	return is_reserved(name) ? "this name means something else in expressions" : NULL;
}

static const char *example_wrong(enum field_type type, const char *example)
{
	gint64 number;
	day_t date;

	switch (type) {
	case FIELD_MONEY:
		return number_read_cents(example, &number) != NULL ? "its example is no amount such as 1234.56" : NULL;
	case FIELD_DATE:
		return date_read(example, &date) != NULL ? "its example is no date such as 2026-03-31" : NULL;
	case FIELD_INTEGER:
		return number_read_integer(example, &number) != NULL ? "its example is no whole number" : NULL;
	case FIELD_BOOLEAN:
		return strcmp(example, "yes") != 0 && strcmp(example, "no") != 0 ? "its example is neither yes nor no" :
										   NULL;
	default:
		return NULL;
	}
}

static void load_field(struct loading *loading, xmlNode *node, struct field_list *list)
{
	const char *name = attr_need(loading, node, "name"), *type_word = attr_need(loading, node, "type");
	const char *example = attr_need(loading, node, "example"), *why;
	enum field_need need = attr_yes(loading, node, "optional", FALSE) ? FIELD_OPTIONAL : FIELD_REQUIRED;
	enum field_type type = FIELD_TEXT;

	attr_check(loading, node, "name type optional example");
	if (type_word[0] != '\0' && !field_type_parse(type_word, &type))
		mistakes_add(loading->mistakes, node_line(node),
			     "field '%s': type '%s' is not text, code, money, date, integer or boolean", name, type_word);
	why = name_wrong(name);
	if (why == NULL && !field_list_add(list, name, type, need, example))
		why = "is declared twice";
	if (why == NULL && example[0] != '\0')
		why = example_wrong(type, example);
	if (why != NULL)
		mistakes_add(loading->mistakes, node_line(node), "field '%s': %s", name, why);
}

static void load_group(struct loading *loading, xmlNode *node)
{
	struct dictionary *dictionary = loading->layout->dictionary;
	const char *name = attr_need(loading, node, "name"), *why = name_wrong(name);
	guint min = attr_number(loading, node, "min", 0, 10000, 0);
	guint group = why == NULL ? dictionary_add_group(dictionary, name, min) : FIELD_NONE;

	attr_check(loading, node, "name min");
	if (why == NULL && (group == FIELD_NONE || field_list_find(&dictionary->fields, name) != FIELD_NONE))
		why = "is declared twice";
	if (why != NULL)
		mistakes_add(loading->mistakes, node_line(node), "rows '%s': %s", name, why);
	if (group == FIELD_NONE)
		return;
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child)) {
		if (node_is(child, "field"))
			load_field(loading, child, &dictionary->groups[group].columns);
		else
			node_misplaced(loading, child);
	}
	if (dictionary->groups[group].columns.count == 0)
		mistakes_add(loading->mistakes, node_line(node), "rows '%s' has no <field>", name);
}

static void load_data(struct loading *loading, xmlNode *node)
{
	attr_check(loading, node, "");
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child)) {
		if (node_is(child, "field"))
			load_field(loading, child, &loading->layout->dictionary->fields);
		else if (node_is(child, "rows"))
			load_group(loading, child);
		else
			node_misplaced(loading, child);
	}
}

/* ---- the flow ---- */

static const struct master *master_named(struct loading *loading, xmlNode *node, const char *attribute,
					 const char *name)
{
	const struct master *master = g_hash_table_lookup(loading->masters, name);

	if (master == NULL)
		mistakes_add(loading->mistakes, node_line(node), "<flow %s=\"%s\">: page '%s' is not declared", attribute,
			     name, name);
	return master;
}

/* A flow of nothing is a page as it stands. */
static void need_flow(struct loading *loading, xmlNode *node, const struct master *first, const struct master *master)
{
	char measure[LENGTH_ROOM], other[LENGTH_ROOM];

	if (master == NULL || (!master->has_flow && node_first(node) == NULL))
		return;
	if (!master->has_flow) {
		mistakes_add(loading->mistakes, node_line(node), "page '%s' has no <flow> for the text", master->name);
		return;
	}
	if (first == NULL || !first->has_flow || master->flow.width == first->flow.width)
		return;
	length_write_mm(measure, master->flow.width);
	length_write_mm(other, first->flow.width);
	mistakes_add(loading->mistakes, master->line,
		     "the flow of page '%s' is %s wide, that of page '%s' %s: make them equal", master->name, measure,
		     first->name, other);
}

static void load_masters(struct loading *loading, xmlNode *node, struct flow *flow)
{
	const char *first = attr_need(loading, node, "first");
	const char *next = attr_text(loading, node, "next"), *back = attr_text(loading, node, "back");

	if (first[0] != '\0')
		flow->first = flow->next = master_named(loading, node, "first", first);
	if (next != NULL)
		flow->next = master_named(loading, node, "next", next);
	if (back != NULL)
		flow->back = master_named(loading, node, "back", back);
	need_flow(loading, node, flow->first, flow->first);
	if (flow->next != flow->first)
		need_flow(loading, node, flow->first, flow->next);
	if (flow->back != NULL && flow->back->has_flow)
		mistakes_add(loading->mistakes, flow->back->line, "page '%s' is a back: it has no <flow>", flow->back->name);
}

static void load_flow(struct loading *loading, xmlNode *node)
{
	struct layout *layout = loading->layout;
	struct flow *flow = &layout->flows[layout->n_flows++];

	attr_check(loading, node, "first next back test");
	load_masters(loading, node, flow);
	flow->conditional = node_has(node, "test");
	if (flow->conditional)
		flow->condition = test_load(loading, node);
	flow->blocks = blocks_load(loading, node, flow->first != NULL && flow->first->has_flow ? flow->first->flow.width : 100000,
				   0);
}

/* A letter without a page cannot be. */
static void need_unconditional(struct loading *loading, xmlNode *root)
{
	const struct layout *layout = loading->layout;

	for (guint i = 0; i < layout->n_flows; i++)
		if (!layout->flows[i].conditional)
			return;
	if (layout->n_flows > 0)
		mistakes_add(loading->mistakes, node_line(root), "every <flow> has test=\"...\": one at least needs none");
}

/* ---- branches ---- */

guint branch_load(struct loading *loading, guint line, const char *text)
{
	struct layout_branch branch = { line, arena_strdup(loading->arena, text) };

	g_array_append_val(loading->layout->branches, branch);
	return loading->layout->branches->len - 1;
}

/* ---- the file ---- */

static void load_head(struct loading *loading, xmlNode *root)
{
	struct layout *layout = loading->layout;
	const char *name = attr_need(loading, root, "name"), *lang = attr_text(loading, root, "lang");

	attr_check(loading, root, "name lang");
	layout->name = g_strdup(name);
	if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(name) || strlen(name) > 64)
		mistakes_add(loading->mistakes, node_line(root), "layout name '%s': only a-z, 0-9 and -, at most 64", name);
	if (lang != NULL && strcmp(lang, "it") != 0)
		mistakes_add(loading->mistakes, node_line(root), "lang=\"%s\": only it", lang);
}

/* Each kind of part needs the ones before it. */
static void load_parts(struct loading *loading, xmlNode *root)
{
	static const struct {
		const char *name;
		void (*load)(struct loading *loading, xmlNode *node);
		gboolean needed, once;
	} parts[] = {
		{ "data", load_data, TRUE, TRUE }, { "payment", payment_load, FALSE, FALSE },
		{ "style", style_load, FALSE, FALSE }, { "stamp", stamp_load, FALSE, FALSE },
		{ "page", master_load, FALSE, FALSE }, { "flow", load_flow, TRUE, FALSE },
	};

	loading->layout->flows = arena_new_array0(loading->arena, struct flow, node_count(root, "flow"));
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		guint count = 0;

		for (xmlNode *child = node_first(root); child != NULL; child = node_next(child)) {
			if (!node_is(child, parts[i].name))
				continue;
			if (++count > 1 && parts[i].once)
				mistakes_add(loading->mistakes, node_line(child), "a second <%s>", parts[i].name);
			else
				parts[i].load(loading, child);
		}
		if (count == 0 && parts[i].needed)
			mistakes_add(loading->mistakes, 0, "there is no <%s>", parts[i].name);
	}
	for (xmlNode *child = node_first(root); child != NULL; child = node_next(child)) {
		guint i = 0;

		while (i < G_N_ELEMENTS(parts) && !node_is(child, parts[i].name))
			i++;
		if (i == G_N_ELEMENTS(parts))
			node_misplaced(loading, child);
	}
}

static void load_root(struct loading *loading, xmlNode *root)
{
	g_autoptr(GError) error = NULL;

	if (!node_is(root, "layout")) {
		mistakes_add(loading->mistakes, node_line(root), "<%s> is not a <layout>", root->name);
		return;
	}
	if (!typesetter_has_role(loading->layout->typesetter, "body", &error)) {
		mistakes_add(loading->mistakes, 0, "font 'body', which every layout needs: %s", error->message);
		return;
	}
	loading->styles = g_hash_table_new(g_str_hash, g_str_equal);
	loading->stamps = g_hash_table_new(g_str_hash, g_str_equal);
	loading->masters = g_hash_table_new(g_str_hash, g_str_equal);
	loading->scope = (struct expr_scope){ .dictionary = loading->layout->dictionary, .group = FIELD_NONE };
	loading->base = style_default(loading);
	node_check_tree(loading, root);
	load_head(loading, root);
	load_parts(loading, root);
	need_unconditional(loading, root);
	g_hash_table_unref(loading->styles);
	g_hash_table_unref(loading->stamps);
	g_hash_table_unref(loading->masters);
}

static struct layout *layout_new(struct typesetter *typesetter)
{
	struct layout *layout = g_new0(struct layout, 1);

	layout->typesetter = typesetter;
	layout->arena = arena_new(64 * 1024);
	layout->dictionary = dictionary_new();
	layout->branches = g_array_new(FALSE, FALSE, sizeof(struct layout_branch));
	layout->proses = g_ptr_array_new_with_free_func((GDestroyNotify)prose_free);
	layout->pictures = g_ptr_array_new_with_free_func((GDestroyNotify)picture_free);
	layout->slips = g_ptr_array_new();
	layout->forms = g_array_new(FALSE, FALSE, sizeof(struct slip_form));
	layout->fonts = g_array_new(FALSE, FALSE, sizeof(struct layout_font));
	return layout;
}

void layout_free(struct layout *layout)
{
	if (layout == NULL)
		return;
	g_array_unref(layout->branches);
	g_ptr_array_unref(layout->proses);
	g_ptr_array_unref(layout->pictures);
	g_ptr_array_unref(layout->slips);
	g_array_unref(layout->forms);
	g_array_unref(layout->fonts);
	g_clear_pointer(&layout->source, g_bytes_unref);
	dictionary_free(layout->dictionary);
	arena_free(layout->arena);
	g_free(layout->name);
	g_free(layout->hash);
	g_free(layout);
}

static void load_document(struct loading *loading, const char *bytes, gsize length)
{
	xmlDoc *doc = xmldoc_parse(bytes, length, loading->mistakes);

	if (doc == NULL)
		return;
	load_root(loading, xmlDocGetRootElement(doc));
	if (mistakes_count(loading->mistakes) == 0)
		xmldoc_check_schema(doc, loading->mistakes);
	xmlFreeDoc(doc);
}

struct layout *layout_load_bytes(struct typesetter *typesetter, const char *name, const char *folder, const char *bytes,
				 gsize length, GError **error)
{
	struct layout *layout = layout_new(typesetter);
	struct mistakes mistakes;
	struct loading loading = { .layout = layout, .arena = layout->arena, .mistakes = &mistakes, .folder = folder };

	mistakes_init(&mistakes, name);
	load_document(&loading, bytes, length);
	if (mistakes_tell(&mistakes, LAYOUT_ERROR_FORM, error))
		layout_identify(layout, bytes, length);
	else
		g_clear_pointer(&layout, layout_free);
	mistakes_clear(&mistakes);
	return layout;
}

static char *display_name(const char *path)
{
	char *name = g_path_get_basename(path);

	if (g_str_has_suffix(name, ".xml"))
		name[strlen(name) - strlen(".xml")] = '\0';
	return name;
}

struct layout *layout_load(struct typesetter *typesetter, const char *path, GError **error)
{
	g_autofree char *name = display_name(path), *folder = g_path_get_dirname(path), *bytes = NULL;
	g_autoptr(GError) cause = NULL;
	gsize length;

	if (file_read(path, XMLDOC_MAX_BYTES, &bytes, &length, &cause))
		return layout_load_bytes(typesetter, name, folder, bytes, length, error);
	g_set_error(error, LAYOUT_ERROR, LAYOUT_ERROR_READ, "layout '%s': %s", name, cause->message);
	return NULL;
}

const char *layout_name(const struct layout *layout)
{
	return layout->name;
}

const struct dictionary *layout_dictionary(const struct layout *layout)
{
	return layout->dictionary;
}

const struct layout_branch *layout_branches(const struct layout *layout, guint *count)
{
	*count = layout->branches->len;
	return (const struct layout_branch *)(void *)layout->branches->data;
}
