/* SPDX-License-Identifier: Apache-2.0 */
/*
 * symbol: a barcode as a grid of modules, made by an encoder (mark/) and placed by layout or compose.
 * A linear code is a grid of one row.
 */
#ifndef PIEGO_PAGE_SYMBOL_H
#define PIEGO_PAGE_SYMBOL_H

#include "base/arena.h"

enum symbology {
	SYMBOLOGY_DATA_MATRIX,
	SYMBOLOGY_QR,
	SYMBOLOGY_CODE_128,
	SYMBOLOGY_CODE_39,
	SYMBOLOGY_INTERLEAVED_2_OF_5,
};

struct symbol {
	enum symbology symbology;
	guint16 columns, rows;
	guint16 stride;		/* bytes a row */
	const guint8 *bits;	/* module (x, y) is dark: bits[y * stride + x / 8] & (0x80 >> x % 8) */
	const char *text;	/* what it says */
};

static inline gboolean symbol_dark(const struct symbol *symbol, guint x, guint y)
{
	return (symbol->bits[y * symbol->stride + x / 8] & (0x80u >> (x % 8))) != 0;
}

/* How much of a QR symbol may be lost: about 7, 15, 25, 30 %. */
enum symbol_level { SYMBOL_LEVEL_ANY, SYMBOL_LEVEL_L, SYMBOL_LEVEL_M, SYMBOL_LEVEL_Q, SYMBOL_LEVEL_H };

/*
 * What to encode.  size 0 lets the encoder choose; else the symbol's columns of modules, and no other size will do:
 * the side of a square Data Matrix (16, 22, 26, 48), 48 of a rectangular one with rows 16, the side of a QR (33 is
 * version 4), the modules of a linear code (310: 50 digits as Code 128 in pairs).
 */
struct symbol_wish {
	enum symbology symbology;
	guint size;
	const char *text;
	guint rows;			/* of a rectangular Data Matrix; 0: as many as columns */
	enum symbol_level level;	/* of a QR */
	/* Columns of a narrow and of a wide element of the codes of two widths, Code 39 and Interleaved 2 of 5; 1 and 3 is
	 * a ratio of 3, 2 and 5 one of 2.5.  0: the encoder's own. */
	guint narrow, wide;
};

/* Who encodes, one a worker.  encode gives a symbol in the arena, or NULL and a reason in plain words for a
 * text that the symbology cannot carry. */
struct symbol_encoder {
	const struct symbol *(*encode)(struct symbol_encoder *encoder, const struct symbol_wish *wish,
				       struct arena *arena, const char **reason);
};

/* "datamatrix", "qr", "code128", "code39", "itf" and back; FALSE for another word. */
const char *symbology_name(enum symbology symbology);
gboolean symbology_parse(const char *word, enum symbology *symbology);

#endif
