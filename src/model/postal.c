/* SPDX-License-Identifier: Apache-2.0 */
/* Each field is a row of a table: its key, how long it may be and of which characters. */
#include "model/postal.h"

#include <string.h>

#include "model/keys.h"

#define DIGITS "0123456789"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL "abcdefghijklmnopqrstuvwxyz"

/* characters NULL: any text of one line without "|".  least 0: the key may be missing. */
struct field {
	const char *key;
	gsize at;		/* of the string in its struct */
	guint least, most;
	const char *characters;
};

#define MATRIX(member) offsetof(struct postal_matrix, member)
#define DISTINTA(member) offsetof(struct postal_distinta, member)
#define SENDER(member) offsetof(struct postal_sender, member)
#define SYMBOL_CHARACTERS DIGITS CAPITALS " "

static const struct field matrix_fields[] = {
	{ "gamma", MATRIX(gamma), 1, 1, SYMBOL_CHARACTERS },
	{ "sap", MATRIX(sap), 1, 8, DIGITS },
	{ "sender", MATRIX(sender), 3, 3, SYMBOL_CHARACTERS },
	{ "class", MATRIX(class), 1, 1, SYMBOL_CHARACTERS },
	{ "type", MATRIX(type), 1, 1, SYMBOL_CHARACTERS },
	{ "code", MATRIX(code), 4, 4, SYMBOL_CHARACTERS },
	{ "sender-cap", MATRIX(sender_cap), 5, 5, DIGITS },
	{ "sender-code", MATRIX(sender_code), 4, 4, SYMBOL_CHARACTERS },
	{ "booking", MATRIX(booking), 1, 5, SYMBOL_CHARACTERS },
	{ "printer", MATRIX(printer), 2, 2, SYMBOL_CHARACTERS },
	{ "causale", MATRIX(causale), 3, 3, SYMBOL_CHARACTERS },
	{ "homologation", MATRIX(homologation), 0, 6, SYMBOL_CHARACTERS },
	{ "text", MATRIX(text), 0, 9, SYMBOL_CHARACTERS },
	{ "services", MATRIX(services), 0, 8, SYMBOL_CHARACTERS },
};

static const struct field distinta_fields[] = {
	{ "side", DISTINTA(side), 1, 1, "GE" },
	{ "sap", DISTINTA(sap), 8, 8, DIGITS },
	{ "user", DISTINTA(user), 1, 40, NULL },
	{ "booking", DISTINTA(booking), 7, 7, DIGITS },
	{ "office", DISTINTA(office), 5, 5, DIGITS },
	{ "product-type", DISTINTA(product_type), 1, 20, NULL },
	{ "product-code", DISTINTA(product_code), 1, 20, NULL },
	{ "service", DISTINTA(service), 0, 20, NULL },
	{ "acceptance", DISTINTA(acceptance), 1, 20, NULL },
	{ "tracking", DISTINTA(tracking), 0, 20, NULL },
	{ "account", DISTINTA(account), 1, 20, NULL },
	{ "description", DISTINTA(description), 0, 80, NULL },
	{ "sigla", DISTINTA(sigla), 1, 10, DIGITS CAPITALS SMALL },
	{ "sender", DISTINTA(sender), 1, 20, NULL },
	{ "format", DISTINTA(format), 1, 1, CAPITALS },
};

static const struct field sender_fields[] = {
	{ "name", SENDER(name), 1, 60, NULL },
	{ "line-1", SENDER(lines[0]), 1, 60, NULL },
	{ "line-2", SENDER(lines[1]), 0, 60, NULL },
	{ "line-3", SENDER(lines[2]), 0, 60, NULL },
	{ "line-4", SENDER(lines[3]), 0, 60, NULL },
};

/* In the order of enum postal_dates. */
static const char *const dates[] = { "GG/MM/AAAA", "AAAAMMGG", "AAAA-MM-GG", NULL };

static gboolean is_one_line(const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '|' || g_ascii_iscntrl(*text))
			return FALSE;
	}
	return TRUE;
}

static void check_field(struct keys *keys, const char *group, const struct field *field, const char *text)
{
	glong length = g_utf8_strlen(text, -1);

	if (length > (glong)field->most)
		keys_fault(keys, group, field->key, "more than %u characters: '%s'", field->most, text);
	else if (length < (glong)field->least)
		keys_fault(keys, group, field->key, "fewer than %u characters: '%s'", field->least, text);
	else if (field->characters != NULL ? text[strspn(text, field->characters)] != '\0' : !is_one_line(text))
		keys_fault(keys, group, field->key, "a character that may not stand there: '%s'", text);
}

/* unset: what an optional field is where it is missing or empty. */
static void read_fields(struct keys *keys, const char *group, const struct field *fields, guint count, const char *unset,
			void *out)
{
	for (guint i = 0; i < count; i++) {
		const struct field *field = &fields[i];
		const char *text = field->least == 0 ? keys_find(keys, group, field->key) : keys_word(keys, group, field->key);

		if (text != NULL && *text != '\0')
			check_field(keys, group, field, text);
		else
			text = unset;
		G_STRUCT_MEMBER(char *, out, field->at) = g_strdup(text);
	}
}

static void free_fields(const struct field *fields, guint count, void *group)
{
	if (group == NULL)
		return;
	for (guint i = 0; i < count; i++)
		g_free(G_STRUCT_MEMBER(char *, group, fields[i].at));
	g_free(group);
}

struct postal *postal_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("postal settings", text, path);
	struct postal *postal = g_new0(struct postal, 1);

	postal->name = g_strdup(keys_name(keys));
	if (keys_has_group(keys, "matrix")) {
		postal->matrix = g_new0(struct postal_matrix, 1);
		read_fields(keys, "matrix", matrix_fields, G_N_ELEMENTS(matrix_fields), NULL, postal->matrix);
	}
	if (keys_has_group(keys, "distinta")) {
		postal->distinta = g_new0(struct postal_distinta, 1);
		read_fields(keys, "distinta", distinta_fields, G_N_ELEMENTS(distinta_fields), "", postal->distinta);
		postal->distinta->dates = (enum postal_dates)keys_choice(keys, "distinta", "dates", KEYS_REQUIRED, dates);
	}
	if (keys_has_group(keys, "sender")) {
		postal->sender = g_new0(struct postal_sender, 1);
		read_fields(keys, "sender", sender_fields, G_N_ELEMENTS(sender_fields), NULL, postal->sender);
	}
	if (!keys_close(keys, error))
		g_clear_pointer(&postal, postal_free);
	return postal;
}

void postal_free(struct postal *postal)
{
	if (postal == NULL)
		return;
	free_fields(matrix_fields, G_N_ELEMENTS(matrix_fields), postal->matrix);
	free_fields(distinta_fields, G_N_ELEMENTS(distinta_fields), postal->distinta);
	free_fields(sender_fields, G_N_ELEMENTS(sender_fields), postal->sender);
	g_free(postal->name);
	g_free(postal);
}
