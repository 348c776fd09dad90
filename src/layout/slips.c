/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/slips.h"

#include <string.h>

#include "slip/agree.h"
#include "slip/specimen.h"

/* ---- findings ---- */

/* Who tells what is wrong: a slip's payments, from first on. */
struct telling {
	struct slip_faults faults;	/* first: found() casts back */
	struct composing *composing;
	const struct block_slip *slip;
	guint first;
};

/* One field that several slips print is told once. */
static gboolean is_news(struct composing *composing, enum finding_code code, const char *place)
{
	for (guint i = 0; i < composing->n_slip_told; i++)
		if (composing->slip_told[i].code == code && strcmp(composing->slip_told[i].place, place) == 0)
			return FALSE;
	if (composing->n_slip_told == PLACES_TOLD)
		return FALSE;
	composing->slip_told[composing->n_slip_told].code = code;
	composing->slip_told[composing->n_slip_told++].place = place;
	return TRUE;
}

static const char *place_of(const struct telling *telling, guint payment, enum payment_field field)
{
	const struct block_slip *slip = telling->slip;
	const struct payment_source *source = slip->sources[field];
	struct arena *arena = telling->composing->arena;

	if (source == NULL)
		return arena_printf(arena, "%s (layout line %u)", payment_field_name(field), slip->line);
	if (!source->by_row)
		return source->told;
	return arena_printf(arena, "%s, row %u", source->told, payment + 1);
}

static void fault_found(struct slip_faults *faults, guint place, enum payment_field field, enum finding_code code,
			const char *value, const char *reason)
{
	struct telling *telling = (struct telling *)faults;
	struct composing *composing = telling->composing;
	const struct letter_order *order = composing->order;
	gboolean is_error = finding_severity(code) == FINDING_ERROR;
	const char *told = place_of(telling, telling->first + place, field);

	composing->failed = composing->failed || is_error;
	if (order->sink == NULL || !is_news(composing, code, told))
		return;
	finding_report(order->sink, code, order->record->number, order->record->row, told,
		       value[0] == '\0' ? reason : arena_printf(composing->arena, "%s: %s", value, reason),
		       is_error ? "left out" : "");
}

/* No letter goes without a slip it should have, whether or not its kind has said why it cannot be drawn. */
static gboolean be_sure(struct composing *composing, const struct block_slip *slip, gboolean good)
{
	if (!good && !composing->failed)
		composing_fail(composing, FINDING_CODE_SLIP_MISSING, slip->line, "the slip cannot be drawn");
	return good;
}

static struct telling telling_of(struct composing *composing, const struct block_slip *slip, guint first)
{
	return (struct telling){ { fault_found }, composing, slip, first };
}

/* ---- what is asked for ---- */

static const char *write_phrase(struct composing *composing, const struct phrase *phrase)
{
	const char **parts;
	gsize length = 0;
	char *text, *end;

	if (phrase->n_spans == 1 && phrase->n_slots == 0)
		return phrase->spans[0].text;
	if (phrase->n_spans == 1)
		return slot_write(composing, &phrase->slots[0]);
	parts = arena_new_array(composing->arena, const char *, phrase->n_spans);
	for (guint i = 0; i < phrase->n_spans; i++) {
		const struct span *span = &phrase->spans[i];

		parts[i] = span->slot == PROSE_NO_SLOT ? span->text : slot_write(composing, &phrase->slots[span->slot]);
		length += strlen(parts[i]);
	}
	text = end = arena_alloc(composing->arena, length + 1);
	for (guint i = 0; i < phrase->n_spans; i++)
		end = g_stpcpy(end, parts[i]);
	*end = '\0';
	return text;
}

static void read_number(struct composing *composing, const struct payment_source *source, struct value *value)
{
	struct expr_value number = { 0 };
	const char *why = expr_eval(source->expr, &composing->context, &number);

	if (why != NULL)
		composing_fail(composing, FINDING_CODE_EXPRESSION, source->line, why);
	value->present = why == NULL && number.present;
	if (!value->present)
		return;
	if (number.type == EXPR_MONEY)
		value->cents = number.cents;
	else if (number.type == EXPR_DATE)
		value->date = number.date;
	else
		value->integer = number.integer;
}

static void read_payment(struct composing *composing, const struct block_slip *slip, struct payment *payment)
{
	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		const struct payment_source *source = slip->sources[i];
		struct value *value = &payment->values[i];
		gboolean is_text = payment_field_type((enum payment_field)i) == FIELD_TEXT;

		*value = (struct value){ 0 };
		if (is_text)
			value->text = source != NULL ? write_phrase(composing, &source->phrase) : "";
		else if (source != NULL)
			read_number(composing, source, value);
		if (is_text)
			value->present = value->text[0] != '\0';
	}
}

/* One payment a row; what is not a column of the rows is the same for all of them. */
static void read_rows(struct composing *composing, const struct block_slip *slip, struct payment *payments)
{
	const struct row_set *rows = &composing->order->record->groups[slip->group];
	const guint columns = composing->context.dictionary->groups[slip->group].columns.count;
	struct expr_context *context = &composing->context;
	const struct expr_context outside = *context;

	context->group = slip->group;
	context->from = 0;
	context->to = rows->count;
	for (guint i = 0; i < rows->count; i++) {
		context->row = rows->cells + (gsize)i * columns;
		read_payment(composing, slip, &payments[i]);
	}
	*context = outside;
}

/* ---- a slip ---- */

static void fill_strips(struct composing *composing, struct slip_made *made)
{
	guint (*abreast)(guint left) = made->slip->kind->abreast;

	made->strips = arena_new_array0(composing->arena, struct slip_strip, made->count);
	for (guint done = 0; done < made->count;) {
		struct slip_strip *strip = &made->strips[made->n_strips++];

		strip->made = made;
		strip->first = done;
		strip->count = abreast != NULL ? abreast(made->count - done) : 1;
		done += strip->count;
	}
}

static gboolean check_payments(struct composing *composing, const struct slip_made *made)
{
	const struct block_slip *slip = made->slip;
	struct telling telling = telling_of(composing, slip, 0);
	gboolean good = TRUE;

	for (guint i = 0; i < made->count; i++)
		good = slip->kind->check(&made->payments[i], slip->given, i, &telling.faults) && good;
	return be_sure(composing, slip, good);
}

/* What a slip needs of the press and the encoder is not asked for twice. */
static gboolean has_desk(struct composing *composing, const struct block_slip *slip)
{
	if (composing->order->press != NULL && composing->order->encoder != NULL)
		return TRUE;
	composing_fail(composing, FINDING_CODE_EXPRESSION, slip->line, "there is no press, or no encoder, for slips");
	return FALSE;
}

const struct slip_made *slip_make(struct composing *composing, const struct block_slip *slip)
{
	struct slip_made *made;
	struct payment *payments;

	for (made = composing->slips; made != NULL; made = made->next)
		if (made->slip == slip)
			return made;
	made = arena_new_array0(composing->arena, struct slip_made, 1);
	made->slip = slip;
	made->count = slip->group == FIELD_NONE ? 1 : composing->order->record->groups[slip->group].count;
	made->payments = payments = arena_new_array(composing->arena, struct payment, made->count);
	if (slip->group == FIELD_NONE)
		read_payment(composing, slip, payments);
	else
		read_rows(composing, slip, payments);
	for (guint i = 0; composing->order->masked && i < made->count; i++)
		payment_specimen(&payments[i], slip->varying, i, composing->arena);
	fill_strips(composing, made);
	made->good = has_desk(composing, slip) && check_payments(composing, made);
	made->next = composing->slips;
	composing->slips = made;
	return made;
}

/* ---- drawing ---- */

static void draw_payments(struct composing *composing, struct slip_strip *strip)
{
	const struct block_slip *slip = strip->made->slip;
	const struct letter_order *order = composing->order;
	const struct slip_desk desk = { composing->layout->typesetter, order->encoder, order->press, composing->arena };
	struct telling telling = telling_of(composing, slip, strip->first);

	strip->drawn = TRUE;
	be_sure(composing, slip, slip->kind->draw(strip->made->payments + strip->first, strip->count, slip->given, &desk,
						  &strip->list, &telling.faults));
}

static const struct stamp *make_form(struct layout *layout, const struct block_slip *slip, guint abreast)
{
	const struct slip_desk desk = { .typesetter = layout->typesetter, .press = layout->press, .arena = layout->arena };
	struct op_list list = { 0 };
	struct stamp *stamp;

	slip->kind->form(slip->given, abreast, &desk, &list);
	if (list.count == 0)
		return NULL;
	stamp = arena_new_array0(layout->arena, struct stamp, 1);
	/* Named by what it is: which letter came first must not show. */
	stamp->name = arena_printf(layout->arena, "%s.%s.%x.%u", layout->name, slip->kind->name, slip->given, abreast);
	stamp->list = list;
	stamp->bounds = op_list_bounds(&list);
	return stamp;
}

static const struct stamp *form_of(struct composing *composing, const struct block_slip *slip, guint abreast)
{
	struct layout *layout = composing->layout;
	struct slip_form form = { .kind = slip->kind, .given = slip->given, .abreast = abreast };

	if (layout->press != composing->order->press)
		g_array_set_size(layout->forms, 0);
	layout->press = composing->order->press;
	for (guint i = 0; i < layout->forms->len; i++) {
		const struct slip_form *made = &g_array_index(layout->forms, struct slip_form, i);

		if (made->kind == form.kind && made->given == form.given && made->abreast == abreast)
			return made->stamp;
	}
	form.stamp = make_form(layout, slip, abreast);
	g_array_append_val(layout->forms, form);
	return form.stamp;
}

/* The form and what is printed over it, upright. */
static void add_strip(struct composing *composing, const struct slip_strip *strip, um_t x, um_t y, struct op_list *list)
{
	const struct stamp *form = form_of(composing, strip->made->slip, strip->count);
	const struct press *press = composing->order->press;

	x += press->shift_x;
	y += press->shift_y;
	if (form != NULL)
		op_list_add(list, OP_STAMP, composing->arena)->stamp = (struct op_stamp){ x, y, form };
	op_list_add_moved(list, &strip->list, x, y, composing->arena);
}

/* Turned, with the top left corner of what it then covers at (x, y). */
static void add_turned(struct composing *composing, const struct slip_strip *strip, um_t x, um_t y, struct op_list *list)
{
	const struct block_slip *slip = strip->made->slip;
	struct op_list *upright = arena_new_array0(composing->arena, struct op_list, 1);
	struct op_turn turn = { .x = x, .y = y, .quarter = slip->turn, .list = upright };

	add_strip(composing, strip, 0, 0, upright);
	if (slip->turn == TURN_90) {
		turn.x += slip->size.height;
	} else if (slip->turn == TURN_180) {
		turn.x += slip->size.width;
		turn.y += slip->size.height;
	} else {
		turn.y += slip->size.width;
	}
	op_list_add(list, OP_TURN, composing->arena)->turn = turn;
}

void slip_strip_draw(struct composing *composing, struct slip_strip *strip, um_t x, um_t y, struct op_list *list)
{
	if (!strip->made->good)
		return;
	if (!strip->drawn)
		draw_payments(composing, strip);
	if (strip->made->slip->turn == TURN_NONE)
		add_strip(composing, strip, x, y, list);
	else
		add_turned(composing, strip, x, y, list);
}

/* ---- all slips of the letter ---- */

static guint count_slips(const struct composing *composing)
{
	guint count = 0;

	for (const struct slip_made *made = composing->slips; made != NULL; made = made->next)
		count++;
	return count;
}

/* Numbers of nobody agree with nothing, and an example's rows are all alike: neither is asked for money. */
void slips_agree(struct composing *composing)
{
	const struct letter_order *order = composing->order;
	guint count = count_slips(composing), i = count;
	struct slip_use *uses;
	struct telling *tellings;

	if (count == 0 || composing->failed || order->masked || order->record->row == 0)
		return;
	uses = arena_new_array(composing->arena, struct slip_use, count);
	tellings = arena_new_array(composing->arena, struct telling, count);
	for (const struct slip_made *made = composing->slips; made != NULL; made = made->next) {
		i--;
		tellings[i] = telling_of(composing, made->slip, 0);
		uses[i] = (struct slip_use){ made->slip->kind, made->payments, made->count, &tellings[i].faults };
	}
	slip_agree(uses, count);
}
