/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/align.h"

#include <string.h>

static void mate(struct side *before, guint a, struct side *after, guint b)
{
	before->tokens[a].mate = b;
	after->tokens[b].mate = a;
}

static void part(struct side *before, guint a, struct side *after)
{
	after->tokens[before->tokens[a].mate].mate = TOKEN_NONE;
	before->tokens[a].mate = TOKEN_NONE;
}

/* ---- rows of tokens as keys ---- */

/* What tokens first to first + count say, and where they stand when place is asked for. */
static char *row_key(const struct side *side, guint first, guint count, gboolean place)
{
	GString *key = g_string_new(NULL);

	for (guint i = first; i < first + count; i++) {
		const struct token *token = &side->tokens[i];

		g_string_append_printf(key, "%x ", token->content);
		if (place)
			g_string_append_printf(key, "%x %u %d %d ", token->look, token->page, token->box.x,
					       token->baseline);
	}
	return g_string_free(key, FALSE);
}

/* ---- anchors: the same ink at the same place ---- */

static void mate_still_lines(struct side *before, struct side *after)
{
	g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < before->n_lines; i++)
		g_hash_table_insert(there, row_key(before, before->lines[i].first, before->lines[i].count, TRUE),
				    GUINT_TO_POINTER(i + 1));
	for (guint i = 0; i < after->n_lines; i++) {
		const struct token_line *line = &after->lines[i];
		g_autofree char *key = row_key(after, line->first, line->count, TRUE);
		guint found = GPOINTER_TO_UINT(g_hash_table_lookup(there, key));

		if (found == 0)
			continue;
		g_hash_table_remove(there, key);
		for (guint t = 0; t < line->count; t++)
			mate(before, before->lines[found - 1].first + t, after, line->first + t);
	}
}

/* ---- the longest common row (E. W. Myers, An O(ND) difference algorithm, 1986) ---- */

/* More edits than this between two anchors are no change of a text but another text. */
#define EDITS_MAX 1500

/* Unmated tokens of both sides between two anchors. */
struct gap {
	struct side *before, *after;
	const guint *a, *b;	/* numbers of tokens */
	gint n, m;
};

static gboolean same(const struct gap *gap, gint x, gint y)
{
	return gap->before->tokens[gap->a[x]].content == gap->after->tokens[gap->b[y]].content;
}

/* Furthest x on each diagonal from -edits to edits; v points at diagonal 0.  Whether the path on diagonal k comes by
 * a token that is only after (down), from the row of one edit less. */
static gboolean comes_down(const gint *v, gint k, gint edits)
{
	return k == -edits || (k != edits && v[k - 1] < v[k + 1]);
}

/* Diagonal 0 of the row for some number of edits. */
static gint *middle(const GPtrArray *rows, gint edits)
{
	return (gint *)rows->pdata[edits] + edits;
}

static void walk_back(const struct gap *gap, const GPtrArray *rows, gint edits)
{
	gint x = gap->n, y = gap->m;

	for (gint d = edits; d >= 0; d--) {
		gint k = x - y, from_x = 0, from_y = 0;

		if (d > 0) {
			const gint *v = middle(rows, d - 1);
			gint from = comes_down(v, k, d) ? k + 1 : k - 1;

			from_x = v[from];
			from_y = from_x - from;
		}
		while (x > from_x && y > from_y) {
			x--;
			y--;
			mate(gap->before, gap->a[x], gap->after, gap->b[y]);
		}
		x = from_x;
		y = from_y;
	}
}

static gint furthest(const struct gap *gap, const gint *v, gint k, gint edits)
{
	gint x = 0;

	if (edits > 0)
		x = comes_down(v, k, edits) ? v[k + 1] : v[k - 1] + 1;
	while (x < gap->n && x - k < gap->m && same(gap, x, x - k))
		x++;
	return x;
}

static void mate_common_row(const struct gap *gap)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
	gint most = MIN(gap->n + gap->m, EDITS_MAX);

	for (gint d = 0; d <= most; d++) {
		const gint *last = d > 0 ? middle(rows, d - 1) : NULL;
		gint *v;

		g_ptr_array_add(rows, g_new0(gint, 2 * d + 1));
		v = middle(rows, d);
		for (gint k = -d; k <= d; k += 2) {
			v[k] = furthest(gap, last, k, d);
			if (v[k] >= gap->n && v[k] - k >= gap->m) {
				walk_back(gap, rows, d);
				return;
			}
		}
	}
}

/* ---- between anchors ---- */

/* Marks the mated tokens of after that stand in one order with their mates: a longest increasing row of mates. */
static gboolean *in_order(const struct side *after, struct arena *arena)
{
	gboolean *chosen = arena_new_array0(arena, gboolean, after->n_tokens);
	guint *ends = arena_new_array(arena, guint, after->n_tokens);	/* where the best row of each length ends */
	guint *previous = arena_new_array(arena, guint, after->n_tokens);
	guint length = 0;

	for (guint i = 0; i < after->n_tokens; i++) {
		guint low = 0, high = length, mate_of = after->tokens[i].mate;

		if (mate_of == TOKEN_NONE)
			continue;
		while (low < high) {
			guint half = (low + high) / 2;

			if (after->tokens[ends[half]].mate < mate_of)
				low = half + 1;
			else
				high = half;
		}
		previous[i] = low > 0 ? ends[low - 1] : TOKEN_NONE;
		ends[low] = i;
		length = MAX(length, low + 1);
	}
	for (guint i = length > 0 ? ends[length - 1] : TOKEN_NONE; i != TOKEN_NONE; i = previous[i])
		chosen[i] = TRUE;
	return chosen;
}

/* The unmated tokens from first up to end. */
static gint unmated(const struct side *side, guint first, guint end, guint *out)
{
	gint count = 0;

	for (guint i = first; i < end; i++)
		if (side->tokens[i].mate == TOKEN_NONE)
			out[count++] = i;
	return count;
}

static void mate_between_anchors(struct side *before, struct side *after, struct arena *arena)
{
	const gboolean *anchor = in_order(after, arena);
	guint *a = arena_new_array(arena, guint, before->n_tokens), *b = arena_new_array(arena, guint, after->n_tokens);
	guint from_a = 0, from_b = 0;

	for (guint i = 0; i <= after->n_tokens; i++) {
		gboolean last = i == after->n_tokens;
		guint to_a = last ? before->n_tokens : after->tokens[i].mate;
		struct gap gap = { before, after, a, b, 0, 0 };

		if (!last && !anchor[i])
			continue;
		gap.n = unmated(before, from_a, to_a, a);
		gap.m = unmated(after, from_b, i, b);
		if (gap.n > 0 && gap.m > 0)
			mate_common_row(&gap);
		from_a = to_a + 1;
		from_b = i + 1;
	}
}

/* ---- words that only seem to have stayed ---- */

/* Consecutive words of one block of each letter that are each other's mates. */
struct kept {
	guint a, b, count;
	glong characters;
};

static glong characters(const struct side *side, guint first, guint end)
{
	glong sum = 0;

	for (guint i = first; i < end; i++)
		sum += g_utf8_strlen(side->tokens[i].text, -1);
	return sum;
}

static struct kept kept_from(const struct side *before, const struct side *after, guint b)
{
	struct kept kept = { after->tokens[b].mate, b, 1, 0 };

	while (b + kept.count < after->n_tokens && kept.a + kept.count < before->n_tokens &&
	       after->tokens[b + kept.count].mate == kept.a + kept.count &&
	       after->tokens[b + kept.count].block == after->tokens[b].block &&
	       before->tokens[kept.a + kept.count].block == before->tokens[kept.a].block)
		kept.count++;
	kept.characters = characters(after, b, b + kept.count);
	return kept;
}

/* Characters of the unmated words of the same block that stand right before token i, or right after it. */
static glong edit_before(const struct side *side, guint i)
{
	guint first = i;

	while (first > 0 && side->tokens[first - 1].mate == TOKEN_NONE &&
	       side->tokens[first - 1].block == side->tokens[i].block)
		first--;
	return characters(side, first, i);
}

static glong edit_after(const struct side *side, guint i)
{
	guint end = i + 1;

	while (end < side->n_tokens && side->tokens[end].mate == TOKEN_NONE &&
	       side->tokens[end].block == side->tokens[i].block)
		end++;
	return characters(side, i + 1, end);
}

/* One word between two changes, or several with more changed on either side: the eye reads one change. */
static gboolean is_swallowed(const struct side *before, const struct side *after, const struct kept *kept)
{
	glong left = MAX(edit_before(before, kept->a), edit_before(after, kept->b));
	glong right = MAX(edit_after(before, kept->a + kept->count - 1), edit_after(after, kept->b + kept->count - 1));

	return left > 0 && right > 0 && (kept->count == 1 || kept->characters <= MIN(left, right));
}

/* Whether less than half of the block's characters have mates. */
static gboolean is_rewritten(const struct side *side, guint block)
{
	const struct token_block *b = &side->blocks[block];
	glong all = characters(side, b->token, b->token + b->tokens), mated = 0;

	for (guint i = b->token; i < b->token + b->tokens; i++)
		if (side->tokens[i].mate != TOKEN_NONE)
			mated += characters(side, i, i + 1);
	return mated * 2 < all;
}

/* More words in a row than this have stayed, whatever has become of the rest of the paragraph. */
#define CHANCE_MAX 3

static gboolean same_place(const struct token *a, const struct token *b)
{
	return a->page == b->page && a->box.x == b->box.x && a->baseline == b->baseline;
}

static gboolean is_chance(const struct side *before, const struct side *after, const struct kept *kept)
{
	return kept->count <= CHANCE_MAX && !same_place(&before->tokens[kept->a], &after->tokens[kept->b]) &&
	       is_rewritten(before, before->tokens[kept->a].block) && is_rewritten(after, after->tokens[kept->b].block);
}

static void part_all(struct side *before, struct side *after, const struct kept *kept)
{
	for (guint i = 0; i < kept->count; i++)
		part(before, kept->a + i, after);
}

static void part_words(struct side *before, struct side *after,
		       gboolean (*wanted)(const struct side *, const struct side *, const struct kept *))
{
	for (guint b = 0; b < after->n_tokens;) {
		struct kept kept;

		if (after->tokens[b].mate == TOKEN_NONE || after->tokens[b].kind != TOKEN_WORD) {
			b++;
			continue;
		}
		kept = kept_from(before, after, b);
		if (wanted(before, after, &kept))
			part_all(before, after, &kept);
		b += kept.count;
	}
}

/* ---- whole blocks and lines found again ---- */

/* A row of tokens of one side, and how often the same has been seen before it. */
static char *numbered_key(GHashTable *seen, const struct side *side, guint first, guint count)
{
	g_autofree char *key = row_key(side, first, count, FALSE);
	guint times = GPOINTER_TO_UINT(g_hash_table_lookup(seen, key));
	char *numbered = g_strdup_printf("%s#%u", key, times);

	g_hash_table_insert(seen, g_steal_pointer(&key), GUINT_TO_POINTER(times + 1));
	return numbered;
}

static gboolean has_no_mates(const struct side *side, guint first, guint count)
{
	for (guint i = first; i < first + count; i++)
		if (side->tokens[i].mate != TOKEN_NONE)
			return FALSE;
	return TRUE;
}

struct row {
	guint first, count;
};

static struct row block_row(const struct side *side, guint i)
{
	return (struct row){ side->blocks[i].token, side->blocks[i].tokens };
}

static struct row line_row(const struct side *side, guint i)
{
	return (struct row){ side->lines[i].first, side->lines[i].count };
}

/* Rows (blocks or lines) without any mates, by what they say, in the order of the letters. */
static void mate_rows(struct side *before, guint n_before, struct side *after, guint n_after,
		      struct row (*row_of)(const struct side *, guint))
{
	g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) seen_before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) seen_after = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < n_before; i++) {
		struct row row = row_of(before, i);

		if (has_no_mates(before, row.first, row.count))
			g_hash_table_insert(there, numbered_key(seen_before, before, row.first, row.count),
					    GUINT_TO_POINTER(row.first + 1));
	}
	for (guint i = 0; i < n_after; i++) {
		struct row row = row_of(after, i);
		g_autofree char *key = NULL;
		guint found;

		if (!has_no_mates(after, row.first, row.count))
			continue;
		key = numbered_key(seen_after, after, row.first, row.count);
		found = GPOINTER_TO_UINT(g_hash_table_lookup(there, key));
		for (guint t = 0; found > 0 && t < row.count; t++)
			mate(before, found - 1 + t, after, row.first + t);
	}
}

void align(struct side *before, struct side *after, struct arena *arena)
{
	mate_still_lines(before, after);
	mate_between_anchors(before, after, arena);
	part_words(before, after, is_chance);
	part_words(before, after, is_swallowed);
	mate_rows(before, before->n_blocks, after, after->n_blocks, block_row);
	mate_rows(before, before->n_lines, after, after->n_lines, line_row);
}
