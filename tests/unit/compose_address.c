/* SPDX-License-Identifier: Apache-2.0 */
/* The address block: its place, its capitals, and what does not fit or cannot be printed. */
#include "compose/address.h"

#include "unit/compose_rig.h"

/* All parts there are; those that are NULL print nothing. */
static struct addressee addressee_of(const char *name, const char *name2, const char *street, const char *city,
				     const char *country)
{
	return (struct addressee){ .name = name, .name2 = name2 != NULL ? name2 : "", .extra = "", .street = street,
				   .number = "12", .cap = "20121", .city = city, .province = "MI",
				   .country = country != NULL ? country : "", .tax_code = "", .email = "", .pec = "",
				   .iban = "", .reason = "" };
}

static struct typesetter *typesetter_open(void)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);

	if (typesetter == NULL)
		g_error("%s", error->message);
	return typesetter;
}

/* Lines of a block with a bar behind each. */
static char *text_of(const struct address_block *block)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < block->list.count; i++) {
		const struct op_text *text = &block->list.ops[i].text;

		for (guint w = 0; w < text->count; w++) {
			g_string_append(out, text->words[w]->utf8);
			if (text->words[w]->gap && w + 1 < text->count)
				g_string_append_c(out, ' ');
		}
		g_string_append_c(out, '|');
	}
	return g_string_free(out, FALSE);
}

struct setting {
	const char *label;
	gboolean capitals;
	const char *name, *name2, *city, *country;
	const char *text;
};

static const struct setting settings[] = {
	{ "three lines", TRUE, "Rosa Bianchi", NULL, "Milano", NULL, "ROSA BIANCHI|VIA ROMA 12|20121 MILANO MI|" },
	{ "as given", FALSE, "Rosa Bianchi", NULL, "Milano", NULL, "Rosa Bianchi|Via Roma 12|20121 Milano MI|" },
	{ "accents", TRUE, "Niccolò Šimić", NULL, "Forlì", NULL, "NICCOLÒ ŠIMIĆ|VIA ROMA 12|20121 FORLÌ MI|" },
	{ "Greek", TRUE, "Γεωργία Παπά", NULL, "Milano", NULL, "ΓΕΩΡΓΊΑ ΠΑΠΆ|VIA ROMA 12|20121 MILANO MI|" },
	{ "Cyrillic", TRUE, "Алексей Ковалёв", NULL, "Milano", NULL, "АЛЕКСЕЙ КОВАЛЁВ|VIA ROMA 12|20121 MILANO MI|" },
	{ "a letter that becomes two", TRUE, "Jörg Strauß", NULL, "Milano", NULL, "JÖRG STRAUSS|VIA ROMA 12|20121 MILANO MI|" },
	{ "five lines", TRUE, "Rosa Bianchi", "presso Verdi", "Lugano", "Svizzera",
	  "ROSA BIANCHI|PRESSO VERDI|VIA ROMA 12|20121 LUGANO MI|SVIZZERA|" },
};

/* Lines one under the other at the envelope's leading, all within its address box, from its left edge. */
static void check_place(const char *label, const struct envelope *envelope, const struct address_block *block)
{
	const struct rect box = { envelope->address.x, envelope->address.y, envelope->address.width,
				  envelope->address.height };

	for (guint i = 0; i < block->list.count; i++) {
		const struct op *op = &block->list.ops[i];
		struct rect bounds = op_bounds(op);

		CHECK_INT(label, op->kind, OP_TEXT);
		CHECK_INT(label, op->text.x, box.x);
		CHECK_INT(label, op->text.size, envelope->size_mpt);
		CHECK_TRUE(label, rect_contains(&box, &bounds));
		if (i > 0)
			CHECK_INT(label, op->text.baseline - block->list.ops[0].text.baseline,
				  (um_t)i * um_from_mpt(envelope->leading_mpt));
	}
}

static void sets_lines(void)
{
	g_autoptr(envelope_t) envelope = envelope_load("dl-right-window");
	g_autoptr(arena_t) arena = arena_new(16384);
	struct typesetter *typesetter = typesetter_open();

	for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
		const struct setting *row = &settings[i];
		const struct addressee to = addressee_of(row->name, row->name2, "Via Roma", row->city, row->country);
		struct address_block block;
		g_autofree char *text = NULL;

		envelope->capitals = row->capitals;
		address_block_set(typesetter, envelope, &to, arena, &block);
		text = text_of(&block);
		CHECK_STR(row->label, text, row->text);
		CHECK_INT(row->label, block.missing, 0);
		CHECK_INT(row->label, block.too_wide, 0);
		CHECK_INT(row->label, block.too_high, 0);
		check_place(row->label, envelope, &block);
	}
	typesetter_free(typesetter);
}

/* A box one micrometre too small is too small by one micrometre, and the same box as large as the block is not. */
static void measures_overflow(void)
{
	g_autoptr(envelope_t) envelope = envelope_load("dl-right-window");
	g_autoptr(arena_t) arena = arena_new(16384);
	struct typesetter *typesetter = typesetter_open();
	const struct addressee to = addressee_of("Rosa Bianchi", NULL, "Via Guglielmo Marconi", "Milano", NULL);
	struct address_block block;
	struct rect bounds;
	um_t wide = envelope->address.width, high = envelope->address.height;

	address_block_set(typesetter, envelope, &to, arena, &block);
	bounds = op_list_bounds(&block.list);
	for (um_t lack = 0; lack <= 2000; lack += 1000) {
		envelope->address.width = bounds.width - lack;
		envelope->address.height = high;
		address_block_set(typesetter, envelope, &to, arena, &block);
		/* A width is added up word by word, each rounded to a micrometre. */
		CHECK_TRUE("too wide", ABS(block.too_wide - lack) <= 3);
		CHECK_INT("too wide, not too high", block.too_high, 0);
		envelope->address.width = wide;
		envelope->address.height = bounds.height - lack;
		address_block_set(typesetter, envelope, &to, arena, &block);
		CHECK_TRUE("too high", ABS(block.too_high - lack) <= 3);
		CHECK_INT("too high, not too wide", block.too_wide, 0);
	}
	typesetter_free(typesetter);
}

static void tells_missing_glyphs(void)
{
	static const struct { const char *label, *name, *city; gunichar missing; } rows[] = {
		{ "in the name", "Rosa 漢字", "Milano", 0x6F22 },
		{ "in the town", "Rosa", "東京", 0x6771 },
		{ "the first of several lines", "Rosa 漢", "東", 0x6F22 },
		{ "an emoji", "Rosa \U0001F600", "Milano", 0x1F600 },
	};
	g_autoptr(envelope_t) envelope = envelope_load("dl-right-window");
	g_autoptr(arena_t) arena = arena_new(16384);
	struct typesetter *typesetter = typesetter_open();

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct addressee to = addressee_of(rows[i].name, NULL, "Via Roma", rows[i].city, NULL);
		struct address_block block;

		address_block_set(typesetter, envelope, &to, arena, &block);
		CHECK_INT(rows[i].label, block.missing, rows[i].missing);
	}
	typesetter_free(typesetter);
}

/* What every envelope shows at full play holds a full address. */
static void fits_all_envelopes(void)
{
	static const char *const names[] = { "dl-right-window", "c5-right-window", "c4-window", "reference" };
	g_autoptr(arena_t) arena = arena_new(16384);
	struct typesetter *typesetter = typesetter_open();
	const struct addressee to = addressee_of("Anna Maria Quattrocchi", "presso Studio Verdi", "Piazza della Libertà",
						 "San Benedetto del Tronto", "Svizzera");

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(envelope_t) envelope = envelope_load(names[i]);
		struct profile_box window = envelope->window;
		struct address_block block;
		struct rect shown, bounds;

		address_block_set(typesetter, envelope, &to, arena, &block);
		CHECK_INT(names[i], block.too_wide, 0);
		CHECK_INT(names[i], block.too_high, 0);
		bounds = op_list_bounds(&block.list);
		shown = (struct rect){ window.x + envelope->play_x, window.y + envelope->play_y,
				       window.width - 2 * envelope->play_x, window.height - 2 * envelope->play_y };
		CHECK_TRUE(names[i], rect_contains(&shown, &bounds));
	}
	typesetter_free(typesetter);
}

CHECK_MAIN({ "sets lines", sets_lines }, { "measures what does not fit", measures_overflow },
	   { "tells missing glyphs", tells_missing_glyphs }, { "fits all envelopes", fits_all_envelopes })
