/* SPDX-License-Identifier: Apache-2.0 */
/* piego results: what became of a run's pieces. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/results.h"
#include "cli/command.h"
#include "cli/json.h"

static char *who, *agreed, *status, *rules;
static gboolean scan;

static const GOptionEntry results_options[] = {
	{ "rules", 0, 0, G_OPTION_ARG_STRING, &rules, N_("The file's rules in profiles/exchange/ (default: the inserter's)"), N_("NAME") },
	{ "scan", 0, 0, G_OPTION_ARG_NONE, &scan, N_("Codes scanned by hand: those named, or one a line on the standard input"), NULL },
	{ "status", 0, 0, G_OPTION_ARG_STRING, &status, N_("What they are: ok (default), spoiled or pulled"), N_("WORD") },
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who tells it (required)"), N_("USER") },
	{ "agreed", 0, 0, G_OPTION_ARG_STRING, &agreed, N_("The second person, where pieces were pulled"), N_("USER") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* ---- codes ---- */

struct telling {
	struct app *app;
	struct results_wish wish;
	enum told told;
	JsonBuilder *builder;	/* NULL: as text */
	guint refused;
};

static const char *answer_name(const struct results_answer *answer)
{
	static const char *const names[] = {
		[RESULTS_RECORDED] = N_("recorded"), [RESULTS_KNOWN] = N_("known"), [RESULTS_REFUSED] = N_("refused"),
		[RESULTS_ALARM] = N_("ALARM"),
	};

	return names[answer->what];
}

static void add_answer(JsonBuilder *builder, const struct results_answer *answer)
{
	g_autofree char *what = g_ascii_strdown(answer_name(answer), -1);

	json_builder_begin_object(builder);
	json_text(builder, "code", answer->code);
	json_number(builder, "piece", answer->piece);
	json_text(builder, "state", answer->state);
	json_text(builder, "result", what);
	json_text(builder, "why", answer->why);
	json_builder_end_object(builder);
}

static void print_answer(const struct telling *telling, const struct results_answer *answer)
{
	g_autofree char *piece = answer->piece != 0 ? g_strdup_printf("R%06u/%u", telling->wish.run, answer->piece) :
						      g_strdup(answer->code);

	printf("%s  %s%s%s%s%s\n", piece, _(answer_name(answer)), answer->state[0] != '\0' ? ": " : "",
	       answer->state[0] != '\0' ? _(answer->state) : "", answer->why[0] != '\0' ? ": " : "",
	       answer->why[0] != '\0' ? _(answer->why) : "");
	/* Who scans waits for it. */
	fflush(stdout);
}

static gboolean scan_code(struct telling *telling, const char *code, GError **error)
{
	/* A scanner may send anything. */
	g_autofree char *shown = g_strescape(code, NULL);
	struct results_answer answer;

	if (!app_results_scan(telling->app, &telling->wish, code, telling->told, &answer, error))
		return FALSE;
	answer.code = shown;
	telling->refused += answer.what == RESULTS_REFUSED || answer.what == RESULTS_ALARM;
	if (telling->builder != NULL)
		add_answer(telling->builder, &answer);
	else
		print_answer(telling, &answer);
	return TRUE;
}

/* Scanners end a code with a line end. */
static gboolean scan_input(struct telling *telling, GError **error)
{
	char *line = NULL;
	size_t room = 0;
	gboolean ok = TRUE;

	while (ok && getline(&line, &room, stdin) > 0) {
		g_strstrip(line);
		ok = *line == '\0' || scan_code(telling, line, error);
	}
	free(line);
	return ok;
}

static gboolean scan_all(struct telling *telling, int count, char **codes, GError **error)
{
	gboolean ok = TRUE;

	if (count == 0)
		return scan_input(telling, error);
	for (int i = 0; ok && i < count; i++)
		ok = scan_code(telling, codes[i], error);
	return ok;
}

static int scan_codes(struct cli *cli, struct telling *telling, int count, char **codes)
{
	g_autoptr(JsonBuilder) builder = json_list_begin(cli->json);
	GError *error = NULL;

	telling->builder = builder;
	if (builder == NULL)
		cli_tell_look(cli);
	if (!scan_all(telling, count, codes, &error))
		return cli_fail(error);
	json_list_end(builder);
	return telling->refused > 0 ? 1 : 0;
}

/* ---- a file ---- */

/* Lines that were refused, shown as text; the others are in the file. */
#define SHOWN_MOST 50

struct listing {
	struct results_visitor visitor;	/* first: the callback gets it */
	guint run;
	JsonBuilder *builder;	/* NULL: as text */
	GString *text;
	guint shown;
};

static void add_line(JsonBuilder *builder, const struct results_answer *answer)
{
	json_builder_begin_object(builder);
	json_number(builder, "line", answer->line);
	json_text(builder, "code", answer->code);
	json_number(builder, "piece", answer->piece);
	json_builder_set_member_name(builder, "alarm");
	json_builder_add_boolean_value(builder, answer->what == RESULTS_ALARM);
	json_text(builder, "why", answer->why);
	json_builder_end_object(builder);
}

/* What is told here holds only when the file was read: it is kept until then. */
static void note_line(struct results_visitor *visitor, const struct results_answer *answer)
{
	struct listing *listing = (struct listing *)visitor;
	g_autofree char *piece = answer->piece != 0 ? g_strdup_printf("R%06u/%u", listing->run, answer->piece) :
						      g_strdup(answer->code);

	if (answer->what != RESULTS_REFUSED && answer->what != RESULTS_ALARM)
		return;
	if (listing->builder != NULL)
		add_line(listing->builder, answer);
	else if (listing->shown++ < SHOWN_MOST)
		g_string_append_printf(listing->text, _("line %u: %s: %s: %s\n"), answer->line, _(answer_name(answer)),
				       _(answer->why), piece);
}

static void add_totals(JsonBuilder *builder, const struct results_totals *totals)
{
	json_number(builder, "lines", totals->lines);
	json_number(builder, "recorded", totals->recorded);
	json_number(builder, "known", totals->known);
	json_number(builder, "refused", totals->refused);
	json_number(builder, "alarms", totals->alarms);
	json_number(builder, "not_named", totals->rest);
	json_builder_set_member_name(builder, "states");
	json_builder_begin_object(builder);
	for (guint i = 0; i < PIECE_STATES; i++) {
		if (totals->states[i] > 0)
			json_number(builder, piece_state_name((enum piece_state)i), totals->states[i]);
	}
	json_builder_end_object(builder);
}

static void print_totals(const struct listing *listing, const struct results_totals *totals)
{
	fputs(listing->text->str, stdout);
	if (listing->shown > SHOWN_MOST)
		printf(_("... and %s lines more\n"), cli_number(listing->shown - SHOWN_MOST));
	printf(_("R%06u: %s lines: %s recorded, %s known, %s refused; %s alarms\n"), listing->run, cli_number(totals->lines),
	       cli_number(totals->recorded), cli_number(totals->known), cli_number(totals->refused), cli_number(totals->alarms));
	if (totals->rest > 0)
		printf(_("  %s pieces that the file does not name are good, by its rules\n"), cli_number(totals->rest));
	for (guint i = 0; i < PIECE_STATES; i++) {
		if (totals->states[i] > 0)
			printf("  %-13s %s\n", _(piece_state_name((enum piece_state)i)), cli_number(totals->states[i]));
	}
}

static int read_file(struct cli *cli, const struct telling *telling, const char *path)
{
	g_autoptr(JsonBuilder) builder = cli->json ? json_builder_new() : NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	struct listing listing = { { note_line }, telling->wish.run, builder, text, 0 };
	struct results_totals totals;
	GError *error = NULL;

	if (builder != NULL) {
		json_builder_begin_object(builder);
		json_builder_set_member_name(builder, "lines_refused");
		json_builder_begin_array(builder);
	}
	if (!app_results_file(telling->app, &telling->wish, path, rules, &listing.visitor, &totals, &error))
		return cli_fail(error);
	if (builder != NULL) {
		json_builder_end_array(builder);
		add_totals(builder, &totals);
		json_builder_end_object(builder);
		json_print(builder);
	} else {
		cli_tell_look(cli);
		print_totals(&listing, &totals);
	}
	return totals.refused > 0 ? 1 : 0;
}

/* ---- the command ---- */

static gboolean words_are_right(const struct telling *telling, int argc, char **argv)
{
	if (telling->wish.run == 0)
		fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), argv[0]);
	else if (scan && rules != NULL)
		fprintf(stderr, _("piego results: --rules are a file's, not those of scanned codes\n"));
	else if (!scan && status != NULL)
		fprintf(stderr, _("piego results: --status is that of scanned codes: a file tells its own\n"));
	else if (!scan && argc != 2)
		fprintf(stderr, _("piego results: one file is wanted, or --scan\n"));
	else
		return TRUE;
	return FALSE;
}

static int results(struct cli *cli, int argc, char **argv)
{
	struct telling telling = { .wish = { cli_run_number(argv[0]), who, agreed, cli->dry_run ? APP_LOOK : APP_DO } };
	int code = 0;
	g_autoptr(app_t) app = NULL;

	if (!words_are_right(&telling, argc, argv))
		return 2;
	if (status != NULL && (!told_parse(status, &telling.told) || telling.told == TOLD_UNKNOWN)) {
		fprintf(stderr, _("piego results: --status is ok, spoiled or pulled, not '%s'\n"), status);
		return 2;
	}
	telling.app = app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	return scan ? scan_codes(cli, &telling, argc - 1, argv + 1) : read_file(cli, &telling, argv[1]);
}

const struct command command_results = {
	"results", "RUN FILE | --scan [CODE ...]", N_("Tell what became of a run's pieces"),
	N_("An inserter's file is read by rules, those named or the run's inserter's, once, and wholly or not at all; its lines\n"
	   "that cannot hold are refused one by one, with the reason.  Scanned control codes, of any sheet of a piece, are answered\n"
	   "one by one.  A code that must not be there (void, of another run, of a piece that was pulled) raises an alarm, which is\n"
	   "kept."),
	TAKES_ROOT | TAKES_JSON | TAKES_DRY_RUN, results_options, results, 1, -1,
};
