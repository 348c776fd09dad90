/* SPDX-License-Identifier: Apache-2.0 */
#include "model/piece.h"

#include "unit/check.h"

#include <string.h>

/* ---- states ---- */

static void names_every_state(void)
{
	for (guint i = 0; i < PIECE_STATES; i++) {
		enum piece_state back = PIECE_STATES;

		CHECK_TRUE(piece_state_name(i), piece_state_parse(piece_state_name(i), &back));
		CHECK_INT(piece_state_name(i), back, i);
	}
}

static void refuses_other_words(void)
{
	static const char *const words[] = { "", "Printed", "printed ", "print", "unknown" };
	enum piece_state state;

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		CHECK_TRUE(words[i], !piece_state_parse(words[i], &state));
}

/* Where each state may lead, in words, so that the table is read twice. */
static void goes_only_where_the_table_says(void)
{
	static const struct row {
		const char *from, *to;
	} rows[] = {
		{ "planned", "composed queued spoiled pulled held" },
		{ "composed", "released spoiled pulled held" },
		{ "released", "printed spoiled pulled held" },
		{ "printed", "inserted spoiled pulled held" },
		{ "inserted", "posted spoiled pulled held" },
		{ "posted", "delivered returned lost" },
		{ "delivered", "" },
		{ "returned", "" },
		{ "lost", "" },
		{ "queued", "submitted pulled held" },
		{ "submitted", "accepted failed" },
		{ "accepted", "delivered failed" },
		{ "failed", "" },
		{ "spoiled", "reprinted pulled" },
		{ "reprinted", "" },
		{ "pulled", "" },
		{ "held", "planned composed released printed inserted queued spoiled pulled" },
	};

	CHECK_INT("every state", G_N_ELEMENTS(rows), PIECE_STATES);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_auto(GStrv) targets = g_strsplit(rows[i].to, " ", -1);
		enum piece_state from = PIECE_STATES;

		CHECK_TRUE(rows[i].from, piece_state_parse(rows[i].from, &from));
		for (guint to = 0; to < PIECE_STATES; to++) {
			g_autofree char *label = g_strdup_printf("%s -> %s", rows[i].from, piece_state_name(to));

			CHECK_INT(label, piece_may_become(from, to),
				  g_strv_contains((const char *const *)targets, piece_state_name(to)));
		}
	}
}

/* ---- the piece list ---- */

static struct piece example(void)
{
	return (struct piece){ .number = 12,	    .file = 1,		    .position = 11,	.first_page = 43,
			       .pages = 4,	    .sheets = 2,	    .channel = "post",	.product = "raccomandata-ar",
			       .area = "AM",	    .cap = "20121",	    .box = 3,		.registered = "61234567890-1",
			       .control = "R42P12", .name = "ROSSI MARIO", .record = 8,	.documents = 2,
			       .key = "A-17",	    .weight_mg = 15400,	    .bracket = "20 g",	.insert_mask = 5,
			       .grade = "exact",    .billable = TRUE,	    .stream = "machine",
			       .records = "0+412 9120+388", .of = "R000041/9" };
}

#define LINE                                                                                                   \
	"12;1;11;43;4;2;post;raccomandata-ar;AM;20121;3;61234567890-1;R42P12;ROSSI MARIO;8;2;A-17;15400;20 g;5;" \
	"exact;yes;machine;0+412 9120+388;R000041/9\n"

static void writes_the_columns_of_the_header(void)
{
	g_autoptr(GString) out = g_string_new(PIECE_LIST_HEADER "\n");
	struct piece piece = example();
	g_auto(GStrv) lines = NULL;
	g_auto(GStrv) names = NULL;
	g_auto(GStrv) values = NULL;

	piece_list_write(&piece, out);
	CHECK_STR("both lines", out->str, PIECE_LIST_HEADER "\n" LINE);
	lines = g_strsplit(out->str, "\n", -1);
	names = g_strsplit(lines[0], ";", -1);
	values = g_strsplit(lines[1], ";", -1);
	CHECK_INT("as many values as names", g_strv_length(values), g_strv_length(names));
	CHECK_STR("a name and its value", names[13], "name");
	CHECK_STR("a name and its value", values[13], "ROSSI MARIO");
	CHECK_STR("a name and its value", names[22], "stream");
	CHECK_STR("a name and its value", values[22], "machine");
	CHECK_STR("a name and its value", names[24], "of");
	CHECK_STR("a name and its value", values[24], "R000041/9");
}

static void check_piece(const char *label, const struct piece *got, const struct piece *expected)
{
	CHECK_INT(label, got->number, expected->number);
	CHECK_INT(label, got->file, expected->file);
	CHECK_INT(label, got->position, expected->position);
	CHECK_INT(label, got->first_page, expected->first_page);
	CHECK_INT(label, got->pages, expected->pages);
	CHECK_INT(label, got->sheets, expected->sheets);
	CHECK_STR(label, got->channel, expected->channel);
	CHECK_STR(label, got->product, expected->product);
	CHECK_STR(label, got->area, expected->area);
	CHECK_STR(label, got->cap, expected->cap);
	CHECK_INT(label, got->box, expected->box);
	CHECK_STR(label, got->registered, expected->registered);
	CHECK_STR(label, got->control, expected->control);
	CHECK_STR(label, got->name, expected->name);
	CHECK_INT(label, got->record, expected->record);
	CHECK_INT(label, got->documents, expected->documents);
	CHECK_STR(label, got->key, expected->key);
	CHECK_INT(label, got->weight_mg, expected->weight_mg);
	CHECK_STR(label, got->bracket, expected->bracket);
	CHECK_INT(label, got->insert_mask, expected->insert_mask);
	CHECK_STR(label, got->grade, expected->grade);
	CHECK_INT(label, got->billable, expected->billable);
	CHECK_STR(label, got->stream, expected->stream);
	CHECK_STR(label, got->records, expected->records);
	CHECK_STR(label, got->of, expected->of);
}

/* What is written is read back, whatever the addressee is called; a line stays a line. */
static void reads_back_what_it_writes(void)
{
	static const struct row {
		const char *label, *name, *back;
	} rows[] = {
		{ "plain", "ROSSI MARIO", "ROSSI MARIO" },
		{ "empty", "", "" },
		{ "separator", "A; B", "A; B" },
		{ "quotes", "IL \"PUNTO\" SRL", "IL \"PUNTO\" SRL" },
		{ "a quote alone", "\"", "\"" },
		{ "quoted separator", "\";\"", "\";\"" },
		{ "quote at the end", "X\"", "X\"" },
		{ "letters of others", "\xc5\xa0imi\xc4\x87 \xce\xa0\xce\xb1", "\xc5\xa0imi\xc4\x87 \xce\xa0\xce\xb1" },
		{ "line ends", "A\r\nB\nC\tD", "A  B C D" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) line = g_string_new(NULL);
		struct piece piece = example(), back;

		piece.name = rows[i].name;
		piece.key = rows[i].name;
		piece.billable = i % 2 == 0;
		piece.weight_mg = i % 2 == 0 ? G_MAXINT32 : -1;
		piece.number = i % 2 == 0 ? G_MAXUINT : 1;
		piece_list_write(&piece, line);
		CHECK_INT(rows[i].label, strcspn(line->str, "\n") + 1, line->len);
		CHECK_TRUE(rows[i].label, piece_list_read(line->str, &back));
		piece.name = piece.key = rows[i].back;
		check_piece(rows[i].label, &back, &piece);
	}
}

static void refuses_malformed_lines(void)
{
	static const struct row {
		const char *label, *from, *to;
	} rows[] = {
		{ "a column less", ";yes;machine", ";yes" },
		{ "a column more", ";machine", ";machine;x" },
		{ "empty number", "12;1;", ";1;" },
		{ "letters for a number", "12;1;", "12a;1;" },
		{ "blank before a number", "12;1;", " 12;1;" },
		{ "negative number", "12;1;", "-12;1;" },
		{ "leading zero", "12;1;", "012;1;" },
		{ "too large", "12;1;", "4294967296;1;" },
		{ "far too large", "12;1;", "99999999999999999999;1;" },
		{ "weight too large", ";15400;", ";2147483648;" },
		{ "minus nothing", ";15400;", ";-;" },
		{ "minus zero", ";15400;", ";-0;" },
		{ "neither yes nor no", ";yes;", ";true;" },
		{ "quote inside", "ROSSI MARIO", "ROSSI \"MARIO" },
		{ "quote not closed", "ROSSI MARIO", "\"ROSSI MARIO" },
		{ "text after a quote", "ROSSI MARIO", "\"ROSSI\" MARIO" },
		{ "not UTF-8", "ROSSI MARIO", "ROSSI \xe0" },
		{ "control character", "ROSSI MARIO", "ROSSI\tMARIO" },
		{ "two lines", "/9\n", "/9\n\n" },
		{ "nothing", LINE, "" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) line = g_string_new(LINE);
		struct piece piece;

		CHECK_INT(rows[i].label, g_string_replace(line, rows[i].from, rows[i].to, 1), 1);
		CHECK_TRUE(rows[i].label, !piece_list_read(line->str, &piece));
	}
}

static void reads_a_line_without_its_end(void)
{
	g_autofree char *line = g_strndup(LINE, strlen(LINE) - 1);
	struct piece expected = example(), piece;

	CHECK_TRUE("read", piece_list_read(line, &piece));
	check_piece("read", &piece, &expected);
}

static void reads_names_of_pieces(void)
{
	static const struct {
		const char *name;
		guint run, number;
	} names[] = { { "R000001/17", 1, 17 }, { "R999999/1", 999999, 1 }, { "R1234567/4294967295", 1234567, G_MAXUINT } };
	static const char *const wrong[] = { "", "R000001", "R000001/", "R1/17", "1/17", "R000001/017", "R000001/17 ", "r000001/17",
					     "R000001/0", "R000000/1", "R000001/17/1", "R000001/4294967296", "/17", "R/17" };
	guint run = 0, number = 0;

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		char written[PIECE_NAME_ROOM];

		piece_name_write(written, names[i].run, names[i].number);
		CHECK_STR("written", written, names[i].name);
		CHECK_TRUE(names[i].name, piece_name_read(names[i].name, &run, &number));
		CHECK_INT(names[i].name, run, names[i].run);
		CHECK_INT(names[i].name, number, names[i].number);
	}
	for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
		CHECK_TRUE(wrong[i], !piece_name_read(wrong[i], &run, &number));
}

static void reads_places_of_records(void)
{
	static const struct record_place places[] = { { 0, 412 }, { G_MAXINT64, G_MAXUINT32 }, { 9120, 1 } };
	static const char *const wrong[] = { "", "412", "0+", "+412", "0+0", "0+412 ", " 0+412", "0+412  9+1", "-1+412", "0+412+1",
					     "0+4294967296", "0+41x", "9223372036854775808+1" };
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) back = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(places); i++)
		piece_places_write(&places[i], text);
	CHECK_STR("written", text->str, "0+412 9223372036854775807+4294967295 9120+1");
	back = piece_places_read(text->str);
	CHECK_INT("count", back->len, G_N_ELEMENTS(places));
	for (guint i = 0; i < back->len; i++) {
		CHECK_INT("offset", g_array_index(back, struct record_place, i).offset, places[i].offset);
		CHECK_INT("length", g_array_index(back, struct record_place, i).length, places[i].length);
	}
	for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
		CHECK_TRUE(wrong[i], piece_places_read(wrong[i]) == NULL);
}

CHECK_MAIN({ "names every state", names_every_state }, { "refuses other words", refuses_other_words },
	   { "goes only where the table says", goes_only_where_the_table_says },
	   { "writes the columns of the header", writes_the_columns_of_the_header },
	   { "reads back what it writes", reads_back_what_it_writes },
	   { "refuses malformed lines", refuses_malformed_lines },
	   { "reads a line without its end", reads_a_line_without_its_end },
	   { "reads names of pieces", reads_names_of_pieces }, { "reads places of records", reads_places_of_records })
