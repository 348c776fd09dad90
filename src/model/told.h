/* SPDX-License-Identifier: Apache-2.0 */
/*
 * told: what an inserter, or a person with a scanner, says of a piece, and what that means for a piece that is in some
 * state: the one table of results.
 */
#ifndef PIEGO_MODEL_TOLD_H
#define PIEGO_MODEL_TOLD_H

#include "model/piece.h"

enum told { TOLD_OK, TOLD_SPOILED, TOLD_PULLED, TOLD_UNKNOWN, TOLD_KINDS };

/* From "ok", "spoiled", "pulled" or "unknown". */
gboolean told_parse(const char *word, enum told *told);

/* A file may tell once more what became of every piece; who scans a code has its sheet in the hand. */
enum told_by { TOLD_BY_FILE, TOLD_BY_HAND };

enum told_effect {
	TOLD_RECORDED,	/* the piece goes to another state */
	TOLD_KNOWN,	/* nothing new */
	TOLD_ALARM,	/* it must not be there: nothing changes, and a person has to look */
};

struct told_verdict {
	enum told_effect effect;
	enum piece_state to;	/* TOLD_RECORDED: where it goes; one that is ok was printed before it was inserted */
	const char *why;	/* TOLD_ALARM: English, marked for gettext; else "" */
};

struct told_verdict told_verdict(enum piece_state state, enum told told, enum told_by by);

#endif
