/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A client's file and a profile, read through the whole intake, told as text: one line a record, one a finding.
 *
 *   1@2 A1 nome=Rossi dovuto=123456 {anno=2025 importo=100}      number, row, key, what is present
 *   to: Rossi|||Via Roma|12||||||||                              where the rig is asked for addressees
 *   row-cells 2@3 Importo 'x' left out                           slug, record, row, column, value, what was done
 *   2 rows, 1 records, 1 left out                                closes everything; or: error CODE: message
 */
#ifndef PIEGO_TESTS_INTAKE_RIG_H
#define PIEGO_TESTS_INTAKE_RIG_H

#include <string.h>

#include "intake/intake.h"
#include "unit/check.h"

#define RIG_DICTIONARY_GROUPED 1u
#define RIG_ADDRESSEES 2u
#define RIG_ORIGINALS 4u

struct rig_sink {
	struct finding_sink base;
	GString *out;
};

static inline void rig_found(struct finding_sink *sink, const struct finding *finding)
{
	GString *out = ((struct rig_sink *)sink)->out;

	g_string_append_printf(out, "%s %u@%u %s '%s' %s\n", finding_slug(finding->code), finding->record, finding->row,
			       finding->column, finding->value, finding->done);
}

static inline struct dictionary *rig_dictionary(guint flags)
{
	struct dictionary *dictionary = dictionary_new();
	guint group;

	field_list_add(&dictionary->fields, "nome", FIELD_TEXT, FIELD_REQUIRED, "Maria");
	field_list_add(&dictionary->fields, "codice", FIELD_CODE, FIELD_OPTIONAL, "A 1");
	field_list_add(&dictionary->fields, "dovuto", FIELD_MONEY, FIELD_OPTIONAL, "1.00");
	field_list_add(&dictionary->fields, "scadenza", FIELD_DATE, FIELD_OPTIONAL, "2026-03-31");
	field_list_add(&dictionary->fields, "anni", FIELD_INTEGER, FIELD_OPTIONAL, "1");
	field_list_add(&dictionary->fields, "attivo", FIELD_BOOLEAN, FIELD_OPTIONAL, "yes");
	if ((flags & RIG_DICTIONARY_GROUPED) == 0)
		return dictionary;
	group = dictionary_add_group(dictionary, "posizioni", 1);
	field_list_add(&dictionary->groups[group].columns, "causale", FIELD_TEXT, FIELD_REQUIRED, "Quota");
	field_list_add(&dictionary->groups[group].columns, "importo", FIELD_MONEY, FIELD_REQUIRED, "1.00");
	return dictionary;
}

static inline void rig_tell_value(GString *out, const struct field *field, const struct value *value, guint flags)
{
	char date[DATE_ROOM];

	if (!value->present)
		return;
	g_string_append_printf(out, " %s=", field->name);
	if (field->type == FIELD_TEXT || field->type == FIELD_CODE) {
		g_string_append(out, value->text);
	} else if (field->type == FIELD_DATE) {
		date_write_iso(date, value->date);
		g_string_append(out, date);
	} else {
		g_string_append_printf(out, "%" G_GINT64_FORMAT,
				       field->type == FIELD_MONEY ? value->cents : value->integer);
	}
	if ((flags & RIG_ORIGINALS) != 0 && value->original != NULL)
		g_string_append_printf(out, "(%s)", value->original);
}

static inline void rig_tell_record(GString *out, const struct dictionary *dictionary, const struct record *record,
				   guint flags)
{
	const struct addressee *to = &record->to;

	g_string_append_printf(out, "%u@%u %s", record->number, record->row, record->key);
	for (guint i = 0; i < dictionary->fields.count; i++)
		rig_tell_value(out, &dictionary->fields.fields[i], &record->fields[i], flags);
	for (guint i = 0; i < dictionary->n_groups; i++) {
		const struct field_list *columns = &dictionary->groups[i].columns;

		for (guint j = 0; j < record->groups[i].count; j++) {
			g_string_append(out, " {");
			for (guint k = 0; k < columns->count; k++)
				rig_tell_value(out, &columns->fields[k], &record->groups[i].cells[j * columns->count + k],
					       flags);
			g_string_append(out, " }");
		}
	}
	g_string_append_c(out, '\n');
	if ((flags & RIG_ADDRESSEES) != 0)
		g_string_append_printf(out, "to: %s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n", to->name, to->name2,
				       to->extra, to->street, to->number, to->cap, to->city, to->province, to->country,
				       to->tax_code, to->email, to->pec, to->iban);
}

static inline const char *rig_code(const GError *error)
{
	static const char *const codes[] = { "read", "form", "columns", "profile" };

	return error->domain == INTAKE_ERROR ? codes[error->code] : g_quark_to_string(error->domain);
}

/* Everything that reading the file at path says; the caller frees. */
static inline char *rig_read(const char *path, const char *profile_text, guint flags)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(dictionary_t) dictionary = rig_dictionary(flags);
	g_autoptr(intake_profile_t) profile = intake_profile_parse(profile_text, "soci.profile", &error);
	g_autoptr(arena_t) arena = arena_new(4096);
	GString *out = g_string_new(NULL);
	struct rig_sink sink = { { rig_found }, out };
	struct intake *intake = NULL;
	struct record *record;
	enum intake_got got = INTAKE_FAILED;

	if (profile != NULL)
		intake = intake_open(profile, dictionary, NULL, path, &sink.base, &error);
	while (intake != NULL && (got = intake_next(intake, arena, &record, &error)) == INTAKE_RECORD) {
		rig_tell_record(out, dictionary, record, flags);
		arena_reset(arena);
	}
	if (got == INTAKE_END)
		g_string_append_printf(out, "%u rows, %u records, %u left out\n", intake_counts(intake).rows,
				       intake_counts(intake).records, intake_counts(intake).left_out);
	else
		g_string_append_printf(out, "error %s: %s\n", rig_code(error), error->message);
	intake_close(intake);
	return g_string_free(out, FALSE);
}

/* The same of bytes, put into a file of the given name. */
static inline char *rig_read_bytes(const char *name, const char *bytes, gsize length, const char *profile_text,
				   guint flags)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;

	if (!g_file_set_contents(path, bytes, (gssize)length, &error))
		g_error("%s", error->message);
	return rig_read(path, profile_text, flags);
}

#endif
