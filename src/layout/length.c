/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/length.h"

#include <string.h>

static const struct unit {
	const char *name;
	gint64 nanometres;	/* times 9, so that a point is a whole number: 25400000/72*9 */
} units[] = {
	{ "mm", 9000000 },
	{ "cm", 90000000 },
	{ "pt", 3175000 },
};

/* A number with up to three decimals, in thousandths; NULL when text does not start with one. */
static const char *thousandths(const char *text, gint64 *number)
{
	gboolean negative = *text == '-';
	gint64 value = 0;
	guint decimals = 0;

	text += negative;
	if (!g_ascii_isdigit(*text))
		return NULL;
	for (; g_ascii_isdigit(*text); text++)
		if ((value = value * 10 + (*text - '0')) > 1000000)
			return NULL;
	if (*text == '.')
		for (text++; g_ascii_isdigit(*text) && decimals < 3; text++, decimals++)
			value = value * 10 + (*text - '0');
	for (; decimals < 3; decimals++)
		value *= 10;
	*number = negative ? -value : value;
	return text;
}

static const char *read_length(const char *text, gsize length, gint64 *number, const struct unit **unit)
{
	const char *rest = thousandths(text, number);

	if (rest == NULL || rest > text + length)
		return "not a length such as 12.5mm";
	length -= (gsize)(rest - text);
	if (length == 0)
		return "a length without its unit (mm, cm or pt)";
	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		if (strlen(units[i].name) != length || strncmp(units[i].name, rest, length) != 0)
			continue;
		*unit = &units[i];
		if (ABS(*number) * units[i].nanometres > (gint64)LENGTH_MAX_MM * 1000 * 9000000)
			return "longer than two metres";
		return NULL;
	}
	return "not a length in mm, cm or pt";
}

/* Thousandths of a unit to micrometres: the unit's ninths of nanometres bring six and nine. */
static um_t to_um(gint64 number, const struct unit *unit)
{
	gint64 value = number * unit->nanometres;
	gint64 half = value < 0 ? -4500000 : 4500000;

	return (um_t)((value + half) / 9000000);
}

static const char *read_um(const char *text, gsize length, um_t *result)
{
	const struct unit *unit;
	gint64 number;
	const char *why = read_length(text, length, &number, &unit);

	if (why == NULL)
		*result = to_um(number, unit);
	return why;
}

const char *length_read(const char *text, um_t *length)
{
	return read_um(text, strlen(text), length);
}

const char *length_read_mpt(const char *text, mpt_t *length)
{
	const struct unit *unit;
	gint64 number;
	const char *why = read_length(text, strlen(text), &number, &unit);

	if (why == NULL)
		*length = strcmp(unit->name, "pt") == 0 ? (mpt_t)number : mpt_from_um(to_um(number, unit));
	return why;
}

static const char *skip_blanks(const char *text)
{
	while (g_ascii_isspace(*text))
		text++;
	return text;
}

static const char *word_end(const char *text)
{
	while (*text != '\0' && !g_ascii_isspace(*text))
		text++;
	return text;
}

guint length_words(const char *text)
{
	guint count = 0;

	for (text = skip_blanks(text); *text != '\0'; text = skip_blanks(word_end(text)))
		count++;
	return count;
}

const char *length_read_many(const char *text, um_t *lengths, guint count)
{
	if (length_words(text) != count)
		return "not the number of lengths that belong here";
	for (guint i = 0; i < count; i++) {
		const char *end, *why;

		text = skip_blanks(text);
		end = word_end(text);
		if ((why = read_um(text, (gsize)(end - text), &lengths[i])) != NULL)
			return why;
		text = end;
	}
	return NULL;
}

const char *colour_read(const char *text, struct colour *colour)
{
	guint8 part[3];

	if (strcmp(text, "black") == 0)
		return *colour = COLOUR_BLACK, NULL;
	if (strcmp(text, "white") == 0)
		return *colour = COLOUR_WHITE, NULL;
	if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
		return "not a colour such as #1b365d";
	for (guint i = 0; i < 3; i++)
		part[i] = (guint8)(g_ascii_xdigit_value(text[1 + 2 * i]) * 16 + g_ascii_xdigit_value(text[2 + 2 * i]));
	*colour = (struct colour){ part[0], part[1], part[2] };
	return NULL;
}

gsize length_write_mm(char *out, um_t length)
{
	gint64 tenths = (ABS((gint64)length) + 50) / 100;

	return (gsize)g_snprintf(out, LENGTH_ROOM, "%s%" G_GINT64_FORMAT ",%d mm", length < 0 && tenths > 0 ? "-" : "",
				 tenths / 10, (int)(tenths % 10));
}
