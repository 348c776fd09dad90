/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tokens: what a letter puts on paper, as a row of words, barcodes and drawings in the order of drawing, which is the
 * order of the layout.  Stamps are opened: whether something fixed or something varying drew a word is not seen on
 * paper.
 *
 * Places are those of the page as it is read.  Tokens stand in lines (words on one baseline), lines in blocks (lines one under the other, as a paragraph or a
 * table's cell has them).  A page's operations know neither; both are read off places, as a reader would.
 */
#ifndef PIEGO_PROOF_TOKENS_H
#define PIEGO_PROOF_TOKENS_H

#include "proof/compare.h"

enum token_kind { TOKEN_WORD, TOKEN_SYMBOL, TOKEN_DRAWING };

#define TOKEN_NONE G_MAXUINT

struct token {
	enum token_kind kind;
	guint content;		/* equal for tokens that say or draw the same */
	guint look;		/* equal for tokens of one face, size and colour, or module size */
	const char *text;	/* the word; what a barcode says; a drawing in words */
	const char *style;	/* the look in words */
	gboolean space_after;	/* words: a blank follows */
	gboolean masked;	/* stands wholly in an area that is not compared */
	guint page;		/* 0 first */
	struct rect box;
	enum turn turn;		/* words: against those that are read as the page is */
	um_t baseline;		/* words that are not turned: their baseline; else the box's top */
	mpt_t size;		/* words */
	guint line, block;
	guint mate;		/* the token of the other letter that this one is, or TOKEN_NONE */
};

struct token_line {
	guint first, count;	/* of tokens */
	guint block;
	struct rect box;
};

struct token_block {
	guint first, count;	/* of lines */
	guint token, tokens;
	struct rect box;
};

struct side {
	struct token *tokens;
	struct token_line *lines;
	struct token_block *blocks;
	guint n_tokens, n_lines, n_blocks;
};

/* Content and look as numbers, the same for both letters that are compared. */
struct names;
struct names *names_new(void);
void names_free(struct names *names);

/* All tokens of a letter, in the arena; the letter's operations must outlive them. */
void side_read(struct side *side, const struct paper *paper, const struct masks *masks, struct names *names,
	       struct arena *arena);

/* The words of tokens first to end (not included), as a reader would write them, in the arena. */
const char *side_text(const struct side *side, guint first, guint end, struct arena *arena);

#endif
