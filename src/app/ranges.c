/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ranges.h"

#include "app/inside.h"
#include "app/prices.h"
#include "app/versions.h"
#include "registry/number.h"

#include <string.h>

#define DOMESTIC "domestic"

/* ---- series ---- */

char *range_series(const struct product_number *number)
{
	return number->scheme == NUMBER_DOMESTIC ? g_strdup(DOMESTIC) :
						   g_strdup_printf("%s %s", number->service, number->country);
}

/* A body of a series as people read it: by the series and not by the product's file, which may have changed since. */
static void print_body(const char *series, gint64 body, char out[REGISTERED_PRINT_ROOM])
{
	g_auto(GStrv) letters = g_strsplit(series, " ", 2);
	struct product_number number = { .scheme = NUMBER_DOMESTIC };
	char whole[REGISTERED_ROOM];

	if (letters[1] != NULL)
		number = (struct product_number){ .scheme = NUMBER_S10, .service = letters[0], .country = letters[1] };
	registered_write(&number, (guint64)body, whole);
	registered_print(whole, out);
}

/* ---- adding ---- */

static struct product *open_product(const char *name, GError **error)
{
	g_autoptr(product_t) product = product_open(name, error);

	if (product == NULL)
		return NULL;
	if (product->number != NULL)
		return g_steal_pointer(&product);
	app_refuse(error, name, "this product has no registered numbers: no [number] in its file");
	return NULL;
}

static guint digits_of(guint64 bodies)
{
	guint digits = 0;

	for (; bodies > 1; bodies /= 10)
		digits++;
	return digits;
}

/* All digits are wanted: a number that lost one would be another range. */
static gboolean read_body(const char *text, guint64 bodies, gint64 *body, GError **error)
{
	guint digits = digits_of(bodies);

	if (strlen(text) == digits && strspn(text, "0123456789") == digits) {
		*body = g_ascii_strtoll(text, NULL, 10);
		if (*body > 0)
			return TRUE;
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "'%s' is no number of a range: proofs bear it", text);
		return FALSE;
	}
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "'%s' is no number of a range: %u digits are wanted, no check digit",
		    text, digits);
	return FALSE;
}

static gboolean fill_line(struct app *app, const struct range_row *row, guint warn, struct range_line *line,
			  GError **error)
{
	const struct number_owner owner = { row->client, row->product, row->series };
	gint64 in_all;

	if (!numbers_left(app->registry, &owner, &in_all, error))
		return FALSE;
	*line = (struct range_line){ .client = row->client, .product = row->product,
				     .left = (guint64)(row->last - row->next + 1), .left_in_all = (guint64)in_all,
				     .few = in_all < (gint64)warn, .added = row->added, .who = row->who };
	print_body(row->series, row->first, line->from);
	print_body(row->series, row->last, line->to);
	if (row->next <= row->last)
		print_body(row->series, row->next, line->next);
	return TRUE;
}

static gboolean add_range(struct app *app, const struct range_wish *wish, const struct product *product,
			  struct range_line *line, GError **error)
{
	guint64 bodies = registered_bodies(product->number->scheme);
	g_autofree char *series = range_series(product->number);
	g_autofree char *now = app_now();
	struct range_row row = { .client = wish->client, .product = product->name, .series = series, .added = now,
				 .who = wish->who };

	if (!read_body(wish->from, bodies, &row.first, error) || !read_body(wish->to, bodies, &row.last, error) ||
	    !range_add(app->registry, &row, (gint64)bodies, error))
		return FALSE;
	row.next = row.first;
	if (!fill_line(app, &row, product->number->warn, line, error))
		return FALSE;
	line->product = wish->product;
	line->added = NULL;
	return TRUE;
}

gboolean app_range_add(struct app *app, const struct range_wish *wish, struct range_line *line, GError **error)
{
	g_autoptr(product_t) product = NULL;

	if (!app_person_is_good(wish->who, error))
		return FALSE;
	product = open_product(wish->product, error);
	return product != NULL && add_range(app, wish, product, line, error);
}

/* ---- listing ---- */

struct telling {
	struct app *app;
	void (*each)(void *user, const struct range_line *line);
	void *user;
	GError *error;	/* the first */
};

static void tell_range(void *user, const struct range_row *row)
{
	struct telling *telling = user;
	g_autoptr(product_t) product = NULL;
	struct range_line line;

	if (telling->error != NULL)
		return;
	product = open_product(row->product, &telling->error);
	if (product != NULL && fill_line(telling->app, row, product->number->warn, &line, &telling->error))
		telling->each(telling->user, &line);
}

gboolean app_ranges_each(struct app *app, void (*each)(void *user, const struct range_line *line), void *user,
			 GError **error)
{
	struct telling telling = { app, each, user, NULL };

	if (!range_each(app->registry, tell_range, &telling, error)) {
		g_clear_error(&telling.error);
		return FALSE;
	}
	if (telling.error == NULL)
		return TRUE;
	g_propagate_error(error, telling.error);
	return FALSE;
}
