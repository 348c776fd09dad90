/* SPDX-License-Identifier: Apache-2.0 */
/* piego print, piego print status, piego print follow. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/json.h"
#include "cli/printing.h"

static char *printer, *form, *who;
static gint file;
static gboolean no_wait;

static const GOptionEntry print_options[] = {
	{ "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("The printer, as the print server calls it (required)"), N_("NAME") },
	{ "file", 0, 0, G_OPTION_ARG_INT, &file, N_("This print file only, also when it came to nothing before"), N_("NUMBER") },
	{ "format", 0, 0, G_OPTION_ARG_STRING, &form, N_("pdf or ps (default: pdf where the run has it and one paper will do)"),
	  N_("FORM") },
	{ "no-wait", 0, 0, G_OPTION_ARG_NONE, &no_wait, N_("Do not follow the files to their end"), NULL },
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who prints (required)"), N_("USER") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* ---- as text ---- */

static void print_line(void *user, const struct print_line *line)
{
	(void)user;
	if (line->state[0] == '\0') {
		printf("%-10s %s\n", line->name, line->printer[0] != '\0' ? line->printer : _("not given to a printer"));
		return;
	}
	printf("%-10s %s/%-6u %s", line->name, line->printer, line->job, _(line->state));
	if (line->now[0] != '\0')
		printf(", %s", _(line->now));
	if (line->sheets > 0)
		printf(_(", %s sheets"), cli_number(line->sheets));
	printf("  %s  %s%s%s\n", line->ended[0] != '\0' ? line->ended : line->at, line->who, line->why[0] != '\0' ? ": " : "",
	       line->why);
	fflush(stdout);
}

static void print_totals(guint run, const struct print_totals *totals)
{
	printf(_("R%06u: %u files: %u printed, %u at a printer, %u came to nothing, %u not given\n"), run, totals->files,
	       totals->completed, totals->open, totals->failed, totals->waiting);
	if (totals->failed > 0)
		printf(_("Look at the paper of what came to nothing; 'piego print R%06u --file NUMBER ...' prints a file again.\n"),
		       run);
}

/* A run of which something came to nothing, or is still to be given, is done with findings. */
static int code_of(const struct print_totals *totals)
{
	return totals->failed + totals->waiting > 0 ? 1 : 0;
}

int cli_print(struct app *app, const struct print_wish *wish, enum cli_wait wait)
{
	const struct print_visitor visitor = { print_line, NULL };
	struct print_totals totals;
	GError *error = NULL;

	if (!app_print(app, wish, APP_DO, &visitor, &totals, &error) ||
	    (wait == CLI_WAIT && !app_print_follow(app, wish->run, &visitor, &totals, &error)))
		return cli_fail(error);
	print_totals(wish->run, &totals);
	return code_of(&totals);
}

/* ---- piego print ---- */

gboolean cli_print_form(const char *word, enum print_choice *form_of)
{
	static const char *const words[] = { [PRINT_PDF] = "pdf", [PRINT_PS] = "ps" };

	*form_of = PRINT_AS_FITS;
	if (word == NULL)
		return TRUE;
	for (guint i = PRINT_PDF; i < G_N_ELEMENTS(words); i++) {
		if (g_str_equal(word, words[i])) {
			*form_of = (enum print_choice)i;
			return TRUE;
		}
	}
	fprintf(stderr, _("piego: not a form of print files: '%s' (they are pdf and ps)\n"), word);
	return FALSE;
}

static gboolean options_are_right(void)
{
	if (printer == NULL)
		fprintf(stderr, _("piego print: --printer NAME is wanted\n"));
	else if (file < 0)
		fprintf(stderr, _("piego print: --file takes a number from 1\n"));
	else
		return TRUE;
	return FALSE;
}

static int look(struct app *app, const struct print_wish *wish)
{
	const struct print_visitor visitor = { print_line, NULL };
	struct print_totals totals;
	GError *error = NULL;

	return app_print(app, wish, APP_LOOK, &visitor, &totals, &error) ? 0 : cli_fail(error);
}

static int print(struct cli *cli, int argc, char **argv)
{
	struct print_wish wish = { cli_run_number(argv[0]), (guint)file, printer, PRINT_AS_FITS, who };
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (wish.run == 0)
		return cli_no_run(argv[0]);
	if (!options_are_right() || !cli_print_form(form, &wish.form))
		return 2;
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	return cli->dry_run ? look(app, &wish) : cli_print(app, &wish, no_wait ? CLI_NO_WAIT : CLI_WAIT);
}

const struct command command_print = {
	"print", "RUN", N_("Give a released run's print files to a printer"),
	N_("Gives the printer, in order, the files that no printer has had yet, and follows them to their end: then their pieces\n"
	   "are printed.  Nothing is given twice.  A file that came to nothing, canceled, aborted or lost, is printed again only by\n"
	   "--file: look at the paper before, some of its sheets may have come out.  Breaking off the wait stops nothing: the print\n"
	   "server goes on, and 'piego print follow' takes it up again."),
	TAKES_ROOT | TAKES_DRY_RUN, print_options, print, 1, 1,
};

/* ---- piego print follow ---- */

static int follow(struct cli *cli, int argc, char **argv)
{
	const struct print_visitor visitor = { print_line, NULL };
	guint run = cli_run_number(argv[0]);
	struct print_totals totals;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (run == 0)
		return cli_no_run(argv[0]);
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	if (!app_print_follow(app, run, &visitor, &totals, &error))
		return cli_fail(error);
	print_totals(run, &totals);
	return code_of(&totals);
}

const struct command command_print_follow = {
	"print follow", "RUN", N_("Follow a run's print files to their end"),
	N_("Tells each change until no file is at a printer any more.  Exit code 1: one came to nothing, or was not given."),
	TAKES_ROOT, NULL, follow, 1, 1,
};

/* ---- piego print status ---- */

static void add_line(void *user, const struct print_line *line)
{
	JsonBuilder *builder = user;

	json_builder_begin_object(builder);
	json_number(builder, "file", line->file);
	json_text(builder, "name", line->name);
	json_text(builder, "printer", line->printer);
	json_text(builder, "server", line->server);
	json_number(builder, "job", line->job);
	json_text(builder, "state", line->state);
	json_text(builder, "now", line->now);
	json_number(builder, "sheets", line->sheets);
	json_text(builder, "why", line->why);
	json_text(builder, "at", line->at);
	json_text(builder, "who", line->who);
	json_text(builder, "ended", line->ended);
	json_builder_end_object(builder);
}

static void show_json(guint run, JsonBuilder *builder, const struct print_totals *totals)
{
	json_builder_end_array(builder);
	json_number(builder, "run", run);
	json_number(builder, "printed", totals->completed);
	json_number(builder, "at_a_printer", totals->open);
	json_number(builder, "came_to_nothing", totals->failed);
	json_number(builder, "not_given", totals->waiting);
	json_builder_end_object(builder);
	json_print(builder);
}

/* What is known is told, also when a print server does not answer. */
static int show(struct app *app, guint run, JsonBuilder *builder)
{
	const struct print_visitor visitor = { builder != NULL ? add_line : print_line, builder };
	struct print_totals totals;
	GError *error = NULL;
	gboolean ok;

	if (builder != NULL) {
		json_builder_begin_object(builder);
		json_builder_set_member_name(builder, "files");
		json_builder_begin_array(builder);
	}
	ok = app_print_jobs(app, run, &visitor, &totals, &error);
	if (builder != NULL && (ok || totals.files > 0))
		show_json(run, builder, &totals);
	else if (ok)
		print_totals(run, &totals);
	return ok ? 0 : cli_fail(error);
}

static int status(struct cli *cli, int argc, char **argv)
{
	g_autoptr(JsonBuilder) builder = cli->json ? json_builder_new() : NULL;
	guint run = cli_run_number(argv[0]);
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (run == 0)
		return cli_no_run(argv[0]);
	app = cli_open(cli, &code);
	return app != NULL ? show(app, run, builder) : code;
}

const struct command command_print_status = {
	"print status", "RUN", N_("Tell how far a run's print files are"),
	N_("Asks the print server, and notes what has ended: the pieces of a file that is completed are printed."),
	TAKES_ROOT | TAKES_JSON, NULL, status, 1, 1,
};
