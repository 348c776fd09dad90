/* SPDX-License-Identifier: Apache-2.0 */
/*
 * face: a font of the catalogue as paper space knows it: a name, a file, metrics and one single-byte encoding.
 * The font file is opened by layout (to shape) and by devices (to embed), each in its own way.
 *
 * One font gives several faces: the same file with WinAnsi for most text and, for names beyond it, with the
 * code pages that hold them.  Devices embed the file once for all of them.
 */
#ifndef PIEGO_PAGE_FACE_H
#define PIEGO_PAGE_FACE_H

#include <glib.h>

/* A TrueType font (glyf outlines). */
struct font {
	const char *name;	/* catalogue name with weight and slant: "body", "body-bold", "mono" */
	const char *path;
	guint index;		/* place in the catalogue, 0 first */
	gint32 ascent;		/* em1000 above the baseline */
	gint32 descent;		/* em1000 below the baseline, positive */
	gint32 cap_height;	/* em1000 */
};

struct face {
	const struct font *font;
	const char *encoding;	/* libharu's name: "WinAnsiEncoding", "CP1250", "CP1251", "ISO8859-7", ... */
	guint index;		/* unique among all faces of a catalogue, 0 first, dense */
	gint32 space;		/* em1000 width of a space */
	gint16 widths[256];	/* em1000 of each code, truncated from the font's units as libharu does; 0: none */
	guint16 glyphs[256];	/* glyph id of each code, 0: the font has none */
	guint16 characters[256];	/* Unicode of each code that has a glyph */
};

#endif
