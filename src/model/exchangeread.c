/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The file is cut into lines first, and its own lines and their count are looked at: a file that broke off on its way is
 * refused before a single piece is told of.  Then every line stands for itself: what is wrong with one is told with it.
 */
#include "model/exchange.h"

#include <string.h>

#include "base/text.h"
#include "model/profile.h"

/* Marked for the catalogue; whoever shows a reason to a person translates it. */
#define N_(text) text

#define LINE_BYTES_MOST 4096
#define CELLS_MOST 256
/* Runs and pieces as control codes and folders have them. */
#define RUN_MOST 999999
#define PIECE_MOST 9999999

/* What old systems end a file with. */
#define END_OF_FILE 0x1A

struct slice {
	const char *bytes;
	gsize length;
	guint number;	/* of the line in the file, 1 first */
};

struct reading {
	const struct exchange *exchange;
	const char *name;	/* of the file */
	GArray *lines;		/* of struct slice; empty ones are not among them */
	gboolean cut;		/* the last line has no end */
	struct exchange_told told;
	/* of the line in hand */
	struct arena *arena;
	GString *text;
	GPtrArray *cells;	/* parts of text, or in the arena */
};

static gboolean refuse(const struct reading *reading, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean refuse(const struct reading *reading, GError **error, const char *format, ...)
{
	g_autofree char *why = NULL;
	va_list args;

	va_start(args, format);
	why = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, PROFILE_ERROR, PROFILE_ERROR_FORM, "results file '%s': %s (rules '%s')", reading->name, why,
		    reading->exchange->name);
	return FALSE;
}

/* ---- lines and cells ---- */

static void cut_lines(struct reading *reading, const char *bytes, gsize length)
{
	guint number = 1;

	if (length > 0 && bytes[length - 1] == END_OF_FILE)
		length--;
	reading->cut = length > 0 && bytes[length - 1] != '\n';
	while (length > 0) {
		const char *end = memchr(bytes, '\n', length);
		gsize taken = end != NULL ? (gsize)(end - bytes) : length, kept = taken;

		if (kept > 0 && bytes[kept - 1] == '\r')
			kept--;
		if (kept > 0) {
			struct slice slice = { bytes, kept, number };

			g_array_append_val(reading->lines, slice);
		}
		number++;
		bytes += taken;
		length -= taken;
		if (end != NULL) {
			bytes++;
			length--;
		}
	}
}

/* A line's bytes as text; the reason why they are none. */
static const char *take_text(struct reading *reading, const struct slice *slice)
{
	g_string_truncate(reading->text, 0);
	if (slice->length > LINE_BYTES_MOST)
		return N_("longer than any line of results");
	if (memchr(slice->bytes, '\0', slice->length) != NULL ||
	    !codepage_read(reading->exchange->encoding, slice->bytes, slice->length, reading->text))
		return N_("no text in the encoding of its rules");
	for (const char *p = reading->text->str; *p != '\0'; p++) {
		if (g_ascii_iscntrl(*p) && *p != reading->exchange->separator)
			return N_("a control character");
	}
	return NULL;
}

/* The cell at text without its quotes, in place; what is behind its separator, NULL behind the last.  bad tells of quotes
 * that do not pair. */
static char *next_cell(const struct exchange *exchange, char **text, gboolean *bad)
{
	char *cell = *text, *from = cell, *to = cell;
	gboolean quoted = exchange->quotes == CSV_QUOTES_AS_NEEDED && *from == '"';

	if (quoted) {
		for (from++; *from != '\0' && (*from != '"' || from[1] == '"'); from++) {
			from += *from == '"';
			*to++ = *from;
		}
		*bad |= *from == '\0';
		from += *from != '\0';
		*bad |= *from != '\0' && *from != exchange->separator;
	} else {
		to = from = cell + strcspn(cell, (const char[]){ exchange->separator, '\0' });
	}
	*text = *from == '\0' ? NULL : from + 1;
	*to = '\0';
	return cell;
}

static const char *cut_cells(struct reading *reading, const struct exchange_fields *fields)
{
	char *rest = reading->text->str;
	gboolean bad = FALSE;

	while (rest != NULL && !bad && reading->cells->len < CELLS_MOST)
		g_ptr_array_add(reading->cells, next_cell(reading->exchange, &rest, &bad));
	if (bad)
		return N_("its quotes do not pair");
	return reading->cells->len == fields->count ? NULL : N_("another number of fields than its rules have");
}

/* Blanks at the end of a line are often lost on the way. */
static const char *cut_columns(struct reading *reading, const struct exchange_fields *fields)
{
	const struct exchange_field *last = &fields->fields[fields->count - 1];
	gsize characters = (gsize)g_utf8_strlen(reading->text->str, -1);
	char *p = reading->text->str;
	guint column = 0;

	if (characters > MAX(last->at + last->width, reading->exchange->length))
		return N_("longer than its rules say");
	while (characters++ < last->at + last->width)
		g_string_append_c(reading->text, ' ');
	p = reading->text->str;
	for (guint i = 0; i < fields->count; i++) {
		const struct exchange_field *field = &fields->fields[i];
		char *start = g_utf8_offset_to_pointer(p, (glong)(field->at - column));

		p = g_utf8_offset_to_pointer(start, (glong)field->width);
		column = field->at + field->width;
		g_ptr_array_add(reading->cells, arena_strndup(reading->arena, start, (gsize)(p - start)));
	}
	return NULL;
}

/* The cells of a line, blanks around them left out, in reading->cells; the reason why it has none such. */
static const char *take_cells(struct reading *reading, const struct slice *slice, const struct exchange_fields *fields)
{
	const char *why = take_text(reading, slice);

	g_ptr_array_set_size(reading->cells, 0);
	if (why == NULL)
		why = reading->exchange->kind == EXCHANGE_FIXED ? cut_columns(reading, fields) : cut_cells(reading, fields);
	for (guint i = 0; why == NULL && i < reading->cells->len; i++)
		g_strstrip(reading->cells->pdata[i]);
	return why;
}

/* ---- values ---- */

/* Digits only, from 1 to most. */
static gboolean read_number(const char *text, guint least, guint most, guint *number)
{
	guint64 value;

	if (strlen(text) > 10 || !g_ascii_isdigit(*text) || !g_ascii_string_to_unsigned(text, 10, least, most, &value, NULL))
		return FALSE;
	*number = (guint)value;
	return TRUE;
}

static gboolean read_run(const struct exchange_field *field, const char *text, guint *run)
{
	if (!field->named)
		return read_number(text, 1, RUN_MOST, run);
	return text[0] == 'R' && strlen(text) == strlen("R000042") && read_number(text + 1, 1, RUN_MOST, run);
}

static gboolean is_among(char **words, const char *word)
{
	return words != NULL && g_strv_contains((const char *const *)words, word);
}

static const char *read_status(const struct exchange *exchange, const char *word, struct exchange_result *result)
{
	result->word = word;
	for (guint i = 0; i < EXCHANGE_UNKNOWN; i++) {
		if (is_among(exchange->words[i], word)) {
			result->status = (enum exchange_status)i;
			return NULL;
		}
	}
	result->status = EXCHANGE_UNKNOWN;
	return exchange->refuse_others ? N_("a status that its rules do not know") : NULL;
}

static const char *read_code(const char *text, const char **code)
{
	*code = text;
	return *text == '\0' ? N_("the piece's code is empty") : NULL;
}

/* What is said of the whole file is in told, of a piece in result; the reason why neither can be. */
static const char *read_cell(const struct reading *reading, const struct exchange_field *field, const char *text,
			     struct exchange_told *told, struct exchange_result *result)
{
	const char *word = field->word->word;

	if (field->word->form == EXCHANGE_CONSTANT)
		return strcmp(field->text, text) == 0 ? NULL : N_("another constant than its rules have");
	if (field->word->form == EXCHANGE_STATUS)
		return read_status(reading->exchange, text, result);
	if (strcmp(word, "control") == 0)
		return read_code(text, &result->control);
	if (strcmp(word, "registered") == 0)
		return read_code(text, &result->registered);
	if (strcmp(word, "run") == 0)
		return read_run(field, text, told != NULL ? &told->run : &result->run) ? NULL : N_("not the number of a run");
	if (strcmp(word, "piece") == 0)
		return read_number(text, 1, PIECE_MOST, &result->piece) ? NULL : N_("not the number of a piece");
	if (strcmp(word, "lines") == 0)
		return read_number(text, 0, G_MAXUINT, &told->lines) ? NULL : N_("not a count of lines");
	return NULL;
}

static const char *read_cells(const struct reading *reading, const struct exchange_fields *fields,
			      struct exchange_told *told, struct exchange_result *result)
{
	const char *why = NULL;

	for (guint i = 0; why == NULL && i < fields->count; i++)
		why = read_cell(reading, &fields->fields[i], reading->cells->pdata[i], told, result);
	return why;
}

/* ---- the file's own lines ---- */

static gboolean check_names(struct reading *reading, const struct slice *slice, GError **error)
{
	const struct exchange_fields *fields = &reading->exchange->line;
	const char *why = take_cells(reading, slice, fields);

	for (guint i = 0; why == NULL && i < fields->count; i++) {
		if (strcmp(fields->fields[i].name, reading->cells->pdata[i]) != 0)
			why = N_("other names of fields than its rules have");
	}
	return why == NULL || refuse(reading, error, "line %u: %s", slice->number, why);
}

static gboolean check_own(struct reading *reading, const struct slice *slice, const struct exchange_fields *fields,
			  const char *what, GError **error)
{
	struct exchange_result none = { 0 };
	const char *why = take_cells(reading, slice, fields);

	if (why == NULL)
		why = read_cells(reading, fields, &reading->told, &none);
	return why == NULL || refuse(reading, error, "line %u is not the %s: %s", slice->number, what, why);
}

static gboolean says_lines(const struct exchange *exchange)
{
	const struct exchange_fields *own[] = { &exchange->header, &exchange->trailer };

	for (guint k = 0; k < G_N_ELEMENTS(own); k++) {
		for (guint i = 0; i < own[k]->count; i++) {
			if (strcmp(own[k]->fields[i].word->word, "lines") == 0)
				return TRUE;
		}
	}
	return FALSE;
}

/* Leaves the lines of pieces: from *first, told.lines of them. */
static gboolean check_form(struct reading *reading, guint *first, GError **error)
{
	const struct exchange *exchange = reading->exchange;
	const struct slice *lines = (const struct slice *)(gpointer)reading->lines->data;
	guint count = reading->lines->len, own = exchange->names + (exchange->header.count > 0), said;

	if (count == 0 || count < own + (exchange->trailer.count > 0))
		return refuse(reading, error, count == 0 ? "empty" : "breaks off: its own lines are missing");
	if (exchange->names && !check_names(reading, &lines[0], error))
		return FALSE;
	if (exchange->header.count > 0 && !check_own(reading, &lines[own - 1], &exchange->header, "header", error))
		return FALSE;
	if (exchange->trailer.count > 0 && !check_own(reading, &lines[--count], &exchange->trailer, "trailer", error))
		return FALSE;
	said = reading->told.lines;
	reading->told.lines = count - own;
	*first = own;
	if (says_lines(exchange) && said != count - own)
		return refuse(reading, error, "says it has %u lines and has %u", said, count - own);
	return TRUE;
}

/* ---- pieces ---- */

/* A line without its end may lack more than that, unless a trailer came last. */
static const char *read_piece(struct reading *reading, const struct slice *slice, gboolean last,
			      struct exchange_result *result)
{
	const struct exchange *exchange = reading->exchange;
	const char *why = take_cells(reading, slice, &exchange->line);

	*result = (struct exchange_result){
		.status = exchange->every, .word = "", .control = "", .registered = "", .run = reading->told.run,
	};
	if (why == NULL)
		why = read_cells(reading, &exchange->line, NULL, result);
	if (why == NULL && last && reading->cut && exchange->trailer.count == 0)
		why = N_("the file breaks off in it");
	return why;
}

static gboolean tell_lines(struct reading *reading, guint first, struct exchange_reader *reader, GError **error)
{
	gboolean going = TRUE;

	for (guint i = first; going && i < first + reading->told.lines; i++) {
		const struct slice *slice = &g_array_index(reading->lines, struct slice, i);
		struct exchange_line line = { .number = slice->number };

		arena_reset(reading->arena);
		line.text = text_shown(slice->bytes, slice->length, reading->arena);
		line.why = read_piece(reading, slice, i + 1 == reading->lines->len, &line.result);
		going = reader->line(reader, &line, error);
	}
	return going;
}

gboolean exchange_read(const struct exchange *exchange, const char *name, const char *bytes, gsize length,
		       struct exchange_reader *reader, struct exchange_told *told, GError **error)
{
	struct reading reading = {
		.exchange = exchange, .name = name, .lines = g_array_new(FALSE, FALSE, sizeof(struct slice)),
		.arena = arena_new(16 * 1024), .text = g_string_new(NULL), .cells = g_ptr_array_new(),
	};
	guint first = 0;
	gboolean ok;

	g_assert(exchange->use == EXCHANGE_RESULTS);
	cut_lines(&reading, bytes, length);
	ok = check_form(&reading, &first, error);
	*told = reading.told;
	ok = ok && tell_lines(&reading, first, reader, error);
	g_array_unref(reading.lines);
	arena_free(reading.arena);
	g_string_free(reading.text, TRUE);
	g_ptr_array_unref(reading.cells);
	return ok;
}
