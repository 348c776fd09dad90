/* SPDX-License-Identifier: Apache-2.0 */
#include "app/inside.h"

#include "app/piecelist.h"
#include "registry/piece.h"
#include "registry/run.h"
#include "spool/ticket.h"

static guint total(const struct ticket *ticket, const char *member)
{
	g_autofree char *name = g_strconcat("totals.", member, NULL);

	return (guint)ticket_uint(ticket, name);
}

/* A run's row, from its ticket: the strings are the ticket's. */
static struct run_row row_of(const struct ticket *ticket, guint run)
{
	return (struct run_row){
		.number = run, .state = RUN_READY,
		.client = ticket_string(ticket, "client"), .job = ticket_string(ticket, "job"),
		.title = ticket_string(ticket, "title"), .layout = ticket_string(ticket, "layout"),
		.layout_hash = ticket_string(ticket, "layout_sha256"), .data_hash = ticket_string(ticket, "data_sha256"),
		.ticket_hash = ticket_hash(ticket), .records = total(ticket, "records"),
		.left_out = total(ticket, "left_out"), .pieces = total(ticket, "pieces"),
		.sheets = total(ticket, "sheets"), .pages = total(ticket, "pages"), .files = total(ticket, "files"),
		.findings = total(ticket, "findings.note") + total(ticket, "findings.warning") +
			    total(ticket, "findings.error"),
	};
}

static gboolean add_pieces(struct app *app, guint run, const char *path, guint *count, GError **error)
{
	struct piecelist *list = piecelist_open(path);
	struct piece piece;
	gboolean ok = TRUE;

	for (*count = 0; ok && piecelist_next(list, &piece); (*count)++)
		ok = registry_piece_add(app->registry, run, &piece, error);
	return piecelist_close(list, ok ? error : NULL) && ok;
}

gboolean app_register_bundle(struct app *app, guint run, GError **error)
{
	g_autoptr(ticket_t) ticket = spool_ticket_read(app->spool, run, SPOOL_READY, error);
	g_autofree char *path = spool_bundle_path(app->spool, run, SPOOL_READY, MAKING_PIECES);
	g_autofree char *now = app_now();
	struct run_row row;
	guint count = 0;
	gboolean ok;

	if (ticket == NULL)
		return FALSE;
	row = row_of(ticket, run);
	ok = registry_begin(app->registry, error);
	if (ok) {
		ok = add_pieces(app, run, path, &count, error) &&
		     registry_run_commit(app->registry, &row, now, error);
		if (ok && count != row.pieces) {
			g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "%u pieces are listed, the ticket says %u", count,
				    row.pieces);
			ok = FALSE;
		}
		if (ok)
			ok = registry_commit(app->registry, error);
		else
			registry_abort(app->registry);
	}
	if (!ok)
		g_prefix_error(error, "run R%06u: ", run);
	return ok;
}
