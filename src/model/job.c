/* SPDX-License-Identifier: Apache-2.0 */
#include "model/job.h"

#include <string.h>

#include "model/keys.h"
#include "model/label.h"
#include "model/press.h"

#define SHEETS_A_FILE 2000
#define ERRORS_PERCENT 20

static char *word(struct keys *keys, const char *group, const char *key)
{
	return g_strdup(keys_word(keys, group, key));
}

/* name or name@version */
static void read_layout(struct keys *keys, struct job *job)
{
	const char *text = keys_word(keys, "job", "layout");
	struct label label = { 0 };

	/* Whose it is, [job] client says. */
	if (text != NULL && (!label_parse(text, &label) || label.client != NULL))
		keys_fault(keys, "job", "layout", "neither layout nor layout@version: '%s'", text);
	job->layout = g_steal_pointer(&label.name);
	job->layout_version = label.number;
	label_clear(&label);
}

/* A list in which only one word can stand: the one channel there is. */
static void read_channels(struct keys *keys)
{
	g_auto(GStrv) words = keys_list(keys, "delivery", "channels");

	for (guint i = 0; words[i] != NULL; i++) {
		if (!g_str_equal(words[i], "post"))
			keys_fault(keys, "delivery", "channels", "'%s' is not to be had (there is: post)", words[i]);
	}
}

const char *job_format_name(enum job_format format)
{
	static const char *const names[JOB_FORMATS] = { [JOB_PDF] = "pdf", [JOB_PS] = "ps" };

	return names[format];
}

static void read_format(struct keys *keys, struct job *job, const char *word)
{
	for (guint format = 0; format < JOB_FORMATS; format++) {
		if (g_str_equal(word, job_format_name(format))) {
			job->formats[format] = TRUE;
			return;
		}
	}
	keys_fault(keys, "production", "formats", "'%s' is not to be had (there are: pdf, ps)", word);
}

static void read_formats(struct keys *keys, struct job *job)
{
	g_auto(GStrv) words = keys_list(keys, "production", "formats");

	for (guint i = 0; words[i] != NULL; i++)
		read_format(keys, job, words[i]);
	if (words[0] == NULL)
		job->formats[JOB_PDF] = TRUE;
}

/* Which sides of the paper, and with what turn. */
static void read_sides(struct keys *keys, struct job *job)
{
	job->duplex = keys_flag(keys, "production", "duplex", FALSE);
	job->tumble = keys_flag(keys, "production", "tumble", FALSE);
	if (job->tumble && !job->duplex)
		keys_fault(keys, "production", "tumble", "only sheets printed on both sides are turned over");
}

/* Most jobs print no slip, and most centres have one press. */
static void read_press(struct keys *keys, struct job *job)
{
	const char *press = keys_find(keys, "production", "press");

	if (press != NULL && press[0] == '\0')
		keys_fault(keys, "production", "press", "empty");
	job->press = g_strdup(press != NULL ? press : PRESS_STANDARD);
}

static void read_keys(struct keys *keys, struct job *job)
{
	static const char *const households[] = { "none", "name + address", NULL };

	job->client = word(keys, "job", "client");
	job->title = word(keys, "job", "title");
	read_layout(keys, job);
	job->data = word(keys, "job", "data");
	job->profile = word(keys, "job", "profile");
	read_channels(keys);
	job->product = word(keys, "delivery", "product");
	job->sender = g_strdup(keys_find(keys, "delivery", "sender"));
	job->household = (enum household)keys_choice(keys, "delivery", "household", HOUSEHOLD_NONE, households);
	job->seeds = g_strdup(keys_find(keys, "delivery", "seeds"));
	job->envelope = word(keys, "production", "envelope");
	job->stock = word(keys, "production", "stock");
	job->stock_first = g_strdup(keys_find(keys, "production", "stock-first"));
	if (job->stock_first == NULL)
		job->stock_first = g_strdup(job->stock);
	read_sides(keys, job);
	read_press(keys, job);
	job->inserter = word(keys, "production", "inserter");
	job->inserts = keys_list(keys, "production", "inserts");
	job->max_sheets_per_file = (guint)keys_number(keys, "production", "max-sheets-per-file", SHEETS_A_FILE, 1, 50000);
	job->max_errors_percent = (guint)keys_number(keys, "production", "max-errors-percent", ERRORS_PERCENT, 0, 100);
	read_formats(keys, job);
	job->pdfa = keys_flag(keys, "production", "pdfa", FALSE);
	if (job->pdfa && !job->formats[JOB_PDF])
		keys_fault(keys, "production", "pdfa", "only files of the format pdf can be PDF/A");
	sums_read(keys, &job->sums);
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

struct job *job_parse(const char *text, const char *path, GError **error)
{
	g_autoptr(job_t) job = g_new0(struct job, 1);
	struct keys *keys;

	job->name = job_name(path);
	keys = keys_open("job", text, job->name);
	read_keys(keys, job);
	return keys_close(keys, error) ? g_steal_pointer(&job) : NULL;
}

void job_free(struct job *job)
{
	if (job == NULL)
		return;
	g_free(job->name);
	g_free(job->client);
	g_free(job->title);
	g_free(job->layout);
	g_free(job->data);
	g_free(job->profile);
	g_free(job->product);
	g_free(job->sender);
	g_free(job->seeds);
	g_free(job->envelope);
	g_free(job->stock);
	g_free(job->stock_first);
	g_free(job->press);
	g_free(job->inserter);
	g_strfreev(job->inserts);
	sums_clear(&job->sums);
	g_free(job);
}
