/* SPDX-License-Identifier: Apache-2.0 */
/* The 72 characters of the Data Matrix "standard unico": places as published, what is filled up, what is refused. */
#include "post/datamatrix72.h"

#include <string.h>

#include "unit/check.h"

/* post.md 14: name and published place (1 first) and length of each field, whose sum is 72. */
static const struct {
	const char *name;
	guint start, length;
} published[] = {
	{ "constant", 1, 1 }, { "gamma", 2, 1 }, { "sap", 3, 8 }, { "sender", 11, 3 }, { "class", 14, 1 }, { "type", 15, 1 },
	{ "cap", 16, 5 }, { "code", 21, 4 }, { "sender-cap", 25, 5 }, { "sender-code", 30, 4 }, { "booking", 34, 5 },
	{ "printer", 39, 2 }, { "object", 41, 6 }, { "causale", 47, 3 }, { "homologation", 50, 6 }, { "text", 56, 9 },
	{ "services", 65, 8 },
};

/* Made-up fields. */
static const char *const example[UNICO_FIELDS] = {
	[UNICO_GAMMA] = "A", [UNICO_SAP] = "30012345", [UNICO_SENDER] = "001", [UNICO_CLASS] = "P", [UNICO_TYPE] = "M",
	[UNICO_CAP] = "20121", [UNICO_CODE] = "0000", [UNICO_SENDER_CAP] = "50121", [UNICO_SENDER_CODE] = "0000",
	[UNICO_BOOKING] = "00042", [UNICO_PRINTER] = "07", [UNICO_OBJECT] = "000123", [UNICO_CAUSALE] = "AVV",
	[UNICO_HOMOLOGATION] = "OS2065", [UNICO_TEXT] = "AVVISO 26",
};
#define EXAMPLE "1A30012345001PM20121000050121000000042" "07000123AVVOS2065AVVISO 26OOOOOOOO"

static void places_are_as_published(void)
{
	guint sum = 0;

	CHECK_INT("fields", UNICO_FIELDS, G_N_ELEMENTS(published));
	for (guint i = 0; i < G_N_ELEMENTS(published); i++) {
		CHECK_STR(published[i].name, unico_field_name(i), published[i].name);
		CHECK_INT(published[i].name, unico_field_start(i) + 1, published[i].start);
		CHECK_INT(published[i].name, unico_field_length(i), published[i].length);
		sum += unico_field_length(i);
	}
	CHECK_INT("sum", sum, UNICO_LENGTH);
}

static void writes_each_field_in_its_place(void)
{
	g_autoptr(arena_t) arena = arena_new(1024);
	char code[UNICO_LENGTH + 1];

	CHECK_STR("example", unico_write(example, code, arena), NULL);
	CHECK_STR("example", code, EXAMPLE);
	CHECK_STR("example", unico_check(code, arena), NULL);
	for (guint i = 0; i < UNICO_FIELDS; i++) {
		g_autofree char *field = g_strndup(code + published[i].start - 1, published[i].length);

		if (example[i] != NULL)
			CHECK_STR(published[i].name, field, example[i]);
	}
}

static void fills_up_and_refuses(void)
{
	static const struct {
		enum unico_field field;
		const char *value;
		const char *written;	/* NULL: refused */
		const char *reason;
	} rows[] = {
		{ UNICO_SAP, "123", "00000123", NULL },
		{ UNICO_BOOKING, "7", "00007", NULL },
		{ UNICO_OBJECT, "99", "000099", NULL },
		{ UNICO_OBJECT, "1000000", NULL, "object: more than 6 characters" },
		{ UNICO_TEXT, "A B", "A B      ", NULL },
		{ UNICO_TEXT, NULL, "         ", NULL },
		{ UNICO_TEXT, "", "         ", NULL },
		{ UNICO_TEXT, "ABCDEFGHIJ", NULL, "text: more than 9 characters" },
		{ UNICO_TEXT, "abc", NULL, "text: a character that may not stand there" },
		{ UNICO_TEXT, "A-B", NULL, "text: a character that may not stand there" },
		{ UNICO_TEXT, "\xc3\x80", NULL, "text: a character that may not stand there" },
		{ UNICO_SERVICES, NULL, "OOOOOOOO", NULL },
		{ UNICO_SERVICES, "AOOOOOOO", "AOOOOOOO", NULL },
		{ UNICO_SERVICES, "A", NULL, "services: not 8 characters" },
		{ UNICO_CONSTANT, "1", "1", NULL },
		{ UNICO_CONSTANT, "2", NULL, "constant: a character that may not stand there" },
		{ UNICO_GAMMA, NULL, NULL, "gamma: missing" },
		{ UNICO_SAP, "", NULL, "sap: missing" },
		{ UNICO_SAP, "3001234A", NULL, "sap: a character that may not stand there" },
		{ UNICO_CAP, "2012", NULL, "cap: not 5 characters" },
		{ UNICO_CAP, "2012A", NULL, "cap: a character that may not stand there" },
		{ UNICO_HOMOLOGATION, "DCOOS2065", NULL, "homologation: more than 6 characters" },
	};
	g_autoptr(arena_t) arena = arena_new(1024);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *fields[UNICO_FIELDS], *reason;
		g_autofree char *label = g_strdup_printf("row %u: %s", i, unico_field_name(rows[i].field));
		g_autofree char *field = NULL;
		char code[UNICO_LENGTH + 1];

		memcpy(fields, example, sizeof fields);
		fields[rows[i].field] = rows[i].value;
		reason = unico_write(fields, code, arena);
		CHECK_STR(label, reason, rows[i].reason);
		if (reason == NULL)
			field = g_strndup(code + unico_field_start(rows[i].field), unico_field_length(rows[i].field));
		CHECK_STR(label, field, rows[i].written);
	}
}

static void checks_a_code(void)
{
	static const struct {
		const char *label;
		guint place;
		char character;
		const char *reason;
	} rows[] = {
		{ "another constant", 0, '2', "constant: a character that may not stand there" },
		{ "a letter in the customer's code", 9, 'X', "sap: a character that may not stand there" },
		{ "a letter in the CAP", 15, 'X', "cap: a character that may not stand there" },
		{ "a letter in the sender's CAP", 28, 'O', "sender-cap: a character that may not stand there" },
		{ "a small letter", 63, 'a', "text: a character that may not stand there" },
		{ "a blank in the text", 55, ' ', NULL },
		{ "the last", 71, '\t', "services: a character that may not stand there" },
	};
	g_autoptr(arena_t) arena = arena_new(1024);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char code[] = EXAMPLE;

		code[rows[i].place] = rows[i].character;
		CHECK_STR(rows[i].label, unico_check(code, arena), rows[i].reason);
	}
	CHECK_STR("short", unico_check("1A", arena), "not 72 characters");
	CHECK_STR("long", unico_check(EXAMPLE "O", arena), "not 72 characters");
}

CHECK_MAIN({ "places are as published", places_are_as_published },
	   { "writes each field in its place", writes_each_field_in_its_place },
	   { "fills up and refuses", fills_up_and_refuses }, { "checks a code", checks_a_code })
