/* SPDX-License-Identifier: Apache-2.0 */
#include "model/tariff.h"

#include <string.h>

#include "model/profile.h"

#define DIGITS "0123456789"
/* No price from this day on. */
#define ENDED (-1)

static const char header[] = "from;area;bracket;euro";
enum column { COLUMN_FROM, COLUMN_AREA, COLUMN_BRACKET, COLUMN_EURO, COLUMNS };

static const char *const areas[] = { "AM", "CP", "EU", "abroad", NULL };

struct price {
	day_t from;
	guint area, bracket;	/* places among areas and the product's brackets */
	cents_t cents;
};

struct tariff {
	char *name;
	char **brackets;	/* NULL-terminated */
	GArray *prices;		/* of struct price, in the file's order */
};

struct reading {
	struct tariff *tariff;
	GString *faults;
	guint line;
};

static void fault(struct reading *reading, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void fault(struct reading *reading, const char *format, ...)
{
	va_list args;

	g_string_append_printf(reading->faults, "%stariff '%s': line %u: ", reading->faults->len > 0 ? "\n" : "",
			       reading->tariff->name, reading->line);
	va_start(args, format);
	g_string_append_vprintf(reading->faults, format, args);
	va_end(args);
}

static gboolean find(char *const *names, const char *name, guint *place)
{
	for (*place = 0; names[*place] != NULL; (*place)++) {
		if (strcmp(names[*place], name) == 0)
			return TRUE;
	}
	return FALSE;
}

/* 0.39, 0,39, 12: no mark of thousands, so that 2.605 is a mistake and not the price of a parcel. */
static gboolean is_euro(const char *text)
{
	gsize whole = strspn(text, DIGITS), length;
	const char *decimals;

	if (whole == 0)
		return FALSE;
	if (text[whole] == '\0')
		return TRUE;
	decimals = text + whole + 1;
	length = strlen(decimals);
	return (text[whole] == '.' || text[whole] == ',') && length >= 1 && length <= 2 && strspn(decimals, DIGITS) == length;
}

/* NULL or a reason; an empty cell is no price. */
static const char *read_euro(const char *text, cents_t *cents)
{
	*cents = ENDED;
	if (*text == '\0')
		return NULL;
	return is_euro(text) ? number_read_cents(text, cents) : "not euro and cents";
}

static gboolean is_there(const struct tariff *tariff, const struct price *price)
{
	for (guint i = 0; i < tariff->prices->len; i++) {
		const struct price *other = &g_array_index(tariff->prices, struct price, i);

		if (other->from == price->from && other->area == price->area && other->bracket == price->bracket)
			return TRUE;
	}
	return FALSE;
}

static void read_cells(struct reading *reading, char *const *cells)
{
	gsize faults = reading->faults->len;
	const char *reason;
	struct price price;

	reason = date_read(cells[COLUMN_FROM], &price.from);
	if (reason != NULL)
		fault(reading, "not a date: '%s': %s", cells[COLUMN_FROM], reason);
	if (!find((char *const *)areas, cells[COLUMN_AREA], &price.area))
		fault(reading, "not one of the areas AM, CP, EU, abroad: '%s'", cells[COLUMN_AREA]);
	if (!find(reading->tariff->brackets, cells[COLUMN_BRACKET], &price.bracket))
		fault(reading, "not one of the product's brackets: '%s'", cells[COLUMN_BRACKET]);
	reason = read_euro(cells[COLUMN_EURO], &price.cents);
	if (reason != NULL)
		fault(reading, "not an amount: '%s': %s", cells[COLUMN_EURO], reason);
	if (reading->faults->len != faults)
		return;
	if (is_there(reading->tariff, &price))
		fault(reading, "the same day, area and bracket twice");
	else
		g_array_append_val(reading->tariff->prices, price);
}

static void read_line(struct reading *reading, const char *line)
{
	g_auto(GStrv) cells = g_strsplit(line, ";", -1);

	if (g_strv_length(cells) != COLUMNS) {
		fault(reading, "not %d cells: '%s'", COLUMNS, line);
		return;
	}
	for (guint i = 0; i < COLUMNS; i++)
		g_strstrip(cells[i]);
	read_cells(reading, cells);
}

static void read_lines(struct reading *reading, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	gboolean headed = FALSE;

	for (guint i = 0; lines[i] != NULL; i++) {
		const char *line = g_strstrip(lines[i]);

		reading->line = i + 1;
		if (*line == '\0' || *line == '#')
			continue;
		if (headed)
			read_line(reading, line);
		else if (strcmp(line, header) != 0)
			fault(reading, "not the columns %s: '%s'", header, line);
		headed = TRUE;
	}
	if (!headed)
		fault(reading, "no columns");
}

static char *name_of(const char *path)
{
	char *name = g_path_get_basename(path);
	char *dot = strrchr(name, '.');

	if (dot != NULL && dot != name)
		*dot = '\0';
	return name;
}

struct tariff *tariff_parse(const char *text, const char *path, const struct product *product, GError **error)
{
	g_autoptr(tariff_t) tariff = g_new0(struct tariff, 1);
	g_autoptr(GString) faults = g_string_new(NULL);
	struct reading reading = { .tariff = tariff, .faults = faults };

	tariff->name = name_of(path);
	tariff->prices = g_array_new(FALSE, FALSE, sizeof(struct price));
	tariff->brackets = g_new0(char *, product->n_brackets + 1);
	for (guint i = 0; i < product->n_brackets; i++)
		tariff->brackets[i] = g_strdup(product->brackets[i].name);
	read_lines(&reading, text);
	if (faults->len == 0)
		return g_steal_pointer(&tariff);
	g_set_error_literal(error, PROFILE_ERROR, PROFILE_ERROR_FORM, faults->str);
	return NULL;
}

void tariff_free(struct tariff *tariff)
{
	if (tariff == NULL)
		return;
	g_strfreev(tariff->brackets);
	g_array_unref(tariff->prices);
	g_free(tariff->name);
	g_free(tariff);
}

/* The last price of an area and a bracket that has begun, or NULL. */
static const struct price *price_on(const struct tariff *tariff, guint area, guint bracket, day_t day)
{
	const struct price *last = NULL;

	for (guint i = 0; i < tariff->prices->len; i++) {
		const struct price *price = &g_array_index(tariff->prices, struct price, i);

		if (price->area == area && price->bracket == bracket && price->from <= day &&
		    (last == NULL || last->from < price->from))
			last = price;
	}
	return last;
}

const char *tariff_price(const struct tariff *tariff, const char *area, const char *bracket, day_t day, cents_t *cents,
			 struct arena *arena)
{
	const struct price *price = NULL;
	guint area_place, bracket_place;
	char written[DATE_ROOM];

	if (find((char *const *)areas, area, &area_place) && find(tariff->brackets, bracket, &bracket_place))
		price = price_on(tariff, area_place, bracket_place, day);
	if (price != NULL && price->cents != ENDED) {
		*cents = price->cents;
		return NULL;
	}
	date_write_italian(written, day);
	return arena_printf(arena, "tariff '%s' has no price for area %s, bracket %s on %s", tariff->name, area, bracket,
			    written);
}
