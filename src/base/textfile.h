/* SPDX-License-Identifier: Apache-2.0 */
/*
 * textfile: a text file in whatever encoding its sender used, read as UTF-8 in blocks; memory stays flat.
 *
 *   struct textfile *f = textfile_open(path, TEXTFILE_AUTO, &error);
 *   while ((got = textfile_read(f, block, sizeof block, &error)) > 0) ...
 *   textfile_close(f);
 *
 * Bytes that are no character of the encoding come out as U+FFFD, except in a UTF-8 file, whose bytes are
 * passed on as they are: text_check finds both.
 */
#ifndef PIEGO_BASE_TEXTFILE_H
#define PIEGO_BASE_TEXTFILE_H

#include <glib.h>

#define TEXTFILE_ERROR (g_quark_from_static_string("piego-textfile"))
enum textfile_error { TEXTFILE_ERROR_READ, TEXTFILE_ERROR_ENCODING };

/*
 * Found out: by its byte order mark (UTF-8, UTF-16); else UTF-8 when the whole file is UTF-8, or is for the most
 * part (a damaged character must not turn every accent of the file); else Windows-1252.
 */
#define TEXTFILE_AUTO "auto"

/* Whether name is an encoding that can be read: auto, utf-8, utf-16, utf-16le, utf-16be, us-ascii, windows-125x,
 * iso-8859-x, cp437, cp850, cp858, macintosh; in any case. */
gboolean textfile_knows(const char *name);

struct textfile;

/* A regular file; the error names it: "cannot read 'iscritti.csv': ...". */
struct textfile *textfile_open(const char *path, const char *encoding, GError **error);

/* What it was found to be, or was told to be: "utf-8", "windows-1252", ... */
const char *textfile_encoding(const struct textfile *file);

/* The next bytes of text, as many as are at hand and fit room (at least 16): their number, 0 at the end,
 * -1 and an error.  A character may be split over two calls of a UTF-8 file. */
gssize textfile_read(struct textfile *file, char *out, gsize room, GError **error);
void textfile_close(struct textfile *file);

#endif
