/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compose: letters -> the sheets of a piece.  Layout pages, the address block, marks and control codes come
 * together here, and nothing leaves that would spoil what a machine or the post must read.
 *
 * A composer belongs to one process and keeps its arena; pages live until the next call.
 */
#ifndef PIEGO_COMPOSE_COMPOSE_H
#define PIEGO_COMPOSE_COMPOSE_H

#include "compose/postblock.h"
#include "device/device.h"
#include "layout/layout.h"
#include "mark/mark.h"
#include "model/profile.h"

/* What is the same for every piece of a run. */
struct compose_plan {
	struct typesetter *typesetter;
	struct layout *layout;
	const struct envelope *envelope;
	const struct inserter *inserter;
	const struct press *press;	/* NULL: letters have no payment slips */
	const struct product *product;	/* what of it is printed on a piece's first sheet; NULL: nothing */
	gboolean matrix;		/* the client has Data Matrix codes: they stand where the product has a place for them */
	const struct media *media_first, *media;	/* paper of a piece's first sheet, and of the others; or NULL */
	gboolean duplex;
	gboolean masked;	/* of letter_order */
	guint run;	/* number of the run, in every control code */
};

struct composer;

struct composer *composer_new(const struct compose_plan *plan);
void composer_free(struct composer *composer);

/* Most sheets a piece may have: what the control code can count. */
#define COMPOSE_SHEETS_MAX 99

/*
 * Compose a record's letter as it will be printed, with its address, and check it: everything fits, every
 * character can be printed, and neither a mark's clear zone, nor the address window, nor the rooms of what the post reads
 * are touched by anything else.
 * Findings go to sink.  Returns the letter's sheets, 0 when it cannot be printed.
 */
guint compose_check(struct composer *composer, const struct record *record, struct finding_sink *sink);

/* What a letter shows when it is the only one of its piece: more than a run asks for. */
struct letter_survey {
	guint sheets;		/* 0: it cannot be printed */
	guint pages;		/* as the layout has them, an empty back not counted */
	guint8 *branches;	/* the caller's room for the outcomes at each of layout_branches, set to 0 */
};

/* As compose_check, telling what the letter shows. */
void compose_survey(struct composer *composer, const struct record *record, struct finding_sink *sink,
		    struct letter_survey *survey);

/* One piece as the plan has it. */
struct compose_piece {
	const struct record *const *records;	/* its documents; the first gives the address */
	guint documents;
	guint number;		/* of the piece in the run */
	guint sheets;		/* as planned */
	guint insert_mask;
	guint64 run_sheet;	/* place of its first sheet in feed order */
	guint64 run_piece;
	struct compose_codes codes;	/* what the post reads */
	gboolean by_hand;	/* no marks for the inserter, only control codes */
	gboolean to_read;	/* sheets in reading order, whatever order the inserter takes them in */
};

/* Where a sheet of the piece stands, 1 first in reading order: what its marks and its control code say. */
struct sheet_place compose_sheet_place(const struct compose_piece *piece, guint sheet, enum feed_order order);

#define COMPOSE_ERROR (g_quark_from_static_string("piego-compose"))
enum compose_error { COMPOSE_ERROR_PIECE };

/*
 * Compose a piece and draw its pages on the device in feed order unless it is to be read, front and back of a sheet together; a duplex
 * sheet without a back gets an empty one.  control gets the text of sheet 1's code, pages the pages drawn.
 * An error means that the piece differs from what was checked and planned.
 */
gboolean compose_piece(struct composer *composer, const struct compose_piece *piece, struct device *device,
		       char control[CONTROL_CODE_LENGTH + 1], guint *pages, GError **error);

#endif
