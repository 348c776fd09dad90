/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ranges stop a slip of a unit.  What machines must read has tighter ones: the least and the largest narrow element,
 * bar height and quiet zone are those that the post's and its union's descriptions of the bars ask for.
 */
#include "model/product.h"

#include <string.h>

#include "model/keys.h"

#define MM 1000
#define GRAM 1000
#define KILOGRAM 1000000

#define PLACE_MAX (420 * MM)
#define MODULE_LEAST 190
#define MODULE_MOST 510
#define QUIET_MODULES 10
#define S10_HEIGHT_LEAST 12500
#define LETTERS_MOST 3
#define SIZE_LEAST 4000
#define SIZE_MOST 30000
#define MATRIX_QUIET_MODULES 2
#define MATRIX_MODULE_STEP 127

static const char *const card_kinds[] = { "none", "23-I", "23-L", NULL };

const char *card_kind_name(enum card_kind kind)
{
	return card_kinds[kind];
}

static void read_brackets(struct keys *keys, struct product *product)
{
	g_auto(GStrv) names = keys_of_group(keys, "brackets");
	gint32 edge = 0;

	product->n_brackets = g_strv_length(names);
	product->brackets = g_new0(struct weight_bracket, product->n_brackets);
	if (product->n_brackets == 0)
		keys_fault(keys, "brackets", NULL, "no weight bracket");
	for (guint i = 0; i < product->n_brackets; i++) {
		struct weight_bracket *bracket = &product->brackets[i];

		bracket->name = g_strdup(names[i]);
		bracket->up_to_mg = keys_weight(keys, "brackets", names[i], KEYS_REQUIRED, GRAM, 50 * KILOGRAM);
		if (bracket->up_to_mg != 0 && bracket->up_to_mg <= edge)
			keys_fault(keys, "brackets", names[i], "not above the bracket before it");
		edge = MAX(edge, bracket->up_to_mg);
	}
}

/* ---- [number] ---- */

/* What the units of a narrow and of a wide element are for each ratio. */
static void read_ratio(struct keys *keys, struct product_number *number)
{
	static const char *const ratios[] = { "2", "2.5", "3", NULL };
	static const guint units[][2] = { { 1, 2 }, { 2, 5 }, { 1, 3 } };
	gint32 ratio = keys_choice(keys, "number", "ratio", KEYS_REQUIRED, ratios);

	number->narrow = units[ratio][0];
	number->wide = units[ratio][1];
	if (number->module % (gint32)number->narrow != 0)
		keys_fault(keys, "number", "module", "not to be halved into whole micrometres");
}

static void read_bars(struct keys *keys, struct product_number *number)
{
	static const char *const symbologies[] = { "itf", "code128", "code39", NULL };
	gint32 symbology = keys_choice(keys, "number", "symbology", KEYS_REQUIRED, symbologies);

	number->symbology = symbologies[symbology];
	number->module = keys_length(keys, "number", "module", KEYS_REQUIRED, MODULE_LEAST, MODULE_MOST);
	number->height = keys_length(keys, "number", "height", KEYS_REQUIRED, 5 * MM, 50 * MM);
	number->quiet = keys_length(keys, "number", "quiet", KEYS_REQUIRED, 0, 30 * MM);
	number->x = keys_length(keys, "number", "x", KEYS_REQUIRED, 0, PLACE_MAX);
	number->y = keys_length(keys, "number", "y", KEYS_REQUIRED, 0, PLACE_MAX);
	if (strcmp(number->symbology, "code128") != 0)
		read_ratio(keys, number);
	if (number->quiet < QUIET_MODULES * number->module)
		keys_fault(keys, "number", "quiet", "less than %d modules", QUIET_MODULES);
	if (number->x < number->quiet)
		keys_fault(keys, "number", "x", "leaves no room for the quiet zone");
}

static char *read_capitals(struct keys *keys, const char *key)
{
	const char *word = keys_word(keys, "number", key);

	if (word != NULL && (strlen(word) != 2 || !g_ascii_isupper(word[0]) || !g_ascii_isupper(word[1])))
		keys_fault(keys, "number", key, "not two capitals: '%s'", word);
	return g_strdup(word);
}

/* S10-12: no service begins with J, K, S, T or W.  Its bars: section 8 of it. */
static void read_s10(struct keys *keys, struct product_number *number)
{
	number->service = read_capitals(keys, "service");
	number->country = read_capitals(keys, "country");
	if (number->service != NULL && strchr("JKSTW", number->service[0]) != NULL)
		keys_fault(keys, "number", "service", "no service begins with %c", number->service[0]);
	if (strcmp(number->symbology, "itf") == 0)
		keys_fault(keys, "number", "symbology", "itf carries digits only, and an S10 number has letters");
	if (number->height < S10_HEIGHT_LEAST)
		keys_fault(keys, "number", "height", "less than the 12.5mm of S10");
}

static void read_words(struct keys *keys, struct product_number *number)
{
	number->text_size_mpt = keys_size(keys, "number", "text-size", KEYS_REQUIRED, SIZE_LEAST, SIZE_MOST);
	number->text_gap = keys_length(keys, "number", "text-gap", KEYS_REQUIRED, 0, 20 * MM);
	number->letter = g_strdup(keys_find(keys, "number", "letter"));
	if (number->letter == NULL)
		return;
	number->letter_size_mpt = keys_size(keys, "number", "letter-size", KEYS_REQUIRED, SIZE_LEAST, SIZE_MOST);
	number->letter_gap = keys_length(keys, "number", "letter-gap", KEYS_REQUIRED, 0, 30 * MM);
	if (number->letter[0] == '\0' || g_utf8_strlen(number->letter, -1) > LETTERS_MOST)
		keys_fault(keys, "number", "letter", "not 1 to %d letters: '%s'", LETTERS_MOST, number->letter);
	if (number->letter_gap < number->quiet)
		keys_fault(keys, "number", "letter-gap", "the letter stands in the quiet zone");
}

static void read_number(struct keys *keys, struct product *product)
{
	static const char *const schemes[] = { "domestic", "s10", NULL };
	struct product_number *number;

	if (!keys_has_group(keys, "number"))
		return;
	product->number = number = g_new0(struct product_number, 1);
	number->scheme = (enum number_scheme)keys_choice(keys, "number", "scheme", KEYS_REQUIRED, schemes);
	read_bars(keys, number);
	if (number->scheme == NUMBER_S10)
		read_s10(keys, number);
	read_words(keys, number);
	number->warn = (guint)keys_number(keys, "number", "warn", KEYS_REQUIRED, 0, 10000000);
	if (!product->registered)
		keys_fault(keys, "number", NULL, "the product is not registered");
}

/* ---- what else is printed ---- */

static void read_homologation(struct keys *keys, struct product *product)
{
	struct product_mark *mark;

	if (!keys_has_group(keys, "homologation"))
		return;
	product->homologation = mark = g_new0(struct product_mark, 1);
	mark->text = g_strdup(keys_word(keys, "homologation", "text"));
	mark->x = keys_length(keys, "homologation", "x", KEYS_REQUIRED, 0, PLACE_MAX);
	mark->y = keys_length(keys, "homologation", "y", KEYS_REQUIRED, 0, PLACE_MAX);
	mark->size_mpt = keys_size(keys, "homologation", "size", KEYS_REQUIRED, SIZE_LEAST, SIZE_MOST);
}

static void read_matrix(struct keys *keys, struct product *product)
{
	struct product_matrix *matrix;

	if (!keys_has_group(keys, "matrix"))
		return;
	product->matrix = matrix = g_new0(struct product_matrix, 1);
	matrix->x = keys_length(keys, "matrix", "x", KEYS_REQUIRED, 0, PLACE_MAX);
	matrix->y = keys_length(keys, "matrix", "y", KEYS_REQUIRED, 0, PLACE_MAX);
	matrix->module = keys_length(keys, "matrix", "module", KEYS_REQUIRED, 2 * MATRIX_MODULE_STEP, MM);
	matrix->quiet = keys_length(keys, "matrix", "quiet", KEYS_REQUIRED, 0, 20 * MM);
	if (matrix->module % MATRIX_MODULE_STEP != 0)
		keys_fault(keys, "matrix", "module", "not a whole number of 0.127mm, three dots at 600 an inch");
	if (matrix->quiet < MATRIX_QUIET_MODULES * matrix->module)
		keys_fault(keys, "matrix", "quiet", "less than %d modules", MATRIX_QUIET_MODULES);
}

static void read_card(struct keys *keys, struct product *product)
{
	struct product_card *card = &product->card;

	if (!keys_has_group(keys, "card"))
		return;
	card->kind = (enum card_kind)keys_choice(keys, "card", "kind", KEYS_REQUIRED, card_kinds);
	if (card->kind == CARD_NONE)
		return;
	card->layout = g_strdup(keys_find(keys, "card", "layout"));
	card->weight_mg = keys_weight(keys, "card", "weight", KEYS_REQUIRED, GRAM / 2, 100 * GRAM);
	if (!product->registered)
		keys_fault(keys, "card", NULL, "the product is not registered");
}

struct product *product_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("product", text, path);
	struct product *product = g_new0(struct product, 1);

	product->name = g_strdup(keys_name(keys));
	product->title = g_strdup(keys_find(keys, "product", "title"));
	if (product->title == NULL)
		product->title = g_strdup(product->name);
	product->registered = keys_flag(keys, "product", "registered", KEYS_REQUIRED);
	product->rank = (guint)keys_number(keys, "product", "rank", KEYS_REQUIRED, 1, 99);
	product->tolerance_permille = keys_number(keys, "product", "tolerance-permille", 20, 0, 500);
	read_brackets(keys, product);
	product->box_pieces = (guint)keys_number(keys, "boxes", "pieces", 0, 1, 100000);
	product->box_mg = keys_weight(keys, "boxes", "weight", 0, 100 * GRAM, 100 * KILOGRAM);
	read_number(keys, product);
	read_homologation(keys, product);
	read_matrix(keys, product);
	read_card(keys, product);
	if (keys_has_group(keys, "plico"))
		product->plico = g_strdup(keys_word(keys, "plico", "layout"));
	if (keys_has_group(keys, "label"))
		product->label = g_strdup(keys_word(keys, "label", "layout"));
	if (!keys_close(keys, error))
		g_clear_pointer(&product, product_free);
	return product;
}

static void number_free(struct product_number *number)
{
	if (number == NULL)
		return;
	g_free(number->letter);
	g_free(number->service);
	g_free(number->country);
	g_free(number);
}

static void mark_free(struct product_mark *mark)
{
	if (mark == NULL)
		return;
	g_free(mark->text);
	g_free(mark);
}

void product_free(struct product *product)
{
	if (product == NULL)
		return;
	for (guint i = 0; i < product->n_brackets; i++)
		g_free(product->brackets[i].name);
	g_free(product->brackets);
	number_free(product->number);
	mark_free(product->homologation);
	g_free(product->matrix);
	g_free(product->card.layout);
	g_free(product->plico);
	g_free(product->label);
	g_free(product->title);
	g_free(product->name);
	g_free(product);
}
