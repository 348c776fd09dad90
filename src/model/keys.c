/* SPDX-License-Identifier: Apache-2.0 */
/* GKeyFile splits the lines; what a value means is read here, without the locale. */
#include "model/keys.h"

#include <string.h>

#include "model/profile.h"

struct keys {
	const char *kind;
	char *name;
	GKeyFile *file;
	GHashTable *known;	/* "group\nkey" -> the value, lent to callers */
	GString *faults;
	char *text;		/* of the whole file */
};

/* One of a unit is numerator / denominator of what the caller counts in. */
struct unit {
	const char *name;
	gint64 numerator, denominator;
};

static const struct unit length_units[] = {
	{ "mm", 1000, 1 }, { "cm", 10000, 1 }, { "um", 1, 1 }, { "in", 25400, 1 }, { "pt", 25400, 72 }, { NULL, 0, 0 },
};
static const struct unit size_units[] = { { "pt", 1000, 1 }, { "mm", 360000, 127 }, { NULL, 0, 0 } };
static const struct unit weight_units[] = {
	{ "mg", 1, 1 }, { "g", 1000, 1 }, { "kg", 1000000, 1 }, { NULL, 0, 0 },
};
static const struct unit grammage_units[] = { { "g/m2", 1, 1 }, { NULL, 0, 0 } };

/* Decimals kept while a number is read: enough for 4.233333 mm. */
#define SCALE 1000000

static char *name_of(const char *path)
{
	char *name = g_path_get_basename(path);
	char *dot = strrchr(name, '.');

	if (dot != NULL && dot != name)
		*dot = '\0';
	return name;
}

struct keys *keys_open(const char *kind, const char *text, const char *path)
{
	struct keys *keys = g_new0(struct keys, 1);
	g_autoptr(GError) error = NULL;

	keys->kind = kind;
	keys->name = name_of(path);
	keys->text = g_strdup(text);
	keys->file = g_key_file_new();
	keys->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	keys->faults = g_string_new(NULL);
	if (!g_utf8_validate(text, -1, NULL))
		g_string_append_printf(keys->faults, "%s '%s': not UTF-8 text\n", kind, keys->name);
	else if (!g_key_file_load_from_data(keys->file, text, strlen(text), G_KEY_FILE_NONE, &error))
		g_string_append_printf(keys->faults, "%s '%s': %s\n", kind, keys->name, error->message);
	return keys;
}

const char *keys_name(const struct keys *keys)
{
	return keys->name;
}

gboolean keys_faulty(const struct keys *keys)
{
	return keys->faults->len > 0;
}

void keys_fault(struct keys *keys, const char *group, const char *key, const char *format, ...)
{
	va_list args;

	g_string_append_printf(keys->faults, "%s '%s': [%s]", keys->kind, keys->name, group);
	if (key != NULL)
		g_string_append_printf(keys->faults, " %s", key);
	g_string_append(keys->faults, ": ");
	va_start(args, format);
	g_string_append_vprintf(keys->faults, format, args);
	va_end(args);
	g_string_append_c(keys->faults, '\n');
}

static void fault_unknown_keys(struct keys *keys, const char *group)
{
	g_auto(GStrv) names = g_key_file_get_keys(keys->file, group, NULL, NULL);

	for (guint i = 0; names != NULL && names[i] != NULL; i++) {
		g_autofree char *place = g_strconcat(group, "\n", names[i], NULL);

		if (!g_hash_table_contains(keys->known, place))
			keys_fault(keys, group, names[i], "no such key");
	}
}

static gboolean group_is_known(const struct keys *keys, const char *group)
{
	GHashTableIter iter;
	gpointer place;
	gsize length = strlen(group);

	g_hash_table_iter_init(&iter, keys->known);
	while (g_hash_table_iter_next(&iter, &place, NULL)) {
		if (strncmp(place, group, length) == 0 && ((const char *)place)[length] == '\n')
			return TRUE;
	}
	return FALSE;
}

static void fault_unknown(struct keys *keys)
{
	g_auto(GStrv) groups = g_key_file_get_groups(keys->file, NULL);

	for (guint i = 0; groups[i] != NULL; i++) {
		if (group_is_known(keys, groups[i]))
			fault_unknown_keys(keys, groups[i]);
		else
			keys_fault(keys, groups[i], NULL, "no such group");
	}
}

gboolean keys_close(struct keys *keys, GError **error)
{
	gboolean good;

	fault_unknown(keys);
	good = keys->faults->len == 0;
	if (!good) {
		g_string_truncate(keys->faults, keys->faults->len - 1);
		g_set_error_literal(error, PROFILE_ERROR, PROFILE_ERROR_FORM, keys->faults->str);
	}
	g_string_free(keys->faults, TRUE);
	g_hash_table_unref(keys->known);
	g_key_file_free(keys->file);
	g_free(keys->name);
	g_free(keys->text);
	g_free(keys);
	return good;
}

const char *keys_find(struct keys *keys, const char *group, const char *key)
{
	char *place = g_strconcat(group, "\n", key, NULL);
	char *value = g_hash_table_lookup(keys->known, place);
	g_autoptr(GError) error = NULL;

	if (value != NULL) {
		g_free(place);
		return value;
	}
	value = g_key_file_get_string(keys->file, group, key, &error);
	if (value == NULL && g_error_matches(error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE))
		keys_fault(keys, group, key, "a backslash that means nothing");
	if (value != NULL)
		g_strstrip(value);
	g_hash_table_insert(keys->known, place, value);
	return value;
}

const char *keys_word(struct keys *keys, const char *group, const char *key)
{
	const char *value = keys_find(keys, group, key);

	if (value != NULL && value[0] != '\0')
		return value;
	keys_fault(keys, group, key, value == NULL ? "missing" : "empty");
	return NULL;
}

/* The decimal number at text, times SCALE; NULL when there is none, or one of more than 9 whole digits or 6
 * decimals. */
static const char *read_decimal(const char *text, gint64 *scaled)
{
	const char *p = text;
	gint64 weight = SCALE;

	*scaled = 0;
	while (g_ascii_isdigit(*p) && p - text < 9)
		*scaled = *scaled * 10 + (*p++ - '0');
	if (p == text || g_ascii_isdigit(*p))
		return NULL;
	*scaled *= SCALE;
	if (*p != '.')
		return p;
	if (!g_ascii_isdigit(p[1]))
		return NULL;
	for (p++; g_ascii_isdigit(*p); p++) {
		weight /= 10;
		if (weight == 0)
			return NULL;
		*scaled += (*p - '0') * weight;
	}
	return p;
}

static gboolean unit_is_at(const char *text, const char *name)
{
	gsize length = strlen(name);

	return strncmp(text, name, length) == 0 && !g_ascii_isalnum(text[length]) && text[length] != '/';
}

/* A number and its unit, rounded to whole ones of what units count in. */
static gboolean read_measure(const char *text, const struct unit *units, gint32 *measure, const char **end)
{
	gint64 scaled, result;
	const char *p = read_decimal(text, &scaled);

	if (p == NULL)
		return FALSE;
	while (*p == ' ')
		p++;
	for (; units->name != NULL; units++) {
		if (!unit_is_at(p, units->name))
			continue;
		if (scaled > G_MAXINT64 / 2 / units->numerator)
			return FALSE;
		result = (scaled * units->numerator / units->denominator + SCALE / 2) / SCALE;
		if (result > G_MAXINT32)
			return FALSE;
		*measure = (gint32)result;
		*end = p + strlen(units->name);
		return TRUE;
	}
	return FALSE;
}

gboolean keys_read_length(const char *text, gint32 *length, const char **end)
{
	return read_measure(text, length_units, length, end);
}

static gint32 fallen_back(gint32 fallback)
{
	return fallback == KEYS_REQUIRED ? 0 : fallback;
}

/* The value to read; NULL when it is not there, which is told for a required one. */
static const char *value_of(struct keys *keys, const char *group, const char *key, gint32 fallback)
{
	return fallback == KEYS_REQUIRED ? keys_word(keys, group, key) : keys_find(keys, group, key);
}

char *keys_thousandths(gint32 number)
{
	char text[NUMBER_ROOM];

	number_write_fixed(text, number, 3);
	return g_strconcat(text[0] == '.' ? "0" : "", text, NULL);
}

/* A range of thousandths of unit, or of whole numbers where unit is "". */
static gint32 in_range(struct keys *keys, const char *group, const char *key, gint32 number, gint32 min, gint32 max,
		       const char *unit)
{
	gboolean whole = unit[0] == '\0';
	g_autofree char *low = whole ? g_strdup_printf("%d", min) : keys_thousandths(min);
	g_autofree char *high = whole ? g_strdup_printf("%d", max) : keys_thousandths(max);

	if (number >= min && number <= max)
		return number;
	keys_fault(keys, group, key, "out of range: '%s' (%s%s to %s%s)", keys_find(keys, group, key), low, unit, high,
		   unit);
	return CLAMP(number, min, max);
}

/* What a kind of measure is called, and how its range is told. */
struct measure {
	const char *what;
	const struct unit *units;
	const char *range_unit;
};

static gint32 measure_of(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min,
			 gint32 max, const struct measure *kind)
{
	const char *value = value_of(keys, group, key, fallback);
	gboolean below_zero = value != NULL && min < 0 && value[0] == '-';
	const char *end;
	gint32 measure;

	if (value == NULL)
		return fallen_back(fallback);
	if (!read_measure(value + below_zero, kind->units, &measure, &end) || *end != '\0') {
		keys_fault(keys, group, key, "not a %s: '%s'", kind->what, value);
		return fallen_back(fallback);
	}
	if (below_zero)
		measure = -measure;
	return in_range(keys, group, key, measure, min, max, kind->range_unit);
}

gint32 keys_length(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max)
{
	static const struct measure kind = { "length", length_units, "mm" };

	return measure_of(keys, group, key, fallback, min, max, &kind);
}

gint32 keys_size(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max)
{
	static const struct measure kind = { "type size", size_units, "pt" };

	return measure_of(keys, group, key, fallback, min, max, &kind);
}

gint32 keys_weight(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max)
{
	static const struct measure kind = { "weight", weight_units, "g" };

	return measure_of(keys, group, key, fallback, min, max, &kind);
}

gint32 keys_grammage(struct keys *keys, const char *group, const char *key, gint32 min, gint32 max)
{
	static const struct measure kind = { "paper weight", grammage_units, "" };

	return measure_of(keys, group, key, KEYS_REQUIRED, min, max, &kind);
}

gint32 keys_number(struct keys *keys, const char *group, const char *key, gint32 fallback, gint32 min, gint32 max)
{
	const char *value = value_of(keys, group, key, fallback);
	gint64 number, scaled;
	const char *end;

	if (value == NULL)
		return fallen_back(fallback);
	end = read_decimal(value, &scaled);
	number = scaled / SCALE;
	if (end == NULL || *end != '\0' || scaled % SCALE != 0) {
		keys_fault(keys, group, key, "not a whole number: '%s'", value);
		return fallen_back(fallback);
	}
	return in_range(keys, group, key, (gint32)number, min, max, "");
}

gint32 keys_choice(struct keys *keys, const char *group, const char *key, gint32 fallback, const char *const *words)
{
	const char *value = value_of(keys, group, key, fallback);
	g_autofree char *list = NULL;

	if (value == NULL)
		return fallen_back(fallback);
	for (gint32 i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], value) == 0)
			return i;
	}
	list = g_strjoinv(", ", (char **)words);
	keys_fault(keys, group, key, "not one of %s: '%s'", list, value);
	return fallen_back(fallback);
}

/* A plain decimal with its unit behind it, in units of SCALE.  FALSE, and told, for anything else; a key that is not there
 * is no number either. */
static gboolean read_unit(struct keys *keys, const char *group, const char *key, const char *unit, const char *what, gint64 *scaled)
{
	const char *value = keys_word(keys, group, key);
	const char *end = value != NULL ? read_decimal(value, scaled) : NULL;

	if (value == NULL)
		return FALSE;
	while (end != NULL && *end == ' ')
		end++;
	if (end != NULL && strcmp(end, unit) == 0)
		return TRUE;
	keys_fault(keys, group, key, "not a %s: '%s'", what, value);
	return FALSE;
}

gint32 keys_percent(struct keys *keys, const char *group, const char *key, gint32 max)
{
	gint64 scaled;

	if (!read_unit(keys, group, key, "%", "percentage", &scaled))
		return 0;
	if (scaled % (SCALE / 1000) != 0)
		keys_fault(keys, group, key, "more than three decimals: '%s'", keys_find(keys, group, key));
	return in_range(keys, group, key, (gint32)MIN(scaled / (SCALE / 1000), G_MAXINT32), 0, max, "%");
}

gint32 keys_price(struct keys *keys, const char *group, const char *key, gint32 max)
{
	gint64 scaled;

	if (!read_unit(keys, group, key, "EUR", "price", &scaled))
		return 0;
	if (scaled % (SCALE / 10000) != 0)
		keys_fault(keys, group, key, "more than four decimals: '%s'", keys_find(keys, group, key));
	if (scaled / (SCALE / 10000) <= max)
		return (gint32)(scaled / (SCALE / 10000));
	keys_fault(keys, group, key, "out of range: '%s' (0 to %d EUR)", keys_find(keys, group, key), max / 10000);
	return max;
}

cents_t keys_amount(struct keys *keys, const char *group, const char *key)
{
	const char *value = keys_find(keys, group, key);
	const char *reason;
	cents_t cents = 0;

	if (value == NULL)
		return 0;
	reason = number_read_cents(value, &cents);
	if (reason == NULL && cents < 0)
		reason = "negative";
	if (reason == NULL)
		return cents;
	keys_fault(keys, group, key, "not an amount: '%s': %s", value, reason);
	return 0;
}

day_t keys_date(struct keys *keys, const char *group, const char *key)
{
	const char *value = keys_word(keys, group, key);
	const char *reason;
	day_t date = 0;

	if (value == NULL)
		return 0;
	reason = date_read(value, &date);
	if (reason == NULL)
		return date;
	keys_fault(keys, group, key, "not a date: '%s': %s", value, reason);
	return 0;
}

gboolean keys_flag(struct keys *keys, const char *group, const char *key, gboolean fallback)
{
	static const char *const words[] = { "no", "yes", NULL };

	return keys_choice(keys, group, key, fallback, words) == 1;
}

/* The key of a line; NULL for a line without one.  inside: whether it is of the group, which headers switch. */
static char *key_of(const char *line, const char *group, gboolean *inside)
{
	const char *end = strchr(line, line[0] == '[' ? ']' : '=');

	if (line[0] == '[' && end != NULL)
		*inside = strlen(group) == (gsize)(end - line - 1) && g_str_has_prefix(line + 1, group);
	if (!*inside || line[0] == '#' || line[0] == '[' || end == NULL)
		return NULL;
	return g_strchomp(g_strndup(line, (gsize)(end - line)));
}

/* Of a key that stands twice GKeyFile keeps the second value in the first one's place, and says nothing. */
static void fault_twice(struct keys *keys, const char *group)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(GStrv) lines = g_strsplit(keys->text, "\n", -1);
	gboolean inside = FALSE;

	for (guint i = 0; lines[i] != NULL; i++) {
		char *key = key_of(g_strchug(lines[i]), group, &inside);

		if (key == NULL)
			continue;
		if (g_hash_table_contains(seen, key))
			keys_fault(keys, group, key, "stands twice");
		g_hash_table_add(seen, key);
	}
}

char **keys_of_group(struct keys *keys, const char *group)
{
	char **names = g_key_file_get_keys(keys->file, group, NULL, NULL);

	if (names == NULL)
		return g_new0(char *, 1);
	fault_twice(keys, group);
	for (guint i = 0; names[i] != NULL; i++)
		keys_find(keys, group, names[i]);
	return names;
}

gboolean keys_has_group(const struct keys *keys, const char *group)
{
	return g_key_file_has_group(keys->file, group);
}

char **keys_list(struct keys *keys, const char *group, const char *key)
{
	const char *text = keys_find(keys, group, key);
	GPtrArray *words = g_ptr_array_new();
	g_auto(GStrv) parts = g_strsplit(text != NULL ? text : "", ",", -1);

	for (guint i = 0; parts[i] != NULL; i++) {
		const char *part = g_strstrip(parts[i]);

		if (*part != '\0')
			g_ptr_array_add(words, g_strdup(part));
	}
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}
