/* SPDX-License-Identifier: Apache-2.0 */
/* inside: what the files of app/ share and nobody else sees. */
#ifndef PIEGO_APP_INSIDE_H
#define PIEGO_APP_INSIDE_H

#include "app/app.h"
#include "app/making.h"
#include "registry/run.h"
#include "spool/spool.h"

struct app {
	struct spool *spool;
	struct registry *registry;
};

/* The present moment, UTC, ISO 8601: for registry rows, never for files. Caller frees. */
char *app_now(void);

/* "SUBJECT: why", as APP_ERROR_REFUSED.  Always FALSE. */
gboolean app_refuse(GError **error, const char *subject, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The comuni and CAPs loaded into the registry, with the built-in rules; app NULL: those alone. */
struct gazetteer *app_gazetteer(struct app *app, GError **error);

/*
 * Bring a committed bundle into the registry, from its ticket and piece list, in one transaction.  The one way: a
 * run does it after its rename, recovery does it for a run that died in between.
 */
gboolean app_register_bundle(struct app *app, guint run, GError **error);

/* ---- what runs of data and runs that make pieces again have in common (run.c) ---- */

/* The stages up to the plan in a folder that is gone afterwards.  report, when given, is a file to be made with all
 * findings, after a refusal too.  app may be NULL: nothing is looked up in the registry.  making is cleared. */
gboolean making_try(struct app *app, struct making *making, const char *report, struct run_result *result, GError **error);

/* What else is decided in the transaction that gives a run its number. */
typedef gboolean (*making_claim_fn)(void *user, guint run, GError **error);

/*
 * All of a run: a number and a folder are taken (claim may be NULL), every stage works in the folder, the bundle is
 * committed and registered.  What fails before the commit leaves nothing.  making is cleared.
 */
gboolean making_run(struct app *app, struct making *making, making_claim_fn claim, void *user, struct run_result *result,
		    GError **error);

/* Move a run's bundle to the queue of the state the run is in; with the spool locked.  A bundle that is there already,
 * or is in no queue of a good one, stays where it is. */
gboolean app_bundle_follow(struct app *app, guint run, enum run_state state, GError **error);

/* Posting lists whose maker died get their name, or go, as the registry knows them or not. */
gboolean app_settle_postings(struct app *app, GError **error);

/* The ticket's members of a finished run, without files and hash. */
char *app_ticket_members(const struct making *making);

/* The font catalogue of the share folder, ready to set type from. */
struct typesetter *app_typesetter(GError **error);

/* The press that no job names: for a layout's example by itself. */
struct press *app_press(GError **error);

/* Compile a layout file and compose its example; every mistake is in the error, one a line.  pages gets those of the
 * example letter. */
struct layout *app_layout_open(struct typesetter *typesetter, const char *path, guint *pages, GError **error);

#endif
