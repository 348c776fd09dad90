/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Page masters and stamps: things at fixed places.  What never varies of a master is gathered into one stamp; the
 * rest is made for each page.
 */
#include "layout/load.h"

#include "layout/draw.h"

#include <string.h>

/* A line of shorter dashes is a gray one that costs thousands of them. */
#define DASH_LEAST 200

/* Where items are gathered: of a stamp, a master, or one side of a <when>. */
struct placing {
	struct loading *loading;
	const struct master *master;	/* NULL inside a stamp */
	struct op_list fixed;
	GArray *items;			/* of struct item */
};

/* ---- things that never vary ---- */

static void place_image(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	struct op_image image;
	struct op *op;

	attr_check(loading, node, "src width height at");
	attr_point(loading, node, "at", &image.box.x, &image.box.y);
	image.picture = picture_of(loading, node, &image.box.width, &image.box.height);
	if (image.picture == NULL)
		return;
	op = op_list_add(&placing->fixed, OP_IMAGE, loading->arena);
	op->image = image;
}

/* Dashes as long as the gaps between them; both ends of the line are in a dash or touch a gap. */
static void add_dashes(struct placing *placing, const struct op_stroke *stroke, um_t dash)
{
	um_t length = MAX(stroke->box.width, stroke->box.height);

	for (um_t at = 0; at < length; at += 2 * dash) {
		struct op_stroke part = *stroke;
		um_t *along = stroke->box.width > 0 ? &part.box.width : &part.box.height;

		*(stroke->box.width > 0 ? &part.box.x : &part.box.y) += at;
		*along = MIN(dash, length - at);
		op_list_add(&placing->fixed, OP_STROKE, placing->loading->arena)->stroke = part;
	}
}

/* One straight line; it is measured to its middle. */
static void place_line(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	struct op_stroke stroke;
	um_t x, y, to_x, to_y, dash;

	attr_check(loading, node, "from to width colour dash");
	attr_need(loading, node, "from");
	attr_need(loading, node, "to");
	attr_point(loading, node, "from", &x, &y);
	attr_point(loading, node, "to", &to_x, &to_y);
	if (x != to_x && y != to_y)
		mistakes_add(loading->mistakes, node_line(node), "<line> is neither level nor upright");
	stroke.box = (struct rect){ MIN(x, to_x), MIN(y, to_y), ABS(to_x - x), ABS(to_y - y) };
	stroke.width = attr_length(loading, node, "width", 200);
	stroke.colour = attr_colour(loading, node, "colour", COLOUR_BLACK);
	dash = attr_length(loading, node, "dash", 0);
	if (node_has(node, "dash") && dash < DASH_LEAST)
		mistakes_add(loading->mistakes, node_line(node), "<line dash=...> is of at least 0.2mm");
	else if (dash > 0)
		add_dashes(placing, &stroke, dash);
	else
		op_list_add(&placing->fixed, OP_STROKE, loading->arena)->stroke = stroke;
}

static void place_box(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	struct rect box;
	struct op *op;

	attr_check(loading, node, "at size fill stroke width");
	attr_need(loading, node, "at");
	attr_need(loading, node, "size");
	attr_point(loading, node, "at", &box.x, &box.y);
	attr_point(loading, node, "size", &box.width, &box.height);
	if (!node_has(node, "fill") && !node_has(node, "stroke"))
		mistakes_add(loading->mistakes, node_line(node), "<box> needs fill=\"...\" or stroke=\"...\"");
	if (node_has(node, "fill")) {
		op = op_list_add(&placing->fixed, OP_FILL, loading->arena);
		op->fill.box = box;
		op->fill.colour = attr_colour(loading, node, "fill", COLOUR_BLACK);
	}
	if (node_has(node, "stroke")) {
		op = op_list_add(&placing->fixed, OP_STROKE, loading->arena);
		op->stroke.box = box;
		op->stroke.width = attr_length(loading, node, "width", 200);
		op->stroke.colour = attr_colour(loading, node, "stroke", COLOUR_BLACK);
	}
}

static void place_use(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	const char *name = attr_need(loading, node, "stamp");
	const struct stamp *stamp = g_hash_table_lookup(loading->stamps, name);
	um_t x, y;

	attr_check(loading, node, "stamp at");
	attr_point(loading, node, "at", &x, &y);
	if (stamp != NULL)
		op_list_add_moved(&placing->fixed, &stamp->list, x, y, loading->arena);
	else
		mistakes_add(loading->mistakes, node_line(node), "stamp '%s' is not declared", name);
}

/* ---- texts, barcodes and frames ---- */

static void place_text(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	const struct para_style *style = style_of(loading, node, loading->base);
	struct item item = { .kind = ITEM_TEXT, .line = node_line(node) };
	struct op_list *list = &placing->fixed;
	um_t y;

	attr_check(loading, node, STYLE_ATTRIBUTES "style at width");
	attr_need(loading, node, "at");
	attr_point(loading, node, "at", &item.x, &item.y);
	item.width = attr_length(loading, node, "width", 0);
	if (item.width == 0 && (style->align == ALIGN_RIGHT || style->align == ALIGN_CENTRE))
		mistakes_add(loading->mistakes, item.line, "<p> that is not set left needs width=\"...\"");
	if (item.width == 0)
		item.width = LENGTH_MAX_MM * UM_PER_MM;
	text_load(loading, node, style, style->align, item.width, style->indent, &item.text);
	if (item.text.n_slots > 0) {
		g_array_append_val(placing->items, item);
		return;
	}
	y = item.y;
	for (guint i = 0; item.text.fixed != NULL && i < item.text.fixed->count; i++) {
		const struct prose_line *line = &item.text.fixed->lines[i];
		um_t baseline, height = line_height(style, line, &baseline);

		op_list_add_moved(list, &line->list, item.x, y + baseline, loading->arena);
		y += height;
	}
}

static void place_symbol(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	struct item item = { .kind = ITEM_SYMBOL, .line = node_line(node) };

	attr_check(loading, node, "kind value size module ratio height at");
	attr_need(loading, node, "at");
	attr_point(loading, node, "at", &item.x, &item.y);
	symbol_load(loading, node, &item.symbol);
	if (loading->fixed)
		mistakes_add(loading->mistakes, item.line, "<barcode> cannot stand in a stamp");
	else
		g_array_append_val(placing->items, item);
}

static void place_slip(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	struct item item = { .kind = ITEM_SLIP, .line = node_line(node) };
	gboolean on_its_side;

	if (loading->fixed) {
		mistakes_add(loading->mistakes, item.line, "<slip> cannot stand in a stamp");
		return;
	}
	attr_need(loading, node, "at");
	attr_point(loading, node, "at", &item.x, &item.y);
	item.slip = slip_load(loading, node, "at turn");
	if (item.slip == NULL)
		return;
	on_its_side = item.slip->turn == TURN_90 || item.slip->turn == TURN_270;
	item.width = on_its_side ? item.slip->size.height : item.slip->size.width;
	item.height = on_its_side ? item.slip->size.width : item.slip->size.height;
	g_array_append_val(placing->items, item);
}

static void place_frame(struct placing *placing, xmlNode *node)
{
	struct loading *loading = placing->loading;
	struct item item = { .kind = ITEM_FRAME, .line = node_line(node) };

	attr_check(loading, node, "at width height");
	attr_need(loading, node, "at");
	attr_need(loading, node, "width");
	attr_point(loading, node, "at", &item.x, &item.y);
	item.width = attr_length(loading, node, "width", 1000);
	item.height = attr_length(loading, node, "height", placing->master != NULL ? placing->master->height - item.y : 0);
	loading->unstamped = TRUE;
	item.frame = blocks_load(loading, node, MAX(item.width, 1000), 1);
	loading->unstamped = FALSE;
	if (!blocks_fixed(&item.frame)) {
		g_array_append_val(placing->items, item);
	} else {
		um_t over = stack_fixed(&item, &placing->fixed, loading->arena);
		char measure[LENGTH_ROOM];

		length_write_mm(measure, over);
		if (over > 0 && item.height > 0)
			mistakes_add(loading->mistakes, item.line, "<frame> is too low for what it holds by %s", measure);
	}
}

/* ---- the parts of a page ---- */

static void place_children(struct placing *placing, xmlNode *first, guint depth);

static struct item_list placing_end(struct placing *placing)
{
	struct loading *loading = placing->loading;
	struct item_list list = { 0 };

	if (placing->fixed.count > 0)
		list.stamp = stamp_new(loading, &placing->fixed);
	list.count = placing->items->len;
	list.items = arena_memdup(loading->arena, placing->items->data, sizeof(struct item) * list.count);
	g_array_unref(placing->items);
	return list;
}

static void placing_begin(struct placing *placing, struct loading *loading, const struct master *master)
{
	*placing = (struct placing){ .loading = loading, .master = master,
				     .items = g_array_new(FALSE, FALSE, sizeof(struct item)) };
}

static struct item_list place_side(struct placing *placing, xmlNode *first, guint depth)
{
	struct placing inner;

	placing_begin(&inner, placing->loading, placing->master);
	place_children(&inner, first, depth);
	return placing_end(&inner);
}

static void place_when(struct placing *placing, xmlNode *node, guint depth)
{
	struct loading *loading = placing->loading;
	struct item item = { .kind = ITEM_WHEN, .line = node_line(node) };

	attr_check(loading, node, "test");
	if (loading->fixed) {
		mistakes_add(loading->mistakes, item.line, "<when> cannot stand in a stamp");
		return;
	}
	item.when.condition = test_load(loading, node);
	item.when.then = place_side(placing, node_first(node), depth + 1);
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child))
		if (node_is(child, "otherwise")) {
			attr_check(loading, child, "");
			item.when.otherwise = place_side(placing, node_first(child), depth + 1);
		}
	g_array_append_val(placing->items, item);
}

static gboolean place_part(struct placing *placing, xmlNode *node, guint depth)
{
	static const struct { const char *name; void (*place)(struct placing *placing, xmlNode *node); } parts[] = {
		{ "p", place_text }, { "image", place_image }, { "line", place_line }, { "box", place_box },
		{ "use", place_use }, { "barcode", place_symbol }, { "slip", place_slip }, { "frame", place_frame },
	};

	if (node_is(node, "when")) {
		place_when(placing, node, depth);
		return TRUE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		if (node_is(node, parts[i].name)) {
			parts[i].place(placing, node);
			return TRUE;
		}
	return FALSE;
}

static void place_children(struct placing *placing, xmlNode *first, guint depth)
{
	if (depth > BLOCKS_DEPTH_MAX) {
		mistakes_add(placing->loading->mistakes, first != NULL ? node_line(first) : 0, "<when> is nested too deep");
		return;
	}
	for (xmlNode *child = first; child != NULL; child = node_next(child)) {
		if (node_is(child, "otherwise") && node_is(child->parent, "when"))
			break;
		if ((node_is(child, "address") || node_is(child, "flow")) && node_is(child->parent, "page"))
			continue;
		if (!place_part(placing, child, depth))
			node_misplaced(placing->loading, child);
	}
}

void stamp_load(struct loading *loading, xmlNode *node)
{
	const char *name = attr_need(loading, node, "name");
	struct placing placing;
	const struct stamp *stamp;
	struct op_list none = { 0 };

	attr_check(loading, node, "name");
	if (g_hash_table_contains(loading->stamps, name))
		mistakes_add(loading->mistakes, node_line(node), "stamp '%s' is declared twice", name);
	loading->fixed = TRUE;
	placing_begin(&placing, loading, NULL);
	place_children(&placing, node_first(node), 0);
	stamp = placing_end(&placing).stamp;
	loading->fixed = FALSE;
	g_hash_table_insert(loading->stamps, (gpointer)name, (gpointer)(stamp != NULL ? stamp : stamp_new(loading, &none)));
}

/* ---- masters ---- */

/* A sheet that a press takes, or a label's printer: what no machine has is most often a slip of the pen. */
#define SHEET_LEAST 20000
#define SHEET_MOST 1200000

static void load_size(struct loading *loading, xmlNode *node, struct master *master)
{
	static const struct { const char *name; um_t width, height; } sizes[] = {
		{ "A4", 210000, 297000 }, { "A5", 148000, 210000 }, { "A3", 297000, 420000 },
	};
	const char *text = attr_text(loading, node, "size");
	um_t size[2];

	master->width = sizes[0].width;
	master->height = sizes[0].height;
	for (guint i = 0; text != NULL && i < G_N_ELEMENTS(sizes); i++)
		if (strcmp(text, sizes[i].name) == 0) {
			master->width = sizes[i].width;
			master->height = sizes[i].height;
			return;
		}
	if (text == NULL)
		return;
	if (length_read_many(text, size, 2) == NULL && MIN(size[0], size[1]) >= SHEET_LEAST && MAX(size[0], size[1]) <= SHEET_MOST) {
		master->width = size[0];
		master->height = size[1];
	} else {
		mistakes_add(loading->mistakes, master->line, "<page size=\"%s\">: not A3, A4, A5, or a width and a height of 20 mm to "
			     "1200 mm", text);
	}
}

static void load_orientation(struct loading *loading, xmlNode *node, struct master *master)
{
	const char *text = attr_text(loading, node, "orientation");
	um_t width = master->width;

	master->landscape = g_strcmp0(text, "landscape") == 0;
	if (master->landscape) {
		master->width = master->height;
		master->height = width;
	} else if (text != NULL && strcmp(text, "portrait") != 0) {
		mistakes_add(loading->mistakes, master->line, "<page orientation=\"%s\">: not portrait or landscape", text);
	}
}

static void load_margins(struct loading *loading, xmlNode *node, struct master *master)
{
	const char *text = attr_text(loading, node, "margins"), *why;
	um_t margins[4] = { 20000, 20000, 20000, 20000 };

	if (text != NULL && (why = length_read_many(text, margins, 4)) != NULL)
		mistakes_add(loading->mistakes, master->line, "<page margins=\"%s\">: %s (top right bottom left)", text, why);
	master->top = margins[0];
	master->right = margins[1];
	master->bottom = margins[2];
	master->left = margins[3];
}

/* top and bottom are measured from the top of the sheet. */
static void load_region(struct loading *loading, xmlNode *node, struct master *master)
{
	um_t top = attr_length(loading, node, "top", master->top);
	um_t bottom = attr_length(loading, node, "bottom", master->height - master->bottom);

	attr_check(loading, node, "top bottom");
	if (master->has_flow)
		mistakes_add(loading->mistakes, node_line(node), "the page has a second <flow>");
	master->has_flow = TRUE;
	master->flow = (struct rect){ master->left, top, master->width - master->left - master->right, bottom - top };
	if (master->flow.width >= 10000 && master->flow.height >= 10000 && bottom <= master->height && master->left >= 0)
		return;
	mistakes_add(loading->mistakes, node_line(node), "the page has no room for its flow");
	master->flow = (struct rect){ 0, 0, 100000, 100000 };
}

static void load_regions(struct loading *loading, xmlNode *node, struct master *master)
{
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child)) {
		if (node_is(child, "address")) {
			attr_check(loading, child, "");
			master->address = TRUE;
		} else if (node_is(child, "flow")) {
			load_region(loading, child, master);
		}
	}
	if (master->address && master->landscape)
		mistakes_add(loading->mistakes, master->line, "page '%s' is in landscape: its <address/> would not be read in the "
			     "window", master->name);
}

/* The paper of a slip is as large as it is, whatever prints on it. */
static void check_box(struct loading *loading, guint line, const struct rect *sheet, const struct rect *box)
{
	struct rect all = rect_union(sheet, box);
	char measure[LENGTH_ROOM];

	if (rect_contains(sheet, box))
		return;
	length_write_mm(measure, MAX(all.width - sheet->width, all.height - sheet->height));
	mistakes_add(loading->mistakes, line, "<slip> stands %s beyond the sheet", measure);
}

/* What never varies must lie on the sheet; what varies is looked at for each letter. */
static void check_on_sheet(struct loading *loading, const struct master *master, const struct item_list *items)
{
	const struct rect sheet = { 0, 0, master->width, master->height };
	struct rect all;
	char measure[LENGTH_ROOM];

	for (guint i = 0; i < items->count; i++) {
		const struct item *item = &items->items[i];

		if (item->kind == ITEM_WHEN) {
			check_on_sheet(loading, master, &item->when.then);
			check_on_sheet(loading, master, &item->when.otherwise);
		} else if (item->kind == ITEM_SLIP) {
			check_box(loading, item->line, &sheet, &(struct rect){ item->x, item->y, item->width, item->height });
		}
	}
	if (items->stamp == NULL || rect_contains(&sheet, &items->stamp->bounds))
		return;
	all = rect_union(&sheet, &items->stamp->bounds);
	length_write_mm(measure, MAX(all.width - sheet.width, all.height - sheet.height));
	mistakes_add(loading->mistakes, master->line, "page '%s' prints %s beyond the sheet", master->name, measure);
}

void master_load(struct loading *loading, xmlNode *node)
{
	struct master *master = arena_new_array0(loading->arena, struct master, 1);
	struct placing placing;

	attr_check(loading, node, "name size orientation margins");
	master->name = attr_need(loading, node, "name");
	master->line = node_line(node);
	load_size(loading, node, master);
	load_orientation(loading, node, master);
	load_margins(loading, node, master);
	load_regions(loading, node, master);
	loading->scope.on_page = TRUE;
	placing_begin(&placing, loading, master);
	place_children(&placing, node_first(node), 0);
	master->items = placing_end(&placing);
	loading->scope.on_page = FALSE;
	check_on_sheet(loading, master, &master->items);
	if (g_hash_table_contains(loading->masters, master->name))
		mistakes_add(loading->mistakes, master->line, "page '%s' is declared twice", master->name);
	else
		g_hash_table_insert(loading->masters, (gpointer)master->name, master);
}
