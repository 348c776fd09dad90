/* SPDX-License-Identifier: Apache-2.0 */
/* place: comuni, CAPs and foreign states loaded by `piego post load`. */
#ifndef PIEGO_REGISTRY_PLACE_H
#define PIEGO_REGISTRY_PLACE_H

#include "registry/registry.h"

struct comune_row {
	const char *name, *official, *province, *belfiore;
	gboolean ceased;
};
struct cap_row {
	const char *cap, *place, *province;
};
struct state_row {
	const char *name, *iso3;
};

/* Replace one whole table inside a transaction: clear, then add. */
enum place_table { PLACE_COMUNI, PLACE_CAPS, PLACE_STATES };
gboolean registry_place_clear(struct registry *registry, enum place_table table, GError **error);
gboolean registry_comune_add(struct registry *registry, const struct comune_row *row, GError **error);
gboolean registry_cap_add(struct registry *registry, const struct cap_row *row, GError **error);
gboolean registry_state_add(struct registry *registry, const struct state_row *row, GError **error);

/* All rows, in a fixed order. */
struct place_visitor {
	void (*comune)(struct place_visitor *visitor, const struct comune_row *row);
	void (*cap)(struct place_visitor *visitor, const struct cap_row *row);
	void (*state)(struct place_visitor *visitor, const struct state_row *row);
};
gboolean registry_place_each(struct registry *registry, struct place_visitor *visitor, GError **error);

#endif
