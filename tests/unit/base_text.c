/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>

#include "base/textfile.h"
#include "unit/check.h"

struct check_row {
	const char *label, *bytes;
	gsize length;
	enum text_fault fault;
};

#define BYTES(text) (text), sizeof(text) - 1

static void tells_what_bytes_are(void)
{
	static const struct check_row rows[] = {
		{ "empty", BYTES(""), TEXT_PLAIN },
		{ "plain", BYTES("Via Roma, 12/A ~!"), TEXT_PLAIN },
		{ "accents", BYTES("Niccolò"), TEXT_FINE },
		{ "tab, CR and LF", BYTES("a\tb\r\nc"), TEXT_FINE },
		{ "NUL", BYTES("abc\0def ghi jkl"), TEXT_CONTROL },
		{ "NUL at the end", BYTES("abcdefgh\0"), TEXT_CONTROL },
		{ "DEL in the eighth byte", BYTES("abcdefg\x7f"), TEXT_CONTROL },
		{ "C1", BYTES("a\xc2\x85"), TEXT_CONTROL },
		{ "bell", BYTES("\a"), TEXT_CONTROL },
		{ "writing turned round", BYTES("euro 100\xe2\x80\xae"), TEXT_CONTROL },
		{ "half a character", BYTES("Niccol\xc3"), TEXT_ENCODING },
		{ "half a character inside", BYTES("Niccol\xc3 Rossi"), TEXT_ENCODING },
		{ "a byte of Windows-1252", BYTES("Niccol\xf2 Rossi"), TEXT_ENCODING },
		{ "overlong", BYTES("\xc0\xaf"), TEXT_ENCODING },
		{ "surrogate", BYTES("\xed\xa0\x80"), TEXT_ENCODING },
		{ "replacement character", BYTES("Niccol\xef\xbf\xbd"), TEXT_ENCODING },
		{ "bad text after a control", BYTES("\a\xff"), TEXT_ENCODING },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_INT(rows[i].label, text_check(rows[i].bytes, rows[i].length), rows[i].fault);
}

static void tells_every_single_byte(void)
{
	for (guint i = 0; i < 256; i++) {
		char bytes[] = "abcdefgh";
		g_autofree char *label = g_strdup_printf("byte 0x%02x", i);
		enum text_fault expected = i >= 0x80 ? TEXT_ENCODING : i == 0x7f || i < 0x20 ? TEXT_CONTROL : TEXT_PLAIN;

		if (i == '\t' || i == '\n' || i == '\r')
			expected = TEXT_FINE;
		bytes[i % 8] = (char)i;
		CHECK_INT(label, text_check(bytes, 8), expected);
	}
}

struct clean_row {
	const char *label, *from, *folded, *kept;
};

static void cleans(void)
{
	static const struct clean_row rows[] = {
		{ "nothing to do", "Rossi Mario", "Rossi Mario", "Rossi Mario" },
		{ "ends", "  Rossi \t\n", "Rossi", "Rossi" },
		{ "only blanks", " \t ", "", "" },
		{ "runs of blanks", "a  b   c", "a b c", "a  b   c" },
		{ "line ends", "a\r\nb\rc\n\nd", "a b c d", "a\nb\nc\n\nd" },
		{ "no-break blanks", "\xc2\xa0" "a\xc2\xa0\xe2\x80\xaf" "b\xc2\xa0", "a b", "a  b" },
		{ "soft hyphen, zero-width blank, byte order mark", "a\xc2\xad\xe2\x80\x8b\xef\xbb\xbf" "b", "ab", "ab" },
		{ "composed", "Forli\xcc\x80 citta\xcc\x80", "Forlì città", "Forlì città" },
		{ "Greek and Cyrillic stay", "Παπαδόπουλος Ковалёв", "Παπαδόπουλος Ковалёв", "Παπαδόπουλος Ковалёв" },
		{ "Ș Ł Đ", "Ștefan Łukasz Đoković", "Ștefan Łukasz Đoković", "Ștefan Łukasz Đoković" },
		{ "beyond the first plane", "a 😀  b", "a 😀 b", "a 😀  b" },
		{ "tab in a code", "a\tb", "a b", "a\tb" },
	};
	g_autoptr(arena_t) arena = arena_new(1024);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		CHECK_STR(rows[i].label, text_clean(rows[i].from, strlen(rows[i].from), TEXT_FOLD, arena), rows[i].folded);
		CHECK_STR(rows[i].label, text_clean(rows[i].from, strlen(rows[i].from), TEXT_KEEP, arena), rows[i].kept);
	}
}

struct pair_row {
	const char *from, *expected;
};

static void mends_names(void)
{
	static const struct pair_row rows[] = {
		{ "mario rossi", "Mario Rossi" },
		{ "d'angelo", "D'Angelo" },
		{ "dell’orto maria", "Dell’Orto Maria" },
		{ "de sanctis lo presti", "De Sanctis Lo Presti" },
		{ "anna-maria", "Anna-Maria" },
		{ "èlia ügo", "Èlia Ügo" },
		{ "niccolo' rossi", "Niccolo' Rossi" },
		{ "rossi e bianchi s.r.l.", "Rossi e Bianchi S.r.l." },
		{ "c/o studio rossi", "c/o Studio Rossi" },
		{ "(eredi) rossi", "(Eredi) Rossi" },
	};
	g_autoptr(arena_t) arena = arena_new(1024);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		CHECK_TRUE(rows[i].from, text_is_lower(rows[i].from));
		CHECK_STR(rows[i].from, text_mend_name(rows[i].from, arena), rows[i].expected);
	}
	CHECK_TRUE("capitals", !text_is_lower("ROSSI"));
	CHECK_TRUE("mixed", !text_is_lower("de Sanctis"));
	CHECK_TRUE("accented capital", !text_is_lower("Èlia"));
	CHECK_TRUE("no letters", !text_is_lower("12 / 3"));
}

static void takes_accents_off(void)
{
	static const struct {
		gunichar letter;
		const char *expected;
	} rows[] = {
		{ 'a', "A" }, { '7', "7" }, { 0xe8, "E" }, { 0x1ec7, "E" }, { 0x111, "D" }, { 0x142, "L" }, { 0xdf, "SS" },
		{ 0xe6, "AE" }, { 0x131, "I" }, { 0x3ac, "Α" }, { 0x4e2d, "中" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char out[9] = "";

		out[text_plain_capital(rows[i].letter, out)] = '\0';
		CHECK_STR(rows[i].expected, out, rows[i].expected);
	}
}

static void shows_any_bytes(void)
{
	g_autoptr(arena_t) arena = arena_new(1024);
	g_autofree char *many = g_strnfill(200, 'x');
	const char *shown;

	CHECK_STR("text", text_shown(BYTES("Niccolò"), arena), "Niccolò");
	CHECK_STR("NUL and half a character", text_shown(BYTES("a\0b\xc3"), arena), "a\\x00b\\xC3");
	CHECK_STR("C1", text_shown(BYTES("a\xc2\x85"), arena), "a\\xC2\\x85");
	shown = text_shown(many, 200, arena);
	CHECK_INT("long", strlen(shown), 123);
	CHECK_TRUE("long", g_str_has_suffix(shown, "x..."));
}

struct file_row {
	const char *label, *asked, *bytes;
	gsize length;
	const char *encoding, *text;
};

static char *read_all(struct textfile *file, gsize room)
{
	GString *text = g_string_new(NULL);
	char block[64];
	gssize got;

	while ((got = textfile_read(file, block, room, NULL)) > 0)
		g_string_append_len(text, block, got);
	if (got < 0)
		g_string_append(text, "(failed)");
	return g_string_free(text, FALSE);
}

static void reads_encodings(void)
{
	static const struct file_row rows[] = {
		{ "empty", "auto", BYTES(""), "utf-8", "" },
		{ "ASCII", "auto", BYTES("abc"), "utf-8", "abc" },
		{ "UTF-8", "auto", BYTES("Niccolò"), "utf-8", "Niccolò" },
		{ "UTF-8 with its mark", "auto", BYTES("\xef\xbb\xbf" "ò"), "utf-8", "ò" },
		{ "UTF-8 with its mark, stated", "utf-8", BYTES("\xef\xbb\xbf" "ò"), "utf-8", "ò" },
		{ "Windows-1252", "auto", BYTES("Niccol\xf2 \x80 100"), "windows-1252", "Niccolò € 100" },
		{ "one bad character among good ones", "auto", BYTES("àèìòù Niccol\xf2."), "utf-8", "àèìòù Niccol\xf2." },
		{ "a byte that Windows-1252 has not", "windows-1252", BYTES("a\x81" "b"), "windows-1252", "a\xef\xbf\xbd" "b" },
		{ "ISO 8859-15", "ISO-8859-15", BYTES("\xa4"), "iso-8859-15", "€" },
		{ "DOS", "cp850", BYTES("Niccol\x95"), "cp850", "Niccolò" },
		{ "ASCII only", "us-ascii", BYTES("a\xf2"), "us-ascii", "a\xef\xbf\xbd" },
		{ "UTF-16LE with its mark", "auto", BYTES("\xff\xfe" "a\0\xf2\0\x3d\xd8\x00\xde"), "utf-16le", "aò😀" },
		{ "UTF-16BE with its mark", "auto", BYTES("\xfe\xff\0a\0\xf2"), "utf-16be", "aò" },
		{ "UTF-16 stated", "utf-16", BYTES("a\0b\0"), "utf-16le", "ab" },
		{ "half a pair", "utf-16le", BYTES("\x3d\xd8" "a\0"), "utf-16le", "\xef\xbf\xbd" "a" },
		{ "a pair cut off", "utf-16le", BYTES("a\0\x3d\xd8"), "utf-16le", "a\xef\xbf\xbd" },
		{ "half a unit", "utf-16le", BYTES("a\0b"), "utf-16le", "a\xef\xbf\xbd" },
	};
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "file", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *text = NULL;
		struct textfile *file;

		g_file_set_contents(path, rows[i].bytes, (gssize)rows[i].length, NULL);
		file = textfile_open(path, rows[i].asked, &error);
		CHECK_NO_ERROR(rows[i].label, error);
		if (file == NULL)
			continue;
		text = read_all(file, 16);
		CHECK_STR(rows[i].label, text, rows[i].text);
		CHECK_STR(rows[i].label, textfile_encoding(file), rows[i].encoding);
		textfile_close(file);
	}
}

/* An accent behind the first block, and a character on the border of two. */
static void finds_late_accents(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "file", NULL);

	for (guint behind = 65520; behind < 65545; behind++) {
		g_autofree char *start = g_strnfill(behind, 'x');
		g_autofree char *utf_8 = g_strconcat(start, "€", NULL);
		g_autofree char *other = g_strconcat(start, "\xf2\xf2", NULL);
		g_autofree char *label = g_strdup_printf("behind %u bytes", behind);
		struct textfile *file;

		g_file_set_contents(path, utf_8, -1, NULL);
		file = textfile_open(path, "auto", NULL);
		CHECK_STR(label, textfile_encoding(file), "utf-8");
		textfile_close(file);
		g_file_set_contents(path, other, -1, NULL);
		file = textfile_open(path, "auto", NULL);
		CHECK_STR(label, textfile_encoding(file), "windows-1252");
		textfile_close(file);
	}
}

static void refuses_what_is_no_file(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GError) none = NULL, directory = NULL, encoding = NULL;

	CHECK_TRUE("no file", textfile_open("/nowhere/soci.csv", "auto", &none) == NULL);
	CHECK_ERROR("no file", none, "cannot read '/nowhere/soci.csv'");
	CHECK_TRUE("folder", textfile_open(folder, "auto", &directory) == NULL);
	CHECK_ERROR("folder", directory, "cannot read");
	CHECK_TRUE("encoding", textfile_open(folder, "utf-7", &encoding) == NULL);
	CHECK_ERROR("encoding", encoding, "unknown encoding 'utf-7'");
}

CHECK_MAIN({ "tells what bytes are", tells_what_bytes_are }, { "tells every single byte", tells_every_single_byte },
	   { "cleans", cleans }, { "mends names", mends_names }, { "takes accents off", takes_accents_off },
	   { "shows any bytes", shows_any_bytes },
	   { "reads encodings", reads_encodings }, { "finds late accents", finds_late_accents },
	   { "refuses what is no file", refuses_what_is_no_file })
