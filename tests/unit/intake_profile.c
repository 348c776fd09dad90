/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles: what they say, and how all that is wrong with one is told at once. */
#include "intake/reading.h"
#include "unit/intake_rig.h"

#define NAMED "[addressee]\nname = nome\n"

struct bad_row {
	const char *label, *text, *expected;
};

static void tells_all_faults_of_a_profile(void)
{
	static const struct bad_row rows[] = {
		{ "nothing", "", "profile 'soci': [file] kind: missing\nprofile 'soci': [addressee] name: missing" },
		{ "unknown words", "[file]\nkind = ods\nseparator = :\nquote = x\nencoding = ebcdic\nheader-row = uno\n" NAMED,
		  "profile 'soci': [file] kind: not one of csv, xlsx, fixed: 'ods'\n"
		  "profile 'soci': [file] encoding: unknown encoding: 'ebcdic'\n"
		  "profile 'soci': [file] separator: not one of auto, ; , | tab: ':'\n"
		  "profile 'soci': [file] quote: not one of \" ' none: 'x'\n"
		  "profile 'soci': [file] header-row: not a whole number: 'uno'" },
		{ "unknown groups and keys", "[file]\nkind = csv\nseparatore = ;\n[campi]\nx = y\n[addressee]\nname = n\nvia = v\n[record]\nid = x\n",
		  "profile 'soci': [addressee] via: no such key\nprofile 'soci': [record] id: no such key\n"
		  "profile 'soci': [file] separatore: no such key\nprofile 'soci': [campi]: no such group" },
		{ "keys of another kind", "[file]\nkind = xlsx\nencoding = utf-8\nquote = '\n" NAMED,
		  "profile 'soci': [file] encoding: not for a xlsx file\nprofile 'soci': [file] quote: not for a xlsx file" },
		{ "a sheet of a text", "[file]\nkind = csv\nsheet = Uno\n" NAMED, "profile 'soci': [file] sheet: not for a csv file" },
		{ "a sheet's number", "[file]\nkind = xlsx\nsheet = #0\n" NAMED,
		  "profile 'soci': [file] sheet: not the number of a sheet: '#0'" },
		{ "places of a fixed file", "[file]\nkind = fixed\n[addressee]\nname = nome\ncity = 0+5\ncap = 5+0\nstreet = 5 + 6\n",
		  "profile 'soci': [addressee] name: not a place in the line such as 21+30: 'nome'\n"
		  "profile 'soci': [addressee] city: not a place in the line such as 21+30: '0+5'\n"
		  "profile 'soci': [addressee] cap: not a place in the line such as 21+30: '5+0'\n"
		  "profile 'soci': [addressee] street: not a place in the line such as 21+30: '5'\n"
		  "profile 'soci': [addressee] street: not a place in the line such as 21+30: '6'" },
		{ "empty columns", "[file]\nkind = csv\n[addressee]\nname =\ncity = a +  + b\n",
		  "profile 'soci': [addressee] name: no column\nprofile 'soci': [addressee] city: no column" },
		{ "rows without a key", "[file]\nkind = csv\n" NAMED "[rows posizioni]\nimporto = i\n",
		  "profile 'soci': [record] key: missing: it tells which rows make one record" },
		{ "no such part", "[file]\nkind = csv\n" NAMED "address = a\n",
		  "profile 'soci': [addressee] address: " },
		{ "an unknown check", "[file]\nkind = csv\n" NAMED "[checks]\ncf = codice\n",
		  "profile 'soci': [checks] cf: not one of tax-code, vat-number, iban, email, pec, customer, notice, "
		  "reference, bill, mandate: 'codice'" },
		{ "no key file", "nome;cognome\n", "profile 'soci': " },
		{ "not UTF-8", "[file]\nkind = csv\n[addressee]\nname = Citt\xe0\n", "profile 'soci': not UTF-8 text" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(intake_profile_t) profile = intake_profile_parse(rows[i].text, "clients/soci.profile", &error);

		CHECK_TRUE(rows[i].label, profile == NULL);
		if (g_str_has_suffix(rows[i].expected, ": "))
			CHECK_ERROR(rows[i].label, error, rows[i].expected);
		else
			CHECK_STR(rows[i].label, error != NULL ? error->message : NULL, rows[i].expected);
	}
}

static void reads_a_profile(void)
{
	static const char text[] =
		"\xef\xbb\xbf# Soci\n[file]\nkind = csv\nencoding = Windows-1252\nseparator = ;\nquote = '\nheader-row = 3\n"
		"[fields]\nscadenza = Scad. : mm/dd/yyyy\n[rows posizioni]\nimporto = Residuo: netto : cents\n"
		"[addressee]\nname = Cognome + Nome + #AB + #12\n[record]\nkey = #3\n[checks]\ncf = pec\n";
	g_autoptr(GError) error = NULL;
	g_autoptr(intake_profile_t) profile = intake_profile_parse(text, "soci.profile", &error);
	const struct cell_source *source;

	CHECK_NO_ERROR("profile", error);
	if (profile == NULL)
		return;
	CHECK_STR("name", profile->name, "soci");
	CHECK_STR("encoding", profile->encoding, "Windows-1252");
	CHECK_INT("separator", profile->separator, ';');
	CHECK_INT("quote", profile->quote, '\'');
	CHECK_INT("header row", profile->header_row, 3);
	source = &g_array_index(profile->fields.sources, struct cell_source, 0);
	CHECK_STR("column", source->columns[0].name, "Scad.");
	CHECK_STR("form", source->pattern, "mm/dd/yyyy");
	source = &g_array_index(profile->addressee.sources, struct cell_source, 0);
	CHECK_INT("columns", source->n_columns, 4);
	CHECK_STR("as told", source->told, "Cognome + Nome + #AB + #12");
	CHECK_STR("second", source->columns[1].name, "Nome");
	CHECK_INT("third", source->columns[2].position, 28);
	CHECK_INT("fourth", source->columns[3].position, 12);
	source = &g_array_index(g_array_index(profile->rows, struct source_list, 0).sources, struct cell_source, 0);
	CHECK_STR("colon in a name", source->columns[0].name, "Residuo: netto");
	CHECK_INT("cents", source->form, FORM_CENTS);
	CHECK_INT("check", g_array_index(profile->checks, struct id_check, 0).kind, ID_PEC);
}

static void tells_all_that_does_not_fit(void)
{
	static const struct bad_row rows[] = {
		{ "the dictionary",
		  "[file]\nkind = csv\n[fields]\nnomi = nome\ndovuto = nome : ddmmyyyy\n" NAMED "city = nome : cents\n[record]\nkey = nome\n"
		  "[rows debiti]\nx = nome\n[checks]\naltro = iban\ndovuto = iban\n",
		  "error profile: profile 'soci': [fields] nomi: the layout has no such field\n"
		  "profile 'soci': [fields] dovuto: a form that does not fit the field's type\n"
		  "profile 'soci': [fields] nome: missing: the layout needs this field\n"
		  "profile 'soci': [rows debiti]: the layout has no such group of rows\n"
		  "profile 'soci': [rows posizioni]: missing: the layout needs this group of rows\n"
		  "profile 'soci': [addressee] city: a form on what is text\n"
		  "profile 'soci': [checks] altro: the layout has no such field\n"
		  "profile 'soci': [checks] dovuto: only text and code fields can be checked\n" },
		{ "the group's columns",
		  "[file]\nkind = csv\n[fields]\nnome = nome\n" NAMED "[record]\nkey = nome\n[rows posizioni]\nimporto = nome\nanno = nome\n",
		  "error profile: profile 'soci': [rows posizioni] anno: the layout has no such field\n"
		  "profile 'soci': [rows posizioni] causale: missing: the layout needs this field\n" },
		{ "the file's columns",
		  "[file]\nkind = csv\n[fields]\nnome = Nominativo\ncodice = #9\n" NAMED "city = doppio\n[record]\nkey = Matricola\n"
		  "[rows posizioni]\ncausale = nome\nimporto = nome\n",
		  "error columns: soci.csv: row 1: column 'Nominativo' is missing\n"
		  "soci.csv: row 1: there is no column 9, only 3\n"
		  "soci.csv: row 1: column 'doppio' stands there 2 times: name it by its number (#2)\n"
		  "soci.csv: row 1: column 'Matricola' is missing\n" },
		{ "names without a header",
		  "[file]\nkind = csv\nheader-row = 0\n[fields]\nnome = nome\n[addressee]\nname = #1\n[record]\nkey = #1\n"
		  "[rows posizioni]\ncausale = #1\nimporto = #2\n",
		  "error columns: soci.csv: row 1: column 'nome' cannot be found: the profile says there is no header row\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		static const char bytes[] = "nome;doppio;Doppio\nA;1;2\n";
		g_autofree char *got = rig_read_bytes("soci.csv", bytes, sizeof bytes - 1, rows[i].text, RIG_DICTIONARY_GROUPED);

		if (i == 2) {
			static const char twice[] = "nome;doppio;doppio\nA;1;2\n";

			g_free(got);
			got = rig_read_bytes("soci.csv", twice, sizeof twice - 1, rows[i].text, RIG_DICTIONARY_GROUPED);
		}
		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void finds_columns(void)
{
	static const char exact[] = "Nome;NOME;x\nA;B;1\n";
	static const char loose[] = "\"No\nme\";x\nA;1\n";
	static const char profile[] = "[file]\nkind = csv\n[fields]\nnome = NOME\n[addressee]\nname = NOME\n";
	g_autofree char *one = rig_read_bytes("soci.csv", exact, sizeof exact - 1, profile, 0);
	g_autofree char *two = rig_read_bytes("soci.csv", loose, sizeof loose - 1, profile, 0);

	CHECK_STR("the exact one", one, "1@2  nome=B\n1 rows, 1 records, 0 left out\n");
	CHECK_STR("with a line end in it", two, "1@2  nome=A\n1 rows, 1 records, 0 left out\n");
}

static void tells_files_that_cannot_be_read(void)
{
	static const char profile[] = "[file]\nkind = csv\n[fields]\nnome = nome\n[addressee]\nname = nome\n";
	static const char xlsx[] = "[file]\nkind = xlsx\n[fields]\nnome = nome\n[addressee]\nname = nome\n";
	g_autofree char *folder = check_folder();
	g_autofree char *none = rig_read("/nowhere/soci.csv", profile, 0);
	g_autofree char *directory = rig_read(folder, profile, 0);
	g_autofree char *no_sheet = rig_read("/nowhere/soci.xlsx", xlsx, 0);

	CHECK_STR("no file", none, "error read: cannot read '/nowhere/soci.csv': No such file or directory\n");
	CHECK_TRUE("folder", g_str_has_prefix(directory, "error read: cannot read '"));
	CHECK_STR("no workbook", no_sheet, "error read: cannot read '/nowhere/soci.xlsx': No such file or directory\n");
}

CHECK_MAIN({ "tells all faults of a profile", tells_all_faults_of_a_profile }, { "reads a profile", reads_a_profile },
	   { "tells all that does not fit", tells_all_that_does_not_fit }, { "finds columns", finds_columns },
	   { "tells files that cannot be read", tells_files_that_cannot_be_read })
