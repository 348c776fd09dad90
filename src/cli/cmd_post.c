/* SPDX-License-Identifier: Apache-2.0 */
/* piego post list, lists: what was inserted is handed to the post. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/posting.h"
#include "cli/command.h"
#include "cli/json.h"

static char *who, *date;
static char **rules;

static const GOptionEntry list_options[] = {
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who does it (required)"), N_("USER") },
	{ "date", 0, 0, G_OPTION_ARG_STRING, &date, N_("The day of posting, by whose tariffs it is charged"), N_("DATE") },
	{ "rules", 0, 0, G_OPTION_ARG_STRING_ARRAY, &rules, N_("Make a list by these exchange rules too; may be said again"),
	  N_("NAME") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* Euro and cents in the Italian form, in one of eight buffers. */
static const char *euro(cents_t cents)
{
	static char buffers[8][NUMBER_ROOM];
	static guint next;
	char *buffer = buffers[next++ % G_N_ELEMENTS(buffers)];

	number_write_cents(buffer, cents, NUMBER_ITALIAN);
	return buffer;
}

/* ---- post list ---- */

static void list_json(const struct posting_made *made, guint run)
{
	g_autoptr(JsonBuilder) builder = json_builder_new();

	json_builder_begin_object(builder);
	json_number(builder, "list", made->folder != NULL ? made->list : 0);
	json_number(builder, "run", run);
	json_text(builder, "date", made->date);
	json_number(builder, "pieces", made->pieces);
	json_number(builder, "sheets", made->sheets);
	json_number(builder, "weight_mg", made->weight_mg);
	json_number(builder, "postage_cents", made->postage);
	json_text(builder, "electronic", made->electronic != NULL ? made->electronic : "");
	json_text(builder, "folder", made->folder != NULL ? made->folder : "");
	json_builder_set_member_name(builder, "sums");
	json_builder_begin_array(builder);
	for (guint i = 0; i < made->sums->len; i++) {
		const struct posting_sum *sum = &g_array_index(made->sums, struct posting_sum, i);

		json_builder_begin_object(builder);
		json_text(builder, "product", sum->product);
		json_text(builder, "area", sum->area);
		json_text(builder, "bracket", sum->bracket);
		json_number(builder, "pieces", sum->pieces);
		json_number(builder, "weight_mg", sum->weight_mg);
		json_number(builder, "cents_each", sum->each);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	json_print(builder);
}

#define SUM_ROW "%-24s %-8s %-14s %10s %10s %14s\n"

static void list_text(const struct posting_made *made, guint run)
{
	printf(SUM_ROW, _("product"), _("area"), _("bracket"), _("pieces"), _("each"), _("postage"));
	for (guint i = 0; i < made->sums->len; i++) {
		const struct posting_sum *sum = &g_array_index(made->sums, struct posting_sum, i);

		printf(SUM_ROW, sum->product, sum->area, sum->bracket, cli_number(sum->pieces), euro(sum->each),
		       euro(sum->each * sum->pieces));
	}
	if (made->folder == NULL) {
		printf(_("R%06u: %s pieces would be posted on %s, postage %s\n"), run, cli_number(made->pieces), made->date,
		       euro(made->postage));
		return;
	}
	printf(_("R%06u: posting list D%06u of %s: %s pieces, postage %s\n"), run, made->list, made->date,
	       cli_number(made->pieces), euro(made->postage));
	if (made->electronic != NULL)
		printf(_("Electronic list: %s\n"), made->electronic);
	printf("%s\n", made->folder);
}

static int make_list(struct app *app, const struct cli *cli, const struct posting_wish *wish)
{
	struct posting_made made = { 0 };
	GError *error = NULL;
	int code = app_post_list(app, wish, &made, &error) ? 0 : cli_fail(error);

	cli_progress_end();
	if (code == 0 && cli->json)
		list_json(&made, wish->run);
	else if (code == 0)
		list_text(&made, wish->run);
	posting_made_clear(&made);
	return code;
}

static int list(struct cli *cli, int argc, char **argv)
{
	const struct posting_wish wish = {
		.run = cli_run_number(argv[0]), .who = who, .date = date, .rules = (const char *const *)rules,
		.effect = cli->dry_run ? APP_LOOK : APP_DO, .progress = cli_progress(),
	};
	int code = 2;
	g_autoptr(app_t) app = NULL;

	(void)argc;
	if (wish.run == 0)
		fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), argv[0]);
	else
		app = cli_open(cli, &code);
	return app != NULL ? make_list(app, cli, &wish) : code;
}

const struct command command_post_list = {
	"post list", "RUN", N_("Hand what was inserted of a run to the post"),
	N_("Makes a posting list of exactly the pieces that are inserted and on no list yet, with the postage of each by the\n"
	   "tariffs of the day of posting: the distinta on paper, the register of numbered pieces, the post's electronic list for\n"
	   "clients who have one, and lists of the pieces as CSV and JSON.  The pieces are posted with it.  --dry-run tells the sums."),
	TAKES_ROOT | TAKES_JSON | TAKES_DRY_RUN, list_options, list, 1, 1,
};

/* ---- post lists ---- */

struct listing {
	JsonBuilder *builder;	/* NULL: as text */
	guint shown;
};

static void lists_json(JsonBuilder *builder, const struct posting_line *line)
{
	json_builder_begin_object(builder);
	json_number(builder, "list", line->list);
	json_number(builder, "run", line->run);
	json_text(builder, "client", line->client);
	json_text(builder, "job", line->job);
	json_text(builder, "title", line->title);
	json_text(builder, "date", line->date);
	json_number(builder, "pieces", line->pieces);
	json_number(builder, "postage_cents", line->postage);
	json_text(builder, "at", line->at);
	json_text(builder, "who", line->who);
	json_text(builder, "folder", line->folder);
	json_builder_end_object(builder);
}

#define LIST_ROW "%-8s %-8s %-20s %-20s %-11s %10s %14s %s\n"

static void lists_line(void *user, const struct posting_line *line)
{
	struct listing *listing = user;
	char number[16], run[16];

	if (listing->builder != NULL) {
		lists_json(listing->builder, line);
		return;
	}
	if (listing->shown++ == 0)
		printf(LIST_ROW, _("list"), _("run"), _("client"), _("job"), _("date"), _("pieces"), _("postage"), _("who"));
	g_snprintf(number, sizeof number, "D%06u", line->list);
	g_snprintf(run, sizeof run, "R%06u", line->run);
	printf(LIST_ROW, number, run, line->client, line->job, line->date, cli_number(line->pieces), euro(line->postage), line->who);
}

static int lists(struct cli *cli, int argc, char **argv)
{
	guint run = argc > 0 ? cli_run_number(argv[0]) : 0;
	struct listing listing = { NULL, 0 };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;
	g_autoptr(JsonBuilder) builder = NULL;

	if (argc > 0 && run == 0) {
		fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), argv[0]);
		return 2;
	}
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	builder = listing.builder = json_list_begin(cli->json);
	if (!app_postings_each(app, run, lists_line, &listing, &error))
		return cli_fail(error);
	if (!json_list_end(builder) && listing.shown == 0)
		printf(_("There are no posting lists yet.\n"));
	return 0;
}

const struct command command_post_lists = {
	"post lists", "[RUN]", N_("List posting lists"), NULL, TAKES_ROOT | TAKES_JSON, NULL, lists, 0, 1,
};
