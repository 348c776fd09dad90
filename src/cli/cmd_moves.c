/* SPDX-License-Identifier: Apache-2.0 */
/* piego pull, hold, resume, close, post date: what persons decide of a run between the press and the post. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/moves.h"
#include "base/date.h"
#include "cli/command.h"

static char *who, *agreed, *note;

#define AS { "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who does it (required)"), N_("USER") }
#define NOTE { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("In what words"), N_("TEXT") }

static const GOptionEntry move_options[] = { AS, NOTE, { NULL, 0, 0, 0, NULL, NULL, NULL } };

static const GOptionEntry pull_options[] = {
	AS,
	{ "agreed", 0, 0, G_OPTION_ARG_STRING, &agreed, N_("The second person (required)"), N_("USER") },
	{ "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Why (required)"), N_("TEXT") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* The run's data root; NULL and the exit code else.  The words behind the run are pieces. */
static struct app *open_wish(struct cli *cli, char **argv, struct move_wish *wish, int *code)
{
	*wish = (struct move_wish){ cli_run_number(argv[0]), (const char *const *)argv + 1, who, agreed,
				    note != NULL ? note : "", cli->dry_run ? APP_LOOK : APP_DO };
	if (wish->run != 0)
		return cli_open(cli, code);
	fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), argv[0]);
	*code = 2;
	return NULL;
}

/* ---- pull, hold, resume ---- */

typedef gboolean (*pieces_fn)(struct app *app, const struct move_wish *wish, guint *count, GError **error);

/* The exit code; run and count tell what has moved: count pieces, 0 for the run. */
static int move(struct cli *cli, char **argv, pieces_fn do_it, guint *run, guint *count)
{
	struct move_wish wish;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = open_wish(cli, argv, &wish, &code);

	*run = wish.run;
	if (app == NULL)
		return code;
	if (!do_it(app, &wish, count, &error))
		return cli_fail(error);
	cli_tell_look(cli);
	return 0;
}

static int pull(struct cli *cli, int argc, char **argv)
{
	guint run, count;
	int code = move(cli, argv, app_pull, &run, &count);

	(void)argc;
	if (code == 0)
		printf(_("R%06u: pieces pulled: %s\n"), run, cli_number(count));
	return code;
}

static int hold(struct cli *cli, int argc, char **argv)
{
	guint run, count;
	int code = move(cli, argv, app_hold, &run, &count);

	(void)argc;
	if (code == 0 && count == 0)
		printf(_("R%06u: held\n"), run);
	else if (code == 0)
		printf(_("R%06u: pieces held: %s\n"), run, cli_number(count));
	return code;
}

static int resume(struct cli *cli, int argc, char **argv)
{
	guint run, count;
	int code = move(cli, argv, app_resume, &run, &count);

	(void)argc;
	if (code == 0 && count == 0)
		printf(_("R%06u: let go\n"), run);
	else if (code == 0)
		printf(_("R%06u: pieces let go: %s\n"), run, cli_number(count));
	return code;
}

const struct command command_pull = {
	"pull", "RUN PIECE ...", N_("Take pieces out of a run: they are not to be posted"),
	N_("Two persons have to say so, and why.  A piece is 17, 17-20, R000001/17 or the text of a control code.  One that was\n"
	   "pulled is neither posted nor made again."),
	TAKES_ROOT | TAKES_DRY_RUN, pull_options, pull, 2, -1,
};
const struct command command_hold = {
	"hold", "RUN [PIECE ...]", N_("Hold a run, or pieces of it, until they are let go"),
	N_("Nothing more is done with what is held.  A run that is held waits in hold/.  A piece is 17, 17-20, R000001/17 or the\n"
	   "text of a control code."),
	TAKES_ROOT | TAKES_DRY_RUN, move_options, hold, 1, -1,
};
const struct command command_resume = {
	"resume", "RUN [PIECE ...]", N_("Let go a run, or pieces of it, that are held"),
	N_("Each goes back to where it was.  A piece whose run was released in the meantime was printed with it."),
	TAKES_ROOT | TAKES_DRY_RUN, move_options, resume, 1, -1,
};

/* ---- close ---- */

static int close_run(struct cli *cli, int argc, char **argv)
{
	struct move_wish wish;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = open_wish(cli, argv, &wish, &code);

	(void)argc;
	if (app == NULL)
		return code;
	if (!app_close_run(app, &wish, &error))
		return cli_fail(error);
	cli_tell_look(cli);
	printf(_("R%06u: closed\n"), wish.run);
	return 0;
}

const struct command command_close = {
	"close", "RUN", N_("Close a run of which every piece is accounted for"),
	N_("Each piece was posted, or pulled, or made again by a run that is closed; else it is refused, and told which pieces\n"
	   "are not.  The run's bundle goes to done/."),
	TAKES_ROOT | TAKES_DRY_RUN, move_options, close_run, 1, 1,
};

/* ---- post date ---- */

static int post_date(struct cli *cli, int argc, char **argv)
{
	static const char *const no_pieces[] = { NULL };
	char date[DATE_ROOM];
	struct move_wish wish;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = open_wish(cli, argv, &wish, &code);

	(void)argc;
	if (app == NULL)
		return code;
	wish.pieces = no_pieces;
	if (!app_post_date(app, &wish, argv[1], date, &error))
		return cli_fail(error);
	cli_tell_look(cli);
	printf(_("R%06u: to be posted on %s\n"), wish.run, date);
	return 0;
}

const struct command command_post_date = {
	"post date", "RUN DATE", N_("Set the day on which a run is to be handed to the post"),
	N_("A date is 2026-03-31 or 31/03/2026; the one set last counts."),
	TAKES_ROOT | TAKES_DRY_RUN, move_options, post_date, 2, 2,
};
