/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The numbers of registered mail and the Data Matrix of 72 characters as they come out of the printer: drawn by each
 * product's own measures into PDF and PostScript, painted by poppler and ghostscript, read by zbarimg and dmtxread.
 */
#include "device/device.h"
#include "mark/mark.h"
#include "post/datamatrix72.h"
#include "post/registered.h"
#include "unit/scan.h"

#define UNICO "1A30012345001PM2012100005012100000004207000123AVVOS2065AVVISO 26OOOOOOOO"

/* A page not much larger than the bars, so that it is painted fast. */
#define BARS_X 10300
#define BARS_Y 7700

static const char *const products[] = { "raccomandata", "raccomandata-ar", "atto-giudiziario", "raccomandata-estera" };
static const guint64 bodies[] = { 61000001, 99999999 };

static struct product *load(const char *name)
{
	g_autofree char *path = g_strdup_printf("profiles/product/%s.product", name);
	g_autofree char *text = NULL;
	struct product *product = NULL;

	if (g_file_get_contents(path, &text, NULL, NULL))
		product = product_parse(text, path, NULL);
	if (product == NULL)
		g_error("%s does not load", path);
	return product;
}

static void draw(struct page *page, const struct op_symbol *how, const struct symbol_wish *wish, struct arena *arena)
{
	struct symbol_encoder *encoder = mark_encoder_new();
	const char *reason = NULL;
	const struct symbol *symbol = encoder->encode(encoder, wish, arena, &reason);
	struct op *op;

	CHECK_STR(wish->text, reason, NULL);
	if (symbol != NULL) {
		op = op_list_add(&page->list, OP_SYMBOL, arena);
		op->symbol = *how;
		op->symbol.symbol = symbol;
	}
	mark_encoder_free(encoder);
}

static struct page *new_page(struct arena *arena)
{
	struct page *page = arena_new_array0(arena, struct page, 1);

	page->width = 100 * UM_PER_MM;
	page->height = 35 * UM_PER_MM;
	page->sheet = 1;
	return page;
}

/* Each file painted as a press of 600 and one of 300 dots an inch does, the program's words for what stands there. */
static void check_read(struct page *page, const char *reader, const char *expected, const char *label)
{
	static const guint dpis[] = { 600, 300 };
	static const char *const names[] = { "bars.pdf", "bars.ps" };
	const struct pdf_options options = { .title = "bars", .compression = 6 };
	const struct page *pages[] = { page };
	g_autofree char *folder = check_folder();
	struct device_made made;

	for (guint i = 0; i < G_N_ELEMENTS(dpis) * G_N_ELEMENTS(names); i++) {
		g_autofree char *path = i % 2 == 0 ? judge_draw(folder, names[i / 2], &options, pages, 1, &made)
						   : g_build_filename(folder, names[i / 2], NULL);
		g_autofree char *row = g_strdup_printf("%s, %s at %u", label, names[i / 2], dpis[i % 2]);
		struct scan scan = scan_file(path, 1, dpis[i % 2]);
		g_autofree char *picture = scan_cut(&scan, folder, (struct mm_box){ 0, 0, 100, 35 }), *read = NULL;
		int status;

		read = judge_output(&status, "%s %s 2>/dev/null", reader, picture);
		CHECK_STR(row, g_strchomp(read), expected);
		scan_clear(&scan);
	}
}

static void check_number(const struct product *product, guint64 body)
{
	const struct product_number *number = product->number;
	struct op_symbol how = { .x = BARS_X, .y = BARS_Y, .module_height = number->height,
				 .module_width = number->module / (gint32)MAX(number->narrow, 1) };
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena);
	char text[REGISTERED_ROOM];
	struct symbol_wish wish = { .text = text, .narrow = number->narrow, .wide = number->wide };
	g_autofree char *label = NULL;

	registered_write(number, body, text);
	label = g_strdup_printf("%s %s", product->name, text);
	CHECK_TRUE(label, symbology_parse(number->symbology, &wish.symbology));
	draw(page, &how, &wish, arena);
	check_read(page, "zbarimg -q --raw -Sdisable -Si25.enable=1 -Scode128.enable=1 -Scode39.enable=1", text, label);
}

static void zbarimg_reads_every_products_number(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(products); i++) {
		g_autoptr(product_t) product = load(products[i]);

		for (guint k = 0; k < G_N_ELEMENTS(bodies); k++)
			check_number(product, bodies[k]);
	}
}

/* The same in every ratio, and a number abroad as Code 39. */
static void zbarimg_reads_every_ratio(void)
{
	static const struct {
		const char *name, *symbology;
		guint narrow, wide;
	} rows[] = {
		{ "raccomandata", "itf", 1, 2 },
		{ "raccomandata", "itf", 1, 3 },
		{ "raccomandata-estera", "code39", 2, 5 },
		{ "raccomandata-estera", "code39", 1, 3 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(product_t) product = load(rows[i].name);

		product->number->symbology = rows[i].symbology;
		product->number->narrow = rows[i].narrow;
		product->number->wide = rows[i].wide;
		check_number(product, 61000001);
	}
}

/* 24.4 x 8.1 mm: post.md 14. */
static void dmtxread_reads_the_72_characters(void)
{
	const struct op_symbol how = { .x = BARS_X, .y = BARS_Y, .module_width = 508, .module_height = 508 };
	const struct symbol_wish wish = { .symbology = SYMBOLOGY_DATA_MATRIX, .size = UNICO_COLUMNS, .rows = UNICO_ROWS,
					  .text = UNICO };
	g_autoptr(arena_t) arena = arena_new(4096);
	struct page *page = new_page(arena);
	struct rect bounds;

	CHECK_STR("code", unico_check(UNICO, arena), NULL);
	draw(page, &how, &wish, arena);
	bounds = op_list_bounds(&page->list);
	CHECK_INT("width", bounds.width, 24384);
	CHECK_INT("height", bounds.height, 8128);
	check_read(page, "dmtxread -N1 -m5000", UNICO, "72 characters");
}

CHECK_MAIN({ "zbarimg reads every product's number", zbarimg_reads_every_products_number },
	   { "zbarimg reads every ratio", zbarimg_reads_every_ratio },
	   { "dmtxread reads the 72 characters", dmtxread_reads_the_72_characters })
