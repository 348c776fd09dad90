/* SPDX-License-Identifier: Apache-2.0 */
/* csvwrite: the one place where text becomes a cell of a file that we write (`;`-separated unless said, UTF-8). */
#ifndef PIEGO_BASE_CSVWRITE_H
#define PIEGO_BASE_CSVWRITE_H

#include <glib.h>

/* Append text as a cell: in quotes when it holds a separator or a quote; control characters become blanks, so
 * that a line of the file is always a row. */
void csv_write_text(const char *text, GString *out);

/* The same between other separators.  For readers that know no quotes: separators and quotes become blanks too. */
enum csv_quotes { CSV_QUOTES_AS_NEEDED, CSV_QUOTES_NEVER };
void csv_write_between(const char *text, char separator, enum csv_quotes quotes, GString *out);

/* The same as csv_write_text for a stranger's text in a file that people open in a spreadsheet: what would be taken for a formula
 * (= + - @ first) gets an apostrophe before it. */
void csv_write_shown(const char *text, GString *out);

void csv_write_integer(gint64 number, GString *out);

#endif
