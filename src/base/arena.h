/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena: memory that is given out in pieces and taken back all at once.
 *
 * A letter's pages, lines and words live in one arena; after the letter is written the arena is reset and
 * its blocks are used again, so that the hot path never calls malloc for a word.
 *
 *   struct arena *a = arena_new(64 * 1024);
 *   char *s = arena_strdup(a, "ciao");
 *   arena_reset(a);          s is gone, the memory stays
 *   arena_free(a);
 *
 * Allocation cannot fail (GLib aborts when the system has no memory).  An arena belongs to one thread.
 */
#ifndef PIEGO_BASE_ARENA_H
#define PIEGO_BASE_ARENA_H

#include <glib.h>

struct arena;
typedef struct arena arena_t;

/* An empty arena that grows by blocks of at least block_bytes. */
struct arena *arena_new(gsize block_bytes);
void arena_free(struct arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(arena_t, arena_free)

/* Everything allocated so far is gone; the blocks are kept for the next use. */
void arena_reset(struct arena *arena);

/* Bytes held by the arena's blocks, used or not. */
gsize arena_held_bytes(const struct arena *arena);

/* size bytes, aligned for any type, not cleared / cleared. */
void *arena_alloc(struct arena *arena, gsize size);
void *arena_alloc0(struct arena *arena, gsize size);

/* A copy of size bytes. */
void *arena_memdup(struct arena *arena, const void *from, gsize size);

/* A copy of a string; of its first length bytes, closed with a NUL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, gsize length);

/* printf into the arena; for text, never for numbers in files (the locale touches %f). */
char *arena_printf(struct arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* count items of type, not cleared / cleared. */
#define arena_new_array(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (gsize)(count)))
#define arena_new_array0(arena, type, count) ((type *)arena_alloc0((arena), sizeof(type) * (gsize)(count)))

#endif
