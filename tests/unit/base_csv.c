/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "unit/check.h"

#define BYTES(text) (text), sizeof(text) - 1

static const struct csv_options automatic = { "auto", CSV_AUTO, '"', 1 };
static const struct csv_options semicolon = { "utf-8", ';', '"', 1 };

static void tell_row(GString *out, const struct csv_row *row)
{
	static const char *const faults[] = { "", "OPEN", "TEXT", "LONG" };

	g_string_append_printf(out, "%u:", row->number);
	for (guint i = 0; i < row->count; i++) {
		g_string_append_c(out, '[');
		if (row->cells[i].length > 100)
			g_string_append_printf(out, "%zu bytes", (size_t)row->cells[i].length);
		else
			g_string_append_len(out, row->cells[i].text, (gssize)row->cells[i].length);
		g_string_append_c(out, ']');
		if (row->cells[i].text[row->cells[i].length] != '\0')
			CHECK_INT("closing NUL", row->number, 0);
	}
	g_string_append_printf(out, "%s\n", faults[row->fault]);
}

/* All rows of the file as text, or the error. */
static char *read_file(const char *path, const struct csv_options *options)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct csv *csv = csv_open(path, options, &error);
	const struct csv_row *row;
	enum csv_got got = CSV_FAILED;

	while (csv != NULL && (got = csv_next(csv, &row, &error)) == CSV_ROW)
		tell_row(out, row);
	if (got == CSV_FAILED)
		g_string_append(out, error->message);
	csv_close(csv);
	return g_string_free(out, FALSE);
}

static char *read_bytes(const char *bytes, gsize length, const struct csv_options *options)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "file.csv", NULL);

	g_file_set_contents(path, bytes, (gssize)length, NULL);
	return read_file(path, options);
}

struct row {
	const char *label;
	const struct csv_options *options;
	const char *bytes;
	gsize length;
	const char *expected;
};

static void reads_what_clients_send(void)
{
	static const struct csv_options apostrophe = { "utf-8", ',', '\'', 1 };
	static const struct csv_options lines = { "utf-8", CSV_NONE, CSV_NONE, 1 };
	static const struct csv_options unquoted = { "utf-8", ';', CSV_NONE, 1 };
	static const struct row rows[] = {
		{ "empty file", &automatic, BYTES(""), "" },
		{ "only empty lines", &automatic, BYTES("\n\r\n\r"), "" },
		{ "LF", &semicolon, BYTES("a;b\nc;d\n"), "1:[a][b]\n2:[c][d]\n" },
		{ "CR LF", &semicolon, BYTES("a;b\r\nc;d\r\n"), "1:[a][b]\n2:[c][d]\n" },
		{ "CR", &semicolon, BYTES("a;b\rc;d\r"), "1:[a][b]\n2:[c][d]\n" },
		{ "last line without end", &semicolon, BYTES("a;b\nc;d"), "1:[a][b]\n2:[c][d]\n" },
		{ "last cell empty without end", &semicolon, BYTES("a;"), "1:[a][]\n" },
		{ "empty lines", &semicolon, BYTES("a\n\n\nb\n"), "1:[a]\n4:[b]\n" },
		{ "empty cells", &semicolon, BYTES(";;\n"), "1:[][][]\n" },
		{ "a quoted empty cell is a row", &semicolon, BYTES("a\n\"\"\n"), "1:[a]\n2:[]\n" },
		{ "quotes", &semicolon, BYTES("\"a;b\";\"c\"\n"), "1:[a;b][c]\n" },
		{ "doubled quotes", &semicolon, BYTES("\"a \"\"b\"\" c\";\"\"\"\"\n"), "1:[a \"b\" c][\"]\n" },
		{ "quoted line ends", &semicolon, BYTES("\"a\r\nb\nc\";d\ne;f\n"), "1:[a\r\nb\nc][d]\n2:[e][f]\n" },
		{ "quote inside a cell", &semicolon, BYTES("via \"Roma\";5\"\n"), "1:[via \"Roma\"][5\"]\n" },
		{ "blanks behind a closing quote", &semicolon, BYTES("\"a\"  ;b\n\"c\" \n"), "1:[a][b]\n2:[c]\n" },
		{ "last cell quoted without end", &semicolon, BYTES("a;\"b\""), "1:[a][b]\n" },
		{ "other quote", &apostrophe, BYTES("'a,b',c\n"), "1:[a,b][c]\n" },
		{ "no quote", &unquoted, BYTES("\"a;b\"\n"), "1:[\"a][b\"]\n" },
		{ "whole lines", &lines, BYTES("a;\"b\nc\n"), "1:[a;\"b]\n2:[c]\n" },
		{ "NUL in a cell", &semicolon, BYTES("a\0b;c\n"), "1:[a\0b][c]\n" },
		{ "old end of file", &semicolon, BYTES("a;b\n\x1a"), "1:[a][b]\n" },
		{ "UTF-16", &automatic, BYTES("\xff\xfe" "a\0;\0\xf2\0\n\0" "b\0;\0c\0"), "1:[a][ò]\n2:[b][c]\n" },
		{ "Windows-1252", &automatic, BYTES("a;\xf2\r\n\x80;b\r\n"), "1:[a][ò]\n2:[€][b]\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = read_bytes(rows[i].bytes, rows[i].length, rows[i].options);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void goes_on_behind_bad_quotes(void)
{
	static const struct row rows[] = {
		{ "open to the end", &semicolon, BYTES("a;b\nc;\"d\ne;f\n"), "1:[a][b]\n2:[c]OPEN\n3:[e][f]\n" },
		{ "text behind", &semicolon, BYTES("a;\"b\"x;c\nd;e\n"), "1:[a]TEXT\n2:[d][e]\n" },
		{ "closed by the next row's", &semicolon, BYTES("a;\"b\nc;\"d\"\ne;f\n"), "1:[a]TEXT\n2:[c][d]\n3:[e][f]\n" },
		{ "open in the last line", &semicolon, BYTES("a;b\n\"c"), "1:[a][b]\n2:OPEN\n" },
		{ "open behind a quoted line end", &semicolon, BYTES("\"a\nb\";\"c\nd\n"), "1:[a\nb]OPEN\n2:[d]\n" },
		{ "CR LF", &semicolon, BYTES("a;\"b\r\nc;d\r\n"), "1:[a]OPEN\n2:[c][d]\n" },
		{ "only a quote", &semicolon, BYTES("\""), "1:OPEN\n" },
		{ "ends in a doubled quote", &semicolon, BYTES("\"a\"\""), "1:OPEN\n" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = read_bytes(rows[i].bytes, rows[i].length, rows[i].options);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

/* A quote that is open for longer than a cell may be: the rows behind it are all there. */
static void loses_one_row_to_an_open_quote(void)
{
	GString *bytes = g_string_new("a;b\nx;\"y\n");
	g_autofree char *got = NULL;
	g_auto(GStrv) lines = NULL;

	for (guint i = 0; i < 20000; i++)
		g_string_append_printf(bytes, "n%u;v\n", i);
	got = read_bytes(bytes->str, bytes->len, &semicolon);
	lines = g_strsplit(got, "\n", -1);
	CHECK_INT("lines", g_strv_length(lines), 20003);
	CHECK_STR("the bad row", lines[1], "2:[x]OPEN");
	CHECK_STR("the next row", lines[2], "3:[n0][v]");
	CHECK_STR("the last row", lines[20001], "20002:[n19999][v]");
	g_string_free(bytes, TRUE);
}

struct separator_row {
	const char *label, *text;
	char expected;
};

static void finds_the_separator(void)
{
	static const struct separator_row rows[] = {
		{ "semicolon", "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ';' },
		{ "comma", "a,b,c\n1,2,3\n", ',' },
		{ "tab", "a\tb\n1,5\t2,5\n", '\t' },
		{ "bar", "a|b\n1;5|2\n", '|' },
		{ "quoted separators do not count", "\"a,b,c\";d\n\"1,2,3\";4\n", ';' },
		{ "comma with quoted amounts", "a,b\n\"1,5\",2\n", ',' },
		{ "amounts with commas under a header of one comma", "nome;cognome, o ragione;x\nA;B;1,00\n", ';' },
		{ "one column", "a\nb\n", ';' },
		{ "CR", "a,b\rc,d\r", ',' },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *folder = check_folder();
		g_autofree char *path = g_build_filename(folder, "file.csv", NULL);
		struct csv *csv;

		g_file_set_contents(path, rows[i].text, -1, NULL);
		csv = csv_open(path, &automatic, NULL);
		CHECK_INT(rows[i].label, csv_separator(csv), rows[i].expected);
		csv_close(csv);
	}
}

/* What the rows behind the marker say, of a file whose middle begins at place. */
static char *read_middle(const char *middle, gsize place)
{
	GString *bytes = g_string_new(NULL);
	g_autofree char *got = NULL;
	char *tail;

	for (guint i = 0; i < 4000; i++)
		g_string_append(bytes, "0123456789;0123456789012345678901234567890123456789012345\n");
	while (bytes->len < place - 5)
		g_string_append_c(bytes, 'x');
	g_string_append_printf(bytes, "\nM;M\n%s;%s\nend;row\n", middle, middle);
	got = read_bytes(bytes->str, bytes->len, &semicolon);
	tail = g_strdup(strstr(got, "[M][M]"));
	g_string_free(bytes, TRUE);
	return tail;
}

/* Every kind of end, put on the border of two blocks. */
static void reads_over_block_borders(void)
{
	static const char *const middles[] = { "a\r\nb", "a\nb", "a\rb", "\"q\"\"q\"", "\"q\r\nq\";c", "\"q\"  ;", "è" };
	const gsize border = 256 * 1024;

	for (guint i = 0; i < G_N_ELEMENTS(middles); i++) {
		g_autofree char *expected = read_middle(middles[i], border - 1000);

		CHECK_TRUE(middles[i], expected != NULL && g_str_has_suffix(expected, "[end][row]\n"));
		for (gsize place = border - 24; place < border + 4; place++) {
			g_autofree char *label = g_strdup_printf("'%s' at %zu", middles[i], (size_t)place);
			g_autofree char *got = read_middle(middles[i], place);

			CHECK_STR(label, got, expected);
		}
	}
}

/* Python's csv module writes what we must read. */
static void reads_what_python_writes(void)
{
	static const char script[] =
		"import csv, random, sys\n"
		"rnd = random.Random(7)\n"
		"rows = [[''.join(rnd.choice('ab;\",\\n\\r\\t \\'è€') for _ in range(rnd.randint(0, 12))) for _ in range(5)]\n"
		"        for _ in range(3000)]\n"
		"rows = [r for r in rows if any(r)]\n"
		"with open(sys.argv[1], 'w', newline='', encoding='utf-8') as f:\n"
		"    w = csv.writer(f, delimiter=';', lineterminator='\\r\\n')\n"
		"    w.writerows(rows)\n"
		"with open(sys.argv[2], 'w', newline='', encoding='utf-8') as f:\n"
		"    for i, r in enumerate(rows, 1):\n"
		"        f.write(f'{i}:' + ''.join(f'[{c}]' for c in r) + '\\n')\n";
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "file.csv", NULL);
	g_autofree char *told = g_build_filename(folder, "told.txt", NULL);
	g_autofree char *expected = NULL;
	g_autofree char *got = NULL;
	char *argv[] = { (char *)"python3", (char *)"-c", (char *)script, path, told, NULL };
	int status = -1;

	CHECK_TRUE("python3", g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
	CHECK_INT("python3", status, 0);
	if (status != 0 || !g_file_get_contents(told, &expected, NULL, NULL))
		return;
	got = read_file(path, &semicolon);
	CHECK_STR("3,000 rows", got, expected);
}

static void write_many(int fd, const char *text, guint times)
{
	gsize length = strlen(text);

	for (guint i = 0; i < times; i++) {
		if (write(fd, text, length) != (gssize)length)
			g_error("cannot write");
	}
}

static char *made_file(const char *start, const char *repeated, guint times, const char *end)
{
	g_autofree char *folder = check_folder();
	char *path = g_build_filename(folder, "file.csv", NULL);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	write_many(fd, start, 1);
	write_many(fd, repeated, times);
	write_many(fd, end, 1);
	close(fd);
	return path;
}

static void survives_hostile_files(void)
{
	g_autofree char *kilobyte = g_strnfill(1024, 'x');
	g_autofree char *cells = g_strnfill(1024, ';');
	g_autofree char *doubled = g_strnfill(1024, '"');
	g_autofree char *kilobyte_cell = g_strconcat(kilobyte, ";", NULL);
	g_autofree char *long_cell = made_file("a;b\n1;", kilobyte, 100 * 1024, ";2\n3;4\n");
	g_autofree char *long_quoted = made_file("a;b\n1;\"", kilobyte, 100 * 1024, "\";2\n3;4\n");
	g_autofree char *many_cells = made_file("a;b\n", cells, 1000, "\n3;4\n");
	g_autofree char *long_row = made_file("a;b\n", kilobyte_cell, 1100, "\n3;4\n");
	g_autofree char *only_quotes = made_file("a;b\n", doubled, 10 * 1024, "\n3;4\n");
	g_autofree char *one = read_file(long_cell, &semicolon);
	g_autofree char *two = read_file(long_quoted, &semicolon);
	g_autofree char *three = read_file(many_cells, &semicolon);
	g_autofree char *four = read_file(long_row, &semicolon);
	g_autofree char *five = read_file(only_quotes, &semicolon);

	CHECK_STR("a cell of 100 MB", one, "1:[a][b]\n2:[1]LONG\n3:[3][4]\n");
	CHECK_STR("a quoted cell of 100 MB", two, "1:[a][b]\n2:[1]OPEN\n3:[3][4]\n");
	CHECK_STR("a million columns", three, "1:[a][b]\nrow 2: more than 4096 columns");
	CHECK_STR("a row over 1 MiB", four, "1:[a][b]\nrow 2: longer than 1 MiB");
	CHECK_STR("10 MB of quotes", five, "1:[a][b]\n2:OPEN\n3:[3][4]\n");
}

CHECK_MAIN({ "reads what clients send", reads_what_clients_send },
	   { "goes on behind bad quotes", goes_on_behind_bad_quotes },
	   { "loses one row to an open quote", loses_one_row_to_an_open_quote },
	   { "finds the separator", finds_the_separator }, { "reads over block borders", reads_over_block_borders },
	   { "reads what Python writes", reads_what_python_writes },
	   { "survives hostile files", survives_hostile_files })
