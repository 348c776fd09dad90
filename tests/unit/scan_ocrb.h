/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_ocrb: reads OCR-B off a scan.  The patterns are the outlines of Debian's own OCRB.otf as FreeType paints them: neither
 * the font file that is embedded nor any code of ours that places it.
 */
#ifndef PIEGO_TESTS_SCAN_OCRB_H
#define PIEGO_TESTS_SCAN_OCRB_H

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "unit/scan.h"

#define OCRB_OTF "/usr/share/fonts/opentype/ocr-b/OCRB.otf"
#define OCRB_CHARACTERS "0123456789<>+"

/* Cells are taken as rectangles of pixels of at most this. */
#define OCRB_SIDE 64

struct ocrb {
	FT_Library library;
	FT_Face face;
};

/* What is read in a cell: the character, ' ' for no ink, and how far right and below its place it stands, mm. */
struct ocrb_found {
	char character;
	double dx, dy;
};

static inline void ocrb_open(struct ocrb *ocrb)
{
	if (FT_Init_FreeType(&ocrb->library) != 0 || FT_New_Face(ocrb->library, OCRB_OTF, 0, &ocrb->face) != 0)
		g_error("cannot open '%s'", OCRB_OTF);
}

static inline void ocrb_close(struct ocrb *ocrb)
{
	FT_Done_Face(ocrb->face);
	FT_Done_FreeType(ocrb->library);
}

struct ocrb_centre {
	double x, y, weight;
};

static inline struct ocrb_centre ocrb_centre(const guint8 *ink, int width, int height)
{
	struct ocrb_centre centre = { 0, 0, 0 };

	for (int y = 0; y < height; y++) {
		for (int x = 0; x < width; x++) {
			centre.x += (x + 0.5) * ink[y * OCRB_SIDE + x];
			centre.y += (y + 0.5) * ink[y * OCRB_SIDE + x];
			centre.weight += ink[y * OCRB_SIDE + x];
		}
	}
	centre.x /= MAX(centre.weight, 1);
	centre.y /= MAX(centre.weight, 1);
	return centre;
}

/* Paints a character at a place of the rectangle, in pixels: the middle of its advance, its baseline. */
static inline void ocrb_paint(const struct ocrb *ocrb, char character, double middle, double baseline, guint8 *ink, int width,
			      int height)
{
	FT_Bitmap bitmap = { .rows = (unsigned)height, .width = (unsigned)width, .pitch = OCRB_SIDE, .buffer = ink, .num_grays = 256,
			     .pixel_mode = FT_PIXEL_MODE_GRAY };
	FT_Outline *outline = &ocrb->face->glyph->outline;

	memset(ink, 0, OCRB_SIDE * OCRB_SIDE);
	if (FT_Load_Char(ocrb->face, (FT_ULong)character, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
		g_error("'%s' has no '%c'", OCRB_OTF, character);
	FT_Outline_Translate(outline, (FT_Pos)(middle * 64 - (double)ocrb->face->glyph->linearHoriAdvance / 65536 * 64 / 2 + 0.5),
			     (FT_Pos)((height - baseline) * 64));
	FT_Outline_Get_Bitmap(ocrb->library, outline, &bitmap);
}

static inline double ocrb_apart(const guint8 *one, const guint8 *other)
{
	double sum = 0;

	for (gsize i = 0; i < OCRB_SIDE * OCRB_SIDE; i++)
		sum += (one[i] - other[i]) * (one[i] - other[i]);
	return sum;
}

/*
 * Reads the cell of a size and pitch whose left edge is at left.  Of each character the pattern is laid with its centre of
 * ink upon the cell's own, and the one that differs least is what stands there; how far the two centres were apart is how
 * far it stands off its place.
 */
static inline struct ocrb_found ocrb_read(const struct ocrb *ocrb, const struct scan *scan, double points, double left,
					  double pitch, double baseline)
{
	int x0 = scan_pixel(scan, left), y0 = scan_pixel(scan, baseline - points * 0.353 - 0.5);
	int width = scan_pixel(scan, left + pitch) - x0, height = scan_pixel(scan, baseline + 1) - y0;
	double middle = (left + pitch / 2) * scan->dpi / 25.4 - x0, foot = baseline * scan->dpi / 25.4 - y0;
	guint8 cell[OCRB_SIDE * OCRB_SIDE] = { 0 }, pattern[OCRB_SIDE * OCRB_SIDE];
	struct ocrb_found found = { ' ', 0, 0 };
	struct ocrb_centre here;
	double least = G_MAXDOUBLE;

	g_assert(width <= OCRB_SIDE && height <= OCRB_SIDE);
	for (int y = 0; y < height; y++) {
		for (int x = 0; x < width; x++)
			cell[y * OCRB_SIDE + x] = (guint8)scan_at(scan, x0 + x, y0 + y);
	}
	here = ocrb_centre(cell, width, height);
	if (here.weight < 255)
		return found;
	FT_Set_Char_Size(ocrb->face, 0, (FT_F26Dot6)(points * 64), scan->dpi, scan->dpi);
	for (const char *c = OCRB_CHARACTERS; *c != '\0'; c++) {
		struct ocrb_centre there;
		double apart;

		ocrb_paint(ocrb, *c, middle, foot, pattern, width, height);
		there = ocrb_centre(pattern, width, height);
		ocrb_paint(ocrb, *c, middle + here.x - there.x, foot + here.y - there.y, pattern, width, height);
		apart = ocrb_apart(cell, pattern);
		if (apart < least) {
			least = apart;
			found = (struct ocrb_found){ *c, scan_mm(scan, here.x - there.x), scan_mm(scan, here.y - there.y) };
		}
	}
	return found;
}

#endif
