/* SPDX-License-Identifier: Apache-2.0 */
/* The mask of a QR symbol: the fewest penalty points, counted here module by module, and what readers make of it. */
#include "mark/mark.h"

#include <stdlib.h>
#include <string.h>

#include "mark/qr.h"
#include "unit/check.h"

/* ---- the norm's points, as its text tells them ---- */

struct grid {
	int side;
	gboolean dark[177][177];
};

/* Beyond the edge it is light. */
static gboolean dark_at(const struct grid *grid, gboolean turned, int line, int place)
{
	if (place < 0 || place >= grid->side)
		return FALSE;
	return turned ? grid->dark[place][line] : grid->dark[line][place];
}

static gboolean light(const struct grid *grid, gboolean turned, int line, int from)
{
	for (int i = from; i < from + 4; i++) {
		if (dark_at(grid, turned, line, i))
			return FALSE;
	}
	return TRUE;
}

static int finders(const struct grid *grid, gboolean turned, int line, int from)
{
	static const gboolean finder[] = { TRUE, FALSE, TRUE, TRUE, TRUE, FALSE, TRUE };

	for (int i = 0; i < 7; i++) {
		if (dark_at(grid, turned, line, from + i) != finder[i])
			return 0;
	}
	return light(grid, turned, line, from - 4) + light(grid, turned, line, from + 7);
}

static int points_of_line(const struct grid *grid, gboolean turned, int line)
{
	int points = 0, run = 1;

	for (int i = 1; i <= grid->side; i++) {
		if (i < grid->side && dark_at(grid, turned, line, i) == dark_at(grid, turned, line, i - 1)) {
			run++;
			continue;
		}
		points += run >= 5 ? 3 + run - 5 : 0;
		run = 1;
	}
	for (int i = 0; i < grid->side; i++)
		points += 40 * finders(grid, turned, line, i);
	return points;
}

static int points_of_squares(const struct grid *grid)
{
	int points = 0;

	for (int y = 0; y + 1 < grid->side; y++) {
		for (int x = 0; x + 1 < grid->side; x++) {
			int dark = grid->dark[y][x] + grid->dark[y][x + 1] + grid->dark[y + 1][x] +
				   grid->dark[y + 1][x + 1];

			points += dark % 4 == 0 ? 3 : 0;
		}
	}
	return points;
}

static int points(const struct grid *grid)
{
	int all = 0, dark = 0, modules = grid->side * grid->side;

	for (int i = 0; i < grid->side; i++) {
		all += points_of_line(grid, FALSE, i) + points_of_line(grid, TRUE, i);
		for (int k = 0; k < grid->side; k++)
			dark += grid->dark[i][k];
	}
	/* 10 points for each 5 % away from half */
	return all + points_of_squares(grid) + 10 * (abs(2 * dark - modules) * 10 / modules);
}

/* ---- zint ---- */

static void set(struct zint_symbol *zint, int version)
{
	ZBarcode_Clear(zint);
	zint->symbology = BARCODE_QRCODE;
	zint->option_1 = SYMBOL_LEVEL_M;
	zint->option_2 = version;
	zint->option_3 = 0;
	zint->input_mode = DATA_MODE;
}

static int points_of(const struct zint_symbol *zint)
{
	struct grid grid = { .side = zint->width };

	for (int y = 0; y < grid.side; y++) {
		for (int x = 0; x < grid.side; x++)
			grid.dark[y][x] = zint->encoded_data[y][x / 8] >> (x % 8) & 1;
	}
	return points(&grid);
}

static int fewest_points(struct zint_symbol *zint, int version, const char *text)
{
	int fewest = G_MAXINT;

	for (int mask = 0; mask < 8; mask++) {
		set(zint, version);
		zint->option_3 = (mask + 1) << 8;
		ZBarcode_Encode(zint, (const unsigned char *)text, (int)strlen(text));
		fewest = MIN(fewest, points_of(zint));
	}
	return fewest;
}

static void fewest(void)
{
	static const int versions[] = { 1, 2, 4, 6, 7, 9, 11 };
	struct zint_symbol *zint = ZBarcode_Create();
	struct qr_masks *masks = qr_masks_new();

	for (guint i = 0; i < G_N_ELEMENTS(versions) * 8; i++) {
		int version = versions[i % G_N_ELEMENTS(versions)], ours;
		g_autofree char *text = g_strdup_printf("%u", i * 104729u);
		g_autofree char *label = g_strdup_printf("version %d, '%s'", version, text);

		set(zint, version);
		CHECK_INT(label, qr_encode(masks, zint, text), 0);
		CHECK_INT(label, zint->width, QR_SIDE((guint)version));
		ours = points_of(zint);
		CHECK_INT(label, ours, fewest_points(zint, version, text));
	}
	qr_masks_free(masks);
	ZBarcode_Delete(zint);
}

/* ---- readers ---- */

#define SIDE_UM 25000
#define QUIET_UM 4000
#define DPI 200

/* A symbol of 25 mm as a page at 200 dpi shows it: a pixel is what lies at its middle. */
static void write_picture(const struct symbol *symbol, const char *path)
{
	const int side = (SIDE_UM + 2 * QUIET_UM) * DPI / 25400;
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "P5 %d %d 255\n", side, side);
	for (int y = 0; y < side; y++) {
		for (int x = 0; x < side; x++) {
			int x_um = x * 25400 / DPI + 63 - QUIET_UM, y_um = y * 25400 / DPI + 63 - QUIET_UM;
			gboolean inside = x_um >= 0 && y_um >= 0 && x_um < SIDE_UM && y_um < SIDE_UM;
			gboolean dark = inside && symbol_dark(symbol, (guint)x_um * symbol->columns / SIDE_UM,
							      (guint)y_um * symbol->rows / SIDE_UM);

			g_string_append_c(out, dark ? '\0' : '\xff');
		}
	}
	CHECK_TRUE(path, g_file_set_contents(path, out->str, (gssize)out->len, NULL));
	g_string_free(out, TRUE);
}

static char *read_all(GPtrArray *paths)
{
	static const char *const reader[] = { "zbarimg", "-q", "--raw" };
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	char *output = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(reader); i++)
		g_ptr_array_add(argv, (char *)reader[i]);
	for (guint i = 0; i < paths->len; i++)
		g_ptr_array_add(argv, paths->pdata[i]);
	g_ptr_array_add(argv, NULL);
	g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
		     &output, NULL, NULL, &error);
	CHECK_NO_ERROR("zbarimg", error);
	return output;
}

/* SLIPS is how many; 40 without. */
static guint how_many(void)
{
	const char *number = g_getenv("SLIPS");

	return number != NULL ? (guint)atoi(number) : 40;
}

static void notices_are_read(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *read = NULL;
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) expected = g_string_new(NULL);
	g_autoptr(GRand) random = g_rand_new_with_seed(4);
	g_autoptr(arena_t) arena = arena_new(8192);
	struct symbol_encoder *encoder = mark_encoder_new();

	for (guint i = 0; i < how_many(); i++) {
		g_autofree char *text = g_strdup_printf("PAGOPA|002|%09d%09d|%011d|%d",
							g_rand_int_range(random, 0, 1000000000),
							g_rand_int_range(random, 0, 1000000000),
							g_rand_int_range(random, 0, G_MAXINT), g_rand_int_range(random, 1, 10000000));
		struct symbol_wish wish = { .symbology = SYMBOLOGY_QR, .size = 33, .level = SYMBOL_LEVEL_M, .text = text };
		const char *reason = NULL;
		const struct symbol *symbol = encoder->encode(encoder, &wish, arena, &reason);

		CHECK_STR(text, reason, NULL);
		g_ptr_array_add(paths, g_strdup_printf("%s/%u.pgm", folder, i));
		if (symbol != NULL)
			write_picture(symbol, paths->pdata[i]);
		g_string_append_printf(expected, "%s\n", text);
		arena_reset(arena);
	}
	read = read_all(paths);
	CHECK_STR("all of them", read, expected->str);
	mark_encoder_free(encoder);
}

CHECK_MAIN({ "the fewest points", fewest }, { "notices are read at 200 dpi", notices_are_read })
