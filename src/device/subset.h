/* SPDX-License-Identifier: Apache-2.0 */
/*
 * subset: a TrueType program with no more than the glyphs of one file's text in one encoding, and what a PDF font
 * descriptor tells of the font.  HarfBuzz's subsetter cuts it.
 */
#ifndef PIEGO_DEVICE_SUBSET_H
#define PIEGO_DEVICE_SUBSET_H

#include <glib.h>

/* How the program is asked for a glyph. */
enum subset_map {
	SUBSET_BY_UNICODE,	/* cmap (3,1): the reader knows the encoding */
	SUBSET_BY_CODE,		/* cmap (3,0) alone, U+F000 + code: a symbolic font (ISO 32000-1, 9.6.6.4) */
};

struct subset {
	GBytes *program;
	char *name;		/* PostScript name: letters, digits and hyphens */
	gint32 box[4];		/* of all glyphs of the whole font, em1000: left, bottom, right, top */
	gint32 italic_angle;	/* thousandths of a degree, negative to the right */
	gboolean fixed_pitch;
	gint32 widths[256];	/* em1000 of each code that was asked for, truncated; -1: the font has not got it */
};

/*
 * The glyphs that the codes stand for.  characters[code] is 0 where the text has no such code.  Hints
 * are kept, a quarter of a one-letter file: a reader that follows them must paint what it paints of the print file.
 * FALSE with a DEVICE_ERROR_FONT when the file cannot be read or cut.
 */
gboolean subset_make(struct subset *subset, const char *path, const gunichar characters[256], enum subset_map map,
		     GError **error);
void subset_clear(struct subset *subset);

#endif
