/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gazetteer: the comuni, provinces and CAPs the post knows, in memory for one run.
 *
 * Without a loaded table it holds the built-in rules only: provinces, zoned cities with their CAP ranges, the
 * generic CAPs still in use, first digits.  With a table, a comune is found by name (any spelling without
 * accents, apostrophes and case), ceased and other-language names included.
 */
#ifndef PIEGO_POST_GAZETTEER_H
#define PIEGO_POST_GAZETTEER_H

#include <glib.h>

/* A name under which a comune is or was known.  Rows of the registry's gazetteer table. */
struct comune_name {
	const char *name;	/* as the post writes it: "FORLI'" or "FORLÌ" alike */
	const char *official;	/* the comune's present name where this one is old or foreign, else the same */
	const char *province;	/* sigla */
	const char *belfiore;	/* cadastral code */
	gboolean ceased;
};

/* A CAP in use in a place.  Rows of the registry's CAP table. */
struct cap_place {
	const char *cap;
	const char *place;
	const char *province;
};

struct gazetteer;

struct gazetteer *gazetteer_new(void);
void gazetteer_free(struct gazetteer *gazetteer);

/* Strings are copied. */
void gazetteer_add_comune(struct gazetteer *gazetteer, const struct comune_name *comune);
void gazetteer_add_cap(struct gazetteer *gazetteer, const struct cap_place *place);

/*
 * Read one open-data file (ANPR's archive of comuni, ANPR's foreign states, GeoNames' CAPs; told apart by its
 * header line) and call back for every row; CAPs not in use (abolished generic ones and zones) are passed over
 * and counted.  For `piego post load`.
 */
struct gazetteer_reader {
	void (*comune)(struct gazetteer_reader *reader, const struct comune_name *comune);
	void (*cap)(struct gazetteer_reader *reader, const struct cap_place *place);
	void (*state)(struct gazetteer_reader *reader, const char *name, const char *iso3);
	guint rows, passed_over;
};
#define GAZETTEER_ERROR (g_quark_from_static_string("piego-gazetteer"))
enum gazetteer_error { GAZETTEER_ERROR_READ, GAZETTEER_ERROR_FORM };
gboolean gazetteer_read_file(const char *path, struct gazetteer_reader *reader, GError **error);

void gazetteer_add_state(struct gazetteer *gazetteer, const char *name, const char *iso3);

#endif
