/* SPDX-License-Identifier: Apache-2.0 */
/*
 * app: one function per wish of a user.  Here the stages meet, transactions are opened, and what happens after a
 * failure is decided.  Nothing here prints: results are returned, progress is told to a callback.
 */
#ifndef PIEGO_APP_APP_H
#define PIEGO_APP_APP_H

#include "model/finding.h"
#include "model/job.h"
#include "model/piece.h"

#define APP_ERROR (g_quark_from_static_string("piego-app"))
enum app_error {
	APP_ERROR_USAGE,	/* exit code 2 */
	APP_ERROR_BUSY,		/* 3 */
	APP_ERROR_REFUSED,	/* 4: data or configuration */
	APP_ERROR_SYSTEM,	/* 5 */
};

/* The exit code of an error, of whatever domain it is. */
int app_exit_code(const GError *error);

/* Whether a wish is carried out, or only looked into (--dry-run). */
enum app_effect { APP_DO, APP_LOOK };

/* Long work tells how far it is; total 0: not known. */
struct progress {
	void (*tell)(struct progress *progress, const char *what, guint64 done, guint64 total);
};

/* ---- the data root ---- */

struct app;

/* Make a data root; doing it again is harmless. */
gboolean app_init(const char *root, GError **error);

/*
 * Open a data root and put right what a crash may have left: unfinished work is removed, its run numbers go back,
 * and a bundle that was committed but not registered is registered now.
 */
struct app *app_open(const char *root, GError **error);
void app_close(struct app *app);
typedef struct app app_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(app_t, app_close)

/* ---- piego run, piego job check ---- */

struct run_options {
	guint workers;	/* at least 1 */
	struct progress *progress;	/* NULL: silent */
};

/* What a run or check has found and made. */
struct run_totals {
	guint records;		/* in the data file, left-out ones included */
	guint left_out;
	guint seeds;
	guint findings[3];	/* by severity */
	guint codes[FINDING_CODES];	/* findings by code */
	guint pieces, documents, by_hand;
	guint sheets, pages, files, boxes;
	gint64 weight_mg;
	guint areas[5];		/* pieces by destination area, in the order of post_area */
	guint grades[4];	/* records by address grade */
};

struct run_result {
	guint run;		/* 0: nothing was made (a check) */
	guint of;		/* the run whose spoiled pieces are made again, 0: it is made from data */
	char *bundle;		/* the bundle's folder, NULL after a check */
	char *job, *layout;
	char *papers;		/* names of what goes beside them (app/papers.h) */
	gboolean formats[JOB_FORMATS];	/* of the print files */
	struct run_totals totals;
};

/* The main job: data file to committed, registered bundle. */
gboolean app_run(struct app *app, const char *job_path, const struct run_options *options, struct run_result *result,
		 GError **error);

/* A job being prepared may use a layout that is not stored yet, or not approved; a run may not. */
enum check_what { CHECK_JOB, CHECK_RUN };

/*
 * Everything up to the plan, changing nothing.  With app the loaded comuni and CAPs are used; NULL, for a job only:
 * the built-in rules alone.  report, when given, is a file to be made with all findings.
 */
gboolean app_job_check(struct app *app, const char *job_path, enum check_what what, const struct run_options *options,
		       const char *report, struct run_result *result, GError **error);
void run_result_clear(struct run_result *result);

/* ---- piego proof ---- */

enum proof_names { PROOF_NAMES_SHOWN, PROOF_NAMES_MASKED };

struct proof_wish {
	const char *job_path;
	const char *layout;	/* NAME@N in the place of the job's, or NULL: the newest that is stored */
	const char *who;	/* makes it */
	guint random;		/* records added at random */
	guint dpi;		/* of the pictures */
	enum proof_names names;
	struct run_options options;
};

#define PROOF_RANDOM 5
#define PROOF_DPI 110
#define PROOF_DPI_LEAST 20
#define PROOF_DPI_MOST 600

/* A condition of the layout, and how many records of the data met it and did not. */
struct proof_branch {
	guint line;
	char *text;
	guint met, unmet;
};

struct proof_result {
	guint number;
	char *folder;		/* of its files */
	char *hash;
	char *job, *layout;
	guint records, left_out;	/* in the data */
	guint letters, pages;		/* in the proof */
	GArray *branches;	/* of struct proof_branch */
	guint unreached;	/* outcomes of branches that no record comes to */
};

/* The records that prove a stored version of a layout against the job's data, composed: registered, and never to be
 * released. */
gboolean app_proof(struct app *app, const struct proof_wish *wish, struct proof_result *result, GError **error);
void proof_result_clear(struct proof_result *result);

/* ---- lists ---- */

struct run_line {
	guint run;
	const char *state;
	const char *client, *job, *title, *layout;
	guint records, left_out, pieces, sheets, pages, files, findings;
	guint of;		/* the run whose spoiled pieces it makes again, 0: it is made from data */
	const char *began, *committed;
	/* only for one run */
	guint states[PIECE_STATES];	/* pieces by state */
	const char *posting_date;	/* ISO 8601, "" for none */
};

/* All runs, oldest first (run 0), or one; an unknown number is APP_ERROR_REFUSED. */
gboolean app_runs_each(struct app *app, guint run, void (*each)(void *user, const struct run_line *line), void *user,
		       GError **error);

/* ---- piego layout check ---- */

struct layout_summary {
	char *name, *hash;
	guint fields, groups, pages;	/* pages of the example letter */
};

/* Compile a layout and compose its example; every mistake is in the error, one a line. */
gboolean app_layout_check(const char *path, struct layout_summary *summary, GError **error);
void layout_summary_clear(struct layout_summary *summary);

/* ---- piego post load ---- */

struct places_loaded {
	guint comuni, caps, states, passed_over;
};
/* Each kind of table found in the files replaces what was loaded of it, all in one transaction. */
gboolean app_places_load(struct app *app, const char *const *paths, enum app_effect effect,
			 struct places_loaded *loaded, GError **error);

/* ---- piego check ---- */

struct check_result {
	guint bundles, good, corrupt;
	guint missing;		/* registered, but the bundle is nowhere */
	guint layouts, damaged;	/* stored layouts and proof sets; those that are not what was made */
	guint lists, bad_lists;	/* posting lists; those that are not */
};
/* Verify every bundle against its ticket and the registry; a corrupt one is moved aside.  Verify stored layouts,
 * proof sets and posting lists.  fault is called for each, in plain words; run 0: it is none of a run. */
gboolean app_check(struct app *app, enum app_effect effect,
		   void (*fault)(void *user, guint run, const char *text), void *user, struct check_result *result,
		   GError **error);

/* ---- piego omr decode ---- */

struct omr_sheet {
	guint page;
	const char *marks;	/* "1100101", "" when none were found */
	const char *code_39, *control;
};
struct omr_visitor {
	void (*sheet)(struct omr_visitor *visitor, const struct omr_sheet *sheet);
	void (*fault)(struct omr_visitor *visitor, guint page, const char *code, const char *text);
};
struct omr_wish {
	const char *pdf;
	const char *inserter;	/* name of its profile */
	guint dpi;
	guint step;		/* 1 reads every page, 2 every other one (duplex: fronts only) */
	guint64 sheets;		/* how many there should be, 0: not known */
	gboolean by_hand;	/* a file made up by hand: control codes only */
};

/* Read a print file back from pixels, sheet by sheet, and follow the run's logic; faults gets how many broke it. */
gboolean app_omr_decode(const struct omr_wish *wish, struct omr_visitor *visitor, guint *faults, GError **error);

#endif
