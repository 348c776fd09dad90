/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict: what a client says of a version of a layout, and to which proof set.
 */
#ifndef PIEGO_APP_VERDICT_H
#define PIEGO_APP_VERDICT_H

#include "app/app.h"

struct verdict_wish {
	const char *layout;	/* NAME@N or CLIENT/NAME@N */
	const char *who;
	const char *note;	/* never empty */
	const char *proof;	/* hash of the proof set that was looked at; NULL: the newest, whatever it is */
};

struct verdict_result {
	char *label;		/* CLIENT/NAME@N */
	guint proof;		/* number of the proof set, 0: none */
	char *superseded;	/* label of the version that was approved before, or NULL */
};
void verdict_result_clear(struct verdict_result *result);

/*
 * Live runs may use the version from now on; the one that was approved before is superseded.  Bound to the newest
 * finished proof set of this very version, whose files, and the version's own, are held against their hashes first.
 * APP_ERROR_REFUSED: nobody approves what he wrote, what nobody was shown, or by the hash of another proof set.
 */
gboolean app_layout_approve(struct app *app, const struct verdict_wish *wish, struct verdict_result *result,
			    GError **error);

/* Changes are requested of a version in review; bound to its proof set in the same way. */
gboolean app_layout_reject(struct app *app, const struct verdict_wish *wish, struct verdict_result *result,
			   GError **error);

/* No run may use the version any more; proof is not read. */
gboolean app_layout_withdraw(struct app *app, const struct verdict_wish *wish, struct verdict_result *result,
			     GError **error);

#endif
