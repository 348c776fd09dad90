/* SPDX-License-Identifier: Apache-2.0 */
/* Keys are made of folded text, so that spelling does not tell two of them apart. */
#include <string.h>

#include "post/address.h"
#include "post/fold.h"

/* Digits a house number is filled up to, so that 9 comes before 10. */
enum { NUMBER_DIGITS = 6 };

const char *post_street_key(const struct addressee *to, struct arena *arena)
{
	char key[2 * FOLD_ROOM + NUMBER_DIGITS];
	gsize used = fold_words(key, to->street);
	char number[FOLD_ROOM];
	gsize length = fold_words(number, to->number);
	gsize digits = strspn(number, "0123456789");

	key[used++] = ' ';
	for (; digits < NUMBER_DIGITS; digits++)
		key[used++] = '0';
	memcpy(key + used, number, length);
	return arena_strndup(arena, key, used + length);
}

const char *post_household_key(const struct addressee *to, struct arena *arena)
{
	const char *const parts[] = { to->name, to->name2, to->extra, to->street, to->number, to->cap, to->city,
				      to->country };
	char key[G_N_ELEMENTS(parts) * (FOLD_ROOM + 1)];
	gsize used = 0;

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		used += fold_name(key + used, parts[i]);
		key[used++] = '|';
	}
	return arena_strndup(arena, key, used);
}
