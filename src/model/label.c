/* SPDX-License-Identifier: Apache-2.0 */
#include "model/label.h"

#include <string.h>

#define NAME_MOST 64
#define PERSON_MOST 40
#define LETTERS "abcdefghijklmnopqrstuvwxyz0123456789"

static gboolean made_of(const char *text, const char *characters, gsize most)
{
	gsize length = strlen(text);

	return length > 0 && length <= most && strspn(text, characters) == length;
}

/* What begins with a dot would be a hidden folder, or the one above. */
gboolean label_client_is_good(const char *client)
{
	return made_of(client, LETTERS "._-", NAME_MOST) && g_ascii_isalnum(client[0]);
}

gboolean label_person_is_good(const char *person)
{
	return made_of(person, LETTERS "._-", PERSON_MOST) && g_ascii_isalnum(person[0]);
}

/* 1, 2, 3: one spelling for each number. */
static gboolean parse_number(const char *text, guint *number)
{
	guint64 read;

	if (text[0] == '0' || !g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT32, &read, NULL))
		return FALSE;
	*number = (guint)read;
	return TRUE;
}

gboolean label_parse(const char *text, struct label *label)
{
	const char *slash = strchr(text, '/'), *name = slash != NULL ? slash + 1 : text, *at = strchr(name, '@');

	*label = (struct label){
		.client = slash != NULL ? g_strndup(text, (gsize)(slash - text)) : NULL,
		.name = at != NULL ? g_strndup(name, (gsize)(at - name)) : g_strdup(name),
	};
	if ((label->client == NULL || label_client_is_good(label->client)) && made_of(label->name, LETTERS "-", NAME_MOST) &&
	    (at == NULL || parse_number(at + 1, &label->number)))
		return TRUE;
	label_clear(label);
	return FALSE;
}

void label_clear(struct label *label)
{
	g_clear_pointer(&label->client, g_free);
	g_clear_pointer(&label->name, g_free);
	label->number = 0;
}
