/* SPDX-License-Identifier: Apache-2.0 */
/* The rooms are measured by what is drawn: a specimen's bars are as wide as any number's, its digits too. */
#include "compose/postblock.h"

#include <string.h>

#define ROLE "body"
#define MATRIX_COLUMNS 48
#define MATRIX_ROWS 16

/* Nothing else comes closer to letters and digits, nor to bars from above. */
#define CLEAR 1000

/* ---- text ---- */

static struct typeset_line set_line(const struct post_pen *pen, mpt_t size, const char *text)
{
	const struct text_style style = { .role = ROLE, .size = size };
	gunichar missing;

	return typesetter_line(pen->typesetter, &style, STORE_PASSING, text, pen->arena, &missing);
}

static void draw_line(const struct post_pen *pen, mpt_t size, const char *text, um_t x, um_t baseline, struct op_list *list)
{
	const struct text_style style = { .role = ROLE, .size = size };
	const struct typeset_line line = set_line(pen, size, text);

	typeset_line_draw(&line, &style, x, baseline, list, pen->arena);
}

/* How high capitals and digits stand. */
static um_t cap_height(const struct typeset_line *line, mpt_t size)
{
	const struct font *font = line->words[0]->runs[0].face->font;

	return um_from_mpt((gint64)size * font->cap_height / 1000);
}

/* ---- the number ---- */

static const struct symbol *encode_number(const struct product_number *number, const char *text, const struct post_pen *pen)
{
	struct symbol_wish wish = { .text = text, .narrow = number->narrow, .wide = number->wide };
	const char *reason;

	if (!symbology_parse(number->symbology, &wish.symbology))
		g_assert_not_reached();
	return pen->encoder->encode(pen->encoder, &wish, pen->arena, &reason);
}

static um_t unit_of(const struct product_number *number)
{
	return number->narrow == 0 ? number->module : number->module / (um_t)number->narrow;
}

static um_t bars_width(const struct product_number *number, const struct symbol *symbol)
{
	return symbol->columns * unit_of(number);
}

/* What is drawn about the bars. */
struct number_place {
	um_t letter_x, letter_base;
	um_t text_x, text_base;
	struct rect box;	/* all of it */
};

static void place_letter(const struct product_number *number, const struct post_pen *pen, struct number_place *place)
{
	struct typeset_line line;

	if (number->letter == NULL)
		return;
	line = set_line(pen, number->letter_size_mpt, number->letter);
	place->letter_x = number->x - number->letter_gap - line.width;
	place->letter_base = number->y + (number->height + cap_height(&line, number->letter_size_mpt)) / 2;
	place->box = rect_union(&place->box, &(struct rect){ place->letter_x - CLEAR, number->y, line.width, number->height });
}

static void place_text(const struct product_number *number, um_t width, const char *text, const struct post_pen *pen,
		       struct number_place *place)
{
	const struct typeset_line line = set_line(pen, number->text_size_mpt, text);
	um_t top = number->y + number->height + number->text_gap;

	place->text_x = number->x + (width - line.width) / 2;
	place->text_base = top + cap_height(&line, number->text_size_mpt);
	place->box = rect_union(&place->box, &(struct rect){ place->text_x - CLEAR, top, line.width + 2 * CLEAR,
							     place->text_base + line.descent - top });
}

static struct number_place place_number(const struct product_number *number, um_t width, const char *shown,
					const struct post_pen *pen)
{
	struct number_place place = { .box = { number->x - number->quiet, number->y - CLEAR, width + 2 * number->quiet,
					       number->height + CLEAR } };

	place_letter(number, pen, &place);
	place_text(number, width, shown, pen, &place);
	return place;
}

static gboolean draw_number(const struct product_number *number, const struct compose_codes *codes, const struct post_pen *pen,
			    struct op_list *list)
{
	const struct symbol *symbol = encode_number(number, codes->registered, pen);
	struct number_place place;

	if (symbol == NULL)
		return FALSE;
	place = place_number(number, bars_width(number, symbol), codes->shown, pen);
	op_list_add(list, OP_SYMBOL, pen->arena)->symbol =
		(struct op_symbol){ number->x, number->y, unit_of(number), number->height, symbol };
	if (number->letter != NULL)
		draw_line(pen, number->letter_size_mpt, number->letter, place.letter_x, place.letter_base, list);
	draw_line(pen, number->text_size_mpt, codes->shown, place.text_x, place.text_base, list);
	return TRUE;
}

/* ---- the Data Matrix ---- */

static const struct symbol *encode_matrix(const char *text, const struct post_pen *pen)
{
	const struct symbol_wish wish = { .symbology = SYMBOLOGY_DATA_MATRIX, .size = MATRIX_COLUMNS, .rows = MATRIX_ROWS,
					  .text = text };
	const char *reason;

	return pen->encoder->encode(pen->encoder, &wish, pen->arena, &reason);
}

static gboolean draw_matrix(const struct product_matrix *matrix, const char *text, const struct post_pen *pen,
			    struct op_list *list)
{
	const struct symbol *symbol = encode_matrix(text, pen);

	if (symbol == NULL)
		return FALSE;
	op_list_add(list, OP_SYMBOL, pen->arena)->symbol =
		(struct op_symbol){ matrix->x, matrix->y, matrix->module, matrix->module, symbol };
	return TRUE;
}

gboolean post_block_draw(const struct product *product, const struct compose_codes *codes, const struct post_pen *pen,
			 struct op_list *list)
{
	const struct product_mark *mark = product->homologation;

	if (mark != NULL)
		draw_line(pen, mark->size_mpt, mark->text, mark->x, mark->y, list);
	return (product->number == NULL || codes->registered == NULL || draw_number(product->number, codes, pen, list)) &&
	       (product->matrix == NULL || codes->matrix == NULL || draw_matrix(product->matrix, codes->matrix, pen, list));
}

/* ---- zones ---- */

static struct rect number_room(const struct product_number *number, const struct post_pen *pen)
{
	gboolean abroad = number->scheme == NUMBER_S10;
	const struct symbol *symbol = encode_number(number, abroad ? "RR000000005IT" : "000000000000", pen);

	return place_number(number, bars_width(number, symbol), abroad ? "RR 000 000 005 IT" : "00000000000-0", pen).box;
}

static struct rect mark_room(const struct product_mark *mark, const struct post_pen *pen)
{
	const struct typeset_line line = set_line(pen, mark->size_mpt, mark->text);
	const struct rect ink = { mark->x, mark->y - line.ascent, line.width, line.ascent + line.descent };

	return rect_grown(&ink, CLEAR, 0);
}

static struct rect matrix_room(const struct product_matrix *matrix)
{
	const struct rect symbol = { matrix->x, matrix->y, MATRIX_COLUMNS * matrix->module, MATRIX_ROWS * matrix->module };

	return rect_grown(&symbol, matrix->quiet, matrix->quiet);
}

guint post_block_zones(const struct product *product, gboolean with_matrix, const struct post_pen *pen,
		       struct zone zones[POST_ZONES_MAX])
{
	guint count = 0;

	if (product->number != NULL)
		zones[count++] = (struct zone){ "registered number", number_room(product->number, pen) };
	if (product->homologation != NULL)
		zones[count++] = (struct zone){ "permission", mark_room(product->homologation, pen) };
	if (product->matrix != NULL && with_matrix)
		zones[count++] = (struct zone){ "Data Matrix", matrix_room(product->matrix) };
	return count;
}

/* ---- clashes ---- */

static const struct zone *overlapping(const struct zone *zones, guint count, const struct zone *zone)
{
	for (guint i = 0; i < count; i++) {
		if (&zones[i] != zone && rect_overlaps(&zones[i].box, &zone->box))
			return &zones[i];
	}
	return NULL;
}

/* The window may show what the post reads, but not a part of it. */
static const char *window_clash(const struct zone *zone, const struct zone *window, const struct envelope *envelope)
{
	const struct profile_box *box = &envelope->address;
	const struct rect address = { box->x, box->y, box->width, box->height };

	if (rect_overlaps(&zone->box, &address))
		return "it lies on the address";
	return rect_contains(&window->box, &zone->box) ? NULL : "it lies across the edge of the address window";
}

static const char *zone_clash(const struct zone *zone, const struct zone *zones, guint count, const struct envelope *envelope,
			      struct arena *arena)
{
	for (guint i = 0; i < count; i++) {
		const char *reason = NULL;

		if (!rect_overlaps(&zones[i].box, &zone->box))
			continue;
		if (strcmp(zones[i].name, ZONE_WINDOW) == 0)
			reason = window_clash(zone, &zones[i], envelope);
		else
			reason = arena_printf(arena, "it lies in the zone '%s'", zones[i].name);
		if (reason != NULL)
			return reason;
	}
	return NULL;
}

const char *post_block_clash(const struct zone *block, guint blocks, const struct zone *zones, guint count,
			     const struct envelope *envelope, const struct page *page, const struct zone **zone,
			     struct arena *arena)
{
	const struct rect sheet = { 0, 0, page->width, page->height };

	for (guint i = 0; i < blocks; i++) {
		const struct zone *other = overlapping(block, blocks, &block[i]);
		const char *reason = zone_clash(&block[i], zones, count, envelope, arena);

		*zone = &block[i];
		if (!rect_contains(&sheet, &block[i].box))
			return "it does not lie on the sheet";
		if (other != NULL)
			return arena_printf(arena, "it lies in the zone '%s'", other->name);
		if (reason != NULL)
			return reason;
	}
	return NULL;
}
