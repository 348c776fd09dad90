/* SPDX-License-Identifier: Apache-2.0 */
/* A file in memory through a profile to its last record, with every byte of what comes out looked at. */
#ifndef PIEGO_TESTS_FUZZ_INTAKE_H
#define PIEGO_TESTS_FUZZ_INTAKE_H

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static inline void fuzz_found(struct finding_sink *sink, const struct finding *finding)
{
	(void)sink;
	g_assert(g_utf8_validate(finding->value, -1, NULL));
	g_assert(g_utf8_validate(finding->done, -1, NULL));
	g_assert(g_utf8_validate(finding->column, -1, NULL));
}

static inline void fuzz_look(const struct dictionary *dictionary, const struct record *record)
{
	GByteArray *packed = g_byte_array_new();

	for (guint i = 0; i < dictionary->fields.count; i++) {
		enum field_type type = dictionary->fields.fields[i].type;

		if (record->fields[i].present && (type == FIELD_TEXT || type == FIELD_CODE))
			g_assert(g_utf8_validate(record->fields[i].text, -1, NULL));
	}
	g_assert(g_utf8_validate(record->to.name, -1, NULL) && g_utf8_validate(record->to.street, -1, NULL));
	record_pack(record, dictionary, packed);
	g_byte_array_unref(packed);
}

static inline struct dictionary *fuzz_dictionary(void)
{
	struct dictionary *dictionary = dictionary_new();
	guint group = dictionary_add_group(dictionary, "posizioni", 0);

	field_list_add(&dictionary->fields, "nome", FIELD_TEXT, FIELD_REQUIRED, "");
	field_list_add(&dictionary->fields, "codice", FIELD_CODE, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->fields, "dovuto", FIELD_MONEY, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->fields, "scadenza", FIELD_DATE, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->fields, "spese", FIELD_MONEY, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->fields, "anni", FIELD_INTEGER, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->fields, "attivo", FIELD_BOOLEAN, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->groups[group].columns, "causale", FIELD_TEXT, FIELD_REQUIRED, "");
	field_list_add(&dictionary->groups[group].columns, "importo", FIELD_MONEY, FIELD_REQUIRED, "");
	field_list_add(&dictionary->groups[group].columns, "interessi", FIELD_MONEY, FIELD_OPTIONAL, "");
	group = dictionary_add_group(dictionary, "rate", 0);
	field_list_add(&dictionary->groups[group].columns, "numero", FIELD_INTEGER, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->groups[group].columns, "scadenza", FIELD_DATE, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->groups[group].columns, "importo", FIELD_MONEY, FIELD_OPTIONAL, "");
	field_list_add(&dictionary->groups[group].columns, "codice", FIELD_CODE, FIELD_OPTIONAL, "");
	return dictionary;
}

static inline void fuzz_read(const struct intake_profile *profile, const struct dictionary *dictionary,
			     const struct filling *filling, const char *path)
{
	g_autoptr(arena_t) arena = arena_new(4096);
	g_autoptr(GError) error = NULL;
	struct finding_sink sink = { fuzz_found };
	struct intake *intake = intake_open(profile, dictionary, filling, path, &sink, &error);
	enum intake_got got = INTAKE_FAILED;
	struct record *record;

	while (intake != NULL && (got = intake_next(intake, arena, &record, &error)) == INTAKE_RECORD) {
		fuzz_look(dictionary, record);
		arena_reset(arena);
	}
	g_assert((got == INTAKE_FAILED) == (error != NULL));
	g_assert(error == NULL || g_utf8_validate(error->message, -1, NULL));
	intake_close(intake);
}

/* The bytes as a file that has a path but no place on a disk. */
static inline void fuzz_fill_bytes(const struct intake_profile *profile, const struct dictionary *dictionary,
				   const struct filling *filling, const guint8 *data, gsize size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);

	if (fd < 0 || write(fd, data, size) != (gssize)size)
		g_error("no file in memory");
	fuzz_read(profile, dictionary, filling, path);
	close(fd);
}

static inline void fuzz_read_bytes(const struct intake_profile *profile, const guint8 *data, gsize size)
{
	g_autoptr(dictionary_t) dictionary = fuzz_dictionary();

	fuzz_fill_bytes(profile, dictionary, NULL, data, size);
}

static inline struct intake_profile *fuzz_profile(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct intake_profile *profile = intake_profile_parse(text, "fuzz.profile", &error);

	if (profile == NULL)
		g_error("%s", error->message);
	return profile;
}

#endif
