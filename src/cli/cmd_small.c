/* SPDX-License-Identifier: Apache-2.0 */
/* piego init, piego check, piego layout check, piego post load, piego omr decode. */
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
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
			printf(_("%s: %s@%u, %u fields, %u groups of rows, example letter of %u pages\n"), argv[i],
			       summary.name, summary.version, summary.fields, summary.groups, summary.pages);
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

/* ---- omr decode ---- */

static char *inserter = NULL;
static gint dpi = 300;
static gboolean duplex;

static const GOptionEntry omr_options[] = {
	{ "inserter", 'i', 0, G_OPTION_ARG_STRING, &inserter, N_("Profile of the inserter (required)"), N_("NAME") },
	{ "dpi", 0, 0, G_OPTION_ARG_INT, &dpi, N_("Resolution of the rendered pages (default: 300)"), "N" },
	{ "duplex", 0, 0, G_OPTION_ARG_NONE, &duplex, N_("Read fronts only: every other page"), NULL },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

struct decoder {
	struct omr_visitor visitor;
	JsonBuilder *builder;
};

static void print_sheet(struct omr_visitor *visitor, const struct omr_sheet *sheet)
{
	JsonBuilder *builder = ((struct decoder *)visitor)->builder;

	if (builder == NULL) {
		printf("%6u  %-20s %-10s %s\n", sheet->page, sheet->marks, sheet->code_39, sheet->control);
		return;
	}
	json_builder_begin_object(builder);
	json_builder_set_member_name(builder, "page");
	json_builder_add_int_value(builder, sheet->page);
	json_builder_set_member_name(builder, "marks");
	json_builder_add_string_value(builder, sheet->marks);
	json_builder_set_member_name(builder, "code_39");
	json_builder_add_string_value(builder, sheet->code_39);
	json_builder_set_member_name(builder, "control");
	json_builder_add_string_value(builder, sheet->control);
	json_builder_end_object(builder);
}

static void print_sheet_fault(struct omr_visitor *visitor, guint page, const char *code, const char *text)
{
	(void)visitor;
	fprintf(stderr, _("page %u: %s: %s\n"), page, code, text);
}

static int omr_decode(struct cli *cli, int argc, char **argv)
{
	struct decoder decoder = { { print_sheet, print_sheet_fault }, cli->json ? json_builder_new() : NULL };
	GError *error = NULL;
	guint faults = 0;

	(void)argc;
	if (inserter == NULL) {
		fprintf(stderr, _("piego omr decode: --inserter NAME is wanted\n"));
		return 2;
	}
	if (dpi < 100 || dpi > 1200) {
		fprintf(stderr, _("piego omr decode: --dpi takes a number from 100 to 1200\n"));
		return 2;
	}
	if (decoder.builder != NULL)
		json_builder_begin_array(decoder.builder);
	if (!app_omr_decode(argv[0], inserter, duplex ? 2 : 1, (guint)dpi, &decoder.visitor, &faults, &error))
		return cli_fail(error);
	if (decoder.builder != NULL) {
		g_autoptr(JsonNode) root = NULL;
		g_autofree char *text = NULL;

		json_builder_end_array(decoder.builder);
		root = json_builder_get_root(decoder.builder);
		text = json_to_string(root, TRUE);
		printf("%s\n", text);
		g_object_unref(decoder.builder);
	}
	return faults > 0 ? 1 : 0;
}

const struct command command_omr_decode = {
	"omr decode", "FILE.pdf", N_("Read marks and control codes back from rendered pages"),
	N_("Renders the pages of a print file and reads what an inserter's camera would: one line a sheet with its marks,\n"
	   "Code 39 and control code.  What breaks the run's logic is told with its page; then the exit code is 1."),
	TAKES_JSON, omr_options, omr_decode, 1, 1,
};
