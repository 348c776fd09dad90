/* SPDX-License-Identifier: Apache-2.0 */
/* The pagoPA notice as pixels: everything at the places of the official samples, wording and symbols as others read them. */
#include "unit/notice_rig.h"
#include "unit/vectors.h"

static const char *const endings[] = { "pdf", "ps" };

/* ---- places ---- */

/* How far what is measured may lie from the table. */
#define TOLERANCE 200

enum edge { LEFT, RIGHT, TOP, FOOT };

struct place {
	const char *label;
	struct rect region;	/* where to look */
	enum edge edge;
	um_t at;
};

static void check_places(const struct judge_pixels *pixels, const char *file, const struct place *places, guint count,
			 guint darkest, guint lightest)
{
	for (guint i = 0; i < count; i++) {
		struct rect ink = ink_in(pixels, places[i].region, darkest, lightest);
		const um_t edges[] = { ink.x, ink.x + ink.width, ink.y, ink.y + ink.height };
		g_autofree char *label = g_strdup_printf("%s: %s: at %d, ink at %d", file, places[i].label, places[i].at,
							 edges[places[i].edge]);

		CHECK_TRUE(label, ABS(edges[places[i].edge] - places[i].at) <= TOLERANCE);
	}
}

/* Specification of the notice, 3.6.  Text is chosen whose lowest ink lies on its baseline; its left end is looked up in
 * what pdftotext tells. */
static const struct place black[] = {
	{ "title", { 29000, 8000, 60000, 10000 }, FOOT, 14000 },
	{ "subject", { 10000, 20000, 100000, 20000 }, FOOT, 30500 },
	{ "label of the creditor", { 10000, 44500, 40000, 7000 }, FOOT, 49800 },
	{ "label of the payer", { 114000, 44500, 40000, 7000 }, FOOT, 49800 },
	{ "codice fiscale of the creditor", { 81500, 44500, 20000, 7000 }, FOOT, 49800 },
	{ "name of the creditor", { 10000, 53000, 90000, 16000 }, FOOT, 63600 },
	{ "name of the payer", { 114000, 53000, 86000, 16000 }, FOOT, 63600 },
	{ "sector", { 10000, 71000, 7000, 8000 }, FOOT, 75100 },
	{ "street", { 114000, 70000, 86000, 8000 }, FOOT, 75100 },
	{ "city", { 114000, 78000, 86000, 6000 }, FOOT, 81200 },
	{ "label of the amount", { 10000, 99000, 3000, 5500 }, FOOT, 103000 },
	{ "label of the day", { 72100, 99000, 20000, 5000 }, FOOT, 103000 },
	{ "day", { 72100, 104500, 30000, 10000 }, FOOT, 110000 },
	{ "QR, left", { 5000, 147000, 32000, 31000 }, LEFT, 10100 },
	{ "QR, right", { 5000, 147000, 32000, 31000 }, RIGHT, 34900 },
	{ "QR, top", { 5000, 147000, 32000, 31000 }, TOP, 150800 },
	{ "QR, foot", { 5000, 147000, 32000, 31000 }, FOOT, 175700 },
	{ "first text beside it", { 59000, 150000, 60000, 5000 }, FOOT, 153900 },
	{ "Euro", { 173000, 150000, 10000, 8000 }, FOOT, 156200 },
	{ "label of the CBILL code", { 59000, 180000, 25000, 6000 }, FOOT, 183800 },
	{ "label of the notice number", { 94200, 180000, 12000, 6000 }, FOOT, 183800 },
	{ "CBILL code", { 59000, 186000, 25000, 6000 }, FOOT, 190000 },
	{ "notice number", { 94200, 186000, 60000, 6000 }, FOOT, 190000 },
	{ "codice fiscale below", { 160000, 186000, 40000, 6000 }, FOOT, 190000 },
	{ "line to cut along", { 10000, 194000, 190000, 3000 }, FOOT, 196000 },
	{ "account", { 83000, 212000, 40000, 8000 }, FOOT, 218000 },
	{ "label of the account", { 76000, 212000, 7500, 8000 }, FOOT, 218000 },
	{ "Euro of the bollettino", { 173000, 212000, 10000, 8000 }, FOOT, 218000 },
	{ "holder", { 59000, 225000, 60000, 4500 }, FOOT, 228500 },
	{ "payer", { 59000, 230500, 60000, 4500 }, FOOT, 233800 },
	{ "subject's first letters", { 80000, 236000, 20000, 4500 }, FOOT, 239100 },
	{ "notice number of the bollettino", { 59000, 251000, 50000, 6000 }, FOOT, 255000 },
	{ "type", { 115700, 251000, 20000, 6000 }, FOOT, 255000 },
	{ "Data Matrix, left", { 176000, 227000, 25000, 25000 }, LEFT, 177000 },
	{ "Data Matrix, right", { 176000, 227000, 25000, 25000 }, RIGHT, 200000 },
	{ "Data Matrix, top", { 176000, 227000, 25000, 25000 }, TOP, 227800 },
	{ "Data Matrix, foot", { 176000, 227000, 25000, 25000 }, FOOT, 250800 },
	{ "corners, left", { 172000, 222000, 36000, 35000 }, LEFT, 174600 },
	{ "corners, right", { 172000, 222000, 36000, 35000 }, RIGHT, 202400 },
	{ "corners, top", { 172000, 222000, 36000, 35000 }, TOP, 225400 },
	{ "corners, foot", { 172000, 222000, 36000, 35000 }, FOOT, 253500 },
};

/* Left and right ends of bands. */
static const struct place grey[] = {
	{ "first band, top", { 20000, 40000, 180000, 16000 }, TOP, 43900 },
	{ "first band, foot", { 20000, 40000, 180000, 16000 }, FOOT, 52100 },
	{ "first band, left half's end", { 20000, 40000, 85000, 16000 }, RIGHT, 104500 },
	{ "first band, right half's begin", { 105000, 40000, 80000, 16000 }, LEFT, 105500 },
	{ "second band, top", { 20000, 84900, 180000, 12000 }, TOP, 85700 },
	{ "second band, foot", { 20000, 84900, 180000, 12000 }, FOOT, 93700 },
	{ "third band, top", { 40000, 135000, 160000, 15000 }, TOP, 136800 },
	{ "third band, foot", { 40000, 130000, 160000, 18000 }, FOOT, 144700 },
	{ "third band, left", { 0, 137500, 60000, 2000 }, LEFT, 10000 },
	{ "third band, right", { 150000, 137500, 60000, 2000 }, RIGHT, 200000 },
	{ "fourth band, top", { 20000, 196500, 160000, 12000 }, TOP, 197600 },
	{ "fourth band, foot", { 20000, 196500, 160000, 12000 }, FOOT, 205800 },
};

/* 70 % black. */
static const struct place permit[] = { { "authorisation", { 10000, 256000, 9500, 6000 }, FOOT, 260400 } };

static void stands_in_its_places(void)
{
	const struct slip_kind *kind = slip_kind_find("pagopa");
	struct payment payment = notice_payment();
	struct notice_rig rig = { 0 };
	struct page *page;

	notice_rig_init(&rig);
	page = notice_page(&rig, kind, &payment, 1, notice_all_of(kind), 0, 0);
	CHECK_STR("faults", rig.faults.told->str, "");
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *name = g_strdup_printf("places.%s", endings[i]);
		g_autofree char *path = notice_file(&rig, name, &page, 1);
		struct judge_pixels pixels = judge_pixels(path, 1, NOTICE_DPI);

		check_places(&pixels, name, black, G_N_ELEMENTS(black), 0, 60);
		check_places(&pixels, name, permit, G_N_ELEMENTS(permit), 0, 120);
		check_places(&pixels, name, grey, G_N_ELEMENTS(grey), 234, 238);
		CHECK_INT("left margin", ink_in(&pixels, (struct rect){ 0, 0, 9900, 297000 }, 0, 254).width, 0);
		CHECK_INT("right margin", ink_in(&pixels, (struct rect){ 202500, 0, 7400, 297000 }, 0, 254).width, 0);
		g_free(pixels.file);
	}
	notice_rig_clear(&rig);
}

/* ---- what others read ---- */

/* The file as a PDF: what ghostscript makes of PostScript.  Caller frees. */
static char *as_pdf(const char *path)
{
	int status;
	char *pdf;
	g_autofree char *said = NULL;

	if (!judge_is_ps(path))
		return g_strdup(path);
	pdf = g_strdup_printf("%s.pdf", path);
	said = judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=pdfwrite -o %s %s", pdf, path);
	CHECK_STR(path, said, "");
	return pdf;
}

struct end {
	const char *word;
	enum edge edge;
	um_t at;
};

/* Specification of the notice, 3.6. */
static const struct end ends[] = {
	{ "AVVISO", LEFT, 29000 },   { "Tassa", LEFT, 10000 },	   { "ENTE", LEFT, 10000 },
	{ "80012345678", RIGHT, 100000 }, { "DESTINATARIO", LEFT, 114000 }, { "RSSMRA80A01H501U", RIGHT, 200000 },
	{ "Comune", LEFT, 10000 },   { "Maria", LEFT, 114000 },	   { "Via", LEFT, 114000 },
	{ "48018", LEFT, 114000 },   { "QUANTO", LEFT, 10000 },	   { "120,67", LEFT, 10000 },
	{ "31/12/2026", LEFT, 72100 }, { "DOVE", LEFT, 114000 },   { "DATI", LEFT, 10000 },
	{ "31/12/2026", RIGHT, 200000 }, { "Destinatario", LEFT, 59000 }, { "120,67", RIGHT, 200000 },
	{ "BXA3R", LEFT, 59000 },    { "3011", LEFT, 94200 },	   { "80012345678", RIGHT, 200000 },
	{ "sul", LEFT, 69000 },	     { "Intestato", LEFT, 59000 }, { "Oggetto", LEFT, 59000 },
	{ "3011", LEFT, 59000 },     { "P1", LEFT, 115700 },	   { "80012345678", RIGHT, 168500 },
	{ "AUT.", LEFT, 10000 },
};

/* Whether pdftotext's list of words has this one ending there. */
static gboolean has_end(const char *list, const struct end *end)
{
	g_autofree char *closing = g_strdup_printf(">%s</word>", end->word);

	for (const char *at = strstr(list, closing); at != NULL; at = strstr(at + 1, closing)) {
		const char *edge = g_strrstr_len(list, at - list, end->edge == LEFT ? "xMin=\"" : "xMax=\"");

		if (edge != NULL && ABS(g_ascii_strtod(edge + 6, NULL) * UM_PER_INCH / 72 - end->at) <= 60)
			return TRUE;
	}
	return FALSE;
}

static void begins_and_ends_there(void)
{
	const struct slip_kind *kind = slip_kind_find("pagopa");
	struct payment payment = notice_payment();
	struct notice_rig rig = { 0 };
	struct page *page;

	notice_rig_init(&rig);
	page = notice_page(&rig, kind, &payment, 1, notice_all_of(kind), 0, 0);
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *name = g_strdup_printf("ends.%s", endings[i]);
		g_autofree char *path = notice_file(&rig, name, &page, 1), *pdf = as_pdf(path);
		int status;
		g_autofree char *list = judge_output(&status, "pdftotext -bbox %s -", pdf);

		for (guint e = 0; e < G_N_ELEMENTS(ends); e++) {
			g_autofree char *label = g_strdup_printf("%s: '%s' at %d", name, ends[e].word, ends[e].at);

			CHECK_TRUE(label, has_end(list, &ends[e]));
		}
	}
	notice_rig_clear(&rig);
}

/* The text of a PDF in the order it was written, so that no sentence is torn by what stands beside it; all white space is one
 * blank. */
static char *text_as_written(const char *path)
{
	int status;
	g_autofree char *text = judge_output(&status, "pdftotext -raw -enc UTF-8 %s -", path);
	g_auto(GStrv) words = g_strsplit_set(text, " \n\f", -1);
	g_autoptr(GString) plain = g_string_new("");

	for (guint i = 0; words[i] != NULL; i++) {
		if (*words[i] != '\0')
			g_string_append_printf(plain, "%s ", words[i]);
	}
	return g_strdup(plain->str);
}

/* Sentences of the guide, and on which notices they stand. */
enum variant { WHOLE, NO_ACCOUNT, NO_DUE, VARIANTS };

static const struct wording {
	const char *text;
	gboolean there[VARIANTS];
} wordings[] = {
	{ "AVVISO DI PAGAMENTO", { 1, 1, 1 } },
	{ "ENTE CREDITORE", { 1, 1, 1 } },
	{ "DESTINATARIO", { 1, 1, 1 } },
	{ "QUANTO E QUANDO PAGARE?", { 1, 1, 0 } },
	{ "QUANTO PAGARE?", { 0, 0, 1 } },
	{ "DOVE PAGARE?", { 1, 1, 1 } },
	{ "vai su pagopa.gov.it", { 1, 1, 1 } },
	{ "PAGA CON L'APP IO", { 1, 1, 1 } },
	{ "PAGA SUL TERRITORIO", { 1, 1, 1 } },
	{ "DATI PER IL PAGAMENTO", { 1, 1, 1 } },
	{ "Rata unica", { 1, 1, 1 } },
	{ "Rata unica entro il 31/12/2026", { 1, 1, 0 } },
	{ "Inquadra il codice QR con la tua app di pagamento o usa i dati accanto.", { 1, 1, 1 } },
	{ "Codice CBILL", { 1, 1, 1 } },
	{ "Codice Avviso", { 1, 1, 1 } },
	{ "Cod. Fiscale Ente Creditore", { 1, 1, 1 } },
	{ "3011 8834 0000 0643 56", { 1, 1, 1 } },
	{ "BOLLETTINO POSTALE PA", { 1, 0, 1 } },
	{ "Bollettino Postale pagabile in tutti gli Uffici Postali e sui canali fisici o digitali abilitati di Poste Italiane e "
	  "dell'Ente Creditore", { 1, 0, 1 } },
	{ "sul C/C n.", { 1, 0, 1 } },
	{ "1007214826", { 1, 0, 1 } },
	{ "AUT. DB/SISB/E 15513 DEL 6/5/2004", { 1, 0, 1 } },
};

static void says_what_the_guide_says(void)
{
	static const payment_set_t without[VARIANTS] = { 0, PAYMENT_BIT(ACCOUNT) | PAYMENT_BIT(AUTHORISATION), PAYMENT_BIT(DUE) };
	const struct slip_kind *kind = slip_kind_find("pagopa");
	struct notice_rig rig = { 0 };

	notice_rig_init(&rig);
	for (guint v = 0; v < VARIANTS; v++) {
		struct payment payment = notice_payment();
		g_autofree char *name = g_strdup_printf("wording%u.pdf", v), *path = NULL, *text = NULL;
		struct page *page;

		payment.values[PAYMENT_DUE].present = v != NO_DUE;
		page = notice_page(&rig, kind, &payment, 1, notice_all_of(kind) & ~without[v], 0, 0);
		path = notice_file(&rig, name, &page, 1);
		text = text_as_written(path);
		for (guint i = 0; i < G_N_ELEMENTS(wordings); i++) {
			g_autofree char *label = g_strdup_printf("%s: %s", name, wordings[i].text);

			CHECK_INT(label, strstr(text, wordings[i].text) != NULL, wordings[i].there[v]);
		}
	}
	notice_rig_clear(&rig);
}

/* ---- symbols ---- */

/* The lines that zbarimg or dmtxread tells of a picture, sorted. */
static char *read_sorted(const char *command, const char *picture)
{
	int status;

	return judge_output(&status, "%s %s 2>/dev/null | sort", command, picture);
}

/* A page as a picture, by poppler or ghostscript; caller frees the path. */
static char *picture_of(const char *path, int dpi)
{
	char *picture = g_strdup_printf("%s.%d.png", path, dpi);
	int status;
	g_autofree char *said = judge_is_ps(path)
		? judge_output(&status, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=pnggray -r%d -o %s %s", dpi, picture, path)
		: judge_output(&status, "pdftoppm -png -gray -r %d -singlefile %s %.*s", dpi, path, (int)strlen(picture) - 4,
			       picture);

	CHECK_STR(picture, said, "");
	return picture;
}

static const struct view {
	const char *ending;
	int dpi;
} views[] = { { "pdf", 300 }, { "pdf", 200 }, { "ps", 300 }, { "ps", 200 } };

/* The page seen so holds these QRs and Data Matrices, count of each, one a line, sorted. */
static void check_symbols(struct notice_rig *rig, const struct view *view, struct page *page, guint count, const char *qr,
			  const char *matrix)
{
	g_autofree char *file = g_strdup_printf("symbols%d.%s", view->dpi, view->ending);
	g_autofree char *path = notice_file(rig, file, &page, 1), *picture = picture_of(path, view->dpi);
	g_autofree char *dmtxread = g_strdup_printf("dmtxread -n -s48x48 -m4000 -N%u", count);
	g_autofree char *found_qr = read_sorted("zbarimg -q --raw -Sdisable -Sqrcode.enable", picture);
	g_autofree char *found_matrix = read_sorted(dmtxread, picture);

	CHECK_STR(picture, found_qr, qr);
	CHECK_STR(picture, found_matrix, matrix);
}

/* A notice number of the vectors; the views take turns. */
static void check_vector(char **cells)
{
	const struct slip_kind *kind = slip_kind_find("pagopa");
	struct payment payment = notice_payment();
	struct notice_rig rig = { 0 };
	const struct view *view = &views[g_str_hash(cells[1]) % G_N_ELEMENTS(views)];
	g_autofree char *qr = g_strdup_printf("%s\n", cells[4]), *matrix = g_strdup_printf("%s\n", cells[5]);

	notice_rig_init(&rig);
	payment_set(&payment, PAYMENT_NOTICE, cells[1]);
	payment_set(&payment, PAYMENT_PAYER, "Mario Rossi");
	payment_set(&payment, PAYMENT_SUBJECT, "Quota 2026");
	check_symbols(&rig, view, notice_page(&rig, kind, &payment, 1, notice_all_of(kind), 0, 0), 1, qr, matrix);
	notice_rig_clear(&rig);
}

static void reads_back_to_the_vectors(void)
{
	guint count = vector_rows("vectors/pagopa_avviso.csv", 6, check_vector);

	CHECK_TRUE("vectors, or none where there is no reference data", count == 7 || count == 0);
}

/* ---- instalments ---- */

/* Instalments with numbers, days and amounts of their own. */
static void fill_instalments(struct payment payments[3])
{
	static const char *const notices[] = { "301188340000064356", "300715700000000032", "322201151398574181" };

	for (guint i = 0; i < 3; i++) {
		payments[i] = notice_payment();
		payment_set(&payments[i], PAYMENT_NOTICE, notices[i]);
		payments[i].values[PAYMENT_INSTALMENT].integer = i + 1;
		payments[i].values[PAYMENT_AMOUNT].cents = 10000 + i;
		payments[i].values[PAYMENT_DUE].date += (day_t)i;
	}
}

/* What the Data Matrix of one of them says. */
static char *matrix_of(const char *notice, guint cents)
{
	return g_strdup_printf("codfase=NBPA;18%s1200100721482610%010u38961P180012345678RSSMRA80A01H501U%-40s%-110s%12sA\n", notice,
			       cents, "MARIA ROSSI", "TASSA 2026", "");
}

#define QRS_OF_TWO "PAGOPA|002|300715700000000032|80012345678|10001\nPAGOPA|002|301188340000064356|80012345678|10000\n"

static void reads_each_instalment(void)
{
	const struct slip_kind *kind = slip_kind_find("pagopa-instalments");
	struct payment payments[3];
	struct notice_rig rig = { 0 };

	fill_instalments(payments);
	notice_rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(views); i++) {
		guint count = 2 + i % 2;
		g_autofree char *first = matrix_of("301188340000064356", 10000), *second = matrix_of("300715700000000032", 10001);
		g_autofree char *third = matrix_of("322201151398574181", 10002);
		g_autofree char *matrices = g_strconcat(second, first, count == 3 ? third : "", NULL);
		const char *qrs = count == 3 ? QRS_OF_TWO "PAGOPA|002|322201151398574181|80012345678|10002\n" : QRS_OF_TWO;

		check_symbols(&rig, &views[i], notice_page(&rig, kind, payments, count, notice_all_of(kind), 10000, 55000), count, qrs,
			      matrices);
	}
	CHECK_STR("faults", rig.faults.told->str, "");
	notice_rig_clear(&rig);
}

/* Each column says which instalment it is, twice with a bollettino, and nothing of it reaches into the next. */
static void keeps_its_column(void)
{
	static const struct rect gaps[] = { { 70100, 0, 4800, 297000 }, { 135100, 0, 4800, 297000 } };
	const struct slip_kind *kind = slip_kind_find("pagopa-instalments");
	struct payment payments[3];
	struct notice_rig rig = { 0 };
	struct page *page;
	g_autofree char *path = NULL, *text = NULL;
	struct judge_pixels pixels;

	fill_instalments(payments);
	notice_rig_init(&rig);
	page = notice_page(&rig, kind, payments, 3, notice_all_of(kind), 10000, 55000);
	path = notice_file(&rig, "columns.pdf", &page, 1);
	text = text_as_written(path);
	CHECK_TRUE("first", strstr(text, "Rata 1 entro il 31/12/2026") != NULL);
	CHECK_TRUE("second", strstr(text, "Rata 2 entro il 01/01/2027") != NULL);
	CHECK_TRUE("third", strstr(text, "Rata 3 entro il 02/01/2027") != NULL);
	pixels = judge_pixels(path, 1, NOTICE_DPI);
	for (guint i = 0; i < G_N_ELEMENTS(gaps); i++)
		CHECK_INT("between columns", ink_in(&pixels, gaps[i], 0, 254).width, 0);
	CHECK_INT("below", ink_in(&pixels, (struct rect){ 0, 55000 + kind->size(notice_all_of(kind)).height, 210000, 30000 }, 0, 254).width,
		  0);
	g_free(pixels.file);
	notice_rig_clear(&rig);
}

/* ---- what is refused ---- */

struct check {
	const char *label;
	enum payment_field field;
	const char *text, *told;
};

/* What is found out when it is drawn. */
static const struct check limits[] = {
	{ "in place", PAYMENT_SUBJECT, "Tassa 2026", "" },
	{ "longest subject", PAYMENT_SUBJECT, 
	  "Contributo di bonifica per gli anni duemilaventiquattro e duemilaventicinque, ruolo 2026/1", "" },
	{ "longest creditor", PAYMENT_CREDITOR, 
	  "Consorzio interprovinciale di bonifica e irrigazione delle valli del Lamone e della Romagna occident", "" },
	{ "longest payer, in capitals", PAYMENT_PAYER, "MARIA ANTONIETTA IMMACOLATA DELL'ORTO CASTELBARCO VISCONTI DI MODRONEA",
	  "" },
	{ "more lines than there is room for", PAYMENT_CONTACT,
	  "WWWWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWWWWWWWWWWWW WWWWWW",
	  "0 contact slip-text\n" },
	{ "a word wider than the column", PAYMENT_PAYER_STREET, "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
	  "0 payer-street slip-text\n" },
	{ "no such letter", PAYMENT_SECTOR, "\xe6\xb1\x89", "0 sector glyph-missing\n" },
};

static void refuses_what_does_not_fit(void)
{
	const struct slip_kind *kind = slip_kind_find("pagopa");
	struct notice_rig rig = { 0 };

	notice_rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
		struct payment payment = notice_payment();
		gboolean drawn;

		payment_set(&payment, limits[i].field, limits[i].text);
		g_string_truncate(rig.faults.told, 0);
		drawn = notice_page(&rig, kind, &payment, 1, notice_all_of(kind), 0, 0) != NULL;
		CHECK_STR(limits[i].label, rig.faults.told->str, limits[i].told);
		CHECK_INT(limits[i].label, drawn, *limits[i].told == '\0');
	}
	notice_rig_clear(&rig);
}

CHECK_MAIN({ "stands in its places", stands_in_its_places },
	   { "begins and ends there", begins_and_ends_there },
	   { "says what the guide says", says_what_the_guide_says },
	   { "reads back to the vectors", reads_back_to_the_vectors },
	   { "reads each instalment", reads_each_instalment },
	   { "keeps its column", keeps_its_column },
	   { "refuses what does not fit", refuses_what_does_not_fit })
