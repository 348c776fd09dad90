/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dictionary: the fields a layout may use.  Intake fills records by it, the layout reads them by it; a field
 * is found by name once, when a layout or a profile is compiled, and by its index ever after.
 */
#ifndef PIEGO_MODEL_DICTIONARY_H
#define PIEGO_MODEL_DICTIONARY_H

#include "base/hash.h"

enum field_type {
	FIELD_TEXT,
	FIELD_CODE,	/* text kept exactly as it came: no capitals mended, no blanks folded */
	FIELD_MONEY,	/* value.cents */
	FIELD_DATE,	/* value.date */
	FIELD_INTEGER,	/* value.integer */
	FIELD_BOOLEAN,	/* value.integer, 0 or 1 */
};

enum field_need { FIELD_REQUIRED, FIELD_OPTIONAL };

struct field {
	char *name;
	enum field_type type;
	enum field_need need;
	char *example;	/* as text, in plain form (1234.56, 2026-03-31); never NULL */
};

/* A fixed list of fields: those of a record, or those of one position of a group of rows. */
struct field_list {
	struct field *fields;
	guint count;
};

/* A group of repeated rows, such as a debtor's invoices. */
struct row_group {
	char *name;
	struct field_list columns;
	guint min;	/* fewest rows a record may have */
};

struct dictionary {
	struct field_list fields;
	struct row_group *groups;
	guint n_groups;
};

#define FIELD_NONE G_MAXUINT

struct dictionary *dictionary_new(void);
void dictionary_free(struct dictionary *dictionary);
typedef struct dictionary dictionary_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(dictionary_t, dictionary_free)

/* Append; FALSE when the name is taken (in its list) .  Strings are copied.  dictionary_add_group returns
 * the group's index or FIELD_NONE. */
gboolean field_list_add(struct field_list *list, const char *name, enum field_type type, enum field_need need,
			const char *example);
guint dictionary_add_group(struct dictionary *dictionary, const char *name, guint min);

/* Index by name, or FIELD_NONE. */
guint field_list_find(const struct field_list *list, const char *name);
guint dictionary_find_group(const struct dictionary *dictionary, const char *name);

/* "text", "code", "money", "date", "integer", "boolean" and back; FALSE for another word. */
const char *field_type_name(enum field_type type);
gboolean field_type_parse(const char *word, enum field_type *type);

/* What intake and layout go by, fields in their order, as a hash: equal for equal dictionaries, in any run of the
 * program. */
void dictionary_hash(const struct dictionary *dictionary, char hash[HASH_ROOM]);

#endif
