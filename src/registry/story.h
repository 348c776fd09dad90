/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story: what the registry knows of one piece, or of one run, from every table that has a row about it, in the order in
 * which it happened.  Every look-up of a piece goes by an index, however many pieces there are.
 */
#ifndef PIEGO_REGISTRY_STORY_H
#define PIEGO_REGISTRY_STORY_H

#include "model/piece.h"
#include "registry/registry.h"

/* A piece as it was registered, and its state; strings live during the call back. */
struct found_piece {
	guint run;
	enum piece_state state;
	struct piece piece;	/* records and of are "": the registry does not keep them */
};

/* By what a piece is asked for. */
enum piece_by {
	PIECE_BY_NUMBER,	/* run and number */
	PIECE_BY_REGISTERED,	/* the post's number, without blanks and dashes */
	PIECE_BY_KEY,		/* the client's key */
};
struct piece_query {
	enum piece_by by;
	guint run, number;
	const char *word;
};

/* All that there are, by run and number: the post's number of a piece that was made again is on its reprint too. */
gboolean registry_pieces_found(struct registry *registry, const struct piece_query *query,
			       void (*each)(void *user, const struct found_piece *found), void *user, GError **error);

/* The piece itself, those that it was made for again before, and those that were made for it again: the oldest first. */
gboolean registry_piece_copies(struct registry *registry, guint run, guint number,
			       void (*each)(void *user, const struct found_piece *found), void *user, GError **error);

/* The pieces of a run that are not yet posted, pulled or made again: nearest to trouble first (spoiled, held, then by how
 * little has happened), each with the moment of its last event. */
struct open_row {
	const struct piece *piece;	/* as listed: records is "" */
	enum piece_state state;
	const char *since;
};
gboolean registry_open_each(struct registry *registry, guint run, guint most,
			    void (*each)(void *user, const struct open_row *row), void *user, GError **error);

/* What can be told of: whose words the other members are. */
enum happening_kind {
	HAPPENED_BEGUN,		/* the run was begun */
	HAPPENED_COMMITTED,	/* its bundle was committed */
	HAPPENED_RUN,		/* word: the state it went to; why */
	HAPPENED_PIECE,		/* word: the state it went to; why; evidence */
	HAPPENED_PRINT,		/* number: the print job's; word: its state; why: the printer; evidence: the file */
	HAPPENED_PRINT_END,	/* the same, when it had ended */
	HAPPENED_RESULTS,	/* number; why: by which rules; evidence: the file's name */
	HAPPENED_SCANS,		/* codes scanned by hand within an hour, of a run alone */
	HAPPENED_AGREEMENT,	/* number; word: "pull" or "reprint"; why: who agreed; evidence: the note */
	HAPPENED_ALARM,		/* number; why; evidence: the code */
	HAPPENED_DATE,		/* evidence: the day of posting; why: the note */
	HAPPENED_LIST,		/* number: the posting list's; evidence: its day; amount: postage */
	HAPPENED_MADE_OF,	/* the piece, or pieces of the run, replace those of another run */
	HAPPENED_MADE_AGAIN,	/* they are replaced by those of another run */
	HAPPENING_KINDS
};

struct happening {
	enum happening_kind kind;
	const char *at;		/* UTC, ISO 8601 */
	const char *who;	/* "" for the program itself */
	const char *word, *why, *evidence;
	guint number;
	guint run, piece;	/* the other one of HAPPENED_MADE_...; piece 0: of a run's, several */
	gint64 amount;		/* euro cents; of HAPPENED_RESULTS, HAPPENED_SCANS, HAPPENED_AGREEMENT and HAPPENED_MADE_...: how many */
};

/* What happened to a piece, its run included, or (number 0) to a run; oldest first.  print_file: what the names of the
 * piece's print file have in common, "0001.*". */
gboolean registry_story(struct registry *registry, guint run, guint number, const char *print_file,
			void (*each)(void *user, const struct happening *happening), void *user, GError **error);

#endif
