/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json-glib reads and keeps the order of members; the text is written here, so that it is the same bytes with
 * every version of the library.
 */
#include "spool/ticket.h"

#include "base/hash.h"
#include "base/number.h"
#include "spool/inside.h"
#include "spool/sealed.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define HASH_LENGTH (HASH_ROOM - 1)
#define LAST_LINE_START "  \"sha256\": \""
#define LAST_LINE_END "\"}\n"
#define LAST_LINE_LENGTH (sizeof LAST_LINE_START - 1 + HASH_LENGTH + sizeof LAST_LINE_END - 1)
/* json-glib reads nested values by calling itself. */
#define DEEPEST 16

struct ticket {
	JsonParser *parser;
	JsonObject *root;	/* of the parser */
	GArray *files;
	char hash[HASH_ROOM];
};

static gboolean corrupt(GError **error, const char *where, const char *reason)
{
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: %s", where, reason);
	return FALSE;
}

gboolean ticket_name_is_plain(const char *name)
{
	if (*name == '\0' || *name == '.' || strlen(name) > 200 || strcmp(name, TICKET_NAME) == 0)
		return FALSE;
	for (const char *p = name; *p != '\0'; p++) {
		if (*p == '/' || g_ascii_iscntrl(*p))
			return FALSE;
	}
	return g_utf8_validate(name, -1, NULL);
}

/* ---- writing ---- */

static void write_value(JsonNode *node, guint depth, GString *out);

static void write_string(const char *text, GString *out)
{
	g_string_append_c(out, '"');
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		if (g_ascii_iscntrl(*p))
			g_string_append_printf(out, "\\u%04x", (guint)*p);
		else
			g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
}

static void write_integer(gint64 number, GString *out)
{
	char digits[NUMBER_ROOM];

	number_write_integer(digits, number, NUMBER_PLAIN);
	g_string_append(out, digits);
}

static void write_scalar(JsonNode *node, GString *out)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];

	switch (json_node_get_value_type(node)) {
	case G_TYPE_STRING:
		write_string(json_node_get_string(node), out);
		break;
	case G_TYPE_INT64:
		write_integer(json_node_get_int(node), out);
		break;
	case G_TYPE_BOOLEAN:
		g_string_append(out, json_node_get_boolean(node) ? "true" : "false");
		break;
	default:
		g_string_append(out, g_ascii_dtostr(digits, sizeof digits, json_node_get_double(node)));
	}
}

static void write_indent(guint depth, GString *out)
{
	g_string_append_c(out, '\n');
	for (guint i = 0; i < depth; i++)
		g_string_append(out, "  ");
}

/* The members of an object, each on a line of its own, without the braces. */
static void write_members(JsonObject *object, guint depth, GString *out)
{
	JsonObjectIter iter;
	const char *name;
	JsonNode *node;
	gboolean first = TRUE;

	json_object_iter_init_ordered(&iter, object);
	while (json_object_iter_next_ordered(&iter, &name, &node)) {
		if (!first)
			g_string_append_c(out, ',');
		first = FALSE;
		write_indent(depth, out);
		write_string(name, out);
		g_string_append(out, ": ");
		write_value(node, depth, out);
	}
}

static void write_array(JsonArray *array, guint depth, GString *out)
{
	guint length = json_array_get_length(array);

	g_string_append_c(out, '[');
	for (guint i = 0; i < length; i++) {
		if (i > 0)
			g_string_append_c(out, ',');
		write_indent(depth + 1, out);
		write_value(json_array_get_element(array, i), depth + 1, out);
	}
	if (length > 0)
		write_indent(depth, out);
	g_string_append_c(out, ']');
}

static void write_value(JsonNode *node, guint depth, GString *out)
{
	switch (json_node_get_node_type(node)) {
	case JSON_NODE_OBJECT:
		g_string_append_c(out, '{');
		write_members(json_node_get_object(node), depth + 1, out);
		if (json_object_get_size(json_node_get_object(node)) > 0)
			write_indent(depth, out);
		g_string_append_c(out, '}');
		break;
	case JSON_NODE_ARRAY:
		write_array(json_node_get_array(node), depth, out);
		break;
	case JSON_NODE_VALUE:
		write_scalar(node, out);
		break;
	case JSON_NODE_NULL:
		g_string_append(out, "null");
		break;
	}
}

static void write_files(GArray *files, GString *out)
{
	g_string_append(out, "  \"files\": [");
	for (guint i = 0; i < files->len; i++) {
		const struct ticket_file *file = &g_array_index(files, struct ticket_file, i);

		g_string_append(out, i > 0 ? ",\n    {\"name\": " : "\n    {\"name\": ");
		write_string(file->name, out);
		g_string_append(out, ", \"bytes\": ");
		write_integer((gint64)file->bytes, out);
		g_string_append(out, ", \"sha256\": ");
		write_string(file->sha256, out);
		g_string_append_c(out, '}');
	}
	g_string_append(out, files->len > 0 ? "\n  ],\n" : "],\n");
}

static gboolean nests_too_deep(const char *text, gsize length)
{
	guint depth = 0;
	gboolean quoted = FALSE;

	for (gsize i = 0; i < length; i++) {
		if (quoted && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text[i] == '{' || text[i] == '['))
			depth++;
		else if (!quoted && (text[i] == '}' || text[i] == ']') && depth > 0)
			depth--;
		if (depth > DEEPEST)
			return TRUE;
	}
	return FALSE;
}

/* The object that text is, lent by the parser; NULL when it is not JSON or not an object. */
static JsonObject *parse_object(JsonParser *parser, const char *text, gsize length)
{
	JsonNode *root;

	if (memchr(text, '\0', length) != NULL || !g_utf8_validate(text, (gssize)length, NULL) ||
	    nests_too_deep(text, length) || !json_parser_load_from_data(parser, text, (gssize)length, NULL))
		return NULL;
	root = json_parser_get_root(parser);
	return root != NULL && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
}

char *ticket_write(const char *members, GArray *files, char hash[HASH_ROOM], GError **error)
{
	g_autoptr(JsonParser) parser = json_parser_new_immutable();
	g_autofree char *braced = g_strconcat("{", members, "}", NULL);
	g_autoptr(GString) out = g_string_new("{");
	JsonObject *object = parse_object(parser, braced, strlen(braced));

	if (object == NULL || json_object_has_member(object, "files") || json_object_has_member(object, "sha256")) {
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT,
			    "a ticket cannot be written: what it should say is not JSON members");
		return NULL;
	}
	write_members(object, 1, out);
	g_string_append(out, json_object_get_size(object) > 0 ? ",\n" : "\n");
	write_files(files, out);
	hash_of(out->str, out->len, hash);
	g_string_append(out, LAST_LINE_START);
	g_string_append(out, hash);
	g_string_append(out, LAST_LINE_END);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- reading ---- */

/* Whether the last line is there and hashes the bytes above it. */
static gboolean check_hash(const char *text, gsize length, char hash[HASH_ROOM])
{
	const char *last = length <= LAST_LINE_LENGTH ? NULL : text + length - LAST_LINE_LENGTH;

	if (last == NULL || last[-1] != '\n' ||
	    memcmp(last, LAST_LINE_START, strlen(LAST_LINE_START)) != 0 ||
	    memcmp(text + length - strlen(LAST_LINE_END), LAST_LINE_END, strlen(LAST_LINE_END)) != 0)
		return FALSE;
	hash_of(text, (gsize)(last - text), hash);
	return strncmp(last + strlen(LAST_LINE_START), hash, HASH_LENGTH) == 0;
}

static void clear_file(gpointer data)
{
	struct ticket_file *file = data;

	g_free(file->name);
	g_free(file->sha256);
}

static const char *string_of(JsonObject *object, const char *name)
{
	JsonNode *node = object == NULL ? NULL : json_object_get_member(object, name);

	if (node == NULL || !JSON_NODE_HOLDS_VALUE(node) || json_node_get_value_type(node) != G_TYPE_STRING)
		return "";
	return json_node_get_string(node);
}

static guint64 uint_of(JsonObject *object, const char *name)
{
	JsonNode *node = object == NULL ? NULL : json_object_get_member(object, name);

	if (node == NULL || !JSON_NODE_HOLDS_VALUE(node) || json_node_get_value_type(node) != G_TYPE_INT64)
		return 0;
	return (guint64)MAX(json_node_get_int(node), 0);
}

static gboolean read_file(JsonNode *node, GHashTable *names, GArray *files)
{
	JsonObject *object = JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
	const char *name = string_of(object, "name");
	const char *sha256 = string_of(object, "sha256");
	struct ticket_file file;

	if (!ticket_name_is_plain(name) || strlen(sha256) != HASH_LENGTH || !g_hash_table_add(names, (gpointer)name))
		return FALSE;
	file.name = g_strdup(name);
	file.bytes = uint_of(object, "bytes");
	file.sha256 = g_strdup(sha256);
	g_array_append_val(files, file);
	return TRUE;
}

static gboolean read_files(struct ticket *ticket)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	JsonNode *node = json_object_get_member(ticket->root, "files");
	JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;

	for (guint i = 0; array != NULL && i < json_array_get_length(array); i++) {
		if (!read_file(json_array_get_element(array, i), names, ticket->files))
			return FALSE;
	}
	return array != NULL;
}

struct ticket *ticket_parse(const char *text, gsize length, const char *where, GError **error)
{
	g_autoptr(ticket_t) ticket = g_new0(struct ticket, 1);

	ticket->parser = json_parser_new_immutable();
	ticket->files = g_array_new(FALSE, FALSE, sizeof(struct ticket_file));
	g_array_set_clear_func(ticket->files, clear_file);
	if (!check_hash(text, length, ticket->hash)) {
		corrupt(error, where, "its last line does not hash the lines above");
		return NULL;
	}
	ticket->root = parse_object(ticket->parser, text, length);
	if (ticket->root == NULL) {
		corrupt(error, where, "not a JSON object");
		return NULL;
	}
	if (!read_files(ticket)) {
		corrupt(error, where, "its list of files is malformed");
		return NULL;
	}
	return g_steal_pointer(&ticket);
}

void ticket_free(struct ticket *ticket)
{
	if (ticket == NULL)
		return;
	g_object_unref(ticket->parser);
	g_array_unref(ticket->files);
	g_free(ticket);
}

struct ticket *spool_ticket_read(struct spool *spool, guint run, enum spool_queue queue, GError **error)
{
	g_autofree char *where = spool_run_name(run, queue);
	g_autofree char *folder = spool_run_path(spool, run, queue);
	const struct sealed bundle = { folder, where, TICKET_NAME };
	g_autoptr(ticket_t) ticket = sealed_ticket(&bundle, error);

	if (ticket == NULL || ticket_uint(ticket, "run") == run)
		return g_steal_pointer(&ticket);
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: " TICKET_NAME ": it is the ticket of another run", where);
	return NULL;
}

/* The object that holds the last name of a dotted path; *name gets that last name. */
static JsonObject *holder_of(const struct ticket *ticket, char **parts, const char **name)
{
	JsonObject *object = parts[0] == NULL ? NULL : ticket->root;

	for (; object != NULL && parts[1] != NULL; parts++) {
		JsonNode *node = json_object_get_member(object, parts[0]);

		object = node != NULL && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
	}
	*name = parts[0];
	return object;
}

const char *ticket_string(const struct ticket *ticket, const char *member)
{
	g_auto(GStrv) parts = g_strsplit(member, ".", -1);
	const char *name;
	JsonObject *object = holder_of(ticket, parts, &name);

	return string_of(object, name);
}

guint64 ticket_uint(const struct ticket *ticket, const char *member)
{
	g_auto(GStrv) parts = g_strsplit(member, ".", -1);
	const char *name;
	JsonObject *object = holder_of(ticket, parts, &name);

	return uint_of(object, name);
}

const char *ticket_hash(const struct ticket *ticket)
{
	return ticket->hash;
}

const GArray *ticket_files(const struct ticket *ticket)
{
	return ticket->files;
}
