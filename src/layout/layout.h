/* SPDX-License-Identifier: Apache-2.0 */
/*
 * layout: a letter's template, compiled once, composed for any number of records.
 *
 *   struct typesetter *t = typesetter_new(catalogue_dir, &error);
 *   struct layout *l = layout_load(t, "avviso.xml", &error);     every mistake at once, with its line
 *   ok = layout_compose(l, &order, &letter);                     for each record
 *
 * A typesetter and what was compiled with it belong to one thread; after a fork each process has its own.
 */
#ifndef PIEGO_LAYOUT_LAYOUT_H
#define PIEGO_LAYOUT_LAYOUT_H

#include "model/finding.h"
#include "model/press.h"
#include "model/record.h"
#include "page/page.h"
#include "type/type.h"

#define LAYOUT_ERROR (g_quark_from_static_string("piego-layout"))
enum layout_error {
	LAYOUT_ERROR_READ,
	LAYOUT_ERROR_FORM,	/* not valid, or it names what does not exist: all mistakes, one a line */
};

/* ---- layout ---- */

struct layout;

/* Compile a layout file, of at most 1 MB.  Pictures are read from the file's folder.  The error tells every mistake,
 * one a line, by line number: "layout 'avviso': line 41: {importo}: column 1: field 'importo' is not declared". */
struct layout *layout_load(struct typesetter *typesetter, const char *path, GError **error);

/* The same from memory; name is how messages call it, folder where its pictures are. */
struct layout *layout_load_bytes(struct typesetter *typesetter, const char *name, const char *folder, const char *bytes,
				 gsize length, GError **error);
void layout_free(struct layout *layout);

const char *layout_name(const struct layout *layout);
const struct dictionary *layout_dictionary(const struct layout *layout);
/* SHA-256 over all that decides what its letters look like: the layout file, the names and bytes of its pictures, the
 * fonts it uses by name and checksum, the data dictionary.  Lower-case hex. */
const char *layout_hash(const struct layout *layout);

/* The bytes it was compiled from, lent. */
GBytes *layout_source(const struct layout *layout);

/* Its pictures, of struct picture, by name. */
const GPtrArray *layout_pictures(const struct layout *layout);

/* The fonts its text may be set in, fallbacks included, of struct layout_font, by name. */
struct layout_font {
	const char *name;	/* in the catalogue: "body-bold" */
	const char *sha256;	/* of its file */
};
const GArray *layout_fonts(const struct layout *layout);

/*
 * A place where letters of one layout differ: the test of a <when>, each condition that such a test joins by and,
 * or and not, or a yes-no format.  What a letter does there is told in letter_order.branches: met, not met, or both where it is asked on several pages or in several rows;
 * 0 when the letter never came by.
 */
struct layout_branch {
	guint line;		/* of the layout file */
	const char *text;	/* as it stands there: "count(posizioni) > 1"; of a part: "a (in: a or b)" */
};
enum branch_outcome { BRANCH_MET = 1, BRANCH_UNMET = 2 };

/* All branches in the order of the file's parts; lent. */
const struct layout_branch *layout_branches(const struct layout *layout, guint *count);

/* In letter_order.piece_pages: the letter is all that its piece holds. */
#define LETTER_ALONE G_MAXUINT

struct letter_order {
	const struct record *record;
	gboolean duplex;
	guint piece_page;	/* pages of the piece before this letter, for {piece.page} */
	guint piece_pages;	/* all pages of the piece, for {piece.pages}; 0 while the count is not known yet */
	guint8 *branches;	/* gets the outcomes at each of layout_branches, or NULL: not asked */
	struct symbol_encoder *encoder;
	const struct press *press;	/* of payment slips, the same for many letters; NULL: a layout that has one cannot be composed */
	gboolean masked;	/* the record's words are masked: numbers of nobody stand on its slips */
	struct finding_sink *sink;	/* overflow, missing glyphs and the like, with millimetres */
	struct arena *arena;
};

struct letter_page {
	struct page *page;
	gboolean address;	/* the page's master asks for the address block */
};

struct letter {
	struct letter_page *pages;
	guint count;
};

/* Pages of one letter, in the order's arena.  FALSE when an error-level finding was reported: the record
 * cannot be printed. */
gboolean layout_compose(struct layout *layout, const struct letter_order *order, struct letter *letter);

#endif
