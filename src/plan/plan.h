/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plan: from checked letters to pieces in print order.  Pure: values in, values out.
 *
 * First each household's documents are put into envelopes (plan_fit, plan_piece); then, with the pieces sorted by
 * stream, product, area, CAP and street, each gets its place (print_order_next): number, print file, box, and its
 * part of the sequence that runs over all sheets.
 */
#ifndef PIEGO_PLAN_PLAN_H
#define PIEGO_PLAN_PLAN_H

#include "model/inserter.h"
#include "model/profile.h"
#include "post/weigh.h"

enum plan_stream {
	STREAM_MACHINE,	/* made up by the inserter */
	STREAM_HAND,	/* more sheets than the inserter takes: files of their own, made up by hand */
};

struct plan_rules {
	const struct product *product;
	const struct envelope *envelope;
	const struct stock *stock_first, *stock;	/* of a piece's first sheet, and of the others */
	const struct insert *const *inserts;	/* go into every envelope */
	guint n_inserts;
	const struct inserter *inserter;
	gboolean duplex;
	guint max_sheets_per_file;
};

/* How many of a household's documents, the first ones, go into one envelope: as many as the inserter and the
 * envelope take, at least one.  sheets has those of each document. */
guint plan_fit(const struct plan_rules *rules, const guint *sheets, guint documents);

struct planned {
	enum plan_stream stream;
	guint sheets;
	guint pages;		/* in the print file: both sides of every sheet when duplex */
	guint insert_mask;
	struct weighing weighing;
};

struct planned plan_piece(const struct plan_rules *rules, guint sheets);

/* ---- places ---- */

struct print_order {
	const struct plan_rules *rules;
	guint pieces;
	guint file, file_sheets, file_pieces, file_pages;
	guint box, box_pieces;
	gint64 box_mg;
	guint64 sheets;
	gboolean begun;
	enum plan_stream stream;
	guint area;
};

struct print_place {
	guint number;		/* of the piece, 1 first */
	guint file, position, first_page;	/* each 1 first */
	guint box;		/* 1 first */
	guint64 run_sheet, run_piece;	/* 0 first */
};

void print_order_init(struct print_order *order, const struct plan_rules *rules);

/* The place of the next piece in print order.  A file ends when the stream changes or the piece would pass its
 * most sheets (a piece is never split); a box when area or stream changes or it is full. */
struct print_place print_order_next(struct print_order *order, const struct planned *piece, guint area);

#endif
