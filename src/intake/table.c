/* SPDX-License-Identifier: Apache-2.0 */
/* Text files through base/csv.h; a file that is of another kind than its profile says is told by its first bytes. */
#include "intake/table.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/textfile.h"
#include "intake/intake.h"

struct text_table {
	struct table table;
	struct csv *csv;
	char *name;
	struct table_row row;
	struct table_cell *cells;
};

static enum table_fault fault_of(enum csv_fault fault)
{
	switch (fault) {
	case CSV_FINE:
		return TABLE_FINE;
	case CSV_CELL_LONG:
		return TABLE_LONG;
	case CSV_QUOTE_OPEN:
	case CSV_QUOTE_TEXT:
		break;
	}
	return TABLE_QUOTE;
}

/* An error of base/ as one of intake. */
static void pass_error(GError *from, const char *name, GError **error)
{
	if (from->domain == CSV_ERROR)
		g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: %s", name, from->message);
	else
		g_set_error_literal(error, INTAKE_ERROR, INTAKE_ERROR_READ, from->message);
	g_error_free(from);
}

static enum table_got text_next(struct table *base, const struct table_row **row, GError **error)
{
	struct text_table *table = (struct text_table *)base;
	const struct csv_row *from;
	GError *failure = NULL;
	enum csv_got got = csv_next(table->csv, &from, &failure);

	if (got == CSV_FAILED) {
		pass_error(failure, table->name, error);
		return TABLE_FAILED;
	}
	if (got == CSV_END)
		return TABLE_END;
	for (guint i = 0; i < from->count; i++) {
		table->cells[i].text = from->cells[i].text;
		table->cells[i].length = (guint)from->cells[i].length;
	}
	table->row.number = from->number;
	table->row.count = from->count;
	table->row.fault = fault_of(from->fault);
	*row = &table->row;
	return TABLE_ROW;
}

static void text_close(struct table *base)
{
	struct text_table *table = (struct text_table *)base;

	csv_close(table->csv);
	g_free(table->name);
	g_free(table->cells);
	g_free(table);
}

struct table *table_open_text(const struct intake_profile *profile, const char *path, GError **error)
{
	struct csv_options options = { profile->encoding, profile->separator, profile->quote, profile->header_row };
	struct text_table *table = g_new0(struct text_table, 1);
	GError *failure = NULL;

	table->table = (struct table){ text_next, text_close, profile->kind == TABLE_CSV };
	table->name = g_path_get_basename(path);
	table->cells = g_new0(struct table_cell, CSV_CELLS);
	table->row.cells = table->cells;
	table->csv = csv_open(path, &options, &failure);
	if (table->csv == NULL) {
		pass_error(failure, table->name, error);
		text_close(&table->table);
		return NULL;
	}
	return &table->table;
}

#define START_BYTES 8

/* The first bytes of a regular file; fewer where it is shorter. */
static gboolean read_start(const char *path, char start[START_BYTES], GError **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat about;
	gboolean regular = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
	gboolean good;

	memset(start, 0, START_BYTES);
	good = regular && read(fd, start, START_BYTES) >= 0;
	if (!good)
		g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_READ, "cannot read '%s': %s", path,
			    fd >= 0 && !regular ? "not a file" : g_strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

/* What its first bytes say a file is, in words, when that is not what its profile says; NULL when it may be. */
static const char *other_kind(const char start[START_BYTES], enum table_kind kind)
{
	gboolean is_zip = memcmp(start, "PK\3\4", 4) == 0;

	if (memcmp(start, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", START_BYTES) == 0)
		return "an old or a password-protected Excel file: save it as .xlsx without a password";
	if (is_zip && kind != TABLE_XLSX)
		return "a ZIP or XLSX file; the profile says text";
	if (!is_zip && kind == TABLE_XLSX)
		return "no XLSX file";
	return NULL;
}

struct table *table_open(const struct intake_profile *profile, const char *path, GError **error)
{
	char start[START_BYTES];
	const char *other;

	if (!read_start(path, start, error))
		return NULL;
	other = other_kind(start, profile->kind);
	if (other != NULL) {
		g_autofree char *name = g_path_get_basename(path);

		g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: this is %s", name, other);
		return NULL;
	}
	if (profile->kind == TABLE_XLSX)
		return table_open_xlsx(profile, path, error);
	return table_open_text(profile, path, error);
}
