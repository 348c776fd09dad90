/* SPDX-License-Identifier: Apache-2.0 */
#include "printer/inside.h"

#include <string.h>

#define CONNECT_MS 10000
#define SILENCE_S 30.0
#define NAME_MOST 127

/* ---- the server ---- */

static const char *no_password(const char *prompt, http_t *http, const char *method, const char *resource, void *user)
{
	(void)prompt;
	(void)http;
	(void)method;
	(void)resource;
	(void)user;
	return NULL;
}

static int give_up(http_t *http, void *user)
{
	(void)http;
	(void)user;
	return 0;
}

static char *name_of(const char *host, int port)
{
	return host[0] == '/' ? g_strdup(host) : g_strdup_printf("%s:%d", host, port);
}

/* "localhost:631" to host and port; a socket's path has none. */
static void take_apart(const char *name, char **host, int *port)
{
	const char *colon = name[0] == '/' ? NULL : strrchr(name, ':');

	*host = colon != NULL ? g_strndup(name, (gsize)(colon - name)) : g_strdup(name);
	*port = colon != NULL ? (int)g_ascii_strtoll(colon + 1, NULL, 10) : ippPort();
}

struct print_server *print_server_open(const char *name, GError **error)
{
	struct print_server *server = g_new0(struct print_server, 1);
	g_autofree char *host = NULL;
	int port;

	cupsSetPasswordCB2(no_password, NULL);
	if (name != NULL) {
		take_apart(name, &host, &port);
	} else {
		host = g_strdup(cupsServer());
		port = ippPort();
	}
	server->name = name_of(host, port);
	server->http = httpConnect2(host, port, NULL, AF_UNSPEC, cupsEncryption(), 1, CONNECT_MS, NULL);
	if (server->http == NULL) {
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_SERVER, "print server '%s' does not answer: %s", server->name,
			    cupsLastErrorString());
		print_server_close(server);
		return NULL;
	}
	httpSetTimeout(server->http, SILENCE_S, give_up, NULL);
	return server;
}

const char *print_server_name(const struct print_server *server)
{
	return server->name;
}

void print_server_close(struct print_server *server)
{
	if (server == NULL)
		return;
	if (server->http != NULL)
		httpClose(server->http);
	g_free(server->name);
	g_free(server);
}

/* ---- asking ---- */

void printer_show(const char *text, char *out, gsize room)
{
	g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
	g_autoptr(GString) shown = g_string_new(NULL);
	const char *end;

	for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		GUnicodeType type = g_unichar_type(c);

		/* Marks that turn the writing direction are of the format kind. */
		g_string_append_unichar(shown, type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ? ' ' : c);
	}
	g_strlcpy(out, shown->str, room);
	/* Cut between two characters. */
	g_utf8_validate(out, -1, &end);
	out[end - out] = '\0';
}

gboolean printer_fail(const struct print_server *server, const char *what, const char *subject, gboolean answered,
		      GError **error)
{
	ipp_status_t status = cupsLastError();
	enum printer_error code = PRINTER_ERROR_REFUSED;
	char words[400];

	printer_show(cupsLastErrorString(), words, sizeof words);
	if (status == IPP_STATUS_ERROR_NOT_FOUND)
		code = PRINTER_ERROR_NONE;
	else if (!answered && status != IPP_STATUS_ERROR_FORBIDDEN && status != IPP_STATUS_ERROR_NOT_AUTHORIZED &&
		 status != IPP_STATUS_ERROR_NOT_AUTHENTICATED && status != IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED)
		code = PRINTER_ERROR_SERVER;
	/* libcups has no word for a server that stops talking: it repeats what was said last. */
	if (code == PRINTER_ERROR_SERVER && (status <= IPP_STATUS_OK_EVENTS_COMPLETE || g_str_equal(words, g_strerror(0))))
		g_strlcpy(words, "no answer, or not all of it", sizeof words);
	g_set_error(error, PRINTER_ERROR, code, "print server '%s': %s '%s': %s", server->name, what, subject, words);
	return FALSE;
}

void printer_put(ipp_t *request, ipp_tag_t group, ipp_tag_t kind, const char *name, const char *text)
{
	ippAddString(request, group, kind, name, NULL, text);
}

static ipp_t *request_of(ipp_op_t operation, const char *uri_name, const char *uri)
{
	ipp_t *request = ippNewRequest(operation);

	printer_put(request, IPP_TAG_OPERATION, IPP_TAG_URI, uri_name, uri);
	printer_put(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", cupsUser());
	return request;
}

/* The rules of a queue's name, as the scheduler keeps them. */
static gboolean may_be_called(const char *printer)
{
	if (*printer == '\0' || strlen(printer) > NAME_MOST || !g_utf8_validate(printer, -1, NULL))
		return FALSE;
	for (const char *p = printer; *p != '\0'; p++) {
		if ((guchar)*p <= ' ' || *p == 127 || strchr("/\\?'\"#", *p) != NULL)
			return FALSE;
	}
	return TRUE;
}

ipp_t *printer_request(ipp_op_t operation, const char *printer, GError **error)
{
	char uri[1024];

	if (!may_be_called(printer) || httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0,
							"/printers/%s", printer) < HTTP_URI_STATUS_OK) {
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_NONE, "no printer is called '%s'", printer);
		return NULL;
	}
	return request_of(operation, "printer-uri", uri);
}

ipp_t *printer_job_request(ipp_op_t operation, guint job)
{
	g_autofree char *uri = g_strdup_printf("ipp://localhost/jobs/%u", job);

	return request_of(operation, "job-uri", uri);
}

ipp_t *printer_ask(struct print_server *server, ipp_t *request, const char *what, const char *subject, GError **error)
{
	ipp_t *answer = cupsDoRequest(server->http, request, "/");

	if (answer != NULL && ippGetStatusCode(answer) <= IPP_STATUS_OK_EVENTS_COMPLETE)
		return answer;
	printer_fail(server, what, subject, answer != NULL, error);
	ippDelete(answer);
	return NULL;
}
