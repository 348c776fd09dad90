/* SPDX-License-Identifier: Apache-2.0 */
/*
 * product: a product of the post as data, profiles/product/NAME.product: what registers it, how its number and card
 * look, and the edges of its weights.  Nothing of it is in code: a centre adds a product by adding a file.
 *
 *   [product]       title, registered, rank, tolerance-permille
 *   [brackets]      weight brackets, ascending: fino-a-20g = 20 g
 *   [boxes]         pieces, weight: of one box at most
 *   [number]        the registered number's bars on the piece's first sheet; without it none is printed
 *   [homologation]  the text of the post's permission to print; without it none is printed
 *   [matrix]        where the Data Matrix of 72 characters stands; without it there is none
 *   [card]          the avviso di ricevimento; without it there is none
 *   [plico]         layout of the envelope's front; without it none is printed
 *   [label]         layout of the label with the number, for envelopes that do not show it; without it none is printed
 *
 * Lengths are micrometres from the sheet's top left corner, weights milligrams, type sizes thousandths of a point.
 */
#ifndef PIEGO_MODEL_PRODUCT_H
#define PIEGO_MODEL_PRODUCT_H

#include <glib.h>

struct weight_bracket {
	char *name;
	gint32 up_to_mg;
};

/* How a number is put together: 11 digits and a check digit, or the post's union's S10. */
enum number_scheme { NUMBER_DOMESTIC, NUMBER_S10 };

/*
 * [number].  The bars' top left corner is at (x, y), their quiet zone outside it.  The number as people read it stands
 * beneath them, text_gap lower, the product's letter on their left, letter_gap away from the first bar.
 *
 * The codes of two widths have a ratio of 2, 2.5 or 3, kept as it is drawn (struct symbol_wish): a narrow and a wide
 * element are narrow and wide units of module / narrow each.  For Code 128 both are 0.
 */
struct product_number {
	enum number_scheme scheme;
	const char *symbology;		/* a word of page/symbol.h: "itf", "code128", "code39" */
	gint32 module;			/* the narrow element, a whole number of units */
	guint narrow, wide;
	gint32 x, y, height;
	gint32 quiet;			/* clear on the left and on the right, 10 modules or more */
	char *letter;			/* 1 to 3 letters: R, AG; NULL: none */
	gint32 letter_size_mpt, letter_gap;
	gint32 text_size_mpt, text_gap;
	char *service, *country;	/* two capitals each, of S10; NULL for domestic numbers */
	guint warn;			/* fewer numbers left than this are told */
};

/* [homologation]: the code that the post gave this printer for this product, its baseline beginning at (x, y). */
struct product_mark {
	char *text;
	gint32 x, y;
	gint32 size_mpt;
};

/* [matrix]: the place of the Data Matrix "standard unico", 48 by 16 modules, and what stays clear around it. */
struct product_matrix {
	gint32 x, y;
	gint32 module;		/* a whole number of 127 um, 3 dots at 600 an inch */
	gint32 quiet;		/* 2 modules or more */
};

/* [card]: 23-I for a raccomandata, 23-L for a judicial act. */
enum card_kind { CARD_NONE, CARD_23_I, CARD_23_L };
struct product_card {
	enum card_kind kind;
	char *layout;		/* name of the layout that prints it; NULL: the card is bought printed */
	gint32 weight_mg;	/* it travels with the letter and is weighed with it; 0 where there is none */
};

struct product {
	char *name;
	char *title;		/* as people call it: "Raccomandata A/R"; the name where the file does not say */
	gboolean registered;	/* with no [number], its numbers come from elsewhere: labels of the post */
	guint rank;		/* sort place among products */
	guint n_brackets;
	struct weight_bracket *brackets;	/* ascending */
	gint32 tolerance_permille;	/* pieces this close to an edge, on either side, are flagged */
	guint box_pieces;	/* most pieces a box, 0: no limit */
	gint64 box_mg;		/* most weight a box, 0: no limit */
	struct product_number *number;		/* NULL: none is printed */
	struct product_mark *homologation;	/* NULL: none */
	struct product_matrix *matrix;		/* NULL: none */
	struct product_card card;
	char *plico;		/* name of the layout that prints the envelope's front; NULL: none is printed */
	char *label;		/* of the one that prints the label with the number; NULL: none */
};

/* Reads a key file's text; all faults at once, one a line, as PROFILE_ERROR (model/profile.h).  path is only named in
 * errors. */
struct product *product_parse(const char *text, const char *path, GError **error);
void product_free(struct product *product);
typedef struct product product_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(product_t, product_free)

/* "23-I", "23-L"; "none". */
const char *card_kind_name(enum card_kind kind);

#endif
