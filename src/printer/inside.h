/* SPDX-License-Identifier: Apache-2.0 */
/* inside: what the files of this layer know of a print server. */
#ifndef PIEGO_PRINTER_INSIDE_H
#define PIEGO_PRINTER_INSIDE_H

#include "printer/printer.h"

#include <cups/cups.h>

struct print_server {
	http_t *http;
	char *name;
};

/* What a server says, fit for a terminal and for the registry, cut to the room between two characters; NULL is "". */
void printer_show(const char *text, char *out, gsize room);

/* Set the error from libcups's last one; always FALSE.  answered: the server has said no. */
gboolean printer_fail(const struct print_server *server, const char *what, const char *subject, gboolean answered,
		      GError **error);

/* Requests to a queue and to a job; NULL and PRINTER_ERROR_NONE for what can be no queue's name. */
ipp_t *printer_request(ipp_op_t operation, const char *printer, GError **error);
ipp_t *printer_job_request(ipp_op_t operation, guint job);
void printer_put(ipp_t *request, ipp_tag_t group, ipp_tag_t kind, const char *name, const char *text);

/* The answer to a request, which is freed; NULL after an error, what and subject tell about what it was.  The caller
 * frees. */
ipp_t *printer_ask(struct print_server *server, ipp_t *request, const char *what, const char *subject, GError **error);

#endif
