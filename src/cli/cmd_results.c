/* SPDX-License-Identifier: Apache-2.0 */
/* piego results: what became of a run's pieces. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/results.h"
#include "cli/command.h"
#include "cli/json.h"

static char *who, *agreed, *status;
static gboolean scan;

static const GOptionEntry results_options[] = {
	{ "scan", 0, 0, G_OPTION_ARG_NONE, &scan, N_("Codes scanned by hand: those named, or one a line on the standard input"), NULL },
	{ "status", 0, 0, G_OPTION_ARG_STRING, &status, N_("What they are: ok (default), spoiled or pulled"), N_("WORD") },
	{ "as", 0, 0, G_OPTION_ARG_STRING, &who, N_("Who tells it (required)"), N_("USER") },
	{ "agreed", 0, 0, G_OPTION_ARG_STRING, &agreed, N_("The second person, where pieces were pulled"), N_("USER") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

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
	struct results_answer answer;

	if (!app_results_scan(telling->app, &telling->wish, code, telling->told, &answer, error))
		return FALSE;
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
	if (!scan_all(telling, count, codes, &error))
		return cli_fail(error);
	json_list_end(builder);
	return telling->refused > 0 ? 1 : 0;
}

static gboolean words_are_right(guint run, const char *run_word, enum told *told)
{
	if (run == 0)
		fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), run_word);
	else if (!told_parse(status != NULL ? status : "ok", told) || *told == TOLD_UNKNOWN)
		fprintf(stderr, _("piego: --status is ok, spoiled or pulled, not '%s'\n"), status);
	else if (!scan)
		fprintf(stderr, _("piego: --scan is wanted\n"));
	else
		return TRUE;
	return FALSE;
}

static int results(struct cli *cli, int argc, char **argv)
{
	struct telling telling = { .wish = { cli_run_number(argv[0]), who, agreed } };
	int code = 0;
	g_autoptr(app_t) app = NULL;

	if (!words_are_right(telling.wish.run, argv[0], &telling.told))
		return 2;
	telling.app = app = cli_open(cli, &code);
	return app == NULL ? code : scan_codes(cli, &telling, argc - 1, argv + 1);
}

const struct command command_results = {
	"results", "RUN --scan [CODE ...]", N_("Tell what became of a run's pieces"),
	N_("Scanned control codes, of any sheet of a piece, are answered one by one: recorded, known already, or refused.  A code\n"
	   "that must not be there (void, of another run, of a piece that was pulled) raises an alarm, which is kept."),
	TAKES_ROOT | TAKES_JSON, results_options, results, 1, -1,
};
