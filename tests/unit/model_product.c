/* SPDX-License-Identifier: Apache-2.0 */
/* Products of the post: the project's own files load and mean what their comments say, faults are told at once. */
#include "model/product.h"

#include <string.h>

#include "unit/check.h"

static struct product *load(const char *name)
{
	g_autofree char *path = g_strdup_printf("profiles/product/%s.product", name);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct product *product;

	if (!g_file_get_contents(path, &text, NULL, &error))
		g_error("%s", error->message);
	product = product_parse(text, path, &error);
	CHECK_NO_ERROR(path, error);
	if (product == NULL)
		g_error("%s does not load", path);
	return product;
}

/* What a name says: A/R has a card, an act a green one; abroad numbers are S10. */
static void the_products_load(void)
{
	static const struct {
		const char *name, *title, *number, *card;
	} rows[] = {
		{ "raccomandata", "Raccomandata", "itf", "none" },
		{ "raccomandata-ar", "Raccomandata A/R", "itf", "23-I" },
		{ "atto-giudiziario", "Atto giudiziario", "itf", "23-L" },
		{ "raccomandata-estera", "Raccomandata estera", "code128", "none" },
		{ "posta-massiva", "Posta Massiva", NULL, "none" },
		{ "posta-estera", "Posta estera", NULL, "none" },
	};
	guint64 ranks = 0;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(product_t) product = load(rows[i].name);
		const struct product_number *number = product->number;

		CHECK_STR(rows[i].name, product->name, rows[i].name);
		CHECK_STR(rows[i].name, product->title, rows[i].title);
		CHECK_INT(rows[i].name, product->registered, rows[i].number != NULL);
		CHECK_STR(rows[i].name, number != NULL ? number->symbology : NULL, rows[i].number);
		CHECK_STR(rows[i].name, card_kind_name(product->card.kind), rows[i].card);
		CHECK_INT(rows[i].name, product->card.weight_mg > 0, product->card.kind != CARD_NONE);
		CHECK_TRUE(rows[i].name, product->matrix == NULL);
		CHECK_TRUE(rows[i].name, (ranks & G_GUINT64_CONSTANT(1) << product->rank) == 0);
		ranks |= G_GUINT64_CONSTANT(1) << product->rank;
	}
}

static void a_file_means_what_it_says(void)
{
	g_autoptr(product_t) card = load("raccomandata-ar"), bulk = load("posta-massiva");

	CHECK_INT("card", card->card.weight_mg, 3100);
	CHECK_STR("card", card->card.layout, "cartolina-23i");
	CHECK_STR("no plico", card->plico, NULL);
	CHECK_INT("brackets", card->n_brackets, 7);
	CHECK_STR("bracket", card->brackets[0].name, "fino-a-20g");
	CHECK_INT("bracket", card->brackets[0].up_to_mg, 20000);
	CHECK_INT("bracket", card->brackets[6].up_to_mg, 2000000);
	CHECK_TRUE("registered mail first", card->rank < bulk->rank);
	CHECK_INT("box", bulk->box_mg, 8000000);
}

/* What a mailing house prints: X 0.30 mm, ratio 2.5, 14 mm high, type of 3 and 4 mm, a letter 5.5 mm to the left. */
static void the_number_is_a_mailing_houses(void)
{
	g_autoptr(product_t) product = load("raccomandata");
	const struct product_number *number = product->number;

	CHECK_INT("scheme", number->scheme, NUMBER_DOMESTIC);
	CHECK_INT("module", number->module, 300);
	CHECK_INT("wide units", number->wide, 5);
	CHECK_INT("narrow units", number->narrow, 2);
	CHECK_INT("height", number->height, 14000);
	CHECK_INT("quiet", number->quiet, 3000);
	CHECK_INT("x", number->x, 30000);
	CHECK_INT("y", number->y, 225000);
	CHECK_STR("letter", number->letter, "R");
	CHECK_INT("letter, 4 mm", number->letter_size_mpt, 11339);
	CHECK_INT("letter", number->letter_gap, 5500);
	CHECK_INT("digits, 3 mm", number->text_size_mpt, 8504);
	CHECK_INT("digits", number->text_gap, 2000);
	CHECK_INT("warning", number->warn, 1000);
	CHECK_TRUE("no service", number->service == NULL && number->country == NULL);
	CHECK_INT("permission", product->homologation->x, 110000);
	CHECK_INT("permission", product->homologation->y, 245000);
	CHECK_INT("permission, 2.5 mm", product->homologation->size_mpt, 7087);
	CHECK_TRUE("permission", g_str_has_prefix(product->homologation->text, "DCO"));
}

#define HEAD "[product]\nregistered = yes\nrank = 1\n[brackets]\na = 20 g\n"
#define BARS "module = 0.30mm\nheight = 14mm\nquiet = 3mm\nx = 30mm\ny = 225mm\n"
#define WORDS "text-size = 3mm\ntext-gap = 2mm\nwarn = 10\n"
#define DOMESTIC "[number]\nscheme = domestic\nsymbology = itf\nratio = 2.5\n" BARS WORDS
#define ABROAD "[number]\nscheme = s10\nsymbology = code39\nratio = 3\nservice = RA\ncountry = IT\n" BARS WORDS
#define MATRIX "[matrix]\nx = 120mm\ny = 250mm\nmodule = 0.508mm\nquiet = 1.016mm\n"
#define MARK "[homologation]\ntext = DCOXX0001\nx = 110mm\ny = 245mm\nsize = 2.5mm\n"
#define PLICO "[plico]\nlayout = busta\n[label]\nlayout = etichetta\n"
#define CARD "[card]\nkind = 23-I\nlayout = cartolina\nweight = 3.1 g\n"

static void the_rest_is_read(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(product_t) product = product_parse(HEAD ABROAD MATRIX MARK CARD PLICO, "p/t.product", &error);
	g_autoptr(product_t) bought = product_parse(HEAD "[card]\nkind = 23-L\nweight = 3 g\n", "t", &error);
	g_autoptr(product_t) without = product_parse(HEAD "[card]\nkind = none\n", "t", &error);

	CHECK_NO_ERROR("loads", error);
	if (product == NULL || bought == NULL || without == NULL)
		return;
	CHECK_STR("service", product->number->service, "RA");
	CHECK_STR("country", product->number->country, "IT");
	CHECK_INT("wide units", product->number->wide, 3);
	CHECK_INT("narrow units", product->number->narrow, 1);
	CHECK_TRUE("no letter", product->number->letter == NULL);
	CHECK_INT("matrix", product->matrix->x, 120000);
	CHECK_INT("matrix", product->matrix->y, 250000);
	CHECK_INT("matrix", product->matrix->module, 508);
	CHECK_INT("matrix", product->matrix->quiet, 1016);
	CHECK_STR("permission", product->homologation->text, "DCOXX0001");
	CHECK_STR("card", product->card.layout, "cartolina");
	CHECK_STR("plico", product->plico, "busta");
	CHECK_STR("label", product->label, "etichetta");
	CHECK_STR("title", product->title, "t");
	CHECK_INT("card", bought->card.kind, CARD_23_L);
	CHECK_TRUE("bought printed", bought->card.layout == NULL);
	CHECK_INT("no card", without->card.kind, CARD_NONE);
}

static const struct {
	const char *label, *text;
	const char *from, *to;	/* what is changed in the text */
	const char *error;
} rows[] = {
	{ "no bracket", HEAD, "a = 20 g\n", "", "product 't': [brackets]: no weight bracket" },
	{ "brackets turned", HEAD, "20 g\n", "50 g\nb = 20 g\n", "product 't': [brackets] b: not above the bracket before it" },
	{ "yes or no", HEAD, "= yes", "= maybe", "product 't': [product] registered: not one of no, yes: 'maybe'" },
	{ "not a key file", HEAD, "[product]\n", "", "product 't': " },
	{ "an old key", HEAD, "rank", "extra = 3 g\nrank", "product 't': [product] extra: no such key" },
	{ "no scheme", HEAD DOMESTIC, "scheme = domestic\n", "", "[number] scheme: missing" },
	{ "no such scheme", HEAD DOMESTIC, "= domestic", "= upu", "[number] scheme: not one of domestic, s10: 'upu'" },
	{ "no such bars", HEAD DOMESTIC, "= itf", "= ean", "[number] symbology: not one of itf, code128, code39: 'ean'" },
	{ "no ratio", HEAD DOMESTIC, "ratio = 2.5\n", "", "[number] ratio: missing" },
	{ "another ratio", HEAD DOMESTIC, "2.5", "2.25", "[number] ratio: not one of 2, 2.5, 3: '2.25'" },
	{ "a ratio for one width", HEAD DOMESTIC, "itf", "code128", "[number] ratio: no such key" },
	{ "a module to be halved", HEAD DOMESTIC, "0.30mm", "0.255mm", "[number] module: not to be halved into whole micrometres" },
	{ "too fine", HEAD DOMESTIC, "0.30mm", "0.18mm", "[number] module: out of range: '0.18mm' (0.19mm to 0.51mm)" },
	{ "too coarse", HEAD DOMESTIC, "0.30mm", "0.52mm", "[number] module: out of range: '0.52mm' (0.19mm to 0.51mm)" },
	{ "no quiet", HEAD DOMESTIC, "quiet = 3mm", "quiet = 2.9mm", "[number] quiet: less than 10 modules" },
	{ "at the edge", HEAD DOMESTIC, "x = 30mm", "x = 2mm", "[number] x: leaves no room for the quiet zone" },
	{ "many letters", HEAD DOMESTIC, "warn", "letter = RACC\nletter-size = 4mm\nletter-gap = 5mm\nwarn",
	  "[number] letter: not 1 to 3 letters: 'RACC'" },
	{ "an empty letter", HEAD DOMESTIC, "warn", "letter =\nletter-size = 4mm\nletter-gap = 5mm\nwarn",
	  "[number] letter: not 1 to 3 letters: ''" },
	{ "a letter in the quiet zone", HEAD DOMESTIC, "warn", "letter = R\nletter-size = 4mm\nletter-gap = 2.9mm\nwarn",
	  "[number] letter-gap: the letter stands in the quiet zone" },
	{ "a size for no letter", HEAD DOMESTIC, "warn", "letter-size = 4mm\nwarn", "[number] letter-size: no such key" },
	{ "a service at home", HEAD DOMESTIC, "warn", "service = RA\nwarn", "[number] service: no such key" },
	{ "no warning", HEAD DOMESTIC, "warn = 10\n", "", "[number] warn: missing" },
	{ "a number unregistered", HEAD DOMESTIC, "= yes", "= no", "[number]: the product is not registered" },
	{ "no service", HEAD ABROAD, "service = RA\n", "", "[number] service: missing" },
	{ "a small service", HEAD ABROAD, "= RA", "= ra", "[number] service: not two capitals: 'ra'" },
	{ "a service never given", HEAD ABROAD, "= RA", "= TA", "[number] service: no service begins with T" },
	{ "a long country", HEAD ABROAD, "= IT", "= ITA", "[number] country: not two capitals: 'ITA'" },
	{ "letters in digits", HEAD ABROAD, "code39", "itf", "[number] symbology: itf carries digits only" },
	{ "low bars", HEAD ABROAD, "14mm", "12.4mm", "[number] height: less than the 12.5mm of S10" },
	{ "no text", HEAD MARK, "text = DCOXX0001\n", "", "[homologation] text: missing" },
	{ "no size", HEAD MARK, "size = 2.5mm\n", "", "[homologation] size: missing" },
	{ "a module of no dots", HEAD MATRIX, "0.508mm", "0.5mm", "[matrix] module: not a whole number of 0.127mm" },
	{ "a matrix with no quiet", HEAD MATRIX, "1.016mm", "1mm", "[matrix] quiet: less than 2 modules" },
	{ "a plico of no layout", HEAD PLICO, "layout = busta\n", "", "[plico] layout: missing" },
	{ "no such card", HEAD CARD, "23-I", "23I", "[card] kind: not one of none, 23-I, 23-L: '23I'" },
	{ "a card of no weight", HEAD CARD, "weight = 3.1 g\n", "", "[card] weight: missing" },
	{ "a card unregistered", HEAD CARD, "= yes", "= no", "[card]: the product is not registered" },
	{ "a layout for no card", HEAD CARD, "23-I", "none", "[card] layout: no such key" },
};

static void faults_are_told(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) text = g_string_new(rows[i].text);
		g_autoptr(GError) error = NULL;

		product_free(product_parse(text->str, "p/t.product", &error));
		CHECK_NO_ERROR(rows[i].label, error);
		CHECK_INT(rows[i].label, g_string_replace(text, rows[i].from, rows[i].to, 1), 1);
		CHECK_TRUE(rows[i].label, product_parse(text->str, "p/t.product", &error) == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].error);
	}
}

/* One line a fault, each with the file's name. */
static void faults_are_told_at_once(void)
{
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) lines = NULL;

	product_free(product_parse("[product]\nrank = 0\n[number]\nscheme = s10\nsymbology = itf\nratio = 2.25\n[card]\nkind = x\n",
				   "p/t.product", &error));
	CHECK_ERROR("many", error, "product 't': [product] rank: out of range");
	lines = g_strsplit(error != NULL ? error->message : "", "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++)
		CHECK_TRUE(lines[i], g_str_has_prefix(lines[i], "product 't': ["));
	CHECK_TRUE("many", g_strv_length(lines) > 12);
}

CHECK_MAIN({ "the products load", the_products_load }, { "a file means what it says", a_file_means_what_it_says },
	   { "the number is a mailing house's", the_number_is_a_mailing_houses }, { "the rest is read", the_rest_is_read },
	   { "faults are told", faults_are_told }, { "faults are told at once", faults_are_told_at_once })
