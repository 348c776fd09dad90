/* SPDX-License-Identifier: Apache-2.0 */
/*
 * load: between the parts of the layout compiler.  Each part reads its elements, adds a mistake for all that is
 * wrong and goes on, so that an author sees everything at once; what it returns after a mistake is only good
 * enough to go on with.
 */
#ifndef PIEGO_LAYOUT_LOAD_H
#define PIEGO_LAYOUT_LOAD_H

#include <libxml/tree.h>

#include "layout/length.h"
#include "layout/mistakes.h"
#include "layout/template.h"

#define LAYOUT_NAMESPACE "urn:piego:layout:1"

struct loading {
	struct layout *layout;
	struct arena *arena;		/* the layout's */
	struct mistakes *mistakes;
	const char *folder;		/* of pictures */
	GHashTable *styles;		/* name -> const struct para_style */
	GHashTable *stamps;		/* name -> const struct stamp */
	GHashTable *masters;		/* name -> const struct master */
	const struct para_style *base;	/* what a text has that names no style */
	struct expr_scope scope;
	gboolean fixed;			/* inside a <stamp>: nothing may vary */
	const struct payment_source *payment[PAYMENT_FIELDS];	/* as <payment> has them; NULL: not given */
	guint payment_line;		/* 0: no <payment> yet */
	gboolean unstamped;		/* what is made ends in a stamp, which holds no stamps */
	guint n_stamps;
};

/* ---- nodes and attributes (loadnode.c) ---- */

guint node_line(const xmlNode *node);
gboolean node_is(const xmlNode *node, const char *name);
/* Child elements. */
xmlNode *node_first(xmlNode *parent);
xmlNode *node_next(xmlNode *node);
guint node_count(xmlNode *parent, const char *name);
/* Mistakes of form in the whole tree: text where only elements may stand, elements of another namespace. */
void node_check_tree(struct loading *loading, xmlNode *node);
/* The mistake of a child that does not belong into its parent. */
void node_misplaced(struct loading *loading, const xmlNode *node);

/* Adds a mistake for each attribute that is not among the blank-separated names. */
void attr_check(struct loading *loading, xmlNode *node, const char *names);
/* The attribute's text in the arena, or NULL; attr_need adds a mistake and returns "". */
const char *attr_text(struct loading *loading, xmlNode *node, const char *name);
const char *attr_need(struct loading *loading, xmlNode *node, const char *name);
/* The fallback where the attribute is not there or is wrong. */
um_t attr_length(struct loading *loading, xmlNode *node, const char *name, um_t fallback);
gboolean attr_point(struct loading *loading, xmlNode *node, const char *name, um_t *x, um_t *y);
mpt_t attr_mpt(struct loading *loading, xmlNode *node, const char *name, mpt_t fallback);
guint attr_number(struct loading *loading, xmlNode *node, const char *name, guint least, guint most, guint fallback);
struct colour attr_colour(struct loading *loading, xmlNode *node, const char *name, struct colour fallback);
gboolean attr_yes(struct loading *loading, xmlNode *node, const char *name, gboolean fallback);
gboolean attr_align(struct loading *loading, xmlNode *node, const char *name, enum align *align);
gboolean node_has(xmlNode *node, const char *name);

/* ---- styles (loadstyle.c) ---- */

#define STYLE_ATTRIBUTES "font size leading align weight slant colour before after indent keep widows orphans "

const struct para_style *style_default(struct loading *loading);
void style_load(struct loading *loading, xmlNode *node);
/* The style that the attribute names. */
const struct para_style *style_named(struct loading *loading, xmlNode *node, const char *attribute,
				     const struct para_style *fallback);
/* The style of an element: style="..." and single attributes over base. */
const struct para_style *style_of(struct loading *loading, xmlNode *node, const struct para_style *base);
/* font, size, weight, slant and colour of a run of text inside a paragraph. */
const struct text_style *text_style_of(struct loading *loading, xmlNode *node, const struct text_style *base);

/* ---- branches (load.c) ---- */

/* Its number. */
guint branch_load(struct loading *loading, guint line, const char *text);

/* ---- text (loadtext.c) ---- */

/* The element's mixed content.  A width of 0 is not known yet; indent is of the first line. */
void text_load(struct loading *loading, xmlNode *node, const struct para_style *style, enum align align, um_t width,
	       um_t indent, struct text *text);
/* The same from an attribute's text. */
void text_load_plain(struct loading *loading, xmlNode *node, const char *plain, const struct para_style *style,
		     enum align align, um_t width, struct text *text);
/* Text with slots that is not set here. */
void phrase_load(struct loading *loading, xmlNode *node, const char *plain, struct phrase *phrase);
/* An attribute's whole text as one slot, fixed text or "{field}": of a barcode. */
void slot_load(struct loading *loading, xmlNode *node, const char *name, struct slot *slot);
/* An attribute that is an expression; one that is a condition. */
const struct expr *expr_load(struct loading *loading, xmlNode *node, const char *name);
struct condition test_load(struct loading *loading, xmlNode *node);

/* ---- blocks (loadflow.c, loadtable.c) ---- */

#define BLOCKS_DEPTH_MAX 12

/* The node's children as blocks of the given width. */
struct block_list blocks_load(struct loading *loading, xmlNode *node, um_t width, guint depth);
/* Whether no record changes what the blocks print. */
gboolean blocks_fixed(const struct block_list *list);
const struct table *table_load(struct loading *loading, xmlNode *node, um_t width);

/* What stands beside a block of a width: before, after, keep and align; the block's x follows. */
#define BESIDE "before after keep align "
enum align beside_load(struct loading *loading, xmlNode *node, um_t region, struct block *block);

const struct picture *picture_of(struct loading *loading, xmlNode *node, um_t *width, um_t *height);
void symbol_load(struct loading *loading, xmlNode *node, struct block_symbol *symbol);

/* A stamp of the list under a name of its own. */
const struct stamp *stamp_new(struct loading *loading, const struct op_list *list);

/* ---- payment slips (loadslip.c) ---- */

void payment_load(struct loading *loading, xmlNode *node);
/* A <slip> with further attributes, blank-separated, that are the caller's.  NULL after a mistake that leaves nothing to
 * go on with. */
const struct block_slip *slip_load(struct loading *loading, xmlNode *node, const char *others);
void slip_block_load(struct loading *loading, xmlNode *node, um_t region, struct block *block);

/* ---- pages (loadpage.c) ---- */

void stamp_load(struct loading *loading, xmlNode *node);
void master_load(struct loading *loading, xmlNode *node);

#endif
