/* SPDX-License-Identifier: Apache-2.0 */
/* piego release: a run goes to the press. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/release.h"
#include "cli/command.h"

static char *who, *note;

static const GOptionEntry release_options[] = {
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who releases it (required)"), N_("USER") },
	{ "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("In what words"), N_("TEXT") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

static int usage(const char *text)
{
	if (text[0] == 'P' && g_ascii_isdigit(text[1])) {
		fprintf(stderr, _("piego: %s is a proof set: it shows letters, and nothing of it is ever printed as a run\n"),
			text);
		return 4;
	}
	fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), text);
	return 2;
}

static int release(struct cli *cli, int argc, char **argv)
{
	const struct release_wish wish = { cli_run_number(argv[0]), who, note != NULL ? note : "" };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (wish.run == 0)
		return usage(argv[0]);
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	if (!app_release(app, &wish, &error))
		return cli_fail(error);
	printf(_("R%06u: released for printing\n"), wish.run);
	return 0;
}

const struct command command_release = {
	"release", "RUN", N_("Give a run that is ready to the press"),
	N_("Checks every file of the run against its ticket, and the approval of its layout, and moves it to printing/.\n"
	   "Who releases is neither the layout's author nor the one who approved it."),
	TAKES_ROOT, release_options, release, 1, 1,
};
