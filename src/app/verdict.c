/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A verdict is one transaction, from the look at the version's state to the event: whoever comes second, in another
 * process, sees what the first has signed.
 */
#include "app/verdict.h"

#include <string.h>

#include "app/inside.h"
#include "app/versions.h"
#include "registry/version.h"
#include "spool/proof.h"

struct verdict {
	struct app *app;
	const struct verdict_wish *wish;
	struct verdict_result *result;
	enum approval to;
	struct version *version;
	char *subject;		/* "layout 'client/name@3'" */
	char *now;
	char *proof;		/* hash of the proof set it is bound to, "" for none */
};

void verdict_result_clear(struct verdict_result *result)
{
	g_clear_pointer(&result->label, g_free);
	g_clear_pointer(&result->superseded, g_free);
}

/* ---- the proof set ---- */

struct proofs {
	const char *wanted;	/* hash, or NULL */
	guint newest;		/* number, 0: there is none */
	char *hash;		/* of the newest */
	gboolean older;		/* the wanted one is among the others */
};

static void look_at_proof(void *user, const struct proof_row *row)
{
	struct proofs *proofs = user;

	if (proofs->newest == 0) {
		proofs->newest = row->number;
		proofs->hash = g_strdup(row->hash);
	} else if (proofs->wanted != NULL && g_str_equal(proofs->wanted, row->hash)) {
		proofs->older = TRUE;
	}
}

static gboolean check_proofs(const struct verdict *verdict, const struct proofs *proofs, GError **error)
{
	if (proofs->newest == 0)
		return app_refuse(error, verdict->subject, "there is no proof set to look at: see 'piego proof'");
	if (proofs->older)
		return app_refuse(error, verdict->subject, "this is the hash of an older proof set; the newest is P%06u",
			      proofs->newest);
	if (proofs->wanted != NULL && !g_str_equal(proofs->wanted, proofs->hash))
		return app_refuse(error, verdict->subject, "this is the hash of no proof set of this version");
	return TRUE;
}

/* Bind the verdict to the newest proof set, which must be as it was made. */
static gboolean bind_proof(struct verdict *verdict, GError **error)
{
	struct app *app = verdict->app;
	struct proofs proofs = { .wanted = verdict->wish->proof };
	g_autoptr(GError) differs = NULL;
	gboolean ok = registry_proof_each(app->registry, verdict->version->id, look_at_proof, &proofs, error) &&
		      check_proofs(verdict, &proofs, error);

	if (ok && !proof_verify(app->spool, proofs.newest, proofs.hash, &differs))
		ok = app_refuse(error, verdict->subject, "its proof set is not what was made: %s; make another", differs->message);
	if (ok) {
		verdict->result->proof = proofs.newest;
		g_free(verdict->proof);
		verdict->proof = g_strdup(proofs.hash);
	}
	g_free(proofs.hash);
	return ok;
}

/* ---- signing ---- */

static gboolean state_allows(const struct verdict *verdict, GError **error)
{
	enum approval from = verdict->version->state;

	if (approval_may_become(from, verdict->to))
		return TRUE;
	if (from == APPROVAL_DRAFT)
		return app_refuse(error, verdict->subject, "it is a draft that nobody has seen on data: see 'piego proof'");
	return app_refuse(error, verdict->subject, "it is %s: that cannot become %s", approval_name(from), approval_name(verdict->to));
}

/* Nobody approves files that are not those that were stored. */
static gboolean version_is_whole(const struct verdict *verdict, GError **error)
{
	struct typesetter *typesetter = app_typesetter(error);
	struct layout *layout;
	gboolean whole;

	if (typesetter == NULL)
		return FALSE;
	layout = app_version_open(verdict->app, verdict->version, typesetter, error);
	whole = layout != NULL;
	g_clear_pointer(&layout, layout_free);
	typesetter_free(typesetter);
	return whole;
}

static gboolean supersede(const struct verdict *verdict, const struct version *former, GError **error)
{
	g_autofree char *note = g_strdup_printf("%s@%u", verdict->version->name, verdict->version->number);
	const struct version_event event = { APPROVAL_SUPERSEDED, verdict->now, verdict->wish->who, note, "" };

	verdict->result->superseded = g_strdup_printf("%s/%s@%u", former->client, former->name, former->number);
	return registry_version_move(verdict->app->registry, former->id, APPROVAL_APPROVED, &event, error);
}

static gboolean supersede_former(const struct verdict *verdict, GError **error)
{
	const struct version *version = verdict->version;
	g_autoptr(GPtrArray) versions = app_versions(verdict->app, version->client, version->name, error);

	for (guint i = 0; versions != NULL && i < versions->len; i++) {
		const struct version *former = versions->pdata[i];

		if (former->state == APPROVAL_APPROVED)
			return supersede(verdict, former, error);
	}
	return versions != NULL;
}

static gboolean sign(const struct verdict *verdict, GError **error)
{
	const struct version_event event = {
		verdict->to, verdict->now, verdict->wish->who, verdict->wish->note, verdict->proof,
	};

	return registry_version_move(verdict->app->registry, verdict->version->id, verdict->version->state, &event, error);
}

/* ---- the three verdicts, each inside the transaction ---- */

static gboolean approve(struct verdict *verdict, GError **error)
{
	if (g_str_equal(verdict->version->author, verdict->wish->who))
		return app_refuse(error, verdict->subject, "'%s' is its author: another person has to approve it", verdict->wish->who);
	return state_allows(verdict, error) && bind_proof(verdict, error) && version_is_whole(verdict, error) &&
	       supersede_former(verdict, error) && sign(verdict, error);
}

static gboolean reject(struct verdict *verdict, GError **error)
{
	return state_allows(verdict, error) && bind_proof(verdict, error) && sign(verdict, error);
}

static gboolean withdraw(struct verdict *verdict, GError **error)
{
	return state_allows(verdict, error) && sign(verdict, error);
}

static gboolean find_version(struct verdict *verdict, GError **error)
{
	struct version *version = app_version(verdict->app, verdict->wish->layout, error);

	if (version == NULL)
		return FALSE;
	verdict->version = version;
	verdict->result->label = g_strdup_printf("%s/%s@%u", version->client, version->name, version->number);
	verdict->subject = g_strdup_printf("layout '%s'", verdict->result->label);
	return TRUE;
}

static gboolean wish_is_good(const struct verdict_wish *wish, GError **error)
{
	if (!app_person_is_good(wish->who, error) || !app_note_is_good(wish->note, error))
		return FALSE;
	if (wish->note[0] != '\0')
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "it is not said why: --note TEXT is wanted");
	return FALSE;
}

static gboolean give(struct app *app, const struct verdict_wish *wish, enum approval to,
		     gboolean (*act)(struct verdict *verdict, GError **error), struct verdict_result *result,
		     GError **error)
{
	struct verdict verdict = { .app = app, .wish = wish, .result = result, .to = to };
	gboolean done;

	memset(result, 0, sizeof *result);
	if (!wish_is_good(wish, error) || !registry_begin(app->registry, error))
		return FALSE;
	verdict.now = app_now();
	verdict.proof = g_strdup("");
	done = find_version(&verdict, error) && act(&verdict, error) && registry_commit(app->registry, error);
	if (!done) {
		registry_abort(app->registry);
		verdict_result_clear(result);
	}
	version_free(verdict.version);
	g_free(verdict.subject);
	g_free(verdict.now);
	g_free(verdict.proof);
	return done;
}

gboolean app_layout_approve(struct app *app, const struct verdict_wish *wish, struct verdict_result *result,
			    GError **error)
{
	return give(app, wish, APPROVAL_APPROVED, approve, result, error);
}

gboolean app_layout_reject(struct app *app, const struct verdict_wish *wish, struct verdict_result *result,
			   GError **error)
{
	return give(app, wish, APPROVAL_CHANGES, reject, result, error);
}

gboolean app_layout_withdraw(struct app *app, const struct verdict_wish *wish, struct verdict_result *result,
			     GError **error)
{
	return give(app, wish, APPROVAL_WITHDRAWN, withdraw, result, error);
}
