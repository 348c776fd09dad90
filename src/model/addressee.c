/* SPDX-License-Identifier: Apache-2.0 */
#include "model/addressee.h"

#include <string.h>

static const char *const grade_names[] = {
	[ADDRESS_EXACT] = "exact", [ADDRESS_CORRECTED] = "corrected",
	[ADDRESS_UNCERTAIN] = "uncertain", [ADDRESS_NOT_MAILABLE] = "not-mailable",
};

const char *address_grade_name(enum address_grade grade)
{
	return grade_names[grade];
}

/* Non-empty parts with one blank between them, at *at; *at moves behind the closing NUL. */
static const char *join(char **at, const char *end, const char *const *parts, guint count)
{
	char *start = *at;
	char *p = start;

	for (guint i = 0; i < count; i++) {
		gsize length = strlen(parts[i]);

		if (length == 0)
			continue;
		if (p > start && p < end)
			*p++ = ' ';
		length = MIN(length, (gsize)(end - p));
		memcpy(p, parts[i], length);
		p += length;
	}
	*p = '\0';
	*at = p + 1;
	return start;
}

guint addressee_lines(const struct addressee *to, const char *lines[ADDRESSEE_LINES], char *scratch)
{
	char *at = scratch;
	const char *end = scratch + ADDRESSEE_SCRATCH - 3;
	const char *wanted[ADDRESSEE_LINES];
	guint count = 0;

	wanted[0] = to->name;
	wanted[1] = to->name2;
	wanted[2] = to->extra;
	wanted[3] = join(&at, end - 2, (const char *const[]){ to->street, to->number }, 2);
	wanted[4] = join(&at, end, (const char *const[]){ to->cap, to->city, to->province }, 3);
	wanted[5] = to->country;
	for (guint i = 0; i < ADDRESSEE_LINES; i++) {
		if (wanted[i][0] != '\0')
			lines[count++] = wanted[i];
	}
	return count;
}
