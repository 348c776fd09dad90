/* SPDX-License-Identifier: Apache-2.0 */
/* piego approve, piego reject, piego layout withdraw: what is said of a version, and signed. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/verdict.h"
#include "cli/command.h"

static char *who, *note, *proof;

#define SIGNED_BY { "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who says it (required)"), N_("USER") }
#define SIGNED_WITH { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("In what words (required)"), N_("TEXT") }

static const GOptionEntry verdict_options[] = {
	SIGNED_BY, SIGNED_WITH,
	{ "proof", 0, 0, G_OPTION_ARG_STRING, &proof, N_("Hash of the proof set that was looked at (default: the newest)"),
	  N_("HASH") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};
static const GOptionEntry withdraw_options[] = { SIGNED_BY, SIGNED_WITH, { NULL, 0, 0, 0, NULL, NULL, NULL } };

typedef gboolean (*verdict_fn)(struct app *app, const struct verdict_wish *wish, struct verdict_result *result,
			       GError **error);

static int give(struct cli *cli, const char *layout, verdict_fn verdict, const char *said)
{
	const struct verdict_wish wish = { layout, who, note != NULL ? note : "", proof };
	struct verdict_result result;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	if (app == NULL)
		return code;
	if (!verdict(app, &wish, &result, &error))
		return cli_fail(error);
	printf("%s: %s", result.label, said);
	if (result.proof > 0)
		printf(_(", on proof set P%06u"), result.proof);
	printf("\n");
	if (result.superseded != NULL)
		printf(_("%s: superseded\n"), result.superseded);
	verdict_result_clear(&result);
	return 0;
}

static int approve(struct cli *cli, int argc, char **argv)
{
	(void)argc;
	return give(cli, argv[0], app_layout_approve, _("approved"));
}

static int reject(struct cli *cli, int argc, char **argv)
{
	(void)argc;
	return give(cli, argv[0], app_layout_reject, _("changes requested"));
}

static int withdraw(struct cli *cli, int argc, char **argv)
{
	(void)argc;
	return give(cli, argv[0], app_layout_withdraw, _("withdrawn"));
}

const struct command command_approve = {
	"approve", "LAYOUT@N", N_("Sign that a version may be printed (visto si stampi)"),
	N_("Binds the yes to the version's newest proof set, whose files are checked first.  The author of a version cannot\n"
	   "approve it.  The version that was approved before is superseded."),
	TAKES_ROOT, verdict_options, approve, 1, 1,
};
const struct command command_reject = {
	"reject", "LAYOUT@N", N_("Ask for changes of a version in review"), NULL, TAKES_ROOT, verdict_options, reject, 1, 1,
};
const struct command command_layout_withdraw = {
	"layout withdraw", "LAYOUT@N", N_("Let no run use a version any more"), NULL, TAKES_ROOT, withdraw_options, withdraw,
	1, 1,
};
