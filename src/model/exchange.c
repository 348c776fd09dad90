/* SPDX-License-Identifier: Apache-2.0 */
/* From words to fields; then what no single key can tell: that a line has room for its fields, and that a results file
 * names its pieces. */
#include "model/exchange.h"

#include <string.h>

#include "model/keys.h"

#define LINE_MOST 4096
#define FILE_MOST 64
#define RUN_MARK "{run}"

/* ---- words ---- */

#define HEAD(word, form, member, where) { word, EXCHANGE_OF_HEAD, form, G_STRUCT_OFFSET(struct exchange_head, member), where }
#define PIECE(word, form, member, where) { word, EXCHANGE_OF_PIECE, form, G_STRUCT_OFFSET(struct exchange_piece, member), where }
#define ADDRESS(word, member) { word, EXCHANGE_OF_ADDRESS, EXCHANGE_TEXT, G_STRUCT_OFFSET(struct addressee, member), EXCHANGE_IN_LISTS }
#define NONE(word, form, where) { word, EXCHANGE_OF_NONE, form, 0, where }

static const struct exchange_word table[] = {
	/* the file, and each of its lines */
	HEAD("run", EXCHANGE_COUNT, run, EXCHANGE_BOTH_WAYS),
	HEAD("lines", EXCHANGE_COUNT, lines, EXCHANGE_BOTH_WAYS),
	HEAD("run-pieces", EXCHANGE_COUNT, pieces, EXCHANGE_WRITTEN),
	HEAD("run-sheets", EXCHANGE_COUNT, sheets, EXCHANGE_WRITTEN),
	HEAD("client", EXCHANGE_TEXT, client, EXCHANGE_WRITTEN),
	HEAD("job", EXCHANGE_TEXT, job, EXCHANGE_WRITTEN),
	HEAD("layout", EXCHANGE_TEXT, layout, EXCHANGE_WRITTEN),
	HEAD("envelope", EXCHANGE_TEXT, envelope, EXCHANGE_WRITTEN),
	HEAD("date", EXCHANGE_CODE, date, EXCHANGE_IN_LISTS),
	HEAD("list", EXCHANGE_COUNT, list, EXCHANGE_IN_LISTS),
	/* a line */
	PIECE("piece", EXCHANGE_COUNT, piece, EXCHANGE_BOTH_WAYS),
	PIECE("registered", EXCHANGE_CODE, registered, EXCHANGE_BOTH_WAYS),
	PIECE("control", EXCHANGE_CODE, control, EXCHANGE_BOTH_WAYS),
	PIECE("sheet", EXCHANGE_COUNT, sheet, EXCHANGE_WRITTEN),
	PIECE("sheets", EXCHANGE_COUNT, sheets, EXCHANGE_WRITTEN),
	PIECE("pages", EXCHANGE_COUNT, pages, EXCHANGE_WRITTEN),
	PIECE("first-sheet", EXCHANGE_LONG, first_sheet, EXCHANGE_WRITTEN),
	PIECE("last-sheet", EXCHANGE_LONG, last_sheet, EXCHANGE_WRITTEN),
	PIECE("insert-mask", EXCHANGE_MASK, insert_mask, EXCHANGE_WRITTEN),
	PIECE("weight-mg", EXCHANGE_MEASURE, weight_mg, EXCHANGE_WRITTEN),
	PIECE("thickness-um", EXCHANGE_MEASURE, thickness_um, EXCHANGE_WRITTEN),
	PIECE("product", EXCHANGE_TEXT, product, EXCHANGE_WRITTEN),
	PIECE("bracket", EXCHANGE_TEXT, bracket, EXCHANGE_WRITTEN),
	PIECE("area", EXCHANGE_TEXT, area, EXCHANGE_WRITTEN),
	PIECE("cap", EXCHANGE_CODE, cap, EXCHANGE_WRITTEN),
	PIECE("box", EXCHANGE_COUNT, box, EXCHANGE_WRITTEN),
	PIECE("pallet", EXCHANGE_COUNT, pallet, EXCHANGE_WRITTEN),
	PIECE("divert", EXCHANGE_FLAG, divert, EXCHANGE_WRITTEN),
	PIECE("key", EXCHANGE_TEXT, key, EXCHANGE_WRITTEN),
	PIECE("name", EXCHANGE_TEXT, name, EXCHANGE_WRITTEN),
	PIECE("document-hash", EXCHANGE_CODE, document_hash, EXCHANGE_WRITTEN),
	PIECE("file", EXCHANGE_COUNT, file, EXCHANGE_WRITTEN),
	PIECE("position", EXCHANGE_COUNT, position, EXCHANGE_WRITTEN),
	PIECE("postage", EXCHANGE_CENTS, postage, EXCHANGE_IN_LISTS),
	ADDRESS("name-2", name2),
	ADDRESS("extra", extra),
	ADDRESS("street", street),
	ADDRESS("house-number", number),
	ADDRESS("city", city),
	ADDRESS("province", province),
	ADDRESS("country", country),
	/* what a machine says */
	NONE("status", EXCHANGE_STATUS, EXCHANGE_TOLD),
	NONE("ignored", EXCHANGE_IGNORED, EXCHANGE_TOLD),
};

static const struct exchange_word constant = NONE("", EXCHANGE_CONSTANT, EXCHANGE_BOTH_WAYS);

static const char *const status_names[] = { "ok", "spoiled", "pulled", "unknown", NULL };

static const struct exchange_word *find_word(const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		if (strcmp(table[i].word, word) == 0)
			return &table[i];
	}
	return NULL;
}

/* ---- a field ---- */

/* Where a field is read: for the faults of its key. */
struct place {
	struct keys *keys;
	const char *group, *key;
	const struct exchange *exchange;
};

#define FAULT(place, ...) keys_fault((place)->keys, (place)->group, (place)->key, __VA_ARGS__)

/* The number at text, which ends it or is followed by end; 0: none such. */
static guint number_at(const char *text, char end, const char **behind)
{
	guint number = 0;

	for (; g_ascii_isdigit(*text) && number <= LINE_MOST; text++)
		number = number * 10 + (guint)(*text - '0');
	if (*text != end || number > LINE_MOST)
		return 0;
	*behind = *text == '\0' ? text : text + 1;
	return number;
}

/* "7-13" */
static void read_columns(const struct place *place, struct exchange_field *field, const char *text)
{
	guint first = number_at(text, '-', &text), last = first > 0 ? number_at(text, '\0', &text) : 0;

	if (first == 0 || last < first) {
		FAULT(place, "not columns such as 7-13, up to %d", LINE_MOST);
		return;
	}
	field->at = first - 1;
	field->width = last - field->at;
}

/* "5 YN" */
static void read_flags(const struct place *place, struct exchange_field *field, const char *text)
{
	guint flags = number_at(text, ' ', &text);

	if (flags == 0 || flags > EXCHANGE_FLAGS_MAX || strlen(text) != 2 || !g_ascii_isgraph(text[0]) ||
	    !g_ascii_isgraph(text[1]) || text[0] == text[1]) {
		FAULT(place, "flags are a number up to %d and two signs: flags 5 YN", EXCHANGE_FLAGS_MAX);
		return;
	}
	field->flags = flags;
	field->on = text[0];
	field->off = text[1];
}

static void read_width(const struct place *place, struct exchange_field *field, const char *text)
{
	field->width = number_at(text, '\0', &text);
	if (field->width == 0)
		FAULT(place, "not a width up to %d", LINE_MOST);
}

/* right and left are told apart from neither: a number goes right, a text left. */
enum side { SIDE_UNSAID, SIDE_LEFT, SIDE_RIGHT };

static void read_option(const struct place *place, struct exchange_field *field, const char *option, enum side *side)
{
	gboolean fixed = place->exchange->kind == EXCHANGE_FIXED;

	if (fixed && g_str_has_prefix(option, "at "))
		read_columns(place, field, option + strlen("at "));
	else if (place->exchange->kind == EXCHANGE_CSV && g_str_has_prefix(option, "width "))
		read_width(place, field, option + strlen("width "));
	else if (g_str_has_prefix(option, "flags "))
		read_flags(place, field, option + strlen("flags "));
	else if (strcmp(option, "zeros") == 0)
		field->zeros = TRUE;
	else if (strcmp(option, "cut") == 0)
		field->cut = TRUE;
	else if (strcmp(option, "named") == 0)
		field->named = TRUE;
	else if (strcmp(option, "thousandths") == 0)
		field->thousandths = TRUE;
	else if (strcmp(option, "left") == 0 || strcmp(option, "right") == 0)
		*side = option[0] == 'l' ? SIDE_LEFT : SIDE_RIGHT;
	else
		FAULT(place, "not understood: '%s'", option);
}

static gboolean is_text(const struct exchange_field *field)
{
	return field->word->form >= EXCHANGE_TEXT;
}

static void check_options(const struct place *place, const struct exchange_field *field)
{
	enum exchange_form form = field->word->form;

	if (field->flags != 0 && form != EXCHANGE_MASK && form != EXCHANGE_FLAG)
		FAULT(place, "only a mask is written as flags");
	if (field->named && strcmp(field->word->word, "run") != 0 && strcmp(field->word->word, "file") != 0)
		FAULT(place, "only a run and a file are named");
	if (field->thousandths && form != EXCHANGE_MEASURE)
		FAULT(place, "only a weight or thickness is written in thousandths");
	if (field->cut && form != EXCHANGE_TEXT)
		FAULT(place, "only a text may be cut");
	if ((field->cut || field->zeros) && field->width == 0)
		FAULT(place, "%s without a width", field->cut ? "cut" : "zeros");
	if (field->zeros && (is_text(field) || field->named || field->flags != 0))
		FAULT(place, "only a number is filled up with zeros");
	if (field->width == 0 && place->exchange->kind == EXCHANGE_FIXED)
		FAULT(place, "its columns are missing: at 1-6");
	if (field->text != NULL && field->width != 0 && g_utf8_strlen(field->text, -1) > field->width)
		FAULT(place, "does not fit %u characters: '%s'", field->width, field->text);
}

/* Which words stand where: a header knows no piece, a control file no postage, and of results little is read. */
static void check_word(const struct place *place, const struct exchange_word *word)
{
	const struct exchange *exchange = place->exchange;
	gboolean results = exchange->use == EXCHANGE_RESULTS, line = strcmp(place->group, "fields") == 0;

	if (!line && (word->source == EXCHANGE_OF_PIECE || word->source == EXCHANGE_OF_ADDRESS || word->form == EXCHANGE_STATUS))
		FAULT(place, "'%s' is of a line, not of the whole file", word->word);
	else if (results && word->where != EXCHANGE_BOTH_WAYS && word->where != EXCHANGE_TOLD)
		FAULT(place, "'%s' is not read from results: say ignored", word->word);
	else if (results && line && strcmp(word->word, "lines") == 0)
		FAULT(place, "'lines' is of the whole file: say ignored");
	else if (!results && word->where == EXCHANGE_TOLD)
		FAULT(place, "'%s' is of results only", word->word);
	else if (exchange->use == EXCHANGE_CONTROL && word->where == EXCHANGE_IN_LISTS)
		FAULT(place, "'%s' is not known when a control file is written", word->word);
	else if (exchange->lines == EXCHANGE_PIECES && strcmp(word->word, "sheet") == 0)
		FAULT(place, "'sheet' wants [file] lines = sheet");
}

/* The constant in quotes at text, of which what is behind it is returned; NULL, and told, where there is no closing one. */
static const char *read_constant(const struct place *place, struct exchange_field *field, const char *text)
{
	const char *end = strchr(text + 1, '"');

	field->word = &constant;
	if (end == NULL) {
		FAULT(place, "a quote is not closed: %s", text);
		return NULL;
	}
	field->text = g_strndup(text + 1, (gsize)(end - text - 1));
	for (const char *p = field->text; *p != '\0'; p++) {
		if (g_ascii_iscntrl(*p))
			FAULT(place, "holds a control character");
	}
	/* Blanks around what a machine writes mean nothing. */
	if (place->exchange->use == EXCHANGE_RESULTS)
		g_strstrip(field->text);
	return end + 1;
}

/* The word at text; what is behind it, or NULL. */
static const char *read_word(const struct place *place, struct exchange_field *field, const char *text)
{
	gsize length = strcspn(text, ",");
	g_autofree char *word = g_strchomp(g_strndup(text, length));

	field->word = find_word(word);
	if (field->word == NULL) {
		FAULT(place, "nothing is called '%s'", word);
		return NULL;
	}
	check_word(place, field->word);
	return text + length;
}

static void read_field(const struct place *place, struct exchange_field *field)
{
	const char *value = keys_find(place->keys, place->group, place->key);
	const char *rest = value == NULL || value[0] == '\0' ? NULL
			 : value[0] == '"' ? read_constant(place, field, value) : read_word(place, field, value);
	g_auto(GStrv) options = g_strsplit(rest != NULL ? rest : "", ",", -1);
	enum side side = SIDE_UNSAID;

	field->name = g_strdup(place->key);
	if (value == NULL || value[0] == '\0')
		FAULT(place, "empty");
	if (rest == NULL)
		return;
	if (options[0] != NULL && *g_strstrip(options[0]) != '\0')
		FAULT(place, "not understood: '%s'", options[0]);
	for (guint i = 1; options[0] != NULL && options[i] != NULL; i++)
		read_option(place, field, g_strstrip(options[i]), &side);
	field->right = side == SIDE_RIGHT || (side == SIDE_UNSAID && !is_text(field));
	check_options(place, field);
}

/* Fixed columns from left to right, each its own. */
static void check_columns(struct keys *keys, const char *group, struct exchange *exchange,
			  const struct exchange_fields *fields)
{
	guint end = 0;

	for (guint i = 0; i < fields->count; i++) {
		if (fields->fields[i].at < end)
			keys_fault(keys, group, fields->fields[i].name, "begins before the field above it ends");
		end = fields->fields[i].at + fields->fields[i].width;
	}
	if (exchange->length != 0 && end > exchange->length)
		keys_fault(keys, group, NULL, "longer than [file] length");
}

static void read_fields(struct keys *keys, const char *group, struct exchange *exchange, struct exchange_fields *fields)
{
	g_auto(GStrv) names = keys_of_group(keys, group);

	fields->count = g_strv_length(names);
	fields->fields = g_new0(struct exchange_field, fields->count);
	for (guint i = 0; i < fields->count; i++) {
		const struct place place = { keys, group, names[i], exchange };

		read_field(&place, &fields->fields[i]);
	}
	if (exchange->kind == EXCHANGE_FIXED && !keys_faulty(keys))
		check_columns(keys, group, exchange, fields);
}

/* ---- [file] ---- */

/* What is named after its run meets no other file of a bundle. */
static void read_name(struct keys *keys, struct exchange *exchange)
{
	const char *name = keys_find(keys, "file", "name");
	const char *mark = name != NULL ? strstr(name, RUN_MARK) : NULL;
	g_autofree char *plain = NULL;

	if (name == NULL)
		return;
	exchange->file = g_strdup(name);
	if (mark == NULL) {
		keys_fault(keys, "file", "name", "without {run}: '%s'", name);
		return;
	}
	plain = g_strdup_printf("%.*s%s", (int)(mark - name), name, mark + strlen(RUN_MARK));
	if (strlen(name) > FILE_MOST || name[0] == '.' ||
	    strspn(plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") != strlen(plain))
		keys_fault(keys, "file", "name", "more than letters, digits, '.', '_' and '-': '%s'", name);
}

static void read_csv(struct keys *keys, struct exchange *exchange)
{
	static const char *const separators[] = { "semicolon", "comma", "tab", "pipe", NULL };
	static const char *const quotes[] = { "as-needed", "never", NULL };

	if (exchange->kind != EXCHANGE_CSV)
		return;
	exchange->separator = ";,\t|"[keys_choice(keys, "file", "separator", 0, separators)];
	exchange->quotes = (enum csv_quotes)keys_choice(keys, "file", "quotes", CSV_QUOTES_AS_NEEDED, quotes);
	exchange->names = keys_flag(keys, "file", "names", FALSE);
}

static void read_array(struct keys *keys, struct exchange *exchange)
{
	const char *array = exchange->kind == EXCHANGE_JSON ? keys_find(keys, "file", "array") : NULL;

	exchange->array = g_strdup(array != NULL ? array : "pieces");
}

static void read_file(struct keys *keys, struct exchange *exchange)
{
	static const char *const uses[] = { "control", "list", "results", NULL };
	static const char *const kinds[] = { "csv", "fixed", "json", NULL };
	static const char *const lines[] = { "piece", "sheet", NULL };
	static const char *const encodings[] = { "utf-8", "ascii", "iso-8859-1", "windows-1252", NULL };
	static const char *const ends[] = { "lf", "crlf", NULL };

	exchange->use = (enum exchange_use)keys_choice(keys, "file", "use", KEYS_REQUIRED, uses);
	exchange->kind = (enum exchange_kind)keys_choice(keys, "file", "kind", KEYS_REQUIRED, kinds);
	exchange->encoding = (enum codepage)keys_choice(keys, "file", "encoding", CODEPAGE_UTF_8, encodings);
	if (exchange->use == EXCHANGE_CONTROL)
		read_name(keys, exchange);
	if (exchange->use != EXCHANGE_RESULTS) {
		exchange->lines = (enum exchange_lines)keys_choice(keys, "file", "lines", EXCHANGE_PIECES, lines);
		exchange->crlf = keys_choice(keys, "file", "line-end", 0, ends) == 1;
	}
	read_csv(keys, exchange);
	read_array(keys, exchange);
	if (exchange->kind == EXCHANGE_FIXED)
		exchange->length = (guint)keys_number(keys, "file", "length", 0, 1, LINE_MOST);
	if (exchange->kind == EXCHANGE_FIXED && exchange->encoding == CODEPAGE_UTF_8)
		keys_fault(keys, "file", "encoding", "a column is one byte wide: not of utf-8");
	if (exchange->kind == EXCHANGE_JSON && exchange->encoding != CODEPAGE_UTF_8)
		keys_fault(keys, "file", "encoding", "json is utf-8");
}

/* ---- results ---- */

static guint count_words(const struct exchange_fields *fields, const char *word)
{
	guint count = 0;

	for (guint i = 0; i < fields->count; i++)
		count += strcmp(fields->fields[i].word->word, word) == 0;
	return count;
}

static guint count_of_file(const struct exchange *exchange, const char *word)
{
	return count_words(&exchange->header, word) + count_words(&exchange->trailer, word);
}

static void read_status(struct keys *keys, struct exchange *exchange)
{
	static const char *const others[] = { "unknown", "refuse", NULL };
	static const char *const rests[] = { "unknown", "ok", NULL };
	gboolean said = keys_find(keys, "status", "every") != NULL;

	exchange->every = EXCHANGE_STATUSES;
	exchange->rest = keys_choice(keys, "status", "rest", 0, rests) == 1 ? EXCHANGE_OK : EXCHANGE_UNKNOWN;
	if (said) {
		exchange->every = (enum exchange_status)keys_choice(keys, "status", "every", KEYS_REQUIRED, status_names);
		return;
	}
	exchange->refuse_others = keys_choice(keys, "status", "others", KEYS_REQUIRED, others) == 1;
	for (guint i = 0; i < EXCHANGE_UNKNOWN; i++)
		exchange->words[i] = keys_list(keys, "status", status_names[i]);
}

static void check_status_words(struct keys *keys, const struct exchange *exchange)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	guint count = 0;

	for (guint i = 0; i < EXCHANGE_UNKNOWN; i++) {
		for (char **word = exchange->words[i]; word != NULL && *word != NULL; word++, count++) {
			if (!g_hash_table_add(seen, *word))
				keys_fault(keys, "status", status_names[i], "stands twice: '%s'", *word);
		}
	}
	if (count == 0 && exchange->every == EXCHANGE_STATUSES)
		keys_fault(keys, "status", NULL, "no word means anything");
}

/* A word that stands twice could say two things. */
static void check_once(struct keys *keys, const struct exchange *exchange)
{
	static const char *const words[] = { "status", "run", "piece", "control", "registered", NULL };

	for (guint i = 0; words[i] != NULL; i++) {
		if (count_words(&exchange->line, words[i]) > 1)
			keys_fault(keys, "fields", NULL, "'%s' stands twice", words[i]);
	}
	if (count_of_file(exchange, "run") > 1 || count_of_file(exchange, "lines") > 1)
		keys_fault(keys, "header", NULL, "'run' or 'lines' stands twice, here or in the trailer");
}

/* A number alone could be of any run; and a file that leaves pieces out must not be one that broke off. */
static void check_results(struct keys *keys, const struct exchange *exchange)
{
	const struct exchange_fields *line = &exchange->line;
	gboolean run = count_words(line, "run") > 0 || count_of_file(exchange, "run") > 0;

	if (exchange->kind == EXCHANGE_JSON)
		keys_fault(keys, "file", "kind", "results are read from csv or fixed columns");
	if ((count_words(line, "status") > 0) != (exchange->every == EXCHANGE_STATUSES))
		keys_fault(keys, "status", "every", "either this or a field 'status', and not both");
	if (count_words(line, "control") + count_words(line, "registered") + count_words(line, "piece") == 0)
		keys_fault(keys, "fields", NULL, "names no piece: no field is control, registered or piece");
	if (count_words(line, "piece") > 0 && !run)
		keys_fault(keys, "fields", NULL, "a piece's number without its run");
	if (exchange->rest == EXCHANGE_OK && (count_of_file(exchange, "run") == 0 || count_of_file(exchange, "lines") == 0))
		keys_fault(keys, "status", "rest", "wants the run and the count of lines in the header or the trailer");
	check_status_words(keys, exchange);
	check_once(keys, exchange);
}

/* ---- all together ---- */

struct exchange *exchange_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("exchange", text, path);
	struct exchange *exchange = g_new0(struct exchange, 1);

	exchange->name = g_strdup(keys_name(keys));
	read_file(keys, exchange);
	read_fields(keys, "header", exchange, &exchange->header);
	read_fields(keys, "fields", exchange, &exchange->line);
	read_fields(keys, "trailer", exchange, &exchange->trailer);
	if (exchange->use == EXCHANGE_RESULTS)
		read_status(keys, exchange);
	if (exchange->line.count == 0)
		keys_fault(keys, "fields", NULL, "there are none");
	if (exchange->use == EXCHANGE_RESULTS && !keys_faulty(keys))
		check_results(keys, exchange);
	if (!keys_close(keys, error))
		g_clear_pointer(&exchange, exchange_free);
	return exchange;
}

static void clear_fields(struct exchange_fields *fields)
{
	for (guint i = 0; i < fields->count; i++) {
		g_free(fields->fields[i].name);
		g_free(fields->fields[i].text);
	}
	g_free(fields->fields);
}

void exchange_free(struct exchange *exchange)
{
	if (exchange == NULL)
		return;
	clear_fields(&exchange->header);
	clear_fields(&exchange->line);
	clear_fields(&exchange->trailer);
	for (guint i = 0; i < EXCHANGE_UNKNOWN; i++)
		g_strfreev(exchange->words[i]);
	g_free(exchange->name);
	g_free(exchange->file);
	g_free(exchange->array);
	g_free(exchange);
}

char *exchange_file_name(const struct exchange *exchange, guint run)
{
	static const char *const names[] = { "control.csv", "control.txt", "control.json" };
	const char *mark = exchange->file != NULL ? strstr(exchange->file, RUN_MARK) : NULL;

	if (mark == NULL)
		return g_strdup(names[exchange->kind]);
	return g_strdup_printf("%.*sR%06u%s", (int)(mark - exchange->file), exchange->file, run, mark + strlen(RUN_MARK));
}

gboolean exchange_wants(const struct exchange *exchange, const char *word)
{
	return count_words(&exchange->line, word) > 0;
}
