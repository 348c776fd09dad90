/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wordcache: chunks shaped once and found again by font, text and following gap.
 *
 * There are two stores.  The fixed text of layouts is shaped when they are compiled and stays.  What records
 * bring comes and goes: numbers and names hardly ever repeat, so that store is bounded, and is emptied between
 * two letters when it is full, never in the middle of one.
 */
#ifndef PIEGO_TYPE_WORDCACHE_H
#define PIEGO_TYPE_WORDCACHE_H

#include "type/shaper.h"
#include "type/type.h"

/* Bounds of the store of passing words, small enough for the processor's own cache; a letter under way may go
 * beyond them. */
#define WORDCACHE_MAX_CHUNKS 4096u
#define WORDCACHE_MAX_BYTES (1024u * 1024)

struct wordcache;
struct wordcache *wordcache_new(void);
void wordcache_free(struct wordcache *cache);

/* The chunk of a text, shaped if it is in neither store; store says where a new one is put. */
const struct chunk *wordcache_get(struct wordcache *cache, const struct cut *cut, const char *text, guint length,
				  gboolean gap, enum word_store store);

/* Drop all passing chunks if they have reached a bound. */
void wordcache_trim(struct wordcache *cache);

/* How many chunks have been shaped since the cache was made. */
guint64 wordcache_misses(const struct wordcache *cache);

#endif
