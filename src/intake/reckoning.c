/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/reckoning.h"

#include <string.h>

#include "model/reference.h"

struct reckoning {
	const struct filling *filling;
	struct numberset *const *given;
	struct reading *reading;
	struct record *record;
};

static gboolean is_wanted(struct place place)
{
	return place.index != FIELD_NONE;
}

static struct value *value_at(const struct reckoning *reckoning, struct place place, guint row)
{
	const struct dictionary *dictionary = reckoning->filling->dictionary;

	if (place.group == FIELD_NONE)
		return &reckoning->record->fields[place.index];
	return &reckoning->record->groups[place.group].cells[row * dictionary->groups[place.group].columns.count +
							     place.index];
}

/* ---- findings ---- */

static void refuse(const struct reckoning *reckoning, enum finding_code code, struct place place, const char *value,
		   const char *reason)
{
	g_autofree char *name = filling_place_name(reckoning->filling, place);

	reading_report(reckoning->reading, code, arena_strdup(reckoning->reading->arena, name), value,
		       arena_printf(reckoning->reading->arena, "left out: %s", reason));
}

static void refuse_cents(const struct reckoning *reckoning, enum finding_code code, struct place place, cents_t cents,
			 const char *reason)
{
	char written[NUMBER_ROOM];

	number_write_cents(written, cents, NUMBER_ITALIAN);
	refuse(reckoning, code, place, written, reason);
}

/* A cell that is reckoned with and has nothing in it. */
static gboolean is_there(const struct reckoning *reckoning, struct place place, guint row)
{
	if (value_at(reckoning, place, row)->present)
		return TRUE;
	if (place.group == FIELD_NONE)
		refuse(reckoning, FINDING_CODE_FIELD_EMPTY, place, "", "the job reckons with it");
	else
		refuse(reckoning, FINDING_CODE_FIELD_EMPTY, place, "",
		       arena_printf(reckoning->reading->arena, "the job reckons with it, in row %u", row + 1));
	return FALSE;
}

static void put_cents(const struct reckoning *reckoning, struct place place, guint row, cents_t cents)
{
	struct value *value = value_at(reckoning, place, row);

	value->present = TRUE;
	value->cents = cents;
}

/* ---- interest ---- */

/* What one claim has earned, added to sum. */
static void add_claim(const struct reckoning *reckoning, guint row, struct interest *sum)
{
	const struct filling *filling = reckoning->filling;
	struct place capital = filling->interest.capital, due = filling->interest.due;
	char written[DATE_ROOM];
	const char *reason;
	cents_t cents;
	day_t day;

	if (!is_there(reckoning, capital, row) || !is_there(reckoning, due, row))
		return;
	cents = value_at(reckoning, capital, row)->cents;
	day = value_at(reckoning, due, row)->date;
	if (cents < 0) {
		refuse_cents(reckoning, FINDING_CODE_INTEREST, capital, cents, "a negative amount bears none");
		return;
	}
	reason = interest_add(filling->rate, cents, day, filling->sums->interest->until, sum, reckoning->reading->arena);
	if (reason == NULL)
		return;
	date_write_italian(written, day);
	refuse(reckoning, FINDING_CODE_INTEREST, due, written, reason);
}

static cents_t rounded(const struct reckoning *reckoning, struct place place, const struct interest *sum)
{
	cents_t cents = 0;
	const char *reason = interest_round(reckoning->filling->rate, sum, &cents);

	if (reason != NULL)
		refuse(reckoning, FINDING_CODE_INTEREST, place, "", reason);
	return cents;
}

static gboolean is_late(const struct reckoning *reckoning, guint row)
{
	const struct value *capital = value_at(reckoning, reckoning->filling->interest.capital, row);
	const struct value *due = value_at(reckoning, reckoning->filling->interest.due, row);

	return capital->cents > 0 && due->date < reckoning->filling->sums->interest->until;
}

static void put_total(const struct reckoning *reckoning, struct place place, cents_t cents)
{
	if (cents > CENTS_MAX)
		refuse(reckoning, FINDING_CODE_INTEREST, place, "", "too large");
	put_cents(reckoning, place, 0, cents);
}

static void fill_interest(const struct reckoning *reckoning)
{
	const struct filling *filling = reckoning->filling;
	struct place into = filling->interest.into, total = filling->interest.total;
	guint rows = filling->interest.rows;
	guint count = rows == FIELD_NONE ? 1 : reckoning->record->groups[rows].count;
	struct interest all = { 0 };
	cents_t shown = 0;
	guint late = 0;

	for (guint row = 0; row < count; row++) {
		struct interest own = { 0 };

		add_claim(reckoning, row, &own);
		if (reckoning->reading->failed)
			continue;
		all.parts += own.parts;
		late += is_late(reckoning, row);
		if (is_wanted(into)) {
			put_cents(reckoning, into, row, rounded(reckoning, into, &own));
			shown += value_at(reckoning, into, row)->cents;
		}
	}
	/* A column that is shown adds up to the cent. */
	if (is_wanted(total))
		put_total(reckoning, total, is_wanted(into) ? shown : rounded(reckoning, total, &all));
	if (is_wanted(filling->interest.lump))
		put_total(reckoning, filling->interest.lump, late * filling->rate->lump);
}

/* ---- instalments ---- */

/* The sum of one of the amounts; an optional one that is empty adds nothing.  FALSE: beyond all amounts. */
static gboolean add_amount(const struct reckoning *reckoning, struct place place, cents_t *whole)
{
	guint count = place.group == FIELD_NONE ? 1 : reckoning->record->groups[place.group].count;

	for (guint row = 0; row < count; row++) {
		const struct value *value = value_at(reckoning, place, row);

		if (value->present && __builtin_add_overflow(*whole, value->cents, whole))
			return FALSE;
	}
	return *whole <= CENTS_MAX && *whole >= -CENTS_MAX;
}

static gboolean whole_amount(const struct reckoning *reckoning, cents_t *whole)
{
	const GArray *of = reckoning->filling->instalments.of;
	struct place first = g_array_index(of, struct place, 0);
	guint parts = reckoning->filling->sums->instalments->plan.count;

	*whole = 0;
	for (guint i = 0; i < of->len; i++) {
		if (!add_amount(reckoning, g_array_index(of, struct place, i), whole)) {
			refuse(reckoning, FINDING_CODE_INSTALMENTS, g_array_index(of, struct place, i), "", "too large");
			return FALSE;
		}
	}
	if (*whole >= parts)
		return TRUE;
	refuse_cents(reckoning, FINDING_CODE_INSTALMENTS, first, *whole,
		     arena_printf(reckoning->reading->arena, "less than a cent for each of %u", parts));
	return FALSE;
}

static gboolean first_day(const struct reckoning *reckoning, day_t *day)
{
	struct place first = reckoning->filling->instalments.first;

	*day = reckoning->filling->sums->instalments->first_due;
	if (!is_wanted(first))
		return TRUE;
	if (!is_there(reckoning, first, 0))
		return FALSE;
	*day = value_at(reckoning, first, 0)->date;
	return TRUE;
}

static gboolean fill_instalment(const struct reckoning *reckoning, guint number, cents_t whole, day_t first)
{
	const struct filling *filling = reckoning->filling;
	const struct instalment_plan *plan = &filling->sums->instalments->plan;
	struct value *due = value_at(reckoning, filling->instalments.due, number - 1);

	due->present = TRUE;
	if (!instalment_due(plan, first, number, &due->date)) {
		refuse(reckoning, FINDING_CODE_INSTALMENTS, filling->instalments.due, "", "due after the year 2199");
		return FALSE;
	}
	put_cents(reckoning, filling->instalments.amount, number - 1, instalment_amount(plan, whole, number));
	if (is_wanted(filling->instalments.number)) {
		struct value *value = value_at(reckoning, filling->instalments.number, number - 1);

		value->present = TRUE;
		value->integer = number;
	}
	return TRUE;
}

static void fill_instalments(const struct reckoning *reckoning)
{
	const struct filling *filling = reckoning->filling;
	guint group = filling->instalments.into;
	guint count = filling->sums->instalments->plan.count;
	struct row_set *rows = &reckoning->record->groups[group];
	gboolean fine;
	cents_t whole;
	day_t first;

	if (!whole_amount(reckoning, &whole) || !first_day(reckoning, &first))
		return;
	rows->cells = arena_new_array0(reckoning->reading->arena, struct value,
				       count * filling->dictionary->groups[group].columns.count);
	rows->count = count;
	fine = TRUE;
	for (guint number = 1; number <= count && fine; number++)
		fine = fill_instalment(reckoning, number, whole, first);
}

/* ---- payment numbers ---- */

static gboolean may_stand(enum number_kind kind, const char *text)
{
	while (kind == NUMBER_REFERENCE ? g_ascii_isalnum(*text) : g_ascii_isdigit(*text))
		text++;
	return *text == '\0';
}

/* The base's own characters, of whatever type it is; NULL when they will not do. */
static const char *base_text(const struct reckoning *reckoning, enum number_kind kind)
{
	const struct filling *filling = reckoning->filling;
	struct place place = filling->numbers[kind].base;
	guint room = filling->numbers[kind].room;
	const struct value *value = value_at(reckoning, place, 0);
	char written[NUMBER_ROOM];
	const char *text = written;

	if (!is_there(reckoning, place, 0))
		return NULL;
	if (filling->dictionary->fields.fields[place.index].type == FIELD_INTEGER)
		number_write_integer(written, value->integer, NUMBER_PLAIN);
	else
		text = value->text;
	if (may_stand(kind, text) && strlen(text) <= room)
		return arena_strdup(reckoning->reading->arena, text);
	refuse(reckoning, FINDING_CODE_NUMBER_BASE, place, text,
	       !may_stand(kind, text) ? (kind == NUMBER_REFERENCE ? "not letters and digits alone" : "not digits alone") :
					arena_printf(reckoning->reading->arena, "more than %u characters", room));
	return NULL;
}

/* prefix, text with zeros on its left, and the instalment's number where there are instalments: never longer than the
 * longest base, which is a reference's. */
static void write_base(const struct reckoning *reckoning, enum number_kind kind, const char *text, guint instalment,
		       char base[RF_BASE_LENGTH + 1])
{
	const char *prefix = reckoning->filling->sums->numbers[kind]->prefix;
	gsize zeros = kind == NUMBER_REFERENCE ? 0 : reckoning->filling->numbers[kind].room - strlen(text);
	char *p = g_stpcpy(base, prefix);

	memset(p, '0', zeros);
	p = g_stpcpy(p + zeros, text);
	if (is_wanted(reckoning->filling->numbers[kind].each)) {
		*p++ = (char)('0' + instalment / 10);
		*p++ = (char)('0' + instalment % 10);
		*p = '\0';
	}
}

static const char *compose(const struct reckoning *reckoning, enum number_kind kind, const char *text, guint instalment)
{
	const struct number_sum *sum = reckoning->filling->sums->numbers[kind];
	char number[MAX(NOTICE_ROOM, MAX(CUSTOMER_ROOM, RF_ROOM))];
	char base[RF_BASE_LENGTH + 1];
	const char *reason;

	write_base(reckoning, kind, text, instalment, base);
	if (kind == NUMBER_NOTICE)
		reason = notice_compose(sum->aux, sum->code, base, number);
	else
		reason = kind == NUMBER_CUSTOMER ? customer_compose(base, number) : rf_compose(base, number);
	g_assert(reason == NULL);
	return arena_strdup(reckoning->reading->arena, number);
}

static void put_text(const struct reckoning *reckoning, struct place place, guint row, const char *text)
{
	struct value *value = value_at(reckoning, place, row);

	value->present = TRUE;
	value->text = text;
}

/* A debtor's reference may stand on many letters; what a counter reads belongs to one debt. */
static gboolean is_new(const struct reckoning *reckoning, enum number_kind kind, const char *number)
{
	return kind == NUMBER_REFERENCE ||
	       numberset_add(reckoning->given[kind], g_ascii_strtoull(number, NULL, 10));
}

static void fill_number(const struct reckoning *reckoning, enum number_kind kind)
{
	const struct filling *filling = reckoning->filling;
	struct place each = filling->numbers[kind].each;
	const char *text = base_text(reckoning, kind);
	const char *number;

	if (text == NULL)
		return;
	number = compose(reckoning, kind, text, 0);
	if (!is_new(reckoning, kind, number)) {
		refuse(reckoning, FINDING_CODE_NUMBER_TWICE, filling->numbers[kind].base, text, "each debt has its own");
		return;
	}
	put_text(reckoning, filling->numbers[kind].into, 0, number);
	if (!is_wanted(each))
		return;
	for (guint row = 0; row < reckoning->record->groups[each.group].count; row++)
		put_text(reckoning, each, row, compose(reckoning, kind, text, row + 1));
}

void reckoning_fill(const struct filling *filling, struct numberset *const given[NUMBER_KINDS], struct reading *reading,
		    struct record *record)
{
	struct reckoning reckoning = { filling, given, reading, record };

	reading->row = record->row;
	if (filling->sums->interest != NULL)
		fill_interest(&reckoning);
	if (filling->sums->instalments != NULL && !reading->failed)
		fill_instalments(&reckoning);
	for (guint kind = 0; kind < NUMBER_KINDS; kind++) {
		if (filling->sums->numbers[kind] != NULL)
			fill_number(&reckoning, kind);
	}
}
