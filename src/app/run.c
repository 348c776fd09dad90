/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The main job.  Its steps in the order that makes every crash repairable: a number is taken and a work folder made
 * under the spool's lock; all stages work in that folder; the bundle is committed by one rename; the registry learns
 * of it in one transaction.  What fails before the rename leaves nothing; what dies after it is registered by the
 * next command.
 */
#include "app/control.h"
#include "app/inside.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/numbers.h"
#include "app/papers.h"
#include "base/file.h"
#include "registry/run.h"

void making_init(struct making *making, const struct setup *setup, const struct run_options *options)
{
	memset(making, 0, sizeof *making);
	making->setup = setup;
	making->options = options;
	making->records_fd = -1;
}

void making_clear(struct making *making)
{
	making_check_drop(making);
	findings_drop(&making->findings);
	if (making->worklist != NULL)
		worklist_close(making->worklist, NULL);
	if (making->records_fd >= 0)
		close(making->records_fd);
	if (making->sheets != NULL)
		g_byte_array_unref(making->sheets);
	if (making->files != NULL)
		g_array_unref(making->files);
	if (making->registered != NULL)
		g_array_unref(making->registered);
}

/* The stages that a check shares with a run. */
static gboolean make_plan(struct making *making, GError **error)
{
	return findings_open(&making->findings, making->folder, making->setup->job->data, error) &&
	       making_take(making, error) && making_check(making, error) && making_plan(making, error);
}

static void count_findings(struct making *making)
{
	memcpy(making->totals.findings, making->findings.count, sizeof making->totals.findings);
	memcpy(making->totals.codes, making->findings.codes, sizeof making->totals.codes);
}

/* bundle is taken over. */
static void fill_result(struct run_result *result, struct making *making, char *bundle)
{
	count_findings(making);
	result->run = making->run;
	result->bundle = bundle;
	result->job = g_strdup(making->setup->job->name);
	result->layout = g_strdup(making->setup->layout_label);
	result->papers = papers_names(making->setup->papers);
	memcpy(result->formats, making->setup->job->formats, sizeof result->formats);
	result->totals = making->totals;
}

void run_result_clear(struct run_result *result)
{
	g_clear_pointer(&result->bundle, g_free);
	g_clear_pointer(&result->job, g_free);
	g_clear_pointer(&result->layout, g_free);
	g_clear_pointer(&result->papers, g_free);
}

/* ---- check ---- */

static gboolean keep_report(const struct making *making, const char *report, GError **error)
{
	g_autofree char *made = g_build_filename(making->folder, FINDINGS_REPORT, NULL);
	g_autofree char *text = NULL;
	char hash[HASH_ROOM];
	gsize length;

	return report == NULL || (file_read(made, G_MAXSSIZE, &text, &length, error) &&
				  file_write_new(report, text, length, hash, error));
}

gboolean making_try(struct app *app, struct making *making, const char *report, struct run_result *result, GError **error)
{
	g_autofree char *folder = g_dir_make_tmp("piego-check-XXXXXX", error);
	struct findings_files files;
	g_autoptr(GError) cause = NULL;
	gboolean ok;

	if (folder == NULL) {
		making_clear(making);
		return FALSE;
	}
	making->folder = folder;
	making->run = 0;
	ok = make_plan(making, &cause) &&
	     (app == NULL || making->again != NULL || making_number_check(app, making, &cause));
	if (ok)
		fill_result(result, making, NULL);
	/* The report is most wanted of a run that is refused for what it reports. */
	if (making->findings.line != NULL && findings_close(&making->findings, &files, ok ? &cause : NULL))
		ok = keep_report(making, report, cause == NULL ? &cause : NULL) && ok;
	making_clear(making);
	file_tree_remove(folder, NULL);
	if (cause != NULL)
		g_propagate_error(error, g_steal_pointer(&cause));
	return ok && cause == NULL;
}

gboolean app_job_check(struct app *app, const char *job_path, enum check_what what, const struct run_options *options,
		       const char *report, struct run_result *result, GError **error)
{
	const struct setup_wish wish = { .job_path = job_path, .purpose = what == CHECK_RUN ? SETUP_LIVE : SETUP_CHECK };
	g_autoptr(setup_t) setup = setup_open(app, &wish, error);
	struct gazetteer *gazetteer;
	struct making making;
	gboolean ok;

	memset(result, 0, sizeof *result);
	if (setup == NULL || (gazetteer = app_gazetteer(app, error)) == NULL)
		return FALSE;
	making_init(&making, setup, options);
	making.gazetteer = gazetteer;
	ok = making_try(app, &making, report, result, error);
	gazetteer_free(gazetteer);
	return ok;
}

/* ---- run ---- */

/* The same data through the same layout is most often a mistake: said, not forbidden. */
static gboolean warn_of_repeat(struct app *app, struct making *making, const struct run_row *row, GError **error)
{
	guint same;
	g_autofree char *text = NULL;

	if (!registry_run_same(app->registry, row, &same, error))
		return FALSE;
	if (same == 0)
		return TRUE;
	text = g_strdup_printf("R%06u", same);
	finding_report(&making->findings.sink, FINDING_CODE_RUN_AGAIN, 0, 0, "run", text, "made again");
	return TRUE;
}

/* One transaction: the number, and what is claimed with it. */
static gboolean take_number(struct app *app, const struct run_row *row, making_claim_fn claim, void *user, guint *run,
			    GError **error)
{
	g_autofree char *now = app_now();

	if (!registry_begin(app->registry, error))
		return FALSE;
	if (registry_run_begin(app->registry, row, now, run, error) && (claim == NULL || claim(user, *run, error)) &&
	    registry_commit(app->registry, error))
		return TRUE;
	registry_abort(app->registry);
	return FALSE;
}

static struct bundle *begin_bundle(struct app *app, const struct run_row *row, making_claim_fn claim, void *user,
				   guint *run, GError **error)
{
	struct bundle *bundle = NULL;

	if (!spool_lock(app->spool, error))
		return NULL;
	if (take_number(app, row, claim, user, run, error)) {
		bundle = bundle_begin(app->spool, *run, error);
		if (bundle == NULL)
			registry_run_abandon(app->registry, *run, NULL);
	}
	spool_unlock(app->spool);
	return bundle;
}

static gboolean keep_text(struct bundle *bundle, const struct setup_text *kept, GError **error)
{
	g_autofree char *path = bundle_path(bundle, kept->name);
	char hash[HASH_ROOM];

	if (!file_write_new(path, kept->text, strlen(kept->text), hash, error))
		return FALSE;
	bundle_add_file(bundle, kept->name, strlen(kept->text), hash);
	return TRUE;
}

/* The job and all profiles as they were. */
static gboolean keep_texts(struct bundle *bundle, const struct setup *setup, GError **error)
{
	for (guint i = 0; i < setup->kept->len; i++) {
		if (!keep_text(bundle, &g_array_index(setup->kept, struct setup_text, i), error))
			return FALSE;
	}
	return TRUE;
}

static void add_print_file(struct bundle *bundle, const struct print_file *file)
{
	for (guint format = 0; format < JOB_FORMATS; format++) {
		const struct print_form *form = &file->forms[format];

		if (*form->name != '\0')
			bundle_add_file(bundle, form->name, form->bytes, form->sha256);
	}
}

static gboolean make_files(struct making *making, struct bundle *bundle, GError **error)
{
	g_autofree char *list = bundle_path(bundle, MAKING_PIECES);
	struct findings_files findings;
	struct out pieces;
	char hash[65];
	guint64 bytes;
	gboolean ok;

	if (!out_open(&pieces, list, error))
		return FALSE;
	ok = making_print(making, &pieces, error);
	bytes = pieces.bytes;
	if (!out_close(&pieces, hash, ok ? error : NULL) || !ok)
		return FALSE;
	ok = worklist_close(g_steal_pointer(&making->worklist), error);
	if (!findings_close(&making->findings, &findings, ok ? error : NULL) || !ok)
		return FALSE;
	bundle_add_file(bundle, MAKING_PIECES, bytes, hash);
	bundle_add_file(bundle, FINDINGS_REPORT, findings.report_bytes, findings.report_hash);
	bundle_add_file(bundle, FINDINGS_LEFT_OUT, findings.left_out_bytes, findings.left_out_hash);
	bundle_add_file(bundle, MAKING_RECORDS, making->records_bytes, making->records_hash);
	for (guint i = 0; i < making->files->len; i++)
		add_print_file(bundle, &g_array_index(making->files, struct print_file, i));
	return keep_texts(bundle, making->setup, error) && control_make(making, bundle, error) &&
	       papers_make(making, bundle, error);
}

static gboolean make_bundle(struct app *app, struct making *making, struct bundle *bundle, const struct run_row *row,
			    GError **error)
{
	g_autofree char *members = NULL;
	char ticket_hash[65];

	if (!make_plan(making, error) || (making->again == NULL && !warn_of_repeat(app, making, row, error)))
		return FALSE;
	if (making->totals.pieces == 0) {
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "job '%s': there is nothing to print",
			    making->setup->job->name);
		return FALSE;
	}
	/* Pieces that are made again have theirs. */
	if (making->again == NULL && !making_number(app, making, error))
		return FALSE;
	count_findings(making);
	if (!make_files(making, bundle, error))
		return FALSE;
	members = app_ticket_members(making);
	making_tell(making, "committing", 0, 0);
	return bundle_commit(bundle, members, ticket_hash, error);
}

/* The folder goes and the number goes back in one moment, or another process's recovery might give the number out
 * in between. */
static void give_up(struct app *app, struct bundle *bundle, guint run)
{
	gboolean locked = spool_lock(app->spool, NULL);

	bundle_abort(bundle);
	/* Without the lock the next recovery gives the number back. */
	if (!locked)
		return;
	registry_run_abandon(app->registry, run, NULL);
	spool_unlock(app->spool);
}

static struct run_row row_of(const struct setup *setup)
{
	return (struct run_row){
		.client = setup->job->client, .job = setup->job->name, .title = setup->job->title,
		.layout = setup->layout_label, .layout_hash = layout_hash(setup->layout),
		.data_hash = setup->data_hash,
	};
}

gboolean making_run(struct app *app, struct making *making, making_claim_fn claim, void *user, struct run_result *result,
		    GError **error)
{
	const struct run_row row = row_of(making->setup);
	struct bundle *bundle = begin_bundle(app, &row, claim, user, &making->run, error);
	g_autofree char *folder = NULL;
	gboolean committed, ok;

	if (bundle == NULL) {
		making_clear(making);
		return FALSE;
	}
	making->folder = folder = bundle_path(bundle, "");
	committed = make_bundle(app, making, bundle, &row, error);
	ok = committed && app_register_bundle(app, making->run, error);
	if (committed)
		bundle_close(bundle);
	else
		give_up(app, bundle, making->run);
	if (ok)
		fill_result(result, making, spool_bundle_path(app->spool, making->run, SPOOL_READY, ""));
	making_clear(making);
	return ok;
}

gboolean app_run(struct app *app, const char *job_path, const struct run_options *options, struct run_result *result,
		 GError **error)
{
	const struct setup_wish wish = { .job_path = job_path, .purpose = SETUP_LIVE };
	g_autoptr(setup_t) setup = setup_open(app, &wish, error);
	struct gazetteer *gazetteer;
	struct making making;
	gboolean ok;

	memset(result, 0, sizeof *result);
	if (setup == NULL || (gazetteer = app_gazetteer(app, error)) == NULL)
		return FALSE;
	making_init(&making, setup, options);
	making.gazetteer = gazetteer;
	ok = making_run(app, &making, NULL, NULL, result, error);
	gazetteer_free(gazetteer);
	return ok;
}
