/* SPDX-License-Identifier: Apache-2.0 */
/*
 * printer: queues of a print server, asked by IPP through libcups.
 *
 * A print file becomes a job in two steps, so that one that was cut short anywhere can be told from one that prints:
 *
 *   printer_job_make    the job is there and has its number; without a document nothing comes out of it, ever
 *   printer_job_send    the document, whole: from here on the server prints it by itself
 *
 *   server = print_server_open(NULL, &error);
 *   if (printer_job_make(server, &order, &job, &error)) ... note the number ...
 *   printer_job_send(server, &order, job, path, &error);
 *   ... printer_job_ask(server, job, name, &news, &error), now and then ...
 *   print_server_close(server);
 *
 * A server that says nothing for half a minute is given up.  Nobody is asked for a password: a server that wants one
 * has refused.
 */
#ifndef PIEGO_PRINTER_PRINTER_H
#define PIEGO_PRINTER_PRINTER_H

#include <glib.h>

#define PRINTER_ERROR (g_quark_from_static_string("piego-printer"))
enum printer_error {
	PRINTER_ERROR_SERVER,	/* no answer, or one that was cut off: what was asked may have been done all the same */
	PRINTER_ERROR_REFUSED,	/* the server said no */
	PRINTER_ERROR_NONE,	/* it knows no such queue */
	PRINTER_ERROR_FILE,	/* the file cannot be read */
};

struct print_server;

/* By what print_server_name has told of it, or NULL: the user's own, by CUPS_SERVER and client.conf. */
struct print_server *print_server_open(const char *name, GError **error);
/* Where it is: "localhost:631", or the path of its socket. */
const char *print_server_name(const struct print_server *server);
/* NULL is harmless. */
void print_server_close(struct print_server *server);
typedef struct print_server print_server_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(print_server_t, print_server_close)

/* Whether there is a queue, and it takes jobs and documents of a MIME type now; the error says what it does not. */
gboolean printer_takes(struct print_server *server, const char *printer, const char *format, GError **error);

/* What is to be printed, on what. */
struct printer_order {
	const char *printer;
	const char *name;	/* of the job */
	const char *format;	/* MIME type */
	const char *sides;	/* "one-sided", "two-sided-long-edge", "two-sided-short-edge" */
	gint32 width, height;	/* of the paper, micrometres */
	const char *type, *colour;	/* of the paper, "" where it is not said: words of PWG 5101.1, or the press's own */
	guint tray;		/* 1 first, 0: not said */
};

/*
 * Make a job without its document: one copy, on this paper, not scaled, without banner sheets, whatever the queue is
 * used to.  The paper is told as media, which queues without a driver pass on, and in full as media-col, by which
 * those with one choose the tray.
 */
gboolean printer_job_make(struct print_server *server, const struct printer_order *order, guint *job, GError **error);

/* Send its only document.  After an error the job has the whole document or none: ask. */
gboolean printer_job_send(struct print_server *server, const struct printer_order *order, guint job, const char *path,
			  GError **error);

gboolean printer_job_cancel(struct print_server *server, guint job, GError **error);

enum print_phase { PRINT_WAITING, PRINT_GOING, PRINT_COMPLETED, PRINT_CANCELED, PRINT_ABORTED };

struct print_news {
	gboolean known;		/* FALSE: the server has no job of this number and name; the rest says nothing */
	enum print_phase phase;
	gboolean incoming;	/* it waits for its document */
	gboolean empty;		/* it has none: nothing has come out of it */
	guint sheets;		/* that have come out, 0 where the press does not tell */
	char why[160];		/* the server's words: "job-canceled-by-user", "" */
};

/* What has become of a job.  A server that was set up anew gives old numbers again: a job of another name is not it. */
gboolean printer_job_ask(struct print_server *server, guint job, const char *name, struct print_news *news,
			 GError **error);

#endif
