/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/format.h"

#include "layout/layout.h"
#include "base/letters.h"
#include "layout/titlecase.h"

#include <string.h>

#define FOR(type) (1u << (type))

static const struct known {
	const char *word;
	enum format_kind kind;
	guint types;
} known[] = {
	{ "euro", FORMAT_EURO, FOR(EXPR_MONEY) },
	{ "amount", FORMAT_AMOUNT, FOR(EXPR_MONEY) },
	{ "words", FORMAT_WORDS, FOR(EXPR_MONEY) | FOR(EXPR_INTEGER) },
	{ "integer", FORMAT_INTEGER, FOR(EXPR_INTEGER) },
	{ "date", FORMAT_DATE, FOR(EXPR_DATE) },
	{ "date long", FORMAT_DATE_LONG, FOR(EXPR_DATE) },
	{ "upper", FORMAT_UPPER, FOR(EXPR_TEXT) },
	{ "lower", FORMAT_LOWER, FOR(EXPR_TEXT) },
	{ "title", FORMAT_TITLE, FOR(EXPR_TEXT) },
};

static const char *const months[] = {
	"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
	"luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
};

/* ---- compiling ---- */

/* Two quoted texts after "yes-no". */
static gboolean parse_yes_no(const char *text, struct arena *arena, struct format *format)
{
	const char **places[] = { &format->yes, &format->no };

	for (guint i = 0; i < 2; i++) {
		const char *end;

		while (g_ascii_isspace(*text))
			text++;
		if (*text != '\'' && *text != '"')
			return FALSE;
		end = strchr(text + 1, *text);
		if (end == NULL)
			return FALSE;
		*places[i] = arena_strndup(arena, text + 1, (gsize)(end - text - 1));
		text = end + 1;
	}
	while (g_ascii_isspace(*text))
		text++;
	return *text == '\0';
}

static gboolean wrong_type(const char *word, enum expr_type type, GError **error)
{
	g_set_error(error, LAYOUT_ERROR, LAYOUT_ERROR_FORM, "format '%s' does not print type %s", word, expr_type_name(type));
	return FALSE;
}

gboolean format_parse(const char *text, enum expr_type type, struct arena *arena, struct format *format,
		      GError **error)
{
	g_autofree char *word = g_strstrip(g_strdup(text));

	*format = (struct format){ .kind = FORMAT_PLAIN, .yes = "sì", .no = "no" };
	if (word[0] == '\0')
		return TRUE;
	for (char *at = word; *at != '\0' && *at != '\'' && *at != '"'; at++)
		while (g_ascii_isspace(at[0]) && g_ascii_isspace(at[1]))
			memmove(at, at + 1, strlen(at));
	for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
		if (strcmp(known[i].word, word) != 0)
			continue;
		format->kind = known[i].kind;
		return (known[i].types & FOR(type)) != 0 || wrong_type(word, type, error);
	}
	if (g_str_has_prefix(word, "yes-no")) {
		format->kind = FORMAT_YES_NO;
		if (type != EXPR_BOOLEAN)
			return wrong_type("yes-no", type, error);
		if (parse_yes_no(word + strlen("yes-no"), arena, format))
			return TRUE;
		g_set_error_literal(error, LAYOUT_ERROR, LAYOUT_ERROR_FORM, "format 'yes-no' takes two texts in quotes");
		return FALSE;
	}
	g_set_error(error, LAYOUT_ERROR, LAYOUT_ERROR_FORM, "there is no format '%s'", word);
	return FALSE;
}

/* ---- writing ---- */

static const char *write_cents(cents_t cents, const char *before, struct arena *arena)
{
	char *out = arena_alloc(arena, NUMBER_ROOM + 8);
	gsize length = strlen(before);

	memcpy(out, before, length);
	number_write_cents(out + length, cents, NUMBER_ITALIAN);
	return out;
}

static const char *write_integer(gint64 number, enum number_style style, struct arena *arena)
{
	char *out = arena_alloc(arena, NUMBER_ROOM);

	number_write_integer(out, number, style);
	return out;
}

static const char *write_words(const struct expr_value *value, struct arena *arena)
{
	char *out = arena_alloc(arena, LETTERS_ROOM + 16);

	if (value->type == EXPR_MONEY)
		letters_write_cents(out, value->cents);
	else
		letters_write_integer(out, value->integer);
	return out;
}

static const char *write_date(day_t date, struct arena *arena)
{
	char *out = arena_alloc(arena, DATE_ROOM);

	date_write_italian(out, date);
	return out;
}

/* The first of a month is an ordinal in Italian: 1º aprile. */
static const char *write_date_long(day_t date, struct arena *arena)
{
	char *out = arena_alloc(arena, 40);
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	g_snprintf(out, 40, "%d%s %s %d", day, day == 1 ? "º" : "", months[month - 1], year);
	return out;
}

/* g_unichar_toupper knows no locale, unlike g_utf8_strup. */
static const char *write_case(const char *text, gunichar (*convert)(gunichar), struct arena *arena)
{
	char *start = arena_alloc(arena, (gsize)g_utf8_strlen(text, -1) * 6 + 1), *out = start;

	for (; *text != '\0'; text = g_utf8_next_char(text))
		out += g_unichar_to_utf8(convert(g_utf8_get_char(text)), out);
	*out = '\0';
	return start;
}

static const char *write_plain(const struct format *format, const struct expr_value *value, struct arena *arena)
{
	switch (value->type) {
	case EXPR_TEXT:
		return value->text;
	case EXPR_MONEY:
		return write_cents(value->cents, "", arena);
	case EXPR_DATE:
		return write_date(value->date, arena);
	case EXPR_INTEGER:
		return write_integer(value->integer, NUMBER_PLAIN, arena);
	default:
		return value->integer != 0 ? format->yes : format->no;
	}
}

const char *format_write(const struct format *format, const struct expr_value *value, struct arena *arena)
{
	if (!value->present)
		return "";
	switch (format->kind) {
	case FORMAT_EURO:
		return write_cents(value->cents, "€\302\240", arena);
	case FORMAT_AMOUNT:
		return write_cents(value->cents, "", arena);
	case FORMAT_WORDS:
		return write_words(value, arena);
	case FORMAT_INTEGER:
		return write_integer(value->integer, NUMBER_ITALIAN, arena);
	case FORMAT_DATE:
		return write_date(value->date, arena);
	case FORMAT_DATE_LONG:
		return write_date_long(value->date, arena);
	case FORMAT_UPPER:
		return write_case(value->text, g_unichar_toupper, arena);
	case FORMAT_LOWER:
		return write_case(value->text, g_unichar_tolower, arena);
	case FORMAT_TITLE:
		return titlecase_write(value->text, arena);
	default:
		return write_plain(format, value, arena);
	}
}
