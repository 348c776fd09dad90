/* SPDX-License-Identifier: Apache-2.0 */
/* demo: the clients of sample jobs made known to a data root, with their layouts approved by made-up persons. */
#ifndef PIEGO_APP_DEMO_H
#define PIEGO_APP_DEMO_H

#include "app/app.h"

struct demo_visitor {
	/* A layout that is approved now, or that was before. */
	void (*approved)(struct demo_visitor *visitor, const char *label);
	/* A job whose data file is not there: its layout is stored, a draft. */
	void (*without_data)(struct demo_visitor *visitor, const char *job, const char *label);
};

/*
 * For each job.ini in a folder of folder: store its layout, make a small proof set of the job's data and approve it, and give
 * its client made-up numbers where its product is numbered.
 * Doing it again is harmless: what is approved and has not changed stays as it is.  APP_ERROR_REFUSED in a data root
 * that is used for something else, or this would be a way round every approval.
 */
gboolean app_demo(struct app *app, const char *folder, const struct run_options *options,
		  struct demo_visitor *visitor, GError **error);

#endif
