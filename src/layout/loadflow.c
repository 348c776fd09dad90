/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/load.h"

#include <string.h>

/* ---- pictures and barcodes, in the flow and on pages ---- */

static const struct picture *picture_named(struct loading *loading, xmlNode *node, const char *name)
{
	GPtrArray *pictures = loading->layout->pictures;
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	struct picture *picture;

	for (guint i = 0; i < pictures->len; i++)
		if (strcmp(((struct picture *)pictures->pdata[i])->name, name) == 0)
			return pictures->pdata[i];
	if (strchr(name, '/') != NULL || name[0] == '.') {
		mistakes_add(loading->mistakes, node_line(node),
			     "picture '%s': pictures stand beside the layout, without a folder", name);
		return NULL;
	}
	path = g_build_filename(loading->folder, name, NULL);
	picture = picture_load(path, name, &error);
	if (picture == NULL) {
		mistakes_add(loading->mistakes, node_line(node), "%s", error->message);
		return NULL;
	}
	g_ptr_array_add(pictures, picture);
	return picture;
}

/* Where only one side is given, the other keeps the picture's proportion. */
const struct picture *picture_of(struct loading *loading, xmlNode *node, um_t *width, um_t *height)
{
	const char *name = attr_need(loading, node, "src");
	const struct picture *picture = name[0] != '\0' ? picture_named(loading, node, name) : NULL;

	*width = attr_length(loading, node, "width", 0);
	*height = attr_length(loading, node, "height", 0);
	if (picture == NULL)
		return NULL;
	if (*width == 0 && *height == 0)
		mistakes_add(loading->mistakes, node_line(node), "<image> needs width=\"...\" or height=\"...\"");
	else if (*height == 0)
		*height = (um_t)((gint64)*width * picture->height / picture->width);
	else if (*width == 0)
		*width = (um_t)((gint64)*height * picture->width / picture->height);
	return picture;
}

static gboolean is_linear(enum symbology symbology)
{
	return symbology != SYMBOLOGY_DATA_MATRIX && symbology != SYMBOLOGY_QR;
}

/* ratio="2.5": a narrow element is 2 columns, a wide one 5.  A module is a narrow element, a column its part. */
static void ratio_load(struct loading *loading, xmlNode *node, struct block_symbol *symbol)
{
	static const struct {
		const char *ratio;
		guint narrow, wide;
	} ratios[] = { { "2", 1, 2 }, { "2.5", 2, 5 }, { "3", 1, 3 } };
	struct symbol_wish *wish = &symbol->wish;
	const char *ratio = attr_text(loading, node, "ratio");

	if (ratio == NULL)
		return;
	if (wish->symbology != SYMBOLOGY_CODE_39 && wish->symbology != SYMBOLOGY_INTERLEAVED_2_OF_5)
		mistakes_add(loading->mistakes, node_line(node), "<barcode ratio=...> is only for a code39 or an itf");
	for (guint i = 0; i < G_N_ELEMENTS(ratios); i++) {
		if (strcmp(ratios[i].ratio, ratio) != 0)
			continue;
		wish->narrow = ratios[i].narrow;
		wish->wide = ratios[i].wide;
		symbol->module_width /= (um_t)wish->narrow;
		return;
	}
	mistakes_add(loading->mistakes, node_line(node), "<barcode ratio=\"%s\">: not 2, 2.5 or 3", ratio);
}

void symbol_load(struct loading *loading, xmlNode *node, struct block_symbol *symbol)
{
	const char *kind = attr_need(loading, node, "kind");

	if (kind[0] != '\0' && !symbology_parse(kind, &symbol->wish.symbology))
		mistakes_add(loading->mistakes, node_line(node),
			     "<barcode kind=\"%s\">: not datamatrix, qr, code128, code39 or itf", kind);
	if (node_has(node, "size") && symbol->wish.symbology != SYMBOLOGY_DATA_MATRIX)
		mistakes_add(loading->mistakes, node_line(node), "<barcode size=...> is only for a datamatrix");
	symbol->wish.size = attr_number(loading, node, "size", 10, 144, 0);
	symbol->module_width = attr_length(loading, node, "module", 0);
	if (symbol->module_width < 100)
		mistakes_add(loading->mistakes, node_line(node), "<barcode> needs module=\"...\" of at least 0.1mm");
	ratio_load(loading, node, symbol);
	symbol->module_height = symbol->module_width;
	symbol->height = attr_length(loading, node, "height", 0);
	if (is_linear(symbol->wish.symbology)) {
		symbol->module_height = symbol->height;
		if (symbol->height == 0)
			mistakes_add(loading->mistakes, node_line(node), "<barcode kind=\"%s\"> needs height=\"...\"", kind);
	} else if (symbol->wish.size > 0) {
		symbol->height = (um_t)symbol->wish.size * symbol->module_width;
	}
	slot_load(loading, node, "value", &symbol->value);
}

const struct stamp *stamp_new(struct loading *loading, const struct op_list *list)
{
	struct stamp *stamp = arena_new_array0(loading->arena, struct stamp, 1);

	stamp->name = arena_printf(loading->arena, "%s.%u", loading->layout->name, ++loading->n_stamps);
	stamp->list = *list;
	stamp->bounds = op_list_bounds(list);
	return stamp;
}

/* ---- texts ---- */

static void add_lines(struct op_list *list, const struct text *text, um_t x, struct arena *arena)
{
	um_t y = 0;

	for (guint i = 0; i < text->fixed->count; i++) {
		const struct prose_line *line = &text->fixed->lines[i];
		um_t baseline, height = line_height(text->style, line, &baseline);

		op_list_add_moved(list, &line->list, x, y + baseline, arena);
		y += height;
	}
}

/* A text that never changes is one stamp wherever it stands whole. */
static void make_stamp(struct loading *loading, struct block *block)
{
	struct block_text *text = &block->text;
	struct op_list list = { 0 };

	if (text->text.fixed == NULL || text->text.fixed->count == 0 || loading->unstamped)
		return;
	if (text->label != NULL)
		add_lines(&list, text->label, text->label_x - block->x, loading->arena);
	add_lines(&list, &text->text, 0, loading->arena);
	if (list.count > 0)
		text->stamp = stamp_new(loading, &list);
}

static void take_spacing(struct block *block, const struct para_style *style)
{
	block->before = style->before;
	block->after = style->after;
	block->keep_next = style->keep_next;
}

static void load_text(struct loading *loading, xmlNode *node, um_t width, struct block *block)
{
	const struct para_style *style;

	attr_check(loading, node, STYLE_ATTRIBUTES "style");
	style = style_of(loading, node, loading->base);
	block->kind = BLOCK_TEXT;
	block->width = width;
	take_spacing(block, style);
	text_load(loading, node, style, style->align, width, style->indent, &block->text.text);
	make_stamp(loading, block);
}

/* ---- lists ---- */

struct list_kind {
	const char *name, *mark;
};

static const struct list_kind list_kinds[] = { { "bullet", "•" }, { "dash", "–" }, { "number", NULL } };

static const struct list_kind *list_kind_of(struct loading *loading, xmlNode *node)
{
	const char *kind = attr_text(loading, node, "kind");

	for (guint i = 0; kind != NULL && i < G_N_ELEMENTS(list_kinds); i++)
		if (strcmp(list_kinds[i].name, kind) == 0)
			return &list_kinds[i];
	if (kind != NULL)
		mistakes_add(loading->mistakes, node_line(node), "<list kind=\"%s\">: not bullet, dash or number", kind);
	return &list_kinds[0];
}

static void load_item(struct loading *loading, xmlNode *node, const struct para_style *style, um_t width, um_t hang,
		      const char *mark, struct block *block)
{
	struct text *label = arena_new_array0(loading->arena, struct text, 1);

	attr_check(loading, node, "");
	block->kind = BLOCK_TEXT;
	block->line = node_line(node);
	block->x = hang;
	block->width = MAX(width - hang, 1000);
	take_spacing(block, style);
	text_load_plain(loading, node, mark, style, ALIGN_LEFT, hang, label);
	block->text.label = label;
	text_load(loading, node, style, style->align, block->width, 0, &block->text.text);
	make_stamp(loading, block);
}

/* A list is nothing but texts with marks: it adds its items to blocks. */
static void load_list(struct loading *loading, xmlNode *node, um_t width, GArray *blocks)
{
	const struct list_kind *kind = list_kind_of(loading, node);
	const struct para_style *style = style_of(loading, node, loading->base);
	um_t hang = attr_length(loading, node, "hang", 5000);
	um_t gap = attr_length(loading, node, "gap", style->after);
	guint number = 0;

	attr_check(loading, node, STYLE_ATTRIBUTES "style kind hang gap");
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child)) {
		struct block block = { 0 };
		char mark[16];

		if (!node_is(child, "item")) {
			node_misplaced(loading, child);
			continue;
		}
		g_snprintf(mark, sizeof mark, "%u.", ++number);
		load_item(loading, child, style, width, hang, kind->mark != NULL ? kind->mark : mark, &block);
		if (node_next(child) != NULL)
			block.after = gap;
		g_array_append_val(blocks, block);
	}
	if (number == 0)
		mistakes_add(loading->mistakes, node_line(node), "<list> has no <item>");
}

/* ---- what is neither text nor table ---- */

enum align beside_load(struct loading *loading, xmlNode *node, um_t region, struct block *block)
{
	const char *keep = attr_text(loading, node, "keep");
	enum align align = ALIGN_LEFT;

	block->before = attr_length(loading, node, "before", 0);
	block->after = attr_length(loading, node, "after", 0);
	block->keep_next = g_strcmp0(keep, "next") == 0;
	if (keep != NULL && !block->keep_next)
		mistakes_add(loading->mistakes, node_line(node), "<%s keep=\"%s\">: only \"next\"", node->name, keep);
	attr_align(loading, node, "align", &align);
	if (align == ALIGN_CENTRE)
		block->x = (region - block->width) / 2;
	else if (align == ALIGN_RIGHT)
		block->x = region - block->width;
	if (block->width > region)
		mistakes_add(loading->mistakes, node_line(node), "<%s> is wider than the flow", node->name);
	return align;
}

static void load_image(struct loading *loading, xmlNode *node, um_t region, struct block *block)
{
	attr_check(loading, node, BESIDE "src width height");
	block->kind = BLOCK_IMAGE;
	block->picture = picture_of(loading, node, &block->width, &block->height);
	beside_load(loading, node, region, block);
}

static void load_symbol(struct loading *loading, xmlNode *node, um_t region, struct block *block)
{
	attr_check(loading, node, BESIDE "kind value size module ratio height");
	block->kind = BLOCK_SYMBOL;
	symbol_load(loading, node, &block->symbol);
	block->width = region;
	block->height = block->symbol.height;
	if (block->height == 0)
		mistakes_add(loading->mistakes, node_line(node),
			     "<barcode> in the flow needs its size, or the height to keep for it");
	block->symbol.align = beside_load(loading, node, region, block);
}

static void load_rule(struct loading *loading, xmlNode *node, um_t region, struct block *block)
{
	attr_check(loading, node, BESIDE "width colour length");
	block->kind = BLOCK_RULE;
	block->rule.width = attr_length(loading, node, "width", 200);
	block->rule.colour = attr_colour(loading, node, "colour", COLOUR_BLACK);
	block->width = attr_length(loading, node, "length", region);
	block->height = block->rule.width;
	beside_load(loading, node, region, block);
}

static void load_space(struct loading *loading, xmlNode *node, struct block *block)
{
	attr_check(loading, node, "height");
	attr_need(loading, node, "height");
	block->kind = BLOCK_SPACE;
	block->height = attr_length(loading, node, "height", 0);
}

static struct block_list load_children(struct loading *loading, xmlNode *first, um_t width, guint depth);

/* The last child may be <otherwise>. */
static void load_when(struct loading *loading, xmlNode *node, um_t width, guint depth, struct block *block)
{
	attr_check(loading, node, "test");
	block->kind = BLOCK_WHEN;
	block->when.condition = test_load(loading, node);
	block->when.then = load_children(loading, node_first(node), width, depth + 1);
	for (xmlNode *child = node_first(node); child != NULL; child = node_next(child)) {
		if (!node_is(child, "otherwise"))
			continue;
		attr_check(loading, child, "");
		block->when.otherwise = blocks_load(loading, child, width, depth + 1);
		if (node_next(child) != NULL)
			mistakes_add(loading->mistakes, node_line(child), "<otherwise> is the last part of a <when>");
		return;
	}
}

static void load_table(struct loading *loading, xmlNode *node, um_t width, struct block *block)
{
	block->kind = BLOCK_TABLE;
	block->table = table_load(loading, node, width);
	block->before = attr_length(loading, node, "before", block->table->style->before);
	block->after = attr_length(loading, node, "after", block->table->style->after);
	block->width = block->table->width;
}

/* FALSE: no block of its own. */
static gboolean load_block(struct loading *loading, xmlNode *node, um_t width, guint depth, struct block *block)
{
	block->line = node_line(node);
	if (node_is(node, "p")) {
		load_text(loading, node, width, block);
	} else if (node_is(node, "table")) {
		load_table(loading, node, width, block);
	} else if (node_is(node, "image")) {
		load_image(loading, node, width, block);
	} else if (node_is(node, "barcode")) {
		load_symbol(loading, node, width, block);
	} else if (node_is(node, "slip")) {
		slip_block_load(loading, node, width, block);
	} else if (node_is(node, "rule")) {
		load_rule(loading, node, width, block);
	} else if (node_is(node, "space")) {
		load_space(loading, node, block);
	} else if (node_is(node, "break")) {
		attr_check(loading, node, "");
		block->kind = BLOCK_BREAK;
	} else if (node_is(node, "together")) {
		attr_check(loading, node, "");
		block->kind = BLOCK_TOGETHER;
		block->together = blocks_load(loading, node, width, depth + 1);
	} else if (node_is(node, "when")) {
		load_when(loading, node, width, depth, block);
	} else {
		node_misplaced(loading, node);
		return FALSE;
	}
	return TRUE;
}

static struct block_list load_children(struct loading *loading, xmlNode *first, um_t width, guint depth)
{
	g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(struct block));
	struct block_list list;

	if (depth > BLOCKS_DEPTH_MAX) {
		mistakes_add(loading->mistakes, first != NULL ? node_line(first) : 0, "blocks are nested too deep");
		return (struct block_list){ NULL, 0 };
	}
	for (xmlNode *child = first; child != NULL; child = node_next(child)) {
		struct block block = { 0 };

		if (node_is(child, "otherwise") && node_is(child->parent, "when"))
			break;
		if (node_is(child, "list"))
			load_list(loading, child, width, blocks);
		else if (load_block(loading, child, width, depth, &block))
			g_array_append_val(blocks, block);
	}
	list.count = blocks->len;
	list.items = arena_memdup(loading->arena, blocks->data, sizeof(struct block) * blocks->len);
	return list;
}

struct block_list blocks_load(struct loading *loading, xmlNode *node, um_t width, guint depth)
{
	return load_children(loading, node_first(node), width, depth);
}

gboolean blocks_fixed(const struct block_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		const struct block *block = &list->items[i];

		switch (block->kind) {
		case BLOCK_TEXT:
			if (block->text.text.fixed == NULL)
				return FALSE;
			break;
		case BLOCK_TABLE:
		case BLOCK_SYMBOL:
		case BLOCK_SLIP:
		case BLOCK_WHEN:
			return FALSE;
		case BLOCK_TOGETHER:
			if (!blocks_fixed(&block->together))
				return FALSE;
			break;
		default:
			break;
		}
	}
	return TRUE;
}
