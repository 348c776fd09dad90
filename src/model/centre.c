/* SPDX-License-Identifier: Apache-2.0 */
#include "model/centre.h"

#include "model/keys.h"

#define WHOLE_MILLI (100 * 1000)
#define BOXES_MOST 1000

/* Without holes: a line that is said stands below one that is said. */
static void read_sender(struct keys *keys, struct centre *centre)
{
	centre->name = g_strdup(keys_word(keys, "sender", "name"));
	for (guint i = 0; i < CENTRE_LINES; i++) {
		g_autofree char *key = g_strdup_printf("line-%u", i + 1);
		const char *line = i == 0 ? keys_word(keys, "sender", key) : keys_find(keys, "sender", key);

		if (line != NULL && line[0] == '\0')
			keys_fault(keys, "sender", key, "empty");
		else if (line != NULL && i > 0 && centre->lines[i - 1] == NULL)
			keys_fault(keys, "sender", key, "the line before it is missing");
		else
			centre->lines[i] = g_strdup(line);
	}
}

struct centre *centre_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("settings", text, path);
	g_autoptr(centre_t) centre = g_new0(struct centre, 1);

	read_sender(keys, centre);
	centre->reprint_milli = keys_percent(keys, "reprint", "share", WHOLE_MILLI);
	centre->pallet_boxes = (guint)keys_number(keys, "pallet", "boxes", KEYS_REQUIRED, 1, BOXES_MOST);
	return keys_close(keys, error) ? g_steal_pointer(&centre) : NULL;
}

void centre_free(struct centre *centre)
{
	if (centre == NULL)
		return;
	g_free(centre->name);
	for (guint i = 0; i < CENTRE_LINES; i++)
		g_free(centre->lines[i]);
	g_free(centre);
}

gboolean centre_reprint_needs_two(const struct centre *centre, guint64 again, guint64 pieces)
{
	return again * WHOLE_MILLI > pieces * (guint64)centre->reprint_milli;
}

guint centre_pallet(const struct centre *centre, struct palleting *palleting, guint box, const char *area)
{
	if (palleting->pallet > 0 && palleting->box == box)
		return palleting->pallet;
	if (palleting->pallet == 0 || palleting->boxes >= centre->pallet_boxes || !g_str_equal(palleting->area, area)) {
		palleting->pallet++;
		palleting->boxes = 0;
		g_strlcpy(palleting->area, area, sizeof palleting->area);
	}
	palleting->boxes++;
	palleting->box = box;
	return palleting->pallet;
}

void centre_box_code(guint run, guint box, char out[CENTRE_CODE_ROOM])
{
	g_snprintf(out, CENTRE_CODE_ROOM, "S%06u%05u", run, box);
}

void centre_pallet_code(guint run, guint pallet, char out[CENTRE_CODE_ROOM])
{
	g_snprintf(out, CENTRE_CODE_ROOM, "P%06u%05u", run, pallet);
}
