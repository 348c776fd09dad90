/* SPDX-License-Identifier: Apache-2.0 */
/*
 * td: the bollettini postali (CH8 with two parts: ricevuta di versamento and ricevuta di accredito) by document type.
 *
 * Measures are those of the slip that Poste's readers take (297 x 102 mm; Gazzetta Ufficiale 24-5-1996, 096A3226, and
 * 20-5-2013, 13A04294): y of a text is the top of its type.  What is read is black; all else is a screen of 20 %.
 */
#ifndef PIEGO_SLIP_TD_H
#define PIEGO_SLIP_TD_H

#include "model/ids.h"
#include "model/reference.h"
#include "slip/codes.h"
#include "slip/kinds.h"
#include "slip/pen.h"

#define TD_WIDTH 297000
#define TD_HEIGHT 102000
#define TD_READ_ZONE 83000	/* top of the white zone of the code line */
#define TD_PART 132000		/* between the two parts */

/* Ten characters an inch: OCR-B of size 1, whose figures are 2.4 mm high along the middle of their strokes, is 10 pt. */
#define TD_CELL 2540
/* Of the account and the codice cliente above the white zone. */
#define TD_BODY_CELL 2545

/* Places of an amount's boxes: eight of euro, the comma, two of cents. */
#define TD_BOX_WIDTH 3000
#define TD_BOX_HEIGHT 4500
#define TD_BOX_STEP 4000
#define TD_BOXES 10
#define TD_EURO_BOXES 8

#define TD_IBAN_BOX 2400
#define TD_IBAN_BOX_HEIGHT 3400
#define TD_IBAN_BOXES 27

/* y of what both parts have. */
#define TD_Y_ACCOUNT 10000
#define TD_Y_IBAN 15500
#define TD_Y_LETTERS 19500
#define TD_Y_CREDITOR 25500
#define TD_Y_SUBJECT 36000
#define TD_Y_CUSTOMER 42000
#define TD_Y_PAYER 50000
#define TD_LEADING 4000		/* of the causale and of the payer */

/* Of the Code 128 and of the Data Matrix: widths of a module. */
#define TD_BAR 300
#define TD_MODULE 937
#define TD_MATRIX_X 82000	/* left edge of the Data Matrix; its top is the press's */

/* A document type. */
struct td {
	guint type;			/* 123, 451, 674, 896 */
	const char *name;		/* as it is printed: "TD 896" */
	payment_set_t needs;
	gboolean letters;		/* has a line for the amount in letters */
	gboolean customer;		/* prints a codice cliente */
	gboolean symbols;		/* prints Code 128 and Data Matrix */
};

/* A part of the slip: x of what it holds, and widths. */
struct td_part {
	const char *title;
	um_t title_x, bank_x;
	um_t euro_x;
	um_t account_label_x, account_x;
	um_t amount_label_x, amount_x;
	um_t iban_label_x, iban_x;
	um_t letters_x, letters_width;
	um_t left;			/* of the creditor's name */
	um_t creditor_width;
	const struct text_style *creditor;
	um_t text_x;			/* of causale and payer */
	um_t subject_width, payer_width;
	guint payer_lines;
};
enum { TD_VERSAMENTO, TD_ACCREDITO, TD_PARTS };
extern const struct td_part td_parts[TD_PARTS];

/* Black. */
extern const struct text_style td_digits, td_text_7, td_text_8, td_text_9, td_text_11;
extern const struct text_style td_code_line, td_code, td_code_small;	/* OCR-B: 10, 11, 9 pt */
/* 70 % of black: the title, the authorisation. */
extern const struct text_style td_title, td_title_bold, td_permit;

/* A payment as it is printed; "" for what is not. */
struct td_words {
	char account[ACCOUNT_ROOM];	/* 12 digits */
	char customer[CUSTOMER_ROOM];
	char iban[IBAN_ROOM];
	char line[CODE_LINE_ROOM];
	char payload[BOLLETTINO_PAYLOAD_ROOM];
};

/* Where the code line's first cell begins. */
um_t td_line_x(const struct press *press);

/* Baselines: of text whose type begins at y; of OCR-B whose figures do. */
um_t td_baseline(const struct text_style *style, um_t y);
um_t td_code_baseline(const struct text_style *style, um_t y);

void td_form(const struct td *td, struct pen *pen, payment_set_t given);
void td_draw(const struct td *td, struct pen *pen, const struct td_words *words);

#endif
