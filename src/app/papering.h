/* SPDX-License-Identifier: Apache-2.0 */
/* papering: what the files that make a run's papers share.  Nobody else includes this. */
#ifndef PIEGO_APP_PAPERING_H
#define PIEGO_APP_PAPERING_H

#include "app/paper.h"
#include "app/papers.h"
#include "model/centre.h"
#include "model/postal.h"

struct papers {
	const struct setup *setup;
	struct centre *centre;
	const struct postal *postal;	/* the setup's; NULL: the client has none */
	struct paper *card, *plico, *label;	/* NULL: the product has none */
	struct paper *box, *pallet, *cover, *end;
};

/* ---- the piece list, added up ---- */

struct tally_box {
	guint number;		/* of the box, 1 first */
	guint pallet;		/* 1 first */
	guint area;		/* enum post_area */
	guint first, last;	/* pieces */
	guint pieces;
	gint64 weight_mg;
	char cap_from[6], cap_to[6];	/* "": no CAP of Italy */
};

/* Pieces of one area and weight bracket. */
struct tally_bracket {
	guint pieces;
	gint64 weight_mg;
};

#define TALLY_AREAS 5

struct tally {
	GArray *boxes;		/* of struct tally_box */
	GArray *files;		/* of guint64: where the lines of each print file begin in the piece list */
	guint pallets;
	struct palleting palleting;
	guint n_brackets;	/* those of the product, and one for pieces beyond them */
	struct tally_bracket *brackets;		/* area after area, n_brackets each */
	char *last;		/* control code of the last piece */
};

gboolean tally_take(struct tally *tally, const struct making *making, const struct centre *centre, GError **error);
void tally_clear(struct tally *tally);

/* ---- words ---- */

/* Milligrams as "15,60 g", and from a kilogram on as "7,84 kg". */
#define WEIGHT_ROOM 64
void weight_write(gint64 weight_mg, char out[WEIGHT_ROOM]);

/* Centre, client, title, run and product: what every paper may print. */
void papers_fill_run(const struct papers *papers, struct paper *paper, guint run);

/* ---- the kinds ---- */

/* A file of the bundle in the making, and its end: added to the bundle when all went well so far. */
struct device *papers_device(const struct papers *papers, const char *path, GError **error);

/* The example piece fits the layouts of cards and envelopes. */
gboolean cards_try(const struct papers *papers, GError **error);
/* cards-0001.pdf, plichi-0001.pdf and stickers-0001.pdf, by workers. */
gboolean cards_make(const struct making *making, const struct tally *tally, struct bundle *bundle, GError **error);

/* labels.pdf, pallets.pdf, cover.pdf, end.pdf. */
gboolean labels_make(const struct making *making, const struct tally *tally, struct bundle *bundle, GError **error);

#endif
