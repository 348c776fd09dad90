/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the layout tests share: a layout from a string, a letter from it, and its pages as plain text.
 */
#ifndef PIEGO_TESTS_LAYOUT_RIG_H
#define PIEGO_TESTS_LAYOUT_RIG_H

#include "check.h"

#include "layout/layout.h"

#include <string.h>

struct rig {
	struct finding_sink sink;	/* first: found() casts back */
	struct symbol_encoder encoder;
	struct press press;		/* as its fields are left: all 0 */
	struct typesetter *typesetter;
	struct layout *layout;
	struct arena *arena;
	struct record *record;
	struct letter letter;
	GString *findings;		/* one a line: slug place value */
	char *folder;
	gboolean duplex;
	guint encoded;
	struct symbol_wish wished;	/* the last one; its text is gone */
};

static void rig_found(struct finding_sink *sink, const struct finding *finding)
{
	struct rig *rig = (struct rig *)sink;

	g_string_append_printf(rig->findings, "%s %s %s\n", finding_slug(finding->code), finding->column, finding->value);
}

/* Any text but "REFUSE" becomes one dark module. */
static const struct symbol *rig_encode(struct symbol_encoder *encoder, const struct symbol_wish *wish,
				       struct arena *arena, const char **reason)
{
	struct rig *rig = (struct rig *)(void *)((char *)encoder - G_STRUCT_OFFSET(struct rig, encoder));
	struct symbol *symbol = arena_new_array0(arena, struct symbol, 1);

	rig->encoded++;
	rig->wished = *wish;
	if (strcmp(wish->text, "REFUSE") == 0) {
		*reason = "cannot carry this";
		return NULL;
	}
	symbol->symbology = wish->symbology;
	symbol->columns = symbol->rows = symbol->stride = 1;
	symbol->bits = (const guint8 *)arena_strdup(arena, "\200");
	symbol->text = arena_strdup(arena, wish->text);
	return symbol;
}

static void rig_init(struct rig *rig)
{
	g_autoptr(GError) error = NULL;

	*rig = (struct rig){ .sink.found = rig_found, .encoder.encode = rig_encode };
	rig->typesetter = typesetter_new("fonts", &error);
	if (rig->typesetter == NULL)
		g_error("%s", error->message);
	rig->arena = arena_new(64 * 1024);
	rig->findings = g_string_new(NULL);
	rig->folder = check_folder();
}

static void rig_clear(struct rig *rig)
{
	layout_free(rig->layout);
	typesetter_free(rig->typesetter);
	arena_free(rig->arena);
	g_string_free(rig->findings, TRUE);
	g_free(rig->folder);
}

/* Load length bytes as layout "prova"; NULL and the error. */
static struct layout *rig_load_bytes(struct rig *rig, const char *bytes, gssize length, GError **error)
{
	g_autofree char *path = g_build_filename(rig->folder, "prova.xml", NULL);

	g_clear_pointer(&rig->layout, layout_free);
	arena_reset(rig->arena);
	g_string_truncate(rig->findings, 0);
	g_file_set_contents(path, bytes, length, NULL);
	rig->layout = layout_load(rig->typesetter, path, error);
	return rig->layout;
}

/* Load parts[0] parts[1] ..., a layout with its head before and its end behind; it must be right. */
G_GNUC_UNUSED static gboolean rig_load(struct rig *rig, const char *label, const char *xml)
{
	g_autoptr(GError) error = NULL;
	struct layout *layout = rig_load_bytes(rig, xml, -1, &error);

	CHECK_NO_ERROR(label, error);
	return layout != NULL;
}

static struct letter_order rig_order(struct rig *rig)
{
	return (struct letter_order){ .record = rig->record, .duplex = rig->duplex, .encoder = &rig->encoder,
				      .press = &rig->press, .sink = &rig->sink, .arena = rig->arena };
}

/* The example record with rows rows. */
G_GNUC_UNUSED static void rig_example(struct rig *rig, guint rows)
{
	rig->record = record_example(layout_dictionary(rig->layout), rows, rig->arena);
}

static void rig_add_words(GString *out, const struct op_text *text)
{
	for (guint i = 0; i < text->count; i++) {
		g_string_append(out, text->words[i]->utf8);
		if (text->words[i]->gap && i + 1 < text->count)
			g_string_append_c(out, ' ');
	}
}

static void rig_add_list(GString *out, const struct op_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];
		struct pose pose;

		if (op->kind == OP_TEXT) {
			rig_add_words(out, &op->text);
			g_string_append_c(out, '|');
		} else if (op_inside(op, &pose) != NULL) {
			rig_add_list(out, op_inside(op, &pose));
		}
	}
}

/* The texts of page number (0 first) in the order of drawing, each closed with a bar; the caller frees. */
G_GNUC_UNUSED static char *rig_page_text(const struct rig *rig, guint number)
{
	GString *out = g_string_new(NULL);

	if (number < rig->letter.count)
		rig_add_list(out, &rig->letter.pages[number].page->list);
	return g_string_free(out, FALSE);
}

/* All pages, a line each, and what was found; the caller frees. */
static char *rig_account(const struct rig *rig)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < rig->letter.count; i++) {
		const struct page *page = rig->letter.pages[i].page;

		g_string_append_printf(out, "%u%c %u: ", page->sheet, page->side == PAGE_FRONT ? 'F' : 'B', page->list.count);
		rig_add_list(out, &page->list);
		g_string_append_c(out, '\n');
	}
	g_string_append(out, rig->findings->str);
	return g_string_free(out, FALSE);
}

/* Compose the layout with rig->record; also checks that it does the same once more. */
G_GNUC_UNUSED static gboolean rig_compose(struct rig *rig, const char *label)
{
	struct letter_order order = rig_order(rig);
	g_autofree char *first = NULL, *second = NULL;
	gboolean done;

	g_string_truncate(rig->findings, 0);
	done = layout_compose(rig->layout, &order, &rig->letter);
	first = rig_account(rig);
	g_string_truncate(rig->findings, 0);
	CHECK_INT(label, layout_compose(rig->layout, &order, &rig->letter), done);
	second = rig_account(rig);
	CHECK_STR(label, second, first);
	return done;
}

#endif
