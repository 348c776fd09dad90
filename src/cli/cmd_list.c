/* SPDX-License-Identifier: Apache-2.0 */
/* piego status, piego job list, piego job show: what runs there are. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "app/release.h"
#include "app/results.h"
#include "cli/command.h"
#include "cli/json.h"

static void add_states(JsonBuilder *builder, const guint *states)
{
	json_builder_set_member_name(builder, "states");
	json_builder_begin_object(builder);
	for (guint i = 0; i < PIECE_STATES; i++) {
		if (states[i] > 0)
			json_number(builder, piece_state_name((enum piece_state)i), states[i]);
	}
	json_builder_end_object(builder);
}

struct listing {
	JsonBuilder *builder;	/* NULL: as text */
	gboolean whole;		/* one run with all it has */
	guint shown;
};

static void add_json(struct listing *listing, const struct run_line *line)
{
	JsonBuilder *builder = listing->builder;

	json_builder_begin_object(builder);
	json_number(builder, "run", line->run);
	json_text(builder, "state", line->state);
	if (line->of > 0)
		json_number(builder, "of", line->of);
	json_text(builder, "client", line->client);
	json_text(builder, "job", line->job);
	json_text(builder, "title", line->title);
	json_text(builder, "layout", line->layout);
	json_number(builder, "records", line->records);
	json_number(builder, "left_out", line->left_out);
	json_number(builder, "pieces", line->pieces);
	json_number(builder, "sheets", line->sheets);
	json_number(builder, "pages", line->pages);
	json_number(builder, "files", line->files);
	json_number(builder, "findings", line->findings);
	json_text(builder, "began", line->began);
	json_text(builder, "committed", line->committed);
	/* What happened to the one run comes after. */
	if (listing->whole) {
		json_text(builder, "posting_date", line->posting_date);
		add_states(builder, line->states);
	} else {
		json_builder_end_object(builder);
	}
}

#define NAME_WIDTH 22

/* Text in a column of so many characters, cut where it is longer. */
static void print_column(const char *text, glong width)
{
	g_autofree char *cut = g_utf8_substring(text, 0, MIN(width, g_utf8_strlen(text, -1)));

	printf("%s%*s ", cut, (int)(width - g_utf8_strlen(cut, -1)), "");
}

static void print_row(const struct run_line *line)
{
	printf("R%06u  ", line->run);
	print_column(_(line->state), 9);
	printf("%9s  %9s  ", cli_number(line->pieces), cli_number(line->sheets));
	print_column(line->client, NAME_WIDTH);
	print_column(line->job, NAME_WIDTH);
	printf("%s\n", line->began);
}

static void print_whole(const struct run_line *line)
{
	printf("R%06u  %s\n", line->run, _(line->state));
	printf(_("  Client        %s\n  Job           %s: %s\n  Layout        %s\n"), line->client, line->job,
	       line->title, line->layout);
	if (line->of > 0)
		printf(_("  Made again    pieces of R%06u\n"), line->of);
	printf(_("  Records       %s, %s left out, %s findings\n"), cli_number(line->records),
	       cli_number(line->left_out), cli_number(line->findings));
	printf(_("  Envelopes     %s; %s sheets, %s pages in %s print files\n"), cli_number(line->pieces),
	       cli_number(line->sheets), cli_number(line->pages), cli_number(line->files));
	printf(_("  Begun         %s\n  Committed     %s\n"), line->began, line->committed);
	if (*line->posting_date != '\0')
		printf(_("  Posting       %s\n"), line->posting_date);
	for (guint i = 0; i < PIECE_STATES; i++) {
		if (line->states[i] > 0)
			printf("  %-13s %s\n", _(piece_state_name((enum piece_state)i)), cli_number(line->states[i]));
	}
}

static void show(void *user, const struct run_line *line)
{
	struct listing *listing = user;

	if (listing->builder != NULL)
		add_json(listing, line);
	else if (listing->whole)
		print_whole(line);
	else if (listing->shown == 0)
		printf("%-8s %-9s %9s  %9s  %-22s %-22s %s\n", _("run"), _("state"), _("pieces"), _("sheets"),
		       _("client"), _("job"), _("begun"));
	if (listing->builder == NULL && !listing->whole)
		print_row(line);
	listing->shown++;
}

static void add_event(void *user, const struct run_happening *happening)
{
	JsonBuilder *builder = user;

	json_builder_begin_object(builder);
	json_text(builder, "at", happening->at);
	json_text(builder, "state", happening->state);
	json_text(builder, "who", happening->who);
	json_text(builder, "why", happening->why);
	json_builder_end_object(builder);
}

static void print_event(void *user, const struct run_happening *happening)
{
	(void)user;
	printf("  %s  %s  %s%s%s\n", happening->at, _(happening->state), happening->who,
	       happening->why[0] != '\0' ? ": " : "", happening->why);
}

static void add_alarm(void *user, const struct alarm_line *line)
{
	JsonBuilder *builder = user;

	json_builder_begin_object(builder);
	json_text(builder, "at", line->at);
	json_text(builder, "who", line->who);
	json_text(builder, "code", line->code);
	json_text(builder, "why", line->why);
	json_builder_end_object(builder);
}

static void print_alarm(void *user, const struct alarm_line *line)
{
	(void)user;
	printf(_("  %s  ALARM     %s: %s: %s\n"), line->at, line->who, line->code, _(line->why));
}

/* What happened to the one run that is shown. */
static gboolean show_events(struct app *app, guint run, JsonBuilder *builder, GError **error)
{
	gboolean ok;

	if (builder == NULL)
		return app_run_events(app, run, print_event, NULL, error) &&
		       app_alarms_each(app, run, print_alarm, NULL, error);
	json_builder_set_member_name(builder, "events");
	json_builder_begin_array(builder);
	ok = app_run_events(app, run, add_event, builder, error);
	json_builder_end_array(builder);
	json_builder_set_member_name(builder, "alarms");
	json_builder_begin_array(builder);
	ok = ok && app_alarms_each(app, run, add_alarm, builder, error);
	json_builder_end_array(builder);
	json_builder_end_object(builder);
	return ok;
}

static int list(struct cli *cli, guint run)
{
	g_autoptr(JsonBuilder) builder = cli->json ? json_builder_new() : NULL;
	struct listing listing = { builder, run > 0, 0 };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	if (app == NULL)
		return code;
	if (builder != NULL && run == 0)
		json_builder_begin_array(builder);
	if (!app_runs_each(app, run, show, &listing, &error) || (run > 0 && !show_events(app, run, builder, &error)))
		return cli_fail(error);
	if (builder != NULL && run == 0)
		json_builder_end_array(builder);
	if (builder != NULL) {
		json_print(builder);
	} else if (listing.shown == 0) {
		printf(_("There are no runs yet.\n"));
	}
	return 0;
}

static int show_one(struct cli *cli, int argc, char **argv)
{
	guint run = argc > 0 ? cli_run_number(argv[0]) : 0;

	if (argc > 0 && run == 0) {
		fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), argv[0]);
		return 2;
	}
	return list(cli, run);
}

static int list_all(struct cli *cli, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return list(cli, 0);
}

const struct command command_status = {
	"status", "[RUN]", N_("Tell where all runs stand, or one"), NULL, TAKES_ROOT | TAKES_JSON, NULL, show_one, 0, 1,
};
const struct command command_job_list = {
	"job list", "", N_("List the jobs that were run"), NULL, TAKES_ROOT | TAKES_JSON, NULL, list_all, 0, 0,
};
const struct command command_job_show = {
	"job show", "RUN", N_("Show one run"), NULL, TAKES_ROOT | TAKES_JSON, NULL, show_one, 1, 1,
};
