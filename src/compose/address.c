/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/address.h"

#include <string.h>

static const char *capitals(const char *line, struct arena *arena)
{
	g_autofree char *upper = g_utf8_strup(line, -1);

	return arena_strdup(arena, upper);
}

void address_block_set(struct typesetter *typesetter, const struct envelope *envelope, const struct addressee *to,
		       struct arena *arena, struct address_block *block)
{
	char scratch[ADDRESSEE_SCRATCH];
	const char *lines[ADDRESSEE_LINES];
	guint count = addressee_lines(to, lines, scratch);
	const struct text_style style = { .role = envelope->font, .bold = envelope->bold, .size = envelope->size_mpt };
	um_t leading = um_from_mpt(envelope->leading_mpt);
	um_t top = envelope->address.y;
	um_t height = 0;

	memset(block, 0, sizeof *block);
	for (guint i = 0; i < count; i++) {
		const char *text = envelope->capitals ? capitals(lines[i], arena) : lines[i];
		gunichar missing = 0;
		struct typeset_line line = typesetter_line(typesetter, &style, STORE_PASSING, text, arena, &missing);

		typeset_line_draw(&line, &style, envelope->address.x, top + line.ascent + (um_t)i * leading, &block->list,
				  arena);
		block->missing = block->missing != 0 ? block->missing : missing;
		block->too_wide = MAX(block->too_wide, line.width - envelope->address.width);
		height = line.ascent + (um_t)i * leading + line.descent;
	}
	block->too_high = MAX(0, height - envelope->address.height);
}
