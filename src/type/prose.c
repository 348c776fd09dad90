/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A compiled prose is a row of parts.  Text that touches no slot was shaped when the prose was made and lies
 * ready as atoms.  A joint is what has to be woven for each record: slots, and the fixed text that touches them
 * without a space between, so that "{amount}," becomes one word.
 */
#include "type/prose.h"

#include <string.h>

#include "type/fill.h"
#include "type/typesetter.h"

enum part_kind { PART_READY, PART_TEXT, PART_SLOT, PART_SPACE };

struct part {
	enum part_kind kind;
	const struct type *type;
	const char *text;		/* PART_TEXT: without spaces */
	guint slot;			/* PART_SLOT */
	const struct atom *atoms;	/* PART_READY */
	guint count;
	gboolean first_sticks, last_sticks;
};

struct prose {
	struct typesetter *typesetter;
	struct arena *arena;
	GArray *parts;
	guint slots;			/* one more than the highest slot */
	/* All of a prose without slots. */
	const struct atom *atoms;
	const struct word **words;
	guint count;
};

/* ---- compiling ---- */

/* A piece of a span: text up to a space, a slot, a space or a hard break. */
enum piece_kind { PIECE_TEXT, PIECE_SLOT, PIECE_SPACE, PIECE_HARD };

struct piece {
	enum piece_kind kind;
	const struct type *type;
	const char *text;
	guint slot;
};

struct compiler {
	struct prose *prose;
	GHashTable *types;	/* struct text_style (by pointer) -> struct type */
	GArray *pieces;
};

static const struct type *type_of(struct compiler *compiler, const struct text_style *style)
{
	struct type *type = g_hash_table_lookup(compiler->types, style);

	if (type == NULL) {
		type = arena_alloc0(compiler->prose->arena, sizeof *type);
		typesetter_resolve(compiler->prose->typesetter, style, type);
		g_hash_table_insert(compiler->types, (gpointer)style, type);
	}
	return type;
}

static void add_piece(struct compiler *compiler, enum piece_kind kind, const struct type *type, const char *text,
		      guint slot)
{
	struct piece piece = { kind, type, text, slot };

	g_array_append_val(compiler->pieces, piece);
}

static void add_text(struct compiler *compiler, const struct type *type, const char *text)
{
	while (*text != '\0') {
		gsize length = strcspn(text, " \t\r\n");

		if (length > 0)
			add_piece(compiler, PIECE_TEXT, type, arena_strndup(compiler->prose->arena, text, length), 0);
		text += length;
		length = strspn(text, " \t\r\n");
		if (length > 0)
			add_piece(compiler, PIECE_SPACE, type, NULL, 0);
		text += length;
	}
}

static void add_span(struct compiler *compiler, const struct span *span)
{
	const struct type *type = type_of(compiler, span->style);

	if (span->hard_break) {
		add_piece(compiler, PIECE_HARD, type, NULL, 0);
	} else if (span->slot == PROSE_NO_SLOT) {
		add_text(compiler, type, span->text);
	} else {
		add_piece(compiler, PIECE_SLOT, type, NULL, span->slot);
		compiler->prose->slots = MAX(compiler->prose->slots, span->slot + 1);
	}
}

static void add_fonts(const struct cut *cut, GPtrArray *fonts)
{
	for (; cut != NULL && !g_ptr_array_find(fonts, cut, NULL); cut = cut->fallback)
		g_ptr_array_add(fonts, (gpointer)cut);
}

void prose_add_fonts(const struct prose *prose, GPtrArray *fonts)
{
	for (guint i = 0; i < prose->parts->len; i++) {
		const struct part *part = &g_array_index(prose->parts, struct part, i);

		if (part->type != NULL)
			add_fonts(part->type->cut, fonts);
		for (guint j = 0; j < part->count; j++) {
			if (part->atoms[j].type != NULL)
				add_fonts(part->atoms[j].type->cut, fonts);
		}
	}
}

void typesetter_add_fonts(const struct typesetter *typesetter, const char *role, GPtrArray *fonts)
{
	for (guint cut = 0; cut < 4; cut++)
		add_fonts(catalogue_find(typesetter->catalogue, role, (cut & 1) != 0, (cut & 2) != 0, NULL), fonts);
}

static gboolean is_joining(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT || piece->kind == PIECE_SLOT;
}

/* From piece start on: where the run of pieces that touch each other ends, and whether a slot is among them. */
static guint joint_end(const GArray *pieces, guint start, gboolean *has_slot)
{
	guint end = start;

	*has_slot = FALSE;
	for (; end < pieces->len; end++) {
		const struct piece *piece = &g_array_index(pieces, struct piece, end);

		if (!is_joining(piece))
			break;
		*has_slot |= piece->kind == PIECE_SLOT;
	}
	return end;
}

static void weave_piece(struct compiler *compiler, const struct piece *piece)
{
	struct typesetter *typesetter = compiler->prose->typesetter;

	if (piece->kind == PIECE_TEXT)
		weave_text(&typesetter->weave, typesetter->words, piece->type, piece->text, LINE_ENDS_SPACE);
	else if (piece->kind == PIECE_SPACE)
		weave_space(&typesetter->weave, typesetter->words);
	else
		weave_hard_break(&typesetter->weave, typesetter->words, piece->type);
}

/* Weave pieces start to end, none of them a slot, into one ready part; returns its missing character. */
static gunichar add_ready(struct compiler *compiler, guint start, guint end)
{
	struct prose *prose = compiler->prose;
	struct weave *weave = &prose->typesetter->weave;
	struct part part = { .kind = PART_READY };

	weave_start(weave, STORE_FIXED);
	for (guint i = start; i < end; i++)
		weave_piece(compiler, &g_array_index(compiler->pieces, struct piece, i));
	weave_end(weave, prose->typesetter->words);
	if (weave->count == 0)
		return 0;
	part.atoms = arena_memdup(prose->arena, weave->atoms, weave->count * sizeof *weave->atoms);
	part.count = weave->count;
	part.first_sticks = (weave->atoms[0].flags & (ATOM_BREAK | ATOM_HARD)) == 0;
	part.last_sticks = weave->sticks;
	g_array_append_val(prose->parts, part);
	return weave->missing;
}

static void add_joint(struct compiler *compiler, guint start, guint end)
{
	for (guint i = start; i < end; i++) {
		const struct piece *piece = &g_array_index(compiler->pieces, struct piece, i);
		struct part part = { .kind = piece->kind == PIECE_SLOT ? PART_SLOT : PART_TEXT,
				     .type = piece->type,
				     .text = piece->text,
				     .slot = piece->slot };

		g_array_append_val(compiler->prose->parts, part);
	}
	if (end < compiler->pieces->len && g_array_index(compiler->pieces, struct piece, end).kind == PIECE_SPACE) {
		struct part space = { .kind = PART_SPACE };

		g_array_append_val(compiler->prose->parts, space);
	}
}

/* Part the pieces into joints with slots and the ready stretches between them. */
static gunichar add_parts(struct compiler *compiler)
{
	gunichar missing = 0;
	guint ready = 0;
	guint i = 0;

	while (i < compiler->pieces->len) {
		gboolean has_slot;
		guint end = joint_end(compiler->pieces, i, &has_slot);

		if (has_slot) {
			gunichar unready = add_ready(compiler, ready, i);

			missing = missing != 0 ? missing : unready;
			add_joint(compiler, i, end);
			ready = end;
		}
		i = MAX(end, i + 1);
	}
	if (ready < compiler->pieces->len) {
		gunichar unready = add_ready(compiler, ready, compiler->pieces->len);

		missing = missing != 0 ? missing : unready;
	}
	return missing;
}

static const struct word **words_of(const struct atom *atoms, guint count, struct arena *arena)
{
	const struct word **words = arena_new_array(arena, const struct word *, count);

	for (guint i = 0; i < count; i++)
		words[i] = atoms[i].word;
	return words;
}

/* Text that touches a slot is shaped with it, so what no font has must be asked for here. */
static gunichar missing_in_joints(const struct prose *prose)
{
	struct weave *weave = &prose->typesetter->weave;

	weave_start(weave, STORE_FIXED);
	for (guint i = 0; i < prose->parts->len; i++) {
		const struct part *part = &g_array_index(prose->parts, struct part, i);

		if (part->kind != PART_TEXT)
			continue;
		weave_text(weave, prose->typesetter->words, part->type, part->text, LINE_ENDS_SPACE);
		weave_space(weave, prose->typesetter->words);
	}
	return weave->missing;
}

struct prose *prose_new(struct typesetter *typesetter, const struct span *spans, guint count, gunichar *missing)
{
	struct prose *prose = g_new0(struct prose, 1);
	struct compiler compiler = { .prose = prose };

	prose->typesetter = typesetter;
	prose->arena = arena_new(4096);
	prose->parts = g_array_new(FALSE, FALSE, sizeof(struct part));
	compiler.types = g_hash_table_new(NULL, NULL);
	compiler.pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
	for (guint i = 0; i < count; i++)
		add_span(&compiler, &spans[i]);
	*missing = add_parts(&compiler);
	if (*missing == 0)
		*missing = missing_in_joints(prose);
	if (prose->slots == 0 && prose->parts->len == 1) {
		const struct part *part = &g_array_index(prose->parts, struct part, 0);

		prose->atoms = part->atoms;
		prose->count = part->count;
		prose->words = words_of(part->atoms, part->count, prose->arena);
	}
	g_hash_table_unref(compiler.types);
	g_array_unref(compiler.pieces);
	return prose;
}

void prose_free(struct prose *prose)
{
	if (prose == NULL)
		return;
	g_array_unref(prose->parts);
	arena_free(prose->arena);
	g_free(prose);
}

gboolean prose_is_fixed(const struct prose *prose)
{
	return prose->slots == 0;
}

/* ---- filling ---- */

static void weave_part(struct weave *weave, struct wordcache *words, const struct part *part, const char *const *slots)
{
	switch (part->kind) {
	case PART_READY:
		weave_atoms(weave, words, part->atoms, part->count, part->first_sticks, part->last_sticks);
		break;
	case PART_TEXT:
		weave_text(weave, words, part->type, part->text, LINE_ENDS_SPACE);
		break;
	case PART_SLOT:
		weave_text(weave, words, part->type, slots[part->slot], LINE_ENDS_BREAK);
		break;
	case PART_SPACE:
		weave_space(weave, words);
		break;
	}
}

void prose_fill(struct prose *prose, const char *const *slots, um_t width, um_t first_indent, enum align align,
		struct arena *arena, struct prose_lines *lines)
{
	struct weave *weave = &prose->typesetter->weave;
	struct fill fill = { .width = width,
			     .first_indent = first_indent,
			     .align = align,
			     .arena = arena };

	if (prose->slots == 0) {
		fill.atoms = prose->atoms;
		fill.words = prose->words;
		fill.count = prose->count;
		fill_lines(&fill, lines);
		return;
	}
	weave_start(weave, STORE_PASSING);
	for (guint i = 0; i < prose->parts->len; i++)
		weave_part(weave, prose->typesetter->words, &g_array_index(prose->parts, struct part, i), slots);
	weave_end(weave, prose->typesetter->words);
	fill.atoms = weave->atoms;
	fill.count = weave->count;
	fill.words = words_of(weave->atoms, weave->count, arena);
	fill_lines(&fill, lines);
	lines->missing = weave->missing;
}

void prose_set(struct typesetter *typesetter, const struct text_style *style, enum word_store store, const char *text,
	       um_t width, enum align align, struct arena *arena, struct prose_lines *lines)
{
	struct weave *weave = &typesetter->weave;
	struct fill fill = { .width = width, .align = align, .arena = arena };
	struct type *type = arena_alloc(arena, sizeof *type);

	typesetter_resolve(typesetter, style, type);
	weave_start(weave, store);
	weave_text(weave, typesetter->words, type, text, LINE_ENDS_BREAK);
	weave_end(weave, typesetter->words);
	fill.atoms = weave->atoms;
	fill.count = weave->count;
	fill.words = words_of(weave->atoms, weave->count, arena);
	fill_lines(&fill, lines);
	lines->missing = weave->missing;
}
