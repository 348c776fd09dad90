/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a layout; one that compiles is composed with its examples, twice the same. */
#include "layout/layout.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void ignore(struct finding_sink *sink G_GNUC_UNUSED, const struct finding *finding G_GNUC_UNUSED)
{
}

static const struct symbol *encode_nothing(struct symbol_encoder *encoder G_GNUC_UNUSED,
					   const struct symbol_wish *wish G_GNUC_UNUSED,
					   struct arena *arena G_GNUC_UNUSED, const char **reason)
{
	*reason = "no";
	return NULL;
}

static void compose(struct layout *layout, guint rows, gboolean duplex)
{
	g_autoptr(arena_t) arena = arena_new(16 * 1024);
	struct finding_sink sink = { ignore };
	struct symbol_encoder encoder = { encode_nothing };
	struct press press = { .code_line_base = 6500, .code_line_right = 7500, .matrix_y = 84000 };
	struct letter_order order = { .record = record_example(layout_dictionary(layout), rows, arena), .duplex = duplex,
				      .encoder = &encoder, .press = &press, .sink = &sink, .arena = arena };
	struct letter first, second;
	gboolean composed = layout_compose(layout, &order, &first);

	if (layout_compose(layout, &order, &second) != composed)
		g_error("composed only the %s time", composed ? "first" : "second");
	if (composed && first.count != second.count)
		g_error("%u pages, then %u", first.count, second.count);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	static struct typesetter *typesetter;
	struct layout *layout;

	if (typesetter == NULL)
		typesetter = typesetter_new("fonts", NULL);
	g_assert(typesetter != NULL);
	layout = layout_load_bytes(typesetter, "fuzz", "layouts", (const char *)data, size, NULL);
	if (layout != NULL) {
		compose(layout, 1, FALSE);
		compose(layout, 30, TRUE);
		layout_free(layout);
	}
	typesetter_between_letters(typesetter);
	return 0;
}
