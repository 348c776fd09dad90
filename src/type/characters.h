/* SPDX-License-Identifier: Apache-2.0 */
/* characters: text without spaces, cleaned and composed, with the places where a line may break: Pango's. */
#ifndef PIEGO_TYPE_CHARACTERS_H
#define PIEGO_TYPE_CHARACTERS_H

#include <glib.h>

/* A longer run of text without spaces is taken in pieces of at most this, with no break between them. */
#define CHUNK_MAX_BYTES 240u

/* Rules of UAX 14 that reach over a space: no line begins with a closing mark, none ends with an opening one. */
enum { CHUNK_STICKS_BEFORE = 1, CHUNK_STICKS_AFTER = 2 };

struct characters {
	guint count;
	gunichar codes[CHUNK_MAX_BYTES];
	guint8 break_before[CHUNK_MAX_BYTES + 1];
	guint8 sticks;	/* CHUNK_STICKS_... */
};

/* Read at most CHUNK_MAX_BYTES.  A byte that is not UTF-8 is U+FFFD; soft hyphens and marks of direction are left
 * out; letters with combining marks become the composed letters that fonts and code pages have. */
void characters_read(struct characters *characters, const char *text, guint length);

#endif
