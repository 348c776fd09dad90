/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mark: what machines read on a sheet: OMR marks, the control code, any barcode.
 */
#ifndef PIEGO_MARK_MARK_H
#define PIEGO_MARK_MARK_H

#include "model/inserter.h"
#include "page/page.h"

/* ---- symbols ---- */

/* A barcode encoder, one a worker.  It refuses, with a reason, text the symbology cannot carry (Code 39: capitals,
 * digits and -. $/+%; Interleaved 2 of 5: an even count of digits; Code 128: ISO 8859-1; the others UTF-8 that
 * fits it) and text that needs more than the size wished for. */
struct symbol_encoder *mark_encoder_new(void);
void mark_encoder_free(struct symbol_encoder *encoder);

/* ---- control code ---- */

/* RRRRRR PPPPPPP SS TT II QQQQ C: 24 digits, one 16x16 Data Matrix (our own payload).  The check digit is the
 * one of ISO 7064 mod 11,10 over the 23 digits before it. */
struct control_code {
	guint run;		/* 1 to 999999 */
	guint piece;		/* 1 to 9999999 */
	guint sheet, sheets;	/* n of m; 1 to 99 */
	guint insert_mask;	/* 0 to 63 */
	guint sequence;		/* the sheet's place in the run in feed order, 0 first, mod 10000 */
};

/* The code of a sheet at place: number is the piece's own, 1 first.  Sequence and n of m come from place, so that
 * whoever writes a code and whoever follows it count alike. */
struct control_code control_code_at(guint run, guint number, const struct sheet_place *place);

#define CONTROL_CODE_LENGTH 24
void control_code_write(const struct control_code *code, char out[CONTROL_CODE_LENGTH + 1]);
/* FALSE when text is no control code or its check digit is wrong. */
gboolean control_code_read(const char *text, struct control_code *code);

/* ---- OMR ---- */

/* Which of the inserter's positions are printed on a sheet; on[] has MARK_POSITIONS_MAX places. */
void mark_positions(const struct inserter *inserter, const struct sheet_place *place, gboolean on[]);

/* The same as text, "0" and "1" a position, for the decode sheet, errors and tests. */
void mark_bits(const struct inserter *inserter, const gboolean on[], char out[MARK_POSITIONS_MAX + 1]);

/* Whether the marks on[] keep the inserter's parity; TRUE where it has none. */
gboolean mark_parity_holds(const struct inserter *inserter, const gboolean on[]);

/* The number that the positions of a function show (SEQUENCE, MATCH, PAGE; FEED: a mask, bit 0 for station 1). */
guint mark_value(const struct inserter *inserter, enum mark_function function, const gboolean on[]);

/* Positions to and from a Code 39 text, five a character, the first one its highest bit.  FALSE when text is no
 * code of this inserter; on[] is then undefined. */
gboolean mark_code_39_positions(const struct inserter *inserter, const char *text, gboolean on[]);

/* The text of a Code 39 control code (scheme D), without start and stop; for inserters of kind MARKS_CODE_39. */
void mark_code_39(const struct inserter *inserter, const struct sheet_place *place, char out[32]);

/* Draw all marks of a sheet's front: OMR lines or Code 39, and the Data Matrix control code.  FALSE only when
 * the encoder refuses, which is a bug of the numbers given.
 * A Code 39 in ladder direction is a symbol of one column: one module a row, as wide as the bars are long.
 * The text that people read beneath a Code 39 is not drawn here: whoever has fonts sets mark_code_39's. */
gboolean mark_sheet(const struct inserter *inserter, const struct sheet_place *place,
		    const struct control_code *code, struct symbol_encoder *encoder, struct op_list *list,
		    struct arena *arena);

#endif
