/* SPDX-License-Identifier: Apache-2.0 */
/* verify: whether a bundle is what its ticket says, to the byte, and nothing more. */
#include "spool/inside.h"
#include "spool/sealed.h"

gboolean spool_verify(struct spool *spool, guint run, enum spool_queue queue, GError **error)
{
	g_autofree char *folder = spool_run_path(spool, run, queue);
	g_autofree char *where = spool_run_name(run, queue);
	const struct sealed bundle = { folder, where, TICKET_NAME };
	g_autoptr(ticket_t) ticket = NULL;

	if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_NONE, "%s: there is no such bundle", where);
		return FALSE;
	}
	ticket = spool_ticket_read(spool, run, queue, error);
	if (ticket != NULL)
		return sealed_verify(&bundle, ticket, error);
	/* The folder is there: without its ticket it is a damaged bundle, not a missing one. */
	if (error != NULL && g_error_matches(*error, SPOOL_ERROR, SPOOL_ERROR_NONE)) {
		g_clear_error(error);
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: " TICKET_NAME ": is missing", where);
	}
	return FALSE;
}
