/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks made of their parts here; those that must be compressed are packed by Python's zipfile. */
#include <string.h>

#include "intake/workbook.h"
#include "unit/intake_rig.h"
#include "unit/intake_zip.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char profile[] =
	"[file]\nkind = xlsx\n[addressee]\nname = Nome\n[fields]\nnome = Nome\ncodice = Codice\ndovuto = Dovuto\n"
	"scadenza = Scadenza\nanni = Anni\nattivo = Attivo\n";

/* The parts of a workbook; NULL: the usual one.  "" leaves the part out. */
struct parts {
	const char *workbook, *styles, *strings, *rows;
	const char *order;	/* of the parts in the file */
	const char *profile;
};

static const char usual_workbook[] =
	HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION "\"><workbookPr/><sheets>"
	"<sheet name=\"Nascosto\" sheetId=\"9\" state=\"hidden\" r:id=\"rId9\"/>"
	"<sheet name=\"Iscritti\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

/* 1: dd/mm/yyyy, 2: two decimals, 3: five digits, 4: built-in date, 5: built-in two decimals, 6: percent */
static const char usual_styles[] =
	HEAD "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"4\">"
	"<numFmt numFmtId=\"164\" formatCode=\"[$-410]dd/mm/yyyy;@\"/>"
	"<numFmt numFmtId=\"165\" formatCode=\"#,##0.00\\ &quot;€&quot;\"/>"
	"<numFmt numFmtId=\"166\" formatCode=\"00000\"/><numFmt numFmtId=\"167\" formatCode=\"0.0%\"/></numFmts>"
	"<cellStyleXfs count=\"1\"><xf numFmtId=\"14\"/></cellStyleXfs>"
	"<cellXfs count=\"7\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/>"
	"<xf numFmtId=\"14\"/><xf numFmtId=\"4\"/><xf numFmtId=\"167\"/></cellXfs></styleSheet>";

static const char usual_strings[] =
	HEAD "<sst xmlns=\"" MAIN "\"><si><t>Nome</t></si><si><t>Codice</t></si><si><t>Dovuto</t></si>"
	"<si><t>Scadenza</t></si><si><t>Anni</t></si><si><t>Attivo</t></si>"
	"<si><r><t xml:space=\"preserve\">Rossi </t></r><r><rPr><b/></rPr><t>Niccolò</t></r><rPh sb=\"0\" eb=\"1\"><t>XX</t></rPh></si>"
	"<si/><si><t>A_x000D_&#10;B &amp; C</t></si></sst>";

#define HEADER "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>" \
	"<c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>4</v></c><c r=\"F1\" t=\"s\"><v>5</v></c></row>"

static const char root_relations[] =
	HEAD "<Relationships><Relationship Id=\"rId1\" Type=\"" RELATION "/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>";

static const char usual_relations[] =
	HEAD "<Relationships><Relationship Id=\"rId1\" Type=\"" RELATION "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
	"<Relationship Id=\"rId9\" Type=\"" RELATION "/worksheet\" Target=\"worksheets/sheet9.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"" RELATION "/styles\" Target=\"styles.xml\"/>"
	"<Relationship Id=\"rId3\" Type=\"" RELATION "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>";

static const char *or_usual(const char *part, const char *usual)
{
	return part != NULL ? part : usual;
}

/* The parts whose name begins with a word of order, in that order. */
static GByteArray *pack(const struct zip_file *files, guint count, const char *order)
{
	g_auto(GStrv) words = g_strsplit(order, " ", -1);
	g_autofree struct zip_file *chosen = g_new0(struct zip_file, count * g_strv_length(words) + 1);
	GByteArray *zip = g_byte_array_new();
	guint used = 0;

	for (guint i = 0; words[i] != NULL; i++) {
		for (guint j = 0; j < count; j++) {
			if (!g_str_has_prefix(files[j].name, words[i]) || files[j].bytes[0] == '\0')
				continue;
			chosen[used] = files[j];
			chosen[used++].length = (guint32)strlen(files[j].bytes);
		}
	}
	zip_write(zip, chosen, used);
	return zip;
}

static char *read_parts(const struct parts *parts)
{
	g_autofree char *sheet = g_strconcat(HEAD "<worksheet xmlns=\"" MAIN "\"><cols><col min=\"1\"/></cols><sheetData>",
					     parts->rows, "</sheetData><mergeCells/></worksheet>", NULL);
	const struct zip_file files[] = {
		{ "_rels/.rels", root_relations, 0 },
		{ "xl/_rels/workbook.xml.rels", usual_relations, 0 },
		{ "xl/workbook.xml", or_usual(parts->workbook, usual_workbook), 0 },
		{ "xl/styles.xml", or_usual(parts->styles, usual_styles), 0 },
		{ "xl/sharedStrings.xml", or_usual(parts->strings, usual_strings), 0 },
		{ "xl/worksheets/sheet1.xml", parts->rows[0] == '!' ? parts->rows + 1 : sheet, 0 },
		{ "xl/worksheets/sheet9.xml", "<worksheet><sheetData/></worksheet>", 0 },
	};
	GByteArray *zip = pack(files, G_N_ELEMENTS(files), or_usual(parts->order, "_rels xl"));
	char *got = rig_read_bytes("soci.xlsx", (const char *)zip->data, zip->len, or_usual(parts->profile, profile),
				   RIG_ORIGINALS);

	g_byte_array_unref(zip);
	return got;
}

struct row {
	const char *label;
	struct parts parts;
	const char *expected;
};

static void check_rows(const struct row *rows, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *got = read_parts(&rows[i].parts);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void reads_cells(void)
{
	static const struct row rows[] = {
		{ "texts, numbers and dates",
		  { .rows = HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>6</v></c><c r=\"B2\" s=\"3\"><v>121</v></c>"
			    "<c r=\"C2\" s=\"2\"><v>1234.5</v></c><c r=\"D2\" s=\"1\"><v>46112</v></c><c r=\"E2\"><v>3</v></c>"
			    "<c r=\"F2\" t=\"b\"><v>1</v></c></row>" },
		  "1@2  nome=Rossi Niccolò codice=00121 dovuto=123450(1234.50) scadenza=2026-03-31 anni=3 attivo=1(VERO)\n"
		  "1 rows, 1 records, 0 left out\n" },
		{ "skipped and styled empty cells, no cell places, inline text, no row numbers",
		  { .rows = "<row><c t=\"inlineStr\"><is><t>Nome</t></is></c><c/><c t=\"str\"><v>Dovuto</v></c></row>"
			    "<row><c t=\"inlineStr\"><is><r><t>Ro</t></r><r><t>ssi</t></r></is></c><c s=\"1\"/><c><v>7</v></c></row>",
		    .profile = "[file]\nkind = xlsx\n[addressee]\nname = Nome\n[fields]\nnome = Nome\ndovuto = Dovuto\n" },
		  "1@2  nome=Rossi dovuto=700(7)\n1 rows, 1 records, 0 left out\n" },
		{ "empty rows, a gap of rows, cells behind the header",
		  { .rows = HEADER "<row r=\"2\"/><row r=\"3\"><c r=\"A3\" s=\"1\"/></row>"
			    "<row r=\"70\"><c r=\"A70\" t=\"s\"><v>6</v></c><c r=\"Z70\" t=\"str\"><v>nota</v></c></row>" },
		  "1@70  nome=Rossi Niccolò\n1 rows, 1 records, 0 left out\n" },
		{ "escaped characters fold as blanks",
		  { .rows = HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>8</v></c></row>" },
		  "1@2  nome=A B & C(A\r\nB & C)\n1 rows, 1 records, 0 left out\n" },
		{ "formula errors",
		  { .rows = HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>6</v></c><c r=\"C2\" t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c></row>" },
		  "field-empty 1@2 Dovuto '#DIV/0!' left out\n1 rows, 0 records, 1 left out\n" },
		{ "a formula's value",
		  { .rows = HEADER "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>B1</f><v>Bianchi</v></c></row>" },
		  "1@2  nome=Bianchi\n1 rows, 1 records, 0 left out\n" },
		{ "more decimals than an amount has",
		  { .rows = HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>6</v></c><c r=\"C2\"><v>1.234</v></c></row>" },
		  "field-amount 1@2 Dovuto '1.234' left out: more than two decimals\n1 rows, 0 records, 1 left out\n" },
		{ "no whole number",
		  { .rows = HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>6</v></c><c r=\"E2\"><v>1.5</v></c></row>" },
		  "field-integer 1@2 Anni '1.5' left out: not a whole number\n1 rows, 0 records, 1 left out\n" },
		{ "control character",
		  { .rows = HEADER "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a_x0007_b</v></c></row>" },
		  "row-control 1@2 Nome 'a\\x07b' left out\n1 rows, 0 records, 1 left out\n" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void finds_its_parts(void)
{
	static const char one_row[] = HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>6</v></c><c r=\"D2\" s=\"4\"><v>44650</v></c></row>";
	static const struct row rows[] = {
		{ "the sheet before everything",
		  { .rows = one_row, .order = "xl/w xl/shared xl/st xl/_rels _rels" },
		  "1@2  nome=Rossi Niccolò scadenza=2022-03-30\n1 rows, 1 records, 0 left out\n" },
		{ "no relations",
		  { .rows = one_row, .order = "xl" },
		  "error form: soci.xlsx: this is no XLSX file: '_rels/.rels' is missing in it\n" },
		{ "sheet by its name",
		  { .rows = one_row, .profile = "[file]\nkind = xlsx\nsheet = Iscritti\n[addressee]\nname = Nome\n[fields]\nnome = Nome\n" },
		  "1@2  nome=Rossi Niccolò\n1 rows, 1 records, 0 left out\n" },
		{ "sheet by its number",
		  { .rows = one_row, .profile = "[file]\nkind = xlsx\nsheet = #2\n[addressee]\nname = Nome\n[fields]\nnome = Nome\n" },
		  "1@2  nome=Rossi Niccolò\n1 rows, 1 records, 0 left out\n" },
		{ "no such sheet",
		  { .rows = one_row, .profile = "[file]\nkind = xlsx\nsheet = Morosi\n[addressee]\nname = Nome\n[fields]\nnome = Nome\n" },
		  "error form: soci.xlsx: there is no sheet 'Morosi'\n" },
		{ "the years from 1904",
		  { .rows = one_row,
		    .workbook = HEAD "<workbook xmlns:r=\"" RELATION "\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>" },
		  "1@2  nome=Rossi Niccolò scadenza=2026-03-31\n1 rows, 1 records, 0 left out\n" },
		{ "a missing sheet part",
		  { .rows = "!" }, "error form: soci.xlsx: 'xl/worksheets/sheet1.xml' is missing in it\n" },
		{ "no shared strings",
		  { .rows = one_row, .strings = "" },
		  "error form: soci.xlsx: this is no XLSX file: 'xl/sharedStrings.xml' is missing in it\n" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void refuses_what_is_damaged(void)
{
	static const struct row rows[] = {
		{ "a DOCTYPE", { .rows = "!<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 1: a DOCTYPE has no place in it\n" },
		{ "an outer DTD", { .rows = "x", .strings = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><sst/>" },
		  "error form: soci.xlsx: xl/sharedStrings.xml, line 1: a DOCTYPE has no place in it\n" },
		{ "XML cut off", { .rows = "!<worksheet><sheetData>\n<row r=\"1\"><c" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: damaged XML\n" },
		{ "no XML", { .rows = "!nome;codice" }, "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 1: damaged XML\n" },
		{ "half a UTF-8 character", { .rows = HEADER "<row><c t=\"str\"><v>Niccol\xc3</v></c></row>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: damaged XML\n" },
		{ "an unknown entity", { .rows = HEADER "<row><c t=\"str\"><v>&boom;</v></c></row>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: damaged XML\n" },
		{ "a text that is not there", { .rows = HEADER "<row r=\"2\"><c t=\"s\"><v>99</v></c></row>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: row 2: a text that the file does not have\n" },
		{ "a column too many", { .rows = HEADER "<row r=\"2\"><c r=\"GAA2\"><v>1</v></c></row>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: row 2: more than 4096 columns\n" },
		{ "rows out of order", { .rows = HEADER "<row r=\"1\"/>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: row 1: rows out of order\n" },
		{ "cells out of order", { .rows = HEADER "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: row 2: cells out of order\n" },
		{ "a row too many", { .rows = HEADER "<row r=\"1048577\"/>" },
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 2: row 1048577: more rows than a sheet has\n" },
		{ "nothing in the sheet", { .rows = "" }, "error form: soci.xlsx: there is no row 1\n" },
		{ "a missing column", { .rows = "<row><c t=\"str\"><v>Nome</v></c></row>" },
		  "error columns: soci.xlsx: row 1: column 'Codice' is missing\nsoci.xlsx: row 1: column 'Dovuto' is missing\n"
		  "soci.xlsx: row 1: column 'Scadenza' is missing\nsoci.xlsx: row 1: column 'Anni' is missing\n"
		  "soci.xlsx: row 1: column 'Attivo' is missing\n" },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

/* Nested elements that are none of a sheet's are passed over, also deep ones. */
static void passes_over_what_it_does_not_know(void)
{
	GString *rows = g_string_new(HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>6</v><extLst>");
	g_autofree char *got = NULL;
	struct parts parts = { 0 };

	for (guint i = 0; i < 10; i++)
		g_string_append(rows, "<x:row xmlns:x=\"urn:x\"><x:c>");
	for (guint i = 0; i < 10; i++)
		g_string_append(rows, "</x:c></x:row>");
	g_string_append(rows, "</extLst></c></row>");
	parts.rows = rows->str;
	got = read_parts(&parts);
	CHECK_TRUE("told", strstr(got, "records") != NULL || strstr(got, "error form") != NULL);
	g_string_free(rows, TRUE);
}

/* Compressed by Python, one part of it repeating a text until it is as large as asked. */
static char *read_compressed(const char *part, const char *start, const char *again, guint times, const char *end)
{
	static const char script[] =
		"import sys, zipfile\n"
		"folder, part, start, again, times, end = sys.argv[1:]\n"
		"src = zipfile.ZipFile(folder + '/plain.xlsx')\n"
		"out = zipfile.ZipFile(folder + '/soci.xlsx', 'w', zipfile.ZIP_DEFLATED)\n"
		"for n in src.namelist():\n"
		"    if n != part:\n"
		"        out.writestr(n, src.read(n))\n"
		"out.writestr(part, start + again * int(times) + end)\n"
		"out.close()\n";
	const struct zip_file files[] = {
		{ "_rels/.rels", root_relations, 0 }, { "xl/_rels/workbook.xml.rels", usual_relations, 0 },
		{ "xl/workbook.xml", usual_workbook, 0 }, { "xl/styles.xml", usual_styles, 0 },
		{ "xl/sharedStrings.xml", usual_strings, 0 }, { "xl/worksheets/sheet1.xml", "<worksheet/>", 0 },
	};
	GByteArray *zip = pack(files, G_N_ELEMENTS(files), "_rels xl");
	g_autofree char *folder = check_folder();
	g_autofree char *plain = g_build_filename(folder, "plain.xlsx", NULL);
	g_autofree char *packed = g_build_filename(folder, "soci.xlsx", NULL);
	g_autofree char *number = g_strdup_printf("%u", times);
	char *argv[] = { (char *)"python3", (char *)"-c", (char *)script, folder, (char *)part, (char *)start,
			 (char *)again, number, (char *)end, NULL };
	int status = -1;

	g_file_set_contents(plain, (const char *)zip->data, (gssize)zip->len, NULL);
	g_byte_array_unref(zip);
	g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL);
	CHECK_INT("python3", status, 0);
	return rig_read(packed, profile, 0);
}

static void reads_what_python_packs(void)
{
	g_autofree char *got = read_compressed("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" HEADER,
					       "<row><c t=\"s\"><v>6</v></c><c t=\"str\"><v>x</v></c><c><v>1</v></c></row>", 5000,
					       "</sheetData></worksheet>");

	CHECK_TRUE("first", g_str_has_prefix(got, "1@2  nome=Rossi Niccolò codice=x dovuto=100\n"));
	CHECK_TRUE("last", g_str_has_suffix(got, "\n5000@5001  nome=Rossi Niccolò codice=x dovuto=100\n"
						 "5000 rows, 5000 records, 0 left out\n"));
}

struct bomb_row {
	const char *label, *part, *start, *again;
	guint times;
	const char *expected;
};

static void refuses_bombs(void)
{
	static const struct bomb_row rows[] = {
		{ "elements", "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<x>          </x>", 1 << 20,
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml is far larger unpacked than any client's file\n" },
		{ "shared strings", "xl/sharedStrings.xml", "<sst>", "<si></si>       ", 1 << 20,
		  "error form: soci.xlsx: xl/sharedStrings.xml is far larger unpacked than any client's file\n" },
		{ "one text without end", "xl/sharedStrings.xml", "<sst><si><t>", "xxxxxxxxxxxxxxxx", 1 << 20,
		  "error form: soci.xlsx: xl/sharedStrings.xml, line 1: damaged XML\n" },
		{ "elements without end", "xl/worksheets/sheet1.xml", "<worksheet>", "<a>", 1 << 20,
		  "error form: soci.xlsx: xl/worksheets/sheet1.xml, line 1: damaged XML\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = read_compressed(rows[i].part, rows[i].start, rows[i].again, rows[i].times, "");

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void tells_long_cells(void)
{
	g_autofree char *long_text = g_strnfill(70000, 'x');
	g_autofree char *fits = g_strnfill(60000, 'y');
	g_autofree char *rows = g_strconcat(HEADER "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>", fits, "</v></c></row>",
					    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>6</v></c><c r=\"B3\" t=\"str\"><v>", long_text,
					    "</v></c><c r=\"C3\"><v>1</v></c></row>", NULL);
	struct parts parts = { .rows = rows };
	g_autofree char *got = read_parts(&parts);

	CHECK_TRUE("the long one", strstr(got, "\ncell-long 2@3 Codice '' left out\n2 rows, 1 records, 1 left out\n") != NULL);
	CHECK_TRUE("the other one", strstr(got, fits) != NULL);
}

struct number_row {
	const char *raw, *format, *expected;
};

/* Expected by what Excel shows for the format, with plain marks. */
static void shows_numbers(void)
{
	static const struct number_row rows[] = {
		{ "121", "General", "121" },
		{ "00121", "General", "00121" },
		{ "0.30000000000000004", "General", "0.3" },
		{ "1234.5600000000001", "General", "1234.56" },
		{ "1.0E-2", "General", "0.01" },
		{ "302025000000012345", "General", "302025000000012345" },
		{ "3.0202500000001235E+17", "General", "3.02025000000012e+17" },
		{ "33.335", "0.00", "33.34" },
		{ "-33.335", "0.00", "-33.34" },
		{ "2.675", "#,##0.00", "2.68" },
		{ "1234567.5", "#,##0.00 \"EUR\"", "1234567.50" },
		{ "-0.001", "0.00", "0.00" },
		{ "5", "0.00", "5.00" },
		{ "121", "00000", "00121" },
		{ "1000121", "00000", "1000121" },
		{ "0.05", "0%", "0.05" },
		{ "12", "@", "12" },
		{ "12.5", "0.0;[Red]-0.0", "12.5" },
		{ "0.5", "# ?/?", "0.5" },
		{ "1", "dd/mm/yyyy", "1900-01-01" },
		{ "59", "dd/mm/yyyy", "1900-02-28" },
		{ "60", "dd/mm/yyyy", "60" },
		{ "61", "dd/mm/yyyy", "1900-03-01" },
		{ "46112", "[$-410]d\\ mmmm\\ yyyy;@", "2026-03-31" },
		{ "46112", "mmm-yy", "2026-03-31" },
		{ "46112.75", "dd/mm/yyyy hh:mm", "2026-03-31 18:00:00" },
		{ "46112.999999", "dd/mm/yyyy", "2026-04-01" },
		{ "0.75", "hh:mm", "0.75" },
		{ "-5", "dd/mm/yyyy", "-5" },
		{ "99999999", "dd/mm/yyyy", "99999999" },
		{ "1e400", "0.00", "1e400" },
		{ "abc", "0.00", "abc" },
		{ "", "0.00", "" },
		{ "12", "[Red]\"day\" 0", "12" },
		{ "12", "0\\d", "12" },
	};
	struct workbook book = { 0 };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char out[WORKBOOK_NUMBER_ROOM];
		g_autofree char *label = g_strdup_printf("%s as %s", rows[i].raw, rows[i].format);

		workbook_show_number(&book, style_of_format(rows[i].format), rows[i].raw, out);
		CHECK_STR(label, out, rows[i].expected);
	}
}

static void knows_files_of_other_kinds(void)
{
	static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more";
	g_autofree char *excel = rig_read_bytes("soci.xls", old, sizeof old, profile, 0);
	g_autofree char *text = rig_read_bytes("soci.csv", "a;b\n", 4, profile, 0);
	g_autofree char *cut = rig_read_bytes("soci.xlsx", "PK\3\4 and nothing else", 22, profile, 0);
	g_autofree char *zip = rig_read_bytes("soci.csv", "PK\3\4 and nothing else", 22,
					      "[file]\nkind = csv\n[addressee]\nname = a\n[fields]\nnome = a\n", 0);

	CHECK_STR("old Excel", excel,
		  "error form: soci.xls: this is an old or a password-protected Excel file: save it as .xlsx without a password\n");
	CHECK_STR("text", text, "error form: soci.csv: this is no XLSX file\n");
	CHECK_TRUE("cut off", g_str_has_prefix(cut, "error form: soci.xlsx: damaged file"));
	CHECK_STR("zip as text", zip, "error form: soci.csv: this is a ZIP or XLSX file; the profile says text\n");
}

CHECK_MAIN({ "reads cells", reads_cells }, { "finds its parts", finds_its_parts },
	   { "refuses what is damaged", refuses_what_is_damaged },
	   { "passes over what it does not know", passes_over_what_it_does_not_know },
	   { "reads what Python packs", reads_what_python_packs }, { "refuses bombs", refuses_bombs }, { "tells long cells", tells_long_cells }, { "shows numbers", shows_numbers },
	   { "knows files of other kinds", knows_files_of_other_kinds })
