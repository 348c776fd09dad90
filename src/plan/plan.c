/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/plan.h"

#include <string.h>

static guint machine_limit(const struct plan_rules *rules)
{
	return MIN(rules->inserter->max_sheets, rules->envelope->max_sheets);
}

guint plan_fit(const struct plan_rules *rules, const guint *sheets, guint documents)
{
	guint total = 0;
	guint fit = 0;

	while (fit < documents && (fit == 0 || total + sheets[fit] <= machine_limit(rules)))
		total += sheets[fit++];
	return fit;
}

static guint insert_mask(const struct plan_rules *rules)
{
	guint mask = 0;

	for (guint i = 0; i < rules->n_inserts; i++)
		mask |= 1u << (rules->inserts[i]->station - 1);
	return mask;
}

struct planned plan_piece(const struct plan_rules *rules, guint sheets)
{
	return (struct planned){
		.stream = sheets > machine_limit(rules) ? STREAM_HAND : STREAM_MACHINE,
		.sheets = sheets,
		.pages = rules->duplex ? 2 * sheets : sheets,
		.insert_mask = insert_mask(rules),
		.weighing = post_weigh(sheets, rules->stock_first, rules->stock, rules->envelope, rules->inserts,
				       rules->n_inserts, rules->product),
	};
}

void print_order_init(struct print_order *order, const struct plan_rules *rules)
{
	memset(order, 0, sizeof *order);
	order->rules = rules;
}

static void file_if_needed(struct print_order *order, const struct planned *piece)
{
	if (order->begun && piece->stream == order->stream &&
	    order->file_sheets + piece->sheets <= order->rules->max_sheets_per_file)
		return;
	order->file++;
	order->file_sheets = order->file_pieces = order->file_pages = 0;
}

static void box_if_needed(struct print_order *order, const struct planned *piece, guint area)
{
	const struct product *product = order->rules->product;

	if (order->begun && piece->stream == order->stream && area == order->area &&
	    (product->box_pieces == 0 || order->box_pieces < product->box_pieces) &&
	    (product->box_mg == 0 || order->box_mg + piece->weighing.weight_mg <= product->box_mg))
		return;
	order->box++;
	order->box_pieces = 0;
	order->box_mg = 0;
}

struct print_place print_order_next(struct print_order *order, const struct planned *piece, guint area)
{
	struct print_place place;

	file_if_needed(order, piece);
	box_if_needed(order, piece, area);
	place = (struct print_place){
		.number = order->pieces + 1, .file = order->file, .position = order->file_pieces + 1,
		.first_page = order->file_pages + 1, .box = order->box,
		.run_sheet = order->sheets, .run_piece = order->pieces,
	};
	order->begun = TRUE;
	order->stream = piece->stream;
	order->area = area;
	order->pieces++;
	order->file_pieces++;
	order->file_sheets += piece->sheets;
	order->file_pages += piece->pages;
	order->box_pieces++;
	order->box_mg += piece->weighing.weight_mg;
	order->sheets += piece->sheets;
	return place;
}
