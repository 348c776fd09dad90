/* SPDX-License-Identifier: Apache-2.0 */
/* A masked record keeps its shape and says nothing. */
#include "proof/mask.h"
#include "unit/check.h"

static void keeps_the_shape(void)
{
	static const struct { const char *label, *text, *masked; } rows[] = {
		{ "name", "Maria D'Angelo", "Xxxxx X'Xxxxxx" },
		{ "address", "VIA G. VERDI, 12/A", "XXX X. XXXXX, 00/X" },
		{ "accents of Latin-1", "Nicolò Müller È", "Xxxxxx Xxxxxx X" },
		{ "a letter that needs another font's page", "Šimić Łódź", "Šxxxć Łxxź" },
		{ "Greek and Cyrillic", "Ελένη Иван", "Xxxxx Xxxx" },
		{ "marks and blanks", "a\u00a0b – «c» € 5’", "x\u00a0x – «x» € 0’" },
		{ "code", "RSSMRA80A01H501U", "XXXXXX00X00X000X" },
		{ "nothing", "", "" },
	};
	g_autoptr(dictionary_t) dictionary = dictionary_new();
	g_autoptr(arena_t) arena = arena_new(4096);

	field_list_add(&dictionary->fields, "nota", FIELD_TEXT, FIELD_REQUIRED, "x");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct record *record = record_new(dictionary, arena);
		const struct record *masked;

		record->to.name = rows[i].text;
		record->key = rows[i].text;
		record->fields[0] = (struct value){ .present = TRUE, .text = rows[i].text, .original = "Secret" };
		masked = mask_record(record, dictionary, MASK_EVEN, arena);
		CHECK_STR(rows[i].label, masked->to.name, rows[i].masked);
		CHECK_STR(rows[i].label, masked->key, rows[i].masked);
		CHECK_STR(rows[i].label, masked->fields[0].text, rows[i].masked);
		CHECK_TRUE(rows[i].label, masked->fields[0].original == NULL);
		CHECK_STR("the real one stays", record->to.name, rows[i].text);
		if (i == 0)
			CHECK_STR("narrow", mask_record(record, dictionary, MASK_NARROW, arena)->to.name, "Iiiii I'Iiiiii");
	}
}

/* Every string of an addressee but the state; every text of the record, no number. */
static void masks_everything_said(void)
{
	g_autoptr(dictionary_t) dictionary = dictionary_new();
	g_autoptr(arena_t) arena = arena_new(4096);
	guint group = dictionary_add_group(dictionary, "righe", 1);
	struct record *record;
	const struct record *masked;
	struct value cells[4];

	field_list_add(&dictionary->fields, "codice", FIELD_CODE, FIELD_REQUIRED, "x");
	field_list_add(&dictionary->fields, "dovuto", FIELD_MONEY, FIELD_REQUIRED, "1.00");
	field_list_add(&dictionary->fields, "vuoto", FIELD_TEXT, FIELD_OPTIONAL, "x");
	field_list_add(&dictionary->groups[group].columns, "voce", FIELD_TEXT, FIELD_REQUIRED, "x");
	field_list_add(&dictionary->groups[group].columns, "anno", FIELD_INTEGER, FIELD_REQUIRED, "1");
	record = record_new(dictionary, arena);
	record->number = 7;
	record->to = (struct addressee){
		.name = "Q", .name2 = "Q", .extra = "Q", .street = "Q", .number = "Q", .cap = "Q", .city = "Q", .province = "Q",
		.country = "FRANCIA", .tax_code = "Q", .email = "Q", .pec = "Q", .iban = "Q", .reason = "",
	};
	record->key = "Q";
	record->fields[0] = (struct value){ .present = TRUE, .text = "Q9" };
	record->fields[1] = (struct value){ .present = TRUE, .cents = 123456 };
	cells[0] = cells[2] = (struct value){ .present = TRUE, .text = "Qq" };
	cells[1] = cells[3] = (struct value){ .present = TRUE, .integer = 2025 };
	record->groups[0] = (struct row_set){ 2, cells };
	masked = mask_record(record, dictionary, MASK_EVEN, arena);
	const char *const said[] = {
		masked->key, masked->to.name, masked->to.name2, masked->to.extra, masked->to.street, masked->to.number,
		masked->to.cap, masked->to.city, masked->to.province, masked->to.tax_code, masked->to.email,
		masked->to.pec, masked->to.iban,
	};
	for (guint i = 0; i < G_N_ELEMENTS(said); i++) {
		g_autofree char *label = g_strdup_printf("string %u", i);

		CHECK_STR(label, said[i], "X");
	}
	CHECK_STR("the state", masked->to.country, "FRANCIA");
	CHECK_STR("code", masked->fields[0].text, "X0");
	CHECK_INT("amount", masked->fields[1].cents, 123456);
	CHECK_TRUE("empty", !masked->fields[2].present);
	CHECK_STR("a row's text", masked->groups[0].cells[2].text, "Xx");
	CHECK_INT("a row's number", masked->groups[0].cells[3].integer, 2025);
	CHECK_INT("number", masked->number, 7);
}

CHECK_MAIN({ "keeps the shape", keeps_the_shape }, { "masks everything said", masks_everything_said })
