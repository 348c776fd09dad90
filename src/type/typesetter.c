/* SPDX-License-Identifier: Apache-2.0 */
#include "type/typesetter.h"

struct typesetter *typesetter_new(const char *catalogue_dir, GError **error)
{
	struct catalogue *catalogue = catalogue_open(catalogue_dir, error);
	struct typesetter *typesetter;

	if (catalogue == NULL)
		return NULL;
	typesetter = g_new0(struct typesetter, 1);
	typesetter->catalogue = catalogue;
	typesetter->words = wordcache_new();
	weave_init(&typesetter->weave);
	return typesetter;
}

void typesetter_free(struct typesetter *typesetter)
{
	if (typesetter == NULL)
		return;
	weave_clear(&typesetter->weave);
	wordcache_free(typesetter->words);
	catalogue_free(typesetter->catalogue);
	g_free(typesetter);
}

void typesetter_between_letters(struct typesetter *typesetter)
{
	wordcache_trim(typesetter->words);
}

gboolean typesetter_has_role(const struct typesetter *typesetter, const char *role, GError **error)
{
	return catalogue_find(typesetter->catalogue, role, FALSE, FALSE, error) != NULL;
}

void typesetter_resolve(const struct typesetter *typesetter, const struct text_style *style, struct type *type)
{
	g_autoptr(GError) error = NULL;

	type->cut = catalogue_find(typesetter->catalogue, style->role, style->bold, style->italic, &error);
	if (type->cut == NULL)
		g_error("%s", error->message);
	type->size = style->size;
	type->colour = style->colour;
	type->ascent = um_from_mpt((gint64)type->cut->font.ascent * style->size / 1000);
	type->descent = um_from_mpt((gint64)type->cut->font.descent * style->size / 1000);
}

struct typeset_line typesetter_line(struct typesetter *typesetter, const struct text_style *style,
				    enum word_store store, const char *text, struct arena *arena, gunichar *missing)
{
	struct weave *weave = &typesetter->weave;
	struct typeset_line line = { 0 };
	const struct word **words;
	struct type type;
	upt_t width = 0;

	typesetter_resolve(typesetter, style, &type);
	weave_start(weave, store);
	weave_text(weave, typesetter->words, &type, text, LINE_ENDS_SPACE);
	weave_end(weave, typesetter->words);
	words = arena_new_array(arena, const struct word *, weave->count);
	for (guint i = 0; i < weave->count; i++) {
		const struct atom *atom = &weave->atoms[i];

		words[i] = atom->word;
		width += atom->width + (i + 1 < weave->count ? atom->space : 0);
	}
	line.words = words;
	line.count = weave->count;
	line.width = um_from_upt(width);
	line.ascent = type.ascent;
	line.descent = type.descent;
	*missing = weave->missing;
	return line;
}

void typeset_line_draw(const struct typeset_line *line, const struct text_style *style, um_t x, um_t baseline,
		       struct op_list *list, struct arena *arena)
{
	op_list_add(list, OP_TEXT, arena)->text = (struct op_text){ .x = x,
								    .baseline = baseline,
								    .size = style->size,
								    .colour = style->colour,
								    .count = line->count,
								    .words = line->words };
}
