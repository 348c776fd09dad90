/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/comparing.h"

#include "proof/folded.h"
#include "proof/values.h"

void tell(struct comparing *comparing, const struct difference *difference)
{
	g_autofree char *key = difference_key(difference, KEY_OF_PAGE);
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(comparing->by_key, key));

	if (place > 0) {
		g_array_index(comparing->found, struct difference, place - 1).places += difference->places;
		return;
	}
	g_array_append_val(comparing->found, *difference);
	g_hash_table_insert(comparing->by_key, g_steal_pointer(&key), GUINT_TO_POINTER(comparing->found->len));
}

gboolean all_masked(const struct side *side, struct span span)
{
	for (guint i = span.first; i < span.end; i++)
		if (!side->tokens[i].masked)
			return FALSE;
	return TRUE;
}

static struct rect span_box(const struct side *side, struct span span)
{
	struct rect box = side->tokens[span.first].box;

	for (guint i = span.first + 1; i < span.end; i++)
		box = rect_union(&box, &side->tokens[i].box);
	return box;
}

void tell_change(struct comparing *comparing, enum difference_kind kind, struct span gone, struct span come)
{
	const struct side *before = &comparing->before, *after = &comparing->after;
	gboolean was = gone.first < gone.end, is = come.first < come.end;
	struct difference difference = { .kind = kind, .before = "", .after = "", .text = "", .places = 1 };

	for (guint i = gone.first; i < gone.end; i++)
		comparing->told[i] = TRUE;
	comparing->changed = TRUE;
	if (all_masked(before, gone) && all_masked(after, come))
		return;
	if (was) {
		difference.page_before = before->tokens[gone.first].page + 1;
		difference.before = side_text(before, gone.first, gone.end, comparing->arena);
		difference.box = span_box(before, gone);
	}
	if (is) {
		difference.page = after->tokens[come.first].page + 1;
		difference.after = side_text(after, come.first, come.end, comparing->arena);
		difference.box = span_box(after, come);
	}
	difference.same_value = kind == DIFFERENCE_TEXT && was && is && values_same(difference.before, difference.after);
	tell(comparing, &difference);
}

/* ---- words of a pair of blocks ---- */

gboolean is_gone(const struct comparing *comparing, guint a)
{
	return comparing->before.tokens[a].mate == TOKEN_NONE && !comparing->told[a];
}

/* The words of block a without mates that stand where come does: behind the mate of the word before it, or in front of
 * the mate of the word behind it. */
static struct span gone_beside(const struct comparing *comparing, guint a, guint b, struct span come)
{
	const struct side *before = &comparing->before, *after = &comparing->after;
	const struct span old = block_span(before, a), new = block_span(after, b);
	guint left = come.first > new.first ? after->tokens[come.first - 1].mate : TOKEN_NONE;
	guint right = come.end < new.end ? after->tokens[come.end].mate : TOKEN_NONE;
	struct span gone = { old.first, old.first };

	if (left != TOKEN_NONE && before->tokens[left].block == a) {
		gone = (struct span){ left + 1, left + 1 };
		while (gone.end < old.end && is_gone(comparing, gone.end))
			gone.end++;
	} else if (right != TOKEN_NONE && before->tokens[right].block == a) {
		gone = (struct span){ right, right };
		while (gone.first > old.first && is_gone(comparing, gone.first - 1))
			gone.first--;
	} else if (left == TOKEN_NONE && right == TOKEN_NONE && block_is_unmated(before, a) &&
		   is_gone(comparing, old.first)) {
		gone = old;
	}
	return gone;
}

gboolean compare_words(struct comparing *comparing, guint a, guint b)
{
	const struct side *after = &comparing->after;
	const struct span all = block_span(after, b);
	struct span come = { all.first, all.first };
	gboolean differ = FALSE;

	for (;;) {
		struct span gone;

		while (come.end < all.end && after->tokens[come.end].mate == TOKEN_NONE)
			come.end++;
		gone = gone_beside(comparing, a, b, come);
		if (come.first < come.end || gone.first < gone.end) {
			tell_change(comparing, DIFFERENCE_TEXT, gone, come);
			differ = TRUE;
		}
		if (come.end >= all.end)
			return differ;
		come.first = ++come.end;
	}
}

/* Words next to each other whose looks have changed in the same way; empty where token i looks as it did. */
static struct span changed_looks(const struct comparing *comparing, guint i, guint end)
{
	const struct token *after = comparing->after.tokens, *before = comparing->before.tokens;
	struct span span = { i, i };
	guint was, is = after[i].look;

	if (after[i].mate == TOKEN_NONE || before[after[i].mate].look == is)
		return span;
	was = before[after[i].mate].look;
	while (span.end < end && after[span.end].mate != TOKEN_NONE && after[span.end].look == is &&
	       before[after[span.end].mate].look == was)
		span.end++;
	return span;
}

static void tell_looks(struct comparing *comparing, struct span span)
{
	const struct token *is = &comparing->after.tokens[span.first], *was = &comparing->before.tokens[is->mate];
	const struct difference difference = {
		.kind = DIFFERENCE_STYLE, .page = is->page + 1, .page_before = was->page + 1, .places = 1,
		.before = was->style, .after = is->style, .box = span_box(&comparing->after, span),
		.text = side_text(&comparing->after, span.first, span.end, comparing->arena),
	};

	comparing->changed = TRUE;
	if (!all_masked(&comparing->after, span))
		tell(comparing, &difference);
}

gboolean compare_looks(struct comparing *comparing, guint b)
{
	const struct span all = block_span(&comparing->after, b);
	gboolean differ = FALSE;

	for (guint i = all.first; i < all.end;) {
		struct span span = changed_looks(comparing, i, all.end);

		if (span.first == span.end) {
			i++;
			continue;
		}
		tell_looks(comparing, span);
		differ = TRUE;
		i = span.end;
	}
	return differ;
}
