/* SPDX-License-Identifier: Apache-2.0 */
/* Every range here is wider than what is on sale: it stops a slip of a unit, not a strange envelope. */
#include "model/profile.h"

#include "model/keys.h"

#define MM 1000
#define GRAM 1000
#define KILOGRAM 1000000

static struct profile_box read_box(struct keys *keys, const char *group)
{
	return (struct profile_box){
		keys_length(keys, group, "x", KEYS_REQUIRED, 0, 420 * MM),
		keys_length(keys, group, "y", KEYS_REQUIRED, 0, 420 * MM),
		keys_length(keys, group, "width", KEYS_REQUIRED, 5 * MM, 420 * MM),
		keys_length(keys, group, "height", KEYS_REQUIRED, 5 * MM, 420 * MM),
	};
}

struct profile_box envelope_window_at_play(const struct envelope *envelope)
{
	const struct profile_box *window = &envelope->window;

	return (struct profile_box){ window->x - envelope->play_x, window->y - envelope->play_y,
				     window->width + 2 * envelope->play_x, window->height + 2 * envelope->play_y };
}

/* The address must stay inside a window made smaller by the play on that side. */
static void check_side(struct keys *keys, const char *side, gint32 room, gint32 play)
{
	g_autofree char *beyond = keys_thousandths(play - room);

	if (room >= play)
		return;
	keys_fault(keys, "address", NULL, "leaves the window at full play, %s, by %s mm", side, beyond);
}

static void check_address(struct keys *keys, const struct envelope *envelope)
{
	const struct profile_box *window = &envelope->window;
	const struct profile_box *address = &envelope->address;

	check_side(keys, "left", address->x - window->x, envelope->play_x);
	check_side(keys, "right", window->x + window->width - address->x - address->width, envelope->play_x);
	check_side(keys, "top", address->y - window->y, envelope->play_y);
	check_side(keys, "bottom", window->y + window->height - address->y - address->height, envelope->play_y);
	if (window->width > envelope->width || window->height > envelope->height)
		keys_fault(keys, "window", NULL, "larger than the envelope");
	if (envelope->leading_mpt < envelope->size_mpt)
		keys_fault(keys, "address", "leading", "smaller than the type size");
}

struct envelope *envelope_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("envelope", text, path);
	struct envelope *envelope = g_new0(struct envelope, 1);

	envelope->name = g_strdup(keys_name(keys));
	envelope->width = keys_length(keys, "envelope", "width", KEYS_REQUIRED, 90 * MM, 500 * MM);
	envelope->height = keys_length(keys, "envelope", "height", KEYS_REQUIRED, 60 * MM, 500 * MM);
	envelope->weight_mg = keys_weight(keys, "envelope", "weight", KEYS_REQUIRED, GRAM / 2, 200 * GRAM);
	envelope->thickness_um = keys_length(keys, "envelope", "thickness", 0, 50, 5 * MM);
	envelope->max_sheets = (guint)keys_number(keys, "envelope", "sheets", KEYS_REQUIRED, 1, 200);
	envelope->window = read_box(keys, "window");
	envelope->play_x = keys_length(keys, "window", "play-x", KEYS_REQUIRED, 0, 50 * MM);
	envelope->play_y = keys_length(keys, "window", "play-y", KEYS_REQUIRED, 0, 50 * MM);
	envelope->address = read_box(keys, "address");
	envelope->font = g_strdup(keys_word(keys, "address", "font"));
	envelope->size_mpt = keys_size(keys, "address", "size", KEYS_REQUIRED, 6000, 20000);
	envelope->leading_mpt = keys_size(keys, "address", "leading", KEYS_REQUIRED, 6000, 40000);
	envelope->bold = keys_flag(keys, "address", "bold", FALSE);
	envelope->capitals = keys_flag(keys, "address", "capitals", FALSE);
	if (!keys_faulty(keys))
		check_address(keys, envelope);
	if (!keys_close(keys, error))
		g_clear_pointer(&envelope, envelope_free);
	return envelope;
}

void envelope_free(struct envelope *envelope)
{
	if (envelope == NULL)
		return;
	g_free(envelope->name);
	g_free(envelope->font);
	g_free(envelope);
}

struct stock *stock_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("stock", text, path);
	struct stock *stock = g_new0(struct stock, 1);

	stock->name = g_strdup(keys_name(keys));
	stock->width = keys_length(keys, "stock", "width", KEYS_REQUIRED, 70 * MM, 450 * MM);
	stock->height = keys_length(keys, "stock", "height", KEYS_REQUIRED, 70 * MM, 450 * MM);
	stock->grams_m2 = keys_grammage(keys, "stock", "paper", 40, 400);
	stock->thickness_um = keys_length(keys, "stock", "thickness", 0, 20, MM);
	stock->type = g_strdup(keys_find(keys, "stock", "media"));
	stock->colour = g_strdup(keys_find(keys, "stock", "colour"));
	stock->tray = (guint)keys_number(keys, "stock", "tray", 0, 1, 99);
	if (!keys_close(keys, error))
		g_clear_pointer(&stock, stock_free);
	return stock;
}

void stock_free(struct stock *stock)
{
	if (stock == NULL)
		return;
	g_free(stock->name);
	g_free(stock->type);
	g_free(stock->colour);
	g_free(stock);
}

struct insert *insert_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("insert", text, path);
	struct insert *insert = g_new0(struct insert, 1);

	insert->name = g_strdup(keys_name(keys));
	insert->weight_mg = keys_weight(keys, "insert", "weight", KEYS_REQUIRED, 1, 2 * KILOGRAM);
	insert->thickness_um = keys_length(keys, "insert", "thickness", 0, 20, 30 * MM);
	/* Six stations: what the control code's insert mask holds. */
	insert->station = (guint)keys_number(keys, "insert", "station", KEYS_REQUIRED, 1, 6);
	if (!keys_close(keys, error))
		g_clear_pointer(&insert, insert_free);
	return insert;
}

void insert_free(struct insert *insert)
{
	if (insert == NULL)
		return;
	g_free(insert->name);
	g_free(insert);
}
