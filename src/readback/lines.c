/* SPDX-License-Identifier: Apache-2.0 */
/*
 * OMR lines from pixels: dark spots of a line's length and thickness, then the one shift at which they fall best
 * on the profile's positions.  A code is as long as its always-printed first and last marks say, so the shift is
 * certain while both are there; without one of them the smallest shift wins.
 */
#include "readback/view.h"

#include <math.h>

struct spot {
	guint left, right, top, bottom;
	guint64 area;
	double sum_x, sum_y, sum_xx, sum_xy;
};

struct line {
	double x, y;	/* centre, pixels on the sheet */
};

struct fit {
	double shift;
	int score;
};

/* ---- spots ---- */

static void spot_take(struct spot *spot, guint x, guint y)
{
	spot->left = MIN(spot->left, x);
	spot->right = MAX(spot->right, x);
	spot->top = MIN(spot->top, y);
	spot->bottom = MAX(spot->bottom, y);
	spot->area++;
	spot->sum_x += x;
	spot->sum_y += y;
	spot->sum_xx += (double)x * x;
	spot->sum_xy += (double)x * y;
}

static void push_neighbours(GArray *stack, guint8 *dark, const struct view *view, guint x, guint y)
{
	for (guint ny = y > 0 ? y - 1 : 0; ny <= y + 1 && ny < view->height; ny++) {
		for (guint nx = x > 0 ? x - 1 : 0; nx <= x + 1 && nx < view->width; nx++) {
			guint32 at = ny * view->width + nx;

			if (dark[at] != 1)
				continue;
			dark[at] = 0;
			g_array_append_val(stack, at);
		}
	}
}

/* The dark pixels that hang together with one, taken out of dark. */
static struct spot spot_from(GArray *stack, guint8 *dark, const struct view *view, guint32 start)
{
	struct spot spot = { G_MAXUINT, 0, G_MAXUINT, 0, 0, 0, 0, 0, 0 };

	dark[start] = 0;
	g_array_append_val(stack, start);
	while (stack->len > 0) {
		guint32 at = g_array_index(stack, guint32, stack->len - 1);

		g_array_set_size(stack, stack->len - 1);
		spot_take(&spot, at % view->width, at / view->width);
		push_neighbours(stack, dark, view, at % view->width, at / view->width);
	}
	return spot;
}

static double spot_slope(const struct spot *spot)
{
	double n = (double)spot->area;
	double variance = spot->sum_xx - spot->sum_x * spot->sum_x / n;

	return variance > 0 ? (spot->sum_xy - spot->sum_x * spot->sum_y / n) / variance : 1;
}

/* A long rule, a box or a picture that reaches into the view is no line of the code. */
static gboolean spot_is_line(const struct spot *spot, const struct view *view, const struct inserter *inserter)
{
	double length = spot->right - spot->left + 1;
	double thickness = (double)spot->area / length;
	double wanted_length = view_pixels(view, inserter->length);
	double wanted_thickness = view_pixels(view, inserter->thickness);

	return spot->right + 1 < view->width && length > 0.6 * wanted_length && length < 1.25 * wanted_length &&
	       thickness > 0.4 * wanted_thickness && thickness < 2.5 * wanted_thickness + 1 &&
	       fabs(spot_slope(spot)) < 0.05;
}

static GArray *find_lines(const struct view *view, const struct inserter *inserter)
{
	g_autofree guint8 *dark = view_dark(view);
	g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint32));
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line));

	for (guint32 at = 0; at < view->width * view->height; at++) {
		struct spot spot;
		struct line line;

		if (dark[at] == 0)
			continue;
		spot = spot_from(stack, dark, view, at);
		if (!spot_is_line(&spot, view, inserter))
			continue;
		line.x = view->x + spot.sum_x / (double)spot.area;
		line.y = view->y + spot.sum_y / (double)spot.area;
		g_array_append_val(lines, line);
	}
	return lines;
}

/* ---- column ---- */

static int by_x(gconstpointer a, gconstpointer b)
{
	const struct line *first = a, *second = b;

	return first->x < second->x ? -1 : first->x > second->x;
}

/* Lines of one code stand above each other; others leave.  70 mm of code turned by 1 degree lean 1.2 mm. */
static void keep_one_column(GArray *lines, const struct view *view)
{
	double middle, limit = view_pixels(view, 2500);

	if (lines->len == 0)
		return;
	g_array_sort(lines, by_x);
	middle = g_array_index(lines, struct line, lines->len / 2).x;
	for (guint i = lines->len; i > 0; i--) {
		if (fabs(g_array_index(lines, struct line, i - 1).x - middle) > limit)
			g_array_remove_index(lines, i - 1);
	}
}

/* ---- positions ---- */

static double position_y(const struct view *view, const struct inserter *inserter, guint position)
{
	return view_pixels(view, inserter->first + (gint32)position * inserter->pitch + inserter->thickness / 2);
}

/* The line at a position when the code is shifted, or -1. */
static int line_at(GArray *lines, const struct view *view, const struct inserter *inserter, guint position,
		   double shift)
{
	double wanted = position_y(view, inserter, position) + shift;
	double reach = view_pixels(view, inserter->pitch) / 4;

	for (guint i = 0; i < lines->len; i++) {
		if (fabs(g_array_index(lines, struct line, i).y - wanted) <= reach)
			return (int)i;
	}
	return -1;
}

static int score_at(GArray *lines, const struct view *view, const struct inserter *inserter, double shift)
{
	int score = 0;
	guint matched = 0;

	for (guint i = 0; i < inserter->n_positions; i++) {
		gboolean seen = line_at(lines, view, inserter, i, shift) >= 0;
		enum mark_function function = inserter->positions[i].function;

		matched += seen;
		if (function == MARK_ALWAYS)
			score += seen ? 2 : -2;
		if (function == MARK_NEVER && seen)
			score -= 2;
	}
	return score + 2 * (int)matched - (int)lines->len;
}

static gboolean better(const struct fit *a, const struct fit *b)
{
	return a->score > b->score || (a->score == b->score && fabs(a->shift) < fabs(b->shift));
}

/* Every shift that puts some line exactly on some position is tried. */
static struct fit best_fit(GArray *lines, const struct view *view, const struct inserter *inserter)
{
	struct fit best = { 0, G_MININT };

	for (guint i = 0; i < lines->len; i++) {
		for (guint p = 0; p < inserter->n_positions; p++) {
			struct fit fit = { g_array_index(lines, struct line, i).y - position_y(view, inserter, p), 0 };

			if (fabs(fit.shift) > view_pixels(view, VIEW_SEARCH_UM))
				continue;
			fit.score = score_at(lines, view, inserter, fit.shift);
			if (better(&fit, &best))
				best = fit;
		}
	}
	return best;
}

gboolean lines_read(const struct view *page, const struct inserter *inserter, gboolean on[])
{
	struct profile_box box = inserter_marks_box(inserter);
	struct view view;
	g_autoptr(GArray) lines = NULL;
	struct fit fit;
	gboolean found = FALSE;

	for (guint i = 0; i < inserter->n_positions; i++)
		on[i] = FALSE;
	if (!view_crop(page, &box, VIEW_SEARCH_UM, &view))
		return FALSE;
	lines = find_lines(&view, inserter);
	keep_one_column(lines, &view);
	fit = best_fit(lines, &view, inserter);
	for (guint i = 0; fit.score != G_MININT && i < inserter->n_positions; i++) {
		on[i] = line_at(lines, &view, inserter, i, fit.shift) >= 0;
		found |= on[i];
	}
	return found;
}
