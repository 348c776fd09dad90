/* SPDX-License-Identifier: Apache-2.0 */
/* reporting: what the files of reports share. */
#ifndef PIEGO_APP_REPORTING_H
#define PIEGO_APP_REPORTING_H

#include "app/inside.h"
#include "app/kept.h"
#include "app/reports.h"
#include "registry/run.h"
#include "registry/story.h"
#include "registry/totals.h"

/* Marked for the catalogue: whoever shows a report says them. */
#define N_(text) text

#define RUN_ROOM 16
/* "R000042"; "" for 0. */
const char *run_label(guint run, char room[RUN_ROOM]);

/* ---- runs ---- */

/* The row of a run that is there; its strings are in the chunk.  APP_ERROR_BUSY for one in the making. */
gboolean reporting_run(struct app *app, guint run, GStringChunk *strings, struct run_row *row, GError **error);

/* A run's groups of pieces (registry/totals.h), kept. */
struct cube {
	GArray *rows;		/* of struct totals_row */
	GStringChunk *strings;
};
void cube_init(struct cube *cube);
void cube_clear(struct cube *cube);
/* Adds those of a run. */
gboolean cube_add(struct cube *cube, struct app *app, guint run, GError **error);

/* Whether something is still to happen to it here. */
gboolean state_is_open(enum piece_state state);

/* Pieces of a cube that something holds for. */
struct heap {
	gint64 pieces, documents, sheets, pages, weight_mg, postage;
};
struct heap cube_heap(const struct cube *cube, gboolean (*holds)(const struct totals_row *row));
gboolean row_any(const struct totals_row *row);
gboolean row_open(const struct totals_row *row);
gboolean row_good(const struct totals_row *row);
gboolean row_printed(const struct totals_row *row);
gboolean row_listed(const struct totals_row *row);
gboolean row_pulled(const struct totals_row *row);
gboolean row_spoiled(const struct totals_row *row);	/* whether or not made again */
gboolean row_again(const struct totals_row *row);	/* made again */

/* The run and all that make its pieces again: of struct family_row. */
GArray *reporting_family(struct app *app, guint run, GError **error);

/* ---- tables that several reports have ---- */

/* A table of what happened: begin it once, with what became of the run's layout until the run was made, then add each. */
void story_table(struct app *app, const struct run_row *run, struct report *report);
void story_add(struct report *report, const struct happening *happening);

/* A table of posting lists with its sum. */
gboolean lists_table(struct app *app, struct report *report, const struct list_query *query, GError **error);

/* ---- what a bundle tells ---- */

/* Tables of the records left out, by their first reason, and of all findings. */
gboolean bundle_findings(const struct kept *kept, struct report *report, GError **error);

/* A record of a piece. */
struct data_row {
	guint record;
	guint row;		/* in the client's file, 0: in none, a seed */
};
/* Those of a piece, of struct data_row, by its line of the piece list, which must say what the registry does. */
GArray *bundle_records(const struct kept *kept, const struct found_piece *found, GError **error);

/* A table of the findings of some records. */
gboolean bundle_findings_of(const struct kept *kept, const GArray *rows, struct report *report, GError **error);

#endif
