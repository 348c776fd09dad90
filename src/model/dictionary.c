/* SPDX-License-Identifier: Apache-2.0 */
#include "model/dictionary.h"

#include <string.h>

static const char *const type_names[] = {
	[FIELD_TEXT] = "text", [FIELD_CODE] = "code", [FIELD_MONEY] = "money",
	[FIELD_DATE] = "date", [FIELD_INTEGER] = "integer", [FIELD_BOOLEAN] = "boolean",
};

const char *field_type_name(enum field_type type)
{
	return type_names[type];
}

gboolean field_type_parse(const char *word, enum field_type *type)
{
	for (guint i = 0; i < G_N_ELEMENTS(type_names); i++) {
		if (g_str_equal(word, type_names[i])) {
			*type = (enum field_type)i;
			return TRUE;
		}
	}
	return FALSE;
}

guint field_list_find(const struct field_list *list, const char *name)
{
	for (guint i = 0; i < list->count; i++) {
		if (g_str_equal(list->fields[i].name, name))
			return i;
	}
	return FIELD_NONE;
}

guint dictionary_find_group(const struct dictionary *dictionary, const char *name)
{
	for (guint i = 0; i < dictionary->n_groups; i++) {
		if (g_str_equal(dictionary->groups[i].name, name))
			return i;
	}
	return FIELD_NONE;
}

gboolean field_list_add(struct field_list *list, const char *name, enum field_type type, enum field_need need,
			const char *example)
{
	if (field_list_find(list, name) != FIELD_NONE)
		return FALSE;
	list->fields = g_renew(struct field, list->fields, list->count + 1);
	list->fields[list->count++] = (struct field){ g_strdup(name), type, need, g_strdup(example) };
	return TRUE;
}

guint dictionary_add_group(struct dictionary *dictionary, const char *name, guint min)
{
	if (dictionary_find_group(dictionary, name) != FIELD_NONE)
		return FIELD_NONE;
	dictionary->groups = g_renew(struct row_group, dictionary->groups, dictionary->n_groups + 1);
	dictionary->groups[dictionary->n_groups] = (struct row_group){ .name = g_strdup(name), .min = min };
	return dictionary->n_groups++;
}

struct dictionary *dictionary_new(void)
{
	return g_new0(struct dictionary, 1);
}

static void field_list_clear(struct field_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		g_free(list->fields[i].name);
		g_free(list->fields[i].example);
	}
	g_free(list->fields);
}

/* Names and examples are written with their length, so that no two dictionaries can look alike. */
static void describe_fields(const struct field_list *list, GString *text)
{
	for (guint i = 0; i < list->count; i++) {
		const struct field *field = &list->fields[i];

		g_string_append_printf(text, "field %u %s %s %s %u %s\n", (guint)strlen(field->name), field->name,
				       field_type_name(field->type), field->need == FIELD_REQUIRED ? "required" : "optional",
				       (guint)strlen(field->example), field->example);
	}
}

void dictionary_hash(const struct dictionary *dictionary, char hash[HASH_ROOM])
{
	g_autoptr(GString) text = g_string_new(NULL);

	describe_fields(&dictionary->fields, text);
	for (guint i = 0; i < dictionary->n_groups; i++) {
		const struct row_group *group = &dictionary->groups[i];

		g_string_append_printf(text, "rows %u %s %u\n", (guint)strlen(group->name), group->name, group->min);
		describe_fields(&group->columns, text);
	}
	hash_of(text->str, text->len, hash);
}

void dictionary_free(struct dictionary *dictionary)
{
	if (dictionary == NULL)
		return;
	field_list_clear(&dictionary->fields);
	for (guint i = 0; i < dictionary->n_groups; i++) {
		g_free(dictionary->groups[i].name);
		field_list_clear(&dictionary->groups[i].columns);
	}
	g_free(dictionary->groups);
	g_free(dictionary);
}
