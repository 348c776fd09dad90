/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values are read when they are set and faults are gathered until the document is drawn, so that whoever fills it need not
 * ask after each word.
 */
#include "app/paper.h"

#include <string.h>

#include "app/inside.h"
#include "base/file.h"

#define FOLDER "carte"
#define ARENA_BYTES (64 * 1024)
/* What a layout may be at most. */
#define LAYOUT_MOST (1024 * 1024)

struct paper {
	struct finding_sink sink;	/* first: found() casts back */
	char *name;
	struct typesetter *typesetter, *own;	/* own: the same, NULL when it is lent */
	struct layout *layout;
	const struct dictionary *dictionary;	/* the layout's */
	struct symbol_encoder *encoder;
	struct arena *values;		/* of the document in the making */
	struct arena *pages;		/* of the one that is drawn */
	struct record *record;
	GPtrArray *groups;		/* of GArray of struct value: a group's cells, row after row */
	guint group;			/* of the row begun last; FIELD_NONE: of a group that the layout has not */
	GString *faults;
};

static void fault(struct paper *paper, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void fault(struct paper *paper, const char *format, ...)
{
	va_list arguments;

	g_string_append_printf(paper->faults, "%sdocument '%s': ", paper->faults->len > 0 ? "\n" : "", paper->name);
	va_start(arguments, format);
	g_string_append_vprintf(paper->faults, format, arguments);
	va_end(arguments);
}

static void found(struct finding_sink *sink, const struct finding *finding)
{
	if (finding->severity == FINDING_ERROR)
		fault((struct paper *)sink, "%s: %s: %s", finding->column, finding_text(finding->code), finding->value);
}

/* ---- values ---- */

static gboolean read_value(struct paper *paper, enum field_type type, const char *text, struct value *value)
{
	switch (type) {
	case FIELD_TEXT:
	case FIELD_CODE:
		value->text = arena_strdup(paper->values, text);
		return g_utf8_validate(text, -1, NULL);
	case FIELD_MONEY:
		return g_ascii_string_to_signed(text, 10, -CENTS_MAX, CENTS_MAX, &value->cents, NULL);
	case FIELD_DATE:
		return date_read(text, &value->date) == NULL;
	case FIELD_INTEGER:
		return g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &value->integer, NULL);
	case FIELD_BOOLEAN:
		return g_ascii_string_to_signed(text, 10, 0, 1, &value->integer, NULL);
	}
	g_assert_not_reached();
}

static void set(struct paper *paper, const struct field_list *list, struct value *values, const char *name, const char *text)
{
	guint index = field_list_find(list, name);
	struct value value = { .present = TRUE };

	if (index == FIELD_NONE || text == NULL || *text == '\0')
		return;
	if (read_value(paper, list->fields[index].type, text, &value))
		values[index] = value;
	else
		fault(paper, "field '%s': not of type %s: '%s'", name, field_type_name(list->fields[index].type), text);
}

void paper_set(struct paper *paper, const char *field, const char *text)
{
	set(paper, &paper->dictionary->fields, paper->record->fields, field, text);
}

void paper_row(struct paper *paper, const char *group)
{
	const struct field_list *columns;
	GArray *cells;

	paper->group = dictionary_find_group(paper->dictionary, group);
	if (paper->group == FIELD_NONE)
		return;
	columns = &paper->dictionary->groups[paper->group].columns;
	cells = paper->groups->pdata[paper->group];
	for (guint i = 0; i < columns->count; i++) {
		struct value none = { 0 };

		if (columns->fields[i].type == FIELD_TEXT || columns->fields[i].type == FIELD_CODE)
			none.text = "";
		g_array_append_val(cells, none);
	}
}

void paper_cell(struct paper *paper, const char *field, const char *text)
{
	const struct field_list *columns;
	GArray *cells;

	if (paper->group == FIELD_NONE)
		return;
	columns = &paper->dictionary->groups[paper->group].columns;
	cells = paper->groups->pdata[paper->group];
	set(paper, columns, &g_array_index(cells, struct value, cells->len - columns->count), field, text);
}

void paper_set_number(struct paper *paper, const char *field, gint64 number)
{
	char text[NUMBER_ROOM];

	number_write_integer(text, number, NUMBER_PLAIN);
	paper_set(paper, field, text);
}

void paper_cell_number(struct paper *paper, const char *field, gint64 number)
{
	char text[NUMBER_ROOM];

	number_write_integer(text, number, NUMBER_PLAIN);
	paper_cell(paper, field, text);
}

/* ---- the document ---- */

static void forget(struct paper *paper)
{
	arena_reset(paper->values);
	paper->record = record_new(paper->dictionary, paper->values);
	for (guint i = 0; i < paper->groups->len; i++)
		g_array_set_size(paper->groups->pdata[i], 0);
	paper->group = FIELD_NONE;
	g_string_truncate(paper->faults, 0);
}

static void check_values(struct paper *paper, const struct field_list *list, const struct value *values, const char *where)
{
	for (guint i = 0; i < list->count; i++)
		if (list->fields[i].need == FIELD_REQUIRED && !values[i].present)
			fault(paper, "%sfield '%s' is empty", where, list->fields[i].name);
}

static void take_rows(struct paper *paper, guint group)
{
	const struct row_group *of = &paper->dictionary->groups[group];
	GArray *cells = paper->groups->pdata[group];
	struct row_set *rows = &paper->record->groups[group];

	rows->cells = (struct value *)(void *)cells->data;
	rows->count = of->columns.count > 0 ? cells->len / of->columns.count : 0;
	for (guint i = 0; i < rows->count && paper->faults->len == 0; i++) {
		g_autofree char *where = g_strdup_printf("row %u of '%s': ", i + 1, of->name);

		check_values(paper, &of->columns, rows->cells + i * of->columns.count, where);
	}
	if (rows->count < of->min)
		fault(paper, "'%s' has %u rows, fewer than %u", of->name, rows->count, of->min);
}

static gboolean compose(struct paper *paper, struct finding_sink *sink, struct letter *letter)
{
	const struct letter_order order = {
		.record = paper->record, .duplex = TRUE, .piece_pages = LETTER_ALONE, .encoder = paper->encoder,
		.sink = sink, .arena = paper->pages,
	};

	typesetter_between_letters(paper->typesetter);
	arena_reset(paper->pages);
	return layout_compose(paper->layout, &order, letter);
}

gboolean paper_draw(struct paper *paper, struct device *device, GError **error)
{
	struct letter letter = { NULL, 0 };
	gboolean whole;

	check_values(paper, &paper->dictionary->fields, paper->record->fields, "");
	for (guint i = 0; i < paper->groups->len; i++)
		take_rows(paper, i);
	whole = paper->faults->len == 0 && compose(paper, &paper->sink, &letter);
	for (guint i = 0; whole && i < letter.count; i++)
		device_page(device, letter.pages[i].page);
	if (!whole)
		g_set_error_literal(error, APP_ERROR, APP_ERROR_REFUSED, paper->faults->str);
	forget(paper);
	return whole;
}

gboolean paper_fits(struct paper *paper, struct finding_sink *sink)
{
	struct letter letter;
	gboolean fits;

	for (guint i = 0; i < paper->groups->len; i++)
		take_rows(paper, i);
	fits = compose(paper, sink, &letter);
	forget(paper);
	return fits;
}

static void cells_free(gpointer cells)
{
	g_array_unref(cells);
}

static char *carte_path(const char *file)
{
	g_autofree char *share = share_folder();

	return g_build_filename(share, "layouts", FOLDER, file, NULL);
}

char *paper_text(const char *name, GError **error)
{
	g_autofree char *file = g_strdup_printf("%s.xml", name);
	g_autofree char *path = carte_path(file);
	g_autoptr(GError) cause = NULL;
	char *text = NULL;
	gsize length;

	if (strchr(name, '/') != NULL)
		app_refuse(error, name, "a layout's name, not a path, is wanted");
	else if (!file_read(path, LAYOUT_MOST, &text, &length, &cause))
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "layout '%s': %s", name, cause->message);
	return text;
}

struct paper *paper_open_text(struct typesetter *typesetter, const char *name, const char *text, GError **error)
{
	g_autoptr(paper_t) paper = g_new0(struct paper, 1);
	g_autofree char *folder = carte_path("");

	paper->sink.found = found;
	paper->typesetter = typesetter;
	paper->name = g_strdup(name);
	paper->values = arena_new(ARENA_BYTES);
	paper->pages = arena_new(ARENA_BYTES);
	paper->encoder = mark_encoder_new();
	paper->groups = g_ptr_array_new_with_free_func(cells_free);
	paper->faults = g_string_new(NULL);
	paper->layout = layout_load_bytes(typesetter, name, folder, text, strlen(text), error);
	if (paper->layout == NULL)
		return NULL;
	paper->dictionary = layout_dictionary(paper->layout);
	for (guint i = 0; i < paper->dictionary->n_groups; i++)
		g_ptr_array_add(paper->groups, g_array_new(FALSE, FALSE, sizeof(struct value)));
	forget(paper);
	return g_steal_pointer(&paper);
}

struct paper *paper_open_in(struct typesetter *typesetter, const char *name, GError **error)
{
	g_autofree char *text = paper_text(name, error);

	return text != NULL ? paper_open_text(typesetter, name, text, error) : NULL;
}

struct paper *paper_open(const char *name, GError **error)
{
	struct typesetter *typesetter = app_typesetter(error);
	struct paper *paper = typesetter != NULL ? paper_open_in(typesetter, name, error) : NULL;

	if (paper != NULL)
		paper->own = typesetter;
	else
		g_clear_pointer(&typesetter, typesetter_free);
	return paper;
}

void paper_close(struct paper *paper)
{
	if (paper == NULL)
		return;
	layout_free(paper->layout);
	g_clear_pointer(&paper->own, typesetter_free);
	mark_encoder_free(paper->encoder);
	arena_free(paper->values);
	arena_free(paper->pages);
	g_ptr_array_unref(paper->groups);
	g_string_free(paper->faults, TRUE);
	g_free(paper->name);
	g_free(paper);
}
