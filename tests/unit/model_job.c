/* SPDX-License-Identifier: Apache-2.0 */
#include "model/job.h"
#include "unit/check.h"

static const char whole[] =
	"[job]\nclient = ordine\ntitle = Avvisi\nlayout = avviso-quota@3\ndata = iscritti.csv\nprofile = iscritti.profile\n"
	"[delivery]\nchannels = post\nproduct = posta-massiva\nhousehold = name + address\n"
	"[production]\nenvelope = dl\nstock = a4-80\nduplex = yes\ninserter = q1t\ninserts = uno, due\n"
	"max-sheets-per-file = 500\nformats = pdf\n";

static void reads_a_job(void)
{
	GError *error = NULL;
	struct job *job = job_parse(whole, "orders/ordine-avviso/job.ini", &error);

	CHECK_NO_ERROR("whole", error);
	CHECK_STR("name from the folder", job->name, "ordine-avviso");
	CHECK_STR("layout", job->layout, "avviso-quota");
	CHECK_INT("version", job->layout_version, 3);
	CHECK_INT("household", job->household, HOUSEHOLD_NAME_ADDRESS);
	CHECK_INT("duplex", job->duplex, TRUE);
	CHECK_INT("inserts", g_strv_length(job->inserts), 2);
	CHECK_STR("second insert", job->inserts[1], "due");
	CHECK_INT("sheets", job->max_sheets_per_file, 500);
	CHECK_INT("errors by default", job->max_errors_percent, 20);
	CHECK_INT("PDF/A by default", job->pdfa, FALSE);
	CHECK_STR("press by default", job->press, "standard");
	job_free(job);
	job = job_parse(whole, "orders/marzo.ini", &error);
	CHECK_STR("name from the file", job->name, "marzo");
	job_free(job);
}

static void reads_what_is_wished(void)
{
	g_autofree char *text = g_strconcat(whole, "pdfa = yes\npress = nuova\n", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(job_t) job = job_parse(text, "x/job.ini", &error);

	CHECK_NO_ERROR("wishes", error);
	CHECK_INT("PDF/A", job->pdfa, TRUE);
	CHECK_STR("press", job->press, "nuova");
}

static void reads_formats_and_papers(void)
{
	static const struct {
		const char *label, *from, *to;
		gboolean pdf, ps, tumble;
		const char *stock_first;
	} rows[] = {
		{ "as it is", "formats = pdf", "formats = pdf", TRUE, FALSE, FALSE, "a4-80" },
		{ "none named", "formats = pdf", "", TRUE, FALSE, FALSE, "a4-80" },
		{ "both", "formats = pdf", "formats = pdf, ps", TRUE, TRUE, FALSE, "a4-80" },
		{ "the other alone", "formats = pdf", "formats = ps", FALSE, TRUE, FALSE, "a4-80" },
		{ "twice", "formats = pdf", "formats = ps,ps", FALSE, TRUE, FALSE, "a4-80" },
		{ "first sheets", "stock = a4-80", "stock = a4-80\nstock-first = avorio", TRUE, FALSE, FALSE, "avorio" },
		{ "tumble", "duplex = yes", "duplex = yes\ntumble = yes", TRUE, FALSE, TRUE, "a4-80" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) text = g_string_new(whole);
		g_autoptr(GError) error = NULL;
		g_autoptr(job_t) job = NULL;

		CHECK_INT(rows[i].label, g_string_replace(text, rows[i].from, rows[i].to, 1), 1);
		job = job_parse(text->str, "x/job.ini", &error);
		CHECK_NO_ERROR(rows[i].label, error);
		CHECK_INT(rows[i].label, job->formats[JOB_PDF], rows[i].pdf);
		CHECK_INT(rows[i].label, job->formats[JOB_PS], rows[i].ps);
		CHECK_INT(rows[i].label, job->tumble, rows[i].tumble);
		CHECK_STR(rows[i].label, job->stock, "a4-80");
		CHECK_STR(rows[i].label, job->stock_first, rows[i].stock_first);
	}
}

/* Each row replaces a line of the whole job and must be refused with these words. */
static void tells_mistakes(void)
{
	static const struct {
		const char *label, *from, *to, *words;
	} rows[] = {
		{ "key missing", "client = ordine\n", "", "[job] client" },
		{ "key unknown", "client = ordine\n", "client = ordine\ncolour = red\n", "[job] colour: no such key" },
		{ "group unknown", "[delivery]", "[press]\nx = 1\n[delivery]", "[press]: no such group" },
		{ "version zero", "avviso-quota@3", "avviso-quota@0", "[job] layout: neither" },
		{ "version a word", "avviso-quota@3", "avviso-quota@x", "[job] layout: neither" },
		{ "layout a path", "avviso-quota@3", "../avviso", "[job] layout: neither" },
		{ "another's layout", "avviso-quota@3", "acque/avviso@3", "[job] layout: neither" },
		{ "layout without name", "avviso-quota@3", "@3", "[job] layout: neither" },
		{ "channel", "channels = post", "channels = pec, post", "[delivery] channels: 'pec'" },
		{ "household", "name + address", "family", "[delivery] household" },
		{ "duplex", "duplex = yes", "duplex = maybe", "[production] duplex" },
		{ "sheets", "= 500", "= 0", "[production] max-sheets-per-file" },
		{ "format", "formats = pdf", "formats = docx", "[production] formats: 'docx'" },
		{ "PDF/A", "formats = pdf\n", "pdfa = 1b\n", "[production] pdfa" },
		{ "format of several", "formats = pdf", "formats = pdf, ps, PS", "[production] formats: 'PS'" },
		{ "PDF/A of no PDF", "formats = pdf", "formats = ps\npdfa = yes", "[production] pdfa: only files of the format" },
		{ "press of no name", "formats = pdf", "press =", "[production] press: empty" },
		{ "tumble", "duplex = yes", "duplex = no\ntumble = yes", "[production] tumble: only sheets printed on both" },
		{ "no key file", "[job]", "job", "Key file" },
		{ "not UTF-8", "ordine\n", "ordine\xe0\n", "UTF-8" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) text = g_string_new(whole);
		g_autoptr(GError) error = NULL;

		CHECK_INT(rows[i].label, g_string_replace(text, rows[i].from, rows[i].to, 1), 1);
		CHECK_TRUE(rows[i].label, job_parse(text->str, "x/job.ini", &error) == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].words);
	}
}

static void tells_all_at_once(void)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("empty", job_parse("", "x/job.ini", &error) == NULL);
	CHECK_ERROR("first", error, "[job] client");
	CHECK_ERROR("last", error, "[production] inserter");
}

CHECK_MAIN({ "reads a job", reads_a_job }, { "reads what is wished", reads_what_is_wished },
	   { "reads formats and papers", reads_formats_and_papers }, { "tells mistakes", tells_mistakes },
	   { "tells all mistakes at once", tells_all_at_once })
