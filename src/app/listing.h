/* SPDX-License-Identifier: Apache-2.0 */
/* listing: a posting list in the making, for the files of app/ that make it. */
#ifndef PIEGO_APP_LISTING_H
#define PIEGO_APP_LISTING_H

#include "app/inside.h"
#include "app/kept.h"
#include "app/posting.h"
#include "model/centre.h"
#include "model/exchange.h"
#include "model/postal.h"
#include "spool/posting.h"

struct listing {
	struct app *app;
	const struct posting_wish *wish;
	struct posting_made *made;	/* number, date and sums are there before any file is made */
	struct kept *kept;		/* the run's bundle, its pieces open */
	GArray *pallets;		/* of guint, by box: the pallet that it stands on */
	struct product *product;	/* as the run was made with it */
	struct postal *postal;		/* as the run was made with it, NULL: none */
	struct postal *agreed;		/* the client's as it is today, NULL: none */
	struct centre *centre;
	GPtrArray *rules;		/* of struct exchange: pieces.csv, pieces.json, and those wished for */
	day_t date;			/* of the posting */
	day_t received, made_on, printed;	/* when the data came, the run was ready, and printing ended */
	struct posting *posting;	/* where files are made */
};

/* Make the files that tell each piece, in one pass over them: by exchange rules, the .DU, and elenco.pdf. */
gboolean listing_pieces(struct listing *listing, GError **error);

/* Make distinta.pdf. */
gboolean listing_distinta(struct listing *listing, GError **error);

/* elenco.pdf, row by row. */
struct register_book;
struct register_book *register_book_open(const struct listing *listing, GError **error);
gboolean register_book_add(struct register_book *book, const struct piece *piece, const struct addressee *to, cents_t postage,
			   GError **error);
/* Ends it and adds it to the list; without done it is only freed. */
gboolean register_book_close(struct register_book *book, gboolean done, GError **error);

#endif
