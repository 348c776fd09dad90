/* SPDX-License-Identifier: Apache-2.0 */
/* The centre's own documents: what is set is printed, in Italian form; what is wrong or missing is told, and draws nothing. */
#include <unistd.h>

#include "app/paper.h"
#include "unit/device_judge.h"

static const char layout[] =
	"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\"><data>\n"
	"<field name=\"titolo\" type=\"text\" example=\"Prova\"/>\n"
	"<field name=\"nota\" type=\"text\" optional=\"yes\" example=\"nota\"/>\n"
	"<field name=\"codice\" type=\"code\" example=\"123456\"/>\n"
	"<field name=\"giorno\" type=\"date\" example=\"2026-03-31\"/>\n"
	"<field name=\"urgente\" type=\"boolean\" optional=\"yes\" example=\"yes\"/>\n"
	"<rows name=\"righe\" min=\"1\"><field name=\"voce\" type=\"text\" example=\"uno\"/>"
	"<field name=\"importo\" type=\"money\" optional=\"yes\" example=\"1.00\"/>"
	"<field name=\"pezzi\" type=\"integer\" optional=\"yes\" example=\"7\"/></rows></data>\n"
	"<page name=\"a\" size=\"105mm 148mm\" margins=\"10mm 5mm 10mm 5mm\"><flow/>"
	"<barcode kind=\"itf\" value=\"{codice}\" at=\"10mm 100mm\" module=\"0.3mm\" height=\"10mm\"/></page>\n"
	"<page name=\"r\" size=\"105mm 148mm\"><p at=\"5mm 5mm\">retro di {titolo}</p></page>\n"
	"<flow first=\"a\" back=\"r\"><p>{titolo}: {giorno | date long} {nota} {urgente | yes-no 'urgente' 'calmo'}</p>"
	"<table rows=\"righe\"><column width=\"*\"/><column width=\"30mm\"/><column width=\"20mm\"/>"
	"<row><cell>{voce}</cell><cell>{importo | amount}</cell><cell>{pezzi | integer}</cell></row>"
	"<total><cell>Totale</cell><cell>{sum(righe.importo) | amount}</cell><cell>{sum(righe.pezzi) | integer}</cell></total></table>"
	"</flow></layout>";

/* A share folder of this test's own, with the fonts of the one that is tested. */
static char *share(void)
{
	char *folder = check_folder();
	g_autofree char *carte = g_build_filename(folder, "layouts", "carte", NULL);
	g_autofree char *file = g_build_filename(carte, "prova.xml", NULL);
	g_autofree char *fonts = g_build_filename(folder, "fonts", NULL);
	g_autofree char *here = g_get_current_dir();
	g_autofree char *real = g_build_filename(here, "fonts", NULL);

	if (g_mkdir_with_parents(carte, 0700) != 0 || !g_file_set_contents(file, layout, -1, NULL) || symlink(real, fonts) != 0)
		g_error("no share folder in '%s'", folder);
	g_setenv("PIEGO_SHARE", folder, TRUE);
	return folder;
}

static void fill(struct paper *paper, const char *title)
{
	paper_set(paper, "titolo", title);
	paper_set(paper, "codice", "12345678901234");
	paper_set(paper, "giorno", "2026-04-01");
	paper_set_number(paper, "urgente", 0);
	paper_row(paper, "righe");
	paper_cell(paper, "voce", "perché");
	paper_cell_number(paper, "importo", 123456);
	paper_cell(paper, "pezzi", "1200");
	paper_row(paper, "righe");
	paper_cell(paper, "voce", "due");
	paper_cell(paper, "importo", "-56");
	paper_row(paper, "altre");
	paper_cell(paper, "voce", "of a group that the layout has not");
	paper_set(paper, "altro", "of a field that it has not");
}

static void draws_what_was_set(void)
{
	g_autofree char *folder = share(), *path = g_build_filename(folder, "prova.pdf", NULL), *text = NULL;
	const struct pdf_options options = { .title = "prova", .compression = 6 };
	g_autoptr(GError) error = NULL;
	struct paper *paper = paper_open("prova", &error);
	struct device *device = pdf_open(path, &options, NULL);
	struct device_made made = { 0 };
	int status;

	CHECK_NO_ERROR("open", error);
	fill(paper, "Prima");
	CHECK_TRUE("first", paper_draw(paper, device, &error));
	fill(paper, "Seconda");
	paper_set(paper, "nota", "nota");
	CHECK_TRUE("second", paper_draw(paper, device, &error));
	CHECK_TRUE("closed", device_close(device, &made, &error));
	CHECK_NO_ERROR("drawn", error);
	paper_close(paper);
	CHECK_INT("pages", made.pages, 4);
	judge_silent("prova.pdf", path);
	text = judge_output(&status, "pdftotext -layout -nopgbrk %s - | tr -s ' \\n' ' '", path);
	CHECK_STR("text", g_strstrip(text),
		  "Prima: 1º aprile 2026 calmo perché 1.234,56 1.200 due -0,56 Totale 1.234,00 1.200 retro di Prima "
		  "Seconda: 1º aprile 2026 nota calmo perché 1.234,56 1.200 due -0,56 Totale 1.234,00 1.200 retro di Seconda");
}

static const struct fault_row {
	const char *field, *text, *cell, *cell_text, *error;
} fault_rows[] = {
	{ "giorno", "ieri", NULL, NULL, "field 'giorno': not of type date: 'ieri'" },
	{ "titolo", "\xff", NULL, NULL, "field 'titolo': not of type text" },
	{ "urgente", "2", NULL, NULL, "field 'urgente': not of type boolean: '2'" },
	{ "codice", "123", NULL, NULL, "the barcode cannot carry this text" },
	{ NULL, NULL, "importo", "1,5", "field 'importo': not of type money: '1,5'" },
	{ NULL, NULL, "pezzi", "1.5", "field 'pezzi': not of type integer: '1.5'" },
	{ NULL, NULL, "pezzi", "7", "row 3 of 'righe': field 'voce' is empty" },
};

static void see_page(struct device *device, const struct page *page)
{
	(void)device;
	CHECK_TRUE("nothing is drawn", page == NULL);
}

static void tells_what_is_wrong(void)
{
	g_autofree char *folder = share();
	struct device nowhere = { .page = see_page };
	g_autoptr(paper_t) paper = paper_open("prova", NULL);
	g_autoptr(GError) empty = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(fault_rows); i++) {
		const struct fault_row *row = &fault_rows[i];
		g_autoptr(GError) error = NULL;

		fill(paper, "Prova");
		if (row->field != NULL)
			paper_set(paper, row->field, row->text);
		if (row->cell != NULL) {
			paper_row(paper, "righe");
			paper_cell(paper, row->cell, row->cell_text);
		}
		CHECK_TRUE(row->error, !paper_draw(paper, &nowhere, &error));
		CHECK_ERROR(row->error, error, row->error);
	}
	CHECK_TRUE("empty", !paper_draw(paper, &nowhere, &empty));
	CHECK_ERROR("empty", empty, "document 'prova': field 'titolo' is empty\ndocument 'prova': field 'codice' is empty\n"
		    "document 'prova': field 'giorno' is empty\ndocument 'prova': 'righe' has 0 rows, fewer than 1");
}

/* What does not fit is told to who asks, without drawing; the next document knows nothing of it. */
struct told {
	struct finding_sink sink;
	GString *text;
};

static void hear(struct finding_sink *sink, const struct finding *finding)
{
	g_string_append_printf(((struct told *)sink)->text, "%s %s\n", finding_slug(finding->code), finding->column);
}

static void says_what_does_not_fit(void)
{
	g_autofree char *folder = share(), *wide = g_strnfill(80, 'W');
	g_autoptr(GString) text = g_string_new(NULL);
	struct told told = { { hear }, text };
	g_autoptr(paper_t) paper = paper_open("prova", NULL);

	fill(paper, "Prova");
	CHECK_TRUE("fits", paper_fits(paper, &told.sink));
	fill(paper, wide);
	CHECK_TRUE("too wide", !paper_fits(paper, &told.sink));
	CHECK_STR("told", text->str, "line-overflow layout line 10\n");
	g_string_truncate(text, 0);
	fill(paper, "Prova");
	CHECK_TRUE("fits again", paper_fits(paper, &told.sink));
	CHECK_STR("nothing", text->str, "");
}

static void opens_names_only(void)
{
	static const char *const names[] = { "manca", "../carte/prova", "" };
	g_autofree char *folder = share();

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(names[i], paper_open(names[i], &error) == NULL);
		CHECK_ERROR(names[i], error, names[i]);
	}
}

CHECK_MAIN({ "draws what was set", draws_what_was_set }, { "tells what is wrong", tells_what_is_wrong },
	   { "says what does not fit", says_what_does_not_fit },
	   { "opens names only", opens_names_only })
