/* SPDX-License-Identifier: Apache-2.0 */
/* Draws what omr.c and control.c decided. */
#include "mark/mark.h"

static void draw_lines(const struct inserter *inserter, const struct sheet_place *place, struct op_list *list,
		       struct arena *arena)
{
	gboolean on[MARK_POSITIONS_MAX];

	mark_positions(inserter, place, on);
	for (guint i = 0; i < inserter->n_positions; i++) {
		struct op_fill *fill;

		if (!on[i])
			continue;
		fill = &op_list_add(list, OP_FILL, arena)->fill;
		fill->box = (struct rect){ inserter->x, inserter->first + (um_t)i * inserter->pitch, inserter->length,
					   inserter->thickness };
		fill->colour = COLOUR_BLACK;
	}
}

/* The symbol with its rows for columns: bars across the sheet's height. */
static const struct symbol *symbol_ladder(const struct symbol *picket, struct arena *arena)
{
	struct symbol *ladder = arena_memdup(arena, picket, sizeof *picket);
	guint8 *bits = arena_alloc(arena, picket->columns);

	for (guint i = 0; i < picket->columns; i++)
		bits[i] = symbol_dark(picket, i, 0) ? 0x80 : 0;
	ladder->columns = 1;
	ladder->rows = picket->columns;
	ladder->stride = 1;
	ladder->bits = bits;
	return ladder;
}

static gboolean draw_code_39(const struct inserter *inserter, const struct sheet_place *place,
			     struct symbol_encoder *encoder, struct op_list *list, struct arena *arena)
{
	char text[32];
	struct symbol_wish wish = { .symbology = SYMBOLOGY_CODE_39, .text = text };
	gboolean ladder = inserter->bars == BARS_LADDER;
	const struct symbol *symbol;
	const char *reason;
	struct op_symbol *op;

	mark_code_39(inserter, place, text);
	symbol = encoder->encode(encoder, &wish, arena, &reason);
	if (symbol == NULL)
		return FALSE;
	op = &op_list_add(list, OP_SYMBOL, arena)->symbol;
	op->x = inserter->x;
	op->y = inserter->first;
	op->module_width = ladder ? inserter->length : inserter->thickness;
	op->module_height = ladder ? inserter->thickness : inserter->length;
	op->symbol = ladder ? symbol_ladder(symbol, arena) : symbol;
	return TRUE;
}

static gboolean draw_control(const struct inserter *inserter, const struct control_code *code,
			     struct symbol_encoder *encoder, struct op_list *list, struct arena *arena)
{
	char text[CONTROL_CODE_LENGTH + 1];
	struct symbol_wish wish = { .symbology = SYMBOLOGY_DATA_MATRIX, .size = CONTROL_MODULES, .text = text };
	const struct symbol *symbol;
	const char *reason;
	struct op_symbol *op;

	control_code_write(code, text);
	symbol = encoder->encode(encoder, &wish, arena, &reason);
	if (symbol == NULL)
		return FALSE;
	op = &op_list_add(list, OP_SYMBOL, arena)->symbol;
	op->x = inserter->control_x;
	op->y = inserter->control_y;
	op->module_width = op->module_height = inserter->control_module;
	op->symbol = symbol;
	return TRUE;
}

gboolean mark_sheet(const struct inserter *inserter, const struct sheet_place *place, const struct control_code *code,
		    struct symbol_encoder *encoder, struct op_list *list, struct arena *arena)
{
	if (inserter->kind == MARKS_OMR)
		draw_lines(inserter, place, list, arena);
	if (inserter->kind == MARKS_CODE_39 && !draw_code_39(inserter, place, encoder, list, arena))
		return FALSE;
	return draw_control(inserter, code, encoder, list, arena);
}
