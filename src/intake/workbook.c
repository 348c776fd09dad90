/* SPDX-License-Identifier: Apache-2.0 */
/* Each part is found by the relations that name it, since not every program uses Excel's own file names. */
#include "intake/workbook.h"

#include <string.h>

#include "intake/intake.h"
#include "intake/part.h"

/* ---- relations ---- */

struct relation {
	char *id, *type, *target;	/* target: the part's full name */
};

static void clear_relation(gpointer item)
{
	struct relation *relation = item;

	g_free(relation->id);
	g_free(relation->type);
	g_free(relation->target);
}

/* "../styles.xml" beside "xl/worksheets/sheet1.xml" is "xl/styles.xml". */
static char *resolve(const char *source, const char *target)
{
	g_autofree char *folder = g_path_get_dirname(source);
	g_autofree char *joined = *target == '/' ? g_strdup(target) : g_build_filename("/", folder, target, NULL);
	g_autofree char *whole = g_canonicalize_filename(joined, "/");

	return g_strdup(whole + 1);
}

static char *relations_of(const char *part)
{
	const char *slash = strrchr(part, '/');
	const char *name = slash != NULL ? slash + 1 : part;

	return g_strdup_printf("%.*s_rels/%s.rels", (int)(name - part), part, name);
}

static gboolean fail_missing(const char *path, const char *name, GError **error)
{
	g_autofree char *file = g_path_get_basename(path);

	g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: this is no XLSX file: '%s' is missing in it", file, name);
	return FALSE;
}

static gboolean open_needed(const char *path, const char *name, struct part **part, GError **error)
{
	GError *failure = NULL;

	*part = part_open(path, name, &failure);
	if (failure != NULL)
		g_propagate_error(error, failure);
	else if (*part == NULL)
		fail_missing(path, name, error);
	return *part != NULL;
}

static void read_relation(struct part *part, const char *source, GArray *relations)
{
	struct relation relation = { 0 };
	const char *name, *value;

	while (part_attribute(part, &name, &value)) {
		if (strcmp(name, "Id") == 0 && relation.id == NULL)
			relation.id = g_strdup(value);
		else if (strcmp(name, "Type") == 0 && relation.type == NULL)
			relation.type = g_strdup(value);
		else if (strcmp(name, "Target") == 0 && relation.target == NULL)
			relation.target = resolve(source, value);
	}
	if (relation.id != NULL && relation.type != NULL && relation.target != NULL)
		g_array_append_val(relations, relation);
	else
		clear_relation(&relation);
}

static GArray *read_relations(const char *path, const char *list, const char *source, GError **error)
{
	g_autoptr(part_t) part = NULL;
	g_autoptr(GArray) relations = g_array_new(FALSE, TRUE, sizeof(struct relation));
	enum part_event event;

	g_array_set_clear_func(relations, clear_relation);
	if (!open_needed(path, list, &part, error))
		return NULL;
	while ((event = part_next(part, error)) != PART_DONE) {
		if (event == PART_FAILED)
			return NULL;
		if (event == PART_START && strcmp(part_name(part), "Relationship") == 0)
			read_relation(part, source, relations);
	}
	return g_steal_pointer(&relations);
}

static const char *target_of_type(const GArray *relations, const char *type)
{
	for (guint i = 0; i < relations->len; i++) {
		const struct relation *relation = &g_array_index(relations, struct relation, i);

		if (g_str_has_suffix(relation->type, type))
			return relation->target;
	}
	return NULL;
}

static const char *target_of_id(const GArray *relations, const char *id)
{
	for (guint i = 0; i < relations->len; i++) {
		const struct relation *relation = &g_array_index(relations, struct relation, i);

		if (strcmp(relation->id, id) == 0)
			return relation->target;
	}
	return NULL;
}

/* ---- workbook.xml ---- */

struct sheet_search {
	const struct intake_profile *profile;
	guint seen;
	char *id;	/* of the sheet that is wanted */
};

static gboolean is_true(const char *value)
{
	return strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
}

static void look_at_sheet(struct part *part, struct sheet_search *search)
{
	const struct intake_profile *profile = search->profile;
	g_autofree char *id = NULL;
	gboolean hidden = FALSE, named = FALSE;
	const char *name, *value;

	while (part_attribute(part, &name, &value)) {
		if (strcmp(name, "name") == 0)
			named = profile->sheet != NULL && strcmp(value, profile->sheet) == 0;
		else if (strcmp(name, "state") == 0)
			hidden = strcmp(value, "visible") != 0;
		else if (strcmp(name, "id") == 0 && id == NULL)
			id = g_strdup(value);
	}
	search->seen++;
	if (search->id != NULL || id == NULL)
		return;
	if (profile->sheet != NULL ? named : profile->sheet_number > 0 ? search->seen == profile->sheet_number : !hidden)
		search->id = g_steal_pointer(&id);
}

static void read_settings(struct part *part, struct workbook *book)
{
	const char *name, *value;

	while (part_attribute(part, &name, &value)) {
		if (strcmp(name, "date1904") == 0)
			book->from_1904 = is_true(value);
	}
}

static gboolean fail_sheet(const char *path, const struct intake_profile *profile, GError **error)
{
	g_autofree char *file = g_path_get_basename(path);

	if (profile->sheet != NULL)
		g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: there is no sheet '%s'", file, profile->sheet);
	else
		g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: there is no sheet %u", file,
			    MAX(profile->sheet_number, 1));
	return FALSE;
}

static gboolean read_workbook(struct workbook *book, const char *path, const char *name, struct sheet_search *search,
			      GError **error)
{
	g_autoptr(part_t) part = NULL;
	enum part_event event;

	if (!open_needed(path, name, &part, error))
		return FALSE;
	while ((event = part_next(part, error)) != PART_DONE) {
		if (event == PART_FAILED)
			return FALSE;
		if (event == PART_START && strcmp(part_name(part), "sheet") == 0)
			look_at_sheet(part, search);
		else if (event == PART_START && strcmp(part_name(part), "workbookPr") == 0)
			read_settings(part, book);
	}
	return search->id != NULL || fail_sheet(path, search->profile, error);
}

/* ---- styles.xml ---- */

struct style_reading {
	GHashTable *formats;	/* numFmtId -> struct cell_style packed in a pointer, plus one */
	gboolean in_cell_styles;
};

static gpointer pack_style(struct cell_style style)
{
	return GUINT_TO_POINTER(1u + style.kind + style.digits * 256u + style.decimals * 65536u);
}

static struct cell_style unpack_style(gpointer packed)
{
	guint bits = GPOINTER_TO_UINT(packed) - 1;

	return (struct cell_style){ (guint8)bits, (guint8)(bits >> 8), (guint8)(bits >> 16) };
}

static void read_format(struct part *part, struct style_reading *reading)
{
	const char *name, *value;
	guint id = 0;
	struct cell_style style = { 0 };

	while (part_attribute(part, &name, &value)) {
		if (strcmp(name, "numFmtId") == 0)
			id = (guint)g_ascii_strtoull(value, NULL, 10);
		else if (strcmp(name, "formatCode") == 0)
			style = style_of_format(value);
	}
	if (g_hash_table_size(reading->formats) < WORKBOOK_STYLES)
		g_hash_table_insert(reading->formats, GUINT_TO_POINTER(id), pack_style(style));
}

static void read_cell_style(struct part *part, const struct style_reading *reading, GArray *styles)
{
	const char *name, *value;
	struct cell_style style = { 0 };

	while (part_attribute(part, &name, &value)) {
		guint id = (guint)g_ascii_strtoull(value, NULL, 10);
		gpointer packed;

		if (strcmp(name, "numFmtId") != 0)
			continue;
		packed = g_hash_table_lookup(reading->formats, GUINT_TO_POINTER(id));
		style = packed != NULL ? unpack_style(packed) : style_of_builtin(id);
	}
	if (styles->len < WORKBOOK_STYLES)
		g_array_append_val(styles, style);
}

static gboolean read_styles(struct workbook *book, const char *path, const char *name, GError **error)
{
	g_autoptr(part_t) part = NULL;
	g_autoptr(GHashTable) formats = g_hash_table_new(NULL, NULL);
	struct style_reading reading = { formats, FALSE };
	enum part_event event;

	if (!open_needed(path, name, &part, error))
		return FALSE;
	while ((event = part_next(part, error)) != PART_DONE) {
		if (event == PART_FAILED)
			return FALSE;
		if (event == PART_TEXT)
			continue;
		if (strcmp(part_name(part), "cellXfs") == 0)
			reading.in_cell_styles = event == PART_START;
		else if (event == PART_START && strcmp(part_name(part), "numFmt") == 0)
			read_format(part, &reading);
		else if (event == PART_START && reading.in_cell_styles && strcmp(part_name(part), "xf") == 0)
			read_cell_style(part, &reading, book->styles);
	}
	return TRUE;
}

/* ---- sharedStrings.xml ---- */

static gboolean has_room(const struct workbook *book, const struct part *part, GError **error)
{
	if (book->bytes->len + book->strings->len * sizeof(guint32) <= WORKBOOK_STRING_BYTES)
		return TRUE;
	part_fail(part, error, "more than 256 MiB of text");
	return FALSE;
}

static void begin_string(struct workbook *book)
{
	guint32 start = (guint32)book->bytes->len;

	g_array_append_val(book->strings, start);
}

static gboolean read_strings(struct workbook *book, const char *path, const char *name, GError **error)
{
	g_autoptr(part_t) part = NULL;
	enum part_event event;
	gboolean in_text = FALSE, in_reading_aid = FALSE;

	if (!open_needed(path, name, &part, error))
		return FALSE;
	while ((event = part_next(part, error)) != PART_DONE) {
		const char *element = event == PART_FAILED || event == PART_TEXT ? "" : part_name(part);

		if (event == PART_FAILED || !has_room(book, part, error))
			return FALSE;
		if (event == PART_TEXT && in_text && !in_reading_aid)
			g_string_append(book->bytes, part_text(part));
		else if (strcmp(element, "t") == 0)
			in_text = event == PART_START;
		else if (strcmp(element, "rPh") == 0)
			in_reading_aid = event == PART_START;
		else if (strcmp(element, "si") == 0 && event == PART_START)
			begin_string(book);
		else if (strcmp(element, "si") == 0)
			g_string_append_c(book->bytes, '\0');
	}
	return TRUE;
}

/* ---- the whole ---- */

static gboolean read_sheet_place(struct workbook *book, const char *path, const char *part, const GArray *relations,
				 const struct intake_profile *profile, GError **error)
{
	struct sheet_search search = { .profile = profile };
	gboolean good = read_workbook(book, path, part, &search, error);
	const char *target = good ? target_of_id(relations, search.id) : NULL;

	if (good && target == NULL)
		good = fail_sheet(path, profile, error);
	book->sheet = g_strdup(target);
	g_free(search.id);
	return good;
}

static gboolean read_parts(struct workbook *book, const char *path, const char *part,
			   const struct intake_profile *profile, GError **error)
{
	g_autofree char *list = relations_of(part);
	g_autoptr(GArray) relations = read_relations(path, list, part, error);
	const char *styles, *strings;

	if (relations == NULL || !read_sheet_place(book, path, part, relations, profile, error))
		return FALSE;
	styles = target_of_type(relations, "/styles");
	strings = target_of_type(relations, "/sharedStrings");
	return (styles == NULL || read_styles(book, path, styles, error)) &&
	       (strings == NULL || read_strings(book, path, strings, error));
}

gboolean workbook_open(struct workbook *book, const char *path, const struct intake_profile *profile, GError **error)
{
	g_autoptr(GArray) relations = NULL;
	const char *part;

	*book = (struct workbook){
		.styles = g_array_new(FALSE, TRUE, sizeof(struct cell_style)),
		.bytes = g_string_new(NULL),
		.strings = g_array_new(FALSE, FALSE, sizeof(guint32)),
	};
	relations = read_relations(path, "_rels/.rels", "workbook", error);
	if (relations == NULL)
		return FALSE;
	part = target_of_type(relations, "/officeDocument");
	if (part == NULL)
		return fail_missing(path, "workbook", error);
	return read_parts(book, path, part, profile, error);
}

void workbook_clear(struct workbook *book)
{
	g_free(book->sheet);
	if (book->styles != NULL)
		g_array_unref(book->styles);
	if (book->bytes != NULL)
		g_string_free(book->bytes, TRUE);
	if (book->strings != NULL)
		g_array_unref(book->strings);
}
