/* SPDX-License-Identifier: Apache-2.0 */
#include "app/moving.h"
#include "app/piecelist.h"
#include "registry/reprint.h"
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

/* ---- pieces made again ---- */

/* What a run makes again, by its ticket. */
struct remaking {
	guint run, of;		/* of 0: nothing */
	const char *who, *agreed, *note;
	const char *now;
	char *words;		/* of the events of the pieces that it replaces */
};

static gboolean remaking_begin(struct app *app, struct remaking *remaking, const struct ticket *ticket, GError **error)
{
	remaking->of = (guint)ticket_uint(ticket, "reprint.of");
	if (remaking->of == 0)
		return TRUE;
	remaking->who = ticket_string(ticket, "reprint.who");
	remaking->agreed = ticket_string(ticket, "reprint.agreed");
	remaking->note = ticket_string(ticket, "reprint.note");
	remaking->words = move_words(app, remaking->of, remaking->now, remaking->note, error);
	return remaking->words != NULL;
}

/* Before the new piece comes: no two living pieces have one registered number. */
static gboolean settle(struct app *app, const struct remaking *remaking, const struct piece *piece, GError **error)
{
	char evidence[PIECE_NAME_ROOM];
	const struct piece_event event = { remaking->now, remaking->who, remaking->words, evidence };
	guint of_run = 0, of_piece = 0;

	if (remaking->of == 0 && *piece->of == '\0')
		return TRUE;
	piece_name_write(evidence, remaking->run, piece->number);
	return ((piece_name_read(piece->of, &of_run, &of_piece) && of_run == remaking->of) ||
		app_refuse(error, evidence, "is made for '%s', which is none of the run's", piece->of)) &&
	       reprint_settle(app->registry, of_run, of_piece, remaking->run, piece->number, &event, error);
}

static gboolean remaking_end(struct app *app, const struct remaking *remaking, guint pieces, GError **error)
{
	const struct agreement_row agreement = {
		remaking->of, "reprint", remaking->now, remaking->who, remaking->agreed, remaking->note, pieces,
	};
	guint left;

	if (remaking->of == 0)
		return TRUE;
	if (!reprint_unsettled(app->registry, remaking->run, &left, error))
		return FALSE;
	if (left > 0) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "%u pieces that it makes again are not in its list", left);
		return FALSE;
	}
	return *remaking->agreed == '\0' || agreement_add(app->registry, &agreement, error);
}

/* ---- the run ---- */

static gboolean add_pieces(struct app *app, const struct remaking *remaking, const char *path, guint *count,
			   GError **error)
{
	struct piecelist *list = piecelist_open(path);
	struct piece piece;
	gboolean ok = TRUE;

	for (*count = 0; ok && piecelist_next(list, &piece); (*count)++)
		ok = settle(app, remaking, &piece, error) &&
		     registry_piece_add(app->registry, remaking->run, &piece, error);
	return piecelist_close(list, ok ? error : NULL) && ok;
}

/* In a transaction. */
static gboolean register_all(struct app *app, guint run, const struct ticket *ticket, GError **error)
{
	g_autofree char *path = spool_bundle_path(app->spool, run, SPOOL_READY, MAKING_PIECES);
	g_autofree char *now = app_now();
	const struct run_row row = row_of(ticket, run);
	struct remaking remaking = { .run = run, .now = now };
	guint count = 0;
	gboolean ok = remaking_begin(app, &remaking, ticket, error) && add_pieces(app, &remaking, path, &count, error) &&
		      remaking_end(app, &remaking, count, error) &&
		      registry_run_commit(app->registry, &row, now, error);

	g_free(remaking.words);
	if (!ok || count == row.pieces)
		return ok;
	g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "%u pieces are listed, the ticket says %u", count, row.pieces);
	return FALSE;
}

gboolean app_register_bundle(struct app *app, guint run, GError **error)
{
	g_autoptr(ticket_t) ticket = spool_ticket_read(app->spool, run, SPOOL_READY, error);

	if (ticket == NULL || !registry_begin(app->registry, error))
		return FALSE;
	if (register_all(app, run, ticket, error) && registry_commit(app->registry, error))
		return TRUE;
	registry_abort(app->registry);
	g_prefix_error(error, "run R%06u: ", run);
	return FALSE;
}
