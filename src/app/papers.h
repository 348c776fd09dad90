/* SPDX-License-Identifier: Apache-2.0 */
/*
 * papers: what is printed beside a run's letters, each kind a layout of layouts/carte (app/paper.h):
 *
 *   cards-0001.pdf     the avviso di ricevimento of each piece of print file 0001, in its order, where the product has one
 *   plichi-0001.pdf    the front of each piece's envelope, likewise
 *   stickers-0001.pdf  the label with each piece's registered number, likewise
 *   labels.pdf         a label for each box                        etichetta-scatola
 *   pallets.pdf        a label for each pallet                     etichetta-pallet
 *   cover.pdf          the sheet before the run                    copertina
 *   end.pdf            the sheet behind it                         chiusura
 *
 * Boxes come on pallets in their order; a pallet holds one area, and as many boxes as the centre's settings say.
 * A box's code is S, the run and the box, a pallet's P, the run and the pallet: S00004200112.
 */
#ifndef PIEGO_APP_PAPERS_H
#define PIEGO_APP_PAPERS_H

#include "app/making.h"
#include "spool/spool.h"

struct papers;

/* Compile the layouts that a setup's product needs, and fill each with an example, so that nothing but data can fail later.
 * The setup is lent, and outlives them. */
struct papers *papers_open(const struct setup *setup, GError **error);
void papers_close(struct papers *papers);
typedef struct papers papers_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(papers_t, papers_close)

/* Whether a record's card and envelope can be printed; what does not fit is a finding of the record. */
gboolean papers_check(struct papers *papers, const struct record *record, struct finding_sink *sink);

/* What is made beside the first print file and beside the run, as a shell has it: "cards-0001,labels,pallets,cover,end"; the
 * caller frees. */
char *papers_names(const struct papers *papers);

/* Make all of them into the bundle, from the piece list and the records that are there. */
gboolean papers_make(const struct making *making, struct bundle *bundle, GError **error);

#endif
