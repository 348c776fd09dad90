/* SPDX-License-Identifier: Apache-2.0 */
/* What a print server may answer, and what it may not: a toy server in a thread says what each row has. */
#include "printer/printer.h"

#include "unit/check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define NAME "R000001-0001-7"

/* ---- the toy server ---- */

struct toy {
	int listening;
	GThread *thread;
	char *name;		/* "127.0.0.1:40000" */
	const GString *answer;	/* bytes of each HTTP answer */
};

/* A request to its end: libcups tells the length of what it sends. */
static gboolean take_request(int client)
{
	g_autoptr(GString) got = g_string_new(NULL);
	char buffer[4096];
	ssize_t length;

	while ((length = recv(client, buffer, sizeof buffer, 0)) > 0) {
		const char *end, *field;

		g_string_append_len(got, buffer, length);
		end = g_strstr_len(got->str, (gssize)got->len, "\r\n\r\n");
		field = g_strstr_len(got->str, (gssize)got->len, "Content-Length: ");
		if (end == NULL)
			continue;
		if (field == NULL || got->len - (gsize)(end + 4 - got->str) >= g_ascii_strtoull(field + 16, NULL, 10))
			return TRUE;
	}
	return FALSE;
}

static gpointer serve(gpointer data)
{
	const struct toy *toy = data;
	int client;

	while ((client = accept(toy->listening, NULL, NULL)) >= 0) {
		if (take_request(client))
			send(client, toy->answer->str, toy->answer->len, MSG_NOSIGNAL);
		shutdown(client, SHUT_WR);
		close(client);
	}
	return NULL;
}

static void toy_open(struct toy *toy, const GString *answer)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;

	toy->answer = answer;
	toy->listening = socket(AF_INET, SOCK_STREAM, 0);
	g_assert(bind(toy->listening, (struct sockaddr *)&address, sizeof address) == 0 && listen(toy->listening, 8) == 0 &&
		 getsockname(toy->listening, (struct sockaddr *)&address, &length) == 0);
	toy->name = g_strdup_printf("127.0.0.1:%u", ntohs(address.sin_port));
	toy->thread = g_thread_new("toy", serve, toy);
}

static void toy_close(struct toy *toy)
{
	shutdown(toy->listening, SHUT_RDWR);
	g_thread_join(toy->thread);
	close(toy->listening);
	g_free(toy->name);
}

/* ---- IPP by hand (RFC 8010) ---- */

enum { GROUP_JOB = 2, END = 3, INTEGER = 0x21, ENUM = 0x23, WORDS = 0x42, KEYWORD = 0x44 };

static void put16(GString *out, gsize number)
{
	g_string_append_c(out, (char)(number >> 8));
	g_string_append_c(out, (char)number);
}

static void put_bytes(GString *out, int tag, const char *name, const char *bytes, gsize length)
{
	g_string_append_c(out, (char)tag);
	put16(out, strlen(name));
	g_string_append(out, name);
	put16(out, length);
	g_string_append_len(out, bytes, (gssize)length);
}

static void put_number(GString *out, int tag, const char *name, gint32 number)
{
	guint32 big = g_htonl((guint32)number);

	put_bytes(out, tag, name, (const char *)&big, 4);
}

static void put_http(GString *out, const char *status, const GString *body)
{
	g_string_append_printf(out, "HTTP/1.1 %s\r\nContent-Type: application/ipp\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
			       status, body->len);
	g_string_append_len(out, body->str, (gssize)body->len);
}

#define NOT_SAID (-1000)
struct told {
	int status;		/* IPP's */
	const char *name;	/* NULL: not said */
	int state, documents, sheets;	/* or NOT_SAID */
	const char *reason;
	gsize cut;		/* bytes missing at the end */
};

static GString *answer_of(const struct told *told)
{
	g_autoptr(GString) body = g_string_new(NULL);
	GString *answer = g_string_new(NULL);

	put16(body, 0x0200);
	put16(body, (gsize)told->status);
	put_number(body, 0, "", 1);
	/* The request's number stands bare, and the groups begin behind it. */
	g_string_erase(body, 4, 5);
	g_string_append_c(body, 1);
	put_bytes(body, 0x47, "attributes-charset", "utf-8", 5);
	put_bytes(body, 0x48, "attributes-natural-language", "en", 2);
	g_string_append_c(body, GROUP_JOB);
	if (told->name != NULL)
		put_bytes(body, WORDS, "job-name", told->name, strlen(told->name));
	if (told->state != NOT_SAID)
		put_number(body, ENUM, "job-state", told->state);
	if (told->documents != NOT_SAID)
		put_number(body, INTEGER, "number-of-documents", told->documents);
	if (told->sheets != NOT_SAID)
		put_number(body, INTEGER, "job-media-sheets-completed", told->sheets);
	if (told->reason != NULL)
		put_bytes(body, KEYWORD, "job-state-reasons", told->reason, strlen(told->reason));
	g_string_append_c(body, END);
	put_http(answer, "200 OK", body);
	g_string_truncate(answer, answer->len - told->cut);
	return answer;
}

/* ---- the tests ---- */

static gboolean asked(const GString *answer, struct print_news *news, GError **error)
{
	struct toy toy;
	print_server_t *server;
	gboolean ok;

	toy_open(&toy, answer);
	server = print_server_open(toy.name, error);
	ok = server != NULL && g_str_equal(print_server_name(server), toy.name) && printer_job_ask(server, 7, NAME, news, error);
	print_server_close(server);
	toy_close(&toy);
	return ok;
}

#define FOUND 0x0000
#define GONE 0x0406
#define BROKEN 0x0500

static void reads_what_a_server_says(void)
{
	static const struct row {
		const char *label;
		struct told told;
		const char *expected;	/* known phase incoming empty sheets why */
	} rows[] = {
		{ "waiting", { FOUND, NAME, 3, 1, 0, "none", 0 }, "1 0 0 0 0 " },
		{ "waiting for its document", { FOUND, NAME, 4, 0, 0, "job-incoming", 0 }, "1 0 1 1 0 " },
		{ "a banner, no document", { FOUND, NAME, 4, 1, 0, "job-incoming", 0 }, "1 0 1 0 0 " },
		{ "printing", { FOUND, NAME, 5, 1, 12, "job-printing", 0 }, "1 1 0 0 12 " },
		{ "stopped", { FOUND, NAME, 6, 1, 12, "printer-stopped", 0 }, "1 1 0 0 12 printer-stopped" },
		{ "canceled without document", { FOUND, NAME, 7, 0, 0, "job-canceled-by-user", 0 }, "1 3 0 1 0 job-canceled-by-user" },
		{ "aborted", { FOUND, NAME, 8, 1, 0, "aborted-by-system", 0 }, "1 4 0 0 0 aborted-by-system" },
		{ "completed, its files removed", { FOUND, NAME, 9, 0, 30, NULL, 0 }, "1 2 0 1 30 " },
		{ "of another name", { FOUND, "R000001-0001-8", 9, 1, 0, NULL, 0 }, "0 0 0 0 0 " },
		{ "its name is private", { FOUND, NULL, 9, 1, 0, NULL, 0 }, "1 2 0 0 0 " },
		{ "numbers that cannot be", { FOUND, NAME, 9, -5, -7, NULL, 0 }, "1 2 0 0 0 " },
		{ "no more than a state", { FOUND, NAME, 3, NOT_SAID, NOT_SAID, NULL, 0 }, "1 0 0 0 0 " },
		{ "gone", { GONE, NULL, NOT_SAID, NOT_SAID, NOT_SAID, NULL, 0 }, "0 0 0 0 0 " },
		{ "not for a terminal", { FOUND, NAME, 5, 1, 0, "\033[2J\nmedia\xff", 0 }, "1 1 0 0 0  [2J media\357\277\275" },
		{ "turned round", { FOUND, NAME, 5, 1, 0, "a\342\200\256b\302\233c", 0 }, "1 1 0 0 0 a b c" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) answer = answer_of(&rows[i].told);
		g_autoptr(GError) error = NULL;
		g_autofree char *got = NULL;
		struct print_news news;

		CHECK_TRUE(rows[i].label, asked(answer, &news, &error));
		CHECK_NO_ERROR(rows[i].label, error);
		got = g_strdup_printf("%d %d %d %d %u %s", news.known, news.phase, news.incoming, news.empty, news.sheets, news.why);
		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void cuts_long_words_between_characters(void)
{
	g_autofree char *words = g_strnfill(900, 'e');
	struct told told = { FOUND, NAME, 5, 1, 0, NULL, 0 };
	struct print_news news;

	for (gsize i = 1; i + 1 < 900; i += 2)
		memcpy(words + i, "\303\250", 2);
	told.reason = words;
	{
		g_autoptr(GString) answer = answer_of(&told);
		g_autoptr(GError) error = NULL;

		CHECK_TRUE("long", asked(answer, &news, &error));
		CHECK_NO_ERROR("long", error);
	}
	CHECK_TRUE("long", g_utf8_validate(news.why, -1, NULL) && strlen(news.why) >= sizeof news.why - 2);
}

static void refuses_what_is_no_answer(void)
{
	static const struct row {
		const char *label;
		struct told told;
		const char *raw;	/* in the place of it */
		enum printer_error code;
		const char *part;
	} rows[] = {
		{ "no state", { FOUND, NAME, NOT_SAID, 1, 0, NULL, 0 }, NULL, PRINTER_ERROR_SERVER, "does not tell the state of job" },
		{ "a state there is not", { FOUND, NAME, 77, 1, 0, NULL, 0 }, NULL, PRINTER_ERROR_SERVER, "does not tell the state" },
		{ "out of order", { BROKEN, NULL, NOT_SAID, NOT_SAID, NOT_SAID, NULL, 0 }, NULL, PRINTER_ERROR_REFUSED, "job '" NAME "'" },
		{ "cut off", { FOUND, NAME, 9, 1, 0, NULL, 30 }, NULL, PRINTER_ERROR_SERVER, "job '" NAME "'" },
		{ "nothing", { 0 }, "", PRINTER_ERROR_SERVER, "print server '127.0.0.1:" },
		{ "no HTTP", { 0 }, "SSH-2.0-OpenSSH_9.2\r\n\r\n", PRINTER_ERROR_SERVER, "print server" },
		{ "a page", { 0 }, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", PRINTER_ERROR_SERVER, "print server" },
		{ "forbidden", { 0 }, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", PRINTER_ERROR_REFUSED, "Forbidden" },
		{ "wants a password", { 0 },
		  "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"stampa\"\r\nContent-Length: 0\r\n\r\n",
		  PRINTER_ERROR_REFUSED, "print server" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) answer = rows[i].raw != NULL ? g_string_new(rows[i].raw) : answer_of(&rows[i].told);
		g_autoptr(GError) error = NULL;
		struct print_news news;

		CHECK_TRUE(rows[i].label, !asked(answer, &news, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].part);
		CHECK_INT(rows[i].label, error != NULL ? error->code : -1, rows[i].code);
	}
}

static void needs_a_job_number(void)
{
	static const struct told told = { FOUND, NAME, 4, NOT_SAID, NOT_SAID, NULL, 0 };
	const struct printer_order order = { .printer = "pressa", .name = NAME, .format = "application/pdf", .sides = "one-sided",
					     .width = 210000, .height = 297000, .type = "plain", .colour = "white", .tray = 2 };
	g_autoptr(GString) answer = answer_of(&told);
	g_autoptr(GError) error = NULL;
	struct toy toy;
	print_server_t *server;
	guint job = 5;

	toy_open(&toy, answer);
	server = print_server_open(toy.name, &error);
	CHECK_TRUE("no number", server != NULL && !printer_job_make(server, &order, &job, &error));
	CHECK_ERROR("no number", error, "gave the job no number");
	print_server_close(server);
	toy_close(&toy);
}

static void tells_who_is_not_there(void)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("nobody", print_server_open("127.0.0.1:1", &error) == NULL);
	CHECK_ERROR("nobody", error, "print server '127.0.0.1:1' does not answer");
	CHECK_INT("nobody", error->code, PRINTER_ERROR_SERVER);
}

CHECK_MAIN({ "reads what a server says", reads_what_a_server_says },
	   { "cuts long words between characters", cuts_long_words_between_characters },
	   { "refuses what is no answer", refuses_what_is_no_answer },
	   { "needs a job number", needs_a_job_number },
	   { "tells who is not there", tells_who_is_not_there })
