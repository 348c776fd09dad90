/* SPDX-License-Identifier: Apache-2.0 */
/* piego run, piego job check: the main job, and the same without making anything. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/json.h"

static const char *const area_names[] = { "AM", "CP", "EU", N_("abroad"), N_("no area") };
static const char *const grade_names[] = { N_("exact"), N_("corrected"), N_("uncertain"), N_("not mailable") };

static void print_counts(const char *title, const char *const *names, const guint *counts, guint count)
{
	gboolean first = TRUE;

	printf("  %-14s", title);
	for (guint i = 0; i < count; i++) {
		if (counts[i] == 0)
			continue;
		printf("%s%s %s", first ? "" : " · ", _(names[i]), cli_number(counts[i]));
		first = FALSE;
	}
	printf("%s\n", first ? "-" : "");
}

static void print_findings(const struct run_totals *totals)
{
	printf(_("  Findings      %s errors, %s warnings, %s notes\n"), cli_number(totals->findings[FINDING_ERROR]),
	       cli_number(totals->findings[FINDING_WARNING]), cli_number(totals->findings[FINDING_NOTE]));
	for (int severity = FINDING_ERROR; severity >= FINDING_NOTE; severity--) {
		for (guint code = 0; code < FINDING_CODES; code++) {
			if (totals->codes[code] > 0 && (int)finding_severity(code) == severity)
				printf("    %7s  %-10s %s\n", cli_number(totals->codes[code]),
				       _(finding_severity_name(severity)), _(finding_text(code)));
		}
	}
}

static void print_result(const struct run_result *result)
{
	const struct run_totals *totals = &result->totals;

	if (result->run > 0)
		printf("R%06u  %s  %s\n", result->run, result->job, result->layout);
	else
		printf("%s  %s\n", result->job, result->layout);
	if (result->of > 0)
		printf(_("  Made again    pieces of R%06u\n"), result->of);
	printf(_("  Records       %s, %s left out\n"), cli_number(totals->records), cli_number(totals->left_out));
	printf(_("  Envelopes     %s with %s letters, %s sheets, %s pages; %s by hand, %s seeds\n"),
	       cli_number(totals->pieces), cli_number(totals->documents), cli_number(totals->sheets),
	       cli_number(totals->pages), cli_number(totals->by_hand), cli_number(totals->seeds));
	printf(_("  Weight        %s g in %s boxes\n"), cli_number((guint64)totals->weight_mg / 1000),
	       cli_number(totals->boxes));
	print_counts(_("Areas"), area_names, totals->areas, G_N_ELEMENTS(area_names));
	print_counts(_("Addresses"), grade_names, totals->grades, G_N_ELEMENTS(grade_names));
	print_findings(totals);
}

/* "pdf", or "{pdf,ps}" as a shell has it. */
static char *formats_text(const struct run_result *result)
{
	const char *names[JOB_FORMATS + 1] = { NULL };
	g_autofree char *joined = NULL;
	guint count = 0;

	for (guint format = 0; format < JOB_FORMATS; format++) {
		if (result->formats[format])
			names[count++] = job_format_name(format);
	}
	joined = g_strjoinv(",", (char **)names);
	return count == 1 ? g_steal_pointer(&joined) : g_strdup_printf("{%s}", joined);
}

static void print_places(const struct run_result *result)
{
	g_autofree char *formats = formats_text(result);

	printf(_("  Print files   %s/0001.%s%s\n"), result->bundle, formats, result->totals.files > 1 ? " ..." : "");
	printf(_("  Beside them   %s/{%s}.pdf\n"), result->bundle, result->papers);
	printf(_("  Ticket        %s/ticket.json\n"), result->bundle);
	printf(_("  Piece list    %s/pieces.csv\n"), result->bundle);
	printf(_("  Findings      %s/findings.csv\n"), result->bundle);
	printf(_("  Left out      %s/left-out.csv\n"), result->bundle);
}

static void print_json(const struct run_result *result)
{
	const struct run_totals *totals = &result->totals;
	g_autoptr(JsonBuilder) builder = json_builder_new();

	json_builder_begin_object(builder);
	if (result->run > 0) {
		json_number(builder, "run", result->run);
		json_text(builder, "bundle", result->bundle);
	}
	if (result->of > 0)
		json_number(builder, "of", result->of);
	json_text(builder, "job", result->job);
	json_text(builder, "layout", result->layout);
	json_number(builder, "records", totals->records);
	json_number(builder, "left_out", totals->left_out);
	json_number(builder, "pieces", totals->pieces);
	json_number(builder, "documents", totals->documents);
	json_number(builder, "by_hand", totals->by_hand);
	json_number(builder, "seeds", totals->seeds);
	json_number(builder, "sheets", totals->sheets);
	json_number(builder, "pages", totals->pages);
	json_number(builder, "files", totals->files);
	json_number(builder, "boxes", totals->boxes);
	json_number(builder, "weight_mg", totals->weight_mg);
	json_builder_set_member_name(builder, "findings");
	json_builder_begin_object(builder);
	for (guint code = 0; code < FINDING_CODES; code++) {
		if (totals->codes[code] > 0)
			json_number(builder, finding_slug(code), totals->codes[code]);
	}
	json_builder_end_object(builder);
	json_builder_end_object(builder);
	json_print(builder);
}

int cli_run_made(const struct cli *cli, struct run_result *result)
{
	const guint *findings = result->totals.findings;
	int code = findings[FINDING_ERROR] + findings[FINDING_WARNING] > 0 ? 1 : 0;

	cli_progress_end();
	if (cli->json) {
		print_json(result);
	} else {
		print_result(result);
		if (result->run > 0)
			print_places(result);
	}
	run_result_clear(result);
	return code;
}

static int check(struct cli *cli, struct app *app, const char *job, enum check_what what, const char *report)
{
	const struct run_options options = { (guint)cli->workers, cli_progress() };
	struct run_result result;
	GError *error = NULL;

	if (app_job_check(app, job, what, &options, report, &result, &error))
		return cli_run_made(cli, &result);
	run_result_clear(&result);
	return cli_fail(error);
}

static int run(struct cli *cli, int argc, char **argv)
{
	const struct run_options options = { (guint)cli->workers, cli_progress() };
	struct run_result result;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	(void)argc;
	if (app == NULL)
		return code;
	if (cli->dry_run)
		return check(cli, app, argv[0], CHECK_RUN, NULL);
	if (app_run(app, argv[0], &options, &result, &error))
		return cli_run_made(cli, &result);
	run_result_clear(&result);
	return cli_fail(error);
}

const struct command command_run = {
	"run", "JOB.ini", N_("Make a print run: read, check, plan, compose, commit"),
	N_("Reads the job's data file, checks every record, composes the letters and commits a bundle of print files,\n"
	   "ticket, piece list and findings under ready/ in the data root.  Records with errors are left out and listed."),
	TAKES_ROOT | TAKES_WORKERS | TAKES_JSON | TAKES_DRY_RUN, NULL, run, 1, 1,
};

static char *report_path;

static const GOptionEntry check_options[] = {
	{ "report", 0, 0, G_OPTION_ARG_FILENAME, &report_path, N_("Write all findings to a new file"), N_("FILE") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

static int run_check(struct cli *cli, int argc, char **argv)
{
	g_autoptr(app_t) app = NULL;

	(void)argc;
	/* Without a data root the built-in rules serve. */
	if (g_file_test(cli->root, G_FILE_TEST_IS_DIR))
		app = app_open(cli->root, NULL);
	return check(cli, app, argv[0], CHECK_JOB, report_path);
}

const struct command command_job_check = {
	"job check", "JOB.ini", N_("Do all that a run does up to printing, changing nothing"), NULL,
	TAKES_ROOT | TAKES_WORKERS | TAKES_JSON, check_options, run_check, 1, 1,
};
