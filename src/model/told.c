/* SPDX-License-Identifier: Apache-2.0 */
#include "model/told.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

static const char *const names[TOLD_KINDS] = {
	[TOLD_OK] = "ok", [TOLD_SPOILED] = "spoiled", [TOLD_PULLED] = "pulled", [TOLD_UNKNOWN] = "unknown",
};

gboolean told_parse(const char *word, enum told *told)
{
	for (guint i = 0; i < TOLD_KINDS; i++) {
		if (strcmp(word, names[i]) == 0) {
			*told = (enum told)i;
			return TRUE;
		}
	}
	return FALSE;
}

/* Why a piece that is here cannot be what is told of it. */
static const char *contradiction(enum piece_state state)
{
	switch (state) {
	case PIECE_SPOILED:
		return N_("it was spoiled before");
	case PIECE_REPRINTED:
		return N_("its code is void: the piece was made again");
	case PIECE_PULLED:
		return N_("it was pulled");
	case PIECE_HELD:
		return N_("it is held");
	case PIECE_POSTED:
	case PIECE_DELIVERED:
	case PIECE_RETURNED:
	case PIECE_LOST:
		return N_("it was posted");
	default:
		return N_("it was not released");
	}
}

static struct told_verdict known(void)
{
	return (struct told_verdict){ TOLD_KNOWN, PIECE_STATES, "" };
}

static struct told_verdict raise_alarm(enum piece_state state)
{
	return (struct told_verdict){ TOLD_ALARM, PIECE_STATES, contradiction(state) };
}

static struct told_verdict record(enum piece_state state, enum piece_state to)
{
	return piece_may_become(state, to) ? (struct told_verdict){ TOLD_RECORDED, to, "" } : raise_alarm(state);
}

static struct told_verdict told_ok(enum piece_state state)
{
	switch (state) {
	case PIECE_RELEASED:
	case PIECE_PRINTED:
		return (struct told_verdict){ TOLD_RECORDED, PIECE_INSERTED, "" };
	case PIECE_INSERTED:
	case PIECE_POSTED:
	case PIECE_DELIVERED:
	case PIECE_RETURNED:
	case PIECE_LOST:
		return known();
	default:
		return raise_alarm(state);
	}
}

struct told_verdict told_verdict(enum piece_state state, enum told told, enum told_by by)
{
	/* Void sheets are waste: nobody should be able to hold one under a scanner. */
	if (state == PIECE_REPRINTED)
		return by == TOLD_BY_HAND || told == TOLD_OK || told == TOLD_PULLED ? raise_alarm(state) : known();
	switch (told) {
	case TOLD_OK:
		return told_ok(state);
	case TOLD_SPOILED:
		return state == PIECE_SPOILED ? known() : record(state, PIECE_SPOILED);
	case TOLD_PULLED:
		return state == PIECE_PULLED ? known() : record(state, PIECE_PULLED);
	default:
		/* It says nothing, of whatever piece. */
		return known();
	}
}
