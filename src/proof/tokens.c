/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/tokens.h"

#include <string.h>

#include "base/hash.h"
#include "base/number.h"

struct names {
	GHashTable *numbers;	/* text -> number + 1 */
	GHashTable *pictures;	/* picture -> hash of its bytes */
};

struct names *names_new(void)
{
	struct names *names = g_new(struct names, 1);

	names->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	names->pictures = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	return names;
}

void names_free(struct names *names)
{
	g_hash_table_unref(names->numbers);
	g_hash_table_unref(names->pictures);
	g_free(names);
}

static guint name_number(struct names *names, char kind, const char *text)
{
	g_autofree char *key = g_strdup_printf("%c%s", kind, text);
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(names->numbers, key));

	if (number == 0) {
		number = g_hash_table_size(names->numbers) + 1;
		g_hash_table_insert(names->numbers, g_steal_pointer(&key), GUINT_TO_POINTER(number));
	}
	return number;
}

static const char *picture_hash(struct names *names, const struct picture *picture)
{
	char *hash = g_hash_table_lookup(names->pictures, picture);
	gsize size;
	const void *bytes;

	if (hash != NULL)
		return hash;
	hash = g_malloc(HASH_ROOM);
	bytes = g_bytes_get_data(picture->bytes, &size);
	hash_of(bytes, size, hash);
	g_hash_table_insert(names->pictures, (gpointer)picture, hash);
	return hash;
}

/* ---- tokens ---- */

struct reader {
	const struct masks *masks;
	struct names *names;
	struct arena *arena;
	GArray *tokens;
	guint page;
};

static gboolean is_masked(const struct reader *reader, const struct rect *box)
{
	for (guint i = 0; i < reader->masks->count; i++) {
		const struct mask *mask = &reader->masks->items[i];

		if ((mask->page == 0 || mask->page == reader->page + 1) && rect_contains(&mask->area, box))
			return TRUE;
	}
	return FALSE;
}

static struct token *add_token(struct reader *reader, enum token_kind kind, const struct rect *box)
{
	struct token token = {
		.kind = kind, .page = reader->page, .box = *box, .baseline = box->y, .mate = TOKEN_NONE,
		.masked = kind != TOKEN_SYMBOL && is_masked(reader, box), .text = "", .style = "",
	};

	g_array_append_val(reader->tokens, token);
	return &g_array_index(reader->tokens, struct token, reader->tokens->len - 1);
}

/* 0.35 */
static const char *milli(gint64 value, char number[NUMBER_ROOM + 1])
{
	number[0] = '0';
	number_write_fixed(number + 1, value, 3);
	return number[1] == '.' ? number : number + 1;
}

static const char *size_in_words(const struct rect *box, struct arena *arena)
{
	char width[NUMBER_ROOM + 1], height[NUMBER_ROOM + 1];

	return arena_printf(arena, "%s x %s mm", milli(box->width, width), milli(box->height, height));
}

static const char *colour_in_words(struct colour colour, struct arena *arena)
{
	return arena_printf(arena, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
}

/* The faces of a word, its size and colour. */
static const char *word_style(const struct op_text *text, const struct word *word, struct arena *arena)
{
	g_autoptr(GString) style = g_string_new(NULL);
	char size[NUMBER_ROOM + 1];

	for (guint i = 0; i < word->n_runs; i++)
		if (i == 0 || word->runs[i].face->font != word->runs[i - 1].face->font)
			g_string_append_printf(style, "%s%s", i > 0 ? "+" : "", word->runs[i].face->font->name);
	g_string_append_printf(style, " %s pt %s", milli(text->size, size), colour_in_words(text->colour, arena));
	return arena_strdup(arena, style->str);
}

/* Turned words look different. */
static const char *turned_style(const char *style, enum turn turn, struct arena *arena)
{
	return turn == TURN_NONE ? style : arena_printf(arena, "%s, turned %u", style, (guint)turn * 90);
}

static um_t words_width(const struct op_text *text, gint64 em1000, gint64 gaps)
{
	return um_from_mpt(em1000 * text->size / 1000 + gaps * text->gap);
}

static void read_text(struct reader *reader, const struct op *op, const struct pose *pose)
{
	const struct op_text *text = &op->text;
	const struct rect bounds = op_bounds(op);
	gint64 em1000 = 0, gaps = 0;

	for (guint i = 0; i < text->count; i++) {
		const struct word *word = text->words[i];
		um_t left = words_width(text, em1000, gaps);
		um_t right = words_width(text, em1000 + word->width, gaps);
		const struct rect inside = { text->x + left, bounds.y, right - left, bounds.height };
		const struct rect box = pose_rect(pose, &inside);
		struct token *token;

		em1000 += word->width + (word->gap ? word_space(word) : 0);
		gaps += word->gap;
		if (*word->utf8 == '\0')
			continue;
		token = add_token(reader, TOKEN_WORD, &box);
		token->text = word->utf8;
		token->content = name_number(reader->names, 'w', token->text);
		token->style = turned_style(word_style(text, word, reader->arena), pose->turn, reader->arena);
		token->look = name_number(reader->names, 'l', token->style);
		token->space_after = word->gap;
		token->turn = pose->turn;
		if (pose->turn == TURN_NONE)
			token->baseline = text->baseline + pose->y;
		token->size = text->size;
	}
}

static void read_symbol(struct reader *reader, const struct op_symbol *op, const struct rect *box)
{
	struct token *token = add_token(reader, TOKEN_SYMBOL, box);
	const char *name = symbology_name(op->symbol->symbology);
	const struct rect module = { 0, 0, op->module_width, op->module_height };

	token->text = arena_printf(reader->arena, "%s %s", name, op->symbol->text);
	token->content = name_number(reader->names, 'b', token->text);
	token->style = arena_printf(reader->arena, "%s %ux%u, %s", name, op->symbol->columns, op->symbol->rows,
				    size_in_words(&module, reader->arena));
	token->look = name_number(reader->names, 'l', token->style);
}

static void read_drawing(struct reader *reader, const char *text, const char *told_apart, const struct rect *box)
{
	struct token *token = add_token(reader, TOKEN_DRAWING, box);

	token->text = text;
	token->content = name_number(reader->names, 'd', told_apart);
}

static void read_stroke(struct reader *reader, const struct op_stroke *stroke, const struct rect *box)
{
	gboolean line = stroke->box.width == 0 || stroke->box.height == 0;
	char width[NUMBER_ROOM + 1];
	const char *text = arena_printf(reader->arena, "%s %s, %s mm %s", line ? "line" : "outline",
					size_in_words(&stroke->box, reader->arena), milli(stroke->width, width),
					colour_in_words(stroke->colour, reader->arena));

	read_drawing(reader, text, text, box);
}

static void read_fill(struct reader *reader, const struct op_fill *fill, const struct rect *box)
{
	const char *text = arena_printf(reader->arena, "area %s %s", size_in_words(&fill->box, reader->arena),
					colour_in_words(fill->colour, reader->arena));

	read_drawing(reader, text, text, box);
}

static void read_image(struct reader *reader, const struct op_image *image, const struct rect *box)
{
	const char *hash = picture_hash(reader->names, image->picture);
	const char *text = arena_printf(reader->arena, "picture '%s' %s, %.8s", image->picture->name,
					size_in_words(&image->box, reader->arena), hash);
	const char *told_apart = arena_printf(reader->arena, "picture %s %s", hash,
					      size_in_words(&image->box, reader->arena));

	read_drawing(reader, text, told_apart, box);
}

static void read_list(struct reader *reader, const struct op_list *list, const struct pose *pose)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];
		const struct rect bounds = op_bounds(op), box = pose_rect(pose, &bounds);
		struct pose inside;

		switch (op->kind) {
		case OP_FILL:
			read_fill(reader, &op->fill, &box);
			break;
		case OP_STROKE:
			read_stroke(reader, &op->stroke, &box);
			break;
		case OP_TEXT:
			read_text(reader, op, pose);
			break;
		case OP_SYMBOL:
			read_symbol(reader, &op->symbol, &box);
			break;
		case OP_IMAGE:
			read_image(reader, &op->image, &box);
			break;
		case OP_STAMP:
		case OP_TURN: {
			const struct op_list *inner = op_inside(op, &inside);

			inside = pose_within(pose, &inside);
			read_list(reader, inner, &inside);
			break;
		}
		}
	}
}

/* ---- lines and blocks ---- */

/* One em of a token's size. */
static um_t em(const struct token *token)
{
	return um_from_mpt(token->size);
}

/* Turned words stand on one line where their boxes would, were they turned back. */
static gboolean on_one_line(const struct token *last, const struct token *next, um_t *gap)
{
	const struct pose turned = { 0, 0, last->turn };
	struct rect a = pose_rect_back(&turned, &last->box), b = pose_rect_back(&turned, &next->box);

	*gap = b.x - (a.x + a.width);
	if (last->turn != next->turn)
		return FALSE;
	return last->turn == TURN_NONE ? last->baseline == next->baseline : a.y < b.y + b.height && b.y < a.y + a.height;
}

/* The next word goes on where the line ends: styles may change within a line; cells of a table are further apart. */
static gboolean goes_on(const struct token *last, const struct token *next)
{
	um_t gap;

	return last->kind == TOKEN_WORD && next->kind == TOKEN_WORD && last->page == next->page &&
	       on_one_line(last, next, &gap) && gap > -em(last) / 4 && gap < em(last);
}

/* The next line stands right below: in type of one size (a label is not of its value's block), closer than paragraphs
 * with room between them, and not beside the block.  Each line of turned words is a block. */
static gboolean stands_below(const struct token_block *block, const struct token *last, const struct token *next)
{
	um_t down = next->baseline - last->baseline;

	return last->kind == TOKEN_WORD && next->kind == TOKEN_WORD && last->page == next->page &&
	       last->turn == TURN_NONE && next->turn == TURN_NONE && last->size == next->size && down > 0 && down * 5 <= em(next) * 8 &&
	       next->box.x < block->box.x + block->box.width && next->box.x + next->box.width > block->box.x;
}

static void begin_line(struct side *side, guint token)
{
	struct token_line *line = &side->lines[side->n_lines++];

	*line = (struct token_line){ .first = token, .block = side->n_blocks - 1, .box = side->tokens[token].box };
	side->blocks[side->n_blocks - 1].count++;
}

static void begin_block(struct side *side, guint token)
{
	side->blocks[side->n_blocks++] = (struct token_block){
		.first = side->n_lines, .token = token, .box = side->tokens[token].box,
	};
}

static void place_tokens(struct side *side)
{
	for (guint i = 0; i < side->n_tokens; i++) {
		struct token *token = &side->tokens[i], *last = i > 0 ? token - 1 : NULL;
		struct token_block *block;
		struct token_line *line;

		if (last == NULL || !goes_on(last, token)) {
			if (last == NULL || !stands_below(&side->blocks[side->n_blocks - 1], last, token))
				begin_block(side, i);
			begin_line(side, i);
		}
		line = &side->lines[side->n_lines - 1];
		block = &side->blocks[side->n_blocks - 1];
		line->count++;
		block->tokens++;
		line->box = rect_union(&line->box, &token->box);
		block->box = rect_union(&block->box, &token->box);
		token->line = side->n_lines - 1;
		token->block = side->n_blocks - 1;
	}
}

void side_read(struct side *side, const struct paper *paper, const struct masks *masks, struct names *names,
	       struct arena *arena)
{
	struct reader reader = { masks, names, arena, g_array_new(FALSE, FALSE, sizeof(struct token)), 0 };

	for (guint i = 0; i < paper->count; i++) {
		um_t width, height;
		const struct pose pose = page_as_read(&paper->pages[i], &width, &height);

		reader.page = i;
		read_list(&reader, &paper->pages[i].list, &pose);
	}
	*side = (struct side){ .n_tokens = reader.tokens->len };
	side->tokens = arena_memdup(arena, reader.tokens->data, sizeof(struct token) * reader.tokens->len);
	side->lines = arena_new_array(arena, struct token_line, reader.tokens->len);
	side->blocks = arena_new_array(arena, struct token_block, reader.tokens->len);
	g_array_unref(reader.tokens);
	place_tokens(side);
}

/* ---- text ---- */

/* A line may break without a blank, after a stroke or a dash. */
static gboolean breaks_open(const char *text)
{
	return g_str_has_suffix(text, "/") || g_str_has_suffix(text, "-") || g_str_has_suffix(text, "–");
}

static gboolean needs_space(const struct token *last, const struct token *next)
{
	return last->space_after || last->block != next->block || (last->line != next->line && !breaks_open(last->text));
}

const char *side_text(const struct side *side, guint first, guint end, struct arena *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = first; i < end; i++) {
		if (i > first && needs_space(&side->tokens[i - 1], &side->tokens[i]))
			g_string_append_c(text, ' ');
		g_string_append(text, side->tokens[i].text);
	}
	return arena_strdup(arena, text->str);
}
