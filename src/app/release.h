/* SPDX-License-Identifier: Apache-2.0 */
/* release: a run that is ready is given to the press, by a person who neither wrote nor approved its layout. */
#ifndef PIEGO_APP_RELEASE_H
#define PIEGO_APP_RELEASE_H

#include "app/app.h"

struct release_wish {
	guint run;
	const char *who;
	const char *note;	/* "" for none */
};

/*
 * Verify the run's bundle, and that its layout was approved and not withdrawn since, on the proof set that is still
 * there as it was; then move the bundle to printing/ and note it of the run and of each of its pieces.
 * APP_ERROR_REFUSED tells what is against it.
 */
gboolean app_release(struct app *app, const struct release_wish *wish, GError **error);

struct run_happening {
	const char *at, *state, *who, *why;
};
/* What happened to a run since it was ready, oldest first. */
gboolean app_run_events(struct app *app, guint run, void (*each)(void *user, const struct run_happening *happening),
			void *user, GError **error);

#endif
