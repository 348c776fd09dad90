/* SPDX-License-Identifier: Apache-2.0 */
/* piego layout add, list, history: the centre's stored layouts. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/versions.h"
#include "cli/command.h"
#include "cli/json.h"

static char *who, *note;

static const GOptionEntry signed_options[] = {
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who does it (required)"), N_("USER") },
	{ "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("In what words"), N_("TEXT") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* ---- layout add ---- */

static int add(struct cli *cli, int argc, char **argv)
{
	const struct layout_wish wish = { argv[0], argv[1], who, note != NULL ? note : "" };
	struct layout_added added;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	(void)argc;
	if (app == NULL)
		return code;
	if (!app_layout_add(app, &wish, &added, &error))
		return cli_fail(error);
	if (added.made)
		printf(_("%s: stored, a draft; 'piego proof' shows what it makes\n"), added.label);
	else
		printf(_("%s: nothing has changed since, nothing was made\n"), added.label);
	layout_added_clear(&added);
	return 0;
}

const struct command command_layout_add = {
	"layout add", "CLIENT FILE", N_("Store a layout as the next version of its client and name"),
	N_("Checks the layout and keeps it with its pictures, never to be changed: what differs in a byte, in a font or in a\n"
	   "field is another version.  A stored version is a draft until it is shown (piego proof) and approved."),
	TAKES_ROOT, signed_options, add, 2, 2,
};

/* ---- layout list ---- */

struct listing {
	JsonBuilder *builder;	/* NULL: as text */
	guint shown;
};

static void list_json(JsonBuilder *builder, const struct layout_line *line)
{
	json_builder_begin_object(builder);
	json_text(builder, "client", line->client);
	json_text(builder, "layout", line->name);
	json_number(builder, "version", line->number);
	json_text(builder, "state", line->state);
	json_text(builder, "sha256", line->hash);
	json_text(builder, "author", line->author);
	json_text(builder, "added", line->added);
	json_builder_end_object(builder);
}

static void list_line(void *user, const struct layout_line *line)
{
	struct listing *listing = user;
	g_autofree char *label = g_strdup_printf("%s/%s@%u", line->client, line->name, line->number);

	listing->shown++;
	if (listing->builder != NULL)
		list_json(listing->builder, line);
	else
		printf("%-40s %s  %-12s  %s\n", label, line->added, line->author, _(line->state));
}

static int list(struct cli *cli, int argc, char **argv)
{
	g_autoptr(JsonBuilder) builder = json_list_begin(cli->json);
	struct listing listing = { builder, 0 };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	if (app == NULL)
		return code;
	if (!app_layouts_each(app, argc > 0 ? argv[0] : NULL, list_line, &listing, &error))
		return cli_fail(error);
	if (!json_list_end(builder) && listing.shown == 0)
		printf(_("There are no layouts yet.\n"));
	return 0;
}

const struct command command_layout_list = {
	"layout list", "[CLIENT]", N_("List stored layouts and how far each version is"), NULL, TAKES_ROOT | TAKES_JSON, NULL,
	list, 0, 1,
};

/* ---- layout history ---- */

static void history_json(JsonBuilder *builder, const struct layout_event *event)
{
	json_builder_begin_object(builder);
	json_text(builder, "at", event->at);
	json_text(builder, "who", event->who);
	json_text(builder, "state", event->state);
	json_text(builder, "note", event->note);
	json_text(builder, "proof", event->proof);
	json_builder_end_object(builder);
}

static void history_line(void *user, const struct layout_event *event)
{
	struct listing *listing = user;

	if (listing->builder != NULL) {
		history_json(listing->builder, event);
		return;
	}
	printf("%s  %-12s  %s", event->at, event->who, _(event->state));
	if (event->note[0] != '\0')
		printf(": %s", event->note);
	printf("\n");
	if (event->proof[0] != '\0')
		printf(_("                      on the proof set %s\n"), event->proof);
}

static int history(struct cli *cli, int argc, char **argv)
{
	g_autoptr(JsonBuilder) builder = json_list_begin(cli->json);
	struct listing listing = { builder, 0 };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	(void)argc;
	if (app == NULL)
		return code;
	if (!app_layout_history(app, argv[0], history_line, &listing, &error))
		return cli_fail(error);
	json_list_end(builder);
	return 0;
}

const struct command command_layout_history = {
	"layout history", "LAYOUT@N", N_("Tell what happened to a version: who, when, with which words"), NULL,
	TAKES_ROOT | TAKES_JSON, NULL, history, 1, 1,
};
