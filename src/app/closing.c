/* SPDX-License-Identifier: Apache-2.0 */
/* closing: a run is done when every piece of it is accounted for. */
#include "app/moves.h"
#include "app/moving.h"

static const char *const words[LOOP_OPEN_KINDS] = {
	[LOOP_UNKNOWN] = "unknown",
	[LOOP_HELD] = "held",
	[LOOP_SPOILED] = "spoiled and not made again",
	[LOOP_INSERTED] = "inserted and not posted",
	[LOOP_REMADE] = "made again by a run that is not closed",
};

/* "2 held (4, 9)", "1200 unknown (1, 2, 3, 4, 5, ...)" */
static void tell_open(const struct loop_open_pieces *open, enum loop_open kind, GString *out)
{
	guint shown = MIN(open->count[kind], LOOP_SHOWN);

	if (shown == 0)
		return;
	g_string_append_printf(out, "%s%u %s (", out->len > 0 ? "; " : "", open->count[kind], words[kind]);
	for (guint i = 0; i < shown; i++)
		g_string_append_printf(out, "%s%u", i > 0 ? ", " : "", open->first[kind][i]);
	g_string_append(out, open->count[kind] > shown ? ", ...)" : ")");
	if (kind == LOOP_REMADE && open->remade_in != 0)
		g_string_append_printf(out, ": R%06u", open->remade_in);
}

static gboolean nothing_is_open(struct moving *moving, GError **error)
{
	g_autoptr(GString) why = g_string_new(NULL);
	struct loop_open_pieces open;

	if (!loop_open_find(moving->app->registry, moving->wish->run, &open, error))
		return FALSE;
	for (guint kind = 0; kind < LOOP_OPEN_KINDS; kind++)
		tell_open(&open, (enum loop_open)kind, why);
	return why->len == 0 || app_refuse(error, moving->subject, "of its pieces %s", why->str);
}

static gboolean close_run(struct moving *moving, GError **error)
{
	return move_run_is(moving, RUN_IS(READY) | RUN_IS(PRINTING), error) && nothing_is_open(moving, error) &&
	       move_run_to(moving, RUN_DONE, error);
}

gboolean app_close_run(struct app *app, const struct move_wish *wish, GError **error)
{
	g_autofree char *subject = g_strdup_printf("run R%06u is not closed", wish->run);
	struct moving moving;
	gboolean done = moving_begin(&moving, app, wish, subject, error) && moving_run(&moving, close_run, error);

	moving_clear(&moving);
	return done;
}
