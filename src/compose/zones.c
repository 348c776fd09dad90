/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/zones.h"

static struct rect rect_of(struct profile_box box)
{
	return (struct rect){ box.x, box.y, box.width, box.height };
}

static struct rect mirrored(struct rect rect, um_t page_width)
{
	rect.x = page_width - rect.x - rect.width;
	return rect;
}

static void add_zone(struct zone *zones, guint *count, const char *name, struct rect box, const struct page *page)
{
	if (box.width <= 0 || box.height <= 0)
		return;
	zones[(*count)++] = (struct zone){ name, page->side == PAGE_BACK ? mirrored(box, page->width) : box };
}

guint zones_of_page(const struct envelope *envelope, const struct inserter *inserter, const struct page *page,
		    gboolean address, struct zone zones[ZONES_MAX])
{
	guint count = 0;
	struct rect window = rect_of(envelope_window_at_play(envelope));

	if (inserter->kind != MARKS_NONE)
		add_zone(zones, &count, "marks", rect_of(inserter_marks_zone(inserter)), page);
	add_zone(zones, &count, "control code", rect_of(inserter_control_zone(inserter)), page);
	if (address && page->side == PAGE_FRONT)
		add_zone(zones, &count, "address window", window, page);
	return count;
}

static const struct zone *zone_hit(const struct zone *zones, guint count, const struct rect *box)
{
	for (guint i = 0; i < count; i++) {
		if (rect_overlaps(&zones[i].box, box))
			return &zones[i];
	}
	return NULL;
}

/* An outline prints on its four sides only, not in the middle. */
static gboolean outline_hits(const struct op_stroke *stroke, const struct rect *zone)
{
	um_t half = (stroke->width + 1) / 2;
	struct rect inner = rect_grown(&stroke->box, -half, -half);

	return stroke->box.width == 0 || stroke->box.height == 0 || !rect_contains(&inner, zone);
}

const struct op *zones_find_overprint(const struct zone *zones, guint count, const struct op_list *list,
				      const struct zone **zone, struct rect *where)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];
		struct rect box = op_bounds(op);
		const struct zone *hit = zone_hit(zones, count, &box);

		if (hit == NULL || (op->kind == OP_STROKE && !outline_hits(&op->stroke, &hit->box)))
			continue;
		if (op->kind == OP_STAMP) {
			struct zone moved[ZONES_MAX];
			const struct zone *inner;

			for (guint z = 0; z < count; z++) {
				moved[z] = zones[z];
				moved[z].box.x -= op->stamp.x;
				moved[z].box.y -= op->stamp.y;
			}
			op = zones_find_overprint(moved, count, &op->stamp.stamp->list, &inner, where);
			if (op == NULL)
				continue;
			where->x += list->ops[i].stamp.x;
			where->y += list->ops[i].stamp.y;
			*zone = &zones[inner - moved];
			return op;
		}
		*zone = hit;
		*where = box;
		return op;
	}
	return NULL;
}
