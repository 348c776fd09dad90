/* SPDX-License-Identifier: Apache-2.0 */
#include "app/printing.h"

#include "app/inside.h"
#include "app/kept.h"
#include "app/printnews.h"
#include "app/versions.h"

#define LOCK_PAUSE_US 100000
#define LOCK_TRIES 100

struct printing {
	struct app *app;
	const struct print_wish *wish;
	struct kept *kept;
	enum job_format format;
	struct print_server *server;
};

static const char *mime_of(enum job_format format)
{
	return format == JOB_PS ? "application/postscript" : "application/pdf";
}

/* ---- which files, in which form ---- */

static char *file_name(guint file, enum job_format format)
{
	return g_strdup_printf("%04u.%s", file, job_format_name(format));
}

static gboolean has_form(const struct printing *printing, enum job_format format)
{
	g_autofree char *first = file_name(1, format);

	return kept_has(printing->kept, first);
}

/* First sheets of an envelope are on another paper than those that follow. */
static gboolean is_mixed(const struct printing *printing)
{
	const struct ticket *ticket = kept_ticket(printing->kept);

	return !g_str_equal(ticket_string(ticket, "production.media.stock"), ticket_string(ticket, "production.media_first.stock"));
}

/* A job has one paper for all its sheets; only PostScript asks for another in between. */
static gboolean choose_form(struct printing *printing, GError **error)
{
	const struct ticket *ticket = kept_ticket(printing->kept);
	enum print_choice form = printing->wish->form;
	gboolean mixed = is_mixed(printing);

	if (form == PRINT_AS_FITS)
		printing->format = mixed || !has_form(printing, JOB_PDF) ? JOB_PS : JOB_PDF;
	else
		printing->format = form == PRINT_PS ? JOB_PS : JOB_PDF;
	if (mixed && printing->format == JOB_PDF)
		return kept_refuse(printing->kept, error,
				   "its first sheets are of '%s', the others of '%s': only PostScript tells a printer so",
				   ticket_string(ticket, "production.media_first.stock"),
				   ticket_string(ticket, "production.media.stock"));
	if (!has_form(printing, printing->format) && mixed)
		return kept_refuse(printing->kept, error,
				   "its sheets are of two papers, which only PostScript tells a printer, and it has no files in that form");
	return has_form(printing, printing->format) ||
	       kept_refuse(printing->kept, error, "it has no print files in form '%s'", job_format_name(printing->format));
}

static gboolean file_is_there(const struct printing *printing, GError **error)
{
	guint files = (guint)ticket_uint(kept_ticket(printing->kept), "totals.files");

	return printing->wish->file <= files ||
	       kept_refuse(printing->kept, error, "it has no print file %u: they are 1 to %u", printing->wish->file, files);
}

static gboolean open_printing(struct printing *printing, GError **error)
{
	const struct print_wish *wish = printing->wish;

	if (!app_person_is_good(wish->who, error))
		return FALSE;
	printing->kept = kept_open(printing->app, wish->run, error);
	if (printing->kept == NULL || !choose_form(printing, error) || !file_is_there(printing, error))
		return FALSE;
	printing->server = print_server_open(NULL, error);
	return printing->server != NULL && printer_takes(printing->server, wish->printer, mime_of(printing->format), error);
}

static void close_printing(struct printing *printing)
{
	print_server_close(printing->server);
	kept_close(printing->kept);
}

gboolean app_print_check(struct app *app, const struct print_wish *wish, GError **error)
{
	struct printing printing = { .app = app, .wish = wish };
	gboolean ok = open_printing(&printing, error);

	close_printing(&printing);
	return ok;
}

/* ---- giving a file to the printer ---- */

static struct printer_order order_of(const struct printing *printing, const char *name)
{
	const struct ticket *ticket = kept_ticket(printing->kept);
	/* Where sheets differ, the file itself says of each what it is to be printed on. */
	gboolean mixed = is_mixed(printing);

	return (struct printer_order){
		.printer = printing->wish->printer, .name = name, .format = mime_of(printing->format),
		.sides = ticket_string(ticket, "production.media.sides"),
		.width = (gint32)ticket_uint(ticket, "production.media.width_um"),
		.height = (gint32)ticket_uint(ticket, "production.media.height_um"),
		.type = mixed ? "" : ticket_string(ticket, "production.media.type"),
		.colour = mixed ? "" : ticket_string(ticket, "production.media.colour"),
		.tray = mixed ? 0 : (guint)ticket_uint(ticket, "production.media.tray"),
	};
}

static gboolean note_unsent(const struct printing *printing, guint number, const char *why, GError **error)
{
	g_autofree char *now = app_now();
	const struct printjob_end end = { PRINTJOB_UNSENT, why, now };

	return printjob_end(printing->app->registry, number, &end, error);
}

/* A job that the server did not make, or of which it did not say so, has no document. */
static gboolean make_job(const struct printing *printing, guint number, const struct printer_order *order, guint *job,
			 GError **error)
{
	g_autoptr(GError) refused = NULL;

	if (printer_job_make(printing->server, order, job, &refused))
		return printjob_made(printing->app->registry, number, *job, error);
	if (note_unsent(printing, number, refused->message, error))
		g_propagate_error(error, g_steal_pointer(&refused));
	return FALSE;
}

/* Whether the document is there all the same, after the sending of it has failed. */
static gboolean has_arrived(struct printing *printing, guint file)
{
	const struct print_known *last;
	struct print_news_of news;
	gboolean arrived = FALSE;

	if (print_news_open(&news, printing->app, printing->wish->run, NULL) && print_news_settle(&news, PRINT_ALONE, NULL)) {
		last = print_news_last(&news, file);
		arrived = last != NULL && (last->state == PRINTJOB_SUBMITTED || last->state == PRINTJOB_COMPLETED);
	}
	print_news_close(&news);
	return arrived;
}

static gboolean send_file(struct printing *printing, const struct printjob_row *row, const char *path, GError **error)
{
	g_autofree char *called = print_job_name(row->run, row->file, row->number);
	const struct printer_order order = order_of(printing, called);
	g_autoptr(GError) failed = NULL;
	guint job;

	if (!make_job(printing, row->number, &order, &job, error))
		return FALSE;
	if (printer_job_send(printing->server, &order, job, path, &failed) || has_arrived(printing, row->file))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failed));
	return FALSE;
}

static gboolean give_file(struct printing *printing, guint file, GError **error)
{
	g_autofree char *name = file_name(file, printing->format);
	g_autofree char *path = kept_path(printing->kept, name, error);
	g_autofree char *now = app_now();
	struct printjob_row row = {
		.run = printing->wish->run, .file = file, .name = name, .printer = printing->wish->printer,
		.server = print_server_name(printing->server), .at = now, .who = printing->wish->who,
	};

	return path != NULL && printjob_begin(printing->app->registry, &row, &row.number, error) &&
	       send_file(printing, &row, path, error);
}

/* ---- all of them ---- */

static gboolean is_wanted(const struct printing *printing, const struct print_news_of *news, guint file)
{
	const struct print_known *last = print_news_last(news, file);

	if (printing->wish->file != 0)
		return file == printing->wish->file;
	return last == NULL || last->state == PRINTJOB_UNSENT;
}

static void tell_given(const struct printing *printing, guint file, const struct print_visitor *visitor)
{
	struct print_news_of news;

	if (print_news_open(&news, printing->app, printing->wish->run, NULL) && print_news_last(&news, file) != NULL)
		print_news_tell(&news, print_news_last(&news, file), visitor);
	print_news_close(&news);
}

/* As it would be told. */
static void tell_wanted(const struct printing *printing, guint file, const struct print_visitor *visitor)
{
	g_autofree char *name = file_name(file, printing->format);
	const struct print_line line = {
		.run = printing->wish->run, .file = file, .name = name, .printer = printing->wish->printer,
		.server = print_server_name(printing->server), .state = "", .now = "", .why = "", .at = "",
		.who = printing->wish->who, .ended = "",
	};

	visitor->each(visitor->user, &line);
}

static gboolean give_files(struct printing *printing, enum app_effect effect, const struct print_visitor *visitor,
			   struct print_news_of *news, GError **error)
{
	guint given = 0;

	for (guint file = 1; file <= news->files; file++) {
		if (!is_wanted(printing, news, file))
			continue;
		given++;
		if (effect == APP_LOOK) {
			tell_wanted(printing, file, visitor);
			continue;
		}
		if (!give_file(printing, file, error))
			return FALSE;
		tell_given(printing, file, visitor);
	}
	return given > 0 || kept_refuse(printing->kept, error,
					"each of its files was given to a printer; one that came to nothing is printed again "
					"when it is named");
}

/* Another sender is done in moments, unless its print server is slow. */
static gboolean lock_bundle(const struct printing *printing, int *lock, GError **error)
{
	for (guint i = 1;; i++) {
		g_autoptr(GError) failed = NULL;

		if (spool_bundle_lock(printing->app->spool, printing->wish->run, lock, &failed))
			return TRUE;
		if (i == LOCK_TRIES || !g_error_matches(failed, SPOOL_ERROR, SPOOL_ERROR_LOCKED)) {
			g_propagate_error(error, g_steal_pointer(&failed));
			return FALSE;
		}
		g_usleep(LOCK_PAUSE_US);
	}
}

/* What a sender that died left is settled first: then it is known what is still to be given. */
static gboolean print_alone(struct printing *printing, enum app_effect effect, const struct print_visitor *visitor,
			    struct print_totals *totals, GError **error)
{
	struct print_news_of news;
	gboolean ok = print_news_open(&news, printing->app, printing->wish->run, error) &&
		      print_news_settle(&news, PRINT_ALONE, error) && give_files(printing, effect, visitor, &news, error) &&
		      print_news_read(&news, error);

	*totals = print_news_totals(&news);
	print_news_close(&news);
	return ok;
}

gboolean app_print(struct app *app, const struct print_wish *wish, enum app_effect effect,
		   const struct print_visitor *visitor, struct print_totals *totals, GError **error)
{
	struct printing printing = { .app = app, .wish = wish };
	int lock;
	gboolean ok = open_printing(&printing, error) && lock_bundle(&printing, &lock, error);

	if (ok) {
		ok = print_alone(&printing, effect, visitor, totals, error);
		spool_bundle_unlock(lock);
	}
	close_printing(&printing);
	return ok;
}
