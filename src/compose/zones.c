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
		add_zone(zones, &count, ZONE_WINDOW, window, page);
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

/* The same in what a stamp or a turn draws. */
static const struct op *find_inside(const struct zone *zones, guint count, const struct op_list *list,
				    const struct pose *pose, const struct zone **zone, struct rect *where)
{
	struct zone inside[ZONES_MAX];
	const struct zone *hit;
	const struct op *op;

	for (guint i = 0; i < count; i++)
		inside[i] = (struct zone){ zones[i].name, pose_rect_back(pose, &zones[i].box) };
	op = zones_find_overprint(inside, count, list, &hit, where);
	if (op == NULL)
		return NULL;
	*where = pose_rect(pose, where);
	*zone = &zones[hit - inside];
	return op;
}

const struct op *zones_find_overprint(const struct zone *zones, guint count, const struct op_list *list,
				      const struct zone **zone, struct rect *where)
{
	for (guint i = 0; i < list->count; i++) {
		const struct op *op = &list->ops[i];
		struct rect box = op_bounds(op);
		const struct zone *hit = zone_hit(zones, count, &box);
		const struct op_list *list_inside;
		struct pose pose;

		if (hit == NULL || (op->kind == OP_STROKE && !outline_hits(&op->stroke, &hit->box)))
			continue;
		list_inside = op_inside(op, &pose);
		if (list_inside != NULL) {
			op = find_inside(zones, count, list_inside, &pose, zone, where);
			if (op == NULL)
				continue;
			return op;
		}
		*zone = hit;
		*where = box;
		return op;
	}
	return NULL;
}
