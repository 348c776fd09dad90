/* SPDX-License-Identifier: Apache-2.0 */
/* Exchange rules, and behind a form feed a file: any bytes.  Results are read by the rules; what is written by them has the
 * lines and the form that they say, whatever a piece is called. */
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#include "model/exchange.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

struct counting {
	struct exchange_reader reader;
	guint lines, last;
};

static gboolean count_line(struct exchange_reader *reader, const struct exchange_line *line, GError **error)
{
	struct counting *counting = (struct counting *)reader;
	const struct exchange_result *result = &line->result;

	(void)error;
	if (line->number <= counting->last || !g_utf8_validate(line->text, -1, NULL))
		abort();
	if (line->why == NULL && (result->status >= EXCHANGE_STATUSES ||
				  (*result->control == '\0' && *result->registered == '\0' && (result->run == 0 || result->piece == 0))))
		abort();
	counting->last = line->number;
	counting->lines++;
	return TRUE;
}

static void read_results(const struct exchange *exchange, const char *bytes, gsize length)
{
	struct counting counting = { { count_line }, 0, 0 };
	struct exchange_told told;

	if (exchange_read(exchange, "fuzz.res", bytes, length, &counting.reader, &told, NULL) && counting.lines != told.lines)
		abort();
}

static guint count(const char *text, gsize length, char wanted)
{
	guint found = 0;

	for (gsize i = 0; i < length; i++)
		found += text[i] == wanted;
	return found;
}

static void check_fixed(const struct exchange *exchange, const GString *out)
{
	gsize least = exchange->length;
	g_auto(GStrv) lines = g_strsplit(out->str, exchange->crlf ? "\r\n" : "\n", -1);

	for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++) {
		if (strlen(lines[i]) < least || strpbrk(lines[i], "\r\n\t") != NULL)
			abort();
	}
}

static void check_written(const struct exchange *exchange, const GString *out)
{
	guint own = exchange->names + (exchange->header.count > 0) + (exchange->trailer.count > 0);
	g_autoptr(JsonParser) parser = json_parser_new();

	if (memchr(out->str, '\0', out->len) != NULL)
		abort();
	if (exchange->kind == EXCHANGE_JSON) {
		if (!json_parser_load_from_data(parser, out->str, (gssize)out->len, NULL))
			abort();
		return;
	}
	if (count(out->str, out->len, '\n') != own + 2)
		abort();
	if (exchange->kind == EXCHANGE_FIXED)
		check_fixed(exchange, out);
}

static void write_pieces(const struct exchange *exchange, const char *text)
{
	const struct addressee to = { text, text, text, text, text, text, text, text, text, "", "", "", "", ADDRESS_EXACT, "" };
	const struct exchange_head head = {
		.run = 999999, .lines = 2, .pieces = 2, .sheets = 4, .client = text, .job = text, .layout = text,
		.envelope = text, .date = text, .list = 1,
	};
	const struct exchange_piece piece = {
		.piece = 9999999, .registered = text, .control = text, .sheet = 99, .sheets = 99, .pages = 198,
		.first_sheet = G_MAXINT64, .last_sheet = G_MAXINT64, .insert_mask = G_MAXUINT, .weight_mg = G_MAXINT32,
		.thickness_um = 1, .product = text, .bracket = text, .area = text, .cap = text, .box = G_MAXUINT,
		.divert = TRUE, .key = text, .name = text, .to = &to, .document_hash = text, .postage = CENTS_MAX,
	};
	struct exchange_writer writer;
	g_autoptr(GString) out = g_string_new(NULL);

	exchange_write_begin(&writer, exchange, &head, out);
	exchange_write(&writer, &piece);
	exchange_write(&writer, &piece);
	if (exchange_write_end(&writer, NULL))
		check_written(exchange, out);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	const guint8 *feed = size > 0 ? memchr(data, '\f', size) : NULL;
	gsize length = feed != NULL ? (gsize)(feed - data) : size, rest = feed != NULL ? size - length - 1 : 0;
	g_autofree char *text = g_strndup((const char *)data, length);
	g_autofree char *file = g_strndup(feed != NULL ? (const char *)feed + 1 : "", rest);
	g_autoptr(exchange_t) exchange = exchange_parse(text, "fuzz.exchange", NULL);

	if (exchange != NULL && exchange->use == EXCHANGE_RESULTS)
		read_results(exchange, feed != NULL ? (const char *)feed + 1 : "", rest);
	else if (exchange != NULL && g_utf8_validate(file, -1, NULL))
		write_pieces(exchange, file);
	return 0;
}
