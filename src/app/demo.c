/* SPDX-License-Identifier: Apache-2.0 */
#include "app/demo.h"

#include <string.h>

#include "app/inside.h"
#include "app/prices.h"
#include "app/ranges.h"
#include "app/verdict.h"
#include "app/versions.h"
#include "base/file.h"

/* Two persons: nobody approves what he wrote. */
#define AUTHOR "grafica.demo"
#define APPROVER "cliente.demo"

/* Enough to be looked at, quick to make. */
#define DEMO_RANDOM 1
#define DEMO_DPI 40

struct demo {
	struct app *app;
	const struct run_options *options;
	struct demo_visitor *visitor;
};

static gboolean store(const struct demo *demo, const struct job *job, const char *folder, struct layout_added *added,
		      GError **error)
{
	g_autofree char *path = setup_layout_file(job, folder);
	const struct layout_wish wish = { job->client, path, AUTHOR, "demo" };

	return app_layout_add(demo->app, &wish, added, error);
}

static gboolean prove(const struct demo *demo, const char *job_path, const char *label, GError **error)
{
	const struct proof_wish wish = {
		.job_path = job_path, .layout = label, .who = AUTHOR, .random = DEMO_RANDOM, .dpi = DEMO_DPI,
		.names = PROOF_NAMES_SHOWN, .options = *demo->options,
	};
	struct proof_result result;
	gboolean ok = app_proof(demo->app, &wish, &result, error);

	proof_result_clear(&result);
	return ok;
}

static gboolean approve(const struct demo *demo, const char *label, GError **error)
{
	const struct verdict_wish wish = { label, APPROVER, "visto si stampi", NULL };
	struct verdict_result result;
	gboolean ok = app_layout_approve(demo->app, &wish, &result, error);

	verdict_result_clear(&result);
	return ok;
}

static gboolean show_and_approve(const struct demo *demo, const struct job *job, const char *job_path,
				 const char *label, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(job_path);
	g_autofree char *data = g_build_filename(folder, job->data, NULL);
	g_autoptr(version_t) version = app_version(demo->app, label, error);

	if (version == NULL)
		return FALSE;
	if (version->state == APPROVAL_APPROVED) {
		demo->visitor->approved(demo->visitor, label);
		return TRUE;
	}
	if (!g_file_test(data, G_FILE_TEST_EXISTS)) {
		demo->visitor->without_data(demo->visitor, job->name, label);
		return TRUE;
	}
	if (!prove(demo, job_path, label, error) || !approve(demo, label, error))
		return FALSE;
	demo->visitor->approved(demo->visitor, label);
	return TRUE;
}

/* ---- made-up numbers ---- */

/* The post gives no numbers that begin so. */
#define FIRST_DOMESTIC G_GUINT64_CONSTANT(99000000000)
#define FIRST_S10 G_GUINT64_CONSTANT(99000000)
#define RANGE_BODIES 100000

struct demo_ranges {
	const struct job *job;
	gboolean has;		/* the job's client has a range for its product */
	guint count;
};

static void see_range(void *user, const struct range_line *line)
{
	struct demo_ranges *ranges = user;

	ranges->has = ranges->has || (g_str_equal(line->client, ranges->job->client) &&
				      g_str_equal(line->product, ranges->job->product));
	ranges->count++;
}

static gboolean add_range(const struct demo *demo, const struct job *job, const struct product *product, guint place,
			  GError **error)
{
	gboolean domestic = product->number->scheme == NUMBER_DOMESTIC;
	guint64 first = (domestic ? FIRST_DOMESTIC : FIRST_S10) + (guint64)place * RANGE_BODIES;
	int digits = domestic ? 11 : 8;
	g_autofree char *from = g_strdup_printf("%0*" G_GUINT64_FORMAT, digits, first + 1);
	g_autofree char *to = g_strdup_printf("%0*" G_GUINT64_FORMAT, digits, first + RANGE_BODIES);
	const struct range_wish wish = { .client = job->client, .product = job->product, .who = AUTHOR, .from = from, .to = to };
	struct range_line line;

	return app_range_add(demo->app, &wish, &line, error);
}

static gboolean give_numbers(const struct demo *demo, const struct job *job, GError **error)
{
	struct demo_ranges ranges = { job, FALSE, 0 };
	g_autoptr(product_t) product = product_open(job->product, error);

	if (product == NULL)
		return FALSE;
	if (product->number == NULL)
		return TRUE;
	return app_ranges_each(demo->app, see_range, &ranges, error) &&
	       (ranges.has || add_range(demo, job, product, ranges.count, error));
}

static gboolean demo_job(const struct demo *demo, const char *job_path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(job_path), *text = NULL;
	g_autoptr(job_t) job = NULL;
	struct layout_added added = { 0 };
	gsize length;
	gboolean ok;

	if (!file_read(job_path, 1024 * 1024, &text, &length, error) || (job = job_parse(text, job_path, error)) == NULL)
		return FALSE;
	ok = store(demo, job, folder, &added, error) && give_numbers(demo, job, error) &&
	     show_and_approve(demo, job, job_path, added.label, error);
	layout_added_clear(&added);
	return ok;
}

/* ---- a root of its own ---- */

struct contents {
	guint versions, of_others, runs;
};

static void count_version(void *user, const struct layout_line *line)
{
	struct contents *contents = user;

	contents->versions++;
	contents->of_others += g_str_equal(line->author, AUTHOR) ? 0 : 1;
}

static void count_run(void *user, const struct run_line *line)
{
	(void)line;
	((struct contents *)user)->runs++;
}

static gboolean is_root_of_demo(struct app *app, GError **error)
{
	struct contents contents = { 0 };

	if (!app_layouts_each(app, NULL, count_version, &contents, error) ||
	    !app_runs_each(app, 0, count_run, &contents, error))
		return FALSE;
	if (contents.of_others == 0 && (contents.versions > 0 || contents.runs == 0))
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED,
		    "this data root is used for real work: a demo, which approves by itself, needs one of its own");
	return FALSE;
}

gboolean app_demo(struct app *app, const char *folder, const struct run_options *options,
		  struct demo_visitor *visitor, GError **error)
{
	const struct demo demo = { app, options, visitor };
	g_autoptr(GPtrArray) names = is_root_of_demo(app, error) ? file_folder_names(folder, error) : NULL;
	gboolean ok = names != NULL;
	guint jobs = 0;

	for (guint i = 0; ok && i < names->len; i++) {
		g_autofree char *path = g_build_filename(folder, names->pdata[i], "job.ini", NULL);

		if (!g_file_test(path, G_FILE_TEST_EXISTS))
			continue;
		ok = demo_job(&demo, path, error);
		jobs++;
	}
	if (ok && jobs == 0) {
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "'%s': no folder in it has a job.ini", folder);
		return FALSE;
	}
	return ok;
}
