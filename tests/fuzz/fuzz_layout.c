/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a layout; one that compiles is composed with its examples, measured the same, and stays on its paper. */
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
	struct letter_order order = { .record = record_example(layout_dictionary(layout), rows, arena), .duplex = duplex,
				      .encoder = &encoder, .sink = &sink, .arena = arena };
	guint measured = layout_measure(layout, &order);
	struct letter letter;

	if (layout_compose(layout, &order, &letter) && letter.count != measured)
		g_error("%u pages measured, %u composed", measured, letter.count);
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
