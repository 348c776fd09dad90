/* SPDX-License-Identifier: Apache-2.0 */
/* Records packed and unpacked, whole and damaged. */
#include "model/record.h"
#include "unit/check.h"

#include <string.h>

static struct dictionary *make_dictionary(void)
{
	struct dictionary *dictionary = dictionary_new();
	guint group;

	field_list_add(&dictionary->fields, "nome", FIELD_TEXT, FIELD_REQUIRED, "Maria Šimić");
	field_list_add(&dictionary->fields, "dovuto", FIELD_MONEY, FIELD_REQUIRED, "1234.56");
	field_list_add(&dictionary->fields, "scadenza", FIELD_DATE, FIELD_OPTIONAL, "2026-03-31");
	field_list_add(&dictionary->fields, "rate", FIELD_INTEGER, FIELD_OPTIONAL, "3");
	field_list_add(&dictionary->fields, "primo", FIELD_BOOLEAN, FIELD_OPTIONAL, "yes");
	group = dictionary_add_group(dictionary, "posizioni", 1);
	field_list_add(&dictionary->groups[group].columns, "causale", FIELD_TEXT, FIELD_REQUIRED, "Quota");
	field_list_add(&dictionary->groups[group].columns, "importo", FIELD_MONEY, FIELD_REQUIRED, "180.00");
	return dictionary;
}

static void finds_fields(void)
{
	g_autoptr(dictionary_t) dictionary = make_dictionary();
	enum field_type type;

	CHECK_INT("first", field_list_find(&dictionary->fields, "nome"), 0);
	CHECK_INT("none", field_list_find(&dictionary->fields, "cognome"), FIELD_NONE);
	CHECK_INT("group", dictionary_find_group(dictionary, "posizioni"), 0);
	CHECK_TRUE("taken", !field_list_add(&dictionary->fields, "nome", FIELD_TEXT, FIELD_REQUIRED, ""));
	CHECK_INT("group taken", dictionary_add_group(dictionary, "posizioni", 0), FIELD_NONE);
	CHECK_TRUE("type", field_type_parse("money", &type) && type == FIELD_MONEY);
	CHECK_TRUE("no type", !field_type_parse("number", &type));
}

static void comes_back_whole(void)
{
	g_autoptr(dictionary_t) dictionary = make_dictionary();
	g_autoptr(arena_t) arena = arena_new(1024);
	g_autoptr(GByteArray) packed = g_byte_array_new();
	struct record *record = record_example(dictionary, 3, arena);
	struct addressee to;
	struct record *back;

	record->number = 7;
	record->row = 9;
	record->key = "A 4711";
	record->to.grade = ADDRESS_CORRECTED;
	record->to.reason = "cap-missing";
	record->fields[1].original = "1234,56";
	record_pack(record, dictionary, packed);
	back = record_unpack(packed->data, packed->len, dictionary, arena);
	CHECK_TRUE("unpacked", back != NULL);
	CHECK_INT("number", back->number, 7);
	CHECK_INT("row", back->row, 9);
	CHECK_STR("key", back->key, "A 4711");
	CHECK_STR("city", back->to.city, "ROMA");
	CHECK_INT("grade", back->to.grade, ADDRESS_CORRECTED);
	CHECK_STR("reason", back->to.reason, "cap-missing");
	CHECK_TRUE("the addressee alone", record_unpack_addressee(packed->data, packed->len, &to));
	CHECK_STR("its city", to.city, "ROMA");
	CHECK_INT("its grade", to.grade, ADDRESS_CORRECTED);
	CHECK_STR("its reason", to.reason, "cap-missing");
	CHECK_STR("text", back->fields[0].text, "Maria Šimić");
	CHECK_INT("cents", back->fields[1].cents, 123456);
	CHECK_STR("original", back->fields[1].original, "1234,56");
	CHECK_INT("date", back->fields[2].date, date_from_ymd(2026, 3, 31));
	CHECK_INT("integer", back->fields[3].integer, 3);
	CHECK_INT("boolean", back->fields[4].integer, 1);
	CHECK_INT("rows", back->groups[0].count, 3);
	CHECK_STR("cell", back->groups[0].cells[4].text, "Quota");
	CHECK_INT("cell", back->groups[0].cells[5].cents, 18000);
}

/* Cut anywhere or with any byte changed, unpacking refuses or gives a record, and reads nothing outside. */
static void refuses_damage(void)
{
	g_autoptr(dictionary_t) dictionary = make_dictionary();
	g_autoptr(arena_t) arena = arena_new(1024);
	g_autoptr(GByteArray) packed = g_byte_array_new();

	record_pack(record_example(dictionary, 2, arena), dictionary, packed);
	for (guint length = 0; length < packed->len; length++) {
		g_autofree guint8 *cut = g_memdup2(packed->data, MAX(length, 1));

		CHECK_TRUE("cut", record_unpack(cut, length, dictionary, arena) == NULL);
	}
	for (guint at = 0; at < packed->len; at++) {
		g_autofree guint8 *bent = g_memdup2(packed->data, packed->len);
		struct record *back;

		bent[at] ^= 0xff;
		arena_reset(arena);
		back = record_unpack(bent, packed->len, dictionary, arena);
		if (back != NULL)
			CHECK_TRUE("strings end", strlen(back->to.name) < packed->len);
	}
}

/* Any change of what a client may send is another dictionary. */
static void a_dictionary_is_known_by_its_hash(void)
{
	enum change { NONE, NAME, TYPE, NEED, EXAMPLE, MORE, LEAST, CHANGES };
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = NONE; i <= CHANGES; i++) {
		g_autofree char *label = g_strdup_printf("change %u", i);
		g_autoptr(dictionary_t) dictionary = dictionary_new();
		guint group = dictionary_add_group(dictionary, "voci", i == LEAST ? 2 : 1);
		struct field_list *columns = &dictionary->groups[group].columns;
		char hash[HASH_ROOM];

		field_list_add(&dictionary->fields, i == NAME ? "cognome" : "nome", i == TYPE ? FIELD_CODE : FIELD_TEXT,
			       i == NEED ? FIELD_OPTIONAL : FIELD_REQUIRED, i == EXAMPLE ? "Anna" : "Maria");
		field_list_add(columns, "causale", FIELD_TEXT, FIELD_REQUIRED, "Quota");
		if (i == MORE)
			field_list_add(columns, "importo", FIELD_MONEY, FIELD_REQUIRED, "1.00");
		dictionary_hash(dictionary, hash);
		/* The last round is the first again. */
		CHECK_INT(label, g_hash_table_add(seen, g_strdup(hash)), i != CHANGES);
	}
}

CHECK_MAIN({ "a dictionary is known by its hash", a_dictionary_is_known_by_its_hash }, { "finds fields", finds_fields }, { "comes back whole", comes_back_whole },
	   { "refuses damage", refuses_damage })
