/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CAP, comune and province vouch for each other.  Facts used, in order of trust: ranges of zoned cities and generic
 * CAPs in use (built in), the loaded table of CAPs, the provinces of a CAP's first two digits.
 */
#include "post/place.h"

#include <string.h>

#include "post/facts.h"
#include "post/fold.h"
#include "post/places.h"

/* What is known of the address while it is checked. */
struct place {
	const struct gazetteer *gazetteer;
	struct report *report;
	struct addressee *to;
	const char *given_cap;		/* as the client wrote it */
	const char *given_province;
	gboolean cap_good;		/* five digits, in use somewhere */
	gboolean province_good;		/* a sigla of today */
	char city[FOLD_ROOM];		/* folded as given, later the official name */
	const struct comune *comune;	/* the comune that was found, NULL for none */
};

/* ---- forms ---- */

/* Blanks and "I-" go; four digits stay four. */
static void tidy_cap(struct place *place)
{
	struct addressee *to = place->to;
	const char *cap = to->cap;
	char digits[6];
	guint used = 0;

	place->given_cap = to->cap;
	if (g_ascii_strncasecmp(cap, "IT-", 3) == 0)
		cap += 3;
	else if (g_ascii_strncasecmp(cap, "I-", 2) == 0)
		cap += 2;
	for (; *cap != '\0'; cap++) {
		if (*cap == ' ')
			continue;
		if (!g_ascii_isdigit(*cap) || used == 5)
			return;
		digits[used++] = *cap;
	}
	digits[used] = '\0';
	if (strcmp(digits, to->cap) != 0) {
		report_form(place->report, "cap", to->cap, digits);
		to->cap = arena_strdup(place->report->arena, digits);
	}
}

/* "88100 CATANZARO" in the city's column, where the CAP's is empty. */
static void take_cap_from_city(struct place *place)
{
	struct addressee *to = place->to;
	const char *before = to->city;

	if (*to->cap != '\0' || strspn(before, "0123456789") != 5 || before[5] != ' ')
		return;
	to->cap = arena_strndup(place->report->arena, before, 5);
	to->city = before + 6 + strspn(before + 6, " ");
	place->given_cap = to->cap;
	report_form(place->report, "city", before, arena_printf(place->report->arena, "%s | %s", to->cap, to->city));
}

/* Capitals; a province's name, an old sigla become today's sigla. */
static void tidy_province(struct place *place)
{
	struct addressee *to = place->to;
	char folded[FOLD_ROOM];
	const struct obsolete_province *old;
	const struct province_fact *fact;

	place->given_province = to->province;
	if (*to->province == '\0')
		return;
	fold_name(folded, to->province);
	fact = province_fact_find(folded);
	if (fact == NULL)
		fact = province_fact_by_name(folded);
	old = fact == NULL ? obsolete_province_find(folded) : NULL;
	if (old != NULL && old->whole)
		fact = province_fact_find(old->now);
	if (fact == NULL)
		return;
	place->province_good = TRUE;
	if (old != NULL)
		report_mended(place->report, FINDING_CODE_PROVINCE_UNKNOWN, "province", to->province, fact->sigla);
	else if (strcmp(folded, fact->sigla) != 0)
		report_form(place->report, "province", to->province, fact->sigla);
	to->province = fact->sigla;
}

/* "RENDE (CS)", and "CATANZARO CZ" where such a comune is in that province, where the province's column is empty or
 * says the same. */
static gboolean take_province_from_city(struct place *place)
{
	struct addressee *to = place->to;
	const char *before = to->city;
	gsize length = strlen(before);
	gboolean brackets = length > 5 && before[length - 1] == ')' && before[length - 4] == '(';
	gsize at = brackets ? length - 3 : length - 2;
	char sigla[3], folded[FOLD_ROOM];
	const char *name;

	if (length < 6 || (!brackets && before[at - 1] != ' '))
		return FALSE;
	sigla[0] = g_ascii_toupper(before[at]);
	sigla[1] = g_ascii_toupper(before[at + 1]);
	sigla[2] = '\0';
	if (province_fact_find(sigla) == NULL || (*to->province != '\0' && strcmp(to->province, sigla) != 0))
		return FALSE;
	for (at--; at > 0 && strchr(" ,-", before[at - 1]) != NULL; at--)
		;
	name = arena_strndup(place->report->arena, before, at);
	if (!brackets) {
		const struct comune *comune;

		fold_name(folded, name);
		comune = gazetteer_comuni(place->gazetteer, folded);
		while (comune != NULL && strcmp(comune->sigla, sigla) != 0)
			comune = comune->next;
		if (comune == NULL)
			return FALSE;
	}
	to->city = name;
	to->province = place->given_province = province_fact_find(sigla)->sigla;
	place->province_good = TRUE;
	report_form(place->report, "city", before, arena_printf(place->report->arena, "%s | %s", name, sigla));
	return TRUE;
}

/* ---- evidence ---- */

/* Whether the table, or the built-in facts, know this CAP in this place. */
static gboolean cap_known_there(const struct place *place, const char *cap, const char *folded, const char *sigla)
{
	const struct zone_fact *zone = zone_fact_find(folded, sigla);

	if (zone != NULL)
		return strcmp(cap, zone->first) >= 0 && strcmp(cap, zone->last) <= 0;
	for (const struct cap_use *u = gazetteer_caps_of(place->gazetteer, folded); u != NULL; u = u->next_cap) {
		if (strcmp(u->cap, cap) == 0 && strcmp(u->sigla, sigla) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Whether the CAP, as far as is known, lies in the province: by the table where that knows the CAP, else by its first
 * two digits. */
static gboolean cap_agrees(const struct place *place, const char *cap, const char *sigla)
{
	const struct cap_use *use = gazetteer_places_of(place->gazetteer, cap);

	if (use == NULL)
		return cap_may_be_in(cap, sigla);
	for (; use != NULL; use = use->next_place) {
		if (strcmp(use->sigla, sigla) == 0)
			return TRUE;
	}
	return FALSE;
}

/* The one CAP of a comune, NULL when it has several or none is known. */
static const char *only_cap(const struct place *place, const char *folded, const char *sigla)
{
	const char *only = NULL;

	if (zone_fact_find(folded, sigla) != NULL)
		return NULL;
	for (const struct cap_use *u = gazetteer_caps_of(place->gazetteer, folded); u != NULL; u = u->next_cap) {
		if (strcmp(u->sigla, sigla) != 0)
			continue;
		if (only != NULL)
			return NULL;
		only = u->cap;
	}
	return only;
}

/* The one province of a CAP, NULL when there may be several. */
static const char *only_province(const struct place *place, const char *cap)
{
	const struct cap_use *use = gazetteer_places_of(place->gazetteer, cap);
	const char *sigle = cap_provinces(cap);

	if (use == NULL) {
		char sigla[3] = { sigle[0], sigle[1], '\0' };

		return strlen(sigle) == 2 ? province_fact_find(sigla)->sigla : NULL;
	}
	for (const struct cap_use *u = use; u != NULL; u = u->next_place) {
		if (strcmp(u->sigla, use->sigla) != 0)
			return NULL;
	}
	return use->sigla;
}

/* ---- comune ---- */

/* The names that "S. GIOVANNI" may stand for; the one that is a comune, NULL when none or several are. */
static const char *write_out_saint(const struct place *place, const char *city)
{
	static const char *const saints[] = { "SAN ", "SANTO ", "SANTA ", "SANT'" };
	const char *at = city;
	const struct comune *only = NULL;

	while (at != NULL && !((at == city || at[-1] == ' ') && g_ascii_toupper(at[0]) == 'S' && at[1] == '.'))
		at = *at != '\0' ? at + 1 : NULL;
	if (at == NULL)
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(saints); i++) {
		char folded[FOLD_ROOM];
		const char *name = arena_printf(place->report->arena, "%.*s%s%s", (int)(at - city), city, saints[i],
						at + 2 + strspn(at + 2, " "));
		const struct comune *comune;

		fold_name(folded, name);
		for (comune = gazetteer_comuni(place->gazetteer, folded); comune != NULL; comune = comune->next) {
			if (comune->ceased || (place->province_good && strcmp(comune->sigla, place->to->province) != 0))
				continue;
			if (only != NULL)
				return NULL;
			only = comune;
		}
	}
	return only != NULL ? only->name : NULL;
}

/* "BOLZANO/BOZEN", "BOLZANO - BOZEN": the comuni of the first half; NULL when that is none. */
static const struct comune *find_first_half(const struct place *place, const char *city)
{
	gsize length = strcspn(city, "/-");
	char folded[FOLD_ROOM];

	if (city[length] == '\0')
		return NULL;
	fold_name(folded, arena_strndup(place->report->arena, city, length));
	return gazetteer_comuni(place->gazetteer, folded);
}

static const struct comune *present_of(const struct place *place, const struct comune *comune)
{
	const struct comune *present = gazetteer_present(place->gazetteer, comune->belfiore);

	return comune->ceased && present != NULL ? present : comune;
}

/* The comune of that name in that province, one of today before one of the past. */
static const struct comune *find_in(const struct comune *chain, const char *sigla)
{
	const struct comune *past = NULL;

	for (const struct comune *c = chain; c != NULL; c = c->next) {
		if (strcmp(c->sigla, sigla) != 0)
			continue;
		if (!c->ceased)
			return c;
		past = c;
	}
	return past;
}

/* The only comune of that name that the CAP allows (any, without a CAP), by what it is today; NULL when none or
 * several are. */
static const struct comune *find_by_cap(const struct place *place, const struct comune *chain)
{
	const struct comune *only = NULL;

	for (const struct comune *c = chain; c != NULL; c = c->next) {
		const struct comune *now = present_of(place, c);
		char folded[FOLD_ROOM];

		fold_name(folded, now->official);
		if (place->cap_good && !cap_known_there(place, place->to->cap, folded, now->sigla) &&
		    !cap_agrees(place, place->to->cap, now->sigla))
			continue;
		if (only != NULL && (strcmp(present_of(place, only)->sigla, now->sigla) != 0))
			return NULL;
		if (only == NULL || only->ceased)
			only = c;
	}
	return only;
}

/* Name and province of the comune that was found, as they are today. */
static void settle_comune(struct place *place, const struct comune *found)
{
	struct addressee *to = place->to;
	const struct comune *now = present_of(place, found);

	place->comune = now;
	if (found->ceased && now != found) {
		char before[FOLD_ROOM], after[FOLD_ROOM];

		fold_name(before, found->name);
		fold_name(after, now->official);
		if (strcmp(before, after) != 0) {
			report_mended(place->report, FINDING_CODE_CITY_CEASED, "city", to->city, now->official);
			to->city = now->official;
		}
	}
	if (strcmp(to->province, now->sigla) != 0) {
		report_mended(place->report,
			      *place->given_province == '\0' ? FINDING_CODE_PROVINCE_MISSING :
							       FINDING_CODE_PROVINCE_CITY,
			      "province", place->given_province, now->sigla);
		to->province = now->sigla;
	}
	place->province_good = TRUE;
	fold_name(place->city, now->official);
	if (found->ceased && now == found && !cap_known_there(place, to->cap, place->city, now->sigla))
		report_doubt(place->report, FINDING_CODE_CITY_CEASED, "city", to->city);
}

/* A place that is no comune: known by its CAP, or not known. */
static void settle_locality(struct place *place)
{
	struct addressee *to = place->to;
	gboolean known = FALSE;

	for (const struct cap_use *u = gazetteer_caps_of(place->gazetteer, place->city); u != NULL; u = u->next_cap)
		known = known || strcmp(u->cap, to->cap) == 0 || strcmp(u->sigla, to->province) == 0;
	if (!known && gazetteer_has_comuni(place->gazetteer))
		report_doubt(place->report, FINDING_CODE_CITY_UNKNOWN, "city", to->city);
}

static void check_city(struct place *place)
{
	struct addressee *to = place->to;
	const struct comune *chain, *found = NULL;
	const char *saint;

	fold_name(place->city, to->city);
	chain = gazetteer_comuni(place->gazetteer, place->city);
	if (chain == NULL && (saint = write_out_saint(place, to->city)) != NULL) {
		report_mended(place->report, FINDING_CODE_FIELD_NORMALISED, "city", to->city, saint);
		to->city = saint;
		fold_name(place->city, saint);
		chain = gazetteer_comuni(place->gazetteer, place->city);
	}
	if (chain == NULL)
		chain = find_first_half(place, to->city);
	if (chain == NULL) {
		settle_locality(place);
		return;
	}
	if (place->province_good)
		found = find_in(chain, to->province);
	/* A province that does not fit the comune gives way only when the CAP speaks for the comune. */
	if (found == NULL && (!place->province_good || place->cap_good))
		found = find_by_cap(place, chain);
	if (found != NULL && place->province_good && strcmp(found->sigla, to->province) != 0 &&
	    cap_agrees(place, to->cap, to->province))
		found = NULL;
	if (found != NULL)
		settle_comune(place, found);
	else if (place->province_good && gazetteer_has_comuni(place->gazetteer))
		report_doubt(place->report, FINDING_CODE_PROVINCE_CITY, "province", to->province);
}

/* ---- province ---- */

static void check_province(struct place *place)
{
	struct addressee *to = place->to;
	const char *sigla;

	if (place->province_good)
		return;
	sigla = place->cap_good ? only_province(place, to->cap) : NULL;
	if (*to->province != '\0' && sigla == NULL) {
		report_doubt(place->report, FINDING_CODE_PROVINCE_UNKNOWN, "province", to->province);
	} else if (*to->province != '\0') {
		report_mended(place->report, FINDING_CODE_PROVINCE_UNKNOWN, "province", to->province, sigla);
	} else if (sigla != NULL) {
		report_mended(place->report, FINDING_CODE_PROVINCE_MISSING, "province", "", sigla);
	} else {
		report_doubt(place->report, FINDING_CODE_PROVINCE_MISSING, "province", "");
	}
	if (sigla != NULL) {
		to->province = sigla;
		place->province_good = TRUE;
	}
}

/* ---- CAP ---- */

/* Four digits are five without their zero, if with it they fit city or province. */
static gboolean restore_zero(struct place *place)
{
	struct addressee *to = place->to;
	char padded[6] = "0";
	char city[FOLD_ROOM];
	char sigla[4];

	if (strlen(to->cap) != 4)
		return FALSE;
	memcpy(padded + 1, to->cap, 5);
	if (!cap_in_use(padded))
		return FALSE;
	fold_name(city, to->city);
	g_strlcpy(sigla, to->province, sizeof sigla);
	if (!place->province_good || !cap_may_be_in(padded, sigla)) {
		gboolean fits = FALSE;

		for (const struct comune *c = gazetteer_comuni(place->gazetteer, city); c != NULL; c = c->next)
			fits = fits || cap_known_there(place, padded, city, c->sigla);
		if (!fits)
			return FALSE;
	}
	report_mended(place->report, FINDING_CODE_CAP_FORM, "cap", place->given_cap, padded);
	to->cap = arena_strdup(place->report->arena, padded);
	return TRUE;
}

/* A CAP that says nothing: the comune's only one takes its place. */
static void replace_cap(struct place *place, enum finding_code code)
{
	struct addressee *to = place->to;
	const char *only = place->comune != NULL ? only_cap(place, place->city, place->comune->sigla) : NULL;

	if (only == NULL) {
		report_doubt(place->report, code, "cap", place->given_cap);
		return;
	}
	report_mended(place->report, code, "cap", place->given_cap, only);
	to->cap = only;
}

static void check_bad_cap(struct place *place)
{
	struct addressee *to = place->to;
	const struct zone_fact *zone = zone_fact_by_generic(to->cap);

	if (*to->cap == '\0' && place->comune == NULL)
		report_not_mailable(place->report, FINDING_CODE_CAP_MISSING, "cap");
	else if (*to->cap == '\0')
		replace_cap(place, FINDING_CODE_CAP_MISSING);
	else if (zone != NULL && strcmp(zone->city, place->city) == 0)
		report_doubt(place->report, FINDING_CODE_CAP_GENERIC, "cap", to->cap);
	else
		replace_cap(place, zone != NULL ? FINDING_CODE_CAP_GENERIC : FINDING_CODE_CAP_FORM);
}

static void check_cap(struct place *place)
{
	struct addressee *to = place->to;
	const struct cap_use *use;
	gboolean agrees;

	if (!place->cap_good) {
		check_bad_cap(place);
		return;
	}
	if (!place->province_good || cap_known_there(place, to->cap, place->city, to->province))
		return;
	use = gazetteer_places_of(place->gazetteer, to->cap);
	agrees = cap_agrees(place, to->cap, to->province);
	if (!agrees && place->comune != NULL && *place->given_province != '\0' &&
	    only_cap(place, place->city, place->comune->sigla) != NULL)
		replace_cap(place, FINDING_CODE_CAP_CITY);	/* comune and province agree against it */
	else if (!agrees || zone_fact_find(place->city, to->province) != NULL)
		report_doubt(place->report, FINDING_CODE_CAP_CITY, "cap", to->cap);
	else if (use == NULL && gazetteer_has_caps(place->gazetteer))
		report_note(place->report, FINDING_CODE_CAP_UNKNOWN, "cap", to->cap);
	else if (use != NULL && gazetteer_caps_of(place->gazetteer, place->city) != NULL &&
		 gazetteer_has_caps(place->gazetteer))
		report_doubt(place->report, FINDING_CODE_CAP_CITY, "cap", to->cap);
}

void place_check(const struct gazetteer *gazetteer, struct report *report)
{
	struct place place = { .gazetteer = gazetteer, .report = report, .to = report->to };

	tidy_cap(&place);
	take_cap_from_city(&place);
	tidy_province(&place);
	while (take_province_from_city(&place))
		;
	place.cap_good = cap_in_use(place.to->cap) || restore_zero(&place);
	if (*place.to->city == '\0')
		return;
	check_city(&place);
	check_province(&place);
	check_cap(&place);
}
