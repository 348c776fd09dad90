/* SPDX-License-Identifier: Apache-2.0 */
/* What has become of a job. */
#include "printer/inside.h"

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
	printer_show(why->str, news->why, sizeof news->why);
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
	ipp_t *answer = printer_ask(server, printer_job_request(IPP_OP_GET_JOB_ATTRIBUTES, job), "job", name, &refused);
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
