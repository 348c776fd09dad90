/* SPDX-License-Identifier: Apache-2.0 */
/* Eight bytes are looked at together; only what is not plain ASCII is taken character by character. */
#include "base/text.h"

#include <string.h>

#define SHOWN_CHARACTERS 120

#define EACH_BYTE(b) (G_GUINT64_CONSTANT(0x0101010101010101) * (b))

/* Whether one of eight bytes is below 0x20, above 0x7e, or otherwise no printing ASCII character. */
static gboolean any_special(guint64 eight)
{
	guint64 below_blank = (eight - EACH_BYTE(0x20)) & ~eight;
	guint64 is_del = ((eight ^ EACH_BYTE(0x7f)) - EACH_BYTE(0x01)) & ~(eight ^ EACH_BYTE(0x7f));

	return ((eight | below_blank | is_del) & EACH_BYTE(0x80)) != 0;
}

static guint64 eight_at(const char *bytes)
{
	guint64 eight;

	memcpy(&eight, bytes, sizeof eight);
	return eight;
}

static gboolean is_plain(const char *bytes, gsize length)
{
	gsize i = 0;

	if (length >= 8) {
		for (; i + 8 <= length; i += 8) {
			if (any_special(eight_at(bytes + i)))
				return FALSE;
		}
		/* The last ones once more rather than one by one. */
		return !any_special(eight_at(bytes + length - 8));
	}
	for (; i < length; i++) {
		if ((guchar)bytes[i] < 0x20 || (guchar)bytes[i] >= 0x7f)
			return FALSE;
	}
	return TRUE;
}

static gboolean turns_writing(gunichar c)
{
	return c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean is_line_blank(gunichar c)
{
	return c == '\t' || c == '\n' || c == '\r';
}

static gboolean is_control(gunichar c)
{
	return (c < 0x20 && !is_line_blank(c)) || (c >= 0x7f && c < 0xa0) || turns_writing(c);
}

enum text_fault text_check(const char *bytes, gsize length)
{
	const char *end = bytes + length;
	gboolean control = FALSE;

	if (is_plain(bytes, length))
		return TEXT_PLAIN;
	for (const char *p = bytes; p < end;) {
		gunichar c = (guchar)*p;

		if (c < 0x80) {
			p++;
		} else {
			c = g_utf8_get_char_validated(p, end - p);
			if (c == (gunichar)-1 || c == (gunichar)-2 || c == 0xfffd)
				return TEXT_ENCODING;
			p = g_utf8_next_char(p);
		}
		control |= is_control(c);
	}
	return control ? TEXT_CONTROL : TEXT_FINE;
}

static gboolean is_wide_blank(gunichar c)
{
	return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

static gboolean is_nothing(gunichar c)
{
	return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

/* Every character below U+0300 is its own normal form. */
static gboolean may_need_composing(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((guchar)*text >= 0xcc)
			return TRUE;
	}
	return FALSE;
}

static const char *compose(const char *text, struct arena *arena)
{
	g_autofree char *composed = NULL;

	if (!may_need_composing(text))
		return text;
	composed = g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
	return strcmp(composed, text) == 0 ? text : arena_strdup(arena, composed);
}

/* One character into out at *used; runs of blanks are one when they fold. */
static void put_character(char *out, gsize *used, const char *from, gunichar c, enum text_blanks blanks)
{
	gboolean blank = c == ' ' || is_wide_blank(c) || (blanks == TEXT_FOLD && is_line_blank(c));

	if (is_nothing(c))
		return;
	if (blank) {
		if (*used > 0 && (blanks == TEXT_KEEP || out[*used - 1] != ' '))
			out[(*used)++] = ' ';
		return;
	}
	if (c == '\r') {
		if (from[1] != '\n')
			out[(*used)++] = '\n';
		return;
	}
	while (c > 0) {
		out[(*used)++] = *from++;
		c = ((guchar)*from & 0xc0) == 0x80 ? c : 0;
	}
}

static gboolean is_end_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void trim(const char **bytes, gsize *length)
{
	while (*length > 0 && is_end_blank(**bytes))
		(*bytes)++, (*length)--;
	while (*length > 0 && is_end_blank((*bytes)[*length - 1]))
		(*length)--;
}

static char *fold_plain(char *text)
{
	char *out = text;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p != ' ' || p[1] != ' ')
			*out++ = *p;
	}
	*out = '\0';
	return text;
}

static gboolean has_double_blank(const char *text, gsize length)
{
	const char *end = text + length;

	for (const char *p = text; (p = memchr(p, ' ', (gsize)(end - p))) != NULL; p++) {
		if (p[1] == ' ')
			return TRUE;
	}
	return FALSE;
}

const char *text_clean_plain(const char *bytes, gsize length, enum text_blanks blanks, struct arena *arena)
{
	char *text;

	trim(&bytes, &length);
	if (length == 0)
		return "";
	text = arena_strndup(arena, bytes, length);
	return blanks == TEXT_FOLD && has_double_blank(text, length) ? fold_plain(text) : text;
}

const char *text_clean(const char *bytes, gsize length, enum text_blanks blanks, struct arena *arena)
{
	char *out;
	gsize used = 0;

	trim(&bytes, &length);
	if (is_plain(bytes, length))
		return text_clean_plain(bytes, length, blanks, arena);
	out = arena_strndup(arena, bytes, length);
	/* The copy is read and written in one pass: what is written is never longer than what was read. */
	for (const char *p = out, *next; *p != '\0'; p = next) {
		gunichar c = g_utf8_get_char(p);

		next = g_utf8_next_char(p);
		put_character(out, &used, p, c, blanks);
	}
	while (used > 0 && is_end_blank(out[used - 1]))
		used--;
	out[used] = '\0';
	return compose(out, arena);
}

gboolean text_is_lower(const char *text)
{
	gboolean letters = FALSE;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_isupper(c) || g_unichar_istitle(c))
			return FALSE;
		letters |= g_unichar_islower(c);
	}
	return letters;
}

static gboolean stays_small(const char *word)
{
	static const char *const small[] = { "e", "ed", "c/o" };
	gsize length = strcspn(word, " ");

	for (guint i = 0; i < G_N_ELEMENTS(small); i++) {
		if (strlen(small[i]) == length && strncmp(word, small[i], length) == 0)
			return TRUE;
	}
	return FALSE;
}

const char *text_mend_name(const char *text, struct arena *arena)
{
	/* A capital may take more bytes than its small letter, never more than six for one character. */
	char *out = arena_alloc(arena, strlen(text) * 6 + 1);
	char *p = out;
	gboolean begins = TRUE;

	for (const char *from = text; *from != '\0'; from = g_utf8_next_char(from)) {
		gunichar c = g_utf8_get_char(from);
		gboolean after_blank = from == text || from[-1] == ' ';

		if (after_blank)
			begins = !stays_small(from);
		p += g_unichar_to_utf8(begins ? g_unichar_totitle(c) : c, p);
		begins = c == '\'' || c == 0x2019 || c == '-' || (begins && !g_unichar_isalpha(c));
	}
	*p = '\0';
	return out;
}

/* Letters whose stroke or ligature Unicode does not decompose. */
static const struct {
	gunichar letter;
	const char *plain;
} undecomposed[] = {
	{ 0x00C6, "AE" }, { 0x00D0, "D" }, { 0x00D8, "O" }, { 0x00DE, "TH" }, { 0x00DF, "SS" }, { 0x0110, "D" },
	{ 0x0126, "H" }, { 0x0131, "I" }, { 0x0141, "L" }, { 0x0152, "OE" }, { 0x0166, "T" }, { 0x1E9E, "SS" },
};

static gunichar without_accent(gunichar letter)
{
	gunichar base, mark;

	while (g_unichar_decompose(letter, &base, &mark) && g_unichar_ismark(mark))
		letter = base;
	return letter;
}

gsize text_plain_capital(gunichar letter, char out[8])
{
	gunichar upper = g_unichar_toupper(letter);

	for (guint i = 0; i < G_N_ELEMENTS(undecomposed); i++) {
		if (undecomposed[i].letter == upper || undecomposed[i].letter == letter) {
			gsize length = strlen(undecomposed[i].plain);

			memcpy(out, undecomposed[i].plain, length);
			return length;
		}
	}
	return (gsize)g_unichar_to_utf8(without_accent(upper), out);
}

const char *text_shown(const char *bytes, gsize length, struct arena *arena)
{
	char *out = arena_alloc(arena, SHOWN_CHARACTERS * 6 + 4);
	char *p = out;
	const char *end = bytes + length;
	guint count = 0;

	for (; bytes < end && count < SHOWN_CHARACTERS; count++) {
		gunichar c = g_utf8_get_char_validated(bytes, end - bytes);

		if (c == (gunichar)-1 || c == (gunichar)-2 || c == 0 || c < 0x20 || is_control(c)) {
			p += g_snprintf(p, 5, "\\x%02X", (guchar)*bytes);
			bytes++;
		} else {
			p += g_unichar_to_utf8(c, p);
			bytes = g_utf8_next_char(bytes);
		}
	}
	strcpy(p, bytes < end ? "..." : "");
	return out;
}

gsize text_characters(const char *text)
{
	gsize count = 0;

	for (; *text != '\0'; text++)
		count += ((guchar)*text & 0xc0) != 0x80;
	return count;
}

const char *text_character_at(const char *text, gsize index)
{
	while (index > 0 && *text != '\0') {
		text = g_utf8_next_char(text);
		index--;
	}
	return text;
}
