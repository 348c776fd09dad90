/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pagopa: what the notice and its instalments share.
 *
 * Places and wording are those of the guide to the notice (3.5.1) as its official samples measure: x is the left end of a
 * text, y its baseline.  Bands end at the margins of 10 mm, where the samples' run over the sheet's edges: few presses print
 * there, and an inserter may have its marks there.
 */
#ifndef PIEGO_SLIP_PAGOPA_H
#define PIEGO_SLIP_PAGOPA_H

#include "model/reference.h"
#include "slip/check.h"
#include "slip/codes.h"
#include "slip/kinds.h"
#include "slip/pen.h"

#define PAGOPA_BAND_GREY 236

/* A QR of version 4 (33 modules) is printed 24.8 mm wide; a Data Matrix of 48 modules 23 mm, in a frame of corners. */
#define PAGOPA_QR_MODULE 752
#define PAGOPA_QR_SIDE (33 * PAGOPA_QR_MODULE)
#define PAGOPA_MATRIX_MODULE 479
#define PAGOPA_MATRIX_SIDE (48 * PAGOPA_MATRIX_MODULE)
#define PAGOPA_CORNERS_ABOVE 2400
#define PAGOPA_CORNERS_WIDTH 27800
#define PAGOPA_CORNERS_HEIGHT 28100

extern const struct text_style pagopa_text;	/* 8 pt: labels, sentences, small values */
extern const struct text_style pagopa_heading;	/* bold 10 pt */
extern const struct text_style pagopa_euro;	/* 10 pt */
extern const struct text_style pagopa_code;	/* bold 10 pt mono */
extern const struct text_style pagopa_money;	/* bold 12 pt mono */
extern const struct text_style pagopa_permit;	/* 7 pt, 70 % black: the authorisation */

/* NULL-terminated. */
extern const char *const pagopa_roles[];

extern const char pagopa_scan[], pagopa_poste[];	/* fixed sentences */

/* What a notice and an instalment need and take; what has a label on the form must not be empty where it is given. */
#define PAGOPA_NEEDS                                                                                                \
	(PAYMENT_BIT(CREDITOR) | PAYMENT_BIT(CREDITOR_CODE) | PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(SUBJECT) |          \
	 PAYMENT_BIT(NOTICE) | PAYMENT_BIT(PAYER))
#define PAGOPA_FIRM (PAYMENT_BIT(DUE) | PAYMENT_BIT(CBILL) | PAYMENT_BIT(ACCOUNT))
#define PAGOPA_TAKES (PAGOPA_FIRM | PAYMENT_BIT(PAYER_CODE) | PAYMENT_BIT(AUTHORISATION))

/* The guide's longest texts.  An address it would have in lines of 40 characters is broken where the paper ends. */
#define PAGOPA_CHARACTERS                                                                                           \
	{                                                                                                           \
		[PAYMENT_SUBJECT] = 90, [PAYMENT_CREDITOR] = 100, [PAYMENT_SECTOR] = 50, [PAYMENT_CONTACT] = 100,   \
		[PAYMENT_PAYER] = 70, [PAYMENT_PAYER_CODE] = 16,                                                    \
	}

/* A payment as it is printed. */
struct pagopa_words {
	char notice[GROUPS_ROOM(18)];	/* in groups of four */
	char cbill[CBILL_ROOM];
	char amount[NUMBER_ROOM];
	char due[DATE_ROOM];			/* "" without one */
	char account[ACCOUNT_ROOM];		/* without the zeros on its left; "" without one */
	const char *qr, *matrix;		/* what the symbols say; matrix NULL without an account */
};

/* FALSE, and a fault, for what cannot be printed. */
gboolean pagopa_read(struct pen *pen, payment_set_t given, struct pagopa_words *words);

/* pagoPA's word and the title; the subject below them, in up to three lines. */
void pagopa_form_head(struct pen *pen);
void pagopa_draw_subject(struct pen *pen);

/* "Euro" and the amount, ending at right. */
void pagopa_draw_euro(struct pen *pen, const struct pagopa_words *words, um_t right, um_t baseline);

/* Where a text of so many lines begins and how far its lines are apart: one line where the guide has it, more around it. */
struct pagopa_stagger {
	um_t first, leading;
};

/* Lines of a text at the stagger of their count, the last one for any more, but not above top.  Returns the last baseline,
 * top where there is nothing. */
um_t pagopa_draw_staggered(struct pen *pen, struct pen_lines *lines, um_t x, um_t top, const struct pagopa_stagger *staggers,
			   guint count);

/* The symbols with their top left modules at (x, y), and the corners around a Data Matrix there. */
void pagopa_draw_qr(struct pen *pen, const struct pagopa_words *words, um_t x, um_t y);
void pagopa_draw_matrix(struct pen *pen, const struct pagopa_words *words, um_t x, um_t y);
void pagopa_draw_corners(struct pen *pen, um_t x, um_t y);

/* Up to four texts one below the other, each with its label on its left: each begins at its slot, or lower where those
 * before it need more lines.  Lines are set closer where they would pass the last baseline; what still does is a fault of
 * the last text. */
struct pagopa_row {
	enum payment_field field;
	const char *label;
	um_t slot;
	um_t width;		/* of the text */
};
void pagopa_draw_rows(struct pen *pen, const struct pagopa_row *rows, guint count, um_t label_x, um_t text_x, um_t last);

#endif
