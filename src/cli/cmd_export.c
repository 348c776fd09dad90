/* SPDX-License-Identifier: Apache-2.0 */
/* piego export piece: what was printed, as files for keeping or as pictures. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/export.h"
#include "cli/command.h"
#include "cli/json.h"

static char *output, *folder;
static gint png_dpi;
static gboolean gray;

static const GOptionEntry export_options[] = {
	{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The file to make, for one piece"), N_("FILE") },
	{ "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder,
	  N_("The folder to make R000001-0000017.pdf and the like in (default: here)"), N_("DIR") },
	{ "png", 0, 0, G_OPTION_ARG_INT, &png_dpi, N_("PNG pictures of the pages instead, of so many pixels an inch"), N_("DPI") },
	{ "gray", 0, 0, G_OPTION_ARG_NONE, &gray, N_("Pictures in gray"), NULL },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

#define DPI_LEAST 10
#define DPI_MOST 1200

struct exporting {
	struct app *app;
	struct export *export;
	guint run;		/* that export is open for, 0: none */
	JsonBuilder *builder;	/* NULL: as text */
};

static const char *folder_or_here(void)
{
	return folder != NULL ? folder : ".";
}

static void tell(const struct exporting *exporting, guint piece, const char *path, const struct exported *made)
{
	JsonBuilder *builder = exporting->builder;

	if (builder == NULL) {
		printf(_("R%06u/%u  %s  %u p.\n"), exporting->run, piece, path, made->pages);
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

static gboolean export_pdf(struct exporting *exporting, guint piece, GError **error)
{
	g_autofree char *name = g_strdup_printf("R%06u-%07u.pdf", exporting->run, piece);
	g_autofree char *path = output != NULL ? g_strdup(output) : g_build_filename(folder_or_here(), name, NULL);
	struct exported made;

	if (!export_piece(exporting->export, piece, path, &made, error))
		return FALSE;
	tell(exporting, piece, path, &made);
	return TRUE;
}

static gboolean export_png(struct exporting *exporting, guint piece, GError **error)
{
	g_autofree char *prefix = g_strdup_printf("R%06u-%07u", exporting->run, piece);
	g_autofree char *first = g_strdup_printf("%s/%s-0001.png", folder_or_here(), prefix);
	const struct picture_wish wish = { folder_or_here(), prefix, (guint)png_dpi, gray };
	struct exported made;

	if (!export_pictures(exporting->export, piece, &wish, &made, error))
		return FALSE;
	tell(exporting, piece, first, &made);
	return TRUE;
}

static gboolean export_range(struct exporting *exporting, const struct piece_range *range, GError **error)
{
	gboolean ok = open_run(exporting, range->run, error);

	for (guint piece = range->first; ok && piece <= range->last; piece++)
		ok = png_dpi != 0 ? export_png(exporting, piece, error) : export_pdf(exporting, piece, error);
	return ok;
}

/* NULL, and told, when one of the words is no piece. */
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
	return g_steal_pointer(&ranges);
}

static gboolean options_are_right(const struct piece_range *ranges, int count)
{
	gboolean one = count == 1 && ranges[0].first == ranges[0].last;

	if (output != NULL && (!one || folder != NULL || png_dpi != 0))
		fprintf(stderr, _("piego export piece: --output takes one piece as PDF; all else goes into a --folder\n"));
	else if (png_dpi != 0 && (png_dpi < DPI_LEAST || png_dpi > DPI_MOST))
		fprintf(stderr, _("piego export piece: --png takes a number from %d to %d\n"), DPI_LEAST, DPI_MOST);
	else
		return TRUE;
	return FALSE;
}

static int export_pieces(struct cli *cli, int argc, char **argv)
{
	g_autofree struct piece_range *ranges = read_ranges(argc, argv);
	g_autoptr(JsonBuilder) builder = json_list_begin(cli->json);
	struct exporting exporting = { .builder = builder };
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = NULL;

	if (ranges == NULL || !options_are_right(ranges, argc))
		return 2;
	exporting.app = app = cli_open(cli, &code);
	if (app == NULL)
		return code;
	for (int i = 0; i < argc && error == NULL; i++)
		export_range(&exporting, &ranges[i], &error);
	export_close(exporting.export);
	if (error != NULL)
		return cli_fail(error);
	json_list_end(builder);
	return 0;
}

const struct command command_export_piece = {
	"export piece", "RUN/PIECE ...", N_("Copy printed pieces as PDF/A, one file each"),
	N_("Makes a PDF/A-1b file of a piece's documents, sheet by sheet as they were printed, from the records, profiles and\n"
	   "layout of its run.  A piece is R000001/17, several are R000001/1-100; the text of the control code on any of its\n"
	   "sheets will do.  A file that is there already is not written over."),
	TAKES_ROOT | TAKES_JSON, export_options, export_pieces, 1, -1,
};
