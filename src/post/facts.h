/* SPDX-License-Identifier: Apache-2.0 */
/*
 * facts: what is known of Italian CAPs, provinces and foreign states without any loaded table.
 *
 * State of facts: CAPs as of 2023, provinces as of 2025-01-01 (107 sigle; Sardinia's reform brings provinces back
 * step by step: see obsolete_province).  They change by decree a few times a decade; the tables stand alone in
 * facts.c so that a change is a change of rows.
 */
#ifndef PIEGO_POST_FACTS_H
#define PIEGO_POST_FACTS_H

#include <glib.h>

struct province_fact {
	const char *sigla;
	const char *name;	/* folded (post/fold.h) */
	const char *capital;	/* official name, capitals */
	const char *cap;	/* the capital's one CAP, "" where it has postal zones */
};

/* A city with one CAP a zone.  The generic CAP is the one it had before, no longer in use. */
struct zone_fact {
	const char *city;	/* folded */
	const char *sigla;
	const char *first, *last;
	const char *generic;
};

/* A province that is no more. */
struct obsolete_province {
	const char *sigla;
	const char *now;
	gboolean whole;		/* all its comuni went to `now`; otherwise most */
};

struct state_fact {
	const char *name;	/* Italian, capitals: what is printed */
	const char *english;
	const char *iso2, *iso3;
	const char *other;	/* one more name in use, "" for none */
};

/* Each lends a row, or NULL. */
const struct province_fact *province_fact_find(const char *sigla);
const struct province_fact *province_fact_by_name(const char *folded);
const struct obsolete_province *obsolete_province_find(const char *sigla);
const struct zone_fact *zone_fact_find(const char *folded_city, const char *sigla);

/* The zoned city to which a generic CAP that is no longer in use belonged, or NULL. */
const struct zone_fact *zone_fact_by_generic(const char *cap);

/* Rows, for tables that take them all in. */
const struct province_fact *province_facts(guint *count);
const struct state_fact *state_facts(guint *count);

/* Whether the CAP is five digits, its third digit one that is used (0, 1, 5, 8, 9), and, where it ends in 100 or
 * 900 after its region's two digits, one of the 61 generic ones still in use. */
gboolean cap_in_use(const char *cap);

/* Whether a CAP that a list gives for a place is one of today: in use, inside the range of a city with zones, and there
 * no round one (20130 was for boxes and firms of Milano), and elsewhere none of a kind that only those cities have. */
gboolean cap_is_current(const char *cap, const char *folded_place, const char *sigla);

/* Sigle of the provinces whose CAPs begin with the CAP's first two digits, blank-separated, most places first; ""
 * for a beginning that no CAP has.  cap must be digits. */
const char *cap_provinces(const char *cap);

/* Whether the sigla is among cap_provinces(cap). */
gboolean cap_may_be_in(const char *cap, const char *sigla);

/* San Marino (47890-47899) and the Vatican (00120): abroad by law, Italian by CAP. */
gboolean cap_is_enclave(const char *cap);

#endif
