/* SPDX-License-Identifier: Apache-2.0 */
/*
 * block: a framed block among the paragraphs of a letter, for the means of payment that have no form of their own: a
 * band with its name, fields with their labels above them, the amount and the date at the right.
 */
#ifndef PIEGO_SLIP_BLOCK_H
#define PIEGO_SLIP_BLOCK_H

#include "slip/pen.h"

#define BLOCK_WIDTH 165000	/* the text of a letter with margins of 25 and 20 mm */
#define BLOCK_BAND 6600		/* height of the band */
#define BLOCK_LEFT 4000		/* fields begin */
#define BLOCK_RIGHT (BLOCK_WIDTH - 4000)
#define BLOCK_BESIDE_QR 40500	/* fields begin where a QR stands at the left */

/* Baselines of the labels of a block's rows; their texts are a step below, the lines of a text a leading apart. */
#define BLOCK_FIRST 10600
#define BLOCK_SECOND 21600
#define BLOCK_THIRD 32000
#define BLOCK_FOURTH 42000
#define BLOCK_ROW (BLOCK_FOURTH - BLOCK_THIRD)	/* what a row of two lines takes */
#define BLOCK_STEP 4000
#define BLOCK_LEADING 3500

extern const struct text_style block_label;	/* 6.5 pt grey */
extern const struct text_style block_name;	/* bold 9 pt: who is paid */
extern const struct text_style block_text;	/* 8.5 pt: what people write and read */
extern const struct text_style block_small;	/* 7.5 pt: how to pay, in lines 3 mm apart */
extern const struct text_style block_code;	/* bold 10 pt mono: what people copy */
#define BLOCK_SMALL_LEADING 3000

/* NULL-terminated. */
extern const char *const block_roles[];

/* ---- the form ---- */

/* Frame, band, name; hint says what to do, at the band's right. */
void block_draw_frame(struct pen *pen, um_t height, const char *name, const char *hint);

/* ---- what a payment prints ---- */

void block_draw_label(struct pen *pen, um_t x, um_t baseline, const char *label);

/* Whether the payment says something in a field of text. */
gboolean block_has(const struct pen *pen, enum payment_field field);

/* A field of text under its label, in as many lines as most; nothing at all where it is empty. */
struct block_field {
	enum payment_field field;
	const char *label;
	const struct text_style *style;
	um_t x, baseline, width;	/* the label's baseline */
	guint most;
};
void block_draw_field(struct pen *pen, const struct block_field *field);

/* A code under its label, in groups of four.  It is ASCII. */
void block_draw_code(struct pen *pen, const struct block_field *field, const char *code);

/* Amount and date, as far as there are any, one below the other at the right; how the date is called. */
void block_draw_amount(struct pen *pen, const char *due_label);

/* A QR of level M in a square with its top left corner at (x, y): as large as the printer's grid lets it be, in the
 * middle.  Its quiet zone of four modules is around the square.  A text that
 * needs more than version 13 is a fault of the field. */
void block_draw_qr(struct pen *pen, enum payment_field field, const char *text, um_t x, um_t y, um_t side);

#endif
