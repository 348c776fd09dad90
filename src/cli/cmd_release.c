/* SPDX-License-Identifier: Apache-2.0 */
/* piego release: a run goes to the press. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/release.h"
#include "cli/command.h"
#include "cli/printing.h"

static char *who, *note, *printer, *form;
static gboolean no_wait;

static const GOptionEntry release_options[] = {
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who releases it (required)"), N_("USER") },
	{ "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("In what words"), N_("TEXT") },
	{ "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("Give its print files to this printer then"), N_("NAME") },
	{ "format", 0, 0, G_OPTION_ARG_STRING, &form, N_("pdf or ps (default: pdf where the run has it and one paper will do)"),
	  N_("FORM") },
	{ "no-wait", 0, 0, G_OPTION_ARG_NONE, &no_wait, N_("Do not follow the files to their end"), NULL },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

static int release(struct cli *cli, int argc, char **argv)
{
	const struct release_wish wish = { cli_run_number(argv[0]), who, note != NULL ? note : "" };
	struct print_wish print = { wish.run, 0, printer, PRINT_AS_FITS, who };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (wish.run == 0)
		return cli_no_run(argv[0]);
	if (!cli_print_form(form, &print.form))
		return 2;
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	if ((printer != NULL && !app_print_check(app, &print, &error)) || !app_release(app, &wish, &error))
		return cli_fail(error);
	printf(_("R%06u: released for printing\n"), wish.run);
	return printer != NULL ? cli_print(app, &print, no_wait ? CLI_NO_WAIT : CLI_WAIT) : 0;
}

const struct command command_release = {
	"release", "RUN", N_("Give a run that is ready to the press"),
	N_("Checks every file of the run against its ticket, and the approval of its layout, and moves it to printing/.\n"
	   "Who releases is neither the layout's author nor the one who approved it.  With --printer its print files go there,\n"
	   "as by 'piego print'; when the printer is not there or takes no such files, nothing is released."),
	TAKES_ROOT, release_options, release, 1, 1,
};
