/* SPDX-License-Identifier: Apache-2.0 */
/* places: how the rest of the layer asks a gazetteer.  Every find lends; names asked for are folded (post/fold.h). */
#ifndef PIEGO_POST_PLACES_H
#define PIEGO_POST_PLACES_H

#include "post/gazetteer.h"

/* A name of a comune; chained with the other comuni of that name. */
struct comune {
	struct comune *next;
	const char *name, *official;
	char sigla[4];
	char belfiore[5];
	gboolean ceased;
};

/* A CAP in use in a place; chained with the other places of that CAP, and with the other CAPs of that place. */
struct cap_use {
	const struct cap_use *next_place;	/* same CAP */
	const struct cap_use *next_cap;		/* same place name */
	const char *place;			/* folded */
	char cap[6];
	char sigla[4];
};

/* Whether a table of comuni, of CAPs has been loaded: only then does a missing name say something. */
gboolean gazetteer_has_comuni(const struct gazetteer *gazetteer);
gboolean gazetteer_has_caps(const struct gazetteer *gazetteer);

/* The comuni that have or had this name, NULL for none. */
const struct comune *gazetteer_comuni(const struct gazetteer *gazetteer, const char *folded);

/* The comune that exists today under a cadastral code, NULL for none. */
const struct comune *gazetteer_present(const struct gazetteer *gazetteer, const char *belfiore);

/* The places of a CAP; the CAPs of a place. */
const struct cap_use *gazetteer_places_of(const struct gazetteer *gazetteer, const char *cap);
const struct cap_use *gazetteer_caps_of(const struct gazetteer *gazetteer, const char *folded);

/* The Italian name of a state, in capitals, by any of its names or codes; NULL when unknown.  "ITALIA" for Italy. */
const char *gazetteer_state(const struct gazetteer *gazetteer, const char *folded);

#endif
