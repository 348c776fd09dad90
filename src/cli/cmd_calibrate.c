/* SPDX-License-Identifier: Apache-2.0 */
/* piego calibrate: the sheet by which press, envelope and inserter are measured. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/calibrate.h"
#include "cli/command.h"
#include "model/press.h"

static char *envelope, *inserter, *press, *output;
static gboolean ps;

static const GOptionEntry calibrate_options[] = {
	{ "envelope", 'e', 0, G_OPTION_ARG_STRING, &envelope, N_("Profile of the envelope (required)"), N_("NAME") },
	{ "inserter", 'i', 0, G_OPTION_ARG_STRING, &inserter, N_("Profile of the inserter (required)"), N_("NAME") },
	{ "press", 'p', 0, G_OPTION_ARG_STRING, &press, N_("Profile of the press (default: standard)"), N_("NAME") },
	{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The file to make (default: taratura.pdf or taratura.ps here)"),
	  N_("FILE") },
	{ "ps", 0, 0, G_OPTION_ARG_NONE, &ps, N_("PostScript instead of PDF"), NULL },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

static int calibrate(struct cli *cli, int argc, char **argv)
{
	const struct calibrate_wish wish = {
		.envelope = envelope, .inserter = inserter, .press = press != NULL ? press : PRESS_STANDARD,
		.format = ps ? CALIBRATE_PS : CALIBRATE_PDF,
		.path = output != NULL ? output : ps ? "taratura.ps" : "taratura.pdf",
	};
	GError *error = NULL;

	(void)cli;
	(void)argc;
	(void)argv;
	if (envelope == NULL || inserter == NULL) {
		fprintf(stderr, _("piego calibrate: --envelope NAME and --inserter NAME are wanted\n"));
		return 2;
	}
	if (!app_calibrate(&wish, &error))
		return cli_fail(error);
	printf(_("Calibration sheet: %s\n"), wish.path);
	return 0;
}

const struct command command_calibrate = {
	"calibrate", "-e NAME -i NAME", N_("Make the sheet by which press, envelope and inserter are measured"),
	N_("Makes one A4 sheet with a millimetre grid, the envelope's window and address, the inserter's marks and control code,\n"
	   "the places of a bollettino that machines read, and two rulers.  Print it at 100 %, measure from the paper's edges,\n"
	   "write the values into the table on the sheet; it says into which keys of the press's profile they go.  Its control\n"
	   "code is of no run.  A file that is there already is not written over."),
	0, calibrate_options, calibrate, 0, 0,
};
