/* SPDX-License-Identifier: Apache-2.0 */
/*
 * distinta: the Distinta Unica, the electronic posting list of unregistered mail (PRS.ALSER.STA.4, v9 of June 2021): UTF-8, lines
 * that end in CR LF, fields parted by "|": one line of 15 fields about the posting, then one of 40 for each piece.
 *
 * Registered mail has an electronic list of its own (PRS.ALSER.STA.6), whose form is not public: this is not it.
 */
#ifndef PIEGO_POST_DISTINTA_H
#define PIEGO_POST_DISTINTA_H

#include "base/date.h"
#include "model/addressee.h"
#include "model/postal.h"

/* Files of one booking are told apart by two digits. */
#define DISTINTA_PROGRESSIVE_MOST 99

/* The file's name up to the progressive number, "NPSO_G_DU_ID30012345_1234567_"; the caller frees. */
char *distinta_stem(const struct postal_distinta *distinta);

/* The whole name: "NPSO_G_DU_ID30012345_1234567_01_ACQ.DU"; the caller frees. */
char *distinta_name(const struct postal_distinta *distinta, guint progressive);

/* The progressive number of a file's name that begins with stem, 0 for any other name. */
guint distinta_progressive(const char *stem, const char *name);

struct distinta_head {
	day_t received;		/* when the client's data came */
	day_t printed;		/* when printing ended */
	day_t posted;
	guint pieces;
};

/* Strings are never NULL, "" for none. */
struct distinta_piece {
	const char *matrix;		/* the 72 characters of its Data Matrix */
	const struct addressee *to;
	const char *homologation;	/* of the product: DCOOS2065 */
	const char *pallet, *box;	/* their ids, as on the labels */
};

/* Append the line with its end.  A "|" or a control character in a text becomes a blank: a line is always of its fields. */
void distinta_write_head(const struct postal_distinta *distinta, const struct distinta_head *head, GString *out);
void distinta_write_piece(const struct postal_distinta *distinta, const struct distinta_piece *piece, GString *out);

#endif
