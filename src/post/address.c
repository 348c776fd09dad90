/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order matters: the state decides whether Italian rules hold; street and number do not need the place; the
 * province's spelling, the comune and the CAP then vouch for each other.  Where two of these three agree against the
 * third, the third is mended; otherwise everything stays as the client gave it and a person looks.
 *
 * Form (a comma, "N.", a number in the street's column) is put right with a note and leaves the grade alone: what the
 * client said has not changed.  The table of places may be incomplete, so that what is not in it is never wrong.
 */
#include "post/address.h"

#include <string.h>

#include "post/facts.h"
#include "post/fold.h"
#include "post/place.h"
#include "post/places.h"
#include "post/report.h"
#include "post/street.h"

static gboolean is_italy(const char *state)
{
	return strcmp(state, "ITALIA") == 0;
}

/* "CH-6900", "D-10115": the state by the letters before the code; NULL when there are none or they say nothing. */
static const char *state_by_cap_prefix(const struct gazetteer *gazetteer, const char *cap)
{
	static const struct {
		const char *letters, *iso2;
	} plates[] = { { "A", "AT" }, { "B", "BE" }, { "D", "DE" }, { "E", "ES" }, { "F", "FR" }, { "I", "IT" } };
	gsize length = strcspn(cap, "-");
	char letters[4] = "";

	if (length == 0 || length > 3 || cap[length] != '-' || !g_ascii_isdigit(cap[length + 1]))
		return NULL;
	for (gsize i = 0; i < length; i++)
		letters[i] = g_ascii_toupper(cap[i]);
	for (guint i = 0; i < G_N_ELEMENTS(plates); i++) {
		if (strcmp(letters, plates[i].letters) == 0)
			return gazetteer_state(gazetteer, plates[i].iso2);
	}
	return gazetteer_state(gazetteer, letters);
}

/* Sets the country to what is printed: "" for Italy, the Italian name in capitals for a state that is known. */
static void check_country(struct report *report, const struct gazetteer *gazetteer)
{
	struct addressee *to = report->to;
	char folded[FOLD_ROOM];
	const char *state;

	if (*to->country == '\0') {
		state = state_by_cap_prefix(gazetteer, to->cap);
		if (state != NULL && !is_italy(state)) {
			report_mended(report, FINDING_CODE_FIELD_NORMALISED, "country", "", state);
			to->country = state;
		}
		return;
	}
	fold_name(folded, to->country);
	state = gazetteer_state(gazetteer, folded);
	if (state == NULL) {
		report_doubt(report, FINDING_CODE_COUNTRY_UNKNOWN, "country", to->country);
		g_autofree char *capitals = g_utf8_strup(to->country, -1);
		to->country = arena_strdup(report->arena, capitals);
		return;
	}
	if (is_italy(state)) {
		to->country = "";
		return;
	}
	char name[FOLD_ROOM];
	fold_name(name, state);
	if (strcmp(name, folded) != 0)
		report_form(report, "country", to->country, state);
	to->country = state;
}

/* The Vatican and San Marino are served by the Italian post under Italian CAPs: no state is printed.  Germany has
 * codes of the same figures, so that another state settles it. */
static gboolean settle_enclave(struct addressee *to)
{
	static const char *const names[] = { "", "ITALIA", "IT", "SANMARINO", "REPUBBLICADISANMARINO", "RSM", "SM",
					     "SMR", "VATICANO", "CITTADELVATICANO", "STATODELLACITTADELVATICANO",
					     "SCV", "VA", "VAT" };
	char folded[FOLD_ROOM];

	if (!cap_is_enclave(to->cap))
		return FALSE;
	fold_name(folded, to->country);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (strcmp(folded, names[i]) == 0) {
			to->country = "";
			return TRUE;
		}
	}
	return FALSE;
}

static void check_number(struct report *report)
{
	struct addressee *to = report->to;
	char number[STREET_NUMBER_ROOM];
	const char *rest = street_read_number(to->number, number);
	const char *extra = rest != NULL ? rest + strspn(rest, " ,;.-") : "";

	if (rest == NULL || (*extra != '\0' && *to->extra != '\0'))
		return;
	if (strcmp(number, STREET_NO_NUMBER) == 0 && strcmp(to->number, number) != 0)
		report_mended(report, FINDING_CODE_NUMBER_NONE, "number", to->number, number);
	else if (strcmp(to->number, number) != 0)
		report_form(report, "number", to->number, number);
	if (*extra != '\0')
		to->extra = street_write_out_extra(extra, report->arena);
	to->number = arena_strdup(report->arena, number);
}

/* Whether the parts, one after the other, are the whole but for blanks, commas and case: nothing worth telling. */
static gboolean are_the_whole(const char *whole, const struct street_parts *parts)
{
	const char *const all[] = { parts->street, parts->number, parts->extra };

	for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
		for (const char *p = all[i]; *p != '\0'; p++) {
			whole += strspn(whole, " ,");
			if (*p == ' ' || *p == ',')
				continue;
			if (g_ascii_tolower(*whole) != g_ascii_tolower(*p))
				return FALSE;
			whole++;
		}
	}
	return whole[strspn(whole, " ,")] == '\0';
}

/* The house number stands in the street: it gets its own place, unless it stands in both and they differ. */
static void split_street(struct report *report)
{
	struct addressee *to = report->to;
	struct street_parts parts;
	const char *before = to->street;

	if (!street_split(to->street, report->arena, &parts))
		return;
	if (*to->number != '\0' && strcmp(to->number, parts.number) != 0)
		return;
	to->street = parts.street;
	to->number = parts.number;
	if (*parts.extra != '\0')
		to->extra = *to->extra == '\0' ? parts.extra :
			    arena_printf(report->arena, "%s %s", parts.extra, to->extra);
	if (!are_the_whole(before, &parts))
		report_form(report, "street", before,
			    arena_printf(report->arena, "%s | %s%s%s", parts.street, parts.number,
					 *parts.extra != '\0' ? " | " : "", parts.extra));
}

static void check_street(struct report *report)
{
	struct addressee *to = report->to;
	const char *full;

	if (*to->number != '\0')
		check_number(report);
	full = street_write_out(to->street, report->arena);
	if (full != to->street) {
		report_mended(report, FINDING_CODE_FIELD_NORMALISED, "street", to->street, full);
		to->street = full;
	}
	split_street(report);
	if (*to->number == '\0' && *to->street != '\0' && !street_is_box(to->street) &&
	    strpbrk(to->street, "0123456789") == NULL)
		report_note(report, FINDING_CODE_NUMBER_NONE, "number", "");
}

static void check_deliverable(struct report *report)
{
	const struct addressee *to = report->to;

	if (*to->street == '\0' && !street_is_box(to->name2) && !street_is_box(to->extra))
		report_not_mailable(report, FINDING_CODE_STREET_EMPTY, "street");
	if (*to->city == '\0')
		report_not_mailable(report, FINDING_CODE_CITY_EMPTY, "city");
	if (to->grade == ADDRESS_NOT_MAILABLE)
		report_left_out(report);
}

static void check_lines(struct report *report)
{
	char scratch[ADDRESSEE_SCRATCH];
	const char *lines[ADDRESSEE_LINES];
	guint count = addressee_lines(report->to, lines, scratch);

	for (guint i = 0; i < count; i++) {
		if (strlen(lines[i]) > ADDRESS_LINE_CHARS && g_utf8_strlen(lines[i], -1) > ADDRESS_LINE_CHARS)
			report_kept(report, FINDING_CODE_ADDRESS_LINE, "address", lines[i]);
	}
}

void address_normalise(const struct gazetteer *gazetteer, struct addressee *to, guint record, guint row,
		       struct finding_sink *sink, struct arena *arena)
{
	struct report report = { .to = to, .record = record, .row = row, .sink = sink, .arena = arena };

	to->grade = ADDRESS_EXACT;
	to->reason = "";
	if (*to->name == '\0')
		report_kept(&report, FINDING_CODE_NAME_EMPTY, "name", "");
	if (settle_enclave(to)) {
		check_street(&report);
	} else {
		check_country(&report, gazetteer);
		if (*to->country == '\0') {
			check_street(&report);
			place_check(gazetteer, &report);
		}
	}
	check_deliverable(&report);
	check_lines(&report);
}
