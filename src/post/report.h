/* SPDX-License-Identifier: Apache-2.0 */
/* report: the findings of one addressee, and the grade that follows from them. */
#ifndef PIEGO_POST_REPORT_H
#define PIEGO_POST_REPORT_H

#include "base/arena.h"
#include "model/addressee.h"
#include "model/finding.h"

struct report {
	struct addressee *to;
	guint record, row;
	struct finding_sink *sink;
	struct arena *arena;
};

/* Mended and certain: a note; the grade is at least corrected. */
void report_mended(struct report *report, enum finding_code code, const char *column, const char *before,
		   const char *after);

/* Only the form changed, not what is said: a note; the grade stays. */
void report_form(struct report *report, const char *column, const char *before, const char *after);

/* Kept as it is, a person should look: the code's severity; the grade is at least uncertain. */
void report_doubt(struct report *report, enum finding_code code, const char *column, const char *value);

/* Kept as it is: a note, or the code's severity; the grade stays. */
void report_note(struct report *report, enum finding_code code, const char *column, const char *value);
void report_kept(struct report *report, enum finding_code code, const char *column, const char *value);

/* What makes an address undeliverable; after the last of these, report_left_out tells so. */
void report_not_mailable(struct report *report, enum finding_code code, const char *column);
void report_left_out(struct report *report);

#endif
