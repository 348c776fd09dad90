/* SPDX-License-Identifier: Apache-2.0 */
/* Registry and spool held against each other, and every bundle against its ticket. */
#include "app/inside.h"

#include "registry/posting.h"
#include "registry/run.h"
#include "registry/version.h"
#include "spool/posting.h"
#include "spool/proof.h"
#include "spool/store.h"

struct verifying {
	struct app *app;
	enum app_effect effect;
	void (*fault)(void *user, guint run, const char *text);
	void *user;
	struct check_result *result;
	GHashTable *bundles;	/* run -> struct bundle_seen, of committed bundles */
	GError *error;
};

static void tell(struct verifying *verifying, guint run, const char *text)
{
	verifying->fault(verifying->user, run, text);
}

/* The bundle must be whole, and the registry must know this very ticket. */
static gboolean bundle_is_good(struct verifying *verifying, const struct bundle_seen *seen, const struct run_row *row)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(ticket_t) ticket = NULL;

	if (!spool_verify(verifying->app->spool, seen->run, seen->queue, &error)) {
		tell(verifying, seen->run, error->message);
		return FALSE;
	}
	ticket = spool_ticket_read(verifying->app->spool, seen->run, seen->queue, &error);
	if (ticket == NULL || g_strcmp0(ticket_hash(ticket), row->ticket_hash) != 0) {
		tell(verifying, seen->run, error != NULL ? error->message : "the registry knows another ticket");
		return FALSE;
	}
	return TRUE;
}

static void move_aside(struct verifying *verifying, const struct bundle_seen *seen)
{
	if (verifying->error != NULL || verifying->effect != APP_DO || seen->queue != SPOOL_READY)
		return;
	if (spool_move(verifying->app->spool, seen->run, SPOOL_READY, SPOOL_CORRUPT, &verifying->error))
		registry_run_move(verifying->app->registry, seen->run, RUN_READY, RUN_CORRUPT, &verifying->error);
}

static void verify_run(void *user, const struct run_row *row)
{
	struct verifying *verifying = user;
	const struct bundle_seen *seen = g_hash_table_lookup(verifying->bundles, GUINT_TO_POINTER(row->number));

	if (row->state == RUN_MAKING)
		return;
	if (seen == NULL) {
		verifying->result->missing++;
		tell(verifying, row->number, "is registered, but its bundle is in no queue");
		return;
	}
	verifying->result->bundles++;
	if (seen->queue == SPOOL_CORRUPT || !bundle_is_good(verifying, seen, row)) {
		verifying->result->corrupt++;
		move_aside(verifying, seen);
	} else {
		verifying->result->good++;
	}
	g_hash_table_remove(verifying->bundles, GUINT_TO_POINTER(row->number));
}

static void tell_unknown(gpointer key, gpointer value, gpointer user)
{
	(void)value;
	((struct verifying *)user)->result->corrupt++;
	tell(user, GPOINTER_TO_UINT(key), "has a bundle that the registry does not know");
}

/* ---- stored layouts and proof sets ---- */

static void verify_proof(void *user, const struct proof_row *row)
{
	struct verifying *verifying = user;
	g_autoptr(GError) error = NULL;

	verifying->result->layouts++;
	if (proof_verify(verifying->app->spool, row->number, row->hash, &error))
		return;
	verifying->result->damaged++;
	tell(verifying, 0, error->message);
}

static void verify_version(void *user, const struct version_row *row)
{
	struct verifying *verifying = user;
	const struct stored stored = { row->client, row->name, row->number };
	g_autoptr(GError) error = NULL;
	g_autoptr(ticket_t) manifest = store_verify(verifying->app->spool, &stored, row->manifest, &error);

	verifying->result->layouts++;
	if (manifest == NULL) {
		verifying->result->damaged++;
		tell(verifying, 0, error->message);
	}
	if (verifying->error == NULL)
		registry_proof_each(verifying->app->registry, row->id, verify_proof, verifying, &verifying->error);
}

/* ---- posting lists ---- */

static void verify_list(void *user, const struct posting_row *row)
{
	struct verifying *verifying = user;
	g_autoptr(GError) error = NULL;

	verifying->result->lists++;
	if (posting_verify(verifying->app->spool, row->number, row->sha256, &error))
		return;
	verifying->result->bad_lists++;
	tell(verifying, row->run, error->message);
}

gboolean app_check(struct app *app, enum app_effect effect,
		   void (*fault)(void *user, guint run, const char *text), void *user, struct check_result *result,
		   GError **error)
{
	struct verifying verifying = { .app = app, .effect = effect, .fault = fault, .user = user, .result = result };
	const struct version_query all = { "", "", 0 };
	g_autoptr(GArray) list = spool_list(app->spool, error);
	gboolean ok;

	*result = (struct check_result){ 0 };
	if (list == NULL)
		return FALSE;
	verifying.bundles = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < list->len; i++) {
		struct bundle_seen *seen = &g_array_index(list, struct bundle_seen, i);

		if (seen->queue != SPOOL_WORK)
			g_hash_table_insert(verifying.bundles, GUINT_TO_POINTER(seen->run), seen);
	}
	ok = registry_run_each(app->registry, 0, verify_run, &verifying, error);
	if (ok && verifying.error == NULL) {
		g_hash_table_foreach(verifying.bundles, tell_unknown, &verifying);
		ok = registry_version_each(app->registry, &all, verify_version, &verifying, error) &&
		     posting_each(app->registry, 0, verify_list, &verifying, error);
	}
	g_hash_table_unref(verifying.bundles);
	if (ok && verifying.error != NULL) {
		g_propagate_error(error, verifying.error);
		return FALSE;
	}
	g_clear_error(&verifying.error);
	return ok;
}
