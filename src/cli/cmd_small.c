/* SPDX-License-Identifier: Apache-2.0 */
/* piego init, piego check, piego layout check, piego post load. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/demo.h"
#include "cli/command.h"

static char *demo_folder;

static const GOptionEntry init_options[] = {
	{ "demo", 0, 0, G_OPTION_ARG_FILENAME, &demo_folder, N_("Make the sample jobs of a folder known, layouts approved"),
	  N_("DIR") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void print_approved(struct demo_visitor *visitor, const char *label)
{
	(void)visitor;
	printf(_("%s: approved\n"), label);
}

static void print_without_data(struct demo_visitor *visitor, const char *job, const char *label)
{
	(void)visitor;
	printf(_("%s: a draft, since job '%s' has no data yet\n"), label, job);
}

static int demo(struct cli *cli)
{
	const struct run_options options = { (guint)cli->workers, NULL };
	struct demo_visitor visitor = { print_approved, print_without_data };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	if (app == NULL)
		return code;
	return app_demo(app, demo_folder, &options, &visitor, &error) ? 0 : cli_fail(error);
}

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
	return demo_folder != NULL ? demo(cli) : 0;
}

const struct command command_init = {
	"init", "", N_("Make a data root"),
	N_("Makes the folders and the registry of a data root; doing it again is harmless.  With --demo, the jobs in the\n"
	   "folders of DIR are made known too: their layouts are stored, shown and approved, all by made-up persons."),
	TAKES_ROOT | TAKES_WORKERS | TAKES_DRY_RUN, init_options, init, 0, 0,
};

/* ---- check ---- */

static void print_fault(void *user, guint run, const char *text)
{
	(void)user;
	if (run > 0)
		printf("R%06u  ", run);
	printf("%s\n", text);
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
	printf(_("%u layouts and proof sets: %u damaged\n"), result.layouts, result.damaged);
	if (result.lists > 0)
		printf(_("%u posting lists: %u damaged\n"), result.lists, result.bad_lists);
	return result.corrupt + result.missing + result.damaged + result.bad_lists > 0 ? 1 : 0;
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
