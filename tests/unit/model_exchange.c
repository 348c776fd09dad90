/* SPDX-License-Identifier: Apache-2.0 */
/* Exchange rules: the project's own files load, what is written stands where they say, faults are told at once. */
#include "model/exchange.h"

#include <string.h>

#include "unit/check.h"
#include "unit/exchanges.h"

static void the_files_load(void)
{
	static const struct {
		const char *name;
		enum exchange_use use;
		enum exchange_kind kind;
		guint fields;
		const char *file;
	} rows[] = {
		{ "camera-control", EXCHANGE_CONTROL, EXCHANGE_CSV, 9, "R000042-control.csv" },
		{ "camera-results", EXCHANGE_RESULTS, EXCHANGE_CSV, 4, NULL },
		{ "sheets-control", EXCHANGE_CONTROL, EXCHANGE_FIXED, 11, "R000042.mrd" },
		{ "sheets-results", EXCHANGE_RESULTS, EXCHANGE_FIXED, 5, NULL },
		{ "jaf", EXCHANGE_CONTROL, EXCHANGE_CSV, 9, "R000042.jaf" },
		{ "jrf", EXCHANGE_RESULTS, EXCHANGE_CSV, 9, NULL },
		{ "carrier-csv", EXCHANGE_LIST, EXCHANGE_CSV, 23, NULL },
		{ "carrier-json", EXCHANGE_LIST, EXCHANGE_JSON, 20, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(exchange_t) exchange = exchange_load(rows[i].name);
		g_autofree char *file = exchange_file_name(exchange, 42);

		CHECK_STR(rows[i].name, exchange->name, rows[i].name);
		CHECK_INT(rows[i].name, exchange->use, rows[i].use);
		CHECK_INT(rows[i].name, exchange->kind, rows[i].kind);
		CHECK_INT(rows[i].name, exchange->line.count, rows[i].fields);
		if (rows[i].file != NULL)
			CHECK_STR(rows[i].name, file, rows[i].file);
	}
}

static void control_files_have_names(void)
{
	static const struct {
		const char *kind, *encoding, *name, *expected;
	} rows[] = {
		{ "csv", "utf-8", "", "control.csv" },
		{ "fixed", "ascii", "", "control.txt" },
		{ "json", "utf-8", "", "control.json" },
		{ "csv", "utf-8", "name = X{run}.DAT\n", "XR001234.DAT" },
		{ "csv", "utf-8", "name = {run}\n", "R001234" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = g_strdup_printf("[file]\nuse = control\nkind = %s\nencoding = %s\n%s[fields]\nN = piece%s\n",
							rows[i].kind, rows[i].encoding, rows[i].name,
							rows[i].kind[0] == 'f' ? ", at 1-7" : "");
		g_autoptr(exchange_t) exchange = exchange_of(text);
		g_autofree char *file = exchange_file_name(exchange, 1234);

		CHECK_STR(rows[i].expected, file, rows[i].expected);
		CHECK_TRUE(rows[i].expected, exchange_wants(exchange, "piece") && !exchange_wants(exchange, "pallet"));
	}
}

/* ---- writing ---- */

static const struct addressee rossi_at = {
	.name = "Nicolò D’Angelo; detto \"Lo Zio\"", .name2 = "c/o Bar", .extra = "Scala B", .street = "VIA ROMA",
	.number = "1/A", .cap = "88100", .city = "CATANZARO", .province = "CZ", .country = "",
};

static const struct exchange_head head = {
	.run = 42, .lines = 2, .pieces = 2, .sheets = 5, .client = "ordine", .job = "ordine-avviso", .layout = "avviso@3",
	.envelope = "dl", .date = "2026-03-31", .list = 7,
};

static const struct exchange_piece both[] = {
	{ .piece = 1, .registered = "616000000018", .control = "000042000000101020300009", .sheet = 1, .sheets = 2, .pages = 4,
	  .first_sheet = 1, .last_sheet = 2, .insert_mask = 5, .weight_mg = 12045, .thickness_um = 900,
	  .product = "raccomandata", .bracket = "fino-a-20g", .area = "EU", .cap = "88100", .box = 1, .pallet = 1,
	  .divert = TRUE, .key = "A-1", .name = "Nicolò D’Angelo; detto \"Lo Zio\"", .to = &rossi_at,
	  .document_hash = "ab", .file = 1, .position = 1, .postage = 123456 },
	{ .piece = 2, .registered = "", .control = "000042000000201030000023", .sheet = 1, .sheets = 3, .pages = 6,
	  .first_sheet = 3, .last_sheet = 5, .insert_mask = 0, .weight_mg = 20000, .thickness_um = 1,
	  .product = "raccomandata", .bracket = "fino-a-20g", .area = "AM", .cap = "", .box = 1, .pallet = 1,
	  .key = "A-2", .name = "Bianchi", .document_hash = "cd", .file = 12, .position = 1 },
};

/* Both pieces; NULL and the error. */
static char *written(const struct exchange *exchange, GError **error)
{
	GString *out = g_string_new(NULL);
	struct exchange_writer writer;

	exchange_write_begin(&writer, exchange, &head, out);
	for (guint i = 0; i < G_N_ELEMENTS(both); i++)
		exchange_write(&writer, &both[i]);
	return g_string_free(out, !exchange_write_end(&writer, error));
}

static void files_are_written(void)
{
	static const struct {
		const char *name, *expected;
	} rows[] = {
		{ "camera-control",
		  "JOB,DOCUMENT,CODE,SHEETS,FEEDERS,DIVERT,WEIGHT_MG,BOX,NAME\r\n"
		  "R000042,1,000042000000101020300009,2,YNYNNN,Y,12045,1,\"Nicolo D'Angelo; detto \"\"Lo Zio\"\"\"\r\n"
		  "R000042,2,000042000000201030000023,3,NNNNNN,N,20000,1,Bianchi\r\n" },
		{ "jaf",
		  "JOB;R000042;2;avviso@3\r\n"
		  "ENV;0000001;000042000000101020300009;2;1;2;5;1;Nicolo D'Angelo  detto  Lo Zio \r\n"
		  "ENV;0000002;000042000000201030000023;3;3;5;0;0;Bianchi\r\n"
		  "END;2\r\n" },
		{ "carrier-csv",
		  "lista;data;lavorazione;plico;codice;riferimento;destinatario;presso;dettaglio;via;civico;cap;localita;provincia;"
		  "stato;prodotto;area;scaglione;grammi;fogli;scatola;bancale;euro\r\n"
		  "7;2026-03-31;R000042;1;616000000018;A-1;\"Nicolò D’Angelo; detto \"\"Lo Zio\"\"\";c/o Bar;Scala B;VIA ROMA;1/A;"
		  "88100;CATANZARO;CZ;;raccomandata;EU;fino-a-20g;12.045;2;1;1;1234.56\r\n"
		  "7;2026-03-31;R000042;2;;A-2;Bianchi;;;;;;;;;raccomandata;AM;fino-a-20g;20.000;3;1;1;0.00\r\n" },
		{ "carrier-json",
		  "{\"list\": 7, \"date\": \"2026-03-31\", \"run\": \"R000042\", \"client\": \"ordine\", \"count\": 2, \"pieces\": [\n"
		  "{\"piece\": 1, \"code\": \"616000000018\", \"reference\": \"A-1\", \"name\": \"Nicolò D’Angelo; detto \\\"Lo Zio\\\"\", "
		  "\"name2\": \"c/o Bar\", \"extra\": \"Scala B\", \"street\": \"VIA ROMA\", \"number\": \"1/A\", \"cap\": \"88100\", "
		  "\"city\": \"CATANZARO\", \"province\": \"CZ\", \"country\": \"\", \"product\": \"raccomandata\", \"area\": \"EU\", "
		  "\"bracket\": \"fino-a-20g\", \"grams\": 12.045, \"sheets\": 2, \"box\": 1, \"pallet\": 1, \"euro\": 1234.56},\n"
		  "{\"piece\": 2, \"code\": \"\", \"reference\": \"A-2\", \"name\": \"Bianchi\", "
		  "\"name2\": \"\", \"extra\": \"\", \"street\": \"\", \"number\": \"\", \"cap\": \"\", "
		  "\"city\": \"\", \"province\": \"\", \"country\": \"\", \"product\": \"raccomandata\", \"area\": \"AM\", "
		  "\"bracket\": \"fino-a-20g\", \"grams\": 20.000, \"sheets\": 3, \"box\": 1, \"pallet\": 1, \"euro\": 0.00}\n"
		  "]}\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(exchange_t) exchange = exchange_load(rows[i].name);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = written(exchange, &error);

		CHECK_NO_ERROR(rows[i].name, error);
		CHECK_STR(rows[i].name, got, rows[i].expected);
	}
}

/* 120 bytes a line, whatever is in it. */
static void columns_are_filled(void)
{
	static const char *const lines[] = {
		"HDR0000420000000200000002avviso@3",
		"SHR0000420000001010200004200000010102030000910100010001204500001 Nicol\xf2 D'Angelo; detto \"Lo Zio\"",
		"SHR0000420000002010300004200000020103000002300000000002000000001 Bianchi",
		"TR00000002",
	};
	g_autoptr(exchange_t) exchange = exchange_load("sheets-control");
	g_autofree char *got = written(exchange, NULL);
	g_auto(GStrv) found = g_strsplit(got, "\r\n", -1);

	CHECK_INT("lines", g_strv_length(found), G_N_ELEMENTS(lines) + 1);
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *expected = g_strdup_printf("%-120s", lines[i]);

		CHECK_STR(lines[i], found[i], expected);
	}
}

#define CSV(fields) "[file]\nuse = list\nkind = csv\n[fields]\n" fields
#define FIXED(fields) "[file]\nuse = list\nkind = fixed\nencoding = ascii\n[fields]\n" fields
#define JSON(fields) "[file]\nuse = list\nkind = json\n[fields]\n" fields

/* The first piece's line of one field. */
static void options_are_kept(void)
{
	static const struct {
		const char *rules, *expected;
	} rows[] = {
		{ CSV("N = piece\n"), "1\n" },
		{ CSV("# N = box\nN = piece\n"), "1\n" },
		{ CSV("N = piece, width 4\n"), "   1\n" },
		{ CSV("N = piece, width 4, left\n"), "1   \n" },
		{ CSV("N = piece, zeros, width 4\n"), "0001\n" },
		{ CSV("N = area, width 4\n"), "EU  \n" },
		{ CSV("N = area, width 4, right\n"), "  EU\n" },
		{ CSV("N = name, cut, width 7\n"), "Nicolò \n" },
		{ CSV("N = \"a, b; c\"\n"), "\"a, b; c\"\n" },
		{ CSV("N = \"\"\n"), "\n" },
		{ CSV("N = file, named\n"), "0001\n" },
		{ CSV("N = run\n"), "42\n" },
		{ CSV("N = divert\n"), "1\n" },
		{ CSV("N = divert, flags 1 SN\n"), "S\n" },
		{ CSV("N = insert-mask, flags 3 10\n"), "101\n" },
		{ CSV("N = thickness-um, thousandths\n"), "0.900\n" },
		{ CSV("N = weight-mg, thousandths, width 8, zeros\n"), "0012.045\n" },
		{ CSV("N = postage\n"), "1234.56\n" },
		{ FIXED("N = piece, at 3-6\n"), "     1\n" },
		{ FIXED("N = piece, at 3-6, zeros\nM = area, at 8-10\n"), "  0001 EU \n" },
		{ JSON("N = divert\n"), "{\"N\": true},\n" },
		{ JSON("N = divert, flags 1 SN\n"), "{\"N\": \"S\"},\n" },
		{ JSON("N = insert-mask\n"), "{\"N\": 5},\n" },
		{ JSON("N = control\n"), "{\"N\": \"000042000000101020300009\"},\n" },
		{ JSON("\"N\\\\ = postage\n"), "{\"\\\"N\\\\\\\\\": 1234.56},\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(exchange_t) exchange = exchange_of(rows[i].rules);
		g_autofree char *got = written(exchange, NULL);
		const char *line = exchange->kind == EXCHANGE_JSON ? strchr(got, '\n') + 1 : got;
		g_autofree char *first = g_strndup(line, (gsize)(strchr(line, '\n') + 1 - line));

		CHECK_STR(rows[i].rules, first, rows[i].expected);
	}
}

static void what_does_not_fit_is_told(void)
{
	static const struct {
		const char *rules, *expected;
	} rows[] = {
		{ CSV("W = weight-mg, width 4\n"), "exchange 't': piece 1: 'W': 5 characters do not fit 4" },
		{ FIXED("C = control, at 1-20\n"), "exchange 't': piece 1: 'C': 24 characters do not fit 20" },
		{ CSV("N = area\n[header]\nC = client, width 3\n"), "exchange 't': the file's own line: 'C': 6 characters do not fit 3" },
		{ CSV("N = area\n[trailer]\nC = client, width 3\n"), "exchange 't': the file's own line: 'C': 6 characters do not fit 3" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(exchange_t) exchange = exchange_of(rows[i].rules);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = written(exchange, &error);

		CHECK_TRUE(rows[i].rules, got == NULL);
		CHECK_ERROR(rows[i].rules, error, rows[i].expected);
	}
}

/* ---- faults ---- */

#define RESULTS(rest) "[file]\nuse = results\nkind = csv\n" rest
#define CODE "[fields]\nC = control\nS = status\n"
#define WORDS "[status]\nok = 0\nothers = refuse\n"

static void faults_are_told(void)
{
	static const struct {
		const char *text, *expected;
	} rows[] = {
		{ "", "[file] use: missing" },
		{ CSV("N = piece\n") "[extra]\nx = 1\n", "[extra]: no such group" },
		{ CSV("N = piece\nM = box\n  N=area\n"), "[fields] N: stands twice" },
		{ CSV("N = piece\n") "[header]\nN = run\n[fields]\nN = box\n", "[fields] N: stands twice" },
		{ CSV("N = weight\n"), "[fields] N: nothing is called 'weight'" },
		{ CSV("N =\n"), "[fields] N: empty" },
		{ CSV(""), "[fields]: there are none" },
		{ CSV("N = \"abc\n"), "a quote is not closed" },
		{ CSV("N = \"a\\nb\"\n"), "holds a control character" },
		{ CSV("N = \"abc\" x\n"), "not understood: 'x'" },
		{ CSV("N = piece, wide\n"), "not understood: 'wide'" },
		{ CSV("N = piece, at 1-2\n"), "not understood: 'at 1-2'" },
		{ CSV("N = piece, width 0\n"), "not a width" },
		{ CSV("N = piece, width 5000\n"), "not a width" },
		{ CSV("N = piece, flags 2 YN\n"), "only a mask is written as flags" },
		{ CSV("N = insert-mask, flags 2 YY\n"), "flags are a number" },
		{ CSV("N = insert-mask, flags 32 YN\n"), "flags are a number" },
		{ CSV("N = insert-mask, flags 2\n"), "flags are a number" },
		{ CSV("N = piece, named\n"), "only a run and a file are named" },
		{ CSV("N = piece, thousandths\n"), "only a weight" },
		{ CSV("N = control, cut, width 3\n"), "only a text may be cut" },
		{ CSV("N = name, cut\n"), "cut without a width" },
		{ CSV("N = piece, zeros\n"), "zeros without a width" },
		{ CSV("N = name, zeros, width 9\n"), "only a number is filled up" },
		{ CSV("N = \"abc\", width 2\n"), "does not fit 2 characters: 'abc'" },
		{ CSV("N = sheet\n"), "'sheet' wants [file] lines = sheet" },
		{ CSV("N = status\n"), "'status' is of results only" },
		{ CSV("N = piece\n[header]\nP = piece\n"), "'piece' is of a line, not of the whole file" },
		{ FIXED("N = piece\n"), "its columns are missing" },
		{ FIXED("N = piece, at 7-3\n"), "not columns" },
		{ FIXED("N = piece, at 0-3\n"), "not columns" },
		{ FIXED("N = piece, at 3\n"), "not columns" },
		{ FIXED("N = piece, at 1-7\nM = box, at 7-9\n"), "[fields] M: begins before the field above it ends" },
		{ "[file]\nuse = list\nkind = fixed\nencoding = ascii\nlength = 5\n[fields]\nN = piece, at 1-7\n", "longer than [file] length" },
		{ "[file]\nuse = list\nkind = fixed\n[fields]\nN = piece, at 1-7\n", "not of utf-8" },
		{ "[file]\nuse = list\nkind = json\nencoding = ascii\n[fields]\nN = piece\n", "json is utf-8" },
		{ "[file]\nuse = list\nkind = fixed\nencoding = ascii\nseparator = tab\n[fields]\nN = piece, at 1-7\n", "separator: no such key" },
		{ "[file]\nuse = control\nkind = csv\n[fields]\nN = postage\n", "'postage' is not known when a control file is written" },
		{ "[file]\nuse = control\nkind = csv\n[fields]\nN = street\n", "'street' is not known" },
		{ "[file]\nuse = control\nkind = csv\nname = control.csv\n[fields]\nN = piece\n", "name: without {run}" },
		{ "[file]\nuse = control\nkind = csv\nname = ../{run}\n[fields]\nN = piece\n", "name: more than letters" },
		{ "[file]\nuse = control\nkind = csv\nname = a/{run}\n[fields]\nN = piece\n", "name: more than letters" },
		{ "[file]\nuse = control\nkind = csv\nname = {run}{run}\n[fields]\nN = piece\n", "name: more than letters" },
		{ RESULTS(CODE "[status]\nok = 0\n"), "others: missing" },
		{ RESULTS(CODE "[status]\nothers = unknown\n"), "no word means anything" },
		{ RESULTS(CODE "[status]\nok = 0, 1\nspoiled = 1\nothers = refuse\n"), "spoiled: stands twice: '1'" },
		{ RESULTS(CODE "[status]\nevery = ok\n"), "either this or a field 'status'" },
		{ RESULTS("[fields]\nC = control\n" WORDS), "either this or a field 'status'" },
		{ RESULTS("[fields]\nS = status\n" WORDS), "names no piece" },
		{ RESULTS("[fields]\nP = piece\nS = status\n" WORDS), "a piece's number without its run" },
		{ RESULTS("[fields]\nC = control\nS = status\nT = status\n" WORDS), "'status' stands twice" },
		{ RESULTS(CODE "W = weight-mg\n" WORDS), "'weight-mg' is not read from results: say ignored" },
		{ RESULTS(CODE "L = lines\n" WORDS), "'lines' is of the whole file" },
		{ RESULTS(CODE "[status]\nok = 0\nothers = refuse\nrest = ok\n"), "rest: wants the run and the count" },
		{ RESULTS(CODE WORDS "[header]\nR = run\nL = lines\n[trailer]\nL = lines\n"), "'run' or 'lines' stands twice" },
		{ "[file]\nuse = results\nkind = json\n" CODE WORDS, "results are read from csv or fixed columns" },
		{ RESULTS("lines = sheet\n" CODE WORDS), "lines: no such key" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(exchange_t) exchange = exchange_parse(rows[i].text, "r/t.exchange", &error);

		CHECK_TRUE(rows[i].text, exchange == NULL);
		CHECK_ERROR(rows[i].text, error, rows[i].expected);
		CHECK_ERROR(rows[i].text, error, "exchange 't': ");
	}
}

static void all_faults_at_once(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(exchange_t) exchange = exchange_parse("[file]\nuse = list\nkind = cvs\n[fields]\nA = what\nB = piece, wide\n",
							"t.exchange", &error);

	CHECK_TRUE("refused", exchange == NULL);
	CHECK_ERROR("kind", error, "kind: not one of csv, fixed, json: 'cvs'");
	CHECK_ERROR("word", error, "[fields] A: nothing is called 'what'");
	CHECK_ERROR("option", error, "[fields] B: not understood: 'wide'");
}

CHECK_MAIN({ "the files load", the_files_load }, { "control files have names", control_files_have_names },
	   { "files are written", files_are_written }, { "columns are filled", columns_are_filled }, { "options are kept", options_are_kept },
	   { "what does not fit is told", what_does_not_fit_is_told }, { "faults are told", faults_are_told },
	   { "all faults at once", all_faults_at_once })
