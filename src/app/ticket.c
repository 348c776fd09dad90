/* SPDX-License-Identifier: Apache-2.0 */
/* What the press and the inserter must know, and what recovery needs to register the run.  No time is in it. */
#include <json-glib/json-glib.h>

#include <string.h>

#include "app/again.h"
#include "app/inside.h"

static void text(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, value != NULL ? value : "");
}

static void number(JsonBuilder *builder, const char *name, gint64 value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, value);
}

static void flag(JsonBuilder *builder, const char *name, gboolean value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_boolean_value(builder, value);
}

static void begin(JsonBuilder *builder, const char *name)
{
	json_builder_set_member_name(builder, name);
	json_builder_begin_object(builder);
}

static void add_order(JsonBuilder *builder, const struct making *making)
{
	const struct setup *setup = making->setup;
	char hash[HASH_ROOM];

	number(builder, "run", making->run);
	text(builder, "client", setup->job->client);
	text(builder, "sender", setup->job->sender);
	text(builder, "job", setup->job->name);
	text(builder, "title", setup->job->title);
	text(builder, "job_sha256", setup->job_hash);
	text(builder, "layout", setup->layout_label);
	text(builder, "layout_sha256", layout_hash(setup->layout));
	text(builder, "data", setup->job->data);
	text(builder, "data_sha256", setup->data_hash);
	if (setup->rate == NULL)
		return;
	hash_of(setup->rate_text, strlen(setup->rate_text), hash);
	text(builder, "rate", setup->rate->name);
	text(builder, "rate_sha256", hash);
}

/* Registration, and recovery, tell of it by these words. */
static void add_again(JsonBuilder *builder, const struct again *again)
{
	begin(builder, "reprint");
	number(builder, "of", kept_run(again->of));
	text(builder, "who", again->who);
	text(builder, "agreed", again->agreed);
	text(builder, "note", again->note);
	json_builder_end_object(builder);
}

static const char *sides_name(const struct job *job)
{
	if (!job->duplex)
		return "one-sided";
	return job->tumble ? "two-sided-short-edge" : "two-sided-long-edge";
}

static void add_media(JsonBuilder *builder, const char *name, const struct stock *stock, const struct job *job)
{
	begin(builder, name);
	text(builder, "stock", stock->name);
	number(builder, "width_um", stock->width);
	number(builder, "height_um", stock->height);
	number(builder, "grams_m2", stock->grams_m2);
	text(builder, "type", stock->type);
	text(builder, "colour", stock->colour);
	number(builder, "tray", stock->tray);
	text(builder, "sides", sides_name(job));
	json_builder_end_object(builder);
}

static void add_formats(JsonBuilder *builder, const struct job *job)
{
	json_builder_set_member_name(builder, "formats");
	json_builder_begin_array(builder);
	for (guint format = 0; format < JOB_FORMATS; format++) {
		if (job->formats[format])
			json_builder_add_string_value(builder, job_format_name(format));
	}
	json_builder_end_array(builder);
}

/* The file that the inserter is given; "" where it takes none. */
static void add_control(JsonBuilder *builder, const struct making *making)
{
	const struct exchange *control = making->setup->control;
	g_autofree char *name = control != NULL ? exchange_file_name(control, making->run) : g_strdup("");

	text(builder, "control", name);
	text(builder, "control_rules", control != NULL ? control->name : "");
}

static void add_production(JsonBuilder *builder, const struct making *making)
{
	const struct setup *setup = making->setup;

	begin(builder, "production");
	text(builder, "product", setup->product->name);
	text(builder, "envelope", setup->envelope->name);
	text(builder, "inserter", setup->inserter->name);
	add_control(builder, making);
	text(builder, "press", setup->press->name);
	text(builder, "feed", setup->inserter->feed_order == FEED_FIRST_TO_LAST ? "first-to-last" : "last-to-first");
	json_builder_set_member_name(builder, "inserts");
	json_builder_begin_array(builder);
	for (guint i = 0; i < setup->n_inserts; i++)
		json_builder_add_string_value(builder, setup->inserts[i]->name);
	json_builder_end_array(builder);
	add_media(builder, "media", setup->stock, setup->job);
	add_media(builder, "media_first", setup->stock_first, setup->job);
	json_builder_end_object(builder);
}

static void add_totals(JsonBuilder *builder, const struct run_totals *totals)
{
	static const char *const areas[] = { "AM", "CP", "EU", "abroad", "none" };

	begin(builder, "totals");
	number(builder, "records", totals->records);
	number(builder, "left_out", totals->left_out);
	number(builder, "seeds", totals->seeds);
	number(builder, "documents", totals->documents);
	number(builder, "pieces", totals->pieces);
	number(builder, "by_hand", totals->by_hand);
	number(builder, "sheets", totals->sheets);
	number(builder, "pages", totals->pages);
	number(builder, "files", totals->files);
	number(builder, "boxes", totals->boxes);
	number(builder, "weight_mg", totals->weight_mg);
	begin(builder, "areas");
	for (guint i = 0; i < G_N_ELEMENTS(areas); i++)
		number(builder, areas[i], totals->areas[i]);
	json_builder_end_object(builder);
	begin(builder, "grades");
	for (guint i = 0; i < G_N_ELEMENTS(totals->grades); i++)
		number(builder, address_grade_name((enum address_grade)i), totals->grades[i]);
	json_builder_end_object(builder);
	begin(builder, "findings");
	for (guint i = 0; i < G_N_ELEMENTS(totals->findings); i++)
		number(builder, finding_severity_name((enum finding_severity)i), totals->findings[i]);
	json_builder_end_object(builder);
	json_builder_end_object(builder);
}

/* The same pages in every format. */
static void add_names(JsonBuilder *builder, const struct print_file *file)
{
	json_builder_set_member_name(builder, "names");
	json_builder_begin_array(builder);
	for (guint format = 0; format < JOB_FORMATS; format++) {
		if (*file->forms[format].name != '\0')
			json_builder_add_string_value(builder, file->forms[format].name);
	}
	json_builder_end_array(builder);
}

static void add_print_files(JsonBuilder *builder, const GArray *files)
{
	json_builder_set_member_name(builder, "print_files");
	json_builder_begin_array(builder);
	for (guint i = 0; i < files->len; i++) {
		const struct print_file *file = &g_array_index(files, struct print_file, i);

		json_builder_begin_object(builder);
		add_names(builder, file);
		text(builder, "stream", file->stream);
		number(builder, "first_piece", file->first_piece);
		number(builder, "pieces", file->pieces);
		number(builder, "sheets", file->sheets);
		number(builder, "pages", file->pages);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

char *app_ticket_members(const struct making *making)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *object = NULL;

	json_builder_begin_object(builder);
	add_order(builder, making);
	if (making->again != NULL)
		add_again(builder, making->again);
	add_formats(builder, making->setup->job);
	flag(builder, "pdfa", making->setup->job->pdfa);
	add_production(builder, making);
	add_totals(builder, &making->totals);
	add_print_files(builder, making->files);
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	object = json_to_string(root, FALSE);
	/* The members alone: the spool adds its own. */
	return g_strndup(object + 1, strlen(object) - 2);
}
