/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requests are made by hand (RFC 8011) rather than through libcups's destinations: those leave out what a queue does not
 * list, and a queue without a driver, which is what print files want, lists nothing.
 */
#include "printer/inside.h"

#include <cups/pwg.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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
	ipp_t *request = printer_request(IPP_OP_GET_PRINTER_ATTRIBUTES, printer, error), *answer;
	gboolean ok;

	if (request == NULL)
		return FALSE;
	ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", G_N_ELEMENTS(wanted), NULL, wanted);
	answer = printer_ask(server, request, "printer", printer, error);
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

	printer_put(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", media->pwg);
	ippAddInteger(size, IPP_TAG_JOB, IPP_TAG_INTEGER, "x-dimension", pwg_of(order->width));
	ippAddInteger(size, IPP_TAG_JOB, IPP_TAG_INTEGER, "y-dimension", pwg_of(order->height));
	ippAddCollection(paper, IPP_TAG_JOB, "media-size", size);
	if (order->type[0] != '\0')
		printer_put(paper, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media-type", type_of(order->type));
	if (order->colour[0] != '\0')
		printer_put(paper, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media-color", order->colour);
	if (order->tray > 0) {
		g_autofree char *tray = g_strdup_printf("tray-%u", order->tray);

		printer_put(paper, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media-source", tray);
	}
	ippAddCollection(request, IPP_TAG_JOB, "media-col", paper);
	ippDelete(size);
	ippDelete(paper);
}

gboolean printer_job_make(struct print_server *server, const struct printer_order *order, guint *job, GError **error)
{
	static const char *const no_banners[] = { "none", "none" };
	ipp_t *request = printer_request(IPP_OP_CREATE_JOB, order->printer, error), *answer;
	ipp_attribute_t *number;

	if (request == NULL)
		return FALSE;
	printer_put(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", order->name);
	ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
	put_paper(request, order);
	printer_put(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", order->sides);
	printer_put(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", "none");
	ippAddStrings(request, IPP_TAG_JOB, IPP_TAG_NAME, "job-sheets", 2, NULL, no_banners);
	answer = printer_ask(server, request, "printer", order->printer, error);
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
		printer_fail(server, "job", name, answer != NULL, error);
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
	request = printer_job_request(IPP_OP_SEND_DOCUMENT, job);
	printer_put(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", order->format);
	ippAddBoolean(request, IPP_TAG_OPERATION, "last-document", 1);
	ok = send_document(server, request, fd, (size_t)about.st_size, order->name, error);
	ippDelete(request);
	close(fd);
	return ok;
}

gboolean printer_job_cancel(struct print_server *server, guint job, GError **error)
{
	g_autofree char *name = g_strdup_printf("%u", job);
	ipp_t *answer = printer_ask(server, printer_job_request(IPP_OP_CANCEL_JOB, job), "job", name, error);

	ippDelete(answer);
	return answer != NULL;
}
