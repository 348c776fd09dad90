/* SPDX-License-Identifier: Apache-2.0 */
/*
 * piece: one plico, that is one envelope to one addressee, the unit of all tracking, and the states it may be in.
 */
#ifndef PIEGO_MODEL_PIECE_H
#define PIEGO_MODEL_PIECE_H

#include <glib.h>

enum piece_state {
	PIECE_PLANNED, PIECE_COMPOSED, PIECE_RELEASED, PIECE_PRINTED, PIECE_INSERTED, PIECE_POSTED,
	PIECE_DELIVERED, PIECE_RETURNED, PIECE_LOST,
	PIECE_QUEUED, PIECE_SUBMITTED, PIECE_ACCEPTED, PIECE_FAILED,
	PIECE_SPOILED, PIECE_REPRINTED, PIECE_PULLED, PIECE_HELD,
	PIECE_STATES
};

const char *piece_state_name(enum piece_state state);
gboolean piece_state_parse(const char *word, enum piece_state *state);

/* Whether a piece may go from one state to the other: the one table of transitions. */
gboolean piece_may_become(enum piece_state from, enum piece_state to);

/* A piece as the piece list has it.  Strings are never NULL. */
struct piece {
	guint number;		/* in print order, 1 first */
	guint file;		/* print file, 1 first */
	guint position;		/* in the file, 1 first */
	guint first_page;	/* in the file, 1 first */
	guint pages, sheets;
	const char *channel;	/* "post" or "pec" */
	const char *product;
	const char *area;
	const char *cap;
	guint box;
	const char *registered;	/* "" where the product has no number */
	const char *control;	/* text of the first sheet's control code */
	const char *name;	/* addressee, as printed */
	/* after the columns every reader may rely on */
	guint record;		/* first record's number */
	guint documents;
	const char *key;	/* first record's key */
	gint32 weight_mg;
	const char *bracket;
	guint insert_mask;
	const char *grade;
	gboolean billable;
	const char *stream;	/* "machine" or "hand" */
	const char *records;	/* where its documents' records are in records.dat: "0+412 9120+388", piece_places_read */
	const char *of;		/* the spoiled piece of another run that this one is made for, piece_name_read; "" for none */
};

/* The piece list: header line, and one line per piece without its line end, appended to out. */
#define PIECE_LIST_HEADER                                                                                      \
	"piece;file;position;first_page;pages;sheets;channel;product;area;cap;box;registered;control;name;"    \
	"record;documents;key;weight_mg;bracket;inserts;grade;billable;stream;records;of"
void piece_list_write(const struct piece *piece, GString *out);

/* One line of a piece list back; strings are slices made in line, which is changed.  FALSE when malformed. */
gboolean piece_list_read(char *line, struct piece *piece);

/* What a piece is called among all runs: "R000001/17". */
#define PIECE_NAME_ROOM 24
void piece_name_write(char text[PIECE_NAME_ROOM], guint run, guint number);
/* FALSE for anything but what was written. */
gboolean piece_name_read(const char *text, guint *run, guint *number);

/* A record's place in the record file. */
struct record_place {
	guint64 offset;
	guint32 length;
};

/* Append one place to a piece's records. */
void piece_places_write(const struct record_place *place, GString *records);

/* The places in a piece's records, of struct record_place; NULL when malformed. */
GArray *piece_places_read(const char *records);

#endif
