/* SPDX-License-Identifier: Apache-2.0 */
/* piego export piece: what was printed, as files for keeping. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/export.h"
#include "cli/command.h"
#include "cli/json.h"

static char *output, *folder;

static const GOptionEntry export_options[] = {
	{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The file to make, for one piece"), N_("FILE") },
	{ "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder,
	  N_("The folder to make R000001-0000017.pdf and the like in (default: here)"), N_("DIR") },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

struct exporting {
	struct app *app;
	struct export *export;
	guint run;		/* that export is open for, 0: none */
	JsonBuilder *builder;	/* NULL: as text */
};

static char *path_of(guint run, guint piece)
{
	g_autofree char *name = g_strdup_printf("R%06u-%07u.pdf", run, piece);

	return output != NULL ? g_strdup(output) : g_build_filename(folder != NULL ? folder : ".", name, NULL);
}

static void tell(const struct exporting *exporting, guint piece, const char *path, const struct exported *made)
{
	JsonBuilder *builder = exporting->builder;

	if (builder == NULL) {
		printf(_("R%06u/%u  %s  %u pages\n"), exporting->run, piece, path, made->pages);
		return;
	}
	json_builder_begin_object(builder);
	json_number(builder, "run", exporting->run);
	json_number(builder, "piece", piece);
	json_text(builder, "file", path);
	json_number(builder, "pages", made->pages);
	json_number(builder, "bytes", (gint64)made->bytes);
	json_text(builder, "sha256", made->sha256);
	json_builder_end_object(builder);
}

/* Pieces of one run are copied with it open. */
static gboolean open_run(struct exporting *exporting, guint run, GError **error)
{
	if (exporting->run == run)
		return TRUE;
	g_clear_pointer(&exporting->export, export_close);
	exporting->export = export_open(exporting->app, run, error);
	exporting->run = exporting->export != NULL ? run : 0;
	return exporting->export != NULL;
}

static gboolean export_range(struct exporting *exporting, const struct piece_range *range, GError **error)
{
	if (!open_run(exporting, range->run, error))
		return FALSE;
	for (guint piece = range->first; piece <= range->last; piece++) {
		g_autofree char *path = path_of(range->run, piece);
		struct exported made;

		if (!export_piece(exporting->export, piece, path, &made, error))
			return FALSE;
		tell(exporting, piece, path, &made);
	}
	return TRUE;
}

/* NULL, and told, when one of the words is no piece, or several are to go into one file. */
static struct piece_range *read_ranges(int count, char **words)
{
	g_autofree struct piece_range *ranges = g_new(struct piece_range, count);

	for (int i = 0; i < count; i++) {
		if (!piece_range_parse(words[i], &ranges[i])) {
			fprintf(stderr, _("piego: not a piece: '%s' (a piece is R000001/17, R000001/1-100 or a control code)\n"),
				words[i]);
			return NULL;
		}
	}
	if (output != NULL && (count > 1 || ranges[0].first != ranges[0].last || folder != NULL)) {
		fprintf(stderr, _("piego export piece: --output takes one piece; several go into a --folder\n"));
		return NULL;
	}
	return g_steal_pointer(&ranges);
}

static int export_pieces(struct cli *cli, int argc, char **argv)
{
	g_autofree struct piece_range *ranges = read_ranges(argc, argv);
	g_autoptr(JsonBuilder) builder = cli->json ? json_builder_new() : NULL;
	struct exporting exporting = { .builder = builder };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = ranges != NULL ? cli_open(cli, &code) : NULL;

	if (app == NULL)
		return ranges == NULL ? 2 : code;
	exporting.app = app;
	if (builder != NULL)
		json_builder_begin_array(builder);
	for (int i = 0; i < argc && error == NULL; i++)
		export_range(&exporting, &ranges[i], &error);
	export_close(exporting.export);
	if (error != NULL)
		return cli_fail(error);
	if (builder != NULL) {
		json_builder_end_array(builder);
		json_print(builder);
	}
	return 0;
}

const struct command command_export_piece = {
	"export piece", "RUN/PIECE ...", N_("Copy printed pieces as PDF/A, one file each"),
	N_("Makes a PDF/A-1b file of a piece's documents, sheet by sheet as they were printed, from the records, profiles and\n"
	   "layout of its run.  A piece is R000001/17, several are R000001/1-100; the text of the control code on any of its\n"
	   "sheets will do.  A file that is there already is not written over."),
	TAKES_ROOT | TAKES_JSON, export_options, export_pieces, 1, -1,
};
