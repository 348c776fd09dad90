/* SPDX-License-Identifier: Apache-2.0 */
/* piego report run, day, invoice, open, piece: as a table, CSV, JSON or a printed document. */
#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "app/reports.h"
#include "base/date.h"
#include "base/file.h"
#include "cli/command.h"

static char *format_name, *output, *prices, *from_day, *until_day;
static gint most = -1;

#define SHARED_OPTIONS                                                                                                 \
	{ "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("table, csv, json or pdf (default: table)"), N_("FORMAT") },  \
	{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The file to make (default: the screen)"), N_("FILE") }

#define END_OF_OPTIONS { NULL, 0, 0, 0, NULL, NULL, NULL }

static const GOptionEntry report_options[] = { SHARED_OPTIONS, END_OF_OPTIONS };
static const GOptionEntry invoice_options[] = {
	SHARED_OPTIONS,
	{ "prices", 0, 0, G_OPTION_ARG_STRING, &prices, N_("The price list, by its name in profiles/price"), N_("NAME") },
	{ "from", 0, 0, G_OPTION_ARG_STRING, &from_day, N_("Only what was posted on this day or later"), N_("DATE") },
	{ "until", 0, 0, G_OPTION_ARG_STRING, &until_day, N_("Only what was posted on this day or earlier"), N_("DATE") },
	END_OF_OPTIONS,
};
static const GOptionEntry open_options[] = {
	SHARED_OPTIONS,
	{ "most", 0, 0, G_OPTION_ARG_INT, &most, N_("Pieces to show of each run"), N_("NUMBER") },
	END_OF_OPTIONS,
};

/* ---- forms ---- */

enum form { FORM_TABLE, FORM_CSV, FORM_JSON, FORM_PDF, FORMS };

static gboolean find_form(const struct cli *cli, enum form *form)
{
	static const char *const names[FORMS] = { "table", "csv", "json", "pdf" };
	const char *name = format_name != NULL ? format_name : cli->json ? "json" : "table";

	for (*form = FORM_TABLE; *form < FORMS && !g_str_equal(names[*form], name); (*form)++)
		;
	if (*form == FORMS || (cli->json && *form != FORM_JSON))
		fprintf(stderr, _("piego report: --format takes one of table, csv, json and pdf\n"));
	else if (*form == FORM_PDF && output == NULL)
		fprintf(stderr, _("piego report: --format pdf wants a file to make: --output FILE\n"));
	else
		return TRUE;
	return FALSE;
}

static const char *say(const char *word)
{
	return *word != '\0' ? _(word) : "";
}

static gboolean write_text(const GString *text, GError **error)
{
	char hash[HASH_ROOM];

	if (output != NULL)
		return file_write_new(output, text->str, text->len, hash, error);
	fwrite(text->str, 1, text->len, stdout);
	return TRUE;
}

/* A document of the centre is in Italian, whoever asks for it. */
static gboolean write_pdf(const struct report *report, GError **error)
{
	setlocale(LC_MESSAGES, "C.UTF-8");
	g_setenv("LANGUAGE", "it", TRUE);
	/* What was said before is not said again in the other language unless the catalogue is asked anew. */
	textdomain(GETTEXT_PACKAGE);
	return app_report_pdf(report, say, output, error);
}

static gboolean write_report(const struct report *report, enum form form, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *json = NULL;

	switch (form) {
	case FORM_TABLE:
		report_write_text(report, say, text);
		break;
	case FORM_CSV:
		report_write_csv(report, text);
		break;
	case FORM_JSON:
		json = report_json(report);
		g_string_append_printf(text, "%s\n", json);
		break;
	default:
		return write_pdf(report, error);
	}
	return write_text(text, error);
}

/* ---- verbs ---- */

/* What a verb asks for. */
struct wish {
	struct report *(*make)(struct app *app, const struct wish *wish, GError **error);
	enum form form;
	guint run;
	day_t day;
	const char *word;
	struct invoice_wish invoice;
};

static struct report *make_run(struct app *app, const struct wish *wish, GError **error)
{
	return app_report_run(app, wish->run, error);
}

static struct report *make_day(struct app *app, const struct wish *wish, GError **error)
{
	return app_report_day(app, wish->day, error);
}

/* People read so many; programs read all. */
#define MOST_OF_EACH 20
#define MOST_OF_ONE 1000

static struct report *make_open(struct app *app, const struct wish *wish, GError **error)
{
	guint shown = wish->run != 0 ? MOST_OF_ONE : MOST_OF_EACH;

	if (most >= 0)
		shown = (guint)most;
	else if (wish->form == FORM_CSV || wish->form == FORM_JSON)
		shown = G_MAXUINT;
	return app_report_open(app, wish->run, shown, error);
}

static struct report *make_piece(struct app *app, const struct wish *wish, GError **error)
{
	return app_report_piece(app, wish->word, error);
}

static struct report *make_invoice(struct app *app, const struct wish *wish, GError **error)
{
	return app_report_invoice(app, &wish->invoice, error);
}

static int answer(const struct cli *cli, struct wish *wish)
{
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;
	g_autoptr(report_t) report = NULL;

	if (!find_form(cli, &wish->form))
		return 2;
	app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	report = wish->make(app, wish, &error);
	return report != NULL && write_report(report, wish->form, &error) ? 0 : cli_fail(error);
}

static gboolean read_run(const char *word, guint *run)
{
	*run = cli_run_number(word);
	if (*run == 0)
		fprintf(stderr, _("piego: not a run: '%s' (a run is R000042, or 42)\n"), word);
	return *run != 0;
}

/* NULL: none is asked for. */
static gboolean read_day(const char *word, day_t *day)
{
	const char *why = word != NULL ? date_read(word, day) : NULL;

	if (why != NULL)
		fprintf(stderr, _("piego: not a date: '%s' (a date is 2026-03-31, or 31/03/2026)\n"), word);
	return why == NULL;
}

static int report_run(struct cli *cli, int argc, char **argv)
{
	struct wish wish = { .make = make_run };

	(void)argc;
	return read_run(argv[0], &wish.run) ? answer(cli, &wish) : 2;
}

static int report_day(struct cli *cli, int argc, char **argv)
{
	struct wish wish = { .make = make_day };

	(void)argc;
	return read_day(argv[0], &wish.day) ? answer(cli, &wish) : 2;
}

static int report_open(struct cli *cli, int argc, char **argv)
{
	struct wish wish = { .make = make_open };

	if (most < -1) {
		fprintf(stderr, _("piego report open: --most takes a number from 0\n"));
		return 2;
	}
	return argc == 0 || read_run(argv[0], &wish.run) ? answer(cli, &wish) : 2;
}

static int report_piece(struct cli *cli, int argc, char **argv)
{
	struct wish wish = { .make = make_piece, .word = argv[0] };

	(void)argc;
	return answer(cli, &wish);
}

/* A run is R000042; a client's name may be a number. */
static int report_invoice(struct cli *cli, int argc, char **argv)
{
	struct wish wish = { .make = make_invoice, .invoice = { .prices = prices } };

	(void)argc;
	if (prices == NULL) {
		fprintf(stderr, _("piego report invoice: --prices NAME is missing\n"));
		return 2;
	}
	if (!read_day(from_day, &wish.invoice.from) || !read_day(until_day, &wish.invoice.until))
		return 2;
	if (argv[0][0] == 'R' || argv[0][0] == 'r')
		wish.invoice.run = cli_run_number(argv[0]);
	if (wish.invoice.run == 0)
		wish.invoice.client = argv[0];
	if (wish.invoice.run != 0 && (from_day != NULL || until_day != NULL)) {
		fprintf(stderr, _("piego report invoice: --from and --until are for a client, not for a run\n"));
		return 2;
	}
	return answer(cli, &wish);
}

const struct command command_report_run = {
	"report run", "RUN", N_("Report what became of a run"),
	N_("Records in and left out with their reasons, pieces by state, product, area, weight bracket, stream and enclosures, sheets\n"
	   "planned, printed and good, reprints, posting lists, and what happened."),
	TAKES_ROOT | TAKES_JSON, report_options, report_run, 1, 1,
};
const struct command command_report_day = {
	"report day", "DATE", N_("Report a day's production"),
	N_("What came into each state on a day, by Italian time, run by run, and the posting lists made.  A date is 2026-03-31 or\n"
	   "31/03/2026."),
	TAKES_ROOT | TAKES_JSON, report_options, report_day, 1, 1,
};
const struct command command_report_invoice = {
	"report invoice", "CLIENT|RUN", N_("Report what a client is charged"),
	N_("Postage as the posting lists have it and operations by a price list, apart, for a run (R000042) with its reprints or for all\n"
	   "runs of a client.  Seeds, and what the centre spoiled, are not charged."),
	TAKES_ROOT | TAKES_JSON, invoice_options, report_invoice, 1, 1,
};
const struct command command_report_open = {
	"report open", "[RUN]", N_("Report pieces that are not at their end"),
	N_("Pieces not yet posted, pulled or made again: how many of each run, and those of released runs one by one, the most urgent\n"
	   "first: on the screen and on paper 20 of each run, or 1.000 of one; in CSV and JSON all."),
	TAKES_ROOT | TAKES_JSON, open_options, report_open, 0, 1,
};
const struct command command_report_piece = {
	"report piece", "PIECE", N_("Report the life of a piece"),
	N_("From the row of the client's file to the post.  A piece is R000042/17, the text of its control code, the post's number, or the\n"
	   "client's key."),
	TAKES_ROOT | TAKES_JSON, report_options, report_piece, 1, 1,
};
