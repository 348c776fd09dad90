/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/ticket.h"

#include "unit/check.h"

#include <string.h>
#include <unistd.h>

#define HASH_A "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define HASH_B "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static GArray *two_files(void)
{
	static const struct ticket_file files[] = { { (char *)"pieces.csv", 130542, (char *)HASH_A },
						    { (char *)"0001.pdf", G_GUINT64_CONSTANT(5000000000), (char *)HASH_B } };
	GArray *array = g_array_new(FALSE, FALSE, sizeof(struct ticket_file));

	return g_array_append_vals(array, files, G_N_ELEMENTS(files));
}

static char *write_two(const char *label, const char *members, char hash[65])
{
	g_autoptr(GArray) files = two_files();
	g_autoptr(GError) error = NULL;
	char *text = ticket_write(members, files, hash, &error);

	CHECK_NO_ERROR(label, error);
	return text;
}

static void writes_one_form(void)
{
	static const char body[] = "{\n"
				   "  \"run\": 42,\n"
				   "  \"job\": \"ordine \\\"avviso\\\" \xc3\xa8 \\\\ \\u000a\",\n"
				   "  \"totals\": {\n"
				   "    \"records\": 1200,\n"
				   "    \"ratio\": 0.5\n"
				   "  },\n"
				   "  \"formats\": [\n"
				   "    \"pdf\",\n"
				   "    \"ps\"\n"
				   "  ],\n"
				   "  \"none\": {},\n"
				   "  \"empty\": [],\n"
				   "  \"duplex\": true,\n"
				   "  \"inserter\": null,\n"
				   "  \"files\": [\n"
				   "    {\"name\": \"pieces.csv\", \"bytes\": 130542, \"sha256\": \"" HASH_A "\"},\n"
				   "    {\"name\": \"0001.pdf\", \"bytes\": 5000000000, \"sha256\": \"" HASH_B "\"}\n"
				   "  ],\n";
	static const char *const same[] = {
		"\"run\": 42, \"job\": \"ordine \\\"avviso\\\" \xc3\xa8 \\\\ \\n\", \"totals\": {\"records\": 1200, "
		"\"ratio\": 0.5}, \"formats\": [\"pdf\", \"ps\"], \"none\": {}, \"empty\": [], \"duplex\": true, "
		"\"inserter\": null",
		"\n\"run\" :42 ,\"job\":\"ordine \\u0022avviso\\u0022 \\u00e8 \\\\ \\n\",\n\n\"totals\":{ "
		"\"records\":1200,\"ratio\":5e-1},\"formats\":[\"pdf\",\"ps\"],\"none\":{ },\"empty\":[ ],"
		"\"duplex\":true,\"inserter\":null\n",
	};
	g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, body, -1);
	g_autofree char *expected = g_strconcat(body, "  \"sha256\": \"", sum, "\"}\n", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(same); i++) {
		char hash[65] = "";
		g_autofree char *text = write_two(same[i], same[i], hash);

		CHECK_STR(same[i], text, expected);
		CHECK_STR(same[i], hash, sum);
	}
}

static void writes_without_members_or_files(void)
{
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(struct ticket_file));
	char hash[65];
	g_autofree char *text = ticket_write("", none, hash, NULL);

	CHECK_TRUE("empty", g_str_has_prefix(text, "{\n  \"files\": [],\n  \"sha256\": \""));
}

/* What the card promises to people with a shell: another program's reading of the same file. */
static void is_judged_by_other_programs(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "ticket.json", NULL), *out = NULL;
	char hash[65];
	g_autofree char *text = write_two("write", "\"run\": 42, \"title\": \"perch\\u00e9 \\u0001 \\ud83d\\udce8\"", hash);
	g_autofree char *script = g_strdup_printf(
		"head -n -1 '%s' | sha256sum | cut -c-64; python3 -c \"import json,sys; t = json.load(open(sys.argv[1], "
		"encoding='utf-8')); print(t['run'], ascii(t['title']), t['files'][1]['bytes'], list(t)[-1], t['sha256'])\" "
		"'%s'",
		path, path);
	char *const argv[] = { (char *)"/bin/sh", (char *)"-c", script, NULL };
	g_autofree char *expected = g_strdup_printf("%s\n42 'perch\\xe9 \\x01 \\U0001f4e8' 5000000000 sha256 %s\n", hash, hash);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("file", g_file_set_contents(path, text, -1, NULL));
	CHECK_TRUE("run", g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error));
	CHECK_NO_ERROR("run", error);
	CHECK_STR("judged", out, expected);
}

static void gives_members_back(void)
{
	static const struct row {
		const char *member, *string;
		guint64 number;
	} rows[] = {
		{ "run", "", 42 },
		{ "job", "avvisi", 0 },
		{ "totals.records", "", 1200 },
		{ "totals.deep.layout", "avviso@3", 0 },
		{ "totals", "", 0 },
		{ "totals.none", "", 0 },
		{ "job.none", "", 0 },
		{ "none.records", "", 0 },
		{ "", "", 0 },
		{ "negative", "", 0 },
		{ "nothing", "", 0 },
	};
	char hash[65];
	g_autofree char *text = write_two("write",
					  "\"run\": 42, \"job\": \"avvisi\", \"totals\": {\"records\": 1200, \"deep\": "
					  "{\"layout\": \"avviso@3\"}}, \"negative\": -1, \"nothing\": null",
					  hash);
	g_autoptr(GError) error = NULL;
	g_autoptr(ticket_t) ticket = ticket_parse(text, strlen(text), "here: ticket.json", &error);
	const GArray *files;

	CHECK_NO_ERROR("parse", error);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		CHECK_STR(rows[i].member, ticket_string(ticket, rows[i].member), rows[i].string);
		CHECK_INT(rows[i].member, ticket_uint(ticket, rows[i].member), rows[i].number);
	}
	CHECK_STR("hash", ticket_hash(ticket), hash);
	files = ticket_files(ticket);
	CHECK_INT("files", files->len, 2);
	CHECK_STR("name", g_array_index(files, struct ticket_file, 1).name, "0001.pdf");
	CHECK_INT("bytes", g_array_index(files, struct ticket_file, 1).bytes, G_GINT64_CONSTANT(5000000000));
	CHECK_STR("hash", g_array_index(files, struct ticket_file, 1).sha256, HASH_B);
}

/* Every single byte matters. */
static void notices_any_changed_byte(void)
{
	char hash[65];
	g_autofree char *text = write_two("write", "\"run\": 42", hash);
	gsize length = strlen(text);

	for (gsize i = 0; i < length; i++) {
		g_autofree char *changed = g_strndup(text, length);
		g_autofree char *label = g_strdup_printf("byte %u", (guint)i);
		g_autoptr(GError) error = NULL;

		changed[i] ^= 1;
		CHECK_TRUE(label, ticket_parse(changed, length, "here: ticket.json", &error) == NULL);
		CHECK_ERROR(label, error, "here: ticket.json: ");
		g_clear_error(&error);
		CHECK_TRUE(label, ticket_parse(text, i, "here: ticket.json", &error) == NULL);
	}
}

/* A hash is no seal: whoever can write a ticket can hash it. */
static void distrusts_what_hashes_well(void)
{
	static const struct row {
		const char *label, *body, *reason;
	} rows[] = {
		{ "no JSON", "{\n  \"run\": ,\n  \"files\": [],\n", "not a JSON object" },
		{ "an array", "[{\n  \"run\": 1,\n  \"files\": [],\n", "not a JSON object" },
		{ "not UTF-8", "{\n  \"run\": \"\xe8\",\n  \"files\": [],\n", "not a JSON object" },
		{ "no files", "{\n  \"run\": 1,\n", "list of files" },
		{ "files no array", "{\n  \"files\": {},\n", "list of files" },
		{ "file no object", "{\n  \"files\": [1],\n", "list of files" },
		{ "file without hash", "{\n  \"files\": [{\"name\": \"a\", \"bytes\": 1}],\n", "list of files" },
		{ "path up", "{\n  \"files\": [{\"name\": \"../a\", \"bytes\": 1, \"sha256\": \"" HASH_A "\"}],\n",
		  "list of files" },
		{ "the ticket itself",
		  "{\n  \"files\": [{\"name\": \"ticket.json\", \"bytes\": 1, \"sha256\": \"" HASH_A "\"}],\n",
		  "list of files" },
		{ "a file twice",
		  "{\n  \"files\": [{\"name\": \"a\", \"bytes\": 1, \"sha256\": \"" HASH_A "\"}, {\"name\": \"a\", "
		  "\"bytes\": 1, \"sha256\": \"" HASH_A "\"}],\n",
		  "list of files" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, rows[i].body, -1);
		g_autofree char *text = g_strconcat(rows[i].body, "  \"sha256\": \"", sum, "\"}\n", NULL);
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].label, ticket_parse(text, strlen(text), "here: ticket.json", &error) == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].reason);
		CHECK_INT(rows[i].label, error->code, SPOOL_ERROR_CORRUPT);
	}
}

static void refuses_endless_nesting(void)
{
	g_autofree char *nested = g_strnfill(1000000, '[');
	g_autofree char *body = g_strconcat("{\n  \"a\": ", nested, "\n", NULL);
	g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, body, -1);
	g_autofree char *text = g_strconcat(body, "  \"sha256\": \"", sum, "\"}\n", NULL);
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(struct ticket_file));
	g_autofree char *members = g_strconcat("\"a\": ", nested, NULL);
	g_autoptr(GError) error = NULL;
	char hash[65];

	CHECK_TRUE("read", ticket_parse(text, strlen(text), "here: ticket.json", &error) == NULL);
	CHECK_ERROR("read", error, "not a JSON object");
	g_clear_error(&error);
	CHECK_TRUE("write", ticket_write(members, none, hash, &error) == NULL);
	CHECK_ERROR("write", error, "not JSON members");
}

static void knows_plain_names(void)
{
	static const struct row {
		const char *name;
		gboolean plain;
	} rows[] = {
		{ "0001.pdf", TRUE },  { "pieces.csv", TRUE },	    { "findings.csv", TRUE }, { "a b", TRUE },
		{ "", FALSE },	       { ".", FALSE },		    { "..", FALSE },	      { ".hidden", FALSE },
		{ "a/b", FALSE },      { "/etc", FALSE },	    { "a\nb", FALSE },	      { "ticket.json", FALSE },
		{ "\xe8.pdf", FALSE }, { "\xc3\xa8.pdf", TRUE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_INT(rows[i].name, ticket_name_is_plain(rows[i].name), rows[i].plain);
}

CHECK_MAIN({ "writes one form", writes_one_form },
	   { "writes without members or files", writes_without_members_or_files },
	   { "is judged by other programs", is_judged_by_other_programs }, { "gives members back", gives_members_back },
	   { "notices any changed byte", notices_any_changed_byte },
	   { "distrusts what hashes well", distrusts_what_hashes_well },
	   { "refuses endless nesting", refuses_endless_nesting }, { "knows plain names", knows_plain_names })
