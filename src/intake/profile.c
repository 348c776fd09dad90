/* SPDX-License-Identifier: Apache-2.0 */
/* What a profile says is checked here by itself; whether its fields and columns are there, mapping.h finds out. */
#include "intake/profile.h"

#include <string.h>

#include "base/csv.h"
#include "base/textfile.h"
#include "model/keys.h"

#define HEADER_ROW_MAX 1000
#define LINE_CHARACTERS_MAX 65536
#define ROWS_PREFIX "rows "

const char *const addressee_part_names[ADDRESSEE_PARTS] = {
	"name", "name2", "extra", "street", "number", "cap", "city", "province", "country",
	"tax-code", "email", "pec", "iban",
};

static const char *const kind_words[] = { "csv", "xlsx", "fixed", NULL };
static const char *const id_words[] = {
	"tax-code", "vat-number", "iban", "email", "pec", "customer", "notice", "reference", "bill", "mandate", NULL,
};

/* ---- columns ---- */

/* "#12" or "#C": a position, 1 first; 0 when text is neither. */
static guint read_position(const char *text)
{
	guint position = 0;

	if (*text++ != '#' || *text == '\0' || strlen(text) > 4)
		return 0;
	for (const char *p = text; *p != '\0'; p++) {
		if (g_ascii_isdigit(*text) && g_ascii_isdigit(*p))
			position = position * 10 + (guint)(*p - '0');
		else if (g_ascii_isupper(*text) && g_ascii_isupper(*p))
			position = position * 26 + (guint)(*p - 'A') + 1;
		else
			return 0;
	}
	return position <= CSV_CELLS ? position : 0;
}

/* "21+30": from character 21, 30 of them. */
static gboolean read_place(const char *text, struct column_ref *column)
{
	char *end;
	guint64 start = g_ascii_strtoull(text, &end, 10);
	guint64 length;

	if (!g_ascii_isdigit(*text) || *end != '+' || !g_ascii_isdigit(end[1]))
		return FALSE;
	length = g_ascii_strtoull(end + 1, &end, 10);
	if (*end != '\0' || start < 1 || length < 1 || start > LINE_CHARACTERS_MAX || length > LINE_CHARACTERS_MAX)
		return FALSE;
	column->position = (guint)start;
	column->length = (guint)length;
	return TRUE;
}

static void clear_column(struct column_ref *column)
{
	g_free(column->name);
}

static gboolean read_column(struct keys *keys, const char *group, const char *key, const char *text,
			    enum table_kind kind, struct column_ref *column)
{
	*column = (struct column_ref){ 0 };
	if (*text == '\0') {
		keys_fault(keys, group, key, "no column");
		return FALSE;
	}
	if (kind == TABLE_FIXED) {
		if (read_place(text, column))
			return TRUE;
		keys_fault(keys, group, key, "not a place in the line such as 21+30: '%s'", text);
		return FALSE;
	}
	column->position = read_position(text);
	if (column->position == 0)
		column->name = g_strdup(text);
	return TRUE;
}

/* ---- forms ---- */

/* Two d, two m and four y together, and marks between them. */
static gboolean is_date_pattern(const char *text)
{
	guint days = 0, months = 0, years = 0;

	for (const char *p = text; *p != '\0'; p++) {
		guint *count = *p == 'd' ? &days : *p == 'm' ? &months : *p == 'y' ? &years : NULL;

		if (count == NULL && strchr("/-. ", *p) == NULL)
			return FALSE;
		if (count != NULL && *count > 0 && p[-1] != *p)
			return FALSE;
		if (count != NULL)
			(*count)++;
	}
	return days == 2 && months == 2 && years == 4;
}

static gboolean read_form(const char *text, struct cell_source *source)
{
	if (strcmp(text, "cents") == 0)
		source->form = FORM_CENTS;
	else if (strcmp(text, "1.234,56") == 0)
		source->form = FORM_DECIMAL_COMMA;
	else if (strcmp(text, "1,234.56") == 0)
		source->form = FORM_DECIMAL_POINT;
	else if (is_date_pattern(text))
		source->form = FORM_DATE;
	else
		return FALSE;
	source->pattern = g_strdup(text);
	return TRUE;
}

/* ---- sources ---- */

static void clear_source(gpointer item)
{
	struct cell_source *source = item;

	for (guint i = 0; i < source->n_columns; i++)
		clear_column(&source->columns[i]);
	g_free(source->columns);
	g_free(source->target);
	g_free(source->told);
	g_free(source->pattern);
}

static void clear_list(gpointer item)
{
	struct source_list *list = item;

	g_free(list->name);
	if (list->sources != NULL)
		g_array_unref(list->sources);
}

static void clear_check(gpointer item)
{
	g_free(((struct id_check *)item)->field);
}

static GArray *array_of(guint size, GDestroyNotify clear)
{
	GArray *array = g_array_new(FALSE, TRUE, size);

	g_array_set_clear_func(array, clear);
	return array;
}

static void read_source(struct keys *keys, const char *group, const char *key, enum table_kind kind, GArray *into)
{
	struct cell_source source = { .target = g_strdup(key) };
	g_autofree char *text = g_strdup(keys_find(keys, group, key));
	char *colon = text != NULL ? g_strrstr(text, ":") : NULL;
	g_auto(GStrv) parts = NULL;

	if (colon != NULL && read_form(g_strstrip(colon + 1), &source))
		*colon = '\0';
	parts = g_strsplit(text != NULL ? text : "", " + ", -1);
	source.columns = g_new0(struct column_ref, g_strv_length(parts) + 1);
	if (parts[0] == NULL)
		keys_fault(keys, group, key, "no column");
	for (guint i = 0; parts[i] != NULL; i++) {
		if (read_column(keys, group, key, g_strstrip(parts[i]), kind, &source.columns[source.n_columns]))
			source.n_columns++;
	}
	source.told = g_strstrip(g_strdup(text != NULL ? text : ""));
	g_array_append_val(into, source);
}

static void read_list(struct keys *keys, const char *group, enum table_kind kind, struct source_list *list)
{
	g_auto(GStrv) names = keys_of_group(keys, group);

	list->sources = array_of(sizeof(struct cell_source), clear_source);
	for (guint i = 0; names[i] != NULL; i++)
		read_source(keys, group, names[i], kind, list->sources);
}

/* ---- groups ---- */

/* Every target of the list is one of the words. */
static void check_words(struct keys *keys, const char *group, const struct source_list *list,
			const char *const *words, guint count)
{
	for (guint i = 0; i < list->sources->len; i++) {
		const char *target = g_array_index(list->sources, struct cell_source, i).target;
		gboolean known = FALSE;

		for (guint j = 0; j < count && !known; j++)
			known = strcmp(words[j], target) == 0;
		if (!known)
			keys_fault(keys, group, target, "no such key");
	}
}

static void read_separator(struct keys *keys, struct intake_profile *profile)
{
	const char *word = keys_find(keys, "file", "separator");

	profile->separator = CSV_AUTO;
	if (word == NULL || strcmp(word, "auto") == 0)
		return;
	if (strcmp(word, "tab") == 0)
		profile->separator = '\t';
	else if (strlen(word) == 1 && strchr(";,|", word[0]) != NULL)
		profile->separator = word[0];
	else
		keys_fault(keys, "file", "separator", "not one of auto, ; , | tab: '%s'", word);
}

static void read_quote(struct keys *keys, struct intake_profile *profile)
{
	const char *word = keys_find(keys, "file", "quote");

	profile->quote = '"';
	if (word == NULL)
		return;
	if (strcmp(word, "none") == 0)
		profile->quote = CSV_NONE;
	else if (strlen(word) == 1 && strchr("\"'", word[0]) != NULL)
		profile->quote = word[0];
	else
		keys_fault(keys, "file", "quote", "not one of \" ' none: '%s'", word);
}

static void read_sheet(struct keys *keys, struct intake_profile *profile)
{
	const char *word = keys_find(keys, "file", "sheet");
	char *end;
	guint64 number;

	if (word == NULL)
		return;
	number = *word == '#' ? g_ascii_strtoull(word + 1, &end, 10) : 0;
	if (*word == '#' && (*end != '\0' || number < 1 || number > 1000))
		keys_fault(keys, "file", "sheet", "not the number of a sheet: '%s'", word);
	else if (*word == '#')
		profile->sheet_number = (guint)number;
	else
		profile->sheet = g_strdup(word);
}

static void refuse_keys(struct keys *keys, const char *kind, const char *const *names)
{
	for (guint i = 0; names[i] != NULL; i++) {
		if (keys_find(keys, "file", names[i]) != NULL)
			keys_fault(keys, "file", names[i], "not for a %s file", kind);
	}
}

static void read_file_group(struct keys *keys, struct intake_profile *profile)
{
	static const char *const of_text[] = { "encoding", "separator", "quote", NULL };
	static const char *const of_csv[] = { "separator", "quote", NULL };
	static const char *const of_xlsx[] = { "sheet", NULL };
	gint32 kind = keys_choice(keys, "file", "kind", KEYS_REQUIRED, kind_words);
	const char *encoding = keys_find(keys, "file", "encoding");

	profile->kind = (enum table_kind)CLAMP(kind, TABLE_CSV, TABLE_FIXED);
	profile->encoding = g_strdup(encoding != NULL ? encoding : TEXTFILE_AUTO);
	if (!textfile_knows(profile->encoding))
		keys_fault(keys, "file", "encoding", "unknown encoding: '%s'", encoding);
	read_separator(keys, profile);
	read_quote(keys, profile);
	read_sheet(keys, profile);
	profile->header_row = (guint)keys_number(keys, "file", "header-row", profile->kind == TABLE_FIXED ? 0 : 1, 0,
						 HEADER_ROW_MAX);
	if (profile->kind == TABLE_XLSX)
		refuse_keys(keys, "xlsx", of_text);
	else
		refuse_keys(keys, kind_words[profile->kind], of_xlsx);
	if (profile->kind == TABLE_FIXED) {
		refuse_keys(keys, "fixed", of_csv);
		profile->separator = profile->quote = CSV_NONE;
	}
}

static void read_rows(struct keys *keys, const char *text, struct intake_profile *profile)
{
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_auto(GStrv) groups = NULL;

	profile->rows = array_of(sizeof(struct source_list), clear_list);
	/* A text that cannot be loaded has been told by keys_open. */
	if (!g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, NULL))
		return;
	groups = g_key_file_get_groups(file, NULL);
	for (guint i = 0; groups[i] != NULL; i++) {
		struct source_list list = { 0 };

		if (!g_str_has_prefix(groups[i], ROWS_PREFIX))
			continue;
		list.name = g_strstrip(g_strdup(groups[i] + strlen(ROWS_PREFIX)));
		read_list(keys, groups[i], profile->kind, &list);
		g_array_append_val(profile->rows, list);
	}
}

static void read_checks(struct keys *keys, struct intake_profile *profile)
{
	g_auto(GStrv) names = keys_of_group(keys, "checks");

	profile->checks = array_of(sizeof(struct id_check), clear_check);
	for (guint i = 0; names[i] != NULL; i++) {
		gint32 kind = keys_choice(keys, "checks", names[i], KEYS_REQUIRED, id_words);
		struct id_check check = { .field = g_strdup(names[i]), .kind = (enum id_kind)kind };

		g_array_append_val(profile->checks, check);
	}
}

static gboolean has_part(const struct intake_profile *profile, enum addressee_part part)
{
	for (guint i = 0; i < profile->addressee.sources->len; i++) {
		const struct cell_source *source = &g_array_index(profile->addressee.sources, struct cell_source, i);

		if (strcmp(source->target, addressee_part_names[part]) == 0)
			return TRUE;
	}
	return FALSE;
}

static void check_whole(struct keys *keys, const struct intake_profile *profile)
{
	if (!has_part(profile, PART_NAME))
		keys_fault(keys, "addressee", "name", "missing");
	if (profile->rows->len > 0 && profile->record.sources->len == 0)
		keys_fault(keys, "record", "key", "missing: it tells which rows make one record");
}

static void read_groups(struct keys *keys, const char *text, struct intake_profile *profile)
{
	static const char *const record_words[] = { "key" };

	read_file_group(keys, profile);
	read_list(keys, "fields", profile->kind, &profile->fields);
	read_list(keys, "addressee", profile->kind, &profile->addressee);
	read_list(keys, "record", profile->kind, &profile->record);
	check_words(keys, "addressee", &profile->addressee, addressee_part_names, ADDRESSEE_PARTS);
	check_words(keys, "record", &profile->record, record_words, G_N_ELEMENTS(record_words));
	read_rows(keys, text, profile);
	read_checks(keys, profile);
	check_whole(keys, profile);
}

struct intake_profile *intake_profile_parse(const char *text, const char *path, GError **error)
{
	g_autoptr(intake_profile_t) profile = g_new0(struct intake_profile, 1);
	struct keys *keys;

	/* Some editors put a byte order mark before everything. */
	if (g_str_has_prefix(text, "\xef\xbb\xbf"))
		text += 3;
	keys = keys_open("profile", text, path);
	profile->name = g_strdup(keys_name(keys));
	if (!keys_faulty(keys))
		read_groups(keys, text, profile);
	return keys_close(keys, error) ? g_steal_pointer(&profile) : NULL;
}

void intake_profile_free(struct intake_profile *profile)
{
	if (profile == NULL)
		return;
	clear_list(&profile->fields);
	clear_list(&profile->addressee);
	clear_list(&profile->record);
	if (profile->rows != NULL)
		g_array_unref(profile->rows);
	if (profile->checks != NULL)
		g_array_unref(profile->checks);
	g_free(profile->name);
	g_free(profile->encoding);
	g_free(profile->sheet);
	g_free(profile);
}
