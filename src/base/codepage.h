/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codepage: text for machines that know one byte a character, and back.  For clients' files of any encoding see
 * base/textfile.h.
 */
#ifndef PIEGO_BASE_CODEPAGE_H
#define PIEGO_BASE_CODEPAGE_H

#include <glib.h>

enum codepage { CODEPAGE_UTF_8, CODEPAGE_ASCII, CODEPAGE_ISO_8859_1, CODEPAGE_WINDOWS_1252 };

/*
 * Append text, UTF-8, as UTF-8 again of characters that the page has: letters without their accents, typographic quotes
 * and dashes as plain ones, "?" for what has nothing like it.  Control characters become blanks.
 */
void codepage_fit(enum codepage page, const char *text, GString *out);

/* Append text that fits the page, one byte a character. */
void codepage_write(enum codepage page, const char *text, GString *out);

/* Append bytes of the page as UTF-8; FALSE where one is no character of it. */
gboolean codepage_read(enum codepage page, const char *bytes, gsize length, GString *out);

#endif
