/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bollettini postali as they are painted: from PDF by poppler, from PostScript by ghostscript, and as PNG.  Places are
 * measured on the pixels and held against the table of the slip's own measures, within 0.2 mm; characters of the code line
 * against their cells, within 0.1 mm.
 */
#include <math.h>

#include "unit/scan.h"
#include "unit/scan_ocrb.h"
#include "unit/td_rig.h"
#include "unit/vectors.h"

#define LINE_LEFT (297 - 7.6 - 59 * 2.54)
#define LINE_BASE (210 - 6.5)
#define BODY_TTF "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"

static const guint resolutions[] = { 300, 200 };

/* Draws the pages into a PDF and a PostScript file; the rest sees them as scans. */
struct painted {
	char *folder, *pdf, *ps;
	struct page *const *pages;
	guint count;
};

static struct painted paint(struct page *const *pages, guint count)
{
	const struct pdf_options options = { .title = "bollettini", .compression = 6 };
	struct painted painted = { check_folder(), NULL, NULL, pages, count };
	struct device_made made;

	painted.pdf = judge_draw(painted.folder, "td.pdf", &options, (const struct page *const *)pages, count, &made);
	painted.ps = judge_draw(painted.folder, "td.ps", &options, (const struct page *const *)pages, count, &made);
	return painted;
}

static void painted_clear(struct painted *painted)
{
	g_free(painted->folder);
	g_free(painted->pdf);
	g_free(painted->ps);
}

/* Every page of every file at every resolution. */
static void each_scan(const struct painted *painted, void (*look)(const struct painted *, guint page, const struct scan *))
{
	for (guint i = 0; i < painted->count * G_N_ELEMENTS(resolutions) * 3; i++) {
		guint page = i / (3 * G_N_ELEMENTS(resolutions)), dpi = resolutions[i / 3 % G_N_ELEMENTS(resolutions)];
		struct scan scan = i % 3 == 2 ? scan_raster(painted->pages[page], dpi)
					      : scan_file(i % 3 == 0 ? painted->pdf : painted->ps, (int)page + 1, dpi);

		look(painted, page, &scan);
		scan_clear(&scan);
	}
}

/* ---- places ---- */

static void check_place(const struct scan *scan, const char *what, double got, double expected)
{
	g_autofree char *label = g_strdup_printf("%s: %s: at %.3f mm, expected %.3f", scan->name, what, got, expected);

	CHECK_TRUE(label, fabs(got - expected) <= 0.2);
}

static void check_upright(const struct scan *scan, const char *what, double x, double top, double bottom)
{
	check_place(scan, what, scan_upright(scan, x, 0.45, TD_SHEET_Y / 1000.0 + top, TD_SHEET_Y / 1000.0 + bottom), x);
}

static void check_level(const struct scan *scan, const char *what, double y, double left, double right)
{
	check_place(scan, what, scan_level(scan, TD_SHEET_Y / 1000.0 + y, 0.45, left, right), TD_SHEET_Y / 1000.0 + y);
}

/* A box of lines without anything in it. */
static void check_frame(const struct scan *scan, const char *what, double x, double y, double width, double height)
{
	/* The comma stands between two boxes, low. */
	check_upright(scan, what, x, y + 0.6, y + 1.6);
	check_upright(scan, what, x + width, y + 0.6, y + 1.6);
	check_level(scan, what, y, x + 0.4, x + width - 0.4);
	check_level(scan, what, y + height, x + 0.4, x + width - 0.4);
}

static void check_ink(const struct scan *scan, const char *what, struct mm_box expected, guint darkness)
{
	double top = TD_SHEET_Y / 1000.0;
	struct mm_box window = { expected.left - 0.8, top + expected.top - 0.4, expected.right + 0.8, top + expected.bottom + 0.4 };
	struct mm_box got = scan_box(scan, window, darkness);

	check_place(scan, what, got.left, expected.left);
	check_place(scan, what, got.right, expected.right);
	check_place(scan, what, got.top - top, expected.top);
	check_place(scan, what, got.bottom - top, expected.bottom);
}

/* What the form alone has: a TD 123 on which nothing is filled in. */
static void look_at_form(const struct scan *scan)
{
	static const double amounts[] = { 90, 248 }, ibans[] = { 51, 188 }, accounts[] = { 48, 168 };

	check_ink(scan, "band", (struct mm_box){ 0, 0, 297, 4 }, 54);
	check_level(scan, "band's lower edge", 4, 133, 139);
	check_upright(scan, "between the parts", 132, 5, 101);
	check_level(scan, "white zone, left end", 83, 132, 140);
	check_level(scan, "white zone, right end", 83, 280, 297);
	CHECK_TRUE(scan->name, scan_box(scan, (struct mm_box){ 1, 189, 131.5, 209 }, 10).right == 0);
	for (guint part = 0; part < 2; part++) {
		for (guint box = 0; box < 10; box++)
			check_frame(scan, "amount", amounts[part] + 4 * box, 10, 3, 4.5);
		for (guint box = 0; box < 27; box++)
			check_frame(scan, "IBAN", ibans[part] + 2.4 * box, 15.5, 2.4, 3.4);
		check_upright(scan, "account", accounts[part], 10.6, 14);
	}
}

/* The TD 896 with all it can carry. */
static void look_at_symbols(const struct scan *scan)
{
	check_ink(scan, "Code 128", (struct mm_box){ 193, 63, 286, 75 }, 128);
	check_ink(scan, "Data Matrix", (struct mm_box){ 82, 84, 127, 99 }, 128);
}

/* Black, 7 mm high, in the middle of its square. */
static void look_at_euro(const struct scan *scan, double x)
{
	struct mm_box got = scan_box(scan, (struct mm_box){ x - 1, 114, x + 8, 124 }, 200);

	check_place(scan, "euro, top", got.top, 115.5);
	check_place(scan, "euro, bottom", got.bottom, 122.5);
	check_place(scan, "euro, middle", (got.left + got.right) / 2, x + 3.5);
}

/* Type of the two parts: where its first line begins, left and top, and its first character. */
static const struct {
	const char *what;
	double left, top;	/* of the slip */
	double width, points;
	char first;
} texts[] = {
	{ "intestato, versamento", 10, 25.5, 119, 9, 'A' },	{ "intestato, accredito", 139.5, 25.5, 147.5, 11, 'A' },
	{ "causale, versamento", 10, 36, 119, 8, 'F' },		{ "causale, accredito", 192, 36, 95, 8, 'F' },
	{ "eseguito da, versamento", 10, 50, 67, 8, 'M' },	{ "eseguito da, accredito", 192, 50, 95, 8, 'M' },
};

/* Where the ink of a character is whose line begins at (0, 0), mm: from the outline, beneath the font's ascender. */
static struct mm_box ink_of(FT_Face face, char character, double points)
{
	double unit = points * 25.4 / 72 / face->units_per_EM;
	const FT_Glyph_Metrics *metrics = &face->glyph->metrics;

	g_assert(FT_Load_Char(face, (FT_ULong)character, FT_LOAD_NO_SCALE) == 0);
	return (struct mm_box){
		metrics->horiBearingX * unit, (face->ascender - metrics->horiBearingY) * unit,
		(metrics->horiBearingX + metrics->width) * unit,
		(face->ascender - metrics->horiBearingY + metrics->height) * unit,
	};
}

static void look_at_text(const struct scan *scan, guint row, FT_Face face)
{
	struct mm_box ink = ink_of(face, texts[row].first, texts[row].points);
	double left = texts[row].left, top = 108 + texts[row].top;
	struct mm_box first = { left - 3, top - 0.2, left + ink.right + 0.05, top + ink.bottom + 0.2 };
	struct mm_box line = { left - 3, top - 0.2, left + texts[row].width + 2, top + ink.bottom + 0.2 };
	struct mm_box got = scan_box(scan, first, 128);

	check_place(scan, texts[row].what, got.left - ink.left, left);
	check_place(scan, texts[row].what, got.top - ink.top, top);
	CHECK_TRUE(texts[row].what, scan_box(scan, line, 128).right <= left + texts[row].width + 0.1);
}

static void look_at_texts(const struct scan *scan)
{
	FT_Library library;
	FT_Face face;

	if (FT_Init_FreeType(&library) != 0 || FT_New_Face(library, BODY_TTF, 0, &face) != 0)
		g_error("cannot open '%s'", BODY_TTF);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		look_at_text(scan, i, face);
	FT_Done_Face(face);
	FT_Done_FreeType(library);
}

/* Upwards: its letters' heads to the left. */
static void look_at_permit(const struct scan *scan)
{
	struct mm_box got = scan_box(scan, (struct mm_box){ 290, 113, 296, 190 }, 100);

	check_place(scan, "authorisation, across", (got.left + got.right) / 2, 292.1);
	check_place(scan, "authorisation, middle", (got.top + got.bottom) / 2 - 108, 43.5);
	CHECK_TRUE(scan->name, got.bottom - got.top > 30 && got.right - got.left < 2.2);
}

static void look_at_places(const struct painted *painted G_GNUC_UNUSED, guint page, const struct scan *scan)
{
	look_at_euro(scan, 31);
	look_at_euro(scan, 139.5);
	look_at_permit(scan);
	if (page == 0) {
		look_at_form(scan);
		return;
	}
	look_at_symbols(scan);
	look_at_texts(scan);
}

static void stands_in_its_places(void)
{
	struct td_rig rig;
	struct payment full = td_payment_full(), none = td_payment_none();
	struct page *pages[2];
	struct painted painted;

	td_rig_open(&rig);
	td_payment_text(&none, PAYMENT_AUTHORISATION, full.values[PAYMENT_AUTHORISATION].text);
	pages[0] = td_sheet(&rig, "td123", &none);
	pages[1] = td_sheet(&rig, "td896", &full);
	CHECK_STR("faults", rig.told->str, "");
	painted = paint(pages, G_N_ELEMENTS(pages));
	each_scan(&painted, look_at_places);
	painted_clear(&painted);
	td_rig_close(&rig);
}

/* ---- what is read ---- */

/* Where the fields of the line begin, by cell, as the form's measures have them. */
static const struct {
	guint cell;
	double x;
} fields[] = { { 0, 139.5 }, { 26, 205.46 }, { 40, 241.115 }, { 55, 279.32 } };

static void check_character(const struct scan *scan, const char *line, guint cell, const struct ocrb_found *found)
{
	g_autofree char *label = g_strdup_printf("%s: cell %u of '%s': '%c', %.3f mm right, %.3f mm below", scan->name, cell, line,
						 found->character, found->dx, found->dy);

	CHECK_INT(label, found->character, line[cell]);
	CHECK_TRUE(label, fabs(found->dx) <= 0.1);
	CHECK_TRUE(label, fabs(found->dy) <= 0.1);
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (fields[i].cell == cell)
			check_place(scan, "field of the code line", LINE_LEFT + cell * 2.54 + found->dx, fields[i].x);
	}
}

static void check_line(const struct scan *scan, const char *line)
{
	struct ocrb ocrb;

	ocrb_open(&ocrb);
	CHECK_INT(line, strlen(line), 59);
	for (guint cell = 0; cell < strlen(line); cell++) {
		struct ocrb_found found = ocrb_read(&ocrb, scan, 10, LINE_LEFT + cell * 2.54, 2.54, LINE_BASE);

		check_character(scan, line, cell, &found);
	}
	ocrb_close(&ocrb);
}

/* What a program makes of a part of the scan. */
static void check_symbol(const struct painted *painted, const struct scan *scan, const char *program, struct mm_box window,
			 const char *expected)
{
	g_autofree char *cut = scan_cut(scan, painted->folder, window);
	int status;
	g_autofree char *read = judge_output(&status, "%s %s 2>/dev/null", program, cut);

	CHECK_STR(scan->name, g_strstrip(read), expected);
}

static const char *const fixed_lines[] = {
	"                                                       123>",
	"                                        001007214826<  451>",
	"<000000505403849083>                    001007214826<  674>",
	"<000000505403849083>      00000120+67>  001007214826<  896>",
};

static void look_at_line(const struct painted *painted G_GNUC_UNUSED, guint page, const struct scan *scan)
{
	check_line(scan, fixed_lines[page]);
}

/* Words of the line as pdftotext finds them on a page, one line. */
static void check_text(const struct painted *painted, guint page, const char *line)
{
	int status;
	g_autofree char *text = judge_output(&status, "pdftotext -raw -f %u -l %u %s -", page + 1, page + 1, painted->pdf);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *squeezed = g_strdup(line);
	char *out = squeezed;

	for (const char *at = line; *at != '\0'; at++) {
		if (*at != ' ' || (out > squeezed && out[-1] != ' '))
			*out++ = *at;
	}
	*out = '\0';
	CHECK_TRUE(squeezed, g_strv_contains((const char *const *)lines, squeezed));
}

static void reads_the_code_line_of_each_type(void)
{
	static const char *const kinds[] = { "td123", "td451", "td674", "td896" };
	struct payment full = td_payment_full();
	struct page *pages[G_N_ELEMENTS(kinds)];
	struct painted painted;
	struct td_rig rig;

	td_rig_open(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		pages[i] = td_sheet(&rig, kinds[i], &full);
	CHECK_STR("faults", rig.told->str, "");
	painted = paint(pages, G_N_ELEMENTS(pages));
	each_scan(&painted, look_at_line);
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		check_text(&painted, i, fixed_lines[i]);
	painted_clear(&painted);
	td_rig_close(&rig);
}

/* The reader tells a line that is off its cells: a quarter of a millimetre right and below of where it is looked for. */
static void sees_a_line_out_of_place(void)
{
	struct payment full = td_payment_full();
	struct td_rig rig;
	struct page *page;
	struct scan scan;
	struct ocrb ocrb;

	td_rig_open(&rig);
	ocrb_open(&ocrb);
	page = td_sheet(&rig, "td896", &full);
	scan = scan_raster(page, 300);
	for (guint cell = 1; cell < 19; cell++) {
		struct ocrb_found found = ocrb_read(&ocrb, &scan, 10, LINE_LEFT + cell * 2.54 - 0.25, 2.54, LINE_BASE - 0.25);

		CHECK_TRUE("right", fabs(found.dx - 0.25) < 0.1);
		CHECK_TRUE("below", fabs(found.dy - 0.25) < 0.1);
	}
	scan_clear(&scan);
	ocrb_close(&ocrb);
	td_rig_close(&rig);
}

/* The vectors, a sheet each; test functions have no argument. */
#define VECTORS_MAX 32
static struct {
	struct td_rig rig;
	struct page *pages[VECTORS_MAX];
	char *payloads[VECTORS_MAX], *lines[VECTORS_MAX];
	guint count;
} vectors;

/* base16,codice_cliente18,importo_cent,conto,payload50,code128_checksum,codeline59 */
static void take_vector(char **cells)
{
	struct payment payment = td_payment_full();

	g_assert(vectors.count < VECTORS_MAX);
	td_payment_text(&payment, PAYMENT_CUSTOMER, cells[1]);
	td_payment_text(&payment, PAYMENT_ACCOUNT, cells[3]);
	td_payment_text(&payment, PAYMENT_IBAN, NULL);
	td_payment_cents(&payment, g_ascii_strtoll(cells[2], NULL, 10));
	vectors.pages[vectors.count] = td_sheet(&vectors.rig, "td896", &payment);
	vectors.payloads[vectors.count] = g_strdup(cells[4]);
	vectors.lines[vectors.count++] = g_strdup(cells[6]);
}

static void look_at_vector(const struct painted *painted, guint page, const struct scan *scan)
{
	g_autofree char *bars = g_strconcat("CODE-128:", vectors.payloads[page], NULL);

	/* What is read at 200 dpi is read at 300. */
	if (scan->dpi > 200 && page > 1)
		return;
	check_line(scan, vectors.lines[page]);
	check_symbol(painted, scan, "zbarimg -q", (struct mm_box){ 190, 170, 289, 184 }, bars);
	check_symbol(painted, scan, "dmtxread -N1 -m 5000", (struct mm_box){ 80, 191.5, 129, 207.5 }, vectors.payloads[page]);
}

static void reads_the_vectors(void)
{
	struct painted painted;

	td_rig_open(&vectors.rig);
	if (vector_rows("vectors/td896.csv", 7, take_vector) > 0) {
		CHECK_STR("faults", vectors.rig.told->str, "");
		painted = paint(vectors.pages, vectors.count);
		each_scan(&painted, look_at_vector);
		for (guint i = 0; i < vectors.count; i++)
			check_text(&painted, i, vectors.lines[i]);
		painted_clear(&painted);
	}
	for (guint i = 0; i < vectors.count; i++) {
		g_free(vectors.payloads[i]);
		g_free(vectors.lines[i]);
	}
	td_rig_close(&vectors.rig);
}

/* ---- what is refused ---- */

#define TWENTY "abcdefghij abcdefghi "
#define HUNDRED TWENTY TWENTY TWENTY TWENTY TWENTY

/* A full payment with one field set otherwise; NULL: not present. */
static const struct {
	const char *label, *kind;
	enum payment_field field;
	const char *text;
	const char *told;
} bad[] = {
	{ "nothing wrong", "td896", PAYMENT_CURRENCY, "EUR", "" },
	{ "another currency", "td896", PAYMENT_CURRENCY, "USD", "currency:slip-currency " },
	{ "no account", "td896", PAYMENT_ACCOUNT, NULL, "account:slip-missing " },
	{ "no account, no matter", "td123", PAYMENT_ACCOUNT, NULL, "" },
	{ "account of 13 digits", "td451", PAYMENT_ACCOUNT, "1234567890123", "account:slip-account " },
	{ "account with letters", "td451", PAYMENT_ACCOUNT, "10A7214826", "account:slip-account " },
	{ "another account's IBAN", "td896", PAYMENT_IBAN, "IT36A0760117400000063470009", "iban:slip-account " },
	{ "wrong check digits of the IBAN", "td674", PAYMENT_IBAN, "IT16L0760117400001007214826", "iban:slip-account " },
	{ "another bank's IBAN", "td896", PAYMENT_IBAN, "IT60X0542811101000000123456", "iban:slip-account " },
	{ "no IBAN", "td896", PAYMENT_IBAN, NULL, "" },
	{ "wrong codice cliente", "td896", PAYMENT_CUSTOMER, "000000505403849084", "customer:slip-code " },
	{ "short codice cliente", "td674", PAYMENT_CUSTOMER, "00000505403849083", "customer:slip-code " },
	{ "no codice cliente", "td674", PAYMENT_CUSTOMER, NULL, "customer:slip-missing " },
	{ "one that is not printed", "td451", PAYMENT_CUSTOMER, "1", "" },
	{ "no authorisation", "td123", PAYMENT_AUTHORISATION, NULL, "authorisation:slip-authorisation " },
	{ "a long authorisation", "td896", PAYMENT_AUTHORISATION, HUNDRED, "authorisation:slip-text " },
	{ "no payer", "td896", PAYMENT_PAYER, NULL, "payer:slip-missing " },
	{ "no payer, no matter", "td451", PAYMENT_PAYER, NULL, "" },
	{ "no causale", "td896", PAYMENT_SUBJECT, NULL, "subject:slip-missing " },
	{ "two lines of causale", "td896", PAYMENT_SUBJECT, HUNDRED, "" },
	{ "three lines of causale", "td896", PAYMENT_SUBJECT, HUNDRED TWENTY TWENTY TWENTY TWENTY, "subject:slip-text " },
	{ "five lines of causale", "td674", PAYMENT_SUBJECT, HUNDRED HUNDRED HUNDRED, "subject:slip-text " },
	{ "a wide name", "td896", PAYMENT_CREDITOR, HUNDRED, "creditor:slip-text " },
	{ "a name of two lines", "td896", PAYMENT_PAYER, TWENTY TWENTY TWENTY TWENTY, "payer:slip-text " },
	{ "a letter that no font has", "td896", PAYMENT_PAYER, "\u6f22 Rossi", "payer:glyph-missing " },
};

static void refuses_texts(void)
{
	struct td_rig rig;

	td_rig_open(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct payment payment = td_payment_full();
		struct page *page;

		td_payment_text(&payment, bad[i].field, bad[i].text);
		g_string_truncate(rig.told, 0);
		page = td_sheet(&rig, bad[i].kind, &payment);
		CHECK_STR(bad[i].label, rig.told->str, bad[i].told);
		CHECK_INT(bad[i].label, page == NULL, *bad[i].told != '\0');
	}
	td_rig_close(&rig);
}

static const struct {
	const char *label, *kind;
	cents_t cents;
	const char *told;
} amounts[] = {
	{ "nothing", "td896", 0, "amount:slip-amount " },
	{ "less than nothing", "td451", -1, "amount:slip-amount " },
	{ "a cent", "td896", 1, "" },
	{ "the most", "td896", G_GINT64_CONSTANT(9999999999), "" },
	{ "a cent more", "td896", G_GINT64_CONSTANT(10000000000), "amount:slip-amount " },
	{ "a cent more, boxes only", "td674", G_GINT64_CONSTANT(10000000000), "amount:slip-amount " },
	{ "long in letters", "td451", 45445499, "" },
	{ "longer than its line", "td674", G_GINT64_CONSTANT(4544544549), "amount:slip-text " },
	{ "no letters on this type", "td896", G_GINT64_CONSTANT(4544544549), "" },
};

static void refuses_amounts(void)
{
	struct td_rig rig;

	td_rig_open(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(amounts); i++) {
		struct payment payment = td_payment_full();
		struct page *page;

		td_payment_cents(&payment, amounts[i].cents);
		g_string_truncate(rig.told, 0);
		page = td_sheet(&rig, amounts[i].kind, &payment);
		CHECK_STR(amounts[i].label, rig.told->str, amounts[i].told);
		CHECK_INT(amounts[i].label, page == NULL, *amounts[i].told != '\0');
	}
	td_rig_close(&rig);
}

CHECK_MAIN({ "stands in its places", stands_in_its_places },
	   { "reads the code line of each type", reads_the_code_line_of_each_type },
	   { "sees a line out of place", sees_a_line_out_of_place }, { "reads the vectors", reads_the_vectors },
	   { "refuses texts", refuses_texts }, { "refuses amounts", refuses_amounts })
