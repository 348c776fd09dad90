/* SPDX-License-Identifier: Apache-2.0 */
/*
 * export: copies of what was printed, for keeping and for PEC: one PDF/A-1b a piece, with its sheets as they were, front
 * and back, in reading order.
 *
 *   struct export *export = export_open(app, run, &error);
 *   export_piece(export, 17, "copia.pdf", &made, &error);     any number of times, and export_pictures
 *   export_close(export);
 *
 * Nothing is taken from the day of the copy but the program itself: records, addresses, envelope and inserter come from
 * the run's bundle, the layout from the store, the fonts are those of the layout's version.  What differs from its
 * hash is refused, and so is a piece that comes out with another control code or other pages than were printed.
 */
#ifndef PIEGO_APP_EXPORT_H
#define PIEGO_APP_EXPORT_H

#include "app/app.h"

/* Pieces of a run, first to last. */
struct piece_range {
	guint run, first, last;
};

/* R000001/17 or 1/17, R000001/1-100, or the text of a control code, as it is read from any sheet of the piece. */
gboolean piece_range_parse(const char *text, struct piece_range *range);

struct exported {
	guint pages;
	guint64 bytes;
	char sha256[65];
};

struct export;
typedef struct export export_t;

/* NULL and an error: APP_ERROR_REFUSED for a run that is not there or not whole, APP_ERROR_BUSY for one in the
 * making. */
struct export *export_open(struct app *app, guint run, GError **error);
void export_close(struct export *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(export_t, export_close)

/* Write a piece into a new file (O_EXCL, 0600); after an error there is none. */
gboolean export_piece(struct export *export, guint number, const char *path, struct exported *made, GError **error);

/* PREFIX-0001.png, PREFIX-0002.png, ... in a folder that is there: a piece's pages to be looked at. */
struct picture_wish {
	const char *folder, *prefix;
	guint dpi;
	gboolean gray;
};

/* The same as pictures, one a page: bytes are those of all, sha256 is of their own hashes (device/device.h). */
gboolean export_pictures(struct export *export, guint number, const struct picture_wish *wish, struct exported *made,
			 GError **error);

#endif
