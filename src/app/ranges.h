/* SPDX-License-Identifier: Apache-2.0 */
/* ranges: the registered numbers that the post has given the centre's clients. */
#ifndef PIEGO_APP_RANGES_H
#define PIEGO_APP_RANGES_H

#include "app/app.h"
#include "post/registered.h"

struct range_wish {
	const char *client, *product, *who;
	const char *from, *to;	/* as keyed: 11 digits, or 8 of S10, without the check digit */
};

struct range_line {
	const char *client, *product;
	/* As people read them, with their check digits; next is "" when the range is used up. */
	char from[REGISTERED_PRINT_ROOM], to[REGISTERED_PRINT_ROOM], next[REGISTERED_PRINT_ROOM];
	guint64 left;
	guint64 left_in_all;	/* in all ranges of this client and product */
	gboolean few;		/* left_in_all is less than the product's file wants to be told of */
	const char *added, *who;
};

/* Whose bodies a product's are: two products with the same letters, or both domestic, draw on the same numbers.  The caller
 * frees. */
char *range_series(const struct product_number *number);

/* Add a range for good, and tell it as it is now; line's strings are the wish's but for added, which is NULL.
 * APP_ERROR_REFUSED for a product that prints no numbers, APP_ERROR_USAGE for what is no number; the registry tells
 * of overlap, disorder and a client it does not know. */
gboolean app_range_add(struct app *app, const struct range_wish *wish, struct range_line *line, GError **error);

/* By client and product, each pair's oldest range first; strings live during the call. */
gboolean app_ranges_each(struct app *app, void (*each)(void *user, const struct range_line *line), void *user,
			 GError **error);

#endif
