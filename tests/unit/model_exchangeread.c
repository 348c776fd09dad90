/* SPDX-License-Identifier: Apache-2.0 */
/* Results by exchange rules: which piece, what became of it, why a line or a whole file is refused. */
#include <string.h>

#include "unit/check.h"
#include "unit/exchanges.h"

static const char *const statuses[EXCHANGE_STATUSES] = { "ok", "spoiled", "pulled", "unknown" };

struct listing {
	struct exchange_reader reader;
	GString *text;
	guint most;	/* lines to be taken */
};

/* "3 ok R1/17", "4 spoiled C000042... (JAM)", "5 why: ..." */
static gboolean list_line(struct exchange_reader *reader, const struct exchange_line *line, GError **error)
{
	struct listing *listing = (struct listing *)reader;
	const struct exchange_result *result = &line->result;

	g_string_append_printf(listing->text, "%s%u ", listing->text->len > 0 ? "\n" : "", line->number);
	if (line->why != NULL) {
		g_string_append(listing->text, line->why);
	} else {
		g_string_append(listing->text, statuses[result->status]);
		if (result->run != 0 || result->piece != 0)
			g_string_append_printf(listing->text, " R%u/%u", result->run, result->piece);
		if (*result->control != '\0')
			g_string_append_printf(listing->text, " C%s", result->control);
		if (*result->registered != '\0')
			g_string_append_printf(listing->text, " N%s", result->registered);
		if (*result->word != '\0')
			g_string_append_printf(listing->text, " (%s)", result->word);
	}
	if (--listing->most > 0)
		return TRUE;
	g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "enough");
	return FALSE;
}

/* The listing of a file; its error's message where it is refused. */
static char *listing_of(const struct exchange *exchange, const char *bytes, gsize length, guint most)
{
	struct listing listing = { { list_line }, g_string_new(NULL), most };
	g_autoptr(GError) error = NULL;
	struct exchange_told told;

	if (!exchange_read(exchange, "R.res", bytes, length, &listing.reader, &told, &error))
		g_string_append_printf(listing.text, "%s%s", listing.text->len > 0 ? "\n" : "", error->message);
	else
		g_string_append_printf(listing.text, "%s%u lines of R%u", listing.text->len > 0 ? "\n" : "", told.lines, told.run);
	return g_string_free(listing.text, FALSE);
}

struct row {
	const char *label, *text, *expected;
};

static void check_rows(const char *name, const struct row *rows, guint count)
{
	g_autoptr(exchange_t) exchange = exchange_load(name);

	for (guint i = 0; i < count; i++) {
		g_autofree char *got = listing_of(exchange, rows[i].text, strlen(rows[i].text), G_MAXUINT);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

#define NAMES "TIME,OPERATOR,CODE,FATE\n"
#define CODE_1 "000042000000101020300009"

static void by_control_code(void)
{
	static const struct row rows[] = {
		{ "the words", NAMES "1,x," CODE_1 ",STACKED\n2,x," CODE_1 ",JAM\n3,x," CODE_1 ",SHEET MISSING\n4,x," CODE_1 ",REMOVED\n"
		  "5,x," CODE_1 ",LOST\n",
		  "2 ok C" CODE_1 " (STACKED)\n3 spoiled C" CODE_1 " (JAM)\n4 spoiled C" CODE_1 " (SHEET MISSING)\n"
		  "5 pulled C" CODE_1 " (REMOVED)\n6 unknown C" CODE_1 " (LOST)\n5 lines of R0" },
		{ "words are whole", NAMES "1,x," CODE_1 ",STACKE\n1,x," CODE_1 ",stacked\n",
		  "2 unknown C" CODE_1 " (STACKE)\n3 unknown C" CODE_1 " (stacked)\n2 lines of R0" },
		{ "line ends and blanks", "TIME, OPERATOR ,CODE,FATE\r\n\r\n 1 ,x, " CODE_1 " , STACKED \r\n\n\x1a",
		  "3 ok C" CODE_1 " (STACKED)\n1 lines of R0" },
		{ "quotes", NAMES "1,\"a, \"\"b\"\"\",\"" CODE_1 "\",\"JAM\"\n", "2 spoiled C" CODE_1 " (JAM)\n1 lines of R0" },
		{ "quotes that do not pair", NAMES "1,\"a," CODE_1 ",JAM\n1,\"a\"b," CODE_1 ",JAM\n1,\"" CODE_1 ",JAM\n",
		  "2 its quotes do not pair\n3 its quotes do not pair\n4 its quotes do not pair\n3 lines of R0" },
		{ "too few, too many", NAMES "1,x," CODE_1 "\n1,x," CODE_1 ",JAM,\n",
		  "2 another number of fields than its rules have\n3 another number of fields than its rules have\n2 lines of R0" },
		{ "no code", NAMES "1,x,,JAM\n1,x, ,JAM\n", "2 the piece's code is empty\n3 the piece's code is empty\n2 lines of R0" },
		{ "no text", NAMES "1,\xe8," CODE_1 ",JAM\n1,a\tb," CODE_1 ",JAM\n",
		  "2 no text in the encoding of its rules\n3 a control character\n2 lines of R0" },
		{ "breaks off in a line", NAMES "1,x," CODE_1 ",STACKED\n1,x," CODE_1 ",JAM",
		  "2 ok C" CODE_1 " (STACKED)\n3 the file breaks off in it\n2 lines of R0" },
		{ "nothing at all", "", "results file 'R.res': empty (rules 'camera-results')" },
		{ "empty lines", "\n\r\n\n", "results file 'R.res': empty (rules 'camera-results')" },
		{ "names only", NAMES, "0 lines of R0" },
		{ "other names", "TIME,OPERATOR,FATE,CODE\n1,x,JAM," CODE_1 "\n",
		  "results file 'R.res': line 1: other names of fields than its rules have (rules 'camera-results')" },
		{ "no names", "1,x," CODE_1 ",JAM\n",
		  "results file 'R.res': line 1: other names of fields than its rules have (rules 'camera-results')" },
	};

	check_rows("camera-results", rows, G_N_ELEMENTS(rows));
}

#define HD "HDR000042\r\n"
#define RS(piece, fate) "RSR000042" piece fate " 20260331101500\r\n"
#define TR(count) "TR" count "\r\n"

static void by_run_and_piece(void)
{
	static const struct row rows[] = {
		{ "a file", HD RS("0000001", "00") RS("0000002", "11") RS("     17", "20") RS("4", "      90") TR("00000004"),
		  "2 ok R42/1 (00)\n3 spoiled R42/2 (11)\n4 pulled R42/17 (20)\n5 unknown R42/4 (90)\n4 lines of R42" },
		{ "another run in a line", HD "RSR0000410000001" "00\r\n" TR("00000001"), "2 ok R41/1 (00)\n1 lines of R42" },
		{ "not right", HD RS("0000000", "00") RS("000001x", "00") "XSR000042000000100\r\n" "RS00000420000001" "00\r\n"
		  "RSR00004x0000001" "00\r\n" TR("00000005"),
		  "2 not the number of a piece\n3 not the number of a piece\n4 another constant than its rules have\n"
		  "5 not the number of a run\n6 not the number of a run\n5 lines of R42" },
		{ "shorter, longer", HD "RSR0000420000001\r\n" "RSR00004200000010020260331101500        \r\n"
		  "RSR00004200000010020260331101500        x\r\n" TR("00000003"),
		  "2 unknown R42/1\n3 ok R42/1 (00)\n4 longer than its rules say\n3 lines of R42" },
		{ "the trailer is missing", HD RS("0000001", "00"),
		  "results file 'R.res': line 2 is not the trailer: another constant than its rules have (rules 'sheets-results')" },
		{ "the header is missing", RS("0000001", "00") TR("00000001"),
		  "results file 'R.res': line 1 is not the header: another constant than its rules have (rules 'sheets-results')" },
		{ "only a header", HD, "results file 'R.res': breaks off: its own lines are missing (rules 'sheets-results')" },
		{ "fewer", HD RS("0000001", "00") TR("00000002"),
		  "results file 'R.res': says it has 2 lines and has 1 (rules 'sheets-results')" },
		{ "more", HD RS("0000001", "00") RS("0000001", "00") TR("00000001"),
		  "results file 'R.res': says it has 1 lines and has 2 (rules 'sheets-results')" },
		{ "no count", HD TR("x"), "results file 'R.res': line 2 is not the trailer: not a count of lines (rules 'sheets-results')" },
		{ "of no piece", HD TR("0"), "0 lines of R42" },
		{ "of no run", "HDR000000\r\n" TR("0"),
		  "results file 'R.res': line 1 is not the header: not the number of a run (rules 'sheets-results')" },
		{ "broken off in the trailer", HD RS("0000001", "00") "TR0000000",
		  "results file 'R.res': says it has 0 lines and has 1 (rules 'sheets-results')" },
	};

	check_rows("sheets-results", rows, G_N_ELEMENTS(rows));
}

static void those_to_be_made_again(void)
{
	static const struct row rows[] = {
		{ "a file", "JOB;R000042;2;avviso@3\r\nENV;0000017;x;2;1;2;5;1;Nicolo D'Angelo\r\nEND;1\r\n", "2 spoiled R42/17\n1 lines of R42" },
		{ "none", "JOB;R000042;2;avviso@3\nEND;0\n", "0 lines of R42" },
		{ "a quote is a letter", "JOB;R000042;2;a\nENV;3;x;2;1;2;5;1;\"Lo Zio\nEND;1", "2 spoiled R42/3\n1 lines of R42" },
		{ "broken off", "JOB;R000042;2;a\nENV;3;x;2;1;2;5;1;N\n",
		  "results file 'R.res': line 2 is not the trailer: another number of fields than its rules have (rules 'jrf')" },
	};
	g_autoptr(exchange_t) exchange = exchange_load("jrf");

	check_rows("jrf", rows, G_N_ELEMENTS(rows));
	CHECK_INT("the rest", exchange->rest, EXCHANGE_OK);
	CHECK_INT("each", exchange->every, EXCHANGE_SPOILED);
}

static void other_rules(void)
{
	static const struct {
		const char *label, *rules, *text, *expected;
	} rows[] = {
		{ "refused words", "[file]\nuse = results\nkind = csv\n[fields]\nC = registered\nS = status\n[status]\nok = 1\nothers = refuse\n",
		  "616000000018;1\n616000000018;2\n", "1 ok N616000000018 (1)\n2 a status that its rules do not know\n2 lines of R0" },
		{ "tabs", "[file]\nuse = results\nkind = csv\nseparator = tab\n[fields]\nC = control\nS = status\n[status]\nok = a b\nothers = refuse\n",
		  "1\ta b\n", "1 ok C1 (a b)\n1 lines of R0" },
		{ "an empty word", "[file]\nuse = results\nkind = csv\n[fields]\nC = control\nS = status\n[status]\nok = 1\nothers = unknown\n",
		  "1;\n", "1 unknown C1\n1 lines of R0" },
		{ "the run in the header alone",
		  "[file]\nuse = results\nkind = csv\n[header]\nR = run\n[fields]\nP = piece\n[status]\nevery = ok\n", "42\n7\n",
		  "2 ok R42/7\n1 lines of R42" },
		{ "numbers too large", "[file]\nuse = results\nkind = csv\n[fields]\nR = run\nP = piece\n[status]\nevery = ok\n",
		  "1000000;1\n1;10000000\n99999999999999999999;1\n-1;1\n+1;1\n1;1\n",
		  "1 not the number of a run\n2 not the number of a piece\n3 not the number of a run\n4 not the number of a run\n"
		  "5 not the number of a run\n6 ok R1/1\n6 lines of R0" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(exchange_t) exchange = exchange_of(rows[i].rules);
		g_autofree char *got = listing_of(exchange, rows[i].text, strlen(rows[i].text), G_MAXUINT);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

/* A NUL byte, a line of 5,000 bytes, and a reader that has had enough. */
static void lines_of_strangers(void)
{
	static const char nul[] = NAMES "1,x\0,1,JAM\n1,x,2,JAM\n1,x,3,JAM\n";
	g_autoptr(exchange_t) exchange = exchange_load("camera-results");
	g_autofree char *got = listing_of(exchange, nul, sizeof nul - 1, G_MAXUINT);
	g_autofree char *two = listing_of(exchange, nul, sizeof nul - 1, 2);
	g_autofree char *filling = g_strnfill(5000, 'a');
	g_autofree char *text = g_strconcat(NAMES "1,", filling, ",2,JAM\n", NULL);
	g_autofree char *wide = listing_of(exchange, text, strlen(text), G_MAXUINT);

	CHECK_STR("NUL", got, "2 no text in the encoding of its rules\n3 spoiled C2 (JAM)\n4 spoiled C3 (JAM)\n3 lines of R0");
	CHECK_STR("enough", two, "2 no text in the encoding of its rules\n3 spoiled C2 (JAM)\nenough");
	CHECK_STR("long", wide, "2 longer than any line of results\n1 lines of R0");
}

CHECK_MAIN({ "by control code", by_control_code }, { "by run and piece", by_run_and_piece },
	   { "those to be made again", those_to_be_made_again }, { "other rules", other_rules },
	   { "lines of strangers", lines_of_strangers })
