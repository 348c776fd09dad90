/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reprint: spoiled pieces made again, by a run of their own that begins from the bundle of the one that they are of:
 * exactly these pieces, with new codes and a sequence of their own, and the registered number that each had.  The codes
 * on the spoiled sheets are void from the moment in which the new run is ready.
 */
#ifndef PIEGO_APP_REPRINT_H
#define PIEGO_APP_REPRINT_H

#include "app/app.h"

struct reprint_wish {
	guint run;			/* a run that was released */
	const char *const *pieces;	/* NULL-terminated, as in app/moves.h; none: all that are spoiled */
	const char *who;
	const char *agreed;		/* the second person, NULL: nobody */
	const char *note;		/* "" for none */
	struct run_options options;
};

/*
 * Make them, or with APP_LOOK go as far as the plan and change nothing.  APP_ERROR_REFUSED, with nothing changed: for a
 * piece that is not spoiled or that another run makes again, for a layout that was withdrawn, and where more of the
 * order's pieces would be made again than one person may have (model/centre.h) and nobody else agrees.
 */
gboolean app_reprint(struct app *app, const struct reprint_wish *wish, enum app_effect effect, struct run_result *result,
		     GError **error);

#endif
