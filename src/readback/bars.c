/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code 39 from pixels: scan lines across the bars, edges to a part of a pixel, three wide elements of nine.
 * Two scan lines must agree, so that a speck cannot make a code.
 */
#include "readback/view.h"

#include <string.h>

#define SCANS 24
#define ELEMENTS_MAX 512
#define ELEMENTS 9	/* of a character; a gap follows */

/* Nine elements from the first bar: 1 is wide. */
struct character {
	char character;
	guint16 wide;
};

static const struct character characters[] = {
	{ '0', 0x034 }, { '1', 0x121 }, { '2', 0x061 }, { '3', 0x160 }, { '4', 0x031 }, { '5', 0x130 },
	{ '6', 0x070 }, { '7', 0x025 }, { '8', 0x124 }, { '9', 0x064 }, { 'A', 0x109 }, { 'B', 0x049 },
	{ 'C', 0x148 }, { 'D', 0x019 }, { 'E', 0x118 }, { 'F', 0x058 }, { 'G', 0x00d }, { 'H', 0x10c },
	{ 'I', 0x04c }, { 'J', 0x01c }, { 'K', 0x103 }, { 'L', 0x043 }, { 'M', 0x142 }, { 'N', 0x013 },
	{ 'O', 0x112 }, { 'P', 0x052 }, { 'Q', 0x007 }, { 'R', 0x106 }, { 'S', 0x046 }, { 'T', 0x016 },
	{ 'U', 0x181 }, { 'V', 0x0c1 }, { 'W', 0x1c0 }, { 'X', 0x091 }, { 'Y', 0x190 }, { 'Z', 0x0d0 },
	{ '-', 0x085 }, { '.', 0x184 }, { ' ', 0x0c4 }, { '*', 0x094 }, { '$', 0x0a8 }, { '/', 0x0a2 },
	{ '+', 0x08a }, { '%', 0x02a },
};

/* Widths of dark and light elements in turn along a scan line; the first is light. */
struct scan {
	double widths[ELEMENTS_MAX];
	guint count;
};

static guint8 pixel(const struct view *view, enum bar_direction bars, guint line, guint at)
{
	return bars == BARS_LADDER ? view->gray[(gsize)at * view->stride + line] :
				     view->gray[(gsize)line * view->stride + at];
}

/* Half way between the line's darkest and lightest; 0 where there is no contrast. */
static guint threshold(const struct view *view, enum bar_direction bars, guint line, guint length)
{
	guint8 low = 255, high = 0;

	for (guint i = 0; i < length; i++) {
		guint8 gray = pixel(view, bars, line, i);

		low = MIN(low, gray);
		high = MAX(high, gray);
	}
	return high - low < 60 ? 0 : (low + high + 1u) / 2;
}

static void scan_line(const struct view *view, enum bar_direction bars, guint line, struct scan *scan)
{
	guint length = bars == BARS_LADDER ? view->height : view->width;
	guint limit = threshold(view, bars, line, length);
	double edge = 0;
	gboolean dark = FALSE;

	scan->count = 0;
	for (guint i = 1; limit != 0 && i < length && scan->count < ELEMENTS_MAX; i++) {
		double before = pixel(view, bars, line, i - 1), now = pixel(view, bars, line, i), at;

		if ((now < limit) == dark)
			continue;
		at = before == now ? i : i - 1 + CLAMP((before - limit) / (before - now), 0, 1);
		scan->widths[scan->count++] = at - edge;
		edge = at;
		dark = !dark;
	}
}

/* The character of nine elements; NUL when they are none.  unit gets the width of a narrow one. */
static char character_at(const double *widths, double *unit)
{
	double sorted[ELEMENTS], limit;
	guint16 wide = 0;

	memcpy(sorted, widths, sizeof sorted);
	for (guint i = 1; i < ELEMENTS; i++) {
		for (guint k = i; k > 0 && sorted[k] < sorted[k - 1]; k--) {
			double swap = sorted[k];

			sorted[k] = sorted[k - 1];
			sorted[k - 1] = swap;
		}
	}
	/* six narrow, three wide; a ratio of 2:1 at least when printed */
	if (sorted[6] < 1.3 * sorted[5] || sorted[8] > 4 * sorted[0])
		return '\0';
	limit = (sorted[5] + sorted[6]) / 2;
	*unit = (sorted[0] + sorted[5]) / 2;
	for (guint i = 0; i < ELEMENTS; i++)
		wide = (guint16)(wide << 1 | (widths[i] > limit));
	for (guint i = 0; i < G_N_ELEMENTS(characters); i++) {
		if (characters[i].wide == wide)
			return characters[i].character;
	}
	return '\0';
}

/* The text whose start character's first bar is element first; FALSE when there is none. */
static gboolean text_at(const struct scan *scan, guint first, char text[32])
{
	guint length = 0;
	double unit;

	if (first + ELEMENTS > scan->count || character_at(&scan->widths[first], &unit) != '*')
		return FALSE;
	if (scan->widths[first - 1] < 5 * unit)
		return FALSE;
	for (guint at = first + ELEMENTS + 1; at + ELEMENTS <= scan->count && length < 31; at += ELEMENTS + 1) {
		char character = scan->widths[at - 1] < 4 * unit ? character_at(&scan->widths[at], &unit) : '\0';

		if (character == '\0')
			return FALSE;
		if (character == '*') {
			text[length] = '\0';
			return length > 0;
		}
		text[length++] = character;
	}
	return FALSE;
}

static gboolean scan_text(const struct scan *scan, char text[32])
{
	for (guint first = 1; first < scan->count; first += 2) {
		if (text_at(scan, first, text))
			return TRUE;
	}
	return FALSE;
}

void bars_read(const struct view *page, const struct inserter *inserter, char text[32])
{
	struct profile_box box = inserter_marks_box(inserter);
	char seen[SCANS][32];
	guint count = 0, across;
	struct view view;

	text[0] = '\0';
	/* with the quiet zone of ten modules */
	if (!view_crop(page, &box, VIEW_SEARCH_UM + 10 * inserter->thickness, &view))
		return;
	across = inserter->bars == BARS_LADDER ? view.width : view.height;
	for (guint i = 0; i < SCANS; i++) {
		struct scan scan;

		scan_line(&view, inserter->bars, (2 * i + 1) * across / (2 * SCANS), &scan);
		if (!scan_text(&scan, seen[count]))
			continue;
		for (guint k = 0; k < count; k++) {
			if (strcmp(seen[k], seen[count]) == 0) {
				strcpy(text, seen[k]);
				return;
			}
		}
		count++;
	}
}
