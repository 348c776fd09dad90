/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requests are made by hand (RFC 8011) rather than through libcups's destinations: those leave out what a queue does not
 * list, and a queue without a driver, which is what print files want, lists nothing.
 */
#include "printer/printer.h"

#include <cups/cups.h>
#include <cups/pwg.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONNECT_MS 10000
#define SILENCE_S 30.0
#define NAME_MOST 127

struct print_server {
	http_t *http;
	char *name;
};

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

/* What a server says, fit for a terminal and for the registry. */
static void show(const char *text, char *out, gsize room)
{
	g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
	const char *end;

	for (char *p = valid; *p != '\0'; p++) {
		if (g_ascii_iscntrl(*p))
			*p = ' ';
	}
	g_strlcpy(out, valid, room);
	/* Cut between two characters. */
	g_utf8_validate(out, -1, &end);
	out[end - out] = '\0';
}

static gboolean fail(const struct print_server *server, const char *what, const char *subject, gboolean answered,
		     GError **error)
{
	ipp_status_t status = cupsLastError();
	enum printer_error code = PRINTER_ERROR_REFUSED;
	char words[400];

	show(cupsLastErrorString(), words, sizeof words);
	if (status == IPP_STATUS_ERROR_NOT_FOUND)
		code = PRINTER_ERROR_NONE;
	else if (!answered && status != IPP_STATUS_ERROR_FORBIDDEN && status != IPP_STATUS_ERROR_NOT_AUTHORIZED &&
		 status != IPP_STATUS_ERROR_NOT_AUTHENTICATED && status != IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED)
		code = PRINTER_ERROR_SERVER;
	/* libcups has no word for a server that says nothing. */
	if (code == PRINTER_ERROR_SERVER && g_str_equal(words, g_strerror(0)))
		g_strlcpy(words, "no answer", sizeof words);
	g_set_error(error, PRINTER_ERROR, code, "print server '%s': %s '%s': %s", server->name, what, subject, words);
	return FALSE;
}

static void put_text(ipp_t *request, ipp_tag_t group, ipp_tag_t kind, const char *name, const char *text)
{
	ippAddString(request, group, kind, name, NULL, text);
}

static ipp_t *request_of(ipp_op_t operation, const char *uri_name, const char *uri)
{
	ipp_t *request = ippNewRequest(operation);

	put_text(request, IPP_TAG_OPERATION, IPP_TAG_URI, uri_name, uri);
	put_text(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", cupsUser());
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

static ipp_t *to_printer(ipp_op_t operation, const char *printer, GError **error)
{
	char uri[1024];

	if (!may_be_called(printer) || httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0,
							"/printers/%s", printer) < HTTP_URI_STATUS_OK) {
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_NONE, "no printer is called '%s'", printer);
		return NULL;
	}
	return request_of(operation, "printer-uri", uri);
}

static ipp_t *to_job(ipp_op_t operation, guint job)
{
	g_autofree char *uri = g_strdup_printf("ipp://localhost/jobs/%u", job);

	return request_of(operation, "job-uri", uri);
}

/* NULL after an error; the caller frees. */
static ipp_t *ask(struct print_server *server, ipp_t *request, const char *what, const char *subject, GError **error)
{
	ipp_t *answer = cupsDoRequest(server->http, request, "/");

	if (answer != NULL && ippGetStatusCode(answer) <= IPP_STATUS_OK_EVENTS_COMPLETE)
		return answer;
	fail(server, what, subject, answer != NULL, error);
	ippDelete(answer);
	return NULL;
}

/* ---- queues ---- */

static gboolean takes(ipp_t *answer, const char *printer, const char *format, GError **error)
{
	ipp_attribute_t *accepting = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
	ipp_attribute_t *formats = ippFindAttribute(answer, "document-format-supported", IPP_TAG_MIMETYPE);

	if (accepting != NULL && !ippGetBoolean(accepting, 0))
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_REFUSED, "printer '%s' takes no jobs now", printer);
	else if (formats != NULL && !ippContainsString(formats, format))
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_REFUSED, "printer '%s' takes no '%s'", printer, format);
	else
		return TRUE;
	return FALSE;
}

gboolean printer_takes(struct print_server *server, const char *printer, const char *format, GError **error)
{
	static const char *const wanted[] = { "printer-is-accepting-jobs", "document-format-supported" };
	ipp_t *request = to_printer(IPP_OP_GET_PRINTER_ATTRIBUTES, printer, error), *answer;
	gboolean ok;

	if (request == NULL)
		return FALSE;
	ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", G_N_ELEMENTS(wanted), NULL, wanted);
	answer = ask(server, request, "printer", printer, error);
	ok = answer != NULL && takes(answer, printer, format, error);
	ippDelete(answer);
	return ok;
}

/* ---- jobs ---- */

/* The words that PWG 5101.1 has for the commonest papers; a press's own stay what they are. */
static const char *type_of(const char *type)
{
	static const char *const words[][2] = {
		{ "plain", "stationery" }, { "letterhead", "stationery-letterhead" }, { "preprinted", "stationery-preprinted" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(type, words[i][0]) == 0)
			return words[i][1];
	}
	return type;
}

/* In hundredths of a millimetre. */
static int pwg_of(gint32 um)
{
	return (um + 5) / 10;
}

static void put_paper(ipp_t *request, const struct printer_order *order)
{
	pwg_media_t *media = pwgMediaForSize(pwg_of(order->width), pwg_of(order->height));
	ipp_t *size = ippNew(), *paper = ippNew();

	put_text(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", media->pwg);
	ippAddInteger(size, IPP_TAG_JOB, IPP_TAG_INTEGER, "x-dimension", pwg_of(order->width));
	ippAddInteger(size, IPP_TAG_JOB, IPP_TAG_INTEGER, "y-dimension", pwg_of(order->height));
	ippAddCollection(paper, IPP_TAG_JOB, "media-size", size);
	if (order->type[0] != '\0')
		put_text(paper, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media-type", type_of(order->type));
	if (order->colour[0] != '\0')
		put_text(paper, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media-color", order->colour);
	if (order->tray > 0) {
		g_autofree char *tray = g_strdup_printf("tray-%u", order->tray);

		put_text(paper, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media-source", tray);
	}
	ippAddCollection(request, IPP_TAG_JOB, "media-col", paper);
	ippDelete(size);
	ippDelete(paper);
}

gboolean printer_job_make(struct print_server *server, const struct printer_order *order, guint *job, GError **error)
{
	static const char *const no_banners[] = { "none", "none" };
	ipp_t *request = to_printer(IPP_OP_CREATE_JOB, order->printer, error), *answer;
	ipp_attribute_t *number;

	if (request == NULL)
		return FALSE;
	put_text(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", order->name);
	ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
	put_paper(request, order);
	put_text(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", order->sides);
	put_text(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", "none");
	ippAddStrings(request, IPP_TAG_JOB, IPP_TAG_NAME, "job-sheets", 2, NULL, no_banners);
	answer = ask(server, request, "printer", order->printer, error);
	if (answer == NULL)
		return FALSE;
	number = ippFindAttribute(answer, "job-id", IPP_TAG_INTEGER);
	*job = number != NULL && ippGetInteger(number, 0) > 0 ? (guint)ippGetInteger(number, 0) : 0;
	ippDelete(answer);
	if (*job == 0)
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_SERVER, "print server '%s' gave the job no number", server->name);
	return *job != 0;
}

/* All bytes of the file, or no more after the first that cannot be read or sent. */
static http_status_t send_file(http_t *http, int fd)
{
	http_status_t status = HTTP_STATUS_CONTINUE;
	char buffer[64 * 1024];
	ssize_t length;

	while (status == HTTP_STATUS_CONTINUE && (length = read(fd, buffer, sizeof buffer)) > 0)
		status = cupsWriteRequestData(http, buffer, (size_t)length);
	return length < 0 ? HTTP_STATUS_ERROR : status;
}

/*
 * Not by cupsDoFileRequest, which begins again when it is asked for a password: a job gets its document once.  The
 * length stands before the bytes, so that a server that is left in the middle knows it.
 */
static gboolean send_document(struct print_server *server, ipp_t *request, int fd, size_t bytes, const char *name,
			      GError **error)
{
	http_status_t status = cupsSendRequest(server->http, request, "/", ippLength(request) + bytes);
	ipp_t *answer = NULL;
	gboolean ok;

	if (status == HTTP_STATUS_CONTINUE)
		status = send_file(server->http, fd);
	if (status == HTTP_STATUS_CONTINUE || status == HTTP_STATUS_OK)
		answer = cupsGetResponse(server->http, "/");
	ok = answer != NULL && ippGetStatusCode(answer) <= IPP_STATUS_OK_EVENTS_COMPLETE;
	if (!ok)
		fail(server, "job", name, answer != NULL, error);
	ippDelete(answer);
	return ok;
}

gboolean printer_job_send(struct print_server *server, const struct printer_order *order, guint job, const char *path,
			  GError **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat about;
	ipp_t *request;
	gboolean ok;

	if (fd < 0 || fstat(fd, &about) < 0 || !S_ISREG(about.st_mode)) {
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_FILE, "cannot read '%s': %s", path,
			    fd < 0 ? g_strerror(errno) : "it is no file");
		if (fd >= 0)
			close(fd);
		return FALSE;
	}
	request = to_job(IPP_OP_SEND_DOCUMENT, job);
	put_text(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", order->format);
	ippAddBoolean(request, IPP_TAG_OPERATION, "last-document", 1);
	ok = send_document(server, request, fd, (size_t)about.st_size, order->name, error);
	ippDelete(request);
	close(fd);
	return ok;
}

gboolean printer_job_cancel(struct print_server *server, guint job, GError **error)
{
	g_autofree char *name = g_strdup_printf("%u", job);
	ipp_t *answer = ask(server, to_job(IPP_OP_CANCEL_JOB, job), "job", name, error);

	ippDelete(answer);
	return answer != NULL;
}

/* ---- news of a job ---- */

static gboolean read_phase(ipp_t *answer, enum print_phase *phase)
{
	ipp_attribute_t *state = ippFindAttribute(answer, "job-state", IPP_TAG_ENUM);

	switch (state != NULL ? ippGetInteger(state, 0) : 0) {
	case IPP_JSTATE_PENDING:
	case IPP_JSTATE_HELD:
		*phase = PRINT_WAITING;
		return TRUE;
	case IPP_JSTATE_PROCESSING:
	case IPP_JSTATE_STOPPED:
		*phase = PRINT_GOING;
		return TRUE;
	case IPP_JSTATE_CANCELED:
		*phase = PRINT_CANCELED;
		return TRUE;
	case IPP_JSTATE_ABORTED:
		*phase = PRINT_ABORTED;
		return TRUE;
	case IPP_JSTATE_COMPLETED:
		*phase = PRINT_COMPLETED;
		return TRUE;
	default:
		return FALSE;
	}
}

static void read_reasons(ipp_t *answer, struct print_news *news)
{
	static const char *const told[] = { "job-state-reasons", "job-printer-state-reasons" };
	/* What the phase says already. */
	static const char *const idle[] = { "none", "job-incoming", "job-printing", NULL };
	g_autoptr(GString) why = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(told); i++) {
		ipp_attribute_t *reasons = ippFindAttribute(answer, told[i], IPP_TAG_KEYWORD);

		for (int n = 0; reasons != NULL && n < ippGetCount(reasons); n++) {
			const char *reason = ippGetString(reasons, n, NULL);

			news->incoming |= g_str_equal(reason, "job-incoming");
			if (!g_strv_contains(idle, reason))
				g_string_append_printf(why, "%s%s", why->len > 0 ? " " : "", reason);
		}
	}
	show(why->str, news->why, sizeof news->why);
}

static gboolean read_news(const struct print_server *server, ipp_t *answer, const char *name, struct print_news *news,
			  GError **error)
{
	/* A server may keep names from all but a job's owner: then its number must do. */
	ipp_attribute_t *called = ippFindAttribute(answer, "job-name", IPP_TAG_NAME);
	ipp_attribute_t *documents = ippFindAttribute(answer, "number-of-documents", IPP_TAG_INTEGER);
	ipp_attribute_t *sheets = ippFindAttribute(answer, "job-media-sheets-completed", IPP_TAG_INTEGER);

	news->known = called == NULL || g_strcmp0(ippGetString(called, 0, NULL), name) == 0;
	if (!news->known)
		return TRUE;
	if (!read_phase(answer, &news->phase)) {
		g_set_error(error, PRINTER_ERROR, PRINTER_ERROR_SERVER, "print server '%s' does not tell the state of job '%s'",
			    server->name, name);
		return FALSE;
	}
	read_reasons(answer, news);
	news->empty = documents != NULL && ippGetInteger(documents, 0) == 0;
	news->incoming |= news->empty;
	news->incoming &= news->phase == PRINT_WAITING || news->phase == PRINT_GOING;
	news->sheets = sheets != NULL && ippGetInteger(sheets, 0) > 0 ? (guint)ippGetInteger(sheets, 0) : 0;
	return TRUE;
}

gboolean printer_job_ask(struct print_server *server, guint job, const char *name, struct print_news *news, GError **error)
{
	g_autoptr(GError) refused = NULL;
	ipp_t *answer = ask(server, to_job(IPP_OP_GET_JOB_ATTRIBUTES, job), "job", name, &refused);
	gboolean ok;

	*news = (struct print_news){ .known = FALSE };
	if (answer == NULL) {
		if (g_error_matches(refused, PRINTER_ERROR, PRINTER_ERROR_NONE))
			return TRUE;
		g_propagate_error(error, g_steal_pointer(&refused));
		return FALSE;
	}
	ok = read_news(server, answer, name, news, error);
	ippDelete(answer);
	return ok;
}
