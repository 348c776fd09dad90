/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/filling.h"

#include <string.h>

#include "intake/intake.h"
#include "model/reference.h"

/* Digits that tell the whole amount's number from those of its instalments. */
#define INSTALMENT_DIGITS 2

#define TYPE(type) (1u << (type))

static const struct place nowhere = { FIELD_NONE, FIELD_NONE };

struct compiler {
	struct filling *filling;
	const char *job;
	const char *section;
	GString *faults;
};

static void fault(struct compiler *compiler, const char *key, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void fault(struct compiler *compiler, const char *key, const char *format, ...)
{
	va_list args;

	g_string_append_printf(compiler->faults, "job '%s': [%s] %s: ", compiler->job, compiler->section, key);
	va_start(args, format);
	g_string_append_vprintf(compiler->faults, format, args);
	va_end(args);
	g_string_append_c(compiler->faults, '\n');
}

/* ---- places ---- */

static const struct field_list *list_of(const struct dictionary *dictionary, guint group)
{
	return group == FIELD_NONE ? &dictionary->fields : &dictionary->groups[group].columns;
}

static guint8 *use_of(const struct filling *filling, struct place place)
{
	return &filling->uses[place.group == FIELD_NONE ? 0 : place.group + 1][place.index];
}

enum field_use filling_use(const struct filling *filling, struct place place)
{
	return filling == NULL ? USE_NONE : (enum field_use)*use_of(filling, place);
}

gboolean filling_makes(const struct filling *filling, guint group)
{
	return filling != NULL && filling->instalments.into == group;
}

char *filling_place_name(const struct filling *filling, struct place place)
{
	const char *name = list_of(filling->dictionary, place.group)->fields[place.index].name;

	if (place.group == FIELD_NONE)
		return g_strdup(name);
	return g_strconcat(filling->dictionary->groups[place.group].name, ".", name, NULL);
}

/* A field of one of the types, where name is not NULL. */
static struct place find(struct compiler *compiler, const char *key, guint group, const char *name, guint types)
{
	const struct field_list *list = list_of(compiler->filling->dictionary, group);
	struct place place = { group, FIELD_NONE };
	enum field_type type;

	if (name == NULL)
		return nowhere;
	place.index = field_list_find(list, name);
	if (place.index == FIELD_NONE) {
		fault(compiler, key, "the layout has no such %s: '%s'", group == FIELD_NONE ? "field" : "column", name);
		return nowhere;
	}
	type = list->fields[place.index].type;
	if ((types & TYPE(type)) == 0)
		fault(compiler, key, "'%s' is of type %s, which does not do here", name, field_type_name(type));
	return place;
}

static guint find_group(struct compiler *compiler, const char *key, const char *name)
{
	guint group = dictionary_find_group(compiler->filling->dictionary, name);

	if (group == FIELD_NONE)
		fault(compiler, key, "the layout has no such group of rows: '%s'", name);
	return group;
}

/* What one sum has filled a later one may read: may is USE_FILLED. */
static void read_place(struct compiler *compiler, const char *key, struct place place, enum field_use may)
{
	guint8 *use;

	if (place.index == FIELD_NONE)
		return;
	use = use_of(compiler->filling, place);
	if (*use == USE_NONE)
		*use = USE_READ;
	else if (*use == USE_FILLED && may != USE_FILLED)
		fault(compiler, key, "the job itself fills this field");
}

static void fill_place(struct compiler *compiler, const char *key, struct place place)
{
	guint8 *use;

	if (place.index == FIELD_NONE)
		return;
	use = use_of(compiler->filling, place);
	if (*use != USE_NONE)
		fault(compiler, key, "the job %s this field already", *use == USE_READ ? "reckons with" : "fills");
	*use = USE_FILLED;
}

static struct place find_filled(struct compiler *compiler, const char *key, guint group, const char *name, guint types)
{
	struct place place = find(compiler, key, group, name, types);

	fill_place(compiler, key, place);
	return place;
}

/* ---- interest ---- */

/* Rows may have their own days; else the record has one for all. */
static struct place find_due(struct compiler *compiler, const struct interest_sum *sum, guint rows)
{
	const struct dictionary *dictionary = compiler->filling->dictionary;
	gboolean own = rows != FIELD_NONE && field_list_find(&dictionary->groups[rows].columns, sum->due) != FIELD_NONE;

	return find(compiler, "due", own ? rows : FIELD_NONE, sum->due, TYPE(FIELD_DATE));
}

static void check_rate(struct compiler *compiler, const struct interest_sum *sum)
{
	const struct rate_table *rate = compiler->filling->rate;
	char written[DATE_ROOM];

	date_write_iso(written, rate->until);
	if (sum->until > rate->until)
		fault(compiler, "until", "rate '%s' is known up to %s only", rate->name, written);
	if (sum->lump != NULL && rate->lump == 0)
		fault(compiler, "lump", "rate '%s' has no lump sum", rate->name);
}

static void compile_interest(struct compiler *compiler, const struct interest_sum *sum)
{
	struct filling *filling = compiler->filling;
	guint rows = FIELD_NONE;

	compiler->section = "interest";
	check_rate(compiler, sum);
	if (sum->rows != NULL && (rows = find_group(compiler, "rows", sum->rows)) == FIELD_NONE)
		return;
	filling->interest.rows = rows;
	filling->interest.capital = find(compiler, "capital", rows, sum->capital, TYPE(FIELD_MONEY));
	filling->interest.due = find_due(compiler, sum, rows);
	read_place(compiler, "capital", filling->interest.capital, USE_NONE);
	read_place(compiler, "due", filling->interest.due, USE_NONE);
	filling->interest.into = find_filled(compiler, "into", rows, sum->into, TYPE(FIELD_MONEY));
	filling->interest.total = find_filled(compiler, "total", FIELD_NONE, sum->total, TYPE(FIELD_MONEY));
	filling->interest.lump = find_filled(compiler, "lump", FIELD_NONE, sum->lump, TYPE(FIELD_MONEY));
}

/* ---- instalments ---- */

/* "dovuto" or "posizioni.importo" */
static void add_amount(struct compiler *compiler, const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, ".", 2);
	guint group = FIELD_NONE;
	struct place place;

	if (parts[1] != NULL && (group = find_group(compiler, "of", parts[0])) == FIELD_NONE)
		return;
	place = find(compiler, "of", group, parts[1] != NULL ? parts[1] : parts[0], TYPE(FIELD_MONEY));
	if (place.index == FIELD_NONE)
		return;
	read_place(compiler, "of", place, USE_FILLED);
	g_array_append_val(compiler->filling->instalments.of, place);
}

static void compile_instalments(struct compiler *compiler, const struct instalment_sum *sum)
{
	struct filling *filling = compiler->filling;
	guint into;

	compiler->section = "instalments";
	for (guint i = 0; sum->of[i] != NULL; i++)
		add_amount(compiler, sum->of[i]);
	filling->instalments.first = find(compiler, "first-due", FIELD_NONE, sum->first_field, TYPE(FIELD_DATE));
	read_place(compiler, "first-due", filling->instalments.first, USE_NONE);
	into = find_group(compiler, "into", sum->into);
	if (into == FIELD_NONE)
		return;
	if (into == filling->interest.rows)
		fault(compiler, "into", "these rows bear interest: they are the client's");
	if (filling->dictionary->groups[into].min > sum->plan.count)
		fault(compiler, "count", "the layout needs %u rows at least", filling->dictionary->groups[into].min);
	filling->instalments.into = into;
	filling->instalments.number = find_filled(compiler, "number", into, sum->number, TYPE(FIELD_INTEGER));
	filling->instalments.due = find_filled(compiler, "due", into, sum->due, TYPE(FIELD_DATE));
	filling->instalments.amount = find_filled(compiler, "amount", into, sum->amount, TYPE(FIELD_MONEY));
}

/* ---- payment numbers ---- */

static guint base_length(enum number_kind kind, const struct number_sum *sum)
{
	switch (kind) {
	case NUMBER_NOTICE:
		return notice_base_digits(sum->aux);
	case NUMBER_CUSTOMER:
		return CUSTOMER_BASE_DIGITS;
	case NUMBER_REFERENCE:
	case NUMBER_KINDS:
		break;
	}
	return RF_BASE_LENGTH;
}

static void compile_number(struct compiler *compiler, enum number_kind kind, const struct number_sum *sum)
{
	struct filling *filling = compiler->filling;
	guint textual = TYPE(FIELD_TEXT) | TYPE(FIELD_CODE);
	gsize taken = strlen(sum->prefix) + (sum->instalments != NULL ? INSTALMENT_DIGITS : 0);
	guint length = base_length(kind, sum);

	compiler->section = number_kind_name(kind);
	if (taken >= length)
		fault(compiler, "prefix", "leaves nothing of %u characters to the base", length);
	else
		filling->numbers[kind].room = length - (guint)taken;
	filling->numbers[kind].base = find(compiler, "base", FIELD_NONE, sum->base, textual | TYPE(FIELD_INTEGER));
	read_place(compiler, "base", filling->numbers[kind].base, USE_NONE);
	filling->numbers[kind].into = find_filled(compiler, "into", FIELD_NONE, sum->into, textual);
	filling->numbers[kind].each = nowhere;
	if (sum->instalments != NULL && filling->instalments.into != FIELD_NONE)
		filling->numbers[kind].each =
			find_filled(compiler, "instalments", filling->instalments.into, sum->instalments, textual);
}

/* ---- the whole ---- */

/* Rows that are made have no cells but those that are filled. */
static void check_made_rows(struct compiler *compiler)
{
	guint group = compiler->filling->instalments.into;
	const struct field_list *columns;

	if (group == FIELD_NONE)
		return;
	compiler->section = "instalments";
	columns = list_of(compiler->filling->dictionary, group);
	for (guint i = 0; i < columns->count; i++) {
		if (columns->fields[i].need == FIELD_REQUIRED &&
		    filling_use(compiler->filling, (struct place){ group, i }) != USE_FILLED)
			fault(compiler, "into", "nothing fills column '%s', which the layout needs", columns->fields[i].name);
	}
}

static void compile(struct compiler *compiler, const struct sums *sums)
{
	if (sums->interest != NULL)
		compile_interest(compiler, sums->interest);
	if (sums->instalments != NULL)
		compile_instalments(compiler, sums->instalments);
	for (guint kind = 0; kind < NUMBER_KINDS; kind++) {
		if (sums->numbers[kind] != NULL)
			compile_number(compiler, kind, sums->numbers[kind]);
	}
	check_made_rows(compiler);
}

/* NULL-terminated: what is freed last may outlive its dictionary. */
static guint8 **uses_new(const struct dictionary *dictionary)
{
	guint8 **uses = g_new0(guint8 *, dictionary->n_groups + 2);

	uses[0] = g_new0(guint8, dictionary->fields.count + 1);
	for (guint i = 0; i < dictionary->n_groups; i++)
		uses[i + 1] = g_new0(guint8, dictionary->groups[i].columns.count + 1);
	return uses;
}

struct filling *filling_new(const struct job *job, const struct rate_table *rate, const struct dictionary *dictionary,
			    GError **error)
{
	g_autoptr(filling_t) filling = g_new0(struct filling, 1);
	g_autoptr(GString) faults = g_string_new(NULL);
	struct compiler compiler = { filling, job->name, "", faults };

	g_assert((rate != NULL) == (job->sums.interest != NULL));
	filling->sums = &job->sums;
	filling->rate = rate;
	filling->dictionary = dictionary;
	filling->uses = uses_new(dictionary);
	filling->interest.rows = filling->instalments.into = FIELD_NONE;
	filling->instalments.of = g_array_new(FALSE, FALSE, sizeof(struct place));
	compile(&compiler, &job->sums);
	if (faults->len == 0)
		return g_steal_pointer(&filling);
	g_string_truncate(faults, faults->len - 1);
	g_set_error_literal(error, INTAKE_ERROR, INTAKE_ERROR_PROFILE, faults->str);
	return NULL;
}

void filling_free(struct filling *filling)
{
	if (filling == NULL)
		return;
	for (guint8 **uses = filling->uses; *uses != NULL; uses++)
		g_free(*uses);
	g_free(filling->uses);
	g_array_unref(filling->instalments.of);
	g_free(filling);
}
