/* SPDX-License-Identifier: Apache-2.0 */
/* Inserter files: the project's own ones load, the words mean what they say, and every fault is told, all at once. */
#include "model/inserter.h"

#include "unit/check.h"
#include "unit/inserters.h"

static void the_profiles_load(void)
{
	static const struct {
		const char *name;
		enum mark_kind kind;
		guint positions, sheets;
		gint32 x, first, last_edge;
	} rows[] = {
		{ "quadient-1track", MARKS_OMR, 8, 8, 7000, 100000, 130131 },
		{ "pitney-relay", MARKS_OMR, 14, 8, 7000, 30000, 85529 },
		{ "streamserve-16", MARKS_OMR, 16, 15, 7000, 60000, 123995 },
		{ "di950-code39", MARKS_CODE_39, 25, 15, 6000, 60000, 105720 },
		{ "reference", MARKS_OMR, 7, 8, 2822, 120260, 146011 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(inserter_t) inserter = inserter_load(rows[i].name);
		struct profile_box box = inserter_marks_box(inserter), zone = inserter_marks_zone(inserter);
		struct profile_box control = inserter_control_zone(inserter);

		CHECK_STR(rows[i].name, inserter->name, rows[i].name);
		CHECK_INT(rows[i].name, inserter->kind, rows[i].kind);
		CHECK_INT(rows[i].name, inserter->n_positions, rows[i].positions);
		CHECK_INT(rows[i].name, inserter->max_sheets, rows[i].sheets);
		CHECK_INT(rows[i].name, box.x, rows[i].x);
		CHECK_INT(rows[i].name, box.y, rows[i].first);
		CHECK_INT(rows[i].name, box.y + box.height, rows[i].last_edge);
		CHECK_INT(rows[i].name, zone.y, box.y - inserter->clear_above_below);
		CHECK_INT(rows[i].name, zone.width, box.width + 2 * inserter->clear_sides);
		/* beneath the marks where the file does not say where */
		CHECK_INT(rows[i].name, control.y, zone.y + zone.height);
		CHECK_INT(rows[i].name, control.height, 16 * 508 + 4000);
	}
}

static void a_camera_needs_no_marks(void)
{
	static const char text[] = "[marks]\nkind = none\n[control]\nx = 3mm\ny = 60mm\n%s[limits]\nsheets = 10\n";
	g_autoptr(inserter_t) inserter = inserter_load("camera-2d");
	struct profile_box marks = inserter_marks_zone(inserter), control = inserter_control_zone(inserter);
	static const char *const more[] = { "[geometry]\nx = 7mm\n", "module = 0.3mm\n" };
	static const char *const said[] = { "[geometry]: no such group", "[control] module: not a whole number" };

	CHECK_INT("kind", inserter->kind, MARKS_NONE);
	CHECK_INT("marks", marks.width * marks.height, 0);
	CHECK_INT("right edge of the code", control.x + control.width, 3400 + 16 * 381 + 500);
	for (guint i = 0; i < G_N_ELEMENTS(more); i++) {
		g_autofree char *whole = g_strdup_printf(text, more[i]);
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(more[i], inserter_parse(whole, "t.inserter", &error) == NULL);
		CHECK_ERROR(more[i], error, said[i]);
	}
}

static void the_example_loads(void)
{
	const char *shared = g_getenv("PIEGO_SHARED");
	g_autofree char *path = g_build_filename(shared != NULL ? shared : "../shared", "examples",
						 "quadient-1track.inserter", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		g_printerr("SKIPPED: %s is not there\n", path);
		return;
	}
	inserter_free(inserter_parse(text, path, &error));
	CHECK_NO_ERROR("example", error);
}

/* A good file of which the rows change one line. */
static const char *const lines[] = {
	"[marks]",
	"positions = start insert feed1 seq1 seq2 seq4 parity safety",
	"always = start safety",
	"insert = on-last-fed",
	"feed = first-to-last",
	"parity = even",
	"sequence = 1..7, run, lsb-first",
	"[geometry]",
	"x = 7mm",
	"first = 100mm",
	"pitch = 4.233mm",
	"length = 12mm",
	"thickness = 0.5mm",
	"clear = 8.5mm above-below, 3mm sides",
	"[limits]",
	"sheets = 8",
};

/* The file with the line that begins like change's first word replaced; change "" leaves it out. */
static char *file_with(const char *key, const char *change)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
		g_string_append_printf(text, "%s\n",
				       key[0] != '\0' && g_str_has_prefix(lines[i], key) ? change : lines[i]);
	return g_string_free(text, FALSE);
}

static const struct {
	const char *label, *key, *change, *error;
} bad[] = {
	{ "no unit", "pitch", "pitch = 4.2", "inserter 't': [geometry] pitch: not a length: '4.2'" },
	{ "comma", "pitch", "pitch = 4,2mm", "[geometry] pitch: not a length: '4,2mm'" },
	{ "other unit", "pitch", "pitch = 4 km", "[geometry] pitch: not a length: '4 km'" },
	{ "minus", "x = ", "x = -1mm", "[geometry] x: not a length: '-1mm'" },
	{ "text behind", "x = ", "x = 7mm left", "[geometry] x: not a length: '7mm left'" },
	{ "huge", "x = ", "x = 99999999999999999999mm", "[geometry] x: not a length" },
	{ "large", "first", "first = 900mm", "[geometry] first: out of range: '900mm' (0mm to 297mm)" },
	{ "missing", "pitch", "", "[geometry] pitch: missing" },
	{ "empty", "pitch", "pitch =", "[geometry] pitch: empty" },
	{ "unknown key", "x = ", "x = 7mm\ny = 3mm", "[geometry] y: no such key" },
	{ "unknown group", "[limits]", "[limit]\na = 1\n[limits]", "[limit]: no such group" },
	{ "no group", "[marks]", "", "inserter 't': " },
	{ "unknown mark", "positions", "positions = start insert seq1 seq2 seq4 parity safety seal",
	  "[marks] positions: no such mark: 'seal'" },
	{ "seq3", "positions", "positions = start insert feed1 seq1 seq2 seq3 parity safety",
	  "[marks] positions: no such mark: 'seq3'" },
	{ "no seq2", "positions", "positions = start insert feed1 seq1 seq4 parity safety",
	  "[marks] positions: a bit of the sequence is missing" },
	{ "seq1 twice", "positions", "positions = start insert seq1 seq1 seq2 seq4 parity safety",
	  "[marks] positions: a mark of the sequence stands twice" },
	{ "no positions", "positions", "positions =", "[marks] positions: empty" },
	{ "33 positions", "positions",
	  "positions = start start start start start start start start start start start start start start start start "
	  "start start start start start start start start start start start start start start start start start",
	  "[marks] positions: more than 32 positions" },
	{ "always elsewhere", "always", "always = start safety timing",
	  "[marks] always: no such position: 'timing'" },
	{ "insert", "insert", "insert = yes", "[marks] insert: not one of on-last-fed, off-last-fed: 'yes'" },
	{ "feed", "feed", "feed = up", "[marks] feed: not one of first-to-last, last-to-first: 'up'" },
	{ "parity", "parity", "parity = yes", "[marks] parity: neither even nor odd: 'yes'" },
	{ "no parity", "parity", "", "[marks] parity: missing, but there is a position of it" },
	{ "parity range", "parity", "parity = odd, first 9", "[marks] parity: not understood: 'first 9'" },
	{ "parity before itself", "parity", "parity = odd, first 6", "[marks] parity: does not count its own position" },
	{ "sequence large", "sequence", "sequence = 1..8, run", "[marks] sequence: 8 is more than its marks can show" },
	{ "sequence turned", "sequence", "sequence = 7..1, run", "[marks] sequence: not a range such as 1..7: '7..1'" },
	{ "sequence half", "sequence", "sequence = 1.., run", "[marks] sequence: not a range such as 1..7: '1..'" },
	{ "sequence word", "sequence", "sequence = 1..7, job", "[marks] sequence: not understood: 'job'" },
	{ "sequence order", "sequence", "sequence = 1..7, msb-first",
	  "[marks] sequence: the positions are not in msb-first order" },
	{ "no sequence", "sequence", "", "[marks] sequence: missing, but there are positions of it" },
	{ "match without marks", "sequence", "sequence = 1..7, run\nmatch = 1..9",
	  "[marks] match: no position shows it" },
	{ "thicker than the pitch", "thickness", "thickness = 1.2mm\npitch = 1.1mm",
	  "[geometry] thickness: not smaller than the pitch" },
	{ "off the sheet", "first", "first = 280mm", "[geometry]: the marks do not lie on an A4 sheet" },
	{ "off to the right", "x = ", "x = 199mm", "[geometry]: the marks do not lie on an A4 sheet" },
	{ "clear", "clear", "clear = 8mm", "[geometry] clear: neither above-below nor sides: '8mm'" },
	{ "clear half", "clear", "clear = 8mm sides", "[geometry] clear: must give above-below and sides" },
	{ "sheets", "sheets", "sheets = 0", "[limits] sheets: out of range: '0' (1 to 99)" },
	{ "sheets word", "sheets", "sheets = 8.5", "[limits] sheets: not a whole number: '8.5'" },
	{ "module off the grid", "sheets", "sheets = 8\n[control]\nmodule = 0.5mm",
	  "[control] module: not a whole number of 0.127mm" },
	{ "control on marks", "sheets", "sheets = 8\n[control]\nx = 7mm\ny = 110mm",
	  "[control]: the code lies in the marks' clear zone, or they in its own" },
	{ "control off the sheet", "sheets", "sheets = 8\n[control]\nx = 205mm\ny = 110mm",
	  "[control]: the code does not lie on an A4 sheet" },
	{ "code 39, half a character", "feed = ", "kind = code-39", "[marks] positions: not a whole number of characters" },
	{ "picket", "thickness", "thickness = 0.5mm\nbars = picket", "[geometry] bars: no such key" },
	{ "not UTF-8", "x = ", "x = \xff", "not UTF-8 text" },
};

static void faults_are_told(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text = file_with(bad[i].key, bad[i].change);
		g_autoptr(GError) error = NULL;
		g_autoptr(inserter_t) inserter = inserter_parse(text, "some/t.inserter", &error);

		CHECK_TRUE(bad[i].label, inserter == NULL);
		CHECK_ERROR(bad[i].label, error, bad[i].error);
	}
}

static void files_are_named(void)
{
	static const struct {
		const char *name, *control, *results;
	} rows[] = {
		{ "camera-2d", "camera-control", "camera-results" },
		{ "pitney-relay", "sheets-control", "sheets-results" },
		{ "quadient-1track", "jaf", "jrf" },
		{ "reference", NULL, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(inserter_t) inserter = inserter_load(rows[i].name);

		CHECK_STR(rows[i].name, inserter->control, rows[i].control);
		CHECK_STR(rows[i].name, inserter->results, rows[i].results);
	}
}

static void all_faults_at_once(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(inserter_t) inserter = inserter_parse("[marks]\npositions = start\nalways = start\ncolour = red\n"
							"[geometry]\nx = 7\nfirst = 1mm\n[limits]\nsheets = many\n",
							"a/b.inserter", &error);

	CHECK_TRUE("refused", inserter == NULL);
	CHECK_STR("all", error != NULL ? error->message : "",
		  "inserter 'b': [geometry] x: not a length: '7'\n"
		  "inserter 'b': [geometry] length: missing\n"
		  "inserter 'b': [geometry] thickness: missing\n"
		  "inserter 'b': [geometry] pitch: missing\n"
		  "inserter 'b': [limits] sheets: not a whole number: 'many'\n"
		  "inserter 'b': [marks] colour: no such key");
}

static void words_and_units(void)
{
	g_autofree char *text = file_with("positions", "positions = start not-last not-first feed3 seq1 seq2 seq4 parity safety");
	g_autoptr(GError) error = NULL;
	g_autoptr(inserter_t) inserter = inserter_parse(text, "t.inserter", &error);

	CHECK_NO_ERROR("words", error);
	if (inserter == NULL)
		return;
	CHECK_INT("not-last", inserter->positions[1].function, MARK_INSERT);
	CHECK_TRUE("not-last", inserter->positions[1].inverted);
	CHECK_INT("not-first", inserter->positions[2].function, MARK_FIRST);
	CHECK_TRUE("not-first", inserter->positions[2].inverted);
	CHECK_INT("feed3", inserter->positions[3].bit, 3);
	CHECK_INT("seq4", inserter->positions[6].bit, 2);
	CHECK_INT("pitch", inserter->pitch, 4233);
	CHECK_INT("thickness", inserter->thickness, 500);
}

static void off_last_fed_turns_the_insert_mark(void)
{
	g_autofree char *text = file_with("insert", "insert = off-last-fed");
	g_autoptr(inserter_t) inserter = inserter_parse(text, "t.inserter", NULL);

	CHECK_TRUE("loaded", inserter != NULL);
	if (inserter != NULL)
		CHECK_TRUE("turned", inserter->positions[1].inverted);
}

CHECK_MAIN({ "the profiles load", the_profiles_load }, { "files are named", files_are_named },
	   { "a camera needs no marks", a_camera_needs_no_marks }, { "the example loads", the_example_loads },
	   { "faults are told", faults_are_told }, { "all faults at once", all_faults_at_once },
	   { "words and units", words_and_units },
	   { "off-last-fed turns the insert mark", off_last_fed_turns_the_insert_mark })
