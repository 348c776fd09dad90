/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "layout/expr.h"
#include "layout/format.h"

#include <string.h>

/* A record of two invoices: 10.00 of 2024, 32.50 of 2025, one cell empty. */
struct bench {
	struct dictionary *dictionary;
	struct arena *arena;
	struct record *record;
	struct expr_context context;
};

static struct value text_value(const char *text)
{
	return (struct value){ .present = TRUE, .text = text };
}

static struct value money_value(cents_t cents)
{
	return (struct value){ .present = TRUE, .cents = cents };
}

static struct value number_value(gint64 integer)
{
	return (struct value){ .present = TRUE, .integer = integer };
}

static struct value date_value(int year, int month, int day)
{
	return (struct value){ .present = TRUE, .date = date_from_ymd(year, month, day) };
}

static void declare(struct bench *bench)
{
	struct field_list *fields = &bench->dictionary->fields, *columns;

	field_list_add(fields, "nome", FIELD_TEXT, FIELD_REQUIRED, "");
	field_list_add(fields, "titolo", FIELD_TEXT, FIELD_OPTIONAL, "");
	field_list_add(fields, "dovuto", FIELD_MONEY, FIELD_REQUIRED, "");
	field_list_add(fields, "acconto", FIELD_MONEY, FIELD_OPTIONAL, "");
	field_list_add(fields, "scadenza", FIELD_DATE, FIELD_REQUIRED, "");
	field_list_add(fields, "rate", FIELD_INTEGER, FIELD_REQUIRED, "");
	field_list_add(fields, "attivo", FIELD_BOOLEAN, FIELD_REQUIRED, "");
	field_list_add(fields, "grande", FIELD_MONEY, FIELD_REQUIRED, "");
	dictionary_add_group(bench->dictionary, "fatture", 0);
	columns = &bench->dictionary->groups[0].columns;
	field_list_add(columns, "numero", FIELD_CODE, FIELD_REQUIRED, "");
	field_list_add(columns, "importo", FIELD_MONEY, FIELD_OPTIONAL, "");
	field_list_add(columns, "data", FIELD_DATE, FIELD_REQUIRED, "");
	field_list_add(columns, "pezzi", FIELD_INTEGER, FIELD_REQUIRED, "");
	dictionary_add_group(bench->dictionary, "vuote", 0);
	field_list_add(&bench->dictionary->groups[1].columns, "importo", FIELD_MONEY, FIELD_REQUIRED, "");
}

static void fill(struct bench *bench)
{
	struct value *f = bench->record->fields, *cells = arena_new_array0(bench->arena, struct value, 12);

	f[0] = text_value("Maria");
	f[2] = money_value(123456);
	f[4] = date_value(2026, 3, 31);
	f[5] = number_value(3);
	f[6] = number_value(1);
	f[7] = money_value(G_MAXINT64 - 1);
	cells[0] = text_value("A1");
	cells[1] = money_value(1000);
	cells[2] = date_value(2024, 5, 1);
	cells[3] = number_value(2);
	cells[4] = text_value("A2");
	cells[5] = money_value(3250);
	cells[6] = date_value(2025, 1, 9);
	cells[7] = number_value(5);
	cells[8] = text_value("A3");
	cells[10] = date_value(2025, 2, 9);
	cells[11] = number_value(0);
	bench->record->groups[0] = (struct row_set){ 3, cells };
}

static void bench_init(struct bench *bench)
{
	bench->dictionary = dictionary_new();
	bench->arena = arena_new(4096);
	declare(bench);
	bench->record = record_new(bench->dictionary, bench->arena);
	fill(bench);
	bench->context = (struct expr_context){ .dictionary = bench->dictionary, .record = bench->record,
						.group = FIELD_NONE, .page = 2, .pages = 5, .piece_page = 4, .piece_pages = 9 };
}

static void bench_clear(struct bench *bench)
{
	dictionary_free(bench->dictionary);
	arena_free(bench->arena);
}

static struct expr_scope scope_of(const struct bench *bench, gboolean in_row, gboolean on_page)
{
	return (struct expr_scope){ .dictionary = bench->dictionary, .group = in_row ? 0 : FIELD_NONE, .on_page = on_page };
}

/* The value in words: what it is and how it prints, or the reason that there is none. */
static char *say(struct bench *bench, const char *text, gboolean in_row)
{
	struct expr_scope scope = scope_of(bench, in_row, TRUE);
	g_autoptr(GError) error = NULL;
	const struct expr *expr = expr_parse(text, &scope, bench->arena, &error);
	struct format plain = { .kind = FORMAT_PLAIN, .yes = "yes", .no = "no" };
	struct expr_value value;
	const char *why;

	if (expr == NULL)
		return g_strdup(error->message);
	why = expr_eval(expr, &bench->context, &value);
	if (why != NULL)
		return g_strdup(why);
	return g_strdup_printf("%s %s", expr_type_name(expr_type(expr)),
			       value.present ? format_write(&plain, &value, bench->arena) : "-");
}

struct row { const char *text, *expected; };

static void check_rows(const struct row *rows, guint count, gboolean in_row)
{
	struct bench bench;

	bench_init(&bench);
	if (in_row) {
		bench.context.group = 0;
		bench.context.row = bench.record->groups[0].cells + 4;
		bench.context.from = 1;
		bench.context.to = 3;
	}
	for (guint i = 0; i < count; i++) {
		g_autofree char *got = say(&bench, rows[i].text, in_row);

		CHECK_STR(rows[i].text, got, rows[i].expected);
	}
	bench_clear(&bench);
}

static void reads_values(void)
{
	static const struct row rows[] = {
		{ "nome", "text Maria" }, { "titolo", "text -" }, { "dovuto", "money 1.234,56" },
		{ "scadenza", "date 31/03/2026" }, { "rate", "integer 3" }, { "attivo", "boolean yes" },
		{ "'ciao'", "text ciao" }, { "\"l'altro\"", "text l'altro" }, { "12", "integer 12" },
		{ "12.50", "money 12,50" }, { "-12.50", "money -12,50" }, { "yes", "boolean yes" },
		{ "dovuto + 0.44", "money 1.235,00" }, { "dovuto - 0.56", "money 1.234,00" }, { "dovuto * 2", "money 2.469,12" },
		{ "2 * 3 + 4 * 5", "integer 26" }, { "2 * (3 + 4)", "integer 14" }, { "10 - 3 - 2", "integer 5" },
		{ "rate = 3", "boolean yes" }, { "rate != 3", "boolean no" }, { "rate <= 3 and rate >= 3", "boolean yes" },
		{ "rate < 3 or attivo", "boolean yes" }, { "not attivo", "boolean no" }, { "not (rate > 5)", "boolean yes" },
		{ "not not attivo", "boolean yes" }, { "nome = 'Maria'", "boolean yes" }, { "titolo = ''", "boolean yes" },
		{ "empty(titolo)", "boolean yes" }, { "not empty(nome)", "boolean yes" },
		{ "not empty(acconto) and acconto > 3.00", "boolean no" }, { "empty(acconto) or acconto > 3.00", "boolean yes" },
		{ "count(fatture)", "integer 3" }, { "sum(fatture.importo)", "money 42,50" },
		{ "sum(fatture.pezzi)", "integer 7" }, { "min(fatture.data)", "date 01/05/2024" },
		{ "max(fatture.importo)", "money 32,50" }, { "max(vuote.importo)", "money -" }, { "sum(vuote.importo)", "money 0,00" },
		{ "min(rate, 2)", "integer 2" }, { "max(dovuto, 2000.00)", "money 2.000,00" }, { "year(scadenza)", "integer 2026" },
		{ "year(max(fatture.data)) = 2025", "boolean yes" }, { "page < pages", "boolean yes" },
		{ "piece.page * 10 + piece.pages", "integer 49" }, { "  rate\n +\t1 ", "integer 4" },
		/* no value for this record */
		{ "acconto + 1.00", "a value to reckon with is empty" }, { "acconto > 1.00", "a value to compare is empty" },
		{ "grande + 1.00", "a number is too large" }, { "grande * 2", "a number is too large" },
		{ "-grande - 0.02", "money -92.233.720.368.547.758,08" }, { "-grande - 0.03", "a number is too large" },
		{ "-acconto", "a value is empty" },
	};

	check_rows(rows, G_N_ELEMENTS(rows), FALSE);
}

static void reads_rows(void)
{
	static const struct row rows[] = {
		{ "numero", "text A2" }, { "importo", "money 32,50" }, { "nome", "text Maria" },
		{ "year(data)", "integer 2025" }, { "count(fatture)", "integer 2" }, { "sum(fatture.importo)", "money 32,50" },
		{ "count(vuote)", "integer 0" },
	};

	check_rows(rows, G_N_ELEMENTS(rows), TRUE);
}

static void tells_mistakes_with_their_place(void)
{
	static const struct row rows[] = {
		{ "", "column 1: the expression ends too early" },
		{ "impotro", "column 1: field 'impotro' is not declared" },
		{ "count(fatture) > 1 and impotro", "column 24: field 'impotro' is not declared" },
		{ "count(fattura) > 1", "column 7: group of rows 'fattura' is not declared" },
		{ "fatture", "column 1: 'fatture' is a group of rows: count(fatture), or sum(fatture.column)" },
		{ "sum(fatture)", "column 5: 'fatture' does not name a group's column, as in fatture.importo" },
		{ "sum(fatture.x)", "column 5: column 'fatture.x' is not declared" },
		{ "sum(fatture.numero)", "column 5: column 'fatture.numero' is text: it has no such result" },
		{ "sum(fatture.data)", "column 5: column 'fatture.data' is date: it has no such result" },
		{ "dovuto > 1", "column 11: money cannot be compared with integer" },
		{ "dovuto + 1", "column 11: money and integer cannot be added or taken away" },
		{ "dovuto * dovuto", "column 16: money times money has no meaning" },
		{ "nome + nome", "column 12: text and text cannot be added or taken away" },
		{ "nome < 'B'", "column 11: type text is only = or !=" },
		{ "-nome", "column 6: type text has no negative" },
		{ "dovuto and attivo", "column 8: 'and' joins conditions, not money" },
		{ "attivo or rate", "column 15: 'or' joins conditions, not integer" },
		{ "not rate", "column 9: 'not' joins conditions, not integer" },
		{ "(rate", "column 6: ')' is missing" }, { "rate)", "column 5: ')' does not belong here" },
		{ "rate rate", "column 6: 'rate' does not belong here" }, { "rate +", "column 7: the expression ends too early" },
		{ "radice(rate)", "column 1: there is no function 'radice'" }, { "min(rate)", "column 9: ',' is missing" },
		{ "min(rate, dovuto)", "column 17: integer and money cannot be put in order" },
		{ "year(nome)", "column 10: type text has no year" }, { "12.5", "column 1: '12.5' does not belong here" },
		{ "12abc", "column 1: '12' does not belong here" }, { "'aperto", "column 1: ''aperto' does not belong here" },
		{ "rate / 2", "column 6: '/' does not belong here" }, { "rate ; 2", "column 6: ';' does not belong here" },
		{ "'è' = titolo and x", "column 18: field 'x' is not declared" },
		{ "123456789012345", "column 1: '123456789012345' does not belong here" },
	};

	check_rows(rows, G_N_ELEMENTS(rows), FALSE);
}

static void page_numbers_only_on_pages(void)
{
	struct bench bench;
	struct expr_scope scope;
	g_autoptr(GError) error = NULL;

	bench_init(&bench);
	scope = scope_of(&bench, FALSE, FALSE);
	CHECK_TRUE("in the flow", expr_parse("page", &scope, bench.arena, &error) == NULL);
	CHECK_ERROR("in the flow", error, "column 1: 'page' is known only on a page, outside the flow");
	bench_clear(&bench);
}

/* Text of count times part. */
static char *repeated(const char *part, guint count, const char *end)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < count; i++)
		g_string_append(text, part);
	g_string_append(text, end);
	return g_string_free(text, FALSE);
}

static void refuses_depth_and_length(void)
{
	static const struct { const char *part; guint count; const char *expected; } rows[] = {
		{ "(", 1000, "the expression is nested too deep" },
		{ "not ", 400, "the expression is nested too deep" },
		{ "min(", 400, "the expression is nested too deep" },
		{ "1+", 3000, "the expression is longer than 2000 bytes" },
		{ "-", 300, "'-' does not belong here" },
	};
	struct bench bench;

	bench_init(&bench);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = repeated(rows[i].part, rows[i].count, "1");
		g_autofree char *got = say(&bench, text, FALSE);

		CHECK_TRUE(rows[i].part, strstr(got, rows[i].expected) != NULL);
	}
	bench_clear(&bench);
}

/* ---- formats ---- */

static void prints_formats(void)
{
	static const struct { const char *expression, *format, *expected; } rows[] = {
		{ "dovuto", "", "1.234,56" }, { "dovuto", "amount", "1.234,56" }, { "dovuto", "euro", "€\302\2401.234,56" },
		{ "dovuto", "words", "milleduecentotrentaquattro/56" }, { "rate", "words", "tre" },
		{ "rate", "integer", "3" }, { "rate * 1000000", "integer", "3.000.000" }, { "rate * 1000000", "", "3000000" },
		{ "scadenza", "", "31/03/2026" }, { "scadenza", "date", "31/03/2026" },
		{ "scadenza", "date long", "31 marzo 2026" }, { "scadenza", " date \n  long ", "31 marzo 2026" },
		{ "min(fatture.data)", "date long", "1º maggio 2024" },
		{ "nome", "upper", "MARIA" }, { "'LUCIA ŠIMIĆ DELL''ORTO'", "title", NULL },
		{ "\"MARIA ŠIMIĆ DELL'ORTO\"", "title", "Maria Šimić Dell'Orto" }, { "'maria DELL’ORTO'", "title", "maria DELL’ORTO" },
		{ "'CITTÀ'", "lower", "città" }, { "'Straße'", "upper", "STRAßE" }, { "attivo", "", "sì" },
		{ "not attivo", "", "no" }, { "attivo", "yes-no 'ha aderito' 'non ha aderito'", "ha aderito" },
		{ "not attivo", "yes-no 'a' \"l'altro\"", "l'altro" }, { "attivo", "yes-no '' 'no  no'", "" },
		{ "titolo", "upper", "" }, { "titolo", "title", "" }, { "acconto", "euro", "" },
		/* mistakes */
		{ "dovuto", "eruo", "there is no format 'eruo'" }, { "nome", "euro", "format 'euro' does not print type text" },
		{ "rate", "euro", "format 'euro' does not print type integer" }, { "scadenza", "upper", "format 'upper' does not print type date" },
		{ "attivo", "yes-no 'a'", "format 'yes-no' takes two texts in quotes" },
		{ "rate", "yes-no 'a' 'b'", "format 'yes-no' does not print type integer" },
	};
	struct bench bench;

	bench_init(&bench);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct expr_scope scope = scope_of(&bench, FALSE, FALSE);
		const struct expr *expr = expr_parse(rows[i].expression, &scope, bench.arena, NULL);
		g_autofree char *label = g_strdup_printf("{%s | %s}", rows[i].expression, rows[i].format);
		g_autoptr(GError) error = NULL;
		struct format format;
		struct expr_value value;

		if (rows[i].expected == NULL) {
			CHECK_TRUE(label, expr == NULL);
			continue;
		}
		CHECK_TRUE(label, expr != NULL);
		if (!format_parse(rows[i].format, expr_type(expr), bench.arena, &format, &error)) {
			CHECK_STR(label, error->message, rows[i].expected);
			continue;
		}
		CHECK_STR(label, expr_eval(expr, &bench.context, &value), NULL);
		CHECK_STR(label, format_write(&format, &value, bench.arena), rows[i].expected);
	}
	bench_clear(&bench);
}

CHECK_MAIN({ "reads values", reads_values }, { "reads rows", reads_rows },
	   { "tells mistakes with their place", tells_mistakes_with_their_place },
	   { "page numbers only on pages", page_numbers_only_on_pages },
	   { "refuses depth and length", refuses_depth_and_length }, { "prints formats", prints_formats })
