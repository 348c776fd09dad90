/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/mask.h"

#include <string.h>

static gunichar mask_character(gunichar character)
{
	if (g_unichar_isdigit(character))
		return '0';
	if (!g_unichar_isalpha(character))
		return character;
	if (character > 0xff && g_unichar_get_script(character) == G_UNICODE_SCRIPT_LATIN)
		return character;
	return g_unichar_isupper(character) ? 'X' : 'x';
}

static const char *mask_text(const char *text, struct arena *arena)
{
	g_autoptr(GString) masked = g_string_new(NULL);

	if (text == NULL)
		return NULL;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
		g_string_append_unichar(masked, mask_character(g_utf8_get_char(at)));
	return arena_strdup(arena, masked->str);
}

static void mask_addressee(struct addressee *to, struct arena *arena)
{
	const char **const lines[] = {
		&to->name, &to->name2, &to->extra, &to->street, &to->number, &to->cap, &to->city, &to->province,
		&to->tax_code, &to->email, &to->pec, &to->iban,
	};

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
		*lines[i] = mask_text(*lines[i], arena);
}

static struct value *mask_values(const struct value *values, const struct field_list *fields, guint rows,
				 struct arena *arena)
{
	gsize count = (gsize)rows * fields->count;
	struct value *masked = arena_new_array(arena, struct value, count);

	for (gsize i = 0; i < count; i++) {
		enum field_type type = fields->fields[i % fields->count].type;

		masked[i] = values[i];
		masked[i].original = NULL;
		if ((type == FIELD_TEXT || type == FIELD_CODE) && values[i].present)
			masked[i].text = mask_text(values[i].text, arena);
	}
	return masked;
}

const struct record *mask_record(const struct record *record, const struct dictionary *dictionary, struct arena *arena)
{
	struct record *masked = arena_memdup(arena, record, sizeof *record);

	masked->key = mask_text(record->key, arena);
	mask_addressee(&masked->to, arena);
	masked->fields = mask_values(record->fields, &dictionary->fields, 1, arena);
	masked->groups = arena_new_array(arena, struct row_set, dictionary->n_groups);
	for (guint i = 0; i < dictionary->n_groups; i++) {
		masked->groups[i].count = record->groups[i].count;
		masked->groups[i].cells = mask_values(record->groups[i].cells, &dictionary->groups[i].columns,
						      record->groups[i].count, arena);
	}
	return masked;
}
