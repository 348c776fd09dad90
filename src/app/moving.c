/* SPDX-License-Identifier: Apache-2.0 */
#include "app/moving.h"

#include "app/export.h"
#include "app/versions.h"
#include "registry/piece.h"

#include <string.h>

/* ---- what a wish says ---- */

gboolean move_is_agreed(const char *who, const char *agreed, GError **error)
{
	if (agreed == NULL) {
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "a second person has to agree: --agreed USER is wanted");
		return FALSE;
	}
	if (!app_person_is_good(agreed, error))
		return FALSE;
	if (strcmp(who, agreed) != 0)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "'%s' has asked for it: --agreed takes another person", who);
	return FALSE;
}

/* Plain numbers are the run's own. */
static gboolean read_piece(guint run, const char *word, struct piece_range *range, GError **error)
{
	g_autofree char *own = g_strdup_printf("%u/%s", run, word);

	if (!piece_range_parse(word, range) && !piece_range_parse(own, range)) {
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE,
			    "'%s' is no piece: a piece is 17, R%06u/17, R%06u/1-100 or a control code", word, run, run);
		return FALSE;
	}
	if (range->run == run)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "'%s' is of run R%06u, not of R%06u", word, range->run, run);
	return FALSE;
}

GArray *move_ranges(guint run, const char *const *words, GError **error)
{
	g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(struct piece_range));

	for (; *words != NULL; words++) {
		struct piece_range range;

		if (!read_piece(run, *words, &range, error))
			return NULL;
		g_array_append_val(ranges, range);
	}
	return g_steal_pointer(&ranges);
}

gboolean moving_begin(struct moving *moving, struct app *app, const struct move_wish *wish, const char *subject,
		      GError **error)
{
	*moving = (struct moving){ .app = app, .wish = wish, .subject = subject };
	if (!app_person_is_good(wish->who, error) || !app_note_is_good(wish->note, error))
		return FALSE;
	moving->ranges = move_ranges(wish->run, wish->pieces, error);
	return moving->ranges != NULL;
}

void moving_clear(struct moving *moving)
{
	g_clear_pointer(&moving->ranges, g_array_unref);
}

/* ---- the transaction ---- */

static void note_run(void *user, const struct run_row *row)
{
	struct moving *moving = user;

	moving->found = TRUE;
	moving->state = row->state;
	g_strlcpy(moving->committed, row->committed, sizeof moving->committed);
}

static gboolean find_run(struct moving *moving, GError **error)
{
	return registry_run_each(moving->app->registry, moving->wish->run, note_run, moving, error) &&
	       (moving->found || app_refuse(error, moving->subject, "there is no such run"));
}

char *move_words(struct app *app, guint run, const char *now, const char *note, GError **error)
{
	char last[LOOP_TIME_ROOM];

	if (!loop_last_time(app->registry, run, last, error))
		return NULL;
	if (strcmp(now, last) >= 0)
		return g_strdup(note);
	return g_strdup_printf("%s%sthe clock has gone back: %s was noted before", note, *note != '\0' ? "; " : "", last);
}

gboolean moving_pieces(struct moving *moving, move_fn move, GError **error)
{
	struct app *app = moving->app;
	g_autofree char *now = app_now(), *why = NULL;
	gboolean done;

	if (!registry_begin(app->registry, error))
		return FALSE;
	why = move_words(app, moving->wish->run, now, moving->wish->note, error);
	moving->now = now;
	moving->why = why;
	done = why != NULL && find_run(moving, error) && move(moving, error) &&
	       (moving->wish->effect == APP_LOOK || registry_commit(app->registry, error));
	if (!done || moving->wish->effect == APP_LOOK)
		registry_abort(app->registry);
	moving->now = moving->why = NULL;
	return done;
}

gboolean moving_run(struct moving *moving, move_fn move, GError **error)
{
	struct app *app = moving->app;
	gboolean done;

	if (!spool_lock(app->spool, error))
		return FALSE;
	done = moving_pieces(moving, move, error) &&
	       (moving->wish->effect == APP_LOOK || app_bundle_follow(app, moving->wish->run, moving->state, error));
	spool_unlock(app->spool);
	return done;
}

/* ---- within a move ---- */

gboolean move_run_is(const struct moving *moving, guint states, GError **error)
{
	return (states >> moving->state & 1) != 0 ||
	       app_refuse(error, moving->subject, "the run is %s", run_state_name(moving->state));
}

gboolean move_run_to(struct moving *moving, enum run_state to, GError **error)
{
	const struct run_event event = { to, moving->now, moving->wish->who, moving->why };

	if (!registry_run_go(moving->app->registry, moving->wish->run, moving->state, &event, error))
		return FALSE;
	moving->state = to;
	return TRUE;
}

gboolean move_may_become(const struct moving *moving, const struct loop_piece *piece, enum piece_state to, GError **error)
{
	return piece_may_become(piece->state, to) ||
	       app_refuse(error, moving->subject, "piece %u is %s", piece->number, piece_state_name(piece->state));
}

static gboolean move_piece(struct moving *moving, guint number, target_fn target, const char *evidence, GError **error)
{
	const struct piece_event event = { moving->now, moving->wish->who, moving->why, evidence };
	struct loop_piece piece;
	enum piece_state to;
	gboolean found;

	if (!loop_piece_find(moving->app->registry, moving->wish->run, number, &piece, &found, error))
		return FALSE;
	if (!found)
		return app_refuse(error, moving->subject, "the run has no piece %u", number);
	if (!target(moving, &piece, &to, error))
		return FALSE;
	moving->count++;
	return registry_piece_move(moving->app->registry, moving->wish->run, number, piece.state, to, &event, error);
}

gboolean move_pieces_to(struct moving *moving, target_fn target, const char *evidence, GError **error)
{
	for (guint i = 0; i < moving->ranges->len; i++) {
		const struct piece_range *range = &g_array_index(moving->ranges, struct piece_range, i);

		for (guint number = range->first; number <= range->last; number++) {
			if (!move_piece(moving, number, target, evidence, error))
				return FALSE;
		}
	}
	return TRUE;
}
