/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every key of a job file is a row of one table, so that a typing error in a key is found and the table is the
 * list of what may stand in a job.
 */
#include "model/job.h"

#include <stddef.h>
#include <string.h>

enum key_form { KEY_TEXT, KEY_LAYOUT, KEY_HOUSEHOLD, KEY_YES_NO, KEY_LIST, KEY_ONLY, KEY_COUNT };
enum key_need { KEY_OPTIONAL, KEY_REQUIRED };

struct key {
	const char *group, *name;
	enum key_form form;
	enum key_need need;
	gsize offset;
	guint least, most;	/* KEY_COUNT */
	const char *only;	/* KEY_ONLY */
};

#define AT(member) offsetof(struct job, member)

static const struct key keys[] = {
	{ "job", "client", KEY_TEXT, KEY_REQUIRED, AT(client), 0, 0, NULL },
	{ "job", "title", KEY_TEXT, KEY_REQUIRED, AT(title), 0, 0, NULL },
	{ "job", "layout", KEY_LAYOUT, KEY_REQUIRED, AT(layout), 0, 0, NULL },
	{ "job", "data", KEY_TEXT, KEY_REQUIRED, AT(data), 0, 0, NULL },
	{ "job", "profile", KEY_TEXT, KEY_REQUIRED, AT(profile), 0, 0, NULL },
	{ "delivery", "channels", KEY_ONLY, KEY_OPTIONAL, 0, 0, 0, "post" },
	{ "delivery", "product", KEY_TEXT, KEY_REQUIRED, AT(product), 0, 0, NULL },
	{ "delivery", "sender", KEY_TEXT, KEY_OPTIONAL, AT(sender), 0, 0, NULL },
	{ "delivery", "household", KEY_HOUSEHOLD, KEY_OPTIONAL, AT(household), 0, 0, NULL },
	{ "delivery", "seeds", KEY_TEXT, KEY_OPTIONAL, AT(seeds), 0, 0, NULL },
	{ "production", "envelope", KEY_TEXT, KEY_REQUIRED, AT(envelope), 0, 0, NULL },
	{ "production", "stock", KEY_TEXT, KEY_REQUIRED, AT(stock), 0, 0, NULL },
	{ "production", "duplex", KEY_YES_NO, KEY_OPTIONAL, AT(duplex), 0, 0, NULL },
	{ "production", "inserter", KEY_TEXT, KEY_REQUIRED, AT(inserter), 0, 0, NULL },
	{ "production", "inserts", KEY_LIST, KEY_OPTIONAL, AT(inserts), 0, 0, NULL },
	{ "production", "max-sheets-per-file", KEY_COUNT, KEY_OPTIONAL, AT(max_sheets_per_file), 1, 50000, NULL },
	{ "production", "max-errors-percent", KEY_COUNT, KEY_OPTIONAL, AT(max_errors_percent), 0, 100, NULL },
	{ "production", "formats", KEY_ONLY, KEY_OPTIONAL, 0, 0, 0, "pdf" },
};

struct reading {
	const char *path;
	GKeyFile *file;
	struct job *job;
	GString *mistakes;
};

static void mistake(struct reading *reading, const char *group, const char *key, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

static void mistake(struct reading *reading, const char *group, const char *key, const char *format, ...)
{
	va_list args;

	if (reading->mistakes->len > 0)
		g_string_append_c(reading->mistakes, '\n');
	g_string_append_printf(reading->mistakes, "job '%s': [%s]", reading->path, group);
	if (key != NULL)
		g_string_append_printf(reading->mistakes, " %s", key);
	g_string_append(reading->mistakes, ": ");
	va_start(args, format);
	g_string_append_vprintf(reading->mistakes, format, args);
	va_end(args);
}

/* name or name@version */
static void read_layout(struct reading *reading, const struct key *key, const char *text)
{
	const char *mark = strchr(text, '@');
	gint64 version = 0;

	if (mark != NULL &&
	    (!g_ascii_string_to_signed(mark + 1, 10, 1, G_MAXINT32, &version, NULL) || mark == text)) {
		mistake(reading, key->group, key->name, "not a layout, or layout@version: '%s'", text);
		return;
	}
	reading->job->layout = mark == NULL ? g_strdup(text) : g_strndup(text, (gsize)(mark - text));
	reading->job->layout_version = (guint)version;
}

/* "a, b" -> { "a", "b", NULL } without blanks and empty words. */
static char **split_list(const char *text)
{
	GPtrArray *words = g_ptr_array_new();
	g_auto(GStrv) parts = g_strsplit(text, ",", -1);

	for (guint i = 0; parts[i] != NULL; i++) {
		const char *word = g_strstrip(parts[i]);

		if (*word != '\0')
			g_ptr_array_add(words, g_strdup(word));
	}
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

static void read_household(struct reading *reading, const struct key *key, const char *text)
{
	static const struct {
		const char *word;
		enum household household;
	} words[] = {
		{ "none", HOUSEHOLD_NONE },
		{ "name + address", HOUSEHOLD_NAME_ADDRESS },
	};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_str_equal(text, words[i].word)) {
			reading->job->household = words[i].household;
			return;
		}
	}
	mistake(reading, key->group, key->name, "neither 'none' nor 'name + address': '%s'", text);
}

/* A list in which only one word can stand as yet: the channel or format there is. */
static void read_only(struct reading *reading, const struct key *key, const char *text)
{
	g_auto(GStrv) words = split_list(text);

	for (guint i = 0; words[i] != NULL; i++) {
		if (!g_str_equal(words[i], key->only))
			mistake(reading, key->group, key->name, "'%s' is not to be had (there is: %s)", words[i],
				key->only);
	}
}

static void read_value(struct reading *reading, const struct key *key, const char *text)
{
	void *at = (char *)reading->job + key->offset;
	gint64 number;

	switch (key->form) {
	case KEY_TEXT:
		*(char **)at = g_strdup(text);
		break;
	case KEY_LAYOUT:
		read_layout(reading, key, text);
		break;
	case KEY_HOUSEHOLD:
		read_household(reading, key, text);
		break;
	case KEY_LIST:
		g_strfreev(*(char ***)at);
		*(char ***)at = split_list(text);
		break;
	case KEY_ONLY:
		read_only(reading, key, text);
		break;
	case KEY_YES_NO:
		if (!g_str_equal(text, "yes") && !g_str_equal(text, "no"))
			mistake(reading, key->group, key->name, "neither yes nor no: '%s'", text);
		*(gboolean *)at = g_str_equal(text, "yes");
		break;
	case KEY_COUNT:
		if (g_ascii_string_to_signed(text, 10, key->least, key->most, &number, NULL))
			*(guint *)at = (guint)number;
		else
			mistake(reading, key->group, key->name, "not a number from %u to %u: '%s'", key->least,
				key->most, text);
		break;
	}
}

static void read_keys(struct reading *reading)
{
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		const struct key *key = &keys[i];
		g_autofree char *text = g_key_file_get_string(reading->file, key->group, key->name, NULL);

		if (text != NULL && *g_strstrip(text) != '\0')
			read_value(reading, key, text);
		else if (key->need == KEY_REQUIRED)
			mistake(reading, key->group, key->name, "is missing");
	}
}

static gboolean key_is_known(const char *group, const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (g_str_equal(keys[i].group, group) && (name == NULL || g_str_equal(keys[i].name, name)))
			return TRUE;
	}
	return FALSE;
}

static void refuse_unknown(struct reading *reading)
{
	g_auto(GStrv) groups = g_key_file_get_groups(reading->file, NULL);

	for (guint i = 0; groups[i] != NULL; i++) {
		g_auto(GStrv) names = g_key_file_get_keys(reading->file, groups[i], NULL, NULL);

		if (!key_is_known(groups[i], NULL)) {
			mistake(reading, groups[i], NULL, "no such group");
			continue;
		}
		for (guint j = 0; names != NULL && names[j] != NULL; j++) {
			if (!key_is_known(groups[i], names[j]))
				mistake(reading, groups[i], names[j], "no such key");
		}
	}
}

/* The folder the job file stands in names the job: samples/ordine-avviso/job.ini is "ordine-avviso". */
static char *job_name(const char *path)
{
	g_autofree char *whole = g_canonicalize_filename(path, NULL);
	g_autofree char *folder = g_path_get_dirname(whole);
	g_autofree char *file = g_path_get_basename(whole);
	char *dot = strrchr(file, '.');

	if (g_str_equal(file, "job.ini"))
		return g_path_get_basename(folder);
	if (dot != NULL)
		*dot = '\0';
	return g_strdup(file);
}

static struct job *job_new(const char *path)
{
	struct job *job = g_new0(struct job, 1);

	job->name = job_name(path);
	job->inserts = g_new0(char *, 1);
	job->max_sheets_per_file = 2000;
	job->max_errors_percent = 20;
	return job;
}

struct job *job_parse(const char *text, const char *path, GError **error)
{
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_autoptr(GString) mistakes = g_string_new(NULL);
	g_autoptr(GError) cause = NULL;
	g_autoptr(job_t) job = job_new(path);
	struct reading reading = { path, file, job, mistakes };

	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error(error, JOB_ERROR, JOB_ERROR_FORM, "job '%s': not UTF-8 text", path);
		return NULL;
	}
	if (!g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, &cause)) {
		g_set_error(error, JOB_ERROR, JOB_ERROR_FORM, "job '%s': %s", path, cause->message);
		return NULL;
	}
	read_keys(&reading);
	refuse_unknown(&reading);
	if (mistakes->len > 0) {
		g_set_error_literal(error, JOB_ERROR, JOB_ERROR_FORM, mistakes->str);
		return NULL;
	}
	return g_steal_pointer(&job);
}

void job_free(struct job *job)
{
	if (job == NULL)
		return;
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (keys[i].form == KEY_TEXT || keys[i].form == KEY_LAYOUT)
			g_free(*(char **)((char *)job + keys[i].offset));
	}
	g_free(job->name);
	g_strfreev(job->inserts);
	g_free(job);
}
