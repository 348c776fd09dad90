/* SPDX-License-Identifier: Apache-2.0 */
/* The addressee as the client gave it, cleaned; what the post thinks of it is another layer's. */
#include "intake/reading.h"

#include <stddef.h>
#include <string.h>

/* Where the parts that are taken as text go. */
static const gsize text_parts[] = {
	[PART_NAME] = offsetof(struct addressee, name),
	[PART_NAME2] = offsetof(struct addressee, name2),
	[PART_EXTRA] = offsetof(struct addressee, extra),
	[PART_STREET] = offsetof(struct addressee, street),
	[PART_NUMBER] = offsetof(struct addressee, number),
	[PART_CAP] = offsetof(struct addressee, cap),
	[PART_CITY] = offsetof(struct addressee, city),
	[PART_PROVINCE] = offsetof(struct addressee, province),
	[PART_COUNTRY] = offsetof(struct addressee, country),
};

struct id_part {
	enum addressee_part part;
	enum id_kind kind;
	gsize offset;
};

static const struct id_part id_parts[] = {
	{ PART_TAX_CODE, ID_TAX_CODE, offsetof(struct addressee, tax_code) },
	{ PART_EMAIL, ID_EMAIL, offsetof(struct addressee, email) },
	{ PART_PEC, ID_PEC, offsetof(struct addressee, pec) },
	{ PART_IBAN, ID_IBAN, offsetof(struct addressee, iban) },
};

/* ---- splitting a line ---- */

static gboolean is_word(const char *start, gsize length, const char *const *words, guint count)
{
	while (length > 0 && start[length - 1] == '.')
		length--;
	for (guint i = 0; i < count; i++) {
		if (strlen(words[i]) == length && g_ascii_strncasecmp(words[i], start, length) == 0)
			return TRUE;
	}
	return FALSE;
}

/* "n.", "nr", "n°" and the like, which say that a number follows; returns what is behind it. */
static const char *pass_number_word(const char *text)
{
	static const char *const marks[] = { "nr.", "num.", "civ.", "n.", "n°", "nº", "nr ", "civ ", "n " };

	if (g_ascii_isdigit(*text))
		return text;
	for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
		gsize length = strlen(marks[i]);

		if (g_ascii_strncasecmp(text, marks[i], length) != 0)
			continue;
		text += length;
		return text + strspn(text, " ");
	}
	return text;
}

/* Bytes of the house number text begins with, 0 for none: 12, 12/A, 12 bis, 12-14, 12 A, SNC. */
static gsize number_length(const char *text)
{
	static const char *const without[] = { "snc", "s.n.c", "s.n", "sn" };
	static const char *const behind[] = { "bis", "ter", "quater" };
	gsize length = strcspn(text, " ,");
	gsize next;

	if (!g_ascii_isdigit(*text))
		return is_word(text, length, without, G_N_ELEMENTS(without)) ? length : 0;
	if (text[length] != ' ')
		return length;
	next = strcspn(text + length + 1, " ,");
	if ((next == 1 && g_ascii_isalpha(text[length + 1])) ||
	    is_word(text + length + 1, next, behind, G_N_ELEMENTS(behind)))
		return length + 1 + next;
	return length;
}

/* Whether a street of these words has a number of its own: a provincial or state road, or a kilometre. */
static gboolean street_is_numbered(const char *street, gsize length)
{
	static const char *const words[] = {
		"provinciale", "statale", "regionale", "comunale", "sp", "s.p", "ss", "s.s", "sr", "s.r", "km", "autostrada",
	};
	const char *last = street + length;

	while (last > street && last[-1] != ' ')
		last--;
	return is_word(last, (gsize)(street + length - last), words, G_N_ELEMENTS(words));
}

static struct split_address split_at(const char *line, gsize street, const char *number, gsize length,
				     struct arena *arena)
{
	const char *rest = number + length;

	while (street > 0 && strchr(" ,", line[street - 1]) != NULL)
		street--;
	rest += strspn(rest, " ,-");
	return (struct split_address){
		arena_strndup(arena, line, street), arena_strndup(arena, number, length), arena_strdup(arena, rest),
	};
}

/* A word that says what else than a number follows: the part of a building. */
static gboolean is_part_of_building(const char *text)
{
	static const char *const words[] = {
		"int", "interno", "sc", "scala", "piano", "p", "pal", "palazzina", "edificio", "ed", "lotto", "app",
		"appartamento", "c/o", "presso",
	};

	return is_word(text, strcspn(text, " .,0123456789"), words, G_N_ELEMENTS(words));
}

static gboolean ends_an_address(const char *rest)
{
	rest += strspn(rest, " ,-");
	return *rest == '\0' || is_part_of_building(rest);
}

/* The first number behind a comma. */
static gboolean split_at_comma(const char *line, struct arena *arena, struct split_address *split)
{
	for (const char *comma = strchr(line, ','); comma != NULL; comma = strchr(comma + 1, ',')) {
		const char *number = pass_number_word(comma + 1 + strspn(comma + 1, " "));
		gsize length = number_length(number);

		if (length == 0 || comma == line)
			continue;
		*split = split_at(line, (gsize)(comma - line), number, length, arena);
		return TRUE;
	}
	return FALSE;
}

/* A number behind at least two words, with nothing behind it but a part of a building. */
static gboolean split_at_blank(const char *line, struct arena *arena, struct split_address *split)
{
	guint words = 0;

	for (const char *blank = strchr(line, ' '); blank != NULL; blank = strchr(blank + 1, ' ')) {
		const char *number = pass_number_word(blank + 1);
		gsize length = number_length(number);
		gsize street = (gsize)(blank - line);

		if (++words < 2 || length == 0 || !ends_an_address(number + length) || street_is_numbered(line, street))
			continue;
		*split = split_at(line, street, number, length, arena);
		return TRUE;
	}
	return FALSE;
}

struct split_address reading_split_address(const char *line, struct arena *arena)
{
	struct split_address split = { line, "", "" };

	if (!split_at_comma(line, arena, &split))
		split_at_blank(line, arena, &split);
	return split;
}

/* ---- parts ---- */

static void put_address(struct reading *reading, const char *line, struct addressee *to)
{
	struct split_address split = reading_split_address(line, reading->arena);

	to->street = split.street;
	to->number = split.number;
	if (split.extra[0] == '\0')
		return;
	to->extra = to->extra[0] == '\0' ? split.extra : arena_printf(reading->arena, "%s %s", split.extra, to->extra);
}

static void mend_name(struct reading *reading, const char *column, struct addressee *to)
{
	const char *mended;

	if (!text_is_lower(to->name))
		return;
	mended = text_mend_name(to->name, reading->arena);
	reading_report(reading, FINDING_CODE_FIELD_NORMALISED, column, to->name,
		       arena_printf(reading->arena, "corrected: %s", mended));
	to->name = mended;
}

void reading_addressee(struct reading *reading, const struct mapping *mapping, const struct table_cell *cells,
		       struct addressee *to)
{
	const struct mapped *parts = mapping->parts;

	for (guint i = 0; i < G_N_ELEMENTS(text_parts); i++) {
		const char *text = reading_text(reading, &parts[i], cells, TEXT_FOLD);

		*(const char **)((char *)to + text_parts[i]) = reading_says_nothing(text) ? "" : text;
	}
	for (guint i = 0; i < G_N_ELEMENTS(id_parts); i++) {
		const struct mapped *mapped = &parts[id_parts[i].part];
		const char *text = reading_text(reading, mapped, cells, TEXT_FOLD);

		if (*text != '\0')
			*(const char **)((char *)to + id_parts[i].offset) =
				reading_id(reading, id_parts[i].kind, mapped->source->told, text);
	}
	if (parts[PART_ADDRESS].n_cells > 0)
		put_address(reading, reading_text(reading, &parts[PART_ADDRESS], cells, TEXT_FOLD), to);
	if (parts[PART_NAME].n_cells > 0)
		mend_name(reading, parts[PART_NAME].source->told, to);
}
