/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "cli/command.h"

int cli_fail(GError *error)
{
	int code = app_exit_code(error);

	cli_progress_end();
	fprintf(stderr, "piego: %s\n", error->message);
	g_error_free(error);
	return code;
}

struct app *cli_open(const struct cli *cli, int *code)
{
	GError *error = NULL;
	struct app *app = app_open(cli->root, &error);

	if (app == NULL)
		*code = cli_fail(error);
	return app;
}

void cli_tell_look(const struct cli *cli)
{
	if (cli->dry_run)
		printf(_("With --dry-run nothing has changed; it would be:\n"));
}

const char *cli_number(guint64 number)
{
	static char buffers[8][NUMBER_ROOM];
	static guint next;
	char *buffer = buffers[next++ % G_N_ELEMENTS(buffers)];

	number_write_integer(buffer, (gint64)number, NUMBER_ITALIAN);
	return buffer;
}

guint cli_run_number(const char *text)
{
	guint64 number = 0;

	if (*text == 'R' || *text == 'r')
		text++;
	return g_ascii_string_to_unsigned(text, 10, 1, 999999, &number, NULL) ? (guint)number : 0;
}

int cli_no_run(const char *text)
{
	if (text[0] == 'P' && g_ascii_isdigit(text[1])) {
		fprintf(stderr, _("piego: %s is a proof set: it shows letters, and nothing of it is ever printed as a run\n"),
			text);
		return 4;
	}
	fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), text);
	return 2;
}

/* ---- progress ---- */

#define BAR_WIDTH 30

static const char *const stages[] = {
	N_("reading"), N_("checking"), N_("planning"), N_("numbering"), N_("composing"), N_("cards"), N_("committing"),
	N_("choosing"), N_("drawing"), N_("comparing"), N_("listing"),
};

/* Stages are named in English by app; here they get the user's language. */
static const char *stage_name(const char *what)
{
	for (guint i = 0; i < G_N_ELEMENTS(stages); i++) {
		if (g_str_equal(stages[i], what))
			return _(stages[i]);
	}
	return what;
}

static void tell(struct progress *progress, const char *what, guint64 done, guint64 total)
{
	char bar[BAR_WIDTH + 1];
	guint filled = total > 0 ? (guint)(done * BAR_WIDTH / total) : 0;

	(void)progress;
	memset(bar, ' ', BAR_WIDTH);
	memset(bar, '=', MIN(filled, BAR_WIDTH));
	bar[BAR_WIDTH] = '\0';
	if (total > 0)
		fprintf(stderr, "\r\033[K%-12s [%s] %s / %s", stage_name(what), bar, cli_number(done), cli_number(total));
	else if (done > 0)
		fprintf(stderr, "\r\033[K%-12s %s", stage_name(what), cli_number(done));
	else
		fprintf(stderr, "\r\033[K%s", stage_name(what));
}

struct progress *cli_progress(void)
{
	static struct progress progress = { tell };

	return isatty(STDERR_FILENO) ? &progress : NULL;
}

void cli_progress_end(void)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r\033[K");
}
