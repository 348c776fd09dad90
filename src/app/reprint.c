/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a run is made of is read first; then, in the transaction that gives the new run its number, the pieces are chosen
 * and claimed, so that of two who ask for the same ones at once the second is refused.  The claims go with the number if
 * the run comes to nothing; the pieces become 'reprinted' when it is registered (register.c).
 */
#include "app/reprint.h"

#include <string.h>

#include "app/again.h"
#include "app/centre.h"
#include "app/export.h"
#include "app/moving.h"
#include "app/versions.h"
#include "model/keys.h"
#include "registry/reprint.h"

struct reprinting {
	struct app *app;
	const struct reprint_wish *wish;
	const char *subject;	/* "run R000042" */
	struct centre *centre;
	GArray *ranges;		/* of struct piece_range */
	GArray *numbers;	/* guint: the pieces */
};

/* ---- which pieces ---- */

static void note_state(void *user, const struct run_row *row)
{
	*(enum run_state *)user = row->state;
}

static gboolean run_is_out(const struct reprinting *reprinting, GError **error)
{
	enum run_state state = RUN_MAKING;

	if (!registry_run_each(reprinting->app->registry, reprinting->wish->run, note_state, &state, error))
		return FALSE;
	return state == RUN_PRINTING ||
	       app_refuse(error, reprinting->subject, "it is %s: only of a run that was released are pieces made again",
			  run_state_name(state));
}

static gboolean add_piece(struct reprinting *reprinting, guint number, GError **error)
{
	struct reprint_state piece;
	gboolean found;

	if (!reprint_find(reprinting->app->registry, reprinting->wish->run, number, &piece, &found, error))
		return FALSE;
	if (!found)
		return app_refuse(error, reprinting->subject, "it has no piece %u", number);
	if (piece.run != 0)
		return app_refuse(error, reprinting->subject, "piece %u %s made again by run R%06u", number,
				  piece.state == PIECE_SPOILED ? "is being" : "was", piece.run);
	if (piece.state != PIECE_SPOILED)
		return app_refuse(error, reprinting->subject, "piece %u is %s: only spoiled pieces are made again", number,
				  piece_state_name(piece.state));
	g_array_append_val(reprinting->numbers, number);
	return TRUE;
}

static gint compare_numbers(gconstpointer a, gconstpointer b)
{
	guint first = *(const guint *)a, second = *(const guint *)b;

	return first < second ? -1 : first > second;
}

/* In order, and each once however often it was asked for. */
static void sort_numbers(GArray *numbers)
{
	guint kept = 0;

	g_array_sort(numbers, compare_numbers);
	for (guint i = 0; i < numbers->len; i++) {
		guint number = g_array_index(numbers, guint, i);

		if (kept == 0 || g_array_index(numbers, guint, kept - 1) != number)
			g_array_index(numbers, guint, kept++) = number;
	}
	g_array_set_size(numbers, kept);
}

static gboolean add_named(struct reprinting *reprinting, GError **error)
{
	for (guint i = 0; i < reprinting->ranges->len; i++) {
		const struct piece_range *range = &g_array_index(reprinting->ranges, struct piece_range, i);

		for (guint number = range->first; number <= range->last; number++) {
			if (!add_piece(reprinting, number, error))
				return FALSE;
		}
	}
	sort_numbers(reprinting->numbers);
	return TRUE;
}

static gboolean add_spoiled(struct reprinting *reprinting, GError **error)
{
	return reprint_waiting(reprinting->app->registry, reprinting->wish->run, reprinting->numbers, error) &&
	       (reprinting->numbers->len > 0 ||
		app_refuse(error, reprinting->subject, "no spoiled piece of it waits to be made again"));
}

/* More than a few are a fault of the machine or of the run, which a second person has to look at. */
static gboolean is_agreed(const struct reprinting *reprinting, GError **error)
{
	struct reprint_share share;
	g_autofree char *percent = NULL;

	if (!reprint_share_find(reprinting->app->registry, reprinting->wish->run, &share, error))
		return FALSE;
	share.again += reprinting->numbers->len;
	if (reprinting->wish->agreed != NULL || !centre_reprint_needs_two(reprinting->centre, share.again, share.pieces))
		return TRUE;
	percent = keys_thousandths(reprinting->centre->reprint_milli);
	return app_refuse(error, reprinting->subject,
			  "%" G_GUINT64_FORMAT " of its order's %" G_GUINT64_FORMAT " pieces would be made again, more than the"
			  " %s %% that one person may have: a second person has to agree, with --agreed",
			  share.again, share.pieces, percent);
}

static gboolean choose(struct reprinting *reprinting, GError **error)
{
	g_array_set_size(reprinting->numbers, 0);
	return run_is_out(reprinting, error) &&
	       (reprinting->ranges->len > 0 ? add_named(reprinting, error) : add_spoiled(reprinting, error)) &&
	       is_agreed(reprinting, error);
}

static gboolean claim(void *user, guint run, GError **error)
{
	struct reprinting *reprinting = user;
	gboolean ok = choose(reprinting, error);

	for (guint i = 0; ok && i < reprinting->numbers->len; i++)
		ok = reprint_claim(reprinting->app->registry, reprinting->wish->run,
				   g_array_index(reprinting->numbers, guint, i), run, error);
	return ok;
}

/* ---- the run ---- */

static gboolean make(struct reprinting *reprinting, const struct kept *kept, const struct setup *setup,
		     enum app_effect effect, struct run_result *result, GError **error)
{
	const struct reprint_wish *wish = reprinting->wish;
	struct making making;
	struct again again;
	gboolean ok;

	again_init(&again, kept, reprinting->numbers);
	again.who = wish->who;
	again.agreed = wish->agreed != NULL ? wish->agreed : "";
	again.note = wish->note;
	making_init(&making, setup, &wish->options);
	making.again = &again;
	if (effect == APP_DO)
		ok = making_run(reprinting->app, &making, claim, reprinting, result, error);
	else
		ok = choose(reprinting, error) && making_try(reprinting->app, &making, NULL, result, error);
	again_clear(&again);
	result->of = wish->run;
	return ok;
}

static gboolean open_and_make(struct reprinting *reprinting, enum app_effect effect, struct run_result *result,
			      GError **error)
{
	g_autoptr(kept_t) kept = kept_open(reprinting->app, reprinting->wish->run, error);
	g_autoptr(setup_t) setup = kept != NULL ? setup_open_kept(reprinting->app, kept, SETUP_AGAIN, error) : NULL;

	return setup != NULL && kept_open_pieces(kept, error) && make(reprinting, kept, setup, effect, result, error);
}

static gboolean persons_are_good(const struct reprint_wish *wish, GError **error)
{
	return app_person_is_good(wish->who, error) && app_note_is_good(wish->note, error) &&
	       (wish->agreed == NULL || move_is_agreed(wish->who, wish->agreed, error));
}

gboolean app_reprint(struct app *app, const struct reprint_wish *wish, enum app_effect effect, struct run_result *result,
		     GError **error)
{
	g_autofree char *subject = g_strdup_printf("run R%06u", wish->run);
	g_autoptr(centre_t) centre = NULL;
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint)), ranges = NULL;
	struct reprinting reprinting = { .app = app, .wish = wish, .subject = subject, .numbers = numbers };

	memset(result, 0, sizeof *result);
	if (!persons_are_good(wish, error) || (ranges = move_ranges(wish->run, wish->pieces, error)) == NULL ||
	    (centre = centre_open(error)) == NULL)
		return FALSE;
	reprinting.ranges = ranges;
	reprinting.centre = centre;
	return open_and_make(&reprinting, effect, result, error);
}
