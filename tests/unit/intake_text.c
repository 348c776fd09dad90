/* SPDX-License-Identifier: Apache-2.0 */
/* CSV and fixed-width files as clients send them, through profile and dictionary to records and findings. */
#include "unit/intake_rig.h"

#define BYTES(text) (text), sizeof(text) - 1

#define SIMPLE "[file]\nkind = csv\n[addressee]\nname = nome\n[fields]\nnome = nome\n"
#define TYPED SIMPLE "codice = codice\ndovuto = dovuto\nscadenza = scadenza\nanni = anni\nattivo = attivo\n"
#define TYPED_HEADER "nome;codice;dovuto;scadenza;anni;attivo\n"
#define ENDS(records, left) "rows, " #records " records, " #left " left out\n"

struct row {
	const char *label, *profile, *bytes;
	gsize length;
	guint flags;
	const char *expected;
};

static void check_rows(const struct row *rows, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *got = rig_read_bytes("soci.csv", rows[i].bytes, rows[i].length, rows[i].profile,
						      rows[i].flags);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void reads_files_of_every_kind(void)
{
	static const struct row rows[] = {
		{ "Windows-1252, semicolon, CR LF", SIMPLE, BYTES("x;nome\r\n1;Niccol\xf2\r\n2;D\x92" "Angelo\r\n"), 0,
		  "1@2  nome=Niccolò\n2@3  nome=D’Angelo\n2 " ENDS(2, 0) },
		{ "UTF-8 with its mark, comma, quoted line end", SIMPLE, BYTES("\xef\xbb\xbfnome,x\n\"Rossi\nMario\",1\nÈ,2\n"), 0,
		  "1@2  nome=Rossi Mario\n2@3  nome=È\n2 " ENDS(2, 0) },
		{ "UTF-16", SIMPLE, BYTES("\xff\xfen\0o\0m\0e\0\n\0\xd2\0\n\0"), 0, "1@2  nome=Ò\n1 " ENDS(1, 0) },
		{ "empty rows and rows of separators", SIMPLE, BYTES("nome;x\n\n;\nA;1\n ; \n;;;\n"), 0,
		  "1@4  nome=A\n1 " ENDS(1, 0) },
		{ "header not in the first row",
		  "[file]\nkind = csv\nheader-row = 3\n[addressee]\nname = nome\n[fields]\nnome = nome\n",
		  BYTES("Elenco soci\n\nnome;x\nA;1\n"), 0, "1@4  nome=A\n1 " ENDS(1, 0) },
		{ "no header",
		  "[file]\nkind = csv\nheader-row = 0\n[addressee]\nname = #2\n[fields]\nnome = #B\n[record]\nkey = #1\n",
		  BYTES("k1;A\nk2;B\n"), 0, "1@1 k1 nome=A\n2@2 k2 nome=B\n2 " ENDS(2, 0) },
		{ "header in another case and spacing", SIMPLE, BYTES(" No Me ;x\nA;1\n"), 0, "1@2  nome=A\n1 " ENDS(1, 0) },
		{ "only a header", SIMPLE, BYTES("nome;x\n"), 0, "0 " ENDS(0, 0) },
		{ "empty file", SIMPLE, BYTES(""), 0, "error form: soci.csv: there is no row 1\n" },
		{ "separator and encoding stated",
		  "[file]\nkind = csv\nseparator = |\nencoding = cp850\n[addressee]\nname = nome\n[fields]\nnome = nome\n",
		  BYTES("nome|a;b;c\nNiccol\x95|1\n"), 0, "1@2  nome=Niccolò\n1 " ENDS(1, 0) },
		{ "a tab stated",
		  "[file]\nkind = csv\nseparator = tab\nquote = none\n[addressee]\nname = nome\n[fields]\nnome = nome\n",
		  BYTES("nome\tx\n\"Rossi\t1\n"), 0, "1@2  nome=\"Rossi\n1 " ENDS(1, 0) },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void tells_bad_rows(void)
{
	static const struct row rows[] = {
		{ "too few cells", SIMPLE, BYTES("nome;x\nA\nB;2\n"), 0,
		  "row-cells 1@2  '' left out\n2@3  nome=B\n2 " ENDS(1, 1) },
		{ "too many cells", SIMPLE, BYTES("nome;x\nA;1;uno\nB;2;;;\n"), 0,
		  "row-cells 1@2 #3 'uno' left out\n2@3  nome=B\n2 " ENDS(1, 1) },
		{ "NUL", SIMPLE, BYTES("nome;x\nA\0A;1\nB;\0\nC;3\n"), 0,
		  "row-control 1@2 nome 'A\\x00A' left out\nrow-control 2@3 x '\\x00' left out\n3@4  nome=C\n3 " ENDS(1, 2) },
		{ "control characters", SIMPLE, BYTES("nome;x\nA\x1b[2J;1\nB\xc2\x9b;2\n"), 0,
		  "row-control 1@2 nome 'A\\x1B[2J' left out\nrow-control 2@3 nome 'B\\xC2\\x9B' left out\n2 " ENDS(0, 2) },
		{ "half a character", SIMPLE, BYTES("nome;x\nNiccol\xc3\xb2;1\nNiccol\xc3;2\nForl\xc3\xac;3\n"), 0,
		  "1@2  nome=Niccolò\nrow-encoding 2@3 nome 'Niccol\\xC3' left out\n3@4  nome=Forlì\n3 " ENDS(2, 1) },
		{ "no character of the encoding",
		  "[file]\nkind = csv\nencoding = windows-1252\n[addressee]\nname = nome\n[fields]\nnome = nome\n",
		  BYTES("nome;x\nA\x81;1\n"), 0, "row-encoding 1@2 nome 'A\xef\xbf\xbd' left out\n1 " ENDS(0, 1) },
		{ "open quote", SIMPLE, BYTES("nome;x\nA;\"1\nB;2\nC;3\n"), 0,
		  "row-cells 1@2 x '' left out: a quote is not closed\n2@3  nome=B\n3@4  nome=C\n3 " ENDS(2, 1) },
		{ "quote closed by a later row", SIMPLE, BYTES("nome;x\nA;\"1\nB;\"2\"\nC;3\n"), 0,
		  "row-cells 1@2 x '' left out: a quote is not closed\n2@3  nome=B\n3@4  nome=C\n3 " ENDS(2, 1) },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void reads_values(void)
{
	static const struct row rows[] = {
		{ "every type", TYPED, BYTES(TYPED_HEADER "A;0012 A;1.234,56;31/03/2026;12;s\xc3\xac\n"), 0,
		  "1@2  nome=A codice=0012 A dovuto=123456 scadenza=2026-03-31 anni=12 attivo=1\n1 " ENDS(1, 0) },
		{ "other forms, originals kept", TYPED, BYTES(TYPED_HEADER " A  B ; x  y ;\xe2\x82\xac 1234.5;2026-03-31 00:00;1.200;FALSO\n"),
		  RIG_ORIGINALS,
		  "1@2  nome=A B(A  B) codice=x  y dovuto=123450(€ 1234.5) scadenza=2026-03-31(2026-03-31 00:00) "
		  "anni=1200(1.200) attivo=0(FALSO)\n1 " ENDS(1, 0) },
		{ "empty optional fields", TYPED, BYTES(TYPED_HEADER "A;;;;;\n"), 0, "1@2  nome=A\n1 " ENDS(1, 0) },
		{ "empty required field", TYPED, BYTES(TYPED_HEADER " ;x;;;;\n"), 0,
		  "field-empty 1@2 nome '' left out\n1 " ENDS(0, 1) },
		{ "words for nothing", TYPED, BYTES(TYPED_HEADER "A;NULL;n.d.;-;N/A;null\n"), 0,
		  "field-normalised 1@2 codice 'NULL' taken as empty\nfield-normalised 1@2 dovuto 'n.d.' taken as empty\n"
		  "field-normalised 1@2 scadenza '-' taken as empty\nfield-normalised 1@2 anni 'N/A' taken as empty\n"
		  "field-normalised 1@2 attivo 'null' taken as empty\n1@2  nome=A\n1 " ENDS(1, 0) },
		{ "a dash in a text is a text", TYPED, BYTES(TYPED_HEADER "-;-;;;;\n"), 0, "1@2  nome=- codice=-\n1 " ENDS(1, 0) },
		{ "all that is wrong", TYPED, BYTES(TYPED_HEADER "A;;abc;31/02/2026;x;forse\n"), 0,
		  "field-amount 1@2 dovuto 'abc' left out: not a number\nfield-date 1@2 scadenza '31/02/2026' left out: no such day\n"
		  "field-integer 1@2 anni 'x' left out: not a number\n"
		  "field-boolean 1@2 attivo 'forse' left out: neither yes nor no\n1 " ENDS(0, 1) },
		{ "two-digit year, doubtful comma", TYPED, BYTES(TYPED_HEADER "A;;1,234;31/03/26;;\n"), 0,
		  "field-amount 1@2 dovuto '1,234' left out: ambiguous: decimal or thousands comma?\n"
		  "field-date 1@2 scadenza '31/03/26' left out: not a date with a year of four digits\n1 " ENDS(0, 1) },
		{ "a spreadsheet's errors", TYPED, BYTES(TYPED_HEADER "A;;#N/D;;;\n#RIF!;;;;;\n"), 0,
		  "field-empty 1@2 dovuto '#N/D' left out\nfield-empty 2@3 nome '#RIF!' left out\n2 " ENDS(0, 2) },
		{ "no-break blanks and decomposed accents", TYPED, BYTES(TYPED_HEADER "Forli\xcc\x80\xc2\xa0" "A;;1\xc2\xa0" "234,50;;;\n"),
		  RIG_ORIGINALS, "1@2  nome=Forlì A(Forli\xcc\x80\xc2\xa0" "A) dovuto=123450(1 234,50)\n1 " ENDS(1, 0) },
		{ "negative and whole amounts", TYPED, BYTES(TYPED_HEADER "A;;-12,5;;-3;\nB;;1.000;;;\n"), 0,
		  "1@2  nome=A dovuto=-1250 anni=-3\n2@3  nome=B dovuto=100000\n2 " ENDS(2, 0) },
		{ "too large", TYPED, BYTES(TYPED_HEADER "A;;999999999999,00;;;\n"), 0,
		  "field-amount 1@2 dovuto '999999999999,00' left out: too large\n1 " ENDS(0, 1) },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define FORMS(form) SIMPLE form

static void reads_stated_forms(void)
{
	static const struct row rows[] = {
		{ "month first", FORMS("scadenza = d : mm/dd/yyyy\n"), BYTES("nome;d\nA;03/04/2026\nB;31/03/2026\nC;2026-03-31\n"), 0,
		  "1@2  nome=A scadenza=2026-03-04\nfield-date 2@3 d '31/03/2026' left out: no such day\n"
		  "field-date 3@4 d '2026-03-31' left out: not a date of the stated form\n3 " ENDS(1, 2) },
		{ "without marks", FORMS("scadenza = d : ddmmyyyy\n"), BYTES("nome;d\nA;31032026\nB;3103202\n"), 0,
		  "1@2  nome=A scadenza=2026-03-31\nfield-date 2@3 d '3103202' left out: not a date of the stated form\n2 " ENDS(1, 1) },
		{ "with a time", FORMS("scadenza = d : yyyy-mm-dd\n"), BYTES("nome;d\nA;2026-03-31T10:00:00\nB;2026-03-310\n"), 0,
		  "1@2  nome=A scadenza=2026-03-31\nfield-date 2@3 d '2026-03-310' left out: not a date of the stated form\n2 " ENDS(1, 1) },
		{ "whole cents", FORMS("dovuto = e : cents\n"), BYTES("nome;e\nA;000012345\nB;123,45\nC;-5\nD;1.234\n"), 0,
		  "1@2  nome=A dovuto=12345\nfield-amount 2@3 e '123,45' left out: not a number\n3@4  nome=C dovuto=-5\n"
		  "field-amount 4@5 e '1.234' left out: not whole cents\n4 " ENDS(2, 2) },
		{ "decimal comma", FORMS("dovuto = e : 1.234,56\n"), BYTES("nome;e\nA;1.234\nB;1,2\nC;1.234,5\nD;1,234\nE;1,234.5\n"), 0,
		  "1@2  nome=A dovuto=123400\n2@3  nome=B dovuto=120\n3@4  nome=C dovuto=123450\n"
		  "field-amount 4@5 e '1,234' left out: more than two decimals\n"
		  "field-amount 5@6 e '1,234.5' left out: thousands marks in the wrong place\n5 " ENDS(3, 2) },
		{ "decimal point", FORMS("dovuto = e : 1,234.56\n"), BYTES("nome;e\nA;1,234\nB;1.2\nC;1.234\n"), 0,
		  "1@2  nome=A dovuto=123400\n2@3  nome=B dovuto=120\nfield-amount 3@4 e '1.234' left out: more than two decimals\n3 " ENDS(2, 1) },
		{ "a colon in a column's name", FORMS("codice = Rif.: anno\n"), BYTES("nome;Rif.: anno\nA;5\n"), 0,
		  "1@2  nome=A codice=5\n1 " ENDS(1, 0) },
		{ "joined columns", "[file]\nkind = csv\n[addressee]\nname = c + n\n[fields]\nnome = c + n + t\n[record]\nkey = c\n",
		  BYTES("c;n;t\nRossi;Mario;\n;Anna;x\n"), RIG_ADDRESSEES,
		  "1@2 Rossi nome=Rossi Mario\nto: Rossi Mario||||||||||||\n2@3  nome=Anna x\nto: Anna||||||||||||\n2 " ENDS(2, 0) },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define FIXED "[file]\nkind = fixed\n[addressee]\nname = 5+10\n[fields]\nnome = 5+10\ndovuto = 15+7 : cents\n" \
	"codice = 22+3\n[record]\nkey = 1+4\n"

static void reads_fixed_width(void)
{
	static const struct row rows[] = {
		{ "lines", FIXED, BYTES("0001ROSSI     0012345A 1\r\n0002BIANCHI   0000100B 2\r\n"), 0,
		  "1@1 0001 nome=ROSSI codice=A 1 dovuto=12345\n2@2 0002 nome=BIANCHI codice=B 2 dovuto=100\n2 " ENDS(2, 0) },
		{ "places are characters, not bytes", FIXED, BYTES("0001NICCOLÒ   0012345A 1\n0002Đoković   0000100\n"), 0,
		  "1@1 0001 nome=NICCOLÒ codice=A 1 dovuto=12345\n2@2 0002 nome=Đoković dovuto=100\n2 " ENDS(2, 0) },
		{ "a single-byte encoding", FIXED, BYTES("0001NICCOL\xd2   0012345A 1\n"), 0,
		  "1@1 0001 nome=NICCOLÒ codice=A 1 dovuto=12345\n1 " ENDS(1, 0) },
		{ "trailing blanks missing", FIXED, BYTES("0001ROSSI\n0002BIANCHI   0000100\n"), 0,
		  "1@1 0001 nome=ROSSI\n2@2 0002 nome=BIANCHI dovuto=100\n2 " ENDS(2, 0) },
		{ "an amount cut off", FIXED, BYTES("0001ROSSI     00123\n"), 0, "row-cells 1@1  '00123' left out\n1 " ENDS(0, 1) },
		{ "a code cut off", FIXED, BYTES("0001ROSSI     0012345A\n"), 0, "row-cells 1@1  'A' left out\n1 " ENDS(0, 1) },
		{ "half a character", "[file]\nkind = fixed\nencoding = utf-8\n[addressee]\nname = 1+3\n[fields]\nnome = 1+3\n",
		  BYTES("Abc\xc3\nAbd\n"), 0, "row-encoding 1@1 #1 'Abc\\xC3' left out\n2@2  nome=Abd\n2 " ENDS(1, 1) },
		{ "separators and quotes are text", "[file]\nkind = fixed\n[addressee]\nname = 1+5\n[fields]\nnome = 1+5\n",
		  BYTES("\"A;b,\n"), 0, "1@1  nome=\"A;b,\n1 " ENDS(1, 0) },
		{ "a title row", "[file]\nkind = fixed\nheader-row = 1\n[addressee]\nname = 1+5\n[fields]\nnome = 1+5\n",
		  BYTES("TITLE\nROSSI\n"), 0, "1@2  nome=ROSSI\n1 " ENDS(1, 0) },
		{ "blank lines and the old end of file", "[file]\nkind = fixed\n[addressee]\nname = 1+5\n[fields]\nnome = 1+5\n",
		  BYTES("ROSSI\n     \n\n\x1a"), 0, "1@1  nome=ROSSI\n1 " ENDS(1, 0) },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define ADDRESSED "[file]\nkind = csv\n[fields]\nnome = n\n[addressee]\nname = n\n"

static void fills_the_addressee(void)
{
	static const struct row rows[] = {
		{ "every part",
		  ADDRESSED "name2 = b\nextra = e\nstreet = s\nnumber = u\ncap = c\ncity = m\nprovince = p\ncountry = k\n",
		  BYTES("n;b;e;s;u;c;m;p;k\nROSSI MARIO;c/o BIANCHI;Scala B;Via Roma;12/A;20121;MILANO;MI;\n"), RIG_ADDRESSEES,
		  "1@2  nome=ROSSI MARIO\nto: ROSSI MARIO|c/o BIANCHI|Scala B|Via Roma|12/A|20121|MILANO|MI|||||\n1 " ENDS(1, 0) },
		{ "words for nothing", ADDRESSED "number = u\nprovince = p\ncity = c\n",
		  BYTES("n;u;p;c\nA;N.C.;-;None\nB;SNC;n.d.;ND\nC;12;NA;X\n"), RIG_ADDRESSEES,
		  "1@2  nome=A\nto: A||||N.C.||None||||||\n2@3  nome=B\nto: B||||SNC||||||||\n"
		  "3@4  nome=C\nto: C||||12||X|NA|||||\n3 " ENDS(3, 0) },
		{ "a name in small letters", ADDRESSED, BYTES("n\nmario d'angelo\nde sanctis èlia\nMario rossi\nROSSI\n"), RIG_ADDRESSEES,
		  "field-normalised 1@2 n 'mario d'angelo' corrected: Mario D'Angelo\n1@2  nome=mario d'angelo\nto: Mario D'Angelo||||||||||||\n"
		  "field-normalised 2@3 n 'de sanctis èlia' corrected: De Sanctis Èlia\n2@3  nome=de sanctis èlia\nto: De Sanctis Èlia||||||||||||\n"
		  "3@4  nome=Mario rossi\nto: Mario rossi||||||||||||\n4@5  nome=ROSSI\nto: ROSSI||||||||||||\n4 " ENDS(4, 0) },
		{ "identifiers", ADDRESSED "tax-code = f\nemail = m\npec = p\niban = i\n",
		  BYTES("n;f;m;p;i\nA;rss mra 85t10 a562s;A@Esempio.IT;a@PEC.it;it60 x054 2811 1010 0000 0123 456\n"), RIG_ADDRESSEES,
		  "1@2  nome=A\nto: A|||||||||RSSMRA85T10A562S|A@esempio.it|a@pec.it|IT60X0542811101000000123456\n1 " ENDS(1, 0) },
		{ "bad identifiers", ADDRESSED "tax-code = f\nemail = m\npec = p\niban = i\n",
		  BYTES("n;f;m;p;i\nA;RSSMRA85T10A562T;a(at)b.it;a@pec;IT60X0542811101000000123457\nB;-;;n.d.;\n"), RIG_ADDRESSEES,
		  "tax-code 1@2 f 'RSSMRA85T10A562T' not used: wrong check letter\nemail 1@2 m 'a(at)b.it' not used: no @\n"
		  "pec 1@2 p 'a@pec' not used: not a domain behind the @\niban 1@2 i 'IT60X0542811101000000123457' not used: wrong check digits\n"
		  "1@2  nome=A\nto: A||||||||||||\n2@3  nome=B\nto: B||||||||||||\n2 " ENDS(2, 0) },
		{ "no number is an answer", ADDRESSED "number = c\n", BYTES("n;c\nA;N.C.\nB;-\n"), RIG_ADDRESSEES,
		  "1@2  nome=A\nto: A||||N.C.||||||||\n2@3  nome=B\nto: B||||||||||||\n2 " ENDS(2, 0) },
		{ "checked fields", ADDRESSED "[checks]\ncodice = iban\n[fields]\ncodice = c\n",
		  BYTES("n;c\nA;it60 x054 2811 1010 0000 0123 456\nB;IT61X0542811101000000123456\nC;\n"), RIG_ORIGINALS,
		  "1@2  nome=A codice=IT60X0542811101000000123456(it60 x054 2811 1010 0000 0123 456)\n"
		  "iban 2@3 c 'IT61X0542811101000000123456' kept: wrong check digits\n2@3  nome=B codice=IT61X0542811101000000123456\n"
		  "3@4  nome=C\n3 " ENDS(3, 0) },
		{ "checked references", ADDRESSED "[checks]\ncodice = customer\n[fields]\ncodice = c\n",
		  BYTES("n;c\nA;2018 0999 9911 0078 88\nB;201809999911007889\nC;\n"), RIG_ORIGINALS,
		  "1@2  nome=A codice=201809999911007888(2018 0999 9911 0078 88)\n"
		  "slip-code 2@3 c '201809999911007889' left out: wrong check digits\n3@4  nome=C\n3 " ENDS(2, 1) },
		{ "a notice's form", ADDRESSED "[checks]\ncodice = notice\n[fields]\ncodice = c\n",
		  BYTES("n;c\nA;470000008800999051\nB;30118834\n"), 0,
		  "1@2  nome=A codice=470000008800999051\nslip-code 2@3 c '30118834' left out: not 18 digits\n2 " ENDS(1, 1) },
		{ "an RF reference", ADDRESSED "[checks]\ncodice = reference\n[fields]\ncodice = c\n",
		  BYTES("n;c\nA;rf18 5390 0754 7034\nB;RF19539007547034\n"), 0,
		  "1@2  nome=A codice=RF18539007547034\n"
		  "slip-code 2@3 c 'RF19539007547034' left out: wrong check digits\n2 " ENDS(1, 1) },
		{ "a MAV", ADDRESSED "[checks]\ncodice = bill\n[fields]\ncodice = c\n", BYTES("n;c\nA;12345678901234567\nB;1\n"), 0,
		  "1@2  nome=A codice=12345678901234567\n"
		  "slip-code 2@3 c '1' left out: neither 17 nor 18 digits\n2 " ENDS(1, 1) },
		{ "a mandate", ADDRESSED "[checks]\ncodice = mandate\n[fields]\ncodice = c\n", BYTES("n;c\nA;UMR-1\nB;UMR_1\n"), 0,
		  "1@2  nome=A codice=UMR-1\n"
		  "slip-code 2@3 c 'UMR_1' left out: a character that SEPA does not carry\n2 " ENDS(1, 1) },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void gathers_rows_of_a_key(void)
{
#define GROUPED "[file]\nkind = csv\n[record]\nkey = k\n[addressee]\nname = n\n[fields]\nnome = n\n" \
	"[rows posizioni]\ncausale = c\nimporto = i\n"
	static const struct row rows[] = {
		{ "scattered rows", GROUPED,
		  BYTES("k;n;c;i\nA;Rossi;uno;1\nB;Bianchi;due;2\nA;Rossi;tre;3\nB;Bianchi;quattro;4\nA;Rossi;cinque;5\n"),
		  RIG_DICTIONARY_GROUPED,
		  "1@2 A nome=Rossi { causale=uno importo=100 } { causale=tre importo=300 } { causale=cinque importo=500 }\n"
		  "2@3 B nome=Bianchi { causale=due importo=200 } { causale=quattro importo=400 }\n5 " ENDS(2, 0) },
		{ "keys are cleaned, but not folded", GROUPED, BYTES("k;n;c;i\n A;R;x;1\nA ;R;y;2\na;S;z;3\n"), RIG_DICTIONARY_GROUPED,
		  "1@2 A nome=R { causale=x importo=100 } { causale=y importo=200 }\n2@4 a nome=S { causale=z importo=300 }\n3 " ENDS(2, 0) },
		{ "a row twice", GROUPED, BYTES("k;n;c;i\nA;R;x;1\nA;R;y;1\nA;R;x;1\n"), RIG_DICTIONARY_GROUPED,
		  "row-duplicate 1@4 posizioni '' kept\n"
		  "1@2 A nome=R { causale=x importo=100 } { causale=y importo=100 } { causale=x importo=100 }\n3 " ENDS(1, 0) },
		{ "rows that differ", GROUPED, BYTES("k;n;c;i\nA;Rossi;x;1\nA; Rossi ;y;2\nA;Russo;z;3\nA;Rosso;z;4\n"), RIG_DICTIONARY_GROUPED,
		  "group-differs 1@4 n 'Russo' kept: Rossi\n"
		  "1@2 A nome=Rossi { causale=x importo=100 } { causale=y importo=200 } { causale=z importo=300 } { causale=z importo=400 }\n"
		  "4 " ENDS(1, 0) },
		{ "one bad position leaves the record out", GROUPED, BYTES("k;n;c;i\nA;R;x;1\nB;S;y;2\nA;R;z;zero\n"), RIG_DICTIONARY_GROUPED,
		  "field-amount 1@4 i 'zero' left out: not a number\n2@3 B nome=S { causale=y importo=200 }\n3 " ENDS(1, 1) },
		{ "one bad row leaves the record out", GROUPED, BYTES("k;n;c;i\nA;R;x;1\nB;S;y;2\nA;R;z\nA;R;\x07;1\n"), RIG_DICTIONARY_GROUPED,
		  "row-cells 1@4  '' left out\nrow-control 1@5 c '\\x07' left out\n2@3 B nome=S { causale=y importo=200 }\n4 " ENDS(1, 1) },
		{ "rows without a key stand alone", GROUPED, BYTES("k;n;c;i\n;R;x;1\n;S;y;2\nA;T;z;3\n"), RIG_DICTIONARY_GROUPED,
		  "field-empty 1@2 k '' left out\nfield-empty 2@3 k '' left out\n3@4 A nome=T { causale=z importo=300 }\n3 " ENDS(1, 2) },
		{ "no position", GROUPED, BYTES("k;n;c;i\nA;R;;\nB;S;x;1\nB;S;;\n"), RIG_DICTIONARY_GROUPED,
		  "group-short 1@2 posizioni '0' left out\n2@3 B nome=S { causale=x importo=100 }\n3 " ENDS(1, 1) },
		{ "half a position", GROUPED, BYTES("k;n;c;i\nA;R;x;\n"), RIG_DICTIONARY_GROUPED,
		  "field-empty 1@2 i '' left out\n1 " ENDS(0, 1) },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

/* 30,000 rows of 10,000 keys, each key's rows far apart: more than the buffer of the rows holds. */
static void gathers_many(void)
{
	GString *bytes = g_string_new("k;n;c;i\n");
	g_autofree char *got = NULL;
	g_auto(GStrv) lines = NULL;

	for (guint round = 1; round <= 3; round++) {
		for (guint key = 0; key < 10000; key++)
			g_string_append_printf(bytes, "K%u;Nome %u;giro %u;%u,0%u\n", key, key, round, key, round);
	}
	got = rig_read_bytes("soci.csv", bytes->str, bytes->len, GROUPED, RIG_DICTIONARY_GROUPED);
	lines = g_strsplit(got, "\n", -1);
	CHECK_INT("lines", g_strv_length(lines), 10002);
	for (guint key = 0; key < 10000; key += 777) {
		g_autofree char *expected = g_strdup_printf(
			"%u@%u K%u nome=Nome %u { causale=giro 1 importo=%u } { causale=giro 2 importo=%u } "
			"{ causale=giro 3 importo=%u }", key + 1, key + 2, key, key, key * 100 + 1, key * 100 + 2, key * 100 + 3);

		CHECK_STR("record", lines[key], expected);
	}
	CHECK_STR("the end", lines[10000], "30000 rows, 10000 records, 0 left out");
	g_string_free(bytes, TRUE);
}

/* A record that nobody would print. */
static void refuses_a_key_of_too_many_rows(void)
{
	GString *bytes = g_string_new("k;n;c;i\n");
	g_autofree char *got = NULL;

	for (guint i = 0; i < 65537; i++)
		g_string_append(bytes, "A;R;x;1\n");
	g_string_append(bytes, "B;S;y;2\n");
	got = rig_read_bytes("soci.csv", bytes->str, bytes->len, GROUPED, RIG_DICTIONARY_GROUPED);
	CHECK_STR("too many", got, "pages-many 1@2 k '65537 rows' left out\n2@65539 B nome=S { causale=y importo=200 }\n65538 rows, 1 records, 1 left out\n");
	g_string_free(bytes, TRUE);
}

/* Bad rows leave nothing behind in the caller's arena. */
static void keeps_memory_flat_over_bad_rows(void)
{
	GString *bytes = g_string_new(TYPED_HEADER);
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "soci.csv", NULL);
	g_autoptr(dictionary_t) dictionary = rig_dictionary(0);
	g_autoptr(intake_profile_t) profile = intake_profile_parse(TYPED, "soci.profile", NULL);
	g_autoptr(arena_t) arena = arena_new(4096);
	GString *out = g_string_new(NULL);
	struct rig_sink sink = { { rig_found }, out };
	struct record *record = NULL;
	struct intake *intake;

	for (guint i = 0; i < 20000; i++)
		g_string_append(bytes, "A;;abc;;;\n");
	g_string_append(bytes, "last;x  y;1,00;;;\n");
	g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL);
	intake = intake_open(profile, dictionary, NULL, path, &sink.base, NULL);
	CHECK_INT("got", intake_next(intake, arena, &record, NULL), INTAKE_RECORD);
	CHECK_STR("the good one", record->fields[0].text, "last");
	CHECK_STR("its code", record->fields[1].text, "x  y");
	CHECK_INT("its number", record->number, 20001);
	CHECK_INT("left out", intake_counts(intake).left_out, 20000);
	CHECK_TRUE("flat", arena_held_bytes(arena) < 64 * 1024);
	intake_close(intake);
	g_string_free(out, TRUE);
	g_string_free(bytes, TRUE);
}

CHECK_MAIN({ "reads files of every kind", reads_files_of_every_kind }, { "tells bad rows", tells_bad_rows },
	   { "reads values", reads_values }, { "reads stated forms", reads_stated_forms },
	   { "reads fixed width", reads_fixed_width }, { "fills the addressee", fills_the_addressee },
	   { "gathers rows of a key", gathers_rows_of_a_key }, { "gathers many", gathers_many },
	   { "refuses a key of too many rows", refuses_a_key_of_too_many_rows },
	   { "keeps memory flat over bad rows", keeps_memory_flat_over_bad_rows })
