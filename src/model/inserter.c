/* SPDX-License-Identifier: Apache-2.0 */
/* From words to positions, then the checks that no single key can make. */
#include "model/inserter.h"

#include <string.h>

#include "model/keys.h"

#define MM 1000
#define SHEET_WIDTH (210 * MM)
#define SHEET_HEIGHT (297 * MM)
/* 3 dots of a 600 dpi printer; 1.5 of a 300 dpi one, so a default of four. */
#define PRINTER_STEP 127
#define BITS_A_CHARACTER 5
#define CODE_39_CHARACTERS_MAX 12	/* the longest code the DI900 takes */

/* ---- positions ---- */

/* The number behind prefix in word ("feed1" -> 1), or 0. */
static guint number_after(const char *word, const char *prefix)
{
	guint64 number;

	if (!g_str_has_prefix(word, prefix))
		return 0;
	if (!g_ascii_string_to_unsigned(word + strlen(prefix), 10, 1, G_MAXINT32, &number, NULL))
		return 0;
	return (guint)number;
}

/* The bit number of a weight: 1, 2, 4, 8 ..., or in decimal 1, 2, 4, 8, 10, 20, 40, 80, 100 ...  FALSE for
 * another number. */
static gboolean bit_of_weight(guint weight, gboolean decimal, guint *bit)
{
	guint tens = 0;

	if (weight == 0)
		return FALSE;
	while (decimal && weight % 10 == 0) {
		weight /= 10;
		tens++;
	}
	*bit = (guint)g_bit_nth_lsf(weight, -1);
	if ((weight & (weight - 1)) != 0 || (decimal && weight > 8))
		return FALSE;
	*bit += 4 * tens;
	return TRUE;
}

struct function_word {
	const char *word;
	enum mark_function function;
	gboolean inverted;
};

static gboolean read_fixed_word(const char *word, struct mark_position *position)
{
	static const struct function_word words[] = {
		{ "insert", MARK_INSERT, FALSE },  { "last", MARK_INSERT, FALSE },
		{ "not-last", MARK_INSERT, TRUE }, { "first", MARK_FIRST, FALSE },
		{ "not-first", MARK_FIRST, TRUE }, { "parity", MARK_PARITY, FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(word, words[i].word) != 0)
			continue;
		position->function = words[i].function;
		position->inverted = words[i].inverted;
		return TRUE;
	}
	return FALSE;
}

static gboolean read_bit_word(const char *word, gboolean match_decimal, struct mark_position *position)
{
	if (number_after(word, "feed") > 0) {
		position->function = MARK_FEED;
		position->bit = number_after(word, "feed");
		return position->bit <= 31;
	}
	if (bit_of_weight(number_after(word, "seq"), FALSE, &position->bit))
		position->function = MARK_SEQUENCE;
	else if (bit_of_weight(number_after(word, "match"), match_decimal, &position->bit))
		position->function = MARK_MATCH;
	else if (bit_of_weight(number_after(word, "page"), FALSE, &position->bit))
		position->function = MARK_PAGE;
	else
		return FALSE;
	return TRUE;
}

static char **words_of(struct keys *keys, const char *key)
{
	const char *value = keys_find(keys, "marks", key);
	g_auto(GStrv) split = g_strsplit_set(value != NULL ? value : "", " \t", -1);
	GStrvBuilder *words = g_strv_builder_new();
	char **result;

	for (guint i = 0; split[i] != NULL; i++) {
		if (split[i][0] != '\0')
			g_strv_builder_add(words, split[i]);
	}
	result = g_strv_builder_end(words);
	g_strv_builder_unref(words);
	return result;
}

static void fault_unused(struct keys *keys, const char *key, char **names, char **positions)
{
	for (guint i = 0; names[i] != NULL; i++) {
		if (!g_strv_contains((const char *const *)positions, names[i]))
			keys_fault(keys, "marks", key, "no such position: '%s'", names[i]);
	}
}

static void read_positions(struct keys *keys, struct inserter *inserter)
{
	g_auto(GStrv) words = words_of(keys, "positions");
	g_auto(GStrv) always = words_of(keys, "always");
	g_auto(GStrv) never = words_of(keys, "never");

	fault_unused(keys, "always", always, words);
	fault_unused(keys, "never", never, words);
	if (g_strv_length(words) == 0)
		keys_word(keys, "marks", "positions");
	if (g_strv_length(words) > MARK_POSITIONS_MAX) {
		keys_fault(keys, "marks", "positions", "more than %d positions", MARK_POSITIONS_MAX);
		return;
	}
	for (guint i = 0; words[i] != NULL; i++) {
		struct mark_position *position = &inserter->positions[inserter->n_positions++];

		if (g_strv_contains((const char *const *)always, words[i]))
			position->function = MARK_ALWAYS;
		else if (g_strv_contains((const char *const *)never, words[i]))
			position->function = MARK_NEVER;
		else if (!read_fixed_word(words[i], position) &&
			 !read_bit_word(words[i], inserter->match_decimal, position))
			keys_fault(keys, "marks", "positions", "no such mark: '%s'", words[i]);
	}
}

static void read_insert_polarity(struct keys *keys, struct inserter *inserter)
{
	static const char *const words[] = { "on-last-fed", "off-last-fed", NULL };

	if (keys_choice(keys, "marks", "insert", 0, words) == 0)
		return;
	for (guint i = 0; i < inserter->n_positions; i++) {
		if (inserter->positions[i].function == MARK_INSERT)
			inserter->positions[i].inverted = !inserter->positions[i].inverted;
	}
}

/* ---- counters ---- */

/* "1..7" */
static gboolean read_range(const char *text, guint *min, guint *max)
{
	g_autofree char *low = NULL;
	const char *dots = strstr(text, "..");
	guint64 from, to;

	if (dots == NULL)
		return FALSE;
	low = g_strndup(text, (gsize)(dots - text));
	if (!g_ascii_string_to_unsigned(low, 10, 0, G_MAXINT32, &from, NULL) ||
	    !g_ascii_string_to_unsigned(dots + 2, 10, 0, G_MAXINT32, &to, NULL))
		return FALSE;
	*min = (guint)from;
	*max = (guint)to;
	return from < to;
}

/* The parts of a value between commas, trimmed; NULL where there is no such key. */
static char **parts_of(struct keys *keys, const char *group, const char *key)
{
	const char *value = keys_find(keys, group, key);
	char **parts;

	if (value == NULL)
		return NULL;
	parts = g_strsplit(value, ",", -1);
	for (guint i = 0; parts[i] != NULL; i++)
		g_strstrip(parts[i]);
	return parts;
}

/* Whether the sequence's bits stand in the stated order along the positions. */
static void check_bit_order(struct keys *keys, const struct inserter *inserter, gboolean lsb_first)
{
	const struct mark_position *before = NULL;

	for (guint i = 0; i < inserter->n_positions; i++) {
		const struct mark_position *position = &inserter->positions[i];

		if (position->function != MARK_SEQUENCE)
			continue;
		if (before != NULL && before->bit != position->bit && (before->bit < position->bit) != lsb_first) {
			keys_fault(keys, "marks", "sequence", "the positions are not in %s order",
				   lsb_first ? "lsb-first" : "msb-first");
			return;
		}
		before = position;
	}
}

static void read_sequence_part(struct keys *keys, struct inserter *inserter, const char *part)
{
	if (strcmp(part, "run") == 0)
		inserter->sequence_scope = SEQUENCE_RUN;
	else if (strcmp(part, "piece") == 0)
		inserter->sequence_scope = SEQUENCE_PIECE;
	else if (strcmp(part, "up") == 0 || strcmp(part, "down") == 0)
		inserter->sequence_down = part[0] == 'd';
	else if (strcmp(part, "lsb-first") == 0 || strcmp(part, "msb-first") == 0)
		check_bit_order(keys, inserter, part[0] == 'l');
	else
		keys_fault(keys, "marks", "sequence", "not understood: '%s'", part);
}

static void read_sequence(struct keys *keys, struct inserter *inserter)
{
	g_auto(GStrv) parts = parts_of(keys, "marks", "sequence");

	if (parts == NULL)
		return;
	if (parts[0] == NULL || !read_range(parts[0], &inserter->sequence_min, &inserter->sequence_max)) {
		keys_fault(keys, "marks", "sequence", "not a range such as 1..7: '%s'", parts[0] ? parts[0] : "");
		return;
	}
	for (guint i = 1; parts[i] != NULL; i++)
		read_sequence_part(keys, inserter, parts[i]);
}

static void read_match(struct keys *keys, struct inserter *inserter)
{
	g_auto(GStrv) parts = parts_of(keys, "marks", "match");

	if (parts == NULL)
		return;
	if (parts[0] == NULL || !read_range(parts[0], &inserter->match_min, &inserter->match_max)) {
		keys_fault(keys, "marks", "match", "not a range such as 1..999: '%s'", parts[0] ? parts[0] : "");
		return;
	}
	for (guint i = 1; parts[i] != NULL; i++) {
		if (strcmp(parts[i], "decimal") == 0)
			inserter->match_decimal = TRUE;
		else
			keys_fault(keys, "marks", "match", "not understood: '%s'", parts[i]);
	}
}

static void read_parity(struct keys *keys, struct inserter *inserter)
{
	g_auto(GStrv) parts = parts_of(keys, "marks", "parity");

	if (parts == NULL)
		return;
	if (g_strcmp0(parts[0], "even") == 0)
		inserter->parity = PARITY_EVEN;
	else if (g_strcmp0(parts[0], "odd") == 0)
		inserter->parity = PARITY_ODD;
	else
		keys_fault(keys, "marks", "parity", "neither even nor odd: '%s'", parts[0] ? parts[0] : "");
	if (parts[0] == NULL || parts[1] == NULL)
		return;
	inserter->parity_positions = number_after(parts[1], "first ");
	if (inserter->parity_positions == 0 || inserter->parity_positions > inserter->n_positions || parts[2] != NULL)
		keys_fault(keys, "marks", "parity", "not understood: '%s'", parts[1]);
}

/* The bits that positions of one function have; a bit that stands twice is told. */
static guint64 bits_of(struct keys *keys, const struct inserter *inserter, enum mark_function function,
		       const char *what)
{
	guint64 bits = 0;

	for (guint i = 0; i < inserter->n_positions; i++) {
		guint64 bit = G_GUINT64_CONSTANT(1) << inserter->positions[i].bit;

		if (inserter->positions[i].function != function)
			continue;
		if ((bits & bit) != 0)
			keys_fault(keys, "marks", "positions", "a mark of the %s stands twice", what);
		bits |= bit;
	}
	return bits;
}

/* The largest number that bits can show, or 0 where one below the highest is missing. */
static guint64 capacity(guint64 bits, gboolean decimal)
{
	guint64 top = 1;

	if ((bits & (bits + 1)) != 0)
		return 0;
	if (!decimal)
		return bits;
	for (; bits >= 15; bits >>= 4)
		top *= 10;
	return top * (bits + 1) - 1;
}

static void check_counter(struct keys *keys, const char *key, guint64 bits, gboolean decimal, guint max)
{
	if (bits == 0 && max == 0)
		return;
	if (bits == 0)
		keys_fault(keys, "marks", key, "no position shows it");
	else if (max == 0)
		keys_fault(keys, "marks", key, "missing, but there are positions of it");
	else if (capacity(bits, decimal) == 0)
		keys_fault(keys, "marks", "positions", "a bit of the %s is missing", key);
	else if (max > capacity(bits, decimal))
		keys_fault(keys, "marks", key, "%u is more than its marks can show", max);
}

/* ---- geometry ---- */

/* "8.5mm above-below, 3mm sides", in either order */
static void read_clear(struct keys *keys, struct inserter *inserter)
{
	g_auto(GStrv) parts = parts_of(keys, "geometry", "clear");
	gint32 length;
	const char *end;

	inserter->clear_above_below = inserter->clear_sides = -1;
	for (guint i = 0; parts != NULL && parts[i] != NULL; i++) {
		if (!keys_read_length(parts[i], &length, &end) || length > 50 * MM)
			keys_fault(keys, "geometry", "clear", "not a length up to 50mm: '%s'", parts[i]);
		else if (strcmp(end, " above-below") == 0)
			inserter->clear_above_below = length;
		else if (strcmp(end, " sides") == 0)
			inserter->clear_sides = length;
		else
			keys_fault(keys, "geometry", "clear", "neither above-below nor sides: '%s'", parts[i]);
	}
	if (!keys_faulty(keys) && (inserter->clear_above_below < 0 || inserter->clear_sides < 0))
		keys_fault(keys, "geometry", "clear", "must give above-below and sides");
}

static void read_geometry(struct keys *keys, struct inserter *inserter)
{
	static const char *const bars[] = { "ladder", "picket", NULL };

	inserter->x = keys_length(keys, "geometry", "x", KEYS_REQUIRED, 0, SHEET_WIDTH);
	inserter->first = keys_length(keys, "geometry", "first", KEYS_REQUIRED, 0, SHEET_HEIGHT);
	inserter->length = keys_length(keys, "geometry", "length", KEYS_REQUIRED, 3 * MM, 100 * MM);
	inserter->thickness = keys_length(keys, "geometry", "thickness", KEYS_REQUIRED, 200, 2 * MM);
	if (inserter->kind == MARKS_CODE_39)
		inserter->bars = keys_choice(keys, "geometry", "bars", BARS_LADDER, bars);
	else
		inserter->pitch = keys_length(keys, "geometry", "pitch", KEYS_REQUIRED, 1 * MM, 20 * MM);
	read_clear(keys, inserter);
}

static void read_control(struct keys *keys, struct inserter *inserter)
{
	struct profile_box marks = inserter_marks_zone(inserter);
	gboolean alone = inserter->kind == MARKS_NONE;
	gint32 below;

	inserter->control_module = keys_length(keys, "control", "module", 4 * PRINTER_STEP, 2 * PRINTER_STEP, 2 * MM);
	inserter->control_clear = keys_length(keys, "control", "clear", 2 * MM, 0, 30 * MM);
	if (inserter->control_module % PRINTER_STEP != 0)
		keys_fault(keys, "control", "module", "not a whole number of 0.127mm, three dots at 600 an inch");
	below = marks.y + marks.height + inserter->control_clear;
	inserter->control_x = keys_length(keys, "control", "x", alone ? KEYS_REQUIRED : inserter->x, 0, SHEET_WIDTH);
	inserter->control_y = keys_length(keys, "control", "y", alone ? KEYS_REQUIRED : below, 0, SHEET_HEIGHT);
}

static gboolean box_on_sheet(const struct profile_box *box)
{
	return box->x >= 0 && box->y >= 0 && box->x + box->width <= SHEET_WIDTH &&
	       box->y + box->height <= SHEET_HEIGHT;
}

static gboolean boxes_meet(const struct profile_box *a, const struct profile_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
	       b->y < a->y + a->height;
}

/* The clear zones may reach over the sheet's edge, and into each other: nothing prints there. */
static void check_geometry(struct keys *keys, const struct inserter *inserter)
{
	struct profile_box marks = inserter_marks_box(inserter), control = inserter_control_box(inserter);
	struct profile_box marks_zone = inserter_marks_zone(inserter);
	struct profile_box control_zone = inserter_control_zone(inserter);

	if (inserter->kind == MARKS_OMR && inserter->thickness >= inserter->pitch)
		keys_fault(keys, "geometry", "thickness", "not smaller than the pitch");
	if (!box_on_sheet(&marks))
		keys_fault(keys, "geometry", NULL, "the marks do not lie on an A4 sheet");
	if (!box_on_sheet(&control))
		keys_fault(keys, "control", NULL, "the code does not lie on an A4 sheet");
	if (inserter->kind == MARKS_NONE)
		return;
	if (boxes_meet(&marks_zone, &control) || boxes_meet(&marks, &control_zone))
		keys_fault(keys, "control", NULL, "the code lies in the marks' clear zone, or they in its own");
}

/* ---- all together ---- */

static void check_limits(struct keys *keys, const struct inserter *inserter, guint64 page_bits)
{
	if (page_bits != 0 && inserter->max_sheets > capacity(page_bits, FALSE))
		keys_fault(keys, "limits", "sheets", "%u is more than the page marks can show", inserter->max_sheets);
	if (inserter->kind != MARKS_CODE_39)
		return;
	if (inserter->n_positions % BITS_A_CHARACTER != 0)
		keys_fault(keys, "marks", "positions", "not a whole number of characters of %d bits", BITS_A_CHARACTER);
	if (inserter_code_39_length(inserter) > CODE_39_CHARACTERS_MAX)
		keys_fault(keys, "marks", "positions", "more than %d characters", CODE_39_CHARACTERS_MAX);
}

static void check_parity(struct keys *keys, const struct inserter *inserter)
{
	guint marks = 0;

	for (guint i = 0; i < inserter->n_positions; i++) {
		if (inserter->positions[i].function != MARK_PARITY)
			continue;
		marks++;
		if (inserter->parity_positions != 0 && i >= inserter->parity_positions)
			keys_fault(keys, "marks", "parity", "does not count its own position");
	}
	if (marks > 1)
		keys_fault(keys, "marks", "positions", "the parity stands twice");
	if ((marks == 0) != (inserter->parity == PARITY_NONE))
		keys_fault(keys, "marks", "parity", marks == 0 ? "no position shows it" : "missing, but there is a position of it");
}

static void check_marks(struct keys *keys, const struct inserter *inserter)
{
	guint64 page_bits = bits_of(keys, inserter, MARK_PAGE, "page");

	bits_of(keys, inserter, MARK_FEED, "feeds");
	check_counter(keys, "sequence", bits_of(keys, inserter, MARK_SEQUENCE, "sequence"), FALSE,
		      inserter->sequence_max);
	check_counter(keys, "match", bits_of(keys, inserter, MARK_MATCH, "match code"), inserter->match_decimal,
		      inserter->match_max);
	check_parity(keys, inserter);
	check_limits(keys, inserter, page_bits);
	if (page_bits != 0 && capacity(page_bits, FALSE) == 0)
		keys_fault(keys, "marks", "positions", "a bit of the page is missing");
}

static void read_marks(struct keys *keys, struct inserter *inserter)
{
	static const char *const kinds[] = { "none", "omr", "code-39", NULL };
	static const char *const orders[] = { "first-to-last", "last-to-first", NULL };
	static const char *const selects[] = { "on-last-fed", "on-every-sheet", NULL };

	inserter->kind = keys_choice(keys, "marks", "kind", MARKS_OMR, kinds);
	inserter->feed_order = keys_choice(keys, "marks", "feed", FEED_FIRST_TO_LAST, orders);
	if (inserter->kind == MARKS_NONE)
		return;
	read_match(keys, inserter);
	read_positions(keys, inserter);
	read_insert_polarity(keys, inserter);
	inserter->feed_marks = keys_choice(keys, "marks", "select", FEED_MARKS_LAST_SHEET, selects);
	read_parity(keys, inserter);
	read_sequence(keys, inserter);
}

/* NULL where there is none. */
static char *read_rules(struct keys *keys, const char *key)
{
	return keys_find(keys, "files", key) != NULL ? g_strdup(keys_word(keys, "files", key)) : NULL;
}

struct inserter *inserter_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("inserter", text, path);
	struct inserter *inserter = g_new0(struct inserter, 1);

	inserter->name = g_strdup(keys_name(keys));
	read_marks(keys, inserter);
	if (inserter->kind != MARKS_NONE)
		read_geometry(keys, inserter);
	read_control(keys, inserter);
	inserter->max_sheets = (guint)keys_number(keys, "limits", "sheets", KEYS_REQUIRED, 1, 99);
	inserter->control = read_rules(keys, "control");
	inserter->results = read_rules(keys, "results");
	if (!keys_faulty(keys)) {
		check_marks(keys, inserter);
		check_geometry(keys, inserter);
	}
	if (!keys_close(keys, error))
		g_clear_pointer(&inserter, inserter_free);
	return inserter;
}

void inserter_free(struct inserter *inserter)
{
	if (inserter == NULL)
		return;
	g_free(inserter->name);
	g_free(inserter->control);
	g_free(inserter->results);
	g_free(inserter);
}

guint inserter_code_39_length(const struct inserter *inserter)
{
	return inserter->n_positions / BITS_A_CHARACTER;
}

/* At 2:1, with start and stop. */
static guint code_39_modules(const struct inserter *inserter)
{
	/* 6 narrow and 3 wide elements and a gap each, start and stop too; no gap after the last. */
	return (inserter_code_39_length(inserter) + 2) * 13 - 1;
}

struct profile_box inserter_marks_box(const struct inserter *inserter)
{
	struct profile_box box = { inserter->x, inserter->first, inserter->length, 0 };

	if (inserter->kind == MARKS_OMR) {
		box.height = ((gint32)inserter->n_positions - 1) * inserter->pitch + inserter->thickness;
		return box;
	}
	if (inserter->kind == MARKS_NONE)
		return (struct profile_box){ inserter->x, inserter->first, 0, 0 };
	box.height = (gint32)code_39_modules(inserter) * inserter->thickness;
	if (inserter->bars == BARS_PICKET) {
		box.width = box.height;
		box.height = inserter->length;
	}
	return box;
}

struct profile_box inserter_control_box(const struct inserter *inserter)
{
	gint32 side = CONTROL_MODULES * inserter->control_module;

	return (struct profile_box){ inserter->control_x, inserter->control_y, side, side };
}

static struct profile_box grown(struct profile_box box, gint32 sides, gint32 above_below)
{
	return (struct profile_box){ box.x - sides, box.y - above_below, box.width + 2 * sides,
				     box.height + 2 * above_below };
}

struct profile_box inserter_marks_zone(const struct inserter *inserter)
{
	return grown(inserter_marks_box(inserter), inserter->clear_sides, inserter->clear_above_below);
}

struct profile_box inserter_control_zone(const struct inserter *inserter)
{
	return grown(inserter_control_box(inserter), inserter->control_clear, inserter->control_clear);
}
