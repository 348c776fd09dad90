/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a run's bundle tells of its records.  Lists that are counted are held against the ticket first.  One piece is looked
 * up without that, so that it takes no longer in a long run than in a short one: its line and its record must say what
 * the registry says.
 */
#include "app/reporting.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/csv.h"

static const struct csv_options lists_of_ours = { "utf-8", ';', '"', 1 };

/* Calls back for each row behind the header that has so many cells. */
static gboolean each_row(const char *path, guint cells, void (*each)(void *user, const struct csv_row *row), void *user,
			 GError **error)
{
	struct csv *csv = csv_open(path, &lists_of_ours, error);
	const struct csv_row *row;
	enum csv_got got = CSV_FAILED;
	guint rows = 0;

	if (csv == NULL)
		return FALSE;
	while ((got = csv_next(csv, &row, error)) == CSV_ROW) {
		if (rows++ > 0 && row->count >= cells)
			each(user, row);
	}
	csv_close(csv);
	return got == CSV_END;
}

/* ---- findings, counted ---- */

/* The columns of findings.csv and left-out.csv (app/findings.h). */
enum { FINDING_SEVERITY = 1, FINDING_SLUG = 2, FINDING_RECORD = 4, FINDING_ROW, FINDING_COLUMN, FINDING_VALUE, FINDING_TEXT,
       FINDING_DONE, FINDING_CELLS };
enum { LEFT_OUT_SLUG = 2, LEFT_OUT_TEXT = 5, LEFT_OUT_CELLS };

struct reason {
	char *severity, *slug, *text;
	gint64 count;
};

struct counting {
	GPtrArray *reasons;	/* in the order in which they came up */
	GHashTable *by_slug;
	guint severity, slug, text;	/* columns; severity 0: none */
};

static void reason_free(gpointer pointer)
{
	struct reason *reason = pointer;

	g_free(reason->severity);
	g_free(reason->slug);
	g_free(reason->text);
	g_free(reason);
}

static void count_row(void *user, const struct csv_row *row)
{
	struct counting *counting = user;
	struct reason *reason = g_hash_table_lookup(counting->by_slug, row->cells[counting->slug].text);

	if (reason == NULL) {
		reason = g_new0(struct reason, 1);
		reason->severity = g_strdup(counting->severity != 0 ? row->cells[counting->severity].text : "");
		reason->slug = g_strdup(row->cells[counting->slug].text);
		reason->text = g_strdup(row->cells[counting->text].text);
		g_ptr_array_add(counting->reasons, reason);
		g_hash_table_insert(counting->by_slug, reason->slug, reason);
	}
	reason->count++;
}

static gint most_first(gconstpointer a, gconstpointer b)
{
	const struct reason *one = *(const struct reason *const *)a, *other = *(const struct reason *const *)b;

	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	return strcmp(one->slug, other->slug);
}

static void add_reasons(struct report *report, const GPtrArray *reasons, gboolean severity)
{
	gint64 all = 0;

	for (guint i = 0; i < reasons->len; i++) {
		const struct reason *reason = g_ptr_array_index(reasons, i);

		report_row(report);
		report_text(report, reason->slug);
		if (severity)
			report_text(report, reason->severity);
		report_text(report, reason->text);
		report_number(report, reason->count);
		all += reason->count;
	}
	if (reasons->len == 0)
		return;
	report_total(report);
	for (guint i = 0; i < (severity ? 3 : 2); i++)
		report_text(report, "");
	report_number(report, all);
}

static gboolean count_file(const struct kept *kept, const char *name, guint cells, struct counting *counting, GError **error)
{
	g_autofree char *path = kept_path(kept, name, error);
	gboolean ok;

	counting->reasons = g_ptr_array_new_with_free_func(reason_free);
	counting->by_slug = g_hash_table_new(g_str_hash, g_str_equal);
	ok = path != NULL && each_row(path, cells, count_row, counting, error);
	g_ptr_array_sort(counting->reasons, most_first);
	g_hash_table_unref(counting->by_slug);
	return ok;
}

gboolean bundle_findings(const struct kept *kept, struct report *report, GError **error)
{
	struct counting left_out = { .slug = LEFT_OUT_SLUG, .text = LEFT_OUT_TEXT };
	struct counting findings = { .severity = FINDING_SEVERITY, .slug = FINDING_SLUG, .text = FINDING_TEXT };
	gboolean ok = count_file(kept, FINDINGS_LEFT_OUT, LEFT_OUT_CELLS, &left_out, error);

	if (ok) {
		report_table(report, "left_out", N_("Records left out, by their first reason"));
		report_column(report, "code", N_("code"), REPORT_TEXT);
		report_column(report, "reason", N_("reason"), REPORT_WORD);
		report_column(report, "records", N_("records"), REPORT_COUNT);
		add_reasons(report, left_out.reasons, FALSE);
	}
	g_ptr_array_unref(left_out.reasons);
	if (!ok)
		return FALSE;
	ok = count_file(kept, FINDINGS_REPORT, FINDING_CELLS, &findings, error);
	if (ok) {
		report_table(report, "findings", N_("Findings"));
		report_column(report, "code", N_("code"), REPORT_TEXT);
		report_column(report, "severity", N_("severity"), REPORT_WORD);
		report_column(report, "text", N_("finding"), REPORT_WORD);
		report_column(report, "findings", N_("findings"), REPORT_COUNT);
		add_reasons(report, findings.reasons, TRUE);
	}
	g_ptr_array_unref(findings.reasons);
	return ok;
}

/* ---- one piece ---- */

/* The first whole line that begins at or after a place: its number and length, 0 at the end of the list. */
static guint64 line_at(FILE *list, off_t at, off_t *start, char **line, size_t *room)
{
	ssize_t length;

	/* A place behind the first byte is most often in the middle of a line. */
	if (fseeko(list, at > 0 ? at - 1 : 0, SEEK_SET) != 0 || (at > 0 && getline(line, room, list) < 0))
		return 0;
	*start = ftello(list);
	length = getline(line, room, list);
	return length > 0 ? g_ascii_strtoull(*line, NULL, 10) : 0;
}

/* Pieces are listed by number: halved as often as needed. */
static gboolean find_line(FILE *list, guint number, char **line)
{
	size_t room = 0;
	struct stat about;
	off_t low = 0, high, start = 0;
	guint64 got = 0;

	if (fstat(fileno(list), &about) != 0)
		return FALSE;
	high = about.st_size;
	while (low < high) {
		const off_t middle = low + (high - low) / 2;

		/* The header line has no number, and comes before all that have one. */
		got = line_at(list, middle, &start, line, &room);
		if (got == number)
			return TRUE;
		if (start >= about.st_size || got > number)
			high = middle;
		else
			low = middle + 1;
	}
	return line_at(list, low, &start, line, &room) == number;
}

static gboolean read_rows(const struct kept *kept, const struct piece *piece, GArray *rows, GError **error)
{
	g_autofree char *path = kept_path_unread(kept, MAKING_RECORDS, error);
	g_autoptr(GArray) places = piece_places_read(piece->records);
	int file = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	gboolean ok = file >= 0 && places != NULL && places->len == piece->documents;

	for (guint i = 0; ok && i < places->len; i++) {
		const struct record_place *place = &g_array_index(places, struct record_place, i);
		guint32 head[RECORD_PACKED_PLACE / sizeof(guint32)];
		struct data_row row;

		ok = place->length >= sizeof head && pread(file, head, sizeof head, (off_t)place->offset) == sizeof head;
		row = (struct data_row){ head[0], head[1] };
		if (ok)
			g_array_append_val(rows, row);
	}
	if (file >= 0)
		close(file);
	ok = ok && rows->len > 0 && g_array_index(rows, struct data_row, 0).record == piece->record;
	return ok || path == NULL || kept_refuse(kept, error, "piece %u: its records are not in the record file", piece->number);
}

GArray *bundle_records(const struct kept *kept, const struct found_piece *found, GError **error)
{
	g_autofree char *path = kept_path_unread(kept, MAKING_PIECES, error);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct data_row));
	FILE *list = path != NULL ? fopen(path, "re") : NULL;
	struct piece piece = { 0 };
	char *line = NULL;
	gboolean ok;

	if (path == NULL)
		return NULL;
	ok = list != NULL && find_line(list, found->piece.number, &line) && piece_list_read(line, &piece) &&
	     piece.record == found->piece.record && g_str_equal(piece.control, found->piece.control) &&
	     g_str_equal(piece.name, found->piece.name);
	if (!ok)
		kept_refuse(kept, error, "piece %u is not in its piece list as it was registered", found->piece.number);
	ok = ok && read_rows(kept, &piece, rows, error);
	if (list != NULL)
		fclose(list);
	free(line);
	return ok ? g_steal_pointer(&rows) : NULL;
}

struct looking {
	const GArray *rows;
	struct report *report;
};

static void look_at(void *user, const struct csv_row *row)
{
	static const guint columns[] = {
		FINDING_RECORD, FINDING_SLUG, FINDING_SEVERITY, FINDING_TEXT, FINDING_COLUMN, FINDING_VALUE, FINDING_DONE,
	};
	const struct looking *looking = user;
	guint64 record = g_ascii_strtoull(row->cells[FINDING_RECORD].text, NULL, 10);

	for (guint i = 0; i < looking->rows->len; i++) {
		if (g_array_index(looking->rows, struct data_row, i).record != record || record == 0)
			continue;
		report_row(looking->report);
		report_number(looking->report, (gint64)record);
		for (guint column = 1; column < G_N_ELEMENTS(columns); column++)
			report_text(looking->report, row->cells[columns[column]].text);
	}
}

gboolean bundle_findings_of(const struct kept *kept, const GArray *rows, struct report *report, GError **error)
{
	g_autofree char *path = kept_path_unread(kept, FINDINGS_REPORT, error);
	struct looking looking = { rows, report };

	if (path == NULL)
		return FALSE;
	report_table(report, "findings", N_("Findings"));
	report_column(report, "record", N_("record"), REPORT_COUNT);
	report_column(report, "code", N_("code"), REPORT_TEXT);
	report_column(report, "severity", N_("severity"), REPORT_WORD);
	report_column(report, "text", N_("finding"), REPORT_WORD);
	report_column(report, "column", N_("column"), REPORT_TEXT);
	report_column(report, "value", N_("value"), REPORT_TEXT);
	report_column(report, "done", N_("done"), REPORT_TEXT);
	return each_row(path, FINDING_CELLS, look_at, &looking, error);
}
