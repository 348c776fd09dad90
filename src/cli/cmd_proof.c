/* SPDX-License-Identifier: Apache-2.0 */
/* piego proof: the records that prove a layout, composed for the client to look at. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/json.h"

static char *who, *layout;
static gint wanted_random = PROOF_RANDOM, wanted_dpi = PROOF_DPI;
static gboolean masked;

static const GOptionEntry options[] = {
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who makes the proof"), N_("USER") },
	{ "layout", 0, 0, G_OPTION_ARG_STRING, &layout, N_("Another version than the job's or the newest"), N_("NAME@N") },
	{ "random", 0, 0, G_OPTION_ARG_INT, &wanted_random, N_("Records to be added at random (5)"), N_("N") },
	{ "mask", 0, 0, G_OPTION_ARG_NONE, &masked, N_("Show neither names and addresses nor any other text of the client's"),
	  NULL },
	{ "dpi", 0, 0, G_OPTION_ARG_INT, &wanted_dpi, N_("Resolution of the pictures (110)"), N_("N") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void print_branch(const struct proof_branch *branch)
{
	if (branch->met == 0)
		printf(_("    line %u: no record meets: %s\n"), branch->line, branch->text);
	if (branch->unmet == 0)
		printf(_("    line %u: every record meets: %s\n"), branch->line, branch->text);
}

static void print_result(const struct proof_result *result)
{
	guint outcomes = 2 * result->branches->len;

	printf("P%06u  %s  %s\n", result->number, result->job, result->layout);
	printf(_("  Records       %s, %s left out\n"), cli_number(result->records), cli_number(result->left_out));
	printf(_("  Proof         %s letters, %s pages\n"), cli_number(result->letters), cli_number(result->pages));
	printf(_("  Conditions    %s of %s outcomes shown\n"), cli_number(outcomes - result->unreached), cli_number(outcomes));
	for (guint i = 0; i < result->branches->len; i++)
		print_branch(&g_array_index(result->branches, struct proof_branch, i));
	printf(_("  To look at    %s/index.html\n"), result->folder);
	printf(_("  All letters   %s/proof.pdf\n"), result->folder);
	printf(_("  Proof hash    %s\n"), result->hash);
}

static void print_json(const struct proof_result *result)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();

	json_builder_begin_object(builder);
	json_number(builder, "proof", result->number);
	json_text(builder, "folder", result->folder);
	json_text(builder, "hash", result->hash);
	json_text(builder, "job", result->job);
	json_text(builder, "layout", result->layout);
	json_number(builder, "records", result->records);
	json_number(builder, "left_out", result->left_out);
	json_number(builder, "letters", result->letters);
	json_number(builder, "pages", result->pages);
	json_number(builder, "unreached", result->unreached);
	json_builder_set_member_name(builder, "branches");
	json_builder_begin_array(builder);
	for (guint i = 0; i < result->branches->len; i++) {
		const struct proof_branch *branch = &g_array_index(result->branches, struct proof_branch, i);

		json_builder_begin_object(builder);
		json_number(builder, "line", branch->line);
		json_text(builder, "condition", branch->text);
		json_number(builder, "met", branch->met);
		json_number(builder, "not_met", branch->unmet);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	json_print(builder);
}

static gboolean options_are_good(GError **error)
{
	if (who == NULL)
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, _("a proof is signed: --as USER says who makes it"));
	else if (wanted_random < 0 || wanted_random > 1000)
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, _("--random is a number from 0 to 1000"));
	else if (wanted_dpi < PROOF_DPI_LEAST || wanted_dpi > PROOF_DPI_MOST)
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, _("--dpi is a number from %d to %d"), PROOF_DPI_LEAST,
			    PROOF_DPI_MOST);
	else
		return TRUE;
	return FALSE;
}

static int run(struct cli *cli, int argc, char **argv)
{
	const struct proof_wish wish = {
		.job_path = argv[0], .layout = layout, .who = who, .random = (guint)wanted_random, .dpi = (guint)wanted_dpi,
		.names = masked ? PROOF_NAMES_MASKED : PROOF_NAMES_SHOWN,
		.options = { (guint)cli->workers, cli_progress() },
	};
	struct proof_result result;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (!options_are_good(&error))
		return cli_fail(error);
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	if (!app_proof(app, &wish, &result, &error))
		return cli_fail(error);
	cli_progress_end();
	if (cli->json)
		print_json(&result);
	else
		print_result(&result);
	code = result.unreached > 0 ? 1 : 0;
	proof_result_clear(&result);
	return code;
}

const struct command command_proof = {
	"proof", "JOB.ini", N_("Prove a layout: choose records of the job's data and compose them for the client"),
	N_("Chooses the records that show every condition of the layout met and not met, the longest and the shortest of\n"
	   "everything, each page count and more, says why each was chosen, and which conditions no record of the data\n"
	   "reaches.  The result lies under proofs/ in the data root: one PDF, a picture of each page, an index.  It can be\n"
	   "approved, never released."),
	TAKES_ROOT | TAKES_WORKERS | TAKES_JSON, options, run, 1, 1,
};
