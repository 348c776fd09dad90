/* SPDX-License-Identifier: Apache-2.0 */
#include "post/report.h"

#include <string.h>

/* What was done, with the new value. */
static const char *done_with(struct report *report, const char *deed, const char *after)
{
	gsize length = strlen(deed), more = strlen(after) + 1;
	char *done = arena_alloc(report->arena, length + more);

	memcpy(done, deed, length);
	memcpy(done + length, after, more);
	return done;
}

static void found(struct report *report, enum finding_code code, enum finding_severity severity, const char *column,
		  const char *value, const char *done)
{
	struct finding finding = {
		.code = code,
		.severity = severity,
		.record = report->record,
		.row = report->row,
		.column = column,
		.value = value,
		.done = done,
	};

	report->sink->found(report->sink, &finding);
}

/* The reason is that of the worst grade, the first of several. */
static void lower_grade(struct report *report, enum address_grade grade, enum finding_code code)
{
	if (report->to->grade >= grade)
		return;
	report->to->grade = grade;
	report->to->reason = finding_slug(code);
}

void report_mended(struct report *report, enum finding_code code, const char *column, const char *before,
		   const char *after)
{
	found(report, code, FINDING_NOTE, column, before, done_with(report, "corrected: ", after));
	lower_grade(report, ADDRESS_CORRECTED, code);
}

void report_form(struct report *report, const char *column, const char *before, const char *after)
{
	found(report, FINDING_CODE_FIELD_NORMALISED, FINDING_NOTE, column, before,
	      done_with(report, "written: ", after));
}

void report_doubt(struct report *report, enum finding_code code, const char *column, const char *value)
{
	found(report, code, MAX(finding_severity(code), FINDING_WARNING), column, value, "kept");
	lower_grade(report, ADDRESS_UNCERTAIN, code);
}

void report_note(struct report *report, enum finding_code code, const char *column, const char *value)
{
	found(report, code, FINDING_NOTE, column, value, "kept");
}

void report_kept(struct report *report, enum finding_code code, const char *column, const char *value)
{
	found(report, code, finding_severity(code), column, value, "kept");
}

void report_not_mailable(struct report *report, enum finding_code code, const char *column)
{
	found(report, code, FINDING_WARNING, column, "", "kept");
	lower_grade(report, ADDRESS_NOT_MAILABLE, code);
}

void report_left_out(struct report *report)
{
	found(report, FINDING_CODE_ADDRESS_NOT_MAILABLE, finding_severity(FINDING_CODE_ADDRESS_NOT_MAILABLE), "address",
	      report->to->city, "left out");
}
