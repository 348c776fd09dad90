/* SPDX-License-Identifier: Apache-2.0 */
#include "app/numbers.h"

#include "app/inside.h"
#include "app/ranges.h"
#include "registry/number.h"

/* A number with its check digit, as the piece list has it. */
struct given {
	char number[REGISTERED_ROOM];
};

gboolean numbers_reach(const struct product *product, const struct addressee *to)
{
	gboolean abroad = post_area(to) == AREA_ABROAD;

	return product->number == NULL || abroad == (product->number->scheme == NUMBER_S10);
}

/* ---- what pieces have ---- */

void making_number_give(struct making *making, guint piece, const char *number)
{
	struct given *given;

	if (making->registered == NULL)
		making->registered = g_array_new(FALSE, TRUE, sizeof(struct given));
	if (piece > making->registered->len)
		g_array_set_size(making->registered, piece);
	given = &g_array_index(making->registered, struct given, piece - 1);
	g_strlcpy(given->number, number, sizeof given->number);
}

const char *making_registered(const struct making *making, guint piece)
{
	if (making->registered == NULL || piece > making->registered->len)
		return "";
	return g_array_index(making->registered, struct given, piece - 1).number;
}

/* ---- ranges ---- */

static gboolean enough(const struct making *making, const struct number_owner *owner, gint64 left, GError **error)
{
	gint64 wanted = making->totals.pieces;

	if (left >= wanted)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED,
		    "job '%s': client '%s' has %" G_GINT64_FORMAT " registered numbers of '%s' left, the run needs %"
		    G_GINT64_FORMAT ": see 'piego post range add'",
		    making->setup->job->name, owner->client, left, owner->product, wanted);
	return FALSE;
}

static void warn_of_few(struct making *making, gint64 left)
{
	g_autofree char *text = NULL;

	if (left >= (gint64)making->setup->product->number->warn)
		return;
	text = g_strdup_printf("%" G_GINT64_FORMAT, left);
	finding_report(&making->findings.sink, FINDING_CODE_NUMBERS_FEW, 0, 0, making->setup->product->name, text,
		       "left after this run");
}

static void give_all(struct making *making, const GArray *stretches)
{
	const struct product_number *scheme = making->setup->product->number;
	guint piece = 0;

	for (guint i = 0; i < stretches->len; i++) {
		const struct number_stretch *stretch = &g_array_index(stretches, struct number_stretch, i);

		for (gint64 body = stretch->first; body <= stretch->last; body++) {
			char number[REGISTERED_ROOM];

			registered_write(scheme, (guint64)body, number);
			making_number_give(making, ++piece, number);
		}
	}
	g_assert(piece == making->totals.pieces);
}

/* All or none, and durable before a number is printed. */
static gboolean take(struct app *app, struct making *making, const struct number_owner *owner, gint64 *left, GError **error)
{
	g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(struct number_stretch));
	g_autofree char *now = app_now();
	gboolean ok;

	if (!registry_begin(app->registry, error))
		return FALSE;
	ok = numbers_left(app->registry, owner, left, error) && enough(making, owner, *left, error) &&
	     numbers_take(app->registry, owner, making->run, making->totals.pieces, now, stretches, error);
	if (!ok) {
		registry_abort(app->registry);
		return FALSE;
	}
	if (!registry_commit(app->registry, error))
		return FALSE;
	give_all(making, stretches);
	return TRUE;
}

gboolean making_number(struct app *app, struct making *making, GError **error)
{
	const struct setup *setup = making->setup;
	g_autofree char *series = NULL;
	gint64 left;

	if (setup->product->number == NULL)
		return TRUE;
	making_tell(making, "numbering", 0, 0);
	series = range_series(setup->product->number);
	if (!take(app, making, &(struct number_owner){ setup->job->client, setup->product->name, series }, &left, error))
		return FALSE;
	warn_of_few(making, left - making->totals.pieces);
	return TRUE;
}

gboolean making_number_check(struct app *app, struct making *making, GError **error)
{
	const struct setup *setup = making->setup;
	g_autofree char *series = NULL;
	struct number_owner owner;
	gint64 left;

	if (setup->product->number == NULL)
		return TRUE;
	series = range_series(setup->product->number);
	owner = (struct number_owner){ setup->job->client, setup->product->name, series };
	if (!numbers_left(app->registry, &owner, &left, error) || !enough(making, &owner, left, error))
		return FALSE;
	warn_of_few(making, left - making->totals.pieces);
	return TRUE;
}
