/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the lines of a block stand.  Lines that are the same in themselves have stayed or moved.  In a block with
 * other words or looks the first line tells where the block stands; the rest of it follows, a line's height for each
 * line more or less.
 */
#include "proof/comparing.h"

/* The line before that holds all of line l, set with the same spaces; TOKEN_NONE: it was another line. */
static guint same_line(const struct comparing *comparing, guint l)
{
	const struct token_line *line = &comparing->after.lines[l];
	const struct token *is = &comparing->after.tokens[line->first], *was;
	um_t dx;

	if (is->mate == TOKEN_NONE)
		return TOKEN_NONE;
	was = &comparing->before.tokens[is->mate];
	dx = is->box.x - was->box.x;
	if (comparing->before.lines[was->line].first != is->mate ||
	    comparing->before.lines[was->line].count != line->count)
		return TOKEN_NONE;
	for (guint i = 1; i < line->count; i++)
		if (is[i].mate != is->mate + i || !place_near(is[i].box.x - was[i].box.x, dx))
			return TOKEN_NONE;
	return was->line;
}

static struct span line_span(const struct side *side, guint l)
{
	return (struct span){ side->lines[l].first, side->lines[l].first + side->lines[l].count };
}

static const struct token *line_token(const struct side *side, guint l)
{
	return &side->tokens[side->lines[l].first];
}

static void tell_moved(struct comparing *comparing, guint l, guint from, um_t dx, um_t dy, gboolean follows)
{
	const struct side *before = &comparing->before, *after = &comparing->after;
	const struct span span = line_span(after, l);
	struct difference difference = {
		.kind = DIFFERENCE_MOVED, .page = line_token(after, l)->page + 1, .before = "", .after = "",
		.page_before = line_token(before, from)->page + 1, .follows = follows, .dx = dx, .dy = dy,
		.box = after->lines[l].box, .places = 1,
	};

	comparing->changed = TRUE;
	if (all_masked(before, line_span(before, from)) && all_masked(after, span))
		return;
	difference.text = side_text(after, span.first, span.end, comparing->arena);
	tell(comparing, &difference);
}

/* What comes to another page pushes what stands there already. */
static void line_turned(struct comparing *comparing, guint l, guint from)
{
	tell_moved(comparing, l, from, 0, 0, comparing->changed);
	comparing->open = TRUE;
}

/* A line that comes from line from, (dx, dy) further. */
static void line_placed(struct comparing *comparing, guint l, guint from, um_t dx, um_t dy)
{
	gboolean follows = comparing->open || (comparing->push_follows && place_near(dy, comparing->push));

	if (line_token(&comparing->after, l)->page != line_token(&comparing->before, from)->page) {
		line_turned(comparing, l, from);
		return;
	}
	if (place_near(dx, 0) && place_near(dy, 0) && comparing->push_follows &&
	    comparing->after.lines[l].box.y < comparing->push_from)
		return;
	follows = follows && place_near(dx, 0);
	if (!place_near(dx, 0) || !place_near(dy, 0))
		tell_moved(comparing, l, from, dx, dy, follows);
	if (place_near(dx, 0)) {
		comparing->push = dy;
		comparing->push_follows = follows;
		comparing->open = FALSE;
	}
}

/* How far a line has moved that is the same in itself. */
static void line_compare(struct comparing *comparing, guint l, guint from)
{
	const struct token *is = line_token(&comparing->after, l), *was = line_token(&comparing->before, from);

	line_placed(comparing, l, from, is->box.x - was->box.x, is->baseline - was->baseline);
}

/* ---- blocks that have changed in themselves ---- */

static um_t line_down(const struct side *side, guint l)
{
	return line_token(side, l)->baseline - line_token(side, l - 1)->baseline;
}

/* From one line to the next; 0: there is only one. */
static um_t block_leading(const struct side *side, guint block)
{
	const struct token_block *b = &side->blocks[block];

	return b->count < 2 ? 0 : line_down(side, b->first + 1);
}

/* Whether lines, three or more, stand one below the other at one distance, as a paragraph's do. */
static gboolean is_even(const struct side *side, guint block)
{
	const struct token_block *b = &side->blocks[block];

	for (guint l = b->first + 2; l < b->first + b->count; l++)
		if (!place_near(line_down(side, l), line_down(side, l - 1)))
			return FALSE;
	return b->count > 2;
}

/* Left, right or centred: a block stands where it stood when one of its edges or its middle does. */
static um_t block_dx(const struct rect *was, const struct rect *is)
{
	um_t left = is->x - was->x, right = left + is->width - was->width;

	return place_near(left, 0) || place_near(right, 0) || ABS(left + right) <= 2 * PLACE_NEAR ? 0 : left;
}

/* Lines that are the same in themselves, wherever the block has gone. */
static void place_lines(struct comparing *comparing, guint b)
{
	const struct token_block *block = &comparing->after.blocks[b];

	for (guint l = block->first; l < block->first + block->count; l++) {
		guint from = same_line(comparing, l);

		if (from != TOKEN_NONE)
			line_compare(comparing, l, from);
	}
}

/* A block's first line, and from there its height in leadings. */
struct stand {
	const struct token *first;
	guint count;
	um_t leading;
};

static struct stand stand_of(const struct side *side, guint block)
{
	const struct token_block *b = &side->blocks[block];

	return (struct stand){ line_token(side, b->first), b->count, block_leading(side, block) };
}

/* Lines of the changed block that stand where neither its first line nor its leading would put them. */
static void place_rest(struct comparing *comparing, guint a, guint b, um_t was_leading, um_t is_leading)
{
	const struct token_block *was = &comparing->before.blocks[a], *is = &comparing->after.blocks[b];
	um_t top = line_token(&comparing->before, was->first)->baseline;
	um_t new_top = line_token(&comparing->after, is->first)->baseline;

	for (guint i = 1; i < is->count; i++) {
		guint from = same_line(comparing, is->first + i);
		um_t stood, stands = line_token(&comparing->after, is->first + i)->baseline - new_top;

		if (from == TOKEN_NONE || comparing->before.lines[from].block != a)
			continue;
		stood = line_token(&comparing->before, from)->baseline - top;
		if (!place_near(stands - (um_t)i * is_leading, stood - (um_t)(from - was->first) * was_leading))
			line_compare(comparing, is->first + i, from);
	}
}

static void place_changed(struct comparing *comparing, guint a, guint b)
{
	struct stand was = stand_of(&comparing->before, a), is = stand_of(&comparing->after, b);
	um_t dy = is.first->baseline - was.first->baseline, grown;
	gboolean resized = is.first->size != was.first->size;
	const struct rect *box = &comparing->after.blocks[b].box;

	if (was.leading == 0 || is.leading == 0)
		was.leading = is.leading = MAX(was.leading, is.leading);
	/* Larger type stands lower in its line by itself. */
	if (!resized || ABS(dy) > um_from_mpt(is.first->size))
		line_placed(comparing, comparing->after.blocks[b].first, comparing->before.blocks[a].first,
			    block_dx(&comparing->before.blocks[a].box, &comparing->after.blocks[b].box), dy);
	if (is.first->page != was.first->page)
		return;
	place_rest(comparing, a, b, was.leading, is.leading);
	grown = (um_t)(is.count - 1) * is.leading - (um_t)(was.count - 1) * was.leading;
	if (!place_near(grown, 0)) {
		comparing->push = dy + grown;
		comparing->push_follows = TRUE;
		comparing->push_from = box->y + box->height;
	}
	comparing->open = resized;
}

/* ---- blocks with the same words and looks ---- */

static gboolean is_set_otherwise(const struct comparing *comparing, guint a, guint b)
{
	const struct token_block *block = &comparing->after.blocks[b];
	um_t was = block_leading(&comparing->before, a), is = block_leading(&comparing->after, b);

	for (guint l = block->first; l < block->first + block->count; l++)
		if (same_line(comparing, l) == TOKEN_NONE)
			return TRUE;
	return is_even(&comparing->before, a) && is_even(&comparing->after, b) && !place_near(was, is);
}

static void tell_setting(struct comparing *comparing, guint a, guint b)
{
	const struct span span = block_span(&comparing->after, b);
	const struct difference difference = {
		.kind = DIFFERENCE_SETTING, .before = "", .after = "", .places = 1,
		.page = comparing->after.tokens[span.first].page + 1,
		.page_before = comparing->before.tokens[block_span(&comparing->before, a).first].page + 1,
		.text = side_text(&comparing->after, span.first, span.end, comparing->arena),
		.box = comparing->after.blocks[b].box,
	};

	comparing->changed = TRUE;
	if (!all_masked(&comparing->after, span))
		tell(comparing, &difference);
}

void compare_places(struct comparing *comparing, guint a, guint b, gboolean changed)
{
	gboolean otherwise = !changed && is_set_otherwise(comparing, a, b);

	if (otherwise)
		tell_setting(comparing, a, b);
	if ((changed || otherwise) && comparing->target[a] == b)
		place_changed(comparing, a, b);
	else
		place_lines(comparing, b);
}

void compare_symbol_places(struct comparing *comparing, guint a, guint b)
{
	line_compare(comparing, comparing->after.blocks[b].first, comparing->before.blocks[a].first);
}
