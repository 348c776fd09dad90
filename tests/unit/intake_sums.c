/* SPDX-License-Identifier: Apache-2.0 */
/* What a job has reckoned: interest, instalments and notice numbers in the records, and what is said where they cannot
 * be had. */
#include "unit/intake_rig.h"

static const char job_head[] =
	"[job]\nclient = ordine\ntitle = Quote\nlayout = quote\ndata = soci.csv\nprofile = soci.profile\n"
	"[delivery]\nproduct = massiva\n[production]\nenvelope = dl\nstock = a4\ninserter = q1\n";

/* At 3,65 % ten thousand cents earn one cent a day; at 36,5 % ten. */
static const char rate_text[] =
	"[rate]\nyear = 365\nuntil = 2026-06-30\nlump = 40.00\n[percent]\n2020-01-01 = 3.65 %\n2026-01-01 = 36.5 %\n";

#define HEAD "[file]\nkind = csv\nseparator = ;\n[addressee]\nname = nome\n[record]\nkey = id\n"
#define FIELDS "[fields]\nmatricola = id\ndovuto = dovuto\nscadenza = scadenza\n"
#define ROWS "[rows posizioni]\nimporto = importo\nscadenza = scade\n"

static struct dictionary *sums_dictionary(void)
{
	struct dictionary *dictionary = dictionary_new();
	struct field_list *fields = &dictionary->fields, *columns;

	field_list_add(fields, "matricola", FIELD_CODE, FIELD_OPTIONAL, "1");
	field_list_add(fields, "anno", FIELD_INTEGER, FIELD_OPTIONAL, "2026");
	field_list_add(fields, "dovuto", FIELD_MONEY, FIELD_OPTIONAL, "1.00");
	field_list_add(fields, "scadenza", FIELD_DATE, FIELD_OPTIONAL, "2026-03-31");
	field_list_add(fields, "interessi", FIELD_MONEY, FIELD_OPTIONAL, "1.00");
	field_list_add(fields, "spese", FIELD_MONEY, FIELD_OPTIONAL, "1.00");
	field_list_add(fields, "avviso", FIELD_CODE, FIELD_OPTIONAL, "1");
	dictionary_add_group(dictionary, "posizioni", 0);
	dictionary_add_group(dictionary, "rate", 0);
	columns = &dictionary->groups[0].columns;
	field_list_add(columns, "importo", FIELD_MONEY, FIELD_OPTIONAL, "1.00");
	field_list_add(columns, "scadenza", FIELD_DATE, FIELD_OPTIONAL, "2026-03-31");
	field_list_add(columns, "interessi", FIELD_MONEY, FIELD_OPTIONAL, "1.00");
	columns = &dictionary->groups[1].columns;
	field_list_add(columns, "numero", FIELD_INTEGER, FIELD_OPTIONAL, "1");
	field_list_add(columns, "scadenza", FIELD_DATE, FIELD_REQUIRED, "2026-03-31");
	field_list_add(columns, "importo", FIELD_MONEY, FIELD_REQUIRED, "1.00");
	field_list_add(columns, "avviso", FIELD_TEXT, FIELD_OPTIONAL, "1");
	return dictionary;
}

static void tell_records(GString *out, const struct dictionary *dictionary, struct intake *intake, GError **error)
{
	g_autoptr(arena_t) arena = arena_new(4096);
	struct record *record;

	while (intake_next(intake, arena, &record, error) == INTAKE_RECORD) {
		rig_tell_record(out, dictionary, record, 0);
		arena_reset(arena);
	}
}

/* All that reading says, with these groups in the job; the caller frees. */
static char *read_sums(const char *groups, const char *profile_text, const char *data)
{
	g_autofree char *job_text = g_strconcat(job_head, groups, NULL);
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "soci.csv", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(dictionary_t) dictionary = sums_dictionary();
	g_autoptr(job_t) job = job_parse(job_text, "quote/job.ini", &error);
	g_autoptr(intake_profile_t) profile = intake_profile_parse(profile_text, "soci.profile", NULL);
	g_autoptr(rate_table_t) rate = NULL;
	g_autoptr(filling_t) filling = NULL;
	GString *out = g_string_new(NULL);
	struct rig_sink sink = { { rig_found }, out };
	struct intake *intake = NULL;

	g_assert(profile != NULL && g_file_set_contents(path, data, -1, NULL));
	if (job != NULL && job->sums.interest != NULL)
		rate = rate_table_parse(rate_text, "prova.rate", &error);
	if (job != NULL)
		filling = filling_new(job, rate, dictionary, &error);
	if (filling != NULL)
		intake = intake_open(profile, dictionary, filling, path, &sink.base, &error);
	if (intake != NULL)
		tell_records(out, dictionary, intake, &error);
	if (error != NULL)
		g_string_append(out, error->message);
	intake_close(intake);
	return g_string_free(out, FALSE);
}

struct row {
	const char *label, *groups, *profile, *data, *expected;
};

static void check_rows(const struct row *rows, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *told = read_sums(rows[i].groups, rows[i].profile, rows[i].data);

		CHECK_STR(rows[i].label, told, rows[i].expected);
	}
}

#define INTEREST "[interest]\nrate = prova\nuntil = 2026-03-31\ncapital = dovuto\ndue = scadenza\ninto = interessi\n"
#define OF_ROWS "[interest]\nrate = prova\nuntil = 2026-03-31\nrows = posizioni\ncapital = importo\ndue = scadenza\n"
#define ONE "id;nome;dovuto;scadenza\n"
#define MANY "id;nome;dovuto;scadenza;importo;scade\n"

static void reckons_interest(void)
{
	static const struct row rows[] = {
		{ "of a record", INTEREST, HEAD FIELDS, ONE "7;Rosa;100,00;30/12/2025\n",
		  "1@2 7 matricola=7 dovuto=10000 scadenza=2025-12-30 interessi=901\n" },
		{ "not late", INTEREST, HEAD FIELDS, ONE "7;Rosa;100,00;31/03/2026\n",
		  "1@2 7 matricola=7 dovuto=10000 scadenza=2026-03-31 interessi=0\n" },
		{ "of rows, each shown", OF_ROWS "into = interessi\ntotal = interessi\n", HEAD ROWS,
		  MANY "7;Rosa;;;3,00;30/03/2026\n7;Rosa;;;5,00;30/03/2026\n7;Rosa;;;4,99;30/03/2026\n",
		  "1@2 7 interessi=1 { importo=300 scadenza=2026-03-30 interessi=0 } { importo=500 scadenza=2026-03-30 interessi=1 }"
		  " { importo=499 scadenza=2026-03-30 interessi=0 }\n" },
		{ "of rows, rounded over all", OF_ROWS "total = interessi\n", HEAD ROWS,
		  MANY "7;Rosa;;;3,00;30/03/2026\n7;Rosa;;;5,00;30/03/2026\n7;Rosa;;;7,00;30/03/2026\n",
		  "1@2 7 interessi=2 { importo=300 scadenza=2026-03-30 } { importo=500 scadenza=2026-03-30 }"
		  " { importo=700 scadenza=2026-03-30 }\n" },
		{ "one day for all rows", OF_ROWS "into = interessi\n", HEAD FIELDS "[rows posizioni]\nimporto = importo\n",
		  MANY "7;Rosa;;30/03/2026;10,00;\n7;Rosa;;30/03/2026;20,00;\n",
		  "profile 'soci': [rows posizioni] scadenza: missing: the job reckons with this field" },
		{ "the lump sum of each late claim", OF_ROWS "into = interessi\nlump = spese\n", HEAD ROWS,
		  MANY "7;Rosa;;;10,00;30/03/2026\n7;Rosa;;;10,00;31/03/2026\n7;Rosa;;;0,00;30/03/2020\n7;Rosa;;;20,00;30/03/2026\n",
		  "1@2 7 spese=8000 { importo=1000 scadenza=2026-03-30 interessi=1 } { importo=1000 scadenza=2026-03-31 interessi=0 }"
		  " { importo=0 scadenza=2020-03-30 interessi=0 } { importo=2000 scadenza=2026-03-30 interessi=2 }\n" },
		{ "without a row", OF_ROWS "total = interessi\nlump = spese\n", HEAD ROWS, MANY "7;Rosa;;;;\n",
		  "1@2 7 interessi=0 spese=0\n" },
		{ "an empty cell", INTEREST, HEAD FIELDS, ONE "7;Rosa;;30/12/2025\n8;Ugo;1,00;\n",
		  "field-empty 1@2 dovuto '' left out: the job reckons with it\n"
		  "field-empty 2@3 scadenza '' left out: the job reckons with it\n" },
		{ "bad rows", OF_ROWS "into = interessi\n", HEAD ROWS,
		  MANY "7;Rosa;;;1,00;30/03/2026\n7;Rosa;;;2,00;\n7;Rosa;;;-1,00;30/03/2026\n7;Rosa;;;1,00;30/12/2019\n",
		  "field-empty 1@2 posizioni.scadenza '' left out: the job reckons with it, in row 2\n"
		  "interest 1@2 posizioni.importo '-1,00' left out: a negative amount bears none\n"
		  "interest 1@2 posizioni.scadenza '30/12/2019' left out: no rate is known before 01/01/2020\n" },
		{ "all there is", INTEREST, HEAD FIELDS, ONE "7;Rosa;99.999.999.999,99;31/12/2019\n",
		  "1@2 7 matricola=7 dovuto=9999999999999 scadenza=2019-12-31 interessi=3092000000000\n" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define PLAN "[instalments]\nof = dovuto\ncount = 3\nfirst-due = 2026-01-31\ninto = rate\nnumber = numero\ndue = scadenza\namount = importo\n"

static void divides_in_instalments(void)
{
	static const struct row rows[] = {
		{ "equal, the last differs", PLAN, HEAD FIELDS, ONE "7;Rosa;100,00;30/12/2025\n",
		  "1@2 7 matricola=7 dovuto=10000 scadenza=2025-12-30 { numero=1 scadenza=2026-01-31 importo=3333 }"
		  " { numero=2 scadenza=2026-02-28 importo=3333 } { numero=3 scadenza=2026-03-31 importo=3334 }\n" },
		{ "the first differs, from the record's day",
		  "[instalments]\nof = dovuto\ncount = 2\nfirst-due = scadenza\nevery = 6\nremainder = first\ninto = rate\n"
		  "due = scadenza\namount = importo\n",
		  HEAD FIELDS, ONE "7;Rosa;0,03;30/08/2025\n",
		  "1@2 7 matricola=7 dovuto=3 scadenza=2025-08-30 { scadenza=2025-08-30 importo=2 } { scadenza=2026-02-28 importo=1 }\n" },
		{ "of all that is owed", INTEREST "lump = spese\n" PLAN, HEAD FIELDS, ONE "7;Rosa;100,00;30/12/2025\n",
		  "1@2 7 matricola=7 dovuto=10000 scadenza=2025-12-30 interessi=901 spese=4000 { numero=1 scadenza=2026-01-31 importo=3333 }"
		  " { numero=2 scadenza=2026-02-28 importo=3333 } { numero=3 scadenza=2026-03-31 importo=3334 }\n" },
		{ "less than cents", PLAN, HEAD FIELDS, ONE "7;Rosa;0,02;30/12/2025\n8;Ugo;-5,00;30/12/2025\n9;Ida;;30/12/2025\n",
		  "instalments 1@2 dovuto '0,02' left out: less than a cent for each of 3\n"
		  "instalments 2@3 dovuto '-5,00' left out: less than a cent for each of 3\n"
		  "instalments 3@4 dovuto '0,00' left out: less than a cent for each of 3\n" },
		{ "behind the calendar",
		  "[instalments]\nof = dovuto\ncount = 2\nfirst-due = scadenza\ninto = rate\ndue = scadenza\namount = importo\n",
		  HEAD FIELDS, ONE "7;Rosa;1,00;30/12/2199\n8;Ugo;1,00;\n",
		  "instalments 1@2 rate.scadenza '' left out: due after the year 2199\n"
		  "field-empty 2@3 scadenza '' left out: the job reckons with it\n" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

/* The record's amount, interest and lump sum, and the interest of its rows. */
static void adds_up_what_is_divided(void)
{
	static const char groups[] = OF_ROWS
		"into = interessi\nlump = spese\n"
		"[instalments]\nof = dovuto, spese, posizioni.importo, posizioni.interessi\ncount = 2\nfirst-due = 2026-01-31\n"
		"into = rate\ndue = scadenza\namount = importo\n";
	static const struct row rows[] = {
		{ "all", groups, HEAD "[fields]\ndovuto = dovuto\n" ROWS,
		  MANY "7;Rosa;0,50;;10,00;30/03/2026\n7;Rosa;0,50;;20,00;30/03/2026\n",
		  "1@2 7 dovuto=50 spese=8000 { importo=1000 scadenza=2026-03-30 interessi=1 } { importo=2000 scadenza=2026-03-30"
		  " interessi=2 } { scadenza=2026-01-31 importo=5526 } { scadenza=2026-02-28 importo=5527 }\n" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define NOTICE "[notice]\naux = 3\nsegregation = 47\nbase = matricola\ninto = avviso\n"

/* The first three are the specification's own numbers. */
static void composes_notice_numbers(void)
{
	static const struct row rows[] = {
		{ "aux 3", NOTICE, HEAD FIELDS, ONE "2024000098765;Rosa;;\n",
		  "1@2 2024000098765 matricola=2024000098765 avviso=347202400009876542\n" },
		{ "aux 0, filled up behind a prefix", "[notice]\naux = 0\napplication = 12\nprefix = 2024\nbase = matricola\ninto = avviso\n",
		  HEAD FIELDS, ONE "012345;Rosa;;\n12345;Ugo;;\n", 
		  "1@2 012345 matricola=012345 avviso=012202400001234511\n"
		  "number-twice 2@3 matricola '12345' left out: each debt has its own\n" },
		{ "aux 2", "[notice]\naux = 2\nbase = matricola\ninto = avviso\n", HEAD FIELDS, ONE "202400001234567;Rosa;;\n",
		  "1@2 202400001234567 matricola=202400001234567 avviso=220240000123456741\n" },
		{ "aux 1 has no check digits", "[notice]\naux = 1\nbase = matricola\ninto = avviso\n", HEAD FIELDS,
		  ONE "12345;Rosa;;\n", "1@2 12345 matricola=12345 avviso=100000000000012345\n" },
		{ "a whole number", "[notice]\naux = 2\nbase = anno\ninto = avviso\n", HEAD "[fields]\nanno = id\n",
		  ONE "93;Rosa;;\n-1;Ugo;;\n",
		  "1@2 93 anno=93 avviso=200000000000009302\nnumber-base 2@3 anno '-1' left out: not digits alone\n" },
		{ "too many digits, letters, nothing", NOTICE "prefix = 2026\n", HEAD FIELDS,
		  ONE "1234567890;Rosa;;\nA12;Ugo;;\n;Ida;;\n123456789;Leo;;\n",
		  "number-base 1@2 matricola '1234567890' left out: more than 9 characters\n"
		  "number-base 2@3 matricola 'A12' left out: not digits alone\n"
		  "field-empty 3@4 matricola '' left out: the job reckons with it\n"
		  "4@5 123456789 matricola=123456789 avviso=347202612345678915\n" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define CUSTOMER "[customer]\nbase = matricola\ninto = avviso\n"
#define REFERENCE "[reference]\nbase = matricola\ninto = avviso\n"

/* The customer codes are the specification's; the RF reference is a published one. */
static void composes_codes_and_references(void)
{
	static const struct row rows[] = {
		{ "a whole base", CUSTOMER, HEAD FIELDS, ONE "2018099999110078;Rosa;;\n",
		  "1@2 2018099999110078 matricola=2018099999110078 avviso=201809999911007888\n" },
		{ "filled up", CUSTOMER, HEAD FIELDS, ONE "5054038490;Rosa;;\n1;Ugo;;\n05054038490;Ida;;\n",
		  "1@2 5054038490 matricola=5054038490 avviso=000000505403849083\n2@3 1 matricola=1 avviso=000000000000000101\n"
		  "number-twice 3@4 matricola '05054038490' left out: each debt has its own\n" },
		{ "a reference", REFERENCE "prefix = 5390\n", HEAD FIELDS, ONE "07547034;Rosa;;\n07547034;Ugo;;\nA-1;Ida;;\n",
		  "1@2 07547034 matricola=07547034 avviso=RF18539007547034\n2@3 07547034 matricola=07547034 avviso=RF18539007547034\n"
		  "number-base 3@4 matricola 'A-1' left out: not letters and digits alone\n" },
		{ "references as long as they may be", "[instalments]\nof = dovuto\ncount = 2\nfirst-due = 2026-01-31\ninto = rate\n"
		  "due = scadenza\namount = importo\n" REFERENCE "prefix = a\ninstalments = avviso\n",
		  HEAD FIELDS, ONE "K12345678901234567;Rosa;2,00;\nK123456789012345678;Ugo;2,00;\n",
		  "1@2 K12345678901234567 matricola=K12345678901234567 dovuto=200 avviso=RF42AK1234567890123456700 { scadenza=2026-01-31 importo=100 avviso=RF15AK1234567890123456701 }"
		  " { scadenza=2026-02-28 importo=100 avviso=RF85AK1234567890123456702 }\n"
		  "number-base 2@3 matricola 'K123456789012345678' left out: more than 18 characters\n" },
		{ "one field for two numbers", CUSTOMER NOTICE, HEAD FIELDS, ONE,
		  "job 'quote': [customer] into: the job fills this field already" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

/* The last two digits of each base tell them apart, and the check digits are those of a remainder by 93 reckoned here. */
static void numbers_each_instalment(void)
{
	static const char groups[] = PLAN NOTICE "prefix = 2026\ninstalments = avviso\n";
	g_autofree char *told = read_sums(groups, HEAD FIELDS, ONE "1234567;Rosa;90,00;30/12/2025\n");
	const char *p = told;
	guint found = 0;

	while ((p = strstr(p, "avviso=")) != NULL) {
		g_autofree char *base = g_strdup_printf("3472026%s%02u", "1234567", found);
		g_autofree char *expected = g_strdup_printf("avviso=%s%02u", base, (guint)(g_ascii_strtoull(base, NULL, 10) % 93));

		CHECK_TRUE(expected, g_str_has_prefix(p, expected));
		found++;
		p++;
	}
	CHECK_INT("the whole and three", found, 4);
}

/* Each is refused when the job meets the layout, or the profile. */
static void tells_what_does_not_fit(void)
{
	static const struct row rows[] = {
		{ "all at once", "[interest]\nrate = prova\nuntil = 2026-07-01\ncapital = capitale\ndue = matricola\ninto = interessi\n",
		  HEAD FIELDS, ONE,
		  "job 'quote': [interest] until: rate 'prova' is known up to 2026-06-30 only\n"
		  "job 'quote': [interest] capital: the layout has no such field: 'capitale'\n"
		  "job 'quote': [interest] due: 'matricola' is of type code, which does not do here" },
		{ "no such rows", "[interest]\nrate = prova\nuntil = 2026-06-30\nrows = righe\ncapital = importo\ndue = scadenza\ninto = interessi\n",
		  HEAD FIELDS, ONE, "job 'quote': [interest] rows: the layout has no such group of rows: 'righe'" },
		{ "no such column", "[instalments]\nof = posizioni.dovuto\ncount = 3\nfirst-due = 2026-01-31\ninto = rate\ndue = scadenza\namount = importo\n",
		  HEAD FIELDS, ONE, "job 'quote': [instalments] of: the layout has no such column: 'dovuto'" },
		{ "over what it reckons with", "[interest]\nrate = prova\nuntil = 2026-06-30\ncapital = dovuto\ndue = scadenza\ninto = dovuto\n",
		  HEAD FIELDS, ONE, "job 'quote': [interest] into: the job reckons with this field already" },
		{ "twice", INTEREST "lump = interessi\n", HEAD FIELDS, ONE, "job 'quote': [interest] lump: the job fills this field already" },
		{ "of themselves", "[instalments]\nof = rate.importo\ncount = 3\nfirst-due = 2026-01-31\ninto = rate\ndue = scadenza\namount = importo\n",
		  HEAD FIELDS, ONE, "job 'quote': [instalments] amount: the job reckons with this field already" },
		{ "into the claims",
		  "[interest]\nrate = prova\nuntil = 2026-06-30\nrows = posizioni\ncapital = importo\ndue = scadenza\ntotal = interessi\n"
		  "[instalments]\nof = dovuto\ncount = 3\nfirst-due = 2026-01-31\ninto = posizioni\ndue = scadenza\namount = interessi\n",
		  HEAD FIELDS, ONE,
		  "job 'quote': [instalments] into: these rows bear interest: they are the client's\n"
		  "job 'quote': [instalments] due: the job reckons with this field already" },
		{ "a column is left", "[instalments]\nof = dovuto\ncount = 3\nfirst-due = 2026-01-31\ninto = rate\ndue = scadenza\namount = numero\n",
		  HEAD FIELDS, ONE,
		  "job 'quote': [instalments] amount: 'numero' is of type integer, which does not do here\n"
		  "job 'quote': [instalments] into: nothing fills column 'importo', which the layout needs" },
		{ "no room for the base", NOTICE "prefix = 1234567890123\n", HEAD FIELDS, ONE,
		  "job 'quote': [notice] prefix: leaves nothing of 13 characters to the base" },
		{ "the file has it too", NOTICE, HEAD FIELDS "avviso = nome\n", ONE,
		  "profile 'soci': [fields] avviso: the job fills this field" },
		{ "the file has the rows too", PLAN, HEAD FIELDS "[rows rate]\nscadenza = scadenza\nimporto = dovuto\n", ONE,
		  "profile 'soci': [rows rate]: the job makes these rows\nprofile 'soci': [rows rate] scadenza: the job fills this field\n"
		  "profile 'soci': [rows rate] importo: the job fills this field" },
		{ "the file has no base", NOTICE, HEAD "[fields]\ndovuto = dovuto\n", ONE,
		  "profile 'soci': [fields] matricola: missing: the job reckons with this field" },
		{ "the file has no claims", OF_ROWS "into = interessi\n", HEAD FIELDS, ONE,
		  "profile 'soci': [rows posizioni]: missing: the job reckons with these rows" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void tells_mistakes_of_the_job(void)
{
	static const struct {
		const char *groups, *words;
	} rows[] = {
		{ "[interest]\n", "[interest] rate: missing" },
		{ INTEREST "total = spese\n", "[interest] total: there are no rows to add up" },
		{ OF_ROWS, "[interest] into: missing" },
		{ INTEREST "until = ieri\n", "[interest] until: not a date: 'ieri'" },
		{ INTEREST "since = 2026-01-01\n", "[interest] since: no such key" },
		{ INTEREST "rows =\n", "[interest] rows: empty" },
		{ PLAN "of = ,\n", "[instalments] of: missing" },
		{ PLAN "count = 1\n", "[instalments] count: out of range: '1' (2 to 99)" },
		{ PLAN "every = 0\n", "[instalments] every: out of range: '0' (1 to 12)" },
		{ PLAN "remainder = middle\n", "[instalments] remainder: not one of last, first: 'middle'" },
		{ PLAN "first-due = 2026-02-30\n", "[instalments] first-due: not a date: '2026-02-30'" },
		{ NOTICE "aux = 4\n", "[notice] aux: out of range: '4' (0 to 3)" },
		{ NOTICE "aux = 2\n", "[notice] segregation: not with aux 2" },
		{ NOTICE "aux = 0\n", "[notice] application: missing" },
		{ NOTICE "segregation = 7\n", "[notice] segregation: not two digits: '7'" },
		{ NOTICE "segregation = x7\n", "[notice] segregation: not two digits: 'x7'" },
		{ NOTICE "prefix = 20-26\n", "[notice] prefix: not digits: '20-26'" },
		{ "[customer]\nprefix = A\nbase = matricola\ninto = avviso\n", "[customer] prefix: not digits: 'A'" },
		{ "[reference]\nprefix = A-\nbase = matricola\ninto = avviso\n",
		  "[reference] prefix: not letters and digits: 'A-'" },
		{ "[customer]\naux = 3\nbase = matricola\ninto = avviso\n", "[customer] aux: no such key" },
		{ NOTICE "instalments = avviso\n", "[notice] instalments: the job has no [instalments]" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *told = read_sums(rows[i].groups, HEAD FIELDS, ONE);

		CHECK_TRUE(told, strstr(told, rows[i].words) != NULL);
	}
}

/* A list long enough that the set of numbers grows. */
static void tells_numbers_apart_in_a_long_list(void)
{
	g_autoptr(GString) data = g_string_new(ONE);
	g_autofree char *told = NULL;
	guint twice = 0;

	for (guint i = 0; i < 5000; i++)
		g_string_append_printf(data, "%u;Rosa;;\n", i * 7 % 4000);
	told = read_sums(NOTICE, HEAD FIELDS, data->str);
	for (const char *p = told; (p = strstr(p, "number-twice")) != NULL; p++)
		twice++;
	CHECK_INT("those that come again", twice, 1000);
}

CHECK_MAIN({ "reckons interest", reckons_interest }, { "divides in instalments", divides_in_instalments },
	   { "adds up what is divided", adds_up_what_is_divided }, { "composes notice numbers", composes_notice_numbers },
	   { "composes codes and references", composes_codes_and_references },
	   { "numbers each instalment", numbers_each_instalment }, { "tells what does not fit", tells_what_does_not_fit },
	   { "tells mistakes of the job", tells_mistakes_of_the_job },
	   { "tells numbers apart in a long list", tells_numbers_apart_in_a_long_list })
