/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A chunk is shaped only when the character after it is known, for that decides whether a gap follows: so text
 * is pending until a space, another style or the end comes.
 */
#include "type/weave.h"

#include <string.h>

#define FIRST_ROOM 256u

void weave_init(struct weave *weave)
{
	memset(weave, 0, sizeof *weave);
	weave->room = FIRST_ROOM;
	weave->atoms = g_new(struct atom, weave->room);
}

void weave_clear(struct weave *weave)
{
	g_free(weave->atoms);
}

void weave_start(struct weave *weave, enum word_store store)
{
	weave->count = 0;
	weave->store = store;
	weave->type = NULL;
	weave->pending_length = 0;
	weave->joined = FALSE;
	weave->sticks = FALSE;
	weave->missing = 0;
}

static struct atom *add_atoms(struct weave *weave, guint count)
{
	struct atom *added;

	if (G_UNLIKELY(weave->count + count > weave->room)) {
		weave->room = 2 * MAX(weave->room, count);
		weave->atoms = g_renew(struct atom, weave->atoms, weave->room);
	}
	added = weave->atoms + weave->count;
	weave->count += count;
	return added;
}

static guint foreign_flag(const struct word *word, const struct type *type)
{
	for (guint i = 0; i < word->n_runs; i++) {
		if (word->runs[i].face->font != &type->cut->font)
			return ATOM_FOREIGN;
	}
	return 0;
}

static void set_word(struct atom *atom, const struct word *word, gint32 slack, const struct type *type)
{
	atom->word = word;
	atom->type = type;
	atom->width = (upt_t)word->width * type->size;
	atom->space = word->gap ? (upt_t)word_space(word) * type->size : 0;
	atom->slack = (gint32)((gint64)slack * type->size / 256);
	atom->flags = ATOM_BREAK | foreign_flag(word, type);
}

/* Whether an atom of this type begins another style, if it is added now. */
static guint style_flag(const struct weave *weave, const struct type *type)
{
	return weave->count == 0 || weave->atoms[weave->count - 1].type != type ? ATOM_STYLE : 0;
}

static void flush(struct weave *weave, struct wordcache *cache, gboolean gap)
{
	const struct chunk *chunk = wordcache_get(cache, weave->type->cut, weave->pending, weave->pending_length, gap,
						  weave->store);
	guint style = style_flag(weave, weave->type);
	struct atom *atom = add_atoms(weave, chunk->n_words);

	for (guint i = 0; i < chunk->n_words; i++)
		set_word(&atom[i], &chunk->words[i], chunk->slacks[i], weave->type);
	atom->flags |= style;
	if (weave->joined || weave->sticks || (chunk->sticks & CHUNK_STICKS_BEFORE) != 0)
		atom->flags &= ~(guint)ATOM_BREAK;
	if (chunk->missing != 0 && weave->missing == 0)
		weave->missing = chunk->missing;
	weave->sticks = (chunk->sticks & CHUNK_STICKS_AFTER) != 0;
	weave->joined = !gap;
	weave->pending_length = 0;
}

/* Bytes of a space beyond ASCII that a line may break at, 0: not one.  The no-break spaces are not here. */
static guint wide_space(const char *text)
{
	const guint8 *byte = (const guint8 *)text;

	if (byte[0] == 0xC2)
		return byte[1] == 0x85 ? 2 : 0;
	if (byte[0] < 0xE1 || byte[0] > 0xE3 || byte[1] == 0 || byte[2] == 0)
		return 0;
	switch (byte[0] << 16 | byte[1] << 8 | byte[2]) {
	case 0xE19A80:	/* U+1680 */
	case 0xE2819F:	/* U+205F */
	case 0xE38080:	/* U+3000 */
	case 0xE280A8:	/* U+2028 */
	case 0xE280A9:	/* U+2029 */
		return 3;
	default:	/* U+2000 to U+200A but the figure space U+2007 */
		return byte[0] == 0xE2 && byte[1] == 0x80 && byte[2] <= 0x8A && byte[2] != 0x87 ? 3 : 0;
	}
}

/* A second and further space after a word: a word without glyphs. */
static void add_blanks(struct weave *weave, struct wordcache *cache, const struct type *type, guint count)
{
	const struct chunk *chunk = count > 0 ? wordcache_get(cache, type->cut, "", 0, TRUE, weave->store) : NULL;

	for (guint i = 0; i < count; i++) {
		struct atom *atom = add_atoms(weave, 1);

		set_word(atom, &chunk->words[0], chunk->slacks[0], type);
		atom->flags = ATOM_BLANK;
	}
}

/* The bytes from text on that belong to one chunk. */
static guint chunk_length(const char *text)
{
	guint length = 0;

	while ((guint8)text[length] > ' ' && ((guint8)text[length] < 0xC2 || wide_space(text + length) == 0))
		length++;
	return length;
}

/* As much of length bytes as fits into room without parting a character; bytes that are no UTF-8 are parted
 * rather than never taken. */
static guint whole_characters(const char *text, guint length, guint room)
{
	guint part = room;

	if (length <= room)
		return length;
	while (part > 0 && ((guint8)text[part] & 0xC0) == 0x80)
		part--;
	return part == 0 && room == CHUNK_MAX_BYTES ? room : part;
}

static void add_pending(struct weave *weave, struct wordcache *cache, const struct type *type, const char *text,
			guint length)
{
	if (weave->pending_length > 0 && weave->type != type)
		flush(weave, cache, FALSE);
	weave->type = type;
	for (;;) {
		guint part = whole_characters(text, length, CHUNK_MAX_BYTES - weave->pending_length);

		memcpy(weave->pending + weave->pending_length, text, part);
		weave->pending_length += part;
		if (part == length)
			return;
		flush(weave, cache, FALSE);
		text += part;
		length -= part;
	}
}

void weave_space(struct weave *weave, struct wordcache *cache)
{
	if (weave->pending_length > 0)
		flush(weave, cache, TRUE);
}

void weave_hard_break(struct weave *weave, struct wordcache *cache, const struct type *type)
{
	struct atom *atom;

	if (weave->pending_length > 0)
		flush(weave, cache, FALSE);
	atom = add_atoms(weave, 1);
	memset(atom, 0, sizeof *atom);
	atom->type = type;
	atom->flags = ATOM_HARD;
	weave->joined = FALSE;
	weave->sticks = FALSE;
}

/* U+000A, U+0085, U+2028, U+2029 */
static gboolean ends_line(const char *text, guint length)
{
	return *text == '\n' || length == 2 || (length == 3 && ((guint8)text[2] == 0xA8 || (guint8)text[2] == 0xA9));
}

void weave_text(struct weave *weave, struct wordcache *cache, const struct type *type, const char *text,
		enum line_ends ends)
{
	for (;;) {
		guint length = chunk_length(text);
		guint spaces;

		if (length > 0)
			add_pending(weave, cache, type, text, length);
		text += length;
		if (*text == '\0')
			return;
		spaces = (guint)strspn(text, " ");
		if (spaces > 1 && length > 0 && chunk_length(text + spaces) > 0) {
			weave_space(weave, cache);
			add_blanks(weave, cache, type, spaces - 1);
			text += spaces;
			continue;
		}
		length = (guint8)*text <= ' ' ? 1 : wide_space(text);
		if (ends == LINE_ENDS_BREAK && ends_line(text, length))
			weave_hard_break(weave, cache, type);
		else
			weave_space(weave, cache);
		text += length;
	}
}

void weave_atoms(struct weave *weave, struct wordcache *cache, const struct atom *atoms, guint count,
		 gboolean first_sticks, gboolean last_sticks)
{
	struct atom *copy;
	guint style;

	weave_space(weave, cache);
	style = style_flag(weave, atoms->type);
	copy = add_atoms(weave, count);
	memcpy(copy, atoms, count * sizeof *atoms);
	copy->flags = (copy->flags & ~(guint)ATOM_STYLE) | style;
	if (weave->sticks || first_sticks)
		copy->flags &= ~(guint)ATOM_BREAK;
	weave->joined = FALSE;
	weave->sticks = last_sticks;
}

void weave_end(struct weave *weave, struct wordcache *cache)
{
	if (weave->pending_length > 0)
		flush(weave, cache, FALSE);
}
