/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mark: what machines read on a sheet: OMR marks, the control code, any barcode.
 */
#ifndef PIEGO_MARK_MARK_H
#define PIEGO_MARK_MARK_H

#include "model/inserter.h"
#include "page/page.h"

/* ---- symbols ---- */

/* A barcode encoder, one a worker. */
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
	guint sequence;		/* sheets of the run so far, mod 10000 */
};

#define CONTROL_CODE_LENGTH 24
void control_code_write(const struct control_code *code, char out[CONTROL_CODE_LENGTH + 1]);
/* FALSE when text is no control code or its check digit is wrong. */
gboolean control_code_read(const char *text, struct control_code *code);

/* ---- OMR ---- */

/* Which of the inserter's positions are printed on a sheet; on[] has MARK_POSITIONS_MAX places. */
void mark_positions(const struct inserter *inserter, const struct sheet_place *place, gboolean on[]);

/* The text of a Code 39 control code (scheme D), without start and stop; for inserters of kind MARKS_CODE_39. */
void mark_code_39(const struct inserter *inserter, const struct sheet_place *place, char out[32]);

/* Draw all marks of a sheet's front: OMR lines or Code 39, and the Data Matrix control code.  FALSE only when
 * the encoder refuses, which is a bug of the numbers given. */
gboolean mark_sheet(const struct inserter *inserter, const struct sheet_place *place,
		    const struct control_code *code, struct symbol_encoder *encoder, struct op_list *list,
		    struct arena *arena);

#endif
