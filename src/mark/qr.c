/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The mask of a QR symbol.
 *
 * zint weighs the eight masks module by module, which takes ten times as long as all the rest of a symbol.  Here
 * zint is told a mask, and two facts do its search in a few microseconds.  First, what changes between two masks
 * is the same modules for every text of one version and level (the masks' own pattern, and the format written
 * beside the finders): encoded once with each mask, a first text tells the differences for all that follow.
 * Second, the norm's penalties can be counted for a whole row at once when a row is one number.
 */
#include "mark/qr.h"

#include <string.h>

#define MASKS 8
#define LEVELS 4
#define VERSIONS 40

/* One row of modules, the leftmost the lowest bit.  Wider symbols (more than 251 bytes at level M) are rare, and
 * left to zint's search. */
typedef guint64 row_t;
#define ROW_MODULES 64

/* Rows of light above and below the symbol, so that patterns that reach over its edge need no other code. */
#define ABOVE 4
#define BELOW 11

struct modules {
	guint side;
	row_t inside;	/* the bits that are modules */
	row_t rows[ABOVE + ROW_MODULES + BELOW];
};

/* How the symbol of each mask differs from that of mask 0. */
struct differences {
	row_t rows[MASKS][ROW_MODULES];
};

struct qr_masks {
	struct differences *known[VERSIONS][LEVELS];
};

/* By adding neighbours, in line: the compiler's own is a call where the processor is not known to have one. */
static guint count_bits(row_t row)
{
	row -= row >> 1 & 0x5555555555555555;
	row = (row & 0x3333333333333333) + (row >> 2 & 0x3333333333333333);
	row = (row + (row >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return (guint)(row * 0x0101010101010101 >> 56);
}

/* Runs of five and more modules of one colour: 3 points, and 1 for each module above five.  four marks where four
 * neighbours in a row are alike: a run of n modules has n - 4 of them, starts their first. */
static guint run_points(row_t four, row_t starts)
{
	return count_bits(four) + 2 * count_bits(starts);
}

static guint runs_across(row_t alike)
{
	row_t four = alike & alike >> 1 & alike >> 2 & alike >> 3;

	return run_points(four, four & ~(four << 1));
}

/* The finder's 1:1:3:1:1 where it begins, with four light modules before it, after it: 40 points each. */
static guint finder_points(row_t pattern, row_t dark_before, row_t dark_after)
{
	if (pattern == 0)
		return 0;
	return 40 * (count_bits(pattern & ~dark_before) + count_bits(pattern & ~dark_after));
}

static guint finders_across(row_t r)
{
	row_t pattern = r & ~(r >> 1) & r >> 2 & r >> 3 & r >> 4 & ~(r >> 5) & r >> 6;

	return finder_points(pattern, r << 1 | r << 2 | r << 3 | r << 4, r >> 7 | r >> 8 | r >> 9 | r >> 10);
}

static guint finders_down(const row_t *r)
{
	row_t pattern = r[0] & ~r[1] & r[2] & r[3] & r[4] & ~r[5] & r[6];

	return finder_points(pattern, r[-1] | r[-2] | r[-3] | r[-4], r[7] | r[8] | r[9] | r[10]);
}

/* How far the dark modules are from half: 10 points for each full 5 %. */
static guint balance_points(guint dark, guint all)
{
	guint twice = 2 * dark > all ? 2 * dark - all : all - 2 * dark;

	return 10 * (twice * 10 / all);
}

/* The penalty of ISO/IEC 18004, 7.8.3.1. */
static guint penalty(const struct modules *modules)
{
	const row_t inside = modules->inside, pairs = inside >> 1;
	guint points = 0, dark = 0;
	row_t down[4] = { 0 }, four, four_before = 0;

	for (guint y = 0; y < modules->side; y++) {
		const row_t *r = &modules->rows[ABOVE + y];
		row_t across = ~(*r ^ *r >> 1) & pairs;

		down[y % 4] = y + 1 < modules->side ? ~(r[0] ^ r[1]) & inside : 0;
		four = y >= 3 ? down[0] & down[1] & down[2] & down[3] : 0;
		points += runs_across(across) + run_points(four, four & ~four_before);
		four_before = four;
		/* a square of two by two of one colour: 3 points */
		points += 3 * count_bits(across & down[y % 4] & down[y % 4] >> 1);
		points += finders_across(*r) + finders_down(r);
		dark += count_bits(*r);
	}
	return points + balance_points(dark, modules->side * modules->side);
}

/* zint's rows are bytes with the leftmost module lowest. */
static row_t row_of(const struct zint_symbol *zint, guint y, guint side)
{
	row_t row = 0;

	for (guint i = 0; i < (side + 7) / 8; i++)
		row |= (row_t)zint->encoded_data[y][i] << (8 * i);
	return row;
}

static void take(struct modules *modules, const struct zint_symbol *zint)
{
	memset(modules, 0, sizeof *modules);
	modules->side = (guint)zint->width;
	modules->inside = ((row_t)1 << modules->side) - 1;
	for (guint y = 0; y < modules->side; y++)
		modules->rows[ABOVE + y] = row_of(zint, y, modules->side);
}

static void give(struct zint_symbol *zint, const struct modules *modules)
{
	for (guint y = 0; y < modules->side; y++) {
		for (guint i = 0; i < (modules->side + 7) / 8; i++)
			zint->encoded_data[y][i] = (unsigned char)(modules->rows[ABOVE + y] >> (8 * i));
	}
}

/* Mask 0 to 7, or -1 for zint's search. */
static int encode_with(struct zint_symbol *zint, const char *text, int mask)
{
	ZBarcode_Clear(zint);
	zint->option_3 = (mask + 1) << 8;
	return ZBarcode_Encode(zint, (const unsigned char *)text, (int)strlen(text));
}

/* The two modules of the format that tell the level (masked, but all by one pattern). */
static guint level_of(const struct modules *modules)
{
	return (guint)(modules->rows[ABOVE + 8] & 3);
}

/* The differences for symbols like the one of text, which came out with mask 0 as modules. */
static const struct differences *learn(struct qr_masks *masks, struct zint_symbol *zint, const char *text,
				       const struct modules *modules)
{
	struct differences **known = &masks->known[QR_VERSION(modules->side) - 1][level_of(modules)];

	if (*known != NULL)
		return *known;
	*known = g_new0(struct differences, 1);
	for (guint mask = 1; mask < MASKS; mask++) {
		encode_with(zint, text, (int)mask);
		for (guint y = 0; y < modules->side; y++)
			(*known)->rows[mask][y] = row_of(zint, y, modules->side) ^ modules->rows[ABOVE + y];
	}
	return *known;
}

static void change(struct modules *modules, const struct differences *differences, guint mask)
{
	for (guint y = 0; y < modules->side; y++)
		modules->rows[ABOVE + y] ^= differences->rows[mask][y];
}

static void choose(struct modules *modules, const struct differences *differences)
{
	guint best = 0, fewest = G_MAXUINT;

	for (guint mask = 0; mask < MASKS; mask++) {
		guint points;

		change(modules, differences, mask);
		points = penalty(modules);
		change(modules, differences, mask);
		if (points < fewest) {
			fewest = points;
			best = mask;
		}
	}
	change(modules, differences, best);
}

int qr_encode(struct qr_masks *masks, struct zint_symbol *zint, const char *text)
{
	struct modules modules;
	int code = encode_with(zint, text, 0);

	if (code >= ZINT_ERROR)
		return code;
	if (zint->width >= ROW_MODULES)
		return encode_with(zint, text, -1);
	take(&modules, zint);
	choose(&modules, learn(masks, zint, text, &modules));
	give(zint, &modules);
	return code;
}

struct qr_masks *qr_masks_new(void)
{
	return g_new0(struct qr_masks, 1);
}

void qr_masks_free(struct qr_masks *masks)
{
	if (masks == NULL)
		return;
	for (guint i = 0; i < VERSIONS; i++) {
		for (guint k = 0; k < LEVELS; k++)
			g_free(masks->known[i][k]);
	}
	g_free(masks);
}
