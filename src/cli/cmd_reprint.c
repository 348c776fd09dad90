/* SPDX-License-Identifier: Apache-2.0 */
/* piego reprint: spoiled pieces made again, by a run of their own. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/reprint.h"
#include "cli/command.h"

static char *who, *agreed, *note;
static gboolean spoiled;

static const GOptionEntry reprint_options[] = {
	{ "spoiled", 0, 0, G_OPTION_ARG_NONE, &spoiled, N_("All spoiled pieces of the run"), NULL },
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who does it (required)"), N_("USER") },
	{ "agreed", 0, 0, G_OPTION_ARG_STRING, &agreed, N_("The second person, where they are many"), N_("USER") },
	{ "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("In what words"), N_("TEXT") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* Whether it is said which pieces; tells what is wrong. */
static gboolean is_said(const struct reprint_wish *wish, const char *run)
{
	if (wish->run == 0)
		fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), run);
	else if (spoiled && wish->pieces[0] != NULL)
		fprintf(stderr, _("piego: either --spoiled or pieces, not both\n"));
	else if (!spoiled && wish->pieces[0] == NULL)
		fprintf(stderr, _("piego: which pieces? Name them, or take all with --spoiled\n"));
	else
		return TRUE;
	return FALSE;
}

static int reprint(struct cli *cli, int argc, char **argv)
{
	const struct reprint_wish wish = {
		.run = cli_run_number(argv[0]), .pieces = (const char *const *)argv + 1, .who = who, .agreed = agreed,
		.note = note != NULL ? note : "", .options = { (guint)cli->workers, cli_progress() },
	};
	struct run_result result;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (!is_said(&wish, argv[0]))
		return 2;
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	if (app_reprint(app, &wish, cli->dry_run ? APP_LOOK : APP_DO, &result, &error))
		return cli_run_made(cli, &result);
	run_result_clear(&result);
	return cli_fail(error);
}

const struct command command_reprint = {
	"reprint", "RUN [PIECE ...]", N_("Make spoiled pieces again, in a run of their own"),
	N_("The new run has exactly these pieces, from the records, profiles and layout version of the run that they are of, with\n"
	   "new codes; a registered number goes over to the new piece.  The codes on the spoiled sheets are void.  A\n"
	   "piece is 17, 17-20, R000001/17 or the text of a control code.  Above a share of the order's pieces\n"
	   "(profiles/centre.profile) a second person has to agree."),
	TAKES_ROOT | TAKES_WORKERS | TAKES_JSON | TAKES_DRY_RUN, reprint_options, reprint, 1, -1,
};
