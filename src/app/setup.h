/* SPDX-License-Identifier: Apache-2.0 */
/*
 * setup: a job file with all it names found, read and compiled: what a run starts from.
 */
#ifndef PIEGO_APP_SETUP_H
#define PIEGO_APP_SETUP_H

#include "app/app.h"
#include "compose/compose.h"
#include "intake/intake.h"
#include "model/exchange.h"
#include "model/job.h"
#include "model/postal.h"
#include "plan/plan.h"

struct kept;

struct setup {
	struct job *job;
	char *data_path, *seeds_path;
	char *data_hash, *job_hash;	/* SHA-256, lower-case hex */
	char *layout_label;		/* NAME@N, or NAME for a file that is not stored */
	struct typesetter *typesetter;
	struct layout *layout;
	guint version;			/* its row in the registry, 0: a file that is not stored */
	const struct dictionary *dictionary;
	struct intake_profile *profile;
	struct rate_table *rate;	/* NULL: the job asks for no interest */
	const char *rate_text;
	struct filling *filling;	/* what the job has reckoned */
	struct envelope *envelope;
	struct stock *stock_first, *stock;
	struct media media_first, media;	/* the stocks as devices know them */
	struct product *product;
	struct postal *postal;		/* NULL: nothing is agreed with the client */
	struct inserter *inserter;
	struct exchange *control, *results;	/* of the inserter's files; NULL: it has none */
	struct press *press;
	struct insert **inserts;
	guint n_inserts;
	struct plan_rules rules;
	struct papers *papers;		/* NULL in a setup for copies */
	GArray *kept;			/* of struct setup_text, in the order in which they were read */
	const struct kept *of;		/* lent: the run it was opened from; NULL: a job file */
};
typedef struct setup setup_t;

/* A job or profile that a setup was made of, as the run's bundle keeps it: copies, and pieces made again, need nothing
 * of a later day. */
struct setup_text {
	char *name;	/* in the bundle: "envelope.profile" */
	char *text;
};

/* What a setup is for decides which layouts may be used. */
enum setup_purpose {
	SETUP_LIVE,	/* an approved version */
	SETUP_PROOF,	/* any stored version: the one named, or the newest */
	SETUP_CHECK,	/* as a proof; a layout that is not stored is taken from beside the job or from layouts/ */
};

struct setup_wish {
	const char *job_path;
	const char *layout;		/* NAME@N in the place of the job's, or NULL */
	enum setup_purpose purpose;
};

/* Read and compile all of it, and compose the layout's example letter with the job's envelope and inserter: what
 * the example already spoils is refused here, with page and millimetres.  app may be NULL for SETUP_CHECK. */
struct setup *setup_open(struct app *app, const struct setup_wish *wish, GError **error);

/* What a setup from a bundle is for decides which layouts may be used. */
enum setup_kept {
	SETUP_COPY,	/* the version that the run was made with, whatever has become of it */
	SETUP_AGAIN,	/* only one that may still be printed: not withdrawn */
};

/*
 * The setup that a run was made with, from the run's bundle and the stored layout alone.  It has no data: data_path,
 * seeds_path and profile are NULL, data_hash is the run's.  kept is lent.
 */
struct setup *setup_open_kept(struct app *app, const struct kept *kept, enum setup_kept purpose, GError **error);

void setup_free(struct setup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(setup_t, setup_free)

/* Where a job's layout is that is not stored, or not yet: NAME.xml beside the job, in folder, or among the centre's layouts;
 * the caller frees. */
char *setup_layout_file(const struct job *job, const char *folder);

/* What a composer of this setup works by. */
struct compose_plan setup_compose_plan(const struct setup *setup, guint run);

/* The folder that holds layouts/, profiles/ and fonts/: PIEGO_SHARE, or the one the program was built in, or the
 * current one; the caller frees. */
char *share_folder(void);

/* profiles/KIND/NAME.KIND of the share folder: its text, and its path for messages. */
char *share_profile(const char *kind, const char *name, char **path, GError **error);

/* Whether there is such a profile, for kinds that need not be there. */
gboolean share_has_profile(const char *kind, const char *name);

/* The same of a table, profiles/KIND/NAME.csv. */
char *share_table(const char *kind, const char *name, char **path, GError **error);

/* The same of the centre's own settings, profiles/NAME.profile. */
char *share_settings(const char *name, char **path, GError **error);

#endif
