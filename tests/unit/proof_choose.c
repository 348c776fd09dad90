/* SPDX-License-Identifier: Apache-2.0 */
/* Which records prove a layout, and why each. */
#include "proof/choose.h"
#include "unit/check.h"

#include <string.h>

#define BRANCHES 2
#define MET 1
#define UNMET 2

/* A record of the tests: text and amount are the dictionary's fields, rows the amounts of its group. */
struct row {
	const char *name, *street, *number, *city, *country;
	const char *note;	/* optional; NULL: empty */
	cents_t amount;
	guint rows;
	guint pages;
	guint8 branches[BRANCHES];
};

static struct dictionary *dictionary_made(void)
{
	struct dictionary *dictionary = dictionary_new();
	guint group = dictionary_add_group(dictionary, "righe", 1);

	field_list_add(&dictionary->fields, "nota", FIELD_TEXT, FIELD_OPTIONAL, "x");
	field_list_add(&dictionary->fields, "dovuto", FIELD_MONEY, FIELD_REQUIRED, "1.00");
	field_list_add(&dictionary->groups[group].columns, "importo", FIELD_MONEY, FIELD_REQUIRED, "1.00");
	return dictionary;
}

static struct record *record_made(const struct dictionary *dictionary, const struct row *row, guint number,
				  struct arena *arena)
{
	struct record *record = record_new(dictionary, arena);

	record->number = number;
	record->key = arena_printf(arena, "K%u", number);
	record->to.name = row->name;
	record->to.street = row->street;
	record->to.number = row->number;
	record->to.city = row->city;
	record->to.country = row->country;
	record->fields[0] = (struct value){ .present = row->note != NULL, .text = row->note };
	record->fields[1] = (struct value){ .present = TRUE, .cents = row->amount };
	record->groups[0].count = row->rows;
	record->groups[0].cells = arena_new_array0(arena, struct value, row->rows);
	for (guint i = 0; i < row->rows; i++)
		record->groups[0].cells[i] = (struct value){ .present = TRUE, .cents = 5000 };
	return record;
}

/* "2 longest addressee name 9\n2 pages 1\n": record, reason, what it is about, measure. */
static char *account(const GArray *chosen)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < chosen->len; i++) {
		const struct chosen *one = &g_array_index(chosen, struct chosen, i);

		for (guint r = 0; r < one->reasons->len; r++) {
			const struct reason *reason = &g_array_index(one->reasons, struct reason, r);

			g_string_append_printf(out, "%u %s %s%s%s %d\n", one->record, reason_slug(reason->kind),
					       reason->group, reason->group[0] != '\0' ? "." : "", reason->field,
					       (int)reason->measure);
		}
	}
	return g_string_free(out, FALSE);
}

static const struct row plain = { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } };

static void chooses_for_each_reason(void)
{
	static const struct {
		const char *label;
		guint at;		/* which of the five records differs from the plain ones */
		struct row other;
		const char *expected;	/* a line of the account */
	} rows[] = {
		{ "longest addressee name", 3, { "ROSSINI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } },
		  "3 longest addressee name 7\n" },
		{ "shortest addressee name", 3, { "RE", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } },
		  "3 shortest addressee name 2\n" },
		{ "characters, not bytes", 2, { "ÀÈÌÒÙ", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } },
		  "1 longest addressee name 5\n" },
		{ "longest address with its number", 4,
		  { "ROSSI", "VIA VERDI", "1234", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } }, "4 longest addressee street 14\n" },
		{ "address without number", 5, { "ROSSI", "VIA VERDI", "", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } },
		  "5 shortest addressee street 9\n" },
		{ "shortest addressee city", 2, { "ROSSI", "VIA VERDI", "1", "PO", "", "ab", 1000, 2, 1, { MET, UNMET } },
		  "2 shortest addressee city 2\n" },
		{ "longest text", 2, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "abc", 1000, 2, 1, { MET, UNMET } },
		  "2 longest nota 3\n" },
		{ "optional field empty", 4, { "ROSSI", "VIA VERDI", "1", "ROMA", "", NULL, 1000, 2, 1, { MET, UNMET } },
		  "4 empty nota 0\n" },
		{ "most rows", 2, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 9, 1, { MET, UNMET } },
		  "2 most-rows righe. 9\n" },
		{ "fewest rows", 2, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 1, 1, { MET, UNMET } },
		  "2 fewest-rows righe. 1\n" },
		{ "largest amount", 5, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 99999, 2, 1, { MET, UNMET } },
		  "5 largest dovuto 99999\n" },
		{ "smallest amount", 5, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1, 2, 1, { MET, UNMET } },
		  "5 smallest dovuto 1\n" },
		{ "zero", 3, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 0, 2, 1, { MET, UNMET } }, "3 zero dovuto 0\n" },
		{ "negative", 3, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", -5, 2, 1, { MET, UNMET } },
		  "3 negative dovuto 0\n" },
		{ "abroad", 2, { "ROSSI", "VIA VERDI", "1", "PARIS", "FRANCIA", "ab", 1000, 2, 1, { MET, UNMET } },
		  "2 abroad  0\n" },
		{ "a page count", 4, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 3, { MET, UNMET } },
		  "4 pages  3\n" },
		{ "beyond Latin-1", 4, { "ROŠSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } },
		  "4 character  352\n" },
		{ "beyond Latin-1 in a field", 4, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "a\u0142", 1000, 2, 1, { MET, UNMET } },
		  "4 character  322\n" },
		{ "a branch met", 5, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { MET, MET } },
		  "5 condition-met  1\n" },
		{ "a branch not met", 5, { "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { UNMET, UNMET } },
		  "5 condition-not-met  0\n" },
	};
	g_autoptr(dictionary_t) dictionary = dictionary_made();

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct choosing *choosing = choosing_new(dictionary, BRANCHES, 0);
		g_autoptr(arena_t) arena = arena_new(4096);
		g_autofree char *got = NULL;
		gboolean there;

		for (guint number = 1; number <= 5; number++) {
			const struct row *row = number == rows[i].at ? &rows[i].other : &plain;
			const struct candidate candidate = { record_made(dictionary, row, number, arena), row->pages,
							     row->branches };

			choosing_add(choosing, &candidate);
		}
		got = account(choosing_end(choosing));
		there = strstr(got, rows[i].expected) != NULL;
		CHECK_TRUE(rows[i].label, there);
		if (!there)
			CHECK_STR(rows[i].label, got, rows[i].expected);
		choosing_free(choosing);
	}
}

/* The plain record shows all there is: it alone is chosen, each reason once. */
static void chooses_no_more_than_needed(void)
{
	g_autoptr(dictionary_t) dictionary = dictionary_made();
	struct choosing *choosing = choosing_new(dictionary, BRANCHES, 0);
	g_autoptr(arena_t) arena = arena_new(4096);
	g_autofree char *got = NULL;

	for (guint number = 1; number <= 50; number++) {
		const struct candidate candidate = { record_made(dictionary, &plain, number, arena), plain.pages,
						     plain.branches };

		choosing_add(choosing, &candidate);
	}
	got = account(choosing_end(choosing));
	CHECK_STR("one record", got,
		  "1 longest addressee name 5\n1 longest addressee street 11\n1 longest addressee city 4\n1 longest nota 2\n"
		  "1 shortest addressee name 5\n1 shortest addressee street 11\n1 shortest addressee city 4\n1 shortest nota 2\n"
		  "1 most-lines addressee street 3\n1 most-rows righe. 2\n1 fewest-rows righe. 2\n"
		  "1 largest dovuto 1000\n1 largest righe.importo 5000\n"
		  "1 smallest dovuto 1000\n1 smallest righe.importo 5000\n"
		  "1 pages  1\n1 condition-met  0\n1 condition-not-met  1\n");
	CHECK_INT("met by all", choosing_branches(choosing)[0].met, 50);
	CHECK_INT("not met by none", choosing_branches(choosing)[0].unmet, 0);
	CHECK_INT("met by none", choosing_branches(choosing)[1].met, 0);
	choosing_free(choosing);
}

/* Three records show one new thing each, the fourth all of them: it makes the three needless. */
static void covers_with_few(void)
{
	static const struct row rows[] = {
		{ "ROSSI", "VIA VERDI", "1", "ROMA", "", "ab", 1000, 2, 1, { MET, UNMET } },
		{ "ROSSI", "VIA VERDI", "1", "ROMA", "", "a\u0142", 1000, 2, 1, { MET, UNMET } },
		{ "ROSSI", "VIA VERDI", "1", "ROMA", "", "a\u0107", 1000, 2, 1, { MET, UNMET } },
		{ "ROSSI", "VIA VERDI", "1", "ROMA", "", "\u0142\u0107", 1000, 2, 2, { MET, UNMET } },
	};
	g_autoptr(dictionary_t) dictionary = dictionary_made();
	struct choosing *choosing = choosing_new(dictionary, BRANCHES, 0);
	g_autoptr(arena_t) arena = arena_new(4096);
	const GArray *chosen;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct candidate candidate = { record_made(dictionary, &rows[i], i + 1, arena), rows[i].pages,
						     rows[i].branches };

		choosing_add(choosing, &candidate);
	}
	chosen = choosing_end(choosing);
	CHECK_INT("chosen", chosen->len, 2);
	CHECK_INT("first", g_array_index(chosen, struct chosen, 0).record, 1);
	CHECK_INT("last", g_array_index(chosen, struct chosen, 1).record, 4);
	choosing_free(choosing);
}

static char *draw(guint records, guint random)
{
	g_autoptr(dictionary_t) dictionary = dictionary_made();
	struct choosing *choosing = choosing_new(dictionary, BRANCHES, random);
	g_autoptr(arena_t) arena = arena_new(4096);
	GString *drawn = g_string_new(NULL);
	const GArray *chosen;

	for (guint number = 1; number <= records; number++) {
		const struct candidate candidate = { record_made(dictionary, &plain, number, arena), plain.pages,
						     plain.branches };

		choosing_add(choosing, &candidate);
		arena_reset(arena);
	}
	chosen = choosing_end(choosing);
	for (guint i = 1; i < chosen->len; i++)
		g_string_append_printf(drawn, "%u ", g_array_index(chosen, struct chosen, i).record);
	choosing_free(choosing);
	return g_string_free(drawn, FALSE);
}

static void draws_at_random(void)
{
	static const struct { guint records, random, drawn; } rows[] = {
		{ 100, 0, 0 }, { 100, 1, 1 }, { 100, 7, 7 }, { 100, 99, 99 }, { 100, 500, 99 }, { 5000, 20, 20 },
	};
	guint halves = 0;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *label = g_strdup_printf("%u of %u", rows[i].random, rows[i].records);
		g_autofree char *once = draw(rows[i].records, rows[i].random), *again = draw(rows[i].records, rows[i].random);
		g_auto(GStrv) numbers = g_strsplit(g_strchomp(once), " ", -1);

		CHECK_INT(label, once[0] == '\0' ? 0 : g_strv_length(numbers), rows[i].drawn);
		CHECK_STR(label, g_strchomp(again), once);
		for (guint n = 0; i == 5 && numbers[n] != NULL; n++)
			halves += atoi(numbers[n]) > 2500;
	}
	CHECK_TRUE("from both halves", halves >= 4 && halves <= 16);
}

CHECK_MAIN({ "chooses for each reason", chooses_for_each_reason },
	   { "chooses no more than needed", chooses_no_more_than_needed },
	   { "covers with few", covers_with_few },
	   { "draws at random", draws_at_random })
