/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shaper: text without spaces becomes words.
 *
 * A chunk is what stands between two spaces.  It gives one word, or several where a line may break inside it
 * (after a hyphen, a slash or a dash).  Break opportunities are Pango's, shaping is HarfBuzz's, both without
 * Pango's font map: that one matches fonts in a thread of its own, which a forked worker does not have.
 */
#ifndef PIEGO_TYPE_SHAPER_H
#define PIEGO_TYPE_SHAPER_H

#include "base/arena.h"
#include "type/catalogue.h"
#include "type/characters.h"
#include "page/word.h"

struct chunk {
	const struct cut *cut;
	const char *text;	/* as it came in */
	guint32 hash;		/* the cache's */
	guint16 length;		/* bytes of text */
	guint16 n_words;	/* at least 1 */
	guint8 gap;		/* a space follows: the last word has a gap */
	guint8 sticks;
	/* What rounding to em1000 took from each word and its gap, em1000 / 256. */
	const gint32 *slacks;
	gunichar missing;	/* first character that no font or encoding has, left out of the words; 0: none */
	struct word words[];
};

struct shaper;
struct shaper *shaper_new(void);
void shaper_free(struct shaper *shaper);

/* Shape length bytes (at most CHUNK_MAX_BYTES) into the arena.  A byte that is not UTF-8 is a missing U+FFFD. */
struct chunk *shaper_shape(struct shaper *shaper, const struct cut *cut, const char *text, guint length, gboolean gap,
			   struct arena *arena);

/* Write a piece of a word_run's show, and where it ends: a code; the space of kern em1000 after it.  Together they take
 * at most SHOW_CODE_ROOM bytes. */
#define SHOW_CODE_ROOM 11
char *show_put_code(char *out, guint8 code);
char *show_put_kerning(char *out, gint32 kern);

#endif
