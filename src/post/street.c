/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Italian streets carry numbers in their names, so a number is taken for the house's only where nothing that belongs
 * to the name can follow it, and never after words that are numbered themselves (roads, boxes, plots).
 */
#include "post/street.h"

#include <string.h>

/* A brief that ends in a dot is one only with it: STR. is strada, STR may be a name. */
struct short_form {
	const char *brief, *full;
};

/* Only forms that have one reading at the beginning of a street. */
static const struct short_form types[] = {
	{ "V.LE", "VIALE" },	{ "VLE", "VIALE" },	{ "V.LO", "VICOLO" },	{ "VLO", "VICOLO" },
	{ "VIC.", "VICOLO" },	{ "V.", "VIA" },	{ "P.ZZA", "PIAZZA" },	{ "PZZA", "PIAZZA" },
	{ "P.ZA", "PIAZZA" },	{ "PZA", "PIAZZA" },	{ "P.TTA", "PIAZZETTA" }, { "P.LE", "PIAZZALE" },
	{ "PLE", "PIAZZALE" },	{ "C.SO", "CORSO" },	{ "CSO", "CORSO" },	{ "L.GO", "LARGO" },
	{ "LGO", "LARGO" },	{ "STR.", "STRADA" },	{ "LOC.", "LOCALITÀ" },	{ "FRAZ.", "FRAZIONE" },
	{ "C.DA", "CONTRADA" },	{ "CDA", "CONTRADA" },	{ "C/DA", "CONTRADA" },	{ "CTR.", "CONTRADA" },
	{ "B.GO", "BORGO" },	{ "TRAV.", "TRAVERSA" }, { "VILL.", "VILLAGGIO" },
};

static const struct short_form inner[] = { { "F.LLI", "FRATELLI" }, { "FLLI", "FRATELLI" } };

static const struct short_form details[] = {
	{ "INT", "INTERNO" },	{ "SC", "SCALA" }, { "PAL", "PALAZZINA" },    { "ED.", "EDIFICIO" },
	{ "EDIF", "EDIFICIO" }, { "P.", "PIANO" }, { "APP", "APPARTAMENTO" },
};

/* Words a house number may be followed by without a comma. */
static const char *const detail_words[] = {
	"INT", "INTERNO", "SC", "SCALA", "P", "PIANO", "PAL", "PALAZZINA", "PALAZZO", "ED", "EDIF", "EDIFICIO", "APP",
	"APPARTAMENTO", "LOTTO", "CORTE", "TORRE", "CO", "PRESSO", "FRAZ", "FRAZIONE", "LOC", "LOCALITA",
};

/* Words that are numbered themselves. */
static const char *const numbered_words[] = {
	"PROVINCIALE", "STATALE", "COMUNALE", "REGIONALE", "VICINALE", "SS", "SP", "SR", "KM", "LOTTO", "INT",
	"INTERNO", "SCALA", "SC", "PALAZZINA", "EDIFICIO", "POSTALE", "CP", "TRAVERSA", "BOX",
};

static const char *skip(const char *p, const char *set)
{
	return p + strspn(p, set);
}

/* Whether p begins with a word in capitals, whatever p's case.  The first letter settles most. */
static gboolean begins_with(const char *p, const char *word, gsize length)
{
	char first = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;

	return first == *word && g_ascii_strncasecmp(p, word, length) == 0;
}

/* Length of word at p, whatever its case; 0 when p begins otherwise or the word goes on. */
static gsize match_word(const char *p, const char *word)
{
	gsize length = strlen(word);

	if (!begins_with(p, word, length) || g_ascii_isalnum(p[length]) || (guchar)p[length] >= 0x80)
		return 0;
	return length;
}

static const char *skip_none(const char *p)
{
	static const char *const said[] = { "S.N.C.", "S.N.C", "SNC", "S.N.", "S.N", "SN", "N.C.", "N.C", "NC",
					    "SENZA NUMERO" };

	for (guint i = 0; strchr("SsNn", *p) != NULL && i < G_N_ELEMENTS(said); i++) {
		gsize length = match_word(p, said[i]);

		if (length > 0)
			return p + length;
	}
	return NULL;
}

/* Past "N.", "N°", "NR.", "CIV." and the like; p itself when there is none. */
static const char *skip_marker(const char *p)
{
	static const char *const markers[] = { "NUMERO", "NUM", "CIVICO", "CIV", "N.RO", "NRO", "NR", "N" };

	for (guint i = 0; i < G_N_ELEMENTS(markers); i++) {
		gsize length = strlen(markers[i]);

		if (!begins_with(p, markers[i], length))
			continue;
		const char *after = p + length;
		gboolean dot = *after == '.';

		after = skip(after, ". ");
		if (g_str_has_prefix(after, "\xc2\xb0") || g_str_has_prefix(after, "\xc2\xba"))
			after = skip(after + 2, ". ");
		if (g_ascii_isdigit(*after) || (dot && skip_none(after) != NULL))
			return after;
	}
	return p;
}

/* A suffix of a house number at p: "/A", " bis", "-14", "b".  Appends it; returns past it, or p. */
static const char *read_suffix(const char *p, char *number, gsize room)
{
	static const char *const words[] = { "BIS", "TER", "QUATER" };
	const char *mark = skip(p, " ");
	const char *q = *mark == '/' || *mark == '-' || *mark == '\\' ? skip(mark + 1, " ") : mark;
	gsize length = 0, used = strlen(number);

	for (guint i = 0; i < G_N_ELEMENTS(words) && length == 0; i++)
		length = match_word(q, words[i]);
	if (length == 0 && q != mark)
		length = strspn(q, "0123456789");
	if (length == 0 && g_ascii_isalpha(*q) && !g_ascii_isalnum(q[1]) && q[1] != '.' && (guchar)q[1] < 0x80)
		length = 1;
	if (length == 0 || length > 6 || g_ascii_isalnum(q[length]) || used + length + 2 > room)
		return p;
	if (q != mark)
		number[used++] = *mark == '-' ? '-' : '/';
	else if (mark != p)
		number[used++] = ' ';
	for (gsize i = 0; i < length; i++)
		number[used++] = g_ascii_toupper(q[i]);
	number[used] = '\0';
	return q + length;
}

const char *street_read_number(const char *text, char number[STREET_NUMBER_ROOM])
{
	const char *p = skip(text, " ,");
	const char *none = skip_none(p);
	gsize digits;

	p = skip_marker(p);
	if (none == NULL)
		none = skip_none(p);
	if (none != NULL) {
		g_strlcpy(number, STREET_NO_NUMBER, STREET_NUMBER_ROOM);
		return none;
	}
	digits = strspn(p, "0123456789");
	if (digits == 0 || digits > 5)
		return NULL;
	memcpy(number, p, digits);
	number[digits] = '\0';
	p += digits;
	for (const char *next = read_suffix(p, number, STREET_NUMBER_ROOM); next != p;
	     next = read_suffix(p, number, STREET_NUMBER_ROOM))
		p = next;
	return g_ascii_isalnum(*p) || (guchar)*p >= 0x80 ? NULL : p;
}

static gboolean is_listed(const char *word, gsize length, const char *const *list, guint count)
{
	char plain[24];
	gsize used = 0;

	for (gsize i = 0; i < length && used + 1 < sizeof plain; i++) {
		if (g_ascii_isalnum(word[i]))
			plain[used++] = g_ascii_toupper(word[i]);
	}
	plain[used] = '\0';
	for (guint i = 0; i < count; i++) {
		if (strcmp(plain, list[i]) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Whether what follows a number may follow a house number. */
static gboolean may_follow(const char *rest)
{
	const char *word = skip(rest, " ,;.-");
	gboolean comma = memchr(rest, ',', (gsize)(word - rest)) != NULL ||
			 memchr(rest, ';', (gsize)(word - rest)) != NULL || memchr(rest, '-', (gsize)(word - rest)) != NULL;

	if (*word == '\0')
		return TRUE;
	if (g_ascii_isdigit(*word) || g_ascii_isdigit(*skip_marker(word)))
		return FALSE;
	return comma || is_listed(word, strcspn(word, " ,;0123456789"), detail_words, G_N_ELEMENTS(detail_words));
}

/* Whether the name that ends at end can be a street's, with a house number to come. */
static gboolean may_precede(const char *street, const char *end, gboolean comma)
{
	const char *word;

	while (end > street && (end[-1] == ' ' || end[-1] == ','))
		end--;
	for (word = end; word > street && word[-1] != ' '; word--)
		;
	if (word == end || street == word)
		return FALSE;
	if (comma)
		return TRUE;
	return !g_ascii_isdigit(end[-1]) &&
	       !is_listed(word, (gsize)(end - word), numbered_words, G_N_ELEMENTS(numbered_words));
}

static char *take_name(const char *street, const char *end, struct arena *arena)
{
	while (end > street && strchr(" ,;.-", end[-1]) != NULL)
		end--;
	return arena_strndup(arena, street, (gsize)(end - street));
}

gboolean street_split(const char *street, struct arena *arena, struct street_parts *parts)
{
	char number[STREET_NUMBER_ROOM];

	if (street_is_box(street))
		return FALSE;
	for (const char *p = street; *p != '\0'; p++) {
		gboolean comma = *p == ',';
		const char *rest;

		/* A comma inside a figure (KM 3,200) separates nothing. */
		if ((*p != ' ' && !comma) || p == street || (comma && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(p[1])))
			continue;
		rest = street_read_number(p, number);
		if (rest == NULL || !may_follow(rest) || !may_precede(street, p, comma))
			continue;
		if (strcmp(number, STREET_NO_NUMBER) == 0 && *skip(rest, " .") != '\0')
			continue;
		parts->street = take_name(street, p, arena);
		parts->number = arena_strdup(arena, number);
		parts->extra = street_write_out_extra(skip(rest, " ,;.-"), arena);
		return TRUE;
	}
	return FALSE;
}

static gboolean has_small_letters(const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		if (g_ascii_islower(*p))
			return TRUE;
	}
	return FALSE;
}

/* The full word in the way the line is written. */
static void append_word(GString *out, const char *full, gboolean small)
{
	g_autofree char *lower = small ? g_utf8_strdown(full + 1, -1) : NULL;

	g_string_append_c(out, full[0]);
	g_string_append(out, small ? lower : full + 1);
}

/* Past a short form at p with its last dot and blanks; NULL when p begins otherwise or ends with it. */
static const char *match_short(const char *p, const struct short_form *form)
{
	gsize length = strlen(form->brief);
	const char *after = p + length;

	if (!begins_with(p, form->brief, length))
		return NULL;
	if (form->brief[length - 1] != '.' && *after != '.' && *after != ' ')
		return NULL;
	after = skip(after, ". ");
	return *after != '\0' ? after : NULL;
}

/* Write a form of the table found at p in full; past it, or p. */
static const char *write_full(GString *out, const char *p, const struct short_form *forms, guint count, gboolean small)
{
	for (guint i = 0; i < count; i++) {
		const char *after = match_short(p, &forms[i]);

		if (after == NULL)
			continue;
		append_word(out, forms[i].full, small);
		g_string_append_c(out, ' ');
		return after;
	}
	return p;
}

const char *street_write_out(const char *street, struct arena *arena)
{
	gboolean small = has_small_letters(street);
	g_autoptr(GString) out = g_string_new(NULL);
	const char *name = write_full(out, street, types, G_N_ELEMENTS(types), small);
	const char *p = name;

	while (*p != '\0') {
		const char *word = p;

		if (p > street && (p == name || p[-1] == ' '))
			p = write_full(out, p, inner, G_N_ELEMENTS(inner), small);
		if (p == word)
			g_string_append_c(out, *p++);
	}
	return strcmp(out->str, street) == 0 ? street : arena_strdup(arena, out->str);
}

const char *street_write_out_extra(const char *extra, struct arena *arena)
{
	gboolean small = has_small_letters(extra);
	g_autoptr(GString) out = g_string_new(NULL);
	const char *p = extra;

	while (*p != '\0') {
		const char *word = p;

		if (p == extra || p[-1] == ' ' || p[-1] == ',')
			p = write_full(out, p, details, G_N_ELEMENTS(details), small);
		if (p != word)
			continue;
		if (*p != ',' && *p != ';')
			g_string_append_c(out, *p);
		else if (p[1] != ' ')
			g_string_append_c(out, ' ');
		p++;
	}
	return strcmp(out->str, extra) == 0 ? extra : arena_strdup(arena, out->str);
}

gboolean street_is_box(const char *street)
{
	static const char *const boxes[] = { "CASELLA POSTALE", "C.P.", "CP ", "P.O. BOX", "PO BOX", "FERMO POSTA",
					     "FERMOPOSTA" };

	for (guint i = 0; i < G_N_ELEMENTS(boxes); i++) {
		if (begins_with(street, boxes[i], strlen(boxes[i])))
			return TRUE;
	}
	return FALSE;
}
