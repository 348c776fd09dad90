/* SPDX-License-Identifier: Apache-2.0 */
/* piego init, piego check, piego layout check, piego post load. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/command.h"

static int init(struct cli *cli, int argc, char **argv)
{
	GError *error = NULL;

	(void)argc;
	(void)argv;
	if (cli->dry_run) {
		printf(_("A data root would be made: %s\n"), cli->root);
		return 0;
	}
	if (!app_init(cli->root, &error))
		return cli_fail(error);
	printf(_("The data root is ready: %s\n"), cli->root);
	return 0;
}

const struct command command_init = {
	"init", "", N_("Make a data root"), NULL, TAKES_ROOT | TAKES_DRY_RUN, NULL, init, 0, 0,
};

/* ---- check ---- */

static void print_fault(void *user, guint run, const char *text)
{
	(void)user;
	printf("R%06u  %s\n", run, text);
}

static int check(struct cli *cli, int argc, char **argv)
{
	struct check_result result;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	(void)argc;
	(void)argv;
	if (app == NULL)
		return code;
	if (!app_check(app, cli->dry_run ? APP_LOOK : APP_DO, print_fault, NULL, &result, &error))
		return cli_fail(error);
	printf(_("%u bundles: %u good, %u corrupt; %u runs without a bundle\n"), result.bundles, result.good,
	       result.corrupt, result.missing);
	return result.corrupt + result.missing > 0 ? 1 : 0;
}

const struct command command_check = {
	"check", "", N_("Compare registry, bundles and hashes; set a corrupt bundle aside"), NULL,
	TAKES_ROOT | TAKES_DRY_RUN, NULL, check, 0, 0,
};

/* ---- layout check ---- */

static int layout_check(struct cli *cli, int argc, char **argv)
{
	int code = 0;

	(void)cli;
	for (int i = 0; i < argc; i++) {
		struct layout_summary summary;
		GError *error = NULL;

		if (app_layout_check(argv[i], &summary, &error))
			printf(_("%s: %s, %u fields, %u groups of rows, example letter of %u pages\n"), argv[i],
			       summary.name, summary.fields, summary.groups, summary.pages);
		else
			code = cli_fail(error);
		layout_summary_clear(&summary);
	}
	return code;
}

const struct command command_layout_check = {
	"layout check", "FILE ...", N_("Say everything that is wrong with a layout"), NULL, 0, NULL, layout_check, 1, -1,
};

/* ---- post load ---- */

static int post_load(struct cli *cli, int argc, char **argv)
{
	struct places_loaded loaded;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	(void)argc;
	if (app == NULL)
		return code;
	if (!app_places_load(app, (const char *const *)argv, cli->dry_run ? APP_LOOK : APP_DO, &loaded, &error))
		return cli_fail(error);
	printf(_("Loaded %s names of comuni, %s CAPs, %s states; %s rows passed over\n"), cli_number(loaded.comuni),
	       cli_number(loaded.caps), cli_number(loaded.states), cli_number(loaded.passed_over));
	return 0;
}

const struct command command_post_load = {
	"post load", "FILE ...", N_("Load comuni, CAPs and states from open data"),
	N_("Loads ANPR's archive of comuni, ANPR's foreign states and GeoNames' CAPs (told apart by their header line).\n"
	   "A kind that is loaded again replaces what was there."),
	TAKES_ROOT | TAKES_DRY_RUN, NULL, post_load, 1, -1,
};
