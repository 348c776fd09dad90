/* SPDX-License-Identifier: Apache-2.0 */
#include "post/datamatrix72.h"

#include <string.h>

#define DIGITS "0123456789"
#define CHARACTERS DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ "

/* How a short field is filled up. */
enum filling { FILL_NEVER, FILL_ZEROS, FILL_BLANKS };

static const struct field {
	const char *name;
	guint start, length;
	enum filling filling;
	const char *characters;
	const char *unset;	/* NULL: it must be set */
} fields_table[UNICO_FIELDS] = {
	[UNICO_CONSTANT] = { "constant", 0, 1, FILL_NEVER, "1", "1" },
	[UNICO_GAMMA] = { "gamma", 1, 1, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_SAP] = { "sap", 2, 8, FILL_ZEROS, DIGITS, NULL },
	[UNICO_SENDER] = { "sender", 10, 3, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_CLASS] = { "class", 13, 1, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_TYPE] = { "type", 14, 1, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_CAP] = { "cap", 15, 5, FILL_NEVER, DIGITS, NULL },
	[UNICO_CODE] = { "code", 20, 4, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_SENDER_CAP] = { "sender-cap", 24, 5, FILL_NEVER, DIGITS, NULL },
	[UNICO_SENDER_CODE] = { "sender-code", 29, 4, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_BOOKING] = { "booking", 33, 5, FILL_ZEROS, CHARACTERS, NULL },
	[UNICO_PRINTER] = { "printer", 38, 2, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_OBJECT] = { "object", 40, 6, FILL_ZEROS, CHARACTERS, NULL },
	[UNICO_CAUSALE] = { "causale", 46, 3, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_HOMOLOGATION] = { "homologation", 49, 6, FILL_NEVER, CHARACTERS, NULL },
	[UNICO_TEXT] = { "text", 55, 9, FILL_BLANKS, CHARACTERS, "" },
	[UNICO_SERVICES] = { "services", 64, 8, FILL_NEVER, CHARACTERS, "OOOOOOOO" },
};

const char *unico_field_name(enum unico_field field)
{
	return fields_table[field].name;
}

guint unico_field_start(enum unico_field field)
{
	return fields_table[field].start;
}

guint unico_field_length(enum unico_field field)
{
	return fields_table[field].length;
}

static const char *put_field(const struct field *field, const char *text, char *out, struct arena *arena)
{
	gsize length, room = field->length;

	if (text == NULL || *text == '\0')
		text = field->unset;
	if (text == NULL)
		return arena_printf(arena, "%s: missing", field->name);
	length = strlen(text);
	if (text[strspn(text, field->characters)] != '\0')
		return arena_printf(arena, "%s: a character that may not stand there", field->name);
	if (length > room)
		return arena_printf(arena, "%s: more than %u characters", field->name, field->length);
	if (length < room && field->filling == FILL_NEVER)
		return arena_printf(arena, "%s: not %u characters", field->name, field->length);
	memset(out, field->filling == FILL_ZEROS ? '0' : ' ', room);
	memcpy(out + (field->filling == FILL_ZEROS ? room - length : 0), text, length);
	return NULL;
}

const char *unico_write(const char *const fields[UNICO_FIELDS], char out[UNICO_LENGTH + 1], struct arena *arena)
{
	const char *reason = NULL;

	for (guint i = 0; i < UNICO_FIELDS && reason == NULL; i++)
		reason = put_field(&fields_table[i], fields[i], out + fields_table[i].start, arena);
	out[UNICO_LENGTH] = '\0';
	return reason;
}

const char *unico_check(const char *text, struct arena *arena)
{
	if (strlen(text) != UNICO_LENGTH)
		return arena_printf(arena, "not %d characters", UNICO_LENGTH);
	for (guint i = 0; i < UNICO_FIELDS; i++) {
		const struct field *field = &fields_table[i];

		if (strspn(text + field->start, field->characters) < field->length)
			return arena_printf(arena, "%s: a character that may not stand there", field->name);
	}
	return NULL;
}
