/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "unit/check.h"

#include <string.h>

static void gives_aligned_pieces(void)
{
	g_autoptr(arena_t) arena = arena_new(1024);
	guint8 *last = NULL;

	for (gsize size = 1; size < 5000; size += 37) {
		guint8 *piece = arena_alloc(arena, size);

		CHECK_INT("aligned", (guintptr)piece % 16, 0);
		memset(piece, 0xaa, size);
		CHECK_TRUE("apart", piece != last);
		last = piece;
	}
}

static void uses_its_blocks_again(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);
	gsize held;

	for (guint i = 0; i < 100; i++)
		arena_alloc(arena, 1000);
	held = arena_held_bytes(arena);
	for (guint round = 0; round < 50; round++) {
		arena_reset(arena);
		for (guint i = 0; i < 100; i++)
			arena_alloc(arena, 1000);
	}
	CHECK_INT("held", arena_held_bytes(arena), held);
}

static void copies_text(void)
{
	g_autoptr(arena_t) arena = arena_new(1024);

	CHECK_STR("whole", arena_strdup(arena, "Forlì"), "Forlì");
	CHECK_STR("part", arena_strndup(arena, "Roma RM", 4), "Roma");
	CHECK_STR("printed", arena_printf(arena, "%05d %s", 144, "ROMA"), "00144 ROMA");
}

CHECK_MAIN({ "gives aligned pieces", gives_aligned_pieces }, { "uses its blocks again", uses_its_blocks_again },
	   { "copies text", copies_text })
