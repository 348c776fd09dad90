/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The letters are read as tokens and aligned; then the new one is walked block by block in its order.  A block
 * belongs to the block of the old letter that most of its tokens come from.  Inside such a pair: words that are only
 * in one, looks, and lines; a line that is the same in itself has either stayed or moved.
 */
#include "proof/compare.h"

#include <string.h>

#include "base/number.h"
#include "proof/align.h"
#include "proof/comparing.h"
#include "proof/folded.h"

const char *difference_kind_name(enum difference_kind kind)
{
	static const char *const names[DIFFERENCE_KINDS] = {
		"pages", "barcode", "text", "moved", "style", "setting", "drawing",
	};

	return names[kind];
}

struct span block_span(const struct side *side, guint block)
{
	const struct token_block *b = &side->blocks[block];

	return (struct span){ b->token, b->token + b->tokens };
}

gboolean block_is_unmated(const struct side *side, guint block)
{
	const struct span span = block_span(side, block);

	for (guint i = span.first; i < span.end; i++)
		if (side->tokens[i].mate != TOKEN_NONE)
			return FALSE;
	return TRUE;
}

/* ---- blocks that belong together ---- */

static void find_sources(struct comparing *comparing)
{
	struct side *before = &comparing->before, *after = &comparing->after;
	guint *count = arena_new_array0(comparing->arena, guint, before->n_blocks);

	for (guint b = 0; b < after->n_blocks; b++) {
		const struct span span = block_span(after, b);
		guint best = TOKEN_NONE;

		for (guint i = span.first; i < span.end; i++) {
			guint from = after->tokens[i].mate;

			if (from == TOKEN_NONE)
				continue;
			from = before->tokens[from].block;
			count[from]++;
			if (best == TOKEN_NONE || count[from] > count[best])
				best = from;
		}
		for (guint i = span.first; i < span.end; i++)
			if (after->tokens[i].mate != TOKEN_NONE)
				count[before->tokens[after->tokens[i].mate].block] = 0;
		comparing->source[b] = best;
		if (best != TOKEN_NONE && comparing->target[best] == TOKEN_NONE)
			comparing->target[best] = b;
	}
}

static const struct token *block_token(const struct side *side, guint block)
{
	return &side->tokens[side->blocks[block].token];
}

/* Barcodes of one symbology on one page are one, wherever they stand. */
static gboolean takes_place_of(const struct comparing *comparing, guint a, guint b)
{
	const struct token *old = block_token(&comparing->before, a), *new = block_token(&comparing->after, b);
	const struct rect *was = &comparing->before.blocks[a].box, *is = &comparing->after.blocks[b].box;

	if (old->kind != new->kind)
		return FALSE;
	if (old->kind == TOKEN_SYMBOL)
		return strcspn(old->text, " ") == strcspn(new->text, " ") &&
		       strncmp(old->text, new->text, strcspn(new->text, " ")) == 0;
	return rect_overlaps(was, is) ||
	       (place_near(was->y, is->y) &&
		(place_near(was->x, is->x) || place_near(was->x + was->width, is->x + is->width)));
}

/* Blocks without any mate that stand at one place belong together: the one has become the other. */
static void pair_by_place(struct comparing *comparing)
{
	const struct side *before = &comparing->before, *after = &comparing->after;
	guint from = 0;

	for (guint b = 0; b < after->n_blocks; b++) {
		guint page = block_token(after, b)->page;

		if (!block_is_unmated(after, b))
			continue;
		while (from < before->n_blocks && block_token(before, from)->page < page)
			from++;
		for (guint a = from; a < before->n_blocks && block_token(before, a)->page == page; a++) {
			if (comparing->target[a] != TOKEN_NONE || !block_is_unmated(before, a) ||
			    !takes_place_of(comparing, a, b))
				continue;
			comparing->source[b] = a;
			comparing->target[a] = b;
			break;
		}
	}
}

/* ---- the walk ---- */

static enum difference_kind kind_of(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_WORD:
		return DIFFERENCE_TEXT;
	case TOKEN_SYMBOL:
		return DIFFERENCE_SYMBOL;
	case TOKEN_DRAWING:
		return DIFFERENCE_DRAWING;
	}
	g_assert_not_reached();
}

static void turn_page(struct comparing *comparing, guint page)
{
	if (page == comparing->page)
		return;
	comparing->page = page;
	comparing->push = 0;
	comparing->push_follows = comparing->open = FALSE;
}

static gboolean is_new(const struct comparing *comparing, guint b, const struct token *first)
{
	const struct token *token = block_token(&comparing->after, b);

	return comparing->source[b] == TOKEN_NONE && token->kind == TOKEN_WORD && token->page == first->page;
}

/* Text that is only after, as far as it goes; returns the next block. */
static guint tell_new(struct comparing *comparing, guint b)
{
	const struct token *first = block_token(&comparing->after, b);
	const struct span none = { 0, 0 };
	struct span span = block_span(&comparing->after, b++);

	if (first->kind == TOKEN_WORD) {
		while (b < comparing->after.n_blocks && is_new(comparing, b, first))
			span.end = block_span(&comparing->after, b++).end;
		comparing->open = TRUE;
	}
	tell_change(comparing, kind_of(first->kind), none, span);
	return b;
}

/* What has stood right before block a, on its page, is nowhere now, or not on the page where block b is. */
static gboolean follows_gap(const struct comparing *comparing, guint a, guint b)
{
	const struct token *last = a > 0 ? block_token(&comparing->before, a - 1) : NULL;
	guint target = a > 0 ? comparing->target[a - 1] : TOKEN_NONE;

	if (last == NULL || last->kind != TOKEN_WORD || last->page != block_token(&comparing->before, a)->page)
		return FALSE;
	if (target == TOKEN_NONE)
		return block_is_unmated(&comparing->before, a - 1);
	return block_token(&comparing->after, target)->page != block_token(&comparing->after, b)->page;
}

static void compare_blocks(struct comparing *comparing, guint a, guint b)
{
	enum token_kind kind = block_token(&comparing->after, b)->kind;
	gboolean unmated = block_is_unmated(&comparing->after, b), words, looks;

	if (follows_gap(comparing, a, b))
		comparing->open = comparing->changed = TRUE;
	if (kind != TOKEN_WORD && unmated) {
		tell_change(comparing, kind_of(kind), block_span(&comparing->before, a),
			    block_span(&comparing->after, b));
		if (kind == TOKEN_SYMBOL)
			compare_symbol_places(comparing, a, b);
		return;
	}
	words = kind == TOKEN_WORD && compare_words(comparing, a, b);
	looks = compare_looks(comparing, b);
	compare_places(comparing, a, b, words || looks);
}

static void walk(struct comparing *comparing)
{
	guint b = 0;

	while (b < comparing->after.n_blocks) {
		turn_page(comparing, block_token(&comparing->after, b)->page);
		if (comparing->source[b] == TOKEN_NONE) {
			b = tell_new(comparing, b);
		} else {
			compare_blocks(comparing, comparing->source[b], b);
			b++;
		}
	}
}

/* What is only before and has not been told with what stands there now. */
static void tell_gone(struct comparing *comparing)
{
	const struct side *before = &comparing->before;
	const struct span none = { 0, 0 };

	for (guint i = 0; i < before->n_tokens;) {
		const struct token *first = &before->tokens[i];
		struct span span = { i, i + 1 };

		while (span.end < before->n_tokens && first->kind == TOKEN_WORD && is_gone(comparing, span.end) &&
		       before->tokens[span.end].kind == TOKEN_WORD && before->tokens[span.end].page == first->page)
			span.end++;
		i++;
		if (!is_gone(comparing, span.first))
			continue;
		tell_change(comparing, kind_of(first->kind), span, none);
		i = span.end;
	}
}

/* ---- pages ---- */

static void tell_pages(struct comparing *comparing, guint page, const char *before, const char *after)
{
	const struct difference difference = {
		.kind = DIFFERENCE_PAGES, .page = page, .page_before = page, .before = before, .after = after, .text = "",
		.places = 1,
	};

	tell(comparing, &difference);
}

static const char *page_in_words(const struct page *page, struct arena *arena)
{
	char width[NUMBER_ROOM], height[NUMBER_ROOM];

	number_write_fixed(width, page->width, 3);
	number_write_fixed(height, page->height, 3);
	return arena_printf(arena, "%s x %s mm, %s of sheet %u%s", width, height,
			    page->side == PAGE_FRONT ? "front" : "back", page->sheet,
			    page->upright != TURN_NONE ? ", read turned" : "");
}

static void compare_pages(struct comparing *comparing, const struct paper *before, const struct paper *after)
{
	if (before->count != after->count)
		tell_pages(comparing, 0, arena_printf(comparing->arena, "%u", before->count),
			   arena_printf(comparing->arena, "%u", after->count));
	for (guint i = 0; i < MIN(before->count, after->count); i++) {
		const char *was = page_in_words(&before->pages[i], comparing->arena);
		const char *is = page_in_words(&after->pages[i], comparing->arena);

		if (strcmp(was, is) != 0)
			tell_pages(comparing, i + 1, was, is);
	}
}

static gint by_page(gconstpointer a, gconstpointer b)
{
	guint page = difference_page(a), other = difference_page(b);

	return page < other ? -1 : page > other;
}

/* Kept beyond this call: copied into the arena. */
static void give(struct comparing *comparing, struct differences *differences)
{
	g_array_sort(comparing->found, by_page);
	differences->count = comparing->found->len;
	differences->items = arena_memdup(comparing->arena, comparing->found->data,
					  sizeof(struct difference) * comparing->found->len);
}

static guint *none_of(guint count, struct arena *arena)
{
	guint *none = arena_new_array(arena, guint, count);

	for (guint i = 0; i < count; i++)
		none[i] = TOKEN_NONE;
	return none;
}

void compare_letters(const struct paper *before, const struct paper *after, const struct masks *masks,
		     struct arena *arena, struct differences *differences)
{
	struct names *names = names_new();
	struct comparing comparing = { .arena = arena };

	side_read(&comparing.before, before, masks, names, arena);
	side_read(&comparing.after, after, masks, names, arena);
	names_free(names);
	align(&comparing.before, &comparing.after, arena);
	comparing.found = g_array_new(FALSE, FALSE, sizeof(struct difference));
	comparing.by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	comparing.source = none_of(comparing.after.n_blocks, arena);
	comparing.target = none_of(comparing.before.n_blocks, arena);
	comparing.told = arena_new_array0(arena, gboolean, comparing.before.n_tokens);
	find_sources(&comparing);
	pair_by_place(&comparing);
	compare_pages(&comparing, before, after);
	walk(&comparing);
	tell_gone(&comparing);
	give(&comparing, differences);
	g_array_unref(comparing.found);
	g_hash_table_unref(comparing.by_key);
}
