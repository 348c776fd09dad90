/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The three open-data files, told apart by a column that only one of them has.  They are published files, but they
 * come from outside: a row that lacks a cell or has one of the wrong shape is passed over, never trusted.
 */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "post/facts.h"
#include "post/fold.h"
#include "post/gazetteer.h"

/* Cells longer than any name of a place are damage. */
enum { CELL_BYTES = 200, COLUMNS = 8 };

struct open_data {
	struct csv *csv;
	struct gazetteer_reader *reader;
	struct arena *arena;
	guint at[COLUMNS];	/* where the wanted columns stand */
};

/* Where a column stands in the header; G_MAXUINT when it is not there. */
static guint find_column(const struct csv_row *header, const char *name)
{
	for (guint i = 0; i < header->count; i++) {
		const char *text = header->cells[i].text;

		if (g_str_has_prefix(text, "\xef\xbb\xbf"))
			text += 3;
		if (strcmp(text, name) == 0)
			return i;
	}
	return G_MAXUINT;
}

static gboolean find_columns(struct open_data *data, const struct csv_row *header, const char *const *names)
{
	for (guint i = 0; names[i] != NULL; i++) {
		data->at[i] = find_column(header, names[i]);
		if (data->at[i] == G_MAXUINT)
			return FALSE;
	}
	return TRUE;
}

/* The wanted cell, "" where the row is short or the cell is no name of a place. */
static const char *cell(const struct open_data *data, const struct csv_row *row, guint wanted)
{
	guint at = data->at[wanted];

	if (at >= row->count || row->cells[at].length > CELL_BYTES ||
	    !g_utf8_validate_len(row->cells[at].text, row->cells[at].length, NULL))
		return "";
	return row->cells[at].text;
}

/* ---- comuni: ANPR, archivio storico ---- */

enum { COMUNE_NAME, COMUNE_OTHER, COMUNE_CODE, COMUNE_STATE, COMUNE_SIGLA };
static const char *const comuni_columns[] = { "DENOMINAZIONE_IT", "ALTRADENOMINAZIONE", "CODCATASTALE", "STATO",
					      "SIGLAPROVINCIA", NULL };

/* The names of the past need those of today, which may stand behind them: rows are kept. */
struct comuni {
	struct open_data *data;
	GPtrArray *past;	/* of struct comune_name, in the arena */
	GHashTable *present;	/* cadastral code -> struct comune_name */
	GHashTable *told;	/* folded name and sigla of what has been called back */
};

static void tell_comune(struct comuni *comuni, const struct comune_name *comune)
{
	char folded[FOLD_ROOM];
	const char *key;

	fold_name(folded, comune->name);
	key = arena_printf(comuni->data->arena, "%s|%s", folded, comune->province);
	if (g_hash_table_add(comuni->told, (gpointer)key))
		comuni->data->reader->comune(comuni->data->reader, comune);
}

static void read_comune(struct comuni *comuni, const struct csv_row *row)
{
	struct arena *arena = comuni->data->arena;
	struct comune_name *comune = arena_alloc0(arena, sizeof *comune);
	const char *other = cell(comuni->data, row, COMUNE_OTHER);

	comune->name = comune->official = arena_strdup(arena, cell(comuni->data, row, COMUNE_NAME));
	comune->belfiore = arena_strdup(arena, cell(comuni->data, row, COMUNE_CODE));
	comune->province = arena_strdup(arena, cell(comuni->data, row, COMUNE_SIGLA));
	comune->ceased = strcmp(cell(comuni->data, row, COMUNE_STATE), "A") != 0;
	if (*comune->name == '\0' || strlen(comune->belfiore) != 4) {
		comuni->data->reader->passed_over++;
		return;
	}
	if (comune->ceased) {
		g_ptr_array_add(comuni->past, comune);
		return;
	}
	g_hash_table_insert(comuni->present, (gpointer)comune->belfiore, comune);
	tell_comune(comuni, comune);
	if (*other != '\0') {
		struct comune_name by_other_name = *comune;

		by_other_name.name = arena_strdup(arena, other);
		tell_comune(comuni, &by_other_name);
	}
}

/* A name of the past is told with the comune's name of today; what lies abroad now (Fiume, Pola, Zara) is not. */
static void tell_past(struct comuni *comuni)
{
	for (guint i = 0; i < comuni->past->len; i++) {
		struct comune_name *past = g_ptr_array_index(comuni->past, i);
		const struct comune_name *now = g_hash_table_lookup(comuni->present, past->belfiore);

		if (now != NULL)
			past->official = now->name;
		else if (province_fact_find(past->province) == NULL)
			continue;
		tell_comune(comuni, past);
	}
}

static gboolean read_comuni(struct open_data *data, GError **error)
{
	struct comuni comuni = {
		.data = data,
		.past = g_ptr_array_new(),
		.present = g_hash_table_new(g_str_hash, g_str_equal),
		.told = g_hash_table_new(g_str_hash, g_str_equal),
	};
	const struct csv_row *row;
	enum csv_got got;

	while ((got = csv_next(data->csv, &row, error)) == CSV_ROW) {
		data->reader->rows++;
		read_comune(&comuni, row);
	}
	if (got == CSV_END)
		tell_past(&comuni);
	g_ptr_array_unref(comuni.past);
	g_hash_table_unref(comuni.present);
	g_hash_table_unref(comuni.told);
	return got == CSV_END;
}

/* ---- CAPs: GeoNames ---- */

enum { CAP_COUNTRY, CAP_CODE, CAP_PLACE, CAP_SIGLA };
static const char *const caps_columns[] = { "country_code", "zipcode", "place", "province_code", NULL };

static gboolean read_caps(struct open_data *data, GError **error)
{
	const struct csv_row *row;
	enum csv_got got;

	while ((got = csv_next(data->csv, &row, error)) == CSV_ROW) {
		struct cap_place place = { cell(data, row, CAP_CODE), cell(data, row, CAP_PLACE), cell(data, row, CAP_SIGLA) };
		char folded[FOLD_ROOM];

		data->reader->rows++;
		fold_name(folded, place.place);
		if (strcmp(cell(data, row, CAP_COUNTRY), "IT") == 0 && *folded != '\0' &&
		    province_fact_find(place.province) != NULL && cap_is_current(place.cap, folded, place.province))
			data->reader->cap(data->reader, &place);
		else
			data->reader->passed_over++;
	}
	return got == CSV_END;
}

/* ---- states: ANPR, stati esteri ---- */

enum { STATE_NAME, STATE_CODE, STATE_KIND };
static const char *const states_columns[] = { "DENOMINAZIONE", "CODISO3166_1_ALPHA3", "TIPO", NULL };

static gboolean read_states(struct open_data *data, GError **error)
{
	const struct csv_row *row;
	enum csv_got got;

	while ((got = csv_next(data->csv, &row, error)) == CSV_ROW) {
		const char *name = cell(data, row, STATE_NAME), *iso3 = cell(data, row, STATE_CODE);

		data->reader->rows++;
		/* Rows without a code or a kind are persons' conditions (stateless), not places. */
		if (*name != '\0' && strlen(iso3) == 3 && *cell(data, row, STATE_KIND) != '\0')
			data->reader->state(data->reader, name, iso3);
		else
			data->reader->passed_over++;
	}
	return got == CSV_END;
}

static gboolean read_rows(struct open_data *data, const char *path, GError **error)
{
	const struct csv_row *header;
	enum csv_got got = csv_next(data->csv, &header, error);

	if (got == CSV_FAILED)
		return FALSE;
	if (got == CSV_ROW && find_columns(data, header, comuni_columns))
		return read_comuni(data, error);
	if (got == CSV_ROW && find_columns(data, header, caps_columns))
		return read_caps(data, error);
	if (got == CSV_ROW && find_columns(data, header, states_columns))
		return read_states(data, error);
	g_set_error(error, GAZETTEER_ERROR, GAZETTEER_ERROR_FORM,
		    "'%s' is none of the files that can be loaded: comuni or foreign states of ANPR, CAPs of GeoNames",
		    path);
	return FALSE;
}

gboolean gazetteer_read_file(const char *path, struct gazetteer_reader *reader, GError **error)
{
	const struct csv_options options = { .encoding = "utf-8", .separator = ',', .quote = '"', .header_row = 1 };
	struct open_data data = { .csv = csv_open(path, &options, error), .reader = reader };
	gboolean done;

	reader->rows = reader->passed_over = 0;
	if (data.csv == NULL)
		return FALSE;
	data.arena = arena_new(64 * 1024);
	done = read_rows(&data, path, error);
	arena_free(data.arena);
	csv_close(data.csv);
	return done;
}
