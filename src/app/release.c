/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What takes long, hashing the bundle and the proof set, is done first and holds nobody up; then, under the spool's
 * lock, the registry learns of the release and the bundle follows.  A crash between the two is put right by the next
 * start: the registry's word counts (app.c).
 */
#include "app/release.h"

#include "app/inside.h"
#include "app/versions.h"
#include "model/label.h"
#include "registry/run.h"
#include "registry/version.h"
#include "spool/proof.h"
#include "spool/ticket.h"

struct releasing {
	struct app *app;
	const struct release_wish *wish;
	const char *subject;		/* "run R000042 is not released" */
	/* of the run */
	enum run_state state;
	char *client, *layout, *layout_hash, *ticket_hash;
	/* of its layout's version */
	struct version *version;
	enum approval before;		/* the state in the last event looked at */
	gboolean signed_by_same;	/* who releases has approved the version */
	char *proof;			/* hash of the last approval's proof set */
	guint proof_number;
};

/* ---- the run ---- */

static void take_run(void *user, const struct run_row *row)
{
	struct releasing *releasing = user;

	releasing->state = row->state;
	releasing->client = g_strdup(row->client);
	releasing->layout = g_strdup(row->layout);
	releasing->layout_hash = g_strdup(row->layout_hash);
	releasing->ticket_hash = g_strdup(row->ticket_hash);
}

static gboolean find_run(struct releasing *releasing, GError **error)
{
	if (!registry_run_each(releasing->app->registry, releasing->wish->run, take_run, releasing, error))
		return FALSE;
	if (releasing->client == NULL)
		return app_refuse(error, releasing->subject, "there is no such run");
	if (releasing->state != RUN_READY)
		return app_refuse(error, releasing->subject, "it is %s", run_state_name(releasing->state));
	return TRUE;
}

static gboolean bundle_is_whole(const struct releasing *releasing, GError **error)
{
	guint run = releasing->wish->run;
	g_autoptr(GError) differs = NULL;
	g_autoptr(ticket_t) ticket = NULL;

	if (spool_verify(releasing->app->spool, run, SPOOL_READY, &differs))
		ticket = spool_ticket_read(releasing->app->spool, run, SPOOL_READY, &differs);
	if (ticket == NULL)
		return app_refuse(error, releasing->subject, "%s", differs->message);
	return g_str_equal(ticket_hash(ticket), releasing->ticket_hash) ||
	       app_refuse(error, releasing->subject, "the registry knows another ticket");
}

/* ---- its layout ---- */

static gboolean find_version(struct releasing *releasing, GError **error)
{
	struct label label;
	g_autoptr(GPtrArray) versions = NULL;

	if (!label_parse(releasing->layout, &label))
		return app_refuse(error, releasing->subject, "its layout '%s' is no stored version", releasing->layout);
	versions = app_versions(releasing->app, releasing->client, label.name, error);
	for (guint i = 0; versions != NULL && i < versions->len && releasing->version == NULL; i++) {
		if (((struct version *)versions->pdata[i])->number == label.number)
			releasing->version = g_ptr_array_steal_index(versions, i);
	}
	label_clear(&label);
	if (versions == NULL)
		return FALSE;
	if (releasing->version == NULL || !g_str_equal(releasing->version->hash, releasing->layout_hash))
		return app_refuse(error, releasing->subject, "its layout '%s' is no stored version", releasing->layout);
	return TRUE;
}

/* A yes is an event that brings the version to approved; later ones that leave it there are not. */
static void look_at_event(void *user, const struct version_event *event)
{
	struct releasing *releasing = user;

	if (event->state == APPROVAL_APPROVED && releasing->before != APPROVAL_APPROVED) {
		releasing->signed_by_same |= g_str_equal(event->who, releasing->wish->who);
		g_free(releasing->proof);
		releasing->proof = g_strdup(event->proof);
	}
	releasing->before = event->state;
}

static void look_at_proof(void *user, const struct proof_row *row)
{
	struct releasing *releasing = user;

	if (releasing->proof != NULL && g_str_equal(row->hash, releasing->proof))
		releasing->proof_number = row->number;
}

/* A version that was superseded since was approved when the run was made. */
static gboolean layout_was_approved(struct releasing *releasing, GError **error)
{
	struct app *app = releasing->app;
	const struct version *version = releasing->version;
	g_autoptr(GError) differs = NULL;

	if (!registry_version_events(app->registry, version->id, look_at_event, releasing, error) ||
	    !registry_proof_each(app->registry, version->id, look_at_proof, releasing, error))
		return FALSE;
	if (version->state != APPROVAL_APPROVED && version->state != APPROVAL_SUPERSEDED)
		return app_refuse(error, releasing->subject, "its layout '%s' is %s", releasing->layout, approval_name(version->state));
	if (releasing->proof_number == 0 ||
	    !proof_verify(app->spool, releasing->proof_number, releasing->proof, &differs))
		return app_refuse(error, releasing->subject, "the proof set its layout was approved on is not what it was: %s",
			      differs != NULL ? differs->message : "there is none");
	return TRUE;
}

static gboolean is_another_person(const struct releasing *releasing, GError **error)
{
	const char *who = releasing->wish->who;

	if (g_str_equal(releasing->version->author, who))
		return app_refuse(error, releasing->subject, "'%s' is the author of its layout: another person has to release it", who);
	if (releasing->signed_by_same)
		return app_refuse(error, releasing->subject, "'%s' has approved its layout: another person has to release it", who);
	return TRUE;
}

/* ---- the release ---- */

/* The version may have been withdrawn while the bundle was being verified. */
static gboolean note_release(struct releasing *releasing, GError **error)
{
	g_autofree char *now = app_now();
	const struct run_event event = { RUN_PRINTING, now, releasing->wish->who, releasing->wish->note };
	enum approval before = releasing->version->state;

	g_clear_pointer(&releasing->version, version_free);
	if (!find_version(releasing, error))
		return FALSE;
	if (releasing->version->state != before)
		return app_refuse(error, releasing->subject, "its layout has just become %s: try again",
			      approval_name(releasing->version->state));
	return registry_run_release(releasing->app->registry, releasing->wish->run, &event, error);
}

static gboolean register_release(struct releasing *releasing, GError **error)
{
	struct registry *registry = releasing->app->registry;

	if (!registry_begin(registry, error))
		return FALSE;
	if (note_release(releasing, error) && registry_commit(registry, error))
		return TRUE;
	registry_abort(registry);
	return FALSE;
}

static gboolean release(struct releasing *releasing, GError **error)
{
	struct app *app = releasing->app;
	gboolean done;

	if (!spool_lock(app->spool, error))
		return FALSE;
	done = register_release(releasing, error) &&
	       spool_move(app->spool, releasing->wish->run, SPOOL_READY, SPOOL_PRINTING, error);
	spool_unlock(app->spool);
	return done;
}

gboolean app_release(struct app *app, const struct release_wish *wish, GError **error)
{
	g_autofree char *subject = g_strdup_printf("run R%06u is not released", wish->run);
	struct releasing releasing = { .app = app, .wish = wish, .subject = subject, .before = APPROVAL_DRAFT };
	gboolean done;

	if (!app_person_is_good(wish->who, error) || !app_note_is_good(wish->note, error))
		return FALSE;
	done = find_run(&releasing, error) && find_version(&releasing, error) && layout_was_approved(&releasing, error) &&
	       is_another_person(&releasing, error) && bundle_is_whole(&releasing, error) && release(&releasing, error);
	g_free(releasing.client);
	g_free(releasing.layout);
	g_free(releasing.layout_hash);
	g_free(releasing.ticket_hash);
	g_free(releasing.proof);
	version_free(releasing.version);
	return done;
}

/* ---- what happened ---- */

struct telling {
	void (*each)(void *user, const struct run_happening *happening);
	void *user;
};

static void tell_event(void *user, const struct run_event *event)
{
	const struct telling *telling = user;
	const struct run_happening happening = { event->at, run_state_name(event->state), event->who, event->why };

	telling->each(telling->user, &happening);
}

gboolean app_run_events(struct app *app, guint run, void (*each)(void *user, const struct run_happening *happening),
			void *user, GError **error)
{
	struct telling telling = { each, user };

	return registry_run_events(app->registry, run, tell_event, &telling, error);
}
