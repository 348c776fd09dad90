/* SPDX-License-Identifier: Apache-2.0 */
/* A chain of blocks; the current one is filled from its start, a reset goes back to the first. */
#include "base/arena.h"

#include <stdarg.h>
#include <string.h>

#define ALIGNMENT 16u

struct block {
	struct block *next;
	gsize size;
	gsize used;
	_Alignas(ALIGNMENT) guint8 bytes[];
};

struct arena {
	struct block *first;
	struct block *current;
	gsize block_bytes;
};

static struct block *block_new(gsize size)
{
	struct block *block = g_malloc(sizeof *block + size);

	block->next = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

struct arena *arena_new(gsize block_bytes)
{
	struct arena *arena = g_new0(struct arena, 1);

	arena->block_bytes = MAX(block_bytes, 1024);
	arena->first = arena->current = block_new(arena->block_bytes);
	return arena;
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	for (struct block *block = arena->first, *next; block != NULL; block = next) {
		next = block->next;
		g_free(block);
	}
	g_free(arena);
}

void arena_reset(struct arena *arena)
{
	for (struct block *block = arena->first; block != NULL; block = block->next)
		block->used = 0;
	arena->current = arena->first;
}

gsize arena_held_bytes(const struct arena *arena)
{
	gsize bytes = 0;

	for (const struct block *block = arena->first; block != NULL; block = block->next)
		bytes += block->size;
	return bytes;
}

/* The next block with room for size, made and put behind the current one where there is none. */
static struct block *block_with_room(struct arena *arena, gsize size)
{
	struct block *block = arena->current;

	while (block->next != NULL) {
		block = block->next;
		if (block->size >= size)
			return block;
	}
	block->next = block_new(MAX(arena->block_bytes, size));
	return block->next;
}

void *arena_alloc(struct arena *arena, gsize size)
{
	struct block *block = arena->current;
	void *result;

	size = (size + ALIGNMENT - 1) & ~(gsize)(ALIGNMENT - 1);
	if (G_UNLIKELY(size > block->size - block->used)) {
		block = block_with_room(arena, size);
		arena->current = block;
	}
	result = block->bytes + block->used;
	block->used += size;
	return result;
}

void *arena_alloc0(struct arena *arena, gsize size)
{
	return memset(arena_alloc(arena, size), 0, size);
}

void *arena_memdup(struct arena *arena, const void *from, gsize size)
{
	void *copy = arena_alloc(arena, size);

	if (size > 0)
		memcpy(copy, from, size);
	return copy;
}

char *arena_strndup(struct arena *arena, const char *text, gsize length)
{
	char *copy = arena_alloc(arena, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	return arena_strdup(arena, text);
}
