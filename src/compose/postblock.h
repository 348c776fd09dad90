/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postblock: what the post reads on the front of a piece's first sheet, where the product's file has a place for it: the
 * registered number in bars, with its letter and as people read it, the words of the permission, the Data Matrix.
 */
#ifndef PIEGO_COMPOSE_POSTBLOCK_H
#define PIEGO_COMPOSE_POSTBLOCK_H

#include "compose/zones.h"
#include "model/product.h"
#include "type/type.h"

/* A piece's own part of it; NULL: not on this piece. */
struct compose_codes {
	const char *registered;	/* the number in bars: 12 digits, or 13 characters of S10 */
	const char *shown;	/* what stands beneath them */
	const char *matrix;	/* 72 characters */
};

/* Who draws. */
struct post_pen {
	struct typesetter *typesetter;
	struct symbol_encoder *encoder;
	struct arena *arena;
};

#define POST_ZONES_MAX 3

/* The rooms of what a product prints, clear space included, how many: "registered number", "permission", "Data Matrix".
 * with_matrix: the client has one. */
guint post_block_zones(const struct product *product, gboolean with_matrix, const struct post_pen *pen,
		       struct zone zones[POST_ZONES_MAX]);

/*
 * Whether the rooms lie on the sheet without harm: in none of the others, not on the address, and wholly inside or wholly
 * outside the window.  page is a first sheet's front; zones are zones_of_page's.  NULL, or the reason in plain words, in the
 * arena, and the zone that cannot be where it is.
 */
const char *post_block_clash(const struct zone *block, guint blocks, const struct zone *zones, guint count,
			     const struct envelope *envelope, const struct page *page, const struct zone **zone,
			     struct arena *arena);

/* Draw a piece's codes and the permission on the list of its first sheet's front.  FALSE when a symbol cannot carry its code. */
gboolean post_block_draw(const struct product *product, const struct compose_codes *codes, const struct post_pen *pen,
			 struct op_list *list);

#endif
