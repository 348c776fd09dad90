/* SPDX-License-Identifier: Apache-2.0 */
/* Destination areas of bulk mail: DM 21-10-2010, art. 5.  The rule is of 2010; the post's current tariff prevails. */
#include <string.h>

#include "post/address.h"

/* First three digits of the CAPs of Roma, Torino, Genova, Milano, Venezia, Bologna, Firenze, Bari and Napoli. */
static const char metropolitan[][4] = { "001", "101", "161", "201", "301", "401", "501", "701", "801" };

const char *post_area_name(enum post_area area)
{
	static const char *const names[] = { "AM", "CP", "EU", "abroad", "none" };

	return names[area];
}

enum post_area post_area(const struct addressee *to)
{
	if (*to->country != '\0')
		return AREA_ABROAD;
	if (strlen(to->cap) != 5 || strspn(to->cap, "0123456789") != 5)
		return AREA_NONE;
	for (guint i = 0; i < G_N_ELEMENTS(metropolitan); i++) {
		if (memcmp(to->cap, metropolitan[i], 3) == 0)
			return AREA_AM;
	}
	switch (to->cap[2]) {
	case '1': case '9':
		return AREA_CP;
	case '0': case '5': case '8':
		return AREA_EU;
	default:
		return AREA_NONE;
	}
}
