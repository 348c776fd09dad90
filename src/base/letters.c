/* SPDX-License-Identifier: Apache-2.0 */
#include "base/letters.h"

#include <string.h>

static const char *const below_twenty[] = {
	"zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
	"tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
};

static const char *const tens[] = {
	"", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta",
};

/* What has been written so far, always closed with a NUL; the caller's buffer is large enough for any number. */
struct words {
	char *text;
	gsize length;
};

static void append(struct words *out, const char *word)
{
	gsize length = strlen(word);

	memcpy(out->text + out->length, word, length + 1);
	out->length += length;
}

static void drop_vowel(struct words *out)
{
	out->text[--out->length] = '\0';
}

/* Milione and miliardo are words of their own. */
static void append_blank(struct words *out, guint64 more)
{
	if (out->length > 0 && more > 0 && out->text[out->length - 1] != ' ')
		append(out, " ");
}

static void write_below_hundred(struct words *out, guint number)
{
	guint unit = number % 10;

	if (number < 20) {
		append(out, below_twenty[number]);
		return;
	}
	append(out, tens[number / 10]);
	if (unit == 1 || unit == 8)
		drop_vowel(out);
	if (unit > 0)
		append(out, below_twenty[unit]);
}

static void write_below_thousand(struct words *out, guint number)
{
	guint hundreds = number / 100, rest = number % 100;

	if (hundreds > 1)
		append(out, below_twenty[hundreds]);
	if (hundreds > 0)
		append(out, "cento");
	if (hundreds > 0 && (rest == 8 || rest / 10 == 8))
		drop_vowel(out);
	if (rest > 0)
		write_below_hundred(out, rest);
}

/* One word below a million, with the accent of a compound's final -tre. */
static void write_word(struct words *out, guint number)
{
	gsize start = out->length;

	if (number >= 2000)
		write_below_thousand(out, number / 1000);
	if (number >= 1000)
		append(out, number >= 2000 ? "mila" : "mille");
	if (number % 1000 > 0)
		write_below_thousand(out, number % 1000);
	if (out->length - start > 3 && strcmp(out->text + out->length - 3, "tre") == 0) {
		drop_vowel(out);
		append(out, "é");
	}
}

static void write_noun(struct words *out, guint64 number, const char *one, const char *many)
{
	if (number == 0)
		return;
	if (number == 1) {
		append(out, one);
	} else {
		write_word(out, (guint)number);
		append(out, many);
	}
}

gsize letters_write_integer(char *out, gint64 number)
{
	guint64 value = number < 0 ? (guint64)-(number + 1) + 1 : (guint64)number;
	struct words text = { .text = out, .length = 0 };

	out[0] = '\0';
	if (value > G_GINT64_CONSTANT(999999999999))
		return number_write_integer(out, number, NUMBER_ITALIAN);
	if (number < 0)
		append(&text, "meno ");
	if (value == 0)
		append(&text, "zero");
	write_noun(&text, value / 1000000000, "un miliardo", " miliardi");
	value %= 1000000000;
	append_blank(&text, value);
	write_noun(&text, value / 1000000, "un milione", " milioni");
	value %= 1000000;
	append_blank(&text, value);
	if (value > 0)
		write_word(&text, (guint)value);
	return text.length;
}

gsize letters_write_cents(char *out, cents_t cents)
{
	guint64 value = cents < 0 ? (guint64)-(cents + 1) + 1 : (guint64)cents;
	gsize length = 0;

	if (cents < 0) {
		strcpy(out, "meno ");
		length = 5;
	}
	length += letters_write_integer(out + length, (gint64)(value / 100));
	out[length++] = '/';
	out[length++] = (char)('0' + value % 100 / 10);
	out[length++] = (char)('0' + value % 10);
	out[length] = '\0';
	return length;
}
