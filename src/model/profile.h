/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile: what the print centre owns, described as data: envelopes, paper stocks, inserts.  Each kind is
 * a folder of small key files under profiles/.  Inserters, presses and postal products have files of their own,
 * inserter.h, press.h and product.h.
 * Lengths are micrometres, weights milligrams.
 */
#ifndef PIEGO_MODEL_PROFILE_H
#define PIEGO_MODEL_PROFILE_H

#include <glib.h>

#define PROFILE_ERROR (g_quark_from_static_string("piego-profile"))
enum profile_error { PROFILE_ERROR_READ, PROFILE_ERROR_FORM };

struct profile_box {
	gint32 x, y, width, height;
};

/* profiles/envelope/NAME.envelope */
struct envelope {
	char *name;
	gint32 width, height;
	gint32 weight_mg;
	gint32 thickness_um;	/* of the empty envelope; 0: not said */
	guint max_sheets;	/* A4 sheets it holds, folded for it */
	struct profile_box window;	/* what shows of the folded A4 sheet, in the sheet's own coordinates, at rest */
	gint32 play_x, play_y;		/* how far the sheet may shift in the envelope, either way */
	struct profile_box address;	/* where the address block is set: stays in the window at full play */
	char *font;			/* catalogue role */
	gint32 size_mpt, leading_mpt;
	gboolean bold;
	gboolean capitals;
};

/* profiles/stock/NAME.stock */
struct stock {
	char *name;
	gint32 width, height;
	gint32 grams_m2;
	gint32 thickness_um;	/* of one sheet; 0: not said */
	/* What a press calls it ("plain", "white"), NULL where it need not be told; and the tray it lies in, 1 first, 0 where
	 * the press knows. */
	char *type, *colour;
	guint tray;
};

/* profiles/insert/NAME.insert */
struct insert {
	char *name;
	gint32 weight_mg;
	gint32 thickness_um;	/* as it is put in; 0: not said */
	guint station;		/* feeder of the inserter, 1 first */
};

/* Each reads a key file's text; path is only named in errors: "envelope 'dl': [window] x: not a length: '12'".
 * Unknown groups and keys are errors, so that a typing mistake never passes. */
struct envelope *envelope_parse(const char *text, const char *path, GError **error);
struct stock *stock_parse(const char *text, const char *path, GError **error);
struct insert *insert_parse(const char *text, const char *path, GError **error);
void envelope_free(struct envelope *envelope);
void stock_free(struct stock *stock);
void insert_free(struct insert *insert);
typedef struct envelope envelope_t;
typedef struct stock stock_t;
typedef struct insert insert_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(envelope_t, envelope_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(stock_t, stock_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(insert_t, insert_free)

/* The part of the sheet that may show through the window when the sheet has shifted as far as it can. */
struct profile_box envelope_window_at_play(const struct envelope *envelope);

#endif
