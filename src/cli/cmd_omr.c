/* SPDX-License-Identifier: Apache-2.0 */
/* piego omr decode: marks and control codes read back from rendered pages. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/json.h"

static char *inserter;
static gint dpi = 300;
static gint sheets;
static gboolean duplex, by_hand;

static const GOptionEntry omr_options[] = {
	{ "inserter", 'i', 0, G_OPTION_ARG_STRING, &inserter, N_("Profile of the inserter (required)"), N_("NAME") },
	{ "dpi", 0, 0, G_OPTION_ARG_INT, &dpi, N_("Resolution of the rendered pages (default: 300)"), "N" },
	{ "duplex", 0, 0, G_OPTION_ARG_NONE, &duplex, N_("Read fronts only: every other page"), NULL },
	{ "sheets", 0, 0, G_OPTION_ARG_INT, &sheets, N_("Sheets there should be; tells a missing first or last one"), "N" },
	{ "by-hand", 0, 0, G_OPTION_ARG_NONE, &by_hand, N_("A file made up by hand: control codes only"), NULL },
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
	json_number(builder, "page", sheet->page);
	json_text(builder, "marks", sheet->marks);
	json_text(builder, "code_39", sheet->code_39);
	json_text(builder, "control", sheet->control);
	json_builder_end_object(builder);
}

static void print_sheet_fault(struct omr_visitor *visitor, guint page, const char *code, const char *text)
{
	(void)visitor;
	fprintf(stderr, _("page %u: %s: %s\n"), page, code, text);
}

static gboolean options_are_right(void)
{
	if (inserter == NULL)
		fprintf(stderr, _("piego omr decode: --inserter NAME is wanted\n"));
	else if (dpi < 100 || dpi > 1200)
		fprintf(stderr, _("piego omr decode: --dpi takes a number from 100 to 1200\n"));
	else
		return TRUE;
	return FALSE;
}

static int omr_decode(struct cli *cli, int argc, char **argv)
{
	g_autoptr(JsonBuilder) builder = json_list_begin(cli->json);
	struct decoder decoder = { { print_sheet, print_sheet_fault }, builder };
	const struct omr_wish wish = {
		.pdf = argv[0], .inserter = inserter, .dpi = (guint)dpi, .step = duplex ? 2 : 1,
		.sheets = (guint64)MAX(sheets, 0), .by_hand = by_hand,
	};
	GError *error = NULL;
	guint faults = 0;

	(void)argc;
	if (!options_are_right())
		return 2;
	if (!app_omr_decode(&wish, &decoder.visitor, &faults, &error))
		return cli_fail(error);
	json_list_end(builder);
	return faults > 0 ? 1 : 0;
}

const struct command command_omr_decode = {
	"omr decode", "FILE.pdf", N_("Read marks and control codes back from rendered pages"),
	N_("Renders the pages of a print file and reads what an inserter's camera would: one line a sheet with its marks,\n"
	   "Code 39 and control code.  What breaks the run's logic is told with its page; then the exit code is 1."),
	TAKES_JSON, omr_options, omr_decode, 1, 1,
};
