/* SPDX-License-Identifier: Apache-2.0 */
#include "model/finding.h"

#define N_(text) text

static const struct {
	const char *slug;
	enum finding_severity severity;
	const char *text;
} table[] = {
#define X(code, name, level, words) [FINDING_CODE_##code] = { name, FINDING_##level, words },
	FINDING_TABLE(X)
#undef X
};

static const char *const severity_names[] = {
	[FINDING_NOTE] = N_("note"), [FINDING_WARNING] = N_("warning"), [FINDING_ERROR] = N_("error"),
};

const char *finding_slug(enum finding_code code)
{
	return table[code].slug;
}

const char *finding_text(enum finding_code code)
{
	return table[code].text;
}

enum finding_severity finding_severity(enum finding_code code)
{
	return table[code].severity;
}

const char *finding_severity_name(enum finding_severity severity)
{
	return severity_names[severity];
}

void finding_report(struct finding_sink *sink, enum finding_code code, guint record, guint row, const char *column,
		    const char *value, const char *done)
{
	const struct finding finding = {
		.code = code, .severity = table[code].severity, .record = record, .row = row,
		.column = column, .value = value, .done = done,
	};

	sink->found(sink, &finding);
}
