/* SPDX-License-Identifier: Apache-2.0 */
/*
 * page: paper space.  A page is a list of drawing operations, made once by compose and drawn by any device.
 *
 * Geometry is whole micrometres, origin at the sheet's top left corner, y downwards; only devices turn it
 * round.  Type sizes and word gaps are thousandths of a point (mpt).  Everything an operation points to lives
 * in an arena at least as long as the page.
 */
#ifndef PIEGO_PAGE_PAGE_H
#define PIEGO_PAGE_PAGE_H

#include "base/arena.h"
#include "page/picture.h"
#include "page/symbol.h"
#include "page/word.h"

typedef gint32 um_t;	/* micrometres */
typedef gint32 mpt_t;	/* thousandths of a point */

#define UM_PER_MM 1000
#define UM_PER_INCH 25400

/* 1 pt = 25400/72 um = 352.777... um */
static inline um_t um_from_mpt(gint64 mpt)
{
	return (um_t)((mpt * 25400 + (mpt < 0 ? -36000 : 36000)) / 72000);
}

static inline mpt_t mpt_from_um(gint64 um)
{
	return (mpt_t)((um * 72000 + (um < 0 ? -12700 : 12700)) / 25400);
}

struct rect {
	um_t x, y, width, height;
};

struct colour {
	guint8 red, green, blue;
};

#define COLOUR_BLACK ((struct colour){ 0, 0, 0 })
#define COLOUR_WHITE ((struct colour){ 255, 255, 255 })

/* Quarter turns, clockwise as one sees them on paper. */
enum turn { TURN_NONE, TURN_90, TURN_180, TURN_270 };

/* How something drawn about an origin of its own lies elsewhere: where its origin is, and turned about that. */
struct pose {
	um_t x, y;
	enum turn turn;
};

enum op_kind { OP_FILL, OP_STROKE, OP_TEXT, OP_SYMBOL, OP_IMAGE, OP_STAMP, OP_TURN };

/* A filled rectangle. */
struct op_fill {
	struct rect box;
	struct colour colour;
};

/* A line of the given width: the outline of box, or one straight line when box has no width or no height. */
struct op_stroke {
	struct rect box;
	um_t width;
	struct colour colour;
};

/* Words of one size and colour on one baseline, in reading order.  A word with a gap is followed by a space
 * of its own face's width plus gap_mpt; the gap of the last word is not drawn. */
struct op_text {
	um_t x, baseline;
	mpt_t size;
	mpt_t gap;	/* added to every space, may be negative */
	struct colour colour;
	guint count;
	const struct word *const *words;
};

/* A barcode, black; module sizes are a whole number of printer dots (n/600 inch) where reading depends on it. */
struct op_symbol {
	um_t x, y;
	um_t module_width, module_height;	/* of one module; of a linear code: bar height */
	const struct symbol *symbol;
};

struct op_image {
	struct rect box;
	const struct picture *picture;
};

/* A stamp drawn with its own origin at (x, y). */
struct op_stamp {
	um_t x, y;
	const struct stamp *stamp;
};

/*
 * A list drawn turned by quarters about its own origin, which is put at (x, y): turned by 90 degrees, what stood to
 * the right of the origin stands below it.  It may hold whatever the list it stands in may hold: turns, and stamps
 * unless that list is a stamp's.  Unlike a stamp it is drawn in full each time.
 */
struct op_turn {
	um_t x, y;
	enum turn quarter;
	const struct op_list *list;
};

struct op {
	enum op_kind kind;
	union {
		struct op_fill fill;
		struct op_stroke stroke;
		struct op_text text;
		struct op_symbol symbol;
		struct op_image image;
		struct op_stamp stamp;
		struct op_turn turn;
	};
};

/* A growing list of operations in an arena. */
struct op_list {
	struct op *ops;
	guint count;
	guint room;
};

/*
 * A named list of operations that never changes during a run: a letterhead, a legal notice, a paragraph
 * without fields.  Drawn by reference: devices keep one form a stamp a file.  A stamp holds no stamps, nor do
 * turns inside it.
 */
struct stamp {
	const char *name;
	struct op_list list;
	struct rect bounds;	/* of everything it draws, relative to its origin */
};

/* The paper that a sheet is drawn on, as a press with several trays must know it. */
struct media {
	const char *name;
	const char *type, *colour;	/* words for the press ("plain", "white"), or NULL */
	guint grams_m2;			/* 0: not known */
	guint tray;			/* 1, 2, ...; 0: the press chooses */
};

enum page_side { PAGE_FRONT, PAGE_BACK };

struct page {
	um_t width, height;
	const struct media *media;	/* or NULL: any paper of the page's size */
	enum page_side side;
	enum turn upright;	/* what a reader turns the sheet by; devices for readers do, print files do not */
	guint sheet;	/* 1, 2, ... within the piece */
	struct op_list list;
};

/* A new operation at the list's end, zeroed but for its kind; valid until the next one is added. */
struct op *op_list_add(struct op_list *list, enum op_kind kind, struct arena *arena);

/* All of from, moved by (dx, dy), at the end of list. */
void op_list_add_moved(struct op_list *list, const struct op_list *from, um_t dx, um_t dy, struct arena *arena);

/* The smallest rectangle that holds all an operation prints (text: its ascenders and descenders). */
struct rect op_bounds(const struct op *op);
struct rect op_list_bounds(const struct op_list *list);

/* The list that a stamp or a turn draws, and how it lies in the list that the operation is of; NULL: no such one. */
const struct op_list *op_inside(const struct op *op, struct pose *pose);

/* A place inside as it is outside, and the other way round. */
struct rect pose_rect(const struct pose *pose, const struct rect *inside);
struct rect pose_rect_back(const struct pose *pose, const struct rect *outside);
/* How what is outside lies inside. */
struct pose pose_back(const struct pose *pose);
/* What lies as inner in something that itself lies as outer. */
struct pose pose_within(const struct pose *outer, const struct pose *inner);

/* How a page lies, and how large it is, as it is read: upright, its corner at the origin. */
struct pose page_as_read(const struct page *page, um_t *width, um_t *height);

/* Rectangles; an empty one has no width or no height. */
gboolean rect_overlaps(const struct rect *a, const struct rect *b);
gboolean rect_contains(const struct rect *outer, const struct rect *inner);
struct rect rect_union(const struct rect *a, const struct rect *b);
struct rect rect_grown(const struct rect *rect, um_t sides, um_t above_and_below);

#endif
