/* SPDX-License-Identifier: Apache-2.0 */
/* A field is first its text, then what the file's characters, columns, quotes and brackets make of it. */
#include "model/exchange.h"

#include <stdarg.h>
#include <string.h>

#include "base/jsonwrite.h"
#include "model/profile.h"

static void fail(struct exchange_writer *writer, const struct exchange_piece *piece, const struct exchange_field *field,
		 gsize characters)
{
	g_autofree char *where = piece != NULL ? g_strdup_printf("piece %u", piece->piece) : g_strdup("the file's own line");

	if (writer->error == NULL)
		g_set_error(&writer->error, PROFILE_ERROR, PROFILE_ERROR_FORM, "exchange '%s': %s: '%s': %u characters do not fit %u",
			    writer->exchange->name, where, field->name, (guint)characters, field->width);
}

/* ---- what a field says ---- */

static const void *member_of(const struct exchange_writer *writer, const struct exchange_piece *piece,
			     const struct exchange_word *word)
{
	const void *owner = word->source == EXCHANGE_OF_HEAD ? (const void *)writer->head : piece;

	if (word->source == EXCHANGE_OF_ADDRESS)
		owner = piece->to;
	return owner != NULL ? (const char *)owner + word->at : NULL;
}

static void add_integer(gint64 number, GString *out)
{
	char digits[NUMBER_ROOM];

	g_string_append_len(out, digits, (gssize)number_write_integer(digits, number, NUMBER_PLAIN));
}

static void add_cents(cents_t cents, GString *out)
{
	char digits[NUMBER_ROOM];

	g_string_append_len(out, digits, (gssize)number_write_cents(digits, cents, NUMBER_PLAIN));
}

static void add_flags(const struct exchange_field *field, guint mask, GString *out)
{
	for (guint i = 0; i < field->flags; i++)
		g_string_append_c(out, (mask >> i & 1) != 0 ? field->on : field->off);
}

/* A run is R000042, a file 0001: as folders and files are called. */
static void add_count(const struct exchange_field *field, guint number, GString *out)
{
	if (field->named && strcmp(field->word->word, "run") == 0)
		g_string_append_printf(out, "R%06u", number);
	else if (field->named)
		g_string_append_printf(out, "%04u", number);
	else
		add_integer(number, out);
}

static void add_measure(const struct exchange_field *field, gint32 measure, GString *out)
{
	if (!field->thousandths)
		add_integer(measure, out);
	else
		g_string_append_printf(out, "%d.%03d", measure / 1000, measure % 1000);
}

static void add_value(const struct exchange_writer *writer, const struct exchange_piece *piece,
		      const struct exchange_field *field, GString *out)
{
	const void *member = member_of(writer, piece, field->word);

	switch (field->word->form) {
	case EXCHANGE_COUNT:
		add_count(field, *(const guint *)member, out);
		break;
	case EXCHANGE_LONG:
		add_integer((gint64)*(const guint64 *)member, out);
		break;
	case EXCHANGE_MEASURE:
		add_measure(field, *(const gint32 *)member, out);
		break;
	case EXCHANGE_CENTS:
		add_cents(*(const cents_t *)member, out);
		break;
	case EXCHANGE_MASK:
	case EXCHANGE_FLAG:
		if (field->flags != 0)
			add_flags(field, *(const guint *)member, out);
		else
			add_integer(*(const guint *)member, out);
		break;
	case EXCHANGE_TEXT:
	case EXCHANGE_CODE:
		if (member != NULL)
			g_string_append(out, *(const char *const *)member);
		break;
	case EXCHANGE_CONSTANT:
		g_string_append(out, field->text);
		break;
	case EXCHANGE_STATUS:
	case EXCHANGE_IGNORED:
		g_assert_not_reached();
	}
}

/* ---- columns and characters ---- */

static void fill(GString *out, gsize count, char with)
{
	while (count-- > 0)
		g_string_append_c(out, with);
}

/* The field in the file's characters, filled up to its width, in writer->cell. */
static void make_cell(struct exchange_writer *writer, const struct exchange_piece *piece,
		      const struct exchange_field *field)
{
	GString *cell = writer->cell;
	gsize characters;

	g_string_truncate(writer->value, 0);
	g_string_truncate(cell, 0);
	add_value(writer, piece, field, writer->value);
	codepage_fit(writer->exchange->encoding, writer->value->str, cell);
	characters = (gsize)g_utf8_strlen(cell->str, -1);
	if (field->width == 0 || characters == field->width)
		return;
	if (characters > field->width && field->cut)
		g_string_truncate(cell, (gsize)(g_utf8_offset_to_pointer(cell->str, field->width) - cell->str));
	else if (characters > field->width)
		fail(writer, piece, field, characters);
	else if (!field->right)
		fill(cell, field->width - characters, ' ');
	else
		for (; characters < field->width; characters++)
			g_string_prepend_c(cell, field->zeros ? '0' : ' ');
}

static void end_line(const struct exchange_writer *writer, GString *line)
{
	codepage_write(writer->exchange->encoding, line->str, writer->out);
	g_string_append(writer->out, writer->exchange->crlf ? "\r\n" : "\n");
}

static void write_fixed(struct exchange_writer *writer, const struct exchange_piece *piece,
			const struct exchange_fields *fields)
{
	guint column = 0;

	for (guint i = 0; i < fields->count; i++) {
		const struct exchange_field *field = &fields->fields[i];

		make_cell(writer, piece, field);
		fill(writer->line, field->at - column, ' ');
		g_string_append_len(writer->line, writer->cell->str, (gssize)writer->cell->len);
		column = field->at + field->width;
	}
	if (writer->exchange->length > column)
		fill(writer->line, writer->exchange->length - column, ' ');
}

static void add_cell(const struct exchange_writer *writer, const char *text, guint number)
{
	if (number > 0)
		g_string_append_c(writer->line, writer->exchange->separator);
	csv_write_between(text, writer->exchange->separator, writer->exchange->quotes, writer->line);
}

static void write_csv(struct exchange_writer *writer, const struct exchange_piece *piece,
		      const struct exchange_fields *fields)
{
	for (guint i = 0; i < fields->count; i++) {
		make_cell(writer, piece, &fields->fields[i]);
		add_cell(writer, writer->cell->str, i);
	}
}

static void write_names(struct exchange_writer *writer)
{
	const struct exchange_fields *fields = &writer->exchange->line;

	for (guint i = 0; i < fields->count; i++) {
		g_string_truncate(writer->cell, 0);
		codepage_fit(writer->exchange->encoding, fields->fields[i].name, writer->cell);
		add_cell(writer, writer->cell->str, i);
	}
	end_line(writer, writer->line);
	g_string_truncate(writer->line, 0);
}

/* ---- JSON ---- */

static gboolean is_number(const struct exchange_field *field)
{
	return field->word->form <= EXCHANGE_MASK && field->flags == 0 && !field->named;
}

static void add_member(struct exchange_writer *writer, const struct exchange_piece *piece,
		       const struct exchange_field *field)
{
	make_cell(writer, piece, field);
	json_write_text(field->name, writer->line);
	g_string_append(writer->line, ": ");
	if (field->word->form == EXCHANGE_FLAG && field->flags == 0)
		g_string_append(writer->line, writer->cell->str[0] == '1' ? "true" : "false");
	else if (is_number(field))
		g_string_append(writer->line, writer->cell->str);
	else
		json_write_text(writer->cell->str, writer->line);
}

static void write_members(struct exchange_writer *writer, const struct exchange_piece *piece,
			  const struct exchange_fields *fields)
{
	for (guint i = 0; i < fields->count; i++) {
		if (i > 0)
			g_string_append(writer->line, ", ");
		add_member(writer, piece, &fields->fields[i]);
	}
}

/* ---- lines ---- */

/* Of the file itself: piece is NULL.  Without fields there is no such line. */
static void write_line(struct exchange_writer *writer, const struct exchange_piece *piece,
		       const struct exchange_fields *fields)
{
	if (fields->count == 0)
		return;
	if (writer->exchange->kind == EXCHANGE_FIXED)
		write_fixed(writer, piece, fields);
	else
		write_csv(writer, piece, fields);
	end_line(writer, writer->line);
	g_string_truncate(writer->line, 0);
}

/* Each line is kept until what follows it comes. */
static void write_json_begin(struct exchange_writer *writer)
{
	g_string_append_c(writer->out, '{');
	write_members(writer, NULL, &writer->exchange->header);
	if (writer->line->len > 0)
		g_string_append(writer->line, ", ");
	json_write_text(writer->exchange->array, writer->line);
	g_string_append(writer->line, ": [");
}

static void write_json_piece(struct exchange_writer *writer, const struct exchange_piece *piece)
{
	end_line(writer, writer->line);
	g_string_truncate(writer->line, 0);
	g_string_append_c(writer->line, '{');
	write_members(writer, piece, &writer->exchange->line);
	g_string_append(writer->line, writer->lines < writer->head->lines ? "}," : "}");
}

static void write_json_end(struct exchange_writer *writer)
{
	end_line(writer, writer->line);
	g_string_assign(writer->line, "]");
	if (writer->exchange->trailer.count > 0)
		g_string_append(writer->line, ", ");
	write_members(writer, NULL, &writer->exchange->trailer);
	g_string_append_c(writer->line, '}');
	end_line(writer, writer->line);
}

void exchange_write_begin(struct exchange_writer *writer, const struct exchange *exchange,
			  const struct exchange_head *head, GString *out)
{
	g_assert(exchange->use != EXCHANGE_RESULTS);
	*writer = (struct exchange_writer){
		.exchange = exchange, .head = head, .out = out,
		.value = g_string_new(NULL), .cell = g_string_new(NULL), .line = g_string_new(NULL),
	};
	if (exchange->kind == EXCHANGE_JSON) {
		write_json_begin(writer);
		return;
	}
	if (exchange->names)
		write_names(writer);
	write_line(writer, NULL, &exchange->header);
}

void exchange_write(struct exchange_writer *writer, const struct exchange_piece *piece)
{
	if (writer->error != NULL)
		return;
	writer->lines++;
	if (writer->exchange->kind == EXCHANGE_JSON)
		write_json_piece(writer, piece);
	else
		write_line(writer, piece, &writer->exchange->line);
}

gboolean exchange_write_end(struct exchange_writer *writer, GError **error)
{
	guint lines = writer->head->lines;

	if (writer->error == NULL && writer->lines != lines)
		g_set_error(&writer->error, PROFILE_ERROR, PROFILE_ERROR_FORM, "exchange '%s': %u lines of %u are there",
			    writer->exchange->name, writer->lines, lines);
	if (writer->error == NULL && writer->exchange->kind == EXCHANGE_JSON)
		write_json_end(writer);
	else if (writer->error == NULL)
		write_line(writer, NULL, &writer->exchange->trailer);
	g_string_free(writer->value, TRUE);
	g_string_free(writer->cell, TRUE);
	g_string_free(writer->line, TRUE);
	if (writer->error == NULL)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&writer->error));
	return FALSE;
}
