/* SPDX-License-Identifier: Apache-2.0 */
/* Two open tables with linear probing, at most half full, over chunks that live in two arenas. */
#include "type/wordcache.h"

#include <string.h>

#define FIRST_SLOTS 1024u
#define ARENA_BLOCK_BYTES (256u * 1024)

struct store {
	struct chunk **slots;
	guint mask;	/* number of slots less 1, a power of two */
	guint count;
	struct arena *arena;
};

struct wordcache {
	struct shaper *shaper;
	struct store stores[2];
	guint64 misses;
};

static void store_init(struct store *store)
{
	store->slots = g_new0(struct chunk *, FIRST_SLOTS);
	store->mask = FIRST_SLOTS - 1;
	store->count = 0;
	store->arena = arena_new(ARENA_BLOCK_BYTES);
}

static void store_clear(struct store *store)
{
	g_free(store->slots);
	arena_free(store->arena);
}

struct wordcache *wordcache_new(void)
{
	struct wordcache *cache = g_new0(struct wordcache, 1);

	cache->shaper = shaper_new();
	store_init(&cache->stores[STORE_PASSING]);
	store_init(&cache->stores[STORE_FIXED]);
	return cache;
}

void wordcache_free(struct wordcache *cache)
{
	if (cache == NULL)
		return;
	store_clear(&cache->stores[STORE_PASSING]);
	store_clear(&cache->stores[STORE_FIXED]);
	shaper_free(cache->shaper);
	g_free(cache);
}

/* FNV-1a, started from the font and the gap. */
static guint32 hash_of_word(const struct cut *cut, const char *text, guint length, gboolean gap)
{
	guint32 hash = 2166136261u ^ (cut->font.index * 2 + (gap ? 1 : 0));

	for (guint i = 0; i < length; i++)
		hash = (hash ^ (guint8)text[i]) * 16777619u;
	return hash ^ hash >> 15;
}

/* The slot of a chunk, or the free one where it would go. */
static struct chunk **find_slot(const struct store *store, guint32 hash, const struct cut *cut, const char *text,
				guint length, gboolean gap)
{
	for (guint i = hash & store->mask;; i = (i + 1) & store->mask) {
		const struct chunk *chunk = store->slots[i];

		if (chunk == NULL ||
		    (chunk->hash == hash && chunk->length == length && chunk->cut == cut &&
		     chunk->gap == (gap ? 1 : 0) && memcmp(chunk->text, text, length) == 0))
			return &store->slots[i];
	}
}

static void store_grow(struct store *store)
{
	struct chunk **old = store->slots;
	guint n_old = store->mask + 1;

	store->mask = 2 * n_old - 1;
	store->slots = g_new0(struct chunk *, 2 * n_old);
	for (guint i = 0; i < n_old; i++) {
		guint at;

		if (old[i] == NULL)
			continue;
		at = old[i]->hash & store->mask;
		while (store->slots[at] != NULL)
			at = (at + 1) & store->mask;
		store->slots[at] = old[i];
	}
	g_free(old);
}

static void store_add(struct store *store, struct chunk *chunk)
{
	guint at;

	if (2 * (store->count + 1) > store->mask)
		store_grow(store);
	at = chunk->hash & store->mask;
	while (store->slots[at] != NULL)
		at = (at + 1) & store->mask;
	store->slots[at] = chunk;
	store->count++;
}

const struct chunk *wordcache_get(struct wordcache *cache, const struct cut *cut, const char *text, guint length,
				  gboolean gap, enum word_store store)
{
	guint32 hash = hash_of_word(cut, text, length, gap);
	struct chunk *chunk = *find_slot(&cache->stores[STORE_FIXED], hash, cut, text, length, gap);

	if (chunk == NULL && store == STORE_PASSING)
		chunk = *find_slot(&cache->stores[STORE_PASSING], hash, cut, text, length, gap);
	if (chunk != NULL)
		return chunk;
	chunk = shaper_shape(cache->shaper, cut, text, length, gap, cache->stores[store].arena);
	chunk->hash = hash;
	store_add(&cache->stores[store], chunk);
	cache->misses++;
	return chunk;
}

void wordcache_trim(struct wordcache *cache)
{
	struct store *store = &cache->stores[STORE_PASSING];

	if (store->count < WORDCACHE_MAX_CHUNKS && arena_held_bytes(store->arena) < WORDCACHE_MAX_BYTES)
		return;
	store_clear(store);
	store_init(store);
}

guint64 wordcache_misses(const struct wordcache *cache)
{
	return cache->misses;
}
