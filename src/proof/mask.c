/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/mask.h"

#include <string.h>

struct masking {
	enum mask_width width;
	struct arena *arena;
};

static gunichar mask_character(enum mask_width width, gunichar character)
{
	if (g_unichar_isdigit(character))
		return '0';
	if (!g_unichar_isalpha(character))
		return character;
	if (character > 0xff && g_unichar_get_script(character) == G_UNICODE_SCRIPT_LATIN)
		return character;
	if (g_unichar_isupper(character))
		return width == MASK_EVEN ? 'X' : 'I';
	return width == MASK_EVEN ? 'x' : 'i';
}

static const char *mask_text(const struct masking *masking, const char *text)
{
	g_autoptr(GString) masked = g_string_new(NULL);

	if (text == NULL)
		return NULL;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
		g_string_append_unichar(masked, mask_character(masking->width, g_utf8_get_char(at)));
	return arena_strdup(masking->arena, masked->str);
}

static void mask_addressee(const struct masking *masking, struct addressee *to)
{
	const char **const lines[] = {
		&to->name, &to->name2, &to->extra, &to->street, &to->number, &to->cap, &to->city, &to->province,
		&to->tax_code, &to->email, &to->pec, &to->iban,
	};

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
		*lines[i] = mask_text(masking, *lines[i]);
}

static struct value *mask_values(const struct masking *masking, const struct value *values,
				 const struct field_list *fields, guint rows)
{
	gsize count = (gsize)rows * fields->count;
	struct value *masked = arena_new_array(masking->arena, struct value, count);

	for (gsize i = 0; i < count; i++) {
		enum field_type type = fields->fields[i % fields->count].type;

		masked[i] = values[i];
		masked[i].original = NULL;
		if ((type == FIELD_TEXT || type == FIELD_CODE) && values[i].present)
			masked[i].text = mask_text(masking, values[i].text);
	}
	return masked;
}

const struct record *mask_record(const struct record *record, const struct dictionary *dictionary,
				 enum mask_width width, struct arena *arena)
{
	const struct masking masking = { width, arena };
	struct record *masked = arena_memdup(arena, record, sizeof *record);

	masked->key = mask_text(&masking, record->key);
	mask_addressee(&masking, &masked->to);
	masked->fields = mask_values(&masking, record->fields, &dictionary->fields, 1);
	masked->groups = arena_new_array(arena, struct row_set, dictionary->n_groups);
	for (guint i = 0; i < dictionary->n_groups; i++) {
		const struct row_set *rows = &record->groups[i];

		masked->groups[i].count = rows->count;
		masked->groups[i].cells = mask_values(&masking, rows->cells, &dictionary->groups[i].columns, rows->count);
	}
	return masked;
}
