/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checking and printing compose the same pages the same way; what a check has passed is what is printed, with
 * marks and codes added in zones that the check has found free.
 */
#include "compose/compose.h"

#include <stdio.h>
#include <string.h>

#include "compose/address.h"
#include "compose/zones.h"

struct composer {
	struct compose_plan plan;
	struct inserter by_hand;	/* the inserter without its marks: control codes only */
	struct symbol_encoder *encoder;
	struct arena *arena;
	struct zone block[POST_ZONES_MAX];	/* of what the post reads on a first sheet */
	guint blocks;
};

static struct post_pen post_pen_of(const struct composer *composer)
{
	return (struct post_pen){ composer->plan.typesetter, composer->encoder, composer->arena };
}

static void measure_block(struct composer *composer)
{
	const struct post_pen pen = post_pen_of(composer);

	if (composer->plan.product != NULL)
		composer->blocks = post_block_zones(composer->plan.product, composer->plan.matrix, &pen, composer->block);
}

struct composer *composer_new(const struct compose_plan *plan)
{
	struct composer *composer = g_new0(struct composer, 1);

	composer->plan = *plan;
	composer->by_hand = *plan->inserter;
	composer->by_hand.kind = MARKS_NONE;
	composer->encoder = mark_encoder_new();
	composer->arena = arena_new(256 * 1024);
	measure_block(composer);
	return composer;
}

void composer_free(struct composer *composer)
{
	if (composer == NULL)
		return;
	mark_encoder_free(composer->encoder);
	arena_free(composer->arena);
	g_free(composer);
}

/* "12,3 mm" */
static const char *millimetres(um_t um, struct arena *arena)
{
	gint tenths = (ABS(um) + 50) / 100;

	return arena_printf(arena, "%s%d,%d mm", um < 0 ? "-" : "", tenths / 10, tenths % 10);
}

/* A sheet's pages: the letter's pages grouped by sheet. */
struct sheet {
	const struct letter_page *front;
	const struct letter_page *back;	/* NULL: none */
};

/* Sheets are counted from the piece's first: of a piece's first letter this is how many it has. */
static guint last_sheet(const struct letter *letter)
{
	return letter->count == 0 ? 0 : letter->pages[letter->count - 1].page->sheet;
}

static void report(struct finding_sink *sink, enum finding_code code, const struct record *record, const char *column,
		   const char *value)
{
	finding_report(sink, code, record->number, record->row, column, value, "left out");
}

static gboolean check_address(struct composer *composer, const struct record *record, struct finding_sink *sink)
{
	struct address_block block;

	address_block_set(composer->plan.typesetter, composer->plan.envelope, &record->to, composer->arena, &block);
	if (block.missing != 0)
		report(sink, FINDING_CODE_GLYPH_MISSING, record, "address",
		       arena_printf(composer->arena, "U+%04X", block.missing));
	else if (block.too_wide > 0)
		report(sink, FINDING_CODE_ADDRESS_OVERFLOW, record, "address",
		       arena_printf(composer->arena, "%s too wide", millimetres(block.too_wide, composer->arena)));
	else if (block.too_high > 0)
		report(sink, FINDING_CODE_ADDRESS_OVERFLOW, record, "address",
		       arena_printf(composer->arena, "%s too high", millimetres(block.too_high, composer->arena)));
	else
		return TRUE;
	return FALSE;
}

/* Places as the page's designer has them: of the page as it is read. */
static const char *overprint_in_words(const struct page *page, guint number, const struct rect *print, const struct rect *zone,
				      struct arena *arena)
{
	um_t width, height;
	const struct pose pose = page_as_read(page, &width, &height);
	const struct rect where = pose_rect(&pose, print), box = pose_rect(&pose, zone);

	return arena_printf(arena, "page %u: print at %s, %s; zone at %s, %s, %s x %s", number, millimetres(where.x, arena),
			    millimetres(where.y, arena), millimetres(box.x, arena), millimetres(box.y, arena),
			    millimetres(box.width, arena), millimetres(box.height, arena));
}

/* Checked letters are their piece's first, but in the envelope of a household: there they are checked for more than they
 * need. */
static gboolean has_block(const struct composer *composer, const struct page *page)
{
	return composer->blocks > 0 && page->sheet == 1 && page->side == PAGE_FRONT;
}

static gboolean check_block(struct composer *composer, const struct record *record, const struct page *page,
			    const struct zone *zones, guint count, struct finding_sink *sink)
{
	const struct zone *zone;
	const char *reason = post_block_clash(composer->block, composer->blocks, zones, count, composer->plan.envelope, page,
					      &zone, composer->arena);

	if (reason == NULL)
		return TRUE;
	report(sink, FINDING_CODE_ZONE_OVERPRINT, record, zone->name, reason);
	return FALSE;
}

static gboolean check_zones(struct composer *composer, const struct letter *letter, const struct record *record,
			    struct finding_sink *sink)
{
	for (guint i = 0; i < letter->count; i++) {
		const struct page *page = letter->pages[i].page;
		struct zone zones[ZONES_MAX];
		guint count = zones_of_page(composer->plan.envelope, composer->plan.inserter, page,
					    letter->pages[i].address, zones);
		const struct zone *zone;
		struct rect where;

		if (has_block(composer, page)) {
			if (!check_block(composer, record, page, zones, count, sink))
				return FALSE;
			memcpy(zones + count, composer->block, composer->blocks * sizeof *zones);
			count += composer->blocks;
		}
		if (zones_find_overprint(zones, count, &page->list, &zone, &where) == NULL)
			continue;
		report(sink, FINDING_CODE_ZONE_OVERPRINT, record, zone->name,
		       overprint_in_words(page, i + 1, &where, &zone->box, composer->arena));
		return FALSE;
	}
	return TRUE;
}

static struct letter_order order_of(const struct composer *composer, const struct record *record,
				    struct finding_sink *sink)
{
	return (struct letter_order){
		.record = record, .duplex = composer->plan.duplex, .encoder = composer->encoder, .press = composer->plan.press,
		.masked = composer->plan.masked, .sink = sink, .arena = composer->arena,
	};
}

/* The letter's sheets, 0 when it cannot be printed. */
static guint check_letter(struct composer *composer, const struct letter_order *order, struct letter *letter)
{
	const struct record *record = order->record;
	gboolean ok;

	arena_reset(composer->arena);
	typesetter_between_letters(composer->plan.typesetter);
	if (!layout_compose(composer->plan.layout, order, letter))
		return 0;
	ok = check_address(composer, record, order->sink);
	ok = check_zones(composer, letter, record, order->sink) && ok;
	if (last_sheet(letter) > COMPOSE_SHEETS_MAX) {
		report(order->sink, FINDING_CODE_PAGES_MANY, record, "sheets",
		       arena_printf(composer->arena, "%u", last_sheet(letter)));
		ok = FALSE;
	}
	return ok ? last_sheet(letter) : 0;
}

guint compose_check(struct composer *composer, const struct record *record, struct finding_sink *sink)
{
	const struct letter_order order = order_of(composer, record, sink);
	struct letter letter;

	return check_letter(composer, &order, &letter);
}

void compose_survey(struct composer *composer, const struct record *record, struct finding_sink *sink,
		    struct letter_survey *survey)
{
	struct letter_order order = order_of(composer, record, sink);
	struct letter letter;

	order.piece_pages = LETTER_ALONE;
	order.branches = survey->branches;
	survey->sheets = check_letter(composer, &order, &letter);
	survey->pages = letter.count;
}

struct sheet_place compose_sheet_place(const struct compose_piece *piece, guint sheet, enum feed_order order)
{
	return (struct sheet_place){
		.sheet = sheet, .sheets = piece->sheets, .insert_mask = piece->insert_mask, .run_piece = piece->run_piece,
		.run_sheet = piece->run_sheet + (order == FEED_FIRST_TO_LAST ? sheet - 1 : piece->sheets - sheet),
	};
}

static gboolean add_marks(struct composer *composer, const struct compose_piece *piece, guint sheet, struct page *front)
{
	const struct inserter *inserter = piece->by_hand ? &composer->by_hand : composer->plan.inserter;
	const struct sheet_place place = compose_sheet_place(piece, sheet, inserter->feed_order);
	const struct control_code code = control_code_at(composer->plan.run, piece->number, &place);

	return mark_sheet(inserter, &place, &code, composer->encoder, &front->list, composer->arena);
}

static void first_control(const struct composer *composer, const struct compose_piece *piece,
			  char text[CONTROL_CODE_LENGTH + 1])
{
	const struct sheet_place place = compose_sheet_place(piece, 1, composer->plan.inserter->feed_order);
	const struct control_code code = control_code_at(composer->plan.run, piece->number, &place);

	control_code_write(&code, text);
}

static void add_address(struct composer *composer, const struct record *record, struct page *page)
{
	struct address_block block;

	address_block_set(composer->plan.typesetter, composer->plan.envelope, &record->to, composer->arena, &block);
	op_list_add_moved(&page->list, &block.list, 0, 0, composer->arena);
}

/* The letters of a piece as sheets, marked; FALSE when they are not the sheets that were planned. */
static gboolean piece_sheets(struct composer *composer, const struct compose_piece *piece, struct sheet *sheets,
			     struct finding_sink *sink)
{
	guint done = 0, pages = 0;
	guint all = composer->plan.duplex ? 2 * piece->sheets : piece->sheets;

	for (guint i = 0; i < piece->documents; i++) {
		struct letter_order order = order_of(composer, piece->records[i], sink);
		struct letter letter;

		order.piece_page = pages;
		order.piece_pages = all;
		if (!layout_compose(composer->plan.layout, &order, &letter) || last_sheet(&letter) > piece->sheets)
			return FALSE;
		for (guint p = 0; p < letter.count; p++) {
			const struct letter_page *page = &letter.pages[p];
			struct sheet *sheet = &sheets[page->page->sheet - 1];

			if (page->address && i == 0)
				add_address(composer, piece->records[0], page->page);
			if (page->page->side == PAGE_FRONT)
				sheet->front = page;
			else
				sheet->back = page;
		}
		done = last_sheet(&letter);
		pages = composer->plan.duplex ? 2 * done : done;
	}
	return done == piece->sheets;
}

static gboolean add_codes(struct composer *composer, const struct compose_piece *piece, struct page *front)
{
	const struct post_pen pen = post_pen_of(composer);

	return composer->plan.product == NULL ||
	       post_block_draw(composer->plan.product, &piece->codes, &pen, &front->list);
}

static void draw_sheet(struct composer *composer, const struct sheet *sheet, struct device *device, guint *pages)
{
	struct page *front = sheet->front->page;
	struct page empty = { .width = front->width, .height = front->height, .side = PAGE_BACK, .sheet = front->sheet };
	struct page *back = sheet->back != NULL ? sheet->back->page : &empty;

	front->media = back->media = front->sheet == 1 ? composer->plan.media_first : composer->plan.media;
	device_page(device, front);
	(*pages)++;
	if (!composer->plan.duplex)
		return;
	device_page(device, back);
	(*pages)++;
}

/* Findings of a piece that was checked before: only that there are some matters. */
static void ignore_finding(struct finding_sink *sink, const struct finding *finding)
{
	(void)sink;
	(void)finding;
}

gboolean compose_piece(struct composer *composer, const struct compose_piece *piece, struct device *device,
		       char control[CONTROL_CODE_LENGTH + 1], guint *pages, GError **error)
{
	gboolean ahead = piece->to_read || composer->plan.inserter->feed_order == FEED_FIRST_TO_LAST;
	struct finding_sink sink = { ignore_finding };
	struct sheet *sheets;

	arena_reset(composer->arena);
	typesetter_between_letters(composer->plan.typesetter);
	sheets = arena_new_array0(composer->arena, struct sheet, piece->sheets);
	if (!piece_sheets(composer, piece, sheets, &sink)) {
		g_set_error(error, COMPOSE_ERROR, COMPOSE_ERROR_PIECE, "piece %u is not what was checked", piece->number);
		return FALSE;
	}
	*pages = 0;
	for (guint i = 0; i < piece->sheets; i++) {
		guint sheet = ahead ? i + 1 : piece->sheets - i;

		if (!add_marks(composer, piece, sheet, sheets[sheet - 1].front->page) ||
		    (sheet == 1 && !add_codes(composer, piece, sheets[0].front->page))) {
			g_set_error(error, COMPOSE_ERROR, COMPOSE_ERROR_PIECE, "piece %u: sheet %u cannot be marked",
				    piece->number, sheet);
			return FALSE;
		}
		draw_sheet(composer, &sheets[sheet - 1], device, pages);
	}
	first_control(composer, piece, control);
	return TRUE;
}
