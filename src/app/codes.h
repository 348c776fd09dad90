/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes: what the post reads on pieces, made of the product, the client's settings and a piece's number, registered, area and
 * cap; nothing else of a struct piece is read here.
 */
#ifndef PIEGO_APP_CODES_H
#define PIEGO_APP_CODES_H

#include "app/setup.h"
#include "model/postal.h"
#include "post/datamatrix72.h"
#include "post/registered.h"

/* Whether the Data Matrix that the product and the client's settings make together is good; TRUE where there is none.
 * APP_ERROR_REFUSED says what is wrong. */
gboolean codes_check(const struct setup *setup, GError **error);

/* The 72 characters of a piece's Data Matrix; FALSE for a client or product without one, and for a piece that goes abroad or
 * has no CAP of five digits.  postal may be NULL. */
gboolean codes_matrix(const struct postal *postal, const struct product *product, const struct piece *piece,
		      char out[UNICO_LENGTH + 1]);

/* Room for what struct compose_codes points to. */
struct code_room {
	char registered[REGISTERED_ROOM], shown[REGISTERED_PRINT_ROOM];
	char matrix[UNICO_LENGTH + 1];
};

struct compose_codes codes_of_piece(const struct setup *setup, const struct piece *piece, struct code_room *room);

/* What a proof shows: bars of the number 0, which nobody is given, and "FAC SIMILE" beneath them. */
struct compose_codes codes_specimen(const struct setup *setup, const struct addressee *to, struct code_room *room);

#endif
