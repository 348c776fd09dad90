/* SPDX-License-Identifier: Apache-2.0 */
/* piego post range add, list: registered numbers that the post has given. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/ranges.h"
#include "cli/command.h"
#include "cli/json.h"

/* ---- post range add ---- */

static char *client, *product, *from, *to, *who;

static const GOptionEntry add_options[] = {
	{ "client", 0, 0, G_OPTION_ARG_STRING, &client, N_("Whose numbers they are (required)"), N_("CLIENT") },
	{ "product", 0, 0, G_OPTION_ARG_STRING, &product, N_("The post's product (required)"), N_("PRODUCT") },
	{ "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("The first number, without check digit (required)"), N_("NUMBER") },
	{ "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("The last number, without check digit (required)"), N_("NUMBER") },
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who does it (required)"), N_("USER") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void warn_of_few(const struct range_line *line)
{
	if (line->few)
		printf(_("%s, %s: few numbers are left, %s in all\n"), line->client, line->product,
		       cli_number(line->left_in_all));
}

static int add(struct cli *cli, int argc, char **argv)
{
	const struct range_wish wish = { client, product, who, from, to };
	struct range_line line;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;

	(void)argc, (void)argv;
	if (client == NULL || product == NULL || from == NULL || to == NULL) {
		fprintf(stderr, _("piego: --client, --product, --from and --to are all wanted\n"));
		return 2;
	}
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	if (!app_range_add(app, &wish, &line, &error))
		return cli_fail(error);
	printf(_("%s, %s: %s numbers, from %s to %s\n"), line.client, line.product, cli_number(line.left), line.from,
	       line.to);
	warn_of_few(&line);
	return 0;
}

const struct command command_range_add = {
	"post range add", "", N_("Add a range of registered numbers that the post has given a client"),
	N_("A range is added for good: it is never changed or taken back, and each of its numbers is used once.  Numbers are\n"
	   "keyed without check digit, 11 digits for Italy, 8 for abroad.  Ranges may not overlap, whosever they are."),
	TAKES_ROOT, add_options, add, 0, 0,
};

/* ---- post range list ---- */

struct listing {
	JsonBuilder *builder;	/* NULL: as text */
	guint shown;
};

static void list_json(JsonBuilder *builder, const struct range_line *line)
{
	json_builder_begin_object(builder);
	json_text(builder, "client", line->client);
	json_text(builder, "product", line->product);
	json_text(builder, "from", line->from);
	json_text(builder, "to", line->to);
	json_text(builder, "next", line->next);
	json_number(builder, "left", (gint64)line->left);
	json_number(builder, "left_in_all", (gint64)line->left_in_all);
	json_builder_set_member_name(builder, "few");
	json_builder_add_boolean_value(builder, line->few);
	json_text(builder, "added", line->added);
	json_text(builder, "who", line->who);
	json_builder_end_object(builder);
}

#define ROW "%-20s %-20s %-17s %-17s %-17s %15s\n"

static void list_line(void *user, const struct range_line *line)
{
	struct listing *listing = user;

	if (listing->builder != NULL) {
		list_json(listing->builder, line);
		return;
	}
	if (listing->shown++ == 0)
		printf(ROW, _("client"), _("product"), _("from"), _("to"), _("next"), _("left"));
	printf(ROW, line->client, line->product, line->from, line->to, line->next[0] != '\0' ? line->next : "-",
	       cli_number(line->left));
	warn_of_few(line);
}

static int list(struct cli *cli, int argc, char **argv)
{
	g_autoptr(JsonBuilder) builder = json_list_begin(cli->json);
	struct listing listing = { builder, 0 };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	(void)argc, (void)argv;
	if (app == NULL)
		return code;
	if (!app_ranges_each(app, list_line, &listing, &error))
		return cli_fail(error);
	if (!json_list_end(builder) && listing.shown == 0)
		printf(_("There are no ranges of registered numbers yet.\n"));
	return 0;
}

const struct command command_range_list = {
	"post range list", "", N_("List ranges of registered numbers and how many are left"),
	N_("Tells for each range the number that is taken next.  A client's product that has few numbers left, by the product's\n"
	   "file, is told beneath: ask the post for another range."),
	TAKES_ROOT | TAKES_JSON, NULL, list, 0, 0,
};
