/* SPDX-License-Identifier: Apache-2.0 */
#include "model/told.h"

#include "unit/check.h"

#include <string.h>

/* A column a state: what becomes of the piece, "=" known, "!" alarm. */
static const enum piece_state states[] = {
	PIECE_COMPOSED, PIECE_RELEASED, PIECE_PRINTED, PIECE_INSERTED, PIECE_POSTED, PIECE_DELIVERED, PIECE_RETURNED, PIECE_LOST,
	PIECE_SPOILED, PIECE_REPRINTED, PIECE_PULLED, PIECE_HELD, PIECE_QUEUED,
};
#define STATES G_N_ELEMENTS(states)

static const struct row {
	const char *label;
	enum told told;
	enum told_by by;
	const char *become[STATES];
} rows[] = {
	{ "ok by file", TOLD_OK, TOLD_BY_FILE,
	  { "!", "inserted", "inserted", "=", "=", "=", "=", "=", "!", "!", "!", "!", "!" } },
	{ "ok by hand", TOLD_OK, TOLD_BY_HAND,
	  { "!", "inserted", "inserted", "=", "=", "=", "=", "=", "!", "!", "!", "!", "!" } },
	{ "spoiled by file", TOLD_SPOILED, TOLD_BY_FILE,
	  { "spoiled", "spoiled", "spoiled", "spoiled", "!", "!", "!", "!", "=", "=", "!", "spoiled", "!" } },
	{ "spoiled by hand", TOLD_SPOILED, TOLD_BY_HAND,
	  { "spoiled", "spoiled", "spoiled", "spoiled", "!", "!", "!", "!", "=", "!", "!", "spoiled", "!" } },
	{ "pulled by file", TOLD_PULLED, TOLD_BY_FILE,
	  { "pulled", "pulled", "pulled", "pulled", "!", "!", "!", "!", "pulled", "!", "=", "pulled", "pulled" } },
	{ "pulled by hand", TOLD_PULLED, TOLD_BY_HAND,
	  { "pulled", "pulled", "pulled", "pulled", "!", "!", "!", "!", "pulled", "!", "=", "pulled", "pulled" } },
	{ "unknown by file", TOLD_UNKNOWN, TOLD_BY_FILE, { "=", "=", "=", "=", "=", "=", "=", "=", "=", "=", "=", "=", "=" } },
};

static const char *shown(struct told_verdict verdict)
{
	switch (verdict.effect) {
	case TOLD_RECORDED:
		return piece_state_name(verdict.to);
	case TOLD_KNOWN:
		return "=";
	default:
		return "!";
	}
}

static void judges_every_state(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		for (guint j = 0; j < STATES; j++) {
			g_autofree char *label = g_strdup_printf("%s, %s", rows[i].label, piece_state_name(states[j]));
			struct told_verdict verdict = told_verdict(states[j], rows[i].told, rows[i].by);

			CHECK_STR(label, shown(verdict), rows[i].become[j]);
			CHECK_INT(label, *verdict.why != '\0', verdict.effect == TOLD_ALARM);
		}
	}
}

/* What is recorded, the table of transitions allows, over printing where that is the way. */
static void records_what_may_be(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		for (guint state = 0; state < PIECE_STATES; state++) {
			struct told_verdict verdict = told_verdict((enum piece_state)state, rows[i].told, rows[i].by);

			if (verdict.effect == TOLD_RECORDED)
				CHECK_TRUE(rows[i].label,
					   piece_may_become((enum piece_state)state, verdict.to) ||
						   (state == PIECE_RELEASED && verdict.to == PIECE_INSERTED));
		}
	}
}

static void tells_why(void)
{
	static const struct {
		enum piece_state state;
		const char *part;
	} reasons[] = {
		{ PIECE_REPRINTED, "void" }, { PIECE_PULLED, "pulled" }, { PIECE_SPOILED, "spoiled" }, { PIECE_HELD, "held" },
		{ PIECE_COMPOSED, "not released" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(reasons); i++) {
		const char *why = told_verdict(reasons[i].state, TOLD_OK, TOLD_BY_HAND).why;

		CHECK_TRUE(reasons[i].part, strstr(why, reasons[i].part) != NULL);
	}
	CHECK_TRUE("posted", strstr(told_verdict(PIECE_POSTED, TOLD_SPOILED, TOLD_BY_FILE).why, "posted") != NULL);
}

static void knows_its_words(void)
{
	static const char *const words[TOLD_KINDS] = {
		[TOLD_OK] = "ok", [TOLD_SPOILED] = "spoiled", [TOLD_PULLED] = "pulled", [TOLD_UNKNOWN] = "unknown",
	};
	enum told told;

	for (guint i = 0; i < TOLD_KINDS; i++) {
		CHECK_TRUE(words[i], told_parse(words[i], &told));
		CHECK_INT(words[i], told, i);
	}
	CHECK_TRUE("other words", !told_parse("OK", &told) && !told_parse("", &told) && !told_parse("good", &told));
}

CHECK_MAIN({ "judges every state", judges_every_state }, { "records what may be", records_what_may_be },
	   { "tells why", tells_why }, { "knows its words", knows_its_words })
