/* SPDX-License-Identifier: Apache-2.0 */
#include "type/characters.h"

#include <pango/pango.h>
#include <string.h>

/* Marks that only steer hyphenation, joining or direction, none of which is done here. */
static gboolean is_ignorable(gunichar character)
{
	return character == 0x00AD || (character >= 0x200C && character <= 0x200F) ||
	       (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069) ||
	       character == 0xFEFF;
}

static void read_characters(struct characters *characters, const char *text, guint length)
{
	const char *end = text + length;

	characters->count = 0;
	while (text < end) {
		gunichar character = (guint8)*text;

		if (character < 0x80) {
			text++;
		} else {
			character = g_utf8_get_char_validated(text, end - text);
			if (character == (gunichar)-1 || character == (gunichar)-2) {
				character = 0xFFFD;
				text++;
			} else {
				text = g_utf8_next_char(text);
			}
		}
		if (!is_ignorable(character))
			characters->codes[characters->count++] = character;
	}
}

/* Base letters with combining marks become the precomposed letters that fonts and code pages have. */
static void compose_marks(struct characters *characters)
{
	g_autofree char *text = NULL;
	g_autofree char *composed = NULL;

	for (guint i = 0;; i++) {
		if (i == characters->count)
			return;
		if (characters->codes[i] >= 0x0300 && g_unichar_ismark(characters->codes[i]))
			break;
	}
	text = g_ucs4_to_utf8(characters->codes, characters->count, NULL, NULL, NULL);
	composed = text != NULL ? g_utf8_normalize(text, -1, G_NORMALIZE_NFC) : NULL;
	/* Composing may lengthen a few odd letters; those stay as they are and are reported. */
	if (composed != NULL && g_utf8_strlen(composed, -1) <= (glong)characters->count)
		read_characters(characters, composed, (guint)strlen(composed));
}

/* ---- line breaks ---- */

static gboolean is_digit(gunichar character)
{
	return character >= '0' && character <= '9';
}

#define EURO 0x20AC
#define NO_BREAK_SPACE 0x00A0

/* A euro sign that belongs to the number behind it, "€ 1.234,56" with a no-break space. */
static gboolean is_currency(const gunichar *codes, guint i, guint count)
{
	return codes[i] == EURO && (i == 0 || codes[i - 1] == NO_BREAK_SPACE) &&
	       (i + 1 == count || codes[i + 1] == NO_BREAK_SPACE || is_digit(codes[i + 1]));
}

/* The frame of a slip's code line. */
static gboolean is_angle(gunichar character)
{
	return character == '<' || character == '>';
}

/* Characters that no line breaks before or after inside a chunk of nothing else: UAX 14's AL, NU, QU, GL, IS but
 * before a number that does not go on, SY inside a number, PR inside or before one. */
static gboolean is_plain(const gunichar *codes, guint i, guint count)
{
	gunichar character = codes[i];
	gboolean after_digit = i > 0 && is_digit(codes[i - 1]);
	gboolean before_digit = i + 1 < count && is_digit(codes[i + 1]);

	if (character >= 0x80)
		return character == 0x2019 || character == NO_BREAK_SPACE || is_currency(codes, i, count) ||
		       (character < 0x0530 && g_unichar_isalnum(character));
	if (character == '/' || character == '+')
		return after_digit && before_digit;
	if (character == '.' || character == ',' || character == ':')
		return after_digit || !before_digit;
	return g_ascii_isalnum(character) || character == '\'' || is_angle(character);
}

/* Most chunks are known to have no break inside and to stick to nothing over a space, without asking. */
static gboolean is_all_plain(const struct characters *characters)
{
	for (guint i = 0; i < characters->count; i++) {
		if (!is_plain(characters->codes, i, characters->count))
			return FALSE;
	}
	/* A full stop or comma at the start sticks to what stands before it, a no-break space to either side. */
	return characters->count > 0 && characters->codes[characters->count - 1] != NO_BREAK_SPACE &&
	       (characters->codes[0] == EURO || is_angle(characters->codes[0]) ||
		g_unichar_isalnum(characters->codes[0]));
}

/* Pango judges the chunk between two spaces and letters: which tells too what reaches over a space. */
static void find_breaks(struct characters *characters)
{
	char text[CHUNK_MAX_BYTES * 4 + 8];
	PangoLogAttr attrs[CHUNK_MAX_BYTES + 5];
	guint length = 0;

	memset(characters->break_before, 0, characters->count + 1);
	characters->sticks = 0;
	if (is_all_plain(characters))
		return;
	text[length++] = 'a';
	text[length++] = ' ';
	for (guint i = 0; i < characters->count; i++)
		length += (guint)g_unichar_to_utf8(characters->codes[i], text + length);
	text[length++] = ' ';
	text[length++] = 'a';
	pango_get_log_attrs(text, (int)length, 0, pango_language_from_string("it"), attrs, (int)characters->count + 5);
	for (guint i = 1; i < characters->count; i++)
		characters->break_before[i] = attrs[2 + i].is_line_break;
	if (!attrs[2].is_line_break)
		characters->sticks |= CHUNK_STICKS_BEFORE;
	if (!attrs[characters->count + 3].is_line_break)
		characters->sticks |= CHUNK_STICKS_AFTER;
}

void characters_read(struct characters *characters, const char *text, guint length)
{
	read_characters(characters, text, length);
	compose_marks(characters);
	find_breaks(characters);
}
