/* SPDX-License-Identifier: Apache-2.0 */
/* vectors: the published and recomputed vectors of payment codes, which stand outside the checkout. */
#ifndef PIEGO_TESTS_VECTORS_H
#define PIEGO_TESTS_VECTORS_H

#include <glib.h>
#include <string.h>

/* The bytes of data/payments/NAME in the folder of reference data; NULL, told loudly, where it is not. */
static inline char *vector_text(const char *name)
{
	const char *shared = g_getenv("PIEGO_SHARED");
	g_autofree char *path = g_build_filename(shared != NULL ? shared : "../shared", "data/payments", name, NULL);
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		g_printerr("SKIPPED: '%s' is not there: set PIEGO_SHARED to the folder of reference data\n", path);
	return text;
}

/* Calls row with each line's cells (no cell of these files is quoted), the header's not; tells how many there were. */
static inline guint vector_rows(const char *name, guint cells, void (*row)(char **cells))
{
	g_autofree char *text = vector_text(name);
	g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);
	guint count = 0;

	for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
		g_auto(GStrv) found = NULL;

		if (g_str_has_suffix(lines[i], "\r"))
			lines[i][strlen(lines[i]) - 1] = '\0';
		found = g_strsplit(lines[i], ",", (gint)cells);
		if (g_strv_length(found) != cells)
			continue;
		row(found);
		count++;
	}
	return count;
}

#endif
