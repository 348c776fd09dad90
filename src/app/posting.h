/* SPDX-License-Identifier: Apache-2.0 */
/*
 * posting: what was inserted is handed to the post: a posting list of exactly those pieces, D000001, with the post's money for
 * each, in a folder of its own.
 *
 *   distinta.pdf   pieces, weight and postage by product, area and weight bracket, to be signed
 *   elenco.pdf     each registered piece with its number; none where no piece has one
 *   *.DU           the post's electronic list of unregistered mail, for a client whose settings have it
 *   pieces.csv, pieces.json     the pieces by the exchange rules carrier-csv and carrier-json
 *   list.json      what the files are
 */
#ifndef PIEGO_APP_POSTING_H
#define PIEGO_APP_POSTING_H

#include "app/app.h"
#include "base/number.h"

struct posting_wish {
	guint run;
	const char *who;
	const char *date;		/* of the posting, as people write it; NULL: as it was set for the run, or today */
	const char *const *rules;	/* exchange rules of lists wanted besides, NULL-terminated */
	enum app_effect effect;
	struct progress *progress;	/* NULL: silent */
};

/* Pieces that cost the same. */
struct posting_sum {
	char *product, *area, *bracket;
	char *title;			/* of the product, as people call it */
	guint pieces, sheets;
	gint64 weight_mg;
	cents_t each;
};

struct posting_made {
	guint list;			/* its number */
	char *folder;			/* NULL: nothing was made */
	char *date;			/* ISO 8601 */
	char *electronic;		/* name of the .DU, NULL: there is none */
	GArray *sums;			/* of struct posting_sum, by product, area and bracket */
	guint pieces, sheets;
	gint64 weight_mg;
	cents_t postage;
};

/*
 * Put what is inserted and on no list on one.  APP_ERROR_REFUSED: the run is not being printed, nothing of it is inserted, a
 * piece has no price on that day.  Exit code 3 when pieces have changed meanwhile.  Then nothing has changed.
 */
gboolean app_post_list(struct app *app, const struct posting_wish *wish, struct posting_made *made, GError **error);
void posting_made_clear(struct posting_made *made);

struct posting_line {
	guint list, run;
	const char *client, *job, *title;
	const char *date, *at, *who;
	guint pieces;
	cents_t postage;
	const char *folder;
};
/* All lists, oldest first (run 0), or those of one run; strings live during the call. */
gboolean app_postings_each(struct app *app, guint run, void (*each)(void *user, const struct posting_line *line), void *user,
			   GError **error);

#endif
