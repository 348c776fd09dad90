/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing, never more than half full. */
#include "intake/numberset.h"

#define EMPTY G_MAXUINT64
#define PLACES_AT_FIRST 1024u

struct numberset {
	guint64 *places;
	gsize mask;	/* one less than how many there are, a power of two */
	gsize count;
};

static guint64 *places_new(gsize count)
{
	guint64 *places = g_new(guint64, count);

	for (gsize i = 0; i < count; i++)
		places[i] = EMPTY;
	return places;
}

struct numberset *numberset_new(void)
{
	struct numberset *set = g_new0(struct numberset, 1);

	set->places = places_new(PLACES_AT_FIRST);
	set->mask = PLACES_AT_FIRST - 1;
	return set;
}

void numberset_free(struct numberset *set)
{
	if (set == NULL)
		return;
	g_free(set->places);
	g_free(set);
}

/* Where the number is, or is to go. */
static gsize find_place(const guint64 *places, gsize mask, guint64 number)
{
	gsize place = (gsize)(number * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> 20) & mask;

	while (places[place] != EMPTY && places[place] != number)
		place = (place + 1) & mask;
	return place;
}

static void grow(struct numberset *set)
{
	gsize count = (set->mask + 1) * 2;
	guint64 *places = places_new(count);

	for (gsize i = 0; i <= set->mask; i++) {
		if (set->places[i] != EMPTY)
			places[find_place(places, count - 1, set->places[i])] = set->places[i];
	}
	g_free(set->places);
	set->places = places;
	set->mask = count - 1;
}

gboolean numberset_add(struct numberset *set, guint64 number)
{
	gsize place = find_place(set->places, set->mask, number);

	if (set->places[place] == number)
		return FALSE;
	set->places[place] = number;
	if (++set->count > set->mask / 2)
		grow(set);
	return TRUE;
}
