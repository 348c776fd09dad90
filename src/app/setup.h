/* SPDX-License-Identifier: Apache-2.0 */
/*
 * setup: a job file with all it names found, read and compiled: what a run starts from.
 */
#ifndef PIEGO_APP_SETUP_H
#define PIEGO_APP_SETUP_H

#include "compose/compose.h"
#include "intake/intake.h"
#include "model/job.h"
#include "plan/plan.h"

struct setup {
	struct job *job;
	char *data_path, *seeds_path;
	char *data_hash, *job_hash;	/* SHA-256, lower-case hex */
	char *layout_label;		/* name@version */
	struct typesetter *typesetter;
	struct layout *layout;
	const struct dictionary *dictionary;
	struct intake_profile *profile;
	struct envelope *envelope;
	struct stock *stock;
	struct product *product;
	struct inserter *inserter;
	struct insert **inserts;
	guint n_inserts;
	struct plan_rules rules;
};
typedef struct setup setup_t;

/* Read and compile all of it, and compose the layout's example letter with the job's envelope and inserter: what
 * the example already spoils is refused here, with page and millimetres. */
struct setup *setup_open(const char *job_path, GError **error);
void setup_free(struct setup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(setup_t, setup_free)

/* What a composer of this setup works by. */
struct compose_plan setup_compose_plan(const struct setup *setup, guint run);

/* The folder that holds layouts/, profiles/ and fonts/: PIEGO_SHARE, or the one the program was built in, or the
 * current one; the caller frees. */
char *share_folder(void);

/* profiles/KIND/NAME.KIND of the share folder: its text, and its path for messages. */
char *share_profile(const char *kind, const char *name, char **path, GError **error);

#endif
